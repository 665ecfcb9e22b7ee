//! The rows of `division` that come with a change: new ones, others of the same code, ended ones.

use crate::domain::division_code::DivisionCode;
use crate::register::Values;
use crate::register::places::division::{DIVISION, level_code};
use crate::register::places::known::Places;
use crate::register::places::remapping::{Becomes, DivisionRow};
use crate::store::change::act::{Act, columns};
use crate::store::engine::Optional;
use crate::store::fault::Answer;
use crate::store::read::stored::stored_row;
use chrono::NaiveDate;

/// Writes them, and says what becomes of which. `before` is the last day on which all is as it was.
pub(super) fn write(
    act: &Act<'_>,
    rows: &[DivisionRow],
    (places, before): (&Places, NaiveDate),
    (from, basis): (NaiveDate, &str),
) -> Answer<Vec<String>> {
    let mut told = Vec::new();
    for row in rows {
        let mut values = match row {
            DivisionRow::Stands(unit, like) => {
                let was = places.get(&unit.code, before).map(|known| known.name);
                told.push(match was {
                    None => format!("设立 {} {}", unit.code, unit.name),
                    Some(was) if was != unit.name => format!("更名 {} {was} → {}", unit.code, unit.name),
                    Some(_) => format!("变更 {} {}", unit.code, unit.name),
                });
                stands(act, unit, like.as_deref(), before)?
            }
            DivisionRow::Ends(code, into) => {
                let name = |code: &str| places.name(code, before).to_owned();
                let merged = into.as_deref().map_or_else(String::new, |into| format!(", 并入 {into}"));
                told.push(format!("撤销 {code} {}{merged}", name(code)));
                let mut values = last(act, code, before)?.unwrap_or_else(|| Values::new(&DIVISION));
                values.set("merged_into", into.as_deref());
                values.set("ended", 1);
                values
            }
        };
        values.set("valid_from", from);
        values.set("basis", basis);
        act.insert(&DIVISION, &columns(&values))?;
    }
    Ok(told)
}

/// The row of a code that is in force on a day.
fn last(act: &Act<'_>, code: &str, day: NaiveDate) -> Answer<Option<Values>> {
    let mut get = act.db().prepare_cached(
        "SELECT key FROM division WHERE code = ?1 AND valid_from <= ?2 AND voided_by IS NULL ORDER BY valid_from DESC LIMIT 1",
    )?;
    let key: Option<i64> = get.query_row([code, &day.to_string()], |r| r.get(0)).optional()?;
    let row = key.map(|key| stored_row(act.db(), &DIVISION, key)).transpose()?;
    Ok(row.flatten().map(|(values, ..)| values))
}

/// A division as it is from the day on: as the one it comes from, but for what the plan says.
fn stands(act: &Act<'_>, unit: &Becomes, like: Option<&str>, before: NaiveDate) -> Answer<Values> {
    let row = like.map(|code| last(act, code, before)).transpose()?.flatten();
    let is_new = row.as_ref().is_none_or(|row| row.text("code") != unit.code);
    let mut values = row.unwrap_or_else(|| Values::new(&DIVISION));
    if is_new {
        // What was said of another one's size and papers is not said of it.
        for col in ["short_name", "area_km2", "population", "set_up_on", "approval_no", "history", "merged_into"] {
            values.set(col, crate::register::Value::Null);
        }
    }
    values.set("code", unit.code.as_str());
    values.set("name", unit.name.as_str());
    values.set("ended", 0);
    if let Ok(code) = DivisionCode::parse(&unit.code) {
        values.set("level", level_code(code.level()));
    }
    for (col, value) in unit.says.iter().filter(|(_, value)| !value.is_null()) {
        values.set(col, value.clone());
    }
    Ok(values)
}
