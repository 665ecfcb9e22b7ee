//! 高龄津贴: the changes of a month with what was drawn before and after.

use crate::domain::month::Month;
use crate::figure::roll::elderly::allowance_changes::AllowanceChange;
use crate::store::engine::named_params;
use crate::store::read::villages::{BY_MOVE, village_of_change};
use crate::store::roll::{copy_after, some, who_stood};
use crate::store::{Answer, Store};

/// The names are those that stood when the change was written.
pub(in crate::store::roll) fn changes() -> String {
    format!(
        concat!(
            "SELECT ",
            village_of_change!("d"),
            ", n.name, COALESCE(n.id_number, n.temp_no, ''), h.kind, COALESCE(h.reason_code, ''), h.month, \
    a.amount_fen - h.amount_delta_fen, a.amount_fen, {copy} \
    FROM change h JOIN aged_allowance d ON d.key = h.case_key JOIN person n ON n.key = d.person JOIN aged_award a ON a.key = h.award \
    WHERE h.scheme = 'elderly' AND h.month = :month AND h.voided_by IS NULL AND NOT {BY_MOVE} ORDER BY h.kind, 1, d.case_no"
        ),
        BY_MOVE = BY_MOVE,
        copy = copy_after("h.act", "person", "n")
    )
}

impl Store {
    /// The changes of 高龄津贴 that take effect in a month.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn allowance_changes(&self, month: Month) -> Answer<Vec<AllowanceChange>> {
        self.gate_look()?;
        let mut get = self.db().prepare_cached(&changes())?;
        let rows = get.query_map(named_params! { ":month": month.to_string() }, |r| {
            let (name, id_number) = who_stood(r.text(8)?, r.get(1)?, r.get(2)?);
            Ok(AllowanceChange {
                division: r.get(0)?,
                name,
                id_number,
                kind: r.get(3)?,
                reason: r.get(4)?,
                amounts: (r.get(6)?, r.get(7)?),
                month: r.get(5)?,
            })
        })?;
        some(rows.collect::<Result<_, _>>()?, || format!("{}没有高龄津贴增减变动", month.zh()))
    }
}
