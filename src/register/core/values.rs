//! A declared row: the values of one record, column by column. Not SQLite's row: the store makes these and takes them.

use crate::domain::date;
use crate::domain::money::Money;
use crate::domain::month::{self, Month};
use crate::domain::slip::Slip;
use crate::register::{Field, Register};
use chrono::NaiveDate;
use std::sync::Arc;

/// One value. Money is whole fen, dates and months are their text, flags are 0 and 1, references are keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing entered.
    #[default]
    Null,
    /// Text, code, date or month.
    Text(String),
    /// Number, fen, flag or key.
    Int(i64),
}

impl Value {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(t) => Some(t),
            _ => None,
        }
    }
    /// The number, if it is one.
    pub fn int(&self) -> Option<i64> {
        match self {
            Value::Int(i) => Some(*i),
            _ => None,
        }
    }
    /// Whether nothing was entered.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }
}
impl From<&str> for Value {
    fn from(t: &str) -> Self {
        Value::Text(t.to_owned())
    }
}
impl From<String> for Value {
    fn from(t: String) -> Self {
        Value::Text(t)
    }
}
impl From<i64> for Value {
    fn from(i: i64) -> Self {
        Value::Int(i)
    }
}
impl From<bool> for Value {
    fn from(b: bool) -> Self {
        Value::Int(i64::from(b))
    }
}
impl From<Money> for Value {
    fn from(m: Money) -> Self {
        Value::Int(m.as_fen())
    }
}
impl From<NaiveDate> for Value {
    fn from(d: NaiveDate) -> Self {
        Value::Text(d.to_string())
    }
}
impl From<Month> for Value {
    fn from(m: Month) -> Self {
        Value::Text(m.to_string())
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(o: Option<T>) -> Self {
        o.map_or(Value::Null, Into::into)
    }
}

/// The values of one record, in the order of the register's fields. Copies share them until one is changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// Whose record it is.
    pub register: &'static Register,
    cells: Arc<[Value]>,
}

impl Values {
    /// What a field of it is called, as it stands.
    pub fn label_of(&self, field: &Field) -> &'static str {
        field.renamed.filter(|(when, _)| when.holds(self)).map_or(field.label, |(_, label)| label)
    }
    /// A record with nothing entered but the fields' defaults.
    pub fn new(register: &'static Register) -> Self {
        let cells = register.fields.iter().map(|f| f.default.map_or(Value::Null, |d| f.kind.stored(d))).collect();
        Values { register, cells }
    }
    /// The value of a column; [`Value::Null`] for a column that the register has not.
    pub fn get(&self, col: &str) -> &Value {
        static NULL: Value = Value::Null;
        self.register.position(col).and_then(|i| self.cells.get(i)).unwrap_or(&NULL)
    }
    /// Whether anything stands in a column.
    pub fn has(&self, col: &str) -> bool {
        !self.get(col).is_null()
    }
    /// Sets a column; a column that the register has not is left alone.
    pub fn set(&mut self, col: &str, value: impl Into<Value>) {
        if let Some(i) = self.register.position(col) {
            self.put(i, value.into());
        }
    }
    /// Empties a column of which another says that it does not apply ([`crate::register::When`]).
    pub fn clear_unasked(&mut self, col: &str) {
        if self.register.field(col).and_then(|field| field.when).is_some_and(|when| !when.holds(self)) {
            self.set(col, Value::Null);
        }
    }
    /// The value by the field's position.
    pub fn at(&self, i: usize) -> &Value {
        static NULL: Value = Value::Null;
        self.cells.get(i).unwrap_or(&NULL)
    }
    /// Sets by the field's position.
    pub fn put(&mut self, i: usize, value: Value) {
        if let Some(cell) = Arc::make_mut(&mut self.cells).get_mut(i) {
            *cell = value;
        }
    }
    /// Text of a column, `""` when absent.
    pub fn text(&self, col: &str) -> &str {
        self.get(col).text().unwrap_or("")
    }
    /// Number of a column.
    pub fn int(&self, col: &str) -> Option<i64> {
        self.get(col).int()
    }
    /// A flag: absent is no.
    pub fn flag(&self, col: &str) -> bool {
        self.int(col) == Some(1)
    }
    /// Money of a column.
    pub fn money(&self, col: &str) -> Option<Money> {
        self.int(col).map(Money::fen)
    }
    /// Date of a column.
    pub fn date(&self, col: &str) -> Option<NaiveDate> {
        self.get(col).text().and_then(date::stored)
    }
    /// Whether it is there on one of these days, by the dates of its first and its last day that its register declares (`since`, `until`;
    /// the last day counts); without a last one they, or it, go on.
    pub fn meets(&self, from: NaiveDate, until: Option<NaiveDate>) -> bool {
        let on = |col: Option<&str>| col.and_then(|col| self.date(col));
        let begins = on(self.register.since).is_some_and(|first| until.is_none_or(|until| first <= until));
        begins && on(self.register.until).is_none_or(|last| last >= from)
    }
    /// Whether it is there on a day.
    pub fn is_there(&self, day: NaiveDate) -> bool {
        self.meets(day, Some(day))
    }
    /// Month of a column.
    pub fn month(&self, col: &str) -> Option<Month> {
        self.get(col).text().and_then(month::stored)
    }
    /// A needed text. An absent one ends the reading without a slip: the field itself has been reported by then.
    ///
    /// # Errors
    /// An empty list when nothing stands there. The same holds for the other `need_` functions.
    pub fn need_text(&self, col: &str) -> Result<String, Vec<Slip>> {
        self.get(col).text().map(str::to_owned).ok_or_else(Vec::new)
    }
    /// A needed number, flag or key.
    ///
    /// # Errors
    /// As [`Values::need_text`].
    pub fn need_int(&self, col: &str) -> Result<i64, Vec<Slip>> {
        self.int(col).ok_or_else(Vec::new)
    }
    /// A needed amount.
    ///
    /// # Errors
    /// As [`Values::need_text`].
    pub fn need_money(&self, col: &str) -> Result<Money, Vec<Slip>> {
        self.money(col).ok_or_else(Vec::new)
    }
    /// A needed date.
    ///
    /// # Errors
    /// As [`Values::need_text`].
    pub fn need_date(&self, col: &str) -> Result<NaiveDate, Vec<Slip>> {
        self.date(col).ok_or_else(Vec::new)
    }
    /// A needed month.
    ///
    /// # Errors
    /// As [`Values::need_text`].
    pub fn need_month(&self, col: &str) -> Result<Month, Vec<Slip>> {
        self.month(col).ok_or_else(Vec::new)
    }
    /// The text of a column, if there is one.
    pub fn some_text(&self, col: &str) -> Option<String> {
        self.get(col).text().filter(|t| !t.is_empty()).map(str::to_owned)
    }
    /// A column as it is shown.
    pub fn shown(&self, col: &str) -> String {
        self.register.field(col).map_or_else(String::new, |field| field.kind.show(self.get(col)))
    }
    /// Every field with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&'static crate::register::Field, &Value)> {
        self.register.fields.iter().zip(self.cells.iter())
    }
}
