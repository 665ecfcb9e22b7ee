//! 福彩圆梦·孤儿助学: what an orphan who has come of age and studies is paid, instalment by instalment of a school year (services 3.5;
//! 民办发〔2019〕24号).

use crate::domain::children::leaving::ADULT;
use crate::domain::date::{age_on, reaches_age, zh};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::children::{codes, standing};
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{ahead, from, not_in_future, since_birth, until_death};
use crate::register::core::tie::Settled;
use crate::register::{Facts, Field, Kind, Life, ListColumn, Over, Record, Register, Values};
use chrono::{Datelike, NaiveDate};

/// 福彩圆梦助学: an instalment.
pub static DREAM_GRANT: Register = Register {
    fields: &[
        Field::new("orphan", "孤儿", Kind::Ref("orphan")).must().hint("孤儿案件的申请编号, 或身份证号、姓名"),
        Field::new("person", "学生", Kind::Ref("person")).given(),
        Field::new("school", "学校", Kind::Text(60)).must(),
        Field::new("level", "学历层次", Kind::Code(&codes::STUDIES)).must(),
        Field::new("student_no", "学号", Kind::Text(30)),
        Field::new("enrolled_on", "入学日期", Kind::Date).must().ordered(&[not_in_future(), since_birth("person")]),
        Field::new("graduates_on", "预计毕业", Kind::Date).must().ordered(&[from(&["enrolled_on"]), ahead(96)]),
        Field::new("school_year", "学年", Kind::Int(2000, 2100))
            .must()
            .completed()
            .hint("开始的年份: 2021 为 2021-2022 学年"),
        Field::new("instalment", "第几期", Kind::Int(1, 12)).must(),
        Field::new("amount", "金额", Kind::Money).must().completed().hint("空着按每学年金额和期数"),
        Field::new("applied_on", "申请日期", Kind::Date).must().ordered(&[
            not_in_future(),
            from(&["enrolled_on"]),
            until_death("person"),
        ]),
        Field::new("certified_on", "在读证明日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["enrolled_on"])])
            .hint("学校出具的在读证明, 见到的日期"),
        Field::new("town_on", "街道受理", Kind::Date).ordered(&[not_in_future(), from(&["applied_on"])]),
        Field::new("district_on", "区审核", Kind::Date).ordered(&[not_in_future(), from(&["town_on", "applied_on"])]),
        Field::new("paid_on", "发放日期", Kind::Date).ordered(&[
            not_in_future(),
            from(&["district_on", "applied_on"]),
            until_death("person"),
        ]),
        Field::new("leaving", "离校", Kind::Code(&codes::LEFT_SCHOOL)).hint("休学、退学、毕业的这一期不发"),
        Field::new("left_on", "离校日期", Kind::Date).only_when("leaving", &["1", "2", "3", DIED]).ordered(&[
            not_in_future(),
            from(&["enrolled_on"]),
            until_death("person"),
        ]),
        Field::new("state", "状态", Kind::Code(&codes::DREAM_STATE)).given().or("applied"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("school_year", "学年", 4),
        ListColumn::new("instalment", "期", 4),
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("amount", "金额", 9),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("paid_on", "发放日期", 10),
        ListColumn::new("level", "层次", 6),
        ListColumn::new("school", "学校", 20),
        ListColumn::new("graduates_on", "预计毕业", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("orphan.case_no", "孤儿案件", 17),
    ],
    order: &["school_year", "instalment", "applied_on"],
    latest_first: true,
    filters: &["school_year", "state"],
    frozen: &["orphan"],
    settled: Some(Settled { by: "paid_on", keeps: &["school_year", "instalment", "level", "amount"], parts: None }),
    on_page: Some(OnPage {
        under: "儿童福利",
        of: &["person"],
        family: false,
        number: "school",
        days: &["paid_on", "applied_on"],
        what: "level",
        outcome: Some("amount"),
        state: Some("state"),
        open: None,
    }),
    since: Some("applied_on"),
    until: Some("left_on"),
    over: &[Over::Is("state", &["paid", "suspended", "quit", "graduated", "died"])],
    life: Some(Life::of("person", &[("leaving", DIED), ("state", "died")])),
    ..Register::new("dream_grant", "福彩圆梦助学", "期")
};

/// 离校: 死亡.
const DIED: &str = "4";

/// An instalment as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct DreamGrant {
    /// The case.
    pub orphan: i64,
    /// Whose it is; none until completed.
    pub person: Option<i64>,
    /// 学历层次 code.
    pub level: String,
    /// 学年 and 第几期; no 学年 until completed.
    pub of: (Option<i64>, i64),
    /// 金额; none until completed.
    pub amount: Option<Money>,
    /// 申请日期.
    pub applied_on: NaiveDate,
    /// 发放日期.
    pub paid_on: Option<NaiveDate>,
    /// 在读证明, 街道受理 and 区审核 have a day.
    pub is_ready: bool,
    /// 离校 code; empty for who studies.
    pub left: String,
}

/// The school year of a day, by the year in which it begins: in September.
fn school_year(day: NaiveDate) -> i64 {
    i64::from(day.year() - i32::from(day.month() < 9))
}

impl Record for DreamGrant {
    const REGISTER: &'static Register = &DREAM_GRANT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let is_there = |col: &&str| values.has(col);
        Ok(DreamGrant {
            orphan: values.need_int("orphan")?,
            person: values.int("person"),
            level: values.need_text("level")?,
            of: (values.int("school_year"), values.need_int("instalment")?),
            amount: values.money("amount"),
            applied_on: values.need_date("applied_on")?,
            paid_on: values.date("paid_on"),
            is_ready: ["certified_on", "town_on", "district_on"].iter().all(is_there),
            left: values.text("leaving").to_owned(),
        })
    }

    fn fill(values: &mut Values) {
        let steps = [("paid_on", "paid"), ("district_on", "reviewed"), ("town_on", "accepted")];
        let step = steps.into_iter().find(|(col, _)| values.has(col));
        let state = match values.text("leaving") {
            "1" => "suspended",
            "2" => "quit",
            "3" => "graduated",
            DIED => "died",
            _ => step.map_or("applied", |(_, state)| state),
        };
        values.set("state", state);
        values.clear_unasked("left_on");
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let case = values.int("orphan").and_then(|key| facts.row("orphan", key));
        values.set("person", case.and_then(|case| case.int("person")));
        let Some(applied) = values.date("applied_on") else { return };
        if values.get("school_year").is_null() {
            values.set("school_year", school_year(applied));
        }
        let month = Month::of(applied);
        let year = facts.parameters.money(Param::DreamAmount, month);
        let parts = facts.parameters.int(Param::DreamInstalments, month).filter(|parts| *parts > 0);
        if let (true, Some(year), Some(parts)) = (values.get("amount").is_null(), year, parts) {
            values.set("amount", Money::fen(year.as_fen() / parts));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let of_whom =
            [self.kept_before(facts), self.adopted(facts), self.of_age(facts), self.level(), self.alive(facts)];
        let of_what = [self.steps(), self.again(facts), self.too_many(facts), self.too_much(facts), self.gone(facts)];
        of_whom.into_iter().chain(of_what).flatten().collect()
    }
}

impl DreamGrant {
    fn others<'a>(&self, facts: &'a Facts) -> impl Iterator<Item = DreamGrant> + use<'a> {
        let rows = self.person.into_iter().flat_map(|key| facts.rows_of("dream_grant", "person", key));
        rows.filter_map(|row| DreamGrant::read(row).ok())
    }

    fn month(&self) -> Month {
        Month::of(self.applied_on)
    }

    /// `E-DG01` (X16): an orphan of the office was paid as one before coming of age.
    fn kept_before(&self, facts: &Facts) -> Option<Slip> {
        let person = facts.person(self.person?)?;
        let grown = reaches_age(person.birth_date, ADULT);
        let mut versions = facts.rows_of("orphan_award", "orphan", self.orphan);
        let kept = versions.any(|version| {
            version.text("kind") == "award" && version.month("from_month").is_some_and(|m| m.first_day() < grown)
        });
        let text = format!("{}于{}满18周岁, 以前没有按孤儿在保, 不符合福彩圆梦助学条件", person.name, zh(grown));
        (!kept).then(|| Slip::error("E-DG01", text).at("orphan"))
    }

    /// `E-DG02` (X16): who was adopted before the payment has parents; orphans with a disability may be paid all the same.
    fn adopted(&self, facts: &Facts) -> Option<Slip> {
        let person = facts.person(self.person?)?;
        let file = facts.row("orphan", self.orphan).and_then(|case| case.int("child"));
        let before = self.paid_on.unwrap_or(facts.day).pred_opt()?;
        let stood = file.and_then(|key| standing::on(facts.record("child", key)?, before));
        let by_file = stood.is_some_and(|row| row.text("state") == "adopted");
        let is_adopted = by_file || standing::is_adopted(person.key, before, facts);
        let text = format!("{}已被收养, 只有残疾孤儿被收养后可以继续享受福彩圆梦助学", person.name);
        (is_adopted && person.disability_level.is_none()).then(|| Slip::error("E-DG02", text).at("orphan"))
    }

    /// `E-DG03`.
    fn of_age(&self, facts: &Facts) -> Option<Slip> {
        let (person, paid) = (facts.person(self.person?)?, self.paid_on?);
        let text = format!("{}发放时未满18周岁, 应按孤儿基本生活费保障, 满18周岁后再发助学金", person.name);
        (age_on(person.birth_date, paid)? < ADULT).then(|| Slip::error("E-DG03", text).at("paid_on"))
    }

    /// `E-DG10`: it is the death that ends what is still to be paid.
    fn alive(&self, facts: &Facts) -> Option<Slip> {
        let person = facts.person(self.person?).filter(|p| self.left == DIED && p.death_date.is_none())?;
        let text = format!("{}没有登记死亡, 离校不能选死亡; 先办死亡登记, 没有发放的各期随之终止", person.name);
        Some(Slip::error("E-DG10", text).at("leaving"))
    }

    /// `E-DG04`: 硕士 yes, 博士 no.
    fn level(&self) -> Option<Slip> {
        let text = "福彩圆梦资助中专、大专、本科和硕士研究生, 不资助博士研究生";
        (self.level == "5").then(|| Slip::error("E-DG04", text).at("level"))
    }

    /// `E-DG05`: nothing is paid before the papers are there, and to nobody who has left school.
    fn steps(&self) -> Option<Slip> {
        self.paid_on?;
        let text = match (self.left.is_empty(), self.is_ready) {
            (false, _) => "休学、退学、毕业、死亡的这一期不发, 请清空发放日期; 已经发放的, 离校填在下一期",
            (true, false) => "见到在读证明, 街道受理、区审核以后才能发放, 请先填这三个日期",
            (true, true) => return None,
        };
        Some(Slip::error("E-DG05", text).at("paid_on"))
    }

    /// `E-DG06`.
    fn again(&self, facts: &Facts) -> Option<Slip> {
        let text = format!("该生{}第{}期已登记, 请在那一条上填", said(self.of.0?), self.of.1);
        self.others(facts).any(|other| other.of == self.of).then(|| Slip::error("E-DG06", text).at("instalment"))
    }

    /// `E-DG07`.
    fn too_many(&self, facts: &Facts) -> Option<Slip> {
        let most = facts.parameters.int(Param::DreamInstalments, self.month())?;
        let text = format!("一学年分 {most} 期, 没有第 {} 期", self.of.1);
        (self.of.1 > most).then(|| Slip::error("E-DG07", text).at("instalment"))
    }

    /// `E-DG08`: what is paid for a school year is no more than its amount.
    fn too_much(&self, facts: &Facts) -> Option<Slip> {
        let (amount, most) = (self.amount?, facts.parameters.money(Param::DreamAmount, self.month())?);
        if amount <= Money::ZERO {
            return Some(Slip::error("E-DG08", "金额应大于零").at("amount"));
        }
        let same = self.others(facts).filter(|other| other.of.0 == self.of.0 && other.left.is_empty());
        let sum = Money::sum(same.filter_map(|other| other.amount).chain([amount]))?;
        let text = format!("{}各期合计 {sum} 元, 超过每学年 {most} 元", said(self.of.0?));
        (self.left.is_empty() && sum > most).then(|| Slip::error("E-DG08", text).at("amount"))
    }

    /// `E-DG09`: whoever gave school up, or finished it, has to enrol anew.
    fn gone(&self, facts: &Facts) -> Option<Slip> {
        let over = self.others(facts).find(|other| {
            matches!(other.left.as_str(), "2" | "3") && (other.of < self.of) && other.level == self.level
        })?;
        let why = codes::LEFT_SCHOOL.label(&over.left).unwrap_or_default();
        let text = format!("该生{}第{}期已登记{why}, 以后各期不再发放", said(over.of.0?), over.of.1);
        Some(Slip::error("E-DG09", text).at("instalment"))
    }
}

