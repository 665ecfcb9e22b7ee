//! What the store shows to whom: lists, opened records, a person's page, values for other programs, and what can be asked of them.

use crate::gate::{EACH, comes, guarded, person, refused};
use crate::support::{Office, VILLAGE, account, id, register};
use minzheng::register::{Draft, Op, Query, Value};
use minzheng::store::{Answer, Who};

/// An office with one of each role, and a maker for children, in which 张三, who is ill, has an account.
fn office() -> (Office, i64) {
    let mut grants = EACH.to_vec();
    grants.push(("checker", "maker", "children", ""));
    let office = guarded(&grants);
    let maker = comes(&office.store, "maker");
    let ill = person(1, VILLAGE).with("health_code", "31").with("disease_name", "尿毒症").with("phone", "13812345678");
    let key = office.store.save(&ill, &maker, office.day).unwrap_or_else(|e| panic!("{e}")).key;
    office.store.save(&account(key, "6217990000123456788", "2021-01-01"), &maker, office.day).unwrap();
    (office, key)
}

/// Sits before the office.
fn sits(office: &Office, name: &str) -> Who {
    let who = comes(&office.store, name);
    office.store.sit(&who).unwrap();
    who
}

fn told<T>(answer: Answer<T>) -> String {
    refused(answer.map(drop))
}

#[test]
fn nobody_unnamed_sees_anything_where_passwords_are_set() {
    let (office, key) = office();
    let store = office.second();
    assert!(told(store.page(&Query::new(register("person"), office.day, 5))).starts_with("E-OP03"));
    assert!(told(store.opened(register("person"), key, office.day)).starts_with("E-OP03"));
    assert!(told(store.find("张三", 5, office.day)).starts_with("E-OP03"));
    assert!(told(store.verify()).starts_with("E-OP03"));
}

#[test]
fn an_opened_record_is_veiled_by_class_and_whole_in_hand() {
    let (office, key) = office();
    let (store, day, person) = (&office.store, office.day, register("person"));
    sits(&office, "maker");
    let opened = store.opened(person, key, day).unwrap();
    assert_eq!((opened.values.text("disease_name"), opened.values.text("phone")), ("***", "13812345678"));
    assert_eq!(opened.values.text("id_number"), id("1950-05-01", 1));
    assert!(opened.is_veiled() && opened.veiled.contains(&"health_code"), "{:?}", opened.veiled);
    let in_hand = store.opened_to_edit(person, key, day).unwrap();
    assert_eq!((in_hand.values.text("disease_name"), in_hand.is_veiled()), ("尿毒症", false));
    let page = store.person_page(key, day, 3).unwrap();
    assert_eq!(page.accounts[0].account_no, "6217 **** **** 6788");
    assert!(page.details.iter().all(|(field, value)| field.col != "disease_name" || *value == Value::from("***")));
    // Whoever does not correct it does not get it in hand, and the auditor sees it as lists show it.
    sits(&office, "wu");
    let opened = store.opened(person, key, day).unwrap();
    assert_eq!((opened.values.text("phone"), opened.values.text("health_code")), ("138****5678", "***"));
    assert!(told(store.opened_to_edit(person, key, day)).starts_with("E-OP04"));
    for name in ["zhao", "zhou"] {
        sits(&office, name);
        assert!(told(store.opened(person, key, day)).starts_with("E-OP04"), "{name}");
        assert!(told(store.page(&Query::new(person, day, 5))).starts_with("E-OP04"), "{name}");
        assert!(told(store.find("张三", 5, day)).starts_with("E-OP04"), "{name}");
    }
}

#[test]
fn what_is_not_seen_in_a_list_is_not_found_out_by_one() {
    let (office, _) = office();
    let (store, day, person) = (&office.store, office.day, register("person"));
    let path = person.path("disease_name").unwrap();
    let columns = vec![*person.column("name").unwrap(), *person.column("disease_name").unwrap()];
    let shown = Query { columns, ..Query::new(person, day, 5) };
    let asked = Query::new(person, day, 5).with(path, "尿毒症");
    let ordered = Query { sort: Some((path, false)), ..Query::new(person, day, 5) };
    let progress = &mut |_: usize, _: usize| true;
    sits(&office, "maker");
    assert_eq!(store.page(&shown).unwrap().rows[0].cells[1], Value::from("尿毒症"));
    assert_eq!(store.count(&asked).unwrap().rows, 1);
    sits(&office, "wu");
    let cells = &store.page(&shown).unwrap().rows[0].cells;
    assert_eq!(cells[..], [Value::from("张三"), Value::from("***")]);
    let refusals = [
        told(store.count(&asked)),
        told(store.page(&asked)),
        told(store.page(&ordered)),
        told(store.arrange(&ordered, progress)),
        told(store.values_of(&shown, path, 9, progress)),
    ];
    for told in refusals {
        assert_eq!(told, "E-OP04 吴建国(审计)看不到“重病病种”, 不能按它统计、筛选或排序");
    }
    assert_eq!(Op::read("="), Some(Op::Is));
}

