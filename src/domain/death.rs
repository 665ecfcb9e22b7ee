//! 死亡当月 and what follows for money (services 4.1, 7 X01): the last month that is due to somebody who has died, and what was paid for
//! later ones.

use crate::domain::money::Money;
use crate::domain::month::Month;
use chrono::NaiveDate;

/// 死亡当月 [L benefit.death_rule].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeathRule {
    /// It is paid.
    DeathMonthPaid,
    /// It is not.
    StopInDeathMonth,
}

impl DeathRule {
    /// Its values in the parameter.
    pub const CODES: &'static [(&'static str, &'static str)] =
        &[("death_month_paid", "死亡当月照发"), ("stop_in_death_month", "死亡当月停发")];

    /// Rule of a code.
    pub fn from_code(code: &str) -> Option<DeathRule> {
        [DeathRule::DeathMonthPaid, DeathRule::StopInDeathMonth]
            .into_iter()
            .zip(DeathRule::CODES)
            .find(|(_, (known, _))| *known == code)
            .map(|(rule, _)| rule)
    }
}

/// The last month that is paid for somebody who died on a day.
pub fn last_pay_month(rule: DeathRule, died: NaiveDate) -> Month {
    match rule {
        DeathRule::DeathMonthPaid => Month::of(died),
        DeathRule::StopInDeathMonth => Month::of(died).prev(),
    }
}

/// 应追回: what was paid for the months after the last one that was due.
pub fn overpaid(paid: impl IntoIterator<Item = (Month, Money)>, last: Month) -> Money {
    Money::sum(paid.into_iter().filter(|(month, _)| *month > last).map(|(_, money)| money)).unwrap_or_default()
}
