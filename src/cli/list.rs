//! `list`: a register as of a day, under filters, in an order, with columns; for people, scripts, paper and spreadsheets.

use super::fault::{output_fault, print_list};
use super::records::register_named;
use super::report::{give, numbers, pdf_for_a_file};
use super::{Args, Fault, Format, Session};
use crate::domain::{date, nearest, text};
use crate::door;
use crate::figure::paper::{Listing, Paper};
use crate::jobs::report::paper as document_of;
use crate::register::{Condition, From, Kind, ListColumn, Mask, Op, Query, Register, Versions, find};
use crate::store::Store;
use chrono::NaiveDate;
use std::path::Path;

/// `list REGISTER [--at DATE] [--town CODE] [--state S] [--where FIELD OP VALUE]… [--order FIELD[:desc]] [--columns A,B…] [--limit N]
/// [--after KEY]`
pub(super) fn list(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let register = register_named(args)?.register;
    let at = args.option("at").map(|t| date::parse(&t)).transpose().map_err(|f| Fault::usage(format!("--at: {f}")))?;
    let limit = args.number::<usize>("limit")?;
    let wanted = filters_of(register, args)?;
    let order = args.option("order").map(|typed| order_of(register, &typed)).transpose()?;
    let columns = args.option("columns").map(|typed| columns_of(register, &typed)).transpose()?;
    let after = args.option("after");
    let file = args.path("output");
    args.finish()?;
    if matches!(session.format, Format::Text | Format::Json) && file.is_some() {
        let text = "-o 只用于 --format csv、pdf; text、json 写到标准输出, 可以用 > 文件 存下".to_owned();
        return Err(Fault::usage(text));
    }
    pdf_for_a_file(session, file.as_deref())?;
    let store = session.open()?;
    let day = session.day(&store);
    let mut query = Query { sort: order, ..Query::new(register, at.unwrap_or(day), u16::MAX) };
    query.filters = wanted.conditions(&store, register, query.day)?;
    query.columns = columns.unwrap_or_default();
    query.in_force = at.is_some();
    if let Some(after) = after {
        let id = if after.bytes().all(|b| b.is_ascii_digit()) { format!("#{after}") } else { after };
        query.from = From::After(store.resolve(register, &id, day)?);
    }
    match session.format {
        Format::Json => list_json(&store, &query, limit.unwrap_or(usize::MAX)),
        Format::Text => {
            if !query.is_walked() {
                query.keys = Some(store.arrange(&query, &mut |_, _| true)?);
            }
            list_text(&store, query, limit.unwrap_or(usize::MAX))
        }
        Format::Csv | Format::Pdf if limit.is_some() || query.from != From::Start => {
            Err(Fault::usage("列表存成 csv、pdf 时总是全部, 不能与 --limit、--after 同用".to_owned()))
        }
        Format::Csv | Format::Pdf => list_file(session, &store, query, file.as_deref()),
    }
}

/// What a call wants of the rows, as it was typed.
pub(super) struct Wanted {
    usual: Vec<Condition>,
    wheres: Vec<String>,
}

/// `--town`, `--state`, `--where`.
pub(super) fn filters_of(register: &'static Register, args: &mut Args) -> Result<Wanted, Fault> {
    Ok(Wanted { usual: usual(register, args)?, wheres: args.all("where") })
}

impl Wanted {
    /// As conditions; records are looked up in the office.
    pub fn conditions(
        self,
        store: &Store,
        register: &'static Register,
        day: NaiveDate,
    ) -> Result<Vec<Condition>, Fault> {
        let mut all = self.usual;
        all.extend(conditions(store, register, &self.wheres, day)?);
        Ok(all)
    }
}

/// The filters that have an option of their own.
fn usual(register: &'static Register, args: &mut Args) -> Result<Vec<Condition>, Fault> {
    let mut filters = Vec::new();
    for (option, kind) in [("town", Kind::Division), ("state", Kind::Text(32))] {
        let Some(wanted) = args.option(option) else { continue };
        let is_it =
            |c: &&&str| register.field_at(c).is_some_and(|f| f.kind == kind || (option == "state" && f.col == "state"));
        let Some(col) = register.filters.iter().find(is_it) else {
            return Err(Fault::usage(format!("{}不能按 --{option} 筛选", register.label)));
        };
        if let Some(Kind::Code(codes)) = register.field(col).map(|f| f.kind)
            && codes.label(&wanted).is_none()
        {
            let near = nearest::hint_labelled(&wanted, codes.items.iter().copied());
            return Err(Fault::usage(format!("--{option} 没有“{}”{near}; 可填 {}", text::safe(&wanted), codes.all())));
        }
        filters.push(Condition::is(col, wanted));
    }
    Ok(filters)
}

/// What `--where` asks: a field, a sign, and mostly a value, one after the other.
fn conditions(
    store: &Store,
    register: &'static Register,
    typed: &[String],
    day: NaiveDate,
) -> Result<Vec<Condition>, Fault> {
    let mut words = typed.iter();
    let mut all = Vec::new();
    while let (Some(path), Some(sign)) = (words.next(), words.next()) {
        let path = path_of(register, path)?;
        let op = Op::read(sign)
            .ok_or_else(|| Fault::usage(format!("没有比较“{}”; 可用 {}", text::safe(sign), Op::OFFER)))?;
        let value = if op.takes_value() { words.next().cloned().unwrap_or_default() } else { String::new() };
        // A record and a place are called as anywhere on the command line.
        let field = register.field_at(path).filter(|_| op == Op::Is);
        let named = field.map(|field| store.reference(field, &value, day)).transpose()?.flatten();
        let value = named.unwrap_or(Ok(value)).map_err(|slip| Fault::refused(slip.text))?;
        let condition = Condition::checked(register, path, op, &value).map_err(|slip| Fault::usage(slip.text))?;
        all.push(condition);
    }
    Ok(all)
}

