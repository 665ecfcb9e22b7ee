//! Which characters of a document cannot be printed, and in which texts they stand: names with rare characters must be seen by
//! the clerk before the roll is signed.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::print::clean::is_hostile;
use crate::print::font::Typeface;
use crate::print::{Cell, Document, MARK, Table, clean};

/// The characters the printing itself puts on paper.
pub(crate) const OWN: &str = "□第页共续表本小计打印日期目录无数据: ().,-0123456789";

/// So many texts are named one by one; the rest are counted.
const NAMED: usize = 50;

/// Every character of the document that will be printed.
pub(crate) fn collect(document: &Document) -> BTreeSet<char> {
    let mut common = vec![false; 0x1_0000];
    let mut characters = BTreeSet::new();
    visit(document, &mut |_, text| {
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
pub(crate) fn warn(document: &Document, characters: &BTreeSet<char>, typeface: &Typeface<'_>) -> Vec<String> {
    let missing: BTreeSet<char> = characters.iter().copied().filter(|ch| !typeface.has(*ch)).collect();
    let (mut warnings, mut more) = (Vec::new(), 0usize);
    visit(document, &mut |place, text| {
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

/// Calls `see` with the place and text of everything that is printed.
fn visit(document: &Document, see: &mut dyn FnMut(&dyn Fn() -> String, &str)) {
    if let Some(cover) = &document.cover {
        for text in [&cover.title, &cover.office, &cover.period, &cover.printed_on] {
            see(&|| "封面".to_owned(), text);
        }
    }
    for table in &document.tables {
        visit_table(table, see);
    }
}

fn visit_table(table: &Table, see: &mut dyn FnMut(&dyn Fn() -> String, &str)) {
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
            if let Cell::Text(text) = cell {
                see(&|| named(&format!("第 {} 行", at + 1)), text);
            }
        }
    }
}
