//! What a measure gives, and how it becomes the number of a unit: exact, then as printed. Money stays whole fen until the unit
//! is known; a mean is kept as its two sums, so that totals are never averages of averages.

use crate::domain::money::Money;
use crate::domain::rounding::{RoundTo, Rounding};
use crate::domain::text::grouped;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// A measured number: a count, whole fen, or both sums of a ratio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quantity {
    /// Rows, or whole fen.
    pub sum: i64,
    /// Rows of the denominator, for a ratio.
    pub over: Option<i64>,
}

impl Quantity {
    /// A count or a sum.
    pub const fn of(sum: i64) -> Quantity {
        Quantity { sum, over: None }
    }
    /// Whether it is a share of nothing, or a count where nothing was looked at: no number, not even 0.
    pub fn is_of_nothing(self, unit: Unit) -> bool {
        self.over == Some(0) && !unit.is_money()
    }
    /// In the unit, exact; a ratio to six decimals, and 0 where nothing is divided by nothing. A count that is part of another is not divided.
    pub fn value(self, unit: Unit) -> Decimal {
        let sum = if unit == Unit::Rate { self.sum * 100 } else { self.sum };
        let whole = Decimal::new(sum, unit.fen_decimals());
        let value = match self.over.filter(|_| unit == Unit::Rate || unit.is_money()) {
            None => whole,
            Some(0) => Decimal::ZERO,
            Some(rows) => {
                (whole / Decimal::from(rows)).round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero)
            }
        };
        value.normalize()
    }
    /// As a screen shows it: counts with thousands parted, what is kept in parts of its unit with its decimals, money in yuan, a ratio of money by heads rounded to the fen, a rate in
    /// percent; `—` where there is nothing to divide by (services 1.5).
    pub fn told(self, unit: Unit) -> String {
        match self.over {
            None if unit == Unit::Rate => "—".to_owned(),
            _ if self.is_of_nothing(unit) => "—".to_owned(),
            _ if unit == Unit::Rate => self.shown(unit, RoundTo::HalfUp(2)),
            _ if !unit.is_money() && unit.fen_decimals() > 0 => self.value(unit).to_string(),
            _ if !unit.is_money() => grouped(self.sum),
            None => Money::fen(self.sum).to_string(),
            Some(heads) => match Money::fen(self.sum).times_ratio(1, heads, Rounding::Fen) {
                Some(mean) => mean.to_string(),
                None => "—".to_owned(),
            },
        }
    }
    /// In the unit, as printed; `—` where there is no number.
    pub fn shown(self, unit: Unit, round: RoundTo) -> String {
        if self.is_of_nothing(unit) { "—".to_owned() } else { round.shown(self.value(unit)) }
    }
}

/// A measure for each 镇街 and for the district, which is asked by itself and not added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByTown {
    /// 镇街 code → quantity; towns without a row are absent.
    pub towns: BTreeMap<String, Quantity>,
    /// The district.
    pub total: Quantity,
}

impl ByTown {
    /// The quantity of a town.
    pub fn town(&self, code: &str) -> Quantity {
        let none = Quantity { sum: 0, over: self.total.over.map(|_| 0) };
        self.towns.get(code).copied().unwrap_or(none)
    }
    /// These towns added up.
    pub fn sum_of<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> Quantity {
        let none = Quantity { sum: 0, over: self.total.over.map(|_| 0) };
        codes
            .into_iter()
            .map(|code| self.town(code))
            .fold(none, |sum, q| Quantity { sum: sum.sum + q.sum, over: sum.over.zip(q.over).map(|(a, b)| a + b) })
    }
}

/// A unit of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 户.
    Household,
    /// 人.
    Person,
    /// 人次.
    PersonTime,
    /// 万人次 (10,000).
    WanPersonTime,
    /// 个.
    Piece,
    /// 家.
    Home,
    /// 起.
    Case,
    /// 平方公里, to two decimals.
    SquareKm,
    /// 笔.
    Line,
    /// 次.
    Time,
    /// 份.
    Copy,
    /// 条.
    Strip,
    /// 公斤, kept in tenths.
    Kilo,
    /// 件 of what is seized, kept in tenths as what is weighed is.
    Article,
    /// 元.
    Yuan,
    /// 万元 (1 万元 = 1,000,000 分).
    Wan,
    /// 元/月.
    YuanAMonth,
    /// 元/人/月.
    YuanAPersonAMonth,
    /// %, to two decimals (services 1.5).
    Rate,
}

