//! Parameters by town follow a change of divisions: a town that is new has, from the day on, what the towns have from which it comes. One
//! that was there before keeps its own.

use crate::domain::param::Param;
use crate::domain::param_key::Key;
use crate::register::bureau::parameter::PARAMETER;
use crate::register::places::remapping::Change;
use crate::register::{Value, Values};
use crate::store::change::act::{Act, columns};
use crate::store::change::remap::meetings::Words;
use crate::store::change::resolve::listed;
use crate::store::engine::{Db, Sql};
use crate::store::fault::Answer;
use crate::store::read::stored::stored_row;

/// The columns with the keys of a parameter.
const KEYS: [&str; 2] = ["first", "second"];

/// Writes them, and says so. Where the towns it comes from have different ones, that is said instead.
pub(super) fn follow(act: &Act<'_>, change: &Change, words: &Words<'_>) -> Answer<Vec<String>> {
    let mut told = Vec::new();
    let towns = change.new_towns(words.places, words.before);
    if towns.is_empty() {
        return Ok(told);
    }
    let all = by_town(act.db())?;
    for (town, sources) in towns {
        let mut standards = sources.iter().map(|source| of_town(&all, source, &town, words));
        let first = standards.next().unwrap_or_default();
        let name = words.division(&town);
        let names = sources.iter().map(|source| words.division(source)).collect::<Vec<_>>().join("、");
        if standards.any(|other| other != first) {
            told.push(format!("参数: {names}按镇街定的标准不同, 请给{name}另行登记"));
            continue;
        }
        for row in &first {
            act.insert(&PARAMETER, &columns(row))?;
        }
        if !first.is_empty() {
            told.push(format!("参数: {name}自 {} 起沿用{names}的标准 {} 项", words.from, first.len()));
        }
    }
    Ok(told)
}

/// The column in which a parameter has a town, where it is one by town.
fn town_column(row: &Values) -> Option<&'static str> {
    let keys = Param::from_name(row.text("name"))?.spec().keys;
    let at = keys.iter().position(|key| *key == Key::Town)?;
    KEYS.get(at).copied()
}

/// All values that hold for one town, the oldest first.
fn by_town(db: &Db) -> Answer<Vec<Values>> {
    let keys =
        listed(db, "SELECT key FROM parameter WHERE voided_by IS NULL ORDER BY valid_from, key", [] as [Sql; 0])?;
    let mut all = Vec::new();
    for key in keys {
        let row = stored_row(db, &PARAMETER, key)?.map(|(row, ..)| row);
        all.extend(row.filter(|row| town_column(row).is_some_and(|col| !row.get(col).is_null())));
    }
    Ok(all)
}

/// What a town has on the day and later, as that of another one.
fn of_town(all: &[Values], source: &str, town: &str, words: &Words<'_>) -> Vec<Values> {
    let mut rows: Vec<Values> = Vec::new();
    for row in all {
        let Some(col) = town_column(row).filter(|col| row.text(col) == source) else { continue };
        let mut row = row.clone();
        row.set(col, town);
        if row.date("valid_from").is_none_or(|day| day <= words.from) {
            row.set("valid_from", Value::from(words.from));
            // A later value takes the place of an earlier one that would begin on the day too.
            rows.retain(|other| {
                ["name", "first", "second", "valid_from"].iter().any(|col| other.get(col) != row.get(col))
            });
        }
        rows.push(row);
    }
    rows
}
