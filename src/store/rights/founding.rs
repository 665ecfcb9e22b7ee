//! 设立岗位: how an office begins to have roles and passwords, in one act: who administers it and who gives roles, each with a password of his own,
//! who approves, what the others work as, the code on paper that lies in the safe, and the first seal. The same by that code where
//! nobody is left who could come in, or where another program changed the rights.

use crate::domain::paper_code;
use crate::domain::password::may_be_set;
use crate::domain::slip::Slip;
use crate::domain::text;
use crate::register::bureau::operator::{self, OPERATOR};
use crate::register::bureau::role_grant::ROLE_GRANT;
use crate::register::core::rights::{Role, incompatible};
use crate::register::{Register, Value};
use crate::store::change::act::{Act, ActKind};
use crate::store::engine::{Db, Optional, Sql, params};
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::clock;
use crate::store::rights::access::{self, Came};
use crate::store::rights::{State, credential, seal};
use crate::store::{Store, Who};
use chrono::{NaiveDate, TimeDelta};
use std::fmt;
use zeroize::Zeroizing;

/// So long a password that is good once is good.
const GOOD_FOR: TimeDelta = TimeDelta::hours(24);

/// Somebody with whom roles begin: one with an account, or a new one.
#[derive(Clone, PartialEq, Eq)]
pub struct Founder {
    /// Log-in name.
    pub name: String,
    /// 姓名.
    pub full_name: String,
    /// His own; of who approves none: he gets one that is good once.
    pub password: Zeroizing<String>,
}

/// No password is ever told.
impl fmt::Debug for Founder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Founder").field("name", &self.name).finish_non_exhaustive()
    }
}

/// With whom roles begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// 系统管理.
    pub system: Founder,
    /// 安全管理.
    pub security: Founder,
    /// 审批, who signs as the second person from then on.
    pub approver: Founder,
}

/// A password that is good once, and whose.
#[derive(Clone, PartialEq, Eq)]
pub struct Once {
    /// Log-in name.
    pub name: String,
    /// 姓名.
    pub full_name: String,
    /// As what he works, in words.
    pub roles: String,
    /// The password.
    pub code: Zeroizing<String>,
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What is shown once, and stands nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Founded {
    /// 恢复码.
    pub paper_code: Zeroizing<String>,
    /// Of everybody who has not typed a password.
    pub once: Vec<Once>,
}

impl fmt::Debug for Founded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Founded").field("once", &self.once).finish_non_exhaustive()
    }
}

impl Founding {
    fn all(&self) -> [(&Founder, Role); 3] {
        [(&self.system, Role::System), (&self.security, Role::Security), (&self.approver, Role::Approver)]
    }

    /// What is wrong with them, before the file is asked.
    fn fault(&self) -> Result<(), Slip> {
        let names: Vec<_> = self.all().iter().map(|(founder, _)| text::clean(&founder.name)).collect();
        if (1..names.len()).any(|at| names[..at].contains(&names[at])) {
            let text = "系统管理、安全管理和审批要三个人; 一人管不了两头, 请各填各人的登录名";
            return Err(Slip::error("E-OP07", text).at("name"));
        }
        for founder in [&self.system, &self.security] {
            may_be_set(&founder.password, &founder.name)?;
        }
        if self.system.password == self.security.password {
            return Err(Slip::error("E-OP12", "两个人的密码一样; 请各人自己输入, 不要互相看"));
        }
        Ok(())
    }
}

impl Store {
    /// Gives roles and passwords to an office that has none.
    ///
    /// # Errors
    /// `E-OP07`: they are not three people, or roles are given already; `E-OP12`: a password may not be set; `E-OP05`: somebody is what he may
    /// not be with it; the file cannot be written.
    pub fn found_rights(&self, founding: &Founding, who: &Who, day: NaiveDate) -> Answer<Founded> {
        founding.fault().map_err(StoreFault::refused)?;
        self.takes_passwords()?;
        self.write(|tx| {
            if State::read(tx)? != State::Unset {
                return Err(refused("E-OP07", "本库已经设立了岗位; 要授权的请在授权里登记"));
            }
            self.clock_stands(tx)?;
            let act = Act::begin(tx, ActKind::Rights, &self.by(who, day), Some("设立岗位"))?;
            self.give_all(&act, founding)
        })
    }

