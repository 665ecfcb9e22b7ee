//! Answers to what a record wants to know before it is judged.

use super::fault::Answer;
use super::judge::Overlay;
use super::opened::{child_values, children_of};
use super::personal_cases::of_person;
use super::places::Places;
use super::records::stored_row;
use super::sql::stored;
use super::villages::village_in;
use super::{Store, date, inside, month, resting};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::register::{
    Ask, AwardFact, BeforeAsk, BeforeFact, CaseFact, CoverFact, Covering, Fact, HouseholdFact, MemberFact, PersonFact,
    PettyFundFact, RecordFact, ReliefFact, Values, find,
};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

/// The columns of a [`PersonFact`] under the alias `p`.
const PERSON: &str = "p.key, p.name, p.id_number, p.sex, p.birth_date, p.death_date, p.disability_level, \
                      p.disability_type, p.disease_name, p.labor_code, p.school_code, p.home_division, p.disability_multi, \
                      p.special_status";

fn person(row: &Row, at: usize) -> rusqlite::Result<PersonFact> {
    let day = |i: usize| -> rusqlite::Result<Option<NaiveDate>> {
        Ok(row.get::<_, Option<String>>(at + i)?.as_deref().and_then(date))
    };
    Ok(PersonFact {
        key: row.get(at)?,
        name: row.get(at + 1)?,
        id_number: row.get(at + 2)?,
        sex: row.get(at + 3)?,
        birth_date: day(4)?.unwrap_or_default(),
        death_date: day(5)?,
        disability_level: row.get(at + 6)?,
        disability_type: row.get(at + 7)?,
        disease_name: row.get(at + 8)?,
        labor_code: row.get(at + 9)?,
        school_code: row.get(at + 10)?,
        home_division: row.get(at + 11)?,
        disability_multi: row.get(at + 12)?,
        special_status: row.get(at + 13)?,
    })
}

/// Reads what the office knows on a day.
pub(super) struct Office<'a> {
    pub db: &'a Connection,
    pub places: &'a Places,
    pub day: NaiveDate,
    pub overlay: Option<&'a Overlay>,
}

impl Store {
    /// The answer to one question.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn answer(&self, ask: &Ask, day: NaiveDate) -> Answer<Fact> {
        let places = self.places()?;
        Office { db: self.db(), places: &places, day, overlay: None }.answer(ask)
    }
}

