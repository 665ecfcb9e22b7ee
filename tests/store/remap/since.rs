//! What is done after a change of divisions: whether it can still be taken back, and what stays as it was.

use super::office::{
    NEIGHBOUR, TOWN, all, approved, carried, line, merged, office, refused, split, undone, unit, verified,
};
use crate::support::{OTHER_VILLAGE, Office, VILLAGE, id, register};
use minzheng::register::Draft;
use minzheng::store::StoreFault;

/// What was done elsewhere since does not stand in its way, nor the rows of the plan itself.
#[test]
fn a_change_is_taken_back_though_others_were_served_since() {
    for plan in [merged(), split()] {
        let o = office();
        let plan = o.saved(&plan);
        let done = carried(&o, plan);
        o.saved(
            &o.person_draft("孙八", &id("1970-01-01", 506))
                .with("home_division", OTHER_VILLAGE)
                .with("hukou_division", OTHER_VILLAGE),
        );
        let before = o.one::<i64>("SELECT count(*) FROM move WHERE voided_by IS NULL");
        assert!(before > 0);
        let told = o.store.undo_preview(done.act.unwrap(), o.day, &mut |_, _| true).unwrap();
        let told: Vec<_> = told.slips.iter().map(|slip| (slip.code, slip.text.as_str())).collect();
        assert_eq!(told, [], "{plan}");
        undone(&o, done.act.unwrap());
        assert_eq!(o.one::<i64>("SELECT count(*) FROM move WHERE voided_by IS NULL"), 0);
        verified(&o);
        let undo = o.one::<i64>("SELECT max(key) FROM act");
        o.saved(
            &o.person_draft("周九", &id("1971-01-01", 507))
                .with("home_division", OTHER_VILLAGE)
                .with("hukou_division", OTHER_VILLAGE),
        );
        undone(&o, undo);
        assert_eq!(o.one::<i64>("SELECT count(*) FROM move WHERE voided_by IS NULL"), before);
        verified(&o);
    }
}

/// Who came to live in a village that would be no more stands against it.
#[test]
fn who_came_since_to_a_new_village_stands_against_its_undo() {
    let o = office();
    let plan = o.saved(&split());
    let done = carried(&o, plan);
    o.saved(
        &o.person_draft("孙八", &id("1970-01-01", 506))
            .with("home_division", "430406006001")
            .with("hukou_division", OTHER_VILLAGE),
    );
    let told = o.store.undo_preview(done.act.unwrap(), o.day, &mut |_, _| true).unwrap();
    assert!(told.slips.iter().any(|slip| slip.code == "E-RG30" && slip.text.contains("人员")), "{:?}", told.slips);
}

#[test]
fn the_rows_of_a_plan_that_was_carried_out_stay() {
    let o = office();
    let plan = o.saved(&merged());
    let first = o.one::<i64>("SELECT min(key) FROM plan_line");
    let mut changed = Draft::new(register("plan_line")).with("new_code", OTHER_VILLAGE);
    changed.key = Some(first);
    let added = line(NEIGHBOUR, OTHER_VILLAGE).with("plan", format!("#{plan}"));
    assert!(o.store.check(&added, o.day).unwrap().slips.iter().all(|slip| slip.code != "E-DV13"));
    let done = carried(&o, plan);
    let before = all(&o);
    assert_eq!(o.refused(&changed), ["E-DV13"]);
    assert_eq!(o.refused(&added), ["E-DV13"]);
    assert_eq!(o.refused(&unit("to", OTHER_VILLAGE, "某", "1").with("plan", format!("#{plan}"))), ["E-DV13"]);
    for name in ["plan_line", "plan_unit"] {
        let key = o.one::<i64>(&format!("SELECT min(key) FROM {name}"));
        let said = o.store.void(register(name), key, &o.who, o.day, "录错");
        assert!(matches!(said, Err(StoreFault::Refused(r)) if r.slips[0].code == "E-DV13"));
    }
    assert_eq!(all(&o), before);
    // The plan itself goes on.
    let mut report = Draft::new(register("division_plan")).with("done_on", "2021-12-31");
    report.key = Some(plan);
    o.saved(&report);
    let report = o.one::<i64>("SELECT max(key) FROM act");
    undone(&o, report);
    undone(&o, done.act.unwrap());
    o.saved(&changed);
}

#[test]
fn a_new_name_with_lines_is_not_carried_out() {
    let o = office();
    let rows = vec![unit("from", TOWN, "先锋街道", "300"), unit("to", TOWN, "先锋新街道", "300")];
    let plan = o.saved(&approved("street", "6", rows));
    let added = line(VILLAGE, NEIGHBOUR).with("plan", format!("#{plan}"));
    o.saved(&added);
    assert_eq!(refused(&o, plan)[0].0, "E-DV07");
}

