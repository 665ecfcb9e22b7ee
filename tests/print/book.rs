//! The manual on paper: all of it is read, as any reader of Markdown would read it, and all of it is printed within its margins.

use std::collections::BTreeSet;

use crate::file::read_back;
use crate::pages::{Usual, check_on};
use minzheng::print::book::{Block, Item, Prose, anchor};
use minzheng::print::{Book, Font, Metrics, Page, Paper, Place, Printed};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

const TEXT: &str = include_str!("../../docs/manual.md");
const PAPER: Paper = Paper::A4_PORTRAIT;

fn manual() -> Book {
    Book::read(TEXT, "minzheng 1.2.3").unwrap_or_else(|fault| panic!("docs/manual.md: {fault}"))
}

fn print(book: &Book) -> Printed {
    let font = Font::find(None).unwrap_or_else(|fault| panic!("{fault}"));
    book.pdf(&font, &|_, _| true).unwrap()
}

/// A text without its blanks: where a line of the file ends, Chinese has none and English has one.
fn bare(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// What a reader of all Markdown reads: a line for each heading, paragraph, row and piece of code, with marks for what is strong, code, or a link.
fn as_markdown(text: &str) -> Vec<String> {
    let (mut told, mut line, mut lists) = (Vec::new(), String::new(), Vec::<Option<u64>>::new());
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => line = format!("{level}:"),
            Event::Start(Tag::List(first)) => {
                end(&mut told, &mut line);
                lists.push(first);
            }
            Event::Start(Tag::Item) => {
                let number = lists.last_mut().unwrap();
                let item = number.map_or("-".to_owned(), |number| format!("{number}."));
                number.iter_mut().for_each(|number| *number += 1);
                line = format!("{}{item}:", lists.len());
            }
            Event::Start(Tag::Paragraph) if line.is_empty() => line = format!("{}:", lists.len()),
            Event::Start(Tag::Paragraph | Tag::Table(_)) => {}
            Event::Start(Tag::TableHead | Tag::TableRow) => line = "表:".to_owned(),
            Event::Start(Tag::TableCell) => line.push('|'),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                end(&mut told, &mut line);
                line = format!("码{}:", lists.len());
            }
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => line.push_str("**"),
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with('#') => {
                line.push_str(&format!("[{dest_url}]"))
            }
            Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) => {}
            Event::Code(code) => line.push_str(&format!("`{code}`")),
            Event::Text(text) => line.push_str(&text),
            Event::SoftBreak => {}
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::End(TagEnd::Table | TagEnd::TableCell) => {}
            Event::End(_) => end(&mut told, &mut line),
            other => panic!("the manual uses what the printing does not know: {other:?}"),
        }
    }
    told
}

fn end(told: &mut Vec<String>, line: &mut String) {
    if !line.is_empty() {
        told.push(bare(line));
        line.clear();
    }
}

/// The same of what was read for printing.
fn as_book(book: &Book) -> Vec<String> {
    let mut told = vec![bare(&format!("h1:{}", book.title))];
    for block in &book.blocks {
        match block {
            Block::Heading { level, text } => told.push(bare(&format!("h{level}:{text}"))),
            Block::Paragraph { depth, item, prose } => {
                let item = match item {
                    Some(Item::Point) => "-",
                    Some(Item::Number(number)) => number,
                    None => "",
                };
                told.push(bare(&format!("{depth}{item}:{}", marked(prose))));
            }
            Block::Table { rows } => {
                let cells = |row: &Vec<Prose>| row.iter().map(|cell| format!("|{}", marked(cell))).collect::<String>();
                told.extend(rows.iter().map(|row| bare(&format!("表:{}", cells(row)))));
            }
            Block::Code { depth, lines } => told.push(bare(&format!("码{depth}:{}", lines.concat()))),
            Block::Contents => told.push("目录".to_owned()),
        }
    }
    told
}

