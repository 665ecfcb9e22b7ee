//! How wide the columns of a table in running text are. It knows widths asked for and the room there is.

/// What a column asks for: its widest cell in one line, the widest word of any, and all of its cells in one line behind each other.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked {
    pub whole: i32,
    pub word: i32,
    pub all: i64,
}

/// The widths, which take all of the room: columns that ask for no more than an equal share keep what they ask for, the others part the rest in
/// proportion to all that they say, so that rows are low. Where not even the words fit, they are broken.
pub(super) fn part(asked: &[Asked], room: i32) -> Vec<i32> {
    let mut widths: Vec<Option<i32>> = vec![None; asked.len()];
    loop {
        let left = room - widths.iter().flatten().sum::<i32>();
        let open: Vec<usize> = (0..asked.len()).filter(|at| widths[*at].is_none()).collect();
        let share = left / count(open.len()).max(1);
        let content: Vec<usize> = open.iter().copied().filter(|at| asked[*at].whole <= share).collect();
        if content.is_empty() {
            break;
        }
        content.iter().for_each(|at| widths[*at] = Some(asked[*at].whole));
    }
    let left = room - widths.iter().flatten().sum::<i32>();
    let open: Vec<usize> = (0..asked.len()).filter(|at| widths[*at].is_none()).collect();
    let words: i32 = open.iter().map(|at| asked[*at].word).sum();
    let least = |at: usize| if words <= left { asked[at].word } else { left / count(open.len()).max(1) };
    let spare = i64::from(left - open.iter().map(|at| least(*at)).sum::<i32>());
    let all: i64 = open.iter().map(|at| asked[*at].all).sum::<i64>().max(1);
    for at in &open {
        let more = i32::try_from(spare * asked[*at].all / all).unwrap_or(0);
        widths[*at] = Some((least(*at) + more).min(asked[*at].whole));
    }
    let mut widths: Vec<i32> = widths.into_iter().flatten().collect();
    let used: i32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += room - used;
    }
    widths
}

fn count(len: usize) -> i32 {
    i32::try_from(len).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn widths(asked: &[(i32, i32)], room: i32) -> Vec<i32> {
        let asked = asked.iter().map(|(whole, word)| Asked { whole: *whole, word: *word, all: i64::from(*whole) });
        let asked: Vec<Asked> = asked.collect();
        part(&asked, room)
    }

    #[test]
    fn short_columns_keep_their_width_and_long_ones_part_the_rest() {
        assert_eq!(widths(&[(10, 5), (90, 8)], 60), [10, 50]);
        assert_eq!(widths(&[(10, 5), (20, 8)], 60), [10, 50]);
        assert_eq!(widths(&[(12, 4), (8, 4), (30, 4), (40, 4)], 46), [12, 8, 11, 15]);
        assert_eq!(widths(&[(60, 30), (60, 4)], 46), [36, 10]);
        assert_eq!(widths(&[(60, 50), (60, 50)], 46), [23, 23]);
    }

    #[test]
    fn one_long_cell_does_not_take_the_room_of_many() {
        let asked = [Asked { whole: 80, word: 10, all: 200 }, Asked { whole: 80, word: 10, all: 600 }];
        assert_eq!(part(&asked, 60), [20, 40]);
        // None is wider than it needs to be, but the last, which takes what is left.
        let asked = [Asked { whole: 31, word: 10, all: 900 }, Asked { whole: 80, word: 10, all: 100 }];
        assert_eq!(part(&asked, 60), [31, 29]);
    }

    proptest! {
        #[test]
        fn the_room_is_taken_and_words_fit_where_they_can(asked in prop::collection::vec((1..200i32, 1..40i32), 1..6), room in 200..400i32) {
            let asked: Vec<(i32, i32)> = asked.into_iter().map(|(whole, word)| (whole.max(word), word)).collect();
            let widths = widths(&asked, room);
            prop_assert_eq!(widths.iter().sum::<i32>(), room);
            for ((_, word), width) in asked.iter().zip(&widths) {
                prop_assert!(width >= word);
            }
        }
    }
}
