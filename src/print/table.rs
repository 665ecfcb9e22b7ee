//! What is printed: documents, tables, columns, rows, cells. Plain data that anyone may fill; nothing here knows of fonts, pages
//! or where the numbers come from.

use crate::print::clean;

/// What is printed in one go: one table, or all tables of a month 月末成套.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The tables, in the order they are printed; each begins on a page of its own.
    pub tables: Vec<Table>,
    /// A first page with title, office and period 封面, or none.
    pub cover: Option<Cover>,
    /// Whether a page 目录 with the tables' titles and page numbers follows the cover.
    pub contents: bool,
}

impl Document {
    /// A document of one table, without cover and contents.
    #[must_use]
    pub fn of(table: Table) -> Self {
        Document { tables: vec![table], cover: None, contents: false }
    }

    /// The same without the lines that say what agrees: a copy that goes out.
    #[must_use]
    pub fn without_checks(mut self) -> Self {
        self.tables.iter_mut().for_each(|table| table.checks.clear());
        self
    }

    /// The document's name: the cover's title, else the first table's. It becomes the PDF's title.
    #[must_use]
    pub fn title(&self) -> &str {
        match (&self.cover, self.tables.first()) {
            (Some(cover), _) => &cover.title,
            (None, Some(table)) => &table.title,
            (None, None) => "",
        }
    }

    /// The tables that the contents name, with their places and names: neighbours of one name are named once.
    pub(crate) fn contents(&self) -> Vec<(usize, &str)> {
        self.named(|table| table.part.as_ref().map_or(&table.title, |part| &part.of))
    }

    /// The tables that bookmarks name, with their places and names.
    pub(crate) fn bookmarks(&self) -> Vec<(usize, &str)> {
        self.named(|table| table.part.as_ref().map_or(&table.title, |part| &part.name))
    }

    fn named(&self, name: impl Fn(&Table) -> &String) -> Vec<(usize, &str)> {
        let mut named: Vec<(usize, &str)> = self.tables.iter().map(|table| name(table).as_str()).enumerate().collect();
        named.dedup_by(|after, before| after.1 == before.1);
        named
    }
}

/// A document within a document: what is posted or handed out by itself, with pages numbered from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Which one: the village. Neighbouring tables with the same part belong together.
    pub name: String,
    /// What all such parts are together, as the contents name them.
    pub of: String,
}

/// The first page of a set of tables 封面.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    /// 衡阳市雁峰区民政事业统计月报
    pub title: String,
    /// The office that makes it up 编制单位.
    pub office: String,
    /// What it covers 报告期, as printed: `2021年11月`.
    pub period: String,
    /// The day it was printed, `2021-12-31`.
    pub printed_on: String,
    /// What else it says, one a line: `本月无: …`.
    pub notes: Vec<String>,
}

/// One printed table or roll 一张表 (handbook 7.7, 10.2).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// 雁峰区城市居民最低生活保障月报表
    pub title: String,
    /// From left to right beneath the title: `编制单位: …`, `报告期: 2021年11月`, `计量单位: 户、人、元`.
    pub unit_line: Vec<String>,
    /// The leaf columns from left to right.
    pub columns: Vec<PrintColumn>,
    /// The rows in printed order, subtotals and totals among them.
    pub rows: Vec<PrintRow>,
    /// Cross-checks beneath the table, one a line: `校验: 户数 期初… = 期末… ✓`.
    pub checks: Vec<String>,
    /// `制表人: 张敏`, `审核人: ________`, `负责人: ________`, from left to right on one line beneath.
    pub signatures: Vec<String>,
    /// The day it was printed, `2021-12-31`; empty prints none.
    pub printed_on: String,
    /// Whether each page ends with `本页小计`: the sums of the page's [`RowKind::Line`] rows over the summed columns.
    pub page_subtotals: bool,
    /// The word after the number of lines in a page's subtotal: with `户`, `本页小计 32 户`; empty gives `本页小计`.
    pub line_unit: String,
    /// How many leading columns are repeated on a second sheet when the columns do not fit the width of the paper.
    pub repeat_columns: usize,
    /// Notes beneath the checks, one a line: `注: …`.
    pub note: Vec<String>,
    /// The part of the document that it belongs to, if that is posted by itself.
    pub part: Option<Part>,
    /// Whether a sheet of a spreadsheet begins with title and unit line, for the rows do not say what they are.
    pub headed: bool,
}

