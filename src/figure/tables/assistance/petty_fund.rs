//! 临时救助备用金使用月报 (assistance 4.5): what each town holds, got and spent, against the reliefs it paid.

use crate::figure::check::{Check, Flow, minus, plus};
use crate::figure::column::{Ask, TableColumn};
use crate::figure::sets::{APPROVED, BALANCE, ENTRIES, PETTY_AID};
use crate::figure::table::{Rows, Say, Sheet};
use crate::figure::tables::{asked, count, sum};
use crate::figure::{Is, Records, Unit, When};

const fn balance(when: When) -> Ask {
    sum(BALANCE.all(), when)
}

const fn entries(kinds: &'static [Is], when: When) -> Ask {
    sum(ENTRIES.only(kinds), when)
}

const SPENDING: &[Is] = &[("kind", &["2"])];
const GRANTED: Ask = entries(&[("kind", &["1"])], When::Month);
const SPENT: Ask = entries(SPENDING, When::Month);
const REFILLED: Ask = entries(&[("kind", &["3"])], When::Month);
/// 退回 and 年末收回.
const RETURNED: Ask = entries(&[("kind", &["4", "5"])], When::Month);
/// Cases by the day they were paid.
const PAID: Records = APPROVED.within("pay_date");

const fn reliefs(head: &'static [&'static str], when: When) -> TableColumn {
    asked(head, count(ENTRIES.only(SPENDING), when), Unit::PersonTime)
}

/// 临时救助备用金使用月报.
pub(in crate::figure) static PETTY_FUND_MONTH: Sheet = Sheet {
    title: "临时救助备用金使用月报表",
    units: "元、人次",
    of: "镇(街)",
    rows: Rows::Towns,
    columns: &[
        asked(&["期初余额"], balance(When::Start), Unit::Yuan),
        asked(&["本月拨入"], GRANTED, Unit::Yuan),
        reliefs(&["本月救助人次"], When::Month),
        asked(&["本月支出"], SPENT, Unit::Yuan),
        asked(&["核销补充"], REFILLED, Unit::Yuan),
        asked(&["期末余额"], balance(When::End), Unit::Yuan),
        reliefs(&["1-{n}月累计", "人次"], When::Year),
        asked(&["1-{n}月累计", "支出"], entries(SPENDING, When::Year), Unit::Yuan),
    ],
    checks: &[
        Check::Flow(Flow {
            of: "备用金余额",
            unit: Unit::Yuan,
            steps: &[
                plus("期初", balance(When::Start)),
                plus("拨入", GRANTED),
                minus("支出", SPENT),
                plus("补充", REFILLED),
                minus("退回收回", RETURNED),
            ],
            end: plus("期末", balance(When::End)),
        }),
        Check::Flow(Flow {
            of: "备用金支出",
            unit: Unit::Yuan,
            steps: &[plus("当月由备用金发放的救助案件", sum(PAID.only(PETTY_AID), When::Month))],
            end: plus("支出", SPENT),
        }),
        Check::Towns,
    ],
    says: &[Say { text: "本月退回和年末收回 {} 元。", asks: &[RETURNED], unit: Unit::Yuan }],
    notes: &[
        "收支按日期计入当月; 期末余额=期初余额+本月拨入-本月支出+核销补充-退回和收回; 救助人次为当月支出的案件, 与临时救助月报(按批准日期)可能相差跨月的案件。",
    ],
};
