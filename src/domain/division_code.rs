//! 区划代码: province 2, city 4, county 6, town 9, village 12 digits (GB/T 2260, GB/T 10114), stored with 12.
//!
//! Must not know names or dates: those are rows of the office.
use crate::domain::people::issued_in::begins_with_province;
use crate::domain::text::{quoted, squeeze};
use std::fmt;

/// A division code of 12 digits. Sorts in the order of the official lists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DivisionCode([u8; 12]);

/// Level of a division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省, 自治区, 直辖市.
    Province,
    /// 市, 州.
    City,
    /// 县, 区, 县级市.
    County,
    /// 街道, 镇, 乡.
    Town,
    /// 社区, 村.
    Village,
}

impl Level {
    /// Level code of the handbook 13.2: 1 province to 5 village.
    pub const fn code(self) -> i64 {
        match self {
            Level::Province => 1,
            Level::City => 2,
            Level::County => 3,
            Level::Town => 4,
            Level::Village => 5,
        }
    }

    /// 省, 市, 区县, 镇街 or 村居.
    pub const fn label(self) -> &'static str {
        match self {
            Level::Province => "省",
            Level::City => "市",
            Level::County => "区县",
            Level::Town => "镇街",
            Level::Village => "村居",
        }
    }

    /// Digits that count at this level: 2, 4, 6, 9 or 12.
    pub const fn digits(self) -> usize {
        match self {
            Level::Province => 2,
            Level::City => 4,
            Level::County => 6,
            Level::Town => 9,
            Level::Village => 12,
        }
    }
}

/// Why a text is not a division code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DivisionFault {
    /// Neither 6, 9 nor 12 digits.
    #[error("区划代码应为6、9或12位, 现有{0}位")]
    Length(usize),
    /// Something that is no digit.
    #[error("区划代码中有{}, 只能有数字", quoted(*.0))]
    Character(char),
    /// The first two digits belong to no province.
    #[error("区划代码前两位 {0} 不是省级代码")]
    Province(String),
    /// A level in the middle is missing, such as a village without a town.
    #[error("区划代码 {0} 缺少上级(中间一级为零)")]
    Gap(String),
}

impl DivisionFault {
    /// Stable code of the slip.
    pub const fn code(&self) -> &'static str {
        "E-DV-001"
    }
}

impl DivisionCode {
    /// Reads 6, 9 or 12 digits in any width; the missing places become zeros.
    ///
    /// # Errors
    /// A [`DivisionFault`] saying what is wrong.
    pub fn parse(text: &str) -> Result<DivisionCode, DivisionFault> {
        let text = squeeze(text);
        if let Some(strange) = text.chars().find(|c| !c.is_ascii_digit()) {
            return Err(DivisionFault::Character(strange));
        }
        if !matches!(text.len(), 6 | 9 | 12) {
            return Err(DivisionFault::Length(text.len()));
        }
        if !begins_with_province(&text) {
            return Err(DivisionFault::Province(text[..2].to_string()));
        }
        let mut code = [b'0'; 12];
        code[..text.len()].copy_from_slice(text.as_bytes());
        let zero = |from: usize, to: usize| code[from..to].iter().all(|b| *b == b'0');
        let village_without_town = zero(6, 9) && !zero(9, 12);
        let town_without_city = zero(2, 4) && !zero(4, 12);
        if village_without_town || town_without_city {
            return Err(DivisionFault::Gap(text.into_owned()));
        }
        Ok(DivisionCode(code))
    }

    /// All 12 digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Its level, read from the zeros at its end.
    pub fn level(&self) -> Level {
        let levels = [Level::Village, Level::Town, Level::County, Level::City];
        let starts = [9, 6, 4, 2];
        let found = levels.into_iter().zip(starts).find(|(level, start)| !self.is_zero(*start, level.digits()));
        found.map_or(Level::Province, |(level, _)| level)
    }

    fn is_zero(&self, from: usize, to: usize) -> bool {
        self.0[from..to].iter().all(|b| *b == b'0')
    }

    /// The division it belongs to; `None` for a province. A town right under a city (no county) has the city.
    pub fn parent(&self) -> Option<DivisionCode> {
        let start = match self.level() {
            Level::Village => 9,
            Level::Town => 6,
            Level::County => 4,
            Level::City => 2,
            Level::Province => return None,
        };
        let mut code = self.0;
        code[start..].fill(b'0');
        Some(DivisionCode(code))
    }