    /// The same by the paper code: for the office whose passwords nobody knows any more, or whose rights another program changed. What stands of
    /// roles goes on; everybody but the two gets another password. The code is spent.
    ///
    /// # Errors
    /// Those of [`Store::found_rights`]; `E-OP02`: the code is wrong; `E-OP09`: the code itself was changed; `E-OP08`: one has to wait.
    pub fn found_anew(&self, code: &str, founding: &Founding, day: NaiveDate) -> Answer<Founded> {
        founding.fault().map_err(StoreFault::refused)?;
        let code = paper_code::read(code).map_err(StoreFault::refused)?;
        let founded = self.write_broken(|tx| {
            if State::read(tx)? == State::Unset {
                return Err(refused("E-OP07", "本库还没有设立岗位, 不用恢复码"));
            }
            let seconds = self.has_to_wait(tx)?;
            if seconds > 0 {
                return Err(refused("E-OP08", &format!("连续输错, 请过{seconds}秒再试")));
            }
            if !opens(tx, &code)? {
                access::write(tx, &self.now(), Came { kind: "fail", operator: None, why: Some("恢复码") })?;
                return Ok(None);
            }
            self.clock_stands(tx)?;
            let first = tx.query_row("SELECT min(key) FROM operator", [], |r| r.get(0))?;
            let by = self.by_operator(first, day);
            let act = Act::begin(tx, ActKind::Rights, &by, Some("用恢复码重新设立岗位"))?;
            let founded = self.give_all(&act, founding)?;
            let system = account_of(tx, &founding.system)?.map(|(key, _)| key);
            let came = Came { kind: "login", operator: system, why: Some("用恢复码重新设立岗位") };
            access::write(tx, &self.now(), came)?;
            Ok(Some(founded))
        })?;
        founded.ok_or_else(|| refused("E-OP02", "恢复码不对; 请对着纸上的再输一遍, 旧的恢复码用过就作废了"))
    }

    pub(super) fn takes_passwords(&self) -> Answer<()> {
        let text = "示范业务库不设密码, 人人可以换着各个岗位试";
        self.office().demo_day.map_or(Ok(()), |_| Err(refused("E-OP07", text)))
    }

    /// A clock that cannot be right dates no account.
    pub(super) fn clock_stands(&self, db: &Db) -> Answer<()> {
        self.clock_doubt(db)?.map_or(Ok(()), |doubt| Err(StoreFault::refused(Slip::error(doubt.code, doubt.text))))
    }

    fn give_all(&self, act: &Act<'_>, founding: &Founding) -> Answer<Founded> {
        let (db, at) = (act.db(), self.now());
        let mut named = Vec::new();
        for (founder, role) in founding.all() {
            let key = put_account(act, founder, role)?;
            give(act, key, role, &at)?;
            if role != Role::Approver {
                let verifier = credential::made(&founder.password)?;
                credential::put(db, key, &verifier, None, &at)?;
                named.push(key);
            }
        }
        let mut once = Vec::new();
        for (key, asked) in active(db)?.into_iter().filter(|(key, _)| !named.contains(key)) {
            if roles_of(db, key, &at)?.is_empty() {
                give(act, key, works_as(&asked), &at)?;
            }
            once.push(self.give_once(db, key)?);
        }
        let code = paper_code::paper(&random()?);
        credential::put_paper_code(db, &credential::made(&paper_code::plain(&code))?, &at)?;
        Ok(Founded { paper_code: code, once })
    }

    /// A password that is good once, in the place of what somebody has.
    pub(super) fn give_once(&self, db: &Db, operator: i64) -> Answer<Once> {
        let at = self.now();
        let until = clock::moment(&at).and_then(|now| now.checked_add_signed(GOOD_FOR));
        let until = until.map_or_else(|| at.clone(), clock::text_of);
        let code = paper_code::once(&random()?);
        let verifier = credential::made(&paper_code::plain(&code))?;
        credential::put(db, operator, &verifier, Some(&until), &at)?;
        let (name, full_name) = db
            .prepare_cached("SELECT name, full_name FROM operator WHERE key = ?1")?
            .query_row([operator], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let roles: Vec<&str> = roles_of(db, operator, &at)?.into_iter().map(Role::label).collect();
        Ok(Once { name, full_name, roles: roles.join("、"), code })
    }
}

fn refused(code: &'static str, text: &str) -> StoreFault {
    StoreFault::refused(Slip::error(code, text))
}

/// As what somebody goes on who asked for a role: for no other work than the business.
fn works_as(asked: &str) -> Role {
    match Role::from_code(asked) {
        Some(role @ (Role::Maker | Role::Checker | Role::Approver | Role::Finance)) => role,
        _ => Role::Maker,
    }
}

/// Bytes that nobody can guess.
fn random<const N: usize>() -> Answer<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0; N]);
    credential::fill(bytes.as_mut_slice())?;
    Ok(bytes)
}

