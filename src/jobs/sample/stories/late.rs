//! Deaths that the office learns of months later, from the lists: the allowance was paid on, and has to come back. They are entered when the
//! batches are made, as a clerk would: what was paid too much is known then only.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::people::Person;
use crate::register::Draft;
use crate::register::funeral::death::DEATH;
use chrono::{Days, NaiveDate};

/// Somebody whose death is told late.
pub(super) struct Late<'t> {
    /// The key of the person.
    pub key: i64,
    pub person: &'t Person,
    /// The village.
    pub village: &'static str,
    pub died: NaiveDate,
}

impl Late<'_> {
    /// The day of the cremation.
    pub(super) fn burnt(&self) -> NaiveDate {
        self.died + Days::new(3)
    }
}

impl Telling<'_> {
    /// Told when all lists are.
    pub(super) fn late_deaths(&mut self) -> Result<(), SampleFault> {
        for late in std::mem::take(&mut self.late) {
            let draft = Draft::new(&DEATH)
                .with_ref("person", late.key)
                .with("died_on", late.died.to_string())
                .with("source", "1")
                .with("place_kind", "1")
                .with("cert_kind", "1")
                .with("cert_no", self.accounts.death(late.died))
                .with("cert_issuer", "就诊医院")
                .with("note", "三方比对发现, 家属未报");
            let draft = self.cremated(draft, late.person, late.burnt());
            self.paying.late_deaths.push(draft);
        }
        Ok(())
    }
}
