//! SQL text made from a declaration: stored columns, how values go in and come out. Names of tables and
//! columns come from declarations only, never from input.

use crate::register::{Dated, Kind, Need, Register, Value, Values, find};
use crate::store::engine::{Given, Row, Sql};
use crate::store::fault::Answer;
use crate::store::month;
use chrono::{Days, NaiveDate};
use std::fmt::Write;

/// A value on its way into a statement.
pub(in crate::store) fn bind(v: &Value) -> Sql {
    match v {
        Value::Null => Sql::Null,
        Value::Int(i) => Sql::Integer(*i),
        Value::Text(t) => Sql::Text(t.clone()),
    }
}

/// A value that a statement gave.
pub(in crate::store) fn taken(v: Given) -> Value {
    match v {
        Given::Integer(i) => Value::Int(i),
        Given::Text(t) => Value::Text(String::from_utf8_lossy(t).into_owned()),
        _ => Value::Null,
    }
}

/// `'01','02'`.
pub(in crate::store) fn quoted(codes: &[&str]) -> String {
    codes.iter().map(|c| format!("'{c}'")).collect::<Vec<_>>().join(",")
}

/// The declared fields as stored columns of an alias: `r.case_no, r.total_fen`.
pub(in crate::store) fn field_list(register: &Register, alias: &str) -> String {
    let mut text = String::new();
    for (i, field) in register.fields.iter().enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        let _ = write!(text, "{comma}{alias}.{}", field.column());
    }
    text
}

/// What stands at the end of a path of references from a row under an alias (`person.home_division`), as an expression that leads from
/// the row to it and never the other way; none where the declarations know no such path.
pub(in crate::store) fn reached(register: &Register, alias: &str, path: &str) -> Option<String> {
    reached_as(register, alias, path, &|register, alias, col| format!("{alias}.{}", register.stored(col)))
}

/// The same with the column at the end as an expression over the alias there.
pub(in crate::store) fn reached_as(
    register: &Register,
    alias: &str,
    path: &str,
    end: &dyn Fn(&Register, &str, &str) -> String,
) -> Option<String> {
    let Some((head, rest)) = path.split_once('.') else {
        return register.field(path).map(|field| end(register, alias, field.col));
    };
    let Kind::Ref(target) = register.field(head)?.kind else { return None };
    let inner = format!("{alias}{alias}");
    let next = find(target)?.register;
    if next.restricted && !register.restricted {
        return None;
    }
    let end = reached_as(next, &inner, rest, end)?;
    Some(format!("(SELECT {end} FROM {target} {inner} WHERE {inner}.key = {alias}.{head})"))
}

/// The declared row that begins at a column.
pub(in crate::store) fn values_at(register: &'static Register, row: Row<'_>, start: usize) -> Answer<Values> {
    let mut values = Values::new(register);
    for i in 0..register.fields.len() {
        values.put(i, taken(row.get_ref(start + i)?));
    }
    Ok(values)
}

/// The last day or month before a start.
pub(in crate::store) fn day_or_month_before(start: &Value) -> Value {
    let Some(text) = start.text() else { return Value::Null };
    if text.len() == 7 {
        return month(text).map_or(Value::Null, |m| Value::from(m.prev()));
    }
    let day = crate::store::date(text).and_then(|d: NaiveDate| d.checked_sub_days(Days::new(1)));
    day.map_or(Value::Null, Value::from)
}

/// That a row `n` has the same in a column as another one, which may be nothing where the column may be empty.
pub(in crate::store) fn is_same(register: &Register, col: &str, alias: &str) -> String {
    let is = if register.field(col).is_some_and(|field| field.need == Need::May) { "IS" } else { "=" };
    let col = register.stored(col);
    format!("n.{col} {is} {alias}.{col}")
}

/// The start of the row that follows in the group.
pub(in crate::store) fn next_start(register: &Register, dated: Dated, alias: &str) -> String {
    let start = register.stored(dated.start);
    let mut same = String::new();
    for col in dated.within {
        let _ = write!(same, "{} AND ", is_same(register, col, alias));
    }
    format!(
        "(SELECT min(n.{start}) FROM {} n WHERE {same}n.{start} > {alias}.{start} AND n.voided_by IS NULL)",
        register.name
    )
}
