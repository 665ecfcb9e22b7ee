//! What rests on something ends or changes with it, in one act, or the clerk says why not.

use crate::support::{Office, account, id, register, tekun, tekun_award};
use minzheng::register::Draft;

/// 李伟, limb disability of level 2, born in 1976.
fn disabled(office: &Office) -> i64 {
    let no = id("1976-05-01", 31);
    let draft = office
        .person_draft("李伟", &no)
        .with("disability_cert_no", format!("{no}42"))
        .with("disability_valid_to", "2028-06-30");
    office.saved(&draft)
}

fn subsidy(office: &Office, person: i64, kind: &str) -> i64 {
    let draft = Draft::new(register("disability"))
        .with("origin", "taken_over")
        .with("kind", kind)
        .with("person", format!("#{person}"))
        .with("apply_date", "2021-03-05")
        .with_row(Draft::new(register("disability_award")).with("decided_date", "2021-03-20"));
    office.saved(&draft)
}

/// 低保 of 陈桂香 and 李伟, who draws both subsidies beside it. Gives the two persons and the case.
fn family(office: &Office) -> (i64, i64, i64) {
    let (head, son) = (office.person("陈桂香", &id("1947-03-02", 24)), disabled(office));
    let household = office.household(head, &[(son, "21")]);
    let case = office.case(household, "300");
    subsidy(office, son, "CL");
    subsidy(office, son, "CN");
    (head, son, case)
}

fn version(case: i64, decided: &str) -> Draft {
    Draft::new(register("award")).with("dibao", format!("#{case}")).with("decided_date", decided)
}

fn end(case: i64, decided: &str) -> Draft {
    version(case, decided).with("kind", "end").with("reason_code", "01")
}

fn following(draft: Draft) -> Draft {
    Draft { follow: true, ..draft }
}

/// A correction of a person.
fn correction(person: i64, pairs: &[(&'static str, &str)]) -> Draft {
    let mut draft = Draft { key: Some(person), ..Draft::new(register("person")) };
    for (col, text) in pairs {
        draft.type_in(col, *text);
    }
    following(draft)
}

/// The latest versions of the subsidies: kind of case, month, kind, reason.
fn subsidies(office: &Office) -> String {
    office.one(
        "SELECT group_concat(t, ' ') FROM (SELECT d.kind || ':' || a.from_month || ':' || a.kind || ':' ||
                coalesce(a.reason_code, '') || ':' || d.state AS t
         FROM disability d JOIN disability_award a ON a.disability = d.key AND a.voided_by IS NULL
         WHERE NOT EXISTS (SELECT 1 FROM disability_award n WHERE n.disability = d.key AND n.from_month > a.from_month
                           AND n.voided_by IS NULL) ORDER BY d.kind)",
    )
}

/// The handbook's example (assistance 5.5): 低保 stopped from 2021-08, 生活补贴 stops from 2021-08, 护理补贴 goes on.
#[test]
fn a_subsidy_that_rests_on_dibao_ends_with_it() {
    let office = Office::new();
    let (_, _, case) = family(&office);
    let stop = end(case, "2021-07-20");
    let checked = office.store.check(&stop, office.day).unwrap();
    let doubt = checked.slips.iter().find(|s| s.code == "E-BN01").unwrap();
    assert!(doubt.text.contains("李伟 残疾人生活补贴(CL43040620210000"), "{}", doubt.text);
    assert!(doubt.text.contains("每月 70.00 元) 自 2021-08 起停发 (低保停发)"), "{}", doubt.text);
    assert!(office.refused(&stop).contains(&"E-BN01"));
    assert!(office.refused(&Draft { accept: vec!["E-BN01".into()], ..stop.clone() }).contains(&"E-RG20"));

    let saved = office.save(&following(stop)).unwrap();
    assert_eq!(subsidies(&office), "CL:2021-08:end:23:stopped CN:2021-03:award::active");
    let in_one_act = format!(
        "SELECT group_concat(scheme, ' ') FROM (SELECT scheme FROM change WHERE act = {} AND kind = '06' AND month = '2021-08'
         ORDER BY scheme)",
        saved.act
    );
    assert_eq!(office.one::<String>(&in_one_act), "dibao-urban disability-living");
    // Voiding the stop takes back what followed.
    office.store.void(register("award"), saved.key, &office.who, office.day, "停错了").unwrap();
    assert_eq!(subsidies(&office), "CL:2021-03:award::active CN:2021-03:award::active");
    assert_eq!(office.one::<i64>("SELECT count(*) FROM change WHERE kind = '06' AND voided_by IS NULL"), 0);
    assert!(office.store.verify().unwrap().iter().all(|f| f.ok));
}

#[test]
fn it_goes_on_when_the_clerk_says_why() {
    let office = Office::new();
    let (_, _, case) = family(&office);
    let left = Draft {
        accept: vec!["E-BN01".into()],
        why: Some("已纳入边缘家庭, 生活补贴续发".into()),
        ..end(case, "2021-07-20")
    };
    office.saved(&left);
    assert_eq!(subsidies(&office), "CL:2021-03:award::active CN:2021-03:award::active");
    assert_eq!(office.one::<String>("SELECT code FROM exception"), "E-BN01");
}

