//! What a correction of a person takes away that running cases may rest on: liberty, the 户籍, a certificate, a level of
//! disability, an illness, the inability to work (assistance 1.1, 2.6, 3.2, 5.2). Pure; which cases rest on what stands in
//! `benefit`.

use crate::domain::assistance::subsidy::{Subsidy, in_care_range};
use crate::domain::assistance::tekun::{Applicant, RuleSet, unable_to_work};
use crate::domain::date::age_on;
use crate::domain::people::disability::{Kind, Level};
use crate::register::benefits::rests::{Ground, Loss, after};
use crate::register::core::codes::Codes;
use crate::register::core::slips::in_district;
use crate::register::people::codes;
use crate::register::people::person_rules::Person;
use crate::register::{Facts, Record};
use chrono::NaiveDate;

/// Every loss, the gravest first: a case that rests on several is dealt with by the first.
pub fn of(person: &Person, facts: &Facts) -> Vec<Loss> {
    let (Some(key), Some(standing)) = (facts.this, &facts.before) else { return Vec::new() };
    let Ok(old) = Person::read(standing) else { return Vec::new() };
    let today = facts.day;
    let mut losses = Vec::new();
    let mut lost = |ground, day: NaiveDate, why: String| losses.push(after(key, ground, day, why, today));
    if let (Some(from), to) = person.custody
        && old.custody.0 != Some(from)
        && to.is_none_or(|to| to > today)
    {
        lost(Ground::Liberty, from, format!("自 {from} 服刑或强制戒毒"));
    }
    if person.is_missing && !old.is_missing {
        lost(Ground::Present, today, "宣告失踪".to_owned());
    }
    let here = |p: &Person| p.hukou_division.as_deref().is_some_and(|code| in_district(facts, code));
    if here(&old) && !here(person) {
        lost(Ground::Hukou, today, "户籍迁出本区".to_owned());
    }
    if old.state.cert().is_some() && person.state.cert().is_none() {
        lost(Ground::Certificate, today, "残疾证注销".to_owned());
    }
    let extended = facts.parameters.on(Subsidy::Care.extends(), today).is_some_and(|(_, v)| v == "1");
    let level = format!("残疾由{}改为{}", disability(&old), disability(person));
    if in_range(&old, extended) == Some(true) && in_range(person, extended) == Some(false) {
        lost(Ground::CareRange, today, level.clone());
    }
    let run_out = |p: &Person| p.state.valid_to().filter(|to| *to < today);
    if let (None, Some(to)) = (run_out(&old), run_out(person)) {
        lost(Ground::ValidCertificate, to, format!("残疾证 {to} 到期"));
    }
    if stands_alone(&old) && !stands_alone(person) {
        lost(Ground::Alone, today, level.clone());
    }
    let extra = |p: &Person| (is_severe(p), p.state.disease().is_some(), p.birth_date);
    if extra(&old) != extra(person) {
        let why = if is_severe(&old) == is_severe(person) { "分类施保的条件变了".to_owned() } else { level };
        lost(Ground::Extra, today, why);
    }
    // What the row still says is not borne out any more. A level that changed has been dealt with above.
    if let (None, Some(to)) = (run_out(&old), run_out(person)) {
        lost(Ground::Paper, to, format!("残疾证 {to} 到期"));
    }
    if is_unable(&old, today) && !is_unable(person, today) {
        lost(Ground::Inability, today, "劳动能力变了".to_owned());
    }
    losses
}

fn kind_and_level(person: &Person) -> Option<(Kind, Level)> {
    let kind = person.state.disability_type().and_then(Kind::from_code);
    kind.zip(person.state.disability_level().and_then(Level::from_code))
}

/// 肢体二级, or 无.
fn disability(person: &Person) -> String {
    let label = |list: &Codes, code: Option<&str>| code.and_then(|code| list.label(code)).unwrap_or_default();
    let kind = label(&codes::DISABILITY, person.state.disability_type());
    let text = kind.to_owned() + label(&codes::DISABILITY_LEVEL, person.state.disability_level());
    if text.is_empty() { "无".to_owned() } else { text }
}

/// Whether the disability is in the range of 护理补贴. Not known of a multiple one where its parts decide.
fn in_range(person: &Person, extended: bool) -> Option<bool> {
    let Some((kind, level)) = kind_and_level(person) else { return Some(false) };
    let by_parts = extended && kind == Kind::Multiple && !level.is_severe();
    (!by_parts).then(|| in_care_range(kind, level, &[], extended))
}

fn is_severe(person: &Person) -> bool {
    kind_and_level(person).is_some_and(|(_, level)| level.is_severe())
}

/// What 单人保 asks for (assistance 2.3).
fn stands_alone(person: &Person) -> bool {
    let mental = matches!(person.state.disability_type(), Some("5" | "6"));
    is_severe(person) || person.state.disease().is_some() || (mental && person.state.disability_level() == Some("3"))
}

/// 无劳动能力 (assistance 3.2), and not called able.
fn is_unable(person: &Person, day: NaiveDate) -> bool {
    let who = Applicant {
        age: person.birth_date.and_then(|birth| age_on(birth, day)).unwrap_or(0),
        disability: kind_and_level(person),
        at_school: matches!(person.school_code.as_deref(), Some("2" | "3")),
        supported_as_minor: true,
    };
    person.state.labor() != Some("1") && unable_to_work(RuleSet::Of2021, &who).is_ok()
}
