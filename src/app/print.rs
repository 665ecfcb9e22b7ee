//! 打印: which table of which month, or what stands on the screen (the list, the rows of a figure), as what. The file is made beside
//! the screen; the answer says where it is, Esc gives it up. F5 shows the pages first.

use crate::app::choice::{Choice, Item};
use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::line::{Edit, Line};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::{Message, Notice};
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::waiting::{Heard, Waiting};
use crate::domain::brief;
use crate::domain::month::Month;
use crate::figure::medium::Medium;
use crate::figure::paper::Paper;
use crate::figure::report::{self, Checks};

/// The dialog.
#[derive(Debug)]
pub struct PrintDialog {
    /// Which table, or what stands on the screen.
    pub report: Choice,
    /// What stands on the screen.
    standing: Vec<Paper>,
    /// Of which month, as typed.
    pub month: Line,
    /// The month stands as it was offered: what is typed takes its place.
    offered: bool,
    /// As what.
    pub medium: Choice,
    /// Whether its checks are printed.
    pub checks: Choice,
    /// The line that has the keys: 0 table, 1 month, 2 as what, 3 checks.
    pub at: usize,
    /// The file is being made.
    pub under_way: Waiting,
}

/// By this the choice knows what stands on the screen.
const STANDING: &str = "screen";
/// The same of what is marked in it.
const MARKED: &str = "marked";
/// Table, month, as what, checks.
const LINES: usize = 4;
const MONTH: usize = 1;

fn standing_code(paper: &Paper) -> &'static str {
    match paper {
        Paper::List(list) if list.query.only.is_some() => MARKED,
        _ => STANDING,
    }
}

fn standing_label(paper: &Paper) -> &'static str {
    match paper {
        Paper::Rows(_) => "这个数的明细",
        Paper::Oddities(..) => "这些疑点",
        Paper::Stops(..) => "这次死亡的停发清单",
        Paper::Frequency(_) => "这个分布(表和图)",
        Paper::Months(_) => "近十二个月(表和图)",
        Paper::List(list) if list.query.only.is_some() => "已标记的",
        _ => "现在的列表(按筛选、排序)",
    }
}

