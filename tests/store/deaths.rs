//! 死亡登记: whoever dies, one act stops what the rules say and nothing else, tells whom the dead acted for, and is taken back whole.

use crate::support::{Office, VILLAGE, account, assessment, day, id, register, rows_of, tekun, tekun_award};
use minzheng::domain::money::Money;
use minzheng::register::core::frequency::{By, Together};
use minzheng::register::{Draft, Query, written};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// The living rows of all registers, without the act that wrote them.
fn stands(o: &Office) -> BTreeMap<(&'static str, i64), Map<String, Json>> {
    let db = rusqlite::Connection::open(&o.path).unwrap();
    let rows = written().flat_map(|r| rows_of(&db, r.name).into_iter().map(move |row| (r.name, row)));
    let living = rows.filter(|(_, row)| row.get("voided_by").is_none_or(Json::is_null));
    let without_act = |(name, mut row): (&'static str, Map<String, Json>)| {
        row.remove("act");
        ((name, row["key"].as_i64().unwrap()), row)
    };
    living.map(without_act).collect()
}

/// A death as it is entered with the fewest keys.
pub(super) fn death(person: i64, died: &str) -> Draft {
    let draft = Draft::new(register("death")).with("person", format!("#{person}")).with("died_on", died);
    Draft { follow: true, ..draft }
}

/// Enters a death, gives what it wrote in which registers and what was told beside; takes it back and finds everything as it was.
pub(super) fn dies(o: &Office, person: i64, died: &str) -> (String, String) {
    let draft = death(person, died);
    let checked = o.store.check(&draft, o.day).unwrap();
    let told: Vec<String> = checked.slips.iter().map(ToString::to_string).collect();
    let before = stands(o);
    let saved = o.save(&draft).unwrap_or_else(|e| panic!("{e}"));
    let after = stands(o);
    let changed = after.iter().filter(|(of, row)| before.get(*of) != Some(*row)).map(|((name, _), _)| *name);
    let mut changed: Vec<&str> = changed.filter(|name| !matches!(*name, "death" | "person" | "follow")).collect();
    changed.dedup();
    sound(o);
    let accept = ["E-UD05".to_owned()];
    o.store.undo(saved.act, (&o.who, o.day), "登错了人", &accept, &mut |_, _| true).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(stands(o), before);
    sound(o);
    let words = changed.join(" ");
    o.saved(&draft);
    (words, told.join("\n"))
}

fn sound(o: &Office) {
    let findings = o.store.verify().unwrap();
    assert!(findings.iter().all(|f| f.ok), "{findings:?}");
}

/// The versions of the only case: month, kind, reason or persons.
pub(super) fn versions(o: &Office, table: &str, what: &str) -> String {
    o.one(&format!(
        "SELECT group_concat(from_month || ' ' || kind || ' ' || coalesce(reason_code, {what}), ', ' ORDER BY from_month)
         FROM {table} WHERE voided_by IS NULL"
    ))
}

fn home(o: &Office) -> i64 {
    let draft = Draft::new(register("institution"))
        .with("code", "YF01")
        .with("name", "雁峰养老院")
        .with("division", VILLAGE)
        .with("account_name", "雁峰养老院")
        .with("account_no", "43001503068052500123")
        .with("bank_code", "105")
        .with("ownership", "5")
        .with("uscc", minzheng::domain::uscc::complete("12430406MB1234567").unwrap())
        .with("registered_on", "2015-03-02")
        .with("filed_on", "2015-03-09")
        .with("beds_approved", "12")
        .with("beds_open", "12")
        .with("beds_nursing", "8");
    o.saved(&draft)
}

fn aged(o: &Office, person: i64, decided: &str) -> i64 {
    let case = Draft::new(register("aged_allowance"))
        .with("person", format!("#{person}"))
        .with("origin", "taken_over")
        .with("apply_date", decided)
        .with("district_date", decided)
        .with("alive_checked_on", "2021-05-05");
    o.saved(&case.with_row(Draft::new(register("aged_award")).with("decided_date", decided)))
}

