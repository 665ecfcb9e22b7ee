//! 强制报告: that a minor suffers, may suffer or risks harm, as it was found and told to the police, and what came of it (services 3.8; 高检发
//! 〔2020〕9号, 未成年人保护法 11). Restricted. Its state follows from the days of its steps.

use crate::domain::children::delay::{self, Delay};
use crate::domain::children::leaving::ADULT;
use crate::domain::date::age_on;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::benefits::cases::parted_number;
use crate::register::children::codes;
use crate::register::core::order::{from, not_in_future, since_birth};
use crate::register::core::steps::{self, Step};
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Values};
use chrono::{NaiveDate, NaiveTime};

/// 强制报告.
pub static MANDATORY_REPORT: Register = Register {
    fields: &[
        Field::new("report_no", "报告编号", Kind::Text(24)).hint("空着自动编号: QZ、区划6位、年份、4位序号"),
        Field::new("child", "儿童档案", Kind::Ref("child")).hidden().hint("档案号; 没有档案的写在下一项"),
        Field::new("unknown", "没有档案的未成年人", Kind::Text(200)).hidden().hint("姓名(不明的写特征)、性别、年龄"),
        Field::new("found_on", "发现日期", Kind::Date).must().ordered(&[not_in_future(), since_birth("child.person")]),
        Field::new("found_time", "发现时间", Kind::Text(8)).must().hidden().hint("如 15:20"),
        Field::new("found_by", "发现人、单位", Kind::Text(60)).must().hidden(),
        Field::new("situation", "情形", Kind::Code(&codes::SITUATION)).must().hidden(),
        Field::new("detail", "情况", Kind::Text(400)).hidden(),
        Field::new("reported_on", "报公安日期", Kind::Date).ordered(&[not_in_future(), from(&["found_on"])]),
        Field::new("reported_time", "报公安时间", Kind::Text(8))
            .hidden()
            .hint("发现后立即报告, 最迟按参数“强制报告时限”"),
        Field::new("police_unit", "公安机关", Kind::Text(60)).hidden(),
        Field::new("accepted_on", "受理日期", Kind::Date).ordered(&[not_in_future(), from(&["reported_on"])]),
        Field::new("receipt_no", "受案回执号", Kind::Text(40)).hidden(),
        Field::new("filing", "立案情况", Kind::Code(&codes::FILING)).hidden().hint("公安机关还没有决定的空着"),
        Field::new("filed_on", "立案(不立案)日期", Kind::Date).ordered(&[not_in_future(), from(&["accepted_on"])]),
        Field::new("feedback_on", "公安反馈日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["filed_on", "accepted_on"])])
            .hint("立案或者不立案后3日内"),
        Field::new("protection", "保护措施", Kind::Code(&codes::PROTECTION)).hidden(),
        Field::new("helped_on", "帮扶开始日期", Kind::Date).ordered(&[not_in_future(), from(&["found_on"])]),
        Field::new("closed_on", "结案日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["helped_on", "filed_on", "found_on"])]),
        Field::new("outcome", "结果", Kind::Text(200)).hidden(),
        Field::new("state", "状态", Kind::Code(&codes::REPORT_STATE)).given().or("found"),
        Field::new("note", "备注", Kind::Text(200)).hidden(),
    ],
    list: &[
        ListColumn::new("report_no", "报告编号", 19),
        ListColumn::new("child.file_no", "儿童档案号", 19),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("found_on", "发现日期", 10),
        ListColumn::new("reported_on", "报公安日期", 10),
        ListColumn::new("filed_on", "立案日期", 10),
        ListColumn::new("feedback_on", "反馈日期", 10),
        ListColumn::new("closed_on", "结案日期", 10),
    ],
    natural_key: &["report_no"],
    order: &["found_on", "report_no"],
    latest_first: true,
    filters: &["state"],
    since: Some("found_on"),
    until: Some("closed_on"),
    serial: Some(Serial { col: "report_no", prefix: number, width: 4 }),
    over: &[Over::Is("state", &["closed"])],
    restricted: true,
    ..Register::new("mandatory_report", "强制报告", "件")
};

/// `QZ-430406-2021-`.
fn number(report: &Values, facts: &Facts) -> Option<String> {
    parted_number("QZ", report.date("found_on")?, facts)
}

/// The steps from the last one: the day of each, the state it leads to, and what has to be filled by then.
const STEPS: [Step; 5] = [
    ("closed_on", "closed", &["reported_on", "filing", "feedback_on", "outcome"]),
    ("helped_on", "helping", &["reported_on", "protection"]),
    ("filed_on", "filed", &["accepted_on", "filing"]),
    ("accepted_on", "accepted", &["reported_on", "receipt_no"]),
    ("reported_on", "reported", &["reported_time", "police_unit"]),
];
/// What stands only beside the day of its step.
const WITH_DAY: [(&str, &[&str]); 2] = [("filing", &["filed_on"]), ("protection", &["helped_on"])];
/// The times.
static TIMES: [&str; 2] = ["found_time", "reported_time"];

/// A report as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct MandatoryReport {
    /// The file of the child, where there is one.
    pub child: Option<i64>,
    /// 发现日期.
    pub found_on: NaiveDate,
    /// 报公安日期.
    pub reported_on: Option<NaiveDate>,
    /// The whole of it.
    pub report: Values,
}

impl Record for MandatoryReport {
    const REGISTER: &'static Register = &MANDATORY_REPORT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(MandatoryReport {
            child: values.int("child"),
            found_on: values.need_date("found_on")?,
            reported_on: values.date("reported_on"),
            report: values.clone(),
        })
    }

    fn fill(values: &mut Values) {
        steps::tidy(values, &TIMES);
        let state = match steps::reached(values, &STEPS) {
            Some("filed") if values.text("filing") == "2" => "unfiled",
            reached => reached.unwrap_or("found"),
        };
        values.set("state", state);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let slips = [self.nobody(), self.grown(facts), self.late(facts), self.unanswered(facts)].into_iter().flatten();
        let asked = steps::asked(&STEPS).chain(WITH_DAY);
        slips
            .chain(steps::unread("E-MR03", &self.report, &TIMES))
            .chain(steps::lacking("E-MR04", &self.report, asked))
            .collect()
    }
}

