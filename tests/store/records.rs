//! Records: saved with their audit rows in one act, kept from other clerks' changes, voided, listed page by page.

use crate::support::{Office, VILLAGE, day, id, register};
use minzheng::domain::param::Param;
use minzheng::register::{Draft, From, Query, Value};
use minzheng::store::StoreFault;

#[test]
fn a_person_is_saved_with_what_follows_and_an_audit_row() {
    let o = Office::new();
    let key = o.person("曾小丰", &id("1965-03-12", 501));
    let opened = o.store.opened(register("person"), key, o.day).unwrap();
    assert_eq!(opened.values.text("birth_date"), "1965-03-12");
    assert_eq!(opened.values.text("sex"), "1");
    assert!(opened.names.iter().any(|(col, name)| *col == "home_division" && name.starts_with("先锋街道")));
    assert_eq!(o.one::<i64>(&format!("SELECT count(*) FROM audit WHERE register = 'person' AND row = {key} AND before IS NULL AND after IS NOT NULL")), 1);
    assert_eq!(o.one::<String>(&format!("SELECT kind FROM act WHERE key = {}", opened.act)), "enter");
    assert_eq!(
        o.one::<i64>(&format!("SELECT count(*) FROM person_initials WHERE person = {key} AND initials = 'zxf'")),
        1
    );

    let mut draft = Draft::new(register("person")).with("phone", "13800138000");
    draft.key = Some(key);
    draft.seen = Some(opened.act);
    let saved = o.save(&draft).unwrap();
    assert!(saved.act > opened.act);
    let again = o.save(&Draft { seen: Some(saved.act), ..draft.clone() }).unwrap();
    assert_eq!(again.act, saved.act, "nothing changed, nothing written");
    let before: String = o.one(&format!("SELECT before FROM audit WHERE act = {}", saved.act));
    assert!(before.contains("\"phone\":null"), "{before}");
}

#[test]
fn what_another_changed_meanwhile_is_told_masked() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let account = Draft::new(register("account"))
        .with("person", format!("#{head}"))
        .with("bank_code", "102")
        .with("account_no", "6217990000123456788")
        .with("valid_from", "2021-01-01");
    let key = o.saved(&account);
    let seen = o.store.opened(register("account"), key, o.day).unwrap().act;
    let correction = Draft { key: Some(key), why: Some("抄错".into()), ..Draft::new(register("account")) };
    o.saved(&correction.clone().with("account_no", "6217990000123456796"));
    let late = Draft { seen: Some(seen), ..correction.with("account_no", "6217990000123456788") };
    let refused = o.save(&late).unwrap_err().to_string();
    assert!(refused.contains("原为“6217") && refused.contains("6796”"), "{refused}");
    assert!(!refused.contains("0000123456"), "{refused}");
}

#[test]
fn wrong_texts_are_refused_with_their_field() {
    let o = Office::new();
    let good = id("1965-03-12", 501);
    let wrong = format!("{}{}", &good[..17], if good.ends_with('0') { '1' } else { '0' });
    let draft = o.person_draft("张三", &wrong);
    let e = o.save(&draft).unwrap_err();
    assert_eq!(e.exit_code(), 1);
    let StoreFault::Refused(refused) = e else { panic!() };
    assert_eq!(refused.slips[0].field, Some("id_number"));
    let code = refused.slips[0].code;

    let mut accepted = draft.clone();
    accepted.accept.push(code.to_owned());
    assert!(o.refused(&accepted).contains(&"E-RG20"), "an exception needs its reason");
    accepted.why = Some("户口簿原件如此".to_owned());
    let key = o.saved(&accepted);
    assert_eq!(o.one::<String>("SELECT code FROM exception"), code);
    let mut later = Draft::new(register("person")).with("phone", "13800138000");
    later.key = Some(key);
    o.saved(&later);

    let mut given = o.person_draft("李四", &id("1970-01-01", 11));
    given.type_in("death_date", "2021-01-01");
    assert!(o.refused(&given).contains(&"E-RG09"));
    assert!(o.refused(&Draft::new(register("payment"))).contains(&"E-RG25"));
    assert!(o.refused(&Draft::new(register("person")).with("name", "王五")).contains(&"E-RG01"));
}

