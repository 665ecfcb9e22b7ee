//! One table on its pages: title, heads, ruled rows, what stands beneath. It knows paper and metrics, not PDF and not the other
//! tables of the document.

use std::ops::Range;

use crate::print::breaks::{Breaks, Heights, break_rows};
use crate::print::columns::{Fit, Room, Sheet, fits};
use crate::print::heads::{HeadCell, count_levels, find_joined, join_heads};
use crate::print::measure::{wrap, wrap_head};
use crate::print::page::{Page, Paper, Place, Stand, Type};
use crate::print::shown::{Demand, Shown, ShownRow};
use crate::print::under::Under;
use crate::print::{Align, Metrics, RowKind, Table};

/// Sizes of type for the rows, greatest first; beneath 6.5 points Chinese characters are hard to read on paper.
const SIZES: [i32; 6] = [9000, 8500, 8000, 7500, 7000, LEAST_SIZE];
const LEAST_SIZE: i32 = 6500;
/// Down to here the texts of a short table stay in one line; those of a roll, which is read down its columns, stay so as long as
/// they fit.
const COMFORTABLE: i32 = 7500;
const MANY_ROWS: usize = 30;
/// The longest text that stands in one line, in thousandths of the em.
const LONGEST: i32 = 24_000;
/// Between a border and the text beside it.
const PAD: i32 = 2200;
const THIN: i32 = 350;
const THICK: i32 = 900;
/// The rows of a table that takes one page are opened up to this height.
const OPEN_ROW: i32 = 24_000;
/// What heads and page number usually leave for rows on a page, and what stands beneath the last: to estimate pages before
/// heads and rows are broken into lines.
const USUAL_BODY: i64 = 430_000;
const USUAL_FOOT: i64 = 70_000;

/// So many rows are measured before it is told how far it is.
const SOME_ROWS: usize = 200;

/// A row, or as many of a row's lines as a page can hold.
struct Piece {
    row: usize,
    lines: Range<usize>,
    height: i32,
}

/// A table made ready for its pages.
pub(crate) struct Grid<'t> {
    shown: Shown<'t>,
    fit: Fit,
    heads: Vec<Vec<HeadCell>>,
    /// The heights of the levels of heads; the same on every sheet.
    levels: Vec<i32>,
    under: Under<'t>,
    paper: Paper,
    metrics: &'t dyn Metrics,
    demands: Vec<Demand>,
    /// How much taller rows are than they must be.
    open: i32,
}

impl<'t> Grid<'t> {
    pub fn new(table: &'t Table, metrics: &'t dyn Metrics, paper: Paper) -> Self {
        let shown = Shown::of(table);
        let line = paper.line();
        let comfortable = if shown.rows.len() > MANY_ROWS { LEAST_SIZE } else { COMFORTABLE };
        let room = Room { width: line.end - line.start, sizes: &SIZES, comfortable, beside: 2 * PAD };
        let demands = shown.measure(metrics, LONGEST);
        let found = fits(&demands, &find_joined(&shown.heads), table.repeat_columns, room);
        let fit = choose(found, &shown, &demands, metrics);
        let heads: Vec<_> = fit.sheets.iter().map(|sheet| join_heads(&shown.heads, &sheet.columns)).collect();
        let under = Under { table, paper, metrics };
        let mut grid = Grid { shown, fit, heads, levels: Vec::new(), under, paper, metrics, demands, open: 0 };
        grid.levels = grid.measure_levels();
        grid
    }

    /// Which rows stand on which page; a row cut between two pages belongs to the first.
    pub fn rows_of_pages(&mut self) -> Vec<Range<usize>> {
        let pieces = self.cut_rows(&|_| true).unwrap_or_default();
        let (pieces, breaks) = self.break_up(pieces);
        let mut start = 0;
        let rows = |range: &Range<usize>| {
            let from = start;
            start = pieces[range.clone()].last().map_or(from, |piece| piece.row + 1);
            from..start
        };
        breaks.pages.iter().map(rows).collect()
    }

