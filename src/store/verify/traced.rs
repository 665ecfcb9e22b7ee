//! Every row against what the audit says of it, from the latest seal on. A row written alone must be as its latest `after`, and each
//! `before` as the `after` before it; a run's digest must be that of its rows as they were then, which is how they stand, or how the
//! `before` of their first later change says. Keys of acts and audit rows have no gaps, and acts have their digests.
//!
//! Runs are read one by one, so that the memory needed does not grow with the office.

use super::{Broken, Finding, judged, listed};
use crate::register::{Register, find};
use crate::store::change::act::ActKind;
use crate::store::change::act::audit::{self, Column, Copy, was};
use crate::store::change::digest::{self, OfRun, Run};
use crate::store::engine::{Db, Given, Row, params};
use crate::store::fault::Answer;
use crate::store::verify::told::{named, told};
use serde_json::{Map, Value as Json};
use std::collections::HashMap;

/// The checks against the audit.
pub(super) fn findings(db: &Db) -> Answer<Vec<Finding>> {
    let mut found = Found::default();
    let read = baseline(db).and_then(|since| {
        audit::tables(db)?.into_iter().try_for_each(|table| Traced::new(db, table, since)?.compare(&mut found))
    });
    let Found { rows, audit, without } = found;
    Ok(vec![
        judged("numbers", "办理、留痕的编号从 1 起连续, 办理都有留痕", numbers(db))?,
        judged("acts", "办理记录与其摘要一致", acts(db))?,
        judged("rows", "每条记录与留痕一致", read.map(|()| rows))?,
        judged("audit", "留痕前后相接", Ok(audit))?,
        judged("unaudited", "每条记录都有留痕", Ok(without))?,
    ])
}

/// Gaps in the keys, and acts of kinds that write rows without any. Other kinds only say that something was done.
const NUMBERS: &str = "SELECT '办理 #' || lag || ' 之后是 #' || key FROM (SELECT key, lag(key, 1, 0) OVER (ORDER BY key) AS lag FROM act)
      WHERE key <> lag + 1
    UNION ALL SELECT '留痕 #' || lag || ' 之后是 #' || key FROM (SELECT key, lag(key, 1, 0) OVER (ORDER BY key) AS lag FROM audit)
      WHERE key <> lag + 1
    UNION ALL SELECT '办理 #' || key || ' 没有留痕' FROM act WHERE kind NOT IN ('backup', 'restore') AND key NOT IN (SELECT act FROM audit)
      AND key >= (SELECT coalesce(max(key), 0) FROM act WHERE kind = 'migrate')
    UNION ALL SELECT '留痕 #' || key || ' 的登记簿 ' || register || ' 不存在' FROM audit WHERE register <> 'batch_name'
      AND register NOT IN ";

fn numbers(db: &Db) -> Answer<Broken> {
    let tables: Vec<String> = db.tables()?.iter().map(|table| format!("'{}'", table.replace('\'', "''"))).collect();
    listed(db, &format!("{NUMBERS}({})", tables.join(", ")))
}

fn acts(db: &Db) -> Answer<Broken> {
    let mut broken = Broken::default();
    let mut get = db.prepare("SELECT key, kind, operator, at, day, why, digest, undoes FROM act ORDER BY key")?;
    let mut rows = get.query([])?;
    while let Some(row) = rows.next()? {
        let key = row.get(0)?;
        let text = |at: usize| -> Answer<Option<String>> { Ok(lossy(row.get_ref(at)?)) };
        let [kind, at, day] = [text(1)?, text(3)?, text(4)?].map(Option::unwrap_or_default);
        let digest = digest::of_act(key, &kind, row.get(2)?, &at, &day, text(5)?.as_deref(), row.get(7)?);
        if text(6)? != Some(digest) {
            broken.add(|| format!("办理 #{key} 的内容与摘要不符"));
        }
    }
    Ok(broken)
}

fn lossy(value: Given<'_>) -> Option<String> {
    value.bytes().map(|t| String::from_utf8_lossy(t).into_owned())
}

/// The first audit row of the latest seal; 0 where the office was never brought up.
fn baseline(db: &Db) -> Answer<i64> {
    let sql = "SELECT coalesce(min(key), 0) FROM audit WHERE act = (SELECT max(key) FROM act WHERE kind = ?1)";
    Ok(db.query_row(sql, [ActKind::Migrate.name()], |r| r.get(0))?)
}

#[derive(Default)]
struct Found {
    /// Rows that are not as the audit says.
    rows: Broken,
    /// What of the audit does not hold together.
    audit: Broken,
    /// Rows that no audit row names.
    without: Broken,
}

