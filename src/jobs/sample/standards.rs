//! The rules of 低保 in force in a month, from the office's dated parameters, and the months in which the standard rose.
//!
//! Must not know cases.

use super::SampleFault;
use crate::domain::assistance::dibao::{DibaoRules, Kind};
use crate::domain::month::Month;
use crate::domain::parameter::Parameters;
use crate::register::assistance::standards::dibao_rules;

/// The rules of one kind by month: one entry for each month in which they changed, oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Standards(Vec<(Month, DibaoRules)>);

impl Standards {
    /// The rules of a kind over some months.
    pub(crate) fn of(kind: Kind, parameters: &Parameters, from: Month, to: Month) -> Result<Standards, SampleFault> {
        let mut all: Vec<(Month, DibaoRules)> = Vec::new();
        let mut month = from;
        while month <= to {
            let rules = dibao_rules(parameters, kind, month).map_err(|slip| SampleFault::Rule(slip.to_string()))?;
            if all.last().is_none_or(|(_, last)| *last != rules) {
                all.push((month, rules));
            }
            month = month.next();
        }
        Ok(Standards(all))
    }

    /// The rules of a month; before the first month those of the first.
    pub(crate) fn in_month(&self, month: Month) -> &DibaoRules {
        let found = self.0.iter().rev().find(|(from, _)| *from <= month).or(self.0.first());
        // `of` never leaves the list empty for a span of at least one month.
        &found.unwrap_or(&self.0[0]).1
    }

    /// The months after `start` in which the rules changed (提标).
    pub(crate) fn raises(&self, start: Month) -> impl Iterator<Item = Month> + '_ {
        self.0.iter().map(|(month, _)| *month).filter(move |month| *month > start)
    }
}
