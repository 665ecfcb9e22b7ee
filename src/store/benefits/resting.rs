//! The running cases of a person, with what decides whether they still rest on something that is gone.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::register::benefits::benefit::RestingCase;
use crate::store::benefits::personal_cases;
use crate::store::engine::{Db, Row, params};
use crate::store::facts::{paid_until, scheme_of};
use crate::store::fault::Answer;
use crate::store::month;
use chrono::NaiveDate;

/// The cases of a person by register: key, number, kind, basis of the economic circumstances, covered alone.
const CASES: [(&str, &str); 4] = [
    (
        "dibao",
        "SELECT d.key, d.case_no, d.kind, NULL, d.case_type = 'SINGLE', 0 FROM dibao d
         WHERE d.key IN (SELECT c.dibao FROM cover c WHERE c.person = ?1 AND c.voided_by IS NULL) AND d.voided_by IS NULL",
    ),
    ("tekun", "SELECT d.key, d.case_no, d.kind, NULL, 0, 0 FROM tekun d WHERE d.person = ?1 AND d.voided_by IS NULL"),
    (
        "disability",
        "SELECT d.key, d.case_no, d.kind, d.poverty_basis, 0, 0 FROM disability d WHERE d.person = ?1 AND d.voided_by IS NULL",
    ),
    (
        "temporary",
        "SELECT key, case_no, '', NULL, 0, amount_fen FROM temporary
         WHERE person = ?1 AND pay_date IS NULL AND voided_by IS NULL",
    ),
];

/// The versions of a case by register: from which month, kind, monthly amount, persons, whether the person draws from it, and
/// 分类施保 for a severe disability.
const VERSIONS: [(&str, &str); 3] = [
    (
        "dibao",
        "SELECT a.from_month, a.kind, a.total_fen, a.persons, a.kind <> 'end' AND EXISTS (SELECT 1 FROM cover c
                WHERE c.dibao = a.dibao AND c.from_month = a.from_month AND c.person = ?2 AND c.voided_by IS NULL),
                EXISTS (SELECT 1 FROM cover c WHERE c.dibao = a.dibao AND c.from_month = a.from_month AND c.person = ?2
                        AND c.extra_kind = 'disabled' AND c.voided_by IS NULL)
         FROM award a WHERE a.dibao = ?1 AND a.voided_by IS NULL ORDER BY a.from_month",
    ),
    (
        "tekun",
        "SELECT from_month, kind, total_fen, 1, kind <> 'end', 0 FROM tekun_award
         WHERE tekun = ?1 AND ?2 > 0 AND voided_by IS NULL ORDER BY from_month",
    ),
    (
        "disability",
        "SELECT from_month, kind, amount_fen, 1, kind <> 'end', 0 FROM disability_award
         WHERE disability = ?1 AND ?2 > 0 AND voided_by IS NULL ORDER BY from_month",
    ),
];

/// A version of a case.
struct Version {
    from: Month,
    kind: String,
    amount: Money,
    persons: i64,
    draws: bool,
    disabled_extra: bool,
}

/// The cases that a person draws from on a day or later: 低保, 特困, 两补, those that have no version yet, and 临时救助 that is not
/// paid yet.
pub(in crate::store) fn of_person(db: &Db, person: i64, day: NaiveDate) -> Answer<Vec<RestingCase>> {
    let mut found = Vec::new();
    for (register, sql) in CASES {
        let mut get = db.prepare_cached(sql)?;
        let mut rows = get.query([person])?;
        while let Some(row) = rows.next()? {
            found.extend(read(db, register, row, person, Month::of(day))?);
        }
    }
    Ok(found)
}

fn versions(db: &Db, register: &str, case: i64, person: i64) -> Answer<Vec<Version>> {
    let Some((_, sql)) = VERSIONS.into_iter().find(|(of, _)| *of == register) else { return Ok(Vec::new()) };
    let mut get = db.prepare_cached(sql)?;
    let mut rows = get.query(params![case, person])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(from) = month(&row.get::<String>(0)?) else { continue };
        let (kind, amount, draws) = (row.get(1)?, Money::fen(row.get(2)?), row.get(4)?);
        found.push(Version { from, kind, amount, persons: row.get(3)?, draws, disabled_extra: row.get(5)? });
    }
    Ok(found)
}

fn read(db: &Db, register: &str, row: Row<'_>, person: i64, now: Month) -> Answer<Option<RestingCase>> {
    let case: i64 = row.get(0)?;
    let versions = versions(db, register, case, person)?;
    // What is in force then; of a case that has not begun, its first version.
    let begun = versions.iter().rposition(|v| v.from <= now).unwrap_or(0);
    let running = versions.get(begun..).unwrap_or_default();
    let Some(last) = running.iter().rposition(|v| v.draws) else {
        return Ok(if versions.is_empty() { Some(new(db, register, row)?) } else { None });
    };
    let (Some(drawn), Some(first)) = (running.iter().find(|v| v.draws), versions.first()) else { return Ok(None) };
    let paid = paid_until(db, case)?;
    let settled = versions.iter().rfind(|v| paid.is_some_and(|paid| v.from <= paid)).unwrap_or(first);
    Ok(Some(RestingCase {
        persons: drawn.persons,
        amount: drawn.amount,
        disabled_extra: drawn.disabled_extra,
        months: versions.iter().map(|v| v.from).collect(),
        settled: Some(settled.from),
        ends: running.get(last + 1).map(|v| v.from),
        suspended: running.get(last).is_some_and(|v| v.kind == "suspended"),
        paid_until: paid,
        ..new(db, register, row)?
    }))
}

/// A case without any version.
fn new(db: &Db, register: &str, row: Row<'_>) -> Answer<RestingCase> {
    let (case, kind): (i64, String) = (row.get(0)?, row.get(2)?);
    let scheme = match register {
        "dibao" => Scheme::from_name(scheme_of(&kind)).unwrap_or(Scheme::DibaoUrban),
        "temporary" => Scheme::Temporary,
        _ => personal_cases::scheme_of(register, &kind),
    };
    Ok(RestingCase {
        scheme,
        case,
        case_no: row.get(1)?,
        persons: 1,
        single: row.get(4)?,
        disabled_extra: false,
        amount: Money::fen(row.get(5)?),
        months: Vec::new(),
        settled: None,
        ends: None,
        suspended: false,
        basis: row.get(3)?,
        paid_until: paid_until(db, case)?,
    })
}
