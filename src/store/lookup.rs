//! Finding people while a clerk types. Each word leads through one index; of several words the rarest leads and the others
//! are compared in memory, on a bounded number of rows: the planner is given nothing to choose wrongly.

use super::fault::Answer;
use super::personal_cases::of_person;
use super::places::Places;
use super::terms::{By, Source, Term, Traits, terms};
use super::{Store, date, month};
use crate::domain::id_number::IdNumber;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::lookup::{Benefit, Hit};
use chrono::NaiveDate;
use rusqlite::{Connection, Row};

/// Rows of one source that are compared with the other words of a query, at most: of the word that leads, and of each that
/// leads when it found nobody.
const COMPARED: usize = 256;
const COMPARED_LATER: usize = 64;
/// Entries of an index that holds the name itself, at most.
const COMPARED_NAMES: usize = 2048;
/// Above every continuation of a text.
const LAST: char = '\u{10FFFF}';

/// The columns of a person that a hit shows.
const PERSON: &str =
    "p.key, p.id_number, p.temp_no, p.name, p.sex, p.birth_date, p.home_division, p.death_date, p.phone";
/// Where the number stands that an ending belongs to, behind the columns of a person.
const ENDED: usize = 9;
/// From a case to the one who applied for it.
const APPLICANT: &str = "CROSS JOIN household h ON h.key = t.household CROSS JOIN person p ON p.key = h.applicant";

/// The statement of a source: everyone whose text lies in a range, in the order of the text.
pub(super) fn statement(by: By) -> String {
    let ended = match by {
        By::IdTail => ", p.id_number",
        By::PhoneTail => ", replace(p.phone, '-', '')",
        By::AccountTail => ", t.account_no",
        _ => "",
    };
    let direct = |index: &str, col: &str| {
        format!(
            "SELECT {PERSON}{ended} FROM person p INDEXED BY {index} WHERE p.{col} >= ?1 AND p.{col} < ?2 AND p.voided_by IS NULL \
             ORDER BY p.{col} LIMIT ?3"
        )
    };
    let through = |table: &str, index: &str, col: &str, joins: &str| {
        format!(
            "SELECT {PERSON}{ended} FROM {table} t INDEXED BY {index} {joins} WHERE t.{col} >= ?1 AND t.{col} < ?2 \
             AND t.voided_by IS NULL AND p.voided_by IS NULL ORDER BY t.{col} LIMIT ?3"
        )
    };
    match by {
        By::IdNumber => direct("person_id_number", "id_number"),
        By::IdTail => direct("person_id_tail", "id_tail"),
        By::Birth => direct("person_birth", "birth_date"),
        By::Name => direct("person_name", "name"),
        By::NameFrom2 => direct("person_name_2", "name_from_2"),
        By::NameFrom3 => direct("person_name_3", "name_from_3"),
        By::Phone => direct("person_phone", "phone"),
        By::PhoneTail => direct("person_phone_tail", "phone_tail"),
        By::TempNo => direct("person_temp_no", "temp_no"),
        By::CertNo => direct("person_cert", "disability_cert_no"),
        By::Initials => format!(
            "SELECT {PERSON} FROM person_initials i CROSS JOIN person p ON p.key = i.person WHERE i.initials >= ?1 \
             AND i.initials < ?2 AND p.voided_by IS NULL ORDER BY i.initials LIMIT ?3"
        ),
        By::Account => through("account", "account_no", "account_no", "CROSS JOIN person p ON p.key = t.person"),
        By::AccountTail => through("account", "account_tail", "no_tail", "CROSS JOIN person p ON p.key = t.person"),
        By::ReliefCase => {
            through("temporary", "temporary_case_no", "case_no", "CROSS JOIN person p ON p.key = t.person")
        }
        By::TekunCase => through("tekun", "tekun_case_no", "case_no", "CROSS JOIN person p ON p.key = t.person"),
        By::SubsidyCase => {
            through("disability", "disability_case_no", "case_no", "CROSS JOIN person p ON p.key = t.person")
        }
        By::Household => {
            through("household", "household_no", "household_no", "CROSS JOIN person p ON p.key = t.applicant")
        }
        By::DibaoCase => through("dibao", "dibao_case_no", "case_no", APPLICANT),
        By::DibaoCert => through("dibao", "dibao_cert", "cert_no", APPLICANT),
    }
}

