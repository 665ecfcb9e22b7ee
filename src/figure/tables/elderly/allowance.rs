//! T-EL3 高龄津贴汇总表 (services 2.14): who draws it by bands of age, and what the bank paid.

use crate::figure::check::{Check, Flow, minus, plus};
use crate::figure::column::{TableColumn, column};
use crate::figure::declared::CASE_IN;
use crate::figure::row_set::DIBAO_MONEY;
use crate::figure::sets::PAID_ALLOWANCES;
use crate::figure::table::{Rows, Sheet};
use crate::figure::tables::{asked, count, equal, flow, money};
use crate::figure::{MOVED_IN, MOVED_OUT, Measure, RowSet, Served, Unit, When};

const S: &str = "elderly";

const fn persons(head: &'static [&'static str], band: &'static str) -> TableColumn {
    asked(head, count(RowSet::Persons(S, Served::Band(band)), When::End), Unit::Person)
}

const fn paid(head: &'static [&'static str], band: &'static str) -> TableColumn {
    column(head, Measure::Sum(RowSet::ClassLines(S, ALLOWANCE, band)), When::Month, Unit::Yuan)
}

/// Normal lines, arrears, what is taken back, re-issues, raises.
const ALLOWANCE: &[&str] = DIBAO_MONEY;

/// T-EL3 高龄津贴汇总表.
pub(in crate::figure) static ALLOWANCE_MONTH: Sheet = Sheet {
    title: "高龄津贴汇总表",
    units: "人、元",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        persons(&["80至89岁", "人数"], "80"),
        paid(&["80至89岁", "金额(元)"], "80"),
        persons(&["90至99岁", "人数"], "90"),
        paid(&["90至99岁", "金额(元)"], "90"),
        persons(&["100岁以上", "人数"], "100"),
        paid(&["100岁以上", "金额(元)"], "100"),
        asked(&["合计", "人数"], count(PAID_ALLOWANCES, When::End), Unit::Person),
        money(&["合计", "金额(元)"], &[S], ALLOWANCE, When::Month),
        money(&["1-{n}月累计(元)"], &[S], ALLOWANCE, When::Year),
    ],
    checks: &[
        equal("三个年龄段与合计人数", &[0, 2, 4], &[6]),
        equal("三个年龄段与合计金额", &[1, 3, 5], &[7]),
        Check::Flow(Flow {
            of: "人数",
            unit: Unit::Person,
            steps: &[
                plus("上月", count(PAID_ALLOWANCES, When::Start)),
                plus("新增", flow(RowSet::PayChanges(S, CASE_IN))),
                plus("恢复", flow(RowSet::PayChanges(S, &["08"]))),
                minus("停发", flow(RowSet::PayChanges(S, &["06", "10"]))),
                minus("暂停", flow(RowSet::PayChanges(S, &["07"]))),
                plus("区内迁入", flow(RowSet::PayChanges(S, &[MOVED_IN]))).rare(),
                minus("区内迁出", flow(RowSet::PayChanges(S, &[MOVED_OUT]))).rare(),
            ],
            end: plus("本月", count(PAID_ALLOWANCES, When::End)),
        }),
        Check::Towns,
    ],
    says: &[],
    notes: &[
        "人数为月末在发的人, 暂停的不计; 年龄段按核定; 金额为当月登记回盘的发放成功金额, 含补发、扣回、退回重发。",
    ],
};
