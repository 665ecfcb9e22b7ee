//! 供养金核定: the versions of a 特困 case: mode, institution, care level and what follows from them (assistance 3.3, 3.4). A child
//! register of the case.

use crate::domain::assistance::dibao::start_month;
use crate::domain::assistance::tekun::{self, CareLevel, Mode, Rates};
use crate::domain::month::Month;
use crate::domain::param::{Param, Rate};
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::assistance::standards::standard_of;
use crate::register::assistance::tekun_rules::{self, Tekun};
use crate::register::benefits::awards::{
    Amounts, Award, Awards, CHANGED, Codes, KIND, decided, from_month, standard, versions_of,
};
use crate::register::benefits::rests::{Ground, Loss};
use crate::register::core::order::{ahead, not_in_future, since_birth, until_death};
use crate::register::core::versions::siblings;
use crate::register::people::stay::{self, Housed};
use crate::register::{Facts, Field, Kind, ListColumn, Register, Value, Values, Write};

/// 供养金核定.
pub static TEKUN_AWARD: Register = Register {
    fields: &[
        Field::new("tekun", "特困", Kind::Ref("tekun")).must().hint("申请编号"),
        from_month::<Tekun>("空着按核定日期: 次月起"),
        KIND,
        Field::new("support_mode", "供养方式", Kind::Code(&codes::SUPPORT_MODE)).hint("空着沿用"),
        Field::new("institution", "供养机构", Kind::Ref("institution"))
            .hint("集中供养必填: 机构代码; 已住在养老机构的空着"),
        Field::new("check_in_date", "入住日期", Kind::Date).hint("集中供养必填; 换机构的填新的日期").ordered(&[
            not_in_future().warning(),
            ahead(12),
            since_birth("tekun.person"),
            until_death("tekun.person"),
        ]),
        Field::new("care_level", "自理能力", Kind::Code(&codes::CARE_LEVEL)).hint("空着按最近一次自理评估"),
        decided::<Tekun>(),
        Field::new("base", "基本生活费", Kind::Money).given().or("0"),
        Field::new("care", "照料护理费", Kind::Money).given().or("0"),
        Field::new("total", "月供养金", Kind::Money).given().or("0"),
        CHANGED,
        Field::new("reason_code", "终止原因", Kind::Code(&codes::TEKUN_END)).when("kind", &["end"]),
    ],
    list: &[
        ListColumn::new("tekun.case_no", "申请编号", 17),
        ListColumn::new("from_month", "起始月", 7),
        ListColumn::new("kind", "类型", 6),
        ListColumn::new("support_mode", "供养方式", 8),
        ListColumn::new("care_level", "自理", 6),
        ListColumn::new("base", "基本生活费", 10),
        ListColumn::new("care", "护理费", 10),
        ListColumn::new("total", "月供养金", 10),
        ListColumn::new("change_kind", "变动", 10),
        ListColumn::new("institution.name", "供养机构", 16),
        ListColumn::new("decided_date", "核定日期", 10),
        ListColumn::new("reason_code", "原因", 12),
    ],
    frozen: &[
        "tekun",
        "from_month",
        "kind",
        "support_mode",
        "institution",
        "check_in_date",
        "care_level",
        "change_kind",
    ],
    carried: &["support_mode", "institution", "check_in_date"],
    brief: &["support_mode", "institution", "check_in_date"],
    amount: Some("total"),
    ..versions_of::<Tekun>("供养金核定")
};