/// An index of endings that holds the name beside them.
#[derive(Clone, Copy)]
struct NamedIndex {
    index: &'static str,
    col: &'static str,
    /// Where the number stands that an ending belongs to.
    ended: &'static str,
}

fn named_index(by: By) -> Option<NamedIndex> {
    match by {
        By::IdTail => Some(NamedIndex { index: "person_id_tail", col: "id_tail", ended: "p.id_number" }),
        By::PhoneTail => {
            Some(NamedIndex { index: "person_phone_tail", col: "phone_tail", ended: "replace(p.phone, '-', '')" })
        }
        _ => None,
    }
}

impl NamedIndex {
    /// Keys and names behind an ending.
    fn statement(self) -> String {
        let NamedIndex { index, col, .. } = self;
        format!(
            "SELECT key, name FROM person INDEXED BY {index} WHERE {col} >= ?1 AND {col} < ?2 AND voided_by IS NULL \
             ORDER BY {col} LIMIT ?3"
        )
    }

    fn person(self) -> String {
        format!("SELECT {PERSON}, {} FROM person p WHERE p.key = ?1", self.ended)
    }
}

/// A person found, before benefits are looked up.
struct Found {
    rank: u8,
    key: i64,
    id_number: Option<String>,
    temp_no: Option<String>,
    name: String,
    sex: String,
    birth_date: String,
    home_division: String,
    dead: bool,
}

