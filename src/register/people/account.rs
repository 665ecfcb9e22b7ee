//! 一卡通账户: where a person's money goes, dated (assistance 1.5, 13.8). Knows no payment.

use crate::domain::account::{AccountNo, Medium};
use crate::domain::bank;
use crate::domain::people::id_number::IdNumber;
use crate::domain::people::person_name::search_key;
use crate::domain::slip::Slip;
use crate::register::benefits::rests::named;
use crate::register::core::order::{ahead, not_in_future, since_birth, until_death};
use crate::register::core::slips::needed;
use crate::register::people::codes;
use crate::register::{Dated, Facts, Field, Kind, ListColumn, PersonFact, Record, Register, Values};
use chrono::NaiveDate;

/// 一卡通账户.
pub static ACCOUNT: Register = Register {
    fields: &[
        Field::new("person", "持卡人", Kind::Ref("person")).must().hint("身份证号; 即领取人本人"),
        Field::new("account_name", "户名", Kind::Text(50))
            .must()
            .completed()
            .hint("空着填持卡人姓名; 与持卡人姓名一致, 否则须有代领协议"),
        Field::new("bank_code", "开户行", Kind::Code(&codes::BANK))
            .must()
            .completed()
            .hint("空着按卡号开头认出的填; 认不出的自己填"),
        Field::new("account_no", "账号", Kind::AccountNo)
            .must()
            .hint("卡号16至19位, 存折10至25位; 不是身份证号或社保卡号"),
        Field::new("medium", "介质", Kind::Code(&codes::MEDIUM)).must().or("1"),
        Field::new("status", "状态", Kind::Code(&codes::ACCOUNT_STATUS)).must().or("1"),
        Field::new("proxy_agreement_no", "代领协议号", Kind::Text(40)).hint("户名不是本人时必填"),
        Field::new("valid_from", "启用日期", Kind::Date).must().hint("换账户另起一行").ordered(&[
            not_in_future().warning(),
            ahead(12),
            since_birth("person"),
            until_death("person").doubt(),
        ]),
    ],
    list: &[
        ListColumn::new("person.name", "持卡人", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("bank_code", "开户行", 12),
        ListColumn::new("account_no", "账号", 19),
        ListColumn::new("account_name", "户名", 10),
        ListColumn::new("status", "状态", 10),
        ListColumn::new("medium", "介质", 14),
        ListColumn::new("valid_from", "启用日期", 10),
    ],
    natural_key: &["account_no"],
    order: &["person", "valid_from"],
    filters: &["person"],
    frozen: &["person", "valid_from"],
    brief: &["person", "account_no", "bank_code", "valid_from", "medium"],
    dated: Some(Dated { start: "valid_from", within: &["person"], until: "valid_to" }),
    ..Register::new("account", "一卡通账户", "个")
};

/// An account from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// 持卡人.
    pub person: i64,
    /// 户名.
    pub account_name: String,
    /// 账号.
    pub account_no: String,
    /// 介质.
    pub medium: Option<Medium>,
    /// 状态 code.
    pub status: String,
    /// 代领协议号.
    pub proxy_agreement_no: Option<String>,
    /// 启用日期.
    pub valid_from: NaiveDate,
}

