//! 低保 cases as files of papers, and the small registers: divisions, parameters, calendar, profile, operators, changes.

use super::{Fields, codes_of, covering, enter, facts, house, member, person, slip};
use crate::domain::slip::Severity;
use crate::register::assistance::award::AWARD;
use crate::register::assistance::dibao::DIBAO;
use crate::register::assistance::tekun::TEKUN;
use crate::register::bureau::calendar::CALENDAR;
use crate::register::bureau::operator::OPERATOR;
use crate::register::bureau::parameter::PARAMETER;
use crate::register::bureau::profile::PROFILE;
use crate::register::places::division::DIVISION;
use crate::register::{Ask, Covering, Draft, Fact, Facts, Register, Values};

fn office() -> Facts<'static> {
    let mut facts = facts();
    let home = house(9, vec![member(person(1, "曾国安", "1", "1970-05-01"), "02")]);
    facts.answers.push((Ask::Household(9), Fact::Household(Some(home))));
    facts
}

fn draft() -> Draft {
    Draft::new(&DIBAO)
        .with("kind", "U")
        .with("household", "#9")
        .with("apply_date", "2021-09-01")
        .with("accept_date", "2021-09-02")
        .with("town_by", "刘镇")
        .with("town_date", "2021-09-20")
        .with("notice_from", "2021-09-21")
        .with("notice_to", "2021-09-28")
        .with("district_by", "王区")
        .with("district_date", "2021-09-29")
}

#[test]
fn a_case_in_order() {
    let (values, slips) = enter(&draft(), office());
    // Confirmed, and nobody is paid yet.
    assert_eq!(slips.iter().map(|s| s.code).collect::<Vec<_>>(), ["W-DB-053"]);
    assert_eq!(slip(&slips, "W-DB-053").severity, Severity::Warning);
    assert_eq!(values.text("division"), "430406001001");
    assert_eq!(values.text("rule_set"), "2021-57");
    assert_eq!(values.text("state"), "confirmed");
    let serial = DIBAO.serial.unwrap();
    assert_eq!((serial.prefix)(&values, &office()).as_deref(), Some("DB4304062021"));
    let old = draft().with("apply_date", "2021-06-01").with("accept_date", "2021-06-30");
    assert_eq!(enter(&old, office()).0.text("rule_set"), "2012-220");
}

#[test]
fn what_the_program_fills_in_is_not_called_missing() {
    let lacks = |draft: &Draft| -> (Values, Vec<&'static str>) {
        let (values, slips) = enter(draft, office());
        assert!(slips.iter().all(|s| s.code == "E-RG01"), "{slips:#?}");
        (values, slips.iter().filter_map(|s| s.field).collect())
    };
    let (values, fields) = lacks(&Draft::new(&DIBAO).with("household", "#9"));
    assert_eq!(fields, ["kind", "apply_date"], "in the order of the form");
    assert_eq!(values.text("division"), "430406001001", "filled as soon as the household is known");
    let (values, fields) = lacks(&Draft::new(&DIBAO).with("apply_date", "2021-09-01"));
    assert_eq!(fields, ["kind", "household"]);
    assert_eq!((values.text("rule_set"), values.text("division")), ("2021-57", ""));
    // It is, once nothing else is missing from which it might follow.
    let support = [("kind", "U"), ("person", "#7"), ("apply_date", "2021-09-01"), ("income", "0")];
    let support = support.iter().fold(Draft::new(&TEKUN), |d, (col, text)| d.with(col, *text));
    let (_, slips) = enter(&support, facts());
    assert_eq!((slips[0].code, slips[0].field), ("E-RG01", Some("division")));
}