/// A case that moves in the month of the change or later follows with its moves.
#[test]
fn cases_that_move_in_the_month_of_the_change_or_later_follow() {
    let o = office();
    let case = o.one::<i64>("SELECT min(key) FROM dibao");
    let moving = |to: &str, from: &str| {
        let draft = Draft::new(register("move")).with("case_key", format!("#{case}")).with("division", to);
        o.saved(&draft.with("from_month", from).with("decided_date", "2021-11-15").with("basis", "申请"))
    };
    let chain = || {
        o.one::<String>(&format!(
            "SELECT group_concat(from_month || ' ' || left_division || ' ' || division, ', ') || ' ' ||
                    (SELECT division FROM dibao WHERE key = {case})
             FROM (SELECT * FROM move WHERE case_key = {case} AND voided_by IS NULL ORDER BY from_month)"
        ))
    };
    let plan = o.saved(&split());
    // To the village that becomes another, in the month itself; from there on to one that becomes a third.
    moving(OTHER_VILLAGE, "2021-10");
    moving(VILLAGE, "2021-12");
    moving(NEIGHBOUR, "2022-02");
    let before = all(&o);
    let done = carried(&o, plan);
    let was = format!("2021-10 {VILLAGE} {OTHER_VILLAGE}");
    assert_eq!(
        chain(),
        format!("{was}, 2021-12 {OTHER_VILLAGE} 430406006001, 2022-02 430406006001 430406007001 430406007001")
    );
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
    // Away from it later, and nowhere where both become one.
    let void = |from: &str| {
        let key = o.one::<i64>(&format!("SELECT key FROM move WHERE from_month = '{from}' AND voided_by IS NULL"));
        o.store.void(register("move"), key, &o.who, o.day, "录错").unwrap();
    };
    ["2022-02", "2021-12", "2021-10"].into_iter().for_each(void);
    moving(OTHER_VILLAGE, "2022-02");
    let before = all(&o);
    let done = carried(&o, plan);
    assert_eq!(
        chain(),
        format!("2021-12 {VILLAGE} 430406006001, 2022-02 430406006001 {OTHER_VILLAGE} {OTHER_VILLAGE}")
    );
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
    void("2022-02");
    moving(NEIGHBOUR, "2022-02");
    let merger = o.saved(&merged());
    carried(&o, merger);
    assert_eq!(chain(), format!("2021-12 {VILLAGE} {NEIGHBOUR} {NEIGHBOUR}"));
    verified(&o);
}

/// Who died, and what stopped, between the day from which the change holds and that on which it is carried out, follows too.
#[test]
fn what_ended_before_a_late_change_was_carried_out_follows() {
    let o = office();
    o.sql("UPDATE person SET death_date = '2021-12-10', death_source = '1' WHERE name = '赵六'");
    let plan = o.saved(&merged());
    carried(&o, plan);
    assert_eq!(o.one::<String>("SELECT home_division FROM person WHERE name = '赵六'"), NEIGHBOUR);
}

/// The fund of a town for 2021 with what it was granted.
fn fund(o: &Office, town: &str) -> i64 {
    let granted = Draft::new(register("petty_txn")).with("date", "2021-01-04").with("kind", "1").with("amount", "1000");
    let fund = Draft::new(register("petty_fund")).with("town", town).with("year", "2021").with("quota", "10000");
    o.saved(&fund.with_row(granted))
}

/// An urgent relief of 800 to 王五 of NEIGHBOUR that was paid and whose papers are not there yet.
fn urgent(o: &Office) -> i64 {
    let who = o.one::<i64>("SELECT key FROM person WHERE name = '王五'");
    let mut relief = Draft::new(register("temporary")).with("person", format!("#{who}"));
    for (col, text) in [
        ("aid_type", "急难型"),
        ("cause_code", "火灾"),
        ("cause_text", "厨房失火烧毁家具和粮食"),
        ("apply_date", "2021-11-08"),
        ("object_class", "1"),
        ("procedure", "2"),
        ("amount", "800"),
        ("approve_by", "刘镇"),
        ("approve_date", "2021-11-10"),
        ("pay_date", "2021-11-09"),
    ] {
        relief = relief.with(col, text);
    }
    o.saved(&relief)
}

/// NEIGHBOUR goes from its town to another; both towns stay.
fn moved_over() -> Draft {
    let rows = vec![
        unit("from", NEIGHBOUR, "光辉社区居委会", "50"),
        unit("to", "430406002009", "光辉社区居委会", "50"),
        line(NEIGHBOUR, "430406002009"),
    ];
    approved("village", "4", rows)
}

fn correction(name: &'static str, key: i64, col: &'static str, text: &str) -> Draft {
    let draft = Draft { key: Some(key), why: Some("补手续".to_owned()), ..Draft::new(register(name)) };
    draft.with(col, text)
}

