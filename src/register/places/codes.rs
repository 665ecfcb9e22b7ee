//! Code lists of divisions.

use crate::domain::param_key::Key;
use crate::register::core::codes::{Codes, codes};

codes!(/// 区划级别.
    LEVEL "级别": "province" "省级", "city" "地级", "county" "县级", "township" "镇街", "village" "村居");
codes!(/// 区划类型 (services 1.3).
    DIVISION_KIND "类型": "district" "市辖区", "street" "街道", "town" "镇", "township" "乡", "park" "工业园", "community" "社区居委会",
    "village" "村委会", "quasi" "类似单位");
/// 类别 of a place name (国务院令第753号 art. 3; services 5.1).
pub static PLACE_KIND: Codes = Codes::of(Key::PlaceKind);
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
codes!(/// 级别 of a boundary line, and of a dispute (services 5.6, 5.8).
    LINE_LEVEL "界线级别": "1" "县级", "2" "乡级");
codes!(/// 界桩类型: three faces where three lines meet (services 5.6).
    MARKER_KIND "界桩类型": "1" "单面", "2" "双面", "3" "三面");
codes!(/// 材质 of a marker.
    MARKER_MATERIAL "材质": "1" "花岗岩", "2" "钢筋混凝土", "3" "其他");
codes!(/// 界桩状况 (services 5.6).
    MARKER_CONDITION "界桩状况": "1" "完好", "2" "倾斜", "3" "破损", "4" "丢失", "5" "移动", "6" "字迹不清");
codes!(/// 界桩变动 (民政部令第36号, services 5.6).
    MARKER_CHANGE "变动": "1" "移动", "2" "增设", "3" "恢复", "4" "报废");
codes!(/// 变动进度.
    MARKER_CHANGE_STATE "进度": "1" "申请", "2" "双方同意", "3" "批准", "4" "完成");
codes!(/// 联检类型: special ones after disasters, and where rivers or roads change (services 5.7).
    JOINT_KIND "联检类型": "1" "定期联检", "2" "专项检查");
codes!(/// 联检进度, by its papers (services 5.7).
    JOINT_STATE "联检进度": "1" "未启动", "2" "制定方案", "3" "双方会商", "4" "实地检查", "5" "问题处理", "6" "联检报告会签", "7" "上报",
    "8" "归档");
codes!(/// 性质: a section that no law has fixed, or a breach of a fixed line (services 5.8).
    DISPUTE_KIND "性质": "1" "边界争议", "2" "界线纠纷");
codes!(/// 起因 of a dispute (services 5.8).
    DISPUTE_CAUSE "起因": "1" "资源", "2" "土地", "3" "行政管理", "4" "历史");
codes!(/// 处理进度 of a dispute (services 5.8).
    DISPUTE_STATE "处理进度": "1" "发现", "2" "控制现状", "3" "协商", "4" "达成协议备案", "5" "上报裁决", "6" "结案");
codes!(/// 标志类型 (GB 17733; services 5.4).
    SIGN_KIND "标志类型": "1" "路牌", "2" "村牌", "3" "界牌", "4" "景点牌");
codes!(/// 标志状况: what a check may find, and that a sign was not set yet (services 5.4).
    SIGN_CONDITION "标志状况": "0" "未设", "1" "完好", "2" "破损", "3" "缺失", "4" "内容错误");
codes!(/// What a check of a sign may find; a part of [`SIGN_CONDITION`].
    SIGN_FOUND "标志状况": "1" "完好", "2" "破损", "3" "缺失", "4" "内容错误");
codes!(/// 门牌用途 (services 5.4).
    PLATE_OWNER "用途": "1" "住宅", "2" "商铺", "3" "单位");
codes!(/// 哪一侧 of a street.
    PLATE_SIDE "哪一侧": "1" "单号一侧", "2" "双号一侧");
codes!(/// 状态 of a door plate (services 5.4).
    PLATE_STATE "状态": "1" "编制", "2" "已安装", "3" "注销");
codes!(/// 类型 of a naming case (services 5.2).
    NAME_ACTION "类型": "1" "命名", "2" "更名", "3" "销名", "4" "登记补录");
codes!(/// Why a place is renamed (services 5.2).
    RENAME_REASON "更名原因": "1" "违规", "2" "重名同音", "3" "区划变更", "4" "群众要求", "9" "其他");
codes!(/// Why a name ceases (services 5.2).
    CANCEL_REASON "销名原因": "1" "实体消失", "2" "合并", "3" "区划变更");
codes!(/// What was decided.
    NAME_DECISION "决定": "1" "批准", "2" "不批准");
codes!(/// How far a naming case is (services 5.2).
    NAME_STATE "状态": "received" "收件", "accepted" "受理", "reviewed" "审核", "opinions" "征求意见", "experts" "专家论证",
    "submitted" "报批", "approved" "批准", "refused" "不批准", "filed" "备案", "announced" "公告", "entered" "入库", "closed" "办结");

/// How a name comes into the register by a case of that 类型.
pub fn entry_of(action: &str) -> &'static str {
    match action {
        "1" => "1",
        "2" => "2",
        _ => "3",
    }
}

/// The states of a name.
pub mod state {
    /// 拟用.
    pub const PROPOSED: &str = "1";
    /// 标准.
    pub const STANDARD: &str = "2";
    /// 历史.
    pub const FORMER: &str = "3";
    /// 销名.
    pub const CANCELLED: &str = "4";
    /// Those by which a place is called, or is to be called.
    pub const IN_USE: &[&str] = &[PROPOSED, STANDARD];
    /// Those that were a standard name at some time.
    pub const EVER: &[&str] = &[STANDARD, FORMER, CANCELLED];
    /// Those that no longer are.
    pub const OVER: &[&str] = &[FORMER, CANCELLED];
}

/// What a case is for.
pub mod action {
    /// 命名.
    pub const NAMING: &str = "1";
    /// 更名.
    pub const RENAMING: &str = "2";
    /// 销名.
    pub const CANCELLING: &str = "3";
    /// 登记补录.
    pub const ENTERING: &str = "4";
    /// Those with a name that is given.
    pub const GIVING: &[&str] = &[NAMING, RENAMING, ENTERING];
    /// Those with a name that ceases.
    pub const ENDING: &[&str] = &[RENAMING, CANCELLING];
}
