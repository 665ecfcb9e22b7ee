//! That something may leave the program: whoever gives it out as values or on paper has this to show, and who made it has put on record
//! what left, or knows that nobody is to be asked.

/// Leave to give something out. What is made of it is the door's.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "what may leave the program is asked for so that it leaves"]
pub struct Given(());

impl Given {
    /// It stands on record, or nobody is named of whom it would.
    pub(crate) const fn on_record() -> Given {
        Given(())
    }
}
