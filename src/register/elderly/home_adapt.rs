//! 适老化改造 (services 2.10, 民发〔2020〕86号): the home of a poor old person made fit for him, from 摸底 to 归档. Its steps are their days,
//! and the state is the last of them. A household is counted once.

use crate::domain::date::age_on;
use crate::domain::elderly::adapt::{Step, least_self_pay};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::benefits::cases::yearly_number;
use crate::register::benefits::personal::complete_place;
use crate::register::bureau::codes::SATISFACTION;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{IN_LIFE, from, not_in_future, until_death};
use crate::register::core::slips::village;
use crate::register::core::tie::Settled;
use crate::register::elderly::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Tie, Values};
use chrono::{Months, NaiveDate};

/// 适老化改造.
pub static HOME_ADAPT: Register = Register {
    fields: &[
        Field::new("adapt_no", "编号", Kind::Text(24)).hint("空着自动编号: SL、区划6位、年份、4位序号"),
        Field::new("plan", "年度任务", Kind::Ref("home_adapt_plan")).must().hint("年度, 如 2021"),
        Field::new("person", "户主老人", Kind::Ref("person")).must().hint("60周岁以上, 身份证号"),
        Field::new("household", "家庭", Kind::Ref("household"))
            .completed()
            .hint("空着按老人所在家庭填; 没有登记家庭的, 自成一户"),
        Field::new("division", "村(居)", Kind::Division).must().completed().hint("改造的房屋所在; 空着按居住地填"),
        Field::new("poverty_kind", "困难类型", Kind::Code(&codes::POVERTY)).must().completed().hint("空着按在保情况填"),
        Field::new("unable", "失能", Kind::Flag).or("0"),
        Field::new("alone", "独居", Kind::Flag).or("0"),
        Field::new("listed_on", "摸底日期", Kind::Date).must().ordered(&IN_LIFE),
        Field::new("apply_date", "申请日期", Kind::Date).ordered(&[
            not_in_future(),
            from(&["listed_on"]),
            until_death("person"),
        ]),
        Field::new("surveyed_on", "评估日期", Kind::Date).ordered(&[
            not_in_future(),
            from(&["apply_date", "listed_on"]),
            until_death("person"),
        ]),
        Field::new("surveyor", "评估机构", Kind::Text(50)),
        Field::new("budget", "预算", Kind::Money).hint("元"),
        Field::new("decided_on", "确定日期", Kind::Date).ordered(&[
            not_in_future(),
            from(&["surveyed_on", "apply_date", "listed_on"]),
            until_death("person"),
        ]),
        Field::new("contractor", "施工单位", Kind::Text(50)),
        Field::new("start_on", "开工日期", Kind::Date).ordered(&[
            not_in_future(),
            from(&["decided_on", "surveyed_on", "apply_date", "listed_on"]),
            until_death("person").doubt(),
        ]),
        Field::new("done_on", "完工日期", Kind::Date).ordered(&[
            not_in_future(),
            from(&["start_on", "listed_on"]),
            until_death("person").doubt(),
        ]),
        Field::new("cost", "实际造价", Kind::Money).completed().hint("元; 各项造价填齐的, 空着按其和填"),
        Field::new("self_pay", "自付", Kind::Money).hint("元; 造价超过限额的部分由本人自付"),
        Field::new("accepted_on", "验收日期", Kind::Date).ordered(&[
            not_in_future(),
            from(&["done_on", "listed_on"]).code("E-EL10"),
            until_death("person").doubt(),
        ]),
        Field::new("satisfaction", "满意度", Kind::Code(&SATISFACTION)),
        Field::new("paid_on", "拨款日期", Kind::Date).ordered(&[not_in_future(), from(&["accepted_on", "listed_on"])]),
        Field::new("archived_on", "归档日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["paid_on", "accepted_on", "listed_on"])]),
        Field::new("withdrawn_on", "退出日期", Kind::Date).ordered(&[not_in_future(), from(&["listed_on"])]),
        Field::new("withdraw_reason", "退出原因", Kind::Code(&codes::WITHDRAW)).hint("验收以前可以退出, 名额另用"),
        Field::new("state", "状态", Kind::Code(&codes::ADAPT_STATE)).given(),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("adapt_no", "编号", 16),
        ListColumn::new("person.name", "户主", 8),
        ListColumn::new("poverty_kind", "困难类型", 8),
        ListColumn::new("state", "状态", 4),
        ListColumn::new("accepted_on", "验收日期", 10),
        ListColumn::new("cost", "造价", 10),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("start_on", "开工", 10),
        ListColumn::new("done_on", "完工", 10),
        ListColumn::new("contractor", "施工单位", 20),
    ],
    natural_key: &["adapt_no"],
    order: &["division", "adapt_no"],
    filters: &["division", "state", "poverty_kind", "plan"],
    serial: Some(Serial { col: "adapt_no", prefix: number_prefix, width: 4 }),
    since: Some("listed_on"),
    settled: Some(Settled {
        by: "paid_on",
        keeps: &["plan", "person", "cost", "self_pay", "accepted_on"],
        parts: None,
    }),
    tied: &[Tie { register: "adapt_item", on: &[("home_adapt", "key")] }],
    with_rows: true,
    on_page: Some(OnPage {
        under: "养老服务",
        of: &["person"],
        family: false,
        number: "adapt_no",
        days: &["accepted_on", "done_on", "start_on", "listed_on"],
        what: "poverty_kind",
        outcome: None,
        state: Some("state"),
        open: None,
    }),
    over: &[Over::Is("state", &["archived", "withdrawn"])],
    ..Register::new("home_adapt", "适老化改造", "户")
};

/// `SL4304062021`: the year of 摸底.
fn number_prefix(values: &Values, facts: &Facts) -> Option<String> {
    yearly_number("SL", values.date("listed_on")?, facts)
}

/// A household as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct HomeAdapt {
    /// 户主老人.
    pub person: i64,
    /// 家庭; none where none is registered.
    pub household: Option<i64>,
    /// 村(居); none until completed.
    pub division: Option<String>,
    /// 困难类型 code; none until completed.
    pub poverty: Option<String>,
    /// 失能.
    pub unable: bool,
    /// 摸底日期.
    pub listed_on: NaiveDate,
    /// 预算.
    pub budget: Option<Money>,
    /// 实际造价.
    pub cost: Option<Money>,
    /// 自付.
    pub self_pay: Money,
    /// Which steps have a day.
    pub steps: Vec<Step>,
    /// 验收日期.
    pub accepted_on: Option<NaiveDate>,
    /// 退出原因 is named.
    pub has_reason: bool,
}

