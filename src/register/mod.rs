//! What a register is, and the one list of them.
//!
//! A register is one kind of record (人员, 低保 …): its fields with Chinese label, type, code list and checks. From the
//! declaration come the list, the form, the search, `list` and `set` of the command line with their JSON, and the page of
//! the help. To add one: write `src/register/NAME.rs`, a table in `schema.sql`, and a line in [`ALL`].
//!
//! This module knows no SQL and no screen.

pub mod account;
mod ask;
pub mod assessment;
pub mod award;
mod award_amounts;
mod award_case;
mod award_moves;
mod award_rules;
pub mod batch;
pub mod benefit;
pub mod calendar;
pub mod cases;
pub mod cause;
pub mod change;
pub mod codes;
pub mod condition;
mod course;
pub mod cover;
mod declare;
pub mod dibao;
mod dibao_rules;
pub mod difference;
pub mod disability;
pub mod disability_award;
mod disability_rules;
pub mod division;
mod draft;
mod facts;
pub mod family;
mod field;
mod health;
pub mod hit;
pub mod homecheck;
pub mod homecheck_project;
pub mod household;
pub mod institution;
pub mod judging;
pub mod lookup;
pub mod means_check;
pub mod member;
pub mod office;
pub mod operator;
pub mod order;
pub mod parameter;
pub mod payment;
pub mod person;
mod person_losses;
mod person_rules;
pub mod petty_fund;
pub mod petty_txn;
pub mod profile;
mod query;
pub mod relief_phase;
mod relief_rules;
mod relief_spending;
pub mod relocation;
mod seen;
mod slips;
pub mod standards;
pub mod tekun;
pub mod tekun_award;
mod tekun_rules;
pub mod temporary;
mod territory;
#[cfg(test)]
pub mod test_only;
#[cfg(test)]
mod tests;
mod values;
mod versions;

pub use ask::{Ask, BeforeAsk, Fact};
pub use course::{Ahead, Course};
pub use declare::{Column, Dated, Entry, Input, Over, Record, Register, Serial, Sum, Tie, Versions, Write};
pub use difference::{Difference, Moves};
pub use draft::{Checked, Draft, Opened, Saved};
pub use facts::Facts;
pub use field::{Field, Kind, Mask, Need, When};
pub use query::{Count, From, ListRow, Page, Query};
pub use seen::{
    AwardFact, BeforeFact, CaseFact, CoverFact, Covering, DivisionFact, HouseholdFact, Inside, MemberFact, PersonFact,
    PettyFundFact, RecordFact, ReliefFact,
};
pub use territory::{CensusLine, DivisionLine};
pub use values::{Value, Values};
pub use versions::state_after;

/// Every register, in the order in which the help lists them.
pub static ALL: &[Entry] = &[
    Entry::of::<person::Person>(),
    Entry::of::<condition::Condition>(),
    Entry::of::<household::Household>(),
    Entry::of::<member::Member>(),
    Entry::of::<account::Account>(),
    Entry::of::<dibao::Dibao>(),
    Entry::of::<cause::Cause>(),
    Entry::of::<award_case::AwardVersion>(),
    Entry::of::<cover::Cover>(),
    Entry::of::<temporary::Temporary>(),
    Entry::of::<tekun::Tekun>(),
    // As a clerk goes about it: the assessment gives the care level of the award.
    Entry::of::<assessment::Assessment>(),
    Entry::of::<tekun_award::TekunAward>(),
    Entry::of::<institution::Institution>(),
    Entry::of::<disability::Disability>(),
    Entry::of::<disability_award::DisabilityAward>(),
    Entry::of::<relocation::Move>(),
    Entry::of::<homecheck_project::HomecheckProject>(),
    Entry::of::<homecheck::Homecheck>(),
    Entry::of::<means_check::MeansCheck>(),
    Entry::of::<hit::Hit>(),
    Entry::of::<petty_fund::PettyFund>(),
    Entry::of::<petty_txn::PettyTxn>(),
    Entry::of::<relief_phase::ReliefPhase>(),
    Entry::of::<change::Change>(),
    Entry::of::<batch::Batch>(),
    Entry::of::<payment::Payment>(),
    Entry::of::<division::Division>(),
    Entry::of::<parameter::Parameter>(),
    Entry::of::<calendar::CalendarDay>(),
    Entry::of::<profile::Profile>(),
    Entry::of::<operator::Operator>(),
    Entry::of::<office::Office>(),
    #[cfg(test)]
    Entry::of::<test_only::Visit>(),
];

/// The register of that name.
pub fn find(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|e| e.register.name == name)
}
