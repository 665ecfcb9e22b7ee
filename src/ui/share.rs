//! How the columns of a table share the room there is: each has its declared cells, and a text that does not fit takes what others
//! leave blank. A text is cut only where nothing beside it is blank.

/// A column that asks for room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ask {
    /// The cells it has as declared.
    pub declared: u16,
    /// The cells of its widest text, its head included.
    pub needs: u16,
    /// It is of no use with a part of what it lacks: a number that is not whole.
    pub whole: bool,
}

impl Ask {
    /// Of a column of texts.
    pub fn new(declared: u16, needs: u16) -> Ask {
        Ask { declared, needs, whole: false }
    }
    fn lacks(&self) -> u16 {
        self.needs.saturating_sub(self.declared)
    }
    fn spare(&self) -> u16 {
        self.declared.saturating_sub(self.needs)
    }
}

/// The cells of each column, together no more than `room` where the declared ones are no more. Columns stay as declared as long as
/// every text fits; who lacks least is helped first, so that one long text does not cut those beside it.
pub(super) fn share(asks: &[Ask], room: u16) -> Vec<u16> {
    let mut widths: Vec<u16> = asks.iter().map(|a| a.declared).collect();
    let mut left = room.saturating_sub(widths.iter().sum());
    let lacking: u16 = asks.iter().map(Ask::lacks).fold(0, u16::saturating_add);
    // What is blank in other columns is taken from the last one on, and only as much as is lacking.
    for (width, ask) in widths.iter_mut().zip(asks).rev() {
        let taken = ask.spare().min(lacking.saturating_sub(left));
        *width -= taken;
        left += taken;
    }
    let mut lacking: Vec<(&mut u16, &Ask)> = widths.iter_mut().zip(asks).collect();
    lacking.sort_by_key(|(_, ask)| ask.lacks());
    for (width, ask) in lacking {
        let more = if ask.whole && left < ask.lacks() { 0 } else { ask.lacks().min(left) };
        *width += more;
        left -= more;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_lacks_takes_what_is_left_and_what_is_blank() {
        let asks = [Ask::new(10, 6), Ask::new(10, 16), Ask::new(10, 10)];
        assert_eq!(share(&asks, 40), [10, 16, 10], "there is room");
        assert_eq!(share(&asks, 30), [6, 14, 10], "blank cells are taken");
        assert_eq!(share(&[Ask::new(10, 6), Ask::new(8, 8)], 18), [10, 8], "nothing moves where all fits");
        let number = Ask { whole: true, ..Ask::new(11, 18) };
        assert_eq!(
            share(&[number, Ask::new(4, 9)], 19),
            [11, 8],
            "a number that cannot be whole leaves the room to others"
        );
        assert_eq!(share(&[number, Ask::new(4, 9)], 27), [18, 9]);
        assert_eq!(share(&[Ask::new(10, 46), Ask::new(14, 18)], 34), [16, 18], "one long text does not cut the others");
    }

    proptest! {
        #[test]
        fn nothing_is_cut_beside_blank_space(columns in prop::collection::vec((1..30u16, 1..40u16), 1..12), more in 0..200u16) {
            let asks: Vec<Ask> = columns.iter().map(|(declared, needs)| Ask::new(*declared, *needs)).collect();
            let room = asks.iter().map(|a| a.declared).sum::<u16>() + more;
            let widths = share(&asks, room);
            prop_assert!(widths.iter().sum::<u16>() <= room);
            let cut = asks.iter().zip(&widths).any(|(a, w)| *w < a.needs);
            let blank = room - widths.iter().sum::<u16>()
                + asks.iter().zip(&widths).map(|(a, w)| w.saturating_sub(a.needs)).sum::<u16>();
            prop_assert!(!cut || blank == 0, "{asks:?} in {room}: {widths:?}");
        }
    }
}
