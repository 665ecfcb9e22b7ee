//! 市场检查: a check of a merchant, or of a place where nobody is registered, by two officers (services 4.5). What was taken away stands in
//! `seizure`; whether the merchant was told before is found out when the check is entered.

use crate::domain::slip::Slip;
use crate::register::benefits::cases::parted_number;
use crate::register::core::order::{from_of, not_in_future};
use crate::register::core::slips::village;
use crate::register::funeral::codes;
use crate::register::funeral::findings::{AGAIN, FIRST, NOTHING, found};
use crate::register::funeral::merchant_notice::holds;
use crate::register::funeral::officers::two;
use crate::register::funeral::seizure::against;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Tie, Values};

/// 市场检查.
pub static MARKET_CHECK: Register = Register {
    fields: &[
        Field::new("check_no", "检查编号", Kind::Text(24)).hint("空着自动编号: SC、区划6位、年份、4位序号"),
        Field::new("checked_on", "检查日期", Kind::Date)
            .must()
            .ordered(&[not_in_future(), from_of("merchant", &["opened_on"])]),
        Field::new("merchant", "商户", Kind::Ref("merchant")).hint("商户名称; 流动摊点等没有登记的空着, 填地点"),
        Field::new("place", "地点", Kind::Text(60)).hint("没有登记商户的填"),
        Field::new("market", "市场", Kind::Text(60)),
        Field::new("division", "村(居)", Kind::Division).must().completed().hint("空着按商户所在填"),
        Field::new("team", "检查队伍", Kind::Text(60)),
        Field::new("joint_depts", "参与部门", Kind::Text(100)).hint("名称之间用、隔开"),
        Field::new("officer1", "检查人员", Kind::Name).must(),
        Field::new("officer2", "第二检查人员", Kind::Name).must(),
        Field::new("result", "检查结果", Kind::Code(&codes::MARKET_RESULT)).must().or(NOTHING),
        Field::new("receipt_no", "收缴清单编号", Kind::Text(40)).hint("有收缴的必填"),
        Field::new("repeated", "已告知再犯", Kind::Code(&codes::REPEATED)).given().or(FIRST),
        Field::new("told_by", "按哪份告知书", Kind::Int(0, i64::MAX)).given(),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("checked_on", "检查日期", 10),
        ListColumn::new("merchant.name", "商户", 22),
        ListColumn::new("result", "结果", 6),
        ListColumn::new("repeated", "再犯", 10),
        ListColumn::new("receipt_no", "清单编号", 14),
        ListColumn::new("place", "地点", 18),
        ListColumn::new("market", "市场", 16),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("joint_depts", "参与部门", 20),
        ListColumn::new("check_no", "检查编号", 19),
    ],
    natural_key: &["check_no"],
    order: &["checked_on", "check_no"],
    latest_first: true,
    filters: &["result", "repeated", "merchant"],
    frozen: &["merchant"],
    since: Some("checked_on"),
    serial: Some(Serial { col: "check_no", prefix: number, width: 4 }),
    tied: &[Tie { register: "seizure", on: &[("market_check", "key")] }],
    over: &[Over::History],
    with_rows: true,
    ..Register::new("market_check", "市场检查", "次")
};

/// `SC-430406-2021-`.
fn number(check: &Values, facts: &Facts) -> Option<String> {
    parted_number("SC", check.date("checked_on")?, facts)
}

/// A check as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct MarketCheck {
    /// The whole of it.
    pub check: Values,
}

impl Record for MarketCheck {
    const REGISTER: &'static Register = &MARKET_CHECK;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        values.need_date("checked_on")?;
        Ok(MarketCheck { check: values.clone() })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let merchant = values.int("merchant");
        if let Some(row) = merchant.filter(|_| values.get("division").is_null()).and_then(|m| facts.row("merchant", m))
        {
            values.set("division", row.some_text("division"));
        }
        let told = merchant.zip(values.date("checked_on")).filter(|_| found(values)).and_then(|(merchant, day)| {
            let mut notices = facts.referring("merchant_notice", "merchant", merchant);
            notices.find(|(_, notice)| holds(notice, day)).map(|(key, _)| key)
        });
        values.set("repeated", if told.is_some() { AGAIN } else { FIRST });
        values.set("told_by", told);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let rows: Vec<&Values> = facts.children.iter().collect();
        let nowhere = self.check.int("merchant").is_none() && self.check.get("place").is_null();
        let nowhere = nowhere.then(|| Slip::error("E-FN35", "须填商户; 没有登记商户的, 写明地点").at("place"));
        let place = self.check.some_text("division").and_then(|code| village(facts, &code, "division", false));
        let slips = [nowhere, place, two(&self.check, "officer1", "officer2"), self.repeated(facts)];
        slips.into_iter().flatten().chain(against(&self.check, &rows)).collect()
    }
}

