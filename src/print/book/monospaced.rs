//! Lines that stand as they are typed, in a font whose letters are not equally wide: what follows two blanks or more begins in its column of
//! cells, or behind what stands before it where that is wider than its cells. A word of `─` is a rule.

use std::ops::Range;

use crate::print::measure::to_i32;
use crate::print::page::{Page, Place, Stand, Type};
use crate::print::{Cells, Metrics};

/// What parts two texts at least, in thousandths of the em.
const APART: i32 = 500;
const RULE: i32 = 350;

/// A text without two blanks in a row, and where it stands, in thousandths of the em.
pub(super) struct Word<'l> {
    text: &'l str,
    x: Range<i32>,
}

/// The texts of a line at their places.
pub(super) fn place<'l>(line: &'l str, metrics: &dyn Metrics) -> Vec<Word<'l>> {
    let cell = metrics.advance('0').max(500);
    let mut words: Vec<Word<'l>> = Vec::new();
    let mut start = 0;
    for text in split(line) {
        let column = Cells.width(&line[..start], Cells::SIZE);
        let cells = Cells.width(text, Cells::SIZE);
        if !text.starts_with(' ') {
            let free =
                words.last().map_or(0, |before| before.x.end + if line[..start].ends_with(' ') { APART } else { 0 });
            let x = free.max(column * cell);
            let width = if is_rule(text) { cells * cell } else { metrics.width(text, 1000) };
            words.push(Word { text, x: x..x + width });
        }
        start += text.len();
    }
    words
}

/// A line cut before and behind blanks of two and more, and around words of `─`.
fn split(line: &str) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), line);
    while !rest.is_empty() {
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let dashes = rest.len() - rest.trim_start_matches('─').len();
        let text = [rest.find("  "), rest.find(" ─"), rest.find('─')].into_iter().flatten().min().unwrap_or(rest.len());
        let end = blanks.max(dashes).max(if blanks + dashes == 0 { text } else { 0 });
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

/// Where a line ends.
pub(super) fn end(words: &[Word<'_>]) -> i32 {
    words.last().map_or(0, |word| word.x.end)
}

/// Writes a line whose upper edge is at `top`.
pub(super) fn write(
    page: &mut Page,
    words: &[Word<'_>],
    between: Range<i32>,
    top: i32,
    size: i32,
    metrics: &dyn Metrics,
) {
    let kind = Type::new(size, Place::Prose);
    let at = |ems: i32| between.start + to_i32(i64::from(ems) * i64::from(size) / 1000);
    for word in words {
        if is_rule(word.text) {
            page.rule_across(at(word.x.start)..at(word.x.end), top + kind.line_height() / 2, RULE);
        } else {
            page.write(word.text, at(word.x.start)..between.end, top, Stand::Left, kind, metrics);
        }
    }
}

fn is_rule(text: &str) -> bool {
    text.chars().all(|ch| ch == '─')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_in_their_columns_or_behind_what_is_wider() {
        let places = |line| place(line, &Cells).iter().map(|word| (word.text, word.x.start)).collect::<Vec<_>>();
        assert_eq!(places("甲 丁  乙 x"), [("甲 丁", 0), ("乙 x", 3500)]);
        assert_eq!(places("──── 完好 ──"), [("────", 0), ("完好", 2500), ("──", 5000)]);
        assert_eq!(places("  甲"), [("甲", 1000)]);
        struct Wide;
        impl Metrics for Wide {
            fn advance(&self, ch: char) -> i32 {
                if ch == '▶' { 1000 } else { Cells.advance(ch) }
            }
        }
        let starts = |line| place(line, &Wide).iter().map(|word| word.x.start).collect::<Vec<_>>();
        assert_eq!(starts("▶▶a  乙   丙"), [0, 3000, 5000]);
        assert_eq!(end(&place("──────", &Wide)), 3000);
    }
}
