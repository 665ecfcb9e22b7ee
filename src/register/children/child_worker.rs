//! 基层队伍: who looks after the children of a place: one 儿童督导员 for each 镇街, one 儿童主任 for each 村居 (services 3.7; 民发〔2019〕34号).
//! What the place is says which of the two it is.

use crate::domain::slip::Slip;
use crate::register::children::codes;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{ahead, from, not_in_future, since_birth, until_death};
use crate::register::core::slips::in_district;
use crate::register::{Acting, Facts, Field, Joins, Kind, ListColumn, Record, Register, Values};
use chrono::{Months, NaiveDate};

/// 基层队伍.
pub static CHILD_WORKER: Register = Register {
    fields: &[
        Field::new("person", "姓名", Kind::Ref("person")).must().hint("身份证号; 优先由村(居)妇联主席、妇联执委担任"),
        Field::new("division", "镇街或村居", Kind::Division).must().hint("儿童督导员填镇(街), 儿童主任填村(居)"),
        Field::new("role", "职务", Kind::Code(&codes::WORKER_ROLE)).given(),
        Field::new("concurrent_post", "兼任", Kind::Code(&codes::CONCURRENT_POST)),
        Field::new("phone", "联系电话", Kind::Phone).must().completed().hint("空着按本人登记的电话填"),
        Field::new("crime_checked_on", "犯罪记录查询", Kind::Date)
            .hint("公安机关查询无性侵害、虐待、拐卖、暴力伤害等违法犯罪记录的日期; 每年再查, 填最近一次")
            .ordered(&[not_in_future(), since_birth("person")]),
        Field::new("appointed_on", "任职日期", Kind::Date).must().ordered(&[
            ahead(3),
            since_birth("person"),
            until_death("person"),
        ]),
        Field::new("left_on", "离任日期", Kind::Date)
            .hint("最后一天; 接任的另起一行")
            .ordered(&[ahead(12), from(&["appointed_on"])]),
        Field::new("note", "备注", Kind::Text(100)),
    ],
    list: &[
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("role", "职务", 10),
        ListColumn::new("division", "镇街或村居", 18),
        ListColumn::new("phone", "电话", 13),
        ListColumn::new("appointed_on", "任职日期", 10),
        ListColumn::new("left_on", "离任日期", 10),
        ListColumn::new("crime_checked_on", "犯罪记录查询", 12),
        ListColumn::new("concurrent_post", "兼任", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
    ],
    order: &["division", "appointed_on"],
    filters: &["division", "role"],
    frozen: &["person", "division"],
    since: Some("appointed_on"),
    until: Some("left_on"),
    joins: Some(Joins::Told("division")),
    acting: &[Acting::of("person", "请登记离任, 另定人选")],
    on_page: Some(OnPage {
        under: "任职培训",
        of: &["person"],
        family: false,
        number: "note",
        days: &["appointed_on"],
        what: "role",
        outcome: None,
        state: None,
        open: None,
    }),
    ..Register::new("child_worker", "基层儿童队伍", "人")
};

/// From then on whoever engages somebody who works with minors asks the police first, and every year (未成年人保护法 art. 62).
fn asked_first_since() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 6, 1).unwrap_or_default()
}

/// Somebody in office.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildWorker {
    /// Who.
    pub person: i64,
    /// 镇街 or 村居.
    pub division: String,
    /// 犯罪记录查询, the latest.
    pub crime_checked_on: Option<NaiveDate>,
    /// 任职日期.
    pub appointed_on: NaiveDate,
    /// 离任日期: the last day.
    pub left_on: Option<NaiveDate>,
}

impl ChildWorker {
    fn is_there(&self, day: NaiveDate) -> bool {
        self.left_on.is_none_or(|last| last >= day)
    }

    /// Whether there is a day on which both are in office.
    fn meets(&self, other: &ChildWorker) -> bool {
        self.is_there(other.appointed_on) && other.is_there(self.appointed_on)
    }

