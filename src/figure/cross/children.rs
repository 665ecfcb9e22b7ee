//! Checks of 儿童福利.

use super::declare::{CrossCheck, Says, Weight};

/// In the order of their codes.
pub(super) static ALL: &[&CrossCheck] = &[&PARENT_LEVEL, &PARENT_DEAD, &TERM_OVER];

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
