//! What names a record: an ID number, a temporary number, a case number, the register's natural key, or `#key`
//! (decisions, Names). Also how a record is called where another one names it.

use crate::domain::division_code::DivisionCode;
use crate::domain::people::id_number::IdNumber;
use crate::domain::people::person_name;
use crate::domain::{date, found_by, text};
use crate::register::benefits::benefit::{Benefit, Covers};
use crate::register::{BENEFITS, Dated, Field, Input, Kind, Register, Value, benefit_of, find, register_of};
use crate::store::Store;
use crate::store::date as stored_date;
use crate::store::engine::{Db, Optional, Sql, params_from_iter};
use crate::store::fault::{Answer, Candidates, StoreFault};
use crate::store::read::sql::taken;
use crate::store::read::stored::stored_row;
use chrono::{Datelike, NaiveDate};
use std::fmt::Write;

/// No more candidates than a clerk can choose from.
const MOST: usize = 20;

impl Store {
    /// The one record that a text names.
    ///
    /// # Errors
    /// [`StoreFault::NotOne`] when it fits none or several; the candidates are in it.
    pub fn resolve(&self, register: &'static Register, typed: &str, day: NaiveDate) -> Answer<i64> {
        resolve(self.db(), register, typed, day).or_else(|fault| match fault {
            StoreFault::NotOne(candidates) if !candidates.found.is_empty() => {
                self.gate_list(register)?;
                Err(StoreFault::NotOne(candidates))
            }
            fault => Err(fault),
        })
    }

    /// How a record is called: natural key and name, masked where the declaration asks for it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn called(&self, register: &'static Register, key: i64) -> Answer<String> {
        self.gate_list(register)?;
        called(self.db(), register, key)
    }
}

pub(in crate::store) fn resolve(db: &Db, register: &'static Register, typed: &str, day: NaiveDate) -> Answer<i64> {
    let mut keys = keys(db, register, &text::clean(typed), day)?;
    keys.sort_unstable();
    keys.dedup();
    if let [key] = keys[..] {
        return Ok(key);
    }
    keys.truncate(MOST);
    let mut found = Vec::with_capacity(keys.len());
    for key in keys {
        found.push((key, called(db, register, key)?));
    }
    Err(StoreFault::NotOne(Box::new(Candidates {
        typed: typed.to_owned(),
        label: register.label,
        found,
        more: String::new(),
    })))
}

/// The rows that a text names by their number, or by that of the person they belong to.
pub(in crate::store) fn keys(db: &Db, register: &'static Register, typed: &str, day: NaiveDate) -> Answer<Vec<i64>> {
    if let Some(key) = typed.strip_prefix('#') {
        let Ok(key) = key.parse::<i64>() else { return Ok(Vec::new()) };
        return listed(db, &format!("SELECT key FROM {} WHERE key = ?1", register.read_from()), [Sql::Integer(key)]);
    }
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let mut keys = by_parts(db, register, typed)?;
    if keys.is_empty() {
        keys = by_natural_key(db, register, typed)?;
    }
    if keys.is_empty() && register.name == "person" {
        keys = people_of_number(db, typed)?;
    }
    if keys.is_empty() && register.name != "person" {
        keys = by_person(db, register, typed)?;
    }
    if let Some(dated) = register.dated.filter(|_| keys.len() > 1) {
        keys = in_force(db, register, dated, keys, day)?;
    }
    Ok(keys)
}

/// Rows whose natural key and parts are that text, where the register has parts: `tekun.care_fen/D/1`.
fn by_parts(db: &Db, register: &Register, typed: &str) -> Answer<Vec<i64>> {
    let cols = || register.natural_key.iter().chain(register.parts);
    if register.parts.is_empty() || typed.split('/').count() > cols().count() {
        return Ok(Vec::new());
    }
    let words = typed.split('/').map(|word| if word.is_empty() { Sql::Null } else { Sql::Text(word.to_owned()) });
    let words = words.chain(std::iter::repeat(Sql::Null)).take(cols().count());
    let same: String = cols().map(|col| format!("{col} IS ? AND ")).collect();
    listed(db, &format!("SELECT key FROM {} WHERE {same}voided_by IS NULL LIMIT 21", register.read_from()), words)
}

