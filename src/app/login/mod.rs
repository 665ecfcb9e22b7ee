//! 登录: who is at the keyboard, by name and password, where the office has passwords; else one of those who work here. At the start, and at a
//! lock, where it stands until somebody comes in. Like [`crate::app::App`] it decides by keys alone and says what it wants, as data; who
//! comes in the store decides.

use crate::app::key::{Code, Key};
use crate::app::keymap::Keymap;
use crate::app::keys::{Action, Place};
use crate::app::line::{Edit, Line};
use crate::app::msg::Msg;
use crate::app::pick;
use crate::app::scroll::Scroll;
use crate::app::secret::Secret;

/// What a key comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing more than what is seen.
    Nothing,
    /// To leave.
    Quit,
    /// To come in by a name and a password.
    Try(String, Secret),
    /// To set a password of one's own, which is the second one, in the place of the first.
    Set(Secret, Secret),
    /// To come in without a password: a log-in name; none is nobody by name.
    Choose(Option<String>),
}

/// What came of it, where nobody came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Why not.
    Refused(String),
    /// So many seconds have to pass first.
    Wait(i64),
    /// It is he of that name, by a password that is good once.
    MustSet(String),
}

/// Somebody who works here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Log-in name; none is nobody by name.
    pub login: Option<String>,
    /// What is seen of him: 姓名, and as what he works.
    pub told: String,
}

/// What is on the page.
#[derive(Clone, Debug)]
pub enum Page {
    /// Name and password; the line of the cursor.
    Ask(Line, Secret, usize),
    /// An own password in the place of one that is good once: twice, and the line of the cursor.
    Own([Secret; 2], usize),
    /// Those who work here, where nobody has a password.
    People(Scroll),
    /// Whether to leave, at a lock.
    Leave(Scroll),
}

/// What can be answered to [`Page::Leave`].
pub const LEAVES: [&str; 2] = ["不退出", "退出, 没填完的都留着"];

/// The page.
pub struct Login {
    /// Columns and rows.
    pub size: (u16, u16),
    /// 本机构, short.
    pub office: String,
    /// What is on it.
    pub page: Page,
    /// Those who work here, where nobody has a password; else none.
    pub people: Vec<Colleague>,
    /// Who has locked the screen; none at the start.
    pub locked: Option<String>,
    /// What is said about the last key, or was wrong.
    pub said: Option<String>,
    keymap: Keymap,
    /// Seconds until the next try.
    waits: i64,
    /// The password by which somebody came in, while he sets his own.
    once: Secret,
    /// Where one comes back to from the question.
    before: Option<Page>,
}

impl Login {
    /// Asks for name and password; the name is offered.
    pub fn new(office: String, name: &str, size: (u16, u16), keymap: Keymap) -> Login {
        let page = Page::Ask(Line::of(name), Secret::default(), usize::from(!name.is_empty()));
        let (people, locked, said, before) = (Vec::new(), None, None, None);
        Login { size, office, page, people, locked, said, keymap, waits: 0, once: Secret::default(), before }
    }
    /// Asks which of those who work here it is.
    #[must_use]
    pub fn among(self, people: Vec<Colleague>) -> Login {
        Login { page: Page::People(Scroll::default()), people, ..self }
    }
    /// Of a screen that somebody has locked.
    #[must_use]
    pub fn locked_by(self, who: String) -> Login {
        Login { locked: Some(who), ..self }
    }

