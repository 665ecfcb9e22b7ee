//! An office in which divisions change, the plans by which they do, and what is asked of it.

use crate::support::{Office, VILLAGE, day, id, register, rows_of};
use minzheng::domain::month::Month;
use minzheng::figure::report::{self, Kind};
use minzheng::figure::table::Filled;
use minzheng::jobs::report::fill;
use minzheng::register::places::remapping::Remapping;
use minzheng::register::{ALL, Draft, Query};
use minzheng::store::StoreFault;
use std::collections::BTreeMap;

pub const TOWN: &str = "430406001000";

pub const NEIGHBOUR: &str = "430406001004";

/// Two households on 低保, one in VILLAGE, one in NEIGHBOUR, and what else lives there.
pub fn office() -> Office {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let wife = o.person("李梅", &id("1967-05-01", 502));
    let house = o.household(head, &[(wife, "12")]);
    o.case(house, "300");
    let other =
        o.person_draft("王五", &id("1966-03-12", 503)).with("home_division", NEIGHBOUR).with("address", "蒸阳南路12号");
    let other = o.saved(&other);
    let house = o.household(other, &[]);
    o.case(house, "200");
    o.saved(&Draft::new(register("petty_fund")).with("town", TOWN).with("year", "2021").with("quota", "10000"));
    o.saved(&o.person_draft("赵六", &id("1950-01-01", 504)));
    o.sql("UPDATE person SET death_date = '2021-03-01', death_source = '1' WHERE name = '赵六'");
    o
}

pub fn unit(side: &str, code: &str, name: &str, population: &str) -> Draft {
    Draft::new(register("plan_unit"))
        .with("side", side)
        .with("code", code)
        .with("name", name)
        .with("area_km2", "1.5")
        .with("population", population)
}

pub fn line(old: &str, new: &str) -> Draft {
    Draft::new(register("plan_line")).with("old_code", old).with("new_code", new)
}

/// An approved plan, in force from December on.
pub fn approved(object: &str, kind: &str, rows: Vec<Draft>) -> Draft {
    let mut draft =
        Draft::new(register("division_plan")).with("title", "区划调整").with("kind", kind).with("object", object);
    for (col, text) in [
        ("drafted_on", "2021-02-01"),
        ("submitted_on", "2021-06-01"),
        ("approved_on", "2021-07-01"),
        ("approved_no", "湘民〔2021〕7号"),
        ("effective_on", "2021-12-01"),
    ] {
        draft = draft.with(col, text);
    }
    draft.children = rows;
    draft
}

pub fn merged() -> Draft {
    let rows = vec![
        unit("from", VILLAGE, "沿江南路社区居委会", "100"),
        unit("from", NEIGHBOUR, "光辉社区居委会", "50"),
        unit("to", NEIGHBOUR, "光辉社区居委会", "150").with("area_km2", "3"),
        line(VILLAGE, NEIGHBOUR),
    ];
    approved("village", "2", rows)
}

/// The street gives way to two; NEIGHBOUR goes to the second.
pub fn split() -> Draft {
    let rows = vec![
        unit("from", TOWN, "先锋街道", "300"),
        unit("to", "430406006000", "先锋南街道", "100").with("area_km2", "0.5"),
        unit("to", "430406007000", "先锋北街道", "200").with("area_km2", "1"),
        line(TOWN, "430406006000"),
        line(NEIGHBOUR, "430406007001"),
    ];
    approved("street", "1", rows)
}

pub fn carried(o: &Office, plan: i64) -> Remapping {
    let mut told = 0;
    let done = o.store.remap(plan, (&o.who, o.day), &mut |done, of| {
        told = done;
        done <= of
    });
    let done = done.unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(told, done.total());
    done
}

/// The code with which it is refused.
pub fn refused(o: &Office, plan: i64) -> Vec<(&'static str, String)> {
    match o.store.remap(plan, (&o.who, o.day), &mut |_, _| true) {
        Err(StoreFault::Refused(r)) => r.slips.into_iter().map(|s| (s.code, s.text)).collect(),
        other => panic!("{other:?}"),
    }
}

/// Everything that stands, all columns but the acts.
pub fn all(o: &Office) -> BTreeMap<&'static str, Vec<String>> {
    let db = rusqlite::Connection::open(&o.path).unwrap();
    let written = ALL.iter().map(|e| e.register).filter(|r| r.view.is_none());
    let rows = |name: &str| {
        let living = rows_of(&db, name).into_iter().filter(|row| row.get("voided_by").is_none_or(|v| v.is_null()));
        let mut rows: Vec<String> = living
            .map(|mut row| {
                row.remove("act");
                serde_json::Value::from(row).to_string()
            })
            .collect();
        rows.sort();
        rows
    };
    written.map(|r| (r.name, rows(r.name))).collect()
}

pub fn undone(o: &Office, act: i64) {
    o.store.undo(act, (&o.who, o.day), "批复撤回", &[], &mut |_, _| true).unwrap_or_else(|e| panic!("{e}"));
}

/// The tables by town of a month.
pub fn tables(o: &Office, month: &str) -> Vec<Filled> {
    let months = report::ALL.iter().filter_map(|r| match r.kind {
        Kind::Table(sheet) => Some(sheet),
        _ => None,
    });
    months.map(|sheet| fill(&o.store, sheet, Month::parse(month).unwrap()).unwrap()).collect()
}

/// The villages of people in a list as of a day.
pub fn homes(o: &Office, on: &str) -> Vec<String> {
    let query = Query::new(register("person"), day(on), 50);
    let at = query.register.list.iter().position(|c| c.path == "home_division").unwrap();
    let mut names: Vec<String> =
        o.store.page(&query).unwrap().rows.iter().filter_map(|r| r.cells[at].text().map(str::to_owned)).collect();
    names.sort();
    names
}

pub fn verified(o: &Office) {
    for finding in o.store.verify().unwrap() {
        assert!(finding.ok, "{}: {}", finding.check, finding.detail);
    }
}

/// What is in a register on a day in a division: how many the page has, how many are counted.
pub fn there(o: &Office, name: &str, col: &'static str, code: &str, on: &str) -> (usize, i64) {
    let query = Query::new(register(name), day(on), 50).with(col, code);
    (o.store.page(&query).unwrap().rows.len(), o.store.count(&query).unwrap().rows)
}
