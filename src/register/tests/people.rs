//! A person: what the ID number and the certificate fill, and what does not fit.

use super::{Fields, codes_of, day, enter, facts, person, slip};
use crate::domain::slip::Severity;
use crate::register::core::judging::judge;
use crate::register::people::person::PERSON;
use crate::register::{Ask, Draft, Fact, Values, find};

const VILLAGE: &str = "430406001001";
/// A number invented by the handbook (services 10): male, born 1941-03-15.
const MAN: &str = "430406194103150019";

fn draft() -> Draft {
    Draft::new(&PERSON)
        .with("id_number", MAN)
        .with("name", "陈大年")
        .with("hukou_division", VILLAGE)
        .with("home_division", VILLAGE)
}

#[test]
fn the_number_fills_birth_date_and_sex() {
    let (values, slips) = enter(&draft(), facts());
    assert_eq!(slips, vec![]);
    assert_eq!((values.text("birth_date"), values.text("sex")), ("1941-03-15", "1"));
    let (values, _) = enter(&draft().with("id_number", "430403051108203"), facts());
    assert_eq!((values.text("id_number"), values.text("birth_date")), ("430403190511082038", "1905-11-08"));
}

#[test]
fn without_a_number_it_is_the_number_that_is_missing() {
    let none = Draft { texts: draft().texts.split_off(1), ..draft() };
    let told = |draft: &Draft| enter(draft, facts()).1.iter().map(|s| (s.code, s.field)).collect::<Vec<_>>();
    assert_eq!(told(&none), [("E-ID-018", Some("id_number"))], "birth date and sex would follow from it");
    let lost = none.with("id_status", "lost");
    assert_eq!(told(&lost), [("E-RG01", Some("sex")), ("E-RG01", Some("birth_date"))]);
}

#[test]
fn a_temporary_number_has_its_form() {
    let told = |no: &str| codes_of(&enter(&draft().with("temp_no", no), facts()).1, Severity::Error);
    assert_eq!(told("T430406-2021-0007"), [""; 0]);
    for wrong in ["。", "T430406-2021-7", "430406-2021-0007", "T430406-20210007", "T43040六-2021-0007"] {
        assert_eq!(told(wrong), ["E-ID-019"], "{wrong}");
    }
}

#[test]
fn sex_and_birth_against_the_number() {
    let (_, slips) = enter(&draft().with("sex", "2"), facts());
    assert_eq!(slip(&slips, "W-ID03").severity, Severity::Warning);
    let other_day = draft().with("birth_date", "1941-03-16");
    let (_, slips) = enter(&other_day, facts());
    assert_eq!(slip(&slips, "E-ID02").field, Some("birth_date"));
    assert!(slip(&slips, "E-ID02").text.contains("1941-03-15"));
    let (_, slips) = enter(&other_day.with("birth_note", "户口簿登记为16日"), facts());
    assert_eq!(slips, vec![]);
}

#[test]
fn the_same_number_twice_names_the_other_and_may_become_an_exception() {
    let mut office = facts();
    let mut other = person(7, "陈大牛", "1", "1941-03-15");
    other.id_number = Some(MAN.to_owned());
    office.answers.push((Ask::PeopleWithId(MAN.to_owned()), Fact::People(vec![other.into()])));
    let (_, slips) = enter(&draft(), office.clone());
    let doubt = slip(&slips, "E-ID05");
    assert_eq!(doubt.severity, Severity::Doubt);
    assert!(doubt.text.contains("陈大牛") && doubt.text.contains("先锋社区"), "{}", doubt.text);

    let mut accepted = draft();
    accepted.accept = vec!["E-ID05".to_owned()];
    let (values, slips) = enter(&accepted, office.clone());
    assert_eq!(slips, vec![]);
    assert_eq!(values.int("twin"), Some(1));
    // … and the exception is handed to whoever writes it down.
    office.accepted = accepted.accept.clone();
    let judged = judge(find("person").unwrap(), &values, &[], &office);
    assert_eq!(judged.exceptions.iter().map(|s| s.code).collect::<Vec<_>>(), ["E-ID05"]);
    // The record being corrected is not its own double.
    office.accepted.clear();
    office.this = Some(7);
    let (_, slips) = enter(&draft(), office);
    assert_eq!(slips, vec![]);
}

