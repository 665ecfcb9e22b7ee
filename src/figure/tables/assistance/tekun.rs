//! T2 特困月报 (assistance 10.2, 3.6): persons by mode of support and care, money and person-months paid; the towns, and beneath
//! them each institution.

use crate::figure::check::{Check, Flow, plus};
use crate::figure::column::{TableColumn, column};
use crate::figure::declared::{CASE_IN, CASE_OUT};
use crate::figure::table::{Rows, Sheet};
use crate::figure::tables::{asked, count, equal, money, moved, served, served_steps, sum};
use crate::figure::{Measure, Part, RowSet, Served, Support, Unit, When};

const S: &str = "tekun";

const fn persons(head: &'static [&'static str], which: Served) -> TableColumn {
    asked(head, count(RowSet::Persons(S, which), When::End), Unit::Person)
}

const fn paid(head: &'static [&'static str], part: Part, when: When) -> TableColumn {
    column(head, Measure::Sum(RowSet::SupportLines(Support::Any, part)), when, Unit::Yuan)
}

/// Everything that is support: living money with arrears, offsets and re-issues, and care.
const SUPPORT_MONEY: &[&str] = &["01", "02", "03", "06", "08", "09"];

/// T2 特困月报.
pub(in crate::figure) static TEKUN_MONTH: Sheet = Sheet {
    title: "特困人员救助供养月报表",
    units: "人、人次、元",
    of: "镇(街)/机构",
    rows: Rows::TownsAndInstitutions,
    columns: &[
        asked(&["总人数"], served(S, When::End), Unit::Person),
        persons(&["分散供养(人)", "城市"], Served::Supported(Support::Dispersed, "U")),
        persons(&["分散供养(人)", "农村"], Served::Supported(Support::Dispersed, "R")),
        persons(&["集中供养(人)", "城市"], Served::Supported(Support::Concentrated, "U")),
        persons(&["集中供养(人)", "农村"], Served::Supported(Support::Concentrated, "R")),
        persons(&["自理能力(人)", "全自理"], Served::CareLevel("1")),
        persons(&["自理能力(人)", "半护理"], Served::CareLevel("2")),
        persons(&["自理能力(人)", "全护理"], Served::CareLevel("3")),
        asked(&["当月新增"], moved(S, CASE_IN), Unit::Person),
        asked(&["当月取消"], moved(S, CASE_OUT), Unit::Person),
        paid(&["当月支出(元)", "基本生活费"], Part::Living, When::Month),
        paid(&["当月支出(元)", "护理费"], Part::Care, When::Month),
        money(&["当月支出(元)", "合计"], &[S], SUPPORT_MONEY, When::Month),
        asked(
            &["1-{n}月累计", "人次"],
            sum(RowSet::SupportLines(Support::Any, Part::Months), When::Year),
            Unit::PersonTime,
        ),
        paid(&["1-{n}月累计", "基本生活费(元)"], Part::Living, When::Year),
        paid(&["1-{n}月累计", "护理费(元)"], Part::Care, When::Year),
    ],
    checks: &[
        equal("分散+集中与总人数", &[1, 2, 3, 4], &[0]),
        equal("全自理+半护理+全护理与总人数", &[5, 6, 7], &[0]),
        Check::Flow(Flow {
            of: "人数",
            unit: Unit::Person,
            steps: &served_steps(S, "取消"),
            end: plus("期末", served(S, When::End)),
        }),
        equal("基本生活费+护理费与当月支出", &[10, 11], &[12]),
        Check::Beneath { label: "供养机构之和与集中供养人数", column: 0, whole: &[3, 4] },
        Check::Towns,
    ],
    says: &[],
    notes: &[
        "人数为月末在册(含暂停), 城市、农村按户籍性质; 镇(街)按本人所在村(居), 其中各供养机构按当月入住, 不再加入合计。",
        "当月支出为当月登记回盘的发放成功金额, 补发、抵扣、退回重发计入原项目; 累计人次为发放成功的人月数, 补发按补发月数。",
    ],
};
