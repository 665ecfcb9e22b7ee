//! 供养服务机构: where 集中 特困 people live; their money goes to its account (assistance 3.3, 3.4).

use crate::domain::account::{AccountNo, Medium};
use crate::domain::slip::Slip;
use crate::register::core::slips::in_district;
use crate::register::people::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};

/// 供养服务机构.
pub static INSTITUTION: Register = Register {
    fields: &[
        Field::new("code", "机构代码", Kind::Text(20)).must(),
        Field::new("name", "机构名称", Kind::Text(50)).must(),
        Field::new("division", "所在区划", Kind::Division).must().outside().hint("本区以外的机构按实际所在地填"),
        Field::new("account_name", "户名", Kind::Text(50)).must().hint("机构对公账户"),
        Field::new("account_no", "账号", Kind::AccountNo).must(),
        Field::new("bank_code", "开户行", Kind::Code(&codes::BANK)).must(),
    ],
    list: &[
        ListColumn::new("code", "机构代码", 12),
        ListColumn::new("name", "机构名称", 24),
        ListColumn::new("division", "所在区划", 14),
        ListColumn::new("account_name", "户名", 20),
        ListColumn::new("account_no", "账号", 19),
        ListColumn::new("bank_code", "开户行", 12),
    ],
    natural_key: &["code"],
    order: &["division", "code"],
    filters: &["division"],
    ..Register::new("institution", "供养机构", "个")
};

/// An institution.
#[derive(Clone, Debug, PartialEq)]
pub struct Institution {
    /// 所在区划.
    pub division: String,
    /// 账号.
    pub account_no: String,
}

impl Record for Institution {
    const REGISTER: &'static Register = &INSTITUTION;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Institution { division: values.need_text("division")?, account_no: values.need_text("account_no")? })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let account = AccountNo::parse(&self.account_no, Medium::Corporate).err().map(|f| f.slip("account_no"));
        let elsewhere = (!in_district(facts, &self.division))
            .then(|| Slip::warning("W-DV02", format!("区划 {} 不在本区, 请核对", self.division)).at("division"));
        account.into_iter().chain(elsewhere).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_of_an_institution_elsewhere() {
        let day = "2021-12-31".parse().unwrap();
        let facts = Facts::on(day, "430406000000");
        let mut home = Institution { division: "430406001000".into(), account_no: "43001503068052500123".into() };
        assert_eq!(home.check(&facts), []);
        home.division = "430400000000".into();
        home.account_no = "12".into();
        let codes: Vec<_> = home.check(&facts).iter().map(|s| s.code).collect();
        assert_eq!(codes.len(), 2, "{codes:?}");
        assert!(codes[0].starts_with("E-ACC") && codes[1] == "W-DV02", "{codes:?}");
    }
}