#[test]
fn it_ends_for_one_who_leaves_the_household() {
    let office = Office::new();
    let (_, son, case) = family(&office);
    let household: i64 = office.one("SELECT household FROM dibao");
    let leaves = Draft::new(register("member"))
        .with("household", format!("#{household}"))
        .with("person", format!("#{son}"))
        .with("valid_from", "2021-09-10")
        .with("ended", "1")
        .with("leave_reason", "3");
    let checked = office.store.check(&leaves, office.day).unwrap();
    let told = &checked.slips.iter().find(|s| s.code == "W-HH10").unwrap().text;
    assert!(told.contains("DB43040620200000") && told.contains("CL4304"), "{told}");
    office.saved(&leaves);
    assert_eq!(subsidies(&office), "CL:2021-03:award::active CN:2021-03:award::active");
    office.saved(&following(version(case, "2021-09-20")));
    assert_eq!(subsidies(&office), "CL:2021-10:end:23:stopped CN:2021-03:award::active");
}

#[test]
fn prison_ends_what_is_his_and_names_the_rest() {
    let office = Office::new();
    let (_, son, _) = family(&office);
    let prison = correction(son, &[("custody_from", "2021-11-20")]);
    assert!(office.refused(&prison).contains(&"E-BN02"), "the household has to be decided anew");
    let slips = office.store.check(&prison, office.day).unwrap().slips;
    let look = slips.iter().find(|s| s.code == "E-BN02").unwrap();
    assert!(look.text.contains("李伟 城市低保(DB43040620200000"), "{}", look.text);
    let seen = Draft { accept: vec!["E-BN02".into()], why: Some("已通知街道重新核定".into()), ..prison };
    office.saved(&seen);
    assert_eq!(subsidies(&office), "CL:2021-12:end:07:stopped CN:2021-12:end:07:stopped");
    // Another correction asks again, and one that takes nothing away asks nothing.
    office.saved(&correction(son, &[("phone", "13973412345")]));
}

#[test]
fn a_case_of_one_ends_with_its_person_and_what_rests_on_it_once() {
    let office = Office::new();
    let son = disabled(&office);
    let household = office.household(son, &[]);
    let case = office.case(household, "100");
    subsidy(&office, son, "CL");
    // One declared missing is of the kind.
    let missing = correction(son, &[("special_status", "2")]);
    assert_eq!(office.store.check(&missing, office.day).unwrap().follows.len(), 2);
    let gone = correction(son, &[("hukou_division", "430426001001")]);
    let checked = office.store.check(&gone, office.day).unwrap();
    assert_eq!(checked.follows.len(), 2, "{:#?}", checked.follows);
    office.saved(&gone);
    assert_eq!(subsidies(&office), "CL:2022-01:end:04:stopped");
    let ended =
        format!("SELECT kind || reason_code || from_month FROM award WHERE dibao = {case} ORDER BY from_month DESC");
    assert_eq!(office.one::<String>(&ended), "end042022-01");
}

#[test]
fn a_lower_level_ends_care_and_changes_the_extra() {
    let office = Office::new();
    let (_, son, case) = family(&office);
    let no = id("1976-05-01", 31);
    let lower = correction(son, &[("disability_cert_no", &format!("{no}43")), ("disability_level", "3")]);
    let texts: Vec<String> =
        office.store.check(&lower, office.day).unwrap().follows.into_iter().map(|c| c.text).collect();
    assert!(texts[0].contains("残疾人护理补贴") && texts[0].contains("残疾由肢体二级改为肢体三级"), "{texts:?}");
    assert!(texts[1].contains("城市低保") && texts[1].contains("自 2022-01 起重新核定"), "{texts:?}");
    assert!(texts[1].ends_with("改为每月 960.00 元"), "{texts:?}");
    let before: i64 = office.one("SELECT extra_fen FROM award");
    office.saved(&lower);
    assert_eq!(subsidies(&office), "CL:2021-03:award::active CN:2022-01:end:22:stopped");
    let after: i64 =
        office.one(&format!("SELECT extra_fen FROM award WHERE dibao = {case} AND from_month = '2022-01'"));
    assert_eq!(before - after, 12_000, "20 % of 600");
}

/// With the cases that the clerk has to look at looked at.
fn looked_at(draft: Draft) -> Draft {
    Draft { accept: vec!["E-BN02".into()], why: Some("已通知街道复核".into()), ..draft }
}

#[test]
fn a_certificate_that_bears_out_nothing_more_names_the_dibao() {
    let office = Office::new();
    let (head, son, _) = family(&office);
    let care: i64 = office.one("SELECT key FROM disability WHERE kind = 'CN'");
    let of_case = |col, text| {
        let draft = Draft { key: Some(care), ..Draft::new(register("disability")) };
        following(draft.with(col, text))
    };
    let drafts = [
        correction(son, &[("disability_valid_to", "2021-11-30")]),
        of_case("cert_valid_to", "2021-11-30"),
        of_case("cert_state", "3"),
        of_case("cert_state", "2"),
        of_case("cert_no", &format!("{}43", id("1976-05-01", 31))).with("dis_level", "3"),
    ];
    for draft in &drafts {
        let slips = office.store.check(draft, office.day).unwrap().slips;
        let look = slips.iter().find(|s| s.code == "E-BN02").unwrap_or_else(|| panic!("{:?} {slips:#?}", draft.texts));
        assert!(look.text.contains("李伟 城市低保(DB43040620200000"), "{}", look.text);
    }
    let other = office.store.check(&drafts[4], office.day).unwrap().slips;
    let told = other.iter().find(|s| s.code == "W-CB-027").unwrap();
    assert!(told.text.contains("本案为肢体三级, 人员信息里为肢体二级"), "{}", told.text);
    // Whoever draws nothing for a disability is not named.
    let aged = correction(head, &[("disability_valid_to", "2021-11-30")]);
    assert!(office.store.check(&aged, office.day).unwrap().slips.iter().all(|s| s.code != "E-BN02"));
}

