//! 探访关爱 (services 2.12, 民发〔2022〕73号): one visit or call to an old person in special difficulty, what was found, to whom it was
//! passed on, and until when the next one is due.

use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::benefits::cases::yearly_number;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{IN_LIFE, from, not_in_future};
use crate::register::core::slips::needed;
use crate::register::elderly::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Tie, Values};
use chrono::NaiveDate;

/// 探访.
pub static ELDER_VISIT: Register = Register {
    fields: &[
        Field::new("person", "老年人", Kind::Ref("person")).must().hint("已建老年人档案的, 身份证号"),
        Field::new("visit_on", "探访日期", Kind::Date).must().completed().hint("空着为今天").ordered(&IN_LIFE),
        Field::new("mode", "方式", Kind::Code(&codes::VISIT_MODE)).must().or("1"),
        Field::new("visitor", "探访人", Kind::Text(30)).must().completed().hint("空着按上次探访填"),
        Field::new("visitor_kind", "探访人身份", Kind::Code(&codes::VISITOR_KIND)).must().or("1"),
        Field::new("risk_level", "风险等级", Kind::Code(&codes::RISK)).must().completed().hint("空着按上次探访填"),
        Field::new("result", "探访结果", Kind::Code(&codes::VISIT_RESULT)).must().or("1"),
        Field::new("findings", "发现问题", Kind::Text(200)).when("result", &["2"]),
        Field::new("referral_to", "转介单位", Kind::Text(50)).hint("转给谁办; 自己办的不填"),
        Field::new("referred_on", "转介日期", Kind::Date)
            .completed()
            .hint("填了转介单位, 空着为探访日期")
            .ordered(&[not_in_future(), from(&["visit_on"])]),
        Field::new("referral_done_on", "办结日期", Kind::Date)
            .hint("问题解决的日期")
            .ordered(&[not_in_future(), from(&["referred_on", "visit_on"])]),
        Field::new("next_due", "下次探访不迟于", Kind::Date).given().ordered(&[from(&["visit_on"])]),
        Field::new("visit_no", "探访编号", Kind::Text(24)).hint("空着自动编号: TF、区划6位、年份、6位序号"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("visit_on", "探访日期", 10),
        ListColumn::new("person.name", "老年人", 8),
        ListColumn::new("mode", "方式", 8),
        ListColumn::new("visitor", "探访人", 10),
        ListColumn::new("risk_level", "风险", 4),
        ListColumn::new("result", "结果", 8),
        ListColumn::new("next_due", "下次不迟于", 10),
        ListColumn::new("person.home_division", "居住地", 14),
        ListColumn::new("referral_to", "转介", 14),
        ListColumn::new("referral_done_on", "办结日期", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("visit_no", "编号", 18),
    ],
    natural_key: &["visit_no"],
    order: &["visit_on", "visit_no"],
    latest_first: true,
    filters: &["person.home_division", "risk_level", "mode", "visitor_kind", "result"],
    serial: Some(Serial { col: "visit_no", prefix: number_prefix, width: 6 }),
    tied: &[Tie { register: "elder_need", on: &[("elder_visit", "key")] }],
    on_page: Some(OnPage {
        under: "养老服务",
        of: &["person"],
        family: false,
        number: "visit_no",
        days: &["visit_on"],
        what: "mode",
        outcome: Some("result"),
        state: None,
        open: None,
    }),
    over: &[Over::History],
    ..Register::new("elder_visit", "老年人探访", "次")
};

/// `TF4304062021`: the year of the visit.
fn number_prefix(values: &Values, facts: &Facts) -> Option<String> {
    yearly_number("TF", values.date("visit_on")?, facts)
}

/// The last day on which the next visit is in time; none as long as the risk is not known.
fn next_due(visited: NaiveDate, risk: &str, facts: &Facts) -> Option<NaiveDate> {
    facts.parameters.days_after(Param::ElderVisitDays.by(risk, ""), visited).filter(|_| !risk.is_empty())
}

/// A visit as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct ElderVisit {
    /// 老年人.
    pub person: i64,
    /// 探访日期.
    pub visit_on: NaiveDate,
    /// Something was found.
    pub found: bool,
    /// 转介单位.
    pub referral_to: Option<String>,
    /// 转介日期 is filled.
    pub is_referred: bool,
    /// 办结日期 is filled.
    pub is_done: bool,
}

impl Record for ElderVisit {
    const REGISTER: &'static Register = &ELDER_VISIT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(ElderVisit {
            person: values.need_int("person")?,
            visit_on: values.need_date("visit_on")?,
            found: values.text("result") == "2",
            referral_to: values.some_text("referral_to"),
            is_referred: values.has("referred_on"),
            is_done: values.has("referral_done_on"),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.get("visit_on").is_null() {
            values.set("visit_on", facts.day);
        }
        let Ok(visit) = ElderVisit::read(values) else { return };
        if visit.referral_to.is_some() && !visit.is_referred {
            values.set("referred_on", visit.visit_on);
        }
        let earlier = facts.rows_of("elder_visit", "person", visit.person);
        let earlier = earlier.filter(|row| row.date("visit_on") <= Some(visit.visit_on));
        if let Some(last) = earlier.max_by_key(|row| row.date("visit_on")) {
            for col in ["visitor", "risk_level"] {
                if values.get(col).is_null() {
                    values.set(col, last.get(col).clone());
                }
            }
        }
        values.set("next_due", next_due(visit.visit_on, values.text("risk_level"), facts));
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let file = facts.rows_of("elder", "person", self.person).next();
        let text = "没有老年人档案, 应探访的人按档案统计; 请先建档, 或核对是不是这个人";
        let unknown = file.is_none().then(|| Slip::warning("W-EV-001", text).at("person"));
        let referred = (self.is_referred && self.referral_to.is_none())
            .then(|| needed(None, "referral_to", "填了转介日期的, 须填转介单位"));
        let text = "探访结果为正常的, 没有可转介、可办结的; 有问题的请改探访结果, 写明发现问题";
        let idle =
            (!self.found && (self.is_referred || self.is_done)).then(|| Slip::error("E-EV-002", text).at("result"));
        let text = "列了需求的, 探访结果应为发现问题, 并写明";
        let unsaid = (!self.found && !facts.children.is_empty()).then(|| Slip::error("E-EV-003", text).at("result"));
        [unknown, referred.flatten(), idle, unsaid].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::domain::slip::Severity;
    use crate::register::elderly::elder_need::ELDER_NEED;
    use crate::register::tests;
    use crate::register::{Ask, Entry, Fact};

    /// An office in which #7 is on file and was visited before so.
    fn facts(earlier: &[Values]) -> Facts<'static> {
        let mut facts = Facts::on(tests::day("2021-12-31"), "430406000000");
        let file = Values::new(&crate::register::elderly::elder::ELDER);
        facts.answers.push((Ask::RowsOf("elder", "person", 7.into()), Fact::Rows(vec![(1, file)])));
        let earlier = (1..).zip(earlier.iter().cloned()).collect();
        facts.answers.push((Ask::RowsOf("elder_visit", "person", 7.into()), Fact::Rows(earlier)));
        let days = [("1", "7"), ("2", "30"), ("3", "90")];
        let rows =
            days.map(|(risk, days)| (format!("visit.elder_days/{risk}"), tests::day("2015-01-01"), days.to_owned()));
        facts.parameters = Parameters::from_rows(rows);
        facts
    }

    fn visit(pairs: &[(&'static str, &str)]) -> Values {
        let mut row = Values::new(&ELDER_VISIT);
        row.set("person", 7);
        pairs.iter().for_each(|(col, text)| row.set(col, *text));
        row
    }

    fn judged(row: &mut Values, facts: &Facts) -> Vec<(&'static str, Severity)> {
        let entry = Entry::of::<ElderVisit>();
        (entry.complete)(row, facts);
        (entry.check)(row, facts).iter().map(|s| (s.code, s.severity)).collect()
    }

    #[test]
    fn the_next_visit_is_due_by_the_risk() {
        for (risk, due) in [("1", "2021-03-08"), ("2", "2021-03-31"), ("3", "2021-05-30")] {
            let mut row = visit(&[("visit_on", "2021-03-01"), ("risk_level", risk), ("visitor", "刘芳")]);
            assert_eq!(judged(&mut row, &facts(&[])), []);
            assert_eq!(row.text("next_due"), due, "{risk}");
        }
    }

    /// For a person who is visited every month, whom to visit is all that is typed.
    #[test]
    fn what_the_last_visit_says_is_not_typed_again() {
        let of = |day, who, risk| visit(&[("visit_on", day), ("visitor", who), ("risk_level", risk)]);
        let earlier = [of("2021-11-02", "刘芳", "1"), of("2021-12-02", "周敏", "2"), of("2021-10-02", "李强", "3")];
        let mut row = visit(&[]);
        assert_eq!(judged(&mut row, &facts(&earlier)), []);
        assert_eq!((row.text("visit_on"), row.text("visitor")), ("2021-12-31", "周敏"));
        assert_eq!((row.text("risk_level"), row.text("next_due")), ("2", "2022-01-30"));
        let mut afterwards = visit(&[("visit_on", "2021-11-20")]);
        judged(&mut afterwards, &facts(&earlier));
        assert_eq!((afterwards.text("visitor"), afterwards.text("risk_level")), ("刘芳", "1"));
    }

    #[test]
    fn each_rule() {
        use Severity::{Error, Warning};
        type Pairs = &'static [(&'static str, &'static str)];
        let cases: [(Pairs, &[(&str, Severity)]); 5] = [
            (&[("result", "2")], &[("E-RG06", Error)]),
            (&[("result", "2"), ("findings", "屋顶漏雨"), ("referral_to", "社区")], &[]),
            (&[("result", "2"), ("findings", "屋顶漏雨"), ("referred_on", "2021-12-02")], &[("E-RG06", Error)]),
            (&[("referral_to", "社区")], &[("E-EV-002", Error)]),
            (&[("referral_done_on", "2021-12-30")], &[("E-EV-002", Error)]),
        ];
        for (pairs, codes) in cases {
            let mut row =
                visit(&[&[("visit_on", "2021-12-01"), ("risk_level", "2"), ("visitor", "刘芳")], pairs].concat());
            assert_eq!(judged(&mut row, &facts(&[])), codes, "{pairs:?}");
        }
        let mut facts = facts(&[]);
        facts.children = vec![Values::new(&ELDER_NEED)];
        assert_eq!(judged(&mut visit(&[("risk_level", "2")]), &facts), [("E-EV-003", Error)]);
        let nobody = Facts::on(tests::day("2021-12-31"), "430406000000");
        assert_eq!(judged(&mut visit(&[("risk_level", "2")]), &nobody), [("W-EV-001", Warning)]);
    }

    #[test]
    fn a_referral_is_of_the_day_of_the_visit() {
        let pairs = [("visit_on", "2021-12-01"), ("result", "2"), ("findings", "无人做饭"), ("referral_to", "助餐点")];
        let mut row = visit(&pairs);
        judged(&mut row, &facts(&[]));
        assert_eq!(row.text("referred_on"), "2021-12-01");
    }
}