#[test]
fn children_are_for_who_has_that_field_of_work() {
    let (office, _) = office();
    let (store, day) = (&office.store, office.day);
    let child = crate::gate::person(1, VILLAGE).with("id_number", id("2012-05-01", 3)).with("name", "小明");
    let maker = sits(&office, "maker");
    let minor = store.save(&child, &maker, day).unwrap_or_else(|e| panic!("{e}")).key;
    let elder = crate::gate::person(1, VILLAGE).with("id_number", id("1957-03-02", 24)).with("name", "陈桂香");
    let elder = store.save(&elder, &maker, day).unwrap().key;
    let mut file =
        Draft::new(register("child")).with("person", format!("#{minor}")).with("guardian", format!("#{elder}"));
    file = file.with("guardian_relation", "62").with("registered_on", "2020-05-08");
    for parent in ["1", "2"] {
        let state = Draft::new(register("parent_state")).with("parent", parent).with("state", "02");
        file = file.with_row(state.with("valid_from", "2019-03-01").with("document", "证明"));
    }
    assert!(
        told(store.save(&file, &maker, day)).starts_with("E-OP04 经办员(经办)不能登记儿童档案; 由儿童福利经办岗位办理")
    );
    let other = sits(&office, "checker");
    let saved = store.save(&file, &other, day);
    let key = saved.unwrap_or_else(|e| panic!("{e}")).key;
    let opened = store.opened(register("child"), key, day).unwrap();
    assert_eq!(*opened.values.get("guardian"), Value::from("***"));
    assert_eq!(*opened.children[0].values.get("state"), Value::from("***"));
    let whole = store.person_page(minor, day, 3).unwrap();
    assert!(!whole.withheld);
    sits(&office, "maker");
    assert!(told(store.opened(register("child"), key, day)).starts_with("E-OP04"));
    assert!(told(store.history(register("child"), key)).starts_with("E-OP04"));
    assert!(told(store.page(&Query::new(register("child"), day, 5))).starts_with("E-OP04"));
    assert!(told(store.record_json(register("child"), key, day)).starts_with("E-OP04"));
    assert!(told(store.opened(register("adoption"), 1, day)).starts_with("E-OP04"));
    let page = store.person_page(minor, day, 3).unwrap();
    assert!(
        page.cases.iter().all(|case| case.register != "orphan") && page.checks.iter().all(|l| l.register != "child")
    );
    assert_eq!(page.withheld, !whole.checks.is_empty() || !whole.cases.is_empty());
}

#[test]
fn values_for_other_programs_are_for_who_may_have_them() {
    let (office, key) = office();
    let (store, day) = (&office.store, office.day);
    let json = |name: &str| store.record_json(register(name), key, day);
    sits(&office, "maker");
    assert_eq!(json("person").unwrap()["disease_name"], "尿毒症");
    sits(&office, "wu");
    assert!(told(json("person")).starts_with("E-OP04 吴建国(审计)不能导出人员"));
    assert!(told(store.rows_json(&Query::new(register("act"), day, 5), 5)) == "done");
    sits(&office, "finance");
    assert!(told(json("person")).starts_with("E-OP04"));
    assert!(told(store.rows_json(&Query::new(register("payment"), day, 5), 5)) == "done");
}

#[test]
fn one_s_own_acts_and_grants_are_seen_and_no_other_s() {
    let (office, _) = office();
    let (store, day) = (&office.store, office.day);
    let acts = Query::new(register("act"), day, 50);
    let maker = sits(&office, "maker");
    let own = store.page(&acts).unwrap().rows;
    let number = "SELECT count(*) FROM act WHERE operator = 1";
    assert_eq!(i64::try_from(own.len()).unwrap(), office.one::<i64>(number));
    assert_eq!(store.count(&acts).unwrap().rows, office.one::<i64>(number));
    let others: i64 = office.one("SELECT min(key) FROM act WHERE operator <> 1");
    assert_eq!(told(store.act_page(others)), "E-OP04 经办员(经办)不能查看办理记录; 由审计岗位办理");
    assert!(told(store.act_rows(others, None, 5)).starts_with("E-OP04"));
    assert!(told(store.act_page(own[0].key)) == "done");
    for (name, rows) in [("role_grant", 1), ("operator", 1), ("access", 1)] {
        let page = store.page(&Query::new(register(name), day, 50)).unwrap();
        assert!(page.rows.len() >= rows, "{name}");
        let count = store.count(&Query::new(register(name), day, 50)).unwrap().rows;
        assert_eq!(usize::try_from(count).unwrap(), page.rows.len(), "{name}");
    }
    assert_eq!(store.count(&Query::new(register("operator"), day, 5)).unwrap().rows, 1);
    assert!(told(store.opened(register("operator"), 2, day)).starts_with("E-OP04"));
    assert!(told(store.opened(register("operator"), maker.operator, day)) == "done");
    sits(&office, "wu");
    assert_eq!(store.count(&acts).unwrap().rows, office.one::<i64>("SELECT count(*) FROM act"));
    sits(&office, "zhou");
    assert_eq!(store.count(&Query::new(register("role_grant"), day, 5)).unwrap().rows, 8);
}
