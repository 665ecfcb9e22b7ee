//! 登录: who somebody is, by name and password. Each try leaves a row, whatever comes of it; a wrong one makes the next wait, whoever is asked
//! for, and the tenth in a row locks the account. A name that nobody has takes the same time and gets the same answer as a wrong password.

use crate::domain::paper_code;
use crate::domain::password::{LOCKED_AT, Verifier, may_be_set, wait_after};
use crate::domain::slip::Slip;
use crate::domain::text;
use crate::register::bureau::operator;
use crate::store::Store;
use crate::store::change::act::{Act, ActKind, By};
use crate::store::engine::{Db, Optional, Row, params};
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::clock;
use crate::store::rights::access::{self, Came};
use crate::store::rights::credential::{self, Credential, no_memory};
use crate::store::rights::who::{Named, Who};
use chrono::{NaiveDate, TimeDelta};

/// Wrong passwords of so long ago make nobody wait.
const REMEMBERED: TimeDelta = TimeDelta::minutes(10);

/// What comes of a try that is not refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoggedIn {
    /// It is he.
    As(Who),
    /// It is he, with a password that is good once: he sets one of his own before anything else.
    MustChange(Who),
    /// So many seconds have to pass first; nothing was looked at.
    Wait(i64),
}

/// Whoever has a log-in name, and what is kept of his password.
struct Account {
    who: Who,
    is_active: bool,
    credential: Option<Credential>,
}

/// What a password proves.
pub(super) enum Proof {
    Wait(i64),
    Wrong,
    Refused(Slip),
    Is { who: Who, once: bool },
}

impl Store {
    /// Who it is that gives a log-in name and a password.
    ///
    /// # Errors
    /// `E-OP02`: name or password is wrong; `E-OP08`: the account is left or locked, or the password was good once and no longer is; the file
    /// cannot be written.
    pub fn log_in(&self, name: &str, password: &str) -> Answer<LoggedIn> {
        let proof = self.proving(|db| {
            let proof = self.prove(db, name, password)?;
            if let Proof::Is { who, .. } = &proof {
                self.leaves_row(db, "login", Some(who.operator), None)?;
            }
            Ok(proof)
        })?;
        match proof {
            Proof::Wait(seconds) => Ok(LoggedIn::Wait(seconds)),
            Proof::Wrong => Err(refused("E-OP02", "登录名或密码不对")),
            Proof::Refused(slip) => Err(StoreFault::refused(slip)),
            Proof::Is { who, once: true } => Ok(LoggedIn::MustChange(who)),
            Proof::Is { who, once: false } => Ok(LoggedIn::As(who)),
        }
    }

    /// Another password in the place of somebody's own, who gives the one he has.
    ///
    /// # Errors
    /// `E-OP12`: the new one may not be set; as [`Store::log_in`] of the old one; the file cannot be written.
    pub fn change_password(&self, who: &Who, old: &str, new: &str, day: NaiveDate) -> Answer<()> {
        may_be_set(new, &who.name).map_err(StoreFault::refused)?;
        if text::clean(old) == text::clean(new) {
            return Err(refused("E-OP12", "新密码和原来的一样; 请另想一个"));
        }
        let verifier = credential::made(new)?;
        let proof = self.write(|tx| {
            let proof = self.prove(tx, &who.name, old)?;
            if let Proof::Is { who, .. } = &proof {
                Act::begin(tx, ActKind::Rights, &self.by(who, day), Some("改自己的密码"))?;
                credential::change(tx, who.operator, &verifier, &self.now())?;
            }
            Ok(proof)
        })?;
        match proof {
            Proof::Wait(seconds) => Err(refused("E-OP08", &format!("密码连续输错, 请过{seconds}秒再试"))),
            Proof::Wrong => Err(refused("E-OP02", "原来的密码不对")),
            Proof::Refused(slip) => Err(StoreFault::refused(slip)),
            Proof::Is { .. } => Ok(()),
        }
    }

    /// One try at a time, so that nobody tries many at once: within a change, or where nothing can be written without one.
    pub(super) fn proving(&self, prove: impl FnOnce(&Db) -> Answer<Proof>) -> Answer<Proof> {
        if self.is_read_only() { prove(self.db()) } else { self.write(|tx| prove(tx)) }
    }

