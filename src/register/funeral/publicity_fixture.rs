//! 宣传设施: 时空信箱 and 文明祭祀墙 in the villages and communities (services 4.6). A place has one row for each of the two.

use crate::domain::slip::Slip;
use crate::register::core::order::{from, not_in_future};
use crate::register::core::slips::village;
use crate::register::funeral::codes;
use crate::register::{Facts, Field, Joins, Kind, ListColumn, Over, Record, Register, Values};

/// 宣传设施.
pub static PUBLICITY_FIXTURE: Register = Register {
    fields: &[
        Field::new("kind", "设施", Kind::Code(&codes::FIXTURE)).must(),
        Field::new("division", "村(居)", Kind::Division).must(),
        Field::new("installed_on", "投放日期", Kind::Date).must().ordered(&[not_in_future()]),
        Field::new("qty", "数量", Kind::Int(1, 1_000)).must().or("1"),
        Field::new("spot", "位置", Kind::Text(60)),
        Field::new("state", "状态", Kind::Code(&codes::FIXTURE_STATE)).must().or("1"),
        Field::new("removed_on", "拆除日期", Kind::Date)
            .when("state", &[REMOVED])
            .hint("还在的最后一天")
            .ordered(&[not_in_future(), from(&["installed_on"])]),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("division", "村(居)", 18),
        ListColumn::new("kind", "设施", 12),
        ListColumn::new("qty", "数量", 4),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("installed_on", "投放日期", 10),
        ListColumn::new("spot", "位置", 20),
        ListColumn::new("removed_on", "拆除日期", 10),
    ],
    order: &["division", "kind"],
    filters: &["division", "kind", "state"],
    frozen: &["division", "kind"],
    since: Some("installed_on"),
    until: Some("removed_on"),
    over: &[Over::Is("state", &[REMOVED])],
    joins: Some(Joins::Adds { ends: &[("state", REMOVED)], adds: &["qty"] }),
    ..Register::new("publicity_fixture", "宣传设施", "处")
};

/// 状态 拆除.
const REMOVED: &str = "3";

/// A fixture as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicityFixture {
    /// 设施 code.
    pub kind: String,
    /// Where.
    pub division: String,
    /// 状态 code.
    pub state: String,
}

impl Record for PublicityFixture {
    const REGISTER: &'static Register = &PUBLICITY_FIXTURE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(PublicityFixture {
            kind: values.need_text("kind")?,
            division: values.need_text("division")?,
            state: values.need_text("state")?,
        })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        village(facts, &self.division, "division", false).into_iter().chain(self.twice(facts)).collect()
    }
}

impl PublicityFixture {
    /// `E-FN42`: more of the same at a place is a larger number.
    fn twice(&self, facts: &Facts) -> Option<Slip> {
        let same = |row: &&Values| row.text("kind") == self.kind && row.text("state") != REMOVED;
        facts.rows_of("publicity_fixture", "division", &*self.division).find(same).filter(|_| self.state != REMOVED)?;
        let kind = codes::FIXTURE.label(&self.kind).unwrap_or_default();
        let text = format!("这个村(居)已登记{kind}, 增加的请更正那一条的数量");
        Some(Slip::error("E-FN42", text).at("kind"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::tests::{facts, row};
    use crate::register::{Ask, Entry, Fact};

    #[test]
    fn a_place_has_one_row_of_each() {
        let place = "430406001001";
        for (kind, state, stands, found) in [
            ("1", "1", None, &[][..]),
            ("1", "1", Some(("1", "1")), &["E-FN42"]),
            ("1", "1", Some(("1", "3")), &[]),
            ("2", "1", Some(("1", "1")), &[]),
            ("1", "3", Some(("1", "2")), &["E-RG06"]),
        ] {
            let mut facts = facts();
            let other = |(kind, state): (&str, &str)| (1, row(&PUBLICITY_FIXTURE, &[("kind", kind), ("state", state)]));
            let rows = stands.map(other).into_iter().collect();
            facts.answers.push((Ask::RowsOf("publicity_fixture", "division", place.into()), Fact::Rows(rows)));
            let cells = [("kind", kind), ("state", state), ("division", place), ("installed_on", "2021-03-01")];
            let slips = (Entry::of::<PublicityFixture>().check)(&row(&PUBLICITY_FIXTURE, &cells), &facts);
            assert_eq!(slips.iter().map(|s| s.code).collect::<Vec<_>>(), found, "{kind} {state} {stands:?}");
        }
    }
}
