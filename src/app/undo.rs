//! 撤销: what the undo of an act changes, from new to old, and what stands against it; then its reason is asked for, and it is carried
//! out.

use crate::app::act::{about, counted, told};
use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::{Opening, Outcome, Why};
use crate::app::out::Out;
use crate::app::page::{Lines, PageLine, Tone};
use crate::app::waiting::{Heard, Waiting};
use crate::domain::slip::{Severity, Slip};
use crate::register::bureau::act::ACT;
use crate::register::core::undoing::Undoing;

/// The screen.
#[derive(Debug)]
pub struct Undo {
    /// The act.
    act: i64,
    /// What its undo would do, once that has been read.
    undoing: Option<Undoing>,
    /// That as lines.
    pub lines: Lines,
    reading: Waiting,
    doing: Waiting,
    /// It was told to stop.
    stops: bool,
    /// The reason typed: it stands where the office has something new to say.
    why: String,
}

impl Undo {
    /// Of an act.
    pub fn of(act: i64, out: &mut Out<'_>) -> Self {
        let reading = Waiting::on(Want::Undoing(act), out);
        let (lines, doing) = (Lines::default(), Waiting::default());
        Undo { act, undoing: None, lines, reading, doing, stops: false, why: String::new() }
    }
    /// What the screen is called, and how far it is.
    pub fn title(&self) -> String {
        let (what, waits) = match (self.doing.is_on(), self.reading.is_on()) {
            (true, _) if self.stops => (", 正在停下…", &self.doing),
            (true, _) => (", 正在撤销…", &self.doing),
            (false, true) => (", 正在核对…", &self.reading),
            (false, false) => ("", &self.reading),
        };
        format!("撤销办理 {}{what}{}", self.act, waits.how_far())
    }
    fn slips(&self, severity: Severity) -> Vec<Slip> {
        let slips = self.undoing.iter().flat_map(|undoing| &undoing.slips);
        slips.filter(|slip| slip.severity == severity).cloned().collect()
    }
    fn take(&mut self, reply: &Reply, desk: &Desk, out: &mut Out<'_>) {
        match reply {
            Reply::Undoing(undoing) => self.undoing = Some(undoing.as_ref().clone()),
            // What it would have done it does no more.
            Reply::Refused(slips) => {
                self.undoing = None;
                out.tell(Notice::slips(slips));
            }
            _ => {}
        }
        self.lay(desk);
    }
    fn lay(&mut self, desk: &Desk) {
        let text = if self.reading.is_on() { "正在核对…" } else { "没有读出来" };
        self.lines.lines = match &self.undoing {
            Some(undoing) => lines(undoing, desk),
            None => vec![PageLine::text(Tone::Quiet, text)],
        };
        self.lines.step(0, desk);
    }
    fn ask_why(&self, undoing: &Undoing, out: &mut Out<'_>) {
        let doubts = self.slips(Severity::Doubt);
        let told = doubts.iter().take(MOST).map(|slip| format!("{} {}", slip.code, slip.text));
        let more = (doubts.len() > MOST).then(|| format!("…等 {} 条, 都列在撤销的屏幕上", doubts.len()));
        let mut text: Vec<String> = told.chain(more).collect();
        text.push(format!("撤销办理 {}: {}。", self.act, counted(&undoing.registers)));
        let (title, asks) = if doubts.is_empty() {
            ("撤销", "写明原因, 例如 录入有误、重复登记、办错了人:")
        } else {
            ("存疑撤销", "核对无误仍要撤销的, 写明原因和依据:")
        };
        text.push(asks.to_owned());
        out.open(Opening::Reason(Why { title, text, typed: self.why.clone(), optional: false }));
    }
    fn settle(&mut self, reply: &Reply, out: &mut Out<'_>) {
        let stopped = std::mem::take(&mut self.stops);
        match reply {
            Reply::Undone(undoing) => {
                let text = format!("已撤销: {}", counted(&undoing.registers));
                out.tell(undoing.done_by.map_or_else(|| Notice::done(&*text), |act| Notice::of_act(&*text, act)));
                out.close_with(Outcome::Undone(undoing.clone()));
            }
            Reply::Refused(slips) if stopped => out.tell(Notice::slips(slips)),
            // It has changed since it was shown.
            Reply::Refused(slips) => {
                out.tell(Notice::slip(format!("没有撤销: {}", in_short(slips))));
                self.read(out);
            }
            Reply::Dropped => out.tell(Notice::done("没有撤销")),
            _ => {}
        }
    }
    fn read(&mut self, out: &mut Out<'_>) {
        self.reading.ask(Want::Undoing(self.act), out);
    }
}

