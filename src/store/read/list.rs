//! What a list of a register selects: a cell for each of its columns, as of a day, and the joins they need.

use crate::register::{BENEFITS, Kind, ListColumn, Register, Value, find};
use crate::store::engine::Given;
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::in_force;
use crate::store::read::sql::{day_or_month_before, next_start, taken};
use crate::store::read::villages::placed;
use crate::store::read::why;
use chrono::NaiveDate;
use std::fmt::Write;

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

/// What a list of a register selects, and the joins it needs.
pub(in crate::store) struct Shape {
    pub cells: Vec<Cell>,
    pub joins: String,
}

/// The columns of a list of a register as expressions over the alias `r`, as of a day.
pub(in crate::store) fn shape(register: &'static Register, columns: &[ListColumn], day: NaiveDate) -> Answer<Shape> {
    let mut joins = Joins::default();
    let mut cells = Vec::with_capacity(columns.len());
    let beside = in_force::beside(register, day)?;
    for column in columns {
        if let Some((field, expr)) = beside.iter().find(|(field, _)| field.col == column.path) {
            cells.push(Cell { expr: expr.clone(), kind: field.kind, before: false });
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
        let expr = match (register.name, path) {
            ("act", "why") => why::told(alias),
            _ => on_day(path).unwrap_or_else(|| placed(register, alias, field.col, day)),
        };
        return Some(Cell { expr, kind: field.kind, before: false });
    };
    if let Some(Kind::Ref(target)) = register.field(head).map(|f| f.kind) {
        let target = find(target)?.register;
        let key = on_day(head).unwrap_or_else(|| format!("{alias}.{head}"));
        let joined = joins.alias(key.clone(), |j| format!("{} {j} ON {j}.key = {key}", target.read_from()));
        return cell(target, &joined, rest, day, joins);
    }
    let versions = register.versions.filter(|v| v.register == head && alias == "r")?;
    cell(find(versions.register)?.register, in_force::DRAWN, rest, day, joins)
}

/// The number of the case of any scheme that a row names by its key: each scheme counts from its own thousand million.
pub(super) fn case_no(alias: &str) -> String {
    let mut text = format!("CASE {alias}.case_key / 1000000000");
    for benefit in BENEFITS {
        let (keys, cases) = (benefit.keys(), benefit.cases.name);
        let _ = write!(text, " WHEN {keys} THEN (SELECT z.case_no FROM {cases} z WHERE z.key = {alias}.case_key)");
    }
    text + " END"
}
