//! The SQL behind the checks of 儿童福利.

use super::search::{Asked, Rows, Search, before, drawing, latest, rows_of, stays};
use crate::domain::children::leaving::ADULT;
use crate::domain::conflict::{self, Benefit, Verdict};
use crate::domain::scheme::Scheme;
use crate::figure::RowSet;
use crate::figure::cross::{
    CARED_TOO_LONG, EXCLUSIVE, GRANTED, GROWN, KEPT, NOT_HOUSED, NOT_VISITED, ON_ROSTER, PAID_AFTER, PARENT_DEAD,
    PARENT_LEVEL, TERM_OVER, TWO_WORKERS, UNANSWERED, WITHOUT_FILE, WORKER_GONE,
};
use crate::register::benefits::cases::keeps_apart;
use crate::register::benefits::rests::Ground;
use crate::register::children::dream_grant::DREAM_GRANT;
use crate::store::benefits::roster::{Roster, rosters};
use crate::store::figures::personal::in_force;

pub(super) static ALL: &[Search] = &[
    Search::new(&ON_ROSTER, |_| vec![Rows::of("child", on_register())]),
    Search::new(&PAID_AFTER, |_| vec![Rows::of("dream_grant", dream_paid())]),
    Search::new(&GROWN, |asked| vec![Rows::of("child", grown(asked))]),
    Search::new(&EXCLUSIVE, exclusive),
    Search::new(&NOT_HOUSED, |_| vec![Rows::of("child", not_housed())]),
    Search::new(&WITHOUT_FILE, |asked| vec![Rows::of("resident", without_file(asked))]),
    Search::new(&NOT_VISITED, |asked| vec![rows_of(asked, RowSet::ChildrenDue, Some(RowSet::ChildrenVisited))]),
    Search::new(&GRANTED, |_| vec![Rows::of("dream_grant", granted())]),
    Search::new(&KEPT, |_| rosters().filter(rests_on_no_adoption).map(kept).collect()),
    Search::new(&PARENT_LEVEL, |_| vec![Rows::of("parent_state", level())]),
    Search::new(&PARENT_DEAD, |_| vec![Rows::of("parent_state", dead())]),
    Search::new(&TERM_OVER, |_| vec![Rows::of("parent_state", term_over())]),
    Search::new(&WORKER_GONE, |asked| {
        [worker_dead(asked), worker_left(asked)].map(|sql| Rows::of("child_worker", sql)).into()
    }),
    Search::new(&TWO_WORKERS, |asked| vec![Rows::of("child_worker", two_workers(asked))]),
    Search::new(&UNANSWERED, |_| vec![Rows::of("mandatory_report", unanswered())]),
    Search::new(&CARED_TOO_LONG, |_| vec![Rows::of("temp_care", cared_too_long())]),
];

/// Files (`f`) of children on the register at the end of the month, by how they stand then (`s`).
fn files() -> String {
    format!(
        "child f JOIN child_status s ON s.child = f.key AND {} AND s.state = 'on' AND f.voided_by IS NULL",
        latest("child_status", "s", &["child"])
    )
}

/// How their parents (`r`) are then.
fn parents(that: &str) -> String {
    format!(
        "SELECT r.key, f.person, NULL FROM {} JOIN parent_state r ON r.child = f.key AND {} LEFT JOIN person p ON p.key = r.person \
         WHERE {that}",
        files(),
        latest("parent_state", "r", &["child", "parent"])
    )
}

fn on_register() -> String {
    format!(
        "SELECT f.key, f.person, NULL, q.death_date, '儿童档案' FROM {} JOIN person q ON q.key = f.person AND q.death_date < :first",
        files()
    )
}

/// Those of the two categories who will be 18 in three months: the rule says of whom it is time.
fn grown(asked: &Asked<'_>) -> String {
    let [from, to] = [0, 3].map(|ahead| before(asked.month.last_day(), u32::from(ADULT) * 12 - ahead));
    format!(
        "SELECT f.key, q.key, NULL FROM {} JOIN person q ON q.key = f.person AND q.birth_date BETWEEN '{from}' AND '{to}' \
         WHERE s.main_cat IN ('A', 'B')",
        files()
    )
}

fn not_housed() -> String {
    format!(
        "SELECT f.key, f.person, NULL, i.name FROM {} JOIN institution i ON i.key = s.institution WHERE s.care_kind = '1' AND NOT EXISTS \
         (SELECT 1 FROM resident r WHERE r.person = f.person AND r.institution = s.institution AND {})",
        files(),
        stays("r")
    )
}

fn without_file(asked: &Asked<'_>) -> String {
    let born = before(asked.month.last_day(), u32::from(ADULT) * 12);
    format!(
        "SELECT r.key, q.key, NULL, q.birth_date, i.name FROM resident r JOIN person q ON q.key = r.person JOIN institution i \
         ON i.key = r.institution WHERE {} AND q.birth_date > '{born}' AND NOT EXISTS \
         (SELECT 1 FROM child f WHERE f.person = q.key AND f.voided_by IS NULL)",
        stays("r")
    )
}

fn level() -> String {
    parents("r.state = '04' AND p.death_date IS NULL")
}

fn dead() -> String {
    parents("r.state <> '02' AND p.death_date <= :day")
}

fn term_over() -> String {
    parents("s.main_cat = 'B' AND r.term_to <= :day")
}

/// Orphans who draw what the matrix, or the office, keeps apart from it.
fn exclusive(asked: &Asked<'_>) -> Vec<Rows> {
    let forbidden = |other: &Roster| {
        let mut drawn = other.benefit.schemes.iter().map(|(scheme, _)| Benefit::of(*scheme));
        drawn.any(|drawn| {
            drawn != Benefit::Orphan
                && (conflict::verdict(Benefit::Orphan, drawn) == Verdict::Forbidden
                    || keeps_apart(Benefit::Orphan, drawn, asked.parameters, asked.month.last_day()))
        })
    };
    let orphans = Roster::paying(Scheme::Orphans);
    orphans.into_iter().flat_map(|(of, _)| rosters().filter(forbidden).map(move |other| beside(of, other))).collect()
}

