//! The papers of 养老服务 calculated a second time, in plain SQL written from the handbook and schema.sql alone: all months of 2021, all
//! cells.

use super::{demo, today};
use minzheng::domain::month::Month;
use minzheng::figure::report;
use minzheng::jobs::report::{Numbers, document};
use minzheng::print::{PrintCell, RowKind, Table};
use rusqlite::Connection;

/// The table of a report of a month of 2021; none where there is nothing to print.
fn printed(name: &str, month: u32) -> Option<Table> {
    let month = Month::new(2021, month).unwrap();
    match document(&demo(), report::find(name).unwrap(), month, today(), Numbers::Full) {
        Ok(document) => Some(document.tables.into_iter().next().unwrap()),
        Err(fault) if fault.is_nothing() => None,
        Err(fault) => panic!("{name} {month}: {fault}"),
    }
}

/// A row as one text, money in fen.
fn told(cells: &[PrintCell]) -> String {
    let cell = |cell: &PrintCell| match cell {
        PrintCell::Text(text) => text.clone(),
        PrintCell::Number(n) | PrintCell::Count(n) | PrintCell::Money(n) => n.to_string(),
        PrintCell::Blank => String::new(),
    };
    cells.iter().map(cell).collect::<Vec<_>>().join("|")
}

/// What SQL gives for a month of 2021 (`?1`: its last day), row by row.
fn by_sql(sql: &str, month: u32) -> Vec<String> {
    let last = Month::new(2021, month).unwrap().last_day().to_string();
    let db = Connection::open(demo().path()).unwrap();
    let mut get = db.prepare(sql).unwrap();
    let width = get.column_count();
    let cell = |value: rusqlite::types::Value| match value {
        rusqlite::types::Value::Null => String::new(),
        rusqlite::types::Value::Integer(n) => n.to_string(),
        rusqlite::types::Value::Text(text) => text,
        other => panic!("{other:?}"),
    };
    let rows = get.query_map([last], |r| (0..width).map(|at| r.get(at).map(cell)).collect::<Result<Vec<_>, _>>());
    rows.unwrap().map(|row| row.unwrap().join("|")).collect()
}

/// T-EL5: the households of the year's plan by the end of a month, and what they come to.
const PROGRESS: &str = "
    WITH h AS (
        SELECT a.*, d.name town, n.name head, (SELECT count(*) FROM adapt_item i WHERE i.home_adapt = a.key) items,
            CASE WHEN a.withdrawn_on <= ?1 THEN '退出' WHEN a.archived_on <= ?1 THEN '归档' WHEN a.paid_on <= ?1 THEN '拨款'
                WHEN a.accepted_on <= ?1 THEN '验收' WHEN a.done_on <= ?1 THEN '完工' WHEN a.start_on <= ?1 THEN '施工'
                WHEN a.decided_on <= ?1 THEN '确定' WHEN a.surveyed_on <= ?1 THEN '评估' WHEN a.apply_date <= ?1 THEN '申请'
                ELSE '摸底' END stands
        FROM home_adapt a JOIN home_adapt_plan p ON p.key = a.plan JOIN person n ON n.key = a.person
        JOIN division d ON d.code = substr(a.division, 1, 9) || '000'
        WHERE p.year = 2021 AND a.listed_on <= ?1)
    SELECT row_number() OVER (ORDER BY division, adapt_no), town, head,
        CASE poverty_kind WHEN '1' THEN '特困分散' WHEN '2' THEN '低保' WHEN '3' THEN '低收入' ELSE '其他' END, items,
        iif(stands = '退出', 0, budget_fen), iif(done_on <= ?1, cost_fen, 0), iif(start_on <= ?1, start_on, ''), iif(done_on <= ?1, done_on, ''),
        iif(accepted_on <= ?1, accepted_on, ''), stands
    FROM h ORDER BY division, adapt_no";

/// The total, and how many households were done.
const PROGRESS_TOTAL: &str = "
    SELECT (SELECT sum(target) FROM home_adapt_plan WHERE year = 2021),
        count(DISTINCT iif(a.accepted_on BETWEEN '2021-01-01' AND ?1, coalesce('h' || a.household, 'p' || a.person), NULL)),
        count(*), sum((SELECT count(*) FROM adapt_item i WHERE i.home_adapt = a.key)),
        sum(iif(a.withdrawn_on <= ?1, 0, a.budget_fen)), sum(iif(a.done_on <= ?1, a.cost_fen, 0))
    FROM home_adapt a WHERE a.listed_on <= ?1";

#[test]
fn the_progress_of_adaptations_calculated_again() {
    let mut seen = 0;
    for month in 1..=12 {
        let lines = by_sql(PROGRESS, month);
        let Some(table) = printed("elderly-adaptations", month) else {
            assert!(lines.is_empty(), "2021-{month:02}");
            continue;
        };
        let printed = table.rows.iter().filter(|r| r.kind == RowKind::Line).map(|r| told(&r.cells));
        assert_eq!(printed.collect::<Vec<_>>(), lines, "2021-{month:02}");
        seen += lines.len();
        let total = by_sql(PROGRESS_TOTAL, month);
        let numbers: Vec<i64> = total[0].split('|').map(|n| n.parse().unwrap()).collect();
        let [planned, done, homes, items, budget, cost] = numbers[..] else { panic!("{total:?}") };
        let sum = table.rows.last().filter(|r| r.kind == RowKind::Total).unwrap();
        assert_eq!(told(&sum.cells), format!("合计 {homes}户||||{items}|{budget}|{cost}||||"), "2021-{month:02}");
        assert!(table.checks.iter().all(|check| check.ends_with("相符")), "{:?}", table.checks);
        assert!(table.note.iter().any(|note| note.contains(&format!("任务数 {planned} 户, 完成数 {done} 户"))));
    }
    assert!(seen > 300, "{seen}");
    let december = printed("elderly-adaptations", 12).unwrap();
    assert!(december.note.iter().any(|n| n.contains("完成率 106.67%, 超额 2 户")), "{:?}", december.note);
}
