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

/// What was paid is voided with a word on the money, and not without.
fn voided(o: &Office, name: &str, key: i64) {
    let void =
        |accept: &[String]| o.store.void_knowing(register(name), key, (&o.who, o.day), "重复录入", accept).map(drop);
    let refused = void(&[]).unwrap_err().to_string();
    assert!(refused.contains("请核实钱款已收回"), "{refused}");
    void(&["E-RG39".to_owned()]).unwrap();
}

/// A relief that was paid falls, and what it took goes back into the fund.
fn falls(o: &Office, case: i64) {
    voided(o, "temporary", case);
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
    voided(&o, "relief_phase", o.one("SELECT key FROM relief_phase"));
    falls(&o, case);
}

/// By itself no more than with a correction: a part that is entered after all was paid does not open it.
#[test]
fn what_was_paid_whole_has_no_parts_afterwards() {
    let (o, _, person) = with_petty_fund();
    let part = |amount: &str| Draft::new(register("relief_phase")).with("phase_no", "1").with("amount", amount);
    let case = o.saved(&fire_relief(person).with("amount", "800").with("pay_date", "2021-11-10"));
    let alone = part("1").with("temporary", refer(case));
    assert_eq!(o.refused(&alone), ["E-RG38"]);
    let told = o.store.check(&alone, o.day).unwrap().slips;
    let text = "这件临时救助已于 2021-11-10 一次发放, 不能再登记分阶段发放; 登记有误的请作废这件临时救助, 重新登记";
    assert_eq!(told.iter().map(|slip| slip.text.as_str()).collect::<Vec<_>>(), [text]);
    assert_eq!(o.refused(&corrected(case, "voucher_no", "支 7").with_row(part("1"))), ["E-RG38"]);
    o.saved(&corrected(case, "voucher_no", "支 7"));
    // Before it is paid, parts may come by themselves.
    let later = o.saved(&fire_relief(person).with("cause_code", "4").with("amount", "100").with("event_date", ""));
    o.saved(&part("50").with("temporary", refer(later)));
    o.saved(&part("50").with("phase_no", "2").with("temporary", refer(later)));
}

#[test]
fn a_part_that_was_paid_stays_as_it_was_paid() {
    let (o, _, person) = with_petty_fund();
    let part =
        |no: &str, amount: &str| Draft::new(register("relief_phase")).with("phase_no", no).with("amount", amount);
    let mut relief = fire_relief(person).with("amount", "800");
    relief.children = vec![part("1", "300").with("pay_date", "2021-11-10"), part("2", "200"), part("3", "100")];
    let case = o.saved(&relief);
    let key =
        |no: i64| o.one::<i64>(&format!("SELECT key FROM relief_phase WHERE phase_no = {no} AND voided_by IS NULL"));
    let correct = |no: i64, col: &'static str, text: &str| {
        let draft =
            Draft {
                key: Some(key(no)), why: Some("按凭证更正".to_owned()), ..Draft::new(register("relief_phase"))
            };
        draft.with(col, text)
    };
    for (col, text) in [("amount", "200"), ("pay_date", "2021-11-11"), ("pay_date", "")] {
        assert_eq!(o.refused(&correct(1, col, text)), ["E-RG38"], "{col} {text}");
    }
    o.saved(&correct(1, "voucher_no", "支 7"));
    o.saved(&correct(2, "amount", "250"));
    voided(&o, "relief_phase", key(1));
    o.saved(&part("1", "310").with("pay_date", "2021-11-10").with("temporary", refer(case)));
    // What has no day of its own falls freely until the whole is paid.
    o.store.void(register("relief_phase"), key(3), &o.who, o.day, "重复录入").unwrap();
    o.saved(&corrected(case, "pay_date", "2021-11-12"));
    voided(&o, "relief_phase", key(2));
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
}

