//! 死亡登记 (services 4.1): one for each person who has died. Its act stops what is paid to the dead, ends what ends with a life, and tells
//! whom the dead acted for; what each is stands in the declarations of the benefits and registers ([`Benefit::rests`], [`life`]).
//!
//! [`Benefit::rests`]: crate::register::benefits::benefit::Benefit

use crate::domain::funeral::cremation::{BURNT, BURNT_ELSEWHERE, is_burnt};
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::benefits::cases::last_due;
use crate::register::benefits::rests::{Ground, Loss};
use crate::register::core::dependents;
use crate::register::core::life;
use crate::register::core::on_page::OnPage;
use crate::register::core::order::{from, not_in_future, since_birth, until};
use crate::register::funeral::{codes, death_notice};
use crate::register::people::codes as people;
use crate::register::people::person::PERSON;
use crate::register::places::division_move;
use crate::register::{Against, Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Values, Write};
use chrono::{Datelike, Months, NaiveDate};

/// 死亡登记.
pub static DEATH: Register = Register {
    fields: &[
        Field::new("death_no", "死亡登记号", Kind::Text(16)).hint("空着自动编号: SW、年份、5位序号"),
        Field::new("person", "死者", Kind::Ref("person")).must().hint("身份证号; 没有登记过的先登记人员"),
        Field::new("died_on", "死亡日期", Kind::Date).must().ordered(&[
            not_in_future(),
            since_birth("person"),
            until(&["reported_on"]),
        ]),
        Field::new("reported_on", "接报日期", Kind::Date)
            .must()
            .completed()
            .hint("空着按今天")
            .ordered(&[not_in_future(), since_birth("person")]),
        Field::new("source", "信息来源", Kind::Code(&people::DEATH_SOURCE)),
        Field::new("place_kind", "死亡地点", Kind::Code(&codes::DEATH_PLACE)),
        Field::new("died_division", "死亡地区划", Kind::Division)
            .must()
            .completed()
            .outside()
            .hint("空着按死亡那天的居住地; 村(居)代码或名称, 外地的填6位区划代码"),
        Field::new("hukou_division", "户籍区划", Kind::Division)
            .must()
            .completed()
            .outside()
            .hint("空着按人员的户籍地, 死亡时的"),
        Field::new("cause", "死因类别", Kind::Code(&codes::DEATH_CAUSE)).must().or("1"),
        Field::new("cert_kind", "死亡证明", Kind::Code(&codes::DEATH_CERT)).hint("火化须有死亡证明"),
        Field::new("cert_no", "证明编号", Kind::Text(40)),
        Field::new("cert_issuer", "出具单位", Kind::Text(60)),
        Field::new("disposal", "处理方式", Kind::Code(&codes::DISPOSAL))
            .must()
            .or(PENDING)
            .hint("还不知道的先登记待定, 以后补填; 填了火化日期的自动为火化"),
        Field::new("exempt_basis", "豁免依据", Kind::Text(100)).hint("土葬的须填, 如 回族"),
        Field::new("cremated_on", "火化日期", Kind::Date)
            .only_when("disposal", &[PENDING, BURNT, BURNT_ELSEWHERE])
            .hint("处理方式待定的填了就是火化")
            .ordered(&[not_in_future(), from(&["died_on"]).code("E-FN03")]),
        Field::new("crematory", "火化馆", Kind::Text(60)).only_when("disposal", &CREMATED),
        Field::new("cremation_no", "火化证号", Kind::Text(40)).only_when("disposal", &CREMATED),
        Field::new("ash_to", "骨灰去向", Kind::Code(&codes::ASHES)).only_when("disposal", &CREMATED),
        Field::new("facility", "骨灰安置设施", Kind::Ref("burial_facility"))
            .only_when("ash_to", &["1", "2", "4", "5", "9"])
            .hint("安葬(放)设施的名称; 家中寄存、江葬的空着"),
        Field::new("hukou_cancelled_on", "户口注销日期", Kind::Date).ordered(&[not_in_future(), from(&["died_on"])]),
        Field::new("relative_name", "经办家属", Kind::Name),
        Field::new("relative_relation", "家属是死者的", Kind::Code(&people::RELATION)),
        Field::new("relative_phone", "家属电话", Kind::Phone),
        Field::new("state", "状态", Kind::Code(&codes::DEATH_STATE))
            .must()
            .or(REGISTERED)
            .hint("处理方式填好后自动为已处置; 核对、归档由经办人填"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("died_on", "死亡日期", 10),
        ListColumn::new("disposal", "处理方式", 14),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("hukou_division", "户籍区划", 14),
        ListColumn::new("death_no", "死亡登记号", 13),
        ListColumn::new("cremated_on", "火化日期", 10),
        ListColumn::new("reported_on", "接报日期", 10),
        ListColumn::new("source", "信息来源", 12),
        ListColumn::new("cremation_no", "火化证号", 14),
        ListColumn::new("ash_to", "骨灰去向", 10),
    ],
    natural_key: &["death_no"],
    order: &["died_on", "death_no"],
    latest_first: true,
    filters: &["died_on", "person.hukou_division", "disposal", "state", "source"],
    frozen: &["person", "died_on"],
    since: Some("died_on"),
    against: &[Against::Undone],
    serial: Some(Serial { col: "death_no", prefix: number, width: 5 }),
    over: &[Over::History],
    on_page: Some(OnPage {
        under: "死亡登记",
        of: &["person"],
        family: false,
        number: "death_no",
        days: &["died_on"],
        what: "disposal",
        outcome: Some("ash_to"),
        state: Some("state"),
        open: None,
    }),
    ..Register::new("death", "死亡登记", "人")
};

/// 处理方式 待定, and those by fire.
const PENDING: &str = "9";
const CREMATED: [&str; 2] = [BURNT, BURNT_ELSEWHERE];
/// 土葬 that the law allows.
const BURIED: [&str; 2] = ["2", "3"];
/// 状态.
const REGISTERED: &str = "1";
const DISPOSED: &str = "2";

/// `SW-2021-`.
fn number(death: &Values, _: &Facts) -> Option<String> {
    Some(format!("SW-{}-", death.date("reported_on")?.year()))
}

/// A death as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Death {
    /// Who.
    pub person: i64,
    /// 死亡日期.
    pub died_on: NaiveDate,
    /// 接报日期; none until completed.
    pub reported_on: Option<NaiveDate>,
    /// The row.
    pub row: Values,
}

