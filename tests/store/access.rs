//! 查阅记录: what leaves a row before it is shown, what is not shown without one, and what is found of rows that another tool changed.

use crate::support::{Office, day, id, register};
use minzheng::register::Query;
use minzheng::store::rights::{Look, Seen};
use minzheng::store::{Store, StoreFault};

/// An office that has given roles, without passwords, in which the maker sits; with so many people.
fn office(people: u16) -> (Office, Vec<i64>) {
    let office = Office::new();
    let keys = (0..people).map(|n| office.person("陈桂香", &id("1947-03-02", 100 + n))).collect();
    office.sql(
        "INSERT INTO role_grant(operator, role, valid_from, act) VALUES (1, 'maker', '2021-01-01', 1), (2, 'auditor', '2021-01-01', 1)",
    );
    office.seal_rights();
    office.store.pin_clock("2021-12-31 09:00:00");
    office.store.sit(&office.store.who(Some("maker")).unwrap()).unwrap();
    (office, keys)
}

fn rows(office: &Office) -> i64 {
    office.one("SELECT count(*) FROM access")
}

fn told(store: &Store, seen: &Seen<'_>) -> String {
    match store.looks(seen) {
        Ok(_) => "given".to_owned(),
        Err(StoreFault::Refused(refused)) => refused.slips[0].to_string(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_row_stands_before_anything_is_shown() {
    let (office, people) = office(21);
    let person = register("person");
    let reveal = Seen::rows(Look::Reveal, person, &people[..1]).col("phone");
    assert!(!office.store.has_looked(person, people[0]));
    for (seen, said) in [
        (reveal, "E-OP10 请写明用途: 1 办理, 2 核对, 3 信访, 4 审计, 5 纠错"),
        (reveal.to("6"), "E-OP10 请写明用途: 1 办理, 2 核对, 3 信访, 4 审计, 5 纠错"),
        (reveal.to("2"), "given"),
        (Seen::rows(Look::Json, person, &people[1..21]), "given"),
        (Seen::rows(Look::Json, person, &people), "given"),
        (Seen::what(Look::Print, "低保花名册", 300), "given"),
    ] {
        assert_eq!(told(&office.store, &seen), said);
    }
    assert_eq!(rows(&office), 1 + 20 + 1 + 1);
    let row = |key: i64| -> String {
        office.one(&format!(
            "SELECT operator || ' ' || at || ' ' || kind || ' ' || coalesce(register, '-') || ' ' || coalesce(row, '-') || ' ' || coalesce(col, '-')
                || ' ' || coalesce(person, '-') || ' ' || coalesce(people, '-') || ' ' || coalesce(what, '-') || ' ' || coalesce(reason, '-')
             FROM access WHERE key = {key}"
        ))
    };
    let (first, second) = (people[0], people[1]);
    assert_eq!(row(1), format!("1 2021-12-31 09:00:00 reveal person {first} phone {first} - - 2"));
    assert_eq!(row(2), format!("1 2021-12-31 09:00:00 json person {second} - {second} - - -"));
    assert_eq!(row(22), "1 2021-12-31 09:00:00 json person - - - 21 - -");
    assert_eq!(row(23), "1 2021-12-31 09:00:00 print - - - - 300 低保花名册 -");
    // Who has said what for, as long as he sits.
    assert!(office.store.has_looked(person, first) && !office.second().has_looked(person, first));
    office.store.sit(&office.store.who(Some("checker")).unwrap()).unwrap();
    assert!(!office.store.has_looked(person, first));
    let listed = Query::new(register("access"), office.day, 50).with("person", format!("#{first}"));
    assert_eq!(office.store.count(&listed).unwrap().rows, 1);
    assert_eq!(
        office.store.count(&Query::new(register("access"), office.day, 50).with("operator", "checker")).unwrap().rows,
        0
    );
}

#[test]
fn a_record_is_of_whom_it_or_what_it_belongs_to_names() {
    let office = crate::support::with_one_case();
    office.seal_rights();
    office.store.sit(&office.store.who(Some("maker")).unwrap()).unwrap();
    for name in ["household", "dibao", "award"] {
        let key: i64 = office.one(&format!("SELECT max(key) FROM {name}"));
        assert_eq!(told(&office.store, &Seen::rows(Look::Json, register(name), &[key])), "given");
    }
    let whose: String = office
        .one("SELECT group_concat(register || ' ' || p.name, ', ') FROM access a JOIN person p ON p.key = a.person");
    assert_eq!(whose, "household 陈桂香, dibao 陈桂香, award 陈桂香");
}

#[test]
fn whoever_is_not_named_leaves_none_and_where_none_can_be_written_nothing_is_shown() {
    let person = register("person");
    let seen = Seen::rows(Look::Reveal, person, &[1]).to("1");
    let unset = Office::new();
    unset.store.sit(&unset.who).unwrap();
    assert_eq!((told(&unset.store, &seen), rows(&unset)), ("given".to_owned(), 0));
    let (office, _) = office(1);
    let nobody = office.second();
    assert_eq!((told(&nobody, &seen), rows(&office)), ("given".to_owned(), 0));
    let within = office.store.at_one_moment(|| Ok(told(&office.store, &seen))).unwrap();
    assert_eq!(within, "E-OP10 不能留下查阅记录, 没有显示: 正在读取");
    let reading = Store::open_read_only(&office.path).unwrap();
    reading.sit(&reading.who(Some("maker")).unwrap()).unwrap();
    let said = told(&reading, &seen);
    assert!(said.starts_with("E-OP10 不能留下查阅记录, 没有显示: ") && !reading.has_looked(person, 1), "{said}");
    assert_eq!(rows(&office), 0);
}

#[test]
fn so_many_masked_values_are_shown_a_day_and_no_more() {
    let (office, people) = office(1);
    let seen = Seen::rows(Look::Reveal, register("person"), &people).to("1");
    for _ in 0..50 {
        assert_eq!(told(&office.store, &seen), "given");
    }
    assert!(told(&office.store, &seen).starts_with("E-OP11 "));
    office.store.pin_clock("2022-01-01 00:00:00");
    assert_eq!(told(&office.store, &seen), "given");
    assert_eq!(rows(&office), 51);
}

#[test]
fn a_row_that_another_tool_changed_is_found() {
    let (made, people) = office(2);
    for key in &people {
        assert_eq!(told(&made.store, &Seen::rows(Look::Reveal, register("person"), &[*key]).to("1")), "given");
    }
    // What is sealed names the last row.
    made.seal_rights();
    let bytes = made.into_bytes();
    for (attack, said) in [
        ("", ""),
        ("UPDATE access SET person = person + 1 WHERE key = 1", "查阅记录 #1 与其摘要不符"),
        ("UPDATE access SET reason = '4'", "查阅记录 #1 与其摘要不符"),
        ("UPDATE access SET at = '2021-12-31 10:00:00' WHERE key = 2", "查阅记录 #2 与其摘要不符"),
        ("DELETE FROM access WHERE key = 1", "查阅记录 #0 之后是 #2"),
        ("DELETE FROM access WHERE key = 2", "没有了, 或者不是当时那一条"),
        ("DELETE FROM access", "没有了, 或者不是当时那一条"),
        ("INSERT INTO access(act, at, day, kind, digest) VALUES (1, '', '', 'login', 'x')", "查阅记录 #3 与其摘要不符"),
        ("UPDATE access SET key = 3 - key + 10", "查阅记录 #0 之后是 #11"),
        ("UPDATE access SET act = 999 WHERE key = 2", "所记的办理 #999 不在其前"),
    ] {
        let office = Office::copy(&bytes);
        office.behind_its_back(&format!("DROP TRIGGER access_is_kept; DROP TRIGGER access_stays; {attack}"));
        let findings = office.store.verify().unwrap();
        let access = findings.iter().find(|finding| finding.check == "access").unwrap();
        assert!(access.ok == attack.is_empty() && access.detail.contains(said), "{attack}: {}", access.detail);
    }
}

#[test]
fn who_looks_at_more_than_others_is_told_first() {
    let (office, people) = office(3);
    let (store, day_of) = (&office.store, (day("2021-12-31"), day("2022-01-01")));
    let person = register("person");
    told(store, &Seen::rows(Look::Json, person, &people));
    store.sit(&store.who(Some("checker")).unwrap()).unwrap();
    for key in &people {
        told(store, &Seen::rows(Look::Reveal, person, &[*key]).to("1"));
    }
    told(store, &Seen::rows(Look::Open, person, &people[..2]).to("3"));
    let _ = store.log_in("nobody", "x");
    let odd = store.odd_accesses(day_of).unwrap();
    let line = |odd: &minzheng::store::OddAccess| {
        format!("{} {} {} {} {} {}", odd.full_name, odd.reveals, odd.restricted, odd.out, odd.failed, odd.off_hours)
    };
    assert_eq!(odd.iter().map(line).collect::<Vec<_>>(), ["复核员 3 2 0 0 0", "经办员 0 0 3 0 0", " 0 0 0 1 0"]);
    assert_eq!(store.odd_accesses((day("2021-12-30"), day("2021-12-30"))).unwrap(), []);
}
