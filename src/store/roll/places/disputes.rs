//! 争议台账: every dispute that was found by the end of a month, as far as it had come.

use crate::domain::month::Month;
use crate::figure::roll::places::disputes::Dispute;
use crate::register::places::boundary_dispute::come;
use crate::store::engine::named_params;
use crate::store::roll::some;
use crate::store::{Answer, Store};

/// The days up to the last one, and how often the sides had talked.
const DISPUTES: &str = "SELECT d.found_on, trim(coalesce((SELECT l.name FROM boundary_line l WHERE l.key = d.boundary_line), '') \
    || ' ' || d.section), d.kind, d.parties, d.cause, coalesce(d.people, 0), \
    (SELECT count(*) FROM dispute_mediation m WHERE m.boundary_dispute = d.key AND m.voided_by IS NULL AND m.held_on <= :last), \
    CASE WHEN d.agreed_on <= :last THEN d.agreed_on ELSE '' END, CASE WHEN d.reported_on <= :last THEN d.reported_on ELSE '' END, \
    CASE WHEN d.closed_on <= :last THEN d.closed_on ELSE '' END, CASE WHEN d.kept_on <= :last THEN d.kept_on ELSE '' END, \
    d.level, coalesce(d.casualties, 0), CASE WHEN d.agreed_on <= :last THEN coalesce(d.agreement_no, '') ELSE '' END, \
    CASE WHEN d.reported_on <= :last THEN coalesce(d.reported_to, '') ELSE '' END \
    FROM boundary_dispute d WHERE d.found_on <= :last AND d.voided_by IS NULL ORDER BY d.found_on, d.key";

impl Store {
    /// The disputes that were found by the end of a month, by their day.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn boundary_disputes(&self, month: Month) -> Answer<Vec<Dispute>> {
        self.gate_look()?;
        let mut get = self.db().prepare_cached(DISPUTES)?;
        let rows = get.query_map(named_params! { ":last": month.last_day().to_string() }, |r| {
            let text = |at: usize| r.text_or_empty(at);
            let (talks, days, kept) = (r.get(6)?, [text(7)?, text(8)?, text(9)?], text(10)?);
            let has = |col: &str| match col {
                "agreed_on" => !days[0].is_empty(),
                "reported_on" => !days[1].is_empty(),
                "closed_on" => !days[2].is_empty(),
                _ => !kept.is_empty(),
            };
            let state = come(has, talks > 0);
            Ok(Dispute {
                found_on: r.get(0)?,
                section: r.get(1)?,
                kind: r.get(2)?,
                level: r.get(11)?,
                parties: r.get(3)?,
                cause: r.get(4)?,
                people: r.get(5)?,
                casualties: r.get(12)?,
                talks,
                days,
                agreement_no: r.get(13)?,
                reported_to: r.get(14)?,
                state,
            })
        })?;
        some(rows.collect::<Result<_, _>>()?, || format!("到{}没有边界争议", month.zh()))
    }
}
