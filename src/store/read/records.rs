//! Lists: one page of a register by key, in its order, under filters. A page costs the same at the end of a list as at its
//! beginning: it starts from the values of the row it follows, never from a count of rows.

use crate::register::benefits::benefit::{Benefit, Covers};
use crate::register::core::classes::Where;
use crate::register::places::division::DIVISION;
use crate::register::places::known::Places;
use crate::register::{Count, From, Kind, ListRow, Page, Query, Value, benefit_of};
use crate::store::Store;
use crate::store::engine::{Row, params_from_iter};
use crate::store::fault::Answer;
use crate::store::read::arranged::page_of;
use crate::store::read::frame::{Frame, Head};
use crate::store::read::in_force;
use crate::store::read::list::{self, Shape};
use crate::store::read::walked::Start;
use crate::store::rights::veil::Veil;
use std::collections::HashSet;
use std::fmt::Write;
use std::ops::Range;

impl Store {
    /// One page of a register in reading order, as of the query's day.
    ///
    /// # Errors
    /// The query names a column or a row that the register has not; the file cannot be read.
    pub fn page(&self, query: &Query) -> Answer<Page> {
        let query = &*self.gated(query, &[])?;
        self.at_one_moment(|| self.read_page(query))
    }

    fn read_page(&self, query: &Query) -> Answer<Page> {
        if !query.is_walked() && query.keys.is_none() {
            let keys = Some(self.arrange(query, &mut |_, _| true)?);
            return self.read_page(&Query { keys, ..query.clone() });
        }
        let frame = Frame::of(self.db(), query)?;
        let shape = list::shape(query.register, query.columns(), query.day)?;
        let head = list_head(query, &shape)?;
        let places = self.places()?;
        let veil = self.veil_over(query, Where::List)?;
        let seen = |row: Row<'_>| list_row(row, query, (&shape, &veil), &places);
        let limit = usize::from(query.limit);
        if let Some(keys) = &query.keys {
            return self.arranged_page(query, (&frame, &head), keys, &mut |row| seen(row));
        }
        let start = match query.from {
            From::Start => Start::First,
            From::End => Start::Last,
            From::After(key) => Start::Next { key, with_it: false },
            From::At(key) => Start::Next { key, with_it: true },
            From::Before(key) => Start::Previous { key },
        };
        let mut rows = Vec::with_capacity(limit + 1);
        let got = frame.walk(self.db(), &head, start, limit + 1, &mut |row| {
            rows.push(seen(row)?);
            Ok(())
        })?;
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

    /// A page by keys. Rows that were voided since are passed over: a page is empty only where nothing stands there any more.
    fn arranged_page(
        &self,
        query: &Query,
        (frame, head): (&Frame, &Head),
        keys: &[i64],
        row_of: &mut dyn FnMut(Row<'_>) -> Answer<ListRow>,
    ) -> Answer<Page> {
        let limit = usize::from(query.limit);
        let mut of = page_of(keys, query.from, limit);
        let backwards = matches!(query.from, From::End | From::Before(_));
        let (mut rows, mut read): (Vec<ListRow>, Range<usize>) = (Vec::new(), of.clone());
        while !read.is_empty() {
            let mut more = Vec::new();
            self.each_of(frame, head, keys.get(read).unwrap_or_default(), &mut |row| {
                more.push(row_of(row)?);
                Ok(())
            })?;
            let lacking = limit.saturating_sub(rows.len() + more.len());
            if backwards {
                rows.splice(0..0, more);
                read = of.start.saturating_sub(lacking)..of.start;
                of.start = read.start;
            } else {
                rows.extend(more);
                read = of.end..of.end.saturating_add(lacking).min(keys.len());
                of.end = read.end;
            }
        }
        Ok(Page { rows, first: of.start == 0, last: of.end == keys.len() })
    }

    /// Whether a row stands before that one.
    fn stands_before(&self, frame: &Frame, key: i64) -> Answer<bool> {
        let head = Head { columns: "r.key".to_owned(), joins: String::new() };
        Ok(frame.walk(self.db(), &head, Start::Previous { key }, 1, &mut |_| Ok(()))? > 0)
    }

    /// How many rows a list has under its filters on its day, and how many persons stand behind them where a row is not one:
    /// a case may cover a household, and of a benefit with several schemes one may draw several.
    ///
    /// # Errors
    /// As [`Store::page`].
    pub fn count(&self, query: &Query) -> Answer<Count> {
        let query = &*self.gated(query, &[])?;
        let frame = Frame::of(self.db(), query)?;
        let which = frame.counted();
        let persons = match benefit_of(query.register.name) {
            Some(Benefit { covers: Covers::Household(household), .. }) => {
                Some((format!("{}.{}", in_force::NOW, household.persons), false))
            }
            Some(of) if of.schemes.len() > 1 => Some(("r.person".to_owned(), true)),
            _ => None,
        };
        if let Some(keys) = &query.keys {
            return self.count_of(&frame, keys, persons);
        }
        let persons = match persons {
            Some((whose, true)) => format!("count(DISTINCT {whose})"),
            Some((how_many, false)) => format!("coalesce(sum({how_many}), 0)"),
            None => "NULL".to_owned(),
        };
        let sql = format!("SELECT count(*), {persons} FROM {} WHERE {}", frame.from(), which.text);
        let mut get = self.db().prepare_cached(&sql)?;
        let count = get
            .query_row(params_from_iter(&which.values), |row| Ok(Count { rows: row.get(0)?, persons: row.get(1)? }))?;
        Ok(count)
    }

    /// How many of these rows there are, and the persons behind them: each row says how many, or who, which is to be counted once.
    fn count_of(&self, frame: &Frame, keys: &[i64], persons: Option<(String, bool)>) -> Answer<Count> {
        let (said, once) = persons.clone().unwrap_or(("NULL".to_owned(), false));
        let head = Head { columns: said, joins: String::new() };
        let (mut rows, mut sum, mut who) = (0, 0, HashSet::new());
        self.each_of(frame, &head, keys, &mut |row| {
            rows += 1;
            match row.get::<Option<i64>>(0)? {
                Some(person) if once => {
                    who.insert(person);
                }
                Some(persons) => sum += persons,
                None => {}
            }
            Ok(())
        })?;
        let counted = if once { i64::try_from(who.len()).unwrap_or(i64::MAX) } else { sum };
        Ok(Count { rows, persons: persons.map(|_| counted) })
    }
}

fn list_head(query: &Query, shape: &Shape) -> Answer<Head> {
    let mut columns = String::from("r.key");
    for cell in &shape.cells {
        let _ = write!(columns, ", {}", cell.expr);
    }
    if let Some(versions) = query.register.versions {
        let _ = write!(columns, ", {}", in_force::course_columns(versions, query.day)?);
    }
    Ok(Head { columns, joins: shape.joins.clone() })
}

fn list_row(row: Row<'_>, query: &Query, (shape, veil): (&Shape, &Veil), places: &Places) -> Answer<ListRow> {
    let mut cells = Vec::with_capacity(shape.cells.len());
    for (i, cell) in shape.cells.iter().enumerate() {
        let value = veil.cell(i, cell.read(row.get_ref(i + 1)?));
        cells.push(match (cell.kind, value) {
            // Divisions themselves are told apart by their codes: their names stand beside.
            (Kind::Division, Value::Text(code)) if *query.register != DIVISION && !veil.is_over(i) => {
                Value::from(places.name(&code, query.day))
            }
            (_, value) => value,
        });
    }
    let course = match query.register.versions {
        Some(_) => Some(in_force::course(row, shape.cells.len() + 1)?.0),
        None => None,
    };
    Ok(ListRow { key: row.get(0)?, cells, course })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::benefits::codes;
    use crate::register::{ALL, Register, test_only};
    use crate::store::engine::plan;
    use crate::store::engine::{Db, Sql};
    use crate::store::file::declared::follow_from;
    use crate::store::read::cond::Run;
    use crate::store::whole_schema;
    use chrono::NaiveDate;

    /// A value that a filter on that field may have.
    fn example(register: &Register, col: &str) -> Vec<&'static str> {
        match register.field_at(col).unwrap().kind {
            Kind::Division => vec!["430406001", "430406001001"],
            Kind::Month => vec!["2021-11"],
            Kind::Date => vec!["2021-11-30", "2021-11"],
            Kind::Code(codes) => codes.groups.iter().map(|g| g.code).chain([codes.items[0].0]).collect(),
            _ => vec!["1"],
        }
    }

    /// Every statement of a walk through a list, forwards and backwards.
    fn statements(frame: &Frame, head: &Head) -> Vec<String> {
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
        let db = Db::in_memory().unwrap();
        db.execute_batch(&whole_schema()).unwrap();
        db.execute_batch(test_only::TABLE).unwrap();
        test_only::BOTH.into_iter().flat_map(follow_from).for_each(|made| db.execute_batch(&made.sql).unwrap());
        let mut wrong = Vec::new();
        let day = NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();
        for register in ALL.iter().map(|e| e.register) {
            let head =
                list_head(&Query::new(register, day, 1), &list::shape(register, register.list, day).unwrap()).unwrap();
            let whole = [(None, "")];
            let filtered =
                register.filters.iter().flat_map(|c| example(register, c).into_iter().map(|v| (Some(*c), v)));
            for (col, value) in whole.into_iter().chain(filtered) {
                let mut query = Query::new(register, day, 50);
                if let Some(col) = col {
                    query = query.with(col, value);
                }
                let frame = Frame::of(&db, &query).unwrap();
                for sql in statements(&frame, &head) {
                    let plan = plan::within(&db, &sql);
                    for col in frame.ranges.iter().map(|r| &r.col) {
                        let ends = |sign: &str| sql.matches(&format!("r.{col} {sign}")).count();
                        assert!(ends(">") <= 1 && ends("<") <= 1, "two ends of {col}: {sql}");
                    }
                    // Several states at once are met along the order of the whole list.
                    let several = [codes::ROSTER, codes::OPEN].contains(&value);
                    let whole = several && plan.iter().any(|p| p.starts_with("SCAN r USING INDEX"));
                    // What a referred record says is asked of each row along the order.
                    let goes_through = col.is_none_or(|col| col.contains('.')) || whole;
                    // What each row of a view counts of its own stands beside the walk.
                    let counts = |p: &str| {
                        register.view.is_some() && (p == "SCAN wrote" || p.starts_with("USE TEMP B-TREE FOR count("))
                    };
                    let scans =
                        |p: &&String| p.starts_with("SCAN") && !(p.starts_with("SCAN r") && goes_through) && !counts(p);
                    let sorts = plan.iter().any(|p| p.starts_with("USE TEMP B-TREE") && !counts(p));
                    if sorts || plan.iter().any(|p| scans(&p)) {
                        wrong.push(format!("{} {col:?} {value}\n  {sql}\n  {plan:?}", register.name));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} statements:\n{}", wrong.len(), wrong.join("\n"));
    }

    /// Cases that stand otherwise on the day than their latest version says are found by the changes after it, and by nothing
    /// that grows with the office.
    #[test]
    fn moved_cases_are_found_by_the_changes_ahead() {
        let db = Db::in_memory().unwrap();
        db.execute_batch(&whole_schema()).unwrap();
        let day = NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();
        let cases = ALL.iter().map(|e| e.register).filter(|r| r.versions.is_some());
        for register in cases {
            let frame = Frame::of(&db, &Query::new(register, day, 50).with("state", "active")).unwrap();
            let small = ["SCAN months", "SCAN moved", "SCAN schemes", "CONSTANT ROW"];
            let by_month = "SEARCH h USING INDEX change_order (scheme=? AND month=? AND kind=?)";
            let ahead = "SEARCH a USING INDEX move_ahead (from_month>?)";
            let whole = Frame::of(&db, &Query::new(register, day, 50)).unwrap();
            for (frame, ways) in [(&frame, &[by_month, ahead][..]), (&whole, &[ahead][..])] {
                for backwards in [false, true] {
                    let (sql, _) = frame.moved_statement(backwards).unwrap();
                    let plan = plan::within(&db, &sql);
                    assert!(ways.iter().all(|way| plan.iter().any(|p| p == way)), "{plan:?}");
                    let scans = plan.iter().filter(|p| p.starts_with("SCAN"));
                    let large: Vec<_> = scans.filter(|p| !small.iter().any(|s| p.contains(s))).collect();
                    assert!(large.is_empty(), "{large:?} of {plan:?}");
                }
            }
        }
    }
}
