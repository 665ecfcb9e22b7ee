//! A record on the screen: what is held of it while it is looked at or filled in. What is done to it stands in the files beside,
//! each of which sees this one and none that stands above it: `lines`, `judge`, `moving`, `heed`, `refer`, `begin`, `rows`, `keep`, `acting`.

use crate::app::choice::Choice;
use crate::app::desk::Desk;
use crate::app::form::children::Grid;
use crate::app::form::fields::FormCell;
use crate::app::msg::Ticket;
use crate::app::opening::Doing;
use crate::app::scroll::Scroll;
use crate::app::voiding::Voiding;
use crate::domain::slip::Slip;
use crate::register::core::lookup::ChangeLine;
use crate::register::{Draft, Opened, Register, Saved};

/// A record on the screen.
#[derive(Debug)]
pub struct Form {
    /// Its register.
    pub register: &'static Register,
    /// The record; none for a new one, or until it has been read.
    pub opened: Option<Opened>,
    /// Its key; none for a new one.
    pub key: Option<i64>,
    /// It is being filled in.
    pub editing: bool,
    /// It is a row of another form: saved there, not here.
    pub is_child: bool,
    /// The records that are filled in on it, its own first.
    pub parts: Vec<Part>,
    /// Their fields.
    pub cells: Vec<FormCell>,
    /// Its child registers.
    pub grids: Vec<Grid>,
    /// The cursor over its lines.
    pub scroll: Scroll,
    /// The choice of the field of the cursor.
    pub choice: Option<Choice>,
    /// What is wrong with the record as a whole.
    pub slips: Vec<Slip>,
    /// The warnings on which a save has paused, until the next key.
    pub told: Vec<Told>,
    /// The warnings that have stood before the clerk.
    pub(super) heeded: Vec<Slip>,
    /// Those that were drawn since the last key.
    pub(super) drawn: Vec<Slip>,
    /// Of a row: the record it is saved with, without the row.
    pub(super) context: Option<Box<Draft>>,
    /// What saving it changes, told before: the money old and new.
    pub changes: Vec<String>,
    /// What was done to it, while it is looked at.
    pub history: Vec<ChangeLine>,
    pub(super) accept: Vec<String>,
    /// What follows for other cases is carried out with it.
    pub(super) follow: bool,
    pub(super) why: Option<String>,
    pub(super) tried: bool,
    /// Nobody has touched a key since it began: the cursor goes where the clerk begins, once the office has said what it fills.
    pub(super) begins: bool,
    /// The first version of a decided case was offered.
    pub(super) offered: bool,
    /// A new record, which is in the file and read to tell its number.
    pub(super) saved: Option<Saved>,
    pub(super) waits: Waits,
    pub(super) voiding: Voiding,
    pub(super) pending: Pending,
    /// What is done to another record by saving it: then it is small, and other fields than those that are asked stand behind a line.
    pub doing: Option<Doing>,
    /// They are shown.
    pub(super) unfolded: bool,
    /// What saving changes, as it has stood before the clerk.
    pub(super) read: Vec<String>,
    /// The same as it stood in the question about what follows.
    pub(super) agreed: Vec<String>,
    /// What was agreed to when it was asked about again, because it came to something else.
    pub(super) asked_again: Vec<String>,
    /// The part whose field Enter has left, until the office has said what it fills in there.
    pub(super) passed: Option<usize>,
    /// What is to be put in once the record has been read.
    pub(super) resumed: Option<Draft>,
}

/// A record on the form.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its register.
    pub register: &'static Register,
    /// Where it stands.
    pub at: At,
    /// What is wrong with it that none of its fields shows.
    pub slips: Vec<Slip>,
    /// The fields that Enter goes through; empty: all.
    pub asks: Vec<&'static str>,
}

/// Where a record stands on the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// It is the form's own.
    Own,
    /// In the place of the reference of a field, by its place among the fields.
    In(usize),
    /// A row beneath a part.
    Row(usize),
    /// Beside the form's own.
    Beside,
}

