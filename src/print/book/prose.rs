//! Running text on its lines: broken as any text, and written in the parts that look alike. It knows nothing of blocks.

use std::ops::Range;

use super::Prose;
use crate::print::Metrics;
use crate::print::measure::wrap_places;
use crate::print::page::{Block, Link, Page, Place, Shade, Stand, Type};

/// What rounding up the widths of the parts of a line may add to it.
const ROUNDING: i32 = 16;
/// How far the ground beneath code goes beyond it, above and below.
const BEYOND: i32 = 500;

/// Where anchors lead: the headings' places by their anchors.
pub(super) type Anchors<'a> = &'a dyn Fn(&str) -> Option<usize>;

/// A text broken into lines of a width.
pub(super) struct Set<'p> {
    prose: &'p Prose,
    text: String,
    lines: Vec<Range<usize>>,
    kind: Type,
}

impl<'p> Set<'p> {
    pub fn new(prose: &'p Prose, width: i32, kind: Type, metrics: &dyn Metrics) -> Self {
        let text = prose.text();
        let lines = wrap_places(&text, width - ROUNDING, kind.size, metrics);
        Set { prose, text, lines, kind }
    }

    /// How many lines it takes.
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// Writes one of its lines, whose upper edge is at `top`; nothing where it has no such line.
    pub fn write(&self, page: &mut Page, line: usize, x: Range<i32>, top: i32, metrics: &dyn Metrics, to: Anchors<'_>) {
        let Some(line) = self.lines.get(line) else { return };
        let (mut left, mut begun) = (x.start, 0);
        for span in &self.prose.spans {
            let within = line.start.max(begun)..line.end.min(begun + span.text.len());
            begun += span.text.len();
            let Some(part) = self.text.get(within).filter(|part| !part.is_empty()) else { continue };
            let right = left + metrics.width(part, self.kind.size);
            let kind = Type { strong: self.kind.strong || span.strong, ..self.kind };
            page.write(part, left..right.max(x.end), top, Stand::Left, kind, metrics);
            let y = top - BEYOND..top + kind.line_height() + BEYOND;
            if span.code {
                page.blocks.push(Block { x: left..right, y: y.clone(), shade: Shade::Ground });
            }
            if let Some(to) = span.to.as_deref().and_then(to) {
                page.links.push(Link { x: left..right, y, to });
            }
            left = right;
        }
    }
}

/// How wide a text is in one line, and its widest word; in the unit of the size.
pub(super) fn widths(prose: &Prose, size: i32, metrics: &dyn Metrics) -> (i32, i32) {
    let text = prose.text();
    let word = i64::from(crate::print::measure::widest_word(&text, metrics)) * i64::from(size) / 1000;
    (metrics.width(&text, size) + ROUNDING, crate::print::measure::to_i32(word) + ROUNDING)
}

/// A kind of type of running text.
pub(super) fn prose(size: i32) -> Type {
    Type::new(size, Place::Prose)
}
