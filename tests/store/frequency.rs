//! 分布, sums and marked rows against the same in plain SQL; pages of an arranged list after rows of it were voided.

use crate::support::{OTHER_VILLAGE, Office, VILLAGE, day, id, register};
use minzheng::register::core::frequency::{By, Frequency, Sorted, Together};
use minzheng::register::{Condition, From, Query};
use std::sync::Arc;

/// Seven cases of one person each: four in one village, three in another; the first has ended.
fn office() -> Office {
    let o = Office::new();
    for i in 0..7_u16 {
        let mut draft = o.person_draft("陈桂香", &id("1960-05-06", 11 + i));
        draft.type_in("home_division", if i % 2 == 0 { VILLAGE } else { OTHER_VILLAGE });
        let person = o.saved(&draft);
        let mut house = minzheng::register::Draft::new(register("household")).with("applicant", format!("#{person}"));
        house.type_in("division", if i % 2 == 0 { VILLAGE } else { OTHER_VILLAGE });
        let house = o.household(person, &[]);
        o.case(house, &format!("{}", 40 * (i % 3)));
    }
    o
}

fn query(o: &Office) -> Query {
    Query::new(register("dibao"), o.day, 50)
}

fn told(frequency: &Frequency) -> Vec<(u8, String, i64, Vec<i64>)> {
    frequency.lines.iter().map(|l| (l.depth, l.label.clone(), l.sums.rows, l.sums.money.clone())).collect()
}

#[test]
fn values_are_counted_with_their_money_as_sql_counts_them() {
    let o = office();
    let by = By { path: "class_code", together: Together::Value };
    let counted = o.store.frequency(&query(&o), &[by], &mut |_, _| true).unwrap();
    let rows: i64 = o.one("SELECT count(*) FROM dibao WHERE voided_by IS NULL");
    let fen: i64 = o.one("SELECT sum(total_fen) FROM award WHERE voided_by IS NULL");
    assert_eq!((counted.all.rows, counted.all.money.clone()), (rows, vec![fen]));
    assert_eq!(counted.lines.iter().map(|line| line.sums.rows).sum::<i64>(), rows);
    // Amounts, few of them: each by itself, and its rows are found again by what the line says.
    let by = By { path: "award.total", together: Together::Class };
    let counted = o.store.frequency(&query(&o), &[by], &mut |_, _| true).unwrap();
    assert_eq!(counted.lines.len(), 3, "{:?}", told(&counted));
    for line in &counted.lines {
        let found = o.store.count(&Query { filters: line.opens.clone(), ..query(&o) });
        let keys = o.store.arrange(&Query { filters: line.opens.clone(), ..query(&o) }, &mut |_, _| true).unwrap();
        assert_eq!((found.unwrap().rows, keys.len()), (line.sums.rows, usize::try_from(line.sums.rows).unwrap()));
    }
    // Under a filter.
    let first = counted.lines[0].clone();
    let filtered = Query { filters: first.opens.clone(), ..query(&o) };
    let again = o.store.frequency(&filtered, &[by], &mut |_, _| true).unwrap();
    assert_eq!(again.all, first.sums);
}

#[test]
fn villages_stand_beneath_their_towns_and_add_up_to_them() {
    let o = office();
    let levels = [Together::Town, Together::Value].map(|together| By { path: "home_division", together });
    let mut counted = o.store.frequency(&Query::new(register("person"), o.day, 50), &levels, &mut |_, _| true).unwrap();
    counted.sort(Sorted::Values);
    let shape: Vec<(u8, i64)> = counted.lines.iter().map(|line| (line.depth, line.sums.rows)).collect();
    assert_eq!(shape, [(0, 4), (1, 4), (0, 3), (1, 3)], "{:?}", told(&counted));
}

