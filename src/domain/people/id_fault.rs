//! Why a text is not an ID number: what is said of it, its code, and the slip beside a field.

use crate::domain::slip::Slip;
use crate::domain::text::quoted;

/// Why a text is not an ID number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdFault {
    /// Nothing was entered.
    #[error("身份证号未填")]
    Empty,
    /// Neither 18 nor 15 characters, nor the number of a passport.
    #[error("身份证号应为18位, 现有{found}位")]
    Length {
        /// Characters found, spaces and hyphens left out.
        found: usize,
    },
    /// A character that is no digit where a digit belongs.
    #[error("身份证号第{place}位{}不是数字{}", quoted(*.found), look_alike(*.found))]
    Digit {
        /// Place from the left, from 1.
        place: usize,
        /// What stands there.
        found: char,
    },
    /// The last character is neither a digit nor X.
    #[error("身份证号第18位{}不对, 应为数字或X", quoted(*.found))]
    Last {
        /// What stands there.
        found: char,
    },
    /// The first two digits belong to no province.
    #[error("身份证号前两位 {} 不是省级代码, 请核对", pair(*.found))]
    Province {
        /// The two digits.
        found: [u8; 2],
    },
    /// Digits 7 to 14 are no date between 1900 and 2100.
    #[error("身份证号中的出生日期 {found:08} 不合法, 请核对第7至14位")]
    Birth {
        /// The eight digits as a number.
        found: u32,
    },
    /// The last character is not what the 17 before it demand.
    #[error("身份证号第18位校验码应为 {right}, 请核对")]
    CheckDigit {
        /// What it should be.
        right: char,
        /// What stands there.
        found: char,
    },
}

fn pair(digits: [u8; 2]) -> String {
    digits.iter().map(|b| char::from(*b)).collect()
}

/// What the eye takes for a digit.
fn look_alike(c: char) -> &'static str {
    match c {
        'O' | 'o' | 'Q' | 'D' | '〇' | '○' | 'О' | 'о' => ", 是否为数字 0",
        'l' | 'I' | 'i' | '|' | '!' | '丨' => ", 是否为数字 1",
        'Z' | 'z' => ", 是否为数字 2",
        'S' | 's' => ", 是否为数字 5",
        'b' | 'G' => ", 是否为数字 6",
        'B' => ", 是否为数字 8",
        'g' | 'q' => ", 是否为数字 9",
        _ => "",
    }
}

impl IdFault {
    /// Stable code: `E-DB-001` for the check digit (assistance 2.11), `E-ID…` otherwise.
    pub const fn code(&self) -> &'static str {
        match self {
            IdFault::CheckDigit { .. } => "E-DB-001",
            IdFault::Empty | IdFault::Length { .. } => "E-ID-018",
            IdFault::Digit { .. } | IdFault::Last { .. } => "E-ID-017",
            IdFault::Province { .. } => "E-ID-002",
            IdFault::Birth { .. } => "E-ID-008",
        }
    }

    /// Is only the check digit wrong, so that a second look may let it through as a recorded exception?
    pub const fn is_check_digit(&self) -> bool {
        matches!(self, IdFault::CheckDigit { .. })
    }

    /// The fault as a slip in a field: a doubt for the check digit, an error otherwise.
    pub fn slip(&self, field: &'static str) -> Slip {
        let text = self.to_string();
        if self.is_check_digit() { Slip::doubt(self.code(), text) } else { Slip::error(self.code(), text) }.at(field)
    }
}
