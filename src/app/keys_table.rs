//! The table of keys itself: one line for each meaning, which footer, menu and help are made from.

use crate::app::key::{Code, Key};
use crate::app::keys::{Action, Binding, Place, SCREENS};

const fn bind(
    action: Action,
    name: &'static str,
    keys: &'static [Key],
    label: &'static str,
    places: &'static [Place],
) -> Binding {
    Binding { action, name, keys, label, places, footer: false, menu: false, gives_way: false }
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
    const fn giving_way(self) -> Self {
        Binding { gives_way: true, ..self }
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
    bind(Action::Back, "back", &[k(Code::BackTab)], "上一项", &[Form, Filter, Print, Confirm, Password]).in_footer(),
    bind(Action::Next, "next", &[k(Code::Tab)], "下一项", &[Filter, Print, Confirm, Password]).in_footer(),
    bind(
        Action::Accept,
        "accept",
        &[k(Code::Enter)],
        "确定",
        &[Filter, Columns, By, Print, Confirm, Reason, Day, Password, Menu, Message],
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
    bind(Action::Clear, "clear", &[ctrl('u')], "清空", &[Form, Filter, Print, Reason, Day, Password]).in_menu(),
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
    bind(Action::Password, "password", &[], "改密码", READING).in_menu(),
    // Some desktops swallow one of the two.
    bind(Action::Lock, "lock", &[Key::ctrl(Code::Up), k(Code::F(12))], "锁屏/换人", &Place::ALL).in_menu().giving_way(),
    bind(Action::Quit, "quit", &[ctrl('x')], "退出", SCREENS).in_menu(),
];
