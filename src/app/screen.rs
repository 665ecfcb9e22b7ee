//! The stack of screens and dialogs. A screen is a piece of state that answers keys; it does nothing itself and knows no
//! other screen but those that it opens.

use crate::app::confirm::Confirm;
use crate::app::desk::{Desk, Out};
use crate::app::filter::{FilterDialog, Filters};
use crate::app::form::Form;
use crate::app::help::Help;
use crate::app::keys::{Action, Binding, Place};
use crate::app::line::Edit;
use crate::app::lookup::Lookup;
use crate::app::menu::Menu;
use crate::app::message::Message;
use crate::app::msg::{Reply, Ticket};
use crate::app::person::Person;
use crate::app::places::Places;
use crate::app::preview::Preview;
use crate::app::print::PrintDialog;
use crate::app::reason::Reason;
use crate::app::registers::Registers;
use crate::app::rows::Rows;
use crate::app::start::Start;
use crate::domain::slip::Slip;
use crate::register::Draft;

/// What a screen or dialog can do. The defaults do nothing.
pub trait Component {
    /// Which keys it has.
    fn place(&self) -> Place;
    /// Whether an action of the table makes sense now; footer and menu show only those.
    fn can(&self, _action: Action, _desk: &Desk) -> bool {
        true
    }
    /// What an action is called here and now, where the label of the table would not be true.
    fn label(&self, _action: Action) -> Option<&'static str> {
        None
    }
    /// An action of the table.
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>);
    /// A key that is text here.
    fn type_in(&mut self, _edit: &Edit, _desk: &Desk, _out: &mut Out<'_>) {}
    /// An answer of the office. Says whether the number was one of its own.
    fn answer(&mut self, _ticket: Ticket, _reply: &Reply, _desk: &Desk, _out: &mut Out<'_>) -> bool {
        false
    }
    /// What was decided in the dialog that stood on top.
    fn decided(&mut self, _outcome: Outcome, _desk: &Desk, _out: &mut Out<'_>) {}
    /// The record before (-1) or after (1) the one that was opened from here, which becomes the selected one.
    fn neighbour(&mut self, _step: i8, _desk: &Desk, _out: &mut Out<'_>) -> Option<i64> {
        None
    }
    /// Shows that record instead.
    fn turn_to(&mut self, _key: i64, _desk: &Desk, _out: &mut Out<'_>) {}
    /// The window has another size.
    fn resized(&mut self, _desk: &Desk, _out: &mut Out<'_>) {}
    /// Something was saved or voided above: what is shown may have changed.
    fn refresh(&mut self, _desk: &Desk, _out: &mut Out<'_>) {}
    /// It was drawn as it stands now.
    fn seen(&mut self, _desk: &Desk) {}
    /// Whether something typed would be lost by leaving.
    fn is_dirty(&self) -> bool {
        false
    }
    /// What was typed and is not saved, to be kept in case the program is ended from outside.
    fn unfinished(&self) -> Option<Draft> {
        None
    }
    /// Whether it fills the window; a dialog lies over what is beneath.
    fn is_whole(&self) -> bool {
        true
    }
}

/// What a line of the table is called on a screen, in footer, menu and help.
pub fn label_of(screen: &dyn Component, binding: &Binding) -> &'static str {
    screen.label(binding.action).unwrap_or(binding.label)
}

/// Every screen and dialog.
#[derive(Debug)]
pub enum Screen {
    /// 社会救助: lists side by side.
    Registers(Box<Registers>),
    /// 区划地名.
    Places(Box<Places>),
    /// A record, looked at or being filled in.
    Form(Box<Form>),
    /// 查人.
    Lookup(Box<Lookup>),
    /// 个人页.
    Person(Box<Person>),
    /// The rows behind a figure.
    Rows(Box<Rows>),
    /// 筛选.
    Filter(Box<FilterDialog>),
    /// 打印.
    Print(Box<PrintDialog>),
    /// 打印预览.
    Preview(Box<Preview>),
    /// Yes or no.
    Confirm(Box<Confirm>),
    /// A reason to be typed.
    Reason(Box<Reason>),
    /// 帮助.
    Help(Box<Help>),
    /// 菜单.
    Menu(Box<Menu>),
    /// 新增 what.
    Start(Box<Start>),
    /// A message that waits to be read.
    Message(Box<Message>),
}

/// What was decided in a dialog, for the screen beneath.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The filters of a list.
    Filters(Filters),
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
    /// Something was saved or voided: its key.
    Saved(i64),
}

macro_rules! each {
    ($self:expr, $s:ident => $do:expr) => {
        match $self {
            Screen::Registers($s) => $do,
            Screen::Places($s) => $do,
            Screen::Form($s) => $do,
            Screen::Lookup($s) => $do,
            Screen::Person($s) => $do,
            Screen::Rows($s) => $do,
            Screen::Filter($s) => $do,
            Screen::Print($s) => $do,
            Screen::Preview($s) => $do,
            Screen::Confirm($s) => $do,
            Screen::Reason($s) => $do,
            Screen::Help($s) => $do,
            Screen::Menu($s) => $do,
            Screen::Start($s) => $do,
            Screen::Message($s) => $do,
        }
    };
}

impl Screen {
    /// What is on it, whichever it is.
    pub fn component(&self) -> &dyn Component {
        each!(self, s => s.as_ref())
    }
    /// The same, to be changed.
    pub fn component_mut(&mut self) -> &mut dyn Component {
        each!(self, s => s.as_mut())
    }
}

macro_rules! screens {
    ($($kind:ident $state:ty),+ $(,)?) => {
        $(impl From<$state> for Screen {
            fn from(state: $state) -> Self {
                Screen::$kind(Box::new(state))
            }
        })+
    };
}
screens!(Registers Registers, Places Places, Form Form, Lookup Lookup, Person Person, Rows Rows, Filter FilterDialog,
    Print PrintDialog, Preview Preview, Confirm Confirm, Reason Reason, Help Help, Menu Menu, Start Start, Message Message);
