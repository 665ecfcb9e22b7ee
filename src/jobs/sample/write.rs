//! Writes what was entered into the file: the acts of a part of the office, and its rows.
//!
//! Must not decide anything: all of it was judged when it was entered.

use super::SampleFault;
use super::acts::OrderedActs;
use super::player::Entered;
use crate::register::people::person::PERSON;
use crate::store::change::act::{ActKind, By};
use crate::store::change::bulk::Filling;
use std::collections::HashMap;

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

    /// One part of the office.
    pub(crate) fn part(&mut self, entered: &[Entered], acts: &OrderedActs) -> Result<(), SampleFault> {
        for moment in &acts.moments {
            let day = moment.day.to_string();
            let by = By { operator: 1, at: format!("{day} {}", moment.clock), day };
            self.filling.act(ActKind::Enter, &by, None)?;
        }
        self.entered(entered, acts)
    }

    /// What was entered in acts that stand.
    pub(crate) fn entered(&mut self, entered: &[Entered], acts: &OrderedActs) -> Result<(), SampleFault> {
        for entered in entered {
            let mut rows = self.filling.records(entered.register)?;
            for ((key, row), act) in (entered.first..).zip(&entered.rows).zip(&entered.acts) {
                rows.put(key, acts.key(*act), row)?;
                if *entered.register == PERSON {
                    self.named.entry(row.text("name").to_owned()).or_default().push(key);
                }
            }
            // Here, where the next part is still being told, it costs nobody's time.
            let last = entered.first + entered.rows.len() as i64 - 1;
            self.filling.tell(entered.register, (entered.first, last))?;
        }
        Ok(())
    }

    /// All is written: people are found by their names.
    pub(crate) fn end(self) -> Result<(), SampleFault> {
        Ok(self.filling.readings(&self.named)?)
    }
}