#[test]
fn an_end_long_after_its_decision_is_doubtful() {
    let office = Office::new();
    let (_, son, case) = family(&office);
    let late =
        |from: &str| version(case, "2021-12-20").with("kind", "end").with("reason_code", "03").with("from_month", from);
    let codes = |draft: &Draft| -> Vec<_> {
        office.store.check(draft, office.day).unwrap().slips.iter().map(|s| s.code).collect()
    };
    assert!(codes(&late("2022-04")).contains(&"E-RG35"));
    assert!(!codes(&late("2022-03")).contains(&"E-RG35"));
    let care: i64 = office.one(&format!("SELECT key FROM disability WHERE kind = 'CN' AND person = {son}"));
    let subsidy = Draft::new(register("disability_award"))
        .with("disability", format!("#{care}"))
        .with("decided_date", "2021-12-20")
        .with("from_month", "2022-04");
    assert!(codes(&subsidy.clone().with("kind", "end").with("reason_code", "03")).contains(&"E-RG35"));
    assert!(!codes(&subsidy.with("kind", "suspended").with("reason_code", "21")).contains(&"E-RG35"));
}

#[test]
fn a_certificate_that_ran_out_suspends_and_one_cancelled_ends() {
    let office = Office::new();
    let (_, son, _) = family(&office);
    office.saved(&looked_at(correction(son, &[("disability_valid_to", "2021-10-15")])));
    assert_eq!(subsidies(&office), "CL:2021-11:suspended:21:suspended CN:2021-11:suspended:21:suspended");
    let case: i64 = office.one("SELECT key FROM disability WHERE kind = 'CN'");
    let cancelled = Draft { key: Some(case), ..Draft::new(register("disability")) }.with("cert_state", "3");
    assert!(office.refused(&cancelled).contains(&"E-BN01"));
    office.saved(&looked_at(following(cancelled)));
    assert_eq!(subsidies(&office), "CL:2022-01:end:21:stopped CN:2022-01:end:21:stopped");
}

#[test]
fn the_destitute_draw_no_subsidy_from_then_on() {
    let office = Office::new();
    let son = disabled(&office);
    subsidy(&office, son, "CN");
    let first = tekun_award("2021-11-20").with("support_mode", "D").with("care_level", "1");
    let tekun = tekun(son, "2021-10-08").with_row(first);
    let accepted = |mut draft: Draft| {
        draft.accept.extend(["E-TK-003".to_owned()]);
        draft
    };
    office.saved(&following(accepted(tekun)));
    assert_eq!(subsidies(&office), "CN:2021-12:end:05:stopped");
}

#[test]
fn a_first_version_is_not_voided_under_what_rests_on_it() {
    let office = Office::new();
    let (_, _, case) = family(&office);
    let first: i64 = office.one(&format!("SELECT key FROM award WHERE dibao = {case}"));
    let refused = office.store.void(register("award"), first, &office.who, office.day, "核错了").unwrap_err();
    assert!(refused.to_string().contains("还有补贴以它为依据") && refused.to_string().contains("CL4304"), "{refused}");
}

#[test]
fn an_account_that_is_closed_names_what_is_paid_into_it() {
    let office = Office::new();
    let (head, _, _) = family(&office);
    let account = |status: &str, from: &str| account(head, "6217990000123456788", from).with("status", status);
    office.saved(&account("1", "2020-12-01"));
    let checked = office.store.check(&account("4", "2021-12-01"), office.day).unwrap();
    let told = &checked.slips.iter().find(|s| s.code == "W-ACC-010").unwrap().text;
    assert!(told.contains("城市低保(DB43040620200000"), "{told}");
}

#[test]
fn another_applicant_is_told_what_is_paid_in_that_name() {
    let office = Office::new();
    let (head, son, _) = family(&office);
    let household: i64 = office.one("SELECT household FROM dibao");
    let change = |to: i64| {
        let draft = Draft { key: Some(household), ..Draft::new(register("household")) };
        office.store.check(&draft.with("applicant", format!("#{to}")), office.day).unwrap()
    };
    let told = change(son);
    let slip = told.slips.iter().find(|s| s.code == "W-HH12").unwrap();
    assert!(slip.text.contains("城市低保(DB43040620200000"), "{}", slip.text);
    assert!(change(head).slips.iter().all(|s| s.code != "W-HH12"), "nobody else applies");
}

/// The living versions of a case: month, kind.
fn versions(office: &Office, register: &str, parent: &str, case: i64) -> String {
    office.one(&format!(
        "SELECT group_concat(t, ' ') FROM (SELECT from_month || ':' || kind AS t FROM {register} WHERE {parent} = {case}
         AND voided_by IS NULL ORDER BY from_month)"
    ))
}

