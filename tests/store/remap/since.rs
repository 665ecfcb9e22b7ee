//! What is done after a change of divisions: whether it can still be taken back, and what stays as it was.

use super::office::{
    NEIGHBOUR, TOWN, all, approved, carried, line, merged, office, refused, split, undone, unit, verified,
};
use crate::support::{OTHER_VILLAGE, VILLAGE, id, register};
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

/// What a town has paid stays in its ledger, wherever the village goes: papers that come later move no money.
#[test]
fn a_relief_that_was_paid_stays_in_the_ledger_of_the_town_that_paid_it() {
    let o = office();
    let (fund, who) = (1, o.one::<i64>("SELECT key FROM person WHERE name = '王五'"));
    let granted = Draft::new(register("petty_txn")).with("petty_fund", format!("#{fund}"));
    o.saved(&granted.with("date", "2021-01-04").with("kind", "1").with("amount", "1000"));
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
    let case = o.saved(&relief);
    let stands = || {
        o.one::<String>(
            "SELECT coalesce(max(t.division || ' ' || f.town || ' ' || x.amount_fen), '') FROM temporary t JOIN petty_txn x
             ON x.temporary = t.key AND x.voided_by IS NULL JOIN petty_fund f ON f.key = x.petty_fund",
        )
    };
    assert_eq!(stands(), format!("{NEIGHBOUR} {TOWN} 80000"));
    let done = carried(&o, o.saved(&split()));
    assert_eq!(stands(), "430406007001 430406006000 80000");
    let draft = |col: &'static str, text: &str| {
        let draft = Draft { key: Some(case), why: Some("补手续".to_owned()), ..Draft::new(register("temporary")) };
        draft.with(col, text)
    };
    let papers = o.save(&draft("voucher_no", "支 7")).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(stands(), "430406007001 430406006000 80000");
    assert_eq!(o.refused(&draft("division", OTHER_VILLAGE)), ["E-LS-019", "W-LS-010"]);
    verified(&o);
    undone(&o, papers.act);
    undone(&o, done.act.unwrap());
    assert_eq!(stands(), format!("{NEIGHBOUR} {TOWN} 80000"));
    verified(&o);
}
