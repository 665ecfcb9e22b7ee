//! How an award version is computed, judged, and what else the act writes: covers, the change row, the state of the case
//! (assistance 2.6, 2.8, 2.9, 2.11, 12). Pure.

use crate::domain::dibao::{self, CaseType, Category, Class, Covered, DibaoRules, Kind, Refusal};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::slip::{Severity, Slip};
use crate::register::award::AwardVersion;
use crate::register::benefit::{Ground, Loss};
use crate::register::dibao_rules::{no_cause, twice};
use crate::register::family::without_labor;
use crate::register::standards::dibao_rules;
use crate::register::versions;
use crate::register::{AwardFact, CoverFact, Facts, HouseholdFact, MemberFact, Moves, Value, Values, Write};

/// What a version is judged by: the case, as it stands or as it is entered in the same draft.
struct Case<'a> {
    kind: Kind,
    case_type: CaseType,
    retained: bool,
    applied: bool,
    confirmed: bool,
    household: Option<&'a HouseholdFact>,
    has_cause: bool,
    awards: &'a [AwardFact],
    paid_until: Option<Month>,
    key: Option<i64>,
}

impl<'a> Case<'a> {
    fn of(version: &AwardVersion, facts: &'a Facts) -> Option<Case<'a>> {
        let day = version.members_on();
        if let Some(parent) = facts.parent.as_ref().filter(|p| p.register.name == "dibao") {
            let stored = version.dibao.and_then(|key| facts.dibao(key, day));
            return Some(Case {
                kind: Kind::from_code(parent.text("kind"))?,
                case_type: CaseType::from_code(parent.text("case_type"))?,
                retained: parent.flag("retained_flag"),
                applied: parent.text("origin") == "applied",
                // The parent's own check speaks about its papers and its causes.
                confirmed: true,
                has_cause: true,
                household: parent.int("household").and_then(|key| facts.household_on(key, day)),
                awards: stored.map_or(&[], |c| c.awards.as_slice()),
                paid_until: stored.and_then(|c| c.paid_until),
                key: version.dibao,
            });
        }
        let case = facts.dibao(version.dibao?, day)?;
        Some(Case {
            kind: if case.scheme == "dibao-rural" { Kind::Rural } else { Kind::Urban },
            case_type: CaseType::from_code(&case.case_type)?,
            retained: case.retained,
            applied: case.origin == "applied",
            confirmed: case.confirmed,
            has_cause: case.has_cause,
            household: case.household.as_ref(),
            awards: &case.awards,
            paid_until: case.paid_until,
            key: Some(case.key),
        })
    }
    /// The version before a month.
    fn before(&self, month: Month) -> Option<&'a AwardFact> {
        self.awards.iter().filter(|a| a.from_month < month).max_by_key(|a| a.from_month)
    }
    /// The stored versions that this one, an end, takes the place of.
    fn replaced(&self, version: &AwardVersion) -> Vec<versions::Standing> {
        let row = |a: &AwardFact| versions::Standing { key: a.key, from: a.from_month, end: a.kind == "end" };
        let rows: Vec<versions::Standing> = self.awards.iter().map(row).collect();
        versions::replaced(&version.kind, version.from_month, &rows, self.paid_until)
    }
    /// The last version before a month that was computed and paid: what a retained case is frozen at.
    fn last_paid(&self, month: Month) -> Option<&'a AwardFact> {
        self.awards.iter().filter(|a| a.from_month < month && a.kind == "award").max_by_key(|a| a.from_month)
    }
}

/// The amounts of a version.
#[derive(Clone, Debug, Default, PartialEq)]
struct Amounts {
    standard: Money,
    per_head: Money,
    base: Money,
    extra: Money,
    covers: Vec<Share>,
}

/// What one covered person has of it.
#[derive(Clone, Debug, PartialEq)]
struct Share {
    person: i64,
    share: Money,
    extra: Money,
    extra_kind: Option<&'static str>,
}

