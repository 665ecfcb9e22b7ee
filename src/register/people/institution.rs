//! 养老机构, and whatever else houses 集中 特困 people: the money of these goes to its account (services 2.5; assistance 3.3, 3.4). One
//! without 性质 is only an account that is paid. Knows who lives there by their stays, and counts them; nobody types how many there are.

use crate::domain::account::{AccountNo, Medium};
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::people::home::{Care, carers_needed};
use crate::domain::slip::Slip;
use crate::domain::uscc;
use crate::register::core::order::{Order, from, not_in_future};
use crate::register::core::slips::in_district;
use crate::register::people::codes;
use crate::register::{Facts, Field, Held, Kind, ListColumn, Record, Register, Values};
use chrono::{Days, NaiveDate};

/// Every 性质: what a 养老机构 has beside an account is asked for once it has one.
pub const HOMES: &[&str] = &["1", "2", "3", "4", "5", "6"];

/// Until when a paper is good; it is renewed in the month before.
const fn until(col: &'static str, label: &'static str) -> Field {
    const SINCE: &[Order] = &[from(&["registered_on"])];
    Field::new(col, label, Kind::Date).ordered(SINCE)
}

/// 养老机构.
pub static INSTITUTION: Register = Register {
    fields: &[
        Field::new("code", "机构代码", Kind::Text(20)).must(),
        Field::new("name", "机构名称", Kind::Text(50)).called().must(),
        Field::new("division", "所在区划", Kind::Division).must().outside().hint("本区以外的机构按实际所在地填"),
        Field::new("account_name", "户名", Kind::Text(50)).must().hint("机构对公账户"),
        Field::new("account_no", "账号", Kind::AccountNo).must(),
        Field::new("bank_code", "开户行", Kind::Code(&codes::BANK)).must(),
        Field::new("ownership", "机构性质", Kind::Code(&codes::OWNERSHIP)).hint("养老机构必填; 空着只作供养金收款单位"),
        Field::new("uscc", "统一社会信用代码", Kind::Text(18)).open().when("ownership", HOMES),
        Field::new("registered_on", "法人登记日期", Kind::Date).when("ownership", HOMES).ordered(&[not_in_future()]),
        Field::new("filing_no", "备案编号", Kind::Text(40)),
        Field::new("filed_on", "备案日期", Kind::Date).ordered(&[not_in_future(), from(&["registered_on"])]),
        Field::new("address", "地址", Kind::Text(100)).address(),
        Field::new("legal_rep", "法定代表人", Kind::Name),
        Field::new("manager", "院长", Kind::Name),
        Field::new("phone", "电话", Kind::Phone),
        Field::new("area", "建筑面积", Kind::Int(1, 999_999)).hint("平方米"),
        Field::new("beds_approved", "核定床位", Kind::Int(0, 9_999)).when("ownership", HOMES),
        Field::new("beds_open", "实有床位", Kind::Int(0, 9_999)).when("ownership", HOMES),
        Field::new("beds_nursing", "护理型床位", Kind::Int(0, 9_999)).when("ownership", HOMES),
        Field::new("medical", "医疗服务", Kind::Code(&codes::MEDICAL)),
        Field::new("fire_ok", "消防验收", Kind::Code(&codes::LICENCE)),
        until("fire_until", "消防有效期至"),
        Field::new("food_ok", "食品许可", Kind::Code(&codes::LICENCE)),
        until("food_until", "食品许可至"),
        Field::new("elevator_ok", "特种设备", Kind::Code(&codes::LICENCE)).hint("电梯; 没有的选不适用"),
        until("elevator_until", "特种设备检验至"),
        until("insured_until", "责任险到期"),
        Field::new("state", "状态", Kind::Code(&codes::HOME_STATE)).or("4").must(),
        Field::new("closed_on", "注销日期", Kind::Date)
            .when("state", &["7"])
            .ordered(&[not_in_future(), from(&["registered_on"])]),
    ],
    list: &[
        ListColumn::new("code", "机构代码", 12),
        ListColumn::new("name", "机构名称", 24),
        ListColumn::new("division", "所在区划", 14),
        ListColumn::new("grade", "等级", 4),
        ListColumn::new("ownership", "性质", 12),
        ListColumn::new("beds_open", "实有床位", 8),
        ListColumn::new("beds_nursing", "护理型", 6),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("manager", "院长", 8),
        ListColumn::new("phone", "电话", 13),
        ListColumn::new("account_name", "户名", 20),
        ListColumn::new("account_no", "账号", 19),
        ListColumn::new("bank_code", "开户行", 12),
    ],
    natural_key: &["code"],
    order: &["division", "code"],
    filters: &["division", "ownership", "state"],
    since: Some("registered_on"),
    until: Some("closed_on"),
    holds: &[Held::by(
        ("home_grade", "institution"),
        "result_level",
        Field::new("grade", "等级", Kind::Code(&codes::HOME_GRADE)),
    )
    .or("0")],
    ..Register::new("institution", "养老机构", "家")
};