#[test]
fn an_end_does_not_wait_for_what_is_decided_for_later() {
    let office = Office::new();
    let son = disabled(&office);
    let household = office.household(son, &[]);
    let case = office.case(household, "300");
    let later = version(case, "2021-12-30").with("income", "100").with("from_month", "2022-03");
    office.saved(&later);
    let suspended = |kind: &str| {
        let case = subsidy(&office, son, kind);
        let row = Draft::new(register("disability_award"))
            .with("disability", format!("#{case}"))
            .with("decided_date", "2021-12-30")
            .with("from_month", "2022-04")
            .with("kind", "suspended")
            .with("reason_code", "21");
        office.saved(&row);
        case
    };
    let (living, care) = (suspended("CL"), suspended("CN"));
    let prison = correction(son, &[("custody_from", "2021-12-10")]);
    let told = office.store.check(&prison, office.day).unwrap().follows;
    let dibao = &told.iter().find(|c| c.case.case == case).unwrap().text;
    assert!(dibao.contains("自 2022-01 起停发(自 2022-03 起的核定随之作废)"), "{dibao}");
    let now: i64 = office.one(&format!("SELECT total_fen FROM award WHERE dibao = {case} ORDER BY from_month LIMIT 1"));
    assert!(dibao.contains(&format!("每月 {}.{:02} 元", now / 100, now % 100)), "{dibao}: what is in force");
    office.saved(&prison);
    assert_eq!(versions(&office, "award", "dibao", case), "2020-12:award 2022-01:end");
    for case in [living, care] {
        assert_eq!(versions(&office, "disability_award", "disability", case), "2021-03:award 2022-01:end");
    }
    let left = "SELECT count(*) FROM cover WHERE from_month > '2022-01' AND voided_by IS NULL";
    assert_eq!(office.one::<i64>(left), 0, "covers fall with their version");
    let left = "SELECT count(*) FROM change WHERE month > '2022-01' AND voided_by IS NULL";
    assert_eq!(office.one::<i64>(left), 0, "changes fall with their version");
    assert_eq!(office.one::<String>(&format!("SELECT state FROM dibao WHERE key = {case}")), "stopped");
    assert!(office.store.verify().unwrap().iter().all(|f| f.ok));
}

/// By hand: only an end takes the place of what lies ahead, only where nothing was paid by it, and it says so before.
#[test]
fn an_end_by_hand_takes_the_place_of_versions_ahead() {
    let office = Office::new();
    let (_, _, case) = family(&office);
    office.saved(&version(case, "2021-12-30").with("income", "100").with("from_month", "2022-03"));
    let earlier = version(case, "2021-12-30").with("income", "200").with("from_month", "2022-01");
    assert!(office.refused(&earlier).contains(&"E-DB-018"), "another kind is refused as ever");
    let stop = following(end(case, "2021-12-30").with("from_month", "2022-01"));
    let told = office.store.check(&stop, office.day).unwrap().slips;
    let told = &told.iter().find(|s| s.code == "W-DB-057").unwrap().text;
    assert!(told.contains("自 2022-03 起的核定"), "{told}");
    // Not before the first version.
    let before_all = following(end(case, "2021-12-30").with("from_month", "2020-12"));
    assert!(office.refused(&before_all).contains(&"E-DB-018"));
    office.saved(&following(end(case, "2021-12-30").with("from_month", "2022-02")));
    assert_eq!(versions(&office, "award", "dibao", case), "2020-12:award 2022-02:end");
    assert_eq!(subsidies(&office), "CL:2022-02:end:23:stopped CN:2021-03:award::active");
    // The stop moves forward, and what followed from it with it; not back, and not to the same month.
    let saved = office.save(&stop).unwrap();
    assert_eq!(versions(&office, "award", "dibao", case), "2020-12:award 2022-01:end");
    assert_eq!(subsidies(&office), "CL:2022-01:end:23:stopped CN:2021-03:award::active");
    for month in ["2022-01", "2022-02"] {
        let again = following(end(case, "2021-12-30").with("from_month", month));
        assert!(office.refused(&again).contains(&"E-DB-017"), "{month}");
    }
    office.store.void(register("award"), saved.key, &office.who, office.day, "停错了").unwrap();
    assert_eq!(subsidies(&office), "CL:2021-03:award::active CN:2021-03:award::active");
    assert!(office.store.verify().unwrap().iter().all(|f| f.ok));
}

#[test]
fn the_stop_of_one_that_ends_later_moves_forward() {
    let office = Office::new();
    let (_, son, _) = family(&office);
    let living: i64 = office.one("SELECT key FROM disability WHERE kind = 'CL'");
    let stop = |month: &str, reason: &str| {
        Draft::new(register("disability_award"))
            .with("disability", format!("#{living}"))
            .with("decided_date", "2021-12-20")
            .with("from_month", month)
            .with("kind", "end")
            .with("reason_code", reason)
    };
    office.saved(&stop("2022-03", "11"));
    office.saved(&stop("2022-02", "11"));
    assert_eq!(versions(&office, "disability_award", "disability", living), "2021-03:award 2022-02:end");
    let prison = correction(son, &[("custody_from", "2021-12-10")]);
    let seen = Draft { accept: vec!["E-BN02".into()], why: Some("已通知街道重新核定".into()), ..prison };
    office.saved(&seen);
    assert_eq!(subsidies(&office), "CL:2022-01:end:07:stopped CN:2022-01:end:07:stopped");
}

