//! 养老机构: how much care an ability level asks for, and how many carers residents need (services 2.4, 2.5). Pure.

/// How much care a resident needs, as homes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// 自理.
    Able,
    /// 半失能.
    Partial,
    /// 失能.
    Full,
}

impl Care {
    /// All of them, the least first.
    pub const ALL: [Care; 3] = [Care::Able, Care::Partial, Care::Full];

    /// The ability levels (GB/T 42195) that ask for it: 能力完好; 轻度 and 中度失能; 重度 and 完全失能.
    pub const fn levels(self) -> &'static [&'static str] {
        match self {
            Care::Able => &["0"],
            Care::Partial => &["1", "2"],
            Care::Full => &["3", "4"],
        }
    }
    /// What an ability level asks for.
    pub fn of_level(code: &str) -> Option<Care> {
        Care::ALL.into_iter().find(|care| care.levels().contains(&code))
    }
}

/// How many carers these residents need, 自理 first, where one carer looks after so many of each: every group is rounded up. A ratio of
/// nothing asks for nobody.
pub fn carers_needed(residents: [i64; 3], a_carer: [i64; 3]) -> i64 {
    let needed = |(residents, each): (i64, i64)| if each > 0 { (residents + each - 1) / each } else { 0 };
    residents.into_iter().zip(a_carer).map(needed).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carers_by_the_ratios_of_the_handbook() {
        for (residents, needed) in
            [([30, 24, 18], 10), ([0, 0, 0], 0), ([20, 10, 4], 3), ([21, 11, 5], 6), ([1, 0, 0], 1)]
        {
            assert_eq!(carers_needed(residents, [20, 10, 4]), needed, "{residents:?}");
        }
        assert_eq!(carers_needed([30, 24, 18], [0, 10, 4]), 8);
    }

    #[test]
    fn every_level_asks_for_some_care() {
        let care = ["0", "1", "2", "3", "4", "5"].map(Care::of_level);
        assert_eq!(
            care,
            [Some(Care::Able), Some(Care::Partial), Some(Care::Partial), Some(Care::Full), Some(Care::Full), None]
        );
    }
}
