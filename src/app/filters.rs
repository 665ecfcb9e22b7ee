//! What of a list is shown and in which order.

use crate::register::Register;

/// The filters of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// What must hold.
    pub picked: Vec<Picked>,
    /// Another order than the register's.
    pub sort: Option<(&'static str, bool)>,
}

/// One thing that must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The field, or the path to it.
    pub col: &'static str,
    /// Its name.
    pub label: &'static str,
    /// The value, as stored.
    pub code: String,
    /// The value, as shown.
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
    /// The filters in words: `街道村居 先锋街道   状态 在册`.
    pub fn in_words(&self, register: &Register) -> String {
        let mut words: Vec<String> = self.picked.iter().map(|p| format!("{} {}", p.label, p.shown)).collect();
        if let Some((col, down)) = self.sort {
            let label = register.field(col).map_or(col, |f| f.label);
            words.push(format!("按{label}{}", if down { "从大到小" } else { "排序" }));
        }
        if words.is_empty() { "全部".to_owned() } else { words.join("  ") }
    }
}
