//! 操作员: who may act. The password is no field: it is never shown, listed or exported. Knows no other register.

use crate::domain::slip::Slip;
use crate::register::bureau::codes;
use crate::register::{Against, Facts, Field, Kind, ListColumn, Record, Register, Value, Values};

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

/// The operators with whom an office begins: log-in name, title in the place of a name, role. The first one is the default, and gives way to
/// who makes the office.
pub const BEGINNERS: [(&str, &str, &str); 4] = [
    ("maker", "经办员", "maker"),
    ("checker", "复核员", "checker"),
    ("approver", "审批人", "approver"),
    ("finance", "计财员", "finance"),
];

/// The first operator of an office, as he was typed: log-in name and name, read by their fields.
///
/// # Errors
/// One of them lacks or is none; the log-in name is that of another with whom the office begins.
pub fn first(login: &str, full_name: &str) -> Result<Operator, Slip> {
    let read = |col: &'static str, typed: &str| {
        let field = OPERATOR.field(col).ok_or_else(|| Slip::error("E-OP01", "没有这一项").at(col))?;
        match field.read(typed, &[])? {
            Value::Text(text) => Ok(text),
            _ => Err(Slip::error("E-OP01", format!("请填{}", field.label)).at(col)),
        }
    };
    let first =
        Operator { name: read("name", login)?, full_name: read("full_name", full_name)?, role: "maker".to_owned() };
    match BEGINNERS.iter().skip(1).find(|(login, ..)| *login == first.name) {
        Some((login, title, _)) => {
            let text = format!("登录名“{login}”是{title}的; 请换一个, 如 maker 或姓名的拼音");
            Err(Slip::error("E-OP01", text).at("name"))
        }
        None => first.oddity().map_or(Ok(first), Err),
    }
}

impl Operator {
    fn oddity(&self) -> Option<Slip> {
        let odd = self.name.chars().any(|c| !(c.is_alphanumeric() || c == '_' || c == '-'));
        odd.then(|| Slip::error("E-OP01", "登录名只能用字母、数字、汉字、_ 和 -, 不含空格").at("name"))
    }
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
        self.oddity().into_iter().collect()
    }
}
