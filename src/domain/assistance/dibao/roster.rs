//! 低保: when money starts, and the identity of a month's roster (handbook 2.8).
//!
//! Must not know cases or changes, only their counts.
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use chrono::NaiveDate;

/// 起发年月: the month after the decision (handbook 0.4, fact 3; E-DB-011 otherwise).
pub fn start_month(decided: NaiveDate) -> Month {
    Month::of(decided).next()
}

/// Is the start month the month after the decision? `E-DB-011` when not.
pub fn start_slip(decided: NaiveDate, start: Month) -> Option<Slip> {
    let right = start_month(decided);
    (start != right)
        .then(|| Slip::error("E-DB-011", format!("低保金自确认次月起发, 起发月份应为 {right}")).at("start_month"))
}

/// What is counted when a roster is balanced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 户.
    Households,
    /// 人.
    Persons,
}

impl Unit {
    /// 户 or 人.
    pub const fn label(self) -> &'static str {
        match self {
            Unit::Households => "户",
            Unit::Persons => "人",
        }
    }
}

/// The roster identity of handbook 2.8: opening + added − removed = closing.
///
/// # Errors
/// `E-DB-050` with the four numbers.
pub fn balance(unit: Unit, opening: i64, added: i64, removed: i64, closing: i64) -> Result<(), Slip> {
    let sum = i128::from(opening) + i128::from(added) - i128::from(removed);
    if sum == i128::from(closing) {
        return Ok(());
    }
    let text = format!("{}数关系不平: 期初{opening}+新增{added}-核减{removed}≠期末{closing}", unit.label());
    Err(Slip::error("E-DB-050", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rosters_of_2021_close() {
        assert_eq!(balance(Unit::Households, 3_181, 87, 552, 2_716), Ok(()));
        assert_eq!(balance(Unit::Persons, 5_033, 111, 1_081, 4_063), Ok(()));
        assert_eq!(balance(Unit::Households, 313, 23, 20, 316), Ok(()));
        assert_eq!(balance(Unit::Persons, 572, 40, 56, 556), Ok(()));
        let slip = balance(Unit::Households, 313, 23, 20, 315).unwrap_err();
        assert_eq!(slip.to_string(), "E-DB-050 户数关系不平: 期初313+新增23-核减20≠期末315");
        assert!(balance(Unit::Persons, i64::MAX, 1, 0, i64::MIN).is_err());
    }

    #[test]
    fn money_starts_the_month_after() {
        let decided = crate::domain::date::parse("2021-12-28").unwrap();
        assert_eq!(start_month(decided).to_string(), "2022-01");
        assert_eq!(start_slip(decided, start_month(decided)), None);
        let slip = start_slip(decided, Month::of(decided)).unwrap();
        assert_eq!(slip.text, "低保金自确认次月起发, 起发月份应为 2022-01");
    }
}
