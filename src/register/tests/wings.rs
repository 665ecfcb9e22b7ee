//! Whose a register is, and where its records lie.

use super::row;
use crate::domain::scheme::Scheme;
use crate::register::core::wings::{Realm, Wing, division_of, has_town, wing_of};
use crate::register::{ALL, Value, Values, find, realm};

/// Registers whose records lie in no town: who has a role for one town alone does not write them.
const DISTRICT: &str = "training trainee home_adapt_plan mechanism mechanism_member mechanism_meeting contest \
    contest_entry activity death_notice facility_campaign material_batch change batch division_plan plan_unit plan_line parameter calendar \
    legal_basis profile operator act access";

#[test]
fn every_register_is_somebodys() {
    for (n, wing) in Wing::ALL.into_iter().enumerate() {
        assert_eq!((wing as usize, Wing::from_code(wing.code())), (n, Some(wing)));
    }
    for (name, realm_of) in [
        ("person", Realm::People),
        ("dibao", Realm::Of(Wing::Assistance)),
        ("elder", Realm::Of(Wing::Elderly)),
        ("child_visit", Realm::Of(Wing::Children)),
        ("death", Realm::Of(Wing::Funeral)),
        ("division", Realm::Of(Wing::Places)),
        ("batch", Realm::Paid),
        // In the list of 社会救助.
        ("move", Realm::Paid),
        ("institution", Realm::People),
        ("operator", Realm::Bureau),
    ] {
        assert_eq!(realm(name), Some(realm_of), "{name}");
    }
    assert!(ALL.iter().all(|entry| realm(entry.register.name).is_some()));
    assert_eq!(realm("nothing"), None);
}

#[test]
fn every_scheme_is_paid_by_a_field_of_work() {
    for (scheme, wing) in [
        (Scheme::DibaoUrban, Wing::Assistance),
        (Scheme::Temporary, Wing::Assistance),
        (Scheme::Elderly, Wing::Elderly),
        (Scheme::DeFacto, Wing::Children),
    ] {
        assert_eq!(Wing::of_scheme(scheme), Some(wing));
    }
    assert!(Scheme::ALL.into_iter().all(|scheme| Wing::of_scheme(scheme).is_some()));
}

#[test]
fn what_benefits_share_is_of_the_field_of_work_that_pays_it() {
    let recovery = row(find("recovery").unwrap().register, &[("scheme", "elderly")]);
    let known = |name: &'static str, key: i64| Ok::<_, ()>((name == "recovery" && key == 5).then(|| recovery.clone()));
    let orphan = find("orphan").unwrap().register.keys_above + 1;
    let values = |name: &str, col: &'static str, value: Value| {
        let mut values = Values::new(find(name).unwrap().register);
        values.set(col, value);
        values
    };
    for (values, wing) in [
        (values("batch", "scheme", "tekun".into()), Some(Wing::Assistance)),
        (values("payment", "scheme", "de-facto".into()), Some(Wing::Children)),
        (values("repayment", "recovery", 5.into()), Some(Wing::Elderly)),
        (values("repayment", "recovery", 6.into()), None),
        (values("move", "case_key", orphan.into()), Some(Wing::Children)),
        (values("dibao", "household", 1.into()), Some(Wing::Assistance)),
        (values("person", "name", "张三".into()), None),
        (values("calendar", "date", "2021-01-01".into()), None),
    ] {
        assert_eq!(wing_of(&values, &known), Ok(wing), "{values:?}");
    }
}

#[test]
fn registers_without_a_town_are_decided() {
    let without = ALL.iter().map(|entry| entry.register).filter(|register| !has_town(register));
    assert_eq!(without.map(|register| register.name).collect::<Vec<_>>().join(" "), DISTRICT);
}

#[test]
fn a_record_lies_where_it_says_or_its_parent_or_whom_it_names() {
    let person = |home: &str| row(find("person").unwrap().register, &[("home_division", home)]);
    let household = row(find("household").unwrap().register, &[("division", "430406002001")]);
    let fund = row(find("petty_fund").unwrap().register, &[("town", "430406003000")]);
    let known = |name: &'static str, key: i64| {
        Ok::<_, ()>(match (name, key) {
            ("person", 1) => Some(person("430406001001")),
            ("household", 1) => Some(household.clone()),
            ("petty_fund", 1) => Some(fund.clone()),
            _ => None,
        })
    };
    let values = |name: &str, cells: &[(&'static str, Value)]| {
        let mut values = Values::new(find(name).unwrap().register);
        cells.iter().for_each(|(col, value)| values.set(col, value.clone()));
        values
    };
    for (name, cells, lies) in [
        ("dibao", &[("division", Value::from("430406004002"))][..], Some("430406004002")),
        ("elder", &[("person", Value::Int(1))], Some("430406001001")),
        ("elder", &[("person", Value::Int(2))], None),
        ("account", &[("person", Value::Int(1))], Some("430406001001")),
        ("member", &[("household", Value::Int(1)), ("person", Value::Int(1))], Some("430406002001")),
        ("petty_txn", &[("petty_fund", Value::Int(1))], Some("430406003000")),
        ("note", &[("about", Value::from(format!("petty_fund#{:019}", 1)))], Some("430406003000")),
        ("market_check", &[("division", Value::from("430406004002"))], Some("430406004002")),
        ("batch", &[], None),
        ("dibao", &[], None),
    ] {
        assert_eq!(division_of(&values(name, cells), &known), Ok(lies.map(str::to_owned)), "{name} {cells:?}");
    }
}
