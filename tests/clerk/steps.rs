//! A clerk at the screen: presses keys, types, and reads what is there. The office is a real one in a file of its own; the
//! terminal is a grid of cells.

use crate::support::Office;
use minzheng::app::App;
use minzheng::app::key::Key;
use minzheng::app::keymap::Keymap;
use minzheng::app::msg::{Effect, Msg, Reply, Want};
use minzheng::app::screen::Screen;
use minzheng::register::core::rights::Rights;
use minzheng::runtime::{OpenedOffice, desk};
use minzheng::ui::{Palette, Theme, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::VecDeque;
use unicode_width::UnicodeWidthStr;

pub struct Clerk {
    pub small: Office,
    office: OpenedOffice,
    pub app: App,
    cursor: Option<Position>,
    theme: Theme,
    seen: String,
    pub left: bool,
    /// How many keys were pressed beside what was typed.
    pub keys: usize,
    /// What was asked of the office, in order.
    pub asked: Vec<Want>,
    /// Lists that are to be arranged are not, for the time being.
    pub arranges_later: bool,
}

impl Clerk {
    /// Sits down at a window of 80 by 24.
    pub fn at(small: Office) -> Clerk {
        Clerk::in_window(small, 80, 24)
    }
    pub fn in_window(small: Office, width: u16, height: u16) -> Clerk {
        Clerk::with_theme(small, width, height, Theme::default())
    }
    /// At a console that has neither lines nor colours.
    pub fn plain(small: Office, width: u16, height: u16) -> Clerk {
        Clerk::with_theme(small, width, height, Theme { palette: Palette::Mono, ascii: true })
    }
    /// Somebody who may do only what his rights allow.
    pub fn with_rights(small: Office, rights: Rights) -> Clerk {
        Clerk::sits(small, (80, 24), Theme::default(), Some(rights))
    }
    fn with_theme(small: Office, width: u16, height: u16, theme: Theme) -> Clerk {
        Clerk::sits(small, (width, height), theme, None)
    }
    fn sits(small: Office, size: (u16, u16), theme: Theme, rights: Option<Rights>) -> Clerk {
        let mut office = OpenedOffice::open(&small.path, None, Some(small.day)).unwrap();
        office.lists = Some(small.path.with_file_name("lists.toml"));
        let mut desk = desk(&office, size, Keymap::default());
        desk.rights = rights.unwrap_or(desk.rights);
        let (app, effects) = App::new(desk);
        let mut clerk = Clerk {
            small,
            office,
            app,
            cursor: None,
            theme,
            seen: String::new(),
            left: false,
            keys: 0,
            asked: Vec::new(),
            arranges_later: false,
        };
        clerk.perform(effects);
        clerk.look();
        let effects = clerk.app.after_first_frame();
        clerk.perform(effects);
        clerk.look();
        clerk
    }
    fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting: VecDeque<Effect> = effects.into();
        while let Some(effect) = waiting.pop_front() {
            match effect {
                Effect::Quit => self.left = true,
                // The page that stands there then is the runtime's.
                Effect::Drop(_) | Effect::Lock => {}
                Effect::Ask(ticket, want) => {
                    self.asked.push(want.clone());
                    if self.arranges_later && matches!(want, Want::Arrange(_)) {
                        continue;
                    }
                    let reply = match want {
                        Want::Integrity => Reply::Integrity(Vec::new()),
                        Want::Backup => Reply::BackedUp("/office/备份/minzheng.db".to_owned()),
                        Want::Print { paper, medium } => {
                            let name = paper.file_name(self.small.day);
                            Reply::Printed(vec![format!("/office/打印/{name}.{}", medium.code())])
                        }
                        want => self.office.answer(want),
                    };
                    waiting.extend(self.app.update(Msg::Answer(ticket, reply)));
                }
            }
        }
        if let Some(told) = self.office.look(self.app.adrift) {
            self.app.set_adrift(told);
        }
    }
    pub fn tell(&mut self, msg: Msg) -> &mut Self {
        let effects = self.app.update(msg);
        self.perform(effects);
        self.look();
        self
    }
    /// So long nobody touches a key that what is typed is kept; then the program is killed, and opened again.
    pub fn gets_killed(mut self) -> Clerk {
        let effects = self.app.keep();
        self.perform(effects);
        Clerk::at(self.small)
    }
    /// Presses one key; what it asks of the office is not answered.
    pub fn asks(&mut self, key: &str) -> Vec<Effect> {
        self.app.update(Msg::Key(Key::parse(key).unwrap()))
    }
    /// Presses keys, by the names of the settings file, parted by spaces.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            let key = Key::parse(name).unwrap_or_else(|| panic!("no key {name}"));
            self.keys += 1;
            self.tell(Msg::Key(key));
        }
        self
    }
    /// Types characters one by one, as an input method sends them.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.tell(Msg::Key(Key::char(c)));
        }
        self
    }
    pub fn pastes(&mut self, text: &str) -> &mut Self {
        self.tell(Msg::Paste(text.to_owned()))
    }
    pub fn resizes(&mut self, width: u16, height: u16) -> &mut Self {
        self.tell(Msg::Resize(width, height))
    }
    /// The screen with its colours, as another theme has them.
    pub fn painted(&self, theme: &Theme) -> Buffer {
        let (width, height) = self.app.desk.size;
        let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width, height });
        draw(&self.app, theme, &mut buffer);
        buffer
    }
    fn look(&mut self) {
        let (width, height) = self.app.desk.size;
        let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width, height });
        self.cursor = draw(&self.app, &self.theme, &mut buffer);
        self.seen = text(&buffer);
        self.app.was_drawn();
    }
    /// What is on the screen, line by line.
    pub fn screen(&self) -> String {
        self.seen.clone()
    }
    #[track_caller]
    pub fn sees(&mut self, what: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(what), "no “{what}” on\n{screen}");
        self
    }
    #[track_caller]
    pub fn sees_not(&mut self, what: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(what), "“{what}” on\n{screen}");
        self
    }
    /// The words are in a message, in a box or not, however its lines are broken: where they break hangs on the length of
    /// the paths they name.
    #[track_caller]
    pub fn is_told(&mut self, what: &str) -> &mut Self {
        let in_box = |row: &'_ str| Some(row.split_once('│')?.1.rsplit_once('│')?.0.to_owned());
        let boxed: String = self.seen.lines().filter_map(in_box).collect();
        let told = [boxed, self.seen.clone()].map(|text| text.split_whitespace().collect::<String>());
        assert!(told.iter().any(|text| text.contains(what)), "no “{what}” told on\n{}", self.seen);
        self
    }
    /// Goes on from field to field until the cursor stands on the one of that label; from the last one back.
    #[track_caller]
    pub fn goes_to(&mut self, label: &str) -> &mut Self {
        let is_there = |clerk: &Clerk| clerk.marked().trim_start_matches(['▶', ' ', '*']).starts_with(label);
        for key in ["Tab", "Shift-Tab"] {
            for _ in 0..80 {
                if is_there(self) {
                    return self;
                }
                let before = self.marked();
                self.press(key);
                if self.marked() == before {
                    break;
                }
            }
        }
        panic!("no field {label} on\n{}", self.screen());
    }
    /// The same in a dialog, whose cursor does not stand at the edge of the screen.
    #[track_caller]
    pub fn goes_on_to(&mut self, label: &str) -> &mut Self {
        for _ in 0..20 {
            if self.screen().lines().any(|l| l.contains(&format!("▶ {label}"))) {
                return self;
            }
            self.press("Tab");
        }
        panic!("no line {label} in\n{}", self.screen());
    }
    /// Goes down in a menu until its cursor stands on the item of that name.
    #[track_caller]
    pub fn goes_on_to_item(&mut self, label: &str) -> &mut Self {
        for _ in 0..20 {
            let on = |l: &str| l.split_once('▶').is_some_and(|(before, at)| !before.is_empty() && at.contains(label));
            if self.screen().lines().any(on) {
                return self;
            }
            self.press("Down");
        }
        panic!("no item {label} in\n{}", self.screen());
    }
    /// Goes down until the line of the cursor has that text.
    #[track_caller]
    pub fn steps_to(&mut self, what: &str) -> &mut Self {
        for _ in 0..80 {
            if self.marked().contains(what) {
                return self;
            }
            self.press("Down");
        }
        panic!("no line {what} on\n{}", self.screen());
    }
    /// Goes right from list to list until the one of that name is open.
    #[track_caller]
    pub fn goes_right_to(&mut self, label: &str) -> &mut Self {
        self.turns_to("Right", label)
    }
    /// The same to the left.
    #[track_caller]
    pub fn goes_left_to(&mut self, label: &str) -> &mut Self {
        self.turns_to("Left", label)
    }
    #[track_caller]
    fn turns_to(&mut self, key: &str, label: &str) -> &mut Self {
        for _ in 0..20 {
            let Screen::Registers(tab) = self.app.top() else { break };
            if tab.pane().label() == label {
                return self;
            }
            self.press(key);
        }
        panic!("no list {label} by {key} from\n{}", self.screen());
    }
    /// The line of the cursor; where a form has two columns and it stands in the right one, from there on.
    pub fn marked(&self) -> String {
        let screen = self.screen();
        let half = usize::from(self.app.desk.size.0 / 2);
        let right = |line: &str| {
            let (before, at) = line.split_once('▶')?;
            (before.width() == half).then(|| format!("▶{at}"))
        };
        let left = screen.lines().find(|l| l.starts_with('▶')).map(str::to_owned);
        left.or_else(|| screen.lines().find_map(right)).unwrap_or_default()
    }
    /// The line on which a text stands.
    #[track_caller]
    pub fn line_with(&self, what: &str) -> String {
        let screen = self.screen();
        let line = screen.lines().find(|l| l.contains(what));
        line.unwrap_or_else(|| panic!("no “{what}” on\n{screen}")).to_owned()
    }
    /// Where the terminal's cursor stands: column and row.
    pub fn cursor(&mut self) -> (u16, u16) {
        let at = self.cursor.expect("a cursor");
        (at.x, at.y)
    }
}

/// The text of a buffer. A wide character takes two cells, of which the second is skipped.
pub fn text(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut out = String::new();
    for y in 0..area.height {
        let mut x = 0;
        let mut line = String::new();
        while x < area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).unwrap();
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
