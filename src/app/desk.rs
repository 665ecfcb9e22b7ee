//! What every screen may look at: the office, the day, the clerk, the size of the window, the names of divisions, the keys.

use crate::app::keymap::Keymap;
use crate::app::remembered::Remembered;
use crate::domain::month::Month;
use crate::register::core::rights::Rights;
use crate::register::{DivisionLine, Draft, Register};
use chrono::NaiveDate;

/// What every screen may look at.
#[derive(Clone, Debug)]
pub struct Desk {
    /// 本机构, short: 雁峰区.
    pub office: String,
    /// The district, 12 digits.
    pub district: String,
    /// It is a demonstration: none of its people is real, and nobody has a password.
    pub is_demo: bool,
    /// Passwords are set: whoever works here has one.
    pub is_guarded: bool,
    /// Who works here, as the footer shows it.
    pub clerk: String,
    /// What that is allowed to do: what is not is left out.
    pub rights: Rights,
    /// The business date.
    pub day: NaiveDate,
    /// The file can only be read.
    pub read_only: bool,
    /// What is to be said of the file's objects, for which it can only be read.
    pub warning: Option<String>,
    /// What is to be said before anything else: that, or what could not be read or kept beside it.
    pub at_first: Option<String>,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The divisions in force, by code; empty until they have been read.
    pub divisions: Vec<DivisionLine>,
    /// The keys.
    pub keymap: Keymap,
    /// Enter in a form passes by what is filled already.
    pub skips_filled: bool,
    /// How often something was written here since the program began: what was read before may have changed.
    pub saves: u64,
    /// What the clerk has made of the lists.
    pub remembered: Remembered,
    /// The records that were entered last, one of each register: for who enters several alike.
    pub entered: Vec<Draft>,
}

/// The least window in which anything but one line is shown.
pub const LEAST: (u16, u16) = (60, 15);

/// Rows that the frame of a box takes.
pub const FRAME: u16 = 2;

impl Desk {
    /// The month the panels are about: the business date's.
    pub fn month(&self) -> Month {
        Month::of(self.day)
    }
    /// Rows between the two rules: what a screen has for itself.
    pub fn body_height(&self) -> u16 {
        self.size.1.saturating_sub(4).max(1)
    }
    /// Lines of it that are seen where others take so many rows: heads, a total, the frame of a box. One at least.
    pub fn lines_but(&self, others: u16) -> usize {
        usize::from(self.body_height().saturating_sub(others).max(1))
    }
    /// Whether nothing but a request for a larger window is shown.
    pub fn too_small(&self) -> bool {
        self.size.0 < LEAST.0 || self.size.1 < LEAST.1
    }
    /// The new record of a register that was entered before.
    pub fn entered_before(&self, register: &Register) -> Option<&Draft> {
        self.entered.iter().find(|draft| draft.register == register)
    }
    /// Drafts were saved: their new records are those that were entered before the next ones.
    pub fn was_entered(&mut self, drafts: impl IntoIterator<Item = Draft>) {
        for draft in drafts {
            let nested = draft.nested.iter().map(|(_, record)| record);
            let others: Vec<Draft> = nested.chain(&draft.children).chain(&draft.beside).cloned().collect();
            self.was_entered(others);
            if draft.key.is_none() {
                self.entered.retain(|other| other.register != draft.register);
                self.entered.push(draft);
            }
        }
    }
    /// The name of a division.
    pub fn division(&self, code: &str) -> Option<&str> {
        let at = self.divisions.binary_search_by(|d| d.code.as_str().cmp(code)).ok()?;
        self.divisions.get(at).map(|d| d.name.as_str())
    }
}
