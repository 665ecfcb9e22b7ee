//! What a table asks: a measure for a window, and a column with it; and the answers.

use super::{ByTown, Measure, RowSet, Unit, When};
use std::collections::HashMap;

/// A measure and when it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ask {
    /// What.
    pub measure: Measure,
    /// When, seen from the table's month.
    pub when: When,
}

/// How many rows.
pub const fn count(set: RowSet, when: When) -> Ask {
    Ask { measure: Measure::Count(set), when }
}

/// What the rows add: money, months.
pub const fn sum(set: RowSet, when: When) -> Ask {
    Ask { measure: Measure::Sum(set), when }
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TableColumn {
    /// Heads from top to bottom; `{n}` stands for the number of the month.
    pub head: &'static [&'static str],
    /// What stands in it.
    pub content: Content,
    /// Its unit: counts are printed whole, money in yuan and fen.
    pub unit: Unit,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Content {
    /// The same question in every row.
    Ask(Ask),
    /// The same, of what is entered for the places: 0 says that nothing is.
    Entered(Ask),
    /// What the category says.
    Category,
    /// What stands in a column of the institution that the row is.
    Told(&'static str),
    /// 平, or by how much the row's flows are off.
    Balance,
}

/// A column with one measure.
pub const fn column(head: &'static [&'static str], measure: Measure, when: When, unit: Unit) -> TableColumn {
    TableColumn { head, content: Content::Ask(Ask { measure, when }), unit }
}

/// Everything that was asked, answered.
pub type Answers = HashMap<Ask, ByTown>;

impl Ask {
    /// Whether it is the same for every place: a standard.
    pub fn is_standard(&self) -> bool {
        matches!(self.measure, Measure::Value(_))
    }
}

impl TableColumn {
    /// The column of the institution that it tells in every row.
    pub fn told(&self) -> Option<&'static str> {
        match self.content {
            Content::Told(column) => Some(column),
            _ => None,
        }
    }
    /// What it asks in every row.
    pub fn ask(&self) -> Option<Ask> {
        match self.content {
            Content::Ask(ask) | Content::Entered(ask) => Some(ask),
            Content::Category | Content::Told(_) | Content::Balance => None,
        }
    }
}
