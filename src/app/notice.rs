//! Messages to the clerk, with three looks that are never mixed up: a slip of the pen, trouble in the surroundings, a defect
//! of the program. Each says what is wrong and what to do.

/// How a message looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Something was done; nothing is wrong.
    Done,
    /// A clerk's slip: yellow, beside the field or in the status line.
    Slip,
    /// The surroundings: no room, a locked file, no font. A box.
    Surroundings,
    /// A defect of the program: a box that says what is safe and what to tell whom.
    Defect,
}

/// A message in the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How it looks.
    pub look: Look,
    /// What it says.
    pub text: String,
}

impl Notice {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Notice { look: Look::Done, text: text.into() }
    }
    /// A clerk's slip.
    pub fn slip(text: impl Into<String>) -> Self {
        Notice { look: Look::Slip, text: text.into() }
    }
}

/// Why something could not be done, for a box of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// [`Look::Surroundings`] or [`Look::Defect`].
    pub look: Look,
    /// What happened.
    pub what: String,
    /// What is safe, and what to do.
    pub remedy: String,
}
