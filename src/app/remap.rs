//! 区划变更: what carrying an approved 区划调整方案 out changes, by register, before it is done; then it is done in one act, beside the screen.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::{Opening, Outcome, Question};
use crate::app::out::Out;
use crate::app::page::{Lines, PageLine, Tone};
use crate::domain::text;
use crate::register::places::remapping::{MovedRow, Remapping};

/// The screen.
#[derive(Debug)]
pub struct Remap {
    /// The plan.
    plan: i64,
    /// What it would do, once that has been read.
    would: Option<Remapping>,
    /// That as lines.
    pub lines: Lines,
    /// It is read, or carried out.
    waits: Option<Ticket>,
    /// It is carried out.
    doing: bool,
    /// Records done and records in all, as heard last.
    going: Option<(usize, usize)>,
}

impl Remap {
    /// Of a plan.
    pub fn of(plan: i64, out: &mut Out<'_>) -> Self {
        let waits = Some(out.ask(Want::Remapping(plan)));
        Remap { plan, would: None, lines: Lines::default(), waits, doing: false, going: None }
    }
    /// What the screen is called, and how far it is.
    pub fn title(&self) -> String {
        let doing = match (self.waits, self.doing) {
            (Some(_), true) => ", 正在办理…",
            (Some(_), false) => ", 正在核对…",
            (None, _) => "",
        };
        let going = self.going.map(|(done, of)| format!(" {}/{}", text::counted(done), text::counted(of)));
        format!("区划变更{doing}{}", going.unwrap_or_default())
    }
    fn lay(&mut self, desk: &Desk) {
        self.lines.lines = match &self.would {
            Some(would) => lines(would, desk),
            None if self.waits.is_some() => vec![PageLine::text(Tone::Quiet, "正在核对…")],
            None => self.lines.lines.clone(),
        };
        self.lines.step(0, desk);
    }
    fn settle(&mut self, reply: &Reply, desk: &Desk, out: &mut Out<'_>) {
        let was_doing = std::mem::take(&mut self.doing);
        match reply {
            Reply::Remapping(done) => match done.act {
                Some(act) => {
                    let text = format!("已办理区划变更: 随之变更 {} 条", text::counted(done.total()));
                    out.tell(Notice::of_act(text, act));
                    out.close_with(Outcome::Saved(self.plan));
                }
                None => self.would = Some(done.as_ref().clone()),
            },
            Reply::Refused(slips) => {
                out.tell(Notice::slips(slips));
                let told = slips
                    .iter()
                    .flat_map(|s| PageLine::paragraph(Tone::Warning, &format!("{} {}", s.code, s.text), desk));
                self.lines.lines = told.collect();
            }
            Reply::Dropped if was_doing => out.tell(Notice::done("没有办理")),
            _ => {}
        }
        self.lay(desk);
    }
}

impl Component for Remap {
    fn place(&self) -> Place {
        Place::Remap
    }
    fn can(&self, action: Action, _desk: &Desk) -> bool {
        match action {
            Action::Open => !self.doing && self.lines.target().is_some(),
            Action::Save => self.waits.is_none() && self.would.is_some(),
            Action::Help | Action::Menu | Action::Quit => !self.doing,
            _ => true,
        }
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Save => {
                let total = self.would.as_ref().map_or(0, Remapping::total);
                out.open(Opening::Question(Question::Remap(total)));
            }
            Action::Open => {
                let target = self.lines.target();
                target.and_then(|target| target.opening("区划变更")).into_iter().for_each(|opening| out.open(opening));
            }
            // It stops where it can; whether it did, the answer says.
            Action::Leave if self.doing => self.waits.into_iter().for_each(|ticket| out.drop(ticket)),
            Action::Leave => {
                self.waits.into_iter().for_each(|ticket| out.drop(ticket));
                out.close();
            }
            _ => self.lines.act(action, desk),
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        if self.waits != Some(ticket) {
            return false;
        }
        self.going = None;
        if let Reply::Going(done, of) = reply {
            self.going = Some((*done, *of));
        } else {
            self.waits = None;
            self.settle(reply, desk, out);
        }
        true
    }
    fn decided(&mut self, outcome: Outcome, _desk: &Desk, out: &mut Out<'_>) {
        if outcome == Outcome::Yes {
            self.doing = true;
            self.waits = Some(out.ask(Want::Remap(self.plan)));
        }
    }
    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.lay(desk);
    }
}

fn lines(would: &Remapping, desk: &Desk) -> Vec<PageLine> {
    let mut lines = vec![PageLine::text(Tone::Strong, would.plan.clone()), PageLine::text(Tone::Heading, "区划")];
    lines.extend(would.divisions.iter().map(|told| PageLine::text(Tone::Plain, told.clone())));
    let total = format!("随之变更的登记 {} 条", text::counted(would.total()));
    lines.push(PageLine::text(Tone::Heading, total));
    let none = would.moved.is_empty().then(|| PageLine::text(Tone::Quiet, "没有登记要变更。"));
    lines.extend(none);
    let of_register = |(_, label, unit, n): &(&str, String, &str, usize)| {
        PageLine::new(Tone::Plain).cell(28, label.clone()).number(10, text::counted(*n)).cell(0, *unit)
    };
    lines.extend(would.moved.iter().map(of_register));
    for of_label in would.rows.chunk_by(|a, b| a.label == b.label) {
        lines.extend(of_label.first().map(|row| PageLine::text(Tone::Heading, row.label.clone())));
        lines.extend(of_label.iter().map(|row| told(row, desk)));
    }
    if would.total() > would.rows.len() {
        lines.push(PageLine::text(
            Tone::Quiet,
            format!("…共 {} 条; 办理后都列在“区划变更明细”里", text::counted(would.total())),
        ));
    }
    lines
}

fn told(row: &MovedRow, desk: &Desk) -> PageLine {
    let name = |code: &str| desk.division(code).unwrap_or(code).to_owned();
    let moved = format!("{} → {}", name(&row.left), name(&row.division));
    PageLine::new(Tone::Plain).cell(34, row.called.clone()).cell(0, moved).opens(row.register, row.key)
}
