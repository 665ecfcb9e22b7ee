//! Code lists of divisions.

use crate::register::core::codes::{Codes, codes};

codes!(/// 区划级别.
    LEVEL "级别": "province" "省级", "city" "地级", "county" "县级", "township" "镇街", "village" "村居");
codes!(/// 区划类型 (services 1.3).
    DIVISION_KIND "类型": "district" "市辖区", "street" "街道", "town" "镇", "township" "乡", "park" "工业园", "community" "社区居委会",
    "village" "村委会", "quasi" "类似单位");
codes!(/// 类别 of a place name (国务院令第753号 art. 3; services 5.1).
    PLACE_KIND "类别": "1" "自然地理实体", "2" "行政区划", "3" "村居所在地", "4" "公园、自然保护地", "5" "街路巷", "6" "住宅区、楼宇",
    "7" "设施", "8" "其他地理实体");
codes!(/// 类别代码 (GB/T 18521: five digits; the groups in use, and those of its sights that are known).
    PLACE_CATEGORY "类别代码": "11000" "水系", "13000" "陆地地形", "21000" "行政区域", "22000" "居民点", "23000" "交通运输设施",
    "24000" "水利电力通信设施", "26000" "纪念地、旅游景点", "26210" "亭", "26220" "台", "26230" "碑", "26240" "塔", "26290" "其他景点",
    "27000" "建筑物", "28000" "单位");
codes!(/// 状态 of a place name (services 5.1).
    PLACE_STATE "状态": "1" "拟用", "2" "标准", "3" "历史", "4" "销名", "5" "非标准");
codes!(/// How a place name came into the register.
    PLACE_ENTRY "进入方式": "1" "命名", "2" "更名", "3" "登记补录");
codes!(/// 保护级别 (services 5.1).
    PROTECTION "保护级别": "0" "无", "1" "区级", "2" "市级", "3" "省级");
codes!(/// 走向 of a road.
    BEARING "走向": "1" "东西", "2" "南北", "3" "东北—西南", "4" "西北—东南", "5" "环形", "9" "其他");
codes!(/// What another name of a place is (services 5.1).
    OTHER_NAME "名称种类": "1" "曾用名", "2" "别名");
