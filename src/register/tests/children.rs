//! 基本生活费 of orphans and of children whom in fact nobody supports: who may draw it, from when on, how much, until when.

use super::{covering, day, month, person, village};
use crate::domain::money::Money;
use crate::domain::parameter::Parameters;
use crate::domain::slip::{Severity, Slip};
use crate::register::{Ask, Covering, Entry, Fact, Facts, RecordFact, Value, Values, find};

const CHILD: i64 = 7;
const FILE: i64 = 70;
const CASE: i64 = 8_000_000_001;

/// A child born then, whose file says so; what covers it.
fn facts(born: &str, file: &[(&str, &str)], covers: Vec<Covering>) -> Facts<'static> {
    let mut facts = Facts::on(day("2021-12-31"), "430406000000");
    facts.answers.push(village());
    let rows = [
        ("child.std_fen/A1", "2020-01-01", "135000"),
        ("child.std_fen/A2", "2020-01-01", "95000"),
        ("child.std_fen/B", "2020-01-01", "95000"),
        ("child.std_fen/B", "2021-10-01", "100000"),
        ("child.std_fen/B/430406002000", "2020-01-01", "110000"),
        ("defacto.review_months", "2020-01-01", "6"),
    ];
    facts.parameters = Parameters::from_rows(rows.map(|(n, d, v)| (n.to_owned(), day(d), v.to_owned())));
    facts.answers.push((Ask::Person(CHILD), Fact::Person(Some(person(CHILD, "张小", "1", born).into()))));
    facts.answers.push((Ask::CasesOf(CHILD), Fact::Covered(covers)));
    let known = values("child", file);
    facts.answers.push((Ask::RowsOf("child", "person", CHILD.into()), Fact::Rows(vec![(FILE, known.clone())])));
    facts
        .answers
        .push((Ask::Record("child", FILE), Fact::Record(Some(RecordFact { values: known, children: Vec::new() }))));
    facts
}

fn values(register: &str, pairs: &[(&str, &str)]) -> Values {
    let mut row = Values::new(find(register).unwrap().register);
    if register == "child" {
        row.set("guardian_name", "张大爷");
        row.set("care_kind", "2");
        row.set("person", CHILD);
    }
    for (col, text) in pairs {
        let value = row.register.field(col).unwrap().kind.read(text, &[]).unwrap();
        row.set(col, value);
    }
    row
}

fn judged(row: &mut Values, facts: &Facts) -> Vec<Slip> {
    let entry: &Entry = find(row.register.name).unwrap();
    (entry.complete)(row, facts);
    (entry.check)(row, facts)
}

fn codes(slips: &[Slip]) -> Vec<&'static str> {
    slips.iter().map(|s| s.code).collect()
}

/// A case of that child, as it is entered.
fn case(register: &str) -> Values {
    values(
        register,
        &[("person", "#7"), ("apply_date", "2021-05-06"), ("district_date", "2021-06-10"), ("origin", "taken_over")],
    )
}

#[test]
fn who_may_draw() {
    let dibao = || vec![covering(1, "DB1", "dibao-rural", "2021-01")];
    for (register, file, covers, said) in [
        ("orphan", "A", vec![], &["W-CH31"][..]),
        ("orphan", "B", vec![], &["W-CH31", "E-CH30"]),
        ("orphan", "A", dibao(), &["W-CH31", "E-CF-01"]),
        ("orphan", "A", vec![covering(1, "TK1", "tekun", "2021-01")], &["W-CH31", "E-CF-01"]),
        ("defacto", "B", dibao(), &["W-CH41"]),
        ("defacto", "A", vec![covering(1, "GE1", "orphans", "2021-01")], &["W-CH41", "E-CH01", "E-CH30"]),
    ] {
        let facts = facts("2011-05-20", &[("main_cat", file)], covers);
        let mut row = case(register);
        let slips = judged(&mut row, &facts);
        assert_eq!(codes(&slips), said, "{register} {file}");
        assert!(slips.iter().filter(|s| s.code.starts_with("E-")).all(|s| s.severity == Severity::Error), "{slips:?}");
        assert_eq!((row.int("child"), row.text("applicant")), (Some(FILE), "张大爷"));
        let review = if register == "defacto" { "2021-12-10" } else { "" };
        assert_eq!(row.text("review_due"), review);
    }
    // The office may let orphans stay in 低保; then the clerk is asked.
    let mut lenient = facts("2011-05-20", &[("main_cat", "A")], dibao());
    lenient.parameters =
        Parameters::from_rows([("child.orphan_excl_dibao".to_owned(), day("2020-01-01"), "0".to_owned())]);
    let slips = judged(&mut case("orphan"), &lenient);
    assert!(slips.iter().any(|s| s.code == "E-CF-01" && s.severity == Severity::Doubt), "{slips:?}");
}

