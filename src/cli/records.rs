//! `list`, `set`, `void` and the help page of a register: all derived from the declarations.

use super::fault::{print, print_json, slip_line};
use super::{Args, Fault, Format, Session};
use crate::domain::date;
use crate::register::draft::Draft;
use crate::register::{self, Entry, Input, Kind, Need};
use crate::store::ListOptions;
use serde_json::{Value, json};

fn register_named(args: &mut Args) -> Result<&'static Entry, Fault> {
    let name = args.need("台账名")?;
    register::find(&name).ok_or_else(|| {
        let offer = register::ALL.iter().map(|e| e.register.name).collect::<Vec<_>>().join(" ");
        Fault::usage(format!("没有台账“{name}”; 可用: {offer}"))
    })
}

/// `list REGISTER [--at DATE] [--town CODE] [--state S] [--limit N] [--after KEY]`
pub(super) fn list(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let register = register_named(args)?.register;
    let at = args.option("at").map(|t| date::parse(&t)).transpose().map_err(|f| Fault::usage(format!("--at: {f}")))?;
    let options = ListOptions {
        at,
        town: args.option("town"),
        state: args.option("state"),
        limit: args.number("limit")?,
        after: args.option("after"),
    };
    args.finish()?;
    let store = session.open()?;
    let rows = store.list(register, &options, session.day(&store))?;
    match session.format {
        Format::Json => print_json(&Value::Array(rows.iter().map(|r| r.json.clone()).collect())),
        _ => {
            for row in &rows {
                let cells = register.fields.iter().enumerate().filter(|(_, f)| f.need != Need::Given || f.col == "state");
                let shown: Vec<String> = cells
                    .map(|(i, f)| f.kind.show_masked(row.values.at(i)))
                    .filter(|t| !t.is_empty())
                    .collect();
                print(&format!("#{}  {}", row.key, shown.join("  ")))?;
            }
            Ok(())
        }
    }
}

/// `set REGISTER [ID] FIELD=VALUE… [--why TEXT] [--dry-run] [--accept CODE]`
pub(super) fn set(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let register = register_named(args)?.register;
    if let Input::Program(how) = register.input {
        return Err(Fault::refused(format!("{}不能录入: {how}", register.label)));
    }
    let mut draft = Draft::new(register);
    let mut id = None;
    while let Some(word) = args.next() {
        match word.split_once('=') {
            Some((col, value)) => {
                let field = register.field(col).ok_or_else(|| {
                    Fault::usage(format!("{}没有字段“{col}”; 见 minzheng help {}", register.label, register.name))
                })?;
                if field.need == Need::Given {
                    return Err(Fault::refused(format!("{}由程序填写, 不能录入", field.label)));
                }
                draft.type_in(field.col, value);
            }
            None if id.is_none() && draft.texts.is_empty() => id = Some(word),
            None => return Err(Fault::usage(format!("“{word}”不是 字段=值"))),
        }
    }
    draft.why = args.option("why");
    draft.accept = args.all("accept");
    let dry_run = args.flag("dry-run");
    args.finish()?;
    let mut store = session.open()?;
    let day = session.day(&store);
    if let Some(id) = id {
        let key = store.resolve(register.name, &id, day)?;
        draft.key = Some(key);
        draft.seen = Some(store.opened(register, key)?.act);
    }
    let checked = store.check(&draft, day)?;
    let (stop, warn): (Vec<_>, Vec<_>) =
        checked.slips.iter().partition(|s| s.severity != crate::domain::slip::Severity::Warning);
    for slip in warn {
        eprintln!("提醒 {}", slip_line(Some(register), slip));
    }
    if !stop.is_empty() {
        return Err(Fault::Refused(stop.iter().map(|s| slip_line(Some(register), s)).collect()));
    }
    if dry_run {
        return match session.format {
            Format::Json => print_json(&store.json_of(&checked.values)?),
            _ => print("可以保存(未保存)"),
        };
    }
    let who = session.who(&store)?;
    let saved = store.save(&draft, &who, day)?;
    match session.format {
        Format::Json => print_json(&store.json(register, saved.key)?),
        _ => print(&format!("已保存 {} #{}", register.label, saved.key)),
    }
}

/// `void REGISTER ID --why TEXT`
pub(super) fn void(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let register = register_named(args)?.register;
    let id = args.need("记录号")?;
    let why = args.option("why").ok_or_else(|| Fault::usage("缺少 --why 作废原因".to_owned()))?;
    args.finish()?;
    let mut store = session.open()?;
    let day = session.day(&store);
    let key = store.resolve(register.name, &id, day)?;
    let who = session.who(&store)?;
    let saved = store.void(register, key, &who, day, &why)?;
    match session.format {
        Format::Json => print_json(&json!({"register": register.name, "key": saved.key, "act": saved.act})),
        _ => print(&format!("已作废 {} #{}", register.label, saved.key)),
    }
}

/// `help [REGISTER]`
pub(super) fn help(_session: &Session, args: &mut Args) -> Result<(), Fault> {
    let Some(name) = args.next() else {
        return print(&super::help());
    };
    args.finish()?;
    let register = register::find(&name)
        .ok_or_else(|| Fault::usage(format!("没有台账“{name}”")))?
        .register;
    let mut text = vec![format!("{} {}", register.name, register.label)];
    if let Input::Program(how) = register.input {
        text.push(how.to_owned());
    }
    for f in register.fields {
        let need = match f.need {
            Need::Must => "必填",
            Need::May => "",
            Need::Given => "程序填写",
        };
        let offer = match f.kind {
            Kind::Code(codes) => codes.offer(),
            _ => String::new(),
        };
        text.push(format!("  {:<20} {}  {need}  {} {offer}", f.col, f.label, f.hint).trim_end().to_owned());
    }
    print(&text.join("\n"))
}
