//! What is entered with a new record though it is of another register: whom it is of, where the office does not know him yet; the account
//! of an applicant.

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

/// A record that is not there yet may be entered in the place of a reference to it. [`Register::brief`] is asked of it, and what the one
/// that refers to it names in its own (`person.disability_cert_no`).
///
/// [`Register::brief`]: crate::register::Register::brief
#[derive(Clone, Copy, Debug)]
pub struct InPlace {
    /// What its number says of it, and why there is none: asked where the number is left empty.
    pub without_number: &'static [&'static str],
}

impl InPlace {
    /// One of which nothing else is asked where it has no number.
    pub const ANY: InPlace = InPlace { without_number: &[] };
}
