//! Named roundings: of money (见分, 见角进元, 四舍五入到元) and of figures as printed.
//!
//! Must not know which office uses which; that is a parameter.
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

/// How an amount becomes one that is paid (parameter `dibao.round_mode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// 见分: to the fen, half up.
    Fen,
    /// 四舍五入到元: to the yuan, half up.
    YuanHalfUp,
    /// 见角进元: any part of a yuan makes a yuan.
    YuanCeil,
}

impl Rounding {
    /// All modes.
    pub const ALL: [Rounding; 3] = [Rounding::Fen, Rounding::YuanHalfUp, Rounding::YuanCeil];

    /// Text of the parameter: `FEN`, `YUAN_HALF_UP`, `YUAN_CEIL`.
    pub const fn text(self) -> &'static str {
        match self {
            Rounding::Fen => "FEN",
            Rounding::YuanHalfUp => "YUAN_HALF_UP",
            Rounding::YuanCeil => "YUAN_CEIL",
        }
    }

    /// 见分, 四舍五入到元 or 见角进元.
    pub const fn label(self) -> &'static str {
        match self {
            Rounding::Fen => "见分",
            Rounding::YuanHalfUp => "四舍五入到元",
            Rounding::YuanCeil => "见角进元",
        }
    }

    /// Mode of a parameter text.
    pub fn from_text(text: &str) -> Option<Rounding> {
        Rounding::ALL.into_iter().find(|mode| mode.text() == text)
    }

    /// Rounds `num / den` fen to whole fen. Half goes away from zero; 见角进元 goes up. `None` when `den`
    /// is zero or the result does not fit.
    pub fn apply_ratio(self, num: i128, den: i128) -> Option<i64> {
        if den == 0 {
            return None;
        }
        let (num, den) = if den < 0 { (num.checked_neg()?, den.checked_neg()?) } else { (num, den) };
        let rounded = match self {
            Rounding::Fen => half_up(num, den)?,
            Rounding::YuanHalfUp => half_up(num, den.checked_mul(100)?)?.checked_mul(100)?,
            Rounding::YuanCeil => {
                let unit = den.checked_mul(100)?;
                let up = i128::from(num.rem_euclid(unit) != 0);
                num.div_euclid(unit).checked_add(up)?.checked_mul(100)?
            }
        };
        i64::try_from(rounded).ok()
    }

    /// Rounds an exact number of fen. `None` when it does not fit.
    pub fn apply(self, fen: Decimal) -> Option<i64> {
        let scale = fen.scale();
        self.apply_ratio(fen.mantissa(), 10_i128.checked_pow(scale)?)
    }
}

/// `num / den` (`den` > 0), half away from zero.
fn half_up(num: i128, den: i128) -> Option<i128> {
    let magnitude = num.checked_abs()?.checked_mul(2)?.checked_add(den)? / den.checked_mul(2)?;
    Some(if num < 0 { -magnitude } else { magnitude })
}

/// How a figure is printed (a profile's column).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RoundTo {
    /// Half up (away from zero) to so many decimals.
    HalfUp(u32),
    /// Cut off after so many decimals.
    Trunc(u32),
    /// As it is, without trailing zeros.
    Exact,
}

impl RoundTo {
    /// The rounded number.
    pub fn value(self, number: Decimal) -> Decimal {
        match self {
            RoundTo::HalfUp(places) => number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero),
            RoundTo::Trunc(places) => number.round_dp_with_strategy(places, RoundingStrategy::ToZero),
            RoundTo::Exact => number.normalize(),
        }
    }

    /// The number as printed: always so many decimals, `110.42`; never `-0.00`.
    pub fn shown(self, number: Decimal) -> String {
        let mut value = self.value(number);
        if value.is_zero() {
            value.set_sign_positive(true);
        }
        match self {
            RoundTo::HalfUp(places) | RoundTo::Trunc(places) => {
                value.rescale(places);
                value.to_string()
            }
            RoundTo::Exact => value.to_string(),
        }
    }

    /// Text for a profile: `round:2`, `trunc:2`, `exact`.
    pub fn text(self) -> String {
        match self {
            RoundTo::HalfUp(places) => format!("round:{places}"),
            RoundTo::Trunc(places) => format!("trunc:{places}"),
            RoundTo::Exact => "exact".to_string(),
        }
    }

    /// Reads the text of a profile; at most 6 decimals.
    pub fn from_text(text: &str) -> Option<RoundTo> {
        if text == "exact" {
            return Some(RoundTo::Exact);
        }
        let (name, places) = text.split_once(':')?;
        let places = places.parse::<u32>().ok().filter(|p| *p <= 6)?;
        match name {
            "round" => Some(RoundTo::HalfUp(places)),
            "trunc" => Some(RoundTo::Trunc(places)),
            _ => None,
        }
    }
}

