//! Which characters of a document cannot be printed, and in which texts they stand: names with rare characters must be seen by
//! the clerk before the roll is signed.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::print::clean::is_hostile;
use crate::print::font::Typeface;
use crate::print::{Document, MARK, PrintCell, PrintRow, Table, clean};

/// The characters the printing itself puts on paper.
pub(crate) const OWN: &str =
    "□第页共续表本小计打印日期目录无数据: ().,-0123456789注字体没有的作请照原件补写另处行「」序号U+ABCDEF;";

/// So many texts are named one by one; the rest are counted.
const NAMED: usize = 50;
/// Beneath a table fewer: it is read beside the rows.
const NOTED: usize = 12;

/// Who is told of a text: of what it is a part, and the text.
pub(crate) type See<'s> = dyn FnMut(&dyn Fn() -> String, &str) + 's;

/// Something made of texts that are printed.
pub(crate) trait Worded {
    /// Calls `see` with the place and text of everything that is printed.
    fn visit(&self, see: &mut See<'_>);
}

/// Every character that will be printed.
pub(crate) fn collect(printed: &dyn Worded) -> BTreeSet<char> {
    let mut common = vec![false; 0x1_0000];
    let mut characters = BTreeSet::new();
    printed.visit(&mut |_, text| {
        for ch in clean(text).chars() {
            match common.get_mut(usize::try_from(u32::from(ch)).unwrap_or(usize::MAX)) {
                Some(true) => {}
                Some(seen) => {
                    *seen = true;
                    characters.insert(ch);
                }
                None => {
                    characters.insert(ch);
                }
            }
        }
    });
    characters
}

/// A line for the clerk for each text with characters that are printed as [`MARK`], and why.
pub(crate) fn warn(printed: &dyn Worded, characters: &BTreeSet<char>, typeface: &Typeface<'_>) -> Vec<String> {
    let missing: BTreeSet<char> = characters.iter().copied().filter(|ch| !typeface.has(*ch)).collect();
    let (mut warnings, mut more) = (Vec::new(), 0usize);
    printed.visit(&mut |place, text| {
        let Some(fault) = explain(text, &missing) else { return };
        if warnings.len() < NAMED {
            warnings.push(format!("{}「{}」: {fault}", place(), clean(text)));
        } else {
            more += 1;
        }
    });
    if more > 0 {
        warnings.push(format!("另有 {more} 处文字含有打印不出的字符。"));
    }
    warnings
}

/// The document with a note beneath each table in which characters are printed as [`MARK`]: in which texts, and which they are.
/// None where every character can be printed.
pub(crate) fn tell(document: &Document, characters: &BTreeSet<char>, typeface: &Typeface<'_>) -> Option<Document> {
    let missing: BTreeSet<char> = characters.iter().copied().filter(|ch| !typeface.has(*ch)).collect();
    if missing.is_empty() {
        return None;
    }
    let mut told = document.clone();
    for table in &mut told.tables {
        let rows = table.rows.iter().enumerate();
        let texts = rows.flat_map(|(at, row)| row.cells.iter().map(move |cell| (name_row(at, row), cell)));
        let mut named: Vec<String> = texts.filter_map(|(row, cell)| lacking(&row, cell, &missing)).collect();
        if named.is_empty() {
            continue;
        }
        let more = named.len().saturating_sub(NOTED);
        named.truncate(NOTED);
        let more = if more == 0 { String::new() } else { format!(", 另有 {more} 处") };
        table.note.push(format!("注: 字体没有的字印作 {MARK}, 请照原件补写: {}{more}", named.join("; ")));
    }
    Some(told)
}

/// A row by its running number, else by its place.
fn name_row(at: usize, row: &PrintRow) -> String {
    match row.cells.first() {
        Some(PrintCell::Number(number)) => format!("序号 {number} "),
        _ => format!("第 {} 行", at + 1),
    }
}

/// `序号 3 「李□」U+E9F4`.
fn lacking(row: &str, cell: &PrintCell, missing: &BTreeSet<char>) -> Option<String> {
    let PrintCell::Text(text) = cell else { return None };
    let found: Vec<String> =
        text.chars().filter(|ch| missing.contains(ch)).map(|ch| format!("U+{:04X}", u32::from(ch))).collect();
    (!found.is_empty()).then(|| format!("{row}「{}」{}", clean(text), found.join(" ")))
}

fn explain(text: &str, missing: &BTreeSet<char>) -> Option<String> {
    let list = |wanted: &dyn Fn(char) -> bool| -> Vec<String> {
        let found: BTreeSet<char> = text.chars().filter(|ch| wanted(*ch)).collect();
        found.into_iter().map(|ch| format!("U+{:04X}", u32::from(ch))).collect()
    };
    let lacking = if missing.is_empty() { Vec::new() } else { list(&|ch| missing.contains(&ch)) };
    let hostile = if matches!(clean(text), Cow::Owned(_)) { list(&is_hostile) } else { Vec::new() };
    let mut reasons = Vec::new();
    if !lacking.is_empty() {
        reasons.push(format!(
            "本机字体没有 {} 的字形,印作 {MARK}; 安装 fonts-noto-cjk 等字库后可再打印",
            lacking.join("、")
        ));
    }
    if !hostile.is_empty() {
        reasons.push(format!("含有不可打印的控制字符 {},印作 {MARK}; 请更正原记录", hostile.join("、")));
    }
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

impl Worded for Document {
    fn visit(&self, see: &mut See<'_>) {
        if let Some(cover) = &self.cover {
            for text in [&cover.title, &cover.office, &cover.period, &cover.printed_on] {
                see(&|| "封面".to_owned(), text);
            }
        }
        for table in &self.tables {
            visit_table(table, see);
        }
    }
}

fn visit_table(table: &Table, see: &mut See<'_>) {
    let named = |what: &str| format!("《{}》{what}", clean(&table.title));
    see(&|| named("标题"), &table.title);
    see(&|| named("日期"), &table.printed_on);
    see(&|| named("单位"), &table.line_unit);
    let lists =
        [(&table.unit_line, "表头"), (&table.checks, "校验"), (&table.note, "附注"), (&table.signatures, "签字栏")];
    for (texts, what) in lists {
        texts.iter().for_each(|text| see(&|| named(what), text));
    }
    for text in table.columns.iter().flat_map(|column| &column.head) {
        see(&|| named("栏目"), text);
    }
    for (at, row) in table.rows.iter().enumerate() {
        for cell in row.cells.iter().take(table.columns.len()) {
            if let PrintCell::Text(text) = cell {
                see(&|| named(&name_row(at, row)), text);
            }
        }
    }
}