impl Component for Undo {
    fn place(&self) -> Place {
        Place::Undo
    }
    fn can(&self, action: Action, _desk: &Desk) -> bool {
        match action {
            Action::Open => !self.doing.is_on() && self.lines.target().is_some(),
            Action::Save => !self.doing.is_on() && self.undoing.as_ref().is_some_and(Undoing::is_possible),
            // What is carried out is not covered by another screen, nor left.
            Action::Help | Action::Menu | Action::TabLeft | Action::TabRight | Action::Quit => !self.doing.is_on(),
            _ => true,
        }
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Save => {
                if let Some(undoing) = &self.undoing {
                    self.ask_why(undoing, out);
                }
            }
            Action::Open => {
                let target = self.lines.target();
                target.and_then(|target| target.opening("撤销")).into_iter().for_each(|opening| out.open(opening));
            }
            // It stops where it can; whether it did, the answer says.
            Action::Leave if self.doing.is_on() => {
                self.stops = true;
                self.doing.drop(out);
            }
            Action::Leave => out.close(),
            _ => self.lines.act(action, desk),
        }
    }
    fn abandon(&mut self, out: &mut Out<'_>) {
        self.reading.drop(out);
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        match (self.reading.hears(ticket, reply), self.doing.hears(ticket, reply)) {
            (Heard::Another, Heard::Another) => return false,
            (Heard::Answer, _) => self.take(reply, desk, out),
            (_, Heard::Answer) => self.settle(reply, out),
            _ => {}
        }
        true
    }
    fn decided(&mut self, outcome: Outcome, _desk: &Desk, out: &mut Out<'_>) {
        if let Outcome::Reason(why) = outcome {
            self.why.clone_from(&why);
            let accept = self.slips(Severity::Doubt).iter().map(ToString::to_string).collect();
            self.doing.ask(Want::Undo { act: self.act, why, accept }, out);
        }
    }
    fn tells_of(&self) -> Option<i64> {
        self.lines.tells_of().filter(|_| !self.doing.is_on())
    }
    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.lay(desk);
    }
    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.read(out);
        self.lay(desk);
    }
}

/// So many doubts stand in the box that asks for the reason; the page has all.
const MOST: usize = 3;

/// What the page has in full.
fn in_short(slips: &[Slip]) -> String {
    let first = slips.first().map_or("", |slip| &slip.text);
    if slips.len() > 1 { format!("{first} (共 {} 条)", slips.len()) } else { first.to_owned() }
}

fn lines(undoing: &Undoing, desk: &Desk) -> Vec<PageLine> {
    let mut lines = Vec::new();
    about(&undoing.act, &mut lines);
    if !undoing.is_possible() {
        lines.push(PageLine::text(Tone::Strong, "不能撤销:"));
    }
    for slip in &undoing.slips {
        let tone = if slip.severity == Severity::Warning { Tone::Plain } else { Tone::Warning };
        lines.extend(PageLine::paragraph(
            tone,
            &format!("{} {}: {}", slip.severity.label(), slip.code, slip.text),
            desk,
        ));
    }
    for act in &undoing.first {
        let line = PageLine::text(Tone::Plain, format!("先撤销办理 {act}")).opens(ACT.name, *act);
        lines.push(PageLine { act: Some(*act), ..line });
    }
    lines.extend(PageLine::paragraph(Tone::Strong, &format!("撤销后改动 {}", counted(&undoing.registers)), desk));
    for of_register in undoing.rows.chunk_by(|a, b| a.place.register == b.place.register) {
        lines.extend(of_register.first().map(|row| PageLine::text(Tone::Heading, row.place.register.label)));
        for row in of_register {
            told(row, Undoing::becomes(row.how), &mut lines);
        }
    }
    lines.extend(undoing.in_all().map(|rows| PageLine::text(Tone::Quiet, format!("…等 {rows} 条"))));
    lines
}
