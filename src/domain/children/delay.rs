//! How long it took from a finding to a report, and until when the police answer (services 3.8; 高检发〔2020〕9号): a report is made at once.
//! Must not know registers.

use crate::domain::text;
use chrono::{Days, NaiveDate, NaiveTime};

/// So many hours after the finding a report is late whatever the office says, and wants a reason.
pub const OVERDUE: i64 = 24;
/// The police answer within so many days of what they have decided.
const ANSWER: u64 = 3;

/// A time of the day as clerks type it: `9:05`, `09：05`, `0905`, `9点05分`.
pub fn time(typed: &str) -> Option<NaiveTime> {
    let clean = text::unspaced(typed);
    let parted = clean.replace(['点', '时', '：'], ":").replace('分', "");
    let (hour, minute) = match parted.split_once(':') {
        Some((hour, "")) => (hour, "0"),
        Some(parts) => parts,
        None if parted.len() == 4 && parted.is_ascii() => parted.split_at(2),
        None => return None,
    };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// A time as it is stored: `09:05`.
pub fn stored(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// How late a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delay {
    /// Not later than the office allows.
    AtOnce,
    /// Later, by so many whole hours.
    Late(i64),
    /// Later than [`OVERDUE`].
    Overdue(i64),
    /// Before anything was found.
    Before,
}

/// How late a report is that may take so many hours.
pub fn delay(found: (NaiveDate, NaiveTime), reported: (NaiveDate, NaiveTime), hours: i64) -> Delay {
    let took = reported.0.and_time(reported.1) - found.0.and_time(found.1);
    match took.num_minutes() {
        ..0 => Delay::Before,
        minutes if minutes > OVERDUE * 60 => Delay::Overdue(minutes / 60),
        minutes if minutes > hours * 60 => Delay::Late(minutes / 60),
        _ => Delay::AtOnce,
    }
}

/// The last day for the police to answer what they decided on a day.
pub fn answered_by(decided: NaiveDate) -> NaiveDate {
    decided + Days::new(ANSWER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_typed() {
        for (typed, read) in [
            ("9:05", Some("09:05")),
            ("09：05", Some("09:05")),
            ("２１:３０", Some("21:30")),
            ("0905", Some("09:05")),
            ("9点05分", Some("09:05")),
            ("15时", Some("15:00")),
            ("00:00", Some("00:00")),
            ("24:00", None),
            ("9:60", None),
            ("905", None),
            ("上午", None),
            ("", None),
        ] {
            assert_eq!(time(typed).map(stored).as_deref(), read, "{typed}");
        }
    }

    #[test]
    fn a_report_is_made_at_once() {
        let at = |text: &str| {
            let (day, clock) = text.split_once(' ').unwrap();
            (day.parse().unwrap(), time(clock).unwrap())
        };
        for (reported, late) in [
            ("2021-05-11 15:20", Delay::AtOnce),
            ("2021-05-11 21:20", Delay::AtOnce),
            ("2021-05-11 21:21", Delay::Late(6)),
            ("2021-05-12 15:20", Delay::Late(24)),
            ("2021-05-12 15:21", Delay::Overdue(24)),
            ("2021-05-14 09:00", Delay::Overdue(65)),
            ("2021-05-11 15:19", Delay::Before),
        ] {
            assert_eq!(delay(at("2021-05-11 15:20"), at(reported), 6), late, "{reported}");
        }
        assert_eq!(answered_by("2021-02-27".parse().unwrap()).to_string(), "2021-03-02");
    }
}
