//! A member of a household, and what is right and wrong about people living together: relations, ages, one household
//! at a time (assistance 1.2, 13.4). Pure; knows no case.

use crate::domain::conflict::{Benefit, Drawn};
use crate::domain::date::{age_on, reaches_age};
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::domain::slip::{Severity, Slip};
use crate::register::benefits::cases::beside;
use crate::register::benefits::rests::{RestingCase, named};
use crate::register::people::codes;
use crate::register::people::person_rules::of_working_age;
use crate::register::{Facts, HouseholdFact, PersonFact, Record, Values};
use chrono::NaiveDate;

/// A member row.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The household; none while it is entered in the same draft.
    pub household: Option<i64>,
    /// Who.
    pub person: i64,
    /// 与户主关系 code.
    pub relation_code: String,
    /// 共同生活.
    pub is_member: bool,
    /// 不计入原因 code.
    pub exclude_reason: Option<String>,
    /// 保障对象.
    pub is_covered: bool,
    /// Since when.
    pub valid_from: NaiveDate,
    /// The person leaves on that day.
    pub ended: bool,
    /// 离开原因 code.
    pub leave_reason: Option<String>,
}

impl Member {
    /// Whether the household's 低保 may cover the person.
    pub const fn counts(&self) -> bool {
        self.is_member && self.is_covered && !self.ended
    }
}

/// One who is in the household, and as what.
struct Living<'a> {
    person: &'a PersonFact,
    relation: String,
}

/// The household as a whole: somebody in it, the applicant among them, one head, one spouse, plausible ages.
pub fn judge_household(applicant: i64, facts: &Facts) -> Vec<Slip> {
    let rows = present(&facts.children);
    if rows.is_empty() {
        // A correction of the household alone comes without its members.
        if facts.this.is_some() && facts.children.is_empty() {
            return Vec::new();
        }
        return vec![Slip::error("E-HH01", "家庭至少要有一名成员, 请填家庭成员").at("applicant")];
    }
    let mut slips = Vec::new();
    if !rows.iter().any(|r| r.int("person") == Some(applicant)) {
        slips.push(Slip::error("E-HH02", "申请人不在家庭成员中, 请把申请人列为成员").at("applicant"));
    }
    // A row that lacks something is not held against the others yet.
    let filled = |r: &&&Values| r.int("person") == Some(applicant) || Member::read(r).is_ok();
    let people: Vec<Living<'_>> = rows
        .iter()
        .filter(filled)
        .filter_map(|r| {
            let person = facts.person(r.int("person")?)?;
            Some(Living { person, relation: r.text("relation_code").to_owned() })
        })
        .collect();
    slips.extend(one_head(&rows.iter().map(|r| r.text("relation_code")).collect::<Vec<_>>(), "applicant"));
    slips.extend(one_spouse(&people, "applicant"));
    slips.extend(ages(&people, "applicant"));
    slips.extend(
        people.iter().filter(|p| is_head(&p.relation)).find_map(|p| child_at_the_head(p.person, facts, "户主")),
    );
    let applying = people.iter().find(|p| p.person.key == applicant && !is_head(&p.relation));
    slips.extend(applying.and_then(|p| child_at_the_head(p.person, facts, "申请人")));
    slips
}

/// Who stands at the head of the rows of a new household: 本人, else 户主.
pub fn head_of(rows: &[Values]) -> Option<i64> {
    let heads = |code: &'static str| present(rows).into_iter().find(move |row| row.text("relation_code") == code);
    heads("01").or_else(|| heads("02"))?.int("person")
}

/// The latest row of each person, without those who have left.
fn present(rows: &[Values]) -> Vec<&Values> {
    let latest = |row: &&Values| {
        let later = |other: &Values| {
            other.int("person") == row.int("person") && other.text("valid_from") > row.text("valid_from")
        };
        !rows.iter().any(|other| other.register == row.register && later(other))
    };
    rows.iter().filter(|r| r.register.name == "member").filter(latest).filter(|r| !r.flag("ended")).collect()
}

