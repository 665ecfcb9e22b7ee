//! A table as the strings that will be printed, and how much width each column asks for. It decides nothing about paper.

use crate::print::heads::join_heads;
use crate::print::measure::{Metrics, has_unit, narrowest, narrowest_head, widest_word, wrap};
use crate::print::table::count_shown;
use crate::print::{ColumnKind, PrintCell, PrintRow, RowKind, Table, clean, tenths, yuan};

/// A row as it is printed.
#[derive(Debug, Clone)]
pub(crate) struct ShownRow {
    pub kind: RowKind,
    /// One string for each column of the table.
    pub cells: Vec<String>,
    /// How many leading columns the label of a subtotal or total extends over; 1 for other rows.
    pub label_over: usize,
    /// The row of the table it shows; none for a page's subtotal.
    pub source: Option<usize>,
}

/// A table's rows and heads as they are printed.
#[derive(Debug)]
pub(crate) struct Shown<'t> {
    pub table: &'t Table,
    pub heads: Vec<Vec<String>>,
    pub rows: Vec<ShownRow>,
}

/// How wide a column is, in thousandths of the em, without the space beside its borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Demand {
    /// With wrapping texts in three lines and the head in four.
    pub least: i32,
    /// With every usual text in one line and the head in two, its unit in brackets in a third.
    pub tight: i32,
    /// With every usual text in one line and the head in two.
    pub natural: i32,
    /// The widest text in one line; a column narrower than this breaks some.
    pub whole: i32,
}

const HEAD_LINES: usize = 4;
const TEXT_LINES: usize = 3;
/// No column is narrower than one Chinese character.
const LEAST_WIDTH: i32 = 1000;
/// So many of a hundred texts of a column are usual ones. What is much longer goes on to further lines: one long name must not
/// widen its column for a whole roll.
const USUAL: usize = 95;
/// As much as this no text makes a column wider than the usual ones: eight Chinese characters are the longest everyday name.
const UNUSUAL: i32 = 8000;
/// A number as wide as this stays whole: thirty digits of an account.
const WHOLE_WORD: i32 = 18_000;
/// A head as short as this would rather stand in one line: 未成年人.
const SHORT_HEAD: i32 = 4000;

impl<'t> Shown<'t> {
    pub fn of(table: &'t Table) -> Self {
        let clean_head = |head: &Vec<String>| head.iter().map(|part| clean(part).into_owned()).collect();
        let heads = table.columns.iter().map(|column| clean_head(&column.head)).collect();
        let mut rows: Vec<ShownRow> =
            table.rows.iter().enumerate().map(|(at, row)| show_row(row, at, table.columns.len())).collect();
        if rows.is_empty() && !table.columns.is_empty() {
            rows.push(show_nothing(table.columns.len()));
        }
        Shown { table, heads, rows }
    }

    /// The bar in a cell of a row, by its thousandths.
    pub fn bar(&self, row: &ShownRow, column: usize) -> Option<u16> {
        match self.table.rows.get(row.source?)?.cells.get(column)? {
            PrintCell::Bar(share) => Some(*share),
            _ => None,
        }
    }

    /// The subtotal of the lines among these rows 本页小计, or none when there is no line or the table wants none.
    pub fn subtotal_of(&self, rows: &[ShownRow]) -> Option<ShownRow> {
        let lines: Vec<&PrintRow> = rows
            .iter()
            .filter(|row| row.kind == RowKind::Line)
            .filter_map(|row| self.table.rows.get(row.source?))
            .collect();
        if !self.table.page_subtotals || lines.is_empty() {
            return None;
        }
        Some(self.show_subtotal(&lines))
    }

    fn show_subtotal(&self, lines: &[&PrintRow]) -> ShownRow {
        let mut cells: Vec<String> = (0..self.table.columns.len()).map(|column| self.show_sum(lines, column)).collect();
        let label_over = cells.iter().take_while(|cell| cell.is_empty()).count().max(1);
        if let Some(first) = cells.first_mut().filter(|first| first.is_empty()) {
            *first = match self.table.line_unit.as_str() {
                "" => "本页小计".to_owned(),
                unit => format!("本页小计 {} {}", count_shown(i64::try_from(lines.len()).unwrap_or(0)), clean(unit)),
            };
        }
        ShownRow { kind: RowKind::Subtotal, cells, label_over, source: None }
    }

    fn show_sum(&self, lines: &[&PrintRow], column: usize) -> String {
        match sum(lines, column, i128::from) {
            _ if !self.table.columns.get(column).is_some_and(|column| column.summed) => String::new(),
            Some((kind, sum)) => shown_as(kind, sum),
            None => String::new(),
        }
    }

