//! 供养金核定: the versions of a 特困 case: mode, institution, care level and what follows from them (assistance 3.3, 3.4). A child
//! register of the case.

use crate::domain::assistance::dibao::start_month;
use crate::domain::assistance::tekun::{self, CareLevel, Mode, Rates};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::assistance::standards::standard_of;
use crate::register::assistance::tekun_rules;
use crate::register::benefits::codes::{CHANGE, VERSION_KIND};
use crate::register::benefits::rests::{Ground, Loss};
use crate::register::core::order::{ahead, from_of, not_in_future, since_birth, until_death};
use crate::register::core::versions::{self, END_SOON, Effect, NOT_YEARS, SOON};
use crate::register::{Dated, Facts, Field, Kind, ListColumn, Record, Register, Tie, Value, Values, Write};
use chrono::NaiveDate;

/// 供养金核定.
pub static TEKUN_AWARD: Register = Register {
    fields: &[
        Field::new("tekun", "特困", Kind::Ref("tekun")).must().hint("申请编号"),
        Field::new("from_month", "起始月", Kind::Month).must().completed().hint("空着按核定日期: 次月起").ordered(&[
            from_of("tekun", &["apply_date"]),
            SOON,
            END_SOON,
            NOT_YEARS,
        ]),
        Field::new("kind", "核定类型", Kind::Code(&VERSION_KIND)).must().or("award"),
        Field::new("support_mode", "供养方式", Kind::Code(&codes::SUPPORT_MODE)).hint("空着沿用"),
        Field::new("institution", "供养机构", Kind::Ref("institution")).hint("集中供养必填: 机构代码"),
        Field::new("check_in_date", "入住日期", Kind::Date).hint("集中供养必填").ordered(&[
            not_in_future().warning(),
            ahead(12),
            since_birth("tekun.person"),
            until_death("tekun.person").doubt(),
        ]),
        Field::new("care_level", "自理能力", Kind::Code(&codes::CARE_LEVEL)).hint("空着按最近一次自理评估"),
        Field::new("decided_date", "核定日期", Kind::Date).must().ordered(&[
            not_in_future(),
            from_of("tekun", &["apply_date"]),
            from_of("tekun", &["district_date"]).by_origin(),
        ]),
        Field::new("base", "基本生活费", Kind::Money).given().or("0"),
        Field::new("care", "照料护理费", Kind::Money).given().or("0"),
        Field::new("total", "月供养金", Kind::Money).given().or("0"),
        Field::new("change_kind", "变动类型", Kind::Code(&CHANGE)).must().completed().hint("空着由程序判断"),
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
    parent: Some("tekun"),
    order: &["tekun", "from_month"],
    filters: &["tekun"],
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
    dated: Some(Dated { start: "from_month", within: &["tekun"], until: "to_month" }),
    carried: &["support_mode", "institution", "check_in_date"],
    amount: Some("total"),
    tied: &[Tie { register: "change", on: &[("award", "key")] }],
    keys_above: 3_000_000_000,
    ..Register::new("tekun_award", "供养金核定", "次")
};

/// What a version changes beside its money.
const SUPPORT: [&str; 3] = ["support_mode", "institution", "care_level"];

const CODES: versions::Codes = versions::Codes {
    first: "E-TK-016",
    ended: "E-TK-017",
    order: "E-TK-018",
    papers: "E-TK-019",
    same: "E-TK-024",
    replaces: "W-TK-057",
    paid: "W-TK-051",
};

/// A version as entered or completed.
#[derive(Clone, Debug, PartialEq)]
pub struct TekunAward {
    /// The case; none while it is entered in the same draft.
    pub tekun: Option<i64>,
    /// 起始月; none until completed.
    pub from_month: Option<Month>,
    /// award, suspended or end.
    pub kind: String,
    /// 供养方式.
    pub mode: Option<Mode>,
    /// 供养机构.
    pub institution: Option<i64>,
    /// 入住日期.
    pub check_in: Option<NaiveDate>,
    /// 自理能力.
    pub level: Option<CareLevel>,
    /// 核定日期.
    pub decided_date: NaiveDate,
    /// 变动类型; none until completed.
    pub change_kind: Option<String>,
    /// 终止原因.
    pub reason_code: Option<String>,
}

impl TekunAward {
    const fn among(&self) -> versions::Among {
        versions::Among { registers: ("tekun", "tekun_award"), case: self.tekun }
    }
    /// The latest assessment known by the day of the decision.
    fn assessed<'a>(&self, facts: &'a Facts) -> Option<&'a Values> {
        let rows = versions::siblings(facts, "tekun", self.tekun, "assessment").into_iter();
        rows.filter(|r| r.date("assess_date").is_some_and(|d| d <= self.decided_date))
            .max_by_key(|r| r.date("assess_date"))
    }
    /// Base and care of a month. None while mode or level are not known.
    ///
    /// # Errors
    /// `E-PM01` naming the parameter that is missing.
    fn amounts(&self, case: &Values, month: Month, facts: &Facts) -> Option<Result<(Money, Money), Slip>> {
        if self.kind != "award" {
            return Some(Ok((Money::ZERO, Money::ZERO)));
        }
        let (mode, level) = (self.mode?, self.level?);
        let money = |param: Param| {
            facts.parameters.money(param, month).ok_or_else(|| {
                let text = format!("{month} 没有特困供养标准, 请先登记参数 {}", param.name());
                Slip::error("E-PM01", text).at("from_month")
            })
        };
        let rates = || {
            let standard = money(standard_of(tekun_rules::dibao_kind(case.text("kind"))))?;
            let base_bp = facts.parameters.int(Param::TekunBase, month).and_then(|n| u32::try_from(n).ok());
            let care = money(Param::care(mode, level))?;
            Ok(Rates { standard, base_bp: base_bp.unwrap_or(13_000), care })
        };
        Some(rates().map(|rates: Rates| (tekun::base(&rates).unwrap_or_default(), rates.care)))
    }
}

