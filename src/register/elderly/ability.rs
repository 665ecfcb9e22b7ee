//! 老年人能力评估: the scores of 26 items, and the level that follows (GB/T 42195-2022; services 2.4). What was found by MZ/T 039-2013
//! is kept as it was found: its level, no scores. It holds for a year, or until the next one.

use crate::domain::date::age_on;
use crate::domain::elderly::ability::{Beside, ITEMS, Item, SINCE, level, raw_level};
use crate::domain::param::Param;
use crate::domain::people::home::Care;
use crate::domain::slip::Slip;
use crate::register::benefits::cases::yearly_number;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{IN_LIFE, from};
use crate::register::elderly::codes;
use crate::register::people::codes as people;
use crate::register::people::stay;
use crate::register::{Dated, Facts, Field, Kind, ListColumn, Record, Register, Serial, Value, Values};
use chrono::{Months, NaiveDate};

/// The standards by their codes.
const NEW: &str = "2022";
const OLD: &str = "2013";

const HEAD: [Field; 10] = [
    Field::new("report_no", "评估编号", Kind::Text(24)).hint("空着自动编号: NL、区划6位、年份、5位序号"),
    Field::new("person", "老年人", Kind::Ref("person")).must().hint("身份证号"),
    Field::new("assess_on", "评估日期", Kind::Date).must().ordered(&IN_LIFE),
    Field::new("kind", "评估类型", Kind::Code(&codes::ABILITY_KIND))
        .must()
        .completed()
        .hint("空着: 没有评过的填首次, 评过的填常规"),
    Field::new("place", "评估地点", Kind::Text(50)),
    Field::new("assessor1", "评估员", Kind::Text(30)).must(),
    Field::new("assessor2", "另一评估员", Kind::Text(30)).must().hint("两名评估员须为不同的人"),
    Field::new("informant", "信息提供者", Kind::Text(30)),
    Field::new("standard", "评估标准", Kind::Code(&codes::STANDARD))
        .must()
        .completed()
        .hint("空着按评估日期: 2022-12-30起为GB/T 42195-2022, 逐项打分; 以前只填等级"),
    Field::new("old_level", "评定等级", Kind::Code(&people::ABILITY))
        .when("standard", &[OLD])
        .hint("原标准分0至3级, 不换算"),
];

const BESIDE: [&str; 4] = ["coma", "dementia", "mental", "risk_events"];

/// What is known beside the scores; as long as nobody says otherwise, nothing.
const fn beside(col: &'static str, label: &'static str, kind: Kind) -> Field {
    Field::new(col, label, kind).when("standard", &[NEW]).completed()
}

const TAIL: [Field; 11] = [
    Field::new("total", "总分", Kind::Int(0, 90)).given(),
    Field::new("raw_level", "初评等级", Kind::Code(&people::ABILITY)).given(),
    Field::new("level", "能力等级", Kind::Code(&people::ABILITY)).given(),
    beside("coma", "昏迷", Kind::Flag).hint("昏迷的直接定为完全失能, 意识转变后重新评估"),
    // ICD-10 F00 to F03, and F04 to F99.
    beside("dementia", "痴呆", Kind::Flag).hint("医院确诊的痴呆"),
    beside("mental", "其他精神障碍", Kind::Flag).hint("精神科专科医生诊断的其他精神和行为障碍"),
    beside("risk_events", "30天内风险事件", Kind::Int(0, 99))
        .hint("跌倒、噎食、自杀、自伤、走失的次数; 2次起等级下降一级, 几种情形并存也只降一级"),
    Field::new("valid_until", "有效期至", Kind::Date)
        .must()
        .completed()
        .hint("空着按评估日期和评估有效期")
        .ordered(&[from(&["assess_on"])]),
    Field::new("objection", "有异议", Kind::Flag).or("0"),
    Field::new("state", "状态", Kind::Code(&codes::ABILITY_STATE)).must().or("3"),
    Field::new("note", "备注", Kind::Text(200)),
];

