//! Who follows a change of divisions: every record that stands and holds a division in any of its fields, by the declarations of all
//! registers. Whose it is and what address it has says, where a division is split, to which part it goes.

use crate::register;
use crate::register::places::remapping::Change;
use crate::register::{Field, Input, Kind, Register, Versions};
use crate::store::engine::Db;
use crate::store::fault::Answer;
use crate::store::read::sql::{quoted, reached};
use crate::store::read::{in_force, inside};
use chrono::NaiveDate;

/// Where a person lives, and the address lies.
const HOME: &str = "home_division";

/// How a record follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Its field gets the new division.
    Column,
    /// It is a case, which moves from a month on.
    Moves,
}

/// Whose a record is and what address it has: by that it goes where a division is split.
#[derive(Debug, Default)]
pub(super) struct Whose {
    person: Option<i64>,
    address: String,
    /// The division in which the address lies.
    lies_in: String,
}

impl Whose {
    /// Where it goes from a division; an address says nothing of another division than its own.
    pub fn goes<'c>(&self, change: &'c Change, code: &str) -> Option<&'c str> {
        change.leads(code, self.person, if self.lies_in == code { &self.address } else { "" })
    }
}

/// A record that follows.
#[derive(Debug)]
pub(super) struct Follower {
    pub register: &'static Register,
    pub field: &'static Field,
    pub key: i64,
    pub old: String,
    pub new: String,
    pub place: Place,
    pub whose: Whose,
}

/// All of them, register by register, in the order of their keys: those that stand on the day from which the change holds, whatever became of
/// them since.
pub(super) fn find(db: &Db, change: &Change, from: NaiveDate) -> Answer<Vec<Follower>> {
    let left: Vec<&str> = change.left().into_iter().collect();
    let mut found = Vec::new();
    if left.is_empty() {
        return Ok(found);
    }
    for (register, field) in inside::fields().filter(|(register, _)| register.input == Input::Form) {
        let moves = register.versions.is_some() && field.col == Versions::PLACE;
        let place = if moves { Place::Moves } else { Place::Column };
        let mut get = db.prepare(&standing((register, field), &left, from))?;
        let mut rows = get.query([])?;
        while let Some(row) = rows.next()? {
            let (key, old): (i64, String) = (row.get(0)?, row.get(1)?);
            let text = |at| row.get::<Option<String>>(at).map(Option::unwrap_or_default);
            let whose = Whose { person: row.get(2)?, address: text(3)?, lies_in: text(4)? };
            let new = whose.goes(change, &old).map(str::to_owned);
            found.extend(new.map(|new| Follower { register, field, key, old, new, place, whose }));
        }
    }
    Ok(found)
}

/// Those of a register that stand in one of the divisions, with whose they are and their address and where that lies.
fn standing((register, field): (&'static Register, &Field), left: &[&str], from: NaiveDate) -> String {
    let left = quoted(left);
    let [place, there] = inside::whereabouts((register, field), from, &|what| format!("{what} IN ({left})"));
    let [address, lies_in] = address(register);
    format!(
        "SELECT r.key, {place}, {}, {address}, {lies_in} FROM {} r{} WHERE {there} AND r.voided_by IS NULL{} ORDER BY r.key",
        person(register).unwrap_or_else(|| "NULL".to_owned()),
        register.name,
        in_force::joins(register, from),
        inside::was_still(register, from),
    )
}

/// The way from a record to the person it belongs to, as a path of references: nothing from a person itself.
fn way(register: &'static Register) -> Option<String> {
    let people = |of: &'static Register| {
        let mut fields = of.fields.iter().filter(|f| f.kind == Kind::Ref("person")).map(|f| f.col);
        fields.clone().find(|col| *col == "person").or_else(|| fields.next())
    };
    let through = || {
        register.fields.iter().find_map(|f| {
            let Kind::Ref(name) = f.kind else { return None };
            Some(format!("{}.{}", f.col, people(register::find(name)?.register)?))
        })
    };
    people(register).map(str::to_owned).or_else(through)
}

/// The person, as SQL.
fn person(register: &'static Register) -> Option<String> {
    match register.name {
        "person" => Some("r.key".to_owned()),
        _ => reached(register, "r", &way(register)?),
    }
}

/// The address and the division in which it lies, its own or, where it has none, those of its person, as SQL.
fn address(register: &'static Register) -> [String; 2] {
    let none = || "NULL".to_owned();
    let theirs = |col: &str| way(register).and_then(|way| reached(register, "r", &format!("{way}.{col}")));
    let theirs = ["address", HOME].map(|col| theirs(col).unwrap_or_else(none));
    let lies = || [HOME, "division"].into_iter().find_map(|col| register.field(col));
    match (register.field("address"), lies()) {
        (Some(own), Some(lies)) => {
            let own = format!("nullif(r.{}, '')", own.col);
            let [address, home] = theirs;
            [
                format!("coalesce({own}, {address})"),
                format!("CASE WHEN {own} IS NULL THEN {home} ELSE r.{} END", lies.col),
            ]
        }
        _ => theirs,
    }
}
