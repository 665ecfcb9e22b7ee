//! A summary table is headings × figures × 镇街: its columns are measures, its rows are the towns, and the total row is asked of
//! the district directly, so that "the towns add up to the district" is a check that can fail. Paper is not known here.

use super::{ByTown, Measure, Quantity, Unit, When, Window};
use crate::domain::money::Money;
use crate::domain::month::Month;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::HashMap;

/// A measure and when it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ask {
    /// What.
    pub measure: Measure,
    /// When, seen from the table's month.
    pub when: When,
}

/// A declared table.
#[derive(Debug, PartialEq)]
pub struct Sheet {
    /// Its title without the district: 城市居民最低生活保障月报表.
    pub title: &'static str,
    /// 计量单位.
    pub units: &'static str,
    /// The columns after the town.
    pub columns: &'static [Column],
    /// The checks printed beneath.
    pub checks: &'static [Check],
    /// Numbers said beneath.
    pub says: &'static [Say],
    /// Notes printed beneath.
    pub notes: &'static [&'static str],
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Heads from top to bottom; `{n}` stands for the number of the month.
    pub head: &'static [&'static str],
    /// What stands in it.
    pub ask: Ask,
    /// Its unit: counts are printed whole, money in yuan and fen.
    pub unit: Unit,
}

/// A column with one measure.
pub const fn column(head: &'static [&'static str], measure: Measure, when: When, unit: Unit) -> Column {
    Column { head, ask: Ask { measure, when }, unit }
}

/// A check of the finished numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "a handful of statics")]
pub enum Check {
    /// 期初 + 新增 − 核减 = 期末, for the district and for each town; the text is E-DB-050's (assistance 2.8, 2.11).
    Flow {
        /// 户数 or 人数.
        of: &'static str,
        /// 期初.
        start: Ask,
        /// 新增.
        plus: Ask,
        /// 核减.
        minus: Ask,
        /// 期末.
        end: Ask,
    },
    /// The parts add up to the whole; positions of columns.
    Parts {
        /// What is checked: 劳动能力四类之和=人数.
        label: &'static str,
        /// The parts.
        parts: &'static [usize],
        /// The whole.
        whole: usize,
    },
    /// The parts overlap and cover the whole: their sum is at least as large.
    Overlap {
        /// What is checked.
        label: &'static str,
        /// The parts.
        parts: &'static [usize],
        /// The whole.
        whole: usize,
    },
    /// Every column's towns add up to what the district gives when asked directly.
    Towns,
}

/// Numbers that are said in a sentence: the first `{}` is the first ask's, and so on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Say {
    /// The sentence.
    pub text: &'static str,
    /// Its numbers.
    pub asks: &'static [Ask],
}

/// Everything that was asked, answered.
pub type Answers = HashMap<Ask, ByTown>;

/// A filled table.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// Town name and its cells, in the order of the codes.
    pub towns: Vec<(String, Vec<Cell>)>,
    /// The district.
    pub total: Vec<Cell>,
    /// The checks and what they found.
    pub checks: Vec<Finding>,
    /// Numbers that are only said beneath.
    pub says: Vec<String>,
}

/// A printed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A whole number.
    Count(i64),
    /// Whole fen; a mean is rounded half up to the fen.
    Money(i64),
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// One line, with the numbers.
    pub text: String,
    /// Whether it holds.
    pub holds: bool,
}

impl Sheet {
    /// Everything it wants to know, each window once, in the order of the columns.
    pub fn asks(&self) -> Vec<(When, Vec<Measure>)> {
        let mut asks: Vec<(When, Vec<Measure>)> = Vec::new();
        let beneath = self.checks.iter().flat_map(Check::asks).chain(self.says.iter().flat_map(|s| s.asks).copied());
        for ask in self.columns.iter().map(|c| c.ask).chain(beneath) {
            match asks.iter_mut().find(|(when, _)| *when == ask.when) {
                Some((_, measures)) if measures.contains(&ask.measure) => {}
                Some((_, measures)) => measures.push(ask.measure),
                None => asks.push((ask.when, vec![ask.measure])),
            }
        }
        asks
    }

