//! How a form begins: a new record, one of the office, a row of another form, what was typed before the program was ended.

use crate::app::desk::Desk;
use crate::app::form::children::{Grid, GridRow, name_of};
use crate::app::form::fields::FormCell;
use crate::app::form::parts::target;
use crate::app::form::state::{Form, FormLine, Part, Pending, Waits};
use crate::app::msg::Want;
use crate::app::opening::{Beginning, Doing};
use crate::app::out::Out;
use crate::app::scroll::Scroll;
use crate::app::voiding::Voiding;
use crate::domain::people::id_number::IdNumber;
use crate::domain::slip::Slip;
use crate::register::core::deeds::Entering;
use crate::register::{Draft, Input, Opened, Register, Values};

impl Form {
    /// A new record, some of its fields given by where it is entered from, as they would be typed.
    pub fn new(beginning: Beginning, desk: &Desk, out: &mut Out<'_>) -> Self {
        let Beginning { register, given, row } = beginning;
        let mut form = Form::bare(register, None, true);
        form.show(&Values::new(register), &[], None);
        form.begin_with(&given);
        // A whole number of somebody who may be entered in that place.
        let whole = |c: &FormCell| target(c).is_some() && IdNumber::parse(c.line.text().trim()).is_ok();
        for i in (0..form.cells.len()).filter(|i| form.cells.get(*i).is_some_and(whole)).collect::<Vec<usize>>() {
            form.unfold(i, desk);
        }
        if !given.is_empty() {
            form.ask_check(out);
        }
        form.begins = true;
        form.begin(desk);
        if let Some(row) = row {
            form.add_row(row, out);
        }
        form
    }
    /// Something that is done to another record: a new one, of which only some fields are asked.
    pub fn doing(doing: Doing, desk: &Desk, out: &mut Out<'_>) -> Self {
        let Entering { register, given, asks, beside } = doing.entering.clone();
        let mut form = Form::bare(register, None, true);
        form.show(&Values::new(register), &[], None);
        form.begin_with(&given);
        form.doing = Some(doing);
        form.parts.iter_mut().for_each(|own| own.asks.clone_from(&asks));
        if let Some((draft, asks)) = beside {
            form.add_beside(&draft, asks);
        }
        form.ask_check(out);
        form.begins = true;
        form.begin(desk);
        form
    }
    /// What a new record starts with is typed, as far as saving is concerned, but not by the clerk.
    fn begin_with(&mut self, given: &[(&'static str, String)]) {
        for cell in &mut self.cells {
            if let Some((_, text)) = given.iter().find(|(col, _)| *col == cell.field.col) {
                cell.choose(text);
            }
            cell.begins();
            cell.original.clear();
        }
    }
    /// The cursor comes to where the clerk begins: to what is wrong with a row that is opened again, in a new record to the first field
    /// that is neither filled nor filled by the program; where none is left, to the first that is the clerk's.
    pub(super) fn begin(&mut self, desk: &Desk) {
        let is_new = self.key.is_none() && !self.tried;
        let wrong = |c: &FormCell| c.slips.iter().any(Slip::stops);
        let own = |c: &FormCell| {
            is_new && !c.filled && !self.is_filled(c) && self.applies(c) != Some(false) && !self.is_passed_by(c)
        };
        let empty = |c: &FormCell| own(c) && c.line.is_blank();
        let lines = self.lines();
        let first = |is_it: &dyn Fn(&FormCell) -> bool| {
            lines.iter().position(|line| match line {
                FormLine::Field(i) => {
                    self.part_in(*i).is_none() && self.cells.get(*i).is_some_and(|c| c.is_open() && is_it(c))
                }
                _ => false,
            })
        };
        let must = |c: &FormCell| self.doing.is_some() && empty(c) && self.needs(c);
        let at = first(&wrong).or_else(|| first(&must)).or_else(|| first(&empty)).or_else(|| first(&own));
        self.put_cursor(at.unwrap_or(0), desk);
    }
    /// A record of the office, to be looked at or corrected.
    pub fn open(register: &'static Register, key: i64, edit: bool, desk: &Desk, out: &mut Out<'_>) -> Self {
        let edit = edit && !desk.read_only && register.input == Input::Form;
        let mut form = Form::bare(register, Some(key), edit);
        form.read(key, out);
        form
    }
    /// Asks for the record, and while it is looked at for what was done to it.
    pub(super) fn read(&mut self, key: i64, out: &mut Out<'_>) {
        let ask = if self.editing { Want::Edit } else { Want::Open };
        self.waits.reading = Some(out.ask(ask(self.register, key)));
        self.waits.telling = (!self.editing).then(|| out.ask(Want::History(self.register, key)));
    }
    /// A row of a grid, or a new one, with the record it is saved with.
    pub fn child(
        (register, row): (&'static Register, Option<&GridRow>),
        context: Box<Draft>,
        edit: bool,
        desk: &Desk,
        out: &mut Out<'_>,
    ) -> Self {
        let opened = row.and_then(|r| r.opened.clone());
        let mut form = Form::bare(register, opened.as_ref().map(|o| o.key), edit);
        form.is_child = true;
        form.context = Some(context);
        match &opened {
            Some(o) => form.show(&o.values, &o.names, Some(o)),
            None => {
                form.show(&Values::new(register), &[], None);
                for cell in &mut form.cells {
                    cell.original.clear();
                    // Makes way for what is carried over from the row before.
                    cell.filled = register.carried.contains(&cell.field.col);
                }
            }
        }
        form.cells.retain(|c| Some(c.field.col) != register.parent);
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
            form.put_parts_in(0, &mut draft.clone(), desk);
        }
        // A row that the clerk confirmed before says all that is wrong with it.
        form.tried = row.is_some_and(|r| r.draft.is_some() && !r.given);
        if edit {
            form.ask_check(out);
        }
        form.begins = edit;
        form.begin(desk);
        form
    }
    /// Begins with a row of a child register, as if it had been typed.
    fn add_row(&mut self, draft: Draft, out: &mut Out<'_>) {
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
            parts: vec![Part::own(register)],
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
            begins: false,
            offered: false,
            saved: None,
            waits: Waits::default(),
            voiding: Voiding::default(),
            pending: Pending::Nothing,
            doing: None,
            unfolded: false,
            read: Vec::new(),
            agreed: Vec::new(),
            asked_again: Vec::new(),
            passed: None,
            resumed: None,
        }
    }
    /// Fields and tables with the values of a record.
    pub(super) fn show(&mut self, values: &Values, names: &[(&'static str, String)], opened: Option<&Opened>) {
        self.parts.truncate(1);
        self.cells = values.iter().map(|(f, v)| FormCell::new(f, v, name_of(names, f.col))).collect();
        for (cell, value) in self.cells.iter_mut().zip(values.iter().map(|(_, v)| v)).filter(|_| opened.is_some()) {
            cell.frozen = self.register.keeps(cell.field.col, value);
        }
        let beside = opened.iter().flat_map(|opened| &opened.beside);
        self.cells.extend(beside.map(|(field, value)| FormCell::new(field, value, None)));
        self.grids = if self.is_child { Vec::new() } else { Grid::all(self.register, opened) };
        self.slips.clear();
        self.changes.clear();
    }
    /// What was typed goes into the fields and tables.
    pub(super) fn put_in(&mut self, mut typed: Draft, desk: &Desk, out: &mut Out<'_>) {
        self.put_parts_in(0, &mut typed, desk);
        for (col, text) in typed.texts {
            if let Some(cell) = self.cells.iter_mut().find(|c| c.part == 0 && c.field.col == col) {
                cell.choose(&text);
                cell.visited = true;
            }
        }
        for row in typed.children {
            let Some(grid) = self.grids.iter_mut().find(|g| g.register == row.register) else { continue };
            let same = |r: &GridRow| row.key.is_some() && r.opened.as_ref().map(|o| o.key) == row.key;
            let at = grid.rows.iter().position(same);
            grid.take(row, at);
        }
        let at = self.scroll.at;
        self.put_cursor(at, desk);
        self.ask_check(out);
    }
    /// Goes on with what was typed before the program was ended.
    pub fn resume(draft: Draft, desk: &Desk, out: &mut Out<'_>) -> Self {
        match draft.key {
            Some(key) => {
                let mut form = Form::open(draft.register, key, true, desk, out);
                form.resumed = Some(draft);
                form
            }
            None => {
                let beginning = Beginning { register: draft.register, given: Vec::new(), row: None };
                let mut form = Form::new(beginning, desk, out);
                form.put_in(draft, desk, out);
                form
            }
        }
    }
}
