//! Conditions as SQL text with what they bind, and stretches of an index that a walk through a list takes one after the other.

use crate::domain::division_code::DivisionCode;
use crate::domain::slip::Slip;
use crate::register::{Field, Kind, operand};
use crate::store::engine::Sql;
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::sql::bind;

/// A condition and the values it binds, in order.
#[derive(Clone, Debug, Default)]
pub(in crate::store) struct Cond {
    pub text: String,
    pub values: Vec<Sql>,
}

impl Cond {
    pub(in crate::store) fn and(&mut self, text: &str, values: impl IntoIterator<Item = Sql>) {
        if !self.text.is_empty() {
            self.text.push_str(" AND ");
        }
        self.text.push_str(text);
        self.values.extend(values);
    }
}

/// What a filter wants of a field.
pub(in crate::store) enum Wanted {
    /// One of these.
    OneOf(Vec<Sql>),
    /// Something from the first to the last.
    Between([Sql; 2]),
}

impl Wanted {
    /// What a value asks for: a town stands for all that lies in it, a month for its days, a group for its codes.
    pub fn of(field: &Field, value: &str) -> Answer<Wanted> {
        let text = |text: &str| Sql::Text(text.to_owned());
        Ok(Wanted::OneOf(match field.kind {
            Kind::Division => {
                let code = DivisionCode::parse(value)
                    .map_err(|f| StoreFault::refused(Slip::error(f.code(), f.to_string()).at(field.col)))?;
                let significant = code.significant();
                if significant.len() < 12 {
                    return Ok(Wanted::Between([text(code.as_str()), Sql::Text(format!("{significant:9<12}"))]));
                }
                vec![text(code.as_str())]
            }
            Kind::Date if value.len() == 7 => {
                return Ok(Wanted::Between(["01", "31"].map(|day| Sql::Text(format!("{value}-{day}")))));
            }
            Kind::Date if value.len() == 4 => {
                return Ok(Wanted::Between(["01-01", "12-31"].map(|day| Sql::Text(format!("{value}-{day}")))));
            }
            Kind::Month if value.len() == 4 => {
                return Ok(Wanted::Between(["01", "12"].map(|month| Sql::Text(format!("{value}-{month}")))));
            }
            Kind::Ref(_) => vec![Sql::Integer(value.trim_start_matches('#').parse::<i64>().unwrap_or(-1))],
            Kind::Code(codes) if codes.group(value).is_some() => {
                codes.group(value).iter().flat_map(|g| g.of).map(|code| text(code)).collect()
            }
            kind => vec![bind(&operand(kind, value).unwrap_or_else(|_| kind.stored(value)))],
        }))
    }
    /// Whether an expression is what is wanted.
    pub fn is(self, what: &str) -> Cond {
        match self {
            Wanted::Between(ends) => Cond { text: format!("{what} BETWEEN ? AND ?"), values: ends.into() },
            Wanted::OneOf(values) => {
                let places = vec!["?"; values.len()].join(", ");
                let sign = if values.len() == 1 { format!("= {places}") } else { format!("IN ({places})") };
                Cond { text: format!("{what} {sign}"), values }
            }
        }
    }
}

/// A range of a stored column, both ends in.
#[derive(Clone, Debug)]
pub(in crate::store) struct Range {
    pub col: String,
    pub ends: [Sql; 2],
}

/// Rows that follow an anchor in one stretch of an index.
#[derive(Clone, Debug, Default)]
pub(in crate::store) struct Run {
    pub cond: Cond,
    /// Columns that the run bounds itself: (column, from below, from above).
    pub bounds: Vec<(String, bool, bool)>,
}

impl Run {
    pub(in crate::store) fn and(&mut self, col: &str, sign: &str, value: Option<&Sql>) {
        match value {
            Some(v) => self.cond.and(&format!("r.{col} {sign} ?"), [v.clone()]),
            None => self.cond.and(&format!("r.{col} {sign}"), []),
        }
        let (below, above) = (matches!(sign, "=" | ">" | ">="), matches!(sign, "=" | "<" | "<="));
        self.bounds.push((col.to_owned(), below, above));
    }
}
