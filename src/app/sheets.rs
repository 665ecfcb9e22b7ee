//! Some pages of a paper as they are read on the screen.

/// So many pages are asked for at a time.
pub const PORTION: usize = 32;

/// A sheet: the columns of a page that fit beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Title and unit line: they scroll away.
    pub above: Vec<String>,
    /// Heads of columns: they stay.
    pub heads: Vec<String>,
    /// Rows and what stands beneath them.
    pub body: Vec<String>,
}

/// Some pages of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// How many the report has.
    pub total: usize,
    /// The number of the first of these, from 0.
    pub from: usize,
    /// These: the sheets of each.
    pub pages: Vec<Vec<Sheet>>,
}
