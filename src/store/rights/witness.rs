//! 见证: a second person who signs at the same keyboard: what nobody does by himself alone. And what is done so: another password in the place of
//! one that is forgotten, and an account that is locked no more.

use crate::domain::slip::Slip;
use crate::domain::text;
use crate::register::bureau::operator;
use crate::register::core::rights::{Action, Ask, Role};
use crate::store::change::act::{Act, ActKind};
use crate::store::engine::{Db, Optional, params};
use crate::store::fault::{Answer, StoreFault};
use crate::store::rights::State;
use crate::store::rights::access::{self, Came};
use crate::store::rights::founding::Once;
use crate::store::rights::log_in::Proof;
use crate::store::rights::who::Witness;
use crate::store::{Store, Who};
use chrono::NaiveDate;

impl Store {
    /// Who acts, with a second person who signs beside him: who gives roles is witnessed by an approver or another of his kind, who keeps the
    /// accounts by who gives roles.
    ///
    /// # Errors
    /// `E-OP02`: name or password is wrong; `E-OP07`: it is himself, or nobody who may sign; `E-OP08`: as [`Store::log_in`].
    pub fn witnessed(&self, who: &Who, name: &str, password: &str) -> Answer<Who> {
        let state = self.state()?;
        let proof = match state {
            State::Guarded => self.proving(|db| {
                let proof = self.prove(db, name, password)?;
                if let Proof::Is { who: second, .. } = &proof {
                    self.leaves_row(db, "login", Some(second.operator), Some(&format!("为{}见证", who.full_name)))?;
                }
                Ok(proof)
            })?,
            State::Open => Proof::Is { who: self.who(Some(&text::clean(name)))?, once: false },
            State::Unset | State::Broken(_) => return Err(refused("E-OP07", "本库还没有设立岗位, 不用见证")),
        };
        let second = match proof {
            Proof::Is { who, once: false } => who,
            Proof::Is { who, once: true } => {
                return Err(refused("E-OP08", &format!("{}用的还是一次性密码; 请先登录, 设自己的密码", who.full_name)));
            }
            Proof::Wait(seconds) => return Err(refused("E-OP08", &format!("密码连续输错, 请过{seconds}秒再试"))),
            Proof::Wrong => return Err(refused("E-OP02", "登录名或密码不对")),
            Proof::Refused(slip) => return Err(StoreFault::refused(slip)),
        };
        let now = self.now();
        let (own, theirs) = (roles_on(self.db(), who.operator, &now)?, roles_on(self.db(), second.operator, &now)?);
        fits(&own, &theirs, who.operator == second.operator, &second.full_name).map_err(StoreFault::refused)?;
        Ok(Who { witness: Some(Witness { operator: second.operator, full_name: second.full_name }), ..who.clone() })
    }

    /// A password that is good once in the place of what somebody has forgotten. It is shown once.
    ///
    /// # Errors
    /// `E-OP04`: he keeps no accounts; `E-OP07`: nobody signs beside him, or one of the two is the one whose password it is; `E-OP08`: the account was left; the file cannot be
    /// written.
    pub fn reset_password(&self, who: &Who, operator: i64, day: NaiveDate) -> Answer<Once> {
        self.takes_passwords()?;
        let act = |full_name: &str| format!("重置{full_name}的密码");
        self.by_two(who, operator, day, &act, |db| self.give_once(db, operator))
    }

    /// An account that wrong passwords have locked is open again.
    ///
    /// # Errors
    /// As [`Store::reset_password`].
    pub fn unlock(&self, who: &Who, operator: i64, day: NaiveDate) -> Answer<()> {
        let act = |full_name: &str| format!("解锁{full_name}的账户");
        let why = format!("由{}解锁", who.full_name);
        let came = Came { kind: "unlock", operator: Some(operator), why: Some(&why) };
        self.by_two(who, operator, day, &act, |db| access::write(db, &self.now(), came))
    }

