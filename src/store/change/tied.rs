//! What falls with a row: what is declared to, what hangs on it, what followed from it.

use crate::register::core::{any, hangs};
use crate::register::{Register, Values, find};
use crate::store::engine::{Db, Sql, params, params_from_iter};
use crate::store::fault::Answer;
use crate::store::read::sql::bind;

/// The living rows that fall with a row.
pub(super) fn tied(
    db: &Db,
    register: &'static Register,
    key: i64,
    values: &Values,
) -> Answer<Vec<(&'static Register, i64)>> {
    let mut rows = Vec::new();
    for tie in register.tied {
        for other in tie.registers() {
            let mut sql = format!("SELECT key FROM {} WHERE voided_by IS NULL", other.name);
            let mut same = Vec::new();
            for (there, here) in tie.on {
                sql.push_str(&format!(" AND {} = ?", other.stored(there)));
                same.push(if *here == "key" { Sql::Integer(key) } else { bind(values.get(here)) });
            }
            let mut get = db.prepare_cached(&sql)?;
            let keys = get.query_map(params_from_iter(same), |r| r.get::<i64>(0))?;
            for key in keys {
                rows.push((other, key?));
            }
        }
    }
    for (other, col) in hangs::hanging() {
        let mut get = db.prepare_cached(&hanging(other, col))?;
        let keys = get.query_map([any::of(register.name, key)], |r| r.get::<i64>(0))?;
        for key in keys {
            rows.push((*other, key?));
        }
    }
    let mut get = db.prepare_cached(
        "SELECT register, row FROM follow WHERE of_register = ?1 AND of_row = ?2 AND voided_by IS NULL",
    )?;
    let mut followed = get.query(params![register.name, key])?;
    while let Some(row) = followed.next()? {
        let name: String = row.get(0)?;
        rows.extend(find(&name).map(|entry| entry.register).zip(Some(row.get(1)?)));
    }
    Ok(rows)
}

/// The living rows that hang on a record.
fn hanging(other: &Register, col: &str) -> String {
    format!("SELECT key FROM {} WHERE {col} = ?1 AND voided_by IS NULL", other.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn what_hangs_on_a_record_is_read_by_an_index() {
        for (other, col) in hangs::hanging() {
            let plan = plan::of(&hanging(other, col));
            assert!(plan.iter().all(|p| p.starts_with("SEARCH") && p.contains(&format!("({col}=?)"))), "{plan:?}");
        }
    }
}
