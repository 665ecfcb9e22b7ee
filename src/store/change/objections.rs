//! What stands against rows that have fallen, asked of the office as it is without them: records that name them, what the bank has
//! paid, later versions, what rests on whom they covered, what their registers declare. Voids nothing itself.

use crate::domain::slip::Slip;
use crate::register::benefits::benefit::Household;
use crate::register::benefits::rests::Loss;
use crate::register::core::any;
use crate::register::core::order::RESTRICTED;
use crate::register::{ALL, Against, Field, Input, Kind, Register, Values, benefit_of, find};
use crate::store::benefits::roster::Roster;
use crate::store::change::act::Act;
use crate::store::change::resolve::called;
use crate::store::engine::{Db, Optional, Sql, params, params_from_iter};
use crate::store::facts::consequences;
use crate::store::fault::Answer;
use crate::store::read::inside;
use crate::store::read::opened::{child_values, lives};
use crate::store::read::stored::stored_row;

/// A row that has fallen in an act.
pub(in crate::store) struct Fallen {
    pub register: &'static Register,
    pub key: i64,
    pub values: Values,
}

/// Everything that stands against the rows that an act has made void together.
pub(in crate::store) fn objections(act: &Act<'_>, fallen: &[Fallen]) -> Answer<Vec<Slip>> {
    let mut slips = Vec::new();
    for row in fallen {
        slips.extend(named_by(act.db(), row.register, (row.key, row.key))?.into_iter().map(|(slip, _)| slip));
        slips.extend(objection(act, row)?);
    }
    slips.dedup();
    Ok(slips)
}

/// Other living records that name rows of a register from one to another, and the latest act that wrote one of them.
pub(in crate::store) fn named_by(
    db: &Db,
    register: &'static Register,
    (first, last): (i64, i64),
) -> Answer<Vec<(Slip, i64)>> {
    let mut slips = Vec::new();
    for (other, col) in naming(register) {
        let mut get = db.prepare_cached(&names(other, col))?;
        let hangs = other.field(col).is_some_and(|field| field.kind == Kind::Any);
        let bound = |key: i64| if hangs { Sql::Text(any::of(register.name, key)) } else { Sql::Integer(key) };
        let (left, found): (i64, Option<(i64, i64)>) =
            get.query_row(params_from_iter([bound(first), bound(last)]), |r| {
                let one: Option<i64> = r.get(1)?;
                Ok((r.get(0)?, one.zip(r.get(2)?)))
            })?;
        if let Some((one, latest)) = found {
            let (label, such) = match other.restricted && !register.restricted {
                true => (RESTRICTED, String::new()),
                false => (other.label, format!("(如 {})", called(db, other, one)?)),
            };
            let text = format!("还有 {left} 条{label}用到这条{}{such}, 请先作废或更正它们", register.label);
            let slip = Slip::error("E-RG30", text);
            // One that names the same by two columns is told once.
            if slips.iter().all(|(told, _)| *told != slip) {
                slips.push((slip, latest));
            }
        }
    }
    Ok(slips)
}

/// The registers whose records name those of a register and hold them, each with the column.
fn naming(register: &Register) -> impl Iterator<Item = (&'static Register, &'static str)> {
    // What the program writes of a case (lines, changes) stands only while the case does; it has no way of its own to fall.
    let of_case = |other: &Register| {
        matches!(other.input, Input::Program(_)) && other.fields.iter().any(|f| f.kind == Kind::Case)
    };
    let name = register.name;
    let others = ALL.iter().map(|e| e.register).filter(move |other| other.view.is_none() && !of_case(other));
    others.flat_map(move |other| {
        let names = move |f: &&Field| matches!(f.kind, Kind::Ref(of) if of == name) || f.kind == Kind::Any;
        let fields = other.fields.iter().filter(move |f| names(f) && !other.lets_go.contains(&f.col));
        fields.map(move |field| (other, field.col))
    })
}

/// How many living records name one of those from a key to another by a column, the first of them, and their latest act.
fn names(other: &Register, col: &str) -> String {
    let name = other.name;
    format!("SELECT count(*), min(key), max(act) FROM {name} WHERE {col} BETWEEN ?1 AND ?2 AND voided_by IS NULL")
}

/// The first thing beside its name that stands against a row: what was paid by a case or a version, later rows that go on from it, what
/// is left without it.
fn objection(act: &Act<'_>, row: &Fallen) -> Answer<Option<Slip>> {
    let db = act.db();
    let mut found = match benefit_of(row.register.name) {
        Some(_) => paid(db, row.key, "0000-00", "9999-99")?,
        None => None,
    };
    if found.is_none()
        && let Some(word) = following(row.register)
    {
        found = later(act, row, word)?;
    }
    if found.is_none()
        && let Some(roster) = Roster::of_versions(row.register)
        && let Some(case) = standing_case(db, row, roster)?
    {
        found = paid(db, case, row.values.text("from_month"), "9999-99")?;
    }
    if found.is_some() { Ok(found) } else { objection_left(act, row) }
}