fn disabled(o: &Office) -> i64 {
    let no = id("1976-05-01", 31);
    let draft = o.person_draft("李伟", &no).with("disability_cert_no", format!("{no}42"));
    let person = o.saved(&draft.with("disability_valid_to", "2028-06-30"));
    let house = o.household(o.person("陈桂香", &id("1947-03-02", 24)), &[(person, "21")]);
    o.case(house, "300");
    for kind in ["CL", "CN"] {
        let case = Draft::new(register("disability"))
            .with("origin", "taken_over")
            .with("kind", kind)
            .with("person", format!("#{person}"))
            .with("apply_date", "2021-03-05");
        o.saved(&case.with_row(Draft::new(register("disability_award")).with("decided_date", "2021-03-20")));
    }
    person
}

#[test]
fn the_head_of_a_family_leaves_the_others_covered() {
    let o = Office::new();
    let (head, son) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
    let house = o.household(head, &[(son, "21")]);
    o.case(house, "300");
    let before = o.store.check(&death(head, "2021-12-28"), o.day).unwrap().told().join("\n");
    let (changed, told) = dies(&o, head, "2021-12-28");
    let month = |from: &str| {
        let fen = o.one(&format!("SELECT total_fen FROM award WHERE from_month = '{from}' AND voided_by IS NULL"));
        format!("每月 {} 元", Money::fen(fen))
    };
    let (was, now) = (month("2020-12"), month("2022-01"));
    assert!(before.contains(&format!("由{was}改为{now}")), "{before}");
    assert_eq!(changed, "award change cover");
    assert_eq!(versions(&o, "award", "persons"), "2020-12 award 2, 2022-01 award 1");
    assert!(
        told.contains("W-FN26") && told.contains("申请人, 请改为留下的成员") && told.contains("户主已死亡"),
        "{told}"
    );
    // The household needs another head first.
    assert_eq!(o.one::<i64>("SELECT count(*) FROM member WHERE ended = 1 AND voided_by IS NULL"), 0);
}

#[test]
fn a_member_leaves_a_family_and_one_who_lived_alone_ends_it() {
    let o = Office::new();
    let (head, son) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
    let house = o.household(head, &[(son, "21")]);
    o.case(house, "300");
    let (changed, told) = dies(&o, son, "2021-12-28");
    assert_eq!(changed, "award change cover member");
    assert!(!told.contains("W-FN26"), "{told}");
    assert_eq!(versions(&o, "award", "persons"), "2020-12 award 2, 2022-01 award 1");
    // The last one.
    let (changed, told) = dies(&o, head, "2021-12-29");
    assert_eq!(changed, "award change dibao member");
    assert!(!told.contains("W-FN26"), "{told}");
    assert_eq!(versions(&o, "award", "persons"), "2020-12 award 2, 2022-01 end 03");
}

#[test]
fn who_was_supported_in_a_home_leaves_the_bed() {
    let o = Office::new();
    let (old, home) = (o.person("陈桂香", &id("1947-03-02", 24)), home(&o));
    let first = tekun_award("2020-11-30")
        .with("support_mode", "C")
        .with("institution", format!("#{home}"))
        .with("check_in_date", "2020-11-25");
    o.saved(&tekun(old, "2020-11-02").with_row(first).with_row(assessment("2020-11-20", 2)));
    let (changed, told) = dies(&o, old, "2021-12-28");
    assert_eq!(changed, "change resident tekun tekun_award");
    assert!(told.contains("入住") && told.contains("去向死亡, 离院日期2021-12-28"), "{told}");
    assert_eq!(versions(&o, "tekun_award", "'-'"), "2020-12 award -, 2022-01 end 03");
    let stay = "SELECT out_on || ' ' || out_reason FROM resident WHERE voided_by IS NULL";
    assert_eq!(o.one::<String>(stay), "2021-12-28 1");
}

