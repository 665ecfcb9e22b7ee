//! What is done after a change of divisions: whether it can still be taken back, and what stays as it was.

use crate::office::{
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
