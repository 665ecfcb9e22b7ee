//! What a relief takes from the petty fund of its town: the 支出 is a further row of the case's own act, so that it is entered
//! once and stays in step with the case (assistance 4.5). Pure.

use crate::domain::assistance::petty_fund::{Entry, Kind, ledger_slip};
use crate::domain::division_code::town_of;
use crate::domain::money::Money;
use crate::domain::slip::Slip;
use crate::register::assistance::relief_rules::{Temporary, asked_since};
use crate::register::places::division_move;
use crate::register::{Facts, PettyEntry, PettyFundFact, Value, Write};
use chrono::{Datelike, NaiveDate};

/// What is to stand in a ledger.
struct Spending {
    town: String,
    paid: NaiveDate,
    amount: Money,
}

/// What a case that was paid from the petty fund of its town spends.
fn of(relief: &Temporary, facts: &Facts) -> Option<Spending> {
    let village = relief.division.as_ref().filter(|_| relief.fund.as_deref() == Some("P"))?;
    let paid = relief.pay_date?;
    let case = facts.this.filter(|_| !moves(relief, facts));
    // The town that paid it goes on having paid it: a change of divisions moves no money.
    let town = match case.and_then(|_| paid_by(relief, facts)) {
        Some(town) => town.to_owned(),
        None => case.and_then(|case| town_on(case, paid, facts)).or_else(|| town_of(village))?,
    };
    Some(Spending { town, paid, amount: relief.amount })
}

/// The town, of those that still are, that a stored case was of on a day: a fund that is registered later is that of such a town. None where
/// the town of that day is no more.
pub fn town_on(case: i64, day: NaiveDate, facts: &Facts) -> Option<String> {
    let town = town_of(division_move::on_day(facts, ("temporary", case), "division", day).text()?)?;
    facts.division(&town).is_some().then_some(town)
}

/// Whether a correction puts a case into another village.
fn moves(relief: &Temporary, facts: &Facts) -> bool {
    facts.before.as_ref().is_some_and(|before| before.some_text("division") != relief.division)
}

fn fund<'f>(spending: &Spending, facts: &'f Facts) -> Option<&'f PettyFundFact> {
    facts.petty_fund(&spending.town, spending.paid.year())
}

/// The entry that stands for the case already.
fn entry(relief: &Temporary, facts: &Facts) -> Option<i64> {
    let known = facts.relief_of(relief.person, asked_since(relief.approve_date));
    known.iter().find(|r| Some(r.key) == facts.this)?.spent
}

/// The town in whose ledger it stands.
fn paid_by<'f>(relief: &Temporary, facts: &'f Facts) -> Option<&'f str> {
    let entry = facts.row("petty_txn", entry(relief, facts)?)?;
    Some(facts.row("petty_fund", entry.int("petty_fund")?)?.text("town"))
}

/// The town that a part was paid by, whatever fund the case names by now: that of the case on the day of the first one.
fn paid_a_part(facts: &Facts) -> Option<String> {
    let before = facts.before.as_ref()?;
    let rows = facts.record("temporary", facts.this?)?.children.iter().map(|(_, row)| row);
    let paid = rows.filter(|row| row.register.name == "relief_phase").filter_map(|row| row.date("pay_date"));
    town_on(facts.this?, paid.min()?, facts).or_else(|| town_of(before.text("division")))
}

/// `E-LS-023`: what one town has paid, whole or in part, does not become what another one paid.
fn of_another(relief: &Temporary, facts: &Facts) -> Option<Slip> {
    let village = relief.division.as_ref().filter(|_| moves(relief, facts))?;
    let is_petty = relief.fund.as_deref() == Some("P");
    let whole = paid_by(relief, facts).filter(|_| is_petty).map(str::to_owned);
    let paid = whole.or_else(|| paid_a_part(facts));
    let town = paid.filter(|town| Some(town) != town_of(village).as_ref())?;
    let name = facts.division(&town).map_or(&town, |division| &division.name);
    let stands = if is_petty {
        format!("支出记在{name}的备用金里")
    } else {
        format!("已有一次发放由{name}支付")
    };
    let text = format!("{stands}, 不能改到别的镇(街)的村(居); 登记有误的请作废, 重新登记");
    Some(Slip::error("E-LS-023", text).at("division"))
}

/// The ledger must hold with it; without a fund nothing can be entered there.
pub fn check(relief: &Temporary, facts: &Facts) -> Option<Slip> {
    let elsewhere = of_another(relief, facts);
    if elsewhere.is_some() {
        return elsewhere;
    }
    let spending = of(relief, facts)?;
    let Some(fund) = fund(&spending, facts) else {
        let text = format!("本镇(街)还没有登记 {} 年的备用金, 支出没有记账; 请先登记备用金", spending.paid.year());
        return Some(Slip::warning("W-LS-020", text).at("fund"));
    };
    let own = entry(relief, facts);
    let others = fund.entries.iter().filter(|e| Some(e.key) != own);
    let known = |e: &PettyEntry| Some(Entry { day: e.day, kind: Kind::from_code(&e.kind)?, amount: e.amount });
    let mut ledger: Vec<Entry> = others.filter_map(known).collect();
    ledger.push(Entry { day: spending.paid, kind: Kind::Spent, amount: spending.amount });
    ledger_slip(&ledger).map(|slip| slip.at("amount"))
}

/// The entry is written with the case, corrected with it, and falls when the case is no longer paid from the fund.
pub fn follows(relief: &Temporary, facts: &Facts) -> Vec<Write> {
    let entry = entry(relief, facts);
    let paying = of(relief, facts).and_then(|s| fund(&s, facts).map(|fund| (s, fund.key)));
    let Some((spending, fund)) = paying else {
        return entry.map(|key| Write::Void("petty_txn", key)).into_iter().collect();
    };
    let mut row: Vec<(&'static str, Value)> = vec![
        ("petty_fund", fund.into()),
        ("date", spending.paid.into()),
        ("kind", Kind::Spent.code().into()),
        ("amount", spending.amount.into()),
        ("temporary", Write::THIS.into()),
    ];
    // The ledger may have a voucher of its own.
    row.extend(relief.voucher_no.as_deref().map(|no| ("voucher_no", no.into())));
    vec![match entry {
        Some(key) => Write::Update("petty_txn", key, row),
        None => Write::Insert("petty_txn", row),
    }]
}
