//! 惠民殡葬减免: what of a funeral's five basic services is free for those whom the office supports (services 4.8). Whether the dead
//! belonged to them is asked of the day of the death; what is granted is computed by the caps of that month.

use crate::domain::funeral::relief::{Cap, ITEMS, STORAGE, granted, total};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::benefits::cases::last_due;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{from, from_of, not_in_future, since_birth};
use crate::register::core::slips::in_district;
use crate::register::core::steps::{self, Step};
use crate::register::core::tie::Settled;
use crate::register::funeral::codes;
use crate::register::people::codes as people;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Values};
use chrono::{Datelike, NaiveDate};

/// 10万元 in fen: no service at a funeral costs more.
const MOST_COST: i64 = 10_000_000;

/// 惠民殡葬减免.
pub static FUNERAL_RELIEF: Register = Register {
    fields: &[
        Field::new("relief_no", "减免编号", Kind::Text(16)).hint("空着自动编号: HM、年份、4位序号"),
        Field::new("death", "死亡登记", Kind::Ref("death")).must().hint("死亡登记号, 或死者的身份证号、姓名"),
        Field::new("person", "死者", Kind::Ref("person")).given(),
        Field::new("target_kind", "对象类别", Kind::Code(&codes::RELIEF_TARGET)).must().hint("按死亡当天的身份"),
        Field::new("apply_on", "申请日期", Kind::Date).must().ordered(&[
            not_in_future(),
            since_birth("person"),
            from_of("death", &["cremated_on", "died_on"]),
        ]),
        Field::new("applicant", "申请人", Kind::Name).hint("经办家属; 无名遗体为送交单位"),
        Field::new("relation", "申请人是死者的", Kind::Code(&people::RELATION)),
        Field::new("phone", "联系电话", Kind::Phone),
        Field::new("has_funeral_aid", "已领丧葬补助", Kind::Flag).or("0").hint("单位、社保发丧葬补助的不再减免"),
        Field::new("funeral_home", "殡仪馆", Kind::Text(60)),
        Field::new("transport_cost", "接运费", Kind::Money).at_most(MOST_COST),
        Field::new("storage_days", "存放天数", Kind::Int(0, 365)),
        Field::new("storage_cost", "存放费", Kind::Money).at_most(MOST_COST).hint("超过免费天数的部分自付"),
        Field::new("cremation_cost", "火化费", Kind::Money).at_most(MOST_COST),
        Field::new("coffin_cost", "纸棺费", Kind::Money).at_most(MOST_COST),
        Field::new("urn_cost", "骨灰盒费", Kind::Money).at_most(MOST_COST),
        Field::new("verified_on", "核对身份日期", Kind::Date).ordered(&[not_in_future(), from(&["apply_on"])]),
        Field::new("approved_on", "批准日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["verified_on", "apply_on"])]),
        Field::new("mode", "减免方式", Kind::Code(&codes::RELIEF_MODE)).hint("外地火化的先付后报"),
        Field::new("relieved_on", "减免日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["approved_on", "apply_on"])]),
        Field::new("settle_batch", "结算批次", Kind::Text(40)),
        Field::new("paid_on", "结算日期", Kind::Date).ordered(&[not_in_future(), from(&["relieved_on", "apply_on"])]),
        Field::new("transport", "减免接运", Kind::Money).given(),
        Field::new("storage", "减免存放", Kind::Money).given(),
        Field::new("cremation", "减免火化", Kind::Money).given(),
        Field::new("coffin", "减免纸棺", Kind::Money).given(),
        Field::new("urn", "减免骨灰盒", Kind::Money).given(),
        Field::new("total", "减免合计", Kind::Money).given(),
        Field::new("state", "状态", Kind::Code(&codes::RELIEF_STATE)).given().or("applied"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("person.name", "死者", 10),
        ListColumn::new("target_kind", "对象类别", 8),
        ListColumn::new("total", "减免合计", 10),
        ListColumn::new("state", "状态", 10),
        ListColumn::new("apply_on", "申请日期", 10),
        ListColumn::new("approved_on", "批准日期", 10),
        ListColumn::new("paid_on", "结算日期", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("relief_no", "减免编号", 12),
        ListColumn::new("funeral_home", "殡仪馆", 16),
    ],
    natural_key: &["relief_no"],
    order: &["apply_on", "relief_no"],
    latest_first: true,
    filters: &["target_kind", "state"],
    frozen: &["death"],
    settled: Some(Settled {
        by: "paid_on",
        keeps: &[
            "target_kind",
            "has_funeral_aid",
            "transport_cost",
            "storage_days",
            "storage_cost",
            "cremation_cost",
            "coffin_cost",
            "urn_cost",
            "approved_on",
            "relieved_on",
            "settle_batch",
        ],
        parts: None,
    }),
    serial: Some(Serial { col: "relief_no", prefix: number, width: 4 }),
    on_page: Some(OnPage {
        under: "惠民殡葬",
        of: &["person"],
        family: false,
        number: "relief_no",
        days: &["approved_on", "apply_on"],
        what: "target_kind",
        outcome: Some("total"),
        state: Some("state"),
        open: None,
    }),
    over: &[Over::Is("state", &["settled"])],
    ..Register::new("funeral_relief", "惠民殡葬减免", "例")
};

/// The steps, from the last one on.
const STEPS: [Step; 4] = [
    ("paid_on", "settled", &["relieved_on", "settle_batch"]),
    ("relieved_on", "relieved", &["approved_on", "mode", "funeral_home"]),
    ("approved_on", "approved", &["verified_on"]),
    ("verified_on", "verified", &[]),
];
/// 对象类别.
const DIBAO: &str = "1";
const TEKUN: &str = "2";
const UNKNOWN: &str = "3";
const RESIDENT: &str = "5";

/// `HM-2021-`.
fn number(relief: &Values, _: &Facts) -> Option<String> {
    Some(format!("HM-{}-", relief.date("apply_on")?.year()))
}

/// The items, each with what it cost: the code of an item is the column of what is granted of it.
fn costs(row: &Values) -> impl Iterator<Item = (&'static str, Option<Money>)> + '_ {
    ITEMS.into_iter().map(|item| (item, row.money(&format!("{item}_cost"))))
}

/// A relief as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct FuneralRelief {
    /// Whose death.
    pub death: i64,
    /// The row.
    pub row: Values,
}

impl Record for FuneralRelief {
    const REGISTER: &'static Register = &FUNERAL_RELIEF;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(FuneralRelief { death: values.need_int("death")?, row: values.clone() })
    }

    fn fill(values: &mut Values) {
        values.set("state", steps::reached(values, &STEPS).unwrap_or("applied"));
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let death = values.int("death").and_then(|key| facts.row("death", key));
        values.set("person", death.and_then(|death| death.int("person")));
        let Some(died) = death.and_then(|death| death.date("died_on")) else { return };
        let month = Month::of(died);
        let stored = values.int("storage_days").zip(facts.parameters.int(Param::FuneralStorage, month));
        let granted: Vec<(&'static str, Money)> = costs(values)
            .map(|(item, cost)| {
                let most = facts.parameters.money(Param::FuneralCap.by(item, ""), month);
                let cap = Cap { most, days: stored.filter(|_| item == STORAGE) };
                (item, granted(cost.unwrap_or_default(), cap))
            })
            .collect();
        let sums: Vec<Money> = granted.iter().map(|(_, money)| *money).collect();
        values.set("total", total(&sums, facts.parameters.money(Param::FuneralTotal, month)));
        granted.into_iter().for_each(|(item, money)| values.set(item, money));
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let Some(death) = facts.row("death", self.death) else { return Vec::new() };
        let slips = [
            self.twice(facts),
            self.burnt(death),
            self.open(death, facts),
            self.supported(death, facts),
            self.aided(),
            self.late(death, facts),
            self.undated(),
        ];
        let lacking = steps::lacking("E-FN56", &self.row, steps::asked(&STEPS));
        slips.into_iter().flatten().chain(lacking).collect()
    }
}

impl FuneralRelief {
    fn target(&self) -> &str {
        self.row.text("target_kind")
    }

    fn called(&self) -> &'static str {
        codes::RELIEF_TARGET.label(self.target()).unwrap_or_default()
    }

    /// `E-FN50`: one relief for each death.
    fn twice(&self, facts: &Facts) -> Option<Slip> {
        let other = facts.rows_of("funeral_relief", "death", self.death).next()?;
        let text = format!("这次死亡已有减免{}, 每例只减免一次", other.text("relief_no"));
        Some(Slip::error("E-FN50", text).at("death"))
    }

    /// `E-FN51`: only a cremation is relieved.
    fn burnt(&self, death: &Values) -> Option<Slip> {
        let text = "死亡登记里没有火化日期; 减免只给按规定火化的, 火化了的先在死亡登记补填";
        death.get("cremated_on").is_null().then(|| Slip::error("E-FN51", text).at("death"))
    }

    /// `E-FN52`: whom the office's parameter leaves out.
    fn open(&self, death: &Values, facts: &Facts) -> Option<Slip> {
        let rate = Param::FuneralOpen.by(self.target(), "");
        let is_open = facts.parameters.on(rate, death.date("died_on")?).is_some_and(|(_, value)| value == "1");
        let text = || format!("{}不在本区的减免范围(参数“{}”)", self.called(), Param::FuneralOpen.spec().label);
        (!is_open).then(|| Slip::error("E-FN52", text()).at("target_kind"))
    }

    /// `E-FN08` (X21): who was not, on the day of the death, what the relief is for. Whose support had ended before is not.
    fn supported(&self, death: &Values, facts: &Facts) -> Option<Slip> {
        let (key, died) = (death.int("person")?, death.date("died_on")?);
        let person = facts.row("person", key)?;
        let name = person.text("name");
        let covered = |of: &[Scheme]| {
            let month = last_due(died, &facts.parameters);
            let is_one = |scheme: &str| of.iter().any(|wanted| wanted.name() == scheme);
            facts.cases_from(key, month).into_iter().any(|case| case.covers(month) && is_one(&case.scheme))
        };
        let (is_it, what) = match self.target() {
            DIBAO => (covered(&[Scheme::DibaoUrban, Scheme::DibaoRural]), "不是低保对象"),
            TEKUN => (covered(&[Scheme::Tekun]), "不是特困人员"),
            UNKNOWN => {
                (person.text("id_status") == "unknown" && death.text("cert_kind") == "2", "不是公安确认的无名遗体")
            }
            RESIDENT => (in_district(facts, death.text("hukou_division")), "户籍不在本区"),
            _ => (true, ""),
        };
        let text = || format!("{name}死亡时({died}){what}, 不能按{}减免", self.called());
        (!is_it).then(|| Slip::error("E-FN08", text()).at("target_kind"))
    }

    /// `E-FN09`: whose funeral somebody else pays.
    fn aided(&self) -> Option<Slip> {
        let text = "已领丧葬补助的, 不再减免";
        self.row.flag("has_funeral_aid").then(|| Slip::error("E-FN09", text).at("has_funeral_aid"))
    }

    /// `E-FN53`: applied for later than so many days after the cremation [L relief.days].
    fn late(&self, death: &Values, facts: &Facts) -> Option<Slip> {
        let (burnt, applied): (NaiveDate, _) = (death.date("cremated_on")?, self.row.date("apply_on")?);
        let last = facts.parameters.days_after(Param::FuneralDays, burnt)?;
        let text = || format!("{burnt} 火化, 申请期限到 {last}; 确有原因的请写明理由");
        (applied > last).then(|| Slip::doubt("E-FN53", text()).at("apply_on"))
    }

    /// `E-FN54`: how many days of storage are free hangs on how many there were.
    fn undated(&self) -> Option<Slip> {
        let paid = self.row.money("storage_cost").is_some_and(|cost| !cost.is_zero());
        let bare = paid && self.row.int("storage_days").is_none();
        bare.then(|| Slip::error("E-FN54", "有存放费的, 须填存放天数").at("storage_days"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::funeral::death::DEATH;
    use crate::register::people::person::PERSON;
    use crate::register::tests::{Cells, covering, day, enter, facts, month, row, slip};
    use crate::register::{Ask, Draft, Fact};

    /// A scheme that covered him since 2019, and the last month of it.
    type Cover = (&'static str, Option<&'static str>);

    /// 曾国安 died on 2021-06-12 and was cremated on the 14th; what differs of the death, the person and what covered him.
    fn office(death: &Cells, person: &Cells, covers: &[Cover]) -> Facts<'static> {
        let mut facts = facts();
        let caps = ["transport 30000", "storage 30000", "cremation 48000", "coffin 6000", "urn 20000"];
        let caps =
            caps.map(|cap| cap.split_once(' ').unwrap()).map(|(item, fen)| (format!("relief.cap_fen/{item}"), fen));
        let open = ["1", "2", "3"].map(|target| (format!("relief.open/{target}"), "1"));
        let rest = [("relief.storage_days", "3"), ("relief.days", "180"), ("benefit.death_rule", "death_month_paid")];
        let rest = rest.map(|(name, value)| (name.to_owned(), value));
        let all = caps.into_iter().chain(open).chain(rest);
        facts.parameters = Parameters::from_rows(all.map(|(name, value)| (name, day("2013-01-01"), value.to_owned())));
        let dead = [
            ("person", "1"),
            ("died_on", "2021-06-12"),
            ("cremated_on", "2021-06-14"),
            ("disposal", "1"),
            ("hukou_division", "430406001001"),
        ];
        // What is given as empty is not there.
        let dead = dead.into_iter().filter(|(col, _)| !death.contains(&(col, "")));
        let dead: Vec<(&str, &str)> = dead.chain(death.iter().copied().filter(|(_, text)| !text.is_empty())).collect();
        facts.answers.push((Ask::Row("death", 5), Fact::Row(Some(row(&DEATH, &dead)))));
        let man: Vec<(&str, &str)> = [("name", "曾国安"), ("birth_date", "1950-05-01"), ("id_status", "normal")]
            .into_iter()
            .chain(person.iter().copied())
            .collect();
        facts.answers.push((Ask::Row("person", 1), Fact::Row(Some(row(&PERSON, &man)))));
        let case = |(scheme, until): &(&str, Option<&str>)| crate::register::Covering {
            until: until.map(month),
            ..covering(1, "DB1", scheme, "2019-01")
        };
        facts.answers.push((Ask::CasesOf(1), Fact::Covered(covers.iter().map(case).collect())));
        facts
    }

    fn draft() -> Draft {
        Draft::new(&FUNERAL_RELIEF).with("death", "#5").with("target_kind", "1").with("apply_on", "2021-07-01")
    }

    #[test]
    fn the_worked_example() {
        let costs = [("transport", "300"), ("storage", "400"), ("cremation", "480"), ("coffin", "60"), ("urn", "260")];
        let costly = FUNERAL_RELIEF.fields.iter().filter(|f| f.col.ends_with("_cost"));
        let draft = costly.zip(costs).fold(draft().with("storage_days", "4"), |draft, (field, (item, cost))| {
            assert_eq!(field.col, format!("{item}_cost"));
            draft.with(field.col, cost)
        });
        let (relief, slips) = enter(&draft, office(&[], &[], &[("dibao-urban", None)]));
        assert_eq!(slips, []);
        let granted =
            ["transport", "storage", "cremation", "coffin", "urn", "total"].map(|col| relief.money(col).unwrap());
        assert_eq!(
            granted.map(|money| money.to_string()),
            ["300.00", "300.00", "480.00", "60.00", "200.00", "1,340.00"]
        );
    }

    #[test]
    fn whoever_was_not_supported_on_the_day_is_not_relieved() {
        // 对象类别, what differs of the death and of the person, what covered him, what is said.
        type Row = (&'static str, &'static Cells, &'static Cells, &'static [Cover], Option<&'static str>);
        let table: [Row; 11] = [
            ("1", &[], &[], &[("dibao-urban", None)], None),
            ("1", &[], &[], &[("dibao-rural", Some("2021-06"))], None),
            (
                "1",
                &[],
                &[],
                &[("dibao-urban", Some("2021-05"))],
                Some("曾国安死亡时(2021-06-12)不是低保对象, 不能按低保减免"),
            ),
            ("1", &[], &[], &[("tekun", None)], Some("不是低保对象")),
            ("2", &[], &[], &[("tekun", None)], None),
            ("2", &[], &[], &[], Some("不是特困人员, 不能按特困减免")),
            ("3", &[("cert_kind", "2")], &[("id_status", "unknown")], &[], None),
            ("3", &[("cert_kind", "1")], &[("id_status", "unknown")], &[], Some("不是公安确认的无名遗体")),
            ("3", &[("cert_kind", "2")], &[], &[], Some("不是公安确认的无名遗体")),
            ("5", &[], &[], &[], Some("其他户籍居民不在本区的减免范围(参数“惠民殡葬减免对象”)")),
            ("4", &[], &[], &[], Some("重点优抚不在本区的减免范围")),
        ];
        for (target, death, person, covers, said) in table {
            let slips = enter(&draft().with("target_kind", target), office(death, person, covers)).1;
            let texts: Vec<&str> = slips.iter().map(|slip| slip.text.as_str()).collect();
            assert_eq!(slips.len(), usize::from(said.is_some()), "{target} {texts:?}");
            assert!(said.is_none_or(|said| texts[0].contains(said)), "{target} {texts:?}");
        }
        slip(&enter(&draft(), office(&[], &[], &[])).1, "E-FN08");
    }

    #[test]
    fn what_a_relief_asks_for() {
        let said = |draft: Draft, death: &Cells| {
            let slips = enter(&draft, office(death, &[], &[("dibao-urban", None)])).1;
            slips.into_iter().map(|slip| slip.code).collect::<Vec<_>>()
        };
        assert_eq!(said(draft(), &[]), [""; 0]);
        assert_eq!(said(draft(), &[("cremated_on", "")]), ["E-FN51"]);
        assert_eq!(said(draft().with("has_funeral_aid", "1"), &[]), ["E-FN09"]);
        assert_eq!(said(draft().with("apply_on", "2021-12-11"), &[]), [""; 0]);
        assert_eq!(said(draft().with("apply_on", "2021-12-12"), &[]), ["E-FN53"]);
        assert_eq!(said(draft().with("storage_cost", "400"), &[]), ["E-FN54"]);
        assert_eq!(said(draft().with("approved_on", "2021-07-02"), &[]), ["E-FN56"]);
        let verified = draft().with("verified_on", "2021-07-02").with("approved_on", "2021-07-05");
        assert_eq!(said(verified.clone(), &[]), [""; 0]);
        assert_eq!(said(verified.clone().with("relieved_on", "2021-07-06"), &[]), ["E-FN56", "E-FN56"]);
        let mut facts = office(&[], &[], &[("dibao-urban", None)]);
        let other = row(&FUNERAL_RELIEF, &[("relief_no", "HM-2021-0003"), ("death", "5")]);
        facts.answers.push((Ask::RowsOf("funeral_relief", "death", 5.into()), Fact::Rows(vec![(8, other)])));
        let slips = enter(&verified, facts).1;
        assert_eq!(slip(&slips, "E-FN50").text, "这次死亡已有减免HM-2021-0003, 每例只减免一次");
    }
}