    fn others<'a>(
        &self,
        facts: &'a Facts,
        col: &'static str,
        value: impl Into<crate::register::Value> + 'a,
    ) -> Vec<ChildWorker> {
        facts.rows_of("child_worker", col, value).filter_map(|row| ChildWorker::read(row).ok()).collect()
    }

    /// `E-CW01`: a place has one at a time. `W-CH10`: whoever leaves leaves it without one.
    fn check_place(&self, facts: &Facts) -> Option<Slip> {
        let place = facts.division(&self.division).map_or("", |d| d.name.as_str());
        let others = self.others(facts, "division", self.division.clone());
        if let Some(other) = others.iter().find(|other| other.meets(self)) {
            let name = facts.person(other.person).map_or("", |p| p.name.as_str());
            let text = format!("{place}自 {} 起由{name}任职, 一处只有一人; 请先给原来的填离任日期", other.appointed_on);
            return Some(Slip::error("E-CW01", text).at("division"));
        }
        let last = self.left_on?;
        let vacant = others.iter().all(|other| !other.is_there(last));
        vacant.then(|| {
            Slip::warning("W-CH10", format!("{place} {last} 以后没有在岗人员, 请尽快任命接任的")).at("left_on")
        })
    }

    /// `W-CW02`: somebody has a post elsewhere.
    fn check_person(&self, facts: &Facts) -> Option<Slip> {
        let others = self.others(facts, "person", self.person);
        let other = others.iter().find(|other| other.division != self.division && other.meets(self))?;
        let place = facts.division(&other.division).map_or("", |d| d.name.as_str());
        Some(Slip::warning("W-CW02", format!("该人同时在{place}任职, 请核对")).at("person"))
    }

    /// `E-CW03`, `W-CW04`: nobody works with children of whom it has not been asked whether they did them harm.
    fn check_crime(&self, facts: &Facts) -> Option<Slip> {
        let slip = match self.crime_checked_on {
            None if self.appointed_on >= asked_first_since() => Slip::doubt(
                "E-CW03",
                "任职前须向公安机关查询违法犯罪记录(未成年人保护法第六十二条), 请填查询日期; 确未查询的登记例外",
            ),
            None => Slip::warning("W-CW04", "还没有查询违法犯罪记录, 请查询后填日期"),
            Some(day) if self.is_there(facts.day) && day + Months::new(12) < facts.day => {
                Slip::warning("W-CW04", format!("违法犯罪记录上次查询是 {day}, 已满一年, 请再查"))
            }
            Some(_) => return None,
        };
        Some(slip.at("crime_checked_on"))
    }
}

/// `W-CH10` when there are places without anybody.
pub fn vacant_slip(places: i64) -> Option<Slip> {
    (places > 0).then(|| Slip::warning("W-CH10", format!("还有 {places} 处没有在岗人员, 请尽快任命; 名册上空着的就是")))
}

/// 职务 of a place in the district.
fn role(facts: &Facts, division: &str) -> Option<&'static str> {
    post_of(&facts.division(division).filter(|_| in_district(facts, division))?.level)
}

/// 职务 that a division of a level has: a town a 儿童督导员, a village a 儿童主任.
pub fn post_of(level: &str) -> Option<&'static str> {
    match level {
        "township" => Some("supervisor"),
        "village" => Some("director"),
        _ => None,
    }
}