const fn score(item: &'static Item) -> Field {
    let hint = match item.max {
        1 => "0至1分",
        2 => "0至2分",
        3 => "0至3分",
        _ => "0至4分",
    };
    Field::new(item.col, item.label, Kind::Int(0, 99)).when("standard", &[NEW]).beneath(item.of).hint(hint)
}

const FIELDS: usize = HEAD.len() + ITEMS.len() + TAIL.len();

static ALL: [Field; FIELDS] = {
    static SCORED: [Item; ITEMS.len()] = ITEMS;
    let (mut all, mut i) = ([HEAD[0]; FIELDS], 0);
    while i < FIELDS {
        all[i] = if i < HEAD.len() {
            HEAD[i]
        } else if i < HEAD.len() + ITEMS.len() {
            score(&SCORED[i - HEAD.len()])
        } else {
            TAIL[i - HEAD.len() - ITEMS.len()]
        };
        i += 1;
    }
    all
};

/// 老年人能力评估.
pub static ABILITY: Register = Register {
    fields: &ALL,
    list: &[
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("level", "能力等级", 8),
        ListColumn::new("total", "总分", 4),
        ListColumn::new("assess_on", "评估日期", 10),
        ListColumn::new("valid_until", "有效期至", 10),
        ListColumn::new("kind", "类型", 8),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("person.home_division", "居住地", 14),
        ListColumn::new("standard", "评估标准", 15),
        ListColumn::new("raw_level", "初评等级", 8),
        ListColumn::new("assessor1", "评估员", 10),
        ListColumn::new("report_no", "评估编号", 17),
    ],
    natural_key: &["report_no"],
    order: &["assess_on", "report_no"],
    latest_first: true,
    filters: &["person.home_division", "level", "kind", "state", "standard"],
    frozen: &["person"],
    dated: Some(Dated { start: "assess_on", within: &["person"], until: "replaced_on" }),
    until: Some("valid_until"),
    serial: Some(Serial {
        col: "report_no",
        prefix: |row, facts| yearly_number("NL", row.date("assess_on")?, facts),
        width: 5,
    }),
    on_page: Some(OnPage {
        under: "能力评估",
        of: &["person"],
        family: false,
        number: "report_no",
        days: &["assess_on"],
        what: "kind",
        outcome: Some("level"),
        state: Some("state"),
        open: None,
    }),
    ..Register::new("ability", "能力评估", "次")
};

/// An assessment as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Ability {
    person: i64,
    assess_on: NaiveDate,
    row: Values,
}