    /// The pages of the table, sheets side by side in reading order; numbers are set by whoever puts tables together. `tell` hears now and
    /// then how many there are, and stops it.
    pub fn draw(&mut self, tell: &dyn Fn(usize) -> bool) -> Option<Vec<Page>> {
        let pieces = self.cut_rows(tell)?;
        let (pieces, breaks) = self.break_up(pieces);
        let mut pages = Vec::new();
        for (at, range) in breaks.pages.iter().enumerate() {
            if !tell(pages.len()) {
                return None;
            }
            let last = breaks.foot_fits && at + 1 == breaks.pages.len();
            pages.extend(self.draw_page(&pieces[range.clone()], last));
        }
        if !breaks.foot_fits {
            pages.extend(self.under.draw_alone());
        }
        Some(pages)
    }

    /// The pieces of the rows put on pages.
    fn break_up(&mut self, mut pieces: Vec<Piece>) -> (Vec<Piece>, Breaks) {
        let body = self.body();
        let foot = self.under.height();
        let subtotal = if self.shown.table.page_subtotals { self.subtotal_height() } else { 0 };
        let needed: i64 = pieces.iter().map(|piece| i64::from(piece.height)).sum();
        let spare = i64::from(body) - i64::from(foot) - i64::from(subtotal) - needed;
        if let (Ok(count), true) = (i32::try_from(pieces.len()), spare > 0) {
            let each = i32::try_from(spare).unwrap_or(0) / (count + 1);
            self.open = each.min(OPEN_ROW - self.row_height(1)).max(0);
            pieces.iter_mut().for_each(|piece| piece.height += self.open);
        }
        let subtotal = if subtotal > 0 { subtotal + self.open } else { 0 };
        let heights: Vec<_> = pieces.iter().map(|piece| (self.shown.rows[piece.row].kind, piece.height)).collect();
        let breaks = break_rows(&heights, Heights { body, subtotal, foot });
        (pieces, breaks)
    }

    fn body(&self) -> i32 {
        let top = self.under.title_height() + self.levels.iter().sum::<i32>();
        self.paper.height - 2 * self.paper.margin - top - self.under.page_number_height()
    }

    fn kind(&self, place: Place) -> Type {
        Type::new(self.fit.size, place)
    }

    fn row_height(&self, lines: usize) -> i32 {
        i32::try_from(lines).unwrap_or(1) * self.kind(Place::Head).line_height() + self.fit.size / 2
    }

