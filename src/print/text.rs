//! A table as lines of characters for a terminal or a file: whole, or page by page as on paper. Borders are plain `-`, `|` and
//! `+`, which every console draws one cell wide.

use std::ops::Range;

use crate::domain::share;
use crate::print::columns::{Fit, Room, Sheet, fits};
use crate::print::font::Typeface;
use crate::print::grid::Grid;
use crate::print::heads::find_joined;
use crate::print::measure::wrap;
use crate::print::shown::{Shown, ShownRow};
use crate::print::text_lines::{BETWEEN, border, centre, draw_heads, pad, spread};
use crate::print::{Align, Cells, Document, Font, Metrics, Paper, RowKind, Table, clean};

/// The document as text: its cover and the titles of its tables, if it has them, then every table whole, however wide, with its
/// rows, totals, checks and notes.
#[must_use]
pub fn text(document: &Document) -> String {
    let tables = document.tables.iter().map(|table| Drawing::whole(table).draw_whole().join("\n"));
    let parts: Vec<String> = draw_front(document).into_iter().chain(tables).collect();
    let mut out = parts.join("\n\n\n");
    out.push('\n');
    out
}

fn draw_front(document: &Document) -> Option<String> {
    let cover = document.cover.as_ref()?;
    let mut lines: Vec<String> = [&cover.title, &cover.period].into_iter().chain(&cover.notes).cloned().collect();
    lines.extend([cover.office.clone(), cover.printed_on.clone()]);
    if document.contents {
        lines.push(String::new());
        lines.push("目    录".to_owned());
        let titles = document.contents();
        lines.extend(titles.iter().enumerate().map(|(nth, (_, title))| format!("{}  {title}", nth + 1)));
    }
    Some(lines.iter().map(|line| clean(line)).collect::<Vec<_>>().join("\n"))
}

/// The least width a preview is laid out for; a narrower window shows its left part.
const LEAST_WIDTH: i32 = 24;

/// Some pages of a document as they will be on paper, for a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// How many pages the paper has, cover and contents not counted.
    pub total: usize,
    /// The pages asked for: the sheets of each, side by side.
    pub pages: Vec<Vec<PreviewSheet>>,
}

/// The columns of a page that fit beside each other in the window, after those that are repeated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PreviewSheet {
    /// Title and unit line.
    pub above: Vec<String>,
    /// The heads of the columns, with their borders.
    pub heads: Vec<String>,
    /// Rows, the page's subtotal, and what stands beneath the last row.
    pub body: Vec<String>,
}

/// `count` pages from page `from` (the first is 0) of a document, laid out for a window `width` cells wide. Each has the rows
/// that it has on paper in that font; columns that do not fit stand on further sheets. No amount is cut. Without a font, where
/// nothing could be printed anyway, characters count as wide as on the screen.
#[must_use]
pub fn preview(document: &Document, font: Option<&Font>, width: u16, from: usize, count: usize) -> Preview {
    let typeface = font.map(|font| Typeface::new(std::iter::once(font.file())));
    let metrics: &dyn Metrics = typeface.as_ref().map_or(&Cells, |typeface| typeface);
    let width = i32::from(width).max(LEAST_WIDTH);
    let mut preview = Preview::default();
    for table in &document.tables {
        let ranges = Grid::new(table, metrics, Paper::A4_LANDSCAPE).rows_of_pages();
        let drawing = Drawing::in_room(table, width);
        for (at, range) in ranges.iter().enumerate() {
            if (from..from.saturating_add(count)).contains(&preview.total) {
                preview.pages.push(drawing.draw_page(range.clone(), at + 1 == ranges.len()));
            }
            preview.total += 1;
        }
    }
    preview
}

/// A table with its columns' widths in cells.
struct Drawing<'t> {
    shown: Shown<'t>,
    fit: Fit,
    width: i32,
}

