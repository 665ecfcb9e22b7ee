//! Look-up, the person's page, answers to rules, verification.

use crate::support::{Office, day, id, register};
use minzheng::register::core::lookup::Standing;
use minzheng::register::{Ask, Draft, Fact};

fn found(o: &Office, query: &str) -> Vec<i64> {
    o.store.find(query, 20, o.day).unwrap().iter().map(|h| h.key).collect()
}

#[test]
fn anything_that_names_a_person_finds_one() {
    let o = Office::new();
    let number = id("1965-03-12", 501);
    let zhang = o.person("曾小丰", &number);
    let other = o.person("张小梅", &id("1967-05-01", 502));
    let mut draft = Draft::new(register("person")).with("phone", "0734-8221234");
    draft.key = Some(zhang);
    o.saved(&draft);
    let house = o.household(zhang, &[(other, "12")]);
    let case = o.case(house, "300");
    let account = "6217000012345678901";
    o.sql(&format!(
        "INSERT INTO account(person, account_name, bank_code, account_no, medium, valid_from, act)
         VALUES ({zhang}, '曾小丰', '102', '{account}', '2', '2020-01-01', 1)"
    ));
    let case_no: String = o.one(&format!("SELECT case_no FROM dibao WHERE key = {case}"));
    let old = format!("{}{}", &number[..6], &number[8..17]);
    let tail = &number[14..];
    let long_tail = &number[6..];
    for query in [
        number.as_str(),
        &number.to_lowercase(),
        &old,
        &number[..14],
        tail,
        long_tail,
        &number[12..],
        "曾小丰",
        "曾",
        "小丰",
        "zxf",
        "ZX",
        "0734-8221234",
        "07348221234",
        "0734822",
        account,
        &account[..8],
        &case_no,
        &case_no[..12],
        &format!("曾 {tail}"),
        &format!("{tail} 曾"),
        "曾 1965",
        "zx 0312",
        "曾小　丰",
        "家 曾",
    ] {
        let hits = found(&o, query);
        if query == "家 曾" {
            assert_eq!(hits, Vec::<i64>::new(), "{query}");
        } else {
            assert_eq!(hits.first(), Some(&zhang), "{query}");
        }
    }
    assert_eq!(found(&o, "小"), [zhang, other]);
    assert_eq!(found(&o, "张 zxm"), [other]);
    for query in ["", " ", "cxf", "李", "9999", "zzz", "张 0312", "%", "'; DROP TABLE person; --", "\u{202e}", "x"] {
        assert_eq!(found(&o, query), Vec::<i64>::new(), "{query}");
    }
    let hit = &o.store.find(&number, 5, o.day).unwrap()[0];
    assert_eq!((hit.town.as_str(), hit.alive), ("先锋街道", true));
    assert_eq!(hit.benefits.len(), 1);
    assert_eq!(hit.benefits[0].scheme, "dibao-urban");
    assert_eq!(hit.benefits[0].since.to_string(), "2020-12");
    assert_eq!(hit.benefits[0].monthly.as_fen(), 90_000);
    assert!(o.store.find(&number, 5, day("2020-11-30")).unwrap()[0].benefits.is_empty());
}

#[test]
fn the_numbers_on_a_card_and_on_a_certificate_find_their_holder() {
    let o = Office::new();
    let zhang = o.person("曾小丰", &id("1965-03-12", 501));
    let mobile = o.person("李小梅", &id("1967-05-01", 502));
    for (key, phone) in [(zhang, "0734-8227777"), (mobile, "13873468888")] {
        let mut draft = Draft::new(register("person")).with("phone", phone);
        draft.key = Some(key);
        o.saved(&draft);
    }
    let house = o.household(zhang, &[(mobile, "12")]);
    let case = o.case(house, "300");
    o.sql(&format!(
        "UPDATE dibao SET cert_no = '430406U201600009' WHERE key = {case};
         INSERT INTO account(person, account_name, bank_code, account_no, medium, valid_from, act)
         VALUES ({zhang}, '曾小丰', '102', '6217000012345678901', '2', '2020-01-01', 1)"
    ));
    for query in [
        "430406U201600009",
        "430406u2016",
        "8901",
        "678901",
        "12345678901",
        "曾 8901",
        "7777",
        "8227777",
        "48227777",
        "7348227777",
        "07348227777",
        "曾小丰 7777",
    ] {
        assert_eq!(found(&o, query), [zhang], "{query}");
    }
    for query in ["8888", "73468888", "3873468888", "李 8888"] {
        assert_eq!(found(&o, query), [mobile], "{query}");
    }
    for query in ["02345678901", "430406U201600008", "901", "777", "17348227777", "李 7777", "2873468888"] {
        assert_eq!(found(&o, query), Vec::<i64>::new(), "{query}");
    }
    o.sql(&format!("UPDATE dibao SET cert_no = '4304060009', case_no = '201600009' WHERE key = {case}"));
    for query in ["4304060009", "201600009", "201600"] {
        assert_eq!(found(&o, query), [zhang], "{query}: a number that was taken over");
    }
}

