//! 等级评定 of the demonstration office (services 2.6, 11.6): one home had its grade before; in 2021 一级、二级 were finished in the district, what
//! was wanted for 三星、四星 went up. An office has them once, whatever its scale; what the scores give, the rules say.
//!
//! Must not know the file.

use super::days::{Workdays, day};
use chrono::{Days, NaiveDate};

/// A grading: a place among the homes, 申报等级, and what came of it.
pub(crate) struct Grading {
    /// A place among the homes.
    pub house: usize,
    /// 申报等级 code.
    pub applied: &'static str,
    /// Called in stars.
    pub in_stars: bool,
    /// 申报日期.
    apply: (i32, u32, u32),
    /// 自评得分.
    pub own: [i64; 4],
    /// The scores of the review; none of what was sent up.
    pub given: Option<[i64; 4]>,
}

/// All of them, in the order of their days.
pub(crate) const GRADINGS: [Grading; 11] = [
    in_district(3, "2", (2020, 6, 8), [78, 80, 95, 384], [72, 75, 88, 366]),
    in_district(7, "1", (2021, 3, 15), [66, 65, 76, 318], [62, 60, 70, 300]),
    in_district(9, "1", (2021, 3, 17), [66, 70, 84, 336], [60, 66, 78, 318]),
    // Its facilities are those of a first grade.
    in_district(8, "2", (2021, 3, 22), [76, 70, 90, 348], [70, 63, 82, 330]),
    in_district(5, "2", (2021, 4, 19), [80, 84, 98, 390], [74, 79, 90, 372]),
    in_district(4, "2", (2021, 4, 21), [86, 90, 102, 420], [80, 84, 96, 402]),
    in_district(6, "2", (2021, 4, 26), [77, 80, 98, 378], [71, 76, 92, 360]),
    in_district(1, "2", (2021, 5, 10), [72, 74, 90, 366], [68, 70, 84, 348]),
    sent_up(2, "3", (2021, 9, 6), [88, 92, 108, 430]),
    sent_up(3, "3", (2021, 9, 13), [86, 90, 104, 418]),
    sent_up(0, "4", (2021, 9, 22), [104, 110, 126, 506]),
];

const fn in_district(
    house: usize,
    applied: &'static str,
    apply: (i32, u32, u32),
    own: [i64; 4],
    given: [i64; 4],
) -> Grading {
    Grading { house, applied, in_stars: false, apply, own, given: Some(given) }
}

const fn sent_up(house: usize, applied: &'static str, apply: (i32, u32, u32), own: [i64; 4]) -> Grading {
    Grading { house, applied, in_stars: true, apply, own, given: None }
}

/// Who reviews; invented.
pub(crate) const REVIEWERS: &str = "邓国华、蒋小燕、罗建平";

impl Grading {
    /// 申报日期.
    pub(crate) fn applied_on(&self) -> NaiveDate {
        let (year, month, of_month) = self.apply;
        day(year, month, of_month)
    }
    /// The steps that followed, each with its day.
    pub(crate) fn steps(&self, workdays: &Workdays) -> Vec<(&'static str, NaiveDate)> {
        let checked = workdays.after(self.applied_on(), 8);
        if self.given.is_none() {
            return vec![("checked_on", checked), ("sent_on", workdays.after(checked, 4))];
        }
        let review = workdays.after(checked, 11);
        let posted = workdays.after(review, 2);
        let announced = workdays.from(posted + Days::new(8));
        vec![("checked_on", checked), ("review_on", review), ("posted_on", posted), ("announced_on", announced)]
    }
}
