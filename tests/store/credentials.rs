//! Log-in names and passwords: who comes in, who waits, who is locked out, what is on record of it, and how somebody changes his own.

use crate::support::Office;
use argon2::{Algorithm, Argon2, Params, Version};
use minzheng::domain::password::{SALT, Verifier};
use minzheng::store::rights::LoggedIn;
use minzheng::store::{Store, StoreFault};

const OWN: &str = "秋天的第一杯奶茶";
const NEW: &str = "dongfeng-7-lu";

/// An office in which the maker has a password, at nine o'clock.
fn office() -> Office {
    let office = Office::new();
    give(&office, 1, "'own'", "NULL", &text_of(OWN));
    at(&office, "09:00:00");
    office
}

fn text_of(password: &str) -> String {
    Verifier::of(password, [7; SALT]).unwrap().text()
}

fn give(office: &Office, operator: i64, kind: &str, good_until: &str, verifier: &str) {
    office.behind_its_back(&format!(
        "INSERT INTO credential(operator, kind, verifier, good_until, set_at)
         VALUES ({operator}, {kind}, '{verifier}', {good_until}, '2021-12-31 08:00:00')"
    ));
}

/// Sets the clock of a day.
fn at(office: &Office, time: &str) {
    office.store.pin_clock(&format!("2021-12-31 {time}"));
}

/// What comes of a try: whose it is, or what is said.
fn tried(store: &Store, name: &str, password: &str) -> String {
    told(store.log_in(name, password).map(|came| match came {
        LoggedIn::As(who) => who.name,
        LoggedIn::MustChange(who) => format!("{} once", who.name),
        LoggedIn::Wait(seconds) => format!("wait {seconds}"),
    }))
}

fn told(answer: Result<String, StoreFault>) -> String {
    answer.unwrap_or_else(|fault| match fault {
        StoreFault::Refused(refused) => refused.slips[0].to_string(),
        other => panic!("{other}"),
    })
}

fn changed(office: &Office, old: &str, new: &str) -> String {
    told(office.store.change_password(&office.who, old, new, office.day).map(|()| "changed".to_owned()))
}

/// What is on record: kinds, each with whose account it was.
fn record(office: &Office) -> String {
    office.one("SELECT coalesce(group_concat(kind || coalesce(operator, '?'), ' '), '') FROM (SELECT * FROM access ORDER BY key)")
}

const WRONG: &str = "E-OP02 登录名或密码不对";

#[test]
fn a_password_proves_who_somebody_is() {
    let office = office();
    for (name, password, comes) in [
        ("maker", OWN, "maker"),
        (" ｍａｋｅｒ", OWN, "maker"),
        ("maker", "秋天的第二杯奶茶", WRONG),
        ("checker", "", "wait 1"),
    ] {
        assert_eq!(tried(&office.store, name, password), comes, "{name} {password}");
    }
    // Nobody has that name; he has no password.
    for (time, name) in [("09:00:10", "nobody"), ("09:00:20", "checker"), ("09:00:30", OWN)] {
        at(&office, time);
        assert_eq!(tried(&office.store, name, OWN), WRONG, "{name}");
    }
    assert_eq!(record(&office), "login1 login1 fail1 fail? fail2 fail?");
    // What was typed as a name is kept nowhere.
    let kept: i64 = office.one(&format!("SELECT count(*) FROM access WHERE why LIKE '%{OWN}%' OR what LIKE '%{OWN}%'"));
    assert_eq!(kept, 0);
    let numbered: String = office.one("SELECT group_concat(key || length(digest)) FROM access");
    assert_eq!(numbered, "164,264,364,464,564,664");
}