/// One member: alive, of the right sex, in no other household; against the others where they are known.
pub fn judge_member(member: &Member, facts: &Facts) -> Vec<Slip> {
    let mut slips = Vec::new();
    let Some(person) = facts.person(member.person) else { return slips };
    slips.extend(twice(member, person, facts));
    slips.extend(sex_fits(person, &member.relation_code));
    slips.extend(elsewhere(member, person, facts));
    slips.extend(grown_child(member, person, facts));
    if member.is_covered && member.is_member {
        slips.extend(without_labor(person, facts.day).map(|slip| slip.at("person")));
    }
    if facts.parent.is_none()
        && let Some(house) = member.household.and_then(|key| facts.household(key))
    {
        let mut people: Vec<Living<'_>> = house
            .members
            .iter()
            .filter(|m| m.person.key != member.person)
            .map(|m| Living { person: &m.person, relation: m.relation_code.clone() })
            .collect();
        people.push(Living { person, relation: member.relation_code.clone() });
        let relations: Vec<&str> = people.iter().map(|p| p.relation.as_str()).collect();
        slips.extend(one_head(&relations, "relation_code"));
        if is_head(&member.relation_code) {
            slips.extend(child_at_the_head(person, facts, "户主").map(|slip| slip.at("relation_code")));
        }
        slips.extend(one_spouse(&people, "relation_code"));
        slips.extend(ages(&people, "relation_code"));
    }
    slips
}

/// `W-HH10`: the 低保 case still counts one who has left or is counted no more, until its next version; and what else the person
/// draws is named.
pub fn still_covered(member: &Member, facts: &Facts) -> Option<Slip> {
    if facts.this.is_some() || member.counts() {
        return None;
    }
    let name = facts.person(member.person).map_or("该人", |p| p.name.as_str());
    let (dibao, others): (Vec<_>, Vec<_>) =
        facts.resting(member.person).iter().partition(|c: &&RestingCase| c.is_of_household());
    let case = dibao.first()?;
    let mut text = format!("{name} 仍是低保 {} 的保障对象, 请在该户另增一行保障金核定", case.case_no);
    if !others.is_empty() {
        text.push_str(&format!("; 还在享受 {}", named(others)));
    }
    Some(Slip::warning("W-HH10", text).at(if member.ended { "ended" } else { "is_covered" }))
}

/// Who counts in a household that draws 低保, and draws what may not be drawn beside it: to be left out, or the other to be ended first.
pub fn paid_otherwise(member: &Member, facts: &Facts) -> Vec<Slip> {
    let house = member.household.filter(|_| member.counts()).and_then(|key| facts.household(key));
    let others = house.iter().flat_map(|house| &house.members).filter(|other| other.person.key != member.person);
    let runs = |case: &RestingCase| case.is_of_household() && case.ends.is_none() && !case.months.is_empty();
    if !others.into_iter().any(|other| facts.resting(other.person.key).iter().any(runs)) {
        return Vec::new();
    }
    let name = facts.person(member.person).map_or("", |p| &p.name);
    let from = Month::of(member.valid_from.max(facts.day)).next();
    let drawn = facts.cases_from(member.person, from).into_iter().filter_map(|case| {
        let benefit = Benefit::of(Scheme::from_name(&case.scheme)?);
        let drawn = Drawn { benefit, case_no: &case.case_no, since: case.since };
        // Who comes from another household of 低保 leaves that one first, which is said elsewhere.
        let wanted = Some(Benefit::Dibao).filter(|wanted| *wanted != benefit)?;
        beside(name, &drawn, wanted, from, facts).filter(|slip| slip.severity == Severity::Error)
    });
    let said = |mut slip: Slip| {
        slip.text.push_str("; 家庭在享低保, 此人共同生活填否, 不计入原因选特困或孤儿另行保障");
        slip.at("person")
    };
    drawn.map(said).collect()
}

/// One who leaves: what is left to do ([`still_covered`]). `W-HH11`: others stay, and somebody of them has to apply for them.
pub fn judge_leaving(member: &Member, facts: &Facts) -> Vec<Slip> {
    let mut slips: Vec<Slip> = still_covered(member, facts).into_iter().collect();
    let name = facts.person(member.person).map_or("该人", |p| p.name.as_str());
    let house = member.household.and_then(|key| facts.household(key));
    if facts.parent.is_none()
        && house
            .is_some_and(|h| h.applicant == member.person && h.members.iter().any(|m| m.person.key != member.person))
    {
        let text = format!("{name} 是申请人, 请把家庭的申请人改为留下的成员");
        slips.push(Slip::warning("W-HH11", text).at("ended"));
    }
    // In the household's own draft the household counts its heads.
    let stays = |h: &&HouseholdFact| h.members.iter().any(|m| m.person.key != member.person);
    let heads =
        |h: &&HouseholdFact| h.members.iter().any(|m| m.person.key == member.person && is_head(&m.relation_code));
    if facts.parent.is_none() && facts.this.is_none() && house.filter(stays).filter(heads).is_some() {
        let text = format!(
            "{name} 是户主, 离开以后家庭没有户主; 请打开家庭, 同一天给新户主另增一行, 一起保存. 先办离开的登记例外, 接着改户主"
        );
        slips.push(Slip::doubt("E-HH03", text).at("ended"));
    }
    slips
}

