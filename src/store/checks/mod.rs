//! 核对: what the checks between registers find for a month. What they say is declared in `figure::cross`; the SQL by which they look
//! stands here, a file for each wing.

mod assistance;
mod benefits;
mod children;
mod elderly;
mod funeral;
mod people;
mod places;
mod search;

use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::domain::text;
use crate::figure::cross::{CrossCheck, Oddity, Says, Told, Whose};
use crate::register::places::known::Places;
use crate::register::{Entry, Kind, Register, Value, Values, find};
use crate::store::change::bench::Bench;
use crate::store::checks::search::{Asked, Rows, Search, bound};
use crate::store::engine::Optional;
use crate::store::far::Steps;
use crate::store::figures::count::bind;
use crate::store::read::sql::taken;
use crate::store::read::stored::stored_row;
use crate::store::{Answer, Store, StoreFault};

/// How each check looks for its records.
fn searches() -> impl Iterator<Item = &'static Search> {
    [people::ALL, places::ALL, benefits::ALL, assistance::ALL, elderly::ALL, children::ALL, funeral::ALL]
        .into_iter()
        .flatten()
}

/// A record that a statement has found.
struct Found {
    key: i64,
    person: Option<i64>,
    division: Option<String>,
    values: Vec<Value>,
}

/// A record with what stands in it.
type Opened = (&'static Register, i64, Values);

impl Store {
    /// What is odd in a month, the heaviest first. Stops where nobody waits for it any more.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn oddities(&self, month: Month, going: &dyn Fn() -> bool) -> Answer<Vec<Oddity>> {
        self.gate_look()?;
        self.at_one_moment(|| {
            let looking = Looking {
                store: self,
                asked: Asked { month, parameters: &*self.parameters()? },
                places: &*self.places()?,
                bench: Bench::on(self, self.db(), month.last_day())?,
            };
            let mut all = Vec::new();
            let mut steps = Steps::of("查找疑点", searches().count());
            for search in searches() {
                steps.next()?;
                for rows in (search.rows)(&looking.asked) {
                    if !going() {
                        return Ok(all);
                    }
                    looking.through(search.check, &rows, &mut all)?;
                }
            }
            all.sort_by_cached_key(Oddity::order);
            Ok(all)
        })
    }
}

/// An office that is looked through for a month.
struct Looking<'s> {
    store: &'s Store,
    asked: Asked<'s>,
    places: &'s Places,
    bench: Bench<'s>,
}

impl Looking<'_> {
    /// What a statement finds of a register.
    fn through(&self, check: &'static CrossCheck, rows: &Rows, all: &mut Vec<Oddity>) -> Answer<()> {
        let name = rows.register;
        let entry = find(name).ok_or_else(|| StoreFault::defect(format!("没有登记簿 {name}")))?;
        for found in self.found(rows)? {
            let Some((stands, _, _)) = stored_row(self.store.db(), entry.register, found.key)? else { continue };
            let Some(text) = self.said(check, (entry, &stands), &found)? else { continue };
            let (person, home) =
                person_of(entry.register, &found, &stands).map_or(Ok((None, None)), |key| self.whose(key))?;
            let (register, key, stands) = self.opened(entry.register, found.key, stands)?;
            let (subject, called) = called(register, &stands, key);
            all.push(Oddity {
                check,
                record: (register.name, key),
                subject,
                called,
                person: person.filter(|_| !register.restricted),
                division: found.division.or(home).unwrap_or_default(),
                text,
            });
        }
        Ok(())
    }

    fn found(&self, rows: &Rows) -> Answer<Vec<Found>> {
        let mut get = self.store.db().prepare_cached(&rows.sql)?;
        bind(&mut get, &bound(self.asked.month, &self.store.office().division))?;
        bind(&mut get, &rows.bound)?;
        let mut rows = get.bound_rows();
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let values = (3..row.column_count()).map(|at| row.get_ref(at).map(taken)).collect::<Result<_, _>>()?;
            all.push(Found { key: row.get(0)?, person: row.get(1)?, division: row.get(2)?, values });
        }
        Ok(all)
    }

    /// What a check says of a record; none where it says nothing after all.
    fn said(&self, check: &CrossCheck, (entry, stands): (&Entry, &Values), found: &Found) -> Answer<Option<String>> {
        let codes = match check.says {
            Says::Text(text) => {
                let Asked { month, parameters } = self.asked;
                return Ok(text(&Told { values: &found.values, month, places: self.places, parameters }));
            }
            Says::Rule(codes) => codes,
        };
        let mut facts = self.bench.facts(Some((found.key, stands)));
        let mut slips = self.bench.verdict(entry, stands, &mut facts)?;
        slips.retain(|slip: &Slip| codes.contains(&slip.code));
        let texts: Vec<String> = slips.into_iter().map(|slip| slip.text).collect();
        Ok((!texts.is_empty()).then(|| texts.join("; ")))
    }

    /// What is opened for a record: itself, or of a row the record that it is a row of.
    fn opened(&self, register: &'static Register, key: i64, stands: Values) -> Answer<Opened> {
        let parent = register.parent.and_then(|col| register.field(col)?.kind.referred(stands.get(col)));
        let Some((parent, of)) = parent.and_then(|(name, of)| Some((find(name)?.register, of))) else {
            return Ok((register, key, stands));
        };
        let above = stored_row(self.store.db(), parent, of)?;
        Ok(above.map_or((register, key, stands), |(stands, _, _)| (parent, of, stands)))
    }

    /// A person, and where he lives.
    fn whose(&self, key: i64) -> Answer<(Option<Whose>, Option<String>)> {
        let home = self.asked.place("person", "r", "home_division");
        let sql = format!("SELECT r.name, coalesce(r.id_number, r.temp_no, ''), {home} FROM person r WHERE r.key = ?1");
        let mut get = self.store.db().prepare_cached(&sql)?;
        let found = get.query_row([key], |r| Ok((Whose { key, name: r.get(0)?, id_number: r.get(1)? }, r.get(2)?)));
        Ok(found.optional()?.map_or((None, None), |(whose, home)| (Some(whose), home)))
    }
}

