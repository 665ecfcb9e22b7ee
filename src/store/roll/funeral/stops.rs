//! What stopped for the deaths that were reported in a month, whoever entered the stop, and what is recovered of it: every benefit that
//! the dead drew when they died, and all else that followed from the death.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::figure::roll::funeral::stops::Stop;
use crate::register::benefits::benefit::Benefit;
use crate::register::benefits::cases::last_due;
use crate::register::benefits::codes::RECOVERY_STATE;
use crate::register::benefits::consequence::{FOLLOWS, TO_LOOK_AT};
use crate::register::benefits::paid::{monthly, paid_by_month};
use crate::register::benefits::recovery::RECOVERY;
use crate::register::funeral::death::DEATH;
use crate::register::{Facts, Register, Values, benefit_of_case, find};
use crate::store::benefits::roster::Roster;
use crate::store::engine::{Error, Optional, Sql, params, params_from_iter};
use crate::store::facts::Office;
use crate::store::roll::some;
use crate::store::{Answer, Store, date};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Deaths, in their order.
fn deaths(which: &str) -> String {
    format!(
        "SELECT d.key, d.person, d.died_on, n.home_division, n.name, coalesce(n.id_number, n.temp_no, '') FROM death d \
         JOIN person n ON n.key = d.person WHERE d.voided_by IS NULL AND {which} ORDER BY d.died_on, d.key"
    )
}

/// Why what would have followed from a death was left.
const LEFT: &str = "SELECT why FROM exception WHERE register = 'death' AND row = ?1 AND code IN (?2, ?3) AND voided_by IS NULL ORDER BY key LIMIT 1";

/// A death of which is told.
struct Dead {
    death: i64,
    person: i64,
    last_due: Month,
    /// What its lines begin with.
    line: Stop,
}

/// The version by which a case pays the dead no longer.
struct Without {
    from: Month,
    /// It goes on for others.
    goes_on: bool,
}

impl Store {
    /// What stopped for the deaths that were reported in a month.
    ///
    /// # Errors
    /// Nothing did, or the file cannot be read.
    pub fn stops_of_deaths(&self, month: Month) -> Answer<Vec<Stop>> {
        self.gate_look()?;
        let days = [month.first_day(), month.last_day()].map(|day| Sql::Text(day.to_string()));
        let stops = self.stops("d.reported_on BETWEEN ?1 AND ?2", &days)?;
        some(stops, || format!("{}没有因死亡停发的待遇", month.zh()))
    }

    /// What stopped for one death.
    ///
    /// # Errors
    /// Nothing did, or the file cannot be read.
    pub fn stops_of_death(&self, death: i64) -> Answer<Vec<Stop>> {
        self.gate_look()?;
        some(self.stops("d.key = ?1", &[Sql::Integer(death)])?, || "这次死亡登记没有停发的待遇".to_owned())
    }

    fn stops(&self, which: &str, bound: &[Sql]) -> Answer<Vec<Stop>> {
        let parameters = self.parameters()?;
        let mut get = self.db().prepare_cached(&deaths(which))?;
        let mut rows = get.query(params_from_iter(bound))?;
        let mut stops = Vec::new();
        while let Some(row) = rows.next()? {
            let (died_on, division): (String, String) = (row.get(2)?, row.get(3)?);
            let Some(died) = date(&died_on) else { continue };
            let last_due = last_due(died, &parameters);
            let line = Stop { died_on, division, name: row.get(4)?, id_number: row.get(5)?, ..Stop::default() };
            let line = Stop { last_due: last_due.to_string(), ..line };
            stops.extend(self.stops_of(&Dead { death: row.get(0)?, person: row.get(1)?, last_due, line }, died)?);
        }
        Ok(stops)
    }

    fn stops_of(&self, dead: &Dead, died: NaiveDate) -> Answer<Vec<Stop>> {
        let office = Rc::new(Office::on(self.db(), self.places()?, died, None));
        let facts = self.facts(&office)?;
        let mut stops = Vec::new();
        for (case, without) in self.cases_of(dead, &facts)? {
            let Some(benefit) = benefit_of_case(case) else { continue };
            stops.extend(stop(dead, (benefit, case), without.as_ref(), &facts)?);
        }
        office.raise()?;
        if stops.iter().any(|stop| stop.state.starts_with(GOES_ON)) {
            let why: Option<String> = self
                .db()
                .prepare_cached(LEFT)?
                .query_row(params![dead.death, FOLLOWS, TO_LOOK_AT], |r| r.get(0))
                .optional()?;
            let left = stops.iter_mut().filter(|stop| stop.state.starts_with(GOES_ON));
            left.for_each(|stop| {
                stop.state.insert_str(GOES_ON.len(), &why.iter().map(|why| format!("({why})")).collect::<String>())
            });
        }
        Ok(stops)
    }