impl Record for ChildWorker {
    const REGISTER: &'static Register = &CHILD_WORKER;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(ChildWorker {
            person: values.need_int("person")?,
            division: values.need_text("division")?,
            crime_checked_on: values.date("crime_checked_on"),
            appointed_on: values.need_date("appointed_on")?,
            left_on: values.date("left_on"),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        values.set("role", role(facts, values.text("division")));
        if let Some(person) = values.int("person").filter(|_| values.get("phone").is_null()) {
            let phone = facts.row("person", person).and_then(|row| row.some_text("phone"));
            values.set("phone", phone);
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let known = role(facts, &self.division).is_some();
        let text = "应填本区现行的镇(街)或村(居): 儿童督导员填镇(街), 儿童主任填村(居)";
        let unknown = (!known).then(|| Slip::error("E-DV01", text).at("division"));
        let place = self.check_place(facts);
        unknown.into_iter().chain(place).chain(self.check_person(facts)).chain(self.check_crime(facts)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::slip::Severity;
    use crate::register::tests::{codes_of, enter, person, village};
    use crate::register::{Ask, DivisionFact, Draft, Fact};

    const HERE: &str = "430406001001";
    const TOWN: &str = "430406001000";

    fn row(person: i64, division: &str, appointed: &str, left: Option<&str>) -> Values {
        let mut row = Values::new(&CHILD_WORKER);
        row.set("person", person);
        row.set("division", division);
        row.set("appointed_on", appointed);
        row.set("left_on", left);
        row
    }

    /// An office in which person 1 has been 儿童主任 of the village until some day.
    fn facts(left: Option<&str>) -> Facts<'static> {
        let mut facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        let stands = row(1, HERE, "2019-09-02", left);
        let town =
            DivisionFact { code: TOWN.to_owned(), name: "先锋街道".to_owned(), level: "township".to_owned() };
        facts.answers.push(village());
        facts.answers.push((Ask::Division(TOWN.to_owned()), Fact::Division(Some(town))));
        facts
            .answers
            .push((Ask::RowsOf("child_worker", "division", HERE.into()), Fact::Rows(vec![(5, stands.clone())])));
        facts.answers.push((Ask::RowsOf("child_worker", "person", 1.into()), Fact::Rows(vec![(5, stands)])));
        for (key, name) in [(1, "谭艳"), (2, "周敏")] {
            facts.answers.push((Ask::Person(key), Fact::Person(Some(person(key, name, "2", "1980-03-04").into()))));
        }
        facts
    }

    fn draft(person: i64, division: &str, appointed: &str) -> Draft {
        let draft = Draft::new(&CHILD_WORKER).with_ref("person", person).with("division", division);
        draft.with("phone", "15412345678").with("appointed_on", appointed).with("crime_checked_on", "2021-06-10")
    }

    #[test]
    fn a_place_has_one_at_a_time() {
        for (left, appointed, codes) in [
            (None, "2021-03-15", vec!["E-CW01"]),
            (Some("2021-03-14"), "2021-03-15", vec![]),
            (Some("2021-03-15"), "2021-03-15", vec!["E-CW01"]),
        ] {
            let (values, slips) = enter(&draft(2, HERE, appointed), facts(left));
            assert_eq!(codes_of(&slips, Severity::Error), codes, "{left:?}");
            assert_eq!(values.text("role"), "director");
        }
        // A closed span before the one that stands.
        let before = draft(2, HERE, "2019-01-07").with("left_on", "2019-08-30");
        assert_eq!(enter(&before, facts(None)).1, []);
    }

    #[test]
    fn the_place_says_which_post_it_is() {
        let (values, slips) = enter(&draft(2, TOWN, "2021-03-15"), facts(None));
        assert_eq!((values.text("role"), slips), ("supervisor", vec![]));
        for elsewhere in ["430406000000", "430405001001"] {
            let (_, slips) = enter(&draft(2, elsewhere, "2021-03-15"), facts(None));
            assert!(codes_of(&slips, Severity::Error).contains(&"E-DV01"), "{elsewhere}: {slips:?}");
        }
    }

    #[test]
    fn whoever_leaves_is_missed_and_whoever_has_two_posts_is_told() {
        let (_, slips) = enter(&draft(2, HERE, "2019-01-07").with("left_on", "2019-08-30"), facts(Some("2018-01-01")));
        assert_eq!(codes_of(&slips, Severity::Warning), ["W-CH10"]);
        let (_, slips) = enter(&draft(1, TOWN, "2021-03-15"), facts(None));
        assert_eq!(codes_of(&slips, Severity::Warning), ["W-CW02"]);
    }

    #[test]
    fn the_police_are_asked_first_and_every_year() {
        for (appointed, checked, said) in [
            ("2021-06-01", "", (Severity::Doubt, vec!["E-CW03"])),
            ("2021-05-31", "", (Severity::Warning, vec!["W-CW04"])),
            ("2021-05-31", "2020-12-30", (Severity::Warning, vec!["W-CW04"])),
            ("2021-05-31", "2020-12-31", (Severity::Warning, vec![])),
        ] {
            let (_, slips) = enter(&draft(2, TOWN, appointed).with("crime_checked_on", checked), facts(None));
            assert_eq!(codes_of(&slips, said.0), said.1, "{appointed} {checked}");
        }
    }
}
