//! Rows put back to what they were before an act, one by one or as the run in which it wrote them. What it wrote stays in the audit: this
//! is another act. Knows neither the act that is taken back nor whether it may be.

use super::{Act, Copy, audit, beside};
use crate::register::Register;
use crate::store::engine::{Db, Sql, params, params_from_iter};
use crate::store::fault::Answer;
use serde_json::Value as Json;

/// The column of a row that is none of the record's.
const VOIDED: &str = "voided_by";

impl Act<'_> {
    /// Puts a row back to its copy, all columns but the act; one that has none was not there, and is void.
    pub(in crate::store) fn put_back(&self, register: &'static Register, key: i64, copy: Option<&Copy>) -> Answer<()> {
        let stands = self.before(register, key)?;
        let cols = self.wanted(self.db, register, copy)?;
        let moved: Vec<&(String, Sql)> =
            cols.iter().filter(|(col, v)| stands.get(col) != Some(&super::json_of(v))).collect();
        self.change((register, key), &cols, &moved, &stands)
    }

    /// The same of all rows from a key to another, which were alike in the columns of the copy. Told in stretches of rows that are alike
    /// now, so that this can be taken back in turn.
    pub(in crate::store) fn put_back_run(
        &self,
        register: &'static Register,
        (first, last): (i64, i64),
        copy: Option<&Copy>,
    ) -> Answer<()> {
        let cols = self.wanted(self.db, register, copy)?;
        let stretches = self.alike(register, (first, last), &cols)?;
        let values = [Sql::Integer(self.key)].into_iter().chain(cols.iter().map(|(_, v)| v.clone()));
        let values = values.chain([Sql::Integer(first), Sql::Integer(last)]);
        self.db
            .prepare_cached(&put_all(register, cols.iter().map(|(col, _)| col)))?
            .execute(params_from_iter(values))
            .map_err(|e| super::refusal::told(self.db, (register, None), &cols, e))?;
        for (keys, before) in stretches {
            self.tell_run(register, keys, Some(&Json::Object(before).to_string()))?;
        }
        beside::run_changed(self.db, register.name, (first, last))
    }

    /// The columns of a copy with their values, as far as the table has them yet.
    fn wanted(&self, db: &Db, register: &Register, copy: Option<&Copy>) -> Answer<Vec<(String, Sql)>> {
        let Some(copy) = copy else { return Ok(vec![(VOIDED.to_owned(), Sql::Integer(self.key))]) };
        let stored = audit::columns(db, register.name)?.into_iter().filter(|col| col != "key" && col != "act");
        Ok(stored.filter_map(|col| copy.get(&col).map(|value| (col.clone(), sql_of(value)))).collect())
    }

    /// The stretches of rows that follow one another and are alike in their act and in these columns, each with what it is.
    fn alike(
        &self,
        register: &Register,
        (first, last): (i64, i64),
        cols: &[(String, Sql)],
    ) -> Answer<Vec<((i64, i64), Copy)>> {
        let mut get = self.db.prepare_cached(&each(register, cols.iter().map(|(col, _)| col)))?;
        let mut rows = get.query(params![first, last])?;
        let mut found: Vec<((i64, i64), Vec<Sql>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            let is = (0..=cols.len()).map(|at| Ok(row.get(at + 1)?)).collect::<Answer<Vec<Sql>>>()?;
            match found.last_mut().filter(|((_, end), was)| *end + 1 == key && *was == is) {
                Some(((_, end), _)) => *end = key,
                None => found.push(((key, key), is)),
            }
        }
        let copy = |is: Vec<Sql>| -> Copy {
            let names = cols.iter().map(|(col, _)| col.clone());
            std::iter::once("act".to_owned()).chain(names).zip(is.iter().map(super::json_of)).collect()
        };
        Ok(found.into_iter().map(|(keys, is)| (keys, copy(is))).collect())
    }
}

/// Puts values into columns of all rows from a key to another.
fn put_all<'c>(register: &Register, cols: impl Iterator<Item = &'c String>) -> String {
    let set: String = cols.map(|col| format!(", {col} = ?")).collect();
    format!("UPDATE {} SET act = ?{set} WHERE key BETWEEN ? AND ?", register.name)
}

/// The rows from a key to another with their act and some columns.
fn each<'c>(register: &Register, cols: impl Iterator<Item = &'c String>) -> String {
    let names: String = cols.map(|col| format!(", {col}")).collect();
    format!("SELECT key, act{names} FROM {} WHERE key BETWEEN ?1 AND ?2 ORDER BY key", register.name)
}

/// A value of a copy.
fn sql_of(value: &Json) -> Sql {
    match value {
        Json::String(text) => Sql::Text(text.clone()),
        other => other.as_i64().map_or(Sql::Null, Sql::Integer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::written;
    use crate::store::engine::plan;

    #[test]
    fn rows_in_bulk_are_put_back_by_their_keys() {
        let voided = [VOIDED.to_owned()];
        for register in written() {
            let by_key = format!("{} USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)", register.name);
            plan::seeks(&put_all(register, voided.iter()), &[&by_key]);
            plan::seeks(&each(register, voided.iter()), &[&by_key]);
        }
    }
}
