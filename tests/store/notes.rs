//! 记事: a line about any record. Who it is about follows, who wrote it is kept; it falls with the record, and is as restricted as that.

use crate::support::{Office, id, register};
use minzheng::domain::slip::Severity;
use minzheng::register::{Draft, Query, Saved};
use minzheng::store::StoreFault;

fn with_a_case() -> (Office, i64, i64) {
    let office = Office::new();
    let person = office.person("陈桂香", &id("1947-03-02", 24));
    let household = office.household(person, &[]);
    let case = office.case(household, "100");
    (office, person, case)
}

fn note(about: &str, text: &str) -> Draft {
    Draft::new(register("note")).with("about", about).with("text", text)
}

fn entered(office: &Office, draft: &Draft) -> Saved {
    office.save(draft).unwrap_or_else(|fault| panic!("{fault}"))
}

/// What of a record's history tells of notes.
fn told(office: &Office, name: &str, key: i64) -> Vec<String> {
    let lines = office.store.history(register(name), key).unwrap();
    let notes = lines.iter().filter(|line| line.what.starts_with("记事") || line.what.starts_with("限阅记事"));
    notes.map(|line| format!("{} {} {}", line.when, line.who, line.what)).collect()
}

fn living(office: &Office, table: &str) -> i64 {
    office.one(&format!("SELECT count(*) FROM {table} WHERE voided_by IS NULL"))
}