    /// The cases that the dead drew when they died, and those that the death changed; each with the version that pays the dead no longer.
    fn cases_of(&self, dead: &Dead, facts: &Facts) -> Answer<Vec<(i64, Option<Without>)>> {
        let mut all: Vec<(i64, Option<Without>)> = Vec::new();
        for (register, _, row) in self.followed_rows(&DEATH, dead.death)? {
            let Some(case) = case_of(register, &row) else { continue };
            let from = row.month("from_month").filter(|_| register != &RECOVERY);
            let without = from.map(|from| Without { from, goes_on: row.text("kind") != "end" });
            match all.iter_mut().find(|(known, _)| *known == case) {
                Some((_, known)) => *known = known.take().or(without),
                None => all.push((case, without)),
            }
        }
        let drawn = facts.resting_since(dead.person, dead.last_due).iter();
        for case in drawn.filter(|case| case.months.first().is_some_and(|first| *first <= dead.last_due)) {
            let without = case.ends.map(|from| Without { from, goes_on: goes_on(case.case, from, facts) });
            match all.iter_mut().find(|(known, _)| *known == case.case) {
                Some((_, known)) => *known = known.take().or(without),
                None => all.push((case.case, without)),
            }
        }
        Ok(all)
    }
}

/// 未停发.
const GOES_ON: &str = "未停发";

/// Whether the version of a case from a month on ends it for none but the dead.
fn goes_on(case: i64, from: Month, facts: &Facts) -> bool {
    let register = benefit_of_case(case).and_then(|benefit| find(benefit.cases.versions?.register));
    let of = register.and_then(|entry| Some((entry.register, entry.register.parent?)));
    let mut rows = of.into_iter().flat_map(|(register, parent)| facts.referring(register.name, parent, case));
    rows.any(|(_, row)| row.month("from_month") == Some(from) && row.text("kind") != "end")
}

/// The months of a case that are recovered because of a death, with what each comes to; and the state of the last recovery.
fn recovered(case: i64, dead: &Dead, facts: &Facts) -> (BTreeMap<Month, Money>, Option<&'static str>) {
    let (mut months, mut state) = (BTreeMap::new(), None);
    let all = facts.referring("recovery", "case_key", case);
    for (key, recovery) in all.filter(|(_, row)| row.int("person") == Some(dead.person)) {
        state = RECOVERY_STATE.label(recovery.text("state"));
        let rows = facts.referring("recovery_month", "recovery", key);
        months.extend(rows.filter_map(|(_, row)| Some((row.month("month")?, row.money("over").unwrap_or_default()))));
    }
    (months, state)
}

/// The line of one case: how far the bank has paid the dead, and what of it was not due.
fn stop(
    dead: &Dead,
    (benefit, case): (&Benefit, i64),
    without: Option<&Without>,
    facts: &Facts,
) -> Answer<Option<Stop>> {
    let Some(row) = facts.row(benefit.cases.name, case) else { return Ok(None) };
    let paid = paid_by_month(case, facts).unwrap_or_default();
    let (mut over, state) = recovered(case, dead, facts);
    let mut until = over.keys().next_back().copied();
    for (month, paid) in &paid {
        let due =
            without.filter(|without| without.from <= *month).map(|_| monthly(case, *month, facts).unwrap_or_default());
        let excess = match due {
            Some(due) => paid.checked_sub(due).filter(|excess| *excess > Money::ZERO),
            // What a household would be paid without the dead is not known while nothing is decided.
            None => (*month > dead.last_due && benefit.household().is_none()).then_some(*paid),
        };
        if due.is_none() || excess.is_some() {
            until = until.max(Some(*month));
        }
        if let Some(excess) = excess.filter(|_| *month > dead.last_due) {
            over.entry(*month).or_insert(excess);
        }
    }
    let done = match without {
        None => GOES_ON,
        Some(without) if without.goes_on => "已重新核定",
        Some(_) => "已停发",
    };
    let state = state.or((!over.is_empty()).then_some("未追缴"));
    Ok(Some(Stop {
        benefit: benefit.scheme(row.text("kind")).label(),
        paid_until: until.map_or_else(String::new, |month| month.to_string()),
        months: i64::try_from(over.len()).unwrap_or_default(),
        over_fen: Money::sum(over.into_values()).ok_or(Error::Overflow)?.as_fen(),
        state: state.map_or_else(|| done.to_owned(), |state| format!("{done}, {state}")),
        ..dead.line.clone()
    }))
}

/// The case of a version or a recovery.
fn case_of(register: &'static Register, row: &Values) -> Option<i64> {
    if register == &RECOVERY {
        return row.int("case_key");
    }
    Roster::of_versions(find(register.name)?.register).and_then(|roster| row.int(roster.cases()))
}
