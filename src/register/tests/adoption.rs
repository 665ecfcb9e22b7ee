//! An adoption: who may adopt whom, what a decision asks for, and what it changes.

use crate::domain::slip::Severity;
use crate::register::children::adoption::{ADOPTION, Adoption};
use crate::register::children::child::CHILD;
use crate::register::children::child_status::CHILD_STATUS;
use crate::register::children::dream_grant::DREAM_GRANT;
use crate::register::people::person::PERSON;
use crate::register::tests::{Cells, day, enter, person, row};
use crate::register::{Ask, Draft, Entry, Fact, Facts, PersonFact, RecordFact, Value, Values, Write};

/// 张小, a girl of ten on file, disabled or not; 王强 (born 1980) who is married to 李梅 (born 1985); 赵兰 (1979), who is not, and 陈静 (born 1991-12-01);
/// earlier adoptions of the child, and of 王强.
fn facts(file: &Cells, disabled: bool, of_child: &[&Cells], of_adopter: &[&Cells]) -> Facts<'static> {
    let mut facts = Facts::on(day("2021-12-31"), "430406000000");
    let people = [(7, "张小", "2", "2011-05-20", ""), (8, "王强", "1", "1980-03-01", "21")];
    let others = [
        (9, "李梅", "2", "1985-06-11", "21"),
        (10, "赵兰", "2", "1979-02-01", "10"),
        (11, "陈静", "2", "1991-12-01", "21"),
    ];
    for (key, name, sex, born, marital) in people.into_iter().chain(others) {
        let mut known = person(key, name, sex, born);
        known.disability_level = (disabled && key == 7).then(|| "2".to_owned());
        facts.answers.push((Ask::Person(key), Fact::Person(Some(known.into()))));
        let cells = row(&PERSON, &[("marital_code", marital), ("birth_date", born)]);
        facts.answers.push((Ask::Row("person", key), Fact::Row(Some(cells))));
    }
    let rows = |all: &[&Cells]| Fact::Rows((1..).zip(all.iter().map(|cells| row(&ADOPTION, cells))).collect());
    for (col, key, known) in [("person", 7, of_child), ("adopter", 8, of_adopter)] {
        facts.answers.push((Ask::RowsOf("adoption", col, key.into()), rows(known)));
    }
    for (col, key) in
        [("spouse", 8), ("adopter", 9), ("spouse", 9), ("adopter", 10), ("spouse", 10), ("adopter", 11), ("spouse", 11)]
    {
        facts.answers.push((Ask::RowsOf("adoption", col, key.into()), rows(&[])));
    }
    let file = (!file.is_empty()).then(|| row(&CHILD, &[file, &[("person", "7")]].concat()));
    facts.answers.push((Ask::Row("child", 5), Fact::Row(file.clone())));
    let known = file.clone().map(|values| {
        let mut row = row(&CHILD_STATUS, &[("child", "5"), ("valid_from", "2020-05-08"), ("school_state", "02")]);
        ["main_cat", "care_kind", "state"].into_iter().for_each(|col| row.set(col, values.get(col).clone()));
        RecordFact { values, children: vec![(1, row)] }
    });
    facts.answers.push((Ask::Record("child", 5), Fact::Record(known)));
    let files = file.into_iter().map(|file| (5, file)).collect();
    facts.answers.push((Ask::RowsOf("child", "person", 7.into()), Fact::Rows(files)));
    let open = row(&DREAM_GRANT, &[("applied_on", "2021-09-02")]);
    let grants = if disabled { Vec::new() } else { vec![(1, open)] };
    facts.answers.push((Ask::RowsOf("dream_grant", "person", 7.into()), Fact::Rows(grants)));
    facts
}

const ORPHAN: &Cells = &[("main_cat", "A"), ("care_kind", "2"), ("state", "on")];
/// An orphan whom a married couple adopts.
const GRANTED: [(&str, &str); 16] = [
    ("person", "#7"),
    ("kind", "4"),
    ("adopter", "#8"),
    ("spouse", "#9"),
    ("children_before", "0"),
    ("is_able", "1"),
    ("is_ill", "0"),
    ("is_convicted", "0"),
    ("sender", "监护人"),
    ("applied_on", "2021-10-20"),
    ("consent_on", "2021-10-20"),
    ("assess_from", "2021-09-01"),
    ("assess_to", "2021-10-15"),
    ("fusion_days", "30"),
    ("decided_on", "2021-11-19"),
    ("cert_no", "第430406001号"),
];

