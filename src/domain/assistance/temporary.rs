//! 临时救助: who may approve how much, and what must not be granted twice (handbook 4.3, 4.6).
//!
//! Must not know registers or parameters: limits are handed in.
use crate::domain::money::{Money, Rounding};
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use chrono::{Datelike, NaiveDate};

/// 审批层级.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApproveLevel {
    /// T 镇街, from its petty fund (备用金).
    Town,
    /// D 区.
    District,
}

impl ApproveLevel {
    /// Code `T` or `D`.
    pub const fn code(self) -> &'static str {
        match self {
            ApproveLevel::Town => "T",
            ApproveLevel::District => "D",
        }
    }

    /// 镇街 or 区级.
    pub const fn label(self) -> &'static str {
        match self {
            ApproveLevel::Town => "镇街",
            ApproveLevel::District => "区级",
        }
    }

    /// Level of a code.
    pub fn from_code(code: &str) -> Option<ApproveLevel> {
        [ApproveLevel::Town, ApproveLevel::District].into_iter().find(|level| level.code() == code)
    }
}

/// The lowest level that may approve the amount: the town up to and with its limit.
pub fn level_for(amount: Money, town_limit: Money) -> ApproveLevel {
    if amount <= town_limit { ApproveLevel::Town } else { ApproveLevel::District }
}

/// Is the approving level high enough? `E-LS-001` when not.
pub fn level_slip(level: ApproveLevel, amount: Money, town_limit: Money) -> Option<Slip> {
    (level < level_for(amount, town_limit)).then(|| {
        let text = format!("救助金额 {amount} 元超出镇街审批限额 {town_limit} 元, 请报区级");
        Slip::error("E-LS-001", text).at("approve_level")
    })
}

/// Above the limit of one case a joint meeting (一事一议) must have minutes: `E-LS-005` when not.
pub fn meeting_slip(amount: Money, one_case_limit: Money, meeting_no: &str) -> Option<Slip> {
    (amount > one_case_limit && meeting_no.trim().is_empty())
        .then(|| Slip::error("E-LS-005", "一事一议须填写会议纪要号").at("meeting_no"))
}

/// An earlier relief of the same person or household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Day it was approved.
    pub approved: NaiveDate,
    /// 困难原因 code.
    pub cause: String,
    /// 事发日期; two reliefs are for the same event when both have the same day or one has none.
    pub event: Option<NaiveDate>,
    /// Amount approved.
    pub amount: Money,
}

/// Was the same person or household helped for the same cause and event within the window of months
/// before `day`? `E-LS-003`, a doubt: a good reason lets it through (国发〔2014〕47号).
pub fn repeat_slip(
    name: &str,
    cause: &str,
    event: Option<NaiveDate>,
    day: NaiveDate,
    window_months: u16,
    earlier: &[Earlier],
) -> Option<Slip> {
    let from = months_before(day, window_months);
    let same_event = |other: Option<NaiveDate>| event.is_none() || other.is_none() || event == other;
    let mut found =
        earlier.iter().filter(|e| e.approved > from && e.approved <= day && e.cause == cause && same_event(e.event));
    found.next().map(|e| {
        let text = format!("{name} 于 {} 以同一事由获得过救助 {} 元", e.approved, e.amount);
        Slip::doubt("E-LS-003", text).at("cause_code")
    })
}

/// Helped as often in the calendar year of `day` as is allowed? `E-LS-007`, a doubt.
pub fn yearly_slip(name: &str, day: NaiveDate, most_a_year: usize, earlier: &[Earlier]) -> Option<Slip> {
    let times = earlier.iter().filter(|e| e.approved.year() == day.year()).count();
    (times >= most_a_year).then(|| {
        let text = format!("{name} {}年已获得临时救助 {times} 次, 每年不超过 {most_a_year} 次", day.year());
        Slip::doubt("E-LS-007", text)
    })
}

/// Do the phases of one approval stay within it? `E-LS-006` when not.
pub fn phases_slip(approved: Money, phases: &[Money]) -> Option<Slip> {
    let sum = Money::sum(phases.iter().copied());
    if sum.is_some_and(|sum| sum <= approved) {
        return None;
    }
    let shown = sum.map_or_else(|| "过大".to_string(), |sum| sum.to_string());
    Some(Slip::error("E-LS-006", format!("同一审批分阶段发放, 合计 {shown} 元超过批准额 {approved} 元")))
}

/// Is the petty fund large enough? `E-LS-004` when not.
pub fn petty_fund_slip(balance: Money, amount: Money) -> Option<Slip> {
    (amount > balance).then(|| Slip::error("E-LS-004", format!("备用金余额 {balance} 元不足")))
}

/// Is the amount above zero and within the cap? `E-LS-008` when not.
pub fn amount_slip(amount: Money, cap: Option<Money>) -> Option<Slip> {
    if amount <= Money::ZERO {
        return Some(Slip::error("E-LS-008", "救助金额应大于零").at("amount"));
    }
    let cap = cap.filter(|cap| amount > *cap)?;
    Some(Slip::error("E-LS-008", format!("救助金额 {amount} 元超过最高限额 {cap} 元")).at("amount"))
}

