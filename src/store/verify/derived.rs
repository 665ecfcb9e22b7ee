//! What the file keeps beside its registers, against what it follows from: what people are found by, and what batches call things.

use super::{Broken, Finding, judged};
use crate::domain::{found_by, text};
use crate::store::change::act::ActKind;
use crate::store::change::act::audit::{self, was};
use crate::store::engine::{Db, params};
use crate::store::fault::Answer;
use crate::store::pay::batch_names::{self, names_of};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

/// The tables that the audit does not copy, with the check that stands for it.
#[cfg(test)]
const NOT_COPIED: [(&str, &str); 10] = [
    ("access", "access: its rows are chained by digests of their own"),
    ("act", "acts: each has a digest of its own"),
    ("audit", "audit, rows, numbers: it is what the others are compared with"),
    ("batch_name", "batch_names: the audit has the names of a batch under its key"),
    ("batch_town", "summaries: counted again"),
    ("credential", "rights: a password leaves no copy in the audit, and is sealed"),
    ("month_town", "summaries: counted again"),
    ("paper_code", "rights: as a password"),
    ("person_initials", "initials: worked out again from the names"),
    ("unfinished", "none: what a clerk had typed and not saved; no record, deleted when it is saved or given up"),
];

pub(super) fn findings(db: &Db) -> Answer<Vec<Finding>> {
    Ok(vec![
        judged("initials", "人员可按其姓名的拼音找到", initials(db))?,
        judged("batch_names", "批次所记的名称与留痕一致", names(db))?,
    ])
}

/// Each person is found by what the name gives. Rows of earlier names stay.
fn initials(db: &Db) -> Answer<Broken> {
    let mut broken = Broken::default();
    let mut get = db.prepare("SELECT key, name FROM person ORDER BY key")?;
    let mut is_there = db.prepare("SELECT 1 FROM person_initials WHERE initials = ?1 AND person = ?2")?;
    let mut wanted: i64 = 0;
    let mut rows = get.query([])?;
    while let Some(row) = rows.next()? {
        let key: i64 = row.get(0)?;
        let name = String::from_utf8_lossy(row.get_ref(1)?.bytes().unwrap_or_default()).into_owned();
        let found: BTreeSet<String> = found_by::beside(&name).into_iter().collect();
        wanted += i64::try_from(found.len()).unwrap_or(0);
        for initials in found {
            if !is_there.exists(params![initials, key])? {
                broken.add(|| format!("人员 #{key} 按“{}”找不到", text::safe(&initials)));
            }
        }
    }
    let stand: i64 = db.query_row("SELECT count(*) FROM person_initials", [], |r| r.get(0))?;
    if stand > wanted && broken.count == 0 {
        foreign_initials(db, &mut broken)?;
    }
    Ok(broken)
}

/// What a person is found by must come from the name, or from one that the audit has.
fn foreign_initials(db: &Db, broken: &mut Broken) -> Answer<()> {
    let mut get = db
        .prepare("SELECT i.initials, i.person, p.name FROM person_initials i LEFT JOIN person p ON p.key = i.person")?;
    let mut copies = db.prepare(concat!(
        "SELECT ",
        was!(),
        " FROM audit WHERE register = 'person' AND row = ?1 AND last_row IS NULL AND before IS NOT NULL"
    ))?;
    let mut rows = get.query([])?;
    while let Some(row) = rows.next()? {
        let (initials, person, name): (String, i64, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let gives = |name: &str| found_by::beside(name).into_iter().any(|found| found == initials);
        if gives(&name.unwrap_or_default()) {
            continue;
        }
        let earlier: Vec<String> = copies.query_map([person], |r| r.get(0))?.collect::<Result<_, _>>()?;
        let mut earlier = earlier.iter().filter_map(|copy| audit::copy(copy).ok());
        if !earlier.any(|copy| copy.get("name").and_then(Json::as_str).is_some_and(gives)) {
            broken.add(|| format!("“{}”找到的人员 #{person} 没有用过这样的姓名", text::safe(&initials)));
        }
    }
    Ok(())
}

/// What batches call things is what the audit says they called them.
fn names(db: &Db) -> Answer<Broken> {
    let mut broken = Broken::default();
    let since = "SELECT coalesce(min(key), 0) FROM audit WHERE register = ?1 AND act = (SELECT max(key) FROM act WHERE kind = ?2)";
    let since: i64 = db.query_row(since, [batch_names::TABLE, ActKind::Migrate.name()], |r| r.get(0))?;
    let mut get = db.prepare("SELECT key, batch_no FROM batch ORDER BY key")?;
    let mut copies = db.prepare(
        "SELECT after FROM audit WHERE register = ?1 AND row = ?2 AND last_row IS NULL AND key >= ?3 ORDER BY key",
    )?;
    let mut rows = get.query([])?;
    while let Some(row) = rows.next()? {
        let (batch, number): (i64, String) = (row.get(0)?, row.get(1)?);
        let mut said: Map<String, Json> = Map::new();
        let mut found = copies.query(params![batch_names::TABLE, batch, since])?;
        while let Some(copy) = found.next()? {
            let copy: Option<String> = copy.get(0)?;
            said.extend(copy.and_then(|t| serde_json::from_str::<Map<String, Json>>(&t).ok()).unwrap_or_default());
        }
        let stands = names_of(db, batch)?;
        let things: BTreeSet<&String> = said.keys().chain(stands.keys()).collect();
        for thing in things.into_iter().filter(|thing| said.get(*thing) != stands.get(*thing)) {
            let shown =
                |names: &Map<String, Json>| text::safe(names.get(thing).and_then(Json::as_str).unwrap_or("(没有)"));
            broken.add(|| {
                format!("批次 {number} 的 {}: 留痕为 {}, 现为 {}", text::safe(thing), shown(&said), shown(&stands))
            });
        }
    }
    broken.list(db, "SELECT '批次 #' || batch || ' 不存在而有名称' FROM batch_name WHERE batch NOT IN (SELECT key FROM batch) GROUP BY batch")?;
    Ok(broken)
}

#[cfg(test)]
mod tests {
    use super::NOT_COPIED;
    use crate::store::change::act::audit;
    use crate::store::engine::Db;
    use crate::store::whole_schema;

    #[test]
    fn every_table_is_audited_or_has_a_check_of_its_own() {
        let db = Db::in_memory().unwrap();
        db.execute_batch(&whole_schema()).unwrap();
        let mut get = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
        let tables: Vec<String> = get.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
        let audited = audit::tables(&db).unwrap();
        for table in &tables {
            let other = NOT_COPIED.iter().any(|(name, _)| name == table);
            assert_ne!(audited.contains(&table.as_str()), other, "{table}");
        }
        assert_eq!(tables.len(), audited.len() + NOT_COPIED.len());
    }
}
