//! What an award version changes against the one before, and what its act writes: covers, the change rows, the state of the case;
//! the versions that fall for it, the grounds that are lost (assistance 2.8, 12).

use crate::domain::assistance::dibao::Kind;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::assistance::award_amounts::{Amounts, Share, amounts};
use crate::register::assistance::award_case::{AwardVersion, Case};
use crate::register::benefits::rests::{Ground, Loss};
use crate::register::core::versions::{change_over, state_after};
use crate::register::{AwardFact, Facts, Moves, Value, Write};
use std::collections::BTreeMap;

/// 变动类型 of a version that may take the place of others ([`change_over`]).
pub(in crate::register) fn change(
    version: &AwardVersion,
    case: &Case<'_>,
    month: Month,
    now: &Amounts,
) -> Option<&'static str> {
    let as_replaced = |standing: &AwardFact| {
        change_kind(version, Some(standing), now).is_none() && drawn_otherwise(Some(standing), now).is_empty()
    };
    let same = case.instead_of(version).is_some_and(as_replaced);
    change_over(same, !case.replaced(version).is_empty(), change_kind(version, case.before(month), now))
}

/// 变动类型 (assistance 2.8): what this version changes against the one before; none when it changes nothing. Another kind is
/// always a change, and a raise (提标) leaves kind and class as they are: lists look for a state of a day elsewhere.
pub(in crate::register) fn change_kind(
    version: &AwardVersion,
    before: Option<&AwardFact>,
    now: &Amounts,
) -> Option<&'static str> {
    let Some(before) = before else { return Some("01") };
    match (version.kind.as_str(), before.kind.as_str()) {
        ("end", _) => return Some("06"),
        ("suspended", _) => return Some("07"),
        ("grace", _) => return Some("12"),
        (_, "suspended") => return Some("08"),
        (_, "end") => return Some("01"),
        _ => {}
    }
    let class = version.class_code.is_some() && version.class_code != before.class_code;
    let (joined, left) = moved(before, now);
    let total = now.total();
    if !joined.is_empty() && joined.len() >= left.len() {
        Some("02")
    } else if !left.is_empty() {
        Some("03")
    } else if version.kind != before.kind {
        Some("12")
    } else if now.standard != before.standard && !class {
        Some("13")
    } else if total > before.total {
        Some("04")
    } else if total < before.total {
        Some("05")
    } else if class {
        Some("12")
    } else {
        None
    }
}

/// Who is newly covered, and who no longer is.
fn moved(before: &AwardFact, now: &Amounts) -> (Vec<i64>, Vec<i64>) {
    let joined = now.covers.iter().map(|s| s.person).filter(|p| !before.covers.iter().any(|c| c.person == *p));
    let left = before.covers.iter().map(|c| c.person).filter(|p| !now.covers.iter().any(|s| s.person == *p));
    (joined.collect(), left.collect())
}

/// Names of those whom a version newly covers, and of those whom it no longer does.
pub fn moves(version: &AwardVersion, facts: &Facts) -> Moves {
    let none = Moves::default;
    let (Some(case), Some(month)) = (Case::of(version, facts), version.from_month) else { return none() };
    let (Some(Ok(now)), Some(before)) = (amounts(version, &case, month, facts), case.before(month)) else {
        return none();
    };
    let (joined, left) = moved(before, &now);
    let member = |key: i64| case.household?.members.iter().find(|m| m.person.key == key).map(|m| m.person.name.clone());
    let cover = |key: i64| before.covers.iter().find(|c| c.person == key).map(|c| c.name.clone());
    Moves {
        joined: joined.into_iter().filter_map(member).collect(),
        left: left.into_iter().filter_map(cover).collect(),
    }
}

/// Those whom it no longer covers, or covers without money: what they draw because they are in 低保 loses its ground.
pub fn losses(version: &AwardVersion, facts: &Facts) -> Vec<Loss> {
    let (Some(case), Some(month), None) = (Case::of(version, facts), version.from_month, facts.this) else {
        return Vec::new();
    };
    let Some(Ok(now)) = amounts(version, &case, month, facts) else { return Vec::new() };
    let before = case.before(month);
    let why = if version.kind == "end" { "低保停发" } else { "不再是低保的保障对象" };
    let loss = |person, ground, why: &str| Loss {
        person,
        ground,
        from: month,
        why: why.to_owned(),
        decided: version.decided_date,
        case: version.dibao,
    };
    let left = before.map_or_else(Vec::new, |before| moved(before, &now).1).into_iter();
    let left = left.map(|person| loss(person, Ground::Dibao, why));
    let stops = version.kind == "suspended" && before.is_some_and(|before| before.kind != "suspended");
    let suspended = now.covers.iter().filter(|_| stops).map(|s| loss(s.person, Ground::DibaoMoney, "低保暂停"));
    let otherwise = drawn_otherwise(before, &now).into_iter();
    let otherwise =
        otherwise.map(|(person, had, has)| loss(person, Ground::Draws, &format!("低保金由 {had} 元改为 {has} 元")));
    left.chain(suspended).chain(otherwise).collect()
}

