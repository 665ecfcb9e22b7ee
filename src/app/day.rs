//! 日期: a day to be typed, for which something is shown.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::line::{Edit, Line};
use crate::app::notice::Notice;
use crate::app::opening::Outcome;
use crate::app::out::Out;
use crate::domain::{brief, date};
use chrono::NaiveDate;

/// The dialog.
#[derive(Debug)]
pub struct DayDialog {
    /// What was typed.
    pub line: Line,
    /// It stands as it was offered: what is typed takes its place.
    offered: bool,
}

impl DayDialog {
    /// With the day that is shown now.
    pub fn of(day: NaiveDate) -> Self {
        DayDialog { line: Line::of(day.to_string()), offered: true }
    }
}

impl Component for DayDialog {
    fn place(&self) -> Place {
        Place::Day
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        let typed = self.line.text();
        match action {
            Action::Accept => match date::parse(typed).ok().or_else(|| brief::day_meant(typed, desk.day, true)) {
                Some(day) => out.close_with(Outcome::Day(day)),
                None => out.tell(Notice::slip("日期写成 2021-12-31 或 1231")),
            },
            Action::Today => *self = DayDialog::of(desk.day),
            Action::Clear => self.line = Line::default(),
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, _out: &mut Out<'_>) {
        if std::mem::take(&mut self.offered) && matches!(edit, Edit::Insert(_)) {
            self.line = Line::default();
        }
        self.line.edit(edit);
    }
    fn is_whole(&self) -> bool {
        false
    }
}
