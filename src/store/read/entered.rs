//! Who entered a row, in SQL: the act of its first audit row. The act that a row names is the one that wrote it last, which may have
//! corrected, voided or restored it.

use crate::register::Register;
use crate::store::Store;
use crate::store::engine::Optional;
use crate::store::fault::Answer;

/// The run in which a row of a register came into being, if it came in bulk: one of its columns. Register and key are SQL.
pub(in crate::store) fn in_bulk(column: &str, register: &str, key: &str) -> String {
    format!(
        "SELECT {column} FROM (SELECT key, act, row FROM audit WHERE register = {register} AND last_row >= {key} AND before IS NULL
             ORDER BY last_row LIMIT 1) WHERE row <= {key}"
    )
}

/// The act that entered a row (its alias) of a register; what a migration put there is known by the row alone.
pub(in crate::store) fn entered_by(register: &str, row: &str) -> String {
    let bulk = in_bulk("act", &format!("'{register}'"), &format!("{row}.key"));
    format!(
        "coalesce((SELECT act FROM audit WHERE register = '{register}' AND row = {row}.key AND last_row IS NULL AND before IS NULL),
             ({bulk}), {row}.act)"
    )
}

impl Store {
    /// The living row of a register that names a record by a column, and the act that entered it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn entered(&self, register: &'static Register, col: &str, key: i64) -> Answer<Option<(i64, i64)>> {
        self.gate_list(register)?;
        let (name, act) = (register.name, entered_by(register.name, "r"));
        let sql = format!("SELECT r.key, {act} FROM {name} r WHERE r.{col} = ?1 AND r.voided_by IS NULL");
        Ok(self.db().prepare_cached(&sql)?.query_row([key], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn who_entered_a_row_is_found_through_two_indexes() {
        let plan = plan::of(&format!("SELECT {} FROM change c WHERE c.key = ?1", entered_by("change", "c")));
        let audit: Vec<_> = plan.iter().filter(|step| step.contains(" audit ")).collect();
        assert!(
            matches!(audit[..], [alone, bulk] if alone.contains("audit_row (register=? AND row=?)")
                && bulk.contains("audit_run (register=? AND last_row>?)")),
            "{plan:?}"
        );
    }
}
