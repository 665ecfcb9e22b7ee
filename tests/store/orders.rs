//! Order among dates, seen from the side that is corrected: whatever was entered in the trust of a date is named.

use crate::support::{Office, account, id, register, tekun};
use minzheng::domain::slip::{Severity, Slip};
use minzheng::register::Draft;
use minzheng::store::StoreFault;

fn correction(name: &str, key: i64, pairs: &[(&'static str, &str)]) -> Draft {
    let mut draft = Draft::new(register(name));
    draft.key = Some(key);
    draft.why = Some("核对原件".to_owned());
    pairs.iter().fold(draft, |draft, (col, text)| draft.with(col, *text))
}

fn slips(o: &Office, draft: &Draft) -> Vec<Slip> {
    match o.save(draft) {
        Err(StoreFault::Refused(refused)) => refused.slips,
        other => panic!("{other:?}"),
    }
}

fn card(person: i64, from: &str) -> Draft {
    account(person, "6222001905000000017", from).with("medium", "3")
}

/// Somebody without papers: the date of birth is the clerk's.
fn without_papers(o: &Office, born: &str) -> i64 {
    let draft = Draft::new(register("person"))
        .with("id_status", "unregistered")
        .with("name", "曾小丰")
        .with("sex", "1")
        .with("birth_date", born)
        .with("hukou_division", crate::support::VILLAGE)
        .with("home_division", crate::support::VILLAGE);
    o.saved(&draft)
}

#[test]
fn a_birth_corrected_names_what_lies_before_it() {
    let o = Office::new();
    let person = without_papers(&o, "1960-01-01");
    o.saved(&card(person, "2015-05-01"));
    o.household(person, &[]);
    let mut found = slips(&o, &correction("person", person, &[("birth_date", "2016-01-01")]));
    // That past tables follow a birth date is said beside it.
    found.retain(|s| s.severity != Severity::Warning);
    assert!(found.iter().all(|s| s.code == "E-RG05" && s.severity == Severity::Error), "{found:#?}");
    assert_eq!(found.iter().map(|s| s.field).collect::<Vec<_>>(), [Some("birth_date")]);
    assert!(found[0].text.contains("一卡通账户 6222 **** **** 0017 的启用日期 2015-05-01 早于它"), "{}", found[0].text);
    let found = slips(&o, &correction("person", person, &[("birth_date", "2021-01-01")]));
    assert!(found.iter().any(|s| s.text.contains("家庭成员 2020-01-01 的起始日期")), "{found:#?}");
    // To another day before all of it, and anything else of the person.
    o.saved(&correction("person", person, &[("birth_date", "1961-01-01")]));
    o.saved(&correction("person", person, &[("phone", "13800138000")]));
}

#[test]
fn nothing_is_entered_before_birth_or_ahead() {
    let o = Office::new();
    let person = o.person("曾小丰", &id("1965-03-12", 501));
    assert_eq!(o.refused(&card(person, "1960-03-12")), ["E-RG05"]);
    assert_eq!(o.refused(&card(person, "2023-03-12")), ["E-RG34", "E-RG03"]);
    let mut house = Draft::new(register("household")).with("applicant", format!("#{person}"));
    house.children.push(o.member_draft(person, "02").with("valid_from", "2022-01-01"));
    assert!(o.refused(&house).contains(&"E-RG03"));
}

fn case(o: &Office, origin: &str, confirmed: &str) -> Draft {
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    Draft::new(register("dibao"))
        .with("kind", "U")
        .with("household", format!("#{house}"))
        .with("origin", origin)
        .with("apply_date", "2021-06-01")
        .with("accept_date", "2021-06-02")
        .with("town_by", "甲")
        .with("town_date", "2021-06-10")
        .with("district_by", "乙")
        .with("district_date", confirmed)
}

#[test]
fn an_award_follows_its_case_and_the_case_its_awards() {
    let o = Office::new();
    let mut draft = case(&o, "applied", "2021-07-05").with("notice_from", "2021-06-11");
    draft.children.push(o.award_draft("2021-05-20", "300"));
    let refused = o.refused(&draft);
    assert!(refused.contains(&"E-RG05"), "decided before the application: {refused:?}");
    draft.children = vec![o.award_draft("2021-07-04", "300")];
    assert!(o.refused(&draft).contains(&"E-RG05"), "decided before it was confirmed");
    draft.children = vec![o.award_draft("2021-07-05", "300")];
    let key = o.saved(&draft);
    // The other side moves.
    let found = slips(&o, &correction("dibao", key, &[("district_date", "2021-08-05")]));
    assert_eq!((found[0].code, found[0].field), ("E-RG05", Some("district_date")));
    assert!(found[0].text.contains("保障金核定 2021-08 的核定日期 2021-07-05 早于它"), "{}", found[0].text);
    // Both together fit again.
    let award: i64 = o.one("SELECT key FROM award");
    let row = correction("award", award, &[("decided_date", "2021-08-05")]);
    let both = correction("dibao", key, &[("district_date", "2021-08-05")]).with_row(row);
    o.saved(&both);
    // A row that is sent along untouched is judged against the case as it would be.
    let both = correction("dibao", key, &[("district_date", "2021-08-06")]).with_row(correction("award", award, &[]));
    assert_eq!(slips(&o, &both).iter().filter(|s| s.code == "E-RG05").count(), 1);
}

#[test]
fn what_stands_untouched_on_both_sides_is_shown_and_stops_nothing() {
    let o = Office::new();
    let person = o.person("张三", &id("1965-03-12", 501));
    let account = o.saved(&card(person, "2015-05-01"));
    o.sql(&format!("UPDATE account SET valid_from = '1960-01-01' WHERE key = {account}"));
    let draft = correction("account", account, &[("bank_code", "103")]);
    let said = o.store.check(&draft, o.day).unwrap().slips;
    assert_eq!(said.iter().map(|s| (s.code, s.severity)).collect::<Vec<_>>(), [("E-RG05", Severity::Warning)]);
    o.saved(&draft);
    let whole = correction("person", person, &[("phone", "13800138000")]);
    o.saved(&whole);
}

#[test]
fn papers_taken_over_may_be_odd_but_not_impossible() {
    let o = Office::new();
    let mut draft = case(&o, "taken_over", "2021-07-05");
    draft.children.push(o.award_draft("2021-06-20", "300"));
    assert_eq!(slips(&o, &draft).iter().map(|s| s.severity).max(), Some(Severity::Doubt));
    draft.children = vec![o.award_draft("2021-07-20", "300").with("from_month", "2021-01")];
    let found = slips(&o, &draft);
    assert!(found.iter().any(|s| s.severity == Severity::Error && s.field == Some("from_month")), "{found:#?}");
}

#[test]
fn an_applicant_born_after_the_application_is_found_from_the_household() {
    let o = Office::new();
    let draft = case(&o, "taken_over", "2021-07-05");
    let key = o.saved(&draft);
    let house: i64 = o.one(&format!("SELECT household FROM dibao WHERE key = {key}"));
    let child = o.person("张小", &id("2021-06-20", 511));
    let joins = o.member_draft(child, "22").with("household", format!("#{house}")).with("valid_from", "2021-06-20");
    o.saved(&joins);
    let found = slips(&o, &correction("household", house, &[("applicant", &format!("#{child}"))]));
    assert!(found.iter().any(|s| s.code == "E-RG05" && s.field == Some("applicant")), "{found:#?}");
}

#[test]
fn a_project_and_a_fund_are_held_by_what_lies_in_them() {
    let o = Office::new();
    let project = Draft::new(register("homecheck_project"))
        .with("project_no", "P1")
        .with("name", "核查")
        .with("from_date", "2021-03-01")
        .with("fund_source", "1");
    let project = o.saved(&project);
    let person = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(person, &[]);
    o.case(house, "300");
    let visit = |day: &str| {
        Draft::new(register("homecheck"))
            .with("project", format!("#{project}"))
            .with("person", format!("#{person}"))
            .with("state", "visited")
            .with("visit_on", day)
            .with("visitors", "李明、王芳")
    };
    assert_eq!(o.refused(&visit("2021-02-28")), ["E-RG05"]);
    o.saved(&visit("2021-03-01"));
    let found = slips(&o, &correction("homecheck_project", project, &[("from_date", "2021-03-02")]));
    assert_eq!((found[0].code, found[0].field), ("E-RG05", Some("from_date")));

    let mut fund =
        Draft::new(register("petty_fund")).with("town", "430406001000").with("year", "2021").with("quota", "50000");
    let txn = Draft::new(register("petty_txn")).with("date", "2021-02-01").with("kind", "1").with("amount", "50000");
    fund.children.push(txn);
    let fund = o.saved(&fund);
    let found = slips(&o, &correction("petty_fund", fund, &[("year", "2020")]));
    assert_eq!((found[0].code, found[0].field), ("E-RG05", Some("year")));
}

#[test]
fn a_new_name_is_missed_on_the_account() {
    let o = Office::new();
    let person = o.person("张三", &id("1965-03-12", 501));
    o.saved(&card(person, "2015-05-01"));
    let renamed = o.store.check(&correction("person", person, &[("name", "张三丰")]), o.day).unwrap().slips;
    let said = renamed.iter().find(|s| s.code == "W-ACC-004").unwrap();
    assert!(said.text.contains("6222 **** **** 0017 的户名还是 张三"), "{}", said.text);
    let other = o.store.check(&correction("person", person, &[("phone", "13800138000")]), o.day).unwrap().slips;
    assert!(other.iter().all(|s| s.code != "W-ACC-004"));
}

#[test]
fn a_household_keeps_its_head() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let wife = o.person("李梅", &id("1967-05-01", 502));
    let house = o.household(head, &[(wife, "12")]);
    let row: i64 = o.one(&format!("SELECT key FROM member WHERE person = {head}"));
    let void = o.store.void(register("member"), row, &o.who, o.day, "录错了").unwrap_err();
    assert!(void.to_string().contains("E-HH03"), "{void}");
    let leaves = o.member_draft(head, "02").with("household", format!("#{house}")).with("valid_from", "2021-06-01");
    let leaves = leaves.with("ended", "1").with("leave_reason", "3");
    let mut refused = o.refused(&leaves);
    refused.retain(|code| code.starts_with("E-"));
    assert_eq!(refused, ["E-HH03"]);
    let heads = |o: &Office| o.store.verify().unwrap().into_iter().find(|f| f.check == "one_head").unwrap();
    assert!(heads(&o).ok);
    // Both in one: she is the head from that day on.
    let mut both = correction("household", house, &[("applicant", &format!("#{wife}"))]);
    let mut first = leaves.clone();
    first.texts.retain(|(col, _)| *col != "household");
    both.children = vec![first, o.member_draft(wife, "02").with("valid_from", "2021-06-01")];
    o.saved(&both);
    assert!(heads(&o).ok);
    o.sql(&format!("UPDATE member SET relation_code = '12' WHERE person = {wife}"));
    assert!(!heads(&o).ok);
}

#[test]
fn a_second_case_waits_for_the_first_to_end() {
    let o = Office::new();
    let first = case(&o, "applied", "");
    let key = o.saved(&first);
    assert_eq!(o.one::<String>("SELECT state FROM dibao"), "town_reviewed");
    let house: i64 = o.one(&format!("SELECT household FROM dibao WHERE key = {key}"));
    let again = Draft::new(register("dibao"))
        .with("kind", "R")
        .with("household", format!("#{house}"))
        .with("apply_date", "2021-08-01");
    assert!(o.refused(&again).contains(&"E-DB-024"));
    let person: i64 = o.one("SELECT key FROM person");
    let tekun = tekun(person, "2021-08-01").with("origin", "");
    assert!(o.refused(&tekun).contains(&"E-CF-03"));
    o.store.void(register("dibao"), key, &o.who, o.day, "录重了").unwrap();
    o.saved(&again);
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
}

/// Nobody is paid without a notice; a case that was, before that was asked for, is read, corrected and decided anew as ever.
#[test]
fn a_notice_is_asked_for_before_the_first_version() {
    let o = Office::new();
    let draft = case(&o, "applied", "2021-07-05");
    assert!(o.refused(&draft.clone().with_row(o.award_draft("2021-07-05", "300"))).contains(&"E-DB-014"));
    // By itself neither.
    let key = o.saved(&draft);
    let version = |decided: &str, income: &str| o.award_draft(decided, income).with("dibao", format!("#{key}"));
    let told = o.store.check(&version("2021-07-05", "300"), o.day).unwrap().slips;
    let text = "申请办理的低保须先受理、初审、公示、确认, 请先在低保中填好公示起";
    assert!(told.iter().any(|slip| slip.code == "E-DB-014" && slip.text == text), "{told:?}");
    o.saved(&correction("dibao", key, &[("notice_from", "2021-06-11")]));
    o.saved(&version("2021-07-05", "300"));
    // It was there from then on.
    assert!(o.refused(&correction("dibao", key, &[("notice_from", "")])).contains(&"E-DB-014"));
    // As an office has it that asked for none.
    o.sql(&format!("UPDATE dibao SET notice_from = NULL WHERE key = {key}"));
    o.saved(&correction("dibao", key, &[("town_opinion", "同意")]));
    o.saved(&version("2021-12-10", "200"));
    o.saved(&correction("dibao", key, &[("notice_from", "2021-06-11")]));
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
}
