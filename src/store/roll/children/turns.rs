//! Children who came into a category or went out of it in a month, and those who are soon of age.

use crate::domain::children::leaving::{ADULT, SOON, Schooling};
use crate::domain::date::reaches_age;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::figure::roll::children::changes::Turn;
use crate::figure::roll::children::eighteen::Grown;
use crate::register::people::person::PERSON;
use crate::store::engine::{self, Row, named_params};
use crate::store::read::villages::placed;
use crate::store::roll::{copy_after, some, who_stood};
use crate::store::{Answer, Store, date};
use chrono::{NaiveDate, TimeDelta};

/// The rows of a month with the row before each; the names are those that stood when the row was written last.
fn turns(day: NaiveDate) -> String {
    format!(
        "SELECT {home}, n.name, s.main_cat, s.state, coalesce(b.main_cat, ''), coalesce(b.state, ''), \
             coalesce(s.reason, ''), coalesce(s.basis, ''), {copy} \
         FROM child_status s JOIN child f ON f.key = s.child JOIN person n ON n.key = f.person \
         LEFT JOIN child_status b ON b.key = (SELECT x.key FROM child_status x WHERE x.child = s.child AND x.voided_by IS NULL \
             AND x.valid_from < s.valid_from ORDER BY x.valid_from DESC LIMIT 1) \
         WHERE s.voided_by IS NULL AND s.valid_from BETWEEN :first AND :day ORDER BY s.valid_from, s.key",
        home = placed(&PERSON, "n", "home_division", day),
        copy = copy_after("s.act", "person", "n")
    )
}

/// How each child stands on a day.
fn standing(day: NaiveDate) -> String {
    format!(
        "SELECT s.main_cat, s.state, {home}, n.name, n.birth_date, s.school_state, coalesce(f.school, ''), \
        f.certified_on \
    FROM child_status s JOIN child f ON f.key = s.child JOIN person n ON n.key = f.person \
    WHERE s.voided_by IS NULL AND s.valid_from <= :day AND NOT EXISTS (SELECT 1 FROM child_status x WHERE x.child = s.child \
        AND x.voided_by IS NULL AND x.valid_from > s.valid_from AND x.valid_from <= :day) AND s.state = 'on' ORDER BY n.birth_date",
        home = placed(&PERSON, "n", "home_division", day)
    )
}

impl Store {
    /// Who came into a category and who went out of it, and how many each had before.
    ///
    /// # Errors
    /// Nothing has changed, or the file cannot be read.
    pub fn child_turns(&self, month: Month) -> Answer<Vec<Turn>> {
        self.gate_look()?;
        let mut get = self.db().prepare_cached(&turns(month.last_day()))?;
        let (first, day) = (month.first_day().to_string(), month.last_day().to_string());
        let rows = get.query_map(named_params! { ":first": first, ":day": day }, |r| turned(r, month))?;
        let turns = rows.collect::<Result<Vec<Vec<Turn>>, _>>()?.into_iter().flatten().collect();
        let mut all: Vec<Turn> = some(turns, || format!("{}没有儿童福利对象增减变动", month.zh()))?;
        let last = month.prev().last_day();
        let mut before = self.db().prepare_cached(&standing(last))?;
        let rows = before.query_map(named_params! { ":day": last.to_string() }, |r| {
            Ok(Turn { category: r.get(0)?, was: Some(1), ..Turn::default() })
        })?;
        all.extend(rows.collect::<Result<Vec<_>, _>>()?);
        Ok(all)
    }

    /// Children of the register who come of age in a month or within 60 days after it.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn soon_of_age(&self, month: Month) -> Answer<Vec<Grown>> {
        self.gate_look()?;
        let mut get = self.db().prepare_cached(&standing(month.last_day()))?;
        let last = month.last_day() + TimeDelta::days(SOON);
        let parameters = self.parameters()?;
        let rows = get.query_map(named_params! { ":day": month.last_day().to_string() }, |r| {
            let birth = date(&r.get::<String>(4)?);
            let birthday = birth.map(|birth| reaches_age(birth, ADULT));
            let certified = r.get::<Option<String>>(7)?.and_then(|day| date(&day));
            let schooling: String = r.get(5)?;
            let school = Schooling::of(&schooling, certified);
            let after = birthday.map(|day| Month::of(day).next());
            let extends = after.is_some_and(|after| parameters.text(Param::SchoolExtend, after) != Some("0"));
            let grown = Grown {
                division: r.get(2)?,
                name: r.get(3)?,
                category: r.get(0)?,
                birthday: birthday.map_or_else(String::new, |day| day.to_string()),
                goes_on: extends && after.is_some_and(|after| school.carries_on(after)),
                extends,
                schooling,
                school: r.get(6)?,
            };
            Ok((birthday, grown))
        })?;
        let mut all = rows.collect::<Result<Vec<_>, _>>()?;
        all.retain(|(day, _)| day.is_some_and(|day| (month.first_day()..=last).contains(&day)));
        let grown = all.into_iter().map(|(_, grown)| grown).collect();
        some(grown, || format!("{}没有即将年满18周岁的在册儿童", month.zh()))
    }
}

/// Out of the category before, and into that of the row, where they differ.
fn turned(r: Row<'_>, month: Month) -> engine::Result<Vec<Turn>> {
    let (name, _) = who_stood(r.text(8)?, r.get(1)?, String::new());
    let (category, state): (String, String) = (r.get(2)?, r.get(3)?);
    let (was, state_was): (String, String) = (r.get(4)?, r.get(5)?);
    let on = |state: &str, category: &str| if state == "on" { category.to_owned() } else { String::new() };
    let (now, before) = (on(&state, &category), on(&state_was, &was));
    let turn = Turn {
        division: r.get(0)?,
        name,
        state,
        reason: r.get(6)?,
        basis: r.get(7)?,
        month: month.to_string(),
        ..Turn::default()
    };
    if now == before {
        return Ok(Vec::new());
    }
    let out = Turn { category: before.clone(), sign: -1, other: now.clone(), ..turn.clone() };
    let into = Turn { category: now, sign: 1, other: before, ..turn };
    Ok([out, into].into_iter().filter(|turn| !turn.category.is_empty()).collect())
}
