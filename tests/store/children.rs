//! An adoption changes the file of the child and ends what is paid, in one act, and takes both back when it is void; what a visit found.

use crate::support::{Office, id, register};
use minzheng::register::Draft;

fn married(office: &Office, name: &str, id_number: &str) -> i64 {
    office.saved(&office.person_draft(name, id_number).with("marital_code", "20"))
}

/// 张小 is an orphan and paid since 2020-07; 王强 and 李梅 would adopt her.
fn orphan(office: &Office) -> Draft {
    let [child, grandfather] =
        [("张小", "2011-05-20", 22), ("张大爷", "1950-01-03", 17)].map(|(n, b, s)| office.person(n, &id(b, s)));
    let [husband, wife] =
        [("王强", "1980-03-01", 31), ("李梅", "1982-06-11", 42)].map(|(n, b, s)| married(office, n, &id(b, s)));
    let file =
        Draft::new(register("child")).with("person", format!("#{child}")).with("guardian", format!("#{grandfather}"));
    let file = file.with("guardian_relation", "61").with("registered_on", "2020-05-08");
    let dead = |who: &str| {
        let state = Draft::new(register("parent_state")).with("parent", who).with("state", "02");
        state.with("valid_from", "2019-03-01").with("document", "死亡证明")
    };
    office.saved(&file.with_row(dead("1")).with_row(dead("2")));
    let case = Draft::new(register("orphan")).with("person", format!("#{child}")).with("origin", "taken_over");
    let first = Draft::new(register("orphan_award")).with("from_month", "2020-07").with("decided_date", "2020-06-20");
    office.saved(&case.with("apply_date", "2020-06-01").with("district_date", "2020-06-20").with_row(first));
    let adoption = Draft::new(register("adoption")).with("person", format!("#{child}")).with("kind", "4");
    let adoption = adoption.with("adopter", format!("#{husband}")).with("spouse", format!("#{wife}"));
    let known =
        [("children_before", "0"), ("is_able", "1"), ("is_ill", "0"), ("is_convicted", "0"), ("sender", "监护人")];
    let days = [
        ("applied_on", "2021-10-20"),
        ("consent_on", "2021-10-20"),
        ("assess_from", "2021-09-01"),
        ("assess_to", "2021-10-15"),
    ];
    let decided = [("fusion_days", "32"), ("decided_on", "2021-11-19"), ("cert_no", "第1号")];
    known.iter().chain(&days).chain(&decided).fold(adoption, |draft, (col, text)| draft.with(col, *text))
}

/// The versions of the case, and how the file stands: now, and by its rows.
fn stands(office: &Office) -> [String; 2] {
    let versions = "SELECT group_concat(from_month || ' ' || kind || coalesce(' ' || reason_code, ''), ', ') FROM
        (SELECT * FROM orphan_award WHERE voided_by IS NULL ORDER BY from_month)";
    let file = "SELECT c.state || ' ' || c.care_kind || ': ' || (SELECT group_concat(valid_from || ' ' || state, ', ') FROM child_status
        WHERE voided_by IS NULL) FROM child c";
    [office.one(versions), office.one(file)]
}

#[test]
fn what_is_paid_ends_with_an_adoption_and_goes_on_without() {
    let office = Office::new();
    let draft = orphan(&office);
    let before = ["2020-07 award".to_owned(), "on 2: 2020-05-08 on".to_owned()];
    assert_eq!(stands(&office), before);
    // The clerk is told before, and asked.
    let doubt = office.store.check(&draft, office.day).unwrap();
    let doubt = doubt.slips.iter().find(|slip| slip.code == "E-BN01").unwrap();
    assert!(doubt.text.contains("孤儿") && doubt.text.contains("自 2021-12 起停发"), "{}", doubt.text);
    let saved = office.save(&Draft { follow: true, ..draft }).unwrap();
    let after = ["2020-07 award, 2021-12 end 42".to_owned(), "adopted 5: 2020-05-08 on, 2021-11-19 adopted".to_owned()];
    assert_eq!(stands(&office), after);
    assert_eq!(office.one::<i64>(&format!("SELECT count(*) FROM orphan_award WHERE act = {}", saved.act)), 1);
    office.store.void(register("adoption"), saved.key, &office.who, office.day, "登错了人").unwrap();
    assert_eq!(stands(&office), before);
    assert!(office.store.verify().unwrap().iter().all(|f| f.ok), "{:?}", office.store.verify());
}

/// An application changes nothing until it is decided; then the correction does.
#[test]
fn an_application_ends_nothing_before_it_is_decided() {
    let office = Office::new();
    let draft = orphan(&office).with("applied_on", "2021-12-08").with("decided_on", "").with("cert_no", "");
    let saved = office.save(&draft).unwrap();
    assert_eq!(stands(&office)[0], "2020-07 award");
    let decided = Draft { key: Some(saved.key), follow: true, ..Draft::new(register("adoption")) };
    let decided = decided.with("decided_on", "2021-12-28").with("cert_no", "第1号");
    office.saved(&decided);
    assert_eq!(stands(&office)[0], "2020-07 award, 2022-01 end 42");
    let moved = Draft { key: Some(saved.key), ..Draft::new(register("adoption")) }.with("decided_on", "2021-12-27");
    assert!(office.refused(&moved).contains(&"E-AO18"));
}

