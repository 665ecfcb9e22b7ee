//! Award versions: what they come to, what is refused, what else is written.

use super::{codes_of, day, enter, facts, house, member, month, person, slip};
use crate::domain::money::Money;
use crate::domain::slip::{Severity, Slip};
use crate::register::assistance::award::AWARD;
use crate::register::assistance::award_case::AwardVersion;
use crate::register::assistance::dibao::DIBAO;
use crate::register::core::difference;
use crate::register::core::judging::{judge, read_typed};
use crate::register::{
    Ask, AwardFact, BeforeAsk, BeforeFact, CaseFact, CoverFact, Draft, Fact, Facts, Field, HouseholdFact, Record,
    Value, Values, Write, find,
};
use std::rc::Rc;

const CASE: i64 = 1_000_000_001;

/// The handbook's example 1 (assistance 2.6): father, mother (disabled, level 2), a child of 9.
fn three() -> HouseholdFact {
    let mut mother = person(2, "解秀兰", "2", "1975-05-01");
    mother.disability_level = Some("2".to_owned());
    mother.disability_type = Some("4".to_owned());
    let people = [(person(1, "曾国安", "1", "1970-05-01"), "02"), (mother, "12")];
    let child = (person(3, "曾小明", "1", "2012-05-01"), "22");
    house(9, people.into_iter().chain([child]).map(|(p, r)| member(p, r)).collect())
}

fn case(household: HouseholdFact, awards: Vec<AwardFact>) -> CaseFact {
    CaseFact {
        key: CASE,
        case_no: "DB430406202100001".to_owned(),
        scheme: "dibao-urban".to_owned(),
        town: "先锋街道".to_owned(),
        case_type: "FAMILY".to_owned(),
        origin: "applied".to_owned(),
        lacks: Vec::new(),
        retained: false,
        has_cause: true,
        household: Some(household),
        awards,
        paid_until: None,
    }
}

fn office(case: CaseFact) -> Facts<'static> {
    let mut facts = facts();
    for on in ["2018-03-01", "2021-06-01", "2021-11-29", "2021-12-01", "2022-02-01"] {
        facts.answers.push((Ask::Dibao(CASE, day(on)), Fact::Case(Some(case.clone()))));
    }
    facts
}

/// A version of the three with 740 + 180.
fn earlier(from: &str, kind: &str) -> AwardFact {
    let share = |person, share, extra| CoverFact {
        person,
        name: format!("{person}号"),
        share: Money::fen(share),
        extra: Money::fen(extra),
    };
    AwardFact {
        key: 50,
        from_month: month(from),
        kind: kind.to_owned(),
        class_code: Some("B".to_owned()),
        income: Money::fen(106_000),
        standard: Money::fen(60_000),
        total: Money::fen(92_000),
        persons: 3,
        covers: vec![share(1, 24_667, 0), share(2, 24_667, 12_000), share(3, 24_666, 6_000)],
    }
}

fn draft(income: &str) -> Draft {
    Draft::new(&AWARD)
        .with("dibao", format!("#{CASE}"))
        .with("decided_date", "2021-11-29")
        .with("income", income)
        .with("class_code", "B")
}

fn follows(values: &Values, facts: &Facts) -> Vec<Write> {
    AwardVersion::read(values).unwrap().follows(facts)
}

/// The change rows: kind, households, persons, fen, person.
fn changes(writes: &[Write]) -> Vec<(String, i64, i64, i64, Option<i64>)> {
    let of = |row: &[(&str, Value)], col: &str| row.iter().find(|(c, _)| *c == col).map(|(_, v)| v.clone()).unwrap();
    writes
        .iter()
        .filter_map(|w| match w {
            Write::Insert("change", row) => Some((
                of(row, "kind").text().unwrap().to_owned(),
                of(row, "households_delta").int().unwrap(),
                of(row, "persons_delta").int().unwrap(),
                of(row, "amount_delta").int().unwrap(),
                of(row, "person").int(),
            )),
            _ => None,
        })
        .collect()
}

