//! Code lists of 养老服务 (services 2).

use crate::domain::param_key::Key;
use crate::register::core::codes::{Codes, Group, codes};

/// The group of states of those whom the roll of older people still has.
pub const ON_ROLL: &str = "on_roll";

codes!(/// 居住方式 (services 2.1).
    LIVING "居住方式": "1" "独居", "2" "与配偶", "3" "与子女", "4" "机构", "5" "其他");
codes!(/// 采集来源 (services 2.1).
    ELDER_SOURCE "采集来源": "1" "社工站", "2" "村居", "3" "公安比对", "4" "本人申请");
codes!(/// 状态 of an older person's file (services 2.1).
    ELDER_STATE "状态": "active" "在册", "moved" "迁出", "dead" "死亡";
    &[Group { code: ON_ROLL, label: "在册", of: &["active"] }]);
codes!(/// 发放方式 (services 2.2).
    PAY_MODE "发放方式": "1" "一卡通", "2" "代领");
/// 年龄段 (services 2.2).
pub static BAND: Codes = Codes::of(Key::AgeBand);
codes!(/// 停发、暂停原因 of 高龄津贴 (services 2.2); a part of [`crate::register::benefits::codes::END_REASON`].
    AGED_END "停发原因": "03" "死亡", "04" "户籍迁出", "11" "自愿退出", "12" "重复享受", "31" "失联", "32" "生存认证逾期",
    "33" "账户失效", "99" "其他");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::elderly::allowance::Band;
    use crate::register::benefits::codes::END_REASON;

    #[test]
    fn codes_mean_what_they_mean_elsewhere() {
        for (code, label) in AGED_END.items {
            assert_eq!(END_REASON.label(code), Some(*label), "{code}");
        }
        assert!(BAND.items.iter().map(|(code, _)| *code).eq(Band::ALL.map(Band::code)));
    }
}
