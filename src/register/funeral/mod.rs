//! 殡葬改革 (services 4): deaths, facilities, reports, the market, what is given out.

pub mod burial_facility;
pub mod codes;
pub mod death;
pub mod death_notice;
pub mod facility_campaign;
pub mod facility_check;
pub mod findings;
pub mod funeral_relief;
pub mod market_check;
pub mod material_batch;
pub mod merchant;
pub mod merchant_notice;
pub mod officers;
pub mod publicity;
pub mod publicity_fixture;
pub mod seizure;
pub mod tent_report;

use crate::register::Entry;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[
    Entry::of::<death::Death>(),
    Entry::of::<funeral_relief::FuneralRelief>(),
    Entry::of::<death_notice::DeathNotice>(),
    Entry::of::<burial_facility::BurialFacility>(),
    Entry::plain(&facility_campaign::FACILITY_CAMPAIGN),
    Entry::of::<facility_check::FacilityCheck>(),
    Entry::of::<tent_report::TentReport>(),
    Entry::of::<merchant::Merchant>(),
    Entry::of::<merchant_notice::MerchantNotice>(),
    Entry::of::<market_check::MarketCheck>(),
    Entry::of::<seizure::Seizure>(),
    Entry::of::<material_batch::MaterialBatch>(),
    Entry::of::<publicity::Publicity>(),
    Entry::of::<publicity_fixture::PublicityFixture>(),
];
