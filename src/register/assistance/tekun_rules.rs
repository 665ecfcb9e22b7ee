//! A 特困 case as it is entered, and what is right and wrong about it: the three conditions, papers, who else
//! pays the person (assistance 3.2, 3.5, 3.8, 9). Pure; amounts stand in `tekun_award`.

use crate::domain::assistance::dibao;
use crate::domain::assistance::tekun::{self, Applicant, RuleSet};
use crate::domain::conflict::Benefit;
use crate::domain::date::age_on;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::people::disability::{Kind as DisabilityKind, Level};
use crate::domain::slip::{Severity, Slip};
use crate::domain::workday::NOTICE_DAYS;
use crate::register::assistance::standards::standard_of;
use crate::register::benefits::awards::Awards;
use crate::register::benefits::cases::Notice;
use crate::register::benefits::personal::Personal;
use crate::register::core::slips::needed;
use crate::register::{Facts, MemberFact, PersonFact, Values};
use chrono::NaiveDate;

/// A case as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Tekun {
    /// `U` or `R`.
    pub kind: String,
    /// What every case says.
    pub personal: Personal,
    /// 供养方式 and 自理能力 of the latest version.
    pub support: (Option<String>, Option<String>),
    /// 对象类别 code; none until completed.
    pub object_type: Option<String>,
    /// 适用规则 code; none until completed.
    pub rule_set: Option<String>,
    /// 本人月收入.
    pub income: Money,
    /// 财产符合规定.
    pub property_ok: bool,
    /// 义务人情况 code, 义务人姓名.
    pub obligor: (String, Option<String>),
    /// 受理日期.
    pub accept_date: Option<NaiveDate>,
    /// 公示.
    pub notice: Notice,
    /// 初审人 and date.
    pub town: (Option<String>, Option<NaiveDate>),
    /// 确认人.
    pub district_by: Option<String>,
    /// 监护人.
    pub guardian: Option<String>,
    /// 照料服务协议号.
    pub carer_agreement: Option<String>,
}

/// The day from which cases follow 民发〔2021〕43号.
const NEW_RULES: Option<NaiveDate> = NaiveDate::from_ymd_opt(2021, 7, 1);

/// 城 or 农 of a kind code, as the standard of 低保 has it.
pub fn dibao_kind(code: &str) -> dibao::Kind {
    if code == "R" { dibao::Kind::Rural } else { dibao::Kind::Urban }
}

fn rules_of(case: &Tekun) -> RuleSet {
    case.rule_set.as_deref().and_then(RuleSet::from_code).unwrap_or_else(|| {
        let accepted = case.accept_date.unwrap_or(case.personal.apply_date);
        if NEW_RULES.is_some_and(|from| accepted >= from) { RuleSet::Of2021 } else { RuleSet::Of2016 }
    })
}

/// The person as the rules see one on a day. One whose case stands as a minor's is supported already.
fn applicant(case: &Tekun, person: &PersonFact, day: NaiveDate, stored: bool) -> Applicant {
    let kind = person.disability_type.as_deref().and_then(DisabilityKind::from_code);
    let level = person.disability_level.as_deref().and_then(Level::from_code);
    Applicant {
        age: age_on(person.birth_date, day).unwrap_or(0),
        disability: kind.zip(level),
        at_school: matches!(person.school_code.as_deref(), Some("2" | "3")),
        supported_as_minor: stored && case.object_type.as_deref() == Some("3"),
    }
}

/// Rule set and 对象类别, where they are not typed.
pub fn complete(case: &Tekun, values: &mut Values, facts: &Facts) {
    let rules = rules_of(case);
    if case.rule_set.is_none() {
        values.set("rule_set", rules.code());
    }
    let Some(person) = facts.person(case.personal.person) else { return };
    if case.object_type.is_none()
        && let Ok(object) = tekun::unable_to_work(rules, &applicant(case, person, case.personal.apply_date, false))
    {
        values.set("object_type", object.code());
    }
}

/// All slips of a case.
pub fn check(case: &Tekun, facts: &Facts) -> Vec<Slip> {
    let mut slips = Vec::new();
    slips.extend(case.notice.slip(("E-TK-010", "上报"), NOTICE_DAYS, &case.personal.origin));
    slips.extend(case.personal.undrawn(Tekun::VERSIONS, "W-TK-016", facts));
    check_papers(case, &mut slips);
    slips.extend(case.personal.place(facts));
    if let Some(person) = facts.person(case.personal.person) {
        check_person(case, person, facts, &mut slips);
        if facts.this.is_none() {
            let from = case.personal.decided.map_or(Month::of(facts.day), Month::of).next();
            slips.extend(case.personal.beside(&person.name, Benefit::Tekun, from, facts));
        }
    }
    slips
}