#[test]
fn the_handbooks_family_gets_920() {
    let facts = office(case(three(), vec![]));
    let (values, slips) = enter(&draft("1060"), facts.clone());
    assert_eq!(slips, vec![]);
    let money = |col: &str| values.int(col).unwrap();
    assert_eq!(values.text("from_month"), "2021-12");
    assert_eq!((money("base"), money("extra"), money("total")), (74_000, 18_000, 92_000));
    assert_eq!((money("persons"), money("standard"), money("per_head_income")), (3, 60_000, 35_333));
    assert_eq!(values.text("change_kind"), "01");

    let writes = follows(&values, &facts);
    let covers = writes.iter().filter(|w| matches!(w, Write::Insert("cover", _))).count();
    assert_eq!(covers, 3);
    let shares: i64 = writes
        .iter()
        .filter_map(|w| match w {
            Write::Insert("cover", row) => row.iter().find(|(c, _)| *c == "share").and_then(|(_, v)| v.int()),
            _ => None,
        })
        .sum();
    assert_eq!(shares, 74_000, "the shares add up to the base");
    assert_eq!(changes(&writes), [("01".to_owned(), 1, 3, 92_000, None)]);
    let state = vec![("state", Value::from("active")), ("class_code", Value::from("B"))];
    assert!(writes.contains(&Write::Update("dibao", CASE, state)));
}

#[test]
fn a_case_and_its_first_version_in_one_draft() {
    let mut facts = facts();
    facts.answers.push((Ask::HouseholdOn(9, day("2021-12-01")), Fact::Household(Some(three()))));
    let mut parent = Values::new(&DIBAO);
    for (col, value) in [("kind", "R"), ("case_type", "FAMILY"), ("origin", "taken_over")] {
        parent.set(col, value);
    }
    parent.set("household", 9);
    facts.parent = Some(parent);
    let alone = Draft::new(&AWARD).with("decided_date", "2021-11-29").with("income", "1060").with("class_code", "C");
    let (mut values, slips) = enter(&alone, facts.clone());
    assert_eq!(slips, vec![], "the case has no key yet, and needs none to be judged");
    assert_eq!(values.int("total"), Some(92_000));
    assert_eq!(follows(&values, &facts), vec![], "nothing is written before the case has its key");
    values.set("dibao", CASE);
    assert_eq!(changes(&follows(&values, &facts)).len(), 1);
}

fn codes_for(draft: &Draft, case: CaseFact) -> Vec<&'static str> {
    let (_, slips): (_, Vec<Slip>) = enter(draft, office(case));
    codes_of(&slips, Severity::Error)
}

#[test]
fn what_is_refused() {
    let first = || vec![earlier("2021-06", "award")];
    assert_eq!(codes_for(&draft("1800"), case(three(), vec![])), ["E-DB-020"]);
    assert_eq!(codes_for(&draft("1799.99"), case(three(), vec![])), [""; 0]);
    assert_eq!(codes_for(&draft("1060").with("total", "740"), case(three(), vec![])), ["E-DB-030"]);
    assert_eq!(codes_for(&draft("1060").with("from_month", "2021-11"), case(three(), vec![])), ["E-DB-011"]);
    let taken_over = CaseFact { origin: "taken_over".to_owned(), ..case(three(), vec![]) };
    assert_eq!(codes_for(&draft("1060").with("from_month", "2018-03"), taken_over), ["E-PM01"], "no standard then");
    let again = draft("1060").with("from_month", "2021-06").with("decided_date", "2021-05-20");
    assert_eq!(codes_for(&again, case(three(), first())), ["E-DB-018"]);
    let ended = vec![earlier("2021-06", "end")];
    assert_eq!(codes_for(&draft("1060"), case(three(), ended)), ["E-DB-017"]);
    assert_eq!(codes_for(&draft("0").with("kind", "end"), case(three(), first())), ["E-RG06"]);
    assert_eq!(codes_for(&draft("0").with("kind", "暂停"), case(three(), vec![])), ["E-DB-016"]);
    let unconfirmed = CaseFact { lacks: lacks("district_date"), ..case(three(), vec![]) };
    assert_eq!(codes_for(&draft("1060"), unconfirmed), ["E-DB-014"]);
    let homeless = CaseFact { household: None, ..case(three(), vec![]) };
    assert!(codes_for(&draft("1060"), homeless).contains(&"E-RG07"));
    let future = draft("1060").with("decided_date", "2022-01-05");
    assert_eq!(codes_for(&future, case(three(), vec![])), ["E-RG03"]);
}