impl Record for TekunAward {
    const REGISTER: &'static Register = &TEKUN_AWARD;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(TekunAward {
            tekun: values.int("tekun"),
            from_month: values.month("from_month"),
            kind: values.text("kind").to_owned(),
            mode: Mode::from_code(values.text("support_mode")),
            institution: values.int("institution"),
            check_in: values.date("check_in_date"),
            level: CareLevel::from_code(values.text("care_level")),
            decided_date: values.need_date("decided_date")?,
            change_kind: values.some_text("change_kind"),
            reason_code: values.some_text("reason_code"),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let (Ok(version), None) = (TekunAward::read(values), facts.this) else { return };
        let month = version.from_month.unwrap_or_else(|| start_month(version.decided_date));
        values.set("from_month", month);
        let rows = version.among().rows(facts);
        let before = versions::before(&rows, month);
        if values.text("support_mode") == "D" {
            values.set("institution", Value::Null);
            values.set("check_in_date", Value::Null);
        }
        // What was assessed since comes before what is in force.
        if version.level.is_none() {
            let level = version.assessed(facts).or(before).map(|row| row.get("care_level").clone());
            values.set("care_level", level.unwrap_or_default());
        }
        let (Some(case), Ok(now)) = (version.among().parent(facts), TekunAward::read(values)) else { return };
        let Some(Ok((base, care))) = now.amounts(case, month, facts) else { return };
        let total = base.checked_add(care).unwrap_or_default();
        values.set("base", base);
        values.set("care", care);
        values.set("total", total);
        if version.change_kind.is_none() {
            let moved = |b: &Values| SUPPORT.iter().any(|c| b.get(c) != values.get(c));
            let raised = |b: &Values| b.money("base") != Some(base);
            let (moved, raised) = (before.is_some_and(moved), before.is_some_and(raised));
            values.set("change_kind", versions::change_kind(&version.kind, before, total, moved, raised));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        let (Some(case), Some(month), None) = (self.among().parent(facts), self.from_month, facts.this) else {
            // What money hangs on is frozen; a reason or a date of decision may be put right.
            return slips;
        };
        let rows = self.among().rows(facts);
        slips.extend(self.among().place(CODES, &self.kind, month, case, facts));
        if self.kind == "award" {
            self.check_support(case, month, facts, &mut slips);
        }
        let kept = versions::before(&rows, month).is_some_and(|before| {
            let now =
                [self.mode.map(Mode::code).into(), self.institution.into(), self.level.map(CareLevel::code).into()];
            let same = SUPPORT.iter().zip(&now).all(|(col, now)| before.get(col) == now);
            self.kind == "award" && before.text("kind") == "award" && same
        });
        slips.extend(versions::no_raise("E-TK-025", self.change_kind.as_deref(), kept));
        slips.extend(versions::unchanged_from(
            CODES.same,
            versions::before(&rows, month),
            self.change_kind.as_deref(),
            &slips,
        ));
        slips
    }