#[test]
fn at_a_hundred_the_allowance_and_the_file_end() {
    let o = Office::new();
    let old = o.person("张守业", &id("1920-01-05", 501));
    aged(&o, old, "2020-12-08");
    let file = Draft::new(register("elder")).with("person", format!("#{old}")).with("living", "1");
    o.saved(&file.with("no_supporter", "1").with("source", "1").with("collected_on", "2021-02-01"));
    let (changed, _) = dies(&o, old, "2021-12-28");
    assert_eq!(changed, "aged_allowance aged_award change elder");
    assert_eq!(versions(&o, "aged_award", "'-'"), "2021-01 award -, 2022-01 end 03");
    assert_eq!(o.one::<String>("SELECT state || ' ' || left_on FROM elder"), "dead 2021-12-28");
}

#[test]
fn both_subsidies_end() {
    let o = Office::new();
    let person = disabled(&o);
    let (changed, _) = dies(&o, person, "2021-12-28");
    assert_eq!(changed, "award change cover disability disability_award member");
    let ended =
        "SELECT group_concat(from_month || reason_code) FROM disability_award WHERE kind = 'end' AND voided_by IS NULL";
    assert_eq!(o.one::<String>(ended), "2022-0103,2022-0103");
}

#[test]
fn whoever_acted_for_others_is_told() {
    let o = Office::new();
    let (child, father) = (o.person("张小", &id("2011-05-20", 22)), o.person("张强", &id("1980-03-01", 31)));
    let guardian = o.person("张大爷", &id("1950-01-03", 17));
    let parent = |who: &str, state: &str| {
        let row = Draft::new(register("parent_state")).with("parent", who).with("state", state);
        row.with("valid_from", "2019-03-01").with("document", "判决书")
    };
    let file = Draft::new(register("child"))
        .with("person", format!("#{child}"))
        .with("guardian", format!("#{guardian}"))
        .with("guardian_relation", "61")
        .with("registered_on", "2020-05-08");
    let father_in_prison = parent("1", "06").with("term_to", "2026-01-01").with("person", format!("#{father}"));
    o.saved(&file.with_row(father_in_prison).with_row(parent("2", "02")));
    let (changed, told) = dies(&o, father, "2021-12-28");
    assert_eq!(changed, "");
    assert!(told.contains("W-FN26 请复核: 儿童档案 ET-430406-2020-0001的父母情形"), "{told}");
    assert!(told.contains("请重新认定"), "{told}");
    let (changed, told) = dies(&o, guardian, "2021-12-28");
    assert_eq!(changed, "");
    assert!(told.contains("儿童档案 ET-430406-2020-0001的监护人, 请另定监护人"), "{told}");
    // The child itself: the file is closed from that day on.
    let (changed, _) = dies(&o, child, "2021-12-29");
    assert_eq!(changed, "child child_status");
    let file = "SELECT c.state || ' ' || (SELECT group_concat(valid_from || ' ' || state, ', ') FROM child_status \
        WHERE voided_by IS NULL) FROM child c";
    assert_eq!(o.one::<String>(file), "died 2020-05-08 on, 2021-12-29 died");
}

#[test]
fn a_merchant_and_a_worker_are_told_and_stay() {
    let o = Office::new();
    let (owner, worker) = (o.person("王强", &id("1970-03-01", 31)), o.person("李梅", &id("1982-06-11", 42)));
    let shop = Draft::new(register("merchant"))
        .with("name", "福寿香烛店")
        .with("business", "2")
        .with("opened_on", "2019-03-01");
    o.saved(&shop.with("division", VILLAGE).with("owner", format!("#{owner}")));
    let post = Draft::new(register("child_worker")).with("person", format!("#{worker}")).with("division", VILLAGE);
    let post = post.with("phone", "13973412345").with("crime_checked_on", "2021-03-01");
    o.saved(&post.with("appointed_on", "2020-01-06"));
    let (changed, told) = dies(&o, owner, "2021-12-28");
    assert_eq!(changed, "");
    assert!(told.contains("商户 福寿香烛店的经营者, 请核实是否继续经营"), "{told}");
    let (changed, told) = dies(&o, worker, "2021-12-28");
    assert_eq!(changed, "");
    assert!(told.contains("基层儿童队伍") && told.contains("另定人选"), "{told}");
}

