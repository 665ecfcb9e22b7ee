//! T-PN3 地名统计月报 (services 5.9): how many standard names of each kind there are, and how they came and went in the month.

use crate::figure::check::{Flow, Step, minus, plus};
use crate::figure::column::{Ask, Content, TableColumn};
use crate::figure::sets::names::{CANCELLED, NAMED, RENAMED, STANDING, TAKEN_ON};
use crate::figure::table::{Category, Rows, Sheet};
use crate::figure::tables::{count, flow};
use crate::figure::{Is, Unit, When};

const fn head(head: &'static [&'static str]) -> TableColumn {
    TableColumn { head, content: Content::Category, unit: Unit::Piece }
}

const fn standing(of: &'static [Is], when: When) -> Ask {
    count(STANDING.only(of), when)
}

const fn cells(of: &'static [Is]) -> [Option<Ask>; 6] {
    [
        Some(standing(of, When::Start)),
        Some(flow(NAMED.only(of))),
        Some(flow(TAKEN_ON.only(of))),
        Some(flow(RENAMED.only(of))),
        Some(flow(CANCELLED.only(of))),
        Some(standing(of, When::End)),
    ]
}

const fn steps(of: &'static [Is]) -> [Step; 5] {
    [
        plus("月初", standing(of, When::Start)),
        plus("命名", flow(NAMED.only(of))),
        plus("更名(入)", flow(TAKEN_ON.only(of))),
        minus("更名(出)", flow(RENAMED.only(of))),
        minus("销名", flow(CANCELLED.only(of))),
    ]
}

const fn flows(of: &'static [Is], steps: &'static [Step]) -> [Flow; 1] {
    [Flow { of: "地名", unit: Unit::Piece, steps, end: plus("月末", standing(of, When::End)) }]
}

macro_rules! row {
    ($label:literal, $of:expr) => {
        Category { label: $label, cells: &const { cells($of) }, flows: &const { flows($of, &const { steps($of) }) } }
    };
}

/// T-PN3 地名统计月报.
pub(in crate::figure) static NAMES_MONTH: Sheet = Sheet {
    title: "地名统计月报表",
    units: "条",
    of: "类别",
    rows: Rows::Categories(&[
        row!("自然地理实体", &[("kind8", &["1"])]),
        row!("行政区划", &[("kind8", &["2"])]),
        row!("村居所在地", &[("kind8", &["3"])]),
        row!("公园、自然保护地", &[("kind8", &["4"])]),
        row!("街路巷", &[("kind8", &["5"])]),
        row!("住宅区、楼宇", &[("kind8", &["6"])]),
        row!("设施", &[("kind8", &["7"])]),
        row!("其他地理实体", &[("kind8", &["8"])]),
    ]),
    columns: &[
        head(&["月初"]),
        head(&["命名"]),
        head(&["更名(入)"]),
        head(&["更名(出)"]),
        head(&["销名"]),
        head(&["月末"]),
        TableColumn { head: &["平衡校验"], content: Content::Balance, unit: Unit::Piece },
    ],
    checks: &[],
    says: &[],
    notes: &[
        "只计标准地名, 按启用、停用日期; 命名含登记补录。平衡校验: 月初+命名+更名(入)-更名(出)-销名等于月末为“平”, 否则写出相差数。",
    ],
};
