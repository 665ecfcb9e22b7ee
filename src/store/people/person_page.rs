//! All that the office knows and pays about one person, past and present. It costs what is shown: cases, the months asked
//! for, and no row of anybody else.

use crate::domain::date::age_on;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::payment::fail_label;
use crate::domain::people::id_number::IdNumber;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::benefits::codes::END_REASON;
use crate::register::core::codes::Codes;
use crate::register::core::lookup::{
    AccountLine, CaseLine, HouseholdLine, MemberLine, PaymentLine, PersonPage, Standing,
};
use crate::register::people::codes::{ACCOUNT_STATUS, BANK, RELATION};
use crate::register::{Course, Field, Value, Values, find};
use crate::store::benefits::explain::{Version, explain};
use crate::store::engine::{Db, Optional, Row, params};
use crate::store::facts::{Office, scheme_of};
use crate::store::fault::{Answer, StoreFault};
use crate::store::pay::paid::paid_in_year_of;
use crate::store::read::in_force::course_of;
use crate::store::read::records::stored_row;
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
        self.at_one_moment(|| self.page_of(key, day, months))
    }

    fn page_of(&self, key: i64, day: NaiveDate, months: u16) -> Answer<PersonPage> {
        let missing = || StoreFault::refused(Slip::error("E-RG27", format!("人员没有 #{key} 这一条")));
        let person = self.hit(key, day)?.ok_or_else(missing)?;
        let entry = find("person").ok_or_else(|| StoreFault::defect("没有登记簿 person"))?;
        let (values, _, _) = stored_row(self.db(), entry.register, key)?.ok_or_else(missing)?;
        let places = self.places()?;
        let office = Office::on(self.db(), Rc::clone(&places), day, None);
        let cases = self.cases(key, day)?;
        let (town, village) = places.town_and_village(values.text("hukou_division"), day);
        let since = Month::of(day).plus(1 - i32::from(months));
        let household = household(&office, key)?;
        let checks = self.records_on_page(key, &cases, household.as_ref())?;
        Ok(PersonPage {
            hukou: format!("{town}{village}"),
            details: details(&values),
            death_date: values.date("death_date"),
            accounts: accounts(self.db(), key, day)?,
            payments: self.payments(&cases, since)?,
            earlier: self.paid_before(&cases, since)?,
            changes: self.changes(key, household.as_ref().map(|h| h.key), &cases, &checks)?,
            checks,
            household,
            cases,
            person,
        })
    }

    /// Every case that covers the person or was applied for by the person's household, by standing.
    fn cases(&self, person: i64, day: NaiveDate) -> Answer<Vec<CaseLine>> {
        let mut get = self.db().prepare_cached(
            "SELECT c.dibao FROM cover c WHERE c.person = ?1 AND c.voided_by IS NULL
             UNION SELECT d.key FROM household h JOIN dibao d ON d.household = h.key AND d.voided_by IS NULL
                   WHERE h.applicant = ?1 AND h.voided_by IS NULL",
        )?;
        let keys: Vec<i64> = get.query_map([person], |r| r.get(0))?.collect::<Result<_, _>>()?;
        let mut cases = Vec::new();
        for key in keys {
            cases.extend(self.dibao_line(key, day)?);
        }
        cases.extend(self.personal_lines(person, day)?);
        cases.extend(self.relief_lines(person, day)?);
        cases.sort_by_key(|c: &CaseLine| (c.standing, std::cmp::Reverse(c.since)));
        Ok(cases)
    }

    fn dibao_line(&self, key: i64, day: NaiveDate) -> Answer<Option<CaseLine>> {
        let db = self.db();
        let head = db
            .prepare_cached("SELECT case_no, kind, case_type, retained_flag, state, apply_date FROM dibao WHERE key = ?1 AND voided_by IS NULL")?
            .query_row([key], |r| {
                Ok((r.get::<String>(0)?, r.get::<String>(1)?, r.get::<String>(2)?, r.get::<i64>(3)? == 1, r.get::<String>(4)?, r.get::<String>(5)?))
            })
            .optional()?;
        let Some((case_no, kind, case_type, retained, state, applied)) = head else { return Ok(None) };
        let versions = versions(db, key)?;
        let now = Month::of(day);
        let last = versions.iter().rfind(|v| v.from <= now);
        let ended = last.filter(|v| v.kind == "end");
        // What is decided and starts in a later month is shown as it will be, what has ended as it was last drawn.
        let told = last.or(versions.first());
        let drawn = versions.iter().rfind(|v| v.from <= now && v.kind != "end").or(told);
        let explanation = match told.filter(|v| v.kind != "end") {
            Some(v) => explain(self, key, &kind, &case_type, retained, v)?,
            None => Vec::new(),
        };
        let scheme = scheme_of(&kind);
        let since = versions.first().map(|v| v.from).or_else(|| date(&applied).map(Month::of));
        let reason = ended.and_then(|v| v.reason.as_deref()).and_then(|c| END_REASON.label(c));
        let state = match (last, told) {
            (Some(v), _) => crate::register::state_after(&v.kind),
            (None, Some(_)) => "confirmed",
            (None, None) => state.as_str(),
        };
        Ok(Some(CaseLine {
            register: "dibao",
            key,
            case_no,
            scheme: scheme.to_owned(),
            label: Scheme::from_name(scheme).map_or(scheme, Scheme::label).to_owned(),
            state: codes::DIBAO_STATE.label(state).unwrap_or(state).to_owned(),
            standing: Standing::of(last.is_some(), ended.is_some()),
            since: since.unwrap_or(now),
            until: ended.map(|v| v.from.prev()),
            amount: drawn.map_or(Money::ZERO, |v| v.total),
            course: course_of(db, "dibao", key, day)?,
            paid_this_year: paid_in_year_of(db, key, now)?,
            explanation,
            reason: reason.map(str::to_owned),
        }))
    }

    fn relief_lines(&self, person: i64, day: NaiveDate) -> Answer<Vec<CaseLine>> {
        let mut get = self.db().prepare_cached(
            "SELECT key, case_no, state, approve_date, amount_fen, aid_type, cause_code, cause_text, pay_date FROM temporary
             WHERE person = ?1 AND voided_by IS NULL ORDER BY approve_date DESC",
        )?;
        let mut rows = get.query([person])?;
        let mut lines = Vec::new();
        let label = |list: &Codes, code: &str| list.label(code).unwrap_or_default().to_owned();
        while let Some(row) = rows.next()? {
            let (state, approved, cause): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(6)?);
            let approved = date(&approved).unwrap_or(day);
            let amount = Money::fen(row.get(4)?);
            let paid: Option<String> = row.get(8)?;
            let this_year = paid.as_deref().and_then(date).is_some_and(|d| same_year(d, day));
            let (aid, text): (String, String) = (row.get(5)?, row.get(7)?);
            lines.push(CaseLine {
                register: "temporary",
                key: row.get(0)?,
                case_no: row.get(1)?,
                scheme: Scheme::Temporary.name().to_owned(),
                label: Scheme::Temporary.label().to_owned(),
                standing: if matches!(state.as_str(), "paid" | "closed") { Standing::Past } else { Standing::Pending },
                state: label(&codes::RELIEF_STATE, &state),
                since: Month::of(approved),
                until: Some(Month::of(approved)),
                amount,
                course: Course::default(),
                paid_this_year: if this_year { amount } else { Money::ZERO },
                explanation: vec![format!("{} 于 {approved} 批准 {amount} 元", label(&codes::AID_TYPE, &aid))],
                reason: Some(format!("{} {}", label(&codes::RELIEF_CAUSE, &cause), crate::domain::text::safe(&text))),
            });
        }
        Ok(lines)
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