impl Awards for Tekun {
    const CASES: &'static str = "tekun";
    const VERSIONS: &'static str = "tekun_award";
    const KEYS: i64 = 3_000_000_000;
    const REGISTER: &'static Register = &TEKUN_AWARD;
    const CODES: Codes = Codes {
        first: "E-TK-016",
        ended: "E-TK-017",
        order: "E-TK-018",
        papers: "E-TK-019",
        same: "E-TK-024",
        raise: "E-TK-025",
        replaces: "W-TK-057",
        paid: "W-TK-051",
    };
    const KEPT: &'static [&'static str] = &["support_mode", "institution", "care_level"];

    fn prepare(row: &mut Values, award: &Award<Tekun>, before: Option<&Values>, facts: &Facts) {
        if mode(row) == Some(Mode::Dispersed) {
            row.set("institution", Value::Null);
            row.set("check_in_date", Value::Null);
        }
        if mode(row) == Some(Mode::Concentrated) {
            from_stay(row, award, facts);
        }
        // What was assessed since comes before what is in force.
        if level(row).is_none() {
            let level = assessed(award, facts).or(before).map(|row| row.get("care_level").clone());
            row.set("care_level", level.unwrap_or_default());
        }
    }

    fn amounts(award: &Award<Tekun>, case: &Values, month: Month, facts: &Facts) -> Option<Result<Amounts, Slip>> {
        let (mode, level) = (mode(&award.row)?, level(&award.row)?);
        let money = |rate: Rate<'_>| standard(rate, "特困供养标准", month, facts);
        let rates = || {
            let standard = money(standard_of(tekun_rules::dibao_kind(case.text("kind"))).into())?;
            let base = Param::TekunBase.by(mode.code(), case.text("kind"));
            let base_bp = facts.parameters.int(base, month).and_then(|n| u32::try_from(n).ok());
            let care = money(Param::TekunCare.by(mode.code(), level.code()))?;
            Ok(Rates { standard, base_bp: base_bp.unwrap_or(13_000), care })
        };
        Some(rates().map(|rates: Rates| {
            let base = tekun::base(&rates).unwrap_or_default();
            let total = base.checked_add(rates.care).unwrap_or_default();
            vec![("base", base.into()), ("care", rates.care.into()), ("total", total.into())]
        }))
    }

    fn check(award: &Award<Tekun>, case: &Values, month: Month, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let there = award.row.int("institution").is_some()
            && award.row.date("check_in_date").is_some_and(|d| d <= month.last_day());
        let (mode, level) = (mode(&award.row), level(&award.row));
        match mode {
            None => slips.push(Slip::error("E-RG06", "须选供养方式").at("support_mode")),
            Some(Mode::Concentrated) if !there => {
                let text = format!("集中供养须选择供养机构且入住日期不晚于 {month}");
                slips.push(Slip::error("E-TK-004", text).at("institution"));
            }
            Some(Mode::Dispersed) if level > Some(CareLevel::Able) && case.get("carer_agreement_no").is_null() => {
                slips.push(tekun_rules::unsigned().at("care_level"));
            }
            _ => {}
        }
        slips.extend(level_slip(award, level, facts));
        slips.extend(housed(award, case, month, facts).and_then(|housed| housed.slip(facts)));
        let right = start_month(award.decided_date);
        if case.text("origin") == "applied" && month < right && !award.raises() {
            slips.push(Slip::error("E-TK-021", format!("供养金自确认次月起发, 起发月份应为 {right}")).at("from_month"));
        }
        slips
    }

    /// The stay in the institution begins, moves or ends with the version.
    fn beside(award: &Award<Tekun>, case: &Values, month: Month, facts: &Facts) -> Vec<Write> {
        housed(award, case, month, facts).map_or_else(Vec::new, |housed| housed.follows(facts))
    }

    /// The first one: whoever draws 特困 draws no subsidies.
    fn losses(award: &Award<Tekun>, facts: &Facts) -> Vec<Loss> {
        let first = award.kind == "award" && facts.this.is_none() && award.is_first(facts);
        let person = award.parent(facts).and_then(|case| case.int("person")).filter(|_| first);
        let loss = |(person, from)| Loss {
            person,
            ground: Ground::NoTekun,
            from,
            why: "转特困".to_owned(),
            decided: award.decided_date,
            case: award.case,
        };
        person.zip(award.from_month).map(loss).into_iter().collect()
    }
}

