//! T5 动态管理表 (assistance 10.2, 2.8): what came, went and changed in the month, by scheme, and whether it balances.

use crate::figure::check::{Flow, Step, minus, plus};
use crate::figure::column::{Ask, Content, TableColumn};
use crate::figure::declared::{CARE, LIVING, RURAL, URBAN};
use crate::figure::households::{MOVED_IN, MOVED_OUT};
use crate::figure::table::{Category, Rows, Say, Sheet};
use crate::figure::tables::{count, flow, moved, served};
use crate::figure::{Effect, Group, Paying, RowSet, Unit, When};

const NEW: &[&str] = &["01"];
const JOINED: &[&str] = &["02"];
const LEFT: &[&str] = &["03"];
const RAISED: &[&str] = &["04"];
const LOWERED: &[&str] = &["05"];
const STOPPED: &[&str] = &["06"];
const SUSPENDED: &[&str] = &["07"];
const RESUMED: &[&str] = &["08"];
/// 迁入迁出 (from town to town too), 分户并户, 城乡互转: one household, or one person, changes its place. A divided household is both here
/// and there.
const IN_FROM_ELSEWHERE: &[&str] = &["09", "14", "16", MOVED_IN];
const OUT_TO_ELSEWHERE: &[&str] = &["10", "15", "16", MOVED_OUT];
const TO_HERE: &[&str] = &["09", "10", "14", "15", "16", MOVED_IN];
const FROM_HERE: &[&str] = &["09", "10", "14", "15", "16", MOVED_OUT];

const fn head(head: &'static [&'static str], unit: Unit) -> TableColumn {
    TableColumn { head, content: Content::Category, unit }
}

const fn households(scheme: &'static str, when: When) -> Ask {
    count(RowSet::Roster(scheme, Paying::All), when)
}

const fn persons(scheme: &'static str, when: When) -> Ask {
    count(RowSet::RosterPersons(scheme, Paying::All, Group::All), when)
}

