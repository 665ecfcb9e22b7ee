//! What stands around the ruled rows of a table: title and unit line above; checks, notes and signatures beneath. It knows paper
//! and metrics, nothing of columns.

use std::ops::Range;

use crate::print::measure::{to_i32, wrap};
use crate::print::page::{Page, Paper, Place, Stand, Type};
use crate::print::{Metrics, Table, clean};

const TITLE: i32 = 16_000;
const LEAST_TITLE: i32 = 11_000;
const UNIT: i32 = 9000;
const CHECK: i32 = 8500;
const SIGNATURE: i32 = 10_000;
const GAP: i32 = 5000;

/// The texts around a table's rows.
pub(crate) struct Under<'t> {
    pub table: &'t Table,
    pub paper: Paper,
    pub metrics: &'t dyn Metrics,
}

impl Under<'_> {
    /// What title and unit line take above the heads.
    pub fn title_height(&self) -> i32 {
        self.draw_title(&mut Page::default(), true) - self.paper.margin
    }

    /// Writes title and unit line and returns where the heads begin. A further sheet says 续表.
    pub fn draw_title(&self, page: &mut Page, further: bool) -> i32 {
        let line = self.paper.line();
        let title = clean(&self.table.title);
        let title = if further { format!("{title}(续表)") } else { title.into_owned() };
        let size = shrink(&title, &line, self.metrics);
        let kind = Type { strong: true, ..Type::new(size, Place::Title) };
        let mut y = self.paper.margin;
        y += page.write_lines(&title, line.clone(), y, Stand::Middle, kind, self.metrics) + GAP;
        if !self.table.unit_line.is_empty() {
            y += self.spread(page, &self.table.unit_line, y, Type::new(UNIT, Place::UnitLine), true) + GAP / 2;
        }
        y
    }

    /// What the page's number takes at the bottom.
    pub fn page_number_height(&self) -> i32 {
        Type::new(UNIT, Place::PageNumber).line_height() + GAP
    }

    /// What checks, notes and signatures take beneath the last row.
    pub fn height(&self) -> i32 {
        self.draw(&mut Page::default(), 0)
    }

    /// Writes checks, notes and signatures from `top` on and returns where they end.
    pub fn draw(&self, page: &mut Page, top: i32) -> i32 {
        let mut y = top;
        for (text, kind) in self.lines() {
            y += if y == top { GAP } else { 0 };
            y += page.write_lines(&text, self.paper.line(), y, Stand::Left, kind, self.metrics);
        }
        self.draw_signatures(page, y)
    }

    fn draw_signatures(&self, page: &mut Page, top: i32) -> i32 {
        if self.table.signatures.is_empty() {
            return top;
        }
        let y = top + 2 * GAP;
        y + self.spread(page, &self.table.signatures, y, Type::new(SIGNATURE, Place::Signature), false)
    }

    fn lines(&self) -> Vec<(String, Type)> {
        let checks = self.table.checks.iter().map(|text| (clean(text).into_owned(), Type::new(CHECK, Place::Check)));
        let notes = self.table.note.iter().map(|text| (clean(text).into_owned(), Type::new(CHECK, Place::Note)));
        checks.chain(notes).collect()
    }

    /// Pages of checks and notes too many to stand beneath a row, the signatures at their end.
    pub fn draw_alone(&self) -> Vec<Page> {
        let bottom = self.paper.height - self.paper.margin - self.page_number_height();
        let mut pages = vec![Page::default()];
        let mut y = pages.last_mut().map_or(0, |page| self.draw_title(page, false));
        let signatures = self.draw_signatures(&mut Page::default(), 0);
        let lines: Vec<_> = self
            .lines()
            .into_iter()
            .flat_map(|(text, kind)| self.cut(&text).into_iter().map(move |line| (line, kind)))
            .collect();
        for (at, (text, kind)) in lines.iter().enumerate() {
            let needed = kind.line_height() + if at + 1 == lines.len() { signatures } else { 0 };
            if y + needed > bottom {
                pages.push(Page::default());
                y = pages.last_mut().map_or(0, |page| self.draw_title(page, false));
            }
            if let Some(page) = pages.last_mut() {
                y += page.write_lines(text, self.paper.line(), y, Stand::Left, *kind, self.metrics);
            }
        }
        if let Some(page) = pages.last_mut() {
            self.draw_signatures(page, y);
        }
        pages
    }

    fn cut(&self, text: &str) -> Vec<String> {
        let line = self.paper.line();
        wrap(text, line.end - line.start, CHECK, self.metrics).into_iter().map(str::to_owned).collect()
    }

    /// Writes texts beside each other, or beneath each other where they do not fit. `to_edges` puts the first at the left margin
    /// and the last at the right one; otherwise each begins a part of equal width. Returns the height taken.
    fn spread(&self, page: &mut Page, texts: &[String], top: i32, kind: Type, to_edges: bool) -> i32 {
        let line = self.paper.line();
        let texts: Vec<_> = texts.iter().map(|text| clean(text)).collect();
        let count = to_i32(i64::try_from(texts.len()).unwrap_or(1)).max(1);
        let part = (line.end - line.start) / count;
        let fits = |text: &str| self.metrics.width(text, kind.size) <= part - kind.size;
        if count > 1 && !texts.iter().all(|text| fits(text)) {
            return texts.iter().fold(0, |height, text| {
                height + page.write_lines(text, line.clone(), top + height, Stand::Left, kind, self.metrics)
            });
        }
        let mut left = line.start;
        for (at, text) in texts.iter().enumerate() {
            let stand = match at {
                0 => Stand::Left,
                _ if !to_edges => Stand::Left,
                _ if at + 1 == texts.len() => Stand::Right,
                _ => Stand::Middle,
            };
            let right = if at + 1 == texts.len() { line.end } else { left + part };
            if count == 1 {
                return page.write_lines(text, line, top, Stand::Left, kind, self.metrics);
            }
            page.write(text, left..right, top, stand, kind, self.metrics);
            left = right;
        }
        kind.line_height()
    }
}

fn shrink(title: &str, line: &Range<i32>, metrics: &dyn Metrics) -> i32 {
    let fits = |size: &i32| metrics.width(title, *size) <= line.end - line.start;
    (LEAST_TITLE / 1000..=TITLE / 1000).rev().map(|points| points * 1000).find(fits).unwrap_or(LEAST_TITLE)
}
