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
/// 护理员职业等级 (2019 standard of the occupation, services 2.9).
pub static CARER_LEVEL: Codes = Codes::of(Key::Certificate);
codes!(/// 竞赛级别 (services 2.9).
    CONTEST_LEVEL "级别": "1" "区", "2" "市", "3" "省");
codes!(/// 竞赛奖项 (services 2.9).
    AWARD "奖项": "1" "一等奖", "2" "二等奖", "3" "三等奖", "4" "优秀奖", "0" "无");
codes!(/// 检查方式 (services 2.7).
    INSPECTION_KIND "检查方式": "1" "日常", "2" "双随机", "3" "专项", "4" "联合");
codes!(/// 检查结果 (services 2.7).
    INSPECTION_RESULT "检查结果": "1" "合格", "2" "限期整改", "3" "停业整顿", "4" "移送");
codes!(/// 检查状态 (services 2.7).
    INSPECTION_STATE "检查状态": "1" "待查", "2" "已查", "3" "整改中", "4" "复查", "5" "销号");
codes!(/// 隐患程度 (services 2.7).
    SEVERITY "隐患程度": "1" "一般", "2" "较大", "3" "重大");
codes!(/// 事故类别 (GB 38600-2019).
    INCIDENT "事故类别": "1" "噎食", "2" "食品药品误食", "3" "压疮", "4" "烫伤", "5" "坠床", "6" "跌倒", "7" "他伤自伤", "8" "走失",
    "9" "文娱活动意外");
codes!(/// 伤害程度.
    INJURY "伤害程度": "0" "无", "1" "轻伤", "2" "重伤", "3" "死亡");
/// 养老机构等级 (GB/T 37276-2018, services 2.6).
pub static GRADE: Codes = Codes::of(Key::Grade);
codes!(/// 评定等级: what a review gave.
    GRADE_RESULT "评定等级": "0" "不予评定", "1" "一级", "2" "二级", "3" "三级", "4" "四级", "5" "五级");
codes!(/// 称呼 of a grade on paper (services 2.6).
    GRADE_STYLE "等级称呼": "1" "级", "2" "星");
codes!(/// 评定类型 (services 2.6): three are applied for; a grade is lowered or taken away.
    GRADE_KIND "评定类型": "1" "首次评定", "2" "升级", "3" "续评", "4" "降级", "end" "取消");
codes!(/// 降级、取消原因 (services 2.6).
    GRADE_LOSS "降级取消原因": "1" "重大安全责任事故", "2" "虐待老年人", "3" "弄虚作假", "4" "复核不达标", "9" "其他");
codes!(/// 状态 of a grading (services 2.6): the last step that has a day. Whether a grade that was announced still holds follows from its last
    /// day and from what was announced later.
    GRADE_STATE "状态": "self" "自评", "applied" "申报", "checked" "区初审", "sent" "上报", "reviewed" "评定", "posted" "公示",
    "announced" "公告", "failed" "未评上", "stopped" "终止");
codes!(/// 评估标准 (services 2.4).
    STANDARD "评估标准": "2013" "MZ/T 039-2013", "2022" "GB/T 42195-2022");
codes!(/// 评估类型 (services 2.4).
    ABILITY_KIND "评估类型": "1" "首次评估", "2" "常规评估", "3" "即时评估", "4" "复评");
codes!(/// 状态 of an assessment (services 2.4). That it is out of date follows from its last day; what is not finished is no record yet.
    ABILITY_STATE "状态": "1" "已评", "2" "公示", "3" "确认", "4" "复评中");

codes!(/// 探访方式 (services 2.12).
    VISIT_MODE "方式": "1" "上门", "2" "电话", "3" "视频", "4" "智能设备");
codes!(/// 探访人身份 (services 2.12).
    VISITOR_KIND "探访人身份": "1" "村居", "2" "社工站", "3" "志愿者", "4" "网格员");
/// 风险等级 (services 2.12).
pub static RISK: Codes = Codes::of(Key::Risk);
codes!(/// 探访结果 (services 2.12).
    VISIT_RESULT "探访结果": "1" "正常", "2" "发现问题");
codes!(/// 需求 (services 2.12).
    NEED "需求": "1" "助餐", "2" "助医", "3" "助洁", "4" "维修", "5" "补贴", "6" "法律", "7" "心理", "9" "其他");
