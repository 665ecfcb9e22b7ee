//! 养老护理员: who cares for the residents of a home, since when and until when, and by which certificate (services 2.9).

use crate::domain::date::age_on;
use crate::domain::slip::Slip;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{from, not_in_future, since_birth, until_death};
use crate::register::elderly::codes;
use crate::register::people::stay::name;
use crate::register::{Acting, Facts, Field, Kind, ListColumn, Over, Record, Register, Values};
use chrono::{Days, NaiveDate};

/// The levels of those who hold a certificate: 五级 to 一级.
pub const CERTIFIED: &[&str] = &["1", "2", "3", "4", "5"];

/// 护理员.
pub static CARER: Register = Register {
    fields: &[
        Field::new("person", "护理员", Kind::Ref("person")).must().hint("身份证号"),
        Field::new("institution", "养老机构", Kind::Ref("institution")).must().hint("机构代码或名称"),
        Field::new("hired_on", "入职日期", Kind::Date).must().ordered(&[
            not_in_future(),
            since_birth("person"),
            until_death("person"),
        ]),
        Field::new("cert_level", "职业等级", Kind::Code(&codes::CARER_LEVEL)).must().or("0"),
        Field::new("cert_no", "证书编号", Kind::Text(40)).when("cert_level", CERTIFIED),
        Field::new("cert_on", "发证日期", Kind::Date)
            .when("cert_level", CERTIFIED)
            .ordered(&[not_in_future(), since_birth("person")]),
        Field::new("health_until", "健康证有效期至", Kind::Date).ordered(&[from(&["hired_on"])]),
        Field::new("checked_on", "无犯罪记录查询", Kind::Date).ordered(&[not_in_future(), since_birth("person")]),
        Field::new("left_on", "离职日期", Kind::Date).hint("在岗的最后一天").ordered(&[
            from(&["hired_on"]),
            not_in_future(),
            until_death("person"),
        ]),
    ],
    list: &[
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("institution.name", "养老机构", 22),
        ListColumn::new("cert_level", "职业等级", 10),
        ListColumn::new("hired_on", "入职日期", 10),
        ListColumn::new("left_on", "离职日期", 10),
        ListColumn::new("health_until", "健康证至", 10),
        ListColumn::new("cert_no", "证书编号", 16),
        ListColumn::new("person.id_number", "身份证号", 18),
    ],
    order: &["hired_on", "institution"],
    filters: &["institution", "cert_level"],
    frozen: &["person", "institution"],
    since: Some("hired_on"),
    until: Some("left_on"),
    on_page: Some(OnPage {
        under: "养老护理员",
        of: &["person"],
        family: false,
        number: "cert_no",
        days: &["hired_on"],
        what: "institution.name",
        outcome: Some("cert_level"),
        state: None,
        open: None,
    }),
    over: &[Over::Filled("left_on")],
    acting: &[Acting::of("person", "请登记离职")],
    ..Register::new("carer", "养老护理员", "人")
};

/// A carer as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Carer {
    /// Who.
    pub person: i64,
    /// 入职日期.
    pub hired_on: NaiveDate,
    /// 离职日期.
    pub left_on: Option<NaiveDate>,
    /// 健康证有效期至.
    pub health_until: Option<NaiveDate>,
}

/// So many days before its last one a paper is worth a word.
const NOTICE: Days = Days::new(30);

impl Record for Carer {
    const REGISTER: &'static Register = &CARER;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Carer {
            person: values.need_int("person")?,
            hired_on: values.need_date("hired_on")?,
            left_on: values.date("left_on"),
            health_until: values.date("health_until"),
        })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let elsewhere = self.works_elsewhere(facts).into_iter();
        elsewhere.chain(self.too_young(facts)).chain(self.unhealthy(facts)).collect()
    }
}

impl Carer {
    /// `E-X26`: nobody is counted in two homes at once.
    fn works_elsewhere(&self, facts: &Facts) -> Option<Slip> {
        let mut posts = facts.rows_of("carer", "person", self.person);
        let other = posts.find(|row| row.meets(self.hired_on, self.left_on))?;
        let (home, since) = (name(other.int("institution")?, facts), other.text("hired_on"));
        let who = facts.person(self.person).map_or("", |p| &p.name);
        let text = format!("{who} 自 {since} 起在{home}任护理员; 一人不能同时在两家, 请先登记那里的离职日期");
        Some(Slip::error("E-X26", text).at("person"))
    }

    /// `E-HM08`.
    fn too_young(&self, facts: &Facts) -> Option<Slip> {
        let age = age_on(facts.person(self.person)?.birth_date, self.hired_on).filter(|age| *age < 18)?;
        Some(Slip::error("E-HM08", format!("入职时 {age} 周岁, 护理员应满18周岁")).at("person"))
    }

    /// `W-HM04`: the health certificate of one who works has run out, or soon will.
    fn unhealthy(&self, facts: &Facts) -> Option<Slip> {
        let until = self.health_until.filter(|until| self.left_on.is_none() && *until < facts.day + NOTICE)?;
        Some(Slip::warning("W-HM04", format!("健康证 {until} 到期, 请在到期前换证")).at("health_until"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Ask, Entry, Fact, tests};

    fn carer(pairs: &[(&str, &str)]) -> Values {
        let mut row = Values::new(&CARER);
        row.set("person", 7);
        row.set("institution", 3);
        for (col, text) in [("hired_on", "2020-03-02")].iter().chain(pairs) {
            row.set(col, CARER.field(col).unwrap().kind.stored(text));
        }
        row
    }

    fn codes(row: &Values, others: &[Values]) -> Vec<&'static str> {
        let mut facts = tests::facts();
        let person = tests::person(7, "王秀英", "2", "1975-06-01");
        facts.answers.push((Ask::Person(7), Fact::Person(Some(person.into()))));
        let rows = (1..).zip(others.iter().cloned()).collect();
        facts.answers.push((Ask::RowsOf("carer", "person", 7.into()), Fact::Rows(rows)));
        (Entry::of::<Carer>().check)(row, &facts).iter().map(|s| s.code).collect()
    }

    #[test]
    fn what_is_wrong_with_a_carer() {
        for (pairs, found) in [
            (&[][..], &[][..]),
            (&[("cert_level", "5")], &["E-RG06", "E-RG06"]),
            (&[("cert_level", "5"), ("cert_no", "S0001"), ("cert_on", "2019-05-06")], &[]),
            (&[("health_until", "2022-01-29")], &["W-HM04"]),
            (&[("health_until", "2022-01-29"), ("left_on", "2021-12-01")], &[]),
            (&[("hired_on", "1993-05-31")], &["E-HM08"]),
            (&[("left_on", "2020-03-01")], &["E-RG05"]),
        ] {
            assert_eq!(codes(&carer(pairs), &[]), found, "{pairs:?}");
        }
    }

    #[test]
    fn two_homes_at_once_are_refused() {
        for (other, found) in [
            (&[("hired_on", "2019-01-02")][..], &["E-X26"][..]),
            (&[("hired_on", "2019-01-02"), ("left_on", "2020-03-01")], &[]),
            (&[("hired_on", "2021-01-02")], &["E-X26"]),
        ] {
            assert_eq!(codes(&carer(&[]), &[carer(other)]), found, "{other:?}");
        }
    }
}