/// What the bank has paid from the month on is told for every scheme, and holds a version in place.
#[test]
fn what_was_paid_already_is_told() {
    let office = Office::new();
    let (head, son, case) = family(&office);
    let living: i64 = office.one("SELECT key FROM disability WHERE kind = 'CL'");
    let tekun = tekun(office.person("周福", &id("1940-05-01", 33)), "2021-01-08")
        .with_row(tekun_award("2021-01-20").with("support_mode", "D").with("care_level", "1"));
    let tekun = office.saved(&Draft { accept: vec!["E-TK-003".into()], ..tekun });
    office.saved(&version(case, "2021-10-20").with("income", "100").with("from_month", "2021-11"));
    office.paid_line(1, case, head, "2021-11");
    office.paid_line(2, living, son, "2021-11");
    office.paid_line(3, tekun, head, "2021-11");
    for (versions, parent, case, code) in [
        ("award", "dibao", case, "W-DB-051"),
        ("tekun_award", "tekun", tekun, "W-TK-051"),
        ("disability_award", "disability", living, "W-CB-051"),
    ] {
        let stop = |month: &str| {
            let draft = Draft::new(register(versions))
                .with(parent, format!("#{case}"))
                .with("decided_date", "2021-12-20")
                .with("from_month", month)
                .with("kind", "end")
                .with("reason_code", "99");
            office.store.check(&draft, office.day).unwrap().slips
        };
        let told = stop("2021-11");
        let slip = told.iter().find(|s| s.code == code).unwrap_or_else(|| panic!("{versions}: {told:#?}"));
        assert!(slip.text.contains("自 2021-11 起已由银行发放至 2021-11"), "{}", slip.text);
        assert!(stop("2021-12").iter().all(|s| s.code != code), "{versions}");
    }
    // A version that the bank has paid by stays.
    let stop = end(case, "2021-12-20").with("from_month", "2021-10");
    assert!(office.refused(&stop).contains(&"E-DB-018"));
}

/// A raise is that and nothing else: another kind is always a change, and is not called a raise.
#[test]
fn only_what_follows_the_standard_is_a_raise() {
    let office = Office::new();
    let (_, _, case) = family(&office);
    office.saved(&version(case, "2021-05-20").with("kind", "grace"));
    let typed = version(case, "2021-07-20").with("income", "300").with("change_kind", "13");
    assert!(office.refused(&typed).contains(&"E-DB-025"));
    office.saved(&version(case, "2021-07-20").with("income", "300"));
    let kinds = format!(
        "SELECT group_concat(change_kind) FROM (SELECT change_kind FROM award WHERE dibao = {case} ORDER BY from_month)"
    );
    assert_eq!(office.one::<String>(&kinds), "01,12,12", "out of 渐退 with the same amount");
    let living: i64 = office.one("SELECT key FROM disability WHERE kind = 'CL'");
    let next = |kind: &str, month: &str| {
        Draft::new(register("disability_award"))
            .with("disability", format!("#{living}"))
            .with("decided_date", "2021-06-20")
            .with("from_month", month)
            .with("kind", kind)
    };
    office.saved(&next("suspended", "2021-07").with("reason_code", "21"));
    assert!(office.refused(&next("award", "2021-08").with("change_kind", "13")).contains(&"E-CB-028"));
    office.saved(&next("award", "2021-08"));
}

#[test]
fn a_suspension_of_dibao_names_the_subsidy_that_rests_on_it() {
    let office = Office::new();
    let (_, _, case) = family(&office);
    let suspended = version(case, "2021-07-20").with("kind", "suspended").with("reason_code", "08");
    let slips = office.store.check(&suspended, office.day).unwrap().slips;
    let look = slips.iter().find(|s| s.code == "E-BN02").unwrap();
    assert!(look.text.contains("李伟 残疾人生活补贴(CL4304") && look.text.contains("低保暂停"), "{}", look.text);
    assert!(!look.text.contains("CN4304"), "{}", look.text);
    office.saved(&Draft { accept: vec!["E-BN02".into()], why: Some("生活补贴照发".into()), ..suspended });
    assert_eq!(subsidies(&office), "CL:2021-03:award::active CN:2021-03:award::active");
}

#[test]
fn what_does_not_rest_on_dibao_holds_no_version_of_it() {
    let office = Office::new();
    let (_, _, case) = family(&office);
    office.sql("UPDATE disability SET poverty_basis = '2' WHERE kind = 'CL'");
    let first: i64 = office.one(&format!("SELECT key FROM award WHERE dibao = {case}"));
    office.store.void(register("award"), first, &office.who, office.day, "核错了").unwrap();
}

