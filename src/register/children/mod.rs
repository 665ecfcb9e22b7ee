//! 儿童福利: children whom the bureau looks after, what they are paid, and who visits them.

pub mod activity;
pub mod adoption;
pub(super) mod adoption_rules;
pub mod aid_grant;
pub mod child;
pub(super) mod child_rules;
pub mod child_status;
pub mod child_visit;
pub mod child_worker;
pub mod codes;
pub mod defacto;
pub mod dream_grant;
pub(super) mod maintenance;
pub mod mandatory_report;
pub mod orphan;
pub mod parent_state;
pub(super) mod standing;
pub mod temp_care;
pub mod visit_finding;

use crate::register::Entry;
use crate::register::benefits::awards::Award;
use crate::register::benefits::benefit::Benefit;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[
    Entry::of::<child::Child>(),
    Entry::of::<parent_state::ParentState>(),
    Entry::of::<child_status::ChildStatus>(),
    Entry::of::<child_worker::ChildWorker>(),
    Entry::of::<child_visit::ChildVisit>(),
    Entry::of::<visit_finding::VisitFinding>(),
    Entry::of::<activity::Activity>(),
    Entry::of::<aid_grant::AidGrant>(),
    Entry::of::<orphan::Orphan>(),
    Entry::of::<Award<orphan::Orphan>>(),
    Entry::of::<defacto::Defacto>(),
    Entry::of::<Award<defacto::Defacto>>(),
    Entry::of::<dream_grant::DreamGrant>(),
    Entry::of::<mandatory_report::MandatoryReport>(),
    Entry::of::<adoption::Adoption>(),
    Entry::of::<temp_care::TempCare>(),
];

/// The benefits, in the order of the keys of their cases.
pub(super) const BENEFITS: &[&Benefit] = &[&orphan::BENEFIT, &defacto::BENEFIT];
