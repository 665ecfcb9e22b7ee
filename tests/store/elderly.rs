//! 老年人 and 高龄津贴 through the store: entered, decided, paid to whoever draws it or to a proxy, suspended, ended, recovered, voided.

use crate::support::{Office, day, id, register};
use minzheng::domain::money::Money;
use minzheng::domain::month::Month;
use minzheng::domain::payment::LineType;
use minzheng::domain::scheme::Scheme;
use minzheng::jobs::payroll::{self, Addition};
use minzheng::register::core::frequency::{By, Together};
use minzheng::register::{Condition, Draft, Op, Query};

fn account(person: i64, name: &str, number: &str) -> Draft {
    Draft::new(register("account"))
        .with("person", format!("#{person}"))
        .with("account_name", name)
        .with("account_no", number)
        .with("bank_code", "403")
        .with("valid_from", "2020-01-02")
}

/// A case of somebody, approved on a day.
fn case(person: i64, approved: &str) -> Draft {
    let mut draft = Draft::new(register("aged_allowance"))
        .with("person", format!("#{person}"))
        .with("origin", "taken_over")
        .with("apply_date", approved)
        .with("district_date", approved)
        .with("alive_checked_on", "2021-05-05");
    draft.children.push(Draft::new(register("aged_award")).with("decided_date", approved));
    draft
}