#[test]
fn what_the_fields_fold_the_look_up_folds_too() {
    let o = Office::new();
    let guli = o.person("阿依•古丽", &id("1933-10-10", 502));
    let long = o.person("买买提江·艾力·阿不都", &id("1950-01-02", 503));
    let smith = o.person("J. O'Neil-Smith", &id("1960-03-04", 505));
    for (key, phone) in [(guli, "+86 138-7346-8888"), (smith, "(0734)8227777")] {
        let mut draft = Draft::new(register("person")).with("phone", phone);
        draft.key = Some(key);
        o.saved(&draft);
    }
    let papers = Draft::new(register("person"))
        .with("name", "古小丽")
        .with("id_status", "lost")
        .with("sex", "2")
        .with("birth_date", "1933年10月11日")
        .with("hukou_division", crate::support::VILLAGE)
        .with("home_division", crate::support::VILLAGE);
    let papers = o.saved(&papers);
    for (wanted, queries) in [
        (
            guli,
            &[
                "阿依·古丽",
                "阿依古丽",
                "古丽",
                "阿依 古丽",
                "阿依．古丽",
                "阿依・古丽",
                "阿依.古丽",
                "依古丽",
                "ayg",
                "1933.10.10",
                "1933-10-10",
                "1933年10月10日",
                "1933/10/10",
                "古丽 1933.10.10",
                "13873468888",
                "138-7346-8888",
                "+8613873468888",
                "+86 138 7346 8888",
                "430406-19331010-502",
            ][..],
        ),
        (long, &["艾力", "阿不都", "艾力阿不都", "买买提江艾力", "买买提江.艾力", "阿不都 1950-01-02"]),
        (
            smith,
            &[
                "J. O'Neil-Smith",
                "oneil",
                "O’NEIL",
                "smith",
                "Neil Smith",
                "Smith, O'Neil",
                "SMITH，oneil",
                "SMITH 1960",
                "jos",
                "Ｓｍｉｔｈ",
                "0734-8227777",
                "(0734) 822 7777",
            ],
        ),
        (papers, &["T430406-2021-0001", "t43040620210001", "T430406 2021 0001", "古小丽 1933.10.11", "1933.10.11"]),
    ] {
        for query in queries {
            assert_eq!(found(&o, query).first(), Some(&wanted), "{query}");
        }
    }
    assert_eq!(found(&o, "古丽 1933.10.11"), Vec::<i64>::new());
    assert_eq!(found(&o, "1933-10"), [guli, papers]);
    // What names a record on the command line and in a field is folded in the same way.
    let named = |text: &str| o.store.resolve(register("person"), text, o.day).unwrap();
    for text in ["T430406-2021-0001", "t430406-2021-0001", "T43040620210001", "Ｔ430406 2021 0001"] {
        assert_eq!(named(text), papers, "{text}");
    }
    let case = o.case(o.household(guli, &[]), "100");
    let case_no: String = o.one(&format!("SELECT case_no FROM dibao WHERE key = {case}"));
    let grouped = format!("{} {}", &case_no[..6].to_lowercase(), &case_no[6..]);
    assert_eq!(o.store.resolve(register("dibao"), &grouped, o.day).unwrap(), case);
    assert_eq!(named(&grouped), guli);
    assert_eq!(found(&o, &grouped), [guli]);
}

