//! The running cases of a person, with what decides whether they still rest on something that is gone.

use super::facts::{paid_until, scheme_of};
use super::fault::Answer;
use super::{month, personal_cases};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::register::benefit::RestingCase;
use chrono::NaiveDate;
use rusqlite::{Connection, Row};

/// The cases that have not ended by a day: 低保 whose latest version covers the person, 特困, 两补, and 临时救助 that is not paid
/// yet.
pub(super) fn of_person(db: &Connection, person: i64, day: NaiveDate) -> Answer<Vec<RestingCase>> {
    let mut found = Vec::new();
    for (register, sql) in [
        (
            "dibao",
            "SELECT d.key, d.case_no, d.kind, a.persons, a.total_fen, a.from_month, a.kind, NULL, d.case_type = 'SINGLE',
                    (SELECT e.from_month FROM award e WHERE e.dibao = d.key AND e.kind = 'end' AND e.voided_by IS NULL)
             FROM dibao d JOIN award a ON a.dibao = d.key AND a.kind <> 'end' AND a.voided_by IS NULL
             WHERE d.key IN (SELECT c.dibao FROM cover c WHERE c.person = ?1 AND c.voided_by IS NULL) AND d.voided_by IS NULL
             AND NOT EXISTS (SELECT 1 FROM award n WHERE n.dibao = d.key AND n.from_month > a.from_month AND n.kind <> 'end'
                             AND n.voided_by IS NULL)
             AND EXISTS (SELECT 1 FROM cover c WHERE c.dibao = d.key AND c.from_month = a.from_month AND c.person = ?1
                         AND c.voided_by IS NULL)",
        ),
        (
            "tekun",
            "SELECT d.key, d.case_no, d.kind, 1, coalesce(a.total_fen, 0), a.from_month, coalesce(a.kind, ''), NULL, 0,
                    (SELECT e.from_month FROM tekun_award e WHERE e.tekun = d.key AND e.kind = 'end' AND e.voided_by IS NULL)
             FROM tekun d LEFT JOIN tekun_award a ON a.tekun = d.key AND a.kind <> 'end' AND a.voided_by IS NULL AND NOT EXISTS
                  (SELECT 1 FROM tekun_award n WHERE n.tekun = d.key AND n.from_month > a.from_month AND n.kind <> 'end'
                   AND n.voided_by IS NULL)
             WHERE d.person = ?1 AND d.voided_by IS NULL",
        ),
        (
            "disability",
            "SELECT d.key, d.case_no, d.kind, 1, coalesce(a.amount_fen, 0), a.from_month, coalesce(a.kind, ''), d.poverty_basis, 0,
                    (SELECT e.from_month FROM disability_award e WHERE e.disability = d.key AND e.kind = 'end'
                     AND e.voided_by IS NULL)
             FROM disability d LEFT JOIN disability_award a ON a.disability = d.key AND a.kind <> 'end' AND a.voided_by IS NULL
                  AND NOT EXISTS (SELECT 1 FROM disability_award n WHERE n.disability = d.key AND n.from_month > a.from_month
                                  AND n.kind <> 'end' AND n.voided_by IS NULL)
             WHERE d.person = ?1 AND d.voided_by IS NULL",
        ),
        (
            "temporary",
            "SELECT key, case_no, '', 1, amount_fen, NULL, '', NULL, 0, NULL FROM temporary
             WHERE person = ?1 AND pay_date IS NULL AND voided_by IS NULL",
        ),
    ] {
        let mut get = db.prepare_cached(sql)?;
        let mut rows = get.query([person])?;
        while let Some(row) = rows.next()? {
            found.extend(read(db, register, row, Month::of(day))?);
        }
    }
    Ok(found)
}

fn read(db: &Connection, register: &str, row: &Row, now: Month) -> Answer<Option<RestingCase>> {
    let (case, kind, version): (i64, String, String) = (row.get(0)?, row.get(2)?, row.get(6)?);
    let month_at =
        |at: usize| -> Answer<Option<Month>> { Ok(row.get::<_, Option<String>>(at)?.as_deref().and_then(month)) };
    let (latest, ends) = (month_at(5)?, month_at(9)?);
    if ends.is_some_and(|ends| ends <= now) {
        return Ok(None);
    }
    let scheme = match register {
        "dibao" => Scheme::from_name(scheme_of(&kind)).unwrap_or(Scheme::DibaoUrban),
        "temporary" => Scheme::Temporary,
        _ => personal_cases::scheme_of(register, &kind),
    };
    Ok(Some(RestingCase {
        scheme,
        case,
        case_no: row.get(1)?,
        persons: row.get(3)?,
        single: row.get(8)?,
        amount: Money::fen(row.get(4)?),
        latest,
        ends,
        suspended: version == "suspended",
        basis: row.get(7)?,
        paid_until: paid_until(db, case)?,
    }))
}
