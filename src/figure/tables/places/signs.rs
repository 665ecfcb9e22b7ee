//! T-PN4 地名标志维护 (services 5.9): the signs that are to stand in each town, how they were found last, and what was set in the month.

use crate::figure::check::Check;
use crate::figure::column::{Ask, TableColumn};
use crate::figure::sets::{SIGNS, SIGNS_SET};
use crate::figure::table::{Rows, Sheet};
use crate::figure::tables::{asked, equal, sum};
use crate::figure::{Is, Unit, When};

const fn signs(only: &'static [Is]) -> Ask {
    sum(SIGNS.only(only), When::End)
}

const fn found(head: &'static [&'static str], only: &'static [Is]) -> TableColumn {
    asked(head, signs(only), Unit::Piece)
}

/// 地名标志维护.
pub(in crate::figure) static SIGNS_MONTH: Sheet = Sheet {
    title: "地名标志维护月报表",
    units: "块",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        found(&["应设"], &[]),
        found(&["已设"], &[("condition", &["1", "2", "4"])]),
        found(&["其中破损"], &[("condition", &["2"])]),
        found(&["内容错误"], &[("condition", &["4"])]),
        found(&["缺失"], &[("condition", &["3"])]),
        found(&["未设"], &[("condition", &["0"])]),
        asked(&["本月更新"], sum(SIGNS_SET.all(), When::Month), Unit::Piece),
    ],
    checks: &[equal("已设+缺失+未设与应设", &[1, 4, 5], &[0]), Check::Towns],
    says: &[],
    notes: &[
        "应设为月末应有的标志, 按块数; 状况按月末以前最近一次检查, 设置后没有检查的为完好; 本月更新为本月设置的。",
    ],
};
