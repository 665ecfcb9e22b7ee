//! Code lists of the bureau's own registers.

use crate::register::core::codes::{Codes, codes};

codes!(/// State of a parameter's value.
    PARAMETER_STATE "状态": "pending" "待确认", "confirmed" "已确认", "unused" "不再使用");
codes!(/// 操作员角色.
    ROLE "角色": "maker" "经办", "checker" "复核", "approver" "审批", "finance" "计财");
