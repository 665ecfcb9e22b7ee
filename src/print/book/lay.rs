//! Blocks of a book as bricks: their type, their places from left to right, what of them stands together. It knows no pages.

use std::ops::Range;

use super::brick::{Brick, Spot};
use super::prose::{Anchors, Set, prose, widths};
use super::widths::{Asked, part};
use super::{Block, Book, Item, Prose, anchor, monospaced};
use crate::print::Metrics;
use crate::print::measure::wrap;
use crate::print::page::{self, Page, Paper, Place, Shade, Stand, Type};

/// What stands above the contents.
pub(super) const CONTENTS: &str = "目    录";

const TITLE: i32 = 20_000;
const BODY: i32 = 10_500;
/// From line to line of running text.
const LEADING: i32 = 16_000;
const SMALL: i32 = 9000;
/// From line to line in cells and code.
const CLOSE: i32 = 13_000;
/// Code is no greater than this, and no smaller than that.
const CODE: i32 = 9000;
const LEAST_CODE: i32 = 6500;
/// How far the items of a list stand to the right of what is around it.
const STEP: i32 = 16_000;
/// Between a border and the text beside it.
const PAD: i32 = 3500;
const THIN: i32 = 350;
/// Above a paragraph, an item, a table or code.
const GAP: i32 = 6000;
const ITEM_GAP: i32 = 2500;
const WIDE_GAP: i32 = 9000;

struct Laying<'l> {
    line: Range<i32>,
    metrics: &'l dyn Metrics,
    to: Anchors<'l>,
    bricks: Vec<Brick>,
}

/// The bricks of a book; `spots` is where its headings stand, as far as that is known.
pub(super) fn bricks(book: &Book, spots: &[Spot], metrics: &dyn Metrics, paper: Paper) -> Vec<Brick> {
    let headings: Vec<(usize, &str)> = book.headings().collect();
    let anchors: Vec<String> = headings.iter().map(|(_, text)| anchor(text)).collect();
    let to = |named: &str| anchors.iter().position(|anchor| anchor == named);
    let mut laying = Laying { line: paper.line(), metrics, to: &to, bricks: Vec::new() };
    laying.title(&book.title);
    let mut fresh = false;
    for block in &book.blocks {
        let first = laying.bricks.len();
        match block {
            Block::Heading { level, text } => laying.heading(*level, text),
            Block::Paragraph { depth, item, prose } => laying.paragraph(*depth, item.as_ref(), prose),
            Block::Table { rows } => laying.table(rows),
            Block::Code { depth, lines } => laying.code(*depth, lines),
            Block::Contents => laying.contents(&headings, spots),
        }
        if let Some(brick) = laying.bricks.get_mut(first) {
            brick.fresh = fresh;
        }
        fresh = *block == Block::Contents;
    }
    laying.bricks
}

