//! The monthly tables of the demonstration office: their totals are the figures, one month begins where the last one ended, and
//! every check fails when a row is taken away, added or spoilt.

mod funeral;
mod homes;

use crate::copies::copied;
use crate::office::{amount, demo, doubts_of, filled, months, sheet, today};
use crate::places::names;
use minzheng::domain::month::Month;
use minzheng::figure::check::Check;
use minzheng::figure::cross::Oddity;
use minzheng::figure::report::{self, Kind};
use minzheng::figure::table::{Filled, Rows, Sheet, SheetCell};
use minzheng::figure::{self, RowSet, Window};
use minzheng::jobs::report::doubts;
use minzheng::register::{self, Query};
use minzheng::store::Store;
use rusqlite::Connection;

/// The tables that are proved here: all but the two of 低保, which have tests/figures/by_hand.rs.
fn tables() -> impl Iterator<Item = (&'static str, &'static Sheet)> {
    let tables = report::ALL.iter().filter_map(|r| match r.kind {
        Kind::Table(sheet) => Some((r.name, sheet)),
        _ => None,
    });
    tables.filter(|(name, _)| !["dibao-urban", "dibao-rural"].contains(name))
}

/// Whether the demonstration office has records of all registers whose records a table counts.
pub fn is_in_the_demo(sheet: &Sheet) -> bool {
    let measures = sheet.asks().into_iter().flat_map(|(_, measures)| measures);
    let sets = measures.flat_map(|m| [Some(m.sets().0), m.sets().1]).flatten();
    let mut registers = sets.filter_map(|set| if let RowSet::Records(of, _) = set { Some(of.register) } else { None });
    registers.all(|name| {
        let all = Query::new(register::find(name).unwrap().register, today(), 1);
        demo().count(&all).unwrap().rows > 0
    })
}

/// Columns of the total, added up, by the beginnings of their joined heads.
fn total(name: &str, month: &str, heads: &[&str]) -> i64 {
    let sheet = sheet(name);
    let total = filled(&demo(), name, month).total.unwrap();
    let place = |head: &str| {
        let found = sheet.columns.iter().position(|c| c.head.join(" ").starts_with(head));
        found.unwrap_or_else(|| panic!("{name} has no {head}"))
    };
    heads.iter().map(|head| amount(&total[place(head)])).sum()
}

/// Figures from January to the month, or on its last day, added up.
fn figures(keys: &[&str], month: &str) -> i64 {
    let month = Month::parse(month).unwrap();
    let of = |key: &str| {
        let f = figure::find(key).unwrap();
        let year = Window::Over(Month::new(month.year(), 1).unwrap(), month);
        let window = if f.measure.is_stock() { Window::On(month.last_day()) } else { year };
        demo().measure(f.measure, window).unwrap().sum
    };
    keys.iter().map(|key| of(key)).sum()
}

#[test]
fn totals_are_the_figures() {
    let tables: [(&str, &str, &[&str], &[&str]); 13] = [
        ("tekun", "2021-12", &["总人数"], &["tekun.persons"]),
        ("tekun", "2021-12", &["1-{n}月累计 人次"], &["tekun.dispersed.payments", "tekun.concentrated.payments"]),
        ("tekun", "2021-12", &["1-{n}月累计 基本"], &["tekun.dispersed.living", "tekun.concentrated.living"]),
        ("tekun", "2021-12", &["1-{n}月累计 护理"], &["tekun.dispersed.care", "tekun.concentrated.care"]),
        ("temporary", "2021-11", &["1-{n}月累计 人次"], &["temporary.cases"]),
        ("temporary", "2021-11", &["1-{n}月累计 金额"], &["temporary.amount"]),
        ("disability", "2021-12", &["1-{n}月累计 生活人次"], &["disability.living.payments"]),
        ("disability", "2021-12", &["1-{n}月累计 生活金额"], &["disability.living.amount"]),
        ("disability", "2021-12", &["1-{n}月累计 护理人次"], &["disability.care.payments"]),
        ("disability", "2021-12", &["1-{n}月累计 护理金额"], &["disability.care.amount"]),
        ("disability", "2021-12", &["1-{n}月累计 金额合计"], &["disability.amount"]),
        ("homecheck", "2021-11", &["已查户数"], &["homecheck.households"]),
        ("homecheck", "2021-11", &["其中 城市", "其中 农村"], &["homecheck.urban", "homecheck.rural"]),
    ];
    for (name, month, heads, keys) in tables {
        assert_eq!(total(name, month, heads), figures(keys, month), "{name} {heads:?}");
    }
    let year = |name, head| months().map(|month| total(name, &month, &[head])).sum::<i64>();
    assert_eq!((year("tekun", "当月新增"), year("tekun", "当月取消")), (92, 6));
    assert_eq!(year("temporary", "人次"), total("temporary", "2021-12", &["1-{n}月累计 人次"]));
    assert_eq!(total("temporary", "2021-11", &["1-{n}月累计 人次"]), 1970);
    assert_eq!(total("temporary", "2021-11", &["次均"]), 75_234);
    assert_eq!(total("tekun", "2021-12", &["1-{n}月累计 人次"]), 564 + 1049);
}

