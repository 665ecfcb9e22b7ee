//! Who is payable for a month: the cases on its roster with the accounts in force, and what their papers say (name, numbers,
//! household …) as it stands now; the line keeps that.
//!
//! Must not decide what is paid.

use crate::domain::date::age_on;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::parameter::Parameters;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::figure::roll::Printed;
use crate::figure::roll::notice::in_place_of;
use crate::register::benefits::benefit::{Bar, Class, Covers, Papers};
use crate::register::find;
use crate::register::people::person::PERSON;
use crate::store::Store;
use crate::store::benefits::roster::Roster;
use crate::store::date;
use crate::store::engine::{self, Optional, Row, named_params};
use crate::store::fault::{Answer, StoreFault};
use crate::store::pay::payroll_facts::{Payable, Payee, PayeeAccount};
use crate::store::read::sql::reached;
use crate::store::read::stored::stored_row;
use crate::store::read::villages::village_in;
use chrono::NaiveDate;

/// How many live in the household `h` on a day.
const FAMILY: &str = "(SELECT count(*) FROM member m WHERE m.household = h.key AND m.voided_by IS NULL AND m.valid_from <= :last
                AND m.ended = 0 AND m.is_member = 1 AND NOT EXISTS (SELECT 1 FROM member x WHERE x.household = m.household
                AND x.person = m.person AND x.voided_by IS NULL AND x.valid_from > m.valid_from AND x.valid_from <= :last))";

/// What depends on whom the cases cover.
struct Whose {
    /// Who draws.
    person: &'static str,
    /// Who is paid: mostly the same.
    payee: String,
    /// From the case to the applicant's household.
    join: &'static str,
    /// Which versions the batch of a day knows.
    known: &'static str,
    sex: &'static str,
    /// 户 and 人 of a normal line.
    count: String,
    /// 家庭人口, 家庭月收入, and the household.
    family: String,
}

impl Whose {
    fn of(roster: Roster) -> Whose {
        match roster.benefit.covers {
            Covers::Household(household) => Whose {
                person: "h.applicant",
                payee: "h.applicant".to_owned(),
                join: "CROSS JOIN household h ON h.key = d.household",
                known: "",
                sex: "NULL",
                count: format!("1, a.{}", household.persons),
                family: format!("{FAMILY}, a.{}, h.key", roster.versions.stored(household.income)),
            },
            // A version decided after the day of the batch is not known to it, however far back it reaches.
            Covers::Person => Whose {
                person: "d.person",
                payee: roster.lines().payee.map_or("d.person".to_owned(), |col| format!("coalesce(d.{col}, d.person)")),
                join: "",
                known: "AND b.decided_date <= :day",
                sex: "p.sex",
                count: "0, 1".to_owned(),
                family: "0, 0, NULL".to_owned(),
            },
        }
    }
}

/// The account that is paid: that of the institution in which somebody lives, else the payee's. Its key, and what joins it.
fn account_of(institution: Option<&str>) -> (String, &'static str, String) {
    let columns = ["account_name", "account_no", "bank_code", "status", "valid_from"];
    let Some(inst) = institution else {
        return (columns.map(|col| format!("c.{col}")).join(", "), "NULL", String::new());
    };
    let account = columns.map(|col| match col {
        "status" => format!("CASE WHEN a.{inst} IS NULL THEN c.status ELSE '1' END"),
        "valid_from" => format!("CASE WHEN a.{inst} IS NULL THEN c.valid_from END"),
        _ => format!("CASE WHEN a.{inst} IS NULL THEN c.{col} ELSE i.{col} END"),
    });
    let join = format!("LEFT JOIN institution i ON i.key = a.{inst} AND i.voided_by IS NULL");
    (account.join(", "), "i.key", join)
}

