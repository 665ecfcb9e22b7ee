//! An office in memory: rows of registers by their keys, found by what stands in a column. It answers what rules ask as a file with the
//! same rows would, in which the bank has paid nothing yet. Knows no act and no SQL.

use super::{Kept, Rows, Sight, people};
use crate::domain::month::Month;
use crate::register::core::answers::Source;
use crate::register::people::person::PERSON;
use crate::register::places::known::Places;
use crate::register::{Ask, Fact, PersonFact, Register, Value, Values};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// An office in memory.
#[derive(Debug, Default)]
pub struct Memory {
    /// By the names of their registers.
    tables: HashMap<&'static str, Table>,
    places: Rc<Places>,
    /// The people who were asked for, until their rows change.
    people: RefCell<HashMap<i64, Rc<PersonFact>>>,
}

/// The living rows of a register.
#[derive(Debug, Default)]
struct Table {
    /// In the order of their keys.
    rows: Vec<Kept>,
    /// For each column by which rows were looked for: value → keys in their order.
    found: RefCell<Vec<(&'static str, Found)>>,
}

type Found = HashMap<Value, Vec<i64>>;

impl Table {
    fn place(&self, key: i64) -> Result<usize, usize> {
        // Mostly the keys follow one another.
        let guess = self.rows.first().and_then(|(first, _)| usize::try_from(key.checked_sub(*first)?).ok());
        match guess.filter(|at| self.rows.get(*at).is_some_and(|(found, _)| *found == key)) {
            Some(at) => Ok(at),
            None => self.rows.binary_search_by_key(&key, |(key, _)| *key),
        }
    }

    fn row(&self, key: i64) -> Option<&Rc<Values>> {
        self.place(key).ok().and_then(|at| self.rows.get(at)).map(|(_, row)| row)
    }

    /// What stands in a column of a row changes, from nothing or to nothing where the row comes or goes.
    fn move_in_lists(&mut self, key: i64, old: Option<&Values>, new: Option<&Values>) {
        for (col, found) in self.found.get_mut() {
            let (old, new) = (old.map(|row| row.get(col)), new.map(|row| row.get(col)));
            if old == new {
                continue;
            }
            if let Some(keys) = old.and_then(|value| found.get_mut(value)) {
                keys.retain(|other| *other != key);
            }
            if let Some(value) = new {
                let keys = found.entry(value.clone()).or_default();
                keys.insert(keys.partition_point(|other| *other < key), key);
            }
        }
    }

    fn put(&mut self, key: i64, values: Rc<Values>) {
        match self.place(key) {
            Ok(at) => {
                let old = Rc::clone(&self.rows[at].1);
                self.move_in_lists(key, Some(&old), Some(&values));
                self.rows[at].1 = values;
            }
            Err(at) => {
                self.move_in_lists(key, None, Some(&values));
                self.rows.insert(at, (key, values));
            }
        }
    }

    fn with(&self, col: &'static str, value: &Value) -> Vec<Kept> {
        let mut lists = self.found.borrow_mut();
        let at = lists.iter().position(|(known, _)| *known == col).unwrap_or_else(|| {
            let mut found = Found::new();
            for (key, row) in &self.rows {
                found.entry(row.get(col).clone()).or_default().push(*key);
            }
            lists.push((col, found));
            lists.len() - 1
        });
        let keys = lists[at].1.get(value).map_or(&[][..], Vec::as_slice);
        keys.iter().filter_map(|key| Some((*key, Rc::clone(self.row(*key)?)))).collect()
    }
}

impl Memory {
    /// With nothing but its divisions.
    pub fn of(places: Rc<Places>) -> Memory {
        Memory { places, ..Memory::default() }
    }

    fn table(&self, register: &Register) -> Option<&Table> {
        self.tables.get(register.name)
    }

    /// A row, new or with other values.
    pub fn put(&mut self, key: i64, values: Values) {
        let register = values.register;
        self.forget(register, key);
        self.tables.entry(register.name).or_default().put(key, Rc::new(values));
    }

    /// A row is void.
    pub fn fall(&mut self, register: &Register, key: i64) {
        self.forget(register, key);
        let Some(table) = self.tables.get_mut(register.name) else { return };
        if let Ok(at) = table.place(key) {
            let (_, row) = table.rows.remove(at);
            table.move_in_lists(key, Some(&row), None);
        }
    }

    fn forget(&mut self, register: &Register, key: i64) {
        if *register == PERSON {
            self.people.get_mut().remove(&key);
        }
    }

    /// The rows of a register, in the order of their keys.
    pub fn all(&self, register: &Register) -> Vec<Kept> {
        self.table(register).map_or_else(Vec::new, |table| table.rows.clone())
    }