#[test]
fn nobody_is_counted_twice_among_the_subsidised() {
    let db = Connection::open(demo().path()).unwrap();
    let drawn = "SELECT k.person FROM disability k JOIN disability_award v ON v.disability = k.key WHERE v.kind <> 'end' AND
        v.from_month = (SELECT max(from_month) FROM disability_award b WHERE b.disability = k.key AND from_month <= '2021-11')";
    let one = |sql: &str| -> i64 { db.query_row(sql, [], |r| r.get(0)).unwrap() };
    let either = one(&format!("SELECT count(DISTINCT person) FROM ({drawn})"));
    let both = one(&format!("SELECT count(*) FROM (SELECT 1 FROM ({drawn}) GROUP BY person HAVING count(*) = 2)"));
    assert!(both > 0 && either > both);
    assert_eq!((total("disability", "2021-11", &["去重"]), total("disability", "2021-11", &["双享"])), (either, both));
}

#[test]
fn a_month_begins_where_the_last_one_ended() {
    let store = demo();
    let mut before: Option<Filled> = None;
    for month in months() {
        let now = filled(&store, "changes", &month);
        for (at, (label, cells)) in now.rows.iter().enumerate() {
            if let Some(before) = &before {
                assert_eq!(cells[..2], before.rows[at].1[14..16], "{label} {month}");
            }
            assert_eq!(cells[16], SheetCell::Text("平".to_owned()), "{label} {month}");
        }
        before = Some(now);
    }
    let november = filled(&store, "changes", "2021-11");
    assert_eq!(november.rows[0].1[14..16], [SheetCell::Count(2716), SheetCell::Count(4063)]);
    assert_eq!(november.rows[1].1[14..16], [SheetCell::Count(316), SheetCell::Count(556)]);
    assert_eq!(november.rows[2].1[14..16], [SheetCell::Blank, SheetCell::Count(163)]);
    // What a town holds goes on from month to month too.
    let ends = |month, at: usize| filled(&store, "petty-fund", month).rows.into_iter().map(move |r| r.1[at].clone());
    assert!(ends("2021-10", 5).eq(ends("2021-11", 0)));
}

/// A case of a roster whose version in force in November has something.
fn in_force(cases: &str, versions: &str, which: &str) -> String {
    format!(
        "(SELECT v.key FROM {cases} k JOIN {versions} v ON v.{cases} = k.key WHERE v.from_month = (SELECT max(from_month) \
         FROM {versions} b WHERE b.{cases} = k.key AND b.from_month <= '2021-11') AND v.kind = 'award' AND {which} LIMIT 1)"
    )
}

/// A change of November is void that counted households, or persons, of a scheme.
fn change_of(scheme: &str, counted: &str) -> String {
    let which = format!("scheme = '{scheme}' AND month = '2021-11' AND {counted}_delta <> 0");
    format!("UPDATE change SET voided_by = 1 WHERE key = (SELECT min(key) FROM change WHERE {which})")
}

