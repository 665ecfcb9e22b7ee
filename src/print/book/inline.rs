//! Running text of Markdown as [`Prose`]: `code`, **strong**, [links](#to). It knows no lines or blocks; what it does not know is refused, so that nothing
//! is printed otherwise than it was meant.

use super::{Prose, Span};
use crate::domain::text;

/// Reads a paragraph, a cell, a heading.
pub(super) fn read(source: &str) -> Result<Prose, String> {
    let mut reading = Reading { spans: Vec::new(), strong: false };
    reading.take(source, None)?;
    if reading.strong {
        return Err("** 没有结束".to_owned());
    }
    Ok(Prose { spans: reading.spans })
}

struct Reading {
    spans: Vec<Span>,
    strong: bool,
}

impl Reading {
    fn take(&mut self, source: &str, to: Option<&str>) -> Result<(), String> {
        let mut rest = source;
        while let Some(ch) = rest.chars().next() {
            rest = match ch {
                '`' => self.take_code(rest, to)?,
                '*' => self.take_stars(rest)?,
                '[' => self.take_link(rest, to)?,
                '<' | '\\' | '_' | '~' if is_read_otherwise(rest) => return Err(format!("不认识的写法“{ch}”")),
                '&' if rest
                    .find(';')
                    .is_some_and(|end| rest[1..end].chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '#')) =>
                {
                    return Err("不认识的写法“&…;”".to_owned());
                }
                ch if text::is_hostile(ch) => return Err(format!("不可打印的字符 U+{:04X}", u32::from(ch))),
                ch => {
                    self.put(&rest[..ch.len_utf8()], false, to);
                    &rest[ch.len_utf8()..]
                }
            };
        }
        Ok(())
    }

    fn take_code<'s>(&mut self, rest: &'s str, to: Option<&str>) -> Result<&'s str, String> {
        let inside = &rest[1..];
        let (code, after) = inside.split_once('`').ok_or("` 没有结束")?;
        if code.is_empty() {
            return Err("不认识的写法“``”".to_owned());
        }
        if let Some(ch) = code.chars().find(|ch| text::is_hostile(*ch)) {
            return Err(format!("不可打印的字符 U+{:04X}", u32::from(ch)));
        }
        self.put(code, true, to);
        Ok(after)
    }

    fn take_stars<'s>(&mut self, rest: &'s str) -> Result<&'s str, String> {
        let after = rest.strip_prefix("**").filter(|after| !after.starts_with('*')).ok_or("不认识的写法“*”")?;
        self.strong = !self.strong;
        Ok(after)
    }

    /// A link leads to a heading of this text; of one to another file only its text is kept. Brackets without a place are brackets.
    fn take_link<'s>(&mut self, rest: &'s str, to: Option<&str>) -> Result<&'s str, String> {
        let found =
            rest.split_once(']').and_then(|(label, after)| Some((label, after.strip_prefix('(')?.split_once(')')?)));
        let Some((label, (place, after))) = found else {
            self.put("[", false, to);
            return Ok(&rest[1..]);
        };
        if to.is_some() || self.spans.last().is_some_and(|span| !span.code && span.text.ends_with('!')) {
            return Err("不认识的写法“[…](…)”".to_owned());
        }
        self.take(&label[1..], place.strip_prefix('#'))?;
        Ok(after)
    }

    fn put(&mut self, text: &str, code: bool, to: Option<&str>) {
        let strong = self.strong;
        match self.spans.last_mut() {
            Some(last) if (last.strong, last.code, last.to.as_deref()) == (strong, code, to) => {
                last.text.push_str(text)
            }
            _ => self.spans.push(Span { text: text.to_owned(), strong, code, to: to.map(str::to_owned) }),
        }
    }
}

/// Whether Markdown would read the sign at the beginning as more than itself.
fn is_read_otherwise(rest: &str) -> bool {
    let next = rest.chars().nth(1);
    match rest.chars().next() {
        Some('<') => next.is_some_and(|ch| ch.is_ascii_alphabetic() || ['/', '!', '?'].contains(&ch)),
        Some('\\') => next.is_none_or(|ch| ch.is_ascii_punctuation()),
        Some('~') => next == Some('~'),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        let spans = read(source).unwrap().spans;
        let one = |span: &Span| {
            let marks = [(span.strong, "强"), (span.code, "码"), (span.to.is_some(), "链")];
            let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
            format!("{marks}<{}>", span.text)
        };
        spans.iter().map(one).collect()
    }

    #[test]
    fn what_the_manual_uses_is_read() {
        for (source, said) in [
            ("打 `minzheng --demo` 看", "<打 >码<minzheng --demo>< 看>"),
            ("**更正**: 按 F4", "强<更正><: 按 F4>"),
            ("**`a` 和 b**", "强码<a>强< 和 b>"),
            ("见[备份和核验](#备份和核验)。", "<见>链<备份和核验><。>"),
            ("见 [README](../README.md)", "<见 README>"),
            ("“本机时钟…” [E-TM01]", "<“本机时钟…” [E-TM01]>"),
            ("3 < 5 & 2021~2022", "<3 < 5 & 2021~2022>"),
        ] {
            assert_eq!(shown(source), said);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for source in [
            "*斜*",
            "***甲***",
            "**甲",
            "`甲",
            "``甲``",
            "<br>",
            "甲\\*",
            "&lt;",
            "![图](a.png)",
            "a_b",
            "~~甲~~",
            "a\u{200b}",
        ] {
            assert!(read(source).is_err(), "{source}");
        }
    }
}
