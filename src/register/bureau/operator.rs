//! 操作员: an account, which says who somebody is. The password is no field: it is never shown, listed or exported.

use crate::domain::slip::Slip;
use crate::domain::{nearest, text};
use crate::register::bureau::{codes, role_grant};
use crate::register::core::order::not_in_future;
use crate::register::{Against, Facts, Field, Kind, ListColumn, Record, Register, Value, Values};

/// 操作员.
pub static OPERATOR: Register = Register {
    fields: &[
        Field::new("name", "登录名", Kind::Text(32)).must().hint("字母、数字或汉字, 不含空格"),
        Field::new("full_name", "姓名", Kind::Name).must().hint("打印在表上的姓名"),
        Field::new("role", "申请岗位", Kind::Code(&codes::ROLE)).must().hint("要办什么; 能办什么由授权决定"),
        Field::new("state", "状态", Kind::Code(&codes::OPERATOR_STATE)).must().or(ACTIVE).hint("离开的停用, 不作废"),
        Field::new("disabled_on", "停用日期", Kind::Date)
            .only_when("state", &["disabled"])
            .completed()
            .hint("空着填今天")
            .ordered(&[not_in_future()]),
    ],
    list: &[
        ListColumn::new("name", "登录名", 12),
        ListColumn::new("full_name", "姓名", 10),
        ListColumn::new("role", "申请岗位", 8),
        ListColumn::new("state", "状态", 4),
        ListColumn::new("disabled_on", "停用日期", 10),
    ],
    natural_key: &["name"],
    order: &["name"],
    against: &[Against::Only("这是最后一个操作员, 不能作废")],
    ..Register::new("operator", "操作员", "人")
};

/// The state of an account with which somebody works.
const ACTIVE: &str = "active";

/// An operator.
#[derive(Clone, Debug, PartialEq)]
pub struct Operator {
    /// 登录名.
    pub name: String,
    /// 姓名.
    pub full_name: String,
    /// 申请岗位 code.
    pub role: String,
    /// Whether the account is one to work with.
    pub is_active: bool,
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
    let first = Operator {
        name: read("name", login)?,
        full_name: read("full_name", full_name)?,
        role: "maker".to_owned(),
        is_active: true,
    };
    match BEGINNERS.iter().skip(1).find(|(login, ..)| *login == first.name) {
        Some((login, title, _)) => {
            let text = format!("登录名“{login}”是{title}的; 请换一个, 如 maker 或姓名的拼音");
            Err(Slip::error("E-OP01", text).at("name"))
        }
        None => first.oddity().map_or(Ok(first), Err),
    }
}

/// Whether it is a log-in name.
///
/// # Errors
/// `E-OP01`: it has other signs.
pub fn may_be_called(name: &str) -> Result<(), Slip> {
    let odd = name.chars().any(|c| !(c.is_alphanumeric() || c == '_' || c == '-'));
    let slip = || Slip::error("E-OP01", "登录名只能用字母、数字、汉字、_ 和 -, 不含空格").at("name");
    if odd { Err(slip()) } else { Ok(()) }
}

impl Operator {
    fn oddity(&self) -> Option<Slip> {
        may_be_called(&self.name).err()
    }
}

impl Record for Operator {
    const REGISTER: &'static Register = &OPERATOR;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Operator {
            name: values.need_text("name")?,
            full_name: values.need_text("full_name")?,
            role: values.need_text("role")?,
            is_active: values.text("state") == ACTIVE,
        })
    }

    fn fill(values: &mut Values) {
        values.clear_unasked("disabled_on");
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.text("state") != ACTIVE && !values.has("disabled_on") {
            values.set("disabled_on", facts.day);
        }
    }

    /// `E-OP08`: in an office that has given roles no account falls.
    fn check_void(_values: &Values, facts: &Facts) -> Vec<Slip> {
        let text = "设了岗位的业务库里账户不作废, 办过的事还记在名下; 离开的请改为停用";
        if role_grant::are_founded(facts) { vec![Slip::error("E-OP08", text)] } else { Vec::new() }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let missed =
            if self.is_active { None } else { last(facts).or_else(|| role_grant::lacks_without(facts.this, facts)) };
        self.oddity().into_iter().chain(missed).collect()
    }
}