    /// The table for these towns (code and name, in order), from the answers to [`Sheet::asks`].
    pub fn fill(&self, towns: &[(String, String)], answers: &Answers) -> Filled {
        let none = ByTown::default();
        let answer = |ask: &Ask| answers.get(ask).unwrap_or(&none);
        // A standard is the district's, whatever the town.
        let of_town = |c: &Column, code: &str| match c.ask.measure {
            Measure::Value(_) => answer(&c.ask).total,
            _ => answer(&c.ask).town(code),
        };
        let row = |of: &dyn Fn(&Column) -> Quantity| self.columns.iter().map(|c| cell(of(c), c.unit)).collect();
        Filled {
            towns: towns.iter().map(|(code, name)| (name.clone(), row(&|c| of_town(c, code)))).collect(),
            total: row(&|c| answer(&c.ask).total),
            checks: self.checks.iter().map(|c| self.find(c, towns, answers)).collect(),
            says: self.says.iter().map(|say| say.text(answers)).collect(),
        }
    }

    /// The heads of a column in that month.
    pub fn head(&self, column: usize, month: Month) -> Vec<String> {
        let heads = self.columns.get(column).map_or(&[][..], |c| c.head);
        heads.iter().map(|h| h.replace("{n}", &month.month().to_string())).collect()
    }

    /// The window of one cell, so that it can be opened.
    pub fn window(&self, column: usize, month: Month) -> Option<(Measure, Window)> {
        self.columns.get(column).map(|c| (c.ask.measure, c.ask.when.window(month)))
    }

    fn find(&self, check: &Check, towns: &[(String, String)], answers: &Answers) -> Finding {
        let none = ByTown::default();
        let answer = |ask: &Ask| answers.get(ask).unwrap_or(&none);
        let total = |at: &usize| self.columns.get(*at).map_or(0, |c| answer(&c.ask).total.sum);
        let shown = |at: &usize, sum: i64| match self.columns.get(*at) {
            Some(c) if c.unit.is_money() => Money::fen(sum).to_string(),
            _ => sum.to_string(),
        };
        match check {
            Check::Flow { of, start, plus, minus, end } => {
                balance(of, towns, [answer(start), answer(plus), answer(minus), answer(end)])
            }
            Check::Parts { label, parts, whole } | Check::Overlap { label, parts, whole } => {
                let (sum, all) = (parts.iter().map(total).sum::<i64>(), total(whole));
                let (holds, sign) = match check {
                    Check::Overlap { .. } => (sum >= all, if sum >= all { "≥" } else { "<" }),
                    _ => (sum == all, if sum == all { "=" } else { "≠" }),
                };
                Finding { text: format!("{label}: {} {sign} {}", shown(whole, sum), shown(whole, all)), holds }
            }
            Check::Towns => self.add_up(towns, answers),
        }
    }

    /// Every column but the standards: a standard is no sum. The towns are the printed ones, so that whoever lies in an abolished
    /// town is missed here.
    fn add_up(&self, towns: &[(String, String)], answers: &Answers) -> Finding {
        let off: Vec<String> = self
            .columns
            .iter()
            .filter(|c| !matches!(c.ask.measure, Measure::Value(_)))
            .filter_map(|c| answers.get(&c.ask).map(|by| (c, by)))
            .filter(|(_, by)| by.sum_of(towns.iter().map(|(code, _)| code.as_str())) != by.total)
            .map(|(c, _)| c.head.join("").replace("{n}月", "本年"))
            .collect();
        match off.is_empty() {
            true => Finding { text: "各镇(街)之和=全区合计".to_owned(), holds: true },
            false => Finding { text: format!("各镇(街)之和≠全区合计: {}", off.join("、")), holds: false },
        }
    }
}

impl Check {
    fn asks(&self) -> Vec<Ask> {
        match self {
            Check::Flow { start, plus, minus, end, .. } => vec![*start, *plus, *minus, *end],
            _ => Vec::new(),
        }
    }
}

impl Say {
    fn text(&self, answers: &Answers) -> String {
        let sum = |ask: &Ask| answers.get(ask).map_or(0, |by| by.total.sum).to_string();
        self.asks.iter().fold(self.text.to_owned(), |text, ask| text.replacen("{}", &sum(ask), 1))
    }
}