#[test]
fn papers_missing() {
    let none = Draft::new(&PERSON)
        .with("name", "无名氏")
        .with("sex", "1")
        .with("birth_date", "1960-01-01")
        .with("hukou_division", VILLAGE)
        .with("home_division", VILLAGE);
    let (_, slips) = enter(&none, facts());
    assert_eq!(codes_of(&slips, Severity::Error), ["E-ID-018"]);
    let (values, slips) = enter(&none.with("id_status", "unknown"), facts());
    assert_eq!(slips, vec![]);
    let serial = PERSON.serial.unwrap();
    assert_eq!((serial.prefix)(&values, &facts()).as_deref(), Some("T430406-2021-"));
    let (with_number, _) = enter(&draft(), facts());
    assert_eq!((serial.prefix)(&with_number, &facts()), None);
}

#[test]
fn warnings_do_not_stop() {
    let table: [(&str, &str, &str); 6] = [
        ("id_number", "430403190511082038", "W-ID-006"),
        ("address", "路口", "W-PS01"),
        ("labor_code", "1", "W-PS02"),
        ("labor_code", "4", "W-PS02"),
        ("health_code", "61", "W-CB-003"),
        ("disability_valid_to", "2021-06-30", "W-CB-010"),
    ];
    for (col, text, code) in table {
        let (_, slips) = enter(&draft().with(col, text), facts());
        assert_eq!(slip(&slips, code).severity, Severity::Warning, "{col}={text}");
        assert_eq!(codes_of(&slips, Severity::Error), [""; 0], "{col}={text}");
    }
    let mut old = facts();
    old.day = day("2063-01-01");
    let (_, slips) = enter(&draft(), old);
    assert_eq!(slip(&slips, "W-ID-120").severity, Severity::Warning);
}

#[test]
fn disability_certificate_and_illness() {
    let cert = format!("{MAN}42");
    let (values, slips) = enter(&draft().with("disability_cert_no", cert.clone()), facts());
    assert_eq!(slips, vec![]);
    assert_eq!((values.text("disability_type"), values.text("disability_level")), ("4", "2"));
    let table: [(Fields, &str); 6] = [
        (&[("disability_cert_no", "43040619030405012042")], "E-CB-001"),
        (&[("disability_cert_no", "cert"), ("disability_level", "1")], "E-CB-002"),
        (&[("disability_cert_no", "cert"), ("disability_type", "5")], "E-CB-002"),
        (&[("disability_level", "1")], "E-CB-004"),
        (&[("health_code", "50")], "E-RG06"),
        (&[("health_code", "41")], "E-RG06"),
    ];
    for (fields, code) in table {
        let draft = fields
            .iter()
            .fold(draft(), |d, (col, text)| d.with(col, if *text == "cert" { cert.as_str() } else { text }));
        let (_, slips) = enter(&draft, facts());
        assert_eq!(slip(&slips, code).severity, Severity::Error, "{fields:?}");
    }
}

#[test]
fn places_and_dates() {
    let table: [(Fields, &str, Severity); 6] = [
        (&[("home_division", "430406001999")], "E-DV01", Severity::Error),
        (&[("hukou_division", "430406001000")], "E-DV01", Severity::Error),
        (&[("hukou_division", "430405001001")], "W-DV02", Severity::Warning),
        (&[("custody_to", "2021-05-01")], "E-RG06", Severity::Error),
        (&[("custody_from", "2021-06-01"), ("custody_to", "2021-05-01")], "E-RG05", Severity::Error),
        (&[("death_date", "2021-05-01")], "E-RG09", Severity::Error),
    ];
    let mut office = facts();
    office.answers.push((Ask::Division("430406001999".to_owned()), Fact::Division(None)));
    let town = crate::register::DivisionFact {
        code: "430406001000".to_owned(),
        name: "先锋街道".to_owned(),
        level: "township".to_owned(),
    };
    office.answers.push((Ask::Division(town.code.clone()), Fact::Division(Some(town))));
    for (fields, code, severity) in table {
        let draft = fields.iter().fold(draft(), |d, (col, text)| d.with(col, *text));
        let (_, slips) = enter(&draft, office.clone());
        assert_eq!(slip(&slips, code).severity, severity, "{fields:?}");
    }
}

#[test]
fn a_half_filled_form_already_says_what_is_wrong() {
    let draft = Draft::new(&PERSON).with("id_number", MAN).with("birth_date", "1950-01-01");
    let (_, slips) = enter(&draft, facts());
    slip(&slips, "E-ID02");
    assert_eq!(
        slips.iter().filter(|s| s.code == "E-RG01").count(),
        2,
        "name and hukou are missing, and home follows: {slips:#?}"
    );
    assert_eq!(Values::new(&PERSON).text("id_status"), "normal");
}
