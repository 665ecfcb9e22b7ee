//! A question with two answers. The one that Enter gives loses nothing; the other has to be chosen. Esc always goes back to what
//! stood there.

use crate::app::desk::{Desk, Out};
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::screen::{Component, Outcome};
use crate::register::Draft;

/// The question.
#[derive(Debug)]
pub struct Confirm {
    /// What is asked.
    pub question: String,
    /// The answers, from top to bottom.
    pub answers: [&'static str; 2],
    /// The answer of the cursor. The first one is what Enter gives.
    pub at: usize,
    /// Which of them is yes.
    yes: usize,
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
    /// Yes costs nothing, and is what Enter gives.
    fn offers(question: impl Into<String>, yes: &'static str, no: &'static str, then: Then) -> Self {
        Confirm { question: question.into(), answers: [yes, no], at: 0, yes: 0, then }
    }
    /// Yes throws something away: Enter stays, and yes has to be chosen.
    fn warns(question: impl Into<String>, stay: &'static str, give_up: &'static str, then: Then) -> Self {
        Confirm { question: question.into(), answers: [stay, give_up], at: 0, yes: 1, then }
    }
    /// Whether what was typed is to be thrown away; yes goes to the screen beneath.
    pub fn to_give_up() -> Self {
        Confirm::warns("填写的内容还没有保存。放弃吗?", "接着填", "放弃, 不保存", Then::Tell)
    }
    /// Whether to put what was typed on what somebody else saved; no goes back to look.
    pub fn to_put_on(question: impl Into<String>) -> Self {
        Confirm::offers(question, "以最新内容为底, 保留您改过的项, 再核对保存", "回去看看", Then::Tell)
    }
    /// Whether to end the program, in which something typed would be lost or not.
    pub fn to_quit(loses: bool) -> Self {
        if loses {
            return Confirm::warns("有填写的内容没有保存。放弃并退出吗?", "接着填", "放弃并退出", Then::Quit);
        }
        Confirm::offers("退出民政?", "退出", "不退出", Then::Quit)
    }
    /// Whether to go to another tab, though what was typed on the present one would be lost.
    pub fn to_tab(tab: usize) -> Self {
        Confirm::warns("有填写的内容没有保存。放弃并换标签吗?", "接着填", "放弃并换标签", Then::Tab(tab))
    }
    /// Whether to go on with a draft that was kept; no leaves it for the next time, so that no hasty key loses it.
    pub fn to_resume(key: i64, draft: Box<Draft>) -> Self {
        let how = if draft.key.is_some() { "修改" } else { "新增" };
        let question = format!(
            "上次窗口关掉时, “{how}{}”没有填完, 已替您留着。接着填吗? 先留着的, 下次打开再问。",
            draft.register.label
        );
        Confirm::offers(question, "接着填", "先留着", Then::Resume(key, draft))
    }
    fn agree(&self, out: &mut Out<'_>) {
        match &self.then {
            Then::Tell => out.close_with(Outcome::Yes),
            Then::Quit => out.quit(),
            Then::Tab(tab) => out.close_with(Outcome::Tab(*tab)),
            Then::Resume(key, draft) => out.close_with(Outcome::Resume(*key, draft.clone())),
        }
    }
}

impl Component for Confirm {
    fn place(&self) -> Place {
        Place::Confirm
    }
    fn act(&mut self, action: Action, _desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Up | Action::First => self.at = 0,
            Action::Down | Action::Last => self.at = self.answers.len() - 1,
            Action::Next | Action::Back => self.at = (self.at + 1) % self.answers.len(),
            Action::Accept if self.at == self.yes => self.agree(out),
            Action::Accept | Action::Leave => out.close(),
            _ => {}
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, _out: &mut Out<'_>) {
        match edit {
            Edit::Left => self.at = 0,
            Edit::Right => self.at = self.answers.len() - 1,
            _ => {}
        }
    }
    fn is_whole(&self) -> bool {
        false
    }
}
