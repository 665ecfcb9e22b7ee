//! 权限封签: which acts are sealed, and what is found of what another tool does to accounts, roles and passwords.

use crate::support::{Office, register};
use minzheng::domain::password::{SALT, Verifier};
use minzheng::register::{Draft, Query};
use minzheng::store::rights::{LoggedIn, State};
use minzheng::store::{Store, Who};
use std::path::Path;

const OWN: &str = "秋天的第一杯奶茶";

/// An office in which roles are given, and the maker, who has several, has set a password: that sealed it.
fn sealed() -> Office {
    let office = with_a_password();
    office.sql(
        "INSERT INTO role_grant(operator, role, valid_from, act) VALUES (1, 'system', '2021-01-01', 1),
             (2, 'security', '2021-01-01', 1), (3, 'maker', '2021-01-01', 1)",
    );
    set(office)
}

/// The maker does what administrators do, and what makers do; his first password seals the office.
fn set(mut office: Office) -> Office {
    for role in ["security", "maker", "system"] {
        office.sql(&format!(
            "INSERT OR IGNORE INTO role_grant(operator, role, valid_from, act) VALUES (1, '{role}', '2021-01-01', 1)"
        ));
    }
    office.store.change_password(&office.who, OWN, "dongfeng-7-lu", office.day).unwrap();
    office.who = comes(&office.store);
    office.store.sit(&office.who).unwrap();
    office
}

fn comes(store: &Store) -> Who {
    match store.log_in("maker", "dongfeng-7-lu").unwrap() {
        LoggedIn::As(who) => who,
        other => panic!("{other:?}"),
    }
}

fn with_a_password() -> Office {
    let office = Office::new();
    let verifier = Verifier::of(OWN, [7; SALT]).unwrap().text();
    office.behind_its_back(&format!(
        "INSERT INTO credential(operator, kind, verifier, set_at) VALUES (1, 'own', '{verifier}', '2021-12-31 08:00:00')"
    ));
    office.store.pin_clock("2021-12-31 09:00:00");
    office
}

