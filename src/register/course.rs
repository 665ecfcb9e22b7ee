//! How a case runs on from a day: since when it has ended, and what is decided and starts in a later month.

use super::codes;
use crate::domain::money::Money;
use crate::domain::month::Month;

/// The course of a case, seen from a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// The first month without it, for a case that has ended.
    pub ended: Option<Month>,
    /// The version that follows the one in force.
    pub ahead: Option<Ahead>,
    /// The move to another village that lies ahead: from which month, and where to (12 digits).
    pub moves: Option<(Month, String)>,
}

impl Course {
    /// What stands beside the state: since when it is so for one that has ended, else what lies ahead.
    pub fn note(&self) -> Option<String> {
        let version = match (self.ended, &self.ahead) {
            (_, Some(ahead)) => Some(ahead.words()),
            (Some(month), None) => Some(format!("自{month}")),
            (None, None) => None,
        };
        let moves = self.moves.as_ref().map(|(month, _)| format!("自{month} 迁居"));
        let notes: Vec<String> = version.into_iter().chain(moves).collect();
        (!notes.is_empty()).then(|| notes.join(", "))
    }
    /// Whether anything is decided that starts in a later month.
    pub fn lies_ahead(&self) -> bool {
        self.ahead.is_some() || self.moves.is_some()
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
    /// `自2022-01 停发`, `自2022-01 增发 720.00`.
    pub fn words(&self) -> String {
        let Ahead { month, kind, change, amount } = self;
        let what = codes::AWARD_KIND.label(kind).filter(|_| kind != "award");
        match what {
            Some(what) => format!("自{month} {what}"),
            None => format!("自{month} {} {amount}", codes::CHANGE.label(change).unwrap_or("发放")),
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
        let moves = Month::new(2022, 1).map(|m| (m, "430406002003".to_owned()));
        assert_eq!(Course { moves, ..Course::default() }.note().as_deref(), Some("自2022-01 迁居"));
    }
}
