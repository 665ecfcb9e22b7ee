//! What the cases of one person have in common, whichever benefit they draw: fields, what everyone of them says, how that is completed
//! and judged. Their versions stand in `awards`.

use crate::domain::conflict::{Benefit, Drawn};
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::benefits::cases::{self, complete_origin, forbidden_under_way, without_version};
use crate::register::benefits::codes::{CASE_STATE, ORIGIN};
use crate::register::benefits::relocation;
use crate::register::core::order::IN_LIFE;
use crate::register::core::slips::village;
use crate::register::{Facts, Field, Kind, Values};
use chrono::NaiveDate;

/// 村(居).
pub const PLACE: Field = Field::new("division", "村(居)", Kind::Division).must().completed().hint("空着按居住地填");
/// 状态: it follows the versions.
pub const STATE: Field = Field::new("state", "状态", Kind::Code(&CASE_STATE)).given().or("confirmed");
/// 来源.
pub const SOURCE: Field = Field::new("origin", "来源", Kind::Code(&ORIGIN))
    .must()
    .completed()
    .hint("空着为申请办理; 接收纸质档案的选纸质接转");
/// 申请日期.
pub const APPLIED: Field = Field::new("apply_date", "申请日期", Kind::Date).must().ordered(&IN_LIFE);

/// What every case of one person says.
#[derive(Clone, Debug, PartialEq)]
pub struct Personal {
    /// Whose it is.
    pub person: i64,
    /// 村(居).
    pub division: Option<String>,
    /// 状态 code.
    pub state: String,
    /// taken_over or applied.
    pub origin: String,
    /// 申请日期.
    pub apply_date: NaiveDate,
    /// The day of the district's decision.
    pub decided: Option<NaiveDate>,
}

impl Personal {
    /// Reads it from any such register.
    ///
    /// # Errors
    /// Person or day of application are missing.
    pub fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Personal {
            person: values.need_int("person")?,
            division: values.some_text("division"),
            state: values.text("state").to_owned(),
            origin: values.text("origin").to_owned(),
            apply_date: values.need_date("apply_date")?,
            decided: values.date("district_date"),
        })
    }
    /// Its place: a village in force; where it is corrected, what that touches.
    pub fn place(&self, facts: &Facts) -> Vec<Slip> {
        let Some(code) = &self.division else { return Vec::new() };
        let village = village(facts, code, "division", false);
        village.into_iter().chain(relocation::correction(facts, code)).collect()
    }
    /// That it is decided and has no version yet, under that code ([`without_version`]).
    pub fn undrawn(&self, versions: &str, code: &'static str, facts: &Facts) -> Option<Slip> {
        let decided = self.origin != "applied" || self.decided.is_some();
        without_version(&self.state, decided, versions, facts, code)
    }
    /// What the person, called so, draws from a month on or has applied for, against the benefit wanted (assistance 9).
    pub fn beside(&self, name: &str, wanted: Benefit, from: Month, facts: &Facts) -> Vec<Slip> {
        let cases = facts.cases_from(self.person, from).into_iter().filter(|c| Some(c.case) != facts.this);
        let drawn = cases.filter_map(|c| {
            let benefit = Benefit::of(Scheme::from_name(&c.scheme)?);
            cases::beside(name, &Drawn { benefit, case_no: &c.case_no, since: c.since }, wanted, from, facts)
        });
        let under_way = forbidden_under_way(self.person, name, wanted, facts);
        drawn.chain(under_way).map(|slip| slip.at("person")).collect()
    }
}

/// An application as far as its steps are filled ([`complete_origin`]), at the place of the person, where none is typed.
pub fn complete(case: &mut Values, facts: &Facts) {
    complete_origin(case);
    complete_place(case, facts);
}

/// The place of the person, where none is typed.
pub fn complete_place(case: &mut Values, facts: &Facts) {
    if case.get("division").is_null() {
        let person = case.int("person").and_then(|key| facts.person(key));
        case.set("division", person.map(|p| p.home_division.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use crate::register::tests::{facts, person};
    use crate::register::{Ask, Fact, Values, find};

    /// A new case of any benefit of one person is as far as its papers are, not confirmed from the first key on.
    #[test]
    fn an_application_is_as_far_as_its_papers() {
        for name in ["tekun", "disability", "aged_allowance", "orphan", "defacto"] {
            let entry = find(name).unwrap();
            let mut facts = facts();
            facts.answers.push((Ask::Person(7), Fact::Person(Some(person(7, "张三", "1", "1940-05-05").into()))));
            let mut case = Values::new(entry.register);
            case.set("person", 7);
            case.set("apply_date", "2021-03-01");
            let mut stands = "submitted";
            for (col, day, state) in [
                ("origin", "applied", "submitted"),
                ("accept_date", "2021-03-02", "accepted"),
                ("town_date", "2021-03-05", "town_reviewed"),
                ("notice_from", "2021-03-06", "publicised"),
                ("district_date", "2021-03-16", "confirmed"),
            ] {
                if entry.register.field(col).is_some() {
                    case.set(col, day);
                    stands = state;
                }
                (entry.complete)(&mut case, &facts);
                assert_eq!(case.text("state"), stands, "{name} {col}");
                let shown = entry.register.field("state").unwrap().kind.show(case.get("state"));
                assert!(shown.chars().all(|c| !c.is_ascii()), "{name} {shown}");
            }
        }
    }
}