/// Where a relief is now, and whose fund has paid it.
fn paid_from(o: &Office) -> String {
    o.one(
        "SELECT coalesce(max(t.division || ' ' || f.town || ' ' || x.amount_fen), '') FROM temporary t JOIN petty_txn x
         ON x.temporary = t.key AND x.voided_by IS NULL JOIN petty_fund f ON f.key = x.petty_fund",
    )
}

/// What a town has paid stays in its ledger, wherever the village goes: papers that come later move no money.
#[test]
fn a_relief_that_was_paid_stays_in_the_ledger_of_the_town_that_paid_it() {
    let o = office();
    let granted = Draft::new(register("petty_txn")).with("petty_fund", "#1").with("date", "2021-01-04");
    o.saved(&granted.with("kind", "1").with("amount", "1000"));
    let case = urgent(&o);
    let stands = || paid_from(&o);
    assert_eq!(stands(), format!("{NEIGHBOUR} {TOWN} 80000"));
    let done = carried(&o, o.saved(&split()));
    assert_eq!(stands(), "430406007001 430406006000 80000");
    let draft = |col: &'static str, text: &str| correction("temporary", case, col, text);
    let papers = o.save(&draft("voucher_no", "支 7")).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(stands(), "430406007001 430406006000 80000");
    assert_eq!(o.refused(&draft("division", OTHER_VILLAGE)), ["E-LS-023", "W-LS-010"]);
    // The entry itself may be corrected where it stands.
    let spent = o.one::<i64>("SELECT key FROM petty_txn WHERE kind = '2' AND voided_by IS NULL");
    let row = o.save(&correction("petty_txn", spent, "note", "凭证后补")).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(stands(), "430406007001 430406006000 80000");
    verified(&o);
    undone(&o, row.act);
    undone(&o, papers.act);
    undone(&o, done.act.unwrap());
    assert_eq!(stands(), format!("{NEIGHBOUR} {TOWN} 80000"));
    verified(&o);
}

/// Of a village that went to another town, too; and no other town enters what it has not paid.
#[test]
fn an_entry_is_corrected_in_the_ledger_of_the_town_that_paid() {
    let o = office();
    let granted = Draft::new(register("petty_txn")).with("petty_fund", "#1").with("date", "2021-01-04");
    o.saved(&granted.with("kind", "1").with("amount", "1000"));
    let second = fund(&o, "430406002000");
    let case = urgent(&o);
    carried(&o, o.saved(&moved_over()));
    let spent = o.one::<i64>("SELECT key FROM petty_txn WHERE kind = '2' AND voided_by IS NULL");
    for (col, text) in [("voucher_no", "支 8"), ("note", "凭证后补")] {
        o.saved(&correction("petty_txn", spent, col, text));
    }
    assert_eq!(paid_from(&o), format!("430406002009 {TOWN} 80000"));
    let entered = Draft::new(register("petty_txn")).with("petty_fund", format!("#{second}")).with("kind", "2");
    let entered = entered.with("date", "2021-11-09").with("amount", "800").with("temporary", format!("#{case}"));
    assert_eq!(o.refused(&entered), ["E-LS-019"]);
    verified(&o);
}

/// What was paid before there was a fund is entered by the town that the village was of when it was paid.
#[test]
fn a_late_entry_goes_to_the_town_of_the_day_of_payment() {
    let o = office();
    o.store.void(register("petty_fund"), 1, &o.who, o.day, "录错").unwrap();
    let case = urgent(&o);
    carried(&o, o.saved(&moved_over()));
    fund(&o, "430406002000");
    o.saved(&correction("temporary", case, "voucher_no", "支 7"));
    assert_eq!(paid_from(&o), "", "the town it is of now has not paid it");
    fund(&o, TOWN);
    o.saved(&correction("temporary", case, "voucher_no", "支 8"));
    assert_eq!(paid_from(&o), format!("430406002009 {TOWN} 80000"));
    verified(&o);
}

/// Where that town is no more, it is entered by the one that the village is of now.
#[test]
fn a_late_entry_of_a_town_that_is_no_more_goes_to_the_one_after_it() {
    let o = office();
    o.store.void(register("petty_fund"), 1, &o.who, o.day, "录错").unwrap();
    let case = urgent(&o);
    carried(&o, o.saved(&split()));
    fund(&o, "430406007000");
    o.saved(&correction("temporary", case, "voucher_no", "支 7"));
    assert_eq!(paid_from(&o), "430406007001 430406007000 80000");
    let spent = o.one::<i64>("SELECT key FROM petty_txn WHERE kind = '2' AND voided_by IS NULL");
    o.saved(&correction("petty_txn", spent, "note", "凭证后补"));
    verified(&o);
}