/// A version of a case that stands, with the versions before it.
fn version(register: &str, pairs: &[(&str, &str)], known: &mut Facts, before: Vec<Values>) -> (Values, Vec<Slip>) {
    let (cases, _) = register.split_once('_').unwrap();
    let mut stands = case(cases);
    stands.set("child", FILE);
    stands.set("division", "430406001001");
    let cases = find(cases).unwrap().register.name;
    let children = (1..).zip(before).collect();
    known.answers.push((Ask::Record(cases, CASE), Fact::Record(Some(RecordFact { values: stands, children }))));
    let mut row = values(register, pairs);
    row.set(cases, CASE);
    let slips = judged(&mut row, known);
    (row, slips)
}

/// Draws so much of a scheme from a month on.
fn draws(scheme: &str, since: &str, yuan: i64) -> Covering {
    Covering { pays: vec![(month(since), Money::fen(yuan * 100))], ..covering(1, "X1", scheme, since) }
}

#[test]
fn what_a_version_comes_to() {
    for (register, file, covers, decided, amount) in [
        ("orphan_award", &[("main_cat", "A")][..], vec![], "2021-06-10", 95_000),
        (
            "orphan_award",
            &[("main_cat", "A"), ("care_kind", "1"), ("institution", "#1")],
            vec![],
            "2021-06-10",
            135_000,
        ),
        ("defacto_award", &[("main_cat", "B")], vec![], "2021-06-10", 95_000),
        ("defacto_award", &[("main_cat", "B")], vec![draws("dibao-rural", "2021-01", 493)], "2021-06-10", 45_700),
        ("defacto_award", &[("main_cat", "B")], vec![draws("disability-living", "2021-01", 70)], "2021-06-10", 88_000),
        (
            "defacto_award",
            &[("main_cat", "B")],
            vec![
                draws("dibao-urban", "2021-01", 500),
                draws("disability-living", "2021-01", 70),
                draws("disability-care", "2021-01", 70),
            ],
            "2021-06-10",
            38_000,
        ),
        ("defacto_award", &[("main_cat", "B")], vec![draws("dibao-urban", "2021-08", 500)], "2021-06-10", 95_000),
        ("defacto_award", &[("main_cat", "B")], vec![draws("dibao-urban", "2021-01", 1_200)], "2021-06-10", 0),
        ("defacto_award", &[("main_cat", "B")], vec![], "2021-10-11", 100_000),
    ] {
        let mut facts = facts("2011-05-20", file, covers);
        let (row, slips) = version(register, &[("decided_date", decided)], &mut facts, Vec::new());
        assert_eq!(codes(&slips), [""; 0], "{register} {file:?}");
        assert_eq!(row.money("amount"), Some(Money::fen(amount)), "{register} {file:?} {decided}");
        assert_eq!(row.month("from_month"), Some(crate::domain::month::Month::of(day(decided)).next()));
        assert_eq!(row.get("institution").is_null(), file.len() < 3);
    }
}

/// A case that is about to move is paid by the standard of the town where it still is.
#[test]
fn the_standard_is_that_of_the_town_of_the_month() {
    for (from, amount) in [("2021-07", 95_000), ("2021-09", 110_000)] {
        let mut facts = facts("2011-05-20", &[("main_cat", "B")], vec![]);
        let mut later = Values::new(find("move").unwrap().register);
        later.set("from_month", from);
        later.set("left_division", "430406002001");
        let (row, _) = version("defacto_award", &[("decided_date", "2021-06-10")], &mut facts, vec![later]);
        assert_eq!(row.money("amount"), Some(Money::fen(amount)), "{from}");
    }
}