impl Record for Death {
    const REGISTER: &'static Register = &DEATH;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Death {
            person: values.need_int("person")?,
            died_on: values.need_date("died_on")?,
            reported_on: values.date("reported_on"),
            row: values.clone(),
        })
    }

    fn fill(values: &mut Values) {
        // Ashes that go elsewhere stand in no facility.
        values.clear_unasked("facility");
        if values.text("disposal") == PENDING && values.has("cremated_on") {
            values.set("disposal", BURNT);
        }
        match (values.text("state"), is_disposed(values)) {
            (REGISTERED, true) => values.set("state", DISPOSED),
            (DISPOSED, false) => values.set("state", REGISTERED),
            _ => {}
        }
    }

    fn complete(values: &mut Values, facts: &Facts) {
        if values.get("reported_on").is_null() {
            values.set("reported_on", facts.day);
        }
        let Some(person) = values.int("person") else { return };
        let day = values.date("died_on").unwrap_or(facts.day);
        for (col, of) in [("died_division", "home_division"), ("hukou_division", "hukou_division")] {
            if values.get(col).is_null() {
                values.set(col, division_move::on_day(facts, ("person", person), of, day));
            }
        }
    }

    /// `E-FN29`: what the act did elsewhere stands until the act is taken back: then nobody is said to be dead any more.
    fn check_void(values: &Values, facts: &Facts) -> Vec<Slip> {
        let person = values.int("person").and_then(|key| facts.row("person", key));
        let text = "死亡登记不能作废; 登记错了人、错了日期的, 请撤销那次登记, 随之停发、离册的一并恢复";
        let stands = person.is_some_and(|person| person.has("death_date"));
        stands.then(|| Slip::error("E-FN29", text)).into_iter().collect()
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let of_row = [self.twice(facts), self.late(facts), self.of_last_year(), self.buried(), self.of_minority(facts)];
        let of_papers = [
            self.without_paper(),
            self.without_number(),
            self.numbered_twice(facts),
            self.unfinished(),
            self.placed(facts),
        ];
        let slips = of_row.into_iter().chain(of_papers).flatten();
        slips.chain(self.comes_of_it(facts)).collect()
    }

    fn follows(&self, facts: &Facts) -> Vec<Write> {
        if facts.this.is_some() {
            return Vec::new();
        }
        let known = vec![("death_date", self.died_on.into()), ("death_source", self.row.get("source").clone())];
        let person = Write::Update("person", self.person, known);
        let listed = death_notice::waiting(self.person, facts).map(|(key, _)| death_notice::settle(key, self.person));
        [person].into_iter().chain(life::ends(self.person, self.died_on, facts).writes).chain(listed).collect()
    }

    fn losses(&self, facts: &Facts) -> Vec<Loss> {
        let loss = Loss {
            person: self.person,
            ground: Ground::Life,
            from: last_due(self.died_on, &facts.parameters).next(),
            why: format!("{} 死亡", self.died_on),
            decided: facts.day,
            case: None,
        };
        if facts.this.is_some() { Vec::new() } else { vec![loss] }
    }
}

