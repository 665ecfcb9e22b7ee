//! 金额 in whole fen: reading, printing, adding, dividing without losing a fen.
//!
//! Must not know what an amount is for. There is no float here, and none may come in.
pub use crate::domain::rounding::{RoundTo, Rounding};
use crate::domain::text::{clean, quoted};
use rust_decimal::Decimal;
use std::fmt;

/// An amount of money in whole 分 (1/100 元); negative for 抵扣 and 退回.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// Largest amount that may be entered: 10^12 fen, 100 亿元.
pub const MOST_FEN: i64 = 1_000_000_000_000;

/// Why a text is not an amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyFault {
    /// Nothing was entered.
    #[error("金额未填, 请按元填写, 如 1,234.50")]
    Empty,
    /// 万元 was written.
    #[error("金额请按元填写, 不要用“万”, 如 12000.00")]
    Wan,
    /// More than two decimals.
    #[error("金额最多两位小数(到分), 现有{0}位")]
    Decimals(usize),
    /// Thousands separators in the wrong place, or a space inside.
    #[error("金额中的逗号或空格位置不对, 请写成 {0}")]
    Grouping(String),
    /// A character that belongs to no amount.
    #[error("金额中有{}, 只能有数字、逗号和小数点", quoted(*.0))]
    Character(char),
    /// Not the form of a number.
    #[error("金额写法不对, 请按元填写, 如 1,234.50")]
    Form,
    /// More than 10^12 fen.
    #[error("金额过大, 不得超过 10,000,000,000.00 元")]
    TooLarge,
}

impl MoneyFault {
    /// Stable code of the slip.
    pub const fn code(&self) -> &'static str {
        "E-MN-001"
    }
}

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);

    /// An amount of whole fen.
    pub const fn fen(fen: i64) -> Money {
        Money(fen)
    }

    /// An amount of whole yuan; `None` when it does not fit.
    pub fn yuan(yuan: i64) -> Option<Money> {
        yuan.checked_mul(100).map(Money)
    }

    /// Whole fen.
    pub const fn as_fen(self) -> i64 {
        self.0
    }

    /// Is it 0.00?
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Is it below 0.00?
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Reads `1,234.50`, `1234.5`, `￥600`, `600元`, any width, negative with a leading minus.
    ///
    /// # Errors
    /// A [`MoneyFault`]: three decimals, misplaced commas (`1,2 34.5`), 万元, more than 10^12 fen, …
    pub fn parse(text: &str) -> Result<Money, MoneyFault> {
        let text = clean(text);
        let (negative, body) = match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
            Some(rest) => (true, unadorned(rest)),
            None => (false, unadorned(&text)),
        };
        let (negative, body) = match body.strip_prefix(['-', '\u{2212}']) {
            Some(rest) if !negative => (true, rest.trim_matches(' ')),
            _ => (negative, body),
        };
        if body.is_empty() {
            return Err(if text.is_empty() { MoneyFault::Empty } else { MoneyFault::Form });
        }
        if body.contains('万') {
            return Err(MoneyFault::Wan);
        }
        if let Some(strange) = body.chars().find(|c| !c.is_ascii_digit() && !matches!(c, ',' | '.' | ' ')) {
            return Err(MoneyFault::Character(strange));
        }
        let fen = read_fen(body)?;
        Ok(Money(if negative { -fen } else { fen }))
    }

    /// `1234.50`: the decimal string of JSON and sheets.
    pub fn plain(self) -> String {
        let (yuan, fen) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        format!("{}{yuan}.{fen:02}", if self.0 < 0 { "-" } else { "" })
    }

    /// The sum, `None` on overflow.
    pub fn checked_add(self, other: Money) -> Option<Money> {
        self.0.checked_add(other.0).map(Money)
    }

    /// The difference, `None` on overflow.
    pub fn checked_sub(self, other: Money) -> Option<Money> {
        self.0.checked_sub(other.0).map(Money)
    }

    /// `times` times the amount, `None` on overflow.
    pub fn checked_mul(self, times: i64) -> Option<Money> {
        self.0.checked_mul(times).map(Money)
    }

    /// The other sign, `None` on overflow.
    pub fn checked_neg(self) -> Option<Money> {
        self.0.checked_neg().map(Money)
    }

    /// The sum of all, `None` on overflow.
    pub fn sum(amounts: impl IntoIterator<Item = Money>) -> Option<Money> {
        amounts.into_iter().try_fold(Money::ZERO, Money::checked_add)
    }

    /// Splits the amount in proportion to `weights`, to the fen, so that the parts sum to it exactly:
    /// the largest remainders take the fen left over, the first of equals first. All weights zero means
    /// equal parts; no weights, no parts.
    pub fn allocate(&self, weights: &[u64]) -> Vec<Money> {
        let whole: u128 = weights.iter().map(|w| u128::from(*w)).sum();
        if whole == 0 {
            return if weights.is_empty() { Vec::new() } else { self.allocate(&vec![1; weights.len()]) };
        }
        let total = u128::from(self.0.unsigned_abs());
        let mut parts: Vec<u128> = Vec::with_capacity(weights.len());
        let mut rests: Vec<(u128, usize)> = Vec::with_capacity(weights.len());
        for (at, weight) in weights.iter().enumerate() {
            // 64 by 64 bits fits 128
            let share = total * u128::from(*weight);
            parts.push(share / whole);
            rests.push((share % whole, at));
        }
        let given: u128 = parts.iter().sum();
        rests.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let left = usize::try_from(total - given).unwrap_or(0);
        for (_, at) in rests.into_iter().take(left) {
            parts[at] += 1;
        }
        let signed = |part: u128| {
            let part = i128::try_from(part).unwrap_or(0);
            i64::try_from(if self.0 < 0 { -part } else { part }).unwrap_or(0)
        };
        parts.into_iter().map(|part| Money(signed(part))).collect()
    }

    /// The amount times `num / den`, rounded. `None` when `den` is zero or the result does not fit.
    pub fn times_ratio(self, num: i64, den: i64, rounding: Rounding) -> Option<Money> {
        rounding.apply_ratio(i128::from(self.0) * i128::from(num), i128::from(den)).map(Money)
    }

    /// The amount times basis points (1 bp = 0.01 %), rounded.
    pub fn times_bp(self, bp: u32, rounding: Rounding) -> Option<Money> {
        self.times_ratio(i64::from(bp), 10_000, rounding)
    }

    /// The amount rounded.
    pub fn rounded(self, rounding: Rounding) -> Option<Money> {
        self.times_ratio(1, 1, rounding)
    }

    /// Exact 万元 with six decimals.
    pub fn wan(self) -> Decimal {
        Decimal::new(self.0, 6)
    }

    /// 大写: 壹佰元整, 壹仟零伍元伍角, 负伍分; as written on vouchers.
    pub fn capital(self) -> String {
        crate::domain::capital::of_fen(self.0)
    }
}

