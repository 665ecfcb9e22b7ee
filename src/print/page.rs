//! A page as it will look: runs of text and rules with their places. It knows neither tables nor PDF. Lengths are thousandths of
//! a point, from the upper left corner.

use std::ops::Range;

use crate::domain::share;
use crate::print::Metrics;
use crate::print::measure::wrap;

/// The paper and its margin, in thousandths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// The width of the paper.
    pub width: i32,
    /// The height of the paper.
    pub height: i32,
    /// The margin on all four sides.
    pub margin: i32,
}

impl Paper {
    /// A4 on its side, with margins of 12 mm.
    pub const A4_LANDSCAPE: Paper = Paper { width: 841_890, height: 595_276, margin: 34_016 };

    /// A4 upright, with margins of 17 mm: a text for reading.
    pub const A4_PORTRAIT: Paper = Paper { width: 595_276, height: 841_890, margin: 48_189 };

    /// From the left margin to the right one.
    #[must_use]
    pub fn line(self) -> Range<i32> {
        self.margin..self.width - self.margin
    }
}

/// What a run of text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The cover and the contents.
    Front,
    /// A table's title.
    Title,
    /// The line of office, period and unit.
    UnitLine,
    /// A head of columns.
    Head,
    /// A cell of a row of the table.
    Cell {
        /// The row in the table.
        row: usize,
        /// The column in the table.
        column: usize,
    },
    /// A cell of a page's subtotal 本页小计.
    PageSubtotal {
        /// The column in the table.
        column: usize,
    },
    /// A cross-check beneath the table.
    Check,
    /// A note beneath the table.
    Note,
    /// 制表人, 审核人, 负责人.
    Signature,
    /// The page's number and the day of printing.
    PageNumber,
    /// In a text for reading: the heading of a section.
    Heading,
    /// In a text for reading: what the section says.
    Prose,
    /// In a text for reading: what stands above each page.
    Running,
}

/// One line of text at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text, free of control and direction characters.
    pub text: String,
    /// The left end.
    pub x: i32,
    /// The base line.
    pub y: i32,
    /// From left to right end.
    pub width: i32,
    /// The size of type.
    pub size: i32,
    /// Printed heavier.
    pub strong: bool,
    /// From left to right: the borders it must stay between.
    pub between: Range<i32>,
    /// What it belongs to.
    pub place: Place,
}

/// A straight rule, across or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The left or upper end.
    pub from: (i32, i32),
    /// The right or lower end.
    pub to: (i32, i32),
    /// How thick it is.
    pub thickness: i32,
}

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// A bar: grey, so that rules and texts are told from it on a printer without colours too.
    Bar,
    /// The ground beneath a text, which is read on it.
    Ground,
    /// As dark as text: the point before an item of a list.
    Ink,
}

/// An area filled with grey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// From left to right.
    pub x: Range<i32>,
    /// From top to bottom.
    pub y: Range<i32>,
    /// How dark it is.
    pub shade: Shade,
}

/// An area that leads to a heading of the same text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// From left to right.
    pub x: Range<i32>,
    /// From top to bottom.
    pub y: Range<i32>,
    /// Which heading.
    pub to: usize,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The texts, in reading order.
    pub runs: Vec<Run>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// The bars, and what else is filled.
    pub blocks: Vec<Block>,
    /// What leads elsewhere.
    pub links: Vec<Link>,
    /// The table it shows, by its place in the document; none for cover and contents.
    pub table: Option<usize>,
    /// The page's number, from 1; none for cover and contents. The sheets of one page share it.
    pub number: Option<usize>,
    /// 0 for a page's first sheet; 1 and on for the sheets with the columns that did not fit 续表.
    pub sheet: usize,
}

/// Where text stands between two borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    Left,
    Middle,
    Right,
}

/// How a piece of text is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Type {
    pub size: i32,
    pub strong: bool,
    pub place: Place,
}

impl Type {
    pub fn new(size: i32, place: Place) -> Self {
        Type { size, strong: false, place }
    }

    /// From the top of one line to the top of the next.
    pub fn line_height(self) -> i32 {
        self.size / 10 * 13
    }
}

/// So many rules back a rule from above is looked for.
const RECENT: usize = 160;

