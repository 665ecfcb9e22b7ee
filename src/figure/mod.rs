//! A figure is a row set, a measure and a unit; it knows no period. Every number in a panel, a table or a report is a
//! figure asked for a window, so that Enter can open the rows behind it. To add one: a line in [`ALL`] (a published figure),
//! in [`panel`] (a screen) or in a [`table::Sheet`]; a question that [`Records`] cannot put and no other row set answers yet gets a
//! row set of its own, with one SQL in `src/store/figures/`. This module knows no SQL: the store answers row sets.

pub mod check;
pub mod column;
pub mod cross;
mod declared;
mod households;
pub mod medium;
pub mod months;
pub mod panel;
pub mod paper;
pub mod profile;
mod quantity;
mod records;
pub mod report;
pub mod roll;
mod row_set;
pub mod sets;
mod standing;
pub mod table;
mod tables;

pub use declared::ALL;
pub use households::{Effect, Group, MOVE_KINDS, MOVED_IN, MOVED_OUT, Paying, Test, Tests};
pub use panel::{PanelLine, panel};
pub use profile::{Period, Profile};
pub use quantity::{ByTown, Quantity, Unit};
pub use records::{Adds, Dates, Is, Records, records};
pub use row_set::{ALL_LINES, Bank, Called, Dead, Drawing, Part, RowSet, Served, Support};
pub use standing::Standing;

use crate::domain::month::Month;
use crate::domain::rounding::RoundTo;
use chrono::NaiveDate;
use std::sync::LazyLock;

/// What is counted or added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// One for each row of the set.
    Count(RowSet),
    /// The money of each row.
    Sum(RowSet),
    /// Money of the first set by the number of rows of the second.
    Ratio(RowSet, RowSet),
    /// Rows of the first set by the rows of the second, which they are part of.
    Share(RowSet, RowSet),
    /// Rows of the first set, where there are any of the second, of which they are part: nothing was found only where somebody looked.
    Among(RowSet, RowSet),
    /// Rows of the first set by what those of the second add up to, of which they fill so much (residents, beds).
    Fill(RowSet, RowSet),
    /// The value itself (a standard).
    Value(RowSet),
}

/// The time a figure is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Window {
    /// A day: its month's roster, the rows in force on it.
    On(NaiveDate),
    /// Months, both included. A roster asked for months is that of the last one.
    Over(Month, Month),
}

impl Window {
    /// One month.
    pub fn month(month: Month) -> Window {
        Window::Over(month, month)
    }
    /// The first month in it.
    pub fn first(self) -> Month {
        match self {
            Window::On(day) => Month::of(day),
            Window::Over(first, _) => first,
        }
    }
    /// The last month in it: whose roster is meant.
    pub fn last(self) -> Month {
        match self {
            Window::On(day) => Month::of(day),
            Window::Over(_, last) => last,
        }
    }
    /// The day on which ages, divisions and standards are read: the day itself, or the last of the months.
    pub fn day(self) -> NaiveDate {
        match self {
            Window::On(day) => day,
            Window::Over(_, last) => last.last_day(),
        }
    }
}

/// Which window of a month or year a figure is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// On the last day of the month (期末).
    End,
    /// On the last day of the month before (期初).
    Start,
    /// In the month (本月).
    Month,
    /// From January to the month (累计).
    Year,
}

impl When {
    /// The window, seen from a month.
    pub fn window(self, month: Month) -> Window {
        match self {
            When::End => Window::On(month.last_day()),
            When::Start => Window::On(month.prev().last_day()),
            When::Month => Window::month(month),
            When::Year => Window::Over(Month::new(month.year(), 1).unwrap_or(month), month),
        }
    }
}

/// A published figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The key that scripts rely on: `dibao.urban.households`.
    pub key: &'static str,
    /// 中文名; `{period}` stands for the window of the year's report.
    pub label: &'static str,
    /// What is measured.
    pub measure: Measure,
    /// The unit of value and print.
    pub unit: Unit,
    /// How it is printed where no profile says otherwise.
    pub round: RoundTo,
}

