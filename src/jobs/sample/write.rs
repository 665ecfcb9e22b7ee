//! Writes what was entered into the file: the acts of a part of the office, its rows, and what was changed in them later.
//!
//! Must not decide anything: all of it was judged when it was entered.

use super::SampleFault;
use super::acts::OrderedActs;
use super::player::{Changed, Entered, Played};
use crate::register::people::person::PERSON;
use crate::store::change::act::{ActKind, By, Cell};
use crate::store::change::bulk::Filling;
use std::collections::{HashMap, HashSet};

/// Writes part after part.
pub(crate) struct Writer<'f> {
    filling: &'f Filling<'f>,
    /// Name → who has it.
    named: HashMap<String, Vec<i64>>,
}

impl<'f> Writer<'f> {
    /// Nothing is written yet.
    pub(crate) fn new(filling: &'f Filling<'f>) -> Self {
        Writer { filling, named: HashMap::new() }
    }

    /// One part of the office. An act that enters nothing corrects.
    pub(crate) fn part(&mut self, played: &Played, acts: &OrderedActs) -> Result<(), SampleFault> {
        let Played { entered, changes, .. } = played;
        let entering: HashSet<i64> = entered.iter().flat_map(|e| &e.acts).map(|act| acts.key(*act)).collect();
        for (key, moment) in (acts.first..).zip(&acts.moments) {
            let day = moment.day.to_string();
            let by = By { operator: 1, at: format!("{day} {}", moment.clock), day, witness: None };
            match entering.contains(&key) {
                true => self.filling.act(ActKind::Enter, &by, None)?,
                false => self.filling.act(ActKind::Correct, &by, Some("补登复核、送达和核实的情况"))?,
            };
        }
        self.entered(entered, acts)?;
        self.changed(changes, acts)
    }

    /// What was entered in acts that stand.
    pub(crate) fn entered(&mut self, entered: &[Entered], acts: &OrderedActs) -> Result<(), SampleFault> {
        for entered in entered {
            self.filling.records::<SampleFault>(entered.register, |rows| {
                for ((key, row), act) in (entered.first..).zip(&entered.rows).zip(&entered.acts) {
                    rows.put(key, acts.key(*act), row)?;
                    if *entered.register == PERSON {
                        self.named.entry(row.text("name").to_owned()).or_default().push(key);
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// What was changed later, act by act.
    fn changed(&self, changes: &[Changed], acts: &OrderedActs) -> Result<(), SampleFault> {
        let mut in_order: Vec<&Changed> = changes.iter().collect();
        in_order.sort_by_key(|changed| acts.key(changed.act));
        for changed in in_order {
            let cols: Vec<(&str, Cell<'_>)> = changed.cols.iter().map(|(col, _, new)| (*col, new.into())).collect();
            self.filling.change(acts.key(changed.act), (changed.register, changed.key), &cols)?;
        }
        Ok(())
    }

    /// All is written: people are found by their names.
    pub(crate) fn end(self) -> Result<(), SampleFault> {
        Ok(self.filling.readings(&self.named)?)
    }
}
