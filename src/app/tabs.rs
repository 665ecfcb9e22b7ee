//! The tabs, their lists and the figures beside each: declared once, only what is built. To add a list is to add an entry.

use crate::app::list::List;
use crate::app::places::Places;
use crate::app::registers::Registers;
use crate::app::screen::Screen;
use crate::domain::month::Month;
use crate::figure::{Measure, Paying, RowSet, Window};

/// A tab of the title line.
pub struct TabSpec {
    /// Its digit.
    pub digit: u8,
    /// 中文名.
    pub label: &'static str,
    /// Its first screen.
    pub open: fn() -> Screen,
}

/// The tabs in their order.
pub static TABS: &[TabSpec] = &[
    TabSpec {
        digit: 1,
        label: "社会救助",
        open: || Registers::new(LISTS.iter().map(List::new).collect()).into(),
    },
    TabSpec { digit: 5, label: "区划地名", open: || Places::default().into() },
];

/// A list of a tab.
#[derive(Debug)]
pub struct ListSpec {
    /// 中文名.
    pub label: &'static str,
    /// Its register.
    pub register: &'static str,
    /// What always holds for its rows; a new record starts with it.
    pub fixed: &'static [(&'static str, &'static str)],
    /// The fields of its filter dialog.
    pub filters: &'static [&'static str],
    /// The figures beside it.
    pub panel: &'static [PanelLine],
    /// What can be printed from it: the command line's name and what it is called.
    pub reports: &'static [(&'static str, &'static str)],
}

/// A figure beside a list.
#[derive(Debug)]
pub struct PanelLine {
    /// What it is.
    pub label: &'static str,
    /// 户, 人, 元 …
    pub unit: &'static str,
    /// What is counted.
    pub measure: Measure,
    /// For which time.
    pub time: Time,
}

/// The time of a figure of a panel, seen from its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// On the last day of the month.
    OnLastDay,
    /// In the month.
    InMonth,
    /// From January to the month.
    SinceJanuary,
}

impl Time {
    /// The window for a month.
    pub fn window(self, month: Month) -> Window {
        match self {
            Time::OnLastDay => Window::On(month.last_day()),
            Time::InMonth => Window::Over(month, month),
            Time::SinceJanuary => Window::Over(Month::new(month.year(), 1).unwrap_or(month), month),
        }
    }
}

const fn line(label: &'static str, unit: &'static str, measure: Measure, time: Time) -> PanelLine {
    PanelLine { label, unit, measure, time }
}

/// 低保金: every line type but price subsidies and one-off lines (decisions, Money).
const DIBAO_LINES: &[&str] = &["01", "02", "03", "06", "09"];

macro_rules! dibao_panel {
    ($scheme:literal) => {
        &[
            line("在保户", "户", Measure::Count(RowSet::Roster($scheme, Paying::All)), Time::OnLastDay),
            line("在保人", "人", Measure::Count(RowSet::RosterPersons($scheme, Paying::All)), Time::OnLastDay),
            line(
                "人均补差",
                "元",
                Measure::Ratio(RowSet::Roster($scheme, Paying::Only), RowSet::RosterPersons($scheme, Paying::Only)),
                Time::OnLastDay,
            ),
            line("本月发放", "元", Measure::Sum(RowSet::Lines(&[$scheme], DIBAO_LINES)), Time::InMonth),
            line("到账笔数", "笔", Measure::Count(RowSet::Lines(&[$scheme], DIBAO_LINES)), Time::InMonth),
            line("新增户", "户", Measure::Count(RowSet::Changes($scheme, &["01"])), Time::InMonth),
            line("新增人", "人", Measure::Count(RowSet::Entered($scheme, &["01", "02"])), Time::InMonth),
            line("核减户", "户", Measure::Count(RowSet::Changes($scheme, &["06"])), Time::InMonth),
            line("核减人", "人", Measure::Count(RowSet::Left($scheme, &["06", "03"])), Time::InMonth),
            line("累计发放", "元", Measure::Sum(RowSet::Lines(&[$scheme], DIBAO_LINES)), Time::SinceJanuary),
        ]
    };
}

/// The lists of 社会救助.
pub static LISTS: &[ListSpec] = &[
    ListSpec {
        label: "城市低保",
        register: "dibao",
        fixed: &[("kind", "U")],
        filters: &["division", "state", "class_code"],
        panel: dibao_panel!("dibao-urban"),
        reports: &[("dibao-urban", "城市低保月报 (T1)"), ("roll-dibao-urban", "城市低保金发放花名册")],
    },
    ListSpec {
        label: "农村低保",
        register: "dibao",
        fixed: &[("kind", "R")],
        filters: &["division", "state", "class_code"],
        panel: dibao_panel!("dibao-rural"),
        reports: &[("dibao-rural", "农村低保月报 (T1)"), ("roll-dibao-rural", "农村低保金发放花名册")],
    },
    ListSpec {
        label: "临时救助",
        register: "temporary",
        fixed: &[],
        filters: &["division", "state", "aid_type", "fund"],
        panel: &[
            line("本月批准", "件", Measure::Count(RowSet::Relief), Time::InMonth),
            line("本月金额", "元", Measure::Sum(RowSet::Relief), Time::InMonth),
            line("本年批准", "件", Measure::Count(RowSet::Relief), Time::SinceJanuary),
            line("本年金额", "元", Measure::Sum(RowSet::Relief), Time::SinceJanuary),
        ],
        reports: &[],
    },
];