/// The statement of a benefit's cases of a kind.
fn statement(roster: Roster, kind: &str) -> String {
    let (cases, versions, lines) = (roster.cases(), roster.versions.name, roster.lines());
    let Whose { person, payee, join, known, sex, count, family } = Whose::of(roster);
    let money =
        |col: Option<&str>| col.map_or_else(|| "0".to_owned(), |col| format!("a.{}", roster.versions.stored(col)));
    let [normal, extra, care] = [Some(lines.normal), lines.extra, lines.care].map(money);
    let (account, house, institution) = account_of(lines.institution);
    let class = match lines.class {
        Class::OfCase(col) => format!("d.{col}"),
        Class::OfVersion(col) => format!(
            "coalesce(a.{col}, (SELECT x.{col} FROM {versions} x WHERE x.{cases} = d.key AND x.voided_by IS NULL \
             AND x.from_month <= a.from_month AND x.{col} IS NOT NULL ORDER BY x.from_month DESC LIMIT 1))"
        ),
        Class::None => "NULL".to_owned(),
    };
    let of_case = |path: Option<&str>| {
        path.and_then(|path| reached(roster.benefit.cases, "d", path)).unwrap_or_else(|| "NULL".to_owned())
    };
    let Papers { number, disability, kind: urban, carer } = lines.papers;
    let number = number.map_or_else(|| "NULL".to_owned(), |col| format!("coalesce(d.{col}, d.case_no)"));
    let [disability, urban, carer] = [disability, urban, carer].map(of_case);
    let born = if lines.posted { "p.birth_date" } else { "NULL" };
    let (other, who) = match lines.payee {
        Some(col) => (format!("LEFT JOIN person y ON y.key = d.{col}"), "y.key, y.name, y.death_date"),
        None => (String::new(), "NULL, NULL, NULL"),
    };
    let of_kind = if kind.is_empty() { ":kind IS NOT NULL" } else { "d.kind = :kind" };
    format!(
        "SELECT d.key, {}, d.case_no, {person}, p.name, p.death_date, a.kind, {normal}, {extra}, {care}, {count}, {house}, {account}, \
            {class}, coalesce(p.id_number, p.temp_no, ''), {born}, {number}, {sex}, {disability}, {urban}, {carer}, {family}, {who}
         FROM {cases} d NOT INDEXED {join} CROSS JOIN person p ON p.key = {person} {other}
         CROSS JOIN {versions} a ON a.key = (SELECT b.key FROM {versions} b WHERE b.{cases} = d.key AND b.voided_by IS NULL
               AND b.from_month <= :month {known} ORDER BY b.from_month DESC LIMIT 1)
         {institution}
         LEFT JOIN account c ON c.key = (SELECT x.key FROM account x WHERE x.person = {payee} AND x.voided_by IS NULL
               AND x.valid_from <= :day ORDER BY x.valid_from DESC LIMIT 1)
         WHERE {of_kind} AND :last IS NOT NULL AND d.voided_by IS NULL AND a.kind <> 'end' ORDER BY d.key",
        village_in!("d", ":month"),
    )
}

/// The eldest member of a household.
const ELDEST: &str = "SELECT n.name, n.birth_date FROM member m JOIN person n ON n.key = m.person \
    WHERE m.household = :household AND m.voided_by IS NULL AND m.valid_from <= :day AND m.ended = 0 AND m.is_member = 1 \
      AND NOT EXISTS (SELECT 1 FROM member x WHERE x.household = m.household AND x.person = m.person \
        AND x.voided_by IS NULL AND x.valid_from > m.valid_from AND x.valid_from <= :day) \
    ORDER BY n.birth_date LIMIT 1";

/// The account that stands in a row from a column on.
pub(in crate::store) fn account(row: Row<'_>, at: usize) -> engine::Result<Option<PayeeAccount>> {
    let Some(name) = row.get::<Option<String>>(at)? else { return Ok(None) };
    let from: Option<String> = row.get(at + 4)?;
    Ok(Some(PayeeAccount {
        name,
        number: row.get(at + 1)?,
        bank: row.get(at + 2)?,
        status: row.get(at + 3)?,
        valid_from: from.as_deref().and_then(date),
    }))
}

/// Who is paid in the person's place, as it stands in a row from a column on.
fn payee(row: Row<'_>, at: usize) -> Answer<Option<Payee>> {
    let Some(person) = row.get::<Option<i64>>(at)? else { return Ok(None) };
    let death: Option<String> = row.get(at + 2)?;
    Ok(Some(Payee { person, name: row.get(at + 1)?, death_date: death.as_deref().and_then(date) }))
}

/// Whether someone born on a stored day is under 18 on another.
fn is_minor(born: &str, day: NaiveDate) -> bool {
    date(born).and_then(|born| age_on(born, day)).is_some_and(|age| age < 18)
}

