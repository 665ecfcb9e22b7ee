//! A reference to a record of whatever register ([`crate::register::Kind::Any`]), as one text: its register and its key, `dibao#0000000001000000001`. Keys are
//! as long as each other, so that those from one to another of a register stand together in an index. A record that refers so
//! hangs on the other: it stands against nothing, and falls with it.

use crate::register::{ALL, Input, Kind, Register, find};
use std::sync::LazyLock;

/// The text for a record.
pub fn of(register: &str, key: i64) -> String {
    format!("{register}#{key:019}")
}

/// The record that a text refers to.
pub fn referred(text: &str) -> Option<(&'static str, i64)> {
    let (name, key) = text.split_once('#')?;
    Some((find(name)?.register.name, key.parse().ok()?))
}

/// Of what register it is, in words.
pub fn label(text: &str) -> String {
    let register = referred(text).and_then(|(name, _)| find(name));
    register.map_or_else(String::new, |entry| entry.register.label.to_owned())
}

/// The registers whose records hang on others, each with the column.
pub fn hanging() -> &'static [(&'static Register, &'static str)] {
    &HANGING
}

/// The register of what hangs on records of a register, with the column: as restricted as that one. None for what nobody enters, and for
/// what hangs on others itself.
pub fn hangs_on(register: &Register) -> Option<(&'static Register, &'static str)> {
    let entered = register.view.is_none() && register.input == Input::Form && !register.single;
    let hangs = hanging().iter().any(|(other, _)| *other == register);
    let fits = |(other, _): &&(&'static Register, &'static str)| other.restricted == register.restricted;
    hanging().iter().find(fits).copied().filter(|_| entered && !hangs)
}

static HANGING: LazyLock<Vec<(&'static Register, &'static str)>> = LazyLock::new(|| {
    let all = ALL.iter().map(|entry| entry.register);
    let fields = all.flat_map(|register| register.fields.iter().map(move |field| (register, field)));
    fields.filter(|(_, field)| field.kind == Kind::Any).map(|(register, field)| (register, field.col)).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written_and_keys_stand_in_their_order() {
        for (name, key) in [("person", 1), ("dibao", 1_000_000_001), ("payment", 12_000_123)] {
            assert_eq!(referred(&of(name, key)), Some((name, key)));
        }
        assert!(of("dibao", 9) < of("dibao", 10) && of("dibao", 999) < of("dibao", 1_000_000_000));
        for text in ["", "dibao", "dibao#", "dibao#x", "nobody#1"] {
            assert_eq!(referred(text), None, "{text}");
        }
    }

    #[test]
    fn what_hangs_on_others_is_declared() {
        let names: Vec<_> = hanging().iter().map(|(register, col)| (register.name, *col)).collect();
        assert_eq!(names, [("note", "about"), ("sealed_note", "about")]);
    }
}