/// Rows whose natural key is that text.
fn by_natural_key(db: &Db, register: &Register, typed: &str) -> Answer<Vec<i64>> {
    for col in register.natural_key {
        let Some(field) = register.field(col) else { continue };
        let value = match field.kind {
            Kind::IdNumber => IdNumber::parse_as(typed, true).ok().map(|id| id.as_str().to_owned()),
            Kind::Division => DivisionCode::parse(typed).ok().map(|c| c.as_str().to_owned()),
            Kind::AccountNo => Some(text::squeeze(typed).into_owned()),
            Kind::Date => date::parse(typed).ok().map(|day| day.to_string()),
            _ => None,
        };
        let spellings = match (field.kind, value) {
            (Kind::IdNumber | Kind::Division | Kind::AccountNo | Kind::Date, value) => value.into_iter().collect(),
            _ => found_by::numbers(typed),
        };
        let sql = format!("SELECT key FROM {} WHERE {col} = ?1 AND voided_by IS NULL LIMIT 21", register.read_from());
        for spelling in spellings {
            let keys = listed(db, &sql, [Sql::Text(spelling)])?;
            if !keys.is_empty() {
                return Ok(keys);
            }
        }
    }
    Ok(Vec::new())
}

/// People by ID number, temporary number, case number or household number.
fn people_of_number(db: &Db, typed: &str) -> Answer<Vec<i64>> {
    for spelling in found_by::numbers(typed) {
        let keys = people_of(db, spelling)?;
        if !keys.is_empty() {
            return Ok(keys);
        }
    }
    Ok(Vec::new())
}

fn people_of(db: &Db, number: String) -> Answer<Vec<i64>> {
    let mut sql = "SELECT h.applicant FROM household h WHERE h.household_no = ?1 AND h.voided_by IS NULL".to_owned();
    for benefit in BENEFITS {
        let (person, from) = person_of(benefit);
        let _ = write!(sql, " UNION SELECT {person} FROM {from} WHERE d.case_no = ?1 AND d.voided_by IS NULL");
    }
    listed(db, &sql, [Sql::Text(number)])
}

/// The person a case belongs to, the applicant where it covers a household; and the tables that lead there from a case `d`.
fn person_of(benefit: &Benefit) -> (&'static str, String) {
    let cases = benefit.cases.name;
    match benefit.covers {
        Covers::Household(_) => ("h.applicant", format!("{cases} d JOIN household h ON h.key = d.household")),
        Covers::Person => ("d.person", format!("{cases} d")),
    }
}

/// The living case of any scheme with that number or `#key`.
pub(in crate::store) fn resolve_case(db: &Db, typed: &str) -> Answer<Option<i64>> {
    for cases in BENEFITS.iter().map(|benefit| benefit.cases) {
        let name = cases.name;
        let keys = match typed.strip_prefix('#').and_then(|key| key.parse::<i64>().ok()) {
            Some(key) if register_of(key) == Some(name) => listed(
                db,
                &format!("SELECT key FROM {name} WHERE key = ?1 AND voided_by IS NULL"),
                [Sql::Integer(key)],
            )?,
            Some(_) => continue,
            None => by_natural_key(db, cases, typed)?,
        };
        if let Some(key) = keys.first() {
            return Ok(Some(*key));
        }
    }
    Ok(None)
}

/// Rows of a register that belong to the person whose ID number or temporary number was typed.
fn by_person(db: &Db, register: &'static Register, typed: &str) -> Answer<Vec<i64>> {
    // Rows that the program writes by the thousand are named by their own numbers.
    if matches!(register.input, Input::Program(_)) {
        return Ok(Vec::new());
    }
    let Some(people) = find("person") else { return Ok(Vec::new()) };
    let mut keys = Vec::new();
    for person in by_natural_key(db, people.register, typed)? {
        keys.extend(of_person(db, register, person)?);
    }
    Ok(keys)
}

