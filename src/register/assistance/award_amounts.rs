//! What an award version pays: by the formula, as before, or nothing; and what each covered person has of it (assistance 2.6, 2.9).

use crate::domain::assistance::dibao::{self, CaseType, Category, Class, Covered, DibaoRules, Refusal};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::assistance::award_case::{AwardVersion, Case};
use crate::register::assistance::standards::dibao_rules;
use crate::register::benefits::cases::is_due;
use crate::register::{AwardFact, CoverFact, Facts, MemberFact};

/// The amounts of a version.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::register) struct Amounts {
    pub standard: Money,
    pub per_head: Money,
    pub base: Money,
    pub extra: Money,
    pub covers: Vec<Share>,
}

/// What one covered person has of it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::register) struct Share {
    pub person: i64,
    pub share: Money,
    pub extra: Money,
    pub extra_kind: Option<&'static str>,
}

impl Amounts {
    pub(in crate::register) fn total(&self) -> Money {
        self.base.checked_add(self.extra).unwrap_or_default()
    }
    pub(in crate::register) fn persons(&self) -> i64 {
        i64::try_from(self.covers.len()).unwrap_or(0)
    }
    /// The amounts of an earlier version, kept.
    fn kept(from: &AwardFact) -> Amounts {
        let extra = Money::sum(from.covers.iter().map(|c| c.extra)).unwrap_or_default();
        Amounts {
            standard: from.standard,
            per_head: Money::ZERO,
            base: from.total.checked_sub(extra).unwrap_or_default(),
            extra,
            covers: from.covers.iter().map(|c| share_of(c, c.share, c.extra)).collect(),
        }
    }
    /// On the roster without money (暂停).
    fn suspended(from: &AwardFact) -> Amounts {
        let none = Money::ZERO;
        Amounts {
            standard: from.standard,
            covers: from.covers.iter().map(|c| share_of(c, none, none)).collect(),
            ..Amounts::default()
        }
    }
}

fn share_of(cover: &CoverFact, share: Money, extra: Money) -> Share {
    Share { person: cover.person, share, extra, extra_kind: None }
}

/// The code of 分类施保 category as covers hold it.
pub const fn extra_code(category: Category) -> &'static str {
    match category {
        Category::SevereDisabled => "disabled",
        Category::SeriouslyIll => "ill",
        Category::Aged70 => "aged70",
        Category::Minor => "minor",
    }
}

/// A member as the formula sees one.
fn covered(member: &MemberFact, own_income: Money) -> Covered {
    let person = &member.person;
    let level = person.disability_level.as_deref();
    let of_the_mind = |code: char| matches!(code, '5' | '6');
    let mental = match person.disability_type.as_deref() {
        Some("7") => person.disability_multi.as_deref().unwrap_or("").chars().any(of_the_mind),
        kind => kind.is_some_and(|kind| kind.chars().any(of_the_mind)),
    };
    Covered {
        person: person.key,
        name: person.name.clone(),
        birth_date: person.birth_date,
        severe_disabled: matches!(level, Some("1" | "2")),
        seriously_ill: person.disease_name.is_some(),
        level3_mental: mental && level == Some("3"),
        religious: person.special_status.as_deref() == Some("1"),
        own_income,
    }
}

/// Who may be covered alone as one of the clergy only.
pub(in crate::register) fn covered_by_faith(member: &MemberFact) -> bool {
    let person = covered(member, Default::default());
    person.religious && !(person.severe_disabled || person.seriously_ill || person.level3_mental)
}

/// The household as the formula sees it.
pub(in crate::register) fn household(
    version: &AwardVersion,
    case: &Case<'_>,
    month: Month,
    facts: &Facts,
) -> Option<dibao::Household> {
    let house = case.household?;
    let own_income = match case.case_type {
        CaseType::Single => version.own_income?,
        CaseType::Family => Money::ZERO,
    };
    let living = house.members.iter().filter(|m| m.is_member);
    let alive = |m: &&MemberFact| is_due(m.person.death_date, month, &facts.parameters);
    let class = version.class_code.as_deref();
    Some(dibao::Household {
        covered: living.clone().filter(|m| m.is_covered).filter(alive).map(|m| covered(m, own_income)).collect(),
        household_income: version.income?,
        household_size: u32::try_from(living.filter(alive).count()).unwrap_or(0),
        case_type: case.case_type,
        class: class.and_then(Class::from_code).unwrap_or(Class::C),
        retained: case.retained,
    })
}

/// The amounts that a version must have, or why there are none. `None`: what is needed is not known.
pub(in crate::register) fn amounts(
    version: &AwardVersion,
    case: &Case<'_>,
    month: Month,
    facts: &Facts,
) -> Option<Result<Amounts, Vec<Slip>>> {
    match version.kind.as_str() {
        "end" => Some(Ok(Amounts::default())),
        "suspended" => case.before(month).map(|a| Ok(Amounts::suspended(a))),
        "grace" => case.before(month).map(|a| Ok(Amounts::kept(a))),
        _ => {
            let home = household(version, case, month, facts)?;
            let rules = match dibao_rules(&facts.parameters, case.kind, month) {
                Ok(rules) => rules,
                Err(slip) => return Some(Err(vec![slip.at("from_month")])),
            };
            Some(by_formula(&home, &rules, case, month))
        }
    }
}

fn by_formula(
    home: &dibao::Household,
    rules: &DibaoRules,
    case: &Case<'_>,
    month: Month,
) -> Result<Amounts, Vec<Slip>> {
    let per_head = dibao::income_per_head(home).unwrap_or_default();
    let award = match dibao::award(home, rules, month.last_day()) {
        Ok(award) => award,
        Err(refusal) if refusal.keeps_last_amount() => {
            return match case.last_paid(month) {
                Some(last) => Ok(Amounts { per_head, ..Amounts::kept(last) }),
                None => {
                    let text = "涉军暂作保留的, 没有可沿用的上一次核定金额";
                    Err(vec![Slip::error("E-JN-003", text).at("income")])
                }
            };
        }
        Err(refusal) => return Err(vec![refused(&refusal)]),
    };
    let covers = award.shares.iter().map(|(person, share, extra)| {
        let line = award.lines.iter().find(|l| l.person == *person);
        Share { person: *person, share: *share, extra: *extra, extra_kind: line.map(|l| extra_code(l.category)) }
    });
    let covers = covers.collect();
    Ok(Amounts { standard: rules.standard, per_head, base: award.base, extra: award.extra, covers })
}

pub(in crate::register) fn refused(refusal: &Refusal) -> Slip {
    refusal.slip().at("income")
}
