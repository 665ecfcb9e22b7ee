//! A batch of the payroll after an undo: no step pays what stands no more.

use crate::office::{has_accounts, is_sound, save, undo};
use crate::support::{Office, id, register};
use minzheng::domain::month::Month;
use minzheng::domain::scheme::Scheme;
use minzheng::jobs::payroll;
use minzheng::register::Draft;
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
