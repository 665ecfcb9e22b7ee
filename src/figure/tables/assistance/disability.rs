//! T4 两补月报 (assistance 10.2, 5.6): who draws the two subsidies, what was paid, and for how many months.

use crate::figure::check::{Check, Flow, plus};
use crate::figure::declared::{CARE, CASE_IN, CASE_OUT, LIVING};
use crate::figure::row_set::DIBAO_MONEY;
use crate::figure::table::{Rows, Sheet};
use crate::figure::tables::{asked, count, equal, money, moved, served, served_steps, sum};
use crate::figure::{Drawing, RowSet, Unit, When};

/// Normal lines, arrears, offsets, re-issues, raises: what a subsidy is made of.
const SUBSIDY: &[&str] = DIBAO_MONEY;
const ARREARS: &[&str] = &["02"];

/// T4 两补月报.
pub(in crate::figure) static DISABILITY_MONTH: Sheet = Sheet {
    title: "残疾人两项补贴月报表",
    units: "人、人次、元",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        asked(&["生活补贴", "人数"], served(LIVING, When::End), Unit::Person),
        money(&["生活补贴", "金额(元)"], &[LIVING], SUBSIDY, When::Month),
        asked(&["护理补贴", "人数"], served(CARE, When::End), Unit::Person),
        money(&["护理补贴", "金额(元)"], &[CARE], SUBSIDY, When::Month),
        asked(&["双享人数"], count(RowSet::Subsidised(Drawing::Both), When::End), Unit::Person),
        asked(&["去重人数"], count(RowSet::Subsidised(Drawing::Either), When::End), Unit::Person),
        asked(&["当月新增(人)", "生活"], moved(LIVING, CASE_IN), Unit::Person),
        asked(&["当月新增(人)", "护理"], moved(CARE, CASE_IN), Unit::Person),
        asked(&["当月停发(人)", "生活"], moved(LIVING, CASE_OUT), Unit::Person),
        asked(&["当月停发(人)", "护理"], moved(CARE, CASE_OUT), Unit::Person),
        money(&["其中补发(元)"], &[LIVING, CARE], ARREARS, When::Month),
        asked(&["1-{n}月累计", "生活人次"], sum(RowSet::SubsidyMonths(LIVING), When::Year), Unit::PersonTime),
        money(&["1-{n}月累计", "生活金额"], &[LIVING], SUBSIDY, When::Year),
        asked(&["1-{n}月累计", "护理人次"], sum(RowSet::SubsidyMonths(CARE), When::Year), Unit::PersonTime),
        money(&["1-{n}月累计", "护理金额"], &[CARE], SUBSIDY, When::Year),
        money(&["1-{n}月累计", "金额合计"], &[LIVING, CARE], SUBSIDY, When::Year),
    ],
    checks: &[
        equal("双享+去重与生活+护理人数", &[4, 5], &[0, 2]),
        Check::Flow(Flow {
            of: "生活补贴人数",
            unit: Unit::Person,
            steps: &served_steps(LIVING, "停发"),
            end: plus("期末", served(LIVING, When::End)),
        }),
        Check::Flow(Flow {
            of: "护理补贴人数",
            unit: Unit::Person,
            steps: &served_steps(CARE, "停发"),
            end: plus("期末", served(CARE, When::End)),
        }),
        Check::Towns,
    ],
    says: &[],
    notes: &[
        "人数为月末在册(含暂停); 双享为两项都领的人, 去重为至少领一项的人, 一人只计一次, 按生活补贴案件所在镇(街)。",
        "金额为登记回盘的发放成功金额, 含补发、抵扣、退回重发; 累计人次为发放成功的人月数, 补发几个月计几人次。",
    ],
};