#[test]
fn the_dibao_of_a_subsidy_is_one_of_the_person_s() {
    let office = Office::new();
    let (_, _, own) = family(&office);
    let stranger = office.person("周福", &id("1950-05-01", 33));
    let household = office.household(stranger, &[]);
    let other = office.case(household, "100");
    let living: i64 = office.one("SELECT key FROM disability WHERE kind = 'CL'");
    let linked = |case: i64| {
        let draft = Draft { key: Some(living), ..Draft::new(register("disability")) };
        Draft { why: Some("更正依据".into()), ..draft.with("dibao", format!("#{case}")) }
    };
    assert!(office.refused(&linked(other)).contains(&"E-CB-027"));
    office.saved(&linked(own));
}

#[test]
fn the_destitute_do_not_wait_for_another_level_either() {
    let office = Office::new();
    let person = office.person("周福", &id("1940-05-01", 33));
    let row = |decided: &str| tekun_award(decided).with("care_level", "1");
    let first = row("2021-01-20").with("support_mode", "D");
    let tekun = tekun(person, "2021-01-08").with("carer_agreement_no", "X1").with_row(first);
    let case = office.saved(&Draft { accept: vec!["E-TK-003".into()], ..tekun });
    let later =
        row("2021-12-20").with("tekun", format!("#{case}")).with("care_level", "2").with("from_month", "2022-03");
    office.saved(&later);
    let gone = correction(person, &[("hukou_division", "430426001001")]);
    let told = office.store.check(&gone, office.day).unwrap().follows;
    assert!(told[0].text.contains("自 2022-01 起停发(自 2022-03 起的核定随之作废)"), "{}", told[0].text);
    office.saved(&gone);
    assert_eq!(versions(&office, "tekun_award", "tekun", case), "2021-02:award 2022-01:end");
    assert_eq!(office.one::<String>("SELECT state || care_level FROM tekun"), "stopped1");
    assert!(office.store.verify().unwrap().iter().all(|f| f.ok));
}

/// A child whose father and mother have these states, with a grandmother for a guardian.
fn file(office: &Office, child: i64, guardian: i64, parents: [&str; 2]) -> i64 {
    let mut file = Draft::new(register("child"))
        .with("person", format!("#{child}"))
        .with("guardian", format!("#{guardian}"))
        .with("guardian_relation", "62")
        .with("registered_on", "2020-05-08");
    for (parent, state) in ["1", "2"].into_iter().zip(parents) {
        let of = Draft::new(register("parent_state")).with("parent", parent).with("state", state);
        file = file.with_row(of.with("valid_from", "2019-03-01").with("document", "证明"));
    }
    office.saved(&file)
}

/// A child's basic allowance, drawn since 2021-04.
fn kept(office: &Office, child: i64, cases: &'static str, versions: &'static str) -> i64 {
    let first = Draft::new(register(versions)).with("decided_date", "2021-03-20");
    let case = Draft::new(register(cases)).with("origin", "taken_over").with("person", format!("#{child}"));
    office.saved(&case.with("apply_date", "2021-03-05").with_row(first.with("from_month", "2021-04")))
}

/// What a child draws, version by version: month and 分.
fn drawn(office: &Office, versions: &str) -> String {
    office.one(&format!(
        "SELECT group_concat(t, ' ') FROM (SELECT from_month || ':' || amount_fen AS t FROM {versions}
         WHERE voided_by IS NULL ORDER BY from_month)"
    ))
}

/// Saves with what follows: what was told of the child before is what is stored, and the undoing takes both back.
fn tops_up(office: &Office, draft: Draft, told: &str, stored: &str) -> i64 {
    let before = drawn(office, "defacto_award");
    let draft = following(draft);
    let follows = office.store.check(&draft, office.day).unwrap().follows;
    let text = follows.iter().find(|c| c.text.contains("事实无人抚养")).map_or("", |c| &c.text);
    assert!(text.contains(told), "{told}: {follows:#?}");
    let saved = office.save(&draft).unwrap();
    assert_eq!(drawn(office, "defacto_award"), format!("{before} {stored}"));
    let verified = office.store.verify().unwrap();
    assert!(verified.iter().all(|f| f.ok));
    office.store.void(draft.register, saved.key, &office.who, office.day, "核错了").unwrap();
    assert_eq!(drawn(office, "defacto_award"), before);
    office.save(&draft).unwrap().key
}

/// The grandmother and the child, who both draw 低保.
fn unsupported(office: &Office) -> (i64, i64) {
    let grandmother = office.person("陈桂香", &id("1957-03-02", 24));
    let no = id("2010-05-01", 31);
    let draft = office.person_draft("李小", &no).with("disability_cert_no", format!("{no}42"));
    let child = office.saved(&draft.with("disability_valid_to", "2028-06-30"));
    file(office, child, grandmother, ["06", "09"]);
    let household = office.household(grandmother, &[(child, "25")]);
    let case = office.case(household, "300");
    kept(office, child, "defacto", "defacto_award");
    (child, case)
}

/// What a person has of 低保 by its latest version.
fn share(office: &Office, child: i64) -> i64 {
    office.one(&format!(
        "SELECT sum(fen) FROM (SELECT share_fen + extra_fen AS fen FROM cover WHERE person = {child} AND voided_by IS NULL
         ORDER BY from_month DESC LIMIT 1)"
    ))
}

