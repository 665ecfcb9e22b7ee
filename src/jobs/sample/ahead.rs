//! Works out, in threads of their own, what is written while the batches of the demonstration office are made: the lines of each batch, in the
//! order in which they are made, and what is kept of the months. Both read the rosters, which no batch changes.
//!
//! Must not write.

use super::SampleFault;
use super::days;
use super::pay;
use super::planned::PayPlan;
use crate::domain::month::Month;
use crate::figure::headings;
use crate::jobs::payroll;
use crate::store::Store;
use crate::store::figures::summary::MonthCounts;
use crate::store::pay::payroll::NewLine;
use std::path::Path;
use std::sync::mpsc::SyncSender;

/// The lines of every normal batch, handed on one batch after the other; ends early when nobody takes them any more.
pub(super) fn lines(building: &Path, plan: &PayPlan, months: u32, put: SyncSender<Result<Vec<NewLine>, SampleFault>>) {
    let mut taken = true;
    let done = each_batch(building, plan, months, &mut |lines| {
        taken = put.send(Ok(lines)).is_ok();
        taken
    });
    if let (Err(fault), true) = (done, taken) {
        // Nobody left to tell.
        let _ = put.send(Err(fault));
    }
}

fn each_batch(
    building: &Path,
    plan: &PayPlan,
    months: u32,
    give: &mut dyn FnMut(Vec<NewLine>) -> bool,
) -> Result<(), SampleFault> {
    let store = Store::look_on(building)?;
    let calendar = store.calendar()?;
    for of in days::months(months) {
        let day = days::drafting_day(&calendar, of);
        for scheme in pay::schemes(of) {
            if !give(payroll::lines_due(&store, scheme, of, &plan.additions(scheme, of), day)?) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// What is kept of the months.
pub(super) fn months(building: &Path, months: u32) -> Result<Vec<MonthCounts>, SampleFault> {
    let store = Store::look_on(building)?;
    let mut counts = Vec::new();
    for heading in headings() {
        let pays = |of: Month| pay::schemes(of).any(|s| s.name() == heading);
        // What no batch pays has its summaries in the months of all others.
        let is_paid = days::months(months).any(pays);
        let months: Vec<Month> = days::months(months).filter(|of| pays(*of) || !is_paid).collect();
        counts.push(store.count_months(heading, &months)?);
    }
    Ok(counts)
}
