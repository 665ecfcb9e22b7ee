//! How the amount of a version of 低保 came about, in words: from what was stored, by the formula in force then. Where the formula gives
//! another amount (a grace period, a retained case, people who have changed since), what was stored is told instead.

use crate::domain::assistance::dibao::{self, CaseType, Class, Household, Kind};
use crate::domain::money::Money;
use crate::register::Values;
use crate::register::assistance::codes;
use crate::register::assistance::standards::dibao_rules;
use crate::register::benefits::benefit::{Covered, Telling};

/// The explanation of a version's amount.
pub(super) fn words(telling: &Telling<'_>) -> Vec<String> {
    by_formula(telling).unwrap_or_else(|| as_stored(telling))
}

fn fen(row: &Values, col: &str) -> Money {
    row.money(col).unwrap_or_default()
}

fn by_formula(telling: &Telling<'_>) -> Option<Vec<String>> {
    let Telling { case, version, from, covered, parameters } = telling;
    let (kind, case_type) = (Kind::from_code(case.text("kind"))?, CaseType::from_code(case.text("case_type"))?);
    if version.text("kind") != "award" {
        return None;
    }
    let mut rules = dibao_rules(parameters, kind, *from).ok()?;
    rules.standard = fen(version, "standard");
    let income = fen(version, "income");
    // Income and income per head are stored; how many live together follows.
    let living = match (income.as_fen(), fen(version, "per_head_income").as_fen()) {
        (income, head) if head > 0 => (income + head / 2) / head,
        _ => 0,
    };
    let own_income = fen(version, "own_income");
    let household = Household {
        covered: covered.iter().map(|c| as_counted(c, own_income)).collect(),
        household_income: income,
        household_size: u32::try_from(living.max(i64::try_from(covered.len()).unwrap_or(0))).unwrap_or(0),
        case_type,
        class: Class::from_code(version.text("class_code")).unwrap_or(Class::C),
        retained: case.flag("retained_flag"),
    };
    let award = dibao::award(&household, &rules, from.last_day()).ok()?;
    if award.total != fen(version, "total") || award.extra != fen(version, "extra") {
        return None;
    }
    let mut steps: Vec<String> = dibao::eligibility(&household, &rules).into_iter().collect();
    steps.extend(dibao::explain(&household, &rules, &award));
    Some(steps)
}

/// One covered person: what counted then is what was stored then.
fn as_counted(covered: &Covered, own_income: Money) -> dibao::Covered {
    let extra = covered.cover.some_text("extra_kind");
    dibao::Covered {
        person: covered.person,
        name: covered.name.clone(),
        birth_date: covered.birth_date,
        severe_disabled: extra.as_deref() == Some("disabled"),
        seriously_ill: extra.as_deref() == Some("ill"),
        religious: false,
        level3_mental: extra.is_none(),
        own_income,
    }
}

/// What was stored, where the formula no longer gives it.
fn as_stored(telling: &Telling<'_>) -> Vec<String> {
    let (version, covered) = (telling.version, telling.covered);
    let mut steps = Vec::new();
    if version.text("kind") == "grace" {
        steps.push("渐退期, 按原核定金额发放".to_owned());
    }
    let (standard, base) = (fen(version, "standard"), fen(version, "base"));
    steps.push(match CaseType::from_code(telling.case.text("case_type")) {
        Some(CaseType::Single) => {
            format!("单人保, 标准 {standard}, 本人月收入 {}, 核定补差 {base}", fen(version, "own_income"))
        }
        _ => format!("{} 人, 标准 {standard}, 家庭月收入 {}, 核定补差 {base}", covered.len(), fen(version, "income")),
    });
    for one in covered.iter().filter(|c| !fen(&c.cover, "extra").is_zero()) {
        let kind = codes::EXTRA.label(one.cover.text("extra_kind")).unwrap_or_default();
        steps.push(format!("分类施保 {} {kind} {}", one.name, fen(&one.cover, "extra")));
    }
    steps.push(format!("合计 {}", fen(version, "total")));
    steps
}
