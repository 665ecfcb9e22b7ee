//! The checks printed beneath a table: identities of its finished numbers that can fail, for the district and for each town.
//! They say what they found in numbers; how a table is filled is not known here.

use super::column::{Answers, Ask, TableColumn};
use super::quantity::{ByTown, Quantity, Unit};

/// A check of the finished numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "a handful of statics")]
pub enum Check {
    /// What goes in and out leads from the beginning to the end, for the district and for each town.
    Flow(Flow),
    /// Columns (by position) that add up to others, for the district and for each town: 劳动能力四类之和与人数.
    Equal(Sums),
    /// Columns that are at least as large as others: parts that overlap and cover the whole.
    AtLeast(Sums),
    /// The rows beneath the total, added up in a column, give these columns of the total: 供养机构之和与集中供养人数.
    Beneath {
        /// What is checked.
        label: &'static str,
        /// The column of the rows beneath.
        column: usize,
        /// The columns of the total.
        whole: &'static [usize],
    },
    /// Every column's towns add up to what the district gives when asked directly.
    Towns,
}

/// Two sums of columns, by position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sums {
    /// What is checked.
    pub label: &'static str,
    /// The parts.
    pub parts: &'static [usize],
    /// The whole.
    pub whole: &'static [usize],
}

/// 期初 + 新增 − 核减 = 期末 (assistance 2.8), or a ledger's balance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// 户数, 人数, 备用金余额.
    pub of: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// 期初 and what is added and taken away.
    pub steps: &'static [Step],
    /// 期末.
    pub end: Step,
}

/// A term of a flow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// 1 or -1.
    pub sign: i64,
    /// 期初, 新增.
    pub name: &'static str,
    /// Its number.
    pub ask: Ask,
    /// Said only where there is any.
    pub rare: bool,
}

impl Step {
    /// The same, said only where there is any.
    pub const fn rare(self) -> Step {
        Step { rare: true, ..self }
    }
}

/// A term that is added.
pub const fn plus(name: &'static str, ask: Ask) -> Step {
    Step { sign: 1, name, ask, rare: false }
}

/// A term that is taken away.
pub const fn minus(name: &'static str, ask: Ask) -> Step {
    Step { sign: -1, name, ask, rare: false }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// One line, with the numbers.
    pub text: String,
    /// Whether it holds.
    pub holds: bool,
    /// Whether it is a [`Flow`]: what stands at the end is what stood at the beginning, and what came and went.
    pub is_flow: bool,
}

/// What the rows are called (镇(街), 机构), and code and name of each, in order.
type Named<'a> = (&'static str, &'a [(String, String)]);

impl Check {
    /// What it wants to know beside the columns.
    pub(super) fn asks(&self) -> Vec<Ask> {
        match self {
            Check::Flow(flow) => flow.asks(),
            _ => Vec::new(),
        }
    }

    /// Its line, for a table whose rows are towns.
    pub(super) fn find(
        &self,
        columns: &[TableColumn],
        towns: Named<'_>,
        answers: &Answers,
        beneath: &[Quantity],
    ) -> Finding {
        match self {
            Check::Flow(flow) => flow.find("", towns, answers),
            Check::Equal(sums) => sums.find(columns, towns, answers, "=", "≠", |a, b| a == b),
            Check::AtLeast(sums) => sums.find(columns, towns, answers, "≥", "<", |a, b| a >= b),
            Check::Beneath { label, column, whole } => {
                let part = beneath.get(*column).map_or(0, |q| q.sum);
                let all = total(columns, whole, answers, |by| by.total.sum);
                compared(label, [shown(columns, whole, part), shown(columns, whole, all)], "=", "≠", part == all)
            }
            Check::Towns => add_up(columns, towns, answers),
        }
    }
}

impl Sums {
    fn find(
        &self,
        columns: &[TableColumn],
        towns: Named<'_>,
        answers: &Answers,
        good: &str,
        bad: &str,
        holds: impl Fn(i64, i64) -> bool,
    ) -> Finding {
        let both = |of: &dyn Fn(&ByTown) -> i64| [self.parts, self.whole].map(|at| total(columns, at, answers, of));
        let [parts, whole] = both(&|by| by.total.sum);
        let odd = named(towns, |code| {
            let [parts, whole] = both(&|by| by.town(code).sum);
            holds(parts, whole)
        });
        let texts = [shown(columns, self.whole, parts), shown(columns, self.whole, whole)];
        let found = compared(self.label, texts, good, bad, holds(parts, whole));
        with_odd(found, ("不符", towns.0), &odd)
    }
}

