//! 设立岗位: with whom roles begin, what everybody gets, and how an office begins anew by the code on paper.

use crate::support::{Office, register};
use minzheng::register::{Draft, Query};
use minzheng::store::rights::{Founded, Founder, Founding, LoggedIn, State};
use minzheng::store::{Store, StoreFault};

pub const SYSTEM: &str = "秋天的第一杯奶茶";
pub const SECURITY: &str = "dongfeng-7-lu";

fn founder(name: &str, full_name: &str, password: &str) -> Founder {
    Founder { name: name.to_owned(), full_name: full_name.to_owned(), password: password.to_owned().into() }
}

fn founding() -> Founding {
    Founding {
        system: founder("zhao", "赵志强", SYSTEM),
        security: founder("zhoumin", "周敏", SECURITY),
        approver: founder("approver", "李国平", ""),
    }
}

pub fn founded() -> (Office, Founded) {
    let office = Office::new();
    office.store.pin_clock("2021-12-31 09:00:00");
    let founded = office.store.found_rights(&founding(), &office.who, office.day).unwrap();
    let LoggedIn::As(security) = office.store.log_in("zhoumin", SECURITY).unwrap() else { panic!() };
    office.store.sit(&security).unwrap();
    (office, founded)
}

pub fn told<T>(answer: Result<T, StoreFault>) -> String {
    match answer {
        Ok(_) => "done".to_owned(),
        Err(StoreFault::Refused(refused)) => refused.slips[0].to_string(),
        Err(other) => other.to_string(),
    }
}

pub fn comes(store: &Store, name: &str, password: &str) -> String {
    told_of(store.log_in(name, password))
}

fn told_of(came: Result<LoggedIn, StoreFault>) -> String {
    match came {
        Ok(LoggedIn::As(who)) => who.name,
        Ok(LoggedIn::MustChange(who)) => format!("{} once", who.name),
        Ok(LoggedIn::Wait(seconds)) => format!("wait {seconds}"),
        other => told(other),
    }
}

/// What is not as it must be, asked by who gives roles, an hour before midnight.
pub fn wrong(office: &Office) -> Vec<String> {
    office.store.pin_clock("2021-12-31 23:00:00");
    let LoggedIn::As(who) = office.store.log_in("zhoumin", SECURITY).unwrap() else { panic!("nobody comes in") };
    office.store.sit(&who).unwrap();
    let findings = office.store.verify().unwrap().into_iter().filter(|finding| !finding.ok);
    findings.map(|finding| format!("{}: {}", finding.check, finding.detail)).collect()
}

fn grants(office: &Office) -> String {
    office.one(
        "SELECT group_concat(o.name || ' ' || o.full_name || ' ' || g.role || ' ' || g.valid_from, ', ') FROM role_grant g
         JOIN operator o ON o.key = g.operator WHERE g.voided_by IS NULL AND g.given_by IS NULL AND g.wing IS NULL",
    )
}

#[test]
fn roles_begin_with_three_people_in_one_act() {
    let (office, founded) = founded();
    assert_eq!(office.store.state().unwrap(), State::Guarded);
    assert_eq!(
        grants(&office),
        "zhao 赵志强 system 2021-12-31, zhoumin 周敏 security 2021-12-31, approver 李国平 approver 2021-12-31, \
         maker 经办员 maker 2021-12-31, checker 复核员 checker 2021-12-31, finance 计财员 finance 2021-12-31"
    );
    let acts: String =
        office.one("SELECT group_concat(kind || ' ' || why, ', ') FROM act WHERE key IN (SELECT act FROM role_grant)");
    assert_eq!(acts, "rights 设立岗位");
    let once: Vec<String> =
        founded.once.iter().map(|once| format!("{} {} {}", once.name, once.full_name, once.roles)).collect();
    assert_eq!(once, ["maker 经办员 经办", "checker 复核员 复核", "approver 李国平 审批", "finance 计财员 计财"]);
    // Each comes in by his own; the others once, copied by hand.
    assert_eq!(comes(&office.store, "zhao", SYSTEM), "zhao");
    assert_eq!(comes(&office.store, "zhoumin", SECURITY), "zhoumin");
    let copied = founded.once[2].code.to_lowercase().replace('-', " ");
    assert_eq!(comes(&office.store, "approver", &copied), "approver once");
    assert_eq!(comes(&office.store, "approver", SYSTEM), "E-OP02 登录名或密码不对");
    // What is shown once stands nowhere, nor does it come out with what is told of it.
    let bytes = std::fs::read(&office.path).unwrap();
    let stands = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    for secret in [founded.paper_code.as_str(), &founded.paper_code.replace('-', ""), &founded.once[0].code, SYSTEM] {
        assert!(!stands(secret) && !format!("{founded:?} {:?}", founding()).contains(secret), "{secret}");
    }
    assert_eq!(wrong(&office), [""; 0]);
    office.store.pin_clock("2022-01-01 09:00:01");
    assert!(comes(&office.store, "maker", &founded.once[0].code).starts_with("E-OP08 这个一次性密码已过期"));
}

