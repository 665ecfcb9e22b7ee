//! 参赛: who took part in a contest of carers, for which home, in what, and how well (services 2.9). A child register of `contest`.

use crate::domain::slip::Slip;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::IN_LIFE;
use crate::register::core::versions::{parent, siblings};
use crate::register::elderly::codes;
use crate::register::people::trainee::post;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::{Datelike, NaiveDate};

/// The level of a contest of the district itself.
pub const OF_DISTRICT: &str = "1";

/// 参赛.
pub static CONTEST_ENTRY: Register = Register {
    fields: &[
        Field::new("contest", "竞赛", Kind::Ref("contest")).must().hint("竞赛名称"),
        Field::new("person", "选手", Kind::Ref("person")).must().hint("身份证号"),
        Field::new("institution", "养老机构", Kind::Ref("institution"))
            .must()
            .completed()
            .hint("空着按竞赛当天任护理员的机构填"),
        Field::new("item", "项目", Kind::Text(40)).must().or("个人综合"),
        Field::new("score", "成绩", Kind::Int(0, 100)),
        Field::new("award", "奖项", Kind::Code(&codes::AWARD)).must().or("0"),
        Field::new("level", "级别", Kind::Code(&codes::CONTEST_LEVEL)).given(),
        Field::new("held_on", "参赛日期", Kind::Date).given().ordered(&IN_LIFE),
        Field::new("delegated_from", "选派自", Kind::Ref("contest")).given(),
    ],
    list: &[
        ListColumn::new("person.name", "选手", 10),
        ListColumn::new("institution.name", "养老机构", 22),
        ListColumn::new("item", "项目", 10),
        ListColumn::new("score", "成绩", 4),
        ListColumn::new("award", "奖项", 8),
        ListColumn::new("contest.title", "竞赛", 34),
        ListColumn::new("held_on", "参赛日期", 10),
        ListColumn::new("level", "级别", 4),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("delegated_from.title", "选派自", 34),
    ],
    parent: Some("contest"),
    order: &["held_on", "level"],
    filters: &["contest"],
    frozen: &["contest"],
    on_page: Some(OnPage {
        under: "技能竞赛",
        of: &["person"],
        family: false,
        number: "item",
        days: &["held_on"],
        what: "contest.title",
        outcome: Some("award"),
        state: None,
        open: None,
    }),
    ..Register::new("contest_entry", "参赛", "人次")
};

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct ContestEntry {
    /// The contest; none while it is entered in the same draft.
    pub contest: Option<i64>,
    /// Who.
    pub person: i64,
    /// For which home.
    pub institution: i64,
    /// 项目.
    pub item: String,
    /// 参赛日期.
    pub held_on: Option<NaiveDate>,
    /// In a contest of the city or the province, without having been in one of the district that year.
    pub is_unproven: bool,
}

impl Record for ContestEntry {
    const REGISTER: &'static Register = &CONTEST_ENTRY;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(ContestEntry {
            contest: values.int("contest"),
            person: values.need_int("person")?,
            institution: values.need_int("institution")?,
            item: values.need_text("item")?,
            held_on: values.date("held_on"),
            is_unproven: values.text("level") != OF_DISTRICT && values.get("delegated_from").is_null(),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let Some(contest) = parent(facts, "contest", values.int("contest")) else { return };
        values.set("level", contest.text("level"));
        values.set("held_on", contest.date("held_on"));
        let (Some(person), Some(day)) = (values.int("person"), contest.date("held_on")) else { return };
        if values.get("institution").is_null() {
            values.set("institution", post(facts, "carer", person, day).and_then(|post| post.int("institution")));
        }
        let before = |row: &&Values| {
            let held = row.date("held_on");
            row.text("level") == OF_DISTRICT && held.is_some_and(|held| held.year() == day.year() && held <= day)
        };
        let mut entries = facts.rows_of("contest_entry", "person", person);
        let proven = entries.find(before).filter(|_| contest.text("level") != OF_DISTRICT);
        values.set("delegated_from", proven.and_then(|entry| entry.int("contest")));
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        [self.twice(facts), self.unproven(facts), self.stranger(facts)].into_iter().flatten().collect()
    }
}

impl ContestEntry {
    /// `E-CT01`.
    fn twice(&self, facts: &Facts) -> Option<Slip> {
        let same = |row: &&Values| row.int("person") == Some(self.person) && row.text("item") == self.item;
        siblings(facts, "contest", self.contest, "contest_entry").into_iter().find(same)?;
        let text = format!("{}已报这场竞赛的“{}”, 同一项目一人只登记一次", self.name(facts), self.item);
        Some(Slip::error("E-CT01", text).at("person"))
    }

