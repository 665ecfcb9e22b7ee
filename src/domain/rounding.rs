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
    /// 余: the round number beneath it, in steps of so many (`500余`).
    About(u32),
    /// 近: the round number above it, where little is missing (`近50`); else as [`RoundTo::About`].
    Near(u32),
}

/// The round number at or beneath a number, in steps of `g`, with 余 where it is more (services 1.5): `500余` of 512.5 and 100.
pub fn approx_cn(number: Decimal, g: u32) -> String {
    let base = step_down(number, g);
    if base == number || base.is_zero() { number.normalize().to_string() } else { format!("{base}余") }
}

/// 近 and the round number above a number, where at most a tenth of that is missing: `近50` of 48 and 10; else [`approx_cn`].
pub fn near_cn(number: Decimal, g: u32) -> String {
    match step_up(number, g) {
        Some(above) => format!("近{above}"),
        None => approx_cn(number, g),
    }
}

fn step_down(number: Decimal, g: u32) -> Decimal {
    let g = Decimal::from(g.max(1));
    ((number / g).floor() * g).normalize()
}

/// The round number above, where it is nearly reached.
fn step_up(number: Decimal, g: u32) -> Option<Decimal> {
    let above = step_down(number, g) + Decimal::from(g.max(1));
    let is_round = step_down(number, g) == number;
    (!is_round && (above - number) * Decimal::TEN <= above).then(|| above.normalize())
}

impl RoundTo {
    /// The rounded number.
    pub fn value(self, number: Decimal) -> Decimal {
        match self {
            RoundTo::HalfUp(places) => number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero),
            RoundTo::Trunc(places) => number.round_dp_with_strategy(places, RoundingStrategy::ToZero),
            RoundTo::Exact => number.normalize(),
            RoundTo::About(g) => step_down(number, g),
            RoundTo::Near(g) => step_up(number, g).unwrap_or_else(|| step_down(number, g)),
        }
    }

    /// The number as printed: always so many decimals, `110.42`; never `-0.00`; with 余 or 近 where it is a round one.
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
            RoundTo::About(g) => approx_cn(number, g),
            RoundTo::Near(g) => near_cn(number, g),
        }
    }

    /// Text for a profile: `round:2`, `trunc:2`, `exact`, `about:100`, `near:10`.
    pub fn text(self) -> String {
        match self {
            RoundTo::HalfUp(places) => format!("round:{places}"),
            RoundTo::Trunc(places) => format!("trunc:{places}"),
            RoundTo::Exact => "exact".to_string(),
            RoundTo::About(g) => format!("about:{g}"),
            RoundTo::Near(g) => format!("near:{g}"),
        }
    }

    /// Reads the text of a profile; at most 6 decimals, steps up to a million.
    pub fn from_text(text: &str) -> Option<RoundTo> {
        if text == "exact" {
            return Some(RoundTo::Exact);
        }
        let (name, number) = text.split_once(':')?;
        let number = number.parse::<u32>().ok()?;
        match name {
            "round" if number <= 6 => Some(RoundTo::HalfUp(number)),
            "trunc" if number <= 6 => Some(RoundTo::Trunc(number)),
            "about" if (1..=1_000_000).contains(&number) => Some(RoundTo::About(number)),
            "near" if (1..=1_000_000).contains(&number) => Some(RoundTo::Near(number)),
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
        for rounding in [RoundTo::HalfUp(2), RoundTo::Trunc(0), RoundTo::Exact, RoundTo::About(100), RoundTo::Near(10)]
        {
            assert_eq!(RoundTo::from_text(&rounding.text()), Some(rounding));
        }
        for text in ["HALF_UP:9", "round:7", "round", "up:1", "about:0", "near:", "near:-1", "about:1000001"] {
            assert_eq!(RoundTo::from_text(text), None, "{text}");
        }
    }

    /// The words of the report of 2021 (services 1.5, 11.9).
    #[test]
    fn round_numbers_as_the_report_says_them() {
        for (number, g, about, near) in [
            ("512.5", 100, "500余", "500余"),
            ("936", 100, "900余", "近1000"),
            ("5156", 10, "5150余", "近5160"),
            ("5199", 50, "5150余", "近5200"),
            ("5150", 50, "5150", "5150"),
            ("108", 100, "100余", "100余"),
            ("640", 100, "600余", "近700"),
            ("50", 10, "50", "50"),
            ("49", 10, "40余", "近50"),
            ("48", 10, "40余", "近50"),
            ("45", 10, "40余", "近50"),
            ("44", 10, "40余", "40余"),
            ("7", 10, "7", "7"),
            ("9", 10, "9", "近10"),
            ("0", 10, "0", "0"),
        ] {
            let number: Decimal = number.parse().unwrap();
            assert_eq!((approx_cn(number, g), near_cn(number, g)), (about.to_owned(), near.to_owned()), "{number} {g}");
            assert_eq!(RoundTo::About(g).shown(number), about);
            let said: Decimal = near.trim_matches(['余', '近']).parse().unwrap();
            assert_eq!(RoundTo::Near(g).value(number), if near == "7" { Decimal::ZERO } else { said }, "{number}");
        }
    }

    #[test]
    fn a_fraction_is_no_whole_number() {
        assert_eq!(whole(Decimal::new(5_00, 2)), Some(5));
        assert_eq!(whole(Decimal::new(501, 2)), None);
    }
}
