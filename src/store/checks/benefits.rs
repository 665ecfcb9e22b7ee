//! The SQL behind the checks of whatever is paid, made of what each benefit declares.

use super::search::{Rows, Search, drawing};
use crate::figure::cross::{ELSEWHERE, ON_ROSTER, PAID_AFTER};
use crate::register::benefits::rests::Ground;
use crate::store::benefits::roster::{Roster, rosters};

pub(super) static ALL: &[Search] = &[
    Search::new(&PAID_AFTER, |_| rosters().map(paid_after).collect()),
    Search::new(&ON_ROSTER, |_| rosters().map(on_roster).collect()),
    Search::new(&ELSEWHERE, |_| rosters().filter(rests_on_hukou).map(elsewhere).collect()),
];

/// Normal lines for months after the one of death, case by case: of a person's own cases, and of those of whose household the person
/// is the applicant. What a recovery has among its months is seen to there.
fn paid_after(roster: Roster) -> Rows {
    let cases = roster.cases();
    let of = match roster.benefit.household() {
        Some(_) => {
            format!("CROSS JOIN household h ON h.applicant = q.key CROSS JOIN {cases} k ON k.household = h.key")
        }
        None => format!("CROSS JOIN {cases} k ON k.person = q.key"),
    };
    let sql = format!(
        "SELECT k.key, q.key, k.division, q.death_date, p.scheme, min(p.period_due), max(p.period_due), count(*), sum(p.amount_fen) \
         FROM person q {of} CROSS JOIN payment p ON p.case_key = k.key AND p.line_type IN ('01','08') AND p.voided_by IS NULL \
         AND p.period_due > substr(q.death_date, 1, 7) AND p.period_due <= :month AND p.bank_state <> '2' AND p.beneficiary = q.key \
         AND NOT EXISTS (SELECT 1 FROM recovery x JOIN recovery_month m ON m.recovery = x.key AND m.month = p.period_due AND m.voided_by IS NULL \
         WHERE x.case_key = k.key AND x.voided_by IS NULL) \
         WHERE q.death_date < :first AND q.voided_by IS NULL AND k.voided_by IS NULL GROUP BY k.key, q.key, p.scheme"
    );
    Rows::of(cases, sql)
}

/// The benefit's name, as a value of a statement.
fn label(roster: Roster) -> String {
    format!("'{}'", roster.benefit.label)
}

fn on_roster(roster: Roster) -> Rows {
    let of = drawing(roster, "q.death_date < :first");
    Rows::of(roster.cases(), format!("SELECT k.key, q.key, k.division, q.death_date, {} FROM {of}", label(roster)))
}

fn rests_on_hukou(roster: &Roster) -> bool {
    roster.benefit.rests.iter().any(|rest| rest.ground == Ground::Hukou)
}

/// Of a household its applicant, or who is covered alone, must be registered here.
fn elsewhere(roster: Roster) -> Rows {
    let of = drawing(roster, "substr(q.hukou_division, 1, 6) <> :district");
    let whose = roster.benefit.household().map_or_else(String::new, |household| {
        format!(
            " AND (v.{} = 1 OR q.key = (SELECT h.applicant FROM household h WHERE h.key = k.household))",
            household.persons
        )
    });
    Rows::of(
        roster.cases(),
        format!("SELECT k.key, q.key, k.division, q.hukou_division, {} FROM {of}{whose}", label(roster)),
    )
}
