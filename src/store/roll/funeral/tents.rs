//! 灵棚举报: the reports of a month and those under way in it.

use crate::domain::month::Month;
use crate::figure::roll::funeral::tents::Tent;
use crate::register::core::codes::Codes;
use crate::register::funeral::codes::{CHANNEL, TENT_ACTION, UNIT};
use crate::register::funeral::tent_report::TENT_REPORT;
use crate::store::engine::{self, Row, named_params};
use crate::store::read::villages::placed;
use crate::store::roll::some;
use crate::store::{Answer, Store};
use chrono::NaiveDate;

fn under_way(last: NaiveDate) -> String {
    format!(
        "SELECT {place}, report_no, received_on, received_time, channel, address, dispatched_to, \
        arrived_on, arrived_time, action, feedback_on, closed_on, is_counted, dispatched_on \
    FROM tent_report t WHERE received_on <= :last AND coalesce(closed_on, :last) >= :first AND duplicate_of IS NULL AND voided_by IS NULL \
    ORDER BY received_on, report_no",
        place = placed(&TENT_REPORT, "t", "division", last)
    )
}

impl Store {
    /// The reports that came in a month, and those that were under way in it.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn tent_reports(&self, month: Month) -> Answer<Vec<Tent>> {
        self.gate_look()?;
        let (first, last) = (month.first_day().to_string(), month.last_day().to_string());
        let mut get = self.db().prepare_cached(&under_way(month.last_day()))?;
        let bound = named_params! { ":first": &*first, ":last": &*last };
        let rows = get.query_map(bound, |row| tent(row, (&first, &last)))?;
        some(rows.collect::<Result<_, _>>()?, || format!("{}没有灵棚举报", month.zh()))
    }
}

fn tent(r: Row<'_>, (first, last): (&str, &str)) -> engine::Result<Tent> {
    // What was done after the month is not told yet.
    let on =
        |at: usize| -> engine::Result<Option<String>> { Ok(r.text(at)?.filter(|day| *day <= last).map(str::to_owned)) };
    let word = |codes: &'static Codes, at: usize, is_done: bool| -> engine::Result<&'static str> {
        Ok(r.text(at)?.filter(|_| is_done).and_then(|code| codes.label(code)).unwrap_or_default())
    };
    let moment = |day: usize, time: usize| -> engine::Result<String> {
        let day = on(day)?;
        Ok(day.map_or_else(String::new, |day| format!("{day} {}", r.text(time).ok().flatten().unwrap_or_default())))
    };
    let received = moment(2, 3)?;
    Ok(Tent {
        division: r.get(0)?,
        number: r.get(1)?,
        arrived: moment(7, 8)?,
        channel: word(&CHANNEL, 4, true)?,
        unit: word(&UNIT, 6, on(13)?.is_some())?,
        action: word(&TENT_ACTION, 9, on(7)?.is_some())?,
        address: r.get(5)?,
        days: [on(10)?, on(11)?],
        counts: received.as_str() >= first && r.get::<i64>(12)? == 1,
        received,
    })
}
