//! A number with so many decimals (公斤, 亩, 公里), kept as a whole number of its last one: read and shown without a float.
//!
//! Must not know what it measures.

use crate::domain::text;
use rust_decimal::Decimal;

/// The largest that may be entered, in its last decimal.
pub const MOST: i64 = 1_000_000_000_000;

/// Why a text is no such number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecimalFault {
    /// Not the form of a number, or below 0.
    #[error("应为不小于 0 的数, 最多 {0} 位小数, 如 12.5")]
    Form(u32),
    /// More decimals than are kept.
    #[error("最多 {0} 位小数, 现有 {1} 位")]
    Decimals(u32, usize),
    /// Beyond [`MOST`].
    #[error("数值过大, 不得超过 {0}")]
    TooLarge(Decimal),
}

/// Reads `512.5` as 5125 where one decimal is kept; any width.
///
/// # Errors
/// What is wrong with the text.
pub fn parse(typed: &str, places: u32) -> Result<i64, DecimalFault> {
    let typed = text::unspaced(typed);
    let (whole, rest) = typed.split_once('.').unwrap_or((&typed, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(rest) {
        return Err(DecimalFault::Form(places));
    }
    let rest = rest.trim_end_matches('0');
    let missing = usize::try_from(places).ok().and_then(|places| places.checked_sub(rest.len()));
    let zeros = missing.ok_or(DecimalFault::Decimals(places, rest.len()))?;
    let parts = format!("{whole}{rest}{}", "0".repeat(zeros)).parse::<i64>().ok();
    parts.filter(|parts| *parts <= MOST).ok_or_else(|| DecimalFault::TooLarge(Decimal::new(MOST, places).normalize()))
}

/// `512.5` of 5125 where one decimal is kept: as it is typed, shown and in JSON, without zeros at the end.
pub fn plain(parts: i64, places: u32) -> String {
    Decimal::new(parts, places).normalize().to_string()
}

/// `14.620` of 14620 where three decimals are kept: with all of them, so that a column of such numbers stands point under point.
pub fn whole(parts: i64, places: u32) -> String {
    Decimal::new(parts, places).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_all_its_decimals() {
        for (parts, places, shown) in [(14620, 3, "14.620"), (81298, 3, "81.298"), (5, 3, "0.005"), (0, 3, "0.000")] {
            assert_eq!(whole(parts, places), shown);
        }
    }

    #[test]
    fn a_number_is_kept_in_its_last_decimal() {
        for (typed, places, parts, shown) in [
            ("512.5", 1, 5125, "512.5"),
            ("９３６", 1, 9360, "936"),
            (" 12.50 ", 1, 125, "12.5"),
            ("0.05", 2, 5, "0.05"),
            ("007", 2, 700, "7"),
            ("0", 1, 0, "0"),
        ] {
            assert_eq!(parse(typed, places), Ok(parts), "{typed}");
            assert_eq!(plain(parts, places), shown);
        }
    }

    #[test]
    fn what_is_no_such_number_is_told() {
        for (typed, fault) in [
            ("12.55", DecimalFault::Decimals(1, 2)),
            ("-3", DecimalFault::Form(1)),
            ("半斤", DecimalFault::Form(1)),
            ("1.2.3", DecimalFault::Form(1)),
            (".5", DecimalFault::Form(1)),
            ("5.", DecimalFault::Form(1)),
            ("100000000000.1", DecimalFault::TooLarge(Decimal::new(100_000_000_000, 0))),
            ("99999999999999999999", DecimalFault::TooLarge(Decimal::new(100_000_000_000, 0))),
        ] {
            assert_eq!(parse(typed, 1), Err(fault), "{typed}");
        }
    }
}