/// Whether what was to be done with the body is done.
fn is_disposed(death: &Values) -> bool {
    match death.text("disposal") {
        PENDING => false,
        way if CREMATED.contains(&way) => {
            let [has_day, has_number] = ["cremated_on", "cremation_no"].map(|col| death.has(col));
            is_burnt(way, has_day, has_number)
        }
        _ => true,
    }
}

impl Death {
    fn way(&self) -> &str {
        self.row.text("disposal")
    }

    /// `E-FN01`.
    fn twice(&self, facts: &Facts) -> Option<Slip> {
        let other = facts.rows_of("death", "person", self.person).next()?;
        let text = format!("该人员已有死亡登记{}(死亡日期 {})", other.text("death_no"), other.text("died_on"));
        Some(Slip::error("E-FN01", text).at("person"))
    }

    /// `W-FN02`: reported late [L death.report_days].
    fn late(&self, facts: &Facts) -> Option<Slip> {
        let reported = self.reported_on?;
        let most = facts.parameters.on(Param::DeathReport, reported)?.1.parse::<i64>().ok()?;
        let days = (reported - self.died_on).num_days();
        let text = || format!("死亡 {days} 天后才接报, 超过 {most} 天, 请核对这期间已发的待遇");
        (days > most).then(|| Slip::warning("W-FN02", text()).at("reported_on"))
    }

    /// `E-FN21`: the year may be typed wrong.
    fn of_last_year(&self) -> Option<Slip> {
        let reported = self.reported_on?;
        let year = self.died_on.checked_add_months(Months::new(12))?;
        let text = || format!("死亡日期 {} 比接报日期 {reported} 早一年以上, 请核对年份", self.died_on);
        (year < reported).then(|| Slip::doubt("E-FN21", text()).at("died_on"))
    }

    /// `E-FN04`.
    fn buried(&self) -> Option<Slip> {
        let text = "登记为土葬须填写豁免依据, 否则请选择违规土葬";
        let bare = BURIED.contains(&self.way()) && self.row.get("exempt_basis").is_null();
        bare.then(|| Slip::error("E-FN04", text).at("exempt_basis"))
    }

    /// `W-FN10`: who is of a minority may be buried.
    fn of_minority(&self, facts: &Facts) -> Option<Slip> {
        let ethnicity = facts.row("person", self.person)?.text("ethnicity");
        let label = people::ETHNICITY.label(ethnicity).filter(|_| ethnicity != HAN)?;
        let asked = self.way() == PENDING || CREMATED.contains(&self.way());
        asked.then(|| Slip::warning("W-FN10", format!("死者为{label}, 请确认丧葬方式")).at("disposal"))
    }

