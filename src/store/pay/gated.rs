//! What is asked of who takes a step of the payroll: his role, in the field of work that pays the scheme, for the whole district.

use crate::domain::scheme::Scheme;
use crate::register::benefits::batch::BATCH;
use crate::register::core::rights::{Action, Ask, Place};
use crate::register::core::wings::Wing;
use crate::store::engine::Optional;
use crate::store::fault::Answer;
use crate::store::pay::payroll_facts::Step;
use crate::store::{Store, Who};

impl Step {
    /// What is asked of who takes it.
    pub(super) fn asked(&self) -> Action {
        match self.to {
            "checked" => Action::Check,
            "approved" => Action::Approve,
            _ => Action::Pay,
        }
    }
}

impl Store {
    pub(super) fn gate_batch(&self, who: &Who, action: Action, scheme: Option<Scheme>) -> Answer<()> {
        let wing = scheme.and_then(Wing::of_scheme);
        self.gate(Some(who), &Ask::of(action, &BATCH).in_wing(wing).at(Place::District)).map(drop)
    }

    /// What a batch pays; none where there is no such batch.
    pub(super) fn scheme_of(&self, batch: i64) -> Answer<Option<Scheme>> {
        let mut get = self.db().prepare_cached("SELECT scheme FROM batch WHERE key = ?1")?;
        let name: Option<String> = get.query_row([batch], |r| r.get(0)).optional()?;
        Ok(name.and_then(|name| Scheme::from_name(&name)))
    }
}
