//! 等级评定: the gradings of homes, as they stood at the end of a month.

use crate::domain::date::stored as day_of;
use crate::domain::elderly::grade::{self, Least, NONE, STEPS};
use crate::domain::month::Month;
use crate::domain::parameter::Parameters;
use crate::figure::roll::elderly::grades::{Grading, HOLDS};
use crate::register::elderly::codes::GRADE_STATE;
use crate::register::elderly::grade_rules::{LOWERED, SCORES, TAKEN};
use crate::register::people::institution::INSTITUTION;
use crate::store::engine::{self, Row, named_params};
use crate::store::pay::batch_names::house;
use crate::store::read::villages::placed;
use crate::store::roll::some;
use crate::store::{Answer, Store};
use chrono::{Datelike, NaiveDate};

/// Those that were applied for, or lowered a grade, by the day; with the kind and day of the next one that was announced by then.
fn graded(last: NaiveDate) -> String {
    let next = |column: &str| {
        format!(
            "(SELECT n.{column} FROM home_grade n WHERE n.institution = g.institution AND n.announced_on > g.announced_on \
             AND n.announced_on <= :last AND n.voided_by IS NULL ORDER BY n.announced_on LIMIT 1)"
        )
    };
    let days: Vec<&str> = STEPS.iter().map(|(col, _)| *col).collect();
    format!(
        "SELECT g.institution, i.name, {place}, g.kind, g.apply_level, g.label_style, g.result_level, g.veto_items, g.valid_until, \
         {kind}, {day}, g.{scores}, g.{days} FROM home_grade g JOIN institution i ON i.key = g.institution \
         WHERE g.kind <> 'end' AND coalesce(g.apply_on, g.announced_on) <= :last AND g.voided_by IS NULL \
         ORDER BY i.code, coalesce(g.apply_on, g.announced_on)",
        place = placed(&INSTITUTION, "i", "division", last),
        kind = next("kind"),
        day = next("announced_on"),
        scores = SCORES.join(", g."),
        days = days.join(", g.")
    )
}

impl Store {
    /// The gradings that were under way, announced or in force in a month's year, as they stood at its end, by the codes of their homes.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn gradings(&self, month: Month) -> Answer<Vec<Grading>> {
        self.gate_look()?;
        let (names, parameters, last) = (self.paper_names(month)?, self.parameters()?, month.last_day());
        let mut get = self.db().prepare_cached(&graded(last))?;
        let read = |row: Row<'_>| grading(row, last, &parameters);
        let rows = get.query_map(named_params! { ":last": last.to_string() }, read)?;
        let mut all = Vec::new();
        for row in rows {
            let (mut grading, over) = row?;
            if over.is_some_and(|day| day.year() < last.year()) {
                continue;
            }
            if let Some(name) = names.get(&house(grading.home)) {
                grading.name.clone_from(name);
            }
            all.push(grading);
        }
        some(all, || format!("{}没有等级评定", month.zh()))
    }
}

/// A grading as it stood on a day, and when it was over by then.
fn grading(r: Row<'_>, last: NaiveDate, parameters: &Parameters) -> engine::Result<(Grading, Option<NaiveDate>)> {
    const SCORED: usize = 11;
    let text = |at: usize| r.text_or_empty(at);
    let mut days = Vec::with_capacity(STEPS.len());
    for (at, (col, _)) in (SCORED + SCORES.len()..).zip(STEPS) {
        days.push((col, day_of(&text(at)?).filter(|day| *day <= last)));
    }
    let on = |col: &str| days.iter().find(|(known, _)| *known == col).and_then(|(_, day)| *day);
    let mut scores = [None; 4];
    for (at, score) in (SCORED..).zip(&mut scores) {
        *score = r.get::<Option<i64>>(at)?;
    }
    let [a, b, c, d] = scores;
    let review = on("review_on");
    let scores = review.and(a.zip(b).zip(c.zip(d)).map(|((a, b), (c, d))| [a, b, c, d]));
    let (kind, applied, veto) = (text(3)?, text(4)?, text(7)?);
    let cap = if kind == LOWERED { 5 } else { applied.parse().unwrap_or(0) };
    let least = review.and_then(|day| Least::on(parameters, day));
    let reached = scores.zip(least).map(|(scores, least)| match grade::reached(scores, cap, &least) {
        Some(place) if veto.is_empty() => place.to_string(),
        _ => NONE.to_owned(),
    });
    let announced = on("announced_on");
    let until = announced.and(day_of(&text(8)?));
    let result = if review.is_some() { text(6)? } else { String::new() };
    let step = grade::state(last, on, &result);
    let (state, over) = match (announced, text(9)?.as_str(), until) {
        (Some(_), "", Some(until)) if until < last => ("到期", Some(until)),
        (Some(_), "", _) => (HOLDS, None),
        (Some(_), next, _) => (lost(next), day_of(&text(10)?)),
        (None, ..) => {
            let over = if step == "failed" { review } else { on("stopped_on") };
            (GRADE_STATE.label(step).unwrap_or_default(), over)
        }
    };
    let grading = Grading {
        home: r.get(0)?,
        name: r.get(1)?,
        division: r.get(2)?,
        applied,
        in_stars: text(5)? == "2",
        scores,
        result,
        reached: reached.unwrap_or_default(),
        days: [announced, until].map(|day| day.map(|day| day.to_string())),
        state,
    };
    Ok((grading, over))
}

/// What became of a grade by what was announced next.
fn lost(next: &str) -> &'static str {
    match next {
        LOWERED => "降级",
        TAKEN => "取消",
        _ => "接续",
    }
}
