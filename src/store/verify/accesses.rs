//! 查阅记录: its rows chained one to another, and the last one of each seal.

use super::{Broken, Finding, judged};
use crate::store::engine::Db;
use crate::store::fault::Answer;
use crate::store::rights::access;

pub(super) fn findings(db: &Db) -> Answer<Vec<Finding>> {
    let read = || {
        let mut broken = Broken::default();
        access::broken(db, &mut |wrong| broken.add(|| wrong))?;
        Ok(broken)
    };
    Ok(vec![judged("access", "查阅记录从 1 起连续, 各条与其摘要一致, 前后相接", read())?])
}
