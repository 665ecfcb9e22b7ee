//! The way through a list: its order, what keeps rows out of it, and the walk from any row on. Columns of cases that follow
//! their versions are asked as of the query's day: rows whose stored value holds on the day come along an index, the few
//! that stand otherwise (`in_force::moved`) are sorted aside and taken in where they belong.

use crate::domain::slip::Slip;
use crate::domain::text;
use crate::register::benefits::benefit::Benefit;
use crate::register::benefits::codes::ROSTER;
use crate::register::{Condition, Op, Query, Register, Versions, benefit_of};
use crate::store::engine::{Db, Optional, Row, Sql, params_from_iter};
use crate::store::fault::{Answer, StoreFault};
use crate::store::figures::on_roster;
use crate::store::read::cond::{Cond, Range, Run, Wanted};
use crate::store::read::in_force;
use crate::store::read::said::{Said, holds, said};
use crate::store::read::sql::reached_as;
use crate::store::read::villages::{moved_since, placed};
use crate::store::read::walked::{Place, Start, Walked};
use chrono::NaiveDate;
use std::cmp::Ordering;
use std::collections::VecDeque;
use std::fmt::Write;

/// What holds of every row that a list has.
pub(super) const STANDS: &str = "r.voided_by IS NULL";

/// The order of a list and what keeps rows out of it.
pub(in crate::store) struct Frame {
    pub register: &'static Register,
    /// The day that is asked about.
    pub(super) day: NaiveDate,
    /// Divisions have changed since that day: whatever holds one is asked for it as of the day.
    pub(super) moved_since: bool,
    /// Names of the columns, without the key that settles ties.
    pub order: Vec<&'static str>,
    /// Downwards.
    pub down: bool,
    /// Another order than that, and whether downwards: the rows are arranged by it.
    pub sorted: Option<(Said, bool)>,
    /// What does not depend on the versions of a case.
    pub(super) filter: Cond,
    /// What no index helps with: told of each row rather than left to the engine, so that a run through many rows hears of each.
    pub(super) tests: Cond,
    /// Ranges of columns, both ends in: apart from the filter, because a page within one must not bring the planner two
    /// lower ends to choose from (it takes the first and walks from there).
    pub ranges: Vec<Range>,
    /// Columns that follow the versions, by which rows are chosen or ordered.
    pub(super) follow: Vec<Follow>,
    /// An index leads to the rows that the filters leave.
    is_led: bool,
}

/// A column that follows the versions, and what it must be on the day; nothing where the list is only ordered by it.
pub(super) struct Follow {
    /// It is the state, and must be one of the roster's.
    on_roster: bool,
    /// As the latest version left it.
    stored: String,
    /// As it is on the day.
    pub on_day: String,
    pub values: Vec<Sql>,
}

impl Follow {
    pub fn is_one_of(&self, what: &str) -> Option<Cond> {
        let text = match self.values.as_slice() {
            [] => return None,
            [_] => format!("{what} = ?"),
            // No index holds several states in the order of the list: the plus keeps the planner on the one of the order.
            several => format!("+{what} IN ({})", vec!["?"; several.len()].join(", ")),
        };
        Some(Cond { text, values: self.values.clone() })
    }
}

/// What a walk reads of each row: columns, and the joins they need beside [`in_force::joins`].
#[derive(Clone, Debug)]
pub(in crate::store) struct Head {
    pub columns: String,
    pub joins: String,
}

impl Frame {
    /// What a query asks for.
    pub(in crate::store) fn of(db: &Db, query: &Query) -> Answer<Frame> {
        Frame::moved(query, moved_since(db, query.day)?)
    }

