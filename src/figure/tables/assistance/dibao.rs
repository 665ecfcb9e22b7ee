//! T1 城市/农村低保月报 (assistance 10.2).

use crate::domain::param::Param;
use crate::figure::check::{Check, Flow, Step, minus, plus};
use crate::figure::column::{Ask, TableColumn, column};
use crate::figure::declared::{RURAL, URBAN, topup};
use crate::figure::households::{MOVED_IN, MOVED_OUT};
use crate::figure::row_set::{
    ALL_LINES, DIBAO_MONEY, HOUSEHOLD_IN, HOUSEHOLD_OUT, OTHER_LINES, PERSON_IN, PERSON_OUT, PRICE_SUBSIDY,
};
use crate::figure::table::{Rows, Say, Sheet};
use crate::figure::tables::{asked, at_least, count, equal, flow, money};
use crate::figure::{Effect, Group, Measure, Paying, RowSet, Unit, When};

const fn households(scheme: &'static str, when: When) -> Ask {
    count(RowSet::Roster(scheme, Paying::All), when)
}

const fn persons(scheme: &'static str, when: When) -> Ask {
    count(RowSet::RosterPersons(scheme, Paying::All, Group::All), when)
}

const fn suspended_persons(scheme: &'static str) -> Ask {
    count(RowSet::RosterPersons(scheme, Paying::Suspended, Group::All), When::End)
}

const fn suspended(scheme: &'static str) -> Ask {
    count(RowSet::Roster(scheme, Paying::Suspended), When::End)
}

const fn group(head: &'static [&'static str], scheme: &'static str, group: Group) -> TableColumn {
    column(head, Measure::Count(RowSet::RosterPersons(scheme, Paying::All, group)), When::End, Unit::Person)
}

