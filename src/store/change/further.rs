//! The further rows that a record's declaration asks for ([`Write`]): covers and the change row of a version, the state of its case. Written
//! in the act of the record.

use crate::register::{Register, Value, Write, find};
use crate::store::change::act::Act;
use crate::store::change::void;
use crate::store::engine::{Optional, Sql, params_from_iter};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::sql::bind;

/// Writes them; `this` is the record's key, `parent` that of the record it is a row of.
pub(super) fn write(act: &Act<'_>, (this, parent): (i64, Option<i64>), writes: Vec<Write>) -> Answer<()> {
    let of = |name: &str| find(name).map(|e| e.register).ok_or_else(|| StoreFault::defect(format!("没有 {name}")));
    let row = |register: &Register, cols: Vec<(&'static str, Value)>| -> Vec<(String, Sql)> {
        cols.iter().map(|(col, value)| (register.stored(col), bind(value))).collect()
    };
    for write in writes {
        match write.meant(this, parent) {
            Write::Insert(name, cols) => {
                let register = of(name)?;
                act.insert(register, &row(register, cols))?;
            }
            Write::Update(name, key, cols) => {
                let register = of(name)?;
                act.update(register, key, &row(register, cols))?;
            }
            Write::Put(name, same, cols) => {
                let register = of(name)?;
                let cols = row(register, cols);
                match row_with(act, register, same, &cols)? {
                    Some(key) => act.update(register, key, &cols).map(drop)?,
                    None => act.insert(register, &cols).map(drop)?,
                }
            }
            Write::Void(name, key) => void::fall(act, of(name)?, key)?,
        }
    }
    Ok(())
}

/// The living row that has these values in some columns.
fn row_with(act: &Act<'_>, register: &Register, same: &[&str], cols: &[(String, Sql)]) -> Answer<Option<i64>> {
    let same: Vec<&(String, Sql)> = cols.iter().filter(|(col, _)| same.contains(&col.as_str())).collect();
    let on: String = same.iter().map(|(col, _)| format!(" AND {col} = ?")).collect();
    let sql = format!("SELECT key FROM {} WHERE voided_by IS NULL{on}", register.name);
    let mut get = act.db().prepare_cached(&sql)?;
    Ok(get.query_row(params_from_iter(same.iter().map(|(_, v)| v)), |r| r.get(0)).optional()?)
}
