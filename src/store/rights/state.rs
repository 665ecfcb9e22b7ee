//! How an office stands with its rights, worked out from its rows: whether roles are given, whether passwords are set, and whether another
//! program has changed either behind its back.

use crate::store::engine::Db;
use crate::store::fault::{Answer, StoreFault};
use crate::store::rights::seal;

/// How an office stands with its rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// No roles were ever given: whoever names an operator may do everything.
    Unset,
    /// Roles are given, and nobody has a password.
    Open,
    /// Whoever works proves who he is.
    Guarded,
    /// Accounts, roles or passwords are not those that the program wrote last: what is wrong. Nothing is saved.
    Broken(String),
}

impl State {
    /// How an office stands.
    pub(in crate::store) fn read(db: &Db) -> Answer<State> {
        match look(db) {
            // Whatever stands there is none of the program's.
            Err(StoreFault::BadFile(_) | StoreFault::Defect(_)) => Ok(State::Broken("权限封签读不出来".to_owned())),
            seen => seen,
        }
    }

    /// `E-OP09`: what is to be said of rights that were changed.
    pub fn warning(&self) -> Option<String> {
        let State::Broken(what) = self else { return None };
        Some(format!(
            "E-OP09 账户、授权或密码被别的程序改过: {what}; 现在只供查询, 不能保存; 请用 minzheng restore 恢复改动之前的备份, 或用恢复码重新设立岗位"
        ))
    }

    /// Nothing is saved where rights were changed.
    pub(in crate::store) fn may_save(&self) -> Answer<()> {
        self.warning().map_or(Ok(()), |told| Err(StoreFault::BadFile(told)))
    }
}

fn look(db: &Db) -> Answer<State> {
    let seals = seal::all(db)?;
    let audited = "SELECT max(row) FROM audit WHERE register = 'rights_seal' AND last_row IS NULL";
    let audited: Option<i64> = db.prepare_cached(audited)?.query_row([], |r| r.get(0))?;
    let broken = |what: String| Ok(State::Broken(what));
    let Some(last) = seals.last() else {
        return audited.map_or(Ok(State::Unset), |_| broken("权限封签没有了".to_owned()));
    };
    if let Some(off) = seal::off_the_chain(&seals).next() {
        return broken(format!("权限封签 #{} 与前面的不相接", off.key));
    }
    if audited != Some(last.key) {
        return broken(format!("权限封签到 #{} 为止, 与留痕不符", last.key));
    }
    let apart = seal::apart(&last.digest, &seal::digest(db)?);
    if !apart.is_empty() {
        return broken(format!("{}与最后的权限封签不符", apart.join("、")));
    }
    let guarded = db.prepare_cached("SELECT 1 FROM credential LIMIT 1")?.exists([])?;
    Ok(if guarded { State::Guarded } else { State::Open })
}
