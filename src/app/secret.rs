//! A password as it is typed: nobody sees it, and it is wiped from memory when it goes.

use crate::app::line::Edit;
use std::fmt;
use zeroize::Zeroizing;

/// The most characters that are taken: more than any password has.
const MOST: usize = 100;
/// So many stars are shown at most: how long a longer one is tells nobody anything.
const STARS: usize = 12;

/// A password.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// What was typed.
    pub fn text(&self) -> &str {
        &self.0
    }
    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// What is shown of it.
    pub fn stars(&self) -> String {
        "*".repeat(self.0.chars().count().min(STARS))
    }
    /// Does an edit. It is typed from front to back: there is nothing to be seen in which a cursor could move.
    pub(in crate::app) fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Insert(typed) => {
                // All at once: a text that grows leaves its earlier places behind in memory.
                let had = self.0.len();
                self.0.reserve_exact((MOST * 4).saturating_sub(had));
                let room = MOST.saturating_sub(self.0.chars().count());
                self.0.extend(typed.chars().filter(|c| !c.is_control()).take(room));
            }
            Edit::Backspace => drop(self.0.pop()),
            _ => {}
        }
    }
    pub(in crate::app) fn clear(&mut self) {
        *self = Secret::default();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_shown_nowhere() {
        let mut secret = Secret::default();
        "雁峰民政2026-a\u{1b}bc".chars().for_each(|c| secret.edit(&Edit::Insert(c.to_string())));
        assert_eq!((secret.text(), secret.stars().as_str()), ("雁峰民政2026-abc", "************"));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        secret.edit(&Edit::Backspace);
        secret.edit(&Edit::Left);
        assert_eq!(secret.text(), "雁峰民政2026-ab");
        secret.edit(&Edit::Insert("x".repeat(100_000)));
        assert_eq!(secret.text().chars().count(), MOST);
        secret.clear();
        assert!(secret.is_empty() && secret.stars().is_empty());
    }
}
