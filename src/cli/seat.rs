//! Who works, on the command line: named by `--as`, and known by his password where the office has any. A password is never an argument.

use super::fault::{print, print_json};
use super::{Args, Fault, Format, Session};
use crate::door;
use crate::store::rights::{LoggedIn, State};
use crate::store::{Answer, Store, StoreFault, Who};
use serde_json::{Value, json};
use std::io::ErrorKind;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// The password of who works.
const PASSWORD: &str = "MINZHENG_PASSWORD";
/// The one that he wants instead.
const NEW: &str = "MINZHENG_NEW_PASSWORD";

impl Session {
    /// Lets whoever is named sit before the office.
    pub(super) fn sits(&self, store: &Store) -> Result<(), Fault> {
        if store.state()? == State::Guarded {
            store.sit(&self.proved(store)?)?;
        } else if self.operator.is_some() {
            store.sit(&store.who(self.operator.as_deref())?)?;
        }
        Ok(())
    }

    /// The office that stands in a place, with who sits before it, where one has to log in there.
    pub(super) fn guarded(&self, place: &Path) -> Result<Option<Store>, Fault> {
        let is_guarded = |store: Store| store.state().is_ok_and(|state| state == State::Guarded);
        if !place.exists() || !Store::open_read_only(place).is_ok_and(is_guarded) {
            return Ok(None);
        }
        let store = Store::open(place)?;
        self.sits(&store)?;
        Ok(Some(store))
    }

    /// Who acts in an office before which nobody sits: a backup that is looked into.
    pub(super) fn hand(&self, store: &Store) -> Answer<Who> {
        if store.state()? != State::Guarded {
            return store.who(self.operator.as_deref());
        }
        self.proved(store).map_err(|fault| match fault {
            Fault::Refused(reasons) => StoreFault::Surroundings(reasons.join("\n")),
            Fault::Usage(text) | Fault::Surroundings { text, .. } => StoreFault::Surroundings(text),
            Fault::Unread => StoreFault::Surroundings("没有登录".to_owned()),
        })
    }

    fn proved(&self, store: &Store) -> Result<Who, Fault> {
        let (name, password) = self.given(store)?;
        match logged_in(store, &name, &password)? {
            (who, false) => Ok(who),
            (_, true) => Err(Fault::refused("这是一次性密码, 只能用来设自己的密码; 请先 minzheng passwd")),
        }
    }

    /// The log-in name and the password that are given.
    fn given(&self, store: &Store) -> Result<(String, String), Fault> {
        let Some(name) = self.operator.clone() else {
            // Nobody is let in without a name.
            return Err(store.who(None).map_or_else(Fault::from, |_| Fault::refused("请用 --as 写明操作员")));
        };
        let password = self.password(PASSWORD, &format!("{name} 的密码"))?;
        Ok((name, password))
    }

    fn password(&self, variable: &str, what: &str) -> Result<String, Fault> {
        if let Some(given) = std::env::var_os(variable) {
            let unread = |_| Fault::usage(format!("环境变量 {variable} 不是 UTF-8 编码的文字"));
            return given.into_string().map_err(unread);
        }
        match (self.probe.ask_password)(&format!("{what}(输入时不显示):")) {
            Ok(Some(typed)) => Ok(typed),
            Ok(None) => {
                let text = format!("本库设了密码, 这里没有终端可以问; 请在终端里运行, 或设环境变量 {variable}");
                Err(Fault::Surroundings { code: 64, text })
            }
            Err(e) if e.kind() == ErrorKind::Interrupted => Err(Fault::refused("没有输入密码, 没有办理")),
            Err(e) => Err(Fault::surroundings(e)),
        }
    }
}

/// Who it is, and whether with a password that is good once. Whoever has to wait waits.
fn logged_in(store: &Store, name: &str, password: &str) -> Result<(Who, bool), Fault> {
    loop {
        match store.log_in(name, password)? {
            LoggedIn::As(who) => return Ok((who, false)),
            LoggedIn::MustChange(who) => return Ok((who, true)),
            LoggedIn::Wait(seconds) => {
                door::tell_waiting(&format!("密码连续输错, 请等 {seconds} 秒…"));
                thread::sleep(Duration::from_secs(u64::try_from(seconds).unwrap_or(1)));
            }
        }
    }
}

/// `passwd`
pub(super) fn passwd(session: &Session, args: &mut Args) -> Result<(), Fault> {
    args.finish()?;
    let store = session.opened()?;
    if store.office().demo_day.is_some() {
        return Err(Fault::refused("示范业务库不设密码"));
    }
    if store.state()? != State::Guarded {
        return Err(Fault::refused("本库还没有设岗位和密码, 没有密码可改"));
    }
    let (name, old) = session.given(&store)?;
    let (who, _) = logged_in(&store, &name, &old)?;
    let new = session.password(NEW, "新密码")?;
    if std::env::var_os(NEW).is_none() && session.password(NEW, "再输一遍新密码")? != new {
        return Err(Fault::refused("两次输入的新密码不一样, 没有改动"));
    }
    store.change_password(&who, &old, &new, session.day(&store))?;
    door::stands("密码已改");
    print("密码已改")
}

/// `rights`
pub(super) fn rights(session: &Session, args: &mut Args) -> Result<(), Fault> {
    args.finish()?;
    let store = session.open()?;
    let (who, rights) = (session.who(&store)?, store.rights()?);
    if session.format != Format::Json {
        return print(&if rights.sees_all() {
            format!("{} {}: 没有设岗位, 或没有写明操作员, 各项都可以办理", who.name, who.full_name)
        } else {
            format!("{} {}", who.name, rights.in_words())
        });
    }
    let grants = rights.grants().iter().map(|grant| {
        json!({
            "role": grant.role.code(),
            "wing": grant.wing.map(|wing| wing.code()),
            "town": grant.town.as_ref().map(|town| town.code.clone()),
            "from": grant.from.to_string(),
            "to": grant.to.map(|day| day.to_string()),
        })
    });
    print_json(&json!({
        "name": who.name, "full_name": who.full_name, "all": rights.sees_all(), "grants": grants.collect::<Vec<Value>>(),
    }))
}
