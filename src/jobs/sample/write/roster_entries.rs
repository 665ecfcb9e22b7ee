//! What the writers of the rosters beside 低保 and 临时救助 share: a change.

use super::{CHANGE_KEYS, Writing};
use crate::jobs::sample::SampleFault;
use crate::store::change::act::Cell;
use chrono::NaiveDate;

pub(super) const CHANGE_FIELDS: &str = "scheme case_key month kind award person decided_date reason_code households_delta persons_delta \
    amount_delta notice_no served_date serve_method";

/// A change of a case of one person.
pub(super) struct PersonChange<'a> {
    pub scheme: &'a str,
    pub case: i64,
    pub month: String,
    pub kind: &'a str,
    pub award: i64,
    pub person: i64,
    pub decided: NaiveDate,
    pub reason: Option<&'a str>,
    pub amount: i64,
    pub act: i64,
}

impl Writing<'_, '_, '_> {
    /// A change that counts a person.
    pub(super) fn person_change(&mut self, change: &PersonChange<'_>) -> Result<(), SampleFault> {
        let (month, decided) = (change.month.as_str(), change.decided.to_string());
        let persons = match change.kind {
            "01" => 1,
            "06" => -1,
            _ => 0,
        };
        self.serials.change += 1;
        self.to.changes.add(
            CHANGE_KEYS + self.serials.change,
            change.act,
            &[
                change.scheme.into(),
                change.case.into(),
                month.into(),
                change.kind.into(),
                change.award.into(),
                change.person.into(),
                (&decided).into(),
                change.reason.into(),
                0.into(),
                persons.into(),
                change.amount.into(),
                Cell::Null,
                Cell::Null,
                Cell::Null,
            ],
        )?;
        Ok(())
    }
}