/// Takes an act back, or tells the codes of what stands against it and the acts that have to be taken back first.
fn undo(office: &Office, act: i64) -> Result<i64, (Vec<&'static str>, Vec<i64>)> {
    let preview = office.store.undo_preview(act, office.day, &mut |_, _| true).unwrap();
    match office.store.undo(act, (&office.who, office.day), "录错了", &[], &mut |_, _| true) {
        Ok(undone) => Ok(undone.done_by.unwrap()),
        Err(StoreFault::Refused(refused)) => {
            let stops = refused.slips.iter().filter(|slip| slip.severity == Severity::Error);
            Err((stops.map(|slip| slip.code).collect(), preview.first))
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_note_tells_when_who_and_of_whom() {
    let (office, person, case) = with_a_case();
    let number: String = office.one("SELECT case_no FROM dibao");
    entered(&office, &note(&format!("dibao/{number}"), "电话13973412345打不通, 下周再去"));
    entered(&office, &note(&format!("person#{person}"), "听力差").with("day", "2021-12-01"));
    assert_eq!(office.one::<i64>("SELECT count(*) FROM note WHERE operator = 1 AND person = 1"), 2);
    let who = &office.who.full_name;
    assert_eq!(told(&office, "dibao", case), [format!("2021-12-31 {who} 记事: 电话139****2345打不通, 下周再去")]);
    assert_eq!(told(&office, "person", person), [format!("2021-12-01 {who} 记事: 听力差")]);
    // On the page of the person all of them, the newest first.
    let page = office.store.person_page(person, office.day, 12).unwrap();
    let notes: Vec<_> = page.checks.iter().filter(|line| line.under == "记事").collect();
    assert_eq!(notes.len(), 2);
    assert!(notes[0].number.starts_with(&format!("低保 {number}")), "{:?}", notes[0]);
    assert_eq!((notes[0].what.as_str(), notes[1].outcome.as_str()), (who.as_str(), "听力差"));
    assert!(!notes[1].number.contains("19470302"), "{:?}", notes[1]);
    let query = Query::new(register("note"), office.day, 10).with("person", format!("#{person}"));
    let rows = office.store.page(&query).unwrap().rows;
    assert_eq!(rows.len(), 2);
    let json = office.store.record_json(register("note"), rows[0].key, office.day).unwrap();
    assert_eq!(json["about"], format!("dibao/{number}"));
    // Typed again, it is the same record.
    entered(&office, &note(json["about"].as_str().unwrap(), "又一条"));
    assert_eq!(told(&office, "dibao", case).len(), 2);
}

#[test]
fn what_it_is_about_must_stand() {
    let (office, _, case) = with_a_case();
    for about in ["dibao/DB430406202199999", "nothing/1", "陈桂香", "dibao#0000000001000000099"] {
        assert_eq!(office.refused(&note(about, "一句话")), ["E-RG07"], "{about}");
    }
    assert_eq!(office.refused(&note("", "一句话")), ["E-RG01"]);
    assert_eq!(office.refused(&note("act/1", "一句话")), ["E-NT01"]);
    let key = office.saved(&note(&format!("dibao/#{case}"), "一句话"));
    assert_eq!(office.refused(&note(&format!("note/#{key}"), "一句话")), ["E-NT01"]);
    let long = "字".repeat(201);
    assert_eq!(office.refused(&note(&format!("dibao/#{case}"), &long)), ["E-RG04"]);
}

#[test]
fn it_falls_with_the_record_and_comes_back_with_it() {
    let (office, _, case) = with_a_case();
    let key = office.saved(&note(&format!("dibao/#{case}"), "一句话"));
    let voided = office.store.void(register("dibao"), case, &office.who, office.day, "登记重复").unwrap();
    assert_eq!(living(&office, "note"), 0);
    assert_eq!(office.refused(&note(&format!("dibao/#{case}"), "再一句")), ["E-RG07"]);
    undo(&office, voided.act).unwrap();
    assert_eq!((living(&office, "note"), told(&office, "dibao", case).len()), (1, 1));
    // A note that was a mistake is voided by itself.
    let mistake = office.store.void(register("note"), key, &office.who, office.day, "记错了户").unwrap();
    assert_eq!((living(&office, "note"), living(&office, "dibao")), (0, 1));
    // It does not come back to a record that is no more.
    office.store.void(register("dibao"), case, &office.who, office.day, "登记重复").unwrap();
    assert_eq!(undo(&office, mistake.act).unwrap_err().0, ["E-UD07"]);
}

#[test]
fn the_undo_of_an_entry_names_the_notes_that_were_written_since() {
    let office = Office::new();
    let person = entered(&office, &office.person_draft("陈桂香", &id("1947-03-02", 24)));
    let written = entered(&office, &note(&format!("person#{}", person.key), "一句话"));
    assert_eq!(undo(&office, person.act).unwrap_err(), (vec!["E-RG30"], vec![written.act]));
    undo(&office, written.act).unwrap();
    undo(&office, person.act).unwrap();
    assert_eq!((living(&office, "note"), living(&office, "person")), (0, 0));
}

#[test]
fn about_what_is_restricted_it_stands_apart() {
    let office = Office::new();
    let child = office.person("张小玲", &id("2011-05-20", 20));
    let guardian = office.person("李建国", &id("1950-01-03", 1));
    let file =
        Draft::new(register("child")).with("person", format!("#{child}")).with("guardian", format!("#{guardian}"));
    let file = file.with("guardian_relation", "61").with("registered_on", "2020-05-08").with("main_cat", "E");
    office.saved(&file.with("migrant", "1"));
    let care = Draft::new(register("temp_care")).with("child", "#1").with("reason", "14").with("from_on", "2020-05-11");
    let care = entered(&office, &care.with("legal_basis", "未保法").with("place", "2"));
    let about = format!("temp_care/#{}", care.key);
    assert_eq!(office.refused(&note(&about, "不愿回家")), ["E-NT01"]);
    let sealed = Draft::new(register("sealed_note")).with("about", &about).with("text", "不愿回家");
    entered(&office, &sealed);
    assert_eq!(
        office.refused(&Draft::new(register("sealed_note")).with("about", "person/#1").with("text", "一句")),
        ["E-NT01"]
    );
    assert_eq!(told(&office, "temp_care", care.key), [format!("2021-12-31 {} 限阅记事: ***", office.who.full_name)]);
    let page = format!("{:?}", office.store.person_page(child, office.day, 12).unwrap());
    assert!(!page.contains("不愿回家") && !page.contains("限阅"), "{page}");
}
