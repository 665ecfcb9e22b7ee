//! A table as lines of characters for a terminal or a file: whole, or page by page for a preview. Borders are plain `-`, `|` and
//! `+`, which every console draws one cell wide.

use std::ops::Range;

use crate::print::breaks::{Heights, break_rows};
use crate::print::columns::{Fit, Room, Sheet, fits};
use crate::print::heads::find_joined;
use crate::print::measure::{to_i32, wrap};
use crate::print::shown::{Shown, ShownRow};
use crate::print::text_lines::{BETWEEN, border, centre, draw_heads, pad, spread};
use crate::print::{Align, Cells, Document, RowKind, Table, clean};

/// The least page a preview is laid out for; a smaller window shows its upper left part.
const LEAST: (i32, i32) = (24, 8);

/// The document as text: every table whole, however wide, with its rows, totals, checks and notes.
#[must_use]
pub fn text(document: &Document) -> String {
    let tables: Vec<String> =
        document.tables.iter().map(|table| Drawing::whole(table).draw_whole().join("\n")).collect();
    let mut out = tables.join("\n\n\n");
    out.push('\n');
    out
}

/// The document as pages of at most `width` cells and `height` lines, for a preview: heads on every page, columns that do not
/// fit on further pages that repeat the first ones. Lines are joined by `\n`. Only a window too small for one column and a few
/// rows gets more.
#[must_use]
pub fn text_pages(document: &Document, width: u16, height: u16) -> Vec<String> {
    let (width, height) = (i32::from(width).max(LEAST.0), i32::from(height).max(LEAST.1));
    let mut pages: Vec<(usize, Vec<String>)> = Vec::new();
    let mut number = 0;
    for table in &document.tables {
        for (sheet, lines) in Drawing::in_room(table, width).draw_pages(height - 1) {
            number += usize::from(sheet == 0);
            pages.push((number, lines));
        }
    }
    let mut before = 0;
    let finish = |(at, lines): (usize, Vec<String>)| {
        let further = if at == before { "(续表)" } else { "" };
        before = at;
        let label = centre(&format!("第 {at} 页{further} 共 {number} 页"), width);
        let blank = usize::try_from(height - 1).unwrap_or(0).saturating_sub(lines.len());
        lines.into_iter().chain(std::iter::repeat_n(String::new(), blank)).chain([label]).collect::<Vec<_>>().join("\n")
    };
    pages.into_iter().map(finish).collect()
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
        Drawing { shown, fit: Fit { size: Cells::SIZE, sheets: vec![sheet] }, width }
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
        Drawing { shown, fit, width }
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

    /// The pages with the number of their sheet.
    fn draw_pages(&self, height: i32) -> Vec<(usize, Vec<String>)> {
        let count = |lines: &[String]| to_i32(i64::try_from(lines.len()).unwrap_or(i64::MAX));
        let heads: Vec<_> = self.fit.sheets.iter().map(|sheet| draw_heads(&self.shown.heads, sheet)).collect();
        let title = count(&self.draw_title(self.width, true));
        let above = title + heads.iter().map(|lines| count(lines)).max().unwrap_or(0);
        let foot = self.draw_foot(self.width);
        let subtotal = if self.shown.table.page_subtotals { 2 } else { 0 };
        // One line is the border beneath the last row, one the border above a total.
        let body = (height - above - 2).max(3);
        let rows: Vec<_> =
            self.shown.rows.iter().map(|row| (row.kind, self.count_lines(row).min(body - subtotal))).collect();
        let breaks = break_rows(&rows, Heights { body, subtotal, foot: count(&foot) });
        let mut pages = Vec::new();
        for (at, range) in breaks.pages.iter().enumerate() {
            for (further, sheet) in self.fit.sheets.iter().enumerate() {
                let mut lines = self.draw_title(self.width, further > 0);
                lines.extend(heads[further].iter().cloned());
                lines.extend(self.draw_rows(range.clone(), sheet, true));
                if breaks.foot_fits && at + 1 == breaks.pages.len() && further + 1 == self.fit.sheets.len() {
                    lines.extend(foot.iter().cloned());
                }
                pages.push((further, lines));
            }
        }
        if !breaks.foot_fits {
            let room = usize::try_from(height).unwrap_or(1).max(1);
            pages.extend(foot.chunks(room).map(|chunk| (0, chunk.to_vec())));
        }
        pages
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

    fn count_lines(&self, row: &ShownRow) -> i32 {
        let on_sheet = |sheet: &Sheet| lay_row(row, sheet).iter().map(|(_, lines)| lines.len()).max().unwrap_or(1);
        let lines = self.fit.sheets.iter().map(on_sheet).max().unwrap_or(1);
        to_i32(i64::try_from(lines).unwrap_or(1))
    }

    /// The rows between borders; totals stand beneath a border of their own.
    fn draw_rows(&self, range: Range<usize>, sheet: &Sheet, paged: bool) -> Vec<String> {
        let rows = &self.shown.rows[range];
        let subtotal = if paged { self.shown.subtotal_of(rows) } else { None };
        let totals = rows.iter().rposition(|row| row.kind != RowKind::Total).map_or(0, |at| at + 1);
        let mut lines = Vec::new();
        for row in &rows[..totals] {
            lines.extend(self.draw_row(row, sheet));
        }
        let border = border(sheet);
        for row in subtotal.iter().chain(&rows[totals..]) {
            if !lines.is_empty() && lines.last() != Some(&border) {
                lines.push(border.clone());
            }
            lines.extend(self.draw_row(row, sheet));
        }
        lines.push(border);
        lines
    }

    fn draw_row(&self, row: &ShownRow, sheet: &Sheet) -> Vec<String> {
        let cells = lay_row(row, sheet);
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
        (0..height).map(draw_line).collect()
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
    use crate::print::{Cell, Column, Metrics, Row};

    pub(super) fn monthly(towns: usize) -> Table {
        let town = |at: usize| {
            let count = i64::try_from(at).unwrap();
            let cells = [
                Cell::Count(100 + count),
                Cell::Count(count % 3),
                Cell::Count(2 * count),
                Cell::Money(123_450 * count),
            ];
            Row::line(std::iter::once(Cell::text(format!("第{at}街道"))).chain(cells).collect())
        };
        Table {
            title: "雁峰区城市低保月报".to_owned(),
            unit_line: vec!["编制单位: 民政局".to_owned(), "报告期: 2021年11月".to_owned(), "单位: 户、元".to_owned()],
            columns: vec![
                Column::text(&["镇(街)"]),
                Column::count(&["户数"]),
                Column::count(&["当月新增", "户"]),
                Column::count(&["当月新增", "人"]),
                Column::money(&["当月支出(元)"]),
            ],
            rows: (1..=towns)
                .map(town)
                .chain([Row::total(vec![Cell::text("合计"), Cell::Blank, Cell::Count(3)])])
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
    fn a_narrow_preview_splits_columns_and_rows() {
        let pages = text_pages(&Document::of(monthly(9)), 36, 16);
        insta::assert_snapshot!(pages.join("\n=====\n"), @r"
                 雁峰区城市低保月报
        编制单位: 民政局
        报告期: 2021年11月
        单位: 户、元
        +---------+------+------+------+
        |         |      |  当月新增   |
        | 镇(街)  | 户数 +------+------+
        |         |      |  户  |  人  |
        +---------+------+------+------+
        | 第1街道 |  101 |    1 |    2 |
        | 第2街道 |  102 |    2 |    4 |
        | 第3街道 |  103 |    0 |    6 |
        | 第4街道 |  104 |    1 |    8 |
        +---------+------+------+------+

                  第 1 页 共 4 页
        =====
              雁峰区城市低保月报(续表)
        编制单位: 民政局
        报告期: 2021年11月
        单位: 户、元
        +---------+-----------+
        |         | 当月支出  |
        | 镇(街)  |   (元)    |
        |         |           |
        +---------+-----------+
        | 第1街道 |  1,234.50 |
        | 第2街道 |  2,469.00 |
        | 第3街道 |  3,703.50 |
        | 第4街道 |  4,938.00 |
        +---------+-----------+

               第 1 页(续表) 共 4 页
        =====
                 雁峰区城市低保月报
        编制单位: 民政局
        报告期: 2021年11月
        单位: 户、元
        +---------+------+------+------+
        |         |      |  当月新增   |
        | 镇(街)  | 户数 +------+------+
        |         |      |  户  |  人  |
        +---------+------+------+------+
        | 第5街道 |  105 |    2 |   10 |
        | 第6街道 |  106 |    0 |   12 |
        | 第7街道 |  107 |    1 |   14 |
        | 第8街道 |  108 |    2 |   16 |
        +---------+------+------+------+

                  第 2 页 共 4 页
        =====
              雁峰区城市低保月报(续表)
        编制单位: 民政局
        报告期: 2021年11月
        单位: 户、元
        +---------+-----------+
        |         | 当月支出  |
        | 镇(街)  |   (元)    |
        |         |           |
        +---------+-----------+
        | 第5街道 |  6,172.50 |
        | 第6街道 |  7,407.00 |
        | 第7街道 |  8,641.50 |
        | 第8街道 |  9,876.00 |
        +---------+-----------+

               第 2 页(续表) 共 4 页
        =====
                 雁峰区城市低保月报
        编制单位: 民政局
        报告期: 2021年11月
        单位: 户、元
        +---------+------+------+------+
        |         |      |  当月新增   |
        | 镇(街)  | 户数 +------+------+
        |         |      |  户  |  人  |
        +---------+------+------+------+
        | 第9街道 |  109 |    0 |   18 |
        +---------+------+------+------+
        |      合计      |    3 |      |
        +---------+------+------+------+


                  第 3 页 共 4 页
        =====
              雁峰区城市低保月报(续表)
        编制单位: 民政局
        报告期: 2021年11月
        单位: 户、元
        +---------+-----------+
        |         | 当月支出  |
        | 镇(街)  |   (元)    |
        |         |           |
        +---------+-----------+
        | 第9街道 | 11,110.50 |
        +---------+-----------+
        | 合计    |           |
        +---------+-----------+


               第 3 页(续表) 共 4 页
        =====
        校验: 户数 期初 1 + 新增 2 = 期末 3
        ✓
        制表人: 张敏   审核人:   负责人:












                  第 4 页 共 4 页
        ");
    }

    #[test]
    fn no_window_is_too_small_and_no_line_too_wide() {
        let document = Document::of(monthly(40));
        for width in (0..=140).step_by(7) {
            for height in (0..=60).step_by(5) {
                for page in text_pages(&document, width, height) {
                    assert!(page.lines().count() <= usize::from(height.max(20)), "{width}x{height}\n{page}");
                    for line in page.lines() {
                        assert!(Cells.width(line, Cells::SIZE) <= i32::from(width).max(24), "{width}x{height}\n{page}");
                    }
                }
            }
        }
    }
}