#[test]
fn wrong_ones_make_everybody_wait_in_a_new_program_too() {
    let office = office();
    let second = office.second();
    let mut seconds = 0;
    for (wrong, wait) in (1..).zip([1, 2, 4, 8, 16, 32, 60, 60]) {
        let name = if wrong % 2 == 0 { "nobody" } else { "maker" };
        let now = format!("2021-12-31 09:{:02}:{:02}", seconds / 60, seconds % 60);
        office.store.pin_clock(&now);
        second.pin_clock(&now);
        assert_eq!(tried(&office.store, name, "wrong"), WRONG, "{wrong}");
        // Whoever is asked for, and with whatever.
        assert_eq!(tried(&second, "maker", OWN), format!("wait {wait}"), "{wrong}");
        assert_eq!(tried(&office.store, "another", OWN), format!("wait {wait}"), "{wrong}");
        seconds += wait;
    }
    assert_eq!(record(&office), "fail1 fail? fail1 fail? fail1 fail? fail1 fail?");
    at(&office, "09:03:02");
    assert_eq!(tried(&office.store, "maker", OWN), "wait 1");
    at(&office, "09:03:03");
    assert_eq!(tried(&office.store, "maker", OWN), "maker");
    // Somebody came in: nobody waits.
    assert_eq!(tried(&office.store, "maker", "wrong"), WRONG);
    at(&office, "09:03:04");
    assert_eq!(tried(&office.store, "maker", "wrong"), WRONG);
    // A clock that was set back an hour does not keep anybody out.
    at(&office, "08:03:04");
    assert_eq!(tried(&office.store, "maker", OWN), "maker");
}

#[test]
fn ten_wrong_ones_lock_the_account_and_only_its_owner_is_told() {
    let office = office();
    give(&office, 2, "'own'", "NULL", &text_of(NEW));
    for minute in (0..20).step_by(2) {
        at(&office, &format!("10:{minute:02}:00"));
        assert_eq!(tried(&office.store, "maker", "wrong"), WRONG, "{minute}");
    }
    at(&office, "10:30:00");
    assert_eq!(tried(&office.store, "maker", OWN), "E-OP08 密码连续输错10次, 账户已锁; 请系统管理员解锁");
    assert_eq!(tried(&office.store, "maker", "wrong"), WRONG);
    at(&office, "10:40:01");
    assert_eq!(tried(&office.store, "checker", NEW), "checker");
    assert_eq!(changed(&office, OWN, NEW), "E-OP08 密码连续输错10次, 账户已锁; 请系统管理员解锁");
    office.behind_its_back(
        "INSERT INTO access(act, operator, at, day, kind, digest)
         VALUES (1, 1, '2021-12-31 10:41:00', '2021-12-31', 'unlock', 'x')",
    );
    assert_eq!(tried(&office.store, "maker", OWN), "maker");
    let refused: i64 = office.one("SELECT count(*) FROM access WHERE kind = 'refused' AND why LIKE '%已锁%'");
    assert_eq!(refused, 2);
}

#[test]
fn an_account_that_was_left_lets_nobody_in() {
    let office = office();
    office.sql("UPDATE operator SET state = 'disabled', disabled_on = '2021-12-31' WHERE key = 1");
    assert_eq!(tried(&office.store, "maker", OWN), "E-OP08 经办员的账户已停用, 不能再用它办理; 请用自己的账户");
    assert_eq!(tried(&office.store, "maker", "wrong"), WRONG);
    assert_eq!(record(&office), "refused1 fail1");
}

#[test]
fn a_password_that_is_good_once_is_changed_at_once() {
    let office = Office::new();
    give(&office, 1, "'once'", "'2021-12-31 09:00:00'", &text_of(OWN));
    at(&office, "09:00:00");
    assert_eq!(tried(&office.store, "maker", OWN), "maker once");
    assert_eq!(changed(&office, OWN, NEW), "changed");
    at(&office, "23:00:00");
    assert_eq!(tried(&office.store, "maker", NEW), "maker");
    // One that is copied by hand: neither capitals nor hyphens count, nor letters that look like digits.
    office.behind_its_back(&format!(
        "UPDATE credential SET kind = 'once', good_until = '2021-12-31 22:59:59', verifier = '{}'",
        text_of("D0NGFENG71U")
    ));
    assert_eq!(tried(&office.store, "maker", NEW), "E-OP08 这个一次性密码已过期; 请系统管理员重新给一个");
}