impl Office<'_> {
    pub(super) fn answer(&self, ask: &Ask) -> Answer<Fact> {
        Ok(match ask {
            Ask::Person(key) => Fact::Person(self.people("p.key = ?1", key)?.pop()),
            Ask::PeopleBorn(day) => Fact::People(self.people("p.birth_date = ?1", &day.to_string())?),
            Ask::PeopleWithId(id) => Fact::People(self.people("p.id_number = ?1", id)?),
            Ask::Household(key) => Fact::Household(self.household(*key)?),
            Ask::HouseholdOf(person) => Fact::Household(self.household_of(*person)?),
            Ask::HouseholdOfOn(person, day) => Fact::Household(self.on(*day).household_of(*person)?),
            Ask::HouseholdOn(key, day) => Fact::Household(self.on(*day).household(*key)?),
            Ask::Dibao(key, day) => Fact::Case(self.on(*day).case(*key)?),
            Ask::CasesOf(person) => Fact::Covered(self.cases_of(*person)?),
            Ask::PeopleWithAccount(no) => Fact::People(self.people(
                &format!(
                    "p.key IN (SELECT a.person FROM account a WHERE a.account_no = ?1 AND a.voided_by IS NULL AND NOT EXISTS \
                     (SELECT 1 FROM account n WHERE n.person = a.person AND n.valid_from > a.valid_from \
                     AND n.valid_from <= '{}' AND n.voided_by IS NULL))",
                    self.day
                ),
                no,
            )?),
            Ask::ReliefOf(person, since) => Fact::Relief(self.relief(*person, *since)?),
            Ask::PettyFund(town, year) => Fact::PettyFund(self.petty_fund(town, *year)?),
            Ask::Division(code) => Fact::Division(self.places.get(code, self.day)),
            Ask::Batches(case) => Fact::Batches(batches(self.db, *case)?),
            Ask::Inside(code) => Fact::Inside(inside::living(self.db, code, self.day)?),
            Ask::Figures => Fact::Names(crate::figure::ALL.iter().map(|f| (f.key, f.name())).collect()),
            Ask::Record(register, key) => Fact::Record(self.record(register, *key)?),
            Ask::Resting(person) => Fact::Resting(resting::of_person(self.db, *person, self.day)?),
            Ask::PaidUntil(case) => Fact::PaidUntil(paid_until(self.db, *case)?),
            Ask::Computed(param, from) => Fact::Computed(self.computed(*param, *from)?),
            Ask::Before(ask) => Fact::Before(self.before(ask)?),
            Ask::RowsOf(register, col, key) => Fact::Rows(self.rows_of(register, col, *key)?),
            Ask::UnderWay(person) => Fact::Covered(self.under_way(*person)?),
            Ask::Row(register, key) => Fact::Row(self.row(register, *key)?),
        })
    }

    /// The versions of 低保 keep the standard that they were computed with; no version keeps another parameter.
    fn computed(&self, param: Param, from: Month) -> Answer<Vec<(Month, Money, i64)>> {
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
        let mut rows = get.query(rusqlite::params![kind, from.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (start, fen, count): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            found.extend(month(&start).map(|m| (m, Money::fen(fen), count)));
        }
        Ok(found)
    }

    /// The same office on another day.
    const fn on(&self, day: NaiveDate) -> Office<'_> {
        Office { day, ..*self }
    }

    fn people(&self, which: &str, value: &dyn rusqlite::ToSql) -> Answer<Vec<PersonFact>> {
        let sql = format!("SELECT {PERSON} FROM person p WHERE {which} AND p.voided_by IS NULL");
        let mut get = self.db.prepare_cached(&sql)?;
        let found = get.query_map([value], |r| person(r, 0))?;
        Ok(found.map(|p| p.map(|p| self.corrected(p))).collect::<Result<_, _>>()?)
    }

    /// A person as corrected in a draft that is not written yet.
    fn corrected(&self, mut person: PersonFact) -> PersonFact {
        let Some(Overlay { values, .. }) = self.overlay.filter(|o| o.person == person.key) else { return person };
        person.birth_date = values.date("birth_date").unwrap_or(person.birth_date);
        person.disability_level = values.some_text("disability_level");
        person.disability_type = values.some_text("disability_type");
        person.disease_name = values.some_text("disease_name");
        person.labor_code = values.some_text("labor_code");
        person.school_code = values.some_text("school_code");
        person
    }

    fn household_of(&self, person: i64) -> Answer<Option<HouseholdFact>> {
        match self.open_household(person)? {
            Some(key) => self.household(key),
            None => Ok(None),
        }
    }

    /// The household in which the person is on the day, else one that the person will join; one where the person counts before
    /// one where not.
    fn open_household(&self, person: i64) -> Answer<Option<i64>> {
        let key = self
            .db
            .prepare_cached(
                "SELECT m.household FROM member m WHERE m.person = ?1 AND m.voided_by IS NULL AND m.ended = 0
                 AND NOT EXISTS (SELECT 1 FROM member n WHERE n.household = m.household AND n.person = m.person
                                 AND n.valid_from > m.valid_from AND n.valid_from <= ?2 AND n.voided_by IS NULL)
                 ORDER BY m.valid_from <= ?2 DESC, m.is_member DESC, m.valid_from DESC LIMIT 1",
            )?
            .query_row(rusqlite::params![person, self.day.to_string()], |r| r.get(0))
            .optional()?;
        Ok(key)
    }

    pub(super) fn household(&self, key: i64) -> Answer<Option<HouseholdFact>> {
        let head = self
            .db
            .prepare_cached(
                "SELECT household_no, applicant, division FROM household WHERE key = ?1 AND voided_by IS NULL",
            )?
            .query_row([key], |r| Ok((r.get(0)?, r.get(1)?, r.get::<_, String>(2)?)))
            .optional()?;
        let Some((household_no, applicant, division)) = head else { return Ok(None) };
        let sql = format!(
            "SELECT m.relation_code, m.is_member, m.is_covered, {PERSON} FROM member m JOIN person p ON p.key = m.person
             WHERE m.household = ?1 AND m.voided_by IS NULL AND m.ended = 0 AND m.valid_from <= ?2
             AND NOT EXISTS (SELECT 1 FROM member n WHERE n.household = m.household AND n.person = m.person
                             AND n.valid_from > m.valid_from AND n.valid_from <= ?2 AND n.voided_by IS NULL)
             ORDER BY m.relation_code, m.key"
        );
        let mut get = self.db.prepare_cached(&sql)?;
        let rows = get.query_map(rusqlite::params![key, self.day.to_string()], |r| {
            Ok(MemberFact {
                relation_code: r.get(0)?,
                is_member: r.get::<_, i64>(1)? == 1,
                is_covered: r.get::<_, i64>(2)? == 1,
                person: self.corrected(person(r, 3)?),
                cases: Vec::new(),
            })
        })?;
        let mut members: Vec<MemberFact> = rows.collect::<Result<_, _>>()?;
        for member in &mut members {
            member.cases = self.cases_of(member.person.key)?;
        }
        let village = self.places.name(&division, self.day).to_owned();
        Ok(Some(HouseholdFact { key, household_no, applicant, division, village, members }))
    }

    /// The cases that cover a person, covered or will.
    pub(super) fn cases_of(&self, person: i64) -> Answer<Vec<Covering>> {
        let mut get = self.db.prepare_cached(concat!(
            "SELECT DISTINCT d.key, d.case_no, d.kind, ",
            village_in!("d", "?2"),
            " FROM cover c JOIN dibao d ON d.key = c.dibao
                 WHERE c.person = ?1 AND c.voided_by IS NULL AND d.voided_by IS NULL"
        ))?;
        let mut rows = get.query(rusqlite::params![person, Month::of(self.day).to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let case: i64 = row.get(0)?;
            let (kind, division): (String, String) = (row.get(2)?, row.get(3)?);
            let case_no: String = row.get(1)?;
            for (since, until) in self.covered(case, person)? {
                found.push(Covering {
                    case,
                    case_no: case_no.clone(),
                    scheme: scheme_of(&kind).to_owned(),
                    town: self.places.town_and_village(&division, self.day).0,
                    division: division.clone(),
                    since,
                    until,
                });
            }
        }
        for case in of_person(self.db, person, Month::of(self.day))? {
            if let Some((since, until)) = case.drawn() {
                found.push(Covering {
                    case: case.key,
                    town: self.places.town_and_village(&case.division, self.day).0,
                    division: case.division,
                    case_no: case.case_no,
                    scheme: case.scheme.name().to_owned(),
                    since,
                    until,
                });
            }
        }
        Ok(found)
    }

    /// The living rows of a register whose field refers to a record.
    fn rows_of(&self, register: &str, col: &str, key: i64) -> Answer<Vec<(i64, Values)>> {
        let Some(entry) = find(register) else { return Ok(Vec::new()) };
        let sql = format!("SELECT key FROM {register} WHERE {col} = ?1 AND voided_by IS NULL ORDER BY key");
        let mut get = self.db.prepare_cached(&sql)?;
        let mut rows = Vec::new();
        for key in get.query_map([key], |r| r.get::<_, i64>(0))? {
            let key = key?;
            rows.extend(stored_row(self.db, entry.register, key)?.map(|(values, _, _)| (key, values)));
        }
        Ok(rows)
    }

    /// The open cases of a person, or of the household, that have no version yet.
    fn under_way(&self, person: i64) -> Answer<Vec<Covering>> {
        let house = self.open_household(person)?.unwrap_or(0);
        let mut get = self.db.prepare_cached(
            "SELECT d.key, d.case_no, CASE d.kind WHEN 'R' THEN 'dibao-rural' ELSE 'dibao-urban' END, d.division, d.apply_date
             FROM dibao d WHERE d.household = ?2 AND d.voided_by IS NULL
               AND NOT EXISTS (SELECT 1 FROM award a WHERE a.dibao = d.key AND a.voided_by IS NULL)
             UNION ALL SELECT t.key, t.case_no, 'tekun', t.division, t.apply_date FROM tekun t
             WHERE t.person = ?1 AND t.voided_by IS NULL
               AND NOT EXISTS (SELECT 1 FROM tekun_award a WHERE a.tekun = t.key AND a.voided_by IS NULL)
             UNION ALL SELECT s.key, s.case_no, CASE s.kind WHEN 'CL' THEN 'disability-living' ELSE 'disability-care' END,
               s.division, s.apply_date FROM disability s WHERE s.person = ?1 AND s.voided_by IS NULL
               AND NOT EXISTS (SELECT 1 FROM disability_award a WHERE a.disability = s.key AND a.voided_by IS NULL)",
        )?;
        let found = get.query_map([person, house], |r| {
            let (division, applied): (String, String) = (r.get(3)?, r.get(4)?);
            Ok(Covering {
                case: r.get(0)?,
                case_no: r.get(1)?,
                scheme: r.get(2)?,
                town: self.places.town_and_village(&division, self.day).0,
                division,
                since: date(&applied).map(Month::of).unwrap_or(Month::of(self.day)),
                until: None,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// A record that stands.
    fn row(&self, register: &str, key: i64) -> Answer<Option<Values>> {
        let Some(entry) = find(register) else { return Ok(None) };
        Ok(stored_row(self.db, entry.register, key)?.filter(|(_, _, voided)| voided.is_none()).map(|(row, _, _)| row))
    }

    /// A record that stands, with its child rows.
    fn record(&self, register: &str, key: i64) -> Answer<Option<RecordFact>> {
        let Some(entry) = find(register) else { return Ok(None) };
        let Some((values, _, None)) = stored_row(self.db, entry.register, key)? else { return Ok(None) };
        let mut children = Vec::new();
        for (child, parent) in children_of(entry.register) {
            children.extend(child_values(self.db, child, parent, key)?);
        }
        Ok(Some(RecordFact { values, children }))
    }

    /// The row of a dated register that a new one follows.
    fn before(&self, ask: &BeforeAsk) -> Answer<Option<BeforeFact>> {
        let Some((entry, dated)) = find(ask.register).and_then(|e| Some((e, e.register.dated?))) else {
            return Ok(None);
        };
        let start = stored(entry.register, dated.start);
        let mut sql = format!("SELECT key FROM {} WHERE voided_by IS NULL", ask.register);
        let mut values: Vec<&dyn rusqlite::ToSql> = Vec::new();
        for (col, value) in &ask.within {
            sql.push_str(&format!(" AND {} = ?", stored(entry.register, col)));
            values.push(value);
        }
        if let Some(own) = &ask.start {
            sql.push_str(&format!(" AND {start} < ?"));
            values.push(own);
        }
        sql.push_str(&format!(" ORDER BY {start} DESC LIMIT 1"));
        let key: Option<i64> = self.db.prepare_cached(&sql)?.query_row(&values[..], |r| r.get(0)).optional()?;
        let Some((values, act, _)) = key.map(|key| stored_row(self.db, entry.register, key)).transpose()?.flatten()
        else {
            return Ok(None);
        };
        let by = "SELECT o.full_name FROM act a JOIN operator o ON o.key = a.operator WHERE a.key = ?1";
        let by = self.db.prepare_cached(by)?.query_row([act], |r| r.get(0))?;
        Ok(Some(BeforeFact { values, by }))
    }

    /// The months in which the versions of a case cover a person, each run of them with its last month where one ends it.
    fn covered(&self, case: i64, person: i64) -> Answer<Vec<(Month, Option<Month>)>> {
        let mut get = self.db.prepare_cached(
            "SELECT a.from_month, a.kind <> 'end' AND EXISTS (SELECT 1 FROM cover c WHERE c.dibao = a.dibao
                    AND c.from_month = a.from_month AND c.person = ?2 AND c.voided_by IS NULL)
             FROM award a WHERE a.dibao = ?1 AND a.voided_by IS NULL ORDER BY a.from_month",
        )?;
        let mut rows = get.query([case, person])?;
        let mut runs: Vec<(Month, Option<Month>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let from: String = row.get(0)?;
            let (Some(from), covers) = (month(&from), row.get::<_, i64>(1)? == 1) else { continue };
            match (runs.last_mut(), covers) {
                (Some((_, None)), true) | (None, false) => {}
                (Some((_, until @ None)), false) => *until = Some(from.prev()),
                (_, true) => runs.push((from, None)),
                (Some(_), false) => {}
            }
        }
        Ok(runs)
    }

    fn case(&self, key: i64) -> Answer<Option<CaseFact>> {
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
            .query_row(rusqlite::params![key, Month::of(self.day).to_string()], |r| {
                let (kind, division): (String, String) = (r.get(1)?, r.get(2)?);
                let case = CaseFact {
                    key,
                    case_no: r.get(0)?,
                    scheme: scheme_of(&kind).to_owned(),
                    town: self.places.town_and_village(&division, self.day).0,
                    case_type: r.get(3)?,
                    origin: r.get(4)?,
                    confirmed: r.get::<_, i64>(7)? == 1,
                    retained: r.get::<_, i64>(5)? == 1,
                    has_cause: r.get(8)?,
                    household: None,
                    awards: Vec::new(),
                    paid_until: None,
                };
                Ok((case, r.get::<_, i64>(6)?))
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
            let whom = covers.query_map(rusqlite::params![case, from], |r| {
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

    fn relief(&self, person: i64, since: NaiveDate) -> Answer<Vec<ReliefFact>> {
        let mut get = self.db.prepare_cached(
            "SELECT key, cause_code, event_date, approve_date, amount_fen,
                    (SELECT x.key FROM petty_txn x WHERE x.temporary = t.key AND x.voided_by IS NULL)
             FROM temporary t WHERE person = ?1 AND approve_date >= ?2 AND voided_by IS NULL",
        )?;
        let rows = get.query_map(rusqlite::params![person, since.to_string()], |r| {
            let day = |i: usize| -> rusqlite::Result<Option<NaiveDate>> {
                Ok(r.get::<_, Option<String>>(i)?.as_deref().and_then(date))
            };
            Ok(ReliefFact {
                key: r.get(0)?,
                cause_code: r.get(1)?,
                event_date: day(2)?,
                approve_date: day(3)?.unwrap_or_default(),
                amount: Money::fen(r.get(4)?),
                spent: r.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn petty_fund(&self, town: &str, year: i32) -> Answer<Option<PettyFundFact>> {
        let key: Option<i64> = self
            .db
            .prepare_cached("SELECT key FROM petty_fund WHERE town = ?1 AND year = ?2 AND voided_by IS NULL")?
            .query_row(rusqlite::params![town, year], |r| r.get(0))
            .optional()?;
        let Some(key) = key else { return Ok(None) };
        Ok(self.record("petty_fund", key)?.map(|record| PettyFundFact { key, record }))
    }
}

/// The scheme of a 低保 case's kind.
pub(super) fn scheme_of(kind: &str) -> &'static str {
    if kind == "R" { "dibao-rural" } else { "dibao-urban" }
}

/// The batches with lines of a case, from the sending to the bank on.
fn batches(db: &Connection, case: i64) -> Answer<Vec<(Month, String)>> {
    let mut found: Vec<(Month, String)> = Vec::new();
    for types in ["IN ('01','08')", "NOT IN ('01','08')"] {
        let sql = format!(
            "SELECT DISTINCT b.period, b.batch_no FROM payment p JOIN batch b ON b.key = p.batch
             WHERE p.case_key = ?1 AND p.line_type {types} AND p.voided_by IS NULL
             AND b.state IN ('sent','returned','reissuing','closed')"
        );
        let mut get = db.prepare_cached(&sql)?;
        let mut rows = get.query([case])?;
        while let Some(row) = rows.next()? {
            if let Some(period) = month(&row.get::<_, String>(0)?) {
                found.push((period, row.get(1)?));
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// The last month of a case with a line that the bank has paid.
pub(super) fn paid_until(db: &Connection, case: i64) -> Answer<Option<Month>> {
    let mut last: Option<Month> = None;
    for types in ["IN ('01','08')", "NOT IN ('01','08')"] {
        let sql = format!(
            "SELECT period_due FROM payment WHERE case_key = ?1 AND line_type {types} AND voided_by IS NULL
             AND bank_state = '1' ORDER BY period_due DESC LIMIT 1"
        );
        let found: Option<String> = db.prepare_cached(&sql)?.query_row([case], |r| r.get(0)).optional()?;
        last = last.max(found.as_deref().and_then(month));
    }
    Ok(last)
}