    /// The lines of a cell on a sheet, with the columns it extends over: `place` is the cell's place on the sheet.
    fn lines_of<'r>(&self, row: &'r ShownRow, sheet: &Sheet, place: usize) -> Vec<&'r str> {
        let column = sheet.columns[place];
        let text = row.cells[column].as_str();
        let width = self.span_width(row, sheet, place) - 2 * PAD;
        let plain = row.source.is_some()
            && row.label_over == 1
            && i64::from(self.demands[column].whole) * i64::from(self.fit.size) <= i64::from(width) * 1000;
        if plain { vec![text] } else { wrap(text, width, self.fit.size, self.metrics) }
    }

    fn span_width(&self, row: &ShownRow, sheet: &Sheet, place: usize) -> i32 {
        let over = if place == 0 { count_over(row, sheet) } else { 1 };
        sheet.widths[place..place + over].iter().sum()
    }

    fn count_lines(&self, row: &ShownRow) -> usize {
        let lines_on = |sheet: &Sheet| {
            (0..sheet.columns.len()).map(|place| self.lines_of(row, sheet, place).len()).max().unwrap_or(1)
        };
        self.fit.sheets.iter().map(lines_on).max().unwrap_or(1)
    }

    /// The heights of the rows; a row taller than a page is cut into pieces between its lines. None where `tell` stops it.
    fn cut_rows(&self, tell: &dyn Fn(usize) -> bool) -> Option<Vec<Piece>> {
        let room = self.body() - if self.shown.table.page_subtotals { self.subtotal_height() } else { 0 };
        let fitting = (1..200).take_while(|lines| self.row_height(*lines) <= room).last().unwrap_or(1);
        let mut pieces = Vec::with_capacity(self.shown.rows.len());
        for (row, shown) in self.shown.rows.iter().enumerate() {
            if row % SOME_ROWS == 0 && !tell(0) {
                return None;
            }
            let (count, mut from) = (self.count_lines(shown), 0);
            while from < count {
                let to = count.min(from + fitting);
                pieces.push(Piece { row, lines: from..to, height: self.row_height(to - from) });
                from = to;
            }
        }
        Some(pieces)
    }

    /// The subtotal of all rows has the longest label and the greatest sums: no page's subtotal is taller.
    fn subtotal_height(&self) -> i32 {
        let all = self.shown.subtotal_of(&self.shown.rows);
        all.map_or(0, |row| self.row_height(self.count_lines(&row)))
    }

    fn measure_levels(&self) -> Vec<i32> {
        let kind = self.kind(Place::Head);
        let mut levels = vec![self.row_height(1); count_levels(&self.shown.heads)];
        let cells = || {
            self.fit
                .sheets
                .iter()
                .zip(&self.heads)
                .flat_map(|(sheet, heads)| heads.iter().map(move |head| (sheet, head)))
        };
        let height = |sheet: &Sheet, head: &HeadCell| {
            let width = sheet.widths[head.first..=head.last].iter().sum::<i32>() - 2 * PAD;
            self.row_height(wrap_head(&head.text, width, kind.size, self.metrics).len())
        };
        for (sheet, head) in cells().filter(|(_, head)| head.levels == 1) {
            levels[head.level] = levels[head.level].max(height(sheet, head));
        }
        for (sheet, head) in cells().filter(|(_, head)| head.levels > 1) {
            let covered: i32 = levels[head.level..].iter().sum();
            if let Some(last) = levels.last_mut() {
                *last += (height(sheet, head) - covered).max(0);
            }
        }
        levels
    }

    fn draw_page(&self, pieces: &[Piece], last: bool) -> Vec<Page> {
        let rows: Vec<ShownRow> = pieces
            .iter()
            .filter(|piece| piece.lines.start == 0)
            .map(|piece| self.shown.rows[piece.row].clone())
            .collect();
        let subtotal = self.shown.subtotal_of(&rows);
        let sheets = self.fit.sheets.len();
        let mut pages = Vec::with_capacity(sheets);
        for (at, sheet) in self.fit.sheets.iter().enumerate() {
            let mut page = Page { sheet: at, ..Page::default() };
            let top = self.under.draw_title(&mut page, at > 0);
            let edges = find_edges(sheet, self.paper.margin);
            let mut y = self.draw_heads(&mut page, at, &edges, top);
            let totals = pieces
                .iter()
                .rposition(|piece| self.shown.rows[piece.row].kind != RowKind::Total)
                .map_or(0, |at| at + 1);
            let (body, totals) = pieces.split_at(totals);
            let rows = |pieces| {
                let pieces: &[Piece] = pieces;
                pieces.iter().map(|piece| (&self.shown.rows[piece.row], piece.lines.clone(), piece.height))
            };
            let whole = |row| (row, 0..usize::MAX, self.row_height(self.count_lines(row)) + self.open);
            for (row, lines, height) in rows(body).chain(subtotal.as_ref().map(whole)).chain(rows(totals)) {
                y = self.draw_row(&mut page, row, lines, y, height, sheet, &edges);
            }
            frame(&mut page, &edges, top..y);
            if last && at + 1 == sheets {
                self.under.draw(&mut page, y);
            }
            pages.push(page);
        }
        pages
    }

    fn draw_heads(&self, page: &mut Page, sheet: usize, edges: &[i32], top: i32) -> i32 {
        let kind = self.kind(Place::Head);
        for head in &self.heads[sheet] {
            let upper = top + self.levels[..head.level].iter().sum::<i32>();
            let lower = upper + self.levels[head.level..head.level + head.levels].iter().sum::<i32>();
            let (left, right) = (edges[head.first], edges[head.last + 1]);
            let lines = wrap_head(&head.text, right - left - 2 * PAD, kind.size, self.metrics);
            let tall = i32::try_from(lines.len()).unwrap_or(1) * kind.line_height();
            let mut y = upper + (lower - upper - tall) / 2;
            for line in lines {
                page.write(line, left + PAD..right - PAD, y, Stand::Middle, kind, self.metrics);
                y += kind.line_height();
            }
            page.rule_across(left..right, lower, THIN);
            if head.first > 0 {
                page.rule_down(left, upper..lower, THIN);
            }
        }
        top + self.levels.iter().sum::<i32>()
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "a row, the part of it, its place on the page and the sheet are each needed"
    )]
    fn draw_row(
        &self,
        page: &mut Page,
        row: &ShownRow,
        part: Range<usize>,
        top: i32,
        height: i32,
        sheet: &Sheet,
        edges: &[i32],
    ) -> i32 {
        let over = count_over(row, sheet);
        for place in (0..sheet.columns.len()).filter(|place| *place == 0 || *place >= over) {
            let column = sheet.columns[place];
            let right = edges[if place == 0 { over } else { place + 1 }];
            let lines = self.lines_of(row, sheet, place);
            let lines = &lines[part.start.min(lines.len())..part.end.min(lines.len())];
            let at = row.source.map_or(Place::PageSubtotal { column }, |row| Place::Cell { row, column });
            let kind = Type { strong: row.kind != RowKind::Line, ..self.kind(at) };
            let stand = if place == 0 && row.kind != RowKind::Line {
                Stand::Middle
            } else {
                stand_of(self.shown.table.columns[column].align)
            };
            let tall = i32::try_from(lines.len()).unwrap_or(1) * kind.line_height();
            let mut y = top + (height - tall) / 2;
            for line in lines {
                page.write(line, edges[place] + PAD..right - PAD, y, stand, kind, self.metrics);
                y += kind.line_height();
            }
            if let Some(share) = self.shown.bar(row, column) {
                page.bar(edges[place] + PAD..right - PAD, top..top + height, share);
            }
            if place > 0 {
                page.rule_down(edges[place], top..top + height, THIN);
            }
        }
        page.rule_across(edges[0]..edges[edges.len() - 1], top + height, THIN);
        top + height
    }
}

