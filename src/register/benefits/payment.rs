//! 发放明细: the lines of batches (assistance 7.2). The payroll writes them; names, numbers and all else that paper says of a line
//! are copies, so that what a batch printed is what it prints for ever.

use crate::register::benefits::codes;
use crate::register::people::codes::{BANK, DISABILITY, SEX};
use crate::register::{Field, Input, Kind, ListColumn, Register};

/// 发放明细.
pub static PAYMENT: Register = Register {
    fields: &[
        Field::new("batch", "批次", Kind::Ref("batch")).given(),
        Field::new("scheme", "险种", Kind::Code(&codes::SCHEME)).given(),
        Field::new("case_key", "案件", Kind::Case).given(),
        Field::new("beneficiary", "受益人", Kind::Ref("person")).given(),
        Field::new("payee", "收款人", Kind::Ref("person")).given(),
        Field::new("division", "村(居)", Kind::Division).given(),
        Field::new("period_due", "所属月份", Kind::Month).given(),
        Field::new("from_month", "补发起", Kind::Month).given(),
        Field::new("to_month", "补发止", Kind::Month).given(),
        Field::new("line_type", "行类型", Kind::Code(&codes::LINE_TYPE)).given(),
        Field::new("households", "户数", Kind::Int(0, 1)).given().or("0"),
        Field::new("persons", "人数", Kind::Int(0, 50)).given().or("0"),
        Field::new("amount", "金额", Kind::Money).given(),
        Field::new("extra", "其中分类施保", Kind::Money).given().or("0"),
        Field::new("class_code", "类别等级", Kind::Text(1)).given(),
        Field::new("account_name", "户名", Kind::Text(50)).given(),
        Field::new("account_no", "账号", Kind::AccountNo).given(),
        Field::new("bank_code", "开户行", Kind::Code(&BANK)).given(),
        Field::new("institution", "供养机构", Kind::Ref("institution")).given(),
        Field::new("bank_state", "银行结果", Kind::Code(&codes::BANK_STATE)).given().or("0"),
        Field::new("fail_code", "失败原因", Kind::Code(&codes::FAIL)).given(),
        Field::new("paid_on", "到账日期", Kind::Date).given(),
        Field::new("booked_month", "入账月份", Kind::Month).given(),
        Field::new("reissue_of", "重发自", Kind::Ref("payment")).given(),
        Field::new("name", "姓名", Kind::Name).given(),
        Field::new("id_number", "身份证号", Kind::IdNumber).given(),
        Field::new("paper_no", "证件号", Kind::CertNo).given(),
        Field::new("sex", "性别", Kind::Code(&SEX)).given(),
        Field::new("dis_type", "残疾类别", Kind::Code(&DISABILITY)).given(),
        Field::new("kind", "城乡类别", Kind::Code(&codes::URBAN_RURAL_CASE)).given(),
        Field::new("carer", "照料服务人", Kind::Name).given(),
        Field::new("posted", "公示姓名", Kind::Name).given(),
        Field::new("family", "家庭人口", Kind::Int(0, 50)).given(),
        Field::new("income", "家庭月收入", Kind::Money).given(),
    ],
    list: &[
        ListColumn::new("account_name", "户名", 10),
        ListColumn::new("account_no", "账号", 19),
        ListColumn::new("amount", "金额", 10),
        ListColumn::new("bank_state", "银行结果", 8),
        ListColumn::new("paid_on", "到账日期", 10),
        ListColumn::new("period_due", "月份", 7),
        ListColumn::new("line_type", "行类型", 8),
        ListColumn::new("persons", "人数", 4),
        ListColumn::new("fail_code", "失败原因", 14),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("booked_month", "入账月份", 8),
        ListColumn::new("batch.batch_no", "批次号", 14),
    ],
    order: &["batch"],
    filters: &["batch"],
    keys_within: Some("batch"),
    input: Input::Program("发放明细由程序造册生成, 不能录入或更正"),
    ..Register::new("payment", "发放明细", "笔")
};
