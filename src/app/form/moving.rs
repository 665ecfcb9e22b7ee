//! The cursor of a form: where it goes, and what becomes of the field that it leaves.

use crate::app::desk::Desk;
use crate::app::form::fields::FormCell;
use crate::app::form::layout::Side;
use crate::app::form::state::{Form, FormLine};
use crate::app::keys::Action;
use crate::app::line::{Edit, Line};
use crate::app::out::Out;
use crate::domain::slip::Slip;

impl Form {
    pub(super) fn put_cursor(&mut self, from: usize, desk: &Desk) {
        if let Some(at) = self.stop_from(from, true).or_else(|| self.stop_from(usize::MAX, false)) {
            self.go_to(at, desk);
        }
        self.enter_field(desk);
    }
    pub(super) fn enter_field(&mut self, desk: &Desk) {
        let cell = self.field_at_cursor().filter(|_| self.editing).and_then(|i| self.cells.get_mut(i));
        self.choice = cell.and_then(|c| {
            c.enter();
            c.choice(desk)
        });
    }
    /// The field of the cursor as it stands when the cursor leaves it: what was chosen is in, what was typed is judged. And
    /// whether that says anything new.
    pub(super) fn left(&self) -> Option<(usize, FormCell, bool)> {
        let i = self.field_at_cursor().filter(|_| self.editing)?;
        let mut cell = self.cells.get(i)?.clone();
        let mut changed = cell.is_changed() || !cell.visited;
        // A value that is not among the choices stays as long as nothing was done to it.
        if let Some(choice) = self.choice.as_ref().filter(|c| c.touched) {
            match choice.chosen() {
                Some(item) => {
                    changed |= cell.choose(&item.code);
                    if choice.is_open {
                        cell.name = Some(item.label.clone());
                    }
                }
                None if choice.is_open => {}
                None => changed |= cell.choose(choice.typed.text().trim()),
            }
        }
        cell.judge(&self.accept);
        Some((i, cell, changed))
    }
    /// The cursor leaves its field, which the office judges then.
    pub(super) fn leave_field(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let Some((i, left, changed)) = self.left() else { return };
        self.choice = None;
        if let Some(cell) = self.cells.get_mut(i) {
            *cell = left;
        }
        if changed {
            if self.cells.get(i).is_some_and(|cell| cell.unknown) {
                self.in_place(|form| form.unfold(i, desk));
            }
            self.add_empty_rows();
            self.fill_from_fields();
            self.ask_check(out);
        }
    }
    /// The field of the cursor is emptied, has again what stood in it, or takes the business date.
    pub(super) fn set_to(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        let before = self.before(desk).flatten().map(str::to_owned);
        let Some(cell) = self.field_at_cursor().and_then(|i| self.cells.get_mut(i)) else { return };
        match (action, cell.today(desk.day)) {
            (Action::Clear, _) => cell.clear(),
            (Action::Ditto, _) => {
                cell.choose(&before.unwrap_or_default());
                cell.enter();
            }
            (Action::Today, Some(today)) => {
                cell.choose(&today);
                cell.enter();
            }
            _ => cell.take_back(),
        }
        let yields = cell.yields;
        self.waits.finding = None;
        self.choice = None;
        self.fill_from_fields();
        self.enter_field(desk);
        if let Some(cell) = self.field_at_cursor().and_then(|i| self.cells.get_mut(i)) {
            cell.yields = yields;
        }
        self.ask_check(out);
    }
    /// A key that moves the cursor: in an open list, by pages, by lines.
    pub(super) fn move_by(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match (action, self.choice.as_mut().filter(|c| c.unrolled)) {
            (Action::Up, Some(choice)) => choice.step(-1),
            (Action::Down, Some(choice)) => choice.step(1),
            (Action::Up, _) => self.go_across(false, desk, out),
            (Action::Down, _) => self.go_across(true, desk, out),
            (Action::Back, _) => self.go(false, desk, out),
            (Action::Next, _) => self.go(true, desk, out),
            (Action::PageUp, _) => self.page(false, desk, out),
            (Action::PageDown | Action::Last, _) => self.page(true, desk, out),
            (Action::First, _) => self.go_to(0, desk),
            (Action::Left, _) => self.go_beside(Side::Left, desk, out),
            (Action::Right, _) => self.go_beside(Side::Right, desk, out),
            (Action::Section, _) => self.next_section(desk, out),
            _ => {}
        }
    }
    /// To the next line, or the one before.
    pub(super) fn go(&mut self, forward: bool, desk: &Desk, out: &mut Out<'_>) {
        self.leave_field(desk, out);
        // Lines come and go with what was filled in.
        let next = if forward { Some(self.scroll.at + 1) } else { self.scroll.at.checked_sub(1) };
        self.stop_at(next.filter(|line| *line < self.lines().len()), forward, desk);
    }
    /// To the next line that the program does not fill.
    pub(super) fn go_on(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.leave_field(desk, out);
        let lines = self.lines();
        let filled = |line: &FormLine| match line {
            FormLine::Field(i) => {
                let stands = |c: &FormCell| desk.skips_filled && !c.line.is_blank() && !c.slips.iter().any(Slip::stops);
                self.cells
                    .get(*i)
                    .is_some_and(|c| !c.is_open() || self.is_filled(c) || self.is_passed_by(c) || stands(c))
            }
            FormLine::Part(_) | FormLine::Columns(_) | FormLine::More => true,
            _ => false,
        };
        let next = (self.scroll.at + 1..lines.len()).find(|at| lines.get(*at).is_some_and(|line| !filled(line)));
        self.stop_at(next, true, desk);
    }
    /// The fields that the program had nothing to fill with.
    pub(super) fn lacking(&self) -> impl Iterator<Item = usize> {
        self.cells.iter().enumerate().filter(|(_, cell)| cell.lacks).map(|(i, _)| i)
    }
    /// Where Enter has passed by a field that the program was to fill from the one it left, and it turns out that it cannot, the cursor
    /// goes there. `lacked`: what lacked before.
    pub(super) fn go_to_what_lacks(&mut self, lacked: &[usize], desk: &Desk) {
        let Some(part) = self.passed.take() else { return };
        let is_it = |i: &usize| {
            let cell = self.cells.get(*i).filter(|cell| cell.part == part && cell.line.is_blank());
            !lacked.contains(i) && cell.is_some_and(|cell| cell.field.completed && self.needs(cell))
        };
        let passed = |line: &usize| *line < self.scroll.at;
        let line = self.lacking().filter(is_it).filter_map(|i| self.line_of_cell(i)).find(passed);
        line.into_iter().for_each(|line| self.put_cursor(line, desk));
    }
    /// To the row beneath, or above.
    fn go_across(&mut self, forward: bool, desk: &Desk, out: &mut Out<'_>) {
        self.leave_field(desk, out);
        match self.across(forward, desk) {
            Some(stop) => self.stop_at(Some(stop), forward, desk),
            None => self.stays(forward, desk),
        }
    }
    /// The cursor stops at a line, or at the next one on its way where it may.
    fn stop_at(&mut self, line: Option<usize>, forward: bool, desk: &Desk) {
        let Some(at) = line.and_then(|from| self.stop_from(from, forward)) else { return self.stays(forward, desk) };
        self.go_to(at, desk);
        if !self.editing && !forward && self.stop_from(0, true) == Some(self.scroll.at) {
            self.scroll.top = 0;
        }
        self.enter_field(desk);
    }
    /// There is nowhere to go: what stands above the first stop comes into sight.
    fn stays(&mut self, forward: bool, desk: &Desk) {
        if !forward {
            self.scroll.top = 0;
            self.go_to(self.scroll.at, desk);
        }
        self.enter_field(desk);
    }
    /// To the other column of a wide window.
    fn go_beside(&mut self, side: Side, desk: &Desk, out: &mut Out<'_>) {
        if self.beside(side, desk).is_some() {
            self.leave_field(desk, out);
            // Lines come and go with what was filled in.
            match self.beside(side, desk) {
                Some(stop) => self.stop_at(Some(stop), true, desk),
                None => self.enter_field(desk),
            }
        }
    }
    /// Whether a key that moves in the text of a field leads out of it, into the other column. Goes there then.
    pub(super) fn goes_out(&mut self, edit: &Edit, desk: &Desk, out: &mut Out<'_>) -> bool {
        let unrolled = self.choice.as_ref().is_some_and(|c| c.unrolled);
        let typed = self.choice.as_ref().filter(|c| !c.is_open).map(|c| &c.typed);
        let line = typed.or_else(|| self.cell_at_cursor().filter(|c| !c.is_named()).map(|c| &c.line));
        let side = match edit {
            Edit::Left if line.is_none_or(|line| line.cursor() == 0) => Side::Left,
            Edit::Right if line.is_none_or(Line::is_at_end) => Side::Right,
            _ => return false,
        };
        // What stands in it and yields to what is typed is kept first.
        let yields = typed.is_none() && self.cell_at_cursor().is_some_and(|c| c.yields && !c.is_named());
        let goes = !unrolled && !yields && self.beside(side, desk).is_some();
        if goes {
            self.go_beside(side, desk, out);
        }
        goes
    }
    fn page(&mut self, forward: bool, desk: &Desk, out: &mut Out<'_>) {
        for _ in 0..Form::height(desk) {
            let before = self.scroll.at;
            self.go_across(forward, desk, out);
            if self.scroll.at == before {
                break;
            }
        }
    }
    /// To the next table, from the last one to the fields.
    fn next_section(&mut self, desk: &Desk, out: &mut Out<'_>) {
        let lines = self.lines();
        let titles = lines
            .iter()
            .enumerate()
            .filter(|(_, l)| {
                matches!(l, FormLine::Title(_) | FormLine::Heading(_) | FormLine::Part(_) | FormLine::History)
            })
            .map(|(i, _)| i);
        let next = titles.into_iter().find(|i| *i > self.scroll.at).unwrap_or(0);
        self.leave_field(desk, out);
        // From the end back, so that the name of the table comes into sight with its rows.
        self.go_to(usize::MAX, desk);
        self.go_to(next, desk);
        self.put_cursor(next, desk);
    }
}
