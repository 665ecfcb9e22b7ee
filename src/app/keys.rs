//! The one table of keys: which key means what, and where. Footer, menu and help are made from it, so a key that exists cannot
//! be unseen. Every action has a key that reaches the program on every terminal while a Chinese input method is on: function
//! keys F2 to F9, Ctrl with a letter (but C Z S Q H I J M), arrows, Tab, Enter, Esc; F1 has a second way; letters and digits
//! are a second way only. A key that is not in the table for a place is text, where text can be typed.

use crate::app::key::{Code, Key};
use crate::domain::nearest;
use std::fmt;

/// What a key can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 打开 what the cursor stands on.
    Open,
    /// 下一项 of a form.
    Next,
    /// 上一项 of a form.
    Back,
    /// 选择: opens the list of a field that is chosen rather than typed.
    Choose,
    /// 清空 what was typed.
    Clear,
    /// 取回 what stood in a field before.
    TakeBack,
    /// 今天 in a date, 本月 in a month.
    Today,
    /// 同上条: a field as in the record entered before.
    Ditto,
    /// 照抄上条: a new record begins as the one entered before.
    DittoAll,
    /// 办理 for somebody who is not known yet.
    Start,
    /// 确定 a dialog.
    Accept,
    /// 新增.
    New,
    /// 查人.
    Find,
    /// 修改.
    Edit,
    /// 筛选.
    Filter,
    /// 栏目 of a list.
    Columns,
    /// 显示 a column, or no more.
    Show,
    /// 标记 a row of a list, or no more.
    Mark,
    /// 标记到此: the rows from the one that was marked last to this one.
    MarkTo,
    /// 标记全部: all rows that the filter leaves.
    MarkAll,
    /// 分布: how often each value of a column stands there.
    Frequency,
    /// 作废.
    Void,
    /// 办理: what can be done to the record of the cursor.
    Deal,
    /// 打印.
    Print,
    /// 预览 what would be printed.
    Preview,
    /// 保存.
    Save,
    /// 菜单.
    Menu,
    /// 帮助.
    Help,
    /// 返回 to what is beneath; asks before it loses anything.
    Leave,
    /// To the figures beside the list and back.
    Panel,
    /// 下一段 of a long page.
    Section,
    /// One up.
    Up,
    /// One down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// 上一条 of the list from which the record was opened.
    Previous,
    /// 下一条 of it.
    Following,
    /// The list to the left; a branch closes.
    Left,
    /// The list to the right; a branch opens.
    Right,
    /// The tab to the left.
    TabLeft,
    /// The tab to the right.
    TabRight,
    /// The n-th tab.
    Tab(u8),
    /// 撤销 the act that the message, or the line of the cursor, tells of.
    Undo,
    /// 疑点: the checks between registers.
    Check,
    /// 刷新.
    Refresh,
    /// 备份.
    Backup,
    /// 退出.
    Quit,
}

/// Where a key is pressed: the kind of screen or dialog on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// 列表.
    List,
    /// 汇总: the figures beside a list.
    Panel,
    /// 构成: the rows behind a figure.
    Rows,
    /// 疑点: what the checks between registers find.
    Oddities,
    /// 区划树.
    Tree,
    /// 区划的登记: what refers to a division.
    References,
    /// 查看 a record.
    Record,
    /// 填写 a record.
    Form,
    /// 查人.
    Lookup,
    /// 个人页.
    Person,
    /// 办理的内容: what an act changed.
    Act,
    /// 筛选.
    Filter,
    /// 栏目 of a list.
    Columns,
    /// 分布 of a list by a column.
    Frequency,
    /// By what a list is counted.
    By,
    /// 打印.
    Print,
    /// 打印预览.
    Preview,
    /// 撤销 an act.
    Undo,
    /// 区划变更 by a plan.
    Remap,
    /// A question answered by yes or no.
    Confirm,
    /// A reason to be typed.
    Reason,
    /// A day to be typed.
    Day,
    /// 帮助.
    Help,
    /// 菜单.
    Menu,
    /// A message that waits to be read.
    Message,
}

