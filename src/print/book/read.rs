//! Markdown as blocks, as much of it as the manual uses: headings, paragraphs, lists within lists, tables, fenced code. It does not know what is
//! printed how. What is not known here is refused with its line; a test holds what is read against a reader of all Markdown.

use thiserror::Error;
use unicode_width::UnicodeWidthChar;

use super::{Block, Item, inline};

/// Something stands in a text that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("第 {line} 行: {what}")]
pub struct Unread {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

/// The title, and what follows it.
pub(super) fn read(markdown: &str) -> Result<(String, Vec<Block>), Unread> {
    let lines: Vec<&str> = markdown.lines().collect();
    let mut reader = Reader { lines: &lines, at: 0, lists: Vec::new(), open: None, title: None, blocks: Vec::new() };
    while let Some(line) = lines.get(reader.at) {
        let first = reader.at;
        reader.take(line).map_err(|what| Unread { line: first + 1, what })?;
        reader.at += 1;
    }
    reader.close().map_err(|what| Unread { line: lines.len(), what })?;
    let title = reader.title.ok_or(Unread { line: 1, what: "没有标题(# …)".to_owned() })?;
    Ok((title, reader.blocks))
}

/// A paragraph that may go on.
struct Open {
    depth: usize,
    item: Option<Item>,
    text: String,
}

struct Reader<'t> {
    lines: &'t [&'t str],
    at: usize,
    /// Of each list that is open: from which column on lines belong to its item.
    lists: Vec<usize>,
    open: Option<Open>,
    title: Option<String>,
    blocks: Vec<Block>,
}

impl Reader<'_> {
    fn take(&mut self, line: &str) -> Result<(), String> {
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        if body.is_empty() {
            return self.close();
        }
        let item = item(body);
        let begins = item.is_some() || ["#", "```", "|"].iter().any(|sign| body.starts_with(sign));
        if let Some(open) = self.open.as_mut().filter(|_| !begins) {
            goes_on(body)?;
            join(&mut open.text, body);
            return Ok(());
        }
        self.close()?;
        self.lists.retain(|column| *column <= indent);
        if indent - self.lists.last().copied().unwrap_or(0) > 3 {
            return Err("不认识的写法: 缩进太多".to_owned());
        }
        if let Some((item, text)) = item {
            self.lists.push(indent + body.len() - text.len());
            goes_on(text)?;
            self.open = Some(Open { depth: self.lists.len(), item: Some(item), text: text.to_owned() });
        } else if body.starts_with('#') {
            self.take_heading(body, indent)?;
        } else if body.starts_with("```") {
            self.take_code(indent)?;
        } else if body.starts_with('|') {
            self.take_table(indent)?;
        } else {
            goes_on(body)?;
            self.open = Some(Open { depth: self.lists.len(), item: None, text: body.to_owned() });
        }
        Ok(())
    }

    /// Ends the open paragraph. One that begins with 目录 is where the contents are to stand.
    fn close(&mut self) -> Result<(), String> {
        let Some(Open { depth, item, text }) = self.open.take() else { return Ok(()) };
        let prose = inline::read(&text)?;
        let is_contents = depth == 0 && text.starts_with("目录: ");
        self.blocks.push(if is_contents { Block::Contents } else { Block::Paragraph { depth, item, prose } });
        Ok(())
    }

    fn take_heading(&mut self, body: &str, indent: usize) -> Result<(), String> {
        let level = body.chars().take_while(|ch| *ch == '#').count();
        let text = body[level..].strip_prefix(' ').filter(|_| indent == 0).ok_or("不认识的写法“#”")?.trim();
        let spans = inline::read(text)?.spans;
        if spans.len() != 1 || spans.iter().any(|span| span.strong || span.code || span.to.is_some()) {
            return Err("标题里只能是文字".to_owned());
        }
        match (level, &self.title) {
            (1, None) if self.blocks.is_empty() => self.title = Some(text.to_owned()),
            (2 | 3, _) => self.blocks.push(Block::Heading { level, text: text.to_owned() }),
            _ => return Err(format!("不认识的 {level} 级标题")),
        }
        Ok(())
    }

    fn take_code(&mut self, indent: usize) -> Result<(), String> {
        let rest = self.lines.get(self.at + 1..).unwrap_or(&[]);
        let end = rest.iter().position(|line| line.trim() == "```").ok_or("``` 没有结束")?;
        let bare = |line: &&str| {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            line.get(blanks.min(indent)..).unwrap_or("").to_owned()
        };
        let lines: Vec<String> = rest.iter().take(end).map(bare).collect();
        if lines.iter().any(|line| line.chars().any(crate::domain::text::is_hostile)) {
            return Err("代码里有不可打印的字符".to_owned());
        }
        self.blocks.push(Block::Code { depth: self.lists.len(), lines });
        self.at += end + 1;
        Ok(())
    }

    fn take_table(&mut self, indent: usize) -> Result<(), String> {
        let lines: Vec<&str> =
            self.lines.iter().skip(self.at).map(|line| line.trim()).take_while(|line| line.starts_with('|')).collect();
        let rule = |line: &&str| line.chars().all(|ch| ['|', '-', ' '].contains(&ch)) && line.contains('-');
        if indent > 0 || !lines.get(1).is_some_and(rule) {
            return Err("不认识的表".to_owned());
        }
        let mut rows = Vec::new();
        for line in lines.iter().take(1).chain(lines.iter().skip(2)) {
            let inner = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')).ok_or("表的一行要以 | 结束")?;
            rows.push(inner.split('|').map(|cell| inline::read(cell.trim())).collect::<Result<Vec<_>, _>>()?);
        }
        let columns = rows.first().map_or(0, Vec::len);
        if let Some(row) = rows.iter().find(|row| row.len() != columns) {
            let named = row.first().map(super::Prose::text).unwrap_or_default();
            return Err(format!("表的一行“{named}”有 {} 栏, 表头 {columns} 栏", row.len()));
        }
        self.blocks.push(Block::Table { rows });
        self.at += lines.len() - 1;
        Ok(())
    }
}

