//! A record as a screen: what each key, each answer and each decision does to it. How it moves and changes stands in the files beside.

use crate::app::choice::Choice;
use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::form::children::Grid;
use crate::app::form::fields::FormCell;
use crate::app::form::layout::Side;
use crate::app::form::state::{Form, FormLine, Pending};
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::msg::{Reply, Ticket};
use crate::app::notice::{Message, Notice};
use crate::app::opening::{Opening, Outcome, Question};
use crate::app::out::Out;
use crate::figure::paper::Paper;
use crate::register::core::deeds;
use crate::register::{Draft, Input, Kind, Opened, Register};

impl Component for Form {
    fn place(&self) -> Place {
        if self.editing { Place::Form } else { Place::Record }
    }

    fn can(&self, action: Action, desk: &Desk) -> bool {
        let writable = !desk.read_only && self.register.input == Input::Form && !self.is_void();
        let on_grid = match self.line() {
            Some(FormLine::Row(g, _) | FormLine::Add(g)) => self.grids.get(g).is_some_and(Grid::is_open),
            _ => false,
        };
        match action {
            Action::Open => self.editing || self.refers(),
            Action::New => on_grid || self.referred(desk).is_some(),
            Action::Edit => writable && self.is_ready() && !self.is_child,
            Action::Deal => {
                writable && self.is_ready() && self.key.is_some() && !self.is_child && deeds::may(self.register)
            }
            Action::Void if self.editing => on_grid && matches!(self.line(), Some(FormLine::Row(..))),
            Action::Void => writable && self.is_ready() && !self.is_child,
            Action::Previous | Action::Following => !self.is_child,
            Action::Section => {
                !self.grids.is_empty()
                    || self.parts.len() > 1
                    || !self.history.is_empty()
                    || self.cells.iter().any(|c| c.field.heading.is_some())
            }
            Action::Clear | Action::TakeBack => self.field_at_cursor().is_some(),
            Action::Today => self.cell_at_cursor().is_some_and(|c| c.today(desk.day).is_some()),
            Action::Print => self.paper().is_some(),
            Action::Ditto => self.before(desk).is_some_and(|before| before.is_some()),
            Action::DittoAll => self.can_begin_like(desk),
            Action::Left => self.beside(Side::Left, desk).is_some(),
            Action::Right => self.beside(Side::Right, desk).is_some(),
            Action::Choose => self.choice.as_ref().is_some_and(|c| !c.unrolled),
            _ => true,
        }
    }

