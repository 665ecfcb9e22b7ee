//! 临时救助: levels, limits, repeats, papers.

use super::{Fields, codes_of, covering, day, enter, facts, house, member, person, slip};
use crate::domain::assistance::petty_fund::Kind;
use crate::domain::money::Money;
use crate::domain::slip::Severity;
use crate::register::assistance::relief_rules::asked_since;
use crate::register::assistance::temporary::TEMPORARY;
use crate::register::{Ask, Draft, Fact, Facts, PettyEntry, PettyFundFact, ReliefFact};

fn office() -> Facts<'static> {
    let mut facts = facts();
    let man = person(1, "曾国安", "1", "1970-05-01");
    let home = house(9, vec![member(man.clone(), "02"), member(person(2, "解秀兰", "2", "1975-05-01"), "12")]);
    facts.answers.push((Ask::Person(1), Fact::Person(Some(man.into()))));
    facts.answers.push((Ask::HouseholdOf(1), Fact::Household(Some(home))));
    facts
}

/// The petty fund of a town in a year, with money in it.
fn fund(town: &str, year: i32) -> (Ask, Fact) {
    let (day, kind) = (day(&format!("{year}-01-05")), Kind::Granted.code().to_owned());
    let given = PettyEntry { key: 1, day, kind, amount: Money::fen(5_000_000) };
    (Ask::PettyFund(town.to_owned(), year), Fact::PettyFund(Some(PettyFundFact { key: 1, entries: vec![given] })))
}

fn draft() -> Draft {
    Draft::new(&TEMPORARY)
        .with("person", "#1")
        .with("aid_type", "急难型")
        .with("cause_code", "火灾")
        .with("cause_text", "厨房失火烧毁家具和粮食")
        .with("event_date", "2021-11-01")
        .with("apply_date", "2021-11-03")
        .with("object_class", "4")
        .with("amount", "800")
        .with("approve_by", "刘镇")
        .with("approve_date", "2021-11-08")
}

#[test]
fn place_level_and_fund_follow_from_what_is_there() {
    let mut facts = facts();
    let known = Fact::Person(Some(person(1, "曾国安", "1", "1970-05-01").into()));
    facts.answers.push((Ask::Person(1), known));
    let some = Draft::new(&TEMPORARY).with("person", "#1").with("amount", "1800").with("approve_date", "2021-11-05");
    let (values, slips) = enter(&some, facts);
    let filled = ["division", "approve_level", "fund"].map(|col| values.text(col).to_owned());
    assert_eq!(filled, ["430406001001", "T", "P"]);
    let fields: Vec<&str> = slips.iter().filter_map(|s| s.field).collect();
    assert_eq!(fields, ["aid_type", "cause_code", "cause_text", "apply_date", "object_class", "approve_by"]);
}

#[test]
fn a_small_case_of_a_town() {
    let (values, slips) = enter(&draft(), office());
    assert_eq!(slips, vec![]);
    assert_eq!((values.text("approve_level"), values.text("fund"), values.text("state")), ("T", "P", "approved"));
    assert_eq!(values.text("division"), "430406001001");
    let (values, _) = enter(&draft().with("amount", "2000.01"), office());
    assert_eq!((values.text("approve_level"), values.text("fund")), ("D", "D"));
    let (values, _) = enter(&draft().with("pay_date", "2021-11-10"), office());
    assert_eq!(values.text("state"), "paid");
    let serial = TEMPORARY.serial.unwrap();
    assert_eq!((serial.prefix)(&values, &office()).as_deref(), Some("LS4304062021"));
}

#[test]
fn what_is_wrong_with_a_case() {
    let table: [(Fields, &str, Severity); 15] = [
        (&[("amount", "0")], "E-LS-008", Severity::Error),
        (&[("amount", "2500"), ("approve_level", "T")], "E-LS-001", Severity::Error),
        (&[("amount", "10000.01")], "E-LS-005", Severity::Error),
        (&[("cause_text", "失火了")], "E-LS-009", Severity::Error),
        (&[("event_date", "2021-11-04")], "E-RG05", Severity::Error),
        (&[("approve_date", "2021-11-02")], "E-RG05", Severity::Error),
        (&[("pay_date", "2021-11-07")], "E-RG05", Severity::Error),
        (&[("approve_date", "2022-01-04")], "E-RG03", Severity::Error),
        (&[("aid_type", "Z")], "E-RG06", Severity::Error),
        (&[("aid_form", "现金")], "E-RG06", Severity::Error),
        (&[("people_count", "3")], "E-LS-011", Severity::Error),
        (&[("object_class", "1")], "W-LS-014", Severity::Warning),
        (&[("amount", "3000"), ("fund", "P")], "W-LS-012", Severity::Warning),
        (&[("people_count", "2"), ("months", "3"), ("factor_bp", "10000")], "W-LS-013", Severity::Warning),
        (&[("months", "7")], "E-RG02", Severity::Error),
    ];
    for (fields, code, severity) in table {
        let draft = fields.iter().fold(draft(), |d, (col, text)| d.with(col, *text));
        let (_, slips) = enter(&draft, office());
        assert_eq!(slip(&slips, code).severity, severity, "{fields:?}");
    }
    let meeting = draft().with("amount", "10000.01").with("meeting_no", "纪要3");
    assert_eq!(enter(&meeting, office()).1, vec![]);
    let by_formula = draft().with("people_count", "2").with("months", "3").with("factor_bp", "10000");
    assert_eq!(enter(&by_formula.with("amount", "3600"), office()).1, vec![], "assistance 4.3, example 1");
}

