//! 养老机构等级评定, rule by rule: what a clerk would type, and what is said of it (services 2.6).

use super::{Fields, day};
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;
use crate::domain::slip::{Severity, Slip};
use crate::domain::workday::Calendar;
use crate::register::elderly::elder_subsidy::ELDER_SUBSIDY;
use crate::register::elderly::grade_rules::{HomeGrade, SELF_SCORES};
use crate::register::elderly::home_grade::HOME_GRADE;
use crate::register::people::institution::INSTITUTION;
use crate::register::people::resident::RESIDENT;
use crate::register::{Ask, Entry, Fact, Facts, Register, Values};

fn row(register: &'static Register, known: &[(&str, &str)], pairs: &[(&str, &str)]) -> Values {
    let mut row = Values::new(register);
    for (col, text) in known.iter().chain(pairs) {
        let field = register.field(col).unwrap();
        row.set(field.col, field.read(text, &[]).unwrap());
    }
    row
}

/// An office on a day that has one home, with what is told of it and other gradings of it; with the parameters of a new office.
fn facts(today: &str, home: Fields, others: &[Fields]) -> Facts<'static> {
    let mut facts = Facts::on(day(today), "430406000000");
    let since = day("2015-01-01");
    let all = Param::ALL.iter().flat_map(|param| param.begins());
    facts.parameters = Parameters::from_rows(all.map(|(rate, value)| (rate.id(), since, value.to_owned())));
    facts.calendar = Calendar::shipped();
    let usual = [("ownership", "3"), ("registered_on", "2019-01-07"), ("filed_on", "2019-02-01"), ("state", "4")];
    let home = row(&INSTITUTION, &usual, home);
    facts.answers.push((Ask::Row("institution", 3), Fact::Row(Some(home))));
    let mut standing = Vec::new();
    for (key, pairs) in (10..).zip(others) {
        let known = [("institution", "#3"), ("kind", "1"), ("state", "announced")];
        standing.push((key, row(&HOME_GRADE, &known, pairs)));
    }
    facts.answers.push((Ask::RowsOf("home_grade", "institution", 3.into()), Fact::Rows(standing)));
    let stay = row(&RESIDENT, &[("in_on", "2019-01-21")], &[]);
    facts.answers.push((Ask::RowsOf("resident", "institution", 3.into()), Fact::Rows(vec![(1, stay)])));
    facts
}

const SCORED: [(&str, &str); 4] =
    [("environment", "110"), ("facilities", "100"), ("management", "120"), ("service", "480")];
/// 二级 since the summer of 2020.
const SECOND: Fields =
    &[("result_level", "2"), ("announced_on", "2020-06-18"), ("valid_until", "2023-06-18"), ("apply_level", "2")];

fn judged(pairs: &[(&str, &str)], facts: &Facts) -> (Values, Vec<Slip>) {
    let own = SELF_SCORES.map(|col| (col, "100"));
    let usual = [("institution", "#3"), ("apply_level", "3"), ("apply_on", "2021-08-02"), ("checked_on", "2021-08-16")];
    let known: Vec<(&str, &str)> = usual.into_iter().chain(own).collect();
    let mut row = row(&HOME_GRADE, &known, pairs);
    let entry = Entry::of::<HomeGrade>();
    (entry.complete)(&mut row, facts);
    let slips = (entry.check)(&row, facts);
    (row, slips)
}

fn codes(pairs: &[(&str, &str)], facts: &Facts) -> Vec<&'static str> {
    judged(pairs, facts).1.iter().map(|slip| slip.code).collect()
}

fn reviewed(pairs: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let review = [("sent_on", "2021-08-20"), ("review_on", "2021-09-08"), ("reviewers", "邓国华、蒋小燕、罗建平")];
    review.into_iter().chain(SCORED).chain(pairs.iter().copied()).collect()
}

