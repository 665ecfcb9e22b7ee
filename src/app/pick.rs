//! Going to a line of a menu by typing: its digit, or the pinyin initials of its name, whatever width the input method gives them.

use crate::app::desk::{Desk, FRAME};
use crate::app::keys::Action;
use crate::app::line::Edit;
use crate::app::scroll::Scroll;
use crate::domain::people::pinyin;
use crate::domain::text;

/// The line that a digit stands for: 1 is the first.
pub fn digit(edit: &Edit) -> Option<usize> {
    let Edit::Insert(typed) = edit else { return None };
    let n: usize = text::clean(typed).parse().ok()?;
    (1..=9).contains(&n).then(|| n - 1)
}

/// The first line whose initials, or whose name, begins with the letters typed so far; with the last of them alone where none does.
pub fn by_letters<'a>(typed: &mut String, edit: &Edit, labels: impl Iterator<Item = &'a str> + Clone) -> Option<usize> {
    let Edit::Insert(more) = edit else {
        typed.clear();
        return None;
    };
    let more = text::clean(more).to_ascii_lowercase();
    let find = |typed: &str| {
        let begins = |l: &str| l.starts_with(typed) || pinyin::initials_of(l).to_ascii_lowercase().starts_with(typed);
        labels.clone().position(begins).filter(|_| !typed.is_empty())
    };
    typed.push_str(&more);
    find(typed).or_else(|| {
        *typed = more;
        find(typed)
    })
}

/// Lines that the letters typed narrow to those whose name or its initials they fit, the best first; where they fit none, those of the last
/// of them alone. A letter taken back widens them again.
#[derive(Debug)]
pub struct Narrowing {
    /// How many lines there are where nothing is typed.
    pub whole: usize,
    /// What fits, by its place among all lines.
    pub fitting: Vec<usize>,
    /// The cursor among what fits.
    pub scroll: Scroll,
    /// The letters typed.
    pub typed: String,
}

impl Narrowing {
    /// So many lines, nothing typed.
    pub fn of(whole: usize) -> Self {
        Narrowing { whole, fitting: (0..whole).collect(), scroll: Scroll::default(), typed: String::new() }
    }
    /// The place of the line under the cursor.
    pub fn under_cursor(&self) -> Option<usize> {
        self.fitting.get(self.scroll.at).copied()
    }
    /// Moves the cursor, where the action does.
    pub fn act(&mut self, action: Action, desk: &Desk) {
        self.scroll.act(action, self.fitting.len(), desk.lines_but(FRAME));
    }
    /// Takes what is typed, or taken back, of lines with these names.
    pub fn type_in<'a>(&mut self, edit: &Edit, labels: impl Iterator<Item = &'a str> + Clone) {
        let fitting = |typed: &str| {
            let ranked = labels.clone().enumerate().filter_map(|(at, l)| Some((pinyin::match_rank(l, typed)?, at)));
            let mut ranked: Vec<(u8, usize)> = ranked.collect();
            ranked.sort_unstable();
            ranked.into_iter().map(|(_, at)| at).collect::<Vec<usize>>()
        };
        match edit {
            Edit::Insert(more) => {
                let more = text::clean(more);
                self.typed.push_str(&more);
                if fitting(&self.typed).is_empty() {
                    self.typed = more.into_owned();
                }
            }
            Edit::Backspace => {
                self.typed.pop();
            }
            _ => {}
        }
        (self.fitting, self.scroll) = (fitting(&self.typed), Scroll::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_initials_lead_to_lines() {
        let insert = |t: &str| Edit::Insert(t.to_owned());
        assert_eq!(digit(&insert("２")), Some(1));
        assert_eq!((digit(&insert("0")), digit(&insert("a"))), (None, None));
        let labels = ["城市低保", "农村低保", "临时救助", "残疾人两项补贴"];
        let mut typed = String::new();
        let mut go = |t: &str| by_letters(&mut typed, &insert(t), labels.iter().copied());
        assert_eq!(go("c"), Some(0));
        assert_eq!(go("j"), Some(3));
        assert_eq!(go("l"), Some(2), "begins anew");
        assert_eq!(go("z"), None);
        assert_eq!(go("农村"), Some(1));
    }
    #[test]
    fn letters_narrow_and_begin_anew() {
        let insert = |t: &str| Edit::Insert(t.to_owned());
        let labels = ["打开", "新增", "修改", "打印", "区划变更"];
        let mut lines = Narrowing::of(labels.len());
        let mut narrow = |edit: &Edit| {
            lines.type_in(edit, labels.iter().copied());
            lines.fitting.clone()
        };
        assert_eq!(narrow(&insert("d")), [0, 3]);
        assert_eq!(narrow(&insert("y")), [3]);
        assert_eq!(narrow(&Edit::Backspace), [0, 3]);
        assert_eq!(narrow(&insert("x")), [1, 2], "begins anew");
        assert_eq!(narrow(&insert("q")), [4]);
        assert_eq!(narrow(&insert("Ｂ")), [4], "from a later character, and however wide");
        assert_eq!(narrow(&insert("v")), [0; 0]);
        assert_eq!(narrow(&Edit::Backspace), [0, 1, 2, 3, 4]);
    }
}
