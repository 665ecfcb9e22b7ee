//! 报告口径: which figure covers which window in the report of a year, and how it is rounded (decisions, Figures).
//! Holds no value of any figure.

use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::domain::{date, nearest, rounding::RoundTo, text};
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};

/// 报告口径.
pub static PROFILE: Register = Register {
    fields: &[
        Field::new("year", "年度", Kind::Int(1949, 2100)).must(),
        Field::new("figure", "指标", Kind::Text(60)).must().hint("指标的键, 如 dibao.urban.households"),
        Field::new("period", "统计期", Kind::Text(24)).must().hint("2021、2021-12、2021-01..2021-11 或 @2021-11-30"),
        Field::new("round", "取整", Kind::Text(12))
            .must()
            .or("exact")
            .hint("exact、round:2、trunc:2; 约数 about:100 印“500余”, near:10 印“近50”"),
    ],
    list: &[
        ListColumn::new("year", "年度", 4),
        ListColumn::new("figure", "指标", 36),
        ListColumn::new("period", "统计期", 18),
        ListColumn::new("round", "取整", 9),
    ],
    natural_key: &["figure"],
    order: &["year", "figure"],
    ..Register::new("profile", "报告口径", "项")
};

/// The window and rounding of one figure of a year's report.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// 年度.
    pub year: i64,
    /// Key of the figure.
    pub figure: String,
    /// 统计期.
    pub period: String,
    /// 取整.
    pub round: String,
}

/// Whether a text is a period: a year, a month, months `a..b` in order, or `@` and a day.
pub fn is_period(text: &str) -> bool {
    if let Some(day) = text.strip_prefix('@') {
        return date::parse(day).is_ok();
    }
    match text.split_once("..") {
        Some((a, b)) => matches!((Month::parse(a), Month::parse(b)), (Some(a), Some(b)) if a <= b),
        None => (text.len() == 4 && text.bytes().all(|c| c.is_ascii_digit())) || Month::parse(text).is_some(),
    }
}

impl Record for Profile {
    const REGISTER: &'static Register = &PROFILE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Profile {
            year: values.need_int("year")?,
            figure: values.need_text("figure")?,
            period: values.need_text("period")?,
            round: values.need_text("round")?,
        })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        if let Some(known) = facts.figures().filter(|known| known.iter().all(|(key, _)| *key != self.figure)) {
            let near = nearest::hint_labelled(&self.figure, known.iter().map(|(key, label)| (*key, label.as_str())));
            slips.push(Slip::error("E-PF03", format!("没有指标“{}”{near}", text::safe(&self.figure))).at("figure"));
        }
        if !is_period(&self.period) {
            let text = "统计期应写作 2021、2021-12、2021-01..2021-11 或 @2021-11-30";
            slips.push(Slip::error("E-PF01", text).at("period"));
        }
        if RoundTo::from_text(&self.round).is_none() {
            slips.push(Slip::error("E-PF02", "取整应为 exact、round:几位、trunc:几位, 约数为 about:整数(余) 或 near:整数(近), 如 round:2、about:100").at("round"));
        }
        slips
    }
}
