//! 临时监护: a child in the care of the bureau, from a day to another: why, where, by which decision (services 3.11; 未成年人保护法 91 to 95).
//! Restricted.

use crate::domain::slip::Slip;
use crate::register::benefits::cases::parted_number;
use crate::register::children::codes;
use crate::register::core::order::{ahead, from, not_in_future, since_birth};
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Values};
use chrono::{Months, NaiveDate};

/// 监护照料.
pub static TEMP_CARE: Register = Register {
    fields: &[
        Field::new("care_no", "监护编号", Kind::Text(24)).hint("空着自动编号: LJ、区划6位、年份、4位序号"),
        Field::new("child", "儿童档案", Kind::Ref("child")).must().hidden().hint("档案号; 没有档案的先建档"),
        Field::new("decision", "监护决定", Kind::Code(&codes::GUARDIANSHIP)).must().hidden().or("1"),
        Field::new("reason", "监护情形", Kind::Code(&codes::CARE_REASON)).must().hidden(),
        Field::new("legal_basis", "法律依据", Kind::Text(60))
            .must()
            .completed()
            .hidden()
            .hint("空着按监护决定填条款; 有文书的写文号"),
        Field::new("from_on", "起始日", Kind::Date).must().ordered(&[not_in_future(), since_birth("child.person")]),
        Field::new("to_on", "结束日", Kind::Date)
            .hint("还在照料的空着; 临时监护不超过一年")
            .ordered(&[from(&["from_on"]), ahead(12)]),
        Field::new("place", "安置地点", Kind::Code(&codes::CARE_PLACE)).must().hidden(),
        Field::new("institution", "安置机构", Kind::Ref("institution")).hidden().hint("机构代码或名称"),
        Field::new("after", "结束后去向", Kind::Text(100)).hidden().hint("结束的填: 送回监护人、转长期监护 …"),
        Field::new("note", "备注", Kind::Text(200)).hidden(),
    ],
    list: &[
        ListColumn::new("care_no", "监护编号", 19),
        ListColumn::new("child.file_no", "儿童档案号", 19),
        ListColumn::new("from_on", "起始日", 10),
        ListColumn::new("to_on", "结束日", 10),
    ],
    natural_key: &["care_no"],
    order: &["from_on", "care_no"],
    latest_first: true,
    frozen: &["child"],
    since: Some("from_on"),
    until: Some("to_on"),
    serial: Some(Serial { col: "care_no", prefix: number, width: 4 }),
    over: &[Over::Filled("to_on")],
    restricted: true,
    ..Register::new("temp_care", "临时监护", "件")
};

/// `LJ-430406-2021-`.
fn number(care: &Values, facts: &Facts) -> Option<String> {
    parted_number("LJ", care.date("from_on")?, facts)
}

/// Care of a child as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct TempCare {
    /// The file.
    pub child: i64,
    /// It is 临时监护, not 长期监护.
    pub is_temporary: bool,
    /// 监护情形 code.
    pub reason: String,
    /// From when on, and until when, where it is over.
    pub days: (NaiveDate, Option<NaiveDate>),
    /// Whether it is said what became of the child.
    pub is_followed: bool,
}

impl Record for TempCare {
    const REGISTER: &'static Register = &TEMP_CARE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(TempCare {
            child: values.need_int("child")?,
            is_temporary: values.need_text("decision")? == "1",
            reason: values.need_text("reason")?,
            days: (values.need_date("from_on")?, values.date("to_on")),
            is_followed: values.has("after"),
        })
    }

    fn complete(values: &mut Values, _: &Facts) {
        let article = match values.text("decision") {
            "1" => "未成年人保护法第九十二条",
            "2" => "未成年人保护法第九十四条",
            _ => return,
        };
        if values.get("legal_basis").is_null() {
            values.set("legal_basis", article);
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        [self.unfit(), self.too_long(facts), self.twice(facts), self.unsaid()].into_iter().flatten().collect()
    }
}

