//! One line of text being typed: its characters and the place of the cursor among them. It counts characters, never cells;
//! what of it is seen is the business of the drawing.

use crate::app::key::{Code, Key};

/// The most a field takes, in bytes. A megabyte pasted by mistake ends here.
pub const CAP: usize = 4096;

/// A line with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    cursor: usize,
}

/// A change of the line or a move of its cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Characters, typed or pasted.
    Insert(String),
    /// The character before the cursor goes.
    Backspace,
    /// The character after the cursor goes.
    Delete,
    /// One to the left.
    Left,
    /// One to the right.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
}

impl Edit {
    /// What a key is where text is typed.
    pub fn of(key: Key) -> Option<Edit> {
        if key.ctrl {
            return None;
        }
        Some(match key.code {
            Code::Char(c) => Edit::Insert(c.to_string()),
            Code::Backspace => Edit::Backspace,
            Code::Delete => Edit::Delete,
            Code::Left => Edit::Left,
            Code::Right => Edit::Right,
            Code::Home => Edit::Home,
            Code::End => Edit::End,
            _ => return None,
        })
    }
}

impl Line {
    /// A line with a text, the cursor behind it.
    pub fn of(text: impl Into<String>) -> Self {
        let text = text.into();
        let cursor = text.chars().count();
        Line { text, cursor }
    }
    /// What stands in it.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// How many characters stand before the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }
    /// Whether no character stands behind the cursor.
    pub fn is_at_end(&self) -> bool {
        self.cursor == self.text.chars().count()
    }
    /// Whether nothing but spaces stands in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
    /// Does an edit. Says whether the text changed.
    pub fn edit(&mut self, edit: &Edit) -> bool {
        match edit {
            Edit::Insert(text) => self.insert(text),
            Edit::Backspace if self.cursor > 0 => {
                self.cursor -= 1;
                self.remove()
            }
            Edit::Delete => self.remove(),
            Edit::Left => self.go(self.cursor.saturating_sub(1)),
            Edit::Right => self.go(self.cursor + 1),
            Edit::Home => self.go(0),
            Edit::End => self.go(usize::MAX),
            Edit::Backspace => false,
        }
    }
    fn go(&mut self, to: usize) -> bool {
        self.cursor = to.min(self.text.chars().count());
        false
    }
    fn byte(&self, at: usize) -> usize {
        self.text.char_indices().nth(at).map_or(self.text.len(), |(i, _)| i)
    }
    fn remove(&mut self) -> bool {
        let at = self.byte(self.cursor);
        if at < self.text.len() {
            self.text.remove(at);
            return true;
        }
        false
    }
    /// Line breaks and tabs become spaces, control characters vanish, what passes [`CAP`] is left out.
    fn insert(&mut self, typed: &str) -> bool {
        let mut at = self.byte(self.cursor);
        let mut clean = String::new();
        let room = CAP.saturating_sub(self.text.len());
        let mut count = 0;
        for c in typed.trim_end_matches(['\r', '\n']).chars() {
            let c = if matches!(c, '\r' | '\n' | '\t') { ' ' } else { c };
            if c.is_control() {
                continue;
            }
            if clean.len() + c.len_utf8() > room {
                break;
            }
            clean.push(c);
            count += 1;
        }
        at = at.min(self.text.len());
        self.text.insert_str(at, &clean);
        self.cursor += count;
        count > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(edits: &[Edit]) -> Line {
        let mut line = Line::default();
        for edit in edits {
            line.edit(edit);
        }
        line
    }
    fn insert(text: &str) -> Edit {
        Edit::Insert(text.to_owned())
    }

    #[test]
    fn wide_characters_are_one_step() {
        let line = typed(&[insert("陈桂香"), Edit::Left, Edit::Left, Edit::Backspace, insert("程")]);
        assert_eq!((line.text(), line.cursor()), ("程桂香", 1));
        let line = typed(&[insert("𠮷田"), Edit::Home, Edit::Delete, Edit::Left, Edit::End, Edit::Right]);
        assert_eq!((line.text(), line.cursor()), ("田", 1));
    }

    #[test]
    fn a_paste_is_one_clean_line() {
        let line = typed(&[insert("光辉\r社区\t3号\u{1b}[A\r\n")]);
        assert_eq!(line.text(), "光辉 社区 3号[A");
    }

    #[test]
    fn a_megabyte_pasted_ends_at_the_cap_on_a_whole_character() {
        let mut line = Line::default();
        line.edit(&insert(&"民".repeat(400_000)));
        assert_eq!(line.text().len(), CAP / 3 * 3);
        assert!(!line.edit(&insert("政")));
    }
}
