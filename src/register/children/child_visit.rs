//! 走访: a visit to a child on file (services 3.6; 民发〔2019〕34号). How soon the next one is due follows from the child's risk; what was found
//! stands in `visit_finding`.

use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::benefits::personal::complete_place;
use crate::register::children::codes;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{Order, ahead, from, from_of, not_in_future, since_birth, until_death, until_of};
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Tie, Values};
use chrono::NaiveDate;

/// When the visitor was in office, as far as one is named.
const IN_OFFICE: [Order; 2] = [from_of("visitor", &["appointed_on"]), until_of("visitor", &["left_on"]).doubt()];

const fn state(col: &'static str, label: &'static str) -> Field {
    Field::new(col, label, Kind::Code(&codes::FOUND_STATE)).must().or("1")
}

/// 走访.
pub static CHILD_VISIT: Register = Register {
    fields: &[
        Field::new("child", "儿童", Kind::Ref("child")).must().hint("档案号, 或儿童的身份证号、姓名"),
        Field::new("person", "儿童本人", Kind::Ref("person")).given(),
        Field::new("visited_on", "走访日期", Kind::Date).must().completed().hint("空着按今天").ordered(&[
            not_in_future(),
            from_of("child", &["registered_on"]),
            IN_OFFICE[0],
            IN_OFFICE[1],
            since_birth("person"),
            until_death("person"),
        ]),
        Field::new("mode", "方式", Kind::Code(&codes::VISIT_MODE)).must().or("1"),
        Field::new("division", "村(居)", Kind::Division).must().completed().hint("空着按儿童的居住地"),
        Field::new("visitor", "走访人", Kind::Ref("child_worker")).must().completed().hint("空着填村(居)的儿童主任"),
        Field::new("seen_child", "当面见到儿童", Kind::Flag).must().completed().hint("空着: 入户、到校的见到"),
        Field::new("guardian_present", "监护人在场", Kind::Flag).or("1"),
        state("living", "生活"),
        state("safety", "安全"),
        state("schooling", "学习"),
        state("health", "健康"),
        state("mind", "心理"),
        Field::new("next_due", "下次应访", Kind::Date)
            .completed()
            .hint("最迟哪一天; 空着按儿童的风险等级填, 机构集中养育的不填")
            .ordered(&[from(&["visited_on"]), ahead(12)]),
        Field::new("diary", "走访记录", Kind::Text(400)),
    ],
    list: &[
        ListColumn::new("visited_on", "走访日期", 10),
        ListColumn::new("person.name", "儿童", 10),
        ListColumn::new("mode", "方式", 4),
        ListColumn::new("seen_child", "见到", 4),
        ListColumn::new("visitor.person.name", "走访人", 10),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("next_due", "下次应访", 10),
        ListColumn::new("child.risk_level", "风险", 4),
        ListColumn::new("diary", "走访记录", 24),
        ListColumn::new("child.file_no", "档案号", 19),
    ],
    order: &["visited_on"],
    latest_first: true,
    filters: &["person.home_division", "mode"],
    frozen: &["child"],
    tied: &[Tie { register: "visit_finding", on: &[("child_visit", "key")] }],
    on_page: Some(OnPage {
        under: "儿童福利",
        of: &["person"],
        family: false,
        number: "diary",
        days: &["visited_on"],
        what: "mode",
        outcome: None,
        state: None,
        open: None,
    }),
    over: &[Over::History],
    ..Register::new("child_visit", "走访", "次")
};

/// A visit.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildVisit {
    /// The file.
    pub child: i64,
    /// 走访日期.
    pub visited_on: NaiveDate,
    /// 方式 code.
    pub mode: String,
    /// 当面见到儿童.
    pub seen: bool,
}

/// Whether somebody who goes there sees the child: 入户, 到校.
fn goes_there(mode: &str) -> bool {
    matches!(mode, "1" | "2")
}

/// The last day for the next visit; none for a child in the care of an institution.
fn next_due(child: &Values, day: NaiveDate, facts: &Facts) -> Option<NaiveDate> {
    let interval = Param::ChildVisitDays.by(child.text("risk_level"), "");
    facts.parameters.days_after(interval, day).filter(|_| child.text("care_kind") != "1")
}

/// Whoever looks after the children of a village on a day.
fn director(village: &str, day: NaiveDate, facts: &Facts) -> Option<i64> {
    facts.referring("child_worker", "division", village).find(|(_, row)| row.is_there(day)).map(|(key, _)| key)
}