/// The example of the handbook: 四级 is not reached by one part.
#[test]
fn the_grade_follows_from_the_scores() {
    let facts = facts("2021-12-31", &[], &[]);
    let (row, slips) = judged(&reviewed(&[("apply_level", "4")]), &facts);
    assert_eq!((row.int("total"), row.text("result_level"), row.text("kind")), (Some(810), "3", "1"));
    assert_eq!(row.text("state"), "reviewed");
    let text = "设施设备得分率76.9%，未达四级80%要求，评定结果为三级";
    assert_eq!(slips, [Slip::warning("W-HG02", text).at("review_on")]);
    let whole = [("posted_on", "2021-09-10"), ("announced_on", "2021-09-18"), ("cert_no", "HN0301")];
    let (row, slips) = judged(&reviewed(&whole), &facts);
    assert_eq!((row.text("result_level"), row.text("valid_until"), slips), ("3", "2024-09-18", vec![]));
    let (row, _) = judged(&reviewed(&[("veto_items", "瞒报事故")]), &facts);
    assert_eq!((row.text("result_level"), row.text("state")), ("0", "failed"));
}

#[test]
fn who_may_apply() {
    type Case = (Fields, Fields, &'static [&'static str]);
    let cases: [Case; 9] = [
        (&[], &[], &[]),
        (&[("ownership", "")], &[], &["E-HG01"]),
        (&[("filed_on", "")], &[], &["E-HG02"]),
        (&[("filed_on", "2021-08-03")], &[], &["E-HG02"]),
        // Residents since the 21st of January 2019: open for a year on that day.
        (&[], &[("apply_on", "2020-01-20"), ("checked_on", "2020-02-03")], &["E-HG03"]),
        (&[], &[("apply_on", "2020-01-21"), ("checked_on", "2020-02-03")], &[]),
        (&[("state", "6")], &[], &["E-HG04"]),
        (&[("state", "6")], &[("stopped_on", "2021-08-18")], &[]),
        (&[], &[("apply_on", "2019-01-02"), ("checked_on", "2019-01-03")], &["E-RG05", "E-HG02"]),
    ];
    for (home, pairs, found) in cases {
        assert_eq!(codes(pairs, &facts("2021-12-31", home, &[])), found, "{home:?} {pairs:?}");
    }
}

#[test]
fn what_may_be_applied_for_and_when() {
    const OPEN: Fields = &[("state", "checked"), ("apply_on", "2021-06-01")];
    const TAKEN_AWAY: Fields = &[("kind", "end"), ("announced_on", "2020-08-03")];
    const BY_UPGRADE: Fields =
        &[("kind", "2"), ("result_level", "2"), ("announced_on", "2020-06-18"), ("valid_until", "2023-06-18")];
    const EXPIRED: Fields = &[("result_level", "3"), ("announced_on", "2018-06-18"), ("valid_until", "2021-06-18")];
    type Case = (&'static [Fields], Fields, &'static str, &'static [&'static str]);
    let cases: [Case; 13] = [
        (&[SECOND], &[], "2", &[]),
        (&[SECOND], &[("kind", "1")], "1", &["E-HG06"]),
        (&[SECOND], &[("apply_level", "4")], "2", &["E-HG07"]),
        (&[SECOND], &[("apply_on", "2021-06-17"), ("checked_on", "2021-06-30")], "2", &["E-HG08"]),
        (&[SECOND], &[("apply_on", "2021-06-18"), ("checked_on", "2021-06-30")], "2", &[]),
        (&[BY_UPGRADE], &[], "2", &["W-HG01"]),
        (&[OPEN], &[], "1", &["E-HG05"]),
        (&[OPEN], &[("stopped_on", "2021-08-20")], "1", &[]),
        (&[EXPIRED], &[], "1", &[]),
        (&[TAKEN_AWAY], &[], "1", &["E-HG09"]),
        (&[TAKEN_AWAY], &[("apply_on", "2021-08-03")], "1", &[]),
        (&[SECOND, TAKEN_AWAY], &[("apply_on", "2021-08-03"), ("apply_level", "1")], "1", &[]),
        (&[SECOND], &[("apply_level", "2")], "3", &[]),
    ];
    for (others, pairs, kind, found) in cases {
        let (row, slips) = judged(pairs, &facts("2021-08-30", &[], others));
        let slips: Vec<_> = slips.iter().map(|slip| slip.code).collect();
        assert_eq!((row.text("kind"), &slips[..]), (kind, found), "{others:?} {pairs:?}");
    }
    // Applied for again thirty days before it runs out, and a day later.
    for (applied, found) in [("2023-05-19", &[][..]), ("2023-05-20", &["W-HG04"])] {
        let pairs = [("apply_level", "2"), ("apply_on", applied), ("checked_on", "2023-05-30")];
        assert_eq!(codes(&pairs, &facts("2023-05-30", &[], &[SECOND])), found, "{applied}");
    }
}

