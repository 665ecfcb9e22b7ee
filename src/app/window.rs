//! A window onto a list that is read page by page: the rows around the cursor, and what to read next. It never holds the
//! table; far rows are forgotten as others come.

use crate::app::scroll::Scroll;
use crate::register::{From, ListRow, Page};

/// Rows around the cursor, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Window {
    /// The rows that are held.
    pub rows: Vec<ListRow>,
    /// The cursor among them.
    pub scroll: Scroll,
    /// Nothing stands before the first of them.
    first: bool,
    /// Nothing stands after the last of them.
    last: bool,
}

/// How many windowfuls are read at a time while one walks, and how many are held.
const READ: usize = 3;
const HELD: usize = 9;

impl Window {
    /// How many rows to read at a time. At an end of the list what is seen, and one more so that nothing is read on: nobody
    /// waits for rows that may never be walked to.
    pub fn limit(from: From, height: usize) -> u16 {
        let rows = match from {
            From::Start | From::End => height + 1,
            From::After(_) | From::Before(_) | From::At(_) => height.max(1) * READ,
        };
        u16::try_from(rows.clamp(2, 600)).unwrap_or(600)
    }
    /// The row under the cursor.
    pub fn selected(&self) -> Option<&ListRow> {
        self.rows.get(self.scroll.at)
    }
    /// Whether the beginning of the list is seen.
    pub fn is_at_start(&self) -> bool {
        self.first && self.scroll.top == 0
    }
    /// Moves the cursor.
    pub fn step(&mut self, by: isize, height: usize) {
        self.scroll.step(by, self.rows.len(), height);
    }
    /// To the first row held; what to read if the list begins before it.
    pub fn to_first(&mut self, height: usize) -> Option<From> {
        self.scroll.go(0, self.rows.len(), height);
        (!self.first).then_some(From::Start)
    }
    /// To the last row held; what to read if the list goes on after it.
    pub fn to_last(&mut self, height: usize) -> Option<From> {
        self.scroll.go(usize::MAX, self.rows.len(), height);
        (!self.last).then_some(From::End)
    }
    /// What to read next, when the cursor comes within a windowful of an end that is not the list's.
    pub fn wants(&self, height: usize) -> Option<From> {
        let height = height.max(1);
        if !self.last && self.scroll.at + height >= self.rows.len() {
            return self.rows.last().map(|r| From::After(r.key));
        }
        if !self.first && self.scroll.at < height {
            return self.rows.first().map(|r| From::Before(r.key));
        }
        None
    }
    /// Takes a page in. `select` is put under the cursor if it is there.
    pub fn take(&mut self, from: From, page: &Page, select: Option<i64>, height: usize) {
        match from {
            From::After(_) => self.append(page, height),
            From::Before(_) => self.prepend(page, height),
            From::Start | From::End | From::At(_) => self.replace(from, page, height),
        }
        if let Some(at) = select.and_then(|key| self.rows.iter().position(|r| r.key == key)) {
            self.scroll.go(at, self.rows.len(), height);
        }
    }
    fn replace(&mut self, from: From, page: &Page, height: usize) {
        self.rows.clone_from(&page.rows);
        (self.first, self.last) = (page.first, page.last);
        let below = self.scroll.at.saturating_sub(self.scroll.top);
        self.scroll = Scroll::default();
        match from {
            From::End => self.scroll.go(usize::MAX, self.rows.len(), height),
            // Read again: where a row is no more, the cursor stays with its neighbour.
            From::At(_) => self.scroll.go(below, self.rows.len(), height),
            _ => {}
        }
    }
    fn append(&mut self, page: &Page, height: usize) {
        self.rows.extend(page.rows.iter().cloned());
        self.last = page.last;
        let surplus = self.rows.len().saturating_sub(height.max(1) * HELD).min(self.scroll.top.saturating_sub(height));
        if surplus > 0 {
            self.rows.drain(..surplus);
            self.first = false;
            self.scroll.at -= surplus;
            self.scroll.top -= surplus;
        }
    }
    fn prepend(&mut self, page: &Page, height: usize) {
        let added = page.rows.len();
        self.rows.splice(0..0, page.rows.iter().cloned());
        self.first = page.first;
        self.scroll.at += added;
        self.scroll.top += added;
        if self.last {
            // What stood at the end of the list makes way for what stands before it: no lines are left empty.
            self.scroll.top = self.scroll.top.min(self.rows.len().saturating_sub(height.max(1)));
        }
        let keep = (height.max(1) * HELD).max(self.scroll.top + height * 2);
        if self.rows.len() > keep {
            self.rows.truncate(keep);
            self.last = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of so many rows, read by key as the store does.
    fn page(of: i64, from: From, limit: i64) -> Page {
        let (a, b) = match from {
            From::Start => (0, limit),
            From::End => (of - limit, of),
            From::After(k) => (k + 1, k + 1 + limit),
            From::Before(k) => (k - limit, k),
            From::At(k) => (k, k + limit),
        };
        let (a, b) = (a.max(0), b.min(of));
        Page {
            rows: (a..b).map(|key| ListRow { key, cells: Vec::new(), course: None }).collect(),
            first: a == 0,
            last: b == of,
        }
    }

    #[test]
    fn walking_down_and_up_passes_every_row_and_holds_few() {
        let (of, height) = (1000, 17);
        let mut window = Window::default();
        let read = |from| page(of, from, i64::from(Window::limit(from, height)));
        window.take(From::Start, &read(From::Start), None, height);
        assert_eq!(
            (window.rows.len(), window.wants(height)),
            (height + 1, None),
            "what is seen, and nothing is read on"
        );
        let step = |w: &mut Window, by: isize| {
            w.step(by, height);
            while let Some(from) = w.wants(height) {
                w.take(from, &read(from), None, height);
            }
            assert!(w.rows.len() <= height * HELD + 51);
            w.selected().map(|r| r.key)
        };
        for want in 1..of {
            assert_eq!(step(&mut window, 1), Some(want));
        }
        for want in (0..of - 1).rev() {
            assert_eq!(step(&mut window, -1), Some(want));
        }
    }

    #[test]
    fn home_and_end_read_the_ends() {
        let mut window = Window::default();
        window.take(From::Start, &page(1000, From::Start, 51), None, 17);
        let from = window.to_last(17).expect("the list goes on");
        window.take(from, &page(1000, from, 51), None, 17);
        assert_eq!(window.selected().map(|r| r.key), Some(999));
        let from = window.to_first(17).expect("the list begins before");
        window.take(from, &page(1000, from, 51), None, 17);
        assert_eq!(window.selected().map(|r| r.key), Some(0));
        assert_eq!(window.to_first(17), None);
    }

    #[test]
    fn a_row_at_the_end_shows_those_before_it() {
        let (of, height) = (20, 17);
        let mut window = Window::default();
        window.take(From::At(18), &page(of, From::At(18), 51), Some(18), height);
        let before = window.wants(height).expect("rows stand before it");
        window.take(before, &page(of, before, 51), None, height);
        assert_eq!((window.selected().map(|r| r.key), window.scroll.top), (Some(18), 3));
        assert_eq!(window.rows.len() - window.scroll.top, height);
    }

    #[test]
    fn an_empty_list_has_no_row_and_wants_none() {
        let mut window = Window::default();
        window.take(From::Start, &Page { rows: Vec::new(), first: true, last: true }, None, 17);
        window.step(1, 17);
        assert!(window.selected().is_none() && window.wants(17).is_none());
    }
}