impl Place {
    /// Every place, in the order of the help.
    pub const ALL: [Place; 25] = {
        use Place::*;
        [
            List, Panel, Rows, Oddities, Tree, References, Record, Form, Lookup, Person, Act, Filter, Columns,
            Frequency, By, Print, Preview, Undo, Remap, Confirm, Reason, Day, Help, Menu, Message,
        ]
    };
    /// 中文名.
    pub const fn label(self) -> &'static str {
        match self {
            Place::List => "列表",
            Place::Panel => "汇总",
            Place::Rows => "数字的构成",
            Place::Oddities => "疑点",
            Place::Tree => "区划",
            Place::References => "区划的登记",
            Place::Record => "查看记录",
            Place::Form => "填写记录",
            Place::Lookup => "查人",
            Place::Person => "个人页",
            Place::Act => "办理的内容",
            Place::Filter => "筛选",
            Place::Columns => "栏目",
            Place::Frequency => "分布",
            Place::By => "分布的依据",
            Place::Print => "打印",
            Place::Preview => "打印预览",
            Place::Undo => "撤销",
            Place::Remap => "区划变更",
            Place::Confirm => "确认",
            Place::Reason => "填写原因",
            Place::Day => "日期",
            Place::Help => "帮助",
            Place::Menu => "菜单",
            Place::Message => "提示",
        }
    }
    /// Whether it fills the window; a dialog lies over what is beneath.
    pub fn is_screen(self) -> bool {
        SCREENS.contains(&self)
    }
    /// Whether characters are text here, so that no letter or digit may mean anything else.
    pub const fn takes_text(self) -> bool {
        matches!(self, Place::Form | Place::Lookup | Place::Filter | Place::Print | Place::Reason | Place::Day)
    }
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What it means.
    pub action: Action,
    /// The name in the settings file.
    pub name: &'static str,
    /// Its keys, the first one is shown.
    pub keys: &'static [Key],
    /// One word for footer and menu.
    pub label: &'static str,
    /// Where.
    pub places: &'static [Place],
    /// Whether the footer shows it; arrows and the like go without saying.
    pub footer: bool,
    /// Whether the menu offers it.
    pub menu: bool,
}

const fn bind(
    action: Action,
    name: &'static str,
    keys: &'static [Key],
    label: &'static str,
    places: &'static [Place],
) -> Binding {
    Binding { action, name, keys, label, places, footer: false, menu: false }
}
impl Binding {
    const fn shown(self) -> Self {
        Binding { footer: true, menu: true, ..self }
    }
    const fn in_footer(self) -> Self {
        Binding { footer: true, ..self }
    }
    const fn in_menu(self) -> Self {
        Binding { menu: true, ..self }
    }
}

const fn f(n: u8) -> Key {
    Key::plain(Code::F(n))
}
const fn k(code: Code) -> Key {
    Key::plain(code)
}
const fn ch(c: char) -> Key {
    Key::char(c)
}
const fn ctrl(c: char) -> Key {
    Key::ctrl(Code::Char(c))
}

use Place::*;
/// Screens that fill the window.
const SCREENS: &[Place] = &[
    List, Panel, Rows, Oddities, Tree, References, Record, Form, Lookup, Person, Act, Frequency, Preview, Undo, Remap,
];
/// Those of them in which nothing is typed.
const READING: &[Place] = &[List, Panel, Rows, Oddities, Tree, References, Record, Person, Act, Frequency, Preview];
/// Where a cursor moves over lines by pages.
const PAGED: &[Place] =
    &[List, Panel, Rows, Oddities, Tree, References, Lookup, Act, Menu, Form, Undo, Remap, Columns, Frequency, By];

/// Where Home and End move over lines, not inside a text.
const LINES: &[Place] = &[
    List, Panel, Rows, Oddities, Tree, References, Record, Person, Act, Preview, Undo, Remap, Help, Menu, Confirm,
    Message, Columns, Frequency, By,
];

