//! Code lists that all benefits share (assistance 2, 7).

use crate::domain::scheme::Scheme;
use crate::register::core::codes::{Codes, Group, codes};

/// The group of states of the cases that are on the roster of a month (decisions, Roster of month M).
pub const ROSTER: &str = "roster";
/// The group of states of the recoveries of which money is still to come back.
pub const OPEN: &str = "open";

codes!(/// 来源: taken over from paper, or by the procedure.
    ORIGIN "来源": "taken_over" "纸质接转", "applied" "申请办理");
codes!(/// State of a case that is paid to one person (特困, 两补 …): before its first version as far as its papers are (assistance 2.5).
    CASE_STATE "状态": "submitted" "已申请", "accepted" "已受理", "town_reviewed" "已初审", "publicised" "公示中", "confirmed" "已确认", "active" "在享", "suspended" "暂停", "stopped" "停发";
    &[Group { code: ROSTER, label: "在册", of: &["active", "suspended"] }]);
codes!(/// Kind of an award version.
    AWARD_KIND "核定类型": "award" "发放", "suspended" "暂停", "grace" "渐退", "end" "停发");
codes!(/// Kind of a version of a case that has no 渐退.
    VERSION_KIND "核定类型": "award" "发放", "suspended" "暂停", "end" "停发");
codes!(/// 变动类型 (assistance 2.8).
    CHANGE "变动类型": "01" "新增", "02" "增员", "03" "减员", "04" "增发", "05" "减发", "06" "停发", "07" "暂停", "08" "恢复", "09" "迁入",
    "10" "迁出", "11" "申请人变更", "12" "类别调整", "13" "提标", "14" "分户", "15" "并户", "16" "城乡互转");
codes!(/// 停发原因 of all schemes (assistance 2.10; 3.5 and 5.3 from 21 on; services 2.2 from 31 on): one code means one reason wherever it stands.
    END_REASON "停发原因": "01" "收入超标", "02" "财产超标", "03" "死亡", "04" "户籍迁出", "05" "转特困", "06" "转孤儿或事实无人抚养",
    "07" "服刑", "08" "拒不配合核查", "09" "虚报隐瞒", "10" "三次拒绝就业", "11" "自愿退出", "12" "重复享受", "13" "赡养人有能力",
    "14" "分户并户", "15" "查无此人", "21" "残疾证注销、过期或冻结", "22" "残疾等级变化", "23" "退出低保", "24" "领取工伤护理费",
    "25" "未年审", "26" "恢复劳动能力",
    "31" "失联", "32" "生存认证逾期", "33" "账户失效", "41" "年满18周岁", "42" "被收养", "43" "父母情形变化", "99" "其他");
/// 险种 (cli.md).
pub static SCHEME: Codes = Codes { name: "险种", items: &Scheme::CODES, groups: &[] };
codes!(/// 批次类型 (assistance 7.2).
    BATCH_KIND "批次类型": "N" "正常", "S" "补发", "R" "退回重发", "O" "一次性");
codes!(/// 批次状态 (assistance 7.3).
    BATCH_STATE "批次状态": "draft" "造册", "checked" "复核", "approved" "领导审批", "finance" "计财审核", "sent" "已送盘", "returned" "已回盘",
    "reissuing" "退回处理", "closed" "归档");
codes!(/// 行类型 (assistance 7.2).
    LINE_TYPE "行类型": "01" "当月正常", "02" "补发", "03" "抵扣", "04" "物价补贴", "05" "一次性", "06" "退回重发", "07" "丧葬费", "08" "护理费",
    "09" "提标补差");
codes!(/// 银行结果 (assistance 7.2).
    BANK_STATE "银行结果": "0" "待发", "1" "成功", "2" "失败");
codes!(/// 失败原因 (assistance 7.5).
    FAIL "失败原因": "01" "户名不符", "02" "账号不存在", "03" "已销户", "04" "冻结或止付", "05" "挂失", "06" "睡眠或久悬户", "07" "金融功能未激活",
    "08" "身份证过期限制", "09" "超限额", "10" "币种或账户类型不符", "11" "银行系统", "99" "其他");
codes!(/// 送达方式.
    SERVE "送达方式": "1" "直接送达", "2" "留置送达", "3" "邮寄", "4" "公告");
codes!(/// 城乡类别 of a case that is no 低保.
    URBAN_RURAL_CASE "城乡类别": "U" "城市", "R" "农村");
codes!(/// 追缴原因 (assistance 7.6).
    RECOVERY_REASON "追缴原因": "01" "死亡未停", "02" "隐瞒收入财产", "03" "重复享受", "04" "计算错误", "05" "服刑", "06" "系统错发",
    "07" "回盘错账");
codes!(/// 发现方式 (assistance 7.6).
    FOUND_BY "发现方式": "1" "核对", "2" "入户", "3" "审计", "4" "举报", "5" "火化名册", "6" "自查");
codes!(/// 退款方式 that was agreed on (assistance 7.6).
    RECOVERY_PLAN "退款方式": "1" "一次", "2" "分期", "3" "抵扣");
codes!(/// 状态 of a recovery (assistance 7.6).
    RECOVERY_STATE "状态": "1" "发现", "2" "已通知", "3" "追缴中", "4" "已追回", "5" "移交", "6" "核销";
    &[Group { code: OPEN, label: "未结", of: RECOVERY_OPEN }]);
/// The states of a recovery that is under way.
pub const RECOVERY_OPEN: &[&str] = &["1", "2", "3"];
/// Those of one that is over.
pub const RECOVERY_OVER: &[&str] = &["4", "5", "6"];
codes!(/// 退款途径 of a repayment (assistance 7.6).
    REPAID_BY "退款途径": "1" "国库", "2" "转账", "3" "抵扣");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::BENEFITS;

    #[test]
    fn a_reason_is_the_same_in_the_list_of_every_benefit() {
        for (code, label) in BENEFITS.iter().filter_map(|benefit| benefit.monthly()).flat_map(|m| m.ends.items) {
            assert_eq!(END_REASON.label(code), Some(*label), "{code}");
        }
    }
}
