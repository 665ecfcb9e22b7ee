//! 查阅记录: a row for whoever comes, goes or looks. It is no act: it changes nothing of the office's work. Each row carries a digest over
//! itself and the one of the row before, so that one that was changed, put in or taken out is found.

use crate::store::change::digest::{Form, hex};
use crate::store::engine::{Bound, Db, Given, Optional, params};
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

/// What was looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::store) struct About<'a> {
    pub register: Option<&'a str>,
    pub row: Option<i64>,
    pub col: Option<&'a str>,
    pub person: Option<i64>,
    /// How many records, where they are not told one by one.
    pub people: Option<i64>,
    pub what: Option<&'a str>,
    /// 用途.
    pub reason: Option<&'a str>,
}

/// The columns of a row but its digest, in the order in which that is over them.
const COLUMNS: [&str; 14] = [
    "key", "act", "operator", "at", "day", "kind", "register", "row", "col", "person", "people", "what", "reason",
    "why",
];

/// The digest of a row behind that of the row before.
fn digest<'v>(row: impl IntoIterator<Item = Given<'v>>, before: Option<&str>) -> String {
    let mut form = Form::default();
    row.into_iter().for_each(|value| form.add(value));
    form.add(before.given());
    hex(&Sha256::digest(form.as_bytes())).collect()
}

/// The last row and its digest.
pub(super) fn last(db: &Db) -> Answer<Option<(i64, String)>> {
    let mut get = db.prepare_cached("SELECT key, digest FROM access ORDER BY key DESC LIMIT 1")?;
    Ok(get.query_row([], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
}

/// Writes a row at a moment of the machine's clock.
pub(in crate::store) fn write(db: &Db, at: &str, came: Came<'_>) -> Answer<()> {
    write_about(db, at, came, About::default())
}

/// The same of what was looked at.
pub(in crate::store) fn write_about(db: &Db, at: &str, came: Came<'_>, about: About<'_>) -> Answer<()> {
    let act: i64 = db.prepare_cached("SELECT coalesce(max(key), 0) FROM act")?.query_row([], |r| r.get(0))?;
    let (last, before) = last(db)?.map_or((0, None), |(key, digest)| (key, Some(digest)));
    let (key, day) = (last + 1, at.get(..10).unwrap_or(at));
    let row = [
        key.given(),
        act.given(),
        came.operator.given(),
        at.given(),
        day.given(),
        came.kind.given(),
        about.register.given(),
        about.row.given(),
        about.col.given(),
        about.person.given(),
        about.people.given(),
        about.what.given(),
        about.reason.given(),
        came.why.given(),
    ];
    let digest = digest(row, before.as_deref());
    let marks = ", ?".repeat(COLUMNS.len());
    let sql = format!("INSERT INTO access({}, digest) VALUES (?{marks})", COLUMNS.join(", "));
    let mut put = db.prepare_cached(&sql)?;
    for (at, value) in (1..).zip(row.into_iter().chain([digest.given()])) {
        put.put(at, value)?;
    }
    put.bound_execute()?;
    Ok(())
}

/// What is wrong with the rows, each in words: keys from 1 without gaps, each with its digest behind the one before, none behind acts that
/// are there no more, and those that a seal names as they were then.
pub(in crate::store) fn broken(db: &Db, tell: &mut dyn FnMut(String)) -> Answer<()> {
    let mut get = db.prepare(&format!("SELECT {}, digest FROM access ORDER BY key", COLUMNS.join(", ")))?;
    let last_act: i64 = db.query_row("SELECT coalesce(max(key), 0) FROM act", [], |r| r.get(0))?;
    let mut rows = get.query([])?;
    let (mut wanted, mut act, mut before) = (1, 0, None::<String>);
    while let Some(row) = rows.next()? {
        let (key, then): (i64, i64) = (row.get(0)?, row.get(1)?);
        if key != wanted {
            tell(format!("查阅记录 #{} 之后是 #{key}", wanted - 1));
        }
        let values: Vec<Given<'_>> = (0..COLUMNS.len()).map(|at| row.get_ref(at)).collect::<Result<_, _>>()?;
        let stands: String = row.get(COLUMNS.len())?;
        if stands != digest(values, before.as_deref()) {
            tell(format!("查阅记录 #{key} 与其摘要不符"));
        }
        if then < act || then > last_act {
            tell(format!("查阅记录 #{key} 所记的办理 #{then} 不在其前"));
        }
        (wanted, act, before) = (key + 1, then, Some(stands));
    }
    let mut get = db.prepare(
        "SELECT s.key, s.last_access FROM rights_seal s LEFT JOIN access a ON a.key = s.last_access
          WHERE (s.last_access > 0 OR s.access_seen IS NOT NULL) AND (a.key IS NULL OR a.digest <> s.access_seen) ORDER BY s.key",
    )?;
    let mut rows = get.query(params![])?;
    while let Some(row) = rows.next()? {
        let (seal, access): (i64, i64) = (row.get(0)?, row.get(1)?);
        tell(format!("权限封签 #{seal} 所记的查阅记录 #{access} 没有了, 或者不是当时那一条"));
    }
    Ok(())
}