#[test]
fn a_version_covers_who_was_there_when_it_starts() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let wife = o.person("李梅", &id("1967-05-01", 502));
    let house = o.household(head, &[]);
    o.saved(&o.member_draft(wife, "12").with("household", format!("#{house}")).with("valid_from", "2021-06-15"));
    let case = o.case(house, "300");
    assert_eq!(o.one::<i64>("SELECT persons FROM award"), 1, "she came later than 2020-12");
    let next = |decided: &str| o.award_draft(decided, "300").with("dibao", format!("#{case}"));
    o.saved(&next("2021-06-20"));
    assert_eq!(o.one::<i64>("SELECT persons FROM award WHERE from_month = '2021-07'"), 2);
    let leaves = o.member_draft(wife, "12").with("household", format!("#{house}")).with("valid_from", "2021-10-01");
    o.saved(&leaves.with("ended", "1").with("leave_reason", "1"));
    assert_eq!(o.store.check(&next("2021-08-20"), o.day).unwrap().values.int("persons"), Some(2));
    assert_eq!(o.store.check(&next("2021-09-20"), o.day).unwrap().values.int("persons"), Some(1));
}

#[test]
fn a_row_is_voided_with_its_record_only_for_a_reason() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    let case = o.case(house, "300");
    let mut row = Draft::new(register("award"));
    row.key = Some(o.one("SELECT key FROM award"));
    row.void = true;
    let mut draft = Draft::new(register("dibao"));
    draft.key = Some(case);
    draft.children.push(row);
    assert_eq!(o.refused(&draft), ["E-RG20"]);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM award WHERE voided_by IS NULL"), 1);
    draft.why = Some("录重了".to_owned());
    o.saved(&draft);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM award WHERE voided_by IS NULL"), 0);
}

#[test]
fn a_list_of_changes_names_the_case() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    o.case(house, "300");
    let changes = register("change");
    let page = o.store.page(&Query::new(changes, o.day, 10)).unwrap();
    let at = changes.list.iter().position(|c| c.path == "case_key").unwrap();
    assert_eq!(page.rows[0].cells[at], Value::from("DB430406202000001"));
}

#[test]
fn real_lacks_come_first_and_nothing_that_the_program_fills() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    let mut draft = Draft::new(register("dibao")).with("household", format!("#{house}"));
    draft.children.push(Draft::new(register("award")).with("income", "300"));
    let lacks = |draft: &Draft| -> Vec<&'static str> {
        let Err(StoreFault::Refused(refused)) = o.save(draft) else { panic!() };
        assert!(refused.slips.iter().all(|s| s.code == "E-RG01"), "{:#?}", refused.slips);
        refused.slips.iter().filter_map(|s| s.field).collect()
    };
    assert_eq!(lacks(&draft), ["kind", "apply_date", "decided_date"]);
    assert_eq!(o.store.check(&draft, o.day).unwrap().values.text("division"), VILLAGE);
    draft.children[0].type_in("decided_date", "2021-12-01");
    assert_eq!(lacks(&draft), ["kind", "apply_date"], "the amount waits for the case");
    // A text that cannot be read hides what may follow from it, and no real lack.
    let bad = Draft::new(register("person")).with("id_number", "43040619650332501X").with("name", "张三");
    let Err(StoreFault::Refused(refused)) = o.save(&bad) else { panic!() };
    let fields: Vec<_> = refused.slips.iter().filter_map(|s| s.field).collect();
    assert_eq!(fields, ["id_number", "hukou_division"]);
}