/// `E-HH15`: somebody who stands in another row of the same draft from the same day on.
fn twice(member: &Member, person: &PersonFact, facts: &Facts) -> Option<Slip> {
    let same = |row: &&Values| {
        row.register.name == "member"
            && row.int("person") == Some(member.person)
            && row.date("valid_from").is_none_or(|from| from == member.valid_from)
    };
    facts.parent.as_ref()?;
    facts.children.iter().find(same)?;
    let text = format!("{} 在家庭成员里填了两行, 一人只填一行, 请去掉一行或改身份证号", person.name);
    Some(Slip::error("E-HH15", text).at("person"))
}

/// `E-HH13`: a child neither heads a household nor applies for one as a rule; from 16 on somebody may live on own work.
fn child_at_the_head(person: &PersonFact, facts: &Facts, role: &str) -> Option<Slip> {
    let age = age_on(person.birth_date, facts.day).filter(|age| *age < 18)?;
    let text =
        format!("{role} {} 才 {age} 岁, 应由成年的家庭成员或监护人担任, 请核实; 确由其本人立户的登记例外", person.name);
    let slip = if age < 16 { Slip::doubt("E-HH13", text) } else { Slip::warning("W-HH13", text) };
    Some(slip.at("applicant"))
}

/// `W-DB-054`: somebody of working age who is covered without 劳动能力 is in none of the four classes of the month's table.
pub fn without_labor(person: &PersonFact, day: NaiveDate) -> Option<Slip> {
    let none = person.labor_code.is_none() && of_working_age(person.birth_date, day);
    none.then(|| {
        let text = format!("{} 没有填劳动能力, 低保月报的劳动能力四类会漏掉这个人, 请在人员里补填", person.name);
        Slip::warning("W-DB-054", text)
    })
}

/// `E-HH07`: a member of one open household only (assistance 14b 1).
fn elsewhere(member: &Member, person: &PersonFact, facts: &Facts) -> Option<Slip> {
    // One that comes again is asked about where it stands beside the other.
    if facts.this.is_some()
        && member.is_member
        && let Some(slip) = stays_elsewhere(member.person, member.household?, facts)
    {
        return Some(slip.at("person"));
    }
    let other = facts.household_of_on(member.person, member.valid_from).filter(|h| Some(h.key) != member.household)?;
    let counts = other.members.iter().any(|m| m.person.key == member.person && m.is_member);
    (member.is_member && counts).then(|| in_another(&person.name, other).at("person"))
}

/// `E-HH07` where a person has joined another household than that one, and has not left it.
pub fn stays_elsewhere(person: i64, house: i64, facts: &Facts) -> Option<Slip> {
    let rows: Vec<&Values> = facts.rows_of("member", "person", person).collect();
    let left = |row: &Values| {
        let later = |r: &&&Values| r.flag("ended") && r.date("valid_from") >= row.date("valid_from");
        rows.iter().filter(later).any(|r| r.int("household") == row.int("household"))
    };
    let stays = |row: &&&Values| row.int("household") != Some(house) && row.flag("is_member") && !left(row);
    let other = rows.iter().find(stays)?.int("household").and_then(|key| facts.household(key))?;
    Some(in_another(&facts.person(person)?.name, other))
}

fn in_another(name: &str, other: &HouseholdFact) -> Slip {
    let text = format!("{name} 已在家庭 {}({}), 请先在那个家庭给此人另增一行填离开", other.household_no, other.village);
    Slip::error("E-HH07", text)
}

/// Whether a member who has died heads others, who have nobody at their head without.
pub fn heads_others((_, row): (i64, &Values), person: i64, facts: &Facts) -> bool {
    let house = row.int("household").filter(|_| !row.flag("ended") && is_head(row.text("relation_code")));
    house.is_some_and(|house| !alone(house, person, facts))
}

/// The same the other way round.
pub fn heads_nobody(row: (i64, &Values), person: i64, facts: &Facts) -> bool {
    !heads_others(row, person, facts)
}

/// Whether nobody is left of the household of an applicant who has died.
pub fn applies_alone((household, _): (i64, &Values), person: i64, facts: &Facts) -> bool {
    alone(household, person, facts)
}

fn alone(household: i64, person: i64, facts: &Facts) -> bool {
    facts.household(household).is_none_or(|house| house.members.iter().all(|m| m.person.key == person))
}

/// `E-HH03` for those who are left when rows of a household fall; none when nobody is.
pub fn heads_slip(rows: &[Values]) -> Option<Slip> {
    let rows = present(rows);
    if rows.is_empty() {
        return None;
    }
    one_head(&rows.iter().map(|r| r.text("relation_code")).collect::<Vec<_>>(), "relation_code")
}

