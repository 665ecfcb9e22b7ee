//! Lists: one page of a register by key, in its order, under filters. A page costs the same at the end of a list as at its
//! beginning: it starts from the values of the row it follows, never from a count of rows.

use super::fault::{Answer, StoreFault};
use super::sql::{self, bind, stored, taken};
use super::{Store, places};
use crate::domain::division_code::DivisionCode;
use crate::domain::slip::Slip;
use crate::domain::text;
use crate::register::{Count, From, Kind, ListRow, Page, Query, Register, Value};
use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use std::fmt::Write;

/// A condition and the values it binds, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Cond {
    pub text: String,
    pub values: Vec<Sql>,
}

impl Cond {
    pub(super) fn and(&mut self, text: &str, values: impl IntoIterator<Item = Sql>) {
        if !self.text.is_empty() {
            self.text.push_str(" AND ");
        }
        self.text.push_str(text);
        self.values.extend(values);
    }
}

/// The order of a list and what keeps rows out of it.
pub(super) struct Frame {
    pub register: &'static Register,
    /// Stored columns, without the key that settles ties.
    pub order: Vec<String>,
    /// Downwards.
    pub down: bool,
    pub filter: Cond,
    /// Ranges of columns, both ends in: apart from the filter, because a page within one must not bring the planner two
    /// lower ends to choose from (it takes the first and walks from there).
    pub ranges: Vec<Range>,
}

/// A range of a stored column, both ends in.
#[derive(Clone, Debug)]
pub(super) struct Range {
    pub col: String,
    pub ends: [Sql; 2],
}

/// Rows that follow an anchor in one stretch of an index.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    cond: Cond,
    /// Columns that the run bounds itself: (column, from below, from above).
    bounds: Vec<(String, bool, bool)>,
}

impl Run {
    fn and(&mut self, col: &str, sign: &str, value: Option<&Sql>) {
        match value {
            Some(v) => self.cond.and(&format!("r.{col} {sign} ?"), [v.clone()]),
            None => self.cond.and(&format!("r.{col} {sign}"), []),
        }
        let (below, above) = (matches!(sign, "=" | ">" | ">="), matches!(sign, "=" | "<" | "<="));
        self.bounds.push((col.to_owned(), below, above));
    }
}

impl Frame {
    /// What a query asks for.
    pub(super) fn of(query: &Query) -> Answer<Frame> {
        let register = query.register;
        let mut filter = Cond::default();
        let mut ranges = Vec::new();
        filter.and("r.voided_by IS NULL", []);
        for (col, value) in &query.filters {
            narrow(register, col, value, &mut filter, &mut ranges)?;
        }
        let (order, down) = match query.sort {
            None => (register.order.iter().map(|c| stored(register, c)).collect(), false),
            Some((col, down)) => match register.field(col) {
                Some(f) => (vec![f.column()], down),
                None => return Err(no_column(register, col)),
            },
        };
        let order = if leads_with_key(register, &order) { Vec::new() } else { order };
        Ok(Frame { register, order, down, filter, ranges })
    }

    /// The order as SQL, backwards for a page before something.
    fn order_by(&self, backwards: bool) -> String {
        let way = if self.down != backwards { " DESC" } else { "" };
        let mut text = String::new();
        for col in self.order.iter().map(String::as_str).chain(["key"]) {
            let comma = if text.is_empty() { "" } else { ", " };
            let _ = write!(text, "{comma}r.{col}{way}");
        }
        text
    }

