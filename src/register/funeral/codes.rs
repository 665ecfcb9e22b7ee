//! Code lists of 殡葬改革 (services 4).

use crate::register::core::codes::{Codes, codes};

codes!(/// 经营范围 (services 4.7).
    BUSINESS "经营范围": "1" "丧葬用品", "2" "香烛纸钱", "3" "殡仪服务", "4" "花圈");
codes!(/// 状态 of a merchant (services 4.7).
    MERCHANT_STATE "状态": "1" "营业", "2" "歇业", "3" "注销");
