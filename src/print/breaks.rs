//! Which rows stand on which page. It knows heights and kinds of rows, nothing of what they say.

use std::ops::Range;

use crate::print::RowKind;

/// The heights that decide where a page ends; in any one unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heights {
    /// The room for rows on a page, heads and page number already taken off.
    pub body: i32,
    /// A page's subtotal, 0 when there is none.
    pub subtotal: i32,
    /// Checks, notes and signatures beneath the last row.
    pub foot: i32,
}

/// The pages' rows, and whether the foot stands beneath the last of them; if not it goes to pages of its own, which happens only
/// when it is taller than a page that holds one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Breaks {
    pub pages: Vec<Range<usize>>,
    pub foot_fits: bool,
}

/// Fills pages with rows. A page begins with a line where it can, not with a subtotal or total; the foot never stands without a
/// line and the total above it where a page can hold them.
pub(crate) fn break_rows(rows: &[(RowKind, i32)], heights: Heights) -> Breaks {
    let (mut pages, mut start) = (Vec::new(), 0);
    loop {
        let end = take(rows, start, heights.body - heights.subtotal);
        if end < rows.len() {
            let end = step_back(rows, start, end);
            pages.push(start..end);
            start = end;
            continue;
        }
        let used: i64 = rows[start..].iter().map(|(_, height)| i64::from(*height)).sum();
        if used + i64::from(heights.subtotal) + i64::from(heights.foot) <= i64::from(heights.body) {
            pages.push(start..end);
            return Breaks { pages, foot_fits: true };
        }
        let last_line = rows.iter().rposition(|(kind, _)| *kind == RowKind::Line).unwrap_or(rows.len());
        if last_line <= start || last_line >= rows.len() {
            pages.push(start..end);
            return Breaks { pages, foot_fits: false };
        }
        pages.push(start..last_line);
        start = last_line;
    }
}

/// The end of the rows that fit; one row always does.
fn take(rows: &[(RowKind, i32)], start: usize, room: i32) -> usize {
    let (mut end, mut used) = (start, 0i64);
    while end < rows.len() && (end == start || used + i64::from(rows[end].1) <= i64::from(room)) {
        used += i64::from(rows[end].1);
        end += 1;
    }
    end
}

fn step_back(rows: &[(RowKind, i32)], start: usize, end: usize) -> usize {
    let line = (start + 1..=end).rev().find(|at| rows[*at].0 == RowKind::Line);
    match line {
        _ if rows[end].0 == RowKind::Line => end,
        Some(line) => line,
        None => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LINE: (RowKind, i32) = (RowKind::Line, 10);
    const TOTAL: (RowKind, i32) = (RowKind::Total, 10);

    #[test]
    fn a_foot_that_does_not_fit_takes_a_line_and_the_total_along() {
        let rows = [LINE, LINE, LINE, TOTAL];
        let breaks = break_rows(&rows, Heights { body: 45, subtotal: 0, foot: 20 });
        assert_eq!(breaks, Breaks { pages: vec![0..2, 2..4], foot_fits: true });
    }

    #[test]
    fn a_page_does_not_begin_with_a_total() {
        let rows = [LINE, LINE, TOTAL];
        let breaks = break_rows(&rows, Heights { body: 25, subtotal: 0, foot: 0 });
        assert_eq!(breaks.pages, [0..1, 1..3]);
    }

    #[test]
    fn a_foot_taller_than_a_page_goes_on_alone() {
        let breaks = break_rows(&[LINE, TOTAL], Heights { body: 50, subtotal: 0, foot: 40 });
        assert_eq!((breaks.pages.len(), breaks.foot_fits), (1, false));
    }

    proptest! {
        #[test]
        fn every_row_stands_once_and_pages_are_not_overfull(
            rows in prop::collection::vec((0..3usize, 5..20i32), 1..60), subtotal in 0..20i32, foot in 0..60i32,
        ) {
            let kinds = [RowKind::Line, RowKind::Subtotal, RowKind::Total];
            let rows: Vec<_> = rows.into_iter().map(|(kind, height)| (kinds[kind], height)).collect();
            let breaks = break_rows(&rows, Heights { body: 100, subtotal, foot });
            let all: Vec<usize> = breaks.pages.iter().cloned().flatten().collect();
            prop_assert_eq!(all, (0..rows.len()).collect::<Vec<_>>());
            for (at, page) in breaks.pages.iter().enumerate() {
                let foot = if breaks.foot_fits && at + 1 == breaks.pages.len() { foot } else { 0 };
                let used: i32 = rows[page.clone()].iter().map(|row| row.1).sum();
                prop_assert!(!page.is_empty());
                prop_assert!(used + subtotal + foot <= 100);
            }
        }
    }
}