#[test]
fn the_kind_of_change_follows_from_what_changed() {
    let before = || vec![earlier("2021-06", "award")];
    let changed = |draft: Draft, house: HouseholdFact, before: Vec<AwardFact>| {
        let facts = office(case(house, before));
        let (values, slips) = enter(&draft, facts.clone());
        assert_eq!(codes_of(&slips, Severity::Error), [""; 0], "{slips:#?}");
        changes(&follows(&values, &facts))
    };
    let one = |kind: &str, h: i64, p: i64, fen: i64, person: Option<i64>| vec![(kind.to_owned(), h, p, fen, person)];
    let mut four = three();
    four.members.push(member(person(4, "曾小花", "2", "2021-10-01"), "32"));
    let mut two = three();
    two.members.pop();
    // 增员: one more standard and 10 % for the new minor.
    assert_eq!(changed(draft("1060"), four.clone(), before()), one("02", 0, 1, 66_000, Some(4)));
    assert_eq!(changed(draft("1060"), two, before()), one("03", 0, -1, -66_000, Some(3)));
    assert_eq!(changed(draft("1000"), three(), before()), one("04", 0, 0, 6_000, None));
    assert_eq!(changed(draft("1100"), three(), before()), one("05", 0, 0, -4_000, None));
    assert_eq!(changed(draft("1060").with("class_code", "A"), three(), before()), one("12", 0, 0, 0, None));
    let end = draft("0").with("kind", "end").with("reason_code", "01");
    assert_eq!(changed(end, three(), before()), one("06", -1, -3, -92_000, None));
    assert_eq!(changed(draft("0").with("kind", "suspended"), three(), before()), one("07", 0, 0, -92_000, None));
    let suspended = vec![AwardFact { total: Money::ZERO, ..earlier("2021-06", "suspended") }];
    assert_eq!(changed(draft("1060"), three(), suspended), one("08", 0, 0, 92_000, None));
    let lower =
        vec![AwardFact { standard: Money::fen(55_000), total: Money::fen(77_000), ..earlier("2020-06", "award") }];
    assert_eq!(changed(draft("1060"), three(), lower), one("13", 0, 0, 15_000, None));
    assert_eq!(changed(draft("0").with("kind", "grace"), three(), before()), one("12", 0, 0, 0, None));
    // One in, one out in the same month: both are counted.
    let mut exchanged = four;
    exchanged.members.retain(|m| m.person.key != 3);
    let both = changed(draft("1060"), exchanged, before());
    assert_eq!(both, [("02".to_owned(), 0, 1, 0, Some(4)), ("03".to_owned(), 0, -1, 0, Some(3))]);
    // Nothing changed: nothing is written, unless the clerk says what it is.
    assert_eq!(codes_for(&draft("1060"), case(three(), before())), ["E-DB-019"]);
    assert_eq!(codes_for(&draft("1060").with("change_kind", "11"), case(three(), before())), [""; 0]);
}

