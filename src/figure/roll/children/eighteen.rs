//! T-CH8 18周岁预警表 (services 3.12): children of the register who come of age in the month or within 60 days after it.

use crate::domain::children::leaving::is_secondary;
use crate::figure::roll::{Entry, Roll, counted, label};
use crate::register::children::codes::{CATEGORY, SCHOOLING};

type RollColumn = crate::figure::roll::RollColumn<Grown>;

/// A child who is soon of age.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grown {
    /// Where the child lives.
    pub division: String,
    /// 姓名.
    pub name: String,
    /// 主类别 code.
    pub category: String,
    /// The 18th birthday.
    pub birthday: String,
    /// 就学状态 code.
    pub schooling: String,
    /// 学校.
    pub school: String,
    /// 就读证明 carries the money on after the birthday.
    pub goes_on: bool,
    /// 就读续发 is what the office does (`child.school_extend`).
    pub extends: bool,
}

impl Entry for Grown {
    fn division(&self) -> &str {
        &self.division
    }
}

impl Grown {
    fn is_paid(&self) -> bool {
        matches!(self.category.as_str(), "A" | "B" | "F")
    }
    fn continued(&self) -> &'static str {
        match (self.is_paid(), self.goes_on) {
            (false, _) => "-",
            (_, true) => "是",
            _ if self.extends && is_secondary(&self.schooling) => "待交就读证明",
            _ => "否",
        }
    }
    /// 福彩圆梦 takes orphans who study.
    fn granted(&self) -> &'static str {
        let studies = is_secondary(&self.schooling) || matches!(self.schooling.as_str(), "06" | "07" | "08");
        if self.category == "A" && studies { "可申请" } else { "-" }
    }
}

/// T-CH8.
pub static EIGHTEEN: Roll<Grown> = Roll {
    unit: "人",
    units: "人",
    holds: |_| true,
    columns: &[
        RollColumn::number(),
        RollColumn::town(),
        RollColumn::village(),
        RollColumn::text(&["姓名"], |e| e.name.clone()).wrapping(),
        RollColumn::text(&["类别"], |e| label(&CATEGORY, &e.category)),
        RollColumn::text(&["18周岁日期"], |e| e.birthday.clone()).centred(),
        RollColumn::text(&["在读学校"], |e| format!("{} {}", label(&SCHOOLING, &e.schooling), e.school)).wrapping(),
        RollColumn::text(&["是否续发"], |e| e.continued().to_owned()).centred(),
        RollColumn::text(&["是否转助学"], |e| e.granted().to_owned()).centred(),
    ],
    groups: &[],
    folded: false,
    tally: |entries| format!("{}人", counted(entries.len())),
    checks: |_, _| Vec::new(),
    notes: &["本月和月末后60天内年满18周岁的在册儿童; 生活费发至生日当月, 读高中、中职的凭就读证明续发, 一年一证。"],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_goes_on() {
        for (category, schooling, extends, goes_on, continued, granted) in [
            ("A", "04", true, false, "待交就读证明", "可申请"),
            ("A", "04", true, true, "是", "可申请"),
            ("A", "04", false, false, "否", "可申请"),
            ("A", "10", true, false, "否", "-"),
            ("B", "05", true, true, "是", "-"),
            ("C1", "04", true, false, "-", "-"),
        ] {
            let (category, schooling) = (category.to_owned(), schooling.to_owned());
            let grown = Grown { category, schooling, goes_on, extends, ..Grown::default() };
            assert_eq!((grown.continued(), grown.granted()), (continued, granted), "{grown:?}");
        }
    }
}