/// An institution.
#[derive(Clone, Debug, PartialEq)]
pub struct Institution {
    /// As entered.
    row: Values,
}

/// The columns of the last days of its papers.
const PAPERS: [&str; 4] = ["fire_until", "food_until", "elevator_until", "insured_until"];
/// So many days before its last one a paper is worth a word.
const NOTICE: Days = Days::new(30);

/// The two digits with which the code of a 性质 begins (GB 32100: 12 事业单位, 52 民办非企业, 91 企业).
fn begins_with(ownership: &str) -> Option<&'static str> {
    match ownership {
        "1" | "5" | "6" => Some("12"),
        "3" => Some("52"),
        "4" => Some("91"),
        _ => None,
    }
}

/// Whether a state may follow another (services 2.5): 筹建 → 登记 → 备案 → 运营 → (暂停 | 停业整顿) → 注销. What is paused goes on again; who
/// never opened closes too.
fn may_follow(old: &str, new: &str) -> bool {
    match (old, new) {
        _ if old == new => true,
        ("7", _) => false,
        (_, "7") | ("4", "5" | "6") | ("5" | "6", "4") | ("5", "6") => true,
        (old, new) => matches!((old, new), ("1", "2") | ("2", "3" | "4") | ("3", "4")),
    }
}

impl Record for Institution {
    const REGISTER: &'static Register = &INSTITUTION;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        values.need_text("division")?;
        values.need_text("account_no")?;
        Ok(Institution { row: values.clone() })
    }

    fn fill(values: &mut Values) {
        if let Some(code) = values.some_text("uscc") {
            values.set("uscc", code.to_uppercase());
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let account = AccountNo::parse(self.row.text("account_no"), Medium::Corporate).err();
        let mut slips: Vec<Slip> = account.map(|f| f.slip("account_no")).into_iter().collect();
        let division = self.row.text("division");
        if !in_district(facts, division) {
            slips.push(Slip::warning("W-DV02", format!("区划 {division} 不在本区, 请核对")).at("division"));
        }
        slips.extend(self.moves_on(facts));
        if self.row.has("ownership") {
            slips.extend(self.code_slip());
            slips.extend(self.beds(facts));
            slips.extend(self.runs_out(facts.day));
        }
        if let Some(key) = facts.this {
            slips.extend(self.filed_late(key, facts));
            slips.extend(self.left_behind(key, facts));
            slips.extend(self.short_of_beds(key, facts));
            slips.extend(self.short_of_carers(key, facts));
        }
        slips
    }
}

impl Institution {
    /// `E-SO01`, `W-HM01`: the code is one, and of the 性质.
    fn code_slip(&self) -> Option<Slip> {
        let code = self.row.some_text("uscc")?;
        if let Some(slip) = uscc::slip(&code) {
            return Some(slip);
        }
        let (own, ownership) = (code.get(..2)?, self.row.text("ownership"));
        let right = begins_with(ownership).filter(|right| *right != own)?;
        let label = codes::OWNERSHIP.label(ownership).unwrap_or_default();
        let text = format!("信用代码前两位是 {own}, {label}的应为 {right}, 请核对");
        Some(Slip::warning("W-HM01", text).at("uscc"))
    }

    /// `E-HM01`, `E-HM02`, `W-HM02`: there are enough for a home, and no more of a kind than there are.
    fn beds(&self, facts: &Facts) -> Vec<Slip> {
        let [approved, open, nursing] = ["beds_approved", "beds_open", "beds_nursing"].map(|col| self.row.int(col));
        let least = facts.parameters.int(Param::HomeMinBeds, Month::of(facts.day));
        let mut slips = Vec::new();
        if let (Some(approved), Some(least)) = (approved, least)
            && approved < least
        {
            let text = format!("养老机构核定床位不少于 {least} 张, 所填 {approved} 张; 不足的登记为社区、互助设施");
            slips.push(Slip::error("E-HM01", text).at("beds_approved"));
        }
        if let (Some(open), Some(nursing)) = (open, nursing)
            && nursing > open
        {
            let text = format!("护理型床位 {nursing} 张多于实有床位 {open} 张, 应不多于");
            slips.push(Slip::error("E-HM02", text).at("beds_nursing"));
        }
        if let (Some(approved), Some(open)) = (approved, open)
            && open > approved
        {
            let text = format!("实有床位 {open} 张多于核定床位 {approved} 张, 请核对");
            slips.push(Slip::warning("W-HM02", text).at("beds_open"));
        }
        slips
    }

