//! Who is at the keyboard: the page that asks for name and password, or which of those who work here it is.

use minzheng::app::key::Key;
use minzheng::app::keymap::Keymap;
use minzheng::app::login::{Colleague, Heard, Login, Wish};
use minzheng::app::msg::Msg;
use minzheng::app::secret::Secret;
use minzheng::ui::{Palette, Theme, draw_login};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

struct Door {
    page: Login,
    wish: Wish,
    theme: Theme,
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (60, 15)];

impl Door {
    fn of(name: &str, size: (u16, u16)) -> Door {
        let page = Login::new("雁峰区".to_owned(), name, size, Keymap::default());
        Door { page, wish: Wish::Nothing, theme: Theme::default() }
    }
    fn map(self, change: impl FnOnce(Login) -> Login) -> Door {
        Door { page: change(self.page), ..self }
    }
    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.wish = self.page.update(Msg::Key(Key::parse(key).unwrap()));
        }
        self
    }
    fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.wish = self.page.update(Msg::Key(Key::char(c)));
        }
        self
    }
    fn hears(&mut self, heard: Heard) -> &mut Self {
        self.page.hears(heard);
        self
    }
    fn drawn(&self) -> (String, Option<Position>) {
        let (width, height) = self.page.size;
        let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width, height });
        let cursor = draw_login(&self.page, &self.theme, &mut buffer);
        let mut text = String::new();
        for y in 0..height {
            let mut x = 0;
            while x < width {
                let symbol = buffer[(x, y)].symbol();
                text.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).unwrap();
            }
            text.push('\n');
        }
        (text, cursor)
    }
    #[track_caller]
    fn sees(&mut self, what: &str) -> &mut Self {
        let (screen, _) = self.drawn();
        assert!(screen.contains(what), "no “{what}” on\n{screen}");
        self
    }
    #[track_caller]
    fn sees_not(&mut self, what: &str) -> &mut Self {
        let (screen, _) = self.drawn();
        assert!(!screen.contains(what), "“{what}” on\n{screen}");
        self
    }
    #[track_caller]
    fn tries(&mut self) -> (String, String) {
        let Wish::Try(name, password) = &self.wish else { panic!("{:?}\n{}", self.wish, self.drawn().0) };
        (name.clone(), password.text().to_owned())
    }
}

#[test]
fn name_and_password_are_asked_and_the_password_is_not_seen() {
    for size in SIZES {
        let mut door = Door::of("", size);
        door.sees("雁峰区  登录").sees("登录名").sees("密码").sees("Esc退出").types("maker").press("Enter");
        assert_eq!(door.wish, Wish::Nothing, "from the name to the password");
        door.types("秋天的第一杯奶茶").sees("********").sees_not("秋天").sees_not("奶茶").press("Enter");
        assert_eq!(door.tries(), ("maker".to_owned(), "秋天的第一杯奶茶".to_owned()));
        // What was wrong is typed anew.
        door.hears(Heard::Refused("登录名或密码不对".to_owned())).sees("! 登录名或密码不对").sees_not("***");
        door.types("a").sees_not("登录名或密码不对").sees("*").press("Backspace Enter").sees("请打密码");
        door.press("Esc");
        assert_eq!(door.wish, Wish::Quit);
    }
    Door::of("", (50, 10)).sees("请把窗口放大到");
}

/// However long it is, twelve stars; the cursor stands where the next one comes.
#[test]
fn a_name_that_is_remembered_leaves_only_the_password_to_be_typed() {
    let mut door = Door::of("maker", (80, 24));
    let (screen, cursor) = door.types("x").drawn();
    let row = screen.lines().position(|line| line.contains("密码")).unwrap();
    assert_eq!(cursor.map(|at| (at.x, usize::from(at.y))), Some((13, row)), "{screen}");
    door.types(&"y".repeat(40)).sees("************").sees_not("*************").press("Ctrl+U").sees_not("*");
    door.press("Shift-Tab Ctrl+U").types("checker").press("Down").types("dongfeng").press("Enter");
    assert_eq!(door.tries(), ("checker".to_owned(), "dongfeng".to_owned()));
    // A paste is typed; what is bound nowhere here does nothing.
    let mut door = Door::of("maker", (80, 24));
    door.wish = door.page.update(Msg::Paste("dong\rfeng\u{1b}".to_owned()));
    door.press("F5 Left Home Enter");
    assert_eq!(door.tries().1, "dongfeng");
}

