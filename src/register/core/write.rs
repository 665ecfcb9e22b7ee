//! The further rows of an act with the keys that are known by now.

use crate::register::{Known, Value, Write};

impl Write {
    /// The same with the keys that are known by now.
    pub fn meant(self, known: Known) -> Write {
        let value = |value: Value| match value {
            Value::Int(Write::THIS) => Value::Int(known.this),
            Value::Int(Write::PARENT) => known.parent.into(),
            Value::Int(Write::FIRST) => known.first.into(),
            value => value,
        };
        let row = |cols: Vec<(&'static str, Value)>| cols.into_iter().map(|(col, v)| (col, value(v))).collect();
        let key = |key: i64| value(Value::Int(key)).int().unwrap_or(key);
        match self {
            Write::Insert(name, cols) => Write::Insert(name, row(cols)),
            Write::Update(name, at, cols) => Write::Update(name, key(at), row(cols)),
            Write::Put(name, same, cols) => Write::Put(name, same, row(cols)),
            Write::Void(name, at) => Write::Void(name, key(at)),
        }
    }
}
