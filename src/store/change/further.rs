//! The further rows that a record's declaration asks for ([`Write`]): covers and the change row of a version, the state of its case. Written
//! in the act of the record.

use crate::register::{Facts, Known, Register, Value, Values, Write, find};
use crate::store::change::act::Act;
use crate::store::change::void;
use crate::store::engine::{Optional, Sql, params_from_iter};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::sql::bind;

/// Writes them; `facts` are those of the record.
pub(super) fn write(act: &Act<'_>, mut known: Known, facts: &Facts, writes: Vec<Write>) -> Answer<()> {
    let of = |name: &str| find(name).map(|e| e.register).ok_or_else(|| StoreFault::defect(format!("没有 {name}")));
    let row = |register: &Register, cols: Vec<(&'static str, Value)>| -> Vec<(String, Sql)> {
        cols.iter().map(|(col, value)| (register.stored(col), bind(value))).collect()
    };
    for write in writes {
        match write.meant(known) {
            Write::Insert(name, cols) => {
                let register = of(name)?;
                let number = number(act, register, &cols, facts)?;
                let cols = row(register, cols.into_iter().chain(number).collect());
                let key = act.insert(register, &cols)?;
                known.first.get_or_insert(key);
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

/// The number that a new row gets, where its register gives one.
fn number(
    act: &Act<'_>,
    register: &'static Register,
    cols: &[(&'static str, Value)],
    facts: &Facts,
) -> Answer<Option<(&'static str, Value)>> {
    let mut values = Values::new(register);
    cols.iter().for_each(|(col, value)| values.set(col, value.clone()));
    Ok(act.number(&values, facts)?.map(|(col, number)| (col, number.into())))
}

/// The living row that has these values in some columns.
fn row_with(act: &Act<'_>, register: &Register, same: &[&str], cols: &[(String, Sql)]) -> Answer<Option<i64>> {
    let same: Vec<&(String, Sql)> = cols.iter().filter(|(col, _)| same.contains(&col.as_str())).collect();
    let on: String = same.iter().map(|(col, _)| format!(" AND {col} = ?")).collect();
    let sql = format!("SELECT key FROM {} WHERE voided_by IS NULL{on}", register.name);
    let mut get = act.db().prepare_cached(&sql)?;
    Ok(get.query_row(params_from_iter(same.iter().map(|(_, v)| v)), |r| r.get(0)).optional()?)
}
