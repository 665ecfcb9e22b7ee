//! What a screen lays on top of itself, and what comes back from there: data, so that no screen knows another. The screens are
//! made of it in [`crate::app::screen`].

use crate::app::filters::{Filtering, Filters, Tallying};
use crate::app::form::children::GridRow;
use crate::app::keys::Action;
use crate::app::notice::Message;
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::figure::PanelLine;
use crate::figure::months::Monthly;
use crate::figure::paper::Paper;
use crate::register::core::deeds::Entering;
use crate::register::core::frequency::By;
use crate::register::core::lookup::PersonPage;
use crate::register::core::undoing::Undoing;
use crate::register::{self, DivisionLine, Draft, ListColumn, Register};
use chrono::NaiveDate;

/// A screen or dialog that is wanted on top.
#[derive(Debug)]
pub enum Opening {
    /// A record, to be looked at or corrected.
    Record {
        /// Its register.
        register: &'static Register,
        /// The row.
        key: i64,
        /// It is to be corrected.
        edit: bool,
    },
    /// A new record.
    New(Box<Beginning>),
    /// 办理: what can be done to a record, and to those that are reached from it: what each is called, its register and key.
    Deeds(&'static Register, i64, Vec<(String, &'static Register, i64)>),
    /// Something that is done to a record on a small form.
    Doing(Box<Doing>),
    /// A record that was being filled in when the program was ended.
    Resumed(Box<Draft>),
    /// A row of a table in a record, to be looked at or filled in.
    Row {
        /// Its register.
        register: &'static Register,
        /// The row; none for a new one.
        row: Option<Box<GridRow>>,
        /// The record it is saved with, without the row.
        context: Box<Draft>,
        /// It is to be filled in.
        edit: bool,
    },
    /// 个人页 of a person.
    Person(i64),
    /// 新增: what is to be entered about a person.
    Start(Box<PersonPage>),
    /// 新增 for somebody of whom the office knows only this number, which nobody has.
    StartNew(String),
    /// The rows behind a figure of a month.
    Rows(PanelLine, Month),
    /// A figure month by month.
    Months(Monthly),
    /// 疑点: what the checks between registers find for the month.
    Oddities,
    /// 筛选 of a list.
    Filter(Box<Filtering>),
    /// 栏目 of a list, with those that it shows now.
    Columns(&'static Register, Vec<ListColumn>),
    /// 打印.
    Print {
        /// The tables of the screen, by the names of the command line.
        reports: &'static [&'static str],
        /// What stands on the screen, the most wanted first.
        standing: Vec<Paper>,
    },
    /// 分布: a list as it stands, counted by something.
    Frequency(Box<Tallying>, Vec<By>),
    /// By what it is to be counted.
    By(Box<Tallying>),
    /// 打印预览.
    Preview(Paper),
    /// 撤销 of an act.
    Undo(i64),
    /// 区划变更 by a plan.
    Remap(i64),
    /// What refers to a division.
    References(DivisionLine),
    /// A list by itself, with what is shown of it.
    List(&'static Register, Box<Filters>),
    /// A day to be typed, with the one that is shown now.
    Day(NaiveDate),
    /// Another password of one's own.
    Password,
    /// Yes or no.
    Question(Question),
    /// A reason to be typed.
    Reason(Why),
    /// A message that waits to be read.
    Message(Message),
}

/// What a new record begins with, as if it had been typed.
#[derive(Debug)]
pub struct Beginning {
    /// Its register.
    pub register: &'static Register,
    /// Fields that are known from where it is entered.
    pub given: Vec<(&'static str, String)>,
    /// The first row of a child register.
    pub row: Option<Draft>,
}

/// What is done to a record, on a small form.
#[derive(Clone, Debug)]
pub struct Doing {
    /// What it is called.
    pub label: String,
    /// What the register of the record is called.
    pub register: &'static str,
    /// What the record is called.
    pub called: String,
    /// The record.
    pub of: i64,
    /// What is entered.
    pub entering: Entering,
}

/// A question with two answers.
#[derive(Clone, Debug)]
pub enum Question {
    /// Whether what was typed is to be thrown away; yes goes to the screen beneath.
    GiveUp,
    /// Whether to put what was typed on what somebody else saved, which is told; no goes back to look.
    PutOn(String),
    /// Whether to end the program, in which something typed would be lost or not.
    Quit {
        /// Something would be lost.
        loses: bool,
    },
    /// Whether to carry a change of divisions out that so many records follow.
    Remap(usize),
    /// Whether to go to another tab, though what was typed on the present one would be lost.
    Tab(usize),
    /// Whether to go on with a draft that was kept under that key; no leaves it for the next time, so that no hasty key loses it.
    Resume(i64, Box<Draft>),
}

/// A reason that is asked for.
#[derive(Debug)]
pub struct Why {
    /// What it is for.
    pub title: &'static str,
    /// What is to be read before it is typed.
    pub text: Vec<String>,
    /// What stands in it already.
    pub typed: String,
    /// Nothing typed is an answer too.
    pub optional: bool,
}

impl Opening {
    /// A record of the register named so.
    pub fn record(name: &str, key: i64, edit: bool) -> Option<Self> {
        register::find(name).map(|entry| Opening::Record { register: entry.register, key, edit })
    }
    /// A new record, with what is known of it from where it is entered.
    pub fn new(register: &'static Register, given: Vec<(&'static str, String)>, row: Option<Draft>) -> Self {
        Opening::New(Box::new(Beginning { register, given, row }))
    }
    /// A reason for something.
    pub fn reason(title: &'static str, text: Vec<String>) -> Self {
        Opening::Reason(Why { title, text, typed: String::new(), optional: false })
    }
}

/// What was decided in a dialog, for the screen beneath.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The filters of a list.
    Filters(Filters),
    /// The columns of a list; none: those of its register.
    Columns(Vec<ListColumn>),
    /// The day typed.
    Day(NaiveDate),
    /// Yes to the question asked.
    Yes,
    /// The reason typed.
    Reason(String),
    /// A row of a child register, filled in or changed, and the warnings about it that the clerk has seen.
    Child(Box<Draft>, Vec<Slip>),
    /// An action chosen in the menu.
    Chosen(Action),
    /// Everything above the lists is given up for this tab.
    Tab(usize),
    /// What was typed before the program was ended, kept under that key, is gone on with.
    Resume(i64, Box<Draft>),
    /// Somebody who was looked up, by the key.
    Picked(i64),
    /// Something was saved or voided: its key.
    Saved(i64),
    /// An act was taken back.
    Undone(Box<Undoing>),
}
