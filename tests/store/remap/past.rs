//! Past days and months read as they did.

use super::office::{NEIGHBOUR, TOWN, carried, office, split, tables, there, undone};
use crate::support::{Office, VILLAGE, day, register};
use minzheng::domain::month::Month;
use minzheng::figure::report::{self, Kind};
use minzheng::jobs::report::{Numbers, document};
use minzheng::print::Document;
use minzheng::register::{Draft, Query};

/// The list of a past day finds each record in the division of that day, and counts as many as it shows.
#[test]
fn lists_of_past_days_find_records_where_they_were() {
    let o = office();
    for n in 0..3 {
        let draft =
            Draft::new(register("tent_report")).with("received_on", "2021-10-05").with("received_time", "08:00");
        o.saved(&draft.with("channel", "1").with("division", VILLAGE).with("address", format!("{n}号")));
    }
    let asked =
        [("person", "home_division"), ("tent_report", "division"), ("household", "division"), ("dibao", "division")];
    let towns = ["430406001000", "430406006000", "430406007000", VILLAGE, "430406006001", NEIGHBOUR, "430406007001"];
    let seen = |on: &str| {
        let codes = |(name, col): (&'static str, &'static str)| towns.map(|code| there(&o, name, col, code, on));
        asked.map(codes)
    };
    let before = seen("2021-11-30");
    let plan = o.saved(&split());
    carried(&o, plan);
    assert_eq!(seen("2021-11-30"), before);
    let after = seen("2021-12-31");
    assert_eq!(after[1], [(0, 0), (3, 3), (0, 0), (0, 0), (3, 3), (0, 0), (0, 0)]);
    assert!(before.iter().chain(&after).flatten().all(|(page, count)| *page as i64 == *count), "{before:?} {after:?}");
    // In their order, page by page.
    let mut keys = Vec::new();
    let mut query = Query::new(register("person"), day("2021-11-30"), 1).with("home_division", TOWN);
    loop {
        let page = o.store.page(&query).unwrap();
        let Some(row) = page.rows.first() else { break };
        keys.push(row.key);
        query.from = minzheng::register::From::After(row.key);
    }
    let mut sorted = keys.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), before[0][0].0, "{keys:?}");
}

/// The lists of a month that have anything in it, as they print.
fn lists(o: &Office, month: &str) -> Vec<(&'static str, Document)> {
    let lists = report::ALL.iter().filter(|report| matches!(report.kind, Kind::List(_)));
    let printed = lists.filter_map(|report| {
        let month = Month::parse(month).unwrap();
        match document(&o.store, report, month, o.day, Numbers::Full) {
            Ok(document) => Some((report.label, document)),
            Err(fault) if fault.is_nothing() => None,
            Err(fault) => panic!("{}: {fault}", report.label),
        }
    });
    printed.collect()
}