/// The first thing that is wrong with what is left without a row: what rests on whom a version covered, what its register says.
pub(in crate::store) fn objection_left(act: &Act<'_>, row: &Fallen) -> Answer<Option<Slip>> {
    let mut found = match Roster::of_versions(row.register) {
        Some(roster) => resting(act, row, roster)?,
        None => None,
    };
    for against in row.register.against {
        if found.is_none() {
            found = declared_objection(act.db(), row, against)?;
        }
    }
    Ok(found)
}

/// What a register declares to stand against a row of it.
fn declared_objection(db: &Db, row: &Fallen, against: &Against) -> Answer<Option<Slip>> {
    match against {
        Against::Left(lack) => {
            let Some((parent, key)) = standing_parent(db, row)? else { return Ok(None) };
            let rows = child_values(db, row.register, row.register.parent.unwrap_or(parent), key)?;
            Ok(lack(&rows.into_iter().map(|(_, values)| values).collect::<Vec<_>>()))
        }
        Against::Referred(col, says) => {
            let Some((register, key)) = referred(row, col) else { return Ok(None) };
            let Some(entry) = find(register) else { return Ok(None) };
            let standing = stored_row(db, entry.register, key)?.filter(|(_, _, voided)| voided.is_none());
            Ok(standing.and_then(|(values, _, _)| says(&values)))
        }
        // See `following`; and what the rules of the record say.
        Against::Later(_) | Against::Undone => Ok(None),
        Against::Only(told) => {
            let sql = format!("SELECT 1 FROM {} WHERE voided_by IS NULL LIMIT 1", row.register.name);
            let others = db.prepare(&sql)?.exists([])?;
            Ok((!others).then(|| Slip::error("E-RG30", *told)))
        }
        Against::Inside => lived_in(db, row.values.text("code")),
    }
}

/// The record that a column of a row refers to.
fn referred(row: &Fallen, col: &str) -> Option<(&'static str, i64)> {
    row.register.field(col)?.kind.referred(row.values.get(col))
}

/// The record that a row is a row of, where it stands.
pub(in crate::store) fn standing_parent(db: &Db, row: &Fallen) -> Answer<Option<(&'static str, i64)>> {
    let parent = row.register.parent.and_then(|col| referred(row, col));
    let Some((entry, (name, key))) = parent.and_then(|(name, key)| Some((find(name)?, (name, key)))) else {
        return Ok(None);
    };
    Ok(lives(db, entry.register, key)?.then_some((name, key)))
}

/// The case of a version, where it stands.
pub(in crate::store) fn standing_case(db: &Db, row: &Fallen, roster: Roster) -> Answer<Option<i64>> {
    match row.values.int(roster.cases()) {
        Some(case) if lives(db, roster.benefit.cases, case)? => Ok(Some(case)),
        _ => Ok(None),
    }
}

/// What a clerk calls a version.
const VERSION: &str = "核定";

/// What rows are called of which each says what follows on the one before.
pub(in crate::store) fn following(register: &Register) -> Option<&'static str> {
    let declared = register.against.iter().find_map(|against| match against {
        Against::Later(word) => Some(*word),
        _ => None,
    });
    Roster::of_versions(register).map(|_| VERSION).or(declared)
}

/// A row that says what follows on another falls only as the last one of its group.
fn later(act: &Act<'_>, row: &Fallen, word: &str) -> Answer<Option<Slip>> {
    let text = |later: String| format!("其后还有自 {later} 起的{word}, 请从最后一次起逐次作废");
    Ok(later_row(act, row)?.map(|(later, _)| Slip::error("E-RG32", text(later))))
}