/// A row that a clerk entered for the day of a decision is not void with it.
#[test]
fn what_the_clerk_entered_stays_without_the_adoption() {
    let office = Office::new();
    let draft = orphan(&office);
    let left = Draft::new(register("child_status")).with("child", "#1").with("valid_from", "2021-11-19");
    let row = office.saved(&Draft { follow: true, ..left.with("state", "adopted").with("care_kind", "5") });
    let adoption = office.saved(&draft);
    office.store.void(register("adoption"), adoption, &office.who, office.day, "登错了人").unwrap();
    assert_eq!(
        office.one::<i64>(&format!("SELECT count(*) FROM child_status WHERE key = {row} AND voided_by IS NULL")),
        1
    );
    let refusal = draft.with("decided_on", "2021-11-19").with("cert_no", "").with("refused_why", "评估不合格");
    let refusal = office.saved(&refusal);
    office.store.void(register("adoption"), refusal, &office.who, office.day, "登错了人").unwrap();
    assert_eq!(
        office.one::<i64>(&format!("SELECT count(*) FROM child_status WHERE key = {row} AND voided_by IS NULL")),
        1
    );
}

/// Nobody pays a child again that was adopted, or brings it back on the register; why is not told.
#[test]
fn who_was_adopted_is_paid_no_more() {
    let office = Office::new();
    let adoption = Draft { follow: true, ..orphan(&office) };
    office.saved(&adoption);
    let back = Draft::new(register("child_status")).with("child", "#1").with("valid_from", "2021-12-06");
    let back = back.with("state", "on").with("care_kind", "2");
    assert_eq!(office.refused(&back), ["E-CH51"]);
    let version =
        |from| Draft::new(register("orphan_award")).with("from_month", from).with("decided_date", "2021-12-20");
    let case: i64 = office.one("SELECT key FROM orphan");
    let again = version("2022-01").with("orphan", format!("#{case}")).with("kind", "award");
    assert!(office.refused(&again).contains(&"E-CH52"));
    // Nor where the file does not know of it.
    office.sql("UPDATE child SET state = 'on'; UPDATE child_status SET state = 'on'");
    let case = Draft::new(register("orphan")).with("person", "#1").with("origin", "applied");
    let case = case.with("apply_date", "2021-12-06").with("applicant", "张大爷");
    let checked = office.store.check(&case, office.day).unwrap();
    let slip = checked.slips.iter().find(|slip| slip.code == "E-CH52").unwrap();
    assert!(!slip.text.contains("收养"), "{}", slip.text);
    assert!(office.refused(&again).contains(&"E-CH52"));
}

/// Whoever names the file of another child changes nothing, nor does an adoption by the dead.
#[test]
fn an_adoption_closes_the_file_of_its_own_child() {
    let office = Office::new();
    let draft = orphan(&office);
    let other = office.person("陈小", &id("2012-03-08", 24));
    let file = office.one::<i64>("SELECT key FROM child");
    let wrong = draft.clone().with("person", format!("#{other}")).with("child", format!("#{file}"));
    assert!(office.refused(&wrong).contains(&"E-AO26"));
    office.sql("UPDATE person SET death_date = '2021-11-01', death_source = '1' WHERE name = '李梅'");
    assert!(office.refused(&draft).contains(&"E-X01"));
    assert_eq!(stands(&office)[1], "on 2: 2020-05-08 on");
}

/// What a rule lets pass the file takes: whatever may be harm is reported, or it is said why not.
#[test]
fn what_may_be_harm_is_reported() {
    let office = Office::new();
    orphan(&office);
    office.sql(
        "INSERT INTO child_worker(key, person, division, role, phone, appointed_on, act)
           VALUES (1, 2, '430406001001', 'director', '13900000000', '2019-09-02', 1);
         INSERT INTO child_visit(key, child, person, visited_on, mode, division, visitor, seen_child, act)
           VALUES (1, 1, 1, '2021-08-30', '1', '430406001001', 1, 1, 1);
         INSERT INTO mandatory_report(key, report_no, child, found_on, found_time, found_by, situation, reported_on, reported_time, police_unit, act)
           VALUES (1, 'QB-430406-2021-0001', 1, '2021-08-31', '10:00', '儿童主任', '4', '2021-08-31', '11:00', '辖区派出所', 1)",
    );
    let harm = Draft::new(register("visit_finding")).with("child_visit", "#1").with("problem", "7");
    let reported = harm.clone().with("report", "#1");
    assert_eq!(office.refused(&reported.clone().with("measure", "1")), ["E-CH08"]);
    office.saved(&reported.with("measure", "4"));
    office.saved(&harm.with("measure", "1").with("unreported_why", "公安机关已先行介入"));
}