/// Those who have another part of the money than before, with both.
fn drawn_otherwise(before: Option<&AwardFact>, now: &Amounts) -> Vec<(i64, Money, Money)> {
    let mut parts: BTreeMap<i64, [Money; 2]> = BTreeMap::new();
    let sum = |share: Money, extra: Money| share.checked_add(extra).unwrap_or_default();
    for cover in before.iter().flat_map(|before| &before.covers) {
        parts.entry(cover.person).or_default()[0] = sum(cover.share, cover.extra);
    }
    for share in &now.covers {
        parts.entry(share.person).or_default()[1] = sum(share.share, share.extra);
    }
    parts.into_iter().filter(|(_, [had, has])| had != has).map(|(person, [had, has])| (person, had, has)).collect()
}

/// The stored versions that fall for this one.
pub fn replaces(version: &AwardVersion, facts: &Facts) -> Vec<i64> {
    let case = Case::of(version, facts).filter(|_| facts.this.is_none());
    case.map_or_else(Vec::new, |case| case.replaced(version).into_iter().map(|r| r.key).collect())
}

/// The covers, the change row or rows, and the state of the case.
pub fn follows(version: &AwardVersion, facts: &Facts) -> Vec<Write> {
    if facts.this.is_some() {
        return Vec::new();
    }
    let (Some(key), Some(month)) = (version.dibao, version.from_month) else { return Vec::new() };
    let Some(case) = Case::of(version, facts) else { return Vec::new() };
    let Some(Ok(now)) = amounts(version, &case, month, facts) else { return Vec::new() };
    let cover = |s: &Share| {
        Write::Insert(
            "cover",
            vec![
                ("dibao", Value::Int(key)),
                ("person", Value::Int(s.person)),
                ("from_month", month.into()),
                ("share", s.share.into()),
                ("extra", s.extra.into()),
                ("extra_kind", s.extra_kind.into()),
            ],
        )
    };
    let mut writes: Vec<Write> = now.covers.iter().map(cover).collect();
    writes.extend(change_rows(version, &case, key, month, &now));
    let mut state = vec![("state", Value::from(state_after(&version.kind)))];
    if let Some(class) = &version.class_code {
        state.push(("class_code", class.as_str().into()));
    }
    writes.push(Write::Update("dibao", key, state));
    writes
}

/// One change row; two when people joined and left in the same month, so that 增员 and 减员 both count.
fn change_rows(version: &AwardVersion, case: &Case<'_>, key: i64, month: Month, now: &Amounts) -> Vec<Write> {
    let Some(kind) = version.change_kind.as_deref() else { return Vec::new() };
    let before = case.before(month);
    let households = match kind {
        "01" | "09" | "14" => 1,
        "06" | "10" | "15" => -1,
        _ => 0,
    };
    let old_total = before.map_or(Money::ZERO, |a| a.total);
    let amount = now.total().checked_sub(old_total).unwrap_or_default();
    let row = |kind: &str, households: i64, people: &[i64], sign: i64, amount: Money| {
        let person = match (kind, people) {
            ("02" | "03", [one]) => Value::Int(*one),
            _ => Value::Null,
        };
        let count = i64::try_from(people.len()).unwrap_or(0);
        Write::Insert(
            "change",
            vec![
                ("scheme", if case.kind == Kind::Rural { "dibao-rural" } else { "dibao-urban" }.into()),
                ("case_key", Value::Int(key)),
                ("month", month.into()),
                ("kind", kind.into()),
                ("award", Value::Int(Write::THIS)),
                ("person", person),
                ("decided_date", version.decided_date.into()),
                ("reason_code", version.reason_code.clone().into()),
                ("households_delta", Value::Int(households)),
                ("persons_delta", Value::Int(sign * count)),
                ("amount_delta", amount.into()),
            ],
        )
    };
    let everyone: Vec<i64> = now.covers.iter().map(|s| s.person).collect();
    let Some(before) = before else { return vec![row(kind, households, &everyone, 1, amount)] };
    let (joined, left) = moved(before, now);
    match (joined.as_slice(), left.as_slice()) {
        (joined, []) => vec![row(kind, households, joined, 1, amount)],
        ([], left) => vec![row(kind, households, left, -1, amount)],
        (joined, left) => {
            let (first, second) = (("02", joined, 1), ("03", left, -1));
            let (main, other) = if kind == "03" { (second, first) } else { (first, second) };
            vec![row(main.0, households, main.1, main.2, amount), row(other.0, 0, other.1, other.2, Money::ZERO)]
        }
    }
}
