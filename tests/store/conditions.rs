//! Lists under any filter and in any order, against the same in plain SQL: what no index serves is arranged once and read by its keys.

use crate::support::{OTHER_VILLAGE, Office, VILLAGE, day, id, register};
use minzheng::register::{Condition, From, ListColumn, Query, Value};
use minzheng::store::StoreFault;
use std::sync::Arc;

/// 30 people in two villages, 12 of them with a case each of another income.
fn office() -> Office {
    let o = Office::new();
    for i in 0..30_u16 {
        let born = format!("{}-0{}-1{}", 1930 + i * 3, 1 + i % 9, i % 10);
        let name = ["陈桂香", "王建国", "李100%伟"][usize::from(i % 3)].replace("100%", "");
        let mut draft = o.person_draft(&name, &id(&born, 101 + i));
        draft.type_in("home_division", if i % 4 == 0 { OTHER_VILLAGE } else { VILLAGE });
        if i % 3 == 0 {
            draft.type_in("phone", format!("139734123{i:02}"));
        }
        if i % 5 == 0 {
            draft.type_in("address", format!("光辉路{i}号50%_!新村Ａ座"));
        }
        let person = o.saved(&draft);
        if i < 12 {
            let house = o.household(person, &[]);
            o.case(house, &format!("{}", 40 * (i % 7)));
        }
    }
    o
}

fn keys(o: &Office, query: &str) -> Vec<i64> {
    let db = rusqlite::Connection::open(&o.path).unwrap();
    let mut get = db.prepare(query).unwrap();
    get.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
}

/// The keys of a list, page by page from the beginning, and from the end.
fn listed(o: &Office, query: &Query) -> [Vec<i64>; 2] {
    let (mut forward, mut backward) = (Vec::new(), Vec::new());
    let mut query = Query { limit: 4, ..query.clone() };
    loop {
        let page = o.store.page(&query).unwrap();
        forward.extend(page.rows.iter().map(|r| r.key));
        match page.rows.last() {
            Some(row) if !page.last => query.from = From::After(row.key),
            _ => break,
        }
    }
    query.from = From::End;
    loop {
        let page = o.store.page(&query).unwrap();
        backward.splice(0..0, page.rows.iter().map(|r| r.key));
        match page.rows.first() {
            Some(row) if !page.first => query.from = From::Before(row.key),
            _ => break,
        }
    }
    [forward, backward]
}

#[test]
fn every_condition_leaves_what_sql_leaves() {
    let o = office();
    let person = "SELECT key FROM person WHERE";
    let dibao = "SELECT d.key FROM dibao d JOIN household h ON h.key = d.household JOIN person p ON p.key = h.applicant \
                 JOIN award a ON a.dibao = d.key WHERE";
    let (by_person, by_case) = ("ORDER BY home_division, id_number, key", "ORDER BY d.division, d.case_no, d.key");
    for (list, conditions, wanted) in [
        ("person", &["name ~ 桂"][..], format!("{person} name LIKE '%桂%' {by_person}")),
        ("person", &["address ~ 50%_!新"], format!("{person} instr(address, '50%_!新') > 0 {by_person}")),
        ("person", &["address ~ 号5_%"], format!("{person} 1 = 0")),
        ("person", &["address ~ 号5"], format!("{person} address LIKE '%号5%' {by_person}")),
        ("person", &["phone empty"], format!("{person} phone IS NULL {by_person}")),
        ("person", &["phone filled", "sex = 1"], format!("{person} phone IS NOT NULL AND sex = '1' {by_person}")),
        ("person", &["birth_date >= 1960"], format!("{person} birth_date >= '1960-01-01' {by_person}")),
        ("person", &["birth_date <= 1960-04"], format!("{person} birth_date <= '1960-04-30' {by_person}")),
        ("person", &["birth_date = 1960"], format!("{person} birth_date LIKE '1960%' {by_person}")),
        (
            "person",
            &["birth_date age>= 60", "birth_date age<= 79", "home_division = 430406001"],
            format!(
                "{person} birth_date <= '1961-12-31' AND birth_date > '1941-12-31' AND home_division LIKE '430406001%' {by_person}"
            ),
        ),
        ("person", &["death_date within 30"], format!("{person} death_date <= '2022-01-30' {by_person}")),
        ("dibao", &["award.total >= 500.00"], format!("{dibao} a.total_fen >= 50000 {by_case}")),
        (
            "dibao",
            &["award.total >= 450", "award.total <= 550", "class_code = B"],
            format!("{dibao} a.total_fen BETWEEN 45000 AND 55000 {by_case}"),
        ),
        ("dibao", &["household.applicant.name ~ 王"], format!("{dibao} p.name LIKE '%王%' {by_case}")),
        (
            "dibao",
            &["household.applicant.birth_date age>= 80", "state = roster", "division = 430406001"],
            format!("{dibao} p.birth_date <= '1941-12-31' AND d.division LIKE '430406001%' {by_case}"),
        ),
        ("dibao", &["award.from_month = 2020"], format!("{dibao} a.from_month LIKE '2020%' {by_case}")),
        ("dibao", &["apply_date <= 2019"], format!("{dibao} 1 = 0")),
        ("dibao", &["retained_flag = 0", "case_type = FAMILY"], format!("{dibao} 1 = 1 {by_case}")),
    ] {
        let register = register(list);
        let filters = conditions.iter().map(|c| Condition::read(register, c).unwrap()).collect();
        let query = Query { filters, ..Query::new(register, o.day, 50) };
        let wanted = keys(&o, &wanted);
        assert!(!query.is_walked(), "{conditions:?}");
        assert_eq!(listed(&o, &query), [wanted.clone(), wanted.clone()], "{conditions:?}");
        assert_eq!(o.store.count(&query).unwrap().rows, i64::try_from(wanted.len()).unwrap(), "{conditions:?}");
        let json = o.store.rows_json(&query, 50).unwrap();
        assert_eq!(json.iter().map(|r| r["key"].as_i64().unwrap()).collect::<Vec<_>>(), wanted, "{conditions:?}");
    }
}

