//! A question answered by yes or no.

use crate::app::desk::{Desk, Out};
use crate::app::keys::{Action, Place};
use crate::app::msg::Want;
use crate::app::screen::{Component, Outcome};
use crate::register::Draft;

/// The question.
#[derive(Debug)]
pub struct Confirm {
    /// What is asked.
    pub question: String,
    then: Then,
}

/// What yes does.
#[derive(Clone, Debug)]
enum Then {
    /// It goes to the screen beneath.
    Tell,
    /// It ends the program.
    Quit,
    /// It goes to another tab.
    Tab(usize),
    /// It goes on with what was typed before the program was ended; no leaves that for another time.
    Resume(i64, Box<Draft>),
}

impl Confirm {
    /// A question whose yes goes to the screen beneath.
    pub fn new(question: impl Into<String>) -> Self {
        Confirm { question: question.into(), then: Then::Tell }
    }
    /// A question whose yes ends the program.
    pub fn to_quit(question: impl Into<String>) -> Self {
        Confirm { question: question.into(), then: Then::Quit }
    }
    /// A question whose yes goes to another tab, whatever lies on the present one.
    pub fn to_tab(tab: usize, question: impl Into<String>) -> Self {
        Confirm { question: question.into(), then: Then::Tab(tab) }
    }
    /// A question whose yes goes on with a draft that was kept; no leaves it for the next time, so that no hasty key loses it.
    pub fn to_resume(key: i64, draft: Box<Draft>) -> Self {
        let how = if draft.key.is_some() { "修改" } else { "新增" };
        let question = format!(
            "上次窗口关掉时, “{how}{}”没有填完, 已替您留着。接着填吗? 选否先留着, 下次打开再问。",
            draft.register.label
        );
        Confirm { question, then: Then::Resume(key, draft) }
    }
}

impl Component for Confirm {
    fn place(&self) -> Place {
        Place::Confirm
    }
    fn act(&mut self, action: Action, _desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Accept => match &self.then {
                Then::Tell => out.close_with(Outcome::Yes),
                Then::Quit => out.quit(),
                Then::Tab(tab) => out.close_with(Outcome::Tab(*tab)),
                Then::Resume(key, draft) => {
                    out.ask(Want::Forget(*key));
                    out.close_with(Outcome::Resume(draft.clone()));
                }
            },
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn is_whole(&self) -> bool {
        false
    }
}