/// Institution and day, where they are left empty, of one who lives in a home already.
fn from_stay(row: &mut Values, award: &Award<Tekun>, facts: &Facts) {
    let person = award.parent(facts).and_then(|case| case.int("person"));
    let Some((_, stands)) = person.and_then(|person| stay::lasting(person, facts)) else { return };
    if row.get("institution").is_null() {
        row.set("institution", stands.get("institution").clone());
    }
    if row.get("check_in_date").is_null() && row.get("institution") == stands.get("institution") {
        row.set("check_in_date", stands.get("in_on").clone());
    }
}

/// The ability level of a 自理能力.
const fn ability(level: CareLevel) -> &'static str {
    match level {
        CareLevel::Able => "0",
        CareLevel::Partial => "2",
        CareLevel::Full => "4",
    }
}

/// Where a version has its person live; one that suspends leaves it open.
fn housed<'a>(award: &Award<Tekun>, case: &Values, month: Month, facts: &Facts) -> Option<Housed<'a>> {
    let person = case.int("person")?;
    let home = match (award.kind.as_str(), mode(&award.row)) {
        ("award", Some(Mode::Concentrated)) => {
            let (home, since) = (award.row.int("institution")?, award.row.date("check_in_date")?);
            Some((home, since, ability(level(&award.row)?)))
        }
        ("suspended", _) | ("award", None) => return None,
        _ => None,
    };
    if award.takes_back_stay(person, facts) {
        return None;
    }
    let died = facts.person(person).and_then(|p| p.death_date);
    let leaves = match died {
        Some(day) => (day, "1"),
        None => (award.decided_date, if award.kind == "end" { "9" } else { "2" }),
    };
    Some(Housed { person, home, month, pays: stay::SUPPORTED, leaves })
}

/// 供养方式.
fn mode(row: &Values) -> Option<Mode> {
    Mode::from_code(row.text("support_mode"))
}

/// 自理能力.
fn level(row: &Values) -> Option<CareLevel> {
    CareLevel::from_code(row.text("care_level"))
}

/// The latest assessment known by the day of the decision.
fn assessed<'a>(award: &Award<Tekun>, facts: &'a Facts) -> Option<&'a Values> {
    let rows = siblings(facts, Tekun::CASES, award.case, "assessment").into_iter();
    rows.filter(|r| r.date("assess_date").is_some_and(|d| d <= award.decided_date))
        .max_by_key(|r| r.date("assess_date"))
}

