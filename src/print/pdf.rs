//! Pages written as PDF: the file's structure, the pages' contents, bookmarks. It knows pages, not tables; fonts are embedded by
//! the module beside it.

use std::collections::BTreeSet;

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::{AnnotationType, TextRenderingMode};
use pdf_writer::writers::Destination;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use thiserror::Error;

use crate::print::font::{FontFile, Typeface};
use crate::print::page::{Block, Page, Paper, Rule, Run, Shade};
use crate::print::paginate::{Tell, paginate_told};
use crate::print::pdf_font::Embedding;
use crate::print::unprintable::Worded;
use crate::print::{Document, Font, clean, unprintable};

/// Why a document could not be made into a PDF.
#[derive(Debug, Error)]
pub enum PrintFault {
    /// There is no table in the document.
    #[error("没有可打印的表。")]
    Nothing,
    /// Whoever waits for it waits no more.
    #[error("已停止排版")]
    Stopped,
    /// The font's file is damaged in a part that is needed for embedding.
    #[error("字体 {name} 无法嵌入 PDF({why})。请在设置中用 font 换一个中文字体文件。")]
    Font {
        /// The font's name.
        name: String,
        /// What went wrong.
        why: String,
    },
}

/// A document as PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// How many sheets of paper it takes.
    pub sheets: usize,
    /// For the clerk, one line each: the texts with characters that no font here has, or that must not be printed; each such
    /// character is printed as □.
    pub warnings: Vec<String>,
}

/// The document as PDF on A4 on its side. The font's glyphs that are used are embedded, and text copied out of the file is the
/// text that was put in. The same document and font give the same bytes. Characters the font lacks are taken from another font
/// of the known places; what none has is printed as □, and named in the warnings and beneath its table, for a payment roll with one rare name must
/// still be printed.
///
/// # Errors
/// [`PrintFault`] when there is no table, the font cannot be embedded, or `tell` stops it.
pub fn pdf(document: &Document, font: &Font, tell: &Tell<'_>) -> Result<Printed, PrintFault> {
    if document.tables.is_empty() {
        return Err(PrintFault::Nothing);
    }
    set(document, font, tell, |typeface, characters| {
        let told = unprintable::tell(document, characters, typeface);
        let document = told.as_ref().unwrap_or(document);
        let paper = Paper::A4_LANDSCAPE;
        let pages = paginate_told(document, typeface, paper, tell).ok_or(PrintFault::Stopped)?;
        let first_of = |table: usize| pages.iter().position(|page| page.table == Some(table));
        let named = document.bookmarks().into_iter();
        let marks: Vec<Mark> = named
            .filter_map(|(at, name)| {
                Some(Mark { level: 0, title: clean(name).into_owned(), page: first_of(at)?, top: None })
            })
            .collect();
        let marks = if marks.len() < 2 { Vec::new() } else { marks };
        Ok(Bound { title: clean(document.title()).into_owned(), pages, paper, marks })
    })
}

/// Pages ready to be written.
pub(crate) struct Bound {
    /// The PDF's title.
    pub title: String,
    pub pages: Vec<Page>,
    pub paper: Paper,
    /// In the order of the pages.
    pub marks: Vec<Mark>,
}

/// A bookmark.
pub(crate) struct Mark {
    /// How deep it stands beneath the one before it.
    pub level: usize,
    pub title: String,
    /// The place of its page among the pages.
    pub page: usize,
    /// How far down it leads; the whole page without.
    pub top: Option<i32>,
}

/// Finds the faces for all that is printed, has the pages made with them, and writes those.
pub(crate) fn set(
    printed: &dyn Worded,
    font: &Font,
    tell: &Tell<'_>,
    make: impl FnOnce(&Typeface<'_>, &BTreeSet<char>) -> Result<Bound, PrintFault>,
) -> Result<Printed, PrintFault> {
    let mut characters = unprintable::collect(printed);
    characters.extend(unprintable::OWN.chars());
    let others = font.cover(characters.iter().copied());
    let files: Vec<&FontFile> = std::iter::once(font.file()).chain(&others).collect();
    let typeface = Typeface::new(files.iter().copied());
    let warnings = unprintable::warn(printed, &characters, &typeface);
    let bound = make(&typeface, &characters)?;
    let bytes = Writer::new(&typeface).write(&bound, &files, tell)?;
    Ok(Printed { bytes, sheets: bound.pages.len(), warnings })
}

/// How hard streams are compressed: beyond this the time doubles for a few percent.
const COMPRESSION: u8 = 4;

struct Writer<'f> {
    pdf: Pdf,
    next: Ref,
    typeface: &'f Typeface<'f>,
    embedding: Embedding<'f>,
}

impl<'f> Writer<'f> {
    fn new(typeface: &'f Typeface<'f>) -> Self {
        Writer { pdf: Pdf::new(), next: Ref::new(1), typeface, embedding: Embedding::new(typeface) }
    }

