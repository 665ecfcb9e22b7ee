//! T-EL4 calculated a second time, in plain SQL from the handbook (services 2.5, 2.14) and schema.sql alone; and what spoils its checks.

use crate::office::{by_sql, demo, filled, months, numbers};
use minzheng::figure::table::SheetCell;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// A table, the beginning of a check, what makes it fail in November.
pub fn spoilt() -> Vec<(&'static str, &'static str, String)> {
    let resident = |which: &str| format!("(SELECT min(key) FROM resident WHERE {which} AND voided_by IS NULL)");
    let there = resident("in_on < '2021-11-01' AND out_on IS NULL");
    let gone = resident("out_on LIKE '2021-11-%' AND out_on < '2021-11-30'");
    vec![
        ("elderly-homes", "自理+半失能+失能", format!("UPDATE resident SET ability_level = '9' WHERE key = {there}")),
        (
            "elderly-homes",
            "E-DB-050 入住人数关系不平",
            format!("UPDATE resident SET out_reason = '8' WHERE key = {gone}"),
        ),
        (
            "elderly-homes",
            "各机构之和≠全区合计",
            "UPDATE institution SET closed_on = '2021-10-31' WHERE code = 'YL004'".to_owned(),
        ),
    ]
}

/// One line a home: name, 性质, 等级, and the numbers of the month that ends on `:last` and begins on `:first`.
const LINES: &str = "
    SELECT i.name,
           CASE i.ownership WHEN '1' THEN '公办公营' WHEN '2' THEN '公建民营' WHEN '3' THEN '民办非营利' WHEN '4' THEN '民办营利'
                            WHEN '5' THEN '敬老院(特困供养)' ELSE '社会福利院' END,
           coalesce((SELECT CASE WHEN g.kind <> 'end' AND g.valid_until >= :last THEN substr('一二三四五', g.result_level, 1) || '级' END
               FROM home_grade g WHERE g.institution = i.key AND g.voided_by IS NULL AND g.announced_on <= :last
               ORDER BY g.announced_on DESC LIMIT 1), '未评'),
           i.beds_approved, i.beds_open, i.beds_nursing,
           count(r.key),
           count(CASE WHEN r.ability_level = '0' THEN 1 END),
           count(CASE WHEN r.ability_level IN ('1','2') THEN 1 END),
           count(CASE WHEN r.ability_level IN ('3','4') THEN 1 END),
           count(CASE WHEN r.pay_kind = '2' THEN 1 END),
           (SELECT count(*) FROM carer c WHERE c.institution = i.key AND c.voided_by IS NULL
               AND c.hired_on <= :last AND coalesce(c.left_on, '9999') >= :last),
           (SELECT count(*) FROM carer c WHERE c.institution = i.key AND c.voided_by IS NULL AND c.cert_level <> '0'
               AND c.hired_on <= :last AND coalesce(c.left_on, '9999') >= :last),
           (SELECT count(*) FROM inspection s WHERE s.institution = i.key AND s.voided_by IS NULL AND s.inspect_on BETWEEN :first AND :last),
           (SELECT count(*) FROM hazard h JOIN inspection s ON s.key = h.inspection WHERE s.institution = i.key
               AND h.voided_by IS NULL AND h.found_on <= :last AND coalesce(h.fixed_on, '9999') >= :last)
      FROM institution i
      LEFT JOIN resident r ON r.institution = i.key AND r.voided_by IS NULL AND r.in_on <= :last AND coalesce(r.out_on, '9999') >= :last
     WHERE i.ownership IS NOT NULL AND i.voided_by IS NULL AND i.registered_on <= :last AND coalesce(i.closed_on, '9999') >= :last
     GROUP BY i.key ORDER BY i.code";

/// The cells of a line: the rate, in parts of ten thousand, stands behind the residents.
fn cells(words: Option<&[String]>, numbers: &[i64]) -> Vec<SheetCell> {
    let (beds, residents) = (numbers[1], numbers[3]);
    let mut cells =
        words.map_or(vec![SheetCell::Blank; 2], |words| words.iter().cloned().map(SheetCell::Text).collect());
    cells.extend(numbers[..8].iter().map(|n| SheetCell::Count(*n)));
    cells.push(SheetCell::Bp((20_000 * residents + beds) / (2 * beds)));
    cells.extend(numbers[8..].iter().map(|n| SheetCell::Count(*n)));
    cells
}

#[test]
fn the_table_of_homes_is_what_its_rows_give() {
    let (mut seen, mut moved, mut grades) = (0, BTreeSet::new(), BTreeSet::new());
    for month in months() {
        let lines = by_sql(LINES, &month);
        let found = filled(&demo(), "elderly-homes", &month);
        let numbers: Vec<_> = lines.iter().map(|line| numbers(&line[3..])).collect();
        let want = lines.iter().zip(&numbers).map(|(line, n)| (line[0].clone(), cells(Some(&line[1..3]), n)));
        let want: Vec<_> = want.collect();
        assert_eq!(found.rows, want, "{month}");
        let sums: Vec<i64> = (0..12).map(|at| numbers.iter().map(|n| n[at]).sum()).collect();
        assert_eq!(found.total, Some(cells(None, &sums)), "{month}");
        let of = |grade: &str| lines.iter().filter(|line| line[2] == grade).count();
        let counted = ["五级", "四级", "三级", "二级", "一级", "未评"].map(|grade| format!("{grade} {} 家", of(grade)));
        assert_eq!(found.says[1], format!("等级: {}。", counted.join(", ")), "{month}");
        grades.insert(counted);
        assert!(found.checks.iter().all(|check| check.holds), "{month}: {:?}", found.checks);
        seen += lines.len();
        moved.insert(sums);
    }
    assert_eq!((seen, moved.len()), (120, 12), "ten homes, no two months alike");
    assert_eq!(grades.len(), 4, "graded in the spring and the summer: {grades:?}");
}

/// Each 集中 特困 of a month lives in the home that is paid for it.
#[test]
fn whoever_is_supported_in_a_home_lives_there() {
    let db = Connection::open(demo().path()).unwrap();
    let astray = "SELECT count(*) FROM tekun t WHERE t.state = 'active' AND t.support_mode = 'C' AND t.voided_by IS NULL
        AND NOT EXISTS (SELECT 1 FROM resident r WHERE r.person = t.person AND r.institution = t.institution AND r.pay_kind = '2'
            AND r.out_on IS NULL AND r.voided_by IS NULL)";
    let paid = "SELECT count(*) FROM resident r WHERE r.pay_kind = '2' AND r.out_on IS NULL AND r.voided_by IS NULL
        AND NOT EXISTS (SELECT 1 FROM tekun t WHERE t.person = r.person AND t.institution = r.institution AND t.state = 'active')";
    let one = |sql: &str| db.query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap();
    assert_eq!((one(astray), one(paid)), (0, 0));
    assert!(one("SELECT count(*) FROM resident WHERE pay_kind = '2' AND out_on IS NULL") > 100);
}
