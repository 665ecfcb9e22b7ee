//! A declared list as a table for paper: reads its entries, lays it out, looks whether its checks hold. What its columns are
//! stands in `figure::roll`.

use super::laid::{on_paper, plain};
use super::reading::{Read, Reading};
use super::{foot, left_out, mark, notice, signature};
use crate::domain::elderly::adapt;
use crate::figure::cross::Oddity;
use crate::figure::paper::ODDITIES;
use crate::figure::report::{List, STOPS};
use crate::figure::roll::assistance::{disability, tekun_changes, temporary};
use crate::figure::roll::children::{changes, dreams, eighteen, workers};
use crate::figure::roll::elderly::{adaptations, allowance_changes, grades};
use crate::figure::roll::funeral::stops::{self, Stop};
use crate::figure::roll::funeral::{deceased, lists, market, relief, tents};
use crate::figure::roll::places::name_cases::LEDGER as NAME_CASES;
use crate::figure::roll::places::standard_names::NAMES;
use crate::figure::roll::places::{disputes, joints, lines};
use crate::figure::roll::{Against, Batch, Check, Entry, Roll, RollCell};
use crate::figure::roll::{oddities, returns};
use crate::figure::sets::{ADAPTED, PLANNED};
use crate::figure::{Measure, When};
use crate::print::{PrintCell, PrintRow, Table};
use crate::store::{Answer, StoreFault};
use chrono::Datelike;

/// What stands in a list without entries.
const NONE: &str = "本月无";

/// The list's tables: one, but for the notice, which has one for each village.
pub(super) fn tables(reading: &Reading<'_>, label: &str, list: List) -> Answer<Vec<Table>> {
    let one = match list {
        List::Paid(scheme, roll) => table(reading, label, roll, &*reading.paid(scheme)?),
        List::Sums(scheme, roll) => table(reading, label, roll, &*reading.sums(scheme)?),
        List::TekunChanges => of(reading, label, &tekun_changes::CHANGES, reading.store.tekun_changes(reading.month)),
        List::Subsidy(schemes) => table(reading, label, &disability::ROLL, &reading.subsidies(schemes)?),
        List::AllowanceChanges => {
            of(reading, label, &allowance_changes::CHANGES, reading.store.allowance_changes(reading.month))
        }
        List::Temporary => table(reading, label, &temporary::ROLL, &*reading.temporary()?),
        List::TemporarySummary => of(reading, label, &temporary::SUMMARY, reading.store.temporary_sums(reading.month)),
        List::Adaptations => adaptations(reading, label),
        List::Grades => of(reading, label, &grades::LEDGER, reading.store.gradings(reading.month)),
        List::Returns => of(reading, label, &returns::RETURNS, reading.store.returned(reading.month)),
        List::Kept(scheme, roll) => {
            table(reading, label, roll, &reading.store.kept_roll(scheme, reading.month)?.into())
        }
        List::ChildTurns => of(reading, label, &changes::CHANGES, reading.store.child_turns(reading.month)),
        List::SoonOfAge => of(reading, label, &eighteen::EIGHTEEN, reading.store.soon_of_age(reading.month)),
        List::Dreams => of(reading, label, &dreams::ROLL, reading.store.dreams(reading.month)),
        List::ChildWorkers => of(reading, label, &workers::ROLL, reading.store.child_workers(reading.month)),
        List::FuneralReliefs => of(reading, label, &relief::ROLL, reading.store.funeral_reliefs(reading.month)),
        List::Deceased => of(reading, label, &deceased::ROLL, reading.store.deceased(reading.month)),
        List::MarketChecks => of(reading, label, &market::LEDGER, reading.store.market_checks(reading.month)),
        List::Lines => of(reading, label, &lines::LINES, reading.store.boundary_lines(reading.month)),
        List::Joints => of(reading, label, &joints::PROGRESS, reading.store.joint_inspections(reading.month)),
        List::Disputes => of(reading, label, &disputes::LEDGER, reading.store.boundary_disputes(reading.month)),
        List::Tents => of(reading, label, &tents::LEDGER, reading.store.tent_reports(reading.month)),
        List::DeathLists => of(reading, label, &lists::DIFFERENCES, reading.store.differences_of_lists(reading.month)),
        List::StopsOfDeaths => of(reading, label, &stops::STOPS, reading.store.stops_of_deaths(reading.month)),
        List::NameCases => of(reading, label, &NAME_CASES, reading.store.name_cases(reading.month)),
        List::StandardNames => of(reading, label, &NAMES, reading.store.standard_names(reading.month)),
        List::Notice => return notice::tables(reading),
    };
    let mut table = one?;
    table.note.extend(left_out::notes(reading, list)?);
    Ok(vec![table])
}

/// A list of what the office has for the month, which hangs on no batch.
fn of<E: Entry>(reading: &Reading<'_>, label: &str, roll: &Roll<E>, found: Answer<Vec<E>>) -> Answer<Table> {
    table(reading, label, roll, &Read::from(reading.found(found)?))
}