    fn label(&self, action: Action) -> Option<&'static str> {
        match (action, self.line()) {
            (Action::Today, _) if self.cell_at_cursor().is_some_and(|c| c.field.kind == Kind::Month) => Some("本月"),
            (Action::Save, _) if !self.told.is_empty() => {
                Some(if self.is_child { "照此确定" } else { "照此保存" })
            }
            (Action::New, Some(FormLine::Field(i))) => {
                let household = self.cells.get(i).is_some_and(|c| c.field.kind == Kind::Ref("household"));
                Some(if household { "新增一户" } else { "登记新的" })
            }
            (Action::Save, _) if self.is_child => Some("确定"),
            (Action::Open, Some(FormLine::More)) => Some("展开"),
            (Action::Open, Some(FormLine::Add(_))) => Some("增加"),
            (Action::Open, Some(FormLine::Row(g, _))) if self.editing => {
                let open = self.grids.get(g).is_some_and(Grid::is_open);
                Some(if open { "修改" } else { "打开" })
            }
            (Action::Void, Some(FormLine::Row(g, r))) if self.editing => {
                let row = self.grids.get(g).and_then(|g| g.rows.get(r));
                row.filter(|r| r.is_void()).map(|_| "恢复")
            }
            _ => None,
        }
    }

    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        self.goes_on(Some(action));
        match action {
            Action::Open if self.editing => self.enter_line(desk, out),
            Action::Open => self.open_line(out),
            Action::Choose => self.choice.iter_mut().for_each(Choice::unroll),
            Action::Previous => out.neighbour(-1),
            Action::Following => out.neighbour(1),
            Action::New => self.enter_new(desk, out),
            Action::Edit => self.begin_correction(desk, out),
            Action::Deal => {
                self.key.into_iter().for_each(|key| out.open(Opening::Deeds(self.register, key, Vec::new())));
            }
            Action::Void => self.void(out),
            Action::Print => out.open(Opening::Print { reports: &[], standing: self.paper().into_iter().collect() }),
            Action::Clear | Action::TakeBack | Action::Today | Action::Ditto => self.set_to(action, desk, out),
            Action::DittoAll => self.begin_like(desk, out),
            Action::Save => self.save(desk, out),
            Action::Refresh => {
                if let Some(key) = self.key {
                    self.turn_to(key, desk, out);
                }
            }
            // An open list closes first, and what was chosen before stands again.
            Action::Leave if self.choice.as_ref().is_some_and(|c| c.unrolled) => self.enter_field(desk),
            Action::Leave => self.leave(out),
            _ => self.move_by(action, desk, out),
        }
        if action != Action::Leave {
            self.offers_again(out);
        }
    }

    fn type_in(&mut self, edit: &Edit, desk: &Desk, out: &mut Out<'_>) {
        self.goes_on(None);
        if !self.editing {
            if matches!(edit, Edit::Insert(_)) && self.can(Action::Edit, desk) {
                let kept = self.field_at_cursor().and_then(|i| self.cells.get(i)).filter(|c| c.frozen);
                let told = kept.map(|c| self.register.told_to_keep(c.field));
                out.tell(Notice::done(told.unwrap_or_else(|| "按 F4 修改".to_owned())));
            }
            return;
        }
        if self.goes_out(edit, desk, out) {
            return;
        }
        // In an open list the ends are those of the list.
        if let (Some(choice), Edit::Home | Edit::End) =
            (self.choice.as_mut().filter(|c| c.unrolled && (!c.is_open || c.made)), edit)
        {
            return choice.to_end(*edit == Edit::End);
        }
        if let Some(choice) = self.choice.as_mut().filter(|c| !c.is_open) {
            // A space opens the list as well.
            if choice.typed.is_blank() && matches!(edit, Edit::Insert(text) if text.trim().is_empty()) {
                return choice.unroll();
            }
            return choice.type_in(edit);
        }
        let Some(cell) = self.field_at_cursor().and_then(|i| self.cells.get_mut(i)) else { return };
        let refers = cell.field.kind.refers();
        if cell.type_in(edit) {
            cell.understand(desk.day);
            self.fill_from_fields();
            if refers {
                self.ask_offers(out);
            }
        }
    }

    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        self.take_answer(ticket, reply, desk, out)
    }

    fn decided(&mut self, outcome: Outcome, desk: &Desk, out: &mut Out<'_>) {
        let pending = std::mem::take(&mut self.pending);
        match (pending, outcome) {
            (Pending::Leave, Outcome::Yes) => out.close(),
            (Pending::Void, Outcome::Reason(why)) => {
                if let Some(key) = self.key {
                    self.voiding.go_on(self.register, key, why, out);
                }
            }
            (Pending::Exceptions(shown), Outcome::Reason(why)) => {
                self.accept.extend(shown);
                self.why = Some(why);
                self.save(desk, out);
            }
            (Pending::Follows(shown), Outcome::Reason(why)) => {
                if why.is_empty() {
                    self.follow = true;
                } else {
                    self.accept.push(shown);
                    self.why = Some(why);
                }
                self.save(desk, out);
            }
            (Pending::Correction, Outcome::Reason(why)) => {
                self.why = Some(why);
                self.save(desk, out);
            }
            (Pending::Overtaken(now), Outcome::Yes) => self.put_on(*now, desk, out),
            (Pending::Referred(i), Outcome::Saved(key)) => self.take_referred(i, key, desk, out),
            (_, Outcome::Picked(key)) => {
                if let Some(i) = self.field_at_cursor().filter(|_| self.picks()) {
                    self.take_referred(i, key, desk, out);
                }
            }
            (Pending::Child(g, r), Outcome::Child(draft, seen)) => {
                self.take_row((g, r), *draft, seen, desk);
                self.ask_check(out);
            }
            (Pending::Version(g), Outcome::Child(draft, seen)) => {
                self.take_row((g, None), *draft, seen, desk);
                self.save(desk, out);
            }
            // What it refers to may be void now.
            (_, Outcome::Undone(_)) if self.editing => self.ask_check(out),
            _ => {}
        }
    }

    fn turn_to(&mut self, key: i64, _desk: &Desk, out: &mut Out<'_>) {
        self.read(key, out);
    }

    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.go_to(self.scroll.at, desk);
    }

    fn refresh(&mut self, _desk: &Desk, out: &mut Out<'_>) {
        if let Some(key) = self.key.filter(|_| !self.editing && !self.is_child) {
            self.read(key, out);
        }
    }

    fn seen(&mut self, desk: &Desk) {
        self.look_at_what_is_drawn(desk);
    }

    fn picks_person(&self) -> bool {
        self.picks()
    }

    fn lacks(&self) -> usize {
        if self.editing { self.missing() } else { 0 }
    }

    fn tells_of(&self) -> Option<i64> {
        match self.line() {
            Some(FormLine::Told(i)) => self.history.get(i).map(|change| change.act),
            _ => None,
        }
    }

    fn explains(&self) -> Option<&'static Register> {
        Some(self.register)
    }

    fn unfinished(&self) -> Option<Draft> {
        let coming_back = self.resumed.clone();
        coming_back.or_else(|| self.is_dirty().then(|| self.draft_with(self.left().map(|(i, cell, _)| (i, cell)))))
    }

    fn is_dirty(&self) -> bool {
        let typed_in_choice = self.choice.as_ref().is_some_and(|c| c.touched);
        let typed = typed_in_choice || self.cells.iter().any(FormCell::is_typed);
        self.editing
            && self.saved.is_none()
            && (typed || self.grids.iter().any(|g| g.rows.iter().any(|r| r.is_sent() && !r.given)))
    }
}

