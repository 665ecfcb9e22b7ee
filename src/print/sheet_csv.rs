//! A table as CSV for spreadsheets, opened by a double click: UTF-8 with a byte-order mark, one head row, amounts as plain
//! numbers. What is a name stays a name, and nothing a cell holds may run as a formula.

use crate::print::{ColumnKind, Document, PrintCell, PrintColumn, Table, clean, tenths, yuan};
use std::borrow::Cow;

/// The document as CSV: a byte-order mark, and for each table its title (when there are several, or it is [`Table::headed`]: then
/// with the unit line), one row of heads whose levels are joined by `/`, and its rows. Amounts and counts are numbers: `1234.50`,
/// `-5.00`. A text that a spreadsheet would take for a number or a day in its own way (an ID number, an account, a phone, a code
/// with leading zeros, a month) is written as `="…"`, which Excel and WPS show as that text: all digits stay, and looking it up
/// in another sheet finds it. A text that would run as a formula is preceded by an apostrophe. Lines end in CR LF.
#[must_use]
pub fn csv(document: &Document) -> String {
    let mut sheet = String::from('\u{FEFF}');
    let several = document.tables.len() > 1;
    for (at, table) in document.tables.iter().enumerate() {
        if at > 0 {
            sheet.push_str("\r\n");
        }
        if several || table.headed {
            push_record(&mut sheet, std::iter::once(guard(&table.title)));
        }
        if table.headed {
            push_record(&mut sheet, table.unit_line.iter().map(|text| guard(text)));
        }
        push_table(&mut sheet, table);
    }
    sheet
}

fn push_table(sheet: &mut String, table: &Table) {
    let written = |column: &PrintColumn| column.kind != ColumnKind::Bar;
    push_record(sheet, table.columns.iter().filter(|column| written(column)).map(join_head));
    for row in &table.rows {
        let cells = table.columns.iter().zip(row.cells.iter().map(Some).chain(std::iter::repeat(None)));
        let cells = cells.filter(|(column, _)| written(column));
        let cells = cells.map(|(column, cell)| cell.map(|cell| field(column, cell)).unwrap_or_default());
        push_record(sheet, cells);
    }
}

fn join_head(column: &PrintColumn) -> String {
    guard(&column.head.join("/"))
}

/// A cell of a column; a number that stands as text for its own decimals stays a number.
fn field(column: &PrintColumn, cell: &PrintCell) -> String {
    match cell {
        PrintCell::Text(text) if column.numeral && is_plain_number(text) => text.clone(),
        cell => plain(cell),
    }
}

fn is_plain_number(text: &str) -> bool {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    [whole, rest].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

fn plain(cell: &PrintCell) -> String {
    match cell {
        PrintCell::Text(text) => guard(text),
        PrintCell::Number(count) | PrintCell::Count(count) => count.to_string(),
        PrintCell::Money(fen) => yuan(i128::from(*fen), false),
        PrintCell::Tenths(n) => tenths(i128::from(*n), false),
        PrintCell::Bar(_) | PrintCell::Blank => String::new(),
    }
}

/// The text as a field that a spreadsheet shows as this text. Full-width signs are guarded too: some spreadsheets of input
/// methods read them as the half-width ones; and so are signs behind blanks, which some leave out.
fn guard(text: &str) -> String {
    let shown = clean(text);
    if runs(text) || runs(&shown) {
        return format!("'{shown}");
    }
    // Full-width digits are read as numbers too.
    let narrow: Cow<'_, str> = if shown.is_ascii() { shown.clone() } else { shown.chars().map(narrowed).collect() };
    if reads_as_number(narrow.trim()) { format!("=\"{shown}\"") } else { shown.into_owned() }
}

/// Whether a spreadsheet might run it.
fn runs(text: &str) -> bool {
    let signs = ['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{2212}', '\u{FF20}'];
    let first = |text: &str| text.starts_with(['\t', '\r', '\n']);
    first(text) || text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).starts_with(signs)
}

/// Whether a spreadsheet would make a number, a time or a day of it: digits with what may stand between them. A whole day
/// `2021-11-30` stays a day there, and a percentage a number.
fn reads_as_number(text: &str) -> bool {
    let parts = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-' | '/' | ':' | 'e' | 'E' | '+');
    text.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(parts)
        && !is_day(text)
}

fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, b)| if at == 4 || at == 7 { *b == b'-' } else { b.is_ascii_digit() })
}

fn narrowed(ch: char) -> char {
    match u32::from(ch) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(ch),
        0x3000 => ' ',
        _ => ch,
    }
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
    use crate::print::PrintRow;

    #[test]
    fn a_sheet_has_joined_heads_plain_amounts_and_no_formula() {
        let table = Table {
            title: "表".to_owned(),
            columns: vec![
                PrintColumn::text(&["镇(街)"]),
                PrintColumn::count(&["当月新增", "户"]),
                PrintColumn::money(&["当月支出(元)"]),
                PrintColumn::text(&["备注"]),
            ],
            rows: vec![
                PrintRow::line(vec![
                    PrintCell::text("先锋街道"),
                    PrintCell::Count(3),
                    PrintCell::Money(123_450),
                    PrintCell::text("=1+1"),
                ]),
                PrintRow::line(vec![
                    PrintCell::text("-甲"),
                    PrintCell::Count(-1),
                    PrintCell::Money(-5),
                    PrintCell::text("说\"好\",再来"),
                ]),
                PrintRow::total(vec![PrintCell::text("合计"), PrintCell::Count(2), PrintCell::Money(123_445)]),
                PrintRow::line(vec![
                    PrintCell::text("\t乙"),
                    PrintCell::Blank,
                    PrintCell::Blank,
                    PrintCell::text("@SUM(A1)"),
                    PrintCell::text("多余"),
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

        let headed =
            Table {
                headed: true, unit_line: vec!["筛选: 全部".to_owned(), "共 2 户".to_owned()], ..table.clone()
            };
        assert!(csv(&Document::of(headed)).starts_with("\u{FEFF}表\r\n筛选: 全部,共 2 户\r\n镇(街)"));
        let two = csv(&Document { tables: vec![table.clone(), table], cover: None, contents: false });
        assert_eq!(two.matches("表\r\n镇(街)").count(), 2);
    }

    #[test]
    fn numbers_that_are_names_stay_whole() {
        for name in [
            "430406197211058221",
            "6299934952740158022",
            "007",
            "15449318193",
            "0734-8888888",
            "2021-11",
            "1-3",
            "1/2",
            "430406E201400031",
            "1234567890123456789",
            "3.10",
            "12:30",
            "４３０４０６１９７２１１０５８２２１",
        ] {
            assert_eq!(guard(name), format!("=\"{name}\""));
        }
        for text in [
            "43040419900208856X",
            "430406U201400031",
            "T430406-2021-0001",
            "2021-11-30",
            "95.2%",
            "第1社区",
            "",
            "先锋街道",
        ] {
            assert_eq!(guard(text), text);
        }
        // In the file the quotes are doubled, as everywhere.
        let columns = vec![PrintColumn::text(&["账号"])];
        let table = Table { columns, rows: vec![PrintRow::line(vec![PrintCell::text("0062")])], ..Table::default() };
        assert!(csv(&Document::of(table)).ends_with("\r\n\"=\"\"0062\"\"\"\r\n"));
    }

    #[test]
    fn no_text_runs_as_a_formula_however_it_is_begun() {
        for text in [
            "=1+1",
            "+8613912345678",
            "-1",
            "@A1",
            "\u{FF1D}1+1",
            "\u{FF0B}1",
            "\u{FF0D}1",
            "\u{FF20}A1",
            " =1+1",
            "\u{3000}=1",
            "\u{A0}=1",
            "\t=1",
            "\r=1",
            "\n=1",
            "\t甲",
            "\u{FE0F}=1",
            "=\"x\"&A1",
            "=cmd|'/c calc'!A0",
        ] {
            let guarded = guard(text);
            assert!(guarded.starts_with('\''), "{text:?} became {guarded:?}");
        }
        // What is written as ="…" holds nothing but digits and what stands between them.
        for text in ["1\"&A1&\"", "1=2", "1,HYPERLINK(\"x\")", "1;=A1"] {
            assert_eq!(guard(text), text);
        }
    }
}