#[test]
fn a_resident_who_pays_leaves_and_somebody_in_no_register_is_only_dead() {
    let o = Office::new();
    let (old, other, home) =
        (o.person("陈桂香", &id("1947-03-02", 24)), o.person("王强", &id("1970-03-01", 31)), home(&o));
    let stay =
        Draft::new(register("resident")).with("person", format!("#{old}")).with("institution", format!("#{home}"));
    o.saved(&stay.with("in_on", "2021-03-01").with("ability_level", "1"));
    assert_eq!(dies(&o, old, "2021-12-28").0, "resident");
    let (changed, told) = dies(&o, other, "2021-12-28");
    assert_eq!((changed.as_str(), told.as_str()), ("", ""));
    let row = "SELECT death_no || ' ' || reported_on || ' ' || hukou_division || ' ' || disposal || state FROM death
        WHERE voided_by IS NULL AND person = ";
    assert_eq!(o.one::<String>(&format!("{row}{other}")), format!("SW-2021-00004 2021-12-31 {VILLAGE} 91"));
    let person = o.one::<String>(&format!("SELECT death_date FROM person WHERE key = {other}"));
    assert_eq!(person, "2021-12-28");
}

#[test]
fn a_death_stands_once_and_is_taken_back_only_whole() {
    let o = Office::new();
    let person = o.person("王强", &id("1970-03-01", 31));
    let saved = o.save(&death(person, "2021-12-28")).unwrap();
    assert!(o.refused(&death(person, "2021-12-28")).contains(&"E-FN01"));
    let refused = o.store.void(register("death"), saved.key, &o.who, o.day, "登错了人").unwrap_err().to_string();
    assert!(refused.contains("请撤销那次登记"), "{refused}");
    let corrected = || Draft { key: Some(saved.key), ..Draft::new(register("death")) };
    assert_eq!(o.refused(&corrected().with("died_on", "2021-12-27")), ["E-RG10"]);
    // The cremation is filled in later, and counts as done.
    assert_eq!(o.refused(&corrected().with("cremated_on", "2021-12-30")), ["E-FN20"]);
    o.saved(&corrected().with("cremated_on", "2021-12-30").with("cert_kind", "1").with("cremation_no", "雁火1"));
    assert_eq!(o.one::<String>("SELECT disposal || state FROM death"), "12");
    // Its undo takes the correction back first.
    let stands = o.store.undo(saved.act, (&o.who, o.day), "登错了人", &[], &mut |_, _| true);
    assert!(stands.is_err());
    let correction = o.one::<i64>("SELECT max(act) FROM death");
    o.store.undo(correction, (&o.who, o.day), "登错了人", &[], &mut |_, _| true).unwrap();
    // Others have gone on meanwhile.
    o.person("李梅", &id("1982-06-11", 42));
    o.store.undo(saved.act, (&o.who, o.day), "登错了人", &[], &mut |_, _| true).unwrap();
    let page = o.store.count(&Query::new(register("death"), o.day, 1)).unwrap();
    assert_eq!((page.rows, o.one::<i64>("SELECT count(*) FROM person WHERE death_date IS NOT NULL")), (0, 0));
    sound(&o);
}

/// Entered eight months late, with a version that the bank has paid by since: it ends after that one, and all that was paid is owed.
#[test]
fn a_death_that_is_told_eight_months_late() {
    let o = Office::new();
    let old = o.person("张守业", &id("1931-06-15", 501));
    o.saved(&account(old, "6217990000123456788", "2020-01-02"));
    let case = aged(&o, old, "2020-12-08");
    let band = Draft::new(register("aged_award")).with("aged_allowance", format!("#{case}"));
    o.saved(&band.with("decided_date", "2021-06-20"));
    for (batch, month) in (1..).zip(5..=11) {
        o.paid_line(batch, case, old, &format!("2021-{month:02}"));
    }
    let (_, told) = dies(&o, old, "2021-04-10");
    assert!(told.contains("W-FN02 死亡 265 天后才接报"), "{told}");
    assert_eq!(versions(&o, "aged_award", "'-'"), "2021-01 award -, 2021-07 award -, 2021-08 end 03");
    // 50 for May and June, 100 from July to November.
    assert_eq!(o.one::<i64>("SELECT recover_fen FROM aged_allowance"), 60_000);
    assert_eq!(o.refused(&death(o.person("李梅", &id("1982-06-11", 42)), "2012-12-20")), ["E-FN21", "W-FN02"]);
}

