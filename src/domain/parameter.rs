//! The dated values of an office's parameters and how one is found for a day. A payroll month uses the value in force on its
//! first day (assistance 0.2 6). Which parameters there are stands in [`super::param`]. Knows no SQL: the store hands in the rows.
//!
//! A value may hold for some keys only (分项). What is asked for is served by the most specific value in force: that of both keys, of the first
//! one, of the second one, of none; the first key of a parameter counts more than its second. A value for more keys is not ended by a later one
//! for fewer: whoever pays all alike again enters that for these keys too.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::{Param, Rate};
use chrono::{Days, NaiveDate};
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

/// The values of a parameter for the same keys.
#[derive(Clone, Debug, PartialEq)]
struct Series {
    keys: [String; 2],
    /// 特困照料护理 分散供养 半护理.
    called: String,
    /// Oldest first.
    values: Vec<Dated>,
}

impl Series {
    /// Both keys before the first, the first before the second, the second before none.
    fn rank(&self) -> [bool; 2] {
        self.keys.each_ref().map(String::is_empty)
    }
    /// Whether it holds for what is asked.
    fn serves(&self, asked: [&str; 2]) -> bool {
        self.keys.iter().zip(asked).all(|(own, asked)| own.is_empty() || own == asked)
    }
    fn on(&self, day: NaiveDate) -> Option<&Dated> {
        self.values.iter().rev().find(|value| value.from <= day)
    }
    fn told(&self, param: Param, value: &Dated) -> Told {
        let [first, second] = self.keys.each_ref().map(String::as_str);
        Told { id: param.by(first, second).id(), called: self.called.clone(), shown: param.shown(&value.value) }
    }
}

/// A value as it is spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is called on the command line.
    pub id: String,
    /// In Chinese.
    pub called: String,
    /// The value.
    pub shown: String,
}

/// The dated parameters of an office. They remember which values that nobody has confirmed were asked for, so that whatever is
/// computed from one can say so without every rule thinking of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    /// The most specific first; shared by all who ask.
    rows: Arc<BTreeMap<Param, Vec<Series>>>,
    /// By parameter, series, and the day from which the value holds.
    unconfirmed: RefCell<BTreeSet<(Param, usize, NaiveDate)>>,
}

