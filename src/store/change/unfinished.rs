//! What a clerk is typing and has not saved: kept in the office's file, where such data belongs, until it is saved or given up, so
//! that a program that is ended from outside (a closed terminal, a shut-down, a kill) loses little of it. It is no record: no rule
//! has judged it.

use crate::register::{Draft, find};
use crate::store::engine::{Db, params};
use crate::store::fault::Answer;
use crate::store::file::process::mark_of;
use crate::store::{Store, Who};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};

impl Store {
    /// Keeps drafts for their clerk, in the place of those with these keys. Gives their keys.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep_unfinished(&self, drafts: &[Draft], instead_of: &[i64], who: &Who, day: NaiveDate) -> Answer<Vec<i64>> {
        let process = mark_of(std::process::id());
        self.write(|tx| {
            for key in instead_of {
                forget(tx, *key, who)?;
            }
            let mut put = tx.prepare_cached("INSERT INTO unfinished(operator, day, draft) VALUES (?1, ?2, ?3)")?;
            let mut keys = Vec::new();
            for draft in drafts {
                let mut json = written(draft);
                json["process"] = process.clone().into();
                put.execute(params![who.operator, day.to_string(), json.to_string()])?;
                keys.push(tx.last_key());
            }
            Ok(keys)
        })
    }
    /// A clerk types no more in this program, which goes on: what it has kept for him is his wherever he works.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn lays_down(&self, who: &Who) -> Answer<()> {
        let process = mark_of(std::process::id());
        self.write(|tx| {
            let mut get = tx.prepare_cached("SELECT key, draft FROM unfinished WHERE operator = ?1")?;
            let kept: Vec<(i64, String)> =
                get.query_map([who.operator], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
            let mut put = tx.prepare_cached("UPDATE unfinished SET draft = ?2 WHERE key = ?1")?;
            for (key, text) in kept {
                let Ok(mut json) = serde_json::from_str::<Json>(&text) else { continue };
                if process.is_some() && json.get("process").and_then(Json::as_str) == process.as_deref() {
                    json["process"] = Json::Null;
                    put.execute(params![key, json.to_string()])?;
                }
            }
            Ok(())
        })
    }
    /// The latest draft kept for a clerk, with its key. What this program cannot read any more is passed over, and what somebody is
    /// typing in another window.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn unfinished(&self, who: &Who) -> Answer<Option<(i64, Draft)>> {
        let sql = "SELECT key, draft FROM unfinished WHERE operator = ?1 ORDER BY key DESC";
        let mut get = self.db().prepare_cached(sql)?;
        let mut rows = get.query([who.operator])?;
        while let Some(row) = rows.next()? {
            let (key, text): (i64, String) = (row.get(0)?, row.get(1)?);
            let Ok(json) = serde_json::from_str::<Json>(&text) else { continue };
            if let Some(draft) = read(&json).filter(|_| !is_being_typed(&json)) {
                return Ok(Some((key, draft)));
            }
        }
        Ok(None)
    }
}

/// Within a change: what was kept was saved, or there is something in its place.
pub(in crate::store) fn forget(tx: &Db, key: i64, who: &Who) -> Answer<()> {
    tx.execute("DELETE FROM unfinished WHERE key = ?1 AND operator = ?2", params![key, who.operator])?;
    Ok(())
}

/// Whether the process that kept a draft still runs, and is another than this.
fn is_being_typed(json: &Json) -> bool {
    let Some(mark) = json.get("process").and_then(Json::as_str) else { return false };
    let process = mark.split_once(' ').and_then(|(number, _)| number.parse().ok());
    process.is_some_and(|p| p != std::process::id() && mark_of(p).as_deref() == Some(mark))
}

fn written(draft: &Draft) -> Json {
    json!({
        "register": draft.register.name,
        "key": draft.key,
        "seen": draft.seen,
        "void": draft.void,
        "texts": draft.texts,
        "children": draft.children.iter().map(written).collect::<Vec<Json>>(),
        "nested": draft.nested.iter().map(|(col, record)| json!([col, written(record)])).collect::<Vec<Json>>(),
        "beside": draft.beside.iter().map(written).collect::<Vec<Json>>(),
    })
}

fn read(json: &Json) -> Option<Draft> {
    let register = find(json.get("register")?.as_str()?)?.register;
    let pairs = json.get("texts")?.as_array()?.iter();
    let texts = pairs.filter_map(|pair| {
        let field = register.field(pair.get(0)?.as_str()?)?;
        Some((field.col, pair.get(1)?.as_str()?.to_owned()))
    });
    // What was kept by an earlier version has none of these.
    let list = |name: &str| json.get(name).and_then(Json::as_array).into_iter().flatten();
    let nested =
        list("nested").filter_map(|pair| Some((register.field(pair.get(0)?.as_str()?)?.col, read(pair.get(1)?)?)));
    Some(Draft {
        key: json.get("key").and_then(Json::as_i64),
        seen: json.get("seen").and_then(Json::as_i64),
        void: json.get("void").and_then(Json::as_bool).unwrap_or(false),
        texts: texts.collect(),
        children: json.get("children")?.as_array()?.iter().filter_map(read).collect(),
        nested: nested.collect(),
        beside: list("beside").filter_map(read).collect(),
        ..Draft::new(register)
    })
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    #[test]
    fn a_draft_is_left_alone_while_its_program_runs() {
        let mut other = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let kept_by = |mark: Option<String>| is_being_typed(&json!({ "process": mark }));
        let mark = mark_of(other.id());
        assert!(mark.is_some() && kept_by(mark.clone()));
        // Its number in another life; this program; an office kept by an earlier version.
        assert!(!kept_by(mark.as_ref().map(|m| format!("{m}0"))));
        assert!(!kept_by(mark_of(std::process::id())) && !kept_by(None) && !is_being_typed(&json!({})));
        drop(other.stdin.take());
        other.wait().unwrap();
        assert!(!kept_by(mark));
    }
}
