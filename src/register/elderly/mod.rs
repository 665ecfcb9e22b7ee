//! 养老服务: older people, their allowance, homes and visits.

pub mod ability;
pub mod adapt_item;
pub mod aged_allowance;
pub mod aged_award;
pub mod carer;
pub mod codes;
pub mod contest;
pub mod contest_entry;
pub mod elder;
pub mod elder_facility;
pub mod elder_need;
pub mod elder_subsidy;
pub mod elder_visit;
pub mod grade_rules;
pub mod hazard;
pub mod home_adapt;
pub mod home_adapt_plan;
pub mod home_grade;
pub mod incident;
pub mod inspection;
pub mod mechanism;
pub mod subsidy_rules;

use crate::register::Entry;
use crate::register::benefits::awards::Award;
use crate::register::benefits::benefit::Benefit;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[
    Entry::of::<elder::Elder>(),
    Entry::of::<aged_allowance::Allowance>(),
    Entry::of::<Award<aged_allowance::Allowance>>(),
    Entry::of::<elder_visit::ElderVisit>(),
    Entry::plain(&elder_need::ELDER_NEED),
    Entry::plain(&home_adapt_plan::HOME_ADAPT_PLAN),
    Entry::of::<home_adapt::HomeAdapt>(),
    Entry::plain(&adapt_item::ADAPT_ITEM),
    Entry::of::<elder_facility::ElderFacility>(),
    Entry::plain(&elder_facility::FACILITY_MOVE),
    Entry::plain(&mechanism::MECHANISM),
    Entry::plain(&mechanism::MECHANISM_MEMBER),
    Entry::plain(&mechanism::MECHANISM_MEETING),
    Entry::of::<carer::Carer>(),
    Entry::plain(&contest::CONTEST),
    Entry::of::<contest_entry::ContestEntry>(),
    Entry::of::<inspection::Inspection>(),
    Entry::of::<hazard::Hazard>(),
    Entry::of::<incident::Incident>(),
    Entry::of::<grade_rules::HomeGrade>(),
    Entry::of::<ability::Ability>(),
    Entry::of::<subsidy_rules::ElderSubsidy>(),
];

/// The benefits, in the order of the keys of their cases.
pub(super) const BENEFITS: &[&Benefit] = &[&aged_allowance::BENEFIT];
