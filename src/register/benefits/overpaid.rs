//! What was paid of running cases after a ground was gone, and the recoveries that are opened for it in the same act (assistance 7.6): told
//! before saving, like whatever follows. Pure.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::recovery::{Line, Over, Standing, overpaid};
use crate::domain::slip::Slip;
use crate::register::benefits::benefit::{Benefit, Covers};
use crate::register::benefits::consequence::computed_from;
use crate::register::benefits::paid::paid_by_month;
use crate::register::benefits::recovery::RECOVERY;
use crate::register::benefits::recovery_month::RECOVERY_MONTH;
use crate::register::benefits::rests::{Ground, Loss, RestingCase, Then};
use crate::register::{Consequence, Draft, Facts, benefit};
use std::collections::{BTreeMap, BTreeSet};

impl Ground {
    /// The 追缴原因 of what was paid without it; none where somebody has to look first.
    pub const fn recovered(self) -> Option<&'static str> {
        match self {
            Ground::Life => Some("01"),
            _ => None,
        }
    }
}

/// What was paid too much, case by case.
#[derive(Debug, Default)]
pub struct Overpaid {
    /// The recoveries to be opened.
    pub recoveries: Vec<Consequence>,
    /// What is on its way, and what could not be computed.
    pub told: Vec<Slip>,
}

/// What was paid too much since a ground was gone.
pub fn since(loss: &Loss, facts: &Facts) -> Overpaid {
    let mut found = Overpaid::default();
    let Some(reason) = loss.ground.recovered() else { return found };
    // What ran in the last month with the ground: the stop may be entered by now, and money paid after it all the same.
    for case in facts.resting_since(loss.person, loss.from.prev()) {
        let Some(benefit) = benefit(case.scheme).filter(|benefit| rests(benefit, loss.ground)) else { continue };
        let Some(paid) = paid_by_month(case.case, facts) else { continue };
        found.told.extend(on_its_way(loss, case, facts.lines(case.case).unwrap_or_default()));
        match months(benefit, case, loss, &paid, facts) {
            Ok(months) => found.recoveries.extend(recovery(loss, reason, case, &months)),
            Err(slip) => {
                let text = format!("{} 多发的金额算不出来: {}", case.named(), slip.text);
                found.told.push(Slip::warning("W-ZJ13", text));
            }
        }
    }
    found
}

/// Whether a benefit ends, or is computed anew, without the ground.
fn rests(benefit: &Benefit, ground: Ground) -> bool {
    benefit.monthly().is_some() && benefit.rests.iter().any(|rest| rest.ground == ground)
}

/// The months of a case of which too much was paid, but for those that are recovered already.
fn months(
    benefit: &Benefit,
    case: &RestingCase,
    loss: &Loss,
    paid: &BTreeMap<Month, Money>,
    facts: &Facts,
) -> Result<Vec<Over>, Slip> {
    let recovered = recovered(case.case, facts);
    let mut due = BTreeMap::new();
    if let Covers::Household(household) = benefit.covers {
        // From when on it is computed anew, what that comes to is due, month after month.
        let anew = computed_from(loss, case);
        for (month, _) in paid.range(loss.from..) {
            due.insert(*month, (household.without)(case.case, loss.person, anew.min(*month), facts)?);
        }
    }
    let mut months = overpaid(paid, loss.from, |month| due.get(&month).copied().unwrap_or_default());
    months.retain(|over| !recovered.contains(&over.month));
    Ok(months)
}

/// The months of a case that are recovered already.
fn recovered(case: i64, facts: &Facts) -> BTreeSet<Month> {
    let recoveries = facts.referring("recovery", "case_key", case);
    let months = recoveries.flat_map(|(key, _)| facts.referring("recovery_month", "recovery", key));
    months.filter_map(|(_, row)| row.month("month")).collect()
}

/// The recovery of some months.
fn recovery(loss: &Loss, reason: &str, case: &RestingCase, months: &[Over]) -> Option<Consequence> {
    let (first, last) = (months.first()?.month, months.last()?.month);
    let amount = Money::sum(months.iter().map(Over::over))?;
    let row = |over: &Over| {
        Draft::new(&RECOVERY_MONTH)
            .with("month", over.month.to_string())
            .with("paid", over.paid.plain())
            .with("due", over.due.plain())
    };
    let mut draft =
        Draft::new(&RECOVERY).with_ref("case_key", case.case).with_ref("person", loss.person).with("reason", reason);
    draft.children = months.iter().map(row).collect();
    let range = if first == last { first.to_string() } else { format!("{first} 至 {last}") };
    let text = format!(
        "{}({}) {range} 多发 {} 个月, 应追回 {amount} 元 ({})",
        case.scheme.label(),
        case.case_no,
        months.len(),
        loss.why
    );
    Some(Consequence {
        case: case.clone(),
        person: loss.person,
        then: Then::Recover(last, amount),
        from: first,
        text,
        draft: Some(draft),
    })
}

/// `W-ZJ12`: what the bank may still pay, or would be sent again, for months from the loss on.
fn on_its_way(loss: &Loss, case: &RestingCase, lines: &[Line]) -> Option<Slip> {
    let tell = |line: &Line| {
        let what = match line.standing {
            Standing::Paid => return None,
            Standing::Sent => "已送银行还没有回盘, 请联系银行止付; 已付的另行追缴",
            Standing::Drafted => "还没有送银行, 请把批次退回造册重做",
            Standing::Refused => "银行退回的, 请不要再发",
        };
        Some(format!("{} 的 {} 元({}) {what}", line.range.1, line.amount, line.batch_no))
    };
    let told: Vec<String> = lines.iter().filter(|line| line.range.1 >= loss.from).filter_map(tell).collect();
    let text = || format!("{}({}) {}", case.scheme.label(), case.case_no, told.join("; "));
    (!told.is_empty()).then(|| Slip::warning("W-ZJ12", text()))
}
