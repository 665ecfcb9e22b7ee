//! `set`, `void` and the help page of a register: all derived from the declarations.

use super::fault::{print, print_json, slip_line};
use super::key_table::{self, KEYS};
use super::typed::{members_first, typed};
use super::{Args, Fault, Format, Session, manual, shells};
use crate::domain::money::Money;
use crate::domain::slip::Severity;
use crate::domain::{nearest, text};
use crate::door;
use crate::register::{self, Checked, Entry, Input, Kind, Need, Register};
use crate::store::Store;
use serde_json::json;

pub(super) fn register_named(args: &mut Args) -> Result<&'static Entry, Fault> {
    let name = args.need("台账名")?;
    find_register(&name)
}

fn find_register(name: &str) -> Result<&'static Entry, Fault> {
    register::find(name).ok_or_else(|| {
        let names = register::ALL.iter().map(|e| (e.register.name, e.register.label));
        let offer = names.clone().map(|(name, _)| name).collect::<Vec<_>>().join(" ");
        let near = nearest::hint_labelled(name, names);
        Fault::usage(format!("没有台账“{}”{near}; 可用: {offer}", text::safe(name)))
    })
}

/// A saved record for a clerk: the register, its key, and the number and name by which it will be asked for.
fn named(store: &Store, register: &'static Register, key: i64) -> Result<String, Fault> {
    let called = store.called(register, key)?;
    let key = format!("#{key}");
    let more = if called == key { String::new() } else { format!(" {called}") };
    Ok(format!("{} {key}{more}", register.label))
}

/// `set REGISTER [ID] FIELD=VALUE… [CHILD:FIELD=VALUE…] [--why TEXT] [--dry-run] [--accept CODE]`
pub(super) fn set(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let register = register_named(args)?.register;
    if let Input::Program(how) = register.input {
        return Err(Fault::refused(format!("{}不能录入: {how}", register.label)));
    }
    let (mut draft, id) = typed(register, args)?;
    let dry_run = args.flag("dry-run");
    args.finish()?;
    let store = session.open()?;
    let day = session.day(&store);
    match id.or_else(|| register.single.then(|| "#1".to_owned())) {
        Some(id) => {
            let key = store.resolve(register, &id, day)?;
            draft.key = Some(key);
            draft.seen = Some(store.opened_to_edit(register, key, day)?.act);
        }
        None => members_first(&mut draft, day),
    }
    let checked = store.check(&draft, day)?;
    tell_or_refuse(&checked)?;
    let who = session.who(&store)?;
    if dry_run {
        store.rehearse(&draft, &who, day)?;
        return match session.format {
            Format::Json => print_json(&with_changes(store.values_json(&checked.values, draft.key)?, &checked)),
            _ => print_with("可以保存(未保存)".to_owned(), checked.told()),
        };
    }
    let saved = store.save(&draft, &who, day)?;
    door::stands(format!("已保存{} #{}", register.label, saved.key));
    match session.format {
        Format::Json => {
            let mut record = with_changes(store.record_json(register, saved.key, day)?, &checked);
            record["act"] = saved.act.into();
            print_json(&record)
        }
        _ => {
            let name = named(&store, register, saved.key)?;
            print_with(format!("已保存 {name} (办理 {})", saved.act), checked.told())
        }
    }
}

/// Tells the warnings of a draft; what stops it is its refusal.
pub(super) fn tell_or_refuse(checked: &Checked) -> Result<(), Fault> {
    let (stop, warn): (Vec<_>, Vec<_>) =
        checked.all_slips().into_iter().partition(|(_, s)| s.severity != Severity::Warning);
    for (register, slip) in warn {
        door::tell(&slip_line(Some(register), slip));
    }
    if stop.is_empty() {
        return Ok(());
    }
    Err(Fault::Refused(stop.iter().map(|(register, s)| slip_line(Some(register), s)).collect()))
}

pub(super) fn print_with(first: String, told: Vec<String>) -> Result<(), Fault> {
    print(&[vec![first], told].concat().join("\n"))
}

