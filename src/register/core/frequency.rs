//! 分布: how often the rows of a list have each value of a column, and how much money stands beside it. Pure: who reads the rows hands
//! their values over, each with how many rows have it. A line says by which conditions its rows are found again.

use crate::domain::division_code::{DivisionCode, town_of};
use crate::domain::month::Month;
use crate::domain::text;
use crate::register::{Condition, Field, Kind, Mask, Op, Register, Value};
use std::collections::HashMap;

/// How the values of a column are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Together {
    /// Each by itself.
    Value,
    /// Places by their town.
    Town,
    /// Days by their month.
    Month,
    /// Days and months by their year.
    Year,
    /// Amounts and numbers by classes, where there are many.
    Class,
}

/// By what rows are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// The column, or the path to it.
    pub path: &'static str,
    /// How its values are put together.
    pub together: Together,
}

/// So many lines at most are told one by one beneath each other; the rest is one line.
pub const MOST: usize = 1000;
/// As many different amounts stand each by itself.
const FEW: usize = 12;
/// As many classes at most.
const CLASSES: i64 = 10;

impl By {
    /// How the values of a column can be put together, the usual way first; none where it cannot be asked for.
    pub fn ways(register: &Register, path: &'static str) -> Vec<By> {
        let field = register.path(path).and_then(|path| register.field_at(path));
        let kind = field.filter(|field| field.mask != Mask::Hidden).map(|field| field.kind);
        let ways: &[Together] = match kind {
            None | Some(Kind::Tally | Kind::Case) => &[],
            Some(Kind::Date) => &[Together::Month, Together::Year],
            Some(Kind::Month) => &[Together::Value, Together::Year],
            Some(Kind::Division) => &[Together::Town, Together::Value],
            Some(Kind::Money | Kind::Int(..) | Kind::Decimal(_)) => &[Together::Class],
            Some(_) => &[Together::Value],
        };
        ways.iter().map(|together| By { path, together: *together }).collect()
    }
    /// What it is called: `申请日期 按年`.
    pub fn called(&self, register: &Register) -> String {
        let label = register.column(self.path).map_or_else(|| register.called_at(self.path), |column| column.label);
        let kind = register.field_at(self.path).map(|field| field.kind);
        let way = match (self.together, kind) {
            (Together::Town, _) => " 按镇街",
            (Together::Value, Some(Kind::Division)) => " 按村居",
            (Together::Month, _) | (Together::Value, Some(Kind::Month)) => " 按月",
            (Together::Year, _) => " 按年",
            (Together::Class, _) => " 分档",
            (Together::Value, _) => "",
        };
        format!("{label}{way}")
    }
}

/// How many rows, and their money in each of the columns that are added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Rows.
    pub rows: i64,
    /// In fen, column by column.
    pub money: Vec<i64>,
}

impl Sums {
    /// Adds others to it.
    pub fn add(&mut self, other: &Sums) {
        self.rows += other.rows;
        self.money.resize(self.money.len().max(other.money.len()), 0);
        self.money.iter_mut().zip(&other.money).for_each(|(sum, fen)| *sum = sum.saturating_add(*fen));
    }
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frequency {
    /// By what, from the outer to the inner.
    pub by: Vec<By>,
    /// The columns of money that are added up.
    pub money: Vec<&'static str>,
    /// The lines, the most frequent first, those of the inner level beneath the one they belong to.
    pub lines: Vec<Line>,
    /// All rows.
    pub all: Sums,
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// 0, or 1 where it belongs to the one above it.
    pub depth: u8,
    /// Its value, as it is shown.
    pub label: String,
    /// What is to be put before the label of a line beneath another where it stands alone.
    pub within: String,
    /// What holds of its rows; none where they cannot be told by conditions.
    pub opens: Vec<Condition>,
    /// Rows and money.
    pub sums: Sums,
    /// Its place among its neighbours by the value itself: days from the earliest, amounts from the least.
    pub nth: usize,
}

impl Line {
    /// The place of what is beyond the most that are shown.
    const REST: usize = usize::MAX;
}

/// The order of lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorted {
    /// The most frequent first.
    #[default]
    Rows,
    /// The most money first.
    Money,
    /// By the values themselves.
    Values,
}