/// What the checks between registers have found.
pub(super) fn oddities(reading: &Reading<'_>, found: Vec<Oddity>) -> Answer<Table> {
    table(reading, ODDITIES, &oddities::ODDITIES, &Read::from(found))
}

/// What one death stopped.
pub(super) fn stops(reading: &Reading<'_>, found: Vec<Stop>) -> Answer<Table> {
    table(reading, STOPS, &stops::STOPS, &Read::from(found))
}

/// With how the year's plan stands.
fn adaptations(reading: &Reading<'_>, label: &str) -> Answer<Table> {
    let read = Read::from(reading.found(reading.store.adaptations(reading.month))?);
    let mut table = table(reading, label, &adaptations::PROGRESS, &read)?;
    let year = |measure| Ok::<_, StoreFault>(reading.store.measure(measure, When::Year.window(reading.month))?.sum);
    let stands = adapt::progress(year(Measure::Sum(PLANNED.all()))?, year(Measure::Count(ADAPTED.all()))?);
    table.note.insert(0, format!("{}年{stands}。", reading.month.first_day().year()));
    Ok(table)
}

fn table<E: Entry>(reading: &Reading<'_>, label: &str, roll: &Roll<E>, read: &Read<E>) -> Answer<Table> {
    let laid = roll.lay(&read.entries, &reading.words());
    let is_none = laid.entries == 0;
    if is_none && !(reading.by_name && read.batches.is_empty()) {
        return Err(StoreFault::nothing(format!("{}的{label}没有内容", reading.month.zh())));
    }
    let mut unit_line = vec![format!("填报单位(盖章): {}", reading.office())];
    match read.batches.is_empty() {
        true => unit_line.push(format!("报告期: {}", reading.month.zh())),
        false => {
            let numbers: Vec<&str> = read.batches.iter().map(|b| b.batch_no.as_str()).collect();
            unit_line.push(format!("发放月份: {}", reading.month.zh()));
            unit_line.push(format!("批次号: {}", numbers.join(" ")));
        }
    }
    unit_line.push(format!("计量单位: {}", roll.units));
    let checks = laid.checks.iter().map(|c| said(reading, c, &read.batches)).collect::<Answer<_>>()?;
    let mut laid = plain(laid, reading);
    if is_none {
        laid.rows.insert(0, PrintRow::subtotal(vec![PrintCell::text(NONE)]));
    }
    let table = Table {
        title: format!("{}{label}", reading.district()),
        unit_line,
        checks,
        signatures: foot(reading, signatures(reading, &read.batches)),
        page_subtotals: !roll.folded,
        line_unit: roll.unit.to_owned(),
        note: roll.notes.iter().map(|n| format!("注: {n}")).collect(),
        ..laid
    };
    // A batch is whole on the day it is made.
    Ok(if read.batches.is_empty() { mark(reading, table) } else { table })
}

/// Who made, checked and approved the batch; without one those whom the office names.
fn signatures(reading: &Reading<'_>, batches: &[Batch]) -> Vec<String> {
    let Some(batch) = batches.first() else {
        let office = &reading.letterhead;
        let by = |title: &str, name: &Option<String>| signature(title, name.as_ref());
        return vec![by("制表", &office.maker), by("复核", &office.checker), by("审批", &office.approver)];
    };
    let by = |title: &str, name: &Option<String>| signature(title, name.as_ref());
    vec![by("制表", &batch.made_by), by("复核", &batch.checked_by), by("审批", &batch.approved_by)]
}

/// A check with both its numbers, and whether they are the same.
fn said(reading: &Reading<'_>, check: &Check, batches: &[Batch]) -> Answer<String> {
    let (what, expected, advice) = match &check.against {
        Against::Batches => ("批次总额", RollCell::Money(batches.iter().map(|b| b.total_fen).sum()), ", 请核对批次"),
        Against::Own(what, cell) => (*what, cell.clone(), ", 请核对"),
        Against::Figure(what, ask) => {
            let sum = reading.store.measure(ask.measure, ask.when.window(reading.month))?.sum;
            (*what, check.found.like(sum), ", 请核对")
        }
        Against::Net(what, measure) => {
            let at = |when: When| reading.store.measure(*measure, when.window(reading.month)).map(|found| found.sum);
            let net = at(When::End)? - at(When::Start)?;
            (*what, RollCell::Count(net), ", 请核对")
        }
    };
    let same = check.found == expected;
    let (sign, verdict) = if same { ("=", "相符".to_owned()) } else { ("≠", format!("不符{advice}")) };
    let (found, expected) = (on_paper(check.found.clone()).shown(), on_paper(expected).shown());
    Ok(format!("校验: {} {found} {sign} {what} {expected} {verdict}", check.label))
}
