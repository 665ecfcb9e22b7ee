//! A 低保 case as it is entered, and what is right and wrong about it as a file of papers: dates, notice, deciders, kin,
//! retained cases, nobody twice (assistance 2.4, 2.11, 12). Pure; amounts stand in `award_amounts`.

use crate::domain::conflict::{Benefit, Drawn};
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::domain::workday::NOTICE_DAYS;
use crate::register::assistance::codes;
use crate::register::benefits::cases::{
    Notice, beside, forbidden_under_way, is_under_way, steps_in_words, without_version,
};
use crate::register::benefits::relocation;
use crate::register::core::slips::village;
use crate::register::{Facts, Field, HouseholdFact, Values};
use chrono::NaiveDate;

/// A case as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Dibao {
    /// `U` or `R`.
    pub kind: String,
    /// The household's key.
    pub household: i64,
    /// 村(居).
    pub division: Option<String>,
    /// confirmed, active, suspended, grace, stopped.
    pub state: String,
    /// FAMILY or SINGLE.
    pub case_type: String,
    /// 适用规则.
    pub rule_set: Option<String>,
    /// taken_over or applied.
    pub origin: String,
    /// 申请日期.
    pub apply_date: NaiveDate,
    /// The steps of its papers that were not taken.
    pub lacks: Vec<&'static Field>,
    /// 公示.
    pub notice: Notice,
    /// 初审人 and date.
    pub town: (Option<String>, Option<NaiveDate>),
    /// 确认人 and date.
    pub district: (Option<String>, Option<NaiveDate>),
    /// 涉军暂作保留: flag, document number.
    pub retained: (bool, Option<String>),
}

/// The day from which cases follow 民发〔2021〕57号.
const NEW_RULES: Option<NaiveDate> = NaiveDate::from_ymd_opt(2021, 7, 1);

/// Division from the household, rule set from the day of acceptance, review cycle from the class.
pub fn complete(values: &mut Values, facts: &Facts) {
    if values.get("division").is_null() {
        let house = values.int("household").and_then(|key| facts.household(key));
        values.set("division", house.map(|h| h.division.as_str()));
    }
    if values.get("rule_set").is_null()
        && let Some(accepted) = values.date("accept_date").or(values.date("apply_date"))
    {
        let new = NEW_RULES.is_some_and(|from| accepted >= from);
        values.set("rule_set", if new { "2021-57" } else { "2012-220" });
    }
    let drafted = facts.children.iter().rev().find_map(|r| r.some_text("class_code"));
    let class = values.some_text("class_code").or(drafted);
    if values.get("review_cycle").is_null()
        && let Some(class) = class
    {
        values.set("review_cycle", review_cycle(&class, &facts.parameters, facts.day));
    }
}

/// 核查周期 of a class on a day, in months.
pub fn review_cycle(class: &str, parameters: &Parameters, day: NaiveDate) -> i64 {
    let (param, by_custom) = match class {
        "A" => (Param::ReviewCycleA, 12),
        "B" => (Param::ReviewCycleB, 6),
        _ => (Param::ReviewCycleC, 3),
    };
    parameters.on(param, day).and_then(|(_, v)| v.parse().ok()).unwrap_or(by_custom)
}

/// All slips of a case.
pub fn check(case: &Dibao, facts: &Facts) -> Vec<Slip> {
    let mut slips = Vec::new();
    slips.extend(case.notice.slip(("E-DB-010", "上报"), NOTICE_DAYS, &case.origin));
    if let (Some(town), Some(district)) = (&case.town.0, &case.district.0)
        && town == district
    {
        slips.push(Slip::error("E-DB-013", "初审人与确认人不能为同一人").at("district_by"));
    }
    check_papers(case, facts, &mut slips);
    if let Some(code) = &case.division {
        slips.extend(village(facts, code, "division", false));
        slips.extend(relocation::correction(facts, code));
    }
    match facts.household(case.household) {
        None => {
            slips.push(Slip::error("E-RG07", "没有这个家庭, 请先登记家庭和成员").at("household"));
        }
        Some(house) if facts.this.is_none() => {
            slips.extend(check_household(case, house, facts));
            slips.extend(still_open(case, house, facts));
        }
        _ => {}
    }
    slips
}

