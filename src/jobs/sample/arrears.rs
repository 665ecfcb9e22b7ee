//! 补发 of months that were suspended, paid with the month of the resumption. Must not know amounts.

use super::cases::{Case, Event};
use super::days::month;
use crate::domain::month::Month;

/// Months of a case that are paid later.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrears {
    /// A place among the cases.
    pub case: usize,
    /// In which month's batch, by what is due in it.
    pub paid_in: Month,
    /// For these months.
    pub from: Month,
    /// To this one.
    pub to: Month,
}

impl Arrears {
    /// For how many months.
    pub(crate) fn months(&self) -> i64 {
        i64::from(self.paid_in.months_since(self.from))
    }
    /// Paid in January to November?
    pub(crate) fn is_counted(&self) -> bool {
        (month(1)..=month(11)).contains(&self.paid_in)
    }
}

/// Every second case that is resumed gets the suspended months.
pub(crate) fn arrears(cases: &[Case]) -> Vec<Arrears> {
    let of = |(case, plan): (usize, &Case)| match plan.events[..] {
        [(from, Event::Suspend), (again, Event::Resume), ..] if case % 2 == 0 => {
            Some(Arrears { case, paid_in: again, from, to: again.prev() })
        }
        _ => None,
    };
    cases.iter().enumerate().filter_map(of).collect()
}
