//! T-DV1 区划统计 (services 5.9): the divisions there are at the month's end, with their area and people.

use crate::figure::check::Check;
use crate::figure::column::{Content, TableColumn};
use crate::figure::sets::{DIVISION_AREA, DIVISION_POPULATION, TOWNS, VILLAGES, divisions};
use crate::figure::table::{Rows, Sheet};
use crate::figure::tables::{asked, count, equal, sum};
use crate::figure::{Is, RowSet, Unit, When};

const fn kind(head: &'static [&'static str], which: &'static [Is]) -> TableColumn {
    asked(head, count(divisions(which), When::End), Unit::Piece)
}

const fn entered(head: &'static [&'static str], of: RowSet, unit: Unit) -> TableColumn {
    TableColumn { head, content: Content::Entered(sum(of, When::End)), unit }
}

/// 区划统计表.
pub(in crate::figure) static DIVISIONS_MONTH: Sheet = Sheet {
    title: "区划统计表",
    units: "个、平方公里、人",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        kind(&["镇(街)", "街道"], &[("level", &["township"]), ("kind", &["street"])]),
        kind(&["镇(街)", "镇"], &[("level", &["township"]), ("kind", &["town"])]),
        kind(&["镇(街)", "乡"], &[("level", &["township"]), ("kind", &["township"])]),
        kind(&["镇(街)", "类似单位"], &[("level", &["township"]), ("kind", &["park", "quasi"])]),
        asked(&["镇(街)", "合计"], count(TOWNS, When::End), Unit::Piece),
        kind(&["村(居)", "社区"], &[("level", &["village"]), ("kind", &["community"])]),
        kind(&["村(居)", "村"], &[("level", &["village"]), ("kind", &["village"])]),
        kind(&["村(居)", "类似单位"], &[("level", &["village"]), ("kind", &["quasi", "park"])]),
        asked(&["村(居)", "合计"], count(VILLAGES, When::End), Unit::Piece),
        entered(&["面积(平方公里)"], DIVISION_AREA, Unit::SquareKm),
        entered(&["户籍人口"], DIVISION_POPULATION, Unit::Person),
    ],
    checks: &[
        equal("街道、镇、乡、类似单位与镇(街)合计", &[0, 1, 2, 3], &[4]),
        equal("社区、村、类似单位与村(居)合计", &[5, 6, 7], &[8]),
        Check::Towns,
    ],
    says: &[],
    notes: &["月末现行的区划, 按区划登记的类型; 面积、人口为镇(街)登记的数, 没有登记的印“—”。"],
};