impl Store {
    /// People who fit every word of a query, best match first, with what they draw on the day.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn find(&self, query: &str, limit: usize, day: NaiveDate) -> Answer<Vec<Hit>> {
        self.at_one_moment(|| self.search(query, limit, day))
    }

    fn search(&self, query: &str, limit: usize, day: NaiveDate) -> Answer<Vec<Hit>> {
        let mut terms = terms(query);
        terms.sort_by_key(Term::weight);
        let mut found: Vec<Found> = Vec::with_capacity(limit);
        for (i, term) in terms.iter().enumerate() {
            let others: Vec<&Term> = terms.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, t)| t).collect();
            let compared = if i == 0 { COMPARED } else { COMPARED_LATER };
            let whole = self.lead(term, &others, (limit, compared), &mut found)?;
            // A word that leads to nobody may still be the middle of a number that another word leads to.
            if (whole && !found.is_empty()) || found.len() >= limit {
                break;
            }
        }
        found.sort_by_key(|f| f.rank);
        found.truncate(limit);
        let places = self.places()?;
        found.into_iter().map(|f| f.hit(self.db(), &places, day)).collect()
    }

    /// Follows the sources of one word. Says whether everyone behind it was looked at.
    fn lead(
        &self,
        term: &Term,
        others: &[&Term],
        (limit, compared): (usize, usize),
        found: &mut Vec<Found>,
    ) -> Answer<bool> {
        let mut whole = true;
        for source in term.sources() {
            whole &= match named_index(source.by) {
                Some(index) if others.iter().any(|t| t.is_name()) => {
                    self.follow_names(&source, index, term, others, limit, found)?
                }
                _ => self.follow(&source, term, others, (limit, compared), found)?,
            };
            // A whole number names one person: nothing else is meant.
            if found.iter().any(|f| f.rank == 0) {
                return Ok(true);
            }
            if found.len() >= limit {
                return Ok(false);
            }
        }
        Ok(whole)
    }

    fn follow(
        &self,
        source: &Source,
        term: &Term,
        others: &[&Term],
        (limit, compared): (usize, usize),
        found: &mut Vec<Found>,
    ) -> Answer<bool> {
        // One word alone is compared with nothing else; what another source found already takes no place.
        let most = if others.is_empty() { limit + found.len() } else { compared.max(limit) };
        let end = format!("{}{LAST}", source.begins);
        let mut get = self.db().prepare_cached(&statement(source.by))?;
        let bound = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = get.query(rusqlite::params![source.begins, end, bound])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            seen += 1;
            let key: i64 = row.get(0)?;
            if found.iter().any(|f| f.key == key) || !fits(row, source, term, others)? {
                continue;
            }
            found.push(Found::read(row, key, rank(source, row)?)?);
            if found.len() >= limit {
                return Ok(false);
            }
        }
        Ok(seen < most)
    }

    /// As `follow`, where the index holds the name too: only who fits it is read.
    fn follow_names(
        &self,
        source: &Source,
        index: NamedIndex,
        term: &Term,
        others: &[&Term],
        limit: usize,
        found: &mut Vec<Found>,
    ) -> Answer<bool> {
        let end = format!("{}{LAST}", source.begins);
        let mut names = self.db().prepare_cached(&index.statement())?;
        let mut entries = names.query(rusqlite::params![source.begins, end, COMPARED_NAMES as i64])?;
        let (mut seen, mut fitting) = (0, Vec::new());
        while let Some(entry) = entries.next()? {
            seen += 1;
            let name = entry.get_ref(1)?.as_str().unwrap_or_default();
            let traits = Traits { name, id_number: None, temp_no: None, phone: None };
            if others.iter().filter(|t| t.is_name()).all(|t| t.fits(&traits)) {
                fitting.push(entry.get::<_, i64>(0)?);
            }
        }
        let mut get = self.db().prepare_cached(&index.person())?;
        for key in fitting {
            let mut rows = get.query([key])?;
            let Some(row) = rows.next()? else { continue };
            if found.iter().any(|f| f.key == key) || !fits(row, source, term, others)? {
                continue;
            }
            found.push(Found::read(row, key, rank(source, row)?)?);
            if found.len() >= limit {
                return Ok(false);
            }
        }
        Ok(seen < COMPARED_NAMES)
    }

    /// One person as a hit.
    pub(super) fn hit(&self, key: i64, day: NaiveDate) -> Answer<Option<Hit>> {
        let sql = format!("SELECT {PERSON} FROM person p WHERE p.key = ?1");
        let mut get = self.db().prepare_cached(&sql)?;
        let mut rows = get.query([key])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let places = self.places()?;
        Found::read(row, key, 0)?.hit(self.db(), &places, day).map(Some)
    }
}

fn fits(row: &Row, source: &Source, term: &Term, others: &[&Term]) -> Answer<bool> {
    let text = |i: usize| row.get_ref(i).map(|v| v.as_str_or_null().ok().flatten());
    let traits = Traits { name: text(3)?.unwrap_or_default(), id_number: text(1)?, temp_no: text(2)?, phone: text(8)? };
    // An index holds the end of an ending; a longer one is compared here.
    if let (Some(held), Term::Number(n)) = (source.by.tail(), term)
        && n.len() > held
        && !text(ENDED)?.is_some_and(|number| number.ends_with(n.as_str()))
    {
        return Ok(false);
    }
    Ok(others.iter().all(|t| t.fits(&traits)))
}

/// A whole name is better than the beginning of one.
fn rank(source: &Source, row: &Row) -> Answer<u8> {
    let whole = match source.by {
        By::Name => row.get_ref(3)?.as_str().is_ok_and(|name| name == source.begins),
        _ => false,
    };
    Ok(if whole { source.rank.saturating_sub(1) } else { source.rank })
}

impl Found {
    fn read(row: &Row, key: i64, rank: u8) -> Answer<Found> {
        Ok(Found {
            rank,
            key,
            id_number: row.get(1)?,
            temp_no: row.get(2)?,
            name: row.get(3)?,
            sex: row.get(4)?,
            birth_date: row.get(5)?,
            home_division: row.get(6)?,
            dead: row.get::<_, Option<String>>(7)?.is_some(),
        })
    }

