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
}
