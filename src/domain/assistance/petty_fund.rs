//! 镇街备用金: a ledger whose balance is never below zero, and the line of a month (handbook 4.5).
//!
//! Must not know registers or relief cases.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use chrono::NaiveDate;

/// 收支类型.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 1 拨入.
    Granted,
    /// 2 支出, one relief case.
    Spent,
    /// 3 补充 after the spending was reported.
    Refilled,
    /// 4 退回.
    Returned,
    /// 5 年末收回.
    Reclaimed,
}

impl Kind {
    /// All in the order of their codes.
    pub const ALL: [Kind; 5] = [Kind::Granted, Kind::Spent, Kind::Refilled, Kind::Returned, Kind::Reclaimed];

    /// Code `1` to `5`.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Granted => "1",
            Kind::Spent => "2",
            Kind::Refilled => "3",
            Kind::Returned => "4",
            Kind::Reclaimed => "5",
        }
    }
    /// Kind of a code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.code() == code)
    }
    /// Whether money comes in.
    pub const fn comes_in(self) -> bool {
        matches!(self, Kind::Granted | Kind::Refilled)
    }
}

/// One entry of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub day: NaiveDate,
    /// What.
    pub kind: Kind,
    /// How much, above zero.
    pub amount: Money,
}

/// The entries in the order in which they count: by day, on one day what comes in first.
fn in_order(entries: &[Entry]) -> Vec<Entry> {
    let mut sorted = entries.to_vec();
    sorted.sort_by_key(|e| (e.day, !e.kind.comes_in()));
    sorted
}

fn after(balance: Money, entry: &Entry) -> Option<Money> {
    if entry.kind.comes_in() { balance.checked_add(entry.amount) } else { balance.checked_sub(entry.amount) }
}

/// The balance after all entries. `None` when it leaves what money can hold.
pub fn balance(entries: &[Entry]) -> Option<Money> {
    entries.iter().try_fold(Money::ZERO, after)
}

/// `E-LS-004` when some entry takes more than was there on its day; the balance named is the one before it.
/// `E-LS-015` when more has been refilled than was spent.
pub fn ledger_slip(entries: &[Entry]) -> Option<Slip> {
    let (mut sum, mut spent, mut refilled) = (Money::ZERO, Money::ZERO, Money::ZERO);
    for entry in in_order(entries) {
        let next = after(sum, &entry)?;
        if next < Money::ZERO {
            let text = format!("备用金余额 {sum} 元不足, {} 需支出 {} 元", entry.day, entry.amount);
            return Some(Slip::error("E-LS-004", text).at("amount"));
        }
        match entry.kind {
            Kind::Spent => spent = spent.checked_add(entry.amount)?,
            Kind::Refilled => refilled = refilled.checked_add(entry.amount)?,
            _ => {}
        }
        if refilled > spent {
            let text = format!("{} 核销补充累计 {refilled} 元, 超过已支出 {spent} 元", entry.day);
            return Some(Slip::error("E-LS-015", text).at("amount"));
        }
        sum = next;
    }
    None
}

/// `W-LS-016`: less than a fifth of the quota is left.
pub fn low_slip(balance: Money, quota: Money) -> Option<Slip> {
    let fifth = balance.checked_mul(5)?;
    (fifth < quota).then(|| {
        Slip::warning("W-LS-016", format!("备用金余额 {balance} 元, 低于核定额度 {quota} 元的 20%, 请及时核销补充"))
            .at("quota")
    })
}

/// The line of a month in 临时救助备用金使用月报.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthLine {
    /// 期初余额.
    pub opening: Money,
    /// 本月拨入.
    pub granted: Money,
    /// 本月救助人次 (cases).
    pub cases: u32,
    /// 本月支出.
    pub spent: Money,
    /// 核销补充.
    pub refilled: Money,
    /// 退回 and 收回 of the month.
    pub returned: Money,
    /// 期末余额.
    pub closing: Money,
    /// 累计人次 of the year.
    pub cases_so_far: u32,
    /// 累计支出 of the year.
    pub spent_so_far: Money,
}

