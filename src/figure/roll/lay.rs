//! How a declared list is laid out: entries in the order of their groups, running numbers, subtotals and the total, each the
//! sums of the columns. What comes out knows no type of entry any more.

use super::{Check, Entry, Group, Roll, RollColumn, Say};
use crate::domain::money::Money;
use crate::domain::rounding::Rounding;
use std::cmp::Ordering;
use std::collections::HashMap;

/// What a list needs beside its entries to say them.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// Division code → name.
    pub names: &'a HashMap<String, String>,
    /// Whether numbers of identity papers and accounts are masked (on a screen).
    pub masked: bool,
}

/// A list as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// From left to right.
    pub heads: Vec<Head>,
    /// In printed order; the last one is the total.
    pub lines: Vec<Line>,
    /// What must agree.
    pub checks: Vec<Check>,
    /// How many entries are on it.
    pub entries: usize,
}

/// The head of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// From top to bottom.
    pub parts: &'static [&'static str],
    /// What its cells hold.
    pub shape: Shape,
    /// Added up on each page.
    pub summed: bool,
    /// May go on to further lines.
    pub wraps: bool,
    /// In the middle.
    pub centred: bool,
    /// Least width in half-width characters.
    pub at_least: u16,
    /// Its texts are numbers.
    pub numeral: bool,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text.
    Text,
    /// Whole numbers.
    Count,
    /// Fen.
    Money,
    /// Tenths.
    Tenths,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub level: Level,
    /// One cell for each column.
    pub cells: Vec<RollCell>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// An entry, or a group of a folded list.
    Entry,
    /// 小计.
    Subtotal,
    /// 合计.
    Total,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RollCell {
    /// Text.
    Text(String),
    /// 序号.
    Number(i64),
    /// A whole number.
    Count(i64),
    /// Fen.
    Money(i64),
    /// Tenths of a unit.
    Tenths(i64),
    /// Nothing.
    Blank,
}

impl RollCell {
    /// How many of something that is at hand.
    pub fn count(n: usize) -> RollCell {
        RollCell::Count(i64::try_from(n).unwrap_or(i64::MAX))
    }
    /// Another number of the same kind.
    pub fn like(&self, number: i64) -> RollCell {
        match self {
            RollCell::Money(_) => RollCell::Money(number),
            RollCell::Tenths(_) => RollCell::Tenths(number),
            _ => RollCell::Count(number),
        }
    }
}

impl Words<'_> {
    fn place(&self, code: &str) -> String {
        self.names.get(code).cloned().unwrap_or_else(|| code.to_owned())
    }
    fn town(&self, code: &str) -> String {
        self.place(&format!("{}000", town(code)))
    }
    /// 镇街 and 村居 of a village code.
    pub fn town_and_village(&self, code: &str) -> String {
        format!("{}{}", self.town(code), self.place(code))
    }
    /// A number as it is printed, or hidden on a screen.
    fn hidden(&self, number: &str, hide: fn(&str) -> String) -> String {
        if self.masked && !number.is_empty() { hide(number) } else { number.to_owned() }
    }
    /// 村居 of a code; nothing of a town's own.
    fn village(&self, code: &str) -> String {
        if code.ends_with("000") { String::new() } else { self.place(code) }
    }
}

/// The 镇街 part of a village code.
fn town(division: &str) -> &str {
    division.get(..9).unwrap_or(division)
}

impl<E: Entry> Group<E> {
    fn key<'e>(&self, entry: &'e E) -> &'e str {
        match self {
            Group::Town => town(entry.division()),
            Group::Village => entry.division(),
            Group::By(name) => name(entry),
        }
    }
    fn name(&self, entry: &E, words: &Words<'_>) -> String {
        match self {
            Group::Town => words.town(entry.division()),
            Group::Village => words.place(entry.division()),
            Group::By(name) => name(entry).to_owned(),
        }
    }
}

