//! What was paid stays as it was paid: once the day stands on which it was, what the amount rests on is not changed any more, and voiding
//! it is doubted, for it would be granted a second time.

use crate::domain::slip::Slip;
use crate::register::core::tie::Settled;
use crate::register::{Facts, RecordFact, Values, find};

/// `E-RG38`: a correction of what was paid, or a first part of what was paid without any.
pub fn changed(values: &Values, facts: &Facts) -> Option<Slip> {
    corrected(values, facts).or_else(|| first_part(values, facts))
}

fn corrected(values: &Values, facts: &Facts) -> Option<Slip> {
    let (settled, this) = values.register.settled.zip(facts.this)?;
    // As it stands in the office: a part that comes with the correction does not make it one that was paid in parts.
    let in_parts = facts.record(values.register.name, this).is_some_and(|stored| has_parts(stored, settled));
    let paid = facts.before.as_ref()?.date(settled.by).filter(|_| !in_parts)?;
    let mut kept = [settled.by].into_iter().chain(settled.keeps.iter().copied());
    let col = kept.find(|col| facts.changes(values, col))?;
    let (done, label) = (done(values, settled.by), values.register.label_of(col));
    let text = format!("已于 {paid} {done}, 不能改{label}; 登记有误的请作废, 重新登记");
    Some(Slip::error("E-RG38", text).at(col))
}

/// What was paid by its day alone was paid whole: it has no parts afterwards.
fn first_part(values: &Values, facts: &Facts) -> Option<Slip> {
    let (whole, settled) = part_of(values, facts).filter(|_| facts.this.is_none())?;
    let paid = whole.values.date(settled.by).filter(|_| !has_parts(whole, settled))?;
    let (done, of, label) = (done(&whole.values, settled.by), whole.values.register.label, values.register.label);
    let text = format!("这件{of}已于 {paid} 一次{done}, 不能再登记{label}; 登记有误的请作废这件{of}, 重新登记");
    Some(Slip::error("E-RG38", text))
}

/// `E-RG39`: what was paid, by itself or with the whole that it is a part of, is not voided without a word on the money.
pub fn voided(values: &Values, facts: &Facts) -> Option<Slip> {
    let own = values.register.settled.and_then(|settled| voided_by(values, settled.by));
    own.or_else(|| part_of(values, facts).and_then(|(whole, settled)| voided_by(&whole.values, settled.by)))
}

/// The same of what was paid by a column.
pub fn voided_by(values: &Values, by: &str) -> Option<Slip> {
    let (paid, done) = (values.date(by)?, done(values, by));
    let text = format!("已于 {paid} {done}, 作废以后还能再登记、再付一次; 请核实钱款已收回, 或者确实没有付过");
    Some(Slip::doubt("E-RG39", text))
}

/// The record, as it stands, of which these are a part in which it may be paid.
fn part_of<'f>(part: &Values, facts: &'f Facts) -> Option<(&'f RecordFact, Settled)> {
    let col = part.register.parent?;
    let (name, key) = part.register.field(col)?.kind.referred(part.get(col))?;
    let settled = find(name)?.register.settled.filter(|settled| settled.parts == Some(part.register.name))?;
    Some((facts.record(name, key)?, settled))
}

fn has_parts(stored: &RecordFact, settled: Settled) -> bool {
    settled.parts.is_some_and(|parts| stored.children.iter().any(|(_, row)| row.register.name == parts))
}

/// 结算日期: 结算.
fn done(values: &Values, by: &str) -> &'static str {
    values.register.label_of(by).trim_end_matches("日期")
}
