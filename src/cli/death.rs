//! `death`: a death is registered with all that follows from it, or taken back, or what that would do is shown; and its paper.

use super::fault::print_json;
use super::records::{print_with, tell_or_refuse};
use super::report::{give, numbers, pdf_for_a_file};
use super::{Args, Fault, Format, Session};
use crate::domain::date;
use crate::door;
use crate::figure::paper::Paper;
use crate::jobs::report;
use crate::register::benefits::recovery::RECOVERY;
use crate::register::benefits::rests::Then;
use crate::register::funeral::death::DEATH;
use crate::register::people::person::PERSON;
use crate::register::{BENEFITS, Consequence, Draft, Register, Values, register_of};
use crate::store::{Store, StoreFault};
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

/// `death ID --date DATE [--dry-run]`, `death --undo ID --why TEXT`, `death --paper ID`
pub(super) fn death(session: &Session, args: &mut Args) -> Result<(), Fault> {
    match (args.option("undo"), args.option("paper")) {
        (Some(id), _) => undo(session, args, &id),
        (None, Some(id)) => paper(session, args, &id),
        (None, None) => register(session, args),
    }
}

/// The death of a person: its key, and the act that registered it.
fn known(store: &Store, id: &str, day: NaiveDate) -> Result<(i64, i64), Fault> {
    let person = store.resolve(&PERSON, id, day)?;
    store.entered(&DEATH, "person", person)?.ok_or_else(|| Fault::refused("该人员没有死亡登记".to_owned()))
}

/// What it stopped, on paper.
fn paper(session: &Session, args: &mut Args, id: &str) -> Result<(), Fault> {
    let file = args.path("output");
    args.finish()?;
    pdf_for_a_file(session, file.as_deref())?;
    let store = session.open()?;
    let day = session.day(&store);
    let (key, _) = known(&store, id, day)?;
    let paper = Paper::Stops(key, store.called(&DEATH, key)?);
    let document = report::paper(&store, &paper, day, numbers(session, file.as_deref()), &|| true)?;
    give(session, &store, &document, file.as_deref())
}

fn register(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let id = args.need("死者身份证号")?;
    let on = args.option("date").ok_or_else(|| Fault::usage("缺少 --date 死亡日期".to_owned()))?;
    let (dry_run, why, accept) = (args.flag("dry-run"), args.option("why"), args.all("accept"));
    args.finish()?;
    let store = session.open()?;
    let day = session.day(&store);
    // Written as any date is, so that a wrong one is told as the form tells it.
    let on = date::parse(&on).map_or(on, |date| date.to_string());
    let mut draft = Draft::new(&DEATH).with_ref("person", store.resolve(&PERSON, &id, day)?).with("died_on", on);
    (draft.follow, draft.why, draft.accept) = (true, why, accept);
    let checked = store.check(&draft, day)?;
    tell_or_refuse(&checked)?;
    let who = session.who(&store)?;
    if dry_run {
        store.rehearse(&draft, &who, day)?;
        return match session.format {
            Format::Json => print_json(&Outcome::of(checked.follows.iter().map(drafted)).json(None)),
            _ => print_with("可以登记(未保存)".to_owned(), checked.told()),
        };
    }
    let saved = store.save(&draft, &who, day)?;
    door::stands(format!("已登记死亡 #{}", saved.key));
    match session.format {
        Format::Json => print_json(&written(&store, saved.key, day)?.json(Some(saved.act))),
        _ => {
            let called = store.called(&DEATH, saved.key)?;
            print_with(format!("已登记死亡 {called} (办理 {})", saved.act), checked.told())
        }
    }
}

fn undo(session: &Session, args: &mut Args, id: &str) -> Result<(), Fault> {
    let (dry_run, why, accept) = (args.flag("dry-run"), args.option("why"), args.all("accept"));
    args.finish()?;
    let store = session.open()?;
    let day = session.day(&store);
    let (key, act) = known(&store, id, day)?;
    // What goes with it is no longer there afterwards.
    let (outcome, told) = match session.format {
        Format::Json => (written(&store, key, day)?, Vec::new()),
        _ => (Outcome::default(), store.followed(&DEATH, key)?),
    };
    let mut on = |_, _| true;
    let undoing = match (dry_run, why) {
        (true, _) => store.undo_preview(act, day, &mut on)?,
        (false, Some(why)) => store.undo(act, (&session.who(&store)?, day), &why, &accept, &mut on)?,
        (false, None) => return Err(Fault::usage("缺少 --why 撤销原因; 只看不撤用 --dry-run".to_owned())),
    };
    let against: Vec<_> = undoing.against(&accept).cloned().collect();
    if !against.is_empty() {
        return Err(StoreFault::refused_all(against).into());
    }
    if undoing.done_by.is_some() {
        door::stands(format!("已撤销死亡登记(办理 {act})"));
    }
    match session.format {
        Format::Json => print_json(&outcome.json(undoing.done_by)),
        _ => {
            let head = match undoing.done_by {
                Some(by) => format!("已撤销死亡登记(办理 {act}), 撤销的办理编号 {by}"),
                None => "只看, 没有撤销".to_owned(),
            };
            print_with(head, told.into_iter().map(|what| format!("随之退回: {what}")).collect())
        }
    }
}

