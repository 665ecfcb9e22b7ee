//! 联检进度: the lines due in a year and what was done, as far as the papers had come by the end of a month.

use super::{THERE, by_code, line_in, own_side};
use crate::domain::date::{last_come, stored as day_of};
use crate::domain::division_code::county_of;
use crate::domain::month::Month;
use crate::figure::roll::places::joints::Joint;
use crate::register::places::joint_inspect::{JOINT_INSPECT, NOT_BEGUN, REGULAR, STEPS};
use crate::store::engine::{self, named_params};
use crate::store::read::villages::placed;
use crate::store::roll::some;
use crate::store::{Answer, Store};
use chrono::{Datelike, NaiveDate};

/// Inspections of the year, and lines that are due and have none. What is known of a round before its day is not told.
fn joints(day: NaiveDate) -> String {
    let days: Vec<String> =
        STEPS.iter().map(|(col, _)| format!("CASE WHEN j.{col} <= :last THEN j.{col} END")).collect();
    let last = "(SELECT max(x.next_due) FROM joint_inspect x WHERE x.boundary_line = l.key AND x.voided_by IS NULL \
                AND x.counted_on < :first)";
    let seen = |column: &str| format!("CASE WHEN j.field_to <= :last THEN j.{column} END");
    format!(
        "SELECT l.name, {own}, coalesce(j.kind, '{REGULAR}'), substr({last}, 1, 4), coalesce({led}, {leads}), \
         {}, {}, {}, {}, {} FROM boundary_line l LEFT JOIN joint_inspect j ON j.boundary_line = l.key AND j.year = :year \
         AND j.voided_by IS NULL WHERE {THERE} AND (j.key IS NOT NULL OR {last} <= :end) \
         ORDER BY {order}, j.kind, j.key",
        seen("km_checked_d3"),
        seen("markers_checked"),
        seen("markers_ok"),
        seen("markers_repaired"),
        days.join(", "),
        order = by_code(day),
        own = own_side(day),
        led = placed(&JOINT_INSPECT, "j", "lead_side", day),
        leads = line_in("lead_side", day),
    )
}

impl Store {
    /// The lines due by the end of a month's year, and all inspections of that year, by how far they had come.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn joint_inspections(&self, month: Month) -> Answer<Vec<Joint>> {
        self.gate_look()?;
        let (places, last, district) = (self.places()?, month.last_day(), &self.office().division);
        let year = last.year();
        let mut get = self.db().prepare_cached(&joints(last))?;
        let bound = named_params! {
            ":last": last.to_string(), ":district": county_of(district),
            ":year": i64::from(year), ":first": format!("{year}-01-01"), ":end": format!("{year}-12-31"),
        };
        let rows = get.query_map(bound, |r| {
            let text = |at: usize| r.text_or_empty(at);
            let number = |at: usize| Ok::<_, engine::Error>(r.get::<Option<i64>>(at)?.unwrap_or_default());
            let mut days: [String; STEPS.len()] = Default::default();
            for (at, day) in (9..).zip(&mut days) {
                *day = text(at)?;
            }
            let on = |col: &str| {
                STEPS.iter().zip(&days).find(|((step, _), _)| *step == col).and_then(|(_, day)| day_of(day))
            };
            let state = last_come(STEPS.into_iter(), last, on).unwrap_or(NOT_BEGUN);
            Ok(Joint {
                name: r.get(0)?,
                side: r.get(1)?,
                kind: r.get(2)?,
                due: text(3)?,
                lead: places.name(&text(4)?, last).to_owned(),
                length: r.get(5)?,
                markers: [number(6)?, number(7)?, number(8)?],
                days,
                state,
            })
        })?;
        some(rows.collect::<Result<_, _>>()?, || format!("{}没有到期的联检", month.zh()))
    }
}