/// So many times the cap is no budget.
const BEYOND: i64 = 3;

/// What all items cost together; none while one of them has no cost yet.
fn cost_of(items: &[Values]) -> Option<Money> {
    let costs: Option<Vec<Money>> = items.iter().map(|item| item.money("cost")).collect();
    costs.filter(|costs| !costs.is_empty()).and_then(Money::sum)
}

impl Record for HomeAdapt {
    const REGISTER: &'static Register = &HOME_ADAPT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let steps = Step::ALL.iter().filter(|(_, col, _)| values.has(col));
        Ok(HomeAdapt {
            person: values.need_int("person")?,
            household: values.int("household"),
            division: values.some_text("division"),
            poverty: values.some_text("poverty_kind"),
            unable: values.flag("unable"),
            listed_on: values.need_date("listed_on")?,
            budget: values.money("budget"),
            cost: values.money("cost"),
            self_pay: values.money("self_pay").unwrap_or_default(),
            steps: steps.map(|(step, ..)| *step).collect(),
            accepted_on: values.date("accepted_on"),
            has_reason: values.has("withdraw_reason"),
        })
    }

    fn fill(values: &mut Values) {
        let state = Step::by(NaiveDate::MAX, |col| values.date(col));
        values.set("state", state.unwrap_or("listed"));
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.get("cost").is_null() {
            values.set("cost", cost_of(&facts.children));
        }
        let Ok(adapt) = HomeAdapt::read(values) else { return };
        if adapt.household.is_none() {
            values.set("household", facts.household_of_on(adapt.person, adapt.listed_on).map(|house| house.key));
        }
        complete_place(values, facts);
        if adapt.poverty.is_none() {
            let poor = ["1", "2"].into_iter().find(|kind| adapt.draws(kind, facts));
            values.set("poverty_kind", poor.map(str::to_owned));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = self.division.iter().filter_map(|v| village(facts, v, "division", false)).collect();
        slips.extend(self.whose(facts));
        slips.extend(self.again(facts));
        slips.extend(self.steps());
        slips.extend(self.items(facts));
        slips.extend(self.above_the_cap(facts));
        slips.extend(self.beyond(facts));
        slips
    }
}

impl HomeAdapt {
    fn has(&self, step: Step) -> bool {
        self.steps.contains(&step)
    }

