//! `find` and `person`: looking someone up.

use super::acts::moved_json;
use super::fault::{print, print_json};
use super::{Args, Fault, Format, Session};
use crate::domain::mask;
use crate::domain::text::safe;
use crate::register::Record;
use crate::register::benefits::codes;
use crate::register::core::lookup::{
    AccountLine, CaseLine, ChangeLine, CheckLine, Hit, HouseholdLine, MemberLine, PaymentLine, PersonPage, Standing,
};
use crate::register::people::person::Person;
use serde_json::{Value, json};

/// How many months of payments a person's page lists here: all of them.
const ALL_MONTHS: u16 = 1200;

/// `find QUERY [--limit N]`
pub(super) fn find(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let mut query = args.need("要查的内容")?;
    while let Some(more) = args.next()? {
        query.push(' ');
        query.push_str(&more);
    }
    let limit = args.number::<usize>("limit")?.unwrap_or(20);
    args.finish()?;
    let store = session.open()?;
    let hits = store.find(&query, limit, session.day(&store))?;
    match session.format {
        Format::Json => print_json(&Value::Array(hits.iter().map(hit_json).collect())),
        _ if hits.is_empty() => print(&format!("没有找到“{}”", safe(&query))),
        _ => print(&hits.iter().map(hit_line).collect::<Vec<_>>().join("\n")),
    }
}

/// `person ID`
pub(super) fn person(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let id = args.need("身份证号、临时编号或 #号")?;
    args.finish()?;
    let store = session.open()?;
    let day = session.day(&store);
    let key = store.resolve(Person::REGISTER, &id, day)?;
    let page = store.person_page(key, day, ALL_MONTHS)?;
    match session.format {
        Format::Json => print_json(&page_json(&page)),
        _ => print(&page_text(&page, day)),
    }
}

fn hit_json(hit: &Hit) -> Value {
    let benefits: Vec<Value> = hit
        .benefits
        .iter()
        .map(|b| json!({"scheme": b.scheme, "since": b.since.to_string(), "monthly": b.monthly.plain()}))
        .collect();
    json!({
        "id_number": hit.id_number.map(|i| i.as_str().to_owned()), "temp_no": hit.temp_no, "name": hit.name, "sex": hit.sex,
        "birth_date": hit.birth_date.to_string(), "town": hit.town, "village": hit.village, "alive": hit.alive,
        "benefits": benefits, "key": hit.key,
    })
}

fn hit_line(hit: &Hit) -> String {
    let id = hit.id_number.map(|i| i.masked()).or_else(|| hit.temp_no.clone()).unwrap_or_default();
    let drawn: Vec<String> = hit
        .benefits
        .iter()
        .map(|b| {
            let label = crate::register::benefits::codes::SCHEME.label(&b.scheme).unwrap_or(&b.scheme);
            format!("{label} {} 起 {} 元", b.since, b.monthly)
        })
        .collect();
    let gone = if hit.alive { "" } else { " 已故" };
    let sex = crate::register::people::codes::SEX.label(&hit.sex).unwrap_or("");
    format!(
        "{id}  {}  {sex}  {}  {} {}{gone}  {}",
        safe(&hit.name),
        hit.birth_date,
        hit.town,
        hit.village,
        drawn.join("; ")
    )
}

fn page_json(page: &PersonPage) -> Value {
    let mut json = hit_json(&page.person);
    let more = json!({
        "death_date": page.death_date.map(|d| d.to_string()),
        "household": page.household.as_ref().map(household_json),
        "accounts": all(&page.accounts, account_json),
        "cases": all(&page.cases, case_json),
        "payments": all(&page.payments, payment_json),
        "checks": all(&page.checks, check_json),
        "changes": all(&page.changes, change_json),
    });
    if let (Value::Object(page), Value::Object(more)) = (&mut json, more) {
        page.extend(more);
    }
    json
}

fn all<T>(items: &[T], json: fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(json).collect()
}

fn household_json(household: &HouseholdLine) -> Value {
    let member = |m: &MemberLine| {
        json!({
            "id_number": m.id_number.map(|i| i.as_str().to_owned()), "name": m.name, "relation_code": m.relation_code,
            "age": m.age, "is_member": m.is_member,
        })
    };
    let members: Vec<Value> = household.members.iter().map(member).collect();
    json!({"household_no": household.household_no, "applicant": household.applicant, "members": members})
}

fn account_json(a: &AccountLine) -> Value {
    json!({
        "key": a.key, "bank": a.bank, "account_no": a.account_no, "account_name": a.account_name, "status": a.status,
        "in_force": a.in_force, "valid_from": a.valid_from.to_string(),
    })
}

