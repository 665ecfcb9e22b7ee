//! One field being filled in: what was typed, what can be chosen, what is wrong with it. Knows no other field.

use crate::app::choice::{self, Choice};
use crate::app::desk::Desk;
use crate::app::line::{Edit, Line};
use crate::domain::brief;
use crate::domain::month::Month;
use crate::domain::slip::{MISSING, Slip};
use crate::register::{Field, Kind, Need, Value};
use chrono::NaiveDate;

/// A field of a form.
#[derive(Clone, Debug)]
pub struct FormCell {
    /// Its declaration.
    pub field: &'static Field,
    /// The record on the form that it is of ([`crate::app::form::parts`]); 0 is the form's own.
    pub part: usize,
    /// The number that was typed is nobody's that the office knows.
    pub unknown: bool,
    /// It is asked of a record that has no number ([`crate::register::InPlace`]).
    pub of_number: bool,
    /// What was typed: a code, a number, `#key`.
    pub line: Line,
    /// The text it had when the record was read.
    pub original: String,
    /// The text it had when the form was opened: stored, given, or typed before in a row that is opened again.
    pub start: String,
    /// What the reference or division typed is called.
    pub name: Option<String>,
    /// What it was called when the form was opened.
    start_name: Option<String>,
    /// What is wrong with it.
    pub slips: Vec<Slip>,
    /// The program filled it from another field, and may do so again.
    pub filled: bool,
    /// What stands in it makes way for what is typed: nothing was typed since the cursor came.
    pub yields: bool,
    /// What a short date or month that is being typed means, in full.
    pub means: Option<String>,
    /// The record that the reference being typed names whole, and what it is called.
    pub found: Option<(i64, String)>,
    /// The clerk has been here: what is missing may be pointed out.
    pub visited: bool,
    /// It stays as it was saved.
    pub frozen: bool,
    /// The program fills it where it is left empty, and has found nothing to fill it with.
    pub lacks: bool,
}

impl FormCell {
    /// A field with the value of a record.
    pub fn new(field: &'static Field, value: &Value, name: Option<String>) -> Self {
        let text = field.kind.edit(value);
        FormCell {
            field,
            part: 0,
            unknown: false,
            of_number: false,
            line: Line::of(text.clone()),
            original: text.clone(),
            start: text,
            start_name: name.clone(),
            name,
            slips: Vec::new(),
            filled: false,
            yields: false,
            means: None,
            found: None,
            visited: false,
            frozen: false,
            lacks: false,
        }
    }
    /// Whether it was changed since it was read.
    pub fn is_changed(&self) -> bool {
        self.line.text().trim() != self.original.trim()
    }
    /// Whether the clerk typed something that is nowhere else.
    pub fn is_typed(&self) -> bool {
        self.is_open() && !self.filled && self.line.text().trim() != self.start.trim()
    }
    /// What stands in it now is what the form was opened with.
    pub fn begins(&mut self) {
        self.line.text().clone_into(&mut self.start);
        self.start_name.clone_from(&self.name);
    }
    /// Nothing stands in it any more.
    pub fn clear(&mut self) {
        self.choose("");
        (self.yields, self.means) = (false, None);
    }
    /// What stood in it when the form was opened stands in it again; where it still does, what is stored.
    pub fn take_back(&mut self) {
        let opened = self.line.text() == self.start && !self.original.is_empty();
        let back = if opened { self.original.clone() } else { self.start.clone() };
        if self.choose(&back) && back == self.start {
            self.name.clone_from(&self.start_name);
        }
        self.enter();
    }
    /// Whether the program fills it where it is left empty, and has something to fill it with.
    pub fn follows(&self) -> bool {
        self.field.completed && !self.lacks && !self.of_number
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
            Kind::Ref(_) | Kind::Case | Kind::Any => self.name.clone().unwrap_or_else(|| text.to_owned()),
            Kind::Division => match desk.division(text).map(str::to_owned).or_else(|| self.name.clone()) {
                Some(name) => format!("{name} ({text})"),
                None => text.to_owned(),
            },
            // The state of a case, with what lies ahead of it.
            Kind::Code(_) if self.field.need == Need::Given && self.name.is_some() => {
                self.name.clone().unwrap_or_default()
            }
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
        self.yields = !self.line.is_blank();
    }
    /// Types into it: the first character takes the place of what stood there, unless the cursor was moved in it before. Says
    /// whether the text changed.
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
            (self.name, self.found, self.unknown) = (None, None, false);
            self.judge_while_typing();
        }
        changed
    }
    /// A date or month typed short is understood as seen from the business date.
    pub fn understand(&mut self, day: NaiveDate) {
        let text = self.line.text();
        self.means = match self.field.kind {
            Kind::Date => brief::day_meant(text, day, self.field.may_lie_ahead()).map(|d| d.to_string()),
            Kind::Month => brief::month_meant(text, day).map(|m| m.to_string()),
            _ => None,
        };
    }
    /// The business date, or its month.
    pub fn today(&self, day: NaiveDate) -> Option<String> {
        match self.field.kind {
            Kind::Date => Some(day.to_string()),
            Kind::Month => Some(Month::of(day).to_string()),
            _ => None,
        }
    }
    /// While it is typed, a slip vanishes as soon as it is right; a number that is complete and wrong is told at once.
    fn judge_while_typing(&mut self) {
        let complete = self.field.kind == Kind::IdNumber && self.line.text().trim().chars().count() >= 18;
        self.slips = match self.field.read(self.line.text(), &[]) {
            Err(slip) if complete => vec![slip],
            _ => Vec::new(),
        };
    }
    /// What is wrong with it by itself: it is needed and missing, or cannot be read.
    pub fn fault(&self, needed: bool, accept: &[String]) -> Option<Slip> {
        if needed && self.line.is_blank() {
            let text = format!("必填项未填: {}", self.field.label);
            return Some(Slip::error(MISSING, text).at(self.field.col));
        }
        if self.is_for_office() { None } else { self.field.read(self.line.text(), accept).err() }
    }
    /// Whether it is not to be read here: only the office can, or it is what the record has.
    fn is_for_office(&self) -> bool {
        let stands = !self.original.is_empty() && self.line.text() == self.original;
        self.field.kind.refers() || self.field.kind == Kind::Division || stands
    }
    /// The cursor leaves: what was typed is judged by itself. What a record has stays until it is changed.
    pub fn judge(&mut self, accept: &[String]) {
        self.visited = true;
        if let Some((key, name)) = self.found.take() {
            self.choose(&format!("#{key}"));
            self.name = Some(name);
        }
        let in_full = matches!(self.field.kind, Kind::Date | Kind::Month).then(|| self.value(accept)).flatten();
        let in_full = in_full.filter(|v| !v.is_null()).map(|v| self.field.kind.edit(&v));
        if let Some(meant) = self.means.take().or(in_full) {
            self.choose(&meant);
        }
        if self.is_for_office() {
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
            (self.name, self.found) = (None, None);
            self.slips.clear();
        }
        changed
    }
}