impl Record for Ability {
    const REGISTER: &'static Register = &ABILITY;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let (person, assess_on) = (values.need_int("person")?, values.need_date("assess_on")?);
        Ok(Ability { person, assess_on, row: values.clone() })
    }

    fn fill(values: &mut Values) {
        match values.text("standard") {
            OLD => ITEMS.iter().map(|item| item.col).chain(BESIDE).for_each(|col| values.set(col, Value::Null)),
            NEW => {
                values.set("old_level", Value::Null);
                let unsaid: Vec<&str> = BESIDE.into_iter().filter(|col| values.get(col).is_null()).collect();
                unsaid.into_iter().for_each(|col| values.set(col, 0));
            }
            _ => return,
        }
        let total: Option<i64> = ITEMS.iter().map(|item| values.int(item.col)).sum();
        let beside = Beside {
            coma: values.flag("coma"),
            dementia: values.flag("dementia"),
            mental: values.flag("mental"),
            risk_events: values.int("risk_events").unwrap_or(0),
        };
        let found = total.map_or_else(|| values.get("old_level").clone(), |total| level(total, beside).into());
        values.set("total", total);
        values.set("raw_level", total.map(raw_level));
        values.set("level", found);
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let Ok(known) = Ability::read(values) else { return };
        if values.get("standard").is_null() {
            values.set("standard", if known.is_new() { NEW } else { OLD });
        }
        if values.get("kind").is_null() {
            values.set("kind", if known.earlier(facts).is_some() { "2" } else { "1" });
        }
        if values.get("valid_until").is_null() {
            let months = facts.parameters.on(Param::AssessMonths, known.assess_on);
            let months = months.and_then(|(_, months)| months.parse().ok()).unwrap_or(12);
            values.set("valid_until", known.assess_on.checked_add_months(Months::new(months)));
        }
        Ability::fill(values);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let row = &self.row;
        let mut slips: Vec<Slip> = ITEMS.iter().filter_map(|item| self.too_much(item)).collect();
        if row.text("assessor1").trim() == row.text("assessor2").trim() {
            slips.push(Slip::error("E-EL04", "两名评估员不能是同一人").at("assessor2"));
        }
        if row.text("old_level") == "4" {
            slips.push(Slip::error("E-EL70", "MZ/T 039-2013只分0至3级, 没有完全失能").at("old_level"));
        }
        if self.is_new() != (row.text("standard") == NEW) {
            let text = "2022-12-30起用GB/T 42195-2022, 以前用MZ/T 039-2013";
            slips.push(Slip::warning("W-EL71", text).at("standard"));
        }
        if row.text("kind") == "1"
            && let Some(earlier) = self.earlier(facts)
        {
            let text = format!("{} 已评估过, 这次不是首次评估", earlier.text("assess_on"));
            slips.push(Slip::warning("W-EL72", text).at("kind"));
        }
        slips.extend(self.lives_otherwise(facts));
        let age = facts.person(self.person).and_then(|p| age_on(p.birth_date, self.assess_on));
        if let Some(age) = age.filter(|age| *age < 60) {
            let text = format!("评估时{age}周岁, 未满60周岁, 请核对");
            slips.push(Slip::warning("W-EL73", text).at("person"));
        }
        slips
    }
}