/// `E-HH03`: exactly one 本人 or 户主.
fn one_head(relations: &[&str], field: &'static str) -> Option<Slip> {
    let heads = relations.iter().filter(|r| is_head(r)).count();
    (heads != 1).then(|| {
        let text = format!("与户主关系中“本人”或“户主”应只有一人, 现有 {heads} 人");
        Slip::error("E-HH03", text).at(field)
    })
}

/// `E-HH04`: at most one spouse of the head.
fn one_spouse(people: &[Living<'_>], field: &'static str) -> Option<Slip> {
    let spouses: Vec<&str> = people.iter().filter(|p| is_spouse(&p.relation)).map(|p| p.person.name.as_str()).collect();
    (spouses.len() > 1).then(|| {
        let text = format!("配偶只能有一人, 现有 {}", spouses.join("、"));
        Slip::error("E-HH04", text).at(field)
    })
}

/// `W-HH06`: a parent is at least 14 years older than the child.
fn ages(people: &[Living<'_>], field: &'static str) -> Vec<Slip> {
    let Some(head) = people.iter().find(|p| is_head(&p.relation)) else { return Vec::new() };
    let too_close = |parent: &PersonFact, child: &PersonFact| {
        let older = reaches_age(parent.birth_date, 14);
        (child.birth_date < older).then(|| {
            let text = format!("{} 与 {} 相差不足14岁, 请核对关系或出生日期", parent.name, child.name);
            Slip::warning("W-HH06", text).at(field)
        })
    };
    people
        .iter()
        .filter_map(|p| {
            if is_child(&p.relation) && !is_adopted(&p.relation) {
                too_close(head.person, p.person)
            } else if matches!(p.relation.as_str(), "50" | "51" | "52") {
                too_close(p.person, head.person)
            } else {
                None
            }
        })
        .collect()
}

/// `W-HH08`: a grown son or daughter who can live independently does not count as a rule (assistance 1.2 d).
fn grown_child(member: &Member, person: &PersonFact, facts: &Facts) -> Option<Slip> {
    let grown = age_on(person.birth_date, facts.day).is_some_and(|age| age >= 18);
    if !is_child(&member.relation_code) || !member.is_member || !grown {
        return None;
    }
    if person.school_code.as_deref() == Some("5") {
        let text = "研究生不属于“在校接受本科及以下教育”的成年子女, 请核实";
        return Some(Slip::warning("W-DB-042", text).at("is_member"));
    }
    let at_school = matches!(person.school_code.as_deref(), Some("2" | "3" | "4"));
    let able = person.labor_code.as_deref() == Some("1") && !at_school;
    able.then(|| {
        let text = format!("{} 成年且能独立生活, 一般不计入共同生活家庭成员, 请核实", person.name);
        Slip::warning("W-HH08", text).at("is_member")
    })
}

/// `E-HH05`: the sex that a relation implies.
fn sex_fits(person: &PersonFact, relation: &str) -> Option<Slip> {
    let implied = implied_sex(relation)?;
    (person.sex != implied).then(|| {
        let label = codes::RELATION.label(relation).unwrap_or(relation);
        let sex = codes::SEX.label(&person.sex).unwrap_or("");
        let text = format!("{} 性别{sex}, 与关系“{label}”不符, 请核对", person.name);
        Slip::error("E-HH05", text).at("relation_code")
    })
}

/// The sex code that a relation of GB/T 4761 implies; none for those that say nothing (配偶, 孙辈 …).
pub fn implied_sex(relation: &str) -> Option<&'static str> {
    match relation {
        "11" | "41" | "43" | "46" | "47" | "51" | "53" | "55" | "57" | "61" | "63" | "66" | "71" | "73" | "76"
        | "78" | "81" | "83" | "85" | "87" | "89" | "93" | "95" => Some("1"),
        "12" | "42" | "44" | "45" | "48" | "52" | "54" | "56" | "58" | "62" | "64" | "67" | "72" | "74" | "75"
        | "77" | "82" | "84" | "86" | "88" | "90" | "94" | "96" => Some("2"),
        _ if relation.starts_with('2') => Some("1"),
        _ if relation.starts_with('3') => Some("2"),
        _ => None,
    }
}

fn is_head(relation: &str) -> bool {
    matches!(relation, "01" | "02")
}

fn is_spouse(relation: &str) -> bool {
    matches!(relation, "10" | "11" | "12")
}

/// A son or daughter of the head, not one by marriage.
fn is_child(relation: &str) -> bool {
    (relation.starts_with('2') || relation.starts_with('3')) && !matches!(relation, "28" | "38")
}

fn is_adopted(relation: &str) -> bool {
    matches!(relation, "27" | "37")
}