/// What a case from before the program cannot mend is a doubt, not an error.
fn as_taken_over(case: &Tekun, mut slip: Slip) -> Slip {
    if case.personal.origin != "applied" {
        slip.severity = Severity::Doubt;
    }
    slip
}

fn check_papers(case: &Tekun, slips: &mut Vec<Slip>) {
    if let (Some(town), Some(district)) = (&case.town.0, &case.district_by)
        && town == district
    {
        slips.push(Slip::error("E-DB-013", "初审人与确认人不能为同一人").at("district_by"));
    }
    if case.object_type.as_deref() == Some("3") {
        slips.extend(needed(case.guardian.as_deref(), "guardian_name", "未成年人须填监护人"));
    }
    let by_hand = case.support.0.as_deref() == Some("D") && matches!(case.support.1.as_deref(), Some("2" | "3"));
    if by_hand && case.carer_agreement.is_none() {
        slips.push(unsigned());
    }
}

/// `W-TK-010`.
pub fn unsigned() -> Slip {
    Slip::warning("W-TK-010", "照料服务人未签协议").at("carer_agreement_no")
}

fn check_person(case: &Tekun, person: &PersonFact, facts: &Facts, slips: &mut Vec<Slip>) {
    let stored = facts.this.is_some();
    match tekun::unable_to_work(rules_of(case), &applicant(case, person, case.personal.apply_date, stored)) {
        Err(slip) => slips.push(as_taken_over(case, slip).at("person")),
        Ok(right) => {
            // Somebody old and disabled, or young and disabled, may stand under either; a grown-up is no minor.
            let typed = case.object_type.as_deref();
            let disabled_too = typed == Some("2") && person.disability_level.is_some();
            if typed.is_some_and(|t| t != right.code()) && !disabled_too {
                let text = "对象类别与年龄、残疾情况不符, 请核对";
                slips.push(Slip::warning("W-TK-012", text).at("object_type"));
            }
        }
    }
    if case.object_type.as_deref() == Some("3") && tekun::minor_has_grown(&applicant(case, person, facts.day, stored)) {
        slips.push(Slip::warning("W-TK-011", "满18周岁且未在校, 请另增一行供养金核定, 类型选停发").at("object_type"));
    }
    let standard = facts.parameters.money(standard_of(dibao_kind(&case.kind)), Month::of(case.personal.apply_date));
    let income = tekun::income_slips(case.income, standard, case.property_ok);
    slips.extend(income.into_iter().map(|slip| as_taken_over(case, slip)));
    slips.extend(tekun::obligor_slip(&case.obligor.0, case.obligor.1.as_deref()));
    if facts.this.is_none() && case.obligor.0 == "0" {
        slips.extend(lives_with(case, facts));
    }
}

