//! What is in force on the day that is asked about: lists, filters, orders, counts, pages and JSON of cases whose versions lie
//! behind the day and ahead of it, against the versions themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use minzheng::figure::{Group, Measure, Paying, RowSet, Served, Window};
use minzheng::register::{Draft, From, Query, Value};
use support::{Office, day, id, register};

const DAYS: [&str; 6] = ["2020-12-01", "2021-03-15", "2021-07-31", "2021-12-31", "2022-01-01", "2022-02-10"];
const STATES: [&str; 6] = ["roster", "confirmed", "active", "suspended", "grace", "stopped"];

/// 24 households in two villages, each with its own course.
fn office() -> Office {
    let o = Office::new();
    for i in 0..24_u16 {
        let head = o.person("张三", &id("1965-03-12", 101 + 2 * i));
        let house = o.household(head, &[]);
        let case = o.case(house, &format!("{}", 100 + i));
        let next = |kind: &str, decided: &str, class: &str| {
            let mut draft = Draft::new(register("award"))
                .with("dibao", format!("#{case}"))
                .with("kind", kind)
                .with("decided_date", decided);
            if kind == "end" {
                draft.type_in("reason_code", "11");
            } else {
                draft.type_in("class_code", class);
                draft.type_in("income", "50");
            }
            o.saved(&draft);
        };
        match i % 8 {
            1 => next("end", "2021-05-10", ""),
            2 => next("end", "2021-12-10", ""),
            3 => next("suspended", "2021-12-10", "B"),
            4 => {
                next("suspended", "2021-02-10", "B");
                next("award", "2021-12-20", "B");
            }
            5 => next("award", "2021-12-10", "C"),
            6 => next("grace", "2021-06-10", "B"),
            7 => {
                next("award", "2021-06-10", "A");
                next("end", "2021-12-10", "");
            }
            _ => {}
        }
        // In two villages by turns; the last two are applied for, and nothing is decided.
        if i % 2 == 1 {
            o.sql(&format!("UPDATE dibao SET division = '430406002003' WHERE key = {case}"));
        }
        if i >= 22 {
            let award: i64 = o.one(&format!("SELECT max(key) FROM award WHERE dibao = {case} AND voided_by IS NULL"));
            o.store.void(register("award"), award, &o.who, o.day, "试着作废").unwrap();
        }
    }
    o
}

/// The state of a case in a month, from its versions alone.
fn state_sql(month: &str) -> String {
    format!(
        "CASE (SELECT a.kind FROM award a WHERE a.dibao = d.key AND a.voided_by IS NULL AND a.from_month <= '{month}' \
         ORDER BY a.from_month DESC LIMIT 1) WHEN 'award' THEN 'active' WHEN 'end' THEN 'stopped' WHEN 'suspended' THEN \
         'suspended' WHEN 'grace' THEN 'grace' ELSE 'confirmed' END"
    )
}

fn class_sql(month: &str) -> String {
    format!(
        "(SELECT a.class_code FROM award a WHERE a.dibao = d.key AND a.voided_by IS NULL AND a.from_month <= '{month}' \
         AND a.kind <> 'end' ORDER BY a.from_month DESC LIMIT 1)"
    )
}

