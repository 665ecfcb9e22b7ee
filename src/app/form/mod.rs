//! A record: looked at, or being filled in. Fields in their order, child registers as tables beneath, checks beside the fields.
//! Leaving asks before anything typed is lost. What each key does to it is in `acting`, what the office says to a draft in
//! `judge`, saving in `keep`.

mod acting;
pub mod children;
pub mod fields;
pub mod heed;
mod judge;
mod keep;
pub mod lines;
pub mod refer;

pub use judge::in_one_line;

use crate::app::choice::Choice;
use crate::app::confirm::Confirm;
use crate::app::desk::{Desk, Out};
use crate::app::form::children::{Grid, name_of};
use crate::app::form::fields::Cell;
use crate::app::form::heed::Told;
use crate::app::form::lines::FormLine;
use crate::app::keys::Action;
use crate::app::message::Message;
use crate::app::msg::{Ticket, Want};
use crate::app::screen::Component;
use crate::app::scroll::Scroll;
use crate::app::voiding::Voiding;
use crate::domain::slip::Slip;
use crate::register::lookup::ChangeLine;
use crate::register::{self, Draft, Entry, Input, Opened, Register, Values};

/// A record on the screen.
#[derive(Debug)]
pub struct Form {
    /// Its register.
    pub register: &'static Register,
    /// The record; none for a new one, or until it has been read.
    pub opened: Option<Opened>,
    /// Its key; none for a new one.
    pub key: Option<i64>,
    /// It is being filled in.
    pub editing: bool,
    /// It is a row of another form: saved there, not here.
    pub is_child: bool,
    /// Its fields.
    pub cells: Vec<Cell>,
    /// Its child registers.
    pub grids: Vec<Grid>,
    /// The cursor over its lines.
    pub scroll: Scroll,
    /// The choice of the field of the cursor.
    pub choice: Option<Choice>,
    /// What is wrong with the record as a whole.
    pub slips: Vec<Slip>,
    /// The warnings on which a save has paused, until the next key.
    pub told: Vec<Told>,
    /// The warnings that have stood before the clerk.
    heeded: Vec<Slip>,
    /// Those that were drawn since the last key.
    drawn: Vec<Slip>,
    /// Of a row: the record it is saved with, without the row.
    context: Option<Box<Draft>>,
    /// What saving it changes, told before: the money old and new.
    pub changes: Vec<String>,
    /// What was done to it, while it is looked at.
    pub history: Vec<ChangeLine>,
    accept: Vec<String>,
    /// What follows for other cases is carried out with it.
    follow: bool,
    why: Option<String>,
    tried: bool,
    saved: Option<i64>,
    waits: Waits,
    voiding: Voiding,
    pending: Pending,
    /// What is to be put in once the record has been read.
    resumed: Option<Draft>,
}

/// The questions it has put.
#[derive(Debug, Default)]
struct Waits {
    reading: Option<Ticket>,
    telling: Option<Ticket>,
    checking: Option<Ticket>,
    /// Saving was asked for: what there is to be heeded.
    weighing: Option<Ticket>,
    saving: Option<Ticket>,
    finding: Option<Ticket>,
    /// The record as it was saved, to tell its number.
    numbering: Option<Ticket>,
}

/// What the dialog on top of it is for.
#[derive(Debug, Default)]
enum Pending {
    #[default]
    Nothing,
    /// Yes: what was typed is thrown away.
    Leave,
    /// A reason: the record is voided.
    Void,
    /// A reason: these doubts are recorded as exceptions.
    Exceptions(Vec<String>),
    /// Nothing typed: what follows for other cases is carried out; a reason: it is not.
    Follows,
    /// A reason: the correction is saved with it.
    Correction,
    /// Yes: what was typed is put on what the other saved.
    Overtaken(Box<Opened>),
    /// A draft: a row of a grid.
    Child(usize, Option<usize>),
    /// A record: a field is to refer to it.
    Referred(usize),
}

