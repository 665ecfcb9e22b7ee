//! 适老化改造年度任务: how many households a year is to have, and who asks for it (services 2.10).

use crate::register::{Field, Kind, ListColumn, Register};

/// 适老化改造年度任务.
pub static HOME_ADAPT_PLAN: Register = Register {
    fields: &[
        Field::new("year", "年度", Kind::Int(2000, 2100)).must(),
        Field::new("target", "任务户数", Kind::Int(1, 100_000)).must(),
        Field::new("source", "任务来源", Kind::Text(60)).hint("如: 十件民生实事"),
        Field::new("basis", "文件依据", Kind::Text(60)),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("year", "年度", 6),
        ListColumn::new("target", "任务户数", 8),
        ListColumn::new("source", "任务来源", 24),
        ListColumn::new("basis", "文件依据", 24),
    ],
    natural_key: &["year"],
    order: &["year"],
    latest_first: true,
    since: Some("year"),
    ..Register::new("home_adapt_plan", "适老化改造任务", "项")
};