impl Figure {
    /// 中文名 without any window.
    pub fn name(&self) -> String {
        self.label.replace("({period})", "")
    }
    /// 中文名 as a report with that window prints it.
    pub fn label_over(&self, period: Period) -> String {
        self.label.replace("{period}", &period.zh())
    }
}

/// The figure of that key.
pub fn find(key: &str) -> Option<&'static Figure> {
    ALL.iter().find(|f| f.key == key)
}

impl Measure {
    /// The row sets it is made of: one, or numerator and denominator.
    pub fn sets(&self) -> (RowSet, Option<RowSet>) {
        match *self {
            Measure::Count(set) | Measure::Sum(set) | Measure::Value(set) => (set, None),
            Measure::Ratio(over, under)
            | Measure::Share(over, under)
            | Measure::Among(over, under)
            | Measure::Fill(over, under) => (over, Some(under)),
        }
    }
    /// Whether the rows of the first set add money (fen), not one each.
    pub fn adds_money(&self) -> bool {
        !matches!(self, Measure::Count(_) | Measure::Share(..) | Measure::Among(..) | Measure::Fill(..))
    }
    /// Whether those of the second set do.
    pub fn divides_by_sum(&self) -> bool {
        matches!(self, Measure::Fill(..))
    }
    /// Whether it is counted on a day (a roster, what is in force) and not over months.
    pub fn is_stock(&self) -> bool {
        self.sets().0.is_stock()
    }
}

/// A heading of the summaries, its row sets, and whether their money is asked for.
type Heading = (&'static str, Vec<(RowSet, bool)>);

/// Every row set that a figure, a panel or a table asks for and past months keep.
static KEPT: LazyLock<Vec<Heading>> = LazyLock::new(|| {
    let sheets = report::ALL.iter().filter_map(|r| match r.kind {
        report::Kind::Table(sheet) => Some(sheet.asks()),
        _ => None,
    });
    let of_tables = sheets.flatten().flat_map(|(_, measures)| measures);
    let of_panels = panel::ALL.iter().flat_map(|(_, lines)| *lines).map(|line| line.measure);
    let mut kept: Vec<Heading> = Vec::new();
    for measure in ALL.iter().map(|f| f.measure).chain(of_panels).chain(of_tables) {
        let (first, second) = measure.sets();
        for part in
            [Some((first, measure.adds_money())), second.map(|s| (s, measure.divides_by_sum()))].into_iter().flatten()
        {
            let Some(heading) = part.0.heading() else { continue };
            match kept.iter_mut().find(|(known, _)| *known == heading) {
                Some((_, sets)) if sets.contains(&part) => {}
                Some((_, sets)) => sets.push(part),
                None => kept.push((heading, vec![part])),
            }
        }
    }
    kept
});

/// The headings of the summaries of past months: rosters and changes by scheme, reliefs with the petty funds, visits.
pub fn headings() -> impl Iterator<Item = &'static str> {
    KEPT.iter().map(|(heading, _)| *heading)
}

/// What a summary of a past month keeps under a heading: row sets, and whether their money is asked for.
pub fn summarised(heading: &str) -> &'static [(RowSet, bool)] {
    KEPT.iter().find(|(known, _)| *known == heading).map_or(&[], |(_, sets)| sets)
}

/// One row behind a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its register.
    pub register: &'static str,
    /// The row.
    pub key: i64,
    /// What a clerk sees of it: the case of a change or of a covered person, else the row itself.
    pub opens: (&'static str, i64),
    /// 镇街 code (12 digits) it counts for, where it has one.
    pub town: Option<String>,
    /// What a list of rows shows: name, case number, village.
    pub label: String,
    /// The same apart, empty where there is none.
    pub parts: [String; 3],
    /// What it adds: 1 for a count, the months of a line for 人次, whole fen for money.
    pub adds: i64,
}
