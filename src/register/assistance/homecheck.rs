//! 入户核查: one visit to the household of a case of any scheme (assistance 6.2). Third-party visits and those of 社工站 stand in one
//! register, told apart by who visited.

use crate::domain::assistance::homecheck::{State, visitors_slip};
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::benefits::cases::{CaseLabel, case_of, yearly_number};
use crate::register::benefits::codes::SCHEME;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{from, from_of, not_in_future, since_birth, until_death, until_of};
use crate::register::core::slips::{needed, village};
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Values};
use chrono::NaiveDate;

/// 入户核查.
pub static HOMECHECK: Register = Register {
    fields: &[
        Field::new("task_no", "任务编号", Kind::Text(24)).hint("空着自动编号: RH、区划6位、年份、5位序号"),
        Field::new("visitor_org", "入户单位", Kind::Code(&codes::VISITOR_ORG)).must().or("third_party"),
        Field::new("project", "项目", Kind::Ref("homecheck_project")).hint("第三方入户必填: 项目编号"),
        Field::new("person", "对象", Kind::Ref("person")).must().hint("户主或享受人的身份证号"),
        Field::new("case_key", "案件", Kind::Case).must().completed().hint("案件编号; 空着按该人现有案件填"),
        Field::new("scheme", "险种", Kind::Code(&SCHEME)).must().completed().hint("空着按案件填"),
        Field::new("division", "村(居)", Kind::Division).must().completed().hint("空着按案件填"),
        Field::new("state", "状态", Kind::Code(&codes::VISIT_STATE)).must().or("planned"),
        Field::new("assigned_to", "承办人", Kind::Text(30)),
        Field::new("assigned_on", "交办日期", Kind::Date).hint("空着为今天; 自这个月起计入应查户数").ordered(&[
            not_in_future(),
            since_birth("person"),
            since_birth("person"),
            from_of("case_key", &["apply_date"]).warning(),
        ]),
        Field::new("visit_on", "入户日期", Kind::Date).ordered(&[
            not_in_future(),
            from_of("project", &["from_date"]),
            from(&["assigned_on"]).warning(),
            until_of("project", &["to_date"]).doubt(),
            // Somebody may be visited before applying.
            from_of("case_key", &["apply_date"]).doubt(),
            since_birth("person"),
            // That somebody has died unreported is what a visit may find.
            until_death("person").doubt().unless(|visit, _| visit.text("conclusion") == "6"),
        ]),
        Field::new("visitors", "入户人员", Kind::Text(100)).hint("2人以上, 姓名之间用、隔开"),
        Field::new("met", "见面对象", Kind::Code(&codes::MET)),
        Field::new("found_members", "实际人口", Kind::Int(0, 50)),
        Field::new("found_income", "核实月收入", Kind::Money),
        Field::new("found_assets", "财产情况", Kind::Text(200)),
        Field::new("photo_count", "照片张数", Kind::Int(0, 999)),
        Field::new("conclusion", "核查结论", Kind::Code(&codes::CONCLUSION)),
        Field::new("bureau_verdict", "处理意见", Kind::Code(&codes::BUREAU_VERDICT)).must().or("0"),
        Field::new("change", "变动", Kind::Ref("change")).hint("采纳后办理的变动"),
        Field::new("recheck_on", "复查日期", Kind::Date)
            .ordered(&[from(&["visit_on"]), from_of("project", &["from_date"])]),
        Field::new("note", "备注", Kind::Text(400)),
    ],
    list: &[
        ListColumn::new("task_no", "任务编号", 17),
        ListColumn::new("person.name", "对象", 10),
        ListColumn::new("scheme", "险种", 10),
        ListColumn::new("visit_on", "入户日期", 10),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("conclusion", "结论", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("visitor_org", "入户单位", 10),
        ListColumn::new("bureau_verdict", "处理", 6),
        ListColumn::new("visitors", "入户人员", 14),
        ListColumn::new("project.project_no", "项目", 14),
    ],
    natural_key: &["task_no"],
    order: &["division", "task_no"],
    filters: &["division", "project", "visitor_org", "scheme", "state", "conclusion"],
    serial: Some(Serial { col: "task_no", prefix: number_prefix, width: 5 }),
    on_page: Some(OnPage {
        under: "核查核对",
        of: &["person", "case_key"],
        family: false,
        number: "task_no",
        days: &["visit_on"],
        what: "visitor_org",
        outcome: Some("conclusion"),
        state: Some("state"),
        open: None,
    }),
    over: &[Over::Is("state", &["accepted", "concluded"])],
    lets_go: &["change"],
    ..Register::new("homecheck", "入户核查", "户次")
};

/// `RH4304062021`: the year of the visit, or of the day it is planned on.
fn number_prefix(values: &Values, facts: &Facts) -> Option<String> {
    yearly_number("RH", values.date("visit_on").unwrap_or(facts.day), facts)
}

/// A task as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Homecheck {
    /// 入户单位 code.
    pub visitor_org: String,
    /// 项目.
    pub project: Option<i64>,
    /// 对象.
    pub person: i64,
    /// 案件; none until completed.
    pub case_key: Option<i64>,
    /// 险种; none until completed.
    pub scheme: Option<String>,
    /// 村(居); none until completed.
    pub division: Option<String>,
    /// 状态.
    pub state: State,
    /// 入户日期.
    pub visit_on: Option<NaiveDate>,
    /// 入户人员.
    pub visitors: Option<String>,
    /// 见面对象 code.
    pub met: Option<String>,
    /// 核查结论 code.
    pub conclusion: Option<String>,
    /// 处理意见 code.
    pub verdict: String,
}