/// A correction of how a child stands takes away what that row said otherwise; a new row what the one before it said.
#[test]
fn a_correction_of_how_a_child_stands_loses_what_it_changes() {
    let register = find("child_status").unwrap();
    let on = |from: &str, pairs: &[(&str, &str)]| {
        let all = [&[("valid_from", from), ("state", "on"), ("main_cat", "A"), ("care_kind", "2")], pairs].concat();
        let mut row = values("child_status", &all);
        row.set("child", FILE);
        row
    };
    let (first, grown) = (on("2020-01-01", &[]), on("2021-06-01", &[("state", "grown")]));
    let lost = |row: &Values, old: Option<&Values>, others: &[&Values]| {
        let mut facts = facts("2003-09-20", &[("main_cat", "A")], vec![]);
        facts.this = old.map(|_| 9);
        facts.before = old.cloned();
        let children = (1..).zip(others.iter().map(|row| (*row).clone())).collect();
        let record = RecordFact { values: values("child", &[("main_cat", "A")]), children };
        facts.answers.push((Ask::Record("child", FILE), Fact::Record(Some(record))));
        (register.losses)(row, &facts).len()
    };
    assert_eq!(lost(&grown, None, &[&first]), 1, "a new row");
    let named = on("2021-06-01", &[("state", "grown"), ("basis", "雁民〔2021〕6号")]);
    assert_eq!(lost(&named, Some(&grown), &[&first]), 0, "only its paper is corrected");
    assert_eq!(lost(&on("2020-01-01", &[("state", "grown")]), Some(&first), &[]), 1, "the only row is corrected");
}

#[test]
fn what_changes_and_what_is_refused() {
    let mut known =
        facts("2003-09-20", &[("main_cat", "B"), ("school_state", "04")], vec![draws("dibao-rural", "2021-01", 493)]);
    let (first, _) = version("defacto_award", &[("decided_date", "2021-06-10")], &mut known, Vec::new());
    assert_eq!((first.text("change_kind"), first.money("amount")), ("01", Some(Money::fen(45_700))));
    // 低保 pays more: less is left to pay.
    let mut raised = facts("2011-05-20", &[("main_cat", "B")], vec![draws("dibao-rural", "2021-01", 520)]);
    let (less, slips) = version("defacto_award", &[("decided_date", "2021-07-10")], &mut raised, vec![first.clone()]);
    assert_eq!(
        (less.text("change_kind"), less.money("amount"), codes(&slips)),
        ("05", Some(Money::fen(43_000)), vec![])
    );
    let (raise, _) = version("defacto_award", &[("decided_date", "2021-10-10")], &mut raised, vec![first.clone()]);
    assert_eq!(raise.text("change_kind"), "13", "another standard");
    // After the month of the birthday nothing is decided that pays, unless a school certificate carries it on.
    let late = &[("decided_date", "2021-09-25"), ("kind", "award"), ("change_kind", "04")];
    let (_, slips) = version("defacto_award", late, &mut known, vec![first.clone()]);
    assert_eq!(codes(&slips), ["E-CH03"]);
    let file = &[("main_cat", "B"), ("school_state", "04"), ("certified_on", "2021-09-10")];
    let mut at_school = facts("2003-09-20", file, vec![]);
    let (_, slips) = version("defacto_award", late, &mut at_school, vec![first]);
    assert_eq!(codes(&slips), [""; 0]);
    // Money of a child in an institution goes there.
    let mut nowhere = facts("2011-05-20", &[("main_cat", "A"), ("care_kind", "1")], vec![]);
    let (row, slips) = version("orphan_award", &[("decided_date", "2021-06-10")], &mut nowhere, Vec::new());
    assert_eq!((codes(&slips), row.get("institution")), (vec!["E-CH11"], &Value::Null));
}
