//! 发放批次 (assistance 7.2, 7.3). The payroll writes them; here they are only declared, so that they can be listed.

use crate::register::benefits::codes;
use crate::register::people::codes::BANK;
use crate::register::{Field, Input, Kind, ListColumn, Register};

/// 发放批次.
pub static BATCH: Register = Register {
    fields: &[
        Field::new("batch_no", "批次号", Kind::Text(24)).given(),
        Field::new("scheme", "险种", Kind::Code(&codes::SCHEME)).given(),
        Field::new("period", "所属月份", Kind::Month).given(),
        Field::new("batch_kind", "批次类型", Kind::Code(&codes::BATCH_KIND)).given(),
        Field::new("state", "状态", Kind::Code(&codes::BATCH_STATE)).given(),
        Field::new("line_count", "笔数", Kind::Int(0, 999_999)).given().or("0"),
        Field::new("total", "总额", Kind::Money).given().or("0"),
        Field::new("made_by", "制表人", Kind::Text(32)).given(),
        Field::new("made_at", "制表时间", Kind::Text(32)).given(),
        Field::new("checked_by", "复核人", Kind::Text(32)).given(),
        Field::new("checked_at", "复核时间", Kind::Text(32)).given(),
        Field::new("approved_by", "审批人", Kind::Text(32)).given(),
        Field::new("approved_at", "审批时间", Kind::Text(32)).given(),
        Field::new("finance_by", "计财审核人", Kind::Text(32)).given(),
        Field::new("finance_at", "计财审核时间", Kind::Text(32)).given(),
        Field::new("bank_code", "代发银行", Kind::Code(&BANK)).given(),
        Field::new("sent_on", "送盘日期", Kind::Date).given(),
        Field::new("file_name", "送盘文件", Kind::Text(200)).given(),
        Field::new("file_sha256", "文件摘要", Kind::Text(64)).given(),
        Field::new("return_file", "回盘文件", Kind::Text(200)).given(),
        Field::new("success_count", "成功笔数", Kind::Int(0, 999_999)).given(),
        Field::new("success", "成功金额", Kind::Money).given(),
        Field::new("fail_count", "失败笔数", Kind::Int(0, 999_999)).given(),
        Field::new("fail", "失败金额", Kind::Money).given(),
        Field::new("closed_at", "归档时间", Kind::Text(32)).given(),
    ],
    list: &[
        ListColumn::new("batch_no", "批次号", 14),
        ListColumn::new("scheme", "险种", 12),
        ListColumn::new("period", "月份", 7),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("line_count", "笔数", 6),
        ListColumn::new("total", "总额", 14),
        ListColumn::new("success_count", "成功", 6),
        ListColumn::new("fail_count", "失败", 6),
        ListColumn::new("fail", "失败金额", 12),
        ListColumn::new("batch_kind", "类型", 8),
        ListColumn::new("sent_on", "送盘日期", 10),
        ListColumn::new("made_by", "制表", 8),
        ListColumn::new("approved_by", "审批", 8),
    ],
    natural_key: &["batch_no"],
    since: Some("period"),
    order: &["period", "scheme", "batch_no"],
    filters: &["period", "scheme"],
    input: Input::Program("发放批次由程序造册生成, 不能录入或更正"),
    ..Register::new("batch", "发放批次", "批")
};