/// Suspended for a survival check that ran out in April, dead since February: what was decided for later gives way to the end, and comes
/// back when the death is taken back.
#[test]
fn an_end_takes_the_place_of_what_lies_ahead_of_the_death() {
    for (kind, reason) in [("suspended", "32"), ("end", "04")] {
        let o = Office::new();
        let old = o.person("张守业", &id("1931-06-15", 501));
        let case = aged(&o, old, "2020-12-08");
        let later = Draft::new(register("aged_award")).with("aged_allowance", format!("#{case}")).with("kind", kind);
        o.saved(&later.with("decided_date", "2021-03-20").with("reason_code", reason));
        let (changed, _) = dies(&o, old, "2021-02-10");
        assert!(changed.contains("aged_award"), "{changed}");
        assert_eq!(versions(&o, "aged_award", "'-'"), "2021-01 award -, 2021-03 end 03", "{kind}");
        assert_eq!(o.one::<String>("SELECT state FROM aged_allowance"), "stopped");
    }
}

/// Granted in December from January on, dead on the last of December: nothing was ever paid, and nothing is recovered.
#[test]
fn an_allowance_that_has_not_begun_never_does() {
    let o = Office::new();
    let old = o.person("张守业", &id("1931-06-15", 501));
    let case = aged(&o, old, "2021-12-08");
    let (changed, told) = dies(&o, old, "2021-12-31");
    assert!(told.contains("自 2022-01 起的核定随之作废") || changed.contains("aged_award"), "{told}");
    assert_eq!(versions(&o, "aged_award", "'-'"), "2022-01 end 03");
    assert_eq!(o.one::<i64>(&format!("SELECT recover_fen FROM aged_allowance WHERE key = {case}")), 0);
    assert_eq!(o.one::<String>("SELECT state FROM aged_allowance"), "stopped");
    assert_eq!(o.one::<i64>("SELECT count(*) FROM recovery"), 0);
}

/// The same as lists tell it: until the month it was to begin it is confirmed, walked, counted, summed and in any order, and stopped from then on.
#[test]
fn an_end_in_place_of_what_has_not_begun_is_listed_as_of_the_day() {
    let o = Office::new();
    let old = o.person("张守业", &id("1931-06-15", 501));
    let case = aged(&o, old, "2021-12-08");
    dies(&o, old, "2021-12-31");
    let list = register("aged_allowance");
    for (on, stands) in [("2021-12-31", "confirmed"), ("2022-01-01", "stopped")] {
        let query = Query::new(list, day(on), 9);
        let opened = o.store.opened(list, case, day(on)).unwrap().values;
        assert_eq!(opened.text("state"), stands, "{on}");
        let by = [By { path: "state", together: Together::Value }];
        let counted = o.store.frequency(&query, &by, &mut |_, _| true).unwrap();
        let opens: Vec<&str> = counted.lines.iter().flat_map(|line| &line.opens).map(|c| c.value.as_str()).collect();
        assert_eq!((opens, counted.all.rows), (vec![stands], 1), "{on}");
        for state in ["confirmed", "stopped"] {
            let has = if state == stands { vec![case] } else { vec![] };
            let asked = query.clone().with("state", state);
            let walked: Vec<i64> = o.store.page(&asked).unwrap().rows.iter().map(|row| row.key).collect();
            assert_eq!(walked, has, "{on} {state}");
            let arranged = Query { sort: Some(("alive_checked_on", true)), ..asked.clone() };
            assert_eq!(*o.store.arrange(&arranged, &mut |_, _| true).unwrap(), has, "{on} {state} in another order");
            let rows = i64::from(state == stands);
            assert_eq!(o.store.count(&asked).unwrap().rows, rows, "{on} {state}");
            assert_eq!(o.store.summed(&asked, &mut |_, _| true).unwrap().0.rows, rows, "{on} {state}");
        }
    }
}

