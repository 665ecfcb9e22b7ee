//! All that the office knows and pays about one person, past and present. It costs what is shown: cases, the months asked
//! for, and no row of anybody else.

use crate::domain::date::age_on;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::payment::fail_label;
use crate::domain::people::id_number::IdNumber;
use crate::domain::slip::Slip;
use crate::register::core::classes::{Class, Where, class};
use crate::register::core::codes::Codes;
use crate::register::core::lookup::{AccountLine, CaseLine, HouseholdLine, MemberLine, PaymentLine, PersonPage};
use crate::register::core::rights::Rights;
use crate::register::people::account::ACCOUNT;
use crate::register::people::codes::{ACCOUNT_STATUS, BANK, RELATION};
use crate::register::people::person::PERSON;
use crate::register::{Field, Mask, Value, Values, find};
use crate::store::engine::{Db, Optional, Row, params};
use crate::store::facts::Office;
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::stored::stored_row;
use crate::store::rights::veil::seen_of;
use crate::store::{Store, date, month};
use chrono::NaiveDate;
use std::rc::Rc;

/// Fields that the page shows when they are filled, but for those it shows anyway.
const DETAILS: [&str; 16] = [
    "hukou_type",
    "address",
    "phone",
    "ethnicity",
    "marital_code",
    "health_code",
    "disease_name",
    "labor_code",
    "disability_cert_no",
    "disability_type",
    "disability_level",
    "disability_valid_to",
    "employ_code",
    "school_code",
    "special_status",
    "birth_note",
];

impl Store {
    /// The page of a person on a day, with the payments of the last months.
    ///
    /// # Errors
    /// There is no such person; the file cannot be read.
    pub fn person_page(&self, key: i64, day: NaiveDate, months: u16) -> Answer<PersonPage> {
        self.gate_open(&PERSON)?;
        self.at_one_moment(|| self.page_of(key, day, months))
    }

    fn page_of(&self, key: i64, day: NaiveDate, months: u16) -> Answer<PersonPage> {
        let missing = || StoreFault::refused(Slip::error("E-RG27", format!("人员没有 #{key} 这一条")));
        let person = self.hit(key, day)?.ok_or_else(missing)?;
        let entry = find("person").ok_or_else(|| StoreFault::defect("没有登记簿 person"))?;
        let (values, _, _) = stored_row(self.db(), entry.register, key)?.ok_or_else(missing)?;
        let places = self.places()?;
        let office = Office::on(self.db(), Rc::clone(&places), day, None);
        let rights = self.rights()?;
        let mut cases = self.case_lines(key, day)?;
        let all = cases.len();
        cases.retain(|case| self.is_shown(case.register));
        let mut withheld = all > cases.len();
        let (town, village) = places.town_and_village(values.text("hukou_division"), day);
        let since = Month::of(day).plus(1 - i32::from(months));
        let household = household(&office, key)?;
        let mut checks = self.records_on_page(key, &cases, household.as_ref())?;
        let all = checks.len();
        checks.retain(|line| self.is_shown(line.register));
        withheld |= all > checks.len();
        Ok(PersonPage {
            hukou: format!("{town}{village}"),
            details: details(&values, &rights),
            death_date: values.date("death_date"),
            accounts: accounts(self.db(), key, day, &rights)?,
            payments: self.payments(&cases, since)?,
            earlier: self.paid_before(&cases, since)?,
            changes: self.changes(key, household.as_ref().map(|h| h.key), &cases, &checks)?,
            checks,
            household,
            cases,
            person,
            withheld,
        })
    }

    /// Whether who sits may see records of a register.
    fn is_shown(&self, register: &str) -> bool {
        find(register).is_none_or(|entry| self.may_list(entry.register))
    }

    /// The newest month before another for which the cases have a line.
    fn paid_before(&self, cases: &[CaseLine], since: Month) -> Answer<Option<Month>> {
        let mut newest = None;
        for case in cases {
            for sql in earlier_statements() {
                let mut get = self.db().prepare_cached(&sql)?;
                let found: Option<String> =
                    get.query_row(params![case.key, since.to_string()], |r| r.get(0)).optional()?;
                newest = newest.max(found.as_deref().and_then(month));
            }
        }
        Ok(newest)
    }

    /// Lines of the cases for months from one on, newest first.
    fn payments(&self, cases: &[CaseLine], since: Month) -> Answer<Vec<PaymentLine>> {
        let mut lines = Vec::new();
        for case in cases {
            for sql in payment_statements() {
                let mut get = self.db().prepare_cached(&sql)?;
                let mut rows = get.query(params![case.key, since.to_string()])?;
                while let Some(row) = rows.next()? {
                    lines.extend(payment_line(row)?);
                }
            }
        }
        lines.sort_by(|a, b| (b.period_due, &b.line_type, b.key).cmp(&(a.period_due, &a.line_type, a.key)));
        Ok(lines)
    }
}

fn details(values: &Values, rights: &Rights) -> Vec<(&'static Field, Value)> {
    let eyes = rights.eyes(values.register, Where::Record);
    let filled = |col: &&str| {
        let field = values.register.field(col)?;
        let (value, class) = (values.get(col), class(values.register, field));
        let seen = seen_of(field, class, value).filter(|_| !eyes.see(class));
        (!value.is_null()).then(|| (field, seen.unwrap_or_else(|| value.clone())))
    };
    DETAILS.iter().filter_map(filled).collect()
}

