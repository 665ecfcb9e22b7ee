//! What was printed stays printed: rolls, summaries, notices and tables of past months, whatever becomes of people, places and
//! hands afterwards.

use super::{copied, today};
use minzheng::domain::month::Month;
use minzheng::figure::report::{self, Report};
use minzheng::jobs::report::{Numbers, document};
use minzheng::print;
use minzheng::register::{self, Draft};
use minzheng::store::{Store, Who};
use rusqlite::Connection;

fn csv(store: &Store, report: &'static Report, month: &str) -> String {
    let month = Month::parse(month).unwrap();
    match document(store, report, month, today(), Numbers::Full) {
        Ok(document) => print::csv(&document),
        Err(e) if e.is_nothing() => String::new(),
        Err(e) => panic!("{} {month}: {e}", report.name),
    }
}

/// What hangs on batches: name → paper of a month.
fn papers(store: &Store, month: &str) -> Vec<(&'static str, String)> {
    let of_batches = |r: &&Report| {
        let named = ["notice", "returns", "tekun-institutions"].contains(&r.name);
        named || ["roll-", "summary-"].iter().any(|p| r.name.starts_with(p))
    };
    let wanted = report::ALL.iter().filter(of_batches).filter(|r| !r.name.ends_with("temporary"));
    wanted.map(|r| (r.name, csv(store, r, month))).collect()
}

fn correct(store: &Store, who: &Who, register: &str, key: i64, col: &'static str, text: &str) {
    let register = register::find(register).unwrap().register;
    let draft = Draft { key: Some(key), why: Some("更正登记错误".to_owned()), ..Draft::new(register) };
    store.save(&draft.with(col, text), who, today()).unwrap_or_else(|e| panic!("{col} {text}: {e}"));
}

/// Every record that a paper could look at is changed behind the program's back: the papers of a closed month say the same.
#[test]
fn what_a_batch_printed_is_what_it_prints_for_ever() {
    let (_dir, store, _) = copied();
    let before = papers(&store, "2021-06");
    assert!(before.iter().filter(|(_, text)| text.len() > 300).count() >= 13, "{before:?}");
    let db = Connection::open(store.path()).unwrap();
    db.execute_batch(
        "UPDATE person SET name = '改' || name, sex = 3 - CAST(sex AS INTEGER), birth_date = '2015-01-01',
             id_number = substr(id_number, 1, 6) || printf('%012d', key), disability_type = '1', disability_level = '4';
         UPDATE household SET applicant = applicant + 1;
         UPDATE member SET voided_by = act WHERE key % 3 = 0;
         UPDATE dibao SET cert_no = 'NEW' || key;
         UPDATE award SET income_fen = income_fen + 100;
         UPDATE tekun SET kind = CASE kind WHEN 'U' THEN 'R' ELSE 'U' END, carer_name = '别人';
         UPDATE disability SET cert_no = 'X' || key, dis_type = '1', dis_level = '4';
         UPDATE institution SET name = '改' || name, account_name = '改', account_no = '6217990000000000000';
         UPDATE account SET account_name = '改', account_no = '6217990000000000000', bank_code = '403';
         UPDATE division SET name = '改' || name WHERE level IN ('township', 'village', 'county');
         UPDATE operator SET full_name = '改' || full_name;
         UPDATE office SET name = '改' || name;",
    )
    .unwrap();
    let store = Store::open(store.path()).unwrap();
    for ((name, was), (_, is)) in before.into_iter().zip(papers(&store, "2021-06")) {
        // What is not decided with the batch is said beneath the roll as it is known now.
        let own = |text: &str| text.lines().filter(|l| !l.contains("月末应发")).collect::<Vec<_>>().join("\n");
        assert_eq!(own(&is), own(&was), "{name}");
    }
}

/// A name corrected by a clerk: the batches of the months before keep the old one, reliefs and changes too; the line says it in
/// JSON.
#[test]
fn a_new_name_changes_no_paper_of_the_past() {
    let (_dir, store, who) = copied();
    let db = Connection::open(store.path()).unwrap();
    let all = |store: &Store| -> Vec<String> { report::ALL.iter().map(|r| csv(store, r, "2021-10")).collect() };
    let before = all(&store);
    for (sql, names) in [
        ("SELECT beneficiary, name FROM payment WHERE scheme = 'dibao-urban' AND period_due = '2021-10' LIMIT 1", 3),
        ("SELECT beneficiary, name FROM payment WHERE scheme = 'tekun' AND period_due = '2021-10' LIMIT 1", 2),
        (
            "SELECT p.key, p.name FROM change c JOIN tekun t ON t.key = c.case_key JOIN person p ON p.key = t.person
            WHERE c.scheme = 'tekun' AND c.month = '2021-10' AND c.kind <> '13' LIMIT 1",
            2,
        ),
        (
            "SELECT p.key, p.name FROM temporary t JOIN person p ON p.key = t.person
            WHERE t.approve_date LIKE '2021-10%' AND t.aid_form = '1' LIMIT 1",
            1,
        ),
    ] {
        let (person, name): (i64, String) = db.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        let seen: usize = before.iter().map(|text| text.matches(&name).count()).sum();
        assert!(seen >= names, "{name} is printed {seen} times");
        correct(&store, &who, "person", person, "name", "欧阳某新");
    }
    assert_eq!(all(&store), before);
    let line = register::find("payment").unwrap().register;
    let key: i64 =
        db.query_row("SELECT min(key) FROM payment WHERE scheme = 'disability-care'", [], |r| r.get(0)).unwrap();
    let json = store.record_json(line, key).unwrap();
    let (holder, cert): (String, String) = db
        .query_row("SELECT id_number, paper_no FROM payment WHERE key = ?1", [key], |r| Ok((r.get(0)?, r.get(1)?)))
        .unwrap();
    assert_eq!((json["id_number"].as_str(), json["paper_no"].as_str()), (Some(&*holder), Some(&*cert)));
    assert!(cert.starts_with(&holder) && json["name"].as_str().is_some_and(|n| n.len() > 3), "{json}");
    let frozen = db.execute("UPDATE payment SET name = '别人' WHERE key = ?1", [key]).unwrap_err();
    assert!(frozen.to_string().contains("payment_is_frozen"));
}