fn marked(prose: &Prose) -> String {
    let (mut text, mut strong) = (String::new(), false);
    for span in &prose.spans {
        if span.strong != strong {
            text.push_str("**");
            strong = span.strong;
        }
        text.push_str(&span.to.as_ref().map(|to| format!("[#{to}]")).unwrap_or_default());
        text.push_str(&if span.code { format!("`{}`", span.text) } else { span.text.clone() });
    }
    text + if strong { "**" } else { "" }
}

#[test]
fn the_manual_is_read_as_any_reader_of_markdown_reads_it() {
    let (read, all) = (as_book(&manual()), as_markdown(TEXT));
    for (read, meant) in read.iter().zip(&all) {
        if read == "目录" {
            assert!(meant.starts_with("0:目录:["), "{meant}");
        } else {
            assert_eq!(read, meant);
        }
    }
    assert_eq!(read.len(), all.len());
}

#[test]
fn every_link_of_the_manual_leads_to_a_heading() {
    let book = manual();
    let anchors: BTreeSet<String> = book.headings().map(|(_, text)| anchor(text)).collect();
    assert_eq!(anchors.len(), book.headings().count(), "two headings have one anchor");
    let links = TEXT.split("](#").skip(1).map(|rest| rest.split(')').next().unwrap());
    for link in links {
        assert!(anchors.contains(link), "[…](#{link})");
    }
}

#[test]
fn all_of_the_manual_is_printed_within_its_margins() {
    let book = manual();
    let pages = book.paginate(&Usual, PAPER);
    for page in &pages {
        check_on(page, PAPER);
        let inside = |x: &std::ops::Range<i32>| x.start >= PAPER.margin && x.end <= PAPER.width - PAPER.margin;
        assert!(page.blocks.iter().all(|block| inside(&block.x)), "{:?}", page.blocks);
        assert!(page.rules.iter().all(|rule| inside(&(rule.from.0..rule.to.0))), "{:?}", page.rules);
    }
    let printed = |place: &dyn Fn(Place) -> bool| -> String {
        pages.iter().flat_map(|page| &page.runs).filter(|run| place(run.place)).map(|run| bare(&run.text)).collect()
    };
    let headings: String = book.headings().map(|(_, text)| bare(text)).collect();
    assert_eq!(printed(&|place| place == Place::Heading), headings);
    let prose = printed(&|place| place == Place::Prose);
    for block in &book.blocks {
        if let Block::Paragraph { prose: text, .. } = block {
            assert!(prose.contains(&bare(&text.text())), "{}", text.text());
        }
    }
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|ch| *ch != '─').collect();
        letters.sort_unstable();
        letters
    };
    // Cells stand beside each other, so it is counted: what is there more are the heads of tables on further pages.
    let mut more = letters(&prose).into_iter().peekable();
    let all: String = book.blocks.iter().map(all_of).collect();
    for ch in letters(&bare(&all)) {
        while more.peek().is_some_and(|printed| *printed < ch) {
            more.next();
        }
        assert_eq!(more.next(), Some(ch), "a {ch} is not printed");
    }
}

fn all_of(block: &Block) -> String {
    match block {
        Block::Heading { .. } | Block::Contents => String::new(),
        Block::Paragraph { item: Some(Item::Number(number)), prose, .. } => format!("{number}{}", prose.text()),
        Block::Paragraph { prose, .. } => prose.text(),
        Block::Table { rows } => rows.iter().flatten().map(Prose::text).collect(),
        Block::Code { lines, .. } => lines.concat(),
    }
}

