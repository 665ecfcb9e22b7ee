//! A figure month by month: which of the months are the least and the greatest, how high each stands between them, and how long its
//! bar is. What is drawn of it is the business of who draws.

use crate::domain::month::Month;
use crate::domain::share;
use crate::figure::{PanelLine, Quantity, Unit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A figure of a panel and the months for which it is told, the earliest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Monthly {
    /// The figure.
    pub line: PanelLine,
    /// The months.
    pub months: Vec<Month>,
}

/// The numbers of some months, seen together.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    values: Vec<Option<Decimal>>,
}

impl Course {
    /// Of numbers in a unit; a month of which there is no number has no place.
    pub fn of(numbers: &[Quantity], unit: Unit) -> Self {
        let is_none = |number: &Quantity| number.told(unit) == "—";
        Course { values: numbers.iter().map(|n| (!is_none(n)).then(|| n.value(unit))).collect() }
    }
    /// The months with the least and with the greatest number; none where all are the same. Of several the first.
    pub fn extremes(&self) -> Option<(usize, usize)> {
        let known = || self.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
        let least = known().min_by_key(|(_, value)| *value)?;
        let greatest = known().rev().max_by_key(|(_, value)| *value)?;
        (least.1 != greatest.1).then_some((least.0, greatest.0))
    }
    /// How high each month stands between the least and the greatest, of so many steps from 0; in the middle where all are the same.
    pub fn heights(&self, steps: u32) -> Vec<Option<u32>> {
        let bounds = self.extremes().and_then(|(least, most)| Some((self.values[least]?, self.values[most]?)));
        let height = |value: Decimal| match bounds {
            Some((least, most)) => ((value - least) * Decimal::from(steps - 1) / (most - least)).round().to_u32(),
            None => Some(steps / 2),
        };
        self.values.iter().map(|value| value.and_then(height)).collect()
    }
    /// Each month as thousandths of the greatest one.
    pub fn shares(&self) -> Vec<u16> {
        let whole = |value: Decimal| (value * Decimal::from(100)).to_i64().unwrap_or(i64::MAX);
        let most = self.values.iter().flatten().map(|value| whole(*value)).max().unwrap_or(0);
        self.values.iter().map(|value| value.map_or(0, |value| share::thousandths(whole(value), most))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_stand_between_the_least_and_the_greatest() {
        for (numbers, extremes, heights, shares) in [
            (&[4_100, 4_240, 4_170, 4_240][..], Some((0, 1)), &[0, 7, 4, 7][..], &[966, 1000, 983, 1000][..]),
            (&[5, 5], None, &[4, 4], &[1000, 1000]),
            (&[0, 0], None, &[4, 4], &[0, 0]),
            (&[0, 9], Some((0, 1)), &[0, 7], &[0, 1000]),
            (&[], None, &[], &[]),
        ] {
            let numbers: Vec<Quantity> = numbers.iter().map(|n| Quantity::of(*n)).collect();
            let course = Course::of(&numbers, Unit::Household);
            assert_eq!(course.extremes(), extremes, "{numbers:?}");
            assert_eq!(course.heights(8).into_iter().flatten().collect::<Vec<_>>(), heights, "{numbers:?}");
            assert_eq!(course.shares(), shares, "{numbers:?}");
        }
    }

    #[test]
    fn a_month_without_a_number_has_no_place() {
        let rate = |sum, over| Quantity { sum, over: Some(over) };
        let course = Course::of(&[rate(1, 2), rate(0, 0), rate(3, 3)], Unit::Rate);
        assert_eq!(course.extremes(), Some((0, 2)));
        assert_eq!(course.heights(8), [Some(0), None, Some(7)]);
        assert_eq!(course.shares(), [500, 0, 1000]);
    }
}
