//! The SQL behind the row set of 探访: older people in special difficulty, and those of them whom somebody called on. Must not know how
//! the answers are used.

use crate::figure::{Called, Window};
use crate::register::people::person::PERSON;
use crate::store::figures::parts::{NONE, Parts};
use crate::store::figures::sources::{DIVISION_MOVES, Moment, Source, source};
use crate::store::read::villages::placed;

/// 独居, 空巢, 留守, 失智, 重残, 计生特殊家庭 (services 2.12).
const IN_DIFFICULTY: &str = "(e.living = '1' OR e.empty_nest = 1 OR e.left_behind = 1 OR e.dementia = 1 OR e.bereaved = 1 OR n.disability_level IN ('1', '2'))";

/// Of a person with a file, from the day on which it was collected.
const OF_FILE: &[Moment] =
    &[Moment::First { table: "elder", by: "person", through: None, key: "key", column: "collected_on" }];

/// What is read.
pub(in crate::store) const SOURCES: &[Source] = &[
    source(
        "elder",
        &[
            "person",
            "living",
            "empty_nest",
            "left_behind",
            "dementia",
            "bereaved",
            "collected_on",
            "left_on",
            "voided_by",
        ],
        &[Moment::Of("collected_on")],
    ),
    source("person", &["disability_level", "death_date", "home_division", "voided_by"], OF_FILE),
    source("elder_visit", &["person", "visit_on", "next_due", "voided_by"], &[Moment::Of("visit_on")]),
    DIVISION_MOVES,
];

/// Who is on the list at the end of the window and alive then; of them those who were visited in it, or whose next visit is due by then.
pub(in crate::store) fn called_on(which: Called, window: Window) -> Parts {
    let visits = "SELECT 1 FROM elder_visit v WHERE v.person = e.person AND v.voided_by IS NULL";
    Parts {
        register: "elder",
        tables: "elder e JOIN person n ON n.key = e.person".to_owned(),
        common: format!(
            "e.collected_on <= :to_day AND e.voided_by IS NULL AND n.voided_by IS NULL AND (e.left_on IS NULL OR e.left_on > :to_day) \
             AND (n.death_date IS NULL OR n.death_date > :to_day) AND {IN_DIFFICULTY}"
        ),
        only: match which {
            Called::All => "1".to_owned(),
            Called::Made => format!("EXISTS ({visits} AND v.visit_on BETWEEN :from_day AND :to_day)"),
            // The last visit says until when the next is in time; whoever was never visited is due.
            Called::Due => format!("NOT EXISTS ({visits} AND v.visit_on <= :to_day AND v.next_due > :to_day)"),
        },
        key: "e.key",
        division: placed(&PERSON, "n", "home_division", window.day()).into(),
        institution: NONE,
        money: "0".into(),
        called: ["n.name".into(), "e.file_no".into()],
        bound: vec![(":from_day", window.last().first_day().to_string()), (":to_day", window.day().to_string())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::month::Month;
    use crate::figure::{RowSet, When};
    use crate::store::engine::Db;
    use crate::store::figures::count::{Split, from_rows};
    use crate::store::whole_schema;

    /// 120 older people who live alone, 114 of them visited in November, each third twice; besides them two who live with children.
    fn office() -> Db {
        let db = Db::in_memory().unwrap();
        db.execute_batch(&whole_schema()).unwrap();
        db.execute_batch(
            "PRAGMA foreign_keys = OFF;
             WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 122)
             INSERT INTO person(key, temp_no, id_status, name, sex, birth_date, hukou_division, home_division, act)
                 SELECT k, 'T' || k, 'lost', '某', '1', '1940-01-01', '430406001001', '430406001001', 1 FROM n;
             INSERT INTO elder(key, file_no, person, living, source, collected_on, act)
                 SELECT key, 'L' || key, key, iif(key > 120, '3', '1'), '1', '2021-01-05', 1 FROM person;
             INSERT INTO elder_visit(visit_no, person, visit_on, mode, visitor, visitor_kind, risk_level, result, next_due, act)
                 SELECT 'V' || key, key, '2021-11-03', '1', '甲', '1', '2', '1', '2021-12-03', 1 FROM person WHERE key <= 114
                 UNION ALL
                 SELECT 'W' || key, key, '2021-11-20', '2', '甲', '1', '2', '1', '2021-12-20', 1 FROM person
                     WHERE key <= 114 AND key % 3 = 0;",
        )
        .unwrap();
        db
    }

    /// How many are on the list, visited in the month, due at its end.
    fn counted(db: &Db, month: u32) -> [i64; 3] {
        let window = When::End.window(Month::new(2021, month).unwrap());
        let sets = [Called::All, Called::Made, Called::Due].map(|which| (RowSet::CalledOn(which), false));
        let found = from_rows(db, &sets, window, Split::District).unwrap();
        let of = |at: usize| found[at][0].values().sum();
        [of(0), of(1), of(2)]
    }

    #[test]
    fn whoever_is_visited_twice_counts_once_and_who_died_before_the_end_not_at_all() {
        let db = office();
        assert_eq!(counted(&db, 11), [120, 114, 6]);
        assert_eq!(counted(&db, 10), [120, 0, 120]);
        // All visits of November are due again by then.
        assert_eq!(counted(&db, 12), [120, 0, 120]);
        db.execute_batch("UPDATE person SET death_date = '2021-11-15' WHERE key IN (115, 116)").unwrap();
        assert_eq!(counted(&db, 11), [118, 114, 4]);
        assert_eq!(counted(&db, 10)[0], 120);
        db.execute_batch("UPDATE elder SET state = 'moved', left_on = '2021-12-01' WHERE key = 1").unwrap();
        assert_eq!((counted(&db, 11)[0], counted(&db, 12)[0]), (118, 117));
    }
}
