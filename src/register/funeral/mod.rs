//! 殡葬改革 (services 4): deaths, facilities, reports, the market, what is given out.

pub mod burial_facility;
pub mod codes;
pub mod death;
pub mod facility_campaign;
pub mod facility_check;
pub mod merchant;
pub mod tent_report;

use crate::register::Entry;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[
    Entry::of::<death::Death>(),
    Entry::plain(&merchant::MERCHANT),
    Entry::of::<tent_report::TentReport>(),
    Entry::of::<burial_facility::BurialFacility>(),
    Entry::plain(&facility_campaign::FACILITY_CAMPAIGN),
    Entry::of::<facility_check::FacilityCheck>(),
];
