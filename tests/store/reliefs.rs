//! 临时救助: what it takes from the petty fund of its town stands in the ledger with it, and what is paid in parts stays within it.

use crate::support::{Office, id, register};
use minzheng::register::Draft;

fn refer(key: i64) -> String {
    format!("#{key}")
}

fn fire_relief(person: i64) -> Draft {
    Draft::new(register("temporary"))
        .with("person", refer(person))
        .with("aid_type", "急难型")
        .with("cause_code", "火灾")
        .with("cause_text", "厨房失火烧毁家具和粮食")
        .with("event_date", "2021-11-01")
        .with("apply_date", "2021-11-03")
        .with("object_class", "4")
        .with("approve_by", "刘镇")
        .with("approve_date", "2021-11-08")
}

fn petty(date: &str, kind: &str, amount: &str) -> Draft {
    Draft::new(register("petty_txn")).with("date", date).with("kind", kind).with("amount", amount)
}

/// An office with 1000 yuan in the petty fund of a town: the fund, and somebody who lives there.
fn with_petty_fund() -> (Office, i64, i64) {
    let o = Office::new();
    let person = o.person("曾国安", &id("1956-07-08", 15));
    o.household(person, &[]);
    let fund =
        Draft::new(register("petty_fund")).with("town", "430406001000").with("year", "2021").with("quota", "50000");
    let fund = o.saved(&fund.with_row(petty("2021-01-04", "1", "1000")));
    (o, fund, person)
}

/// What the fund spent on reliefs: day, fen, whether in the act that wrote the relief last.
fn spent(o: &Office) -> String {
    o.one(
        "SELECT coalesce(group_concat(x.date || ' ' || x.amount_fen || ' ' || (x.act = t.act)), '') FROM petty_txn x
         JOIN temporary t ON t.key = x.temporary WHERE x.kind = '2' AND x.voided_by IS NULL",
    )
}

fn corrected(case: i64, col: &'static str, text: &str) -> Draft {
    let draft = Draft { key: Some(case), why: Some("按凭证更正".to_owned()), ..Draft::new(register("temporary")) };
    draft.with(col, text)
}

/// A relief that was paid falls, and what it took goes back into the fund.
fn falls(o: &Office, case: i64) {
    let void = |accept: &[String]| {
        o.store.void_knowing(register("temporary"), case, (&o.who, o.day), "重复录入", accept).map(drop)
    };
    let refused = void(&[]).unwrap_err().to_string();
    assert!(refused.contains("请核实钱款已收回"), "{refused}");
    void(&["E-RG39".to_owned()]).unwrap();
    assert_eq!(spent(o), "");
    assert_eq!(o.one::<i64>("SELECT count(*) FROM petty_txn WHERE kind = '2' AND voided_by IS NULL"), 0);
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
}

#[test]
fn what_a_relief_takes_from_the_petty_fund_is_entered_with_it() {
    let (o, fund, person) = with_petty_fund();
    let relief = |amount: &str| fire_relief(person).with("amount", amount).with("pay_date", "2021-11-10");
    assert_eq!(o.refused(&relief("1000.01")), ["E-LS-004"]);
    let case = o.saved(&relief("800"));
    assert_eq!(spent(&o), "2021-11-10 80000 1");
    // By hand it is refused, beside the fund's other entries and alone.
    let again = petty("2021-11-10", "2", "800").with("temporary", refer(case));
    let mut of_fund = Draft { key: Some(fund), ..Draft::new(register("petty_fund")) };
    of_fund.children.push(again.clone());
    assert!(o.refused(&of_fund).contains(&"E-LS-020"));
    assert!(o.refused(&again.with("petty_fund", refer(fund))).contains(&"E-LS-020"));
    let entry: i64 = o.one("SELECT key FROM petty_txn WHERE kind = '2'");
    let error = o.store.void(register("petty_txn"), entry, &o.who, o.day, "试一笔").unwrap_err().to_string();
    assert!(error.contains("来自临时救助 LS430406202100001"), "{error}");
    // What was paid at once is not corrected: it falls, and is entered anew.
    for (col, text) in [("amount", "900"), ("pay_date", "2021-11-12"), ("fund", "D")] {
        assert_eq!(o.refused(&corrected(case, col, text)), ["E-RG38"], "{col}");
    }
    // A part that comes with the correction does not make it one that is paid in parts.
    let part = Draft::new(register("relief_phase")).with("phase_no", "1").with("amount", "1");
    assert!(o.refused(&corrected(case, "amount", "900").with_row(part)).contains(&"E-RG38"));
    assert_eq!(spent(&o), "2021-11-10 80000 1");
    falls(&o, case);
    o.saved(&relief("900"));
    assert_eq!(spent(&o), "2021-11-10 90000 1");
}

