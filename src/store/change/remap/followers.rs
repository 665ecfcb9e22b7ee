//! Who follows a change of divisions: every record that stands and holds a division in any of its fields, by the declarations of all
//! registers. Whose it is and what address it has says, where a division is split, to which part it goes.

use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register;
use crate::register::benefits::relocation::MOVE;
use crate::register::places::remapping::Change;
use crate::register::{Draft, Field, Input, Kind, Register, Versions};
use crate::store::Store;
use crate::store::change::act::Act;
use crate::store::change::save::put;
use crate::store::engine::{Db, Optional, Sql, params};
use crate::store::facts::Overlay;
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::sql::{quoted, reached};
use crate::store::read::{in_force, inside};
use chrono::NaiveDate;

/// How a record follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Its field gets the new division.
    Column,
    /// It is a case, which moves from a month on.
    Moves,
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
}

/// All of them, register by register, in the order of their keys.
pub(super) fn find(db: &Db, change: &Change, day: NaiveDate) -> Answer<Vec<Follower>> {
    let left: Vec<&str> = change.left().into_iter().collect();
    let mut found = Vec::new();
    if left.is_empty() {
        return Ok(found);
    }
    for (register, field) in inside::fields().filter(|(register, _)| register.input == Input::Form) {
        let place =
            if register.versions.is_some() && field.col == Versions::PLACE { Place::Moves } else { Place::Column };
        let sql = format!(
            "SELECT r.key, r.{col}, {}, {} FROM {} r{} WHERE r.{col} IN ({}) AND r.voided_by IS NULL{} ORDER BY r.key",
            person(register).unwrap_or_else(|| "NULL".to_owned()),
            address(register),
            register.name,
            in_force::joins(register, day),
            quoted(&left),
            inside::still(register, day),
            col = field.col,
        );
        let mut get = db.prepare(&sql)?;
        let mut rows = get.query([])?;
        while let Some(row) = rows.next()? {
            let (key, old): (i64, String) = (row.get(0)?, row.get(1)?);
            let address: Option<String> = row.get(3)?;
            let new = change.leads(&old, row.get(2)?, address.as_deref().unwrap_or_default()).map(str::to_owned);
            found.extend(new.map(|new| Follower { register, field, key, old, new, place }));
        }
    }
    Ok(found)
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

/// The address, its own or that of its person, as SQL.
fn address(register: &'static Register) -> String {
    let own = register.field("address").map(|f| format!("r.{}", f.col));
    let theirs = || reached(register, "r", &format!("{}.address", way(register)?));
    own.or_else(theirs).unwrap_or_else(|| "NULL".to_owned())
}

impl Store {
    /// A case moves from the month of the change on, as by 迁居; one that is not drawn before that month is there from its beginning.
    pub(super) fn case_moves(
        &self,
        act: &Act<'_>,
        case: &Follower,
        (from, basis): (NaiveDate, &str),
        day: NaiveDate,
    ) -> Answer<()> {
        let month = Month::of(from);
        if !drawn_before(act.db(), case, month)? {
            let new = (case.field.col.to_owned(), Sql::Text(case.new.clone()));
            return act.update(case.register, case.key, &[new]).map(drop);
        }
        let draft = Draft::new(&MOVE)
            .with("case_key", format!("#{}", case.key))
            .with("from_month", month.to_string())
            .with("division", case.new.clone())
            .with("decided_date", day.to_string())
            .with("basis", format!("区划调整 {basis}"));
        let all_is_written = Overlay::default();
        let judged = self.judge_over(act.db(), &draft, day, Some(&all_is_written))?;
        if !judged.can_save() {
            let told =
                |slip: Slip| Slip { text: format!("{} #{}: {}", case.register.label, case.key, slip.text), ..slip };
            return Err(StoreFault::refused_all(judged.all_slips().into_iter().map(told).collect()));
        }
        put(act, &judged).map(drop)
    }
}

/// Whether a case has a version that begins before a month.
fn drawn_before(db: &Db, case: &Follower, month: Month) -> Answer<bool> {
    let versions = case.register.versions.and_then(|v| register::find(v.register)).map(|e| e.register);
    let Some((versions, parent)) = versions.and_then(|v| Some((v, v.parent?))) else { return Ok(false) };
    let sql = format!(
        "SELECT 1 FROM {} WHERE {parent} = ?1 AND from_month < ?2 AND voided_by IS NULL LIMIT 1",
        versions.name
    );
    let mut get = db.prepare_cached(&sql)?;
    let found: Option<i64> = get.query_row(params![case.key, month.to_string()], |r| r.get(0)).optional()?;
    Ok(found.is_some())
}
