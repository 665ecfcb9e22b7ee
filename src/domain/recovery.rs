//! 追缴: what the bank paid month by month, how much of it was not due, and how it comes back (assistance 7.6).
//!
//! Must not know who asks, nor how a month that was due is computed.
use crate::domain::money::{Money, Rounding};
use crate::domain::month::Month;
use crate::domain::payment::LineType;
use std::collections::BTreeMap;

/// How far a line has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The bank has paid it.
    Paid,
    /// The bank has it and has not answered.
    Sent,
    /// Its batch is not sent yet.
    Drafted,
    /// The bank refused it, and it was not sent again.
    Refused,
}

/// A line of a batch for a case; one that was sent again is of the type of the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The months it is for.
    pub range: (Month, Month),
    /// 行类型.
    pub line_type: LineType,
    /// 金额.
    pub amount: Money,
    /// How far it has come.
    pub standing: Standing,
    /// 批次号.
    pub batch_no: String,
}

impl Line {
    /// The months it is for.
    fn months(&self) -> impl Iterator<Item = Month> {
        let (first, last) = self.range;
        (first.index()..=last.index()).filter_map(Month::from_index)
    }
}

/// What the bank paid for each month by the lines that count. A line for several months is spread over them by what each still lacked
/// of what it was `entitled` to then, evenly where none lacked anything.
pub fn by_month(
    lines: &[Line],
    counts: impl Fn(LineType) -> bool,
    entitled: impl Fn(Month) -> Money,
) -> BTreeMap<Month, Money> {
    let mut paid: BTreeMap<Month, Money> = BTreeMap::new();
    let counted = lines.iter().filter(|line| line.standing == Standing::Paid && counts(line.line_type));
    let (single, ranges): (Vec<&Line>, Vec<&Line>) = counted.partition(|line| line.range.0 == line.range.1);
    for line in single.into_iter().chain(ranges) {
        let lacks = |month: Month| {
            let lacked = entitled(month).checked_sub(paid.get(&month).copied().unwrap_or_default());
            lacked.and_then(|lacked| u64::try_from(lacked.as_fen()).ok()).unwrap_or(0)
        };
        let weights: Vec<u64> = line.months().map(lacks).collect();
        for (month, part) in line.months().zip(line.amount.allocate(&weights)) {
            let sum = paid.entry(month).or_default();
            *sum = sum.checked_add(part).unwrap_or(*sum);
        }
    }
    paid
}

/// Whether what was paid for a month can be told to the fen: by no line for several months.
pub fn is_exact(lines: &[Line], month: Month) -> bool {
    let ranges = lines.iter().filter(|line| line.standing == Standing::Paid && line.range.0 < line.range.1);
    !ranges.into_iter().any(|line| line.range.0 <= month && month <= line.range.1)
}

/// A month of which too much was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    /// 月份.
    pub month: Month,
    /// 已发.
    pub paid: Money,
    /// 应发.
    pub due: Money,
}

impl Over {
    /// 多发.
    pub fn over(&self) -> Money {
        self.paid.checked_sub(self.due).unwrap_or_default()
    }
}

/// The months from one on of which more was paid than was due. A month that the bank has not paid is none of them: what was due then
/// is owed, and makes up for nothing.
pub fn overpaid(paid: &BTreeMap<Month, Money>, from: Month, due: impl Fn(Month) -> Money) -> Vec<Over> {
    let months = paid.range(from..).map(|(month, paid)| Over { month: *month, paid: *paid, due: due(*month) });
    months.filter(|month| month.over() > Money::ZERO).collect()
}

/// What a recovery comes to so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// 多发.
    pub over: Money,
    /// 已追回.
    pub returned: Money,
}

impl Account {
    /// 余额.
    pub fn balance(self) -> Money {
        self.over.checked_sub(self.returned).unwrap_or_default()
    }
}