#[test]
fn what_is_wrong_with_a_case() {
    let table: [(Fields, &str); 13] = [
        (&[("accept_date", "2021-08-31")], "E-RG05"),
        (&[("apply_date", "2022-01-01"), ("accept_date", "2022-01-02")], "E-RG03"),
        (&[("town_date", "2021-09-01")], "E-RG05"),
        (&[("district_date", "2021-09-10")], "E-RG05"),
        (&[("notice_to", "2021-09-27")], "E-DB-010"),
        (&[("district_date", "2021-09-28")], "E-DB-010"),
        (&[("origin", "applied"), ("district_date", "2021-09-28")], "E-DB-010"),
        (&[("notice_to", "2021-12-20"), ("district_date", "2021-12-15")], "E-DB-010"),
        (&[("district_by", "刘镇")], "E-DB-013"),
        (&[("kin_flag", "是")], "E-RG06"),
        (&[("retained_flag", "是"), ("retained_reason", "二次参战")], "E-JN-001"),
        (&[("household", "#77")], "E-RG07"),
        (&[("review_cycle", "0")], "E-RG02"),
    ];
    let mut office = office();
    office.answers.push((Ask::Household(77), Fact::Household(None)));
    for (fields, code) in table {
        let draft = fields.iter().fold(draft(), |d, (col, text)| d.with(col, *text));
        let (_, slips) = enter(&draft, office.clone());
        assert_ne!(slip(&slips, code).severity, Severity::Warning, "{fields:?}");
    }
    // In papers that were taken over a short notice is a fact to be recorded; in our own procedure it stops.
    let short = draft().with("notice_to", "2021-09-27").with("origin", "taken_over");
    assert_eq!(slip(&enter(&short, office.clone()).1, "E-DB-010").severity, Severity::Doubt);
    let applied = short.with("origin", "applied");
    assert_eq!(slip(&enter(&applied, office).1, "E-DB-010").severity, Severity::Error);
}

/// Nobody is paid before each step of the papers was taken; what was taken over is asked for none.
#[test]
fn an_application_is_paid_after_all_its_steps() {
    let mut office = office();
    office.children = vec![Values::new(&AWARD)];
    let codes = |col: &'static str, origin: &str| -> Vec<Option<&'static str>> {
        let mut draft = draft().with("origin", origin).with(col, "");
        if col == "notice_from" {
            draft.type_in("notice_to", "");
        }
        let (_, slips) = enter(&draft, office.clone());
        slips.iter().filter(|slip| slip.code == "E-DB-014").map(|slip| slip.field).collect()
    };
    for col in ["accept_date", "town_date", "notice_from", "district_date"] {
        assert_eq!(codes(col, "applied"), [Some(col)]);
        assert_eq!(codes(col, "taken_over"), []);
    }
}

#[test]
fn an_application_is_as_far_as_its_steps_are_filled() {
    let steps = ["district_date", "notice_from", "town_date", "accept_date"];
    for (left_out, state) in ["publicised", "town_reviewed", "accepted", "submitted"].into_iter().enumerate() {
        let mut draft = draft();
        for col in &steps[..=left_out] {
            draft.type_in(col, "");
        }
        for col in ["notice_to", "town_by", "district_by"] {
            draft.type_in(col, "");
        }
        let (values, slips) = enter(&draft, office());
        assert_eq!((values.text("state"), values.text("channel")), (state, "1"));
        assert_eq!(slips, vec![], "{state}: not decided yet, nothing is missing");
    }
    // What comes over from paper is chosen, confirmed, and says of itself what it is.
    let (values, slips) = enter(&draft().with("origin", "纸质接转").with("district_date", ""), office());
    assert_eq!((values.text("origin"), values.text("state"), values.text("channel")), ("taken_over", "confirmed", ""));
    slip(&slips, "W-DB-053");
}

#[test]
fn a_second_open_case_is_refused_at_its_entry() {
    let known = |state: &str, key: i64| {
        let mut other = Values::new(&DIBAO);
        other.set("case_no", "DB430406202100009");
        other.set("state", state);
        let mut facts = office();
        facts.answers.push((Ask::RowsOf("dibao", "household", 9.into()), Fact::Rows(vec![(key, other)])));
        enter(&draft(), facts).1
    };
    for state in ["submitted", "accepted", "confirmed", "active", "suspended", "grace"] {
        assert_eq!(codes_of(&known(state, 1_000_000_009), Severity::Error), ["E-DB-024"], "{state}");
    }
    assert_eq!(codes_of(&known("stopped", 1_000_000_009), Severity::Error), [""; 0]);
}

