//! One sitting: a family with its account, case and first version, entered as one act, told before, undone as one.

use crate::support::{Office, VILLAGE, account, assessment, id, register};
use minzheng::register::Draft;
use minzheng::store::StoreFault;

fn person(name: &str, number: &str) -> Draft {
    Draft::new(register("person")).with("id_number", number).with("name", name)
}

fn member(person: Draft, relation: &str) -> Draft {
    Draft::new(register("member")).with("relation_code", relation).with_nested("person", person)
}

/// Father, mother and child, of whom the office knows nobody.
fn household() -> Draft {
    let head = person("曾国安", &id("1956-07-08", 15)).with("hukou_division", VILLAGE);
    let head = head.with("address", "先锋路12号3栋").with("phone", "13973412345").with("labor_code", "2");
    let wife = person("肖玉兰", &id("1963-01-09", 22)).with("labor_code", "2");
    let child = person("曾小满", &id("2011-02-17", 33));
    Draft::new(register("household"))
        .with_row(member(head, "02"))
        .with_row(member(wife, "10"))
        .with_row(member(child, "20"))
}

fn family(household: Draft) -> Draft {
    let mut case = Draft::new(register("dibao"))
        .with("kind", "U")
        .with("apply_date", "2021-11-02")
        .with("accept_date", "2021-11-03")
        .with("town_date", "2021-11-20")
        .with("notice_from", "2021-11-22")
        .with("district_date", "2021-12-01")
        .with_nested("household", household)
        .with_row(Draft::new(register("cause")).with("cause_code", "02"))
        .with_row(Draft::new(register("award")).with("decided_date", "2021-12-01").with("income", "600"));
    case.beside.push(
        Draft::new(register("account"))
            .with("bank_code", "102")
            .with("account_no", "6217990000123456788")
            .with("valid_from", "2021-12-01"),
    );
    case
}

fn counted(o: &Office) -> Vec<i64> {
    let tables = ["person", "household", "member", "account", "dibao", "cause", "award", "cover"];
    tables.iter().map(|t| o.one::<i64>(&format!("SELECT count(*) FROM {t} WHERE voided_by IS NULL"))).collect()
}

#[test]
fn a_family_is_one_act_and_undone_as_one() {
    let o = Office::new();
    let acts = o.one::<i64>("SELECT max(key) FROM act");
    let draft = family(household());
    let checked = o.store.check(&draft, o.day).unwrap();
    assert!(checked.can_save(), "{:?}", checked.all_slips());
    assert_eq!(counted(&o), [0; 8], "a check writes nothing");
    assert!(checked.children[1].values.money("total").is_some());
    let saved = o.save(&draft).unwrap();
    assert_eq!(saved.act, acts + 1);
    assert_eq!(counted(&o), [3, 1, 3, 1, 1, 1, 1, 3]);
    assert_eq!(o.one::<i64>(&format!("SELECT count(DISTINCT act) FROM audit WHERE act > {acts}")), 1);
    // Village, address and phone were typed once.
    assert_eq!(
        o.one::<i64>("SELECT count(*) FROM person WHERE phone = '13973412345' AND address = '先锋路12号3栋'"),
        3
    );
    let of_head = "SELECT p.name FROM household h JOIN person p ON p.key = h.applicant";
    assert_eq!(o.one::<String>(of_head), "曾国安");
    assert_eq!(o.one::<String>("SELECT p.name FROM account a JOIN person p ON p.key = a.person"), "曾国安");
    assert_eq!(o.one::<String>("SELECT account_name FROM account"), "曾国安");
    assert!(o.one::<i64>("SELECT total_fen FROM award") > 0);
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
    o.store.undo(saved.act, (&o.who, o.day), "录错了", &[], &mut |_, _| true).unwrap();
    assert_eq!(counted(&o), [0; 8]);
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
}