impl Form {
    /// A new record, some of its fields given by where it is entered from, as they would be typed.
    pub fn new(register: &'static Register, given: &[(&'static str, String)], desk: &Desk, out: &mut Out<'_>) -> Self {
        let mut form = Form::bare(register, None, true);
        form.show(&Values::new(register), &[], None);
        for cell in &mut form.cells {
            if let Some((_, text)) = given.iter().find(|(col, _)| *col == cell.field.col) {
                cell.choose(text);
            }
            // What a new record starts with is typed, as far as saving is concerned, but not by the clerk.
            cell.begins();
            cell.original.clear();
        }
        if !given.is_empty() {
            form.ask_check(out);
        }
        form.put_cursor(0, desk);
        form
    }
    /// A record of the office, to be looked at or corrected.
    pub fn open(register: &'static Register, key: i64, edit: bool, desk: &Desk, out: &mut Out<'_>) -> Self {
        let edit = edit && !desk.read_only && register.input == Input::Form;
        let mut form = Form::bare(register, Some(key), edit);
        form.read(key, out);
        form
    }
    /// Asks for the record, and while it is looked at for what was done to it.
    fn read(&mut self, key: i64, out: &mut Out<'_>) {
        self.waits.reading = Some(out.ask(Want::Open(self.register, key)));
        self.waits.telling = (!self.editing).then(|| out.ask(Want::History(self.register, key)));
    }
    /// A row of a grid.
    fn child(grid: &Grid, at: Option<usize>, context: Draft, editing: bool, desk: &Desk, out: &mut Out<'_>) -> Self {
        let row = at.and_then(|i| grid.rows.get(i));
        let opened = row.and_then(|r| r.opened.clone());
        let mut form = Form::bare(grid.register, opened.as_ref().map(|o| o.key), editing);
        form.is_child = true;
        form.context = Some(Box::new(context));
        match &opened {
            Some(o) => form.show(&o.values, &o.names, Some(o)),
            None => {
                form.show(&Values::new(grid.register), &[], None);
                for cell in &mut form.cells {
                    cell.original.clear();
                    // Makes way for what is carried over from the row before.
                    cell.filled = grid.register.carried.contains(&cell.field.col);
                }
            }
        }
        form.cells.retain(|c| Some(c.field.col) != grid.register.parent);
        form.opened = opened;
        if let Some(draft) = row.and_then(|r| r.draft.as_ref()) {
            for (col, text) in &draft.texts {
                if let Some(cell) = form.cells.iter_mut().find(|c| c.field.col == *col) {
                    cell.choose(text);
                    cell.filled = false;
                    cell.name = row.and_then(|r| r.name_of(col));
                    cell.begins();
                }
            }
        }
        // A row that the clerk confirmed before says all that is wrong with it.
        form.tried = row.is_some_and(|r| r.draft.is_some() && !r.given);
        if editing {
            form.ask_check(out);
        }
        form.put_cursor(0, desk);
        form
    }
    /// Begins with a row of a child register, as if it had been typed.
    pub fn add_row(&mut self, draft: Draft, out: &mut Out<'_>) {
        let Some(grid) = self.grids.iter_mut().find(|g| g.register == draft.register) else { return };
        grid.take(draft, None);
        if let Some(row) = grid.rows.last_mut() {
            row.given = true;
        }
        self.ask_check(out);
    }
    fn bare(register: &'static Register, key: Option<i64>, editing: bool) -> Self {
        Form {
            register,
            opened: None,
            key,
            editing,
            is_child: false,
            cells: Vec::new(),
            grids: Vec::new(),
            scroll: Scroll::default(),
            choice: None,
            slips: Vec::new(),
            told: Vec::new(),
            heeded: Vec::new(),
            drawn: Vec::new(),
            context: None,
            changes: Vec::new(),
            history: Vec::new(),
            accept: Vec::new(),
            follow: false,
            why: None,
            tried: false,
            saved: None,
            waits: Waits::default(),
            voiding: Voiding::default(),
            pending: Pending::Nothing,
            resumed: None,
        }
    }
    fn show(&mut self, values: &Values, names: &[(&'static str, String)], opened: Option<&Opened>) {
        self.cells = values.iter().map(|(f, v)| Cell::new(f, v, name_of(names, f.col))).collect();
        for (cell, value) in self.cells.iter_mut().zip(values.iter().map(|(_, v)| v)).filter(|_| opened.is_some()) {
            cell.frozen = self.register.keeps(cell.field.col, value);
        }
        self.grids = if self.is_child { Vec::new() } else { Grid::all(self.register, opened) };
        self.slips.clear();
        self.changes.clear();
    }
    fn entry(&self) -> Option<&'static Entry> {
        register::find(self.register.name)
    }
    /// Rows that are seen: the body but for the lines at its foot that say what is right and what is wrong.
    pub fn height(desk: &Desk) -> usize {
        usize::from(desk.body_height().saturating_sub(FOOT).max(1))
    }
    /// The record has been read.
    pub fn is_ready(&self) -> bool {
        !self.cells.is_empty()
    }
    /// Whether it was voided.
    pub fn is_void(&self) -> bool {
        self.opened.as_ref().is_some_and(|o| o.voided_by.is_some())
    }
    /// The record by what a clerk calls it: the first natural key that is filled, and the name of whom it is about.
    pub fn title(&self) -> String {
        if self.key.is_none() {
            return format!("新增{}", self.register.label);
        }
        let named = self.register.natural_key.iter().filter_map(|col| self.cells.iter().find(|c| c.field.col == *col));
        let name = named.map(|c| c.line.text()).find(|t| !t.is_empty()).unwrap_or_default();
        let how = if self.is_void() {
            " (已作废)"
        } else if self.editing {
            " 修改"
        } else {
            ""
        };
        format!("{} {name}{how}", self.register.label)
    }

    fn put_cursor(&mut self, from: usize, desk: &Desk) {
        if let Some(at) = self.stop_from(from, true).or_else(|| self.stop_from(usize::MAX, false)) {
            self.scroll.go(at, self.lines().len(), Form::height(desk));
        }
        self.enter_field(desk);
    }
    fn enter_field(&mut self, desk: &Desk) {
        let cell = self.field_at_cursor().filter(|_| self.editing).and_then(|i| self.cells.get_mut(i));
        self.choice = cell.and_then(|c| {
            c.enter();
            c.choice(desk)
        });
    }
    /// The field of the cursor as it stands when the cursor leaves it: what was chosen is in, what was typed is judged. And
    /// whether that says anything new.
    fn left(&self) -> Option<(usize, Cell, bool)> {
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
    fn leave_field(&mut self, out: &mut Out<'_>) {
        let Some((i, left, changed)) = self.left() else { return };
        self.choice = None;
        if let Some(cell) = self.cells.get_mut(i) {
            *cell = left;
        }
        if changed {
            self.fill_from_fields();
            self.ask_check(out);
        }
    }
    /// The field of the cursor is emptied, has again what stood in it, or takes the business date.
    fn set_to(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        let Some(cell) = self.field_at_cursor().and_then(|i| self.cells.get_mut(i)) else { return };
        match (action, cell.today(desk.day)) {
            (Action::Clear, _) => cell.clear(),
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
    fn go(&mut self, forward: bool, desk: &Desk, out: &mut Out<'_>) {
        self.leave_field(out);
        // Lines come and go with what was filled in.
        let last = self.lines().len().saturating_sub(1);
        let from = match (forward, self.scroll.at) {
            (true, at) if at < last => at + 1,
            (false, at) if at > 0 => at - 1,
            _ => return self.enter_field(desk),
        };
        match self.stop_from(from, forward) {
            Some(at) => self.scroll.go(at, self.lines().len(), Form::height(desk)),
            None if !forward => self.scroll.step(isize::MIN, self.lines().len(), Form::height(desk)),
            None => {}
        }
        if !self.editing && !forward && self.stop_from(0, true) == Some(self.scroll.at) {
            self.scroll.top = 0;
        }
        self.enter_field(desk);
    }
    fn page(&mut self, forward: bool, desk: &Desk, out: &mut Out<'_>) {
        for _ in 0..Form::height(desk) {
            let before = self.scroll.at;
            self.go(forward, desk, out);
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
            .filter(|(_, l)| matches!(l, FormLine::Title(_) | FormLine::History))
            .map(|(i, _)| i);
        let next = titles.into_iter().find(|i| *i > self.scroll.at).unwrap_or(0);
        self.leave_field(out);
        // From the end back, so that the name of the table comes into sight with its rows.
        self.scroll.go(usize::MAX, lines.len(), Form::height(desk));
        self.scroll.go(next, lines.len(), Form::height(desk));
        self.put_cursor(next, desk);
    }
    fn open_row(&mut self, g: usize, r: Option<usize>, desk: &Desk, out: &mut Out<'_>) {
        let Some(grid) = self.grids.get(g) else { return };
        let editing = self.editing && grid.is_open();
        let form = Form::child(grid, r, self.without_row(g, r), editing, desk, out);
        self.pending = Pending::Child(g, r);
        out.open(form);
    }
    /// Enter on a line: the row, or the record that the field refers to.
    fn open_line(&mut self, desk: &Desk, out: &mut Out<'_>) {
        match self.line() {
            Some(FormLine::Row(g, r)) => self.open_row(g, Some(r), desk, out),
            Some(FormLine::Told(i)) => {
                if let Some(change) = self.history.get(i) {
                    out.open(Message::of_change(change));
                }
            }
            Some(FormLine::Field(i)) => {
                let Some(cell) = self.cells.get(i) else { return };
                let Some((name, key)) = cell.value(&[]).and_then(|v| cell.field.kind.referred(&v)) else { return };
                if let Some(entry) = register::find(name) {
                    let form = Form::open(entry.register, key, false, desk, out);
                    out.open(form);
                }
            }
            _ => {}
        }
    }
    fn refers(&self) -> bool {
        match self.line() {
            Some(FormLine::Row(..) | FormLine::Told(_)) => true,
            Some(FormLine::Field(i)) => self.cells.get(i).is_some_and(|c| c.field.kind.refers() && !c.line.is_blank()),
            _ => false,
        }
    }
    fn leave(&mut self, out: &mut Out<'_>) {
        if self.editing && self.is_dirty() {
            self.pending = Pending::Leave;
            out.open(Confirm::to_give_up());
        } else {
            out.close();
        }
    }
}

/// Rows at the foot of the form.
pub const FOOT: u16 = 3;