fn case_json(c: &CaseLine) -> Value {
    json!({
        "register": c.register, "key": c.key, "case_no": c.case_no, "scheme": c.scheme,
        "present": c.standing == Standing::Present, "standing": c.standing.name(), "state": c.state,
        "since": c.since.to_string(), "until": c.until.map(|m| m.to_string()), "amount": c.amount.plain(),
        "ahead": c.course.ahead.first().map(|a| a.json()), "all_ahead": c.course.json(),
        "paid_this_year": c.paid_this_year.plain(), "explanation": c.explanation, "reason": c.reason,
    })
}

fn payment_json(p: &PaymentLine) -> Value {
    json!({
        "key": p.key, "period_due": p.period_due.to_string(), "scheme": p.scheme, "line_type": p.line_type,
        "amount": p.amount.plain(), "bank_state": p.bank_state, "paid_on": p.paid_on.map(|d| d.to_string()),
        "failure": p.failure, "batch_no": p.batch_no,
    })
}

fn check_json(c: &CheckLine) -> Value {
    json!({
        "register": c.register, "key": c.key, "number": c.number, "day": c.day.map(|d| d.to_string()), "what": c.what,
        "state": c.state, "outcome": c.outcome,
    })
}

fn change_json(c: &ChangeLine) -> Value {
    let fields: Vec<Value> = c.moves.iter().map(moved_json).collect();
    json!({"when": c.when, "what": c.what, "who": c.who, "why": c.why, "act": c.act, "fields": fields})
}

fn page_text(page: &PersonPage, day: chrono::NaiveDate) -> String {
    let mut text = vec![hit_line(&page.person)];
    if let Some(age) = crate::domain::date::age_on(page.person.birth_date, day) {
        text.push(format!("{age} 岁  户籍 {}", page.hukou));
    }
    text.extend(page.details.iter().map(|(field, value)| format!("{}: {}", field.label, field.show_masked(value))));
    text.extend(page.household.as_ref().map(household_line));
    for a in &page.accounts {
        let number = mask::account(&a.account_no);
        text.push(format!("一卡通 {} {number} {} {} 自 {}", a.bank, safe(&a.account_name), a.status, a.valid_from));
    }
    for standing in [Standing::Present, Standing::Pending, Standing::Past] {
        let cases = page.cases.iter().filter(|c| c.standing == standing);
        text.extend(under(standing.label(), cases.flat_map(case_lines)));
    }
    text.extend(under("发放", page.payments.iter().map(payment_line)));
    for of in page.recorded() {
        let heads = format!("{}  {}", of.register.label, of.heads().join("  "));
        text.extend(under(&heads, of.lines.into_iter().map(record_line)));
    }
    let changes = page.changes.iter();
    let changes =
        changes.map(|c| format!("{}  {}  {}  {}", c.when, safe(&c.what), c.who, safe(c.why.as_deref().unwrap_or(""))));
    text.extend(under("变动", changes));
    text.join("\n")
}

/// Lines under a heading; no heading where there are none.
fn under(heading: &str, lines: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    let mut lines = lines.map(|line| format!("  {line}")).peekable();
    let heading = lines.peek().is_some().then(|| heading.to_owned());
    heading.into_iter().chain(lines)
}

fn household_line(h: &HouseholdLine) -> String {
    let member = |m: &MemberLine| format!("{}({}, {}岁)", safe(&m.name), m.relation, m.age);
    let members: Vec<String> = h.members.iter().map(member).collect();
    format!("家庭 {}  申请人 {}  {}", h.household_no, safe(&h.applicant), members.join(" "))
}

/// A case, the steps ahead of it, and of what its amount is made.
fn case_lines(c: &CaseLine) -> impl Iterator<Item = String> {
    let until = c.until.map_or(String::new(), |m| format!(" 至 {m}"));
    let reason = c.reason.as_deref().unwrap_or("");
    let case = format!(
        "{} {} {}  自 {}{until}  {} 元  本年已发 {} 元  {reason}",
        c.label, c.case_no, c.state, c.since, c.amount, c.paid_this_year
    );
    let told = c.course.steps().into_iter().chain(c.explanation.iter().cloned());
    std::iter::once(case).chain(told.map(|line| format!("  {line}")))
}

fn payment_line(p: &PaymentLine) -> String {
    let label = codes::SCHEME.label(&p.scheme).unwrap_or(&p.scheme);
    let kind = codes::LINE_TYPE.label(&p.line_type).unwrap_or("");
    let state = codes::BANK_STATE.label(&p.bank_state).unwrap_or("");
    let failure = p.failure.as_deref().unwrap_or("");
    let day = p.paid_on.or(p.refused_on).map_or_else(String::new, |day| day.to_string());
    format!("{}  {label}  {kind}  {} 元  {state} {day} {failure}  {}", p.period_due, p.amount, p.batch_no)
}

fn record_line(r: &CheckLine) -> String {
    let day = r.day.map_or_else(String::new, |d| d.to_string());
    format!("{day}  {}  {}  {}  {}", r.number, r.what, r.state, r.outcome)
}
