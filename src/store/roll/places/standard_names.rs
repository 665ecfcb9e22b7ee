//! The standard names that stand on the last day of a month.

use crate::domain::decimal;
use crate::domain::month::Month;
use crate::figure::roll::places::standard_names::StandardName;
use crate::register::places::codes::state;
use crate::register::places::place_name::PLACE_NAME;
use crate::store::engine::{self, Row, named_params};
use crate::store::read::sql::quoted;
use crate::store::read::villages::placed;
use crate::store::roll::some;
use crate::store::{Answer, Store};
use chrono::NaiveDate;

fn names(last: NaiveDate) -> String {
    format!(
        "SELECT {}, std_name, roman, kind8, coalesce(location, ''), coalesce(from_pt, ''), coalesce(to_pt, ''), \
         length_m_d1, coalesce(approved_on, '') FROM place_name n WHERE state IN ({}) AND valid_from <= :last \
         AND coalesce(valid_to, '9999') >= :last AND voided_by IS NULL ORDER BY kind8, 1, std_name",
        placed(&PLACE_NAME, "n", "division", last),
        quoted(state::EVER)
    )
}

impl Store {
    /// The standard names that stand on the last day of a month, by kind and place.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn standard_names(&self, month: Month) -> Answer<Vec<StandardName>> {
        self.gate_look()?;
        let places = self.places()?;
        let last = month.last_day();
        let mut get = self.db().prepare_cached(&names(last))?;
        let rows = get.query_map(named_params! { ":last": last.to_string() }, standard_name)?;
        let mut all = rows.collect::<Result<Vec<_>, _>>()?;
        for name in &mut all {
            let (town, village) = places.town_and_village(&name.division, last);
            name.place = format!("{town}{village}");
        }
        some(all, || format!("{}没有标准地名", month.zh()))
    }
}

fn standard_name(r: Row<'_>) -> engine::Result<StandardName> {
    let length: Option<i64> = r.get(7)?;
    Ok(StandardName {
        division: r.get(0)?,
        place: String::new(),
        name: r.get(1)?,
        roman: r.get(2)?,
        kind: r.get(3)?,
        location: r.get(4)?,
        ends: [r.get(5)?, r.get(6)?],
        length: length.map(|metres| decimal::plain(metres, 1)).unwrap_or_default(),
        approved_on: r.get(8)?,
    })
}
