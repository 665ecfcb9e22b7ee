//! 大写金额, as the rules for filling in bank vouchers want it.
//!
//! Must not know anything but a number of fen.

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

/// An amount in capital characters: 壹佰元整, 壹仟零伍元伍角, 伍角, 叁元零伍分, 零元整; 负 before a negative one.
/// 整 stands after 元 only.
pub fn of_fen(fen: i64) -> String {
    let magnitude = fen.unsigned_abs();
    let (yuan, jiao, rest) = (magnitude / 100, magnitude / 10 % 10, magnitude % 10);
    let mut text = String::from(if fen < 0 { "负" } else { "" });
    if yuan > 0 || magnitude == 0 {
        text.push_str(&whole(yuan));
        text.push('元');
    }
    if jiao == 0 && rest == 0 {
        text.push('整');
        return text;
    }
    if jiao > 0 {
        text.push_str(digit(jiao));
        text.push('角');
    } else if yuan > 0 {
        text.push('零');
    }
    if rest > 0 {
        text.push_str(digit(rest));
        text.push('分');
    }
    text
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or("")
}

/// A whole number: 亿 and 万 split it, and 零 stands for skipped places.
fn whole(number: u64) -> String {
    for (unit, sign) in [(100_000_000, "亿"), (10_000, "万"), (1_000, "仟"), (100, "佰"), (10, "拾")] {
        if number < unit {
            continue;
        }
        let (high, low) = (number / unit, number % unit);
        let gap = if low > 0 && low < unit / 10 { "零" } else { "" };
        let tail = if low > 0 { whole(low) } else { String::new() };
        return format!("{}{sign}{gap}{tail}", whole(high));
    }
    digit(number).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn as_vouchers_want_it() {
        for (fen, want) in [
            (0, "零元整"),
            (10_000, "壹佰元整"),
            (1_000, "壹拾元整"),
            (5, "伍分"),
            (50, "伍角"),
            (55, "伍角伍分"),
            (105, "壹元零伍分"),
            (150, "壹元伍角"),
            (-10_000, "负壹佰元整"),
            (140_950, "壹仟肆佰零玖元伍角"),
            (600_714, "陆仟零柒元壹角肆分"),
            (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
            (32_504, "叁佰贰拾伍元零肆分"),
            (10_700_053, "壹拾万柒仟元伍角叁分"),
            (10_000_100, "壹拾万零壹元整"),
            (200_305_900, "贰佰万叁仟零伍拾玖元整"),
            (1_000_000_000_000, "壹佰亿元整"),
            (10_000_000_100, "壹亿零壹元整"),
            (1_000_100_000_000, "壹佰亿零壹佰万元整"),
        ] {
            assert_eq!(of_fen(fen), want, "{fen}");
        }
    }

    /// Reads capitals back by adding up digits and units, a way of its own.
    fn read(text: &str) -> Option<i128> {
        let (sign, text) = text.strip_prefix('负').map_or((1, text), |rest| (-1, rest));
        let (mut total, mut myriad, mut section, mut digit) = (0i128, 0i128, 0i128, 0i128);
        let mut fen = 0;
        for c in text.chars() {
            if let Some(at) = DIGITS.iter().position(|d| d.starts_with(c)) {
                digit = at as i128;
                continue;
            }
            match c {
                '拾' => section += digit * 10,
                '佰' => section += digit * 100,
                '仟' => section += digit * 1000,
                '万' => myriad += (section + digit) * 10_000,
                '亿' => total = (total + myriad + section + digit) * 100_000_000,
                '元' => total += myriad + section + digit,
                '角' => fen += digit * 10,
                '分' => fen += digit,
                '整' => {}
                _ => return None,
            }
            if matches!(c, '万' | '亿' | '元') {
                section = 0;
            }
            if matches!(c, '亿' | '元') {
                myriad = 0;
            }
            digit = 0;
        }
        Some(sign * (total * 100 + fen))
    }

    proptest! {
        #[test]
        fn every_amount_reads_back(fen in any::<i64>(), shift in 0u32..60) {
            let fen = fen >> shift;
            prop_assert_eq!(read(&of_fen(fen)), Some(i128::from(fen)));
            prop_assert!(!of_fen(fen).contains("零零"));
        }
    }
}