impl Part {
    /// The record that the form is of.
    pub fn own(register: &'static Register) -> Part {
        Part { register, at: At::Own, slips: Vec::new(), asks: register.brief.to_vec() }
    }
}

/// The questions it has put.
#[derive(Debug, Default)]
pub(super) struct Waits {
    pub(super) reading: Option<Ticket>,
    pub(super) telling: Option<Ticket>,
    pub(super) checking: Option<Ticket>,
    /// Saving was asked for: what there is to be heeded.
    pub(super) weighing: Option<Ticket>,
    pub(super) saving: Option<Ticket>,
    pub(super) finding: Option<Ticket>,
    /// The record as it was saved, to tell its number.
    pub(super) numbering: Option<Ticket>,
}

/// What the dialog on top of it is for.
#[derive(Debug, Default)]
pub(super) enum Pending {
    #[default]
    Nothing,
    /// Yes: what was typed is thrown away.
    Leave,
    /// A reason: the record is voided.
    Void,
    /// A reason: these doubts are recorded as exceptions, as they were shown.
    Exceptions(Vec<String>),
    /// Nothing typed: what follows for other cases is carried out; a reason: it is not, as far as it was shown.
    Follows(String),
    /// A reason: the correction is saved with it.
    Correction,
    /// Yes: what was typed is put on what the other saved.
    Overtaken(Box<Opened>),
    /// A draft: a row of a grid.
    Child(usize, Option<usize>),
    /// A draft: the first version of a case, with which it is saved.
    Version(usize),
    /// A record: a field is to refer to it.
    Referred(usize),
}

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormLine {
    /// A field, by its place in the form.
    Field(usize),
    /// The heading of a grid of fields, by the first of them.
    Heading(usize),
    /// The name of a record that is filled in with it, by its part.
    Part(usize),
    /// The heads of the rows beneath a part, by the first of them.
    Columns(usize),
    /// The name of a child register.
    Title(usize),
    /// The heads of its table.
    Heads(usize),
    /// A row of it: grid and row.
    Row(usize, usize),
    /// The line that says how to add a row.
    Add(usize),
    /// The line behind which the fields stand that are not asked.
    More,
    /// The name of what was done to the record.
    History,
    /// Something that was done to it.
    Told(usize),
}

/// A warning with where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Of a row: the line of the row and what its register is called.
    pub(super) row: Option<(FormLine, &'static str)>,
    /// The warning.
    pub slip: Slip,
}

impl Told {
    /// In words: the row, and what is to be heeded.
    pub fn text(&self) -> String {
        let row = self.row.map_or(String::new(), |(_, label)| format!("{label}: "));
        format!("{}: {row}{}", self.slip.severity.label(), self.slip.text)
    }
}

/// Rows at the foot of the form.
pub const FOOT: u16 = 3;
/// Cells of a field in a grid.
pub const GRID: u16 = 25;

impl Form {
    /// Rows that are seen: the body but for the lines at its foot that say what is right and what is wrong.
    pub fn height(desk: &Desk) -> usize {
        usize::from(desk.body_height().saturating_sub(FOOT).max(1))
    }
    /// The record has been read.
    pub fn is_ready(&self) -> bool {
        !self.cells.is_empty()
    }
    /// Whether it was voided.
    pub fn is_void(&self) -> bool {
        self.opened.as_ref().is_some_and(|o| o.voided_by.is_some())
    }
    /// The record by what a clerk calls it.
    pub fn title(&self) -> String {
        if let Some(doing) = &self.doing {
            return format!("{}: {} {}", doing.label, doing.register, doing.called);
        }
        if self.key.is_none() {
            return format!("新增{}", self.register.label);
        }
        let name = self.opened.as_ref().map_or_else(String::new, Opened::called);
        let how = if self.is_void() {
            " (已作废)"
        } else if self.editing {
            " 修改"
        } else {
            ""
        };
        format!("{} {name}{how}", self.register.label)
    }
}
