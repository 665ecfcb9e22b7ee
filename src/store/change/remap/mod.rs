//! 区划变更: an approved 区划调整方案 carried out. New and ended rows of `division`, and everything that refers to a division and still stands,
//! found by the declarations, follow in one act; so it is taken back as one. A preview is the same, taken back at once. What only tells of a
//! day stays as it was.

mod apart;
mod cases;
mod crowded;
mod divisions;
mod followers;
mod meetings;
mod parameters;
mod records;

use crate::domain::slip::Slip;
use crate::register::Values;
use crate::register::core::rights::{Action, Ask, Place as Lies};
use crate::register::core::wings::Wing;
use crate::register::places::division_move::DIVISION_MOVE;
use crate::register::places::division_plan::{DIVISION_PLAN, renamed_by_lines};
use crate::register::places::plan_rows::{LINE, UNIT};
use crate::register::places::remapping::{Change, DivisionRow, MovedRow, Remapping};
use crate::store::change::act::{Act, ActKind, By, Cell};
use crate::store::change::remap::apart::Apart;
use crate::store::change::remap::followers::{Follower, Place};
use crate::store::change::remap::meetings::Words;
use crate::store::change::remap::records::Going;
use crate::store::change::resolve::{called, listed};
use crate::store::change::undo::Progress;
use crate::store::engine::{Db, Sql};
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::inside;
use crate::store::read::stored::stored_row;
use crate::store::{Store, Who};
use chrono::{Days, NaiveDate};
use std::collections::HashSet;

/// What stops it halfway.
const STOPPED: (&str, &str) = ("E-DV14", "已停下, 没有办理变更, 数据没有变动");

/// What is asked of who carries one out: it is the whole district's.
const REMAP: Ask<'static> = Ask::to(Action::Remap).in_wing(Some(Wing::Places)).at(Lies::District);

/// A plan that is carried out.
struct Plan {
    key: i64,
    called: String,
    effective: NaiveDate,
    basis: String,
    rows: Vec<Values>,
}

impl Plan {
    /// The plan with its rows; refused where it is not approved, not in force yet, or carried out already (`E-DV13`).
    fn read(db: &Db, key: i64, day: NaiveDate) -> Answer<Plan> {
        let refuse = |text: String| Err(StoreFault::refused(Slip::error("E-DV13", text)));
        let Some((values, _, None)) = stored_row(db, &DIVISION_PLAN, key)? else {
            return refuse("没有这件方案, 或已作废".to_owned());
        };
        let called = format!("{} {}", values.text("plan_no"), values.text("title"));
        let (Some(effective), "approved") = (values.date("effective_on"), values.text("state")) else {
            return refuse(match values.date("carried_on") {
                Some(carried) => format!("方案 {called} 已于 {carried} 办理变更"),
                None => format!("方案 {called} 还没有批准, 批准以后才能办理变更"),
            });
        };
        if effective > day {
            return refuse(format!("方案 {called} 自 {effective} 起生效, 到那天再办理变更"));
        }
        let mut rows = Vec::new();
        for child in [&UNIT, &LINE] {
            let sql = format!("SELECT key FROM {} WHERE plan = ?1 AND voided_by IS NULL ORDER BY key", child.name);
            for row in listed(db, &sql, [Sql::Integer(key)])? {
                rows.extend(stored_row(db, child, row)?.map(|(values, ..)| values));
            }
        }
        if let Some(slip) = renamed_by_lines(values.some_text("kind").as_deref(), &rows) {
            return Err(StoreFault::refused(slip));
        }
        Ok(Plan { key, called, effective, basis: values.text("approved_no").to_owned(), rows })
    }
}

impl Store {
    /// What carrying a plan out would do: it is done and taken back.
    ///
    /// # Errors
    /// A rule stands against it; the office is for reading only, or another program holds it.
    pub fn remap_preview(&self, plan: i64, day: NaiveDate, progress: Progress<'_>) -> Answer<Remapping> {
        self.gate(None, &REMAP)?;
        let by = self.by(&self.some_hand()?, day);
        self.attempt(|tx| Ok(Remapping { act: None, ..self.remapped(tx, plan, &by, day, progress)? }))
    }

    /// Carries an approved plan out, in one act.
    ///
    /// # Errors
    /// Those of [`Store::remap_preview`]; then nothing was written.
    pub fn remap(&self, plan: i64, (who, day): (&Who, NaiveDate), progress: Progress<'_>) -> Answer<Remapping> {
        self.gate(Some(who), &REMAP)?;
        let by = self.by(who, day);
        self.write(|tx| self.remapped(tx, plan, &by, day, progress))
    }

