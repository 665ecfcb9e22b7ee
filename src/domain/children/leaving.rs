//! 成年退出: until when a child is paid, and what is said before and after (services 3.4). Must not know registers.

use crate::domain::date::{reaches_age, zh};
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use chrono::{Months, NaiveDate};

/// A child is one until this birthday.
pub const ADULT: u16 = 18;
/// So many days before the birthday the clerk is told first.
pub const SOON: i64 = 60;
/// So many days before it he is told, and told again.
const AHEAD: [i64; 2] = [30, SOON];

/// The last month for which a child is paid: that of the 18th birthday (`month_after_18`).
pub fn last_month(birth: NaiveDate) -> Month {
    Month::of(reaches_age(birth, ADULT))
}

/// 就读续发: the kind of school, and the day of the certificate that was seen last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schooling {
    /// At a 普通高中 or 中职.
    pub secondary: bool,
    /// 就读证明日期.
    pub certified: Option<NaiveDate>,
}

/// Whether a school (就学状态 code) is a 普通高中 or 中职.
pub fn is_secondary(school: &str) -> bool {
    matches!(school, "04" | "05")
}

impl Schooling {
    /// At a school (就学状态 code), with the certificate that was seen last.
    pub fn of(school: &str, certified: Option<NaiveDate>) -> Schooling {
        Schooling { secondary: is_secondary(school), certified }
    }
    /// Whether it lets the money go on in a month: a certificate holds for a year.
    pub fn carries_on(self, month: Month) -> bool {
        let until = self.certified.and_then(|day| day.checked_add_months(Months::new(12)));
        self.secondary && until.is_some_and(|until| until >= month.first_day())
    }
}

/// `E-CH03` for a month that is paid no more.
pub fn overdue(name: &str, birth: NaiveDate, month: Month, schooling: Option<Schooling>) -> Option<Slip> {
    let goes_on = schooling.is_some_and(|s| s.carries_on(month));
    (month > last_month(birth) && !goes_on).then(|| {
        let day = zh(reaches_age(birth, ADULT));
        Slip::error("E-CH03", format!("{name}已于{day}满18周岁, {}不得发放, 请办理退出或就读续发", month.zh()))
    })
}

/// `W-CH13`: how many days are left, 60 and 30 days ahead.
pub fn soon(name: &str, birth: NaiveDate, day: NaiveDate) -> Option<Slip> {
    let grown = reaches_age(birth, ADULT);
    let left = (grown - day).num_days();
    let within = AHEAD.into_iter().find(|ahead| (0..=*ahead).contains(&left))?;
    let text = format!("{name}将于{}满18周岁(不足{within}天), 请准备退出、就读续发或转助学", zh(grown));
    Some(Slip::warning("W-CH13", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    #[test]
    fn the_last_month_is_that_of_the_birthday() {
        for (birth, last) in [
            ("2003-09-20", "2021-09"),
            ("2004-02-28", "2022-02"),
            ("2004-02-29", "2022-02"),
            ("2003-12-31", "2021-12"),
            ("2004-01-01", "2022-01"),
        ] {
            assert_eq!(last_month(day(birth)), month(last), "{birth}");
        }
    }

    #[test]
    fn a_payment_after_it() {
        let slip = overdue("张三", day("2003-09-20"), month("2021-10"), None).unwrap();
        assert_eq!(slip.code, "E-CH03");
        assert_eq!(slip.text, "张三已于2021年9月20日满18周岁, 2021年10月不得发放, 请办理退出或就读续发");
        assert_eq!(overdue("张三", day("2003-09-20"), month("2021-09"), None), None);
    }

    #[test]
    fn school_carries_it_on_for_a_year_from_each_certificate() {
        let school = |secondary, certified: &str| Some(Schooling { secondary, certified: certified.parse().ok() });
        for (schooling, of, paid) in [
            (school(true, "2021-09-10"), "2022-09", true),
            (school(true, "2021-09-10"), "2022-10", false),
            (school(true, ""), "2021-10", false),
            (school(false, "2021-09-10"), "2021-10", false),
            (None, "2021-10", false),
        ] {
            assert_eq!(overdue("张三", day("2003-09-20"), month(of), schooling).is_none(), paid, "{schooling:?} {of}");
        }
    }

    #[test]
    fn sixty_and_thirty_days_ahead() {
        let said = |birth: &str, on: &str| soon("张三", day(birth), day(on)).map(|s| s.text);
        assert_eq!(said("2004-03-01", "2021-12-30"), None, "61 days");
        assert!(said("2004-03-01", "2021-12-31").unwrap().contains("2022年3月1日满18周岁(不足60天)"));
        assert!(said("2004-01-30", "2021-12-31").unwrap().contains("不足30天"));
        assert!(said("2003-12-31", "2021-12-31").is_some(), "on the day itself");
        assert_eq!(said("2003-12-30", "2021-12-31"), None, "by then the month is the last one");
    }
}
