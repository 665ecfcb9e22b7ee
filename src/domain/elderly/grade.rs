//! 养老机构等级评定 (GB/T 37276-2018; services 2.6): four parts with their maxima, the grade that their scores reach, and how far a grading has
//! come. Both tests are made, of the total and of each part; what they ask for stands in parameters. Knows no register.

use crate::domain::date::last_come;
use crate::domain::param::Param;
use crate::domain::param_key::Key;
use crate::domain::parameter::Parameters;
use chrono::NaiveDate;

/// The parts: what a column of theirs ends with, 中文名, the most that may be given.
pub const PARTS: [(&str, &str, i64); 4] = [
    ("environment", "环境", 120),
    ("facilities", "设施设备", 130),
    ("management", "运营管理", 150),
    ("service", "服务", 600),
];

/// The code of no grade: 不予评定.
pub const NONE: &str = "0";

/// What a grade of a code is called: 二级; in stars 二星.
pub fn called(code: &str, in_stars: bool) -> String {
    let name = Key::Grade.said(code).unwrap_or("不予评定");
    if in_stars { name.replace('级', "星") } else { name.to_owned() }
}

/// What a grade asks for: the least total, and of each part so many ten-thousandths of its maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Least {
    /// Of the total.
    pub total: i64,
    /// Of each part.
    pub parts_bp: [i64; 4],
}

impl Least {
    /// What each grade asks for on a day, 一级 first; none where the office does not say all of it.
    pub fn on(parameters: &Parameters, day: NaiveDate) -> Option<[Least; 5]> {
        let mut all = [Least { total: 0, parts_bp: [0; 4] }; 5];
        for (least, (grade, _)) in all.iter_mut().zip(Key::Grade.items()) {
            least.total = parameters.on(Param::GradeTotal.by(grade, ""), day)?.1.parse().ok()?;
            for (bp, (part, ..)) in least.parts_bp.iter_mut().zip(PARTS) {
                *bp = parameters.on(Param::GradePart.by(grade, part), day)?.1.parse().ok()?;
            }
        }
        Some(all)
    }
}

/// What stands against a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Short {
    /// A part, by its place.
    Part(usize),
    /// The total.
    Total,
}

/// What keeps scores from a grade: the first part that is too low, else the total.
fn short(scores: [i64; 4], least: Least) -> Option<Short> {
    let low = |((score, bp), (.., max)): ((i64, i64), (&str, &str, i64))| score * 10_000 < bp * max;
    let part = scores.into_iter().zip(least.parts_bp).zip(PARTS).position(low).map(Short::Part);
    part.or((scores.iter().sum::<i64>() < least.total).then_some(Short::Total))
}

/// The grade that scores reach of those up to the one applied for (1 to 5); nothing where they reach none. `least`: what each asks for, 一级
/// first.
pub fn reached(scores: [i64; 4], applied: usize, least: &[Least; 5]) -> Option<usize> {
    (1..=applied.min(least.len())).rev().find(|grade| short(scores, least[grade - 1]).is_none())
}

/// Why the grade applied for is not reached: 设施设备得分率76.9%，未达四级80%要求，评定结果为三级.
pub fn told(scores: [i64; 4], applied: usize, least: &[Least; 5]) -> Option<String> {
    let (asked, name) = (least.get(applied.checked_sub(1)?)?, called(&applied.to_string(), false));
    let found = called(&reached(scores, applied, least).unwrap_or(0).to_string(), false);
    let why = match short(scores, *asked)? {
        Short::Part(at) => {
            let (_, part, max) = PARTS[at];
            // Cut, not rounded: what is too low must not look as if it were enough.
            let rate = scores[at] * 1000 / max;
            let wanted = Param::GradePart.shown(&asked.parts_bp[at].to_string());
            format!("{part}得分率{}.{}%，未达{name}{wanted}要求", rate / 10, rate % 10)
        }
        Short::Total => format!("总分{}分，未达{name}{}分要求", scores.iter().sum::<i64>(), asked.total),
    };
    Some(format!("{why}，评定结果为{found}"))
}

/// The steps of a grading after 自评 in their order: the column of the day, the code. 终止 ends one that has not been announced.
pub const STEPS: [(&str, &str); 7] = [
    ("apply_on", "applied"),
    ("checked_on", "checked"),
    ("sent_on", "sent"),
    ("review_on", "reviewed"),
    ("posted_on", "posted"),
    ("announced_on", "announced"),
    ("stopped_on", "stopped"),
];

