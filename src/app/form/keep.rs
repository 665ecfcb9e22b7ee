//! Saving a record, and what stands in its way: slips, doubts that need a reason, somebody else who was quicker.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::form::children::name_of;
use crate::app::form::fields::FormCell;
use crate::app::form::judge::{CALLED_FOR, UNKNOWN, with_way};
use crate::app::form::state::{Form, FormLine, Pending};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::{Doing, Opening, Outcome, Question, Why};
use crate::app::out::Out;
use crate::app::voiding::Settled;
use crate::domain::slip::{Severity, Slip, WHY};
use crate::domain::text;
use crate::register::benefits::consequence::{self, FOLLOWS, FOLLOWS_ARE};
use crate::register::{Checked, Opened};

impl Form {
    pub(super) fn save(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let waits = &self.waits;
        if waits.saving.is_some() || waits.numbering.is_some() || waits.weighing.is_some() {
            return;
        }
        self.leave_field(desk, out);
        self.tried = true;
        if self.is_child && !self.can_be_read(desk, out) {
            return;
        }
        // Of a record, what follows from others may have changed where nothing was typed: that is for the office to say.
        if self.is_child && self.key.is_some() && !self.is_dirty() {
            return out.close();
        }
        self.waits.weighing = Some(out.ask(Want::Check(self.in_context())));
    }

    /// Whether each field of a row can be read; the cursor goes to the first that cannot.
    fn can_be_read(&mut self, desk: &Desk, out: &mut Out<'_>) -> bool {
        let accept = self.accept.clone();
        let mut first = None;
        let needed = |(i, c): (usize, &FormCell)| self.needs(c) && self.sent_in(i).is_none();
        let needed: Vec<bool> = self.cells.iter().enumerate().map(needed).collect();
        for (cell, needed) in self.cells.iter_mut().zip(needed).filter(|(c, _)| c.is_open() && c.part == 0) {
            cell.judge(&accept);
            if let Some(slip) = cell.fault(needed, &accept) {
                cell.slips = vec![slip.clone()];
                first = first.or(Some(slip));
            }
        }
        if let Some(slip) = &first {
            self.refuse(slip, desk, out);
        }
        first.is_none()
    }

    /// What the office says to a draft that is to be saved. A row goes to the form beneath once its references name something and what it
    /// says itself calls for nothing more: what else is wrong with it may depend on what is still to be filled in there.
    fn weigh(&mut self, checked: &Checked, desk: &Desk, out: &mut Out<'_>) {
        let own = self.own(checked);
        self.take_checked(own);
        let lacks = |s: &&Slip| self.is_child && (UNKNOWN.contains(&s.code) || s.code == CALLED_FOR);
        if let Some(slip) = own.slips.iter().find(lacks) {
            return self.refuse(slip, desk, out);
        }
        let stopped = !own.can_save();
        if !stopped && (self.offers_version(out) || self.pauses(own, desk, out)) {
            return;
        }
        if self.is_child {
            let seen = std::mem::take(&mut self.heeded);
            return out.close_with(Outcome::Child(Box::new(self.draft()), seen));
        }
        self.waits.saving = Some(out.ask(Want::Save(Box::new(self.draft()))));
    }

