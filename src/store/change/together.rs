//! Many drafts saved as one act, each judged over those before it. What rules refuse of them is left out and told; the rest stands and is
//! undone as one.

use crate::domain::slip::Slip;
use crate::register::Draft;
use crate::store::change::act::{Act, ActKind};
use crate::store::change::put::put;
use crate::store::change::save::is_same;
use crate::store::engine::Db;
use crate::store::fault::{Answer, StoreFault};
use crate::store::rights::gate::refusal;
use crate::store::{Store, Who};
use chrono::NaiveDate;

/// What became of one of many drafts.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// It is a new record.
    New,
    /// It changed one.
    Changed,
    /// It says what stands.
    Same,
    /// Rules stand against it: everything that is wrong.
    Refused(Vec<Slip>),
}

impl Store {
    /// Saves drafts in one act, for one reason. Gives the act, where anything was written, and what became of each.
    ///
    /// # Errors
    /// A slip that is no draft's alone; what the machine does not give. Then nothing was written.
    pub fn save_together(
        &self,
        drafts: &[Draft],
        why: &str,
        who: &Who,
        day: NaiveDate,
    ) -> Answer<(Option<i64>, Vec<Done>)> {
        let saved = self.write(|tx| self.together(tx, drafts, why, (who, day)))?;
        let refused = saved.1.iter().filter_map(|done| match done {
            Done::Refused(slips) => refusal(slips),
            _ => None,
        });
        if let Some(slip) = refused.into_iter().next() {
            self.note_refusal(Some(who), slip);
        }
        Ok(saved)
    }

    /// The same to see what comes of it; it is taken back.
    ///
    /// # Errors
    /// Those of [`Store::save_together`].
    pub fn rehearse_together(&self, drafts: &[Draft], why: &str, who: &Who, day: NaiveDate) -> Answer<Vec<Done>> {
        self.attempt(|tx| self.together(tx, drafts, why, (who, day)).map(|(_, done)| done))
    }

    fn together(
        &self,
        tx: &Db,
        drafts: &[Draft],
        why: &str,
        (who, day): (&Who, NaiveDate),
    ) -> Answer<(Option<i64>, Vec<Done>)> {
        let by = &self.by(who, day);
        let mut act = None;
        let mut done = Vec::with_capacity(drafts.len());
        for draft in drafts {
            match self.gate_draft(Some(who), draft) {
                Err(StoreFault::Refused(refused)) => {
                    done.push(Done::Refused(refused.slips));
                    continue;
                }
                asked => asked?,
            }
            let mut judged = self.judge(tx, draft, day)?;
            let beyond = self.beyond(tx, Some(who), &judged, false)?;
            judged.slips.extend(beyond);
            if !judged.can_save() {
                done.push(Done::Refused(judged.all_slips()));
                continue;
            }
            if is_same(&judged) {
                done.push(Done::Same);
                continue;
            }
            let act = match &act {
                Some(act) => act,
                None => act.insert(Act::begin(tx, ActKind::Enter, by, Some(why))?),
            };
            let keys = put(act, &judged)?;
            self.carry_out(act, &judged, &keys, day)?;
            done.push(if draft.key.is_some() { Done::Changed } else { Done::New });
        }
        Ok((act.map(|act| act.key()), done))
    }
}