/// How far a grading has come by a day: the last step that has come, 未评上 where the review gave none. `on` gives the day of a column,
/// `result` the grade given.
pub fn state(day: NaiveDate, on: impl Fn(&str) -> Option<NaiveDate>, result: &str) -> &'static str {
    match last_come(STEPS.into_iter(), day, on) {
        None => "self",
        Some("reviewed") if result == NONE => "failed",
        Some(step) => step,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn least(total: i64, bp: i64) -> Least {
        Least { total, parts_bp: [bp; 4] }
    }

    /// Services 2.6.
    const LEAST: [Least; 5] =
        [least(360, 4_000), least(450, 5_000), least(570, 6_000), least(780, 8_000), least(900, 9_000)];

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn grades_by_scores() {
        for (scores, applied, grade, said) in [
            ([110, 100, 120, 480], 4, Some(3), Some("设施设备得分率76.9%，未达四级80%要求，评定结果为三级")),
            ([110, 104, 120, 480], 4, Some(4), None),
            ([110, 104, 120, 480], 3, Some(3), None),
            ([48, 52, 60, 240], 1, Some(1), None),
            ([47, 52, 60, 240], 1, None, Some("环境得分率39.1%，未达一级40%要求，评定结果为不予评定")),
            ([120, 130, 150, 600], 5, Some(5), None),
            ([120, 130, 150, 539], 5, Some(4), Some("服务得分率89.8%，未达五级90%要求，评定结果为四级")),
            ([0, 0, 0, 0], 2, None, Some("环境得分率0.0%，未达二级50%要求，评定结果为不予评定")),
        ] {
            assert_eq!(reached(scores, applied, &LEAST), grade, "{scores:?}");
            assert_eq!(told(scores, applied, &LEAST).as_deref(), said, "{scores:?}");
        }
        // A district that asks more of the total than its parts add up to, and of one part more than of the others.
        let strict = LEAST.map(|least| Least { total: least.total + 100, ..least });
        let said = told([96, 104, 120, 480], 4, &strict);
        assert_eq!(said.as_deref(), Some("总分800分，未达四级880分要求，评定结果为三级"));
        let strict = LEAST.map(|least| Least { parts_bp: [8_250, 0, 0, 0], ..least });
        let said = told([98, 104, 120, 480], 4, &strict);
        assert_eq!(said.as_deref(), Some("环境得分率81.6%，未达四级82.50%要求，评定结果为不予评定"));
    }

    #[test]
    fn never_above_what_was_applied_for_and_never_less_for_more() {
        for step in 0..=20 {
            let scores = PARTS.map(|(.., max)| max * step / 20);
            let more = PARTS.map(|(.., max)| (max * step / 20 + 5).min(max));
            for applied in 1..=5 {
                let grade = reached(scores, applied, &LEAST);
                assert!(grade <= Some(applied) && reached(more, applied, &LEAST) >= grade);
                assert_eq!(grade == Some(applied), told(scores, applied, &LEAST).is_none());
            }
        }
    }

    /// What a new office begins with, and from a day on another rate of one part.
    #[test]
    fn what_a_grade_asks_for_stands_in_parameters() {
        let begins = [Param::GradeTotal, Param::GradePart].into_iter().flat_map(Param::begins);
        let row = |name: &str, since: &str, value: &str| (name.to_owned(), day(since), value.to_owned());
        let rows = begins.map(|(rate, value)| row(&rate.id(), "2019-07-01", value));
        let rows: Vec<_> = rows.chain([row("grade.part_bp/5/service", "2022-01-01", "9500")]).collect();
        let office = Parameters::from_rows(rows);
        assert_eq!(Least::on(&office, day("2021-12-31")), Some(LEAST));
        let later = Least::on(&office, day("2022-01-01")).unwrap();
        assert_eq!(later[4].parts_bp, [9_000, 9_000, 9_000, 9_500]);
        assert_eq!((later[..4].to_vec(), Least::on(&office, day("2019-06-30"))), (LEAST[..4].to_vec(), None));
    }

    #[test]
    fn the_state_is_the_last_step_that_has_come() {
        let steps = [("apply_on", "2021-04-01"), ("checked_on", "2021-04-12"), ("review_on", "2021-05-11")];
        let on = |col: &str| steps.iter().find(|(own, _)| *own == col).map(|(_, text)| day(text));
        for (at, result, found) in [
            ("2021-03-31", "", "self"),
            ("2021-04-01", "", "applied"),
            ("2021-05-10", "", "checked"),
            ("2021-05-11", "2", "reviewed"),
            ("2021-05-11", "0", "failed"),
        ] {
            assert_eq!(state(day(at), on, result), found, "{at}");
        }
        let names = [called("3", false), called("4", true), called(NONE, true)];
        assert_eq!(names, ["三级", "四星", "不予评定"]);
        let parts: Vec<_> = PARTS.iter().map(|(code, name, _)| (*code, *name)).collect();
        assert_eq!((Key::GradePart.items(), Key::Grade.items().len()), (&parts[..], 5));
    }
}