fn draft(other: &Cells) -> Draft {
    let typed = GRANTED.iter().chain(other);
    typed.fold(Draft::new(&ADOPTION), |draft, (col, text)| draft.with(col, *text))
}

/// Codes but for the notice of what is applied for of 福彩圆梦.
fn said(other: &Cells, facts: Facts) -> Vec<&'static str> {
    let slips = enter(&draft(other), facts).1;
    slips.iter().map(|slip| slip.code).filter(|code| *code != "W-AO20").collect()
}

/// Without a spouse.
const ALONE: (&str, &str) = ("spouse", "");

#[test]
fn who_may_adopt_whom() {
    let plain = || facts(ORPHAN, false, &[], &[]);
    const KIN: &[(&str, &str)] = &[("kind", "6"), ("adopter", "#8"), ALONE];
    for (other, codes) in [
        (&[][..], &[][..]),
        (&[("adopter", "#7")], &["E-AO04", "E-AO07"]),
        (&[("spouse", "#8")], &["E-AO04"]),
        (&[ALONE], &["E-AO06", "E-AO05"]),
        (&[("adopter", "#10"), ALONE], &[]),
        (KIN, &["E-AO05"]),
        (&[("spouse", "#10")], &["E-AO21"]),
        (&[("adopter", "#10")], &["E-AO23", "E-AO21"]),
        (&[("adopter", "#11"), ("spouse", "#8")], &["E-AO07"]),
        (&[("spouse", "#11")], &["E-AO07"]),
        (&[("spouse", "#11"), ("decided_on", "2021-12-01"), ("applied_on", "2021-11-03")], &[]),
        (&[("kind", "7"), ("adopter", "#11"), ALONE, ("is_able", "0"), ("children_before", "3")], &[]),
        (&[("kind", "7"), ("assess_to", ""), ("fusion_days", ""), ("is_ill", "1")], &[]),
        (&[("is_able", "0")], &["E-AO08"]),
        (&[("is_ill", "1")], &["E-AO08"]),
        (&[("is_convicted", "1")], &["E-AO08"]),
        (&[("is_convicted", "1"), ("refused_why", "有违法犯罪记录"), ("cert_no", "")], &[]),
        (&[("children_before", "5")], &[]),
        (&[("kind", "6"), ("children_before", "1")], &[]),
        (&[("kind", "6"), ("children_before", "2")], &["E-AO09"]),
    ] {
        assert_eq!(said(other, plain()), codes, "{other:?}");
    }
    assert!(said(&[("person", "#10")], plain()).contains(&"E-AO01"), "who is of age");
    let disabled = facts(ORPHAN, true, &[], &[]);
    assert_eq!(said(&[("kind", "6"), ("children_before", "2")], disabled), [] as [&str; 0]);
}

#[test]
fn what_a_decision_asks_for() {
    for (other, codes) in [
        (&[("cert_no", "")][..], &["E-AO11"][..]),
        (&[("cert_no", ""), ("refused_why", "评估不合格")], &[]),
        (&[("consent_on", "")], &["E-AO12"]),
        (&[("assess_to", "")], &["E-AO13"]),
        (&[("fusion_days", "29")], &["E-AO14"]),
        (&[("decided_on", "2021-11-20"), ("applied_on", "2021-10-21")], &[]),
        (&[("decided_on", "2021-11-20")], &["E-AO16"]),
        (&[("decided_on", ""), ("cert_no", "")], &["W-AO17"]),
        (&[("decided_on", ""), ("cert_no", ""), ("applied_on", "2021-12-01")], &[]),
        (&[("decided_on", ""), ("cert_no", ""), ("dissolved_on", "2021-12-02")], &["E-AO19", "W-AO17"]),
        (&[("decided_on", ""), ("cert_no", ""), ("refused_why", "撤回申请")], &["E-AO19", "W-AO17"]),
        (&[("dissolved_on", "2021-12-02")], &[]),
    ] {
        assert_eq!(said(other, facts(ORPHAN, false, &[], &[])), codes, "{other:?}");
    }
}

#[test]
fn a_notice_is_up_sixty_days_before_a_foundling_is_adopted() {
    const FOUNDLING: &Cells = &[("main_cat", "C3"), ("care_kind", "3"), ("state", "on")];
    for (from, to, codes) in [
        ("", "", &["E-AO15"][..]),
        ("2021-09-01", "2021-10-30", &["E-AO15"]),
        ("2021-09-01", "2021-10-31", &[]),
        ("2021-09-01", "2021-11-20", &["E-RG05"]),
    ] {
        let other = [("kind", "3"), ("notice_from", from), ("notice_to", to)];
        assert_eq!(said(&other, facts(FOUNDLING, false, &[], &[])), codes, "{from} {to}");
    }
    // What is posted after the application gives more days.
    let late =
        [("kind", "3"), ("notice_from", "2021-10-01"), ("notice_to", "2021-11-30"), ("decided_on", "2021-12-29")];
    assert_eq!(said(&late, facts(FOUNDLING, false, &[], &[])), [] as [&str; 0]);
}

