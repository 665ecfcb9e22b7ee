//! The SQL behind the checks of 殡葬改革.

use super::search::{Asked, Rows, Search, latest};
use crate::figure::cross::{CASE_LATE, LISTS_DIFFER, NO_FIXTURE, OWNER_DEAD, RELIEVED_WRONGLY, TENT_LATE};
use crate::register::funeral::codes::FIXTURE;
use crate::store::roll::funeral::lists;

pub(super) static ALL: &[Search] = &[
    Search::new(&RELIEVED_WRONGLY, |asked| vec![Rows::of("funeral_relief", relieved(asked))]),
    Search::new(&TENT_LATE, |asked| vec![Rows::of("tent_report", tents_open(asked))]),
    Search::new(&CASE_LATE, |asked| vec![Rows::of("facility_check", cases_open(asked))]),
    Search::new(&LISTS_DIFFER, |asked| {
        let day = asked.month.last_day();
        let differ = [("death_notice", lists::of_entries(day)), ("death", lists::of_deaths(day))];
        differ.map(|(register, rows)| Rows::of(register, lists::open(&rows))).into()
    }),
    Search::new(&NO_FIXTURE, |asked| FIXTURE.items.iter().map(|(kind, label)| without(asked, kind, label)).collect()),
    Search::new(&OWNER_DEAD, |asked| vec![Rows::of("merchant", owner_dead(asked))]),
];

/// Villages in force that have none of a kind, where others have one.
fn without(asked: &Asked<'_>, kind: &str, label: &str) -> Rows {
    let stands = format!("f.kind = '{kind}' AND f.installed_on <= :day AND f.voided_by IS NULL");
    let sql = format!(
        "SELECT d.key, NULL, d.code, '{label}' FROM division d WHERE d.level = 'village' AND substr(d.code, 1, 6) = :district \
         AND {} AND d.ended = 0 AND EXISTS (SELECT 1 FROM publicity_fixture f WHERE {stands}) \
         AND NOT EXISTS (SELECT 1 FROM publicity_fixture f WHERE {} = d.code AND {stands} \
         AND (f.removed_on IS NULL OR f.removed_on >= :day))",
        latest("division", "d", &["code"]),
        asked.place("publicity_fixture", "f", "division")
    );
    Rows::of("division", sql)
}

/// Reports under way: the rule says which are late.
fn tents_open(asked: &Asked<'_>) -> String {
    format!(
        "SELECT t.key, NULL, {} FROM tent_report t WHERE t.received_on <= :day AND t.closed_on IS NULL \
         AND t.duplicate_of IS NULL AND t.voided_by IS NULL",
        asked.place("tent_report", "t", "division")
    )
}

/// What waits to be mended: the rule says since when it is due.
fn cases_open(asked: &Asked<'_>) -> String {
    format!(
        "SELECT c.key, NULL, {} FROM facility_check c WHERE c.deadline < :day AND c.state = 'mending' AND c.voided_by IS NULL",
        asked.place("facility_check", "c", "division")
    )
}

fn owner_dead(asked: &Asked<'_>) -> String {
    format!(
        "SELECT m.key, m.owner, {}, q.death_date FROM merchant m JOIN person q ON q.key = m.owner \
         WHERE m.voided_by IS NULL AND m.state = '1' AND q.death_date <= :day",
        asked.place("merchant", "m", "division")
    )
}

fn relieved(asked: &Asked<'_>) -> String {
    format!(
        "SELECT r.key, r.person, {} FROM funeral_relief r JOIN death d ON d.key = r.death \
         WHERE r.relieved_on BETWEEN :first AND :day AND r.voided_by IS NULL",
        asked.place("death", "d", "hukou_division")
    )
}