    /// The runs of rows that follow an anchor, nearest first. Each is one range of an index; together they are all rows
    /// behind the anchor. (One comparison of row values would lose the rows with empty columns.)
    fn runs(&self, anchor: &[Sql], key: i64, backwards: bool, with_it: bool) -> Vec<Run> {
        let down = self.down != backwards;
        let same = |n: usize| {
            let mut run = Run::default();
            for (col, v) in self.order.iter().zip(anchor).take(n) {
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
        for (i, (col, v)) in self.order.iter().zip(anchor).enumerate().rev() {
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
    fn statement(&self, head: &str, run: &Run, backwards: bool) -> (String, Vec<Sql>) {
        let mut all = self.filter.clone();
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
        (format!("{head} WHERE {} ORDER BY {} LIMIT ?", all.text, self.order_by(backwards)), all.values)
    }

    /// The whole condition, for counting.
    fn condition(&self) -> Cond {
        let mut all = self.filter.clone();
        for range in &self.ranges {
            all.and(&format!("r.{col} >= ? AND r.{col} <= ?", col = range.col), range.ends.clone());
        }
        all
    }

    /// The values of a row's order columns.
    fn anchor(&self, db: &Connection, key: i64) -> Answer<Vec<Sql>> {
        let mut cols = String::from("r.key");
        for col in &self.order {
            let _ = write!(cols, ", r.{col}");
        }
        let sql = format!("SELECT {cols} FROM {} r WHERE r.key = ?1", self.register.name);
        let row = db
            .prepare_cached(&sql)?
            .query_row([key], |row| (1..=self.order.len()).map(|i| row.get(i)).collect::<Result<Vec<Sql>, _>>())
            .optional()?;
        row.ok_or_else(|| {
            let text = format!("{}没有 #{key} 这一条", self.register.label);
            StoreFault::refused(Slip::error("E-RG27", text))
        })
    }

    /// Runs through at most `limit` rows from a start. Rows come in walking order.
    pub(super) fn walk(
        &self,
        db: &Connection,
        head: &str,
        start: Start,
        limit: usize,
        each: &mut dyn FnMut(&Row) -> Answer<()>,
    ) -> Answer<usize> {
        let (runs, backwards) = match start {
            Start::First => (vec![Run::default()], false),
            Start::Last => (vec![Run::default()], true),
            Start::Next { key, with_it } => (self.runs(&self.anchor(db, key)?, key, false, with_it), false),
            Start::Previous { key } => (self.runs(&self.anchor(db, key)?, key, true, false), true),
        };
        let mut count = 0;
        for run in runs {
            let left = limit - count;
            if left == 0 {
                break;
            }
            let (sql, values) = self.statement(head, &run, backwards);
            let mut get = db.prepare_cached(&sql)?;
            let left = Sql::Integer(i64::try_from(left).unwrap_or(i64::MAX));
            let mut rows = get.query(params_from_iter(values.iter().chain([&left])))?;
            while let Some(row) = rows.next()? {
                each(row)?;
                count += 1;
            }
        }
        Ok(count)
    }
}

/// Where a walk starts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Start {
    First,
    /// From the end, backwards.
    Last,
    Next {
        key: i64,
        with_it: bool,
    },
    /// Backwards.
    Previous {
        key: i64,
    },
}

/// Lines lie in the order of their batches already: batch × 1,000,000 + 序号.
fn leads_with_key(register: &Register, order: &[String]) -> bool {
    register.name == "payment" && order == ["batch"]
}

fn no_column(register: &Register, col: &str) -> StoreFault {
    let text = format!("{}没有“{}”这一项", register.label, text::safe(col));
    StoreFault::refused(Slip::error("E-RG08", text))
}

/// One filter as a condition that an index can serve.
fn narrow(register: &Register, col: &str, value: &str, filter: &mut Cond, ranges: &mut Vec<Range>) -> Answer<()> {
    let field = register.field(col).ok_or_else(|| no_column(register, col))?;
    let column = field.column();
    if register.name == "payment" && col == "batch" {
        let batch = value.trim_start_matches('#').parse::<i64>().unwrap_or(-1);
        let range = batch.checked_mul(1_000_000).map_or((1, 0), |first| (first, first.saturating_add(999_999)));
        ranges.push(Range { col: "key".to_owned(), ends: [Sql::Integer(range.0), Sql::Integer(range.1)] });
        return Ok(());
    }
    match field.kind {
        Kind::Division => {
            let code = DivisionCode::parse(value)
                .map_err(|f| StoreFault::refused(Slip::error(f.code(), f.to_string()).at(field.col)))?;
            let significant = code.significant();
            if significant.len() == 12 {
                filter.and(&format!("r.{column} = ?"), [Sql::Text(code.as_str().to_owned())]);
            } else {
                let ends = [Sql::Text(code.as_str().to_owned()), Sql::Text(format!("{significant:9<12}"))];
                ranges.push(Range { col: column, ends });
            }
        }
        // A month picks the days in it.
        Kind::Date if value.len() == 7 => {
            let ends = [Sql::Text(format!("{value}-01")), Sql::Text(format!("{value}-31"))];
            ranges.push(Range { col: column, ends });
        }
        Kind::Ref(_) => {
            let key = value.trim_start_matches('#').parse::<i64>().unwrap_or(-1);
            filter.and(&format!("r.{column} = ?"), [Sql::Integer(key)]);
        }
        kind => {
            let v = kind.read(value, &[]).unwrap_or_else(|_| kind.stored(value));
            filter.and(&format!("r.{column} = ?"), [bind(&v)]);
        }
    }
    Ok(())
}

impl Store {
    /// One page of a register in reading order. Divisions come as their latest names.
    ///
    /// # Errors
    /// The query names a column or a row that the register has not; the file cannot be read.
    pub fn page(&self, query: &Query) -> Answer<Page> {
        self.at_one_moment(|| self.read_page(query))
    }

    fn read_page(&self, query: &Query) -> Answer<Page> {
        let frame = Frame::of(query)?;
        let shape = sql::shape(query.register)?;
        let head = list_head(query.register, &shape);
        let places = self.places()?;
        let mut rows = Vec::with_capacity(usize::from(query.limit) + 1);
        let mut each = |row: &Row| {
            rows.push(list_row(row, &shape, &places)?);
            Ok(())
        };
        let limit = usize::from(query.limit);
        let start = match query.from {
            From::Start => Start::First,
            From::End => Start::Last,
            From::After(key) => Start::Next { key, with_it: false },
            From::At(key) => Start::Next { key, with_it: true },
            From::Before(key) => Start::Previous { key },
        };
        let got = frame.walk(self.db(), &head, start, limit + 1, &mut each)?;
        let more = got > limit;
        rows.truncate(limit);
        let backwards = matches!(query.from, From::End | From::Before(_));
        if backwards {
            rows.reverse();
        }
        let (first, last) = match query.from {
            From::Start => (true, !more),
            From::End => (!more, true),
            From::After(_) => (false, !more),
            From::Before(_) => (!more, false),
            From::At(key) => (!self.stands_before(&frame, key)?, !more),
        };
        Ok(Page { rows, first, last })
    }

    /// Whether a row stands before that one.
    fn stands_before(&self, frame: &Frame, key: i64) -> Answer<bool> {
        let head = format!("SELECT r.key FROM {} r", frame.register.name);
        Ok(frame.walk(self.db(), &head, Start::Previous { key }, 1, &mut |_| Ok(()))? > 0)
    }

    /// How many rows a list has under its filters; 低保 also counts the covered persons.
    ///
    /// # Errors
    /// As [`Store::page`].
    pub fn count(&self, query: &Query) -> Answer<Count> {
        let frame = Frame::of(query)?;
        let name = query.register.name;
        let which = frame.condition();
        let sql = if name == "dibao" {
            format!(
                "SELECT count(*), sum((SELECT a.persons FROM award a WHERE a.dibao = r.key AND a.voided_by IS NULL \
                 ORDER BY a.from_month DESC LIMIT 1)) FROM dibao r WHERE {}",
                which.text
            )
        } else {
            format!("SELECT count(*), NULL FROM {name} r WHERE {}", which.text)
        };
        let mut get = self.db().prepare_cached(&sql)?;
        let count = get.query_row(params_from_iter(&which.values), |row| {
            let persons = if name == "dibao" { Some(row.get::<_, Option<i64>>(1)?.unwrap_or(0)) } else { None };
            Ok(Count { rows: row.get(0)?, persons })
        })?;
        Ok(count)
    }
}

fn list_head(register: &Register, shape: &sql::Shape) -> String {
    let mut head = String::from("SELECT r.key");
    for cell in &shape.cells {
        let _ = write!(head, ", {}", cell.expr);
    }
    let _ = write!(head, " FROM {} r{}", register.name, shape.joins);
    head
}

fn list_row(row: &Row, shape: &sql::Shape, places: &places::Places) -> Answer<ListRow> {
    let mut cells = Vec::with_capacity(shape.cells.len());
    for (i, cell) in shape.cells.iter().enumerate() {
        let value = cell.read(row.get_ref(i + 1)?);
        cells.push(match (cell.kind, value) {
            (Kind::Division, Value::Text(code)) => Value::from(places.name(&code, NaiveDate::MAX)),
            (_, value) => value,
        });
    }
    Ok(ListRow { key: row.get(0)?, cells })
}

/// A row's stored values by its key; none when there is no such row.
pub(super) fn stored_row(
    db: &Connection,
    register: &'static Register,
    key: i64,
) -> Answer<Option<(crate::register::Values, i64, Option<i64>)>> {
    let sql = format!(
        "SELECT r.act, r.voided_by, {} FROM {} r WHERE r.key = ?1",
        sql::field_list(register, "r"),
        register.name
    );
    let mut get = db.prepare_cached(&sql)?;
    let mut rows = get.query([key])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let values = sql::values_at(register, row, 2)?;
    let voided = taken(row.get_ref(1)?).int();
    Ok(Some((values, row.get(0)?, voided)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{ALL, test_only};
    use crate::store::SCHEMA;

    fn plan(db: &Connection, sql: &str) -> Vec<String> {
        let mut get = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let mut rows = get.raw_query();
        let mut plan = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            plan.push(row.get(3).unwrap());
        }
        plan
    }

    /// A value that a filter on that field may have.
    fn example(register: &Register, col: &str) -> Vec<&'static str> {
        match register.field(col).unwrap().kind {
            Kind::Division => vec!["430406001", "430406001001"],
            Kind::Month => vec!["2021-11"],
            Kind::Date => vec!["2021-11-30", "2021-11"],
            Kind::Code(codes) => vec![codes.items[0].0],
            _ => vec!["1"],
        }
    }

    /// Every statement of a walk through a list, forwards and backwards.
    fn statements(frame: &Frame, head: &str) -> Vec<String> {
        let anchor: Vec<Sql> = frame.order.iter().map(|_| Sql::Text("2".into())).collect();
        let mut all = Vec::new();
        for backwards in [false, true] {
            all.push(frame.statement(head, &Run::default(), backwards).0);
            all.extend(
                frame.runs(&anchor, 7, backwards, false).iter().map(|run| frame.statement(head, run, backwards).0),
            );
        }
        all
    }

    /// Every list in its order, whole and under each one filter, is a range of an index, read in order, from any row on.
    #[test]
    fn every_page_is_a_range_of_an_index() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(SCHEMA).unwrap();
        db.execute_batch(test_only::TABLE).unwrap();
        let mut wrong = Vec::new();
        for register in ALL.iter().map(|e| e.register) {
            let head = list_head(register, &sql::shape(register).unwrap());
            let whole = [(None, "")];
            let filtered =
                register.filters.iter().flat_map(|c| example(register, c).into_iter().map(|v| (Some(*c), v)));
            for (col, value) in whole.into_iter().chain(filtered) {
                let mut query = Query::new(register, 50);
                if let Some(col) = col {
                    query = query.with(col, value);
                }
                let frame = Frame::of(&query).unwrap();
                for sql in statements(&frame, &head) {
                    let plan = plan(&db, &sql);
                    for col in frame.ranges.iter().map(|r| &r.col) {
                        let ends = |sign: &str| sql.matches(&format!("r.{col} {sign}")).count();
                        assert!(ends(">") <= 1 && ends("<") <= 1, "two ends of {col}: {sql}");
                    }
                    let scans = |p: &&String| p.starts_with("SCAN") && !(p.starts_with("SCAN r") && col.is_none());
                    let sorts = plan.iter().any(|p| p.contains("TEMP B-TREE"));
                    if sorts || plan.iter().any(|p| scans(&p)) {
                        wrong.push(format!("{} {col:?} {value}\n  {sql}\n  {plan:?}", register.name));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} statements:\n{}", wrong.len(), wrong.join("\n"));
    }
}
