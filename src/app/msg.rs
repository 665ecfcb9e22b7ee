//! What happens to the screens, and what they want done: plain data in, plain data out. The runtime turns keys of a terminal
//! into [`Msg`], does each [`Effect`] with the office's file, and answers. Nothing here knows of either.

use crate::app::key::Key;
use crate::app::notice::Trouble;
use crate::app::remembered::{OfList, Remembered};
use crate::app::secret::Secret;
use crate::app::sheets::Pages;
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::figure::cross::Oddity;
use crate::figure::medium::Medium;
use crate::figure::paper::Paper;
use crate::figure::{Measure, Quantity, Row, Window};
use crate::register::core::acts::{ActPage, ActPlace, ActRows};
use crate::register::core::deeds::Offered;
use crate::register::core::frequency::{By, Frequency, Sums};
use crate::register::core::lookup::{ChangeLine, Hit, Offer, PersonPage};
use crate::register::core::undoing::Undoing;
use crate::register::places::remapping::Remapping;
use crate::register::places::territory::{Naming, Territory};
use crate::register::{Checked, Count, DivisionLine, Draft, Kind, Met, Opened, Page, Query, Register, Saved};
use chrono::NaiveDate;
use std::sync::Arc;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key was pressed, or repeats.
    Key(Key),
    /// Text was pasted: one event, however long.
    Paste(String),
    /// The window has another size: columns and rows.
    Resize(u16, u16),
    /// An answer to a question.
    Answer(Ticket, Reply),
    /// The machine wants the program to end (a signal): what can be kept is kept, nothing is asked.
    End,
}

/// The number of a question. An answer whose number nobody waits for any more is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u32);

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A question to the office, to be answered under its number.
    Ask(Ticket, Want),
    /// Nobody waits for the answer any more: work under way may stop.
    Drop(Ticket),
    /// The program ends.
    Quit,
    /// The screen is locked until somebody comes in.
    Lock,
}

