//! 办理记录: who did what when, how much each act wrote, and row by row what it changed.

use crate::support::{Office, day, id, register};
use minzheng::domain::month::Month;
use minzheng::domain::scheme::Scheme;
use minzheng::jobs::payroll;
use minzheng::register::core::acts::{ActRow, How};
use minzheng::register::{Draft, Field, From, Query, Value};
use minzheng::store::Store;

/// The list under some filters: day, kind, operator and what was written of each act.
fn listed(o: &Office, filters: &[(&'static str, &str)]) -> Vec<String> {
    let acts = register("act");
    let query = filters.iter().fold(Query::new(acts, o.day, 50), |query, (col, value)| query.with(col, *value));
    let page = o.store.page(&query).unwrap();
    assert_eq!(o.store.count(&query).unwrap().rows, i64::try_from(page.rows.len()).unwrap());
    let shown = |row: &minzheng::register::ListRow, path: &str| {
        let at = acts.list.iter().position(|c| c.path == path).unwrap();
        acts.field_at(path).map(|field: &Field| field.show_masked(&row.cells[at])).unwrap()
    };
    let line = |row| ["day", "kind", "operator.full_name", "wrote"].map(|path| shown(row, path)).join(" ");
    page.rows.iter().map(line).collect()
}

#[test]
fn acts_are_listed_the_latest_first_and_by_day_operator_and_kind() {
    let (o, other) = Office::with_two_clerks();
    let own = o.who.full_name.clone();
    let all = listed(&o, &[]);
    assert_eq!(
        all[..3],
        [
            "2021-12-31 作废 李敏 人员 1".to_owned(),
            "2021-12-31 更正 李敏 人员 1".to_owned(),
            format!("2021-12-31 登记 {own} 操作员 1")
        ]
    );
    assert!(all.last().unwrap().starts_with(&format!("2021-12-30 登记 {own} 人员 1")), "{all:#?}");
    assert_eq!(listed(&o, &[("operator", &other.operator.to_string())]), all[..2]);
    assert_eq!(listed(&o, &[("day", "2021-12-30")]), all[all.len() - 2..]);
    assert_eq!(listed(&o, &[("day", "2021-12")]), all);
    assert_eq!(listed(&o, &[("day", "2021-11")]), [""; 0]);
    assert_eq!(listed(&o, &[("kind", "void")]), all[..1]);
    assert_eq!(listed(&o, &[("day", "2021-12-31"), ("kind", "correct")]), all[1..2]);
    // From any row on, and back.
    let acts = register("act");
    let keys = |from, limit| -> Vec<i64> {
        let page = o.store.page(&Query { from, ..Query::new(acts, o.day, limit) }).unwrap();
        page.rows.iter().map(|r| r.key).collect()
    };
    let whole = keys(From::Start, 50);
    let first = keys(From::Start, 1).into_iter().next();
    let walked = std::iter::successors(first, |key| keys(From::After(*key), 1).into_iter().next());
    assert_eq!(walked.take(50).collect::<Vec<_>>(), whole);
    for pair in whole.windows(2) {
        assert_eq!((keys(From::After(pair[0]), 1), keys(From::Before(pair[1]), 1)), (vec![pair[1]], vec![pair[0]]));
    }
}

#[test]
fn scripts_get_an_act_with_all_it_is() {
    let (o, _) = Office::with_two_clerks();
    let act = o.one::<i64>("SELECT max(key) FROM act");
    let undone = o.store.undo(act, (&o.who, o.day), "没有重复", &[], &mut |_, _| true).unwrap();
    let rows = o.store.rows_json(&Query::new(register("act"), o.day, 2), 2).unwrap();
    let at = &rows[1]["at"];
    assert_eq!(
        rows[1],
        serde_json::json!({
            "key": act, "act": act, "day": "2021-12-31", "at": at, "kind": "void", "operator": "limin",
            "wrote": {"person": 1}, "why": "与 430406195005010316 重复", "undoes": null, "undone_by": undone.done_by,
            "time": at.as_str().unwrap()[11..16],
        })
    );
    assert_eq!((&rows[0]["kind"], &rows[0]["undoes"]), (&"undo".into(), &act.into()));
    assert_eq!(o.store.record_json(register("act"), act, o.day).unwrap(), rows[1]);
    let reason = register("act").field("why").unwrap().show_masked(&Value::from("与 430406195005010316 重复"));
    assert!(!reason.contains("430406195005010316"), "{reason}");
}

#[test]
fn nobody_enters_corrects_or_voids_an_act() {
    let (o, other) = Office::with_two_clerks();
    let acts = register("act");
    let act = o.one::<i64>("SELECT max(key) FROM act");
    let corrected = Draft { key: Some(act), ..Draft::new(acts) };
    for draft in [Draft::new(acts).with("why", "我说的"), corrected.clone().with("why", "我说的"), corrected] {
        assert!(o.refused(&draft).contains(&"E-RG25"));
    }
    let voided = o.store.void(acts, act, &o.who, o.day, "录错了").unwrap_err();
    assert!(voided.to_string().contains("不能在这里作废"), "{voided}");
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
    // An operator may go though he has acted.
    o.store.void(register("operator"), other.operator, &o.who, o.day, "调走了").unwrap();
    assert_eq!(listed(&o, &[("kind", "void"), ("operator", &other.operator.to_string())]).len(), 1);
}

/// What an act changed: register, what became of the row, its name, old → new.
fn told(o: &Office, act: i64) -> Vec<String> {
    let rows = o.store.act_rows(act, None, 100).unwrap();
    assert!(rows.last);
    // The same one by one.
    let mut after = None;
    for (at, row) in rows.rows.iter().enumerate() {
        let one = o.store.act_rows(act, after, 1).unwrap();
        assert_eq!((&one.rows[..], one.last), (std::slice::from_ref(row), at + 1 == rows.rows.len()));
        after = Some(row.place);
    }
    let wrote = o.store.act_page(act).unwrap().wrote;
    for (register, count) in wrote {
        let of = rows.rows.iter().filter(|row| row.place.register == register);
        assert_eq!(of.map(|row| row.place.count()).sum::<i64>(), count, "{}", register.name);
    }
    rows.rows.iter().map(in_words).collect()
}

fn in_words(row: &ActRow) -> String {
    let place = row.place;
    let count = if place.count() > 1 { format!("{} {} ", place.count(), place.register.unit) } else { String::new() };
    let moves = row.moves.iter().map(|m| if row.how == How::Corrected { m.in_words() } else { m.value_in_words() });
    let moves = moves.collect::<Vec<_>>().join("; ");
    let opens = if row.opens.is_some() { "" } else { " -" };
    format!("{}{} {count}{}: {moves}{opens}", place.register.label, row.how.label(), row.names.join(" … "))
}

#[test]
fn a_new_record_is_told_with_its_rows_register_by_register() {
    let o = Office::new();
    let head = o.person("陈桂香", &id("1947-03-02", 24));
    let son = o.person("李伟", &id("1980-05-01", 31));
    o.household(head, &[(son, "21")]);
    let told = told(&o, o.one("SELECT max(key) FROM act"));
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].starts_with("家庭新增 43040600100100001 陈*香: 家庭编号 43040600100100001"), "{told:#?}");
    assert!(told[2].starts_with("家庭成员新增") && told[2].contains("李*"), "{told:#?}");
    assert!(told.iter().all(|line| !line.ends_with('-')), "{told:#?}");
}

