//! An office with passwords on the command line: who is let in, what he may do, and how it ends.

use crate::support::Office;
use minzheng::domain::password::{SALT, Verifier};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const OWN: &str = "秋天的第一杯奶茶";

/// An office in which four people have these roles and a password.
fn office() -> (tempfile::TempDir, PathBuf) {
    let office = Office::new();
    let maker = office.store.who(None).unwrap();
    let verifier = Verifier::of(OWN, [7; SALT]).unwrap().text();
    for (operator, role) in [(1, "maker"), (2, "checker"), (3, "system"), (4, "security")] {
        office.sql(&format!(
            "INSERT INTO role_grant(operator, role, valid_from, act) VALUES ({operator}, '{role}', '2021-01-01', 1)"
        ));
        office.behind_its_back(&format!(
            "INSERT INTO credential(operator, kind, verifier, set_at) VALUES ({operator}, 'own', '{verifier}', '2021-12-31 08:00:00')"
        ));
    }
    // The first act that changes a password seals what stands.
    office.store.change_password(&maker, OWN, "dongfeng-7-lu", office.day).unwrap();
    // Nobody has it open.
    let (dir, bytes) = (tempfile::tempdir().unwrap(), office.into_bytes());
    let path = dir.path().join("office.db");
    std::fs::write(&path, bytes).unwrap();
    (dir, path)
}

/// Runs the program with a password in the environment, or without.
fn with(office: &Path, password: Option<&str>, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minzheng"));
    command.arg("--db").arg(office).args(args).env("HOME", std::env::temp_dir().join("minzheng-test-home"));
    for variable in ["XDG_CONFIG_HOME", "MINZHENG_PASSWORD", "MINZHENG_NEW_PASSWORD"] {
        command.env_remove(variable);
    }
    command.envs(password.map(|password| ("MINZHENG_PASSWORD", password))).output().unwrap()
}

fn told(out: &Output) -> (i32, String) {
    (out.status.code().unwrap(), String::from_utf8_lossy(&out.stderr).trim().to_owned())
}

#[test]
fn nobody_is_let_in_without_name_and_password() {
    let (_dir, office) = office();
    let (code, said) = told(&with(&office, Some(OWN), &["list", "person"]));
    assert!(code == 1 && said.contains("[E-OP03]") && said.contains("(--as 操作员)"), "{code} {said}");
    let (code, said) = told(&with(&office, None, &["--as", "checker", "list", "person"]));
    assert!(code == 64 && said.contains("MINZHENG_PASSWORD"), "{code} {said}");
    let (code, said) = told(&with(&office, Some("x"), &["--as", "checker", "list", "person"]));
    assert!(code == 1 && said.contains("[E-OP02] 登录名或密码不对"), "{code} {said}");
    let (code, said) = told(&with(&office, Some(OWN), &["--as", "nobody", "list", "person"]));
    assert!(code == 1 && said.contains("[E-OP02] 登录名或密码不对"), "{code} {said}");
    let (code, said) = told(&with(&office, Some(OWN), &["--as", "checker", "list", "person"]));
    assert_eq!((code, said.contains("E-OP")), (0, false), "{said}");
}

#[test]
fn a_role_holds_on_the_command_line_too() {
    let (dir, office) = office();
    let person =
        ["--as", "checker", "set", "person", "name=张三", "id_number=430406190304050120", "home_division=430406001001"];
    let (code, said) = told(&with(&office, Some(OWN), &person));
    assert!(code == 1 && said.contains("[E-OP04] 复核员(复核)不能登记人员; 由经办岗位办理"), "{code} {said}");
    let out = with(&office, Some(OWN), &["--as", "checker", "rights", "--format", "json"]);
    let rights: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!((&rights["name"], &rights["grants"][0]["role"]), (&Value::from("checker"), &Value::from("checker")));
    let backups = dir.path().join("backups");
    std::fs::create_dir(&backups).unwrap();
    let backups = backups.to_str().unwrap();
    let (code, said) = told(&with(&office, Some(OWN), &["--as", "checker", "backup", backups]));
    assert!(code == 1 && said.contains("[E-OP04]"), "{code} {said}");
    let (code, said) = told(&with(&office, Some(OWN), &["--as", "approver", "backup", backups]));
    assert_eq!(code, 0, "{said}");
    // Who restores is asked in the office that stands, whatever his password was when the backup was made.
    let backup = std::fs::read_dir(backups)
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == "db"));
    let backup = backup.unwrap();
    let backup = backup.to_str().unwrap();
    let (code, said) = told(&with(&office, None, &["restore", backup]));
    assert!(code == 1 && said.contains("[E-OP03]"), "{code} {said}");
    let (code, said) = told(&with(&office, Some(OWN), &["--as", "checker", "restore", backup]));
    assert!(code == 1 && said.contains("[E-OP04]"), "{code} {said}");
    let (code, said) = told(&with(&office, Some(OWN), &["--as", "approver", "restore", backup]));
    assert_eq!(code, 0, "{said}");
}

#[test]
fn somebody_changes_his_own_password() {
    let (_dir, office) = office();
    let mut command = Command::new(env!("CARGO_BIN_EXE_minzheng"));
    command.arg("--db").arg(&office).args(["--as", "checker", "passwd"]);
    let out = command.env("MINZHENG_PASSWORD", OWN).env("MINZHENG_NEW_PASSWORD", "yanfeng-qu-8").output().unwrap();
    assert_eq!(told(&out).0, 0, "{}", told(&out).1);
    let (code, said) = told(&with(&office, Some("yanfeng-qu-8"), &["--as", "checker", "rights"]));
    assert_eq!(code, 0, "{said}");
}
