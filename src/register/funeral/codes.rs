//! Code lists of 殡葬改革 (services 4).

use crate::domain::param_key::Key;
use crate::register::core::codes::{Codes, codes};

codes!(/// 经营范围 (services 4.7).
    BUSINESS "经营范围": "1" "丧葬用品", "2" "香烛纸钱", "3" "殡仪服务", "4" "花圈");
codes!(/// 状态 of a merchant (services 4.7).
    MERCHANT_STATE "状态": "1" "营业", "2" "歇业", "3" "注销");
codes!(/// 死亡地点 (services 4.1).
    DEATH_PLACE "死亡地点": "1" "医院", "2" "家中", "3" "养老机构", "4" "途中", "9" "其他");
codes!(/// 死因类别 (services 4.1).
    DEATH_CAUSE "死因类别": "1" "正常", "2" "非正常(公安)");
codes!(/// 死亡证明 (services 4.1).
    DEATH_CERT "死亡证明": "1" "居民死亡医学证明(推断)书", "2" "公安证明", "3" "法院宣告");
codes!(/// 处理方式 (services 4.1).
    DISPOSAL "处理方式": "1" "火化", "2" "土葬(少数民族)", "3" "土葬(非火葬区)", "4" "捐献遗体", "5" "违规土葬", "6" "外地火化", "9" "待定");
codes!(/// 骨灰去向 (services 4.1).
    ASHES "骨灰去向": "1" "公墓", "2" "骨灰堂", "3" "家中寄存", "4" "树葬", "5" "花葬", "6" "江葬", "9" "其他");
codes!(/// 状态 of a death (services 4.1).
    DEATH_STATE "状态": "1" "登记", "2" "已处置", "3" "核对", "4" "归档");
codes!(/// Whose list of the dead it is (services 4.1).
    NOTICE_SOURCE "名单": "1" "殡仪馆", "2" "公安", "3" "村居");
codes!(/// 处理意见 on somebody on a list of the dead (services 4.1).
    OPINION "处理意见": "1" "待核", "2" "已登记死亡", "3" "同名非本人", "4" "外地", "5" "不属本区", "6" "已更正");
codes!(/// 渠道 by which a report comes (services 4.4).
    CHANNEL "渠道": "1" "12345热线", "2" "电话", "3" "来访", "4" "网格", "5" "市长信箱", "6" "巡查");
codes!(/// 处置单位 (services 4.4).
    UNIT "处置单位": "1" "民政", "2" "城管", "3" "公安", "4" "街道(镇)");
codes!(/// 处置结果 (services 4.4).
    TENT_ACTION "处置结果": "1" "劝导拆除", "2" "引导至殡仪馆", "3" "行政处罚", "9" "不属实");
codes!(/// 状态 of a report: the last step that is done (services 4.4).
    TENT_STATE "状态": "received" "受理", "dispatched" "派单", "handled" "现场处置", "untrue" "不属实", "replied" "反馈",
    "closed" "办结", "duplicate" "重复");
codes!(/// 类型 of a facility (services 4.3).
    BURIAL_KIND "类型": "1" "经营性公墓", "2" "农村公益性公墓", "3" "城市公益性公墓", "4" "骨灰堂", "5" "骨灰墙", "6" "殡仪馆",
    "7" "殡仪服务站", "8" "宗教骨灰存放");
codes!(/// 状态 of a facility (services 4.3).
    BURIAL_STATE "状态": "1" "审批", "2" "在建", "3" "运营", "4" "停用", "5" "关闭");
codes!(/// 处理 of what a check found (services 4.3).
    HANDLING "处理": "1" "责令整改", "2" "拆除", "3" "移送", "4" "罚款");
codes!(/// 状态 of a check: what was found, and the last step that is done (services 4.3).
    CHECK_STATE "状态": "due" "待查", "clear" "已查无问题", "filed" "立案", "mending" "整改", "rechecked" "复查", "closed" "结案");
codes!(/// 检查结果 in the market (services 4.5).
    MARKET_RESULT "检查结果": "1" "无问题", "2" "收缴", "3" "处罚", "4" "移送");
codes!(/// 已告知再犯: whether a merchant was told before what it is found with (services 4.7).
    REPEATED "已告知再犯": "0" "否", "1" "已告知再犯");
codes!(/// 收缴物品 (services 4.5).
    GOODS "收缴物品": "1" "烧纸", "2" "冥币", "3" "纸扎", "4" "香烛", "5" "棺木", "9" "其他祭祀用品");
codes!(/// The unit in which goods are counted: never two in one sum (services 4.5).
    GOODS_UNIT "单位": "1" "公斤", "2" "件");
codes!(/// 处理方式 of what was seized (services 4.5).
    GOODS_DISPOSAL "处理方式": "1" "集中销毁", "2" "移交", "3" "返还");
codes!(/// 种类 of what is printed (services 4.6).
    PRINTED "种类": "1" "宣传资料", "2" "横幅", "3" "海报");
codes!(/// 方式 of publicity (services 4.6).
    MATERIAL "方式": "1" "宣传资料", "2" "横幅", "3" "海报", "4" "短信", "5" "广播", "6" "入户");
codes!(/// 主题 of publicity (services 4.6).
    THEME "主题": "1" "移风易俗", "2" "清明", "3" "中元", "4" "殡改政策", "9" "其他");
codes!(/// 宣传设施 (services 4.6).
    FIXTURE "设施": "1" "时空信箱", "2" "文明祭祀墙");
codes!(/// 状态 of a fixture.
    FIXTURE_STATE "状态": "1" "在用", "2" "损坏", "3" "拆除");

/// The codes of [`ASHES`] that are 生态葬 (services 4.1).
pub const ECO: &[&str] = &["4", "5", "6"];
/// The codes of [`MATERIAL`] that are printed, and come out of a batch.
pub const FROM_STOCK: &[&str] = &["1", "2", "3"];
/// 对象类别 (services 4.8).
pub static RELIEF_TARGET: Codes = Codes::of(Key::ReliefTarget);
codes!(/// 减免方式 (services 4.8).
    RELIEF_MODE "减免方式": "1" "直接减免", "2" "先付后报");
codes!(/// 状态 of a relief: the last step that is done (services 4.8).
    RELIEF_STATE "状态": "applied" "申请", "verified" "已核对身份", "approved" "已批准", "relieved" "已减免", "settled" "已结算");