#[test]
fn every_check_fails_when_a_row_is_spoilt() {
    let of_november = "(SELECT min(key) FROM temporary WHERE approve_date LIKE '2021-11-%' AND fund = 'D')";
    let supported = |which| in_force("tekun", "tekun_award", which);
    // What the bank paid in November: one line becomes the re-issue of something that is no support.
    let odd_money = "DROP TRIGGER payment_is_frozen; DELETE FROM batch_town; \
        UPDATE payment SET line_type = '05' WHERE key = (SELECT min(key) FROM payment WHERE scheme = 'tekun'); \
        UPDATE payment SET line_type = '06', reissue_of = (SELECT min(key) FROM payment WHERE scheme = 'tekun') WHERE key = \
        (SELECT max(key) FROM payment WHERE scheme = 'tekun' AND booked_month = '2021-11')";
    // Somebody without care draws the living subsidy in the name of one who has both.
    let twice = "UPDATE disability SET state = 'stopped', person = (SELECT l.person FROM disability l JOIN disability c ON \
        c.person = l.person WHERE l.kind = 'CL' AND c.kind = 'CN' AND l.state = 'active' AND c.state = 'active' LIMIT 1) \
        WHERE key = (SELECT k.key FROM disability k WHERE k.kind = 'CL' AND k.state = 'active' AND NOT EXISTS \
        (SELECT 1 FROM disability o WHERE o.person = k.person AND o.kind = 'CN') LIMIT 1)";
    let spoilt: Vec<(&str, &str, String)> = vec![
        (
            "tekun",
            "分散+集中",
            format!("UPDATE tekun_award SET support_mode = NULL WHERE key = {}", supported("v.support_mode = 'D'")),
        ),
        (
            "tekun",
            "全自理+半护理+全护理",
            format!("UPDATE tekun_award SET care_level = NULL WHERE key = {}", supported("1")),
        ),
        ("tekun", "E-DB-050 人数关系不平", change_of("tekun", "persons")),
        ("tekun", "基本生活费+护理费", odd_money.to_owned()),
        ("tekun", "供养机构之和", "UPDATE institution SET voided_by = 1 WHERE code = 'JLY01'".to_owned()),
        ("temporary", "急难型+支出型", format!("UPDATE temporary SET aid_type = 'X' WHERE key = {of_november}")),
        ("temporary", "对象类别之和", format!("UPDATE temporary SET object_class = '9' WHERE key = {of_november}")),
        (
            "temporary",
            "金额与其中备用金",
            format!("UPDATE temporary SET amount_fen = -10000000 WHERE key = {of_november}"),
        ),
        ("disability", "双享+去重", twice.to_owned()),
        ("disability", "E-DB-050 生活补贴人数关系不平", change_of("disability-living", "persons")),
        ("disability", "E-DB-050 护理补贴人数关系不平", change_of("disability-care", "persons")),
        (
            "homecheck",
            "核查结论之和",
            "UPDATE homecheck SET conclusion = NULL WHERE key = (SELECT min(key) FROM homecheck \
            WHERE visitor_org = 'third_party')"
                .to_owned(),
        ),
        ("homecheck", "应查户数与已查户数", "UPDATE homecheck_project SET to_date = '2020-12-31'".to_owned()),
        (
            "petty-fund",
            "备用金余额关系不平",
            "UPDATE petty_txn SET kind = '6' WHERE key = (SELECT min(key) FROM petty_txn \
            WHERE kind = '3' AND date LIKE '2021-11-%')"
                .to_owned(),
        ),
        (
            "petty-fund",
            "备用金支出关系不平",
            "UPDATE petty_txn SET voided_by = 1 WHERE key = (SELECT min(key) FROM petty_txn \
            WHERE kind = '2' AND date LIKE '2021-11-%')"
                .to_owned(),
        ),
        (
            "children-visits",
            "各项措施之和与发现问题",
            "PRAGMA foreign_keys = OFF; INSERT INTO child_visit(key, child, person, visited_on, division, visitor, seen_child, act) \
            VALUES (900001, 1, 1, '2021-11-03', '430406001001', 1, 1, 1); \
            INSERT INTO visit_finding(child_visit, problem, measure, act) VALUES (900001, '1', '9', 1)"
                .to_owned(),
        ),
        (
            "places-signs",
            "已设+缺失+未设与应设",
            "PRAGMA foreign_keys = OFF; INSERT INTO sign(key, place_name, division, place, text, roman, planned_on, act) \
            VALUES (900001, 1, '430406001001', '某处', '某路', 'Mou Lu', '2020-01-01', 1); \
            INSERT INTO sign_check(sign, checked_on, condition, act) VALUES (900001, '2021-02-01', '9', 1)"
                .to_owned(),
        ),
        (
            "funeral-burials",
            "无问题+查处与排查次数",
            "UPDATE facility_check SET state = 'due' WHERE key = (SELECT min(key) FROM facility_check)".to_owned(),
        ),
        (
            "funeral-burials",
            "没有结案+已结案与查处",
            "UPDATE facility_check SET found = 1 WHERE key = (SELECT min(key) FROM facility_check)".to_owned(),
        ),
        (
            "elderly-visits",
            "上门+电话视频与已探访",
            "UPDATE elder_visit SET mode = '9' WHERE visit_on LIKE '2021-11-%'".to_owned(),
        ),
        (
            "children",
            "各类别之和",
            "UPDATE child_status SET main_cat = 'X' WHERE key = (SELECT min(key) FROM child_status WHERE state = 'on')"
                .to_owned(),
        ),
        (
            "division-month",
            "街道、镇、乡、类似单位与镇(街)合计",
            "UPDATE division SET kind = NULL WHERE code = '430406001000'".to_owned(),
        ),
        (
            "division-month",
            "社区、村、类似单位与村(居)合计",
            "UPDATE division SET kind = NULL WHERE code = '430406001001'".to_owned(),
        ),
        (
            "elderly",
            "三个年龄段与合计人数",
            format!("UPDATE aged_award SET band = NULL WHERE key = {}", in_force("aged_allowance", "aged_award", "1")),
        ),
        (
            "elderly",
            "三个年龄段与合计金额",
            "DROP TRIGGER payment_is_frozen; DELETE FROM batch_town; UPDATE payment SET class_code = '60' WHERE key = \
            (SELECT min(key) FROM payment WHERE scheme = 'elderly' AND booked_month = '2021-11')"
                .to_owned(),
        ),
        ("elderly", "E-DB-050 人数关系不平", change_of("elderly", "persons")),
        ("changes", "E-DB-050 城市低保户数关系不平", change_of("dibao-urban", "households")),
        ("changes", "E-DB-050 城市低保人数关系不平", change_of("dibao-urban", "persons")),
        ("changes", "E-DB-050 农村低保户数关系不平", change_of("dibao-rural", "households")),
        ("changes", "E-DB-050 农村低保人数关系不平", change_of("dibao-rural", "persons")),
        ("changes", "E-DB-050 特困人数关系不平", change_of("tekun", "persons")),
        ("changes", "E-DB-050 困难残疾人生活补贴人数关系不平", change_of("disability-living", "persons")),
        ("changes", "E-DB-050 重度残疾人护理补贴人数关系不平", change_of("disability-care", "persons")),
    ];
    let spoilt = spoilt.into_iter().chain(homes::spoilt()).chain(funeral::spoilt()).chain(names::spoilt());
    let is_by_category = |name: &str| matches!(name, "changes" | "places-month");
    let mut seen = std::collections::HashSet::new();
    for (name, begins, sql) in spoilt {
        let (_lent, store, _) = copied();
        let path = store.path().to_owned();
        drop(store);
        let db = Connection::open(&path).unwrap();
        db.execute_batch(&format!(
            "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF; DELETE FROM month_town; {sql}"
        ))
        .unwrap();
        drop(db);
        let found = filled(&Store::open(&path).unwrap(), name, "2021-11");
        let failed: Vec<&str> = found.checks.iter().filter(|c| !c.holds).map(|c| c.text.as_str()).collect();
        assert!(failed.iter().any(|text| text.starts_with(begins)), "{name} {begins}: {failed:?}");
        assert!(
            failed.iter().all(|t| is_by_category(name)
                || t.contains("不符的镇")
                || t.contains("不平的镇")
                || name == "elderly-homes"
                || begins == "供养机构之和"),
            "{failed:?}"
        );
        let off = found
            .rows
            .iter()
            .filter(|r| r.1.iter().any(|c| matches!(c, SheetCell::Text(t) if t.contains('差'))))
            .count();
        assert_eq!(off, usize::from(is_by_category(name)), "{name} {begins}");
        seen.insert((name, begins));
    }
    // No check of these tables is without its failure; that towns add up is spoilt below.
    for (name, _) in tables() {
        let checks = filled(&demo(), name, "2021-11").checks;
        let declared = checks.iter().filter(|c| !c.text.starts_with("各镇")).count();
        let spoilt = seen.iter().filter(|(of, _)| *of == name).count();
        assert_eq!(spoilt, declared, "{name}: each of its checks wants a row above that makes it fail");
    }
}

