//! Code lists of 社会救助 (assistance 2 to 6, 13).

use crate::domain::param_key::Key;
use crate::register::core::codes::{Codes, Group, codes};

use crate::register::benefits::codes::ROSTER;

codes!(/// 城乡类别 of a 低保 case.
    URBAN_RURAL "城乡类别": "U" "城市低保", "R" "农村低保");
codes!(/// 申请方式 (assistance 2.4).
    CHANNEL "申请方式": "1" "本人", "2" "委托", "3" "主动发现", "4" "网上", "5" "转介");
codes!(/// 保障方式 (assistance 2.4).
    CASE_TYPE "保障方式": "FAMILY" "整户", "SINGLE" "单人");
codes!(/// 适用规则 (assistance 2.1).
    RULE_SET "适用规则": "2012-220" "民发〔2012〕220号", "2021-57" "民发〔2021〕57号");
codes!(/// 低保类别 (assistance 2.4).
    CLASS "低保类别": "A" "A类", "B" "B类", "C" "C类");
codes!(/// 低保 state (assistance 2.5).
    DIBAO_STATE "状态": "submitted" "已申请", "accepted" "已受理", "town_reviewed" "已初审", "publicised" "公示中",
    "confirmed" "已确认", "active" "在保", "suspended" "暂停", "grace" "渐退", "stopped" "停保";
    &[Group { code: ROSTER, label: "在册", of: &["active", "suspended", "grace"] }]);
codes!(/// 致贫原因 (assistance 13.10).
    CAUSE "致贫原因": "01" "疾病", "02" "残疾", "03" "因学", "04" "灾害", "05" "缺乏劳动力", "06" "失业", "07" "失地", "08" "年老",
    "09" "未成年无抚养", "10" "其他");
codes!(/// 分类施保 category (assistance 2.6).
    EXTRA "分类施保类别": "disabled" "重度残疾", "ill" "重病", "aged70" "70岁以上", "minor" "未成年人");
codes!(/// 救助主体 (assistance 4.2).
    APPLY_KIND "申请主体": "1" "家庭", "2" "个人");
codes!(/// 救助类型 (assistance 4.2).
    AID_TYPE "救助类型": "J" "急难型", "Z" "支出型");
codes!(/// 困难原因 (assistance 4.2).
    RELIEF_CAUSE "困难原因": "1" "火灾", "2" "交通事故", "3" "溺水等意外", "4" "突发重病", "5" "子女教育", "6" "生活必需支出突增",
    "7" "自然灾害", "8" "疫情", "9" "其他");
codes!(/// 对象类别 (assistance 4.2).
    OBJECT_CLASS "对象类别": "1" "低保对象", "2" "特困人员", "3" "低保边缘", "4" "其他本地居民", "5" "非本地户籍", "6" "持居住证");
codes!(/// 救助程序 (assistance 4.2).
    RELIEF_PROCEDURE "程序": "1" "一般", "2" "紧急(先行救助)", "3" "小额备用金");
codes!(/// 救助方式 (assistance 4.2).
    AID_FORM "救助方式": "1" "转账", "2" "现金", "3" "实物", "4" "转介服务");
codes!(/// 审批层级 (assistance 4.2).
    APPROVE_LEVEL "审批层级": "T" "镇街", "D" "区级");
codes!(/// 资金来源 (assistance 4.2).
    RELIEF_FUND "资金来源": "P" "镇街备用金", "D" "区级专项");
codes!(/// 临时救助 state (assistance 4.4, those that a taken-over case can have).
    RELIEF_STATE "状态": "approved" "已批准", "paid" "已发放", "papers_pending" "待补手续", "closed" "办结");
codes!(/// 特困对象类别 (assistance 3.3).
    TEKUN_OBJECT "对象类别": "1" "老年人", "2" "残疾人", "3" "未成年人");
/// 供养方式 (assistance 3.3).
pub static SUPPORT_MODE: Codes = Codes::of(Key::Mode);
/// 自理能力 (assistance 3.3).
pub static CARE_LEVEL: Codes = Codes::of(Key::CareLevel);
codes!(/// 迁入来源 (assistance 3.3).
    ENTRY_SOURCE "迁入来源": "1" "本地申请", "2" "低保转入", "3" "政策性迁入(市福利院)", "4" "外县迁入", "5" "五保三无并轨");
codes!(/// 法定义务人 (assistance 3.2): none, or why incapable.
    OBLIGOR "义务人情况": "0" "无法定义务人", "1" "义务人为特困人员", "2" "义务人60周岁以上且享受低保", "3" "义务人70周岁以上且低收入",
    "4" "义务人重度残疾或三级智力精神残疾", "5" "义务人无民事行为能力、失踪或服刑", "6" "省规定的其他情形", "9" "义务人有履行能力");
