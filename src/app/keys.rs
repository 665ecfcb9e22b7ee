//! What keys can mean, and where: the words of the one table of keys (`keys_table.rs`). Footer, menu and help are made from it, so a key that
//! exists cannot be unseen. Every action has a key that reaches the program on every terminal while a Chinese input method is on: function
//! keys F2 to F9, Ctrl with a letter (but C Z S Q H I J M), arrows, Tab, Enter, Esc; F1 has a second way; letters and digits
//! are a second way only. A key that is not in the table for a place is text, where text can be typed.

use crate::app::key::Key;

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
    /// 改密码: another password of one's own.
    Password,
    /// 锁屏/换人: the screen is locked, the same person or another comes in.
    Lock,
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
    /// Passwords to be typed.
    Password,
    /// 帮助.
    Help,
    /// 菜单.
    Menu,
    /// A message that waits to be read.
    Message,
}

impl Place {
    /// Every place, in the order of the help.
    pub const ALL: [Place; 26] = {
        use Place::*;
        [
            List, Panel, Rows, Oddities, Tree, References, Record, Form, Lookup, Person, Act, Filter, Columns,
            Frequency, By, Print, Preview, Undo, Remap, Confirm, Reason, Day, Password, Help, Menu, Message,
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
            Place::Password => "密码",
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
        matches!(
            self,
            Place::Form | Place::Lookup | Place::Filter | Place::Print | Place::Reason | Place::Day | Place::Password
        )
    }
}

/// Screens that fill the window.
pub(in crate::app) const SCREENS: &[Place] = {
    use Place::*;
    &[List, Panel, Rows, Oddities, Tree, References, Record, Form, Lookup, Person, Act, Frequency, Preview, Undo, Remap]
};

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
    /// Whether its keys give way to a settings file that has given them to something else before this line was there.
    pub gives_way: bool,
}