#[test]
fn the_same_person_is_noticed_however_the_name_is_spelled() {
    let o = Office::new();
    o.person("阿依·古丽", &id("1933-10-10", 502));
    o.person("John Smith", &id("1960-03-04", 505));
    let told = |name: &str, born: &str| -> bool {
        let draft = o.person_draft(name, &id(born, 77));
        o.store.check(&draft, o.day).unwrap().slips.iter().any(|s| s.code == "W-PS03")
    };
    for (name, born) in [("阿依古丽", "1933-10-10"), ("阿依．古丽", "1933-10-10"), ("JOHN  SMITH", "1960-03-04")]
    {
        assert!(told(name, born), "{name}");
    }
    assert!(!told("阿依古丽", "1933-10-11") && !told("古丽", "1933-10-10"));
}

#[test]
fn a_birth_date_finds_those_born_then() {
    let o = Office::new();
    let zhang = o.person("曾小丰", &id("1965-03-12", 501));
    let other = o.person("李小梅", &id("1965-03-12", 502));
    assert_eq!(found(&o, "19650312"), [zhang, other]);
    assert_eq!(found(&o, "1965-03-12"), [zhang, other]);
    assert_eq!(found(&o, "李 19650312"), [other]);
    for query in ["19650313", "19651312", "6503-12"] {
        assert_eq!(found(&o, query), Vec::<i64>::new(), "{query}");
    }
}

#[test]
fn a_number_that_was_mistyped_finds_nobody_and_breaks_nothing() {
    let o = Office::new();
    let number = id("1965-03-12", 501);
    let key = o.person("曾小丰", &number);
    let check = if number.ends_with('0') { '1' } else { '0' };
    let wrong = format!("{}{check}", &number[..17]);
    for query in [wrong.as_str(), "430406196513325010", "000000000000000000", "999999999999999", ""] {
        assert_eq!(found(&o, query), Vec::<i64>::new(), "{query}");
    }
    // As it stands in papers that were taken over.
    o.sql(&format!("UPDATE person SET id_number = '{wrong}' WHERE key = {key}"));
    assert_eq!(found(&o, &wrong), [key]);
}

#[test]
fn a_voided_person_is_not_found() {
    let o = Office::new();
    let number = id("1965-03-12", 501);
    let key = o.person("曾小丰", &number);
    o.store.void(register("person"), key, &o.who, o.day, "录重了").unwrap();
    for query in [number.as_str(), "曾小丰", "zxf", &number[14..]] {
        assert_eq!(found(&o, query), Vec::<i64>::new(), "{query}");
    }
}

#[test]
fn the_page_of_a_person_tells_how_the_amount_comes_about() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let child = o.person("张小", &id("2012-05-01", 503));
    let house = o.household(head, &[(child, "22")]);
    let case = o.case(house, "300");
    o.paid_line(1, case, head, "2021-01");
    let mut draft = Draft::new(register("person")).with("phone", "13800138000");
    draft.key = Some(head);
    o.saved(&draft);
    let page = o.store.person_page(head, o.day, 12).unwrap();
    assert_eq!(page.household.as_ref().unwrap().members.len(), 2);
    assert_eq!(page.cases.len(), 1);
    let line = &page.cases[0];
    assert_eq!((line.standing, line.until), (Standing::Present, None));
    assert_eq!(line.amount.as_fen(), 96_000);
    assert_eq!(line.paid_this_year.as_fen(), 10_000);
    let told = line.explanation.join("\n");
    assert!(told.contains("2 人 × 600.00 = 1,200.00; 家庭月收入 300.00, 补差 900.00"), "{told}");
    assert!(told.contains("张小") && told.contains("合计 960.00"), "{told}");
    assert_eq!(page.payments.len(), 1);
    assert_eq!(page.payments[0].batch_no, "DBU-1");
    assert!(page.changes.iter().any(|c| c.what.contains("新增") && c.when == "2020-12" && c.who == "经办员"));
    assert!(page.changes.iter().any(|c| c.what == "补录: 联系电话 (空) → 138****8000"));
    assert_eq!(o.store.person_page(head, o.day, 11).unwrap().payments.len(), 0);
    assert_eq!(o.store.person_page(child, o.day, 12).unwrap().cases.len(), 1, "a covered child sees the case");
    assert_eq!(o.store.person_page(999, o.day, 12).unwrap_err().exit_code(), 1);
}