impl Amounts {
    fn total(&self) -> Money {
        self.base.checked_add(self.extra).unwrap_or_default()
    }
    fn persons(&self) -> i64 {
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
fn covered_by_faith(member: &MemberFact) -> bool {
    let person = covered(member, Default::default());
    person.religious && !(person.severe_disabled || person.seriously_ill || person.level3_mental)
}

/// The household as the formula sees it.
fn household(version: &AwardVersion, case: &Case<'_>, month: Month) -> Option<dibao::Household> {
    let house = case.household?;
    let own_income = match case.case_type {
        CaseType::Single => version.own_income?,
        CaseType::Family => Money::ZERO,
    };
    let living = house.members.iter().filter(|m| m.is_member);
    let alive = |m: &&MemberFact| m.person.death_date.is_none_or(|d| d >= month.first_day());
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
fn amounts(version: &AwardVersion, case: &Case<'_>, month: Month, facts: &Facts) -> Option<Result<Amounts, Vec<Slip>>> {
    match version.kind.as_str() {
        "end" => Some(Ok(Amounts::default())),
        "suspended" => case.before(month).map(|a| Ok(Amounts::suspended(a))),
        "grace" => case.before(month).map(|a| Ok(Amounts::kept(a))),
        _ => {
            let home = household(version, case, month)?;
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

fn refused(refusal: &Refusal) -> Slip {
    refusal.slip().at("income")
}

/// Month, amounts and kind of change, where they are not typed.
pub fn complete(version: &AwardVersion, values: &mut Values, facts: &Facts) {
    if facts.this.is_some() {
        return;
    }
    let month = version.from_month.unwrap_or_else(|| dibao::start_month(version.decided_date));
    values.set("from_month", month);
    let Some(case) = Case::of(version, facts) else { return };
    let before = case.before(month);
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
        values.set("change_kind", change_kind(version, before, &found));
    }
}

/// 变动类型 (assistance 2.8): what this version changes against the one before; none when it changes nothing. Another kind is
/// always a change, and a raise (提标) leaves kind and class as they are: lists look for a state of a day elsewhere.
fn change_kind(version: &AwardVersion, before: Option<&AwardFact>, now: &Amounts) -> Option<&'static str> {
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
    let (Some(Ok(now)), Some(before)) = (amounts(version, &case, month, facts), case.before(month)) else {
        return Vec::new();
    };
    let why = if version.kind == "end" { "低保停发" } else { "不再是低保的保障对象" };
    let loss = |person, ground, why: &str| Loss {
        person,
        ground,
        from: month,
        why: why.to_owned(),
        decided: version.decided_date,
        case: version.dibao,
    };
    let left = moved(before, &now).1.into_iter().map(|person| loss(person, Ground::Dibao, why));
    let suspended = now.covers.iter().filter(|_| version.kind == "suspended" && before.kind != "suspended");
    left.chain(suspended.map(|s| loss(s.person, Ground::DibaoMoney, "低保暂停"))).collect()
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
    if let Some(before) = case.before(month).filter(|_| version.change_kind.is_none() && slips.iter().all(no_error)) {
        slips.push(versions::unchanged("E-DB-019", before.from_month, before.total));
    }
    slips
}

fn no_error(slip: &Slip) -> bool {
    slip.severity != Severity::Error
}

/// Where the version stands among the others.
fn check_place(version: &AwardVersion, case: &Case<'_>, month: Month, slips: &mut Vec<Slip>) {
    let replaced = case.replaced(version);
    slips.extend(versions::replaced_slip("W-DB-057", &replaced));
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
    if case.applied && !case.confirmed && version.kind == "award" {
        let text = "申请办理的低保须先受理、初审、确认, 请先在低保中填好日期";
        slips.push(Slip::error("E-DB-014", text).at("dibao"));
    }
}

/// From the month after the decision on; what the bank has paid already becomes arrears or an overpayment.
fn check_start(version: &AwardVersion, case: &Case<'_>, month: Month, slips: &mut Vec<Slip>) {
    let right = dibao::start_month(version.decided_date);
    let raised = version.change_kind.as_deref() == Some("13");
    if case.applied && version.kind == "award" && !raised && month < right {
        let text = format!("低保金自确认次月起发, 起发月份应为 {right}");
        slips.push(Slip::error("E-DB-011", text).at("from_month"));
    }
    slips.extend(versions::paid_slip("W-DB-051", month, case.paid_until));
}

fn check_people(case: &Case<'_>, month: Month, facts: &Facts, slips: &mut Vec<Slip>) {
    let Some(house) = case.household else { return };
    let dead =
        |m: &&MemberFact| m.is_covered && m.is_member && m.person.death_date.is_some_and(|d| d < month.first_day());
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
        slips.extend(twice(house, case.key, month, "dibao"));
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
        && let Some(home) = household(version, case, month)
        && let Ok(rules) = dibao_rules(&facts.parameters, case.kind, month)
        && let Err(refusal) = dibao::qualify(&home, &rules)
    {
        slips.push(refused(&refusal));
    }
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

/// The state of a case whose latest version is of a kind.
pub fn state_after(kind: &str) -> &'static str {
    match kind {
        "suspended" => "suspended",
        "grace" => "grace",
        "end" => "stopped",
        _ => "active",
    }
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
