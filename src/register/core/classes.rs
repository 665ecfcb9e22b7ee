//! 数据分级: how much a field tells of somebody, by one table; and how much of it somebody sees. Masks ([`crate::register::Mask`]) say how a
//! thing looks when it is masked, and hold for everybody in lists; classes say for whom it is.

use crate::register::core::rights::{Action, Ask, Leave, Rights};
use crate::register::{Field, Kind, Mask, Register};

/// How much a field tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// 公开: printed on notices.
    Open,
    /// 内部: names, days, amounts, states.
    Internal,
    /// 敏感: by what somebody is found, and what is told of him in words.
    Sensitive,
    /// 高度敏感: health, guardians, accounts, what was found of his means.
    High,
}

impl Class {
    /// 中文名.
    pub const fn label(self) -> &'static str {
        match self {
            Class::Open => "公开",
            Class::Internal => "内部",
            Class::Sensitive => "敏感",
            Class::High => "高度敏感",
        }
    }
}

/// Columns that are highly sensitive by what they say, whatever their kind; one that ends in `*` is each that begins so, `::` each that stands
/// beneath a heading (a score).
pub const HIGH: [(&str, &[&str]); 11] = [
    // Health, and why somebody is not at home.
    ("person", &["health_code", "disease_name", "disability_*", "special_status", "custody_*"]),
    ("condition", &["health_code", "disease_name", "disability_*"]),
    ("disability", &["dis_type", "dis_level", "type_multi"]),
    ("payment", &["dis_type"]),
    // Why a child has nobody, and who stands in their place.
    ("parent_state", &["state", "dis_type", "dis_level"]),
    ("child", &["guardian", "guardian_*"]),
    // What somebody can no longer do.
    ("assessment", &["adl_*"]),
    ("ability", &["::"]),
    // What was found of his means.
    ("means_check", &["result"]),
    ("hit", &["fact", "value", "verify_note", "action"]),
    // Who reported his neighbour, and whom he reported.
    ("tent_report", &["reporter", "family_contact"]),
];

/// What is told by a whole register.
enum Whole {
    /// Nobody is meant: the office's rules and places.
    Open,
    /// Never more than what was done, and by whom.
    Internal,
    /// Of children: at least sensitive.
    AtLeastSensitive,
}

const WHOLE: [(&str, Whole); 14] = [
    ("act", Whole::Open),
    ("parameter", Whole::Open),
    ("division", Whole::Open),
    ("calendar", Whole::Open),
    ("profile", Whole::Open),
    ("legal_basis", Whole::Open),
    ("batch", Whole::Open),
    ("access", Whole::Internal),
    ("child", Whole::AtLeastSensitive),
    ("child_status", Whole::AtLeastSensitive),
    ("child_visit", Whole::AtLeastSensitive),
    ("parent_state", Whole::AtLeastSensitive),
    ("orphan", Whole::AtLeastSensitive),
    ("defacto", Whole::AtLeastSensitive),
];

/// The class of a field of a register, by the first rule that names it: its name, its register, its kind.
pub fn class(register: &Register, field: &Field) -> Class {
    if is_high_by_name(register, field) || register.restricted && field.mask == Mask::Hidden {
        return Class::High;
    }
    let own = by_kind(field);
    match WHOLE.iter().find(|(name, _)| *name == register.name).map(|(_, whole)| whole) {
        Some(Whole::Open) => Class::Open,
        Some(Whole::Internal) => Class::Internal,
        Some(Whole::AtLeastSensitive) => own.max(Class::Sensitive),
        None => own,
    }
}

/// Whether a rule names the register as a whole.
pub fn is_ruled(register: &Register) -> bool {
    register.restricted || WHOLE.iter().any(|(name, _)| *name == register.name)
}

fn is_high_by_name(register: &Register, field: &Field) -> bool {
    let named = HIGH.iter().find(|(name, _)| *name == register.name);
    named.is_some_and(|(_, cols)| cols.iter().any(|col| is_named(field, col)))
}

/// Whether a column of the table names a field.
pub fn is_named(field: &Field, col: &str) -> bool {
    match col.strip_suffix('*') {
        Some(head) => field.col.starts_with(head),
        None if col == "::" => field.heading.is_some(),
        None => field.col == col,
    }
}

fn by_kind(field: &Field) -> Class {
    let is_public = field.mask == Mask::Open;
    match field.kind {
        Kind::Text(_) | Kind::Phone if is_public => Class::Open,
        Kind::CertNo | Kind::AccountNo => Class::High,
        Kind::IdNumber | Kind::Phone => Class::Sensitive,
        _ if field.address => Class::Sensitive,
        Kind::Text(most) if most > 40 => Class::Sensitive,
        _ => Class::Internal,
    }
}

/// How much somebody sees in full somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eyes {
    /// All that is shown there at all.
    All,
    /// What is of this class, or tells less.
    Up(Class),
}

impl Eyes {
    /// Whether what is of a class is seen.
    pub fn see(self, class: Class) -> bool {
        match self {
            Eyes::All => true,
            Eyes::Up(most) => class <= most,
        }
    }
}

/// Where something is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In lists, in what is found, in histories and texts, with the masks of these.
    List,
    /// In the opened record.
    Record,
    /// In the form in which it is corrected.
    Hand,
    /// As a value for other programs.
    Output,
}

impl Rights {
    /// What of a register's fields is seen in full somewhere.
    pub fn eyes(&self, register: &'static Register, at: Where) -> Eyes {
        if self.sees_all() {
            return Eyes::All;
        }
        let leave = |action| self.may(&Ask::of(action, register)).ok();
        match at {
            Where::List => match leave(Action::Look) {
                Some(Leave::Plain) => Eyes::All,
                _ => Eyes::Up(Class::Sensitive),
            },
            // What is restricted is opened for a reason, and then seen.
            Where::Record | Where::Hand if register.restricted && leave(Action::OpenRestricted).is_some() => Eyes::All,
            Where::Hand if leave(Action::Correct).is_some() => Eyes::All,
            Where::Record | Where::Hand => match leave(Action::Open) {
                Some(Leave::Plain) => Eyes::Up(Class::Sensitive),
                _ => Eyes::Up(Class::Internal),
            },
            Where::Output => match (leave(Action::Json), leave(Action::Reveal)) {
                (Some(_), Some(_)) => Eyes::All,
                (Some(_), None) => Eyes::Up(Class::Sensitive),
                (None, _) => Eyes::Up(Class::Internal),
            },
        }
    }
}
