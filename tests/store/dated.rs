//! What is in force on the day that is asked about: lists, filters, orders, counts, pages and JSON of cases whose versions lie
//! behind the day and ahead of it, against the versions themselves.

use crate::support::{OTHER_VILLAGE, Office, VILLAGE, account, day, id, register};
use minzheng::figure::{Group, Measure, Paying, RowSet, Served, Window};
use minzheng::register::core::frequency::{By, Together};
use minzheng::register::{Condition, Draft, From, Op, Query, Value};

const DAYS: [&str; 6] = ["2020-12-01", "2021-03-15", "2021-07-31", "2021-12-31", "2022-01-01", "2022-02-10"];
/// When versions are decided that follow a raise of the standard, and from when it holds.
const RAISED: (&str, &str) = ("2021-12-30", "2022-02");
const STATES: [&str; 6] = ["roster", "confirmed", "active", "suspended", "grace", "stopped"];

/// 24 households in two villages, each with its own course.
fn office() -> Office {
    let o = Office::new();
    o.sql(&format!(
        "INSERT INTO parameter(name, value, unit, valid_from, basis, act, state)
         SELECT name, '65000', unit, '{}-01', basis, act, state FROM parameter
         WHERE name = 'dibao.urban.month_fen' AND voided_by IS NULL LIMIT 1",
        RAISED.1
    ));
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
            if decided == RAISED.0 {
                draft.type_in("from_month", RAISED.1);
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
            // A raise out of 渐退, and one with another class.
            6 => {
                next("grace", "2021-06-10", "B");
                if i == 14 {
                    next("award", RAISED.0, "B");
                }
            }
            0 if i == 16 => next("award", RAISED.0, "C"),
            7 => {
                next("award", "2021-06-10", "A");
                next("end", "2021-12-10", "");
            }
            _ => {}
        }
        // Some move to the other village, with the new year or before.
        for (who, decided) in [(0, "2021-12-10"), (2, "2021-05-10"), (5, "2021-12-10"), (8, "2021-06-10")] {
            if i == who {
                let there = Draft::new(register("move"))
                    .with("case_key", format!("#{case}"))
                    .with("division", if i % 2 == 1 { VILLAGE } else { OTHER_VILLAGE })
                    .with("decided_date", decided);
                // It stands where the next lines put it before it moves.
                if i % 2 == 1 {
                    o.sql(&format!("UPDATE dibao SET division = '{OTHER_VILLAGE}' WHERE key = {case}"));
                }
                o.saved(&there);
            }
        }
        let moves = [0, 2, 5, 8].contains(&i);
        // In two villages by turns; the last two are applied for, and nothing is decided.
        if i % 2 == 1 && !moves {
            o.sql(&format!("UPDATE dibao SET division = '{OTHER_VILLAGE}' WHERE key = {case}"));
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

/// Its village in a month, from its moves alone.
fn village_sql(month: &str) -> String {
    format!(
        "coalesce((SELECT m.left_division FROM move m WHERE m.case_key = d.key AND m.voided_by IS NULL \
         AND m.from_month > '{month}' ORDER BY m.from_month LIMIT 1), d.division)"
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
        let village = village_sql(month);
        let order = format!("{village}, case_no, key");
        for place in [VILLAGE, OTHER_VILLAGE, "430406001"] {
            let query = Query::new(register("dibao"), on, 100).with("division", place);
            let wanted = keys(&o, &format!("{village} LIKE '{place}%'"), &order);
            assert_eq!(walked(&o, &query), (wanted.clone(), wanted.clone()), "{text} {place}");
            assert_eq!(o.store.count(&query).unwrap().rows, i64::try_from(wanted.len()).unwrap(), "{text} {place}");
            let by_class = Query { sort: Some(("class_code", true)), ..query };
            let wanted =
                keys(&o, &format!("{village} LIKE '{place}%'"), &format!("{} DESC, key DESC", class_sql(month)));
            assert_eq!(walked(&o, &by_class), (wanted.clone(), wanted), "{text} {place} by class");
        }
        for state in STATES {
            let query = Query::new(register("dibao"), on, 100).with("kind", "U").with("state", state);
            let wanted = keys(&o, &chosen(state, month), &order);
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
            let which = format!("{} = '{class}' AND {village} LIKE '430406002%'", class_sql(month));
            assert_eq!(walked(&o, &query).0, keys(&o, &which, &order), "{text} {class}");
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
        assert_eq!(walked(&o, &there).0, keys(&o, &chosen("roster", month), &order), "{text}");
    }
    assert!(seen > 100);
    // Neither is called a raise only, whatever it does to the amount.
    let labels =
        "SELECT group_concat(DISTINCT change_kind) FROM award WHERE from_month = '2022-02' AND voided_by IS NULL";
    assert_eq!(o.one::<String>(labels), "12,04");
}

/// 分布 and the sum of a list: rows by what they are on the day, and the money that is drawn on it.
#[test]
fn counts_and_sums_are_those_of_the_day() {
    let o = office();
    for text in DAYS {
        let (on, month) = (day(text), &text[..7]);
        let drawn = format!(
            "(SELECT a.total_fen FROM award a WHERE a.dibao = d.key AND a.voided_by IS NULL AND a.from_month <= '{month}' \
             AND a.kind <> 'end' ORDER BY a.from_month DESC LIMIT 1)"
        );
        let fen = |which: &str| {
            let ended = chosen("stopped", month);
            let sum = format!("coalesce(sum(CASE WHEN {ended} THEN 0 ELSE {drawn} END), 0)");
            o.one::<i64>(&format!("SELECT {sum} FROM dibao d WHERE d.voided_by IS NULL AND {which}"))
        };
        let query = Query::new(register("dibao"), on, 100);
        for (path, expr) in
            [("class_code", class_sql(month)), ("state", state_sql(month)), ("division", village_sql(month))]
        {
            let counted =
                o.store.frequency(&query, &[By { path, together: Together::Value }], &mut |_, _| true).unwrap();
            for line in &counted.lines {
                let which = match &line.opens[..] {
                    [Condition { op: Op::Is, value, .. }] => format!("{expr} = '{value}'"),
                    _ => format!("{expr} IS NULL"),
                };
                let wanted = (i64::try_from(keys(&o, &which, "key").len()).unwrap(), vec![fen(&which)]);
                assert_eq!((line.sums.rows, line.sums.money.clone()), wanted, "{text} {which}");
            }
            assert_eq!((counted.all.rows, counted.all.money[0]), (24, fen("1")), "{text} {path}");
        }
        let active = query.with("state", "active");
        let (sums, gone) = o.store.summed(&active, &mut |_, _| true).unwrap();
        let which = chosen("active", month);
        let rows = i64::try_from(keys(&o, &which, "key").len()).unwrap();
        assert_eq!((sums.rows, sums.money, gone), (rows, vec![fen(&which)], Vec::new()), "{text}");
    }
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
    assert_eq!(
        row(5, "2021-12-31"),
        (state("active"), "495.00".to_owned(), Some("自2022-01 增发 550.00, 自2022-01 迁居".to_owned()))
    );
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
fn all_that_lies_ahead_is_said_not_the_next_step_alone() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let case = o.case(o.household(head, &[]), "100");
    let next =
        |decided: &str| Draft::new(register("award")).with("dibao", format!("#{case}")).with("decided_date", decided);
    o.saved(&next("2021-12-10").with("income", "50").with("class_code", "C"));
    let there = Draft::new(register("move")).with("case_key", format!("#{case}"));
    let there = there.with("division", OTHER_VILLAGE).with("decided_date", "2021-12-28");
    o.saved(&there);
    o.saved(&next("2021-12-20").with("from_month", "2022-03").with("kind", "end").with("reason_code", "11"));

    let steps = ["自2022-01 增发 550.00", "自2022-01 迁居", "自2022-03 停发"];
    let list = register("dibao");
    let page = o.store.page(&Query::new(list, day("2021-12-31"), 5)).unwrap();
    assert_eq!(page.rows[0].course.as_ref().unwrap().note(), Some(steps.join(", ")));
    let json = o.store.record_json(list, case, day("2021-12-31")).unwrap();
    assert_eq!((&json["ahead"]["from_month"], &json["ahead"]["kind"]), (&"2022-01".into(), &"award".into()));
    let kinds: Vec<&serde_json::Value> = json["all_ahead"].as_array().unwrap().iter().map(|a| &a["kind"]).collect();
    assert_eq!(kinds, ["award", "move", "end"]);
    let person = o.store.person_page(head, day("2021-12-31"), 12).unwrap();
    assert_eq!(person.cases[0].course.steps(), steps);
    let opened = o.store.opened(list, case, day("2021-12-31")).unwrap();
    assert!(opened.names.contains(&("state", format!("在保 ({})", steps.join(", ")))), "{:?}", opened.names);
    // In between only what is still to come is left.
    let then = o.store.record_json(list, case, day("2022-02-10")).unwrap();
    assert_eq!(then["all_ahead"].as_array().unwrap().len(), 1);
    assert_eq!(then["ahead"]["kind"], "end");
}

#[test]
fn a_record_that_is_corrected_is_judged_as_it_was_opened() {
    let o = office();
    let list = register("dibao");
    let all: Vec<i64> = keys(&o, "1", "key");
    for key in &all[..22] {
        for on in ["2021-07-31", "2021-12-31", "2022-02-10"].map(day) {
            let opened = o.store.opened(list, *key, on).unwrap();
            let mut draft = Draft::new(list).with("note", "试");
            draft.key = Some(*key);
            draft.seen = Some(opened.act);
            let checked = o.store.check(&draft, on).unwrap();
            for (field, value) in opened.values.iter().filter(|(f, _)| f.col != "note") {
                assert_eq!(checked.values.get(field.col), value, "{key} {on} {}", field.col);
            }
            assert_eq!(checked.values.get("note"), &Value::from("试"));
        }
    }
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
    assert_eq!(
        now.cases[0].course.ahead.first().map(minzheng::register::Ahead::words).as_deref(),
        Some("自2022-01 停发")
    );
    assert_eq!((now.person.benefits.len(), then.person.benefits.len()), (1, 0));
    assert_eq!((then.cases[0].amount, then.cases[0].course.ahead.is_empty()), (now.cases[0].amount, true));

    // A household that is left and joined, and an account that changes, with the new year.
    let member = |house: i64| {
        Draft::new(register("member"))
            .with("household", format!("#{house}"))
            .with("person", format!("#{head}"))
            .with("valid_from", "2022-01-01")
    };
    // Who lives where is entered when it has come to that; an account may be entered ahead.
    let entered = |row: &Draft| o.store.save(row, &o.who, day("2022-01-01")).unwrap();
    entered(&member(first).with("relation_code", "02").with("ended", "1").with("leave_reason", "9"));
    entered(&member(second).with("relation_code", "81"));
    for (no, from) in [("6217000000000000018", "2020-01-01"), ("6217000000000000026", "2022-01-01")] {
        o.saved(&account(head, no, from).with("account_name", "张三").with("medium", "1"));
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
        .with("origin", "taken_over")
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

fn end(o: &Office, case: i64, decided: &str) {
    let draft = Draft::new(register("award"))
        .with("dibao", format!("#{case}"))
        .with("kind", "end")
        .with("decided_date", decided)
        .with("reason_code", "11");
    o.saved(&draft);
}

/// What a rule asks of the rosters is asked for the month it is about: a case that ends with this month is still drawn in it,
/// and stands in nobody's way after it.
#[test]
fn rules_ask_for_their_own_month() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    let case = o.case(house, "100");
    end(&o, case, "2021-12-10");
    let relief = |applied: &str, on: &str| -> Vec<&'static str> {
        let draft = Draft::new(register("temporary"))
            .with("apply_kind", "2")
            .with("person", format!("#{head}"))
            .with("aid_type", "J")
            .with("cause_code", "4")
            .with("cause_text", "突发重病住院治疗, 自付费用较大")
            .with("apply_date", applied)
            .with("people_count", "1")
            .with("object_class", "1")
            .with("procedure", "1")
            .with("aid_form", "1")
            .with("amount", "500")
            .with("approve_by", "李明")
            .with("approve_date", applied);
        o.store.check(&draft, day(on)).unwrap().slips.iter().map(|s| s.code).collect()
    };
    assert!(!relief("2021-12-20", "2021-12-31").contains(&"W-LS-014"), "in pay until the end of the month");
    assert!(relief("2022-01-04", "2022-01-05").contains(&"W-LS-014"), "not any more");
    assert!(!relief("2021-12-20", "2022-01-05").contains(&"W-LS-014"), "the day of the application counts");
    assert!(relief("2020-11-20", "2021-12-31").contains(&"W-LS-014"), "not yet");

    // Another case may begin where this one ends, and not before.
    let again = |decided: &str| {
        let mut draft = Draft::new(register("dibao"))
            .with("origin", "taken_over")
            .with("kind", "U")
            .with("household", format!("#{house}"))
            .with("apply_date", "2021-11-08")
            .with("accept_date", "2021-11-09");
        draft.children.push(o.award_draft(decided, "50"));
        o.store.check(&draft, o.day).unwrap().slips.iter().map(|s| s.code).collect::<Vec<_>>()
    };
    assert!(again("2021-11-20").contains(&"E-DB-002"));
    assert!(!again("2021-12-20").contains(&"E-DB-002"));
}

/// The list of the petty funds shows what is left on the day.
#[test]
fn a_petty_fund_shows_the_balance_of_the_day() {
    let o = Office::new();
    let txn = |date: &str, kind: &str, amount: &str| {
        Draft::new(register("petty_txn")).with("date", date).with("kind", kind).with("amount", amount)
    };
    let funds = register("petty_fund");
    let mut fund = Draft::new(funds).with("town", "430406001000").with("year", "2021").with("quota", "50000");
    for (date, kind, amount) in [
        ("2021-01-04", "1", "50000"),
        ("2021-03-10", "4", "600"),
        ("2021-03-31", "1", "600"),
        ("2021-12-31", "4", "1000"),
    ] {
        fund.children.push(txn(date, kind, amount));
    }
    o.saved(&fund);
    let at = funds.list.iter().position(|c| c.path == "balance").unwrap();
    for (on, left) in [
        ("2021-01-03", 0),
        ("2021-01-04", 5_000_000),
        ("2021-03-10", 4_940_000),
        ("2021-04-01", 5_000_000),
        ("2021-12-31", 4_900_000),
    ] {
        let page = o.store.page(&Query::new(funds, day(on), 5)).unwrap();
        assert_eq!(page.rows[0].cells[at], Value::Int(left), "{on}");
    }
    for before in ["2020-12-31", "2015-06-30"] {
        assert!(
            o.store.page(&Query { in_force: true, ..Query::new(funds, day(before), 5) }).unwrap().rows.is_empty(),
            "no fund yet on {before}"
        );
    }
    let json = o.store.rows_json(&Query::new(funds, o.day, 5), 5).unwrap();
    assert_eq!(json[0]["balance"], "49000.00");
}

/// A line says what the bank did with it, and when.
#[test]
fn payments_say_what_became_of_them_and_when() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let case = o.case(o.household(head, &[]), "100");
    o.paid_line(1, case, head, "2021-11");
    let page = o.store.person_page(head, o.day, 12).unwrap();
    assert_eq!(page.payments[0].paid_on, Some(day("2021-11-15")));
    let list = register("payment");
    let row = &o.store.page(&Query::new(list, o.day, 5)).unwrap().rows[0];
    let shown = |path: &str| {
        let at = list.list.iter().position(|c| c.path == path).unwrap();
        list.field_at(path).unwrap().kind.show(&row.cells[at])
    };
    assert_eq!((shown("bank_state"), shown("paid_on")), ("成功".to_owned(), "2021-11-15".to_owned()));
}

/// A case that ends with this month still lives in its village, and says so when the village is to end.
#[test]
fn a_village_holds_a_case_until_its_last_month() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let case = o.case(o.household(head, &[]), "100");
    end(&o, case, "2021-12-10");
    let told = |on: &str| {
        let name = o.store.places().unwrap().name(VILLAGE, day(on)).to_owned();
        let draft = Draft::new(register("division"))
            .with("code", VILLAGE)
            .with("name", name)
            .with("level", "village")
            .with("valid_from", on)
            .with("ended", "1");
        let slips = o.store.check(&draft, day(on)).unwrap().slips;
        slips.iter().find(|s| s.code == "E-DV04").map(|s| s.text.clone()).unwrap()
    };
    assert!(told("2021-12-31").contains("低保 1 户"), "{}", told("2021-12-31"));
    assert!(!told("2022-01-31").contains("低保 1 户"), "{}", told("2022-01-31"));
}
