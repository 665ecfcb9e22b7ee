//! What the lists of a month read from the office, each once: the entries of a batch serve its roll, its summary and the notice.
//! Must not know paper.

use super::Numbers;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::figure::Standing;
use crate::figure::roll::assistance::disability::{Subsidy, side_by_side};
use crate::figure::roll::assistance::temporary::Temporary;
use crate::figure::roll::{Batch, Paid, Words};
use crate::store::pay::batch_names::{OFFICE, house};
use crate::store::{Answer, Letterhead, Store};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Entries and the batches they come from; no batches for what hangs on none.
#[derive(Debug)]
pub(super) struct Read<E> {
    pub batches: Vec<Batch>,
    pub entries: Vec<E>,
}

impl<E> From<(Vec<Batch>, Vec<E>)> for Read<E> {
    fn from((batches, entries): (Vec<Batch>, Vec<E>)) -> Self {
        Read { batches, entries }
    }
}

impl<E> From<Vec<E>> for Read<E> {
    fn from(entries: Vec<E>) -> Self {
        Read { batches: Vec::new(), entries }
    }
}

type ReadOnce<E> = RefCell<BTreeMap<Scheme, Rc<Read<E>>>>;

/// A month of the office as its lists read it.
pub(super) struct Reading<'s> {
    pub store: &'s Store,
    pub month: Month,
    /// The day it is printed.
    pub day: NaiveDate,
    pub numbers: Numbers,
    /// It is printed even when nothing is in it, and says so: somebody asked for it by its name, to hand it in.
    pub by_name: bool,
    /// What the office's papers say of it.
    pub letterhead: Letterhead,
    begin: Month,
    names: HashMap<String, String>,
    paid: ReadOnce<Paid>,
    temporary: ReadOnce<Temporary>,
}

fn kept<E>(all: &ReadOnce<E>, scheme: Scheme, read: impl FnOnce() -> Answer<Read<E>>) -> Answer<Rc<Read<E>>> {
    if let Some(known) = all.borrow().get(&scheme) {
        return Ok(Rc::clone(known));
    }
    let found = Rc::new(read()?);
    all.borrow_mut().insert(scheme, Rc::clone(&found));
    Ok(found)
}

impl<'s> Reading<'s> {
    pub fn new(store: &'s Store, month: Month, day: NaiveDate, numbers: Numbers) -> Answer<Self> {
        let (names, letterhead, begin) = (store.paper_names(month)?, store.letterhead()?, store.records_begin()?);
        let (paid, temporary) = Default::default();
        Ok(Reading { store, month, day, numbers, by_name: false, letterhead, begin, names, paid, temporary })
    }
    pub fn asked_by_name(self) -> Self {
        Reading { by_name: true, ..self }
    }
    /// What is found of what hangs on no batch; nothing is something to be told where it is asked for by name.
    pub fn found<E>(&self, found: Answer<Vec<E>>) -> Answer<Vec<E>> {
        match found {
            Err(e) if self.by_name && e.is_nothing() => Ok(Vec::new()),
            found => found,
        }
    }
    pub fn words(&self) -> Words<'_> {
        Words { names: &self.names, masked: self.numbers == Numbers::Masked }
    }
    /// `雁峰区` before a title: the district's own name.
    pub fn district(&self) -> &str {
        self.names.get(&self.store.office().division).map_or("", String::as_str)
    }
    /// How the month stands to the day and to the office's records.
    pub fn standing(&self) -> Standing {
        Standing::of(self.month, self.day, self.begin)
    }
    /// 填报单位, as the month's batches call it.
    pub fn office(&self) -> &str {
        self.names.get(OFFICE).map_or("", String::as_str)
    }
    /// What the normal batches of a scheme pay each case.
    pub fn paid(&self, scheme: Scheme) -> Answer<Rc<Read<Paid>>> {
        kept(&self.paid, scheme, || {
            let (batches, mut entries) = self.store.paid_roll(scheme, self.month)?;
            for entry in &mut entries {
                let name = entry.institution.and_then(|key| self.names.get(&house(key)));
                entry.institution_name = name.cloned().unwrap_or_default();
            }
            Ok(Read { batches, entries })
        })
    }
    /// One of the two subsidies, or both side by side; where one has no batch, the other alone.
    pub fn subsidies(&self, schemes: &[Scheme]) -> Answer<Read<Subsidy>> {
        let (mut batches, mut all, mut missing) = (Vec::new(), Vec::new(), None);
        for scheme in schemes {
            match self.paid(*scheme) {
                Ok(read) => {
                    batches.extend(read.batches.iter().cloned());
                    all.push(read.entries.iter().map(|paid| Subsidy::of(*scheme, paid)).collect::<Vec<_>>());
                }
                Err(e) if e.is_nothing() => missing = Some(e),
                Err(e) => return Err(e),
            }
        }
        match (all.as_slice(), missing) {
            ([], Some(missing)) => Err(missing),
            ([living, care], _) => Ok(Read { batches, entries: side_by_side(living, care) }),
            _ => Ok(Read { batches, entries: all.into_iter().flatten().collect() }),
        }
    }
    /// What a summary folds: the sums of the batches where they stand, else the entries of the roll.
    pub fn sums(&self, scheme: Scheme) -> Answer<Rc<Read<Paid>>> {
        match self.store.paid_sums(scheme, self.month)? {
            Some(sums) => Ok(Rc::new(sums.into())),
            None => self.paid(scheme),
        }
    }
    pub fn temporary(&self) -> Answer<Rc<Read<Temporary>>> {
        kept(&self.temporary, Scheme::Temporary, || Ok(self.store.temporary_roll(self.month)?.into()))
    }
}