#[test]
fn a_town_that_is_gone_is_missed_in_every_table() {
    let (_dir, store, _) = copied();
    let db = Connection::open(store.path()).unwrap();
    db.execute_batch(
        "INSERT INTO division(code, name, level, valid_from, ended, act) \
         SELECT code, name, level, '2020-10-31', 1, 1 FROM division WHERE level = 'township' ORDER BY code LIMIT 1",
    )
    .unwrap();
    for (name, _) in tables()
        .filter(|(_, sheet)| sheet.checks.contains(&Check::Towns) && is_in_the_demo(sheet) && sheet.rows != Rows::Homes)
    {
        let found = filled(&store, name, "2021-11");
        assert_eq!(found.rows.len(), 6);
        let missed = found.checks.iter().find(|c| c.text.starts_with("各镇(街)之和≠全区合计")).map(|c| c.holds);
        assert_eq!(missed, Some(false), "{name}: {:?}", found.checks);
    }
}

#[test]
fn a_month_of_which_nothing_is_known_is_a_table_of_nothing() {
    for (name, _) in tables() {
        let found = filled(&demo(), name, "1985-01");
        let cells = found.rows.iter().flat_map(|r| &r.1).chain(found.total.iter().flatten());
        let nothing = |c: &SheetCell| match c {
            SheetCell::Count(n) | SheetCell::Money(n) | SheetCell::Bp(n) => *n == 0,
            SheetCell::Text(text) => ["平", "—"].contains(&text.as_str()),
            SheetCell::Blank => true,
        };
        assert!(cells.into_iter().all(nothing) && found.checks.iter().all(|c| c.holds), "{name}");
    }
}

