//! SQL text made from a declaration: where a list column comes from, how values go in and come out. Names of tables and
//! columns come from declarations only, never from input.

use crate::register::{Dated, Kind, Register, Value, Values, find};
use crate::store::engine::{Given, Row, Sql};
use crate::store::fault::{Answer, StoreFault};
use crate::store::month;
use crate::store::read::in_force;
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

/// The declared fields as stored columns of an alias: `r.case_no, r.total_fen`.
pub(in crate::store) fn field_list(register: &Register, alias: &str) -> String {
    let mut text = String::new();
    for (i, field) in register.fields.iter().enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        let _ = write!(text, "{comma}{alias}.{}", field.column());
    }
    text
}

/// The declared row that begins at a column.
pub(in crate::store) fn values_at(register: &'static Register, row: Row<'_>, start: usize) -> Answer<Values> {
    let mut values = Values::new(register);
    for i in 0..register.fields.len() {
        values.put(i, taken(row.get_ref(start + i)?));
    }
    Ok(values)
}

/// The stored name of a column that a declaration names: a field's, `key`, or as it stands.
pub(in crate::store) fn stored(register: &Register, col: &str) -> String {
    register.field(col).map_or_else(|| col.to_owned(), |f| f.column())
}

/// A cell of a list: its expression and how its value reads.
pub(in crate::store) struct Cell {
    pub expr: String,
    pub kind: Kind,
    /// The value is the start of the next row: the cell shows the day or month before it.
    pub before: bool,
}

impl Cell {
    /// The cell's value as a row gave it.
    pub(in crate::store) fn read(&self, v: Given) -> Value {
        let v = taken(v);
        if self.before { day_or_month_before(&v) } else { v }
    }
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

/// What a list of a register selects, and the joins it needs.
pub(in crate::store) struct Shape {
    pub cells: Vec<Cell>,
    pub joins: String,
}

/// The list columns of a register as expressions over the alias `r`, as of a day.
pub(in crate::store) fn shape(register: &'static Register, day: NaiveDate) -> Answer<Shape> {
    let mut joins = Joins::default();
    let mut cells = Vec::with_capacity(register.list.len());
    for column in register.list {
        if let Some(sum) = register.sums.iter().find(|s| s.field.col == column.path) {
            let expr = in_force::sum_on(register, sum, day)?;
            cells.push(Cell { expr, kind: sum.field.kind, before: false });
            continue;
        }
        let cell = cell(register, "r", column.path, day, &mut joins);
        let unknown = || StoreFault::defect(format!("{}: 没有列 {}", register.name, column.path));
        cells.push(cell.ok_or_else(unknown)?);
    }
    Ok(Shape { cells, joins: joins.text })
}

#[derive(Default)]
struct Joins {
    made: Vec<(String, String)>,
    text: String,
}

impl Joins {
    /// The alias of a join, made once.
    fn alias(&mut self, id: String, on: impl FnOnce(&str) -> String) -> String {
        if let Some((_, alias)) = self.made.iter().find(|(made, _)| *made == id) {
            return alias.clone();
        }
        let alias = format!("j{}", self.made.len() + 1);
        let join = on(&alias);
        let _ = write!(self.text, " LEFT JOIN {join}");
        self.made.push((id, alias.clone()));
        alias
    }
}

fn cell(register: &'static Register, alias: &str, path: &str, day: NaiveDate, joins: &mut Joins) -> Option<Cell> {
    // A case's versions are joined as of the list's day (`in_force`), for the listed register itself.
    let on_day = |col: &str| in_force::on_day(register, col, day).filter(|_| alias == "r");
    let Some((head, rest)) = path.split_once('.') else {
        if let Some(dated) = register.dated.filter(|d| d.until == path) {
            let kind = register.field(dated.start)?.kind;
            return Some(Cell { expr: next_start(register, dated, alias), kind, before: true });
        }
        let field = register.field(path)?;
        if field.kind == Kind::Case {
            return Some(Cell { expr: case_no(alias), kind: Kind::Text(24), before: false });
        }
        let expr = on_day(path).unwrap_or_else(|| format!("{alias}.{}", field.column()));
        return Some(Cell { expr, kind: field.kind, before: false });
    };
    if let Some(Kind::Ref(target)) = register.field(head).map(|f| f.kind) {
        let target = find(target)?.register;
        let key = on_day(head).unwrap_or_else(|| format!("{alias}.{head}"));
        let joined = joins.alias(key.clone(), |j| format!("{} {j} ON {j}.key = {key}", target.name));
        return cell(target, &joined, rest, day, joins);
    }
    let versions = register.versions.filter(|v| v.register == head && alias == "r")?;
    cell(find(versions.register)?.register, in_force::DRAWN, rest, day, joins)
}

/// The number of the case of any scheme that a row names by its key: each scheme counts from its own thousand million.
fn case_no(alias: &str) -> String {
    let mut text = format!("CASE {alias}.case_key / 1000000000");
    for (scheme, register) in ["dibao", "temporary", "tekun", "disability"].iter().enumerate() {
        let _ = write!(
            text,
            " WHEN {} THEN (SELECT z.case_no FROM {register} z WHERE z.key = {alias}.case_key)",
            scheme + 1
        );
    }
    text + " END"
}

/// The start of the row that follows in the group.
pub(in crate::store) fn next_start(register: &Register, dated: Dated, alias: &str) -> String {
    let start = stored(register, dated.start);
    let mut same = String::new();
    for col in dated.within {
        let col = stored(register, col);
        let _ = write!(same, "n.{col} = {alias}.{col} AND ");
    }
    format!(
        "(SELECT min(n.{start}) FROM {} n WHERE {same}n.{start} > {alias}.{start} AND n.voided_by IS NULL)",
        register.name
    )
}
