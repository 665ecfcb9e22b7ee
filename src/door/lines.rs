//! Where a line of running text is broken on a terminal, which breaks it at its edge whatever stands there. Chinese may be broken anywhere; a
//! word in letters, a path or the name of a file is not where it has room on the next line.

use unicode_width::UnicodeWidthChar;

/// The text with line ends where a word would be broken at the edge of so many columns.
pub(super) fn laid(text: &str, columns: usize) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        lay(line, columns, &mut out);
    }
    out
}

fn lay(line: &str, columns: usize, out: &mut String) {
    let (mut rest, mut column) = (line, 0);
    while !rest.is_empty() {
        let (word, after) = rest.split_at(word(rest));
        let width: usize = word.chars().map(cells).sum();
        let is_one = word.chars().nth(1).is_none();
        if !is_one && column > 0 && column + width > columns && width <= columns {
            out.push('\n');
            column = 0;
        }
        // What is longer than a line is broken by the terminal, as ever.
        for c in word.chars() {
            column = if column + cells(c) > columns { cells(c) } else { column + cells(c) };
        }
        out.push_str(word);
        rest = after;
    }
}

/// How many bytes at the beginning stay together: a path with whatever stands in it, a word in letters; else one character.
fn word(text: &str) -> usize {
    let bare = text.trim_start_matches(['(', '"']);
    let is_drive = bare.starts_with(|c: char| c.is_ascii_alphabetic()) && bare.get(1..3) == Some(":\\");
    let is_path = is_drive || ["/", "~/", "./", "../"].iter().any(|head| bare.starts_with(head));
    let within =
        |c: char| if is_path { !(c == ' ' || "、，；。：“”（）".contains(c)) } else { c.is_ascii_graphic() };
    let end = text.find(|c| !within(c)).unwrap_or(text.len());
    if end > 0 { end } else { text.chars().next().map_or(0, char::len_utf8) }
}

fn cells(c: char) -> usize {
    c.width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_not_broken_where_it_has_room_on_the_next_line() {
        for (text, laid_in_20) in [
            ("短的一行", "短的一行"),
            ("一二三四五六七八 office.db 在", "一二三四五六七八 \noffice.db 在"),
            // Chinese is broken by the terminal as ever, and so is what is longer than a line.
            ("一二三四五六七八九十一二三", "一二三四五六七八九十一二三"),
            ("/a/very/long/path/of/all", "/a/very/long/path/of/all"),
            // It ends at the edge.
            ("一二三四五六七八九 a", "一二三四五六七八九 a"),
            ("一二三四五六七八九 ab", "一二三四五六七八九 \nab"),
            // A path is one word, whatever it is called.
            ("打不开 文件 /数据/业务库.db; 请核对", "打不开 文件 \n/数据/业务库.db; 请核对"),
            ("打不开业务库 (~/民政/业.db)", "打不开业务库 \n(~/民政/业.db)"),
            ("打不开业务库文 D:\\民政\\a.db", "打不开业务库文 \nD:\\民政\\a.db"),
            ("第一行很短\n一二三四五六七八 office.db", "第一行很短\n一二三四五六七八 \noffice.db"),
            // Behind a break of the terminal's own the column is known too.
            ("一二三四五六七八九十一二三四五六七八 abcde", "一二三四五六七八九十一二三四五六七八 \nabcde"),
            ("", ""),
        ] {
            assert_eq!(laid(text, 20), laid_in_20, "{text}");
            assert_eq!(laid(text, 200), text);
        }
    }
}
