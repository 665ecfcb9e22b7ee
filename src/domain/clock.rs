//! Times of the day: as clerks type them, as they are stored, and what lies between two moments. Must not know registers.

use crate::domain::text;
use chrono::{NaiveDate, NaiveTime};

/// A day, and a time of it.
pub type Moment = (NaiveDate, NaiveTime);

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

/// The minutes from one moment to another; negative when it is earlier.
pub fn minutes(from: Moment, to: Moment) -> i64 {
    (to.0.and_time(to.1) - from.0.and_time(from.1)).num_minutes()
}

/// So many minutes in words: `2小时10分`.
pub fn lasted(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest}分"),
        (hours, 0) => format!("{hours}小时"),
        (hours, rest) => format!("{hours}小时{rest}分"),
    }
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
    fn what_lies_between_is_told_in_hours() {
        let at = |day: &str, typed| (day.parse().unwrap(), time(typed).unwrap());
        let from = at("2021-05-11", "23:40");
        for (to, minutes_later, told) in [
            (at("2021-05-11", "23:59"), 19, "19分"),
            (at("2021-05-12", "01:40"), 120, "2小时"),
            (at("2021-05-12", "01:50"), 130, "2小时10分"),
            (at("2021-05-14", "09:00"), 3440, "57小时20分"),
        ] {
            assert_eq!((minutes(from, to), lasted(minutes(from, to)).as_str()), (minutes_later, told));
        }
        assert_eq!(minutes(from, at("2021-05-11", "23:30")), -10);
    }
}