#[test]
fn suspended_and_grace_keep_the_people() {
    let facts = office(case(three(), vec![earlier("2021-06", "award")]));
    let (values, slips) = enter(&draft("0").with("kind", "suspended"), facts.clone());
    assert_eq!(slips, vec![]);
    assert_eq!((values.int("persons"), values.int("total")), (Some(3), Some(0)));
    let (values, slips) = enter(&draft("0").with("kind", "grace"), facts);
    assert_eq!(slips, vec![]);
    assert_eq!((values.int("persons"), values.int("total")), (Some(3), Some(92_000)));
    assert_eq!((values.int("base"), values.int("extra")), (Some(74_000), Some(18_000)));
}

#[test]
fn a_retained_case_is_frozen() {
    let kept = CaseFact { retained: true, ..case(three(), vec![earlier("2021-06", "award")]) };
    let typed = draft("3000").with("change_kind", "12");
    let (values, slips) = enter(&typed, office(kept.clone()));
    assert_eq!(codes_of(&slips, Severity::Error), [""; 0]);
    assert_eq!(slip(&slips, "E-DB-020").severity, Severity::Warning);
    assert_eq!(values.int("total"), Some(92_000));
    let new = CaseFact { awards: vec![], ..kept };
    assert_eq!(codes_for(&draft("3000"), new), ["E-JN-003"]);
}

#[test]
fn a_single_applicant() {
    let mut home = three();
    for (i, m) in home.members.iter_mut().enumerate() {
        m.is_covered = i == 1;
    }
    let single = CaseFact { case_type: "SINGLE".to_owned(), ..case(home, vec![]) };
    // The family has 820.00 a head; the disabled one has nothing of her own: 600.00 and 20 %.
    let own = |income: &str| draft(income).with("own_income", "0");
    let (values, slips) = enter(&own("2460"), office(single.clone()));
    assert_eq!(slips, vec![]);
    assert_eq!((values.int("total"), values.int("persons")), (Some(72_000), Some(1)));
    let (values, _) = enter(&draft("2460").with("own_income", "100"), office(single.clone()));
    assert_eq!(values.int("base"), Some(50_000));
    assert_eq!(codes_for(&own("2700"), single.clone()), ["E-DB-020"]);
    assert_eq!(codes_for(&own("2699.99"), single.clone()), [""; 0], "899.9967 a head is in the edge");
    // What the person earns is asked for, and not taken for nothing.
    assert_eq!(codes_for(&draft("2460"), single), ["E-RG06"]);
}

#[test]
fn a_first_award_asks_for_the_income() {
    let silent = Draft::new(&AWARD).with("dibao", format!("#{CASE}")).with("decided_date", "2021-11-29");
    let (_, slips) = enter(&silent, office(case(three(), vec![])));
    assert_eq!(codes_of(&slips, Severity::Error), ["E-RG01"]);
    assert_eq!(slip(&slips, "E-RG01").field, Some("income"));
    assert_eq!(codes_for(&silent.with("income", "0"), case(three(), vec![])), [""; 0], "nothing earned can be said");
}

/// The office with the version in force as the row that a new one follows.
fn with_before(case: CaseFact, income: &str) -> Facts<'static> {
    let mut facts = office(case);
    let mut row = Values::new(&AWARD);
    row.set("dibao", CASE);
    for (col, text) in
        [("from_month", "2021-06"), ("class_code", "B"), ("decided_date", "2021-05-20"), ("kind", "award")]
    {
        row.set(col, text);
    }
    row.set("income", Money::parse(income).unwrap());
    row.set("own_income", 0);
    row.set("total", 92_000);
    for start in [None, Some("2021-12".to_owned())] {
        let ask = BeforeAsk { register: "award", within: vec![("dibao", CASE)], start };
        let before = BeforeFact { values: row.clone(), by: "张敏".to_owned() };
        facts.answers.push((Ask::Before(ask), Fact::Before(Some(before))));
    }
    facts
}