    /// Gives away the rows of a register, in the order of their keys.
    pub fn take(&mut self, register: &Register) -> Vec<Kept> {
        self.tables.remove(register.name).map_or_else(Vec::new, |table| table.rows)
    }

    /// As rules see it on a day.
    pub fn on(&self, day: NaiveDate) -> Sight<'_> {
        Sight { rows: self, day }
    }
}

impl Rows for Memory {
    fn row(&self, register: &'static Register, key: i64) -> Option<Rc<Values>> {
        self.table(register)?.row(key).cloned()
    }

    fn rows_with(&self, register: &'static Register, col: &'static str, value: &Value) -> Vec<Kept> {
        self.table(register).map_or_else(Vec::new, |table| table.with(col, value))
    }

    fn person(&self, key: i64) -> Option<Rc<PersonFact>> {
        if let Some(known) = self.people.borrow().get(&key) {
            return Some(Rc::clone(known));
        }
        let person = Rc::new(people::person(key, &*self.row(&PERSON, key)?));
        self.people.borrow_mut().insert(key, Rc::clone(&person));
        Some(person)
    }

    fn entered_by(&self, _: &'static Register, _: i64) -> String {
        String::new()
    }

    fn paid_until(&self, _: i64) -> Option<Month> {
        None
    }

    fn places(&self) -> &Places {
        &self.places
    }
}

impl Source<Ask, Fact> for Sight<'_> {
    fn answer(&self, ask: &Ask) -> Option<Fact> {
        let made = Sight::answer(*self, ask);
        made.or_else(|| match ask {
            Ask::Batches(_) => Some(Fact::Batches(Vec::new())),
            Ask::Inside(_) => Some(Fact::Inside(Vec::new())),
            Ask::Computed(..) => Some(Fact::Computed(Vec::new())),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::people::member::MEMBER;

    fn member(household: i64, person: i64, from: &str) -> Values {
        let mut row = Values::new(&MEMBER);
        row.set("household", household);
        row.set("person", person);
        row.set("relation_code", "02");
        row.set("valid_from", from);
        row
    }

    #[test]
    fn rows_are_found_by_what_stands_in_them_now() {
        let mut office = Memory::default();
        let keys = |office: &Memory, person: i64| -> Vec<i64> {
            office.rows_with(&MEMBER, "person", &person.into()).iter().map(|(key, _)| *key).collect()
        };
        assert_eq!(keys(&office, 1), [0; 0]);
        office.put(7, member(1, 1, "2020-01-01"));
        office.put(9, member(1, 2, "2020-01-01"));
        assert_eq!(keys(&office, 1), [7]);
        office.put(8, member(1, 1, "2021-01-01"));
        assert_eq!((keys(&office, 1), keys(&office, 2)), (vec![7, 8], vec![9]));
        office.put(7, member(1, 2, "2020-01-01"));
        assert_eq!((keys(&office, 1), keys(&office, 2)), (vec![8], vec![7, 9]));
        office.fall(&MEMBER, 9);
        assert_eq!((keys(&office, 2), office.row(&MEMBER, 9)), (vec![7], None));
        assert_eq!(office.row(&MEMBER, 8).map(|row| row.int("person")), Some(Some(1)));
        assert_eq!(office.row(&PERSON, 8), None);
    }

    #[test]
    fn a_person_is_seen_as_the_row_is_now() {
        let mut office = Memory::default();
        let named = |office: &Memory| office.person(1).map(|person| person.name.clone());
        let mut person = Values::new(&PERSON);
        for name in ["张三", "李四"] {
            person.set("name", name);
            office.put(1, person.clone());
            assert_eq!([named(&office), named(&office)], [Some(name.to_owned()), Some(name.to_owned())]);
        }
        office.fall(&PERSON, 1);
        assert_eq!(named(&office), None);
    }

    #[test]
    fn somebody_lives_where_the_latest_row_of_the_day_says() {
        let mut office = Memory::default();
        let mut person = Values::new(&PERSON);
        person.set("name", "张三");
        office.put(1, person);
        let mut house = Values::new(&crate::register::people::household::HOUSEHOLD);
        house.set("applicant", 1);
        office.put(5, house);
        office.put(1, member(5, 1, "2020-03-01"));
        let mut left = member(5, 1, "2021-03-01");
        left.set("ended", 1);
        office.put(2, left);
        let lives = |day: &str| {
            let sight = office.on(day.parse().unwrap());
            (sight.household(5).unwrap().members.len(), sight.open_household(1))
        };
        assert_eq!(lives("2020-02-29"), (0, Some(5)), "will join it");
        assert_eq!(lives("2021-02-28"), (1, Some(5)));
        assert_eq!(lives("2021-03-01"), (0, None));
    }
}