#[test]
fn a_case_of_another_scheme_under_way_is_a_doubt() {
    let under_way = |scheme: &str| {
        let case = covering(3_000_000_005, "TK430406202100005", scheme, "2021-08");
        let mut facts = office();
        facts.answers.push((Ask::UnderWay(1), Fact::Covered(vec![case])));
        enter(&draft(), facts).1
    };
    assert_eq!(codes_of(&under_way("tekun"), Severity::Doubt), ["E-CF-03"]);
    assert_eq!(codes_of(&under_way("disability-care"), Severity::Doubt), [""; 0], "both may be drawn");
}

#[test]
fn nobody_twice() {
    let mut facts = office();
    let rural = Covering {
        town: "岳屏镇".to_owned(),
        ..covering(1_000_000_005, "DB430406202100005", "dibao-rural", "2020-03")
    };
    let mut other = facts.clone();
    facts.answers.push((Ask::CasesOf(1), Fact::Covered(vec![rural.clone()])));
    let (_, slips) = enter(&draft(), facts);
    let text = &slip(&slips, "E-DB-002").text;
    assert_eq!(text, "曾国安 已在 岳屏镇DB430406202100005 享受农村低保, 自 2020-03 起, 不能重复纳入");
    let tekun = Covering { scheme: "tekun".to_owned(), ..rural };
    other.answers.push((Ask::CasesOf(1), Fact::Covered(vec![tekun])));
    slip(&enter(&draft(), other).1, "E-DB-003");
}

#[test]
fn the_review_cycle_follows_the_class() {
    for (class, cycle) in [("A", 12), ("B", 6), ("C", 3)] {
        let mut office = office();
        let mut version = Values::new(&crate::register::assistance::award::AWARD);
        version.set("class_code", class);
        office.children.push(version);
        assert_eq!(enter(&draft(), office).0.int("review_cycle"), Some(cycle));
    }
    assert_eq!(enter(&draft(), office()).0.int("review_cycle"), None);
}

#[test]
fn a_version_in_the_draft_wants_a_cause_beside_it() {
    let mut office = office();
    let mut version = Values::new(&crate::register::assistance::award::AWARD);
    version.set("class_code", "B");
    office.children.push(version);
    assert_eq!(slip(&enter(&draft(), office.clone()).1, "W-DB-052").severity, Severity::Warning);
    office.children.push(Values::new(&crate::register::assistance::cause::CAUSE));
    assert_eq!(enter(&draft(), office).1, vec![]);
}

fn small(register: &'static Register, fields: &[(&'static str, &str)]) -> Vec<(&'static str, Severity)> {
    let draft = fields.iter().fold(Draft::new(register), |d, (col, text)| d.with(col, *text));
    let mut facts = facts();
    facts.answers.push((Ask::Division("430406002000".to_owned()), Fact::Division(None)));
    let town = crate::register::DivisionFact {
        code: "430406001000".to_owned(),
        name: "先锋街道".to_owned(),
        level: "township".to_owned(),
    };
    facts.answers.push((Ask::Division(town.code.clone()), Fact::Division(Some(town))));
    enter(&draft, facts).1.iter().map(|s| (s.code, s.severity)).collect()
}

#[test]
fn divisions() {
    let base = [("name", "光辉社区"), ("valid_from", "2021-01-01")];
    let with = |more: &[(&'static str, &'static str)]| small(&DIVISION, &[&base[..], more].concat());
    assert_eq!(with(&[("code", "430406001009")]), []);
    assert_eq!(with(&[("code", "430406002009")]), [("E-DV01", Severity::Error)], "its town is not there");
    assert_eq!(with(&[("code", "430406001009"), ("level", "镇街")]), [("E-DV03", Severity::Error)]);
    let townless = with(&[("code", "430406000001")]);
    assert_eq!(townless.len(), 1, "unreadable; what would follow from it is not called missing: {townless:?}");
}

