//! Writing a judged record with its child rows and with what follows from them, in an act.

use crate::register::core::judged::Judged;
use crate::register::{Known, Values, Write};
use crate::store::change::act::{Act, columns};
use crate::store::change::judge::Judgement;
use crate::store::change::{further, void};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::opened::lives;

/// What the act of a row writes beside it. Decided before anything is written: rules see the office as it was judged.
#[derive(Default)]
pub(in crate::store) struct Beside {
    pub replaces: Vec<i64>,
    pub follows: Vec<Write>,
}

impl Beside {
    pub fn of(judged: &Judged<'_>, values: &Values) -> Beside {
        if judged.draft.void {
            return Beside::default();
        }
        let (entry, facts) = (judged.entry, &judged.facts);
        Beside { replaces: (entry.replaces)(values, facts), follows: (entry.follows)(values, facts) }
    }
}

/// The values of a record with the number that the office gives it, where it gives one.
fn numbered(act: &Act<'_>, judged: &Judged<'_>) -> Answer<Values> {
    let mut values = judged.values.clone();
    if let Some((col, number)) = act.number(&values, &judged.facts)? {
        values.set(col, number);
    }
    Ok(values)
}

/// Writes a judged record and its child rows. Gives its key and theirs, in the draft's order.
pub(in crate::store) fn put(act: &Act<'_>, judged: &Judgement<'_>) -> Answer<Vec<i64>> {
    let values = numbered(act, judged)?;
    let own = Beside::of(judged, &values);
    let parent = judged.draft.key.unwrap_or(Write::PARENT);
    let beside: Vec<Beside> = judged.children.iter().map(|c| Beside::of(c, &c.beneath(parent))).collect();
    judged.office.raise()?;
    let parent = put_row(act, judged, &values, None, own)?;
    let mut keys = vec![parent];
    for (child, beside) in judged.children.iter().zip(beside) {
        keys.push(match (child.draft.void, child.draft.key) {
            (true, Some(row)) => {
                void::fall(act, child.draft.register, row)?;
                row
            }
            (true, None) => 0,
            (false, _) => put_row(act, child, &child.beneath(parent), Some(parent), beside)?,
        });
    }
    Ok(keys)
}

/// Writes one row.
fn put_row(act: &Act<'_>, judged: &Judged<'_>, values: &Values, parent: Option<i64>, beside: Beside) -> Answer<i64> {
    let register = judged.draft.register;
    for row in beside.replaces {
        if lives(act.db(), register, row)? {
            void::fall(act, register, row)?;
        }
    }
    let (key, written) = match judged.draft.key {
        Some(key) => (key, act.update(register, key, &columns(values))?),
        None => {
            let mut values = values.clone();
            if !register.signed.is_empty() {
                let signs = [Some(act.operator()?), act.witness()];
                for (col, operator) in register.signed.iter().zip(signs.into_iter().flatten()) {
                    values.set(col, operator);
                }
            }
            (act.insert(register, &columns(&values))?, true)
        }
    };
    for code in &judged.exceptions {
        let why = judged.draft.reason().map_err(StoreFault::refused)?.unwrap_or_default();
        act.exception((register, key), code, &why)?;
    }
    if written {
        further::write(act, Known { this: key, parent, first: None }, &judged.facts, beside.follows)?;
    }
    Ok(key)
}