/// The living rows of a register that belong to a person: they name the person, or a household of which the person is one. Of
/// what is restricted none: by a name nobody learns that there is one.
pub(in crate::store) fn of_person(db: &Db, register: &'static Register, person: i64) -> Answer<Vec<i64>> {
    let mut keys = Vec::new();
    for field in register.fields.iter().filter(|_| !register.restricted) {
        let sql = match field.kind {
            Kind::Ref("person") => {
                format!("SELECT key FROM {} WHERE {} = ?1 AND voided_by IS NULL", register.read_from(), field.col)
            }
            Kind::Ref("household") => format!(
                "SELECT r.key FROM {} r WHERE r.{} IN (SELECT h.key FROM household h WHERE h.applicant = ?1 AND \
                 h.voided_by IS NULL UNION SELECT m.household FROM member m WHERE m.person = ?1 AND m.ended = 0 AND \
                 m.voided_by IS NULL) AND r.voided_by IS NULL",
                register.read_from(),
                field.col
            ),
            _ => continue,
        };
        keys.extend(listed(db, &sql, [Sql::Integer(person)])?);
    }
    if register.name == "household" {
        let sql = "SELECT household FROM member WHERE person = ?1 AND ended = 0 AND voided_by IS NULL";
        keys.extend(
            listed(db, sql, [Sql::Integer(person)])?.into_iter().filter(|k| !keys.contains(k)).collect::<Vec<_>>(),
        );
    }
    Ok(keys)
}

