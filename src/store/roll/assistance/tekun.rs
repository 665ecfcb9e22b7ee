//! 特困: the changes of a month with the versions before and after.

use crate::domain::month::Month;
use crate::figure::roll::assistance::tekun_changes::TekunChange;
use crate::store::engine::{self, Row, named_params};
use crate::store::read::villages::{BY_MOVE, version_of_change, village_of_change};
use crate::store::roll::{copy_after, some, who_stood};
use crate::store::{Answer, Store};

/// The names are those that stood when the change was written. Who has ended is moved by no move, as in the figures (`roster_set`).
pub(in crate::store::roll) fn changes() -> String {
    format!(
        concat!(
            "SELECT ",
            village_of_change!("d"),
            ", n.name, COALESCE(n.id_number, n.temp_no, ''), h.kind, COALESCE(h.reason_code, ''), \
    h.month, a.support_mode, a.care_level, a.total_fen, b.key IS NOT NULL, b.support_mode, b.care_level, b.total_fen, d.entry_source, \
    {BY_MOVE}, {copy} \
    FROM change h JOIN tekun d ON d.key = h.case_key JOIN person n ON n.key = d.person \
    LEFT JOIN tekun_award a ON a.key = {version} \
    LEFT JOIN tekun_award b ON b.tekun = d.key AND b.voided_by IS NULL AND b.from_month = (SELECT max(x.from_month) \
        FROM tekun_award x WHERE x.tekun = d.key AND x.voided_by IS NULL AND x.from_month < a.from_month) \
    WHERE h.scheme = 'tekun' AND h.month = :month AND h.voided_by IS NULL \
    AND (NOT {BY_MOVE} OR a.kind <> 'end') ORDER BY h.kind, 1, d.case_no"
        ),
        BY_MOVE = BY_MOVE,
        version = version_of_change("tekun_award", "tekun"),
        copy = copy_after("h.act", "person", "n")
    )
}

impl Store {
    /// The changes of 特困 that take effect in a month.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn tekun_changes(&self, month: Month) -> Answer<Vec<TekunChange>> {
        self.gate_look()?;
        let mut get = self.db().prepare_cached(&changes())?;
        let rows = get.query_map(named_params! { ":month": month.to_string() }, change)?;
        some(rows.collect::<Result<_, _>>()?, || format!("{}没有特困人员增减变动", month.zh()))
    }
}

fn change(r: Row<'_>) -> engine::Result<TekunChange> {
    let version = |at: usize| -> engine::Result<(String, String, i64)> {
        Ok((r.text_or_empty(at)?, r.text_or_empty(at + 1)?, r.get::<Option<i64>>(at + 2)?.unwrap_or(0)))
    };
    let (name, id_number) = who_stood(r.text(15)?, r.get(1)?, r.get(2)?);
    Ok(TekunChange {
        division: r.get(0)?,
        name,
        id_number,
        kind: r.get(3)?,
        reason: r.get(4)?,
        month: r.get(5)?,
        source: r.get(13)?,
        after: version(6)?,
        moved: r.get(14)?,
        before: if r.get(9)? { Some(version(10)?) } else { None },
    })
}