impl Unit {
    /// As printed.
    pub const fn label(self) -> &'static str {
        match self {
            Unit::Household => "户",
            Unit::Person => "人",
            Unit::PersonTime => "人次",
            Unit::WanPersonTime => "万人次",
            Unit::Piece => "个",
            Unit::Home => "家",
            Unit::Case => "起",
            Unit::SquareKm => "平方公里",
            Unit::Line => "笔",
            Unit::Time => "次",
            Unit::Copy => "份",
            Unit::Strip => "条",
            Unit::Kilo => "公斤",
            Unit::Article => "件",
            Unit::Yuan => "元",
            Unit::Wan => "万元",
            Unit::YuanAMonth => "元/月",
            Unit::YuanAPersonAMonth => "元/人/月",
            Unit::Rate => "%",
        }
    }
    /// Whether it is a unit of money.
    pub const fn is_money(self) -> bool {
        matches!(self, Unit::Yuan | Unit::Wan | Unit::YuanAMonth | Unit::YuanAPersonAMonth)
    }
    /// Whether one of what is kept is a tenth of it.
    pub const fn is_in_tenths(self) -> bool {
        self.fen_decimals() == 1
    }
    /// How many decimals of it a fen has, or one of what is counted.
    pub const fn fen_decimals(self) -> u32 {
        match self {
            Unit::Household | Unit::Person | Unit::PersonTime | Unit::Piece | Unit::Home | Unit::Line => 0,
            Unit::Case | Unit::Time | Unit::Copy | Unit::Strip | Unit::Rate => 0,
            Unit::Kilo | Unit::Article => 1,
            Unit::Yuan | Unit::YuanAMonth | Unit::YuanAPersonAMonth | Unit::SquareKm => 2,
            Unit::WanPersonTime => 4,
            Unit::Wan => 6,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fen_become_units_exactly_and_are_rounded_only_for_print() {
        for (sum, over, unit, round, value, shown) in [
            (2716, None, Unit::Household, RoundTo::Exact, "2716", "2716"),
            (2_756_419_837, None, Unit::Wan, RoundTo::HalfUp(2), "2756.419837", "2756.42"),
            (439_920_000, None, Unit::Wan, RoundTo::Trunc(1), "439.92", "439.9"),
            (13_671, None, Unit::WanPersonTime, RoundTo::Trunc(1), "1.3671", "1.3"),
            (60_000, None, Unit::YuanAMonth, RoundTo::Exact, "600", "600"),
            (200_305_931, Some(4063), Unit::YuanAPersonAMonth, RoundTo::HalfUp(0), "493.000076", "493"),
            (100, Some(3), Unit::Yuan, RoundTo::HalfUp(2), "0.333333", "0.33"),
            (200, Some(3), Unit::Yuan, RoundTo::HalfUp(2), "0.666667", "0.67"),
            (5125, None, Unit::Kilo, RoundTo::About(100), "512.5", "500余"),
            (9360, None, Unit::Article, RoundTo::About(100), "936", "900余"),
            (48, None, Unit::Home, RoundTo::Near(10), "48", "近50"),
            (8_812, None, Unit::SquareKm, RoundTo::About(10), "88.12", "80余"),
            (8_812, None, Unit::SquareKm, RoundTo::HalfUp(1), "88.12", "88.1"),
            (8_800, None, Unit::SquareKm, RoundTo::About(10), "88", "80余"),
            (8_000, None, Unit::SquareKm, RoundTo::About(10), "80", "80"),
            (4_870, None, Unit::SquareKm, RoundTo::Near(10), "48.7", "近50"),
            (5, Some(0), Unit::Yuan, RoundTo::HalfUp(2), "0", "0.00"),
            (2, Some(3), Unit::Rate, RoundTo::HalfUp(2), "66.666667", "66.67"),
            (0, Some(0), Unit::Rate, RoundTo::HalfUp(2), "0", "—"),
            (0, Some(23), Unit::Case, RoundTo::Exact, "0", "0"),
            (2, Some(23), Unit::Case, RoundTo::Exact, "2", "2"),
            (0, Some(0), Unit::Case, RoundTo::Exact, "0", "—"),
            (-40_311_000_000, None, Unit::Wan, RoundTo::HalfUp(2), "-40311", "-40311.00"),
        ] {
            let q = Quantity { sum, over };
            assert_eq!(q.value(unit).to_string(), value);
            assert_eq!(q.shown(unit, round), shown);
        }
    }

    #[test]
    fn a_screen_tells_rates_in_percent() {
        for (sum, over, unit, told) in [
            (174, Some(177), Unit::Rate, "98.31"),
            (114, Some(118), Unit::Rate, "96.61"),
            (0, Some(0), Unit::Rate, "—"),
            (0, Some(0), Unit::Case, "—"),
            (0, Some(23), Unit::Case, "0"),
            (200_305_931, Some(4063), Unit::YuanAPersonAMonth, "493.00"),
            (1_234, None, Unit::Person, "1,234"),
            (5_125, None, Unit::Kilo, "512.5"),
            (9_360, None, Unit::Article, "936"),
            (8_812, None, Unit::SquareKm, "88.12"),
            (40, None, Unit::SquareKm, "0.4"),
            (13_671, None, Unit::WanPersonTime, "1.3671"),
            (128_350, None, Unit::Yuan, "1,283.50"),
        ] {
            assert_eq!(Quantity { sum, over }.told(unit), told);
        }
    }

    #[test]
    fn a_mean_of_towns_is_made_of_sums() {
        let towns = BTreeMap::from([
            ("a".to_owned(), Quantity { sum: 100, over: Some(1) }),
            ("b".to_owned(), Quantity { sum: 500, over: Some(3) }),
        ]);
        let by = ByTown { towns, total: Quantity { sum: 600, over: Some(4) } };
        assert_eq!(by.sum_of(["a", "b"]), by.total);
        assert_eq!(by.sum_of(["b"]), Quantity { sum: 500, over: Some(3) });
        assert_eq!(by.town("c"), Quantity { sum: 0, over: Some(0) });
    }
}
