//! What a clerk had typed when the program was ended from outside (a closed terminal, a shut-down): kept in the office's file, where
//! such data belongs, until it is taken up again. It is no record: no rule has judged it.

use super::fault::Answer;
use super::{Store, Who};
use crate::register::{Draft, find};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use serde_json::{Value as Json, json};

impl Store {
    /// Keeps a draft for its clerk.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep_unfinished(&self, draft: &Draft, who: &Who, day: NaiveDate) -> Answer<()> {
        let text = written(draft).to_string();
        let sql = "INSERT INTO unfinished(operator, day, draft) VALUES (?1, ?2, ?3)";
        self.write(|tx| Ok(tx.execute(sql, params![who.operator, day.to_string(), text]).map(drop)?))
    }
    /// The latest draft kept for a clerk, with its key. What this program cannot read any more is passed over.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn unfinished(&self, who: &Who) -> Answer<Option<(i64, Draft)>> {
        let sql = "SELECT key, draft FROM unfinished WHERE operator = ?1 ORDER BY key DESC LIMIT 1";
        let found: Option<(i64, String)> =
            self.db().query_row(sql, [who.operator], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
        let draft = |(key, text): (i64, String)| Some((key, read(&serde_json::from_str(&text).ok()?)?));
        Ok(found.and_then(draft))
    }
    /// A draft was taken up.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn forget_unfinished(&self, key: i64) -> Answer<()> {
        self.write(|tx| Ok(tx.execute("DELETE FROM unfinished WHERE key = ?1", [key]).map(drop)?))
    }
}

fn written(draft: &Draft) -> Json {
    json!({
        "register": draft.register.name,
        "key": draft.key,
        "seen": draft.seen,
        "void": draft.void,
        "texts": draft.texts,
        "children": draft.children.iter().map(written).collect::<Vec<Json>>(),
    })
}

fn read(json: &Json) -> Option<Draft> {
    let register = find(json.get("register")?.as_str()?)?.register;
    let pairs = json.get("texts")?.as_array()?.iter();
    let texts = pairs.filter_map(|pair| {
        let field = register.field(pair.get(0)?.as_str()?)?;
        Some((field.col, pair.get(1)?.as_str()?.to_owned()))
    });
    Some(Draft {
        key: json.get("key").and_then(Json::as_i64),
        seen: json.get("seen").and_then(Json::as_i64),
        void: json.get("void").and_then(Json::as_bool).unwrap_or(false),
        texts: texts.collect(),
        children: json.get("children")?.as_array()?.iter().filter_map(read).collect(),
        ..Draft::new(register)
    })
}