impl MarketCheck {
    /// `W-FN36`.
    fn repeated(&self, facts: &Facts) -> Option<Slip> {
        let notice = facts.row("merchant_notice", self.check.int("told_by")?)?;
        let (no, day) = (notice.text("notice_no"), notice.text("served_on"));
        let text = format!("该商户 {day} 已签收告知书 {no}, 属已告知再犯, 处理时应从重");
        Some(Slip::warning("W-FN36", text).at("result"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::funeral::merchant::MERCHANT;
    use crate::register::funeral::merchant_notice::MERCHANT_NOTICE;
    use crate::register::funeral::seizure::SEIZURE;
    use crate::register::tests::{facts, row};
    use crate::register::{Ask, Entry, Fact};

    /// A check of the merchant 3, which signed a notice in March, with so many seizures.
    fn judged(cells: &[(&str, &str)], seizures: usize) -> (Values, Vec<Slip>) {
        let mut facts = facts();
        let merchant = row(&MERCHANT, &[("division", "430406001001"), ("opened_on", "2018-03-01")]);
        facts.answers.push((Ask::Row("merchant", 3), Fact::Row(Some(merchant))));
        let cells_of =
            [("notice_no", "GZ-430406-2021-0001"), ("served_on", "2021-03-18"), ("valid_until", "2021-12-31")];
        let notice = row(&MERCHANT_NOTICE, &cells_of);
        facts.answers.push((Ask::Row("merchant_notice", 9), Fact::Row(Some(notice.clone()))));
        facts.answers.push((Ask::RowsOf("merchant_notice", "merchant", 3.into()), Fact::Rows(vec![(9, notice)])));
        facts.children = (0..seizures).map(|_| row(&SEIZURE, &[("goods", "1"), ("qty", "125")])).collect();
        let base = [("checked_on", "2021-06-01"), ("merchant", "3"), ("officer1", "陈雅琴"), ("officer2", "刘建华")];
        let mut values = row(&MARKET_CHECK, &[&base[..], cells].concat());
        let entry = Entry::of::<MarketCheck>();
        (entry.complete)(&mut values, &facts);
        let slips = (entry.check)(&values, &facts);
        (values, slips)
    }

    #[test]
    fn two_officers_look_and_leave_a_list_of_what_they_take() {
        let before = ("checked_on", "2021-03-18");
        for (cells, seizures, found) in [
            (&[][..], 0, &[][..]),
            (&[("officer2", "陈雅琴")], 0, &["E-FN32"]),
            (&[("merchant", "")], 0, &["E-RG01", "E-FN35"]),
            (&[("merchant", ""), ("place", "岳屏路口地摊"), ("division", "430406001001")], 0, &[]),
            (&[before, ("result", "2"), ("receipt_no", "收2021-3")], 2, &[]),
            (&[before, ("result", "2")], 1, &["E-FN06"]),
            (&[before, ("result", "2"), ("receipt_no", "收2021-3")], 0, &["E-FN38"]),
            (&[before, ("receipt_no", "收2021-3")], 1, &["E-FN37"]),
            (&[before, ("result", "3")], 0, &[]),
            (&[("result", "4")], 0, &["W-FN36"]),
        ] {
            let codes: Vec<_> = judged(cells, seizures).1.iter().map(|s| s.code).filter(|c| *c != "E-RG01").collect();
            let found: Vec<_> = found.iter().copied().filter(|c| *c != "E-RG01").collect();
            assert_eq!(codes, found, "{cells:?} {seizures}");
        }
    }

    #[test]
    fn who_was_told_and_is_found_again_is_told_so() {
        for (day, result, again) in [
            ("2021-03-01", "2", false),
            ("2021-03-18", "2", false),
            ("2021-03-19", "2", true),
            ("2021-03-19", "1", false),
            ("2021-12-31", "3", true),
        ] {
            let (values, slips) = judged(&[("checked_on", day), ("result", result), ("receipt_no", "收1")], 0);
            assert_eq!((values.text("repeated") == AGAIN, values.int("told_by")), (again, again.then_some(9)), "{day}");
            let told = slips.iter().find(|s| s.code == "W-FN36").map(|s| s.text.as_str());
            let text = "该商户 2021-03-18 已签收告知书 GZ-430406-2021-0001, 属已告知再犯, 处理时应从重";
            assert_eq!(told, again.then_some(text), "{day}");
        }
    }
}
