//! 福彩圆梦: the instalments paid in a month, with the student's account of the day.

use crate::domain::month::Month;
use crate::figure::roll::Account;
use crate::figure::roll::children::dreams::Dream;
use crate::register::people::person::PERSON;
use crate::store::engine::{self, Row, named_params};
use crate::store::read::villages::placed;
use crate::store::roll::{copy_after, some, stood, who_stood};
use crate::store::{Answer, Store};
use chrono::NaiveDate;

/// Names and accounts are those that stood when the instalment was last written.
fn paid(last: NaiveDate) -> String {
    format!(
        "SELECT {home}, n.name, COALESCE(n.id_number, n.temp_no, ''), g.school, g.level, g.school_year, g.instalment, \
         g.amount_fen, g.paid_on, COALESCE(c.bank_code, ''), COALESCE(c.account_no, ''), {person}, {account} \
         FROM dream_grant g JOIN person n ON n.key = g.person \
         LEFT JOIN account c ON c.person = g.person AND c.voided_by IS NULL AND c.valid_from = \
             (SELECT max(x.valid_from) FROM account x WHERE x.person = g.person AND x.voided_by IS NULL AND x.valid_from <= g.paid_on) \
         WHERE g.paid_on BETWEEN :first AND :last AND g.voided_by IS NULL ORDER BY g.paid_on, 1, g.key",
        home = placed(&PERSON, "n", "home_division", last),
        person = copy_after("g.act", "person", "n"),
        account = copy_after("g.act", "account", "c")
    )
}

impl Store {
    /// The instalments paid in a month, by day and village.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn dreams(&self, month: Month) -> Answer<Vec<Dream>> {
        self.gate_look()?;
        let mut get = self.db().prepare_cached(&paid(month.last_day()))?;
        let (first, last) = (month.first_day().to_string(), month.last_day().to_string());
        let rows = get.query_map(named_params! { ":first": first, ":last": last }, dream)?;
        some(rows.collect::<Result<_, _>>()?, || format!("{}没有发放福彩圆梦助学金", month.zh()))
    }
}

fn dream(r: Row<'_>) -> engine::Result<Dream> {
    let (name, id_number) = who_stood(r.text(11)?, r.get(1)?, r.get(2)?);
    let copy = r.text(12)?;
    let account = |column: &str, at: usize| Ok::<_, engine::Error>(stood(copy, &[column], r.get(at)?));
    let account =
        Account { bank_code: account("bank_code", 9)?, number: account("account_no", 10)?, ..Account::default() };
    Ok(Dream {
        division: r.get(0)?,
        name,
        id_number,
        school: r.get(3)?,
        level: r.get(4)?,
        school_year: r.get(5)?,
        instalment: r.get(6)?,
        amount_fen: r.get(7)?,
        paid_on: r.get(8)?,
        account,
    })
}
