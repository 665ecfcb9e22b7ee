//! The first page, where no office is known yet, or the one of the settings file is not there: a new one for a district, the demonstration
//! office, one that lies elsewhere, a backup. Like [`crate::app::App`] it decides by keys alone and says what it wants done, as data.
//! Nothing is made before the clerk has said so.

mod form;
mod order;

pub use form::{Asked, Form};
pub use order::{Order, Seed, Way};

use crate::app::key::{Code, Key};
use crate::app::keymap::Keymap;
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::msg::{Msg, Reply};
use crate::app::pick;
use crate::app::scroll::Scroll;

/// What a key comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing more than what is seen.
    Nothing,
    /// To leave.
    Quit,
    /// To do something, on a thread of its own.
    Do(Order),
    /// What is being done is to stop.
    Stop,
    /// The office is there: its screens are to open, and to say first what could not be kept.
    Enter(String, Option<String>),
}

/// What is on the page.
#[derive(Clone, Debug)]
pub enum Page {
    /// The ways on.
    Ways(Scroll),
    /// What is asked for one of them.
    Form(Form),
    /// Whether the office that is open now is to be opened every time, instead of the one that is not there.
    Keep(Scroll, String),
    /// What is being done, and which step of it is how far.
    Work(&'static str, Option<(String, usize, usize)>),
}

/// What can be answered to [`Page::Keep`].
pub const KEEPS: [&str; 2] = ["只这一次, 下次还找原来的那个", "以后都打开这一个, 写进设置文件"];

/// The page.
pub struct Welcome {
    /// Columns and rows.
    pub size: (u16, u16),
    /// What is known.
    pub seed: Seed,
    /// What is on it.
    pub page: Page,
    /// What is said about the last key, or went wrong.
    pub said: Option<String>,
    keymap: Keymap,
    /// Where one comes back to from what went wrong.
    before: Option<Page>,
    /// Whether what is being done leads to an office that may be another than the one of the settings.
    leads: bool,
}

impl Welcome {
    /// As it opens.
    pub fn new(seed: Seed, size: (u16, u16), keymap: Keymap) -> Welcome {
        Welcome { size, seed, page: Page::Ways(Scroll::default()), said: None, keymap, before: None, leads: false }
    }

    /// The ways on, in the order in which they are offered.
    pub fn ways(&self) -> &'static [Way] {
        match self.seed.missing {
            Some(_) => &[Way::Again, Way::Open, Way::Restore, Way::New, Way::Demo],
            None => &[Way::New, Way::Demo, Way::Open, Way::Restore],
        }
    }

    /// The keys that work now, by the table, with what each does here.
    pub fn keys(&self) -> Vec<(String, &'static str)> {
        let works: &[(Action, &'static str)] = match self.page {
            Page::Ways(_) => &[(Action::Accept, "确定"), (Action::Leave, "退出")],
            Page::Form(_) => &[
                (Action::Next, "下一项"),
                (Action::Accept, "下一项, 在最后一项开始"),
                (Action::Clear, "清空"),
                (Action::Leave, "返回"),
            ],
            Page::Keep(..) => &[(Action::Accept, "确定"), (Action::Leave, "返回")],
            Page::Work(..) => &[(Action::Leave, "停止")],
        };
        self.keymap.told(self.place(), works)
    }

    /// Where its keys stand in the table.
    fn place(&self) -> Place {
        if matches!(self.page, Page::Form(_)) { Place::Print } else { Place::Confirm }
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
            Msg::Answer(_, reply) => self.hear(reply),
        }
    }

    fn hear(&mut self, reply: Reply) -> Wish {
        match reply {
            Reply::Step(what, done, of) => {
                if let Page::Work(_, step) = &mut self.page {
                    *step = Some((what, done, of));
                }
                Wish::Nothing
            }
            Reply::Founded(place, _) if self.leads && self.seed.missing.as_ref().is_some_and(|it| *it != place) => {
                self.page = Page::Keep(Scroll::default(), place);
                Wish::Nothing
            }
            Reply::Founded(place, unkept) => Wish::Enter(place, unkept),
            Reply::Failed(trouble) => {
                self.said = Some(format!("{}; {}", trouble.what, trouble.remedy).trim_end_matches("; ").to_owned());
                self.go_back();
                Wish::Nothing
            }
            Reply::Dropped => {
                self.said = Some("已停止, 没有留下做了一半的文件".to_owned());
                self.go_back();
                Wish::Nothing
            }
            _ => Wish::Nothing,
        }
    }