impl<'t> Drawing<'t> {
    fn whole(table: &'t Table) -> Self {
        let shown = Shown::of(table);
        let demands = shown.measure(&Cells, i32::MAX / 4);
        let widths: Vec<i32> = demands.iter().map(|demand| (demand.natural + 499) / 500 + BETWEEN).collect();
        let width = widths.iter().sum::<i32>() + 1;
        let sheet = Sheet { columns: (0..widths.len()).collect(), widths };
        Drawing { shown, fit: Fit { size: Cells::SIZE, sheets: vec![sheet] }, width }.with_bars()
    }

    fn in_room(table: &'t Table, width: i32) -> Self {
        let shown = Shown::of(table);
        let demands = shown.measure(&Cells, width * 500 / 3);
        let room = Room { width: width - 1, sizes: &[Cells::SIZE], comfortable: Cells::SIZE, beside: BETWEEN };
        let found = fits(&demands, &find_joined(&shown.heads), table.repeat_columns, room).into_iter().next();
        let mut fit = found.unwrap_or(Fit { size: Cells::SIZE, sheets: Vec::new() });
        for sheet in &mut fit.sheets {
            tighten(sheet, |at| (demands[at].natural + 499) / 500 + BETWEEN);
        }
        Drawing { shown, fit, width }.with_bars()
    }

    /// The bars as signs, now that the widths of their columns are known.
    fn with_bars(mut self) -> Self {
        let width_on = |sheet: &Sheet, column| {
            let place = sheet.columns.iter().position(|at| *at == column)?;
            u32::try_from(sheet.widths[place] - BETWEEN).ok()
        };
        let mut rows = std::mem::take(&mut self.shown.rows);
        for row in &mut rows {
            for column in 0..row.cells.len() {
                let Some(share) = self.shown.bar(row, column) else { continue };
                let room = self.fit.sheets.iter().filter_map(|sheet| width_on(sheet, column)).min().unwrap_or(0);
                row.cells[column] = "#".repeat(usize::try_from(share::filled(share, room)).unwrap_or(0));
            }
        }
        self.shown.rows = rows;
        self
    }

    fn draw_whole(&self) -> Vec<String> {
        let Some(sheet) = self.fit.sheets.first() else { return self.draw_title(self.width, false) };
        let mut lines = self.draw_title(self.width, false);
        lines.extend(draw_heads(&self.shown.heads, sheet));
        lines.extend(self.draw_rows(0..self.shown.rows.len(), sheet, false));
        lines.extend(self.draw_foot(self.width));
        if !self.shown.table.printed_on.is_empty() {
            lines.push(format!("打印日期: {}", clean(&self.shown.table.printed_on)));
        }
        lines
    }

    /// A page's sheets; the foot stands beneath the last page.
    fn draw_page(&self, range: Range<usize>, last: bool) -> Vec<PreviewSheet> {
        let draw = |(further, sheet): (usize, &Sheet)| {
            let mut body = self.draw_rows(range.clone(), sheet, true);
            if last {
                body.extend(self.draw_foot(self.width));
            }
            let heads = draw_heads(&self.shown.heads, sheet);
            PreviewSheet { above: self.draw_title(self.width, further > 0), heads, body }
        };
        self.fit.sheets.iter().enumerate().map(draw).collect()
    }

    fn draw_title(&self, width: i32, further: bool) -> Vec<String> {
        let title = clean(&self.shown.table.title);
        let title = if further && self.fit.sheets.len() > 1 { format!("{title}(续表)") } else { title.into_owned() };
        let mut lines: Vec<String> =
            wrap(&title, width, Cells::SIZE, &Cells).into_iter().map(|line| centre(line, width)).collect();
        lines.extend(spread(&self.shown.table.unit_line, width, true));
        lines
    }

    fn draw_foot(&self, width: i32) -> Vec<String> {
        let table = self.shown.table;
        let texts: Vec<_> = table.checks.iter().chain(&table.note).map(|text| clean(text)).collect();
        let mut lines: Vec<String> =
            texts.iter().flat_map(|text| wrap(text, width, Cells::SIZE, &Cells)).map(str::to_owned).collect();
        lines.extend(spread(&table.signatures, width, false));
        lines
    }

