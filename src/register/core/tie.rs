//! What falls with a row when it is voided.

use crate::register::{BENEFITS, Register, find};

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
    /// The registers whose rows fall.
    pub fn registers(&self) -> Vec<&'static Register> {
        let named = |name: &str| find(name).map(|entry| entry.register);
        match self.register {
            Tie::VERSIONS => BENEFITS.iter().filter_map(|b| named(b.cases.versions?.register)).collect(),
            name => named(name).into_iter().collect(),
        }
    }
}
