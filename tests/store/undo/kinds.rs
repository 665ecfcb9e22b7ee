//! Acts of each kind, taken back and back again.

use super::office::{correction, fund, has_accounts, is_sound, living, preview, save, stop, subsidy, undo};
use crate::support::{Office, id, register};
use minzheng::domain::month::Month;
use minzheng::domain::scheme::Scheme;
use minzheng::jobs::payroll;
use minzheng::register::core::acts::How;
use minzheng::register::{Draft, From, Query};
use minzheng::store::change::act::{ActKind, By};

/// Takes an act back, sees the office as it was, and back again.
fn there_and_back(o: &Office, act: i64, before: &std::collections::BTreeMap<String, serde_json::Value>) {
    let with = living(o);
    let gone = undo(o, act);
    assert_eq!(living(o), *before);
    is_sound(o);
    undo(o, gone);
    assert_eq!(living(o), with);
    is_sound(o);
}

#[test]
fn a_correction() {
    let o = Office::new();
    let key = o.person("陈桂香", &id("1947-03-02", 24));
    let before = living(&o);
    let act = o.save(&correction("person", key).with("phone", "13973412345").with("name", "陈桂芳")).unwrap().act;
    let told = preview(&o, act);
    assert_eq!((told.total(), told.rows.len(), told.done_by, told.slips.len()), (1, 1, None, 0));
    assert_eq!((told.registers.len(), told.registers[0].0.name), (1, "person"));
    let moves: Vec<String> = told.rows[0].moves.iter().map(|moved| moved.in_words()).collect();
    assert_eq!(
        (told.rows[0].how, moves),
        (How::Corrected, vec!["姓名 陈桂芳 → 陈桂香".to_owned(), "联系电话 139****2345 → (空)".to_owned()])
    );
    assert_eq!(o.one::<String>("SELECT name FROM person"), "陈桂芳", "a preview writes nothing");
    there_and_back(&o, act, &before);
    // What people are found by follows.
    undo(&o, o.one("SELECT max(key) FROM act"));
    assert_eq!(o.store.find("cgx", 5, o.day).unwrap().len(), 1);
}

