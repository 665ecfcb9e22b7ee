//! Code lists of the bureau's own registers.

use crate::register::core::codes::{Codes, codes};
use crate::register::core::rights::Role;
use crate::register::core::wings::Wing;

codes!(/// State of a parameter's value.
    PARAMETER_STATE "状态": "pending" "待确认", "confirmed" "已确认", "unused" "不再使用");
codes!(/// What an act does.
    ACT_KIND "办理类型": "init" "新建", "takeover" "接转", "enter" "登记", "correct" "更正", "void" "作废", "payroll" "发放",
    "bank" "银行结果", "undo" "撤销", "migrate" "升级", "backup" "备份", "restore" "恢复", "rights" "权限");
/// 岗位.
pub static ROLE: Codes = Codes { name: "岗位", items: &Role::CODES, groups: &[] };
/// 业务, for which roles are given.
pub static WING: Codes = Codes { name: "业务", items: &Wing::CODES, groups: &[] };
codes!(/// 状态 of an account.
    OPERATOR_STATE "状态": "active" "在用", "disabled" "停用");
codes!(/// 类型 of a row of 查阅记录.
    ACCESS_KIND "类型": "login" "登录", "fail" "登录失败", "lock" "锁屏", "leave" "离开", "unlock" "解锁", "refused" "被拒", "open" "查看限制登记",
    "reveal" "显示", "edit" "更正显示", "list" "列表", "json" "导出明文", "print" "打印", "export" "存文件");
codes!(/// 用途 for which somebody looks.
    PURPOSE "用途": "1" "办理", "2" "核对", "3" "信访", "4" "审计", "5" "纠错");
codes!(/// 满意度.
    SATISFACTION "满意度": "1" "满意", "2" "基本满意", "3" "不满意");
codes!(/// 事项 for which a document holds (services 4.0, 5.0): one after another, each until the next.
    BASIS_TOPIC "事项": "funeral" "殡葬管理", "funeral-province" "殡葬管理(省)", "place" "地名管理", "place-detail" "地名管理(实施办法)",
    "place-filing" "地名备案公告", "division" "行政区划管理", "division-detail" "行政区划管理(实施办法)", "boundary" "行政区域界线",
    "boundary-marker" "界桩", "dispute" "边界争议");
codes!(/// 状态 of a document: whether the office has looked it up.
    BASIS_STATE "状态": "confirmed" "已确认", "pending" "待确认");