/// `E-TK-003`, `E-TK-020`: the level is known, and is what was assessed.
fn level_slip(award: &Award<Tekun>, level: Option<CareLevel>, facts: &Facts) -> Option<Slip> {
    let Some(level) = level else {
        let text = "自理6项未填全, 不能确定护理档次";
        return Some(Slip::error("E-TK-003", text).at("care_level"));
    };
    let assessed = assessed(award, facts).filter(|a| a.text("care_level") != level.code())?;
    let label = |code: &str| codes::CARE_LEVEL.label(code).unwrap_or("").to_owned();
    let on = assessed.text("assess_date");
    let (found, typed) = (label(assessed.text("care_level")), label(level.code()));
    let text = format!("{on} 评估结果为{found}, 与所填{typed}不一致");
    Some(Slip::error("E-TK-020", text).at("care_level"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::assistance::assessment::ASSESSMENT;
    use crate::register::assistance::tekun::TEKUN;
    use crate::register::core::difference;
    use crate::register::{Ask, BeforeFact, Entry, Fact, RecordFact, Write};
    use chrono::NaiveDate;

    const CASE: i64 = 3_000_000_001;

    fn facts(children: Vec<Values>) -> Facts<'static> {
        let day = |t: &str| t.parse::<NaiveDate>().unwrap();
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        let rows = [
            ("dibao.urban.month_fen", "2020-01-01", "55000"),
            ("dibao.urban.month_fen", "2021-01-01", "60000"),
            ("tekun.base_bp", "2020-01-01", "13000"),
            ("tekun.care_fen/D/1", "2020-01-01", "15400"),
            ("tekun.care_fen/D/2", "2020-01-01", "25700"),
            ("tekun.care_fen/C/2", "2020-01-01", "98000"),
        ];
        facts.parameters = Parameters::from_rows(rows.map(|(n, d, v)| (n.to_owned(), day(d), v.to_owned())));
        let mut case = Values::new(&TEKUN);
        case.set("kind", "U");
        case.set("origin", "taken_over");
        case.set("person", 7);
        case.set("carer_agreement_no", "X1");
        let children = children.into_iter().enumerate().map(|(n, v)| (n as i64 + 1, v)).collect();
        facts.answers.push((Ask::Record("tekun", CASE), Fact::Record(Some(RecordFact { values: case, children }))));
        facts
    }

    fn version(pairs: &[(&str, &str)]) -> Values {
        let mut row = Values::new(&TEKUN_AWARD);
        row.set("tekun", CASE);
        for (col, text) in pairs {
            row.set(col, *text);
        }
        row
    }

    fn assessment(day: &str, level: &str) -> Values {
        let mut row = Values::new(&ASSESSMENT);
        row.set("assess_date", day);
        row.set("care_level", level);
        row
    }

    /// Carries over, completes and judges; gives the codes.
    fn judged(row: &mut Values, facts: &Facts) -> Vec<&'static str> {
        let entry = Entry::of::<Award<Tekun>>();
        let mut known = facts.clone();
        let stored = siblings(facts, "tekun", Some(CASE), "tekun_award");
        let before = stored.into_iter().max_by_key(|r| r.month("from_month")).cloned();
        let before = before.map(|values| BeforeFact { values, by: "张敏".to_owned() });
        known.answers.push((Ask::Before(difference::asks(row).unwrap()), Fact::Before(before)));
        let typed: Vec<_> = row.iter().filter(|(_, v)| !v.is_null()).map(|(f, _)| (f.col, String::new())).collect();
        difference::carry(row, &typed, &known);
        (entry.complete)(row, facts);
        (entry.check)(row, facts).iter().map(|s| s.code).collect()
    }

    fn first(facts: &Facts) -> Values {
        let mut row = version(&[("decided_date", "2021-01-12"), ("support_mode", "D")]);
        assert_eq!(judged(&mut row, facts), [""; 0]);
        row
    }

    #[test]
    fn the_first_version_takes_its_level_from_the_assessment() {
        let facts = facts(vec![assessment("2021-01-05", "2")]);
        let row = first(&facts);
        assert_eq!((row.text("from_month"), row.text("change_kind"), row.text("care_level")), ("2021-02", "01", "2"));
        assert_eq!((row.int("base"), row.int("care"), row.int("total")), (Some(78_000), Some(25_700), Some(103_700)));
        let writes = (Entry::of::<Award<Tekun>>().follows)(&row, &facts);
        let Write::Insert("change", change) = &writes[0] else { panic!("{writes:?}") };
        for pair in [
            ("scheme", "tekun".into()),
            ("award", Value::Int(Write::THIS)),
            ("persons_delta", Value::Int(1)),
            ("amount_delta", Value::Int(103_700)),
            ("month", "2021-02".into()),
        ] {
            assert!(change.contains(&pair), "{pair:?} {change:?}");
        }
        let Write::Update("tekun", CASE, state) = &writes[1] else { panic!("{writes:?}") };
        assert!(state.contains(&("state", "active".into())) && state.contains(&("support_mode", "D".into())));
    }

    /// A district may set the base by 供养方式 and 城乡, as it sets 照料护理 by the matrix of assistance 3.4.
    #[test]
    fn the_base_may_differ_by_mode_and_area() {
        let known = facts(vec![assessment("2021-01-05", "2")]);
        for (rows, base) in [
            (&[][..], 78_000),
            (&[("tekun.base_bp/D/U", "14000")][..], 84_000),
            (&[("tekun.base_bp/D", "14500"), ("tekun.base_bp//U", "15000")], 87_000),
            (&[("tekun.base_bp//U", "15000"), ("tekun.base_bp/C", "16000"), ("tekun.base_bp/D/R", "16000")], 90_000),
        ] {
            let mut known = known.clone();
            let since = "2020-01-01".parse::<NaiveDate>().unwrap();
            let own = [("dibao.urban.month_fen", "60000"), ("tekun.base_bp", "13000"), ("tekun.care_fen", "9900")];
            let all = own.iter().chain(rows).map(|(id, v)| ((*id).to_owned(), since, (*v).to_owned()));
            known.parameters = Parameters::from_rows(all);
            let row = first(&known);
            assert_eq!((row.int("base"), row.int("care")), (Some(base), Some(9_900)), "{rows:?}");
        }
    }

    #[test]
    fn without_an_assessment_no_level() {
        let mut row = version(&[("decided_date", "2021-01-12"), ("support_mode", "D")]);
        assert_eq!(judged(&mut row, &facts(Vec::new())), ["E-TK-003"]);
        let mut wrong = version(&[("decided_date", "2021-01-12"), ("support_mode", "D"), ("care_level", "1")]);
        assert_eq!(judged(&mut wrong, &facts(vec![assessment("2021-01-05", "2")])), ["E-TK-020"]);
    }

    #[test]
    fn into_an_institution() {
        let base = first(&facts(vec![assessment("2021-01-05", "2")]));
        let facts = facts(vec![base, assessment("2021-01-05", "2")]);
        let mut row = version(&[("decided_date", "2021-05-25"), ("support_mode", "C")]);
        assert_eq!(judged(&mut row, &facts), ["E-TK-004"]);
        row.set("institution", 3);
        row.set("check_in_date", "2021-07-01");
        assert_eq!(judged(&mut row, &facts), ["E-TK-004"]);
        row.set("check_in_date", "2021-05-20");
        row.set("change_kind", Value::Null);
        assert_eq!(judged(&mut row, &facts), [""; 0]);
        assert_eq!((row.text("change_kind"), row.text("care_level"), row.int("total")), ("12", "2", Some(176_000)));
        // At home again: the institution does not stay.
        let mut home = version(&[("decided_date", "2021-05-25"), ("support_mode", "D")]);
        home.set("institution", 3);
        judged(&mut home, &facts);
        assert!(home.get("institution").is_null());
    }

    #[test]
    fn a_version_with_only_a_date_is_a_copy_and_is_refused_as_such() {
        let base = first(&facts(vec![assessment("2021-01-05", "2")]));
        let mut same = version(&[("decided_date", "2021-06-03")]);
        assert_eq!(judged(&mut same, &facts(vec![base, assessment("2021-01-05", "2")])), ["E-TK-024"]);
        assert_eq!((same.text("support_mode"), same.text("care_level")), ("D", "2"));
    }

    #[test]
    fn an_end_needs_its_reason_and_nothing_follows_it() {
        let base = first(&facts(vec![assessment("2021-01-05", "2")]));
        let known = facts(vec![base.clone()]);
        let mut end = version(&[("decided_date", "2021-06-03"), ("kind", "end")]);
        assert_eq!(judged(&mut end, &known), ["E-RG06"]);
        end.set("reason_code", "03");
        assert_eq!(judged(&mut end, &known), [""; 0]);
        assert_eq!((end.text("change_kind"), end.int("total")), ("06", Some(0)));
        let over = facts(vec![base, end]);
        let mut again = version(&[("decided_date", "2021-08-03")]);
        assert_eq!(judged(&mut again, &over), ["E-TK-017"]);
    }
}