#[test]
fn somebody_changes_his_own_password_by_an_act_that_holds_none() {
    let office = office();
    for (old, new, said) in [
        (OWN, "12345678", "E-OP12 密码不能是同一个字符或者顺着排的字符; 请另想一个"),
        (OWN, OWN, "E-OP12 新密码和原来的一样; 请另想一个"),
        ("wrong", NEW, "E-OP02 原来的密码不对"),
        (OWN, NEW, "E-OP08 密码连续输错, 请过1秒再试"),
    ] {
        assert_eq!(changed(&office, old, new), said);
    }
    at(&office, "09:00:01");
    let before: String = office.one("SELECT verifier FROM credential");
    assert_eq!(changed(&office, OWN, NEW), "changed");
    let stands: String = office.one("SELECT kind || ' ' || set_at || ' ' || coalesce(good_until, '-') FROM credential");
    assert_eq!(stands, "own 2021-12-31 09:00:01 -");
    let after: String = office.one("SELECT verifier FROM credential");
    assert!(after != before && after[..60] != before[..60], "another salt");
    assert_eq!(tried(&office.store, "maker", OWN), WRONG);
    at(&office, "09:00:11");
    let LoggedIn::As(who) = office.store.log_in("maker", NEW).unwrap() else { panic!() };
    office.store.sit(&who).unwrap();
    let act: String = office.one("SELECT kind || ' ' || operator || ' ' || why FROM act ORDER BY key DESC LIMIT 1");
    assert_eq!(act, "rights 1 改自己的密码");
    let copies: i64 = office.one("SELECT count(*) FROM audit WHERE before LIKE '%argon2%' OR after LIKE '%argon2%'");
    assert_eq!(copies, 0);
    let broken = office.store.verify().unwrap().into_iter().filter(|finding| !finding.ok);
    assert_eq!(broken.map(|finding| finding.detail).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_verifier_of_less_work_is_made_anew_when_its_owner_comes() {
    let office = Office::new();
    let mut given = [0; 64];
    let params = Params::new(64, 1, 1, Some(64)).unwrap();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(OWN.as_bytes(), &[7; 16], &mut given)
        .unwrap();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    give(&office, 1, "'own'", "NULL", &format!("$argon2id$v=19$m=64,t=1,p=1${}${}", hex(&[7; 16]), hex(&given[..32])));
    at(&office, "09:00:00");
    let made = || office.one::<String>("SELECT substr(verifier, 1, 31) FROM credential");
    assert_eq!(tried(&office.store, "maker", "wrong"), WRONG);
    assert_eq!(made(), "$argon2id$v=19$m=64,t=1,p=1$070");
    at(&office, "09:00:05");
    assert_eq!(tried(&office.store, "maker", OWN), "maker");
    assert_eq!(made(), "$argon2id$v=19$m=19456,t=2,p=1$");
    assert_eq!(tried(&office.store, "maker", OWN), "maker");
    office.behind_its_back("UPDATE credential SET verifier = '$argon2id$v=19$m=4294967295,t=9,p=1$07$07'");
    let fault = office.store.log_in("maker", OWN).unwrap_err();
    assert!(fault.exit_code() == 65 && fault.to_string().contains("不是本程序写的"), "{fault}");
}

#[test]
fn one_comes_into_an_office_that_is_only_read_without_a_row() {
    let office = office();
    let reading = Store::open_read_only(&office.path).unwrap();
    assert_eq!(tried(&reading, "maker", OWN), "maker");
    assert_eq!(tried(&reading, "maker", "wrong"), WRONG);
    assert_eq!(record(&office), "");
}
