//! What the lists of a month read from the office, each once: the entries of a batch serve its roll, its summary and the notice.
//! Must not know paper.

use super::Numbers;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::figure::Standing;
use crate::figure::roll::assistance::dibao::Dibao;
use crate::figure::roll::assistance::disability::{Subsidy, side_by_side};
use crate::figure::roll::assistance::tekun::Tekun;
use crate::figure::roll::assistance::temporary::Temporary;
use crate::figure::roll::{Batch, Paid, Words};
use crate::store::pay::batch_names::OFFICE;
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
    /// What the office's papers say of it.
    pub letterhead: Letterhead,
    begin: Month,
    names: HashMap<String, String>,
    dibao: ReadOnce<Dibao>,
    tekun: ReadOnce<Tekun>,
    subsidies: ReadOnce<Subsidy>,
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
        let (dibao, tekun, subsidies, temporary) = Default::default();
        Ok(Reading { store, month, day, numbers, letterhead, begin, names, dibao, tekun, subsidies, temporary })
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
    pub fn dibao(&self, scheme: Scheme) -> Answer<Rc<Read<Dibao>>> {
        kept(&self.dibao, scheme, || Ok(self.store.dibao_roll(scheme, self.month)?.into()))
    }
    pub fn tekun(&self) -> Answer<Rc<Read<Tekun>>> {
        kept(&self.tekun, Scheme::Tekun, || Ok(self.store.tekun_roll(self.month)?.into()))
    }
    pub fn subsidy(&self, scheme: Scheme) -> Answer<Rc<Read<Subsidy>>> {
        kept(&self.subsidies, scheme, || Ok(self.store.subsidy_roll(scheme, self.month)?.into()))
    }
    /// Both subsidies side by side; where one has no batch, the other alone.
    pub fn both_subsidies(&self) -> Answer<Rc<Read<Subsidy>>> {
        let (living, care) = match (self.subsidy(Scheme::DisabilityLiving), self.subsidy(Scheme::DisabilityCare)) {
            (Err(e), other) | (other, Err(e)) if e.is_nothing() => return other,
            (living, care) => (living?, care?),
        };
        let batches = living.batches.iter().chain(&care.batches).cloned().collect();
        Ok(Rc::new(Read { batches, entries: side_by_side(&living.entries, &care.entries) }))
    }
    /// What a summary folds: the sums of the batches where they stand, else the entries of the roll.
    pub fn summed<E: From<Paid>>(
        &self,
        scheme: Scheme,
        roll: impl FnOnce() -> Answer<Rc<Read<E>>>,
    ) -> Answer<Rc<Read<E>>> {
        match self.store.paid_sums(scheme, self.month)? {
            Some((batches, sums)) => Ok(Rc::new(Read { batches, entries: sums.into_iter().map(E::from).collect() })),
            None => roll(),
        }
    }
    pub fn temporary(&self) -> Answer<Rc<Read<Temporary>>> {
        kept(&self.temporary, Scheme::Temporary, || Ok(self.store.temporary_roll(self.month)?.into()))
    }
}
