//! 养老机构 and who lives there, through the store: a stay is entered once, and comes, moves and goes with the 特困 that pays for it.

use crate::support::{Office, VILLAGE, assessment, day, id, register, tekun, tekun_award};
use minzheng::domain::month::Month;
use minzheng::register::{Draft, Query};

fn refer(key: i64) -> String {
    format!("#{key}")
}

/// A home of twelve beds.
fn home(o: &Office, code: &str) -> i64 {
    let draft = Draft::new(register("institution"))
        .with("code", code)
        .with("name", format!("{code}养老院"))
        .with("division", VILLAGE)
        .with("account_name", format!("{code}养老院"))
        .with("account_no", "43001503068052500123")
        .with("bank_code", "105")
        .with("ownership", "5")
        .with("uscc", minzheng::domain::uscc::complete("12430406MB1234567").unwrap())
        .with("registered_on", "2015-03-02")
        .with("filed_on", "2015-03-09")
        .with("beds_approved", "12")
        .with("beds_open", "12")
        .with("beds_nursing", "8");
    o.saved(&draft)
}

/// A 特困 case with its first version, assessed as needing half care.
fn supported(o: &Office, person: i64, first: Draft) -> i64 {
    let case = tekun(person, "2020-11-02").with("carer_name", "李邻居").with("carer_agreement_no", "照料2020-1");
    o.saved(&case.with_row(first).with_row(assessment("2020-11-20", 2)))
}

fn stay(person: i64, home: i64, since: &str) -> Draft {
    Draft::new(register("resident"))
        .with("person", refer(person))
        .with("institution", refer(home))
        .with("in_on", since)
        .with("ability_level", "2")
}

/// The living stays: home, days, 去向, who pays, level.
fn stays(o: &Office) -> Vec<String> {
    let all: Option<String> = o.one(
        "SELECT group_concat(told, ';') FROM (SELECT i.code || ' ' || in_on || '..' || coalesce(out_on, '') || ' ' || out_reason ||
            pay_kind || ability_level AS told FROM resident r JOIN institution i ON i.key = r.institution
            WHERE r.voided_by IS NULL ORDER BY in_on)",
    );
    all.iter().flat_map(|all| all.split(';')).map(str::to_owned).collect()
}

fn sound(o: &Office) {
    let findings = o.store.verify().unwrap();
    assert!(findings.iter().all(|f| f.ok), "{findings:?}");
}

#[test]
fn a_stay_comes_moves_and_goes_with_the_support() {
    let o = Office::new();
    let person = o.person("张守业", &id("1950-03-12", 501));
    let (a, b) = (home(&o, "A"), home(&o, "B"));
    let case = supported(&o, person, tekun_award("2020-12-08").with("support_mode", "D"));
    assert!(o.refused(&stay(person, a, "2021-03-01")).contains(&"E-X09"), "at home and in a home");

    let of_case = |decided: &str| tekun_award(decided).with("tekun", refer(case));
    let into =
        of_case("2021-05-25").with("support_mode", "C").with("institution", "A").with("check_in_date", "2021-05-20");
    let into = o.saved(&into);
    assert_eq!(stays(&o), ["A 2021-05-20.. 022"]);
    assert!(o.refused(&stay(person, b, "2021-06-01")).contains(&"E-X09"), "two homes at once");

    // Another home: the day is new, the old stay ends the day before.
    assert!(o.refused(&of_case("2021-08-24").with("institution", "B")).contains(&"E-X09"));
    let moved = o.saved(&of_case("2021-08-24").with("institution", "B").with("check_in_date", "2021-08-20"));
    assert_eq!(stays(&o), ["A 2021-05-20..2021-08-19 322", "B 2021-08-20.. 022"]);

    // More care from October on: another footing in the same home.
    o.saved(&assessment("2021-09-10", 5).with("tekun", refer(case)));
    let worse = o.saved(&of_case("2021-09-15"));
    let split = ["A 2021-05-20..2021-08-19 322", "B 2021-08-20..2021-09-30 522", "B 2021-10-01.. 024"];
    assert_eq!(stays(&o), split);

    // By hand nobody leaves whom the support pays for, nor does the stay fall.
    let last = o.one::<i64>("SELECT max(key) FROM resident");
    let leaving = Draft { key: Some(last), ..Draft::new(register("resident")) };
    assert!(o.refused(&leaving.with("out_on", "2021-11-10").with("out_reason", "2")).contains(&"E-HM07"));
    assert!(o.store.void(register("resident"), last, &o.who, o.day, "测试作废").is_err());

    let end = o.saved(&of_case("2021-11-16").with("kind", "end").with("reason_code", "02"));
    assert_eq!(stays(&o)[2], "B 2021-10-01..2021-11-16 924");
    sound(&o);

    // What came with a version goes with it, and what it ended goes on.
    for (version, left) in [
        (end, &split[..]),
        (worse, &["A 2021-05-20..2021-08-19 322", "B 2021-08-20.. 022"]),
        (moved, &["A 2021-05-20.. 022"]),
        (into, &[]),
    ] {
        o.store.void(register("tekun_award"), version, &o.who, o.day, "测试作废").unwrap();
        assert_eq!(stays(&o), left, "{version}");
    }
    sound(&o);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM resident WHERE left_award IS NOT NULL AND voided_by IS NULL"), 0);
}

