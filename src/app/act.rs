//! 办理的内容: what an act changed, register by register, each row with what it was before. A long act is read on as the cursor comes
//! near what has been read of it.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::out::Out;
use crate::app::page::{Lines, PageLine, Target, Tone};
use crate::domain::mask;
use crate::domain::text::grouped;
use crate::register::Register;
use crate::register::bureau::act::{ACT, head, kind_of};
use crate::register::core::acts::{ActLine, ActPage, ActPlace, ActRow, How};

/// The page.
#[derive(Debug)]
pub struct Act {
    /// Which act.
    key: i64,
    /// The act and how much it wrote, once it has been read.
    page: Option<ActPage>,
    /// As many of its rows as have been read.
    rows: Vec<ActRow>,
    /// All of them have been.
    whole: bool,
    /// The page as lines.
    pub lines: Lines,
    asked: Option<Ticket>,
    reading: Option<Reading>,
}

/// Rows that are being read, from the one behind a place on.
#[derive(Debug)]
struct Reading {
    ticket: Ticket,
    after: Option<ActPlace>,
}

/// Rows are read so many at a time.
const PORTION: u16 = 100;

impl Act {
    /// The page of an act.
    pub fn open(key: i64, out: &mut Out<'_>) -> Self {
        let (asked, lines) = (Some(out.ask(Want::Act(key))), Lines::default());
        let mut act = Act { key, page: None, rows: Vec::new(), whole: false, lines, asked, reading: None };
        act.read(None, PORTION, out);
        act
    }
    /// The act that is shown.
    pub fn act(&self) -> Option<&ActLine> {
        self.page.as_ref().map(|page| &page.act)
    }
    /// What the screen is called.
    pub fn title(&self) -> String {
        format!("办理 {}{}", self.key, self.act().map_or_else(String::new, |act| format!(": {}", kind_of(act))))
    }
    fn read(&mut self, after: Option<ActPlace>, limit: u16, out: &mut Out<'_>) {
        self.reading = Some(Reading { ticket: out.ask(Want::ActRows(self.key, after, limit)), after });
    }
    /// Reads on when the cursor comes within a windowful of the end of what has been read.
    fn read_on(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let is_near = self.lines.scroll.at + Lines::height(desk) >= self.lines.lines.len();
        if let (true, false, None, Some(last)) = (is_near, self.whole, &self.reading, self.rows.last()) {
            self.read(Some(last.place), PORTION, out);
        }
    }
    /// Makes the lines anew, as far as it has been read.
    fn lay(&mut self, desk: &Desk) {
        let Some(page) = &self.page else { return };
        let lines = &mut self.lines.lines;
        lines.clear();
        about(&page.act, lines);
        if !page.wrote.is_empty() {
            lines.push(whole(format!("内容 {}", counted(&page.wrote))));
        }
        rows(page, None, &self.rows, lines);
        self.lines.lines.extend(self.tail());
        self.lines.step(0, desk);
    }
    /// Adds the lines of rows that have been read beside the first so many.
    fn lay_on(&mut self, known: usize, desk: &Desk) {
        let Some(page) = self.page.as_ref().filter(|_| known > 0) else { return self.lay(desk) };
        let (before, more) = self.rows.split_at(known);
        // What said that more follow gives way to it.
        self.lines.lines.pop();
        rows(page, before.last(), more, &mut self.lines.lines);
        self.lines.lines.extend(self.tail());
        self.lines.step(0, desk);
    }
    /// What stands beneath the rows: that more follow, or that there are none.
    fn tail(&self) -> Option<PageLine> {
        let wrote = self.page.as_ref()?.wrote.iter().map(|(_, n)| n).sum::<i64>();
        let read = self.rows.iter().map(|row| row.place.count()).sum::<i64>();
        let text = match (self.whole, self.rows.is_empty()) {
            (false, _) => format!("还有 {} 条, 往下翻接着看", grouped(wrote - read)),
            (true, true) => "没有改动登记的记录".to_owned(),
            (true, false) => return None,
        };
        Some(PageLine::text(Tone::Quiet, text))
    }
}

