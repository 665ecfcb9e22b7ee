//! The papers of 儿童福利, counted a second time: by plain SQL written from the handbook and schema.sql alone, all months of 2021.

use crate::office::{agrees, amount, by_sql, demo, filled, lines, months, number, numbers, one, place};
use minzheng::domain::month::Month;
use minzheng::print::{PrintCell, Table};
use std::collections::BTreeMap;

/// Number of the ID → what stands in some columns.
fn by_number(table: &Table, heads: &[&str]) -> BTreeMap<String, Vec<i64>> {
    let columns: Vec<usize> = heads.iter().map(|head| place(table, head)).collect();
    let id = place(table, "身份证号");
    let text = |cell: &PrintCell| match cell {
        PrintCell::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    let row = |cells: &[PrintCell]| (text(&cells[id]), columns.iter().map(|at| number(&cells[*at])).collect());
    lines(table).map(|line| row(&line.cells)).collect()
}

/// The same by SQL: the number, then the columns.
fn keyed(sql: &str, month: &str) -> BTreeMap<String, Vec<i64>> {
    by_sql(sql, month).iter().map(|row| (row[0].clone(), numbers(&row[1..]))).collect()
}

/// An orphan is paid 1350 in an institution and 950 elsewhere, from the month after the approval to that of the 18th birthday.
#[test]
fn orphans() {
    let due = "SELECT p.id_number, CASE WHEN (SELECT s.care_kind FROM child f JOIN child_status s ON s.child = f.key \
            WHERE f.person = c.person AND s.valid_from <= :month || '-01' ORDER BY s.valid_from DESC LIMIT 1) = '1' THEN 135000 ELSE 95000 END \
        FROM orphan c JOIN person p ON p.key = c.person \
        WHERE substr(date(c.district_date, 'start of month', '+1 month'), 1, 7) <= :month \
            AND substr(date(p.birth_date, '+18 years'), 1, 7) >= :month AND c.voided_by IS NULL";
    for month in months() {
        let table = one("roll-orphans", &month);
        let twice = |of: BTreeMap<String, Vec<i64>>| -> BTreeMap<String, Vec<i64>> {
            of.into_iter().map(|(id, fen)| (id, vec![fen[0]; 3])).collect()
        };
        let want = twice(keyed(due, &month));
        assert!(want.len() >= 30);
        assert_eq!(by_number(&table, &["月标准(元)", "本月应发(元)", "实发(元)"]), want, "{month}");
    }
}

/// 950 less the child's own part of 低保 and 困难残疾人生活补贴 of the month.
#[test]
fn children_whom_nobody_supports() {
    let due = "SELECT id_number, 95000, dibao, max(0, 95000 - dibao - living) FROM (SELECT p.id_number, \
            coalesce((SELECT sum(o.share_fen + o.extra_fen) FROM cover o JOIN award a ON a.dibao = o.dibao AND a.from_month = o.from_month \
                WHERE o.person = c.person AND o.voided_by IS NULL AND a.voided_by IS NULL AND a.from_month = (SELECT max(b.from_month) \
                FROM award b WHERE b.dibao = a.dibao AND b.from_month <= :month AND b.voided_by IS NULL)), 0) AS dibao, \
            coalesce((SELECT sum(v.amount_fen) FROM disability k JOIN disability_award v ON v.disability = k.key WHERE k.person = c.person \
                AND k.kind = 'CL' AND v.from_month = (SELECT max(b.from_month) FROM disability_award b WHERE b.disability = k.key \
                AND b.from_month <= :month AND b.voided_by IS NULL)), 0) AS living \
        FROM defacto c JOIN person p ON p.key = c.person \
        WHERE substr(date(c.district_date, 'start of month', '+1 month'), 1, 7) <= :month AND c.voided_by IS NULL)";
    let mut year = 0;
    for month in months() {
        let table = one("roll-de-facto", &month);
        let want = keyed(due, &month);
        assert!(want.len() > 30 && want.values().any(|fen| fen[1] == 0) && want.values().any(|fen| fen[1] > 0));
        year += want.values().map(|fen| fen[2]).sum::<i64>();
        assert_eq!(by_number(&table, &["月标准(元)", "已享低保(元)", "补差额(元)"]), want, "{month}");
    }
    assert!((22_165_000..22_175_000).contains(&year), "{year}");
}

/// Each cell of T-CH4, town by town: how each child stands on the last day of the month.
#[test]
fn the_register_of_children() {
    let cells = "SELECT substr(p.home_division, 1, 9) || '000', sum(s.main_cat = 'A' AND s.care_kind = '1'), \
            sum(s.main_cat = 'A' AND s.care_kind <> '1'), sum(s.main_cat = 'B'), sum(s.main_cat = 'C1'), sum(s.main_cat = 'C2'), \
            sum(s.main_cat = 'C3'), sum(s.main_cat = 'D'), sum(s.main_cat = 'E'), sum(s.main_cat = 'F'), count(*), sum(s.left_behind), \
            sum(s.weak_care), sum(s.unregistered), sum(s.school_state IN ('09', '10')) \
        FROM child f JOIN person p ON p.key = f.person JOIN (SELECT *, max(valid_from) FROM child_status \
            WHERE valid_from <= date(:month || '-01', '+1 month', '-1 day') AND voided_by IS NULL GROUP BY child) s ON s.child = f.key \
        WHERE s.state = 'on' AND f.voided_by IS NULL GROUP BY 1";
    for month in months() {
        let filled = filled(&demo(), "children", &month);
        let want = keyed(cells, &month);
        let names = demo().division_names(Month::parse(&month).unwrap().last_day()).unwrap();
        let towns = want.iter().map(|(code, cells)| (names[code].clone(), cells.clone()));
        let found = filled.rows.iter().map(|(name, cells)| (name.clone(), cells.iter().map(amount).collect()));
        let found: BTreeMap<String, Vec<i64>> =
            found.filter(|(_, cells): &(String, Vec<i64>)| cells.iter().any(|n| *n > 0)).collect();
        assert_eq!(found, towns.collect::<BTreeMap<_, _>>(), "{month}");
        let total: Vec<i64> = filled.total.iter().flatten().map(amount).collect();
        let sums = (0..14).map(|at| want.values().map(|cells| cells[at]).sum()).collect::<Vec<i64>>();
        assert_eq!(total, sums, "{month}");
        assert!(filled.checks.iter().all(|c| c.holds), "{month}: {:?}", filled.checks);
    }
}

/// T-CH6: every instalment paid in a month to somebody of 18 who was paid as an orphan before, 2,500 each: 21 in the year.
#[test]
fn scholarships() {
    let due = "SELECT n.name || ' ' || n.id_number || ' ' || g.school || ' ' || g.school_year || '-' || (g.school_year + 1) || ' ' \
            || (SELECT c.account_no FROM account c WHERE c.person = n.key AND c.valid_from <= g.paid_on AND c.voided_by IS NULL \
                ORDER BY c.valid_from DESC LIMIT 1), g.instalment, 250000 \
        FROM dream_grant g JOIN person n ON n.key = g.person \
        WHERE substr(g.paid_on, 1, 7) = :month AND date(n.birth_date, '+18 years') <= g.paid_on AND g.voided_by IS NULL \
            AND EXISTS (SELECT 1 FROM orphan o JOIN orphan_award a ON a.orphan = o.key WHERE o.person = n.key AND a.amount_fen > 0 \
                AND a.from_month || '-01' < date(n.birth_date, '+18 years') AND a.voided_by IS NULL AND o.voided_by IS NULL)";
    let mut paid = 0;
    for month in months() {
        let want = keyed(due, &month);
        paid += want.len();
        if want.is_empty() {
            continue;
        }
        let table = one("children-scholarships", &month);
        let heads = ["姓名", "身份证号", "学校", "学年", "账号"].map(|head| place(&table, head));
        let (nth, money) = (place(&table, "第几期"), place(&table, "金额(元)"));
        let row = |cells: &[PrintCell]| {
            let key = heads.map(|at| cells[at].shown()).join(" ");
            (key, vec![cells[nth].shown().parse().unwrap(), number(&cells[money])])
        };
        assert_eq!(lines(&table).map(|line| row(&line.cells)).collect::<BTreeMap<_, _>>(), want, "{month}");
        agrees(&table);
    }
    assert_eq!(paid, 21);
}
