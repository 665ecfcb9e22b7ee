//! Undo: an act that takes another one back. What that wrote goes back in the reverse order, through the one path that writes, so that
//! what follows from rows follows again; and it is an act like others, so that it can be taken back itself.
//!
//! What stands in its way is asked in two steps: `since` and `batches` look at the rows before anything is written; `judged` asks the
//! rules of the office as it is without the act, where anything that was done since counts. A refusal, or the end of a preview, takes all
//! back.

mod at_once;
mod batches;
mod judged;
mod may;
mod reverse;
mod since;
mod told;
mod touched;

pub use reverse::Progress;

use crate::domain::reason;
use crate::domain::slip::{Severity, Slip};
use crate::register::RIGHTS_SEAL;
use crate::register::bureau::act::kind_of;
use crate::register::core::acts::ActLine;
use crate::register::core::rights::{Action, Ask};
use crate::register::core::undoing::Undoing;
use crate::store::change::act::{Act, ActKind, By};
use crate::store::change::undo::judged::{Before, Said};
use crate::store::change::undo::touched::Touched;
use crate::store::engine::Db;
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::acts::act_line;
use crate::store::{Store, Who};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The kinds of acts that wrote no rows of the office's work.
const NOTHING: [ActKind; 4] = [ActKind::Init, ActKind::Migrate, ActKind::Backup, ActKind::Restore];

impl Store {
    /// What the undo of an act would do and what stands against it: it is done and taken back.
    ///
    /// # Errors
    /// There is no such act; the office is for reading only, or another program holds it.
    pub fn undo_preview(&self, act: i64, day: NaiveDate, progress: Progress<'_>) -> Answer<Undoing> {
        self.gate(None, &Ask::to(Action::Undo))?;
        let by = self.by(&self.some_hand()?, day);
        self.attempt(|tx| {
            self.may_take_back(tx, None, act)?;
            let (undoing, _) = self.taken_back(tx, act, (&by, "预览"), day, progress)?;
            Ok(Undoing { done_by: None, ..undoing })
        })
    }

    /// Takes an act back, for a reason, with the codes of doubts that the clerk accepts for it.
    ///
    /// # Errors
    /// No reason; what [`Store::undo_preview`] says against it.
    pub fn undo(
        &self,
        act: i64,
        (who, day): (&Who, NaiveDate),
        why: &str,
        accept: &[String],
        progress: Progress<'_>,
    ) -> Answer<Undoing> {
        let why = reason::needed(why, "撤销").map_err(StoreFault::refused)?;
        self.gate(Some(who), &Ask::to(Action::Undo))?;
        let by = self.by(who, day);
        let done = self.write(|tx| {
            self.may_take_back(tx, Some(who), act)?;
            let (undoing, accepted) = self.taken_back(tx, act, (&by, &why), day, progress)?;
            let against: Vec<Slip> = undoing.against(accept).cloned().collect();
            if !against.is_empty() {
                return Err(StoreFault::refused_all(against));
            }
            // What stopped halfway is no undo, whatever was accepted.
            let Some(undo) = undoing.done_by.map(|key| Act::going_on(tx, key)) else {
                return Err(StoreFault::refused_all(undoing.slips));
            };
            for doubt in accepted.iter().filter(|said| said.slip.severity == Severity::Doubt) {
                undo.exception(doubt.of, doubt.slip.code, &why)?;
            }
            Ok(undoing)
        });
        done.map_err(|fault| self.on_record(Some(who), fault))
    }