#[test]
fn the_same_number_twice_is_a_recorded_exception_or_nothing() {
    let o = Office::new();
    let number = id("1965-03-12", 501);
    o.person("张三", &number);
    let mut twin = o.person_draft("李四", &number);
    assert!(o.refused(&twin).contains(&"E-ID05"));
    twin.accept.push("E-ID05".to_owned());
    twin.why = Some("公安证明两人同号".to_owned());
    let key = o.saved(&twin);
    assert_eq!(o.store.opened(register("person"), key, o.day).unwrap().values.int("twin"), Some(1));
    let e = o.store.resolve(register("person"), &number, o.day).unwrap_err();
    let StoreFault::NotOne(c) = e else { panic!() };
    assert_eq!(c.found.len(), 2);
}

#[test]
fn a_household_comes_with_its_members_or_not_at_all() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let wife = o.person("李梅", &id("1967-05-01", 502));
    assert!(!o.refused(&Draft::new(register("household")).with("applicant", format!("#{head}"))).is_empty());
    let house = o.household(head, &[(wife, "12")]);
    let opened = o.store.opened(register("household"), house, o.day).unwrap();
    assert_eq!(opened.values.text("household_no"), format!("{VILLAGE}00001"));
    assert_eq!(opened.children.len(), 2);
    assert!(opened.children.iter().all(|c| c.act == opened.act), "one act");

    let other = o.person("王五", &id("1980-05-01", 11));
    let mut second = Draft::new(register("household")).with("applicant", format!("#{other}"));
    second.children.push(o.member_draft(other, "02"));
    second.children.push(o.member_draft(wife, "12"));
    assert!(o.refused(&second).contains(&"E-HH07"));
    assert_eq!(o.one::<i64>("SELECT count(*) FROM household"), 1, "nothing of it was written");
    second.children.pop();
    o.saved(&second);
    assert_eq!(o.one::<String>("SELECT max(household_no) FROM household"), format!("{VILLAGE}00002"));
}

#[test]
fn a_case_is_saved_with_its_version_covers_change_and_state() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let wife = o.person("李梅", &id("1967-05-01", 502));
    let house = o.household(head, &[(wife, "12")]);
    let case = o.case(house, "500");
    assert!(case > 1_000_000_000);
    let opened = o.store.opened(register("dibao"), case, o.day).unwrap();
    assert_eq!(opened.values.text("case_no"), "DB430406202000001");
    assert_eq!(opened.values.text("state"), "active");
    assert_eq!(o.one::<i64>("SELECT total_fen FROM award"), 70_000);
    assert_eq!(o.one::<i64>("SELECT sum(share_fen) FROM cover"), 70_000);
    assert_eq!(o.one::<i64>("SELECT count(DISTINCT act) FROM (SELECT act FROM award UNION ALL SELECT act FROM cover UNION ALL SELECT act FROM change UNION ALL SELECT act FROM dibao)"), 1);
    let (kind, delta): (String, i64) = (o.one("SELECT kind FROM change"), o.one("SELECT persons_delta FROM change"));
    assert_eq!((kind.as_str(), delta), ("01", 2));
    assert_eq!(o.one::<i64>("SELECT award FROM change"), o.one::<i64>("SELECT key FROM award"));
}

#[test]
fn another_clerks_change_is_not_overwritten() {
    let o = Office::new();
    let key = o.person("张三", &id("1965-03-12", 501));
    let seen = o.store.opened(register("person"), key, o.day).unwrap().act;
    let correct = |phone: &str| {
        let mut draft = Draft::new(register("person")).with("phone", phone);
        draft.key = Some(key);
        draft.seen = Some(seen);
        draft
    };
    let second = o.second();
    let checker = second.who(Some("checker")).unwrap();
    second.save(&correct("13800138000"), &checker, o.day).unwrap();
    let e = o.save(&correct("13900139000")).unwrap_err();
    let text = e.to_string();
    assert!(text.contains("复核员") && text.contains("138****8000") && text.contains("联系电话"), "{text}");
    assert_eq!(o.one::<String>("SELECT phone FROM person"), "13800138000");
}

