//! Records that are filled in on the form of another: in the place of a reference, row by row beneath, or beside it. What is typed for
//! them goes with the draft; what the office says of them comes back to their fields (`told`).

use crate::app::desk::Desk;
use crate::app::form::children::{Grid, GridRow};
use crate::app::form::fields::FormCell;
use crate::app::form::state::{At, Form, FormLine, Part};
use crate::app::sought;
use crate::domain::slip::Severity;
use crate::domain::text;
use crate::register::{self, Draft, Field, Kind, Register, Values, Versions};
use chrono::NaiveDate;

/// The register of a reference whose record may be entered in its place.
pub(super) fn target(cell: &FormCell) -> Option<&'static Register> {
    let Kind::Ref(name) = cell.field.kind else { return None };
    register::find(name).map(|entry| entry.register).filter(|register| register.in_place.is_some())
}

/// The column with the number by which its records are typed into a reference.
pub(super) fn number(register: &Register) -> Option<&'static str> {
    let is_number = |col: &&&str| register.field(col).is_some_and(|f| f.kind == Kind::IdNumber);
    register.natural_key.iter().find(is_number).copied()
}

/// The child registers whose rows are filled in on the form; whether one row is one line, for they begin with whom they are of.
pub(super) fn rows_on_form(register: &'static Register) -> impl Iterator<Item = (&'static Register, bool)> {
    let children = register.children().map(|(child, _)| child).filter(|child| !child.brief.is_empty());
    children.map(|child| (child, in_lines(child)))
}

fn in_lines(child: &Register) -> bool {
    let first = child.brief.first().and_then(|col| child.field(col));
    first.is_some_and(|field| matches!(field.kind, Kind::Ref(_)))
}

impl Form {
    /// The fields of a part.
    pub(super) fn cells_of(&self, part: usize) -> impl Iterator<Item = (usize, &FormCell)> {
        self.cells.iter().enumerate().filter(move |(_, cell)| cell.part == part)
    }
    /// A field of a part.
    pub(super) fn cell_of(&self, part: usize, col: &str) -> Option<usize> {
        self.cells_of(part).find(|(_, cell)| cell.field.col == col).map(|(i, _)| i)
    }
    /// The parts that stand at a place.
    pub(super) fn parts_at(&self, at: At) -> impl Iterator<Item = usize> {
        self.parts.iter().enumerate().filter(move |(_, part)| part.at == at).map(|(p, _)| p)
    }
    fn first_at(&self, at: At) -> Option<usize> {
        self.parts_at(at).next()
    }
    /// The record that is filled in in the place of a reference; none while the reference names one.
    pub fn part_in(&self, i: usize) -> Option<usize> {
        let named = self.cells.get(i).is_none_or(|cell| cell.is_named() || cell.found.is_some());
        self.parts_at(At::In(i)).next().filter(|_| !named)
    }
    /// The same where it is saved.
    pub(super) fn sent_in(&self, i: usize) -> Option<usize> {
        let typed = self.cells.get(i).is_some_and(|cell| !cell.line.is_blank());
        self.part_in(i).filter(|p| typed || self.says(*p))
    }
    /// The rows beneath a part that are saved.
    pub(super) fn sent_rows(&self, of: usize) -> Vec<usize> {
        self.parts_at(At::Row(of)).filter(|row| self.is_sent(*row)).collect()
    }
    /// What is entered beside the record.
    pub(super) fn sent_beside(&self) -> Vec<usize> {
        self.parts_at(At::Beside).filter(|p| self.is_sent(*p)).collect()
    }
    /// Whether anything was typed for a part.
    fn says(&self, part: usize) -> bool {
        let own = self.cells_of(part).any(|(i, cell)| cell.is_typed() || self.part_in(i).is_some_and(|p| self.says(p)));
        own || self.parts_at(At::Row(part)).any(|row| self.says(row))
    }
    /// Whether a part is saved, as far as it lies with what was typed for it.
    pub(super) fn is_sent(&self, part: usize) -> bool {
        match self.parts.get(part).map(|p| p.at) {
            Some(At::Row(of)) => self.says(part) || (of == 0 && self.is_due(part)),
            Some(At::Beside) => self.says(part) || self.doing.is_some(),
            _ => true,
        }
    }
    /// Whether it is the first version of a case that is decided.
    fn is_due(&self, row: usize) -> bool {
        let versions = self.register.versions.map(|versions| versions.register);
        let decided = self.cell_of(0, Versions::DECIDED.0).and_then(|i| self.cells.get(i));
        let is_version = self.parts.get(row).is_some_and(|part| Some(part.register.name) == versions);
        is_version && decided.is_some_and(|cell| !cell.line.is_blank())
    }