/// What a death comes to for scripts.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    stops: Vec<Value>,
    changed: Vec<Value>,
    recoveries: Vec<Value>,
}

/// One line of it.
enum Line {
    Stop(Value),
    Change(Value),
    Recovery(Value),
}

impl Outcome {
    fn of(lines: impl Iterator<Item = Option<Line>>) -> Outcome {
        let mut outcome = Outcome::default();
        for line in lines.flatten() {
            match line {
                Line::Stop(line) => outcome.stops.push(line),
                Line::Change(line) => outcome.changed.push(line),
                Line::Recovery(line) => outcome.recoveries.push(line),
            }
        }
        outcome
    }
    fn json(self, act: Option<i64>) -> Value {
        let Outcome { stops, changed, recoveries } = self;
        let mut all = Map::new();
        all.extend(act.map(|act| ("act".to_owned(), act.into())));
        let lists = [("stops", stops), ("changed", changed), ("recoveries", recoveries)];
        all.extend(lists.map(|(name, lines)| (name.to_owned(), lines.into())));
        Value::Object(all)
    }
}

/// What would be carried out.
fn drafted(follow: &Consequence) -> Option<Line> {
    follow.draft.as_ref()?;
    let (scheme, case, from) = (follow.case.scheme.name(), &follow.case.case_no, follow.from.to_string());
    Some(match follow.then {
        Then::End(_) => {
            Line::Stop(json!({"scheme": scheme, "case": case, "last_month": follow.from.prev().to_string()}))
        }
        Then::Recover(to, amount) => {
            let (to, amount) = (to.to_string(), amount.plain());
            Line::Recovery(json!({"scheme": scheme, "case": case, "from": from, "to": to, "amount": amount}))
        }
        _ => Line::Change(json!({"scheme": scheme, "case": case, "from": from})),
    })
}

/// What was carried out with a death, by the rows that stand.
fn written(store: &Store, death: i64, day: NaiveDate) -> Result<Outcome, Fault> {
    let mut lines = Vec::new();
    for (register, key, row) in store.followed_rows(&DEATH, death)? {
        lines.push(if register == &RECOVERY {
            recovery(store, key, &row, day)?
        } else {
            version(store, register, &row, day)?
        });
    }
    Ok(Outcome::of(lines.into_iter()))
}

/// A version of a case.
fn version(store: &Store, register: &'static Register, row: &Values, day: NaiveDate) -> Result<Option<Line>, Fault> {
    let of = |register: &str| BENEFITS.iter().find(|b| b.cases.versions.is_some_and(|v| v.register == register));
    let Some((benefit, from)) = of(register.name).zip(row.month("from_month")) else { return Ok(None) };
    let Some(key) = row.int(benefit.cases.name) else { return Ok(None) };
    let case = store.opened(benefit.cases, key, day)?.values;
    let (scheme, number) = (benefit.scheme(case.text("kind")).name(), case.text("case_no"));
    Ok(Some(match row.text("kind") {
        "end" => Line::Stop(json!({"scheme": scheme, "case": number, "last_month": from.prev().to_string()})),
        _ => Line::Change(json!({"scheme": scheme, "case": number, "from": from.to_string()})),
    }))
}

fn recovery(store: &Store, key: i64, row: &Values, day: NaiveDate) -> Result<Option<Line>, Fault> {
    let Some((cases, case)) = row.int("case_key").and_then(|case| Some((register_of(case)?, case))) else {
        return Ok(None);
    };
    let Some(cases) = crate::register::find(cases) else { return Ok(None) };
    let number = store.opened(cases.register, case, day)?.values;
    let record = store.record_json(&RECOVERY, key, day)?;
    Ok(Some(Line::Recovery(json!({
        "scheme": row.text("scheme"), "case": number.text("case_no"),
        "from": record["from_month"], "to": record["to_month"], "amount": record["over"],
    }))))
}
