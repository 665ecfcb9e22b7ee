//! 收养: who may adopt whom, and by when it is decided (services 3.9; 民法典 1098 to 1104, 中国公民收养子女登记办法, 民发〔2020〕144号). Must not
//! know registers.

use chrono::{Days, NaiveDate};

/// Who adopts is at least so old (民法典 1098).
pub const ADOPTER_AGE: u16 = 30;
/// Somebody without a spouse who adopts a child of the other sex is so many years older (民法典 1102).
pub const YEARS_APART: u16 = 40;
/// From this age on a child has to consent (民法典 1104).
pub const CONSENTS: u16 = 8;
/// 融合期, days (民发〔2020〕144号).
pub const FUSION: i64 = 30;
/// 公告 for parents who cannot be found, days.
pub const NOTICE: u64 = 60;
/// From the application to the decision, days; the notice does not count.
pub const DECIDED: u64 = 30;

/// What kind of adoption it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 机构抚养的弃婴: parents whom nobody finds.
    HousedFoundling,
    /// 机构抚养的孤儿.
    HousedOrphan,
    /// 非机构抚养的弃婴.
    Foundling,
    /// 社会散居孤儿.
    Orphan,
    /// 生父母有特殊困难无力抚养.
    Unable,
    /// 三代以内旁系同辈血亲的子女.
    Kin,
    /// 继子女.
    Stepchild,
}

impl Kind {
    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Some(match code {
            "1" => Kind::HousedFoundling,
            "2" => Kind::HousedOrphan,
            "3" => Kind::Foundling,
            "4" => Kind::Orphan,
            "5" => Kind::Unable,
            "6" => Kind::Kin,
            "7" => Kind::Stepchild,
            _ => return None,
        })
    }
    /// Whether nobody finds the parents, so that a notice is posted (民法典 1105).
    pub const fn is_of_unknown_parents(self) -> bool {
        matches!(self, Kind::HousedFoundling | Kind::Foundling)
    }
    /// Whether the child is an orphan.
    pub const fn is_orphan(self) -> bool {
        matches!(self, Kind::HousedOrphan | Kind::Orphan)
    }
    /// Whether an institution brings the child up.
    pub const fn is_housed(self) -> bool {
        matches!(self, Kind::HousedFoundling | Kind::HousedOrphan)
    }
    /// Whether the adopters are put to the tests of 民法典 1098: not who marries a parent (1103). They are assessed then, too.
    pub const fn is_tested(self) -> bool {
        !matches!(self, Kind::Stepchild)
    }
    /// Whether it matters how many children the adopters have (民法典 1098, 1100, 1103): not with orphans, disabled minors, and those whose
    /// parents nobody finds and whom an institution brings up.
    pub const fn counts_children(self, disabled: bool) -> bool {
        self.is_tested() && !self.is_orphan() && !disabled && !matches!(self, Kind::HousedFoundling)
    }
    /// Whether [`YEARS_APART`] holds (民法典 1099, 1103).
    pub const fn wants_years_apart(self) -> bool {
        !matches!(self, Kind::Kin | Kind::Stepchild)
    }
}

/// Whether somebody with so many children may adopt one more: with none two, with one one, so with more none (民法典 1098, 1100).
pub const fn may_have_one_more(children: i64) -> bool {
    children <= 1
}

/// Whether a notice was up long enough.
pub fn was_noticed(from: NaiveDate, to: NaiveDate) -> bool {
    to >= from + Days::new(NOTICE)
}

/// The last day for the decision: the days of a notice after the application do not count.
pub fn decided_by(applied: NaiveDate, notice: Option<(NaiveDate, NaiveDate)>) -> NaiveDate {
    let days = notice.map_or(0, |(from, to)| (to - from.max(applied)).num_days());
    applied + Days::new(DECIDED + u64::try_from(days).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_tests_hold_for_which_kind() {
        let all = ["1", "2", "3", "4", "5", "6", "7"].map(|code| Kind::from_code(code).unwrap());
        assert_eq!(Kind::from_code("8"), None);
        assert_eq!(all.map(Kind::is_of_unknown_parents), [true, false, true, false, false, false, false]);
        assert_eq!(all.map(Kind::is_tested), [true, true, true, true, true, true, false]);
        assert_eq!(all.map(|kind| kind.counts_children(false)), [false, false, true, false, true, true, false]);
        assert_eq!(all.map(|kind| kind.counts_children(true)), [false; 7]);
        assert_eq!(all.map(Kind::wants_years_apart), [true, true, true, true, true, false, false]);
        assert_eq!([0, 1, 2].map(may_have_one_more), [true, true, false]);
    }

    #[test]
    fn limits() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (from, to, enough) in [("2021-03-01", "2021-04-29", false), ("2021-03-01", "2021-04-30", true)] {
            assert_eq!(was_noticed(day(from), day(to)), enough, "{to}");
        }
        for (notice, last) in [
            (None, "2021-06-09"),
            (Some(("2021-05-20", "2021-07-19")), "2021-08-08"),
            // What was up before the application has passed.
            (Some(("2021-03-01", "2021-04-30")), "2021-06-09"),
            (Some(("2021-05-01", "2021-06-30")), "2021-07-30"),
        ] {
            let notice = notice.map(|(from, to)| (day(from), day(to)));
            assert_eq!(decided_by(day("2021-05-10"), notice), day(last), "{notice:?}");
        }
    }
}
