//! The table of masks: every field of every register that can hold a personal number hides it outside the opened record.

use crate::register::{ALL, BENEFITS, Field, Kind, Mask, Value};

const ID: &str = "430406190304050120";
const CERT: &str = "43040619030405012042";
const CARD: &str = "6217990000123456788";
const PHONE: &str = "13812345678";

/// Running texts that are public: printed on notices, or the code by which everybody knows an organisation.
const PUBLIC: [&str; 5] =
    ["institution.uscc", "merchant.uscc", "place_name.pn_code", "place_name.natl_code", "office.supervision_phone"];

/// What a field of that kind may hold, and must not show. A new kind must be judged here.
fn secrets(field: &Field) -> Vec<&'static str> {
    match field.kind {
        Kind::IdNumber | Kind::CertNo => vec![ID, CERT],
        // An ID number may stand where an account should.
        Kind::AccountNo => vec![CARD, ID],
        Kind::Phone => vec![PHONE, "0734-8221234"],
        Kind::Text(_) => vec![ID, CERT, CARD, PHONE],
        // Names, days, places and amounts are shown: decisions.
        Kind::Name | Kind::Date | Kind::Month | Kind::Money | Kind::Int(..) | Kind::Code(_) | Kind::Division => vec![],
        Kind::Decimal(_) | Kind::Ref(_) | Kind::Case | Kind::Any | Kind::Flag | Kind::Tally => vec![],
    }
}

#[test]
fn every_field_that_holds_a_personal_number_masks_it() {
    let (mut public, mut masked) = (Vec::new(), 0);
    for entry in ALL {
        for field in entry.register.fields {
            let name = format!("{}.{}", entry.register.name, field.col);
            let held = secrets(field);
            if field.mask == Mask::Open && !held.is_empty() {
                public.push(name.clone());
                continue;
            }
            for secret in held {
                // As it should be, and with a slip in it, or in the middle of a text.
                let more =
                    if matches!(field.kind, Kind::Text(_)) { format!("见{secret},") } else { format!("{secret}1") };
                for stored in [secret.to_owned(), more] {
                    let shown = field.show_masked(&Value::Text(stored));
                    let middle = &secret[6..secret.len() - 4];
                    assert!(!shown.contains(secret) && !shown.contains(middle), "{name}: {shown}");
                    masked += 1;
                }
            }
        }
    }
    assert_eq!(public, PUBLIC);
    assert!(masked > 200, "{masked}");
}

#[test]
fn what_is_called_a_personal_number_is_declared_as_one() {
    for entry in ALL {
        for field in entry.register.fields {
            let named = ["phone", "id_number", "account_no", "paper_no"].iter().any(|end| field.col.ends_with(end));
            let name = format!("{}.{}", entry.register.name, field.col);
            if named && !PUBLIC.contains(&name.as_str()) {
                assert!(matches!(field.mask, Mask::Paper | Mask::Account | Mask::Phone), "{name}");
            }
        }
    }
}

/// What is restricted: texts tell its number, its days and its state, its lists name nobody, and no other register leads to more.
#[test]
fn of_what_is_restricted_nothing_is_told_but_number_days_and_state() {
    let restricted: Vec<_> = ALL.iter().map(|entry| entry.register).filter(|register| register.restricted).collect();
    let names: Vec<_> = restricted.iter().map(|register| register.name).collect();
    assert_eq!(names, ["visit_finding", "mandatory_report", "adoption", "temp_care", "sealed_note", "sealed"]);
    for register in &restricted {
        for field in register.fields {
            let is_open = field.kind == Kind::Date || field.col == "state" || register.natural_key == [field.col];
            assert_eq!(field.mask != Mask::Hidden, is_open, "{}.{}", register.name, field.col);
            let shown = field.show_masked(&Value::Text("密".to_owned()));
            assert!(is_open || (shown, field.mask.of("密")) == ("***".to_owned(), "***".to_owned()), "{}", field.col);
        }
        let number = register.natural_key.first().and_then(|col| register.field(col));
        // What stands beneath a record that is shown has no number: its list is the table in that record's form.
        let beneath = register.parent.is_some();
        let is_text = number.is_some_and(|field| matches!(field.kind, Kind::Text(_)));
        assert!(is_text != beneath, "{} has a number", register.name);
        assert!(register.versions.is_none() && register.sums.is_empty());
        assert!(BENEFITS.iter().all(|benefit| benefit.cases != *register), "{} is looked up", register.name);
        for column in register.list {
            let told = register.field_at(column.path).unwrap();
            let of_child = column.path == "child.file_no";
            let is_open = beneath || told.mask != Mask::Hidden;
            assert!(is_open && (of_child || !column.is_of_another()), "{}", column.path);
        }
    }
    for register in ALL.iter().map(|entry| entry.register).filter(|register| !register.restricted) {
        for other in &restricted {
            for field in register.fields.iter().filter(|field| field.kind == Kind::Ref(other.name)) {
                assert_eq!(field.mask, Mask::Hidden, "{}.{} says which {}", register.name, field.col, other.label);
            }
            let leads =
                register.fields.iter().filter(|f| f.kind == Kind::Ref(other.name)).map(|f| f.col).chain([other.name]);
            for (head, end) in leads.flat_map(|head| other.fields.iter().map(move |end| (head, end.col))) {
                assert!(register.field_at(&format!("{head}.{end}")).is_none(), "{}: {head}.{end}", register.name);
            }
        }
    }
}
