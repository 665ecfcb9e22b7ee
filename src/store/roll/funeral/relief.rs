//! 惠民殡葬减免: what was given free of charge in a month.

use crate::domain::month::Month;
use crate::figure::roll::funeral::relief::Relieved;
use crate::store::engine::{self, Row, named_params};
use crate::store::roll::{copy_after, some, who_stood};
use crate::store::{Answer, Store};

/// The dead are called as they were when the relief was last written.
fn relieved() -> String {
    format!(
        "SELECT d.hukou_division, n.name, COALESCE(n.id_number, n.temp_no, ''), r.target_kind, COALESCE(d.cremated_on, ''), \
         r.transport_fen, r.storage_fen, r.cremation_fen, r.coffin_fen, r.urn_fen, r.total_fen, COALESCE(r.applicant, ''), \
         COALESCE(r.phone, ''), {person} \
         FROM funeral_relief r JOIN death d ON d.key = r.death JOIN person n ON n.key = d.person \
         WHERE r.relieved_on BETWEEN :first AND :last AND r.voided_by IS NULL ORDER BY r.relieved_on, r.relief_no",
        person = copy_after("r.act", "person", "n")
    )
}

/// Reliefs that were asked for and are not given yet.
const UNDER_WAY: &str = "SELECT count(*) FROM funeral_relief WHERE relieved_on IS NULL AND voided_by IS NULL";

impl Store {
    /// The reliefs given in a month, by day.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn funeral_reliefs(&self, month: Month) -> Answer<Vec<Relieved>> {
        self.gate_look()?;
        let mut get = self.db().prepare_cached(&relieved())?;
        let (first, last) = (month.first_day().to_string(), month.last_day().to_string());
        let rows = get.query_map(named_params! { ":first": first, ":last": last }, entry)?;
        let rows: Vec<Relieved> = rows.collect::<Result<_, _>>()?;
        let waits: i64 = if rows.is_empty() { self.db().query_row(UNDER_WAY, [], |r| r.get(0))? } else { 0 };
        some(rows, || format!("{}没有已减免的惠民殡葬减免; 申请以后还没有减免的 {waits} 件", month.zh()))
    }
}

fn entry(r: Row<'_>) -> engine::Result<Relieved> {
    let (name, id_number) = who_stood(r.text(13)?, r.get(1)?, r.get(2)?);
    Ok(Relieved {
        division: r.get(0)?,
        name,
        id_number,
        target: r.get(3)?,
        cremated_on: r.get(4)?,
        items: [r.get(5)?, r.get(6)?, r.get(7)?, r.get(8)?, r.get(9)?],
        total_fen: r.get(10)?,
        applicant: r.get(11)?,
        phone: r.get(12)?,
    })
}