impl TempCare {
    /// `E-TC01`: each of the two decisions has grounds of its own.
    fn unfit(&self) -> Option<Slip> {
        let is_of_temporary = self.reason.starts_with('1');
        let text = match self.is_temporary {
            true => "这种情形不能临时监护(第九十二条), 应为长期监护, 请核对监护决定",
            false => "这种情形不能长期监护(第九十四条), 应为临时监护, 请核对监护决定",
        };
        (is_of_temporary != self.is_temporary).then(|| Slip::error("E-TC01", text).at("reason"))
    }

    /// Its days with those of 临时监护 that end the day before it or begin the day after it.
    fn with_adjoining(&self, facts: &Facts) -> (NaiveDate, Option<NaiveDate>) {
        let others = facts.rows_of("temp_care", "child", self.child).filter(|row| row.text("decision") == "1");
        let others: Vec<_> = others.filter_map(|row| Some((row.date("from_on")?, row.date("to_on")))).collect();
        let (mut from, mut to) = self.days;
        while let Some((earlier, _)) =
            others.iter().find(|(_, end)| end.is_some_and(|end| end.succ_opt() == Some(from)))
        {
            from = *earlier;
        }
        while let Some((_, later)) = others.iter().find(|(begin, _)| to.is_some_and(|to| to.succ_opt() == Some(*begin)))
        {
            to = *later;
        }
        (from, to)
    }

    /// `E-TC02`, `W-TC03`: 临时监护 lasts a year at most (未成年人保护法 93), however many records it is in.
    fn too_long(&self, facts: &Facts) -> Option<Slip> {
        let (from, to) = self.is_temporary.then(|| self.with_adjoining(facts))?;
        let last = from.checked_add_months(Months::new(12))?;
        match to {
            _ if self.days.0 > last => {
                let text =
                    format!("临时监护自 {from} 起相接, 到 {last} 已满一年, 不能再临时监护; 仍须监护的转长期监护");
                Some(Slip::error("E-TC02", text).at("from_on"))
            }
            Some(to) if to > last => {
                let text = format!(
                    "临时监护(连同相接的)不超过一年, 自 {from} 起应不晚于 {last} 结束; 仍须监护的转长期监护, 另登记一条"
                );
                Some(Slip::error("E-TC02", text).at("to_on"))
            }
            None if facts.day > last => {
                let text = format!("临时监护到 {last} 已满一年, 请填结束日; 仍须监护的转长期监护, 另登记一条");
                Some(Slip::warning("W-TC03", text).at("to_on"))
            }
            _ => None,
        }
    }

    /// `E-TC04`: nobody is in two cares at once.
    fn twice(&self, facts: &Facts) -> Option<Slip> {
        let (from, to) = self.days;
        let ends = |to: Option<NaiveDate>| to.unwrap_or(NaiveDate::MAX);
        let mut others = facts.rows_of("temp_care", "child", self.child);
        let other = others.find(|row| {
            row.date("from_on").is_some_and(|other| other <= ends(to)) && ends(row.date("to_on")) >= from
        })?;
        let text = format!("该儿童已有监护 {} 与这一条的日期重叠, 请先填那一条的结束日", other.text("care_no"));
        Some(Slip::error("E-TC04", text).at("from_on"))
    }