impl MandatoryReport {
    fn is_there(&self, col: &str) -> bool {
        self.report.has(col)
    }

    /// `E-MR01`.
    fn nobody(&self) -> Option<Slip> {
        let text = "须填儿童档案; 没有档案的, 写明是怎样的未成年人";
        (self.child.is_none() && !self.is_there("unknown")).then(|| Slip::error("E-MR01", text).at("child"))
    }

    /// `E-MR02`: nobody of age.
    fn grown(&self, facts: &Facts) -> Option<Slip> {
        let person = facts.person(facts.row("child", self.child?)?.int("person")?)?;
        let text = "发现时已满18周岁, 不属于未成年人强制报告, 请核对发现日期或者报警处理";
        (age_on(person.birth_date, self.found_on)? >= ADULT).then(|| Slip::error("E-MR02", text).at("found_on"))
    }

    /// `W-MR05`, `E-MR06`, `E-MR07`: at once is within the hours of the office; after a day it wants a reason. What is not reported yet is
    /// as late as the day is old.
    fn late(&self, facts: &Facts) -> Option<Slip> {
        let hours = facts.parameters.int(Param::ReportHours, Month::of(self.found_on)).unwrap_or(delay::OVERDUE);
        let found = steps::moment(&self.report, ("found_on", "found_time"))?;
        let midnight = facts.day.and_time(NaiveTime::MIN);
        let (reported, told) = match steps::moment(&self.report, ("reported_on", "reported_time")) {
            Some(reported) => (reported, "才报公安"),
            None if self.reported_on.is_none() => ((midnight.date().max(found.0), midnight.time()), "还没有报公安"),
            None => return None,
        };
        let rule = format!("应在发现后立即报告, 最迟 {hours} 小时");
        match delay::delay(found, reported, hours) {
            Delay::Late(took) => {
                Some(Slip::warning("W-MR05", format!("发现后 {took} 小时{told}, {rule}")).at("reported_on"))
            }
            Delay::Overdue(took) => {
                let text =
                    format!("发现后 {took} 小时{told}, 已超过 {} 小时, {rule}; 请写明迟报的原因", delay::OVERDUE);
                Some(Slip::doubt("E-MR06", text).at("reported_on"))
            }
            Delay::Before if self.reported_on.is_some() => {
                Some(Slip::error("E-MR07", "报公安时间早于发现时间, 请核对").at("reported_time"))
            }
            _ => None,
        }
    }

