//! What the undo of an act does, shown before it is done and told after: the act, its rows from new to old, what stands against it.

use crate::domain::slip::{Severity, Slip};
use crate::register::Register;
use crate::register::core::acts::{ActLine, Moved};

/// What an undo does to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It was not there before the act: it is void.
    Removed,
    /// The act made it void: it stands again.
    BroughtBack,
    /// It has its former values again.
    ChangedBack,
}

impl How {
    /// 中文.
    pub const fn label(self) -> &'static str {
        match self {
            How::Removed => "作废",
            How::BroughtBack => "恢复",
            How::ChangedBack => "改回",
        }
    }
    /// As in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            How::Removed => "removed",
            How::BroughtBack => "brought_back",
            How::ChangedBack => "changed_back",
        }
    }
}

/// A row that an undo takes back.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoneRow {
    /// Of which register; of what is recorded beside rows (例外登记, 随之变动) a bare one.
    pub register: &'static Register,
    /// Its key.
    pub key: i64,
    /// What it is called, masked.
    pub name: String,
    /// What becomes of it.
    pub how: How,
    /// Its fields as they are now and as they become, in full; of a row that comes or goes those of its list.
    pub changes: Vec<Moved>,
}

/// What an undo would do, or did.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoing {
    /// The act that is taken back.
    pub act: ActLine,
    /// The act that took it back; none of a preview.
    pub done_by: Option<i64>,
    /// How many rows of which register, in the order of the act.
    pub registers: Vec<(&'static Register, usize)>,
    /// The rows, in the order of the act, at most [`Undoing::MOST`].
    pub rows: Vec<UndoneRow>,
    /// All rows.
    pub total: usize,
    /// What is said of it, errors first: of a preview doubts are still to be accepted.
    pub slips: Vec<Slip>,
}

impl Undoing {
    /// No more rows are shown.
    pub const MOST: usize = 200;

    /// Whether it can be done, all doubts being accepted.
    pub fn is_possible(&self) -> bool {
        self.slips.iter().all(|slip| slip.severity != Severity::Error)
    }
}