    fn moved(query: &Query, moved_since: bool) -> Answer<Frame> {
        let register = query.register;
        let order = if leads_with_key(register, register.order) { Vec::new() } else { register.order.to_vec() };
        let walked = query.is_walked();
        let (down, sorted) = match query.sort {
            Some((_, down)) if walked => (down, None),
            Some((path, down)) => {
                let value = Said::at(register, path, query.day).ok_or_else(|| no_column(register, path))?;
                (register.latest_first, Some((value, down)))
            }
            None => (register.latest_first, None),
        };
        let (filter, tests, ranges, follow) = Default::default();
        let day = query.day;
        let mut frame =
            Frame { register, day, moved_since, order, down, sorted, filter, tests, ranges, follow, is_led: false };
        frame.filter.and(STANDS, []);
        for condition in &query.filters {
            frame.narrow(condition, walked)?;
        }
        if query.in_force {
            let any_state = query.filters.iter().any(|c| c.path == Versions::STATE);
            for condition in in_force::there(register, query.day, any_state) {
                frame.filter.and(&condition, []);
            }
        }
        for col in frame.order.clone() {
            let known = frame.follow.iter().any(|f| f.stored == register.stored(col));
            if !known {
                frame.pin(col);
            }
        }
        Ok(frame)
    }

    /// Whether an index leads to the rows that the filters leave.
    pub(in crate::store) fn is_led(&self) -> bool {
        self.is_led
    }

    /// The tables that every statement of the list reads.
    pub(in crate::store) fn from(&self) -> String {
        format!("{} r{}", self.register.read_from(), in_force::joins(self.register, self.day))
    }

    /// The order as SQL, backwards for a page before something.
    pub(super) fn order_by(&self, backwards: bool) -> String {
        let way = if self.down != backwards { " DESC" } else { "" };
        let mut text = String::new();
        for col in self.order.iter().map(|c| self.register.stored(c)).chain(["key".to_owned()]) {
            let comma = if text.is_empty() { "" } else { ", " };
            let _ = write!(text, "{comma}r.{col}{way}");
        }
        text
    }

    /// The runs of rows that follow an anchor, nearest first. Each is one range of an index; together they are all rows
    /// behind the anchor. (One comparison of row values would lose the rows with empty columns.)
    pub(in crate::store) fn runs(&self, anchor: &[Sql], key: i64, backwards: bool, with_it: bool) -> Vec<Run> {
        let down = self.down != backwards;
        let cols: Vec<String> = self.order.iter().map(|c| self.register.stored(c)).collect();
        let same = |n: usize| {
            let mut run = Run::default();
            for (col, v) in cols.iter().zip(anchor).take(n) {
                match v {
                    Sql::Null => run.and(col, "IS NULL", None),
                    v => run.and(col, "=", Some(v)),
                }
            }
            run
        };
        let sign = match (down, with_it) {
            (false, false) => ">",
            (false, true) => ">=",
            (true, false) => "<",
            (true, true) => "<=",
        };
        let mut ties = same(self.order.len());
        ties.and("key", sign, Some(&Sql::Integer(key)));
        let mut runs = vec![ties];
        for (i, (col, v)) in cols.iter().zip(anchor).enumerate().rev() {
            let mut add = |sign: &str, value: Option<&Sql>| {
                let mut run = same(i);
                run.and(col, sign, value);
                runs.push(run);
            };
            match (down, v) {
                (false, Sql::Null) => add("IS NOT NULL", None),
                (false, v) => add(">", Some(v)),
                (true, Sql::Null) => {}
                (true, v) => {
                    add("<", Some(v));
                    if !self.ranges.iter().any(|r| r.col == *col) {
                        add("IS NULL", None);
                    }
                }
            }
        }
        runs
    }

    /// The statement of one run and the values it binds; the limit comes last.
    pub(in crate::store) fn statement(&self, head: &Head, run: &Run, backwards: bool) -> (String, Vec<Sql>) {
        let all = self.met(run, true);
        let mut columns = head.columns.clone();
        if self.is_merged() {
            self.order_columns(&mut columns);
        }
        let order = self.order_by(backwards);
        let sql =
            format!("SELECT {columns} FROM {}{} WHERE {} ORDER BY {order} LIMIT ?", self.from(), head.joins, all.text);
        (sql, all.values)
    }