/// What begins an item, and its text.
fn item(body: &str) -> Option<(Item, &str)> {
    if let Some(text) = body.strip_prefix("- ") {
        return Some((Item::Point, text));
    }
    let digits = body.len() - body.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
    let text = body.get(digits..)?.strip_prefix(". ")?;
    (1..4).contains(&digits).then(|| (Item::Number(format!("{}.", &body[..digits])), text))
}

/// Refuses what would begin something else in Markdown.
fn goes_on(body: &str) -> Result<(), String> {
    let signs = [">", "* ", "+ ", "- ", "---", "***", "___", "===", "~~~", "<", "|", "#", "```"];
    match signs.iter().find(|sign| body.starts_with(**sign)) {
        Some(sign) => Err(format!("不认识的写法: 一行以“{sign}”开头")),
        None if body.ends_with("  ") || body.ends_with('\\') => Err("不认识的写法: 行尾换行".to_owned()),
        None => Ok(()),
    }
}

/// Puts the next line behind the one before: a blank between words, none between Chinese characters.
fn join(text: &mut String, line: &str) {
    let trimmed = text.trim_end().len();
    text.truncate(trimmed);
    let wide = |ch: Option<char>| ch.is_none_or(|ch| ch.width() == Some(2));
    let (before, after) = (text.chars().next_back(), line.chars().next());
    let parts = before.is_some_and(|ch| [',', ';', ':', '.', '?', '!'].contains(&ch));
    if parts || !wide(before) && !wide(after) {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(markdown: &str) -> String {
        let (title, blocks) = read(markdown).unwrap();
        let one = |block: &Block| match block {
            Block::Heading { level, text } => format!("{level}:{text}"),
            Block::Paragraph { depth, item, prose } => {
                let item = match item {
                    Some(Item::Point) => "-".to_owned(),
                    Some(Item::Number(number)) => number.clone(),
                    None => String::new(),
                };
                format!("{depth}{item}:{}", prose.text())
            }
            Block::Table { rows } => {
                let row = |row: &Vec<super::super::Prose>| {
                    row.iter().map(super::super::Prose::text).collect::<Vec<_>>().join("|")
                };
                format!("表:{}", rows.iter().map(row).collect::<Vec<_>>().join("/"))
            }
            Block::Code { depth, lines } => format!("码{depth}:{}", lines.join("/")),
            Block::Contents => "目录".to_owned(),
        };
        format!("{title}\n{}", blocks.iter().map(one).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn blocks_are_read_in_their_order() {
        let markdown = "# 书\n\n前言第一行,\n第二行\n接着 a\nb\n\n目录: [甲](#甲)\n\n## 甲\n\n- 一\n  接一\n  - 一之一\n- 二\n\n  又二\n\n  ```\n  码\n    进\n  ```\n\n1. 先\n2. 后\n\n文\n\n| 头 | 尾 |\n|---|---|\n| `a` | |\n\n### 乙\n\n```toml\nx = 1\n```\n";
        let expected = "书\n0:前言第一行, 第二行接着 a b\n目录\n2:甲\n1-:一接一\n2-:一之一\n1-:二\n1:又二\n码1:码/  进\n11.:先\n12.:后\n0:文\n表:头|尾/a|\n3:乙\n码0:x = 1";
        assert_eq!(told(markdown), expected);
    }

    #[test]
    fn what_is_not_known_is_refused_with_its_line() {
        for (markdown, line) in [
            ("文\n", 1),
            ("# 书\n\n> 引\n", 3),
            ("# 书\n\n甲\n---\n", 4),
            ("# 书\n\n#### 四\n", 3),
            ("# 书\n\n    码\n", 3),
            ("# 书\n\n<div>\n", 3),
            ("# 书\n\n* 点\n", 3),
            ("# 书\n\n|a|b|\n|---|---|\n|1|\n", 3),
            ("# 书\n\n|a|b|\n|1|2|\n", 3),
            ("# 书\n\n```\nx\n", 3),
            ("# 书\n\n## `码`\n", 3),
            ("# 书\n# 又一本\n", 2),
        ] {
            assert_eq!(read(markdown).unwrap_err().line, line, "{markdown}");
        }
    }
}