    /// From what was being done to what was asked for it.
    fn go_back(&mut self) {
        self.page = self.before.take().unwrap_or_else(|| Page::Ways(Scroll::default()));
    }

    fn press(&mut self, key: Key) -> Wish {
        let action = self.keymap.action(self.place(), key);
        let leaves = key == Key::ctrl(Code::Char('c')) || key == Key::ctrl(Code::Char('x'));
        if matches!(self.page, Page::Work(..)) {
            return if action == Some(Action::Leave) || leaves { Wish::Stop } else { Wish::Nothing };
        }
        self.said = None;
        if leaves {
            return Wish::Quit;
        }
        let offered = self.ways().len();
        match (&mut self.page, action) {
            (Page::Ways(_), Some(Action::Leave)) => Wish::Quit,
            (Page::Ways(scroll), Some(Action::Accept)) => {
                let at = scroll.at;
                self.take(at)
            }
            (Page::Ways(scroll), Some(action)) => {
                scroll.act(action, offered, offered);
                Wish::Nothing
            }
            (Page::Keep(scroll, _), Some(Action::Accept)) => {
                let at = scroll.at;
                self.keep(at)
            }
            (Page::Form(_) | Page::Keep(..), Some(Action::Leave)) => {
                self.page = Page::Ways(Scroll::default());
                Wish::Nothing
            }
            (Page::Keep(scroll, _), Some(action)) => {
                scroll.act(action, KEEPS.len(), KEEPS.len());
                Wish::Nothing
            }
            (Page::Form(form), Some(Action::Accept)) if form.is_at_end() => self.order(),
            (Page::Form(form), Some(action)) => {
                form.act(action);
                self.offer_place();
                Wish::Nothing
            }
            _ => Edit::of(key).map_or(Wish::Nothing, |edit| self.edit(&edit)),
        }
    }

    fn edit(&mut self, edit: &Edit) -> Wish {
        match &mut self.page {
            Page::Ways(_) => match pick::digit(edit).filter(|at| *at < self.ways().len()) {
                Some(at) => self.take(at),
                None => Wish::Nothing,
            },
            Page::Keep(..) => match pick::digit(edit).filter(|at| *at < KEEPS.len()) {
                Some(at) => self.keep(at),
                None => Wish::Nothing,
            },
            Page::Form(form) => {
                form.type_in(edit);
                self.offer_place();
                Wish::Nothing
            }
            Page::Work(..) => Wish::Nothing,
        }
    }

    /// A way is taken.
    fn take(&mut self, at: usize) -> Wish {
        let Some(way) = self.ways().get(at).copied() else { return Wish::Nothing };
        let missing = self.seed.missing.clone().unwrap_or_default();
        match way {
            Way::Again => self.go(Order::Open(missing)),
            Way::Demo => self.go(Order::Demo),
            way => {
                let form = Form::of(way, &self.seed);
                self.page = Page::Form(form);
                self.offer_place();
                Wish::Nothing
            }
        }
    }

    /// What was answered to whether the office is to be opened every time.
    fn keep(&mut self, at: usize) -> Wish {
        let Page::Keep(_, place) = &self.page else { return Wish::Nothing };
        let place = place.clone();
        if at == 0 {
            return Wish::Enter(place, None);
        }
        self.before = Some(self.page.clone());
        self.go(Order::Keep(place))
    }

    fn offer_place(&mut self) {
        if let Page::Form(form) = &mut self.page {
            form.offer_place(&self.seed.folder);
        }
    }

    /// What was asked is answered: it is looked through, and done.
    fn order(&mut self) -> Wish {
        let Page::Form(form) = &mut self.page else { return Wish::Nothing };
        match form.order() {
            Ok(order) => {
                self.before = Some(Page::Form(form.clone()));
                self.go(order)
            }
            Err((at, why)) => {
                form.at = at;
                self.said = Some(why);
                Wish::Nothing
            }
        }
    }

