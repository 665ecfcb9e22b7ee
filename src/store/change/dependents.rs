//! A date that is corrected, seen from the records that were entered in its trust: the accounts and memberships of a person whose
//! date of birth changes, the versions of a case whose day of confirmation moves. Which dates hang on which is declared with the
//! fields (`register::core::order`); here they are only found.

use crate::domain::slip::Slip;
use crate::register::core::order::{self, Order};
use crate::register::{ALL, Field, Register, Values, find};
use crate::store::change::judge::Judged;
use crate::store::engine::Db;
use crate::store::fault::Answer;
use crate::store::read::records::stored_row;

/// One way to the corrected record: from a register, by the references of an order of one of its dates.
struct Way<'o> {
    register: &'static Register,
    field: &'static Field,
    order: &'o Order,
    /// The references that lead here, each with its table.
    here: Vec<(&'static str, &'static str)>,
    /// Those that lead on from here to the other date.
    onward: Vec<&'static str>,
}

/// What is said at the corrected dates of a record: each order that a record which refers to it breaks now.
pub(in crate::store) fn slips(db: &Db, judged: &Judged<'_>) -> Answer<Vec<Slip>> {
    let (Some(key), Some((old, _))) = (judged.draft.key, &judged.old) else { return Ok(Vec::new()) };
    let changed = |col: &str| old.get(col) != judged.values.get(col);
    let mut slips = Vec::new();
    for way in ways_to(judged.draft.register) {
        let moved = match way.onward.first() {
            Some(next) => changed(next),
            None => way.order.columns().iter().any(|col| changed(col)),
        };
        let Some(other) = moved.then(|| far_end(db, &judged.values, &way.onward)).transpose()?.flatten() else {
            continue;
        };
        slips.extend(slip(db, judged, key, &way, &other)?);
    }
    Ok(slips)
}

/// Every way by which another date hangs on a record of this register.
fn ways_to(register: &'static Register) -> Vec<Way<'static>> {
    let mut ways = Vec::new();
    for from in ALL.iter().map(|e| e.register) {
        for (field, order) in from.fields.iter().flat_map(|f| f.orders.iter().map(move |o| (f, o))) {
            let mut here = Vec::new();
            let mut at = vec![from];
            let mut onward: Vec<&'static str> = order.steps().collect();
            while !onward.is_empty() {
                let step = onward.remove(0);
                here.extend(at.first().map(|r| (r.name, step)));
                let kinds = at.iter().filter_map(|r| r.field(step)).map(|f| f.kind);
                at = kinds.flat_map(order::targets).filter_map(find).map(|e| e.register).collect();
                if at.contains(&register) {
                    ways.push(Way { register: from, field, order, here: here.clone(), onward: onward.clone() });
                }
            }
        }
    }
    ways
}

/// The record that has the other date: this one as it would be saved, or the one its references lead to.
fn far_end(db: &Db, from: &Values, steps: &[&'static str]) -> Answer<Option<Values>> {
    let mut at = from.clone();
    for step in steps {
        let referred = at.register.field(step).and_then(|f| f.kind.referred(at.get(step)));
        let Some((entry, key)) = referred.and_then(|(name, key)| Some((find(name)?, key))) else { return Ok(None) };
        let Some((values, _, None)) = stored_row(db, entry.register, key)? else { return Ok(None) };
        at = values;
    }
    Ok(Some(at))
}

/// The living rows that lead to a record, but those that stand in its own draft: they are judged there.
fn slip(db: &Db, judged: &Judged<'_>, key: i64, way: &Way<'_>, other: &Values) -> Answer<Option<Slip>> {
    let mut worst: Option<order::Broken> = None;
    let mut rows = Vec::new();
    for row in keys(db, way, key)? {
        let drafted = |c: &&Judged<'_>| c.draft.key == Some(row) && c.draft.register == way.register;
        let own_draft = way.register == judged.draft.register && row == key;
        if own_draft || judged.children.iter().any(|c| drafted(&c)) {
            continue;
        }
        let Some((values, _, None)) = stored_row(db, way.register, row)? else { continue };
        let Some(broken) = order::against(way.order, way.field, &values, other, judged.facts.day) else { continue };
        rows.push(broken.seen_from(way.field, way.order, &values));
        if worst.as_ref().is_none_or(|w| w.severity < broken.severity) {
            worst = Some(broken);
        }
    }
    let Some(broken) = worst else { return Ok(None) };
    let col = way.onward.first().copied().or(broken.col);
    let Some(here) = col.and_then(|col| judged.draft.register.field(col)) else { return Ok(None) };
    let shown = here.show_masked(judged.values.get(here.col));
    Ok(Some(broken.mirrored(way.order, here, &shown, &rows)))
}

fn keys(db: &Db, way: &Way<'_>, key: i64) -> Answer<Vec<i64>> {
    // From the corrected record back: who refers to it, who refers to those.
    let back = |known: String, (table, col): &(&str, &str)| {
        format!("SELECT key FROM {table} WHERE {col} IN ({known}) AND voided_by IS NULL")
    };
    let mut get = db.prepare_cached(&way.here.iter().rev().fold("?1".to_owned(), back))?;
    let keys = get.query_map([key], |r| r.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}
