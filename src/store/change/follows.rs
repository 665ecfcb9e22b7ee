//! What a record takes away from people, and what follows for their running cases: found out when a draft is judged, carried
//! out with it in one act, and taken back with it.

use crate::domain::slip::{Severity, Slip, is_of};
use crate::register::benefits::consequence::{self, FOLLOWS, TO_LOOK_AT};
use crate::register::benefits::overpaid;
use crate::register::benefits::rests::Then;
use crate::register::core::judged::{Follow, Judged};
use crate::register::{BENEFITS, Consequence, Register, Values, find};
use crate::store::Store;
use crate::store::change::act::Act;
use crate::store::change::lets_go::{self, LETS_GO};
use crate::store::change::put::put;
use crate::store::change::resolve::called;
use crate::store::engine::{Db, params};
use crate::store::facts::{Overlay, consequences};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::stored::stored_row;
use chrono::NaiveDate;

/// Whether a slip refuses a version that changes nothing: then nothing follows.
fn is_unchanged(slip: &Slip) -> bool {
    BENEFITS.iter().filter_map(|benefit| benefit.monthly()).any(|monthly| monthly.unchanged == slip.code)
}

impl Store {
    /// Finds out what follows, and what follows from that in turn, and puts it to the clerk as doubts. Each is judged over what those
    /// before it leave; what is computed anew comes last. A part of another act leaves that to it.
    pub(in crate::store) fn follow_up(
        &self,
        db: &Db,
        judged: &mut Judged<'_>,
        is_part: bool,
        day: NaiveDate,
    ) -> Answer<()> {
        let (mut found, mut told) = (Vec::new(), lets_go::ahead(db, judged)?);
        for (of, loss) in judged.losses() {
            let overpaid = overpaid::since(&loss, &judged.facts);
            let all = consequences(db, &loss, day)?.into_iter().chain(overpaid.recoveries);
            found.extend(all.map(|consequence| Follow { of, consequence }));
            told.extend(overpaid.told);
        }
        let (mut open, mut met) = (Vec::new(), Vec::new());
        add(&mut open, &mut met, found);
        if is_part {
            told.into_iter().filter(|slip| slip.code == LETS_GO).for_each(|slip| judged.doubted(slip));
            judged.follows = open;
            return Ok(());
        }
        if !open.is_empty() {
            let mut left = self.leaving(db, judged, Overlay::default(), day)?;
            while let Some(next) = next(&open) {
                let (follow, in_turn, emptied) = self.possible(db, open.remove(next), &mut left, day)?;
                told.extend(emptied);
                judged.follows.extend(follow);
                add(&mut open, &mut met, in_turn);
            }
        }
        told.into_iter().for_each(|slip| judged.doubted(slip));
        judged.ask_about_follows();
        Ok(())
    }

    /// A consequence as it can be carried out, or as one to look at where it cannot, none where nothing would change; and what
    /// follows from it in turn, and which references are emptied with it. What it leaves is in `left` then.
    fn possible(
        &self,
        db: &Db,
        follow: Follow,
        left: &mut Overlay,
        day: NaiveDate,
    ) -> Answer<(Option<Follow>, Vec<Follow>, Vec<Slip>)> {
        let Some(draft) = &follow.consequence.draft else { return Ok((Some(follow), Vec::new(), Vec::new())) };
        let of = follow.of;
        let (consequence, in_turn, slips, after) = {
            let mut inner = self.judge_over(db, draft, day, Some(left))?;
            let mut slips = inner.all_slips();
            if slips.iter().any(is_unchanged) {
                return Ok((None, Vec::new(), Vec::new()));
            }
            if let Some(slip) = slips.iter().find(|s| stops(s)) {
                let consequence = follow.consequence.clone().not_possible(&slip.text);
                return Ok((Some(Follow { of, consequence }), Vec::new(), Vec::new()));
            }
            slips.retain(|slip| slip.code == LETS_GO);
            let after = self.leaving(db, &inner, left.clone(), day)?;
            inner.office.raise()?;
            let consequence = follow.consequence.clone().coming_to(inner.difference.as_ref());
            let in_turn = std::mem::take(&mut inner.follows).into_iter().map(|f| Follow { of, ..f }).collect();
            (consequence, in_turn, slips, after)
        };
        *left = after;
        Ok((Some(Follow { of, consequence }), in_turn, slips))
    }

