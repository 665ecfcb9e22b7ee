//! How a child stands: what tables count of a file, and what benefits rest on. The file has what holds now, a dated row of it
//! (`child_status`) what holds from a day on.

use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::benefits::rests::{Ground, Loss};
use crate::register::children::codes;
use crate::register::core::codes::Codes;
use crate::register::{Field, Kind, Value, Values};
use chrono::NaiveDate;

/// 主类别.
pub const CATEGORY: Field = Field::new("main_cat", "主类别", Kind::Code(&codes::CATEGORY)).must();
/// 养育状况.
pub const CARE: Field = Field::new("care_kind", "养育状况", Kind::Code(&codes::CARE)).must();
/// 养育机构.
pub const INSTITUTION: Field = Field::new("institution", "养育机构", Kind::Ref("institution"));
/// 就学状态.
pub const SCHOOLING: Field = Field::new("school_state", "就学状态", Kind::Code(&codes::SCHOOLING)).must();
/// 留守.
pub const LEFT_BEHIND: Field = Field::new("left_behind", "留守", Kind::Flag).or("0");
/// 流动.
pub const MIGRANT: Field = Field::new("migrant", "流动", Kind::Flag).or("0");
/// 监护差.
pub const WEAK_CARE: Field = Field::new("weak_care", "监护差", Kind::Flag).or("0");
/// 无户籍.
pub const UNREGISTERED: Field = Field::new("unregistered", "无户籍", Kind::Flag).or("0");
/// 状态.
pub const STATE: Field = Field::new("state", "状态", Kind::Code(&codes::CHILD_STATE)).must().or("on");

/// The columns that the file and its dated rows have alike.
pub const COLUMNS: [&str; 9] = [
    "main_cat",
    "care_kind",
    "institution",
    "school_state",
    "left_behind",
    "migrant",
    "weak_care",
    "unregistered",
    "state",
];

/// The columns, as they stand in a file or a row.
pub fn columns(of: &Values) -> Vec<(&'static str, Value)> {
    COLUMNS.into_iter().map(|col| (col, of.get(col).clone())).collect()
}

/// The dated row of a file from a day on.
pub fn row(child: i64, from: NaiveDate, file: &Values) -> Vec<(&'static str, Value)> {
    let head = [("child", Value::Int(child)), ("valid_from", from.into())];
    head.into_iter().chain(columns(file)).collect()
}

/// Whether two stand differently.
pub fn differs(one: &Values, other: &Values) -> bool {
    COLUMNS.iter().any(|col| one.get(col) != other.get(col))
}

/// Whether a child is on the register as one of a category.
fn is(of: &Values, category: &str) -> bool {
    of.text("state") == "on" && of.text("main_cat") == category
}

/// 主类别 and 状态 in words.
fn told(of: &Values) -> String {
    let label = |codes: &Codes, col: &str| codes.label(of.text(col)).unwrap_or_default().to_owned();
    match of.text("state") {
        "on" => format!("主类别改为{}", label(&codes::CATEGORY, "main_cat")),
        _ => label(&codes::CHILD_STATE, "state"),
    }
}

/// What a change of how a child stands takes away, from the month after its day; `days`: the day, and that of the decision.
pub fn losses(person: i64, was: &Values, is_now: &Values, (day, decided): (NaiveDate, NaiveDate)) -> Vec<Loss> {
    let loss = |ground| Loss { person, ground, from: Month::of(day).next(), why: told(is_now), decided, case: None };
    let mut losses = Vec::new();
    let (left, state) = (was.text("state") == "on", is_now.text("state"));
    let by_state = match state {
        "grown" => Some(Ground::Childhood),
        "adopted" => Some(Ground::NotAdopted),
        _ => None,
    };
    losses.extend(by_state.filter(|_| left).map(loss));
    // Whoever comes of age or is adopted loses nothing else beside.
    let gone = |category| by_state.is_none() && is(was, category) && !is(is_now, category);
    losses.extend(gone("A").then(|| loss(Ground::Orphanhood)));
    losses.extend(gone("B").then(|| loss(Ground::Unsupported)));
    let cared = |of: &Values| (of.text("care_kind") == "1", of.get("institution").clone());
    losses.extend((state == "on" && left && cared(was) != cared(is_now)).then(|| loss(Ground::WayOfCare)));
    losses
}

/// `E-CH11`: money of a child in an institution goes to that one, so it has to be known.
pub fn unhoused(of: &Values) -> Option<Slip> {
    let text = "集中养育须填养育机构: 集中养育儿童的收款账户必须是福利机构账户";
    let unhoused = of.text("care_kind") == "1" && of.get("institution").is_null();
    unhoused.then(|| Slip::error("E-CH11", text).at("institution"))
}