    /// The draft of a part, with another state of one field.
    pub(super) fn draft_of(&self, part: usize, other: Option<&(usize, FormCell)>) -> Draft {
        let register = self.parts.get(part).map_or(self.register, |part| part.register);
        let mut draft = Draft::new(register);
        for (i, cell) in self.cells_of(part) {
            let cell = other.filter(|(at, _)| *at == i).map_or(cell, |(_, other)| other);
            if cell.is_open() && !cell.filled && !cell.line.is_blank() && !self.is_of_number(cell) {
                draft.type_in(cell.field.col, cell.line.text());
            }
        }
        self.with_parts(part, draft, other)
    }
    /// With the parts that hang on a part.
    pub(super) fn with_parts(&self, part: usize, mut draft: Draft, other: Option<&(usize, FormCell)>) -> Draft {
        for (i, cell) in self.cells_of(part) {
            let Some(nested) = self.sent_in(i) else { continue };
            let mut record = self.draft_of(nested, other);
            if let Some(number) = number(record.register).filter(|_| !cell.line.is_blank()) {
                record.type_in(number, cell.line.text());
            }
            draft.texts.retain(|(col, _)| *col != cell.field.col);
            draft.nested.push((cell.field.col, record));
        }
        draft.children.extend(self.sent_rows(part).into_iter().map(|row| self.draft_of(row, other)));
        if part == 0 {
            draft.beside.extend(self.sent_beside().into_iter().map(|p| self.draft_of(p, other)));
        }
        draft
    }

