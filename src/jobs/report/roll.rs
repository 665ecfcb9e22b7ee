//! 低保金发放花名册 (assistance 7.7): the month's normal batch, failed lines included, with subtotals for each village and town.

use super::{Numbers, district, signature};
use crate::domain::account::{AccountNo, Medium};
use crate::domain::id_number::IdNumber;
use crate::domain::month::Month;
use crate::domain::payment;
use crate::figure::roll::{Batch, Entry, Line, Sum, lines};
use crate::print::{Cell, Column, Row, Table};
use crate::register::codes;
use crate::store::{Answer, Store};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The roll for paper.
pub(super) fn table(
    store: &Store,
    title: &str,
    scheme: &str,
    month: Month,
    day: NaiveDate,
    numbers: Numbers,
) -> Answer<Table> {
    let (batches, entries) = store.roll(scheme, month)?;
    let names = store.division_names(month.last_day())?;
    let rows = lines(&entries).iter().map(|line| row(line, &names, numbers)).collect();
    let batch = batches.first();
    let numbers_of_batches: Vec<&str> = batches.iter().map(|b| b.batch_no.as_str()).collect();
    Ok(Table {
        title: format!("{}{title}", district(store, month.last_day())?),
        unit_line: vec![
            format!("编制单位: {}", store.office().name),
            format!("发放月份: {}", month.zh()),
            format!("批次号: {}", numbers_of_batches.join(" ")),
            "计量单位: 户、人、元".to_owned(),
        ],
        columns: columns(),
        rows,
        checks: vec![check(&batches, &entries)],
        signatures: vec![
            signature("制表", batch.and_then(|b| b.made_by.as_ref())),
            signature("复核", batch.and_then(|b| b.checked_by.as_ref())),
            signature("审批", batch.and_then(|b| b.approved_by.as_ref())),
        ],
        printed_on: day.to_string(),
        page_subtotals: true,
        line_unit: "户".to_owned(),
        repeat_columns: 1,
        note: vec!["注: 实发=月保障金+补发-抵扣; 分类施保为月保障金其中数; 发放失败的也在册, 见备注。".to_owned()],
    })
}

fn columns() -> Vec<Column> {
    vec![
        Column::count(&["序号"]).unsummed(),
        Column::text(&["镇(街)"]).wrapping(),
        Column::text(&["村(居)"]).wrapping(),
        Column::text(&["低保证号"]),
        Column::text(&["户主(申请人)"]).wrapping(),
        Column::text(&["身份证号"]),
        Column::count(&["家庭人口"]),
        Column::count(&["保障人口"]),
        Column::text(&["类别"]).centred(),
        Column::money(&["家庭月收入(元)"]).unsummed(),
        Column::money(&["月保障金(元)"]),
        Column::money(&["分类施保(元)"]),
        Column::money(&["补发/抵扣(元)"]),
        Column::money(&["实发(元)"]),
        Column::text(&["户名"]).wrapping(),
        Column::text(&["开户行"]).wrapping(),
        Column::text(&["账号"]),
        Column::text(&["备注"]).wrapping(),
    ]
}

fn row(line: &Line<'_>, names: &HashMap<String, String>, numbers: Numbers) -> Row {
    let name = |code: &str| names.get(code).cloned().unwrap_or_else(|| code.to_owned());
    let town = |code: &str| name(&format!("{}000", code.get(..9).unwrap_or(code)));
    match line {
        Line::Case(number, entry) => Row::line(case(*number, entry, name, town, numbers)),
        Line::Village(code, sum) => Row::subtotal(summed(format!("{}小计 {}户", name(code), sum.households), sum)),
        Line::Town(code, sum) => Row::subtotal(summed(format!("{}小计 {}户", town(code), sum.households), sum)),
        Line::All(sum) => Row::total(summed(format!("合计 {}户", sum.households), sum)),
    }
}

fn case(
    number: usize,
    entry: &Entry,
    name: impl Fn(&str) -> String,
    town: impl Fn(&str) -> String,
    numbers: Numbers,
) -> Vec<Cell> {
    let (id, account_no) = match numbers {
        Numbers::Full => (entry.id_number.clone(), entry.account_no.clone()),
        Numbers::Masked => (
            IdNumber::parse_as(&entry.id_number, true).map_or_else(|_| entry.id_number.clone(), |id| id.masked()),
            AccountNo::parse(&entry.account_no, Medium::Corporate)
                .map_or_else(|_| entry.account_no.clone(), |no| no.masked()),
        ),
    };
    vec![
        Cell::Count(i64::try_from(number).unwrap_or(0)),
        Cell::text(town(&entry.division)),
        Cell::text(name(&entry.division)),
        Cell::text(&entry.case_no),
        Cell::text(&entry.applicant),
        Cell::text(id),
        Cell::Count(entry.family),
        Cell::Count(entry.persons),
        Cell::text(&entry.class_code),
        Cell::Money(entry.income_fen),
        Cell::Money(entry.award_fen),
        Cell::Money(entry.extra_fen),
        Cell::Money(entry.adjust_fen),
        Cell::Money(entry.paid_fen()),
        Cell::text(&entry.account_name),
        Cell::text(codes::BANK.label(&entry.bank_code).unwrap_or_default()),
        Cell::text(account_no),
        Cell::text(remark(entry)),
    ]
}

fn remark(entry: &Entry) -> String {
    let mut said: Vec<String> = Vec::new();
    if let Some(code) = entry.failed.first() {
        said.push(format!("失败: {}", payment::fail_label(code).unwrap_or("其他")));
    }
    if entry.proxy {
        said.push("代领".to_owned());
    }
    said.join(" ")
}

fn summed(label: String, sum: &Sum) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(label)];
    cells.extend(std::iter::repeat_n(Cell::Blank, 5));
    cells.extend([Cell::Count(sum.family), Cell::Count(sum.persons), Cell::Blank, Cell::Blank]);
    cells.extend([sum.award_fen, sum.extra_fen, sum.adjust_fen, sum.paid_fen()].map(Cell::Money));
    cells
}

/// What the roll pays against what the batch says.
fn check(batches: &[Batch], entries: &[Entry]) -> String {
    let (paid, total) = (Sum::of(entries).paid_fen(), batches.iter().map(|b| b.total_fen).sum::<i64>());
    let (paid_text, total_text) = (Cell::Money(paid).shown(), Cell::Money(total).shown());
    match paid == total {
        true => format!("校验: 实发合计 {paid_text} = 批次总额 {total_text} 相符"),
        false => format!("校验: 实发合计 {paid_text} ≠ 批次总额 {total_text} 不符, 请核对批次"),
    }
}
