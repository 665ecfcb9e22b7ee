//! 入住: one person in one home on one footing, from a day to a last day (services 2.5). Whoever is paid otherwise or needs another
//! care from a day on begins another stay in the same bed, so that every past month is counted as it was. The stays of 集中 特困 people come
//! and go with their versions (`stay`).

use crate::domain::date::age_on;
use crate::domain::people::home::Care;
use crate::domain::slip::Slip;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{ahead, from, from_of, not_in_future, since_birth, until_death};
use crate::register::core::slips::needed;
use crate::register::people::codes;
use crate::register::people::stay::{self, DIED, RAISED, STAYS, SUPPORTED, Supported};
use crate::register::{Facts, Field, Kind, Life, ListColumn, Over, Record, Register, Values};
use chrono::NaiveDate;

/// 入住.
pub static RESIDENT: Register = Register {
    fields: &[
        Field::new("person", "老人", Kind::Ref("person")).must().hint("身份证号; 未满60周岁也可登记, 写明备注"),
        Field::new("institution", "养老机构", Kind::Ref("institution")).must().hint("机构代码或名称"),
        Field::new("in_on", "入住日期", Kind::Date).must().ordered(&[
            not_in_future().warning(),
            ahead(3),
            since_birth("person"),
            until_death("person"),
            from_of("institution", &["registered_on"]).warning(),
        ]),
        Field::new("pay_kind", "费用来源", Kind::Code(&codes::PAY_KIND))
            .must()
            .completed()
            .hint("空着按特困: 集中供养的是特困集中, 其余是自费"),
        Field::new("ability_level", "能力等级", Kind::Code(&codes::ABILITY))
            .must()
            .completed()
            .hint("空着按入住那天有效的能力评估填; 没有评估的填入住时的情况"),
        Field::new("bed_no", "床位号", Kind::Text(20)),
        Field::new("fee", "月收费", Kind::Money),
        Field::new("contract_no", "服务协议号", Kind::Text(40)),
        Field::new("guarantor", "担保人", Kind::Text(50)).hint("监护人或担保人"),
        Field::new("out_reason", "去向", Kind::Code(&codes::STAY_END)).must().or("0"),
        Field::new("out_on", "离院日期", Kind::Date)
            .hint("在院的最后一天; 费用来源、能力等级变更的填变更前一天, 再另登记一次入住")
            .ordered(&[from(&["in_on"]), not_in_future().warning(), ahead(3), until_death("person")]),
        Field::new("note", "备注", Kind::Text(200)),
        Field::new("award", "随何核定入住", Kind::Int(0, i64::MAX)).given(),
        Field::new("left_award", "随何核定离院", Kind::Int(0, i64::MAX)).given(),
    ],
    list: &[
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("institution.name", "养老机构", 22),
        ListColumn::new("bed_no", "床位", 8),
        ListColumn::new("in_on", "入住日期", 10),
        ListColumn::new("ability_level", "能力等级", 8),
        ListColumn::new("pay_kind", "费用来源", 8),
        ListColumn::new("out_reason", "去向", 8),
        ListColumn::new("out_on", "离院日期", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("fee", "月收费", 10),
        ListColumn::new("contract_no", "服务协议号", 14),
    ],
    order: &["in_on", "institution"],
    latest_first: true,
    filters: &["institution", "pay_kind", "ability_level", "out_reason"],
    frozen: &["person", "institution", "pay_kind", "ability_level"],
    since: Some("in_on"),
    until: Some("out_on"),
    on_page: Some(OnPage {
        under: "养老机构",
        of: &["person"],
        family: false,
        number: "bed_no",
        days: &["in_on"],
        what: "institution.name",
        outcome: Some("pay_kind"),
        state: Some("out_reason"),
        open: None,
    }),
    over: &[Over::Filled("out_on")],
    life: Some(Life::of("person", &[("out_reason", DIED)])),
    ..Register::new("resident", "入住", "人")
};

/// A stay as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Resident {
    /// Who.
    pub person: i64,
    /// 养老机构.
    pub institution: i64,
    /// 入住日期.
    pub in_on: NaiveDate,
    /// 离院日期.
    pub out_on: Option<NaiveDate>,
    /// 去向.
    pub out_reason: String,
    /// 费用来源; none until completed.
    pub pay_kind: Option<String>,
    /// 能力等级; none until completed.
    pub ability_level: Option<String>,
    /// 床位号.
    pub bed_no: Option<String>,
    /// 备注.
    pub note: Option<String>,
    /// The version that ended it.
    pub left_award: Option<i64>,
}