/// `W-TK-015`: no obligor is entered, and a grown-up lives in the same household (assistance 3.2).
fn lives_with(case: &Tekun, facts: &Facts) -> Option<Slip> {
    let house = facts.household_of(case.personal.person)?;
    let grown = |m: &&MemberFact| {
        let alive = m.person.death_date.is_none();
        let of_age = age_on(m.person.birth_date, case.personal.apply_date).is_some_and(|age| age >= 18);
        m.is_member && m.person.key != case.personal.person && alive && of_age
    };
    let other = house.members.iter().find(grown)?;
    let text = format!("家庭中还有成年人 {}, 请核实是否为法定义务人", other.person.name);
    Some(Slip::warning("W-TK-015", text).at("obligor_basis"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::assistance::tekun::TEKUN;
    use crate::register::tests;
    use crate::register::{Ask, Entry, Fact, Record, tests as sample};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn person(birth: &str) -> PersonFact {
        sample::person(7, "张三", "1", birth)
    }

    fn case() -> Values {
        let mut case = Values::new(&TEKUN);
        for (col, text) in [("kind", "U"), ("apply_date", "2021-09-01"), ("origin", "applied")] {
            case.set(col, text);
        }
        case.set("person", 7);
        case
    }

    fn facts(person: PersonFact, covering: &[(&str, i64)]) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        facts.answers.push(tests::village());
        let row = ("dibao.urban.month_fen".to_owned(), day("2020-01-01"), "60000".to_owned());
        facts.parameters = Parameters::from_rows([row]);
        facts.answers.push((Ask::Person(7), Fact::Person(Some(person.into()))));
        let covering = covering.iter().map(|(scheme, case)| tests::covering(*case, "DB1", scheme, "2021-01"));
        facts.answers.push((Ask::CasesOf(7), Fact::Covered(covering.collect())));
        facts
    }

    fn judged(case: &mut Values, facts: &Facts) -> Vec<&'static str> {
        let entry = Entry::of::<Tekun>();
        (entry.complete)(case, facts);
        let case = Tekun::read(case).unwrap();
        let mut codes: Vec<_> = check(&case, facts).iter().map(|s| s.code).collect();
        codes.sort_unstable();
        codes
    }

    #[test]
    fn completes_rule_set_place_and_type() {
        let (mut new, facts) = (case(), facts(person("1950-05-05"), &[]));
        assert_eq!(judged(&mut new, &facts), [""; 0]);
        assert_eq!((new.text("rule_set"), new.text("object_type")), ("2021-43", "1"));
        assert_eq!(new.text("division"), "430406001001");
        let mut old = case();
        old.set("accept_date", "2021-06-30");
        old.set("apply_date", "2021-06-01");
        judged(&mut old, &facts);
        assert_eq!(old.text("rule_set"), "2016-178");
    }

    #[test]
    fn the_three_conditions() {
        let grown = facts(person("1980-05-05"), &[]);
        assert_eq!(judged(&mut case(), &grown), ["E-TK-001"]);
        let old = facts(person("1950-05-05"), &[]);
        let mut rich = case();
        rich.set("income", 60_000);
        rich.set("property_ok", 0);
        rich.set("obligor_basis", "9");
        assert_eq!(judged(&mut rich, &old), ["E-TK-002", "E-TK-007", "E-TK-008"]);
        // The rule set decides: 肢体二级 counts from 2021-07 on.
        let mut limb = person("1980-05-05");
        limb.disability_type = Some("4".into());
        limb.disability_level = Some("2".into());
        let limb = facts(limb, &[]);
        assert_eq!(judged(&mut case(), &limb), [""; 0]);
        let mut before = case();
        before.set("rule_set", "2016-178");
        assert_eq!(judged(&mut before, &limb), ["E-TK-001"]);
    }

    #[test]
    fn a_grown_up_in_the_household_may_be_an_obligor() {
        let mut facts = facts(person("1950-05-05"), &[]);
        let living = |key: i64, born: &str| MemberFact {
            person: PersonFact { key, ..person(born) }.into(),
            relation_code: "01".into(),
            is_member: true,
            is_covered: true,
        };
        let mut house = crate::register::HouseholdFact {
            key: 9,
            household_no: "43040600100100009".into(),
            applicant: 7,
            division: "430406001001".into(),
            village: "先锋社区".into(),
            members: vec![living(7, "1950-05-05"), living(8, "2010-05-05")],
        };
        facts.answers.push((crate::register::Ask::HouseholdOf(7), Fact::Household(Some(house.clone()))));
        assert_eq!(judged(&mut case(), &facts), [""; 0], "a child owes nothing");
        house.members.push(living(10, "1985-05-05"));
        facts.answers.push((crate::register::Ask::HouseholdOf(7), Fact::Household(Some(house))));
        assert_eq!(judged(&mut case(), &facts), ["W-TK-015"]);
        let mut named = case();
        named.set("obligor_basis", "4");
        named.set("obligor_name", "某");
        assert_eq!(judged(&mut named, &facts), [""; 0]);
    }

    #[test]
    fn who_else_pays() {
        let elsewhere =
            [("dibao-urban", 1_000_000_001), ("disability-living", 4_000_000_001), ("temporary", 2_000_000_001)];
        let facts = facts(person("1950-05-05"), &elsewhere);
        assert_eq!(judged(&mut case(), &facts), ["E-TK-005", "E-TK-006"]);
    }

    #[test]
    fn a_grown_minor_and_a_carer_without_agreement() {
        let mut facts = facts(person("2003-03-03"), &[]);
        let mut row = case();
        row.set("object_type", "3");
        row.set("apply_date", "2015-03-01");
        row.set("guardian_name", "李四");
        row.set("support_mode", "D");
        row.set("care_level", "2");
        facts.this = Some(3_000_000_001);
        assert_eq!(judged(&mut row, &facts), ["W-TK-010", "W-TK-011"]);
    }
}
