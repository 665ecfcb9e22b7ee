//! 高龄津贴: the band of an age, the first and the last month, what is paid late and what was paid too much (services 2.2).
//!
//! Must not know registers or parameters: the office's rules are handed in.

use crate::domain::date::reaches_age;
use crate::domain::month::Month;
use chrono::{Months, NaiveDate};

/// From which age on it is paid.
pub const FROM_AGE: u16 = 80;

/// 年龄段.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// 80–89岁.
    Eighties,
    /// 90–99岁.
    Nineties,
    /// 100岁以上.
    Hundred,
}

impl Band {
    /// All, the youngest first.
    pub const ALL: [Band; 3] = [Band::Eighties, Band::Nineties, Band::Hundred];

    /// Code: the age from which it counts.
    pub const fn code(self) -> &'static str {
        match self {
            Band::Eighties => "80",
            Band::Nineties => "90",
            Band::Hundred => "100",
        }
    }
    /// The age from which it counts.
    pub const fn from_age(self) -> u16 {
        match self {
            Band::Eighties => FROM_AGE,
            Band::Nineties => 90,
            Band::Hundred => 100,
        }
    }
}

/// 起发规则 [L elder.start_rule].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartRule {
    /// The month after the birthday or the decision, whichever is later.
    NextMonth,
    /// The month of the birthday.
    BirthMonth,
    /// The month of application.
    ApplyMonth,
}

impl StartRule {
    /// Its values in the parameter.
    pub const CODES: &'static [(&'static str, &'static str)] =
        &[("next_month", "满龄或审批次月"), ("birth_month", "满龄当月"), ("apply_month", "申请当月")];

    /// Rule of a code.
    pub fn from_code(code: &str) -> Option<StartRule> {
        [StartRule::NextMonth, StartRule::BirthMonth, StartRule::ApplyMonth]
            .into_iter()
            .zip(StartRule::CODES)
            .find(|(_, (known, _))| *known == code)
            .map(|(rule, _)| rule)
    }
    /// The month from which an age counts.
    fn counts_from(self, born: NaiveDate, age: u16) -> Month {
        let month = Month::of(reaches_age(born, age));
        if self == StartRule::NextMonth { month.next() } else { month }
    }
    /// The band by which a month is paid; none before 80 counts.
    pub fn band_in(self, born: NaiveDate, month: Month) -> Option<Band> {
        Band::ALL.into_iter().rev().find(|band| self.counts_from(born, band.from_age()) <= month)
    }
}

/// When somebody was born, applied and was approved.
#[derive(Clone, Copy, Debug)]
pub struct Applicant {
    /// 出生日期.
    pub born: NaiveDate,
    /// 申请日期.
    pub applied: NaiveDate,
    /// 区审批日期.
    pub approved: NaiveDate,
}

/// 首发月份. `retro` pays whoever applies late for the months since the age was reached; without it whoever applies after the month of
/// the birthday is paid from the decision on.
pub fn start_month(rule: StartRule, retro: bool, who: &Applicant) -> Month {
    let eightieth = reaches_age(who.born, FROM_AGE);
    let late = Month::of(who.applied) > Month::of(eightieth);
    match rule {
        _ if retro => rule.counts_from(who.born, FROM_AGE),
        StartRule::ApplyMonth => Month::of(who.applied.max(eightieth)),
        StartRule::BirthMonth if !late => Month::of(eightieth),
        StartRule::NextMonth | StartRule::BirthMonth => Month::of(who.approved.max(eightieth)).next(),
    }
}

/// 补发: the months of a suspension that are paid when it ends, at most so many, the latest ones.
pub fn arrears(suspended: Month, restored: Month, most: i64) -> Option<(Month, Month)> {
    let most = i32::try_from(most).unwrap_or(i32::MAX);
    let from = restored.plus(most.saturating_neg()).max(suspended);
    (from < restored).then(|| (from, restored.prev()))
}