    /// What each column asks for. A text longer than `longest` (thousandths of the em) goes on to further lines whatever the
    /// column says; counts and amounts never do.
    pub fn measure(&self, metrics: &dyn Metrics, longest: i32) -> Vec<Demand> {
        let columns: Vec<usize> = (0..self.table.columns.len()).collect();
        let mut demands: Vec<Demand> =
            columns.iter().map(|column| self.measure_column(*column, metrics, longest)).collect();
        for head in join_heads(&self.heads, &columns).iter().filter(|head| head.first < head.last) {
            let group = &mut demands[head.first..=head.last];
            let lacking =
                metrics.width(&head.text, 1000).min(longest) - group.iter().map(|demand| demand.natural).sum::<i32>();
            let count = i32::try_from(group.len()).unwrap_or(i32::MAX);
            group.iter_mut().for_each(|demand| demand.natural += (lacking.max(0) + count - 1) / count);
        }
        demands
    }

    fn measure_column(&self, at: usize, metrics: &dyn Metrics, longest: i32) -> Demand {
        let column = &self.table.columns[at];
        let (mut numbers, mut texts) = (self.measure_sums(at, metrics), Vec::new());
        for row in self.rows.iter().filter(|row| at > 0 || row.label_over == 1) {
            let width = metrics.width(&row.cells[at], 1000);
            match self.is_number(row, at) {
                true => numbers = numbers.max(width),
                false if width > 0 => texts.push(width),
                false => {}
            }
        }
        let Widths { widest, most, usual } = Widths::of(texts, longest);
        let written = (i32::from(column.min_chars) * 500).min(longest);
        let kept = if column.wrap || most > longest { 0 } else { usual };
        let breaks = column.wrap || widest > usual;
        let least_text = if breaks { self.narrow_texts(at, metrics, kept, usual).min(longest) } else { widest };
        let leaf = self.heads[at].last().map_or("", String::as_str);
        let whole = metrics.width(leaf, 1000);
        let head = |lines| narrowest_head(leaf, lines, metrics).max(whole.min(2000)).min(longest);
        let short = if whole <= SHORT_HEAD { whole } else { 0 };
        let rest = numbers.max(written).max(LEAST_WIDTH);
        let one_line = rest.max(usual).max(least_text);
        Demand {
            least: rest.max(least_text).max(head(HEAD_LINES)),
            tight: one_line.max(head(if has_unit(leaf) { 3 } else { 2 })),
            natural: one_line.max(head(2)).max(short),
            whole: rest.max(widest),
        }
    }

    fn is_number(&self, row: &ShownRow, column: usize) -> bool {
        let cell = row.source.and_then(|source| self.table.rows.get(source)?.cells.get(column));
        matches!(cell, Some(PrintCell::Number(_) | PrintCell::Count(_) | PrintCell::Money(_) | PrintCell::Tenths(_)))
    }

    /// The sum of the column without regard to signs is never narrower than the sum of any page.
    fn measure_sums(&self, column: usize, metrics: &dyn Metrics) -> i32 {
        if !self.table.page_subtotals || !self.table.columns[column].summed {
            return 0;
        }
        let lines: Vec<&PrintRow> = self.table.rows.iter().filter(|row| row.kind == RowKind::Line).collect();
        let size = sum(&lines, column, |value| i128::from(value).abs());
        let shown = match size {
            Some((kind, sum)) => shown_as(kind, -sum),
            None => String::new(),
        };
        let negative = lines.iter().any(|row| {
            matches!(
                row.cells.get(column),
                Some(PrintCell::Count(i64::MIN..0) | PrintCell::Money(i64::MIN..0) | PrintCell::Tenths(i64::MIN..0))
            )
        });
        metrics.width(if negative { &shown } else { shown.trim_start_matches('-') }, 1000)
    }

    /// The width at which texts of at most `kept` stand in one line, longer ones in three; those longer than `usual` in as many
    /// as they need there. A number is not broken.
    fn narrow_texts(&self, column: usize, metrics: &dyn Metrics, kept: i32, usual: i32) -> i32 {
        let mut least = kept;
        for row in self.rows.iter().filter(|row| column > 0 || row.label_over == 1) {
            let text = row.cells[column].as_str();
            if least == 0 || wrap(text, least, 1000, metrics).len() > TEXT_LINES {
                least = least.max(narrowest(text, TEXT_LINES, metrics).min(usual));
            }
            if metrics.width(text, 1000) > least && text.contains(|ch: char| ch.is_ascii_digit()) {
                least = least.max(widest_word(text, metrics).min(WHOLE_WORD));
            }
        }
        least
    }
}

/// How wide the texts of a column are.
struct Widths {
    /// The widest of all.
    widest: i32,
    /// The widest of the usual ones.
    most: i32,
    /// What the column gives them in one line.
    usual: i32,
}

