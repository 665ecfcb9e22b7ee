//! What a machine gives the program, looked at thing by thing: what was found, whether it will do, and what to do where it will not
//! (`minzheng doctor`). Must not know who asked, nor how it is shown. The terminal is looked at by who has it ([`Terminal`]).

mod disk;
mod paper;
mod terminal;

pub use disk::{can_write, clock, disk, office};
pub use paper::{font, printer};
pub use terminal::Terminal;

/// Whether something will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 正常.
    Good,
    /// 注意: the work can be done; something is to be known.
    Note,
    /// 有误: something does not work.
    Wrong,
}

impl State {
    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            State::Good => "正常",
            State::Note => "注意",
            State::Wrong => "有误",
        }
    }
    /// As scripts read it.
    pub const fn code(self) -> &'static str {
        match self {
            State::Good => "good",
            State::Note => "note",
            State::Wrong => "wrong",
        }
    }
}

/// What was found of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The thing.
    pub what: &'static str,
    /// Whether it will do.
    pub state: State,
    /// What was found.
    pub found: String,
    /// What to do about it; empty where nothing is to be done.
    pub remedy: String,
}

impl Finding {
    /// All is well.
    pub fn good(what: &'static str, found: impl Into<String>) -> Finding {
        Finding { what, state: State::Good, found: found.into(), remedy: String::new() }
    }
    /// Something is to be known.
    pub fn note(what: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding { what, state: State::Note, found: found.into(), remedy: remedy.into() }
    }
    /// Something does not work.
    pub fn wrong(what: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding { what, state: State::Wrong, found: found.into(), remedy: remedy.into() }
    }
    /// A fault, whose text says behind its first semicolon what to do; where it does not, what helps with this thing.
    pub fn fault(what: &'static str, text: &str, helps: &str) -> Finding {
        let (found, remedy) = text.split_once("; ").or_else(|| text.split_once('。')).unwrap_or((text, helps));
        Finding::wrong(what, found, remedy)
    }
}