    /// The statement of one row by its key, with what else must hold of it.
    pub(in crate::store) fn single(&self, head: &Head, and: &str) -> String {
        format!("SELECT {} FROM {}{} WHERE r.key = ?1{and}", head.columns, self.from(), head.joins)
    }

    /// What holds of the rows of a run that stand as their latest version says. Whether they do is asked of each, or known.
    pub(super) fn met(&self, run: &Run, asks: bool) -> Cond {
        let mut all = self.filter.clone();
        for f in &self.follow {
            if let Some(cond) = f.is_one_of(&format!("r.{}", f.stored)) {
                all.and(&cond.text, cond.values);
            }
            if asks {
                all.and(&format!("{} IS NOT DISTINCT FROM r.{}", f.on_day, f.stored), []);
            }
        }
        for range in &self.ranges {
            let bound = |f: fn(&(String, bool, bool)) -> bool| run.bounds.iter().any(|b| b.0 == range.col && f(b));
            let [from, to] = range.ends.clone();
            if !bound(|b| b.1) {
                all.and(&format!("r.{} >= ?", range.col), [from]);
            }
            if !bound(|b| b.2) {
                all.and(&format!("r.{} <= ?", range.col), [to]);
            }
        }
        if !run.cond.text.is_empty() {
            all.and(&run.cond.text, run.cond.values.iter().cloned());
        }
        all
    }

    /// Whether rows that stand otherwise than stored must be taken in.
    pub(super) fn is_merged(&self) -> bool {
        !self.follow.is_empty()
    }