    /// `E-FN20`: no cremation without a certificate of the death (殡葬管理条例).
    fn without_paper(&self) -> Option<Slip> {
        let is_bare = self.row.get("cert_kind").is_null() && self.row.has("cremated_on");
        is_bare.then(|| Slip::error("E-FN20", "火化须有死亡证明").at("cert_kind"))
    }

    /// `E-FN23`: a cremation elsewhere counts by its paper.
    fn without_number(&self) -> Option<Slip> {
        let bare = self.way() == BURNT_ELSEWHERE && self.row.get("cremation_no").is_null();
        bare.then(|| Slip::error("E-FN23", "外地火化须填火化证号, 没有证明的先登记待定").at("cremation_no"))
    }

    /// `E-FN22`: each cremation has a number of its own.
    fn numbered_twice(&self, facts: &Facts) -> Option<Slip> {
        let number = self.row.some_text("cremation_no")?;
        let other = facts.rows_of("death", "cremation_no", number.as_str()).next()?;
        let text = format!("火化证号 {number} 已用于死亡登记{}", other.text("death_no"));
        Some(Slip::error("E-FN22", text).at("cremation_no"))
    }

    /// `E-FN28`: ashes are where such ashes go (services 4.1, 4.3).
    fn placed(&self, facts: &Facts) -> Option<Slip> {
        let facility = facts.row("burial_facility", self.row.int("facility")?)?;
        let to = self.row.text("ash_to");
        let kinds: &[&str] = match to {
            "1" | "4" | "5" => &["1", "2", "3"],
            "2" => &["4", "5", "6", "8"],
            _ => return None,
        };
        let [name, kind] = ["name", "kind"].map(|col| facility.shown(col));
        let fits = kinds.iter().filter_map(|kind| codes::BURIAL_KIND.label(kind)).collect::<Vec<_>>().join("、");
        let text = || format!("骨灰去向是{}, {name}是{kind}; 应为{fits}, 或改骨灰去向", self.row.shown("ash_to"));
        (!kinds.contains(&facility.text("kind"))).then(|| Slip::error("E-FN28", text()).at("facility"))
    }

    /// `E-FN24`: what is not done is neither checked nor filed.
    fn unfinished(&self) -> Option<Slip> {
        let ahead = !matches!(self.row.text("state"), REGISTERED | DISPOSED) && !is_disposed(&self.row);
        let text = "处理方式待定, 或还没有火化日期的, 不能核对、归档";
        ahead.then(|| Slip::error("E-FN24", text).at("state"))
    }

    /// What its act changes beside (`W-FN25`), what somebody has to see to (`W-FN26`), what is dated after the death (`W-FN27`).
    fn comes_of_it(&self, facts: &Facts) -> Vec<Slip> {
        if facts.this.is_some() || facts.rows_of("death", "person", self.person).next().is_some() {
            return Vec::new();
        }
        let mut ended = life::ends(self.person, self.died_on, facts);
        let listed = death_notice::waiting(self.person, facts);
        ended.told.extend(listed.map(|(_, entry)| format!("死亡名单{}: 已登记死亡", entry.text("notice_no"))));
        let told = |code, head: &str, texts: &[String]| {
            let text = || format!("{head}: {}", texts.join("; "));
            (!texts.is_empty()).then(|| Slip::warning(code, text()).at("person"))
        };
        let both = [told("W-FN25", "随之登记", &ended.told), told("W-FN26", "请复核", &ended.look)];
        both.into_iter().flatten().chain(self.dated_later(facts)).collect()
    }

    fn dated_later(&self, facts: &Facts) -> Vec<Slip> {
        let Some(person) = facts.row("person", self.person) else { return Vec::new() };
        let mut dead = person.clone();
        dead.set("death_date", self.died_on);
        let broken = dependents::slips(person, &dead, &[(&PERSON, self.person)], facts);
        broken.into_iter().map(|slip| Slip::warning("W-FN27", slip.text).at("died_on")).collect()
    }
}