    /// `W-CT01`: whoever goes to the city or the province comes out of a contest of the district (services 2.9).
    fn unproven(&self, facts: &Facts) -> Option<Slip> {
        let year = self.held_on.filter(|_| self.is_unproven)?.year();
        let text = format!("{}没有{year}年区级竞赛的参赛记录, 参加过的请先在区级竞赛里补登", self.name(facts));
        Some(Slip::warning("W-CT01", text).at("person"))
    }

    /// `W-CT02`: contestants are carers of the home for which they stand.
    fn stranger(&self, facts: &Facts) -> Option<Slip> {
        let post = post(facts, "carer", self.person, self.held_on?);
        if post.is_some_and(|post| post.int("institution") == Some(self.institution)) {
            return None;
        }
        let text = format!("竞赛当天{}不是这家机构登记在岗的护理员, 请核对机构和任职", self.name(facts));
        Some(Slip::warning("W-CT02", text).at("institution"))
    }

    fn name<'f>(&self, facts: &'f Facts) -> &'f str {
        facts.person(self.person).map_or("该人", |p| &p.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::elderly::carer::CARER;
    use crate::register::elderly::contest::CONTEST;
    use crate::register::tests::{self, row};
    use crate::register::{Ask, Entry, Fact, find};

    /// What an entry of somebody comes to in a contest entered with it, and what is said of it: 王秀英 is a carer of the home 3 until
    /// September 2021.
    fn judged(contest: (&str, &str), typed: &[(&str, &str)], earlier: &[(&str, &str)]) -> (Values, Vec<&'static str>) {
        let mut facts = tests::facts();
        let person = tests::person(7, "王秀英", "2", "1975-06-01");
        let post = row(
            &CARER,
            &[("person", "7"), ("institution", "3"), ("hired_on", "2020-03-02"), ("left_on", "2021-09-30")],
        );
        let before = |(level, day): &(&str, &str)| {
            row(&CONTEST_ENTRY, &[("contest", "5"), ("person", "7"), ("level", level), ("held_on", day)])
        };
        facts.answers.push((Ask::Person(7), Fact::Person(Some(person.into()))));
        facts.answers.push((Ask::RowsOf("carer", "person", 7.into()), Fact::Rows(vec![(1, post)])));
        let rows = (1..).zip(earlier.iter().map(before)).collect();
        facts.answers.push((Ask::RowsOf("contest_entry", "person", 7.into()), Fact::Rows(rows)));
        facts.children = vec![row(&CONTEST_ENTRY, &[("person", "8"), ("item", "个人综合")])];
        facts.parent = Some(row(&CONTEST, &[("title", "竞赛"), ("level", contest.0), ("held_on", contest.1)]));
        let mut entry = row(&CONTEST_ENTRY, &[("item", "个人综合"), ("award", "0")]);
        for (col, text) in [("person", "7")].iter().chain(typed) {
            entry.set(col, CONTEST_ENTRY.field(col).unwrap().kind.stored(text));
        }
        ContestEntry::complete(&mut entry, &facts);
        if typed.contains(&("item", "两次")) {
            facts.children = vec![entry.clone()];
        }
        let said = (Entry::of::<ContestEntry>().check)(&entry, &facts).iter().map(|slip| slip.code).collect();
        (entry, said)
    }

    #[test]
    fn the_home_and_the_delegation_follow_and_what_is_wrong_is_said() {
        let district = [("1", "2021-05-20")];
        for (contest, typed, earlier, home, from, said) in [
            (("1", "2021-05-20"), &[][..], &[][..], Some(3), None, &[][..]),
            (("1", "2021-05-20"), &[("institution", "4")], &[], Some(4), None, &["W-CT02"]),
            (("1", "2021-10-08"), &[("institution", "3")], &[], Some(3), None, &["W-CT02"]),
            (("1", "2021-05-20"), &[("item", "两次")], &[], Some(3), None, &["E-CT01"]),
            (("2", "2021-09-16"), &[], &district, Some(3), Some(5), &[]),
            (("3", "2021-09-16"), &[], &district, Some(3), Some(5), &[]),
            (("2", "2021-09-16"), &[], &[], Some(3), None, &["W-CT01"]),
            (("2", "2021-09-16"), &[], &[("1", "2020-05-20")], Some(3), None, &["W-CT01"]),
            (("2", "2021-05-16"), &[], &district, Some(3), None, &["W-CT01"]),
            (("3", "2021-09-16"), &[], &[("2", "2021-08-20")], Some(3), None, &["W-CT01"]),
        ] {
            let (entry, codes) = judged(contest, typed, earlier);
            let found = (entry.int("institution"), entry.int("delegated_from"));
            assert_eq!((found, codes.as_slice()), ((home, from), said), "{contest:?} {typed:?} {earlier:?}");
        }
        assert!(find("contest").is_some());
    }
}
