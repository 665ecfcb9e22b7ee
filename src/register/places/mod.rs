//! Divisions and place names of the district, and the lines around and between them (services 1.3, 5).

pub mod boundary_dispute;
pub mod boundary_line;
pub mod boundary_marker;
pub mod codes;
pub mod division;
pub mod division_move;
pub mod division_plan;
pub mod doorplate;
pub mod joint_inspect;
pub mod known;
pub mod marker_change;
pub mod meeting;
pub mod name_case;
mod name_case_rules;
#[cfg(test)]
mod name_case_tests;
mod naming;
pub mod place_name;
pub mod plan_codes;
pub mod plan_rows;
pub mod remapping;
mod sides;
pub mod sign;
pub mod territory;

use crate::register::Entry;

/// The registers, in the order in which the help lists them.
pub(super) const ALL: &[Entry] = &[
    Entry::of::<division::Division>(),
    Entry::of::<division_plan::DivisionPlan>(),
    Entry::of::<plan_rows::Unit>(),
    Entry::of::<plan_rows::Line>(),
    Entry::plain(&division_move::DIVISION_MOVE),
    Entry::of::<place_name::PlaceName>(),
    Entry::plain(&place_name::FORMER_NAME),
    Entry::plain(&place_name::CROSSED_DIVISION),
    Entry::of::<sign::Sign>(),
    Entry::plain(&sign::SIGN_CHECK),
    Entry::of::<doorplate::Doorplate>(),
    Entry::of::<boundary_line::BoundaryLine>(),
    Entry::of::<boundary_marker::BoundaryMarker>(),
    Entry::plain(&boundary_marker::MARKER_REFERENCE),
    Entry::plain(&boundary_marker::MARKER_PATROL),
    Entry::of::<marker_change::MarkerChange>(),
    Entry::of::<joint_inspect::JointInspect>(),
    Entry::of::<boundary_dispute::BoundaryDispute>(),
    Entry::plain(&boundary_dispute::DISPUTE_MEDIATION),
    Entry::of::<name_case::NameCase>(),
    Entry::plain(&name_case::NAME_OPINION),
];