#[test]
fn a_relief_that_is_corrected_stays_in_step_with_the_petty_fund() {
    let (o, _, person) = with_petty_fund();
    // Before it is paid it takes nothing; what is paid in parts may be corrected after that.
    let part =
        Draft::new(register("relief_phase")).with("phase_no", "1").with("amount", "500").with("pay_date", "2021-11-10");
    let case = o.saved(&fire_relief(person).with("amount", "700").with_row(part));
    assert_eq!(spent(&o), "");
    o.saved(&corrected(case, "amount", "800"));
    o.saved(&corrected(case, "pay_date", "2021-11-10"));
    assert_eq!(spent(&o), "2021-11-10 80000 1");
    o.saved(&corrected(case, "amount", "900"));
    o.saved(&corrected(case, "pay_date", "2021-11-12"));
    assert_eq!(spent(&o), "2021-11-12 90000 1");
    o.saved(&corrected(case, "fund", "D"));
    assert_eq!(spent(&o), "");
    o.saved(&corrected(case, "fund", "P"));
    assert_eq!(spent(&o), "2021-11-12 90000 1");
    let part: i64 = o.one("SELECT key FROM relief_phase");
    o.store.void(register("relief_phase"), part, &o.who, o.day, "重复录入").unwrap();
    falls(&o, case);
}

#[test]
fn a_relief_before_its_fund_is_told_of_and_can_be_entered_later() {
    let o = Office::new();
    let person = o.person("曾国安", &id("1956-07-08", 15));
    let draft = fire_relief(person).with("amount", "800").with("pay_date", "2021-11-10");
    let told = o.store.check(&draft, o.day).unwrap().slips;
    assert!(told.iter().any(|s| s.code == "W-LS-020" && s.text.contains("2021 年的备用金")), "{told:?}");
    let case = o.saved(&draft);
    let mut fund =
        Draft::new(register("petty_fund")).with("town", "430406001000").with("year", "2021").with("quota", "50000");
    let txn = |date: &str, kind: &str| Draft::new(register("petty_txn")).with("date", date).with("kind", kind);
    fund.children.push(txn("2021-01-04", "1").with("amount", "1000"));
    let spent = |date: &str| txn(date, "2").with("amount", "800").with("temporary", refer(case));
    fund.children.push(spent("2021-11-09"));
    assert!(o.refused(&fund).contains(&"E-LS-021"));
    fund.children[1] = spent("2021-11-10");
    o.saved(&fund);
}

#[test]
fn the_phases_of_a_relief_stay_within_what_was_approved() {
    let o = Office::new();
    let person = o.person("曾国安", &id("1956-07-08", 15));
    o.household(person, &[]);
    let phase = |no: &str, amount: &str| {
        Draft::new(register("relief_phase")).with("phase_no", no).with("amount", amount).with("pay_date", "2021-11-10")
    };
    let mut draft = fire_relief(person).with("amount", "800");
    draft.children = vec![phase("1", "500"), phase("2", "300.01")];
    assert_eq!(o.refused(&draft), ["E-LS-006"]);
    draft.children = vec![phase("1", "500"), phase("2", "200")];
    let case = o.saved(&draft);
    assert_eq!(o.refused(&phase("3", "100.01").with("temporary", refer(case))), ["E-LS-006"]);
    o.saved(&phase("3", "100").with("temporary", refer(case)));
    // The approved amount cannot be lowered beneath what its phases come to.
    let seen = o.one("SELECT act FROM temporary");
    let lower = |amount: &str| {
        let draft = Draft { key: Some(case), seen: Some(seen), ..Draft::new(register("temporary")) };
        Draft { why: Some("会议纪要更正".to_owned()), ..draft.with("amount", amount) }
    };
    assert_eq!(o.refused(&lower("799.99")), ["E-LS-006"]);
    o.saved(&lower("900"));
}
