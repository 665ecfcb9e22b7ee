//! Adding a seal, at the end of a change.

use crate::register::RIGHTS_SEAL;
use crate::store::change::act::Act;
use crate::store::change::resolve::listed;
use crate::store::engine::{Db, Optional, Sql};
use crate::store::fault::{Answer, StoreFault};
use crate::store::rights::access;
use crate::store::rights::seal::{Seal, digest, wants_seal};

/// The last act so far.
pub(in crate::store) fn last_act(db: &Db) -> Answer<i64> {
    Ok(db.prepare_cached("SELECT coalesce(max(key), 0) FROM act")?.query_row([], |r| r.get(0))?)
}

/// Seals what the acts behind one have changed.
pub(in crate::store) fn seal_since(db: &Db, act: i64) -> Answer<()> {
    const SINCE: &str = concat!("SELECT a.key FROM act a WHERE a.key > ?1 AND ", wants_seal!(), " ORDER BY a.key");
    listed(db, SINCE, [Sql::Integer(act)])?.into_iter().try_for_each(|act| seal(&Act::going_on(db, act)))
}

/// Seals what stands, in an act.
pub(in crate::store) fn seal(act: &Act<'_>) -> Answer<()> {
    let db = act.db();
    let last = "SELECT key, chain FROM rights_seal ORDER BY key DESC LIMIT 1";
    let last: Option<(i64, String)> =
        db.prepare_cached(last)?.query_row([], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
    let (before, chain) = last.map_or((0, None), |(key, chain)| (key, Some(chain)));
    let (last_access, access_seen) = access::last(db)?.map_or((0, None), |(key, digest)| (key, Some(digest)));
    let digest = digest(db)?;
    let new = Seal { key: before + 1, act: act.key(), digest, last_access, access_seen, chain: String::new() };
    let chain = new.chained(chain.as_deref());
    let cols = [
        ("digest", Sql::Text(new.digest)),
        ("last_access", Sql::Integer(new.last_access)),
        ("access_seen", new.access_seen.map_or(Sql::Null, Sql::Text)),
        ("chain", Sql::Text(chain)),
    ];
    let key = act.insert(&RIGHTS_SEAL, &cols.map(|(col, value)| (col.to_owned(), value)))?;
    match key == new.key {
        true => Ok(()),
        false => Err(StoreFault::defect(format!("权限封签 #{key} 不接着 #{before}"))),
    }
}