impl Component for Act {
    fn place(&self) -> Place {
        Place::Act
    }
    fn can(&self, action: Action, _desk: &Desk) -> bool {
        action != Action::Open || self.lines.target().is_some()
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Open => {
                let target = self.lines.target();
                target.and_then(|target| target.opening("办理")).into_iter().for_each(|opening| out.open(opening));
            }
            Action::Refresh => self.refresh(desk, out),
            Action::Leave => out.close(),
            _ => {
                self.lines.act(action, desk);
                self.read_on(desk, out);
            }
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_some() {
            if let Reply::Act(page) = reply {
                self.page = Some(page.as_ref().clone());
                self.lay(desk);
            }
            return true;
        }
        let Some(reading) = self.reading.take_if(|reading| reading.ticket == ticket) else { return false };
        if let Reply::ActRows(more) = reply {
            if reading.after.is_none() {
                self.rows.clear();
            }
            let known = self.rows.len();
            self.rows.extend(more.rows.iter().cloned());
            self.whole = more.last;
            self.lay_on(known, desk);
            self.read_on(desk, out);
        }
        true
    }
    fn tells_of(&self) -> Option<i64> {
        Some(self.key)
    }
    fn neighbour(&mut self, step: i8, desk: &Desk, _out: &mut Out<'_>) -> Option<i64> {
        let Some(Target::Record(register, key)) = self.lines.target() else { return None };
        let of_line = |at: usize| match &self.lines.lines.get(at)?.target {
            Some(Target::Record(name, other)) if *name == register && *other != key => Some((at, *other)),
            _ => None,
        };
        let at = self.lines.scroll.at;
        let found =
            if step < 0 { (0..at).rev().find_map(of_line) } else { (at..self.lines.lines.len()).find_map(of_line) };
        let (to, key) = found?;
        self.lines.scroll.go(to, self.lines.lines.len(), Lines::height(desk));
        Some(key)
    }
    fn resized(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.lines.step(0, desk);
        self.read_on(desk, out);
    }
    fn refresh(&mut self, _desk: &Desk, out: &mut Out<'_>) {
        self.asked = Some(out.ask(Want::Act(self.key)));
        let read = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        self.read(None, read.max(PORTION), out);
    }
}

/// Rows that follow another one, each register under its heading.
fn rows<'r>(page: &ActPage, mut before: Option<&'r ActRow>, rows: &'r [ActRow], lines: &mut Vec<PageLine>) {
    for row in rows {
        let register = row.place.register;
        if before.is_none_or(|before| before.place.register != register) {
            let count = page.wrote.iter().find(|(wrote, _)| *wrote == register).map_or(0, |(_, n)| *n);
            let heading = format!("{} {} {}", register.label, grouped(count), register.unit);
            lines.push(PageLine::text(Tone::Heading, heading));
        }
        told(row, row.how.told(&row.moves), lines);
        before = Some(row);
    }
}

/// Who did it, when and why; what took it back.
pub(in crate::app) fn about(act: &ActLine, lines: &mut Vec<PageLine>) {
    lines.push(PageLine::text(Tone::Strong, head(act)));
    let other = |tone, text: String, key| PageLine::text(tone, text).opens(ACT.name, key);
    if let Some(key) = act.undone_by {
        lines.push(other(Tone::Warning, format!("已撤销, 见办理 {key}"), key));
    }
    if let Some(key) = act.undoes {
        lines.push(other(Tone::Plain, format!("撤销的是办理 {key}"), key));
    }
    if let Some(why) = &act.why {
        lines.push(whole(format!("原因 {}", mask::within(why))));
    }
}

/// How many rows of which registers.
pub(in crate::app) fn counted(registers: &[(&Register, i64)]) -> String {
    let counts = registers.iter().map(|(register, n)| format!("{} {} {}", register.label, grouped(*n), register.unit));
    counts.collect::<Vec<_>>().join(", ")
}

/// A line that Enter shows to its end.
fn whole(text: String) -> PageLine {
    PageLine { target: Some(Target::Whole(text.clone())), ..PageLine::text(Tone::Plain, text) }
}

/// A row: what became of it, what it is called, and its fields, old → new.
pub(in crate::app) fn told(row: &ActRow, how: &str, lines: &mut Vec<PageLine>) {
    let name = row.names.join(" … ");
    let name = row.place.counted().map_or_else(|| name.clone(), |count| format!("{count}: {name}"));
    let mut line = |how: &str, text: String| {
        let mut line = PageLine::new(if how.is_empty() { Tone::Quiet } else { Tone::Plain }).cell(6, how).cell(0, text);
        line.target = row.opens.map(|(register, key)| Target::Record(register.name, key));
        lines.push(line);
    };
    line(how, name);
    if row.how == How::Corrected {
        row.moves.iter().for_each(|moved| line("", moved.in_words()));
    } else {
        // What a row came or went with, two values a line.
        for pair in row.moves.chunks(2) {
            line("", pair.iter().map(|moved| moved.value_in_words()).collect::<Vec<_>>().join("   "));
        }
    }
}
