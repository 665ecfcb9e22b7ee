//! What hangs on records of whatever register (记事): it stands against nothing, and falls with the record.

use crate::register::{ALL, Input, Kind, Register};
use std::sync::LazyLock;

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
    fn what_hangs_on_others_is_declared() {
        let names: Vec<_> = hanging().iter().map(|(register, col)| (register.name, *col)).collect();
        assert_eq!(names, [("note", "about"), ("sealed_note", "about")]);
    }
}