    /// The benefit that is drawn month by month by these cases.
    pub(super) fn drawn(&self) -> Option<&'static Benefit> {
        benefit_of(self.register.name).filter(|benefit| benefit.monthly().is_some())
    }

    /// The order's columns as they are on the day, behind others.
    fn order_columns(&self, columns: &mut String) {
        for col in &self.order {
            let _ = write!(columns, ", {}", in_force::column(self.register, col, self.day));
        }
    }

    /// The whole condition as of the day, for counting: who is on the roster is asked of the row sets that figures count.
    pub(in crate::store) fn counted(&self) -> Cond {
        self.condition(|f| match self.drawn().filter(|_| f.on_roster) {
            Some(benefit) => Some(Cond { text: on_roster::is_on_roster(benefit, self.day), values: Vec::new() }),
            None => f.is_one_of(&f.on_day),
        })
    }

    /// The whole condition, with what is asked of the columns that follow the versions.
    pub(super) fn condition(&self, of: impl Fn(&Follow) -> Option<Cond>) -> Cond {
        let mut all = self.filter.clone();
        for cond in self.follow.iter().filter_map(of) {
            all.and(&cond.text, cond.values);
        }
        for range in &self.ranges {
            let col = in_force::column(self.register, &range.col, self.day);
            all.and(&format!("{col} >= ? AND {col} <= ?"), range.ends.clone());
        }
        if !self.tests.text.is_empty() {
            all.and(&self.tests.text, self.tests.values.iter().cloned());
        }
        all
    }

    /// The values of a row's order columns.
    fn anchor(&self, db: &Db, key: i64) -> Answer<Vec<Sql>> {
        let mut cols = String::from("r.key");
        self.order_columns(&mut cols);
        let sql = format!("SELECT {cols} FROM {} WHERE r.key = ?1", self.from());
        let row = db
            .prepare_cached(&sql)?
            .query_row([key], |row| (1..=self.order.len()).map(|i| row.get(i)).collect::<Result<Vec<Sql>, _>>())
            .optional()?;
        row.ok_or_else(|| {
            let text = format!("{}没有 #{key} 这一条", self.register.label);
            StoreFault::refused(Slip::error("E-RG27", text))
        })
    }

    /// The statement of the rows that stand otherwise on the day than their latest version says, in walking order.
    pub(in crate::store) fn moved_statement(&self, backwards: bool) -> Option<(String, Vec<Sql>)> {
        let drawn = self.drawn();
        if !self.is_merged() || (drawn.is_none() && !self.moved_since) {
            return None;
        }
        let mut all = self.condition(|f| f.is_one_of(&f.on_day));
        let other = |f: &Follow| format!("{} IS DISTINCT FROM r.{}", f.on_day, f.stored);
        all.and(&format!("({})", self.follow.iter().map(other).collect::<Vec<_>>().join(" OR ")), []);
        let mut columns = String::from("r.key");
        self.order_columns(&mut columns);
        let way = if self.down != backwards { " DESC" } else { "" };
        let places = (2..self.order.len() + 2).chain([1]).map(|place| format!("{place}{way}"));
        let by_moves = self.follow.iter().any(|f| f.stored == Versions::PLACE);
        let by_versions = self.follow.iter().any(|f| f.stored != Versions::PLACE);
        let moved = match drawn {
            Some(benefit) => in_force::moved(benefit, by_versions, by_moves, self.day),
            None => format!(
                "WITH moved(k) AS ({} UNION SELECT NULL WHERE 0)",
                in_force::moved_keys(self.register, self.day)
            ),
        };
        let sql = format!(
            "{moved} SELECT {columns} FROM moved CROSS JOIN {} WHERE r.key = moved.k AND {} ORDER BY {}",
            self.from(),
            all.text,
            places.collect::<Vec<_>>().join(", ")
        );
        Some((sql, all.values))
    }

    /// Those of them that a walk from there on meets.
    pub(super) fn taken_in(&self, db: &Db, start: Start, anchor: &[Sql]) -> Answer<VecDeque<Place>> {
        let backwards = start.is_backwards();
        let Some((sql, values)) = self.moved_statement(backwards) else { return Ok(VecDeque::new()) };
        let from = start.key().map(|(key, with_it)| (Place { order: anchor.to_vec(), key }, with_it));
        let mut get = db.prepare_cached(&sql)?;
        let mut rows = get.query(params_from_iter(values))?;
        let mut moved = VecDeque::new();
        while let Some(row) = rows.next()? {
            let order = (1..=self.order.len()).map(|i| row.get(i)).collect::<Result<_, _>>()?;
            let place = Place { order, key: row.get(0)? };
            let lies_there = from.as_ref().is_none_or(|(from, with_it)| {
                let way = place.compared(from, self.down != backwards);
                way == Ordering::Greater || (*with_it && way == Ordering::Equal)
            });
            if lies_there {
                moved.push_back(place);
            }
        }
        Ok(moved)
    }

    /// Runs through at most `limit` rows from a start. Rows come in walking order.
    pub(in crate::store) fn walk(
        &self,
        db: &Db,
        head: &Head,
        start: Start,
        limit: usize,
        each: &mut dyn FnMut(Row<'_>) -> Answer<()>,
    ) -> Answer<usize> {
        let backwards = start.is_backwards();
        let anchor = start.key().map(|(key, _)| self.anchor(db, key)).transpose()?.unwrap_or_default();
        let runs = match start.key() {
            Some((key, with_it)) => self.runs(&anchor, key, backwards, with_it),
            None => vec![Run::default()],
        };
        let mut walked = Walked {
            db,
            moved: self.taken_in(db, start, &anchor)?,
            single: self.single(head, ""),
            down: self.down != backwards,
            limit,
            count: 0,
            each,
        };
        for run in runs {
            if walked.is_full() {
                break;
            }
            let (sql, values) = self.statement(head, &run, backwards);
            let mut get = db.prepare_cached(&sql)?;
            let left = Sql::Integer(i64::try_from(walked.limit - walked.count).unwrap_or(i64::MAX));
            let mut rows = get.query(params_from_iter(values.iter().chain([&left])))?;
            while let Some(row) = rows.next()? {
                if self.is_merged() {
                    let first = row.column_count() - self.order.len();
                    let order = (0..self.order.len()).map(|i| row.get(first + i)).collect::<Result<_, _>>()?;
                    walked.take_in(Some(&Place { order, key: row.get(0)? }))?;
                }
                if walked.is_full() {
                    break;
                }
                walked.give(row)?;
            }
        }
        walked.take_in(None)?;
        Ok(walked.count)
    }

    /// What a column of the register says on the day, where that may be otherwise than stored.
    fn on_day(&self, col: &str) -> Option<String> {
        let there = || placed(self.register, "r", col, self.day);
        in_force::on_day(self.register, col, self.day).or_else(|| {
            self.moved_since.then(there).filter(|there| *there != format!("r.{}", self.register.stored(col)))
        })
    }

    /// Rows come by this column: where it follows the versions or the moves, as it is on the day.
    fn pin(&mut self, col: &'static str) {
        if let Some(on_day) = self.on_day(col) {
            let stored = self.register.stored(col);
            self.follow.push(Follow { on_roster: false, stored, on_day, values: Vec::new() });
        }
    }

    /// One filter as a condition: one that an index can serve, where the column is the record's own.
    fn narrow(&mut self, condition: &Condition, walked: bool) -> Answer<()> {
        let register = self.register;
        let (col, value) = (condition.path, condition.value.as_str());
        let field = register.field_at(col).ok_or_else(|| no_column(register, col))?;
        let is_indexed = register.field(col).is_some_and(|own| {
            register.filters.contains(&col) || register.keys_within == Some(col) || own.kind.refers()
        });
        let served = is_indexed && condition.op == Op::Is;
        if !walked && !served {
            let what = said(register, col, self.day).ok_or_else(|| no_column(register, col))?;
            let Cond { text, values } = holds(condition, field, &what, self.day)?;
            self.tests.and(&text, values);
            return Ok(());
        }
        if col.contains('.') {
            let end = |of: &Register, alias: &str, col: &str| match self.moved_since {
                true => placed(of, alias, col, self.day),
                false => format!("{alias}.{}", of.stored(col)),
            };
            let there = reached_as(register, "r", col, &end).ok_or_else(|| no_column(register, col))?;
            let Cond { text, values } = Wanted::of(field, value)?.is(&there);
            self.filter.and(&text, values);
            return Ok(());
        }
        if register.keys_within == Some(col) {
            self.is_led = true;
            let within = value.trim_start_matches('#').parse::<i64>().unwrap_or(-1);
            let last = |first: i64| first.saturating_add(Register::WITHIN - 1);
            let range = within.checked_mul(Register::WITHIN).map_or((1, 0), |first| (first, last(first)));
            self.ranges.push(Range { col: "key".to_owned(), ends: [Sql::Integer(range.0), Sql::Integer(range.1)] });
            return Ok(());
        }
        let column = field.column();
        let wanted = Wanted::of(field, value)?;
        self.is_led |= !matches!(&wanted, Wanted::OneOf(values) if values.len() > 1);
        match (wanted, self.on_day(col)) {
            (Wanted::Between(ends), _) => {
                self.ranges.push(Range { col: column, ends });
                self.pin(field.col);
            }
            (Wanted::OneOf(values), Some(on_day)) => {
                let on_roster = col == Versions::STATE && value == ROSTER;
                self.follow.push(Follow { on_roster, stored: column, on_day, values });
            }
            (wanted, None) => {
                // Several codes are met along the order of the list, as in [`Follow::is_one_of`].
                let along = matches!(&wanted, Wanted::OneOf(values) if values.len() > 1);
                let Cond { text, values } = wanted.is(&format!("{}r.{column}", if along { "+" } else { "" }));
                self.filter.and(&text, values);
            }
        }
        Ok(())
    }
}

/// Rows that lie within records of another register lie in the order of these already.
fn leads_with_key(register: &Register, order: &[&str]) -> bool {
    register.keys_within.is_some_and(|within| order == [within])
}

fn no_column(register: &Register, col: &str) -> StoreFault {
    let text = format!("{}没有“{}”这一项", register.label, text::safe(col));
    StoreFault::refused(Slip::error("E-RG08", text))
}