impl<E: Entry> RollColumn<E> {
    fn head(&self) -> Head {
        let shape = match self.say {
            Say::Number | Say::Count(_) => Shape::Count,
            Say::Money(_) | Say::Mean(..) => Shape::Money,
            Say::Tenths(_) => Shape::Tenths,
            _ => Shape::Text,
        };
        let summed = self.summed && !matches!(self.say, Say::Mean(..));
        let (parts, wraps, centred, at_least) = (self.head, self.wraps, self.centred, self.at_least);
        let numeral = self.numeral;
        Head { parts, shape, summed, wraps, centred, at_least, numeral }
    }
    /// What it says of some entries on a line.
    fn line(&self, number: usize, entries: &[&E], words: &Words<'_>) -> RollCell {
        let Some(first) = entries.first() else { return RollCell::Blank };
        match self.say {
            Say::Number => RollCell::Number(i64::try_from(number).unwrap_or(0)),
            Say::Town => RollCell::Text(words.town(first.division())),
            Say::Village => RollCell::Text(words.village(first.division())),
            Say::Text(of) => RollCell::Text(of(first)),
            Say::Hidden(of, hide) => RollCell::Text(words.hidden(of(first), hide)),
            Say::Count(_) | Say::Money(_) | Say::Tenths(_) | Say::Mean(..) => self.sum(entries),
        }
    }
    fn sum(&self, entries: &[&E]) -> RollCell {
        let total = |of: fn(&E) -> i64| entries.iter().map(|e| of(e)).sum::<i64>();
        match self.say {
            Say::Count(of) => RollCell::Count(total(of)),
            Say::Money(of) => RollCell::Money(total(of)),
            Say::Tenths(of) => RollCell::Tenths(total(of)),
            Say::Mean(fen, persons) => {
                let mean = Money::fen(total(fen)).times_ratio(1, total(persons), Rounding::Fen);
                RollCell::Money(mean.map_or(0, Money::as_fen))
            }
            _ => RollCell::Blank,
        }
    }
    fn is_wanted(&self, entries: &[&E]) -> bool {
        !self.if_any
            || entries
                .iter()
                .any(|e| !matches!(self.sum(&[*e]), RollCell::Count(0) | RollCell::Money(0) | RollCell::Blank))
    }
}

impl<E: Entry> Roll<E> {
    /// The list of what it holds of these entries.
    pub fn lay(&self, entries: &[E], words: &Words<'_>) -> Laid {
        let mut held: Vec<&E> = entries.iter().filter(|e| (self.holds)(e)).collect();
        // Stable: within a group the order of the entries stays.
        held.sort_by(|a, b| {
            let by_group = self.groups.iter().map(|g| g.key(a).cmp(g.key(b)));
            by_group.fold(Ordering::Equal, Ordering::then)
        });
        let columns: Vec<&RollColumn<E>> = self.columns.iter().filter(|c| c.is_wanted(&held)).collect();
        let heads = columns.iter().map(|c| c.head()).collect();
        let mut laying = Laying { roll: self, columns, words, lines: Vec::with_capacity(held.len() + 64), number: 0 };
        laying.group(self.groups, &held);
        laying.sums(Level::Total, String::from("合计"), &held);
        Laid { heads, lines: laying.lines, checks: (self.checks)(&held, entries), entries: held.len() }
    }
}

struct Laying<'a, E: 'static> {
    roll: &'a Roll<E>,
    columns: Vec<&'a RollColumn<E>>,
    words: &'a Words<'a>,
    lines: Vec<Line>,
    number: usize,
}