/// When the last of the later rows of its group starts, and who wrote it last; but for what the act itself has brought back.
pub(in crate::store) fn later_row(act: &Act<'_>, row: &Fallen) -> Answer<Option<(String, i64)>> {
    let Some((dated, group)) = row.register.dated.and_then(|dated| Some((dated, *dated.within.first()?))) else {
        return Ok(None);
    };
    let Some((owner, key)) = referred(row, group) else { return Ok(None) };
    let Some(entry) = find(owner) else { return Ok(None) };
    if !lives(act.db(), entry.register, key)? {
        return Ok(None);
    }
    let (mut get, start) =
        (act.db().prepare_cached(&starts_later(row.register, group, dated.start))?, row.values.text(dated.start));
    Ok(get.query_row(params![key, start, act.key()], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
}

/// The last living row of a group that starts later.
fn starts_later(register: &Register, group: &str, start: &str) -> String {
    format!(
        "SELECT {start}, act FROM {} WHERE {group} = ?1 AND {start} > ?2 AND voided_by IS NULL AND act <> ?3
         ORDER BY {start} DESC LIMIT 1",
        register.name
    )
}

/// Lines of a case that the bank has paid for months of a range (the end not included).
fn paid(db: &Db, case: i64, from: &str, before: &str) -> Answer<Option<Slip>> {
    let mut found: Option<(i64, String)> = None;
    for types in ["IN ('01','08')", "NOT IN ('01','08')"] {
        let sql = format!(
            "SELECT count(*), min(period_due) FROM payment WHERE case_key = ?1 AND line_type {types} AND voided_by IS NULL
             AND period_due >= ?2 AND period_due < ?3 AND bank_state = '1'"
        );
        let (count, first): (i64, Option<String>) =
            db.prepare_cached(&sql)?.query_row(params![case, from, before], |r| Ok((r.get(0)?, r.get(1)?)))?;
        if let Some(first) = first {
            let (sum, earliest) = found.unwrap_or((0, first.clone()));
            found = Some((sum + count, earliest.min(first)));
        }
    }
    Ok(found.map(|(count, first)| {
        let text =
            format!("银行已按它发放 {count} 笔(最早 {first}), 不能作废; 金额有误的, 另增一行核定, 从以后的月份改起");
        Slip::error("E-RG31", text)
    }))
}

/// What rests on the persons whom a version of a household's case covered.
fn resting(act: &Act<'_>, row: &Fallen, roster: Roster) -> Answer<Option<Slip>> {
    match roster.benefit.household() {
        Some(household) => resting_objection(act, roster, household, &row.values),
        None => Ok(None),
    }
}

/// The only row of a code is the name of whatever was ever there.
fn lived_in(db: &Db, code: &str) -> Answer<Option<Slip>> {
    if db.prepare_cached("SELECT 1 FROM division WHERE code = ?1 AND voided_by IS NULL")?.exists([code])? {
        return Ok(None);
    }
    Ok(inside::first(db, code)?.map(|label| {
        let text = format!("这个区划里还有{label}, 不能作废; 撤销的请另登记一行“撤销”");
        Slip::error("E-RG30", text)
    }))
}

/// A version of a household's case that has fallen in an act, which first covered somebody: nothing that is left rests on it.
fn resting_objection(act: &Act<'_>, roster: Roster, household: &Household, version: &Values) -> Answer<Option<Slip>> {
    let (db, cases, versions, covers) = (act.db(), roster.cases(), roster.versions.name, household.covers);
    let (case, start) = (version.int(cases), version.text("from_month"));
    let (Some(from), Some(decided)) = (version.month("from_month"), version.date("decided_date")) else {
        return Ok(None);
    };
    let mut get = db.prepare_cached(&format!(
        "SELECT c.person FROM {covers} c
         WHERE c.{cases} = ?1 AND c.from_month = ?2 AND c.voided_by IS NOT NULL AND c.act = ?3 AND NOT EXISTS
               (SELECT 1 FROM {covers} o WHERE o.{cases} = c.{cases} AND o.person = c.person AND o.voided_by IS NULL AND o.from_month =
                   (SELECT max(a.from_month) FROM {versions} a WHERE a.{cases} = c.{cases} AND a.from_month <= ?2 AND a.voided_by IS NULL))"
    ))?;
    let mut rows = get.query(params![case, start, act.key()])?;
    let mut texts = Vec::new();
    while let Some(found) = rows.next()? {
        let (person, why): (i64, _) = (found.get(0)?, format!("{}作废", roster.benefit.label));
        let loss = Loss { person, ground: household.gives.0, from, why, decided, case };
        // One that would only have to be looked at does not rest on it.
        let left = consequences(db, &loss, from.first_day())?.into_iter();
        texts.extend(left.filter(|c| c.draft.is_some()).map(|c| c.text));
    }
    let text = || format!("还有补贴以它为依据, 请先停发或作废: {}", texts.join("; "));
    Ok((!texts.is_empty()).then(|| Slip::error("E-BN03", text())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::written;
    use crate::store::engine::plan;

    #[test]
    fn what_names_rows_is_read_by_the_index_of_its_column() {
        for register in written() {
            for (other, col) in naming(register) {
                let plan = plan::of(&names(other, col));
                assert!(
                    plan.iter().all(|p| p.starts_with("SEARCH") && p.contains(&format!("({col}>? AND {col}<?)"))),
                    "{plan:?}"
                );
            }
        }
    }

    #[test]
    fn later_rows_are_read_in_their_order() {
        for register in written().filter(|register| following(register).is_some()) {
            let Some(dated) = register.dated else { continue };
            let (group, start) = (dated.within[0], dated.start);
            let plan = plan::of(&starts_later(register, group, start));
            let by = format!("({group}=? AND {start}>?)");
            assert!(plan.len() == 1 && plan[0].starts_with("SEARCH") && plan[0].ends_with(&by), "{plan:?}");
        }
    }
}
