//! T3 临时救助月报 (assistance 10.2): approved cases by type and by whom they helped, and their money.

use crate::figure::check::Check;
use crate::figure::column::{TableColumn, column};
use crate::figure::sets::{APPROVED, PETTY_AID};
use crate::figure::table::{Rows, Sheet};
use crate::figure::tables::{asked, at_least, count, equal, sum};
use crate::figure::{Is, Measure, RowSet, Unit, When};

const fn cases(head: &'static [&'static str], only: &'static [Is], when: When) -> TableColumn {
    asked(head, count(APPROVED.only(only), when), Unit::PersonTime)
}

const fn amount(head: &'static [&'static str], only: &'static [Is], when: When) -> TableColumn {
    asked(head, sum(APPROVED.only(only), when), Unit::Yuan)
}

const ALL: RowSet = APPROVED.all();

/// T3 临时救助月报.
pub(in crate::figure) static TEMPORARY_MONTH: Sheet = Sheet {
    title: "临时救助月报表",
    units: "人次、元",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        cases(&["人次"], &[], When::Month),
        cases(&["救助类型", "急难型"], &[("aid_type", &["J"])], When::Month),
        cases(&["救助类型", "支出型"], &[("aid_type", &["Z"])], When::Month),
        cases(&["对象类别", "低保对象"], &[("object_class", &["1"])], When::Month),
        cases(&["对象类别", "特困"], &[("object_class", &["2"])], When::Month),
        cases(&["对象类别", "边缘"], &[("object_class", &["3"])], When::Month),
        cases(&["对象类别", "其他"], &[("object_class", &["4"])], When::Month),
        cases(&["对象类别", "非本地"], &[("object_class", &["5", "6"])], When::Month),
        amount(&["金额(元)"], &[], When::Month),
        amount(&["其中备用金(元)"], PETTY_AID, When::Month),
        cases(&["1-{n}月累计", "人次"], &[], When::Year),
        amount(&["1-{n}月累计", "金额(元)"], &[], When::Year),
        column(&["次均(元)"], Measure::Ratio(ALL, ALL), When::Year, Unit::Yuan),
    ],
    checks: &[
        equal("急难型+支出型与人次", &[1, 2], &[0]),
        equal("对象类别之和与人次", &[3, 4, 5, 6, 7], &[0]),
        at_least("金额与其中备用金", &[8], &[9]),
        Check::Towns,
    ],
    says: &[],
    notes: &[
        "人次为当月批准的救助案件, 一案一人次, 分阶段发放的只计一次; 金额为批准金额。",
        "对象类别中“其他”为其他本地居民, “非本地”含持居住证的; 次均为累计金额除以累计人次。",
    ],
};
