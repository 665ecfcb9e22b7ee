//! References that hold nothing ([`Register::lets_go`]): the record that they name may fall. They are emptied in the act in which it does,
//! which is told, and so the undo of that act fills them again.

use crate::domain::slip::Slip;
use crate::register::core::judged::Judged;
use crate::register::core::order::RESTRICTED;
use crate::register::{ALL, Kind, Register};
use crate::store::change::act::Act;
use crate::store::change::resolve::called;
use crate::store::change::tied::tied;
use crate::store::engine::{Db, Sql, params};
use crate::store::fault::Answer;
use crate::store::read::stored::stored_row;

/// `W-RG36`: a reference is emptied.
pub(super) const LETS_GO: &str = "W-RG36";

/// A register with a column of it by which its records let go.
type Naming = (&'static Register, &'static str);

/// Those that name records of a register.
fn naming(register: &'static Register) -> impl Iterator<Item = Naming> {
    let all = ALL.iter().map(|entry| entry.register);
    let cols = all.flat_map(|other| other.lets_go.iter().map(move |col| (other, *col)));
    cols.filter(move |(other, col)| other.field(col).is_some_and(|field| field.kind == Kind::Ref(register.name)))
}

/// The living records that name one of those from a key to another.
fn names((other, col): Naming) -> String {
    format!("SELECT key FROM {} WHERE {col} BETWEEN ?1 AND ?2 AND voided_by IS NULL", other.name)
}

/// Those that name records of a register from one to another.
fn named(db: &Db, register: &'static Register, (first, last): (i64, i64)) -> Answer<Vec<(Naming, i64)>> {
    let mut all = Vec::new();
    for naming in naming(register) {
        let mut get = db.prepare_cached(&names(naming))?;
        let keys = get.query_map(params![first, last], |r| r.get::<i64>(0))?;
        for key in keys {
            all.push((naming, key?));
        }
    }
    Ok(all)
}

/// A record that names one of a register, and by which column.
fn told(db: &Db, register: &Register, ((other, col), key): (Naming, i64)) -> Answer<String> {
    let who = match other.restricted && !register.restricted {
        true => RESTRICTED.to_owned(),
        false => format!("{} {}", other.label, called(db, other, key)?),
    };
    Ok(format!("{who}的{}", other.label_of(col)))
}

/// Empties the references to a record that is void by now.
pub(super) fn let_go(act: &Act<'_>, register: &'static Register, key: i64) -> Answer<()> {
    for ((other, col), row) in named(act.db(), register, (key, key))? {
        act.update(other, row, &[(other.stored(col), Sql::Null)])?;
    }
    Ok(())
}

/// What is told of those that name rows that an undo takes back. It writes what its act wrote and nothing else: they go on naming what
/// is void.
pub(super) fn of_undone(db: &Db, register: &'static Register, keys: (i64, i64)) -> Answer<Vec<Slip>> {
    let slip = |naming| {
        let text = format!("{}仍填着它, 请到那里改填或清空", told(db, register, naming)?);
        Ok(Slip::warning(LETS_GO, text))
    };
    named(db, register, keys)?.into_iter().map(slip).collect()
}

/// Which references a draft would empty: those to what gives way to it, and to what falls with that.
pub(super) fn ahead(db: &Db, judged: &Judged<'_>) -> Answer<Vec<Slip>> {
    let mut slips = Vec::new();
    for row in std::iter::once(judged).chain(&judged.children) {
        let register = row.draft.register;
        let falling = match row.draft.void {
            true => row.draft.key.into_iter().collect(),
            false => (row.entry.replaces)(&row.values, &row.facts),
        };
        for key in falling {
            let Some((values, _, None)) = stored_row(db, register, key)? else { continue };
            for (register, key) in tied(db, register, key, &values)?.into_iter().chain([(register, key)]) {
                for naming in named(db, register, (key, key))? {
                    let text = format!("{}随作废的{}清空, 其余照旧", told(db, register, naming)?, register.label);
                    slips.push(Slip::warning(LETS_GO, text));
                }
            }
        }
    }
    slips.dedup();
    Ok(slips)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::written;
    use crate::store::engine::plan;

    #[test]
    fn what_lets_go_of_rows_is_read_by_the_index_of_its_column() {
        for naming in written().flat_map(naming) {
            let plan = plan::of(&names(naming));
            assert!(plan.iter().all(|p| p.starts_with("SEARCH") && p.contains(naming.1)), "{plan:?}");
        }
    }
}