#[test]
fn a_case_that_is_not_in_force_yet_is_neither_present_nor_past() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    let applied = Draft::new(register("dibao"))
        .with("kind", "U")
        .with("household", format!("#{house}"))
        .with("apply_date", "2021-12-01")
        .with("accept_date", "2021-12-02")
        .with("town_date", "2021-12-02")
        .with("notice_from", "2021-12-02")
        .with("district_date", "2021-12-10");
    let case = o.saved(&applied);
    let line = |on: &str| o.store.person_page(head, day(on), 12).unwrap().cases.remove(0);
    let waiting = line("2021-12-31");
    assert_eq!((waiting.standing, waiting.state.as_str()), (Standing::Pending, "已确认"));
    assert_eq!((waiting.since.to_string().as_str(), waiting.amount.as_fen()), ("2021-12", 0));
    o.saved(&o.award_draft("2021-12-10", "300").with("dibao", format!("#{case}")));
    let decided = line("2021-12-31");
    assert_eq!((decided.standing, decided.state.as_str()), (Standing::Pending, "已确认"));
    assert_eq!((decided.since.to_string().as_str(), decided.amount.as_fen()), ("2022-01", 30_000));
    assert!(decided.explanation.join("").contains("补差 300.00"), "{:?}", decided.explanation);
    let running = line("2022-01-05");
    assert_eq!((running.standing, running.state.as_str()), (Standing::Present, "在保"));
    o.saved(
        &o.award_draft("2021-12-20", "0")
            .with("dibao", format!("#{case}"))
            .with("kind", "end")
            .with("reason_code", "11")
            .with("from_month", "2022-03"),
    );
    assert_eq!(line("2022-02-28").standing, Standing::Present);
    let past = line("2022-03-01");
    assert_eq!((past.standing, past.until.map(|m| m.to_string()).as_deref()), (Standing::Past, Some("2022-02")));
}

/// Whoever leaves a family has drawn until then, though the family draws on.
#[test]
fn a_case_is_past_for_whom_it_covers_no_more() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let wife = o.person("李四", &id("1966-05-20", 502));
    let house = o.household(head, &[(wife, "12")]);
    let case = o.case(house, "300");
    let leaves =
        Draft::new(register("member")).with("household", format!("#{house}")).with("person", format!("#{wife}"));
    let leaves = leaves.with("valid_from", "2021-05-10").with("ended", "1").with("leave_reason", "3");
    o.saved(&leaves);
    o.saved(&o.award_draft("2021-05-20", "300").with("dibao", format!("#{case}")));
    let line = |person, on: &str| {
        let line = o.store.person_page(person, day(on), 12).unwrap().cases.remove(0);
        (line.standing, line.until.map(|m| m.to_string()), line.amount.as_fen(), line.explanation.is_empty())
    };
    assert_eq!(line(wife, "2021-05-31"), (Standing::Present, None, 90_000, false));
    assert_eq!(line(wife, "2021-06-01"), (Standing::Past, Some("2021-05".to_owned()), 90_000, true));
    assert_eq!(line(head, "2021-06-01"), (Standing::Present, None, 30_000, false));
}

/// What the family's case has become and what lies ahead of it is nothing to whoever has left.
#[test]
fn a_case_that_is_past_by_leaving_has_stopped_and_leads_nowhere() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let wife = o.person("李四", &id("1966-05-20", 502));
    let house = o.household(head, &[(wife, "12")]);
    let case = o.case(house, "300");
    let leaves =
        Draft::new(register("member")).with("household", format!("#{house}")).with("person", format!("#{wife}"));
    o.saved(&leaves.with("valid_from", "2021-05-10").with("ended", "1").with("leave_reason", "3"));
    o.saved(&o.award_draft("2021-05-20", "300").with("dibao", format!("#{case}")));
    o.saved(&o.award_draft("2021-06-20", "200").with("dibao", format!("#{case}")));
    let line = |person| {
        let line = o.store.person_page(person, day("2021-06-10"), 12).unwrap().cases.remove(0);
        (line.standing, line.state, line.course.ended.map(|m| m.to_string()), line.course.steps().len())
    };
    assert_eq!(line(wife), (Standing::Past, "停保".to_owned(), Some("2021-06".to_owned()), 0));
    assert_eq!(line(head), (Standing::Present, "在保".to_owned(), None, 1));
}

