//! Checks of 殡葬改革.

use super::declare::{CrossCheck, Says, Weight};
use crate::register::funeral::death_notice::differs;

/// In the order of their codes.
pub(super) static ALL: &[&CrossCheck] =
    &[&LISTS_DIFFER, &RELIEVED_WRONGLY, &TENT_LATE, &NO_FIXTURE, &OWNER_DEAD, &CASE_LATE];

/// W-FN05: a report of a tent that waits longer than the office allows.
pub static TENT_LATE: CrossCheck = CrossCheck {
    code: "W-FN05",
    weight: Weight::Warning,
    looks_at: "灵棚举报超过时限没有派单、到场或反馈",
    says: Says::Rule(&["W-FN05"]),
    to_do: "催办, 补填派单、到场、反馈的日期",
};

/// W-FC05: what a check found and was not looked at again in time.
pub static CASE_LATE: CrossCheck = CrossCheck {
    code: "W-FC05",
    weight: Weight::Warning,
    looks_at: "设施排查的整改到期没有复查",
    says: Says::Rule(&["W-FC05"]),
    to_do: "复查后填复查日期, 整改完的结案",
};

/// Somebody in whom the three lists of the dead differ from each other or from 死亡登记 (services 4.1).
pub static LISTS_DIFFER: CrossCheck = CrossCheck {
    code: "X15",
    weight: Weight::Warning,
    looks_at: "三方死亡名单的差异",
    says: Says::Text(|told| {
        let list = |nth: usize| (told.number(3 + 2 * nth) == 1, !told.text(2 + 2 * nth).is_empty());
        let died = Some(told.text(8)).filter(|day| !day.is_empty());
        Some(format!("{}{}", told.text(0), differs(died, [list(0), list(1), list(2)])))
    }),
    to_do: "向名单的来源核实; 死亡的登记死亡, 其余的在死亡名单里填处理意见, 死亡登记填核对",
};

/// A village without one of the two fixtures, once the district has begun to put them up (services 4.6).
pub static NO_FIXTURE: CrossCheck = CrossCheck {
    code: "W-FN43",
    weight: Weight::Todo,
    looks_at: "没有时空信箱、文明祭祀墙的村(居)",
    says: Says::Text(|told| Some(format!("到{}末没有{}", told.month.zh(), told.text(0)))),
    to_do: "投放后在宣传设施里登记; 已有的补登",
};

/// A merchant in business whose owner is dead (services 4.7).
pub static OWNER_DEAD: CrossCheck = CrossCheck {
    code: "W-FN44",
    weight: Weight::Warning,
    looks_at: "经营者已死亡的商户",
    says: Says::Text(|told| Some(format!("经营者已于 {} 死亡, 仍登记为营业", told.text(0)))),
    to_do: "核实由谁经营, 更正经营者; 不再经营的登记歇业或注销",
};

/// X21: a relief whose dead was not, on the day of the death, what it was given for.
pub static RELIEVED_WRONGLY: CrossCheck = CrossCheck {
    code: "X21",
    weight: Weight::Error,
    looks_at: "减免惠民殡葬的死者死亡时不符合对象类别",
    says: Says::Rule(&["E-FN08"]),
    to_do: "核对死亡当天的低保、特困名册, 不符合的更正对象类别或追回减免的费用",
};