impl Record for ChildVisit {
    const REGISTER: &'static Register = &CHILD_VISIT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(ChildVisit {
            child: values.need_int("child")?,
            visited_on: values.need_date("visited_on")?,
            mode: values.need_text("mode")?,
            seen: values.flag("seen_child"),
        })
    }

    fn fill(values: &mut Values) {
        if values.get("seen_child").is_null() {
            values.set("seen_child", goes_there(values.text("mode")));
        }
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let Some(child) = values.int("child").and_then(|key| facts.row("child", key)) else { return };
        if values.get("visited_on").is_null() {
            values.set("visited_on", facts.day);
        }
        values.set("person", child.int("person"));
        let Some(day) = values.date("visited_on") else { return };
        complete_place(values, facts);
        if values.get("visitor").is_null() {
            values.set("visitor", director(values.text("division"), day, facts));
        }
        if values.get("next_due").is_null() {
            values.set("next_due", next_due(child, day, facts));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        if self.seen && !goes_there(&self.mode) {
            let text = "电话、视频走访不算当面见到儿童; 当面见到的, 方式填入户或到校";
            slips.push(Slip::error("E-CV01", text).at("seen_child"));
        }
        let others = facts.rows_of("child_visit", "child", self.child).filter_map(|row| ChildVisit::read(row).ok());
        let others: Vec<ChildVisit> = others.filter(|other| other.visited_on <= self.visited_on).collect();
        if others.iter().any(|other| other.visited_on == self.visited_on) {
            let text = "该儿童当天已有一次走访, 请核对; 确有两次的登记例外";
            slips.push(Slip::doubt("E-CV02", text).at("visited_on"));
        }
        let last = others.iter().max_by_key(|other| other.visited_on);
        if !self.seen && last.is_some_and(|last| !last.seen) {
            let text = "连续两次走访没有当面见到儿童, 请尽快入户或到校见到本人";
            slips.push(Slip::warning("W-CH09", text).at("seen_child"));
        }
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::domain::slip::Severity;
    use crate::register::children::child::CHILD;
    use crate::register::children::child_worker::CHILD_WORKER;
    use crate::register::people::person::PERSON;
    use crate::register::tests::{self, codes_of, day, enter, row};
    use crate::register::{Ask, Draft, Fact};

    const VILLAGE: &str = "430406001001";

    /// A child of a risk and a way of care, who was visited before on these days, seen or not.
    fn facts(risk: &str, care: &str, before: &[(&str, &str)]) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        let days = [("1", "15"), ("2", "30"), ("3", "90")].map(|(risk, days)| {
            (format!("{}/{risk}", Param::ChildVisitDays.name()), day("2021-01-01"), days.to_owned())
        });
        facts.parameters = Parameters::from_rows(days);
        let child = [("person", "7"), ("registered_on", "2021-01-04"), ("risk_level", risk), ("care_kind", care)];
        let person = [("home_division", VILLAGE), ("birth_date", "2012-05-06")];
        let worker = [("division", VILLAGE), ("appointed_on", "2019-09-02"), ("left_on", "2021-11-30")];
        let next = [("division", VILLAGE), ("appointed_on", "2021-12-01")];
        let workers = vec![(3, row(&CHILD_WORKER, &worker)), (4, row(&CHILD_WORKER, &next))];
        for (key, worker) in &workers {
            facts.answers.push((Ask::Row("child_worker", *key), Fact::Row(Some(worker.clone()))));
        }
        facts.answers.push((Ask::Row("child", 5), Fact::Row(Some(row(&CHILD, &child)))));
        facts.answers.push((Ask::Row("person", 7), Fact::Row(Some(row(&PERSON, &person)))));
        facts.answers.push((Ask::Person(7), Fact::Person(Some(tests::person(7, "李小", "1", "2012-05-06").into()))));
        facts.answers.push((Ask::RowsOf("child_worker", "division", VILLAGE.into()), Fact::Rows(workers)));
        let visit = |(day, seen): &(&str, &str)| {
            row(&CHILD_VISIT, &[("child", "5"), ("visited_on", day), ("mode", "1"), ("seen_child", seen)])
        };
        let before = (1..).zip(before.iter().map(visit)).collect();
        facts.answers.push((Ask::RowsOf("child_visit", "child", 5.into()), Fact::Rows(before)));
        facts
    }

    fn visit(day: &str) -> Draft {
        Draft::new(&CHILD_VISIT).with_ref("child", 5).with("visited_on", day)
    }

    #[test]
    fn a_visit_says_whose_it_is_and_when_the_next_is_due() {
        for (risk, care, due) in
            [("1", "2", "2021-12-18"), ("2", "2", "2022-01-02"), ("3", "4", "2022-03-03"), ("1", "1", "")]
        {
            let (values, slips) = enter(&visit("2021-12-03"), facts(risk, care, &[]));
            assert_eq!((values.text("next_due"), slips), (due, vec![]), "{risk} {care}");
            assert_eq!(
                (values.int("person"), values.int("visitor"), values.text("division")),
                (Some(7), Some(4), VILLAGE)
            );
            assert!(values.flag("seen_child"));
        }
        // Who was in office then.
        assert_eq!(enter(&visit("2021-11-30"), facts("2", "2", &[])).0.int("visitor"), Some(3));
        let (values, _) = enter(&visit("2021-11-30").with("mode", "3"), facts("2", "2", &[]));
        assert!(!values.flag("seen_child"), "nobody is seen on the telephone");
    }

    #[test]
    fn what_a_visit_may_not_say() {
        let before = [("2021-10-08", "1"), ("2021-11-08", "0")];
        for (draft, said) in [
            (visit("2021-12-03").with("mode", "3").with("seen_child", "1"), (Severity::Error, vec!["E-CV01"])),
            (visit("2021-11-08"), (Severity::Doubt, vec!["E-CV02"])),
            (visit("2021-12-03").with("seen_child", "0"), (Severity::Warning, vec!["W-CH09"])),
            (visit("2021-12-03"), (Severity::Warning, vec![])),
            (visit("2021-11-05").with("seen_child", "0"), (Severity::Warning, vec![])),
            (visit("2021-01-01"), (Severity::Error, vec!["E-RG05"])),
            (visit("2021-12-01").with_ref("visitor", 3), (Severity::Doubt, vec!["E-RG05"])),
        ] {
            let (_, slips) = enter(&draft, facts("2", "2", &before));
            assert_eq!(codes_of(&slips, said.0), said.1, "{:?}", draft.texts);
        }
    }
}