/// X27: 疑点 of a month tell of every table that does not balance, and of none in the office as it is.
#[test]
fn a_table_that_does_not_balance_is_a_doubt_of_its_month() {
    let of_tables = |found: &[Oddity]| {
        let found = found.iter().filter(|odd| odd.check.code == "X27");
        found.map(|odd| (odd.subject.clone(), odd.text.clone())).collect::<Vec<_>>()
    };
    for month in months() {
        assert_eq!(of_tables(doubts_of(&month)), [], "{month}");
    }
    let (_dir, store, _) = copied();
    let path = store.path().to_owned();
    drop(store);
    let db = Connection::open(&path).unwrap();
    let spoilt = change_of("disability-living", "persons");
    db.execute_batch(&format!("PRAGMA ignore_check_constraints = ON; DELETE FROM month_town; {spoilt}")).unwrap();
    drop(db);
    let november = Month::new(2021, 11).unwrap();
    let told = of_tables(&doubts(&Store::open(&path).unwrap(), november, &|| true).unwrap());
    let tables: Vec<&str> = told.iter().map(|(table, _)| table.as_str()).collect();
    assert_eq!(tables, ["disability", "changes"], "{told:?}");
    assert!(told[0].1.starts_with("E-DB-050 生活补贴人数关系不平"), "{told:?}");
}
