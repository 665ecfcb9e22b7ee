//! Who comes and goes at the keyboard, beside the log-in itself: 锁屏, 离开, each with its row; and who works here, where nobody has a
//! password that would prove it.

use crate::register::core::rights::Role;
use crate::store::fault::Answer;
use crate::store::file::clock;
use crate::store::rights::State;
use crate::store::rights::access::{self, Came};
use crate::store::rights::who::Named;
use crate::store::{Store, Who};

/// Somebody who works here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Log-in name.
    pub name: String,
    /// 姓名.
    pub full_name: String,
    /// As what he works, in words; nothing where no role was given.
    pub roles: String,
}

impl Store {
    /// Somebody has locked the screen.
    ///
    /// # Errors
    /// The row of it cannot be written.
    pub fn locks(&self, who: &Who) -> Answer<()> {
        self.goes(who, "lock")
    }
    /// Somebody has left the program.
    ///
    /// # Errors
    /// The row of it cannot be written.
    pub fn leaves(&self, who: &Who) -> Answer<()> {
        self.goes(who, "leave")
    }

    /// Only of who has proved himself: else nobody knows who it was.
    fn goes(&self, who: &Who, kind: &str) -> Answer<()> {
        if self.is_read_only() || who.named != Named::Proved {
            return Ok(());
        }
        self.write(|tx| access::write(tx, &self.now(), Came { kind, operator: Some(who.operator), why: None }))
    }

    /// Those who work here, by log-in name, and as what. Only where nobody has a password: a name is half of what opens the door.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn colleagues(&self) -> Answer<Vec<Colleague>> {
        if self.state()? == State::Guarded {
            return Ok(Vec::new());
        }
        let mut get = self.db().prepare_cached(
            "SELECT name, full_name FROM operator WHERE voided_by IS NULL AND state = 'active' ORDER BY key",
        )?;
        let named = get.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let mut all: Vec<Colleague> = Vec::new();
        for row in named {
            let (name, full_name): (String, String) = row?;
            all.push(Colleague { name, full_name, roles: String::new() });
        }
        let today = clock::today().to_string();
        let mut get = self.db().prepare_cached(
            "SELECT DISTINCT o.name, g.role FROM role_grant g JOIN operator o ON o.key = g.operator
             WHERE g.voided_by IS NULL AND g.valid_from <= ?1 AND (g.valid_to IS NULL OR g.valid_to >= ?1)",
        )?;
        let given = get.query_map([today], |r| Ok((r.get::<String>(0)?, r.get::<String>(1)?)))?;
        let mut roles: Vec<(String, Role)> = Vec::new();
        for row in given {
            let (name, role) = row?;
            roles.extend(Role::from_code(&role).map(|role| (name, role)));
        }
        roles.sort_by_key(|(_, role)| *role);
        for one in &mut all {
            let own = roles.iter().filter(|(name, _)| *name == one.name).map(|(_, role)| role.label());
            one.roles = own.collect::<Vec<_>>().join("、");
        }
        Ok(all)
    }
}
