//! Where a record was on a past day. The village of a case in a month: `division` of a case is where its latest move leads; what it left stands in the moves
//! (register `move`). Everything that counts or lists by village asks here, so that past months keep the village of their time. Who asks only
//! for cases that are drawn in the month asks [`village_in!`], whoever may ask for others too [`of_case`].

use crate::domain::month::Month;
use crate::register::benefits::benefit::KEYS;
use crate::register::benefits::relocation::KEYS_ABOVE;
use crate::register::places::division::DIVISION;
use crate::register::{Input, Kind, Over, Register, Versions};
use crate::store::engine::Db;
use crate::store::fault::Answer;
use chrono::NaiveDate;

/// The village of a case (its alias) in a month (an expression), as SQL: what the first later move left, else where it is.
macro_rules! village_in {
    ($case:literal, $month:literal) => {
        concat!(
            "COALESCE((SELECT m.left_division FROM move m WHERE m.case_key = ",
            $case,
            ".key AND m.voided_by IS NULL AND m.from_month > ",
            $month,
            " ORDER BY m.from_month LIMIT 1), ",
            $case,
            ".division)"
        )
    };
}

/// The village that a change row `h` of a case counts for: that of its month, for who moves away (10) the one that is left.
macro_rules! village_of_change {
    ($case:literal) => {
        concat!(
            "COALESCE((SELECT m.left_division FROM move m WHERE m.case_key = ",
            $case,
            ".key AND m.voided_by IS NULL AND m.from_month >= h.month AND (m.from_month > h.month OR (h.award = m.key \
             AND h.kind = '10')) ORDER BY m.from_month LIMIT 1), ",
            $case,
            ".division)"
        )
    };
}

/// Whether a change row (its alias) came with a move inside the district: then it names a move where others name a version.
macro_rules! by_move {
    ($change:literal) => {
        concat!("COALESCE(", $change, ".award, 0) BETWEEN 5000000001 AND 5999999999")
    };
}

/// [`by_move`] of a change row `h`.
pub(in crate::store) const BY_MOVE: &str = by_move!("h");

/// The same of what a change row names.
pub(in crate::store) fn is_move(named: Option<i64>) -> bool {
    named.is_some_and(|key| key > KEYS_ABOVE && key < KEYS_ABOVE + KEYS)
}

/// A column of the version with which the case of a change row `h` moves: the one in force before the month of the move.
pub(in crate::store) fn before_move(versions: &str, case: &str, column: &str) -> String {
    format!(
        "(SELECT w.{column} FROM {versions} w WHERE w.{case} = h.case_key AND w.voided_by IS NULL AND w.from_month < h.month \
         ORDER BY w.from_month DESC LIMIT 1)"
    )
}

/// The key of the version that a change row `h` is about: the one it came with, for a move the one with which the case moves.
pub(in crate::store) fn version_of_change(versions: &str, case: &str) -> String {
    format!("CASE WHEN {BY_MOVE} THEN {} ELSE h.award END", before_move(versions, case, "key"))
}

/// The village of a case of any kind, its alias given, in a month (an expression): what the first later move left, or the first later change of
/// divisions (register `division_move`), with which a case that was not drawn yet did not move. Of both in one month it is the move.
pub(in crate::store) fn of_case(cases: &Register, alias: &str, month: &str) -> String {
    let (name, place) = (cases.name, Versions::PLACE);
    let changed = format!("dm.from_on > {month} || '-31' AND dm.voided_by IS NULL");
    let moved = village_in!(":case", ":month").replace(":case", alias).replace(":month", month);
    format!(
        "COALESCE(CASE WHEN EXISTS (SELECT 1 FROM division_move dm WHERE {changed}) THEN \
         (SELECT dm.left_division FROM division_move dm WHERE dm.row = {alias}.key AND dm.register = '{name}' AND dm.field = '{place}' \
         AND {changed} AND NOT EXISTS (SELECT 1 FROM move m WHERE m.case_key = {alias}.key AND m.voided_by IS NULL \
         AND m.from_month > {month} AND m.from_month <= substr(dm.from_on, 1, 7)) ORDER BY dm.from_on LIMIT 1) END, {moved})"
    )
}

/// A column of a record, its alias given, as it was on a day: a division as it was before a change of divisions since (register `division_move`),
/// the village of a case as in the month of the day.
pub(in crate::store) fn placed(register: &Register, alias: &str, col: &str, day: NaiveDate) -> String {
    if register.versions.is_some() && col == Versions::PLACE {
        return of_case(register, alias, &format!("'{}'", Month::of(day)));
    }
    let stored = format!("{alias}.{}", register.stored(col));
    let is_place = register.field(col).is_some_and(|field| field.kind == Kind::Division);
    let may_move = register.input == Input::Form && *register != DIVISION && !register.over.contains(&Over::History);
    if !(is_place && may_move) {
        return stored;
    }
    let name = register.name;
    format!(
        "CASE WHEN EXISTS (SELECT 1 FROM division_move dm WHERE dm.from_on > '{day}' AND dm.voided_by IS NULL) THEN \
         coalesce((SELECT dm.left_division FROM division_move dm WHERE dm.row = {alias}.key AND dm.register = '{name}' AND dm.field = '{col}' \
         AND dm.from_on > '{day}' AND dm.voided_by IS NULL ORDER BY dm.from_on LIMIT 1), {stored}) ELSE {stored} END"
    )
}

/// Whether divisions have changed since a day, so that something stands where it did not on it.
pub(in crate::store) fn moved_since(db: &Db, day: NaiveDate) -> Answer<bool> {
    let ahead = "SELECT 1 FROM division_move WHERE from_on > ?1 AND voided_by IS NULL LIMIT 1";
    Ok(db.prepare_cached(ahead)?.exists([day.to_string()])?)
}

pub(in crate::store) use {by_move, village_in, village_of_change};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_is_told_by_its_key() {
        let keys = format!(" BETWEEN {} AND {}", KEYS_ABOVE + 1, KEYS_ABOVE + KEYS - 1);
        assert!(BY_MOVE.ends_with(&keys), "{BY_MOVE}");
        let sql = format!("WITH h(award) AS (VALUES (?1)) SELECT {BY_MOVE} FROM h");
        let db = Db::in_memory().unwrap();
        for named in [None, Some(1), Some(KEYS_ABOVE), Some(KEYS_ABOVE + 1), Some(KEYS_ABOVE + KEYS)] {
            let told: bool = db.query_row(&sql, [named], |r| r.get(0)).unwrap();
            assert_eq!(told, is_move(named), "{named:?}");
        }
        assert!(is_move(Some(KEYS_ABOVE + 1)) && !is_move(Some(KEYS_ABOVE)));
    }
}