/// Where a column's text stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left border.
    #[default]
    Left,
    /// At the right border: numbers.
    Right,
    /// In the middle.
    Centre,
}

/// What a column holds. Counts and amounts are never broken into two lines and never cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ColumnKind {
    /// Names, numbers of documents, remarks.
    #[default]
    Text,
    /// Whole numbers: 户, 人, 人次.
    Count,
    /// Amounts of money, in fen; printed in yuan.
    Money,
    /// Weights in tenths of a unit; printed with one decimal.
    Tenths,
    /// Bars, as long as their part of the longest; a spreadsheet has none.
    Bar,
}

/// A leaf column of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintColumn {
    /// The heads from top to bottom: `["当月新增", "户"]`, or `["户数"]`. Neighbours with the same upper head share it.
    pub head: Vec<String>,
    /// Where the cells' text stands; heads stand in the middle.
    pub align: Align,
    /// What the cells hold.
    pub kind: ColumnKind,
    /// The least width, in half-width characters (a Chinese character counts two): room to write by hand.
    pub min_chars: u16,
    /// Whether text may go on to a second and third line when the paper is narrow.
    pub wrap: bool,
    /// Whether its texts are numbers, which a spreadsheet gets as such.
    pub numeral: bool,
    /// Whether the column takes part in `本页小计`; not for rates and averages.
    pub summed: bool,
}

impl PrintColumn {
    /// A column of text at the left, in one line.
    #[must_use]
    pub fn text(head: &[&str]) -> Self {
        PrintColumn { head: head.iter().map(|part| (*part).to_owned()).collect(), ..PrintColumn::default() }
    }

    /// A column of whole numbers at the right, summed on each page.
    #[must_use]
    pub fn count(head: &[&str]) -> Self {
        PrintColumn { align: Align::Right, kind: ColumnKind::Count, summed: true, ..PrintColumn::text(head) }
    }

    /// A column of amounts at the right, summed on each page.
    #[must_use]
    pub fn money(head: &[&str]) -> Self {
        PrintColumn { kind: ColumnKind::Money, ..PrintColumn::count(head) }
    }

    /// A column of numbers with one decimal at the right, summed on each page.
    #[must_use]
    pub fn tenths(head: &[&str]) -> Self {
        PrintColumn { kind: ColumnKind::Tenths, ..PrintColumn::count(head) }
    }

    /// A column of bars, wide enough to tell them apart.
    #[must_use]
    pub fn bars(head: &[&str]) -> Self {
        PrintColumn { kind: ColumnKind::Bar, min_chars: 30, ..PrintColumn::text(head) }
    }

    /// The same column with its text in the middle.
    #[must_use]
    pub fn centred(self) -> Self {
        PrintColumn { align: Align::Centre, ..self }
    }

    /// The same column, whose text may go on to further lines.
    #[must_use]
    pub fn wrapping(self) -> Self {
        PrintColumn { wrap: true, ..self }
    }

    /// The same column, at least so many half-width characters wide.
    #[must_use]
    pub fn at_least(self, min_chars: u16) -> Self {
        PrintColumn { min_chars, ..self }
    }

    /// The same column, left out of the page subtotals: averages, standards, running numbers.
    #[must_use]
    pub fn unsummed(self) -> Self {
        PrintColumn { summed: false, ..self }
    }
}

/// What a row is: only lines are summed into a page's subtotal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RowKind {
    /// One record, or one town.
    #[default]
    Line,
    /// The sum of a group 小计.
    Subtotal,
    /// The sum of the table 合计.
    Total,
}

