//! What the store refuses to whom: each role, field of work and town, by every way in which something is written.

use crate::support::{OTHER_VILLAGE, Office, VILLAGE, register};
use minzheng::domain::month::Month;
use minzheng::domain::password::{SALT, Verifier};
use minzheng::domain::scheme::Scheme;
use minzheng::register::Draft;
use minzheng::store::change::together::Done;
use minzheng::store::pay::payroll::Step;
use minzheng::store::rights::LoggedIn;
use minzheng::store::{Store, StoreFault, Who};

const OWN: &str = "秋天的第一杯奶茶";

/// An office in which everybody has a password, and these roles: operator, role, wing, town.
pub fn guarded(grants: &[(&str, &str, &str, &str)]) -> Office {
    let office = given(grants);
    let first = office.store.who(Some("finance")).unwrap();
    let verifier = Verifier::of(OWN, [7; SALT]).unwrap().text();
    office.behind_its_back(&format!(
        "INSERT INTO credential(operator, kind, verifier, set_at) SELECT key, 'own', '{verifier}', '2021-12-31 08:00:00' FROM operator"
    ));
    office.store.pin_clock("2021-12-31 09:00:00");
    // The first act that changes a password seals what stands.
    office.store.change_password(&first, OWN, "dongfeng-7-lu", office.day).unwrap();
    office
}

fn given(grants: &[(&str, &str, &str, &str)]) -> Office {
    let office = Office::new();
    for (n, (_, full_name)) in MORE.iter().enumerate() {
        let more = Draft::new(register("operator")).with("name", MORE[n].0).with("full_name", *full_name);
        office.saved(&more.with("role", "maker"));
    }
    for (name, role, wing, town) in grants {
        let stored = |text: &str| if text.is_empty() { "NULL".to_owned() } else { format!("'{text}'") };
        office.sql(&format!(
            "INSERT INTO role_grant(operator, role, wing, town, valid_from, act)
             SELECT key, '{role}', {}, {}, '2021-01-01', 1 FROM operator WHERE name = '{name}'",
            stored(wing),
            stored(town)
        ));
    }
    office
}

/// Beside the four of every new office.
const MORE: [(&str, &str); 3] = [("zhao", "赵志强"), ("zhou", "周敏"), ("wu", "吴建国")];

/// One of each role, for everything but children.
pub const EACH: [(&str, &str, &str, &str); 7] = [
    ("maker", "maker", "", ""),
    ("checker", "checker", "", ""),
    ("approver", "approver", "", ""),
    ("finance", "finance", "", ""),
    ("zhao", "system", "", ""),
    ("zhou", "security", "", ""),
    ("wu", "auditor", "", ""),
];

/// Whoever logs in.
pub fn comes(store: &Store, name: &str) -> Who {
    let password = if name == "finance" { "dongfeng-7-lu" } else { OWN };
    match store.log_in(name, password).unwrap() {
        LoggedIn::As(who) => who,
        other => panic!("{other:?}"),
    }
}

/// The codes and the text of a refusal.
pub fn refused<T>(answer: Result<T, StoreFault>) -> String {
    match answer {
        Ok(_) => "done".to_owned(),
        Err(StoreFault::Refused(refused)) => refused.slips[0].to_string(),
        Err(other) => panic!("{other}"),
    }
}

pub fn person(serial: u16, home: &str) -> Draft {
    let draft = Draft::new(register("person")).with("id_number", crate::support::id("1950-05-01", serial));
    draft.with("name", "张三").with("hukou_division", home).with("home_division", home)
}

fn moved(key: i64, home: &str) -> Draft {
    Draft { why: Some("搬家".to_owned()), ..Draft::of(register("person"), key).with("home_division", home) }
}

