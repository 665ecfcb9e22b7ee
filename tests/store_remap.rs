//! Divisions change and all that refers to them follows in one act: a village merged into another, a street split in two, a town renamed.
//! Past months print as before, and taken back everything reads as it did.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use minzheng::domain::month::Month;
use minzheng::figure::report::{self, Kind};
use minzheng::figure::table::Filled;
use minzheng::jobs::report::{Numbers, document, fill};
use minzheng::print::Document;
use minzheng::register::places::remapping::Remapping;
use minzheng::register::{ALL, Draft, Input, Query, Value};
use minzheng::store::StoreFault;
use std::collections::BTreeMap;
use support::{OTHER_VILLAGE, Office, VILLAGE, day, id, register, rows_of};

const TOWN: &str = "430406001000";
const NEIGHBOUR: &str = "430406001004";

/// Two households on 低保, one in VILLAGE, one in NEIGHBOUR, and what else lives there.
fn office() -> Office {
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

fn unit(side: &str, code: &str, name: &str, population: &str) -> Draft {
    Draft::new(register("plan_unit"))
        .with("side", side)
        .with("code", code)
        .with("name", name)
        .with("area_km2", "1.5")
        .with("population", population)
}

fn line(old: &str, new: &str) -> Draft {
    Draft::new(register("plan_line")).with("old_code", old).with("new_code", new)
}

/// An approved plan, in force from December on.
fn approved(object: &str, kind: &str, rows: Vec<Draft>) -> Draft {
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

fn merged() -> Draft {
    let rows = vec![
        unit("from", VILLAGE, "沿江南路社区居委会", "100"),
        unit("from", NEIGHBOUR, "光辉社区居委会", "50"),
        unit("to", NEIGHBOUR, "光辉社区居委会", "150").with("area_km2", "3"),
        line(VILLAGE, NEIGHBOUR),
    ];
    approved("village", "2", rows)
}

/// The street gives way to two; NEIGHBOUR goes to the second.
fn split() -> Draft {
    let rows = vec![
        unit("from", TOWN, "先锋街道", "300"),
        unit("to", "430406006000", "先锋南街道", "100").with("area_km2", "0.5"),
        unit("to", "430406007000", "先锋北街道", "200").with("area_km2", "1"),
        line(TOWN, "430406006000"),
        line(NEIGHBOUR, "430406007001"),
    ];
    approved("street", "1", rows)
}

fn carried(o: &Office, plan: i64) -> Remapping {
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
fn refused(o: &Office, plan: i64) -> Vec<(&'static str, String)> {
    match o.store.remap(plan, (&o.who, o.day), &mut |_, _| true) {
        Err(StoreFault::Refused(r)) => r.slips.into_iter().map(|s| (s.code, s.text)).collect(),
        other => panic!("{other:?}"),
    }
}

/// Everything that stands, all columns but the acts.
fn all(o: &Office) -> BTreeMap<&'static str, Vec<String>> {
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

fn undone(o: &Office, act: i64) {
    o.store.undo(act, (&o.who, o.day), "批复撤回", &[], &mut |_, _| true).unwrap_or_else(|e| panic!("{e}"));
}

/// The tables by town of a month.
fn tables(o: &Office, month: &str) -> Vec<Filled> {
    let months = report::ALL.iter().filter_map(|r| match r.kind {
        Kind::Table(sheet) => Some(sheet),
        _ => None,
    });
    months.map(|sheet| fill(&o.store, sheet, Month::parse(month).unwrap()).unwrap()).collect()
}

/// The villages of people in a list as of a day.
fn homes(o: &Office, on: &str) -> Vec<String> {
    let query = Query::new(register("person"), day(on), 50);
    let at = query.register.list.iter().position(|c| c.path == "home_division").unwrap();
    let mut names: Vec<String> =
        o.store.page(&query).unwrap().rows.iter().filter_map(|r| r.cells[at].text().map(str::to_owned)).collect();
    names.sort();
    names
}

fn verified(o: &Office) {
    for finding in o.store.verify().unwrap() {
        assert!(finding.ok, "{}: {}", finding.check, finding.detail);
    }
}

#[test]
fn a_village_is_merged_into_another_and_everything_that_stands_follows() {
    let o = office();
    let plan = o.saved(&merged());
    let (before, october, homes_then) = (all(&o), tables(&o, "2021-10"), homes(&o, "2021-10-31"));
    verified(&o);
    let preview = o.store.remap_preview(plan, o.day, &mut |_, _| true).unwrap();
    assert_eq!((preview.act, all(&o)), (None, before.clone()), "a preview writes nothing");
    let done = carried(&o, plan);
    assert_eq!((done.moved.clone(), done.divisions.clone()), (preview.moved, preview.divisions));
    let moved: Vec<(&str, usize)> = done.moved.iter().map(|(_, label, _, n)| (label.as_str(), *n)).collect();
    // 王五 has his papers in the village, 赵六 is dead.
    assert_eq!(moved, [("人员(户籍地)", 3), ("人员(居住地)", 2), ("家庭", 1), ("低保", 1)]);
    assert_eq!(done.divisions.last().unwrap(), "撤销 430406001001 沿江南路社区居委会, 并入 430406001004");
    assert_eq!(o.one::<i64>("SELECT count(*) FROM dibao WHERE division = '430406001004'"), 2);
    assert_eq!(
        o.one::<String>("SELECT from_month || left_division || division || basis FROM move"),
        "2021-12430406001001430406001004区划调整 湘民〔2021〕7号"
    );
    assert_eq!(o.one::<String>("SELECT merged_into FROM division WHERE ended = 1"), NEIGHBOUR);
    assert_eq!(
        o.one::<i64>(
            "SELECT area_km2_d2 + population FROM division WHERE code = '430406001004' AND valid_from = '2021-12-01'"
        ),
        450
    );
    assert_eq!(o.one::<String>("SELECT state || carried_on FROM division_plan"), "carried2021-12-31");
    assert_eq!(
        o.one::<String>("SELECT home_division FROM person WHERE name = '赵六'"),
        VILLAGE,
        "who is dead lives nowhere"
    );
    assert_eq!(o.one::<i64>("SELECT count(*) FROM division_move"), 7);
    // The past reads as before.
    assert_eq!(tables(&o, "2021-10"), october);
    assert_eq!(homes(&o, "2021-10-31"), homes_then);
    assert_eq!(homes(&o, "2021-12-31").iter().filter(|name| name.starts_with("光辉")).count(), 3);
    verified(&o);
    assert_eq!(refused(&o, plan)[0].0, "E-DV13");
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
    verified(&o);
    carried(&o, plan);
}

#[test]
fn a_street_is_split_in_two_and_past_months_print_the_old_one() {
    let o = office();
    let plan = o.saved(&split());
    let (before, november) = (all(&o), tables(&o, "2021-11"));
    let done = carried(&o, plan);
    assert_eq!(
        o.one::<String>("SELECT group_concat(division, ' ') FROM (SELECT division FROM dibao ORDER BY key)"),
        "430406006001 430406007001"
    );
    assert_eq!(o.one::<String>("SELECT town FROM petty_fund"), "430406006000");
    assert_eq!(tables(&o, "2021-11"), november);
    let december = tables(&o, "2021-12");
    let urban = &december[0];
    let named = |name: &str| urban.rows.iter().find(|(row, _)| row == name).map(|(_, cells)| format!("{:?}", cells[0]));
    assert_eq!(named("先锋南街道"), named("先锋北街道"));
    for check in urban.checks.iter().filter(|c| c.text.contains("关系") || c.text.contains("各镇")) {
        assert!(check.holds, "{}", check.text);
    }
    // Villages keep their names under their new codes.
    assert_eq!(o.one::<String>("SELECT name FROM division WHERE code = '430406006001'"), "沿江南路社区居委会");
    assert!(o.one::<i64>("SELECT count(*) FROM division WHERE code LIKE '430406001%' AND ended = 1") > 2);
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!((all(&o), tables(&o, "2021-11")), (before, november));
}

#[test]
fn a_town_is_renamed_and_nothing_moves() {
    let o = office();
    let rows = vec![unit("from", TOWN, "先锋街道", "300"), unit("to", TOWN, "先锋新街道", "300")];
    let plan = o.saved(&approved("street", "6", rows));
    let (before, november) = (all(&o), tables(&o, "2021-11"));
    let done = carried(&o, plan);
    assert_eq!(
        (done.total(), done.divisions.as_slice()),
        (0, &["更名 430406001000 先锋街道 → 先锋新街道".to_owned()][..])
    );
    assert_eq!(tables(&o, "2021-11"), november);
    let has = |month: &str, name: &str| tables(&o, month)[0].rows.iter().any(|(row, _)| row == name);
    assert_eq!([has("2021-11", "先锋街道"), has("2021-12", "先锋新街道")], [true, true]);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
}

#[test]
fn part_of_a_village_goes_by_address_and_by_person() {
    let o = office();
    let who = o.one::<i64>("SELECT key FROM person WHERE name = '张三'");
    let rows = vec![
        unit("from", VILLAGE, "沿江南路社区居委会", "100"),
        unit("to", VILLAGE, "沿江南路社区居委会", "100"),
        line(VILLAGE, "430406001007").with("rule", "address").with("address", "蒸阳南路"),
        line(VILLAGE, NEIGHBOUR).with("rule", "person").with("person", format!("#{who}")),
    ];
    let done = carried(&o, o.saved(&approved("village", "4", rows)));
    let of = |name: &str| {
        o.one::<String>(&format!("SELECT hukou_division || home_division FROM person WHERE name = '{name}'"))
    };
    assert_eq!(of("张三"), NEIGHBOUR.repeat(2));
    assert_eq!(of("李梅"), VILLAGE.repeat(2));
    assert_eq!(of("王五"), format!("430406001007{NEIGHBOUR}"));
    let labels: Vec<&str> = done.moved.iter().map(|(_, label, ..)| label.as_str()).collect();
    assert_eq!(labels, ["人员(户籍地)", "人员(居住地)", "家庭", "低保"]);
}

fn fixture(o: &Office, village: &str, qty: &str, spot: &str) -> i64 {
    let draft = Draft::new(register("publicity_fixture")).with("kind", "1").with("division", village);
    o.saved(&draft.with("installed_on", "2021-03-01").with("qty", qty).with("spot", spot))
}

/// What is in a register on a day in a division: how many the page has, how many are counted.
fn there(o: &Office, name: &str, col: &'static str, code: &str, on: &str) -> (usize, i64) {
    let query = Query::new(register(name), day(on), 50).with(col, code);
    (o.store.page(&query).unwrap().rows.len(), o.store.count(&query).unwrap().rows)
}

#[test]
fn records_that_would_be_the_same_join_or_stand_against_it() {
    let o = office();
    let plan = o.saved(&merged());
    fixture(&o, VILLAGE, "2", "村口");
    fixture(&o, NEIGHBOUR, "3", "广场");
    o.sql(&format!(
        "INSERT INTO place_name(key, std_name, specific, generic, roman, kind8, cat_code, pn_code, division, valid_from, act)
             VALUES (1, '蒸阳路', '蒸阳', '路', 'Zhengyang Lu', '5', '24100', '430406241000001', '{TOWN}', '2021-01-01', 1);
         INSERT INTO crossed_division(key, place_name, division, act) VALUES (1, 1, '{VILLAGE}', 1), (2, 1, '{NEIGHBOUR}', 1)"
    ));
    let shop = |village: &str, owner: &str| {
        let owner = o.one::<i64>(&format!("SELECT key FROM person WHERE name = '{owner}'"));
        let draft = Draft::new(register("merchant")).with("name", "利民花圈店").with("business", "1");
        o.saved(&draft.with("division", village).with("owner", format!("#{owner}")).with("opened_on", "2021-02-01"))
    };
    let shop = shop(VILLAGE, "张三").max(shop(NEIGHBOUR, "王五"));
    let (before, october) = (all(&o), tables(&o, "2021-10"));
    let preview = o.store.remap_preview(plan, o.day, &mut |_, _| true);
    let Err(StoreFault::Refused(said)) = preview else { panic!("{preview:?}") };
    let said: Vec<(&str, &str)> = said.slips.iter().map(|s| (s.code, s.text.as_str())).collect();
    let text = "变更后有 2 条相同的商户 利民花圈店, 只能有一条: 光辉社区居委会 利民花圈店 王*; 沿江南路社区居委会 利民花圈店 张*; \
                请先更正其中一条的名称, 重复登记的作废一条, 再办理变更";
    assert_eq!(said, [("E-DV15", text)]);
    assert_eq!(all(&o), before);
    let mut named = Draft::new(register("merchant")).with("name", "利民花圈二店");
    named.key = Some(shop);
    o.saved(&named);
    let before = all(&o);
    let done = carried(&o, plan);
    assert_eq!(
        done.apart,
        [
            "宣传设施 时空信箱: 2 条合为一条 (光辉社区居委会 #2; 沿江南路社区居委会 #1), 合计数量 5",
            "跨越政区 蒸阳路: 2 条合为一条 (光辉社区居委会 #2; 沿江南路社区居委会 #1)",
        ]
    );
    assert_eq!(
        o.one::<String>(
            "SELECT group_concat(division || qty || spot || state || installed_on || coalesce(removed_on, ''), ' ')
             FROM (SELECT * FROM publicity_fixture ORDER BY key)"
        ),
        "4304060010012村口32021-03-012021-11-30 4304060010043广场32021-03-012021-11-30 4304060010045广场、村口12021-12-01"
    );
    assert_eq!(tables(&o, "2021-10"), october);
    assert_eq!(there(&o, "publicity_fixture", "division", VILLAGE, "2021-11-30"), (1, 1));
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
}

/// The first village goes into the second while the second goes into the third; no two fixtures of a kind meet on the way.
#[test]
fn villages_that_move_up_in_a_row_do_not_collide() {
    let o = office();
    let third = OTHER_VILLAGE;
    for (village, qty) in [(VILLAGE, "1"), (third, "2"), (NEIGHBOUR, "3")] {
        fixture(&o, village, qty, "村口");
    }
    let rows = vec![
        unit("from", VILLAGE, "沿江南路社区居委会", "100"),
        unit("from", third, "某社区居委会", "50"),
        unit("to", third, "某社区居委会", "100"),
        unit("to", "430406001009", "新社区居委会", "50"),
        line(VILLAGE, third),
        line(third, "430406001009"),
    ];
    let plan = o.saved(&approved("village", "4", rows));
    let before = all(&o);
    let done = carried(&o, plan);
    assert_eq!(done.apart, [""; 0]);
    assert_eq!(
        o.one::<String>(
            "SELECT group_concat(division || qty, ' ') FROM (SELECT * FROM publicity_fixture ORDER BY key)"
        ),
        format!("{third}1 4304060010092 {NEIGHBOUR}3")
    );
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
}

/// A line follows with its code; one whose sides become one town is no more; two that become the same stand against it.
#[test]
fn boundary_lines_follow_with_their_codes_and_end_between_what_becomes_one() {
    let o = office();
    let (second, third) = ("430406002000", "430406003000");
    let boundary = |name: &str, a: &str, b: &str| {
        let draft = Draft::new(register("boundary_line")).with("name", name).with("side_a", a).with("side_b", b);
        o.saved(&draft.with("length", "3.5").with("signed_on", "2010-01-01"))
    };
    boundary("先呆线", TOWN, second);
    boundary("先第线", TOWN, third);
    let double = boundary("第二线", second, third);
    let villages = o.one::<String>(
        "SELECT group_concat(code, ' ') FROM division WHERE code LIKE '430406001%' AND level = 'village'",
    );
    let mut rows = vec![
        unit("from", TOWN, "先锋街道", "300"),
        unit("from", second, "二街道", "100"),
        unit("to", second, "二街道", "400").with("area_km2", "3"),
        line(TOWN, second),
    ];
    // Each goes to a code of its own: those of the other town are taken.
    let own = |at: usize| format!("430406002{}", 700 + at);
    rows.extend(villages.split(' ').enumerate().map(|(at, village)| line(village, &own(at))));
    let along = approved("street", "2", rows[..4].to_vec());
    let along = o.saved(&along);
    let said = refused(&o, along);
    assert!(said.iter().all(|(code, _)| *code == "E-DV10") && said[0].1.contains("请各写一行新代码"), "{said:?}");
    let plan = o.saved(&approved("street", "2", rows));
    let said = refused(&o, plan);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, "E-DV15");
    assert!(said[0].1.contains("先第线") && said[0].1.contains("第二线"), "{}", said[0].1);
    assert!(said[0].1.ends_with("请先给不再保留的填废止日期, 再办理变更"), "{}", said[0].1);
    let mut over = Draft::new(register("boundary_line")).with("ended_on", "2021-11-30");
    over.key = Some(double);
    o.saved(&over);
    let before = all(&o);
    let done = carried(&o, plan);
    assert_eq!(done.apart.len(), 1, "{:?}", done.apart);
    assert!(done.apart[0].contains("先呆线") && done.apart[0].contains("废止日期 2021-11-30"), "{:?}", done.apart);
    assert_eq!(
        o.one::<String>(
            "SELECT group_concat(code || coalesce(ended_on, ''), ' ') FROM (SELECT * FROM boundary_line ORDER BY key)"
        ),
        "430406001-4304060022021-11-30 430406002-430406003 430406002-4304060032021-11-30"
    );
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
}

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

/// What is set by town is set for the towns that come of it, from the day on.
#[test]
fn parameters_by_town_follow() {
    let o = office();
    let parameter = |first: &str, value: &str, from: &str| {
        let draft = Draft::new(register("parameter")).with("name", "elder.allowance_fen").with("first", first);
        let mut draft = draft.with("second", TOWN).with("value", value).with("valid_from", from);
        draft.accept.push("E-PM09".to_owned());
        draft.why = Some("文件晚到".to_owned());
        o.saved(&draft.with("basis", "雁政发2号"))
    };
    parameter("80", "5000", "2021-01-01");
    parameter("80", "6000", "2021-12-20");
    parameter("90", "9000", "2021-03-01");
    let plan = o.saved(&split());
    let before = all(&o);
    let done = carried(&o, plan);
    let told = |name: &str| format!("参数: {name}自 2021-12-01 起沿用先锋街道的标准 3 项");
    assert_eq!(done.apart, [told("先锋南街道"), told("先锋北街道")]);
    for town in ["430406006000", "430406007000"] {
        assert_eq!(
            o.one::<String>(&format!(
                "SELECT group_concat(first || ':' || value || ':' || valid_from, ' ') FROM (SELECT * FROM parameter
                 WHERE second = '{town}' ORDER BY first, valid_from)"
            )),
            "80:5000:2021-12-01 80:6000:2021-12-20 90:9000:2021-12-01"
        );
    }
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
}

#[test]
fn what_cannot_be_carried_out_says_why() {
    let o = office();
    let mut draft = merged();
    draft.texts.retain(|(col, _)| !["approved_on", "approved_no", "effective_on"].contains(col));
    let plan = o.saved(&draft);
    assert!(refused(&o, plan)[0].1.contains("还没有批准"));
    let ahead = o.saved(&merged().with("effective_on", "2022-02-01"));
    assert!(refused(&o, ahead)[0].1.contains("自 2022-02-01 起生效"));
    // A village that is to be no more, and nobody says where its people go.
    let mut draft = merged();
    draft.children.truncate(3);
    let left = o.saved(&draft);
    let said = refused(&o, left);
    assert!(said[0].0 == "E-DV11" && said[0].1.contains("人员(户籍地) 3 人"), "{said:?}");
    let before = all(&o);
    let plan = o.saved(&split());
    let stopped = o.store.remap(plan, (&o.who, o.day), &mut |done, _| done < 3);
    assert!(matches!(stopped, Err(StoreFault::Refused(r)) if r.slips[0].code == "E-DV14"));
    assert_eq!(all(&o)["person"], before["person"]);
}

#[test]
fn a_plan_goes_from_paper_to_paper() {
    let o = Office::new();
    let state = |draft: &Draft| {
        let checked = o.store.check(draft, o.day).unwrap();
        let codes: Vec<&str> = checked
            .slips
            .iter()
            .filter(|s| s.severity != minzheng::domain::slip::Severity::Warning)
            .map(|s| s.code)
            .collect();
        (checked.values.text("state").to_owned(), codes)
    };
    let studied = Draft::new(register("division_plan")).with("title", "区划调整方案").with("studied_on", "2021-01-20");
    assert_eq!(state(&studied), ("study".to_owned(), vec![]));
    let drafted = studied.clone().with("drafted_on", "2021-03-15");
    assert_eq!(state(&drafted), ("draft".to_owned(), vec![]));
    let up = drafted
        .clone()
        .with("risk_on", "2021-04-01")
        .with("meeting_on", "2021-04-20")
        .with("submitted_on", "2021-05-01");
    assert_eq!(state(&up), ("submitted".to_owned(), vec!["E-RG06", "E-DV06", "E-DV06"]));
    let back = merged().with("returned_on", "2021-06-20");
    assert_eq!(state(&back), ("approved".to_owned(), vec![]));
    let mut unequal = merged();
    unequal.children[2].type_in("population", "149");
    assert_eq!(state(&unequal).1, ["E-DV06"]);
    assert_eq!(state(&merged().with("approver", "state")).1, ["E-DV05"]);
    let checked = o.store.check(&merged().with("extended", "1"), o.day).unwrap();
    assert_eq!(
        [checked.values.get("due_on"), checked.values.get("approver")],
        [&Value::from("2023-01-01"), &Value::from("county")]
    );
    assert!(ALL.iter().any(|e| e.register.name == "division_move" && e.register.input != Input::Form));
}