#[test]
fn a_slip_in_a_nested_person_refuses_all() {
    let o = Office::new();
    let mut house = household();
    house.children[1].nested[0].1.type_in("phone", "123");
    let draft = family(house);
    let checked = o.store.check(&draft, o.day).unwrap();
    let at = &checked.nested[0].children[1].nested[0];
    assert!(at.slips.iter().any(|s| s.field == Some("phone")), "{:?}", at.slips);
    assert!(!checked.can_save());
    let StoreFault::Refused(refused) = o.save(&draft).unwrap_err() else { panic!("not refused") };
    assert_eq!(refused.slips[0].field, Some("phone"), "{:?}", refused.slips);
    assert!(refused.slips.iter().all(|s| s.code != "E-RG40"));
    assert_eq!(counted(&o), [0; 8]);
    assert!(o.store.rehearse(&draft, &o.who, o.day).is_err());
}

#[test]
fn a_known_person_in_a_row_is_taken() {
    let o = Office::new();
    let known = o.person("肖玉兰", &id("1963-01-09", 22));
    let mut house = household();
    house.children[1] = member(person("", &id("1963-01-09", 22)), "10");
    let saved = o.save(&house).expect("saved");
    assert_eq!(counted(&o)[..3], [3, 1, 3]);
    assert_eq!(o.one::<i64>("SELECT person FROM member WHERE relation_code = '10'"), known);
    assert_eq!(o.one::<String>("SELECT ifnull(phone, '') FROM person WHERE name = '肖玉兰'"), "");
    o.store.undo(saved.act, (&o.who, o.day), "录错了", &[], &mut |_, _| true).unwrap();
    assert_eq!(counted(&o)[..3], [1, 0, 0]);
    // Another name is not written over the one that stands.
    house.children[1] = member(person("肖玉莲", &id("1963-01-09", 22)), "10");
    let StoreFault::Refused(refused) = o.save(&house).unwrap_err() else { panic!("not refused") };
    let told = &refused.slips[0].text;
    assert!(told.contains("姓名是“肖玉兰”, 不是“肖玉莲”"), "{told}");
}

#[test]
fn nobody_stands_in_two_rows() {
    let o = Office::new();
    let mut house = household();
    house.children[2] = member(person("曾国安", &id("1956-07-08", 15)), "20");
    let StoreFault::Refused(refused) = o.save(&house).unwrap_err() else { panic!("not refused") };
    let told = refused.slips.iter().find(|s| s.code == "E-HH15").expect("told of twice");
    assert!(told.text.contains("曾国安 在家庭成员里填了两行"), "{}", told.text);
    assert_eq!(counted(&o), [0; 8]);
}

#[test]
fn the_person_of_a_case_is_entered_with_it() {
    let o = Office::new();
    let old = person("曾国安", &id("1936-07-08", 15)).with("hukou_division", VILLAGE);
    let case = Draft::new(register("aged_allowance")).with("apply_date", "2021-12-01").with_nested("person", old);
    o.save(&case).unwrap();
    assert_eq!(o.one::<String>("SELECT p.name FROM aged_allowance a JOIN person p ON p.key = a.person"), "曾国安");
    // What is kept while it is typed knows all of it.
    let draft = family(household());
    o.store.keep_unfinished(std::slice::from_ref(&draft), &[], &o.who, o.day).unwrap();
    let second = o.second();
    assert_eq!(second.unfinished(&o.who).unwrap().map(|(_, kept)| kept), Some(draft));
}

#[test]
fn an_account_of_another_is_not_taken_and_a_number_that_jumps_is_told() {
    let o = Office::new();
    let other = o.person("肖玉兰", &id("1963-01-09", 22));
    o.saved(&account(other, "6217990000123456788", "2021-12-01"));
    let refused = o.refused(&family(household()));
    assert!(refused.contains(&"E-RG41"), "{refused:?}");

    let mut house = household();
    house.type_in("household_no", format!("{VILLAGE}99999"));
    let draft = family(house);
    let asked = o.store.check(&draft, o.day).unwrap();
    assert!(!asked.can_save() && asked.nested[0].slips.iter().any(|s| s.code == "E-RG36"), "{:?}", asked.all_slips());
}

