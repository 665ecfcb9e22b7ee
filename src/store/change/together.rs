//! Many drafts saved as one act, each judged over those before it. What rules refuse of them is left out and told; the rest stands and is
//! undone as one.

use crate::domain::slip::Slip;
use crate::register::Draft;
use crate::store::change::act::{Act, ActKind, By};
use crate::store::change::put::put;
use crate::store::change::save::is_same;
use crate::store::engine::Db;
use crate::store::fault::Answer;
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
        let by = self.by(who, day);
        self.write(|tx| self.together(tx, drafts, why, &by, day))
    }

    /// The same to see what comes of it; it is taken back.
    ///
    /// # Errors
    /// Those of [`Store::save_together`].
    pub fn rehearse_together(&self, drafts: &[Draft], why: &str, who: &Who, day: NaiveDate) -> Answer<Vec<Done>> {
        let by = self.by(who, day);
        self.attempt(|tx| self.together(tx, drafts, why, &by, day).map(|(_, done)| done))
    }

    fn together(
        &self,
        tx: &Db,
        drafts: &[Draft],
        why: &str,
        by: &By,
        day: NaiveDate,
    ) -> Answer<(Option<i64>, Vec<Done>)> {
        let mut act = None;
        let mut done = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let judged = self.judge(tx, draft, day)?;
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
