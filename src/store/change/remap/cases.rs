//! Cases that follow a change of divisions: they move from its month on, as by 迁居, so that past months keep the village of their time. What they
//! moved in that month or move later is registered again, to where it leads then.

use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::benefits::relocation::MOVE;
use crate::register::places::remapping::Change;
use crate::register::{Draft, Values, find};
use crate::store::Store;
use crate::store::change::act::Act;
use crate::store::change::put::put;
use crate::store::change::remap::followers::Follower;
use crate::store::change::resolve::listed;
use crate::store::change::void;
use crate::store::engine::{Db, Optional, Sql, params};
use crate::store::facts::Overlay;
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::stored::stored_row;
use chrono::NaiveDate;

impl Store {
    /// A case follows from the month of the change on; one that is not drawn before that month is there from its beginning.
    pub(super) fn case_moves(
        &self,
        act: &Act<'_>,
        (case, change): (&Follower, &Change),
        (from, basis): (NaiveDate, &str),
        day: NaiveDate,
    ) -> Answer<()> {
        let month = Month::of(from);
        let later = moves_from(act.db(), case, month)?;
        for (key, _) in later.iter().rev() {
            void::fall(act, &MOVE, *key)?;
        }
        let moves_now = later.first().is_some_and(|(_, own)| own.month("from_month") == Some(month));
        if !moves_now && let Some(new) = case.whose.goes(change, &village(act.db(), case)?) {
            if drawn_before(act.db(), case, month)? {
                let basis = format!("区划调整 {basis}");
                let draft = moving(case, new).with("from_month", month.to_string());
                self.case_goes(act, case, &draft.with("decided_date", day.to_string()).with("basis", basis), day)?;
            } else {
                let new = (case.field.col.to_owned(), Sql::Text(new.to_owned()));
                act.update(case.register, case.key, &[new])?;
            }
        }
        for (_, own) in &later {
            let to = own.text("division");
            let to = case.whose.goes(change, to).unwrap_or(to);
            // Where both villages become one it goes nowhere.
            if to == village(act.db(), case)? {
                continue;
            }
            let kept = ["from_month", "decided_date", "basis"].map(|col| (col, own.text(col)));
            let draft = kept.into_iter().filter(|(_, text)| !text.is_empty());
            let draft = draft.fold(moving(case, to), |draft, (col, text)| draft.with(col, text));
            self.case_goes(act, case, &draft, day)?;
        }
        Ok(())
    }

    fn case_goes(&self, act: &Act<'_>, case: &Follower, draft: &Draft, day: NaiveDate) -> Answer<()> {
        let all_is_written = Overlay::default();
        let judged = self.judge_over(act.db(), draft, day, Some(&all_is_written))?;
        if !judged.can_save() {
            let told =
                |slip: Slip| Slip { text: format!("{} #{}: {}", case.register.label, case.key, slip.text), ..slip };
            return Err(StoreFault::refused_all(judged.all_slips().into_iter().map(told).collect()));
        }
        put(act, &judged).map(drop)
    }
}

fn moving(case: &Follower, to: &str) -> Draft {
    Draft::new(&MOVE).with("case_key", format!("#{}", case.key)).with("division", to)
}

/// Where a case is, as its moves stand.
fn village(db: &Db, case: &Follower) -> Answer<String> {
    let sql = format!("SELECT {} FROM {} WHERE key = ?1", case.field.col, case.register.name);
    Ok(db.prepare_cached(&sql)?.query_row([case.key], |r| r.get(0))?)
}

/// The moves of a case from a month on, in their order.
fn moves_from(db: &Db, case: &Follower, month: Month) -> Answer<Vec<(i64, Values)>> {
    let sql = "SELECT key FROM move WHERE case_key = ?1 AND from_month >= ?2 AND voided_by IS NULL ORDER BY from_month";
    let keys = listed(db, sql, [Sql::Integer(case.key), Sql::Text(month.to_string())])?;
    let mut moves = Vec::with_capacity(keys.len());
    for key in keys {
        moves.extend(stored_row(db, &MOVE, key)?.map(|(values, ..)| (key, values)));
    }
    Ok(moves)
}

/// Whether a case has a version that begins before a month.
fn drawn_before(db: &Db, case: &Follower, month: Month) -> Answer<bool> {
    let versions = case.register.versions.and_then(|v| find(v.register)).map(|e| e.register);
    let Some((versions, parent)) = versions.and_then(|v| Some((v, v.parent?))) else { return Ok(false) };
    let sql = format!(
        "SELECT 1 FROM {} WHERE {parent} = ?1 AND from_month < ?2 AND voided_by IS NULL LIMIT 1",
        versions.name
    );
    let mut get = db.prepare_cached(&sql)?;
    let found: Option<i64> = get.query_row(params![case.key, month.to_string()], |r| r.get(0)).optional()?;
    Ok(found.is_some())
}