/// What may be deducted a month at most from what a case pays, and in how many months a balance is deducted so. None where nothing
/// is.
pub fn offset_months(balance: Money, monthly: Money, percent: i64) -> Option<(Money, i64)> {
    let most = monthly.times_ratio(percent, 100, Rounding::Fen).filter(|most| *most > Money::ZERO)?;
    let (whole, rest) = (balance.as_fen() / most.as_fen(), balance.as_fen() % most.as_fen());
    Some((most, whole + i64::from(rest > 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    fn line(code: &str, (from, to): (&str, &str), amount: &str, standing: Standing) -> Line {
        Line {
            range: (month(from), month(to)),
            line_type: LineType::from_code(code).unwrap(),
            amount: yuan(amount),
            standing,
            batch_no: String::new(),
        }
    }

    fn paid(lines: &[Line], entitled: impl Fn(Month) -> Money) -> Vec<(String, String)> {
        let by_month = by_month(lines, |kind| kind != LineType::Funeral, entitled);
        by_month.into_iter().map(|(month, paid)| (month.to_string(), paid.plain())).collect()
    }

    #[test]
    fn what_the_bank_paid_by_month() {
        let lines = [
            line("01", ("2021-07", "2021-07"), "70", Standing::Paid),
            line("08", ("2021-07", "2021-07"), "514", Standing::Paid),
            line("01", ("2021-08", "2021-08"), "70", Standing::Refused),
            line("06", ("2021-08", "2021-08"), "70", Standing::Paid),
            line("01", ("2021-09", "2021-09"), "70", Standing::Sent),
            line("01", ("2021-10", "2021-10"), "70", Standing::Drafted),
            line("07", ("2021-07", "2021-07"), "4000", Standing::Paid),
        ];
        let found = paid(&lines, |_| Money::ZERO);
        assert_eq!(found, [("2021-07".to_owned(), "584.00".to_owned()), ("2021-08".to_owned(), "70.00".to_owned())]);
    }

    /// A raise from July that was paid late, with the first month of a case: each month has what it lacked.
    #[test]
    fn arrears_are_spread_over_their_months() {
        let entitled = |of: Month| yuan(if of < month("2021-07") { "70" } else { "80" });
        let lines = [
            line("02", ("2021-05", "2021-08"), "160", Standing::Paid),
            line("01", ("2021-07", "2021-07"), "70", Standing::Paid),
            line("01", ("2021-08", "2021-08"), "70", Standing::Paid),
        ];
        let sums = ["70.00", "70.00", "80.00", "80.00"];
        assert_eq!(paid(&lines, entitled).iter().map(|(_, sum)| sum.as_str()).collect::<Vec<_>>(), sums);
        let even = paid(&[line("02", ("2021-05", "2021-07"), "100", Standing::Paid)], |_| Money::ZERO);
        assert_eq!(even.iter().map(|(_, sum)| sum.as_str()).collect::<Vec<_>>(), ["33.34", "33.33", "33.33"]);
    }

    /// Assistance 7.6 and the third example of 5.5.
    #[test]
    fn what_was_paid_too_much() {
        let normal = |of: &str, amount: &str| line("01", (of, of), amount, Standing::Paid);
        for (amount, due, over) in [("740", "140", "1800.00"), ("70", "0", "210.00"), ("140", "140", "0.00")] {
            let lines = ["2021-06", "2021-07", "2021-08", "2021-09"].map(|of| normal(of, amount));
            let paid = by_month(&lines, |_| true, |_| yuan(amount));
            let found = overpaid(&paid, month("2021-07"), |_| yuan(due));
            assert_eq!(Money::sum(found.iter().map(Over::over)).unwrap().plain(), over);
        }
        let paid = by_month(&[normal("2021-07", "100"), normal("2021-08", "740")], |_| true, |_| Money::ZERO);
        let found = overpaid(&paid, month("2021-07"), |_| yuan("140"));
        assert_eq!(found, [Over { month: month("2021-08"), paid: yuan("740"), due: yuan("140") }]);
    }

    #[test]
    fn what_deducting_comes_to() {
        for (balance, monthly, told) in [
            ("1800", "140", Some(("42.00", 43))),
            ("42", "140", Some(("42.00", 1))),
            ("42.01", "140", Some(("42.00", 2))),
            ("0", "140", Some(("42.00", 0))),
            ("1800", "0", None),
        ] {
            let found = offset_months(yuan(balance), yuan(monthly), 30);
            assert_eq!(found.map(|(most, months)| (most.plain(), months)), told.map(|(m, n)| (m.to_owned(), n)));
        }
    }
}
