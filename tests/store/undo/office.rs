//! What tests of the undo share: an act taken back, and the office as it is read.

use crate::support::{Office, account, id, register, rows_of};
use chrono::NaiveDate;
use minzheng::domain::slip::Severity;
use minzheng::register::core::undoing::Undoing;
use minzheng::register::{Draft, Query, Saved, written};
use minzheng::store::{Store, StoreFault};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Takes an act back with whatever doubts there are accepted.
pub fn try_undo(o: &Office, act: i64) -> Result<Undoing, StoreFault> {
    let accept: Vec<String> = preview(o, act).slips.iter().map(|slip| slip.code.to_owned()).collect();
    o.store.undo(act, (&o.who, o.day), "录错了", &accept, &mut |_, _| true)
}

/// The same where nothing stands in the way. Gives the act of the undo.
pub fn undo(o: &Office, act: i64) -> i64 {
    match try_undo(o, act) {
        Ok(undoing) => undoing.done_by.unwrap(),
        Err(e) => panic!("{e}"),
    }
}

/// What an undo would do.
pub fn preview(o: &Office, act: i64) -> Undoing {
    o.store.undo_preview(act, o.day, &mut |_, _| true).unwrap()
}

/// What stands against an undo: codes with their texts. Nothing is written.
pub fn refused(o: &Office, act: i64) -> Vec<(&'static str, String)> {
    let before = living(o);
    let told = |slips: &[minzheng::domain::slip::Slip]| -> Vec<(&'static str, String)> {
        let stops = slips.iter().filter(|slip| slip.severity != Severity::Warning);
        stops.map(|slip| (slip.code, slip.text.clone())).collect()
    };
    let foreseen = told(&preview(o, act).slips);
    match o.store.undo(act, (&o.who, o.day), "录错了", &[], &mut |_, _| true) {
        Err(StoreFault::Refused(refused)) => assert_eq!(told(&refused.slips), foreseen),
        other => panic!("{other:?}"),
    }
    assert_eq!(living(o), before);
    foreseen
}

/// Saves what can be saved, with whatever doubts there are accepted, and what follows.
pub fn save(o: &Office, draft: Draft) -> Result<Saved, StoreFault> {
    let draft = Draft { follow: true, why: Some("录入".to_owned()), ..draft };
    match o.save(&draft) {
        Err(StoreFault::Refused(refused)) => {
            // A household without a head for a while is one that `verify` names.
            let codes = refused.slips.iter().map(|slip| slip.code).filter(|code| *code != "E-HH03");
            let accept = codes.map(str::to_owned).collect();
            o.save(&Draft { accept, ..draft })
        }
        other => other,
    }
}

/// Nothing of the office is otherwise than it must be.
pub fn is_sound(o: &Office) {
    let wrong: Vec<_> = o.store.verify().unwrap().into_iter().filter(|finding| !finding.ok).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A correction of a record.
pub fn correction(name: &'static str, key: i64) -> Draft {
    Draft { key: Some(key), why: Some("更正".to_owned()), ..Draft::new(register(name)) }
}

/// A town's fund of the year with some money.
pub fn fund(o: &Office, money: &str) -> i64 {
    let fund = Draft::new(register("petty_fund")).with("town", "430406001000").with("year", "2021");
    let first = Draft::new(register("petty_txn")).with("kind", "1").with("date", "2021-01-05").with("amount", money);
    o.saved(&fund.with("quota", "20000").with_row(first))
}

/// An account for each of these people.
pub fn has_accounts(o: &Office, people: &[i64]) {
    for person in people {
        o.saved(&account(*person, &format!("62179900001234567{person:02}"), "2020-12-01"));
    }
}

/// A 低保 case of 陈桂香 and 李伟, who draws both subsidies beside it. Gives the case and him.
pub fn subsidy(o: &Office) -> (i64, i64) {
    let (head, no) = (o.person("陈桂香", &id("1947-03-02", 24)), id("1976-05-01", 31));
    let son = o.person_draft("李伟", &no).with("disability_cert_no", format!("{no}42"));
    let son = o.saved(&son.with("disability_valid_to", "2028-06-30"));
    let case = o.case(o.household(head, &[(son, "21")]), "300");
    for kind in ["CL", "CN"] {
        let draft = Draft::new(register("disability")).with("origin", "taken_over").with("kind", kind);
        let draft = draft.with("person", format!("#{son}")).with("apply_date", "2021-03-05");
        o.saved(&draft.with_row(Draft::new(register("disability_award")).with("decided_date", "2021-03-20")));
    }
    (case, son)
}

/// The end of a 低保 case, with what follows.
pub fn stop(o: &Office, case: i64, decided: &str) -> Draft {
    let draft = o.award_draft(decided, "0").with("dibao", format!("#{case}")).with("kind", "end");
    Draft { follow: true, ..draft.with("reason_code", "01") }
}

/// The living rows of what acts write, all columns but the act.
pub fn living(o: &Office) -> BTreeMap<String, Json> {
    let db = rusqlite::Connection::open(&o.path).unwrap();
    let mut all = BTreeMap::new();
    for table in written().map(|register| register.name).filter(|name| *name != "exception") {
        for mut row in rows_of(&db, table).into_iter().filter(|row| row["voided_by"].is_null()) {
            row.remove("act");
            all.insert(format!("{table} {}", row["key"]), Json::Object(row));
        }
    }
    all
}

/// Every register as it is read as of some days, and every figure of their months.
pub fn read(store: &Store, days: &[NaiveDate]) -> Vec<String> {
    let mut all = Vec::new();
    for day in days {
        let registers = minzheng::register::ALL.iter().map(|entry| entry.register);
        for register in registers.filter(|register| written().any(|w| w == *register)) {
            let query = Query::new(register, *day, u16::MAX).in_force();
            let each = |row: Json| {
                all.push(format!("{day} {} {row}", register.name));
                Ok(())
            };
            store.each_json(&query, usize::MAX, &mut { each }).unwrap();
        }
        let month = minzheng::domain::month::Month::of(*day);
        for figure in minzheng::figure::ALL {
            let value = store.measure(figure.measure, minzheng::figure::When::Month.window(month));
            all.push(format!("{day} {} {:?}", figure.key, value.map_err(|e| e.to_string())));
        }
    }
    all
}
