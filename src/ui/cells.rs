//! How many screen cells a text takes, and how it is cut to fit. A text that is cut ends with `…`; an amount is never cut: a
//! wrong digit is worse than none, so it becomes `####`.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Cells of a text.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text, at most so many cells; what is cut ends with `…`.
pub fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w + 1 > cells {
            break;
        }
        out.push(c);
        used += w;
    }
    if cells > 0 {
        out.push('…');
    }
    out
}

/// A number, at most so many cells, whole or not at all.
pub fn number(text: &str, cells: usize) -> String {
    if width(text) <= cells { text.to_owned() } else { "#".repeat(cells) }
}

/// Whether a character is one of a number or of an id, which is read in one piece.
fn is_of_a_number(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '-' | '/' | '*' | '#')
}

/// The text in lines of at most so many cells. Breaks stand where the cells end: Chinese has no other rule that matters here,
/// but that a mark does not begin a line, and that no number is cut in two.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let (mut line, mut used) = (String::new(), 0);
        for c in paragraph.chars() {
            let w = c.width().unwrap_or(0);
            let hangs = matches!(c, '。' | '，' | ',' | ';' | '；' | ')' | '”' | '、' | '?' | '：') && used < cells + 2;
            if used + w > cells && !hangs && used > 0 {
                let before = line.char_indices().rev().find(|(_, c)| !is_of_a_number(*c));
                let begins = before.map(|(at, c)| at + c.len_utf8()).filter(|_| is_of_a_number(c));
                let rest = line.split_off(begins.unwrap_or(line.len()));
                used = width(&rest);
                lines.push(std::mem::replace(&mut line, rest));
            }
            line.push(c);
            used += w;
        }
        lines.push(line);
    }
    lines
}

/// The part of a line being typed that is seen in so many cells, and how many cells stand before the cursor in it. The
/// cursor itself needs a cell.
pub fn seen(text: &str, cursor: usize, cells: usize) -> (String, usize) {
    let room = cells.saturating_sub(1);
    let before: Vec<char> = text.chars().take(cursor).collect();
    let mut used = 0;
    let mut from = before.len();
    while from > 0 {
        let w = before.get(from - 1).and_then(|c| c.width()).unwrap_or(0);
        if used + w > room {
            break;
        }
        used += w;
        from -= 1;
    }
    let mut out = String::new();
    let mut filled = 0;
    for c in text.chars().skip(from) {
        let w = c.width().unwrap_or(0);
        if filled + w > cells {
            break;
        }
        out.push(c);
        filled += w;
    }
    (out, used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_says_so_and_fits() {
        for (text, cells, out) in [
            ("陈桂香", 6, "陈桂香"),
            ("陈桂香", 5, "陈桂…"),
            ("陈桂香", 4, "陈…"),
            ("陈桂香", 1, "…"),
            ("陈桂香", 0, ""),
            ("a陈b", 3, "a…"),
        ] {
            assert_eq!(cut(text, cells), out, "{text} in {cells}");
        }
    }

    #[test]
    fn an_amount_is_whole_or_not_shown() {
        assert_eq!(number("1,986.00", 8), "1,986.00");
        assert_eq!(number("1,986.00", 7), "#######");
    }

    #[test]
    fn the_cursor_is_seen_in_a_long_line() {
        for cells in 1..12 {
            for cursor in 0..9 {
                let (text, x) = seen("住a光辉b社区3", cursor, cells);
                assert!(width(&text) <= cells && x < cells, "{text} {x} of {cells} at {cursor}");
            }
        }
        assert_eq!(seen("陈桂香", 3, 10), ("陈桂香".to_owned(), 6));
    }

    #[test]
    fn wrapped_lines_fit_but_for_a_hanging_mark() {
        let lines = wrap("填写的内容还没有保存。放弃吗?\n好", 10);
        assert_eq!(lines, ["填写的内容", "还没有保存。", "放弃吗?", "好"]);
        // A number goes to the next line whole; one that is longer than a line is cut all the same.
        assert_eq!(wrap("月额由1,260.00元起", 10), ["月额由", "1,260.00元", "起"]);
        assert_eq!(wrap("DB430406202000001", 10), ["DB43040620", "2000001"]);
    }
}