    /// `W-HM03`: papers that have run out, or soon will.
    fn runs_out(&self, day: NaiveDate) -> Vec<Slip> {
        let soon = |col: &&&'static str| self.row.date(col).is_some_and(|until| until < day + NOTICE);
        let told = |col: &'static str| {
            let label = self.row.register.label_of(col);
            Slip::warning("W-HM03", format!("{label} {}, 请在到期前办理", self.row.text(col))).at(col)
        };
        PAPERS.iter().filter(soon).map(|col| told(col)).collect()
    }

    /// `E-ST01`.
    fn moves_on(&self, facts: &Facts) -> Option<Slip> {
        let old = facts.before.as_ref()?.some_text("state")?;
        let new = self.row.text("state");
        let label = |code: &str| codes::HOME_STATE.label(code).unwrap_or_default();
        let text = || format!("不能从{}变为{}", label(&old), label(new));
        (!may_follow(&old, new)).then(|| Slip::error("E-ST01", text()).at("state"))
    }

    /// `W-EL05`: not filed within so many working days of the first resident (民政部令第66号 art. 10).
    fn filed_late(&self, key: i64, facts: &Facts) -> Option<Slip> {
        self.row.some_text("ownership")?;
        let first = facts.referring("resident", "institution", key).filter_map(|(_, stay)| stay.date("in_on")).min()?;
        let days =
            facts.parameters.int(Param::HomeFilingDays, Month::of(facts.day)).and_then(|n| u32::try_from(n).ok());
        let days = days.unwrap_or(10);
        let due = facts.calendar.add_workdays(first, days);
        let late = self.row.date("filed_on").unwrap_or(facts.day) > due;
        let text = || format!("{first} 收住第一名老人, 备案应在 {days} 个工作日内({due} 以前)");
        late.then(|| Slip::warning("W-EL05", text()).at("filed_on"))
    }

    /// `W-EL08`: fewer carers than those who live there today need.
    fn short_of_carers(&self, key: i64, facts: &Facts) -> Option<Slip> {
        let today = |register: &'static str| {
            facts.referring(register, "institution", key).map(|(_, row)| row).filter(|row| row.is_there(facts.day))
        };
        let mut residents = [0; 3];
        for care in today("resident").filter_map(|row| Care::of_level(row.text("ability_level"))) {
            residents[care as usize] += 1;
        }
        let carers = today("carer").count();
        let ratio = |param: Param| facts.parameters.int(param, Month::of(facts.day)).unwrap_or(0);
        let needed =
            carers_needed(residents, [Param::HomeRatioSelf, Param::HomeRatioPart, Param::HomeRatioFull].map(ratio));
        let lacking = needed - i64::try_from(carers).unwrap_or(0);
        let text = || format!("护理员缺{lacking}人: 按在院老人的能力等级应配 {needed} 人, 在岗 {carers} 人");
        (lacking > 0).then(|| Slip::warning("W-EL08", text()).at("name"))
    }

    /// `E-HM03`: who closes has nobody left (民政部令第66号: every resident has a destination). A closed one says so in its state.
    fn left_behind(&self, key: i64, facts: &Facts) -> Vec<Slip> {
        let Some(closed) = self.row.date("closed_on") else { return Vec::new() };
        let stays = facts.referring("resident", "institution", key).map(|(_, stay)| stay);
        let left = stays.filter(|stay| stay.date("out_on").is_none_or(|out| out > closed)).count();
        let text = || format!("还有 {left} 人在院, 请先逐人登记离院和去向, 再注销");
        let left_behind = (left > 0).then(|| Slip::error("E-HM03", text()).at("closed_on"));
        let open = self.row.text("state") != "7";
        let other = open.then(|| Slip::error("E-HM03", "填了注销日期的, 状态应为注销").at("state"));
        left_behind.into_iter().chain(other).collect()
    }

    /// `E-HM12`: as many live there as there are beds, and as are approved, or fewer.
    fn short_of_beds(&self, key: i64, facts: &Facts) -> Vec<Slip> {
        let stays = facts.referring("resident", "institution", key).map(|(_, stay)| stay);
        let living = i64::try_from(stays.filter(|stay| stay.is_there(facts.day)).count()).unwrap_or(0);
        let short = |(col, label): (&'static str, &str)| {
            let beds = self.row.int(col).filter(|beds| *beds < living)?;
            let text = format!("{label} {beds} 张少于在院的 {living} 人, 应不少于 {living} 张; 已离院的请先登记");
            Some(Slip::error("E-HM12", text).at(col))
        };
        [("beds_approved", "核定床位"), ("beds_open", "实有床位")].into_iter().filter_map(short).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::people::resident::RESIDENT;
    use crate::register::{Ask, Entry, Fact};

    fn facts() -> Facts<'static> {
        let mut facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        let row = ("home.min_beds".to_owned(), "2020-01-01".parse().unwrap(), "10".to_owned());
        facts.parameters = Parameters::from_rows([row]);
        facts.calendar = crate::domain::workday::Calendar::shipped();
        facts
    }

    fn home(pairs: &[(&str, &str)]) -> Values {
        let mut row = Values::new(&INSTITUTION);
        let known = [
            ("code", "YL01"),
            ("name", "雁峰区某某养老院"),
            ("division", "430406001000"),
            ("account_no", "43001503068052500123"),
            ("ownership", "3"),
            ("uscc", "52430406MJJ1234569"),
            ("registered_on", "2016-05-06"),
            ("beds_approved", "60"),
            ("beds_open", "50"),
            ("beds_nursing", "30"),
        ];
        for (col, text) in known.iter().chain(pairs) {
            let value = INSTITUTION.field(col).unwrap().kind.stored(text);
            row.set(col, value);
        }
        row.set("uscc", uscc::complete(&row.text("uscc")[..17]).unwrap());
        row
    }

    fn codes(row: &Values, facts: &Facts) -> Vec<&'static str> {
        (Entry::of::<Institution>().check)(row, facts).iter().map(|s| s.code).collect()
    }

    #[test]
    fn what_is_wrong_with_an_institution() {
        for (pairs, found) in [
            (&[][..], &[][..]),
            (&[("division", "430400000000")], &["W-DV02"]),
            (&[("account_no", "12")], &["E-ACC-005"]),
            (&[("beds_approved", "9"), ("beds_open", "9"), ("beds_nursing", "9")], &["E-HM01"]),
            (&[("beds_nursing", "51")], &["E-HM02"]),
            (&[("beds_open", "61")], &["W-HM02"]),
            (&[("uscc", "91430406MJJ1234569")], &["W-HM01"]),
            (&[("fire_until", "2022-01-29")], &["W-HM03"]),
            (&[("insured_until", "2022-01-30")], &[]),
            (&[("state", "7")], &["E-RG06"]),
        ] {
            assert_eq!(codes(&home(pairs), &facts()), found, "{pairs:?}");
        }
        let mut typed = home(&[]);
        typed.set("uscc", "52430406mjj1234560");
        Institution::fill(&mut typed);
        assert!(typed.text("uscc").starts_with("52430406MJJ"));
        assert_eq!(codes(&typed, &facts()), ["E-SO01"]);
    }

    /// What was entered before an institution was more than an account stands as it is.
    #[test]
    fn an_account_alone_is_no_home() {
        let mut old = home(&[]);
        for field in INSTITUTION.fields.iter().skip(6).filter(|f| f.col != "state") {
            old.set(field.col, crate::register::Value::Null);
        }
        assert_eq!(codes(&old, &facts()), [""; 0]);
        old.set("ownership", "5");
        let asked = codes(&old, &facts());
        assert_eq!(asked, ["E-RG06"; 5], "信用代码, 登记日期, 三种床位");
    }

    #[test]
    fn a_state_follows_another() {
        for (old, new, may) in [
            ("1", "2", true),
            ("1", "4", false),
            ("2", "4", true),
            ("3", "4", true),
            ("4", "5", true),
            ("5", "4", true),
            ("4", "1", false),
            ("6", "7", true),
            ("7", "4", false),
            ("4", "4", true),
        ] {
            let mut facts = facts();
            facts.before = Some(home(&[("state", old)]));
            let now = home(&[("state", new), ("closed_on", "2021-12-30")]);
            assert_eq!(codes(&now, &facts).contains(&"E-ST01"), !may, "{old} {new}");
        }
    }

    fn with_stays(stays: &[(&str, Option<&str>)]) -> Facts<'static> {
        let mut facts = facts();
        facts.this = Some(3);
        let stay = |(since, until): &(&str, Option<&str>)| {
            let mut row = Values::new(&RESIDENT);
            row.set("in_on", *since);
            row.set("out_on", *until);
            row
        };
        let rows = (1..).zip(stays.iter().map(stay)).collect();
        facts.answers.push((Ask::RowsOf("resident", "institution", 3.into()), Fact::Rows(rows)));
        facts
    }

    #[test]
    fn filed_in_time_and_closed_when_empty() {
        let facts = with_stays(&[("2021-06-01", Some("2021-11-30")), ("2021-07-01", None)]);
        let filed = |day| codes(&home(&[("filed_on", day)]), &facts);
        // Ten working days from the first of June, the 14th being 端午.
        assert_eq!((filed("2021-06-16"), filed("2021-06-17")), (vec![], vec!["W-EL05"]));
        assert_eq!(codes(&home(&[]), &facts), ["W-EL05"]);
        let closing = home(&[("filed_on", "2021-06-02"), ("state", "7"), ("closed_on", "2021-12-30")]);
        assert_eq!(codes(&closing, &facts), ["E-HM03"]);
        assert_eq!(codes(&closing, &with_stays(&[("2021-06-01", Some("2021-12-30"))])), [""; 0]);
        // The date alone closes it as well.
        let half = home(&[("filed_on", "2021-06-02"), ("closed_on", "2021-12-30")]);
        assert_eq!(codes(&half, &facts), ["E-HM03"; 2]);
        let slips = (Entry::of::<Institution>().check)(&half, &facts);
        assert_eq!(slips[0].text, "还有 1 人在院, 请先逐人登记离院和去向, 再注销");
    }

    #[test]
    fn there_are_beds_for_all_who_live_there() {
        let facts = with_stays(&[("2021-06-01", None), ("2021-07-01", None), ("2021-07-01", Some("2021-12-30"))]);
        let said = |col: &'static str, beds: &str| {
            let row = home(&[("filed_on", "2021-06-02"), ("beds_nursing", "0"), (col, beds)]);
            let slips = (Entry::of::<Institution>().check)(&row, &facts).into_iter().filter(|s| s.code == "E-HM12");
            slips.map(|s| format!("{} {}", s.field.unwrap_or_default(), s.text)).collect::<Vec<_>>().join("; ")
        };
        assert_eq!((said("beds_open", "2"), said("beds_approved", "2")), (String::new(), String::new()));
        let open = "beds_open 实有床位 1 张少于在院的 2 人, 应不少于 2 张; 已离院的请先登记";
        assert_eq!(said("beds_open", "1"), open);
        let approved = "beds_approved 核定床位 1 张少于在院的 2 人, 应不少于 2 张; 已离院的请先登记";
        assert_eq!(said("beds_approved", "1"), approved);
    }

    /// The example of the handbook: 30, 24 and 18 of each need ten; eight are on the roll.
    #[test]
    fn short_of_carers() {
        use crate::register::Value;
        let mut facts = with_stays(&[]);
        let ratios =
            [("home.ratio.self", "20"), ("home.ratio.part", "10"), ("home.ratio.full", "4"), ("home.min_beds", "10")];
        let from = "2020-01-01".parse().unwrap();
        facts.parameters = Parameters::from_rows(ratios.map(|(name, value)| (name.to_owned(), from, value.to_owned())));
        let stays = [("0", 30), ("2", 24), ("4", 18)].into_iter().flat_map(|(level, count)| {
            let mut row = Values::new(&RESIDENT);
            row.set("in_on", "2021-05-01");
            row.set("ability_level", level);
            std::iter::repeat_n(row, count)
        });
        facts.answers.push((Ask::RowsOf("resident", "institution", 3.into()), Fact::Rows((1..).zip(stays).collect())));
        let said = |carers: i64| {
            let carer = || {
                let mut row = Values::new(crate::register::find("carer").unwrap().register);
                row.set("hired_on", "2020-05-01");
                row.set("left_on", Value::Null);
                row
            };
            let mut facts = facts.clone();
            let rows = (1..=carers).map(|key| (key, carer())).collect();
            facts.answers.push((Ask::RowsOf("carer", "institution", 3.into()), Fact::Rows(rows)));
            let slips = (Entry::of::<Institution>().check)(&home(&[("filed_on", "2021-05-06")]), &facts);
            slips.into_iter().find(|s| s.code == "W-EL08").map(|s| s.text)
        };
        assert!(said(8).unwrap().starts_with("护理员缺2人"));
        assert_eq!(said(10), None);
    }
}