/// 汉族.
const HAN: &str = "01";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::funeral::burial_facility::BURIAL_FACILITY;
    use crate::register::{Ask, Entry, Fact, Value};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The office on 31 December 2021; somebody of an ethnicity, dead already or not.
    fn facts(ethnicity: &str, stands: bool) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        let rows = [("death.report_days", "7"), ("benefit.death_rule", "death_month_paid")];
        facts.parameters =
            Parameters::from_rows(rows.map(|(name, value)| (name.to_owned(), day("2020-01-01"), value.to_owned())));
        let mut person = Values::new(&PERSON);
        person.set("birth_date", "1940-05-01");
        person.set("ethnicity", ethnicity);
        person.set("home_division", "430406001001");
        person.set("hukou_division", "430406002003");
        facts.answers.push((Ask::Row("person", 7), Fact::Row(Some(person))));
        let mut facility = Values::new(&BURIAL_FACILITY);
        facility.set("name", "九龙公墓");
        facility.set("kind", "3");
        facts.answers.push((Ask::Row("burial_facility", 9), Fact::Row(Some(facility))));
        let mut other = Values::new(&DEATH);
        other.set("death_no", "SW-2021-00003");
        other.set("died_on", "2021-11-20");
        let others = if stands { vec![(1, other.clone())] } else { Vec::new() };
        facts.answers.push((Ask::RowsOf("death", "person", 7.into()), Fact::Rows(others)));
        facts.answers.push((Ask::RowsOf("death", "cremation_no", "雁火1".into()), Fact::Rows(vec![(1, other)])));
        facts
    }

    /// A death as typed, filled and completed.
    fn row(pairs: &[(&str, &str)], facts: &Facts) -> Values {
        let mut row = Values::new(&DEATH);
        row.set("person", 7);
        row.set("died_on", "2021-12-28");
        pairs.iter().for_each(|(col, text)| match *col {
            "facility" => row.set(col, text.parse::<i64>().unwrap()),
            _ => row.set(col, *text),
        });
        Death::fill(&mut row);
        Death::complete(&mut row, facts);
        row
    }

    fn said(row: &Values, facts: &Facts) -> Vec<String> {
        (Entry::of::<Death>().check)(row, facts).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_right_and_wrong() {
        let burnt = |no: &'static str| [("cremated_on", "2021-12-30"), ("cert_kind", "1"), ("cremation_no", no)];
        for (pairs, ethnicity, stands, codes) in [
            (&[][..], "01", false, &[][..]),
            (&[], "", false, &[]),
            (&[], "01", true, &["E-FN01"]),
            (&[], "03", false, &["W-FN10"]),
            (&[("disposal", "2"), ("exempt_basis", "回族")], "03", false, &[]),
            (&[("disposal", "2")], "03", false, &["E-FN04"]),
            (&[("disposal", "3")], "01", false, &["E-FN04"]),
            (&[("disposal", "5")], "01", false, &[]),
            (&[("disposal", "4")], "01", false, &[]),
            (&burnt("雁火2"), "01", false, &[]),
            (&burnt("雁火1"), "01", false, &["E-FN22"]),
            (&[("cremated_on", "2021-12-30")], "01", false, &["E-FN20"]),
            (&[("cremated_on", "2021-12-27"), ("cert_kind", "1")], "01", false, &["E-FN03"]),
            (&[("disposal", "6")], "01", false, &["E-FN23"]),
            (&[("disposal", "6"), ("cremation_no", "长火9")], "01", false, &[]),
            (&[("facility", "9"), ("ash_to", "1"), ("disposal", "1")], "01", false, &[]),
            (&[("facility", "9"), ("ash_to", "4"), ("disposal", "1")], "01", false, &[]),
            (&[("facility", "9"), ("ash_to", "9"), ("disposal", "1")], "01", false, &[]),
            (&[("facility", "9"), ("ash_to", "2"), ("disposal", "1")], "01", false, &["E-FN28"]),
            (&[("state", "3")], "01", false, &["E-FN24"]),
            (&[("state", "4"), ("disposal", "1")], "01", false, &["E-FN24"]),
            (&[("state", "4"), ("disposal", "5")], "01", false, &[]),
            (&[("state", "4"), ("disposal", "6"), ("cremation_no", "长火9")], "01", false, &[]),
            (&[("died_on", "2021-12-24")], "01", false, &[]),
            (&[("died_on", "2021-12-23")], "01", false, &["W-FN02"]),
            (&[("died_on", "2021-12-23"), ("reported_on", "2021-12-30")], "01", false, &[]),
            (&[("died_on", "2020-12-31")], "01", false, &["W-FN02"]),
            (&[("died_on", "2012-12-28")], "01", false, &["W-FN02", "E-FN21"]),
            (&[("died_on", "2022-01-01")], "01", false, &["E-RG03", "E-RG05"]),
        ] {
            let facts = facts(ethnicity, stands);
            let said = said(&row(pairs, &facts), &facts);
            let told: Vec<&str> = said.iter().map(|s| s.split_once(' ').map_or(s.as_str(), |(code, _)| code)).collect();
            assert_eq!(told, codes, "{pairs:?} {said:?}");
        }
        let known = facts("03", true);
        let said = said(&row(&[("disposal", "2")], &known), &known).join("\n");
        for text in ["该人员已有死亡登记SW-2021-00003", "登记为土葬须填写豁免依据, 否则请选择违规土葬"]
        {
            assert!(said.contains(text), "{said}");
        }
        let said = self::said(&row(&[], &known), &known).join("\n");
        assert!(said.contains("死者为回族, 请确认丧葬方式"), "{said}");
    }

    #[test]
    fn the_least_is_a_person_and_a_day() {
        let known = facts("01", false);
        let least = row(&[], &known);
        let texts = ["reported_on", "died_division", "hukou_division", "disposal", "state"].map(|col| least.text(col));
        assert_eq!(texts, ["2021-12-31", "430406001001", "430406002003", "9", "1"]);
        // The state follows from what was done.
        for (pairs, disposal, state) in [
            (&[("cremated_on", "2021-12-30")][..], "1", "2"),
            (&[("disposal", "1")], "1", "1"),
            (&[("disposal", "6"), ("cremation_no", "长火9")], "6", "2"),
            (&[("disposal", "6"), ("cremated_on", "2021-12-30")], "6", "1"),
            (&[("disposal", "4")], "4", "2"),
            (&[("disposal", "9"), ("state", "2")], "9", "1"),
            (&[("disposal", "4"), ("state", "4")], "4", "4"),
        ] {
            let row = row(pairs, &known);
            assert_eq!((row.text("disposal"), row.text("state")), (disposal, state), "{pairs:?}");
        }
    }

    #[test]
    fn life_ends_with_the_month_that_the_office_says() {
        let mut known = facts("01", false);
        let death = Death::read(&row(&[("died_on", "2021-11-30")], &known)).unwrap();
        let month = |facts: &Facts| death.losses(facts).first().map(|loss| loss.from.to_string());
        assert_eq!(month(&known).as_deref(), Some("2021-12"));
        let rule = ("benefit.death_rule".to_owned(), day("2020-01-01"), "stop_in_death_month".to_owned());
        known.parameters = Parameters::from_rows([rule]);
        assert_eq!(month(&known).as_deref(), Some("2021-11"));
        // A correction takes nothing away, and writes nothing beside.
        known.this = Some(1);
        assert_eq!((month(&known), death.follows(&known)), (None, Vec::new()));
        known.this = None;
        let known_since: Value = day("2021-11-30").into();
        let writes = death.follows(&known);
        assert_eq!(
            writes,
            [Write::Update("person", 7, vec![("death_date", known_since), ("death_source", Value::Null)])]
        );
    }
}
