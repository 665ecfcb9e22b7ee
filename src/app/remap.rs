//! 区划变更: what carrying an approved 区划调整方案 out changes, by register, before it is done; then it is done in one act, beside the screen.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::{Opening, Outcome, Question};
use crate::app::out::Out;
use crate::app::page::{Lines, PageLine, Tone};
use crate::app::waiting::{Heard, Waiting};
use crate::domain::slip::Slip;
use crate::domain::text;
use crate::register::places::remapping::{MovedRow, Remapping};

/// The screen.
#[derive(Debug)]
pub struct Remap {
    /// The plan.
    plan: i64,
    /// What it would do, once that has been read.
    would: Option<Remapping>,
    /// What stands against it, where that could not be read.
    refused: Vec<Slip>,
    /// That as lines.
    pub lines: Lines,
    /// It is read, or carried out.
    waits: Waiting,
    /// It is carried out.
    doing: bool,
    /// It was told to stop.
    stops: bool,
}

impl Remap {
    /// Of a plan.
    pub fn of(plan: i64, out: &mut Out<'_>) -> Self {
        let waits = Waiting::on(Want::Remapping(plan), out);
        let lines = Lines::default();
        Remap { plan, would: None, refused: Vec::new(), lines, waits, doing: false, stops: false }
    }
    /// What the screen is called, and how far it is.
    pub fn title(&self) -> String {
        let doing = match (self.waits.is_on(), self.doing) {
            (true, true) if self.stops => ", 正在停下…",
            (true, true) => ", 正在办理…",
            (true, false) => ", 正在核对…",
            (false, _) => "",
        };
        format!("区划变更{doing}{}", self.waits.how_far())
    }
    fn lay(&mut self, desk: &Desk) {
        self.lines.lines = match &self.would {
            Some(would) => lines(would, desk),
            None if self.waits.is_on() => vec![PageLine::text(Tone::Quiet, "正在核对…")],
            None if self.refused.is_empty() => vec![PageLine::text(Tone::Quiet, "没有读出来")],
            None => {
                let told = |slip: &Slip| format!("{} {}", slip.code, slip.text);
                let slips = self.refused.iter().map(told);
                slips.flat_map(|text| PageLine::paragraph(Tone::Warning, &text, desk)).collect()
            }
        };
        self.lines.step(0, desk);
    }
    fn settle(&mut self, reply: &Reply, desk: &Desk, out: &mut Out<'_>) {
        let (was_doing, stopped) = (std::mem::take(&mut self.doing), std::mem::take(&mut self.stops));
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
                match was_doing {
                    true if stopped => {}
                    // It has changed since it was shown.
                    true => self.read(out),
                    false => self.refused.clone_from(slips),
                }
            }
            Reply::Dropped if was_doing => out.tell(Notice::done("没有办理")),
            _ => {}
        }
        self.lay(desk);
    }
    fn read(&mut self, out: &mut Out<'_>) {
        self.would = None;
        self.refused.clear();
        self.waits.ask(Want::Remapping(self.plan), out);
    }
}

impl Component for Remap {
    fn place(&self) -> Place {
        Place::Remap
    }
    fn can(&self, action: Action, _desk: &Desk) -> bool {
        match action {
            Action::Open => !self.doing && self.lines.target().is_some(),
            Action::Save => !self.waits.is_on() && self.would.is_some(),
            Action::Help | Action::Menu | Action::TabLeft | Action::TabRight | Action::Quit => !self.doing,
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
            Action::Leave if self.doing => {
                self.stops = true;
                self.waits.drop(out);
            }
            Action::Leave => out.close(),
            _ => self.lines.act(action, desk),
        }
    }
    fn abandon(&mut self, out: &mut Out<'_>) {
        self.waits.drop(out);
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        let heard = self.waits.hears(ticket, reply);
        if heard == Heard::Answer {
            self.settle(reply, desk, out);
        }
        heard != Heard::Another
    }
    fn decided(&mut self, outcome: Outcome, _desk: &Desk, out: &mut Out<'_>) {
        if outcome == Outcome::Yes {
            self.doing = true;
            self.waits.ask(Want::Remap(self.plan), out);
        }
    }
    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.lay(desk);
    }
    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.read(out);
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
    if !would.apart.is_empty() {
        lines.push(PageLine::text(Tone::Heading, "合并或废止的登记"));
        lines.extend(would.apart.iter().flat_map(|told| PageLine::paragraph(Tone::Warning, told, desk)));
    }
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
