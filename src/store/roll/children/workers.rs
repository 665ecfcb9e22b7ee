//! 基层儿童队伍: who is in office in each town and village on the last day of a month.

use crate::domain::division_code::county_of;
use crate::domain::month::Month;
use crate::figure::roll::children::workers::{Holder, Post};
use crate::register::children::child_worker::{CHILD_WORKER, post_of};
use crate::store::engine::{self, Row, named_params};
use crate::store::read::villages::placed;
use crate::store::roll::{copy_after, who_stood};
use crate::store::{Answer, Store, StoreFault};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A last day still counts. The names are those that stood when the row was last written.
fn holders(day: NaiveDate) -> String {
    format!(
        "SELECT {place}, n.name, n.sex, w.appointed_on, w.phone, (SELECT COALESCE(sum(t.hours), 0) FROM trainee a \
             JOIN training t ON t.key = a.training AND t.voided_by IS NULL \
             WHERE a.person = w.person AND a.attended_on BETWEEN :january AND :day AND a.voided_by IS NULL), {copy} \
         FROM child_worker w JOIN person n ON n.key = w.person \
         WHERE w.voided_by IS NULL AND w.appointed_on <= :day AND (w.left_on IS NULL OR w.left_on >= :day)",
        place = placed(&CHILD_WORKER, "w", "division", day),
        copy = copy_after("w.act", "person", "n")
    )
}

impl Store {
    /// A line for each town and village of the district, by code.
    ///
    /// # Errors
    /// Nobody is in office, or the file cannot be read.
    pub fn child_workers(&self, month: Month) -> Answer<Vec<Post>> {
        self.gate_look()?;
        let (day, january) = (month.last_day(), format!("{}-01-01", month.year()));
        let mut get = self.db().prepare_cached(&holders(day))?;
        let rows = get.query_map(named_params! { ":january": january, ":day": day.to_string() }, holder)?;
        let mut holders: HashMap<String, Holder> = rows.collect::<Result<_, _>>()?;
        if holders.is_empty() {
            return Err(StoreFault::nothing(format!("{}没有在岗的儿童主任、儿童督导员", month.zh())));
        }
        let district = county_of(&self.office().division).to_owned();
        let places = self.divisions(day)?.into_iter().filter(|place| place.code.starts_with(&district));
        let posts = places.filter_map(|place| {
            let role = post_of(&place.level)?;
            Some(Post { holder: holders.remove(&place.code), division: place.code, role })
        });
        Ok(posts.collect())
    }
}

fn holder(r: Row<'_>) -> engine::Result<(String, Holder)> {
    let (name, _) = who_stood(r.text(6)?, r.get(1)?, String::new());
    Ok((r.get(0)?, Holder { name, sex: r.get(2)?, appointed_on: r.get(3)?, phone: r.get(4)?, hours: r.get(5)? }))
}