impl Frequency {
    /// What comes of values, each with its rows and money. `shown` tells a value as it is to be read.
    ///
    /// # Errors
    /// Those of `shown`.
    pub fn of<E>(
        register: &Register,
        by: &[By],
        money: Vec<&'static str>,
        met: impl IntoIterator<Item = (Vec<Value>, Sums)>,
        shown: &mut dyn FnMut(&By, &Field, &Value) -> Result<String, E>,
    ) -> Result<Frequency, E> {
        let met: Vec<(Vec<Value>, Sums)> = met.into_iter().collect();
        let mut frequency = Frequency { by: by.to_vec(), money, ..Frequency::default() };
        met.iter().for_each(|(_, sums)| frequency.all.add(sums));
        let met = met.iter().map(|(values, sums)| (values.as_slice(), sums)).collect();
        frequency.lines = lines(register, (by, 0), &[], met, shown)?;
        Ok(frequency)
    }
    /// The lines in another order; those beneath others stay with them.
    pub fn sort(&mut self, sorted: Sorted) {
        let mut groups: Vec<Vec<Line>> = Vec::new();
        for line in self.lines.drain(..) {
            match groups.last_mut().filter(|_| line.depth > 0) {
                Some(group) => group.push(line),
                None => groups.push(vec![line]),
            }
        }
        let key = |line: &Line| match sorted {
            Sorted::Rows => -line.sums.rows,
            Sorted::Money => -line.sums.money.first().copied().unwrap_or(0),
            Sorted::Values => 0,
        };
        // 其余 stands last in every order.
        let is_rest = |line: &Line| line.nth == Line::REST;
        let compared =
            |a: &Line, b: &Line| is_rest(a).cmp(&is_rest(b)).then(key(a).cmp(&key(b))).then(a.nth.cmp(&b.nth));
        for group in &mut groups {
            if let Some((_, beneath)) = group.split_first_mut() {
                beneath.sort_by(compared);
            }
        }
        groups.sort_by(|a, b| a.first().zip(b.first()).map_or(std::cmp::Ordering::Equal, |(a, b)| compared(a, b)));
        self.lines = groups.into_iter().flatten().collect();
    }
    /// What its columns of money are called.
    pub fn money_called(&self, register: &Register) -> Vec<&'static str> {
        let called = |path: &&'static str| register.column(path).map_or_else(|| register.called_at(path), |c| c.label);
        self.money.iter().map(called).collect()
    }
    /// The greatest number of rows of a line, by which bars are drawn.
    pub fn greatest(&self) -> i64 {
        self.lines.iter().map(|line| line.sums.rows).max().unwrap_or(0)
    }
}

/// What is put together: a value, or a class from..=to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Group {
    Empty,
    Class(i64, i64),
    Number(i64),
    Text(String),
}

type Met<'m> = (&'m [Value], &'m Sums);