#[test]
fn steps_follow_each_other_in_time() {
    type Case = (Fields, &'static [&'static str]);
    let cases: [Case; 14] = [
        (&[("apply_on", ""), ("checked_on", "")], &[]),
        (&[("apply_on", "")], &["E-HG10"]),
        (&[("self_service", "")], &["E-RG06"]),
        // Fifteen working days from the second of August.
        (&[("checked_on", "2021-08-23")], &[]),
        (&[("checked_on", "2021-08-24")], &["W-HG03"]),
        (&[("checked_on", "")], &["W-HG03"]),
        (&[("apply_level", "2"), ("sent_on", "2021-08-20")], &["E-HG14"]),
        (&[("review_on", "2021-09-08")], &["E-RG06", "E-HG14"]),
        (&[("service", "400")], &["E-RG06"]),
        (&[("posted_on", "2021-09-10")], &["E-HG10"]),
        (&[("stopped_on", "2021-08-18"), ("apply_on", ""), ("checked_on", "")], &["E-HG10"]),
        (&[("checked_on", "2021-07-30")], &["E-RG05"]),
        (&[("reason", "1")], &[]),
        (&[("sent_on", "2022-01-04")], &["E-RG03"]),
    ];
    for (pairs, found) in cases {
        assert_eq!(codes(pairs, &facts("2021-12-31", &[], &[])), found, "{pairs:?}");
    }
    let cases: [Case; 9] = [
        (&[], &[]),
        (&[("reviewers", "邓国华、蒋小燕、邓国华")], &["E-HG12"]),
        (&[("service", "")], &["E-RG06"]),
        (&[("veto_items", "瞒报事故"), ("posted_on", "2021-09-10")], &["E-HG11", "W-HG02"]),
        (&[("posted_on", "2021-09-10"), ("announced_on", "2021-09-17"), ("cert_no", "HN1")], &["E-HG13"]),
        (&[("posted_on", "2021-09-10"), ("announced_on", "2021-09-18")], &["E-RG06"]),
        (&[("announced_on", "2021-09-18"), ("cert_no", "HN1")], &["E-HG10"]),
        (
            &[
                ("posted_on", "2021-09-10"),
                ("announced_on", "2021-09-18"),
                ("cert_no", "HN1"),
                ("stopped_on", "2021-10-08"),
            ],
            &["E-HG10"],
        ),
        (&[("service", "100"), ("apply_level", "3")], &["W-HG02"]),
    ];
    for (pairs, found) in cases {
        assert_eq!(codes(&reviewed(pairs), &facts("2021-12-31", &[], &[])), found, "{pairs:?}");
    }
    let mut unknown = facts("2021-12-31", &[], &[]);
    unknown.parameters = Parameters::default();
    assert_eq!(codes(&reviewed(&[]), &unknown), ["E-HG16"]);
    let announced = [("posted_on", "2021-09-10"), ("announced_on", "2021-09-18"), ("cert_no", "HN1")];
    assert_eq!(codes(&reviewed(&announced), &unknown), ["E-HG16", "E-HG16"]);
}