/// What the rule suggests: 城市低保 standard × people × months × factor (basis points, 10000 is 1.0), to
/// the fen. `None` when it does not fit.
pub fn suggested(standard: Money, people: u32, months: u32, factor_bp: u32) -> Option<Money> {
    standard.checked_mul(i64::from(people))?.checked_mul(i64::from(months))?.times_bp(factor_bp, Rounding::Fen)
}

/// What the rule suggests for a family whose costs exceed its means (支出型): the self-paid cost above
/// the deductible times a ratio in basis points; nothing when it does not exceed it.
pub fn suggested_for_cost(self_paid: Money, deductible: Money, ratio_bp: u32) -> Option<Money> {
    let above = self_paid.checked_sub(deductible)?;
    if above.is_negative() { Some(Money::ZERO) } else { above.times_bp(ratio_bp, Rounding::Fen) }
}

/// The amount, or the cap when it is lower.
pub fn capped(amount: Money, cap: Money) -> Money {
    amount.min(cap)
}

/// The same day of the month so many months earlier, or the last day of a shorter month.
fn months_before(day: NaiveDate, months: u16) -> NaiveDate {
    let month = Month::of(day).plus(-i32::from(months));
    let last = month.last_day();
    month.first_day().with_day(day.day()).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        crate::domain::date::parse(text).unwrap()
    }

    fn yuan(yuan: i64) -> Money {
        Money::yuan(yuan).unwrap()
    }

    #[test]
    fn amounts_of_the_handbook() {
        assert_eq!(suggested(yuan(600), 2, 3, 10_000), Some(yuan(3_600)));
        assert_eq!(suggested(yuan(600), 1, 1, 3_333), Some(Money::fen(19_998)));
        assert_eq!(suggested(Money::fen(i64::MAX), 2, 1, 10_000), None);
        assert_eq!(suggested_for_cost(yuan(48_000), yuan(20_000), 2_000), Some(yuan(5_600)));
        assert_eq!(suggested_for_cost(yuan(100), yuan(200), 2_000), Some(Money::ZERO));
        assert_eq!(capped(yuan(3_600), yuan(3_000)), yuan(3_000));
    }

    #[test]
    fn who_may_approve() {
        assert_eq!(level_for(yuan(2_000), yuan(2_000)), ApproveLevel::Town);
        assert_eq!(level_for(Money::fen(200_001), yuan(2_000)), ApproveLevel::District);
        let slip = level_slip(ApproveLevel::Town, yuan(3_600), yuan(2_000)).unwrap();
        assert_eq!(slip.to_string(), "E-LS-001 救助金额 3,600.00 元超出镇街审批限额 2,000.00 元, 请报区级");
        assert_eq!(level_slip(ApproveLevel::District, yuan(100), yuan(2_000)), None);
        assert_eq!(meeting_slip(yuan(10_000), yuan(10_000), ""), None);
        assert_eq!(meeting_slip(yuan(10_001), yuan(10_000), " ").map(|s| s.code), Some("E-LS-005"));
        assert_eq!(meeting_slip(yuan(10_001), yuan(10_000), "纪要1号"), None);
        assert_eq!(amount_slip(Money::ZERO, None).map(|s| s.code), Some("E-LS-008"));
        assert_eq!(amount_slip(yuan(2), Some(yuan(1))).map(|s| s.code), Some("E-LS-008"));
        assert_eq!(amount_slip(yuan(1), Some(yuan(1))), None);
    }

    #[test]
    fn the_same_cause_again() {
        let earlier = |approved: &str, cause: &str, event: Option<&str>| Earlier {
            approved: day(approved),
            cause: cause.to_string(),
            event: event.map(day),
            amount: yuan(1_000),
        };
        let slip = |past: Earlier| repeat_slip("张三", "4", Some(day("2021-03-01")), day("2021-11-05"), 12, &[past]);
        let found = slip(earlier("2021-03-02", "4", Some("2021-03-01"))).unwrap();
        assert_eq!(found.to_string(), "E-LS-003 张三 于 2021-03-02 以同一事由获得过救助 1,000.00 元");
        assert_eq!(found.severity, crate::domain::slip::Severity::Doubt);
        assert!(slip(earlier("2020-11-06", "4", None)).is_some());
        assert!(slip(earlier("2020-11-05", "4", None)).is_none());
        assert!(slip(earlier("2021-03-02", "5", None)).is_none());
        assert!(slip(earlier("2021-03-02", "4", Some("2021-02-01"))).is_none());
        assert!(slip(earlier("2021-11-06", "4", None)).is_none());
        let two = [earlier("2021-01-01", "4", None), earlier("2021-02-01", "5", None)];
        assert!(yearly_slip("张三", day("2021-11-05"), 2, &two).is_some());
        assert!(yearly_slip("张三", day("2022-11-05"), 2, &two).is_none());
        assert_eq!(months_before(day("2021-03-31"), 1), day("2021-02-28"));
    }

    #[test]
    fn phases_and_the_petty_fund() {
        assert_eq!(phases_slip(yuan(3), &[yuan(1), yuan(2)]), None);
        assert!(
            phases_slip(yuan(3), &[yuan(2), yuan(2)])
                .is_some_and(|s| s.text.contains("合计 4.00 元超过批准额 3.00 元"))
        );
        assert!(petty_fund_slip(yuan(37_400), yuan(37_401)).is_some());
        assert_eq!(petty_fund_slip(yuan(37_400), yuan(37_400)), None);
    }
}