/// The first of these ways that takes hardly more paper than the thriftiest. Heights are estimated from the widths of texts; only
/// columns with texts that may be broken make a difference.
fn choose(found: Vec<Fit>, shown: &Shown<'_>, demands: &[Demand], metrics: &dyn Metrics) -> Fit {
    let breaking: Vec<usize> = (0..demands.len()).filter(|at| demands[*at].least < demands[*at].whole).collect();
    let widths = |row: &ShownRow| breaking.iter().map(|at| i64::from(metrics.width(&row.cells[*at], 1000))).collect();
    let texts: Vec<Vec<i64>> = shown.rows.iter().map(widths).collect();
    let pages = |fit: &Fit| (estimate_height(fit, &breaking, &texts) + USUAL_FOOT) / USUAL_BODY + 1;
    let least = found.iter().map(pages).min().unwrap_or(1);
    let best = found.iter().position(|fit| pages(fit) <= least + least / 8).unwrap_or(0);
    found.into_iter().nth(best).unwrap_or(Fit { size: SIZES[0], sheets: Vec::new() })
}

fn estimate_height(fit: &Fit, breaking: &[usize], texts: &[Vec<i64>]) -> i64 {
    let width_of = |column: usize| {
        let places = fit
            .sheets
            .iter()
            .filter_map(|sheet| Some(sheet.widths[sheet.columns.iter().position(|at| *at == column)?]));
        i64::from(places.min().unwrap_or(1) - 2 * PAD).max(1) * 1000
    };
    let widths: Vec<i64> = breaking.iter().map(|column| width_of(*column)).collect();
    let size = i64::from(fit.size);
    // A broken line is on average not quite full.
    let broken = |text: i64, width: i64| if text <= width { 1 } else { (text * 9 / 8 + width - 1) / width };
    let lines_of = |row: &Vec<i64>| row.iter().zip(&widths).map(|(text, width)| broken(text * size, *width)).max();
    texts.iter().map(|row| lines_of(row).unwrap_or(1).max(1) * size * 13 / 10 + size / 2).sum()
}

/// How many of the sheet's first columns the row's label extends over.
fn count_over(row: &ShownRow, sheet: &Sheet) -> usize {
    let run =
        sheet.columns.iter().enumerate().take_while(|(place, column)| place == *column && **column < row.label_over);
    run.count().max(1)
}

fn find_edges(sheet: &Sheet, left: i32) -> Vec<i32> {
    let ends = sheet.widths.iter().scan(left, |edge, width| {
        *edge += width;
        Some(*edge)
    });
    std::iter::once(left).chain(ends).collect()
}

fn stand_of(align: Align) -> Stand {
    match align {
        Align::Left => Stand::Left,
        Align::Right => Stand::Right,
        Align::Centre => Stand::Middle,
    }
}

fn frame(page: &mut Page, edges: &[i32], y: Range<i32>) {
    let (left, right) = (edges[0], edges[edges.len() - 1]);
    page.rule_across(left..right, y.start, THICK);
    page.rule_across(left..right, y.end, THICK);
    page.rule_down(left, y.clone(), THICK);
    page.rule_down(right, y, THICK);
}