/// The lines of one level, each with those beneath it.
fn lines<'m, E>(
    register: &Register,
    (by, depth): (&[By], u8),
    within: &[Condition],
    met: Vec<Met<'m>>,
    shown: &mut dyn FnMut(&By, &Field, &Value) -> Result<String, E>,
) -> Result<Vec<Line>, E> {
    let Some((first, beneath)) = by.split_first() else { return Ok(Vec::new()) };
    let Some(field) = register.field_at(first.path) else { return Ok(Vec::new()) };
    let steps = Steps::of(first.together, field.kind, met.iter().filter_map(|(values, _)| values.first()));
    let mut groups: HashMap<Group, (Sums, Vec<Met<'m>>)> = HashMap::new();
    for (values, sums) in met {
        let Some((value, rest)) = values.split_first() else { continue };
        let group = groups.entry(group(first.together, value, &steps)).or_default();
        group.0.add(sums);
        group.1.push((rest, sums));
    }
    let mut groups: Vec<(Group, (Sums, Vec<Met<'m>>))> = groups.into_iter().collect();
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    let all: Vec<String> = groups
        .iter()
        .filter_map(|(group, _)| if let Group::Text(t) = group { Some(t.clone()) } else { None })
        .collect();
    let mut numbered: Vec<_> = groups.into_iter().enumerate().collect();
    numbered.sort_by_key(|(_, (_, (sums, _)))| -sums.rows);
    let rest = numbered.split_off(numbered.len().min(MOST));
    let mut lines = Vec::new();
    for (nth, (group, (sums, inside))) in numbered {
        let label = called(first, field, &group, shown)?;
        let own = conditions(first, field.kind, &group, &all);
        let opens = if own.is_empty() { own } else { [within, &own].concat() };
        let inner = self::lines(register, (beneath, depth + 1), &opens, inside, shown)?;
        lines.push(Line { depth, label: label.clone(), within: String::new(), opens, sums, nth });
        lines.extend(inner.into_iter().map(|line| Line { within: label.clone(), ..line }));
    }
    if !rest.is_empty() {
        let mut sums = Sums::default();
        rest.iter().for_each(|(_, (_, (of, _)))| sums.add(of));
        let label = format!("其余 {} 种", text::counted(rest.len()));
        lines.push(Line { depth, label, sums, nth: Line::REST, ..Line::default() });
    }
    Ok(lines)
}

/// How amounts are parted: none where each stands by itself.
struct Steps(Option<i64>);

impl Steps {
    fn of<'v>(together: Together, kind: Kind, values: impl Iterator<Item = &'v Value>) -> Steps {
        if together != Together::Class {
            return Steps(None);
        }
        let mut numbers: Vec<i64> =
            values.filter_map(|v| if let Value::Int(n) = v { Some(*n) } else { None }).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let (Some(least), Some(most), true) = (numbers.first(), numbers.last(), numbers.len() > FEW) else {
            return Steps(None);
        };
        let unit = match kind {
            Kind::Money => 100,
            Kind::Decimal(places) => 10_i64.pow(places),
            _ => 1,
        };
        Steps(Some(step(*least, *most, unit)))
    }
}

/// The least round step (1, 2 or 5 of a power of ten of units) by which there are no more classes than can be read.
fn step(least: i64, most: i64, unit: i64) -> i64 {
    let steps = (0..18).flat_map(|power| [1, 2, 5].map(|factor| 10_i64.pow(power).checked_mul(factor * unit)));
    let classes = |step: &i64| most.div_euclid(*step) - least.div_euclid(*step) < CLASSES;
    steps.flatten().find(classes).unwrap_or_else(|| most.saturating_sub(least).saturating_add(1))
}

fn group(together: Together, value: &Value, steps: &Steps) -> Group {
    match (together, value) {
        (_, Value::Null) => Group::Empty,
        (_, Value::Int(n)) => match steps.0 {
            Some(step) => {
                let from = n.div_euclid(step).saturating_mul(step);
                Group::Class(from, from.saturating_add(step - 1))
            }
            None => Group::Number(*n),
        },
        (Together::Town, Value::Text(code)) => Group::Text(town_of(code).unwrap_or_else(|| code.clone())),
        (Together::Month, Value::Text(day)) => Group::Text(day.get(..7).unwrap_or(day).to_owned()),
        (Together::Year, Value::Text(day)) => Group::Text(day.get(..4).unwrap_or(day).to_owned()),
        (_, Value::Text(text)) => Group::Text(text.clone()),
    }
}

/// What a line is called.
fn called<E>(
    by: &By,
    field: &Field,
    group: &Group,
    shown: &mut dyn FnMut(&By, &Field, &Value) -> Result<String, E>,
) -> Result<String, E> {
    let number = |n: i64| field.kind.show(&Value::Int(n));
    Ok(match (group, by.together) {
        (Group::Empty, _) => "未填".to_owned(),
        (Group::Class(from, to), _) => format!("{} 至 {}", number(*from), number(*to)),
        (Group::Text(text), Together::Year) => format!("{text}年"),
        (Group::Text(text), Together::Month) => Month::parse(text).map_or_else(|| text.clone(), Month::zh),
        (Group::Text(text), _) => shown(by, field, &Value::Text(text.clone()))?,
        (Group::Number(n), _) => shown(by, field, &Value::Int(*n))?,
    })
}

/// By what the rows of a line are found. A place in which other lines lie cannot be told from them.
fn conditions(by: &By, kind: Kind, group: &Group, all: &[String]) -> Vec<Condition> {
    let one = |op, value| vec![Condition { path: by.path, op, value }];
    match group {
        Group::Empty => one(Op::Empty, String::new()),
        Group::Number(n) => one(Op::Is, kind.edit(&Value::Int(*n))),
        Group::Class(from, to) => [(Op::From, from), (Op::To, to)]
            .map(|(op, n)| Condition { path: by.path, op, value: kind.edit(&Value::Int(*n)) })
            .into(),
        Group::Text(code) if kind == Kind::Division => {
            let begins = DivisionCode::parse(code).map_or_else(|_| code.clone(), |code| code.significant().to_owned());
            match all.iter().any(|other| other != code && other.starts_with(&begins)) {
                true => Vec::new(),
                false => one(Op::Is, code.clone()),
            }
        }
        Group::Text(text) => one(Op::Is, text.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::find;

    /// What rows with these values come to: label, rows, money, and the conditions by which they are found.
    fn told(by: &[(&'static str, Together)], met: &[(&[Value], i64, i64)], sorted: Sorted) -> Vec<String> {
        let register = find("dibao").unwrap().register;
        let by: Vec<By> = by.iter().map(|(path, together)| By { path, together: *together }).collect();
        let met = met.iter().map(|(values, rows, fen)| (values.to_vec(), Sums { rows: *rows, money: vec![*fen] }));
        let mut shown = |_: &By, field: &Field, value: &Value| Ok::<_, ()>(field.show_masked(value));
        let mut frequency = Frequency::of(register, &by, vec!["award.total"], met, &mut shown).unwrap();
        frequency.sort(sorted);
        let line = |line: &Line| {
            let opens: Vec<String> = line.opens.iter().map(Condition::written).collect();
            let indent = "  ".repeat(usize::from(line.depth));
            format!("{indent}{} {} {}: {}", line.label, line.sums.rows, line.sums.money[0], opens.join("; "))
        };
        frequency.lines.iter().map(line).collect()
    }
    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn values_are_counted_the_most_frequent_first() {
        let met: [(&[Value], i64, i64); 3] = [(&[text("A")], 2, 500), (&[text("B")], 7, 300), (&[Value::Null], 1, 0)];
        let by = [("class_code", Together::Value)];
        let of = |code| find("dibao").unwrap().register.field("class_code").unwrap().show_masked(&text(code));
        let (a, b) = (of("A"), of("B"));
        let lines = [
            format!("{b} 7 300: class_code = B"),
            format!("{a} 2 500: class_code = A"),
            "未填 1 0: class_code empty".to_owned(),
        ];
        assert_eq!(told(&by, &met, Sorted::Rows), lines);
        assert_eq!(told(&by, &met, Sorted::Money), [&lines[1], &lines[0], &lines[2]].map(String::clone));
        assert_eq!(told(&by, &met, Sorted::Values), [&lines[2], &lines[1], &lines[0]].map(String::clone));
    }

    #[test]
    fn days_stand_by_months_and_years() {
        let met: [(&[Value], i64, i64); 3] =
            [(&[text("2021-03-05")], 1, 10), (&[text("2021-03-31")], 2, 20), (&[text("2020-12-01")], 1, 5)];
        assert_eq!(
            told(&[("apply_date", Together::Month)], &met, Sorted::Rows),
            ["2021年3月 3 30: apply_date = 2021-03", "2020年12月 1 5: apply_date = 2020-12"]
        );
        assert_eq!(
            told(&[("apply_date", Together::Year)], &met, Sorted::Values),
            ["2020年 1 5: apply_date = 2020", "2021年 3 30: apply_date = 2021"]
        );
    }

    #[test]
    fn villages_stand_beneath_their_towns_and_a_town_itself_cannot_be_told_from_them() {
        let place = |code: &str| [text(code), text(code)];
        let [a, b, c] = ["430406001001", "430406001000", "430406002001"].map(place);
        let met: [(&[Value], i64, i64); 3] = [(&a, 3, 30), (&b, 1, 10), (&c, 2, 20)];
        assert_eq!(
            told(&[("division", Together::Town), ("division", Together::Value)], &met, Sorted::Rows),
            [
                "430406001000 4 40: division = 430406001000",
                "  430406001001 3 30: division = 430406001000; division = 430406001001",
                "  430406001000 1 10: ",
                "430406002000 2 20: division = 430406002000",
                "  430406002001 2 20: division = 430406002000; division = 430406002001",
            ]
        );
    }

    #[test]
    fn many_amounts_stand_by_classes_and_few_each_by_itself() {
        let amounts: Vec<[Value; 1]> = (0..40).map(|n| [Value::Int(10_000 + n * 1_000)]).collect();
        let met: Vec<(&[Value], i64, i64)> = amounts.iter().map(|v| (v.as_slice(), 1, 1)).collect();
        let lines = told(&[("award.total", Together::Class)], &met, Sorted::Values);
        assert_eq!(lines[0], "100.00 至 149.99 5 5: award.total >= 100.00; award.total <= 149.99");
        assert_eq!(lines.len(), 8);
        let few = told(&[("award.total", Together::Class)], &met[..2], Sorted::Values);
        assert_eq!(few, ["100.00 1 1: award.total = 100.00", "110.00 1 1: award.total = 110.00"]);
        for (least, most, unit, is) in
            [(0, 0, 1, 1), (1, 95, 1, 10), (0, 99_999, 100, 10_000), (-50, 49, 1, 10), (0, i64::MAX, 100, i64::MAX)]
        {
            let found = step(least, most, unit);
            assert!(found == is || (most == i64::MAX && found > 0), "{least} to {most}: {found}");
        }
    }

    #[test]
    fn what_is_beyond_the_most_is_one_line() {
        let codes: Vec<[Value; 1]> = (0..MOST + 3).map(|n| [text(&format!("DB{n:05}"))]).collect();
        let met: Vec<(&[Value], i64, i64)> = codes.iter().map(|v| (v.as_slice(), 1, 2)).collect();
        let lines = told(&[("case_no", Together::Value)], &met, Sorted::Rows);
        assert_eq!((lines.len(), lines[MOST].as_str()), (MOST + 1, "其余 3 种 3 6: "));
    }

    #[test]
    fn what_lists_hide_is_counted_by_nobody() {
        let finding = find("visit_finding").unwrap().register;
        assert!(finding.path("child_visit").is_some() && By::ways(finding, "child_visit").is_empty());
    }
}