    /// `W-MR08`: the police answer within three days of what they decided.
    fn unanswered(&self, facts: &Facts) -> Option<Slip> {
        let last = delay::answered_by(self.report.date("filed_on")?);
        let text = match self.report.date("feedback_on") {
            Some(day) if day > last => format!("公安机关 {day} 才反馈, 应在 {last} 以前, 请在备注里写明"),
            None if facts.day > last => format!("公安机关应在 {last} 以前反馈, 还没有反馈, 请催问"),
            _ => return None,
        };
        Some(Slip::warning("W-MR08", text).at("feedback_on"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::children::child::CHILD;
    use crate::register::people::person::PERSON;
    use crate::register::tests::{day, enter, person};
    use crate::register::{Ask, Draft, Fact};

    /// A child on file, born then, and the hours that a report may take.
    fn facts(born: &str) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-06-30"), "430406000000");
        let hours = ("report.max_hours".to_owned(), day("2019-01-01"), "6".to_owned());
        facts.parameters = Parameters::from_rows([hours]);
        let mut file = Values::new(&CHILD);
        file.set("person", 7);
        facts.answers.push((Ask::Row("child", 5), Fact::Row(Some(file))));
        facts.answers.push((Ask::Person(7), Fact::Person(Some(person(7, "张小", "1", born).into()))));
        let mut row = Values::new(&PERSON);
        row.set("birth_date", born);
        facts.answers.push((Ask::Row("person", 7), Fact::Row(Some(row))));
        facts
    }

    const FOUND: [(&str, &str); 4] =
        [("found_on", "2021-05-11"), ("found_time", "15:20"), ("found_by", "某小学班主任"), ("situation", "4")];
    const REPORTED: [(&str, &str); 3] =
        [("reported_on", "2021-05-11"), ("reported_time", "17:00"), ("police_unit", "派出所")];
    const ACCEPTED: [(&str, &str); 2] = [("accepted_on", "2021-05-12"), ("receipt_no", "20210512001")];
    const FILED: [(&str, &str); 3] = [("filed_on", "2021-05-14"), ("filing", "1"), ("feedback_on", "2021-05-17")];
    const HELPED: [(&str, &str); 2] = [("helped_on", "2021-05-11"), ("protection", "4")];
    const CLOSED: [(&str, &str); 2] = [("closed_on", "2021-06-22"), ("outcome", "监护人签订承诺, 转社工跟进")];

    /// A report of the child of the file, with those steps, and some fields otherwise.
    fn judged(steps: &[&[(&'static str, &str)]], other: &[(&'static str, &str)]) -> (Values, Vec<&'static str>) {
        let draft = Draft::new(&MANDATORY_REPORT).with_ref("child", 5);
        let typed = FOUND.iter().chain(steps.iter().copied().flatten()).chain(other);
        let draft = typed.fold(draft, |draft, (col, text)| draft.with(col, *text));
        let (values, slips) = enter(&draft, facts("2011-05-20"));
        (values, slips.iter().map(|slip| slip.code).collect())
    }

    #[test]
    fn the_state_follows_from_the_steps() {
        let steps: [&[(&str, &str)]; 5] = [&REPORTED, &ACCEPTED, &FILED, &HELPED, &CLOSED];
        for (many, other, state) in [
            (1, &[][..], "reported"),
            (2, &[], "accepted"),
            (3, &[], "filed"),
            (3, &[("filing", "2")], "unfiled"),
            (4, &[], "helping"),
            (5, &[], "closed"),
        ] {
            let (values, slips) = judged(&steps[..many], other);
            assert_eq!((values.text("state"), slips), (state, vec![]), "{many} {other:?}");
        }
    }

    #[test]
    fn a_step_asks_for_its_fields() {
        let steps: [&[(&str, &str)]; 5] = [&REPORTED, &ACCEPTED, &FILED, &HELPED, &CLOSED];
        for (many, other, codes) in [
            (5, &[("child", ""), ("unknown", "女童, 约6岁, 姓名不明")][..], &[][..]),
            (5, &[("child", "")], &["E-MR01"]),
            (1, &[("police_unit", "")], &["E-MR04"]),
            (1, &[("reported_time", "")], &["E-MR04"]),
            (1, &[("reported_time", "下午")], &["E-MR03"]),
            (2, &[("receipt_no", "")], &["E-MR04"]),
            (3, &[("filing", "")], &["E-MR04"]),
            (2, &[("filing", "2")], &["E-MR04"]),
            (3, &[("accepted_on", "")], &["E-MR04"]),
            (4, &[("protection", "")], &["E-MR04"]),
            (5, &[("outcome", "")], &["E-MR04"]),
            (5, &[("feedback_on", "")], &["E-MR04", "W-MR08"]),
            (3, &[("feedback_on", "")], &["W-MR08"]),
            (3, &[("feedback_on", "2021-05-18")], &["W-MR08"]),
            (3, &[("feedback_on", "2021-05-13")], &["E-RG05"]),
        ] {
            assert_eq!(judged(&steps[..many], other).1, codes, "{many} {other:?}");
        }
    }

    #[test]
    fn it_is_about_a_minor() {
        let grown = |born| {
            let typed = FOUND.iter().chain(&REPORTED);
            let draft =
                typed.fold(Draft::new(&MANDATORY_REPORT).with_ref("child", 5), |d, (col, text)| d.with(col, *text));
            enter(&draft, facts(born)).1.iter().map(|slip| slip.code).collect::<Vec<_>>()
        };
        assert_eq!((grown("2003-05-12"), grown("2003-05-11")), (vec![], vec!["E-MR02"]));
    }

    #[test]
    fn a_report_is_made_at_once() {
        for (steps, other, codes) in [
            (&[&REPORTED[..]][..], &[("reported_time", "2120")][..], &[][..]),
            (&[&REPORTED[..]], &[("reported_time", "21点21")], &["W-MR05"]),
            (&[&REPORTED[..]], &[("reported_on", "2021-05-12"), ("reported_time", "15:20")], &["W-MR05"]),
            (&[&REPORTED[..]], &[("reported_on", "2021-05-12"), ("reported_time", "15:21")], &["E-MR06"]),
            (&[&REPORTED[..]], &[("reported_time", "15:10")], &["E-MR07"]),
            (&[], &[], &["E-MR06"]),
            (&[], &[("found_on", "2021-06-30")], &[]),
            (&[], &[("found_on", "2021-06-29")], &["W-MR05"]),
            (&[&REPORTED[..]], &[("found_on", "2021-05-12")], &["E-RG05", "E-MR07"]),
        ] {
            assert_eq!(judged(steps, other).1, codes, "{other:?}");
        }
    }
}