    /// A part with the fields that are asked of it.
    fn add_part(&mut self, register: &'static Register, at: At, without: Option<&str>) -> usize {
        let referring =
            if let At::In(i) = at { self.cells.get(i).map(|cell| (cell.part, cell.field.col)) } else { None };
        let more = referring.map(|(part, col)| self.asked_of(part, col)).unwrap_or_default();
        let cols = register.brief.iter().copied().chain(more);
        let cols = cols.filter(|col| Some(*col) != without && number(register) != Some(*col));
        let own = register.in_place.filter(|_| referring.is_some()).map_or(&[][..], |own| own.without_number);
        let part = self.add_part_of(register, at, cols.chain(own.iter().copied()).collect());
        for cell in self.cells.iter_mut().filter(|cell| cell.part == part && own.contains(&cell.field.col)) {
            // What a record begins with holds for one that has a number.
            cell.choose("");
            cell.begins();
            cell.of_number = true;
        }
        part
    }
    /// What a part asks of the record that is entered in the place of one of its references, beside what that asks by itself.
    fn asked_of(&self, part: usize, col: &str) -> Vec<&'static str> {
        let brief = self.parts.get(part).map_or(&[][..], |part| part.register.brief);
        let paths = brief.iter().filter_map(|path| path.split_once('.'));
        paths.filter(|(of, _)| *of == col).map(|(_, asked)| asked).collect()
    }
    /// Whether a field is left to the number of its record, which stands in the reference.
    pub(super) fn is_of_number(&self, cell: &FormCell) -> bool {
        let of = match self.parts.get(cell.part).map(|part| part.at) {
            Some(At::In(of)) => self.cells.get(of),
            _ => None,
        };
        cell.of_number && of.is_some_and(|of| !of.line.is_blank())
    }
    fn add_part_of(&mut self, register: &'static Register, at: At, cols: Vec<&'static str>) -> usize {
        let part = self.parts.len();
        let values = Values::new(register);
        for field in cols.iter().filter_map(|col| register.field(col)) {
            let mut cell = FormCell::new(field, values.get(field.col), None);
            cell.original.clear();
            cell.part = part;
            self.cells.push(cell);
        }
        self.parts.push(Part { register, at, slips: Vec::new(), asks: cols });
        part
    }
    /// A record beside the form's own of which some fields are asked, beside what is known of it.
    pub(super) fn add_beside(&mut self, given: &Draft, asks: Vec<&'static str>) {
        let known = given.texts.iter().map(|(col, _)| *col).filter(|col| !asks.contains(col));
        let cols = known.chain(asks.iter().copied()).collect();
        let part = self.add_part_of(given.register, At::Beside, cols);
        self.give(part, given);
        self.parts.iter_mut().skip(part).for_each(|part| part.asks.clone_from(&asks));
    }
    /// A record is filled in in the place of the reference of a field: what was typed there is its number, or its name.
    pub(super) fn unfold(&mut self, i: usize, desk: &Desk) {
        let Some(cell) = self.cells.get_mut(i) else { return };
        let Some(register) = target(cell) else { return };
        cell.unknown = false;
        let typed = cell.line.text().trim().to_owned();
        let part = match self.first_at(At::In(i)) {
            Some(part) => part,
            None => self.fresh(i, register, desk),
        };
        if number(register).is_some() {
            if typed.chars().next().is_some_and(text::is_han) {
                self.move_text(i, self.cell_of(part, "name"), &typed);
            }
        } else if let Some(first) = self.first_at(At::Row(part)) {
            let of = self.cells_of(first).find(|(_, cell)| target(cell).is_some()).map(|(i, _)| i);
            self.move_text(i, of, &typed);
            if let Some(of) = of.filter(|_| !typed.is_empty()) {
                self.unfold(of, desk);
            }
        }
        self.add_empty_rows();
    }
    /// The part in the place of a reference with the rows beneath it, and on a new record what is entered with it.
    fn fresh(&mut self, i: usize, register: &'static Register, desk: &Desk) -> usize {
        let part = self.add_part(register, At::In(i), None);
        for (child, _) in rows_on_form(register) {
            let row = self.add_part(child, At::Row(part), None);
            let given = sought::first_row(register, desk.day).unwrap_or_else(|| Draft::new(child));
            self.give(row, &given);
        }
        let own = self.cells.get(i).filter(|cell| cell.part == 0 && self.key.is_none() && !self.is_child);
        let col = own.map(|cell| cell.field.col);
        let brought: Vec<_> = self.register.brings.iter().filter(|b| b.of.split('.').next() == col).collect();
        if !brought.is_empty() {
            self.add_own_rows();
        }
        for brings in brought {
            let Some(entry) = register::find(brings.register) else { continue };
            let part = self.add_part(entry.register, At::Beside, Some(brings.by));
            let given =
                entry.register.dated.map(|dated| Draft::new(entry.register).with(dated.start, desk.day.to_string()));
            given.iter().for_each(|given| self.give(part, given));
        }
        part
    }
    /// The rows of the form's own record that are filled in on it, but those of a table in which some were filled in before.
    fn add_own_rows(&mut self) {
        for (child, _) in rows_on_form(self.register).filter(|(_, lines)| !lines) {
            let has = |grid: &Grid| grid.register == child && grid.rows.iter().any(GridRow::is_sent);
            if !self.grids.iter().any(has) {
                self.add_part(child, At::Row(0), None);
            }
        }
    }
    /// What a part begins with: nobody has typed it.
    fn give(&mut self, part: usize, given: &Draft) {
        for cell in self.cells.iter_mut().filter(|cell| cell.part == part) {
            if let Some(text) = given.typed(cell.field.col) {
                cell.choose(text);
                cell.begins();
            }
        }
    }
    fn move_text(&mut self, from: usize, to: Option<usize>, typed: &str) {
        if let Some(cell) = self.cells.get_mut(from) {
            cell.choose("");
        }
        if let Some(cell) = to.and_then(|to| self.cells.get_mut(to)) {
            cell.choose(typed);
            cell.visited = !typed.is_empty();
        }
    }
    /// Beneath rows that are lines of their own stands one that is empty.
    pub(super) fn add_empty_rows(&mut self) {
        for of in 1..self.parts.len() {
            let Some(register) = self.parts.get(of).map(|part| part.register) else { continue };
            for (child, _) in rows_on_form(register).filter(|(_, lines)| *lines) {
                let last = self.parts_at(At::Row(of)).last();
                if last.is_some_and(|last| self.says(last)) {
                    self.add_part(child, At::Row(of), None);
                }
            }
        }
    }
    /// Puts what was typed for parts in again.
    pub(super) fn put_parts_in(&mut self, part: usize, typed: &mut Draft, desk: &Desk) {
        for (col, record) in std::mem::take(&mut typed.nested) {
            let Some(i) = self.cell_of(part, col) else { continue };
            self.put_record_in(i, record, desk);
        }
        if part == 0 {
            for record in std::mem::take(&mut typed.beside) {
                let is_it = |p: &usize| self.parts.get(*p).is_some_and(|p| p.register == record.register);
                let at = self.parts_at(At::Beside).find(is_it);
                let at = at.unwrap_or_else(|| {
                    let cols = record.texts.iter().map(|(col, _)| *col).collect();
                    self.add_part_of(record.register, At::Beside, cols)
                });
                self.type_all(at, &record);
            }
        }
        let mut taken: Vec<usize> = Vec::new();
        typed.children.retain(|row| {
            self.add_empty_rows();
            let is_it =
                |p: &usize| !taken.contains(p) && self.parts.get(*p).is_some_and(|p| p.register == row.register);
            let Some(p) = self.parts_at(At::Row(part)).find(is_it) else { return true };
            taken.push(p);
            self.type_all(p, row);
            self.put_parts_in(p, &mut row.clone(), desk);
            false
        });
        self.add_empty_rows();
    }
    fn put_record_in(&mut self, i: usize, mut record: Draft, desk: &Desk) {
        self.unfold(i, desk);
        let Some(part) = self.parts_at(At::In(i)).next() else { return };
        let typed = number(record.register).and_then(|number| record.typed(number)).map(str::to_owned);
        if let (Some(cell), Some(typed)) = (self.cells.get_mut(i), typed) {
            cell.choose(&typed);
        }
        self.type_all(part, &record);
        self.put_parts_in(part, &mut record, desk);
    }
    fn type_all(&mut self, part: usize, record: &Draft) {
        for cell in self.cells.iter_mut().filter(|cell| cell.part == part) {
            if let Some(text) = record.typed(cell.field.col) {
                cell.choose(text);
                cell.visited = true;
            }
        }
    }
    /// Whether Enter passes a field by: it is not among those that are filled in as a rule, or stands there already.
    pub(super) fn is_passed_by(&self, cell: &FormCell) -> bool {
        let brief = self.parts.get(cell.part).map_or(&[][..], |part| part.asks.as_slice());
        if self.key.is_some() || brief.is_empty() {
            return false;
        }
        let stands = cell.field.default.is_some() && !cell.line.is_blank();
        // What was taken along from elsewhere stands there, too.
        let known = match cell.part {
            0 => self.doing.is_some() && !cell.filled && !cell.is_typed(),
            _ => !cell.is_typed() || cell.visited,
        };
        let given = known && !cell.line.is_blank();
        // Of an empty row only whom it is of is asked.
        let waits = self.in_row_of_nobody(cell) && target(cell).is_none();
        let asked = brief.contains(&cell.field.col) && !stands && !given && !waits;
        let lacks = self.needs(cell) && cell.line.is_blank();
        !(asked || lacks)
    }
    /// The columns of a row that is one line: who, what the record in that place has of its own, what the row says.
    pub fn columns_in_line(&self, row: usize) -> Vec<&'static Field> {
        let mut columns = Vec::new();
        for (_, cell) in self.cells_of(row) {
            columns.push(cell.field);
            let Some(record) = target(cell) else { continue };
            let own =
                record.brief.iter().filter(|col| !cell.field.alike.contains(col) && number(record) != Some(**col));
            columns.extend(own.filter_map(|col| record.field(col)).filter(|f| f.default.is_none()));
        }
        columns
    }
    /// The day of birth that is typed for somebody without a number, in the place of a reference.
    pub fn born(&self, i: usize) -> Option<NaiveDate> {
        let birth = self.part_in(i).and_then(|part| self.cell_of(part, "birth_date"))?;
        self.cells.get(birth)?.value(&[])?.text()?.parse().ok()
    }
    /// What a part is called on the form.
    pub fn name_of_part(&self, part: usize) -> String {
        let Some(part) = self.parts.get(part) else { return String::new() };
        let how = if matches!(part.at, At::In(_)) { "新增" } else { "" };
        format!("{how}{} (一起保存)", part.register.label)
    }
    fn in_row_of_nobody(&self, cell: &FormCell) -> bool {
        let of = self.parts.get(cell.part).map(|p| p.at);
        matches!(of, Some(At::Row(of)) if of > 0) && !self.is_sent(cell.part)
    }
    /// How many fields that cannot stay empty are.
    pub fn missing(&self) -> usize {
        let shown = self.lines();
        // What is empty and wrong waits to be filled, too: a rule calls for it.
        let waits = |cell: &FormCell| cell.is_open() && cell.slips.iter().any(|s| s.severity == Severity::Error);
        let is_missing = |cell: &FormCell| (self.needs(cell) || waits(cell)) && cell.line.is_blank();
        let fields = shown.iter().filter_map(|line| match line {
            FormLine::Field(i) => self.cells.get(*i).map(|cell| (*i, cell)),
            _ => None,
        });
        fields.filter(|(i, cell)| is_missing(cell) && self.part_in(*i).is_none()).count()
    }
}
