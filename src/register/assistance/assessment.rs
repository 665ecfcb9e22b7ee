//! 生活自理能力评估: six things that a person can do alone or not, and the care level that follows (assistance 3.3; 民发〔2021〕43号).
//! A child register of the 特困 case.

use crate::domain::assistance::tekun::CareLevel;
use crate::domain::slip::Slip;
use crate::register::assistance::codes;
use crate::register::core::order::{from, from_of, not_in_future, since_birth, until_death};
use crate::register::{Facts, Field, Kind, ListColumn, Record, RecordFact, Register, Values};
use chrono::{Months, NaiveDate};

/// 自理评估.
pub static ASSESSMENT: Register = Register {
    fields: &[
        Field::new("tekun", "特困", Kind::Ref("tekun")).must().hint("申请编号"),
        Field::new("assess_date", "评估日期", Kind::Date).must().ordered(&[
            not_in_future(),
            from_of("tekun", &["apply_date"]).doubt(),
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
        ListColumn::new("tekun.case_no", "申请编号", 17),
        ListColumn::new("assess_date", "评估日期", 10),
        ListColumn::new("care_level", "自理能力", 8),
        ListColumn::new("adl_eat", "吃饭", 4),
        ListColumn::new("adl_dress", "穿衣", 4),
        ListColumn::new("adl_bed", "上下床", 6),
        ListColumn::new("adl_toilet", "如厕", 4),
        ListColumn::new("adl_walk", "行走", 4),
        ListColumn::new("adl_bath", "洗澡", 4),
        ListColumn::new("assess_org", "评估机构", 16),
        ListColumn::new("next_assess", "下次评估", 10),
    ],
    parent: Some("tekun"),
    since: Some("assess_date"),
    order: &["tekun", "assess_date"],
    filters: &["tekun"],
    brief: &["assess_date", "assess_org", "adl_eat", "adl_dress", "adl_bed", "adl_toilet", "adl_walk", "adl_bath"],
    ..Register::new("assessment", "自理评估", "次")
};

const ADL: [&str; 6] = ["adl_eat", "adl_dress", "adl_bed", "adl_toilet", "adl_walk", "adl_bath"];

/// An assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The case; none while it is entered in the same draft.
    pub tekun: Option<i64>,
    /// 评估日期.
    pub assess_date: NaiveDate,
    /// The six things; none while one is not filled.
    pub alone: Option<[bool; 6]>,
    /// 下次评估.
    pub next_assess: Option<NaiveDate>,
}

/// The versions of a case.
fn awards(case: &RecordFact) -> impl Iterator<Item = &Values> {
    case.children.iter().map(|(_, row)| row).filter(|row| row.register.name == "tekun_award")
}

/// The last of some versions, where the case is not over by it.
fn running<'a>(awards: impl Iterator<Item = &'a Values>) -> Option<&'a Values> {
    let last = awards.max_by_key(|row| row.month("from_month"));
    last.filter(|row| row.text("kind") != "end")
}

fn level(row: &Values) -> &'static str {
    codes::CARE_LEVEL.label(row.text("care_level")).unwrap_or("未定")
}

/// 供养金自 2021-03 起按全护理每月 1294.00 元核定.
fn decided(award: &Values) -> String {
    let from = award.month("from_month").map(|m| format!("自 {m} 起")).unwrap_or_default();
    let total = award.money("total").unwrap_or_default();
    format!("供养金{from}按{}每月 {total} 元核定", level(award))
}

impl Assessment {
    /// `W-TK-030`: the support of a running case does not follow the assessment by itself.
    fn other_level(&self, facts: &Facts) -> Option<Slip> {
        let now = CareLevel::of(self.alone?).code();
        let case = self.tekun.and_then(|key| facts.record("tekun", key))?;
        let stored = || case.children.iter().filter(|(key, _)| Some(*key) != facts.this).map(|(_, row)| row);
        let all = || stored().chain(&facts.children);
        let later = |row: &Values| row.register == &ASSESSMENT && row.date("assess_date") > Some(self.assess_date);
        let award = running(all().filter(|row| row.register.name == "tekun_award"))?;
        let same = award.get("care_level").is_null() || award.text("care_level") == now;
        let text = || {
            let now = codes::CARE_LEVEL.label(now).unwrap_or_default();
            format!("{}, 这次评估为{now}; 供养金不随评估变动, 请另增一行核定", decided(award))
        };
        (!same && !all().any(later)).then(|| Slip::warning("W-TK-030", text()).at("care_level"))
    }
}

impl Record for Assessment {
    const REGISTER: &'static Register = &ASSESSMENT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let filled = ADL.iter().all(|col| values.has(col));
        Ok(Assessment {
            tekun: values.int("tekun"),
            assess_date: values.need_date("assess_date")?,
            alone: filled.then(|| ADL.map(|col| values.flag(col))),
            next_assess: values.date("next_assess"),
        })
    }

    fn fill(values: &mut Values) {
        let Ok(read) = Assessment::read(values) else { return };
        values.set("care_level", read.alone.map(|alone| CareLevel::of(alone).code()));
    }

    fn complete(values: &mut Values, _facts: &Facts) {
        if let Ok(assessed) = Assessment::read(values)
            && assessed.next_assess.is_none()
        {
            values.set("next_assess", assessed.assess_date.checked_add_months(Months::new(12)));
        }
    }

    /// `E-TK-029`: a running case whose care level no assessment bears out without this one.
    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        let Some(case) = values.int("tekun").and_then(|key| facts.record("tekun", key)) else { return Vec::new() };
        let own = facts.this;
        let left = case.children.iter().filter(|(key, row)| row.register == &ASSESSMENT && Some(*key) != own);
        let last = left.map(|(_, row)| row).max_by_key(|row| row.date("assess_date"));
        let Some(award) = running(awards(case)) else { return Vec::new() };
        let bears_out = |row: &Values| row.text("care_level") == award.text("care_level");
        // Another level that the case was decided with all the same is no matter of this one.
        if last.is_some_and(bears_out) || !bears_out(values) && last.is_some() {
            return Vec::new();
        }
        let without = last.map_or_else(
            || "这是唯一的自理评估, 作废后护理档次没有依据".to_owned(),
            |row| format!("作废后最近的评估为 {}", level(row)),
        );
        let text = format!(
            "特困 {} {}; {without}; 请先登记正确的评估, 仍要作废的请写明理由",
            case.values.text("case_no"),
            decided(award)
        );
        vec![Slip::doubt("E-TK-029", text)]
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        if self.alone.is_none() {
            slips.push(Slip::error("E-TK-003", "自理6项未填全, 不能确定护理档次").at("care_level"));
        }
        slips.extend(self.other_level(facts));
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