const fn t1_columns(s: &'static str, of: &'static [&'static str], standard: Param) -> [TableColumn; 28] {
    [
        asked(&["户数"], households(s, When::End), Unit::Household),
        asked(&["人数"], persons(s, When::End), Unit::Person),
        group(&["人员构成", "女性"], s, Group::Women),
        group(&["人员构成", "老年人"], s, Group::Aged),
        group(&["人员构成", "未成年人"], s, Group::Minors),
        group(&["人员构成", "残疾人"], s, Group::Disabled),
        group(&["人员构成", "其中重残"], s, Group::SeverelyDisabled),
        group(&["劳动能力", "有劳动能力"], s, Group::Labour("1")),
        group(&["劳动能力", "部分丧失"], s, Group::Labour("2")),
        group(&["劳动能力", "完全丧失"], s, Group::Labour("3")),
        group(&["劳动能力", "无"], s, Group::NoLabour),
        group(&["致贫原因(人)", "疾病"], s, Group::Cause(&["01"])),
        group(&["致贫原因(人)", "残疾"], s, Group::Cause(&["02"])),
        group(&["致贫原因(人)", "因学"], s, Group::Cause(&["03"])),
        group(&["致贫原因(人)", "灾害"], s, Group::Cause(&["04"])),
        group(&["致贫原因(人)", "缺劳力"], s, Group::Cause(&["05"])),
        group(&["致贫原因(人)", "其他"], s, Group::Cause(&["06", "07", "08", "09", "10"])),
        asked(&["当月新增", "户"], households_in(s), Unit::Household),
        asked(&["当月新增", "人"], persons_in(s), Unit::Person),
        asked(&["当月退出", "户"], households_out(s), Unit::Household),
        asked(&["当月退出", "人"], persons_out(s), Unit::Person),
        money(&["当月支出(元)", "合计"], of, ALL_LINES, When::Month),
        money(&["当月支出(元)", "其中低保金"], of, DIBAO_MONEY, When::Month),
        money(&["当月支出(元)", "物价补贴"], of, PRICE_SUBSIDY, When::Month),
        money(&["当月支出(元)", "其他"], of, OTHER_LINES, When::Month),
        money(&["1-{n}月累计支出(元)"], of, ALL_LINES, When::Year),
        column(&["当月人均补差(元)"], topup(s), When::End, Unit::YuanAPersonAMonth),
        column(&["低保标准(元)"], Measure::Value(RowSet::Parameter(standard)), When::Month, Unit::YuanAMonth),
    ]
}

const fn households_in(scheme: &'static str) -> Ask {
    flow(RowSet::Changes(scheme, HOUSEHOLD_IN, Effect::In))
}

const fn households_out(scheme: &'static str) -> Ask {
    flow(RowSet::Changes(scheme, HOUSEHOLD_OUT, Effect::Out))
}

const fn persons_in(scheme: &'static str) -> Ask {
    flow(RowSet::Entered(scheme, PERSON_IN))
}

const fn persons_out(scheme: &'static str) -> Ask {
    flow(RowSet::Left(scheme, PERSON_OUT))
}

const fn households_flow(s: &'static str) -> [Step; 5] {
    [
        plus("期初", households(s, When::Start)),
        plus("新增", households_in(s)),
        minus("核减", households_out(s)),
        plus("区内迁入", flow(RowSet::Changes(s, &[MOVED_IN], Effect::In))).rare(),
        minus("区内迁出", flow(RowSet::Changes(s, &[MOVED_OUT], Effect::Out))).rare(),
    ]
}

const fn persons_flow(s: &'static str) -> [Step; 5] {
    [
        plus("期初", persons(s, When::Start)),
        plus("新增", persons_in(s)),
        minus("核减", persons_out(s)),
        plus("区内迁入", flow(RowSet::Entered(s, &[MOVED_IN]))).rare(),
        minus("区内迁出", flow(RowSet::Left(s, &[MOVED_OUT]))).rare(),
    ]
}

const fn t1_checks(s: &'static str, of_households: &'static [Step], of_persons: &'static [Step]) -> [Check; 6] {
    let households_end = plus("期末", households(s, When::End));
    let persons_end = plus("期末", persons(s, When::End));
    [
        Check::Flow(Flow { of: "户数", unit: Unit::Household, steps: of_households, end: households_end }),
        Check::Flow(Flow { of: "人数", unit: Unit::Person, steps: of_persons, end: persons_end }),
        equal("劳动能力四类之和与人数", &[7, 8, 9, 10], &[1]),
        at_least("致贫原因之和(可多选)与人数", &[11, 12, 13, 14, 15, 16], &[1]),
        equal("低保金+物价补贴+其他与当月支出", &[22, 23, 24], &[21]),
        Check::Towns,
    ]
}

const NOTES: &[&str] = &[
    "户数、人数为月末在保(含暂停、渐退); 年龄按月末最后一日计算; 老年人60周岁以上, 未成年人不满18周岁。",
    "致贫原因可多选, 按案件现在登记的原因, 各项为有该原因家庭的保障人数, 之和不小于人数; 失业、失地、年老、未成年无抚养计入其他。",
    "当月支出为当月登记回盘的发放成功金额; 低保金含补发、抵扣、退回重发和分类施保, 不含物价补贴和一次性补助。",
];

static URBAN_COLUMNS: [TableColumn; 28] = t1_columns(URBAN, &[URBAN], Param::UrbanStandard);
static RURAL_COLUMNS: [TableColumn; 28] = t1_columns(RURAL, &[RURAL], Param::RuralStandard);
static URBAN_STEPS: [[Step; 5]; 2] = [households_flow(URBAN), persons_flow(URBAN)];
static RURAL_STEPS: [[Step; 5]; 2] = [households_flow(RURAL), persons_flow(RURAL)];
static URBAN_CHECKS: [Check; 6] = t1_checks(URBAN, &URBAN_STEPS[0], &URBAN_STEPS[1]);
static RURAL_CHECKS: [Check; 6] = t1_checks(RURAL, &RURAL_STEPS[0], &RURAL_STEPS[1]);
const SUSPENDED: &str = "在保户中暂停发放 {} 户 {} 人, 不计入人均补差。";

/// T1 城市低保月报.
pub(in crate::figure) static URBAN_MONTH: Sheet = Sheet {
    title: "城市居民最低生活保障月报表",
    units: "户、人、元",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &URBAN_COLUMNS,
    checks: &URBAN_CHECKS,
    says: &[Say { text: SUSPENDED, asks: &[suspended(URBAN), suspended_persons(URBAN)], unit: Unit::Household }],
    notes: NOTES,
};

/// T1 农村低保月报.
pub(in crate::figure) static RURAL_MONTH: Sheet = Sheet {
    title: "农村居民最低生活保障月报表",
    units: "户、人、元",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &RURAL_COLUMNS,
    checks: &RURAL_CHECKS,
    says: &[Say { text: SUSPENDED, asks: &[suspended(RURAL), suspended_persons(RURAL)], unit: Unit::Household }],
    notes: NOTES,
};
