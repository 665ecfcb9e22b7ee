//! A document on its pages: cover, contents, each table's pages, and the numbers on them.

use crate::print::grid::Grid;
use crate::print::page::{Page, Paper, Place, Stand, Type};
use crate::print::{Cover, Document, Metrics, clean};

/// Hears how many pages are laid out, then how many of them are written (done, of; of 0 where nobody knows yet); false stops it.
pub type Tell<'t> = dyn Fn(usize, usize) -> bool + 't;

/// The pages of a document. Tables begin on new pages; their pages are numbered through the document, those of a part within it;
/// cover and contents are not counted; the further sheets of a page carry its number and 续表. No text is cut and none leaves its cell: lines that do not
/// fit go on beneath, columns that do not fit on a further sheet.
#[must_use]
pub fn paginate(document: &Document, metrics: &dyn Metrics, paper: Paper) -> Vec<Page> {
    paginate_told(document, metrics, paper, &|_, _| true).unwrap_or_default()
}

/// The same, told as it goes on; none where `tell` stops it.
pub(crate) fn paginate_told(
    document: &Document,
    metrics: &dyn Metrics,
    paper: Paper,
    tell: &Tell<'_>,
) -> Option<Vec<Page>> {
    let mut pages = Vec::new();
    let (mut firsts, mut number) = (Vec::new(), 0);
    for (table, printed) in document.tables.iter().enumerate() {
        firsts.push(number + 1);
        let before = pages.len();
        for mut page in Grid::new(printed, metrics, paper).draw(&|drawn| tell(before + drawn, 0))? {
            number += usize::from(page.sheet == 0);
            page.number = Some(number);
            page.table = Some(table);
            pages.push(page);
        }
    }
    let sheets = pages.iter().map(|page| page.sheet).max().unwrap_or(0);
    let table_of = |page: &Page| page.table.and_then(|table| document.tables.get(table));
    let part_of = |page: &Page| table_of(page).and_then(|table| table.part.as_ref());
    for together in pages.chunk_by_mut(|a, b| part_of(a) == part_of(b)) {
        let apart = together.first().is_some_and(|page| part_of(page).is_some());
        let before = if apart { together.first().and_then(|page| page.number).map_or(0, |first| first - 1) } else { 0 };
        let of = if apart { together.last().and_then(|page| page.number).unwrap_or(before) - before } else { number };
        for page in together {
            let printed_on = table_of(page).map_or("", |table| table.printed_on.as_str());
            let label = page.number.map(|number| name_page(number - before, of, page.sheet, sheets));
            number_page(page, label, printed_on, metrics, paper);
        }
    }
    let mut front: Vec<Page> = document.cover.iter().map(|cover| draw_cover(cover, metrics, paper)).collect();
    if document.contents {
        front.extend(draw_contents(document, &firsts, metrics, paper));
    }
    front.extend(pages);
    Some(front)
}

fn name_page(number: usize, of: usize, sheet: usize, sheets: usize) -> String {
    match sheet {
        0 => format!("第 {number} 页 共 {of} 页"),
        _ if sheets == 1 => format!("第 {number} 页(续表) 共 {of} 页"),
        _ => format!("第 {number} 页(续表{sheet}) 共 {of} 页"),
    }
}

fn number_page(page: &mut Page, label: Option<String>, printed_on: &str, metrics: &dyn Metrics, paper: Paper) {
    let Some(label) = label else { return };
    let kind = Type::new(9000, Place::PageNumber);
    let top = paper.height - paper.margin - kind.line_height();
    let line = paper.line();
    page.write(&label, line.clone(), top, Stand::Middle, kind, metrics);
    if !printed_on.is_empty() {
        page.write(&format!("打印日期: {}", clean(printed_on)), line, top, Stand::Right, kind, metrics);
    }
}

fn draw_cover(cover: &Cover, metrics: &dyn Metrics, paper: Paper) -> Page {
    let mut page = Page::default();
    let line = paper.line();
    let size = [30_000, 26_000, 22_000, 18_000]
        .into_iter()
        .find(|size| metrics.width(&cover.title, *size) <= line.end - line.start);
    let title = Type { strong: true, ..Type::new(size.unwrap_or(18_000), Place::Front) };
    let mut y = paper.height * 3 / 10;
    y += page.write_lines(&clean(&cover.title), line.clone(), y, Stand::Middle, title, metrics);
    y += 36_000;
    let kind = Type::new(16_000, Place::Front);
    y += page.write_lines(&clean(&cover.period), line.clone(), y, Stand::Middle, kind, metrics);
    y += 36_000;
    let small = Type::new(11_000, Place::Front);
    for note in &cover.notes {
        y += page.write_lines(&clean(note), line.clone(), y, Stand::Middle, small, metrics) + 6000;
    }
    y = y.max(paper.height * 7 / 10);
    for text in [&cover.office, &cover.printed_on] {
        y += page.write_lines(&clean(text), line.clone(), y, Stand::Middle, kind, metrics) + 6000;
    }
    page
}

fn draw_contents(document: &Document, firsts: &[usize], metrics: &dyn Metrics, paper: Paper) -> Vec<Page> {
    let (head, kind) = (Type { strong: true, ..Type::new(18_000, Place::Front) }, Type::new(11_000, Place::Front));
    let line = paper.line();
    let inset = line.start + 80_000..line.end - 80_000;
    let mut pages: Vec<Page> = Vec::new();
    let mut y = paper.height;
    let named = document.contents().into_iter().filter_map(|(at, title)| Some((title, firsts.get(at)?)));
    for (at, (title, first)) in named.enumerate() {
        if y + 3 * kind.line_height() > paper.height - paper.margin {
            let mut page = Page::default();
            y = paper.margin + 20_000;
            y += page.write_lines("目    录", line.clone(), y, Stand::Middle, head, metrics) + 20_000;
            pages.push(page);
        }
        let Some(page) = pages.last_mut() else { continue };
        let title = format!("{}  {}", at + 1, clean(title));
        y += page.write_entry((&title, &first.to_string()), inset.clone(), y, kind, metrics);
        y += 9000;
    }
    pages
}