#[test]
fn whoever_lives_in_a_home_is_supported_there() {
    let o = Office::new();
    let person = o.person("张守业", &id("1950-03-12", 501));
    let (a, _) = (home(&o, "A"), home(&o, "B"));
    o.saved(&stay(person, a, "2020-06-01").with("bed_no", "2-1"));
    assert_eq!(stays(&o), ["A 2020-06-01.. 012"]);
    let case = tekun(person, "2020-11-02").with_row(assessment("2020-11-20", 2));
    let as_home = |mode: &str, home: &str| {
        let first = tekun_award("2020-12-08").with("support_mode", mode).with("institution", home);
        case.clone().with_row(first.with("check_in_date", if home.is_empty() { "" } else { "2020-12-01" }))
    };
    assert!(o.refused(&as_home("D", "")).contains(&"E-X09"), "supported at home while in a home");
    assert!(o.refused(&as_home("C", "B")).contains(&"E-X09"), "in another home");
    // Home and day are those of the stay; who pays changes with the money.
    o.saved(&as_home("C", ""));
    assert_eq!(stays(&o), ["A 2020-06-01..2020-12-31 512", "A 2021-01-01.. 022"]);
    assert_eq!(
        o.one::<String>("SELECT institution || ' ' || check_in_date FROM tekun_award"),
        format!("{a} 2020-06-01")
    );
    assert_eq!(o.one::<i64>("SELECT count(*) FROM resident WHERE bed_no = '2-1'"), 2);
    sound(&o);
}

#[test]
fn a_death_is_the_last_day_and_an_undo_brings_it_back() {
    let o = Office::new();
    let person = o.person("张守业", &id("1950-03-12", 501));
    home(&o, "A");
    let first = tekun_award("2020-12-08")
        .with("support_mode", "C")
        .with("institution", "A")
        .with("check_in_date", "2020-12-01");
    let case = supported(&o, person, first);
    o.behind_its_back(&format!("UPDATE person SET death_date = '2021-06-10', death_source = '1' WHERE key = {person}"));
    let end = tekun_award("2021-06-16").with("tekun", refer(case)).with("kind", "end").with("reason_code", "03");
    let saved = o.save(&end).unwrap();
    assert_eq!(stays(&o), ["A 2020-12-01..2021-06-10 122"]);
    o.store.undo(saved.act, (&o.who, o.day), "测试撤销", &[], &mut |_, _| true).unwrap();
    assert_eq!(stays(&o), ["A 2020-12-01.. 022"]);
}

#[test]
fn a_bed_has_one_resident() {
    let o = Office::new();
    let people = [501, 502].map(|serial| o.person("张守业", &id("1950-03-12", serial)));
    let a = home(&o, "A");
    o.saved(&stay(people[0], a, "2021-03-01").with("bed_no", "2-1"));
    let second = stay(people[1], a, "2021-04-01").with("bed_no", "2-1");
    assert!(o.refused(&second).contains(&"E-EL09"));
    let first = o.one::<i64>("SELECT key FROM resident");
    let left = Draft { key: Some(first), ..Draft::new(register("resident")) };
    o.saved(&left.with("out_on", "2021-03-31").with("out_reason", "2"));
    o.saved(&second);
    // Who lives there stands on the person's page.
    let page = o.store.person_page(people[1], day("2021-12-31"), 12).unwrap();
    let line = page.checks.iter().find(|line| line.under == "养老机构").unwrap();
    assert_eq!((line.number.as_str(), line.what.as_str(), line.state.as_str()), ("2-1", "A养老院", "在院"));
}

/// A child both of whose parents are dead, on the register since May 2020.
fn orphan(o: &Office) -> (i64, i64) {
    let (guardian, child) = (o.person("陈桂香", &id("1957-03-02", 24)), o.person("李小", &id("2010-05-01", 31)));
    let mut file = Draft::new(register("child"))
        .with("person", refer(child))
        .with("guardian", refer(guardian))
        .with("guardian_relation", "62")
        .with("registered_on", "2020-05-08");
    for parent in ["1", "2"] {
        let state = Draft::new(register("parent_state")).with("parent", parent).with("state", "02");
        file = file.with_row(state.with("valid_from", "2019-03-01").with("document", "证明"));
    }
    (child, o.saved(&file))
}

