//! A batch of the payroll after an undo: no step pays what stands no more, and an account is as old as what was written of it.

use super::office::{has_accounts, is_sound, save, undo};
use crate::support::{Office, VILLAGE, assessment, day, id, register, tekun, tekun_award};
use minzheng::domain::month::Month;
use minzheng::domain::scheme::Scheme;
use minzheng::jobs::payroll;
use minzheng::register::Draft;
use minzheng::store::pay::payroll::BankRefusal;
use minzheng::store::{StoreFault, Who};

/// A case whose second version is paid in December, its batch as drafted, and who may check and approve it.
struct Paid {
    office: Office,
    case: i64,
    version: i64,
    entered: i64,
    batch: i64,
    hands: [Who; 2],
}

impl Paid {
    fn drafted() -> Paid {
        let office = Office::new();
        let head = office.person("陈桂香", &id("1947-03-02", 24));
        let case = office.case(office.household(head, &[]), "100");
        has_accounts(&office, &[head]);
        let version = save(&office, office.award_draft("2021-10-08", "50").with("dibao", format!("#{case}"))).unwrap();
        let month = Month::parse("2021-12").unwrap();
        let batch = payroll::draft(&office.store, Scheme::DibaoUrban, month, &[], &office.who, office.day).unwrap();
        let hands = ["checker", "approver"].map(|name| office.store.who(Some(name)).unwrap());
        Paid { case, version: version.key, entered: version.act, batch, hands, office }
    }

    /// 复核. Gives its act.
    fn check(&self) -> Result<i64, StoreFault> {
        payroll::check(&self.office.store, self.batch, &self.hands[0], self.office.day, None)?;
        Ok(self.last())
    }

    fn approve(&self) -> Result<(), StoreFault> {
        payroll::approve(&self.office.store, self.batch, &self.hands[1], self.office.day)
    }

    /// A version that begins in the month of the batch.
    fn changed(&self) -> i64 {
        let draft = self.office.award_draft("2021-11-05", "80").with("dibao", format!("#{}", self.case));
        save(&self.office, draft).unwrap().act
    }

    fn last(&self) -> i64 {
        self.office.one("SELECT max(key) FROM act")
    }
}

fn refusal(answer: Result<(), StoreFault>) -> String {
    match answer {
        Err(StoreFault::Refused(refused)) if refused.slips.len() == 1 => {
            format!("{} {}", refused.slips[0].code, refused.slips[0].text)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_checked_is_asked_again_before_it_is_approved() {
    type Change = fn(&Paid) -> i64;
    let changes: [(&str, Change, &str); 3] = [
        ("undone", |p| undo(&p.office, p.entered), "560.00"),
        (
            "voided",
            |p| p.office.store.void(register("award"), p.version, &p.office.who, p.office.day, "录错了").unwrap().act,
            "560.00",
        ),
        ("changed", Paid::changed, "580.00"),
    ];
    for (how, change, due) in changes {
        let paid = Paid::drafted();
        paid.check().unwrap();
        let act = change(&paid);
        let number: String = paid.office.one("SELECT case_no FROM dibao");
        let expected = format!(
            "E-PAY-004 批次 DBU-202112-01 造册后核定有变动, 不能审批: 1 件案件的应发与明细不符, 如 {number} 陈*香 明细 610.00 元, 现应发 {due} 元; 请重新造册"
        );
        assert_eq!(refusal(paid.approve()), expected, "{how}");
        // Once it stands as it was checked, it can be approved.
        undo(&paid.office, act);
        paid.approve().unwrap();
        is_sound(&paid.office);
    }
}

#[test]
fn a_step_that_an_undo_brought_back_has_asked_nothing() {
    let paid = Paid::drafted();
    let taken_back = undo(&paid.office, paid.check().unwrap());
    paid.changed();
    undo(&paid.office, taken_back);
    assert_eq!(paid.office.one::<String>("SELECT state FROM batch"), "checked");
    assert!(refusal(paid.approve()).starts_with("E-PAY-004"));

    let paid = Paid::drafted();
    let checked = paid.check().unwrap();
    paid.changed();
    undo(&paid.office, checked);
    let again = refusal(paid.check().map(drop));
    assert!(again.starts_with("E-PAY-004") && again.contains("不能复核"), "{again}");
}

/// The account of an institution is no other because something else was written of it, or because a mistake was taken back.
#[test]
fn the_account_of_an_institution_is_as_old_as_its_numbers() {
    let o = Office::new();
    let person = o.person("张守业", &id("1950-03-12", 501));
    let draft = Draft::new(register("institution")).with("code", "FLY01").with("name", "雁峰区福利院");
    let draft = draft.with("division", VILLAGE).with("account_name", "雁峰区福利院").with("bank_code", "105");
    let home = o.store.save(&draft.with("account_no", "43001503068052500123"), &o.who, day("2021-01-04")).unwrap().key;
    let version = tekun_award("2020-12-08").with("support_mode", "C");
    let version = version.with("institution", "FLY01").with("check_in_date", "2020-12-01");
    o.saved(&tekun(person, "2020-11-02").with_row(version).with_row(assessment("2020-11-20", 0)));

    let (june, july) = (Month::parse("2021-06").unwrap(), Month::parse("2021-07").unwrap());
    let batch = payroll::draft(&o.store, Scheme::Tekun, june, &[], &o.who, day("2021-06-07")).unwrap();
    o.sql(&format!("UPDATE batch SET state = 'sent', sent_on = '2021-06-11' WHERE key = {batch}"));
    let refused = [BankRefusal { line: batch * 1_000_000 + 1, code: "03" }];
    payroll::enter_returns(&o.store, batch, &refused, day("2021-06-15"), &o.who, day("2021-06-18")).unwrap();
    let again = || payroll::draft_reissue(&o.store, Scheme::Tekun, july, &o.who, day("2021-07-07")).unwrap();
    let corrected = |column: &'static str, text: &str| {
        let draft = Draft { key: Some(home), ..Draft::new(register("institution")) };
        o.store.save(&draft.with(column, text), &o.who, day("2021-07-02")).unwrap().act
    };

    assert_eq!(again(), None);
    corrected("name", "雁峰区社会福利院");
    assert_eq!(again(), None, "what the institution is called is no part of the account");
    let mistake = undo(&o, corrected("account_no", "43001503068052500999"));
    assert_eq!(again(), None, "the refused account stands again");
    undo(&o, mistake);
    let line = again().unwrap() * 1_000_000 + 1;
    assert_eq!(o.one::<String>(&format!("SELECT account_no FROM payment WHERE key = {line}")), "43001503068052500999");
}