#[test]
fn what_the_office_knows() {
    const BEFORE: &Cells = &[("state", "decided"), ("decided_on", "2019-03-01"), ("adopter", "8")];
    const HOUSED: &Cells = &[("main_cat", "A"), ("care_kind", "1"), ("state", "on")];
    const OTHER: &Cells = &[("main_cat", "B"), ("care_kind", "2"), ("state", "on")];
    for (file, of_child, of_adopter, other, codes) in [
        (ORPHAN, &[BEFORE][..], &[][..], &[][..], &["E-AO02"][..]),
        (ORPHAN, &[&[("state", "dissolved")][..]], &[], &[], &[]),
        (ORPHAN, &[], &[BEFORE], &[], &["E-AO10"]),
        (ORPHAN, &[], &[BEFORE], &[("children_before", "1")], &[]),
        (HOUSED, &[], &[], &[], &["E-AO03"]),
        (HOUSED, &[], &[], &[("kind", "2")], &[]),
        (OTHER, &[], &[], &[], &["E-AO03"]),
        (OTHER, &[], &[], &[("kind", "5")], &[]),
        (&[], &[], &[], &[], &[]),
    ] {
        assert_eq!(said(other, facts(file, false, of_child, of_adopter)), codes, "{file:?} {other:?}");
    }
    let slips = enter(&draft(&[]), facts(ORPHAN, false, &[], &[])).1;
    assert_eq!(slips.iter().map(|s| (s.code, s.severity)).collect::<Vec<_>>(), [("W-AO20", Severity::Warning)]);
    assert_eq!(enter(&draft(&[]), facts(ORPHAN, true, &[], &[])).1, []);
}

#[test]
fn a_registration_changes_the_file_once_and_takes_the_money_away() {
    let entry = Entry::of::<Adoption>();
    let known = facts(ORPHAN, false, &[], &[]);
    let (values, _) = enter(&draft(&[]), facts(ORPHAN, false, &[], &[]));
    assert_eq!((values.text("state"), values.int("child")), ("decided", Some(5)));
    let writes = (entry.follows)(&values, &known);
    let [Write::Insert("child_status", row), Write::Update("child", 5, cols)] = &writes[..] else {
        panic!("{writes:?}")
    };
    let adopted = [("state", Value::from("adopted")), ("care_kind", "5".into()), ("main_cat", "A".into())];
    assert!(adopted.iter().all(|cell| row.contains(cell) && cols.contains(cell)));
    assert!(row.contains(&("valid_from", "2021-11-19".into())));
    let losses = (entry.losses)(&values, &known);
    assert_eq!(losses.iter().map(|l| (l.person, l.from.to_string())).collect::<Vec<_>>(), [(7, "2021-12".to_owned())]);
    // A correction later on changes nothing more, and may not move the day.
    let mut again = facts(ORPHAN, false, &[], &[]);
    again.before = Some(values.clone());
    assert_eq!(((entry.follows)(&values, &again), (entry.losses)(&values, &again)), (vec![], vec![]));
    let mut moved = values.clone();
    moved.set("decided_on", "2021-11-18");
    assert!((entry.check)(&moved, &again).iter().any(|slip| slip.code == "E-AO18"));
    // Nor is it refused afterwards, or a refusal taken back.
    let mut refused = values.clone();
    refused.set("refused_why", "评估不合格");
    let said = |row: &Values, known: &Facts| (entry.check)(row, known).iter().any(|slip| slip.code == "E-AO18");
    assert!(said(&refused, &again) && !said(&values, &again));
    again.before = Some(refused.clone());
    assert!(said(&values, &again) && !said(&refused, &again));
    // Before the decision nothing changes.
    let (open, _) = enter(&draft(&[("decided_on", ""), ("cert_no", "")]), facts(ORPHAN, false, &[], &[]));
    assert_eq!(((entry.follows)(&open, &known), (entry.losses)(&open, &known)), (vec![], vec![]));
    assert_eq!(open.text("state"), "applied");
}