fn check_papers(case: &Dibao, facts: &Facts, slips: &mut Vec<Slip>) {
    let (retained, document) = &case.retained;
    if *retained && document.is_none() {
        let text = "涉军暂作保留的, 须填批准文号";
        slips.push(Slip::error("E-JN-001", text).at("retained_doc_no"));
    }
    let row = |name: &str| facts.children.iter().any(|r| r.register.name == name);
    if row("award") && !row("cause") {
        slips.push(no_cause());
    }
    let decided = case.origin != "applied" || case.district.1.is_some();
    slips.extend(without_version(&case.state, decided, "award", facts, "W-DB-053"));
    let granted = !is_under_way(&case.state) || row("award");
    let lacks = case.lacks.first().filter(|_| granted);
    slips.extend(lacks.map(|first| {
        let text = format!("申请办理的低保须先受理、初审、公示、确认, 请填{}", steps_in_words(&case.lacks));
        Slip::error("E-DB-014", text).at(first.col)
    }));
}

/// `W-DB-052`: the month's table counts the households of each 致贫原因 (assistance 10.1).
pub fn no_cause() -> Slip {
    Slip::warning("W-DB-052", "没有登记致贫原因, 月报的致贫原因统计会漏掉这一户, 请补填")
}

/// `E-DB-024`: one case of a household at a time, from its entry on; and nobody in it applies for 特困 meanwhile.
fn still_open(case: &Dibao, house: &HouseholdFact, facts: &Facts) -> Vec<Slip> {
    let mut others = facts.rows_of("dibao", "household", case.household);
    if let Some(other) = others.find(|other| other.text("state") != "stopped") {
        // Each member has the household's open case under way too: one word is enough.
        let state = codes::DIBAO_STATE.label(other.text("state")).unwrap_or("");
        let text = format!(
            "家庭 {} 已有未了结的低保 {}({state}), 请在那一件上办; 录重了的先作废",
            house.household_no,
            other.text("case_no")
        );
        return vec![Slip::error("E-DB-024", text).at("household")];
    }
    let mut slips = Vec::new();
    for member in house.members.iter().filter(|m| m.is_covered && m.is_member) {
        let other = forbidden_under_way(member.person.key, &member.person.name, Benefit::Dibao, facts);
        slips.extend(other.into_iter().map(|slip| slip.at("household")));
    }
    slips
}

fn check_household(case: &Dibao, house: &HouseholdFact, facts: &Facts) -> Vec<Slip> {
    let covered = house.members.iter().filter(|m| m.is_covered && m.is_member);
    let count = covered.count();
    if case.case_type == "SINGLE" && count != 1 {
        let text = format!("单人保只能有一名保障对象, 家庭 {} 现有 {count} 名", house.household_no);
        return vec![Slip::error("E-DB-023", text).at("case_type")];
    }
    let versions = facts.children.iter().filter(|r| r.register.name == "award").filter_map(|r| r.month("from_month"));
    // Without a version in the draft the first one can pay from next month on, and is asked again when it is entered.
    let from = versions.min().unwrap_or(Month::of(facts.day).next());
    twice(house, None, from, "household", facts)
}

/// `E-DB-002`, `E-DB-003`: whoever would be covered from a month on and draws 低保 or 特困 in another case then (assistance 9).
pub fn twice(
    house: &HouseholdFact,
    this_case: Option<i64>,
    from: Month,
    field: &'static str,
    facts: &Facts,
) -> Vec<Slip> {
    let mut slips = Vec::new();
    for member in house.members.iter().filter(|m| m.is_covered && m.is_member) {
        let cases = facts.cases_from(member.person.key, from);
        for other in cases.into_iter().filter(|c| Some(c.case) != this_case) {
            let name = &member.person.name;
            let Some(scheme) = Scheme::from_name(&other.scheme) else { continue };
            if scheme.is_dibao() {
                let text = format!(
                    "{name} 已在 {}{} 享受{}, 自 {} 起, 不能重复纳入",
                    other.town,
                    other.case_no,
                    scheme.label(),
                    other.since
                );
                slips.push(Slip::error("E-DB-002", text).at(field));
                continue;
            }
            let drawn = Drawn { benefit: Benefit::of(scheme), case_no: &other.case_no, since: other.since };
            slips.extend(beside(name, &drawn, Benefit::Dibao, other.since, facts).map(|slip| slip.at(field)));
        }
    }
    slips
}
