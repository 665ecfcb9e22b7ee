//! Finding people while a clerk types. Each word leads through one index; of several words the rarest leads and the others
//! are compared in memory, on a bounded number of rows: the planner is given nothing to choose wrongly.

use crate::domain::month::Month;
use crate::domain::people::id_number::IdNumber;
use crate::domain::people::person_name::search_key;
use crate::register::core::lookup::Hit;
use crate::register::places::known::Places;
use crate::store::benefits::terms::{By, Source, Term, Traits, apart, terms};
use crate::store::engine::{Row, params};
use crate::store::fault::Answer;
use crate::store::people::drawn::Drawn;
use crate::store::{Store, date};
use chrono::NaiveDate;

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
/// Where the number stands that an ending belongs to: behind the columns of a person, and behind those of a name.
const ENDED: usize = 9;
const ENDED_NAMED: usize = 2;
/// From a case to the one who applied for it.
const APPLICANT: &str = "CROSS JOIN household h ON h.key = t.household CROSS JOIN person p ON p.key = h.applicant";

/// From a text to people: one range of an index, and the person behind each entry.
struct Way {
    from: String,
    text: String,
    living: &'static str,
    /// The number that an ending belongs to.
    ended: &'static str,
    /// Whether the index holds the name: then comparing it costs no row.
    names: bool,
}

impl Way {
    fn of(by: By) -> Way {
        let (ended, names) = match by {
            By::IdTail => ("p.id_number", true),
            By::PhoneTail => ("replace(p.phone, '-', '')", true),
            By::AccountTail => ("t.account_no", false),
            _ => ("NULL", false),
        };
        let direct = |index: &str, col: &str| Way {
            from: format!("person p INDEXED BY {index}"),
            text: format!("p.{col}"),
            living: "p.voided_by IS NULL",
            ended,
            names,
        };
        let through = |table: &str, index: &str, col: &str, joins: &str| Way {
            from: format!("{table} t INDEXED BY {index} {joins}"),
            text: format!("t.{col}"),
            living: "t.voided_by IS NULL AND p.voided_by IS NULL",
            ended,
            names,
        };
        let person = "CROSS JOIN person p ON p.key = t.person";
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
            By::Initials => Way {
                from: format!("person_initials t {person}"),
                text: "t.initials".to_owned(),
                living: "p.voided_by IS NULL",
                ended,
                names,
            },
            By::Account => through("account", "account_no", "account_no", person),
            By::AccountTail => through("account", "account_tail", "no_tail", person),
            By::Case(benefit) => {
                let cases = benefit.cases.name;
                let to_person = if benefit.household().is_some() { APPLICANT } else { person };
                through(cases, &format!("{cases}_case_no"), "case_no", to_person)
            }
            By::Household => {
                through("household", "household_no", "household_no", "CROSS JOIN person p ON p.key = t.applicant")
            }
            By::DibaoCert => through("dibao", "dibao_cert", "cert_no", APPLICANT),
        }
    }

    fn statement(&self, columns: &str) -> String {
        let Way { from, text, living, .. } = self;
        format!("SELECT {columns} FROM {from} WHERE {text} >= ?1 AND {text} < ?2 AND {living} ORDER BY {text} LIMIT ?3")
    }

    /// Everyone whose text lies in a range, in the order of the text.
    fn people(&self) -> String {
        self.statement(&format!("{PERSON}, {}", self.ended))
    }

    /// Their keys and names alone, and the number where an ending is longer than its index holds.
    fn names(&self, longer: bool) -> String {
        let ended = if longer { self.ended } else { "NULL" };
        self.statement(&format!("p.key, p.name, {ended}"))
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
        self.gate_list(&crate::register::people::person::PERSON)?;
        self.at_one_moment(|| self.search(query, limit, day))
    }

    pub(in crate::store) fn search(&self, query: &str, limit: usize, day: NaiveDate) -> Answer<Vec<Hit>> {
        let terms = terms(query);
        let mut found = self.fitting(terms.clone(), limit)?;
        if let (true, Some(apart)) = (found.is_empty(), apart(&terms)) {
            found = self.fitting(apart, limit)?;
        }
        let places = self.places()?;
        let mut drawn = Drawn::ready(self.db(), Month::of(day))?;
        found.into_iter().map(|f| f.hit(&mut drawn, &places, day)).collect()
    }

    /// Everyone who fits all the words, best match first.
    fn fitting(&self, mut terms: Vec<Term>, limit: usize) -> Answer<Vec<Found>> {
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
        Ok(found)
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
            whole &= match others.iter().any(|t| t.is_name()) {
                true => self.follow_names(&source, term, others, (limit, compared), found)?,
                false => self.follow(&source, term, others, (limit, compared), found)?,
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
        let mut get = self.db().prepare_cached(&Way::of(source.by).people())?;
        let bound = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = get.query(params![source.begins, end, bound])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            seen += 1;
            let key: i64 = row.get(0)?;
            if found.iter().any(|f| f.key == key) || !ends(row, ENDED, source, term)? || !fits(row, others)? {
                continue;
            }
            found.push(Found::read(row, key, rank(source, row)?)?);
            if found.len() >= limit {
                return Ok(false);
            }
        }
        Ok(seen < most)
    }

    /// As `follow`, where a word is a name: only who fits it is read.
    fn follow_names(
        &self,
        source: &Source,
        term: &Term,
        others: &[&Term],
        (limit, compared): (usize, usize),
        found: &mut Vec<Found>,
    ) -> Answer<bool> {
        let way = Way::of(source.by);
        let most = if way.names { COMPARED_NAMES } else { compared.max(limit) };
        let end = format!("{}{LAST}", source.begins);
        let mut names = self.db().prepare_cached(&way.names(longer(source, term).is_some()))?;
        let bound = i64::try_from(most).unwrap_or(i64::MAX);
        let mut entries = names.query(params![source.begins, end, bound])?;
        let (mut seen, mut fitting) = (0, Vec::new());
        while let Some(entry) = entries.next()? {
            seen += 1;
            let name = entry.get_ref(1)?.text().unwrap_or_default();
            let traits = Traits { name, id_number: None, temp_no: None, phone: None, birth_date: "" };
            if others.iter().filter(|t| t.is_name()).all(|t| t.fits(&traits)) && ends(entry, ENDED_NAMED, source, term)?
            {
                fitting.push(entry.get::<i64>(0)?);
            }
        }
        let mut get = self.db().prepare_cached(&one_person())?;
        for key in fitting {
            if found.iter().any(|f| f.key == key) {
                continue;
            }
            let mut rows = get.query([key])?;
            let Some(row) = rows.next()? else { continue };
            if !fits(row, others)? {
                continue;
            }
            found.push(Found::read(row, key, rank(source, row)?)?);
            if found.len() >= limit {
                return Ok(false);
            }
        }
        Ok(seen < most)
    }

    /// One person as a hit.
    pub(in crate::store) fn hit(&self, key: i64, day: NaiveDate) -> Answer<Option<Hit>> {
        let mut get = self.db().prepare_cached(&one_person())?;
        let mut rows = get.query([key])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let places = self.places()?;
        Found::read(row, key, 0)?.hit(&mut Drawn::ready(self.db(), Month::of(day))?, &places, day).map(Some)
    }
}

