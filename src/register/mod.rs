//! What a register is, and the one list of them.
//!
//! A register is one kind of record (人员, 低保 …): its fields with Chinese label, type, code list and checks. From the
//! declaration come the list, the form, the search, `list` and `set` of the command line with their JSON, and the page of
//! the help. To add one: write `src/register/WING/NAME.rs`, name it in `src/register/WING/mod.rs`, and a table in `schema.sql`.
//!
//! This module knows no SQL and no screen.

pub mod assistance;
pub mod benefits;
pub mod bureau;
pub mod core;
pub mod people;
pub mod places;
#[cfg(test)]
pub mod test_only;
#[cfg(test)]
mod tests;

pub use self::core::ask::{Ask, BeforeAsk, Fact};
pub use self::core::course::{Ahead, Course};
pub use self::core::declare::{
    Dated, Entry, Input, ListColumn, Over, Record, Register, Serial, Sum, Tie, Versions, Write,
};
pub use self::core::difference::{Difference, Moves};
pub use self::core::draft::{Checked, Draft, Opened, Saved};
pub use self::core::facts::Facts;
pub use self::core::field::{Field, Kind, Mask, Need, When};
pub use self::core::query::{Count, From, ListRow, Page, Query};
pub use self::core::seen::{
    AwardFact, BeforeFact, CaseFact, CoverFact, Covering, DivisionFact, HouseholdFact, Inside, MemberFact, PersonFact,
    PettyFundFact, RecordFact, ReliefFact,
};
pub use self::core::values::{Value, Values};
pub use self::core::versions::state_after;
pub use places::territory::{CensusLine, DivisionLine};

/// The registers of each wing; and one for tests.
const WINGS: &[&[Entry]] = &[
    people::ALL,
    assistance::ALL,
    benefits::ALL,
    places::ALL,
    bureau::ALL,
    #[cfg(test)]
    &[Entry::of::<test_only::Visit>()],
];

/// Every register, in the order in which the help lists them.
pub static ALL: &[Entry] = &joined::<{ count(WINGS) }>(WINGS);

const fn count(wings: &[&[Entry]]) -> usize {
    let (mut all, mut wing) = (0, 0);
    while wing < wings.len() {
        all += wings[wing].len();
        wing += 1;
    }
    all
}

const fn joined<const N: usize>(wings: &[&[Entry]]) -> [Entry; N] {
    let mut all = [wings[0][0]; N];
    let (mut n, mut wing) = (0, 0);
    while wing < wings.len() {
        let mut at = 0;
        while at < wings[wing].len() {
            all[n] = wings[wing][at];
            n += 1;
            at += 1;
        }
        wing += 1;
    }
    all
}

/// The register of that name.
pub fn find(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|e| e.register.name == name)
}