#[test]
fn the_contents_say_on_which_page_a_heading_stands() {
    let book = manual();
    let pages = book.paginate(&Usual, PAPER);
    let contents: Vec<&str> = pages
        .iter()
        .flat_map(|page| &page.runs)
        .filter(|run| run.place == Place::Front)
        .map(|run| run.text.as_str())
        .collect();
    let (mut entries, mut linked) = (contents.iter(), pages.iter().flat_map(|page| &page.links));
    for (at, (_, text)) in book.headings().enumerate() {
        assert!(entries.any(|entry| *entry == text), "{text}");
        let number: usize = entries.find(|entry| !entry.starts_with('.')).unwrap().parse().unwrap();
        let heads = |run: &minzheng::print::Run| run.place == Place::Heading && run.text == text;
        assert!(pages[number - 1].runs.iter().any(heads), "{text} on page {number}");
        assert_eq!(linked.next().unwrap().to, at);
    }
}

#[test]
fn each_page_has_its_number_and_its_section() {
    let pages = manual().paginate(&Usual, PAPER);
    assert!((15..60).contains(&pages.len()), "{} pages", pages.len());
    for (at, page) in pages.iter().enumerate() {
        let has = |text: &str| page.runs.iter().any(|run| run.text == text);
        assert!(has(&format!("第 {} 页 共 {} 页", at + 1, pages.len())) && has("minzheng 1.2.3"));
        assert!(at == 0 || has("民政 minzheng 使用手册"), "page {}", at + 1);
    }
    let of = |page: &Page| {
        page.runs.iter().filter(|run| run.place == Place::Running).nth(1).map_or(String::new(), |run| run.text.clone())
    };
    let mut begun = String::new();
    let book = manual();
    let sections: BTreeSet<&str> = book.headings().filter(|(level, _)| *level == 2).map(|(_, text)| text).collect();
    for (at, page) in pages.iter().enumerate() {
        let prose = |run: &&minzheng::print::Run| matches!(run.place, Place::Heading | Place::Prose);
        let first = page.runs.iter().find(prose).filter(|run| sections.contains(run.text.as_str()));
        let section = first.map_or(begun.clone(), |run| run.text.clone());
        assert!(at == 0 || of(page) == section, "page {}: {} and not {section}", at + 1, of(page));
        let last = page.runs.iter().rfind(|run| run.place == Place::Heading && sections.contains(run.text.as_str()));
        begun = last.map_or(begun, |run| run.text.clone());
    }
    assert_eq!(begun, "示范业务库");
}

#[test]
fn the_file_is_the_same_each_time_and_is_read_back() {
    let book = manual();
    let printed = print(&book);
    assert_eq!(printed.bytes, print(&book).bytes);
    assert_eq!(printed.warnings, [""; 0]);
    let all = bare(&read_back(&printed).concat());
    for (_, text) in book.headings() {
        assert!(all.matches(&bare(text)).count() >= 2, "{text} as heading and in the contents");
    }
    let marks = printed.bytes.windows(6).filter(|part| part == b"/Title").count();
    assert_eq!(marks, book.headings().count() + 1, "bookmarks, and the title");
}

#[test]
fn what_no_font_has_is_told_and_named_at_the_end() {
    let printed = print(&Book::read("# 书\n\n## 甲\n\n生僻字\u{E9F4}\n", "1").unwrap());
    assert!(printed.warnings.iter().any(|w| w.contains("《书》甲") && w.contains("U+E9F4")), "{:?}", printed.warnings);
    let all = bare(&read_back(&printed).concat());
    assert!(all.contains("生僻字\u{E9F4}") && all.contains("印作□:U+E9F4"), "{all}");
}

#[test]
fn a_row_that_no_page_holds_goes_on_with_its_heads_above() {
    let long = "很长的一格, ".repeat(2000);
    let book = Book::read(&format!("# 书\n\n| 头 | 尾 |\n|---|---|\n| 甲 | {long} |\n| 乙 | 丙 |\n"), "1").unwrap();
    let pages = book.paginate(&Usual, PAPER);
    assert!(pages.len() > 2);
    for page in &pages {
        check_on(page, PAPER);
        assert_eq!(page.runs.iter().filter(|run| run.text == "头").count(), 1);
    }
    assert!(Usual.width(&long, 9000) > PAPER.width);
}