/// A question to the office, or an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Want {
    /// A page of a list → [`Reply::Page`].
    Page(Query),
    /// The rows of a list in an order, or under filters, that no index serves → [`Reply::Going`] while it takes long,
    /// [`Reply::Beginning`] where its first rows are known before the rest, [`Reply::Arranged`].
    Arrange(Query),
    /// The values at a path that the rows of a list have under its other filters → the same, [`Reply::Values`].
    Values(Query, &'static str),
    /// The rows of a list counted by the values of columns → the same, [`Reply::Frequency`].
    Frequency(Query, Vec<By>),
    /// What the rows of a list come to → the same, [`Reply::Summed`].
    Sum(Query),
    /// Remember what the clerk has made of a list → [`Reply::Remembered`].
    Remember(String, OfList),
    /// How many rows the list has → [`Reply::Count`]. May take a while.
    Count(Query),
    /// A record with its children → [`Reply::Opened`].
    Open(&'static Register, i64),
    /// The same in full, where it is to be corrected → [`Reply::Opened`].
    Edit(&'static Register, i64),
    /// What can be done to a record → [`Reply::Deeds`].
    Deeds(&'static Register, i64),
    /// A password of one's own, which is the second one, in the place of the first → [`Reply::PasswordChanged`].
    ChangePassword(Secret, Secret),
    /// What was done to a record and its rows → [`Reply::History`].
    History(&'static Register, i64),
    /// The act that entered a record → [`Reply::Entered`].
    Entered(&'static Register, i64),
    /// Judge what was typed → [`Reply::Checked`].
    Check(Box<Draft>),
    /// Save it → [`Reply::Saved`], [`Reply::Refused`] or [`Reply::Overtaken`].
    Save(Box<Draft>),
    /// Declare a record a mistake → [`Reply::Voided`] or [`Reply::Refused`].
    Void {
        /// Its register.
        register: &'static Register,
        /// The row.
        key: i64,
        /// Why.
        why: String,
        /// The codes of the doubts that are accepted for that reason.
        accept: Vec<String>,
    },
    /// What the undo of an act would change, and what stands against it → [`Reply::Undoing`]. Takes a while of what was done in bulk.
    Undoing(i64),
    /// Take an act back → [`Reply::Going`] while it takes long, [`Reply::Undone`] or [`Reply::Refused`].
    Undo {
        /// The act.
        act: i64,
        /// Why.
        why: String,
        /// The codes of the doubts that are accepted for that reason.
        accept: Vec<String>,
    },
    /// Look someone up → [`Reply::Hits`].
    Find(String, u16),
    /// What a text may refer to in a field of that kind, so many at most → [`Reply::Offers`].
    Offer(Kind, String, u16),
    /// An act, and how much it wrote → [`Reply::Act`].
    Act(i64),
    /// So many of the rows that an act wrote, from the one behind a place on → [`Reply::ActRows`].
    ActRows(i64, Option<ActPlace>, u16),
    /// All about a person, with the payments of the last so many months → [`Reply::Person`].
    Person(i64, u16),
    /// The numbers of a panel, in order → [`Reply::Numbers`].
    Panel(Vec<(Measure, Window)>),
    /// The rows behind a number → [`Reply::Rows`].
    Rows(Measure, Window),
    /// What the checks between registers find for a month → [`Reply::Oddities`]. Takes a while.
    Oddities(Month),
    /// The divisions in force → [`Reply::Divisions`].
    Divisions,
    /// The divisions of a day, abolished ones too, with people and cases in each → [`Reply::Census`].
    Census(NaiveDate),
    /// What names a division, by register → [`Reply::Naming`]. May take a while.
    Naming(String),
    /// What carrying a 区划调整方案 out would change → [`Reply::Going`] while it takes long, [`Reply::Remapping`] or [`Reply::Refused`].
    Remapping(i64),
    /// Carry it out → the same; what was done has its act.
    Remap(i64),
    /// Keep what is typed, in case the program is ended from outside → [`Reply::Kept`].
    Keep {
        /// What is typed.
        drafts: Vec<Draft>,
        /// The keys of what was kept of it before.
        instead_of: Vec<i64>,
    },
    /// What was kept the last time → [`Reply::Unfinished`].
    Unfinished,
    /// A report, a list or the rows of a figure as a file → [`Reply::Printed`]. Takes a while.
    Print {
        /// What.
        paper: Paper,
        /// What it becomes.
        medium: Medium,
    },
    /// Pages of it, to be read on the screen → [`Reply::Preview`]. Takes a while.
    Preview {
        /// What.
        paper: Paper,
        /// Columns of the window.
        width: u16,
        /// The first page, from 0.
        from: usize,
    },
    /// A copy of the office that has been opened and compared → [`Reply::BackedUp`]. Takes a while.
    Backup,
    /// Whether the file is whole → [`Reply::Integrity`]. Takes a while.
    Integrity,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// A page of a list.
    Page(Page),
    /// The first rows of a list whose rows are still being arranged.
    Beginning(Page),
    /// Rows in their order, by key.
    Arranged(Arc<Vec<i64>>),
    /// Values with how many rows have each, the most frequent first.
    Values(Vec<Met>),
    /// How often each value stands there.
    Frequency(Box<Frequency>),
    /// What rows come to, and which of those that were named are no more.
    Summed(Sums, Vec<i64>),
    /// What is remembered of all lists now.
    Remembered(Box<Remembered>),
    /// How many rows.
    Count(Count),
    /// A record.
    Opened(Box<Opened>),
    /// What a record is called, and what can be done to it.
    Deeds(String, Vec<Offered>),
    /// What was done to it, the latest first.
    History(Vec<ChangeLine>),
    /// The act that entered it; none where it stands no more.
    Entered(Option<i64>),
    /// A draft, judged.
    Checked(Box<Checked>),
    /// The record is in the file.
    Saved(Saved),
    /// A rule stands in the way; nothing was written.
    Refused(Vec<Slip>),
    /// Somebody else has changed the record since it was read; nothing was written. The record as it stands now.
    Overtaken(Box<Opened>),
    /// One's own password is another.
    PasswordChanged,
    /// The record was declared a mistake.
    Voided {
        /// What that changes.
        said: Vec<Slip>,
        /// The act.
        act: i64,
    },
    /// What an undo would do.
    Undoing(Box<Undoing>),
    /// Nobody waited for it any more when its turn came: nothing was done.
    Dropped,
    /// Of an order that takes long, rows done and rows in all; the answer is still to come.
    Going(usize, usize),
    /// The act is taken back.
    Undone(Box<Undoing>),
    /// People.
    Hits(Vec<Hit>),
    /// Records that a text may refer to.
    Offers(Vec<Offer>),
    /// An act, and how much it wrote.
    Act(Box<ActPage>),
    /// Some of the rows that it wrote.
    ActRows(ActRows),
    /// A person's page.
    Person(Box<PersonPage>),
    /// Numbers in the order asked.
    Numbers(Vec<Quantity>),
    /// The rows behind a number.
    Rows(Behind),
    /// What checks have found, the heaviest first.
    Oddities(Vec<Oddity>),
    /// Divisions, by code.
    Divisions(Vec<DivisionLine>),
    /// The divisions of a day, and counts for each that has any.
    Census(Box<Territory>),
    /// What names a division.
    Naming(Vec<Naming>),
    /// What a change of divisions does, or did.
    Remapping(Box<Remapping>),
    /// Where the file stands, whether it was printed, and what a reader should know: a line each.
    Printed(Vec<String>),
    /// Pages to be read.
    Preview(Box<Pages>),
    /// Where the copy stands.
    BackedUp(String),
    /// What the check found wrong; empty when all is well.
    Integrity(Vec<String>),
    /// What is typed is kept, under these keys.
    Kept(Vec<i64>),
    /// What was kept, by its key.
    Unfinished(Option<(i64, Box<Draft>)>),
    /// What is being done at the moment, and how much of it is done.
    Step(String, usize, usize),
    /// The office that was made, found or put back; what could not be kept of it.
    Founded(String, Option<String>),
    /// It could not be done.
    Failed(Trouble),
}

impl Reply {
    /// Whether it says that records were written.
    pub fn has_written(&self) -> bool {
        match self {
            Reply::Saved(_) | Reply::Voided { .. } | Reply::Undone(_) => true,
            Reply::Remapping(done) => done.act.is_some(),
            _ => false,
        }
    }
}

/// The rows behind a number; a ratio has two sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Behind {
    /// The rows that are counted or added up.
    pub rows: Vec<Row>,
    /// The rows of the lower part of a ratio.
    pub per: Option<Vec<Row>>,
}