/// The table.
pub static TABLE: &[Binding] = &[
    bind(
        Action::Open,
        "open",
        &[k(Code::Enter)],
        "打开",
        &[List, Panel, Rows, Oddities, Tree, References, Lookup, Person, Act, Record, Undo, Remap, Frequency],
    )
    .shown(),
    bind(Action::Open, "open", &[k(Code::Enter)], "下一项", &[Form]).in_footer(),
    bind(Action::Next, "next", &[k(Code::Tab)], "下一项", &[Form]),
    bind(Action::Back, "back", &[k(Code::BackTab)], "上一项", &[Form, Filter, Print, Confirm]).in_footer(),
    bind(Action::Next, "next", &[k(Code::Tab)], "下一项", &[Filter, Print, Confirm]).in_footer(),
    bind(
        Action::Accept,
        "accept",
        &[k(Code::Enter)],
        "确定",
        &[Filter, Columns, By, Print, Confirm, Reason, Day, Menu, Message],
    )
    .in_footer(),
    bind(Action::Choose, "choose", &[k(Code::Right)], "选择", &[Form]).shown(),
    bind(Action::Today, "today", &[ctrl('d')], "今天", &[Form, Print, Day]).shown(),
    bind(Action::New, "new", &[f(2), ctrl('n')], "新增", &[List, Tree, Form, Lookup, Person]).shown(),
    bind(
        Action::Find,
        "find",
        &[f(3), ctrl('f')],
        "查人",
        &[List, Panel, Rows, Oddities, Tree, References, Record, Form, Person, Act, Frequency],
    )
    .shown(),
    bind(Action::Clear, "find", &[f(3), ctrl('f')], "清空", &[Lookup]).shown(),
    bind(Action::Edit, "edit", &[f(4), ctrl('e')], "修改", &[List, Tree, Record, Person, Rows]).shown(),
    bind(Action::Start, "start", &[f(4), ctrl('e')], "办理", &[Lookup]).shown(),
    bind(Action::Filter, "filter", &[f(5), ctrl('l')], "筛选", &[List, Oddities]).shown(),
    bind(Action::Filter, "filter", &[f(5), ctrl('l')], "日期", &[Tree]).shown(),
    bind(Action::Deal, "deal", &[ctrl('d')], "办理", &[List, Record, Person]).shown(),
    bind(Action::Filter, "filter", &[f(5), ctrl('l')], "换顺序", &[Frequency]).shown(),
    bind(Action::Columns, "columns", &[Key::ctrl(Code::Down)], "栏目", &[List]).in_menu(),
    bind(Action::Show, "show", &[ctrl('t'), ch(' ')], "显示", &[Columns]).in_footer(),
    bind(Action::Left, "left", &[k(Code::Left)], "前移", &[Columns]).in_footer(),
    bind(Action::Right, "right", &[k(Code::Right)], "后移", &[Columns]).in_footer(),
    bind(Action::Clear, "clear", &[ctrl('u')], "原来的栏目", &[Columns]).in_footer(),
    bind(Action::Save, "save", &[f(8), ctrl('w')], "存为常用", &[Filter]).in_footer(),
    bind(Action::Void, "void", &[f(6), ctrl('y')], "删去", &[Filter]).in_footer(),
    bind(Action::Void, "void", &[f(6), ctrl('y')], "作废", &[List, Tree, Record, Form]).shown(),
    bind(
        Action::Print,
        "print",
        &[f(7), ctrl('p')],
        "打印",
        &[List, Panel, Tree, Rows, Oddities, Frequency, Record, Preview],
    )
    .shown(),
    bind(Action::Preview, "preview", &[f(5), ctrl('l')], "预览", &[Print]).in_footer(),
    bind(Action::Save, "save", &[f(8), ctrl('w')], "保存", &[Form]).shown(),
    bind(Action::Save, "save", &[f(8), ctrl('w')], "撤销", &[Undo]).shown(),
    bind(Action::Save, "save", &[f(8), ctrl('w')], "办理", &[Remap]).shown(),
    bind(Action::Undo, "undo", &[ctrl('z'), ctrl('o')], "撤销", SCREENS).shown(),
    bind(Action::Mark, "mark", &[ctrl('t'), ch(' ')], "标记", &[List]).shown(),
    bind(Action::Frequency, "frequency", &[ctrl('w')], "分布", &[List, Frequency]).shown(),
    bind(Action::MarkTo, "mark-to", &[], "标记到此", &[List]).in_menu(),
    bind(Action::MarkAll, "mark-all", &[], "标记全部", &[List]).in_menu(),
    bind(Action::Clear, "clear", &[ctrl('u')], "清除", &[List]).in_menu(),
    bind(Action::Clear, "clear", &[ctrl('u')], "清空", &[Form, Filter, Print, Reason, Day]).in_menu(),
    // A second way, beside F3.
    bind(Action::Clear, "clear", &[ctrl('u')], "清空", &[Lookup]),
    bind(Action::Ditto, "ditto", &[ctrl('v')], "同上条", &[Form]).in_menu(),
    bind(Action::DittoAll, "ditto-all", &[ctrl('a')], "照抄上条", &[Form]).in_menu(),
    bind(Action::TakeBack, "take-back", &[ctrl('t')], "取回原来的", &[Form]).in_menu(),
    bind(Action::Menu, "menu", &[f(9), ctrl('k')], "菜单", SCREENS).in_footer(),
    bind(Action::Panel, "panel", &[k(Code::Tab), k(Code::BackTab)], "汇总", &[List, Tree]).shown(),
    bind(Action::Panel, "panel", &[k(Code::Tab), k(Code::BackTab), k(Code::Left)], "列表", &[Panel]).shown(),
    bind(Action::Section, "section", &[k(Code::Tab)], "下一段", &[Oddities, Person, Act, Record, Undo, Remap]).shown(),
    bind(Action::Section, "table", &[f(5), ctrl('l')], "下一段", &[Form]).shown(),
    bind(Action::Previous, "previous", &[k(Code::PageUp)], "上一条", &[Record, Person]).shown(),
    bind(Action::Following, "following", &[k(Code::PageDown)], "下一条", &[Record, Person]).shown(),
    bind(Action::Up, "up", &[k(Code::Up)], "向上", &Place::ALL),
    bind(Action::Down, "down", &[k(Code::Down)], "向下", &Place::ALL),
    bind(Action::PageUp, "page-up", &[k(Code::PageUp)], "上一页", PAGED),
    bind(Action::PageDown, "page-down", &[k(Code::PageDown)], "下一页", PAGED),
    bind(Action::PageUp, "page-up", &[k(Code::PageUp)], "上一页", &[Preview, Help]).in_footer(),
    bind(Action::PageDown, "page-down", &[k(Code::PageDown)], "下一页", &[Preview, Help]).in_footer(),
    bind(Action::First, "first", &[k(Code::Home)], "到头", LINES),
    bind(Action::Last, "last", &[k(Code::End)], "到尾", LINES),
    bind(Action::Left, "left", &[k(Code::Left)], "左边的列表, 收起", &[List, Tree]),
    bind(Action::Right, "right", &[k(Code::Right)], "右边的列表, 展开", &[List, Tree]),
    bind(Action::Left, "left", &[k(Code::Left)], "上个月", &[Oddities]).shown(),
    bind(Action::Right, "right", &[k(Code::Right)], "下个月", &[Oddities]).shown(),
    bind(Action::Left, "left", &[k(Code::Left)], "前几栏", &[Preview]).shown(),
    bind(Action::Right, "right", &[k(Code::Right)], "后几栏", &[Preview]).shown(),
    bind(Action::Left, "left", &[k(Code::Left)], "左栏", &[Record]),
    bind(Action::Right, "right", &[k(Code::Right)], "右栏", &[Record]),
    bind(Action::Left, "left-column", &[Key::ctrl(Code::Left)], "左栏", &[Form]).in_menu(),
    bind(Action::Right, "right-column", &[Key::ctrl(Code::Right)], "右栏", &[Form]).in_menu(),
    bind(Action::TabLeft, "tab-left", &[Key::ctrl(Code::Left)], "左边的标签", READING),
    bind(Action::TabRight, "tab-right", &[Key::ctrl(Code::Right)], "右边的标签", READING),
    bind(Action::Check, "check", &[ctrl('a')], "疑点", &[List, Panel, Tree]).in_menu(),
    bind(
        Action::Refresh,
        "refresh",
        &[ctrl('r')],
        "刷新",
        &[List, Panel, Rows, Oddities, Tree, References, Record, Person, Act, Frequency],
    )
    .in_menu(),
    bind(Action::Backup, "backup", &[ctrl('b')], "备份", &[List, Panel, Tree]).in_menu(),
    bind(Action::Tab(1), "tab-1", &[ch('1')], "社会救助", READING).in_menu(),
    bind(Action::Tab(2), "tab-2", &[ch('2')], "养老服务", READING).in_menu(),
    bind(Action::Tab(3), "tab-3", &[ch('3')], "儿童福利", READING).in_menu(),
    bind(Action::Tab(4), "tab-4", &[ch('4')], "殡葬改革", READING).in_menu(),
    bind(Action::Tab(5), "tab-5", &[ch('5')], "区划地名", READING).in_menu(),
    bind(Action::Tab(9), "tab-9", &[ch('9')], "设置", READING).in_menu(),
    bind(Action::Help, "help", &[f(1), ctrl('g')], "帮助", SCREENS).in_menu(),
    bind(Action::Help, "help-mark", &[ch('?')], "帮助", READING).in_footer(),
    bind(Action::Leave, "leave", &[k(Code::Esc)], "返回", &Place::ALL).in_footer(),
    bind(Action::Quit, "quit", &[ctrl('x')], "退出", SCREENS).in_menu(),
];

