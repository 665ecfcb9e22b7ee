//! 社会救助: 低保, 特困, the two disability subsidies, 临时救助, visits and checks of means.

pub mod assessment;
pub mod award;
pub(super) mod award_amounts;
pub(super) mod award_case;
pub(super) mod award_moves;
pub(super) mod award_rules;
mod award_told;
mod award_without;
pub mod cause;
pub mod codes;
pub mod cover;
pub mod dibao;
pub(super) mod dibao_rules;
pub mod disability;
pub mod disability_award;
pub(super) mod disability_rules;
pub mod hit;
pub mod homecheck;
pub mod homecheck_project;
pub mod means_check;
pub mod petty_fund;
pub mod petty_txn;
pub mod relief_phase;
pub(super) mod relief_rules;
pub(super) mod relief_spending;
pub mod standards;
pub mod steps;
pub mod tekun;
pub mod tekun_award;
pub(super) mod tekun_rules;
pub mod temporary;

use crate::register::Entry;
use crate::register::benefits::awards::Award;
use crate::register::benefits::benefit::Benefit;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[
    Entry::of::<dibao::Dibao>(),
    Entry::plain(&cause::CAUSE),
    Entry::of::<award_case::AwardVersion>(),
    Entry::plain(&cover::COVER),
    Entry::of::<temporary::Temporary>(),
    Entry::of::<tekun::Tekun>(),
    // As a clerk goes about it: the assessment gives the care level of the award.
    Entry::of::<assessment::Assessment>(),
    Entry::of::<Award<tekun::Tekun>>(),
    Entry::of::<crate::register::people::institution::Institution>(),
    Entry::of::<disability::Disability>(),
    Entry::of::<Award<disability::Disability>>(),
    Entry::of::<crate::register::benefits::relocation::Move>(),
    Entry::of::<homecheck_project::HomecheckProject>(),
    Entry::of::<homecheck::Homecheck>(),
    Entry::of::<means_check::MeansCheck>(),
    Entry::of::<hit::Hit>(),
    Entry::of::<petty_fund::PettyFund>(),
    Entry::of::<petty_txn::PettyTxn>(),
    Entry::of::<relief_phase::ReliefPhase>(),
];

/// The benefits, in the order of the keys of their cases.
pub(super) const BENEFITS: &[&Benefit] = &[&dibao::BENEFIT, &temporary::BENEFIT, &tekun::BENEFIT, &disability::BENEFIT];