    /// Whether the person draws what the kind of poverty says, in the month of 摸底.
    fn draws(&self, kind: &str, facts: &Facts) -> bool {
        let schemes = match kind {
            "1" => "tekun",
            "2" => "dibao",
            _ => return true,
        };
        facts.cases_in(self.person, Month::of(self.listed_on)).iter().any(|case| case.scheme.starts_with(schemes))
    }

    /// Sixty or older; of 特困 and 低保 those who are eighty, cannot look after themselves, or have a disability (民发〔2020〕86号).
    fn whose(&self, facts: &Facts) -> Vec<Slip> {
        let Some(person) = facts.person(self.person) else { return Vec::new() };
        let age = age_on(person.birth_date, self.listed_on).unwrap_or(0);
        if age < 60 {
            let text = format!("{}摸底时 {age} 周岁, 适老化改造的对象应满60周岁", person.name);
            return vec![Slip::error("E-AD-001", text).at("person")];
        }
        let mut slips = Vec::new();
        if age < 80 && !self.unable && person.disability_level.is_none() {
            let text =
                format!("{}不是高龄(80周岁)、失能或残疾老年人, 不在改造对象之列; 确需改造的登记例外", person.name);
            slips.push(Slip::doubt("E-AD-002", text).at("person"));
        }
        if let Some(kind) = self.poverty.as_deref().filter(|kind| !self.draws(kind, facts)) {
            let label = codes::POVERTY.label(kind).unwrap_or_default();
            let text = format!("{}{}没有在享的{label}, 请核对困难类型", person.name, Month::of(self.listed_on).zh());
            slips.push(Slip::warning("W-AD-001", text).at("poverty_kind"));
        }
        slips
    }

    /// `E-AD-003`: a household is adapted once in some years; whoever has one under way waits for it.
    fn again(&self, facts: &Facts) -> Option<Slip> {
        let of_house = self.household.into_iter().flat_map(|key| facts.rows_of("home_adapt", "household", key));
        let mut others = facts.rows_of("home_adapt", "person", self.person).chain(of_house);
        let years = facts.parameters.int(Param::AdaptInterval, Month::of(self.listed_on)).unwrap_or(0);
        let again = Months::new(u32::try_from(years * 12).unwrap_or(0));
        let stands_in_the_way = |other: &&Values| {
            let free = other.date("accepted_on").map(|day| day.checked_add_months(again).unwrap_or(day));
            let now = self.accepted_on.unwrap_or(facts.day);
            !self.has(Step::Withdrawn)
                && other.text("state") != "withdrawn"
                && free.is_none_or(|free| now < free)
                && other.date("accepted_on").is_none_or(|day| self.accepted_on.is_none_or(|own| own >= day))
        };
        let other = others.find(stands_in_the_way)?;
        let text = match other.date("accepted_on") {
            Some(day) => format!("该户已改造({}, {day} 验收), {years} 年内不再改造", other.text("adapt_no")),
            None => format!("该户已有在办的改造 {}, 请在那一条上填", other.text("adapt_no")),
        };
        Some(Slip::error("E-AD-003", text).at("person"))
    }

    /// `E-AD-004`: each step wants those before it, said at the first that is missing.
    fn skipped(&self) -> Option<Slip> {
        let built = || Step::ALL.iter().filter(|(step, ..)| *step < Step::Withdrawn);
        let (last, last_col, _) = built().rfind(|(step, ..)| self.has(*step))?;
        let (_, missing, _) = built().find(|(step, ..)| step < last && !self.has(*step))?;
        let label = |col: &str| HOME_ADAPT.label_of(col);
        let text = format!("填了{}的, 须先填{}: 各步依次办理, 不能跳过", label(last_col), label(missing));
        Some(Slip::error("E-AD-004", text).at(missing))
    }

    /// `W-AD-002`: money so far beyond the cap that digits may have slipped.
    fn beyond(&self, facts: &Facts) -> Vec<Slip> {
        let cap = facts.parameters.money(Param::AdaptCap, Month::of(self.listed_on)).filter(|cap| *cap > Money::ZERO);
        let said = [("budget", "预算", self.budget), ("cost", "实际造价", self.cost)].into_iter();
        let said = said.filter_map(|(col, label, money)| Some((col, label, money?, cap?)));
        let beyond = said.filter(|(.., money, cap)| money.as_fen() / cap.as_fen() >= BEYOND);
        let slip = |(col, label, money, cap): (&'static str, &str, Money, Money)| {
            let times = money.as_fen() / cap.as_fen();
            let text = format!("{label} {money} 元达每户限额 {cap} 元的 {times} 倍, 请核对位数");
            Slip::warning("W-AD-002", text).at(col)
        };
        beyond.map(slip).collect()
    }

