//! 老年人: one file for each older person of interest (services 2.1). What other registers know of somebody (低保, 特困, 残疾, 健康, age,
//! how able he is) is no field here: a fact is entered once.

use crate::domain::date::age_on;
use crate::domain::elderly::allowance::FROM_AGE;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::benefits::cases::yearly_number;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{IN_LIFE, from, not_in_future};
use crate::register::core::slips::needed;
use crate::register::elderly::codes;
use crate::register::{Facts, Field, Kind, Life, ListColumn, Over, PersonFact, Record, Register, Serial, Values};
use chrono::NaiveDate;

/// 老年人.
pub static ELDER: Register = Register {
    fields: &[
        Field::new("file_no", "档案号", Kind::Text(24)).hint("空着自动编号: LN、区划6位、年份、5位序号"),
        Field::new("person", "老年人", Kind::Ref("person")).must().hint("身份证号; 一人一档"),
        Field::new("living", "居住方式", Kind::Code(&codes::LIVING)).must(),
        Field::new("supporter_name", "赡养人", Kind::Text(30)).hint("子女等; 没有的, 无赡养人填 1"),
        Field::new("supporter_rel", "与赡养人关系", Kind::Text(20)),
        Field::new("supporter_phone", "赡养人电话", Kind::Phone),
        Field::new("no_supporter", "无赡养人", Kind::Flag).or("0"),
        Field::new("source", "采集来源", Kind::Code(&codes::ELDER_SOURCE)).must(),
        Field::new("collected_on", "采集日期", Kind::Date).must().ordered(&IN_LIFE),
        Field::new("collected_by", "采集人", Kind::Text(30)),
        Field::new("empty_nest", "空巢", Kind::Flag).or("0"),
        Field::new("left_behind", "农村留守", Kind::Flag)
            .or("0")
            .hint("农村户籍, 子女全部长期(一般六个月以上)离乡, 或留下的无力赡养"),
        Field::new("dementia", "失智", Kind::Flag).or("0"),
        Field::new("bereaved", "计生特殊家庭", Kind::Flag).or("0"),
        Field::new("veteran", "优抚", Kind::Flag).or("0"),
        Field::new("state", "状态", Kind::Code(&codes::ELDER_STATE)).must().or("active"),
        Field::new("left_on", "离册日期", Kind::Date)
            .when("state", &["moved", "dead"])
            .ordered(&[not_in_future(), from(&["collected_on"])]),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("person.home_division", "居住地", 14),
        ListColumn::new("living", "居住方式", 8),
        ListColumn::new("source", "采集来源", 8),
        ListColumn::new("collected_on", "采集日期", 10),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("supporter_name", "赡养人", 10),
        ListColumn::new("supporter_phone", "赡养人电话", 13),
        ListColumn::new("collected_by", "采集人", 10),
        ListColumn::new("file_no", "档案号", 17),
    ],
    natural_key: &["file_no"],
    order: &["collected_on", "file_no"],
    filters: &["person.home_division", "state", "living", "source", "empty_nest", "left_behind"],
    frozen: &["person"],
    since: Some("collected_on"),
    until: Some("left_on"),
    serial: Some(Serial {
        col: "file_no",
        prefix: |elder, facts| yearly_number("LN", elder.date("collected_on")?, facts),
        width: 5,
    }),
    over: &[Over::Is("state", &["moved", "dead"])],
    life: Some(Life::of("person", &[("state", "dead")])),
    on_page: Some(OnPage {
        under: "老年人",
        of: &["person"],
        family: false,
        number: "file_no",
        days: &["collected_on"],
        what: "living",
        outcome: Some("source"),
        state: Some("state"),
        open: None,
    }),
    ..Register::new("elder", "老年人", "人")
};

/// A file as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Elder {
    /// Whose.
    pub person: i64,
    /// 赡养人.
    pub supporter: Option<String>,
    /// 无赡养人.
    pub no_supporter: bool,
    /// 农村留守.
    pub left_behind: bool,
    /// 采集日期.
    pub collected_on: NaiveDate,
    /// 状态 code.
    pub state: String,
}

impl Record for Elder {
    const REGISTER: &'static Register = &ELDER;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Elder {
            person: values.need_int("person")?,
            supporter: values.some_text("supporter_name"),
            no_supporter: values.flag("no_supporter"),
            left_behind: values.flag("left_behind"),
            collected_on: values.need_date("collected_on")?,
            state: values.text("state").to_owned(),
        })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let Some(person) = facts.person(self.person) else { return Vec::new() };
        let age = age_on(person.birth_date, self.collected_on).unwrap_or(0);
        let young = (age < 60).then(|| {
            let text = format!("{} {} {age}周岁, 未满60周岁, 不列入老年人", person.name, self.collected_on);
            Slip::error("E-EL20", text).at("person")
        });
        let twice = facts.rows_of("elder", "person", self.person).next().map(|other| {
            let text = format!("{} 已建档, 档案号 {}, 请打开原档修改", person.name, other.text("file_no"));
            Slip::error("E-EL21", text).at("person")
        });
        let text = "赡养人至少填一人; 确实没有的, 无赡养人填 1";
        let alone = needed(self.supporter.as_deref().or(self.no_supporter.then_some("")), "supporter_name", text);
        let both = (self.no_supporter && self.supporter.is_some())
            .then(|| Slip::error("E-EL22", "填了赡养人, 无赡养人应填 0").at("no_supporter"));
        let urban = facts.row("person", self.person).is_some_and(|p| p.text("hukou_type") == "1");
        let town = (self.left_behind && urban)
            .then(|| Slip::warning("W-EL23", "城镇户口, 农村留守一般应为农村户口, 请核对").at("left_behind"));
        [young, twice, alone, both, town, self.may_apply(person, facts)].into_iter().flatten().collect()
    }
}