/// The record with what saving it changes.
fn with_changes(mut record: serde_json::Value, checked: &Checked) -> serde_json::Value {
    let follows = checked.follows.iter().map(|c| {
        json!({"scheme": c.case.scheme.name(), "case": c.case.case_no, "from": c.from.to_string(),
               "amount": c.case.amount.plain(), "text": c.text})
    });
    if let (false, Some(map)) = (checked.follows.is_empty(), record.as_object_mut()) {
        map.insert("follows".to_owned(), follows.collect());
    }
    if let (Some(d), Some(map)) = (&checked.difference, record.as_object_mut()) {
        let fields = d.fields.iter().map(|(label, from, to)| json!({"label": label, "from": from, "to": to}));
        let changes = json!({
            "from": d.from.map(Money::plain), "to": d.to.plain(), "start": d.start, "since": d.since,
            "decided_date": d.decided.as_ref().map(|(day, _)| day.to_string()),
            "entered_by": d.decided.as_ref().map(|(_, by)| by),
            "fields": fields.collect::<Vec<_>>(), "joined": d.moves.joined, "left": d.moves.left,
        });
        map.insert("changes".to_owned(), changes);
    }
    record
}

/// `void REGISTER ID --why TEXT [--accept CODE]`
pub(super) fn void(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let register = register_named(args)?.register;
    let id = args.need("记录号")?;
    let why = args.option("why").ok_or_else(|| Fault::usage("缺少 --why 作废原因".to_owned()))?;
    let accept = args.all("accept");
    args.finish()?;
    let store = session.open()?;
    let day = session.day(&store);
    let key = store.resolve(register, &id, day)?;
    let who = session.who(&store)?;
    let followed = store.followed(register, key)?;
    let said = store.check_void(register, key, day)?;
    let saved = store.void_knowing(register, key, (&who, day), &why, &accept)?;
    door::stands(format!("已作废{} #{}", register.label, saved.key));
    for slip in said.iter().filter(|s| s.severity == Severity::Warning) {
        door::tell(&slip_line(Some(register), slip));
    }
    match session.format {
        Format::Json => print_json(&json!({
            "register": register.name, "key": saved.key, "act": saved.act, "followed": followed,
        })),
        _ => {
            let with_it = followed.iter().map(|name| format!("随之作废: {name}"));
            let lines: Vec<String> = [format!("已作废 {} (办理 {})", named(&store, register, saved.key)?, saved.act)]
                .into_iter()
                .chain(with_it)
                .collect();
            print(&lines.join("\n"))
        }
    }
}

/// `help [REGISTER | manual | install | keys | completions SHELL | man]`
pub(super) fn help(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let name = match (args.next()?, session.format) {
        // What is printed of the help is the table of keys.
        (None, Format::Pdf | Format::Csv) => KEYS.to_owned(),
        (None, _) => return print(&super::help()),
        (Some(name), _) => name,
    };
    if let Some(text) = manual::named(&name) {
        return manual::run(text, session, args);
    }
    match name.as_str() {
        KEYS => return key_table::run(session, args),
        shells::COMPLETIONS => return shells::completions(args),
        shells::MAN => return shells::man(args),
        _ => {}
    }
    args.finish()?;
    let register = find_register(&name)?.register;
    let mut lines = vec![format!("{} {}", register.name, register.label)];
    if let Input::Program(how) = register.input {
        lines.push(how.to_owned());
    }
    for f in register.fields {
        let need = match (f.need, f.when) {
            (Need::Must, _) => "必填".to_owned(),
            (Need::May, Some(when)) => when.told(register),
            (Need::May, None) => String::new(),
            (Need::Given, _) => "程序填写".to_owned(),
        };
        let offer = match f.kind {
            Kind::Code(codes) => codes.all(),
            _ => String::new(),
        };
        lines.push(format!("  {:<20} {}  {need}  {} {offer}", f.col, f.label, f.hint).trim_end().to_owned());
    }
    let others = register.columns().iter().filter(|column| register.field(column.path).is_none());
    for (at, column) in others.enumerate() {
        if at == 0 {
            lines.push("list 的 --where、--order、--columns 还可用:".to_owned());
        }
        lines.push(format!("  {:<20} {}", column.path, column.label));
    }
    print(&lines.join("\n"))
}