fn keys(o: &Office, which: &str, order: &str) -> Vec<i64> {
    let db = rusqlite::Connection::open(&o.path).unwrap();
    let sql = format!("SELECT d.key FROM dibao d WHERE d.voided_by IS NULL AND {which} ORDER BY {order}");
    let mut get = db.prepare(&sql).unwrap();
    let rows = get.query_map([], |r| r.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn chosen(state: &str, month: &str) -> String {
    let expr = state_sql(month);
    match state {
        "roster" => format!("{expr} IN ('active','suspended','grace')"),
        state => format!("{expr} = '{state}'"),
    }
}

/// A list walked forwards and backwards in small pages.
fn walked(o: &Office, query: &Query) -> (Vec<i64>, Vec<i64>) {
    let read = |from| o.store.page(&Query { from, limit: 3, ..query.clone() }).unwrap();
    let (mut forward, mut page) = (Vec::new(), read(From::Start));
    loop {
        forward.extend(page.rows.iter().map(|r| r.key));
        match page.rows.last() {
            Some(row) if !page.last => page = read(From::After(row.key)),
            _ => break,
        }
    }
    let (mut backward, mut page) = (Vec::new(), read(From::End));
    loop {
        backward.splice(0..0, page.rows.iter().map(|r| r.key));
        match page.rows.first() {
            Some(row) if !page.first => page = read(From::Before(row.key)),
            _ => break,
        }
    }
    (forward, backward)
}

#[test]
fn every_filter_and_order_is_that_of_the_day() {
    let o = office();
    let mut seen = 0;
    for text in DAYS {
        let (on, month) = (day(text), &text[..7]);
        for state in STATES {
            let query = Query::new(register("dibao"), on, 100).with("kind", "U").with("state", state);
            let wanted = keys(&o, &chosen(state, month), "division, case_no, key");
            let (forward, backward) = walked(&o, &query);
            assert_eq!(forward, wanted, "{text} {state}");
            assert_eq!(backward, wanted, "{text} {state} backwards");
            let count = o.store.count(&query).unwrap();
            assert_eq!(count.rows, i64::try_from(wanted.len()).unwrap(), "{text} {state}");
            for (i, row) in wanted.iter().enumerate() {
                let at = o.store.page(&Query { from: From::At(*row), limit: 2, ..query.clone() }).unwrap();
                assert_eq!(
                    at.rows.iter().map(|r| r.key).collect::<Vec<_>>(),
                    wanted[i..].iter().take(2).copied().collect::<Vec<_>>()
                );
                assert_eq!(at.first, i == 0, "{text} {state}");
            }
            seen += wanted.len();
        }
        for class in ["A", "B", "C"] {
            let query = Query::new(register("dibao"), on, 100).with("class_code", class).with("division", "430406002");
            let which = format!("{} = '{class}' AND d.division LIKE '430406002%'", class_sql(month));
            assert_eq!(walked(&o, &query).0, keys(&o, &which, "division, case_no, key"), "{text} {class}");
        }
        for (col, expr) in [("state", state_sql(month)), ("class_code", class_sql(month))] {
            for (down, way) in [(false, ""), (true, " DESC")] {
                let query = Query { sort: Some((col, down)), ..Query::new(register("dibao"), on, 100) };
                let wanted = keys(&o, "1", &format!("{expr}{way}, key{way}"));
                let (forward, backward) = walked(&o, &query);
                assert_eq!((&forward, &backward), (&wanted, &wanted), "{text} by {col}{way}");
            }
        }
        let there = Query::new(register("dibao"), on, 100).in_force();
        assert_eq!(walked(&o, &there).0, keys(&o, &chosen("roster", month), "division, case_no, key"), "{text}");
    }
    assert!(seen > 100);
}

/// The number above the list and the number beside it are one.
#[test]
fn a_list_that_opens_counts_the_roster() {
    let o = office();
    for text in DAYS {
        let query = Query::new(register("dibao"), day(text), 100).with("kind", "U").with("state", "roster");
        let count = o.store.count(&query).unwrap();
        let asked = [
            Measure::Count(RowSet::Roster("dibao-urban", Paying::All)),
            Measure::Count(RowSet::RosterPersons("dibao-urban", Paying::All, Group::All)),
        ];
        let roster = o.store.measures(&asked, Window::On(day(text))).unwrap();
        assert_eq!((count.rows, count.persons), (roster[0].sum, Some(roster[1].sum)), "{text}");
    }
}

#[test]
fn amounts_states_and_what_lies_ahead_stand_in_rows_and_json() {
    let o = office();
    let list = register("dibao");
    let at = |path: &str| list.list.iter().position(|c| c.path == path).unwrap();
    let all: Vec<i64> = keys(&o, "1", "key");
    let row = |i: usize, on: &str| {
        let page = o.store.page(&Query { from: From::At(all[i]), limit: 1, ..Query::new(list, day(on), 1) }).unwrap();
        let row = &page.rows[0];
        let course = row.course.as_ref().unwrap();
        let amount = course.amount(list.field_at("award.total").unwrap().kind.show(&row.cells[at("award.total")]));
        (row.cells[at("state")].clone(), amount, course.note())
    };
    let json = |i: usize, on: &str| {
        let query = Query { from: From::At(all[i]), ..Query::new(list, day(on), 1) };
        o.store.rows_json(&query, 1).unwrap().remove(0)
    };
    let state = |text: &str| Value::from(text);

    // A stop from next month: in pay until then, and said; after it what was drawn last, marked.
    assert_eq!(row(2, "2021-12-31"), (state("active"), "498.00".to_owned(), Some("自2022-01 停发".to_owned())));
    assert_eq!(row(2, "2022-01-01"), (state("stopped"), "原498.00".to_owned(), Some("自2022-01".to_owned())));
    let (before, after) = (json(2, "2021-12-31"), json(2, "2022-01-01"));
    assert_eq!((&before["state"], &before["amount"]), (&"active".into(), &"498.00".into()));
    assert_eq!((&before["ahead"]["kind"], &before["ahead"]["from_month"]), (&"end".into(), &"2022-01".into()));
    assert_eq!((&after["state"], &after["amount"]), (&"stopped".into(), &serde_json::Value::Null));
    assert_eq!((&after["last_amount"], &after["ended_from"]), (&"498.00".into(), &"2022-01".into()));

    // Another amount and class from next month.
    assert_eq!(row(5, "2021-12-31"), (state("active"), "495.00".to_owned(), Some("自2022-01 增发 550.00".to_owned())));
    assert_eq!(row(5, "2022-01-01"), (state("active"), "550.00".to_owned(), None));
    assert_eq!(
        (&json(5, "2021-12-31")["class_code"], &json(5, "2022-01-31")["class_code"]),
        (&"B".into(), &"C".into())
    );

    // A day before anything began, and a record opened as of a day.
    assert_eq!(row(0, "2020-11-30").0, state("confirmed"));
    let opened = o.store.opened(list, all[2], day("2021-12-31")).unwrap();
    assert!(opened.names.contains(&("state", "在保 (自2022-01 停发)".to_owned())), "{:?}", opened.names);
    // What is stored follows the latest version; no reader shows it.
    assert_eq!(o.one::<String>(&format!("SELECT state FROM dibao WHERE key = {}", all[2])), "stopped");
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
}

#[test]
fn a_person_s_page_is_of_its_day() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let other = o.person("李四", &id("1970-03-12", 503));
    let (first, second) = (o.household(head, &[]), o.household(other, &[]));
    let case = o.case(first, "100");
    let end = Draft::new(register("award"))
        .with("dibao", format!("#{case}"))
        .with("kind", "end")
        .with("decided_date", "2021-12-10")
        .with("reason_code", "11");
    o.saved(&end);
    let page = |on: &str| o.store.person_page(head, day(on), 12).unwrap();
    let (now, then) = (page("2021-12-31"), page("2022-01-05"));
    assert_eq!(now.cases[0].ahead.as_ref().map(minzheng::register::Ahead::words).as_deref(), Some("自2022-01 停发"));
    assert_eq!((now.person.benefits.len(), then.person.benefits.len()), (1, 0));
    assert_eq!((then.cases[0].amount, then.cases[0].ahead.is_none()), (now.cases[0].amount, true));

    // A household that is left and joined, and an account that changes, with the new year.
    let member = |house: i64| {
        Draft::new(register("member"))
            .with("household", format!("#{house}"))
            .with("person", format!("#{head}"))
            .with("valid_from", "2022-01-01")
    };
    o.saved(&member(first).with("relation_code", "02").with("ended", "1").with("leave_reason", "9"));
    o.saved(&member(second).with("relation_code", "81"));
    for (no, from) in [("6217000000000000018", "2020-01-01"), ("6217000000000000026", "2022-01-01")] {
        let account = Draft::new(register("account"))
            .with("person", format!("#{head}"))
            .with("account_name", "张三")
            .with("bank_code", "102")
            .with("account_no", no)
            .with("medium", "1")
            .with("valid_from", from);
        o.saved(&account);
    }
    for (on, house, no) in [("2021-12-31", first, "018"), ("2022-01-01", second, "026")] {
        let page = page(on);
        assert_eq!(page.household.unwrap().key, house, "{on}");
        assert!(page.accounts[0].in_force && page.accounts[0].account_no.ends_with(no), "{on} {:?}", page.accounts);
        assert_eq!(page.accounts.iter().filter(|a| a.in_force).count(), 1);
    }
}

/// 特困 and 两补 stand on the same machinery: what the roster counts and what the list shows is one, before and after.
#[test]
fn single_persons_are_counted_as_of_the_day() {
    let o = Office::new();
    let number = id("1975-03-12", 502);
    let person = o.person("张三", &number);
    let mut care = Draft::new(register("disability"))
        .with("kind", "CN")
        .with("person", format!("#{person}"))
        .with("cert_no", format!("{number}42"))
        .with("apply_date", "2021-09-26");
    care.children.push(Draft::new(register("disability_award")).with("decided_date", "2021-11-05"));
    let case = o.saved(&care);
    let end = Draft::new(register("disability_award"))
        .with("disability", format!("#{case}"))
        .with("kind", "end")
        .with("decided_date", "2021-12-03")
        .with("reason_code", "25");
    o.saved(&end);
    for (on, drawn) in [("2021-08-31", 0), ("2021-09-01", 1), ("2021-12-31", 1), ("2022-01-01", 0)] {
        let query = Query::new(register("disability"), day(on), 10).with("state", "roster");
        let roster = Measure::Count(RowSet::Persons("disability-care", Served::All));
        let count = o.store.count(&query).unwrap();
        assert_eq!((count.rows, count.persons), (drawn, Some(drawn)), "{on}");
        assert_eq!(o.store.measure(roster, Window::On(day(on))).unwrap().sum, drawn, "{on}");
        assert_eq!(o.store.page(&query).unwrap().rows.len(), usize::try_from(drawn).unwrap(), "{on}");
    }
}
