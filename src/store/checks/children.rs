//! The SQL behind the checks of 儿童福利.

use super::search::{Search, latest};
use crate::figure::cross::{ON_ROSTER, PARENT_DEAD, PARENT_LEVEL, TERM_OVER};

pub(super) static ALL: &[Search] = &[
    Search::new(&ON_ROSTER, |_| vec![("child", on_register())]),
    Search::new(&PARENT_LEVEL, |_| vec![("parent_state", level())]),
    Search::new(&PARENT_DEAD, |_| vec![("parent_state", dead())]),
    Search::new(&TERM_OVER, |_| vec![("parent_state", term_over())]),
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

fn level() -> String {
    parents("r.state = '04' AND p.death_date IS NULL")
}

fn dead() -> String {
    parents("r.state <> '02' AND p.death_date <= :day")
}

fn term_over() -> String {
    parents("s.main_cat = 'B' AND r.term_to <= :day")
}
