//! What a row set reads: which columns of which tables, and from which month on a row of them counts. What is kept of past months
//! is dropped by this (`kept_months`); a test holds it against the SQL of every row set.

use std::borrow::Cow;

/// A table that a row set reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Source {
    pub table: &'static str,
    /// Its columns, as far as they may change, as they are declared or stored.
    pub columns: Cow<'static, [&'static str]>,
    /// The months that a row counts in.
    pub counts: Counts,
    /// What the act of a move does to the row is the move's matter, which touches the months from its own on.
    pub but_moves: bool,
}

/// In which months a row counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Counts {
    /// From the latest of these on; in none where one is missing.
    From(Cow<'static, [Moment]>),
    /// In the months of these columns alone, its own or of a record that it names (`child_visit.visited_on`).
    In(Cow<'static, [&'static str]>),
}

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Moment {
    /// That of a column of the row, a month or a day.
    Of(&'static str),
    /// The first of the living rows of a table whose column `by` has what the row has in `key`; or a row of another table
    /// (`through`), of which a column has it.
    First {
        table: &'static str,
        by: &'static str,
        through: Option<(&'static str, &'static str)>,
        key: &'static str,
        column: &'static str,
    },
}

/// What the rows of a table count from these months on.
pub(in crate::store) const fn source(
    table: &'static str,
    columns: &'static [&'static str],
    from: &'static [Moment],
) -> Source {
    let counts = Counts::From(Cow::Borrowed(from));
    Source { table, columns: Cow::Borrowed(columns), counts, but_moves: false }
}

/// The place of a case: its own column, which a move changes from a month on.
pub(in crate::store) const fn place(table: &'static str, from: &'static [Moment]) -> Source {
    let mut place = source(table, &["division"], from);
    place.but_moves = true;
    place
}

/// The first version, or the first row of a person, of the living ones.
pub(in crate::store) const fn first(table: &'static str, by: &'static str, key: &'static str) -> Moment {
    Moment::First { table, by, through: None, key, column: "from_month" }
}

/// Moves of cases of any scheme.
pub(in crate::store) const MOVES: Source =
    source("move", &["case_key", "from_month", "left_division", "division", "voided_by"], &[Moment::Of("from_month")]);

/// What divisions records had before a change of divisions.
pub(in crate::store) const DIVISION_MOVES: Source = source(
    "division_move",
    &["row", "register", "field", "left_division", "from_on", "voided_by"],
    &[Moment::Of("from_on")],
);

/// Changes of cases of any scheme.
pub(in crate::store) const CHANGES: Source = source(
    "change",
    &["scheme", "case_key", "month", "kind", "award", "amount_delta_fen", "voided_by"],
    &[Moment::Of("month")],
);
