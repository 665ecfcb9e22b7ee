//! Households, members and accounts.

use super::{Members, codes_of, covering, day, enter, facts, house, member, month, person, slip};
use crate::domain::money::Money;
use crate::domain::scheme::Scheme;
use crate::domain::slip::{Severity, Slip};
use crate::register::benefits::rests::RestingCase;
use crate::register::people::account::ACCOUNT;
use crate::register::people::household::HOUSEHOLD;
use crate::register::people::member::MEMBER;
use crate::register::{Ask, Draft, Fact, Facts, HouseholdFact, PersonFact, Values};

fn row(person: i64, relation: &str) -> Values {
    let mut values = Values::new(&MEMBER);
    values.set("person", person);
    values.set("relation_code", relation);
    values.set("valid_from", day("2021-01-01"));
    values
}

fn people() -> Vec<PersonFact> {
    vec![
        person(1, "曾国安", "1", "1970-05-01"),
        person(2, "解秀兰", "2", "1972-05-01"),
        person(3, "曾小明", "1", "2010-05-01"),
        person(4, "李桂香", "2", "1975-05-01"),
        person(5, "曾老伯", "1", "1960-01-01"),
    ]
}

fn knowing(people: Vec<PersonFact>) -> Facts<'static> {
    let mut facts = facts();
    for p in people {
        facts.answers.push((Ask::Person(p.key), Fact::Person(Some(p.into()))));
    }
    facts
}

fn household_of(applicant: i64, rows: &[(i64, &str)]) -> Vec<Slip> {
    let mut facts = knowing(people());
    facts.children = rows.iter().map(|(p, r)| row(*p, r)).collect();
    let draft = Draft::new(&HOUSEHOLD).with("applicant", format!("#{applicant}"));
    let (values, slips) = enter(&draft, facts);
    assert_eq!(values.text("division"), "430406001001", "from the applicant's home");
    slips
}

#[test]
fn a_household_has_its_applicant_one_head_and_at_most_one_spouse() {
    let table: [(Members, &[&str]); 7] = [
        (&[(1, "02"), (2, "12"), (3, "22")], &[]),
        (&[], &["E-HH01"]),
        (&[(2, "02"), (3, "22")], &["E-HH02"]),
        (&[(1, "12"), (2, "12")], &["E-HH03", "E-HH04"]),
        (&[(1, "02"), (2, "01")], &["E-HH03"]),
        (&[(1, "02"), (2, "12"), (4, "10")], &["E-HH04"]),
        (&[(1, "02"), (5, "51")], &[]),
    ];
    for (rows, codes) in table {
        let slips = household_of(1, rows);
        assert_eq!(codes_of(&slips, Severity::Error), codes, "{rows:?}");
    }
    // 10 years between a father and his son.
    slip(&household_of(1, &[(1, "02"), (5, "51")]), "W-HH06");
    assert!(household_of(1, &[(1, "02"), (3, "22")]).is_empty());
}

#[test]
fn a_member_who_left_is_nobody() {
    let mut facts = knowing(people());
    let mut gone = row(1, "02");
    gone.set("valid_from", day("2021-06-01"));
    gone.set("ended", true);
    facts.children = vec![row(1, "02"), gone];
    let (_, slips) = enter(&Draft::new(&HOUSEHOLD).with("applicant", "#1"), facts);
    slip(&slips, "E-HH01");
}

fn member_draft(person: i64, relation: &str) -> Draft {
    Draft::new(&MEMBER)
        .with("household", "#9")
        .with("person", format!("#{person}"))
        .with("relation_code", relation)
        .with("valid_from", "2021-06-01")
}

