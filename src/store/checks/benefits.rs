//! The SQL behind the checks of whatever is paid, made of what each benefit declares.

use super::search::{Asked, Rows, Search, drawing};
use crate::domain::death::DeathRule;
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;
use crate::figure::cross::{ELSEWHERE, ON_ROSTER, PAID_AFTER};
use crate::register::benefits::rests::Ground;
use crate::store::benefits::roster::{Roster, rosters};
use chrono::NaiveDate;

pub(super) static ALL: &[Search] = &[
    Search::new(&PAID_AFTER, |asked| rosters().flat_map(|roster| paid_after(roster, asked)).collect()),
    Search::new(&ON_ROSTER, |_| rosters().map(on_roster).collect()),
    Search::new(&ELSEWHERE, |_| rosters().filter(rests_on_hukou).map(elsewhere).collect()),
];

/// Lines for months after the last one that is due, case by case: of a person's own cases, of those of whose household the person is the
/// applicant, and of those that still cover, in such a month, a person who is not. 补发 counts by the last month that it pays, what was sent
/// again as what it was first. What a recovery has among its months is seen to there.
fn paid_after(roster: Roster, asked: &Asked<'_>) -> Vec<Rows> {
    let cases = roster.cases();
    let Some(household) = roster.benefit.household() else {
        return vec![after(roster, asked, &format!("CROSS JOIN {cases} k ON k.person = q.key"), OWN, 0)];
    };
    let own = format!("CROSS JOIN household h ON h.applicant = q.key CROSS JOIN {cases} k ON k.household = h.key");
    let (covers, versions) = (household.covers, roster.versions.name);
    let beside = format!(
        "CROSS JOIN {covers} c ON c.person = q.key AND c.voided_by IS NULL CROSS JOIN {cases} k ON k.key = c.{cases}"
    );
    let covered = format!(
        "p.beneficiary <> q.key AND c.from_month = (SELECT max(b.from_month) FROM {versions} b WHERE b.{cases} = k.key \
         AND b.voided_by IS NULL AND b.from_month <= {LAST})"
    );
    vec![after(roster, asked, &own, OWN, 0), after(roster, asked, &beside, &covered, 1)]
}

/// The last month that a line (`p`, sent again for `o`) pays.
const LAST: &str = "coalesce(p.to_month, o.to_month, p.period_due)";

/// The lines of the dead themselves (`q`). The sign keeps the engine from sorting all lines by whom they are for.
const OWN: &str = "+p.beneficiary = q.key";

/// The lines of a case (`k`) that support: said for each of the two indexes in which they stand, or all lines would be sorted by their case
/// to find those of some hundred.
const OF_CASE: &str = "((p.case_key = k.key AND p.line_type IN ('01','08') AND p.voided_by IS NULL) \
    OR (p.case_key = k.key AND p.line_type NOT IN ('01','08') AND p.line_type IN ('02','06','09') AND p.voided_by IS NULL))";

/// Those that one way leads to from the dead (`q`) to cases (`k`), with what else holds of a line.
fn after(roster: Roster, asked: &Asked<'_>, way: &str, only: &str, beside: u8) -> Rows {
    let died = "substr(q.death_date, 1, 7)";
    let stops = stops_at_once(asked.parameters, died);
    let sql = format!(
        "SELECT k.key, q.key, k.division, q.death_date, p.scheme, min(coalesce(p.from_month, o.from_month, p.period_due)), max({LAST}), \
         count(*), sum(p.amount_fen), {beside} \
         FROM person q {way} CROSS JOIN payment p ON {OF_CASE} \
         LEFT JOIN payment o ON o.key = p.reissue_of \
         WHERE {only} AND ({LAST} > {died} OR ({LAST} = {died} AND ({stops}))) AND {LAST} <= :month AND p.bank_state <> '2' \
         AND NOT EXISTS (SELECT 1 FROM recovery x JOIN recovery_month m ON m.recovery = x.key AND m.month = {LAST} AND m.voided_by IS NULL \
         WHERE x.case_key = k.key AND x.voided_by IS NULL) \
         AND q.death_date <= :day AND q.voided_by IS NULL AND k.voided_by IS NULL GROUP BY k.key, q.key, p.scheme"
    );
    Rows::of(roster.cases(), sql)
}

/// That in a month nothing is due any more for those who die in it [L benefit.death_rule], as the office has it month by month.
fn stops_at_once(parameters: &Parameters, month: &str) -> String {
    let mut days: Vec<NaiveDate> = Vec::new();
    while let Some(next) = parameters.next_after(Param::DeathRule, days.last().copied().unwrap_or(NaiveDate::MIN)) {
        days.push(next);
    }
    let rule =
        |day: NaiveDate| parameters.standing(Param::DeathRule, day).and_then(|(_, code)| DeathRule::from_code(code));
    let stops = days.iter().enumerate().filter(|(_, day)| rule(**day) == Some(DeathRule::StopInDeathMonth));
    let ranges = stops.map(|(nth, day)| {
        let until = days.get(nth + 1).map_or_else(String::new, |next| format!(" AND {month} || '-01' < '{next}'"));
        format!("({month} || '-01' >= '{day}'{until})")
    });
    let ranges: Vec<String> = ranges.collect();
    if ranges.is_empty() { "1 = 0".to_owned() } else { ranges.join(" OR ") }
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
