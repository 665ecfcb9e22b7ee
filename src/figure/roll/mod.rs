//! Printed lists 名册 (assistance 3.6, 4.5, 5.6, 7.7): what a list is made of. A list is one declaration: its columns, each said
//! once with its head and the function from an entry to the cell; the groups whose subtotals are printed; what must agree. Sums
//! are those of the columns, so a roll and its summary (the same entries, folded by town) cannot differ. Must not know where
//! the entries come from, nor paper.

pub mod assistance;
pub mod children;
pub mod elderly;
pub mod funeral;
mod lay;
pub mod notice;
pub mod oddities;
mod paid;
pub mod places;
pub mod returns;

pub use lay::{Head, Laid, Level, Line, RollCell, Shape, Words};
pub use paid::{Account, Batch, Paid, Printed};

use super::Measure;
use super::column::Ask;
use crate::domain::mask;
use crate::domain::text::counted;
use crate::register::core::codes::Codes;

/// An entry of a list: it counts for a village.
pub trait Entry {
    /// 村居 code, 12 digits.
    fn division(&self) -> &str;
}

/// A declared list of entries `E`.
#[derive(Debug)]
pub struct Roll<E: 'static> {
    /// What a line is: 户, 人; stands in the page subtotals.
    pub unit: &'static str,
    /// 计量单位 above the table.
    pub units: &'static str,
    /// Which of the entries that were read are on it.
    pub holds: fn(&E) -> bool,
    /// From left to right.
    pub columns: &'static [RollColumn<E>],
    /// The groups, the outermost first. The list is ordered by them.
    pub groups: &'static [Group<E>],
    /// Folded: a line for each innermost group, not for each entry.
    pub folded: bool,
    /// What stands beside 小计 and 合计: `12户`.
    pub tally: fn(&[&E]) -> String,
    /// What must agree, of the entries on it and of all that were read.
    pub checks: fn(&[&E], &[E]) -> Vec<Check>,
    /// Beneath the table.
    pub notes: &'static [&'static str],
}

/// A list is itself alone.
impl<E> PartialEq for Roll<E> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// By what entries are grouped.
#[derive(Debug)]
pub enum Group<E: 'static> {
    /// 镇街.
    Town,
    /// 村居.
    Village,
    /// A name of its own.
    By(fn(&E) -> &str),
}

/// Two numbers that must be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What was added up: 实发合计.
    pub label: &'static str,
    /// What it came to.
    pub found: RollCell,
    /// What it must be.
    pub against: Against,
}

/// The other side of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// 批次总额 of the batches.
    Batches,
    /// Another number of the same list, with its name.
    Own(&'static str, RollCell),
    /// A figure, seen from the month, with its name.
    Figure(&'static str, Ask),
    /// How much more a figure is at the month's end than at the end of the month before, with its name.
    Net(&'static str, Measure),
}

/// A column: its head, what it says, and how it stands.
#[derive(Debug)]
pub struct RollColumn<E: 'static> {
    head: &'static [&'static str],
    say: Say<E>,
    summed: bool,
    wraps: bool,
    centred: bool,
    at_least: u16,
    if_any: bool,
    numeral: bool,
}

/// What a cell says of an entry; of several, counts and amounts are added up, and texts are those of the first.
#[derive(Debug)]
enum Say<E: 'static> {
    /// 序号.
    Number,
    Town,
    Village,
    Text(fn(&E) -> String),
    /// A number, and how it is masked on a screen.
    Hidden(fn(&E) -> &str, fn(&str) -> String),
    Count(fn(&E) -> i64),
    Money(fn(&E) -> i64),
    /// Tenths of a unit.
    Tenths(fn(&E) -> i64),
    /// Fen by persons, half up: never an average of averages.
    Mean(fn(&E) -> i64, fn(&E) -> i64),
}

impl<E> RollColumn<E> {
    const fn new(head: &'static [&'static str], say: Say<E>, summed: bool) -> Self {
        RollColumn { head, say, summed, wraps: false, centred: false, at_least: 0, if_any: false, numeral: false }
    }
    /// 序号 of a line.
    pub const fn number() -> Self {
        RollColumn::new(&["序号"], Say::Number, false)
    }
    /// 镇(街).
    pub const fn town() -> Self {
        RollColumn::new(&["镇(街)"], Say::Town, false).wrapping()
    }
    /// 村(居).
    pub const fn village() -> Self {
        RollColumn::new(&["村(居)"], Say::Village, false).wrapping()
    }
    /// Text.
    pub const fn text(head: &'static [&'static str], of: fn(&E) -> String) -> Self {
        RollColumn::new(head, Say::Text(of), false)
    }
    /// The number of an identity paper, masked on a screen; a certificate of disability begins with the ID number.
    pub const fn id(head: &'static [&'static str], of: fn(&E) -> &str) -> Self {
        RollColumn::new(head, Say::Hidden(of, mask::paper), false)
    }
    /// An account number, masked on a screen.
    pub const fn account(head: &'static [&'static str], of: fn(&E) -> &str) -> Self {
        RollColumn::new(head, Say::Hidden(of, mask::account), false)
    }
    /// A phone number, masked on a screen.
    pub const fn phone(head: &'static [&'static str], of: fn(&E) -> &str) -> Self {
        RollColumn::new(head, Say::Hidden(of, mask::phone), false)
    }
    /// A whole number that is added up.
    pub const fn count(head: &'static [&'static str], of: fn(&E) -> i64) -> Self {
        RollColumn::new(head, Say::Count(of), true)
    }
    /// An amount in fen that is added up.
    pub const fn money(head: &'static [&'static str], of: fn(&E) -> i64) -> Self {
        RollColumn::new(head, Say::Money(of), true)
    }
    /// Tenths of a unit (公斤) that are added up.
    pub const fn tenths(head: &'static [&'static str], of: fn(&E) -> i64) -> Self {
        RollColumn::new(head, Say::Tenths(of), true)
    }
    /// Fen by persons, of the sums of both.
    pub const fn mean(head: &'static [&'static str], fen: fn(&E) -> i64, persons: fn(&E) -> i64) -> Self {
        RollColumn::new(head, Say::Mean(fen, persons), true)
    }
    /// Not added up: incomes, standards.
    pub const fn unsummed(self) -> Self {
        RollColumn { summed: false, ..self }
    }
    /// May go on to further lines.
    pub const fn wrapping(self) -> Self {
        RollColumn { wraps: true, ..self }
    }
    /// Its texts are numbers (年龄, 公里): a spreadsheet gets them as such.
    pub const fn numeral(self) -> Self {
        RollColumn { numeral: true, ..self }
    }
    /// In the middle.
    pub const fn centred(self) -> Self {
        RollColumn { centred: true, ..self }
    }
    /// At least so many half-width characters wide: room to sign.
    pub const fn at_least(self, chars: u16) -> Self {
        RollColumn { at_least: chars, ..self }
    }
    /// Left out of a list in which it would say nothing but zero.
    pub const fn if_any(self) -> Self {
        RollColumn { if_any: true, ..self }
    }
}

/// The label of a code; nothing for a code that has none.
fn label(codes: &Codes, code: &str) -> String {
    codes.label(code).unwrap_or_default().to_owned()
}