/// Another village of its town may be corrected, one of another town not: that has paid nothing.
#[test]
fn what_one_town_has_paid_another_one_has_not() {
    let (o, _, person) = with_petty_fund();
    let other = Draft::new(register("petty_fund")).with("town", "430406002000").with("year", "2021");
    o.saved(&other.with("quota", "50000").with_row(petty("2021-01-04", "1", "5000")));
    let town = |o: &Office| {
        o.one::<String>(
            "SELECT f.town FROM petty_txn x JOIN petty_fund f ON f.key = x.petty_fund WHERE x.kind = '2' AND x.voided_by IS NULL",
        )
    };
    let case = o.saved(&fire_relief(person).with("amount", "800").with("pay_date", "2021-11-10"));
    let elsewhere = corrected(case, "division", "430406002003");
    assert_eq!(o.refused(&elsewhere), ["E-LS-023"]);
    let told = o.store.check(&elsewhere, o.day).unwrap().slips.into_iter().find(|slip| slip.code == "E-LS-023");
    let text = "支出记在先锋街道的备用金里, 不能改到别的镇(街)的村(居); 登记有误的请作废, 重新登记";
    assert_eq!(told.map(|slip| slip.text).as_deref(), Some(text));
    assert_eq!(town(&o), "430406001000");
    o.saved(&corrected(case, "division", "430406001004"));
    assert_eq!(town(&o), "430406001000");
    // Until it is paid, it is of whichever town it is.
    let open = o.saved(&fire_relief(person).with("cause_code", "4").with("amount", "100").with("event_date", ""));
    o.saved(&corrected(open, "division", "430406002003"));
    o.saved(&corrected(open, "pay_date", "2021-11-11"));
    assert_eq!(spent(&o), "2021-11-10 80000 0,2021-11-11 10000 1", "its entry is as it was");
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
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

/// A part that one town has paid keeps the relief in it, before the whole is paid too; another village of the town may be corrected.
#[test]
fn a_part_that_a_town_has_paid_keeps_the_relief_in_it() {
    let (o, _, person) = with_petty_fund();
    let part = Draft::new(register("relief_phase")).with("phase_no", "1").with("amount", "300");
    let case = o.saved(&fire_relief(person).with("amount", "800").with_row(part.with("pay_date", "2021-11-10")));
    let elsewhere = corrected(case, "division", "430406002003");
    assert_eq!(o.refused(&elsewhere), ["E-LS-023"]);
    assert_eq!(o.refused(&corrected(case, "division", "430406002003").with("pay_date", "2021-11-12")), ["E-LS-023"]);
    o.saved(&corrected(case, "division", "430406001004"));
    // Whatever fund it names meanwhile.
    assert_eq!(o.refused(&corrected(case, "division", "430406002003").with("fund", "D")), ["E-LS-023"]);
    o.saved(&corrected(case, "fund", "D"));
    assert_eq!(o.refused(&elsewhere), ["E-LS-023"]);
    let told = o.store.check(&elsewhere, o.day).unwrap().slips.into_iter().find(|slip| slip.code == "E-LS-023");
    let text = "已有一次发放由先锋街道支付, 不能改到别的镇(街)的村(居); 登记有误的请作废, 重新登记";
    assert_eq!(told.map(|slip| slip.text).as_deref(), Some(text));
    o.saved(&corrected(case, "fund", "P"));
    voided(&o, "relief_phase", o.one("SELECT key FROM relief_phase"));
    o.saved(&elsewhere);
}

/// The day on which all is paid is not before that of a part, whichever is entered last.
#[test]
fn all_is_not_paid_before_a_part() {
    let (o, _, person) = with_petty_fund();
    let part = |no: &str, paid: &str| {
        Draft::new(register("relief_phase")).with("phase_no", no).with("amount", "300").with("pay_date", paid)
    };
    let relief = fire_relief(person).with("amount", "800").with_row(part("1", "2021-11-10"));
    assert_eq!(o.refused(&relief.clone().with("pay_date", "2021-11-09")), ["E-RG05"]);
    let case = o.saved(&relief);
    assert_eq!(o.refused(&corrected(case, "pay_date", "2021-11-09")), ["E-RG05"]);
    o.saved(&corrected(case, "pay_date", "2021-11-12"));
    assert_eq!(o.refused(&part("2", "2021-11-13").with("temporary", refer(case))), ["E-RG05"]);
    o.saved(&part("2", "2021-11-12").with("temporary", refer(case)));
    assert_eq!(o.refused(&corrected(case, "pay_date", "2021-11-11")), ["E-RG05"]);
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
}
