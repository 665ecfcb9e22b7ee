//! What a row of a list says at the end of a path, as of a day, and the condition that something holds of it: for filters and orders
//! that no index serves.

use crate::domain::date::born_by;
use crate::domain::month::Month;
use crate::domain::text;
use crate::register::{Condition, Field, Kind, Op, Register, find, operand};
use crate::store::engine::Sql;
use crate::store::fault::{Answer, StoreFault};
use crate::store::read::cond::{Cond, Wanted};
use crate::store::read::in_force;
use crate::store::read::list::case_no;
use crate::store::read::sql::{bind, reached_as};
use crate::store::read::villages::placed;
use crate::store::read::why;
use chrono::{Days, NaiveDate};

/// What is read of each row of a run.
#[derive(Clone, Debug)]
pub(in crate::store) struct Said {
    /// As it is on the day.
    pub on_day: String,
    /// As the columns of a row say that stands on the day as they do.
    pub stored: String,
}

impl Said {
    /// What stands at the end of a path; none where the declarations know no such path.
    pub(in crate::store) fn at(register: &'static Register, path: &str, day: NaiveDate) -> Option<Said> {
        let of = |follows: bool| said_so(register, path, day, follows);
        Some(Said { on_day: of(true)?, stored: of(false)? })
    }
    /// What is the same whatever the day.
    pub(in crate::store) fn always(said: String) -> Said {
        Said { stored: said.clone(), on_day: said }
    }
}

/// What stands at the end of a path, as an expression over the alias `r` and those of [`in_force::joins`]; none where the declarations
/// know no such path.
pub(in crate::store) fn said(register: &'static Register, path: &str, day: NaiveDate) -> Option<String> {
    said_so(register, path, day, true)
}

/// The same, where columns that follow versions and moves are those of the day or, without `follows`, as they are stored.
fn said_so(register: &'static Register, path: &str, day: NaiveDate, follows: bool) -> Option<String> {
    let stored = |col: &str| Some(format!("r.{}", register.stored(col))).filter(|_| !follows && register.follows(col));
    let field = register.field_at(path)?;
    let Some((head, rest)) = path.split_once('.') else {
        return Some(match (register.name, path) {
            ("act", "why") => why::told("r"),
            _ if field.kind == Kind::Case => case_no("r"),
            _ => stored(path).unwrap_or_else(|| in_force::column(register, path, day)),
        });
    };
    let end = |register: &Register, alias: &str, col: &str| match register.field(col).map(|field| field.kind) {
        Some(Kind::Case) => case_no(alias),
        _ => placed(register, alias, col, day),
    };
    if let Some(Kind::Ref(target)) = register.field(head).map(|f| f.kind) {
        let target = find(target)?.register;
        let on_day = || in_force::on_day(register, head, day);
        let key = stored(head).or_else(on_day).unwrap_or_else(|| format!("r.{head}"));
        let end = reached_as(target, "p", rest, &end)?;
        return Some(format!("(SELECT {end} FROM {} p WHERE p.key = {key})", target.read_from()));
    }
    let versions = register.versions.filter(|v| v.register == head)?;
    reached_as(find(versions.register)?.register, in_force::DRAWN, rest, &end)
}

/// That a condition holds of an expression, on a day.
pub(in crate::store) fn holds(condition: &Condition, field: &Field, what: &str, day: NaiveDate) -> Answer<Cond> {
    let one = |sign: &str, value: Sql| Cond { text: format!("{what} {sign} ?"), values: vec![value] };
    let number = || condition.value.parse::<u16>().unwrap_or(0);
    let born = |age: u16| Sql::Text(born_by(age, day).to_string());
    Ok(match condition.op {
        Op::Is => Wanted::of(field, &condition.value)?.is(what),
        Op::From => one(">=", end_of(field, &condition.value, false)?),
        // What begins so counts, to its end: the hours of a day.
        Op::To if matches!(field.kind, Kind::Text(_)) => {
            let begins = format!("substr({what}, 1, {}) <= ?", condition.value.chars().count());
            Cond { text: begins, values: vec![Sql::Text(condition.value.clone())] }
        }
        Op::To => one("<=", end_of(field, &condition.value, true)?),
        Op::Has => {
            let mut like = String::from("%");
            for c in text::clean(&condition.value).to_lowercase().chars() {
                if matches!(c, '%' | '_' | '!') {
                    like.push('!');
                }
                like.push(c);
            }
            like.push('%');
            Cond { text: format!("lower({what}) LIKE ? ESCAPE '!'"), values: vec![Sql::Text(like)] }
        }
        Op::Empty => Cond { text: format!("{what} IS NULL"), values: Vec::new() },
        Op::Filled => Cond { text: format!("{what} IS NOT NULL"), values: Vec::new() },
        Op::AgeFrom => one("<=", born(number())),
        Op::AgeTo => one(">", born(number().saturating_add(1))),
        Op::Within => {
            let last = day.checked_add_days(Days::new(u64::from(number()))).unwrap_or(NaiveDate::MAX);
            one("<=", Sql::Text(if field.kind == Kind::Month { Month::of(last).to_string() } else { last.to_string() }))
        }
    })
}

/// An end of a range: a year and a month end with their last day.
fn end_of(field: &Field, value: &str, last: bool) -> Answer<Sql> {
    let rest = match (field.kind, value.len(), last) {
        (Kind::Date, 4, true) => "-12-31",
        (Kind::Date, 7, true) => "-31",
        (Kind::Month, 4, true) => "-12",
        (Kind::Date, 4 | 7, false) | (Kind::Month, 4, false) | (Kind::Text(_), ..) => "",
        (kind, ..) => return Ok(bind(&operand(kind, value).map_err(StoreFault::refused)?)),
    };
    Ok(Sql::Text(format!("{value}{rest}")))
}
