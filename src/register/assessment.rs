//! 生活自理能力评估: six things that a person can do alone or not, and the care level that follows (assistance 3.3; 民发〔2021〕43号).
//! A child register of the 特困 case.

use crate::domain::slip::Slip;
use crate::domain::tekun::CareLevel;
use crate::register::order::{from, not_in_future, since_birth, until_death};
use crate::register::{Column, Facts, Field, Kind, Record, Register, Values, codes};
use chrono::{Months, NaiveDate};

/// 自理评估.
pub static ASSESSMENT: Register = Register {
    fields: &[
        Field::new("tekun", "特困", Kind::Ref("tekun")).must().hint("申请编号"),
        Field::new("assess_date", "评估日期", Kind::Date).must().ordered(&[
            not_in_future(),
            since_birth("tekun.person"),
            until_death("tekun.person").doubt(),
        ]),
        Field::new("assess_org", "评估机构", Kind::Text(50)).must(),
        Field::new("adl_eat", "自主吃饭", Kind::Flag).must(),
        Field::new("adl_dress", "自主穿衣", Kind::Flag).must(),
        Field::new("adl_bed", "自主上下床", Kind::Flag).must(),
        Field::new("adl_toilet", "自主如厕", Kind::Flag).must(),
        Field::new("adl_walk", "室内自主行走", Kind::Flag).must(),
        Field::new("adl_bath", "自主洗澡", Kind::Flag).must(),
        Field::new("care_level", "自理能力", Kind::Code(&codes::CARE_LEVEL)).given(),
        Field::new("next_assess", "下次评估", Kind::Date).hint("空着按一年后").ordered(&[from(&["assess_date"])]),
    ],
    list: &[
        Column::new("tekun.case_no", "申请编号", 17),
        Column::new("assess_date", "评估日期", 10),
        Column::new("care_level", "自理能力", 8),
        Column::new("adl_eat", "吃饭", 4),
        Column::new("adl_dress", "穿衣", 4),
        Column::new("adl_bed", "上下床", 6),
        Column::new("adl_toilet", "如厕", 4),
        Column::new("adl_walk", "行走", 4),
        Column::new("adl_bath", "洗澡", 4),
        Column::new("assess_org", "评估机构", 16),
        Column::new("next_assess", "下次评估", 10),
    ],
    parent: Some("tekun"),
    since: Some("assess_date"),
    order: &["tekun", "assess_date"],
    filters: &["tekun"],
    ..Register::new("assessment", "自理评估", "次")
};

const ADL: [&str; 6] = ["adl_eat", "adl_dress", "adl_bed", "adl_toilet", "adl_walk", "adl_bath"];

/// An assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// 评估日期.
    pub assess_date: NaiveDate,
    /// The six things; none while one is not filled.
    pub alone: Option<[bool; 6]>,
    /// 下次评估.
    pub next_assess: Option<NaiveDate>,
}

impl Record for Assessment {
    const REGISTER: &'static Register = &ASSESSMENT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let filled = ADL.iter().all(|col| !values.get(col).is_null());
        Ok(Assessment {
            assess_date: values.need_date("assess_date")?,
            alone: filled.then(|| ADL.map(|col| values.flag(col))),
            next_assess: values.date("next_assess"),
        })
    }

    fn fill(values: &mut Values) {
        let Ok(read) = Assessment::read(values) else { return };
        values.set("care_level", read.alone.map(|alone| CareLevel::of(alone).code()));
    }

    fn complete(&self, values: &mut Values, _facts: &Facts) {
        if self.next_assess.is_none() {
            values.set("next_assess", self.assess_date.checked_add_months(Months::new(12)));
        }
    }

    fn check(&self, _facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        if self.alone.is_none() {
            slips.push(Slip::error("E-TK-003", "自理6项未填全, 不能确定护理档次").at("care_level"));
        }
        slips
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Entry;

    #[test]
    fn level_while_typing_and_a_year_to_the_next() {
        let facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        let mut row = Values::new(&ASSESSMENT);
        row.set("assess_date", "2021-06-18");
        for col in &ADL[1..] {
            row.set(col, 1);
        }
        Assessment::fill(&mut row);
        assert!(row.get("care_level").is_null());
        let codes =
            |row: &Values| -> Vec<_> { Assessment::read(row).unwrap().check(&facts).iter().map(|s| s.code).collect() };
        assert_eq!(codes(&row), ["E-TK-003"]);
        row.set("adl_eat", 0);
        row.set("adl_bath", 0);
        Assessment::fill(&mut row);
        (Entry::of::<Assessment>().complete)(&mut row, &facts);
        assert_eq!((row.text("care_level"), row.text("next_assess")), ("2", "2022-06-18"));
        assert_eq!(codes(&row), [""; 0]);
    }
}