#[test]
fn the_allowance_of_a_child_changes_in_the_act_that_changes_dibao() {
    let office = Office::new();
    let (child, case) = unsupported(&office);
    let first = 95_000 - share(&office, child);
    assert_eq!(drawn(&office, "defacto_award"), format!("2021-04:{first}"));
    let less = following(version(case, "2021-09-20").with("income", "600"));
    let told = office.store.check(&less, office.day).unwrap().follows;
    office.saved(&less);
    let now = 95_000 - share(&office, child);
    assert!(now > first);
    assert!(told[0].text.ends_with(&format!("改为每月 {}.{:02} 元", now / 100, now % 100)), "{told:#?}");
    assert_eq!(drawn(&office, "defacto_award"), format!("2021-04:{first} 2021-10:{now}"));
    let suspended = version(case, "2021-10-20").with("kind", "suspended").with("reason_code", "08");
    tops_up(&office, suspended, "改为每月 950.00 元", "2021-11:95000");
    let yuan = format!("改为每月 {}.{:02} 元", now / 100, now % 100);
    tops_up(&office, version(case, "2021-11-20").with("income", "600"), &yuan, &format!("2021-12:{now}"));
    tops_up(&office, end(case, "2021-12-20"), "改为每月 950.00 元", "2022-01:95000");
}

/// Both 低保 and the subsidy that rests on it are gone from the same month on.
#[test]
fn the_allowance_of_a_child_follows_what_follows() {
    let office = Office::new();
    let (child, case) = unsupported(&office);
    let now = 95_000 - share(&office, child) - 7_000;
    let living = Draft::new(register("disability"))
        .with("origin", "taken_over")
        .with("kind", "CL")
        .with("person", format!("#{child}"))
        .with("apply_date", "2021-05-05")
        .with_row(Draft::new(register("disability_award")).with("decided_date", "2021-05-20"));
    let yuan = format!("改为每月 {}.{:02} 元", now / 100, now % 100);
    tops_up(&office, living, &yuan, &format!("2021-05:{now}"));
    tops_up(&office, end(case, "2021-12-20"), "改为每月 950.00 元", "2022-01:95000");
}

#[test]
fn the_allowance_of_an_orphan_follows_the_way_of_care() {
    let office = Office::new();
    office.sql(
        "INSERT INTO institution(key, code, name, division, account_name, account_no, bank_code, act)
           VALUES (1, 'FLY', '儿童福利院', '430406001001', '儿童福利院', '6217000000000000001', '102', 1)",
    );
    let (grandmother, child) =
        (office.person("陈桂香", &id("1957-03-02", 24)), office.person("李小", &id("2010-05-01", 31)));
    let file = file(&office, child, grandmother, ["02", "02"]);
    kept(&office, child, "orphan", "orphan_award");
    let corrected = || Draft { key: Some(file), why: Some("入院".into()), ..Draft::new(register("child")) };
    // Corrected before on the same day: that row of how the child stands is changed, there is no second one.
    office.saved(&corrected().with("weak_care", "1"));
    let moved = following(corrected().with("care_kind", "1").with("institution", "#1"));
    let told = office.store.check(&moved, office.day).unwrap().follows;
    assert!(told[0].text.ends_with("改为每月 1350.00 元") || told[0].text.ends_with("1,350.00 元"), "{told:#?}");
    office.saved(&moved);
    assert_eq!(drawn(&office, "orphan_award"), "2021-04:95000 2022-01:135000");
}

/// Services 7 X06: from whichever side it comes, as child.orphan_excl_dibao says.
#[test]
fn an_orphan_draws_no_dibao_where_the_office_says_so() {
    for strict in [true, false] {
        let office = Office::new();
        let allowed = if strict { "1" } else { "0" };
        office.sql(&format!("UPDATE parameter SET value = '{allowed}' WHERE name = 'child.orphan_excl_dibao'"));
        let (grandmother, child) =
            (office.person("陈桂香", &id("1957-03-02", 24)), office.person("李小", &id("2010-05-01", 31)));
        file(&office, child, grandmother, ["02", "02"]);
        let household = office.household(grandmother, &[]);
        let dibao = office.case(household, "300");
        let allowance = || {
            let case = Draft::new(register("orphan")).with("origin", "taken_over").with("person", format!("#{child}"));
            case.with("apply_date", "2021-03-05")
                .with_row(Draft::new(register("orphan_award")).with("decided_date", "2021-03-20"))
        };
        let case = office.saved(&allowance());

        // Into the household that draws it.
        let joins = Draft::new(register("member"))
            .with("household", format!("#{household}"))
            .with("person", format!("#{child}"))
            .with("relation_code", "43")
            .with("valid_from", "2021-10-08");
        let out = |draft: &Draft| draft.clone().with("is_member", "0").with("exclude_reason", "4");
        let covers = version(dibao, "2021-11-20").with("income", "300");
        if strict {
            assert_eq!(office.refused(&joins), ["E-CF-01"]);
            office.saved(&out(&joins));
            // Entered past that rule, the version refuses it, whatever is accepted.
            office.sql("UPDATE member SET is_member = 1, exclude_reason = NULL WHERE relation_code = '43'");
        } else {
            office.saved(&joins);
        }
        let accepted = Draft { accept: vec!["E-CF-01".into()], why: Some("本地规定".into()), ..covers.clone() };
        assert!(office.refused(&covers).contains(&"E-CF-01"));
        assert_eq!(office.store.check(&accepted, office.day).unwrap().slips.iter().all(|s| !s.stops()), !strict);

        // And an orphan out of it: the household draws for the child.
        office.store.void(register("orphan"), case, &office.who, office.day, "重办").unwrap();
        office.saved(&covers);
        assert!(office.refused(&allowance()).contains(&"E-CF-01"));
        let accepted = Draft { accept: vec!["E-CF-01".into()], why: Some("本地规定".into()), ..allowance() };
        assert_eq!(office.save(&accepted).is_ok(), !strict);
    }
}