/// How the child stands from a day on, with what follows for its allowance.
fn stands(file: i64, since: &str, pairs: &[(&'static str, &str)]) -> Draft {
    let mut draft = Draft::new(register("child_status")).with("child", refer(file)).with("valid_from", since);
    draft.follow = true;
    pairs.iter().fold(draft, |draft, (col, text)| draft.with(col, *text))
}

/// X07: whose allowance goes to a home lives there, as long as it does.
#[test]
fn an_orphan_moves_into_a_home_with_the_money() {
    let o = Office::new();
    let (child, file) = orphan(&o);
    home(&o, "A");
    let b = home(&o, "B");
    let case = Draft::new(register("orphan"))
        .with("origin", "taken_over")
        .with("person", refer(child))
        .with("apply_date", "2021-03-05")
        .with_row(
            Draft::new(register("orphan_award")).with("decided_date", "2021-03-20").with("from_month", "2021-04"),
        );
    o.saved(&case);
    assert_eq!(stays(&o), [""; 0], "brought up by its grandmother");

    let into = o.saved(&stands(file, "2021-06-10", &[("care_kind", "1"), ("institution", "A")]));
    assert_eq!(stays(&o), ["A 2021-06-10.. 040"]);
    let moved = o.saved(&stands(file, "2021-08-16", &[("institution", "B")]));
    let both = ["A 2021-06-10..2021-08-15 340", "B 2021-08-16.. 040"];
    assert_eq!(stays(&o), both);
    assert_eq!(o.one::<i64>("SELECT count(*) FROM orphan_award WHERE institution IS NOT NULL"), 2);

    // By hand nobody leaves whom the money keeps there, is paid for otherwise, or lives elsewhere.
    let last = o.one::<i64>("SELECT max(key) FROM resident");
    let by_hand = || Draft { key: Some(last), ..Draft::new(register("resident")) };
    assert_eq!(o.refused(&by_hand().with("out_on", "2021-11-10").with("out_reason", "2")), ["E-HM07"]);
    o.saved(&by_hand().with("bed_no", "3-1"));
    assert!(o.store.void(register("resident"), last, &o.who, o.day, "测试作废").is_err());

    let back = o.saved(&stands(file, "2021-10-20", &[("care_kind", "2"), ("institution", "")]));
    assert_eq!(stays(&o)[1], "B 2021-08-16..2021-10-19 240");
    sound(&o);
    for (row, left) in [(back, &both[..]), (moved, &["A 2021-06-10.. 040"]), (into, &[])] {
        o.store.void(register("child_status"), row, &o.who, o.day, "测试作废").unwrap();
        assert_eq!(stays(&o), left);
    }
    sound(&o);

    // Whoever lives there already goes on living in the same bed on another footing; whoever dies leaves on that day.
    let mut own =
        stay(child, b, "2021-02-01").with("bed_no", "2-2").with("ability_level", "0").with("note", "临时照料");
    own.why = Some("临时照料".to_owned());
    o.saved(&own);
    o.saved(&stands(file, "2021-02-01", &[("care_kind", "1"), ("institution", "B")]));
    let split = ["B 2021-02-01..2021-04-30 510", "B 2021-05-01.. 040"];
    assert_eq!(stays(&o), split);
    o.behind_its_back(&format!("UPDATE person SET death_date = '2021-11-06' WHERE key = {child}"));
    let end = Draft::new(register("orphan_award")).with("orphan", "#7000000001").with("decided_date", "2021-11-10");
    o.saved(&end.with("kind", "end").with("reason_code", "03"));
    assert_eq!(stays(&o), [split[0], "B 2021-05-01..2021-11-06 140"]);
}

/// A row of 等级评定, with the scores of a review where it has any.
fn grading(home: i64, fields: &[(&'static str, &str)], scores: Option<[i64; 4]>) -> Draft {
    let draft = Draft::new(register("home_grade")).with("institution", refer(home));
    let draft = fields.iter().fold(draft, |draft, (col, text)| draft.with(col, *text));
    let cols = ["environment", "facilities", "management", "service"];
    let own = ["self_environment", "self_facilities", "self_management", "self_service"];
    scores.into_iter().flatten().zip(cols.into_iter().zip(own)).fold(draft, |draft, (score, (col, own))| {
        let draft = draft.with(col, score.to_string());
        if fields.iter().any(|(col, _)| *col == "apply_on") { draft.with(own, score.to_string()) } else { draft }
    })
}

/// The home's grade on a day, as a list and its record give it.
fn grade_on(o: &Office, home: i64, on: &str) -> String {
    let institution = register("institution");
    let listed = o.store.rows_json(&Query::new(institution, day(on), 9), 9).unwrap();
    let opened = o.store.opened(institution, home, day(on)).unwrap();
    assert_eq!(listed[0]["grade"].as_str(), opened.beside[0].1.text(), "{on}");
    listed[0]["grade"].as_str().unwrap().to_owned()
}

#[test]
fn a_home_has_the_grade_that_was_announced_last_while_it_holds() {
    let o = Office::new();
    let home = home(&o, "YL1");
    let reviewers = ("reviewers", "邓国华、蒋小燕、罗建平");
    let applied = [("apply_level", "2"), ("apply_on", "2020-03-02"), ("checked_on", "2020-03-09"), reviewers];
    let days =
        [("review_on", "2020-03-23"), ("posted_on", "2020-03-25"), ("announced_on", "2020-04-02"), ("cert_no", "A1")];
    let first = o.saved(&grading(home, &[applied, days].concat(), Some([60, 65, 75, 300])));
    let lowered = [
        ("kind", "4"),
        ("reason", "4"),
        ("review_on", "2021-04-26"),
        ("announced_on", "2021-05-10"),
        ("cert_no", "A2"),
    ];
    o.saved(&grading(home, &[&lowered[..], &[reviewers]].concat(), Some([60, 60, 75, 300])));
    let taken = o.saved(&grading(home, &[("kind", "end"), ("reason", "1"), ("announced_on", "2021-09-01")], None));
    for (on, grade) in [
        ("2020-04-01", "0"),
        ("2020-04-02", "2"),
        ("2021-05-09", "2"),
        ("2021-05-10", "1"),
        ("2021-08-31", "1"),
        ("2021-09-01", "0"),
    ] {
        assert_eq!(grade_on(&o, home, on), grade, "{on}");
    }
    let states = |month: &str| {
        let found = o.store.gradings(Month::parse(month).unwrap());
        found.map(|all| all.iter().map(|g| g.state).collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    for (month, said) in [
        ("2020-02", ""),
        ("2020-03", "公示"),
        ("2020-04", "有效"),
        ("2021-05", "降级 有效"),
        ("2021-09", "降级 取消"),
        ("2021-12", "降级 取消"),
        ("2022-01", ""),
    ] {
        assert_eq!(states(month), said, "{month}");
    }
    let again = [("apply_level", "1"), ("apply_on", "2021-12-20")];
    assert_eq!(o.refused(&grading(home, &again, Some([60, 65, 75, 300]))), ["E-HG09", "E-RG06"]);
    // What later ones rest on stays; without the last one it is again as before, until its last day.
    let grades = register("home_grade");
    assert!(o.store.void(grades, first, &o.who, o.day, "重复登记").is_err());
    o.store.void(grades, taken, &o.who, o.day, "登记有误").unwrap();
    let ends = [("2021-09-01", "1"), ("2023-04-02", "1"), ("2023-04-03", "0")];
    ends.iter().for_each(|(on, grade)| assert_eq!(grade_on(&o, home, on), *grade, "{on}"));
    assert_eq!(
        (states("2023-03").as_str(), states("2023-04").as_str(), states("2024-01").as_str()),
        ("有效", "到期", "")
    );
    sound(&o);
}

/// Who may not be named beside the payee is told by a rule; what was approved by a grade is told when the grade is void.
#[test]
fn a_subsidy_names_one_payee_and_its_grade() {
    let o = Office::new();
    let (home, carer) = (home(&o, "YL1"), o.person("王秀英", &id("1975-06-01", 24)));
    let post = Draft::new(register("elder_subsidy")).with("kind", "4").with("apply_date", "2021-12-06");
    let post = post.with("period_from", "2021-11").with("period_to", "2021-11").with("person", refer(carer));
    let said = o.refused(&post.with("institution", refer(home)));
    assert!(said.contains(&"E-SB12") && !said.contains(&"E-RG23"), "{said:?}");
    o.sql(&format!(
        "INSERT INTO home_grade(key, institution, kind, apply_level, result_level, announced_on, valid_until, cert_no, state, act)
           VALUES (1, {home}, '1', '2', '2', '2020-04-02', '2023-04-02', 'A1', 'announced', 1);
         INSERT INTO elder_subsidy(key, subsidy_no, kind, payee_kind, institution, grade_before, grade_after, quantity, amount_fen,
             apply_date, approved_on, state, act)
           VALUES (1, 'YB-430406-2020-0001', '1', '1', {home}, '0', '2', 1, 3000000, '2020-05-06', '2020-06-08', 'approved', 1)"
    ));
    let told = o.store.check_void(register("home_grade"), 1, o.day).unwrap();
    let told: Vec<_> = told.iter().map(|slip| (slip.code, slip.text.contains("YB-430406-2020-0001"))).collect();
    assert_eq!(told, [("W-HG06", true)]);
}
