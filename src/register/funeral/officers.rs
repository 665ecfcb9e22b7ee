//! 执法人员: two of them wherever something is served or looked into (行政处罚法 42; services 4.5, 4.7).

use crate::domain::slip::Slip;
use crate::register::Values;

/// `E-FN32`: the second is another than the first.
pub fn two(row: &Values, first: &str, second: &'static str) -> Option<Slip> {
    let same = row.some_text(first).filter(|name| *name == row.text(second))?;
    let (one, other) = (row.register.label_of(first), row.register.label_of(second));
    let text = format!("{one}和{other}都是 {same}; 须有两名人员, 不能是同一人");
    Some(Slip::error("E-FN32", text).at(second))
}
