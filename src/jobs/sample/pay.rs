//! The payroll of the demonstration office: each month's batches through the program's own payroll, with the bank's answers
//! as planned.
//!
//! Must not write a line or a state itself.

use super::days::{self, DRAFTED_ON, month, working_day};
use super::planned::PayPlan;
use super::{SampleFault, tell};
use crate::domain::assistance::dibao::Kind;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::domain::workday::Calendar;
use crate::jobs::payroll;
use crate::register::assistance::dibao::BENEFIT;
use crate::store::pay::payroll::{BankRefusal, NewLine};
use crate::store::{Store, Who};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::mpsc::Receiver;

/// What was to be worked out did not come.
pub(super) fn gone() -> SampleFault {
    SampleFault::Rule("批次的明细或月度汇总没有算出来".to_owned())
}

/// The four who take the steps.
struct Hands {
    maker: Who,
    checker: Who,
    approver: Who,
    finance: Who,
}

/// Runs the batches of some months, ending with December 2021; `next` gives the lines of each.
pub(crate) fn run(
    store: &Store,
    plan: &PayPlan,
    months: u32,
    next: &Receiver<Result<Vec<NewLine>, SampleFault>>,
) -> Result<(), SampleFault> {
    let who = |name: &str| store.who(Some(name));
    let hands =
        Hands { maker: who("maker")?, checker: who("checker")?, approver: who("approver")?, finance: who("finance")? };
    let calendar = store.calendar()?;
    for (nth, of) in (0..).zip(days::months(months)) {
        tell("发放批次", nth, months)?;
        let paying = Paying { store, hands: &hands, calendar: &calendar, plan, of, next };
        for kind in [Kind::Urban, Kind::Rural] {
            paying.normal(kind)?;
            paying.again(kind)?;
            paying.file_away(scheme(kind))?;
        }
        for scheme in personal_schemes(of) {
            paying.personal(*scheme)?;
            paying.file_away(*scheme)?;
        }
    }
    Ok(())
}

/// The schemes of single persons that are paid in a month: their rosters were taken over as they stood when 2021 began.
pub(super) fn personal_schemes(of: Month) -> &'static [Scheme] {
    use Scheme::{DeFacto, DisabilityCare, DisabilityLiving, Elderly, Orphans, Tekun};
    if of >= month(1) { &[Tekun, DisabilityLiving, DisabilityCare, Orphans, DeFacto, Elderly] } else { &[] }
}

/// The schemes of a month's normal batches, in the order of the batches.
pub(super) fn schemes(of: Month) -> impl Iterator<Item = Scheme> {
    [Kind::Urban, Kind::Rural].map(scheme).into_iter().chain(personal_schemes(of).iter().copied())
}

struct Paying<'a> {
    store: &'a Store,
    hands: &'a Hands,
    calendar: &'a Calendar,
    plan: &'a PayPlan,
    of: Month,
    next: &'a Receiver<Result<Vec<NewLine>, SampleFault>>,
}

pub(super) fn scheme(kind: Kind) -> Scheme {
    BENEFIT.scheme(kind.code())
}

impl Paying<'_> {
    /// A working day of the month, not before the given one; the clock of the act stands on it.
    fn day(&self, of_month: u64, clock: &str) -> NaiveDate {
        let day = working_day(self.calendar, self.of, of_month);
        self.store.pin_clock(&format!("{day} {clock}"));
        day
    }

    /// 造册 with the lines that were worked out ahead.
    fn draft(&self, scheme: Scheme, clock: &str) -> Result<i64, SampleFault> {
        let day = self.day(DRAFTED_ON, clock);
        let lines = self.next.recv().map_err(|_| gone())??;
        Ok(payroll::draft_of(self.store, scheme, self.of, &lines, &self.hands.maker, day)?)
    }

    fn normal(&self, kind: Kind) -> Result<(), SampleFault> {
        let batch = self.draft(scheme(kind), "09:20:00")?;
        let failing = self.plan.failing.iter().filter(|(of, _, f)| *of == kind && f.holds(self.of));
        let codes: BTreeMap<i64, &'static str> = failing.map(|(_, case, f)| (*case, f.code)).collect();
        self.through(batch, &codes)
    }

    fn again(&self, kind: Kind) -> Result<(), SampleFault> {
        let day = self.day(7, "10:05:00");
        match payroll::draft_reissue(self.store, scheme(kind), self.of, &self.hands.maker, day)? {
            Some(batch) => self.through(batch, &BTreeMap::new()),
            None => Ok(()),
        }
    }

    /// A batch of a scheme that covers single persons; the bank pays all of it.
    fn personal(&self, scheme: Scheme) -> Result<(), SampleFault> {
        let batch = self.draft(scheme, "09:50:00")?;
        self.through(batch, &BTreeMap::new())
    }

    /// From 复核 to 回盘.
    fn through(&self, batch: i64, codes: &BTreeMap<i64, &'static str>) -> Result<(), SampleFault> {
        let (store, hands, why) = (self.store, self.hands, Some("按核定增减, 已逐人核对"));
        payroll::check(store, batch, &hands.checker, self.day(8, "14:40:00"), why)?;
        payroll::approve(store, batch, &hands.approver, self.day(9, "10:30:00"))?;
        payroll::finance(store, batch, &hands.finance, self.day(10, "15:10:00"))?;
        payroll::send(store, batch, &hands.finance, self.day(12, "09:00:00"))?;
        let refused: Vec<BankRefusal> =
            store.lines_of(batch, codes)?.into_iter().map(|(line, code)| BankRefusal { line, code }).collect();
        let paid_on = self.day(15, "00:00:00");
        let day = self.day(18, "16:20:00");
        Ok(payroll::enter_returns(store, batch, &refused, paid_on, &hands.finance, day)?)
    }

    /// Closes what has nothing open any more.
    fn file_away(&self, scheme: Scheme) -> Result<(), SampleFault> {
        let day = self.day(20, "17:00:00");
        for batch in self.store.batch_facts(scheme, None, &["returned", "reissuing"])? {
            if self.store.open_lines(batch.key)? == 0 {
                payroll::close(self.store, batch.key, &self.hands.finance, day)?;
            }
        }
        Ok(())
    }
}
