//! 办理: what can be done to a record follows from what its register declares and from how it stands.

use crate::support::{Office, assessment, id, register, tekun, tekun_award};
use minzheng::register::core::deeds::{Entering, Way};
use minzheng::register::{BENEFITS, Draft, find};

/// What is offered beside 记一笔, which stands last wherever the record does.
fn offered(o: &Office, name: &str, key: i64) -> Vec<String> {
    let (_, offered) = o.store.deeds(register(name), key, o.day).unwrap();
    let mut labels: Vec<String> = offered.into_iter().map(|offered| offered.label).collect();
    let stands = o.one::<i64>(&format!("SELECT count(*) FROM {name} WHERE key = {key} AND voided_by IS NULL")) == 1;
    assert_eq!(labels.pop().as_deref(), stands.then_some("记一笔"), "{labels:?}");
    labels
}

fn entering(o: &Office, name: &str, key: i64, label: &str) -> Entering {
    let (_, offered) = o.store.deeds(register(name), key, o.day).unwrap();
    match offered.into_iter().find(|offered| offered.label == label).map(|offered| offered.way) {
        Some(Way::Enter(entering)) => *entering,
        way => panic!("{label}: {way:?}"),
    }
}

/// What is asked, once it is typed, is all that saving needs.
fn does(o: &Office, entering: &Entering, typed: &[(&'static str, &str)]) -> i64 {
    let mut draft = Draft { follow: true, ..Draft::new(entering.register) };
    entering.given.iter().for_each(|(col, text)| draft.type_in(col, text.clone()));
    for (col, text) in typed {
        assert!(entering.asks.contains(col), "{col} is not asked");
        draft.type_in(col, *text);
    }
    o.saved(&draft)
}

#[test]
fn what_is_offered_is_how_a_case_of_one_person_stands() {
    let o = Office::new();
    let person = o.person("陈桂香", &id("1947-03-02", 24));
    let case = o.saved(&tekun(person, "2021-03-05").with_row(assessment("2021-03-10", 0)));
    // Nothing is drawn yet: it is decided first, and an account can be entered.
    assert_eq!(offered(&o, "tekun", case), ["供养金核定", "登记一卡通账户"]);
    o.saved(&tekun_award("2021-03-20").with("tekun", format!("#{case}")).with("support_mode", "D"));
    let running = ["增发/减发", "停发", "暂停", "登记一卡通账户", "迁居"];
    assert_eq!(offered(&o, "tekun", case), running);
    does(&o, &entering(&o, "tekun", case, "暂停"), &[("decided_date", "2021-09-20")]);
    assert_eq!(offered(&o, "tekun", case), ["恢复", "停发", "登记一卡通账户", "迁居"]);
    does(&o, &entering(&o, "tekun", case, "恢复"), &[("decided_date", "2021-10-20")]);
    assert_eq!(offered(&o, "tekun", case), running);
    // An end that lies ahead can come earlier; once it is there, nothing can be done any more.
    does(&o, &entering(&o, "tekun", case, "停发"), &[("decided_date", "2021-12-20"), ("reason_code", "11")]);
    assert_eq!(offered(&o, "tekun", case), ["停发", "登记一卡通账户", "迁居"]);
    o.sql("UPDATE tekun_award SET from_month = '2021-12' WHERE kind = 'end'");
    assert_eq!(offered(&o, "tekun", case), [""; 0]);
}

#[test]
fn a_household_is_that_of_its_case() {
    let o = Office::new();
    let head = o.person("陈桂香", &id("1947-03-02", 24));
    let house = o.household(head, &[]);
    assert_eq!(offered(&o, "household", house), ["登记一卡通账户"]);
    let case = o.case(house, "300");
    let all = ["增发/减发", "停发", "暂停", "渐退", "加人", "减人", "登记一卡通账户", "迁居"];
    assert_eq!(offered(&o, "dibao", case), all);
    assert_eq!(entering(&o, "dibao", case, "登记一卡通账户").given[0], ("person", format!("#{head}")));
    o.store.void(register("dibao"), case, &o.who, o.day, "登错").unwrap();
    assert_eq!(offered(&o, "dibao", case), [""; 0]);
}

/// Whatever is paid month by month can be dealt with so: its versions have what is asked, and the reasons are its own.
#[test]
fn every_benefit_declares_what_is_asked() {
    for benefit in BENEFITS.iter().filter(|benefit| benefit.monthly().is_some()) {
        let version = find(benefit.cases.versions.unwrap().register).unwrap().register;
        assert!(version.parent.is_some(), "{}", version.name);
        for col in ["kind", "decided_date", "from_month", "reason_code"] {
            assert!(version.field(col).is_some(), "{} has no {col}", version.name);
        }
        assert!(benefit.cases.brings.iter().any(|brings| brings.register == "account"), "{}", benefit.label);
    }
}
