//! What the deaths that were reported in a month stopped, and what is recovered of it: by the rows that followed from each.

use crate::domain::month::Month;
use crate::figure::roll::funeral::stops::Stop;
use crate::register::benefits::cases::last_due;
use crate::register::benefits::codes::RECOVERY_STATE;
use crate::register::benefits::recovery::RECOVERY;
use crate::register::funeral::death::DEATH;
use crate::register::{Register, Values, benefit_of_case, find};
use crate::store::benefits::roster::Roster;
use crate::store::engine::{Db, Sql, params_from_iter};
use crate::store::pay::paid::paid_until;
use crate::store::read::records::stored_row;
use crate::store::roll::some;
use crate::store::{Answer, Store, date};
use chrono::NaiveDate;

/// Deaths, in their order.
fn deaths(which: &str) -> String {
    format!(
        "SELECT d.key, d.died_on, n.home_division, n.name, coalesce(n.id_number, n.temp_no, '') FROM death d \
         JOIN person n ON n.key = d.person WHERE d.voided_by IS NULL AND {which} ORDER BY d.died_on, d.key"
    )
}

/// How many months of a recovery, what they come to, the last of them.
const OVER: &str = "SELECT count(*), coalesce(sum(over_fen), 0), max(month) FROM recovery_month WHERE recovery = ?1 AND voided_by IS NULL";

/// What follows from a death for one case.
struct Stopped {
    case: i64,
    /// It goes on for others.
    goes_on: bool,
    /// The recovery: its key and 状态.
    recovery: Option<(i64, String)>,
}

impl Store {
    /// What the deaths that were reported in a month stopped.
    ///
    /// # Errors
    /// Nothing was, or the file cannot be read.
    pub fn stops_of_deaths(&self, month: Month) -> Answer<Vec<Stop>> {
        let days = [month.first_day(), month.last_day()].map(|day| Sql::Text(day.to_string()));
        let stops = self.stops("d.reported_on BETWEEN ?1 AND ?2", &days)?;
        some(stops, || format!("{}没有因死亡停发的待遇", month.zh()))
    }

    /// What one death stopped.
    ///
    /// # Errors
    /// Nothing was, or the file cannot be read.
    pub fn stops_of_death(&self, death: i64) -> Answer<Vec<Stop>> {
        some(self.stops("d.key = ?1", &[Sql::Integer(death)])?, || "这次死亡登记没有停发的待遇".to_owned())
    }

    fn stops(&self, which: &str, bound: &[Sql]) -> Answer<Vec<Stop>> {
        let mut get = self.db().prepare_cached(&deaths(which))?;
        let mut rows = get.query(params_from_iter(bound))?;
        let mut stops = Vec::new();
        while let Some(row) = rows.next()? {
            let (died_on, division): (String, String) = (row.get(1)?, row.get(2)?);
            let Some(died) = date(&died_on) else { continue };
            let dead = Stop { died_on, division, name: row.get(3)?, id_number: row.get(4)?, ..Stop::default() };
            for stopped in self.stopped_by(row.get(0)?)? {
                stops.extend(self.stop(&dead, died, &stopped)?);
            }
        }
        Ok(stops)
    }

    /// The cases that a death stopped or changed.
    fn stopped_by(&self, death: i64) -> Answer<Vec<Stopped>> {
        let mut all: Vec<Stopped> = Vec::new();
        for (register, key, row) in self.followed_rows(&DEATH, death)? {
            let Some(case) = case_of(register, &row) else { continue };
            let at = all.iter().position(|stopped| stopped.case == case).unwrap_or_else(|| {
                all.push(Stopped { case, goes_on: false, recovery: None });
                all.len() - 1
            });
            match register == &RECOVERY {
                true => all[at].recovery = Some((key, row.text("state").to_owned())),
                false => all[at].goes_on = row.text("kind") != "end",
            }
        }
        Ok(all)
    }

    fn stop(&self, dead: &Stop, died: NaiveDate, stopped: &Stopped) -> Answer<Option<Stop>> {
        let (db, last_due) = (self.db(), last_due(died, &*self.parameters()?));
        let Some(benefit) = benefit_of_case(stopped.case) else { return Ok(None) };
        let Some((case, ..)) = stored_row(db, benefit.cases, stopped.case)? else { return Ok(None) };
        let (months, over_fen, until) = match &stopped.recovery {
            Some((key, _)) => over(db, *key)?,
            None => (0, 0, paid_until(db, stopped.case)?.map(|paid| paid.min(last_due).to_string())),
        };
        let done = if stopped.goes_on { "已重新核定" } else { "已停发" };
        let state = stopped.recovery.as_ref().and_then(|(_, state)| RECOVERY_STATE.label(state));
        Ok(Some(Stop {
            benefit: benefit.scheme(case.text("kind")).label(),
            last_due: last_due.to_string(),
            paid_until: until.unwrap_or_default(),
            months,
            over_fen,
            state: state.map_or_else(|| done.to_owned(), |state| format!("{done}, {state}")),
            ..dead.clone()
        }))
    }
}

fn over(db: &Db, recovery: i64) -> Answer<(i64, i64, Option<String>)> {
    Ok(db.prepare_cached(OVER)?.query_row([recovery], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?)
}

/// The case of a version or a recovery.
fn case_of(register: &'static Register, row: &Values) -> Option<i64> {
    if register == &RECOVERY {
        return row.int("case_key");
    }
    Roster::of_versions(find(register.name)?.register).and_then(|roster| row.int(roster.cases()))
}
