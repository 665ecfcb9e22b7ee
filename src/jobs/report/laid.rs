//! A roll that is laid out, as columns and rows of a table for paper.

use super::reading::Reading;
use crate::figure::roll::{Head, Laid, Level, Line, RollCell, Shape};
use crate::print::{self, Align, PrintColumn, PrintRow, Table};

/// The columns and rows alone.
pub(super) fn plain(laid: Laid, reading: &Reading<'_>) -> Table {
    Table {
        columns: laid.heads.iter().map(column).collect(),
        rows: laid.lines.into_iter().map(row).collect(),
        printed_on: reading.day.to_string(),
        repeat_columns: 1,
        ..Table::default()
    }
}

fn column(head: &Head) -> PrintColumn {
    let column = match head.shape {
        Shape::Text => PrintColumn::text(head.parts),
        Shape::Count => PrintColumn::count(head.parts),
        Shape::Money => PrintColumn::money(head.parts),
        Shape::Tenths => PrintColumn::tenths(head.parts),
    };
    let column = match (head.centred, head.numeral) {
        (true, _) => column.centred(),
        (false, true) => PrintColumn { align: Align::Right, ..column },
        (false, false) => column,
    };
    PrintColumn { summed: head.summed, wrap: head.wraps, numeral: head.numeral, ..column.at_least(head.at_least) }
}

fn row(line: Line) -> PrintRow {
    let cells = line.cells.into_iter().map(on_paper).collect();
    match line.level {
        Level::Entry => PrintRow::line(cells),
        Level::Subtotal => PrintRow::subtotal(cells),
        Level::Total => PrintRow::total(cells),
    }
}

pub(super) fn on_paper(cell: RollCell) -> print::PrintCell {
    match cell {
        RollCell::Text(text) => print::PrintCell::Text(text),
        RollCell::Number(number) => print::PrintCell::Number(number),
        RollCell::Count(count) => print::PrintCell::Count(count),
        RollCell::Money(fen) => print::PrintCell::Money(fen),
        RollCell::Tenths(n) => print::PrintCell::Tenths(n),
        RollCell::Blank => print::PrintCell::Blank,
    }
}
