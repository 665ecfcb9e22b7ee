//! Who looks after children in towns and villages, calculated once more in plain SQL, written from the handbook (services 3) and
//! schema.sql alone: every cell of every month of 2021.

use super::{demo, today};
use minzheng::domain::month::Month;
use minzheng::figure::report;
use minzheng::jobs::report::{Numbers, document};
use minzheng::print::{RowKind, Table};
use rusqlite::Connection;

/// A report of a month of 2021, as it is printed.
fn printed(name: &str, month: u32) -> Table {
    let month = Month::new(2021, month).unwrap();
    document(&demo(), report::find(name).unwrap(), month, today(), Numbers::Full).unwrap().tables.remove(0)
}

/// Its lines as texts, without 小计 and 合计.
fn lines(table: &Table) -> Vec<Vec<String>> {
    let lines = table.rows.iter().filter(|row| row.kind == RowKind::Line);
    lines.map(|row| row.cells.iter().map(|cell| cell.shown()).collect()).collect()
}

/// The rows of a statement as texts, numbered; `:end` is the last day of a month of 2021.
fn calculated(sql: &str, month: u32) -> Vec<Vec<String>> {
    let db = Connection::open(demo().path()).unwrap();
    let end = Month::new(2021, month).unwrap().last_day().to_string();
    let mut get = db.prepare(sql).unwrap();
    let columns = get.column_count();
    let rows = get.query_map(&[(":end", &end)], |row| {
        (0..columns).map(|at| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default)).collect()
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// T-CH7: each town and village has a line, with whoever is in office on the last day and the hours of the year.
const WORKERS: &str = "SELECT CAST(row_number() OVER (ORDER BY d.code) AS TEXT),
        (SELECT t.name FROM division t WHERE t.code = substr(d.code, 1, 9) || '000' AND t.level = 'township'),
        CASE d.level WHEN 'village' THEN d.name END, p.name, CASE p.sex WHEN '1' THEN '男' WHEN '2' THEN '女' END,
        CASE d.level WHEN 'village' THEN '儿童主任' ELSE '儿童督导员' END, w.appointed_on, w.phone,
        CAST(coalesce((SELECT sum(g.hours) FROM training g JOIN trainee a ON a.training = g.key
            WHERE a.person = p.key AND a.voided_by IS NULL AND g.voided_by IS NULL
              AND a.attended_on >= '2021-01-01' AND a.attended_on <= :end), 0) AS TEXT),
        CASE WHEN w.key IS NULL THEN '空缺' END
    FROM division d LEFT JOIN child_worker w ON w.division = d.code AND w.voided_by IS NULL AND w.appointed_on <= :end
        AND coalesce(w.left_on, '9999') >= :end LEFT JOIN person p ON p.key = w.person
    WHERE d.level IN ('township', 'village') AND d.voided_by IS NULL AND d.valid_from <= :end ORDER BY d.code";

#[test]
fn the_register_of_those_who_look_after_children_is_calculated_twice() {
    let mut changed = 0;
    for month in 1..=12 {
        let (table, rows) = (printed("children-workers", month), calculated(WORKERS, month));
        assert_eq!(lines(&table), rows, "2021-{month:02}");
        assert_eq!(rows.len(), 61);
        assert!(table.checks.iter().all(|check| check.ends_with("相符")), "{:?}", table.checks);
        changed += rows.iter().filter(|row| row[6].starts_with("2021-03")).count();
    }
    assert_eq!(changed, 6 * 10, "six took over in March");
    let hours = |month| lines(&printed("children-workers", month)).iter().filter(|row| row[8] == "16").count();
    assert_eq!((hours(10), hours(11)), (0, 61));
}

/// A place that nobody looks after keeps its line, and is told.
#[test]
fn a_place_without_anybody_is_missed() {
    let (_dir, store, who) = super::copied();
    let register = minzheng::register::find("child_worker").unwrap().register;
    let key = store.resolve(register, "#1", today()).unwrap();
    let left = minzheng::register::Draft::of(register, key).with("left_on", "2021-12-30");
    let said = store.check(&left, today()).unwrap().slips;
    assert!(said.iter().any(|slip| slip.code == "W-CH10"), "{said:?}");
    store.save(&left, &who, today()).unwrap();
    let december = Month::new(2021, 12).unwrap();
    let report = report::find("children-workers").unwrap();
    let table = document(&store, report, december, today(), Numbers::Full).unwrap().tables.remove(0);
    let vacant: Vec<_> = lines(&table).into_iter().filter(|line| line[9] == "空缺").collect();
    assert_eq!((vacant.len(), vacant[0][5].as_str(), vacant[0][3].as_str()), (1, "儿童督导员", ""));
    assert!(table.checks.iter().any(|check| check.contains("在岗儿童督导员 6 ≠ 镇(街) 7 不符")), "{:?}", table.checks);
}