/// The case runs in the name of the household's applicant, whomever it covers: it is held as long as the applicant lives there.
#[test]
fn a_case_is_not_past_for_the_applicant_whom_it_covers_no_more() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let child = o.person("张小", &id("2012-05-01", 503));
    let house = o.household(head, &[(child, "22")]);
    let case = o.case(house, "300");
    let imprisoned =
        Draft::new(register("member")).with("household", format!("#{house}")).with("person", format!("#{head}"));
    o.saved(&imprisoned.with("valid_from", "2021-05-10").with("is_member", "0").with("exclude_reason", "2"));
    o.saved(&o.award_draft("2021-05-20", "300").with("dibao", format!("#{case}")));
    assert_eq!(o.one::<i64>("SELECT min(person) FROM cover WHERE from_month = '2021-06'"), child, "the child alone");
    let line = || {
        let line = o.store.person_page(head, day("2021-06-10"), 12).unwrap().cases.remove(0);
        (line.standing, line.until.map(|m| m.to_string()), line.state, line.explanation.is_empty())
    };
    let held = (Standing::Present, None, "在保".to_owned(), false);
    let past = (Standing::Past, Some("2021-05".to_owned()), "停保".to_owned(), true);
    assert_eq!(line(), held);
    for (no_more, back) in [
        (
            format!("household SET applicant = {child} WHERE key = {house}"),
            format!("household SET applicant = {head} WHERE key = {house}"),
        ),
        (
            format!("person SET death_date = '2021-06-02' WHERE key = {head}"),
            format!("person SET death_date = NULL WHERE key = {head}"),
        ),
        (
            format!("member SET ended = 1 WHERE person = {head} AND valid_from = '2021-05-10'"),
            format!("member SET ended = 0 WHERE person = {head} AND valid_from = '2021-05-10'"),
        ),
    ] {
        o.sql(&format!("UPDATE {no_more}"));
        assert_eq!(line(), past, "{no_more}");
        o.sql(&format!("UPDATE {back}"));
        assert_eq!(line(), held, "{back}");
    }
}

#[test]
fn the_page_names_accounts_and_what_was_voided() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    let case = o.case(house, "300");
    o.sql(&format!(
        "INSERT INTO account(person, account_name, bank_code, account_no, medium, valid_from, act)
         VALUES ({head}, '张三', '102', '6217000012345678901', '1', '2020-01-01', 1),
                ({head}, '张三', '103', '6228000012345678905', '1', '2021-01-01', 1)"
    ));
    o.saved(&o.award_draft("2021-03-20", "200").with("dibao", format!("#{case}")));
    let award: i64 = o.one("SELECT key FROM award WHERE from_month = '2021-04'");
    o.store.void(register("award"), award, &o.who, o.day, "收入录错").unwrap();
    let page = || o.store.person_page(head, o.day, 12).unwrap();
    let banks: Vec<String> = page().accounts.iter().map(|a| a.bank.clone()).collect();
    assert_eq!(banks, ["农业银行", "工商银行"], "the one in force first");
    let told = |page: minzheng::register::core::lookup::PersonPage| -> Vec<(String, Option<String>)> {
        page.changes.into_iter().filter(|c| c.what.starts_with("作废")).map(|c| (c.what, c.why)).collect()
    };
    assert_eq!(told(page()), [("作废 城市低保 自 2021-04 的增发".to_owned(), Some("收入录错".to_owned()))]);
    o.store.void(register("dibao"), case, &o.who, o.day, "录重了").unwrap();
    assert_eq!(told(page()), [("作废 低保 DB430406202000001".to_owned(), Some("录重了".to_owned()))]);
}

