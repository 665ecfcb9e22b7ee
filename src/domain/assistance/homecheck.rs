//! 入户核查: the way of a task, and what is counted of the visits (handbook 6.2).
//!
//! Must not know registers, cases or contracts.

use crate::domain::slip::Slip;
use crate::domain::text;
use std::collections::BTreeSet;

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 已计划.
    Planned,
    /// 已派单.
    Assigned,
    /// 已入户.
    Visited,
    /// 已提交.
    Submitted,
    /// 退回.
    Returned,
    /// 已验收: the bureau takes the visit as made.
    Accepted,
    /// 已处理: a verdict stands.
    Concluded,
}

impl State {
    /// All.
    pub const ALL: [State; 7] = [
        State::Planned,
        State::Assigned,
        State::Visited,
        State::Submitted,
        State::Returned,
        State::Accepted,
        State::Concluded,
    ];
    /// The name in the file.
    pub const fn code(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Assigned => "assigned",
            State::Visited => "visited",
            State::Submitted => "submitted",
            State::Returned => "returned",
            State::Accepted => "accepted",
            State::Concluded => "concluded",
        }
    }
    /// State of a name.
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|s| s.code() == code)
    }
    /// Whether somebody has been there.
    pub const fn was_visited(self) -> bool {
        !matches!(self, State::Planned | State::Assigned)
    }
    /// Whether the visit counts.
    pub const fn counts(self) -> bool {
        matches!(self, State::Accepted | State::Concluded)
    }
    /// Whether a conclusion must stand.
    pub const fn needs_conclusion(self) -> bool {
        matches!(self, State::Submitted | State::Accepted | State::Concluded)
    }
}

/// `E-HC-001`: two or more go together.
pub fn visitors_slip(text: &str) -> Option<Slip> {
    let names = text::names(text);
    (names.len() < 2).then(|| {
        let text = format!("入户人员应为2人以上, 现有 {} 人, 姓名之间用、隔开", names.len());
        Slip::error("E-HC-001", text).at("visitors")
    })
}

/// What is counted of visits: 户 are distinct cases with an accepted visit, 户次 the visits themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// 户.
    pub households: usize,
    /// 户次.
    pub visits: usize,
}

/// Counts visits of (case, state).
pub fn tally(visits: impl IntoIterator<Item = (i64, State)>) -> Tally {
    let mut cases = BTreeSet::new();
    let mut count = 0;
    for (case, state) in visits {
        if state.counts() {
            cases.insert(case);
            count += 1;
        }
    }
    Tally { households: cases.len(), visits: count }
}

/// 覆盖率 in 1/10,000, half up: cases visited against the cases that were on the roster at any time of the period (not only at
/// its end: a case may be removed after its visit). None when there were none.
pub fn coverage_bp(visited: u32, ever_on_roster: u32) -> Option<u32> {
    let den = u64::from(ever_on_roster);
    let num = u64::from(visited) * 10_000 * 2 + den;
    u32::try_from(num.checked_div(den * 2)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_people_go() {
        assert_eq!(visitors_slip("李明、王芳"), None);
        assert_eq!(visitors_slip("李明，王芳"), None);
        assert_eq!(visitors_slip("李明 李明").map(|s| s.code), Some("E-HC-001"));
        assert!(visitors_slip("李明").unwrap().text.contains("现有 1 人"));
    }

    #[test]
    fn households_are_cases_with_an_accepted_visit() {
        let visits = [
            (1, State::Accepted),
            (1, State::Concluded),
            (2, State::Submitted),
            (2, State::Returned),
            (3, State::Concluded),
            (4, State::Planned),
        ];
        assert_eq!(tally(visits), Tally { households: 2, visits: 3 });
    }

    #[test]
    fn coverage_of_the_handbook() {
        assert_eq!(coverage_bp(1_451, 3_268), Some(4_440));
        assert_eq!(coverage_bp(321, 336), Some(9_554));
        assert_eq!(coverage_bp(0, 0), None);
    }

    #[test]
    fn states_read_back() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(state));
            assert!(!state.counts() || (state.was_visited() && state.needs_conclusion()));
        }
    }
}