#[test]
fn what_is_marked_is_summed_arranged_and_counted_and_what_is_gone_is_told() {
    let o = office();
    let mut keys = o.store.arrange(&query(&o), &mut |_, _| true).unwrap().to_vec();
    keys.sort_unstable();
    let marked: Vec<i64> = keys.iter().copied().step_by(2).collect();
    let only = |keys: &[i64]| Query { only: Some(Arc::new(keys.to_vec())), ..query(&o) };
    let (sums, gone) = o.store.summed(&only(&marked), &mut |_, _| true).unwrap();
    let list = marked.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let fen: i64 = o.one(&format!("SELECT sum(total_fen) FROM award WHERE dibao IN ({list})"));
    assert_eq!((sums.rows, sums.money, gone), (4, vec![fen], Vec::new()));
    // In the order asked for.
    let by_amount = Query { sort: Some(("award.total", true)), ..only(&marked) };
    let arranged = o.store.arrange(&by_amount, &mut |_, _| true).unwrap();
    let page = o.store.page(&Query { keys: Some(Arc::clone(&arranged)), ..by_amount }).unwrap();
    let order = format!(
        "SELECT group_concat(dibao) FROM (SELECT dibao FROM award WHERE dibao IN ({list}) ORDER BY total_fen DESC, dibao DESC)"
    );
    let shown: Vec<String> = page.rows.iter().map(|row| row.key.to_string()).collect();
    assert_eq!(shown.join(","), o.one::<String>(&order));
    // And in that of the list.
    let listed = o.store.arrange(&only(&marked), &mut |_, _| true).unwrap();
    let all = o.store.arrange(&query(&o), &mut |_, _| true).unwrap();
    assert_eq!(*listed, all.iter().copied().filter(|key| marked.contains(key)).collect::<Vec<_>>());
    let with_strangers = [marked.as_slice(), &[i64::MAX]].concat();
    let (sums, gone) = o.store.summed(&only(&with_strangers), &mut |_, _| true).unwrap();
    assert_eq!((sums.rows, gone), (4, vec![i64::MAX]));
}

#[test]
fn nobody_waits_any_more() {
    let o = office();
    let by = By { path: "class_code", together: Together::Value };
    let marked = Query { only: Some(Arc::new(vec![1])), ..query(&o) };
    assert!(o.store.frequency(&marked, &[by], &mut |_, _| false).is_err());
}

#[test]
fn how_far_a_run_is_says_no_number_that_is_not_true() {
    let o = office();
    o.sql(
        "INSERT INTO division(code, valid_from, name, level, kind, act)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
        SELECT 430408000000 + (i / 900 + 1) * 1000 + i % 900 + 1, '2020-01-01', '某村', 'village', '', 1 FROM n",
    );
    let divisions = Query { sort: Some(("name", false)), ..Query::new(register("division"), o.day, 50) };
    let heard = |query: &Query| {
        let mut heard = Vec::new();
        o.store
            .arrange(query, &mut |_, of| {
                heard.push(of);
                true
            })
            .unwrap();
        heard
    };
    let all: i64 = o.one("SELECT count(*) FROM division");
    assert!(heard(&divisions).iter().all(|of| i64::try_from(*of).unwrap() == all));
    let villages = divisions.with("level", "village");
    let of = heard(&villages);
    assert!(!of.is_empty() && of.iter().all(|of| *of == 0 || i64::try_from(*of).unwrap() == all), "{of:?}");
}

#[test]
fn a_page_is_empty_only_where_nothing_stands_there_any_more() {
    let o = office();
    let query = Query { sort: Some(("award.total", false)), limit: 2, ..query(&o) };
    let keys = o.store.arrange(&query, &mut |_, _| true).unwrap();
    let query = Query { keys: Some(Arc::clone(&keys)), ..query };
    o.behind_its_back(&format!("UPDATE dibao SET voided_by = act WHERE key IN ({}, {})", keys[2], keys[3]));
    let read = |from| {
        let page = o.store.page(&Query { from, ..query.clone() }).unwrap();
        page.rows.iter().map(|row| row.key).collect::<Vec<_>>()
    };
    assert_eq!(read(From::After(keys[1])), keys[4..6]);
    assert_eq!(read(From::Before(keys[4])), keys[0..2]);
    assert_eq!(read(From::At(keys[2])), keys[4..6]);
    let _ = (day("2021-12-31"), Condition::is("state", "active"));
}
