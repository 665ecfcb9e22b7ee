//! What stands in the way of an undo: each once, with the rows, and with what goes before. Nothing is written then.

use super::kinds::relief;
use super::office::{
    correction, fund, has_accounts, is_sound, living, preview, refused, save, stop, subsidy, try_undo, undo,
};
use crate::support::{OTHER_VILLAGE, Office, account, assessment, id, register, tekun, tekun_award};
use minzheng::domain::month::Month;
use minzheng::domain::scheme::Scheme;
use minzheng::domain::slip::Severity;
use minzheng::jobs::payroll;
use minzheng::register::Draft;
use minzheng::store::{Store, StoreFault};

/// The text of the one slip that stands against an undo.
fn told(o: &Office, act: i64, code: &str) -> String {
    let told = refused(o, act);
    assert!(told.len() == 1 && told[0].0 == code, "{told:#?}");
    told[0].1.clone()
}

/// Something that has nothing to do with the rest, so that the rules are asked.
fn another(o: &Office) -> i64 {
    o.save(&o.person_draft("赵小明", &id("1990-01-01", 107))).unwrap().act
}

fn one_case(o: &Office) -> (i64, i64, i64) {
    let head = o.person("陈桂香", &id("1947-03-02", 24));
    let house = o.household(head, &[]);
    (head, house, o.case(house, "100"))
}

#[test]
fn acts_without_rows_and_without_numbers() {
    let o = Office::new();
    assert!(o.store.undo_preview(4711, o.day, &mut |_, _| true).unwrap_err().to_string().contains("没有办理 #4711"));
    assert!(told(&o, 1, "E-UD02").contains("新建"));
    let dir = tempfile::tempdir().unwrap();
    o.store.backup(dir.path(), (&o.who, o.day)).unwrap();
    assert!(told(&o, o.one("SELECT max(key) FROM act"), "E-UD02").contains("备份"));
}

#[test]
fn without_a_reason() {
    let o = Office::new();
    let act = another(&o);
    let e = o.store.undo(act, (&o.who, o.day), " ", &[], &mut |_, _| true).unwrap_err().to_string();
    assert!(e.contains("撤销须写明理由"), "{e}");
}

#[test]
fn what_was_taken_back_already() {
    let o = Office::new();
    let act = another(&o);
    let undone = undo(&o, act);
    let text = told(&o, act, "E-UD03");
    assert!(text.contains(&format!("{} ", o.who.full_name)) && text.contains(&format!("(办理 #{undone})")), "{text}");
    let again = undo(&o, undone);
    assert!(told(&o, act, "E-UD03").contains(&format!("要再撤销它, 请撤销办理 #{again}")));
    assert_eq!(preview(&o, act).first, [again]);
    undo(&o, again);
}

#[test]
fn a_row_that_was_changed_since() {
    let o = Office::new();
    let saved = o.save(&o.person_draft("陈桂香", &id("1947-03-02", 24))).unwrap();
    let later = o.save(&correction("person", saved.key).with("phone", "13973412345")).unwrap().act;
    let text = told(&o, saved.act, "E-UD04");
    for said in ["人员 陈*香", &o.who.full_name, "更正", &format!("请先撤销办理 #{later}")] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(preview(&o, saved.act).first, [later]);
    // Whoever has taken that back has left the row as it was.
    undo(&o, later);
    undo(&o, saved.act);
}

#[test]
fn what_was_entered_later_hangs_on_it() {
    let o = Office::new();
    let saved = o.save(&o.person_draft("陈桂香", &id("1947-03-02", 24))).unwrap();
    o.household(saved.key, &[]);
    let codes: Vec<_> = refused(&o, saved.act).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["E-RG30", "E-RG30"], "the household, and its member");
    assert_eq!(preview(&o, saved.act).first, [o.one::<i64>("SELECT act FROM household")]);
    // A member whose household would vanish.
    let house: i64 = o.one("SELECT act FROM household");
    let other = o.person("王秀英", &id("1978-06-07", 44));
    let row = o.member_draft(other, "10").with("household", "#1");
    o.saved(&row);
    let text = told(&o, house, "E-RG30");
    assert!(text.contains("还有 1 条家庭成员用到这条家庭") && text.contains("王*英"), "{text}");
}