    /// The keys that work now, by the table, with what each does here.
    pub fn keys(&self) -> Vec<(String, &'static str)> {
        let leave = if self.locked.is_some() { "退出?" } else { "退出" };
        let works: &[(Action, &'static str)] = match self.page {
            Page::Ask(..) => {
                &[(Action::Next, "下一项"), (Action::Accept, "登录"), (Action::Clear, "清空"), (Action::Leave, leave)]
            }
            Page::Own(..) => &[
                (Action::Next, "下一项"),
                (Action::Accept, "设为密码"),
                (Action::Clear, "清空"),
                (Action::Leave, "不设, 返回"),
            ],
            Page::People(_) => &[(Action::Accept, "进入"), (Action::Leave, leave)],
            Page::Leave(_) => &[(Action::Accept, "确定"), (Action::Leave, "返回")],
        };
        self.keymap.told(self.place(), works)
    }

    /// Where its keys stand in the table.
    fn place(&self) -> Place {
        if matches!(self.page, Page::Ask(..) | Page::Own(..)) { Place::Password } else { Place::Confirm }
    }

    /// Whether somebody has to wait for his next try: then it is told every second how long.
    pub fn waits(&self) -> bool {
        self.waits > 0
    }
    /// A second has passed.
    pub fn second_passes(&mut self) {
        if self.waits() {
            self.waits -= 1;
            self.said = self.waits().then(|| wait_told(self.waits));
        }
    }

    /// What the store said.
    pub fn hears(&mut self, heard: Heard) {
        match heard {
            Heard::Refused(why) => {
                self.said = Some(why);
                if let Page::Ask(_, password, at) = &mut self.page {
                    password.clear();
                    *at = 1;
                }
            }
            Heard::Wait(seconds) => {
                self.waits = seconds;
                self.said = Some(wait_told(seconds));
            }
            Heard::MustSet(who) => {
                if let Page::Ask(_, password, _) = &mut self.page {
                    self.once = std::mem::take(password);
                }
                self.said = Some(format!("{who}, 这个密码只用一次; 请设一个自己的"));
                self.page = Page::Own(Default::default(), 0);
            }
        }
    }

    /// What happened, and what is to be done about it.
    pub fn update(&mut self, msg: Msg) -> Wish {
        match msg {
            Msg::Key(key) => self.press(key),
            Msg::Paste(text) => self.edit(&Edit::Insert(text)),
            Msg::Resize(width, height) => {
                self.size = (width, height);
                Wish::Nothing
            }
            Msg::End => Wish::Quit,
            Msg::Answer(..) => Wish::Nothing,
        }
    }

    fn press(&mut self, key: Key) -> Wish {
        let action = self.keymap.action(self.place(), key);
        if !self.waits() {
            self.said = None;
        }
        let leaves = key == Key::ctrl(Code::Char('c')) || key == Key::ctrl(Code::Char('x'));
        match action {
            _ if leaves => self.leave(),
            Some(Action::Leave) => self.back(),
            Some(Action::Accept) => self.accept(),
            Some(action) => self.act(action, key),
            None => Edit::of(key).map_or(Wish::Nothing, |edit| self.edit(&edit)),
        }
    }

    /// To leave: from a locked screen only after a question.
    fn leave(&mut self) -> Wish {
        if self.locked.is_none() {
            return Wish::Quit;
        }
        if !matches!(self.page, Page::Leave(_)) {
            self.before = Some(std::mem::replace(&mut self.page, Page::Leave(Scroll::default())));
        }
        Wish::Nothing
    }

    fn back(&mut self) -> Wish {
        match &self.page {
            Page::Leave(_) => {
                self.page = self.before.take().unwrap_or_else(|| Page::People(Scroll::default()));
                Wish::Nothing
            }
            Page::Own(..) => {
                self.once.clear();
                self.page = Page::Ask(Line::default(), Secret::default(), 0);
                Wish::Nothing
            }
            _ => self.leave(),
        }
    }

    fn accept(&mut self) -> Wish {
        match &mut self.page {
            Page::Ask(name, password, at) => match (name.is_blank(), password.is_empty()) {
                (true, _) => {
                    (*at, self.said) = (0, Some("请打登录名".to_owned()));
                    Wish::Nothing
                }
                (false, true) => {
                    // From the name to the password.
                    let was_there = std::mem::replace(at, 1) == 1;
                    self.said = was_there.then(|| "请打密码".to_owned()).or(self.said.take());
                    Wish::Nothing
                }
                _ if self.waits > 0 => Wish::Nothing,
                _ => Wish::Try(name.text().trim().to_owned(), password.clone()),
            },
            Page::Own([new, again], at) => {
                if new.is_empty() || *at == 0 {
                    *at = usize::from(!new.is_empty());
                    return Wish::Nothing;
                }
                if new != again {
                    again.clear();
                    self.said = Some("两遍不一样; 请再打一遍, 或上移重打第一遍".to_owned());
                    return Wish::Nothing;
                }
                Wish::Set(self.once.clone(), new.clone())
            }
            Page::People(scroll) => {
                self.people.get(scroll.at).map_or(Wish::Nothing, |one| Wish::Choose(one.login.clone()))
            }
            Page::Leave(scroll) if scroll.at == 1 => Wish::Quit,
            Page::Leave(_) => self.back(),
        }
    }

    fn act(&mut self, action: Action, key: Key) -> Wish {
        let people = self.people.len();
        let seen = usize::from(self.size.1.saturating_sub(6)).max(1);
        match &mut self.page {
            Page::Ask(name, password, at) => match action {
                Action::Clear if *at == 0 => *name = Line::default(),
                Action::Clear => password.clear(),
                action => return step(action, at).map_or_else(|| self.types(key), |()| Wish::Nothing),
            },
            Page::Own(typed, at) => match action {
                Action::Clear => typed.get_mut(*at).into_iter().for_each(Secret::clear),
                action => return step(action, at).map_or_else(|| self.types(key), |()| Wish::Nothing),
            },
            Page::People(scroll) => {
                scroll.act(action, people, seen);
            }
            Page::Leave(scroll) => {
                scroll.act(action, LEAVES.len(), LEAVES.len());
            }
        }
        Wish::Nothing
    }

    fn types(&mut self, key: Key) -> Wish {
        Edit::of(key).map_or(Wish::Nothing, |edit| self.edit(&edit))
    }

    fn edit(&mut self, edit: &Edit) -> Wish {
        match &mut self.page {
            Page::Ask(name, _, 0) => {
                name.edit(edit);
                Wish::Nothing
            }
            Page::Ask(_, password, _) => {
                password.edit(edit);
                Wish::Nothing
            }
            Page::Own(typed, at) => {
                typed.get_mut(*at).into_iter().for_each(|secret| secret.edit(edit));
                Wish::Nothing
            }
            Page::People(scroll) => {
                scroll.at = pick::digit(edit).filter(|at| *at < self.people.len()).unwrap_or(scroll.at);
                Wish::Nothing
            }
            Page::Leave(scroll) => {
                scroll.at = pick::digit(edit).filter(|at| *at < LEAVES.len()).unwrap_or(scroll.at);
                Wish::Nothing
            }
        }
    }
}

/// From one of two lines to the other; none where the key means no such step.
fn step(action: Action, at: &mut usize) -> Option<()> {
    *at = match action {
        Action::Next | Action::Back => 1 - (*at).min(1),
        Action::Up => 0,
        Action::Down => 1,
        _ => return None,
    };
    Some(())
}

fn wait_told(seconds: i64) -> String {
    format!("密码连续输错, 请过 {seconds} 秒再试")
}
