//! How an award version is completed and judged (assistance 2.6, 2.8, 2.11, 12). Pure.

use crate::domain::assistance::dibao::{self, CaseType};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::slip::{Severity, Slip};
use crate::register::assistance::award_amounts::{amounts, covered_by_faith, household, refused};
use crate::register::assistance::award_case::{AwardVersion, Case};
use crate::register::assistance::award_moves::change;
use crate::register::assistance::dibao_rules::{no_cause, twice};
use crate::register::assistance::standards::dibao_rules;
use crate::register::assistance::steps::NOTICE_FROM;
use crate::register::benefits::cases::{is_due, steps_in_words};
use crate::register::core::versions;
use crate::register::people::family::without_labor;
use crate::register::{AwardFact, Facts, Field, MemberFact, Values};

/// Month, amounts and kind of change, where they are not typed.
pub fn complete(version: &AwardVersion, values: &mut Values, facts: &Facts) {
    if facts.this.is_some() {
        return;
    }
    let month = version.from_month.unwrap_or_else(|| dibao::start_month(version.decided_date));
    values.set("from_month", month);
    let Some(case) = Case::of(version, facts) else { return };
    if version.own_income.is_none() && case.case_type == CaseType::Family {
        values.set("own_income", Money::ZERO);
    }
    let Some(Ok(found)) = amounts(version, &case, month, facts) else {
        // Refused: the reason is the one slip to show, not the fields that stay empty because of it.
        values.set("total", version.total.unwrap_or_default());
        values.set("change_kind", version.change_kind.as_deref().unwrap_or("01"));
        return;
    };
    values.set("standard", found.standard);
    values.set("per_head_income", found.per_head);
    values.set("persons", found.persons());
    values.set("base", found.base);
    values.set("extra", found.extra);
    if version.total.is_none() {
        values.set("total", found.total());
    }
    if version.change_kind.is_none() {
        values.set("change_kind", change(version, &case, month, &found));
    }
}

/// All slips of a version.
pub fn check(version: &AwardVersion, facts: &Facts) -> Vec<Slip> {
    let mut slips = Vec::new();
    if facts.this.is_some() {
        // What money hangs on is frozen; a reason or a date of decision may be put right.
        return slips;
    }
    let (Some(case), Some(month)) = (Case::of(version, facts), version.from_month) else { return slips };
    check_place(version, &case, month, &mut slips);
    check_start(version, &case, month, &mut slips);
    if version.kind == "award" {
        if !case.has_cause {
            slips.push(no_cause().at("dibao"));
        }
        check_people(&case, month, facts, &mut slips);
    }
    check_amount(version, &case, month, facts, &mut slips);
    let kept = |b: &AwardFact| {
        b.kind == "award"
            && version.kind == "award"
            && version.class_code.as_ref().is_none_or(|c| Some(c) == b.class_code.as_ref())
    };
    let kept = case.before(month).is_some_and(kept);
    slips.extend(versions::no_raise("E-DB-025", version.change_kind.as_deref(), kept));
    let same = case.instead_of(version).or(case.before(month));
    if let Some(same) = same.filter(|_| version.change_kind.is_none() && slips.iter().all(no_error)) {
        slips.push(versions::unchanged("E-DB-019", same.from_month, same.total));
    }
    slips
}

fn no_error(slip: &Slip) -> bool {
    slip.severity != Severity::Error
}

/// Where the version stands among the others.
fn check_place(version: &AwardVersion, case: &Case<'_>, month: Month, slips: &mut Vec<Slip>) {
    let replaced = case.replaced(version);
    slips.extend(versions::replaced_slip("W-DB-057", &version.kind, &replaced));
    let stays = |a: &&AwardFact| !replaced.iter().any(|r| r.key == a.key);
    let latest = case.awards.iter().filter(stays).max_by_key(|a| a.from_month);
    match latest {
        None if version.kind != "award" => {
            slips.push(Slip::error("E-DB-016", "第一次核定应为“发放”").at("kind"));
        }
        Some(last) if last.kind == "end" => {
            let text = format!("该户自 {} 起已停发, 再次保障须重新申请", last.from_month);
            slips.push(Slip::error("E-DB-017", text).at("kind"));
        }
        Some(last) if last.from_month >= month => {
            let text = format!("已有自 {} 起的核定, 新的核定应晚于它; 原核定有误的请先作废", last.from_month);
            slips.push(Slip::error("E-DB-018", text).at("from_month"));
        }
        _ => {}
    }
    slips.extend(unfinished(version, case));
}

