//! 机构检查: who looked at a home, what was found, and that it is mended: an inspection stays open until 销号 (民政部令第66号; services 2.7).

use crate::domain::slip::Slip;
use crate::register::core::order::{from, from_of, not_in_future};
use crate::register::elderly::codes;
use crate::register::elderly::hazard::{HAZARD, against};
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Tie, Values};

/// 机构检查.
pub static INSPECTION: Register = Register {
    fields: &[
        Field::new("institution", "养老机构", Kind::Ref("institution")).must().hint("机构代码或名称"),
        Field::new("inspect_on", "检查日期", Kind::Date)
            .must()
            .ordered(&[not_in_future().warning(), from_of("institution", &["registered_on"])]),
        Field::new("kind", "检查方式", Kind::Code(&codes::INSPECTION_KIND)).must().or("1"),
        Field::new("members", "检查人员", Kind::Text(100)).hint("姓名之间用、隔开"),
        Field::new("departments", "参加部门", Kind::Text(100)).hint("联合检查必填"),
        Field::new("result", "检查结果", Kind::Code(&codes::INSPECTION_RESULT)),
        Field::new("state", "状态", Kind::Code(&codes::INSPECTION_STATE)).must().or("2"),
        Field::new("next_on", "下次检查", Kind::Date).ordered(&[from(&["inspect_on"])]),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("inspect_on", "检查日期", 10),
        ListColumn::new("institution.name", "养老机构", 22),
        ListColumn::new("kind", "方式", 8),
        ListColumn::new("result", "结果", 8),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("members", "检查人员", 16),
        ListColumn::new("next_on", "下次检查", 10),
        ListColumn::new("departments", "参加部门", 16),
    ],
    order: &["inspect_on", "institution"],
    latest_first: true,
    filters: &["institution", "kind", "state", "result"],
    frozen: &["institution"],
    tied: &[Tie { register: "hazard", on: &[("inspection", "key")] }],
    over: &[Over::Is("state", &["2", "5"])],
    with_rows: true,
    ..Register::new("inspection", "机构检查", "次")
};

/// An inspection as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// 检查方式 code.
    pub kind: String,
    /// 参加部门.
    pub departments: Option<String>,
    /// 检查人员.
    pub members: Option<String>,
    /// 检查结果 code.
    pub result: Option<String>,
    /// 状态 code.
    pub state: String,
}

impl Record for Inspection {
    const REGISTER: &'static Register = &INSPECTION;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Inspection {
            kind: values.text("kind").to_owned(),
            departments: values.some_text("departments"),
            members: values.some_text("members"),
            result: values.some_text("result"),
            state: values.need_text("state")?,
        })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let mut missing = |when: bool, col: &'static str, text: &str| {
            slips.extend(when.then(|| Slip::error("E-RG06", text.to_owned()).at(col)));
        };
        let inspected = self.state != "1";
        missing(inspected && self.members.is_none(), "members", "已检查的须填检查人员");
        missing(inspected && self.result.is_none(), "result", "已检查的须填检查结果");
        missing(self.kind == "4" && self.departments.is_none(), "departments", "联合检查须填参加部门");
        let hazards: Vec<&Values> = facts.children.iter().filter(|row| row.register == &HAZARD).collect();
        slips.extend(against(self.result.as_deref().unwrap_or_default(), &self.state, &hazards));
        let none = hazards.is_empty() && self.state == "3";
        slips.extend(none.then(|| Slip::error("E-HM10", "没有问题的, 状态应为已查").at("state")));
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Entry, tests};

    fn codes(pairs: &[(&str, &str)], hazards: &[Option<&str>]) -> Vec<&'static str> {
        let mut row = Values::new(&INSPECTION);
        row.set("institution", 3);
        for (col, text) in
            [("inspect_on", "2021-03-05"), ("members", "陈雅琴、刘建华"), ("result", "2")].iter().chain(pairs)
        {
            row.set(col, *text);
        }
        let mut facts = tests::facts();
        let hazard = |fixed: &Option<&str>| {
            let mut row = Values::new(&HAZARD);
            row.set("fixed_on", *fixed);
            row
        };
        facts.children = hazards.iter().map(hazard).collect();
        (Entry::of::<Inspection>().check)(&row, &facts).iter().map(|s| s.code).collect()
    }

    #[test]
    fn an_inspection_goes_on_until_all_is_mended() {
        let (open, fixed) = (None, Some("2021-03-20"));
        for (pairs, hazards, found) in [
            (&[("result", "1"), ("state", "2")][..], &[][..], &[][..]),
            (&[("result", "1"), ("state", "3")], &[], &["E-HM10"]),
            (&[("result", "1"), ("state", "3")], &[open], &["E-HM09"]),
            (&[("state", "2")], &[open], &["E-HM10"]),
            (&[("state", "3")], &[open, fixed], &[]),
            (&[("state", "4")], &[open, fixed], &["E-HM10"]),
            (&[("state", "5")], &[open], &["E-HM10"]),
            (&[("state", "5")], &[fixed], &[]),
            (&[("kind", "4"), ("state", "3")], &[open], &["E-RG06"]),
            (&[("kind", "4"), ("state", "3"), ("departments", "消防救援大队")], &[open], &[]),
        ] {
            assert_eq!(codes(pairs, hazards), found, "{pairs:?}");
        }
        let mut planned = Values::new(&INSPECTION);
        planned.set("state", "1");
        assert_eq!(Inspection::read(&planned).unwrap().check(&tests::facts()), []);
    }
}
