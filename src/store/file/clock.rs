//! The machine's clock in UTC+8, where every office is, and whether it can be right: a change is dated by it. A clock that has gone back,
//! or far ahead, is a doubt about whatever is saved then. Knows no register.

use crate::domain::slip::Slip;
use crate::store::Store;
use crate::store::engine::{Db, Optional};
use crate::store::fault::Answer;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// How an act has its time.
const FORM: &str = "%Y-%m-%d %H:%M:%S";
/// Clocks of machines that share an office differ by so much.
const APART: TimeDelta = TimeDelta::minutes(5);
/// So long no office is left alone.
const LEFT_ALONE: TimeDelta = TimeDelta::days(180);

fn local() -> NaiveDateTime {
    Utc::now().naive_utc().checked_add_signed(TimeDelta::hours(8)).unwrap_or_default()
}

/// The clock as acts carry it. Written down, never used to order anything.
pub(in crate::store) fn now() -> String {
    text_of(local())
}

/// A moment of the clock, as acts carry it.
pub(in crate::store) fn moment(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, FORM).ok()
}

/// As acts carry it.
pub(in crate::store) fn text_of(moment: NaiveDateTime) -> String {
    moment.format(FORM).to_string()
}

/// The clock's text for a file's name.
pub(in crate::store) fn stamp() -> String {
    now().replace(['-', ':'], "").replace(' ', "-")
}

/// Whether it is a [`stamp`], or one with the number that tells it from others of its second.
pub(in crate::store) fn is_stamp(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut digits = |n: Option<usize>| {
        parts
            .next()
            .is_some_and(|p| n.is_none_or(|n| p.len() == n) && !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_moment = digits(Some(8)) && digits(Some(6));
    let is_numbered = digits(None);
    is_moment && (is_numbered || text.len() == 15) && parts.next().is_none()
}

/// The machine's date: the business date where none is given.
pub fn today() -> NaiveDate {
    local().date()
}

impl Store {
    /// A doubt about the clock, seen from the latest act. A demonstration's clock stands still.
    pub(in crate::store) fn clock_doubt(&self, db: &Db) -> Answer<Option<Slip>> {
        if self.at.borrow().is_some() || self.office().demo_day.is_some() {
            return Ok(None);
        }
        let mut get = db.prepare_cached("SELECT at FROM act ORDER BY key DESC LIMIT 1")?;
        let latest: Option<String> = get.query_row([], |r| r.get(0)).optional()?;
        Ok(latest.and_then(|latest| doubt(&self.now(), &latest)))
    }
}

/// The doubt about a clock, by the time it says and that of the latest act.
fn doubt(now: &str, latest: &str) -> Option<Slip> {
    let ahead = moment(now)?.signed_duration_since(moment(latest)?);
    let what = match ahead {
        ahead if ahead < -APART => "早于",
        ahead if ahead > LEFT_ALONE => "远晚于",
        _ => return None,
    };
    let text = format!("本机时钟是 {now}, {what}上一次办理的 {latest}; 请先核对电脑的日期和时间, 时钟没错的再确认");
    Some(Slip::doubt("E-TM01", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_gone_back_or_far_ahead_is_doubted() {
        let latest = "2026-03-01 08:00:00";
        let said = |now: &str| doubt(now, latest).map(|s| s.text.contains("远晚于"));
        let cases = [
            ("1970-01-01 08:00:00", Some(false)),
            ("2026-02-28 08:00:00", Some(false)),
            ("2026-03-01 07:54:59", Some(false)),
            ("2026-03-01 07:55:00", None),
            ("2026-03-01 08:00:00", None),
            ("2026-08-28 08:00:00", None),
            ("2026-08-28 08:00:01", Some(true)),
            ("2038-01-19 03:14:08", Some(true)),
        ];
        for (now, expected) in cases {
            assert_eq!(said(now), expected, "{now}");
        }
    }
}
