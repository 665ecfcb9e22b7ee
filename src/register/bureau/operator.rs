//! 操作员: who may act. The password is no field: it is never shown, listed or exported. Knows no other register.

use crate::domain::slip::Slip;
use crate::register::bureau::codes;
use crate::register::{Against, Facts, Field, Kind, ListColumn, Record, Register, Values};

/// 操作员.
pub static OPERATOR: Register = Register {
    fields: &[
        Field::new("name", "登录名", Kind::Text(32)).must().hint("字母、数字或汉字, 不含空格"),
        Field::new("full_name", "姓名", Kind::Name).must().hint("打印在表上的姓名"),
        Field::new("role", "角色", Kind::Code(&codes::ROLE)).must().hint("经办 复核 审批 计财"),
    ],
    list: &[
        ListColumn::new("name", "登录名", 12),
        ListColumn::new("full_name", "姓名", 10),
        ListColumn::new("role", "角色", 6),
    ],
    natural_key: &["name"],
    order: &["name"],
    against: &[Against::Only("这是最后一个操作员, 不能作废")],
    ..Register::new("operator", "操作员", "人")
};

/// An operator.
#[derive(Clone, Debug, PartialEq)]
pub struct Operator {
    /// 登录名.
    pub name: String,
    /// 姓名.
    pub full_name: String,
    /// 角色 code.
    pub role: String,
}

impl Record for Operator {
    const REGISTER: &'static Register = &OPERATOR;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Operator {
            name: values.need_text("name")?,
            full_name: values.need_text("full_name")?,
            role: values.need_text("role")?,
        })
    }

    fn check(&self, _facts: &Facts) -> Vec<Slip> {
        let odd = self.name.chars().any(|c| !(c.is_alphanumeric() || c == '_' || c == '-'));
        if odd {
            return vec![Slip::error("E-OP01", "登录名只能用字母、数字、汉字、_ 和 -, 不含空格").at("name")];
        }
        Vec::new()
    }
}