/// Of rows that follow each other, those in force on the day; all of them when none is.
fn in_force(db: &Db, register: &'static Register, dated: Dated, keys: Vec<i64>, day: NaiveDate) -> Answer<Vec<i64>> {
    let start = register.stored(dated.start);
    let sql = format!(
        "SELECT r.{start}, {} FROM {} r WHERE r.key = ?1",
        crate::store::read::sql::next_start(register, dated, "r"),
        register.name
    );
    let month = format!("{}-{:02}", day.year(), day.month());
    let day = day.to_string();
    let mut held = Vec::new();
    for key in &keys {
        let (from, next): (Option<String>, Option<String>) =
            db.prepare_cached(&sql)?.query_row([key], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let Some(from) = from else { continue };
        let now = if from.len() == 7 { &month } else { &day };
        if from <= *now && next.is_none_or(|n| n > *now) {
            held.push(*key);
        }
    }
    Ok(if held.is_empty() { keys } else { held })
}

/// The keys that a statement lists.
pub(in crate::store) fn listed(db: &Db, sql: &str, values: impl IntoIterator<Item = Sql>) -> Answer<Vec<i64>> {
    let mut get = db.prepare_cached(sql)?;
    let keys = get.query_map(params_from_iter(values), |r| r.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// The natural key of a record as text; `#key` for a register without one.
pub(in crate::store) fn natural_text(db: &Db, register: &'static Register, key: i64) -> Answer<String> {
    if !register.natural_key.is_empty() {
        let cols: Vec<String> = register.natural_key.iter().map(|c| register.stored(c)).collect();
        let sql = format!("SELECT {} FROM {} WHERE key = ?1", cols.join(", "), register.read_from());
        let mut get = db.prepare_cached(&sql)?;
        let mut rows = get.query([key])?;
        if let Some(row) = rows.next()? {
            for i in 0..cols.len() {
                match taken(row.get_ref(i)?) {
                    Value::Null => {}
                    Value::Int(n) => return Ok(n.to_string()),
                    Value::Text(t) => return Ok(t),
                }
            }
        }
    }
    Ok(format!("#{key}"))
}

/// What tells a record from others of its kind on a screen: 张*丰 430406********5012.
pub(in crate::store) fn called(db: &Db, register: &'static Register, key: i64) -> Answer<String> {
    named(db, register, key, false)
}

/// The same for the form that is being filled in or looked at: the clerk must see whom it is about, so that nothing is masked.
pub(in crate::store) fn called_in_full(db: &Db, register: &'static Register, key: i64) -> Answer<String> {
    named(db, register, key, true)
}

fn named(db: &Db, register: &'static Register, key: i64, in_full: bool) -> Answer<String> {
    let name_of = |name: &str| if in_full { text::safe(name) } else { person_name::masked(name) };
    let Some((values, _, voided)) = stored_row(db, register, key)? else { return Ok(format!("#{key}")) };
    let mut words: Vec<String> = Vec::new();
    if register.name == "person" {
        words.push(name_of(values.text("name")));
    }
    for col in register.natural_key {
        if let (Some(field), v) = (register.field(col), values.get(col))
            && !v.is_null()
        {
            let key = if in_full { field.kind.show(v) } else { field.show_masked(v) };
            words.push(register.with_parts(key, |col| text::safe(values.text(col))));
            break;
        }
    }
    if register.restricted {
        // Its number is all that is told of it.
    } else if register.name != "person" {
        words.extend(about(db, register, &values, name_of)?);
    } else if !in_full || values.get("id_number").is_null() {
        // A number in full says when its person was born.
        words.push(stored_date(values.text("birth_date")).map_or(String::new(), |d| format!("{d} 生")));
    }
    if voided.is_some() {
        words.push("(已作废)".to_owned());
    }
    Ok(if words.is_empty() { format!("#{key}") } else { words.join(" ") })
}

/// The name of the person behind a record, and the start of a dated one.
fn about(
    db: &Db,
    register: &'static Register,
    values: &crate::register::Values,
    name_of: impl Fn(&str) -> String,
) -> Answer<Vec<String>> {
    let mut words = Vec::new();
    let referred = || register.fields.iter().filter_map(|f| f.kind.referred(values.get(f.col)));
    // A member is called by the member, not by the household's applicant.
    let name = referred().find(|(target, _)| *target == "person").or_else(|| referred().next());
    if let Some((target, key)) = name
        && let Some(person) = person_behind(db, target, key)?
    {
        words.push(name_of(&person));
    }
    // A name beside the number; where it is by the name that clerks know it, the one of a human being.
    let names = |f: &&Field| !register.natural_key.contains(&f.col) && (f.col == "name" || f.kind == Kind::Name);
    let label = register.fields.iter().find(names).map(|f| values.text(f.col)).filter(|n| !n.is_empty());
    words.extend(label.filter(|_| name.is_none()).map(text::safe));
    if let Some(dated) = register.dated {
        words.push(format!("自 {}", values.text(dated.start)));
    }
    Ok(words)
}

/// A person's name; none where there is no such person.
pub(in crate::store) fn name_of(db: &Db, person: i64) -> Answer<Option<String>> {
    let mut get = db.prepare_cached("SELECT name FROM person WHERE key = ?1")?;
    Ok(get.query_row([person], |r| r.get(0)).optional()?.flatten())
}

/// The name of the person to whom a referred record belongs.
fn person_behind(db: &Db, target: &str, key: i64) -> Answer<Option<String>> {
    let sql = match target {
        "person" => return name_of(db, key),
        "household" => {
            "SELECT p.name FROM household h JOIN person p ON p.key = h.applicant WHERE h.key = ?1".to_owned()
        }
        cases => {
            let Some(benefit) = benefit_of(cases) else { return Ok(None) };
            let (person, from) = person_of(benefit);
            format!("SELECT p.name FROM {from} JOIN person p ON p.key = {person} WHERE d.key = ?1")
        }
    };
    let mut get = db.prepare_cached(&sql)?;
    let mut rows = get.query([key])?;
    Ok(match rows.next()? {
        Some(row) => row.get(0)?,
        None => None,
    })
}