impl Store {
    /// The cases of a scheme of monthly payments that are on the roster of a month, in the order of the roll, with the accounts in force on a
    /// day.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn payable(&self, scheme: Scheme, month: Month, day: NaiveDate) -> Answer<Vec<Payable>> {
        self.gate_look()?;
        let Some((roster, kind)) = Roster::paying(scheme) else { return Ok(Vec::new()) };
        let mut get = self.db().prepare_cached(&statement(roster, kind))?;
        let last = month.last_day();
        let (of, on, until) = (month.to_string(), day.to_string(), last.to_string());
        let mut rows = get.query(named_params! { ":kind": kind, ":month": of, ":day": on, ":last": until })?;
        let mut all = Vec::new();
        let bar = roster.lines().bar.map(|bar| Ok::<_, StoreFault>((bar, self.parameters()?))).transpose()?;
        while let Some(row) = rows.next()? {
            let death: Option<String> = row.get(5)?;
            all.push(Payable {
                case_key: row.get(0)?,
                division: row.get(1)?,
                case_no: row.get(2)?,
                person: row.get(3)?,
                payee: payee(row, 29)?,
                printed: self.printed(row, last)?,
                death_date: death.as_deref().and_then(date),
                kind: row.get(6)?,
                total: Money::fen(row.get(7)?),
                extra: Money::fen(row.get(8)?),
                care: Money::fen(row.get(9)?),
                count: (row.get(10)?, row.get(11)?),
                institution: row.get(12)?,
                account: account(row, 13)?,
                class: row.get(18)?,
                barred: match &bar {
                    Some((bar, parameters)) => self.barred(bar, (row.get(3)?, month), parameters)?,
                    None => None,
                },
            });
        }
        all.sort_unstable_by(|a, b| (&a.division, &a.case_no).cmp(&(&b.division, &b.case_no)));
        Ok(all)
    }

    /// What stands against paying somebody in a month.
    fn barred(&self, bar: &Bar, (person, month): (i64, Month), parameters: &Parameters) -> Answer<Option<Slip>> {
        let Some((who, ..)) = stored_row(self.db(), &PERSON, person)? else { return Ok(None) };
        let sql = format!("SELECT key FROM {} WHERE person = ?1 AND voided_by IS NULL", bar.file);
        let key: Option<i64> = self.db().prepare_cached(&sql)?.query_row([person], |r| r.get(0)).optional()?;
        let file = match key.zip(find(bar.file)) {
            Some((key, entry)) => stored_row(self.db(), entry.register, key)?.map(|(values, ..)| values),
            None => None,
        };
        Ok((bar.slip)(&who, file.as_ref(), month, parameters))
    }

    /// What the papers of a month say of a payable case.
    fn printed(&self, row: Row<'_>, last: NaiveDate) -> Answer<Printed> {
        let text = |at: usize| row.text_or_empty(at);
        let mut printed = Printed {
            name: row.get(4)?,
            id_number: row.get(19)?,
            paper_no: text(21)?,
            sex: text(22)?,
            dis_type: text(23)?,
            kind: text(24)?,
            carer: text(25)?,
            posted: String::new(),
            family: row.get(26)?,
            income_fen: row.get(27)?,
        };
        let born = row.get_ref(20)?.text();
        if born.is_some_and(|born| is_minor(born, last)) {
            let adult = match row.get::<Option<i64>>(28)? {
                Some(household) => self.adult_of(household, last)?,
                None => None,
            };
            printed.posted = in_place_of(&printed.name, adult.as_deref());
        }
        Ok(printed)
    }

    fn adult_of(&self, household: i64, day: NaiveDate) -> Answer<Option<String>> {
        let mut get = self.db().prepare_cached(ELDEST)?;
        let eldest: Option<(String, String)> = get
            .query_row(named_params! { ":household": household, ":day": day.to_string() }, |r| {
                Ok((r.get(0)?, r.get(1)?))
            })
            .optional()?;
        Ok(eldest.filter(|(_, born)| !is_minor(born, day)).map(|(name, _)| name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    /// The roster of a scheme is read once from one end to the other; all that hangs on a case is reached through keys.
    #[test]
    fn a_payroll_reads_each_case_once() {
        for (roster, kind) in Scheme::ALL.into_iter().filter_map(Roster::paying) {
            let plan = plan::of(&statement(roster, kind));
            let scans: Vec<&String> = plan.iter().filter(|p| p.contains("SCAN") || p.contains("TEMP B-TREE")).collect();
            assert_eq!(scans, ["SCAN d"], "{plan:?}");
        }
    }
}