impl Record for Resident {
    const REGISTER: &'static Register = &RESIDENT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Resident {
            person: values.need_int("person")?,
            institution: values.need_int("institution")?,
            in_on: values.need_date("in_on")?,
            out_on: values.date("out_on"),
            out_reason: values.text("out_reason").to_owned(),
            pay_kind: values.some_text("pay_kind"),
            ability_level: values.some_text("ability_level"),
            bed_no: values.some_text("bed_no"),
            note: values.some_text("note"),
            left_award: values.int("left_award"),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let Some(person) = values.int("person") else { return };
        if values.get("pay_kind").is_null() {
            let supported = stay::supported(person, facts).filter(|s| s.institution.is_some());
            values.set("pay_kind", supported.map_or("1", |s| s.pays));
        }
        if let (true, Some(since)) = (values.get("ability_level").is_null(), values.date("in_on")) {
            values.set("ability_level", stay::assessed(person, since, facts).map(|(_, level)| level));
        }
    }

    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        let person = values.int("person").filter(|_| values.has("award"));
        let supported = person.and_then(|person| stay::supported(person, facts));
        let text = |s: Supported| format!("这次入住随{}的核定登记; 住错了的请作废那次核定, 入住随之作废", s.case);
        let here = |s: &Supported| s.institution == values.int("institution") && values.get("out_on").is_null();
        supported.filter(here).map(|s| Slip::error("E-HM04", text(s))).into_iter().collect()
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = self.ends();
        slips.extend(stay::lives_elsewhere(self.person, (self.in_on, self.out_on), facts).map(|s| s.at("in_on")));
        slips.extend(self.bed_taken(facts));
        slips.extend(self.too_young(facts));
        slips.extend(self.closed(facts));
        slips.extend(self.alive(facts));
        slips.extend(self.assessed_otherwise(facts));
        if self.out_on.is_none() {
            slips.extend(self.supported_otherwise(facts));
            slips.extend(self.full(facts));
        } else {
            slips.extend(self.leaves_by_hand(facts));
        }
        slips
    }
}

impl Resident {
    /// `E-RG06`: 去向 and the last day go together.
    fn ends(&self) -> Vec<Slip> {
        let text = match (self.out_on, self.out_reason.as_str()) {
            (None, STAYS) => return Vec::new(),
            (None, _) => return vec![Slip::error("E-RG06", "已离院的须填离院日期(在院的最后一天)").at("out_on")],
            (Some(_), STAYS) => "填了离院日期的, 去向不能是在院",
            (Some(_), _) => return Vec::new(),
        };
        vec![Slip::error("E-RG06", text).at("out_reason")]
    }

    /// `E-HM11`: whoever is said to have died is known to be dead.
    fn alive(&self, facts: &Facts) -> Option<Slip> {
        let person = facts.person(self.person).filter(|p| self.out_reason == DIED && p.death_date.is_none())?;
        let text = format!("{}没有登记死亡, 去向不能是死亡; 先办死亡登记, 或填其他去向", person.name);
        Some(Slip::doubt("E-HM11", text).at("out_reason"))
    }

    /// `W-HM12`: the assessment that held on the first day asks for another care than the stay says.
    fn assessed_otherwise(&self, facts: &Facts) -> Option<Slip> {
        let (on, level) = stay::assessed(self.person, self.in_on, facts)?;
        let differs = Care::of_level(&level) != Care::of_level(self.ability_level.as_deref()?);
        let label = codes::ABILITY.label(&level).unwrap_or_default();
        let text = || format!("{on} 的能力评估为{label}, 入住登记的等级与它不合, 请核对; 空着由程序填");
        differs.then(|| Slip::warning("W-HM12", text()).at("ability_level"))
    }

