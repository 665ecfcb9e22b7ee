//! Checks of whatever is paid, benefit by benefit as each declares itself: death, registered place.

use super::declare::{CrossCheck, Says, Told, Weight};

/// In the order of their codes.
pub(super) static ALL: &[&CrossCheck] = &[&PAID_AFTER, &ON_ROSTER, &ELSEWHERE];

/// X02: paid for months after the last one that is due to the dead [L benefit.death_rule], or for somebody who is covered beside them; what
/// the bank refused, and what is recovered, is not told. Of what is paid by itself (福彩圆梦): paid after the day.
pub static PAID_AFTER: CrossCheck = CrossCheck {
    code: "X02",
    weight: Weight::Error,
    looks_at: "死亡以后仍发放",
    says: Says::Text(|told| Some(paid_after(told))),
    to_do: "停发, 并追回多发的钱; 家里还有别的保障对象的, 变更申请人",
};

fn paid_after(told: &Told<'_>) -> String {
    let (when, lines) = (told.months(2, 3), told.number(4));
    let (covered, what) = (if told.number(6) == 1 { "把本人算在内" } else { "" }, told.scheme(1));
    let what = if what.is_empty() { told.text(1) } else { what };
    format!("已于{}死亡, {when}仍{covered}发放{what} {lines} 笔 {} 元", told.text(0), told.money(5))
}

/// X03: on a roster or a register of the month though dead before it (services 7, assistance 6.1a).
pub static ON_ROSTER: CrossCheck = CrossCheck {
    code: "X03",
    weight: Weight::Error,
    looks_at: "已死亡的人仍在册",
    says: Says::Text(|told| Some(format!("已于{}死亡, 仍在{}名册上", told.text(0), told.text(1)))),
    to_do: "办理停发或退出; 家里还有别的保障对象的, 减员后重新核定",
};

/// X10: 户籍 elsewhere though the benefit rests on one in the district; of a household that of its applicant.
pub static ELSEWHERE: CrossCheck = CrossCheck {
    code: "X10",
    weight: Weight::Warning,
    looks_at: "户籍不在本区而领取待遇",
    says: Says::Text(|told| Some(format!("户籍在{}, {}须有本区户籍", told.place(0), told.text(1)))),
    to_do: "请核实户籍: 已迁出的办理停发; 填错的更正户籍地",
};