fn decided(case: i64, on: &str, more: &[(&'static str, &str)]) -> Draft {
    let draft = Draft::new(register("aged_award")).with("aged_allowance", format!("#{case}")).with("decided_date", on);
    more.iter().fold(draft, |draft, (col, text)| draft.with(col, *text))
}

fn batch(o: &Office, month: u32, additions: &[Addition]) -> i64 {
    let (of, on) = (Month::new(2021, month).unwrap(), day(&format!("2021-{month:02}-06")));
    payroll::draft(&o.store, Scheme::Elderly, of, additions, &o.who, on).unwrap()
}

fn lines(o: &Office, batch: i64) -> String {
    let columns = "p.line_type || ' ' || p.amount_fen || ' ' || p.class_code || ' ' || n.name || ' ' || p.account_name";
    o.one(&format!(
        "SELECT group_concat({columns}, ', ' ORDER BY p.key) FROM payment p JOIN person n ON n.key = p.payee WHERE p.batch = {batch}"
    ))
}

#[test]
fn the_allowance_goes_to_who_draws_it_or_to_a_proxy() {
    let o = Office::new();
    let (old, other) = (o.person("张守业", &id("1931-11-30", 501)), o.person("李桂香", &id("1941-03-15", 502)));
    let son = o.person("李建国", &id("1968-05-02", 503));
    o.saved(&account(old, "张守业", "6217990000123456788"));
    o.saved(&account(son, "李建国", "6217990000123456796"));
    let first = o.saved(&case(old, "2020-12-08"));
    assert!(first > 6_000_000_000);
    let lacks = case(other, "2021-03-20").with("pay_mode", "2").with("payee", format!("#{son}"));
    assert_eq!(o.refused(&lacks), ["E-RG06", "E-RG06"]);
    o.saved(&lacks.with("payee_rel", "儿子").with("proxy_no", "委2021-3"));
    assert_eq!(
        o.one::<String>("SELECT group_concat(from_month || ' ' || band || ' ' || change_kind) FROM aged_award"),
        "2021-01 80 01,2021-04 80 01"
    );
    assert_eq!(lines(&o, batch(&o, 3, &[])), "01 5000 80 张守业 张守业");
    let april = batch(&o, 4, &[]);
    assert_eq!(lines(&o, april), "01 5000 80 张守业 张守业, 01 5000 80 李建国 李建国");
    let who = "SELECT group_concat(n.name, ' ' ORDER BY p.key) FROM payment p JOIN person n ON n.key = p.beneficiary \
        WHERE p.period_due = '2021-04'";
    assert_eq!(o.one::<String>(who), "张守业 李桂香");
    // Nobody is paid twice, and the proxy not after his death.
    assert!(o.refused(&case(old, "2021-05-20")).contains(&"E-EL01"));
    o.behind_its_back(&format!("UPDATE person SET death_date = '2021-04-20' WHERE key = {son}"));
    let refused =
        payroll::draft(&o.store, Scheme::Elderly, Month::new(2021, 5).unwrap(), &[], &o.who, day("2021-05-06"));
    assert!(refused.unwrap_err().to_string().contains("领取人 李建国 已死亡"));
}

#[test]
fn a_suspension_is_not_paid_and_its_end_pays_late() {
    let o = Office::new();
    let old = o.person("张守业", &id("1931-01-30", 501));
    o.saved(&account(old, "张守业", "6217990000123456788"));
    let key = o.saved(&case(old, "2020-12-08").with("alive_checked_on", "2020-12-01"));
    o.saved(&decided(key, "2021-02-02", &[]));
    o.saved(&decided(key, "2021-04-26", &[("kind", "suspended"), ("reason_code", "32")]));
    assert_eq!(lines(&o, batch(&o, 4, &[])), "01 10000 90 张守业 张守业");
    let nothing =
        payroll::draft(&o.store, Scheme::Elderly, Month::new(2021, 5).unwrap(), &[], &o.who, day("2021-05-06"));
    assert!(nothing.unwrap_err().to_string().contains("没有应发的高龄津贴"));
    o.saved(&decided(key, "2021-06-20", &[]));
    let months = (Month::new(2021, 5).unwrap(), Month::new(2021, 6).unwrap());
    let late = Addition { case_key: key, line_type: LineType::Arrears, range: months, amount: Money::fen(20_000) };
    assert_eq!(lines(&o, batch(&o, 7, &[late])), "01 10000 90 张守业 张守业, 02 20000 90 张守业 张守业");
    let changes =
        "SELECT group_concat(month || ' ' || kind || ' ' || amount_delta_fen, ', ' ORDER BY month) FROM change";
    assert_eq!(o.one::<String>(changes), "2021-01 01 5000, 2021-03 12 5000, 2021-05 07 -10000, 2021-07 08 10000");
    assert_eq!(o.store.verify().unwrap().iter().filter(|c| !c.ok).count(), 0);
}

#[test]
fn what_was_paid_after_a_death_is_to_be_recovered() {
    let o = Office::new();
    let old = o.person("张守业", &id("1920-01-05", 501));
    let key = o.saved(&case(old, "2020-12-08"));
    for (batch, month) in [(1, "2021-06"), (2, "2021-07"), (3, "2021-08")] {
        o.paid_line(batch, key, old, month);
    }
    o.behind_its_back(&format!("UPDATE person SET death_date = '2021-06-10' WHERE key = {old}"));
    o.saved(&decided(key, "2021-08-20", &[("kind", "end"), ("reason_code", "03")]));
    let stands = "SELECT state || ' ' || recover_fen || ' ' || recovered_fen FROM aged_allowance";
    assert_eq!(o.one::<String>(stands), "stopped 60000 0");
    let corrected = |yuan: &str| {
        let draft =
            Draft { key: Some(key), why: Some("家属退回".to_owned()), ..Draft::new(register("aged_allowance")) };
        draft.with("recovered", yuan)
    };
    assert_eq!(o.refused(&corrected("600.01")), ["E-EL33"]);
    o.saved(&corrected("600"));
    assert_eq!(o.one::<String>(stands), "stopped 60000 60000");
}

/// T-EL5 of a past month: what was settled by then, at what was on record then.
#[test]
fn the_progress_of_a_past_month_says_what_was_known_then() {
    let o = Office::new();
    let old = o.person("张守业", &id("1931-11-30", 501));
    o.saved(&Draft::new(register("home_adapt_plan")).with("year", "2021").with("target", "30"));
    let on = |draft: &Draft, of: &str| o.store.save(draft, &o.who, day(of)).unwrap().key;
    let listed = Draft::new(register("home_adapt"))
        .with("plan", "2021")
        .with("person", format!("#{old}"))
        .with("poverty_kind", "9")
        .with("listed_on", "2021-09-08");
    let key = on(&listed, "2021-09-08");
    let then = || Draft { key: Some(key), why: Some("变更".to_owned()), ..Draft::new(register("home_adapt")) };
    let surveyed = then().with("apply_date", "2021-10-08").with("surveyed_on", "2021-10-15").with("budget", "3000");
    on(&surveyed, "2021-10-15");
    let item = Draft::new(register("adapt_item")).with("item_code", "01").with("qty", "1").with("measure", "处");
    on(&then().with("decided_on", "2021-11-10").with_row(item), "2021-11-10");
    on(&then().with("budget", "5000"), "2021-12-06");
    let told = |month: u32| {
        let rows = o.store.adaptations(Month::new(2021, month).unwrap()).unwrap();
        (rows[0].items, rows[0].budget_fen, rows[0].state.clone())
    };
    assert_eq!(told(9), (0, 0, "listed".to_owned()));
    assert_eq!(told(10), (0, 300_000, "surveyed".to_owned()));
    assert_eq!(told(11), (1, 300_000, "decided".to_owned()), "the budget was raised later");
    assert_eq!(told(12), (1, 500_000, "decided".to_owned()));
}

/// An application without a version is as far as its papers are, wherever it is told; who is decided and begins later is confirmed.
#[test]
fn an_application_is_told_alike_by_list_record_and_filter() {
    let o = Office::new();
    let (first, second) = (o.person("张守业", &id("1931-11-30", 501)), o.person("李桂香", &id("1930-03-15", 502)));
    let under_way = Draft::new(register("aged_allowance"))
        .with("person", format!("#{first}"))
        .with("apply_date", "2021-11-01")
        .with("accept_date", "2021-11-02")
        .with("alive_checked_on", "2021-11-01");
    let under_way = o.saved(&under_way);
    let later = o.saved(&case(second, "2021-11-08"));
    let opened = |key: i64| {
        o.store.opened(register("aged_allowance"), key, day("2021-11-20")).unwrap().values.text("state").to_owned()
    };
    assert_eq!([under_way, later].map(opened), ["accepted", "confirmed"]);
    let listed = |state: &str| -> Vec<i64> {
        let query = Query::new(register("aged_allowance"), day("2021-11-20"), 20).with("state", state);
        let rows = o.store.page(&query).unwrap().rows;
        assert_eq!(o.store.count(&query).unwrap().rows, i64::try_from(rows.len()).unwrap());
        rows.iter().map(|row| row.key).collect()
    };
    assert_eq!(
        ["submitted", "accepted", "confirmed", "active"].map(listed),
        [vec![], vec![under_way], vec![later], vec![]]
    );
}

/// 应追回 is set by the end: the row of a day, its record, the sum, 分布, order and filter say the same money, and the day before nothing.
#[test]
fn what_is_to_be_recovered_is_that_of_the_day() {
    let o = Office::new();
    let (first, other) = (o.person("张守业", &id("1920-01-05", 501)), o.person("李桂香", &id("1930-03-15", 502)));
    let (ended, drawn) = (o.saved(&case(first, "2020-12-08")), o.saved(&case(other, "2020-12-08")));
    for (batch, month) in [(1, "2021-06"), (2, "2021-07"), (3, "2021-08")] {
        o.paid_line(batch, ended, first, month);
    }
    o.behind_its_back(&format!("UPDATE person SET death_date = '2021-06-10' WHERE key = {first}"));
    let end = o.saved(&decided(ended, "2021-08-20", &[("kind", "end"), ("reason_code", "03")]));
    let since: String = o.one(&format!("SELECT from_month FROM aged_award WHERE key = {end}"));
    assert_eq!(since, "2021-07");
    let list = register("aged_allowance");
    let at = list.list.iter().position(|column| column.path == "recover").unwrap();
    let sum = Query::new(list, o.day, 9).money().iter().position(|path| *path == "recover").unwrap();
    for (on, fen) in [("2021-06-30", 0), ("2021-07-01", 60_000), ("2021-12-31", 60_000)] {
        let query = Query::new(list, day(on), 9);
        let told = |key: i64| {
            let row = o.store.page(&query).unwrap().rows.into_iter().find(|row| row.key == key).unwrap();
            let opened = o.store.opened(list, key, day(on)).unwrap().values.int("recover");
            let json = o.store.record_json(list, key, day(on)).unwrap()["recover"].clone();
            (row.cells[at].int(), opened, json)
        };
        let yuan = if fen == 0 { "0.00" } else { "600.00" };
        assert_eq!(told(ended), (Some(fen), Some(fen), yuan.into()), "{on}");
        assert_eq!(told(drawn), (Some(0), Some(0), "0.00".into()), "{on}");
        let (sums, _) = o.store.summed(&query, &mut |_, _| true).unwrap();
        assert_eq!((sums.rows, sums.money[sum]), (2, fen), "{on}");
        let by = [By { path: "recover", together: Together::Value }];
        let counted = o.store.frequency(&query, &by, &mut |_, _| true).unwrap();
        assert_eq!((counted.lines.len(), counted.all.money[sum]), (if fen == 0 { 1 } else { 2 }, fen), "{on}");
        let (first_of_all, last) = if fen == 0 { (drawn.max(ended), drawn.min(ended)) } else { (ended, drawn) };
        let by_money = Query { sort: Some(("recover", true)), ..query.clone() };
        assert_eq!(*o.store.arrange(&by_money, &mut |_, _| true).unwrap(), [first_of_all, last], "{on}");
        let mut recovered = query.clone();
        recovered.filters.push(Condition { path: "recover", op: Op::From, value: "0.01".to_owned() });
        let found = o.store.arrange(&recovered, &mut |_, _| true).unwrap();
        assert_eq!(found.contains(&ended), fen > 0, "{on}");
        assert_eq!(o.store.count(&recovered).unwrap().rows, i64::from(fen > 0), "{on}");
    }
}
