//! 培训: a training that the bureau or somebody for it holds (services 2.9), for whichever field of work; who took part stands in
//! `trainee`.

use crate::domain::slip::Slip;
use crate::register::core::order::{ahead, from, within};
use crate::register::people::codes;
use crate::register::{Field, Kind, ListColumn, Record, Register, Tie, Values};

/// 培训.
pub static TRAINING: Register = Register {
    fields: &[
        Field::new("title", "培训名称", Kind::Text(60)).must(),
        Field::new("kind", "培训类别", Kind::Code(&codes::TRAINING_KIND)).must(),
        Field::new("held_from", "开始日期", Kind::Date).must().ordered(&[ahead(12)]),
        Field::new("held_to", "结束日期", Kind::Date)
            .must()
            .completed()
            .hint("空着与开始日期相同")
            .ordered(&[from(&["held_from"]), within(6, &["held_from"]).doubt()]),
        Field::new("hours", "学时", Kind::Int(1, 500)).must().hint("每人的学时; 一天一般为8学时"),
        Field::new("place", "地点", Kind::Text(60)),
        Field::new("host", "主办单位", Kind::Text(60)),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("title", "培训名称", 30),
        ListColumn::new("kind", "类别", 12),
        ListColumn::new("held_from", "开始日期", 10),
        ListColumn::new("held_to", "结束日期", 10),
        ListColumn::new("hours", "学时", 4),
        ListColumn::new("host", "主办单位", 18),
        ListColumn::new("place", "地点", 18),
    ],
    natural_key: &["title"],
    order: &["held_from"],
    latest_first: true,
    filters: &["kind"],
    frozen: &["kind"],
    tied: &[Tie { register: "trainee", on: &[("training", "key")] }],
    ..Register::new("training", "培训", "期")
};

/// A training.
#[derive(Clone, Debug, PartialEq)]
pub struct Training;

impl Record for Training {
    const REGISTER: &'static Register = &TRAINING;

    fn read(_values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Training)
    }

    fn fill(values: &mut Values) {
        if values.get("held_to").is_null() {
            values.set("held_to", values.date("held_from"));
        }
    }
}