#[test]
fn a_new_version_begins_as_a_copy_and_says_what_it_changes() {
    let bare = Draft::new(&AWARD).with("dibao", format!("#{CASE}")).with("decided_date", "2021-11-29");
    let facts = with_before(case(three(), vec![earlier("2021-06", "award")]), "1060");
    let (values, slips) = enter(&bare, facts.clone());
    assert_eq!((values.int("income"), values.text("class_code")), (Some(106_000), "B"));
    assert_eq!((values.int("total"), codes_of(&slips, Severity::Error)), (Some(92_000), vec!["E-DB-019"]));
    assert!(slip(&slips, "E-DB-019").text.contains("没有变化(每月 920.00 元)"));
    let entry = find("award").unwrap();
    let told = |draft: &Draft, facts: &Facts| {
        let (values, slips) = enter(draft, facts.clone());
        assert_eq!(codes_of(&slips, Severity::Error), [""; 0], "{slips:#?}");
        difference::of(entry, &values, facts, &|_, _| None).unwrap().lines()
    };
    // An explicit zero stays one, and what it does to the money is told.
    assert_eq!(
        told(&bare.clone().with("income", "0"), &facts),
        [
            "月保障金 920.00 → 1,980.00 元(+1,060.00), 自 2021-12 起",
            "家庭月收入 1,060.00 → 0.00",
            "原核定自 2021-06 起, 2021-05-20 核定, 张敏 录入"
        ]
    );
    let mut other = three();
    other.members.pop();
    other.members.push(member(person(4, "曾小花", "2", "2021-10-01"), "32"));
    let changed = with_before(case(other, vec![earlier("2021-06", "award")]), "1060");
    let lines = told(&bare, &changed);
    assert_eq!(lines[1], "新增对象 曾小花; 不再保障 3号");
    let end = bare.with("kind", "end").with("reason_code", "01");
    let lines = told(&end, &facts);
    assert_eq!(lines[0], "月保障金 920.00 → 0.00 元(-920.00), 自 2021-12 起");
    assert_eq!(lines[1], "核定类型 发放 → 停发; 不再保障 1号、2号、3号");
}

#[test]
fn who_may_apply_alone() {
    let judged = |change: &dyn Fn(&mut crate::register::PersonFact)| {
        let mut home = three();
        for (i, m) in home.members.iter_mut().enumerate() {
            m.is_covered = i == 1;
        }
        let person = Rc::make_mut(&mut home.members[1].person);
        (person.disability_type, person.disability_level) = (None, None);
        change(person);
        let single = CaseFact { case_type: "SINGLE".to_owned(), ..case(home, vec![]) };
        let (_, slips) = enter(&draft("2460").with("own_income", "0"), office(single));
        slips.iter().map(|s| s.code).collect::<Vec<_>>()
    };
    let several = |parts: &'static str| {
        judged(&move |p| {
            p.disability_type = Some("7".to_owned());
            p.disability_level = Some("3".to_owned());
            p.disability_multi = Some(parts.to_owned());
        })
    };
    assert_eq!(judged(&|_| ()), ["E-DB-022"]);
    assert_eq!(several("45"), [""; 0], "one of them is 智力");
    assert_eq!(several("46"), [""; 0], "one of them is 精神");
    assert_eq!(several("14"), ["E-DB-022"]);
    assert_eq!(judged(&|p| p.special_status = Some("1".to_owned())), ["W-DB-055"]);
    assert_eq!(judged(&|p| p.disease_name = Some("尿毒症".to_owned())), [""; 0]);
}

#[test]
fn months_that_the_bank_has_paid_are_spoken_of() {
    let paid = CaseFact { paid_until: Some(month("2021-12")), ..case(three(), vec![earlier("2021-06", "award")]) };
    let (_, slips) = enter(&draft("1000"), office(paid));
    assert!(slip(&slips, "W-DB-051").text.contains("2021-12"));
}

