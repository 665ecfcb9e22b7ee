//! What a text typed into a filter asks of its field: a value, a range, an age, days ahead, a part of a text. And that as the code of a
//! choice.

use crate::domain::month::Month;
use crate::domain::{brief, date, text};
use crate::register::{Condition, Kind, Op, Register};
use chrono::NaiveDate;

/// Signs between the ends of a range.
const BETWEEN: [&str; 4] = ["..", "~", "至", "到"];
/// Signs of an open range, before its end.
const BEFORE: [(&str, bool); 6] = [(">=", true), ("≥", true), (">", true), ("<=", false), ("≤", false), ("<", false)];
/// The same behind it.
const BEHIND: [(&str, bool); 7] =
    [("以上", true), ("以后", true), ("起", true), ("+", true), ("以下", false), ("以前", false), ("止", false)];

/// What a text asks of the field at a path on a day; nothing where its value is chosen rather than typed, or means none.
pub fn asked(register: &'static Register, path: &'static str, typed: &str, day: NaiveDate) -> Option<Vec<Condition>> {
    let kind = register.field_at(path)?.kind;
    let typed = text::clean(typed);
    let typed = typed.as_ref();
    let one = |op: Op, value: &str| {
        let value = meant(kind, op, value.trim(), day)?;
        Condition::checked(register, path, op, &value).ok()
    };
    let both = |from: Op, to: Op, ends: (Option<&str>, Option<&str>)| {
        let from = ends.0.map(|end| one(from, end));
        let to = ends.1.map(|end| one(to, end));
        from.into_iter().chain(to).collect::<Option<Vec<_>>>()
    };
    let is_number = matches!(kind, Kind::Money | Kind::Int(..) | Kind::Decimal(_));
    match kind {
        _ if typed.is_empty() => None,
        Kind::Date | Kind::Month => {
            let age = || {
                let typed = typed.replace('岁', "");
                let ends = range(&typed, true).unwrap_or((Some(&typed), Some(&typed)));
                let is_age = |end: Option<&str>| end.is_none_or(|e| matches!(e.trim().len(), 1..=3));
                (path.ends_with("birth_date") && is_age(ends.0) && is_age(ends.1))
                    .then(|| both(Op::AgeFrom, Op::AgeTo, ends))
                    .flatten()
            };
            let days = || typed.strip_suffix("天内").or_else(|| typed.strip_suffix('天'));
            let within = || days().and_then(|days| one(Op::Within, days)).map(|c| vec![c]);
            let ends = || range(typed, false).and_then(|ends| both(Op::From, Op::To, ends));
            age().or_else(within).or_else(ends).or_else(|| one(Op::Is, typed).map(|c| vec![c]))
        }
        _ if is_number => match range(typed, true) {
            Some(ends) => both(Op::From, Op::To, ends),
            None => one(Op::Is, typed).map(|c| vec![c]),
        },
        _ => one(Op::Has, typed).map(|c| vec![c]),
    }
}

/// The ends of a range, of which one may be open.
fn range(typed: &str, by_dash: bool) -> Option<(Option<&str>, Option<&str>)> {
    let open = |end: &str, from: bool| !end.trim().is_empty() && from;
    for (sign, from) in BEFORE {
        if let Some(end) = typed.strip_prefix(sign) {
            return Some(if open(end, from) { (Some(end), None) } else { (None, Some(end)) });
        }
    }
    for (sign, from) in BEHIND {
        if let Some(end) = typed.strip_suffix(sign) {
            return Some(if open(end, from) { (Some(end), None) } else { (None, Some(end)) });
        }
    }
    let dash = if by_dash { typed.split_once('-') } else { None };
    let (from, to) = BETWEEN.iter().find_map(|sign| typed.split_once(sign)).or(dash)?;
    let end = |end| Some(end).filter(|end: &&str| !end.trim().is_empty());
    Some((end(from), end(to))).filter(|ends| ends.0.or(ends.1).is_some())
}