    /// The rows between borders; totals stand beneath a border of their own.
    fn draw_rows(&self, range: Range<usize>, sheet: &Sheet, paged: bool) -> Vec<String> {
        let rows = &self.shown.rows[range];
        let subtotal = if paged { self.shown.subtotal_of(rows) } else { None };
        let totals = rows.iter().rposition(|row| row.kind != RowKind::Total).map_or(0, |at| at + 1);
        let mut lines = Vec::new();
        let border = border(sheet);
        let mut set_off = false;
        let apart = |row: &ShownRow| row.kind == RowKind::Total;
        let (before, after) = rows.split_at(totals);
        let all = before.iter().map(|row| (row, apart(row))).chain(subtotal.iter().chain(after).map(|row| (row, true)));
        for (row, total) in all {
            if (total || set_off) && !lines.is_empty() {
                lines.push(border.clone());
            }
            set_off = total;
            lines.extend(self.draw_row(row, sheet));
        }
        lines.push(border);
        lines
    }

    /// A row's lines. A label that extends over columns of another sheet and would be broken into many lines here gets a line of
    /// its own.
    fn draw_row(&self, row: &ShownRow, sheet: &Sheet) -> Vec<String> {
        let mut cells = lay_row(row, sheet);
        let mut label = Vec::new();
        if let Some((_, texts)) = cells.first_mut().filter(|(over, texts)| *over < row.label_over && texts.len() > 1) {
            let width = sheet.widths.iter().sum::<i32>() - BETWEEN;
            texts.clear();
            let lines = wrap(&row.cells[sheet.columns[0]], width, Cells::SIZE, &Cells);
            label.extend(lines.iter().map(|text| format!("| {} |", pad(text, width, Align::Left))));
        }
        let height = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(1);
        let draw_line = |at: usize| {
            let mut line = String::from("|");
            let mut place = 0;
            for (over, texts) in &cells {
                let width = sheet.widths[place..place + over].iter().sum::<i32>() - BETWEEN;
                let align =
                    if *over > 1 { Align::Centre } else { self.shown.table.columns[sheet.columns[place]].align };
                line.push_str(&format!(" {} |", pad(texts.get(at).copied().unwrap_or(""), width, align)));
                place += over;
            }
            line
        };
        label.extend((0..height).map(draw_line));
        label
    }
}

/// Takes back the width that columns were given beyond what they wish: on a screen a table need not span the window.
fn tighten(sheet: &mut Sheet, wish: impl Fn(usize) -> i32) {
    for (width, column) in sheet.widths.iter_mut().zip(&sheet.columns) {
        *width = (*width).min(wish(*column));
    }
}