#[test]
fn who_is_covered_is_who_was_there_when_it_starts() {
    let mut facts = facts();
    let mut two = three();
    two.members.pop();
    let on = |home: HouseholdFact| Fact::Case(Some(case(home, vec![])));
    facts.answers.push((Ask::Dibao(CASE, day("2021-12-01")), on(two)));
    facts.answers.push((Ask::Dibao(CASE, day("2021-12-20")), on(three())));
    let from = |decided: &str, month: &str| {
        let typed = draft("0").with("decided_date", decided).with("from_month", month);
        enter(&typed, facts.clone()).0.int("persons")
    };
    assert_eq!(from("2021-11-29", "2021-12"), Some(2), "on the first of the month");
    assert_eq!(from("2021-12-20", "2021-12"), Some(3), "a decision for its own month: on its day");
    let nobody = CaseFact { household: Some(house(9, vec![])), ..case(three(), vec![]) };
    let (_, slips) = enter(&draft("1060"), office(nobody));
    assert!(slip(&slips, "E-DB-023").text.contains("2021-12-01"), "{slips:?}");
}

#[test]
fn a_version_without_a_cause_is_pointed_out() {
    let silent = CaseFact { has_cause: false, ..case(three(), vec![]) };
    let (_, slips) = enter(&draft("1060"), office(silent));
    assert_eq!((slips.len(), slip(&slips, "W-DB-052").severity), (1, Severity::Warning));
}

#[test]
fn papers_are_asked_of_those_who_applied_here() {
    let taken_over = CaseFact { origin: "taken_over".to_owned(), ..case(three(), vec![]) };
    assert_eq!(codes_for(&draft("1060"), taken_over), [""; 0]);
    // A notice is asked for before the first version; what was granted without one goes on.
    let unposted = |awards| CaseFact { lacks: lacks("notice_from"), ..case(three(), awards) };
    assert_eq!(codes_for(&draft("1060"), unposted(vec![])), ["E-DB-014"]);
    assert_eq!(codes_for(&draft("900"), unposted(vec![earlier("2021-06", "award")])), [""; 0]);
    let unconfirmed = CaseFact { lacks: lacks("district_date"), ..case(three(), vec![earlier("2021-06", "award")]) };
    assert_eq!(codes_for(&draft("900"), unconfirmed), ["E-DB-014"]);
}

/// A step that was not taken.
fn lacks(col: &str) -> Vec<&'static Field> {
    DIBAO.field(col).into_iter().collect()
}

#[test]
fn the_dead_are_not_covered() {
    let mut home = three();
    Rc::make_mut(&mut home.members[0].person).death_date = Some(day("2021-11-20"));
    let (values, slips) = enter(&draft("1060"), office(case(home, vec![earlier("2021-06", "award")])));
    slip(&slips, "W-X03");
    assert_eq!((values.int("persons"), values.text("change_kind")), (Some(2), "03"));
}

#[test]
fn a_saved_version_keeps_what_money_hangs_on() {
    let mut facts = office(case(three(), vec![]));
    let (saved, _) = enter(&draft("1060"), facts.clone());
    facts.this = Some(50);
    let entry = find("award").unwrap();
    let correct = |col: &'static str, text: &str| {
        let mut draft = Draft::new(&AWARD).with(col, text);
        draft.key = Some(50);
        let typed = read_typed(entry, &draft, saved.clone());
        let mut values = typed.values;
        (entry.complete)(&mut values, &facts);
        assert_eq!(follows(&values, &facts), vec![], "a correction writes no second change row");
        codes_of(&judge(entry, &values, &typed.slips, &facts).slips, Severity::Error)
    };
    for (col, text) in [("total", "930"), ("income", "0"), ("from_month", "2022-01"), ("kind", "end")] {
        assert_eq!(correct(col, text), ["E-RG10"], "{col}");
    }
    assert_eq!(correct("total", "920"), [""; 0], "the same again is no change");
    assert_eq!(correct("decided_date", "2021-11-28"), [""; 0]);
}
