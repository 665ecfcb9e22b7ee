//! A list as who sits may ask for it: his own of what is his own, and by nothing that he does not see.

use crate::register::core::classes::Where;
use crate::register::core::rights::{Leave, told_of};
use crate::register::{Condition, Query, Register};
use crate::store::fault::{Answer, StoreFault};
use crate::store::rights::veil::{Veil, is_beyond};
use crate::store::{Store, Who};
use std::borrow::Cow;

/// By what a record is somebody's own: a column, and what stands in it.
fn own_by(register: &Register, who: &Who) -> (&'static str, String) {
    match register.name {
        "operator" => ("name", who.name.clone()),
        _ => ("operator", format!("#{}", who.operator)),
    }
}

impl Store {
    /// The query as it may be asked; `also` are paths by which it is counted.
    pub(in crate::store) fn gated<'q>(&self, query: &'q Query, also: &[&str]) -> Answer<Cow<'q, Query>> {
        let leave = self.gate_list(query.register)?;
        let rights = self.rights()?;
        if rights.sees_all() {
            return Ok(Cow::Borrowed(query));
        }
        let asked = query.filters.iter().map(|condition| condition.path).chain(query.sort.map(|(path, _)| path));
        for path in asked.chain(also.iter().copied()) {
            if is_beyond(&rights, query.register, path, Where::List) {
                let slip = told_of(&rights, query.register.called_at(path));
                return Err(self.on_record(None, StoreFault::refused(slip)));
            }
        }
        let seat = self.seat.borrow();
        Ok(match (leave, seat.as_ref()) {
            (Leave::Own, Some(who)) => {
                let (col, value) = own_by(query.register, who);
                let mut own = query.clone();
                own.filters.push(Condition::is(col, value));
                Cow::Owned(own)
            }
            _ => Cow::Borrowed(query),
        })
    }

    /// Which columns of a list are not seen.
    pub(in crate::store) fn veil_over(&self, query: &Query, at: Where) -> Answer<Veil> {
        let paths = query.columns().iter().map(|column| column.path);
        Ok(Veil::over(&*self.rights()?, query.register, paths, at))
    }
}
