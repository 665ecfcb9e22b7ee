//! What the bank refused in a month, and the lines that sent it again.

use crate::domain::month::Month;
use crate::figure::roll::returns::Returned;
use crate::store::engine::{self, Row, named_params};
use crate::store::pay::payroll_facts::in_batch;
use crate::store::roll::some;
use crate::store::{Answer, Store};

/// Only batches are read whose sums know of refusals booked in the month, or that have no sums; each is one range of keys.
pub(super) const RETURNS: &str = concat!(
    "SELECT b.batch_no, p.division, p.name, p.id_number, p.account_no, p.amount_fen, \
    p.fail_code, (SELECT t.day FROM act t WHERE t.key = p.act), a.batch_no, r.paid_on \
    FROM batch b INDEXED BY batch_order CROSS JOIN payment p NOT INDEXED ON ",
    in_batch!("p.key", "b.key"),
    " \
    LEFT JOIN payment r ON r.reissue_of = p.key AND r.voided_by IS NULL LEFT JOIN batch a ON a.key = r.batch \
    WHERE b.voided_by IS NULL AND b.period <= :month AND b.fail_count > 0 AND p.bank_state = '2' AND p.booked_month = :month \
      AND p.voided_by IS NULL AND (NOT EXISTS (SELECT 1 FROM batch_town s WHERE s.batch = b.key) OR EXISTS \
          (SELECT 1 FROM batch_town s WHERE s.batch = b.key AND s.booked_month = :month AND s.bank_state = '2')) \
    ORDER BY b.batch_no, p.key"
);

impl Store {
    /// The lines that the bank refused, by the month its answer was entered.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn returned(&self, month: Month) -> Answer<Vec<Returned>> {
        self.gate_look()?;
        let mut get = self.db().prepare_cached(RETURNS)?;
        let rows = get.query_map(named_params! { ":month": month.to_string() }, returned)?;
        some(rows.collect::<Result<_, _>>()?, || format!("{}没有登记发放失败退回", month.zh()))
    }
}

fn returned(r: Row<'_>) -> engine::Result<Returned> {
    Ok(Returned {
        batch_no: r.get(0)?,
        division: r.get(1)?,
        name: r.get(2)?,
        id_number: r.get(3)?,
        account_no: r.get(4)?,
        amount_fen: r.get(5)?,
        fail_code: r.get(6)?,
        returned_on: r.get::<Option<String>>(7)?.unwrap_or_default(),
        again_in: r.get(8)?,
        again_on: r.get(9)?,
    })
}