impl Page {
    /// Writes one line whose upper edge is at `top`.
    pub(crate) fn write(
        &mut self,
        text: &str,
        between: Range<i32>,
        top: i32,
        stand: Stand,
        kind: Type,
        metrics: &dyn Metrics,
    ) {
        if text.is_empty() {
            return;
        }
        let width = metrics.width(text, kind.size);
        let x = match stand {
            Stand::Left => between.start,
            Stand::Middle => between.start + (between.end - between.start - width) / 2,
            Stand::Right => between.end - width,
        };
        // A Chinese glyph's ink lies between about 0.86 em above the base line and 0.14 em beneath it.
        let y = top + (kind.line_height() - kind.size) / 2 + kind.size / 100 * 86;
        let Type { size, strong, place } = kind;
        self.runs.push(Run { text: text.to_owned(), x, y, width, size, strong, between, place });
    }

    /// Writes a text on as many lines as it needs and returns the height they take.
    pub(crate) fn write_lines(
        &mut self,
        text: &str,
        between: Range<i32>,
        top: i32,
        stand: Stand,
        kind: Type,
        metrics: &dyn Metrics,
    ) -> i32 {
        let mut height = 0;
        for line in wrap(text, between.end - between.start, kind.size, metrics) {
            self.write(line, between.clone(), top + height, stand, kind, metrics);
            height += kind.line_height();
        }
        height
    }

    /// Draws a bar of so many thousandths of the width, in the middle half of the height.
    pub(crate) fn bar(&mut self, between: Range<i32>, rows: Range<i32>, thousandths: u16) {
        let width = u32::try_from(between.end - between.start).unwrap_or(0);
        let length = i32::try_from(share::filled(thousandths, width)).unwrap_or(0);
        let inset = (rows.end - rows.start) / 4;
        if length > 0 {
            let x = between.start..between.start + length;
            self.blocks.push(Block { x, y: rows.start + inset..rows.end - inset, shade: Shade::Bar });
        }
    }

    /// Writes a line of a table of contents: its title, dots, a number at the right. Returns the height taken.
    pub(crate) fn write_entry(
        &mut self,
        (title, number): (&str, &str),
        between: Range<i32>,
        top: i32,
        kind: Type,
        metrics: &dyn Metrics,
    ) -> i32 {
        let room = between.end - metrics.width(number, kind.size) - kind.size;
        let height = self.write_lines(title, between.start..room, top, Stand::Left, kind, metrics);
        let base = top + height - kind.line_height();
        let from = self.runs.last().map_or(between.start, |run| run.x + run.width + kind.size / 2);
        let dots = (room - from) / metrics.width(". ", kind.size).max(1);
        self.write(&". ".repeat(usize::try_from(dots).unwrap_or(0)), from..room, base, Stand::Right, kind, metrics);
        self.write(number, room..between.end, base, Stand::Right, kind, metrics);
        height
    }

    /// Puts what stands on another page onto this one, so much lower.
    pub(crate) fn put(&mut self, piece: &Page, lower: i32) {
        let down = |y: &Range<i32>| y.start + lower..y.end + lower;
        self.runs.extend(piece.runs.iter().map(|run| Run { y: run.y + lower, ..run.clone() }));
        self.rules.extend(piece.rules.iter().map(|rule| Rule {
            from: (rule.from.0, rule.from.1 + lower),
            to: (rule.to.0, rule.to.1 + lower),
            ..*rule
        }));
        self.blocks.extend(piece.blocks.iter().map(|block| Block { y: down(&block.y), ..block.clone() }));
        self.links.extend(piece.links.iter().map(|link| Link { y: down(&link.y), ..link.clone() }));
    }

    pub(crate) fn rule_across(&mut self, x: Range<i32>, y: i32, thickness: i32) {
        self.rules.push(Rule { from: (x.start, y), to: (x.end, y), thickness });
    }

    /// Draws a rule downwards, as a continuation of the one that ends where this begins.
    pub(crate) fn rule_down(&mut self, x: i32, y: Range<i32>, thickness: i32) {
        let above = self.rules.iter_mut().rev().take(RECENT).find(|rule| rule.to == (x, y.start) && rule.from.0 == x);
        match above.filter(|rule| rule.thickness == thickness) {
            Some(rule) => rule.to = (x, y.end),
            None => self.rules.push(Rule { from: (x, y.start), to: (x, y.end), thickness }),
        }
    }
}
