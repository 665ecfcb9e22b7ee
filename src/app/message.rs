//! A message that waits to be read: trouble in the surroundings, or a defect of the program, each with what to do.

use crate::app::desk::{Desk, Out};
use crate::app::keys::{Action, Place};
use crate::app::notice::{Look, Trouble};
use crate::app::screen::Component;
use crate::register::lookup::ChangeLine;

/// The message.
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
        text.extend(moves.map(|m| format!("{}: {} → {}", m.label, shown(&m.before), shown(&m.after))));
        text.push(format!("经办: {}", change.who));
        text.extend(change.why.iter().map(|why| format!("原因: {why}")));
        Message::done("变动", text)
    }
    /// Of something that was done.
    pub fn done(title: &'static str, text: Vec<String>) -> Self {
        Message { look: Look::Done, title, text }
    }
}

impl Component for Message {
    fn place(&self) -> Place {
        Place::Message
    }
    fn act(&mut self, action: Action, _desk: &Desk, out: &mut Out<'_>) {
        if matches!(action, Action::Accept | Action::Leave) {
            out.close();
        }
    }
    fn is_whole(&self) -> bool {
        false
    }
}
