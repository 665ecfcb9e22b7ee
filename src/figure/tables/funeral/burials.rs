//! 安葬(放)设施排查情况表 (services 4.3): what there is, who was looked at from January to the month, what was found and came of it.

use crate::figure::check::Check;
use crate::figure::column::{TableColumn, column, count, sum};
use crate::figure::sets::{BURIAL_CHECKS, BURIALS, CASES, CLOSED, FACILITIES_CHECKED, OPEN_CASES};
use crate::figure::table::{Rows, Sheet};
use crate::figure::tables::{asked, equal, flow};
use crate::figure::{Is, Measure, Unit, When};

const CLEAR: &[Is] = &[("state", &["clear"])];

/// Of the checks of the year; — where there was none.
const fn among(head: &'static [&'static str], which: &'static [Is]) -> TableColumn {
    column(head, Measure::Among(BURIAL_CHECKS.only(which), BURIAL_CHECKS.all()), When::Year, Unit::Case)
}

/// 排查情况表.
pub(in crate::figure) static BURIAL_CHECK_MONTH: Sheet = Sheet {
    title: "安葬(放)设施排查情况表",
    units: "处、次、起、元",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        asked(&["设施"], count(BURIALS.all(), When::End), Unit::Piece),
        asked(&["排查地点"], count(FACILITIES_CHECKED.all(), When::Year), Unit::Piece),
        asked(&["排查次数"], count(BURIAL_CHECKS.all(), When::Year), Unit::Time),
        asked(&["其中本月"], flow(BURIAL_CHECKS.all()), Unit::Time),
        among(&["无问题"], CLEAR),
        among(&["查处"], CASES),
        among(&["其中", "没有结案"], OPEN_CASES),
        among(&["其中", "已结案"], CLOSED),
        column(
            &["结案率"],
            Measure::Share(BURIAL_CHECKS.only(CLOSED), BURIAL_CHECKS.only(CASES)),
            When::Year,
            Unit::Rate,
        ),
        asked(&["罚款"], sum(BURIAL_CHECKS.all(), When::Year), Unit::Yuan),
    ],
    checks: &[
        equal("无问题+查处与排查次数", &[4, 5], &[2]),
        equal("没有结案+已结案与查处", &[6, 7], &[5]),
        Check::Towns,
    ],
    says: &[],
    notes: &[
        "设施为月末没有关闭的; 其余除本月外为1月至报告期, 按排查日期计。查处为发现问题并立案的排查; 没有排查过的列“—”, 与查过没有问题的 0 不同。",
        "排查地点: 登记的设施一处只计一次, 没有登记的地点(散葬点、寺庙等)各计一处。",
    ],
};