impl Parameters {
    /// From rows of (name with keys: `tekun.care_fen/D/1`, valid_from, value) in any order, all confirmed.
    pub fn from_rows(rows: impl IntoIterator<Item = (String, NaiveDate, String)>) -> Self {
        Parameters::with_states(rows.into_iter().map(|(id, from, value)| (id, from, value, true)), |_| None)
    }
    /// From rows of (name with keys, valid_from, value, confirmed) in any order. Names that nothing reads are passed over. `town` knows what a
    /// town is called.
    pub fn with_states(
        rows: impl IntoIterator<Item = (String, NaiveDate, String, bool)>,
        town: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let mut all: BTreeMap<Param, Vec<Series>> = BTreeMap::new();
        for (id, from, value, confirmed) in rows {
            let (name, [first, second]) = Param::split(&id);
            let Some(param) = Param::from_name(name) else { continue };
            let rate = param.by(first, second);
            let (series, value) = (all.entry(param).or_default(), Dated { from, value, confirmed });
            match series.iter_mut().find(|s| s.keys == rate.keys) {
                Some(same) => same.values.push(value),
                None => {
                    let keys = rate.keys.map(str::to_owned);
                    series.push(Series { keys, called: rate.called(&town), values: vec![value] });
                }
            }
        }
        for series in all.values_mut() {
            series.sort_by_key(Series::rank);
            series.iter_mut().for_each(|s| s.values.sort_by_key(|value| value.from));
        }
        Parameters { rows: Arc::new(all), unconfirmed: RefCell::default() }
    }
    /// The same values, of which nothing has been asked yet.
    #[must_use]
    pub fn unasked(&self) -> Self {
        Parameters { rows: Arc::clone(&self.rows), unconfirmed: RefCell::default() }
    }
    fn series(&self, param: Param) -> &[Series] {
        self.rows.get(&param).map_or(&[], Vec::as_slice)
    }
    /// What serves on a day, with the place of its series.
    fn row(&self, rate: Rate<'_>, day: NaiveDate) -> Option<(usize, &Dated)> {
        let mut serving = self.series(rate.param).iter().enumerate().filter(|(_, s)| s.serves(rate.keys));
        serving.find_map(|(at, series)| Some((at, series.on(day)?)))
    }
    /// The value in force on a day, with the day from which it holds.
    pub fn on<'k>(&self, rate: impl Into<Rate<'k>>, day: NaiveDate) -> Option<(NaiveDate, &str)> {
        let rate = rate.into();
        let (at, row) = self.row(rate, day)?;
        if !row.confirmed {
            self.unconfirmed.borrow_mut().insert((rate.param, at, row.from));
        }
        Some((row.from, row.value.as_str()))
    }
    /// The value in force on a day, with the day from which it holds, to be looked at: nothing is computed from it.
    pub fn standing<'k>(&self, rate: impl Into<Rate<'k>>, day: NaiveDate) -> Option<(NaiveDate, &str)> {
        self.row(rate.into(), day).map(|(_, row)| (row.from, row.value.as_str()))
    }
    /// The day from which another value for the very same keys holds than on that day.
    pub fn next_after<'k>(&self, rate: impl Into<Rate<'k>>, day: NaiveDate) -> Option<NaiveDate> {
        let rate = rate.into();
        let own = self.series(rate.param).iter().find(|s| s.keys == rate.keys)?;
        own.values.iter().map(|row| row.from).find(|from| *from > day)
    }
    /// What is in force on a day for more keys, and is not touched by a value for these.
    pub fn more_specific(&self, rate: Rate<'_>, day: NaiveDate) -> Vec<Told> {
        let within = |s: &&Series| {
            s.keys != rate.keys && s.keys.iter().zip(rate.keys).all(|(own, asked)| asked.is_empty() || own == asked)
        };
        let of_day = |s: &Series| Some(s.told(rate.param, s.on(day)?));
        self.series(rate.param).iter().filter(within).filter_map(of_day).collect()
    }
    /// The text in force for a month (on its first day).
    pub fn text<'k>(&self, rate: impl Into<Rate<'k>>, month: Month) -> Option<&str> {
        self.on(rate, month.first_day()).map(|(_, v)| v)
    }
    /// Whole fen.
    pub fn money<'k>(&self, rate: impl Into<Rate<'k>>, month: Month) -> Option<Money> {
        self.text(rate, month)?.parse().ok().map(Money::fen)
    }
    /// A whole number.
    pub fn int<'k>(&self, rate: impl Into<Rate<'k>>, month: Month) -> Option<i64> {
        self.text(rate, month)?.parse().ok()
    }
    /// The day that lies so many days after another, by what holds in that day's month.
    pub fn days_after<'k>(&self, rate: impl Into<Rate<'k>>, day: NaiveDate) -> Option<NaiveDate> {
        let days = self.int(rate, Month::of(day)).and_then(|days| u64::try_from(days).ok())?;
        day.checked_add_days(Days::new(days))
    }
    /// What was asked for and nobody has confirmed: the latest value of each that was asked for.
    pub fn asked_unconfirmed(&self) -> Vec<Told> {
        let asked = self.unconfirmed.borrow();
        let latest: BTreeMap<(Param, usize), NaiveDate> =
            asked.iter().map(|(p, at, from)| ((*p, *at), *from)).collect();
        let told = |((param, at), from): ((Param, usize), NaiveDate)| {
            let series = self.series(param).get(at)?;
            Some(series.told(param, series.on(from)?))
        };
        latest.into_iter().filter_map(told).collect()
    }
    /// Of these, what is in force on a day, for whatever keys, and nobody has confirmed.
    pub fn unconfirmed_on(&self, params: impl IntoIterator<Item = Param>, day: NaiveDate) -> Vec<Told> {
        let rows = params.into_iter().flat_map(|param| self.series(param).iter().map(move |series| (param, series)));
        let in_force = rows.filter_map(|(param, series)| Some((param, series, series.on(day)?)));
        in_force.filter(|(.., row)| !row.confirmed).map(|(param, series, row)| series.told(param, row)).collect()
    }
}

/// For a screen: `城市低保月标准(dibao.urban.month_fen) 600.00元、…`.
pub fn named(values: &[Told]) -> String {
    listed(values, 3, |told| format!("{}({})", told.called, told.id))
}

/// For paper: `城市低保月标准 600.00元、…`.
pub fn labelled(values: &[Told]) -> String {
    listed(values, 6, |told| told.called.clone())
}