#[test]
fn where_passwords_are_set_nobody_unnamed_writes() {
    let office = guarded(&EACH);
    let before = refused(office.store.who(None).map(drop));
    assert!(before.starts_with("E-OP03"), "{before}");
    assert!(refused(office.store.who(Some("maker")).map(drop)).starts_with("E-OP03"));
    // Who was named before there were passwords proves nothing.
    assert!(refused(office.save(&person(1, VILLAGE))).starts_with("E-OP03"));
    assert!(refused(office.store.sit(&office.who)).starts_with("E-OP03"));
    let maker = comes(&office.store, "maker");
    office.store.sit(&maker).unwrap();
    assert_eq!(office.store.who(None).unwrap(), maker);
    assert_eq!(office.store.who(Some("maker")).unwrap(), maker);
    assert!(refused(office.store.who(Some("checker")).map(drop)).starts_with("E-OP03"));
    office.store.save(&person(1, VILLAGE), &maker, office.day).unwrap();
}

#[test]
fn each_role_writes_what_is_its_own_and_a_refusal_is_on_record() {
    let office = guarded(&EACH);
    let (store, day) = (&office.store, office.day);
    let who = EACH.map(|(name, ..)| comes(store, name));
    let plain = |name: &str| Draft::new(register(name));
    let drafts = [
        person(1, VILLAGE),
        plain("calendar").with("date", "2022-02-01").with("is_workday", "0"),
        plain("operator").with("name", "liu").with("full_name", "刘洋").with("role", "maker"),
        plain("role_grant").with("operator", "maker").with("role", "计财"),
    ];
    for (draft, able) in drafts.iter().zip([0, 4, 4, 5]) {
        for (n, who) in who.iter().enumerate() {
            let told = refused(store.save(draft, who, day));
            assert_eq!(told.starts_with("E-OP04"), n != able, "{} {}: {told}", draft.register.name, who.name);
        }
    }
    let told = refused(store.save(&drafts[0], &who[1], day));
    assert_eq!(told, "E-OP04 复核员(复核)不能登记人员; 由经办岗位办理");
    let rows = "SELECT count(*) || min(why) FROM access WHERE kind = 'refused' AND operator = 2 AND why LIKE '%人员%'";
    assert_eq!(office.one::<String>(rows), "2复核员(复核)不能登记人员; 由经办岗位办理");
    for (who, able) in who.iter().zip([false, false, false, false, true, false, false]) {
        let backed = store.backup(office.path.parent().unwrap(), (who, day));
        assert_eq!(refused(backed) == "done", able, "{}", who.name);
    }
}

#[test]
fn rules_of_the_office_are_proposed_by_one_and_settled_by_another() {
    let office = guarded(&EACH);
    let (store, day) = (&office.store, office.day);
    let [maker, approver] = ["maker", "approver"].map(|name| comes(store, name));
    let basis = |state: &str| {
        let draft = Draft::new(register("legal_basis")).with("topic", "殡葬管理").with("title", "社会救助暂行办法");
        draft.with("document", "国务院令第649号").with("valid_from", "2014-05-01").with("state", state)
    };
    let [proposed, settled] = ["待确认", "已确认"].map(basis);
    let told = refused(store.save(&settled, &maker, day));
    assert!(told.starts_with("E-OP04 经办员(经办)不能审定"), "{told}");
    let told = refused(store.save(&proposed, &approver, day));
    assert!(told.starts_with("E-OP04 审批人(审批)不能提出"), "{told}");
    assert!(!refused(store.save(&proposed, &maker, day)).starts_with("E-OP04"));
    assert!(!refused(store.save(&settled, &approver, day)).starts_with("E-OP04"));
}