/// A whole number of a decimal, when it has no fraction and fits.
pub fn whole(number: Decimal) -> Option<i64> {
    if number.fract().is_zero() { number.to_i64() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_handbook() {
        for (fen, want) in [(86_666, [86_666, 86_700, 86_700]), (86_634, [86_634, 86_600, 86_700])] {
            for (mode, want) in Rounding::ALL.into_iter().zip(want) {
                assert_eq!(mode.apply_ratio(fen, 1), Some(want), "{}", mode.text());
                assert_eq!(mode.apply(Decimal::from_i128_with_scale(fen * 10, 1)), Some(want));
                assert_eq!(Rounding::from_text(mode.text()), Some(mode));
            }
        }
    }

    #[test]
    fn halves_and_signs() {
        assert_eq!(Rounding::Fen.apply_ratio(1, 2), Some(1));
        assert_eq!(Rounding::Fen.apply_ratio(-1, 2), Some(-1));
        assert_eq!(Rounding::Fen.apply_ratio(1, -2), Some(-1));
        assert_eq!(Rounding::Fen.apply_ratio(49, 100), Some(0));
        assert_eq!(Rounding::YuanHalfUp.apply_ratio(150, 1), Some(200));
        assert_eq!(Rounding::YuanHalfUp.apply_ratio(1499, 10), Some(100));
        assert_eq!(Rounding::YuanCeil.apply_ratio(1001, 10), Some(200));
        assert_eq!(Rounding::YuanCeil.apply_ratio(-150, 1), Some(-100));
        assert_eq!(Rounding::YuanCeil.apply_ratio(0, 7), Some(0));
        assert_eq!(Rounding::Fen.apply_ratio(1, 0), None);
        assert_eq!(Rounding::Fen.apply_ratio(i128::MAX, 1), None);
    }

    #[test]
    fn figures_as_the_report_has_them() {
        let ratio = Decimal::new(487_216, 2) / Decimal::new(441_208, 2) * Decimal::ONE_HUNDRED;
        assert_eq!(RoundTo::Trunc(2).shown(ratio), "110.42");
        assert_eq!(RoundTo::HalfUp(2).shown(ratio), "110.43");
        let ratio = Decimal::new(40_311, 2) / Decimal::new(326_364, 2) * Decimal::ONE_HUNDRED;
        assert_eq!(RoundTo::HalfUp(2).shown(ratio), "12.35");
        assert_eq!(RoundTo::HalfUp(2).shown(Decimal::new(5, 1)), "0.50");
        assert_eq!(RoundTo::HalfUp(0).shown(Decimal::new(25, 1)), "3");
        assert_eq!(RoundTo::HalfUp(2).shown(Decimal::new(-1, 3)), "0.00");
        assert_eq!(RoundTo::Exact.shown(Decimal::new(34_770_000, 6)), "34.77");
        for rounding in [RoundTo::HalfUp(2), RoundTo::Trunc(0), RoundTo::Exact] {
            assert_eq!(RoundTo::from_text(&rounding.text()), Some(rounding));
        }
        assert_eq!(RoundTo::from_text("HALF_UP:9"), None);
    }

    #[test]
    fn a_fraction_is_no_whole_number() {
        assert_eq!(whole(Decimal::new(5_00, 2)), Some(5));
        assert_eq!(whole(Decimal::new(501, 2)), None);
    }
}
