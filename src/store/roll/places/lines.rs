//! 界线界桩: every line with its markers, as they stood at the end of a month.

use super::{OWN_SIDE, THERE};
use crate::domain::month::Month;
use crate::figure::roll::places::lines::Line;
use crate::store::engine::{self, named_params};
use crate::store::roll::some;
use crate::store::{Answer, Store};

/// With how many markers stood on it and how the latest patrol found them, and its latest regular inspection.
fn lines() -> String {
    let found = "(SELECT p.condition FROM marker_patrol p WHERE p.boundary_marker = m.key AND p.voided_by IS NULL \
                 AND p.patrolled_on <= :last ORDER BY p.patrolled_on DESC LIMIT 1)";
    let markers = |which: &str| {
        format!(
            "(SELECT count(*) FROM boundary_marker m WHERE m.boundary_line = l.key AND m.voided_by IS NULL AND m.set_on <= :last \
             AND (m.retired_on IS NULL OR m.retired_on >= :last){which})"
        )
    };
    let joint = |column: &str| {
        format!(
            "(SELECT j.{column} FROM joint_inspect j WHERE j.boundary_line = l.key AND j.voided_by IS NULL AND j.counted_on <= :last \
             ORDER BY j.counted_on DESC LIMIT 1)"
        )
    };
    format!(
        "SELECT l.name, {OWN_SIDE}, l.side_a, l.side_b, l.length_d3, {}, {}, {}, {}, {}, l.lead_side \
         FROM boundary_line l WHERE {THERE} ORDER BY l.level, l.code",
        markers(""),
        markers(&format!(" AND coalesce({found}, '1') = '1'")),
        markers(&format!(" AND {found} IN ('2','3','4','5','6')")),
        joint("counted_on"),
        joint("next_due"),
    )
}

impl Store {
    /// The boundary lines there were at the end of a month, those of the county first.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn boundary_lines(&self, month: Month) -> Answer<Vec<Line>> {
        let (places, last, district) = (self.places()?, month.last_day(), &self.office().division);
        let mut get = self.db().prepare_cached(&lines())?;
        let bound = named_params! { ":last": last.to_string(), ":district": district.get(..6).unwrap_or("") };
        let rows = get.query_map(bound, |r| {
            let text = |at: usize| Ok::<_, engine::Error>(r.get::<Option<String>>(at)?.unwrap_or_default());
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