#[test]
fn voiding_takes_what_hangs_on_it_and_respects_what_was_paid() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    let case = o.case(house, "100");
    let void = |name: &str, key: i64| o.store.void(register(name), key, &o.who, o.day, "录错了");
    assert_eq!(o.store.void(register("dibao"), case, &o.who, o.day, " ").unwrap_err().exit_code(), 1);
    let text = void("person", head).unwrap_err().to_string();
    assert!(text.contains("家庭"), "{text}");
    assert!(void("household", house).unwrap_err().to_string().contains("低保"));

    let line = o.paid_line(1, case, head, "2021-01");
    assert!(void("dibao", case).unwrap_err().to_string().contains("2021-01"));
    let change: i64 = o.one("SELECT key FROM change");
    assert!(void("change", change).is_err());
    assert!(void("payment", line).is_err());

    o.store.take_back(line, &o.who, o.day, "银行更正").unwrap();
    assert_eq!(o.one::<String>("SELECT bank_state FROM payment"), "0");
    assert_eq!(o.one::<String>("SELECT state || success_count || fail_count FROM batch"), "returned00");
    assert!(o.store.take_back(line, &o.who, o.day, "再来一次").is_err());

    // The change row takes its version and its covers along; the case falls back to what it was before.
    void("change", change).unwrap();
    assert_eq!(o.one::<i64>("SELECT count(*) FROM award WHERE voided_by IS NULL"), 0);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM cover WHERE voided_by IS NULL"), 0);
    assert_eq!(o.one::<String>("SELECT state FROM dibao"), "confirmed");
    void("dibao", case).unwrap();
    void("household", house).unwrap();
    assert_eq!(o.one::<i64>("SELECT count(*) FROM member WHERE voided_by IS NULL"), 0);
    void("person", head).unwrap();
    assert!(void("person", head).is_err(), "once");
    // Numbers of voided rows are not used again.
    let head = o.person("张三", &id("1965-03-12", 501));
    o.household(head, &[]);
    assert_eq!(o.one::<String>("SELECT max(household_no) FROM household"), format!("{VILLAGE}00002"));
}

#[test]
fn versions_fall_from_the_last_one_on() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    let case = o.case(house, "100");
    let end = Draft::new(register("award"))
        .with("dibao", format!("#{case}"))
        .with("kind", "end")
        .with("decided_date", "2021-05-10")
        .with("reason_code", "11");
    let end = o.saved(&end);
    assert_eq!(o.one::<String>("SELECT state FROM dibao"), "stopped");
    let first: i64 = o.one("SELECT min(key) FROM award");
    let e = o.store.void(register("award"), first, &o.who, o.day, "录错了").unwrap_err();
    assert!(e.to_string().contains("2021-06"), "{e}");
    o.store.void(register("award"), end, &o.who, o.day, "录错了").unwrap();
    assert_eq!(o.one::<String>("SELECT state || class_code FROM dibao"), "activeB");

    // As it stood on a day.
    let at = |text: &str| o.store.rows_json(&Query::new(register("dibao"), day(text), 10).in_force(), 10).unwrap();
    assert_eq!(at("2020-11-30").len(), 0);
    let then = at("2021-02-01");
    assert_eq!(then[0]["state"], "active");
    assert_eq!(then[0]["key"], case);
    assert_eq!(then[0]["household"], format!("{VILLAGE}00001"));
    let awards = o.store.rows_json(&Query::new(register("award"), o.day, 10), 10).unwrap();
    assert_eq!(awards[0]["total"], "500.00");
    assert!(awards[0]["to_month"].is_null());
}

#[test]
fn the_schema_guards_what_a_rule_would_miss() {
    let o = Office::new();
    let e =
        o.save(&Draft::new(register("operator")).with("name", "maker").with("full_name", "张三").with("role", "maker"));
    let StoreFault::Refused(refused) = e.unwrap_err() else { panic!() };
    let slip = refused.slips.iter().find(|s| s.code == "E-RG22").unwrap();
    assert_eq!(slip.field, Some("name"));
    let db = rusqlite::Connection::open(&o.path).unwrap();
    for hostile in ["DELETE FROM act", "UPDATE act SET why = 'x'", "DELETE FROM audit", "UPDATE audit SET after = NULL"]
    {
        o.person("张三", &id("1965-03-12", 501 + 2 * u16::try_from(hostile.len()).unwrap()));
        assert!(db.execute(hostile, []).is_err(), "{hostile}");
    }
    assert!(db.execute("DELETE FROM person", []).is_err());
}

