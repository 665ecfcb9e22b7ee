//! 改密码: somebody sets another password of his own, who gives the one he has.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::{Notice, in_one_line};
use crate::app::out::Out;
use crate::app::secret::Secret;

/// What is asked for, line by line.
pub const LABELS: [&str; 3] = ["原来的密码", "新密码", "再打一遍"];

/// The dialog.
#[derive(Debug, Default)]
pub struct PasswordDialog {
    /// What was typed: the old one, and twice the new one.
    pub typed: [Secret; LABELS.len()],
    /// The line of the cursor.
    pub at: usize,
    /// What is wrong.
    pub said: Option<String>,
    asked: Option<Ticket>,
}

impl PasswordDialog {
    fn accept(&mut self, out: &mut Out<'_>) {
        // From line to line, until nothing lacks.
        if let Some(lacks) = self.typed.iter().position(Secret::is_empty) {
            self.at = lacks;
            return;
        }
        let [old, new, again] = &mut self.typed;
        if new != again {
            again.clear();
            (self.at, self.said) = (2, Some("新密码两遍不一样; 请再打一遍".to_owned()));
            return;
        }
        self.asked = Some(out.ask(Want::ChangePassword(old.clone(), new.clone())));
    }
    fn step(&mut self, by: usize) {
        self.at = (self.at + by) % LABELS.len();
    }
}

impl Component for PasswordDialog {
    fn place(&self) -> Place {
        Place::Password
    }
    fn act(&mut self, action: Action, _desk: &Desk, out: &mut Out<'_>) {
        self.said = None;
        match action {
            Action::Accept if self.asked.is_none() => self.accept(out),
            Action::Next | Action::Down => self.step(1),
            Action::Back | Action::Up => self.step(LABELS.len() - 1),
            Action::Clear => self.typed.get_mut(self.at).into_iter().for_each(Secret::clear),
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, _out: &mut Out<'_>) {
        self.said = None;
        self.typed.get_mut(self.at).into_iter().for_each(|secret| secret.edit(edit));
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, _desk: &Desk, out: &mut Out<'_>) -> bool {
        if self.asked != Some(ticket) {
            return false;
        }
        self.asked = None;
        match reply {
            Reply::PasswordChanged => {
                out.tell(Notice::done("密码已改; 下次登录用新的"));
                out.close();
            }
            Reply::Refused(slips) => {
                self.said = Some(in_one_line(slips));
                // The old one was wrong, or the new one may not be set: that is typed anew.
                let wrong = match slips.first().map(|slip| slip.code) {
                    Some("E-OP02") => 0..1,
                    Some("E-OP12") => 1..LABELS.len(),
                    _ => return true,
                };
                self.at = wrong.start;
                self.typed.get_mut(wrong).into_iter().flatten().for_each(Secret::clear);
            }
            _ => out.close(),
        }
        true
    }
    fn is_whole(&self) -> bool {
        false
    }
}
