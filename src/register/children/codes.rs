//! Code lists of 儿童福利 (services 3).

use crate::domain::children::parents::State;
use crate::domain::param_key::Key;
use crate::register::core::codes::{Codes, codes};

codes!(/// 主类别 (services 3.1).
    CATEGORY "主类别": "A" "孤儿", "B" "事实无人抚养", "C1" "困境(家庭贫困)", "C2" "困境(残疾重病)", "C3" "困境(监护缺失)", "D" "留守",
    "E" "流动", "F" "其他重点");
codes!(/// 养育状况 (services 3.1).
    CARE "养育状况": "1" "集中养育", "2" "社会散居", "3" "家庭寄养", "4" "父母养育", "5" "收养");
codes!(/// 就学状态 (services 3.1).
    SCHOOLING "就学状态": "01" "学龄前", "02" "小学", "03" "初中", "04" "高中", "05" "中职", "06" "大专", "07" "本科", "08" "研究生",
    "09" "失学", "10" "辍学", "11" "特教", "12" "因病缓学");
/// 风险等级 (services 3.1).
pub static RISK: Codes = Codes::of(Key::Risk);
codes!(/// 状态 of a file (services 3.1).
    CHILD_STATE "状态": "on" "在册", "grown" "成年退出", "adopted" "收养退出", "moved" "迁出", "died" "死亡", "resolved" "情形消除");
codes!(/// 停发原因 of 基本生活费; a part of [`crate::register::benefits::codes::END_REASON`].
    CHILD_END "停发原因": "03" "死亡", "04" "户籍迁出", "11" "自愿退出", "12" "重复享受", "41" "年满18周岁", "42" "被收养",
    "43" "父母情形变化", "99" "其他");
codes!(/// 父亲 or 母亲.
    PARENT "父母": "1" "父亲", "2" "母亲");
/// 父母情形 (services 3.3).
pub static PARENT_STATE: Codes = Codes { name: "父母情形", items: State::CODES, groups: &[] };
codes!(/// 职务 in the villages and towns (services 3.7).
    WORKER_ROLE "职务": "director" "儿童主任", "supervisor" "儿童督导员");
codes!(/// 兼任 (services 3.7).
    CONCURRENT_POST "兼任": "1" "民政干部", "2" "村(居)委员", "3" "社工");
codes!(/// 走访方式 (services 3.6).
    VISIT_MODE "方式": "1" "入户", "2" "到校", "3" "电话", "4" "视频");
codes!(/// How a visit finds something about a child (services 3.6).
    FOUND_STATE "情况": "1" "好", "2" "一般", "3" "差");
codes!(/// 发现问题 (services 3.6).
    PROBLEM "发现问题": "1" "监护差", "2" "失学辍学", "3" "无户籍", "4" "医疗", "5" "心理", "6" "生活困难", "7" "疑似侵害", "8" "意外隐患");
codes!(/// 采取措施: those of the report of 2021 and three more (services 3.6).
    MEASURE "采取措施": "1" "监护指导", "2" "返校复学", "3" "落实户籍", "4" "强制报告", "5" "救助转介", "6" "心理辅导", "7" "物资");
codes!(/// 学历层次 of 福彩圆梦 (services 3.5).
    STUDIES "学历层次": "1" "中专", "2" "大专", "3" "本科", "4" "硕士研究生", "5" "博士研究生");
codes!(/// 离校 (services 3.5).
    LEFT_SCHOOL "离校": "1" "休学", "2" "退学", "3" "毕业", "4" "死亡");
codes!(/// 状态 of an instalment of 福彩圆梦 (services 3.5).
    DREAM_STATE "状态": "applied" "申请", "accepted" "街道受理", "reviewed" "区审核", "paid" "发放", "suspended" "休学暂停", "quit" "退学终止",
    "graduated" "毕业结束", "died" "死亡终止");
codes!(/// 助学帮扶项目 (services 3.10).
    AID_KIND "项目": "1" "金秋助学", "9" "其他");
codes!(/// 情形 of a 强制报告 (services 3.8; 高检发〔2020〕9号 names eight and whatever else there is).
    SITUATION "情形": "1" "隐私部位非正常损伤", "2" "不满14周岁女性疑遭性侵、怀孕或流产", "3" "14周岁以上女性疑遭性侵致怀孕、流产",
    "4" "多处损伤、严重营养不良或意识不清, 疑受家暴、欺凌、虐待", "5" "自杀、自残、工伤、中毒、殴打等致伤亡", "6" "被遗弃或长期无人照料",
    "7" "来源不明、失踪或被拐卖", "8" "被组织乞讨", "9" "其他侵害或危险");
codes!(/// 状态 of a 强制报告 (services 3.8).
    REPORT_STATE "状态": "found" "发现", "reported" "已报公安", "accepted" "受理", "filed" "立案", "unfiled" "不立案", "helping" "帮扶中",
    "closed" "结案");
codes!(/// 立案情况: what the police decide on a report.
    FILING "立案情况": "1" "立案", "2" "不立案");
codes!(/// 保护措施 (services 3.8).
    PROTECTION "保护措施": "1" "紧急庇护", "2" "临时监护", "3" "医疗救治", "4" "心理辅导");
codes!(/// 收养类别 (services 3.9).
    ADOPTION "收养类别": "1" "机构抚养的弃婴", "2" "机构抚养的孤儿", "3" "非机构抚养的弃婴", "4" "社会散居孤儿", "5" "生父母无力抚养的子女",
    "6" "三代以内旁系血亲的子女", "7" "继子女");
codes!(/// 状态 of an adoption.
    ADOPTION_STATE "状态": "applied" "办理中", "decided" "已登记", "refused" "不予登记", "dissolved" "已解除");
codes!(/// 监护情形: what the bureau takes a child into care for (未成年人保护法 92 and 94).
    CARE_REASON "监护情形": "11" "流浪乞讨或身份不明, 暂时找不到父母", "12" "监护人下落不明", "13" "监护人因故不能履行职责", "14" "监护人拒绝或怠于履行职责",
    "15" "监护人教唆、利用违法犯罪", "16" "遭监护人严重伤害或面临危险", "19" "法律规定的其他临时监护情形", "21" "查找不到父母和其他监护人",
    "22" "监护人死亡或宣告死亡", "23" "监护人丧失监护能力", "24" "法院撤销监护人资格, 指定民政部门", "29" "法律规定的其他长期监护情形");
codes!(/// 安置地点 (services 3.11).
    CARE_PLACE "安置地点": "1" "儿童福利机构", "2" "未成年人救助保护机构", "3" "家庭寄养");
codes!(/// 监护决定 (未成年人保护法 92 and 94).
    GUARDIANSHIP "监护决定": "1" "民政临时监护", "2" "民政长期监护");