/// Rows written in bulk, named together.
struct Stretch {
    key: i64,
    act: i64,
    first: i64,
    last: i64,
    /// What all of them had before; none where they were new.
    before: Option<Copy>,
}

impl Stretch {
    fn has(&self, row: i64) -> bool {
        (self.first..=self.last).contains(&row)
    }
    fn is_seal(&self) -> bool {
        self.before.as_ref().is_some_and(Map::is_empty)
    }
}

/// What was written of one row alone.
struct Written {
    key: i64,
    act: i64,
    row: i64,
    before: Option<Copy>,
    after: Option<Copy>,
}

/// One table with its runs.
pub(super) struct Traced<'d> {
    db: &'d Db,
    pub(super) table: &'static str,
    pub(super) register: Option<&'static Register>,
    columns: Vec<Column>,
    /// In the order of their first rows.
    runs: Vec<Stretch>,
    /// Those that changed rows, in their own order.
    changing: Vec<usize>,
    /// From where to where rows lie in runs.
    covered: Vec<(i64, i64)>,
    since: i64,
}

impl<'d> Traced<'d> {
    fn new(db: &'d Db, table: &'static str, since: i64) -> Answer<Traced<'d>> {
        let columns = audit::columns_with_defaults(db, table)?;
        let mut runs = Vec::new();
        for before in ["IS NULL", "IS NOT NULL"] {
            let mut get = db.prepare(&format!(
                "SELECT key, act, row, last_row, before FROM audit
                 WHERE register = ?1 AND last_row IS NOT NULL AND before {before} AND key >= ?2"
            ))?;
            let mut rows = get.query(params![table, since])?;
            while let Some(r) = rows.next()? {
                let before = copy(r, 4)?;
                runs.push(Stretch { key: r.get(0)?, act: r.get(1)?, first: r.get(2)?, last: r.get(3)?, before });
            }
        }
        runs.sort_unstable_by_key(|run| (run.first, run.key));
        let is_change =
            |at: &usize| runs.get(*at).is_some_and(|run| run.before.as_ref().is_some_and(|b| !b.is_empty()));
        let mut changing: Vec<usize> = (0..runs.len()).filter(is_change).collect();
        changing.sort_unstable_by_key(|at| runs[*at].key);
        let mut covered: Vec<(i64, i64)> = Vec::new();
        for run in &runs {
            match covered.last_mut().filter(|(_, last)| run.first <= last.saturating_add(1)) {
                Some((_, last)) => *last = run.last.max(*last),
                None => covered.push((run.first, run.last)),
            }
        }
        Ok(Traced { db, table, register: find(table).map(|e| e.register), columns, runs, changing, covered, since })
    }

    fn compare(&self, found: &mut Found) -> Answer<()> {
        for run in &self.runs {
            self.compare_run(run, found)?;
        }
        self.compare_written(found)?;
        self.without(found)
    }

    /// What runs changed in rows from one to another between two audit rows, the earliest first: few, of batches that came back.
    fn changes(&self, of: (i64, i64), between: (i64, i64)) -> Vec<&Stretch> {
        let changing = self.changing.iter().filter_map(|at| self.runs.get(*at));
        let between = changing.filter(|run| run.key > between.0 && run.key < between.1);
        between.filter(|run| run.first <= of.1 && run.last >= of.0).collect()
    }

    /// Whether a row came in a run.
    fn is_covered(&self, row: i64) -> bool {
        let at = self.covered.partition_point(|(_, last)| *last < row);
        self.covered.get(at).is_some_and(|(first, _)| *first <= row)
    }

    fn compare_run(&self, run: &Stretch, found: &mut Found) -> Answer<()> {
        let mut get = self.db.prepare_cached("SELECT after FROM audit WHERE key = ?1")?;
        let kept = get.query_row([run.key], |r| Ok(lossy(r.get_ref(0)?)))?.and_then(|t| OfRun::from_text(&t));
        let Some(kept) = kept.filter(|kept| kept.columns <= self.columns.len()) else {
            found.audit.add(|| format!("留痕 #{}: 成批写入的没有摘要", run.key));
            return Ok(());
        };
        let later = self.first_later(run)?;
        let changes = self.changes((run.first, run.last), (run.key, i64::MAX));
        let columns = &self.columns[..kept.columns];
        let mut get = self.db.prepare_cached(&self.select("key BETWEEN ?1 AND ?2 ORDER BY key"))?;
        let mut rows = get.query([run.first, run.last])?;
        let (mut now, mut form, mut keys) = (Run::default(), digest::Form::default(), Vec::new());
        let mut strangers = 0;
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            let copy = later.get(&key);
            let until = copy.map_or(i64::MAX, |(at, _)| *at);
            form.clear();
            for (at, column) in columns.iter().enumerate() {
                let undone = changes.iter().filter(|c| c.has(key) && c.key < until);
                let changed = undone.filter_map(|c| c.before.as_ref()?.get(&column.name)).next();
                match changed.or(copy.map(|(_, copy)| copy.get(&column.name).unwrap_or(&column.default))) {
                    Some(copy) => {
                        form.add_copy(copy);
                        strangers += usize::from(column.name == "act" && copy.as_i64() != Some(run.act));
                    }
                    None => {
                        let value = row.get_ref(at)?;
                        form.add(value);
                        strangers += usize::from(column.name == "act" && value != Given::Integer(run.act));
                    }
                }
            }
            now.add(&form);
            keys.push(key);
        }
        if strangers > 0 && !run.is_seal() {
            found.audit.add(|| format!("留痕 #{}: 其中 {strangers} 条不是它的办理写下的", run.key));
        }
        let now = now.end(kept.columns);
        if now != kept {
            self.tell_run(run, (&kept, &now), (&keys, &later), found)?;
        }
        Ok(())
    }

    /// Which rows of a run are otherwise than it says.
    fn tell_run(
        &self,
        run: &Stretch,
        (kept, now): (&OfRun, &OfRun),
        (keys, later): (&[i64], &HashMap<i64, (i64, Copy)>),
        found: &mut Found,
    ) -> Answer<()> {
        let apart: Vec<i64> = kept.apart(now).filter_map(|at| keys.get(at)).copied().collect();
        if kept.rows != now.rows || apart.is_empty() {
            let from = apart.first().map_or(String::new(), |key| format!(", 从 #{key} 起不符"));
            found.rows.add(|| {
                let label = named(self.register, self.table);
                format!(
                    "{label} #{} 至 #{}: 留痕 #{} 记 {} 条, 现有 {} 条{from}",
                    run.first, run.last, run.key, kept.rows, now.rows
                )
            });
            return Ok(());
        }
        for key in apart {
            let broken = if later.contains_key(&key) { &mut found.audit } else { &mut found.rows };
            broken.add(|| format!("{}: 与成批写入时的摘要 (留痕 #{}) 不符", self.name_of(key), run.key));
        }
        Ok(())
    }

    /// The rows of a run that were written alone later, each with the audit row of the first time and its copy from before.
    fn first_later(&self, run: &Stretch) -> Answer<HashMap<i64, (i64, Copy)>> {
        let mut get = self.db.prepare_cached(concat!(
            "SELECT row, key, ",
            was!(),
            " FROM audit WHERE register = ?1 AND row BETWEEN ?2 AND ?3 AND last_row IS NULL AND key > ?4 ORDER BY row, key"
        ))?;
        let mut rows = get.query(params![self.table, run.first, run.last, run.key])?;
        let mut found = HashMap::new();
        while let Some(row) = rows.next()? {
            if let std::collections::hash_map::Entry::Vacant(first) = found.entry(row.get(0)?) {
                first.insert((row.get(1)?, copy(row, 2)?.unwrap_or_default()));
            }
        }
        Ok(found)
    }

    /// What was written of rows alone: each against the one before it, the last one against the row.
    fn compare_written(&self, found: &mut Found) -> Answer<()> {
        let mut get = self.db.prepare(
            "SELECT key, act, row, before, after FROM audit WHERE register = ?1 AND last_row IS NULL AND key >= ?2 ORDER BY row, key",
        )?;
        let mut rows = get.query(params![self.table, self.since])?;
        let mut earlier: Option<Written> = None;
        while let Some(r) = rows.next()? {
            let after = copy(r, 4)?;
            let before = copy(r, 3)?.map(|before| audit::before(after.as_ref().unwrap_or(&Copy::new()), before));
            let next = Written { key: r.get(0)?, act: r.get(1)?, row: r.get(2)?, before, after };
            let same = earlier.as_ref().filter(|e| e.row == next.row);
            if same.is_none()
                && let Some(last) = &earlier
            {
                self.compare_last(last, found)?;
            }
            self.compare_pair(same, &next, found);
            earlier = Some(next);
        }
        earlier.map_or(Ok(()), |last| self.compare_last(&last, found))
    }

    fn compare_pair(&self, earlier: Option<&Written>, next: &Written, found: &mut Found) {
        let of = |what: &str| format!("{}: 留痕 #{} {what}", self.name_of(next.row), next.key);
        if next.after.as_ref().and_then(|after| after.get("act")).and_then(Json::as_i64) != Some(next.act) {
            found.audit.add(|| of("的内容不是它的办理写下的"));
        }
        let was = match earlier {
            Some(earlier) => earlier.after.is_some(),
            None => self.is_covered(next.row),
        };
        if was != next.before.is_some() {
            found.audit.add(|| of(if was { "把已有的记录记作新增" } else { "之前没有新增的留痕" }));
        } else if let (Some(earlier), Some(before)) = (earlier, &next.before) {
            let before = self.undone(before.clone(), next.row, (earlier.key, next.key));
            let apart = self.apart(earlier.after.as_ref().unwrap_or(&before), &before);
            if !apart.is_empty() {
                found
                    .audit
                    .add(|| of(&format!("与前一次不相接: {}", told(self.register, &apart, "前一次后", "这一次前"))));
            }
        }
    }

    fn compare_last(&self, last: &Written, found: &mut Found) -> Answer<()> {
        let Some(Json::Object(stands)) = audit::snapshot(self.db, self.table, last.row)? else {
            let label = named(self.register, self.table);
            found.rows.add(|| format!("{label} #{}: 有留痕 #{}, 没有记录", last.row, last.key));
            return Ok(());
        };
        let stands = self.undone(stands, last.row, (last.key, i64::MAX));
        match &last.after {
            None => found.audit.add(|| format!("{}: 留痕 #{} 没有内容", self.name_of(last.row), last.key)),
            Some(after) => {
                let apart = self.apart(after, &stands);
                if !apart.is_empty() {
                    found.rows.add(|| {
                        format!("{}: {}", self.name_of(last.row), told(self.register, &apart, "留痕为", "现为"))
                    });
                }
            }
        }
        Ok(())
    }

    /// A copy as it was before the runs between two audit rows.
    fn undone(&self, mut copy: Copy, row: i64, between: (i64, i64)) -> Copy {
        for change in self.changes((row, row), between).iter().rev() {
            copy.extend(change.before.iter().flatten().map(|(column, value)| (column.clone(), value.clone())));
        }
        copy
    }

    /// The columns in which two copies differ. A column that a migration added later has its default in an older one.
    fn apart(&self, was: &Copy, is: &Copy) -> Vec<(String, Json, Json)> {
        let value = |copy: &Copy, column: &Column| copy.get(&column.name).unwrap_or(&column.default).clone();
        let pairs = self.columns.iter().map(|c| (c.name.clone(), value(was, c), value(is, c)));
        pairs.filter(|(_, was, is)| was != is).collect()
    }

    /// Rows that lie in no run and were not written alone.
    fn without(&self, found: &mut Found) -> Answer<()> {
        let sql = format!(
            "SELECT key FROM {} t WHERE key BETWEEN ?1 AND ?2 AND NOT EXISTS
             (SELECT 1 FROM audit WHERE register = ?3 AND row = t.key AND last_row IS NULL AND key >= ?4)",
            self.table
        );
        let mut get = self.db.prepare(&sql)?;
        let mut next = i64::MIN;
        for (first, last) in self.covered.iter().copied().chain([(i64::MAX, i64::MAX)]) {
            let mut rows = get.query(params![next, first - 1, self.table, self.since])?;
            while let Some(row) = rows.next()? {
                let key: i64 = row.get(0)?;
                found.without.add(|| self.name_of(key));
            }
            next = last.saturating_add(1);
        }
        Ok(())
    }

    fn select(&self, which: &str) -> String {
        let names: Vec<&str> = self.columns.iter().map(|c| c.name.as_str()).collect();
        format!("SELECT {} FROM {} WHERE {which}", names.join(", "), self.table)
    }

    /// A row in words, as far as it can still be read.
    fn name_of(&self, key: i64) -> String {
        let label = named(self.register, self.table);
        let called = self.register.and_then(|r| crate::store::change::resolve::called(self.db, r, key).ok());
        let called = called.filter(|c| *c != format!("#{key}")).map_or(String::new(), |c| format!(" {c}"));
        format!("{label} #{key}{called}")
    }
}

/// The JSON in a column; nothing where there is none or it is no row's.
fn copy(row: Row<'_>, at: usize) -> Answer<Option<Copy>> {
    Ok(lossy(row.get_ref(at)?).map(|text| audit::copy(&text).unwrap_or_default()))
}