    fn write(mut self, bound: &Bound, files: &[&FontFile], tell: &Tell<'_>) -> Result<Vec<u8>, PrintFault> {
        let (catalog, tree, info) = (self.next.bump(), self.next.bump(), self.next.bump());
        let of = 2 * bound.pages.len();
        let wanted = |done: usize| if tell(done, of) { Ok(()) } else { Err(PrintFault::Stopped) };
        let mut contents = Vec::with_capacity(bound.pages.len());
        for page in &bound.pages {
            wanted(contents.len())?;
            contents.push(self.write_content(page, bound.paper));
        }
        let fonts: Vec<Ref> = self.embedding.faces().map(|_| self.next.bump()).collect();
        let ids: Vec<Ref> = bound.pages.iter().map(|_| self.next.bump()).collect();
        for (at, ((content, page), id)) in contents.iter().zip(&bound.pages).zip(&ids).enumerate() {
            wanted(contents.len() + at)?;
            let links = self.write_links(page, bound, &ids);
            self.write_page(*id, tree, content, &fonts, bound.paper, &links);
        }
        self.pdf.pages(tree).kids(ids.iter().copied()).count(count(ids.len()));
        for (at, id) in fonts.iter().enumerate() {
            let file = files[self.embedding.face_of(at)];
            self.embedding
                .write(&mut self.pdf, &mut self.next, *id, at, file)
                .map_err(|why| PrintFault::Font { name: file.name.clone(), why })?;
        }
        let outline = self.write_outline(bound, &ids);
        let mut root = self.pdf.catalog(catalog);
        root.pages(tree).lang(TextStr("zh-CN"));
        root.viewer_preferences().display_doc_title(true);
        if let Some(outline) = outline {
            root.outlines(outline);
        }
        root.finish();
        self.pdf.document_info(info).title(TextStr(&bound.title)).producer(TextStr("minzheng"));
        Ok(self.pdf.finish())
    }

    fn write_page(&mut self, id: Ref, tree: Ref, content: &[u8], fonts: &[Ref], paper: Paper, links: &[Ref]) {
        let stream = self.next.bump();
        let mut page = self.pdf.page(id);
        page.media_box(Rect::new(0.0, 0.0, points(paper.width), points(paper.height)));
        page.parent(tree).contents(stream);
        if !links.is_empty() {
            page.annotations(links.iter().copied());
        }
        let mut resources = page.resources();
        let mut named = resources.fonts();
        for (at, font) in fonts.iter().enumerate() {
            named.pair(Name(font_name(at).as_bytes()), *font);
        }
        named.finish();
        resources.finish();
        page.finish();
        self.pdf.stream(stream, &compress_to_vec_zlib(content, COMPRESSION)).filter(Filter::FlateDecode);
    }

    /// What leads from a page to bookmarks.
    fn write_links(&mut self, page: &Page, bound: &Bound, ids: &[Ref]) -> Vec<Ref> {
        let mut written = Vec::new();
        for link in &page.links {
            let Some(mark) = bound.marks.get(link.to) else { continue };
            let (id, height) = (self.next.bump(), bound.paper.height);
            let mut area = self.pdf.annotation(id);
            let (top, bottom) = (points(height - link.y.start), points(height - link.y.end));
            area.subtype(AnnotationType::Link).border(0.0, 0.0, 0.0, None);
            area.rect(Rect::new(points(link.x.start), bottom, points(link.x.end), top));
            lead(area.insert(Name(b"Dest")).start(), mark, bound.paper, ids);
            written.push(id);
        }
        written
    }

    fn write_outline(&mut self, bound: &Bound, ids: &[Ref]) -> Option<Ref> {
        let marks = &bound.marks;
        if marks.is_empty() {
            return None;
        }
        let outline = self.next.bump();
        let items: Vec<Ref> = marks.iter().map(|_| self.next.bump()).collect();
        let above = |at: usize| (0..at).rev().find(|before| marks[*before].level < marks[at].level);
        let beneath = |parent| (0..marks.len()).filter(|at| above(*at) == parent).collect::<Vec<_>>();
        for (at, mark) in marks.iter().enumerate() {
            let parent = above(at);
            let beside = beneath(parent);
            let place = beside.iter().position(|one| *one == at).unwrap_or(0);
            let mut item = self.pdf.outline_item(items[at]);
            item.title(TextStr(&mark.title)).parent(parent.map_or(outline, |at| items[at]));
            if place > 0 {
                item.prev(items[beside[place - 1]]);
            }
            if let Some(next) = beside.get(place + 1) {
                item.next(items[*next]);
            }
            let children = beneath(Some(at));
            if let (Some(first), Some(last)) = (children.first(), children.last()) {
                item.first(items[*first]).last(items[*last]).count(-count(children.len()));
            }
            lead(item.dest(), mark, bound.paper, ids);
        }
        let top = beneath(None);
        let (first, last) = (*top.first()?, *top.last()?);
        self.pdf.outline(outline).first(items[first]).last(items[last]).count(count(top.len()));
        Some(outline)
    }