codes!(/// 养老设施 (services 2.11).
    FACILITY "设施类型": "1" "街道综合养老服务中心", "2" "社区日间照料中心", "3" "老年食堂/助餐点", "4" "互助式养老院", "5" "指挥中心/信息平台");
codes!(/// 建设进度 (services 2.11), in the order in which it goes.
    PROJECT_STATE "建设进度": "1" "选址", "2" "立项", "3" "在建", "4" "竣工", "5" "投用", "6" "停用");
codes!(/// 工作机制 (services 2.13).
    MECHANISM "机制形式": "1" "领导小组", "2" "联席会议", "3" "绩效考核", "9" "其他");
codes!(/// 适老化改造 state: the last step that has a day (services 2.10).
    ADAPT_STATE "状态": "listed" "摸底", "applied" "申请", "surveyed" "评估", "decided" "确定", "started" "施工", "done" "完工",
    "accepted" "验收", "paid" "拨款", "archived" "归档", "withdrawn" "退出");
codes!(/// 困难类型 of an old person whose home is adapted (services 2.10).
    POVERTY "困难类型": "1" "特困分散", "2" "低保", "3" "低收入", "9" "其他");
codes!(/// 退出原因 (services 2.10).
    WITHDRAW "退出原因": "1" "死亡", "2" "迁出", "3" "本人放弃", "9" "其他");
codes!(/// 改造项目: the 30 items of 民发〔2020〕86号 in their order: 地面 4, 门 5, 卧室 3, 如厕洗浴 5, 厨房 2, 物理环境 4, 老年用品 7;
    /// seven are basic, the others optional.
    ADAPT_ITEM "改造项目": "01" "防滑处理(基础)", "02" "高差处理(基础)", "03" "平整硬化", "04" "通道安装扶手", "05" "门槛移除",
    "06" "平开门改为推拉门", "07" "房门拓宽", "08" "下压式门把手改造", "09" "安装闪光振动门铃", "10" "配置护理床",
    "11" "安装床边护栏(基础)", "12" "配置防压疮垫", "13" "如厕洗浴安装扶手(基础)", "14" "蹲便器改坐便器", "15" "水龙头改造",
    "16" "浴缸/淋浴房改造", "17" "配置淋浴椅(基础)", "18" "台面改造", "19" "加设中部柜", "20" "安装自动感应灯具",
    "21" "电源插座及开关改造", "22" "安装防撞护角、提示标识", "23" "适老家具配置", "24" "手杖(基础)", "25" "轮椅/助行器",
    "26" "放大装置", "27" "助听器", "28" "自助进食器具", "29" "防走失装置(基础)", "30" "安全监控装置");
/// 养老补贴 (services 2.8): the six kinds that the report of 2021 names, and two more.
pub static SUBSIDY: Codes = Codes::of(Key::Subsidy);
codes!(/// 补贴对象 (services 2.8).
    PAYEE "补贴对象": "1" "养老机构", "2" "护理员", "3" "养老设施");
codes!(/// 状态 of an application for 养老补贴 (services 2.8).
    SUBSIDY_STATE "状态": "applied" "申报", "reviewed" "初审", "posted" "公示", "approved" "审定", "paid" "拨付", "recovered" "追回");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::elderly::allowance::Band;
    use crate::domain::elderly::grade::{NONE, STEPS};
    use crate::register::people::codes::HOME_GRADE;
    use std::collections::BTreeSet;

    #[test]
    fn codes_mean_what_they_mean_elsewhere() {
        for with_none in [&GRADE_RESULT, &HOME_GRADE] {
            assert!(with_none.items[1..].iter().eq(GRADE.items) && with_none.items[0].0 == NONE);
        }
        let reached = STEPS.iter().map(|(_, step)| *step).chain(["self", "failed"]);
        assert!(
            reached.collect::<BTreeSet<_>>().into_iter().eq(GRADE_STATE
                .items
                .iter()
                .map(|(c, _)| *c)
                .collect::<BTreeSet<_>>())
        );
        assert!(BAND.items.iter().map(|(code, _)| *code).eq(Band::ALL.map(Band::code)));
    }
}