    fn hit(self, db: &Connection, places: &Places, day: NaiveDate) -> Answer<Hit> {
        let (town, village) = places.town_and_village(&self.home_division, day);
        Ok(Hit {
            key: self.key,
            id_number: self.id_number.as_deref().and_then(|t| IdNumber::parse_as(t, true).ok()),
            temp_no: self.temp_no,
            name: self.name,
            sex: self.sex,
            birth_date: date(&self.birth_date).unwrap_or_default(),
            town,
            village,
            alive: !self.dead,
            benefits: benefits(db, self.key, Month::of(day))?,
        })
    }
}

/// What a person draws in a month: the cases whose version of the month covers the person.
pub(super) fn benefits(db: &Connection, person: i64, now: Month) -> Answer<Vec<Benefit>> {
    let mut get = db.prepare_cached(
        "SELECT c.dibao, c.from_month, d.kind FROM cover c INDEXED BY cover_person CROSS JOIN dibao d ON d.key = c.dibao
         WHERE c.person = ?1 AND c.voided_by IS NULL AND d.voided_by IS NULL",
    )?;
    let mut rows = get.query([person])?;
    let mut covers: Vec<(i64, String, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        covers.push((row.get(0)?, row.get(1)?, row.get(2)?));
    }
    let mut benefits = Vec::new();
    let mut done: Vec<i64> = Vec::new();
    for (case, _, kind) in &covers {
        if done.contains(case) {
            continue;
        }
        done.push(*case);
        let covered = |from: &str| covers.iter().any(|(c, f, _)| c == case && f == from);
        if let Some((since, monthly)) = version(db, *case, now, &covered)? {
            benefits.push(Benefit { scheme: super::facts::scheme_of(kind).to_owned(), since, monthly });
        }
    }
    benefits.extend(of_person(db, person)?.iter().filter_map(|case| case.benefit(now)));
    Ok(benefits)
}

/// The amount of a case's version of a month, and since when it runs without an end; none when it does not cover.
fn version(db: &Connection, case: i64, now: Month, covered: &dyn Fn(&str) -> bool) -> Answer<Option<(Month, Money)>> {
    let mut get = db.prepare_cached(
        "SELECT from_month, kind, total_fen FROM award WHERE dibao = ?1 AND from_month <= ?2 AND voided_by IS NULL
         ORDER BY from_month",
    )?;
    let mut rows = get.query(rusqlite::params![case, now.to_string()])?;
    let mut since = None;
    let mut held = None;
    while let Some(row) = rows.next()? {
        let (from, kind): (String, String) = (row.get(0)?, row.get(1)?);
        if kind == "end" {
            (since, held) = (None, None);
            continue;
        }
        since = since.or_else(|| month(&from));
        held = covered(&from).then_some(Money::fen(row.get(2)?));
    }
    Ok(since.zip(held))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::SCHEMA;

    #[test]
    fn each_source_is_one_range_of_its_index_in_order() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(SCHEMA).unwrap();
        for by in By::ALL {
            let mut get = db.prepare(&format!("EXPLAIN QUERY PLAN {}", statement(by))).unwrap();
            let plan: Vec<String> =
                get.query_map(["4304", "4305", "20"], |r| r.get(3)).unwrap().map(Result::unwrap).collect();
            assert!(plan[0].contains("SEARCH") && plan[0].contains('>'), "{by:?}: {plan:?}");
            assert!(plan.iter().all(|p| !p.contains("SCAN") && !p.contains("TEMP B-TREE")), "{by:?}: {plan:?}");
            let Some(named) = named_index(by) else { continue };
            let mut get = db.prepare(&format!("EXPLAIN QUERY PLAN {}", named.statement())).unwrap();
            let plan: String = get.query_row(["4304", "4305", "20"], |r| r.get(3)).unwrap();
            assert!(plan.contains("SEARCH") && plan.contains('>'), "{by:?}: {plan}");
        }
    }
}
