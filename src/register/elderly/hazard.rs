//! 隐患: one thing that an inspection found, by when it is to be mended, and when it was (services 2.7). A child register of `inspection`.

use crate::domain::slip::Slip;
use crate::register::core::order::{from, from_of, not_in_future};
use crate::register::core::versions::parent;
use crate::register::elderly::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::NaiveDate;

/// 隐患.
pub static HAZARD: Register = Register {
    fields: &[
        Field::new("inspection", "检查", Kind::Ref("inspection")).must(),
        Field::new("item", "问题", Kind::Text(100)).must(),
        Field::new("severity", "程度", Kind::Code(&codes::SEVERITY)).must().or("1"),
        Field::new("found_on", "发现日期", Kind::Date)
            .must()
            .completed()
            .hint("空着按检查日期")
            .ordered(&[not_in_future(), from_of("inspection", &["inspect_on"])]),
        Field::new("deadline", "整改期限", Kind::Date).must().ordered(&[from(&["found_on"])]),
        Field::new("fixed_on", "整改日期", Kind::Date)
            .hint("整改完成的日期")
            .ordered(&[from(&["found_on"]), not_in_future()]),
        Field::new("evidence", "整改依据", Kind::Text(100)),
    ],
    list: &[
        ListColumn::new("item", "问题", 24),
        ListColumn::new("severity", "程度", 6),
        ListColumn::new("found_on", "发现日期", 10),
        ListColumn::new("deadline", "整改期限", 10),
        ListColumn::new("fixed_on", "整改日期", 10),
        ListColumn::new("evidence", "整改依据", 16),
        ListColumn::new("inspection.institution.name", "养老机构", 22),
    ],
    parent: Some("inspection"),
    order: &["inspection", "found_on"],
    filters: &["inspection"],
    since: Some("found_on"),
    until: Some("fixed_on"),
    ..Register::new("hazard", "隐患", "项")
};

/// A hazard as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Hazard {
    /// The inspection; none while it is entered in the same draft.
    pub inspection: Option<i64>,
    /// 整改期限.
    pub deadline: NaiveDate,
    /// 整改日期.
    pub fixed_on: Option<NaiveDate>,
}

impl Record for Hazard {
    const REGISTER: &'static Register = &HAZARD;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let (deadline, fixed_on) = (values.need_date("deadline")?, values.date("fixed_on"));
        Ok(Hazard { inspection: values.int("inspection"), deadline, fixed_on })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.get("found_on").is_null() {
            let inspected =
                parent(facts, "inspection", values.int("inspection")).and_then(|row| row.date("inspect_on"));
            values.set("found_on", inspected);
        }
    }

    /// `W-SA01`, and what the inspection says against it.
    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let late = (facts.day - self.deadline).num_days();
        let open = self.fixed_on.is_none() && late > 0;
        open.then(|| Slip::warning("W-SA01", format!("隐患逾期未整改{late}天")).at("deadline"))
            .into_iter()
            .chain(self.spoils(facts))
            .collect()
    }
}

/// `E-HM09`, `E-HM10`: what an inspection says of itself, 检查结果 and 状态, against what it has found.
pub fn against(result: &str, state: &str, hazards: &[&Values]) -> Vec<Slip> {
    let mut slips = Vec::new();
    let open = hazards.iter().filter(|row| row.get("fixed_on").is_null()).count();
    if !hazards.is_empty() && result == "1" {
        let text = "查出问题的, 结果不能是合格, 应为限期整改、停业整顿或移送";
        slips.push(Slip::error("E-HM09", text).at("result"));
    }
    let (wrong, text) = match state {
        "1" | "2" => (!hazards.is_empty(), "查出问题的, 状态应为整改中、复查或销号".to_owned()),
        "4" | "5" => (open > 0, format!("还有 {open} 项没有整改完成, 不能复查、销号; 请先填各项的整改日期")),
        _ => (false, String::new()),
    };
    slips.extend(wrong.then(|| Slip::error("E-HM10", text).at("state")));
    slips
}

