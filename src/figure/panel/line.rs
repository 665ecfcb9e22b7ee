//! The words of which panels are made: a line, what its number may point at.

use crate::domain::assistance::{subsidy, tekun};
use crate::domain::slip::Slip;
use crate::figure::{Measure, RowSet, Unit, When};
use crate::register::children::child_worker;

/// A line of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PanelLine {
    /// 在保户, 成功 …; parts of the line above begin with two spaces.
    pub label: &'static str,
    /// What is measured.
    pub measure: Measure,
    /// For which window, seen from the month.
    pub when: When,
    /// The unit.
    pub unit: Unit,
    /// What its number may point at.
    pub watch: Watch,
    /// It is the one whose last twelve months are shown; where none is, the first of the panel.
    pub main: bool,
}

/// What a number is watched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Watch {
    /// Nothing.
    Nothing,
    /// 应补未补: that there are any (assistance 5.6).
    Unclaimed,
    /// 抽查: that it is at least 30 % of the line above (assistance 3.5).
    Sampled,
    /// 在岗: that there are as many as places in the line above (services 3.7).
    Staffed,
}

impl PanelLine {
    /// What is to be said of its number, and of that of the line above it.
    pub fn slip(&self, number: i64, above: i64) -> Option<Slip> {
        match self.watch {
            Watch::Nothing => None,
            Watch::Unclaimed => subsidy::unclaimed_slip(number),
            Watch::Sampled => tekun::visits_slip(above, number),
            Watch::Staffed => child_worker::vacant_slip(above - number),
        }
    }
    pub(in crate::figure) const fn watched(self, watch: Watch) -> Self {
        PanelLine { watch, ..self }
    }
    pub(in crate::figure) const fn main(self) -> Self {
        PanelLine { main: true, ..self }
    }
}

/// A line.
pub(in crate::figure) const fn line(label: &'static str, measure: Measure, when: When, unit: Unit) -> PanelLine {
    PanelLine { label, measure, when, unit, watch: Watch::Nothing, main: false }
}

/// How many in the month.
pub(in crate::figure) const fn flow(label: &'static str, set: RowSet, unit: Unit) -> PanelLine {
    line(label, Measure::Count(set), When::Month, unit)
}
