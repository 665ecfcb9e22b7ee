//! How a child stands: what tables count of a file, and what benefits rest on. The file has what holds now, a dated row of it
//! (`child_status`) what holds from a day on.

use crate::domain::children::leaving::ADULT;
use crate::domain::date::{reaches_age, zh};
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::benefits::rests::{Ground, Loss};
use crate::register::children::codes;
use crate::register::core::codes::Codes;
use crate::register::core::slips::in_district;
use crate::register::{Facts, Field, Kind, RecordFact, Value, Values};
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

/// The dated rows of a file.
pub fn rows(file: &RecordFact) -> impl Iterator<Item = &Values> {
    file.children.iter().map(|(_, row)| row).filter(|row| row.register.name == "child_status")
}

/// The row of a file that is in force on a day.
pub fn on(file: &RecordFact, day: NaiveDate) -> Option<&Values> {
    let begun = rows(file).filter(|row| row.date("valid_from").is_some_and(|from| from <= day));
    begun.max_by_key(|row| row.date("valid_from"))
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

/// The first month without a ground that was lost on a day: where a parent of an orphan is found to be alive, that month (services 3.2);
/// otherwise the one after it (services 3.3).
pub fn gone_from(ground: Ground, day: NaiveDate) -> Month {
    if ground == Ground::Orphanhood { Month::of(day) } else { Month::of(day).next() }
}

/// What a change of how a child stands takes away, from the month after its day, or from its own ([`gone_from`]); `days`: the day, and that of the decision.
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
    // Who has died or moved away was an orphan to the end.
    let found =
        if matches!(state, "died" | "moved") { Month::of(day).next() } else { gone_from(Ground::Orphanhood, day) };
    losses.extend(gone("A").then(|| Loss { from: found, ..loss(Ground::Orphanhood) }));
    losses.extend(gone("B").then(|| loss(Ground::Unsupported)));
    let cared = |of: &Values| (of.text("care_kind") == "1", of.get("institution").clone());
    losses.extend((state == "on" && left && cared(was) != cared(is_now)).then(|| loss(Ground::WayOfCare)));
    losses
}

/// Whether an adoption that was registered by a day stands.
pub fn is_adopted(person: i64, day: NaiveDate, facts: &Facts) -> bool {
    let mut adoptions = facts.rows_of("adoption", "person", person);
    adoptions.any(|row| row.text("state") == "decided" && row.date("decided_on") <= Some(day))
}

/// `E-CH52`: no money for a child that was adopted by a day. Why nobody is told here: adoptions are restricted.
pub fn left(person: i64, day: NaiveDate, facts: &Facts) -> Option<Slip> {
    let name = facts.person(person).map_or("该儿童", |p| p.name.as_str());
    let text = format!("{name}的儿童档案已退出, 不能享受基本生活费, 请核对儿童档案");
    is_adopted(person, day, facts).then(|| Slip::error("E-CH52", text))
}

/// `E-CH51`: the 状态 against what is known of the person on a day: birth, death, 户籍, an adoption (of which nobody is told here).
pub fn contradicts(of: &Values, person: i64, day: NaiveDate, facts: &Facts) -> Option<Slip> {
    let (child, row) = (facts.person(person)?, facts.row("person", person));
    let (name, died) = (&child.name, child.death_date.filter(|died| *died <= day));
    let text = match (of.text("state"), died) {
        ("on", Some(died)) => format!("{name}已于 {died} 登记死亡, 状态应为死亡"),
        ("on", None) if is_adopted(person, day, facts) => format!("{name}的儿童档案已退出, 状态不能是在册, 请核对"),
        ("died", None) => format!("{name}没有登记死亡, 状态不能是死亡; 先办死亡登记, 或选其他状态"),
        ("grown", _) => {
            let grown = reaches_age(child.birth_date, ADULT);
            return (day < grown).then(|| {
                let text = format!("{name}到 {} 才满18周岁, 状态不能是成年退出", zh(grown));
                Slip::error("E-CH51", text).at("state")
            });
        }
        ("moved", _) => {
            row.filter(|row| in_district(facts, row.text("hukou_division")))?;
            format!("{name}的户籍仍在本区, 状态不能是迁出; 先在人员里更正户籍地, 或选其他状态")
        }
        _ => return None,
    };
    Some(Slip::error("E-CH51", text).at("state"))
}

/// `E-CH11`: money of a child in an institution goes to that one, so it has to be known.
pub fn unhoused(of: &Values) -> Option<Slip> {
    let text = "集中养育须填养育机构: 集中养育儿童的收款账户必须是福利机构账户";
    let unhoused = of.text("care_kind") == "1" && of.get("institution").is_null();
    unhoused.then(|| Slip::error("E-CH11", text).at("institution"))
}
