//! What a row set is to the store: which tables, which rows, and what a row is called, counts for and adds. Everything asked of a
//! row set (how many, how much, by town, which) is put together from these parts, so that a number and the rows behind it cannot
//! differ.

use crate::figure::Window;
use crate::register::find;
use std::borrow::Cow;

/// A piece of SQL.
pub(in crate::store) type Text = Cow<'static, str>;

/// Nothing where a row counts for no place.
pub(in crate::store) const NONE: Text = Cow::Borrowed("NULL");

/// The parts of a row set's SQL. Code lists are those of the declarations and stand in the text; what is asked for is bound.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) struct Parts {
    /// The register of a row.
    pub register: &'static str,
    /// FROM.
    pub tables: String,
    /// WHERE: what several measures over the same tables have in common.
    pub common: String,
    /// What distinguishes this one; `1` when nothing does.
    pub only: String,
    /// The row's key.
    pub key: &'static str,
    /// The village or town code it counts for; [`NONE`] where there is none.
    pub division: Text,
    /// The key of the institution it counts for; [`NONE`] where there is none.
    pub institution: Text,
    /// Whole fen.
    pub money: Text,
    /// What it is called: a name, a number.
    pub called: [Text; 2],
    /// What is bound.
    pub bound: Vec<(&'static str, String)>,
}

impl Parts {
    /// The key of the case that a row belongs to, for rows that are opened with it.
    pub fn case(&self) -> Option<String> {
        let col = find(self.register)?.register.opens?;
        Some(format!("{}.{col}", self.key.strip_suffix(".key")?))
    }
}

/// The months of a window, as `:first` and `:month`.
pub(in crate::store) fn months(window: Window) -> Vec<(&'static str, String)> {
    vec![(":first", window.first().to_string()), (":month", window.last().to_string())]
}