impl Elder {
    /// `I-EL01`: old enough for 高龄津贴 this month, and draws none.
    fn may_apply(&self, person: &PersonFact, facts: &Facts) -> Option<Slip> {
        let month = Month::of(facts.day);
        let age = age_on(person.birth_date, month.last_day()).filter(|age| *age >= FROM_AGE)?;
        let drawn = || facts.cases_from(self.person, month).into_iter().chain(facts.under_way(self.person));
        if self.state != "active" || drawn().any(|case| case.scheme == Scheme::Elderly.name()) {
            return None;
        }
        let since = age_on(person.birth_date, month.first_day()) >= Some(FROM_AGE);
        let text = if since {
            format!("{age}周岁, 没有高龄津贴, 可申请")
        } else {
            "本月满80周岁, 可申请高龄津贴".into()
        };
        Some(Slip::warning("I-EL01", format!("{} {text}", person.name)).at("person"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::people::person::PERSON;
    use crate::register::tests;
    use crate::register::{Ask, Entry, Fact};

    /// The office on 31 December 2021, with somebody who draws by these schemes, and whose file stands already or not.
    fn facts(born: &str, hukou: &str, schemes: &[&str], stands: bool) -> Facts<'static> {
        let mut facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        let person = tests::person(7, "张三", "1", born);
        facts.answers.push((Ask::Person(7), Fact::Person(Some(person.into()))));
        let mut row = Values::new(&PERSON);
        row.set("hukou_type", hukou);
        facts.answers.push((Ask::Row("person", 7), Fact::Row(Some(row))));
        let drawn = schemes.iter().map(|s| tests::covering(6_000_000_001, "GL1", s, "2021-02")).collect();
        facts.answers.push((Ask::CasesOf(7), Fact::Covered(drawn)));
        let mut other = Values::new(&ELDER);
        other.set("file_no", "LN430406202100001");
        let rows = if stands { vec![(1, other)] } else { Vec::new() };
        facts.answers.push((Ask::RowsOf("elder", "person", 7.into()), Fact::Rows(rows)));
        facts
    }

    fn said(facts: &Facts, pairs: &[(&str, &str)]) -> Vec<String> {
        let mut row = Values::new(&ELDER);
        for (col, text) in
            [("living", "1"), ("supporter_name", "张四"), ("state", "active"), ("source", "1")].iter().chain(pairs)
        {
            row.set(col, *text);
        }
        row.set("person", 7);
        row.set("collected_on", "2021-06-15");
        for flag in ["no_supporter", "left_behind"] {
            row.set(flag, i64::from(row.text(flag) == "1"));
        }
        (Entry::of::<Elder>().check)(&row, facts).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn one_file_each_from_sixty_on() {
        for (born, hukou, schemes, stands, pairs, slips) in [
            ("1950-01-01", "2", &[][..], false, &[][..], &[][..]),
            ("1961-06-15", "2", &[], false, &[], &[]),
            ("1961-06-16", "2", &[], false, &[], &["E-EL20"]),
            ("1950-01-01", "2", &[], true, &[], &["E-EL21"]),
            ("1950-01-01", "2", &[], false, &[("supporter_name", "")], &["E-RG06"]),
            ("1950-01-01", "2", &[], false, &[("supporter_name", ""), ("no_supporter", "1")], &[]),
            ("1950-01-01", "2", &[], false, &[("no_supporter", "1")], &["E-EL22"]),
            ("1950-01-01", "2", &[], false, &[("left_behind", "1")], &[]),
            ("1950-01-01", "1", &[], false, &[("left_behind", "1")], &["W-EL23"]),
            // 80 in the month, before it, after it; who draws already, or is gone.
            ("1941-12-31", "2", &[], false, &[], &["I-EL01"]),
            ("1930-12-31", "2", &[], false, &[], &["I-EL01"]),
            ("1942-01-01", "2", &[], false, &[], &[]),
            ("1930-12-31", "2", &["elderly"], false, &[], &[]),
            ("1930-12-31", "2", &["dibao-urban"], false, &[], &["I-EL01"]),
            ("1930-12-31", "2", &[], false, &[("state", "moved"), ("left_on", "2021-11-30")], &[]),
        ] {
            let said = said(&facts(born, hukou, schemes, stands), pairs);
            let codes: Vec<&str> =
                said.iter().map(|s| s.split_once(' ').map_or(s.as_str(), |(code, _)| code)).collect();
            assert_eq!(codes, slips, "{born} {pairs:?} {said:?}");
        }
        let reaches = said(&facts("1941-12-31", "2", &[], false), &[]);
        assert!(reaches[0].ends_with("张三 本月满80周岁, 可申请高龄津贴"), "{reaches:?}");
        let young = said(&facts("1962-06-15", "2", &[], false), &[]);
        assert!(young[0].ends_with("张三 2021-06-15 59周岁, 未满60周岁, 不列入老年人"), "{young:?}");
    }
}
