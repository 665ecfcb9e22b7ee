//! What falls with a row when it is voided, and what stays of it once it is paid: parts of a declaration that name columns alone.

/// Rows of another register that fall with a row of this one. Ties may go both ways (a version and its change row).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The other register, or [`Tie::VERSIONS`].
    pub register: &'static str,
    /// Which of its rows: (column there, column here), all equal. `key` is the row's key.
    pub on: &'static [(&'static str, &'static str)],
}

impl Tie {
    /// The versions of every benefit's cases.
    pub const VERSIONS: &'static str = "versions";
}

/// When the money of a record is gone, and what stays then.
#[derive(Clone, Copy, Debug)]
pub struct Settled {
    /// The column with the day on which it was paid.
    pub by: &'static str,
    /// What the amount rests on.
    pub keeps: &'static [&'static str],
    /// The register of its rows by which it may be paid in parts: one with such rows is not paid by the day alone.
    pub parts: Option<&'static str>,
}