#[test]
fn lists_of_past_months_print_as_before() {
    let o = office();
    o.sql(&format!(
        "INSERT INTO place_name(key, std_name, specific, generic, roman, kind8, cat_code, pn_code, division, valid_from, act)
             VALUES (1, '蒸阳路', '蒸阳', '路', 'Zhengyang Lu', '5', '24100', '430406241000001', '{VILLAGE}', '2021-01-01', 1);
         INSERT INTO child_worker(key, person, division, role, phone, appointed_on, act)
             SELECT 1, key, '{VILLAGE}', 'director', '13800138000', '2021-01-05', 1 FROM person WHERE name = '李梅';
         INSERT INTO tent_report(key, report_no, received_on, received_time, channel, division, address, act)
             VALUES (1, 'JB2021001', '2021-11-05', '08:00', '1', '{VILLAGE}', '桥头', 1);
         INSERT INTO name_case(key, case_no, action, old_name, received_on, applicant, state, act)
             VALUES (1, 'DM2021001', '3', 1, '2021-11-03', '某处', 'accepted', 1);
         INSERT INTO temporary(key, case_no, apply_kind, person, division, state, aid_type, cause_code, cause_text, apply_date,
                 people_count, object_class, procedure, aid_form, amount_fen, approve_level, approve_by, approve_date, fund, act)
             SELECT 2000000001, 'LS2021001', '1', key, '{VILLAGE}', 'approved', 'J', '1', '火灾', '2021-11-01', 1, '1', '1', '1', 50000,
                 'T', '某', '2021-11-02', 'D', 1 FROM person WHERE name = '李梅'"
    ));
    // The street leaves the head of the list with its old code, and would print behind the other line.
    for (name, side, lead) in [("先二线", TOWN, TOWN), ("三二线", "430406003000", "430406003000")] {
        let boundary = Draft::new(register("boundary_line")).with("name", name).with("side_a", side);
        let boundary = boundary.with("side_b", "430406002000").with("length", "3.5").with("signed_on", "2010-01-01");
        o.saved(&boundary.with("lead_side", lead));
    }
    let plan = o.saved(&split());
    let november = lists(&o, "2021-11");
    let labels: Vec<&str> = november.iter().map(|(label, _)| *label).collect();
    assert!(labels.len() > 5, "{labels:?}");
    let done = carried(&o, plan);
    let now = lists(&o, "2021-11");
    for (was, is) in november.iter().zip(&now) {
        assert_eq!(was, is);
    }
    assert_eq!(now.len(), november.len());
    let december = lists(&o, "2021-12");
    for (label, document) in december.iter().filter(|(label, _)| labels.contains(label)) {
        assert!(!format!("{document:?}").contains("先锋街道"), "{label} {document:?}");
    }
    undone(&o, done.act.unwrap());
    assert_eq!(lists(&o, "2021-11"), november);
}

/// The checks of a month, one a line.
fn oddities(o: &Office, month: &str) -> Vec<String> {
    let all = o.store.oddities(Month::parse(month).unwrap(), &|| true).unwrap();
    all.iter().map(|odd| format!("{} {:?} {} {}", odd.check.code, odd.record, odd.division, odd.text)).collect()
}

/// A street that is no more has its row in what is told of a year in which it was there; past months find nothing odd with it.
#[test]
fn the_year_of_a_street_that_is_no_more_adds_up() {
    let o = office();
    let case = o.one::<i64>("SELECT min(key) FROM dibao");
    let head = o.one::<i64>("SELECT key FROM person WHERE name = '张三'");
    for month in ["2021-03", "2021-04"] {
        o.paid_line(2021 + i64::from(month == "2021-04"), case, head, month);
    }
    o.sql(&format!(
        "INSERT INTO petty_txn(petty_fund, date, kind, amount_fen, act) SELECT key, '2021-06-02', '1', 900000, 1 FROM petty_fund;
         INSERT INTO child_worker(key, person, division, role, phone, appointed_on, left_on, act)
             SELECT 1, key, '{VILLAGE}', 'director', '13800138000', '2021-01-05', '2021-02-01', 1 FROM person WHERE name = '李梅'"
    ));
    let fixture = Draft::new(register("publicity_fixture")).with("kind", "1").with("division", VILLAGE);
    o.saved(&fixture.with("installed_on", "2021-03-01").with("qty", "1").with("spot", "村口"));
    let mut plan = split();
    plan = plan.with("effective_on", "2021-08-01");
    let plan = o.saved(&plan);
    let months = ["2021-06", "2021-07"];
    let before = months.map(|month| (tables(&o, month), oddities(&o, month)));
    let done = carried(&o, plan);
    for (month, (tables_then, odd_then)) in months.iter().zip(&before) {
        assert_eq!(&oddities(&o, month), odd_then);
        for (is, was) in tables(&o, month).iter().zip(tables_then) {
            assert_eq!(is, was, "{month}");
        }
    }
    for month in ["2021-08", "2021-12"] {
        let tables = tables(&o, month);
        for check in tables.iter().flat_map(|table| &table.checks).filter(|c| c.text.contains("各镇")) {
            assert!(check.holds, "{month} {}", check.text);
        }
        assert!(oddities(&o, month).iter().all(|odd| !odd.starts_with("X28")));
    }
    undone(&o, done.act.unwrap());
    assert_eq!(months.map(|month| (tables(&o, month), oddities(&o, month))), before);
}