    fn go(&mut self, order: Order) -> Wish {
        let doing = match &order {
            Order::Make { .. } => "正在新建业务库",
            Order::Demo => "正在生成示范业务库",
            Order::Open(_) => "正在打开",
            Order::Restore { .. } => "正在核对备份",
            Order::Keep(_) => "正在写设置文件",
        };
        self.leads = !matches!(order, Order::Demo | Order::Keep(_));
        self.page = Page::Work(doing, None);
        Wish::Do(order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(missing: Option<&str>) -> Welcome {
        let seed = Seed { folder: "/home/clerk/data".into(), missing: missing.map(str::to_owned) };
        Welcome::new(seed, (80, 24), Keymap::default())
    }
    fn types(page: &mut Welcome, text: &str) {
        text.chars().for_each(|c| {
            page.update(Msg::Key(Key::char(c)));
        });
    }
    fn press(page: &mut Welcome, keys: &str) -> Wish {
        keys.split(' ').map(|key| page.update(Msg::Key(Key::parse(key).unwrap()))).last().unwrap()
    }
    fn at(page: &Welcome) -> usize {
        let Page::Form(form) = &page.page else { panic!("{:?}", page.page) };
        form.at
    }

    #[test]
    fn a_district_is_found_by_name_initials_or_code() {
        for typed in ["雁峰", "yf", "430406"] {
            let mut page = page(None);
            press(&mut page, "Enter");
            types(&mut page, typed);
            let Page::Form(form) = &page.page else { panic!() };
            let chosen = form.district.as_ref().unwrap().chosen().unwrap();
            let codes: Vec<&str> = form.district.as_ref().unwrap().items.iter().map(|i| i.code.as_str()).collect();
            if typed == "yf" {
                let initials = crate::domain::people::pinyin::initials_of(&chosen.label).to_ascii_lowercase();
                assert!(initials.starts_with("yf"), "{chosen:?}");
            } else {
                assert_eq!((chosen.code.as_str(), chosen.beside.as_str()), ("430406", "湖南省衡阳市"), "{typed}");
            }
            assert!(codes.contains(&"441900") && !codes.contains(&"430400") && codes.len() > 2500);
        }
    }

    #[test]
    fn the_file_is_called_after_the_district_until_it_is_called_otherwise() {
        let mut page = page(None);
        press(&mut page, "Enter");
        types(&mut page, "雁峰");
        press(&mut page, "Tab");
        types(&mut page, "x");
        press(&mut page, "Shift-Tab");
        types(&mut page, "区");
        press(&mut page, "Tab Tab Tab");
        types(&mut page, "陈桂香");
        let Wish::Do(order) = press(&mut page, "Enter") else { panic!("{:?}", page.said) };
        let (place, login) = ("/home/clerk/data/雁峰区.dbx".to_owned(), "maker".to_owned());
        assert_eq!(order, Order::Make { district: "430406".into(), place, login, full_name: "陈桂香".into() });
    }

    #[test]
    fn what_lacks_or_is_wrong_is_said_at_its_line() {
        let mut page = page(None);
        press(&mut page, "Enter");
        // Nothing is chosen.
        press(&mut page, "Enter Enter Enter Enter");
        assert!(at(&page) == 0 && page.said.as_deref().unwrap().contains("请选区划"), "{:?}", page.said);
        types(&mut page, "雁峰");
        press(&mut page, "Enter Enter Enter Enter");
        assert!(at(&page) == 3 && page.said.is_some(), "no name: {:?}", page.said);
        types(&mut page, "陈桂香");
        press(&mut page, "Up");
        types(&mut page, "!");
        press(&mut page, "Down Enter");
        assert!(at(&page) == 2 && page.said.as_deref().unwrap().contains("登录名"), "{:?}", page.said);
        // Those with whom every office begins have their names already.
        press(&mut page, "Ctrl+U");
        types(&mut page, "checker");
        press(&mut page, "Down Enter");
        assert!(at(&page) == 2 && page.said.as_deref().unwrap().contains("“checker”是复核员的"), "{:?}", page.said);
        press(&mut page, "Ctrl+U");
        types(&mut page, "maker!");
        // What went wrong in doing it leads back to what was typed.
        press(&mut page, "Backspace Down");
        assert!(matches!(press(&mut page, "Enter"), Wish::Do(_)));
        let trouble = crate::app::notice::Trouble {
            look: crate::app::notice::Look::Surroundings,
            what: "已经存在".into(),
            remedy: "请换一个文件名".into(),
        };
        page.update(Msg::Answer(crate::app::msg::Ticket(0), Reply::Failed(trouble)));
        assert!(at(&page) == 3 && page.said.as_deref() == Some("已经存在; 请换一个文件名"), "{:?}", page.said);
    }

    #[test]
    fn an_office_that_is_not_there_is_looked_for_and_never_made_unasked() {
        let mut page = page(Some("/mnt/stick/yanfeng.db"));
        assert_eq!(press(&mut page, "Enter"), Wish::Do(Order::Open("/mnt/stick/yanfeng.db".into())));
        assert_eq!(press(&mut page, "Esc"), Wish::Stop);
        page.update(Msg::Answer(crate::app::msg::Ticket(0), Reply::Dropped));
        press(&mut page, "3");
        let Page::Form(form) = &page.page else { panic!() };
        assert_eq!((form.way, form.text(1)), (Way::Restore, "/mnt/stick/yanfeng.db".to_owned()));
        assert_eq!(press(&mut page, "Esc Esc"), Wish::Quit);
    }

    #[test]
    fn another_office_than_the_one_that_is_missing_is_kept_only_when_told_to() {
        let told = |place: &str| Msg::Answer(crate::app::msg::Ticket(0), Reply::Founded(place.into(), None));
        let opened = |place: &str| {
            let mut page = page(Some("/mnt/stick/yanfeng.db"));
            press(&mut page, "2");
            types(&mut page, place);
            assert_eq!(press(&mut page, "Enter"), Wish::Do(Order::Open(place.into())));
            page
        };
        // The one of the settings is found again: nothing is to be asked.
        assert!(matches!(opened("/mnt/stick/yanfeng.db").update(told("/mnt/stick/yanfeng.db")), Wish::Enter(..)));
        let mut page = opened("/data/other.db");
        assert_eq!(page.update(told("/data/other.db")), Wish::Nothing);
        assert_eq!(
            press(&mut page, "Enter"),
            Wish::Enter("/data/other.db".into(), None),
            "once, unless said otherwise"
        );
        let mut page = opened("/data/other.db");
        page.update(told("/data/other.db"));
        assert_eq!(press(&mut page, "Down Enter"), Wish::Do(Order::Keep("/data/other.db".into())));
        // The settings cannot be written: the question stands again.
        let trouble = crate::app::notice::Trouble {
            look: crate::app::notice::Look::Surroundings,
            what: "设置文件没有写上".into(),
            remedy: String::new(),
        };
        page.update(Msg::Answer(crate::app::msg::Ticket(0), Reply::Failed(trouble)));
        assert!(matches!(page.page, Page::Keep(..)) && page.said.is_some());
        assert_eq!(press(&mut page, "2"), Wish::Do(Order::Keep("/data/other.db".into())));
        assert!(matches!(page.update(told("/data/other.db")), Wish::Enter(..)));
        // The demonstration is never meant to stay.
        let mut page = self::page(Some("/mnt/stick/yanfeng.db"));
        assert_eq!(press(&mut page, "5"), Wish::Do(Order::Demo));
        assert!(matches!(page.update(told("/home/clerk/demo.db")), Wish::Enter(..)));
    }

    #[test]
    fn the_keys_are_those_of_the_table() {
        let keymap = Keymap::with([("clear", "F11"), ("accept", "F12")]).unwrap();
        let mut page = Welcome::new(Seed { folder: "/data".into(), missing: None }, (80, 24), keymap);
        assert_eq!(page.keys()[0].0, "F12");
        press(&mut page, "F12");
        let keys = page.keys();
        assert!(keys.iter().any(|(key, label)| key == "F11" && *label == "清空"), "{keys:?}");
    }

    #[test]
    fn paths_are_parted_as_their_folder_is() {
        assert_eq!(form::under("/a/b/", "c.db"), "/a/b/c.db");
        assert_eq!(form::under(r"C:\Users\陈", "c.db"), r"C:\Users\陈\c.db");
    }
}
