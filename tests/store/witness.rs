//! 见证: what two people do to the account of a third, and roles that are given by two to a third.

use crate::founding::{SECURITY, SYSTEM, comes, founded, told, wrong};
use crate::support::{Office, register};
use minzheng::register::Draft;
use minzheng::store::rights::LoggedIn;
use minzheng::store::{Store, Who};

const OWN: &str = "白云生处有人家的秋天";

/// Who comes in by his password.
fn who(store: &Store, name: &str, password: &str) -> Who {
    match store.log_in(name, password).unwrap() {
        LoggedIn::As(who) | LoggedIn::MustChange(who) => who,
        other @ LoggedIn::Wait(_) => panic!("{other:?}"),
    }
}

/// An office with roles whose approver has a password of his own; who administers it, and who gives roles.
fn office() -> (Office, Who, Who) {
    let (office, founded) = founded();
    let code = &founded.once[2].code;
    let approver = who(&office.store, "approver", code);
    office.store.change_password(&approver, code, OWN, office.day).unwrap();
    let (system, security) = (who(&office.store, "zhao", SYSTEM), who(&office.store, "zhoumin", SECURITY));
    (office, system, security)
}

#[test]
fn a_second_person_signs_by_his_own_password() {
    let (office, system, security) = office();
    let store = &office.store;
    for (doer, name, password, said) in [
        (&system, "zhoumin", SECURITY, "done"),
        (&system, "approver", OWN, "E-OP07 李国平不能见证; 请安全管理岗位的人输入登录名和密码"),
        (&system, "zhao", SYSTEM, "E-OP07 办理和见证要两个人; 请另一位同事输入登录名和密码"),
        (&security, "ａｐｐｒｏｖｅｒ", OWN, "done"),
        (&security, "zhoumin", SECURITY, "E-OP07 办理和见证要两个人; 请另一位同事输入登录名和密码"),
        (&security, "approver", SECURITY, "E-OP02 登录名或密码不对"),
        (&security, "approver", OWN, "E-OP08 密码连续输错, 请过1秒再试"),
    ] {
        assert_eq!(told(store.witnessed(doer, name, password)), said, "{} {name}", doer.name);
    }
    let rows: String =
        office.one("SELECT group_concat(coalesce(why, '-'), ' ') FROM access WHERE kind = 'login' AND why IS NOT NULL");
    assert_eq!(rows, "为赵志强见证 为赵志强见证 为赵志强见证 为周敏见证 为周敏见证");
}

#[test]
fn a_forgotten_password_is_reset_by_two_who_do_not_learn_the_new_one() {
    let (office, system, security) = office();
    let store = &office.store;
    assert!(told(store.reset_password(&system, 1, office.day)).starts_with("E-OP07 这件事要两个人"));
    let two = store.witnessed(&system, "zhoumin", SECURITY).unwrap();
    for own in [system.operator, security.operator] {
        assert!(told(store.reset_password(&two, own, office.day)).starts_with("E-OP07 不能办理或者见证自己的账户"));
    }
    let once = store.reset_password(&two, 3, office.day).unwrap();
    assert_eq!((once.name.as_str(), once.roles.as_str()), ("approver", "审批"));
    assert_eq!(comes(store, "approver", &once.code), "approver once");
    assert_eq!(comes(store, "approver", OWN), "E-OP02 登录名或密码不对");
    let act: String = office.one("SELECT kind || ' ' || why FROM act ORDER BY key DESC LIMIT 1");
    assert_eq!(act, "rights 重置李国平的密码 (见证: 周敏)");
    // Good once: who has it is nobody's second person before he has set his own.
    office.store.pin_clock("2021-12-31 09:10:00");
    assert!(told(store.witnessed(&security, "approver", &once.code)).starts_with("E-OP08 李国平用的还是一次性密码"));
    assert!(told(store.reset_password(&two, 99, office.day)).starts_with("E-OP01"));
    assert_eq!(wrong(&office), [""; 0]);
}

#[test]
fn a_locked_account_is_unlocked_by_two() {
    let (office, system, _) = office();
    let store = &office.store;
    for hour in 10..20 {
        store.pin_clock(&format!("2021-12-31 {hour}:00:00"));
        assert!(comes(store, "approver", "wrong").starts_with("E-OP02"));
    }
    store.pin_clock("2021-12-31 20:00:00");
    assert!(comes(store, "approver", OWN).starts_with("E-OP08 密码连续输错10次"));
    let two = store.witnessed(&system, "zhoumin", SECURITY).unwrap();
    store.unlock(&two, 3, office.day).unwrap();
    assert_eq!(comes(store, "approver", OWN), "approver");
    assert_eq!(wrong(&office), [""; 0]);
}

#[test]
fn a_role_is_given_by_two_to_a_third() {
    let (office, _, security) = office();
    let store = &office.store;
    let limin =
        Draft::new(register("role_grant")).with("operator", "maker").with("role", "经办").with("wing", "儿童福利");
    let alone = told(store.save(&limin, &security, office.day));
    assert!(alone.starts_with("E-OP07 授权要三个人"), "{alone}");
    let two = store.witnessed(&security, "approver", OWN).unwrap();
    let saved = store.save(&limin, &two, office.day).unwrap();
    let stands: String = office.one(&format!(
        "SELECT g.full_name || ' ' || w.full_name FROM role_grant r JOIN operator g ON g.key = r.given_by
         JOIN operator w ON w.key = r.witnessed_by WHERE r.key = {}",
        saved.key
    ));
    assert_eq!(stands, "周敏 李国平");
    // Never to one of the two.
    let own =
        Draft::new(register("role_grant")).with("operator", "approver").with("role", "审批").with("wing", "儿童福利");
    assert!(told(store.save(&own, &two, office.day)).starts_with("E-OP07 授权要三个人"));
    assert_eq!(wrong(&office), [""; 0]);
}
