//! What no field of a kind holds, though it reads: none of something, more than there can be, a name of signs.

use crate::domain::slip::Slip;

/// 1亿元 in fen: more than any office has to do with in one sum, but for buildings and contracts.
pub const MUCH_FEN: i64 = 10_000_000_000;
/// What may stand in a name between its letters and digits.
const BETWEEN: &str = "()（）[]【】〔〕<>《》〈〉\"“”'‘’「」·・•.．。,，、:：;；-－—–~～/／&＆#＃+＋*＊%％@_";

/// `E-RG02`: a number, as stored, that lies outside of what its field holds.
pub fn outside(n: i64, (least, most): (i64, i64), label: &str, show: impl Fn(i64) -> String) -> Option<Slip> {
    let text = match n {
        n if n < least => format!("{label}应大于 0"),
        n if n > most => format!("{label}过大, 最多 {}, 请核对", show(most)),
        _ => return None,
    };
    Some(Slip::error("E-RG02", text))
}

/// `E-RG04`: a sign that stands in no name.
pub fn odd(name: &str, label: &str) -> Option<Slip> {
    let odd = name.chars().find(|c| !c.is_alphanumeric() && !c.is_whitespace() && !BETWEEN.contains(*c))?;
    Some(Slip::error("E-RG04", format!("{label}里不能有“{odd}”这样的符号")))
}
