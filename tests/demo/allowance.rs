//! T-EL1 and T-EL3 of 2021 calculated a second time, in plain SQL and from the handbook alone (services 2.2, 2.14): ages, bands, first
//! and last months from births, decisions and deaths, not from what the versions say; every month, every cell.

use crate::office::{amount, demo, filled, lines, months, one};
use rusqlite::Connection;

/// For a case and the month `:m`: its band by the birth (next_month: the age on the last day of the month before), nothing outside the months
/// from the one after the decision to that of the death; nothing while it is suspended or ended otherwise. Births of 29 February turn on the last.
const DUE: &str = "CREATE TEMP TABLE due AS
    WITH months(m) AS (SELECT '2021-01' UNION ALL SELECT substr(date(m || '-01', '+1 month'), 1, 7) FROM months WHERE m < '2021-12'),
    ages AS (SELECT c.key AS case_key, c.division, m, c.district_date, p.birth_date AS born, p.death_date AS died,
        CAST(substr(date(m || '-01', '-1 day'), 1, 4) AS INTEGER) - CAST(substr(p.birth_date, 1, 4) AS INTEGER)
            - (substr(p.birth_date, 6) > substr(date(m || '-01', '-1 day'), 6)
               AND NOT (substr(p.birth_date, 6) = '02-29' AND substr(date(m || '-01', '-1 day'), 6) = '02-28')) AS age
        FROM aged_allowance c JOIN person p ON p.key = c.person JOIN months WHERE c.voided_by IS NULL),
    stops AS (SELECT aged_allowance, from_month, kind, reason_code, decided_date FROM aged_award WHERE kind <> 'award' AND voided_by IS NULL)
    SELECT case_key, division, m, CASE WHEN age >= 100 THEN '100' WHEN age >= 90 THEN '90' ELSE '80' END AS band,
        CASE WHEN age >= 100 THEN 30000 WHEN age >= 90 THEN 10000 ELSE 5000 END AS fen
    FROM ages WHERE age >= 80 AND m > substr(district_date, 1, 7) AND (died IS NULL OR m <= substr(died, 1, 7))
    AND NOT EXISTS (SELECT 1 FROM stops s WHERE s.aged_allowance = case_key AND s.from_month <= m AND s.reason_code <> '03'
        AND NOT EXISTS (SELECT 1 FROM aged_award b WHERE b.aged_allowance = case_key AND b.kind = 'award' AND b.voided_by IS NULL
            AND b.from_month > s.from_month AND b.from_month <= m))";

fn office() -> Connection {
    let db = Connection::open_with_flags(demo().path(), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    db.execute_batch(DUE).unwrap();
    db
}

/// What was found only in August that another district had paid since May: until then it was paid.
const FOUND_LATE: &str = "(SELECT aged_allowance FROM aged_award WHERE reason_code = '12' AND kind = 'end')";

/// Whose death was told more than a month later: until then it was paid.
const TOLD_LATE: &str = "(SELECT k.key FROM death d JOIN aged_allowance k ON k.person = d.person WHERE date(d.died_on, '+1 month') < d.reported_on
    AND ?1 > substr(d.died_on, 1, 7) AND ?1 <= substr(d.reported_on, 1, 7) AND d.voided_by IS NULL)";

