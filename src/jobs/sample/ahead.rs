//! Works out ahead, in a thread of its own, what the batches of the demonstration office pay, in the order in which they are made; at
//! the end what the months come to. It reads the rosters, which no batch changes.
//!
//! Must not write.

use super::SampleFault;
use super::pay::{self, PayPlan};
use crate::domain::dibao::Kind;
use crate::domain::month::Month;
use crate::figure::SUMMARISED;
use crate::jobs::payroll;
use crate::store::Store;
use crate::store::payroll::NewLine;
use crate::store::summary::MonthCounts;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender};

/// What was worked out.
pub(super) enum Ahead {
    /// The lines of the next normal batch.
    Lines(Vec<NewLine>),
    /// At the end, what is kept of the months.
    Months(Vec<MonthCounts>),
}

/// A batch was awaited, and something else came.
pub(super) fn out_of_step() -> SampleFault {
    SampleFault::Rule("批次与预先算出的明细对不上".to_owned())
}

/// Waits for what is kept of the months, and keeps it.
pub(super) fn keep_months(store: &Store, next: &Receiver<Result<Ahead, SampleFault>>) -> Result<(), SampleFault> {
    let Ahead::Months(counts) = next.recv().map_err(|_| out_of_step())?? else { return Err(out_of_step()) };
    for counts in counts {
        store.keep_months(&counts)?;
    }
    Ok(store.summarise_paid()?)
}

/// Works everything out and hands it on; ends early when nobody takes it any more.
pub(super) fn work_out(building: &Path, plan: &PayPlan, months: u32, put: SyncSender<Result<Ahead, SampleFault>>) {
    let mut taken = true;
    let done = each(building, plan, months, &mut |ahead| {
        taken = put.send(Ok(ahead)).is_ok();
        taken
    });
    if let (Err(fault), true) = (done, taken) {
        // Nobody left to tell.
        let _ = put.send(Err(fault));
    }
}

fn each(building: &Path, plan: &PayPlan, months: u32, give: &mut dyn FnMut(Ahead) -> bool) -> Result<(), SampleFault> {
    let store = Store::look_on(building)?;
    let calendar = store.calendar()?;
    let dibao = [Kind::Urban, Kind::Rural].map(pay::scheme);
    let all: Vec<Month> = (0..months).map(|nth| pay::nth_month(nth, months)).collect();
    let schemes = |of: Month| dibao.iter().chain(pay::personal_schemes(of)).copied();
    for of in &all {
        let day = pay::drafting_day(&calendar, *of);
        for scheme in schemes(*of) {
            let lines = payroll::lines_due(&store, scheme, *of, &plan.additions(scheme, *of), day)?;
            if !give(Ahead::Lines(lines)) {
                return Ok(());
            }
        }
    }
    let mut counts = Vec::new();
    for heading in SUMMARISED {
        let pays = |of: Month| schemes(of).any(|s| s.name() == *heading);
        // What no batch pays has its summaries in the months of all others.
        let is_paid = all.iter().any(|of| pays(*of));
        let months: Vec<Month> = all.iter().copied().filter(|of| pays(*of) || !is_paid).collect();
        counts.push(store.count_months(heading, &months)?);
    }
    give(Ahead::Months(counts));
    Ok(())
}
