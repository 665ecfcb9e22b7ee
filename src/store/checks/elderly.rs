//! The SQL behind the checks of 养老服务.

use super::search::{Asked, Rows, Search, before, in_pay, rows_of};
use crate::domain::elderly::allowance::FROM_AGE;
use crate::domain::param::Param;
use crate::figure::cross::{CERTIFIED, GRADE_ENDS, NOT_VISITED, OF_AGE, ON_ROSTER, OTHER_BAND, TWO_HOMES, UNSEEN};
use crate::figure::{Called, RowSet};

pub(super) static ALL: &[Search] = &[
    Search::new(&ON_ROSTER, |_| vec![Rows::of("elder", on_register())]),
    Search::new(&NOT_VISITED, |asked| vec![rows_of(asked, RowSet::CalledOn(Called::Due), None)]),
    Search::new(&OF_AGE, |asked| vec![Rows::of("elder", of_age(asked))]),
    Search::new(&OTHER_BAND, |_| vec![Rows::of("aged_allowance", other_band())]),
    Search::new(&UNSEEN, |asked| vec![Rows::of("aged_allowance", unseen(asked))]),
    Search::new(&TWO_HOMES, |_| vec![Rows::of("carer", in_two_homes())]),
    Search::new(&CERTIFIED, |_| vec![Rows::of("carer", without_certificate())]),
    Search::new(&GRADE_ENDS, |asked| vec![Rows::of("home_grade", ended(asked))]),
];

const ON_REGISTER: &str = "elder e JOIN person q ON q.key = e.person WHERE e.voided_by IS NULL AND e.state = 'active'";

fn on_register() -> String {
    format!("SELECT e.key, q.key, NULL, q.death_date, '老年人' FROM {ON_REGISTER} AND q.death_date < :first")
}

/// Living ones of that age who have no living case.
fn of_age(asked: &Asked<'_>) -> String {
    let born = before(asked.month.last_day(), u32::from(FROM_AGE) * 12);
    format!(
        "SELECT e.key, q.key, NULL FROM {ON_REGISTER} AND q.death_date IS NULL AND q.birth_date <= '{born}' AND NOT EXISTS \
         (SELECT 1 FROM aged_allowance k WHERE k.person = e.person AND k.voided_by IS NULL AND k.state <> 'stopped')"
    )
}

/// Allowances in pay.
fn allowances() -> String {
    in_pay("aged_award", "aged_allowance")
}

fn other_band() -> String {
    let born = "(SELECT q.birth_date FROM person q WHERE q.key = k.person)";
    format!("SELECT k.key, k.person, k.division, {born}, v.band FROM {}", allowances())
}

/// Grades that are the last announced of their homes and have not been over for a year: what their rule says of them is for it to say.
fn ended(asked: &Asked<'_>) -> String {
    let since = before(asked.month.last_day(), 12);
    format!(
        "SELECT g.key, NULL, i.division FROM home_grade g JOIN institution i ON i.key = g.institution WHERE g.voided_by IS NULL \
         AND g.announced_on <= :day AND g.valid_until >= '{since}' AND i.voided_by IS NULL \
         AND (i.closed_on IS NULL OR i.closed_on > :day) AND NOT EXISTS (SELECT 1 FROM home_grade x \
         WHERE x.institution = g.institution AND x.announced_on > g.announced_on AND x.announced_on <= :day AND x.voided_by IS NULL)"
    )
}

fn unseen(asked: &Asked<'_>) -> String {
    let within = asked.parameters.int(Param::ElderAlive, asked.month).and_then(|months| u32::try_from(months).ok());
    let since = before(asked.month.first_day(), within.unwrap_or(12));
    format!("SELECT k.key, k.person, k.division FROM {} AND k.alive_checked_on < '{since}'", allowances())
}

/// That a carer (the alias) is on the roll of a home on the day.
fn at_work(alias: &str) -> String {
    format!(
        "{alias}.voided_by IS NULL AND {alias}.hired_on <= :day AND ({alias}.left_on IS NULL OR {alias}.left_on >= :day)"
    )
}

fn in_two_homes() -> String {
    format!(
        "SELECT w.key, w.person, NULL FROM carer w WHERE {} AND EXISTS \
         (SELECT 1 FROM carer x WHERE x.person = w.person AND x.key <> w.key AND {})",
        at_work("w"),
        at_work("x")
    )
}

fn without_certificate() -> String {
    format!(
        "SELECT w.key, w.person, NULL, w.cert_on FROM carer w WHERE {} AND w.cert_level <> '0' \
         AND (w.cert_no IS NULL OR w.cert_on IS NULL OR w.cert_on > :day)",
        at_work("w")
    )
}