    /// What followed from a row and falls with it, by what a clerk calls it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn followed(&self, register: &Register, key: i64) -> Answer<Vec<String>> {
        let name = |(register, key, _): (&'static Register, i64, Values)| {
            Ok(format!("{} {}", register.label, called(self.db(), register, key)?))
        };
        self.followed_rows(register, key)?.into_iter().map(name).collect()
    }

    /// The same as rows, in the order in which they were written.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn followed_rows(&self, register: &Register, key: i64) -> Answer<Vec<(&'static Register, i64, Values)>> {
        let mut get = self.db().prepare_cached(
            "SELECT register, row FROM follow WHERE of_register = ?1 AND of_row = ?2 AND voided_by IS NULL ORDER BY key",
        )?;
        let rows = get.query_map(params![register.name, key], |r| Ok((r.get::<String>(0)?, r.get(1)?)))?;
        let mut found = Vec::new();
        for row in rows {
            let (name, key): (String, i64) = row?;
            let Some(entry) = find(&name) else { continue };
            if let Some((values, _, None)) = stored_row(self.db(), entry.register, key)? {
                found.push((entry.register, key, values));
            }
        }
        Ok(found)
    }

    /// Carries out what follows, in the act of the record. `keys` are those of the record and of its child rows.
    pub(in crate::store) fn carry_out(
        &self,
        act: &Act<'_>,
        judged: &Judged<'_>,
        keys: &[i64],
        day: NaiveDate,
    ) -> Answer<()> {
        // Each is judged as a part of this act: what follows in turn is among those that are carried out.
        let all_is_written = Overlay::default();
        for follow in judged.carried_out() {
            let (Some(draft), Some((register, key))) = (&follow.consequence.draft, cause(judged, follow.of, keys))
            else {
                continue;
            };
            let inner = self.judge_over(act.db(), draft, day, Some(&all_is_written))?;
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

/// The one that is dealt with next: what is computed anew comes last, month by month.
fn next(open: &[Follow]) -> Option<usize> {
    let order = |follow: &Follow| (follow.consequence.then == Then::Amend).then_some(follow.consequence.from);
    open.iter().enumerate().min_by_key(|(_, follow)| order(follow)).map(|(at, _)| at)
}

/// Adds those of cases that were not met yet: a case is dealt with once, but for what is computed anew from one month and another, and what
/// was paid of it too much is recovered once.
fn add(open: &mut Vec<Follow>, met: &mut Vec<Consequence>, follows: Vec<Follow>) {
    let anew = |c: &Consequence| matches!(c.then, Then::Amend | Then::Recompute);
    let recovers = |c: &Consequence| matches!(c.then, Then::Recover(..));
    for follow in follows {
        let new = &follow.consequence;
        let same = |c: &Consequence| {
            let apart = anew(c) && anew(new) && c.from != new.from;
            c.case.case == new.case.case && recovers(c) == recovers(new) && !apart
        };
        if !met.iter().any(same) {
            met.push(new.clone());
            open.push(follow);
        }
    }
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
        self.draft.accept.iter().any(|accepted| is_of(accepted, FOLLOWS))
    }

    /// The doubts about what follows. One that was accepted before, for another change, is asked about again.
    fn ask_about_follows(&mut self) {
        let follows: Vec<Consequence> = self.follows.iter().map(|f| f.consequence.clone()).collect();
        for slip in consequence::slips(&follows, self.draft.follow && !self.leaves_follows()) {
            self.doubted(slip);
        }
        self.ask_why();
    }
}
