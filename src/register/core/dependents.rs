//! A date that is corrected, seen from the records that were entered in its trust: the accounts and memberships of a person whose
//! date of birth changes, the versions of a case whose day of confirmation moves. Which dates hang on which is declared with the
//! fields (`register::core::order`); here they are only found.

use crate::domain::slip::Slip;
use crate::register::core::order::{self, Order};
use crate::register::{ALL, Facts, Field, Register, Values, find};
use std::collections::HashMap;
use std::sync::LazyLock;

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

/// What is said at the corrected dates of a record: each order that a record which refers to it breaks now. `drafted`: the record and the
/// rows that stand in its own draft, which are judged there.
pub fn slips(old: &Values, values: &Values, drafted: &[(&Register, i64)], facts: &Facts) -> Vec<Slip> {
    let changed = |col: &str| old.get(col) != values.get(col);
    let moved = |way: &Way<'_>| match way.onward.first() {
        Some(next) => changed(next),
        None => way.order.columns().iter().any(|col| changed(col)),
    };
    let ways = WAYS.get(values.register.name).into_iter().flatten().filter(|way| moved(way));
    let slip = |way: &Way<'_>| {
        let other = far_end(values, &way.onward, facts)?;
        slip(values, drafted, way, &other, facts)
    };
    ways.filter_map(slip).collect()
}

/// The ways to the records of each register.
static WAYS: LazyLock<HashMap<&'static str, Vec<Way<'static>>>> =
    LazyLock::new(|| ALL.iter().map(|e| (e.register.name, ways_to(e.register))).collect());

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
fn far_end(from: &Values, steps: &[&'static str], facts: &Facts) -> Option<Values> {
    let mut at = from;
    for step in steps {
        let (register, key) = at.register.field(step).and_then(|f| f.kind.referred(at.get(step)))?;
        at = facts.row(register, key)?;
    }
    Some(at.clone())
}

/// The living rows that lead to a record, but those that stand in its own draft.
fn slip(record: &Values, drafted: &[(&Register, i64)], way: &Way<'_>, other: &Values, facts: &Facts) -> Option<Slip> {
    let mut worst: Option<order::Broken> = None;
    let mut rows = Vec::new();
    let (_, key) = drafted.first()?;
    for (row, values) in leading(way, *key, facts) {
        if drafted.contains(&(way.register, row)) {
            continue;
        }
        let Some(broken) = order::against(way.order, way.field, values, other, facts.day) else { continue };
        rows.push(broken.seen_from(way.field, way.order, values));
        if worst.as_ref().is_none_or(|w| w.severity < broken.severity) {
            worst = Some(broken);
        }
    }
    let broken = worst?;
    let col = way.onward.first().copied().or(broken.col);
    let here = col.and_then(|col| record.register.field(col))?;
    let shown = here.show_masked(record.get(here.col));
    Some(broken.mirrored(way.order, here, &shown, &rows))
}

/// From the corrected record back: who refers to it, who refers to those.
fn leading<'f>(way: &Way<'_>, key: i64, facts: &'f Facts) -> Vec<(i64, &'f Values)> {
    let mut keys = vec![key];
    let mut found = Vec::new();
    for (register, col) in way.here.iter().rev() {
        found = keys.iter().flat_map(|key| facts.referring(register, col, *key)).collect();
        keys = found.iter().map(|(key, _)| *key).collect();
    }
    found
}