impl<E: Entry> Laying<'_, E> {
    fn group(&mut self, groups: &[Group<E>], entries: &[&E]) {
        let Some((group, inner)) = groups.split_first() else {
            return entries.chunks(1).for_each(|entry| self.line(entry));
        };
        for part in entries.chunk_by(|a, b| group.key(a) == group.key(b)) {
            if self.roll.folded && inner.is_empty() {
                self.line(part);
                continue;
            }
            self.group(inner, part);
            let name = part.first().map(|e| group.name(e, self.words)).unwrap_or_default();
            self.sums(Level::Subtotal, format!("{name}小计"), part);
        }
    }
    fn line(&mut self, entries: &[&E]) {
        self.number += 1;
        let cells = self.columns.iter().map(|c| c.line(self.number, entries, self.words)).collect();
        self.lines.push(Line { level: Level::Entry, cells });
    }
    fn sums(&mut self, level: Level, label: String, entries: &[&E]) {
        let tally = (self.roll.tally)(entries);
        let label = if tally.is_empty() { label } else { format!("{label} {tally}") };
        let sums = self.columns.iter().skip(1).map(|c| if c.summed { c.sum(entries) } else { RollCell::Blank });
        let cells = std::iter::once(RollCell::Text(label)).chain(sums).collect();
        self.lines.push(Line { level, cells });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mask;

    struct Paid(&'static str, i64, i64);

    impl Entry for Paid {
        fn division(&self) -> &str {
            self.0
        }
    }

    type RollColumn = super::RollColumn<Paid>;

    const COLUMNS: &[RollColumn] = &[
        RollColumn::number(),
        RollColumn::village(),
        RollColumn::count(&["人数"], |e| e.1),
        RollColumn::money(&["实发"], |e| e.2),
        RollColumn::money(&["抵扣"], |_| 0).if_any(),
        RollColumn::mean(&["人均"], |e| e.2, |e| e.1),
        RollColumn::money(&["收入"], |e| e.2).unsummed(),
    ];

    const ROLL: Roll<Paid> = Roll {
        unit: "户",
        units: "户、元",
        holds: |e| e.2 > 0,
        columns: COLUMNS,
        groups: &[Group::Town, Group::Village],
        folded: false,
        tally: |entries| format!("{}户", entries.len()),
        checks: |_, _| Vec::new(),
        notes: &[],
    };

    const ENTRIES: [Paid; 5] = [
        Paid("430406001001", 1, 100),
        Paid("430406002001", 2, 401),
        Paid("430406001001", 2, 200),
        Paid("430406001002", 1, 300),
        Paid("430406001002", 9, 0),
    ];

    fn said(roll: &Roll<Paid>, entries: &[Paid]) -> Vec<String> {
        let names = HashMap::from([("430406001000".to_owned(), "甲街道".to_owned())]);
        let laid = roll.lay(entries, &Words { names: &names, masked: false });
        let cell = |c: &RollCell| match c {
            RollCell::Text(t) => t.clone(),
            RollCell::Number(n) | RollCell::Count(n) => n.to_string(),
            RollCell::Money(fen) => format!("{fen}分"),
            RollCell::Tenths(n) => format!("{n}/10"),
            RollCell::Blank => "-".to_owned(),
        };
        assert!(laid.lines.iter().all(|l| l.cells.len() == laid.heads.len()));
        laid.lines.iter().map(|l| l.cells.iter().map(cell).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn villages_towns_and_the_district_are_summed_apart() {
        assert_eq!(
            said(&ROLL, &ENTRIES),
            [
                "1 430406001001 1 100分 100分 100分",
                "2 430406001001 2 200分 100分 200分",
                "430406001001小计 2户 - 3 300分 100分 -",
                "3 430406001002 1 300分 300分 300分",
                "430406001002小计 1户 - 1 300分 300分 -",
                "甲街道小计 3户 - 4 600分 150分 -",
                "4 430406002001 2 401分 201分 401分",
                "430406002001小计 1户 - 2 401分 201分 -",
                "430406002000小计 1户 - 2 401分 201分 -",
                "合计 4户 - 6 1001分 167分 -",
            ]
        );
    }

    #[test]
    fn a_summary_folds_the_same_entries() {
        let summary = Roll { folded: true, groups: &[Group::Town], tally: |_| String::new(), ..ROLL };
        assert_eq!(
            said(&summary, &ENTRIES),
            ["1 430406001001 4 600分 150分 600分", "2 430406002001 2 401分 201分 401分", "合计 - 6 1001分 167分 -"]
        );
    }

    #[test]
    fn an_empty_roll_has_a_total_of_nothing() {
        assert_eq!(said(&ROLL, &[]), ["合计 0户 - 0 0分 0分 -"]);
    }

    #[test]
    fn a_screen_masks_the_numbers_of_papers_and_accounts() {
        let names = HashMap::new();
        let (screen, paper) = (Words { names: &names, masked: true }, Words { names: &names, masked: false });
        assert_eq!(screen.hidden("430406190304050120", mask::paper), "430406********0120");
        assert_eq!(screen.hidden("43040619030405012042", mask::paper), "430406********012042");
        assert_eq!(screen.hidden("T430406-2021-0001", mask::paper), "T430406-2021-0001");
        assert_eq!(screen.hidden("6217990000123456788", mask::account), "6217 **** **** 6788");
        assert_eq!(paper.hidden("430406190304050120", mask::paper), "430406190304050120");
        assert_eq!(paper.hidden("6217990000123456788", mask::account), "6217990000123456788");
    }
}
