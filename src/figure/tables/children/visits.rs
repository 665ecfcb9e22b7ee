//! T-CH5 走访月报 (services 3.12): whom somebody had to visit in the month, who was visited, what was found and done.

use crate::figure::check::Check;
use crate::figure::column::{TableColumn, column};
use crate::figure::sets::{CHILD_VISITS, FINDINGS, NOT_SEEN, SOLVED};
use crate::figure::table::{Rows, Sheet};
use crate::figure::tables::{asked, equal, flow};
use crate::figure::{Is, Measure, RowSet, Unit, When};

const fn found(head: &'static [&'static str], measure: &'static [Is]) -> TableColumn {
    asked(head, flow(FINDINGS.only(measure)), Unit::Piece)
}

/// T-CH5 走访月报.
pub(in crate::figure) static CHILD_VISIT_MONTH: Sheet = Sheet {
    title: "儿童走访月报表",
    units: "人、人次、项",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        asked(&["应访(人)"], flow(RowSet::ChildrenDue), Unit::Person),
        asked(&["实访(人)"], flow(RowSet::ChildrenVisited), Unit::Person),
        column(&["走访率"], Measure::Share(RowSet::ChildrenVisited, RowSet::ChildrenDue), When::Month, Unit::Rate),
        asked(&["走访人次"], flow(CHILD_VISITS.all()), Unit::PersonTime),
        asked(&["其中未见", "到儿童"], flow(CHILD_VISITS.only(NOT_SEEN)), Unit::PersonTime),
        found(&["发现问题"], &[]),
        found(&["采取措施", "监护指导"], &[("measure", &["1"])]),
        found(&["采取措施", "返校复学"], &[("measure", &["2"])]),
        found(&["采取措施", "落实户籍"], &[("measure", &["3"])]),
        found(&["采取措施", "强制报告"], &[("measure", &["4"])]),
        found(&["采取措施", "其他"], &[("measure", &["5", "6", "7"])]),
        asked(&["已解决"], flow(SOLVED.all()), Unit::Piece),
    ],
    checks: &[equal("各项措施之和与发现问题", &[6, 7, 8, 9, 10], &[5]), Check::Towns],
    says: &[],
    notes: &[
        "应访为报告期内到了下次应访日期、或者登记造册后还没有走访过的在册儿童, 机构集中养育的不计; 实访为其中报告期内走访过的, 走访率=实访÷应访。",
        "走访人次含没有到期的走访; 发现问题和措施按走访日期计, 已解决按解决日期计; 按走访时的居住地列。",
    ],
};
