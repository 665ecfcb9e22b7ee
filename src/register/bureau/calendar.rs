//! 工作日历: only the days that differ from Monday to Friday (assistance 1.6). Knows no other register.

use crate::domain::slip::Slip;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::{Datelike, NaiveDate, Weekday};

/// 工作日历.
pub static CALENDAR: Register = Register {
    fields: &[
        Field::new("date", "日期", Kind::Date).must().hint("只登记与周一至周五不同的日子"),
        Field::new("is_workday", "上班", Kind::Flag).must().hint("1 调休上班, 0 放假"),
        Field::new("basis", "依据文号", Kind::Text(60)).hint("国办放假通知的文号"),
    ],
    list: &[
        ListColumn::new("date", "日期", 10),
        ListColumn::new("is_workday", "上班", 4),
        ListColumn::new("basis", "依据", 30),
    ],
    natural_key: &["date"],
    order: &["date"],
    ..Register::new("calendar", "工作日历", "天")
};

/// A day that is not what its weekday says.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarDay {
    /// 日期.
    pub date: NaiveDate,
    /// Whether it is worked.
    pub is_workday: bool,
}

impl Record for CalendarDay {
    const REGISTER: &'static Register = &CALENDAR;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(CalendarDay { date: values.need_date("date")?, is_workday: values.need_int("is_workday")? == 1 })
    }

    fn check(&self, _facts: &Facts) -> Vec<Slip> {
        let weekend = matches!(self.date.weekday(), Weekday::Sat | Weekday::Sun);
        if weekend == self.is_workday {
            return Vec::new();
        }
        let text = if weekend {
            "这天本来就是周末, 放假不必登记"
        } else {
            "这天本来就上班, 不必登记"
        };
        vec![Slip::warning("W-CL01", text).at("is_workday")]
    }
}
