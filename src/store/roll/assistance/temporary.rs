//! 临时救助: the reliefs approved in a month, with the applicant's account of the day.

use crate::domain::month::Month;
use crate::figure::roll::Account;
use crate::figure::roll::assistance::temporary::Temporary;
use crate::register::assistance::temporary::TEMPORARY;
use crate::store::engine::{self, Row, named_params};
use crate::store::read::villages::{moved_since, placed};
use crate::store::roll::{copy_after, some, stood, who_stood};
use crate::store::{Answer, Store};
use chrono::NaiveDate;

/// Cash and goods go to no account. Names and accounts are those that stood when the relief was last written.
pub(in crate::store::roll) fn reliefs(last: NaiveDate) -> String {
    format!(
        "SELECT {place}, t.case_no, n.name, COALESCE(n.id_number, n.temp_no, ''), t.people_count, t.object_class, t.aid_type, \
         t.cause_code, t.amount_fen, t.approve_level, t.fund, t.approve_date, t.pay_date, \
         COALESCE(c.account_name, ''), COALESCE(c.bank_code, ''), COALESCE(c.account_no, ''), {person}, {account} \
         FROM temporary t JOIN person n ON n.key = t.person \
         LEFT JOIN account c ON t.aid_form = '1' AND c.person = t.person AND c.voided_by IS NULL AND c.valid_from = \
             (SELECT max(x.valid_from) FROM account x WHERE x.person = t.person AND x.voided_by IS NULL AND x.valid_from <= t.approve_date) \
         WHERE t.approve_date BETWEEN :first AND :last AND t.voided_by IS NULL ORDER BY 1, t.case_no",
        place = placed(&TEMPORARY, "t", "division", last),
        person = copy_after("t.act", "person", "n"),
        account = copy_after("t.act", "account", "c")
    )
}

impl Store {
    /// The reliefs approved in a month, ordered by village and case number.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn temporary_roll(&self, month: Month) -> Answer<Vec<Temporary>> {
        self.gate_look()?;
        let mut get = self.db().prepare_cached(&reliefs(month.last_day()))?;
        let (first, last) = (month.first_day().to_string(), month.last_day().to_string());
        let rows = get.query_map(named_params! { ":first": first, ":last": last }, relief)?;
        let all: Vec<Temporary> = rows.collect::<Result<_, _>>()?;
        some(all, || format!("{}没有审批的临时救助", month.zh()))
    }

    /// The same added up by 镇街, type and fund: what a summary folds.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn temporary_sums(&self, month: Month) -> Answer<Vec<Temporary>> {
        self.gate_look()?;
        let last = month.last_day();
        let moved = moved_since(self.db(), last)?.then(|| placed(&TEMPORARY, "t", "division", last));
        let mut get = self.db().prepare_cached(&relief_sums(moved.as_deref().unwrap_or(PLACE)))?;
        let (first, last) = (month.first_day().to_string(), month.last_day().to_string());
        let rows = get.query_map(named_params! { ":first": first, ":last": last }, |r| {
            Ok(Temporary {
                division: r.get(0)?,
                aid_type: r.get(1)?,
                fund: r.get(2)?,
                cases: r.get(3)?,
                people: r.get(4)?,
                amount_fen: r.get(5)?,
                ..Temporary::default()
            })
        })?;
        some(rows.collect::<Result<_, _>>()?, || format!("{}没有审批的临时救助", month.zh()))
    }
}

/// By the place, an expression over the alias `t`. Read from the index alone, where that is the column.
pub(in crate::store::roll) fn relief_sums(place: &str) -> String {
    format!(
        "SELECT substr({place}, 1, 9) || '000', aid_type, fund, count(*), sum(people_count), \
    sum(amount_fen) FROM temporary t WHERE approve_date BETWEEN :first AND :last AND voided_by IS NULL GROUP BY 1, 2, 3"
    )
}

/// The place of a relief.
pub(in crate::store::roll) const PLACE: &str = "t.division";

fn relief(r: Row<'_>) -> engine::Result<Temporary> {
    let (name, id_number) = who_stood(r.text(16)?, r.get(2)?, r.get(3)?);
    let copy = r.text(17)?;
    let account = |column: &str, at: usize| Ok::<_, engine::Error>(stood(copy, &[column], r.get(at)?));
    Ok(Temporary {
        division: r.get(0)?,
        case_no: r.get(1)?,
        name,
        id_number,
        cases: 1,
        people: r.get(4)?,
        object_class: r.get(5)?,
        aid_type: r.get(6)?,
        cause: r.get(7)?,
        amount_fen: r.get(8)?,
        level: r.get(9)?,
        fund: r.get(10)?,
        approved_on: r.get(11)?,
        paid_on: r.get(12)?,
        account: Account {
            name: account("account_name", 13)?,
            bank_code: account("bank_code", 14)?,
            number: account("account_no", 15)?,
        },
    })
}
