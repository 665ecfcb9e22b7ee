//! The SQL behind 应访 and 实访: children on file whom somebody must have visited by the end of a window, and those of them who were. Must not
//! know how the answers are used.

use crate::figure::Window;
use crate::register::people::person::PERSON;
use crate::store::figures::parts::{NONE, Parts};
use crate::store::figures::sources::{DIVISION_MOVES, Moment, Source, source};
use crate::store::read::villages::placed;

/// A child's home counts from the day its file began.
const OF_FILE: &[Moment] =
    &[Moment::First { table: "child", by: "person", through: None, key: "key", column: "registered_on" }];

/// What is read.
pub(in crate::store) const SOURCES: &[Source] = &[
    source("child_status", &["child", "state", "care_kind", "valid_from", "voided_by"], &[Moment::Of("valid_from")]),
    source("child", &["person", "registered_on", "voided_by"], &[Moment::Of("registered_on")]),
    source("child_visit", &["child", "visited_on", "next_due", "division", "voided_by"], &[Moment::Of("visited_on")]),
    source("person", &["home_division"], OF_FILE),
    DIVISION_MOVES,
];

/// A child counts where its first visit in the window was made; who was not visited, at home.
pub(in crate::store) fn due(visited: bool, window: Window) -> Parts {
    const IN_WINDOW: &str =
        "FROM child_visit v WHERE v.child = r.key AND v.voided_by IS NULL AND v.visited_on BETWEEN :from AND :to";
    Parts {
        register: "child",
        tables: "child_status s JOIN child r ON r.key = s.child JOIN person p ON p.key = r.person".to_owned(),
        common: "s.voided_by IS NULL AND s.state = 'on' AND s.care_kind <> '1' AND s.valid_from = (SELECT max(x.valid_from) \
             FROM child_status x WHERE x.child = s.child AND x.voided_by IS NULL AND x.valid_from <= :to) \
             AND r.voided_by IS NULL AND r.registered_on <= :to AND coalesce((SELECT b.next_due FROM child_visit b \
                 WHERE b.child = r.key AND b.voided_by IS NULL AND b.visited_on < :from ORDER BY b.visited_on DESC, b.key DESC LIMIT 1), \
             r.registered_on) <= :to"
            .to_owned(),
        only: if visited { format!("EXISTS (SELECT 1 {IN_WINDOW})") } else { "1".to_owned() },
        key: "r.key",
        division: format!("coalesce((SELECT v.division {IN_WINDOW} ORDER BY v.visited_on, v.key LIMIT 1), {})", placed(&PERSON, "p", "home_division", window.day())).into(),
        institution: NONE,
        money: "0".into(),
        called: ["p.name".into(), "r.file_no".into()],
        bound: vec![(":from", window.first().first_day().to_string()), (":to", window.last().last_day().to_string())],
    }
}