/// The roster identity of the district; towns that do not balance are named.
fn balance(of: &str, towns: &[(String, String)], [start, plus, minus, end]: [&ByTown; 4]) -> Finding {
    let holds = |a: Quantity, b: Quantity, c: Quantity, d: Quantity| a.sum + b.sum - c.sum == d.sum;
    let (a, b, c, d) = (start.total.sum, plus.total.sum, minus.total.sum, end.total.sum);
    let even = holds(start.total, plus.total, minus.total, end.total);
    let mut text = match even {
        true => format!("{of}关系: 期初{a}+新增{b}-核减{c}=期末{d}"),
        false => format!("E-DB-050 {of}关系不平: 期初{a}+新增{b}-核减{c}≠期末{d}"),
    };
    let odd: Vec<&str> = towns
        .iter()
        .filter(|(code, _)| !holds(start.town(code), plus.town(code), minus.town(code), end.town(code)))
        .map(|(_, name)| name.as_str())
        .collect();
    if !odd.is_empty() {
        text.push_str(&format!("; 不平的镇(街): {}", odd.join("、")));
    }
    Finding { text, holds: even && odd.is_empty() }
}

/// A quantity as it is printed in a column of that unit.
pub fn cell(quantity: Quantity, unit: Unit) -> Cell {
    match (unit.is_money(), quantity.over) {
        (false, _) => Cell::Count(quantity.sum),
        (true, None) => Cell::Money(quantity.sum),
        (true, Some(0)) => Cell::Money(0),
        (true, Some(rows)) => {
            let mean = Decimal::from(quantity.sum) / Decimal::from(rows);
            let fen = mean.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
            Cell::Money(fen.to_i64().unwrap_or(0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Paying, RowSet};

    const HOUSEHOLDS: Ask =
        Ask { measure: Measure::Count(RowSet::Roster("dibao-urban", Paying::All)), when: When::End };
    const EARLIER: Ask = Ask { when: When::Start, ..HOUSEHOLDS };
    const IN: Ask = Ask { measure: Measure::Count(RowSet::Parameter("in")), when: When::Month };
    const OUT: Ask = Ask { measure: Measure::Count(RowSet::Parameter("out")), when: When::Month };

    fn by(a: i64, b: i64, total: i64) -> ByTown {
        let towns = [("a".to_owned(), Quantity::of(a)), ("b".to_owned(), Quantity::of(b))];
        ByTown { towns: towns.into(), total: Quantity::of(total) }
    }

    fn sheet(end: ByTown) -> Filled {
        const SHEET: Sheet = Sheet {
            title: "表",
            units: "户",
            columns: &[Column { head: &["户数"], ask: HOUSEHOLDS, unit: Unit::Household }],
            checks: &[Check::Flow { of: "户数", start: EARLIER, plus: IN, minus: OUT, end: HOUSEHOLDS }, Check::Towns],
            says: &[],
            notes: &[],
        };
        let towns = [("a".to_owned(), "甲街道".to_owned()), ("b".to_owned(), "乙镇".to_owned())];
        let answers =
            Answers::from([(HOUSEHOLDS, end), (EARLIER, by(10, 5, 15)), (IN, by(2, 0, 2)), (OUT, by(1, 1, 2))]);
        assert_eq!(SHEET.asks().iter().map(|(_, m)| m.len()).sum::<usize>(), 4);
        SHEET.fill(&towns, &answers)
    }

    #[test]
    fn a_table_that_balances_says_so() {
        let filled = sheet(by(11, 4, 15));
        assert_eq!(filled.towns[0], ("甲街道".to_owned(), vec![Cell::Count(11)]));
        assert_eq!(filled.total, vec![Cell::Count(15)]);
        assert!(filled.checks.iter().all(|c| c.holds), "{:?}", filled.checks);
        assert_eq!(filled.checks[0].text, "户数关系: 期初15+新增2-核减2=期末15");
    }

    #[test]
    fn a_roster_that_does_not_balance_is_named() {
        let filled = sheet(by(11, 5, 16));
        assert_eq!(
            filled.checks[0],
            Finding {
                text: "E-DB-050 户数关系不平: 期初15+新增2-核减2≠期末16; 不平的镇(街): 乙镇".to_owned(),
                holds: false
            }
        );
    }

    #[test]
    fn towns_that_do_not_add_up_are_found() {
        let filled = sheet(by(11, 4, 16));
        assert_eq!(filled.checks[1], Finding { text: "各镇(街)之和≠全区合计: 户数".to_owned(), holds: false });
    }
}
