//! `help keys`: the table of keys as text, or on one printed page.

use super::report::{pdf_for_a_file, warned};
use super::{Args, Fault, Format, Session, fault};
use crate::jobs::paper;
use crate::print::{self, Document, PrintCell, PrintColumn, PrintRow, Table};
use std::collections::BTreeMap;

/// A key, its other names, what it means and where.
pub type Line = [String; 3];
/// The table of keys as changed by the settings file, from who knows the screens; or what is wrong with that.
pub type Keys = fn(&BTreeMap<String, String>) -> Result<Vec<Line>, String>;

/// What `help` is asked for it by.
pub(super) const KEYS: &str = "keys";

/// `help keys [--format text|pdf|csv] [-o FILE]`
pub(super) fn run(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let file = args.path("output");
    args.finish()?;
    pdf_for_a_file(session, file.as_deref())?;
    let lines = (session.keys)(&session.config.keys).map_err(Fault::usage)?;
    let bytes = match session.format {
        Format::Json => return Err(Fault::usage("按键表的 --format 可为 text、pdf、csv".to_owned())),
        Format::Text if file.is_none() => {
            return fault::print_list(print::text(&in_one(&lines)).trim_end_matches('\n'));
        }
        Format::Text => print::text(&in_one(&lines)).into_bytes(),
        Format::Csv => print::csv(&in_one(&lines)).into_bytes(),
        Format::Pdf => warned(paper::pdf(&in_two(&lines), session.config.font.as_deref())?),
    };
    session.deliver(&bytes, file.as_deref())
}

fn columns() -> [PrintColumn; 3] {
    let means = PrintColumn::text(&["作用: 在哪里"]).wrapping();
    [PrintColumn::text(&["键"]), PrintColumn::text(&["另一个键"]), means]
}

fn cells(line: &Line) -> [PrintCell; 3] {
    line.each_ref().map(PrintCell::text)
}

fn document(columns: Vec<PrintColumn>, rows: Vec<PrintRow>) -> Document {
    let note = "注: 屏幕最下一行只列这时能用的键; F9 菜单里打首字母找到一项。".to_owned();
    let title = "民政 按键表".to_owned();
    Document::of(Table { title, columns, rows, note: vec![note], ..Table::default() })
}

/// One key beneath the other.
fn in_one(lines: &[Line]) -> Document {
    document(columns().into(), lines.iter().map(|line| PrintRow::line(cells(line).into())).collect())
}

/// In two halves beside each other, so that all stands on one page.
fn in_two(lines: &[Line]) -> Document {
    let half = lines.len().div_ceil(2);
    let row = |at: usize| {
        let beside = [at, at + half].into_iter().filter_map(|at| lines.get(at));
        PrintRow::line(beside.flat_map(cells).collect())
    };
    document([columns(), columns()].concat(), (0..half).map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::{Cells, Paper, paginate};

    #[test]
    fn all_keys_stand_on_one_page() {
        let lines = crate::app::keys_listed::told(&BTreeMap::new()).unwrap();
        assert_eq!(paginate(&in_two(&lines), &Cells, Paper::A4_LANDSCAPE).len(), 1);
    }
}
