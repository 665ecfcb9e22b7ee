//! The papers of 养老服务 calculated a second time, in plain SQL written from the handbook and schema.sql alone: all months of 2021, all
//! cells.

use super::{demo, today};
use minzheng::domain::month::Month;
use minzheng::figure::report;
use minzheng::jobs::report::{Numbers, document};
use minzheng::print::{PrintCell, RowKind, Table};
use minzheng::store::Store;
use rusqlite::Connection;

/// The table of a report of a month of 2021; none where there is nothing to print.
fn printed(store: &Store, name: &str, month: u32) -> Option<Table> {
    let month = Month::new(2021, month).unwrap();
    match document(store, report::find(name).unwrap(), month, today(), Numbers::Full) {
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
fn by_sql(store: &Store, sql: &str, month: u32) -> Vec<String> {
    let last = Month::new(2021, month).unwrap().last_day().to_string();
    let db = Connection::open(store.path()).unwrap();
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
    let (store, mut seen) = (demo(), 0);
    for month in 1..=12 {
        let lines = by_sql(&store, PROGRESS, month);
        let Some(table) = printed(&store, "elderly-adaptations", month) else {
            assert!(lines.is_empty(), "2021-{month:02}");
            continue;
        };
        let printed = table.rows.iter().filter(|r| r.kind == RowKind::Line).map(|r| told(&r.cells));
        assert_eq!(printed.collect::<Vec<_>>(), lines, "2021-{month:02}");
        seen += lines.len();
        let total = by_sql(&store, PROGRESS_TOTAL, month);
        let numbers: Vec<i64> = total[0].split('|').map(|n| n.parse().unwrap()).collect();
        let [planned, done, homes, items, budget, cost] = numbers[..] else { panic!("{total:?}") };
        let sum = table.rows.last().filter(|r| r.kind == RowKind::Total).unwrap();
        assert_eq!(told(&sum.cells), format!("合计 {homes}户||||{items}|{budget}|{cost}||||"), "2021-{month:02}");
        assert!(table.checks.iter().all(|check| check.ends_with("相符")), "{:?}", table.checks);
        assert!(table.note.iter().any(|note| note.contains(&format!("任务数 {planned} 户, 完成数 {done} 户"))));
    }
    assert!(seen > 300, "{seen}");
    let december = printed(&store, "elderly-adaptations", 12).unwrap();
    assert!(december.note.iter().any(|n| n.contains("完成率 106.67%, 超额 2 户")), "{:?}", december.note);
}

/// T-EL6: 应探访 older people at home in a town on the last day, who live then; visits by their days.
const VISITS: &str = "
    WITH first(day) AS (SELECT substr(?1, 1, 8) || '01'),
    listed AS (
        SELECT e.person, substr(n.home_division, 1, 9) town FROM elder e JOIN person n ON n.key = e.person
        WHERE e.collected_on <= ?1 AND coalesce(e.left_on, '9') > ?1 AND coalesce(n.death_date, '9') > ?1
        AND (e.living = '1' OR e.empty_nest OR e.left_behind OR e.dementia OR e.bereaved OR n.disability_level <= '2')),
    visited AS (
        SELECT DISTINCT l.* FROM listed l JOIN elder_visit v ON v.person = l.person, first WHERE v.visit_on BETWEEN first.day AND ?1),
    v AS (SELECT v.*, substr(n.home_division, 1, 9) town FROM elder_visit v JOIN person n ON n.key = v.person),
    towns(town, name) AS (
        SELECT substr(code, 1, 9), name FROM division WHERE level = 'township' AND code LIKE '430406%' UNION ALL SELECT '', '合计'),
    counted AS (
        SELECT t.town, t.name, (SELECT count(*) FROM listed l WHERE l.town LIKE t.town || '%') listed,
            (SELECT count(*) FROM visited l WHERE l.town LIKE t.town || '%') visited,
            (SELECT count(*) FROM v WHERE v.town LIKE t.town || '%' AND visit_on BETWEEN day AND ?1 AND mode = '1') here,
            (SELECT count(*) FROM v WHERE v.town LIKE t.town || '%' AND visit_on BETWEEN day AND ?1 AND mode <> '1') away,
            (SELECT count(*) FROM v WHERE v.town LIKE t.town || '%' AND visit_on BETWEEN day AND ?1 AND result = '2') found,
            (SELECT count(*) FROM v WHERE v.town LIKE t.town || '%' AND referred_on BETWEEN day AND ?1) referred,
            (SELECT count(*) FROM v WHERE v.town LIKE t.town || '%' AND referral_done_on BETWEEN day AND ?1) solved
        FROM towns t, first)
    SELECT name, listed, visited, iif(listed = 0, '', printf('%d.%02d%%', (visited * 20000 + listed) / (listed * 200),
        (visited * 20000 + listed) / (listed * 2) % 100)), here, away, found, referred, solved
    FROM counted ORDER BY town = '', town";

#[test]
fn the_visits_of_a_month_calculated_again() {
    let (store, mut rates, mut late) = (demo(), Vec::new(), Vec::new());
    for month in 1..=12 {
        let table = printed(&store, "elderly-visits", month).unwrap();
        let lines: Vec<String> = table.rows.iter().map(|r| told(&r.cells)).collect();
        assert_eq!(lines, by_sql(&store, VISITS, month), "2021-{month:02}");
        assert!(table.checks.iter().all(|check| check.ends_with("相符")), "{:?}", table.checks);
        assert!(lines.last().is_some_and(|sum| !sum.contains("|0|")), "{lines:?}");
        rates.extend(lines.last().and_then(|sum| sum.split('|').nth(3)?.strip_suffix('%')?.parse::<f64>().ok()));
        let due = store.oddities(Month::new(2021, month).unwrap(), &|| true).unwrap();
        late.push(due.iter().filter(|odd| odd.check.code == "X13" && odd.record.0 == "elder").count());
    }
    assert!(rates.len() == 12 && rates.iter().all(|rate| *rate > 80.0), "{rates:?}");
    assert!(rates.iter().filter(|rate| **rate < 100.0).count() > 9, "{rates:?}");
    // Some are late, and not many.
    assert!(late.iter().all(|due| *due < 20) && late.iter().sum::<usize>() > 12, "{late:?}");
}