    pub(super) fn take_answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        let waits = &mut self.waits;
        let mine = |slot: &mut Option<Ticket>| slot.take_if(|t| *t == ticket).is_some();
        if mine(&mut waits.telling) {
            if let Reply::History(history) = reply {
                self.history.clone_from(history);
            }
            return true;
        }
        if mine(&mut waits.reading) {
            if let Reply::Opened(opened) = reply {
                self.take_opened(opened, desk);
                if let Some(typed) = self.resumed.take() {
                    self.put_in(typed, desk, out);
                }
            }
        } else if mine(&mut waits.checking) {
            if let Reply::Checked(checked) = reply {
                let lacked: Vec<usize> = self.lacking().collect();
                let own = self.own(checked);
                self.take_checked(own);
                if self.begins {
                    self.begin(desk);
                }
                self.go_to_what_lacks(&lacked, desk);
            }
        } else if mine(&mut waits.weighing) {
            // Whatever opens on top now, the cursor is back on its field when that is left.
            self.enter_field(desk);
            if let Reply::Checked(checked) = reply {
                self.weigh(checked, desk, out);
            }
        } else if mine(&mut waits.finding) {
            if let Reply::Offers(offers) = reply {
                self.take_offers(offers);
            }
        } else if mine(&mut waits.saving) {
            self.take_saved(reply, desk, out);
        } else if mine(&mut waits.numbering) {
            let name = match reply {
                Reply::Opened(opened) => called(opened),
                _ => String::new(),
            };
            if let Some(saved) = self.saved {
                out.tell(Notice::of_act(format!("已保存 {name}").trim_end(), saved.act));
                out.close_with(Outcome::Saved(saved.key));
            }
        } else if let Some(settled) = self.voiding.take(ticket, reply, out) {
            match settled {
                Settled::Voided => out.close_with(Outcome::Saved(self.key.unwrap_or_default())),
                Settled::Asked => self.pending = Pending::Void,
                Settled::Stands => {}
            }
        } else {
            return false;
        }
        true
    }

    pub(super) fn take_opened(&mut self, opened: &Opened, desk: &Desk) {
        self.key = Some(opened.key);
        self.show(&opened.values, &opened.names, Some(opened));
        self.opened = Some(opened.clone());
        let at = self.scroll.at;
        self.put_cursor(at, desk);
    }

    fn take_saved(&mut self, reply: &Reply, desk: &Desk, out: &mut Out<'_>) {
        match reply {
            Reply::Saved(saved) if self.doing.is_some() => {
                let Some(Doing { label, called, of, .. }) = &self.doing else { return };
                out.tell(Notice::of_act(format!("已办理{label} {called}"), saved.act));
                out.close_with(Outcome::Saved(*of));
            }
            // The number of a new record was drawn while it was saved: it is read to be told.
            Reply::Saved(saved) if self.key.is_none() => {
                self.saved = Some(*saved);
                self.waits.numbering = Some(out.ask(Want::Open(self.register, saved.key)));
            }
            Reply::Saved(saved) => {
                // What says what stands there already is not written.
                let is_written = self.opened.as_ref().is_none_or(|opened| opened.act != saved.act);
                if !is_written {
                    out.tell(Notice::done("没有改动"));
                    if !self.is_dirty() {
                        return self.enter_field(desk);
                    }
                } else {
                    out.tell(Notice::of_act("已保存", saved.act));
                }
                out.close_with(Outcome::Saved(saved.key));
            }
            Reply::Refused(slips) => self.take_refusal(slips, desk, out),
            Reply::Overtaken(now) => {
                out.open(Opening::Question(Question::PutOn(self.told_apart(now, desk))));
                self.pending = Pending::Overtaken(now.clone());
            }
            _ => self.enter_field(desk),
        }
    }

    fn take_refusal(&mut self, slips: &[Slip], desk: &Desk, out: &mut Out<'_>) {
        let asks_why = |s: &&Slip| s.code == WHY;
        let (mut doubts, mut errors) = (Vec::new(), Vec::new());
        for slip in slips.iter().filter(|s| !asks_why(s)) {
            match slip.severity {
                Severity::Error => errors.push(slip),
                Severity::Doubt => doubts.push(slip),
                Severity::Warning => {}
            }
        }
        // What is wrong with a row is said there: a field of the record may have the same name.
        let sent = || self.grids.iter().flat_map(|g| &g.rows).filter(|r| r.is_sent());
        let of_row = |s: &Slip| sent().any(|r| r.slips.contains(s));
        let of_part = |s: &Slip| self.is_of_part(s);
        let wrong: Vec<Slip> = slips.iter().filter(|s| s.code != WHY && !of_row(s) && !of_part(s)).cloned().collect();
        let place = |s: &&&Slip| s.field.and_then(|col| self.line_of(col)).unwrap_or(usize::MAX);
        let first = errors.iter().filter(|s| !of_row(s) && !of_part(s)).min_by_key(place).copied();
        let in_part = self.wrong_part().filter(|(_, slip)| slip.severity == Severity::Error);
        let whole: Vec<Slip> = self.parts.iter().flat_map(|p| &p.slips).cloned().collect();
        self.take_slips(&wrong);
        self.slips.extend(whole);
        // What stands first on the form is told first: what is wrong beneath may follow from it.
        let line_of_part = |at: Option<usize>| at.and_then(|i| self.line_of_cell(i));
        let own_line = first.and_then(|slip| self.line_of(slip.field?));
        let in_part = in_part.map(|(at, slip)| (line_of_part(at), slip));
        let in_part = in_part.filter(|(line, _)| own_line.is_none_or(|own| line.is_some_and(|line| line < own)));
        if let Some((line, slip)) = in_part {
            out.tell(Notice::slip(format!("没有保存: {}", slip.text)));
            self.put_cursor(line.unwrap_or(self.scroll.at), desk);
        } else if let Some(first) = first {
            self.refuse(first, desk, out);
        } else if let Some(first) = errors.first() {
            self.refuse_row(first, desk, out);
        } else if let Some(follows) = doubts.iter().find(|s| s.code == FOLLOWS) {
            let text = self.asks_about(follows, slips);
            self.pending = Pending::Follows(follows.to_string());
            let why = Why { title: "随之变动", text, typed: String::new(), optional: true };
            out.open(Opening::Reason(why));
        } else if !doubts.is_empty() {
            let mut text: Vec<String> = doubts.iter().flat_map(|s| in_lines(s)).collect();
            text.push("核对无误, 确实如此的, 写明原因和依据后作为例外保存:".to_owned());
            self.pending = Pending::Exceptions(doubts.iter().map(ToString::to_string).collect());
            out.open(Opening::reason("存疑登记", text));
        } else {
            let text = slips.iter().filter(asks_why).map(|s| s.text.clone() + ":").collect();
            self.pending = Pending::Correction;
            out.open(Opening::reason("更正原因", text));
        }
    }

    /// What is asked about what follows: with it all that the save tells and nobody has seen yet, so that the answer saves.
    fn asks_about(&mut self, follows: &Slip, slips: &[Slip]) -> Vec<String> {
        let unseen = slips.iter().filter(|s| s.severity == Severity::Warning && !self.heeded.contains(s));
        let unseen: Vec<Slip> = unseen.cloned().collect();
        let changes = if self.doing.is_some() && self.read != self.changes { self.changes.clone() } else { Vec::new() };
        let follows: Vec<String> = consequence::one_by_one(follows).map(str::to_owned).collect();
        let then = follows.iter().map(|text| Checked::told_of(text.strip_prefix(FOLLOWS_ARE).unwrap_or(text)));
        self.agreed = self.changes.iter().cloned().chain(then).collect();
        let warned = unseen.iter().map(|s| format!("{}: {}", s.severity.label(), s.text));
        let asks = "直接按回车一并办理。写了下面这一行就不一并办理: 只有不该办的, 才写明为什么不办, 再按回车:";
        let text = changes.into_iter().chain(warned).chain(follows).chain([asks.to_owned()]).collect();
        self.heeded.extend(unseen);
        text
    }

    /// What stands against saving is told, and the cursor goes to the field, or to the table, that it is about.
    fn refuse(&mut self, slip: &Slip, desk: &Desk, out: &mut Out<'_>) {
        let how = if self.is_child { "还不能确定" } else { "没有保存" };
        let of_field = self.cells.iter().find(|cell| Some(cell.field.col) == slip.field);
        let told = of_field.map_or_else(|| slip.text.clone(), |cell| with_way(slip, cell.field).text);
        out.tell(Notice::slip(format!("{how}: {told}")));
        match slip.field.filter(|col| self.line_of(col).is_some()) {
            Some(col) => self.show_field(col, desk),
            None => self.enter_field(desk),
        }
    }

    /// The same of a row: the cursor goes to it, and Enter to what is wrong in it.
    fn refuse_row(&mut self, slip: &Slip, desk: &Desk, out: &mut Out<'_>) {
        let row = self.lines().into_iter().enumerate().find_map(|(at, line)| {
            let FormLine::Row(g, r) = line else { return None };
            let grid = self.grids.get(g)?;
            let is_it = grid.rows.get(r).is_some_and(|row| row.is_sent() && row.slips.contains(slip));
            is_it.then_some((at, grid.register.label))
        });
        let Some((at, label)) = row else { return };
        out.tell(Notice::slip(format!("没有保存: {label}: {} (回车改)", slip.text)));
        self.put_cursor(at, desk);
    }

    /// The cursor goes to the field that is wrong.
    fn show_field(&mut self, col: &str, desk: &Desk) {
        if let Some(at) = self.line_of(col) {
            self.put_cursor(at, desk);
        }
    }

    /// What the other changed, field by field, beside what was typed here.
    fn told_apart(&self, now: &Opened, desk: &Desk) -> String {
        let mut text = vec!["这条记录刚刚被别人改过, 没有覆盖它。对方改了:".to_owned()];
        for (_, cell) in self.cells_of(0) {
            let theirs = FormCell::new(cell.field, now.values.get(cell.field.col), name_of(&now.names, cell.field.col));
            if theirs.original.trim() == cell.original.trim() {
                continue;
            }
            let mut line = format!("  {}: 现在是 “{}”", cell.field.label, theirs.shown(desk));
            if cell.is_changed() {
                line.push_str(&format!(", 您填的是 “{}”", cell.shown(desk)));
            }
            text.push(line);
        }
        text.join("\n")
    }

    /// What was typed is put on the record as it stands now.
    pub(super) fn put_on(&mut self, now: Opened, desk: &Desk, out: &mut Out<'_>) {
        let typed = self.draft();
        self.show(&now.values, &now.names, Some(&now));
        self.opened = Some(now);
        self.put_in(typed, desk, out);
    }
}

/// A doubt with its code, consequence by consequence.
fn in_lines(doubt: &Slip) -> Vec<String> {
    let mut lines: Vec<String> = consequence::one_by_one(doubt).map(str::to_owned).collect();
    lines.iter_mut().take(1).for_each(|first| first.insert_str(0, &format!("{} ", doubt.code)));
    lines
}

/// A record by what a clerk calls it, masked as lists have it: its natural key, or the name of whom it is about.
fn called(opened: &Opened) -> String {
    let register = opened.values.register;
    let keys = register.natural_key.iter().chain(&["name"]);
    let fields = keys.filter_map(|col| register.field(col));
    let key = fields.map(|f| f.show_masked(opened.values.get(f.col))).find(|t| !t.is_empty()).unwrap_or_default();
    register.with_parts(key, |col| text::safe(opened.values.text(col)))
}
