//! `count`: how often each value of a field stands in a register, with the money beside it.

use super::fault::print_json;
use super::list::{filters_of, in_words, path_of};
use super::records::register_named;
use super::report::{give, numbers, pdf_for_a_file};
use super::{Args, Fault, Format, Session};
use crate::domain::{date, text};
use crate::figure::paper::{Counted, Listing, Paper};
use crate::jobs::report::paper as document_of;
use crate::register::core::frequency::{By, Frequency, Sorted, Sums, Together};
use crate::register::{Condition, Kind, Query, Register};
use serde_json::{Map, Value};

/// The ways in which values are put together, as they are typed behind a field.
const WAYS: [(&str, Together); 6] = [
    ("value", Together::Value),
    ("town", Together::Town),
    ("village", Together::Value),
    ("month", Together::Month),
    ("year", Together::Year),
    ("class", Together::Class),
];

/// `count REGISTER FIELD[:town|village|month|year]… [--by FIELD] [--sum FIELD[,FIELD]] [--at DATE] [--town CODE] [--state S]
/// [--where FIELD OP VALUE]… [-o FILE]`
pub(super) fn count(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let register = register_named(args)?.register;
    let mut by = Vec::new();
    while let Some(typed) = args.next()? {
        by.push(by_of(register, &typed)?);
    }
    for typed in args.all("by") {
        by.push(by_of(register, &typed)?);
    }
    if by.is_empty() || by.len() > 2 {
        let text = format!("count {} 后面写按哪个字段统计, 一个或两个(先粗后细)", register.name);
        return Err(Fault::usage(text));
    }
    let at = args.option("at").map(|t| date::parse(&t)).transpose().map_err(|f| Fault::usage(format!("--at: {f}")))?;
    let sum = args.option("sum");
    let wanted = filters_of(register, args)?;
    let file = args.path("output");
    args.finish()?;
    pdf_for_a_file(session, file.as_deref())?;
    let store = session.open()?;
    let day = session.day(&store);
    let mut query = Query { in_force: at.is_some(), ..Query::new(register, at.unwrap_or(day), u16::MAX) };
    query.filters = wanted.conditions(&store, register, query.day)?;
    query.columns = sum.map_or(Ok(Vec::new()), |typed| money_of(register, &typed))?;
    if session.format == Format::Json {
        let frequency = store.frequency(&query, &by, &mut |_, _| true)?;
        return print_json(&as_json(register, &frequency));
    }
    let called: Vec<String> = by.iter().map(|by| by.called(register)).collect();
    let told = in_words(&store, &query, day)?;
    let list = Listing { label: register.label.to_owned(), told, is_picked: true, query };
    let counted = Counted { called: called.join("、"), list, by, sorted: Sorted::Rows };
    let paper = Paper::Frequency(Box::new(counted));
    let document = document_of(&store, &paper, day, numbers(session, file.as_deref()), &|| true)?;
    give(session, &store, &document, file.as_deref())
}

/// `FIELD`, `FIELD:month`: the usual way where none is named.
fn by_of(register: &'static Register, typed: &str) -> Result<By, Fault> {
    let (field, way) = typed.split_once(':').unwrap_or((typed, ""));
    let path = path_of(register, field)?;
    let ways = By::ways(register, path);
    let wanted = WAYS.iter().find(|(name, _)| *name == way).map(|(_, together)| *together);
    let found = if way.is_empty() { ways.first() } else { ways.iter().find(|by| Some(by.together) == wanted) };
    found.copied().ok_or_else(|| {
        let names: Vec<&str> =
            WAYS.iter().filter(|(_, of)| ways.iter().any(|by| by.together == *of)).map(|(name, _)| *name).collect();
        let label = register.called_at(path);
        Fault::usage(match names.is_empty() {
            true => format!("不能按{label}统计"),
            false => format!("{label}不能按“{}”统计; 可用 {}", text::safe(way), names.join(" ")),
        })
    })
}

/// `--sum`: the columns of money that are added up, instead of those of the list.
fn money_of(register: &'static Register, typed: &str) -> Result<Vec<crate::register::ListColumn>, Fault> {
    let column = |typed: &str| {
        let path = path_of(register, typed.trim())?;
        let column = register.column(path).copied().filter(|_| register.is_money(path));
        column.ok_or_else(|| Fault::usage(format!("{}不是金额, 不能合计", register.called_at(path))))
    };
    typed.split([',', '，']).map(column).collect()
}

/// A line each: what it is called, how deep it stands, its rows and money, and by which conditions `list` shows them.
fn as_json(register: &Register, frequency: &Frequency) -> Value {
    let line = |line: &crate::register::core::frequency::Line| {
        let mut object = Map::new();
        let wheres: Vec<Value> = line.opens.iter().map(|condition| Condition::written(condition).into()).collect();
        object.insert("depth".to_owned(), line.depth.into());
        object.insert("label".to_owned(), line.label.clone().into());
        object.insert("where".to_owned(), if wheres.is_empty() { Value::Null } else { wheres.into() });
        put(&mut object, register, frequency, &line.sums);
        Value::Object(object)
    };
    frequency.lines.iter().map(line).collect()
}

fn put(object: &mut Map<String, Value>, register: &Register, frequency: &Frequency, sums: &Sums) {
    object.insert("rows".to_owned(), sums.rows.into());
    for (path, fen) in frequency.money.iter().zip(&sums.money) {
        let kind = register.field_at(path).map_or(Kind::Money, |field| field.kind);
        object.insert((*path).to_owned(), kind.json(&crate::register::Value::Int(*fen)));
    }
}
