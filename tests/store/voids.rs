//! What the voiding of a record pulls away from what stands, and what a new value of a parameter changes, is said before it is done.

use crate::support::{Office, account, assessment, id, register, tekun, tekun_award};
use minzheng::domain::slip::{Severity, Slip};
use minzheng::register::Draft;
use minzheng::store::StoreFault;

fn parameter(name: &str, value: &str, from: &str) -> Draft {
    Draft::new(register("parameter"))
        .with("name", name)
        .with("value", value)
        .with("valid_from", from)
        .with("basis", "雁政发〔2021〕9号")
}

fn said(o: &Office, draft: &Draft) -> Vec<Slip> {
    o.store.check(draft, o.day).unwrap().slips
}

fn text_of(slips: &[Slip], code: &str) -> String {
    let found = slips.iter().find(|s| s.code == code);
    found.unwrap_or_else(|| panic!("{code} among {slips:#?}")).text.clone()
}

fn accepting(draft: Draft, code: &str) -> Draft {
    Draft { accept: vec![code.to_owned()], why: Some("核对过文件".to_owned()), ..draft }
}

/// What stands against voiding a record; then it goes through with a reason.
fn doubted(o: &Office, name: &'static str, key: i64, code: &str) -> String {
    let register = register(name);
    let refused = match o.store.void(register, key, &o.who, o.day, "录错了") {
        Err(StoreFault::Refused(refused)) => refused.slips,
        other => panic!("{other:?}"),
    };
    assert!(refused.iter().all(|s| s.severity == Severity::Doubt), "{refused:#?}");
    assert_eq!(o.one::<i64>(&format!("SELECT count(*) FROM {name} WHERE key = {key} AND voided_by IS NULL")), 1);
    let text = text_of(&refused, code);
    let accept = [code.to_owned()];
    o.store.void_knowing(register, key, (&o.who, o.day), "录错了", &accept).unwrap();
    let on_record =
        format!("SELECT count(*) FROM exception WHERE register = '{name}' AND row = {key} AND code = '{code}'");
    assert_eq!(o.one::<i64>(&on_record), 1);
    text
}

fn with_case(o: &Office) -> (i64, i64) {
    let head = o.person("陈桂香", &id("1947-03-02", 24));
    (head, o.case(o.household(head, &[]), "100"))
}

#[test]
fn a_new_value_says_what_it_changes_and_a_leap_is_a_doubt() {
    let o = Office::new();
    let name = "dibao.urban.month_fen";
    let small = parameter(name, "65000", "2022-01-01");
    let told = text_of(&said(&o, &small), "W-PM07");
    assert_eq!(told, "城市低保月标准: 600.00元 → 650.00元, 自 2022-01-01 起");
    for (value, shown) in [("650", "6.50元"), ("120000", "1,200.00元")] {
        let leap = parameter(name, value, "2022-01-01");
        assert!(text_of(&said(&o, &leap), "E-PM08").contains(&format!("600.00元 → {shown}")));
        assert!(o.refused(&leap).contains(&"E-PM08"));
    }
    // The half itself and what lies below the double are no slip of the hand.
    for value in ["30000", "119999"] {
        assert!(said(&o, &parameter(name, value, "2022-01-01")).iter().all(|s| s.code != "E-PM08"), "{value}");
    }
    o.saved(&accepting(parameter("dibao.extra.ill_bp", "4000", "2022-01-01"), "E-PM08"));
}

#[test]
fn a_value_dated_back_names_what_was_computed_with_the_other() {
    let o = Office::new();
    let name = "dibao.urban.month_fen";
    assert!(said(&o, &parameter(name, "65000", "2020-11-01")).iter().all(|s| s.code != "E-PM09"), "no case yet");
    with_case(&o);
    let back = parameter(name, "65000", "2020-11-01");
    let told = text_of(&said(&o, &back), "E-PM09");
    assert!(told.contains("自 2020-11 起已有 1 次核定按 600.00元 算出, 不会重算"), "{told}");
    assert!(o.refused(&back).contains(&"E-PM09"));
    // Of the other kind nothing was computed, and after the version neither.
    for (name, from) in [("dibao.rural.month_fen", "2020-11-01"), (name, "2021-06-01")] {
        assert!(said(&o, &parameter(name, "65000", from)).iter().all(|s| s.code != "E-PM09"), "{name} {from}");
    }
    let other = parameter("dibao.extra.ill_bp", "2500", "2021-06-01");
    assert!(text_of(&said(&o, &other), "E-PM09").contains("不会重算"));
    o.saved(&accepting(back, "E-PM09"));
}

