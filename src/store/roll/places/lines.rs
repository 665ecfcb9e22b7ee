//! 界线界桩: every line with its markers, as they stood at the end of a month.

use super::{THERE, by_code, line_in, own_side};
use crate::domain::division_code::county_of;
use crate::domain::month::Month;
use crate::figure::roll::places::lines::Line;
use crate::register::places::boundary_line::{BOUNDARY_LINE, LAST_JOINT, NEXT_JOINT};
use crate::register::places::boundary_marker::{BOUNDARY_MARKER, DAMAGED, WHOLE};
use crate::store::engine::{self, named_params};
use crate::store::read::in_force::{column, there};
use crate::store::read::sql::quoted;
use crate::store::roll::some;
use crate::store::{Answer, Store};
use chrono::NaiveDate;

/// With how many markers stood on it and how the latest patrol found them, and its latest regular inspection.
fn lines(day: NaiveDate) -> String {
    let stand = there(&BOUNDARY_MARKER, day, false).join(" AND ");
    let condition = column(&BOUNDARY_MARKER, "condition", day);
    let markers = |which: String| {
        format!(
            "(SELECT count(*) FROM boundary_marker r WHERE r.boundary_line = l.key AND r.voided_by IS NULL AND {stand}{which})"
        )
    };
    format!(
        "SELECT l.name, {own}, {a}, {b}, l.length_d3, {}, {}, {}, l.last_joint, l.next_joint, {lead} \
         FROM (SELECT r.*, {} AS last_joint, {} AS next_joint FROM boundary_line r) l WHERE {THERE} ORDER BY {order}",
        markers(String::new()),
        markers(format!(" AND {condition} = '{WHOLE}'")),
        markers(format!(" AND {condition} IN ({})", quoted(DAMAGED))),
        column(&BOUNDARY_LINE, LAST_JOINT, day),
        column(&BOUNDARY_LINE, NEXT_JOINT, day),
        order = by_code(day),
        own = own_side(day),
        a = line_in("side_a", day),
        b = line_in("side_b", day),
        lead = line_in("lead_side", day),
    )
}

impl Store {
    /// The boundary lines there were at the end of a month, those of the county first.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn boundary_lines(&self, month: Month) -> Answer<Vec<Line>> {
        self.gate_look()?;
        let (places, last, district) = (self.places()?, month.last_day(), &self.office().division);
        let mut get = self.db().prepare_cached(&lines(last))?;
        let bound = named_params! { ":last": last.to_string(), ":district": county_of(district) };
        let rows = get.query_map(bound, |r| {
            let text = |at: usize| r.text_or_empty(at);
            let named = |at: usize| Ok::<_, engine::Error>(places.name(&text(at)?, last).to_owned());
            Ok(Line {
                name: r.get(0)?,
                side: r.get(1)?,
                sides: [named(2)?, named(3)?],
                length: r.get(4)?,
                markers: r.get(5)?,
                whole: r.get(6)?,
                odd: r.get(7)?,
                joint: [text(8)?, text(9)?],
                lead: named(10)?,
            })
        })?;
        some(rows.collect::<Result<_, _>>()?, || format!("{}没有界线", month.zh()))
    }
}
