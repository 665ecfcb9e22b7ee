//! 养老补贴 (services 2.8): what the rates of the office make of beds, months and grades, and how far an application has come. Knows no
//! register and no rate.

use crate::domain::money::Money;
use chrono::{Days, NaiveDate};

/// The codes of the kinds whose amount follows from what the office has on file.
pub const GRADE: &str = "1";
/// 养老护理员岗位补贴.
pub const POST: &str = "4";
/// 床位运营补贴.
pub const BEDS: &str = "7";
/// The kinds that are paid for a time.
pub const FOR_A_TIME: &[&str] = &[BEDS, POST];

/// The steps from the last to the first: the column of the day, and the state that it brings.
pub const STEPS: [(&str, &str); 6] = [
    ("recovered_on", "recovered"),
    ("paid_on", "paid"),
    ("approved_on", "approved"),
    ("posted_on", "posted"),
    ("reviewed_on", "reviewed"),
    ("apply_date", "applied"),
];

/// So many at a rate each, added up. None where one that counts has no rate, or the sum leaves the range of money.
pub fn added(parts: impl IntoIterator<Item = (i64, Option<Money>)>) -> Option<Money> {
    let parts = parts.into_iter().filter(|(many, _)| *many != 0).map(|(many, rate)| rate?.checked_mul(many));
    Money::sum(parts.collect::<Option<Vec<_>>>()?)
}

/// What a home is due for a grade: its rate, or what that is above the rate of the grade before, where only the difference is paid.
pub fn upgrade(after: Option<Money>, before: Option<Money>, only_difference: bool) -> Option<Money> {
    let paid = if only_difference { before? } else { Money::ZERO };
    Some(after?.checked_sub(paid)?.max(Money::ZERO))
}

/// The first day since which somebody has worked without a break up to a day, of posts with their first and last days; none who did not
/// work on that day.
pub fn unbroken_since(posts: &[(NaiveDate, Option<NaiveDate>)], day: NaiveDate) -> Option<NaiveDate> {
    let on = |day: NaiveDate| {
        let there = posts.iter().filter(|(from, until)| *from <= day && until.is_none_or(|until| until >= day));
        there.map(|(from, _)| *from).min()
    };
    let mut since = on(day)?;
    while let Some(earlier) = since.checked_sub_days(Days::new(1)).and_then(on) {
        since = earlier;
    }
    Some(since)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(yuan: i64) -> Option<Money> {
        Money::yuan(yuan)
    }

    #[test]
    fn the_examples_of_the_handbook() {
        assert_eq!(added([(20, yuan(80)), (10, yuan(160))]), yuan(3200), "自理 20 beds, 失能 10");
        assert_eq!(added([(12, yuan(100))]), yuan(1200), "level 4 for 12 months");
        assert_eq!(added([(20, yuan(80)), (0, None)]), yuan(1600));
        assert_eq!(added([(20, yuan(80)), (1, None)]), None);
        assert_eq!(added([]), Some(Money::ZERO));
    }

    #[test]
    fn an_upgrade_is_paid_the_difference() {
        for (after, before, only, due) in [
            (yuan(50_000), yuan(0), true, yuan(50_000)),
            (yuan(50_000), yuan(30_000), true, yuan(20_000)),
            (yuan(50_000), yuan(30_000), false, yuan(50_000)),
            (yuan(50_000), None, true, None),
            (yuan(50_000), None, false, yuan(50_000)),
            (None, yuan(30_000), true, None),
            (yuan(30_000), yuan(50_000), true, yuan(0)),
        ] {
            assert_eq!(upgrade(after, before, only), due, "{after:?} {before:?} {only}");
        }
    }

    #[test]
    fn a_break_begins_the_count_anew() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let posts = [
            (day("2019-03-04"), Some(day("2020-05-31"))),
            (day("2020-06-01"), Some(day("2021-02-28"))),
            (day("2021-03-02"), None),
        ];
        for (at, since) in [
            ("2020-12-31", Some("2019-03-04")),
            ("2021-02-28", Some("2019-03-04")),
            ("2021-03-01", None),
            ("2021-12-31", Some("2021-03-02")),
            ("2019-03-03", None),
        ] {
            assert_eq!(unbroken_since(&posts, day(at)), since.map(day), "{at}");
        }
    }
}
