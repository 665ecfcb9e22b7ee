//! The dated values of an office's parameters and how one is found for a day. A payroll month uses the value in force on its
//! first day (assistance 0.2 6). Which parameters there are stands in [`super::param`]. Knows no SQL: the store hands in the rows.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A value from a day on.
#[derive(Clone, Debug, PartialEq)]
struct Dated {
    from: NaiveDate,
    value: String,
    /// A document of the office stands behind it.
    confirmed: bool,
}

/// The dated parameters of an office. They remember which values that nobody has confirmed were asked for, so that whatever is
/// computed from one can say so without every rule thinking of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    /// Oldest first; shared by all who ask.
    rows: Arc<BTreeMap<Param, Vec<Dated>>>,
    unconfirmed: RefCell<BTreeSet<(Param, NaiveDate)>>,
}

impl Parameters {
    /// From rows of (name, valid_from, value) in any order, all confirmed.
    pub fn from_rows(rows: impl IntoIterator<Item = (String, NaiveDate, String)>) -> Self {
        Parameters::with_states(rows.into_iter().map(|(name, from, value)| (name, from, value, true)))
    }
    /// From rows of (name, valid_from, value, confirmed) in any order. Names that nothing reads are passed over.
    pub fn with_states(rows: impl IntoIterator<Item = (String, NaiveDate, String, bool)>) -> Self {
        let mut all: BTreeMap<Param, Vec<Dated>> = BTreeMap::new();
        for (name, from, value, confirmed) in rows {
            if let Some(param) = Param::from_name(&name) {
                all.entry(param).or_default().push(Dated { from, value, confirmed });
            }
        }
        for dated in all.values_mut() {
            dated.sort_by_key(|row| row.from);
        }
        Parameters { rows: Arc::new(all), unconfirmed: RefCell::default() }
    }
    /// The same values, of which nothing has been asked yet.
    #[must_use]
    pub fn unasked(&self) -> Self {
        Parameters { rows: Arc::clone(&self.rows), unconfirmed: RefCell::default() }
    }
    fn row(&self, param: Param, day: NaiveDate) -> Option<&Dated> {
        self.rows.get(&param)?.iter().rev().find(|row| row.from <= day)
    }
    /// The value in force on a day, with the day from which it holds.
    pub fn on(&self, param: Param, day: NaiveDate) -> Option<(NaiveDate, &str)> {
        let row = self.row(param, day)?;
        if !row.confirmed {
            self.unconfirmed.borrow_mut().insert((param, row.from));
        }
        Some((row.from, row.value.as_str()))
    }
    /// The value in force on a day, with the day from which it holds, to be looked at: nothing is computed from it.
    pub fn standing(&self, param: Param, day: NaiveDate) -> Option<(NaiveDate, &str)> {
        self.row(param, day).map(|row| (row.from, row.value.as_str()))
    }
    /// The day from which another value holds than on that day.
    pub fn next_after(&self, param: Param, day: NaiveDate) -> Option<NaiveDate> {
        self.rows.get(&param)?.iter().map(|row| row.from).find(|from| *from > day)
    }
    /// The text in force for a month (on its first day).
    pub fn text(&self, param: Param, month: Month) -> Option<&str> {
        self.on(param, month.first_day()).map(|(_, v)| v)
    }
    /// Whole fen.
    pub fn money(&self, param: Param, month: Month) -> Option<Money> {
        self.text(param, month)?.parse().ok().map(Money::fen)
    }
    /// A whole number.
    pub fn int(&self, param: Param, month: Month) -> Option<i64> {
        self.text(param, month)?.parse().ok()
    }
    /// What was asked for and nobody has confirmed: each with its value as it is spoken of.
    pub fn asked_unconfirmed(&self) -> Vec<(Param, String)> {
        let asked = self.unconfirmed.borrow();
        let mut found: Vec<(Param, String)> = asked
            .iter()
            .filter_map(|(param, from)| Some((*param, param.shown(&self.row(*param, *from)?.value))))
            .collect();
        // The latest value of those that were asked for.
        found.reverse();
        found.dedup_by_key(|(param, _)| *param);
        found.reverse();
        found
    }
    /// Of these, what is in force on a day and nobody has confirmed.
    pub fn unconfirmed_on(&self, params: impl IntoIterator<Item = Param>, day: NaiveDate) -> Vec<(Param, String)> {
        let rows = params.into_iter().filter_map(|param| Some((param, self.row(param, day)?)));
        rows.filter(|(_, row)| !row.confirmed).map(|(param, row)| (param, param.shown(&row.value))).collect()
    }
}

/// For a screen: `城市低保月标准(dibao.urban.month_fen) 600.00元、…`.
pub fn named(values: &[(Param, String)]) -> String {
    listed(values, 3, |param| format!("{}({})", param.label(), param.name()))
}

/// For paper: `城市低保月标准 600.00元、…`.
pub fn labelled(values: &[(Param, String)]) -> String {
    listed(values, 6, |param| param.label().to_owned())
}

fn listed(values: &[(Param, String)], most: usize, name: impl Fn(Param) -> String) -> String {
    let named: Vec<String> =
        values.iter().take(most).map(|(param, shown)| format!("{} {shown}", name(*param))).collect();
    let more = if values.len() > most { format!(" 等{}项", values.len()) } else { String::new() };
    format!("{}{more}", named.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_has_confirmed_is_remembered_when_it_is_asked_for() {
        let day = |t: &str| NaiveDate::parse_from_str(t, "%Y-%m-%d").unwrap();
        let row =
            |name: &str, from: &str, value: &str, confirmed| (name.to_owned(), day(from), value.to_owned(), confirmed);
        let all = Parameters::with_states([
            row("dibao.urban.month_fen", "2020-01-01", "60000", false),
            row("dibao.urban.month_fen", "2022-01-01", "65000", true),
            row("dibao.rural.month_fen", "2020-01-01", "50000", false),
            row("pay.cutoff_day", "2020-01-01", "5", false),
        ]);
        let month = |t| Month::parse(t).unwrap();
        assert_eq!(all.money(Param::UrbanStandard, month("2022-01")), Some(Money::fen(65_000)));
        assert_eq!(all.asked_unconfirmed(), []);
        assert_eq!(all.money(Param::UrbanStandard, month("2021-12")), Some(Money::fen(60_000)));
        assert_eq!(all.asked_unconfirmed(), [(Param::UrbanStandard, "600.00元".to_owned())]);
        assert_eq!(all.unasked().asked_unconfirmed(), []);
        let both = [Param::UrbanStandard, Param::RuralStandard];
        assert_eq!(
            named(&all.unconfirmed_on(both, day("2022-01-01"))),
            "农村低保月标准(dibao.rural.month_fen) 500.00元"
        );
    }
}
