//! 异常查阅: who looked at more than others, or came when nobody works, worst first.

use crate::register::core::rights::Action;
use crate::store::engine::params;
use crate::store::fault::Answer;
use crate::store::{Store, date};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What an operator did of what is worth a look, within some days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OddAccess {
    /// Whose account; none for log-in names that nobody has.
    pub operator: Option<i64>,
    /// 姓名.
    pub full_name: String,
    /// Values that were masked and shown.
    pub reveals: i64,
    /// Records of registers that are restricted.
    pub restricted: i64,
    /// What went out: on paper, as a file, as values.
    pub out: i64,
    /// What was refused.
    pub refused: i64,
    /// Wrong passwords.
    pub failed: i64,
    /// Times that somebody came in before seven, after seven, or on a day on which nobody works.
    pub off_hours: i64,
}

impl OddAccess {
    /// How much there is to look at.
    pub const fn weight(&self) -> i64 {
        self.reveals + self.restricted + self.out + self.refused + self.failed + self.off_hours
    }

    fn count(&mut self, kind: &str) {
        match kind {
            "reveal" => self.reveals += 1,
            "open" => self.restricted += 1,
            "json" | "print" | "export" => self.out += 1,
            "refused" => self.refused += 1,
            "fail" => self.failed += 1,
            _ => {}
        }
    }
}

/// The hours in which people work.
const HOURS: std::ops::Range<&str> = "07:00".."19:00";

impl Store {
    /// Who did what of it from one day to another, by operator, most first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn odd_accesses(&self, (from, to): (NaiveDate, NaiveDate)) -> Answer<Vec<OddAccess>> {
        self.gate_all(Action::Accesses)?;
        let calendar = self.calendar()?;
        let mut get = self.db().prepare_cached(
            "SELECT a.operator, coalesce(o.full_name, ''), a.kind, a.day, substr(a.at, 12, 5) FROM access a
             LEFT JOIN operator o ON o.key = a.operator WHERE a.day >= ?1 AND a.day <= ?2 ORDER BY a.key",
        )?;
        let mut rows = get.query(params![from.to_string(), to.to_string()])?;
        let mut found: BTreeMap<Option<i64>, OddAccess> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (operator, full_name): (Option<i64>, String) = (row.get(0)?, row.get(1)?);
            let (kind, day, time): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
            let odd =
                found.entry(operator).or_insert_with(|| OddAccess { operator, full_name, ..OddAccess::default() });
            odd.count(&kind);
            let works = date(&day).is_some_and(|day| calendar.is_workday(day)) && HOURS.contains(&time.as_str());
            odd.off_hours += i64::from(kind == "login" && !works);
        }
        let mut worst: Vec<OddAccess> = found.into_values().filter(|odd| odd.weight() > 0).collect();
        worst.sort_by_key(|odd| std::cmp::Reverse(odd.weight()));
        Ok(worst)
    }
}
