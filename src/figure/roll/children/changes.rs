//! T-CH3 儿童福利对象增减变动表 (services 3.12): which children came into a category and which went out of it in the month, and that these make
//! of the category as it was what it is.

use crate::figure::column::Ask;
use crate::figure::roll::{Against, Check, Entry, Roll, RollCell, counted, label};
use crate::figure::sets::CHILDREN;
use crate::figure::{Is, Measure, When};
use crate::register::children::codes::{CATEGORY, CHILD_STATE};

type RollColumn = crate::figure::roll::RollColumn<Turn>;

/// A child that comes into a category or goes out of it; or how many a category had before the month (`was`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Where the child lives.
    pub division: String,
    /// 姓名.
    pub name: String,
    /// 主类别 code.
    pub category: String,
    /// 1 comes in, -1 goes out.
    pub sign: i64,
    /// The category on the other side, where it is not the register's end: 转入, 转出.
    pub other: String,
    /// 状态 code after it.
    pub state: String,
    /// 原因 as it was entered.
    pub reason: String,
    /// 文件号.
    pub basis: String,
    /// 执行月份.
    pub month: String,
    /// How many the category had before the month; then it is no turn.
    pub was: Option<i64>,
}

impl Entry for Turn {
    fn division(&self) -> &str {
        &self.division
    }
}

impl Turn {
    fn what(&self) -> &'static str {
        match (self.sign, self.other.is_empty()) {
            (1, true) => "新增",
            (1, false) => "转入",
            (_, true) => "退出",
            (_, false) => "转出",
        }
    }
    fn why(&self) -> String {
        let other = label(&CATEGORY, &self.other);
        match self.what() {
            _ if !self.reason.is_empty() => self.reason.clone(),
            "转入" => format!("由{other}转入"),
            "转出" => format!("转为{other}"),
            "退出" => label(&CHILD_STATE, &self.state),
            _ => "建档".to_owned(),
        }
    }
}

/// The categories: code, what is said of it, and which children.
const CATEGORIES: [(&str, &str, &str, &[Is]); 8] = [
    ("A", "孤儿上月+增-减", "本月孤儿", &[("main_cat", &["A"])]),
    ("B", "事实无人抚养上月+增-减", "本月事实无人抚养", &[("main_cat", &["B"])]),
    ("C1", "困境(家庭贫困)上月+增-减", "本月困境(家庭贫困)", &[("main_cat", &["C1"])]),
    ("C2", "困境(残疾重病)上月+增-减", "本月困境(残疾重病)", &[("main_cat", &["C2"])]),
    ("C3", "困境(监护缺失)上月+增-减", "本月困境(监护缺失)", &[("main_cat", &["C3"])]),
    ("D", "留守上月+增-减", "本月留守", &[("main_cat", &["D"])]),
    ("E", "流动上月+增-减", "本月流动", &[("main_cat", &["E"])]),
    ("F", "其他重点上月+增-减", "本月其他重点", &[("main_cat", &["F"])]),
];

/// 上月 + 增 − 减 = 本月 of a category.
fn balanced(read: &[Turn], (code, said, figure, which): (&str, &'static str, &'static str, &'static [Is])) -> Check {
    let own = read.iter().filter(|turn| turn.category == code);
    let found = own.map(|turn| turn.was.unwrap_or(turn.sign)).sum();
    let against = Against::Figure(figure, Ask { measure: Measure::Count(CHILDREN.only(which)), when: When::End });
    Check { label: said, found: RollCell::Count(found), against }
}

/// T-CH3.
pub static CHANGES: Roll<Turn> = Roll {
    unit: "人次",
    units: "人次",
    holds: |turn| turn.was.is_none(),
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::text(&["姓名"], |e| e.name.clone()).wrapping(),
        RollColumn::text(&["类别"], |e| label(&CATEGORY, &e.category)),
        RollColumn::text(&["变动类型"], |e| e.what().to_owned()).centred(),
        RollColumn::text(&["原因"], Turn::why).wrapping(),
        RollColumn::text(&["文件号"], |e| e.basis.clone()).wrapping(),
        RollColumn::text(&["执行月份"], |e| e.month.clone()).centred(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| {
        let count = |sign: i64| counted(entries.iter().filter(|e| e.sign == sign).count());
        format!("{}人次 增{} 减{}", counted(entries.len()), count(1), count(-1))
    },
    checks: |_, read| CATEGORIES.into_iter().map(|category| balanced(read, category)).collect(),
    notes: &["类别为主类别, 一人一类; 转类的一出一进各列一行; 按儿童情况的起始日计月。"],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_told_and_balanced() {
        let turn = |sign, other: &str, state: &str| Turn {
            category: "B".to_owned(),
            sign,
            other: other.to_owned(),
            state: state.to_owned(),
            ..Turn::default()
        };
        for (turn, what, why) in [
            (turn(1, "", "on"), "新增", "建档"),
            (turn(1, "C1", "on"), "转入", "由困境(家庭贫困)转入"),
            (turn(-1, "A", "on"), "转出", "转为孤儿"),
            (turn(-1, "", "grown"), "退出", "成年退出"),
        ] {
            assert_eq!((turn.what(), turn.why().as_str()), (what, why));
        }
        let was = Turn { was: Some(40), ..turn(0, "", "") };
        let read = [was, turn(1, "", "on"), turn(-1, "A", "on"), turn(-1, "", "grown")];
        assert_eq!(balanced(&read, CATEGORIES[1]).found, RollCell::Count(39));
        assert_eq!(balanced(&read, CATEGORIES[0]).found, RollCell::Count(0));
    }
}
