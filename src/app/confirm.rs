//! A question with two answers. The one that Enter gives loses nothing; the other has to be chosen. Esc always goes back to what
//! stood there.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::opening::{Outcome, Question};
use crate::app::out::Out;
use crate::domain::text::counted;

/// The dialog.
#[derive(Debug)]
pub struct Confirm {
    /// What is asked.
    pub question: String,
    /// The answers, from top to bottom.
    pub answers: [&'static str; 2],
    /// The answer of the cursor. The first one is what Enter gives.
    pub at: usize,
    /// Which of them is yes: the first where it costs nothing, the second where it throws something away.
    yes: usize,
    about: Question,
}

impl Confirm {
    /// For a question.
    pub fn of(about: Question) -> Self {
        const COSTS_NOTHING: usize = 0;
        const LOSES: usize = 1;
        let (question, answers, yes) = match &about {
            Question::GiveUp => ("填写的内容还没有保存。放弃吗?".to_owned(), ["接着填", "放弃, 不保存"], LOSES),
            Question::PutOn(changed) => {
                (changed.clone(), ["以最新内容为底, 保留您改过的项, 再核对保存", "回去看看"], COSTS_NOTHING)
            }
            Question::Quit { loses: true } => {
                ("有填写的内容没有保存。放弃并退出吗?".to_owned(), ["接着填", "放弃并退出"], LOSES)
            }
            Question::Quit { loses: false } => ("退出民政?".to_owned(), ["退出", "不退出"], COSTS_NOTHING),
            Question::Remap(records) => {
                let text =
                    format!("办理区划变更, 随之变更的登记 {} 条。办理吗? 办理后可以整个撤销。", counted(*records));
                (text, ["再看看", "办理变更"], LOSES)
            }
            Question::Tab(_) => ("有填写的内容没有保存。放弃并换标签吗?".to_owned(), ["接着填", "放弃并换标签"], LOSES),
            Question::Resume(_, draft) => {
                let how = if draft.key.is_some() { "修改" } else { "新增" };
                let label = draft.register.label;
                let text =
                    format!("上次窗口关掉时, “{how}{label}”没有填完, 已替您留着。接着填吗? 先留着的, 下次打开再问。");
                (text, ["接着填", "先留着"], COSTS_NOTHING)
            }
        };
        Confirm { question, answers, at: 0, yes, about }
    }
    fn agree(&self, out: &mut Out<'_>) {
        match &self.about {
            Question::GiveUp | Question::PutOn(_) | Question::Remap(_) => out.close_with(Outcome::Yes),
            Question::Quit { .. } => out.quit(),
            Question::Tab(tab) => out.close_with(Outcome::Tab(*tab)),
            Question::Resume(key, draft) => out.close_with(Outcome::Resume(*key, draft.clone())),
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
