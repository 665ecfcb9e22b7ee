//! T1 城市/农村低保月报 (assistance 10.2).

use super::{count, flow, money};
use crate::figure::declared::{RURAL, URBAN, topup};
use crate::figure::row_set::{
    ALL_LINES, DIBAO_MONEY, HOUSEHOLD_IN, HOUSEHOLD_OUT, OTHER_LINES, PERSON_IN, PERSON_OUT, PRICE_SUBSIDY,
};
use crate::figure::table::{Ask, Check, Column, Say, Sheet, column};
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

const fn group(head: &'static [&'static str], scheme: &'static str, group: Group) -> Column {
    column(head, Measure::Count(RowSet::RosterPersons(scheme, Paying::All, group)), When::End, Unit::Person)
}

const fn t1_columns(s: &'static str, of: &'static [&'static str], standard: &'static str) -> [Column; 28] {
    [
        Column { head: &["户数"], ask: households(s, When::End), unit: Unit::Household },
        Column { head: &["人数"], ask: persons(s, When::End), unit: Unit::Person },
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
        Column { head: &["当月新增", "户"], ask: households_in(s), unit: Unit::Household },
        Column { head: &["当月新增", "人"], ask: persons_in(s), unit: Unit::Person },
        Column { head: &["当月退出", "户"], ask: households_out(s), unit: Unit::Household },
        Column { head: &["当月退出", "人"], ask: persons_out(s), unit: Unit::Person },
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

const fn t1_checks(s: &'static str) -> [Check; 6] {
    [
        Check::Flow {
            of: "户数",
            start: households(s, When::Start),
            plus: households_in(s),
            minus: households_out(s),
            end: households(s, When::End),
        },
        Check::Flow {
            of: "人数",
            start: persons(s, When::Start),
            plus: persons_in(s),
            minus: persons_out(s),
            end: persons(s, When::End),
        },
        Check::Parts { label: "劳动能力四类之和与人数", parts: &[7, 8, 9, 10], whole: 1 },
        Check::Overlap { label: "致贫原因之和(可多选)与人数", parts: &[11, 12, 13, 14, 15, 16], whole: 1 },
        Check::Parts { label: "低保金+物价补贴+其他与当月支出", parts: &[22, 23, 24], whole: 21 },
        Check::Towns,
    ]
}

const NOTES: &[&str] = &[
    "户数、人数为月末在保(含暂停、渐退); 年龄按月末最后一日计算; 老年人60周岁以上, 未成年人不满18周岁。",
    "致贫原因可多选, 各项为有该原因家庭的保障人数, 之和不小于人数; 失业、失地、年老、未成年无抚养计入其他。",
    "当月支出为当月登记回盘的发放成功金额; 低保金含补发、抵扣、退回重发和分类施保, 不含物价补贴和一次性补助。",
];

static URBAN_COLUMNS: [Column; 28] = t1_columns(URBAN, &[URBAN], "dibao.urban.month_fen");
static RURAL_COLUMNS: [Column; 28] = t1_columns(RURAL, &[RURAL], "dibao.rural.month_fen");
static URBAN_CHECKS: [Check; 6] = t1_checks(URBAN);
static RURAL_CHECKS: [Check; 6] = t1_checks(RURAL);
const SUSPENDED: &str = "在保户中暂停发放 {} 户 {} 人, 不计入人均补差。";

/// T1 城市低保月报.
pub(in crate::figure) static URBAN_MONTH: Sheet = Sheet {
    title: "城市居民最低生活保障月报表",
    units: "户、人、元",
    columns: &URBAN_COLUMNS,
    checks: &URBAN_CHECKS,
    says: &[Say { text: SUSPENDED, asks: &[suspended(URBAN), suspended_persons(URBAN)] }],
    notes: NOTES,
};

/// T1 农村低保月报.
pub(in crate::figure) static RURAL_MONTH: Sheet = Sheet {
    title: "农村居民最低生活保障月报表",
    units: "户、人、元",
    columns: &RURAL_COLUMNS,
    checks: &RURAL_CHECKS,
    says: &[Say { text: SUSPENDED, asks: &[suspended(RURAL), suspended_persons(RURAL)] }],
    notes: NOTES,
};