fn with_house(mut facts: Facts<'static>, key: i64, ask: Ask, members: &[(i64, &str)]) -> Facts<'static> {
    let all = people();
    let members = members.iter().map(|(k, r)| member(all.iter().find(|p| p.key == *k).unwrap().clone(), r)).collect();
    let found: HouseholdFact = house(key, members);
    facts.answers.push((ask, Fact::Household(Some(found))));
    facts
}

#[test]
fn a_member_joins() {
    let office = with_house(knowing(people()), 9, Ask::Household(9), &[(1, "02"), (2, "12")]);
    let (_, slips) = enter(&member_draft(3, "22"), office.clone());
    assert_eq!(slips, vec![]);
    // A son who is a woman; a second head; a second wife.
    for (person, relation, code) in [(4, "22", "E-HH05"), (3, "02", "E-HH03"), (4, "12", "E-HH04")] {
        let (_, slips) = enter(&member_draft(person, relation), office.clone());
        assert_eq!(slip(&slips, code).severity, Severity::Error, "{relation}");
    }
    let elsewhere = with_house(office, 8, Ask::HouseholdOfOn(3, day("2021-06-01")), &[(3, "02")]);
    let (_, slips) = enter(&member_draft(3, "22"), elsewhere.clone());
    let text = &slip(&slips, "E-HH07").text;
    assert!(text.contains("曾小明 已在家庭 43040600100100008(先锋社区), 请先在那个家庭给此人另增一行填离开"), "{text}");
    // Who only is listed there, without living there, stops nobody.
    let excluded = member_draft(3, "22").with("is_member", "0").with("exclude_reason", "2");
    let (_, slips) = enter(&excluded, elsewhere);
    assert_eq!(slips, vec![]);
}

#[test]
fn a_member_is_left_out_or_leaves_with_a_reason() {
    let office = with_house(knowing(people()), 9, Ask::Household(9), &[(1, "02")]);
    let (_, slips) = enter(&member_draft(3, "22").with("is_member", "否"), office.clone());
    assert_eq!(slip(&slips, "E-RG06").field, Some("exclude_reason"));
    let (_, slips) = enter(&member_draft(3, "22").with("ended", "是"), office.clone());
    assert_eq!(slip(&slips, "E-RG06").field, Some("leave_reason"));
    let leaves = |person: i64| member_draft(person, "22").with("ended", "是").with("leave_reason", "婚出");
    let (_, slips) = enter(&leaves(3), office.clone());
    assert_eq!(slips, vec![]);
    // What is left to do is said.
    let mut drawing = office;
    let case = |scheme, case, case_no: &str| RestingCase {
        scheme,
        case,
        case_no: case_no.into(),
        persons: 3,
        amount: Money::fen(7_000),
        months: vec![month("2021-01")],
        settled: Some(month("2021-01")),
        suspended: Vec::new(),
        ends: None,
        says: Vec::new(),
        paid_until: None,
    };
    let cases = vec![
        case(Scheme::DibaoRural, 1_000_000_001, "DB430406202100001"),
        case(Scheme::DisabilityLiving, 4_000_000_001, "CL430406202100001"),
    ];
    drawing.answers.push((Ask::Resting(3), Fact::Resting(cases)));
    let (_, slips) = enter(&leaves(3), drawing.clone());
    assert_eq!(slip(&slips, "W-HH10").field, Some("ended"));
    assert!(slip(&slips, "W-HH10").text.ends_with("还在享受 残疾人生活补贴(CL430406202100001, 每月 70.00 元)"));
    // One who is counted no more is still covered too.
    let (_, slips) = enter(&member_draft(3, "22").with("is_covered", "否"), drawing);
    assert_eq!(slip(&slips, "W-HH10").field, Some("is_covered"));
    let two = with_house(knowing(people()), 9, Ask::Household(9), &[(1, "02"), (3, "22")]);
    let (_, slips) = enter(&leaves(1), two);
    assert_eq!(slip(&slips, "W-HH11").field, Some("ended"));
}

#[test]
fn a_grown_child_and_a_dead_member() {
    let mut grown = person(6, "曾大明", "1", "1995-01-01");
    grown.labor_code = Some("1".to_owned());
    let mut student = person(7, "曾二明", "1", "2001-01-01");
    student.labor_code = Some("1".to_owned());
    student.school_code = Some("4".to_owned());
    let mut postgraduate = person(8, "曾三明", "1", "1997-01-01");
    postgraduate.school_code = Some("5".to_owned());
    let mut dead = person(10, "曾四明", "1", "1997-01-01");
    dead.death_date = Some(day("2021-05-01"));
    let office = knowing(vec![grown, student, postgraduate, dead]);
    let slips = |key: i64| enter(&member_draft(key, "22"), office.clone()).1;
    slip(&slips(6), "W-HH08");
    assert_eq!(slips(7), vec![]);
    slip(&slips(8), "W-DB-042");
    assert_eq!(slip(&slips(10), "E-X01").severity, Severity::Error);
}

#[test]
fn a_dead_applicant_stands_in_the_way_of_a_new_household_and_of_a_case_in_force() {
    let mut dead = person(1, "曾国安", "1", "1970-05-01");
    dead.death_date = Some(day("2021-05-01"));
    let slips = |stored: bool, covered: bool| {
        let mut facts = knowing(vec![dead.clone()]);
        facts.this = stored.then_some(9);
        facts.children = vec![row(1, "02")];
        if covered {
            let case = covering(5, "DB430406202000001", "dibao-urban", "2021-01");
            facts.answers.push((Ask::CasesOf(1), Fact::Covered(vec![case])));
        }
        enter(&Draft::new(&HOUSEHOLD).with("applicant", "#1"), facts).1
    };
    slip(&slips(false, false), "E-X01");
    slip(&slips(true, true), "E-X01");
    let ended = slips(true, false);
    assert_eq!(codes_of(&ended, Severity::Error), Vec::<&str>::new());
    slip(&ended, "W-HH09");
}

fn account_draft(no: &str, medium: &str) -> Draft {
    Draft::new(&ACCOUNT)
        .with("person", "#1")
        .with("account_name", "曾国安")
        .with("bank_code", "103")
        .with("account_no", no)
        .with("medium", medium)
        .with("valid_from", "2021-01-01")
}

#[test]
fn accounts() {
    let good = "6217990000123456788";
    let table: [(&str, &str, &str, Option<Severity>); 8] = [
        (good, "1", "", None),
        ("6217990000123456789", "1", "E-ACC-001", Some(Severity::Warning)),
        ("6217990000123456789", "3", "", None),
        ("4217990000123456", "2", "W-ACC-062", Some(Severity::Warning)),
        ("1234567890", "1", "E-ACC-005", Some(Severity::Error)),
        ("1234567890", "3", "", None),
        ("430406190304050120", "1", "E-ACC-002", Some(Severity::Error)),
        ("A12345678", "1", "E-ACC-004", Some(Severity::Error)),
    ];
    for (no, medium, code, severity) in table {
        let (_, slips) = enter(&account_draft(no, medium), knowing(people()));
        match severity {
            None => assert_eq!(slips, vec![], "{no}"),
            Some(severity) => assert_eq!(slip(&slips, code).severity, severity, "{no}"),
        }
    }
}

#[test]
fn the_name_on_an_account() {
    let good = "6217990000123456788";
    for same in ["曾国安", "曾 国 安", "曾国安　"] {
        let (_, slips) = enter(&account_draft(good, "1").with("account_name", same), knowing(people()));
        assert_eq!(slips, vec![], "{same}");
    }
    let other = account_draft(good, "1").with("account_name", "解秀兰");
    let (_, slips) = enter(&other, knowing(people()));
    assert_eq!(slip(&slips, "E-RG06").field, Some("proxy_agreement_no"));
    let (_, slips) = enter(&other.with("proxy_agreement_no", "协2021-7"), knowing(people()));
    assert_eq!(slips, vec![]);
}

#[test]
fn one_account_in_two_families() {
    let good = "6217990000123456788";
    let mut office = with_house(knowing(people()), 9, Ask::HouseholdOf(1), &[(1, "02"), (2, "12")]);
    let used_by = |office: &mut Facts, key: i64| {
        let all = people();
        let found = all.into_iter().filter(|p| p.key == key).map(Into::into).collect();
        office.answers.push((Ask::PeopleWithAccount(good.to_owned()), Fact::People(found)));
    };
    used_by(&mut office, 2);
    assert_eq!(enter(&account_draft(good, "1"), office.clone()).1, vec![], "husband and wife");
    used_by(&mut office, 4);
    let (_, slips) = enter(&account_draft(good, "1"), office);
    assert!(slip(&slips, "W-ACC-003").text.contains("李桂香"));
}

#[test]
fn a_child_heads_no_household_without_a_word() {
    let said = |born: &str, relation: &'static str| {
        let facts = knowing(vec![person(1, "曾小安", "1", born), person(2, "解秀兰", "2", "1975-05-01")]);
        let mut facts = facts;
        facts.children = vec![row(1, relation), row(2, if relation == "02" { "52" } else { "02" })];
        let (_, slips) = enter(&Draft::new(&HOUSEHOLD).with("applicant", "#1"), facts);
        slips.into_iter().filter(|s| s.code.ends_with("HH13")).map(|s| (s.code, s.severity)).collect::<Vec<_>>()
    };
    assert_eq!(said("2012-05-01", "02"), [("E-HH13", Severity::Doubt)]);
    assert_eq!(said("2004-05-01", "02"), [("W-HH13", Severity::Warning)]);
    assert_eq!(said("1990-05-01", "02"), []);
    // Nor does one apply.
    assert_eq!(said("2012-05-01", "22"), [("E-HH13", Severity::Doubt)]);
}

