//! `figures`: the figures of a year's report, and the rows behind one.

use super::fault::{print, print_json};
use super::{Args, Fault, Format, Session};
use crate::domain::nearest;
use crate::domain::parameter::labelled;
use crate::figure::{self, Measure, Row, RowSet, Unit};
use crate::jobs::report::{Behind, YearLine, behind, year_line, year_lines};
use crate::print::{Document, PrintCell, PrintColumn, Table, text};
use crate::store::Store;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// `figures --year YYYY [--key K] [--rows]`
pub(super) fn run(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let year: i32 = args.number("year")?.ok_or_else(|| Fault::usage("缺少 --year 年度".to_owned()))?;
    if !(1949..=2100).contains(&year) {
        return Err(Fault::usage(format!("--year 应为 1949 至 2100 的年度, 不是 {year}")));
    }
    let key = args.option("key");
    let rows = args.flag("rows");
    args.finish()?;
    let Some(key) = key else {
        if rows {
            return Err(Fault::usage("--rows 要同时用 --key 指明一项统计数字".to_owned()));
        }
        let store = session.open_whole()?;
        return all(session.format, year, &year_lines(&store, year)?, &store);
    };
    let figure = figure::find(&key).ok_or_else(|| {
        let offer: Vec<&str> = figure::ALL.iter().map(|f| f.key).collect();
        let labels: Vec<String> = figure::ALL.iter().map(figure::Figure::name).collect();
        let near = nearest::hint_labelled(&key, offer.iter().copied().zip(labels.iter().map(String::as_str)));
        Fault::usage(format!("没有统计数字“{}”{near}; 可用: {}", crate::domain::text::safe(&key), offer.join(" ")))
    })?;
    let store = session.open_whole()?;
    let line = year_line(&store, figure, year)?;
    if !rows {
        return all(session.format, year, &[line], &store);
    }
    let found = behind(&store, &line)?;
    match session.format {
        Format::Json => print_json(&behind_json(&found, figure.unit)),
        _ => print(&behind_text(&found, figure.unit)),
    }
}

fn all(format: Format, year: i32, lines: &[YearLine], store: &Store) -> Result<(), Fault> {
    let mut table = match format {
        Format::Json => return print_json(&lines.iter().map(line_json).collect()),
        _ => table(year, lines),
    };
    // A figure that is a parameter's value says what stands behind it, as the tables do.
    let parameters = store.parameters()?.unasked();
    for line in lines {
        if let Measure::Value(RowSet::Parameter(param)) = line.figure.measure {
            parameters.on(param, line.profile.period.window().day());
        }
    }
    let values = parameters.asked_unconfirmed();
    if !values.is_empty() {
        table.note.push(format!("注: 参数待确认: {}。", labelled(&values)));
    }
    print(text(&Document::of(table)).trim_end())
}

fn line_json(line: &YearLine) -> Value {
    json!({
        "key": line.figure.key,
        "label": line.label(),
        "value": line.value(),
        "shown": line.shown(),
        "unit": line.figure.unit.label(),
        "period": line.profile.period.to_string(),
    })
}

fn table(year: i32, lines: &[YearLine]) -> Table {
    let row = |line: &YearLine| {
        crate::print::PrintRow::line(vec![
            PrintCell::text(line.figure.key),
            PrintCell::text(line.label()),
            PrintCell::text(line.shown()),
            PrintCell::text(line.figure.unit.label()),
            PrintCell::text(line.profile.period.to_string()),
        ])
    };
    let number = PrintColumn { align: crate::print::Align::Right, ..PrintColumn::text(&["数值"]) };
    Table {
        title: format!("{year}年统计数字"),
        columns: vec![
            PrintColumn::text(&["键"]),
            PrintColumn::text(&["指标"]),
            number,
            PrintColumn::text(&["单位"]),
            PrintColumn::text(&["统计期"]),
        ],
        rows: lines.iter().map(row).collect(),
        ..Table::default()
    }
}

/// What a row adds, in the figure's unit: whole numbers for counts, exact decimal strings for money and for 万.
fn adds(row: &Row, unit: Unit) -> Value {
    match unit.fen_decimals() > 0 {
        true => Decimal::new(row.adds, unit.fen_decimals()).normalize().to_string().into(),
        false => row.adds.into(),
    }
}

fn rows_json(rows: &[Row], unit: Unit) -> Value {
    let row = |r: &Row| json!({"register": r.register, "key": r.key, "label": r.label, "town": r.town, "adds": adds(r, unit)});
    rows.iter().map(row).collect()
}

/// An array, or for a ratio `{numerator, denominator}`.
fn behind_json(found: &Behind, unit: Unit) -> Value {
    match found {
        Behind::Rows(rows) => rows_json(rows, unit),
        Behind::Ratio(above, below) => {
            json!({"numerator": rows_json(above, unit), "denominator": rows_json(below, Unit::Person)})
        }
    }
}

fn behind_text(found: &Behind, unit: Unit) -> String {
    let list = |rows: &[Row], unit: Unit| -> Vec<String> {
        let said = |v: Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
        rows.iter().map(|r| format!("{} #{}  {}  {}", r.register, r.key, r.label, said(adds(r, unit)))).collect()
    };
    match found {
        Behind::Rows(rows) => list(rows, unit).join("\n"),
        Behind::Ratio(above, below) => {
            let (above, below) = (list(above, unit), list(below, Unit::Person));
            [vec!["分子:".to_owned()], above, vec!["分母:".to_owned()], below].concat().join("\n")
        }
    }
}