/// One row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintRow {
    /// Line, subtotal or total. In subtotals and totals the first cell, if it is text, extends over the blank cells that follow it.
    pub kind: RowKind,
    /// A cell for each column; missing ones are blank, surplus ones are not printed.
    pub cells: Vec<PrintCell>,
}

impl PrintRow {
    /// A row of one record.
    #[must_use]
    pub fn line(cells: Vec<PrintCell>) -> Self {
        PrintRow { kind: RowKind::Line, cells }
    }

    /// The sum of a group 小计.
    #[must_use]
    pub fn subtotal(cells: Vec<PrintCell>) -> Self {
        PrintRow { kind: RowKind::Subtotal, cells }
    }

    /// The sum of the table 合计.
    #[must_use]
    pub fn total(cells: Vec<PrintCell>) -> Self {
        PrintRow { kind: RowKind::Total, cells }
    }
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PrintCell {
    /// Any text.
    Text(String),
    /// A running number 序号: no amount, so its thousands are not parted.
    Number(i64),
    /// A whole number.
    Count(i64),
    /// An amount in fen, shown in yuan with two decimals.
    Money(i64),
    /// Tenths of a unit, shown with one decimal.
    Tenths(i64),
    /// A bar of so many thousandths of its column ([`crate::domain::share`]).
    Bar(u16),
    /// Nothing.
    #[default]
    Blank,
}

impl PrintCell {
    /// A cell of text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        PrintCell::Text(text.into())
    }

    /// The cell as it is printed: text cleaned of characters that must not reach paper, amounts as `1,234.50`.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            PrintCell::Text(text) => clean(text).into_owned(),
            PrintCell::Number(number) => number.to_string(),
            PrintCell::Count(count) => count_shown(*count),
            PrintCell::Money(fen) => yuan(i128::from(*fen), true),
            PrintCell::Tenths(n) => tenths(i128::from(*n), true),
            PrintCell::Bar(_) | PrintCell::Blank => String::new(),
        }
    }
}

/// A count as it is printed: `1,234`.
#[must_use]
pub fn count_shown(count: impl Into<i128>) -> String {
    let shown = yuan(count.into().saturating_mul(100), true);
    shown.trim_end_matches(".00").to_owned()
}

/// An amount of fen in yuan with two decimals: `1,234.50`, or `1234.50` when not `grouped`.
#[must_use]
pub fn yuan(fen: i128, grouped: bool) -> String {
    let size = fen.unsigned_abs();
    let (whole, rest) = ((size / 100).to_string(), size % 100);
    let mut shown = String::with_capacity(whole.len() + whole.len() / 3 + 4);
    if fen < 0 {
        shown.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if grouped && at > 0 && (whole.len() - at) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown.push_str(&format!(".{rest:02}"));
    shown
}

/// Tenths with one decimal: `1,234.5`, or `1234.5` when not `grouped`.
#[must_use]
pub fn tenths(n: i128, grouped: bool) -> String {
    let mut shown = yuan(n.saturating_mul(10), grouped);
    shown.pop();
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_have_one_decimal() {
        for (n, grouped, plain) in [(5125, "512.5", "512.5"), (0, "0.0", "0.0"), (-12_345, "-1,234.5", "-1234.5")] {
            assert_eq!((tenths(n, true).as_str(), tenths(n, false).as_str()), (grouped, plain));
        }
    }

    #[test]
    fn amounts_are_shown_to_the_fen() {
        for (fen, grouped, plain) in [
            (0, "0.00", "0.00"),
            (5, "0.05", "0.05"),
            (-5, "-0.05", "-0.05"),
            (99_999, "999.99", "999.99"),
            (100_000, "1,000.00", "1000.00"),
            (-123_456_789, "-1,234,567.89", "-1234567.89"),
            (i128::from(i64::MIN), "-92,233,720,368,547,758.08", "-92233720368547758.08"),
        ] {
            assert_eq!(yuan(fen, true), grouped);
            assert_eq!(yuan(fen, false), plain);
        }
    }
}