#[test]
fn every_order_is_that_of_sql_both_ways() {
    let o = office();
    let dibao = "SELECT d.key FROM dibao d JOIN household h ON h.key = d.household JOIN person p ON p.key = h.applicant \
                 JOIN award a ON a.dibao = d.key";
    for (list, path, value, from) in [
        ("person", "name", "name", "SELECT key FROM person"),
        ("person", "phone", "phone", "SELECT key FROM person"),
        ("dibao", "award.total", "a.total_fen", dibao),
        ("dibao", "household.applicant.birth_date", "p.birth_date", dibao),
        ("dibao", "state", "d.state", dibao),
    ] {
        for (down, way) in [(false, ""), (true, " DESC")] {
            let query = Query { sort: Some((path, down)), ..Query::new(register(list), o.day, 50) };
            let key = if list == "dibao" { "d.key" } else { "key" };
            let wanted = keys(&o, &format!("{from} ORDER BY {value}{way}, {key}{way}"));
            assert_eq!(listed(&o, &query), [wanted.clone(), wanted], "{list} {path}{way}");
        }
    }
    assert!(
        o.store.page(&Query { sort: Some(("nothing", true)), ..Query::new(register("person"), o.day, 5) }).is_err()
    );
}

/// An index serves the order of a register both ways, and its declared filters; all else is arranged.
#[test]
fn what_an_index_serves_is_told_by_the_declaration() {
    let o = Office::new();
    let query = |sort| Query { sort, ..Query::new(register("person"), o.day, 5) };
    assert!(query(None).is_walked() && query(None).with("home_division", "430406001").is_walked());
    assert!(!query(None).with("sex", "1").is_walked() && !query(Some(("name", false))).is_walked());
    let facility = register("operator");
    let by_order = facility.order.first().copied().unwrap();
    let query = |down| Query { sort: Some((by_order, down)), ..Query::new(facility, o.day, 5) };
    assert_eq!(query(true).is_walked(), facility.order.len() == 1);
    let [mut up, down] = [false, true].map(|down| listed(&o, &query(down))[0].clone());
    up.reverse();
    assert_eq!(up, down);
}

/// What was arranged once is read page by page; a row that was voided since is left out, and rows may be chosen by their keys alone.
#[test]
fn arranged_rows_are_read_by_their_keys() {
    let o = office();
    let query = Query { sort: Some(("name", true)), ..Query::new(register("person"), o.day, 50) };
    let mut heard = Vec::new();
    let keys = o.store.arrange(&query, &mut |done, of| {
        heard.push((done, of));
        true
    });
    let keys = keys.unwrap();
    assert_eq!(keys.len(), 30);
    let voided = *keys.iter().find(|key| **key > 20).unwrap();
    o.store.void(register("person"), voided, &o.who, o.day, "录重").unwrap();
    let arranged = Query { keys: Some(Arc::clone(&keys)), ..query.clone() };
    let rows = o.store.page(&arranged).unwrap().rows;
    assert!(rows.len() == 29 && rows.iter().all(|row| row.key != voided));
    let chosen = Query { keys: Some(Arc::new(vec![keys[4], keys[2]])), ..Query::new(register("person"), o.day, 50) };
    let page = o.store.page(&chosen).unwrap();
    assert_eq!(page.rows.iter().map(|r| r.key).collect::<Vec<_>>(), [keys[4], keys[2]]);
    assert!(page.first && page.last);
    assert_eq!(o.store.count(&chosen).unwrap().rows, 2);
}

