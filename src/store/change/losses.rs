//! What follows for the running cases of a person from a ground that is gone. Writes nothing.

use crate::register::benefits::benefit::Benefit;
use crate::register::benefits::consequence;
use crate::register::benefits::rests::{Loss, RestingCase};
use crate::register::{Consequence, benefit};
use crate::store::change::resolve::name_of;
use crate::store::engine::Db;
use crate::store::facts::resting;
use crate::store::fault::Answer;
use chrono::NaiveDate;

/// What a loss means for the cases of the person.
pub(in crate::store) fn consequences(db: &Db, loss: &Loss, day: NaiveDate) -> Answer<Vec<Consequence>> {
    // What ended after the ground was gone ends earlier.
    let cases = resting(db, loss.person, day.min(loss.from.first_day()))?;
    // Whoever has it by another case has not lost it.
    let gives = |c: &RestingCase| benefit(c.scheme).and_then(Benefit::household).is_some_and(|h| h.gives(loss.ground));
    if cases.iter().any(|c| gives(c) && Some(c.case) != loss.case && c.ends.is_none()) {
        return Ok(Vec::new());
    }
    let name = name_of(db, loss.person)?.unwrap_or_default();
    Ok(cases.iter().filter_map(|case| consequence::consequence(loss, &name, case)).collect())
}