#[test]
fn a_batch_from_approval_on() {
    let o = Office::new();
    let (head, _, case) = one_case(&o);
    let version: i64 = o.one("SELECT act FROM award");
    has_accounts(&o, &[head]);
    let hands = ["checker", "approver"].map(|name| o.store.who(Some(name)).unwrap());
    let late = save(&o, o.award_draft("2021-11-05", "50").with("dibao", format!("#{case}"))).unwrap().act;
    let batch =
        payroll::draft(&o.store, Scheme::DibaoUrban, Month::parse("2021-12").unwrap(), &[], &o.who, o.day).unwrap();
    let drafted: i64 = o.one("SELECT max(key) FROM act");
    payroll::check(&o.store, batch, &hands[0], o.day, None).unwrap();
    assert!(preview(&o, late).is_possible(), "it is checked only");
    payroll::approve(&o.store, batch, &hands[1], o.day).unwrap();
    let approved: i64 = o.one("SELECT max(key) FROM act");
    let text = told(&o, late, "E-UD05");
    assert!(text.contains("DBU-202112-01") && text.contains("有 1 笔明细"), "{text}");
    assert_eq!(told(&o, approved, "E-UD05"), text, "the step itself");
    assert!(refused(&o, drafted).iter().any(|(code, _)| *code == "E-UD05"));
    // An act that wrote case, version and what hangs on them: its line counts once, and nothing else is said.
    let held = refused(&o, version);
    assert!(held.len() == 1 && held[0].0 == "E-UD05" && held[0].1.contains("有 1 笔明细"), "{held:?}");
    assert!(preview(&o, version).first.is_empty(), "there is nothing to begin with");
    // What was entered after the batch was drafted is no matter of it, even where it reaches back.
    let back = o.award_draft("2021-11-10", "40").with("dibao", format!("#{case}")).with("from_month", "2022-01");
    let entered = save(&o, back).unwrap().act;
    undo(&o, entered);
    is_sound(&o);
}

#[test]
fn a_later_version_goes_on_from_it() {
    let o = Office::new();
    let (_, _, case) = one_case(&o);
    let version = |decided: &str| o.award_draft(decided, "50").with("dibao", format!("#{case}"));
    let first = save(&o, version("2021-03-05")).unwrap();
    let second = save(&o, version("2021-06-05").with("income", "40")).unwrap();
    let mine: Vec<_> = refused(&o, first.act).into_iter().map(|(code, _)| code).collect();
    assert!(mine.contains(&"E-UD06"), "{mine:?}");
    assert_eq!(preview(&o, first.act).first, [second.act]);
    // Neither is one brought back before it.
    undo(&o, second.act);
    let void = o.store.void(register("award"), first.key, &o.who, o.day, "录错了").unwrap().act;
    save(&o, version("2021-06-05").with("income", "40")).unwrap();
    assert!(refused(&o, void).iter().any(|(code, text)| *code == "E-UD06" && text.contains("自 2021-07 起的核定")));
}

#[test]
fn what_it_names_is_void_by_now() {
    let o = Office::new();
    let (head, other) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("王秀英", &id("1978-06-07", 44)));
    let house = o.household(head, &[]);
    let row = o.saved(&o.member_draft(other, "10").with("household", format!("#{house}")));
    let void = o.store.void(register("member"), row, &o.who, o.day, "录错了").unwrap().act;
    o.store.void(register("person"), other, &o.who, o.day, "录重了").unwrap();
    let text = told(&o, void, "E-UD07");
    assert!(text.contains("王*英") && text.contains("已作废"), "{text}");
}

