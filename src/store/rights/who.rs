//! Who acts, and who sits before what is read.

use crate::domain::slip::Slip;
use crate::register::bureau::operator;
use crate::store::Store;
use crate::store::engine::{self, Optional, Row};
use crate::store::fault::{Answer, StoreFault};
use crate::store::rights::State;

/// Who acts: an operator of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The row in `operator`.
    pub operator: i64,
    /// Log-in name.
    pub name: String,
    /// 姓名.
    pub full_name: String,
    /// maker, checker, approver … : what he asked for, which gives nothing.
    pub role: String,
    /// How it is known that it is he. Only the store says so.
    pub(in crate::store) named: Named,
    /// Whoever signs beside him, by his own password.
    pub(in crate::store) witness: Option<Witness>,
}

/// Whoever signs as the second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Witness {
    pub operator: i64,
    pub full_name: String,
}

/// How it is known who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Named {
    /// Nobody was named.
    Nobody,
    /// Somebody said so.
    Chosen,
    /// By his password.
    Proved,
}

impl Store {
    /// The operator of a log-in name; without one the first operator with whose account somebody works. Where passwords are set, whoever
    /// sits here by his own.
    ///
    /// # Errors
    /// There is no such operator (`E-OP01`); nobody has logged in (`E-OP03`); the account was left (`E-OP08`).
    pub fn who(&self, name: Option<&str>) -> Answer<Who> {
        if self.state()? == State::Guarded {
            let sits = self.seat.borrow().clone();
            let is_he = |who: &Who| name.is_none_or(|name| name == who.name);
            return sits.filter(is_he).ok_or_else(nobody);
        }
        self.operator(name)
    }

    /// The same, whether passwords are set or not: for what is taken back at once and names nobody.
    pub(in crate::store) fn some_hand(&self) -> Answer<Who> {
        let sits = self.seat.borrow().clone();
        sits.map_or_else(|| self.operator(None), Ok)
    }

    /// Who acts in a copy of the office in which he sits: the account of his name, or, where the copy is older, the first.
    pub(in crate::store) fn same_hand(&self, who: &Who) -> Answer<Who> {
        self.operator(Some(&who.name)).or_else(|_| self.operator(None))
    }

    fn operator(&self, name: Option<&str>) -> Answer<Who> {
        let by = match name {
            Some(_) => "name = ?1",
            None => "?1 IS NULL AND state = 'active'",
        };
        let sql = format!(
            "SELECT key, name, full_name, role, state = 'active' FROM operator WHERE voided_by IS NULL AND {by} ORDER BY key LIMIT 1"
        );
        let named = if name.is_some() { Named::Chosen } else { Named::Nobody };
        let row = |r: Row<'_>| Ok((Who::read(r, named)?, r.get::<bool>(4)?));
        match self.db().prepare_cached(&sql)?.query_row([name], row).optional()? {
            Some((who, true)) => Ok(who),
            Some((who, false)) => Err(StoreFault::refused(operator::left(&who.full_name))),
            None => {
                let sql = "SELECT name FROM operator WHERE voided_by IS NULL AND state = 'active' ORDER BY key";
                let mut known = self.db().prepare_cached(sql)?;
                let known: Vec<String> = known.query_map([], |r| r.get(0))?.collect::<engine::Result<_>>()?;
                Err(StoreFault::refused(operator::unknown(name.unwrap_or_default(), &known)))
            }
        }
    }
}

impl Who {
    /// Whether it is the same account, known in the same way.
    pub fn is(&self, other: &Who) -> bool {
        self.operator == other.operator && self.named == other.named
    }
    /// Of a row of key, log-in name, name and role.
    pub(in crate::store) fn read(row: Row<'_>, named: Named) -> engine::Result<Who> {
        let (operator, name, full_name, role) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Who { operator, name, full_name, role, named, witness: None })
    }
}

/// `E-OP03`: passwords are set, and nobody has given one.
pub(in crate::store) fn nobody() -> StoreFault {
    StoreFault::refused(Slip::error("E-OP03", "本库设了密码, 要写明是哪位操作员; 请先登录"))
}
