//! 三方比对: in whom the lists of a month differ, from each other and from 死亡登记. One place says so, for the table and for the check of
//! the month alike; and who stands on a list, for whoever reads it again.

use crate::domain::month::Month;
use crate::figure::roll::funeral::lists::Difference;
use crate::register::funeral::codes::{NOTICE_SOURCE, OPINION};
use crate::register::funeral::death_notice::{Listed, OPEN, differs};
use crate::register::people::person::PERSON;
use crate::store::engine::{self, Row};
use crate::store::figures::count::bind;
use crate::store::read::sql::quoted;
use crate::store::read::villages::placed;
use crate::store::roll::some;
use crate::store::{Answer, Store};
use chrono::NaiveDate;

/// An entry of the month's lists for each person: its key, person, where that person lives, name, ID number, for each list on which day and
/// whether it came in, the day of the death as registered, the opinion.
const LISTED: &str = "SELECT n.key, p.key AS person, {home}, n.name, n.id_number, {lists}, \
        p.death_date AS died, coalesce({max_opinion}, n.opinion) AS opinion \
    FROM death_notice n LEFT JOIN person p ON p.id_number = n.id_number AND p.voided_by IS NULL \
    WHERE n.month = :month AND n.voided_by IS NULL AND NOT EXISTS (SELECT 1 FROM death_notice b \
        WHERE b.id_number = n.id_number AND b.month = n.month AND b.key < n.key AND b.voided_by IS NULL)";

/// The dead of the month on no list: the same of each.
const DEAD: &str = "SELECT d.key, p.key AS person, {home}, p.name, p.id_number, NULL AS on1, {in1}, NULL AS on2, {in2}, \
        NULL AS on3, {in3}, d.died_on AS died, CASE WHEN d.state IN ('3','4') THEN '' ELSE '1' END AS opinion \
    FROM death d JOIN person p ON p.key = d.person \
    WHERE d.died_on BETWEEN :first AND :day AND d.voided_by IS NULL \
        AND EXISTS (SELECT 1 FROM death_notice r WHERE r.month = :month AND r.voided_by IS NULL) \
        AND NOT EXISTS (SELECT 1 FROM death_notice o WHERE o.id_number = p.id_number AND o.voided_by IS NULL)";

/// What is said of a death that is on no list, and 核对.
const CHECKED: &str = "死亡登记已核对";

/// Whether the list of a source came in for the month.
fn came_in(source: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM death_notice r WHERE r.month = :month AND r.source = '{source}' AND r.voided_by IS NULL) AS in{source}"
    )
}

/// On which day somebody stands on the list of a source, of the month or of one before.
fn listed_on(source: &str) -> String {
    let day = |row: &str| format!("coalesce({row}.cremated_on, {row}.hukou_cancelled_on, {row}.died_on, '有')");
    format!(
        "CASE WHEN n.source = '{source}' THEN {} ELSE (SELECT max({}) FROM death_notice o WHERE o.id_number = n.id_number \
         AND o.source = '{source}' AND o.month <= :month AND o.voided_by IS NULL) END AS on{source}",
        day("n"),
        day("o")
    )
}

/// Where a person (`p`) lived on a day.
fn home(day: NaiveDate) -> String {
    format!("{} AS home_division", placed(&PERSON, "p", "home_division", day))
}

/// The differences in the entries of the month's lists. Somebody on all lists that came in and registered dead is none.
pub(in crate::store) fn of_entries(day: NaiveDate) -> String {
    let lists = NOTICE_SOURCE.items.iter().map(|(source, _)| format!("{}, {}", listed_on(source), came_in(source)));
    let opinion = "(SELECT max(o.opinion) FROM death_notice o WHERE o.id_number = n.id_number AND o.month <= :month AND o.voided_by IS NULL)";
    let listed = LISTED
        .replace("{lists}", &lists.collect::<Vec<_>>().join(", "))
        .replace("{max_opinion}", opinion)
        .replace("{home}", &home(day));
    let lacks = NOTICE_SOURCE.items.iter().map(|(source, _)| format!("in{source} AND on{source} IS NULL"));
    format!("SELECT * FROM ({listed}) WHERE (died IS NULL OR {})", lacks.collect::<Vec<_>>().join(" OR "))
}

/// Those who are registered dead in the month and on no list.
pub(in crate::store) fn of_deaths(day: NaiveDate) -> String {
    NOTICE_SOURCE.items.iter().fold(DEAD.replace("{home}", &home(day)), |sql, (source, _)| {
        sql.replace(&format!("{{in{source}}}"), &came_in(source))
    })
}

/// What nobody has settled of such rows.
pub(in crate::store) fn open(rows: &str) -> String {
    format!("SELECT * FROM ({rows}) WHERE opinion IN ({})", quoted(&OPEN))
}

impl Store {
    /// In whom the lists of a month differ: entries first, then the registered dead on no list.
    ///
    /// # Errors
    /// There is none, or no list; the file cannot be read.
    pub fn differences_of_lists(&self, month: Month) -> Answer<Vec<Difference>> {
        self.gate_look()?;
        let bound = [
            (":month", month.to_string()),
            (":first", month.first_day().to_string()),
            (":day", month.last_day().to_string()),
        ];
        let mut all = Vec::new();
        let day = month.last_day();
        for sql in
            [of_entries(day) + " ORDER BY id_number IS NULL, id_number, key", of_deaths(day) + " ORDER BY died, d.key"]
        {
            let mut get = self.db().prepare_cached(&sql)?;
            bind(&mut get, &bound)?;
            let mut rows = get.bound_rows();
            while let Some(row) = rows.next()? {
                all.push(difference(row)?);
            }
        }
        some(all, || format!("{}没有三方名单的差异", month.zh()))
    }

    /// Who stands on the list of a source and a month.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn listed_dead(&self, source: &str, month: Month) -> Answer<Vec<Listed>> {
        self.gate_look()?;
        let mut get = self.db().prepare_cached(
            "SELECT key, name, id_number, village FROM death_notice WHERE month = ?1 AND source = ?2 AND voided_by IS NULL ORDER BY key",
        )?;
        let rows = get.query_map([&*month.to_string(), source], |r| {
            Ok(Listed { key: r.get(0)?, name: r.get(1)?, id_number: r.get(2)?, village: r.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn difference(r: Row<'_>) -> engine::Result<Difference> {
    let mut on: [Option<String>; 3] = Default::default();
    let mut lists = [(false, false); 3];
    for (nth, (day, list)) in on.iter_mut().zip(&mut lists).enumerate() {
        *day = r.get(5 + 2 * nth)?;
        *list = (r.get::<i64>(6 + 2 * nth)? == 1, day.is_some());
    }
    let (died, opinion): (Option<String>, String) = (r.get(11)?, r.get(12)?);
    let is_open = OPEN.contains(&opinion.as_str());
    let cell = |nth: usize| match (&on[nth], lists[nth].0) {
        (Some(day), _) => day.clone(),
        (None, true) => String::new(),
        (None, false) => "未收到".to_owned(),
    };
    Ok(Difference {
        division: r.get::<Option<String>>(2)?.unwrap_or_default(),
        name: r.get(3)?,
        id_number: r.get::<Option<String>>(4)?.unwrap_or_default(),
        lists: [cell(0), cell(1), cell(2)],
        opinion: match is_open {
            true => format!("待核: {}", differs(died.as_deref(), lists)),
            false => OPINION.label(&opinion).unwrap_or(CHECKED).to_owned(),
        },
        is_open,
    })
}