/// 2021-2022学年.
fn said(year: i64) -> String {
    format!("{year}-{}学年", year + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::children::adoption::ADOPTION;
    use crate::register::children::child::CHILD;
    use crate::register::children::child_status::CHILD_STATUS;
    use crate::register::children::orphan::{ORPHAN, ORPHAN_AWARD};
    use crate::register::tests::{Cells, day, enter, person, row};
    use crate::register::{Ask, Draft, Fact, RecordFact};

    const CASE: i64 = 7_000_000_001;

    fn codes_of(slips: &[Slip]) -> Vec<&'static str> {
        slips.iter().map(|slip| slip.code).collect()
    }

    /// Somebody born on 2001-05-20 whose case as an orphan was paid from a month on, and whose file is in a state; with earlier instalments.
    fn facts(from: &'static str, state: &'static str, level: Option<&str>, before: &[&Cells]) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        let known = |(name, value): (&str, &str)| (name.to_owned(), day("2019-01-01"), value.to_owned());
        facts.parameters =
            Parameters::from_rows([("dream.amount_fen", "1000000"), ("dream.instalments", "4")].map(known));
        let mut student = person(7, "王文婷", "2", "2001-05-20");
        student.disability_level = level.map(str::to_owned);
        let version = row(&ORPHAN_AWARD, &[("kind", "award"), ("from_month", from)]);
        let case = row(&ORPHAN, &[("person", "7"), ("child", "5")]);
        let before = (1..).zip(before.iter().map(|cells| row(&DREAM_GRANT, cells))).collect();
        facts.answers.push((Ask::Person(7), Fact::Person(Some(student.into()))));
        facts.answers.push((Ask::Row("orphan", CASE), Fact::Row(Some(case))));
        let stands = row(&CHILD_STATUS, &[("valid_from", "2021-11-22"), ("state", state)]);
        let file = RecordFact { values: row(&CHILD, &[("state", state)]), children: vec![(1, stands)] };
        facts.answers.push((Ask::Record("child", 5), Fact::Record(Some(file))));
        facts.answers.push((Ask::RowsOf("orphan_award", "orphan", CASE.into()), Fact::Rows(vec![(1, version)])));
        facts.answers.push((Ask::RowsOf("dream_grant", "person", 7.into()), Fact::Rows(before)));
        facts
    }

    fn grown() -> Facts<'static> {
        facts("2018-06", "grown", None, &[])
    }

    /// Adopted on a day, of which no file knows.
    fn adopted(on: &'static str) -> Facts<'static> {
        let mut facts = grown();
        let adoption = row(&ADOPTION, &[("state", "decided"), ("decided_on", on)]);
        facts.answers.push((Ask::RowsOf("adoption", "person", 7.into()), Fact::Rows(vec![(1, adoption)])));
        facts
    }

    /// The second instalment of 2021-2022, paid in November.
    const PAID: [(&str, &str); 10] = [
        ("school", "省内医学院校"),
        ("level", "3"),
        ("enrolled_on", "2019-09-01"),
        ("graduates_on", "2024-06-30"),
        ("instalment", "2"),
        ("applied_on", "2021-11-03"),
        ("certified_on", "2021-11-03"),
        ("town_on", "2021-11-08"),
        ("district_on", "2021-11-16"),
        ("paid_on", "2021-11-23"),
    ];

    fn instalment(other: &Cells) -> Draft {
        let draft = Draft::new(&DREAM_GRANT).with_ref("orphan", CASE);
        PAID.iter().chain(other).fold(draft, |draft, (col, text)| draft.with(col, *text))
    }

    #[test]
    fn what_follows_is_filled_in() {
        for (other, year, state) in [
            (&[][..], 2021, "paid"),
            (&[("paid_on", "")], 2021, "reviewed"),
            (&[("paid_on", ""), ("district_on", "")], 2021, "accepted"),
            (&[("paid_on", ""), ("district_on", ""), ("town_on", ""), ("applied_on", "2021-08-31")], 2020, "applied"),
            (&[("paid_on", ""), ("leaving", "1")], 2021, "suspended"),
            (&[("paid_on", ""), ("leaving", "2")], 2021, "quit"),
            (&[("paid_on", ""), ("leaving", "3")], 2021, "graduated"),
            (&[("paid_on", ""), ("leaving", "3"), ("left_on", "2021-11-10")], 2021, "graduated"),
        ] {
            let (values, slips) = enter(&instalment(other), grown());
            assert_eq!(slips, [], "{other:?}");
            let found = (values.int("school_year"), values.text("state"), values.money("amount"), values.int("person"));
            assert_eq!(found, (Some(year), state, Some(Money::fen(250_000)), Some(7)), "{other:?}");
        }
    }

    #[test]
    fn each_rule() {
        let before: &[&Cells] = &[
            &[("level", "3"), ("school_year", "2021"), ("instalment", "1"), ("amount", "250000")],
            &[("level", "3"), ("school_year", "2020"), ("instalment", "2"), ("amount", "250000"), ("leaving", "1")],
        ];
        let with = |cells: &Cells| [&[("orphan", "7000000001"), ("applied_on", "2021-09-08")][..], cells].concat();
        let before: Vec<_> = before.iter().map(|cells| with(cells)).collect();
        let before: Vec<&Cells> = before.iter().map(Vec::as_slice).collect();
        let quit = with(&[("level", "3"), ("school_year", "2021"), ("instalment", "1"), ("leaving", "2")]);
        for (facts, other, codes) in [
            (grown(), &[][..], &[][..]),
            (facts("2019-05", "grown", None, &[]), &[], &[]),
            (facts("2019-06", "grown", None, &[]), &[], &["E-DG01"]),
            (facts("2018-06", "adopted", None, &[]), &[], &["E-DG02"]),
            (facts("2018-06", "adopted", Some("2"), &[]), &[], &[]),
            // What was paid until the day of the adoption stays, whenever it is entered.
            (facts("2018-06", "adopted", None, &[]), &[("paid_on", "2021-11-22")], &[]),
            (facts("2018-06", "adopted", None, &[]), &[("paid_on", "")], &["E-DG02"]),
            (adopted("2021-11-22"), &[], &["E-DG02"]),
            (adopted("2021-11-23"), &[], &[]),
            (grown(), &[("level", "4")], &[]),
            (grown(), &[("level", "5")], &["E-DG04"]),
            (grown(), &[("certified_on", "")], &["E-DG05"]),
            (grown(), &[("leaving", "1")], &["E-DG05"]),
            (grown(), &[("paid_on", ""), ("leaving", "4")], &["E-DG10"]),
            (facts("2018-06", "grown", None, &before), &[], &[]),
            (facts("2018-06", "grown", None, &before), &[("instalment", "1")], &["E-DG06"]),
            (grown(), &[("instalment", "5")], &["E-DG07"]),
            (facts("2018-06", "grown", None, &before), &[("amount", "7500")], &[]),
            (facts("2018-06", "grown", None, &before), &[("amount", "7500.01")], &["E-DG08"]),
            (facts("2018-06", "grown", None, &before), &[("amount", "10000"), ("school_year", "2020")], &["E-DG06"]),
            (grown(), &[("amount", "0")], &["E-DG08"]),
            (facts("2018-06", "grown", None, &[&quit]), &[], &["E-DG09"]),
            (facts("2018-06", "grown", None, &[&quit]), &[("level", "4")], &[]),
        ] {
            let (_, slips) = enter(&instalment(other), facts);
            assert_eq!(codes_of(&slips), codes, "{other:?}");
        }
    }

    #[test]
    fn nobody_is_paid_before_coming_of_age() {
        for (paid, codes) in [("2019-05-19", &["E-DG03"][..]), ("2019-05-20", &[])] {
            let days = ["applied_on", "certified_on", "town_on", "district_on", "paid_on"].map(|col| (col, paid));
            let other = [&[("enrolled_on", "2018-09-01")][..], &days].concat();
            let (_, slips) = enter(&instalment(&other), grown());
            assert_eq!(codes_of(&slips), codes, "{paid}");
        }
    }
}
