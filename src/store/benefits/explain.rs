//! How an amount came about, in words: from what its version stored, by the formula in force then. Where the formula gives
//! another amount (a grace period, a retained case, people who have changed since), what was stored is told instead.

use crate::domain::assistance::dibao::{self, CaseType, Class, Covered, Household, Kind};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::assistance::codes;
use crate::register::assistance::standards::dibao_rules;
use crate::store::engine::params;
use crate::store::fault::Answer;
use crate::store::{Store, date};

/// A version of a 低保 case, as it is stored.
pub(in crate::store) struct Version {
    pub from: Month,
    pub kind: String,
    pub class_code: Option<String>,
    pub income: Money,
    pub own_income: Money,
    pub per_head: Money,
    pub standard: Money,
    pub base: Money,
    pub extra: Money,
    pub total: Money,
    pub reason: Option<String>,
}

/// One covered person as stored.
struct Share {
    covered: Covered,
    extra: Money,
    extra_kind: Option<String>,
}

/// The explanation of a version's amount.
pub(in crate::store) fn explain(
    store: &Store,
    case: i64,
    kind: &str,
    case_type: &str,
    retained: bool,
    version: &Version,
) -> Answer<Vec<String>> {
    if version.kind == "suspended" {
        return Ok(vec!["暂停发放, 仍在册, 不发钱".to_owned()]);
    }
    let shares = shares(store, case, version)?;
    let by_formula = Kind::from_code(kind)
        .zip(CaseType::from_code(case_type))
        .filter(|_| version.kind == "award")
        .and_then(|(kind, case_type)| formula(store, kind, case_type, retained, version, &shares).transpose());
    match by_formula {
        Some(steps) => steps,
        None => Ok(as_stored(version, &shares, CaseType::from_code(case_type))),
    }
}

fn formula(
    store: &Store,
    kind: Kind,
    case_type: CaseType,
    retained: bool,
    version: &Version,
    shares: &[Share],
) -> Answer<Option<Vec<String>>> {
    let parameters = store.parameters()?;
    let Ok(mut rules) = dibao_rules(&parameters, kind, version.from) else { return Ok(None) };
    rules.standard = version.standard;
    // Income and income per head are stored; how many live together follows.
    let living = match (version.income.as_fen(), version.per_head.as_fen()) {
        (income, head) if head > 0 => (income + head / 2) / head,
        _ => 0,
    };
    let covered = i64::try_from(shares.len()).unwrap_or(0);
    let household = Household {
        covered: shares.iter().map(|s| s.covered.clone()).collect(),
        household_income: version.income,
        household_size: u32::try_from(living.max(covered)).unwrap_or(0),
        case_type,
        class: version.class_code.as_deref().and_then(Class::from_code).unwrap_or(Class::C),
        retained,
    };
    let award = dibao::award(&household, &rules, version.from.last_day());
    let same = award.ok().filter(|a| a.total == version.total && a.extra == version.extra);
    Ok(same.map(|award| {
        let mut steps: Vec<String> = dibao::eligibility(&household, &rules).into_iter().collect();
        steps.extend(dibao::explain(&household, &rules, &award));
        steps
    }))
}

fn shares(store: &Store, case: i64, version: &Version) -> Answer<Vec<Share>> {
    let mut get = store.db().prepare_cached(
        "SELECT p.key, p.name, p.birth_date, c.extra_fen, c.extra_kind FROM cover c JOIN person p ON p.key = c.person
         WHERE c.dibao = ?1 AND c.from_month = ?2 AND c.voided_by IS NULL ORDER BY c.key",
    )?;
    let rows = get.query_map(params![case, version.from.to_string()], |r| {
        let (born, extra_kind): (String, Option<String>) = (r.get(2)?, r.get(4)?);
        Ok(Share {
            covered: Covered {
                person: r.get(0)?,
                name: r.get(1)?,
                birth_date: date(&born).unwrap_or_default(),
                // What counted then is what was stored then.
                severe_disabled: extra_kind.as_deref() == Some("disabled"),
                seriously_ill: extra_kind.as_deref() == Some("ill"),
                religious: false,
                level3_mental: extra_kind.is_none(),
                own_income: version.own_income,
            },
            extra: Money::fen(r.get(3)?),
            extra_kind,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What was stored, where the formula no longer gives it.
fn as_stored(version: &Version, shares: &[Share], case_type: Option<CaseType>) -> Vec<String> {
    let mut steps = Vec::new();
    if version.kind == "grace" {
        steps.push("渐退期, 按原核定金额发放".to_owned());
    }
    let (standard, base) = (version.standard, version.base);
    steps.push(match case_type {
        Some(CaseType::Single) => {
            format!("单人保, 标准 {standard}, 本人月收入 {}, 核定补差 {base}", version.own_income)
        }
        _ => format!("{} 人, 标准 {standard}, 家庭月收入 {}, 核定补差 {base}", shares.len(), version.income),
    });
    for share in shares.iter().filter(|s| !s.extra.is_zero()) {
        let kind = share.extra_kind.as_deref().and_then(|c| codes::EXTRA.label(c)).unwrap_or_default();
        steps.push(format!("分类施保 {} {kind} {}", share.covered.name, share.extra));
    }
    steps.push(format!("合计 {}", version.total));
    steps
}
