//! 机构事故: what befell somebody in a home, one of the nine kinds that the basic rules of safety name (GB 38600-2019; services 2.7).

use crate::domain::slip::Slip;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{IN_LIFE, from, not_in_future};
use crate::register::elderly::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Values};
use chrono::NaiveDate;

/// 机构事故.
pub static INCIDENT: Register = Register {
    fields: &[
        Field::new("institution", "养老机构", Kind::Ref("institution")).must().hint("机构代码或名称"),
        Field::new("person", "老人", Kind::Ref("person")).must().hint("身份证号"),
        Field::new("happened_on", "发生日期", Kind::Date).must().ordered(&IN_LIFE),
        Field::new("kind", "事故类别", Kind::Code(&codes::INCIDENT)).must(),
        Field::new("injury", "伤害程度", Kind::Code(&codes::INJURY)).must(),
        Field::new("reported_on", "报告日期", Kind::Date).ordered(&[not_in_future(), from(&["happened_on"])]),
        Field::new("cause", "原因", Kind::Text(200)),
        Field::new("handled", "处理情况", Kind::Text(400)),
    ],
    list: &[
        ListColumn::new("happened_on", "发生日期", 10),
        ListColumn::new("institution.name", "养老机构", 22),
        ListColumn::new("person.name", "老人", 10),
        ListColumn::new("kind", "类别", 12),
        ListColumn::new("injury", "伤害", 6),
        ListColumn::new("reported_on", "报告日期", 10),
        ListColumn::new("handled", "处理情况", 24),
    ],
    order: &["happened_on", "institution"],
    latest_first: true,
    filters: &["institution", "kind", "injury"],
    frozen: &["institution", "person"],
    on_page: Some(OnPage {
        under: "机构事故",
        of: &["person"],
        family: false,
        number: "handled",
        days: &["happened_on"],
        what: "institution.name",
        outcome: Some("kind"),
        state: Some("injury"),
        open: None,
    }),
    over: &[Over::History],
    ..Register::new("incident", "机构事故", "起")
};

/// An incident as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// Where.
    pub institution: i64,
    /// Whom it befell.
    pub person: i64,
    /// When.
    pub happened_on: NaiveDate,
    /// 伤害程度 code.
    pub injury: String,
}

impl Record for Incident {
    const REGISTER: &'static Register = &INCIDENT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Incident {
            institution: values.need_int("institution")?,
            person: values.need_int("person")?,
            happened_on: values.need_date("happened_on")?,
            injury: values.text("injury").to_owned(),
        })
    }

    /// `W-HM06`: who did not live there then; `W-HM07`: a death is to be registered.
    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut stays = facts.rows_of("resident", "person", self.person).filter(|row| row.is_there(self.happened_on));
        let lived = stays.any(|row| row.int("institution") == Some(self.institution));
        let person = facts.person(self.person);
        let who = person.map_or("", |p| &p.name);
        let elsewhere = (!lived).then(|| {
            let text = format!("{who} 在 {} 没有住在这家机构, 请核对", self.happened_on);
            Slip::warning("W-HM06", text).at("person")
        });
        let died = self.injury == "3" && person.is_some_and(|p| p.death_date.is_none());
        let unregistered = died.then(|| {
            let text = format!("{who} 的死亡还没有登记, 请随后登记死亡, 待遇和入住随之了结");
            Slip::warning("W-HM07", text).at("injury")
        });
        elsewhere.into_iter().chain(unregistered).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::people::resident::RESIDENT;
    use crate::register::{Ask, Entry, Fact, tests};

    #[test]
    fn whom_it_befell_lived_there() {
        let mut facts = tests::facts();
        let person = tests::person(7, "张三", "1", "1950-03-12");
        facts.answers.push((Ask::Person(7), Fact::Person(Some(person.into()))));
        let mut stay = Values::new(&RESIDENT);
        stay.set("institution", 3);
        stay.set("in_on", "2021-03-01");
        stay.set("out_on", "2021-06-30");
        facts.answers.push((Ask::RowsOf("resident", "person", 7.into()), Fact::Rows(vec![(1, stay)])));
        for (day, injury, found) in
            [("2021-03-01", "1", &[][..]), ("2021-07-01", "1", &["W-HM06"]), ("2021-05-06", "3", &["W-HM07"])]
        {
            let mut row = Values::new(&INCIDENT);
            row.set("institution", 3);
            row.set("person", 7);
            row.set("happened_on", day);
            row.set("injury", injury);
            let codes: Vec<_> = (Entry::of::<Incident>().check)(&row, &facts).iter().map(|s| s.code).collect();
            assert_eq!(codes, found, "{day}");
        }
    }
}