    /// `E-TC05`: what became of a child whose care is over.
    fn unsaid(&self) -> Option<Slip> {
        let text = "填了结束日的, 须填结束后去向";
        (self.days.1.is_some() && !self.is_followed).then(|| Slip::error("E-TC05", text).at("after"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::children::child::CHILD;
    use crate::register::people::person::PERSON;
    use crate::register::tests::{day, enter};
    use crate::register::{Ask, Draft, Fact};

    /// A child on file, with a care from and to days.
    fn facts(before: Option<(&str, &str)>) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        let mut file = Values::new(&CHILD);
        file.set("person", 7);
        facts.answers.push((Ask::Row("child", 5), Fact::Row(Some(file))));
        let mut row = Values::new(&PERSON);
        row.set("birth_date", "2011-05-20");
        facts.answers.push((Ask::Row("person", 7), Fact::Row(Some(row))));
        let before = before.map(|(from, to)| {
            let mut row = Values::new(&TEMP_CARE);
            row.set("from_on", from);
            row.set("to_on", Some(to).filter(|to| !to.is_empty()));
            (1, row)
        });
        facts.answers.push((Ask::RowsOf("temp_care", "child", 5.into()), Fact::Rows(before.into_iter().collect())));
        facts
    }

    #[test]
    fn each_rule() {
        const OVER: (&str, &str) = ("after", "送回祖父监护");
        for (before, other, codes) in [
            (None, &[][..], &[][..]),
            (None, &[("to_on", "2021-08-01"), OVER], &[]),
            (None, &[("to_on", "2021-08-01")], &["E-TC05"]),
            (None, &[("reason", "22")], &["E-TC01"]),
            (None, &[("decision", "2")], &["E-TC01"]),
            (None, &[("decision", "2"), ("reason", "23"), ("from_on", "2015-03-01")], &[]),
            (None, &[("from_on", "2020-12-31")], &[]),
            (None, &[("from_on", "2020-12-30")], &["W-TC03"]),
            (None, &[("to_on", "2022-05-11"), OVER], &[]),
            (None, &[("to_on", "2022-05-12"), OVER], &["E-TC02"]),
            (None, &[("to_on", "2021-05-10"), OVER], &["E-RG05"]),
            (Some(("2021-01-01", "2021-05-10")), &[], &[]),
            (Some(("2020-01-01", "2021-05-11")), &[], &["E-TC04"]),
            (Some(("2021-06-01", "")), &[], &["E-TC04"]),
            (Some(("2021-06-01", "")), &[("to_on", "2021-05-31"), OVER], &[]),
        ] {
            let typed = [("reason", "14"), ("from_on", "2021-05-11"), ("place", "2")];
            let draft = Draft::new(&TEMP_CARE).with_ref("child", 5);
            let draft = typed.iter().chain(other).fold(draft, |draft, (col, text)| draft.with(col, *text));
            let (values, slips) = enter(&draft, facts(before));
            assert_eq!(slips.iter().map(|slip| slip.code).collect::<Vec<_>>(), codes, "{before:?} {other:?}");
            assert!(values.text("legal_basis").starts_with("未成年人保护法第九十"), "{other:?}");
        }
    }

    /// One record after another is one care; a gap of a day begins anew.
    #[test]
    fn adjoining_records_last_a_year_together() {
        for (decision, before, to, code) in [
            ("1", ("2020-05-11", "2021-05-10"), "", ""),
            ("1", ("2020-05-11", "2021-05-10"), "2021-05-11", ""),
            ("1", ("2020-05-11", "2021-05-10"), "2021-05-12", "E-TC02"),
            ("1", ("2020-05-10", "2021-05-10"), "", "E-TC02"),
            ("1", ("2020-05-10", "2021-05-09"), "", ""),
            ("2", ("2020-05-10", "2021-05-10"), "", ""),
            ("1", ("2021-09-01", "2022-05-11"), "2021-08-31", ""),
            ("1", ("2021-09-01", "2022-05-12"), "2021-08-31", "E-TC02"),
        ] {
            let mut known = facts(Some(before));
            known.day = day(if to.is_empty() { "2021-05-11" } else { to });
            let mut row = known.rows_of("temp_care", "child", 5).next().cloned().unwrap();
            row.set("decision", decision);
            known.answers.push((Ask::RowsOf("temp_care", "child", 5.into()), Fact::Rows(vec![(1, row)])));
            let typed = [("reason", "14"), ("from_on", "2021-05-11"), ("place", "2"), ("to_on", to), ("after", "送回")];
            let draft = Draft::new(&TEMP_CARE).with_ref("child", 5);
            let draft = typed.iter().fold(draft, |draft, (col, text)| draft.with(col, *text));
            let codes: Vec<_> = enter(&draft, known).1.iter().map(|slip| slip.code).collect();
            assert_eq!(codes, code.split_whitespace().collect::<Vec<_>>(), "{decision} {before:?} {to}");
        }
    }
}