    /// The other stays in the home that overlap this one.
    fn beside<'f>(&self, facts: &'f Facts) -> impl Iterator<Item = &'f Values> {
        let (from, until) = (self.in_on, self.out_on);
        facts.rows_of("resident", "institution", self.institution).filter(move |row| row.meets(from, until))
    }

    /// `E-EL09`.
    fn bed_taken(&self, facts: &Facts) -> Option<Slip> {
        let bed = self.bed_no.as_deref()?;
        let other = self.beside(facts).find(|row| row.text("bed_no") == bed)?;
        let name = other.int("person").and_then(|key| facts.person(key)).map_or("", |p| &p.name);
        let text = format!("床位{bed}已有在住人员{name}, 请换空床位, 或先登记其离院");
        Some(Slip::error("E-EL09", text).at("bed_no"))
    }

    /// `W-HM05`.
    fn full(&self, facts: &Facts) -> Option<Slip> {
        let beds = facts.row("institution", self.institution)?.int("beds_open")?;
        let others = self.beside(facts).filter(|row| row.get("out_on").is_null()).count();
        let all = i64::try_from(others).unwrap_or(0) + 1;
        let text = || format!("在院 {all} 人, 多于实有床位 {beds} 张, 请核对");
        (all > beds).then(|| Slip::warning("W-HM05", text()).at("institution"))
    }

    /// By what the person draws.
    fn is_supported(&self) -> bool {
        matches!(self.pay_kind.as_deref(), Some(SUPPORTED | RAISED))
    }

    /// `E-RG06`: who is under 60 and neither 特困 nor a child of the home wants a note.
    fn too_young(&self, facts: &Facts) -> Option<Slip> {
        let birth = facts.person(self.person)?.birth_date;
        let age = age_on(birth, self.in_on).filter(|age| *age < 60)?;
        let supported = self.is_supported();
        let text = format!("入住时 {age} 周岁, 未满60周岁的须在备注写明原因");
        needed(self.note.as_deref(), "note", &text).filter(|_| !supported)
    }

    /// `E-HM05`: nobody moves into a home that has closed.
    fn closed(&self, facts: &Facts) -> Option<Slip> {
        let home = facts.row("institution", self.institution)?;
        let closed = home.date("closed_on").filter(|closed| self.out_on.is_none_or(|out| out > *closed))?;
        let text = format!("{} 已于 {closed} 注销, 不能在住", home.text("name"));
        Some(Slip::error("E-HM05", text).at("institution"))
    }

    /// What 特困, or the file of a child, says against it: at home and in a home at once, in another home, or paid otherwise.
    fn supported_otherwise(&self, facts: &Facts) -> Option<Slip> {
        let name = facts.person(self.person).map_or("", |p| &p.name);
        let paid = self.pay_kind.as_deref().unwrap_or_default();
        let label = |code: &str| codes::PAY_KIND.label(code).unwrap_or_default();
        let Some(supported) = stay::supported(self.person, facts) else {
            let text = match paid {
                SUPPORTED => "没有集中供养的特困, 费用来源不能是特困集中; 先在特困里核定, 入住随之登记",
                _ => "没有在机构集中养育的生活费, 费用来源不能是集中养育; 先在儿童档案里填, 入住随核定登记",
            };
            return self.is_supported().then(|| Slip::error("E-HM06", format!("{name} {text}")).at("pay_kind"));
        };
        let Supported { case, way, pays, .. } = &supported;
        let Some(home) = supported.institution else {
            let text = format!("{name} 的{case}是在家供养的, 不能同时住机构; 请先在那里核定为集中供养, 入住随之登记");
            return Some(Slip::error(stay::TWO_PLACES, text).at("person"));
        };
        if home != self.institution {
            let other = stay::name(home, facts);
            let text = format!("{name} 的{case}发给{other}, 应住在那里; 换机构请{way}, 入住随之登记");
            return Some(Slip::error(stay::TWO_PLACES, text).at("institution"));
        }
        let text = || format!("{name} 的{case}发给这里, 费用来源应为{}", label(pays));
        (paid != *pays).then(|| Slip::error("E-HM06", text()).at("pay_kind"))
    }

    /// `E-HM07`: who is supported in the home leaves it by a version of the support, with which the money goes elsewhere.
    fn leaves_by_hand(&self, facts: &Facts) -> Option<Slip> {
        let left = facts.before.as_ref().is_some_and(|old| old.get("out_on").is_null());
        let paid = self.is_supported() && self.left_award.is_none();
        let supported = stay::supported(self.person, facts).filter(|_| left && paid)?;
        let text = format!("{}发给这里的, 离院随核定登记: 请{}, 离院和钱一起改", supported.case, supported.way);
        Some(Slip::error("E-HM07", text).at("out_on"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;
    use crate::domain::month::Month;
    use crate::domain::scheme::Scheme;
    use crate::register::assistance::tekun::TEKUN;
    use crate::register::benefits::rests::RestingCase;
    use crate::register::people::institution::INSTITUTION;
    use crate::register::{Ask, Entry, Fact, Value, find, tests};

    fn stay(pairs: &[(&str, &str)]) -> Values {
        let mut row = Values::new(&RESIDENT);
        row.set("person", 7);
        row.set("institution", 3);
        for (col, text) in [("in_on", "2021-05-20"), ("ability_level", "1")].iter().chain(pairs) {
            row.set(col, RESIDENT.field(col).unwrap().kind.stored(text));
        }
        row
    }

    /// A case that draws since January.
    fn drawing(scheme: Scheme, case: i64, case_no: &str) -> RestingCase {
        RestingCase {
            scheme,
            case,
            case_no: case_no.to_owned(),
            persons: 1,
            amount: Money::ZERO,
            months: vec![Month::parse("2021-01").unwrap()],
            settled: None,
            suspended: Vec::new(),
            ends: None,
            says: Vec::new(),
            paid_until: None,
        }
    }

    /// Two homes, 张三, and 李四 in bed 2-1 of the first one; 张三 with these stays and this 特困.
    fn facts(stays: &[Values], supported: Option<Option<i64>>) -> Facts<'static> {
        let mut facts = tests::facts();
        for (key, name, birth) in [(7, "张三", "1950-03-12"), (8, "李四", "1948-01-05")] {
            let person = tests::person(key, name, "1", birth);
            facts.answers.push((Ask::Person(key), Fact::Person(Some(person.into()))));
        }
        for (key, name) in [(3, "甲养老院"), (4, "乙养老院")] {
            let mut home = Values::new(&INSTITUTION);
            home.set("name", name);
            home.set("beds_open", 2);
            facts.answers.push((Ask::Row("institution", key), Fact::Row(Some(home))));
        }
        let mut beside = stay(&[("person", "8"), ("bed_no", "2-1"), ("in_on", "2020-01-01")]);
        beside.set("person", 8);
        let rows = |rows: Vec<Values>| Fact::Rows((1..).zip(rows).collect());
        let own = stays.iter().filter(|row| row.int("institution") == Some(3)).cloned();
        facts
            .answers
            .push((Ask::RowsOf("resident", "institution", 3.into()), rows([beside].into_iter().chain(own).collect())));
        facts.answers.push((Ask::RowsOf("resident", "person", 7.into()), rows(stays.to_vec())));
        let cases = supported.map(|home| {
            let mut row = Values::new(&TEKUN);
            row.set("institution", home);
            facts.answers.push((Ask::Row("tekun", 3_000_000_001), Fact::Row(Some(row))));
            drawing(Scheme::Tekun, 3_000_000_001, "TK1")
        });
        facts.answers.push((Ask::Resting(7), Fact::Resting(cases.into_iter().collect())));
        facts
    }

    fn judged(row: &Values, facts: &Facts) -> (Values, Vec<(&'static str, String)>) {
        let (entry, mut row) = (Entry::of::<Resident>(), row.clone());
        (entry.complete)(&mut row, facts);
        let slips = (entry.check)(&row, facts).into_iter().map(|s| (s.code, s.text)).collect();
        (row, slips)
    }

    fn codes(row: &Values, facts: &Facts) -> Vec<&'static str> {
        judged(row, facts).1.into_iter().map(|(code, _)| code).collect()
    }

    /// Where a child lives stands in its file: its allowance says nothing against a stay.
    #[test]
    fn an_orphan_moves_into_a_home() {
        let mut facts = facts(&[], None);
        let orphan = drawing(Scheme::Orphans, 7_000_000_001, "GE1");
        facts
            .answers
            .push((Ask::Row("orphan", 7_000_000_001), Fact::Row(Some(Values::new(find("orphan").unwrap().register)))));
        facts.answers.push((Ask::Resting(7), Fact::Resting(vec![orphan])));
        assert_eq!(codes(&stay(&[]), &facts), [""; 0]);
        assert_eq!(codes(&stay(&[("pay_kind", "2")]), &facts), ["E-HM06"]);
    }

    #[test]
    fn a_stay_and_its_end() {
        let free = facts(&[], None);
        let (row, slips) = judged(&stay(&[]), &free);
        assert_eq!((row.text("pay_kind"), slips), ("1", vec![]));
        for (pairs, found) in [
            (&[("out_on", "2021-11-30"), ("out_reason", "2")][..], &[][..]),
            (&[("out_on", "2021-11-30")], &["E-RG06"]),
            (&[("out_reason", "2")], &["E-RG06"]),
            (&[("out_on", "2021-05-19"), ("out_reason", "2")], &["E-RG05"]),
            (&[("out_on", "2021-11-30"), ("out_reason", "1")], &["E-HM11"]),
            (&[("bed_no", "2-1")], &["E-EL09"]),
            (&[("bed_no", "2-2")], &[]),
            (&[("pay_kind", "2")], &["E-HM06"]),
        ] {
            assert_eq!(codes(&stay(pairs), &free), found, "{pairs:?}");
        }
        let (_, slips) = judged(&stay(&[("bed_no", "2-1")]), &free);
        assert!(slips[0].1.starts_with("床位2-1已有在住人员李四"), "{slips:?}");
        // The third in two beds.
        let mut third = stay(&[("person", "9")]);
        third.set("person", 9);
        let full = facts(&[stay(&[])], None);
        assert_eq!(codes(&third, &full), ["W-HM05"]);
    }

    /// What was found by an assessment is not typed again: the latest confirmed one that holds on the first day.
    #[test]
    fn the_level_follows_the_assessment() {
        let assessed = |rows: &[(&str, &str, &str, &str)]| {
            let of = |(on, until, state, level): &(&str, &str, &str, &str)| {
                let mut row = Values::new(find("ability").unwrap().register);
                for (col, text) in [("assess_on", on), ("valid_until", until), ("state", state), ("level", level)] {
                    row.set(col, *text);
                }
                row
            };
            let mut facts = facts(&[], None);
            let rows = (1..).zip(rows.iter().map(of)).collect();
            facts.answers.push((Ask::RowsOf("ability", "person", 7.into()), Fact::Rows(rows)));
            facts
        };
        let (old, new) = (("2020-09-01", "2021-09-01", "3", "2"), ("2021-05-10", "2022-05-10", "3", "3"));
        let unconfirmed = ("2021-05-18", "2022-05-18", "1", "0");
        for (rows, level) in [
            (&[][..], ""),
            (&[old], "2"),
            (&[old, new, unconfirmed], "3"),
            (&[("2020-05-01", "2021-05-01", "3", "2")], ""),
            (&[("2021-05-21", "2022-05-21", "3", "2")], ""),
        ] {
            let mut blank = stay(&[]);
            blank.set("ability_level", Value::Null);
            let (row, slips) = judged(&blank, &assessed(rows));
            assert_eq!((row.text("ability_level"), slips), (level, vec![]), "{rows:?}");
        }
        assert_eq!(codes(&stay(&[]), &assessed(&[new])), ["W-HM12"]);
        assert_eq!(codes(&stay(&[("ability_level", "4")]), &assessed(&[new])), [""; 0]);
        assert_eq!(codes(&stay(&[("ability_level", "1")]), &assessed(&[old])), [""; 0], "the same care");
    }

    #[test]
    fn who_is_under_60_wants_a_note() {
        let mut young = facts(&[], None);
        let person = tests::person(7, "张三", "1", "1961-05-21");
        young.answers.push((Ask::Person(7), Fact::Person(Some(person.clone().into()))));
        assert_eq!(codes(&stay(&[]), &young), ["E-RG06"]);
        assert_eq!(codes(&stay(&[("note", "中风后失能, 无人照料")]), &young), [""; 0]);
        assert_eq!(codes(&stay(&[("in_on", "2021-05-21")]), &young), [""; 0]);
        let mut supported = facts(&[], Some(Some(3)));
        supported.answers.push((Ask::Person(7), Fact::Person(Some(person.into()))));
        assert_eq!(codes(&stay(&[]), &supported), [""; 0]);
    }

    #[test]
    fn two_homes_at_once_are_refused() {
        let elsewhere = |pairs: &[(&str, &str)]| {
            let mut row = stay(pairs);
            row.set("institution", 4);
            row
        };
        let lasting = facts(&[elsewhere(&[("in_on", "2020-01-01")])], None);
        let (_, slips) = judged(&stay(&[]), &lasting);
        assert_eq!(slips[0].0, "E-X09");
        assert_eq!(slips[0].1, "张三 自 2020-01-01 起住在乙养老院, 没有离院; 一人不能同时住两处, 请先登记离院");
        for (out, found) in [("2021-05-20", &["E-X09"][..]), ("2021-05-19", &[])] {
            let over = facts(&[elsewhere(&[("in_on", "2020-01-01"), ("out_on", out), ("out_reason", "3")])], None);
            assert_eq!(codes(&stay(&[]), &over), found, "{out}");
        }
        // One of before, entered late.
        let before = stay(&[("in_on", "2019-01-01"), ("out_on", "2019-12-31"), ("out_reason", "2")]);
        assert_eq!(codes(&before, &lasting), [""; 0]);
    }

    #[test]
    fn what_the_support_of_the_person_says() {
        assert_eq!(codes(&stay(&[]), &facts(&[], Some(None))), ["E-X09"], "at home");
        assert_eq!(codes(&stay(&[]), &facts(&[], Some(Some(4)))), ["E-X09"], "in another home");
        let here = facts(&[], Some(Some(3)));
        let (row, slips) = judged(&stay(&[]), &here);
        assert_eq!((row.text("pay_kind"), slips), (SUPPORTED, vec![]));
        assert_eq!(codes(&stay(&[("pay_kind", "1")]), &here), ["E-HM06"]);
        // It ends with the support, and falls with the version that brought it.
        let mut leaving = here.clone();
        leaving.before = Some(stay(&[("pay_kind", "2")]));
        leaving.this = Some(1);
        let gone = [("pay_kind", "2"), ("out_on", "2021-11-30"), ("out_reason", "2")];
        assert_eq!(codes(&stay(&gone), &leaving), ["E-HM07"]);
        let mut brought = stay(&[("pay_kind", "2")]);
        brought.set("award", 3_000_000_001);
        let void = |facts: &Facts| (Entry::of::<Resident>().check_void)(&brought, facts).len();
        assert_eq!((void(&here), void(&facts(&[], None))), (1, 0));
    }

    #[test]
    fn nobody_lives_in_a_home_that_has_closed() {
        let mut closed = facts(&[], None);
        let mut home = Values::new(&INSTITUTION);
        home.set("name", "甲养老院");
        home.set("closed_on", "2021-10-31");
        closed.answers.push((Ask::Row("institution", 3), Fact::Row(Some(home))));
        assert_eq!(codes(&stay(&[]), &closed), ["E-HM05"]);
        assert_eq!(codes(&stay(&[("out_on", "2021-10-31"), ("out_reason", "3")]), &closed), [""; 0]);
    }
}
