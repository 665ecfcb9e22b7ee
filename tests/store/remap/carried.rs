//! A plan that is carried out: what follows, and what stands against it.

use super::office::{
    NEIGHBOUR, TOWN, all, approved, carried, homes, line, merged, office, refused, split, tables, undone, unit,
    verified,
};
use crate::support::{Office, VILLAGE, id, register};
use minzheng::register::{ALL, Draft, Input, Value};
use minzheng::store::StoreFault;

#[test]
fn a_village_is_merged_into_another_and_everything_that_stands_follows() {
    let o = office();
    let plan = o.saved(&merged());
    let (before, october, homes_then) = (all(&o), tables(&o, "2021-10"), homes(&o, "2021-10-31"));
    verified(&o);
    let preview = o.store.remap_preview(plan, o.day, &mut |_, _| true).unwrap();
    assert_eq!((preview.act, all(&o)), (None, before.clone()), "a preview writes nothing");
    let done = carried(&o, plan);
    assert_eq!((done.moved.clone(), done.divisions.clone()), (preview.moved, preview.divisions));
    let moved: Vec<(&str, usize)> = done.moved.iter().map(|(_, label, _, n)| (label.as_str(), *n)).collect();
    // 王五 has his papers in the village, 赵六 is dead.
    assert_eq!(moved, [("人员(户籍地)", 3), ("人员(居住地)", 2), ("家庭", 1), ("低保", 1)]);
    assert_eq!(done.divisions.last().unwrap(), "撤销 430406001001 沿江南路社区居委会, 并入 430406001004");
    assert_eq!(o.one::<i64>("SELECT count(*) FROM dibao WHERE division = '430406001004'"), 2);
    assert_eq!(
        o.one::<String>("SELECT from_month || left_division || division || basis FROM move"),
        "2021-12430406001001430406001004区划调整 湘民〔2021〕7号"
    );
    assert_eq!(o.one::<String>("SELECT merged_into FROM division WHERE ended = 1"), NEIGHBOUR);
    assert_eq!(
        o.one::<i64>(
            "SELECT area_km2_d2 + population FROM division WHERE code = '430406001004' AND valid_from = '2021-12-01'"
        ),
        450
    );
    assert_eq!(o.one::<String>("SELECT state || carried_on FROM division_plan"), "carried2021-12-31");
    assert_eq!(
        o.one::<String>("SELECT home_division FROM person WHERE name = '赵六'"),
        VILLAGE,
        "who is dead lives nowhere"
    );
    assert_eq!(o.one::<i64>("SELECT count(*) FROM division_move"), 7);
    // The past reads as before.
    assert_eq!(tables(&o, "2021-10"), october);
    assert_eq!(homes(&o, "2021-10-31"), homes_then);
    assert_eq!(homes(&o, "2021-12-31").iter().filter(|name| name.starts_with("光辉")).count(), 3);
    verified(&o);
    assert_eq!(refused(&o, plan)[0].0, "E-DV13");
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
    verified(&o);
    carried(&o, plan);
}

#[test]
fn a_street_is_split_in_two_and_past_months_print_the_old_one() {
    let o = office();
    let plan = o.saved(&split());
    let (before, november) = (all(&o), tables(&o, "2021-11"));
    let done = carried(&o, plan);
    assert_eq!(
        o.one::<String>("SELECT group_concat(division, ' ') FROM (SELECT division FROM dibao ORDER BY key)"),
        "430406006001 430406007001"
    );
    assert_eq!(o.one::<String>("SELECT town FROM petty_fund"), "430406006000");
    assert_eq!(tables(&o, "2021-11"), november);
    let december = tables(&o, "2021-12");
    let urban = &december[0];
    let named = |name: &str| urban.rows.iter().find(|(row, _)| row == name).map(|(_, cells)| format!("{:?}", cells[0]));
    assert_eq!(named("先锋南街道"), named("先锋北街道"));
    for check in urban.checks.iter().filter(|c| c.text.contains("关系") || c.text.contains("各镇")) {
        assert!(check.holds, "{}", check.text);
    }
    // Villages keep their names under their new codes.
    assert_eq!(o.one::<String>("SELECT name FROM division WHERE code = '430406006001'"), "沿江南路社区居委会");
    assert!(o.one::<i64>("SELECT count(*) FROM division WHERE code LIKE '430406001%' AND ended = 1") > 2);
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!((all(&o), tables(&o, "2021-11")), (before, november));
}

#[test]
fn a_town_is_renamed_and_nothing_moves() {
    let o = office();
    let rows = vec![unit("from", TOWN, "先锋街道", "300"), unit("to", TOWN, "先锋新街道", "300")];
    let plan = o.saved(&approved("street", "6", rows));
    let (before, november) = (all(&o), tables(&o, "2021-11"));
    let done = carried(&o, plan);
    assert_eq!(
        (done.total(), done.divisions.as_slice()),
        (0, &["更名 430406001000 先锋街道 → 先锋新街道".to_owned()][..])
    );
    assert_eq!(tables(&o, "2021-11"), november);
    let has = |month: &str, name: &str| tables(&o, month)[0].rows.iter().any(|(row, _)| row == name);
    assert_eq!([has("2021-11", "先锋街道"), has("2021-12", "先锋新街道")], [true, true]);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
}