#[test]
fn they_are_three_people_with_passwords_of_their_own() {
    let office = Office::new();
    office.store.pin_clock("2021-12-31 09:00:00");
    let left = Draft { why: Some("调走".to_owned()), ..Draft::of(register("operator"), 2).with("state", "停用") };
    office.saved(&left);
    let with = |change: fn(&mut Founding)| {
        let mut founding = founding();
        change(&mut founding);
        told(office.store.found_rights(&founding, &office.who, office.day))
    };
    for (change, said) in [
        (
            (|f| f.security.name = "ｚｈａｏ ".to_owned()) as fn(&mut Founding),
            "E-OP07 系统管理、安全管理和审批要三个人",
        ),
        (|f| f.approver.name = "zhoumin".to_owned(), "E-OP07 系统管理、安全管理和审批要三个人"),
        (|f| f.system.password = "12345678".to_owned().into(), "E-OP12 密码不能是同一个字符"),
        (|f| f.security.password = SYSTEM.to_owned().into(), "E-OP12 两个人的密码一样"),
        (|f| f.system.name = "zhao zhi".to_owned(), "E-OP01 登录名只能用"),
        (|f| f.system.name = String::new(), "E-OP01 请填系统管理的登录名"),
        (|f| f.security.full_name = String::new(), "E-OP01 请填安全管理的姓名"),
        (|f| f.approver.name = "checker".to_owned(), "E-OP08 李国平的账户已停用"),
    ] {
        let told = with(change);
        assert!(told.starts_with(said), "{said}: {told}");
        assert_eq!(office.store.state().unwrap(), State::Unset);
    }
    assert_eq!(with(|_| ()), "done");
    assert_eq!(with(|_| ()), "E-OP07 本库已经设立了岗位; 要授权的请在授权里登记");
}

#[test]
fn an_office_begins_anew_by_its_paper_code_and_spends_it() {
    let (office, first) = founded();
    let anew = Founding { system: founder("qian", "钱进", "长江之歌1983"), ..founding() };
    let again = |code: &str| told(office.store.found_anew(code, &anew, office.day));
    assert!(again("1234").starts_with("E-OP02 恢复码是六组"));
    let other = founded().1.paper_code;
    assert!(again(&other).starts_with("E-OP02 恢复码不对"));
    assert_eq!(again(&first.paper_code), "E-OP08 连续输错, 请过1秒再试");
    // Another program made the maker an administrator.
    office.behind_its_back("UPDATE role_grant SET role = 'system' WHERE operator = 1");
    assert!(matches!(office.store.state().unwrap(), State::Broken(_)));
    office.store.pin_clock("2021-12-31 10:00:00");
    let second = office.store.found_anew(&first.paper_code.to_lowercase(), &anew, office.day).unwrap();
    assert_eq!(office.store.state().unwrap(), State::Guarded);
    assert_eq!(comes(&office.store, "qian", "长江之歌1983"), "qian");
    assert_eq!(comes(&office.store, "zhoumin", SECURITY), "zhoumin");
    // Whoever was there goes on with another password; what he is now is told.
    let once: Vec<String> = second.once.iter().map(|once| format!("{} {}", once.name, once.roles)).collect();
    assert_eq!(once, ["maker 系统管理", "checker 复核", "approver 审批", "finance 计财", "zhao 系统管理"]);
    assert_eq!(comes(&office.store, "zhao", SYSTEM), "E-OP02 登录名或密码不对");
    office.store.pin_clock("2021-12-31 10:00:10");
    assert!(again(&first.paper_code).starts_with("E-OP02 恢复码不对"), "it is spent");
    office.store.pin_clock("2021-12-31 10:00:20");
    assert_eq!(again(&second.paper_code), "done");
    let on_record: i64 = office.one("SELECT count(*) FROM access WHERE why LIKE '%恢复码%'");
    assert_eq!(on_record, 4);
    let found: Vec<String> = wrong(&office).into_iter().filter(|wrong| !wrong.starts_with("rows: ")).collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_paper_code_that_another_program_put_there_opens_nothing() {
    let (office, _) = founded();
    let (other, theirs) = founded();
    let verifier: String = other.one("SELECT verifier FROM paper_code");
    office.behind_its_back(&format!("UPDATE paper_code SET verifier = '{verifier}'"));
    let said = told(office.store.found_anew(&theirs.paper_code, &founding(), office.day));
    assert!(said.starts_with("E-OP09 恢复码也被别的程序改过"), "{said}");
    assert!(!office.store.page(&Query::new(register("operator"), office.day, 9)).unwrap().rows.is_empty());
    let unset = Office::new();
    assert!(told(unset.store.found_anew(&theirs.paper_code, &founding(), unset.day)).starts_with("E-OP07"));
}