    /// Takes an act back as far as it goes, within a change that is not done yet: what it does and what is said of it.
    fn taken_back(
        &self,
        db: &Db,
        act: i64,
        by: (&By, &str),
        day: NaiveDate,
        progress: Progress<'_>,
    ) -> Answer<(Undoing, Vec<Said>)> {
        let touched = Touched::by(db, act)?;
        let mut undoing = self.undoing(act_line(db, act)?, &touched)?;
        (undoing.slips, undoing.first) = refusals(db, &undoing.act, &touched)?;
        if !undoing.slips.is_empty() {
            return Ok((undoing, Vec::new()));
        }
        let clock = self.clock_doubt(db)?;
        match self.reversed(db, act, by, &touched, day, progress) {
            Ok((undo, mut said)) => {
                undoing.done_by = Some(undo);
                undoing.slips = judged::told(db, &said)?;
                undoing.slips.extend(clock.clone());
                undoing.first = newest_first(said.iter().filter_map(|said| said.since));
                let first = touched.first().map(|rows| (rows.register, rows.first));
                said.extend(first.zip(clock).map(|(of, slip)| Said::of(of, slip)));
                Ok((undoing, said))
            }
            // The schema: another record has what it brings back.
            Err(StoreFault::Refused(refused)) => {
                undoing.slips = refused.slips;
                Ok((undoing, Vec::new()))
            }
            Err(fault) => Err(fault),
        }
    }

    /// Writes the reverse of an act, and asks what is said of the office without it. Where nothing counts that was done since, that is
    /// the office as it was, and nothing is asked.
    fn reversed(
        &self,
        db: &Db,
        act: i64,
        (by, why): (&By, &str),
        touched: &[Touched],
        day: NaiveDate,
        progress: Progress<'_>,
    ) -> Answer<(i64, Vec<Said>)> {
        let since = since::anything(db, act)?;
        let before = if since { Some(Before::of(self, db, touched, day)?) } else { None };
        let undo = Act::begin_undo(db, act, by, why)?;
        reverse::reverse(&undo, act, touched.iter().map(Touched::count).sum(), progress)?;
        self.forget_kept();
        let said = match before {
            Some(before) => judged::said(self, &undo, touched, &before, day, progress)?,
            None => Vec::new(),
        };
        Ok((undo.key(), said))
    }
}

/// What stands against the undo of an act before anything is written, and the acts that have to be taken back first.
fn refusals(db: &Db, act: &ActLine, touched: &[Touched]) -> Answer<(Vec<Slip>, Vec<i64>)> {
    if NOTHING.iter().any(|kind| kind.name() == act.kind) || touched.is_empty() {
        let text = format!("办理 #{} 是{}, 不能撤销", act.key, kind_of(act));
        return Ok((vec![Slip::error("E-UD02", text)], Vec::new()));
    }
    if touched.iter().any(|rows| rows.register.name == RIGHTS_SEAL.name) {
        let text = format!("办理 #{} 改动了账户、授权或密码, 不能撤销; 请另行办理", act.key);
        return Ok((vec![Slip::error("E-UD02", text)], Vec::new()));
    }
    if let Some((slip, last)) = undone(db, act.key)? {
        return Ok((vec![slip], vec![last]));
    }
    // What an approved batch holds stays, whatever else were taken back first: no more is said.
    let held = batches::holding(db, act.key, touched)?;
    if !held.is_empty() {
        return Ok((held, Vec::new()));
    }
    let (slips, later): (Vec<Slip>, Vec<i64>) = since::changed(db, act.key, touched)?.into_iter().unzip();
    Ok((slips, newest_first(later)))
}

/// Each act once, the newest first.
fn newest_first(acts: impl IntoIterator<Item = i64>) -> Vec<i64> {
    acts.into_iter().collect::<BTreeSet<i64>>().into_iter().rev().collect()
}

/// `E-UD03`: it was taken back already; and the undo by which it stands, or does not.
fn undone(db: &Db, act: i64) -> Answer<Option<(Slip, i64)>> {
    let undoes = since::undoes_of(db, act)?;
    let (Some(first), Some(last)) = (undoes.first(), undoes.last()) else { return Ok(None) };
    let text = match undoes.len() % 2 {
        1 => format!("办理 #{act} 已经撤销: {}; 要恢复它, 请撤销办理 #{last}", since::told_of(&act_line(db, *last)?)),
        _ => format!("办理 #{act} 由办理 #{first} 撤销过, 后来恢复; 要再撤销它, 请撤销办理 #{last}"),
    };
    Ok(Some((Slip::error("E-UD03", text), *last)))
}
