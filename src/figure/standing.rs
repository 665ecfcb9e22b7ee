//! How a month stands to the business date and to the office's records: whether its numbers are those of a whole month that was
//! recorded. Whatever prints or shows a month asks here. Pure.

use crate::domain::month::Month;
use chrono::NaiveDate;

/// How a month stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is over and was recorded.
    Whole,
    /// It is not over on that day.
    Running(NaiveDate),
    /// It has not begun on that day.
    Ahead(NaiveDate),
    /// The office's records begin later, with that month.
    Before(Month),
}

impl Standing {
    /// Of a month on a day, in an office whose records begin with a month.
    pub fn of(month: Month, day: NaiveDate, begin: Month) -> Standing {
        match month {
            m if m > Month::of(day) => Standing::Ahead(day),
            m if m < begin => Standing::Before(begin),
            m if day < m.last_day() => Standing::Running(day),
            _ => Standing::Whole,
        }
    }
    /// What is put behind a title, and the same in a sentence; nothing for a whole month.
    pub fn mark(self) -> Option<(String, String)> {
        Some(match self {
            Standing::Whole => return None,
            Standing::Running(day) => {
                (format!("(截至{day})"), format!("本月还没有结束, 数字为截至 {day} 已登记的, 到月末还会变动。"))
            }
            Standing::Ahead(day) => {
                ("(预计)".to_owned(), format!("这个月还没有到, 数字为按 {day} 已登记的情况预计的, 不能上报。"))
            }
            Standing::Before(begin) => {
                ("(记录不全)".to_owned(), format!("本库的记录从 {} 开始, 以前月份只有接转的, 不全。", begin.zh()))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_ahead_running_whole_or_before_the_records() {
        let day = |t: &str| t.parse::<NaiveDate>().unwrap();
        let month = |t: &str| Month::parse(t).unwrap();
        let begin = month("2020-12");
        for (of, on, mark) in [
            ("2021-11", "2021-12-15", None),
            ("2021-12", "2021-12-31", None),
            ("2021-12", "2021-12-15", Some("(截至2021-12-15)")),
            ("2022-01", "2021-12-31", Some("(预计)")),
            ("2020-11", "2021-12-31", Some("(记录不全)")),
            ("2020-12", "2021-12-31", None),
        ] {
            let found = Standing::of(month(of), day(on), begin).mark();
            assert_eq!(found.as_ref().map(|(short, _)| short.as_str()), mark, "{of} {on}");
            assert!(found.is_none_or(|(_, full)| full.chars().count() > 10));
        }
    }
}