    fn remapped(&self, db: &Db, key: i64, by: &By, day: NaiveDate, progress: Progress<'_>) -> Answer<Remapping> {
        let plan = Plan::read(db, key, day)?;
        let before = plan.effective.checked_sub_days(Days::new(1)).unwrap_or(plan.effective);
        let places = self.places()?;
        let change = Change::of(&plan.rows).with_villages(&places, before);
        let wrong = change.check(&places, before);
        if !wrong.is_empty() {
            return Err(StoreFault::refused_all(wrong));
        }
        let act = Act::begin(db, ActKind::Correct, by, Some(&format!("区划变更: {}", plan.called)))?;
        let rows = change.rows(&places, before);
        let divisions = divisions::write(&act, &rows, (&places, before), (plan.effective, &plan.basis))?;
        self.forget_kept();
        let mut found = followers::find(db, &change, plan.effective)?;
        let apart = self.all_go(&act, &mut found, (&change, &plan), (before, day), progress)?;
        self.nothing_left(db, &rows, day)?;
        let called = list(&act, &found, &plan)?;
        let carried = [("carried_on", day.to_string()), ("state", "carried".to_owned())];
        act.update(&DIVISION_PLAN, plan.key, &carried.map(|(col, text)| (col.to_owned(), Sql::Text(text))))?;
        Ok(Remapping { apart, ..told(&plan, act.key(), divisions, &found, called) })
    }

    /// Everything follows, but for what is taken out of it because it joins others or ends. Says what becomes of that.
    fn all_go(
        &self,
        act: &Act<'_>,
        found: &mut Vec<Follower>,
        (change, plan): (&Change, &Plan),
        (before, day): (NaiveDate, NaiveDate),
        progress: Progress<'_>,
    ) -> Answer<Vec<String>> {
        let places = self.places()?;
        let words = Words { db: act.db(), places: &places, before, from: plan.effective };
        let mut going = records::of(act.db(), found, change)?;
        let apart = Apart::of(&mut going, &words)?;
        apart.leave(act)?;
        let (mut done, all) = (0, going.iter().map(|record| record.fields.len()).sum());
        for record in &going {
            self.goes_along(act, record, (change, plan), day)?;
            done += record.fields.len();
            if !progress(done, all) {
                return Err(StoreFault::refused(Slip::error(STOPPED.0, STOPPED.1)));
            }
        }
        apart.come(act)?;
        let mut told = parameters::follow(act, change, &words)?;
        told.extend(crowded::told(&going, &words)?);
        let stay: HashSet<(&str, i64)> = apart.stay();
        found.retain(|follower| !stay.contains(&(follower.register.name, follower.key)));
        told.splice(0..0, apart.told);
        Ok(told)
    }

    /// A record follows: a case that has been drawn moves from the month on, so that its past months stay; all else has the new division,
    /// and the list of the change what it had.
    fn goes_along(
        &self,
        act: &Act<'_>,
        record: &Going<'_>,
        (change, plan): (&Change, &Plan),
        day: NaiveDate,
    ) -> Answer<()> {
        let mut columns = record.derived();
        for follower in &record.fields {
            match follower.place {
                Place::Moves => self.case_moves(act, (follower, change), (plan.effective, &plan.basis), day)?,
                Place::Column => columns.push((follower.field.col.to_owned(), Sql::Text(follower.new.clone()))),
            }
        }
        if columns.is_empty() { Ok(()) } else { act.update(record.register, record.key, &columns).map(drop) }
    }

    /// `E-DV11`: what would go on standing in a division that is no more.
    fn nothing_left(&self, db: &Db, rows: &[DivisionRow], day: NaiveDate) -> Answer<()> {
        let mut slips = Vec::new();
        let places = self.places()?;
        let ended = rows.iter().filter_map(|row| match row {
            DivisionRow::Ends(code, _) => Some(code.as_str()),
            DivisionRow::Stands(..) => None,
        });
        for (code, left) in inside::living(db, &ended.collect::<Vec<_>>(), day)? {
            let left: Vec<String> = left.iter().map(|i| format!("{} {} {}", i.label, i.count, i.unit)).collect();
            if !left.is_empty() {
                let text =
                    format!("{}撤销后还有: {}; 请在方案里写明它们的新代码", places.name(code, day), left.join("、"));
                slips.push(Slip::error("E-DV11", text));
            }
        }
        if slips.is_empty() { Ok(()) } else { Err(StoreFault::refused_all(slips)) }
    }
}

