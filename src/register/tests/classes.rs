//! How much each field tells of somebody, and who sees it.

use crate::register::core::classes::{Class, Eyes, HIGH, Where, class, is_named, is_ruled};
use crate::register::core::rights::{Grant, Rights, Role};
use crate::register::core::wings::Wing;
use crate::register::{ALL, Mask, Register, Value, find};
use chrono::NaiveDate;

/// Registers that no rule names as a whole: their fields are of the class of their kind. A new register is decided: put it here, or name it in
/// the table.
const PLAIN: &str = "person condition household member account training trainee resident dibao cause award cover temporary tekun assessment \
    tekun_award institution disability disability_award move homecheck_project homecheck means_check hit petty_fund petty_txn \
    relief_phase elder aged_allowance aged_award elder_visit elder_need home_adapt_plan home_adapt adapt_item elder_facility \
    facility_move mechanism mechanism_member mechanism_meeting carer contest contest_entry inspection hazard incident home_grade \
    ability elder_subsidy child_worker activity aid_grant orphan_award defacto_award dream_grant death funeral_relief death_notice \
    burial_facility facility_campaign facility_check tent_report merchant merchant_notice market_check seizure material_batch \
    publicity publicity_fixture change payment recovery recovery_month repayment division_plan plan_unit plan_line division_move \
    place_name former_name crossed_division sign sign_check doorplate boundary_line boundary_marker marker_reference marker_patrol \
    marker_change joint_inspect boundary_dispute dispute_mediation name_case name_opinion note operator role_grant office visit";

fn register(name: &str) -> &'static Register {
    find(name).unwrap().register
}

#[test]
fn every_register_is_ruled_or_plain() {
    let plain = ALL.iter().map(|entry| entry.register).filter(|register| !is_ruled(register));
    assert_eq!(plain.map(|register| register.name).collect::<Vec<_>>().join(" "), PLAIN);
}

#[test]
fn every_column_of_the_table_is_a_field() {
    for (name, cols) in HIGH {
        for col in cols {
            assert!(register(name).fields.iter().any(|field| is_named(field, col)), "{name}.{col}");
        }
    }
}

#[test]
fn a_field_is_of_the_first_class_that_a_rule_gives_it() {
    for (name, col, expected) in [
        ("person", "name", Class::Internal),
        ("person", "birth_date", Class::Internal),
        ("person", "id_number", Class::Sensitive),
        ("person", "address", Class::Sensitive),
        ("person", "phone", Class::Sensitive),
        ("person", "disability_level", Class::High),
        ("person", "disability_cert_no", Class::High),
        ("person", "custody_from", Class::High),
        ("account", "account_no", Class::High),
        ("dibao", "note", Class::Sensitive),
        ("dibao", "case_no", Class::Internal),
        ("institution", "uscc", Class::Open),
        ("office", "supervision_phone", Class::Open),
        ("office", "phone", Class::Sensitive),
        ("division", "name", Class::Open),
        ("division", "history", Class::Open),
        ("child", "school", Class::Sensitive),
        ("child", "guardian_name", Class::High),
        ("parent_state", "state", Class::High),
        ("adoption", "adopter", Class::High),
        ("adoption", "state", Class::Internal),
        ("access", "why", Class::Internal),
        ("ability", "level", Class::Internal),
    ] {
        let register = register(name);
        assert_eq!(class(register, register.field(col).unwrap()), expected, "{name}.{col}");
    }
    let scores = register("ability").fields.iter().filter(|field| class(register("ability"), field) == Class::High);
    assert_eq!(scores.count(), 26);
}

#[test]
fn who_sees_what_is_his_role_and_field_of_work() {
    let day = NaiveDate::MIN;
    let of = |role, wing| Rights::of("甲", vec![Grant { role, wing, town: None, from: day, to: None }], day);
    let maker = of(Role::Maker, None);
    let children = of(Role::Maker, Some(Wing::Children));
    let (finance, system, auditor) = (of(Role::Finance, None), of(Role::System, None), of(Role::Auditor, None));
    let up = Eyes::Up;
    for (rights, name, eyes) in [
        // In a list, in the opened record, in the form, as a value.
        (&Rights::all("甲"), "adoption", [Eyes::All; 4]),
        (&maker, "dibao", [Eyes::All, up(Class::Sensitive), Eyes::All, Eyes::All]),
        (&maker, "child", [up(Class::Sensitive), up(Class::Internal), up(Class::Internal), up(Class::Internal)]),
        (&children, "child", [Eyes::All, up(Class::Sensitive), Eyes::All, Eyes::All]),
        (&children, "adoption", [Eyes::All; 4]),
        (&children, "person", [Eyes::All, up(Class::Sensitive), Eyes::All, Eyes::All]),
        (&children, "dibao", [up(Class::Sensitive), up(Class::Internal), up(Class::Internal), up(Class::Internal)]),
        (&finance, "payment", [Eyes::All, up(Class::Internal), up(Class::Internal), up(Class::Sensitive)]),
        (&auditor, "dibao", [up(Class::Sensitive), up(Class::Internal), up(Class::Internal), up(Class::Internal)]),
        (&system, "dibao", [up(Class::Sensitive), up(Class::Internal), up(Class::Internal), up(Class::Internal)]),
    ] {
        let seen = [Where::List, Where::Record, Where::Hand, Where::Output].map(|at| rights.eyes(register(name), at));
        assert_eq!(seen, eyes, "{} {name}", rights.in_words());
    }
    assert!(Eyes::All.see(Class::High) && up(Class::Sensitive).see(Class::Sensitive));
    assert!(!up(Class::Internal).see(Class::Sensitive));
}

/// The table as the manual has it: what is highly sensitive, by register.
#[test]
fn the_manual_lists_what_is_highly_sensitive() {
    let manual = include_str!("../../../docs/manual.md");
    let mut lines = Vec::new();
    for register in ALL.iter().map(|entry| entry.register).filter(|register| !register.restricted) {
        let high = register.fields.iter().filter(|field| class(register, field) == Class::High);
        let labels: Vec<&str> =
            if register.name == "ability" { vec!["各项得分"] } else { high.map(|field| field.label).collect() };
        if !labels.is_empty() {
            lines.push(format!("- {}: {}", register.label, labels.join("、")));
        }
    }
    let table = lines.join("\n");
    assert!(manual.contains(&table), "docs/manual.md must hold this table of {}:\n{table}", Class::High.label());
}

/// What is veiled is a text, whatever its field holds: every field shows it as it is, or not at all.
#[test]
fn a_veiled_value_is_shown_as_it_is() {
    let stars = Value::from(Mask::STARS);
    for entry in ALL {
        for field in entry.register.fields {
            let shown = [field.kind.show(&stars), field.show_masked(&stars), field.kind.edit(&stars)];
            assert!(shown.iter().all(|text| text.is_empty() || text == Mask::STARS), "{}: {shown:?}", field.col);
            let _ = field.kind.json(&stars);
        }
    }
}
