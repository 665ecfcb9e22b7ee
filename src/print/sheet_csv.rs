//! A table as CSV for spreadsheets: UTF-8 with a byte-order mark, one head row, amounts as plain numbers. Nothing a cell holds
//! may run as a formula.

use crate::print::{Cell, Column, Document, Table, clean, yuan};

/// The document as CSV: a byte-order mark, and for each table its title (only when there are several), one row of heads whose
/// levels are joined by `/`, and its rows. Amounts are `1234.50`. A text that a spreadsheet would run as a formula (it begins
/// with `=`, `+`, `-`, `@`, tab or carriage return) is preceded by an apostrophe. Lines end in CR LF.
#[must_use]
pub fn csv(document: &Document) -> String {
    let mut sheet = String::from('\u{FEFF}');
    for (at, table) in document.tables.iter().enumerate() {
        if document.tables.len() > 1 {
            if at > 0 {
                sheet.push_str("\r\n");
            }
            push_record(&mut sheet, std::iter::once(guard(&table.title)));
        }
        push_table(&mut sheet, table);
    }
    sheet
}

fn push_table(sheet: &mut String, table: &Table) {
    push_record(sheet, table.columns.iter().map(join_head));
    for row in &table.rows {
        let cells = (0..table.columns.len()).map(|column| row.cells.get(column).map(plain).unwrap_or_default());
        push_record(sheet, cells);
    }
}

fn join_head(column: &Column) -> String {
    guard(&column.head.join("/"))
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => guard(text),
        Cell::Count(count) => count.to_string(),
        Cell::Money(fen) => yuan(i128::from(*fen), false),
        Cell::Blank => String::new(),
    }
}

/// Full-width signs are guarded too: some spreadsheets of input methods read them as the half-width ones.
fn guard(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']);
    let shown = clean(text);
    if runs { format!("'{shown}") } else { shown.into_owned() }
}

fn push_record(sheet: &mut String, fields: impl Iterator<Item = String>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            sheet.push(',');
        }
        if field.contains([',', '"', '\r', '\n']) || field.starts_with(' ') || field.ends_with(' ') {
            sheet.push('"');
            sheet.push_str(&field.replace('"', "\"\""));
            sheet.push('"');
        } else {
            sheet.push_str(&field);
        }
    }
    sheet.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::Row;

    #[test]
    fn a_sheet_has_joined_heads_plain_amounts_and_no_formula() {
        let table = Table {
            title: "表".to_owned(),
            columns: vec![
                Column::text(&["镇(街)"]),
                Column::count(&["当月新增", "户"]),
                Column::money(&["当月支出(元)"]),
                Column::text(&["备注"]),
            ],
            rows: vec![
                Row::line(vec![Cell::text("先锋街道"), Cell::Count(3), Cell::Money(123_450), Cell::text("=1+1")]),
                Row::line(vec![Cell::text("-甲"), Cell::Count(-1), Cell::Money(-5), Cell::text("说\"好\",再来")]),
                Row::total(vec![Cell::text("合计"), Cell::Count(2), Cell::Money(123_445)]),
                Row::line(vec![
                    Cell::text("\t乙"),
                    Cell::Blank,
                    Cell::Blank,
                    Cell::text("@SUM(A1)"),
                    Cell::text("多余"),
                ]),
            ],
            ..Table::default()
        };
        let expected = "\u{FEFF}镇(街),当月新增/户,当月支出(元),备注\r\n\
            先锋街道,3,1234.50,'=1+1\r\n\
            '-甲,-1,-0.05,\"说\"\"好\"\",再来\"\r\n\
            合计,2,1234.45,\r\n\
            '□乙,,,'@SUM(A1)\r\n";
        assert_eq!(csv(&Document::of(table.clone())), expected);

        let two = csv(&Document { tables: vec![table.clone(), table], cover: None, contents: false });
        assert_eq!(two.matches("表\r\n镇(街)").count(), 2);
    }
}