/// A copy before an act holds what the act changed; offices have whole ones from before.
#[test]
fn a_correction_whose_copy_is_whole() {
    let o = Office::new();
    let key = o.person("陈桂香", &id("1947-03-02", 24));
    let before = living(&o);
    let act = o.save(&correction("person", key).with("phone", "13973412345").with("name", "陈桂芳")).unwrap().act;
    let said = |o: &Office| {
        let told = preview(o, act);
        let moves = told.rows.iter().flat_map(|row| &row.moves).map(|moved| moved.in_words()).collect::<Vec<_>>();
        let history = o.store.history(register("person"), key).unwrap();
        let rows = o.store.act_rows(act, None, 9).unwrap().rows;
        (moves, history.iter().map(|line| line.what.clone()).collect::<Vec<_>>(), format!("{rows:?}"))
    };
    let partial = said(&o);
    let copy: String = o.one(&format!("SELECT before FROM audit WHERE act = {act}"));
    assert_eq!(copy, format!(r#"{{"name":"陈桂香","phone":null,"act":{}}}"#, act - 1));
    let trigger: String = o.one("SELECT sql FROM sqlite_schema WHERE name = 'audit_is_kept'");
    o.behind_its_back(&format!(
        "DROP TRIGGER audit_is_kept;
         UPDATE audit SET before = (SELECT u.after FROM audit u WHERE u.register = 'person' AND u.before IS NULL) WHERE act = {act};
         {trigger}"
    ));
    assert_eq!(said(&o), partial);
    is_sound(&o);
    there_and_back(&o, act, &before);
}

#[test]
fn a_household_with_its_members() {
    let o = Office::new();
    let (head, son) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
    let before = living(&o);
    let mut draft = Draft::new(register("household")).with("applicant", format!("#{head}"));
    draft.children = vec![o.member_draft(head, "02"), o.member_draft(son, "21")];
    let act = o.save(&draft).unwrap().act;
    let told = preview(&o, act);
    let counts: Vec<(&str, i64)> = told.registers.iter().map(|(register, rows)| (register.name, *rows)).collect();
    assert_eq!((counts, told.total()), (vec![("household", 1), ("member", 2)], 3));
    assert!(told.rows.iter().all(|row| row.how == How::Voided));
    there_and_back(&o, act, &before);
}

#[test]
fn a_void_with_what_fell_with_it() {
    let o = Office::new();
    let head = o.person("陈桂香", &id("1947-03-02", 24));
    let case = o.case(o.household(head, &[]), "100");
    let moved = Draft::new(register("move")).with("case_key", format!("#{case}")).with("decided_date", "2021-03-05");
    o.saved(&moved.with("division", crate::support::OTHER_VILLAGE));
    let before = living(&o);
    let act = o.store.void(register("dibao"), case, &o.who, o.day, "录错了").unwrap().act;
    assert!(preview(&o, act).rows.iter().all(|row| row.how == How::Restored));
    there_and_back(&o, act, &before);
}

#[test]
fn a_stop_with_what_followed_for_other_cases() {
    let o = Office::new();
    let case = subsidy(&o).0;
    let before = living(&o);
    let act = o.save(&stop(&o, case, "2021-07-20")).unwrap().act;
    assert_eq!(o.one::<i64>("SELECT count(*) FROM disability WHERE state = 'stopped'"), 1);
    there_and_back(&o, act, &before);
    // What follows falls with its cause as long as the act counts, and an undone void brings it again.
    let void =
        o.store.void(register("award"), o.one("SELECT max(key) FROM award"), &o.who, o.day, "停错了").unwrap().act;
    assert_eq!(living(&o).keys().filter(|row| !row.starts_with("follow")).count(), before.len());
    undo(&o, void);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM disability WHERE state = 'stopped'"), 1);
    is_sound(&o);
}

#[test]
fn an_end_that_takes_the_place_of_what_lay_ahead() {
    let o = Office::new();
    let head = o.person("陈桂香", &id("1947-03-02", 24));
    let case = o.case(o.household(head, &[]), "100");
    save(&o, o.award_draft("2021-11-05", "50").with("dibao", format!("#{case}"))).unwrap();
    let before = living(&o);
    let act = save(&o, stop(&o, case, "2021-08-20")).unwrap().act;
    there_and_back(&o, act, &before);
}

/// Relief out of the petty fund of a town.
pub fn relief(person: i64) -> Draft {
    Draft::new(register("temporary"))
        .with("apply_kind", "2")
        .with("aid_type", "J")
        .with("object_class", "1")
        .with("procedure", "1")
        .with("aid_form", "1")
        .with("cause_code", "4")
        .with("cause_text", "突发重病住院手术费用大")
        .with("person", format!("#{person}"))
        .with("apply_date", "2021-05-06")
        .with("approve_date", "2021-05-06")
        .with("people_count", "1")
        .with("amount", "500")
        .with("approve_by", "某")
        .with("fund", "P")
        .with("pay_date", "2021-05-06")
}

#[test]
fn a_relief_with_what_it_took_from_the_fund() {
    let o = Office::new();
    let person = o.person("陈桂香", &id("1947-03-02", 24));
    fund(&o, "900");
    let before = living(&o);
    let act = o.save(&relief(person)).unwrap();
    assert_eq!(o.one::<i64>("SELECT count(*) FROM petty_txn WHERE temporary IS NOT NULL"), 1);
    let entered = living(&o);
    let more = o.save(&correction("temporary", act.key).with("voucher_no", "支 7")).unwrap().act;
    undo(&o, more);
    assert_eq!(living(&o), entered);
    there_and_back(&o, act.act, &before);
}

#[test]
fn a_take_over_of_many_rows() {
    let o = Office::new();
    let before = living(&o);
    let act = taken_over(&o, 5_000);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM person WHERE voided_by IS NULL"), 5_000);
    let told = preview(&o, act);
    assert_eq!((told.total(), told.rows.len(), told.rows[0].how), (5_000, 200, How::Voided));
    let mut heard = Vec::new();
    let mut hear = |done, all| {
        heard.push((done, all));
        true
    };
    // The clock of this machine is later than that of the office.
    let accept = ["E-TM01".to_owned()];
    let undone = o.store.undo(act, (&o.who, o.day), "导错了文件", &accept, &mut hear).unwrap().done_by.unwrap();
    assert_eq!(heard.last(), Some(&(5_000, 5_000)));
    assert_eq!(living(&o), before);
    assert_eq!(o.one::<i64>(&format!("SELECT count(*) FROM audit WHERE act = {undone} AND last_row > row")), 2);
    is_sound(&o);
    undo(&o, undone);
    is_sound(&o);
    // One who was corrected since holds the whole.
    o.saved(&correction("person", 7).with("phone", "13973412345"));
    assert_eq!(super::office::refused(&o, o.one("SELECT max(key) - 1 FROM act"))[0].0, "E-UD04");
}

/// So many people written in one act.
fn taken_over(o: &Office, many: i64) -> i64 {
    let by =
        By { operator: o.who.operator, at: "2021-12-31 09:00:00".to_owned(), day: o.day.to_string(), witness: None };
    let done: Result<i64, minzheng::store::StoreFault> = o.store.fill(|filling| {
        let act = filling.act(ActKind::Takeover, &by, Some("纸质档案接转"))?.key();
        let columns = "temp_no id_status name sex birth_date hukou_division home_division";
        filling.rows::<minzheng::store::StoreFault>(register("person"), columns, |rows| {
            for key in 1..=many {
                let no = format!("T430406-2021-{key:04}");
                let village = crate::support::VILLAGE;
                rows.add(
                    key,
                    act,
                    &[
                        (&no).into(),
                        "unknown".into(),
                        "某".into(),
                        "1".into(),
                        "1970-01-01".into(),
                        village.into(),
                        village.into(),
                    ],
                )?;
            }
            Ok(())
        })?;
        filling.readings(&[("某".to_owned(), (1..=many).collect())].into())?;
        Ok(act)
    });
    done.unwrap()
}

#[test]
fn a_batch_and_its_check() {
    let o = Office::new();
    let head = o.person("陈桂香", &id("1947-03-02", 24));
    o.case(o.household(head, &[]), "100");
    has_accounts(&o, &[head]);
    let checker = o.store.who(Some("checker")).unwrap();
    let before = living(&o);
    let month = Month::parse("2021-12").unwrap();
    let batch = payroll::draft(&o.store, Scheme::DibaoUrban, month, &[], &o.who, o.day).unwrap();
    let (drafted, made) = (living(&o), o.one("SELECT max(key) FROM act"));
    payroll::check(&o.store, batch, &checker, o.day, None).unwrap();
    undo(&o, o.one("SELECT max(key) FROM act"));
    assert_eq!(living(&o), drafted);
    is_sound(&o);
    there_and_back(&o, made, &before);
    undo(&o, o.one("SELECT max(key) FROM act"));
    // The month is free again.
    payroll::draft(&o.store, Scheme::DibaoUrban, month, &[], &o.who, o.day).unwrap();
    is_sound(&o);
}

#[test]
fn what_the_bank_refused_sent_again() {
    let o = super::sequences::office();
    let before = living(&o);
    let month = Month::parse("2021-09").unwrap();
    let batch = payroll::draft_reissue(&o.store, Scheme::DibaoUrban, month, &o.who, o.day).unwrap().unwrap();
    let sent = o.one("SELECT max(key) FROM act");
    assert_eq!(o.one::<i64>("SELECT count(*) FROM batch WHERE state = 'reissuing'"), 1);
    there_and_back(&o, sent, &before);
    // It stands as the undo of the undo now, until the batch that sends it is approved.
    let stands = o.one("SELECT max(key) FROM act");
    let [checker, approver] = ["checker", "approver"].map(|name| o.store.who(Some(name)).unwrap());
    assert!(preview(&o, stands).is_possible());
    payroll::check(&o.store, batch, &checker, o.day, None).unwrap();
    payroll::approve(&o.store, batch, &approver, o.day).unwrap();
    let held = super::office::refused(&o, stands);
    assert!(held.iter().any(|(code, text)| *code == "E-UD05" && text.contains("DBU-202109")), "{held:?}");
    assert!(held.iter().all(|(_, text)| !text.contains("DBU-202106-01 已审批")), "{held:?}");
}

#[test]
fn a_parameter_that_the_open_office_has_read() {
    let o = Office::new();
    let standard = || {
        o.store
            .parameters()
            .unwrap()
            .money(minzheng::domain::param::Param::UrbanStandard, Month::parse("2021-12").unwrap())
    };
    let before = standard();
    let draft = Draft::new(register("parameter")).with("name", "dibao.urban.month_fen").with("value", "65000");
    let act = save(&o, draft.with("valid_from", "2021-12-01").with("basis", "雁政发〔2021〕9号")).unwrap().act;
    assert_ne!(standard(), before);
    preview(&o, act);
    assert_ne!(standard(), before);
    undo(&o, act);
    assert_eq!(standard(), before);
}

/// A doubt that was accepted is asked about again without the act, and not with it.
#[test]
fn what_was_accepted_with_it() {
    let o = Office::new();
    let (case, _) = subsidy(&o);
    let left = Draft {
        accept: vec!["E-BN01".to_owned()],
        follow: false,
        why: Some("已纳入边缘家庭".to_owned()),
        ..stop(&o, case, "2021-07-20")
    };
    let saved = o.save(&left).unwrap();
    let on_record = || o.one::<i64>("SELECT count(*) FROM exception WHERE voided_by IS NULL");
    let told = || {
        let lines = o.store.history(register("award"), saved.key).unwrap();
        lines.iter().filter(|line| line.what.contains("存疑登记 E-BN01")).count()
    };
    assert_eq!((on_record(), told()), (1, 1));
    let undone = undo(&o, saved.act);
    assert_eq!((on_record(), told()), (0, 0));
    undo(&o, undone);
    assert_eq!((on_record(), told()), (1, 1));
    is_sound(&o);
}

#[test]
fn two_clerks_at_one_file() {
    let o = Office::new();
    let key = o.person("陈桂香", &id("1947-03-02", 24));
    let act = o.save(&correction("person", key).with("phone", "13973412345")).unwrap().act;
    let other = o.second();
    let opened = other.opened(register("person"), key, o.day).unwrap();
    undo(&o, act);
    // The other one has read what was taken back.
    let late = Draft { seen: Some(opened.act), ..correction("person", key).with("address", "先锋路12号院3栋") };
    let refused = other.save(&late, &o.who, o.day).unwrap_err().to_string();
    assert!(refused.contains("E-RG21") && refused.contains("联系电话"), "{refused}");
    let again = other.opened(register("person"), key, o.day).unwrap().act;
    let edit = other.save(&Draft { seen: Some(again), ..late }, &o.who, o.day).unwrap().act;
    // And what the other one has saved since stands in the way of taking the undo back.
    let undone: i64 = o.one(&format!("SELECT key FROM act WHERE undoes = {act}"));
    let told = super::office::refused(&o, undone);
    assert!(told[0].0 == "E-UD04" && told[0].1.contains(&format!("办理 #{edit}")), "{told:?}");
    assert_eq!(preview(&o, undone).first, [edit]);
    // A file that another program holds is not written to; the office stays as it was.
    let list = Query { from: From::Start, ..Query::new(register("person"), o.day, 5) };
    assert_eq!(other.page(&list).unwrap().rows.len(), 1);
}