    fn write_content(&mut self, page: &Page, paper: Paper) -> Vec<u8> {
        let mut content = Content::with_capacity(64 << 10);
        draw_blocks(&mut content, &page.blocks, paper);
        draw_rules(&mut content, &page.rules, paper);
        content.begin_text();
        let mut state = State::default();
        for run in &page.runs {
            self.show(&mut content, &mut state, run, paper);
        }
        content.end_text();
        content.finish().into_vec()
    }

    /// Shows a run, changing fonts where a glyph comes from another file.
    fn show(&mut self, content: &mut Content, state: &mut State, run: &Run, paper: Paper) {
        state.set_strength(content, run);
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, points(run.x), points(paper.height - run.y)]);
        let mut piece: Vec<u8> = Vec::with_capacity(run.text.len() * 2);
        let mut set = None;
        for ch in run.text.chars() {
            let glyph = self.typeface.glyph(ch);
            let shown = self.embedding.use_glyph(glyph, ch);
            if set.is_some_and(|set| set != shown.font) || !shown.is_itself {
                show_piece(content, &mut piece);
            }
            if set != Some(shown.font) {
                state.set_font(content, shown.font, run.size);
                set = Some(shown.font);
            }
            if shown.is_itself {
                piece.extend(shown.id.to_be_bytes());
                continue;
            }
            // The glyph is copied as another character: what stands here is said beside it.
            let mut kept = [0; 4];
            let text = ch.encode_utf8(&mut kept);
            content.begin_marked_content_with_properties(Name(b"Span")).properties().actual_text(TextStr(text));
            content.show(Str(&shown.id.to_be_bytes()));
            content.end_marked_content();
        }
        show_piece(content, &mut piece);
    }
}

/// Where a bookmark leads.
fn lead(to: Destination<'_>, mark: &Mark, paper: Paper, ids: &[Ref]) {
    let Some(page) = ids.get(mark.page) else { return };
    match mark.top {
        Some(top) => to.page(*page).xyz(0.0, points(paper.height - top), None),
        None => to.page(*page).fit(),
    }
}

fn count(len: usize) -> i32 {
    i32::try_from(len).unwrap_or(i32::MAX)
}

fn show_piece(content: &mut Content, piece: &mut Vec<u8>) {
    if !piece.is_empty() {
        content.show(Str(piece));
        piece.clear();
    }
}

/// What is set in a page's content, so that it is not set again.
#[derive(Default)]
struct State {
    font: Option<(usize, i32)>,
    strong: i32,
}

impl State {
    fn set_font(&mut self, content: &mut Content, font: usize, size: i32) {
        if self.font != Some((font, size)) {
            content.set_font(Name(font_name(font).as_bytes()), points(size));
            self.font = Some((font, size));
        }
    }

    /// Heavier type: outlines are stroked as well as filled, by a fortieth of the size.
    fn set_strength(&mut self, content: &mut Content, run: &Run) {
        let strong = if run.strong { run.size / 40 } else { 0 };
        if strong != self.strong {
            let mode = if run.strong { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill };
            content.set_text_rendering_mode(mode);
            content.set_line_width(points(strong));
            self.strong = strong;
        }
    }
}

fn draw_blocks(content: &mut Content, blocks: &[Block], paper: Paper) {
    if blocks.is_empty() {
        return;
    }
    content.save_state();
    // 0 is black.
    for (shade, grey) in [(Shade::Ground, 0.92), (Shade::Bar, 0.45), (Shade::Ink, 0.0)] {
        let mut same = blocks.iter().filter(|block| block.shade == shade).peekable();
        if same.peek().is_none() {
            continue;
        }
        content.set_fill_gray(grey);
        for Block { x, y, .. } in same {
            let (width, height) = (points(x.end - x.start), points(y.end - y.start));
            content.rect(points(x.start), points(paper.height - y.end), width, height);
        }
        content.fill_nonzero();
    }
    content.restore_state();
}

fn draw_rules(content: &mut Content, rules: &[Rule], paper: Paper) {
    let mut thicknesses: Vec<i32> = rules.iter().map(|rule| rule.thickness).collect();
    thicknesses.sort_unstable();
    thicknesses.dedup();
    content.set_line_cap(pdf_writer::types::LineCapStyle::ProjectingSquareCap);
    for thickness in thicknesses {
        content.set_line_width(points(thickness));
        for rule in rules.iter().filter(|rule| rule.thickness == thickness) {
            content.move_to(points(rule.from.0), points(paper.height - rule.from.1));
            content.line_to(points(rule.to.0), points(paper.height - rule.to.1));
        }
        content.stroke();
    }
}

fn font_name(at: usize) -> String {
    format!("F{at}")
}

/// Thousandths of a point as points, to a hundredth: finer than any printer, and shorter to write.
#[allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "the writer of PDF takes points as f32; layout is exact before this"
)]
pub(crate) fn points(thousandths: i32) -> f32 {
    ((thousandths + 5) / 10) as f32 / 100.0
}
