//! What the lists of 区划地名 hold.

mod disputes;
mod joints;
mod lines;
mod name_cases;
mod standard_names;

/// The side of a line (the alias `l`) that lies in the office's district: of a county's line the district itself.
pub(in crate::store) const OWN_SIDE: &str =
    "CASE WHEN substr(l.side_a, 1, 6) = :district THEN l.side_a ELSE l.side_b END";

/// That a line (the alias `l`) was there on the last day.
const THERE: &str =
    "l.voided_by IS NULL AND coalesce(l.signed_on, '') <= :last AND (l.ended_on IS NULL OR l.ended_on >= :last)";