impl PrintDialog {
    /// For the tables of a list, and for what stands on the screen. What was marked was marked for something: it is chosen first; else a list
    /// that was filtered or put in order.
    pub fn new(reports: &[&'static str], standing: Vec<Paper>, month: Month) -> Self {
        let media = Medium::ALL.map(|medium| Item::new(medium.code(), medium.label())).into();
        let tables = reports.iter().filter_map(|name| report::find(name)).map(|r| Item::new(r.name, r.label));
        let on_screen = standing.iter().map(|paper| Item::new(standing_code(paper), standing_label(paper)));
        let is_marked = standing.iter().any(|paper| standing_code(paper) == MARKED);
        let is_picked = standing.iter().any(|paper| matches!(paper, Paper::List(list) if list.is_picked));
        let first = match reports.first() {
            _ if is_marked => MARKED,
            Some(report) if !is_picked => report,
            _ => STANDING,
        };
        PrintDialog {
            report: Choice::new(tables.chain(on_screen).collect(), first),
            standing,
            month: Line::of(month.to_string()),
            offered: true,
            medium: Choice::new(media, Medium::Printer.code()),
            checks: Choice::new(Checks::ALL.map(|(_, code, label)| Item::new(code, label)).into(), "1"),
            at: 0,
            under_way: Waiting::default(),
        }
    }
    fn choice(&mut self) -> Option<&mut Choice> {
        match self.at {
            0 => Some(&mut self.report),
            2 => Some(&mut self.medium),
            3 => Some(&mut self.checks),
            _ => None,
        }
    }
    /// Whether what is chosen has a month of its own choosing.
    pub fn has_month(&self) -> bool {
        self.report.chosen().is_none_or(|item| item.code != STANDING && item.code != MARKED)
    }
    fn go_on(&mut self, by: usize) {
        self.at = (self.at + by) % LINES;
        if self.at == MONTH && !self.has_month() {
            self.at = (self.at + by) % LINES;
        }
    }
    /// What was chosen; says what is wrong with it otherwise.
    fn chosen(&mut self, desk: &Desk, out: &mut Out<'_>) -> Option<Paper> {
        for (at, choice, what) in [(0, &self.report, "表"), (2, &self.medium, "输出"), (3, &self.checks, "校验")] {
            if choice.chosen().is_none() {
                let typed = crate::domain::text::safe(choice.typed.text().trim());
                let text = if typed.is_empty() { String::new() } else { format!("没有“{typed}”这一项; ") };
                out.tell(Notice::slip(format!("{what}: {text}用上下键选一项")));
                self.at = at;
                return None;
            }
        }
        let code = self.report.chosen().map(|item| item.code.as_str())?;
        if let Some(paper) = self.standing.iter().find(|paper| standing_code(paper) == code) {
            return Some(paper.clone());
        }
        let typed = self.month.text();
        let Some(month) = Month::parse(typed).or_else(|| brief::month_meant(typed, desk.day)) else {
            self.at = MONTH;
            out.tell(Notice::slip("月份写成 2021-11"));
            return None;
        };
        let with = self.checks.chosen().map(|item| item.code.as_str())?;
        let checks = Checks::ALL.iter().find(|(_, known, _)| *known == with)?.0;
        Some(Paper::Report(report::find(code)?, month, checks))
    }
    fn order(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let Some(paper) = self.chosen(desk, out) else { return };
        if let Some(medium) = self.medium.chosen().and_then(|item| Medium::find(&item.code)) {
            self.under_way = Waiting::on(Want::Print { paper, medium }, out);
            out.tell(Notice::done("正在生成… Esc 停止"));
        }
    }
}

impl Component for PrintDialog {
    fn place(&self) -> Place {
        Place::Print
    }
    fn can(&self, action: Action, _desk: &Desk) -> bool {
        action != Action::Today || self.at == 1
    }
    fn label(&self, action: Action) -> Option<&'static str> {
        (action == Action::Today).then_some("本月")
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Next => self.go_on(1),
            Action::Back => self.go_on(LINES - 1),
            Action::Up | Action::Down => {
                let by = if action == Action::Up { -1 } else { 1 };
                if let Some(choice) = self.choice() {
                    choice.step(by);
                } else if let Some(month) = Month::parse(self.month.text()) {
                    self.month = Line::of(month.plus(i32::try_from(by).unwrap_or(0)).to_string());
                    self.offered = true;
                }
            }
            Action::Today => {
                self.month = Line::of(desk.month().to_string());
                self.offered = true;
            }
            Action::Clear => match self.choice() {
                Some(choice) => choice.clear(),
                None => self.month = Line::default(),
            },
            Action::Accept if !self.under_way.is_on() => self.order(desk, out),
            Action::Preview => {
                if let Some(paper) = self.chosen(desk, out) {
                    out.open(Opening::Preview(paper));
                }
            }
            Action::Leave => {
                if self.under_way.is_on() {
                    out.tell(Notice::done("已停止生成"));
                }
                out.close();
            }
            _ => {}
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, _out: &mut Out<'_>) {
        match self.choice() {
            Some(choice) if matches!(edit, Edit::Home | Edit::End) => choice.to_end(*edit == Edit::End),
            Some(choice) => choice.type_in(edit),
            None => {
                if std::mem::take(&mut self.offered) && matches!(edit, Edit::Insert(_)) {
                    self.month = Line::default();
                }
                self.month.edit(edit);
            }
        }
    }
    fn abandon(&mut self, out: &mut Out<'_>) {
        self.under_way.drop(out);
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, _desk: &Desk, out: &mut Out<'_>) -> bool {
        let heard = self.under_way.hears(ticket, reply);
        if heard != Heard::Answer {
            return heard == Heard::Going;
        }
        if let Reply::Refused(slips) = reply {
            out.tell(Notice::slips(slips));
        }
        if let Reply::Printed(said) = reply {
            out.tell(Notice::done("已生成"));
            out.replace(Opening::Message(Message::done("已生成", said.clone())));
        }
        true
    }
    fn is_whole(&self) -> bool {
        false
    }
}