/// Neither is taken into 特困 who draws the allowance of an orphan, nor an orphan paid who is supported.
#[test]
fn an_orphan_is_not_taken_into_tekun() {
    let office = Office::new();
    let (grandmother, child) =
        (office.person("陈桂香", &id("1957-03-02", 24)), office.person("李小", &id("2010-05-01", 31)));
    file(&office, child, grandmother, ["02", "02"]);
    let tekun = Draft::new(register("tekun"))
        .with("origin", "taken_over")
        .with("income", "0")
        .with("kind", "U")
        .with("person", format!("#{child}"))
        .with("apply_date", "2021-03-08")
        .with("guardian_name", "陈桂香");
    let case = kept(&office, child, "orphan", "orphan_award");
    assert!(office.refused(&tekun).contains(&"E-CF-01"));
    office.store.void(register("orphan"), case, &office.who, office.day, "重办").unwrap();
    office.saved(&tekun);
    let orphan = Draft::new(register("orphan")).with("origin", "taken_over").with("person", format!("#{child}"));
    assert!(office.refused(&orphan.with("apply_date", "2021-03-05")).contains(&"E-CF-01"));
}

/// A child whose mother is lost and whose father is in prison; a draft of the mother's return on a day.
fn back(file: i64, on: &str) -> Draft {
    let row = Draft::new(register("parent_state")).with("child", format!("#{file}")).with("parent", "2");
    following(row.with("state", "01").with("valid_from", on).with("document", "村委会证明"))
}

/// Services 3.3: what was confirmed in a month is paid from the next one on, unless it is gone by then.
#[test]
fn a_child_whose_mother_is_back_before_the_first_month_is_never_paid() {
    let office = Office::new();
    let (grandmother, child) =
        (office.person("陈桂香", &id("1957-03-02", 24)), office.person("李小", &id("2010-05-01", 31)));
    let file = file(&office, child, grandmother, ["06", "09"]);
    let case = Draft::new(register("defacto"))
        .with("origin", "taken_over")
        .with("person", format!("#{child}"))
        .with("apply_date", "2021-11-08");
    let first = Draft::new(register("defacto_award")).with("decided_date", "2021-12-10");
    let case = office.saved(&case.with_row(first));
    assert_eq!(drawn(&office, "defacto_award"), "2022-01:95000");

    let back = back(file, "2021-12-20");
    let told = office.store.check(&back, office.day).unwrap().follows;
    assert!(told[0].text.contains("自 2022-01 起停发(自 2022-01 起的核定随之作废)"), "{}", told[0].text);
    let row = office.saved(&back);
    assert_eq!(drawn(&office, "defacto_award"), "2022-01:0");
    assert_eq!(office.one::<String>("SELECT state FROM defacto"), "stopped");
    assert_eq!(
        office.one::<i64>("SELECT count(*) FROM change WHERE voided_by IS NULL"),
        0,
        "nobody came and nobody went"
    );
    assert!(office.store.verify().unwrap().iter().all(|f| f.ok), "{:?}", office.store.verify().unwrap());

    // The end falls with what brought it. The version that gave way to it is entered anew, where it is right.
    office.store.void(register("parent_state"), row, &office.who, office.day, "录错了").unwrap();
    assert_eq!(office.one::<i64>("SELECT count(*) FROM defacto_award WHERE voided_by IS NULL"), 0);
    let again = || {
        let row = Draft::new(register("defacto_award")).with("defacto", format!("#{case}"));
        row.with("decided_date", "2021-12-10")
    };
    office.saved(&again());
    let version = office.one::<i64>("SELECT max(key) FROM defacto_award");
    office.store.void(register("defacto_award"), version, &office.who, office.day, "待定").unwrap();
    // Back before anything is decided: no version is entered any more.
    let mut back = back.clone();
    back.accept = vec!["E-BN02".into()];
    back.why = Some("尚未核定".into());
    office.saved(&back);
    assert!(office.refused(&again()).contains(&"E-CH30"));
}

/// Services 3.2: an orphan of whom a parent is found is paid no more from that month on.
#[test]
fn an_orphan_whose_mother_is_found_is_not_paid_for_that_month() {
    for (parents, cases, versions, ends) in [
        (["02", "02"], "orphan", "orphan_award", "2021-04:95000 2021-10:0"),
        (["06", "09"], "defacto", "defacto_award", "2021-04:95000 2021-11:0"),
    ] {
        let office = Office::new();
        let (grandmother, child) =
            (office.person("陈桂香", &id("1957-03-02", 24)), office.person("李小", &id("2010-05-01", 31)));
        let file = file(&office, child, grandmother, parents);
        kept(&office, child, cases, versions);
        office.saved(&back(file, "2021-10-20"));
        assert_eq!(drawn(&office, versions), ends);
    }
}
