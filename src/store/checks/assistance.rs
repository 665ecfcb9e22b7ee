//! The SQL behind the checks of 社会救助.

use super::search::{Rows, Search, in_pay};
use crate::figure::cross::{CERTIFICATE, LIVING_ALONE, REVIEW};
use crate::store::figures::personal::in_force;

pub(super) static ALL: &[Search] = &[
    Search::new(&LIVING_ALONE, |_| vec![Rows::of("disability", living_alone())]),
    Search::new(&CERTIFICATE, |_| vec![Rows::of("disability", certificate())]),
    Search::new(&REVIEW, |_| vec![Rows::of("dibao", review())]),
];

/// Subsidies in pay.
fn subsidies() -> String {
    in_pay("disability_award", "disability")
}

/// 生活补贴 whose basis is 低保, of somebody whom no 低保 covers in the month.
fn living_alone() -> String {
    let version = in_force("award", "dibao", "d", "a");
    format!(
        "SELECT k.key, k.person, k.division, '生活补贴' FROM {} AND k.kind = 'CL' AND k.poverty_basis = '1' AND NOT EXISTS (SELECT 1 \
         FROM cover c JOIN dibao d ON d.key = c.dibao JOIN {version} WHERE c.person = k.person AND c.voided_by IS NULL \
         AND c.from_month = a.from_month AND a.kind <> 'end' AND d.voided_by IS NULL)",
        subsidies()
    )
}

fn certificate() -> String {
    format!("SELECT k.key, k.person, k.division FROM {} AND k.cert_valid_to <= :day", subsidies())
}

/// Cases on the roster whose review was due in a month before; months are counted from the year 0.
fn review() -> String {
    let months =
        |date: &str| format!("CAST(substr({date}, 1, 4) AS INTEGER) * 12 + CAST(substr({date}, 6, 2) AS INTEGER)");
    format!(
        "SELECT k.key, (SELECT h.applicant FROM household h WHERE h.key = k.household), k.division, k.last_review, k.review_cycle \
         FROM dibao k JOIN {} WHERE k.voided_by IS NULL AND {} + k.review_cycle < {} AND v.kind <> 'end'",
        in_force("award", "dibao", "k", "v"),
        months("k.last_review"),
        months(":month")
    )
}
