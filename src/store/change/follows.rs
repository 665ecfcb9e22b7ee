//! What a record takes away from people, and what follows for their running cases: found out when a draft is judged, carried
//! out with it in one act, and taken back with it.

use crate::domain::slip::{Severity, Slip};
use crate::register::benefits::consequence::{self, FOLLOWS, TO_LOOK_AT};
use crate::register::core::judged::{Follow, Judged};
use crate::register::{BENEFITS, Consequence, Register, find};
use crate::store::Store;
use crate::store::change::act::Act;
use crate::store::change::resolve::called;
use crate::store::change::save::put;
use crate::store::engine::{Db, params};
use crate::store::facts::{Overlay, consequences};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::opened::lives;
use chrono::NaiveDate;
use std::rc::Rc;

/// Whether a slip refuses a version that changes nothing: then nothing follows.
fn is_unchanged(slip: &Slip) -> bool {
    BENEFITS.iter().filter_map(|benefit| benefit.monthly()).any(|monthly| monthly.unchanged == slip.code)
}

impl Store {
    /// Finds out what follows, and puts it to the clerk as doubts.
    pub(in crate::store) fn follow_up(&self, db: &Db, judged: &mut Judged<'_>, day: NaiveDate) -> Answer<()> {
        let mut direct: Vec<Follow> = Vec::new();
        for (of, loss) in judged.losses() {
            for consequence in consequences(db, &loss, day)? {
                add(&mut direct, Some(Follow { of, consequence }));
            }
        }
        let overlay = judged.overlay();
        let (mut possible, mut further) = (Vec::new(), Vec::new());
        for follow in direct {
            let (follow, in_turn) = self.possible(db, follow, overlay.as_ref(), day)?;
            possible.extend(follow);
            further.extend(in_turn);
        }
        further.into_iter().for_each(|f| add(&mut possible, Some(f)));
        judged.follows = possible;
        judged.ask_about_follows();
        Ok(())
    }

    /// A consequence as it can be carried out, or as one to look at where it cannot, none where nothing would change; and what
    /// follows from it in turn.
    fn possible(
        &self,
        db: &Db,
        follow: Follow,
        overlay: Option<&Overlay>,
        day: NaiveDate,
    ) -> Answer<(Option<Follow>, Vec<Follow>)> {
        let Some(draft) = &follow.consequence.draft else { return Ok((Some(follow), Vec::new())) };
        let mut inner = self.judge_over(db, draft, day, overlay)?;
        let slips = inner.all_slips();
        if slips.iter().any(is_unchanged) {
            return Ok((None, Vec::new()));
        }
        let of = follow.of;
        let Some(slip) = slips.iter().find(|s| stops(s)) else {
            let now = inner.difference.as_ref().map(|d| d.to);
            let consequence = follow.consequence.clone().coming_to(now);
            let in_turn = std::mem::take(&mut inner.follows).into_iter().map(|f| Follow { of, ..f }).collect();
            return Ok((Some(Follow { of, consequence }), in_turn));
        };
        let consequence = follow.consequence.clone().not_possible(&slip.text);
        Ok((Some(Follow { of, consequence }), Vec::new()))
    }

    /// What followed from a row and falls with it, by what a clerk calls it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn followed(&self, register: &Register, key: i64) -> Answer<Vec<String>> {
        let mut get = self.db().prepare_cached(
            "SELECT register, row FROM follow WHERE of_register = ?1 AND of_row = ?2 AND voided_by IS NULL",
        )?;
        let rows = get.query_map(params![register.name, key], |r| Ok((r.get::<String>(0)?, r.get(1)?)))?;
        let mut names = Vec::new();
        for row in rows {
            let (name, key): (String, i64) = row?;
            let Some(entry) = find(&name) else { continue };
            if lives(self.db(), entry.register, key)? {
                names.push(format!("{} {}", entry.register.label, called(self.db(), entry.register, key)?));
            }
        }
        Ok(names)
    }

    /// Carries out what follows, in the act of the record. `keys` are those of the record and of its child rows.
    pub(in crate::store) fn carry_out(
        &self,
        act: &Act<'_>,
        judged: &Judged<'_>,
        keys: &[i64],
        day: NaiveDate,
    ) -> Answer<()> {
        for follow in judged.carried_out() {
            let (Some(draft), Some((register, key))) = (&follow.consequence.draft, cause(judged, follow.of, keys))
            else {
                continue;
            };
            let inner = self.judge_over(act.db(), draft, day, None)?;
            let slips = inner.all_slips();
            if slips.iter().any(is_unchanged) {
                continue;
            }
            if let Some(slip) = slips.into_iter().find(stops) {
                let text = format!("{}: {}", follow.consequence.text, slip.text);
                return Err(StoreFault::refused(Slip::error(slip.code, text)));
            }
            let written = put(act, &inner)?;
            let row = written.first().copied().unwrap_or_default();
            act.followed((draft.register, row), (register, key))?;
        }
        Ok(())
    }
}

/// Adds one; a case is dealt with once.
fn add(follows: &mut Vec<Follow>, follow: Option<Follow>) {
    let known = |f: &Follow| follows.iter().any(|g| g.consequence.case.case == f.consequence.case.case);
    let new = follow.filter(|f| !known(f));
    follows.extend(new);
}

/// Whether a slip of a follow stands in its way; what it asks the clerk to look at is asked of the whole.
fn stops(slip: &Slip) -> bool {
    slip.severity != Severity::Warning && slip.code != TO_LOOK_AT
}

fn cause(judged: &Judged<'_>, of: Option<usize>, keys: &[i64]) -> Option<(&'static Register, i64)> {
    let at = of.map_or(0, |child| child + 1);
    let register = match of {
        None => judged.draft.register,
        Some(child) => judged.children.get(child)?.draft.register,
    };
    Some((register, *keys.get(at)?))
}

impl Judged<'_> {
    /// What is carried out with it: unless the clerk said why not.
    pub(in crate::store) fn carried_out(&self) -> impl Iterator<Item = &Follow> {
        let all = self.draft.follow && !self.leaves_follows();
        self.follows.iter().filter(move |f| all && f.consequence.draft.is_some())
    }

    fn leaves_follows(&self) -> bool {
        self.draft.accept.iter().any(|code| code == FOLLOWS)
    }

    /// The doubts about what follows. One that was accepted before, for another change, is asked about again.
    fn ask_about_follows(&mut self) {
        let follows: Vec<Consequence> = self.follows.iter().map(|f| f.consequence.clone()).collect();
        for slip in consequence::slips(&follows, self.draft.follow && !self.leaves_follows()) {
            self.doubted(slip);
        }
        self.ask_why();
    }

    /// The person it corrects.
    fn overlay(&self) -> Option<Overlay> {
        let person = self.draft.key.filter(|_| self.draft.register.name == "person")?;
        Some(Overlay { person, values: Rc::new(self.values.clone()) })
    }
}
