//! 疑点: what the checks between registers find for a month, check by check, with what to do about it. Enter opens the record; what is
//! put right there is gone when it comes back.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::page::{Lines, PageLine, Target, Tone};
use crate::app::waiting::{Heard, Waiting};
use crate::domain::division_code::town_of;
use crate::domain::month::Month;
use crate::figure::cross::{Oddity, Weight, counted};
use crate::figure::paper::Paper;

/// The page.
#[derive(Debug)]
pub struct Oddities {
    /// The month.
    month: Month,
    /// What is looked at of all that was found.
    only: Option<Weight>,
    /// What was found, once it has been.
    found: Option<Vec<Oddity>>,
    /// The page as lines.
    pub lines: Lines,
    asked: Waiting,
}

impl Oddities {
    /// Those of a month.
    pub fn of(month: Month, out: &mut Out<'_>) -> Self {
        let asked = Waiting::on(Want::Oddities(month), out);
        Oddities { month, only: None, found: None, lines: Lines::default(), asked }
    }
    /// What the screen is called.
    pub fn title(&self) -> String {
        format!("疑点 {}", self.month.zh())
    }
    fn ask(&mut self, out: &mut Out<'_>) {
        self.asked.ask(Want::Oddities(self.month), out);
    }
    fn turn_to_month(&mut self, month: Month, desk: &Desk, out: &mut Out<'_>) {
        (self.month, self.found) = (month, None);
        self.ask(out);
        self.lay(desk);
    }
    /// What is looked at after the present choice: all, then what weighs so, from the heaviest.
    fn next(&self) -> Option<Weight> {
        let weights = || Weight::ALL.into_iter();
        match self.only {
            None => weights().next(),
            Some(now) => weights().skip_while(|weight| *weight != now).nth(1),
        }
    }
    /// Makes the lines anew.
    fn lay(&mut self, desk: &Desk) {
        let lines = &mut self.lines.lines;
        lines.clear();
        let Some(found) = &self.found else {
            let told = |month: String| {
                if self.asked.is_on() {
                    format!("正在核对{month}…{}", self.asked.how_far())
                } else {
                    format!("{month}没有核对出来, 可刷新重来。")
                }
            };
            lines.push(PageLine::text(Tone::Quiet, told(self.month.zh())));
            return self.lines.step(0, desk);
        };
        let of = self.only.map_or_else(String::new, |weight| format!("   只看{}", weight.label()));
        lines.push(PageLine::text(Tone::Strong, format!("共 {} 条: {}{of}", found.len(), counted(found.iter()))));
        let shown: Vec<&Oddity> =
            found.iter().filter(|odd| self.only.is_none_or(|weight| odd.check.weight == weight)).collect();
        if shown.is_empty() {
            lines.push(PageLine::text(Tone::Quiet, "没有这样的疑点。"));
        }
        for of_check in shown.chunk_by(|a, b| a.check == b.check) {
            let Some(check) = of_check.first().map(|odd| odd.check) else { continue };
            let head = format!("{} {} {}: {} 条", check.weight.label(), check.code, check.looks_at, of_check.len());
            lines.push(PageLine::text(Tone::Heading, head));
            lines.extend(PageLine::paragraph(Tone::Quiet, &format!("怎么办: {}", check.to_do), desk));
            of_check.iter().for_each(|odd| lines.extend(told(odd, desk)));
        }
        self.lines.step(0, desk);
    }
    /// To the first record of the next check, from the last one to the beginning.
    fn go_to_next_check(&mut self, desk: &Desk) {
        let begins =
            |at: &usize| self.record(*at).is_some() && at.checked_sub(1).is_none_or(|b| self.record(b).is_none());
        let mut firsts = (0..self.lines.lines.len()).filter(begins);
        let after = firsts.clone().find(|at| *at > self.lines.scroll.at);
        if let Some(at) = after.or_else(|| firsts.next()) {
            self.lines.scroll.go(at, self.lines.lines.len(), Lines::height(desk));
        }
    }
    /// The record of a line.
    fn record(&self, at: usize) -> Option<(&'static str, i64)> {
        match self.lines.lines.get(at)?.target {
            Some(Target::Record(register, key)) => Some((register, key)),
            _ => None,
        }
    }
}

/// A record that was found: where, who, which; and what is odd, whole.
fn told(odd: &Oddity, desk: &Desk) -> Vec<PageLine> {
    let town = town_of(&odd.division);
    let town = town.as_deref().map_or("", |code| desk.division(code).unwrap_or(code));
    let head = PageLine::new(Tone::Plain).cell(14, town).cell(10, odd.name()).cell(0, odd.called.as_str());
    let text = PageLine::paragraph(Tone::Plain, &odd.text, desk);
    let (register, key) = odd.record;
    std::iter::once(head).chain(text).map(|line| line.opens(register, key)).collect()
}

impl Component for Oddities {
    fn place(&self) -> Place {
        Place::Oddities
    }
    fn can(&self, action: Action, _desk: &Desk) -> bool {
        match action {
            Action::Open => self.lines.target().is_some(),
            Action::Print => self.found.as_ref().is_some_and(|found| !found.is_empty()),
            _ => true,
        }
    }
    fn label(&self, action: Action) -> Option<&'static str> {
        let next = || match self.next() {
            None => "看全部",
            Some(Weight::Error) => "只看错误",
            Some(Weight::Warning) => "只看提示",
            Some(Weight::Todo) => "只看待办",
        };
        (action == Action::Filter).then(next)
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Open => {
                let target = self.lines.target();
                target.and_then(|target| target.opening("疑点")).into_iter().for_each(|opening| out.open(opening));
            }
            Action::Filter => {
                self.only = self.next();
                self.lay(desk);
            }
            Action::Left => self.turn_to_month(self.month.prev(), desk, out),
            Action::Right => self.turn_to_month(self.month.next(), desk, out),
            Action::Print => {
                let standing = vec![Paper::Oddities(self.month, self.only)];
                out.open(Opening::Print { reports: &[], standing });
            }
            Action::Section => self.go_to_next_check(desk),
            Action::Refresh => self.refresh(desk, out),
            Action::Leave => out.close(),
            _ => self.lines.act(action, desk),
        }
    }
    fn abandon(&mut self, out: &mut Out<'_>) {
        self.asked.drop(out);
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, _out: &mut Out<'_>) -> bool {
        let heard = self.asked.hears(ticket, reply);
        if heard != Heard::Answer {
            if heard == Heard::Going && self.found.is_none() {
                self.lay(desk);
            }
            return heard == Heard::Going;
        }
        let is_first = self.found.is_none();
        if let Reply::Oddities(found) = reply {
            self.found = Some(found.clone());
        }
        self.lay(desk);
        if is_first {
            self.go_to_next_check(desk);
        }
        true
    }
    fn neighbour(&mut self, step: i8, desk: &Desk, _out: &mut Out<'_>) -> Option<i64> {
        let (at, (register, key)) = (self.lines.scroll.at, self.record(self.lines.scroll.at)?);
        let other = |at: &usize| self.record(*at).is_some_and(|record| record != (register, key));
        let next = match step {
            1.. => (at + 1..self.lines.lines.len()).find(other)?,
            _ => (0..at).rev().find(other)?,
        };
        // The opened record cannot become one of another register.
        let (_, key) = self.record(next).filter(|(of, _)| *of == register)?;
        self.lines.scroll.go(next, self.lines.lines.len(), Lines::height(desk));
        Some(key)
    }
    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.lay(desk);
    }
    fn refresh(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.ask(out);
        self.lay(desk);
    }
}
