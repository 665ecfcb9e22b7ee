//! How wide text is and where it may be broken into lines. It knows advances, not fonts: the same rules serve paper (thousandths
//! of a point) and a screen (cells).

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// How wide each character is.
pub trait Metrics {
    /// The advance of one character, in thousandths of the em.
    fn advance(&self, ch: char) -> i32;

    /// The width of a text at a size; in the size's unit.
    fn width(&self, text: &str, size: i32) -> i32 {
        let ems: i64 = text.chars().map(|ch| i64::from(self.advance(ch))).sum();
        to_i32((ems * i64::from(size) + 999) / 1000)
    }
}

/// The cells of a terminal: a Chinese character takes two, a digit one. At [`Cells::SIZE`] a width is a number of cells.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cells;

impl Cells {
    /// The size at which widths are numbers of cells: an em of a Chinese character is two of them.
    pub const SIZE: i32 = 2;
}

impl Metrics for Cells {
    fn advance(&self, ch: char) -> i32 {
        match ch.width() {
            Some(0) | None => 0,
            Some(1) => 500,
            Some(_) => 1000,
        }
    }
}

/// A sum brought back to the unit of the page; what is beyond is cut off at the greatest number.
pub(crate) fn to_i32(sum: i64) -> i32 {
    i32::try_from(sum).unwrap_or(if sum < 0 { i32::MIN } else { i32::MAX })
}

/// The text broken into lines no wider than `width`, all of it: only blanks at a break are left out. Within words, numbers and
/// amounts it is broken only where a single one is wider than the line.
pub(crate) fn wrap<'t>(text: &'t str, width: i32, size: i32, metrics: &dyn Metrics) -> Vec<&'t str> {
    wrap_places(text, width, size, metrics).into_iter().map(|line| &text[line]).collect()
}

/// Where in the text each of these lines stands.
pub(crate) fn wrap_places(text: &str, width: i32, size: i32, metrics: &dyn Metrics) -> Vec<Range<usize>> {
    let limit = i64::from(width) * 1000;
    let (mut lines, mut start, mut used) = (Vec::new(), 0, 0i64);
    let mut stop: Option<(usize, i64)> = None;
    let mut before: Option<char> = None;
    for (at, ch) in text.char_indices() {
        if at > start && before.is_some_and(|before| may_break(before, ch)) {
            stop = Some((at, used));
        }
        let advance = i64::from(metrics.advance(ch)) * i64::from(size);
        while used + advance > limit && at > start {
            let (cut, cut_used) = stop.take().unwrap_or((at, used));
            lines.push(start..start + text[start..cut].trim_end_matches(' ').len());
            start = cut;
            used -= cut_used;
        }
        used += advance;
        before = Some(ch);
    }
    lines.push(start..text.len());
    lines
}

/// The least width, in thousandths of the em, at which the text takes no more than `lines` lines with no word broken.
pub(crate) fn narrowest(text: &str, lines: usize, metrics: &dyn Metrics) -> i32 {
    let total = metrics.width(text, 1000);
    let count = to_i32(i64::try_from(lines.max(1)).unwrap_or(1));
    let mut width = widest_word(text, metrics).max((total + count - 1) / count);
    width = (width + 124) / 125 * 125;
    while width < total && wrap(text, width, 1000, metrics).len() > lines {
        width += 125;
    }
    width.min(total)
}

/// A head broken into lines: what stands in brackets begins a line of its own, lines are about equally long.
pub(crate) fn wrap_head<'t>(text: &'t str, width: i32, size: i32, metrics: &dyn Metrics) -> Vec<&'t str> {
    if metrics.width(text, size) <= width {
        return vec![text];
    }
    let (name, unit) = split_unit(text);
    let even = |part: &'t str| {
        let lines = wrap(part, width, size, metrics).len();
        let least = (i64::from(narrowest(part, lines, metrics)) * i64::from(size) + 999) / 1000;
        wrap(part, to_i32(least).min(width), size, metrics)
    };
    [name, unit].into_iter().filter(|part| !part.is_empty()).flat_map(even).collect()
}

