//! 设立岗位: how an office begins to have roles and passwords. Three people type who they are, two of them a password; then the codes are
//! shown that stand nowhere else, and nobody goes on before the one on paper was copied: its last group is typed back.

use crate::app::begins::{Begins, Codes};
use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::line::{Edit, Line};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::in_one_line;
use crate::app::out::Out;
use crate::app::scroll::Scroll;
use crate::app::secret::Secret;
use crate::domain::paper_code;

/// What is typed in a line.
#[derive(Clone, Debug)]
pub enum Typed {
    /// A name.
    Text(Line),
    /// A password.
    Secret(Secret),
}

/// A line that is filled in.
#[derive(Debug)]
pub struct Asked {
    /// Whose it is.
    pub whose: &'static str,
    /// What is asked for.
    pub label: &'static str,
    /// What was typed.
    pub typed: Typed,
}

/// The screen.
#[derive(Debug)]
pub struct Founding {
    /// What is asked.
    pub asked: Vec<Asked>,
    /// The line of the cursor.
    pub at: usize,
    /// What is wrong.
    pub said: Option<String>,
    /// What is shown once, as soon as it is done.
    pub codes: Option<Codes>,
    /// Its last group, as it is typed back.
    pub back: Line,
    /// The first of the codes that is seen.
    pub scroll: Scroll,
    waits: Option<Ticket>,
}

/// The lines of somebody who sets a password.
const OWN: usize = 4;

impl Default for Founding {
    fn default() -> Self {
        let text = |whose, label, offered: &str| Asked { whose, label, typed: Typed::Text(Line::of(offered)) };
        let secret = |whose, label| Asked { whose, label, typed: Typed::Secret(Secret::default()) };
        let own = |whose, login| {
            [text(whose, "登录名", login), text(whose, "姓名", ""), secret(whose, "密码"), secret(whose, "再打一遍")]
        };
        let approver = [text("审批", "登录名", "approver"), text("审批", "姓名", "")];
        let asked = own("系统管理", "system").into_iter().chain(own("安全管理", "security")).chain(approver).collect();
        let (back, scroll) = (Line::default(), Scroll::default());
        Founding { asked, at: 1, said: None, codes: None, back, scroll, waits: None }
    }
}

impl Founding {
    fn text(&self, at: usize) -> String {
        match self.asked.get(at).map(|asked| &asked.typed) {
            Some(Typed::Text(line)) => line.text().trim().to_owned(),
            _ => String::new(),
        }
    }
    fn secret(&self, at: usize) -> Secret {
        match self.asked.get(at).map(|asked| &asked.typed) {
            Some(Typed::Secret(secret)) => secret.clone(),
            _ => Secret::default(),
        }
    }
    fn lacks(&self, at: usize) -> bool {
        match self.asked.get(at).map(|asked| &asked.typed) {
            Some(Typed::Text(line)) => line.is_blank(),
            Some(Typed::Secret(secret)) => secret.is_empty(),
            None => false,
        }
    }
    /// From line to line; from the last one, with nothing that lacks, it is done.
    fn accept(&mut self, out: &mut Out<'_>) {
        if self.at + 1 < self.asked.len() {
            self.at += 1;
            return;
        }
        if let Some(lacks) = (0..self.asked.len()).find(|at| self.lacks(*at)) {
            (self.at, self.said) = (lacks, Some("这一项没有填".to_owned()));
            return;
        }
        for first in [0, OWN] {
            if self.secret(first + 2) != self.secret(first + 3) {
                (self.at, self.said) = (first + 3, Some("两遍密码不一样; 请再打一遍".to_owned()));
                return;
            }
        }
        let own = |first: usize| (self.text(first), self.text(first + 1), self.secret(first + 2));
        let approver = (self.text(2 * OWN), self.text(2 * OWN + 1), Secret::default());
        let begins = Begins { people: [own(0), own(OWN), approver] };
        self.waits = Some(out.ask(Want::Found(Box::new(begins))));
    }
    /// The code is copied when its last group can be typed back; then whoever works logs in.
    fn copied(&mut self, out: &mut Out<'_>) {
        let Some(codes) = &self.codes else { return };
        let last = codes.paper.text().rsplit('-').next().unwrap_or_default();
        if *paper_code::plain(self.back.text()) == *paper_code::plain(last) {
            out.close();
            out.lock();
        } else {
            self.said = Some("不是最后一组; 请对着抄下的再打一遍".to_owned());
            self.back = Line::default();
        }
    }
}

impl Component for Founding {
    fn place(&self) -> Place {
        Place::Password
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        self.said = None;
        if let Some(codes) = &self.codes {
            match action {
                Action::Accept => self.copied(out),
                Action::Clear => self.back = Line::default(),
                Action::Leave => self.said = Some("恢复码只显示这一次: 抄好, 打回最后一组才离开".to_owned()),
                action => self.scroll.act(action, codes.once.len(), desk.lines_but(SHOWN_BESIDE)),
            }
            return;
        }
        let lines = self.asked.len();
        match action {
            Action::Accept if self.waits.is_none() => self.accept(out),
            Action::Next | Action::Down => self.at = (self.at + 1) % lines,
            Action::Back | Action::Up => self.at = (self.at + lines - 1) % lines,
            Action::Clear => match self.asked.get_mut(self.at).map(|asked| &mut asked.typed) {
                Some(Typed::Text(line)) => *line = Line::default(),
                Some(Typed::Secret(secret)) => secret.clear(),
                None => {}
            },
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, _out: &mut Out<'_>) {
        self.said = None;
        if self.codes.is_some() {
            self.back.edit(edit);
            return;
        }
        match self.asked.get_mut(self.at).map(|asked| &mut asked.typed) {
            Some(Typed::Text(line)) => drop(line.edit(edit)),
            Some(Typed::Secret(secret)) => secret.edit(edit),
            None => {}
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, _desk: &Desk, out: &mut Out<'_>) -> bool {
        if self.waits != Some(ticket) {
            return false;
        }
        self.waits = None;
        match reply {
            Reply::RolesFounded(codes) => {
                // No password stays where it is needed no more.
                self.asked.clear();
                self.codes = Some(codes.as_ref().clone());
            }
            Reply::Refused(slips) => self.said = Some(in_one_line(slips)),
            _ => out.close(),
        }
        true
    }
    /// What is shown once is not taken away by a lock.
    fn is_under_way(&self) -> bool {
        self.codes.is_some()
    }
}

/// Lines beside those of the codes that are good once.
pub const SHOWN_BESIDE: u16 = 9;