/// A day, a month or a year as it may be typed short; anything else as it is.
fn meant(kind: Kind, op: Op, typed: &str, day: NaiveDate) -> Option<String> {
    if !matches!(op, Op::Is | Op::From | Op::To) {
        return Some(typed.to_owned());
    }
    let month = || Month::parse(typed).map(|month| month.to_string());
    let year = || (typed.len() == 4 && (typed.starts_with("19") || typed.starts_with("20"))).then(|| typed.to_owned());
    match kind {
        Kind::Date => {
            let whole = date::parse(typed).ok().or_else(|| brief::day_meant(typed, day, false));
            whole.map(|day| day.to_string()).or_else(month).or_else(year)
        }
        Kind::Month => month().or_else(|| brief::month_meant(typed, day).map(|m| m.to_string())).or_else(year),
        _ => Some(typed.to_owned()),
    }
}

/// What is asked of one field, in words.
pub fn in_words(register: &Register, asked: &[Condition], place: impl Fn(&str) -> Option<String>) -> String {
    asked.iter().map(|c| c.asks(register.field_at(c.path), &place)).collect::<Vec<_>>().join(" ")
}

/// Stands before each part of a code that asks for more than a value: no value begins so.
const PART: char = '\n';

/// What is asked of one field as the code of a choice: a value as it is.
pub fn code_of(asked: &[Condition]) -> String {
    match asked {
        [Condition { op: Op::Is, value, .. }] => value.clone(),
        several => several.iter().map(|c| format!("{PART}{} {}", c.op.sign(), c.value)).collect(),
    }
}

/// What such a code asks of the field at a path.
pub fn of_code(path: &'static str, code: &str) -> Vec<Condition> {
    let Some(parts) = code.strip_prefix(PART) else { return vec![Condition::is(path, code)] };
    let part = |part: &str| {
        let (sign, value) = part.split_once(' ')?;
        Some(Condition { path, op: Op::read(sign)?, value: value.to_owned() })
    };
    parts.split(PART).filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::find;

    #[test]
    fn a_typed_text_asks_for_a_value_a_range_an_age_or_a_part() {
        let day = NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();
        for (register, path, typed, wanted) in [
            ("dibao", "award.total", "500", "award.total = 500.00"),
            ("dibao", "award.total", "500-800", "award.total >= 500.00; award.total <= 800.00"),
            ("dibao", "award.total", "５００以上", "award.total >= 500.00"),
            ("dibao", "award.total", "-800", "award.total <= 800.00"),
            ("dibao", "award.total", ">=500", "award.total >= 500.00"),
            ("dibao", "award.total", "500~", "award.total >= 500.00"),
            ("dibao", "award.total", "五百", ""),
            ("dibao", "award.persons", "2-3", "award.persons >= 2; award.persons <= 3"),
            ("dibao", "household.applicant.name", "桂", "household.applicant.name ~ 桂"),
            ("dibao", "apply_date", "2021-03", "apply_date = 2021-03"),
            ("dibao", "apply_date", "2020..2021-03", "apply_date >= 2020; apply_date <= 2021-03"),
            ("dibao", "apply_date", "2021-03-05起", "apply_date >= 2021-03-05"),
            ("dibao", "apply_date", "60", ""),
            (
                "dibao",
                "award.from_month",
                "2021-03至2021-06",
                "award.from_month >= 2021-03; award.from_month <= 2021-06",
            ),
            ("dibao", "last_review", "30天内", "last_review within 30"),
            ("dibao", "class_code", "A", ""),
            ("person", "birth_date", "60-69", "birth_date age>= 60; birth_date age<= 69"),
            ("person", "birth_date", "80岁以上", "birth_date age>= 80"),
            ("person", "birth_date", "17岁以下", "birth_date age<= 17"),
            ("person", "birth_date", "6", "birth_date age>= 6; birth_date age<= 6"),
            ("person", "birth_date", "1960", "birth_date = 1960"),
            ("person", "birth_date", "1960-05-01", "birth_date = 1960-05-01"),
            ("person", "phone", "1397", "phone ~ 1397"),
        ] {
            let register = find(register).unwrap().register;
            let path = register.path(path).unwrap();
            let said = asked(register, path, typed, day).unwrap_or_default();
            let written: Vec<String> = said.iter().map(Condition::written).collect();
            assert_eq!(written.join("; "), wanted, "{path} {typed}");
            if !said.is_empty() {
                assert_eq!(of_code(path, &code_of(&said)), said, "{path} {typed}");
            }
        }
    }
}