/// The table as changed by the settings file.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    changed: Vec<(&'static str, Vec<Key>)>,
}

/// Why a line of the settings file cannot be taken as a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadKey(pub String);

impl fmt::Display for BadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for BadKey {}

impl Keymap {
    /// With the lines of the settings file: the name of an action, and its keys parted by spaces.
    ///
    /// # Errors
    /// Names an action or a key that does not exist, or a key that then means two things in one place.
    pub fn with<'a>(lines: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, BadKey> {
        let mut map = Keymap::default();
        for (name, keys) in lines {
            let known = TABLE.iter().find(|b| b.name == name);
            let near = || nearest::hint(name, TABLE.iter().map(|b| b.name));
            let binding = known.ok_or_else(|| BadKey(format!("设置文件: 没有叫 {name} 的操作{}", near())))?;
            let read: Option<Vec<Key>> = keys.split_whitespace().map(Key::parse).collect();
            let read = read.filter(|k| !k.is_empty());
            let read =
                read.ok_or_else(|| BadKey(format!("设置文件: {name} = “{keys}” 不是键名, 例如 F8 或 Ctrl+W")))?;
            map.changed.push((binding.name, read));
        }
        match map.conflict() {
            Some((place, key)) => Err(BadKey(format!("设置文件: 在“{}”里 {key} 有两个意思", place.label()))),
            None => Ok(map),
        }
    }
    /// The keys of a line of the table.
    pub fn keys<'a>(&'a self, binding: &'a Binding) -> &'a [Key] {
        let changed = self.changed.iter().find(|(name, _)| *name == binding.name);
        changed.map_or(binding.keys, |(_, keys)| keys.as_slice())
    }
    /// What a key means in a place.
    pub fn action(&self, place: Place, key: Key) -> Option<Action> {
        let key = if place.takes_text() { key } else { key.narrowed() };
        self.bindings(place).find(|b| self.keys(b).contains(&key)).map(|b| b.action)
    }
    /// The lines of the table for a place.
    pub fn bindings(&self, place: Place) -> impl Iterator<Item = &'static Binding> {
        TABLE.iter().filter(move |b| b.places.contains(&place))
    }
    /// A place where one key means two things.
    pub(in crate::app) fn conflict(&self) -> Option<(Place, Key)> {
        for place in Place::ALL {
            let mut seen: Vec<Key> = Vec::new();
            for binding in self.bindings(place) {
                for key in self.keys(binding) {
                    if seen.contains(key) {
                        return Some((place, *key));
                    }
                    seen.push(*key);
                }
            }
        }
        None
    }
}
