//! 变动: what was done to a record, which field, from what to what, by whom and why, on the person's page and on the record.

use crate::lists::with_cases;
use crate::steps::Clerk;
use crate::support::{Office, id, register};
use minzheng::register::Draft;

fn corrected(office: &Office, name: &str, key: i64, why: &str, typed: &[(&'static str, &str)]) {
    let act = office.store.opened(register(name), key, office.day).unwrap().act;
    let mut draft = Draft { key: Some(key), seen: Some(act), why: Some(why.to_owned()), ..Draft::new(register(name)) };
    for (col, text) in typed {
        draft.type_in(col, *text);
    }
    office.saved(&draft);
}

fn office() -> (Office, i64, i64, i64) {
    let office = Office::new();
    let person = office.person("陈桂香", &id("1960-05-06", 24));
    let other = office.person("陈小明", &id("1990-05-06", 25));
    let household = office.household(person, &[(other, "20")]);
    let case = office.case(household, "100");
    (office, person, household, case)
}

#[test]
fn a_correction_names_field_old_and_new_who_and_why() {
    let (office, person, _, case) = office();
    corrected(
        &office,
        "person",
        person,
        "本人更名",
        &[("name", "陈桂芳"), ("phone", "15449318193"), ("hukou_type", "2")],
    );
    corrected(&office, "dibao", case, "录错了日子", &[("accept_date", "2020-10-10")]);
    let account = Draft::new(register("account"))
        .with("person", format!("#{person}"))
        .with("bank_code", "102")
        .with("account_no", "6217990000123456788")
        .with("account_name", "陈桂芳")
        .with("valid_from", "2021-01-01");
    let account = office.saved(&account);
    corrected(&office, "account", account, "销户", &[("status", "3")]);
    let mut clerk = Clerk::in_window(office, 200, 60);
    clerk.press("F3").types("陈桂芳").press("Enter End");
    // Codes by their labels, numbers as masked as the page has them.
    clerk.sees("更正: ").sees("姓名 陈桂香 → 陈桂芳").sees("联系电话 (空) → 154****8193").sees("本人更名");
    clerk.sees("户口类别 (空) → 农村").sees("城市低保 更正: 受理日期 2020-10-09 → 2020-10-10").sees("录错了日子");
    clerk.sees("更正一卡通账户").sees("状态 ").sees_not("6217990000123456788");
    // Enter opens it to its end.
    clerk.press("Home").steps_to("姓名 陈桂香").press("Enter").sees("经办: ").sees("原因: 本人更名").press("Enter Esc");
    // The record tells the same.
    clerk.press("Enter").press("Esc Esc");
}

#[test]
fn a_record_tells_what_was_done_to_it_and_its_rows() {
    let (office, person, household, case) = office();
    corrected(&office, "dibao", case, "录错了日子", &[("accept_date", "2020-10-10")]);
    // A cause comes and is voided; a member comes.
    let mut with_cause = Draft { key: Some(case), ..Draft::new(register("dibao")) };
    with_cause.seen = Some(office.store.opened(register("dibao"), case, office.day).unwrap().act);
    with_cause.children.push(Draft::new(register("cause")).with("cause_code", "1"));
    office.saved(&with_cause);
    let cause: i64 = office.one("SELECT key FROM cause WHERE voided_by IS NULL");
    office.store.void(register("cause"), cause, &office.who, office.day, "选错了原因").unwrap();
    let history = office.store.history(register("dibao"), case).unwrap();
    let told: Vec<String> = history.iter().map(|c| format!("{} {:?}", c.what, c.why)).collect();
    let has = |words: &[&str]| told.iter().any(|line| words.iter().all(|w| line.contains(w)));
    assert!(has(&["更正: 受理日期 2020-10-09 → 2020-10-10", "录错了日子"]), "{told:#?}");
    assert!(has(&["新增致贫原因"]) && has(&["作废致贫原因", "选错了原因"]), "{told:#?}");
    assert!(has(&["新增保障金核定", "家庭月收入 100.00"]) || has(&["新增保障金核定", "月收入"]), "{told:#?}");
    assert!(has(&["登记"]), "{told:#?}");
    let of_household = office.store.history(register("household"), household).unwrap();
    assert!(of_household.iter().any(|c| c.what.contains("新增家庭成员 陈小明")), "{of_household:#?}");

    let mut clerk = Clerk::in_window(office, 120, 50);
    clerk.press("Enter").sees("变动 (").sees("更正: 受理日期 2020-10-09 → 2020-10-10");
    clerk.steps_to("更正: 受理日期").press("Enter").sees("受理日期: 2020-10-09 → 2020-10-10").sees("原因: 录错了日子");
    clerk.press("Enter F4").sees_not("变动 (");
    let _ = person;
}

#[test]
fn an_accepted_exception_and_a_hidden_difference_are_told() {
    let office = Office::new();
    let wrong = {
        let right = id("1960-05-06", 24);
        let last = if right.ends_with('0') { '1' } else { '0' };
        format!("{}{last}", &right[..17])
    };
    let mut draft = office.person_draft("陈桂香", &wrong);
    draft.accept = vec!["E-ID03".to_owned()];
    draft.why = Some("户口簿上就是这样".to_owned());
    let codes = match office.save(&draft) {
        Ok(_) => Vec::new(),
        Err(minzheng::store::StoreFault::Refused(refused)) => refused.slips.iter().map(|s| s.code).collect(),
        Err(other) => panic!("{other}"),
    };
    draft.accept.extend(codes.iter().map(|c| (*c).to_owned()));
    let person = office.saved(&draft);
    let history = office.store.history(register("person"), person).unwrap();
    assert!(history.iter().any(|c| c.what.starts_with("存疑登记 E-") && c.why.as_deref() == Some("户口簿上就是这样")));
    // Two accounts that differ only where they are masked.
    let account = Draft::new(register("account"))
        .with("person", format!("#{person}"))
        .with("bank_code", "102")
        .with("account_no", "6217990000123456788")
        .with("account_name", "陈桂香")
        .with("valid_from", "2021-01-01");
    let account = office.saved(&account);
    corrected(&office, "account", account, "抄错一位", &[("account_no", "6217990000993456788")]);
    let page = office.store.person_page(person, office.day, 12).unwrap();
    assert!(page.changes.iter().any(|c| c.what.contains("(遮盖的几位不同)")), "{:#?}", page.changes);
    let moved =
        page.changes.iter().flat_map(|c| &c.moves).find(|m| m.field.col == "account_no" && !m.before.is_empty());
    assert_eq!(moved.map(|m| m.after.as_str()), Some("6217990000993456788"));
}

#[test]
fn a_list_of_changes_is_short_where_nothing_was_corrected() {
    let mut clerk = Clerk::in_window(with_cases(1), 120, 50);
    clerk.press("Enter").sees("变动 (").sees("登记");
}
