//! T-EL4 养老机构基本情况月报 (services 2.5, 2.14): beds, residents by the care they need, carers, inspections and what they found, home by
//! home. Whoever lives and works somewhere is counted by the days; nothing of it is typed.

use crate::domain::people::home::Care;
use crate::figure::check::{Check, Flow, minus, plus};
use crate::figure::column::{Ask, Content, TableColumn, column};
use crate::figure::sets::{
    BEDS_APPROVED, BEDS_NURSING, BEDS_OPEN, CARERS, HAZARDS, HOMES, INSPECTIONS, MOVED_INTO, MOVED_OUT_OF, RESIDENTS,
};
use crate::figure::table::{Rows, Say, Sheet};
use crate::figure::tables::{asked, count, equal, flow, sum};
use crate::figure::{Is, Measure, RowSet, Unit, When};
use crate::register::elderly::carer;
use crate::register::people::stay::{self, SUPPORTED};

const fn residents(only: &'static [Is], when: When) -> Ask {
    count(RESIDENTS.only(only), when)
}

const fn told(head: &'static [&'static str], column: &'static str) -> TableColumn {
    TableColumn { head, content: Content::Told(column), unit: Unit::Piece }
}

const fn by_care(head: &'static [&'static str], only: &'static [Is]) -> TableColumn {
    asked(head, residents(only, When::End), Unit::Person)
}

const fn of_grade(only: &'static [Is]) -> Ask {
    count(HOMES.only(only), When::End)
}

const ABLE: &[Is] = &[("ability_level", Care::Able.levels())];
const PARTIAL: &[Is] = &[("ability_level", Care::Partial.levels())];
const FULL: &[Is] = &[("ability_level", Care::Full.levels())];
const OF_SUPPORT: &[Is] = &[("pay_kind", &[SUPPORTED])];
/// 去向 of those who died, and of all others who left.
const DIED: &[Is] = &[("out_reason", &[stay::DIED])];
const LEFT: &[Is] = &[("out_reason", &["2", "3", "4", "5", "9"])];
/// 去向 续住: another footing in the same bed.
const GOES_ON: &[Is] = &[("out_reason", &["5"])];
const CERTIFIED: &[Is] = &[("cert_level", carer::CERTIFIED)];
const ALL_RESIDENTS: RowSet = RESIDENTS.all();

/// T-EL4 养老机构基本情况月报.
pub(in crate::figure) static HOMES_MONTH: Sheet = Sheet {
    title: "养老机构基本情况月报表",
    units: "张、人、次、项",
    of: "机构名称",
    rows: Rows::Homes,
    columns: &[
        told(&["性质"], "ownership"),
        told(&["等级"], "grade"),
        asked(&["核定床位"], sum(BEDS_APPROVED.all(), When::End), Unit::Piece),
        asked(&["实有床位"], sum(BEDS_OPEN.all(), When::End), Unit::Piece),
        asked(&["护理型床位"], sum(BEDS_NURSING.all(), When::End), Unit::Piece),
        asked(&["入住", "合计"], residents(&[], When::End), Unit::Person),
        by_care(&["入住", "自理"], ABLE),
        by_care(&["入住", "半失能"], PARTIAL),
        by_care(&["入住", "失能"], FULL),
        by_care(&["其中特困"], OF_SUPPORT),
        column(&["入住率"], Measure::Fill(ALL_RESIDENTS, BEDS_OPEN.all()), When::End, Unit::Rate),
        asked(&["护理员"], count(CARERS.all(), When::End), Unit::Person),
        asked(&["其中持证"], count(CARERS.only(CERTIFIED), When::End), Unit::Person),
        asked(&["本月检查次数"], flow(INSPECTIONS.all()), Unit::Time),
        asked(&["未销号隐患"], count(HAZARDS.all(), When::End), Unit::Piece),
    ],
    checks: &[
        equal("自理+半失能+失能与入住合计", &[6, 7, 8], &[5]),
        Check::Flow(Flow {
            of: "入住人数",
            unit: Unit::Person,
            steps: &[
                plus("期初", residents(&[], When::Start)),
                plus("入住", flow(MOVED_INTO.all())),
                minus("离院", flow(MOVED_OUT_OF.only(LEFT))),
                minus("去世", flow(MOVED_OUT_OF.only(DIED))),
            ],
            end: plus("期末", residents(&[], When::End)),
        }),
        Check::Towns,
    ],
    says: &[
        Say {
            text: "其中费用来源、能力等级变更后续住的 {} 人, 入住、离院各计一次。",
            asks: &[flow(MOVED_OUT_OF.only(GOES_ON))],
            unit: Unit::Person,
        },
        Say {
            text: "等级: 五级 {} 家, 四级 {} 家, 三级 {} 家, 二级 {} 家, 一级 {} 家, 未评 {} 家。",
            asks: &[
                of_grade(&[("grade", &["5"])]),
                of_grade(&[("grade", &["4"])]),
                of_grade(&[("grade", &["3"])]),
                of_grade(&[("grade", &["2"])]),
                of_grade(&[("grade", &["1"])]),
                of_grade(&[("grade", &["0"])]),
            ],
            unit: Unit::Home,
        },
    ],
    notes: &[
        "各数由入住、护理员、机构检查、等级评定登记数出; 等级、入住、护理员、隐患为月末, 最后一天(离院、离职、整改当天)仍计在内。",
        "自理为能力完好, 半失能为轻度、中度失能, 失能为重度、完全失能; 入住率=入住合计÷实有床位, 合计行按合计数计算。",
    ],
};