/// Who waits for the first page has it before the rest is found, where rows are met in the order of the list.
#[test]
fn the_first_page_is_given_as_soon_as_it_is_full() {
    let o = office();
    let under = |sort, limit| Query { sort, ..Query::new(register("person"), o.day, limit) }.with("sex", "1");
    let begun = |query: &Query| {
        let mut pages = Vec::new();
        let keys = o.store.arrange_and_show(query, &mut |_, _| true, &mut |page| pages.push(page)).unwrap();
        (keys, pages)
    };
    let (keys, pages) = begun(&under(None, 5));
    let [page] = pages.as_slice() else { panic!("{pages:?}") };
    assert!(page.first && !page.last && keys.len() > 5);
    assert_eq!(page.rows.iter().map(|row| row.key).collect::<Vec<_>>(), keys[..5]);
    // The last may come first in another order, and a page that is not full is all there is.
    assert!(begun(&under(Some(("name", false)), 5)).1.is_empty() && begun(&under(None, 50)).1.is_empty());
}

/// So many people without papers, women and men by turns in three villages.
fn crowd(o: &Office, many: usize) {
    o.behind_its_back(&format!(
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {many})
        INSERT INTO person(id_type, temp_no, twin, id_status, name, sex, birth_date, hukou_division, home_division, act)
        SELECT '1', 'T430406-2021-' || i, 0, 'unregistered', '张三', CAST(1 + i % 2 AS TEXT), '1960-01-01', '430406001001',
        '43040600100' || (1 + i * 7 % 3), 1 FROM n"
    ));
}

/// Beyond the first some thousand rows they are read as they are stored: the order is that of the list all the same.
#[test]
fn many_rows_come_in_the_order_of_the_list() {
    let o = Office::new();
    crowd(&o, 20_000);
    let query = Query::new(register("person"), o.day, 50).with("sex", "2");
    let mut pages = Vec::new();
    let keys = o.store.arrange_and_show(&query, &mut |_, _| true, &mut |page| pages.push(page)).unwrap();
    let sql =
        "SELECT group_concat(key) FROM (SELECT key FROM person WHERE sex = '2' ORDER BY home_division, id_number, key)";
    let told = keys.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    assert!(keys.len() == 10_000 && told == o.one::<String>(sql));
    let [page] = pages.as_slice() else { panic!("{} pages", pages.len()) };
    assert_eq!(page.rows.iter().map(|row| row.key).collect::<Vec<_>>(), keys[..50]);
}

#[test]
fn a_run_that_nobody_waits_for_stops() {
    let o = Office::new();
    crowd(&o, 3000);
    let query = Query { sort: Some(("name", true)), ..Query::new(register("person"), o.day, 50) };
    let mut heard = Vec::new();
    let stopped = o.store.arrange(&query, &mut |done, of| {
        heard.push((done, of));
        heard.len() < 2
    });
    assert!(matches!(stopped, Err(StoreFault::Refused(_))));
    assert_eq!(heard, [(1024, 3000), (2048, 3000)]);
}

#[test]
fn a_list_shows_the_columns_that_were_chosen() {
    let o = office();
    let dibao = register("dibao");
    let columns: Vec<ListColumn> =
        ["award.total", "apply_date", "household.applicant.sex"].map(|path| *dibao.column(path).unwrap()).into();
    let query = Query { columns, ..Query::new(dibao, day("2021-12-31"), 1) };
    let row = o.store.page(&query).unwrap().rows.remove(0);
    assert_eq!(row.cells[1], Value::from("2020-10-08"));
    assert_eq!(row.cells.len(), 3);
    assert!(row.cells[0].int().is_some() && row.cells[2].text().is_some());
}

/// Up to a day, of what is kept as a text with its hour, counts that day to its end.
#[test]
fn up_to_a_day_counts_its_hours() {
    let o = office();
    let last = o.one::<String>("SELECT substr(max(at), 1, 10) FROM act");
    let acts = |written: String| {
        let condition = Condition::read(register("act"), &written).unwrap();
        let query = Query { filters: vec![condition], ..Query::new(register("act"), o.day, 10) };
        i64::try_from(o.store.arrange(&query, &mut |_, _| true).unwrap().len()).unwrap()
    };
    assert_eq!(acts(format!("at <= {last}")), o.one::<i64>("SELECT count(*) FROM act_row"));
    assert_eq!(acts("at <= 2020".to_owned()), 0);
}
