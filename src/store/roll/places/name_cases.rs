//! 地名案件, as they stood at the end of a month.

use crate::domain::month::Month;
use crate::figure::roll::places::name_cases::NameCaseLine;
use crate::register::places::name_case::{NAME_CASE, NameCase};
use crate::register::places::place_name::PLACE_NAME;
use crate::register::{Kind, Value, Values};
use crate::store::engine::named_params;
use crate::store::read::stored::stored_row;
use crate::store::read::villages::placed;
use crate::store::roll::some;
use crate::store::{Answer, Store};
use chrono::{Datelike, NaiveDate};

/// Those that had come in by the month's last day and were not over before its year.
fn cases(last: NaiveDate) -> String {
    format!(
        "SELECT c.key, {place}, (SELECT {of_old} FROM place_name o WHERE o.key = c.old_name) FROM name_case c WHERE received_on <= :last AND voided_by IS NULL \
    AND coalesce(closed_on, CASE decision WHEN '2' THEN decided_on END, '9999') >= :first ORDER BY received_on, case_no",
        place = placed(&NAME_CASE, "c", "division", last),
        of_old = placed(&PLACE_NAME, "o", "division", last)
    )
}

impl Store {
    /// The naming cases that were under way or decided in a month's year, as they stood at its end.
    ///
    /// # Errors
    /// There is none, or the file cannot be read.
    pub fn name_cases(&self, month: Month) -> Answer<Vec<NameCaseLine>> {
        self.gate_look()?;
        let last = month.last_day();
        let first = format!("{}-01-01", last.year());
        let keys: Vec<(i64, Option<String>, Option<String>)> = {
            let mut get = self.db().prepare_cached(&cases(last))?;
            let bound = named_params! { ":first": first, ":last": last.to_string() };
            let rows = get.query_map(bound, |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
            rows.collect::<Result<_, _>>()?
        };
        let mut all = Vec::with_capacity(keys.len());
        for (key, place, of_old) in keys {
            let Some((mut case, ..)) = stored_row(self.db(), &NAME_CASE, key)? else { continue };
            as_of(&mut case, last);
            case.set("division", place.or(of_old));
            let old = match case.int("old_name") {
                Some(old) => stored_row(self.db(), &PLACE_NAME, old)?.map(|(row, ..)| row),
                None => None,
            };
            all.push(line(&case, old.as_ref(), last));
        }
        some(all, || format!("{}没有地名案件", month.zh()))
    }
}

/// Without what was still to come on the day.
fn as_of(case: &mut Values, last: NaiveDate) {
    for field in case.register.fields.iter().filter(|field| field.kind == Kind::Date) {
        if case.date(field.col).is_some_and(|day| day > last) {
            case.set(field.col, Value::Null);
        }
    }
    if case.get("decided_on").is_null() {
        ["decision", "decision_no", "approved_by"].into_iter().for_each(|col| case.set(col, Value::Null));
    }
}

fn line(case: &Values, old: Option<&Values>, last: NaiveDate) -> NameCaseLine {
    let text = |col: &str| case.text(col).to_owned();
    let of_old = |col: &str| old.map_or_else(String::new, |old| old.text(col).to_owned());
    let or_old = |col: &str| if case.get(col).is_null() { of_old(col) } else { text(col) };
    let approved = case.text("decision") == "1";
    NameCaseLine {
        division: text("division"),
        case_no: text("case_no"),
        action: text("action"),
        names: [text("proposed_name"), of_old("std_name")],
        kind: or_old("kind8"),
        location: or_old("location"),
        applicant: text("applicant"),
        approved: [text("approved_by"), text("decision_no")],
        days: [
            text("accepted_on"),
            if approved { text("decided_on") } else { String::new() },
            text("filed_on"),
            text("announced_on"),
        ],
        state: NameCase::state_of(case).to_owned(),
        counts: approved && case.date("decided_on").is_some_and(|day| day.year() == last.year()),
    }
}
