//! What a register is, and the one list of them.
//!
//! A register is one kind of record (人员, 低保 …): its fields with Chinese label, type, code list and checks. From the
//! declaration come the list, the form, the search, `list` and `set` of the command line with their JSON, and the page of
//! the help. To add one: write `src/register/WING/NAME.rs`, a table in `schema.sql`, and a line in [`ALL`].
//!
//! This module knows no SQL and no screen.

pub mod assistance;
pub mod benefits;
pub mod bureau;
pub mod codes;
pub mod core;
pub mod people;
pub mod places;
#[cfg(test)]
pub mod test_only;
#[cfg(test)]
mod tests;

pub use self::core::ask::{Ask, BeforeAsk, Fact};
pub use self::core::course::{Ahead, Course};
pub use self::core::declare::{Column, Dated, Entry, Input, Over, Record, Register, Serial, Sum, Tie, Versions, Write};
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

/// Every register, in the order in which the help lists them.
pub static ALL: &[Entry] = &[
    Entry::of::<people::person::Person>(),
    Entry::of::<people::condition::Condition>(),
    Entry::of::<people::household::Household>(),
    Entry::of::<people::member::Member>(),
    Entry::of::<people::account::Account>(),
    Entry::of::<assistance::dibao::Dibao>(),
    Entry::of::<assistance::cause::Cause>(),
    Entry::of::<assistance::award_case::AwardVersion>(),
    Entry::of::<assistance::cover::Cover>(),
    Entry::of::<assistance::temporary::Temporary>(),
    Entry::of::<assistance::tekun::Tekun>(),
    // As a clerk goes about it: the assessment gives the care level of the award.
    Entry::of::<assistance::assessment::Assessment>(),
    Entry::of::<assistance::tekun_award::TekunAward>(),
    Entry::of::<people::institution::Institution>(),
    Entry::of::<assistance::disability::Disability>(),
    Entry::of::<assistance::disability_award::DisabilityAward>(),
    Entry::of::<benefits::relocation::Move>(),
    Entry::of::<assistance::homecheck_project::HomecheckProject>(),
    Entry::of::<assistance::homecheck::Homecheck>(),
    Entry::of::<assistance::means_check::MeansCheck>(),
    Entry::of::<assistance::hit::Hit>(),
    Entry::of::<assistance::petty_fund::PettyFund>(),
    Entry::of::<assistance::petty_txn::PettyTxn>(),
    Entry::of::<assistance::relief_phase::ReliefPhase>(),
    Entry::of::<benefits::change::Change>(),
    Entry::of::<benefits::batch::Batch>(),
    Entry::of::<benefits::payment::Payment>(),
    Entry::of::<places::division::Division>(),
    Entry::of::<bureau::parameter::Parameter>(),
    Entry::of::<bureau::calendar::CalendarDay>(),
    Entry::of::<bureau::profile::Profile>(),
    Entry::of::<bureau::operator::Operator>(),
    Entry::of::<bureau::office::Office>(),
    #[cfg(test)]
    Entry::of::<test_only::Visit>(),
];

/// The register of that name.
pub fn find(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|e| e.register.name == name)
}
