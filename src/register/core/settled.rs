//! What was paid stays as it was paid: once the day stands on which it was, what the amount rests on is not changed any more, and voiding
//! it is doubted, for it would be granted a second time.

use crate::domain::slip::Slip;
use crate::register::{Facts, Values};

/// `E-RG38`: a correction of what was paid.
pub fn changed(values: &Values, facts: &Facts) -> Option<Slip> {
    let (settled, this) = values.register.settled.zip(facts.this)?;
    // As it stands in the office: a part that comes with the correction does not make it one that was paid in parts.
    let stored = facts.record(values.register.name, this).map_or(&[][..], |record| &record.children);
    let in_parts = |parts: &str| stored.iter().any(|(_, row)| row.register.name == parts);
    let paid = facts.before.as_ref()?.date(settled.by).filter(|_| !settled.parts.is_some_and(in_parts))?;
    let mut kept = [settled.by].into_iter().chain(settled.keeps.iter().copied());
    let col = kept.find(|col| facts.changes(values, col))?;
    let (done, label) = (done(values, settled.by), values.register.label_of(col));
    let text = format!("已于 {paid} {done}, 不能改{label}; 登记有误的请作废, 重新登记");
    Some(Slip::error("E-RG38", text).at(col))
}

/// `E-RG39`: what was paid by a column is not voided without a word on the money.
pub fn voided(values: &Values, by: &str) -> Option<Slip> {
    let (paid, done) = (values.date(by)?, done(values, by));
    let text = format!("已于 {paid} {done}, 作废以后还能再登记、再付一次; 请核实钱款已收回, 或者确实没有付过");
    Some(Slip::doubt("E-RG39", text))
}

/// 结算日期: 结算.
fn done(values: &Values, by: &str) -> &'static str {
    values.register.label_of(by).trim_end_matches("日期")
}
