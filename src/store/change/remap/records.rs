//! The records that follow a change of divisions, one by one, with all that becomes otherwise of each.

use crate::register::places::remapping::Change;
use crate::register::{Field, Register, Values, find};
use crate::store::change::remap::followers::Follower;
use crate::store::engine::{Db, Sql};
use crate::store::fault::Answer;
use crate::store::read::sql::bind;
use crate::store::read::stored::stored_row;
use std::collections::BTreeMap;

/// A record that follows.
pub(super) struct Going<'f> {
    pub register: &'static Register,
    pub key: i64,
    /// By which fields.
    pub fields: Vec<&'f Follower>,
    /// The fields that follow from those.
    also: Vec<&'static Field>,
    /// It as it is then.
    pub is: Values,
}

impl<'f> Going<'f> {
    fn of(db: &Db, fields: Vec<&'f Follower>) -> Answer<Option<Going<'f>>> {
        let Some(&&Follower { register, key, .. }) = fields.first() else { return Ok(None) };
        let Some((was, ..)) = stored_row(db, register, key)? else { return Ok(None) };
        let mut is = was.clone();
        for follower in &fields {
            is.set(follower.field.col, follower.new.as_str());
        }
        // Only what the divisions alone change: what else would be filled in is none of this change.
        let filled = |values: &Values| {
            let mut values = values.clone();
            find(register.name).into_iter().for_each(|entry| (entry.fill)(&mut values));
            values
        };
        let (before, after) = (filled(&was), filled(&is));
        let also = register.fields.iter().filter(|f| before.get(f.col) != after.get(f.col));
        let also: Vec<&Field> = also.filter(|f| fields.iter().all(|follower| follower.field != *f)).collect();
        also.iter().for_each(|field| is.set(field.col, after.get(field.col).clone()));
        Ok(Some(Going { register, key, fields, also, is }))
    }

    /// Whether a field becomes otherwise.
    pub fn changes(&self, field: &'static Field) -> bool {
        self.fields.iter().any(|follower| follower.field == field) || self.also.contains(&field)
    }

    /// What follows from the divisions, as stored.
    pub fn derived(&self) -> Vec<(String, Sql)> {
        self.also.iter().map(|field| (field.column(), bind(self.is.get(field.col)))).collect()
    }

    /// The division that all its sides become, where it lies between several.
    pub fn inner(&self) -> Option<&str> {
        let mut sides = self.register.between.iter().map(|col| self.is.text(col));
        let first = sides.next()?;
        sides.all(|side| side == first).then_some(first)
    }
}

/// All of them, register by register: what goes to where others leave comes after those, so that no two are the same in between.
pub(super) fn of<'f>(db: &Db, found: &'f [Follower], change: &Change) -> Answer<Vec<Going<'f>>> {
    let mut all = Vec::new();
    for of_register in found.chunk_by(|a, b| a.register == b.register) {
        let mut by_key: BTreeMap<i64, Vec<&Follower>> = BTreeMap::new();
        of_register.iter().for_each(|follower| by_key.entry(follower.key).or_default().push(follower));
        let after = |fields: &[&Follower]| fields.iter().map(|follower| change.follows_on(&follower.new)).max();
        let mut in_order: Vec<_> = by_key.into_values().collect();
        in_order.sort_by_key(|fields| after(fields));
        for fields in in_order {
            all.extend(Going::of(db, fields)?);
        }
    }
    Ok(all)
}