/// Without 人民币, ￥, 元, 元整 around the number.
fn unadorned(text: &str) -> &str {
    let mut body = text.trim_matches(' ');
    for prefix in ["人民币", "RMB", "CNY", "￥", "¥"] {
        body = body.strip_prefix(prefix).unwrap_or(body).trim_matches(' ');
    }
    for suffix in ["整", "元", "圆"] {
        body = body.strip_suffix(suffix).unwrap_or(body).trim_matches(' ');
    }
    body
}

/// Fen of digits with commas and one point.
fn read_fen(body: &str) -> Result<i64, MoneyFault> {
    let (yuan, cents) = match body.split_once('.') {
        Some((yuan, cents)) => (yuan, Some(cents)),
        None => (body, None),
    };
    let bare: String = body.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    if !grouped(yuan) || cents.is_some_and(|c| c.contains([',', ' '])) {
        return Err(MoneyFault::Grouping(bare));
    }
    let cents = cents.unwrap_or("0");
    if cents.is_empty() || cents.contains('.') || yuan.is_empty() {
        return Err(MoneyFault::Form);
    }
    if cents.len() > 2 {
        return Err(MoneyFault::Decimals(cents.len()));
    }
    let digits: String = yuan.chars().filter(char::is_ascii_digit).collect();
    let yuan: i64 = digits.parse().map_err(|_| MoneyFault::TooLarge)?;
    let tens: i64 = format!("{cents:0<2}").parse().map_err(|_| MoneyFault::Form)?;
    let fen = yuan.checked_mul(100).and_then(|fen| fen.checked_add(tens)).ok_or(MoneyFault::TooLarge)?;
    if fen > MOST_FEN { Err(MoneyFault::TooLarge) } else { Ok(fen) }
}

/// Are commas absent, or every three digits from the right?
fn grouped(yuan: &str) -> bool {
    if yuan.contains(' ') {
        return false;
    }
    let mut groups = yuan.split(',');
    let first = groups.next().unwrap_or("");
    let mut rest = groups.peekable();
    if rest.peek().is_none() {
        return true;
    }
    (1..=3).contains(&first.len()) && rest.all(|group| group.len() == 3)
}