/// A case whose only version is voided has nothing to be recovered, as when it was entered.
#[test]
fn a_case_without_its_only_version_is_as_it_was_entered() {
    let o = Office::new();
    aged(&o, o.person("张守业", &id("1931-06-15", 501)), "2021-12-08");
    let version = o.one("SELECT key FROM aged_award");
    o.store.void(register("aged_award"), version, &o.who, o.day, "核错了").unwrap();
    assert_eq!(o.one::<String>("SELECT state || recover_fen FROM aged_allowance"), "confirmed0");
    sound(&o);
}

/// A check of a home names the change that the death takes the place of; it is entered, and taken back, all the same.
#[test]
fn a_check_lets_go_of_the_change_that_gives_way() {
    let o = Office::new();
    let old = o.person("张守业", &id("1931-06-15", 501));
    let case = aged(&o, old, "2020-12-08");
    let check = |change: i64| {
        let visit = Draft::new(register("homecheck")).with("visitor_org", "bureau").with("person", format!("#{old}"));
        let visit =
            visit.with("case_key", format!("#{case}")).with("state", "concluded").with("visit_on", "2021-08-05");
        let visit = visit.with("visitors", "王强、李梅").with("conclusion", "4").with("bureau_verdict", "1");
        let visit = Draft { why: Some("核查".to_owned()), accept: vec!["E-RG24".to_owned()], ..visit };
        visit.with("change", format!("#{change}")).with("note", "入户后停发")
    };
    let end = Draft::new(register("aged_award")).with("aged_allowance", format!("#{case}")).with("kind", "end");
    o.saved(&end.with("decided_date", "2021-08-26").with("from_month", "2021-09").with("reason_code", "04"));
    let first = o.saved(&check(o.one("SELECT max(key) FROM change")));
    let (_, told) = dies(&o, old, "2021-03-30");
    assert!(told.contains("W-RG36 入户核查 RH") && told.contains("的变动随作废的动态变动清空"), "{told}");
    let named =
        |key: i64| o.one::<String>(&format!("SELECT coalesce(change, '-') || note FROM homecheck WHERE key = {key}"));
    assert_eq!(named(first), "-入户后停发");
    // One that names the change of the death itself.
    let change: i64 = o.one("SELECT max(key) FROM change WHERE voided_by IS NULL");
    let dead = Draft { accept: vec!["E-RG24".to_owned(), "E-RG04".to_owned()], ..check(change) };
    let second = o.saved(&dead.with("conclusion", "6"));
    let act: i64 = o.one("SELECT max(act) FROM death WHERE voided_by IS NULL");
    let accept = ["E-UD05".to_owned()];
    let undone =
        o.store.undo(act, (&o.who, o.day), "登错了人", &accept, &mut |_, _| true).unwrap_or_else(|e| panic!("{e}"));
    assert!(undone.slips.iter().any(|slip| slip.code == "W-RG36"), "{:?}", undone.slips);
    // The undo writes what its act wrote, and nothing else.
    assert_eq!(named(first), format!("{}入户后停发", change_of(&o)));
    assert_eq!(named(second), format!("{change}入户后停发"));
    sound(&o);
    o.store
        .undo(undone.done_by.unwrap(), (&o.who, o.day), "没有登错", &accept, &mut |_, _| true)
        .unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(named(second), format!("{change}入户后停发"));
    sound(&o);
}

/// The change of the stop that stands.
fn change_of(o: &Office) -> i64 {
    o.one("SELECT key FROM change WHERE kind = '06' AND voided_by IS NULL")
}

