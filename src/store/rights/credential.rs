//! 口令: what the file keeps of the passwords of its operators. A password leaves no copy in the audit.

use crate::domain::password::{NoMemory, SALT, Verifier};
use crate::store::engine::{Db, Optional, params};
use crate::store::fault::{Answer, StoreFault};

/// What is kept of somebody's password.
pub(super) struct Credential {
    pub verifier: Verifier,
    /// Of one that must be changed at once: until when it may be used.
    pub once_until: Option<String>,
}

/// That of an operator; none where no password was ever set.
pub(super) fn of(db: &Db, operator: i64) -> Answer<Option<Credential>> {
    let mut get = db.prepare_cached("SELECT verifier, good_until FROM credential WHERE operator = ?1")?;
    let kept: Option<(String, Option<String>)> =
        get.query_row([operator], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
    let Some((text, once_until)) = kept else { return Ok(None) };
    let verifier = Verifier::read(&text).ok_or_else(|| StoreFault::damaged("操作员的密码校验值不是本程序写的"))?;
    Ok(Some(Credential { verifier, once_until }))
}

/// A verifier of a password, with a new salt.
pub(super) fn made(password: &str) -> Answer<Verifier> {
    let mut salt = [0; SALT];
    fill(&mut salt)?;
    Verifier::of(password, salt).map_err(no_memory)
}

/// Bytes that nobody can guess.
pub(super) fn fill(bytes: &mut [u8]) -> Answer<()> {
    getrandom::fill(bytes)
        .map_err(|e| StoreFault::Surroundings(format!("系统给不出随机数, 密码没有设置: {e}; 请重新启动电脑后再试")))
}

/// Of somebody, whatever he has: his own, or one that is good once until a moment.
pub(super) fn put(db: &Db, operator: i64, verifier: &Verifier, once_until: Option<&str>, at: &str) -> Answer<()> {
    let kind = if once_until.is_some() { "once" } else { "own" };
    db.prepare_cached("DELETE FROM credential WHERE operator = ?1")?.execute([operator])?;
    db.prepare_cached(
        "INSERT INTO credential(operator, kind, verifier, good_until, set_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![operator, kind, verifier.text(), once_until, at])?;
    Ok(())
}

/// The code on paper, in the place of the one before.
pub(super) fn put_paper_code(db: &Db, verifier: &Verifier, at: &str) -> Answer<()> {
    db.prepare_cached("DELETE FROM paper_code")?.execute([])?;
    db.prepare_cached("INSERT INTO paper_code(key, verifier, made_at) VALUES (1, ?1, ?2)")?
        .execute(params![verifier.text(), at])?;
    Ok(())
}

/// What is kept of the code on paper.
pub(super) fn paper_code(db: &Db) -> Answer<Option<Verifier>> {
    let mut get = db.prepare_cached("SELECT verifier FROM paper_code")?;
    let kept: Option<String> = get.query_row([], |r| r.get(0)).optional()?;
    kept.map(|text| Verifier::read(&text).ok_or_else(|| StoreFault::damaged("恢复码的校验值不是本程序写的")))
        .transpose()
}

/// One of his own in the place of what an operator has.
pub(super) fn change(db: &Db, operator: i64, verifier: &Verifier, at: &str) -> Answer<()> {
    db.prepare_cached(
        "UPDATE credential SET kind = 'own', verifier = ?2, good_until = NULL, set_at = ?3 WHERE operator = ?1",
    )?
    .execute(params![operator, verifier.text(), at])?;
    Ok(())
}

/// The same password, as verifiers are made today.
pub(super) fn renew(db: &Db, operator: i64, verifier: &Verifier) -> Answer<()> {
    db.prepare_cached("UPDATE credential SET verifier = ?2 WHERE operator = ?1")?
        .execute(params![operator, verifier.text()])?;
    Ok(())
}

/// What is said when memory is too short for a password.
pub(super) fn no_memory(_: NoMemory) -> StoreFault {
    StoreFault::Surroundings("内存不足, 密码没有核对; 请关闭其他程序后再试".to_owned())
}
