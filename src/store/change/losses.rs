//! What follows for the running cases of a person from a ground that is gone. Writes nothing.

use crate::register::Consequence;
use crate::register::benefits::consequence;
use crate::register::benefits::rests::{Ground, Loss, RestingCase};
use crate::store::benefits::resting;
use crate::store::engine::Db;
use crate::store::fault::Answer;
use chrono::NaiveDate;

/// What a loss means for the cases of the person.
pub(in crate::store) fn consequences(db: &Db, loss: &Loss, day: NaiveDate) -> Answer<Vec<Consequence>> {
    let name: Option<String> =
        db.prepare_cached("SELECT name FROM person WHERE key = ?1")?.query_row([loss.person], |r| r.get(0))?;
    // What ended after the ground was gone ends earlier.
    let cases = resting::of_person(db, loss.person, day.min(loss.from.first_day()))?;
    // Whoever is in another 低保 case has not lost it.
    let elsewhere = |c: &RestingCase| c.scheme.is_dibao() && Some(c.case) != loss.case && c.ends.is_none();
    if matches!(loss.ground, Ground::Dibao | Ground::DibaoMoney) && cases.iter().any(elsewhere) {
        return Ok(Vec::new());
    }
    let name = name.as_deref().unwrap_or_default();
    Ok(cases.iter().filter_map(|case| consequence::consequence(loss, name, case)).collect())
}