const fn came(scheme: &'static str, kinds: &'static [&'static str]) -> Ask {
    flow(RowSet::Changes(scheme, kinds, Effect::In))
}

const fn went(scheme: &'static str, kinds: &'static [&'static str]) -> Ask {
    flow(RowSet::Changes(scheme, kinds, Effect::Out))
}

const fn changed(scheme: &'static str, kinds: &'static [&'static str]) -> Ask {
    flow(RowSet::Changes(scheme, kinds, Effect::Any))
}

const fn entered(scheme: &'static str, kinds: &'static [&'static str]) -> Ask {
    flow(RowSet::Entered(scheme, kinds))
}

const fn left(scheme: &'static str, kinds: &'static [&'static str]) -> Ask {
    flow(RowSet::Left(scheme, kinds))
}

const COLUMNS: &[TableColumn] = &[
    head(&["期初", "户"], Unit::Household),
    head(&["期初", "人"], Unit::Person),
    head(&["新增", "户"], Unit::Household),
    head(&["新增", "人"], Unit::Person),
    head(&["增员", "人"], Unit::Person),
    head(&["减员", "人"], Unit::Person),
    head(&["停发", "户"], Unit::Household),
    head(&["停发", "人"], Unit::Person),
    head(&["转出入", "转入户"], Unit::Household),
    head(&["转出入", "转入人"], Unit::Person),
    head(&["转出入", "转出户"], Unit::Household),
    head(&["转出入", "转出人"], Unit::Person),
    head(&["增发", "户"], Unit::Household),
    head(&["减发", "户"], Unit::Household),
    head(&["期末", "户"], Unit::Household),
    head(&["期末", "人"], Unit::Person),
    TableColumn { head: &["平衡校验"], content: Content::Balance, unit: Unit::Piece },
];

/// A scheme of households.
const fn family_cells(s: &'static str) -> [Option<Ask>; 16] {
    [
        Some(households(s, When::Start)),
        Some(persons(s, When::Start)),
        Some(came(s, NEW)),
        Some(entered(s, NEW)),
        Some(entered(s, JOINED)),
        Some(left(s, LEFT)),
        Some(went(s, STOPPED)),
        Some(left(s, STOPPED)),
        Some(came(s, IN_FROM_ELSEWHERE)),
        Some(entered(s, TO_HERE)),
        Some(went(s, OUT_TO_ELSEWHERE)),
        Some(left(s, FROM_HERE)),
        Some(changed(s, RAISED)),
        Some(changed(s, LOWERED)),
        Some(households(s, When::End)),
        Some(persons(s, When::End)),
    ]
}

const fn household_steps(s: &'static str) -> [Step; 5] {
    [
        plus("期初", households(s, When::Start)),
        plus("新增", came(s, NEW)),
        minus("停发", went(s, STOPPED)),
        plus("转入", came(s, IN_FROM_ELSEWHERE)),
        minus("转出", went(s, OUT_TO_ELSEWHERE)),
    ]
}

const fn member_steps(s: &'static str) -> [Step; 7] {
    [
        plus("期初", persons(s, When::Start)),
        plus("新增", entered(s, NEW)),
        plus("增员", entered(s, JOINED)),
        minus("减员", left(s, LEFT)),
        minus("停发", left(s, STOPPED)),
        plus("转入", entered(s, TO_HERE)),
        minus("转出", left(s, FROM_HERE)),
    ]
}

const fn family_flows(s: &'static str, of_households: &'static [Step], of_members: &'static [Step]) -> [Flow; 2] {
    let (households, persons) = (households(s, When::End), persons(s, When::End));
    [
        Flow { of: "户数", unit: Unit::Household, steps: of_households, end: plus("期末", households) },
        Flow { of: "人数", unit: Unit::Person, steps: of_members, end: plus("期末", persons) },
    ]
}

/// A scheme of single persons: no households; raised and lowered are persons.
const fn person_cells(s: &'static str) -> [Option<Ask>; 16] {
    [
        None,
        Some(served(s, When::Start)),
        None,
        Some(moved(s, NEW)),
        None,
        None,
        None,
        Some(moved(s, STOPPED)),
        None,
        Some(moved(s, IN_FROM_ELSEWHERE)),
        None,
        Some(moved(s, OUT_TO_ELSEWHERE)),
        Some(moved(s, RAISED)),
        Some(moved(s, LOWERED)),
        None,
        Some(served(s, When::End)),
    ]
}

const fn person_steps(s: &'static str) -> [Step; 5] {
    [
        plus("期初", served(s, When::Start)),
        plus("新增", moved(s, NEW)),
        minus("停发", moved(s, STOPPED)),
        plus("转入", moved(s, IN_FROM_ELSEWHERE)),
        minus("转出", moved(s, OUT_TO_ELSEWHERE)),
    ]
}

const fn person_flow(s: &'static str, steps: &'static [Step]) -> [Flow; 1] {
    [Flow { of: "人数", unit: Unit::Person, steps, end: plus("期末", served(s, When::End)) }]
}

macro_rules! family {
    ($label:literal, $scheme:expr) => {
        Category {
            label: $label,
            cells: &const { family_cells($scheme) },
            flows: &const { family_flows($scheme, &const { household_steps($scheme) }, &const { member_steps($scheme) }) },
        }
    };
}

macro_rules! single {
    ($label:literal, $scheme:expr) => {
        Category {
            label: $label,
            cells: &const { person_cells($scheme) },
            flows: &const { person_flow($scheme, &const { person_steps($scheme) }) },
        }
    };
}

const fn stays(text: &'static str, asks: &'static [Ask]) -> Say {
    Say { text, asks, unit: Unit::Household }
}

/// T5 动态管理表.
pub(in crate::figure) static CHANGES: Sheet = Sheet {
    title: "社会救助对象动态管理表",
    units: "户、人",
    of: "类别",
    rows: Rows::Categories(&[
        family!("城市低保", URBAN),
        family!("农村低保", RURAL),
        single!("特困", "tekun"),
        single!("困难残疾人生活补贴", LIVING),
        single!("重度残疾人护理补贴", CARE),
    ]),
    columns: COLUMNS,
    checks: &[],
    says: &[stays(
        "当月暂停、恢复发放(仍在册, 不计增减): 城市低保暂停 {} 户、恢复 {} 户, 农村低保暂停 {} 户、恢复 {} 户。",
        &[changed(URBAN, SUSPENDED), changed(URBAN, RESUMED), changed(RURAL, SUSPENDED), changed(RURAL, RESUMED)],
    )],
    notes: &[
        "变动按执行月份计; 转出入为迁入迁出(含区内迁居)、分户并户、城乡互转; 提标和类别调整不作增发、减发。",
        "平衡校验: 户=期初+新增-停发+转入-转出, 人另加增员、减减员, 等于期末为“平”, 否则写出相差数。特困、两补按人计, 增发、减发栏为人数。",
    ],
};
