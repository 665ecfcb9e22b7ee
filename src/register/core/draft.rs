//! A record on its way in: what was typed, what became of it, what the office answered.

use crate::domain::month::Month;
use crate::domain::reason;
use crate::domain::slip::Slip;
use crate::register::benefits::rests::{RestingCase, Then};
use crate::register::{Difference, Field, Register, Value, Values};

/// What a clerk typed for one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Which register.
    pub register: &'static Register,
    /// The record being corrected; none for a new one.
    pub key: Option<i64>,
    /// The act (version) that was on the record when it was read.
    pub seen: Option<i64>,
    /// Column → what was typed. For a correction only the fields that changed need be here.
    pub texts: Vec<(&'static str, String)>,
    /// Doubts accepted as recorded exceptions (needs `why`): by their code, or as they were shown ([`Slip::is_among`]). See `judging`: each
    /// becomes an exception row.
    pub accept: Vec<String>,
    /// Why: needed for a correction of money or people, and for an exception.
    pub why: Option<String>,
    /// What follows for cases that rest on what it takes away is carried out with it ([`crate::register::benefits::benefit`]); otherwise it is
    /// asked about.
    pub follow: bool,
    /// See [`crate::register::Facts::without`].
    pub without: bool,
    /// Rows of child registers edited with it; their parent field is filled by the store.
    pub children: Vec<Draft>,
    /// Records that its references lead to and that are entered with it, each by the field ([`Register::in_place`]). One that the office
    /// has already, by the number typed, is taken as it stands.
    pub nested: Vec<(&'static str, Draft)>,
    /// Records that refer to it, or to one that it leads to, and are entered with it ([`Register::brings`]).
    pub beside: Vec<Draft>,
    /// This child row is to be voided.
    pub void: bool,
    /// What was kept of it while it was typed (the key in `unfinished`): it goes with the save.
    pub kept: Option<i64>,
}

impl Draft {
    /// With one more row, or in the place of the same one.
    #[must_use]
    pub fn with_row(mut self, row: Draft) -> Self {
        let same = |c: &Draft| row.key.is_some() && c.key == row.key && c.register == row.register;
        self.children.retain(|c| !same(c));
        self.children.push(row);
        self
    }
    /// A new record.
    pub fn new(register: &'static Register) -> Self {
        Draft {
            register,
            key: None,
            seen: None,
            texts: Vec::new(),
            accept: Vec::new(),
            why: None,
            follow: false,
            without: false,
            children: Vec::new(),
            nested: Vec::new(),
            beside: Vec::new(),
            void: false,
            kept: None,
        }
    }
    /// With a new record in the place of a reference.
    #[must_use]
    pub fn with_nested(mut self, col: &'static str, record: Draft) -> Self {
        self.nested.retain(|(c, _)| *c != col);
        self.nested.push((col, record));
        self
    }
    /// Whether other records are entered with it than its rows.
    pub fn enters_more(&self) -> bool {
        !self.nested.is_empty() || !self.beside.is_empty() || self.children.iter().any(Draft::enters_more)
    }
    /// What was typed into a field.
    pub fn typed(&self, col: &str) -> Option<&str> {
        self.texts.iter().find(|(c, _)| *c == col).map(|(_, text)| text.as_str())
    }
    /// A correction of a record.
    pub fn of(register: &'static Register, key: i64) -> Self {
        Draft { key: Some(key), ..Draft::new(register) }
    }
    /// With a field typed.
    pub fn with(mut self, col: &'static str, text: impl Into<String>) -> Self {
        self.type_in(col, text);
        self
    }
    /// With a field typed where there is something to type.
    pub fn with_some(self, col: &'static str, text: Option<impl Into<String>>) -> Self {
        match text {
            Some(text) => self.with(col, text),
            None => self,
        }
    }
    /// With a field that refers to the record of a key.
    pub fn with_ref(self, col: &'static str, key: i64) -> Self {
        self.with(col, format!("#{key}"))
    }
    /// Its reason as it is kept.
    ///
    /// # Errors
    /// As [`reason::read`].
    pub fn reason(&self) -> Result<Option<String>, Slip> {
        self.why.as_deref().map_or(Ok(None), reason::read)
    }
    /// Types into a field.
    pub fn type_in(&mut self, col: &'static str, text: impl Into<String>) {
        let text = text.into();
        match self.texts.iter_mut().find(|(c, _)| *c == col) {
            Some((_, t)) => *t = text,
            None => self.texts.push((col, text)),
        }
    }
}

/// What became of a draft: the record as it would be saved, and everything that is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The record.
    pub values: Values,
    /// Slips, errors first.
    pub slips: Vec<Slip>,
    /// What references resolve to, for showing beside the field: column → 张*丰 430406********5012.
    pub names: Vec<(&'static str, String)>,
    /// What a new version changes.
    pub difference: Option<Difference>,
    /// What is carried out with it.
    pub follows: Vec<Consequence>,
    /// The same for the child rows, in the draft's order.
    pub children: Vec<Checked>,
    /// And for the records that are entered with it, in the draft's order: those that it refers to, those beside it.
    pub nested: Vec<Checked>,
    /// See [`Checked::nested`].
    pub beside: Vec<Checked>,
    /// The record that stands in the office already, where one was named that is entered in the place of a reference.
    pub known: Option<i64>,
}

impl Checked {
    /// The records and rows that are saved with it: what it refers to first.
    fn others(&self) -> impl Iterator<Item = &Checked> {
        self.nested.iter().chain(&self.children).chain(&self.beside)
    }
    /// Every slip with the register it is about: those of what it refers to, those of the record, then those of its rows and of what
    /// is saved beside it.
    pub fn all_slips(&self) -> Vec<(&'static Register, &Slip)> {
        let own = self.slips.iter().map(|s| (self.values.register, s));
        let nested = self.nested.iter().flat_map(Checked::all_slips);
        nested.chain(own).chain(self.children.iter().chain(&self.beside).flat_map(Checked::all_slips)).collect()
    }
    /// What saving changes, line by line, that of the child rows included.
    pub fn told(&self) -> Vec<String> {
        let own = self.difference.iter().flat_map(Difference::lines);
        let follows = self.follows.iter().map(|c| Checked::told_of(&c.text));
        own.chain(self.others().flat_map(Checked::told)).chain(follows).collect()
    }
    /// What is told of a consequence.
    pub fn told_of(consequence: &str) -> String {
        format!("随之: {consequence}")
    }
    /// Nothing stands in the way of saving.
    pub fn can_save(&self) -> bool {
        !self.slips.iter().any(Slip::stops) && self.others().all(Checked::can_save)
    }
}

/// A record with its children as it stands in the office.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The record.
    pub key: i64,
    /// The act that wrote it last: its version.
    pub act: i64,
    /// The voiding act.
    pub voided_by: Option<i64>,
    /// Its values.
    pub values: Values,
    /// What references and divisions are called: column → name.
    pub names: Vec<(&'static str, String)>,
    /// Derived ends of a dated row: (until column, value).
    pub until: Option<(&'static str, Value)>,
    /// What is shown beside its fields ([`Register::beside`]).
    pub beside: Vec<(&'static Field, Value)>,
    /// Rows of its child registers.
    pub children: Vec<Opened>,
    /// The columns of which who reads it sees less than stands there.
    pub veiled: Vec<&'static str>,
}

impl Opened {
    /// Whether who reads it sees less of it, or of its rows, than stands there.
    pub fn is_veiled(&self) -> bool {
        !self.veiled.is_empty() || self.children.iter().any(Opened::is_veiled)
    }
}

/// A record saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its key.
    pub key: i64,
    /// The act that wrote it.
    pub act: i64,
}

/// A case that a record ends, changes, or gives cause to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Consequence {
    /// The case.
    pub case: RestingCase,
    /// Whose ground it was.
    pub person: i64,
    /// What becomes of it.
    pub then: Then,
    /// From which month.
    pub from: Month,
    /// For a clerk, in one line.
    pub text: String,
    /// What is entered with the record; none where the clerk has to look.
    pub draft: Option<Draft>,
}

impl Consequence {
    /// The same with the amount that it comes to, and the one that this takes the place of.
    #[must_use]
    pub fn coming_to(self, difference: Option<&Difference>) -> Consequence {
        let amount = difference.filter(|_| matches!(self.then, Then::Recompute | Then::Amend)).map(|changed| {
            let was = changed.from.map(|was| format!("由每月 {was} 元"));
            format!(", {}改为每月 {} 元", was.unwrap_or_default(), changed.to)
        });
        Consequence { text: format!("{}{}", self.text, amount.unwrap_or_default()), ..self }
    }
    /// The same as something the clerk has to look at, because it cannot be carried out.
    #[must_use]
    pub fn not_possible(self, because: &str) -> Consequence {
        let text = format!("{}: 不能随之办理({because})", self.text);
        Consequence { text, draft: None, then: Then::Look("不能随之办理"), ..self }
    }
}
