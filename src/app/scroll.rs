//! A cursor over lines of which only some are seen: the one piece of arithmetic that every list, tree and page shares.

use crate::app::keys::Action;

/// Which line the cursor is on, and which is the first one seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The line of the cursor.
    pub at: usize,
    /// The first line seen.
    pub top: usize,
}

impl Scroll {
    /// How far an action moves a cursor where so many lines are seen; none where it does not.
    pub fn by(action: Action, height: usize) -> Option<isize> {
        let page = isize::try_from(height).unwrap_or(1);
        Some(match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PageUp => -page,
            Action::PageDown => page,
            Action::First => isize::MIN,
            Action::Last => isize::MAX,
            _ => return None,
        })
    }
    /// Moves the cursor, where the action does.
    pub fn act(&mut self, action: Action, len: usize, height: usize) {
        if let Some(by) = Scroll::by(action, height) {
            self.step(by, len, height);
        }
    }
    /// Moves the cursor, stopping at the ends.
    pub fn step(&mut self, by: isize, len: usize, height: usize) {
        self.go(self.at.saturating_add_signed(by), len, height);
    }
    /// Puts the cursor on a line and brings the line into sight.
    pub fn go(&mut self, to: usize, len: usize, height: usize) {
        let height = height.max(1);
        self.at = to.min(len.saturating_sub(1));
        if self.at < self.top {
            self.top = self.at;
        } else if self.at >= self.top + height {
            self.top = self.at + 1 - height;
        }
        self.top = self.top.min(len.saturating_sub(height));
        if self.at >= self.top + height {
            self.top = self.at + 1 - height;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_is_always_in_sight() {
        for len in 0..8 {
            for height in 0..6 {
                let mut scroll = Scroll::default();
                for by in [3, -1, 100, -2, isize::MIN, 1, isize::MAX] {
                    scroll.step(by, len, height);
                    assert!(scroll.at < len.max(1));
                    assert!(
                        (scroll.top..scroll.top + height.max(1)).contains(&scroll.at),
                        "{scroll:?} of {len} in {height}"
                    );
                }
            }
        }
    }
}
