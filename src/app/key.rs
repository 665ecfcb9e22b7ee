//! A key as a clerk presses it. Small and our own, so that the state of the screens does not depend on a terminal library.
//! Knows nothing of what a key means: see [`crate::app::keys`].

use std::fmt;

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, already composed by the input method.
    Char(char),
    /// A function key, 1 to 12.
    F(u8),
    /// ↑
    Up,
    /// ↓
    Down,
    /// ←
    Left,
    /// →
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// PgUp.
    PageUp,
    /// PgDn.
    PageDown,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// 回车.
    Enter,
    /// Esc.
    Esc,
    /// 退格.
    Backspace,
    /// Delete.
    Delete,
}

/// A key with or without Ctrl. Other modifiers differ by terminal and are not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl is held.
    pub ctrl: bool,
}

impl Key {
    /// A key by itself.
    pub const fn plain(code: Code) -> Self {
        Key { code, ctrl: false }
    }
    /// A key with Ctrl.
    pub const fn ctrl(code: Code) -> Self {
        Key { code, ctrl: true }
    }
    /// A character typed.
    pub const fn char(c: char) -> Self {
        Key::plain(Code::Char(c))
    }
    /// The same key where an input method sends full-width digits or marks: `？` is `?`, `１` is `1`.
    pub fn narrowed(self) -> Self {
        match self.code {
            Code::Char(c) => Key { code: Code::Char(narrow(c)), ..self },
            _ => self,
        }
    }
    /// Reads the name of a key as the settings file writes it: `F8`, `Ctrl+W`, `PgDn`, `?`.
    pub fn parse(name: &str) -> Option<Self> {
        let (ctrl, rest) = match name.get(..5) {
            Some(head) if head.eq_ignore_ascii_case("ctrl+") => (true, &name[5..]),
            _ => (false, name),
        };
        Some(Key { code: parse_code(rest, ctrl)?, ctrl })
    }
}

fn narrow(c: char) -> char {
    match u32::from(c) {
        full @ 0xFF01..=0xFF5E => char::from_u32(full - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn parse_code(name: &str, ctrl: bool) -> Option<Code> {
    if let Some((_, code)) = NAMED.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)) {
        return Some(*code);
    }
    let mut chars = name.chars();
    match (chars.next()?, chars.as_str()) {
        (c, "") if ctrl => Some(Code::Char(c.to_ascii_lowercase())),
        (c, "") => Some(Code::Char(c)),
        ('F' | 'f', digits) => digits.parse().ok().filter(|n| (1..=12).contains(n)).map(Code::F),
        _ => None,
    }
}

const NAMED: &[(&str, Code)] = &[
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Tab", Code::Tab),
    ("Shift-Tab", Code::BackTab),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
];

impl fmt::Display for Key {
    /// The name as footer and help show it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl+")?;
        }
        match self.code {
            Code::Char(c) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            Code::Char(' ') => f.write_str("空格"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "F{n}"),
            Code::Up => f.write_str("上"),
            Code::Down => f.write_str("下"),
            Code::Left => f.write_str("左"),
            Code::Right => f.write_str("右"),
            Code::Enter => f.write_str("回车"),
            other => {
                let name = NAMED.iter().find(|(_, code)| *code == other).map_or("", |(name, _)| name);
                f.write_str(name)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for (typed, key) in [
            ("F8", Key::plain(Code::F(8))),
            ("Ctrl+W", Key::ctrl(Code::Char('w'))),
            ("ctrl+Left", Key::ctrl(Code::Left)),
            ("PgDn", Key::plain(Code::PageDown)),
            ("?", Key::char('?')),
            ("F", Key::char('F')),
        ] {
            assert_eq!(Key::parse(typed), Some(key), "{typed}");
        }
        for wrong in ["", "F0", "F13", "Ctrl+", "Strg+W", "ab", "Ctrl+查找"] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_input_method_does_not_change_a_key() {
        assert_eq!(Key::char('？').narrowed(), Key::char('?'));
        assert_eq!(Key::char('１').narrowed(), Key::char('1'));
        assert_eq!(Key::char('民').narrowed(), Key::char('民'));
    }
}