    /// No step without those before it; whoever withdraws says why, and is not accepted.
    fn steps(&self) -> Vec<Slip> {
        let mut slips: Vec<Slip> = self.skipped().into_iter().collect();
        if self.has(Step::Withdrawn) && self.has(Step::Accepted) {
            slips.push(Slip::error("E-AD-005", "已验收的不能退出; 没有验收的请清空验收日期").at("withdrawn_on"));
        }
        if self.has(Step::Withdrawn) != self.has_reason {
            slips.push(Slip::error("E-AD-006", "退出的须填退出日期和退出原因, 没有退出的都不填").at("withdraw_reason"));
        }
        slips
    }

    /// From 确定 on it is known what is to be done, each item once; and the items cost what the whole does.
    fn items(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let items = &facts.children;
        if items.is_empty() && self.steps.iter().any(|step| (Step::Decided..Step::Withdrawn).contains(step)) {
            slips.push(Slip::error("E-AD-007", "确定以后须列出改造项目, 至少一项").at("adapt_item"));
        }
        let mut seen: Vec<&str> = Vec::new();
        for item in items {
            let code = item.text("item_code");
            if seen.contains(&code) {
                let text = format!("改造项目“{}”列了两次, 请合并为一项, 改数量", item.shown("item_code"));
                slips.push(Slip::error("E-AD-008", text));
            }
            seen.push(code);
        }
        if let (Some(sum), Some(cost)) = (cost_of(items), self.cost)
            && sum != cost
        {
            let text = format!("各项造价之和 {sum} 元与实际造价 {cost} 元不符, 请核对; 清空实际造价由程序填");
            slips.push(Slip::error("E-AD-009", text).at("cost"));
        }
        slips
    }