#[test]
fn parameters() {
    let set = |name: &'static str, value: &str| {
        let fields = [("name", name), ("value", value), ("valid_from", "2022-01-01"), ("basis", "雁政发〔2021〕9号")];
        small(&PARAMETER, &fields)
    };
    let wrong = [("E-PM02", Severity::Error)];
    for (name, good, bad) in [
        ("dibao.urban.month_fen", "65000", "650.00"),
        ("dibao.extra.disabled_bp", "2000", "20%"),
        ("temp.papers_days", "10", "十"),
        ("dibao.method.U", "GAP", "gap"),
        ("dibao.round_mode", "YUAN_CEIL", "UP"),
        ("dibao.single_method", "FULL", "HALF"),
        ("dibao.extra_stack", "1", "2"),
        ("dibao.review_cycle_A", "12", "-1"),
    ] {
        let said = set(name, good);
        assert!(said.iter().all(|s| *s == ("W-PM07", Severity::Warning)), "{name}={good}: {said:?}");
        assert_eq!(set(name, bad), wrong, "{name}={bad}");
    }
    let fields = [("name", "城市低保月标准"), ("value", "65000"), ("valid_from", "2022-01-01")];
    assert_eq!(small(&PARAMETER, &fields), [("W-PM07", Severity::Warning), ("W-PM03", Severity::Warning)]);
    let draft = fields.iter().fold(Draft::new(&PARAMETER), |d, (col, text)| d.with(col, *text));
    let (values, _) = enter(&draft, facts());
    assert_eq!((values.text("name"), values.text("unit")), ("dibao.urban.month_fen", "分/月"));
    assert_eq!(values.text("state"), "pending");
    let (values, _) = enter(&draft.with("basis", "雁政发〔2021〕9号"), facts());
    assert_eq!(values.text("state"), "confirmed");
}

#[test]
fn keys_of_a_parameter() {
    let care = |name: &'static str, first: &'static str, second: &'static str| {
        let keys =
            [("name", name), ("first", first), ("second", second)].into_iter().filter(|(_, text)| !text.is_empty());
        let all = keys.chain([("value", "100"), ("valid_from", "2022-01-01"), ("basis", "雁政发〔2021〕9号")]);
        enter(&all.fold(Draft::new(&PARAMETER), |draft, (col, text)| draft.with(col, text)), facts())
    };
    // Codes, what they are called, and the whole name say the same.
    for (name, first, second, note) in [
        ("tekun.care_fen", "D", "2", "特困照料护理 分散供养 半护理"),
        ("tekun.care_fen", "分散供养", "半护理", "特困照料护理 分散供养 半护理"),
        ("tekun.care_fen/D/2", "", "", "特困照料护理 分散供养 半护理"),
        ("特困照料护理/d", "", "2", "特困照料护理 分散供养 半护理"),
        ("disability.care.month_fen//1", "", "", "重度残疾人护理补贴 一级"),
        ("disability.life.month_fen", "低保边缘", "", "困难残疾人生活补贴 低保边缘"),
        ("dibao.urban.month_fen", "", "", "城市低保月标准"),
    ] {
        let (values, slips) = care(name, first, second);
        assert_eq!(codes_of(&slips, Severity::Error), [""; 0], "{name} {first} {second}: {slips:?}");
        assert_eq!(values.text("note"), note);
    }
    for (name, first, second, code, right) in [
        ("dibao.urban.month_fen", "D", "", "E-PM11", "城市低保月标准: 这个参数不分项, 应空着"),
        (
            "tekun.care_fen",
            "X",
            "",
            "E-PM12",
            "特困照料护理: 没有“X”这一项; 供养方式应填 D 分散供养、C 集中供养, 空着的都适用",
        ),
        ("tekun.care_fen", "半护理", "", "E-PM12", "供养方式应填"),
        (
            "tekun.care_fen",
            "D",
            "4",
            "E-PM12",
            "特困照料护理: 没有“4”这一项; 自理能力应填 1 全自理、2 半护理、3 全护理",
        ),
        ("tekun.care_fen/D/2/1", "", "", "E-PM12", "没有“2/1”这一项"),
    ] {
        let (_, slips) = care(name, first, second);
        assert_eq!(codes_of(&slips, Severity::Error), [code], "{name} {first} {second}");
        assert!(slips[0].text.contains(right), "{}", slips[0].text);
    }
}

