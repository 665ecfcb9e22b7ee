//! T-PN1, T-PN2, T-PN3: naming cases, standard names, and how they came and went, in all months of 2021, all cells; each check fails once.

use crate::office::{agrees, amount, bare, by_sql, demo, filled, lines, months, numbers, one, one_if_any, total};
use minzheng::figure::table::SheetCell;

/// What makes the flow of each kind of places fail in November: a name that came in no way there is.
pub fn spoilt() -> Vec<(&'static str, &'static str, String)> {
    const KINDS: [(&str, &str); 8] = [
        ("1", "E-DB-050 自然地理实体地名关系不平"),
        ("2", "E-DB-050 行政区划地名关系不平"),
        ("3", "E-DB-050 村居所在地地名关系不平"),
        ("4", "E-DB-050 公园、自然保护地地名关系不平"),
        ("5", "E-DB-050 街路巷地名关系不平"),
        ("6", "E-DB-050 住宅区、楼宇地名关系不平"),
        ("7", "E-DB-050 设施地名关系不平"),
        ("8", "E-DB-050 其他地理实体地名关系不平"),
    ];
    let spoil = |kind: &str| {
        format!(
            "UPDATE place_name SET entry = '9', valid_from = '2021-11-10' WHERE key = (SELECT min(key) FROM place_name \
             WHERE kind8 = '{kind}' AND valid_to IS NULL)"
        )
    };
    KINDS.iter().map(|(kind, begins)| ("places-month", *begins, spoil(kind))).collect()
}

/// A name stands from its first day to its last one, which still counts; a name that ends on the last day of a month has gone in the next.
const FLOWS: &str = "
    WITH RECURSIVE kinds(kind) AS (VALUES (1) UNION ALL SELECT kind + 1 FROM kinds WHERE kind < 8),
    n AS (SELECT kind8, entry, state, valid_from f, coalesce(valid_to, '9999-12-31') t FROM place_name WHERE state IN ('2', '3', '4'))
    SELECT count(CASE WHEN f < :first AND t >= date(:first, '-1 day') THEN 1 END),
           count(CASE WHEN f BETWEEN :first AND :last AND entry <> '2' THEN 1 END),
           count(CASE WHEN f BETWEEN :first AND :last AND entry = '2' THEN 1 END),
           count(CASE WHEN state = '3' AND t >= date(:first, '-1 day') AND t < :last THEN 1 END),
           count(CASE WHEN state = '4' AND t >= date(:first, '-1 day') AND t < :last THEN 1 END),
           count(CASE WHEN f <= :last AND t >= :last THEN 1 END)
      FROM kinds LEFT JOIN n ON n.kind8 = CAST(kind AS TEXT) GROUP BY kind ORDER BY kind";

#[test]
fn names_of_each_kind_calculated_again() {
    let mut moved = [0; 4];
    for month in months() {
        let table = filled(&demo(), "places-month", &month);
        let cells: Vec<Vec<i64>> =
            table.rows.iter().map(|(_, cells)| cells[..6].iter().map(amount).collect()).collect();
        let again: Vec<Vec<i64>> = by_sql(FLOWS, &month).iter().map(|line| numbers(line)).collect();
        assert_eq!(cells, again, "{month}");
        assert!(table.rows.iter().all(|(_, cells)| cells[6] == SheetCell::Text("平".to_owned())));
        for line in &cells {
            moved.iter_mut().zip(&line[1..5]).for_each(|(sum, n)| *sum += n);
        }
    }
    // Three were given, one place was renamed, one name ceased.
    assert_eq!(moved, [3, 1, 1, 1]);
}

