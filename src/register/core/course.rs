//! How a case runs on from a day: since when it has ended, and what is decided and starts in a later month.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::benefits::codes::{AWARD_KIND, CHANGE};
use serde_json::{Value as Json, json};

/// The course of a case, seen from a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// The first month without it, for a case that has ended.
    pub ended: Option<Month>,
    /// The versions that follow the one in force, in the order of their months.
    pub ahead: Vec<Ahead>,
    /// The moves to other villages that lie ahead, in their order: from which month, and where to (12 digits).
    pub moves: Vec<(Month, String)>,
}

impl Course {
    /// What is decided and starts in a later month, in the order of the months: `自2022-01 增发 720.00`, `自2022-04 停发`.
    pub fn steps(&self) -> Vec<String> {
        let versions = self.ahead.iter().map(|a| (a.month, a.words()));
        let moves = self.moves.iter().map(|(month, _)| (*month, format!("自{month} 迁居")));
        let mut steps: Vec<(Month, String)> = versions.chain(moves).collect();
        steps.sort_by_key(|(month, _)| *month);
        steps.into_iter().map(|(_, words)| words).collect()
    }
    /// What stands beside the state: since when it is so for one that has ended, and all that lies ahead.
    pub fn note(&self) -> Option<String> {
        self.notes().into_iter().next()
    }
    /// The same in fewer and fewer words, for where there is little room: as many of the next steps as fit, and the last one
    /// where the case ends with it.
    pub fn notes(&self) -> Vec<String> {
        let mut steps = self.steps();
        if let Some(month) = self.ended.filter(|_| self.ahead.is_empty()) {
            steps.insert(0, format!("自{month}"));
        }
        let ends = self.ahead.last().filter(|a| a.kind == "end").map(Ahead::words);
        let ends = ends.filter(|words| steps.last() == Some(words));
        let kept = steps.len().saturating_sub(usize::from(ends.is_some()));
        let shorter = (0..kept).rev().filter_map(|n| {
            let mut left: Vec<String> = steps.iter().take(n).cloned().collect();
            left.push(ends.as_ref().map_or_else(|| "…".to_owned(), |end| format!("… {end}")));
            (left.len() > 1 || ends.is_some()).then(|| left.join(", "))
        });
        let all = (!steps.is_empty()).then(|| steps.join(", "));
        all.into_iter().chain(shorter).collect()
    }
    /// All that lies ahead, in the order of the months, for `--format json`.
    pub fn json(&self) -> Json {
        let versions = self.ahead.iter().map(|a| (a.month, a.json()));
        let moves = self
            .moves
            .iter()
            .map(|(month, to)| (*month, json!({"from_month": month.to_string(), "kind": "move", "division": to})));
        let mut all: Vec<(Month, Json)> = versions.chain(moves).collect();
        all.sort_by_key(|(month, _)| *month);
        all.into_iter().map(|(_, json)| json).collect()
    }
    /// Whether anything is decided that starts in a later month.
    pub fn lies_ahead(&self) -> bool {
        !self.ahead.is_empty() || !self.moves.is_empty()
    }
    /// The state with its note: `在保 (自2022-01 停发)`.
    pub fn beside(&self, state: &str) -> String {
        self.note().map_or_else(|| state.to_owned(), |note| format!("{state} ({note})"))
    }
    /// An amount as it may be shown: what a case drew before it ended is marked, so that nobody takes it for money of today.
    pub fn amount(&self, shown: String) -> String {
        if self.ended.is_some() && !shown.is_empty() { format!("原{shown}") } else { shown }
    }
}

/// A version that lies ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// From which month on.
    pub month: Month,
    /// award, suspended, grace or end.
    pub kind: String,
    /// 变动类型 code.
    pub change: String,
    /// The monthly amount from then on.
    pub amount: Money,
}

impl Ahead {
    /// For `--format json`.
    pub fn json(&self) -> Json {
        let Ahead { month, kind, change, amount } = self;
        json!({"from_month": month.to_string(), "kind": kind, "change_kind": change, "amount": amount.plain()})
    }
    /// `自2022-01 停发`, `自2022-01 增发 720.00`.
    pub fn words(&self) -> String {
        let Ahead { month, kind, change, amount } = self;
        let what = AWARD_KIND.label(kind).filter(|_| kind != "award");
        match what {
            Some(what) => format!("自{month} {what}"),
            None => format!("自{month} {} {amount}", CHANGE.label(change).unwrap_or("发放")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_ahead_says_from_when_on() {
        let month = Month::new(2022, 1).unwrap();
        let version = |kind: &str, change: &str| Ahead {
            month,
            kind: kind.to_owned(),
            change: change.to_owned(),
            amount: Money::fen(126_000),
        };
        assert_eq!(version("end", "06").words(), "自2022-01 停发");
        assert_eq!(version("suspended", "07").words(), "自2022-01 暂停");
        assert_eq!(version("award", "13").words(), "自2022-01 提标 1,260.00");
        assert_eq!(version("award", "").words(), "自2022-01 发放 1,260.00");
    }

    #[test]
    fn money_of_an_ended_case_is_marked() {
        let ended = Course { ended: Month::new(2021, 6), ..Course::default() };
        assert_eq!(ended.amount("451.67".to_owned()), "原451.67");
        assert_eq!(ended.note().as_deref(), Some("自2021-06"));
        assert_eq!(Course::default().amount("451.67".to_owned()), "451.67");
        assert_eq!(Course::default().note(), None);
        let moves = vec![(Month::new(2022, 1).unwrap(), "430406002003".to_owned())];
        assert_eq!(Course { moves, ..Course::default() }.note().as_deref(), Some("自2022-01 迁居"));
    }

    #[test]
    fn all_that_lies_ahead_is_said_and_a_stop_even_where_there_is_little_room() {
        let month = |m| Month::new(2022, m).unwrap();
        let version = |m, kind: &str, change: &str| Ahead {
            month: month(m),
            kind: kind.to_owned(),
            change: change.to_owned(),
            amount: Money::fen(72_000),
        };
        let mut course = Course {
            ahead: vec![version(1, "award", "05"), version(4, "end", "06")],
            moves: vec![(month(2), "430406002003".to_owned())],
            ..Course::default()
        };
        let raised = course.ahead[0].words();
        assert_eq!(course.steps(), [raised.as_str(), "自2022-02 迁居", "自2022-04 停发"]);
        let shorter = [
            format!("{raised}, 自2022-02 迁居, 自2022-04 停发"),
            format!("{raised}, … 自2022-04 停发"),
            "… 自2022-04 停发".to_owned(),
        ];
        assert_eq!(course.notes(), shorter);
        course.ahead.pop();
        assert_eq!(course.notes(), [format!("{raised}, 自2022-02 迁居"), format!("{raised}, …")]);
        assert_eq!(Course { ahead: vec![version(4, "end", "06")], ..Course::default() }.notes(), ["自2022-04 停发"]);
    }
}