#[test]
fn after_wrong_passwords_one_waits_and_is_told_how_long() {
    let mut door = Door::of("maker", (80, 24));
    door.types("dongfeng").press("Enter").hears(Heard::Wait(2)).sees("请过 2 秒再试").press("Enter");
    assert_eq!((door.wish.clone(), door.page.waits()), (Wish::Nothing, true));
    door.types("7").sees("请过 2 秒再试");
    door.page.second_passes();
    door.sees("请过 1 秒再试");
    door.page.second_passes();
    door.sees_not("再试").press("Enter");
    assert_eq!(door.tries().1, "dongfeng7");
    assert!(!door.page.waits());
}

#[test]
fn a_password_that_is_good_once_leads_to_an_own_one() {
    for size in SIZES {
        let mut door = Door::of("maker", size);
        door.types("once-code").press("Enter").hears(Heard::MustSet("陈雅琴".to_owned()));
        door.sees("陈雅琴, 这个密码只用一次").sees("新密码").sees("再打一遍").sees("8 到 64 个字符").press("Enter");
        assert_eq!(door.wish, Wish::Nothing, "nothing is typed");
        door.types("dongfeng-7").press("Enter").types("dongfeng-8").press("Enter").sees("两遍不一样");
        door.types("dongfeng-7").press("Enter");
        let mut wants = (Secret::default(), Secret::default());
        let Wish::Set(once, own) = &door.wish else { panic!("{:?}", door.wish) };
        wants.0.clone_from(once);
        wants.1.clone_from(own);
        assert_eq!((wants.0.text(), wants.1.text()), ("once-code", "dongfeng-7"));
        door.hears(Heard::Refused("密码太常见".to_owned())).sees("密码太常见").press("Esc").sees("登录名");
    }
}

#[test]
fn a_locked_screen_says_who_locked_it_and_asks_before_it_ends_the_program() {
    for size in SIZES {
        let mut door = Door::of("maker", size).map(|page| page.locked_by("陈雅琴".to_owned()));
        door.sees("已锁屏")
            .sees("陈雅琴 锁了屏")
            .types("dong")
            .press("Esc")
            .sees("退出民政?")
            .press("Enter")
            .sees("****");
        door.press("Ctrl+C").sees("退出民政?").press("Ctrl+X Down Enter");
        assert_eq!(door.wish, Wish::Quit);
        assert_eq!(door.page.update(Msg::End), Wish::Quit);
    }
}

#[test]
fn where_nobody_has_a_password_those_who_work_here_are_offered() {
    let one = |login: Option<&str>, told: &str| Colleague { login: login.map(str::to_owned), told: told.to_owned() };
    let mut people = vec![one(None, "首个操作员(不具名)"), one(Some("maker"), "maker 陈雅琴  经办")];
    people.extend((1..30).map(|n| one(Some(&format!("m{n}")), &format!("m{n} 经办{n}"))));
    for size in SIZES {
        let mut door = Door::of("", size).map(|page| page.among(people.clone()));
        door.sees("1 首个操作员(不具名)").sees("2 maker 陈雅琴  经办").sees("回车进入").press("Enter");
        assert_eq!(door.wish, Wish::Choose(None));
        door.types("2").press("Enter");
        assert_eq!(door.wish, Wish::Choose(Some("maker".to_owned())));
        door.press("End").sees("m29 经办29").press("Enter");
        assert_eq!(door.wish, Wish::Choose(Some("m29".to_owned())));
        door.theme = Theme { palette: Palette::Mono, ascii: true };
        door.sees("m29 经办29");
    }
}