impl fmt::Display for Money {
    /// `1,234.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = (self.0.unsigned_abs() / 100).to_string();
        let mut text = String::from(if self.0 < 0 { "-" } else { "" });
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text.push_str(&format!(".{:02}", self.0.unsigned_abs() % 100));
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings() {
        for (text, fen) in [
            ("1,234.50", 123_450),
            ("1234.5", 123_450),
            ("１，２３４．５０", 123_450),
            ("￥600", 60_000),
            ("¥ 600.00", 60_000),
            ("600元", 60_000),
            ("600 元整", 60_000),
            ("人民币600圆", 60_000),
            ("-1,234.50", -123_450),
            ("￥-5", -500),
            ("0", 0),
            ("0.05", 5),
            ("10,000,000,000.00", MOST_FEN),
        ] {
            assert_eq!(Money::parse(text), Ok(Money::fen(fen)), "{text}");
        }
    }

    #[test]
    fn faults_say_what_is_wrong() {
        for (text, want) in [
            ("", "金额未填"),
            ("1.234", "最多两位小数(到分), 现有3位"),
            ("1,2 34.5", "逗号或空格位置不对, 请写成 1234.5"),
            ("12,34", "位置不对"),
            ("1234,567", "位置不对"),
            (",123", "位置不对"),
            ("1.5,0", "位置不对"),
            ("1.2万", "请按元填写, 不要用“万”"),
            ("3万元", "不要用“万”"),
            ("10,000,000,000.01", "金额过大"),
            ("99999999999999999999", "金额过大"),
            ("1e5", "金额中有“e”"),
            ("1\u{200B}0", "金额中有<U+200B>"),
            ("--5", "金额中有“-”"),
            ("1.2.3", "金额写法不对"),
            ("5.", "金额写法不对"),
            (".5", "金额写法不对"),
            ("元", "金额写法不对"),
        ] {
            let fault = Money::parse(text).unwrap_err().to_string();
            assert!(fault.contains(want), "{text}: {fault}");
        }
    }

    #[test]
    fn printing() {
        assert_eq!(Money::fen(123_450).to_string(), "1,234.50");
        assert_eq!(Money::fen(-5).to_string(), "-0.05");
        assert_eq!(Money::fen(100_000_000).to_string(), "1,000,000.00");
        assert_eq!(Money::fen(123_450).plain(), "1234.50");
        assert_eq!(format!("{:>10}|", Money::fen(500)), "      5.00|");
        assert_eq!(Money::fen(34_770_000).wan().to_string(), "34.770000");
        assert_eq!(Money::fen(i64::MIN).plain(), "-92233720368547758.08");
    }

    #[test]
    fn parts_take_the_fen_left_over_by_the_largest_remainder() {
        let shares = |fen: i64, weights: &[u64]| -> Vec<i64> {
            Money::fen(fen).allocate(weights).into_iter().map(Money::as_fen).collect()
        };
        assert_eq!(shares(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(shares(-100, &[1, 1, 1]), [-34, -33, -33]);
        assert_eq!(shares(100, &[0, 0]), [50, 50]);
        assert_eq!(shares(10, &[1, 6, 6]), [1, 5, 4]);
        assert_eq!(shares(100, &[]), Vec::<i64>::new());
        assert_eq!(shares(7, &[0, 3, 0]), [0, 7, 0]);
    }

    #[test]
    fn sums_do_not_overflow_silently() {
        assert_eq!(Money::sum([Money::fen(i64::MAX), Money::fen(1)]), None);
        assert_eq!(Money::sum([Money::fen(3), Money::fen(-5)]), Some(Money::fen(-2)));
        assert_eq!(Money::fen(i64::MIN).checked_neg(), None);
        assert_eq!(Money::fen(i64::MAX).times_ratio(2, 1, Rounding::Fen), None);
        assert_eq!(Money::fen(1).times_ratio(1, 0, Rounding::Fen), None);
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(fen in -MOST_FEN..=MOST_FEN) {
            let money = Money::fen(fen);
            prop_assert_eq!(Money::parse(&money.to_string()), Ok(money));
            prop_assert_eq!(Money::parse(&money.plain()), Ok(money));
        }

        #[test]
        fn parts_sum_to_the_whole(fen in any::<i64>(), weights in prop::collection::vec(any::<u64>(), 1..12)) {
            let money = Money::fen(fen);
            let parts = money.allocate(&weights);
            prop_assert_eq!(parts.len(), weights.len());
            prop_assert_eq!(parts.iter().map(|p| i128::from(p.as_fen())).sum::<i128>(), i128::from(fen));
            let whole: u128 = weights.iter().map(|w| u128::from(*w)).sum();
            for (part, weight) in parts.iter().zip(&weights).filter(|_| whole > 0) {
                let fair = u128::from(fen.unsigned_abs()) * u128::from(*weight) / whole;
                prop_assert!(u128::from(part.as_fen().unsigned_abs()).abs_diff(fair) <= 1);
            }
        }

        #[test]
        fn no_text_breaks_it(text in ".{0,16}") {
            let _ = Money::parse(&text);
        }
    }
}
