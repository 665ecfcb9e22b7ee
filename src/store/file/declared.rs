//! The objects of a file: those that schema.sql makes by hand, and those that follow from the declarations of the registers.
//!
//! Of each register with a table of its own follow: that its rows stay; among its living rows an index for its order, each of its
//! filters by a column of its own, and each reference that a clerk enters; among the voided ones an index by parent, by whose a case
//! is, and by the number that is not given again; of the versions of cases, one of the ends. Where an index by hand begins with the same columns, of all rows or of the living,
//! none is made.

use crate::register::{ALL, Entry, Input, Register, benefit_of, find};
use crate::store::file::schema::SCHEMA;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The living rows of a register, and the voided ones.
const LIVING: &str = "WHERE voided_by IS NULL";
const VOIDED: &str = "WHERE voided_by IS NOT NULL";
/// The versions that end a case.
const ENDS: &str = "WHERE kind = 'end' AND voided_by IS NULL";

/// An object that a file must have.
pub(in crate::store) struct Object {
    /// `table`, `index`, `view` or `trigger`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its statement with the semicolon; where it is by hand, with the comments up to the next one too.
    pub sql: Cow<'static, str>,
}

/// What a file is made with: schema.sql, then what follows from the declarations.
pub fn whole_schema() -> String {
    made().iter().fold(SCHEMA.to_owned(), |all, object| format!("{all}{}\n", object.sql))
}

/// What schema.sql makes.
pub(in crate::store) fn by_hand() -> &'static [Object] {
    static BY_HAND: LazyLock<Vec<Object>> = LazyLock::new(|| statements().collect());
    &BY_HAND
}

/// What follows from the declarations of the registers whose tables schema.sql makes.
pub(in crate::store) fn made() -> &'static [Object] {
    static MADE: LazyLock<Vec<Object>> = LazyLock::new(|| {
        let has_table =
            |register: &&Register| by_hand().iter().any(|o| o.kind == "table" && o.name == register.read_from());
        ALL.iter().map(|entry| entry.register).filter(has_table).flat_map(follow_from).collect()
    });
    &MADE
}

/// The statements of schema.sql: each begins with CREATE at the beginning of a line.
fn statements() -> impl Iterator<Item = Object> {
    let mut starts = SCHEMA.match_indices("\nCREATE ").map(|(at, _)| at + 1).peekable();
    std::iter::from_fn(move || {
        let at = starts.next()?;
        let sql = SCHEMA.get(at..starts.peek().copied().unwrap_or(SCHEMA.len()))?;
        let mut words = sql.split([' ', '(', '\n']).filter(|w| !matches!(*w, "" | "CREATE" | "UNIQUE"));
        let kind = match words.next()? {
            "TABLE" => "table",
            "INDEX" => "index",
            "VIEW" => "view",
            _ => "trigger",
        };
        Some(Object { kind, name: words.next()?.to_owned(), sql: sql.into() })
    })
}

/// What follows from the declaration of a register.
pub(in crate::store) fn follow_from(register: &Register) -> Vec<Object> {
    let mut indexes = Indexes { register, made: Vec::new(), led: led_by_hand(register.name) };
    let by_keys = |col: &&&str| register.keys_within == Some(**col);
    if !register.order.iter().any(|col| by_keys(&col)) {
        indexes.living("order", register.order, &[]);
    }
    for filter in register.filters.iter().filter(|col| !by_keys(col) && !col.contains('.')) {
        let order: Vec<&str> = register.order.iter().filter(|col| *col != filter).copied().collect();
        indexes.living(filter, &[&[*filter], order.as_slice()].concat(), &[]);
    }
    for reference in register.fields.iter().filter(|f| f.kind.refers() && register.input == Input::Form) {
        let start = register.dated.map(|dated| dated.start);
        indexes.living(reference.col, &[reference.col], start.as_slice());
    }
    if let Some(parent) = register.parent.filter(|_| register.input == Input::Form) {
        indexes.make("voided", &[parent], VOIDED);
    }
    // As of a day before its end a case stands otherwise than it says of itself.
    let has_versions = |entry: &&Entry| entry.register.versions.is_some_and(|v| v.register == register.name);
    if let (Some(dated), Some(parent), Some(_)) = (register.dated, register.parent, ALL.iter().find(has_versions)) {
        indexes.make("ends", &[dated.start, parent], ENDS);
    }
    // The page of a person tells of voided cases.
    if let Some(benefit) = benefit_of(register.name) {
        let whose = benefit.covers.column();
        indexes.make(&format!("{whose}_voided"), &[whose], VOIDED);
    }
    if let Some(serial) = register.serial {
        indexes.make(&format!("{}_voided", serial.col), &[serial.col], VOIDED);
    }
    let mut made = indexes.made;
    made.push(stays(register.name));
    made
}

/// Rows are voided, never deleted.
fn stays(table: &str) -> Object {
    let name = format!("{table}_stays");
    let sql = format!(
        "CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'rows are voided, never deleted'); END;"
    );
    Object { kind: "trigger", name, sql: sql.into() }
}

/// The indexes of a register, as they are made one by one.
struct Indexes<'r> {
    register: &'r Register,
    made: Vec<Object>,
    /// The columns of those among the living rows.
    led: Vec<String>,
}

impl Indexes<'_> {
    /// One among the living rows that goes on with further columns, where none begins with the first ones yet.
    fn living(&mut self, what: &str, cols: &[&str], further: &[&str]) {
        let wanted = self.listed(cols);
        if !cols.is_empty() && !self.led.iter().any(|led| begins(led, &wanted)) {
            self.make(what, &[cols, further].concat(), LIVING);
            self.led.push(wanted);
        }
    }

    fn make(&mut self, what: &str, cols: &[&str], rows: &str) {
        let (table, cols) = (self.register.name, self.listed(cols));
        let own = format!("{table}_{what}");
        // A table may have that name: `homecheck_project`.
        let name = if find(&own).is_some() { format!("{table}_in_{what}") } else { own };
        let sql = format!("CREATE INDEX {name} ON {table}({cols}) {rows};");
        self.made.push(Object { kind: "index", name, sql: sql.into() });
    }

    fn listed(&self, cols: &[&str]) -> String {
        cols.iter().map(|col| self.register.stored(col)).collect::<Vec<_>>().join(", ")
    }
}

/// Whether the columns of an index begin with those.
fn begins(index: &str, cols: &str) -> bool {
    index.strip_prefix(cols).is_some_and(|rest| rest.is_empty() || rest.starts_with(','))
}

/// The columns of a table's indexes by hand that hold all its rows, or the living.
fn led_by_hand(table: &str) -> Vec<String> {
    let on = format!(" ON {table}(");
    let columns = |object: &Object| {
        let (cols, rows) = object.sql.split_once(&on)?.1.split_once(')')?;
        matches!(rows.split(';').next()?.trim(), "" | LIVING).then(|| cols.to_owned())
    };
    by_hand().iter().filter(|object| object.kind == "index").filter_map(columns).collect()
}