/// Whether somebody who was seen alive on a day may be paid for a month: within so many months before it.
pub fn is_seen(alive: NaiveDate, month: Month, within: i64) -> bool {
    let months = u32::try_from(within).unwrap_or(0);
    alive.checked_add_months(Months::new(months)).is_none_or(|until| until >= month.first_day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::death::DeathRule::{DeathMonthPaid, StopInDeathMonth};
    use crate::domain::death::{last_pay_month, overpaid};
    use crate::domain::money::Money;
    use StartRule::{ApplyMonth, BirthMonth, NextMonth};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    /// 50, 100 and 300 yuan.
    fn standard(band: Band) -> Money {
        Money::fen(match band {
            Band::Eighties => 5_000,
            Band::Nineties => 10_000,
            Band::Hundred => 30_000,
        })
    }

    /// What is due from a month to another.
    fn due(rule: StartRule, born: &str, from: Month, to: &str) -> Money {
        let months = (from.index()..=month(to).index()).filter_map(Month::from_index);
        Money::sum(months.filter_map(|m| rule.band_in(day(born), m)).map(standard)).unwrap()
    }

    #[test]
    fn worked_examples_of_the_handbook() {
        for (rule, born, approved, yuan) in [
            (NextMonth, "1941-03-15", "2021-03-20", 45_000),
            (BirthMonth, "1941-03-15", "2021-03-20", 50_000),
            // At 82, without the two missed years.
            (NextMonth, "1939-03-15", "2021-05-06", 35_000),
            (BirthMonth, "1939-03-15", "2021-05-06", 35_000),
        ] {
            let applied = day(approved) - chrono::Days::new(3);
            let start = start_month(rule, false, &Applicant { born: day(born), applied, approved: day(approved) });
            assert_eq!(due(rule, born, start, "2021-12"), Money::fen(yuan), "{rule:?} {born}");
        }
        assert_eq!(due(NextMonth, "1931-11-30", month("2021-01"), "2021-12"), Money::fen(65_000));
        let last = last_pay_month(DeathMonthPaid, day("2021-06-10"));
        let paid = (1..=8).map(|m| (Month::new(2021, m).unwrap(), standard(Band::Hundred)));
        assert_eq!(due(NextMonth, "1920-01-05", month("2021-01"), &last.to_string()), Money::fen(180_000));
        assert_eq!(overpaid(paid.clone(), last), Money::fen(60_000));
        assert_eq!(overpaid(paid, last_pay_month(StopInDeathMonth, day("2021-06-10"))), Money::fen(90_000));
    }

    #[test]
    fn the_first_month_by_each_rule() {
        let start = |rule, retro, born, applied, approved| {
            start_month(rule, retro, &Applicant { born: day(born), applied: day(applied), approved: day(approved) })
                .to_string()
        };
        for (rule, retro, applied, approved, first) in [
            (NextMonth, false, "2021-03-16", "2021-03-20", "2021-04"),
            (NextMonth, false, "2021-03-16", "2021-04-02", "2021-05"),
            // Approved before the birthday.
            (NextMonth, false, "2021-03-02", "2021-03-10", "2021-04"),
            (NextMonth, true, "2021-09-16", "2021-10-20", "2021-04"),
            (BirthMonth, false, "2021-03-16", "2021-05-20", "2021-03"),
            (BirthMonth, false, "2021-04-01", "2021-05-20", "2021-06"),
            (BirthMonth, true, "2021-09-16", "2021-10-20", "2021-03"),
            (ApplyMonth, false, "2021-09-16", "2021-10-20", "2021-09"),
            (ApplyMonth, false, "2021-03-02", "2021-03-20", "2021-03"),
            (ApplyMonth, true, "2021-09-16", "2021-10-20", "2021-03"),
        ] {
            assert_eq!(start(rule, retro, "1941-03-15", applied, approved), first, "{rule:?} {retro} {applied}");
        }
    }

    /// Born on the days at which a month or a year turns: the first month of each band, by both ways of counting.
    #[test]
    fn bands_turn_with_the_birthday() {
        for (born, next, own) in [
            ("1940-02-29", ["2020-03", "2030-03", "2040-03"], ["2020-02", "2030-02", "2040-02"]),
            ("1941-02-28", ["2021-03", "2031-03", "2041-03"], ["2021-02", "2031-02", "2041-02"]),
            ("1940-12-31", ["2021-01", "2031-01", "2041-01"], ["2020-12", "2030-12", "2040-12"]),
            ("1941-01-01", ["2021-02", "2031-02", "2041-02"], ["2021-01", "2031-01", "2041-01"]),
        ] {
            for (band, (next, own)) in Band::ALL.into_iter().zip(next.into_iter().zip(own)) {
                for (rule, first) in [(NextMonth, month(next)), (BirthMonth, month(own)), (ApplyMonth, month(own))] {
                    assert_eq!(rule.band_in(day(born), first), Some(band), "{born} {rule:?}");
                    assert!(rule.band_in(day(born), first.prev()) < Some(band), "{born} {rule:?}");
                }
            }
        }
        for (born, band, from) in [
            ("1940-02-29", Band::Eighties, "2020-02-29"),
            ("1940-02-29", Band::Nineties, "2030-02-28"),
            ("1941-01-01", Band::Nineties, "2031-01-01"),
            ("1941-01-01", Band::Hundred, "2041-01-01"),
        ] {
            assert_eq!(reaches_age(day(born), band.from_age()), day(from), "{born}");
        }
    }

    #[test]
    fn what_is_paid_late_is_bounded() {
        for (suspended, restored, most, months) in [
            ("2021-03", "2021-07", 12, Some(("2021-03", "2021-06"))),
            ("2020-01", "2021-07", 12, Some(("2020-07", "2021-06"))),
            ("2021-07", "2021-07", 12, None),
            ("2021-03", "2021-07", 0, None),
        ] {
            let found = arrears(month(suspended), month(restored), most);
            assert_eq!(found, months.map(|(from, to)| (month(from), month(to))), "{suspended} {most}");
        }
    }

    #[test]
    fn who_was_seen_alive_within_the_months() {
        for (alive, paid, seen) in
            [("2020-12-10", "2021-12", true), ("2020-11-30", "2021-12", false), ("2020-12-01", "2021-12", true)]
        {
            assert_eq!(is_seen(day(alive), month(paid), 12), seen, "{alive}");
        }
    }
}
