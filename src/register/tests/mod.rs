//! Tests of the registers' rules, by tables. What stands here is an invented office: no person in it exists.

mod adoption;
mod awards;
mod cases;
mod children;
mod classes;
mod families;
mod grades;
mod input;
mod masks;
mod orders;
mod people;
mod relief;
mod rights;
mod wings;

use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;
use crate::domain::slip::{Severity, Slip};
use crate::register::core::difference;
use crate::register::core::judging::{judge, read_typed};
use crate::register::people::person::PERSON;
use crate::register::{
    Ask, Covering, DivisionFact, Draft, Fact, Facts, HouseholdFact, MemberFact, PersonFact, Register, Value, Values,
    find,
};
use chrono::NaiveDate;

/// Columns and what is typed into them.
pub type Fields = &'static [(&'static str, &'static str)];
/// Members of a household: person and relation.
pub type Members = &'static [(i64, &'static str)];

/// Columns with what stands in them, as stored in text.
pub type Cells = [(&'static str, &'static str)];

/// A row of a register.
pub fn row(register: &'static Register, cells: &[(&str, &str)]) -> Values {
    let mut row = Values::new(register);
    for (col, text) in cells {
        row.set(col, register.field(col).map_or(Value::Null, |field| field.kind.stored(text)));
    }
    row
}

/// A day.
pub fn day(text: &str) -> NaiveDate {
    crate::domain::date::parse(text).unwrap()
}

/// A month.
pub fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

/// The last day of 2021 in 雁峰区, with the handbook's parameters and one village.
pub fn facts() -> Facts<'static> {
    let from = day("2020-01-01");
    let rows = [
        ("dibao.urban.month_fen", "60000"),
        ("dibao.rural.month_fen", "60000"),
        ("dibao.extra.disabled_bp", "2000"),
        ("dibao.extra.ill_bp", "2000"),
        ("dibao.extra.aged70_bp", "1000"),
        ("dibao.extra.minor_bp", "1000"),
        ("temp.town_limit_fen", "200000"),
        ("temp.one_case_limit_fen", "1000000"),
        ("temp.repeat_months", "12"),
        ("temp.year_max", "2"),
    ];
    let mut facts = Facts::on(day("2021-12-31"), "430406000000");
    facts.calendar = crate::domain::workday::Calendar::shipped();
    facts.parameters = Parameters::from_rows(rows.map(|(n, v)| (n.to_owned(), from, v.to_owned())));
    facts.answers.push(village());
    facts
}

/// The same where the office has the parameters that a new one begins with.
pub fn begun() -> Facts<'static> {
    let begins = Param::ALL.iter().flat_map(|param| param.begins());
    let rows = begins.map(|(rate, value)| (rate.id(), day("2000-01-01"), value.to_owned()));
    Facts { parameters: Parameters::from_rows(rows), ..facts() }
}

/// The village in which everybody lives.
pub fn village() -> (Ask, Fact) {
    let code = "430406001001".to_owned();
    let village = DivisionFact { code: code.clone(), name: "先锋社区".to_owned(), level: "village".to_owned() };
    (Ask::Division(code), Fact::Division(Some(village)))
}

/// What covers somebody from a month on.
pub fn covering(case: i64, case_no: &str, scheme: &str, since: &str) -> Covering {
    Covering {
        case,
        case_no: case_no.to_owned(),
        scheme: scheme.to_owned(),
        town: "先锋街道".to_owned(),
        division: "430406001001".to_owned(),
        since: month(since),
        until: None,
        pays: Vec::new(),
    }
}

/// A person of that key, born then.
pub fn person(key: i64, name: &str, sex: &str, birth: &str) -> PersonFact {
    PersonFact {
        key,
        name: name.to_owned(),
        id_number: None,
        sex: sex.to_owned(),
        birth_date: day(birth),
        death_date: None,
        disability_level: None,
        disability_type: None,
        disability_multi: None,
        special_status: None,
        disease_name: None,
        labor_code: Some("2".to_owned()),
        school_code: None,
        home_division: "430406001001".to_owned(),
    }
}

/// A member who lives there and is covered.
pub fn member(person: PersonFact, relation: &str) -> MemberFact {
    MemberFact { person: person.into(), relation_code: relation.to_owned(), is_member: true, is_covered: true }
}

/// A household of that key.
pub fn house(key: i64, members: Vec<MemberFact>) -> HouseholdFact {
    HouseholdFact {
        key,
        household_no: format!("43040600100100{key:03}"),
        applicant: members.first().map_or(0, |m| m.person.key),
        division: "430406001001".to_owned(),
        village: "先锋社区".to_owned(),
        members,
    }
}

/// The whole way of a draft without a store: typed, completed, judged. Gives the record and what is said about it.
pub fn enter(draft: &Draft, mut facts: Facts) -> (Values, Vec<Slip>) {
    let entry = find(draft.register.name).unwrap();
    facts.accepted.clone_from(&draft.accept);
    let mut typed = read_typed(entry, draft, Values::new(draft.register));
    difference::carry(&mut typed.values, &draft.texts, &facts);
    (entry.complete)(&mut typed.values, &facts);
    lead_to_people(&typed.values, &mut facts);
    let judged = judge(entry, &typed.values, &typed.slips, &facts);
    (typed.values, judged.slips)
}

/// The rows of the people to whom a record refers, where the rules know them: the orders of its dates ask for these.
fn lead_to_people(values: &Values, facts: &mut Facts) {
    for (field, value) in values.iter() {
        let Some((name @ "person", key)) = field.kind.referred(value) else { continue };
        if facts.answers.known(&Ask::Row(name, key)).is_some() {
            continue;
        }
        let Some(known) = facts.person(key) else { continue };
        let mut row = Values::new(&PERSON);
        row.set("name", known.name.as_str());
        row.set("birth_date", known.birth_date);
        row.set("death_date", known.death_date);
        facts.answers.push((Ask::Row(name, key), Fact::Row(Some(row))));
    }
}

/// Codes of the slips of a severity, in their order.
pub fn codes_of(slips: &[Slip], severity: Severity) -> Vec<&'static str> {
    slips.iter().filter(|s| s.severity == severity).map(|s| s.code).collect()
}

/// The slip of that code, or what there is instead.
pub fn slip<'a>(slips: &'a [Slip], code: &str) -> &'a Slip {
    slips.iter().find(|s| s.code == code).unwrap_or_else(|| panic!("no {code} among {slips:#?}"))
}
