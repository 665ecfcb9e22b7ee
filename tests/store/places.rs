//! Places over time: a division that is abolished with what lives in it, and what a correction does not touch.

use crate::support::{OTHER_VILLAGE, Office, VILLAGE, id, register};
use minzheng::domain::slip::Severity;
use minzheng::register::Draft;

const TOWN: &str = "430406001000";

/// An office with one household of two on 低保 in VILLAGE: head, household and case.
fn with_case() -> (Office, i64, i64, i64) {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let wife = o.person("李梅", &id("1967-05-01", 502));
    let house = o.household(head, &[(wife, "12")]);
    let case = o.case(house, "300");
    (o, head, house, case)
}

fn of(name: &'static str, key: i64) -> Draft {
    let mut draft = Draft::new(register(name));
    draft.key = Some(key);
    draft
}

fn ended(code: &str, from: &str) -> Draft {
    Draft::new(register("division")).with("code", code).with("name", "某某").with("valid_from", from).with("ended", "1")
}

/// What is said of a draft: code and text, doubts and errors only.
fn stops(o: &Office, draft: &Draft) -> Vec<(&'static str, String)> {
    let checked = o.store.check(draft, o.day).unwrap();
    let of = |c: &minzheng::register::Checked| c.slips.clone();
    let all = of(&checked).into_iter().chain(checked.children.iter().flat_map(of));
    all.filter(|s| s.severity != Severity::Warning).map(|s| (s.code, s.text)).collect()
}

#[test]
fn a_division_that_is_abolished_says_what_still_lives_in_it() {
    let (o, ..) = with_case();
    for (code, below) in [(VILLAGE, false), (TOWN, true)] {
        let draft = ended(code, "2021-12-01");
        let said = stops(&o, &draft);
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(said[0].0, "E-DV04");
        for part in ["人员(户籍地) 2 人", "人员(居住地) 2 人", "家庭 1 户", "低保 1 户"] {
            assert!(said[0].1.contains(part), "{part} in {}", said[0].1);
        }
        assert_eq!(said[0].1.contains("下级区划"), below, "{}", said[0].1);
        assert!(o.refused(&draft).contains(&"E-DV04"));
    }
    // A stopped case and a dead person live nowhere; a fund and an institution do.
    let village = ended(VILLAGE, "2021-12-01");
    o.sql("UPDATE award SET kind = 'end', persons = 0, base_fen = 0, extra_fen = 0, total_fen = 0; UPDATE person SET death_date = '2021-11-01' WHERE name = '李梅'");
    let fund = Draft::new(register("petty_fund")).with("town", TOWN).with("year", "2021").with("quota", "10000");
    o.saved(&fund);
    let text = &stops(&o, &village)[0].1;
    assert!(text.contains("人员(居住地) 1 人") && !text.contains("低保"), "{text}");
    assert!(stops(&o, &ended(TOWN, "2021-12-01"))[0].1.contains("镇街备用金 1 "));
    // Whoever means it says why; a new name is free.
    let mut draft = village.clone();
    draft.accept.push("E-DV04".to_owned());
    assert!(o.refused(&draft).contains(&"E-RG20"));
    draft.why = Some("并入先锋社区, 随后迁移".to_owned());
    o.saved(&draft);
    let renamed =
        Draft::new(register("division")).with("code", TOWN).with("name", "新街道").with("valid_from", "2021-12-01");
    o.saved(&renamed);
}

#[test]
fn a_village_that_everybody_has_left_is_abolished_at_once() {
    let (o, head, house, case) = with_case();
    let wife = o.one("SELECT key FROM person WHERE name = '李梅'");
    o.saved(
        &Draft::new(register("move"))
            .with("case_key", format!("#{case}"))
            .with("division", OTHER_VILLAGE)
            .with("decided_date", "2021-09-20"),
    );
    for person in [head, wife] {
        o.saved(&of("person", person).with("home_division", OTHER_VILLAGE).with("hukou_division", OTHER_VILLAGE));
    }
    o.saved(&of("household", house).with("division", OTHER_VILLAGE));
    // Where a case came from is history, and so is the money of a year that is past.
    assert_eq!(stops(&o, &ended(VILLAGE, "2021-12-01")), []);
    let fund = |year: &str| {
        o.saved(&Draft::new(register("petty_fund")).with("town", TOWN).with("year", year).with("quota", "10000"));
        stops(&o, &ended(TOWN, "2021-12-01"))[0].1.clone()
    };
    assert!(!fund("2020").contains("镇街备用金"));
    assert!(fund("2021").contains("镇街备用金 1 "));
    // What ever was there keeps the only name of it.
    let row: i64 = o.one(&format!("SELECT key FROM division WHERE code = '{VILLAGE}'"));
    assert!(o.store.void(register("division"), row, &o.who, o.day, "录错了").is_err());
}

#[test]
fn a_division_where_nobody_lives_is_abolished_at_once() {
    let o = Office::new();
    o.saved(&ended(OTHER_VILLAGE, "2021-12-01"));
}