    pub(super) fn prove(&self, db: &Db, name: &str, password: &str) -> Answer<Proof> {
        let seconds = self.has_to_wait(db)?;
        if seconds > 0 {
            return Ok(Proof::Wait(seconds));
        }
        let account = account(db, &text::clean(name))?;
        let kept = account.as_ref().and_then(|account| account.credential.as_ref());
        let nobody = Verifier::of_nobody();
        // One that is good once is copied by hand.
        let copied = kept.filter(|kept| kept.once_until.is_some()).map(|_| paper_code::plain(password));
        let typed = copied.as_ref().map_or(password, |copied| copied.as_str());
        let fits = kept.map_or(&nobody, |kept| &kept.verifier).fits(typed).map_err(no_memory)?;
        let Some((Account { who, is_active, .. }, kept)) = account.as_ref().zip(kept).filter(|_| fits) else {
            self.leaves_row(db, "fail", account.map(|account| account.who.operator), None)?;
            return Ok(Proof::Wrong);
        };
        let locked = wrong_in_a_row(db, who.operator)? >= LOCKED_AT;
        let gone = kept.once_until.as_ref().is_some_and(|until| *until < self.now());
        let told = match (is_active, locked, gone) {
            (false, ..) => operator::left(&who.full_name).text,
            (_, true, _) => "密码连续输错10次, 账户已锁; 请系统管理员解锁".to_owned(),
            (.., true) => "这个一次性密码已过期; 请系统管理员重新给一个".to_owned(),
            _ => {
                if kept.verifier.is_outdated() && !self.is_read_only() {
                    self.renew(db, who, password)?;
                }
                return Ok(Proof::Is { who: who.clone(), once: kept.once_until.is_some() });
            }
        };
        self.leaves_row(db, "refused", Some(who.operator), Some(&told))?;
        Ok(Proof::Refused(Slip::error("E-OP08", told)))
    }

    /// The same password, as passwords are kept today.
    fn renew(&self, db: &Db, who: &Who, password: &str) -> Answer<()> {
        let at = self.now();
        let by = By { operator: who.operator, day: at.get(..10).unwrap_or(&at).to_owned(), at, witness: None };
        Act::begin(db, ActKind::Rights, &by, Some("登录时把自己的密码换成现在的保存方式"))?;
        credential::renew(db, who.operator, &credential::made(password)?)
    }

    pub(super) fn leaves_row(&self, db: &Db, kind: &str, operator: Option<i64>, why: Option<&str>) -> Answer<()> {
        if self.is_read_only() { Ok(()) } else { access::write(db, &self.now(), Came { kind, operator, why }) }
    }

    /// The seconds that are left of the wait after the wrong passwords of the last minutes: of all accounts, and of names that nobody has, so
    /// that the wait tells nothing of a name.
    pub(super) fn has_to_wait(&self, db: &Db) -> Answer<i64> {
        let now = self.now();
        let Some(moment) = clock::moment(&now) else { return Ok(0) };
        let since = moment.checked_sub_signed(REMEMBERED).unwrap_or(moment);
        let day = since.date().to_string();
        let mut get = db.prepare_cached(
            "SELECT count(*), max(at) FROM access WHERE kind = 'fail' AND day >= ?1 AND at >= ?2
                AND key > (SELECT coalesce(max(key), 0) FROM access WHERE kind = 'login' AND day >= ?1)",
        )?;
        let since = clock::text_of(since);
        let (wrong, last): (i64, Option<String>) =
            get.query_row(params![day, since], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let passed = last.and_then(|last| clock::moment(&last)).map(|last| (moment - last).num_seconds());
        // A clock that was set back by more makes nobody wait for it.
        let wait = wait_after(wrong);
        Ok(passed.filter(|passed| (-wait..wait).contains(passed)).map_or(0, |passed| wait - passed.max(0)))
    }
}

fn refused(code: &'static str, text: &str) -> StoreFault {
    StoreFault::refused(Slip::error(code, text))
}

fn account(db: &Db, name: &str) -> Answer<Option<Account>> {
    let mut get = db.prepare_cached(
        "SELECT key, name, full_name, role, state = 'active' FROM operator WHERE name = ?1 AND voided_by IS NULL",
    )?;
    let row = |r: Row<'_>| Ok((Who::read(r, Named::Proved)?, r.get::<bool>(4)?));
    let Some((who, is_active)) = get.query_row([name], row).optional()? else { return Ok(None) };
    let credential = credential::of(db, who.operator)?;
    Ok(Some(Account { who, is_active, credential }))
}

/// The wrong passwords of an account since somebody last came in by it, or unlocked it.
fn wrong_in_a_row(db: &Db, operator: i64) -> Answer<i64> {
    let mut get = db.prepare_cached(
        "SELECT count(*) FROM access WHERE operator = ?1 AND kind = 'fail'
            AND key > (SELECT coalesce(max(key), 0) FROM access WHERE operator = ?1 AND kind IN ('login', 'unlock'))",
    )?;
    Ok(get.query_row([operator], |r| r.get(0))?)
}