/// Cases of a benefit whose person draws another one too.
fn beside(of: Roster, other: Roster) -> Rows {
    let (cases, version) = (of.cases(), in_force(of.versions.name, of.cases(), "o", "w"));
    let sql = format!(
        "SELECT o.key, o.person, o.division, '{}' FROM {cases} o JOIN {version} \
         WHERE o.voided_by IS NULL AND w.kind <> 'end' AND EXISTS (SELECT 1 FROM {})",
        other.benefit.label,
        drawing(other, "q.key = o.person")
    );
    Rows::of(cases, sql)
}

fn worker_dead(asked: &Asked<'_>) -> String {
    format!(
        "SELECT w.key, w.person, {place}, q.death_date, NULL, {place} FROM child_worker w JOIN person q ON q.key = w.person \
         WHERE w.voided_by IS NULL AND w.appointed_on <= :day AND (w.left_on IS NULL OR w.left_on >= :day) AND q.death_date <= :day",
        place = asked.place("child_worker", "w", "division")
    )
}

/// The last one of a place in force that has nobody any more.
fn worker_left(asked: &Asked<'_>) -> String {
    format!(
        "SELECT w.key, w.person, {place}, NULL, w.left_on, {place} FROM child_worker w \
         WHERE w.voided_by IS NULL AND w.left_on < :day AND NOT EXISTS (SELECT 1 FROM child_worker x WHERE {next} = {place} \
         AND x.voided_by IS NULL AND x.key <> w.key AND x.appointed_on <= :day \
         AND (x.left_on IS NULL OR (x.left_on, x.key) > (w.left_on, w.key))) \
         AND (SELECT d.ended FROM division d WHERE d.code = {place} AND d.voided_by IS NULL AND d.valid_from <= :day \
         ORDER BY d.valid_from DESC LIMIT 1) = 0",
        place = asked.place("child_worker", "w", "division"),
        next = asked.place("child_worker", "x", "division")
    )
}

/// Who is in office in a place beside somebody else.
fn two_workers(asked: &Asked<'_>) -> String {
    let there = |w: &str| {
        format!("{w}.voided_by IS NULL AND {w}.appointed_on <= :day AND ({w}.left_on IS NULL OR {w}.left_on >= :day)")
    };
    format!(
        "SELECT w.key, w.person, {place} FROM child_worker w WHERE {} AND EXISTS (SELECT 1 FROM child_worker x \
         WHERE {other} = {place} AND x.key <> w.key AND {})",
        there("w"),
        there("x"),
        place = asked.place("child_worker", "w", "division"),
        other = asked.place("child_worker", "x", "division")
    )
}

/// Adoptions (`a`) that stand.
const ADOPTED: &str = "adoption a JOIN person q ON q.key = a.person AND a.state = 'decided' AND a.voided_by IS NULL";

/// Instalments that were paid after the adoption of somebody without a disability.
fn granted() -> String {
    format!(
        "SELECT g.key, q.key, NULL, g.paid_on, g.amount_fen FROM {ADOPTED} AND q.disability_level IS NULL \
         JOIN dream_grant g ON g.person = q.key AND g.paid_on > a.decided_on AND g.paid_on BETWEEN :first AND :day AND g.voided_by IS NULL"
    )
}

/// Instalments that were paid after the death of the student.
fn dream_paid() -> String {
    let month = "substr(g.paid_on, 1, 7)";
    format!(
        "SELECT g.key, q.key, NULL, q.death_date, '{}', {month}, {month}, 1, g.amount_fen, 0 FROM person q JOIN dream_grant g \
         ON g.person = q.key AND g.paid_on > q.death_date AND g.paid_on <= :day AND g.voided_by IS NULL \
         WHERE q.death_date <= :day AND q.voided_by IS NULL",
        DREAM_GRANT.label
    )
}

fn rests_on_no_adoption(roster: &Roster) -> bool {
    roster.benefit.rests.iter().any(|rest| rest.ground == Ground::NotAdopted)
}

/// Normal lines for months after the one of the adoption, case by case.
fn kept(roster: Roster) -> Rows {
    let cases = roster.cases();
    let sql = format!(
        "SELECT k.key, q.key, k.division, substr(a.decided_on, 1, 7), p.scheme, min(p.period_due), \
         max(p.period_due), count(*), sum(p.amount_fen) FROM {ADOPTED} JOIN {cases} k ON k.person = q.key AND k.voided_by IS NULL \
         JOIN payment p ON p.case_key = k.key AND p.line_type IN ('01','08') AND p.voided_by IS NULL \
         AND p.period_due > substr(a.decided_on, 1, 7) AND p.period_due <= :month AND p.bank_state <> '2' \
         WHERE a.decided_on < :first GROUP BY k.key, q.key, p.scheme"
    );
    Rows::of(cases, sql)
}

/// Reports that the police have decided on and not answered: the rule says of which it is time.
fn unanswered() -> String {
    "SELECT r.key, NULL, NULL FROM mandatory_report r WHERE r.filed_on < :day AND r.feedback_on IS NULL AND r.voided_by IS NULL".to_owned()
}

/// 临时监护 that goes on: the rule says of which it is time.
fn cared_too_long() -> String {
    "SELECT r.key, NULL, NULL FROM temp_care r WHERE r.decision = '1' AND r.from_on <= :day AND r.to_on IS NULL AND r.voided_by IS NULL".to_owned()
}