codes!(/// 特困认定规则 (assistance 3.1).
    TEKUN_RULES "适用规则": "2016-178" "民发〔2016〕178号", "2021-43" "民发〔2021〕43号");
codes!(/// 终止原因 of 特困 (assistance 3.5); a part of [`END_REASON`].
    TEKUN_END "终止原因": "01" "收入超标", "02" "财产超标", "03" "死亡", "04" "户籍迁出", "06" "转孤儿或事实无人抚养", "07" "服刑",
    "11" "自愿退出", "13" "赡养人有能力", "26" "恢复劳动能力", "99" "其他");
codes!(/// 停发原因 of the two subsidies (assistance 5.3); a part of [`END_REASON`].
    DISABILITY_END "停发原因": "03" "死亡", "04" "户籍迁出", "05" "转特困", "07" "服刑", "11" "自愿退出", "12" "重复享受",
    "21" "残疾证注销、过期或冻结", "22" "残疾等级变化", "23" "退出低保", "24" "领取工伤护理费", "25" "未年审", "99" "其他");
codes!(/// 补贴种类 (assistance 5.2).
    SUBSIDY "补贴种类": "CL" "困难残疾人生活补贴", "CN" "重度残疾人护理补贴");
codes!(/// 残疾证状态 (assistance 5.3).
    CERT_STATE "残疾证状态": "1" "有效", "2" "冻结", "3" "注销");
/// 经济状况依据 (assistance 5.3).
pub static POVERTY_BASIS: Codes = Codes::of(Key::Poverty);
codes!(/// 同类津贴 (assistance 5.3).
    OTHER_ALLOWANCE "同类津贴": "1" "离休护理费", "2" "工伤生活护理费", "3" "老年护理补贴", "4" "高龄津贴", "5" "其他");
codes!(/// 入户单位: who visits (assistance 6.2).
    VISITOR_ORG "入户单位": "third_party" "第三方机构", "socialwork" "社工站", "bureau" "民政部门");
codes!(/// 入户任务 state (assistance 6.2).
    VISIT_STATE "状态": "planned" "已计划", "assigned" "已派单", "visited" "已入户", "submitted" "已提交", "accepted" "已验收",
    "returned" "退回", "concluded" "已处理");
codes!(/// 见到谁 (assistance 6.2).
    MET "见面对象": "1" "本人", "2" "家属", "3" "邻居", "4" "未见");
codes!(/// 入户结论 (assistance 6.2).
    CONCLUSION "核查结论": "1" "符合", "2" "需增发", "3" "需减发", "4" "建议停发", "5" "人户分离", "6" "死亡未报", "7" "拒访",
    "8" "查无此户", "9" "建议转特困");
codes!(/// 民政部门意见 on a conclusion (assistance 6.2).
    BUREAU_VERDICT "处理意见": "0" "待定", "1" "采纳", "2" "不采纳");
codes!(/// 项目经费来源 (assistance 6.2, 8.4): relief money is not among what may pay a visit.
    PROJECT_FUND "经费来源": "1" "部门工作经费", "2" "政府购买服务经费", "3" "福彩公益金", "4" "救助补助资金", "9" "其他");
codes!(/// 核对目的 (assistance 6.1).
    CHECK_PURPOSE "核对目的": "1" "新申请", "2" "复核", "3" "专项清查", "4" "临时救助");
codes!(/// 核对 state (assistance 6.1).
    CHECK_STATE "状态": "need_auth" "待授权", "authorised" "已授权", "sent" "已发函", "reported" "已回函", "verifying" "核实中", "closed" "办结");
codes!(/// 核对结果 (assistance 6.1).
    CHECK_RESULT "核对结果": "1" "未发现超标", "2" "发现疑似", "3" "无数据");
codes!(/// 数据来源 of a hit (assistance 6.1).
    HIT_SOURCE "数据来源": "1" "社保养老", "2" "公积金", "3" "不动产", "4" "车管", "5" "市场监管", "6" "税务", "7" "银行存款", "8" "证券",
    "9" "殡葬火化", "10" "婚姻", "11" "公安户籍出入境", "12" "服刑", "13" "财政供养", "14" "残联", "15" "医保", "16" "农机");
codes!(/// 核实情况 of a hit (assistance 6.1).
    HIT_STATE "核实情况": "0" "待核实", "1" "属实", "2" "不属实", "3" "属实但不影响");
codes!(/// 处理 of a hit (assistance 6.1).
    HIT_ACTION "处理": "0" "无", "1" "减发", "2" "停发", "3" "追缴");
codes!(/// 备用金收支类型 (assistance 4.5).
    PETTY_KIND "收支类型": "1" "拨入", "2" "支出", "3" "核销补充", "4" "退回", "5" "年末收回");
