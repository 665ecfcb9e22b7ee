//! The lists of the tabs: declared once, only what is built, a file for each tab. To add a list is to add an entry.

mod assistance;
mod children;
mod elderly;
mod funeral;
mod places;
mod settings;

pub use assistance::ASSISTANCE;
pub use children::CHILDREN;
pub use elderly::ELDERLY;
pub use funeral::FUNERAL;
pub use places::PLACES;
pub use settings::SETTINGS;

/// A list of a tab.
#[derive(Clone, Copy, Debug)]
pub struct ListSpec {
    /// 中文名.
    pub label: &'static str,
    /// Its register.
    pub register: &'static str,
    /// What always holds for its rows; a new record starts with it.
    pub fixed: &'static [(&'static str, &'static str)],
    /// The fields of its filter dialog.
    pub filters: &'static [&'static str],
    /// What it shows until the clerk chooses otherwise: the roster as the figures beside it count it, by field and group.
    pub opens_on: Option<(&'static str, &'static str)>,
    /// The scheme whose figures stand beside it.
    pub scheme: &'static str,
    /// What can be printed from it, by the names of the command line.
    pub reports: &'static [&'static str],
}

impl ListSpec {
    /// By what it is remembered.
    pub fn key(&self) -> String {
        format!("{} {}", self.register, self.label)
    }
    /// A list of all records of a register, to be completed by struct update.
    pub(in crate::app) const fn new(label: &'static str, register: &'static str) -> Self {
        ListSpec { label, register, fixed: &[], filters: &[], opens_on: None, scheme: "", reports: &[] }
    }
}

/// The lists of what the bureau does for people, tab after tab.
pub fn of_work() -> impl Iterator<Item = &'static ListSpec> + Clone {
    ASSISTANCE.iter().chain(ELDERLY).chain(CHILDREN).chain(FUNERAL).chain(PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register;

    #[test]
    fn every_list_names_what_is_declared() {
        for list in of_work().chain(SETTINGS) {
            let register = register::find(list.register).map(|e| e.register).expect(list.register);
            let fixed = list.fixed.iter().map(|(col, _)| col);
            for col in list.filters.iter().chain(fixed) {
                assert!(register.filters.contains(col), "{} cannot be filtered by {col}", list.label);
            }
            if let Some((col, code)) = list.opens_on {
                let kind = register.field(col).map(|f| f.kind);
                let is_offered = matches!(kind, Some(register::Kind::Code(codes)) if codes.label(code).is_some());
                assert!(is_offered && list.filters.contains(&col), "{} cannot open on {col} {code}", list.label);
            }
            for report in list.reports {
                assert!(crate::figure::report::find(report).is_some(), "{report}");
            }
        }
    }
}