/// So many log-in names are told of.
const TOLD: usize = 12;

/// `E-OP01`: nobody has this log-in name; whose there are.
pub fn unknown(name: &str, known: &[String]) -> Slip {
    let near = nearest::hint(name, known.iter().map(String::as_str));
    let more = if known.len() > TOLD { " 等" } else { "" };
    let told: Vec<&str> = known.iter().take(TOLD).map(String::as_str).collect();
    let told = told.join("、");
    Slip::error(
        "E-OP01",
        format!("没有登录名“{}”{near}; 在用的登录名: {told}{more}, 在“设置”的操作员里", text::safe(name)),
    )
}

/// `E-OP08`: what is said in whose name nobody works any more.
pub fn left(full_name: &str) -> Slip {
    Slip::error("E-OP08", format!("{full_name}的账户已停用, 不能再用它办理; 请用自己的账户"))
}

/// `E-OP08`: somebody must be able to work.
fn last(facts: &Facts) -> Option<Slip> {
    let text = "这是最后一个在用的操作员, 不能停用; 请先登记另一个";
    facts.rows_of("operator", "state", ACTIVE).next().is_none().then(|| Slip::error("E-OP08", text).at("state"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::tests::{day, row};
    use crate::register::{Ask, Fact};

    fn operator(cells: &[(&str, &str)]) -> Values {
        row(&OPERATOR, &[&[("name", "zhoumin"), ("full_name", "周敏"), ("role", "maker")], cells].concat())
    }

    /// An office with so many operators in use beside this one, and so many grants of 系统管理 to it.
    fn facts(others: i64, grants: i64) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        (facts.this, facts.before) = (Some(1), Some(operator(&[("state", ACTIVE)])));
        let rows = (1..others + 2).map(|key| (key, operator(&[("state", ACTIVE)]))).collect();
        facts.answers.push((Ask::RowsOf("operator", "state", ACTIVE.into()), Fact::Rows(rows)));
        facts.answers.push((Ask::Row("operator", 1), Fact::Row(Some(operator(&[("state", ACTIVE)])))));
        let mut grant = row(&role_grant::ROLE_GRANT, &[("role", "system"), ("valid_from", "2021-01-01")]);
        grant.set("operator", 1);
        let rows = (0..grants).map(|key| (key, grant.clone())).collect();
        facts.answers.push((Ask::RowsOf("role_grant", "role", "system".into()), Fact::Rows(rows)));
        facts
    }

    #[test]
    fn an_account_is_disabled_where_others_are_left() {
        let disabled = operator(&[("state", "disabled")]);
        for (others, grants, slips) in [(1, 0, &[][..]), (0, 0, &["E-OP08"]), (1, 1, &["E-OP06"])] {
            let facts = facts(others, grants);
            let found = Operator::read(&disabled).unwrap().check(&facts);
            assert_eq!(found.iter().map(|slip| slip.code).collect::<Vec<_>>(), slips, "{others} {grants}");
            assert!(Operator::read(&operator(&[("state", ACTIVE)])).unwrap().check(&facts).is_empty());
            assert_eq!(Operator::check_void(&disabled, &facts).is_empty(), grants == 0);
        }
    }

    #[test]
    fn the_day_of_leaving_comes_with_the_state() {
        let mut left = operator(&[("state", "disabled")]);
        Operator::complete(&mut left, &facts(1, 0));
        assert_eq!(left.date("disabled_on"), Some(day("2021-12-31")));
        left.set("state", ACTIVE);
        Operator::fill(&mut left);
        assert!(!left.has("disabled_on"));
    }
}
