//! What the list of a register can show, be filtered and be ordered by, as it follows from the declaration: its own columns first, then
//! the other fields, then what is asked of people in any list that names them.

use crate::register::{ALL, Field, Kind, ListColumn, Mask, Register, find};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a list that names a person can show of the person beside.
const OF_PEOPLE: [&str; 4] = ["sex", "birth_date", "home_division", "phone"];

/// Of each register, by its name.
static COLUMNS: LazyLock<HashMap<&'static str, Vec<ListColumn>>> =
    LazyLock::new(|| ALL.iter().map(|entry| (entry.register.name, columns(entry.register))).collect());

impl Register {
    /// What its list can show, those of its declaration first.
    pub fn columns(&self) -> &'static [ListColumn] {
        COLUMNS.get(self.name).map_or(&[], Vec::as_slice)
    }
    /// The register of the field at the end of a path.
    pub fn register_at(&'static self, path: &str) -> Option<&'static Register> {
        let Some((head, rest)) = path.split_once('.') else { return Some(self) };
        let next = match self.field(head).map(|field| field.kind) {
            Some(Kind::Ref(name)) => name,
            _ => head,
        };
        find(next)?.register.register_at(rest)
    }
    /// The column of a path.
    pub fn column(&self, path: &str) -> Option<&'static ListColumn> {
        self.columns().iter().find(|column| column.path == path)
    }
    /// Whether money stands at the end of a path.
    pub fn is_money(&self, path: &str) -> bool {
        self.field_at(path).is_some_and(|field| field.kind == Kind::Money)
    }
    /// A path by which its list can be filtered, as it is declared.
    pub fn path(&self, path: &str) -> Option<&'static str> {
        let declared = self.filters.iter().copied().find(|filter| *filter == path);
        let column = || self.column(path).map(|column| column.path).or_else(|| self.field(path).map(|field| field.col));
        declared.or_else(|| self.field_at(path).filter(|field| can_be_asked(field)).and_then(|_| column()))
    }
    /// What stands at the end of a path is called: its own field as in the form, another record's as in the list.
    pub fn called_at(&self, path: &str) -> &'static str {
        let column = || self.column(path).map(|column| column.label);
        let field = || self.field_at(path).map(|field| field.label);
        let own = self.field(path).map(|field| field.label);
        own.or_else(column).or_else(field).unwrap_or_default()
    }
    /// An order in words.
    pub fn order_in_words(&self, path: &str, down: bool) -> String {
        let label = self.column(path).map_or_else(|| self.called_at(path), |column| column.label);
        format!("按{label}{}", if down { "从大到小" } else { "排序" })
    }
}

/// Whether a list may ask that: what is hidden must not be found out by asking, keys and counts say nothing to a clerk.
fn can_be_asked(field: &Field) -> bool {
    field.mask != Mask::Hidden && field.kind != Kind::Tally && !field.is_key()
}

fn columns(register: &'static Register) -> Vec<ListColumn> {
    let mut all = register.list.to_vec();
    let add = |all: &mut Vec<ListColumn>, path, label, kind| {
        if all.iter().all(|column| column.path != path) {
            all.push(ListColumn::new(path, label, width(label, kind)));
        }
    };
    let can_be_shown = |field: &&Field| can_be_asked(field) && !matches!(field.kind, Kind::Ref(_));
    for field in register.fields.iter().filter(can_be_shown) {
        add(&mut all, field.col, field.label, field.kind);
    }
    for named in register.list {
        let Some(person) = named.path.strip_suffix(".name").filter(|path| leads_to_person(register, path)) else {
            continue;
        };
        for col in OF_PEOPLE {
            // Made once for each, with the program's life.
            let path: &'static str = Box::leak(format!("{person}.{col}").into_boxed_str());
            let Some(field) = register.field_at(path).filter(can_be_shown) else { continue };
            let of_whom = if named.label == "姓名" { "" } else { named.label };
            let label: &'static str = Box::leak(format!("{of_whom}{}", field.label).into_boxed_str());
            add(&mut all, path, label, field.kind);
        }
    }
    all.retain(|column| register.field_at(column.path).is_some());
    all
}

/// Whether references lead to a person.
fn leads_to_person(register: &Register, path: &str) -> bool {
    register.field_at(path).is_some_and(|field| field.kind == Kind::Ref("person"))
}

/// The cells that most of its values need.
fn width(label: &str, kind: Kind) -> u16 {
    let wide = |text: &str| u16::try_from(text.chars().count() * 2).unwrap_or(u16::MAX);
    let needs = match kind {
        Kind::Text(most) => most.clamp(6, 20),
        Kind::Name | Kind::Date | Kind::Money => 10,
        Kind::IdNumber => 18,
        Kind::CertNo | Kind::AccountNo => 20,
        Kind::Phone => 13,
        Kind::Month => 7,
        Kind::Int(..) => 6,
        Kind::Decimal(_) => 8,
        Kind::Code(codes) => codes.items.iter().map(|(_, label)| wide(label)).max().unwrap_or(4).clamp(4, 12),
        Kind::Division => 14,
        Kind::Case => 17,
        Kind::Any => 8,
        Kind::Flag | Kind::Ref(_) | Kind::Tally => 4,
    };
    needs.max(wide(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_can_show_its_columns_its_fields_and_its_people() {
        for entry in ALL {
            let register = entry.register;
            let paths: Vec<&str> = register.columns().iter().map(|c| c.path).collect();
            let begins = paths.iter().zip(register.list).all(|(path, column)| *path == column.path);
            assert!(begins, "{}", register.name);
            for column in register.columns() {
                assert!(register.field_at(column.path).is_some() && !column.label.is_empty(), "{column:?}");
                assert_eq!(paths.iter().filter(|path| **path == column.path).count(), 1, "{}", column.path);
                let field = register.field_at(column.path).unwrap();
                assert!(register.path(column.path) == Some(column.path) || !can_be_asked(field), "{}", column.path);
            }
        }
        let dibao = find("dibao").unwrap().register;
        let column = dibao.column("household.applicant.birth_date").unwrap();
        assert_eq!(column.label, "申请人出生日期");
        assert_eq!((dibao.path("household"), dibao.path("nothing")), (Some("household"), None));
    }

    /// What names nobody in its list is not asked for by name either.
    #[test]
    fn what_is_hidden_cannot_be_asked_for() {
        for register in ALL.iter().map(|entry| entry.register) {
            let paths = register.list.iter().map(|column| column.path).chain(register.fields.iter().map(|f| f.col));
            let hidden = |path: &&str| register.field_at(path).is_some_and(|f| f.mask == Mask::Hidden);
            for path in paths.filter(hidden).filter(|path| !register.filters.contains(path)) {
                assert_eq!(register.path(path), None, "{}", register.name);
            }
        }
    }
}