/// `E-DB-014`: nobody is paid before the papers are through. What was granted before a notice was asked for goes on.
fn unfinished(version: &AwardVersion, case: &Case<'_>) -> Option<Slip> {
    let is_asked = |step: &&&Field| case.awards.is_empty() || step.col != NOTICE_FROM.col;
    let lacks: Vec<&Field> = case.lacks.iter().filter(is_asked).copied().collect();
    let text = || format!("申请办理的低保须先受理、初审、公示、确认, 请先在低保中填好{}", steps_in_words(&lacks));
    (version.kind == "award" && !lacks.is_empty()).then(|| Slip::error("E-DB-014", text()).at("dibao"))
}

/// From the month after the decision on, but for what follows from a ground that is gone; what the bank has paid already becomes arrears
/// or an overpayment.
fn check_start(version: &AwardVersion, case: &Case<'_>, month: Month, slips: &mut Vec<Slip>) {
    let right = dibao::start_month(version.decided_date);
    let raised = version.change_kind.as_deref() == Some("13");
    if case.applied && version.kind == "award" && !raised && !case.without && month < right {
        let text = format!("低保金自确认次月起发, 起发月份应为 {right}");
        slips.push(Slip::error("E-DB-011", text).at("from_month"));
    }
    slips.extend(versions::paid_slip("W-DB-051", month, case.paid_until));
}

fn check_people(case: &Case<'_>, month: Month, facts: &Facts, slips: &mut Vec<Slip>) {
    let Some(house) = case.household else { return };
    let dead = |m: &&MemberFact| m.is_covered && m.is_member && !is_due(m.person.death_date, month, &facts.parameters);
    for member in house.members.iter().filter(dead) {
        let text = format!("{} 已登记死亡, 不计入保障对象, 请在家庭里给此人另增一行填离开", member.person.name);
        slips.push(Slip::warning("W-X03", text).at("dibao"));
    }
    for member in house.members.iter().filter(|m| m.is_covered && m.is_member) {
        slips.extend(without_labor(&member.person, month.last_day()).map(|slip| slip.at("dibao")));
    }
    if case.case_type == CaseType::Single
        && let Some(member) = house.members.iter().find(|m| m.is_covered && covered_by_faith(m))
    {
        let text = format!("{} 按宗教教职人员单人保, 须在宗教场所居住满3年, 请核实", member.person.name);
        slips.push(Slip::warning("W-DB-055", text).at("dibao"));
    }
    // In the draft of a new case the case itself speaks about those who are covered elsewhere.
    if facts.parent.is_none() {
        slips.extend(twice(house, case.key, month, "dibao", facts));
    }
}

fn check_amount(version: &AwardVersion, case: &Case<'_>, month: Month, facts: &Facts, slips: &mut Vec<Slip>) {
    if version.kind == "award"
        && let Some(house) = case.household.filter(|h| !h.members.iter().any(|m| m.is_member && m.is_covered))
    {
        let day = version.members_on();
        let text = format!("家庭 {} 在 {day} 没有保障对象, 请核对成员的起始日期, 或改起始月", house.household_no);
        slips.push(Slip::error("E-DB-023", text).at("from_month"));
        return;
    }
    if version.kind == "award" && version.income.is_none() {
        // The income is what is missing, and is called so.
        return;
    }
    if version.kind == "award" && case.case_type == CaseType::Single && version.own_income.is_none() {
        return slips.push(Slip::error("E-RG06", "单人保须填本人月收入, 没有收入的填 0").at("own_income"));
    }
    let found = match amounts(version, case, month, facts) {
        Some(Ok(found)) => found,
        Some(Err(refused)) => return slips.extend(refused),
        None if version.kind == "award" => {
            slips.push(Slip::error("E-RG07", "没有家庭和成员, 不能核定保障金").at("dibao"));
            return;
        }
        None => return,
    };
    if let Some(typed) = version.total.filter(|t| *t != found.total()) {
        let text = format!("保障金 {typed} 元与公式结果 {} 元不一致", found.total());
        slips.push(Slip::error("E-DB-030", text).at("total"));
    }
    let kept = case.retained && version.kind == "award";
    if kept
        && let Some(home) = household(version, case, month, facts)
        && let Ok(rules) = dibao_rules(&facts.parameters, case.kind, month)
        && let Err(refusal) = dibao::qualify(&home, &rules)
    {
        slips.push(refused(&refusal));
    }
}
