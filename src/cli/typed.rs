//! What `set` is told: `FIELD=VALUE`, rows of a child register as `CHILD:FIELD=VALUE`, a new record in the place of a reference as
//! `FIELD.FIELD=VALUE`, one within the other. A field that is said of a row for the second time begins the next row.

use super::{Args, Fault};
use crate::domain::{nearest, text};
use crate::register::people::household::{self, Household};
use crate::register::{Draft, Field, Kind, Need, Record, Register, find};
use chrono::NaiveDate;

/// The words and options of `set`: what is typed, and the number of the record that it corrects.
pub(super) fn typed(register: &'static Register, args: &mut Args) -> Result<(Draft, Option<String>), Fault> {
    let mut draft = Draft { follow: true, ..Draft::new(register) };
    let mut id = None;
    while let Some(word) = args.next()? {
        match word.split_once('=') {
            Some((path, value)) => put(&mut draft, path, value)?,
            None if id.is_none() && draft.texts.is_empty() => id = Some(word),
            None => return Err(Fault::usage(format!("“{}”不是 字段=值", text::safe(&word)))),
        }
    }
    draft.why = args.option("why");
    draft.accept = args.all("accept");
    Ok((draft, id))
}

/// A step of a path: into the record of a reference, or into a row.
enum Step<'p> {
    Reference(&'p str, &'p str),
    Row(&'p str, &'p str),
    Field,
}

fn first_step(path: &str) -> Step<'_> {
    match path.find(['.', ':']) {
        Some(at) if path.as_bytes().get(at) == Some(&b'.') => Step::Reference(&path[..at], &path[at + 1..]),
        Some(at) => Step::Row(&path[..at], &path[at + 1..]),
        None => Step::Field,
    }
}

/// Types a value where its path leads.
fn put(draft: &mut Draft, path: &str, value: &str) -> Result<(), Fault> {
    match first_step(path) {
        Step::Field => draft.type_in(field_named(draft.register, path)?.col, value),
        Step::Reference(col, rest) => {
            let field = field_named(draft.register, col)?;
            let target = entered_in(field)?;
            if !draft.nested.iter().any(|(c, _)| *c == field.col) {
                draft.nested.push((field.col, Draft::new(target)));
            }
            let nested = draft.nested.iter_mut().find(|(c, _)| *c == field.col);
            return nested.map_or(Ok(()), |(_, record)| put(record, rest, value));
        }
        Step::Row(name, rest) => {
            let (rows, register) = rows_named(draft, name)?;
            let last = rows.iter().rposition(|row| row.register == register);
            let at = match last.filter(|at| rows.get(*at).is_some_and(|row| !says(row, rest))) {
                Some(at) => at,
                None => {
                    rows.push(Draft::new(register));
                    rows.len() - 1
                }
            };
            return rows.get_mut(at).map_or(Ok(()), |row| put(row, rest, value));
        }
    }
    Ok(())
}

/// Whether a draft says something where a path leads.
fn says(draft: &Draft, path: &str) -> bool {
    match first_step(path) {
        Step::Field => draft.typed(path).is_some(),
        Step::Reference(col, rest) => draft.nested.iter().any(|(c, record)| *c == col && says(record, rest)),
        Step::Row(..) => false,
    }
}

/// The register whose record may be entered in the place of a reference.
fn entered_in(field: &Field) -> Result<&'static Register, Fault> {
    let target = if let Kind::Ref(name) = field.kind { find(name) } else { None };
    let target = target.map(|entry| entry.register).filter(|register| register.in_place.is_some());
    target.ok_or_else(|| Fault::usage(format!("{}不能同时登记, 请先登记再填它的编号", field.label)))
}

/// The rows of a child register, or what is entered beside.
fn rows_named<'d>(draft: &'d mut Draft, name: &str) -> Result<(&'d mut Vec<Draft>, &'static Register), Fault> {
    let register = draft.register;
    if let Some((child, _)) = register.children().find(|(child, _)| child.name == name) {
        return Ok((&mut draft.children, child));
    }
    let beside = register.brings.iter().find(|brings| brings.register == name).and_then(|b| find(b.register));
    if let Some(entry) = beside {
        return Ok((&mut draft.beside, entry.register));
    }
    let brought = register.brings.iter().filter_map(|b| Some(find(b.register)?.register));
    let all = register.children().map(|(child, _)| child).chain(brought).map(|r| (r.name, r.label));
    let all: Vec<(&str, &str)> = all.collect();
    let near = nearest::hint_labelled(name, all.iter().copied());
    Err(Fault::usage(format!("{}没有子项“{}”{near}", register.label, text::safe(name))))
}

/// A field that can be typed.
pub(super) fn field_named(register: &'static Register, col: &str) -> Result<&'static Field, Fault> {
    let field = register.field(col).ok_or_else(|| {
        let near = nearest::hint_labelled(col, register.fields.iter().map(|f| (f.col, f.label)));
        let (label, name) = (register.label, register.name);
        Fault::usage(format!("{label}没有字段“{}”{near}; 见 minzheng help {name}", text::safe(col)))
    })?;
    if field.need == Need::Given {
        return Err(Fault::refused(format!("{}由程序填写, 不能录入", field.label)));
    }
    Ok(field)
}

/// The applicant of a new household that is told without members is its first one.
pub(super) fn members_first(draft: &mut Draft, day: NaiveDate) {
    draft.nested.iter_mut().for_each(|(_, record)| members_first(record, day));
    if draft.register != Household::REGISTER || !draft.children.is_empty() {
        return;
    }
    let since = draft.typed("since").filter(|text| !text.trim().is_empty());
    let since = since.map_or_else(|| day.to_string(), str::to_owned);
    let nested = draft.nested.iter().position(|(col, _)| *col == "applicant").map(|at| draft.nested.remove(at));
    let row = match (nested, draft.typed("applicant")) {
        // Somebody new is entered as the member.
        (Some((_, applicant)), _) => household::first_member("", &since).with_nested("person", applicant),
        (None, Some(applicant)) => household::first_member(applicant, &since),
        (None, None) => return,
    };
    draft.children.push(row);
}