/// The row carries what held on that day; a later one that goes on says more, one that brings the child back stands against it.
#[test]
fn a_registration_stands_among_the_rows_of_the_file() {
    let entry = Entry::of::<Adoption>();
    for (from, state, codes, wrote) in [
        ("2021-11-18", "on", &[][..], 2),
        ("2021-11-19", "on", &["E-AO22"], 2),
        ("2021-11-19", "adopted", &[], 0),
        ("2021-11-18", "adopted", &[], 0),
        ("2021-12-01", "on", &["E-AO22"], 1),
        ("2021-12-01", "grown", &[], 1),
    ] {
        let mut known = facts(ORPHAN, false, &[], &[]);
        let mut file = known.record("child", 5).cloned().unwrap();
        let cells = [("valid_from", from), ("state", state), ("main_cat", "A"), ("school_state", "03")];
        file.children.push((2, row(&CHILD_STATUS, &cells)));
        known.answers.push((Ask::Record("child", 5), Fact::Record(Some(file))));
        assert_eq!(said(&[], known.clone()), codes, "{from} {state}");
        let (values, _) = enter(&draft(&[]), known.clone());
        let writes = (entry.follows)(&values, &known);
        assert_eq!(writes.len(), wrote, "{from} {state}");
        if let Some(Write::Insert(_, row)) = writes.first() {
            let schooling = if from <= "2021-11-19" { "03" } else { "02" };
            assert!(
                row.contains(&("school_state", schooling.into()))
                    && row.contains(&("adoption", Value::Int(Write::THIS)))
            );
        }
    }
}

/// What is said with another person in the place of a known one.
fn said_of(other: &Cells, key: i64, change: impl Fn(&mut PersonFact, &mut Values)) -> Vec<&'static str> {
    let mut facts = facts(ORPHAN, true, &[], &[]);
    let mut known = facts.person(key).unwrap().clone();
    let mut cells = facts.row("person", key).unwrap().clone();
    change(&mut known, &mut cells);
    facts.answers.push((Ask::Person(key), Fact::Person(Some(known.into()))));
    facts.answers.push((Ask::Row("person", key), Fact::Row(Some(cells))));
    said(other, facts)
}

#[test]
fn the_dead_neither_adopt_nor_are_adopted() {
    const REFUSED: [(&str, &str); 2] = [("refused_why", "收养人已死亡"), ("cert_no", "")];
    for (key, died, other, codes) in [
        (7, "2021-11-18", &[][..], &["E-X01"][..]),
        (8, "2021-11-18", &[], &["E-X01"]),
        (9, "2021-11-18", &[], &["E-X01"]),
        (8, "2021-10-19", &[], &["E-X01", "E-X01"]),
        (8, "2021-11-19", &[], &[]),
        (8, "2021-11-18", &REFUSED, &[]),
    ] {
        let dead = |_: &mut PersonFact, row: &mut Values| row.set("death_date", died);
        assert_eq!(said_of(other, key, dead), codes, "{key} {died} {other:?}");
    }
}

#[test]
fn husband_and_wife_adopt_and_no_minor_does() {
    let of_sex =
        |sex: &'static str| move |p: &mut PersonFact, _: &mut Values| p.sex = person(9, "李梅", sex, "1985-06-11").sex;
    assert_eq!(said_of(&[], 9, of_sex("1")), ["E-AO23"]);
    assert_eq!(said_of(&[], 9, of_sex("2")), [] as [&str; 0]);
    const STEP: &Cells = &[("kind", "7"), ALONE];
    for (born, codes) in [("2003-11-20", &["E-AO07"][..]), ("2003-11-19", &[])] {
        let young = |p: &mut PersonFact, _: &mut Values| p.birth_date = day(born);
        assert_eq!(said_of(STEP, 8, young), codes, "{born}");
    }
}

#[test]
fn papers_agree_with_the_decision() {
    for (other, codes) in [
        (&[("consent_on", "2011-05-19")][..], &["E-RG05"][..]),
        (&[("refused_why", "评估不合格")], &["E-AO24"]),
        (&[("fusion_days", "79")], &[]),
        (&[("fusion_days", "80")], &["E-AO25"]),
        (&[("child", "#6")], &["E-AO26"]),
        (&[("child", "#5")], &[]),
    ] {
        let mut known = facts(ORPHAN, false, &[], &[]);
        let file = row(&CHILD, &[("person", "8"), ("file_no", "ET-430406-2020-0002"), ORPHAN[0], ORPHAN[1]]);
        known.answers.push((Ask::Row("child", 6), Fact::Row(Some(file))));
        assert_eq!(said(other, known), codes, "{other:?}");
    }
}