    /// The digits that count: `430406001` for a town. Every division below starts with them.
    pub fn significant(&self) -> &str {
        &self.as_str()[..self.level().digits()]
    }

    /// Is `other` this division or one below it?
    pub fn contains(&self, other: &DivisionCode) -> bool {
        other.as_str().starts_with(self.significant())
    }

    /// The 6-digit county code in front, as ID numbers carry it.
    pub fn county(&self) -> &str {
        &self.as_str()[..6]
    }

    /// The division above it (or itself) at a level; `None` when it lies higher itself.
    pub fn at_level(&self, level: Level) -> Option<DivisionCode> {
        let mut at = *self;
        while at.level() > level {
            at = at.parent()?;
        }
        (at.level() == level).then_some(at)
    }
}

/// The code of the town in which a division of 12 digits lies: its own where it is one, or lies above.
pub fn town_of(code: &str) -> Option<String> {
    code.get(..Level::Town.digits()).map(|town| format!("{town}000"))
}

/// The digits that all codes of a county begin with; nothing of what is shorter.
pub fn county_of(code: &str) -> &str {
    code.get(..Level::County.digits()).unwrap_or_default()
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DivisionCode({})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> DivisionCode {
        DivisionCode::parse(text).unwrap()
    }

    #[test]
    fn short_codes_are_filled() {
        for (text, full, level, significant) in [
            ("430406", "430406000000", Level::County, "430406"),
            ("430406001", "430406001000", Level::Town, "430406001"),
            ("430406001001", "430406001001", Level::Village, "430406001001"),
            ("430406001000", "430406001000", Level::Town, "430406001"),
            ("４３０４００", "430400000000", Level::City, "4304"),
            ("430000", "430000000000", Level::Province, "43"),
            ("430406 400", "430406400000", Level::Town, "430406400"),
        ] {
            let read = code(text);
            assert_eq!((read.as_str(), read.level(), read.significant()), (full, level, significant), "{text}");
        }
    }

    #[test]
    fn the_way_up() {
        let mut at = code("430406100203");
        let mut way = vec![at.significant().to_string()];
        while let Some(parent) = at.parent() {
            at = parent;
            way.push(at.significant().to_string());
        }
        assert_eq!(way, ["430406100203", "430406100", "430406", "4304", "43"]);
        assert_eq!(code("441900003").parent(), Some(code("441900")));
        assert_eq!(code("430406001001").at_level(Level::County), Some(code("430406")));
        assert_eq!(code("430406").at_level(Level::Town), None);
    }

    #[test]
    fn towns_and_counties_of_codes() {
        for (code, town, county) in [
            ("430406001001", Some("430406001000"), "430406"),
            ("430406001000", Some("430406001000"), "430406"),
            ("430406000000", Some("430406000000"), "430406"),
            ("430406", None, "430406"),
            ("", None, ""),
        ] {
            assert_eq!((town_of(code).as_deref(), county_of(code)), (town, county), "{code}");
        }
    }

    #[test]
    fn wrong_codes() {
        for (text, want) in [
            ("", "应为6、9或12位, 现有0位"),
            ("4304", "现有4位"),
            ("4304060010011", "现有13位"),
            ("43040a", "“a”"),
            ("990406", "前两位 99"),
            ("430406000001", "缺少上级"),
            ("430006", "缺少上级"),
        ] {
            let fault = DivisionCode::parse(text).unwrap_err().to_string();
            assert!(fault.contains(want), "{text}: {fault}");
        }
    }

    proptest! {
        #[test]
        fn a_parent_contains_its_child_and_not_the_other_way(city in 0u32..3, county in 0u32..3, town in 0u32..3, village in 0u32..3, other in "(43|11)(00|01)(00|01)(000|001)(000|001)") {
            let text = format!("43{city:02}{county:02}{town:03}{village:03}");
            if let Ok(at) = DivisionCode::parse(&text) {
                prop_assert!(at.contains(&at));
                prop_assert_eq!(DivisionCode::parse(at.as_str()), Ok(at));
                if let Some(parent) = at.parent() {
                    prop_assert!(parent.contains(&at) && !at.contains(&parent));
                    prop_assert!(parent.level() < at.level() && parent < at);
                }
                if let Ok(other) = DivisionCode::parse(&other) {
                    let mut up = Some(other);
                    let mut above = false;
                    while let Some(here) = up {
                        above |= here == at;
                        up = here.parent();
                    }
                    prop_assert_eq!(at.contains(&other), above);
                }
            }
        }
    }
}