fn listed(values: &[Told], most: usize, name: impl Fn(&Told) -> String) -> String {
    let named: Vec<String> = values.iter().take(most).map(|told| format!("{} {}", name(told), told.shown)).collect();
    let more = if values.len() > most { format!(" 等{}项", values.len()) } else { String::new() };
    format!("{}{more}", named.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
    }

    #[test]
    fn the_most_specific_value_in_force_serves() {
        let rows = [
            ("disability.care.month_fen", "2020-01-01", "100"),
            ("disability.care.month_fen", "2022-01-01", "110"),
            ("disability.care.month_fen//1", "2020-01-01", "200"),
            ("disability.care.month_fen/minor", "2021-01-01", "300"),
            ("disability.care.month_fen/minor/1", "2021-07-01", "400"),
        ];
        let all = Parameters::from_rows(rows.map(|(id, from, v)| (id.to_owned(), day(from), v.to_owned())));
        for (first, second, on, value) in [
            ("minor", "1", "2021-07-01", Some("400")),
            ("minor", "1", "2021-06-30", Some("300")),
            ("minor", "1", "2020-12-31", Some("200")),
            ("minor", "2", "2021-07-01", Some("300")),
            ("minor", "2", "2020-12-31", Some("100")),
            ("minor", "", "2021-07-01", Some("300")),
            ("adult", "1", "2021-07-01", Some("200")),
            ("adult", "2", "2021-07-01", Some("100")),
            ("adult", "2", "2022-01-01", Some("110")),
            ("", "1", "2022-01-01", Some("200")),
            ("", "", "2022-01-01", Some("110")),
            ("minor", "1", "2019-12-31", None),
        ] {
            let rate = Param::CareRate.by(first, second);
            assert_eq!(all.on(rate, day(on)).map(|(_, value)| value), value, "{first}/{second} {on}");
        }
        assert_eq!(all.next_after(Param::CareRate, day("2020-01-01")), Some(day("2022-01-01")));
        assert_eq!(all.next_after(Param::CareRate.by("minor", "2"), day("2020-01-01")), None);
        let apart = |first, second| {
            let told = all.more_specific(Param::CareRate.by(first, second), day("2021-07-01"));
            told.into_iter().map(|told| told.id).collect::<Vec<_>>().join(" ")
        };
        let name = "disability.care.month_fen";
        assert_eq!(apart("", ""), format!("{name}/minor/1 {name}/minor {name}//1"));
        assert_eq!(apart("minor", ""), format!("{name}/minor/1"));
        assert_eq!((apart("minor", "1"), apart("adult", "")), (String::new(), String::new()));
    }

    #[test]
    fn what_is_asked_by_keys_is_remembered_by_them() {
        let row = |id: &str, value: &str, confirmed| (id.to_owned(), day("2020-01-01"), value.to_owned(), confirmed);
        let rows = [
            row("tekun.care_fen/D/2", "25700", false),
            row("tekun.care_fen/C/2", "77000", true),
            row("tekun.care_fen/C/430406001000", "1", false),
        ];
        let all = Parameters::with_states(rows, |town| (town == "430406001000").then(|| "先锋街道".to_owned()));
        let month = Month::parse("2021-11").unwrap();
        assert_eq!(all.money(Param::TekunCare.by("C", "2"), month), Some(Money::fen(77_000)));
        assert_eq!(all.asked_unconfirmed(), []);
        assert_eq!(all.money(Param::TekunCare.by("D", "2"), month), Some(Money::fen(25_700)));
        let asked = all.asked_unconfirmed();
        assert_eq!(named(&asked), "特困照料护理 分散供养 半护理(tekun.care_fen/D/2) 257.00元");
        assert_eq!(labelled(&asked), "特困照料护理 分散供养 半护理 257.00元");
        let standing = all.unconfirmed_on([Param::TekunCare], day("2021-11-01"));
        assert_eq!(labelled(&standing), "特困照料护理 分散供养 半护理 257.00元、特困照料护理 集中供养 先锋街道 0.01元");
    }

    #[test]
    fn what_nobody_has_confirmed_is_remembered_when_it_is_asked_for() {
        let row =
            |name: &str, from: &str, value: &str, confirmed| (name.to_owned(), day(from), value.to_owned(), confirmed);
        let rows = [
            row("dibao.urban.month_fen", "2020-01-01", "60000", false),
            row("dibao.urban.month_fen", "2022-01-01", "65000", true),
            row("dibao.rural.month_fen", "2020-01-01", "50000", false),
            row("pay.cutoff_day", "2020-01-01", "5", false),
        ];
        let all = Parameters::with_states(rows, |_| None);
        let month = |t| Month::parse(t).unwrap();
        assert_eq!(all.money(Param::UrbanStandard, month("2022-01")), Some(Money::fen(65_000)));
        assert_eq!(all.asked_unconfirmed(), []);
        assert_eq!(all.money(Param::UrbanStandard, month("2021-12")), Some(Money::fen(60_000)));
        assert_eq!(named(&all.asked_unconfirmed()), "城市低保月标准(dibao.urban.month_fen) 600.00元");
        assert_eq!(all.unasked().asked_unconfirmed(), []);
        let both = [Param::UrbanStandard, Param::RuralStandard];
        assert_eq!(
            named(&all.unconfirmed_on(both, day("2022-01-01"))),
            "农村低保月标准(dibao.rural.month_fen) 500.00元"
        );
    }
}
