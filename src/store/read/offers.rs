//! What a text typed into a reference may mean: the look-up's people for whatever belongs to a person, the names of what has a
//! name of its own. A number that is typed whole names one record.

use crate::domain::people::pinyin;
use crate::domain::text;
use crate::register::core::lookup::{Hit, Offer};
use crate::register::{BENEFITS, Kind, Register, find};
use crate::store::Store;
use crate::store::change::resolve::{called_in_full, keys, listed, of_person};
use crate::store::fault::Answer;
use crate::store::read::opened::lives;
use chrono::NaiveDate;

/// Records of a register with names of their own that are compared, at most: institutions, projects.
const COMPARED: i64 = 500;

impl Store {
    /// The records that a text may refer to in a field of that kind, the best first; one alone where it is named whole.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn offers(&self, kind: Kind, typed: &str, limit: usize, day: NaiveDate) -> Answer<Vec<Offer>> {
        let registers: Vec<&'static Register> = match kind {
            Kind::Ref(name) => find(name).map(|e| e.register).into_iter().collect(),
            Kind::Case => BENEFITS.iter().map(|benefit| benefit.cases).collect(),
            _ => Vec::new(),
        };
        // A number may be of any benefit's case: what is not for who asks is not offered.
        let registers = match registers[..] {
            [one] => self.gate_list(one).map(|_| registers)?,
            _ => registers.into_iter().filter(|register| self.may_list(register)).collect(),
        };
        let typed = text::clean(typed);
        self.at_one_moment(|| {
            if let Some(whole) = self.named_whole(&registers, &typed, day)? {
                return Ok(vec![whole]);
            }
            // People are searched for once, whatever number of registers holds what belongs to them.
            let people = if registers.iter().any(is_of_people) { self.search(&typed, limit, day)? } else { Vec::new() };
            let mut offers = Vec::new();
            for register in registers {
                self.offer(register, &typed, &people, &mut offers)?;
            }
            offers.truncate(limit);
            Ok(offers)
        })
    }

    /// The one living record whose number is that text.
    fn named_whole(&self, registers: &[&'static Register], typed: &str, day: NaiveDate) -> Answer<Option<Offer>> {
        let mut whole = None;
        for register in registers {
            // The beginning of a number of 18 digits may be one of 15.
            if typed.starts_with('#') || (register.name == "person" && typed.chars().count() < 16) {
                continue;
            }
            let mut found = keys(self.db(), register, typed, day)?;
            found.sort_unstable();
            found.dedup();
            match (found[..].as_ref(), &whole) {
                ([], _) => {}
                ([key], None) if lives(self.db(), register, *key)? => {
                    let label = called_in_full(self.db(), register, *key)?;
                    whole = Some(Offer { key: *key, label, is_whole: true });
                }
                _ => return Ok(None),
            }
        }
        Ok(whole)
    }

    fn offer(&self, register: &'static Register, typed: &str, people: &[Hit], offers: &mut Vec<Offer>) -> Answer<()> {
        if register.name == "person" {
            offers.extend(people.iter().map(offer_of));
        } else if is_of_people(&register) {
            for hit in people {
                for key in of_person(self.db(), register, hit.key)? {
                    if offers.iter().all(|o| o.key != key) {
                        offers.push(Offer { key, label: called_in_full(self.db(), register, key)?, is_whole: false });
                    }
                }
            }
        }
        if register.field("name").is_some() || !is_of_people(&register) {
            self.offer_called(register, typed, offers)?;
        }
        Ok(())
    }

    /// Of what is known by a name of its own, or by a number: what is called so, or whose initials are those.
    fn offer_called(&self, register: &'static Register, typed: &str, offers: &mut Vec<Offer>) -> Answer<()> {
        if register.restricted || register.name == "person" {
            return Ok(());
        }
        let sql =
            format!("SELECT key FROM {} WHERE voided_by IS NULL ORDER BY key LIMIT {COMPARED}", register.read_from());
        for key in listed(self.db(), &sql, [])? {
            let label = called_in_full(self.db(), register, key)?;
            let is_new = offers.iter().all(|offer| offer.key != key);
            if is_new && is_called(&label, typed) {
                offers.push(Offer { key, label, is_whole: false });
            }
        }
        Ok(())
    }
}

/// Whether a text is part of what a record is called, or of the initials of one of its words.
fn is_called(label: &str, typed: &str) -> bool {
    let initials = |word: &str| pinyin::initials_of(word).to_ascii_lowercase();
    label.contains(typed) || label.split(' ').any(|word| initials(word).contains(&typed.to_ascii_lowercase()))
}

/// Whether people are found for a register: itself, or what belongs to them.
fn is_of_people(register: &&'static Register) -> bool {
    register.name == "person" || register.fields.iter().any(|f| matches!(f.kind, Kind::Ref("person" | "household")))
}

fn offer_of(hit: &Hit) -> Offer {
    let number = hit.id_number.as_ref().map_or_else(|| hit.temp_no.clone().unwrap_or_default(), |id| id.masked());
    Offer { key: hit.key, label: format!("{} {number} {}", hit.name, hit.village), is_whole: false }
}