fn same_year(a: NaiveDate, b: NaiveDate) -> bool {
    use chrono::Datelike;
    a.year() == b.year()
}

fn details(values: &Values) -> Vec<(&'static Field, Value)> {
    let filled = |col: &&str| {
        let field = values.register.field(col)?;
        let value = values.get(col);
        (!value.is_null()).then(|| (field, value.clone()))
    };
    DETAILS.iter().filter_map(filled).collect()
}

/// The accounts of a person: the one in force, those to come, those before.
fn accounts(db: &Db, person: i64, day: NaiveDate) -> Answer<Vec<AccountLine>> {
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
            account_no: r.get(2)?,
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

fn versions(db: &Db, case: i64) -> Answer<Vec<Version>> {
    let mut get = db.prepare_cached(
        "SELECT from_month, kind, class_code, income_fen, own_income_fen, per_head_income_fen, standard_fen, base_fen,
                extra_fen, total_fen, reason_code
         FROM award WHERE dibao = ?1 AND voided_by IS NULL ORDER BY from_month",
    )?;
    let mut rows = get.query([case])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        let from: String = row.get(0)?;
        let Some(from) = month(&from) else { continue };
        let fen = |i: usize| row.get(i).map(Money::fen);
        versions.push(Version {
            from,
            kind: row.get(1)?,
            class_code: row.get(2)?,
            income: fen(3)?,
            own_income: fen(4)?,
            per_head: fen(5)?,
            standard: fen(6)?,
            base: fen(7)?,
            extra: fen(8)?,
            total: fen(9)?,
            reason: row.get(10)?,
        });
    }
    Ok(versions)
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