impl Record for Account {
    const REGISTER: &'static Register = &ACCOUNT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Account {
            person: values.need_int("person")?,
            account_name: values.need_text("account_name")?,
            account_no: values.need_text("account_no")?,
            medium: Medium::from_code(values.text("medium")),
            status: values.text("status").to_owned(),
            proxy_agreement_no: values.some_text("proxy_agreement_no"),
            valid_from: values.need_date("valid_from")?,
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.get("bank_code").is_null() {
            values.set("bank_code", bank::of_account(values.text("account_no")));
        }
        let own = Medium::from_code(values.text("medium")) != Some(Medium::Corporate);
        if own && values.get("account_name").is_null() {
            let holder = values.int("person").and_then(|key| facts.person(key));
            values.set("account_name", holder.map(|h| h.name.as_str()));
        }
    }

    /// `E-ACC-011`: what is paid into it, where no other account takes its place.
    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        let Some(person) = values.int("person") else { return Vec::new() };
        let others: Vec<&Values> = facts.rows_of("account", "person", person).collect();
        let takes_money = |rows: &mut dyn Iterator<Item = &Values>| {
            let last = rows.filter(|r| r.date("valid_from").is_some_and(|d| d <= facts.day));
            last.max_by_key(|r| r.date("valid_from")).is_some_and(|r| is_open(r.text("status")))
        };
        let before = takes_money(&mut others.iter().copied().chain([values]));
        let cases = facts.resting(person);
        if !before || takes_money(&mut others.iter().copied()) || cases.is_empty() {
            return Vec::new();
        }
        let text = format!("作废后, {} 没有账户可发; 请先登记正确的账户, 仍要作废的请写明理由", named(cases));
        vec![Slip::doubt("E-ACC-011", text)]
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        if let Some(medium) = self.medium {
            match AccountNo::parse(&self.account_no, medium) {
                Ok(no) => slips.extend(no.warnings()),
                Err(fault) => slips.push(fault.slip("account_no")),
            }
        }
        let holder = facts.person(self.person);
        if let Some(holder) = holder {
            self.check_holder(holder, &mut slips);
        }
        slips.extend(self.shared_with(facts));
        slips.extend(self.paid_into_no_more(facts));
        slips
    }
}

/// Whether an account of that status takes money.
fn is_open(status: &str) -> bool {
    matches!(status, "1" | "2")
}

impl Account {
    fn check_holder(&self, holder: &PersonFact, slips: &mut Vec<Slip>) {
        // A number whose check digit is a recorded exception is still an ID number.
        let own = holder.id_number.as_deref().and_then(|t| IdNumber::parse_as(t, true).ok());
        if own.is_some_and(|id| id.as_str() == self.account_no) && !slips.iter().any(|s| s.code == "E-ACC-002") {
            slips.push(Slip::error("E-ACC-002", "疑似把身份证号填入账号").at("account_no"));
        }
        let same = search_key(&self.account_name) == search_key(&holder.name);
        if !same && self.medium != Some(Medium::Corporate) {
            let text = format!(
                "户名 {} 与持卡人 {} 不一致, 请改正; 由他人代领的须填代领协议号",
                self.account_name, holder.name
            );
            slips.extend(needed(self.proxy_agreement_no.as_deref(), "proxy_agreement_no", &text));
        }
    }

    /// What is paid into an account that takes no money from now on (`W-ACC-010`).
    fn paid_into_no_more(&self, facts: &Facts) -> Option<Slip> {
        let before = facts.before.as_ref().map(|old| old.text("status"));
        if is_open(&self.status) || before == Some(&self.status) {
            return None;
        }
        let cases = facts.resting(self.person);
        if cases.is_empty() {
            return None;
        }
        let status = codes::ACCOUNT_STATUS.label(&self.status).unwrap_or_default();
        let text = format!("账户{status}后, {} 没有账户可发, 请登记新账户", named(cases));
        Some(Slip::warning("W-ACC-010", text).at("status"))
    }

    /// The number in other hands outside the household: a sign of fraud (`W-ACC-003`).
    fn shared_with(&self, facts: &Facts) -> Option<Slip> {
        if self.medium == Some(Medium::Corporate) {
            return None;
        }
        let mut others = facts.people_with_account(&self.account_no);
        others.retain(|p| p.key != self.person);
        // Mostly it is nobody else's, and nobody asks who lives with whom.
        let family = if others.is_empty() { None } else { facts.household_of(self.person) };
        let lives_with = |p: &PersonFact| family.is_some_and(|h| h.members.iter().any(|m| m.person.key == p.key));
        let other = others.into_iter().find(|p| !lives_with(p))?;
        let text = format!("同一账号已用于 {}, 不是同一家庭, 请核实", other.name);
        Some(Slip::warning("W-ACC-003", text).at("account_no"))
    }
}
