//! 适老化改造: the households of a year's plan, as they stood at the end of a month.

use crate::domain::date::stored as day_of;
use crate::domain::elderly::adapt::Step;
use crate::domain::month::Month;
use crate::figure::roll::elderly::adaptations::Adaptation;
use crate::register::elderly::home_adapt::HOME_ADAPT;
use crate::store::change::act::audit;
use crate::store::engine::{self, Row, named_params};
use crate::store::read::villages::placed;
use crate::store::roll::{copy_after, some, who_stood};
use crate::store::{Answer, Store};
use chrono::{Datelike, NaiveDate};

/// Those on the plan of the year, and of other plans those that were accepted in it. Names are those that stood when a row was last
/// written; what it was at the end of the month is told by the first copy after it.
fn adapted(last: NaiveDate) -> String {
    let days: Vec<&str> = Step::ALL.iter().map(|(_, col, _)| *col).collect();
    format!(
        "SELECT {place}, n.name, COALESCE(a.household, -a.person), a.poverty_kind, \
         (SELECT count(*) FROM adapt_item i WHERE i.home_adapt = a.key AND i.voided_by IS NULL), \
         COALESCE(a.budget_fen, 0), COALESCE(a.cost_fen, 0), {copy}, {then}, a.{days} \
         FROM home_adapt a JOIN home_adapt_plan p ON p.key = a.plan JOIN person n ON n.key = a.person \
         WHERE (p.year = :year OR a.accepted_on BETWEEN :first AND :last) AND a.listed_on <= :last AND a.voided_by IS NULL \
         ORDER BY 1, a.adapt_no",
        place = placed(&HOME_ADAPT, "a", "division", last),
        copy = copy_after("a.act", "person", "n"),
        then = copy_after("(SELECT max(key) FROM act WHERE day <= :last)", "home_adapt", "a"),
        days = days.join(", a.")
    )
}

impl Store {
    /// The households whose homes are on the plan of a month's year, as they stood at its end.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn adaptations(&self, month: Month) -> Answer<Vec<Adaptation>> {
        self.gate_look()?;
        let (year, last) = (month.first_day().year(), month.last_day());
        let mut get = self.db().prepare_cached(&adapted(last))?;
        let first = format!("{year}-01-01");
        let bound = named_params! { ":year": year, ":first": first, ":last": last.to_string() };
        let rows = get.query_map(bound, |row| adaptation(row, year, last))?;
        some(rows.collect::<Result<_, _>>()?, || format!("{}没有适老化改造", month.zh()))
    }
}

fn adaptation(r: Row<'_>, year: i32, last: NaiveDate) -> engine::Result<Adaptation> {
    const DAYS: usize = 9;
    let mut days = Vec::with_capacity(Step::ALL.len());
    for (at, (_, col, _)) in (DAYS..).zip(Step::ALL) {
        let day = r.get::<Option<String>>(at)?.as_deref().and_then(day_of);
        days.push((col, day.filter(|day| *day <= last)));
    }
    let on = |col: &str| days.iter().find(|(known, _)| *known == col).and_then(|(_, day)| *day);
    let state = Step::by(last, on).unwrap_or_default();
    let (name, _) = who_stood(r.text(7)?, r.get(1)?, String::new());
    // What a paper of the month says is what was on record then; what was entered late counts from the day of its step.
    let then = r.text(8)?.and_then(|text| audit::copy(text).ok());
    let fen = |col: &str, at: usize| {
        let recorded = then.as_ref().and_then(|copy| copy.get(col)?.as_i64());
        recorded.map_or_else(|| r.get(at), Ok)
    };
    // Whether one of the steps from that one to 验收 was taken.
    let taken = |from: Step| {
        let steps = Step::ALL.iter().filter(|(step, ..)| (from..=Step::Accepted).contains(step));
        steps.into_iter().any(|(_, col, _)| on(col).is_some())
    };
    Ok(Adaptation {
        division: r.get(0)?,
        name,
        household: r.get(2)?,
        poverty: r.get(3)?,
        // They are listed when it is settled what is to be done.
        items: if taken(Step::Decided) { r.get(4)? } else { 0 },
        // What a home given up would have cost is free again.
        budget_fen: if taken(Step::Surveyed) && state != "withdrawn" { fen("budget_fen", 5)? } else { 0 },
        cost_fen: if taken(Step::Done) { fen("cost_fen", 6)? } else { 0 },
        days: ["start_on", "done_on", "accepted_on"].map(|col| on(col).map(|day| day.to_string())),
        counts: on("accepted_on").is_some_and(|day| day.year() == year),
        state: state.to_owned(),
    })
}