/// The accounts of a person: the one in force, those to come, those before.
fn accounts(db: &Db, person: i64, day: NaiveDate, rights: &Rights) -> Answer<Vec<AccountLine>> {
    let is_seen = rights.eyes(&ACCOUNT, Where::Record).see(Class::High);
    let mut get = db.prepare_cached(
        "SELECT key, bank_code, account_no, account_name, status, valid_from FROM account
         WHERE person = ?1 AND voided_by IS NULL ORDER BY valid_from DESC",
    )?;
    let label = |list: &Codes, code: &str| list.label(code).unwrap_or(code).to_owned();
    let rows = get.query_map([person], |r| {
        let (bank, status, from): (String, String, String) = (r.get(1)?, r.get(4)?, r.get(5)?);
        Ok(AccountLine {
            key: r.get(0)?,
            bank: label(&BANK, &bank),
            account_no: r.get::<String>(2).map(|no| if is_seen { no } else { Mask::Account.of(&no) })?,
            account_name: r.get(3)?,
            status: label(&ACCOUNT_STATUS, &status),
            in_force: false,
            valid_from: date(&from).unwrap_or_default(),
        })
    })?;
    let mut accounts: Vec<AccountLine> = rows.collect::<Result<_, _>>()?;
    if let Some(now) = accounts.iter().position(|a| a.valid_from <= day) {
        if let Some(account) = accounts.get_mut(now) {
            account.in_force = true;
        }
        accounts[..=now].rotate_right(1);
    }
    Ok(accounts)
}

fn household(office: &Office<'_>, person: i64) -> Answer<Option<HouseholdLine>> {
    use crate::register::{Ask, Fact};
    let mut found = match office.read(&Ask::HouseholdOf(person))? {
        Fact::Household(h) => h,
        _ => None,
    };
    if found.is_none() {
        // One who has left every household, or applies for one without being in it.
        let key: Option<i64> = office
            .db
            .prepare_cached(
                "SELECT key FROM household WHERE applicant = ?1 AND voided_by IS NULL ORDER BY key DESC LIMIT 1",
            )?
            .query_row([person], |r| r.get(0))
            .optional()?;
        found = match key {
            Some(key) => office.household(key)?,
            None => None,
        };
    }
    let Some(house) = found else { return Ok(None) };
    let applicant: String = office
        .db
        .prepare_cached("SELECT name FROM person WHERE key = ?1")?
        .query_row([house.applicant], |r| r.get(0))?;
    let members = house.members.iter().map(|m| MemberLine {
        person: m.person.key,
        name: m.person.name.clone(),
        id_number: m.person.id_number.as_deref().and_then(|t| IdNumber::parse_as(t, true).ok()),
        relation_code: m.relation_code.clone(),
        relation: RELATION.label(&m.relation_code).unwrap_or_default().to_owned(),
        age: age_on(m.person.birth_date, office.day).unwrap_or(0),
        is_member: m.is_member,
    });
    Ok(Some(HouseholdLine {
        key: house.key,
        household_no: house.household_no.clone(),
        applicant,
        members: members.collect(),
    }))
}

/// A case's lines for months from one on: the normal ones and the others, each through its own index.
fn payment_statements() -> [String; 2] {
    [("payment_once", "IN"), ("payment_other", "NOT IN")].map(|(index, types)| {
        format!(
            "SELECT p.key, p.period_due, p.scheme, p.line_type, p.amount_fen, p.bank_state, p.fail_code, p.paid_on, b.batch_no,
                    CASE p.bank_state WHEN '2' THEN (SELECT t.day FROM act t WHERE t.key = p.act) END
             FROM payment p INDEXED BY {index} CROSS JOIN batch b ON b.key = p.batch
             WHERE p.case_key = ?1 AND p.period_due >= ?2 AND p.line_type {types} ('01','08') AND p.voided_by IS NULL"
        )
    })
}

/// The last month with a line before a month, through the same indexes.
fn earlier_statements() -> [String; 2] {
    [("payment_once", "IN"), ("payment_other", "NOT IN")].map(|(index, types)| {
        format!(
            "SELECT period_due FROM payment INDEXED BY {index} WHERE case_key = ?1 AND period_due < ?2
             AND line_type {types} ('01','08') AND voided_by IS NULL ORDER BY period_due DESC LIMIT 1"
        )
    })
}

fn payment_line(row: Row<'_>) -> Answer<Option<PaymentLine>> {
    let due: String = row.get(1)?;
    let Some(period_due) = month(&due) else { return Ok(None) };
    Ok(Some(PaymentLine {
        key: row.get(0)?,
        period_due,
        scheme: row.get(2)?,
        line_type: row.get(3)?,
        amount: Money::fen(row.get(4)?),
        bank_state: row.get(5)?,
        failure: row.get::<Option<String>>(6)?.and_then(|c| fail_label(&c)).map(str::to_owned),
        paid_on: row.get::<Option<String>>(7)?.as_deref().and_then(date),
        batch_no: row.get(8)?,
        refused_on: row.get::<Option<String>>(9)?.as_deref().and_then(date),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn a_case_leads_to_its_months_and_to_no_other_row() {
        for sql in payment_statements() {
            let plan = plan::of(&sql);
            assert!(plan[0].contains("case_key=? AND period_due>?"), "{plan:?}");
            // The act that entered the bank's refusal is read by its key.
            assert!(plan.iter().all(|p| p.contains("SEARCH") || p.contains("SCALAR SUBQUERY")), "{plan:?}");
        }
        for sql in earlier_statements() {
            let plan = plan::of(&sql);
            assert!(plan.len() == 1 && plan[0].contains("case_key=? AND period_due<?"), "{plan:?}");
        }
    }
}