#[test]
fn part_of_a_village_goes_by_address_and_by_person() {
    let o = office();
    let who = o.one::<i64>("SELECT key FROM person WHERE name = '张三'");
    let tenant = o.saved(&o.person_draft("钱二", &id("1972-03-12", 509)).with("address", "蒸阳南路15号"));
    o.household(tenant, &[]);
    let rows = vec![
        unit("from", VILLAGE, "沿江南路社区居委会", "100"),
        unit("to", VILLAGE, "沿江南路社区居委会", "100"),
        line(VILLAGE, "430406001007").with("rule", "address").with("address", "蒸阳南路"),
        line(VILLAGE, NEIGHBOUR).with("rule", "person").with("person", format!("#{who}")),
    ];
    let done = carried(&o, o.saved(&approved("village", "4", rows)));
    let of = |name: &str| {
        o.one::<String>(&format!("SELECT hukou_division || home_division FROM person WHERE name = '{name}'"))
    };
    assert_eq!(of("张三"), NEIGHBOUR.repeat(2));
    assert_eq!(of("李梅"), VILLAGE.repeat(2));
    assert_eq!(of("王五"), format!("{VILLAGE}{NEIGHBOUR}"), "his address lies elsewhere than his papers");
    assert_eq!(of("钱二"), "430406001007".repeat(2));
    assert_eq!(o.one::<String>(&format!("SELECT division FROM household WHERE applicant = {tenant}")), "430406001007");
    let labels: Vec<&str> = done.moved.iter().map(|(_, label, ..)| label.as_str()).collect();
    assert_eq!(labels, ["人员(户籍地)", "人员(居住地)", "家庭", "低保"]);
}

#[test]
fn what_cannot_be_carried_out_says_why() {
    let o = office();
    let mut draft = merged();
    draft.texts.retain(|(col, _)| !["approved_on", "approved_no", "effective_on"].contains(col));
    let plan = o.saved(&draft);
    assert!(refused(&o, plan)[0].1.contains("还没有批准"));
    let ahead = o.saved(&merged().with("effective_on", "2022-02-01"));
    assert!(refused(&o, ahead)[0].1.contains("自 2022-02-01 起生效"));
    // A village that is to be no more, and nobody says where its people go.
    let mut draft = merged();
    draft.children.truncate(3);
    let left = o.saved(&draft);
    let said = refused(&o, left);
    assert!(said[0].0 == "E-DV11" && said[0].1.contains("人员(户籍地) 3 人"), "{said:?}");
    let before = all(&o);
    let plan = o.saved(&split());
    let stopped = o.store.remap(plan, (&o.who, o.day), &mut |done, _| done < 3);
    assert!(matches!(stopped, Err(StoreFault::Refused(r)) if r.slips[0].code == "E-DV14"));
    assert_eq!(all(&o)["person"], before["person"]);
}

#[test]
fn a_plan_goes_from_paper_to_paper() {
    let o = Office::new();
    let state = |draft: &Draft| {
        let checked = o.store.check(draft, o.day).unwrap();
        let codes: Vec<&str> = checked
            .slips
            .iter()
            .filter(|s| s.severity != minzheng::domain::slip::Severity::Warning)
            .map(|s| s.code)
            .collect();
        (checked.values.text("state").to_owned(), codes)
    };
    let studied = Draft::new(register("division_plan")).with("title", "区划调整方案").with("studied_on", "2021-01-20");
    assert_eq!(state(&studied), ("study".to_owned(), vec![]));
    let drafted = studied.clone().with("drafted_on", "2021-03-15");
    assert_eq!(state(&drafted), ("draft".to_owned(), vec![]));
    let up = drafted
        .clone()
        .with("risk_on", "2021-04-01")
        .with("meeting_on", "2021-04-20")
        .with("submitted_on", "2021-05-01");
    assert_eq!(state(&up), ("submitted".to_owned(), vec!["E-RG06", "E-DV06", "E-DV06"]));
    let back = merged().with("returned_on", "2021-06-20");
    assert_eq!(state(&back), ("approved".to_owned(), vec![]));
    let mut unequal = merged();
    unequal.children[2].type_in("population", "149");
    assert_eq!(state(&unequal).1, ["E-DV06"]);
    assert_eq!(state(&merged().with("approver", "state")).1, ["E-DV05"]);
    let checked = o.store.check(&merged().with("extended", "1"), o.day).unwrap();
    assert_eq!(
        [checked.values.get("due_on"), checked.values.get("approver")],
        [&Value::from("2023-01-01"), &Value::from("county")]
    );
    assert!(ALL.iter().any(|e| e.register.name == "division_move" && e.register.input != Input::Form));
}

/// `W-DV12`: an approval says how the plan came its way, and which divisions it is about.
#[test]
fn an_approved_plan_says_how_it_came_and_what_it_is_about() {
    let o = Office::new();
    let told = |draft: &Draft| -> Vec<String> {
        let slips = o.store.check(draft, o.day).unwrap().slips;
        slips.into_iter().filter(|s| s.code == "W-DV12").map(|s| s.text).collect()
    };
    let (steps, units) = (
        "批准以前的各步(起草、征求意见、论证评估、审议、上报)都没有日期, 请补填",
        "批准的方案应填涉及单位, 没有的办不了变更",
    );
    assert_eq!(told(&merged()), [""; 0]);
    let bare = merged().with("drafted_on", "").with("submitted_on", "");
    assert_eq!(told(&bare), [steps]);
    assert_eq!(told(&bare.clone().with("studied_on", "2021-01-20")), [""; 0]);
    assert_eq!(told(&approved("village", "2", Vec::new())), [units]);
    let studied = Draft::new(register("division_plan")).with("title", "区划调整方案").with("studied_on", "2021-01-20");
    assert_eq!(told(&studied), [""; 0]);
}