    /// What two people do to the account of a third.
    fn by_two<T>(
        &self,
        who: &Who,
        operator: i64,
        day: NaiveDate,
        act: &dyn Fn(&str) -> String,
        change: impl FnOnce(&Db) -> Answer<T>,
    ) -> Answer<T> {
        self.gate(Some(who), &Ask::to(Action::Account))?;
        let Some(witness) = &who.witness else {
            return Err(refused("E-OP07", "这件事要两个人: 请安全管理岗位的另一位同事在旁边输入登录名和密码"));
        };
        if [who.operator, witness.operator].contains(&operator) {
            return Err(refused("E-OP07", "不能办理或者见证自己的账户; 请由另外两位同事办理"));
        }
        self.write(|tx| {
            self.clock_stands(tx)?;
            let mut get = tx.prepare_cached(
                "SELECT full_name, state = 'active' FROM operator WHERE key = ?1 AND voided_by IS NULL",
            )?;
            let found: Option<(String, bool)> = get.query_row([operator], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
            let full_name = match found {
                Some((full_name, true)) => full_name,
                Some((full_name, false)) => return Err(StoreFault::refused(operator::left(&full_name))),
                None => return Err(refused("E-OP01", "没有这个操作员")),
            };
            let why = format!("{} (见证: {})", act(&full_name), witness.full_name);
            let act = Act::begin(tx, ActKind::Rights, &self.by(who, day), Some(&why))?;
            change(act.db())
        })
    }
}

fn refused(code: &'static str, text: &str) -> StoreFault {
    StoreFault::refused(Slip::error(code, text))
}

/// `E-OP07`: whether who has these roles may sign for who has those.
fn fits(own: &[Role], theirs: &[Role], is_himself: bool, name: &str) -> Result<(), Slip> {
    let by: &[Role] = match own {
        own if own.contains(&Role::Security) => &[Role::Security, Role::Approver],
        own if own.contains(&Role::System) => &[Role::Security],
        _ => return Err(Slip::error("E-OP07", "只有系统管理和安全管理岗位的人办这样的事")),
    };
    if is_himself {
        return Err(Slip::error("E-OP07", "办理和见证要两个人; 请另一位同事输入登录名和密码"));
    }
    let labels: Vec<&str> = by.iter().map(|role| role.label()).collect();
    let text = || format!("{name}不能见证; 请{}岗位的人输入登录名和密码", labels.join("或者"));
    if theirs.iter().any(|role| by.contains(role)) { Ok(()) } else { Err(Slip::error("E-OP07", text())) }
}

/// The roles that somebody has at a moment of the machine's clock.
fn roles_on(db: &Db, operator: i64, at: &str) -> Answer<Vec<Role>> {
    let mut get = db.prepare_cached(
        "SELECT role FROM role_grant WHERE operator = ?1 AND voided_by IS NULL AND valid_from <= ?2
            AND (valid_to IS NULL OR valid_to >= ?2) ORDER BY key",
    )?;
    let day = at.get(..10).unwrap_or(at);
    let roles = get.query_map(params![operator, day], |r| r.get::<String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(roles.iter().filter_map(|role| Role::from_code(role)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_signs_beside_whom() {
        use Role::{Approver, Auditor, Maker, Security, System};
        for (own, theirs, is_himself, may) in [
            (&[System][..], &[Security][..], false, true),
            (&[System], &[Approver], false, false),
            (&[System], &[System], false, false),
            (&[Security], &[Approver], false, true),
            (&[Security], &[Maker, Approver], false, true),
            (&[Security], &[Security], false, true),
            (&[Security], &[Security], true, false),
            (&[Security], &[System], false, false),
            (&[Security], &[Auditor], false, false),
            (&[Security], &[], false, false),
            (&[Maker], &[Security], false, false),
            (&[], &[Security], false, false),
        ] {
            let fits = fits(own, theirs, is_himself, "周敏");
            assert_eq!(fits.is_ok(), may, "{own:?} {theirs:?} {is_himself}");
            assert!(fits.is_ok() || fits.unwrap_err().code == "E-OP07");
        }
    }
}