/// The least width, in thousandths of the em, at which [`wrap_head`] takes no more than `lines` lines.
pub(crate) fn narrowest_head(text: &str, lines: usize, metrics: &dyn Metrics) -> i32 {
    let (name, unit) = split_unit(text);
    if unit.is_empty() {
        return narrowest(text, lines, metrics);
    }
    let shared = |above: usize| narrowest(name, above, metrics).max(narrowest(unit, lines - above, metrics));
    (1..lines).map(shared).min().unwrap_or_else(|| metrics.width(text, 1000))
}

/// Whether the head ends in something in brackets, as `当月支出(元)`.
pub(crate) fn has_unit(text: &str) -> bool {
    !split_unit(text).1.is_empty()
}

fn split_unit(text: &str) -> (&str, &str) {
    let bracket = text.char_indices().rev().find(|(at, ch)| *at > 0 && matches!(ch, '(' | '\u{FF08}'));
    bracket.map_or((text, ""), |(at, _)| text.split_at(at))
}

/// The widest part of a text within which it is not broken.
pub(crate) fn widest_word(text: &str, metrics: &dyn Metrics) -> i32 {
    let (mut widest, mut word) = (0, 0);
    let mut before: Option<char> = None;
    for ch in text.chars() {
        if before.is_some_and(|before| may_break(before, ch)) {
            word = 0;
        }
        word += if ch == ' ' { 0 } else { metrics.advance(ch) };
        widest = widest.max(word);
        before = Some(ch);
    }
    widest
}

/// Whether a line may end between two characters: not before closing marks, not after opening ones, not within words of
/// narrow letters and digits, not between a number and its unit.
fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = ",.;:!?)]}%,。、;:!?)】》〉」』”’·…—";
    const OPENING: &str = "([{(【《〈「『“‘¥¥";
    if before.is_ascii_digit() && "元年月日号人户".contains(after) {
        return false;
    }
    if after == ' ' || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after)
}

fn is_wide(ch: char) -> bool {
    ch.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_between_characters_but_not_within_numbers() {
        let cells = |text, width| wrap(text, width, Cells::SIZE, &Cells);
        assert_eq!(cells("有劳动能力", 4), ["有劳", "动能", "力"]);
        assert_eq!(cells("月保障金(元)", 8), ["月保障金", "(元)"]);
        assert_eq!(cells("金额1,234.50元", 9), ["金额", "1,234.50", "元"]);
        assert_eq!(cells("补发 2021年10月", 8), ["补发", "2021年", "10月"]);
        assert_eq!(cells("", 8), [""]);
        assert_eq!(cells("430406190001010018", 6), ["430406", "190001", "010018"]);
    }

    #[test]
    fn heads_break_before_their_unit_and_evenly() {
        let head = |text, width| wrap_head(text, width, Cells::SIZE, &Cells);
        assert_eq!(head("低保标准(元)", 10), ["低保标准", "(元)"]);
        assert_eq!(head("1-11月累计支出(元)", 12), ["1-11月累", "计支出", "(元)"]);
        assert_eq!(head("未成年人", 6), ["未成", "年人"]);
        assert_eq!(narrowest_head("低保标准(元)", 2, &Cells), 4000);
        assert_eq!(narrowest_head("低保标准(元)", 3, &Cells), 2000);
    }

    #[test]
    fn the_narrowest_width_keeps_the_lines() {
        assert_eq!(narrowest("有劳动能力", 3, &Cells), 2000);
        assert_eq!(narrowest("户数", 1, &Cells), 2000);
        assert_eq!(narrowest("1,234,567.89", 3, &Cells), 6000);
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_and_keeps_the_width(text in "[一二三、,。()a-z0-9,. ]{0,60}", width in 2..40i32) {
            let lines = wrap(&text, width, Cells::SIZE, &Cells);
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
            for line in &lines[..lines.len() - 1] {
                prop_assert!(Cells.width(line, Cells::SIZE) <= width, "{} in {}", line, width);
            }
        }
    }
}