/// The line of a month. `None` when a sum leaves what money can hold.
pub fn month_line(entries: &[Entry], month: Month) -> Option<MonthLine> {
    let mut line = MonthLine::default();
    for entry in entries.iter().filter(|e| Month::of(e.day) <= month) {
        if entry.kind == Kind::Spent {
            line.cases_so_far += 1;
            line.spent_so_far = line.spent_so_far.checked_add(entry.amount)?;
        }
        line.closing = after(line.closing, entry)?;
        if Month::of(entry.day) < month {
            line.opening = after(line.opening, entry)?;
            continue;
        }
        let sum = match entry.kind {
            Kind::Granted => &mut line.granted,
            Kind::Spent => &mut line.spent,
            Kind::Refilled => &mut line.refilled,
            Kind::Returned | Kind::Reclaimed => &mut line.returned,
        };
        *sum = sum.checked_add(entry.amount)?;
        line.cases += u32::from(entry.kind == Kind::Spent);
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(day: &str, kind: Kind, yuan: i64) -> Entry {
        Entry { day: day.parse().unwrap(), kind, amount: Money::fen(yuan * 100) }
    }

    #[test]
    fn the_example_of_the_handbook() {
        let mut ledger = vec![entry("2021-01-01", Kind::Granted, 50_000)];
        ledger.extend((0..9).map(|n| entry("2021-01-15", Kind::Spent, if n == 0 { 4_600 } else { 1_000 })));
        assert_eq!(balance(&ledger), Some(Money::fen(3_740_000)));
        ledger.push(entry("2021-02-03", Kind::Refilled, 12_600));
        assert_eq!(balance(&ledger), Some(Money::fen(5_000_000)));
        assert_eq!(ledger_slip(&ledger), None);
        let february = month_line(&ledger, Month::new(2021, 2).unwrap()).unwrap();
        assert_eq!((february.opening, february.closing), (Money::fen(3_740_000), Money::fen(5_000_000)));
        assert_eq!((february.cases, february.cases_so_far, february.spent), (0, 9, Money::ZERO));
        assert_eq!((february.refilled, february.spent_so_far), (Money::fen(1_260_000), Money::fen(1_260_000)));
        let january = month_line(&ledger, Month::new(2021, 1).unwrap()).unwrap();
        assert_eq!((january.opening, january.granted), (Money::ZERO, Money::fen(5_000_000)));
    }

    #[test]
    fn never_below_zero_on_any_day() {
        let ledger = [entry("2021-03-01", Kind::Granted, 1_000), entry("2021-02-01", Kind::Spent, 200)];
        let slip = ledger_slip(&ledger).unwrap();
        assert_eq!(
            (slip.code, slip.text.as_str()),
            ("E-LS-004", "备用金余额 0.00 元不足, 2021-02-01 需支出 200.00 元")
        );
        // On one day the money comes in first, in whatever order it was entered.
        let same_day = [entry("2021-03-01", Kind::Spent, 1_000), entry("2021-03-01", Kind::Granted, 1_000)];
        assert_eq!(ledger_slip(&same_day), None);
        let back = [entry("2021-03-01", Kind::Granted, 100), entry("2021-12-31", Kind::Reclaimed, 101)];
        assert_eq!(ledger_slip(&back).map(|s| s.code), Some("E-LS-004"));
    }

    #[test]
    fn no_more_is_refilled_than_was_spent() {
        let ledger = [
            entry("2021-01-01", Kind::Granted, 100),
            entry("2021-01-02", Kind::Spent, 40),
            entry("2021-02-01", Kind::Refilled, 41),
        ];
        assert_eq!(ledger_slip(&ledger).map(|s| s.code), Some("E-LS-015"));
    }

    #[test]
    fn low_below_a_fifth() {
        let quota = Money::fen(5_000_000);
        assert_eq!(low_slip(Money::fen(1_000_000), quota), None);
        assert_eq!(low_slip(Money::fen(999_999), quota).map(|s| s.code), Some("W-LS-016"));
    }
}
