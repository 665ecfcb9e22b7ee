//! Whether the objects of a file (tables, indexes, triggers, views) are those that it must have (`declared`), by name and text. A trigger of
//! another tool would run inside the program's own saves, and a rule that is gone would not be kept.

use crate::domain::text;
use crate::store::engine::Db;
use crate::store::fault::Answer;
use crate::store::file::declared::{Object, by_hand, made};
use std::iter::Peekable;
use std::str::CharIndices;

/// How many differences a message names.
const NAMED: usize = 5;

/// What differs between a file's objects and those it must have: each named with what is wrong with it, none when all is as it must be.
///
/// Blanks, comments and the quotes of names do not count: a file that came by migration has other ones. What the engine keeps for itself
/// (`sqlite_stat1` of an ANALYZE, `sqlite_sequence`) changes no row and is let pass. Temporary triggers and attached files belong to
/// the connection that made them and are in no file.
///
/// # Errors
/// The file cannot be read.
pub(in crate::store) fn schema_differences(db: &Db) -> Answer<Vec<String>> {
    let mut wanted: Vec<(&Object, bool)> = by_hand().iter().chain(made()).map(|object| (object, false)).collect();
    wanted.sort_unstable_by_key(|(o, _)| (o.name.as_str(), o.kind));
    let mut foreign = Vec::new();
    db.objects(&mut |[kind, name, sql]| {
        let place = wanted.binary_search_by(|(o, _)| (o.name.as_str(), o.kind).cmp(&(name.as_ref(), kind.as_ref())));
        match place.ok().and_then(|at| wanted.get_mut(at)) {
            Some((object, met)) => {
                *met = true;
                if !is_same(&object.sql, &sql) {
                    foreign.push(format!("{} {name} 与本程序的不同", called(&kind)));
                }
            }
            None if is_of_the_engine(&kind, &name, &sql) => {}
            None => foreign.push(format!("多出{} {}", called(&kind), text::safe(&name))),
        }
    })?;
    let missing = wanted.iter().filter(|(_, met)| !met);
    foreign.extend(missing.map(|(object, _)| format!("缺少{} {}", called(object.kind), object.name)));
    Ok(foreign)
}

/// What is to be said of a file that differs.
pub(in crate::store) fn told(differences: &[String]) -> Option<String> {
    let named: Vec<&str> = differences.iter().take(NAMED).map(String::as_str).collect();
    let more = if differences.len() > NAMED { " 等" } else { "" };
    (!named.is_empty()).then(|| {
        format!(
            "库文件的结构被别的程序改过: {}{more}, 共 {} 处; 没有改动它, 现在只供查询, 不能保存, 查到的也可能有误; \
             请用 minzheng restore 恢复改动之前的备份, 或请维护人员核对",
            named.join("、"),
            differences.len()
        )
    })
}

fn called(kind: &str) -> &'static str {
    match kind {
        "table" => "表",
        "index" => "索引",
        "trigger" => "触发器",
        "view" => "视图",
        _ => "对象",
    }
}

/// The index that a UNIQUE or a primary key has of itself, statistics, and the last keys of tables that count up.
fn is_of_the_engine(kind: &str, name: &str, sql: &str) -> bool {
    match kind {
        "index" => sql.is_empty() && name.starts_with("sqlite_autoindex_"),
        "table" => matches!(name, "sqlite_stat1" | "sqlite_stat4" | "sqlite_sequence"),
        _ => false,
    }
}

/// Whether a file's text of an object is the one it must have, which goes on to its semicolon and the comments after it.
fn is_same(wanted: &str, stored: &str) -> bool {
    // A new office has the very text.
    let (wanted, stored) = match wanted.strip_prefix(stored) {
        Some(rest) => (rest, ""),
        None => (wanted, stored),
    };
    Tokens::of(wanted).eq(Tokens::of(stored).chain([";"]))
}

/// The words, texts and signs of a statement, without blanks and comments; a name in double quotes is the name.
struct Tokens<'s> {
    sql: &'s str,
    chars: Peekable<CharIndices<'s>>,
}

impl<'s> Tokens<'s> {
    fn of(sql: &'s str) -> Self {
        Tokens { sql, chars: sql.char_indices().peekable() }
    }
    /// The place after the characters for which it holds.
    fn end_of(&mut self, holds: impl Fn(char) -> bool) -> usize {
        while self.chars.next_if(|(_, c)| holds(*c)).is_some() {}
        self.chars.peek().map_or(self.sql.len(), |(at, _)| *at)
    }
}

impl<'s> Iterator for Tokens<'s> {
    type Item = &'s str;

