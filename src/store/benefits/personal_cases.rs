//! The cases that belong to one person and are paid month by month (特困, 两补 …), for the look-up.

use crate::register::benefits::benefit::Benefit;
use crate::store::benefits::roster::{Roster, personal};

/// In which of these registers a person (`?1`) has a case, in their order: most have none, and this asks indexes alone.
pub(in crate::store) fn any_of_person() -> String {
    let one = |r: Roster| {
        let cases = r.cases();
        format!("EXISTS (SELECT 1 FROM {cases} INDEXED BY {cases}_person WHERE person = ?1 AND voided_by IS NULL)")
    };
    format!("SELECT {}", personal().map(one).collect::<Vec<_>>().join(", "))
}

/// For each of these registers what a person (`?1`) drew by its cases up to a month (`?2`): the case, its kind, and each
/// version's month, kind and amount, in their order.
pub(in crate::store) fn drawn_of_person() -> Vec<(&'static Benefit, String)> {
    let one = |r: Roster| {
        let (cases, versions, kind, amount) = (r.cases(), r.versions.name, r.kind("c"), r.fen());
        let sql = format!(
            "SELECT c.key, {kind}, v.from_month, v.kind, v.{amount} FROM {cases} c INDEXED BY {cases}_person
             CROSS JOIN {versions} v INDEXED BY {versions}_once ON v.{cases} = c.key
             WHERE c.person = ?1 AND c.voided_by IS NULL AND v.from_month <= ?2 AND v.voided_by IS NULL
             ORDER BY c.key, v.from_month"
        );
        (r.benefit, sql)
    };
    personal().map(one).collect()
}
