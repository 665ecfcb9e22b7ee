//! What lies in a division, walked from the declarations: every field that may hold a division, of every register. Knows none of
//! them by name but the divisions themselves.

use crate::domain::month::Month;
use crate::register::places::territory::Naming;
use crate::register::{ALL, Field, Input, Inside, Kind, Over, Register, Versions};
use crate::store::Store;
use crate::store::engine::{Db, Row, params};
use crate::store::fault::Answer;
use crate::store::read::in_force;
use crate::store::read::sql::quoted;
use chrono::{Datelike, NaiveDate};

/// Every field that holds a division, but for that by which divisions themselves are known.
pub(in crate::store) fn fields() -> impl Iterator<Item = (&'static Register, &'static Field)> {
    let others = ALL.iter().map(|e| e.register).filter(|r| r.name != "division");
    others.flat_map(|r| r.fields.iter().filter(|f| f.kind == Kind::Division).map(move |f| (r, f)))
}

/// The register, and the field where it has several: 低保, 人员(居住地).
pub(in crate::store) fn label(register: &Register, field: &Field) -> String {
    let several = register.fields.iter().filter(|f| f.kind == Kind::Division).count() > 1;
    if several { format!("{}({})", register.label, field.label) } else { register.label.to_owned() }
}

/// The first and the last code of a division and of all that lies in it.
fn range(code: &str) -> [String; 2] {
    let head = match code.get(6..) {
        Some("000000") => &code[..6],
        Some(tail) if tail.ends_with("000") => &code[..9],
        _ => code,
    };
    [code.to_owned(), format!("{head:9<12}")]
}

/// How many records live in a division, register by register. What the program wrote itself (payment lines) is history.
pub(in crate::store) fn living(db: &Db, code: &str, day: NaiveDate) -> Answer<Vec<Inside>> {
    let [first, last] = range(code);
    let mut found = Vec::new();
    let below: i64 = db
        .prepare_cached(
            "SELECT count(*) FROM division d WHERE code > ?1 AND code <= ?2 AND voided_by IS NULL AND ended = 0 AND valid_from <= ?3
             AND NOT EXISTS (SELECT 1 FROM division n WHERE n.code = d.code AND n.voided_by IS NULL AND n.valid_from > d.valid_from
                             AND n.valid_from <= ?3)",
        )?
        .query_row(params![first, last, day.to_string()], |r| r.get(0))?;
    found.push(Inside { label: "下级区划".to_owned(), count: below, unit: "个" });
    for (register, field) in fields().filter(|(r, _)| r.input == Input::Form) {
        let sql = format!(
            "SELECT count(*) FROM {} r{} WHERE {} AND r.voided_by IS NULL{}",
            register.name,
            in_force::joins(register, day),
            lies_there(register, field, day),
            still(register, day)
        );
        let count = db.prepare_cached(&sql)?.query_row([&first, &last], |r| r.get(0))?;
        found.push(Inside { label: label(register, field), count, unit: register.unit });
    }
    found.retain(|i| i.count > 0);
    Ok(found)
}

impl Store {
    /// How many records name a division, or one that lies in it, by register and field; those that have none are left out.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn naming(&self, code: &str, day: NaiveDate) -> Answer<Vec<Naming>> {
        let ends = range(code);
        let mut found = Vec::new();
        for (register, field) in fields().filter(|(r, _)| r.input == Input::Form) {
            let sql = format!(
                "SELECT count(*), count(*) FILTER (WHERE 1{}) FROM {} r{} WHERE r.{} BETWEEN ?1 AND ?2 AND r.voided_by IS NULL",
                still(register, day),
                register.name,
                in_force::joins(register, day),
                field.col
            );
            let count = |r: Row<'_>| Ok((r.get(0)?, r.get(1)?));
            let (all, standing): (i64, i64) = self.db().prepare_cached(&sql)?.query_row([&ends[0], &ends[1]], count)?;
            if all > 0 {
                found.push(Naming { register, field, label: label(register, field), all, standing });
            }
        }
        Ok(found)
    }
}

/// The condition that a record lies there, or will: a case that moves away in a later month is there until then.
fn lies_there(register: &Register, field: &Field, day: NaiveDate) -> String {
    let stored = format!("r.{} BETWEEN ?1 AND ?2", field.col);
    if register.versions.is_none() || field.col != Versions::PLACE {
        return stored;
    }
    format!(
        "({stored} OR r.key IN (SELECT m.case_key FROM move m WHERE m.from_month > '{}' AND m.voided_by IS NULL \
         AND m.left_division BETWEEN ?1 AND ?2))",
        Month::of(day)
    )
}

/// The condition that a record of a register is not over on the day.
pub(in crate::store) fn still(register: &'static Register, day: NaiveDate) -> String {
    let not = |over: &Over| match over {
        Over::Is(col, codes) => {
            format!(" AND {} NOT IN ({})", in_force::column(register, col, day), quoted(codes))
        }
        Over::YearPast(col) => format!(" AND {} >= {}", in_force::column(register, col, day), day.year()),
        Over::History => " AND 1 = 0".to_owned(),
        Over::Filled(col) => format!(" AND {} IS NULL", in_force::column(register, col, day)),
    };
    let gone = register.until.map(|until| in_force::not_gone(register, until, day));
    register.over.iter().map(not).chain(gone.map(|there| format!(" AND {there}"))).collect()
}

/// What of all that ever was in a division comes first, where there is anything.
pub(in crate::store) fn first(db: &Db, code: &str) -> Answer<Option<String>> {
    let [first, last] = range(code);
    let below = "SELECT 1 FROM division WHERE code > ?1 AND code <= ?2 AND voided_by IS NULL LIMIT 1";
    if db.prepare(below)?.exists([&first, &last])? {
        return Ok(Some("下级区划".to_owned()));
    }
    for (register, field) in fields() {
        let sql = format!(
            "SELECT 1 FROM {} WHERE {} BETWEEN ?1 AND ?2 AND voided_by IS NULL LIMIT 1",
            register.name, field.col
        );
        if db.prepare(&sql)?.exists([&first, &last])? {
            return Ok(Some(label(register, field)));
        }
    }
    Ok(None)
}