/// Whom a record is about: as the statement says, else as the record does.
fn person_of(register: &Register, found: &Found, stands: &Values) -> Option<i64> {
    if register.name == "person" {
        return Some(found.key);
    }
    let named =
        || stands.iter().find(|(field, _)| field.kind == Kind::Ref("person")).and_then(|(_, value)| value.int());
    found.person.or_else(named)
}

/// The number of a record in full, and what a clerk calls it, with its name where that is no person's; one that has none is known by its key.
fn called(register: &Register, stands: &Values, key: i64) -> (String, String) {
    let is_named = register.field("name").is_some_and(|field| matches!(field.kind, Kind::Text(_)));
    let name = Some(stands).filter(|_| is_named && !register.restricted && !register.natural_key.contains(&"name"));
    let name = name.map_or(String::new(), |stands| format!(" {}", text::safe(stands.text("name"))));
    let numbers = register.natural_key.iter().filter_map(|col| register.field(col));
    let number = numbers.map(|field| (field, stands.get(field.col))).find(|(_, value)| !value.is_null());
    match number {
        Some((field, value)) => {
            (field.kind.show(value), format!("{} {}{name}", register.label, field.show_masked(value)))
        }
        None => (format!("#{key}"), register.label.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::figure::cross;
    use crate::store::engine::plan;
    use std::collections::BTreeSet;

    #[test]
    fn each_check_is_looked_for() {
        let declared: BTreeSet<&str> = cross::of_registers().map(|check| check.code).collect();
        let looked_for: BTreeSet<&str> = searches().map(|search| search.check.code).collect();
        assert_eq!(looked_for, declared);
    }

    /// Tables of some hundred rows, and what a statement itself has put together.
    const SMALL: [&str; 4] = ["SCAN d", "SCAN CONSTANT ROW", "SCAN s", "SCAN x"];

    /// A statement reads one large table at most from end to end, and finds the rest by keys and indexes.
    #[test]
    fn no_check_reads_a_large_table_twice() {
        let asked = Asked { month: Month::new(2021, 11).unwrap(), parameters: &Parameters::default() };
        for search in searches() {
            for Rows { sql, .. } in (search.rows)(&asked) {
                let plan = plan::of(&sql);
                let is_small =
                    |step: &str| SMALL.iter().any(|small| step == *small || step.starts_with(&format!("{small} ")));
                let scans = plan.iter().filter(|step| step.starts_with("SCAN ") && !is_small(step)).count();
                assert!(scans <= 1, "{:?}\n{sql}\n{plan:#?}", search.check);
                let sorts =
                    plan.iter().filter(|step| step.starts_with("SEARCH p ") && step.contains("AUTOMATIC")).count();
                assert_eq!(sorts, 0, "lines are found by their indexes: {:?}\n{sql}\n{plan:#?}", search.check);
            }
        }
    }
}
