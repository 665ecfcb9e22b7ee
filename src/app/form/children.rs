//! The rows of a child register shown as a table in the parent's form (members, causes, awards). A row is filled in a small
//! form of its own and saved together with the parent.

use crate::app::desk::Desk;
use crate::domain::slip::Slip;
use crate::register::{self, Draft, Field, Kind, Mask, Need, Opened, Register, Value, Values};

/// The rows of one child register.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The child register.
    pub register: &'static Register,
    /// Its rows, in the order in which they were read, new ones last.
    pub rows: Vec<GridRow>,
}

/// A row of it.
#[derive(Clone, Debug, Default)]
pub struct GridRow {
    /// As it stands in the office; none for a new one.
    pub opened: Option<Opened>,
    /// What was typed for it.
    pub draft: Option<Draft>,
    /// What is wrong with it.
    pub slips: Vec<Slip>,
    /// What was typed is the program's: the clerk has not touched it.
    pub given: bool,
    /// What became of the draft: what the program fills in, and what references are called.
    pub checked: Option<(Values, Names)>,
}

/// What references are called, by column.
type Names = Vec<(&'static str, String)>;

/// Cells of a person's name with the number.
const NAMED: u16 = 28;

/// The child registers of a register.
pub fn of(parent: &Register) -> Vec<&'static Register> {
    register::ALL.iter().map(|e| e.register).filter(|r| r.belongs_to(parent)).collect()
}

impl Grid {
    /// The grids of a record.
    pub fn all(parent: &Register, opened: Option<&Opened>) -> Vec<Grid> {
        let rows = |r: &'static Register| {
            let children = opened.iter().flat_map(|o| &o.children).filter(move |c| c.values.register.name == r.name);
            children.map(|c| GridRow { opened: Some(c.clone()), ..GridRow::default() }).collect()
        };
        of(parent).into_iter().map(|register| Grid { register, rows: rows(register) }).collect()
    }
    /// Its fields, but the one that names the parent.
    fn fields(&self) -> impl Iterator<Item = &'static Field> {
        let parent = self.register.parent;
        self.register.fields.iter().filter(move |f| Some(f.col) != parent)
    }
    /// The columns of its table: those of its list, by rank. What leads to the parent is left out, and what leads through a
    /// reference is shown as the one name of whom it refers to.
    pub fn columns(&self) -> Vec<(&'static Field, u16)> {
        let mut columns: Vec<(&'static Field, u16)> = Vec::new();
        for column in self.register.list {
            let head = column.path.split('.').next().unwrap_or_default();
            let Some(field) = self.register.field(head).filter(|f| Some(f.col) != self.register.parent) else {
                continue;
            };
            if columns.iter().all(|(f, _)| f.col != field.col) {
                let width = if field.kind.refers() { NAMED } else { column.width };
                columns.push((field, width));
            }
        }
        columns
    }
    /// Whether a clerk may add rows.
    pub fn is_open(&self) -> bool {
        self.register.input == register::Input::Form && self.fields().any(|f| f.need != Need::Given)
    }
    /// Takes in what was typed for a row: a new one, or the one with that key.
    pub fn take(&mut self, draft: Draft, at: Option<usize>) {
        match at.and_then(|i| self.rows.get_mut(i)) {
            Some(row) => {
                // A row whose fields are again what they were is no correction.
                let same = draft.key.is_some() && draft.texts.is_empty() && !draft.void;
                *row = GridRow { opened: row.opened.take(), draft: (!same).then_some(draft), ..GridRow::default() };
            }
            None => self.rows.push(GridRow { draft: Some(draft), ..GridRow::default() }),
        }
    }
    /// Takes a row out, or back in. It stays in sight, marked, so that the same key brings it back with all that was typed.
    pub fn void(&mut self, at: usize) {
        let Some(row) = self.rows.get_mut(at) else { return };
        let opened = row.opened.as_ref();
        let draft = row.draft.get_or_insert_with(|| Draft {
            key: opened.map(|o| o.key),
            seen: opened.map(|o| o.act),
            ..Draft::new(self.register)
        });
        draft.void = !draft.void;
        if !draft.void && draft.texts.is_empty() {
            row.draft = None;
        }
        row.slips.clear();
    }
}

impl GridRow {
    /// Whether saving has anything to do with it: what was typed and taken out again never was.
    pub fn is_sent(&self) -> bool {
        self.draft.as_ref().is_some_and(|d| !d.void || d.key.is_some())
    }
    /// Whether it is to be voided, or was.
    pub fn is_void(&self) -> bool {
        self.draft.as_ref().is_some_and(|d| d.void) || self.opened.as_ref().is_some_and(|o| o.voided_by.is_some())
    }
    /// What the reference in a field is called.
    pub fn name_of(&self, col: &str) -> Option<String> {
        let typed = self.draft.as_ref().is_some_and(|d| d.texts.iter().any(|(c, _)| *c == col));
        let checked = self.draft.as_ref().and(self.checked.as_ref()).and_then(|(_, names)| name_of(names, col));
        let opened = self.opened.as_ref().filter(|_| !typed);
        checked.or_else(|| opened.and_then(|o| name_of(&o.names, col)))
    }
    /// What was typed or stands in a field, as stored.
    pub fn code(&self, field: &Field) -> String {
        let typed = self.draft.as_ref().and_then(|d| d.texts.iter().find(|(c, _)| *c == field.col));
        let stands = || self.opened.as_ref().map_or_else(String::new, |o| o.values.text(field.col).to_owned());
        typed.map_or_else(stands, |(_, text)| {
            field.read(text, &[]).map_or_else(|_| text.clone(), |v| field.kind.edit(&v))
        })
    }
    /// The text of a field as it would be saved.
    pub fn text(&self, field: &Field, desk: &Desk) -> String {
        let typed = self.draft.as_ref().and_then(|d| d.texts.iter().find(|(c, _)| *c == field.col)).map(|(_, t)| t);
        let checked = self.draft.as_ref().and(self.checked.as_ref()).map(|(values, _)| values.get(field.col).clone());
        let value = match (typed, &self.opened) {
            _ if checked.as_ref().is_some_and(|v| *v != Value::Null) => checked.unwrap_or_default(),
            (Some(typed), _) => match field.read(typed, &[]) {
                Ok(value) => value,
                Err(_) => return crate::domain::text::safe(typed),
            },
            (None, Some(opened)) => opened.values.get(field.col).clone(),
            (None, None) => Value::Null,
        };
        let named = self.name_of(field.col);
        match (field.kind, &value) {
            (_, Value::Null) => String::new(),
            (Kind::Ref(_) | Kind::Case | Kind::Any, _) => named.unwrap_or_else(|| field.kind.show(&value)),
            (Kind::Division, Value::Text(code)) => desk.division(code).unwrap_or(code).to_owned(),
            // Whoever opened the record sees what is hidden elsewhere.
            _ if field.mask == Mask::Hidden => field.kind.show(&value),
            _ => field.show_masked(&value),
        }
    }
}

/// What a reference is called.
pub fn name_of(names: &[(&'static str, String)], col: &str) -> Option<String> {
    names.iter().find(|(c, _)| *c == col).map(|(_, n)| n.clone())
}
