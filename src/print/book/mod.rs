//! A text for reading 书: the manual, as headings, paragraphs, lists, tables and code. Plain data that [`read`] makes of Markdown; here it
//! also becomes a PDF.

mod bind;
mod brick;
mod flow;
mod inline;
mod lay;
mod monospaced;
mod prose;
mod read;
mod widths;

use std::collections::BTreeSet;

use crate::print::page::Paper;
use crate::print::paginate::Tell;
use crate::print::pdf::{Bound, Mark, PrintFault, Printed, set};
use crate::print::unprintable::{See, Worded};
use crate::print::{Font, MARK, Metrics, Page};
pub use read::Unread;

/// A text for reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    /// 民政 minzheng 使用手册
    pub title: String,
    /// Which one it is, as it stands at the foot of each page: `minzheng 0.2.0`.
    pub edition: String,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A piece of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The heading of a section, or of a part of it.
    Heading {
        /// 2 for a section, 3 for a part.
        level: usize,
        /// The heading.
        text: String,
    },
    /// A paragraph, or a part of an item of a list.
    Paragraph {
        /// In how many lists it stands.
        depth: usize,
        /// What stands before it: it begins an item.
        item: Option<Item>,
        /// What it says.
        prose: Prose,
    },
    /// A table; its first row are the heads.
    Table {
        /// The rows, each with as many cells as the first.
        rows: Vec<Vec<Prose>>,
    },
    /// Lines that stand as they are typed.
    Code {
        /// In how many lists they stand.
        depth: usize,
        /// The lines.
        lines: Vec<String>,
    },
    /// Where the table of contents stands, which ends its page.
    Contents,
}

/// What begins an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A point.
    Point,
    /// Its number, with what follows that: `1.`.
    Number(String),
}

/// Running text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// Its parts, from left to right.
    pub spans: Vec<Span>,
}

/// A part of running text that looks alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Printed heavier.
    pub strong: bool,
    /// To be typed, or to be seen on the screen, as it is.
    pub code: bool,
    /// The heading of this book to which it leads, by its anchor.
    pub to: Option<String>,
}

impl Prose {
    /// The text alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// A heading as links name it: letters and digits, `-` for blanks.
#[must_use]
pub fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|ch| ch.is_alphanumeric() || [' ', '-', '_'].contains(ch));
    kept.map(|ch| if ch == ' ' { '-' } else { ch.to_ascii_lowercase() }).collect()
}

impl Book {
    /// Reads Markdown, as much of it as the manual uses.
    ///
    /// # Errors
    /// [`Unread`] where something stands that is not known here.
    pub fn read(markdown: &str, edition: &str) -> Result<Book, Unread> {
        let (title, blocks) = read::read(markdown)?;
        Ok(Book { title, edition: edition.to_owned(), blocks })
    }

    /// The headings: level and text.
    pub fn headings(&self) -> impl Iterator<Item = (usize, &str)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading { level, text } => Some((*level, text.as_str())),
            _ => None,
        })
    }

    /// The book on its pages.
    #[must_use]
    pub fn paginate(&self, metrics: &dyn Metrics, paper: Paper) -> Vec<Page> {
        bind::bind(self, metrics, paper).0
    }

    /// The same book with a last paragraph on the characters that are printed as [`MARK`], if there are any.
    fn told(&self, lacking: &[char]) -> Book {
        let mut told = self.clone();
        if !lacking.is_empty() {
            let named: Vec<String> = lacking.iter().map(|ch| format!("U+{:04X}", u32::from(*ch))).collect();
            let text = format!("注: 字体没有的字印作 {MARK}: {}; 从 PDF 里复制出来的仍是原来的字。", named.join(" "));
            let prose = Prose { spans: vec![Span { text, ..Span::default() }] };
            told.blocks.push(Block::Paragraph { depth: 0, item: None, prose });
        }
        told
    }

    /// The book as PDF on A4 upright, with bookmarks. The same book and font give the same bytes; characters that no font here has are
    /// told of as with tables.
    ///
    /// # Errors
    /// [`PrintFault`] when the font cannot be embedded, or `tell` stops it.
    pub fn pdf(&self, font: &Font, tell: &Tell<'_>) -> Result<Printed, PrintFault> {
        set(self, font, tell, |typeface, characters: &BTreeSet<char>| {
            let lacking: Vec<char> = characters.iter().copied().filter(|ch| !typeface.has(*ch)).collect();
            let told = self.told(&lacking);
            let paper = Paper::A4_PORTRAIT;
            let (pages, places) = bind::bind(&told, typeface, paper);
            let marks = told.headings().zip(places).map(|((level, text), place)| Mark {
                level,
                title: text.to_owned(),
                page: place.page,
                top: Some(place.top),
            });
            let marks = marks.collect();
            Ok(Bound { title: told.title, pages, paper, marks })
        })
    }
}

impl Worded for Book {
    fn visit(&self, see: &mut See<'_>) {
        let mut section = self.title.as_str();
        see(&|| "书名".to_owned(), &self.title);
        see(&|| "版本".to_owned(), &self.edition);
        for block in &self.blocks {
            if let Block::Heading { text, .. } = block {
                section = text;
            }
            let place = || format!("《{}》{section}", self.title);
            match block {
                Block::Heading { text, .. } => see(&place, text),
                Block::Paragraph { item, prose, .. } => {
                    if let Some(Item::Number(number)) = item {
                        see(&place, number);
                    }
                    see(&place, &prose.text());
                }
                Block::Table { rows } => rows.iter().flatten().for_each(|cell| see(&place, &cell.text())),
                Block::Code { lines, .. } => lines.iter().for_each(|line| see(&place, line)),
                Block::Contents => see(&place, lay::CONTENTS),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_linked_to_by_its_letters() {
        assert_eq!(anchor("低保: 从新增到停发"), "低保-从新增到停发");
        assert_eq!(anchor("便携版 (U 盘)"), "便携版-u-盘");
        assert_eq!(anchor("特困, 两补, 核查"), "特困-两补-核查");
    }
}