#[test]
fn the_summary_of_the_allowance_calculated_again() {
    let db = office();
    let mut sofar = std::collections::BTreeMap::<String, i64>::new();
    for month in months() {
        let filled = filled(&demo(), "elderly", &month);
        let towns = "SELECT code FROM division WHERE level = 'township' ORDER BY code";
        let towns: Vec<String> =
            db.prepare(towns).unwrap().query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(filled.rows.len(), towns.len());
        let mut all = [0_i64; 9];
        for (town, (label, cells)) in towns.iter().zip(&filled.rows) {
            let one = |sql: &str, band: &str| -> i64 {
                db.query_row(sql, rusqlite::params![month, format!("{}%", &town[..9]), band], |r| r.get(0)).unwrap()
            };
            let persons = "SELECT count(*) FROM due WHERE m = ?1 AND division LIKE ?2 AND band = ?3";
            let due = "SELECT coalesce(sum(fen), 0) FROM due WHERE m = ?1 AND division LIKE ?2 AND band = ?3";
            let late = format!(
                "SELECT coalesce(sum(a.amount_fen), 0) FROM aged_allowance c JOIN aged_award a ON a.aged_allowance = c.key \
                 WHERE (c.key IN {FOUND_LATE} AND ?1 BETWEEN '2021-05' AND '2021-08' OR c.key IN {TOLD_LATE}) \
                 AND a.kind = 'award' AND c.division LIKE ?2 \
                 AND a.band = ?3"
            );
            // What was suspended is paid with the month in which somebody draws again.
            let again = "SELECT coalesce(sum(fen * ((SELECT CAST(substr(r.from_month, 6) AS INTEGER) - CAST(substr(s.from_month, 6) AS INTEGER)))), 0) \
                FROM aged_award s JOIN aged_award r ON r.aged_allowance = s.aged_allowance AND r.kind = 'award' AND r.from_month > s.from_month \
                JOIN due d ON d.case_key = s.aged_allowance AND d.m = r.from_month WHERE s.kind = 'suspended' AND r.from_month = ?1 \
                AND d.division LIKE ?2 AND d.band = ?3";
            let mut expected = [0_i64; 9];
            for (at, band) in ["80", "90", "100"].into_iter().enumerate() {
                expected[at * 2] = one(persons, band);
                expected[at * 2 + 1] = one(due, band) + one(&late, band) + one(again, band);
            }
            expected[6] = expected[0] + expected[2] + expected[4];
            expected[7] = expected[1] + expected[3] + expected[5];
            let year = sofar.entry(town.clone()).or_default();
            *year += expected[7];
            expected[8] = *year;
            let shown: Vec<i64> = cells.iter().map(amount).collect();
            assert_eq!(shown, expected, "{month} {label}");
            all.iter_mut().zip(expected).for_each(|(sum, n)| *sum += n);
        }
        let total: Vec<i64> = filled.total.unwrap().iter().map(amount).collect();
        assert_eq!(total, all, "{month}");
    }
}

#[test]
fn the_roll_of_the_allowance_calculated_again() {
    let db = office();
    for month in months() {
        let table = one("roll-elderly", &month);
        let shown = lines(&table).map(|r| [5, 6, 7, 8].map(|at| r.cells[at].shown()).join(" "));
        let mut shown: Vec<String> = shown.collect();
        shown.sort();
        let sql = format!(
            "SELECT p.id_number || ' ' || (CAST(substr(?1, 1, 4) AS INTEGER) - CAST(substr(p.birth_date, 1, 4) AS INTEGER)
                - (substr(p.birth_date, 6) > substr(date(?1 || '-01', '+1 month', '-1 day'), 6) AND NOT (substr(p.birth_date, 6) = '02-29'
                   AND ?1 LIKE '%-02'))) || ' ' || CASE d.band WHEN '80' THEN '80至89岁' WHEN '90' THEN '90至99岁' ELSE '100岁以上' END
                || ' ' || printf('%.2f', d.fen / 100.0)
             FROM (SELECT case_key, band, fen FROM due WHERE m = ?1 UNION SELECT a.aged_allowance, a.band, a.amount_fen FROM aged_award a
                WHERE (a.aged_allowance IN {FOUND_LATE} AND ?1 BETWEEN '2021-05' AND '2021-08' OR a.aged_allowance IN {TOLD_LATE})
                AND a.kind = 'award') d
             JOIN aged_allowance c ON c.key = d.case_key JOIN person p ON p.key = c.person ORDER BY 1"
        );
        let mut rows = db.prepare(&sql).unwrap();
        let mut expected: Vec<String> = rows.query_map([&month], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
        expected.sort();
        assert_eq!(shown.len(), expected.len(), "{month}");
        assert_eq!(shown, expected, "{month}");
    }
}
