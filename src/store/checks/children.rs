//! The SQL behind the checks of 儿童福利.

use super::search::{Asked, Rows, Search, before, latest, rows_of, stays};
use crate::domain::children::leaving::ADULT;
use crate::figure::RowSet;
use crate::figure::cross::{
    GROWN, NOT_HOUSED, NOT_VISITED, ON_ROSTER, PARENT_DEAD, PARENT_LEVEL, TERM_OVER, WITHOUT_FILE,
};

pub(super) static ALL: &[Search] = &[
    Search::new(&ON_ROSTER, |_| vec![Rows::of("child", on_register())]),
    Search::new(&GROWN, |asked| vec![Rows::of("child", grown(asked))]),
    Search::new(&NOT_HOUSED, |_| vec![Rows::of("child", not_housed())]),
    Search::new(&WITHOUT_FILE, |asked| vec![Rows::of("resident", without_file(asked))]),
    Search::new(&NOT_VISITED, |asked| vec![rows_of(asked, RowSet::ChildrenDue, Some(RowSet::ChildrenVisited))]),
    Search::new(&PARENT_LEVEL, |_| vec![Rows::of("parent_state", level())]),
    Search::new(&PARENT_DEAD, |_| vec![Rows::of("parent_state", dead())]),
    Search::new(&TERM_OVER, |_| vec![Rows::of("parent_state", term_over())]),
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
