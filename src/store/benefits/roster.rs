//! The benefits that are paid month by month, as SQL names them: the tables of cases and versions, the columns between them. What is
//! said here follows from the declarations.

use crate::domain::scheme::Scheme;
use crate::register::benefits::benefit::{Benefit, Household, Lines, Monthly};
use crate::register::{BENEFITS, Register, benefit, find};

/// A benefit that is paid month by month.
#[derive(Clone, Copy)]
pub(in crate::store) struct Roster {
    pub benefit: &'static Benefit,
    pub monthly: &'static Monthly,
    /// The register of the versions. Its column of the case has the name of the case's register.
    pub versions: &'static Register,
    /// The column of their amount, by its declared name.
    pub amount: &'static str,
    /// The columns of the cases that follow them.
    pub follow: &'static [&'static str],
}

impl Roster {
    /// That of a benefit, where it is paid so.
    pub fn of(benefit: &'static Benefit) -> Option<Roster> {
        let versions = benefit.cases.versions?;
        let register = find(versions.register)?.register;
        Some(Roster {
            benefit,
            monthly: benefit.monthly()?,
            versions: register,
            amount: versions.amount,
            follow: versions.follow,
        })
    }
    /// That whose versions stand in a register.
    pub fn of_versions(register: &Register) -> Option<Roster> {
        rosters().find(|roster| roster.versions == register)
    }
    /// That of whose cases a register holds the covers.
    pub fn of_covers(register: &Register) -> Option<Roster> {
        rosters().find(|roster| roster.benefit.household().is_some_and(|h| h.covers == register.name))
    }
    /// That of a scheme, and the `kind` of the cases it pays.
    pub fn paying(scheme: Scheme) -> Option<(Roster, &'static str)> {
        let benefit = benefit(scheme)?;
        let (_, kind) = benefit.schemes.iter().find(|(paid, _)| *paid == scheme)?;
        Some((Roster::of(benefit)?, kind))
    }
    /// The table of the cases.
    pub const fn cases(&self) -> &'static str {
        self.benefit.cases.name
    }
    /// What its lines hold.
    pub const fn lines(&self) -> &'static Lines {
        &self.monthly.lines
    }
    /// The stored column of the versions' amount.
    pub fn fen(&self) -> String {
        self.versions.stored(self.amount)
    }
    /// The kind of a case (its alias), from which its scheme follows.
    pub fn kind(&self, alias: &str) -> String {
        self.benefit.cases.field("kind").map_or_else(|| "''".to_owned(), |field| format!("{alias}.{}", field.col))
    }
}

/// All of them, in the order of their cases' keys.
pub(in crate::store) fn rosters() -> impl Iterator<Item = Roster> {
    BENEFITS.iter().filter_map(|benefit| Roster::of(benefit))
}

/// Those whose cases cover households, with what each says of them.
pub(in crate::store) fn of_households() -> impl Iterator<Item = (Roster, &'static Household)> {
    rosters().filter_map(|roster| Some((roster, roster.benefit.household()?)))
}

/// Those whose cases cover one person each.
pub(in crate::store) fn personal() -> impl Iterator<Item = Roster> {
    rosters().filter(|roster| roster.benefit.household().is_none())
}
