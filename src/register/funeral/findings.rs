//! What a check of the market says of what it found (services 4.5, 4.7): the words that checks, goods and notices share.

use crate::register::Values;

/// 检查结果 无问题.
pub const NOTHING: &str = "1";
/// 检查结果 收缴.
pub const SEIZED: &str = "2";
/// 已告知再犯: nobody was told before.
pub const FIRST: &str = "0";
/// 已告知再犯.
pub const AGAIN: &str = "1";

/// Whether a check found something.
pub fn found(check: &Values) -> bool {
    check.text("result") != NOTHING
}