    /// `E-AD-010`: what a household costs above the cap, it pays itself.
    fn above_the_cap(&self, facts: &Facts) -> Option<Slip> {
        let (cost, cap) = (self.cost?, facts.parameters.money(Param::AdaptCap, Month::of(self.listed_on))?);
        let least = least_self_pay(cost, cap);
        let text = format!("造价 {cost} 元超过每户限额 {cap} 元, 自付应不少于 {least} 元");
        (self.self_pay < least).then(|| Slip::error("E-AD-010", text).at("self_pay"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::domain::slip::Severity;
    use crate::register::elderly::adapt_item::ADAPT_ITEM;
    use crate::register::tests;
    use crate::register::{Ask, Entry, Fact};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// An office in which #7 was born in 1938, draws 特困, and has these adaptations.
    fn facts(others: &[(i64, Values)]) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        facts.answers.push(tests::village());
        let person = tests::person(7, "李桂芳", "2", "1938-05-01");
        facts.answers.push((Ask::Person(7), Fact::Person(Some(person.into()))));
        facts.answers.push((Ask::CasesOf(7), Fact::Covered(vec![tests::covering(1, "TK1", "tekun", "2020-01")])));
        facts.answers.push((Ask::RowsOf("home_adapt", "person", 7.into()), Fact::Rows(others.to_vec())));
        let year = |name: &str, value: &str| (name.to_owned(), day("2015-01-01"), value.to_owned());
        facts.parameters = Parameters::from_rows([year("adapt.cap_fen", "500000"), year("adapt.interval_years", "5")]);
        facts
    }

    fn row(pairs: &[(&str, &str)]) -> Values {
        let mut row = Values::new(&HOME_ADAPT);
        row.set("person", 7);
        row.set("listed_on", "2021-03-02");
        for (col, text) in pairs {
            let kind = HOME_ADAPT.field(col).unwrap().kind;
            row.set(HOME_ADAPT.field(col).unwrap().col, kind.stored(text));
        }
        row
    }

    fn items(of: &[(&str, i64)]) -> Vec<Values> {
        let item = |(code, fen): &(&str, i64)| {
            let mut item = Values::new(&ADAPT_ITEM);
            item.set("item_code", *code);
            item.set("cost", *fen);
            item
        };
        of.iter().map(item).collect()
    }

    fn judged(row: &mut Values, facts: &Facts) -> Vec<(&'static str, Severity)> {
        let entry = Entry::of::<HomeAdapt>();
        (entry.fill)(row);
        (entry.complete)(row, facts);
        (entry.check)(row, facts).iter().map(|s| (s.code, s.severity)).collect()
    }

    const DECIDED: [(&str, &str); 3] =
        [("apply_date", "2021-03-03"), ("surveyed_on", "2021-03-08"), ("decided_on", "2021-05-06")];
    const BUILT: [(&str, &str); 6] = [
        DECIDED[0],
        DECIDED[1],
        DECIDED[2],
        ("start_on", "2021-06-01"),
        ("done_on", "2021-06-03"),
        ("accepted_on", "2021-06-18"),
    ];

    #[test]
    fn what_follows_is_filled_in() {
        let mut facts = facts(&[]);
        facts.children = items(&[("01", 120_000), ("13", 60_000)]);
        let mut row = row(&BUILT);
        assert_eq!(judged(&mut row, &facts), []);
        assert_eq!((row.text("state"), row.text("poverty_kind"), row.int("cost")), ("accepted", "1", Some(180_000)));
        assert_eq!(row.text("division"), "430406001001");
    }

    #[test]
    fn each_rule() {
        use Severity::{Doubt, Error, Warning};
        type Case = (
            &'static [(&'static str, &'static str)],
            &'static [(&'static str, i64)],
            &'static [(&'static str, Severity)],
        );
        let cases: [Case; 14] = [
            (&[("done_on", "2021-06-03")], &[("01", 100)], &[("E-AD-004", Error)]),
            (&[("surveyed_on", "2021-03-08")], &[], &[("E-AD-004", Error)]),
            (&[DECIDED[0], DECIDED[1], DECIDED[2], ("paid_on", "2021-06-03")], &[("01", 100)], &[("E-AD-004", Error)]),
            (&[("budget", "1499999")], &[], &[]),
            (&[("budget", "1500000")], &[], &[("W-AD-002", Warning)]),
            (&[("accepted_on", "2021-06-03")], &[("01", 100)], &[("E-AD-004", Error)]),
            (
                &[
                    DECIDED[0],
                    DECIDED[1],
                    DECIDED[2],
                    ("start_on", "2021-06-01"),
                    ("done_on", "2021-06-20"),
                    ("accepted_on", "2021-06-18"),
                ],
                &[("01", 100)],
                &[("E-EL10", Error)],
            ),
            (&DECIDED, &[], &[("E-AD-007", Error)]),
            (&DECIDED, &[("01", 100), ("01", 100)], &[("E-AD-008", Error)]),
            (&[("cost", "30000")], &[("01", 10_000), ("02", 10_000)], &[("E-AD-009", Error)]),
            (&[("cost", "600000"), ("self_pay", "99999")], &[], &[("E-AD-010", Error)]),
            (&[("withdrawn_on", "2021-05-06")], &[], &[("E-AD-006", Error)]),
            (&[("poverty_kind", "2")], &[], &[("W-AD-001", Warning)]),
            (&[("listed_on", "2018-03-02"), ("poverty_kind", "9")], &[], &[("E-AD-002", Doubt)]),
        ];
        for (pairs, of, codes) in cases {
            let mut facts = facts(&[]);
            facts.children = items(of);
            assert_eq!(judged(&mut row(pairs), &facts), codes, "{pairs:?}");
        }
        let mut enough = row(&[("cost", "600000"), ("self_pay", "100000")]);
        assert_eq!(judged(&mut enough, &facts(&[])), []);
        let mut young = row(&[("listed_on", "1997-03-02"), ("poverty_kind", "9")]);
        assert_eq!(judged(&mut young, &facts(&[])), [("E-AD-001", Error)]);
    }

    #[test]
    fn who_has_withdrawn_has_not_been_accepted() {
        let mut facts = facts(&[]);
        facts.children = items(&[("01", 100)]);
        let mut row = row(&BUILT);
        row.set("withdrawn_on", "2021-07-01");
        row.set("withdraw_reason", "3");
        assert_eq!(judged(&mut row, &facts), [("E-AD-005", Severity::Error)]);
    }

    #[test]
    fn a_household_is_adapted_once_in_five_years() {
        let other = |pairs: &[(&str, &str)]| {
            let mut other = row(pairs);
            (Entry::of::<HomeAdapt>().fill)(&mut other);
            [(3, other)]
        };
        for (accepted, codes) in [("2016-12-31", 0), ("2017-01-01", 1)] {
            let done = [("start_on", "2016-11-01"), ("done_on", "2016-11-02"), ("accepted_on", accepted)];
            assert_eq!(judged(&mut row(&[]), &facts(&other(&done))).len(), codes, "{accepted}");
        }
        assert_eq!(judged(&mut row(&[]), &facts(&other(&[]))), [("E-AD-003", Severity::Error)]);
        let gone = other(&[("withdrawn_on", "2021-03-05"), ("withdraw_reason", "3")]);
        assert_eq!(judged(&mut row(&[]), &facts(&gone)), []);
    }
}