#[test]
fn a_town_is_asked_of_each_record_as_it_stood() {
    let office = guarded(&[("maker", "maker", "", "430406001000"), ("checker", "maker", "", "")]);
    let (store, day) = (&office.store, office.day);
    let [maker, other] = ["maker", "checker"].map(|name| comes(store, name));
    let own = store.save(&person(1, VILLAGE), &maker, day).unwrap();
    let far = store.save(&person(3, OTHER_VILLAGE), &other, day).unwrap();
    let beyond = |answer: Result<(), StoreFault>| {
        let told = refused(answer);
        assert!(told.starts_with("E-OP04") && told.contains("以外)") && told.contains("所在镇街的经办岗位"), "{told}");
    };
    beyond(store.save(&person(5, OTHER_VILLAGE), &maker, day).map(drop));
    beyond(store.save(&moved(far.key, VILLAGE), &maker, day).map(drop));
    beyond(store.void(register("person"), far.key, &maker, day, "录错了").map(drop));
    // A table of rows is where its record is; so is an account where its holder is.
    let account = |person: i64| crate::support::account(person, "6217000000000000001", "2021-01-01");
    beyond(store.save(&account(far.key), &maker, day).map(drop));
    store.save(&account(own.key), &maker, day).unwrap();
    // What is moved out of the town is no longer his.
    store.save(&moved(own.key, OTHER_VILLAGE), &maker, day).unwrap();
    beyond(store.save(&moved(own.key, VILLAGE), &maker, day).map(drop));
    // Not even by taking back what another did.
    let undo = |act, who: &Who| store.undo(act, (who, day), "撤销试试", &[], &mut |_, _| true).map(drop);
    beyond(undo(far.act, &maker));
    // While it is typed it may not say yet where it lies.
    store.sit(&maker).unwrap();
    let typed = Draft::new(register("person")).with("name", "张三");
    let checked = store.check(&typed, day).unwrap();
    assert!(checked.slips.iter().all(|slip| slip.code != "E-OP04"), "{:?}", checked.slips);
    let checked = store.check(&typed.with("home_division", OTHER_VILLAGE), day).unwrap();
    assert!(checked.slips.iter().any(|slip| slip.code == "E-OP04"));
    assert!(refused(store.undo_preview(far.act, day, &mut |_, _| true)).starts_with("E-OP04"));
    assert!(refused(store.check_void(register("person"), far.key, day)).starts_with("E-OP04"));
}

#[test]
fn many_drafts_are_asked_one_by_one() {
    let office = guarded(&[("maker", "maker", "", "430406001000")]);
    let maker = comes(&office.store, "maker");
    let drafts = [person(1, VILLAGE), person(3, OTHER_VILLAGE), Draft::new(register("calendar"))];
    let (act, done) = office.store.save_together(&drafts, "导入", &maker, office.day).unwrap();
    assert!(act.is_some() && done[0] == Done::New, "{done:?}");
    for done in &done[1..] {
        let Done::Refused(slips) = done else { panic!("{done:?}") };
        assert!(slips.iter().any(|slip| slip.code == "E-OP04"), "{slips:?}");
    }
    assert_eq!(office.one::<i64>("SELECT count(*) FROM access WHERE kind = 'refused'"), 1);
}

/// A death ends what the dead drew, whoever pays it; nobody enters that end by hand who has no right to.
#[test]
fn what_follows_is_not_asked_for() {
    let office = given(&[("maker", "maker", "funeral", ""), ("checker", "maker", "assistance", "")]);
    office.seal_rights();
    let (store, day) = (&office.store, office.day);
    let dead = office.person("陈桂香", &crate::support::id("1947-03-02", 24));
    let household = office.household(dead, &[]);
    let case = office.case(household, "0");
    let [funeral, assistance] = ["maker", "checker"].map(|name| store.who(Some(name)).unwrap());
    let death = Draft::new(register("death")).with("person", format!("#{dead}")).with("died_on", "2021-12-20");
    let death = death.with("source", "1").with("place_kind", "1").with("died_division", VILLAGE);
    let death =
        Draft { follow: true, ..death.with("disposal", "1").with("cause", "1").with("reported_on", "2021-12-21") };
    assert!(refused(store.save(&death, &assistance, day)).starts_with("E-OP04"));
    let stop = office.award_draft("2021-12-22", "0").with("dibao", format!("#{case}")).with("kind", "stop");
    assert!(refused(store.save(&stop, &funeral, day)).starts_with("E-OP04"));
    let saved = store.save(&death, &funeral, day).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(office.one::<String>(&format!("SELECT state FROM dibao WHERE key = {case}")), "stopped");
    // And goes back with it.
    store.undo(saved.act, (&funeral, day), "录错了人", &[], &mut |_, _| true).unwrap();
    assert_eq!(office.one::<String>(&format!("SELECT state FROM dibao WHERE key = {case}")), "active");
}

