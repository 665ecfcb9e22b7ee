//! Messages to the clerk, with three looks that are never mixed up: a slip of the pen, trouble in the surroundings, a defect
//! of the program. Each says what is wrong and what to do.

use crate::domain::slip::Slip;
use crate::register::core::lookup::ChangeLine;

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
    /// The act that it tells of, which can be taken back.
    pub act: Option<i64>,
}

impl Notice {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Notice::looking(Look::Done, text)
    }
    /// An act was done.
    pub fn of_act(text: impl Into<String>, act: i64) -> Self {
        Notice { act: Some(act), ..Notice::done(text) }
    }
    /// A clerk's slip.
    pub fn slip(text: impl Into<String>) -> Self {
        Notice::looking(Look::Slip, text)
    }
    /// With a look.
    pub fn looking(look: Look, text: impl Into<String>) -> Self {
        Notice { look, text: text.into(), act: None }
    }
    /// Several of them in one line, in the order in which they were found.
    pub fn slips(slips: &[Slip]) -> Self {
        Notice::slip(in_one_line(slips))
    }
}

/// Slips in one line.
pub fn in_one_line(slips: &[Slip]) -> String {
    let texts: Vec<&str> = slips.iter().map(|s| s.text.as_str()).collect();
    texts.join("; ")
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

/// A message that waits to be read, in a box of its own.
#[derive(Debug)]
pub struct Message {
    /// How it looks.
    pub look: Look,
    /// What it is about.
    pub title: &'static str,
    /// Its lines.
    pub text: Vec<String>,
}

impl Message {
    /// Of something that could not be done.
    pub fn of(trouble: &Trouble) -> Self {
        let title = match trouble.look {
            Look::Defect => "程序出错",
            _ => "没有办成",
        };
        let text = [&trouble.what, &trouble.remedy].into_iter().filter(|t| !t.is_empty()).cloned().collect();
        Message { look: trouble.look, title, text }
    }
    /// Of what was done to a record: each field on a line of its own, in full.
    pub fn of_change(change: &ChangeLine) -> Self {
        let head = change.what.split(": ").next().unwrap_or_default();
        let mut text = vec![format!("{}  {}", change.when, if change.moves.is_empty() { &change.what } else { head })];
        let shown = |text: &str| if text.is_empty() { "(空)".to_owned() } else { text.to_owned() };
        let moves = change.moves.iter();
        text.extend(moves.map(|m| format!("{}: {} → {}", m.field.label, shown(&m.before), shown(&m.after))));
        text.push(format!("经办: {}", change.who));
        text.extend(change.why.iter().map(|why| format!("原因: {why}")));
        Message::done("变动", text)
    }
    /// Of something that was done.
    pub fn done(title: &'static str, text: Vec<String>) -> Self {
        Message { look: Look::Done, title, text }
    }
}
