//! What the undo of an act does, shown before it is done and told after: the act, its rows from new to old, what stands against it.

use crate::domain::slip::{Severity, Slip};
use crate::domain::text::grouped;
use crate::register::Register;
use crate::register::core::acts::{ActLine, ActRow, How};

/// What an undo would do, or did.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoing {
    /// The act that is taken back.
    pub act: ActLine,
    /// The act that took it back; none of a preview.
    pub done_by: Option<i64>,
    /// How many rows of which registers.
    pub registers: Vec<(&'static Register, i64)>,
    /// The rows, in the order of the act, at most [`Undoing::MOST`].
    pub rows: Vec<ActRow>,
    /// The acts that have to be taken back first, the newest first: they changed its rows since, or entered what hangs on them.
    pub first: Vec<i64>,
    /// What is said of it, errors first: of a preview doubts are still to be accepted.
    pub slips: Vec<Slip>,
}

impl Undoing {
    /// No more rows are shown.
    pub const MOST: usize = 200;

    /// 中文 of what becomes of a row: a corrected one is as it was.
    pub const fn becomes(how: How) -> &'static str {
        match how {
            How::Corrected => "改回",
            how => how.label(),
        }
    }

    /// All rows.
    pub fn total(&self) -> i64 {
        self.registers.iter().map(|(_, rows)| rows).sum()
    }

    /// The same where more are than are shown.
    pub fn in_all(&self) -> Option<String> {
        let shown = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
        (self.total() > shown).then(|| grouped(self.total()))
    }

    /// What stands in its way: errors, and the doubts that are not among the accepted codes.
    pub fn against<'u>(&'u self, accept: &'u [String]) -> impl Iterator<Item = &'u Slip> {
        self.slips.iter().filter(|slip| slip.is_open(accept))
    }

    /// Whether it can be done, all doubts being accepted.
    pub fn is_possible(&self) -> bool {
        self.slips.iter().all(|slip| slip.severity != Severity::Error)
    }
}