#[test]
fn another_has_its_number_by_now() {
    let o = Office::new();
    let key = o.person("陈桂香", &id("1947-03-02", 24));
    let void = o.store.void(register("person"), key, &o.who, o.day, "录错了").unwrap().act;
    o.person("陈桂香", &id("1947-03-02", 24));
    let text = told(&o, void, "E-RG22");
    assert!(text.contains("身份证号已有相同的记录 (陈*香"), "{text}");
}

#[test]
fn somebody_is_in_another_household_by_now() {
    let o = Office::new();
    let (head, other) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
    let house = o.household(head, &[]);
    let row = o.saved(&o.member_draft(other, "21").with("household", format!("#{house}")));
    let void = o.store.void(register("member"), row, &o.who, o.day, "录错了").unwrap().act;
    o.household(other, &[]);
    assert!(told(&o, void, "E-HH07").contains("李伟 已在家庭"));
    // Nor does he come back by the end of his leaving, in whatever way that falls.
    let o = Office::new();
    let (head, other) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
    let house = o.household(head, &[(other, "21")]);
    let leaves = o.member_draft(other, "21").with("household", format!("#{house}")).with("valid_from", "2021-03-01");
    let left = save(&o, leaves.with("ended", "1").with("leave_reason", "3")).unwrap();
    let own = Draft::new(register("household")).with("applicant", format!("#{other}"));
    o.saved(&own.with_row(o.member_draft(other, "02").with("valid_from", "2021-04-01")));
    assert!(told(&o, left.act, "E-HH07").contains("李伟 已在家庭"));
    let accept = ["E-HH07".to_owned()];
    let void = o.store.void_knowing(register("member"), left.key, (&o.who, o.day), "录错了", &accept);
    assert!(void.unwrap_err().to_string().contains("E-HH07"), "an error is not accepted");
}

#[test]
fn a_fund_that_would_be_overdrawn() {
    let o = Office::new();
    let person = o.person("陈桂香", &id("1947-03-02", 24));
    let fund = fund(&o, "100");
    let refill = Draft::new(register("petty_txn")).with("petty_fund", format!("#{fund}")).with("kind", "1");
    let refill = o.save(&refill.with("date", "2021-02-05").with("amount", "600")).unwrap().act;
    o.saved(&relief(person));
    let told = refused(&o, refill);
    assert!(told.len() == 1 && told[0].1.contains("余额"), "{told:?}");
}

#[test]
fn two_benefits_at_once() {
    let o = Office::new();
    let (case, son) = subsidy(&o);
    // He leaves 低保, which stops for him; then he gets 特困, and the stop is taken back.
    let ended = save(&o, stop(&o, case, "2021-07-20")).unwrap().act;
    let care: i64 = o.one("SELECT key FROM disability WHERE kind = 'CN'");
    let end = Draft::new(register("disability_award"))
        .with("disability", format!("#{care}"))
        .with("decided_date", "2021-07-20");
    save(&o, end.with("kind", "end").with("reason_code", "11")).unwrap();
    let old: i64 = o.one("SELECT key FROM person WHERE name = '陈桂香'");
    assert_ne!(old, son);
    let version = tekun_award("2021-08-20").with("support_mode", "D");
    save(&o, tekun(old, "2021-08-08").with_row(assessment("2021-08-12", 6)).with_row(version)).unwrap();
    let told = refused(&o, ended);
    assert!(told.iter().any(|(code, text)| *code == "E-CF-01" && text.contains("同时享受低保")), "{told:#?}");
}