#[test]
fn the_payroll_asks_each_step_of_its_role() {
    let office = guarded(&EACH);
    let (store, day) = (&office.store, office.day);
    let month = Month::parse("2021-12").unwrap();
    let who = EACH.map(|(name, ..)| comes(store, name));
    let asked = |answer: Result<(), StoreFault>| match answer {
        Err(StoreFault::Refused(refused)) => refused.slips[0].code != "E-OP04",
        _ => true,
    };
    for (n, who) in who.iter().enumerate() {
        let draft = store.put_batch(Scheme::DibaoUrban, month, "regular", &[], who, day).map(drop);
        assert_eq!(asked(draft), n == 0, "{}", who.name);
    }
    for (to, able) in [("checked", 1), ("approved", 2), ("finance", 3), ("sent", 3), ("closed", 3)] {
        for (n, who) in who.iter().enumerate() {
            let step = Step { from: &["nothing"], to, hand: None };
            assert_eq!(asked(store.step_batch(1, &step, who, day, None)), n == able, "{to} {}", who.name);
        }
    }
    for (n, who) in who.iter().enumerate() {
        assert_eq!(asked(store.book_returns(1, &[], day, month, who, day)), n == 3);
        assert_eq!(asked(store.take_back(1_000_001, who, day, "登记错了").map(drop)), n == 3);
        assert_eq!(asked(store.remap(1, (who, day), &mut |_, _| true).map(drop)), n == 0);
    }
    // For children it must be said.
    let told = refused(store.put_batch(Scheme::Orphans, month, "regular", &[], &who[0], day));
    assert_eq!(told, "E-OP04 经办员(经办)不能编制发放批次; 由儿童福利经办岗位办理");
}

#[test]
fn a_right_ends_while_its_holder_sits() {
    let office = guarded(&[("maker", "maker", "", ""), ("zhao", "system", "", ""), ("zhou", "security", "", "")]);
    let (store, day) = (&office.store, office.day);
    let maker = comes(store, "maker");
    store.save(&person(1, VILLAGE), &maker, day).unwrap();
    let again = office.second();
    again.pin_clock("2021-12-31 09:30:00");
    let zhou = comes(&again, "zhou");
    let ended =
        Draft { why: Some("调离".to_owned()), ..Draft::of(register("role_grant"), 1).with("valid_to", "2021-12-30") };
    again.save(&ended, &zhou, day).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(
        refused(store.save(&person(3, VILLAGE), &maker, day)),
        "E-OP04 经办员(没有岗位)不能登记人员; 由经办岗位办理"
    );
    let zhao = comes(&again, "zhao");
    let left = Draft { why: Some("调离".to_owned()), ..Draft::of(register("operator"), 1).with("state", "停用") };
    again.save(&left, &zhao, day).unwrap_or_else(|e| panic!("{e}"));
    assert!(refused(store.save(&person(3, VILLAGE), &maker, day)).starts_with("E-OP08"));
}

#[test]
fn where_there_are_no_passwords_who_is_named_has_his_rights_and_nobody_all() {
    let office = given(&EACH);
    office.seal_rights();
    let (store, day) = (&office.store, office.day);
    let [checker, maker] = ["checker", "maker"].map(|name| store.who(Some(name)).unwrap());
    assert!(refused(store.save(&person(1, VILLAGE), &checker, day)).starts_with("E-OP04"));
    store.save(&person(1, VILLAGE), &maker, day).unwrap();
    office.person("李四", &crate::support::id("1950-05-01", 7));
    assert_eq!(office.one::<i64>("SELECT count(*) FROM access"), 0, "a name that anybody may choose proves nothing");
}