impl Widths {
    fn of(mut texts: Vec<i32>, longest: i32) -> Widths {
        texts.sort_unstable();
        let most = texts.get(texts.len().saturating_sub(1) * USUAL / 100).copied().unwrap_or(0);
        let widest = texts.last().copied().unwrap_or(0);
        Widths { widest, most, usual: widest.min((most.saturating_mul(3) / 2).max(UNUSUAL)).min(longest) }
    }
}

/// A sum as the cells of its kind are shown.
fn shown_as(kind: ColumnKind, sum: i128) -> String {
    match kind {
        ColumnKind::Money => yuan(sum, true),
        ColumnKind::Tenths => tenths(sum, true),
        ColumnKind::Text | ColumnKind::Count | ColumnKind::Bar => count_shown(sum),
    }
}

/// The sum over the lines and of which kind it is; none when no cell holds a number.
fn sum(lines: &[&PrintRow], column: usize, value: fn(i64) -> i128) -> Option<(ColumnKind, i128)> {
    lines.iter().fold(None, |sum, row| match (row.cells.get(column), sum) {
        (Some(PrintCell::Money(fen)), sum) => Some((ColumnKind::Money, sum.map_or(0, |(_, sum)| sum) + value(*fen))),
        (Some(PrintCell::Tenths(n)), sum) => Some((ColumnKind::Tenths, sum.map_or(0, |(_, sum)| sum) + value(*n))),
        (Some(PrintCell::Count(count)), Some((kind, sum))) => Some((kind, sum + value(*count))),
        (Some(PrintCell::Count(count)), None) => Some((ColumnKind::Count, value(*count))),
        (_, sum) => sum,
    })
}

fn show_row(row: &PrintRow, source: usize, columns: usize) -> ShownRow {
    let cells: Vec<String> =
        (0..columns).map(|at| row.cells.get(at).map(PrintCell::shown).unwrap_or_default()).collect();
    let labelled = row.kind != RowKind::Line && matches!(row.cells.first(), Some(PrintCell::Text(_)));
    let blanks = row.cells.iter().take(columns).skip(1).take_while(|cell| **cell == PrintCell::Blank).count();
    ShownRow { kind: row.kind, cells, label_over: if labelled { 1 + blanks } else { 1 }, source: Some(source) }
}

fn show_nothing(columns: usize) -> ShownRow {
    let mut cells = vec![String::new(); columns];
    cells[0] = "本表无数据".to_owned();
    ShownRow { kind: RowKind::Subtotal, cells, label_over: columns, source: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::PrintColumn;
    use crate::print::measure::Cells;

    fn table() -> Table {
        Table {
            columns: vec![
                PrintColumn::text(&["序号"]),
                PrintColumn::text(&["备注"]).wrapping(),
                PrintColumn::money(&["实发(元)"]),
            ],
            rows: vec![
                PrintRow::line(vec![
                    PrintCell::text("1"),
                    PrintCell::text("十二个字的备注写得不短了"),
                    PrintCell::Money(99_999),
                ]),
                PrintRow::line(vec![PrintCell::text("2"), PrintCell::Blank, PrintCell::Money(2)]),
                PrintRow::total(vec![PrintCell::text("合计二户"), PrintCell::Blank, PrintCell::Money(100_001)]),
            ],
            page_subtotals: true,
            line_unit: "户".to_owned(),
            ..Table::default()
        }
    }

    #[test]
    fn a_page_is_summed_over_its_lines_only() {
        let table = table();
        let shown = Shown::of(&table);
        let subtotal = shown.subtotal_of(&shown.rows).unwrap();
        assert_eq!(subtotal.cells, ["本页小计 2 户", "", "1,000.01"]);
        assert_eq!(subtotal.label_over, 2);
        assert!(shown.subtotal_of(&shown.rows[2..]).is_none());
    }

    #[test]
    fn labels_of_totals_do_not_widen_their_column_and_amounts_are_whole() {
        let table = table();
        let demands = Shown::of(&table).measure(&Cells, 30_000);
        assert_eq!(demands[0], Demand { least: 2000, tight: 2000, natural: 2000, whole: 1000 });
        assert_eq!(demands[1].least, 4000);
        assert_eq!(demands[1].tight, 12_000);
        assert_eq!(demands[2].least, 4000);
    }

    #[test]
    fn a_table_without_rows_says_so() {
        let table = Table { rows: Vec::new(), ..table() };
        let shown = Shown::of(&table);
        assert_eq!(shown.rows[0].cells[0], "本表无数据");
        assert_eq!(shown.rows[0].label_over, 3);
    }
}