/// What a correction would be told is told of its undo: what is wrong, and what rests on it.
#[test]
fn former_values_that_no_longer_fit() {
    let o = Office::new();
    let no = id("1976-05-01", 31);
    let son = o.person("李伟", &no);
    let certified = correction("person", son).with("disability_cert_no", format!("{no}42"));
    let act = o.save(&certified.with("disability_valid_to", "2028-06-30")).unwrap().act;
    let care = Draft::new(register("disability")).with("origin", "taken_over").with("kind", "CN");
    let care = care.with("person", format!("#{son}")).with("apply_date", "2021-03-05");
    o.saved(&care.with_row(Draft::new(register("disability_award")).with("decided_date", "2021-03-20")));
    let told = refused(&o, act);
    assert!(told.iter().any(|(code, text)| code.starts_with("E-BN0") && text.contains("残疾人护理补贴")), "{told:#?}");
    // The doubt can be accepted, and is on record then.
    let accept: Vec<String> = told.iter().map(|(code, _)| (*code).to_owned()).collect();
    o.store.undo(act, (&o.who, o.day), "已与残联核对", &accept, &mut |_, _| true).unwrap();
    assert_eq!(o.one::<String>("SELECT why FROM exception WHERE voided_by IS NULL"), "已与残联核对");
}

#[test]
fn what_voiding_would_be_doubted_for() {
    let o = Office::new();
    let (head, _, _) = one_case(&o);
    let act = o.save(&account(head, "6217990000123456788", "2020-12-01")).unwrap().act;
    // At once it is as it was before; later it is as a void.
    assert!(preview(&o, act).slips.is_empty());
    another(&o);
    let text = told(&o, act, "E-ACC-011");
    assert!(text.contains("没有账户可发"), "{text}");
    assert!(preview(&o, act).slips.iter().all(|slip| slip.severity == Severity::Doubt));
    assert!(try_undo(&o, act).is_ok());
    assert_eq!(o.one::<String>("SELECT register || code FROM exception"), "accountE-ACC-011");
}

#[test]
fn a_person_is_told_otherwise_since() {
    let o = Office::new();
    let person = o.person("李伟", &id("1976-05-01", 31));
    let row = |from: &str, code: &str| {
        let draft = Draft::new(register("condition")).with("person", format!("#{person}"));
        save(&o, draft.with("valid_from", from).with("labor_code", code)).unwrap()
    };
    row("2020-01-01", "1");
    let late = row("2021-06-01", "2");
    let between = row("2021-03-01", "4").act;
    o.store.void(register("condition"), late.key, &o.who, o.day, "录错了").unwrap();
    let text = told(&o, between, "E-UD08");
    assert!(text.contains("李*"), "{text}");
}

#[test]
fn it_is_stopped_halfway() {
    let o = Office::new();
    let act = another(&o);
    let before = living(&o);
    match o.store.undo(act, (&o.who, o.day), "录错了", &[], &mut |_, _| false) {
        Err(StoreFault::Refused(refused)) => assert_eq!(refused.slips[0].code, "E-UD09"),
        other => panic!("{other:?}"),
    }
    assert_eq!(living(&o), before);
}

#[test]
fn an_office_for_reading_only() {
    let o = Office::new();
    let act = another(&o);
    o.behind_its_back("CREATE TABLE notes(x)");
    let store = Store::open(&o.path).unwrap();
    assert!(store.undo_preview(act, o.day, &mut |_, _| true).is_err());
    assert_eq!(store.undo(act, (&o.who, o.day), "录错了", &[], &mut |_, _| true).unwrap_err().exit_code(), 65);
}

#[test]
fn a_village_that_moved_on() {
    let o = Office::new();
    let (_, _, case) = one_case(&o);
    let go = |to: &str, decided: &str| {
        let moving = Draft::new(register("move")).with("case_key", format!("#{case}")).with("decided_date", decided);
        o.save(&moving.with("division", to)).unwrap().act
    };
    let first = go(OTHER_VILLAGE, "2021-03-05");
    go(crate::support::VILLAGE, "2021-06-05");
    assert!(refused(&o, first).iter().any(|(code, _)| *code == "E-UD04"), "the case itself");
}
