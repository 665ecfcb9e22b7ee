//! What an act did, told in the clerk's words: the act itself, how many rows it wrote where, and each of them with what it was before.

use crate::domain::text::grouped;
use crate::register::{Field, Need, Register};

/// A field of a record before and after an act, as shown: labels, yuan, names.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The field.
    pub field: &'static Field,
    /// Before; empty where nothing stood.
    pub before: String,
    /// After.
    pub after: String,
}

/// Said of two values that are the same as they are shown.
pub const HIDDEN: &str = "(遮盖的几位不同)";

impl Moved {
    /// Before and after as lists show them.
    fn masked(&self) -> [String; 2] {
        [&self.before, &self.after]
            .map(|shown| if shown.is_empty() { String::new() } else { self.field.mask.of(shown) })
    }
    /// `家庭月收入 263.00 → 0.00`, masked.
    pub fn in_words(&self) -> String {
        let [before, after] = self.masked();
        // Two numbers may differ only where they are masked.
        let hidden = if before == after { HIDDEN } else { "" };
        let or_none = |shown: String| if shown.is_empty() { "(空)".to_owned() } else { shown };
        format!("{} {} → {}{hidden}", self.field.label, or_none(before), or_none(after))
    }
    /// What is told of a row of which that became: old and new where it was corrected, else what it came or went with.
    pub fn told(&self, how: How) -> String {
        if how == How::Corrected { self.in_words() } else { self.value_in_words() }
    }
    /// Of a row that came or went, the value that it has: `家庭月收入 263.00`, masked.
    pub fn value_in_words(&self) -> String {
        let [before, after] = self.masked();
        format!("{} {}", self.field.label, if after.is_empty() { before } else { after })
    }
}

/// An act as a clerk reads of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActLine {
    /// 办理编号.
    pub key: i64,
    /// A code of [`crate::register::bureau::codes::ACT_KIND`].
    pub kind: String,
    /// The operator's full name.
    pub who: String,
    /// The clock's text when it was done.
    pub at: String,
    /// The business date.
    pub day: String,
    /// Why, where it says.
    pub why: Option<String>,
    /// The act that it took back, of an undo.
    pub undoes: Option<i64>,
    /// The undo that took it back.
    pub undone_by: Option<i64>,
}

/// An act with how much it wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct ActPage {
    /// The act.
    pub act: ActLine,
    /// How many rows of which registers, in the order in which they are told; nothing of a migration, which changed none.
    pub wrote: Vec<(&'static Register, i64)>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is new.
    Entered,
    /// It stood already.
    Corrected,
    /// It was declared a mistake.
    Voided,
    /// It had been, and stands again.
    Restored,
}

impl How {
    /// What became of a row that stood, or was void, and then stands, or is void.
    pub const fn between(stood: bool, stands: bool) -> How {
        match (stood, stands) {
            (true, false) => How::Voided,
            (false, true) => How::Restored,
            _ => How::Corrected,
        }
    }
    /// What becomes of a row when that is taken back.
    pub const fn reversed(self) -> How {
        match self {
            How::Entered | How::Restored => How::Voided,
            How::Voided => How::Restored,
            How::Corrected => How::Corrected,
        }
    }
    /// 中文.
    pub const fn label(self) -> &'static str {
        match self {
            How::Entered => "新增",
            How::Corrected => "更正",
            How::Voided => "作废",
            How::Restored => "恢复",
        }
    }
    /// The same with the fields that moved: where a correction only fills what was empty, it is an addition.
    pub fn told(self, moves: &[Moved]) -> &'static str {
        let mut own = moves.iter().filter(|moved| moved.field.need != Need::Given).peekable();
        let adds = self == How::Corrected && own.peek().is_some() && own.all(|moved| moved.before.is_empty());
        if adds { "补录" } else { self.label() }
    }
    /// As on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            How::Entered => "entered",
            How::Corrected => "corrected",
            How::Voided => "voided",
            How::Restored => "restored",
        }
    }
}

/// A row that an act wrote, or a run of rows that it wrote alike.
#[derive(Clone, Debug, PartialEq)]
pub struct ActRow {
    /// Which.
    pub place: ActPlace,
    /// What became of it.
    pub how: How,
    /// What it is called, masked; of a run what its first and its last row are.
    pub names: Vec<String>,
    /// The fields that moved, in full; of a row that came or went those that its list shows.
    pub moves: Vec<Moved>,
    /// The record that it is or is about, where that stands.
    pub opens: Option<(&'static Register, i64)>,
}

/// The place of a row among those of its act: by register in the order of [`ActPage::wrote`], by key, what was written alone before a run
/// that begins with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActPlace {
    /// Its register; of what is recorded beside rows a bare one ([`crate::register::EXCEPTION`]).
    pub register: &'static Register,
    /// The row, the first of a run.
    pub row: i64,
    /// The last row of a run.
    pub last: Option<i64>,
}

impl ActPlace {
    /// How many rows.
    pub fn count(&self) -> i64 {
        self.last.map_or(1, |last| last - self.row + 1)
    }
    /// The same where it is more than one: `3 笔`.
    pub fn counted(&self) -> Option<String> {
        (self.count() > 1).then(|| format!("{} {}", grouped(self.count()), self.register.unit))
    }
}

/// Some rows of an act, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActRows {
    /// The rows.
    pub rows: Vec<ActRow>,
    /// None follow.
    pub last: bool,
}