impl Record for Homecheck {
    const REGISTER: &'static Register = &HOMECHECK;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Homecheck {
            visitor_org: values.text("visitor_org").to_owned(),
            project: values.int("project"),
            person: values.need_int("person")?,
            case_key: values.int("case_key"),
            scheme: values.some_text("scheme"),
            division: values.some_text("division"),
            state: State::from_code(values.text("state")).ok_or_else(Vec::new)?,
            visit_on: values.date("visit_on"),
            visitors: values.some_text("visitors"),
            met: values.some_text("met"),
            conclusion: values.some_text("conclusion"),
            verdict: values.text("bureau_verdict").to_owned(),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let Ok(task) = Homecheck::read(values) else { return };
        if facts.this.is_none() && values.get("assigned_on").is_null() {
            // A visit that is entered afterwards was given by the day it was made.
            values.set("assigned_on", task.visit_on.map_or(facts.day, |visited| visited.min(facts.day)));
        }
        let mut case = task.case_key;
        if case.is_none()
            && let [only] = facts.cases_of(task.person).as_slice()
        {
            case = Some(only.case);
            values.set("case_key", only.case);
            values.set("scheme", only.scheme.as_str());
        }
        let case = case.and_then(|key| case_of(facts, key));
        if task.scheme.is_none()
            && let Some(case) = &case
        {
            values.set("scheme", case.scheme.as_str());
        }
        if task.division.is_none() {
            let home = facts.record("person", task.person).and_then(|p| p.values.some_text("home_division"));
            values.set("division", case.map(|c| c.division).or(home));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        if let Some(code) = &self.division {
            slips.extend(village(facts, code, "division", false));
        }
        self.check_case(facts, &mut slips);
        slips.extend(self.still_open(facts));
        if self.visitor_org == "third_party" && self.project.is_none() {
            slips.push(Slip::error("E-HC-002", "第三方入户须填所属项目").at("project"));
        }
        if !self.state.was_visited() && (self.visit_on.is_some() || self.conclusion.is_some()) {
            let text = "已填入户日期或结论的, 状态应为已入户、已提交或以后的一步";
            slips.push(Slip::error("E-HC-008", text).at("state"));
        }
        if self.state.was_visited() {
            if self.visit_on.is_none() {
                slips.push(Slip::error("E-HC-003", "已入户的须填入户日期").at("visit_on"));
            }
            slips.extend(visitors_slip(self.visitors.as_deref().unwrap_or("")));
        }
        if self.state.needs_conclusion() {
            slips.extend(needed(self.conclusion.as_deref(), "conclusion", "提交的任务须填核查结论"));
        }
        if (self.met.as_deref(), self.conclusion.as_deref()) == (Some("4"), Some("1")) {
            let text = "没有见到人(见面对象为未见)的不能下结论“符合”; 应填人户分离、拒访或查无此户, 或者改日再访, 见到人后再填";
            slips.push(Slip::error("E-HC-009", text).at("conclusion"));
        }
        if self.state == State::Concluded && self.verdict == "0" {
            slips.push(Slip::error("E-HC-004", "已处理的任务须填处理意见").at("bureau_verdict"));
        }
        slips
    }
}