/// A correction that names in full whom the office has, and says what stands, is no act.
#[test]
fn what_is_known_and_stands_is_no_act() {
    let o = Office::new();
    let saved = o.save(&household()).unwrap();
    let acts = || o.one::<i64>("SELECT count(*) FROM act");
    let before = acts();
    let again = Draft::of(register("household"), saved.key);
    let again = again.with_nested("applicant", person("曾国安", &id("1956-07-08", 15)));
    assert_eq!(o.save(&again).unwrap(), saved);
    assert_eq!(acts(), before);
    // Another applicant is one.
    let other = Draft::of(register("household"), saved.key);
    let other = other.with_nested("applicant", person("肖玉兰", &id("1963-01-09", 22)));
    assert_ne!(o.save(&other).unwrap().act, saved.act);
    assert_eq!(acts(), before + 1);
}

/// What is not fit to be entered yet, and what the office has, is only read: another program may write meanwhile.
#[test]
fn a_check_that_enters_nothing_needs_no_lock() {
    let o = Office::new();
    let number = id("1956-07-08", 15);
    o.person("曾国安", &number);
    let other = rusqlite::Connection::open(&o.path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let known = Draft::new(register("household")).with_row(member(person("", &number), "02"));
    let checked = o.store.check(&known, o.day).unwrap();
    assert!(checked.can_save(), "{:?}", checked.all_slips());
    assert!(checked.children[0].nested[0].known.is_some());
    let half = known.with_row(member(person("", &id("1963-01-09", 22)), "10"));
    let checked = o.store.check(&half, o.day).unwrap();
    assert!(!checked.can_save());
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(counted(&o)[..3], [1, 0, 0]);
}

/// Somebody whom the office does not know: a man of that day of birth, who lives in the village.
fn unknown(born: &str) -> Draft {
    let person = person("曾国安", &id(born, 15)).with("hukou_division", VILLAGE);
    person.with("address", "先锋路12号3栋").with("phone", "13973412345")
}

/// The account of whom a case is of.
fn with_account(mut case: Draft) -> Draft {
    let account = Draft::new(register("account")).with("account_no", "6217990000123456788");
    case.beside.push(account.with("bank_code", "403").with("valid_from", "2021-12-01"));
    case
}

fn tekun() -> Draft {
    let case = Draft::new(register("tekun")).with("kind", "U").with("income", "0").with("apply_date", "2021-11-02");
    let case = case.with("accept_date", "2021-11-03").with("town_date", "2021-11-10").with("notice_from", "2021-11-12");
    let case = case.with("district_date", "2021-11-25").with_nested("person", unknown("1946-07-08"));
    let award = Draft::new(register("tekun_award")).with("support_mode", "D");
    with_account(case.with_row(assessment("2021-11-08", 0)).with_row(award))
}

fn subsidy(kind: &str) -> Draft {
    let cert = format!("{}41", id("1966-07-08", 15));
    let person = unknown("1966-07-08").with("disability_cert_no", cert).with("disability_valid_to", "2029-01-01");
    let case = Draft::new(register("disability")).with("kind", kind).with("apply_date", "2021-11-02");
    let case = case.with("town_date", "2021-11-10").with("dpf_date", "2021-11-12").with("district_date", "2021-11-25");
    with_account(case.with_nested("person", person).with_row(Draft::new(register("disability_award"))))
}

fn relief() -> Draft {
    let case = Draft::new(register("temporary")).with("aid_type", "J").with("cause_code", "1");
    let case = case.with("cause_text", "家里起火烧了两间房, 修房要花三千元").with("apply_date", "2021-12-01");
    let case = case.with("object_class", "4").with("amount", "800").with("approve_by", "王芳");
    with_account(case.with("approve_date", "2021-12-03").with_nested("person", unknown("1956-07-08")))
}

/// Whoever is paid and not known yet: person, account, case and its first version are one act, told before, undone as one; what is wrong with
/// one of them refuses all.
#[test]
fn a_case_of_somebody_unknown_is_one_act() {
    // (the case, its versions, what is asked of the office then)
    let all = [
        (tekun(), "tekun_award", "SELECT total_fen FROM tekun_award WHERE from_month = '2021-12'"),
        (subsidy("CN"), "disability_award", "SELECT amount_fen FROM disability_award WHERE from_month = '2021-11'"),
        (relief(), "temporary", "SELECT amount_fen FROM temporary WHERE approve_level = 'T'"),
    ];
    for (draft, versions, paid) in all {
        let o = Office::new();
        let name = draft.register.name;
        let acts = o.one::<i64>("SELECT max(key) FROM act");
        let tables = ["person", "account", name, versions];
        let counted = || tables.map(|t| o.one::<i64>(&format!("SELECT count(*) FROM {t} WHERE voided_by IS NULL")));
        let checked = o.store.check(&draft, o.day).unwrap();
        assert!(checked.can_save(), "{name} {:?}", checked.all_slips());
        assert_eq!(counted(), [0; 4], "{name}: a check writes nothing");

        let mut wrong = draft.clone();
        wrong.nested[0].1.type_in("phone", "123");
        assert!(o.save(&wrong).is_err() && counted() == [0; 4], "{name}");

        let saved = o.save(&draft).unwrap();
        assert_eq!((saved.act, counted()), (acts + 1, [1; 4]), "{name}");
        assert!(o.one::<i64>(paid) > 0, "{name}");
        assert_eq!(o.one::<String>("SELECT account_name FROM account"), "曾国安", "{name}");
        assert!(o.store.verify().unwrap().iter().all(|f| f.ok), "{name}");
        o.store.undo(saved.act, (&o.who, o.day), "录错了", &[], &mut |_, _| true).unwrap();
        assert_eq!(counted(), [0; 4], "{name}");
    }
}

/// 生活补贴 rests on 低保, which somebody unknown does not draw: refused whole, in the words of the rule.
#[test]
fn what_somebody_unknown_cannot_have_refuses_all() {
    let o = Office::new();
    assert!(o.refused(&subsidy("CL").with("poverty_basis", "1")).contains(&"E-CB-004"));
    assert_eq!(o.one::<i64>("SELECT count(*) FROM person"), 0);
    // Where the bureau has opened it for those on the margin, it stands.
    o.sql("UPDATE parameter SET value = '1' WHERE name = 'disability.life.extend'");
    o.save(&subsidy("CL").with("poverty_basis", "2")).unwrap();
    assert_eq!(o.one::<i64>("SELECT count(*) FROM disability_award WHERE amount_fen > 0"), 1);
}

/// Nobody has a number: a temporary one is given, in a row as well as for one alone.
#[test]
fn who_has_no_number_is_kept_by_a_temporary_one() {
    let o = Office::new();
    let unnumbered = |name: &str, sex: &str, born: &str| {
        let person = Draft::new(register("person")).with("name", name).with("id_status", "unregistered");
        person.with("sex", sex).with("birth_date", born)
    };
    let mut house = household();
    house.children[2] = member(unnumbered("曾小满", "2", "2019-02-17"), "30");
    let saved = o.save(&family(house.clone())).unwrap();
    assert_eq!(counted(&o), [3, 1, 3, 1, 1, 1, 1, 3]);
    let child = "SELECT temp_no || sex || birth_date || phone FROM person WHERE name = '曾小满'";
    assert_eq!(o.one::<String>(child), "T430406-2021-000122019-02-1713973412345");
    assert!(o.store.verify().unwrap().iter().all(|f| f.ok));
    o.store.undo(saved.act, (&o.who, o.day), "录错了", &[], &mut |_, _| true).unwrap();
    assert_eq!(counted(&o), [0; 8]);
    // Neither number nor why there is none: nothing is kept.
    house.children[2] = member(unnumbered("曾小满", "2", "2019-02-17").with("id_status", "normal"), "30");
    assert!(o.refused(&house).contains(&"E-ID-018"));
    assert_eq!(counted(&o)[..3], [0; 3]);

    let old = unnumbered("曾国安", "1", "1936-07-08").with("hukou_division", VILLAGE);
    let case = Draft::new(register("aged_allowance")).with("apply_date", "2021-12-01").with_nested("person", old);
    o.save(&case).unwrap();
    assert_eq!(
        o.one::<String>("SELECT p.temp_no FROM aged_allowance a JOIN person p ON p.key = a.person"),
        "T430406-2021-0002"
    );
}
