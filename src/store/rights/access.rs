//! 查阅记录: a row for whoever comes, goes or looks. It is no act: it changes nothing of the office's work. Each row carries a digest over
//! itself and the one of the row before, so that one that was changed, put in or taken out is found.

use crate::store::change::digest::{Form, hex};
use crate::store::engine::{Db, Given, Optional, params};
use crate::store::fault::Answer;
use sha2::{Digest, Sha256};

/// What a row tells, beside when.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Came<'a> {
    /// login, fail, refused …: `ACCESS_KIND`.
    pub kind: &'a str,
    /// Whose account; none for a log-in name that nobody has. What was typed is not kept: it may be a password.
    pub operator: Option<i64>,
    /// What is to be said of it.
    pub why: Option<&'a str>,
}

/// The last row and its digest.
pub(super) fn last(db: &Db) -> Answer<Option<(i64, String)>> {
    let mut get = db.prepare_cached("SELECT key, digest FROM access ORDER BY key DESC LIMIT 1")?;
    Ok(get.query_row([], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
}

/// Writes a row at a moment of the machine's clock.
pub(in crate::store) fn write(db: &Db, at: &str, came: Came<'_>) -> Answer<()> {
    let act: i64 = db.prepare_cached("SELECT coalesce(max(key), 0) FROM act")?.query_row([], |r| r.get(0))?;
    let (before, digest) = last(db)?.map_or((0, None), |(key, digest)| (key, Some(digest)));
    let key = before + 1;
    let day = at.get(..10).unwrap_or(at);
    let mut form = Form::default();
    for value in [
        Given::Integer(key),
        Given::Integer(act),
        came.operator.map_or(Given::Null, Given::Integer),
        Given::Text(at.as_bytes()),
        Given::Text(day.as_bytes()),
        Given::Text(came.kind.as_bytes()),
        // register, row, col, person, people, what, reason
        Given::Null,
        Given::Null,
        Given::Null,
        Given::Null,
        Given::Null,
        Given::Null,
        Given::Null,
        came.why.map_or(Given::Null, |why| Given::Text(why.as_bytes())),
        digest.as_deref().map_or(Given::Null, |digest| Given::Text(digest.as_bytes())),
    ] {
        form.add(value);
    }
    let digest: String = hex(&Sha256::digest(form.as_bytes())).collect();
    db.prepare_cached(
        "INSERT INTO access(key, act, operator, at, day, kind, why, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![key, act, came.operator, at, day, came.kind, came.why, digest])?;
    Ok(())
}