#[test]
fn a_grade_is_lowered_or_taken_away_while_it_is_held() {
    const DONE: [(&str, &str); 5] =
        [("apply_level", ""), ("apply_on", ""), ("checked_on", ""), ("reason", "4"), ("announced_on", "2021-09-18")];
    type Case = (&'static [Fields], Fields, &'static str, &'static [&'static str]);
    let lowered: Fields = &[("kind", "4"), ("sent_on", ""), ("cert_no", "HN1")];
    let cases: [Case; 5] = [
        (&[SECOND], &[("service", "240")], "1", &["W-HG02"]),
        (&[SECOND], &[], "2", &["E-HG15"]),
        (&[SECOND], &[("service", "100")], "0", &["E-HG11", "W-HG02", "E-HG15"]),
        (&[], &[("service", "240")], "", &["E-HG15"]),
        (&[SECOND], &[("review_on", "")], "", &["E-RG06", "E-RG06"]),
    ];
    for (others, pairs, result, found) in cases {
        let all = reviewed(&[]).into_iter().chain(DONE).chain(lowered.iter().copied()).chain(pairs.iter().copied());
        let all: Vec<_> = all.collect();
        let (row, slips) = judged(&all, &facts("2021-12-31", &[], others));
        let slips: Vec<_> = slips.iter().map(|slip| slip.code).collect();
        assert_eq!((row.text("result_level"), &slips[..]), (result, found), "{others:?} {pairs:?}");
        let holds = if others.is_empty() { "" } else { "2023-06-18" };
        assert_eq!(row.text("valid_until"), holds, "as long as it would have");
    }
    let taken: Vec<_> = DONE.into_iter().chain([("kind", "end")]).collect();
    for (others, found) in [(&[SECOND][..], &[][..]), (&[], &["E-HG15"])] {
        assert_eq!(codes(&taken, &facts("2021-12-31", &[], others)), found);
    }
    let undated: Vec<_> = taken.into_iter().chain([("announced_on", "")]).collect();
    assert_eq!(codes(&undated, &facts("2021-12-31", &[], &[SECOND])), ["E-RG06"]);
}

#[test]
fn a_grade_that_runs_out_is_said_until_somebody_applies() {
    let whole = reviewed(&[("posted_on", "2021-09-10"), ("announced_on", "2021-09-18"), ("cert_no", "HN1")]);
    const AGAIN: Fields = &[("kind", "3"), ("state", "applied"), ("apply_on", "2024-08-12")];
    const IN_VAIN: Fields = &[("kind", "3"), ("state", "failed"), ("apply_on", "2024-08-12")];
    for (today, others, said) in [
        ("2024-08-19", &[][..], None),
        ("2024-08-20", &[], Some("等级有效期至 2024-09-18, 续评应在 2024-08-19 以前申报, 还没有申报")),
        ("2024-09-19", &[], Some("等级已于 2024-09-18 到期, 没有续评")),
        ("2024-09-19", &[AGAIN], None),
        ("2024-09-19", &[IN_VAIN], Some("等级已于 2024-09-18 到期, 没有续评")),
    ] {
        let slips = judged(&whole, &facts(today, &[], others)).1;
        assert!(slips.iter().all(|slip| slip.code == "W-HG05" && slip.severity == Severity::Warning), "{slips:?}");
        assert_eq!(slips.first().map(|slip| slip.text.as_str()), said, "{today} {others:?}");
    }
}

#[test]
fn what_others_rest_on_stays() {
    let void = |others: &[Fields]| {
        let mut facts = facts("2021-12-31", &[], others);
        let own = row(&HOME_GRADE, &[("institution", "#3"), ("kind", "1")], SECOND);
        (facts.this, facts.before) = (Some(9), Some(own.clone()));
        let slips = (Entry::of::<HomeGrade>().check_void)(&own, &facts);
        slips.into_iter().map(|slip| slip.text).collect::<Vec<_>>()
    };
    assert_eq!(void(&[&[("announced_on", "2024-01-05")]]), [""; 0]);
    let later: Fields = &[("kind", "end"), ("announced_on", "2021-05-06")];
    assert_eq!(void(&[later]), ["其后 2021-05-06 公告的取消以它为据, 请先作废那一件"]);
}