#[test]
fn a_name_that_nothing_reads_is_refused_with_the_nearest() {
    for (typed, near) in [
        ("pay.cutoff_day", ""),
        ("min_wage_fen", ""),
        ("dibao.urban.month", "dibao.urban.month_fen"),
        ("dibao.extra.disable_bp", "dibao.extra.disabled_bp"),
        ("temp.year_maximum", "temp.year_max"),
        ("农村低保标准", "dibao.rural.month_fen"),
    ] {
        let fields = [("name", typed), ("value", "1"), ("valid_from", "2022-01-01"), ("basis", "文")];
        let draft = fields.iter().fold(Draft::new(&PARAMETER), |d, (col, text)| d.with(col, *text));
        let (_, slips) = enter(&draft, facts());
        assert_eq!(codes_of(&slips, Severity::Error), ["E-PM04"], "{typed}");
        assert!(slips[0].text.contains(near), "{typed}: {}", slips[0].text);
    }
}

#[test]
fn days_profiles_operators() {
    let odd = |date: &str, worked: &str| small(&CALENDAR, &[("date", date), ("is_workday", worked)]);
    assert_eq!(odd("2021-10-09", "1"), []);
    assert_eq!(odd("2021-10-10", "0"), [("W-CL01", Severity::Warning)]);
    let profile = |period: &str, round: &str| {
        small(&PROFILE, &[("year", "2021"), ("figure", "dibao.paid"), ("period", period), ("round", round)])
    };
    for good in ["2021", "2021-12", "2021-01..2021-11", "@2021-11-30"] {
        assert_eq!(profile(good, "round:2"), [], "{good}");
    }
    for bad in ["21", "2021-11..2021-01", "@2021-02-30", "全年"] {
        assert_eq!(profile(bad, "exact"), [("E-PF01", Severity::Error)], "{bad}");
    }
    assert_eq!(profile("2021", "up:2"), [("E-PF02", Severity::Error)]);
    let typed = [("year", "2021"), ("figure", "dibao.payed"), ("period", "2021"), ("round", "exact")];
    let draft = typed.iter().fold(Draft::new(&PROFILE), |d, (col, text)| d.with(col, *text));
    let known = crate::register::Fact::Names(vec![("dibao.paid", "城乡低保一卡通累计发放".to_owned())]);
    let mut office = facts();
    office.answers.push((crate::register::Ask::Figures, known));
    let (_, slips) = enter(&draft, office);
    assert_eq!(codes_of(&slips, Severity::Error), ["E-PF03"]);
    assert!(slips[0].text.contains("dibao.paid(城乡低保一卡通累计发放)"), "{}", slips[0].text);
    let operator = |name: &str| small(&OPERATOR, &[("name", name), ("full_name", "张敏"), ("role", "经办")]);
    assert_eq!(operator("zhangmin"), []);
    assert_eq!(operator("zhang min"), [("E-OP01", Severity::Error)]);
}

#[test]
fn only_the_notice_of_a_change_is_the_clerks() {
    let change = &crate::register::benefits::change::CHANGE;
    let free: Vec<&str> =
        change.fields.iter().filter(|f| f.need != crate::register::Need::Given).map(|f| f.col).collect();
    assert_eq!(free, ["evidence_no", "notice_no", "served_date", "serve_method", "note"]);
    let draft = Draft::new(change).with("amount_delta", "5");
    assert_eq!(codes_of(&enter(&draft, facts()).1, Severity::Error)[0], "E-RG09");
}