impl Homecheck {
    /// Whether the case is the person's own or that of the person's household; nobody is refused for what is not known.
    fn is_about(&self, key: i64, case: &CaseLabel, facts: &Facts) -> bool {
        let own = case.person.is_none_or(|p| p == self.person);
        let house = facts.household_of(self.person).map(|h| h.key);
        let at_home = case.household.is_none() || house.is_none() || case.household == house;
        own && at_home || facts.cases_of(self.person).iter().any(|c| c.case == key)
    }
    /// `E-HC-010`: the household has a task of the same project, or of the same visitors, that nobody has gone to yet.
    fn still_open(&self, facts: &Facts) -> Option<Slip> {
        let mut tasks = facts.rows_of("homecheck", "case_key", self.case_key?);
        let open = |t: &&Values| matches!(t.text("state"), "planned" | "assigned" | "returned");
        let same = |t: &&Values| t.int("project") == self.project && t.text("visitor_org") == self.visitor_org;
        let other = tasks.find(|t| facts.this.is_none() && open(t) && same(t))?;
        let text = format!("该案件已有未完成的任务 {}, 请在那一件上填; 确需另派的登记例外", other.text("task_no"));
        Some(Slip::doubt("E-HC-010", text).at("case_key"))
    }
    fn check_case(&self, facts: &Facts, slips: &mut Vec<Slip>) {
        let Some(key) = self.case_key else {
            let cases = facts.cases_of(self.person);
            if cases.len() > 1 {
                let list: Vec<&str> = cases.iter().map(|c| c.case_no.as_str()).collect();
                slips.push(
                    Slip::error("E-HC-005", format!("该人有多个案件, 请填案件: {}", list.join("、"))).at("case_key"),
                );
            }
            return;
        };
        match case_of(facts, key) {
            None => {
                slips.push(Slip::error("E-RG07", format!("没有案件 #{key}")).at("case_key"));
            }
            Some(case) if self.scheme.as_deref().is_some_and(|s| s != case.scheme) => {
                slips.push(Slip::error("E-HC-006", "险种与案件不一致").at("scheme"));
            }
            Some(case) if !self.is_about(key, &case, facts) => {
                let text = format!("案件 {} 不是该对象的, 请核对; 空着由程序填", case.case_no);
                slips.push(Slip::error("E-HC-007", text).at("case_key"));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::assistance::tekun::TEKUN;
    use crate::register::tests;
    use crate::register::{Ask, Entry, Fact, RecordFact};

    fn facts(cases: &[i64]) -> Facts<'static> {
        let mut facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        facts.answers.push(tests::village());
        let covering = cases.iter().map(|case| tests::covering(*case, "TK1", "tekun", "2021-01"));
        facts.answers.push((Ask::CasesOf(7), Fact::Covered(covering.collect())));
        for key in cases {
            let mut case = Values::new(&TEKUN);
            case.set("division", "430406001001");
            let known = RecordFact { values: case, children: Vec::new() };
            facts.answers.push((Ask::Record("tekun", *key), Fact::Record(Some(known))));
        }
        facts
    }

    fn judged(row: &mut Values, facts: &Facts) -> Vec<&'static str> {
        let entry = Entry::of::<Homecheck>();
        (entry.complete)(row, facts);
        (entry.check)(row, facts).iter().map(|s| s.code).collect()
    }

    fn task(pairs: &[(&str, &str)]) -> Values {
        let mut row = Values::new(&HOMECHECK);
        row.set("person", 7);
        row.set("visitor_org", "socialwork");
        for (col, text) in pairs {
            row.set(col, *text);
        }
        row
    }

    #[test]
    fn the_case_of_the_person_is_found() {
        let mut row = task(&[]);
        assert_eq!(judged(&mut row, &facts(&[3_000_000_001])), [""; 0]);
        assert_eq!((row.int("case_key"), row.text("scheme")), (Some(3_000_000_001), "tekun"));
        assert_eq!(row.text("division"), "430406001001");
        assert_eq!(judged(&mut task(&[]), &facts(&[3_000_000_001, 3_000_000_002])), ["E-HC-005"]);
    }

    #[test]
    fn the_case_is_the_persons_own() {
        let mut facts = facts(&[3_000_000_001]);
        let mut other = Values::new(&TEKUN);
        other.set("person", 8);
        let known = RecordFact { values: other, children: Vec::new() };
        facts.answers.push((Ask::Record("tekun", 3_000_000_009), Fact::Record(Some(known))));
        let mut row = task(&[("scheme", "tekun")]);
        row.set("case_key", 3_000_000_009);
        assert_eq!(judged(&mut row, &facts), ["E-HC-007"]);
    }

    #[test]
    fn what_a_visit_needs() {
        let facts = facts(&[3_000_000_001]);
        let mut third = task(&[("visitor_org", "third_party")]);
        assert_eq!(judged(&mut third, &facts), ["E-HC-002"]);
        let mut unsaid = task(&[("visit_on", "2021-05-06")]);
        assert_eq!(judged(&mut unsaid, &facts), ["E-HC-008"]);
        let mut visited = task(&[("state", "visited"), ("visitors", "李明")]);
        assert_eq!(judged(&mut visited, &facts), ["E-HC-003", "E-HC-001"]);
        let done = [("state", "concluded"), ("visitors", "李明、王芳"), ("visit_on", "2021-05-06")];
        let mut done = task(&done);
        assert_eq!(judged(&mut done, &facts), ["E-RG06", "E-HC-004"]);
        done.set("conclusion", "1");
        done.set("bureau_verdict", "1");
        done.set("met", "4");
        assert_eq!(judged(&mut done, &facts), ["E-HC-009"]);
        done.set("conclusion", "5");
        assert_eq!(judged(&mut done, &facts), [""; 0]);
        done.set("met", "2");
        done.set("conclusion", "3");
        done.set("bureau_verdict", "1");
        assert_eq!(judged(&mut done, &facts), [""; 0]);
    }
}
