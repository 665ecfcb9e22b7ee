//! 分布: the rows of a list counted by the values of one or two columns, with their money, in one run. What the values come to together
//! is told by the rules (`register/core/frequency`).

use crate::register::core::frequency::{By, Frequency, Sums};
use crate::register::{Query, Register, Value, Versions, state_after};
use crate::store::Store;
use crate::store::engine::Sql;
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::arranged::Run;
use crate::store::read::frame::Frame;
use crate::store::read::in_force;
use crate::store::read::said::Said;
use crate::store::read::values::unbound;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

impl Store {
    /// How often the rows of a list have each value, and what its columns of money come to beside it: as the list adds them up on
    /// paper.
    ///
    /// # Errors
    /// As [`Store::arrange`].
    pub fn frequency(
        &self,
        query: &Query,
        by: &[By],
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Answer<Frequency> {
        let paths: Vec<&str> = by.iter().map(|by| by.path).collect();
        let query = &*self.gated(query, &paths)?;
        let register = query.register;
        let money = query.money();
        let mut counts: HashMap<Vec<Value>, Sums> = HashMap::new();
        self.add_up(query, by.iter().map(|by| by.path).collect(), progress, &mut |_, values, fen| {
            let sums = Sums { rows: 1, money: fen };
            match counts.entry(values) {
                Entry::Occupied(mut counted) => counted.get_mut().add(&sums),
                Entry::Vacant(new) => {
                    new.insert(sums);
                }
            }
        })?;
        let places = self.places()?;
        Frequency::of(register, by, money, counts, &mut |_, field, value| {
            self.value_told(field, value, &places, query.day)
        })
    }

    /// What the rows of a list come to: how many there are, their money, and which of those that were named are no more.
    ///
    /// # Errors
    /// As [`Store::arrange`].
    pub fn summed(&self, query: &Query, progress: &mut dyn FnMut(usize, usize) -> bool) -> Answer<(Sums, Vec<i64>)> {
        let query = &*self.gated(query, &[])?;
        let mut sums = Sums { rows: 0, money: vec![0; query.money().len()] };
        let mut met: Vec<i64> = Vec::new();
        self.add_up(query, Vec::new(), progress, &mut |key, _, money| {
            sums.add(&Sums { rows: 1, money });
            met.push(key);
        })?;
        let named = query.only.iter().flat_map(|only| only.iter().copied());
        let gone = named.filter(|key| met.binary_search(key).is_err()).collect();
        Ok((sums, gone))
    }

    /// Hands each row of a list on with what it says at paths, and its money.
    fn add_up(
        &self,
        query: &Query,
        paths: Vec<&'static str>,
        progress: &mut dyn FnMut(usize, usize) -> bool,
        each: &mut dyn FnMut(i64, Vec<Value>, Vec<i64>),
    ) -> Answer<()> {
        let others = Query { sort: None, keys: None, ..query.clone() };
        let frame = Frame::of(self.db(), &others)?;
        let unknown = |path: &str| StoreFault::defect(format!("{}: 没有列 {path}", query.register.name));
        let read = |path: &&str| Said::at(query.register, path, query.day).ok_or_else(|| unknown(path));
        let mut reads = paths.iter().map(read).collect::<Answer<Vec<_>>>()?;
        for path in query.money() {
            reads.push(adds(query.register, path, query.day).ok_or_else(|| unknown(path))?);
        }
        if reads.is_empty() {
            reads.push(Said::always("r.key".to_owned()));
        }
        let run = Run { frame: &frame, reads: &reads, only: query.only.as_ref().map(|only| only.as_slice()) };
        let (paths, money) = (paths.len(), query.money().len());
        self.run_through(run, progress, &mut |key, said| {
            let mut said = said.into_iter();
            let values = said.by_ref().take(paths).map(unbound).collect();
            let fen = said.take(money).map(|value| if let Sql::Integer(fen) = value { fen } else { 0 }).collect();
            each(key, values, fen);
        })
    }
}

/// What a row adds to the sum of a column of money: what a case drew before it ended adds nothing.
fn adds(register: &'static Register, path: &'static str, day: NaiveDate) -> Option<Said> {
    let Said { on_day, stored } = Said::at(register, path, day)?;
    let unless = |ended: String, said: String| match register.versions.is_some() && path.contains('.') {
        true => format!("CASE WHEN {ended} THEN NULL ELSE {said} END"),
        false => said,
    };
    let (now, state, over) = (in_force::NOW, register.stored(Versions::STATE), state_after("end"));
    let on_day = unless(format!("{now}.kind = 'end'"), on_day);
    Some(Said { on_day, stored: unless(format!("r.{state} = '{over}'"), stored) })
}