    fn next(&mut self) -> Option<&'s str> {
        loop {
            let (at, c) = self.chars.next()?;
            let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
            let second = self.sql.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
            match (c, second) {
                ('-', Some('-')) => {
                    self.end_of(|c| c != '\n');
                }
                ('/', Some('*')) => {
                    let end = self.sql.get(at + 2..).and_then(|rest| rest.find("*/")).map(|len| at + 2 + len + 2);
                    while self.chars.next_if(|(at, _)| end.is_none_or(|end| *at < end)).is_some() {}
                }
                ('"', _) => {
                    let end = self.end_of(|c| c != '"');
                    self.chars.next();
                    return self.sql.get(at + 1..end);
                }
                ('\'', _) => {
                    // A doubled quote is two texts side by side, on both sides alike.
                    let end = self.end_of(|c| c != '\'');
                    self.chars.next();
                    return self.sql.get(at..end);
                }
                (c, _) if c.is_whitespace() => {}
                (c, _) if is_word(c) => {
                    let end = self.end_of(is_word);
                    return self.sql.get(at..end);
                }
                (c, _) => return self.sql.get(at..at + c.len_utf8()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::file::declared::whole_schema;

    fn office() -> Db {
        let db = Db::in_memory().unwrap();
        db.execute_batch(&whole_schema()).unwrap();
        db
    }

    #[test]
    fn the_schema_differs_from_itself_in_nothing() {
        let db = office();
        let count: usize = db
            .query_row("SELECT count(*) FROM sqlite_schema WHERE sql IS NOT NULL", [], |r| r.get::<i64>(0))
            .map(|n| n.try_into().unwrap())
            .unwrap();
        assert_eq!(by_hand().len() + made().len(), count);
        assert_eq!(schema_differences(&db).unwrap(), Vec::<String>::new());
    }

    /// What another tool can do to the objects of a file, and what is said of it.
    #[test]
    fn each_foreign_missing_or_altered_object_is_named() {
        let said: &[(&str, &[&str])] = &[
            (
                "CREATE TRIGGER zz AFTER INSERT ON person BEGIN UPDATE person SET phone = NULL; END",
                &["多出触发器 zz"],
            ),
            ("CREATE TABLE notes(x)", &["多出表 notes"]),
            ("CREATE TABLE \"bad\u{1b}[2J\"(x)", &["多出表 bad<U+001B>[2J"]),
            ("CREATE VIEW v AS SELECT 1", &["多出视图 v"]),
            (
                "PRAGMA writable_schema = ON;
                 INSERT INTO sqlite_schema VALUES ('table', 'd', 'd', 0, 'CREATE VIRTUAL TABLE d USING fts5(x)');
                 PRAGMA writable_schema = RESET;",
                &["多出表 d"],
            ),
            ("CREATE INDEX person_sex ON person(sex)", &["多出索引 person_sex"]),
            ("DROP INDEX operator_name", &["缺少索引 operator_name"]),
            ("DROP TRIGGER audit_is_kept", &["缺少触发器 audit_is_kept"]),
            ("DROP TABLE unfinished", &["缺少表 unfinished", "缺少索引 unfinished_of"]),
            ("ALTER TABLE unfinished ADD COLUMN x TEXT", &["表 unfinished 与本程序的不同"]),
            (
                "DROP TABLE unfinished; CREATE VIEW unfinished AS SELECT 1 AS key",
                &["多出视图 unfinished", "缺少表 unfinished", "缺少索引 unfinished_of"],
            ),
            (
                "DROP TRIGGER audit_stays; CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT 1; END",
                &["触发器 audit_stays 与本程序的不同"],
            ),
            (
                "DROP INDEX unfinished_of; CREATE UNIQUE INDEX unfinished_of ON unfinished(operator)",
                &["索引 unfinished_of 与本程序的不同"],
            ),
            // A text is compared to the letter: blanks in it count, and what looks like a comment in it is none.
            (
                "DROP TRIGGER act_stays;
                 CREATE TRIGGER act_stays BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'acts are never deleted--'); END",
                &["触发器 act_stays 与本程序的不同"],
            ),
        ];
        for (change, differences) in said {
            let db = office();
            db.execute_batch(change).unwrap();
            assert_eq!(schema_differences(&db).unwrap(), *differences, "{change}");
        }
    }

    #[test]
    fn a_constraint_widened_where_it_stands_is_named() {
        let db = office();
        db.execute_batch(
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (last_row >= row)', 'CHECK (last_row >= 0)') WHERE name = 'audit';
             PRAGMA writable_schema = RESET;",
        )
        .unwrap();
        assert_eq!(schema_differences(&db).unwrap(), ["表 audit 与本程序的不同"]);
    }

    /// What changes nothing that the program relies on.
    #[test]
    fn other_blanks_comments_and_quotes_and_statistics_are_let_pass() {
        let db = office();
        db.execute_batch(
            "DROP INDEX unfinished_of;
             CREATE INDEX \"unfinished_of\" /* whose */ ON \"unfinished\" (
                 operator -- the clerk
             );
             CREATE TABLE t(k INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO t DEFAULT VALUES; DROP TABLE t;
             ANALYZE;",
        )
        .unwrap();
        let kept: i64 =
            db.query_row("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'sqlite_s%'", [], |r| r.get(0)).unwrap();
        assert!(kept >= 2);
        assert_eq!(schema_differences(&db).unwrap(), Vec::<String>::new());
    }
}
