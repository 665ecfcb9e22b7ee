//! What somebody does not see does not leave the store: it is veiled as it is read. How it looks then is the mask's; whether it is veiled is
//! said by its class.

use crate::register::core::classes::{Class, Where, class};
use crate::register::core::rights::Rights;
use crate::register::{Field, Mask, Opened, Register, Value};

/// Which of some columns are not seen.
#[derive(Clone, Debug, Default)]
pub(in crate::store) struct Veil(Vec<bool>);

impl Veil {
    /// Over the columns at paths of a register.
    pub fn over<'p>(
        rights: &Rights,
        register: &'static Register,
        paths: impl Iterator<Item = &'p str>,
        at: Where,
    ) -> Veil {
        if rights.sees_all() {
            return Veil::default();
        }
        Veil(paths.map(|path| is_beyond(rights, register, path, at)).collect())
    }
    /// Over the fields of a register, and what is shown beside them, in their order.
    pub fn over_fields(rights: &Rights, register: &'static Register, at: Where) -> Veil {
        let fields = register.fields.iter().chain(register.beside());
        Veil::over(rights, register, fields.map(|field| field.col), at)
    }
    /// Whether what stands there is not seen.
    pub fn is_over(&self, at: usize) -> bool {
        self.0.get(at).copied().unwrap_or(false)
    }
    /// What is seen in a list of what stands there.
    pub fn cell(&self, at: usize, value: Value) -> Value {
        if self.is_over(at) && !value.is_null() { Value::from(Mask::STARS) } else { value }
    }
}

/// Whether somebody sees less than stands at the end of a path.
pub(in crate::store) fn is_beyond(rights: &Rights, register: &'static Register, path: &str, at: Where) -> bool {
    let Some((owner, field)) = register.register_at(path).zip(register.field_at(path)) else { return false };
    !rights.eyes(owner, at).see(class(owner, field))
}

/// A record as who opens it sees it.
pub(in crate::store) fn veil(rights: &Rights, opened: &mut Opened) {
    if rights.sees_all() {
        return;
    }
    let register = opened.values.register;
    let eyes = rights.eyes(register, Where::Record);
    for field in register.fields {
        let class = class(register, field);
        if eyes.see(class) {
            continue;
        }
        if let Some(seen) = seen_of(field, class, opened.values.get(field.col)) {
            opened.values.set(field.col, seen);
            opened.veiled.push(field.col);
            opened.names.retain(|(col, _)| *col != field.col);
        }
    }
    for (field, value) in &mut opened.beside {
        let class = class(register, field);
        if let Some(seen) = seen_of(field, class, value).filter(|_| !eyes.see(class)) {
            *value = seen;
        }
    }
    opened.children.iter_mut().for_each(|row| veil(rights, row));
}

/// What stands in the place of a value that is not seen; nothing where it stays as it is: it looks the same in lists.
pub(in crate::store) fn seen_of(field: &Field, class: Class, value: &Value) -> Option<Value> {
    match (class, field.mask, value) {
        (_, _, Value::Null) => None,
        (Class::High, Mask::Paper | Mask::Account | Mask::Phone, Value::Text(text)) => {
            Some(Value::Text(field.mask.of(text)))
        }
        (Class::High, ..) => Some(Value::from(Mask::STARS)),
        (_, Mask::Open, _) => None,
        _ => Some(Value::Text(field.show_masked(value))),
    }
}
