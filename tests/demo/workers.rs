//! Who looks after children in towns and villages, calculated once more in plain SQL, written from the handbook (services 3) and
//! schema.sql alone: every cell of every month of 2021.

use crate::copies::copied;
use crate::office::{agrees, by_sql, months, one, printed, texts, today, total};
use minzheng::jobs::report::Numbers;

/// T-CH7: each town and village has a line, with whoever is in office on the last day and the hours of the year.
const WORKERS: &str = "SELECT row_number() OVER (ORDER BY d.code),
        (SELECT t.name FROM division t WHERE t.code = substr(d.code, 1, 9) || '000' AND t.level = 'township'),
        CASE d.level WHEN 'village' THEN d.name END, p.name, CASE p.sex WHEN '1' THEN '男' WHEN '2' THEN '女' END,
        CASE d.level WHEN 'village' THEN '儿童主任' ELSE '儿童督导员' END, w.appointed_on, w.phone,
        coalesce((SELECT sum(g.hours) FROM training g JOIN trainee a ON a.training = g.key
            WHERE a.person = p.key AND a.voided_by IS NULL AND g.voided_by IS NULL
              AND a.attended_on >= '2021-01-01' AND a.attended_on <= :last), 0),
        CASE WHEN w.key IS NULL THEN '空缺' END
    FROM division d LEFT JOIN child_worker w ON w.division = d.code AND w.voided_by IS NULL AND w.appointed_on <= :last
        AND coalesce(w.left_on, '9999') >= :last LEFT JOIN person p ON p.key = w.person
    WHERE d.level IN ('township', 'village') AND d.voided_by IS NULL AND d.valid_from <= :last ORDER BY d.code";

#[test]
fn the_register_of_those_who_look_after_children_is_calculated_twice() {
    let mut changed = 0;
    for month in months() {
        let (table, rows) = (one("children-workers", &month), by_sql(WORKERS, &month));
        assert_eq!(texts(&table), rows, "{month}");
        assert_eq!(rows.len(), 61);
        agrees(&table);
        changed += rows.iter().filter(|row| row[6].starts_with("2021-03")).count();
    }
    assert_eq!(changed, 6 * 10, "six took over in March");
    let hours = |month| texts(&one("children-workers", month)).iter().filter(|row| row[8] == "16").count();
    assert_eq!((hours("2021-10"), hours("2021-11")), (0, 61));
}

/// A place that nobody looks after keeps its line, and is told.
#[test]
fn a_place_without_anybody_is_missed() {
    let (_dir, store, who) = copied();
    let register = minzheng::register::find("child_worker").unwrap().register;
    let key = store.resolve(register, "#1", today()).unwrap();
    let left = minzheng::register::Draft::of(register, key).with("left_on", "2021-12-30");
    let said = store.check(&left, today()).unwrap().slips;
    assert!(said.iter().any(|slip| slip.code == "W-CH10"), "{said:?}");
    store.save(&left, &who, today()).unwrap();
    let table = printed(&store, "children-workers", "2021-12", Numbers::Full).tables.remove(0);
    let vacant: Vec<_> = texts(&table).into_iter().filter(|line| line[9] == "空缺").collect();
    assert_eq!((vacant.len(), vacant[0][5].as_str(), vacant[0][3].as_str()), (1, "儿童督导员", ""));
    assert!(table.checks.iter().any(|check| check.contains("在岗儿童督导员 6 ≠ 镇(街) 7 不符")), "{:?}", table.checks);
}

/// T-CH5: a child on file and in no institution is due when the last visit before the month, or the registration where there was none, says so.
const VISITS: &str = "WITH month AS (SELECT substr(:last, 1, 8) || '01' AS first, :last AS last),
    visit AS (SELECT v.*, substr(v.division, 1, 9) AS town FROM child_visit v, month
        WHERE v.voided_by IS NULL AND v.visited_on >= first AND v.visited_on <= last),
    due AS (SELECT c.key, substr(coalesce((SELECT v.division FROM visit v WHERE v.child = c.key ORDER BY v.visited_on, v.key LIMIT 1),
            p.home_division), 1, 9) AS town, EXISTS (SELECT 1 FROM visit v WHERE v.child = c.key) AS visited
        FROM child c JOIN person p ON p.key = c.person, month
        WHERE c.voided_by IS NULL AND c.registered_on <= last
          AND (SELECT s.state || s.care_kind FROM child_status s WHERE s.child = c.key AND s.voided_by IS NULL
               AND s.valid_from <= last ORDER BY s.valid_from DESC LIMIT 1) IN ('on2', 'on3', 'on4', 'on5')
          AND ifnull((SELECT b.next_due FROM child_visit b WHERE b.child = c.key AND b.voided_by IS NULL AND b.visited_on < first
               ORDER BY b.visited_on DESC LIMIT 1), c.registered_on) <= last),
    finding AS (SELECT f.measure, v.town FROM visit_finding f JOIN visit v ON v.key = f.child_visit WHERE f.voided_by IS NULL),
    solved AS (SELECT substr(v.division, 1, 9) AS town FROM visit_finding f JOIN child_visit v ON v.key = f.child_visit, month
        WHERE f.voided_by IS NULL AND v.voided_by IS NULL AND f.resolved_on >= first AND f.resolved_on <= last),
    place AS (SELECT code, name, substr(code, 1, 9) AS town FROM division WHERE level = 'township' AND voided_by IS NULL),
    counted AS (SELECT t.code, t.name, (SELECT count(*) FROM due d WHERE d.town = t.town) AS due,
            (SELECT count(*) FROM due d WHERE d.town = t.town AND d.visited) AS visited,
            (SELECT count(*) FROM visit v WHERE v.town = t.town) AS visits,
            (SELECT count(*) FROM visit v WHERE v.town = t.town AND v.seen_child = 0) AS unseen,
            (SELECT count(*) FROM finding f WHERE f.town = t.town) AS found,
            (SELECT count(*) FROM finding f WHERE f.town = t.town AND f.measure = '1') AS guided,
            (SELECT count(*) FROM finding f WHERE f.town = t.town AND f.measure = '2') AS back,
            (SELECT count(*) FROM finding f WHERE f.town = t.town AND f.measure = '3') AS settled,
            (SELECT count(*) FROM finding f WHERE f.town = t.town AND f.measure = '4') AS reported,
            (SELECT count(*) FROM finding f WHERE f.town = t.town AND f.measure > '4') AS others,
            (SELECT count(*) FROM solved s WHERE s.town = t.town) AS solved FROM place t)
    SELECT name, due, visited, CASE WHEN due > 0 THEN printf('%.2f%%', round(visited * 100.0 / due, 2)) END,
        visits, unseen, found, guided, back,
        settled, reported, others, solved FROM counted ORDER BY code";

#[test]
fn the_visits_to_children_are_calculated_twice() {
    let mut visits = 0;
    for month in months() {
        let (table, rows) = (one("children-visits", &month), by_sql(VISITS, &month));
        assert_eq!(texts(&table), rows, "{month}");
        // 合计 is asked of the district directly.
        let total = total(&table);
        for column in (1..rows[0].len()).filter(|column| *column != 3) {
            let sum: i64 = rows.iter().map(|row| row[column].parse::<i64>().unwrap()).sum();
            assert_eq!(total.cells[column].shown().replace(',', ""), sum.to_string(), "{month} {column}");
        }
        visits += rows.iter().map(|row| row[4].parse::<i64>().unwrap()).sum::<i64>();
    }
    assert!(visits > 1_000, "{visits}");
}