impl Flow {
    /// Everything it wants to know.
    pub(super) fn asks(&self) -> Vec<Ask> {
        self.steps.iter().chain([&self.end]).map(|s| s.ask).collect()
    }

    /// By how much the end is more than it should be.
    pub(super) fn off(&self, answers: &Answers, of: impl Fn(&ByTown) -> i64) -> i64 {
        let value = |step: &Step| answers.get(&step.ask).map_or(0, &of);
        value(&self.end) - self.steps.iter().map(|s| s.sign * value(s)).sum::<i64>()
    }

    /// Its line: the text of E-DB-050 for rosters (assistance 2.11); towns that do not balance are named.
    pub(super) fn find(&self, whose: &str, towns: Named<'_>, answers: &Answers) -> Finding {
        let even = self.off(answers, |by| by.total.sum) == 0;
        let value = |step: &Step| Quantity::of(answers.get(&step.ask).map_or(0, |by| by.total.sum)).told(self.unit);
        let mut terms = String::new();
        let moves = |step: &Step| answers.get(&step.ask).is_some_and(|by| by.towns.iter().any(|(_, q)| q.sum != 0));
        for step in self.steps.iter().filter(|step| !step.rare || moves(step)) {
            terms.push_str(match (terms.is_empty(), step.sign) {
                (true, _) => "",
                (_, 1) => "+",
                _ => "-",
            });
            terms.push_str(&format!("{}{}", step.name, value(step)));
        }
        let end = format!("{}{}", self.end.name, value(&self.end));
        let text = match (even, self.unit.is_money()) {
            (true, _) => format!("{whose}{}关系: {terms}={end}", self.of),
            (false, false) => format!("E-DB-050 {whose}{}关系不平: {terms}≠{end}", self.of),
            (false, true) => format!("{whose}{}关系不平: {terms}≠{end}", self.of),
        };
        let odd = named(towns, |code| self.off(answers, |by| by.town(code).sum) == 0);
        with_odd(Finding { text, holds: even, is_flow: true }, ("不平", towns.0), &odd)
    }
}

/// The sum of some columns, each answered in the same way.
fn total(columns: &[TableColumn], at: &[usize], answers: &Answers, of: impl Fn(&ByTown) -> i64) -> i64 {
    let asks = at.iter().filter_map(|at| columns.get(*at)).filter_map(|c| c.ask());
    asks.filter_map(|ask| answers.get(&ask)).map(of).sum()
}

fn shown(columns: &[TableColumn], at: &[usize], sum: i64) -> String {
    let unit = at.first().and_then(|at| columns.get(*at)).map_or(Unit::Piece, |c| c.unit);
    Quantity::of(sum).told(unit)
}

fn compared(label: &str, [a, b]: [String; 2], good: &str, bad: &str, holds: bool) -> Finding {
    Finding { text: format!("{label}: {a} {} {b}", if holds { good } else { bad }), holds, is_flow: false }
}

/// The names of the towns where something does not hold.
fn named(towns: Named<'_>, holds: impl Fn(&str) -> bool) -> Vec<&str> {
    towns.1.iter().filter(|(code, _)| !holds(code)).map(|(_, name)| name.as_str()).collect()
}

fn with_odd(found: Finding, (how, places): (&str, &str), odd: &[&str]) -> Finding {
    match odd.is_empty() {
        true => found,
        false => {
            Finding { text: format!("{}; {how}的{places}: {}", found.text, odd.join("、")), holds: false, ..found }
        }
    }
}

/// Every column but the standards: a standard is no sum. The towns are the printed ones, so that whoever lies in an abolished
/// town is missed here.
fn add_up(columns: &[TableColumn], towns: Named<'_>, answers: &Answers) -> Finding {
    let off: Vec<String> = columns
        .iter()
        .filter_map(|c| Some((c, c.ask().filter(|a| !a.is_standard())?)))
        .filter_map(|(c, ask)| answers.get(&ask).map(|by| (c, by)))
        .filter(|(_, by)| by.sum_of(towns.1.iter().map(|(code, _)| code.as_str())) != by.total)
        .map(|(c, _)| c.head.join("").replace("{n}月", "本年"))
        .collect();
    match off.is_empty() {
        true => Finding { text: format!("各{}之和=全区合计", towns.0), holds: true, is_flow: false },
        false => {
            Finding {
                text: format!("各{}之和≠全区合计: {}", towns.0, off.join("、")), holds: false, is_flow: false
            }
        }
    }
}