pub(super) fn path_of(register: &'static Register, typed: &str) -> Result<&'static str, Fault> {
    register.path(typed).ok_or_else(|| {
        if let Some(field) = register.field_at(typed).filter(|field| field.mask == Mask::Hidden) {
            return Fault::usage(format!("{}的“{}”限制查阅, 不能按它统计、筛选或排序", register.label, field.label));
        }
        let near = nearest::hint_labelled(typed, register.columns().iter().map(|c| (c.path, c.label)));
        let (label, name) = (register.label, register.name);
        Fault::usage(format!("{label}没有字段“{}”{near}; 见 minzheng help {name}", text::safe(typed)))
    })
}

/// `FIELD`, `FIELD:desc`.
fn order_of(register: &'static Register, typed: &str) -> Result<(&'static str, bool), Fault> {
    let (path, way) = typed.split_once(':').unwrap_or((typed, "asc"));
    let down = match way {
        "asc" => false,
        "desc" => true,
        _ => return Err(Fault::usage(format!("--order 字段后面可写 :desc 或 :asc, 不是“:{}”", text::safe(way)))),
    };
    Ok((path_of(register, path)?, down))
}

fn columns_of(register: &'static Register, typed: &str) -> Result<Vec<ListColumn>, Fault> {
    let column = |typed: &str| {
        let path = path_of(register, typed.trim())?;
        let column = register.column(path).copied();
        column.ok_or_else(|| Fault::usage(format!("{}不能作一栏", register.called_at(path))))
    };
    typed.split([',', '，']).map(column).collect()
}

/// Filters and order in words.
pub(super) fn in_words(store: &Store, query: &Query, day: NaiveDate) -> Result<String, Fault> {
    let register = query.register;
    let places = store.division_names(day)?;
    let place = |code: &str| places.get(&format!("{code:0<12}")).cloned();
    let told = |condition: &Condition| match referred(register, condition) {
        Some((target, key)) => Ok(format!("{} {}", register.called_at(condition.path), store.called(target, key)?)),
        None => Ok(condition.in_words(register, place)),
    };
    let mut words = query.filters.iter().map(told).collect::<Result<Vec<String>, Fault>>()?;
    words.extend(query.sort.map(|(path, down)| register.order_in_words(path, down)));
    Ok(if words.is_empty() { "全部".to_owned() } else { words.join("  ") })
}

/// The record that a condition asks for.
fn referred(register: &'static Register, condition: &Condition) -> Option<(&'static Register, i64)> {
    let kind = register.field_at(condition.path).filter(|_| condition.op == Op::Is)?.kind;
    let (name, key) = kind.referred(&kind.read(&condition.value, &[]).ok()?)?;
    Some((find(name)?.register, key))
}

/// The list as the print dialog gives it.
fn list_file(session: &Session, store: &Store, query: Query, file: Option<&Path>) -> Result<(), Fault> {
    let told = in_words(store, &query, session.day(store))?;
    let paper = Paper::List(Box::new(Listing { label: query.register.label.to_owned(), told, is_picked: true, query }));
    let document = document_of(store, &paper, session.day(store), numbers(session, file), &|| true)?;
    give(session, store, &document, file)
}

/// One array, written row by row: a register may be large.
fn list_json(store: &Store, query: &Query, limit: usize) -> Result<(), Fault> {
    let mut out = door::Json::new();
    let mut gone = None;
    let mut between = "[\n";
    store.each_json(query, limit, &mut |row| {
        if gone.is_none() {
            gone = out.put(between).and_then(|()| out.put(&row.to_string())).err();
            between = ",\n";
        }
        Ok(())
    })?;
    let end = if between == "[\n" { "[]" } else { "\n]" };
    gone.map_or(Ok(()), Err).and_then(|()| out.put(end)).and_then(|()| out.end()).map_err(output_fault)
}

fn list_text(store: &Store, mut query: Query, limit: usize) -> Result<(), Fault> {
    let mut left = limit;
    loop {
        query.limit = u16::try_from(left.min(500)).unwrap_or(500);
        let page = store.page(&query)?;
        let mut text = String::new();
        for row in &page.rows {
            let mut shown = Vec::with_capacity(row.cells.len());
            for (column, cell) in query.columns().iter().zip(&row.cells) {
                let field = query.register.field_at(column.path);
                let text = field.map_or_else(String::new, |f| f.show_masked(cell));
                shown.push(match &row.course {
                    Some(course) if column.path == Versions::STATE => course.beside(&text),
                    Some(course) if column.is_of_another() && field.is_some_and(|f| f.kind == Kind::Money) => {
                        course.amount(text)
                    }
                    _ => text,
                });
            }
            text.push_str(&format!("#{}  {}\n", row.key, shown.join("  ")));
        }
        if !text.is_empty() {
            print_list(text.trim_end_matches('\n'))?;
        }
        left -= page.rows.len();
        match page.rows.last() {
            Some(row) if !page.last && left > 0 => query.from = From::After(row.key),
            _ => return Ok(()),
        }
    }
}