#[test]
fn urgent_relief_waits_for_its_papers() {
    let urgent = draft().with("procedure", "2").with("pay_date", "2021-11-04");
    let (values, slips) = enter(&urgent, office());
    assert_eq!(values.text("state"), "papers_pending");
    assert_eq!(values.text("papers_due"), "2021-11-18");
    assert_eq!(slip(&slips, "W-LS-010").severity, Severity::Warning);
    let mut funded = office();
    funded.answers.push(fund("430406001000", 2021));
    let (values, slips) = enter(&urgent.clone().with("papers_done", "2021-11-15"), funded);
    assert_eq!(slips, vec![]);
    assert_eq!(values.text("state"), "paid");
    // A limit that runs into a year whose days of rest nobody has entered says so, and one that does not is silent.
    for (paid, due, told) in [("2026-12-01", "2026-12-15", ""), ("2026-12-28", "2027-01-11", "2027年")] {
        let mut office = office();
        office.day = day("2026-12-31");
        let late = urgent.clone().with("pay_date", paid).with("approve_date", paid).with("apply_date", paid);
        let (values, slips) = enter(&late.with("event_date", ""), office);
        assert_eq!(values.text("papers_due"), due);
        let said = slips.iter().find(|s| s.code == "W-CL02").map_or("", |s| s.text.as_str());
        assert!(said.contains(told) && said.is_empty() == told.is_empty(), "{said}");
    }
}

#[test]
fn the_same_cause_twice_is_a_doubt() {
    let mut office = office();
    let ask = Ask::ReliefOf(1, asked_since(day("2021-11-08")));
    let before = ReliefFact {
        key: 2_000_000_001,
        cause_code: "1".to_owned(),
        event_date: None,
        approve_date: day("2021-02-01"),
        amount: Money::fen(50_000),
        spent: None,
    };
    office.answers.push((ask, Fact::Relief(vec![before.clone(), before])));
    let (_, slips) = enter(&draft(), office.clone());
    assert_eq!(codes_of(&slips, Severity::Doubt), ["E-LS-003", "E-LS-007"]);
    assert!(slip(&slips, "E-LS-003").text.contains("500.00"));
    let mut accepted = draft();
    accepted.accept = vec!["E-LS-003".to_owned(), "E-LS-007".to_owned()];
    assert_eq!(enter(&accepted, office.clone()).1, vec![]);
    office.this = Some(2_000_000_001);
    assert_eq!(enter(&draft(), office).1, vec![], "its own earlier self is no repeat");
}

#[test]
fn who_is_in_dibao_is_entered_as_such() {
    let mut office = office();
    let covering = covering(1_000_000_001, "DB1", "dibao-urban", "2020-01");
    office.answers.push((Ask::CasesOf(1), Fact::Covered(vec![covering])));
    assert_eq!(enter(&draft().with("object_class", "1"), office.clone()).1, vec![]);
    slip(&enter(&draft(), office).1, "W-LS-014");
}

#[test]
fn expenses_are_relieved_on_a_report() {
    let spent = draft().with("aid_type", "Z").with("self_pay", "48000");
    let said = |checks: &[(&str, &str, &str)]| {
        let row = |(state, on, until): &(&str, &str, &str)| {
            let mut check = crate::register::Values::new(&crate::register::assistance::means_check::MEANS_CHECK);
            check.set("state", *state);
            check.set("report_on", *on);
            check.set("valid_until", *until);
            (5, check)
        };
        let mut facts = office();
        let of_wife = checks.iter().map(row).collect();
        facts.answers.push((Ask::RowsOf("means_check", "person", 1.into()), Fact::Rows(Vec::new())));
        facts.answers.push((Ask::RowsOf("means_check", "person", 2.into()), Fact::Rows(of_wife)));
        codes_of(&enter(&spent, facts).1, Severity::Doubt)
    };
    assert_eq!(said(&[]), ["E-LS-002"]);
    assert_eq!(said(&[("sent", "2021-11-01", "2022-05-01")]), ["E-LS-002"]);
    assert_eq!(said(&[("closed", "2021-11-09", "2022-05-09")]), ["E-LS-002"], "after the approval");
    assert_eq!(said(&[("closed", "2021-03-01", "2021-09-01")]), ["E-LS-002"], "it no longer holds");
    assert_eq!(said(&[("closed", "2021-11-05", "2022-05-05")]), [""; 0], "the check of one is of the family");
}