#[test]
fn a_proposed_name_is_held_against_the_divisions_that_are_there() {
    let o = Office::new();
    let is_taken = |town: &str| {
        let name = Draft::new(register("place_name")).with("std_name", town).with("kind8", "2").with("division", TOWN);
        let said = stops(&o, &name.with("state", "1").with("meaning", "取自当地通行已久的地名, 沿用至今"));
        said.iter().any(|(code, text)| *code == "E-PN25" && *text == format!("本区已有{town}, 乡镇、街道不得重名"))
    };
    let taken = || ["先锋街道", "新桥街道", "雁峰街道"].map(is_taken);
    assert_eq!(taken(), [true, false, true]);
    let town = |code: &str, name: &str| {
        Draft::new(register("division")).with("code", code).with("name", name).with("valid_from", "2021-12-01")
    };
    o.saved(&town(TOWN, "新桥街道"));
    let mut end = town("430406002000", "雁峰街道").with("ended", "1");
    end.accept.push("E-DV04".to_owned());
    end.why = Some("并入新桥街道".to_owned());
    o.saved(&end);
    assert_eq!(taken(), [false, true, false]);
}

#[test]
fn what_a_correction_does_not_touch_is_not_judged_again() {
    let (o, head, house, case) = with_case();
    let mut end = ended(VILLAGE, "2021-12-01");
    end.accept.push("E-DV04".to_owned());
    end.why = Some("并村".to_owned());
    o.saved(&end);
    // A telephone number, a note: the village is not theirs to judge.
    o.saved(&of("person", head).with("phone", "13800138000"));
    o.saved(&of("household", house).with("address", "先锋路 12 号 3 栋"));
    let noted = of("dibao", case).with("note", "已电话核实");
    let said = o.store.check(&noted, o.day).unwrap();
    let shown = said.slips.iter().find(|s| s.code == "E-DV01").unwrap();
    assert_eq!((shown.severity, shown.field), (Severity::Warning, Some("division")));
    assert!(shown.text.ends_with("(原已登记, 这次没有改动)"), "{}", shown.text);
    o.saved(&noted);
    // A further version beside it is judged by itself.
    o.saved(&of("dibao", case).with_row(o.award_draft("2021-12-20", "250")));
    // The form may send back what it was shown.
    o.saved(&of("person", head).with("home_division", VILLAGE).with("phone", "13800138001"));
    // What is changed is judged: another abolished village, and a new record there.
    let mut other = ended(OTHER_VILLAGE, "2021-12-01");
    other.why = Some("并村".to_owned());
    o.saved(&other);
    assert!(o.refused(&of("person", head).with("home_division", OTHER_VILLAGE)).contains(&"E-DV01"));
    assert!(o.refused(&o.person_draft("王五", &id("1970-01-01", 11))).contains(&"E-DV01"));
}

#[test]
fn an_earlier_rule_and_an_earlier_day_stop_no_other_correction() {
    let (o, head, house, case) = with_case();
    // Dates that lie ahead of an earlier business date, a code that is no longer offered, a limit that was wider, a reference
    // whose record has fallen.
    o.sql(&format!(
        "UPDATE dibao SET last_review = '2022-06-01', channel = '9', review_cycle = 99 WHERE key = {case};
         UPDATE person SET disability_type = '4', phone = '12' WHERE key = {head};
         UPDATE household SET voided_by = 1 WHERE key = {house};"
    ));
    o.saved(&of("dibao", case).with("note", "一"));
    // The form may send back what it was shown, whatever would be said of it today.
    let all = of("dibao", case)
        .with("channel", "9")
        .with("review_cycle", "99")
        .with("last_review", "2022-06-01")
        .with("household", format!("#{house}"))
        .with("note", "二");
    o.saved(&all);
    o.saved(&of("person", head).with("address", "先锋路 12 号 3 栋").with("phone", "12"));
    // What is changed, or newly broken, is judged.
    for (col, text, code) in [
        ("last_review", "2022-07-01", "E-RG03"),
        ("channel", "8", "E-RG04"),
        ("review_cycle", "98", "E-RG02"),
        ("accept_date", "2020-10-01", "E-RG05"),
        ("kin_flag", "1", "E-RG06"),
    ] {
        let said = o.refused(&of("dibao", case).with(col, text));
        assert_eq!(
            said.iter().filter(|c| c.starts_with("E-")).collect::<Vec<_>>().first(),
            Some(&&code),
            "{col} {said:?}"
        );
    }
    assert!(o.refused(&of("person", head).with("phone", "13")).iter().any(|c| c.starts_with("E-")));
}

#[test]
fn an_exception_on_record_holds_for_what_it_was_accepted_for() {
    let o = Office::new();
    let wrong = |serial: u16| {
        let good = id("1965-03-12", serial);
        format!("{}{}", &good[..17], if good.ends_with('0') { '1' } else { '0' })
    };
    let mut draft = o.person_draft("张三", &wrong(501));
    let code = o.refused(&draft)[0];
    draft.accept.push(code.to_owned());
    draft.why = Some("户口簿原件如此".to_owned());
    let key = o.saved(&draft);
    o.saved(&of("person", key).with("phone", "13800138000"));
    let mut again = of("person", key).with("id_number", wrong(503));
    again.why = Some("换了一个".to_owned());
    assert!(o.refused(&again).contains(&code));
    again.accept.push(code.to_owned());
    o.saved(&again);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM exception"), 2, "each number has its reason");
}
