//! 办理: what can be done to a record, one line each; where it is done to one of several (who leaves a household), these next. A digit opens
//! its line, initials go to one.

use crate::app::allowed;
use crate::app::component::Component;
use crate::app::desk::{Desk, FRAME};
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::{Doing, Opening};
use crate::app::out::Out;
use crate::app::pick;
use crate::app::scroll::Scroll;
use crate::register::core::deeds::{Entering, Offered, Way};
use crate::register::{Does, Register};

/// The choice.
#[derive(Debug)]
pub struct Deeds {
    register: &'static Register,
    key: i64,
    /// What the record is called.
    called: String,
    /// Other records that something can be done to (a person's cases): what they are called, their register and key. They stand last.
    others: Vec<(String, &'static Register, i64)>,
    /// What can be done to it, once that has been read.
    offered: Option<Vec<Offered>>,
    /// One of several is chosen, by the place of what is done to it.
    which: Option<usize>,
    /// The cursor.
    pub scroll: Scroll,
    /// The letters typed to go to a line.
    typed: String,
    asked: Ticket,
}

impl Deeds {
    /// Of a record, and of others that are reached from it.
    pub fn of(
        register: &'static Register,
        key: i64,
        others: Vec<(String, &'static Register, i64)>,
        out: &mut Out<'_>,
    ) -> Self {
        let asked = out.ask(Want::Deeds(register, key));
        let (called, typed) = (String::new(), String::new());
        Deeds { register, key, called, others, offered: None, which: None, scroll: Scroll::default(), typed, asked }
    }
    /// What it is about.
    pub fn title(&self) -> String {
        let what = self.which.and_then(|at| self.all().get(at)).map_or("办理", |offered| offered.label.as_str());
        format!("{what}: {} {}", self.register.label, self.called)
    }
    /// What is said where nothing can be done.
    pub fn nothing(&self) -> &'static str {
        if self.offered.is_none() { "正在读取…" } else { "这条记录现在没有可以办理的" }
    }
    fn all(&self) -> &[Offered] {
        self.offered.as_deref().unwrap_or_default()
    }
    fn several(&self) -> Option<(&str, &[(String, Entering)])> {
        let offered = self.all().get(self.which?)?;
        match &offered.way {
            Way::Which(several) => Some((&offered.label, several)),
            _ => None,
        }
    }
    /// What can be chosen.
    pub fn lines(&self) -> Vec<&str> {
        match self.several() {
            Some((_, several)) => several.iter().map(|(called, _)| called.as_str()).collect(),
            None if self.offered.is_none() => Vec::new(),
            None => {
                let others = self.others.iter().map(|(called, ..)| called.as_str());
                self.all().iter().map(|offered| offered.label.as_str()).chain(others).collect()
            }
        }
    }
    fn choose(&mut self, out: &mut Out<'_>) {
        let at = self.scroll.at;
        let doing = |label: &str, entering: &Entering| Doing {
            label: label.to_owned(),
            register: self.register.label,
            called: self.called.clone(),
            of: self.key,
            entering: entering.clone(),
        };
        let opening = match (self.several(), self.all().get(at)) {
            (Some((label, several)), _) => {
                let Some((called, entering)) = several.get(at) else { return };
                Opening::Doing(Box::new(doing(&format!("{label} {called}"), entering)))
            }
            (None, Some(Offered { label, way: Way::Enter(entering) })) => {
                Opening::Doing(Box::new(doing(label, entering)))
            }
            (None, Some(Offered { way: Way::Own(Does::Remap), .. })) => Opening::Remap(self.key),
            (None, Some(Offered { label, way: Way::NotYet })) => {
                return out.tell(Notice::slip(format!("还不能办。{label}")));
            }
            (None, Some(Offered { way: Way::Which(_), .. })) => {
                (self.which, self.scroll) = (Some(at), Scroll::default());
                return;
            }
            (None, None) => match at.checked_sub(self.all().len()).and_then(|nth| self.others.get(nth)) {
                Some((_, register, key)) => Opening::Deeds(register, *key, Vec::new()),
                None => return,
            },
        };
        out.replace(opening);
    }
}

impl Component for Deeds {
    fn place(&self) -> Place {
        Place::Menu
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        self.typed.clear();
        match action {
            Action::Accept => self.choose(out),
            Action::Leave => match self.which.take() {
                Some(at) => self.scroll = Scroll { at, top: 0 },
                None => out.close(),
            },
            _ => {
                let len = self.lines().len();
                self.scroll.act(action, len, desk.lines_but(FRAME));
            }
        }
    }
    fn type_in(&mut self, edit: &Edit, desk: &Desk, out: &mut Out<'_>) {
        let len = self.lines().len();
        if let Some(at) = pick::digit(edit).filter(|at| *at < len) {
            self.scroll.go(at, len, desk.lines_but(FRAME));
            return self.choose(out);
        }
        let mut typed = std::mem::take(&mut self.typed);
        let at = pick::by_letters(&mut typed, edit, self.lines().into_iter());
        self.typed = typed;
        at.into_iter().for_each(|at| self.scroll.go(at, len, desk.lines_but(FRAME)));
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        if ticket != self.asked {
            return false;
        }
        match reply {
            Reply::Deeds(called, offered) => {
                let offered =
                    offered.iter().filter(|offered| allowed::offers(offered, &desk.rights)).cloned().collect();
                (self.called, self.offered) = (called.clone(), Some(offered));
            }
            _ => out.close(),
        }
        true
    }
    fn is_whole(&self) -> bool {
        false
    }
}
