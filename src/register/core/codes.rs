//! What a code list is; the lists stand with their wings. A code field takes its code, its label or the pinyin initials of its
//! label.

use crate::domain::param_key::Key;
use crate::domain::people::pinyin;

/// A code list: code and label, in the order in which it is offered.
#[derive(Debug, PartialEq)]
pub struct Codes {
    /// 中文名 of the list.
    pub name: &'static str,
    /// Code and label.
    pub items: &'static [(&'static str, &'static str)],
    /// What a list can be filtered by beside a single code.
    pub groups: &'static [Group],
}

/// Several codes under one name, for filters: 在册 is whoever is on the roster.
#[derive(Debug, PartialEq)]
pub struct Group {
    /// Its name in a filter.
    pub code: &'static str,
    /// 中文名.
    pub label: &'static str,
    /// The codes.
    pub of: &'static [&'static str],
}

impl Codes {
    /// The codes of what a rate depends on.
    pub const fn of(key: Key) -> Codes {
        Codes { name: key.label(), items: key.items(), groups: &[] }
    }
    /// The label of a code or a group.
    pub fn label(&self, code: &str) -> Option<&'static str> {
        let item = self.items.iter().find(|(c, _)| *c == code).map(|(_, l)| *l);
        item.or_else(|| self.group(code).map(|g| g.label))
    }
    /// The group of that name.
    pub fn group(&self, code: &str) -> Option<&'static Group> {
        self.groups.iter().find(|g| g.code == code)
    }
    /// The code that was meant: by code, label, or initials where only one label has them. Case does not matter.
    pub fn read(&self, typed: &str) -> Option<&'static str> {
        let exact = self.items.iter().find(|(c, l)| c.eq_ignore_ascii_case(typed) || *l == typed);
        if let Some((code, _)) = exact {
            return Some(code);
        }
        let mut hits = self.matching(typed);
        match (hits.next(), hits.next()) {
            (Some((code, _)), None) => Some(code),
            _ => None,
        }
    }
    /// The items whose code or label begins with what was typed, or whose initials do.
    pub fn matching<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = &'static (&'static str, &'static str)> + 'a {
        let typed_lower = typed.to_ascii_lowercase();
        self.items.iter().filter(move |(c, l)| {
            c.to_ascii_lowercase().starts_with(&typed_lower)
                || l.starts_with(typed)
                || (!typed_lower.is_empty() && pinyin::initials_of(l).starts_with(&typed_lower))
        })
    }
    /// `1 男, 2 女` for a clerk; long lists are cut. A code that is a word of the file's is not shown: its label is typed.
    pub fn offer(&self) -> String {
        let cut = if self.items.len() > 8 { ", …" } else { "" };
        let shown = |(code, label): &(&str, &str)| {
            if is_trade_code(code) { format!("{code} {label}") } else { (*label).to_owned() }
        };
        self.items.iter().take(8).map(shown).collect::<Vec<_>>().join(", ") + cut
    }
    /// What a filter takes: groups and codes.
    pub fn filters(&self) -> String {
        let groups = self.groups.iter().map(|g| format!("{} {}, ", g.code, g.label));
        groups.collect::<String>() + &self.all()
    }
    /// The whole list with every code, for the help of the command line.
    pub fn all(&self) -> String {
        self.items.iter().map(|(code, label)| format!("{code} {label}")).collect::<Vec<_>>().join(", ")
    }
}

/// Whether a code is one that the trade writes, in digits; others are names of the file's that no screen shows.
pub fn is_trade_code(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit())
}

macro_rules! groups {
    () => {
        &[]
    };
    ($groups:expr) => {
        $groups
    };
}

macro_rules! codes {
    ($(#[$doc:meta])* $id:ident $name:literal: $($code:literal $label:literal),+ $(; $groups:expr)?) => {
        $(#[$doc])*
        pub static $id: Codes = Codes { name: $name, items: &[$(($code, $label)),+], groups: $crate::register::core::codes::groups!($($groups)?) };
    };
}

pub(in crate::register) use {codes, groups};