#[test]
fn rules_get_their_answers() {
    let o = Office::new();
    let number = id("1965-03-12", 501);
    let head = o.person("张三", &number);
    let house = o.household(head, &[]);
    let case = o.case(house, "300");
    o.paid_line(1, case, head, "2021-02");
    let Fact::Case(Some(fact)) = o.store.answer(&Ask::Dibao(case, o.day), o.day).unwrap() else { panic!() };
    assert_eq!(fact.paid_until.unwrap().to_string(), "2021-02");
    assert_eq!(fact.awards.len(), 1);
    assert_eq!(fact.awards[0].covers.len(), 1);
    assert_eq!(fact.household.unwrap().members[0].person.key, head);
    let Fact::Covered(covered) = o.store.answer(&Ask::CasesOf(head), o.day).unwrap() else { panic!() };
    assert_eq!((covered.len(), covered[0].town.as_str()), (1, "先锋街道"));
    let Fact::Household(Some(h)) = o.store.answer(&Ask::HouseholdOf(head), o.day).unwrap() else { panic!() };
    assert_eq!(h.key, house);
    let Fact::People(people) = o.store.answer(&Ask::PeopleWithId(number), o.day).unwrap() else { panic!() };
    assert_eq!(people.len(), 1);
}

#[test]
fn verification_finds_what_was_planted() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    let case = o.case(house, "300");
    o.paid_line(1, case, head, "2021-02");
    let failing =
        || -> Vec<&'static str> { o.store.verify().unwrap().into_iter().filter(|f| !f.ok).map(|f| f.check).collect() };
    assert_eq!(failing(), [] as [&str; 0]);
    let planted = [
        (
            "UPDATE batch SET total_fen = total_fen + 1, success_fen = success_fen + 1",
            "UPDATE batch SET total_fen = total_fen - 1, success_fen = success_fen - 1",
            vec!["batch_totals", "bank_results"],
        ),
        ("UPDATE dibao SET state = 'stopped'", "UPDATE dibao SET state = 'active'", vec!["case_states"]),
        (
            "UPDATE cover SET share_fen = share_fen + 1",
            "UPDATE cover SET share_fen = share_fen - 1",
            vec!["cover_sums"],
        ),
        ("UPDATE change SET persons_delta = 7", "UPDATE change SET persons_delta = 1", vec!["change_deltas"]),
        (
            "UPDATE household SET division = '430406009001'",
            "UPDATE household SET division = '430406001001'",
            vec!["division_codes"],
        ),
        (
            "PRAGMA foreign_keys = OFF; UPDATE household SET applicant = 4711",
            "UPDATE household SET applicant = 1",
            vec!["references"],
        ),
    ];
    for (plant, heal, expected) in planted {
        o.behind_its_back(plant);
        let found: Vec<&str> = failing().into_iter().filter(|check| *check != "rows").collect();
        assert_eq!(found, expected, "{plant}");
        o.behind_its_back(heal);
        assert_eq!(failing(), [] as [&str; 0], "{heal}");
    }
}

#[test]
fn what_is_found_wrong_is_told_without_the_words_of_the_file() {
    let o = Office::new();
    let head = o.person("张三", &id("1965-03-12", 501));
    let house = o.household(head, &[]);
    o.case(house, "300");
    o.behind_its_back("UPDATE dibao SET state = 'stopped'");
    let findings = o.store.verify().unwrap();
    let wrong = findings.iter().find(|f| f.check == "case_states").unwrap();
    assert!(wrong.detail.contains("状态 停保, 最近核定 发放"), "{}", wrong.detail);
    assert!(findings.iter().all(|f| !f.holds.contains('_')), "{findings:?}");
}

#[test]
fn what_is_measured_is_measured_of_people_who_are_there() {
    let office = Office::new();
    let near = office.person("赵一", &id("1941-03-15", 1));
    let far = office.person("钱二", &id("1950-01-01", 2));
    office.behind_its_back(&format!(
        "PRAGMA foreign_keys = OFF; UPDATE person_initials SET person = 5000001 WHERE person = {far}; UPDATE person SET key = 5000001 WHERE key = {far}"
    ));
    let mut keys = office.store.limit_people(2_000).unwrap();
    assert_eq!(keys.len(), 2_000);
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys, [near, 5_000_001]);
}