impl Laying<'_> {
    fn title(&mut self, title: &str) {
        let kind = Type { strong: true, ..Type::new(TITLE, Place::Title) };
        let mut piece = Page::default();
        let height = piece.write_lines(title, self.line.clone(), 0, Stand::Middle, kind, self.metrics);
        self.bricks.push(Brick { piece, height, keep: true, ..Brick::default() });
    }

    fn heading(&mut self, level: usize, text: &str) {
        let (size, above) = if level == 2 { (15_000, 20_000) } else { (12_000, 13_000) };
        let kind = Type { strong: true, ..Type::new(size, Place::Heading) };
        let mut piece = Page::default();
        let mut height = piece.write_lines(text, self.line.clone(), 0, Stand::Left, kind, self.metrics);
        if level == 2 {
            height += 1500;
            piece.rule_across(self.line.clone(), height, 2 * THIN);
        }
        let heading = Some(if level == 2 { text.to_owned() } else { String::new() });
        self.bricks.push(Brick { piece, height, above, keep: true, heading, ..Brick::default() });
    }

    /// What lies so deep in lists.
    fn within(&self, depth: usize) -> Range<i32> {
        self.line.start + STEP * i32::try_from(depth).unwrap_or(0)..self.line.end
    }

    fn paragraph(&mut self, depth: usize, item: Option<&Item>, text: &Prose) {
        let x = self.within(depth);
        let set = Set::new(text, x.end - x.start, prose(BODY), self.metrics);
        let inset = (LEADING - prose(BODY).line_height()) / 2;
        let leads_on = text.spans.last().is_some_and(|span| span.text.ends_with([':', ':']));
        for line in 0..set.count() {
            let mut piece = Page::default();
            if let Some(item) = item.filter(|_| line == 0) {
                self.mark(&mut piece, item, depth, x.start - STEP..x.start, inset);
            }
            set.write(&mut piece, line, x.clone(), inset, self.metrics, self.to);
            let gap = if depth > 0 { ITEM_GAP } else { GAP };
            let above = if line == 0 { gap } else { 0 };
            // Neither the first line nor the last stands alone.
            let within = line + 1 < set.count() && (line == 0 || line + 2 == set.count());
            let keep = within || line + 1 == set.count() && leads_on;
            self.bricks.push(Brick { piece, height: LEADING, above, keep, ..Brick::default() });
        }
    }

    /// What stands before an item: a number, a square, or a dash deeper within lists. No glyph, for fonts differ in them.
    fn mark(&self, piece: &mut Page, item: &Item, depth: usize, x: Range<i32>, top: i32) {
        let kind = prose(BODY);
        match item {
            Item::Number(number) => piece.write(number, x, top, Stand::Left, kind, self.metrics),
            Item::Point => {
                let middle = top + kind.line_height() / 2;
                let (width, height) = if depth == 1 { (3200, 3200) } else { (5000, 800) };
                let (x, y) = (x.start + 4500, middle - height / 2);
                piece.blocks.push(page::Block { x: x..x + width, y: y..y + height, shade: Shade::Ink });
            }
        }
    }

    fn code(&mut self, depth: usize, lines: &[String]) {
        let outer = self.within(depth);
        let x = outer.start + PAD..outer.end - PAD;
        let room = x.end - x.start;
        let words: Vec<_> = lines.iter().map(|line| monospaced::place(line, self.metrics)).collect();
        let longest = words.iter().map(|words| monospaced::end(words)).max().unwrap_or(0).max(1);
        let fitting = i64::from(room) * 1000 / i64::from(longest) / 100 * 100;
        let size = i32::try_from(fitting).unwrap_or(CODE).clamp(LEAST_CODE, CODE);
        let fits = |words: &[monospaced::Word<'_>]| {
            i64::from(monospaced::end(words)) * i64::from(size) <= i64::from(room) * 1000
        };
        let kind = prose(size);
        let (height, first) = (kind.line_height(), self.bricks.len());
        for (words, line) in words.iter().zip(lines) {
            let above = if self.bricks.len() == first { WIDE_GAP } else { 0 };
            if fits(words) {
                let mut piece = Page::default();
                monospaced::write(&mut piece, words, x.clone(), 0, size, self.metrics);
                self.bricks.push(Brick { piece, height, above, keep: true, ..Brick::default() });
                continue;
            }
            // Longer than any line of paper: it goes on beneath.
            for part in wrap(line, room, size, self.metrics) {
                let mut piece = Page::default();
                piece.write(part, x.clone(), 0, Stand::Left, kind, self.metrics);
                self.bricks.push(Brick { piece, height, keep: true, ..Brick::default() });
            }
        }
        self.ground(first, outer);
    }

    /// Puts a ground beneath the bricks from `first` on, a little more above the first and below the last, and lets the text after them begin anew.
    fn ground(&mut self, first: usize, x: Range<i32>) {
        let last = self.bricks.len().saturating_sub(1);
        for (at, brick) in self.bricks.iter_mut().enumerate().skip(first) {
            if at == first {
                let piece = std::mem::take(&mut brick.piece);
                brick.piece.put(&piece, PAD);
                brick.height += PAD;
            }
            if at == last {
                brick.height += PAD;
                brick.keep = false;
            }
            brick.piece.blocks.push(page::Block { x: x.clone(), y: 0..brick.height, shade: Shade::Ground });
        }
    }

    fn contents(&mut self, headings: &[(usize, &str)], spots: &[Spot]) {
        let kind = Type { strong: true, ..Type::new(14_000, Place::Front) };
        let mut piece = Page::default();
        let height = piece.write_lines(CONTENTS, self.line.clone(), 0, Stand::Middle, kind, self.metrics);
        self.bricks.push(Brick { piece, height, above: 14_000, keep: true, ..Brick::default() });
        for (at, (level, text)) in headings.iter().enumerate() {
            let number = spots.get(at).map_or(String::new(), |spot| (spot.page + 1).to_string());
            let kind = Type::new(if *level == 2 { 10_000 } else { SMALL }, Place::Front);
            let x = self.line.start + 40_000 + if *level == 2 { 0 } else { STEP }..self.line.end - 40_000;
            let mut piece = Page::default();
            let height = piece.write_entry((text, &number), x.clone(), 0, kind, self.metrics);
            piece.links.push(page::Link { x, y: 0..height, to: at });
            let above = if at == 0 { WIDE_GAP } else { 1400 };
            self.bricks.push(Brick { piece, height, above, ..Brick::default() });
        }
    }

    fn table(&mut self, rows: &[Vec<Prose>]) {
        let columns = rows.first().map_or(0, Vec::len);
        let of = |column: usize| rows.iter().filter_map(move |row| row.get(column));
        let asked = |column: usize| {
            let asked = of(column).map(|cell| widths(cell, SMALL, self.metrics)).fold(
                Asked { word: SMALL, ..Asked::default() },
                |most, (whole, word)| Asked {
                    whole: most.whole.max(whole),
                    word: most.word.max(word),
                    all: most.all + i64::from(whole),
                },
            );
            Asked { whole: asked.whole + 2 * PAD, word: asked.word + 2 * PAD, ..asked }
        };
        let asked: Vec<Asked> = (0..columns).map(asked).collect();
        let widths = part(&asked, self.line.end - self.line.start);
        let edges: Vec<i32> = std::iter::once(self.line.start)
            .chain(widths.iter().scan(self.line.start, |edge, width| {
                *edge += width;
                Some(*edge)
            }))
            .collect();
        let heads = self.bricks.len();
        for (at, row) in rows.iter().enumerate() {
            if at == 0 {
                self.heads(row, &edges);
            } else {
                self.row(row, &edges, heads);
            }
        }
    }

    /// The heads in one brick, for they stand above each page of the table.
    fn heads(&mut self, row: &[Prose], edges: &[i32]) {
        let lines = self.cut(row, edges, true);
        let mut piece = Page::default();
        let mut height = 0;
        for line in &lines {
            piece.put(&line.piece, height);
            height += line.height;
        }
        let (left, right) = (self.line.start, self.line.end);
        piece.rule_across(left..right, 0, 2 * THIN);
        piece.blocks.push(page::Block { x: left..right, y: 0..height, shade: Shade::Ground });
        self.bricks.push(Brick { piece, height, above: WIDE_GAP, keep: true, ..Brick::default() });
    }

    fn row(&mut self, row: &[Prose], edges: &[i32], heads: usize) {
        let lines = self.cut(row, edges, false);
        self.bricks.extend(lines.into_iter().map(|line| Brick { heads: Some(heads), ..line }));
    }

    /// A row, a brick for each of its lines.
    fn cut(&self, row: &[Prose], edges: &[i32], strong: bool) -> Vec<Brick> {
        let kind = Type { strong, ..prose(SMALL) };
        let cells: Vec<(Range<i32>, Set<'_>)> = row
            .iter()
            .zip(edges.windows(2))
            .map(|(cell, edge)| {
                let x = edge[0] + PAD..edge[1] - PAD;
                let set = Set::new(cell, x.end - x.start, kind, self.metrics);
                (x, set)
            })
            .collect();
        let count = cells.iter().map(|(_, set)| set.count()).max().unwrap_or(1);
        let mut bricks = Vec::with_capacity(count);
        for line in 0..count {
            let (top, last) = (if line == 0 { PAD } else { 0 }, line + 1 == count);
            let height = top + CLOSE + if last { PAD } else { 0 };
            let mut piece = Page::default();
            let inset = top + (CLOSE - kind.line_height()) / 2;
            for (x, set) in &cells {
                set.write(&mut piece, line, x.clone(), inset, self.metrics, self.to);
            }
            edges.iter().for_each(|edge| piece.rule_down(*edge, 0..height, THIN));
            if last {
                piece.rule_across(self.line.clone(), height, THIN);
            }
            bricks.push(Brick { piece, height, keep: !last, ..Brick::default() });
        }
        bricks
    }
}