#[test]
fn a_value_in_use_is_not_voided_in_silence() {
    let o = Office::new();
    with_case(&o);
    let key: i64 = o.one("SELECT key FROM parameter WHERE name = 'dibao.urban.month_fen'");
    // One that nothing was computed with yet only says what voiding it changes.
    let next = o.saved(&parameter("dibao.urban.month_fen", "65000", "2022-01-01"));
    let told = text_of(&o.store.check_void(register("parameter"), next, o.day).unwrap(), "W-PM07");
    assert_eq!(told, "城市低保月标准: 650.00元 → 600.00元, 自 2022-01-01 起");
    o.store.void(register("parameter"), next, &o.who, o.day, "录错了").unwrap();
    let told = doubted(&o, "parameter", key, "E-PM10");
    assert!(
        told.contains("城市低保月标准: 600.00元 → 没有值") && told.contains("已有 1 次核定按 600.00元 算出"),
        "{told}"
    );
}

#[test]
fn the_last_account_of_one_in_pay_is_not_voided_in_silence() {
    let o = Office::new();
    let (head, _) = with_case(&o);
    let first = o.saved(&account(head, "6217990000123456788", "2020-12-01"));
    let second = o.saved(&account(head, "6217990000123456796", "2021-06-01"));
    o.store.void(register("account"), second, &o.who, o.day, "录错了").unwrap();
    assert!(doubted(&o, "account", first, "E-ACC-011").contains("城市低保(DB43040620200000"));
}

fn destitute(o: &Office) -> i64 {
    let person = o.person("肖冬生", &id("1950-05-01", 31));
    let case = tekun(person, "2021-03-08").with_row(assessment("2021-03-12", 6));
    let case = case.with_row(tekun_award("2021-03-20").with("support_mode", "D"));
    o.saved(&Draft { follow: true, ..case })
}

#[test]
fn an_assessment_under_a_running_case_is_weighed() {
    let o = Office::new();
    let case = destitute(&o);
    let of_case = |draft: Draft| draft.with("tekun", format!("#{case}"));
    let able = of_case(assessment("2021-10-12", 0));
    let told = text_of(&said(&o, &able), "W-TK-030");
    assert!(told.contains("按全护理每月 1,294.00 元核定, 这次评估为全自理"), "{told}");
    assert!(o.refused(&of_case(assessment("1960-01-01", 6))).contains(&"E-RG05"));
    let first: i64 = o.one("SELECT key FROM assessment");
    let told = doubted(&o, "assessment", first, "E-TK-029");
    assert!(told.contains("唯一的自理评估") && told.contains("按全护理"), "{told}");
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
}

#[test]
fn a_member_whom_a_running_case_counts_is_not_voided_in_silence() {
    let o = Office::new();
    let (head, son) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
    let house = o.household(head, &[(son, "21")]);
    let member: i64 = o.one(&format!("SELECT key FROM member WHERE person = {son}"));
    assert!(o.store.check_void(register("member"), member, o.day).unwrap().is_empty(), "nothing rests on it yet");
    o.case(house, "100");
    // The form voids it as a row of the household: it says the same.
    let row = Draft { key: Some(member), void: true, ..Draft::new(register("member")) };
    let draft = Draft { key: Some(house), why: Some("录错了".to_owned()), ..Draft::new(register("household")) };
    assert!(o.refused(&draft.with_row(row)).contains(&"E-HH14"));
    assert!(doubted(&o, "member", member, "E-HH14").contains("城市低保(DB43040620200000"));
}