#[test]
fn corrections_voids_and_undos_are_told_old_and_new() {
    let (o, _) = Office::with_two_clerks();
    let act = o.one::<i64>("SELECT max(key) FROM act");
    let corrected = told(&o, act - 1);
    assert_eq!(corrected.len(), 1);
    assert!(corrected[0].ends_with(": 联系电话 (空) → 139****2345"), "{corrected:#?}");
    let voided = told(&o, act);
    assert!(voided[0].starts_with("人员作废 李* 430406********0316"), "{voided:#?}");
    assert!(
        voided[0].contains("(已作废)") && voided[0].contains("姓名 李伟") && voided[0].ends_with('-'),
        "{voided:#?}"
    );
    let undo = o.store.undo(act, (&o.who, o.day), "没有重复", &[], &mut |_, _| true).unwrap().done_by.unwrap();
    let restored = told(&o, undo);
    assert!(restored[0].starts_with("人员恢复 李*") && !restored[0].ends_with('-'), "{restored:#?}");
    let page = o.store.act_page(act).unwrap().act;
    assert_eq!((page.kind.as_str(), page.who.as_str(), page.day.as_str()), ("void", "李敏", "2021-12-31"));
    assert_eq!((page.undoes, page.undone_by), (None, Some(undo)));
    assert_eq!(o.store.act_page(undo).unwrap().act.undoes, Some(act));
    assert!(o.store.act_page(9999).is_err());
}

#[test]
fn what_is_recorded_beside_rows_is_told_by_what_it_is_about() {
    let o = Office::new();
    let first = "43040619470302002";
    let wrong = format!("{first}{}", if id("1947-03-02", 2).ends_with('1') { '2' } else { '1' });
    let draft = Draft {
        accept: vec!["E-DB-001".to_owned()],
        why: Some("证上就是这样".to_owned()),
        ..o.person_draft("陈桂香", &wrong)
    };
    let saved = o.save(&draft);
    let saved = saved.unwrap_or_else(|e| panic!("{e}"));
    let told = told(&o, saved.act);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[1].starts_with("例外登记新增 E-DB-001 人员 陈*香"), "{told:#?}");
    assert!(told[1].contains(": 证上就是这样"), "{told:#?}");
}

