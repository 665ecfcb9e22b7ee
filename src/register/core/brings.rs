//! What is entered with a new record though it is of another register: the account of an applicant.

/// A record of another register that is entered with a new one.
#[derive(Clone, Copy, Debug)]
pub struct Brings {
    /// Its register.
    pub register: &'static str,
    /// Its column with the record that it is of.
    pub by: &'static str,
    /// The way there from the new record: a reference, and references of what that leads to (`household.applicant`).
    pub of: &'static str,
    /// What is said of it that the new record settles: it is told no more.
    pub settles: &'static [&'static str],
}

impl Brings {
    /// A record that refers by a column to what a way from the new record leads to.
    pub const fn new(register: &'static str, by: &'static str, of: &'static str) -> Brings {
        Brings { register, by, of, settles: &[] }
    }
}
