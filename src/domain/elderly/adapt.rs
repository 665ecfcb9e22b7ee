//! 适老化改造 (民发〔2020〕86号): how far a household has come on a day, what it pays
//! itself, and how a plan stands. Knows no register.

use crate::domain::date::last_come;
use crate::domain::money::Money;
use crate::domain::rounding::Rounding;
use chrono::NaiveDate;

/// How far a household has come. Each step is known by its day; the last one that has come says the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 摸底.
    Listed,
    /// 申请.
    Applied,
    /// 评估.
    Surveyed,
    /// 确定.
    Decided,
    /// 施工.
    Started,
    /// 完工.
    Done,
    /// 验收.
    Accepted,
    /// 拨款.
    Paid,
    /// 归档.
    Archived,
    /// 退出: died, moved, refused.
    Withdrawn,
}

impl Step {
    /// All of them in their order, each with the column of its day, its code and what it is called.
    pub const ALL: [(Step, &'static str, &'static str); 10] = [
        (Step::Listed, "listed_on", "listed"),
        (Step::Applied, "apply_date", "applied"),
        (Step::Surveyed, "surveyed_on", "surveyed"),
        (Step::Decided, "decided_on", "decided"),
        (Step::Started, "start_on", "started"),
        (Step::Done, "done_on", "done"),
        (Step::Accepted, "accepted_on", "accepted"),
        (Step::Paid, "paid_on", "paid"),
        (Step::Archived, "archived_on", "archived"),
        (Step::Withdrawn, "withdrawn_on", "withdrawn"),
    ];

    /// The code of the last step that has come by a day; none where nothing has. `on` gives the day of a column.
    pub fn by(day: NaiveDate, on: impl Fn(&str) -> Option<NaiveDate>) -> Option<&'static str> {
        last_come(Step::ALL.into_iter().map(|(_, col, code)| (col, code)), day, on)
    }
}

/// What a household has to pay itself at least: what the work costs above the cap.
pub fn least_self_pay(cost: Money, cap: Money) -> Money {
    cost.checked_sub(cap).unwrap_or_default().max(Money::ZERO)
}

/// How a year's plan stands: 任务数, 完成数, 完成率 to two decimals half up, and what is left or more. More than planned is legal, and is
/// said, never cut off at 100 %.
pub fn progress(planned: i64, done: i64) -> String {
    let hundredths = Rounding::Fen.apply_ratio(i128::from(done) * 10_000, i128::from(planned));
    let rate = hundredths.map_or_else(|| "—".to_owned(), |rate| format!("{}.{:02}%", rate / 100, rate % 100));
    let beside = match done - planned {
        0 => String::new(),
        more if more > 0 => format!(", 超额 {more} 户"),
        less => format!(", 还差 {} 户", -less),
    };
    format!("任务数 {planned} 户, 完成数 {done} 户, 完成率 {rate}{beside}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_is_the_last_step_that_has_come() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let on = |col: &str| match col {
            "listed_on" => Some(day("2021-03-02")),
            "start_on" => Some(day("2021-06-01")),
            "done_on" => Some(day("2021-06-04")),
            "accepted_on" => Some(day("2021-06-18")),
            _ => None,
        };
        for (at, state) in [
            ("2021-03-01", None),
            ("2021-03-02", Some("listed")),
            ("2021-06-03", Some("started")),
            ("2021-06-17", Some("done")),
            ("2021-06-18", Some("accepted")),
        ] {
            assert_eq!(Step::by(day(at), on), state, "{at}");
        }
        let withdrawn = |col: &str| if col == "withdrawn_on" { Some(day("2021-06-02")) } else { on(col) };
        assert_eq!(Step::by(day("2021-06-03"), withdrawn), Some("withdrawn"));
    }

    #[test]
    fn what_lies_above_the_cap_is_paid_by_the_household() {
        for (cost, cap, own) in [(480_000, 500_000, 0), (500_000, 500_000, 0), (530_001, 500_000, 30_001)] {
            assert_eq!(least_self_pay(Money::fen(cost), Money::fen(cap)), Money::fen(own), "{cost}");
        }
    }

    #[test]
    fn more_than_planned_is_said_and_not_cut_off() {
        for (planned, done, said) in [
            (30, 32, "任务数 30 户, 完成数 32 户, 完成率 106.67%, 超额 2 户"),
            (30, 30, "任务数 30 户, 完成数 30 户, 完成率 100.00%"),
            (30, 7, "任务数 30 户, 完成数 7 户, 完成率 23.33%, 还差 23 户"),
            (0, 1, "任务数 0 户, 完成数 1 户, 完成率 —, 超额 1 户"),
        ] {
            assert_eq!(progress(planned, done), said);
        }
    }
}