impl Form {
    /// Enter while it is filled in: the row, or the next field.
    fn enter_line(&mut self, desk: &Desk, out: &mut Out<'_>) {
        match self.line() {
            Some(FormLine::Row(g, r)) => self.open_row(g, Some(r), out),
            Some(FormLine::Add(g)) => self.open_row(g, None, out),
            Some(FormLine::More) => {
                let at = self.scroll.at;
                self.unfolded = true;
                self.put_cursor(at, desk);
            }
            // Who has opened the list wants one of it: going on with none would look as if it were taken.
            _ if self.choice.as_ref().is_some_and(Choice::is_untouched) => {
                out.tell(Notice::slip("还没有选: 用上下键选一项, 或打代码、首字母; Esc 合上"));
            }
            _ => {
                self.choice.iter_mut().for_each(Choice::take_only);
                self.passed = self.cell_at_cursor().map(|cell| cell.part);
                self.go_on(desk, out);
            }
        }
    }
    /// Enter while it is looked at: the row, or the record that the field refers to.
    fn open_line(&mut self, out: &mut Out<'_>) {
        match self.line() {
            Some(FormLine::Row(g, r)) => self.open_row(g, Some(r), out),
            Some(FormLine::Told(i)) => {
                if let Some(change) = self.history.get(i) {
                    out.open(Opening::Message(Message::of_change(change)));
                }
            }
            Some(FormLine::Field(i)) => {
                let Some(cell) = self.cells.get(i) else { return };
                let Some((name, key)) = cell.value(&[]).and_then(|v| cell.field.kind.referred(&v)) else { return };
                if let Some(record) = Opening::record(name, key, false) {
                    out.open(record);
                }
            }
            _ => {}
        }
    }
    /// What of the record that is looked at goes to paper.
    fn paper(&self) -> Option<Paper> {
        let opened = self.opened.as_ref().filter(|_| !self.editing && !self.is_void())?;
        Paper::of_record(self.register, self.key?, || opened.called())
    }
    /// Whether Enter opens something while it is looked at.
    fn refers(&self) -> bool {
        match self.line() {
            Some(FormLine::Row(..) | FormLine::Told(_)) => true,
            Some(FormLine::Field(i)) => self.cells.get(i).is_some_and(|c| c.field.kind.refers() && !c.line.is_blank()),
            _ => false,
        }
    }
    /// A record that the field is to refer to, or a row.
    fn enter_new(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if let Some(register) = self.referred(desk) {
            self.enter_referred(register, desk, out);
        } else if let Some(FormLine::Row(g, _) | FormLine::Add(g)) = self.line() {
            self.open_row(g, None, out);
        }
    }
    /// The record that was looked at is filled in, the cursor staying on its field.
    fn begin_correction(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let col = self.cell_at_cursor().map(|c| c.field.col);
        self.editing = true;
        // What was not seen of it is seen where it is corrected.
        if let (Some(key), true) = (self.key, self.opened.as_ref().is_some_and(Opened::is_veiled)) {
            return self.read(key, out);
        }
        self.put_cursor(col.and_then(|col| self.line_of(col)).unwrap_or(0), desk);
    }
    /// The row is taken out while the record is filled in; the record is voided while it is looked at.
    fn void(&mut self, out: &mut Out<'_>) {
        if !self.editing {
            self.pending = Pending::Void;
            let title = self.title();
            self.key.into_iter().for_each(|key| self.voiding.start((self.register, key), title.clone(), out));
        } else if let Some(FormLine::Row(g, r)) = self.line()
            && let Some(grid) = self.grids.get_mut(g)
        {
            grid.void(r);
            self.ask_check(out);
        }
    }
    fn leave(&mut self, out: &mut Out<'_>) {
        if self.editing && self.is_dirty() {
            self.pending = Pending::Leave;
            out.open(Opening::Question(Question::GiveUp));
        } else {
            out.close();
        }
    }
}
