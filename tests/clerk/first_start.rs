//! The first page: a machine on which no office is known yet, or on which it is not where the settings say.

use minzheng::app::key::Key;
use minzheng::app::keymap::Keymap;
use minzheng::app::msg::{Msg, Reply, Ticket};
use minzheng::app::welcome::{Order, Seed, Welcome, Wish};
use minzheng::ui::{Theme, draw_welcome};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

struct Newcomer {
    page: Welcome,
    wish: Wish,
}

impl Newcomer {
    fn at(missing: Option<&str>, width: u16, height: u16) -> Newcomer {
        let seed = Seed { folder: "/home/chen/.local/share/minzheng".into(), missing: missing.map(str::to_owned) };
        Newcomer { page: Welcome::new(seed, (width, height), Keymap::default()), wish: Wish::Nothing }
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
    fn hears(&mut self, reply: Reply) -> &mut Self {
        self.wish = self.page.update(Msg::Answer(Ticket(0), reply));
        self
    }
    fn screen(&self) -> String {
        let (width, height) = self.page.size;
        let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width, height });
        draw_welcome(&self.page, &Theme::default(), &mut buffer);
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
        text
    }
    #[track_caller]
    fn sees(&mut self, what: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(what), "no “{what}” on\n{screen}");
        self
    }
}

#[test]
fn a_newcomer_makes_the_office_of_the_district_without_knowing_a_command() {
    let mut clerk = Newcomer::at(None, 80, 24);
    clerk.sees("第一次打开").sees("1 新建本单位的业务库").sees("2 打开示范业务库");
    clerk.press("Enter").sees("打名称、首字母或代码");
    clerk.types("雁").sees("雁江区");
    clerk.types("峰").sees("湖南省衡阳市").sees("430406 雁峰区");
    clerk.press("Enter").sees("/home/chen/.local/share/minzheng/雁峰区.db").sees("430406 雁峰区  湖南省衡阳市");
    clerk.press("Enter Enter").types("陈雅琴").press("Enter");
    let place = "/home/chen/.local/share/minzheng/雁峰区.db".to_owned();
    let order = Order::Make {
        district: "430406".into(),
        place: place.clone(),
        login: "maker".into(),
        full_name: "陈雅琴".into(),
    };
    assert_eq!(clerk.wish, Wish::Do(order), "{}", clerk.screen());
    clerk.sees("正在新建业务库").hears(Reply::Founded(place, None));
    assert!(matches!(clerk.wish, Wish::Enter(..)));
}

#[test]
fn the_demonstration_tells_how_far_it_is_and_is_stopped_by_esc() {
    let mut clerk = Newcomer::at(None, 80, 24);
    clerk.press("Down Enter");
    assert_eq!(clerk.wish, Wish::Do(Order::Demo));
    clerk.hears(Reply::Step("发放批次".into(), 3, 12)).sees("正在生成示范业务库: 发放批次… 3/12").sees("25%");
    clerk.press("Esc");
    assert_eq!(clerk.wish, Wish::Stop);
    clerk.hears(Reply::Dropped).sees("已停止").sees("1 新建本单位的业务库");
}

#[test]
fn whether_another_office_stays_is_asked() {
    for (width, height) in [(80, 24), (120, 40), (60, 15)] {
        let mut clerk = Newcomer::at(Some("/mnt/data/雁峰区.db"), width, height);
        clerk.press("2").types("/data/a.db").sees("Ctrl+U清空").press("Enter");
        clerk
            .hears(Reply::Founded("/data/a.db".into(), None))
            .sees("业务库已经好了: /data/a.db")
            .sees("/mnt/data/雁峰区.db");
        clerk.sees("1 只这一次").sees("2 以后都打开这一个").press("2");
        assert_eq!(clerk.wish, Wish::Do(Order::Keep("/data/a.db".into())));
    }
}

#[test]
fn an_office_that_is_not_where_the_settings_say_is_told_of_and_none_is_made() {
    for (width, height) in [(80, 24), (120, 40), (60, 15)] {
        let mut clerk = Newcomer::at(Some("/mnt/data/雁峰区.db"), width, height);
        clerk.sees("业务库不在原处").sees("/mnt/data/雁峰区.db").sees("1 再找一次").sees("3 用备份恢复");
        clerk.press("3").sees("/mnt/data/雁峰区.db").press("Enter Enter").sees("请写文件的位置");
        clerk.press("Esc Esc");
        assert_eq!(clerk.wish, Wish::Quit);
    }
    Newcomer::at(None, 50, 10).sees("请把窗口放大到");
}
