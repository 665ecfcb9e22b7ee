//! People on their own: what is entered of a person.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::At;
use crate::jobs::sample::people::Person;
use crate::register::Draft;
use crate::register::people::person::PERSON;

impl Telling<'_> {
    pub(super) fn person(&mut self, p: &Person, at: At) -> Result<i64, SampleFault> {
        let home = self.places.all[p.home].code;
        let draft = Draft::new(&PERSON)
            .with("id_number", &*p.id)
            .with("name", &*p.name)
            .with("ethnicity", p.ethnicity)
            .with("marital_code", if p.widowed { "20" } else { p.marital })
            .with("hukou_type", if p.rural { "2" } else { "1" })
            .with("hukou_division", p.hukou.unwrap_or(home))
            .with("home_division", home)
            .with("address", &*p.address)
            .with("health_code", p.health)
            .with("labor_code", p.labor)
            .with("employ_code", p.employ)
            .with("school_code", p.school)
            .with_some("phone", p.phone.as_deref())
            .with_some("disease_name", p.disease)
            .with_some("disability_cert_no", p.cert_no())
            .with_some("disability_valid_to", p.cert_until.map(|day| day.to_string()))
            .with_some("custody_from", p.custody.map(|(from, _)| from.to_string()))
            .with_some("custody_to", p.custody.map(|(_, to)| to.to_string()))
            .with_some("special_status", p.special);
        self.player.enter(&draft, at)
    }
}
