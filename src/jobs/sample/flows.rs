//! How many households of which size begin the year on the roster, leave, and come: the sizes of the demonstration office.
//! They carry 3,181 urban households with 5,033 persons in December 2020 to 2,716 with 4,063 in November 2021, and 313 rural
//! ones with 572 to 316 with 556 (decisions, Figures). Counts of things to make, not totals to store.
//!
//! Must not know people, amounts or the file.

use crate::domain::assistance::dibao::Kind;

/// Households by covered persons: one, two … five.
pub(crate) type Sizes = [usize; 5];

/// The sizes of one kind of 低保.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flow {
    /// Which kind.
    pub kind: Kind,
    /// On the roster of 2020-12.
    pub opening: Sizes,
    /// Of these, gone from a month of January to November 2021.
    pub leaving: Sizes,
    /// Of these, gone from December.
    pub leaving_late: Sizes,
    /// New from a month of January to November.
    pub coming: Sizes,
    /// Of the new ones, moved in from another district (迁入).
    pub moved_in: usize,
    /// New from December.
    pub coming_late: Sizes,
    /// 减员 January to November.
    pub shrinking: usize,
    /// 减员 in December.
    pub shrinking_late: usize,
    /// 增员 January to November, by births.
    pub growing: usize,
    /// 减发 and 增发 after a review.
    pub reviewed: usize,
    /// 类别调整.
    pub reclassed: usize,
    /// 暂停, later 恢复.
    pub suspended: usize,
    /// 暂停 over November.
    pub suspended_late: usize,
    /// 渐退.
    pub grace: usize,
    /// 涉军暂作保留.
    pub retained: usize,
    /// How many of the leaving go from each month of January to November.
    pub leaving_by_month: [usize; 11],
    /// What a household has a head and month, in yuan, before it is brought near the office's average.
    pub income: (i64, i64),
}

/// 城市低保.
pub(crate) const URBAN: Flow = Flow {
    kind: Kind::Urban,
    opening: [2042, 668, 270, 160, 41],
    leaving: [268, 152, 70, 46, 16],
    leaving_late: [14, 8, 4, 2, 0],
    coming: [74, 10, 3, 0, 0],
    moved_in: 3,
    coming_late: [5, 2, 0, 0, 0],
    shrinking: 35,
    shrinking_late: 3,
    growing: 8,
    reviewed: 170,
    reclassed: 26,
    suspended: 14,
    suspended_late: 0,
    grace: 6,
    retained: 6,
    leaving_by_month: [18, 12, 30, 40, 48, 54, 70, 76, 78, 68, 58],
    income: (0, 420),
};

/// 农村低保.
pub(crate) const RURAL: Flow = Flow {
    kind: Kind::Rural,
    opening: [158, 87, 40, 20, 8],
    leaving: [6, 6, 4, 3, 1],
    leaving_late: [1, 0, 0, 0, 0],
    coming: [14, 7, 2, 0, 0],
    moved_in: 0,
    coming_late: [1, 1, 0, 0, 0],
    shrinking: 9,
    shrinking_late: 0,
    growing: 6,
    reviewed: 18,
    reclassed: 4,
    suspended: 1,
    suspended_late: 1,
    grace: 1,
    retained: 0,
    leaving_by_month: [1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2],
    income: (0, 430),
};

#[cfg(test)]
mod tests {
    use super::*;

    fn persons(sizes: &Sizes) -> usize {
        sizes.iter().enumerate().map(|(at, n)| (at + 1) * n).sum()
    }

    #[test]
    fn the_sizes_give_the_roster_of_the_year() {
        for (flow, households, people, added, removed) in [
            (URBAN, (3181, 2716), (5033, 4063), (87, 111), (552, 1081)),
            (RURAL, (313, 316), (572, 556), (23, 40), (20, 56)),
        ] {
            let (come, gone) = (flow.coming.iter().sum::<usize>(), flow.leaving.iter().sum::<usize>());
            assert_eq!((come, gone), (added.0, removed.0));
            assert_eq!(flow.leaving_by_month.iter().sum::<usize>(), gone);
            assert_eq!(persons(&flow.coming) + flow.growing, added.1);
            assert_eq!(persons(&flow.leaving) + flow.shrinking, removed.1);
            assert_eq!(flow.opening.iter().sum::<usize>(), households.0);
            assert_eq!(households.0 + come - gone, households.1);
            assert_eq!(persons(&flow.opening), people.0);
            assert_eq!(people.0 + added.1 - removed.1, people.1);
        }
    }
}