#[test]
fn a_head_who_leaves_is_missed() {
    let leaves = |person: i64| member_draft(person, "22").with("ended", "是").with("leave_reason", "婚出");
    let known = vec![person(1, "曾国安", "1", "1970-05-01"), person(2, "解秀兰", "2", "1975-05-01")];
    let both = with_house(knowing(known.clone()), 9, Ask::Household(9), &[(1, "02"), (2, "12")]);
    assert_eq!(codes_of(&enter(&leaves(1), both.clone()).1, Severity::Doubt), ["E-HH03"]);
    assert_eq!(codes_of(&enter(&leaves(2), both).1, Severity::Doubt), [""; 0]);
    let alone = with_house(knowing(known), 9, Ask::Household(9), &[(1, "02")]);
    assert_eq!(codes_of(&enter(&leaves(1), alone).1, Severity::Doubt), [""; 0], "nobody is left");
}

#[test]
fn whoever_is_covered_has_a_labor_code() {
    let said = |born: &str, labor: Option<&str>| {
        let mut someone = person(6, "曾大明", "1", born);
        someone.labor_code = labor.map(str::to_owned);
        let (_, slips) = enter(&member_draft(6, "70"), knowing(vec![someone]));
        slips.iter().any(|s| s.code == "W-DB-054" && s.severity == Severity::Warning)
    };
    assert!(said("1985-01-01", None));
    assert!(!said("1985-01-01", Some("3")) && !said("1950-01-01", None) && !said("2010-01-01", None));
}