/// Writes the list of the change, and gives what a clerk calls each record of it.
fn list(act: &Act<'_>, found: &[Follower], plan: &Plan) -> Answer<Vec<String>> {
    let name = |f: &Follower| {
        if f.register.restricted { Ok(String::new()) } else { called(act.db(), f.register, f.key) }
    };
    let names = found.iter().map(name).collect::<Answer<Vec<String>>>()?;
    let first: i64 = act.db().query_row("SELECT coalesce(max(key), 0) + 1 FROM division_move", [], |r| r.get(0))?;
    let from = plan.effective.to_string();
    let columns = "plan register label row field called left_division division from_on";
    act.insert_run(&DIVISION_MOVE, first, columns, |rows| {
        for (f, called) in found.iter().zip(&names) {
            let label = inside::label(f.register, f.field);
            let (register, field): (&str, &str) = (f.register.name, f.field.col);
            rows.add(&[
                Cell::from(plan.key),
                register.into(),
                (&label).into(),
                f.key.into(),
                field.into(),
                called.into(),
                (&f.old).into(),
                (&f.new).into(),
                (&from).into(),
            ])?;
        }
        Ok(())
    })?;
    Ok(names)
}

fn told(plan: &Plan, act: i64, divisions: Vec<String>, found: &[Follower], called: Vec<String>) -> Remapping {
    let mut told = Remapping { plan: plan.called.clone(), act: Some(act), divisions, ..Remapping::default() };
    for (f, called) in found.iter().zip(called) {
        let label = inside::label(f.register, f.field);
        match told.moved.last_mut().filter(|(_, last, ..)| *last == label) {
            Some((.., n)) => *n += 1,
            None => told.moved.push((f.register.name, label.clone(), f.register.unit, 1)),
        }
        if told.rows.len() < Remapping::MOST {
            let (left, division) = (f.old.clone(), f.new.clone());
            told.rows.push(MovedRow { label, register: f.register.name, key: f.key, called, left, division });
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use crate::register::{Draft, find};
    use crate::store::testing;

    /// A register that only this test has follows like all others: its table and its declaration are all there is of it.
    #[test]
    fn a_register_that_was_added_follows_too() {
        let dir = tempfile::tempdir().unwrap();
        let (store, day) = (testing::office(&dir), testing::day());
        let who = store.who(None).unwrap();
        let draft = |name: &str| Draft::new(find(name).unwrap().register);
        let saved = |draft: Draft| store.save(&draft, &who, day).unwrap_or_else(|e| panic!("{e}")).key;
        let person = draft("person").with("id_number", "430406190304050120").with("name", "张三");
        let person = saved(person.with("hukou_division", "430406001004").with("home_division", "430406001004"));
        for (no, until) in [("A1", None), ("A2", Some("2021-06-01"))] {
            let visit = draft("visit").with("no", no).with_ref("person", person).with("visited_on", "2021-03-05");
            saved(visit.with("village", "430406001001").with_some("watched_until", until));
        }
        let mut plan = draft("division_plan").with("title", "并入").with("kind", "2").with("object", "village");
        for (col, text) in [("submitted_on", "2021-06-01"), ("approved_on", "2021-07-01"), ("approved_no", "雁政发1号")]
        {
            plan = plan.with(col, text);
        }
        plan = plan.with("effective_on", "2021-12-01");
        for (side, code) in [("from", "430406001001"), ("to", "430406001004")] {
            let unit = draft("plan_unit").with("side", side).with("code", code).with("name", "某社区居委会");
            plan.children.push(unit.with("area_km2", "1").with("population", "10"));
        }
        plan.children.push(draft("plan_line").with("old_code", "430406001001").with("new_code", "430406001004"));
        let done = store.remap(saved(plan), (&who, day), &mut |_, _| true).unwrap();
        let moved: Vec<(&str, usize)> = done.moved.iter().map(|(_, label, _, n)| (label.as_str(), *n)).collect();
        assert_eq!(moved, [("走访", 1)]);
        let villages = "SELECT group_concat(village, ' ') FROM (SELECT village FROM visit ORDER BY no)";
        assert_eq!(
            store.db().query_row(villages, [], |r| r.get::<String>(0)).unwrap(),
            "430406001004 430406001001",
            "what was watched until June is over"
        );
    }
}