#[test]
fn what_is_written_in_bulk_is_one_line() {
    let o = Office::new();
    for i in 0..3 {
        let head = o.person("陈桂香", &id("1947-03-02", 24 + 2 * i));
        o.saved(
            &Draft::new(register("account"))
                .with("person", format!("#{head}"))
                .with("bank_code", "102")
                .with("account_no", format!("621700000000000000{i}"))
                .with("valid_from", "2021-01-01"),
        );
        o.case(o.household(head, &[]), "100");
    }
    let month = Month::parse("2021-12").unwrap();
    let batch = payroll::draft(&o.store, Scheme::DibaoUrban, month, &[], &o.who, o.day).unwrap();
    let drafted = o.one("SELECT act FROM batch");
    let made = told(&o, drafted);
    assert!(batch > 0 && made.iter().any(|line| line.starts_with("发放明细新增 3 笔 陈*香 … 陈*香")), "{made:#?}");
    // Taken back, and that too: each of the rows knows of it.
    let undo = |act| {
        let codes = o.store.undo_preview(act, o.day, &mut |_, _| true).unwrap().slips;
        let accept: Vec<String> = codes.iter().map(|slip| slip.code.to_owned()).collect();
        o.store.undo(act, (&o.who, o.day), "月份错了", &accept, &mut |_, _| true).unwrap().done_by.unwrap()
    };
    let line = o.one::<i64>("SELECT key FROM payment ORDER BY key LIMIT 1 OFFSET 1");
    let history = || {
        let mut lines = o.store.history(register("payment"), line).unwrap();
        lines.sort_by_key(|line| line.act);
        lines.into_iter().map(|line| (line.what, line.act, line.why)).collect::<Vec<_>>()
    };
    let fallen = undo(drafted);
    let back = undo(fallen);
    let why = || Some("月份错了".to_owned());
    let expected = [("登记", drafted, None), ("作废", fallen, why()), ("恢复", back, why())];
    assert_eq!(history(), expected.map(|(what, act, why)| (what.to_owned(), act, why)));
}

#[test]
fn rows_in_bulk_are_told_as_the_act_left_them() {
    let o = Office::new();
    let month = Month::parse("2021-12").unwrap();
    let head = o.person("陈桂香", &id("1947-03-02", 24));
    o.saved(
        &Draft::new(register("account"))
            .with("person", format!("#{head}"))
            .with("bank_code", "102")
            .with("account_no", "6217000000000000000")
            .with("valid_from", "2021-01-01"),
    );
    o.case(o.household(head, &[]), "100");
    let batch = payroll::draft(&o.store, Scheme::DibaoUrban, month, &[], &o.who, o.day).unwrap();
    let made = o.one::<i64>("SELECT act FROM batch");
    let line = |act| told(&o, act).into_iter().find(|line| line.starts_with("发放明细")).unwrap();
    let drafted = line(made);
    assert!(drafted.contains("金额 560.00; 户名 陈桂香; 账号 6217 **** **** 0000; 银行结果 待发"), "{drafted}");
    o.sql(&format!("UPDATE batch SET state = 'sent', sent_on = '2021-12-11' WHERE key = {batch}"));
    payroll::enter_returns(&o.store, batch, &[], day("2021-12-15"), &o.who, day("2021-12-18")).unwrap();
    let returned = line(o.one("SELECT max(key) FROM act"));
    assert!(returned.starts_with("发放明细更正 陈*香: 银行结果 待发 → 成功; 到账日期 (空) → 2021-12-15"), "{returned}");
    assert_eq!(line(made), drafted, "what the bank answered later is no part of it");
}

#[test]
fn the_seal_of_a_migration_changed_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    crate::older::office(&path);
    let store = Store::open(&path).unwrap();
    let listed = store.rows_json(&Query::new(register("act"), day("2021-12-31"), 9), 9).unwrap();
    let sealed = listed.iter().find(|act| act["kind"] == "migrate").unwrap();
    let key = sealed["key"].as_i64().unwrap();
    let page = store.act_page(key).unwrap();
    assert_eq!((&sealed["wrote"], page.wrote.len()), (&serde_json::Value::Null, 0));
    let rows = store.act_rows(key, None, 9).unwrap();
    assert!(rows.rows.is_empty() && rows.last, "{rows:?}");
}
