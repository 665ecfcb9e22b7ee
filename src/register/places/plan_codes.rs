//! Code lists of 区划调整方案.

use crate::register::core::codes::{Codes, codes};

codes!(/// 调整种类 (民政部令第65号 art. 2).
    PLAN_KIND "调整种类": "1" "设立", "2" "撤销", "3" "隶属关系变更", "4" "界线变更", "5" "驻地迁移", "6" "更名");
codes!(/// What a plan changes; by this it is known who approves.
    PLAN_OBJECT "调整对象": "county" "县级以上", "county_line" "县级界线的部分变更", "town" "乡镇", "street" "街道", "village" "村(居)");
codes!(/// 审批机关 (国务院令第704号).
    PLAN_APPROVER "审批机关": "state" "国务院", "province" "省级人民政府", "founder" "批准其设立的人民政府", "county" "县级人民政府");
codes!(/// 方案状态 (services 5.5): as far as its papers are.
    PLAN_STATE "状态": "study" "学习调研", "draft" "起草", "opinion" "征求意见", "assess" "论证评估", "district" "区政府审议", "submitted" "上报",
    "approved" "批准", "returned" "退回", "carried" "实施", "done" "完成报告");
codes!(/// Before or after the change.
    PLAN_SIDE "调整前后": "from" "调整前", "to" "调整后");
codes!(/// Which of what lies in a division goes along with a line of a plan.
    PLAN_RULE "范围": "all" "全部", "address" "按地址", "person" "按人");
