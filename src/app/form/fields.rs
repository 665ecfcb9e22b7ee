//! One field being filled in: what was typed, what can be chosen, what is wrong with it. Knows no other field.

use crate::app::choice::{self, Choice};
use crate::app::desk::Desk;
use crate::app::line::{Edit, Line};
use crate::domain::slip::Slip;
use crate::register::{Field, Kind, Need, Value};

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its declaration.
    pub field: &'static Field,
    /// What was typed: a code, a number, `#key`.
    pub line: Line,
    /// The text it had when the record was read.
    pub original: String,
    /// The text a new record started with.
    pub given: String,
    /// What the reference or division typed is called.
    pub name: Option<String>,
    /// What is wrong with it.
    pub slips: Vec<Slip>,
    /// The program filled it from another field, and may do so again.
    pub filled: bool,
    /// What stands in it is the program's, and makes way for what is typed.
    pub yields: bool,
    /// The clerk has been here: what is missing may be pointed out.
    pub visited: bool,
    /// It stays as it was saved.
    pub frozen: bool,
}

impl Cell {
    /// A field with the value of a record.
    pub fn new(field: &'static Field, value: &Value, name: Option<String>) -> Self {
        let text = field.kind.edit(value);
        Cell {
            field,
            line: Line::of(text.clone()),
            original: text,
            given: String::new(),
            name,
            slips: Vec::new(),
            filled: false,
            yields: false,
            visited: false,
            frozen: false,
        }
    }
    /// Whether it was changed since it was read.
    pub fn is_changed(&self) -> bool {
        self.line.text().trim() != self.original.trim()
    }
    /// Whether the clerk typed something that is nowhere else.
    pub fn is_typed(&self) -> bool {
        self.is_open() && self.is_changed() && !self.filled && self.line.text() != self.given
    }
    /// Whether the clerk fills it.
    pub fn is_open(&self) -> bool {
        self.field.need != Need::Given && !self.frozen
    }
    /// The value, if what was typed is one.
    pub fn value(&self, accept: &[String]) -> Option<Value> {
        self.field.read(self.line.text(), accept).ok()
    }
    /// What is shown while the cursor is elsewhere: labels for codes, names for references.
    pub fn shown(&self, desk: &Desk) -> String {
        let text = self.line.text();
        if text.trim().is_empty() {
            return String::new();
        }
        match self.field.kind {
            Kind::Ref(_) | Kind::Case => self.name.clone().unwrap_or_else(|| text.to_owned()),
            Kind::Division => match desk.division(text).map(str::to_owned).or_else(|| self.name.clone()) {
                Some(name) => format!("{name} ({text})"),
                None => text.to_owned(),
            },
            kind => match self.value(&[]) {
                Some(value) => kind.show(&value),
                None => crate::domain::text::safe(text),
            },
        }
    }
    /// Whether it names a record that the office knows: then what is typed takes the name's place.
    pub fn is_named(&self) -> bool {
        self.name.is_some() && self.field.kind.refers()
    }
    /// What stands under the cursor: what was typed, or what the record found by it is called, for nobody reads `#key`.
    pub fn edited(&self) -> Line {
        match self.name.as_ref().filter(|_| self.is_named()) {
            Some(name) => {
                let mut line = Line::of(name.as_str());
                line.edit(&Edit::Home);
                line
            }
            None => self.line.clone(),
        }
    }
    /// The choice of a field that is chosen rather than typed.
    pub fn choice(&self, desk: &Desk) -> Option<Choice> {
        let items = choice::items(self.field.kind, desk);
        (!items.is_empty()).then(|| Choice::new(items, self.line.text().trim()))
    }
    /// The cursor comes.
    pub fn enter(&mut self) {
        // Nobody goes on writing behind a nought.
        let nought = matches!(self.line.text(), "0" | "0.00") && matches!(self.field.kind, Kind::Money | Kind::Int(..));
        self.yields = nought || self.filled || (!self.given.is_empty() && self.line.text() == self.given);
    }
    /// Types into it. Says whether the text changed.
    pub fn type_in(&mut self, edit: &Edit) -> bool {
        let types = matches!(edit, Edit::Insert(_));
        let takes = types || matches!(edit, Edit::Backspace | Edit::Delete);
        let replaces = (self.is_named() && takes) || (self.yields && types);
        self.yields = false;
        if replaces {
            self.line = Line::default();
        }
        let changed = self.line.edit(edit) || replaces;
        if changed {
            self.filled = false;
            self.name = None;
            self.judge_while_typing();
        }
        changed
    }
    /// While it is typed, a slip vanishes as soon as it is right; a number that is complete and wrong is told at once.
    fn judge_while_typing(&mut self) {
        let complete = self.field.kind == Kind::IdNumber && self.line.text().trim().chars().count() >= 18;
        self.slips = match self.field.read(self.line.text(), &[]) {
            Err(slip) if complete => vec![slip],
            _ => Vec::new(),
        };
    }
    /// The cursor leaves: what was typed is judged by itself. What a record has stays until it is changed.
    pub fn judge(&mut self, accept: &[String]) {
        self.visited = true;
        let resolved_by_office = self.field.kind.refers() || self.field.kind == Kind::Division;
        let stands = !self.original.is_empty() && self.line.text() == self.original;
        if resolved_by_office || stands {
            return;
        }
        if let Err(slip) = self.field.read(self.line.text(), accept) {
            self.slips = vec![slip];
        }
    }
    /// Puts a value in that follows from others.
    pub fn fill(&mut self, value: &Value) {
        self.line = Line::of(self.field.kind.edit(value));
        self.filled = true;
        self.slips.clear();
    }
    /// Puts in what was chosen. Says whether the text changed.
    pub fn choose(&mut self, code: &str) -> bool {
        let changed = self.line.text() != code;
        if changed {
            self.line = Line::of(code);
            self.filled = false;
            self.name = None;
            self.slips.clear();
        }
        changed
    }
}
