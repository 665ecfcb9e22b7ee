//! Code lists of the bureau's own registers.

use crate::register::core::codes::{Codes, codes};

codes!(/// State of a parameter's value.
    PARAMETER_STATE "状态": "pending" "待确认", "confirmed" "已确认", "unused" "不再使用");
codes!(/// What an act does.
    ACT_KIND "办理类型": "init" "新建", "takeover" "接转", "enter" "登记", "correct" "更正", "void" "作废", "payroll" "发放",
    "bank" "银行结果", "undo" "撤销", "migrate" "升级", "backup" "备份", "restore" "恢复");
codes!(/// 操作员角色.
    ROLE "角色": "maker" "经办", "checker" "复核", "approver" "审批", "finance" "计财");
codes!(/// 满意度.
    SATISFACTION "满意度": "1" "满意", "2" "基本满意", "3" "不满意");
