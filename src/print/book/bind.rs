//! A book on its pages, with what stands above and below each.

use super::brick::Spot;
use super::{Book, flow, lay};
use crate::print::Metrics;
use crate::print::page::{Page, Paper, Place, Stand, Type};

const SMALL: i32 = 9000;
const RULE: i32 = 350;

/// The book on its pages, and where its headings stand.
pub(super) fn bind(book: &Book, metrics: &dyn Metrics, paper: Paper) -> (Vec<Page>, Vec<Spot>) {
    // Only when it is known where headings stand can the contents say so; the numbers change no height.
    let (_, spots) = flow::fill(&lay::bricks(book, &[], metrics, paper), paper);
    let (mut pages, _) = flow::fill(&lay::bricks(book, &spots, metrics, paper), paper);
    let of = pages.len();
    for (at, (page, running)) in pages.iter_mut().enumerate() {
        page.number = Some(at + 1);
        let line = paper.line();
        let kind = Type::new(SMALL, Place::PageNumber);
        let top = paper.height - paper.margin - kind.line_height();
        page.write(&format!("第 {} 页 共 {of} 页", at + 1), line.clone(), top, Stand::Middle, kind, metrics);
        page.write(&book.edition, line.clone(), top, Stand::Right, kind, metrics);
        if at > 0 {
            let kind = Type::new(SMALL, Place::Running);
            page.write(&book.title, line.clone(), paper.margin, Stand::Left, kind, metrics);
            page.write(running, line.clone(), paper.margin, Stand::Right, kind, metrics);
            page.rule_across(line, paper.margin + kind.line_height() + 2000, RULE);
        }
    }
    (pages.into_iter().map(|(page, _)| page).collect(), spots)
}
