//! Every screen and dialog: the one place where all are known. Made of what another screen, which knows none of them, wants on top.

use crate::app::act::Act;
use crate::app::by::ByDialog;
use crate::app::columns::ColumnsDialog;
use crate::app::component::Component;
use crate::app::confirm::Confirm;
use crate::app::day::DayDialog;
use crate::app::deeds::Deeds;
use crate::app::desk::Desk;
use crate::app::filter::FilterDialog;
use crate::app::form::Form;
use crate::app::frequency::FrequencyScreen;
use crate::app::help::Help;
use crate::app::lookup::Lookup;
use crate::app::menu::Menu;
use crate::app::message::MessageDialog;
use crate::app::months::Months;
use crate::app::oddities::Oddities;
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::password::PasswordDialog;
use crate::app::person::Person;
use crate::app::preview::Preview;
use crate::app::print::PrintDialog;
use crate::app::reason::Reason;
use crate::app::references::References;
use crate::app::registers::Registers;
use crate::app::remap::Remap;
use crate::app::rows::Rows;
use crate::app::start::Start;
use crate::app::undo::Undo;
use crate::register::bureau::act::ACT;

/// Every screen and dialog.
#[derive(Debug)]
pub enum Screen {
    /// A tab: lists side by side, and the tree.
    Registers(Box<Registers>),
    /// A record, looked at or being filled in.
    Form(Box<Form>),
    /// 查人.
    Lookup(Box<Lookup>),
    /// 个人页.
    Person(Box<Person>),
    /// What an act changed.
    Act(Box<Act>),
    /// The rows behind a figure.
    Rows(Box<Rows>),
    /// A figure month by month.
    Months(Box<Months>),
    /// 疑点.
    Oddities(Box<Oddities>),
    /// 筛选.
    Filter(Box<FilterDialog>),
    /// 栏目.
    Columns(Box<ColumnsDialog>),
    /// 分布.
    Frequency(Box<FrequencyScreen>),
    /// 分布 by what.
    By(Box<ByDialog>),
    /// 打印.
    Print(Box<PrintDialog>),
    /// 打印预览.
    Preview(Box<Preview>),
    /// 撤销 of an act.
    Undo(Box<Undo>),
    /// 区划变更.
    Remap(Box<Remap>),
    /// What refers to a division.
    References(Box<References>),
    /// A day to be typed.
    Day(Box<DayDialog>),
    /// Another password of one's own.
    Password(Box<PasswordDialog>),
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
    /// 办理 what.
    Deeds(Box<Deeds>),
    /// A message that waits to be read.
    Message(Box<MessageDialog>),
}

macro_rules! each {
    ($self:expr, $s:ident => $do:expr) => {
        match $self {
            Screen::Registers($s) => $do,
            Screen::Form($s) => $do,
            Screen::Lookup($s) => $do,
            Screen::Person($s) => $do,
            Screen::Act($s) => $do,
            Screen::Rows($s) => $do,
            Screen::Months($s) => $do,
            Screen::Oddities($s) => $do,
            Screen::Filter($s) => $do,
            Screen::Columns($s) => $do,
            Screen::Frequency($s) => $do,
            Screen::By($s) => $do,
            Screen::Print($s) => $do,
            Screen::Preview($s) => $do,
            Screen::Undo($s) => $do,
            Screen::Remap($s) => $do,
            Screen::References($s) => $do,
            Screen::Day($s) => $do,
            Screen::Password($s) => $do,
            Screen::Confirm($s) => $do,
            Screen::Reason($s) => $do,
            Screen::Help($s) => $do,
            Screen::Menu($s) => $do,
            Screen::Start($s) => $do,
            Screen::Deeds($s) => $do,
            Screen::Message($s) => $do,
        }
    };
}

impl Screen {
    /// The screen that is wanted; what it needs of the office it asks for.
    pub fn of(opening: Opening, desk: &Desk, out: &mut Out<'_>) -> Self {
        match opening {
            // What an act is, is what it changed.
            Opening::Record { register, key, .. } if *register == ACT => Act::open(key, out).into(),
            Opening::Record { register, key, edit } => Form::open(register, key, edit, desk, out).into(),
            Opening::New(beginning) => Form::new(*beginning, desk, out).into(),
            Opening::Deeds(register, key, others) => Deeds::of(register, key, others, out).into(),
            Opening::Doing(doing) => Form::doing(*doing, desk, out).into(),
            Opening::Resumed(draft) => Form::resume(*draft, desk, out).into(),
            Opening::Row { register, row, context, edit } => {
                Form::child((register, row.as_deref()), context, edit, desk, out).into()
            }
            Opening::Person(key) => Person::open(key, out).into(),
            Opening::Start(page) => Start::about(&page, desk.day).by(&desk.rights).into(),
            Opening::StartNew(number) => Start::about_new(&number).by(&desk.rights).into(),
            Opening::Rows(line, month) => Rows::behind(line, month, out).into(),
            Opening::Months(of) => Months::of(of, desk, out).into(),
            Opening::Oddities => Oddities::of(desk.month(), out).into(),
            Opening::Filter(of) => FilterDialog::new(*of, desk, out).into(),
            Opening::Columns(register, shown) => ColumnsDialog::new(register, &shown).into(),
            Opening::Frequency(list, by) => FrequencyScreen::of(*list, by, out).into(),
            Opening::By(list) => ByDialog::of(*list).into(),
            Opening::Print { reports, standing } => PrintDialog::new(reports, standing, desk.month()).into(),
            Opening::Preview(paper) => Preview::new(paper).into(),
            Opening::Undo(act) => Undo::of(act, out).into(),
            Opening::Remap(plan) => Remap::of(plan, out).into(),
            Opening::References(division) => References::of(division, out).into(),
            Opening::List(register, filters) => Registers::alone(register, *filters, desk, out).into(),
            Opening::Day(day) => DayDialog::of(day).into(),
            Opening::Password => PasswordDialog::default().into(),
            Opening::Question(question) => Confirm::of(question).into(),
            Opening::Reason(why) => Reason::of(why).into(),
            Opening::Message(message) => MessageDialog { message }.into(),
        }
    }
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
screens!(Registers Registers, Form Form, Lookup Lookup, Person Person, Act Act, Rows Rows, Months Months, Oddities Oddities, Filter FilterDialog,
    Columns ColumnsDialog, Frequency FrequencyScreen, By ByDialog, Print PrintDialog, Preview Preview, Undo Undo, Remap Remap, References References, Day DayDialog, Password PasswordDialog, Confirm Confirm, Reason Reason, Help Help, Menu Menu, Start Start, Deeds Deeds, Message MessageDialog);