/// Whether a code is that of the office. One that another program put there opens nothing.
fn opens(db: &Db, code: &str) -> Answer<bool> {
    let seals = seal::all(db)?;
    let changed = seals.last().is_none_or(|last| match seal::digest(db) {
        Ok(now) => seal::apart(&last.digest, &now).contains(&seal::PAPER_CODE),
        Err(_) => true,
    });
    if changed {
        return Err(StoreFault::BadFile(
            "E-OP09 恢复码也被别的程序改过, 不能用它重新设立岗位; 请用 minzheng restore 恢复改动之前的备份".to_owned(),
        ));
    }
    match credential::paper_code(db)? {
        Some(verifier) => verifier.fits(code).map_err(credential::no_memory),
        None => Ok(false),
    }
}

/// The account of a founder, and whether somebody works with it.
fn account_of(db: &Db, founder: &Founder) -> Answer<Option<(i64, bool)>> {
    let mut get =
        db.prepare_cached("SELECT key, state = 'active' FROM operator WHERE name = ?1 AND voided_by IS NULL")?;
    Ok(get.query_row([text::clean(&founder.name).as_ref()], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
}

/// Those who work here, with what they asked for.
fn active(db: &Db) -> Answer<Vec<(i64, String)>> {
    let mut get =
        db.prepare_cached("SELECT key, role FROM operator WHERE voided_by IS NULL AND state = 'active' ORDER BY key")?;
    Ok(get.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?)
}

/// The roles that somebody has at a moment.
fn roles_of(db: &Db, operator: i64, at: &str) -> Answer<Vec<Role>> {
    let mut get = db.prepare_cached(
        "SELECT DISTINCT role FROM role_grant WHERE operator = ?1 AND voided_by IS NULL AND (valid_to IS NULL OR valid_to >= ?2) ORDER BY role",
    )?;
    let roles = get.query_map(params![operator, day_of(at)], |r| r.get::<String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(roles.iter().filter_map(|role| Role::from_code(role)).collect())
}

fn day_of(at: &str) -> &str {
    at.get(..10).unwrap_or(at)
}

/// The account of a founder, made or named as he says.
fn put_account(act: &Act<'_>, founder: &Founder, role: Role) -> Answer<i64> {
    let read = |register: &Register, col: &'static str, typed: &str| -> Answer<Sql> {
        let field = register.field(col).ok_or_else(|| StoreFault::defect("no such field"))?;
        match field.read(typed, &[]).map_err(StoreFault::refused)? {
            Value::Text(text) => Ok(Sql::Text(text)),
            _ => Err(refused("E-OP01", &format!("请填{}的{}", role.label(), field.label))),
        }
    };
    let (name, full_name) =
        (read(&OPERATOR, "name", &founder.name)?, read(&OPERATOR, "full_name", &founder.full_name)?);
    let own = [("full_name".to_owned(), full_name), ("role".to_owned(), Sql::Text(role.code().to_owned()))];
    match account_of(act.db(), founder)? {
        Some((_, false)) => Err(StoreFault::refused(operator::left(&founder.full_name))),
        Some((key, true)) => {
            act.update(&OPERATOR, key, &own)?;
            Ok(key)
        }
        None => {
            operator::may_be_called(&founder.name).map_err(StoreFault::refused)?;
            let new = [("name".to_owned(), name), ("state".to_owned(), Sql::Text("active".to_owned()))];
            act.insert(&OPERATOR, &[new.as_slice(), &own].concat())
        }
    }
}

/// Gives a role without end, everywhere but with children, to who has it not.
fn give(act: &Act<'_>, operator: i64, role: Role, at: &str) -> Answer<()> {
    let has = roles_of(act.db(), operator, at)?;
    if let Some(other) = has.iter().find(|other| incompatible(**other, role).is_some()) {
        let text = format!("有人已是{}, 不能再作{}; 请另填一个登录名", other.label(), role.label());
        return Err(StoreFault::refused(Slip::error("E-OP05", text).at("name")));
    }
    let mut lasting = act.db().prepare_cached(
        "SELECT 1 FROM role_grant WHERE operator = ?1 AND role = ?2 AND wing IS NULL AND town IS NULL AND valid_to IS NULL AND voided_by IS NULL",
    )?;
    if lasting.exists(params![operator, role.code()])? {
        return Ok(());
    }
    let text = |text: &str| Sql::Text(text.to_owned());
    let cols = [
        ("operator", Sql::Integer(operator)),
        ("role", text(role.code())),
        ("valid_from", text(day_of(at))),
        ("basis", text("设立岗位")),
    ];
    act.insert(&ROLE_GRANT, &cols.map(|(col, value)| (col.to_owned(), value))).map(drop)
}
