//! Checks of 儿童福利.

use super::declare::{CrossCheck, Says, Weight};
use crate::domain::month::Month;

/// In the order of their codes.
pub(super) static ALL: &[&CrossCheck] = &[
    &GROWN,
    &EXCLUSIVE,
    &NOT_HOUSED,
    &WITHOUT_FILE,
    &GRANTED,
    &KEPT,
    &PARENT_LEVEL,
    &PARENT_DEAD,
    &TERM_OVER,
    &WORKER_GONE,
    &TWO_WORKERS,
    &UNANSWERED,
    &CARED_TOO_LONG,
];

/// X04: an orphan or a child whom in fact nobody supports is 18 in 60 days or less.
pub static GROWN: CrossCheck = CrossCheck {
    code: "X04",
    weight: Weight::Warning,
    looks_at: "孤儿、事实无人抚养儿童将满18周岁",
    says: Says::Rule(&["W-CH13"]),
    to_do: "办理退出; 仍读高中、中职的登记就读证明续发, 上大学的转助学",
};

/// X06: an orphan draws beside it what must not be drawn with it: as 事实无人抚养, in 低保, as 特困.
pub static EXCLUSIVE: CrossCheck = CrossCheck {
    code: "X06",
    weight: Weight::Error,
    looks_at: "孤儿同时享受互斥的待遇",
    says: Says::Text(|told| Some(format!("同时享受{}, 与孤儿基本生活费只能享受一项", told.text(0)))),
    to_do: "核实应享受哪一项, 另一项停发或减员, 多发的追回",
};

/// X07: a child goes as 集中养育 in an institution in which nobody has registered the stay.
pub static NOT_HOUSED: CrossCheck = CrossCheck {
    code: "X07",
    weight: Weight::Error,
    looks_at: "集中养育的儿童没有入住机构",
    says: Says::Text(|told| Some(format!("养育状况是集中养育, 但没有在{}入住", told.text(0)))),
    to_do: "住在机构的登记入住; 已不在机构的, 改养育状况",
};

/// X08: somebody under 18 lives in an institution and has no file.
pub static WITHOUT_FILE: CrossCheck = CrossCheck {
    code: "X08",
    weight: Weight::Warning,
    looks_at: "机构里的未成年人没有儿童档案",
    says: Says::Text(|told| Some(format!("{} 出生, 未满18周岁, 住在{}, 没有儿童档案", told.text(0), told.text(1)))),
    to_do: "核实监护情况, 建儿童档案",
};

/// X16: paid an instalment of 福彩圆梦 after the adoption. Why nobody is told here: whoever looks at 疑点 learns of no adoption.
pub static GRANTED: CrossCheck = CrossCheck {
    code: "X16",
    weight: Weight::Error,
    looks_at: "不符合条件以后发放的福彩圆梦",
    says: Says::Text(|told| Some(format!("{} 发放福彩圆梦助学 {} 元, 当时已不符合条件", told.text(0), told.money(1)))),
    to_do: "在儿童福利核对本人的登记, 追回多发的钱",
};

/// X17: paid for months after the one of the adoption; why is not told, as in X16.
pub static KEPT: CrossCheck = CrossCheck {
    code: "X17",
    weight: Weight::Error,
    looks_at: "应当停发以后仍发放的生活费",
    says: Says::Text(|told| {
        let (from, when, lines) = (Month::parse(told.text(0))?.next().zh(), told.months(2, 3), told.number(4));
        Some(format!("应自{from}起停发, {when}仍发放{} {lines} 笔 {} 元", told.scheme(1), told.money(5)))
    }),
    to_do: "在儿童福利核对本人的登记, 办理停发, 追回多发的钱",
};

/// X18: a parent goes as 重残 by another level than the register of people has.
pub static PARENT_LEVEL: CrossCheck = CrossCheck {
    code: "X18",
    weight: Weight::Warning,
    looks_at: "父母重残的等级与人员信息",
    says: Says::Rule(&["W-CH14"]),
    to_do: "对照残疾证: 等级变了的, 父母情形另增一行, 重新认定; 填错的更正",
};

/// X19: a parent of a child on the register is dead and stands there otherwise.
pub static PARENT_DEAD: CrossCheck = CrossCheck {
    code: "X19",
    weight: Weight::Warning,
    looks_at: "父母已死亡, 情形没有改",
    says: Says::Rule(&["W-CH14"]),
    to_do: "父母情形另增一行“死亡”, 重新认定: 可能转为孤儿",
};

/// X20: the state of a parent has run out, and the child still counts as 事实无人抚养.
pub static TERM_OVER: CrossCheck = CrossCheck {
    code: "X20",
    weight: Weight::Warning,
    looks_at: "父母情形已届满, 仍是事实无人抚养",
    says: Says::Rule(&["W-CH06"]),
    to_do: "核查父母现在的情形, 另增一行; 不再符合的办理退出",
};

/// X24: a 儿童主任 or 儿童督导员 is dead and still in office, or has left, and nobody took the office over.
pub static WORKER_GONE: CrossCheck = CrossCheck {
    code: "X24",
    weight: Weight::Warning,
    looks_at: "儿童主任、督导员已死亡或离任",
    says: Says::Text(|told| {
        let (died, left, place) = (told.text(0), told.text(1), told.place(2));
        Some(match died.is_empty() {
            false => format!("已于{died}死亡, 仍登记在任({place})"),
            true => format!("已于{left}离任, {place}没有接任的人"),
        })
    }),
    to_do: "登记离任日期, 请镇街、村居确定接任的人, 另起一行",
};

/// X24b: a place has two in office, as it is where villages became one.
pub static TWO_WORKERS: CrossCheck = CrossCheck {
    code: "X24b",
    weight: Weight::Warning,
    looks_at: "一处有两名儿童主任或督导员",
    says: Says::Rule(&["E-CW01"]),
    to_do: "请镇街、村居确定留任的, 给另一人填离任日期",
};

/// W-MR08: the police have not answered a 强制报告 in time.
pub static UNANSWERED: CrossCheck = CrossCheck {
    code: "W-MR08",
    weight: Weight::Warning,
    looks_at: "强制报告没有按时反馈",
    says: Says::Rule(&["W-MR08"]),
    to_do: "向公安机关催问, 填反馈日期",
};

/// W-TC03: 临时监护 for more than a year.
pub static CARED_TOO_LONG: CrossCheck = CrossCheck {
    code: "W-TC03",
    weight: Weight::Warning,
    looks_at: "临时监护已满一年",
    says: Says::Rule(&["W-TC03"]),
    to_do: "结束临时监护; 仍须监护的转长期监护",
};