#[test]
fn pages_forward_and_back_are_the_sorted_whole() {
    let o = Office::new();
    let villages = [VILLAGE, "430406001004", "430406002003"];
    let known: Vec<String> = o.store.divisions(o.day).unwrap().into_iter().map(|d| d.code).collect();
    for i in 0..40_u16 {
        let village = villages[usize::from(i) % 3];
        assert!(known.iter().any(|c| c == village), "{village}");
        let mut draft = o.person_draft("张三", &id("1965-03-12", 100 + i * 7));
        draft.type_in("home_division", village);
        if i % 5 == 0 {
            draft.type_in("id_number", "");
            draft.type_in("id_status", "unregistered");
            draft.type_in("sex", "1");
            draft.type_in("birth_date", "1960-01-01");
        }
        o.saved(&draft);
    }
    let person = register("person");
    let sorts: [Option<(&'static str, bool)>; 4] =
        [None, Some(("id_number", false)), Some(("id_number", true)), Some(("birth_date", true))];
    for filter in [None, Some("430406"), Some("430406001"), Some("430406001004")] {
        for sort in sorts {
            let mut query = Query::new(person, o.day, 1000);
            query.sort = sort;
            if let Some(code) = filter {
                query = query.with("home_division", code);
            }
            let whole: Vec<i64> = o.store.page(&query).unwrap().rows.iter().map(|r| r.key).collect();
            assert_eq!(i64::try_from(whole.len()).unwrap(), o.store.count(&query).unwrap().rows);
            assert!(!whole.is_empty());
            query.limit = 7;
            let mut forward = Vec::new();
            let mut page = o.store.page(&query).unwrap();
            assert!(page.first);
            loop {
                forward.extend(page.rows.iter().map(|r| r.key));
                if page.last {
                    break;
                }
                page = o.store.page(&Query { from: From::After(*forward.last().unwrap()), ..query.clone() }).unwrap();
                assert!(!page.first);
            }
            assert_eq!(forward, whole, "{filter:?} {sort:?}");
            let mut page = o.store.page(&Query { from: From::End, ..query.clone() }).unwrap();
            assert!(page.last);
            let mut backward: Vec<i64> = Vec::new();
            loop {
                let mut rows: Vec<i64> = page.rows.iter().map(|r| r.key).collect();
                rows.extend(backward);
                backward = rows;
                if page.first {
                    break;
                }
                page = o.store.page(&Query { from: From::Before(backward[0]), ..query.clone() }).unwrap();
            }
            assert_eq!(backward, whole, "{filter:?} {sort:?}");
            let at = o.store.page(&Query { from: From::At(whole[3]), ..query.clone() }).unwrap();
            assert_eq!(at.rows[0].key, whole[3]);
            assert!(!at.first);
            assert!(o.store.page(&Query { from: From::At(whole[0]), ..query.clone() }).unwrap().first);
        }
    }
    assert!(o.store.page(&Query::new(person, o.day, 5).with("nothing", "1")).is_err());
}

#[test]
fn a_list_shows_what_its_columns_name() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    let case = o.case(house, "100");
    let query = Query::new(register("dibao"), o.day, 10)
        .with("kind", "U")
        .with("division", "430406001")
        .with("state", "active");
    let page = o.store.page(&query).unwrap();
    assert_eq!(page.rows.len(), 1);
    let columns = register("dibao").list;
    let cell = |path: &str| &page.rows[0].cells[columns.iter().position(|c| c.path == path).unwrap()];
    assert_eq!(page.rows[0].key, case);
    assert_eq!(*cell("household.applicant.name"), Value::from("张三"));
    assert_eq!(*cell("award.total"), Value::Int(50_000));
    assert_eq!(*cell("award.persons"), Value::Int(1));
    let count = o.store.count(&query).unwrap();
    assert_eq!((count.rows, count.persons), (1, Some(1)));
    assert_eq!(o.store.page(&Query::new(register("dibao"), o.day, 10).with("kind", "R")).unwrap().rows.len(), 0);
}

#[test]
fn a_record_goes_by_many_names() {
    let o = Office::new();
    let number = id("1965-03-12", 501);
    let head = o.person("张三", &number);
    let house = o.household(head, &[]);
    let case = o.case(house, "100");
    let find = |name: &str, typed: &str| o.store.resolve(register(name), typed, o.day);
    for typed in
        [number.as_str(), &number.to_lowercase(), &format!("#{head}"), "DB430406202000001", "43040600100100001"]
    {
        assert_eq!(find("person", typed).unwrap(), head, "{typed}");
    }
    assert_eq!(find("dibao", &number).unwrap(), case);
    assert_eq!(find("dibao", "DB430406202000001").unwrap(), case);
    assert_eq!(find("household", &number).unwrap(), house);
    assert!(find("division", "430406001").is_ok());
    assert!(find("parameter", "dibao.urban.month_fen").is_ok());
    let none = find("person", "430406196503120000").unwrap_err();
    assert_eq!(none.exit_code(), 1);
    assert!(find("person", "#999").is_err());
}

#[test]
fn a_new_value_of_a_parameter_ends_the_old_one() {
    let o = Office::new();
    let draft = Draft::new(register("parameter"))
        .with("name", "dibao.urban.month_fen")
        .with("value", "65000")
        .with("valid_from", "2022-01-01")
        .with("basis", "某文号");
    let key = o.saved(&draft);
    let on = |d: &str| o.store.resolve(register("parameter"), "dibao.urban.month_fen", day(d)).unwrap();
    assert_ne!(on("2021-12-31"), key);
    assert_eq!(on("2022-01-01"), key);
    assert_eq!(o.store.parameters().unwrap().on(Param::UrbanStandard, day("2022-05-01")).unwrap().1, "65000");
    let rows = o.store.rows_json(&Query::new(register("parameter"), o.day, 1_000), 1_000).unwrap();
    let old = rows.iter().find(|r| r["name"] == "dibao.urban.month_fen" && r["value"] == "60000").unwrap();
    assert_eq!(old["valid_to"], "2021-12-31");
}

#[test]
fn a_rate_is_named_with_its_keys() {
    let o = Office::new();
    let named = |typed: &str, d: &str| o.store.resolve(register("parameter"), typed, day(d));
    let keys_of = |key: i64| -> String {
        o.one(&format!(
            "SELECT name || ' ' || coalesce(first, '') || coalesce(second, '') FROM parameter WHERE key = {key}"
        ))
    };
    assert_eq!(keys_of(named("tekun.care_fen/D/2", "2021-12-31").unwrap()), "tekun.care_fen D2");
    assert_eq!(keys_of(named("disability.care.month_fen", "2021-12-31").unwrap()), "disability.care.month_fen ");
    for typed in ["tekun.care_fen/D/4", "tekun.care_fen/D", "tekun.care_fen/D/2/1", "tekun.care_fen//2"] {
        assert!(named(typed, "2021-12-31").is_err(), "{typed}");
    }
    // Without keys it is each of its values.
    let Err(StoreFault::NotOne(candidates)) = named("tekun.care_fen", "2021-12-31") else { panic!() };
    assert_eq!(candidates.found.len(), 6);
    assert!(candidates.found[1].1.starts_with("tekun.care_fen/D/2 自 2020-01-01"), "{:?}", candidates.found);

    let raise = |first: &str, second: &str, value: &str| {
        Draft::new(register("parameter"))
            .with("name", "tekun.care_fen")
            .with("first", first)
            .with("second", second)
            .with("value", value)
            .with("valid_from", "2022-01-01")
            .with("basis", "某文号")
    };
    let (mine, other) = (o.saved(&raise("D", "2", "30000")), o.saved(&raise("分散供养", "3", "60000")));
    assert_eq!(
        (named("tekun.care_fen/D/2", "2022-01-01").unwrap(), keys_of(other)),
        (mine, "tekun.care_fen D3".into())
    );
    let rows = o.store.rows_json(&Query::new(register("parameter"), o.day, 1_000), 1_000).unwrap();
    let ends = |key: &str, from: &str| {
        let row = rows.iter().find(|r| {
            r["name"] == "tekun.care_fen" && r["first"] == "D" && r["second"] == key && r["valid_from"] == from
        });
        row.unwrap()["valid_to"].clone()
    };
    assert_eq!(ends("2", "2020-01-01"), "2021-12-31");
    assert!(ends("1", "2020-01-01").is_null(), "each rate is followed by its own");
    let today: Vec<_> = rows.iter().filter(|r| r["name"] == "tekun.care_fen").collect();
    assert_eq!(today.len(), 8);
    let twice = o.save(&raise("D", "2", "31000")).unwrap_err().to_string();
    assert!(
        twice.contains("参数、分项一、分项二、生效日期已有相同的记录 (tekun.care_fen/D/2 自 2022-01-01)"),
        "{twice}"
    );
    let plain = |value: &str| {
        let draft = Draft::new(register("parameter")).with("name", "disability.care.month_fen").with("value", value);
        draft.with("valid_from", "2022-01-01").with("basis", "某文号")
    };
    o.saved(&plain("7100"));
    let twice = o.save(&plain("7200")).unwrap_err().to_string();
    assert!(twice.contains("(disability.care.month_fen 自 2022-01-01)"), "{twice}");
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
}

#[test]
fn a_change_by_another_program_is_seen() {
    let o = Office::new();
    assert_eq!(o.store.places().unwrap().name("430406001000", o.day), "先锋街道");
    let second = o.second();
    let draft = Draft::new(register("division"))
        .with("code", "430406001")
        .with("name", "新锋街道")
        .with("valid_from", "2021-12-01")
        .with("basis", "某文号");
    second.save(&draft, &o.who, o.day).unwrap();
    assert_eq!(o.store.places().unwrap().name("430406001000", o.day), "新锋街道");
    assert_eq!(o.store.places().unwrap().name("430406001000", day("2021-11-30")), "先锋街道");
}

/// An omitted field of a new version means "as before", on the command line as on screen; nothing is not zero.
#[test]
fn a_new_version_is_a_copy_of_the_one_in_force() {
    let office = Office::new();
    let head = office.person("陈桂香", &id("1947-03-02", 24));
    let household = office.household(head, &[]);
    let case = office.case(household, "300");
    let bare =
        |decided: &str| Draft::new(register("award")).with("dibao", format!("#{case}")).with("decided_date", decided);
    assert_eq!(office.refused(&bare("2021-02-20")), ["E-DB-019", "W-DB-052"], "nothing would change");
    let checked = office.store.check(&bare("2021-02-20").with("income", "250"), office.day).unwrap();
    let told = checked.difference.as_ref().unwrap();
    assert_eq!((told.from.unwrap().plain().as_str(), told.to.plain().as_str()), ("360.00", "410.00"));
    assert_eq!((told.start.as_str(), told.since.as_deref()), ("2021-03", Some("2020-12")));
    office.saved(&bare("2021-02-20").with("income", "250"));
    office.saved(&bare("2021-05-20").with("class_code", "A"));
    assert_eq!(office.one::<i64>("SELECT income_fen FROM award WHERE from_month = '2021-06'"), 25_000);
    office.saved(&bare("2021-06-20").with("income", "0"));
    assert_eq!(office.one::<i64>("SELECT total_fen FROM award WHERE from_month = '2021-07'"), 66_000);
    let first = Draft::new(register("dibao"))
        .with("origin", "taken_over")
        .with("kind", "U")
        .with("household", format!("#{}", office.household(office.person("曾国安", &id("1956-07-08", 15)), &[])))
        .with("apply_date", "2021-10-08")
        .with("accept_date", "2021-10-09")
        .with_row(Draft::new(register("award")).with("decided_date", "2021-11-20"));
    assert_eq!(office.refused(&first)[0], "E-RG01", "a first award asks for the income");
}
