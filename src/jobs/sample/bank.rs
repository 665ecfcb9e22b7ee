//! What the bank will answer: which lines fail, why, and when the account is put right.
//!
//! Must not know amounts or the file.

use super::cases::{CaseVersion, in_force};
use super::rng::Rng;
use crate::domain::month::Month;

/// Lines of one case that the bank refuses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failing {
    /// A place among the cases.
    pub case: usize,
    /// The first month that fails.
    pub from: Month,
    /// The last one.
    pub to: Month,
    /// 失败原因.
    pub code: &'static str,
    /// In this month's run they are sent again, with the account put right before; none while it is not.
    pub again: Option<Month>,
}

impl Failing {
    /// Does the line of that month fail?
    pub(crate) fn holds(&self, month: Month) -> bool {
        (self.from..=self.to).contains(&month)
    }
    /// Does the new account have another number (closed, lost), or is the old one only made to work again?
    pub(crate) fn needs_new_number(&self) -> bool {
        matches!(self.code, "03" | "05" | "02")
    }
}

const CODES: [&str; 7] = ["03", "05", "06", "07", "04", "02", "08"];

/// Chooses the failing lines of some months for one kind: about three in a thousand, and always one. `versions` are those
/// of each case; `cases` the cases of the kind.
pub(crate) fn failing(
    rng: &mut Rng,
    versions: &[Vec<CaseVersion>],
    cases: std::ops::Range<usize>,
    first: Month,
    last: Month,
) -> Vec<Failing> {
    let mut all: Vec<Failing> = Vec::new();
    let times = cases.len() / 350 + 1;
    let mut month = first;
    while month <= last {
        for _ in 0..times {
            let case = cases.start + rng.below(cases.len());
            let slow = rng.chance(120);
            let stuck = month >= last.plus(-2) && rng.chance(150);
            let to = if stuck {
                last
            } else if slow {
                month.next().min(last)
            } else {
                month
            };
            let pays = |m: Month| in_force(&versions[case], m).is_some_and(CaseVersion::pays);
            let code = CODES[rng.weighed(&[34, 8, 18, 20, 8, 6, 6])];
            let again = (!stuck && to < last).then(|| to.next());
            let known = all.iter().any(|f| f.case == case);
            // Only what is paid can fail, and the case must still be paid when it is sent again.
            if !known && pays(month) && pays(to) && pays(to.next()) {
                all.push(Failing { case, from: month, to, code, again });
            }
        }
        month = month.next();
    }
    all
}