/// 标准名称, 罗马字母, 类别, 所属政区, 位置, 起止, 长度, 批准日期. A place in a village is called by its town too.
const NAMES: &str = "
    SELECT p.std_name, p.roman, CASE p.kind8 WHEN '1' THEN '自然地理实体' WHEN '2' THEN '行政区划' WHEN '3' THEN '村居所在地'
            WHEN '4' THEN '公园、自然保护地' WHEN '5' THEN '街路巷' WHEN '6' THEN '住宅区、楼宇' WHEN '7' THEN '设施' ELSE '其他地理实体' END,
        t.name || coalesce(v.name, ''), coalesce(p.location, ''), coalesce(p.from_pt || '至' || p.to_pt, ''),
        CASE WHEN p.length_m_d1 % 10 = 0 THEN p.length_m_d1 / 10 WHEN p.length_m_d1 > 0 THEN printf('%.1f', p.length_m_d1 / 10.0) END, coalesce(p.approved_on, '')
      FROM place_name p JOIN division t ON t.code = substr(p.division, 1, 9) || '000'
      LEFT JOIN division v ON v.code = p.division AND v.level = 'village'
     WHERE p.state IN ('2', '3', '4') AND p.valid_from <= :last AND coalesce(p.valid_to, '9999') >= :last
     ORDER BY p.kind8, p.division, p.std_name";

#[test]
fn the_standard_names_listed_again() {
    for month in months() {
        let table = one("places-names", &month);
        agrees(&table);
        let names: Vec<Vec<String>> = lines(&table).map(|line| bare(&line.cells)[1..].to_vec()).collect();
        assert_eq!(names, by_sql(NAMES, &month), "{month}");
        assert!(names.len() > 150, "{} names", names.len());
        assert!(bare(&total(&table).cells).concat().contains(&format!("{}条", names.len())));
    }
}

/// Every cell, as far as the papers were by the last day; what a case does not say of its place, the name that it ends does.
const CASES: &str = "
    SELECT row_number() OVER (ORDER BY received_on, case_no), case_no, CASE action WHEN '1' THEN '命名' WHEN '2' THEN '更名' ELSE '销名' END, coalesce(proposed_name, ''),
           coalesce(p.std_name, ''), CASE coalesce(c.kind8, p.kind8) WHEN '1' THEN '自然地理实体' WHEN '2' THEN '行政区划'
               WHEN '3' THEN '村居所在地' WHEN '4' THEN '公园、自然保护地' WHEN '5' THEN '街路巷' WHEN '6' THEN '住宅区、楼宇' WHEN '7' THEN '设施'
               ELSE '其他地理实体' END, coalesce(c.location, p.location, ''), applicant, iif(accepted_on <= :last, accepted_on, ''),
           iif(decided_on <= :last, coalesce(c.approved_by, ''), ''), iif(decided_on <= :last, coalesce(decision_no, ''), ''),
           iif(decided_on <= :last, decided_on, ''), iif(c.filed_on <= :last, c.filed_on, ''),
           iif(c.announced_on <= :last, c.announced_on, ''),
           CASE WHEN closed_on <= :last THEN '办结' WHEN entered_on <= :last THEN '入库' WHEN c.announced_on <= :last THEN '公告'
                WHEN c.filed_on <= :last THEN '备案' WHEN decided_on <= :last THEN '批准' WHEN submitted_on <= :last THEN '报批'
                WHEN opinion_from <= :last THEN '征求意见' WHEN reviewed_on <= :last THEN '审核' WHEN accepted_on <= :last THEN '受理'
                ELSE '收件' END
      FROM name_case c LEFT JOIN place_name p ON p.key = c.old_name WHERE received_on <= :last ORDER BY received_on";

#[test]
fn the_naming_cases_listed_again() {
    let mut most = 0;
    for month in months() {
        let Some(table) = one_if_any("places-cases", &month) else {
            assert_eq!(by_sql(CASES, &month), Vec::<Vec<String>>::new(), "{month}");
            continue;
        };
        agrees(&table);
        let told: Vec<Vec<String>> = lines(&table).map(|line| bare(&line.cells)).collect();
        assert_eq!(told, by_sql(CASES, &month), "{month}");
        most = most.max(told.len());
    }
    assert_eq!(most, 5);
}
