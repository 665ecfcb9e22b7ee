//! A report of a month as a file beside the office's.

use crate::domain::month::Month;
use crate::figure::report;
use crate::jobs::report::{Numbers, document};
use crate::print::{self, Font};
use crate::store::{Store, StoreFault};
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

/// What is to be printed.
pub(super) struct Order {
    /// The report's name.
    pub report: &'static str,
    /// The month.
    pub month: Month,
    /// text, pdf or csv.
    pub format: &'static str,
}

/// Makes the file and says where it is, and what a reader should know of it.
pub(super) fn make(store: &Store, order: &Order, day: NaiveDate, font: Option<&Path>) -> Result<String, StoreFault> {
    let report = report::find(order.report).ok_or_else(|| StoreFault::defect(format!("没有报表 {}", order.report)))?;
    // What is printed for the bank and the finance office is not masked.
    let numbers = if order.format == "text" { Numbers::Masked } else { Numbers::Full };
    let document = document(store, report, order.month, day, numbers)?;
    let mut warnings = Vec::new();
    let (bytes, ending) = match order.format {
        "csv" => (print::csv(&document).into_bytes(), "csv"),
        "text" => (print::text(&document).into_bytes(), "txt"),
        _ => {
            let surroundings = |e: &dyn std::fmt::Display| StoreFault::Surroundings(e.to_string());
            let font = Font::find(font).map_err(|e| surroundings(&e))?;
            let printed = print::pdf(&document, &font).map_err(|e| surroundings(&e))?;
            warnings.extend(printed.warnings.iter().map(ToString::to_string));
            (printed.bytes, "pdf")
        }
    };
    let file = folder(store, "打印")?.join(format!("{}-{}.{ending}", report.label, order.month));
    std::fs::write(&file, bytes).map_err(|e| StoreFault::io(&file, "写入", &e))?;
    let mut text = vec![file.display().to_string()];
    text.append(&mut warnings);
    Ok(text.join("\n"))
}

/// A folder beside the office's file, made when it is not there.
pub(super) fn folder(store: &Store, name: &str) -> Result<PathBuf, StoreFault> {
    let beside = store.path().parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = beside.join(name);
    std::fs::create_dir_all(&folder).map_err(|e| StoreFault::io(&folder, "建立", &e))?;
    Ok(folder)
}
