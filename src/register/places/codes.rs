//! Code lists of divisions.

use crate::register::core::codes::{Codes, codes};

codes!(/// 区划级别.
    LEVEL "级别": "province" "省级", "city" "地级", "county" "县级", "township" "镇街", "village" "村居");
codes!(/// 区划类型 (services 1.3).
    DIVISION_KIND "类型": "district" "市辖区", "street" "街道", "town" "镇", "township" "乡", "park" "工业园", "community" "社区居委会",
    "village" "村委会", "quasi" "类似单位");