/// The father of a child who draws as 事实无人抚养: the child is looked at again, and draws on until that is done.
#[test]
fn the_father_of_an_unsupported_child_is_told() {
    let o = Office::new();
    let (child, father) = (o.person("张小", &id("2011-05-20", 22)), o.person("张强", &id("1980-03-01", 31)));
    let guardian = o.person("张大爷", &id("1950-01-03", 17));
    let parent = |who: &str, state: &str| {
        let row = Draft::new(register("parent_state")).with("parent", who).with("state", state);
        row.with("valid_from", "2019-03-01").with("document", "判决书")
    };
    let file = Draft::new(register("child"))
        .with("person", format!("#{child}"))
        .with("guardian", format!("#{guardian}"))
        .with("guardian_relation", "61")
        .with("registered_on", "2020-05-08");
    let in_prison = parent("1", "06").with("term_to", "2026-01-01").with("person", format!("#{father}"));
    o.saved(&file.with_row(in_prison).with_row(parent("2", "09")));
    let case = Draft::new(register("defacto")).with("origin", "taken_over").with("person", format!("#{child}"));
    let first = Draft::new(register("defacto_award")).with("decided_date", "2021-03-20").with("from_month", "2021-04");
    o.saved(&case.with("apply_date", "2021-03-05").with_row(first));
    let drawn = versions(&o, "defacto_award", "'-'");
    let (changed, told) = dies(&o, father, "2021-12-28");
    assert_eq!((changed.as_str(), versions(&o, "defacto_award", "'-'")), ("", drawn));
    assert!(told.contains("W-FN26") && told.contains("的父母情形") && told.contains("请重新认定"), "{told}");
}

/// 福彩圆梦 ends with the student; what was paid, interrupted or given up stays as it was.
#[test]
fn what_a_student_has_not_been_paid_yet_ends() {
    let o = Office::new();
    let student = o.person("王文婷", &id("2001-05-20", 42));
    o.sql(&format!(
        "INSERT INTO child(key, file_no, person, main_cat, care_kind, school_state, state, registered_on, act)
           VALUES (1, 'ET1', {student}, 'A', '1', '5', 'grown', '2018-03-05', 1);
         INSERT INTO orphan(key, case_no, person, child, division, state, origin, apply_date, act)
           VALUES (7000000001, 'GE1', {student}, 1, '{VILLAGE}', 'stopped', 'taken_over', '2018-03-05', 1);
         INSERT INTO orphan_award(key, orphan, from_month, kind, change_kind, amount_fen, reason_code, decided_date, act)
           VALUES (7000000001, 7000000001, '2018-05', 'award', '01', 95000, NULL, '2018-04-20', 1),
                  (7000000002, 7000000001, '2019-06', 'end', '05', 0, '41', '2019-05-20', 1)"
    ));
    let instalment = |nth: &str, applied: &str| {
        let draft =
            Draft::new(register("dream_grant")).with("orphan", "GE1").with("school", "医学院").with("level", "3");
        let draft = draft.with("enrolled_on", "2019-09-01").with("graduates_on", "2024-06-30");
        draft.with("instalment", nth).with("applied_on", applied)
    };
    let paid = instalment("1", "2021-09-08").with("certified_on", "2021-09-08").with("town_on", "2021-09-09");
    o.saved(&paid.with("district_on", "2021-09-10").with("paid_on", "2021-09-20"));
    o.saved(&instalment("2", "2021-11-08").with("leaving", "1"));
    o.saved(&instalment("3", "2021-12-08"));
    let (changed, told) = dies(&o, student, "2021-12-20");
    assert_eq!(changed, "dream_grant");
    assert!(told.contains("福彩圆梦助学") && told.contains("离校死亡, 状态死亡终止, 离校日期2021-12-20"), "{told}");
    let stand: String =
        o.one("SELECT group_concat(state || coalesce(' ' || left_on, ''), ', ' ORDER BY instalment) FROM dream_grant");
    assert_eq!(stand, "paid, suspended, died 2021-12-20");
}
