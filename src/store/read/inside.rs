//! What lies in a division, walked from the declarations: every field that may hold a division, of every register. Knows none of
//! them by name but the divisions themselves.

use crate::domain::month::Month;
use crate::register::places::territory::Naming;
use crate::register::{ALL, Field, Input, Inside, Kind, Over, Register, Versions};
use crate::store::Store;
use crate::store::engine::{Db, Row, Sql, params_from_iter};
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
pub(in crate::store) fn living_in(db: &Db, code: &str, day: NaiveDate) -> Answer<Vec<Inside>> {
    Ok(living(db, &[code], day)?.into_iter().flat_map(|(_, inside)| inside).collect())
}

/// The same of several divisions, asked once of each register; those in which nothing lives are left out.
pub(in crate::store) fn living<'c>(db: &Db, codes: &[&'c str], day: NaiveDate) -> Answer<Vec<(&'c str, Vec<Inside>)>> {
    let mut found: Vec<(&str, Vec<Inside>)> = codes.iter().map(|code| (*code, Vec::new())).collect();
    let ranges = outer(codes);
    let mut put = |sql: &str, label: &str, unit: &'static str, beside: bool| -> Answer<()> {
        let mut get = db.prepare(sql)?;
        let mut rows = get.query(params_from_iter(ranges.iter().flatten().map(|end| Sql::Text(end.clone()))))?;
        while let Some(row) = rows.next()? {
            let (place, count): (String, i64) = (row.get(0)?, row.get(1)?);
            let there = |code: &str| {
                let [first, last] = range(code);
                (first..=last).contains(&place) && !(beside && code == place)
            };
            for (_, inside) in found.iter_mut().filter(|(code, _)| there(code)) {
                match inside.last_mut().filter(|last| last.label == label) {
                    Some(last) => last.count += count,
                    None => inside.push(Inside { label: label.to_owned(), count, unit }),
                }
            }
        }
        Ok(())
    };
    if ranges.is_empty() {
        return Ok(Vec::new());
    }
    put(&below(&ranges, day), "下级区划", "个", true)?;
    for (register, field) in fields().filter(|(r, _)| r.input == Input::Form) {
        put(&lying(register, field, &ranges, day), &label(register, field), register.unit, false)?;
    }
    found.retain(|(_, inside)| !inside.is_empty());
    Ok(found)
}

/// The ranges of divisions, without those that lie in another.
fn outer(codes: &[&str]) -> Vec<[String; 2]> {
    let mut ranges: Vec<[String; 2]> = codes.iter().map(|code| range(code)).collect();
    ranges.sort_by(|a, b| a[0].cmp(&b[0]).then_with(|| b[1].cmp(&a[1])));
    ranges.dedup_by(|inner, outer| inner[1] <= outer[1]);
    ranges
}

/// The condition that a division is in one of so many ranges.
fn lies_in(what: &str, ranges: &[[String; 2]]) -> String {
    let one = |at: usize| format!("{what} BETWEEN ?{} AND ?{}", 2 * at + 1, 2 * at + 2);
    format!("({})", (0..ranges.len()).map(one).collect::<Vec<_>>().join(" OR "))
}

/// The divisions in some ranges that stand on a day.
fn below(ranges: &[[String; 2]], day: NaiveDate) -> String {
    format!(
        "SELECT code, 1 FROM division d WHERE {} AND voided_by IS NULL AND ended = 0 AND valid_from <= '{day}' \
         AND NOT EXISTS (SELECT 1 FROM division n WHERE n.code = d.code AND n.voided_by IS NULL AND n.valid_from > d.valid_from \
         AND n.valid_from <= '{day}')",
        lies_in("code", ranges)
    )
}

/// Where a record of a register is by a field, and the condition that this is one of the divisions that `lies` says of a column: on a day, or
/// later. A case that moves away in a later month is there until then.
pub(in crate::store) fn whereabouts(
    (register, field): (&'static Register, &Field),
    day: NaiveDate,
    lies: &dyn Fn(&str) -> String,
) -> [String; 2] {
    let stored = format!("r.{}", field.col);
    let there = lies(&stored);
    if register.versions.is_none() || field.col != Versions::PLACE {
        return [stored, there];
    }
    let later = format!(
        "FROM move m WHERE m.from_month > '{}' AND m.voided_by IS NULL AND {}",
        Month::of(day),
        lies("m.left_division")
    );
    let left = format!("SELECT m.left_division {later} AND m.case_key = r.key ORDER BY m.from_month LIMIT 1");
    [
        format!("CASE WHEN {there} THEN {stored} ELSE ({left}) END"),
        format!("({there} OR r.key IN (SELECT m.case_key {later}))"),
    ]
}

/// How many records of a register lie in each division of some ranges, or will.
fn lying(register: &'static Register, field: &Field, ranges: &[[String; 2]], day: NaiveDate) -> String {
    let [place, there] = whereabouts((register, field), day, &|what| lies_in(what, ranges));
    format!(
        "SELECT {place}, count(*) FROM {} r{} WHERE {there} AND r.voided_by IS NULL{} GROUP BY 1",
        register.name,
        in_force::joins(register, day),
        still(register, day)
    )
}

impl Store {
    /// How many records name a division, or one that lies in it, by register and field; those that have none are left out.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn naming(&self, code: &str, day: NaiveDate) -> Answer<Vec<Naming>> {
        self.gate_look()?;
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

/// The condition that a record of a register is not over on the day.
pub(in crate::store) fn still(register: &'static Register, day: NaiveDate) -> String {
    not_over(register, day, |col| format!("{} IS NULL", in_force::column(register, col, day)))
}

/// The same of a day that may be past: what a later day has ended (a death) was not over then.
pub(in crate::store) fn was_still(register: &'static Register, day: NaiveDate) -> String {
    let is_date = |col: &str| register.field(col).is_some_and(|field| field.kind == Kind::Date);
    not_over(register, day, |col| {
        let column = in_force::column(register, col, day);
        let later = if is_date(col) { format!(" OR {column} >= '{day}'") } else { String::new() };
        format!("({column} IS NULL{later})")
    })
}

fn not_over(register: &'static Register, day: NaiveDate, open: impl Fn(&str) -> String) -> String {
    let not = |over: &Over| match over {
        Over::Is(col, codes) => {
            format!(" AND {} NOT IN ({})", in_force::column(register, col, day), quoted(codes))
        }
        Over::YearPast(col) => format!(" AND {} >= {}", in_force::column(register, col, day), day.year()),
        Over::History => " AND 1 = 0".to_owned(),
        Over::Filled(col) => format!(" AND {}", open(col)),
    };
    let gone = register.until.map(|until| in_force::not_gone(register, until, day));
    register.over.iter().map(not).chain(gone.map(|there| format!(" AND {there}"))).collect()
}

/// What of all that ever was in a division comes first, where there is anything. What speaks of divisions that are still to come needs none.
pub(in crate::store) fn first(db: &Db, code: &str) -> Answer<Option<String>> {
    let [first, last] = range(code);
    let below = "SELECT 1 FROM division WHERE code > ?1 AND code <= ?2 AND voided_by IS NULL LIMIT 1";
    if db.prepare(below)?.exists([&first, &last])? {
        return Ok(Some("下级区划".to_owned()));
    }
    for (register, field) in fields().filter(|(_, field)| !field.to_come) {
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
