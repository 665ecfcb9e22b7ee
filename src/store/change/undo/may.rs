//! Whether somebody may take an act back: what it wrote is his to enter, wherever it lies. What followed from it goes back with it.

use crate::register::core::rights::Action;
use crate::register::{Field, Input, Register, Value, find};
use crate::store::change::undo::touched::Touched;
use crate::store::engine::Db;
use crate::store::fault::Answer;
use crate::store::read::stored::stored_row;
use crate::store::{Store, Who};
use std::collections::HashSet;

/// Of so many rows each is asked for; of more only who may enter them in the whole district takes them back.
const EACH: usize = 500;

/// Rows: register and key.
type Followed = HashSet<(String, i64)>;

impl Store {
    /// Refuses what is not his; none is who sits here.
    pub(super) fn may_take_back(&self, db: &Db, who: Option<&Who>, act: i64) -> Answer<()> {
        if self.rights_of(who)?.sees_all() {
            return Ok(());
        }
        let followed = followed(db, act)?;
        let mut rows = Vec::new();
        for touched in Touched::by(db, act)?.iter().filter(|touched| find(touched.register.name).is_some()) {
            if rows.len() + touched.count() > EACH {
                self.gate_like(db, who, Action::Enter, (touched.register, touched.first))?;
                continue;
            }
            for key in touched.keys() {
                if !is_followed(db, &followed, (touched.register, key))? {
                    rows.push((touched.register, key));
                }
            }
        }
        rows.into_iter().try_for_each(|row| self.gate_row(db, who, Action::Enter, row))
    }
}

/// Whether a row followed from what the act entered: it is written down, or the program wrote it of one that did.
fn is_followed(db: &Db, followed: &Followed, (register, key): (&'static Register, i64)) -> Answer<bool> {
    if followed.contains(&(register.name.to_owned(), key)) {
        return Ok(true);
    }
    let Input::Program(_) = register.input else { return Ok(false) };
    let Some((values, ..)) = stored_row(db, register, key)? else { return Ok(false) };
    let named = |(field, value): (&Field, &Value)| field.kind.referred(value);
    Ok(values.iter().filter_map(named).any(|(name, key)| followed.contains(&(name.to_owned(), key))))
}

/// What followed from what an act entered.
fn followed(db: &Db, act: i64) -> Answer<Followed> {
    let mut get = db.prepare_cached("SELECT register, row FROM follow WHERE act = ?1")?;
    let rows = get.query_map([act], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let mut followed: Followed = rows.collect::<Result<_, _>>()?;
    // A case follows its version.
    for (name, key) in followed.clone() {
        let Some(register) = find(&name).map(|entry| entry.register) else { continue };
        let Some((values, ..)) = stored_row(db, register, key)? else { continue };
        let parent = register.parent.and_then(|col| register.field(col)?.kind.referred(values.get(col)));
        followed.extend(parent.map(|(name, key)| (name.to_owned(), key)));
    }
    Ok(followed)
}