    fn losses(&self, facts: &Facts) -> Vec<Loss> {
        let first = self.kind == "award" && facts.this.is_none() && self.among().rows(facts).is_empty();
        let person = self.among().parent(facts).and_then(|case| case.int("person")).filter(|_| first);
        let loss = |(person, from)| Loss {
            person,
            ground: Ground::NoTekun,
            from,
            why: "转特困".to_owned(),
            decided: self.decided_date,
            case: self.tekun,
        };
        person.zip(self.from_month).map(loss).into_iter().collect()
    }

    fn replaces(&self, facts: &Facts) -> Vec<i64> {
        self.among().replaced(&self.kind, self.from_month, facts).into_iter().map(|r| r.key).collect()
    }

    fn follows(&self, facts: &Facts) -> Vec<Write> {
        if facts.this.is_some() {
            return Vec::new();
        }
        let (Some(key), Some(month), Some(case)) = (self.tekun, self.from_month, self.among().parent(facts)) else {
            return Vec::new();
        };
        let rows = self.among().rows(facts);
        let old = versions::before(&rows, month).map_or(Money::ZERO, versions::amount);
        let Some(Ok((base, care))) = self.amounts(case, month, facts) else { return Vec::new() };
        let effect = Effect {
            scheme: "tekun",
            register: "tekun",
            case: key,
            person: case.int("person"),
            month,
            kind: &self.kind,
            change: self.change_kind.as_deref().unwrap_or(""),
            decided: self.decided_date,
            reason: self.reason_code.as_deref(),
            amounts: (base.checked_add(care).unwrap_or_default(), old),
        };
        effect.writes(vec![
            ("support_mode", self.mode.map(Mode::code).into()),
            ("institution", self.institution.into()),
            ("care_level", self.level.map(CareLevel::code).into()),
        ])
    }
}

impl TekunAward {
    fn check_support(&self, case: &Values, month: Month, facts: &Facts, slips: &mut Vec<Slip>) {
        let housed = self.institution.is_some() && self.check_in.is_some_and(|d| d <= month.last_day());
        match self.mode {
            None => slips.push(Slip::error("E-RG06", "须选供养方式").at("support_mode")),
            Some(Mode::Concentrated) if !housed => {
                let text = format!("集中供养须选择供养机构且入住日期不晚于 {month}");
                slips.push(Slip::error("E-TK-004", text).at("institution"));
            }
            Some(Mode::Dispersed) if self.level > Some(CareLevel::Able) && case.get("carer_agreement_no").is_null() => {
                slips.push(tekun_rules::unsigned().at("care_level"));
            }
            _ => {}
        }
        match (self.level, self.assessed(facts)) {
            (None, _) => {
                let text = "自理6项未填全, 不能确定护理档次";
                slips.push(Slip::error("E-TK-003", text).at("care_level"));
            }
            (Some(level), Some(assessed)) if assessed.text("care_level") != level.code() => {
                let label = |code: &str| codes::CARE_LEVEL.label(code).unwrap_or("").to_owned();
                let on = assessed.text("assess_date");
                let (found, typed) = (label(assessed.text("care_level")), label(level.code()));
                let text = format!("{on} 评估结果为{found}, 与所填{typed}不一致");
                slips.push(Slip::error("E-TK-020", text).at("care_level"));
            }
            _ => {}
        }
        if let Some(Err(missing)) = self.amounts(case, month, facts) {
            slips.push(missing);
        }
        let right = start_month(self.decided_date);
        if case.text("origin") == "applied" && month < right && self.change_kind.as_deref() != Some("13") {
            slips.push(Slip::error("E-TK-021", format!("供养金自确认次月起发, 起发月份应为 {right}")).at("from_month"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::assistance::assessment::ASSESSMENT;
    use crate::register::assistance::tekun::TEKUN;
    use crate::register::core::difference;
    use crate::register::{Ask, BeforeFact, Entry, Fact, RecordFact};

    const CASE: i64 = 3_000_000_001;

    fn facts(children: Vec<Values>) -> Facts<'static> {
        let day = |t: &str| t.parse::<NaiveDate>().unwrap();
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        let rows = [
            ("dibao.urban.month_fen", "2020-01-01", "55000"),
            ("dibao.urban.month_fen", "2021-01-01", "60000"),
            ("tekun.base_bp", "2020-01-01", "13000"),
            ("tekun.care.D.1_fen", "2020-01-01", "15400"),
            ("tekun.care.D.2_fen", "2020-01-01", "25700"),
            ("tekun.care.C.2_fen", "2020-01-01", "98000"),
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
        let entry = Entry::of::<TekunAward>();
        let mut known = facts.clone();
        let stored = versions::siblings(facts, "tekun", Some(CASE), "tekun_award");
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
        let writes = (Entry::of::<TekunAward>().follows)(&row, &facts);
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
