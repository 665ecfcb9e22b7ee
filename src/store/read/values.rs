//! The values that the rows of a list have in one of its columns, each with how many rows have it: what a filter offers.

use crate::register::places::known::Places;
use crate::register::{Field, Kind, Mask, Met, Query, Value, find};
use crate::store::Store;
use crate::store::change::resolve::called_in_full;
use crate::store::engine::Sql;
use crate::store::fault::Answer;
use crate::store::read::arranged::Run;
use crate::store::read::frame::Frame;
use crate::store::read::said::Said;
use chrono::NaiveDate;
use std::collections::HashMap;

impl Store {
    /// The values at a path that the rows of a list have under its other filters, each with how many have it, the most frequent first,
    /// so many at most.
    ///
    /// # Errors
    /// As [`Store::arrange`].
    pub fn values_of(
        &self,
        query: &Query,
        path: &'static str,
        most: usize,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Answer<Vec<Met>> {
        let query = &*self.gated(query, &[path])?;
        let field = query.register.field_at(path);
        let mut others = Query { sort: None, keys: None, ..query.clone() };
        others.filters.retain(|condition| condition.path != path);
        let frame = Frame::of(self.db(), &others)?;
        let (Some(field), Some(value)) = (field, Said::at(query.register, path, query.day)) else {
            return Ok(Vec::new());
        };
        let mut counts: HashMap<Value, i64> = HashMap::new();
        let run = Run { frame: &frame, reads: &[value], only: None };
        self.run_through(run, progress, &mut |_, said| {
            *counts.entry(said.into_iter().next().map_or(Value::Null, unbound)).or_default() += 1;
        })?;
        let mut counts: Vec<(Value, i64)> = counts.into_iter().collect();
        counts.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| field.kind.edit(a).cmp(&field.kind.edit(b))));
        counts.truncate(most);
        let places = self.places()?;
        let met = |(value, rows): (Value, i64)| {
            let label = self.value_told(field, &value, &places, query.day)?;
            Ok(Met { value, label, rows })
        };
        counts.into_iter().map(met).collect()
    }

    /// A value as it is offered or counted: records by what they are called, places by their names, the rest masked.
    pub(super) fn value_told(&self, field: &Field, value: &Value, places: &Places, day: NaiveDate) -> Answer<String> {
        if field.mask == Mask::Hidden {
            return Ok(field.show_masked(value));
        }
        Ok(match (field.kind.referred(value), field.kind, value) {
            (Some((target, key)), ..) => match find(target) {
                Some(entry) => called_in_full(self.db(), entry.register, key)?,
                None => format!("#{key}"),
            },
            (None, Kind::Division, Value::Text(code)) => places.name(code, day).to_owned(),
            _ => field.show_masked(value),
        })
    }
}

/// The value that a statement gave.
pub(super) fn unbound(value: Sql) -> Value {
    match value {
        Sql::Null => Value::Null,
        Sql::Integer(n) => Value::Int(n),
        Sql::Text(text) => Value::Text(text),
    }
}