fn one_person() -> String {
    format!("SELECT {PERSON} FROM person p WHERE p.key = ?1")
}

/// What was typed of an ending, where it is longer than its index holds.
fn longer<'a>(source: &Source, term: &'a Term) -> Option<&'a str> {
    match (source.by.tail(), term) {
        (Some(held), Term::Number(n)) if n.len() > held => Some(n),
        _ => None,
    }
}

/// Whether the number in that column ends as it was typed.
fn ends(row: Row<'_>, column: usize, source: &Source, term: &Term) -> Answer<bool> {
    let Some(typed) = longer(source, term) else { return Ok(true) };
    Ok(row.get_ref(column)?.text().is_some_and(|number| number.ends_with(typed)))
}

fn fits(row: Row<'_>, others: &[&Term]) -> Answer<bool> {
    let text = |i: usize| row.get_ref(i).map(|v| v.text());
    let traits = Traits {
        name: text(3)?.unwrap_or_default(),
        id_number: text(1)?,
        temp_no: text(2)?,
        phone: text(8)?,
        birth_date: text(5)?.unwrap_or_default(),
    };
    Ok(others.iter().all(|t| t.fits(&traits)))
}

/// A whole name is better than the beginning of one.
fn rank(source: &Source, row: Row<'_>) -> Answer<u8> {
    let whole = match source.by {
        By::Name => row.get_ref(3)?.text().is_some_and(|name| name == source.begins),
        By::Initials => row.get_ref(3)?.text().is_some_and(|name| search_key(name) == source.begins),
        _ => false,
    };
    Ok(if whole { source.rank.saturating_sub(1) } else { source.rank })
}

impl Found {
    fn read(row: Row<'_>, key: i64, rank: u8) -> Answer<Found> {
        Ok(Found {
            rank,
            key,
            id_number: row.get(1)?,
            temp_no: row.get(2)?,
            name: row.get(3)?,
            sex: row.get(4)?,
            birth_date: row.get(5)?,
            home_division: row.get(6)?,
            dead: row.get::<Option<String>>(7)?.is_some(),
        })
    }

    fn hit(self, drawn: &mut Drawn<'_>, places: &Places, day: NaiveDate) -> Answer<Hit> {
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
            benefits: drawn.by(self.key)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn each_source_is_one_range_of_its_index_in_order() {
        for by in By::all() {
            let way = Way::of(by);
            for sql in [way.people(), way.names(true), way.names(false)] {
                let plan = plan::of(&sql);
                assert!(plan[0].contains("SEARCH") && plan[0].contains('>'), "{by:?}: {plan:?}");
                assert!(plan.iter().all(|p| !p.contains("SCAN") && !p.contains("TEMP B-TREE")), "{by:?}: {plan:?}");
            }
        }
    }
}