impl Ability {
    /// Whether its day calls for the standard of 2022.
    fn is_new(&self) -> bool {
        SINCE.is_some_and(|since| self.assess_on >= since)
    }
    /// `E-EL03`.
    fn too_much(&self, item: &Item) -> Option<Slip> {
        let score = self.row.int(item.col).filter(|score| *score > item.max)?;
        let text = format!("{}得分应为0至{}分, 填的是{score}分", item.label, item.max);
        Some(Slip::error("E-EL03", text).at(item.col))
    }
    /// `W-EL74`: a stay that goes on does not follow the assessment by itself.
    fn lives_otherwise(&self, facts: &Facts) -> Option<Slip> {
        let (_, stands) = stay::lasting(self.person, facts)?;
        let (was, now) = (stands.text("ability_level"), self.row.text("level"));
        let follows = !now.is_empty() && stands.date("in_on") <= Some(self.assess_on);
        (follows && Care::of_level(was) != Care::of_level(now)).then(|| {
            let label = |code: &str| people::ABILITY.label(code).unwrap_or_default();
            let home = stay::name(stands.int("institution").unwrap_or_default(), facts);
            let text = format!(
                "在{home}入住登记为{}, 这次评估为{}; 入住不随评估变动, 请另登记一次入住",
                label(was),
                label(now)
            );
            Slip::warning("W-EL74", text).at("assess_on")
        })
    }
    /// An assessment of the same person before this one.
    fn earlier<'f>(&self, facts: &'f Facts) -> Option<&'f Values> {
        facts.rows_of("ability", "person", self.person).find(|row| row.date("assess_on") < Some(self.assess_on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::people::resident::RESIDENT;
    use crate::register::tests::{day, person};
    use crate::register::{Ask, Entry, Fact};

    fn judged(fields: &[(&str, &str)], scores: i64) -> (Values, Vec<&'static str>) {
        let mut facts = Facts::on(day("2023-06-30"), "430406000000");
        facts.answers.push((Ask::Person(7), Fact::Person(Some(person(7, "谭玉兰", "2", "1941-03-15").into()))));
        let mut row = Values::new(&ABILITY);
        let usual = [("person", "#7"), ("assess_on", "2023-05-10"), ("assessor1", "李明"), ("assessor2", "王芳")];
        for (col, text) in usual.iter().chain(fields) {
            row.set(col, ABILITY.field(col).unwrap().kind.read(text, &[]).unwrap_or(Value::Null));
        }
        // So many points, given item after item as far as they go.
        let mut left = scores;
        for item in &ITEMS {
            let given = left.min(item.max);
            left -= given;
            if row.get(item.col).is_null() {
                row.set(item.col, given);
            }
        }
        let entry = Entry::of::<Ability>();
        (entry.complete)(&mut row, &facts);
        let slips = (entry.check)(&row, &facts);
        (row, slips.iter().map(|s| s.code).collect())
    }

    #[test]
    fn totals_levels_and_the_last_day_follow() {
        for (fields, scores, total, raw, level) in [
            (&[("dementia", "1")][..], 58, 58, "2", "3"),
            (&[("risk_events", "2")], 90, 90, "0", "1"),
            (&[("dementia", "1")], 20, 20, "4", "4"),
            (&[("coma", "1")], 70, 70, "1", "4"),
            (&[], 66, 66, "1", "1"),
        ] {
            let (row, slips) = judged(fields, scores);
            assert_eq!((row.int("total"), row.text("raw_level"), row.text("level")), (Some(total), raw, level));
            assert_eq!((row.text("valid_until"), row.text("kind"), slips), ("2024-05-10", "1", vec![]), "{fields:?}");
        }
    }

    #[test]
    fn what_was_found_by_the_old_standard_keeps_its_level_alone() {
        let (row, slips) = judged(&[("assess_on", "2021-05-10"), ("old_level", "2")], 58);
        assert_eq!((row.text("standard"), row.text("level"), slips), (OLD, "2", vec![]));
        assert!(["total", "raw_level", "eating", "coma"].iter().all(|col| row.get(col).is_null()));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (fields, code) in [
            (&[("eating", "5")][..], "E-EL03"),
            (&[("aggression", "2")], "E-EL03"),
            (&[("assessor2", "李明")], "E-EL04"),
            (&[("assess_on", "2021-05-10"), ("old_level", "4")], "E-EL70"),
            (&[("assess_on", "2021-05-10"), ("standard", "2022")], "W-EL71"),
            (&[("assess_on", "2023-05-10"), ("standard", "2013"), ("old_level", "1")], "W-EL71"),
            (&[("assess_on", "2000-05-10"), ("old_level", "1")], "W-EL73"),
        ] {
            assert_eq!(judged(fields, 60).1, [code], "{fields:?}");
        }
        let much = judged(&[("aggression", "2")], 60).0;
        let slips = (Entry::of::<Ability>().check)(&much, &Facts::on(day("2023-06-30"), "430406000000"));
        assert_eq!((slips[0].text.as_str(), slips[0].field), ("攻击行为得分应为0至1分, 填的是2分", Some("aggression")));
        assert_eq!(judged(&[("standard", "2022"), ("eating", "")], 0).1, [""; 0]);
    }
    #[test]
    fn a_stay_in_a_home_does_not_follow_by_itself() {
        for (registered, since, warned) in [
            ("0", "2021-01-04", true),
            ("2", "2021-01-04", false),
            ("4", "2021-01-04", true),
            ("0", "2021-06-01", false),
        ] {
            let mut stands = Values::new(&RESIDENT);
            for (col, text) in [("ability_level", registered), ("in_on", since)] {
                stands.set(col, text);
            }
            let mut facts = Facts::on(day("2021-12-31"), "430406000000");
            let ask = Ask::RowsOf("resident", "person", 7.into());
            facts.answers.push((ask, Fact::Rows(vec![(1, stands)])));
            let mut row = Values::new(&ABILITY);
            row.set("person", 7);
            for (col, text) in
                [("assess_on", "2021-05-10"), ("assessor1", "李明"), ("assessor2", "王芳"), ("old_level", "1")]
            {
                row.set(col, text);
            }
            Ability::complete(&mut row, &facts);
            let slips = Ability::read(&row).unwrap().check(&facts);
            assert_eq!(slips.iter().map(|s| s.code).collect::<Vec<_>>(), if warned { vec!["W-EL74"] } else { vec![] });
        }
    }
}
