//! Accounts, roles and passwords as the last seal says, the seals chained one to another, and each act that changed any of them sealed.

use super::{Broken, Finding, judged};
use crate::store::engine::Db;
use crate::store::fault::Answer;
use crate::store::rights::seal::{self, wants_seal};

pub(super) fn findings(db: &Db) -> Answer<Vec<Finding>> {
    Ok(vec![judged("rights", "账户、授权、密码与权限封签一致, 封签前后相接", rights(db))?])
}

/// Acts without their seal.
const UNSEALED: &str = concat!(
    "SELECT '办理 #' || a.key || ' 没有权限封签' FROM act a WHERE ",
    wants_seal!(),
    " AND NOT EXISTS (SELECT 1 FROM rights_seal s WHERE s.act = a.key) ORDER BY a.key"
);

fn rights(db: &Db) -> Answer<Broken> {
    let mut broken = Broken::default();
    let seals = seal::all(db)?;
    for off in seal::off_the_chain(&seals) {
        broken.add(|| format!("权限封签 #{} 与前面的不相接", off.key));
    }
    if let Some(last) = seals.last() {
        for called in seal::apart(&last.digest, &seal::digest(db)?) {
            broken.add(|| format!("{called}与最后的权限封签 #{} 不符", last.key));
        }
    }
    broken.list(db, UNSEALED)?;
    Ok(broken)
}