impl Hazard {
    /// What the inspection as it stands says of itself against this and its other hazards; in its own draft it speaks for itself. That
    /// 整改中 follows is said, not asked: it cannot be before there is a hazard.
    fn spoils(&self, facts: &Facts) -> Vec<Slip> {
        let record = self.inspection.filter(|_| facts.parent.is_none());
        let Some(record) = record.and_then(|key| facts.record("inspection", key)) else { return Vec::new() };
        let mut own = Values::new(&HAZARD);
        own.set("fixed_on", self.fixed_on);
        let others = record.children.iter().filter(|(key, row)| row.register == &HAZARD && Some(*key) != facts.this);
        let all: Vec<&Values> = others.map(|(_, row)| row).chain([&own]).collect();
        let (result, state) = (record.values.text("result"), record.values.text("state"));
        let begins = |slip: &Slip| slip.code == "E-HM10" && matches!(state, "1" | "2");
        let said = against(result, state, &all).into_iter();
        said.map(|slip| if begins(&slip) { Slip::warning(slip.code, slip.text) } else { slip })
            .map(|slip| slip.at("inspection"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::slip::Severity;
    use crate::register::elderly::inspection::INSPECTION;
    use crate::register::{Ask, Entry, Fact, RecordFact, tests};

    #[test]
    fn what_is_not_mended_in_time_is_said() {
        let entry = Entry::of::<Hazard>();
        let mut facts = tests::facts();
        let mut inspection = Values::new(&INSPECTION);
        inspection.set("inspect_on", "2021-11-10");
        facts.parent = Some(inspection);
        for (deadline, fixed, said) in [
            ("2021-12-31", None, None),
            ("2021-12-21", None, Some("隐患逾期未整改10天")),
            ("2021-12-21", Some("2021-12-28"), None),
        ] {
            let mut row = Values::new(&HAZARD);
            row.set("deadline", deadline);
            row.set("fixed_on", fixed);
            (entry.complete)(&mut row, &facts);
            assert_eq!(row.text("found_on"), "2021-11-10");
            let slips = (entry.check)(&row, &facts);
            assert_eq!(slips.iter().map(|s| s.text.as_str()).next(), said, "{deadline} {fixed:?}");
        }
    }

    /// Added to an inspection that stands: what that says of itself is judged from this side too.
    #[test]
    fn a_hazard_alone_is_held_against_its_inspection() {
        for (result, state, beside, fixed, said) in [
            ("1", "2", None, None, &[("E-HM09", Severity::Error), ("E-HM10", Severity::Warning)][..]),
            ("2", "2", None, None, &[("E-HM10", Severity::Warning)]),
            ("2", "3", None, None, &[]),
            ("2", "5", Some("2021-11-20"), None, &[("E-HM10", Severity::Error)]),
            ("2", "5", Some("2021-11-20"), Some("2021-11-25"), &[]),
        ] {
            let mut facts = tests::facts();
            let mut inspection = Values::new(&INSPECTION);
            for (col, text) in [("inspect_on", "2021-11-10"), ("result", result), ("state", state)] {
                inspection.set(col, text);
            }
            let mut other = Values::new(&HAZARD);
            other.set("fixed_on", beside);
            let children = if beside.is_some() { vec![(1, other)] } else { Vec::new() };
            let record = RecordFact { values: inspection, children };
            facts.answers.push((Ask::Record("inspection", 5), Fact::Record(Some(record))));
            let mut row = Values::new(&HAZARD);
            row.set("inspection", 5);
            row.set("deadline", "2021-12-31");
            row.set("fixed_on", fixed);
            let slips = (Entry::of::<Hazard>().check)(&row, &facts);
            let found: Vec<_> = slips.iter().map(|s| (s.code, s.severity)).collect();
            assert_eq!(found, said, "{result} {state} {fixed:?}");
        }
    }
}
