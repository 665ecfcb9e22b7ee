//! What of a list is shown and in which order.

use crate::app::asking;
use crate::figure::paper::Listing;
use crate::register::{Condition, Query, Register};

/// What a list wants to be filtered by.
#[derive(Debug)]
pub struct Filtering {
    /// The list as far as it cannot be changed here.
    pub query: Query,
    /// Its usual filters.
    pub cols: &'static [&'static str],
    /// What is chosen now.
    pub now: Filters,
    /// By what it is remembered.
    pub list: String,
}

/// A list that is to be counted by something.
#[derive(Clone, Debug)]
pub struct Tallying {
    /// As it stands.
    pub list: Listing,
    /// Its filters as they are shown.
    pub shown: Filters,
}

/// The filters of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// What must hold.
    pub picked: Vec<Picked>,
    /// Another order than the register's.
    pub sort: Option<(&'static str, bool)>,
}

/// What must hold of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The field, or the path to it.
    pub col: &'static str,
    /// Its name.
    pub label: &'static str,
    /// The value, as stored, or what else is asked ([`asking::code_of`]).
    pub code: String,
    /// The same, as shown.
    pub shown: String,
}

impl Filters {
    /// With one thing that must hold: a field of a code list, and its code.
    pub fn on(register: &Register, col: &str, code: &str) -> Self {
        let picked = register.field(col).map(|field| Picked {
            col: field.col,
            label: field.label,
            code: code.to_owned(),
            shown: field.kind.show(&field.kind.stored(code)),
        });
        Filters { picked: picked.into_iter().collect(), sort: None }
    }
    /// With conditions, those of one field together, which `told` says in words.
    pub fn of(
        register: &Register,
        conditions: &[Condition],
        sort: Option<(&'static str, bool)>,
        told: impl Fn(&[Condition]) -> String,
    ) -> Self {
        let mut picked: Vec<Picked> = Vec::new();
        for col in conditions.iter().map(|c| c.path) {
            if picked.iter().any(|p| p.col == col) {
                continue;
            }
            let asked: Vec<Condition> = conditions.iter().filter(|c| c.path == col).cloned().collect();
            let (code, shown) = (asking::code_of(&asked), told(&asked));
            picked.push(Picked { col, label: register.called_at(col), code, shown });
        }
        Filters { picked, sort }
    }
    /// The words for what is asked of one field, where it is one of these.
    pub fn said_of(&self, asked: &[Condition]) -> Option<&str> {
        let is_it = |p: &&Picked| asked.iter().all(|c| c.path == p.col) && p.code == asking::code_of(asked);
        self.picked.iter().find(is_it).map(|p| p.shown.as_str())
    }
    /// What must hold, one by one.
    pub fn conditions(&self) -> Vec<Condition> {
        self.picked.iter().flat_map(|p| asking::of_code(p.col, &p.code)).collect()
    }
    /// The filters in words: `街道村居 先锋街道   状态 在册`.
    pub fn in_words(&self, register: &Register) -> String {
        let mut words: Vec<String> = self.picked.iter().map(|p| format!("{} {}", p.label, p.shown)).collect();
        words.extend(self.sort.map(|(path, down)| register.order_in_words(path, down)));
        if words.is_empty() { "全部".to_owned() } else { words.join("  ") }
    }
}
