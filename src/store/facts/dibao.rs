//! 低保 cases as rules see them: the case with its versions and covers, and which standard its versions keep.

use super::Office;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::register::assistance::dibao::BENEFIT;
use crate::register::{AwardFact, CaseFact, CoverFact};
use crate::store::engine::{Optional, params};
use crate::store::fault::Answer;
use crate::store::month;
use crate::store::pay::paid::paid_until;
use crate::store::read::villages::village_in;

/// The scheme of a 低保 case's kind.
fn scheme_of(kind: &str) -> &'static str {
    BENEFIT.scheme(kind).name()
}

impl Office<'_> {
    pub(super) fn case(&self, key: i64) -> Answer<Option<CaseFact>> {
        let head = self
            .db
            .prepare_cached(concat!(
                "SELECT case_no, kind, ",
                village_in!("d", "?2"),
                ", case_type, origin, retained_flag, household,
                        accept_date IS NOT NULL AND town_date IS NOT NULL AND district_date IS NOT NULL,
                        EXISTS (SELECT 1 FROM cause c WHERE c.dibao = d.key AND c.voided_by IS NULL)
                     FROM dibao d WHERE key = ?1 AND voided_by IS NULL"
            ))?
            .query_row(params![key, Month::of(self.day).to_string()], |r| {
                let (kind, division): (String, String) = (r.get(1)?, r.get(2)?);
                let case = CaseFact {
                    key,
                    case_no: r.get(0)?,
                    scheme: scheme_of(&kind).to_owned(),
                    town: self.places.town_and_village(&division, self.day).0,
                    case_type: r.get(3)?,
                    origin: r.get(4)?,
                    confirmed: r.get::<i64>(7)? == 1,
                    retained: r.get::<i64>(5)? == 1,
                    has_cause: r.get(8)?,
                    household: None,
                    awards: Vec::new(),
                    paid_until: None,
                };
                Ok((case, r.get::<i64>(6)?))
            })
            .optional()?;
        let Some((mut case, household)) = head else { return Ok(None) };
        case.household = self.household(household)?;
        case.awards = self.awards(key)?;
        case.paid_until = paid_until(self.db, key)?;
        Ok(Some(case))
    }

    fn awards(&self, case: i64) -> Answer<Vec<AwardFact>> {
        let mut get = self.db.prepare_cached(
            "SELECT key, from_month, kind, class_code, income_fen, standard_fen, total_fen, persons FROM award
             WHERE dibao = ?1 AND voided_by IS NULL ORDER BY from_month",
        )?;
        let mut covers = self.db.prepare_cached(
            "SELECT c.person, p.name, c.share_fen, c.extra_fen FROM cover c JOIN person p ON p.key = c.person
             WHERE c.dibao = ?1 AND c.from_month = ?2 AND c.voided_by IS NULL",
        )?;
        let mut rows = get.query([case])?;
        let mut awards = Vec::new();
        while let Some(row) = rows.next()? {
            let from: String = row.get(1)?;
            let Some(from_month) = month(&from) else { continue };
            let whom = covers.query_map(params![case, from], |r| {
                let (share, extra) = (Money::fen(r.get(2)?), Money::fen(r.get(3)?));
                Ok(CoverFact { person: r.get(0)?, name: r.get(1)?, share, extra })
            })?;
            awards.push(AwardFact {
                key: row.get(0)?,
                from_month,
                kind: row.get(2)?,
                class_code: row.get(3)?,
                income: Money::fen(row.get(4)?),
                standard: Money::fen(row.get(5)?),
                total: Money::fen(row.get(6)?),
                persons: row.get(7)?,
                covers: whom.collect::<Result<_, _>>()?,
            });
        }
        Ok(awards)
    }

    /// The versions of 低保 keep the standard that they were computed with; no version keeps another parameter.
    pub(super) fn computed(&self, param: Param, from: Month) -> Answer<Vec<(Month, Money, i64)>> {
        let kind = match param {
            Param::UrbanStandard => "U",
            Param::RuralStandard => "R",
            _ => return Ok(Vec::new()),
        };
        let mut get = self.db.prepare_cached(
            "SELECT a.from_month, a.standard_fen, count(*) FROM award a JOIN dibao d ON d.key = a.dibao
             WHERE d.kind = ?1 AND a.from_month >= ?2 AND a.kind <> 'end' AND a.voided_by IS NULL
             GROUP BY a.from_month, a.standard_fen ORDER BY a.from_month, a.standard_fen",
        )?;
        let mut rows = get.query(params![kind, from.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (start, fen, count): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            found.extend(month(&start).map(|m| (m, Money::fen(fen), count)));
        }
        Ok(found)
    }
}
