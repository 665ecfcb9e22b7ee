//! What the rows of a list come to: how many there are, and of what its filters leave the money in its columns. Counted and added up beside
//! the screen; what is asked anew is no longer waited for.

use crate::app::msg::{Reply, Ticket, Want};
use crate::app::out::Out;
use crate::app::panel::PickedLine;
use crate::app::waiting::{Heard, Waiting};
use crate::domain::money::Money;
use crate::domain::text::grouped;
use crate::register::{Count, Query, benefit_of};

/// What the rows of a list come to.
#[derive(Debug, Default)]
pub struct Counted {
    /// How many there are, once counted.
    pub rows: Option<Count>,
    /// Their money, column by column; nothing until it has been added up.
    money: Option<Vec<i64>>,
    counting: Waiting,
    summing: Waiting,
}

impl Counted {
    /// Whether they are added up, too.
    pub fn adds_up(&self) -> bool {
        self.money.is_some() || self.summing.is_on()
    }
    /// Their money in the columns of money of the list, once it has been added up.
    pub fn money(&self) -> Option<&[i64]> {
        self.money.as_deref()
    }
    /// Nothing is known of them, and nobody waits for it.
    pub fn forget(&mut self, out: &mut Out<'_>) {
        self.drop(out);
        *self = Counted::default();
    }
    /// Nobody waits for what is still to come.
    pub fn drop(&self, out: &mut Out<'_>) {
        [&self.counting, &self.summing].into_iter().for_each(|waiting| waiting.drop(out));
    }
    /// Counts the rows of a list. Those that were arranged are as many as their keys; how many persons stand behind them is counted.
    pub fn count(&mut self, of: Query, out: &mut Out<'_>) {
        let arranged = of.keys.as_ref().map(|keys| i64::try_from(keys.len()).unwrap_or(i64::MAX));
        if let Some(rows) = arranged {
            self.rows = Some(Count { rows, persons: None });
        }
        if arranged.is_none() || benefit_of(of.register.name).is_some() {
            self.counting.ask(Want::Count(of), out);
        }
    }
    /// Adds the money of the rows up, where the list has any.
    pub fn add_up(&mut self, of: &Query, out: &mut Out<'_>) {
        self.money = None;
        if !of.money().is_empty() {
            self.summing.ask(Want::Sum(Query { sort: None, keys: None, ..of.clone() }), out);
        }
    }
    /// As lines beside the figures, each column of money by what it is called.
    pub fn lines(&self, unit: &'static str, money_called: impl Iterator<Item = &'static str>) -> Vec<PickedLine> {
        let line = |label: &str, number: Option<String>, unit| PickedLine {
            label: label.to_owned(),
            number: number.unwrap_or_else(|| "…".to_owned()),
            unit,
        };
        let rows = line("条数", self.rows.map(|count| grouped(count.rows)), unit);
        let persons = self.rows.and_then(|count| count.persons);
        let persons = persons.map(|persons| line("其中人", Some(grouped(persons)), "人"));
        let sum = |nth: usize| Some(Money::fen(*self.money()?.get(nth)?).to_string());
        let sums = money_called.enumerate().map(|(nth, label)| line(label, sum(nth), "元"));
        [rows].into_iter().chain(persons).chain(sums).collect()
    }
    /// Takes an answer, if it is one of its own.
    pub fn answer(&mut self, ticket: Ticket, reply: &Reply) -> bool {
        let heard = (self.counting.hears(ticket, reply), self.summing.hears(ticket, reply));
        match (heard, reply) {
            ((Heard::Answer, _), Reply::Count(count)) => self.rows = Some(*count),
            ((_, Heard::Answer), Reply::Summed(sums, _)) => self.money = Some(sums.money.clone()),
            _ => {}
        }
        heard != (Heard::Another, Heard::Another)
    }
}
