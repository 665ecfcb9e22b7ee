//! What a batch pays each child, with what the file and the version say beside its lines.

use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::figure::roll::children::kept::Kept;
use crate::figure::roll::{Batch, Paid};
use crate::store::benefits::roster::Roster;
use crate::store::engine::{self, Optional, Row, named_params};
use crate::store::roll::{copy_after, stood};
use crate::store::{Answer, Store};

/// The state of a father or mother on a day.
fn parent(who: &str) -> String {
    format!(
        "coalesce((SELECT s.state FROM parent_state s WHERE s.child = f.key AND s.parent = '{who}' AND s.voided_by IS NULL \
         AND s.valid_from <= :day ORDER BY s.valid_from DESC LIMIT 1), '')"
    )
}

/// What a case says beside its lines. The guardian is the one of the time when the batch was written last; the version is the one in force
/// in the month.
fn statement(roster: Roster) -> String {
    let (cases, versions) = (roster.cases(), roster.versions.name);
    let money = |col: &str| roster.versions.field(col).map(|field| format!("v.{}", field.column()));
    let standard = money("standard").unwrap_or_else(|| format!("v.{}", roster.fen()));
    let [dibao, tekun, living] = ["dibao", "tekun", "living"].map(|col| money(col).unwrap_or_else(|| "0".to_owned()));
    format!(
        "SELECT coalesce(f.guardian_relation, ''), {copy}, {father}, {mother}, {standard}, {dibao}, {tekun}, {living} \
         FROM {cases} d JOIN child f ON f.key = d.child JOIN {versions} v ON v.key = (SELECT b.key FROM {versions} b \
             WHERE b.{cases} = d.key AND b.voided_by IS NULL AND b.from_month <= :month ORDER BY b.from_month DESC LIMIT 1) \
         WHERE d.key = :case",
        copy = copy_after("(SELECT b.act FROM batch b WHERE b.key = :batch)", "child", "f"),
        father = parent("1"),
        mother = parent("2"),
    )
}

impl Store {
    /// The normal batches of 孤儿 or of 事实无人抚养儿童 and what they pay each child.
    ///
    /// # Errors
    /// There is no such batch, or the file cannot be read.
    pub fn kept_roll(&self, scheme: Scheme, month: Month) -> Answer<(Vec<Batch>, Vec<Kept>)> {
        self.gate_look()?;
        let (batches, paid) = self.paid_roll(scheme, month)?;
        let Some((roster, _)) = Roster::paying(scheme) else { return Ok((batches, Vec::new())) };
        let batch = batches.last().map_or(0, |batch| batch.key);
        let mut get = self.db().prepare_cached(&statement(roster))?;
        let (of, day) = (month.to_string(), month.last_day().to_string());
        let mut all = Vec::new();
        for paid in paid {
            let bound = named_params! { ":case": paid.case_key, ":batch": batch, ":month": of, ":day": day };
            let found = get.query_row(bound, kept).optional()?.unwrap_or_default();
            all.push(Kept { paid, ..found });
        }
        Ok((batches, all))
    }
}

fn kept(r: Row<'_>) -> engine::Result<Kept> {
    Ok(Kept {
        relation: stood(r.text(1)?, &["guardian_relation"], r.get(0)?),
        parents: [r.get(2)?, r.get(3)?],
        standard_fen: r.get(4)?,
        beside_fen: [r.get(5)?, r.get(6)?, r.get(7)?],
        paid: Paid::default(),
    })
}
