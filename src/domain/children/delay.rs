//! How long it took from a finding to a report, and until when the police answer (services 3.8; 高检发〔2020〕9号): a report is made at once.
//! Must not know registers.

use crate::domain::clock::{self, Moment};
use chrono::{Days, NaiveDate};

/// So many hours after the finding a report is late whatever the office says, and wants a reason.
pub const OVERDUE: i64 = 24;
/// The police answer within so many days of what they have decided.
const ANSWER: u64 = 3;

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
pub fn delay(found: Moment, reported: Moment, hours: i64) -> Delay {
    match clock::minutes(found, reported) {
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
    fn a_report_is_made_at_once() {
        let at = |text: &str| {
            let (day, time) = text.split_once(' ').unwrap();
            (day.parse().unwrap(), clock::time(time).unwrap())
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
