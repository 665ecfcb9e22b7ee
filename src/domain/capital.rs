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
