//! 走访发现: a problem that a visit found, what was done about it, and when it was solved (services 3.6). A child register of `child_visit`,
//! restricted: what was found is told on the visit alone.

use crate::domain::slip::Slip;
use crate::register::children::codes;
use crate::register::core::order::{from_of, not_in_future};
use crate::register::core::versions::parent;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};

/// 走访发现.
pub static VISIT_FINDING: Register = Register {
    fields: &[
        Field::new("child_visit", "走访", Kind::Ref("child_visit")).must().hidden(),
        Field::new("problem", "发现问题", Kind::Code(&codes::PROBLEM)).must().hidden(),
        Field::new("measure", "采取措施", Kind::Code(&codes::MEASURE)).must().hidden(),
        Field::new("referral", "转介单位", Kind::Text(60)).hidden(),
        Field::new("unreported_why", "未强制报告的理由", Kind::Text(200))
            .hidden()
            .hint("疑似侵害而没有强制报告的, 写明理由"),
        Field::new("resolved_on", "解决日期", Kind::Date)
            .hint("落实户籍须已有身份证号; 返校复学须已改就学状态")
            .ordered(&[not_in_future(), from_of("child_visit", &["visited_on"])]),
        Field::new("note", "备注", Kind::Text(200)).hidden(),
        Field::new("report", "强制报告", Kind::Ref("mandatory_report"))
            .hidden()
            .completed()
            .hint("报告编号; 空着填当天发现的那一件"),
    ],
    list: &[
        ListColumn::new("problem", "发现问题", 8),
        ListColumn::new("measure", "采取措施", 8),
        ListColumn::new("resolved_on", "解决日期", 10),
        ListColumn::new("referral", "转介单位", 16),
        ListColumn::new("note", "备注", 20),
        ListColumn::new("unreported_why", "未强制报告的理由", 20),
    ],
    parent: Some("child_visit"),
    order: &["resolved_on"],
    filters: &["child_visit"],
    frozen: &["child_visit"],
    restricted: true,
    ..Register::new("visit_finding", "走访发现", "项")
};

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitFinding {
    /// The visit; none while it is entered in the same draft.
    pub visit: Option<i64>,
    /// 发现问题 code.
    pub problem: String,
    /// 采取措施 code.
    pub measure: String,
    /// Why nobody was told of what may be harm.
    pub unreported_why: Option<String>,
    /// The 强制报告, where it was reported.
    pub report: Option<i64>,
    /// It is solved.
    pub is_solved: bool,
}

impl Record for VisitFinding {
    const REGISTER: &'static Register = &VISIT_FINDING;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(VisitFinding {
            visit: values.int("child_visit"),
            problem: values.need_text("problem")?,
            measure: values.need_text("measure")?,
            unreported_why: values.some_text("unreported_why"),
            report: values.int("report"),
            is_solved: values.has("resolved_on"),
        })
    }

    /// The report of the same child that was made on the day of the visit.
    fn complete(values: &mut Values, facts: &Facts) {
        if values.text("measure") != REPORTED || values.has("report") {
            return;
        }
        let visit = parent(facts, "child_visit", values.int("child_visit"));
        let Some((child, day)) = visit.and_then(|visit| visit.int("child").zip(visit.date("visited_on"))) else {
            return;
        };
        let mut reports = facts.referring("mandatory_report", "child", child);
        let of_day = reports.find(|(_, report)| report.date("found_on") == Some(day));
        values.set("report", of_day.map(|(key, _)| key));
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        [self.unreported(), self.of_another(facts), self.unsolved(facts)].into_iter().flatten().collect()
    }
}

/// 疑似侵害 among the problems, and 强制报告 among the measures.
const HARM: &str = "7";
const REPORTED: &str = "4";

impl VisitFinding {
    /// `E-CH08` (W-CH08 of the handbook, which stops as well): what may be harm is reported, or it is said why not; what goes as reported
    /// names the report.
    fn unreported(&self) -> Option<Slip> {
        if self.measure == REPORTED {
            let text = "措施是强制报告的, 须填强制报告的编号; 还没有登记的先在“强制报告”里登记";
            return self.report.is_none().then(|| Slip::error("E-CH08", text).at("report"));
        }
        let silent = self.problem == HARM && self.unreported_why.is_none();
        let text = "疑似侵害须强制报告(措施填强制报告, 填报告编号), 没有报告的须写明理由";
        silent.then(|| Slip::error("E-CH08", text).at("measure"))
    }

