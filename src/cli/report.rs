//! `report`: a month's table or roll as text, PDF or CSV.

use super::{Args, Fault, Format, Session, deliver, fault};
use crate::config;
use crate::domain::month::Month;
use crate::domain::nearest;
use crate::domain::slip::Severity;
use crate::door;
use crate::figure::medium::Medium;
use crate::figure::paper::Paper;
use crate::figure::report::{self, Checks, Report};
use crate::jobs::paper::{self, Order};
use crate::jobs::report::{Numbers, document};
use crate::print::{self, Document};
use crate::store::Store;
use std::path::Path;

/// `report NAME --month YYYY-MM [--format text|pdf|csv] [-o FILE | --print] [--no-checks]`
pub(super) fn run(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let name = args.need("报表名")?;
    let month = args.option("month").ok_or_else(|| Fault::usage("缺少 --month 月份, 如 2021-11".to_owned()))?;
    let file = args.path("output");
    let printed = args.flag("print");
    let checks = if args.flag("no-checks") { Checks::LeftOut } else { Checks::Printed };
    args.finish()?;
    pdf_for_a_file(session, file.as_deref())?;
    if printed && (file.is_some() || !matches!(session.format, Format::Text | Format::Pdf)) {
        return Err(Fault::usage("--print 总是打印 PDF, 不能与 -o 或 csv、json 同用".to_owned()));
    }
    let report = named(&name)?;
    let month = month_named(&month)?;
    let store = if report.reads_most() { session.open_whole()? } else { session.open()? };
    if printed {
        return print_out(session, &store, report, month, checks);
    }
    let document = document(&store, report, month, session.day(&store), numbers(session, file.as_deref()))?;
    let document = if checks == Checks::LeftOut { document.without_checks() } else { document };
    give(session, &store, &document, file.as_deref())
}

/// Makes the PDF beside the office's file and hands it to the printer; says where it is, also when it was not printed.
fn print_out(
    session: &Session,
    store: &Store,
    report: &'static Report,
    month: Month,
    checks: Checks,
) -> Result<(), Fault> {
    let (font, printer) = (session.config.font.as_deref(), session.config.printer.as_deref());
    let paper = Paper::Report(report, month, checks);
    let aside = config::data_dir().ok();
    let order = Order { paper: &paper, day: session.day(store), font, printer, aside: aside.as_deref() };
    let carried = order.carry_out(store, Medium::Printer, &|| true)?;
    let said = carried.said.join("\n");
    if carried.lacks_paper {
        return Err(Fault::surroundings(said));
    }
    door::stands("已交给打印机");
    fault::print(&said)
}

/// `--month`.
pub(super) fn month_named(text: &str) -> Result<Month, Fault> {
    let wrong = || Fault::usage(format!("--month 应如 2021-11, 不是“{}”", crate::domain::text::safe(text)));
    Month::parse(text).ok_or_else(wrong)
}

fn named(name: &str) -> Result<&'static Report, Fault> {
    report::find(name).ok_or_else(|| {
        let offer: Vec<&str> = report::ALL.iter().map(|r| r.name).collect();
        let near = nearest::hint_labelled(name, report::ALL.iter().map(|r| (r.name, r.label)));
        Fault::usage(format!("没有报表“{}”{near}; 可用: {}", crate::domain::text::safe(name), offer.join(" ")))
    })
}

/// What is shown on a screen is masked; what is printed for the bank and the finance office is not.
pub(super) fn numbers(session: &Session, file: Option<&Path>) -> Numbers {
    match session.format {
        Format::Text => Numbers::Masked,
        _ if file.is_none() && door::is_read_by_people() => Numbers::Masked,
        _ => Numbers::Full,
    }
}

/// Refuses a PDF that would go to a terminal.
pub(super) fn pdf_for_a_file(session: &Session, file: Option<&Path>) -> Result<(), Fault> {
    match session.format {
        Format::Pdf if file.is_none() && door::is_read_by_people() => {
            Err(Fault::usage("PDF 不能显示在终端上, 请加 -o 文件名".to_owned()))
        }
        _ => Ok(()),
    }
}

/// The document in the format asked for, into FILE or to standard output.
pub(super) fn give(session: &Session, store: &Store, document: &Document, file: Option<&Path>) -> Result<(), Fault> {
    match (session.format, file) {
        (Format::Text, None) => fault::print_list(print::text(document).trim_end_matches('\n')),
        _ => deliver(&bytes(session, document)?, file, store),
    }
}

/// The document as a file.
fn bytes(session: &Session, document: &Document) -> Result<Vec<u8>, Fault> {
    match session.format {
        Format::Text => Ok(print::text(document).into_bytes()),
        Format::Csv => Ok(print::csv(document).into_bytes()),
        Format::Json => Err(Fault::usage("报表的 --format 可为 text、pdf、csv".to_owned())),
        Format::Pdf => Ok(warned(paper::pdf(document, session.config.font.as_deref())?)),
    }
}

/// The bytes of a PDF; what its reader should know of it is told.
pub(super) fn warned((bytes, warnings): (Vec<u8>, Vec<String>)) -> Vec<u8> {
    for warning in &warnings {
        door::tell(&format!("{}: {warning}", Severity::Warning.label()));
    }
    bytes
}
