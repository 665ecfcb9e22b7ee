//! The PDF file itself, read back: text copied out of it is the text that was put in, whatever font the machine has.

use std::collections::HashMap;

use crate::samples::{monthly, roll};
use minzheng::print::{Document, Font, PrintCell, PrintColumn, PrintRow, Printed, Table, pdf};

/// The unpacked streams of a file, in its order.
fn unpack(bytes: &[u8]) -> Vec<Vec<u8>> {
    let find =
        |from: usize, what: &[u8]| bytes[from..].windows(what.len()).position(|part| part == what).map(|at| from + at);
    let (mut streams, mut from) = (Vec::new(), 0);
    while let Some(start) = find(from, b"\nstream\n") {
        let end = find(start, b"\nendstream").unwrap();
        streams.push(miniz_oxide::inflate::decompress_to_vec_zlib(&bytes[start + 8..end]).unwrap());
        from = end;
    }
    streams
}

/// The character of each glyph, for each font in the order of the file.
fn read_maps(streams: &[Vec<u8>]) -> Vec<HashMap<u16, char>> {
    let texts = streams.iter().filter_map(|stream| std::str::from_utf8(stream).ok());
    texts.filter(|text| text.contains("beginbfchar")).map(read_map).collect()
}

fn read_map(text: &str) -> HashMap<u16, char> {
    let units = |hex: &str| -> Vec<u16> {
        (0..hex.len() / 4).map(|at| u16::from_str_radix(&hex[4 * at..4 * at + 4], 16).unwrap()).collect()
    };
    let pairs = text.lines().filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"));
    pairs
        .map(|(glyph, unicode)| (units(glyph)[0], char::decode_utf16(units(unicode)).next().unwrap().unwrap()))
        .collect()
}

/// The texts shown in a page's content, one for each piece shown in one font; what a piece is said to be in its place.
fn read_page(content: &[u8], maps: &[HashMap<u16, char>]) -> Vec<String> {
    let (mut texts, mut at, mut font) = (Vec::new(), 0, 0usize);
    let mut said = None;
    while at < content.len() {
        match content[at] {
            b'/' if content[at..].starts_with(b"/ActualText") => {
                let (bytes, end) = read_string(content, at + 12);
                let units: Vec<u16> = bytes[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                said = Some(String::from_utf16(&units).unwrap());
                at = end;
            }
            b'<' if content[at + 1] == b'<' => at += 2,
            b'/' if content[at + 1] == b'F' => {
                font = usize::from(content[at + 2] - b'0');
                at += 3;
            }
            b'(' | b'<' => {
                let (bytes, end) = read_string(content, at);
                let glyphs = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                let character =
                    |glyph: u16| *maps[font].get(&glyph).unwrap_or_else(|| panic!("glyph {glyph} has no character"));
                texts.push(said.take().unwrap_or_else(|| glyphs.map(character).collect()));
                at = end;
            }
            _ => at += 1,
        }
    }
    texts
}

fn read_string(content: &[u8], start: usize) -> (Vec<u8>, usize) {
    let (mut bytes, mut at) = (Vec::new(), start + 1);
    if content[start] == b'<' {
        let end = at + content[at..].iter().position(|byte| *byte == b'>').unwrap();
        let hex = std::str::from_utf8(&content[at..end]).unwrap();
        let byte = |at: usize| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap();
        return ((0..hex.len() / 2).map(byte).collect(), end + 1);
    }
    let mut depth = 1;
    loop {
        match content[at] {
            b'\\' => {
                at += 1;
                let escaped = content[at];
                if escaped.is_ascii_digit() {
                    let octal = std::str::from_utf8(&content[at..at + 3]).unwrap();
                    bytes.push(u8::from_str_radix(octal, 8).unwrap());
                    at += 2;
                } else {
                    let known = [(b'n', b'\n'), (b'r', b'\r'), (b't', b'\t'), (b'b', 8), (b'f', 12)];
                    bytes.push(known.iter().find(|(name, _)| *name == escaped).map_or(escaped, |(_, byte)| *byte));
                }
            }
            b'(' => {
                depth += 1;
                bytes.push(b'(');
            }
            b')' if depth == 1 => return (bytes, at + 1),
            b')' => {
                depth -= 1;
                bytes.push(b')');
            }
            byte => bytes.push(byte),
        }
        at += 1;
    }
}

fn print(document: &Document) -> Printed {
    let font = Font::find(None).unwrap_or_else(|fault| panic!("{fault}"));
    pdf(document, &font, &|_, _| true).unwrap()
}

pub fn read_back(printed: &Printed) -> Vec<String> {
    let streams = unpack(&printed.bytes);
    let maps = read_maps(&streams);
    assert!(!maps.is_empty());
    streams
        .iter()
        .filter(|stream| stream.windows(3).any(|part| part == b"BT\n"))
        .flat_map(|page| read_page(page, &maps))
        .collect()
}

#[test]
fn every_cell_is_read_back_from_the_file() {
    for table in [monthly(), roll(90)] {
        let printed = print(&Document::of(table.clone()));
        assert!(printed.warnings.is_empty(), "{:?}", printed.warnings);
        let texts = read_back(&printed);
        let all = texts.concat();
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            match cell {
                PrintCell::Text(text) => {
                    assert!(all.contains(text.replace(' ', "").as_str()) || texts.contains(text), "{text}")
                }
                PrintCell::Blank => {}
                number => assert!(texts.contains(&number.shown()), "{}", number.shown()),
            }
        }
        assert!(texts.contains(&table.title));
    }
}