/// 二级 by its scores, on which a 降级 rests: what it rests on stays, the rest is corrected.
#[test]
fn what_others_rest_on_is_not_corrected() {
    const SECOND_GRADE: Fields = &[
        ("apply_level", "2"),
        ("sent_on", ""),
        ("posted_on", "2021-09-10"),
        ("announced_on", "2021-09-18"),
        ("cert_no", "HN0201"),
    ];
    const LOWERED: Fields = &[("kind", "4"), ("result_level", "1"), ("announced_on", "2021-11-05")];
    const FIRST_AGAIN: Fields = &[("kind", "1"), ("result_level", "1"), ("announced_on", "2021-11-05")];
    let stands = judged(&reviewed(SECOND_GRADE), &facts("2021-12-31", &[], &[])).0;
    assert_eq!(stands.text("result_level"), "2");
    let said = |others: &[Fields], pairs: Fields| {
        let mut facts = facts("2021-12-31", &[], others);
        (facts.this, facts.before) = (Some(9), Some(stands.clone()));
        let all: Vec<_> = reviewed(SECOND_GRADE).into_iter().chain(pairs.iter().copied()).collect();
        let slips = judged(&all, &facts).1.into_iter().filter(|slip| slip.code == "E-HG20");
        slips.map(|slip| (slip.field, slip.text)).collect::<Vec<_>>()
    };
    type Case = (Fields, Option<(&'static str, &'static str)>);
    let cases: [Case; 8] = [
        (&[("note", "已核对")], None),
        (&[("cert_no", "HN0202")], None),
        (&[("service", "470")], Some(("service", "服务"))),
        (&[("environment", "50")], Some(("environment", "环境"))),
        (&[("veto_items", "瞒报事故")], Some(("result_level", "评定等级"))),
        (&[("apply_level", "1")], Some(("result_level", "评定等级"))),
        (&[("announced_on", "2021-09-22")], Some(("announced_on", "公告日期"))),
        (&[("announced_on", "")], Some(("announced_on", "公告日期"))),
    ];
    for (pairs, found) in cases {
        let text = |label| format!("其后 2021-11-05 公告的降级以它为据, 不能改{label}; 请先作废那一件");
        let found: Vec<_> = found.into_iter().map(|(col, label)| (Some(col), text(label))).collect();
        assert_eq!(said(&[LOWERED], pairs), found, "{pairs:?}");
        assert_eq!((said(&[], pairs), said(&[FIRST_AGAIN], pairs)), (vec![], vec![]), "{pairs:?}");
    }
}

/// What 等级评定补贴 was approved by the grade is told where the grade falls, is lowered or corrected.
#[test]
fn a_subsidy_by_the_grade_is_told() {
    const PAID: Fields = &[("kind", "1"), ("apply_date", "2020-07-06"), ("approved_on", "2020-08-03")];
    let told = "已按二级审定养老补贴 YB-430406-2020-0001(20,000.00 元), 它不随等级改, 请核对应否追回";
    for (cells, told) in [
        (PAID, Some(told)),
        (&[("kind", "1"), ("apply_date", "2020-07-06")], None),
        (&[("kind", "7"), ("apply_date", "2020-07-06"), ("approved_on", "2020-08-03")], None),
        (&[("kind", "1"), ("apply_date", "2020-06-17"), ("approved_on", "2020-08-03")], None),
    ] {
        let with = |mut facts: Facts<'static>| {
            let mut subsidy = row(&ELDER_SUBSIDY, &[], cells);
            subsidy.set("subsidy_no", "YB-430406-2020-0001");
            subsidy.set("grade_after", "2");
            subsidy.set("amount", 2_000_000);
            facts.answers.push((Ask::RowsOf("elder_subsidy", "institution", 3.into()), Fact::Rows(vec![(1, subsidy)])));
            facts
        };
        let texts = |slips: Vec<Slip>| {
            let slips = slips.into_iter().filter(|slip| slip.code == "W-HG06");
            slips.map(|slip| slip.text).collect::<Vec<_>>()
        };
        let told: Vec<_> = told.into_iter().map(str::to_owned).collect();
        let own = row(&HOME_GRADE, &[("institution", "#3"), ("kind", "1")], SECOND);
        let void = (Entry::of::<HomeGrade>().check_void)(&own, &with(facts("2021-12-31", &[], &[])));
        assert_eq!(texts(void), told, "void {cells:?}");
        let taken = [("kind", "end"), ("announced_on", "2021-11-05"), ("reason", "1")];
        let lost = judged(&taken, &with(facts("2021-12-31", &[], &[SECOND]))).1;
        assert_eq!(texts(lost), told, "taken {cells:?}");
        let mut corrected = with(facts("2021-12-31", &[], &[]));
        (corrected.this, corrected.before) = (Some(9), Some(own.clone()));
        let check = |row: &Values| texts((Entry::of::<HomeGrade>().check)(row, &corrected));
        let mut lower = own.clone();
        lower.set("result_level", "1");
        assert_eq!((check(&lower), check(&own)), (told, vec![]), "corrected {cells:?}");
    }
}