    /// `E-CV05`: the report is of another child.
    fn of_another(&self, facts: &Facts) -> Option<Slip> {
        let visit = parent(facts, "child_visit", self.visit)?;
        let report = facts.row("mandatory_report", self.report?)?;
        let other = report.int("child").is_some_and(|child| Some(child) != visit.int("child"));
        other.then(|| Slip::error("E-CV05", "这件强制报告是另一名儿童的, 请核对报告编号").at("report"))
    }

    /// `E-CV03`, `E-CV04`: 户籍 is settled when there is an ID number, and back at school is who is at school.
    fn unsolved(&self, facts: &Facts) -> Option<Slip> {
        let visit = parent(facts, "child_visit", self.visit).filter(|_| self.is_solved)?;
        let child = facts.row("child", visit.int("child")?)?;
        let (code, text) = match self.problem.as_str() {
            "2" if matches!(child.text("school_state"), "09" | "10") => {
                ("E-CV04", "档案里的就学状态还是失学、辍学, 请先改就学状态, 再填解决日期")
            }
            "3" if facts.row("person", child.int("person")?)?.get("id_number").is_null() => {
                ("E-CV03", "该儿童还没有身份证号, 请先在人员信息里填身份证号, 再填解决日期")
            }
            _ => return None,
        };
        Some(Slip::error(code, text).at("resolved_on"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::children::child::CHILD;
    use crate::register::children::child_visit::CHILD_VISIT;
    use crate::register::children::mandatory_report::MANDATORY_REPORT;
    use crate::register::people::person::PERSON;
    use crate::register::tests::day;
    use crate::register::{Ask, Entry, Fact, Value};

    fn said(schooling: &str, id: Option<&str>, finding: &[(&'static str, &str)]) -> Vec<&'static str> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        let (mut visit, mut child) = (Values::new(&CHILD_VISIT), Values::new(&CHILD));
        let mut person = Values::new(&PERSON);
        visit.set("child", 5);
        visit.set("visited_on", "2021-11-02");
        child.set("person", 7);
        child.set("school_state", schooling);
        person.set("id_number", id);
        facts.answers.push((Ask::Row("child", 5), Fact::Row(Some(child))));
        facts.answers.push((Ask::Row("person", 7), Fact::Row(Some(person))));
        facts.parent = Some(visit);
        for (key, of) in [(31, 5), (32, 6)] {
            let mut report = Values::new(&MANDATORY_REPORT);
            report.set("child", of);
            facts.answers.push((Ask::Row("mandatory_report", key), Fact::Row(Some(report))));
        }
        let mut row = Values::new(&VISIT_FINDING);
        for (col, text) in finding {
            row.set(col, VISIT_FINDING.field(col).map_or(Value::Null, |field| field.kind.stored(text)));
        }
        (Entry::of::<VisitFinding>().check)(&row, &facts).iter().map(|slip| slip.code).collect()
    }

    #[test]
    fn harm_is_reported_and_what_is_solved_is_solved() {
        const SOLVED: (&str, &str) = ("resolved_on", "2021-12-03");
        for (schooling, id, finding, codes) in [
            ("02", None, &[("problem", "7"), ("measure", "1")][..], &["E-CH08"][..]),
            ("02", None, &[("problem", "7"), ("measure", "1"), ("unreported_why", "公安机关已先行介入")], &[]),
            ("02", None, &[("problem", "7"), ("measure", "4")], &["E-CH08"]),
            ("02", None, &[("problem", "1"), ("measure", "4"), ("unreported_why", "已面谈")], &["E-CH08"]),
            ("02", None, &[("problem", "7"), ("measure", "4"), ("report", "31")], &[]),
            ("02", None, &[("problem", "7"), ("measure", "1"), ("report", "31")], &["E-CH08"]),
            ("02", None, &[("problem", "7"), ("measure", "4"), ("report", "32")], &["E-CV05"]),
            ("02", None, &[("problem", "3"), ("measure", "3"), SOLVED], &["E-CV03"]),
            ("02", Some("430406201205060013"), &[("problem", "3"), ("measure", "3"), SOLVED], &[]),
            ("10", None, &[("problem", "2"), ("measure", "2"), SOLVED], &["E-CV04"]),
            ("10", None, &[("problem", "2"), ("measure", "2")], &[]),
            ("03", None, &[("problem", "2"), ("measure", "2"), SOLVED], &[]),
            ("03", None, &[("problem", "1"), ("measure", "1"), ("resolved_on", "2021-11-01")], &["E-RG05"]),
        ] {
            assert_eq!(said(schooling, id, finding), codes, "{schooling} {finding:?}");
        }
    }
}