#[test]
fn brackets_backslashes_and_quotes_are_read_back() {
    let text = "(甲)\\(乙\\n)) <丙> 'x' \"y\" 100% a/b";
    let table = Table {
        title: "转义".to_owned(),
        columns: vec![PrintColumn::text(&["文字"])],
        rows: vec![PrintRow::line(vec![PrintCell::text(text)])],
        ..Table::default()
    };
    assert!(read_back(&print(&Document::of(table))).contains(&text.to_owned()));
}

#[test]
fn what_no_font_has_is_copied_as_itself_and_named_on_the_page() {
    let row = |at: i64, name: &str| PrintRow::line(vec![PrintCell::Number(at), PrintCell::text(name)]);
    let table = Table {
        title: "名单".to_owned(),
        columns: vec![PrintColumn::count(&["序号"]), PrintColumn::text(&["姓名"])],
        rows: vec![row(1, "张三"), row(2, "李\u{E9F4}四"), row(3, "王\u{E9F5}五\u{F0000}")],
        ..Table::default()
    };
    let printed = print(&Document::of(table));
    let all = read_back(&printed).concat();
    for name in ["李\u{E9F4}四", "王\u{E9F5}五\u{F0000}", "序号2「李", "U+E9F4", "U+E9F5U+F0000", "请照原件补写"]
    {
        assert!(all.replace(' ', "").contains(name), "{name} in {all}");
    }
    assert!(printed.warnings.iter().any(|w| w.contains("序号 3") && w.contains("U+E9F5")), "{:?}", printed.warnings);
}

#[test]
fn characters_that_share_a_glyph_are_copied_each_as_itself() {
    // 金, its compatibility form and its radical: in many fonts one glyph.
    let names = ["金", "\u{F90A}", "\u{2FA6}", "一", "\u{2F00}"];
    let rows = names.iter().map(|name| PrintRow::line(vec![PrintCell::text(format!("甲{name}乙"))])).collect();
    let columns = vec![PrintColumn::text(&["姓名"])];
    let table = Table { title: "名单".to_owned(), columns, rows, ..Table::default() };
    let all = read_back(&print(&Document::of(table))).concat();
    for name in names {
        assert!(all.contains(&format!("甲{name}乙")), "{name} in {all}");
    }
}
