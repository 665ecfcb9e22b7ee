//! What a register is, and the one list of them.
//!
//! A register is one kind of record (人员, 低保 …): its fields with Chinese label, type, code list and checks. From the
//! declaration come the list, the form, the search, `list` and `set` of the command line with their JSON, and the page of
//! the help. To add one: write `src/register/NAME.rs`, a table in `schema.sql`, and a line in [`ALL`].
//!
//! This module knows no SQL and no screen.

pub mod codes;
mod declare;
mod draft;
mod facts;
mod field;
pub mod lookup;
mod query;
mod values;

pub use declare::{Column, Dated, Entry, Input, Record, Register, Serial, Write};
pub use draft::{Checked, Draft, Opened, Saved};
pub use facts::{
    Ask, AwardFact, CaseFact, CoverFact, DivisionFact, Fact, Facts, HouseholdFact, MemberFact, PersonFact, ReliefFact,
};
pub use field::{Field, Kind, Need, Privacy};
pub use query::{Count, From, ListRow, Page, Query};
pub use values::{Value, Values};

/// Every register, in the order in which the help lists them.
pub static ALL: &[Entry] = &[];

/// The register of that name.
pub fn find(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|e| e.register.name == name)
}