/// The cells of a row on a sheet: over how many columns each goes, and its lines.
fn lay_row<'r>(row: &'r ShownRow, sheet: &Sheet) -> Vec<(usize, Vec<&'r str>)> {
    let leading =
        sheet.columns.iter().enumerate().take_while(|(place, column)| place == *column && **column < row.label_over);
    let over = leading.count().max(1);
    let mut cells = Vec::with_capacity(sheet.columns.len());
    let mut place = 0;
    while place < sheet.columns.len() {
        let over = if place == 0 { over } else { 1 };
        let width = sheet.widths[place..place + over].iter().sum::<i32>() - BETWEEN;
        cells.push((over, wrap(&row.cells[sheet.columns[place]], width, Cells::SIZE, &Cells)));
        place += over;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::{Place, PrintCell, PrintColumn, PrintRow, paginate};

    pub(super) fn monthly(towns: usize) -> Table {
        let town = |at: usize| {
            let count = i64::try_from(at).unwrap();
            let cells = [
                PrintCell::Count(100 + count),
                PrintCell::Count(count % 3),
                PrintCell::Count(2 * count),
                PrintCell::Money(123_450 * count),
            ];
            PrintRow::line(std::iter::once(PrintCell::text(format!("第{at}街道"))).chain(cells).collect())
        };
        Table {
            title: "雁峰区城市低保月报".to_owned(),
            unit_line: vec!["编制单位: 民政局".to_owned(), "报告期: 2021年11月".to_owned(), "单位: 户、元".to_owned()],
            columns: vec![
                PrintColumn::text(&["镇(街)"]),
                PrintColumn::count(&["户数"]),
                PrintColumn::count(&["当月新增", "户"]),
                PrintColumn::count(&["当月新增", "人"]),
                PrintColumn::money(&["当月支出(元)"]),
            ],
            rows: (1..=towns)
                .map(town)
                .chain([PrintRow::total(vec![PrintCell::text("合计"), PrintCell::Blank, PrintCell::Count(3)])])
                .collect(),
            checks: vec!["校验: 户数 期初 1 + 新增 2 = 期末 3 ✓".to_owned()],
            signatures: vec!["制表人: 张敏".to_owned(), "审核人:".to_owned(), "负责人:".to_owned()],
            printed_on: "2021-12-31".to_owned(),
            repeat_columns: 1,
            ..Table::default()
        }
    }

    #[test]
    fn a_table_as_text() {
        insta::assert_snapshot!(text(&Document::of(monthly(3))), @r"
                    雁峰区城市低保月报
        编制单位: 民政局
        报告期: 2021年11月
        单位: 户、元
        +---------+------+------+------+----------+
        |         |      |  当月新增   | 当月支出 |
        | 镇(街)  | 户数 +------+------+   (元)   |
        |         |      |  户  |  人  |          |
        +---------+------+------+------+----------+
        | 第1街道 |  101 |    1 |    2 | 1,234.50 |
        | 第2街道 |  102 |    2 |    4 | 2,469.00 |
        | 第3街道 |  103 |    0 |    6 | 3,703.50 |
        +---------+------+------+------+----------+
        |      合计      |    3 |      |          |
        +---------+------+------+------+----------+
        校验: 户数 期初 1 + 新增 2 = 期末 3 ✓
        制表人: 张敏     审核人:     负责人:
        打印日期: 2021-12-31
        ");
    }

    #[test]
    fn what_stands_beneath_the_total_is_set_off() {
        let mut table = monthly(1);
        table.rows.push(PrintRow::line(vec![PrintCell::text("其中: 敬老院"), PrintCell::Blank, PrintCell::Count(2)]));
        let drawn = text(&Document::of(table));
        let lines: Vec<&str> = drawn.lines().collect();
        let last = lines.iter().position(|l| l.contains("敬老院")).unwrap();
        assert!(lines[last - 2].contains("合计"), "{drawn}");
        assert!([last - 3, last - 1, last + 1].iter().all(|at| lines[*at].starts_with("+--")), "{drawn}");
    }

    #[test]
    fn a_narrow_preview_puts_columns_on_sheets() {
        let preview = preview(&Document::of(monthly(2)), None, 36, 0, 9);
        assert_eq!(preview.total, 1);
        let sheets: Vec<String> =
            preview.pages[0].iter().map(|s| [&*s.above, &*s.heads, &*s.body].concat().join("\n")).collect();
        insta::assert_snapshot!(sheets.join("\n=====\n"));
    }

    #[test]
    fn a_preview_has_the_pages_of_the_paper_and_no_line_too_wide() {
        let document = Document::of(monthly(200));
        let paper = paginate(&document, &Cells, Paper::A4_LANDSCAPE);
        let total = paper.iter().filter_map(|page| page.number).max().unwrap();
        for width in (0..=140).step_by(7) {
            let all = preview(&document, None, width, 0, usize::MAX);
            assert_eq!(all.total, total);
            assert!(preview(&document, None, width, total - 1, 5).pages[..] == all.pages[total - 1..]);
            for (at, page) in all.pages.iter().enumerate() {
                for line in page.iter().flat_map(|s| [&s.above, &s.heads, &s.body]).flatten() {
                    assert!(Cells.width(line, Cells::SIZE) <= i32::from(width).max(24), "{width}: {line}");
                }
                let on_paper = paper.iter().filter(|p| p.number == Some(at + 1)).flat_map(|p| &p.runs);
                for run in on_paper.filter(|run| width > 60 && matches!(run.place, Place::Cell { column: 0, .. })) {
                    assert!(
                        page[0].body.iter().any(|line| line.contains(&run.text)),
                        "{} on page {}",
                        run.text,
                        at + 1
                    );
                }
            }
        }
    }
}