fn changed(name: &str, key: i64, (col, text): (&'static str, &str)) -> Draft {
    Draft { why: Some("人员调整".to_owned()), ..Draft::of(register(name), key).with(col, text) }
}

fn seals(office: &Office) -> i64 {
    office.one("SELECT count(*) FROM rights_seal")
}

/// The checks that the office does not pass, with what is said.
fn wrong(store: &Store) -> Vec<String> {
    let findings = store.verify().unwrap().into_iter().filter(|finding| !finding.ok);
    findings.map(|finding| format!("{}: {}", finding.check, finding.detail)).collect()
}

/// Changes the file as one would with another tool: triggers away, the change, triggers back.
fn tamper(path: &Path, sql: &str) {
    let db = rusqlite::Connection::open(path).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
    let mut get = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let triggers: Vec<(String, String)> =
        get.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap().map(Result::unwrap).collect();
    drop(get);
    let drops: String = triggers.iter().map(|(name, _)| format!("DROP TRIGGER {name};")).collect();
    let makes: String = triggers.iter().map(|(_, sql)| format!("{sql};")).collect();
    db.execute_batch(&format!("BEGIN; {drops} {sql}; {makes} COMMIT")).unwrap();
}

#[test]
fn an_office_without_roles_has_no_seal() {
    let office = Office::new();
    office.saved(&changed("operator", 4, ("state", "停用")));
    assert_eq!((seals(&office), office.store.state().unwrap()), (0, State::Unset));
    assert_eq!((office.store.warning(), office.store.is_read_only()), (None, false));
    office.seal_rights();
    assert_eq!((seals(&office), office.store.state().unwrap()), (1, State::Open));
    office.saved(&changed("operator", 4, ("state", "在用")));
    assert_eq!((seals(&office), wrong(&office.store)), (2, vec![]));
}

#[test]
fn each_act_that_changes_accounts_roles_or_passwords_is_sealed_and_no_other() {
    let office = sealed();
    assert_eq!((seals(&office), office.store.state().unwrap()), (1, State::Guarded));
    office.person("陈桂香", &crate::support::id("1947-03-02", 24));
    assert_eq!(seals(&office), 1);
    office.saved(&changed("operator", 4, ("state", "停用")));
    office.saved(&changed("role_grant", 3, ("valid_to", "2021-12-31")));
    // A name on paper is nobody's right; it is an account's all the same.
    office.saved(&changed("operator", 4, ("full_name", "王淑芬")));
    assert_eq!(seals(&office), 4);
    let again = office.second();
    again.pin_clock("2021-12-31 09:00:00");
    assert_eq!(again.state().unwrap(), State::Guarded);
    // What another program seals is known here.
    let other = changed("operator", 4, ("state", "在用"));
    again.save(&other, &office.who, office.day).unwrap();
    office.saved(&changed("operator", 4, ("state", "停用")));
    assert_eq!(office.store.state().unwrap(), State::Guarded);
    let acts: i64 =
        office.one("SELECT count(*) FROM rights_seal s JOIN audit a ON a.act = s.act AND a.register = 'rights_seal'");
    assert_eq!((seals(&office), acts), (6, 6));
    assert_eq!(wrong(&office.store), [""; 0]);
    // No one is told of a rehearsal.
    office.store.rehearse(&changed("operator", 4, ("state", "在用")), &office.who, office.day).unwrap();
    assert_eq!(seals(&office), 6);
}

#[test]
fn what_is_sealed_is_not_undone_and_an_undo_is_sealed() {
    let office = with_a_password();
    let named = office.save(&changed("operator", 4, ("full_name", "王淑芬"))).unwrap();
    let office = set(office);
    let undo = |act: i64| {
        let done = office.store.undo(act, (&office.who, office.day), "登记错了", &[], &mut |_, _| true);
        done.map(|undoing| undoing.done_by.unwrap()).map_err(|fault| fault.to_string())
    };
    let last: i64 = office.one("SELECT max(key) FROM act");
    assert_eq!(undo(last).unwrap_err(), format!("E-UD02 办理 #{last} 改动了账户、授权或密码, 不能撤销; 请另行办理"));
    let undone = undo(named.act).unwrap();
    assert_eq!(office.one::<i64>("SELECT max(act) FROM rights_seal"), undone);
    assert_eq!(wrong(&office.store), [""; 0]);
    assert_eq!(office.store.state().unwrap(), State::Guarded);
}

/// What another tool does, and what is said of it.
const ATTACKS: &[(&str, &str)] = &[
    ("UPDATE role_grant SET role = 'approver' WHERE key = 3", "授权与最后的权限封签不符"),
    ("UPDATE role_grant SET valid_to = NULL, valid_from = '2020-01-01' WHERE key = 3", "授权与最后的权限封签不符"),
    ("INSERT INTO role_grant(operator, role, valid_from, act) VALUES (4, 'security', '2021-01-01', 1)", "授权与最后"),
    ("DELETE FROM role_grant WHERE key = 3", "授权与最后"),
    ("UPDATE role_grant SET operator = 5 - operator", "授权与最后"),
    ("UPDATE operator SET state = 'disabled', disabled_on = '2021-12-31' WHERE key = 1", "账户与最后"),
    ("UPDATE operator SET name = 'x' WHERE key = 1; UPDATE operator SET name = 'maker' WHERE key = 2", "账户与最后"),
    ("UPDATE operator SET voided_by = 1 WHERE key = 4", "账户与最后"),
    (
        "INSERT INTO operator(name, full_name, role, act) VALUES ('x', '某人', 'maker', 1);
         INSERT INTO role_grant(operator, role, valid_from, act) VALUES (5, 'system', '2021-01-01', 1)",
        "账户、授权与最后",
    ),
    ("UPDATE credential SET verifier = verifier || '0'", "密码与最后"),
    ("DELETE FROM credential", "密码与最后"),
    (
        "INSERT INTO credential(operator, kind, verifier, set_at) SELECT 2, kind, verifier, set_at FROM credential",
        "密码与最后",
    ),
    ("UPDATE credential SET operator = 2", "密码与最后"),
    ("INSERT INTO paper_code(key, verifier, made_at) VALUES (1, 'x', '2021-12-31')", "恢复码与最后"),
    ("DELETE FROM rights_seal", "权限封签没有了"),
    ("DELETE FROM rights_seal; DELETE FROM credential; DELETE FROM role_grant", "权限封签没有了"),
    ("DELETE FROM rights_seal WHERE key = (SELECT max(key) FROM rights_seal)", "权限封签到 #1 为止"),
    ("DELETE FROM rights_seal WHERE key = 1", "权限封签 #2 与前面的不相接"),
    ("UPDATE rights_seal SET key = key + 5", "权限封签 #6 与前面的不相接"),
    ("UPDATE rights_seal SET last_access = 7 WHERE key = 1", "权限封签 #1 与前面的不相接"),
    ("UPDATE rights_seal SET act = act - 1 WHERE key = 2", "权限封签 #2 与前面的不相接"),
    ("UPDATE rights_seal SET chain = 'x' WHERE key = 1", "权限封签 #1 与前面的不相接"),
    ("UPDATE rights_seal SET digest = CAST(x'ff' AS TEXT)", "权限封签读不出来"),
    (
        "INSERT INTO rights_seal(act, digest, last_access, chain) SELECT act, digest, last_access, chain FROM rights_seal",
        "权限封签 #3 与前面的不相接",
    ),
];

#[test]
fn what_another_tool_changes_is_found_before_anybody_works() {
    let made = sealed();
    made.saved(&changed("operator", 4, ("state", "停用")));
    let bytes = made.into_bytes();
    for (attack, told) in ATTACKS {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        std::fs::write(&path, &bytes).unwrap();
        let (open, day) = (Store::open(&path).unwrap(), crate::support::day("2021-12-31"));
        tamper(&path, attack);
        // Whoever has it open sees it as whoever opens it.
        for store in [&open, &Store::open(&path).unwrap()] {
            let State::Broken(what) = store.state().unwrap() else { panic!("{attack}: nothing is said") };
            assert!(what.starts_with(told), "{attack}: {what}");
            assert!(store.is_read_only() && store.warning().unwrap().starts_with("E-OP09"), "{attack}");
            let who = store.who(None).unwrap();
            let fault = store.save(&changed("person", 1, ("phone", "13973412345")), &who, day).unwrap_err();
            assert!(fault.exit_code() == 65 && fault.to_string().starts_with("E-OP09"), "{attack}: {fault}");
            assert!(!store.page(&Query::new(register("operator"), day, 9)).unwrap().rows.is_empty());
        }
        let found = wrong(&open);
        assert!(found.iter().any(|wrong| wrong.starts_with("rights: ")), "{attack}: {found:?}");
    }
}

#[test]
fn what_was_changed_is_no_office_to_restore() {
    let office = sealed();
    tamper(&office.path, "UPDATE role_grant SET role = 'approver' WHERE key = 3");
    let dir = tempfile::tempdir().unwrap();
    let backup = dir.path().join("backup.db");
    std::fs::write(&backup, office.into_bytes()).unwrap();
    let who = |store: &Store| Ok((store.who(None)?, crate::support::day("2021-12-31")));
    let fault = Store::restore(&backup, &dir.path().join("office.db"), &who).unwrap_err();
    assert!(fault.exit_code() == 65 && fault.to_string().starts_with("E-OP09"), "{fault}");
}
