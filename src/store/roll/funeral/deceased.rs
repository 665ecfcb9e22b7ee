//! 死亡人员: who died in a month and counts here, with what the dead drew.

use crate::domain::date::{age_on, stored};
use crate::domain::funeral::cremation::{Body, fate};
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::figure::roll::funeral::deceased::Deceased;
use crate::register::benefits::cases::last_due;
use crate::register::places::known::Places;
use crate::store::engine::{self, Row, named_params};
use crate::store::figures::funeral::deaths::{counts, may_wait, place};
use crate::store::file::clock::today;
use crate::store::people::drawn::Drawn;
use crate::store::roll::{copy_after, some, who_stood};
use crate::store::{Answer, Store};
use chrono::NaiveDate;

/// For so many months after the death is looked for the end of what the dead drew.
const LATEST: i32 = 24;

/// Names are those that stood when the death was last written.
fn who_died() -> String {
    format!(
        "SELECT {place}, n.name, COALESCE(n.id_number, n.temp_no, ''), n.sex, COALESCE(n.birth_date, ''), r.hukou_division, r.died_on, \
         r.disposal, COALESCE(r.cremated_on, ''), COALESCE(r.cremation_no, ''), COALESCE(r.ash_to, ''), r.person, {wait}, {copy} \
         FROM death r JOIN person n ON n.key = r.person \
         WHERE r.died_on BETWEEN :first AND :last AND {counts} ORDER BY r.died_on, r.death_no",
        place = place(),
        wait = may_wait(),
        copy = copy_after("r.act", "person", "n"),
        counts = counts(),
    )
}

impl Store {
    /// Who died in a month, by day.
    ///
    /// # Errors
    /// There is nobody, or the file cannot be read.
    pub fn deceased(&self, month: Month) -> Answer<Vec<Deceased>> {
        self.gate_look()?;
        let (first, last) = (month.first_day().to_string(), month.last_day().to_string());
        let (places, day) = (self.places()?, self.office().demo_day.unwrap_or_else(today));
        let mut all = Vec::new();
        let sql = who_died();
        let mut get = self.db().prepare_cached(&sql)?;
        let rows = get.query_map(named_params! { ":first": first, ":last": last }, |r| {
            Ok((r.get(11)?, dead(r, &places, day)?))
        })?;
        for found in rows {
            let (person, mut dead): (i64, Deceased) = found?;
            dead.drew = self.drew(person, &dead.died_on)?;
            all.push(dead);
        }
        some(all, || format!("{}没有死亡登记", month.zh()))
    }

    /// What somebody drew in the last month that was due to the dead, and from which month on no more.
    fn drew(&self, person: i64, died_on: &str) -> Answer<Vec<(&'static str, Option<String>)>> {
        let Some(died) = stored(died_on) else { return Ok(Vec::new()) };
        let last = last_due(died, &*self.parameters()?);
        let mut drew: Vec<(String, Option<String>)> =
            self.draws(person, last)?.into_iter().map(|scheme| (scheme, None)).collect();
        let mut month = last;
        while drew.iter().any(|(_, end)| end.is_none()) && month.months_since(last) < LATEST {
            month = month.next();
            let still = self.draws(person, month)?;
            let over = drew.iter_mut().filter(|(scheme, end)| end.is_none() && !still.contains(scheme));
            over.for_each(|(_, end)| *end = Some(month.to_string()));
        }
        let named = |(scheme, end): (String, _)| Some((Scheme::from_name(&scheme)?.label(), end));
        Ok(drew.into_iter().filter_map(named).collect())
    }

    fn draws(&self, person: i64, month: Month) -> Answer<Vec<String>> {
        let drawn = Drawn::ready(self.db(), month)?.by(person)?;
        Ok(drawn.into_iter().map(|benefit| benefit.scheme).collect())
    }
}

fn dead(r: Row<'_>, places: &Places, day: NaiveDate) -> engine::Result<Deceased> {
    let (name, id_number) = who_stood(r.text(13)?, r.get(1)?, r.get(2)?);
    let [birth, hukou, died_on, disposal, cremated_on, cremation_no] = [4, 5, 6, 7, 8, 9].map(|at| r.get::<String>(at));
    let (hukou, died_on, disposal) = (hukou?, died_on?, disposal?);
    let (cremated_on, cremation_no) = (cremated_on?, cremation_no?);
    let (died, born) = (stored(&died_on), stored(&birth?));
    let body = Body {
        disposal: &disposal,
        died_on: died.unwrap_or(day),
        has_day: !cremated_on.is_empty(),
        has_number: !cremation_no.is_empty(),
    };
    Ok(Deceased {
        division: r.get(0)?,
        name,
        sex: r.get(3)?,
        id_number,
        age: born.zip(died).and_then(|(born, died)| age_on(born, died)),
        hukou: places.name(&hukou, died.unwrap_or(day)).to_owned(),
        fate: fate(body, day, r.get::<String>(12)?.parse().unwrap_or_default()),
        died_on,
        disposal,
        cremated_on,
        cremation_no,
        ashes: r.get(10)?,
        drew: Vec::new(),
    })
}
