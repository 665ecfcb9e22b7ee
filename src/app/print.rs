//! 打印: which table, of which month, as what. The file is made beside the screen; the answer says where it is. F5 shows the pages first.

use crate::app::choice::{Choice, Item};
use crate::app::desk::{Desk, Out};
use crate::app::keys::{Action, Place};
use crate::app::line::{Edit, Line};
use crate::app::message::Message;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::preview::Preview;
use crate::app::screen::Component;
use crate::domain::brief;
use crate::domain::month::Month;
use crate::figure::medium::Medium;
use crate::figure::report::{self, Report};

/// The dialog.
#[derive(Debug)]
pub struct PrintDialog {
    /// Which table.
    pub report: Choice,
    /// Of which month, as typed.
    pub month: Line,
    /// The month stands as it was offered: what is typed takes its place.
    offered: bool,
    /// As what.
    pub medium: Choice,
    /// The line that has the keys: 0 table, 1 month, 2 as what.
    pub at: usize,
    /// The file is being made.
    pub under_way: Option<Ticket>,
}

impl PrintDialog {
    /// For the tables of a list.
    pub fn new(reports: &[&'static str], month: Month) -> Self {
        let media = Medium::ALL.map(|medium| Item::new(medium.code(), medium.label())).into();
        let tables = reports.iter().filter_map(|name| report::find(name)).map(|r| Item::new(r.name, r.label)).collect();
        PrintDialog {
            report: Choice::new(tables, reports.first().copied().unwrap_or_default()),
            month: Line::of(month.to_string()),
            offered: true,
            medium: Choice::new(media, Medium::Printer.code()),
            at: 0,
            under_way: None,
        }
    }
    fn choice(&mut self) -> Option<&mut Choice> {
        match self.at {
            0 => Some(&mut self.report),
            2 => Some(&mut self.medium),
            _ => None,
        }
    }
    /// The report and the month that were chosen; says what is wrong with them otherwise.
    fn chosen(&mut self, desk: &Desk, out: &mut Out<'_>) -> Option<(&'static Report, Month)> {
        let typed = self.month.text();
        let Some(month) = Month::parse(typed).or_else(|| brief::month_meant(typed, desk.day)) else {
            self.at = 1;
            out.tell(Notice::slip("月份写成 2021-11"));
            return None;
        };
        for (at, choice, what) in [(0, &self.report, "表"), (2, &self.medium, "输出")] {
            if choice.chosen().is_none() {
                let typed = crate::domain::text::safe(choice.typed.text().trim());
                let text = if typed.is_empty() { String::new() } else { format!("没有“{typed}”这一项; ") };
                out.tell(Notice::slip(format!("{what}: {text}用上下键选一项")));
                self.at = at;
                return None;
            }
        }
        let report = self.report.chosen().and_then(|item| report::find(&item.code))?;
        Some((report, month))
    }
    fn order(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let Some((report, month)) = self.chosen(desk, out) else { return };
        if let Some(medium) = self.medium.chosen().and_then(|item| Medium::find(&item.code)) {
            self.under_way = Some(out.ask(Want::Print { report: report.name, month, medium }));
            out.tell(Notice::done("正在生成…"));
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
            Action::Next => self.at = (self.at + 1) % 3,
            Action::Back => self.at = (self.at + 2) % 3,
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
            Action::Accept if self.under_way.is_none() => self.order(desk, out),
            Action::Preview => {
                if let Some((report, month)) = self.chosen(desk, out) {
                    out.open(Preview::new(report, month));
                }
            }
            Action::Leave => out.close(),
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
    fn answer(&mut self, ticket: Ticket, reply: &Reply, _desk: &Desk, out: &mut Out<'_>) -> bool {
        if self.under_way != Some(ticket) {
            return false;
        }
        self.under_way = None;
        if let Reply::Refused(slips) = reply {
            out.tell(Notice::slip(crate::app::form::in_one_line(slips)));
        }
        if let Reply::Printed(said) = reply {
            out.tell(Notice::done("已生成"));
            out.replace(Message::done("已生成", said.clone()));
        }
        true
    }
    fn is_whole(&self) -> bool {
        false
    }
}
