//! 高龄津贴 cases, one for each person (services 2.2). Amounts stand in the versions (`aged_award`).

use crate::domain::conflict;
use crate::domain::date::age_on;
use crate::domain::elderly::allowance::{FROM_AGE, is_seen};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::domain::workday::{NOTICE_DAYS, notice_last_day};
use crate::register::benefits::awards::{Awards, cases_of};
use crate::register::benefits::benefit::{Benefit, Class, Covers, Lines, Monthly, Pays};
use crate::register::benefits::cases::{ACCEPTED, CONFIRMED, Notice, POSTED, REVIEWED, overdue};
use crate::register::benefits::personal::{self, APPLIED, PLACE, Personal, SOURCE, STATE};
use crate::register::benefits::rests::{Ground, Rest, Then};
use crate::register::core::order::{IN_LIFE, from};
use crate::register::core::slips::in_district;
use crate::register::elderly::codes;
use crate::register::{Acting, Facts, Field, Kind, ListColumn, PersonFact, Record, Register, Values, Versions};
use chrono::NaiveDate;

/// 高龄津贴.
pub static AGED_ALLOWANCE: Register = Register {
    fields: &[
        Field::new("case_no", "申请编号", Kind::Text(24)).hint("空着自动编号: GL、区划6位、年份、5位序号"),
        Field::new("person", "老年人", Kind::Ref("person")).must().hint("身份证号"),
        PLACE,
        STATE,
        SOURCE,
        APPLIED.hint("满80周岁的当月起可申请"),
        Field::new("accept_date", "受理日期", Kind::Date).ordered(&ACCEPTED),
        Field::new("town_date", "镇街初审日期", Kind::Date).ordered(&REVIEWED),
        Field::new("notice_from", "公示起", Kind::Date).ordered(&POSTED),
        Field::new("notice_to", "公示止", Kind::Date)
            .completed()
            .hint("空着按公示天数: 张贴日为第0天")
            .ordered(&[from(&["notice_from"])]),
        Field::new("district_date", "区审批日期", Kind::Date).ordered(&CONFIRMED),
        Field::new("alive_checked_on", "生存认证日期", Kind::Date)
            .must()
            .completed()
            .hint("空着按申请日期; 每年认证一次, 逾期的先办暂停")
            .ordered(&IN_LIFE),
        Field::new("pay_mode", "发放方式", Kind::Code(&codes::PAY_MODE)).must().or("1"),
        Field::new("payee", "领取人", Kind::Ref("person"))
            .when("pay_mode", &["2"])
            .hint("代领的: 领取人的身份证号; 发到领取人的一卡通账户"),
        Field::new("payee_rel", "与领取人关系", Kind::Text(20)).when("pay_mode", &["2"]),
        Field::new("proxy_no", "委托书编号", Kind::Text(40)).when("pay_mode", &["2"]),
        Field::new("recover", "应追回", Kind::Money).given().or("0"),
        Field::new("recovered", "已追回", Kind::Money).must().or("0").hint("元; 不多于应追回"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("case_no", "申请编号", 17),
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("aged_award.band", "年龄段", 9),
        ListColumn::new("aged_award.amount", "月津贴", 8),
        ListColumn::new("state", "状态", 6),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("division", "村(居)", 14),
        ListColumn::new("aged_award.from_month", "起始月", 7),
        ListColumn::new("alive_checked_on", "生存认证", 10),
        ListColumn::new("payee.name", "领取人", 10),
        ListColumn::new("recover", "应追回", 8),
        ListColumn::new("recovered", "已追回", 8),
    ],
    filters: &["division", "state", "pay_mode"],
    versions: Some(Versions { register: Allowance::VERSIONS, follow: &["recover"], amount: "amount" }),
    brief: &["person", "apply_date", "accept_date", "town_date", "notice_from", "district_date"],
    acting: &[Acting::of("payee", "请改为本人领取或另定领取人")],
    ..cases_of::<Allowance>("高龄津贴", "人")
};

/// 高龄津贴, paid to older people by their age.
pub static BENEFIT: Benefit = Benefit {
    cases: &AGED_ALLOWANCE,
    label: "高龄津贴",
    schemes: &[(Scheme::Elderly, "")],
    covers: Covers::Person,
    pays: Pays::Monthly(&Monthly {
        ends: &codes::AGED_END,
        unchanged: Allowance::CODES.same,
        stands: ("aged_states", "高龄津贴状态与最近一次核定一致"),
        lines: Lines { payee: Some("payee"), class: Class::OfVersion("band"), ..Lines::PLAIN },
        told: None,
        reads: &[],
    }),
    rests: &[
        Rest::on(Ground::Life, Then::End("03")),
        Rest::on(Ground::Present, Then::End("31")),
        Rest::on(Ground::Hukou, Then::End("04")),
    ],
};

/// A case as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowance {
    /// What every case says.
    pub personal: Personal,
    /// 受理日期, 镇街初审日期.
    pub review: (Option<NaiveDate>, Option<NaiveDate>),
    /// 公示, and the district's decision.
    pub notice: Notice,
    /// 生存认证日期; none until completed.
    pub alive: Option<NaiveDate>,
    /// 领取人; none for who is paid himself.
    pub payee: Option<i64>,
    /// 代领.
    pub by_proxy: bool,
    /// 应追回 and 已追回.
    pub recovery: (Money, Money),
}

impl Record for Allowance {
    const REGISTER: &'static Register = &AGED_ALLOWANCE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let money = |col: &str| values.money(col).unwrap_or_default();
        Ok(Allowance {
            personal: Personal::read(values)?,
            review: (values.date("accept_date"), values.date("town_date")),
            notice: Notice::read(values),
            alive: values.date("alive_checked_on"),
            payee: values.int("payee"),
            by_proxy: values.text("pay_mode") == "2",
            recovery: (money("recover"), money("recovered")),
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        personal::complete(values, facts);
        if values.get("alive_checked_on").is_null() {
            values.set("alive_checked_on", values.get("apply_date").clone());
        }
        // The last day of the notice that was filled in follows the first; one that was typed stands.
        let filled = |row: &Values| {
            let from = row.date("notice_from")?;
            Some(notice_last_day(from, days(Param::ElderNotice, from, facts)))
        };
        let to = values.date("notice_to");
        if to.is_none()
            || facts.before.as_ref().is_some_and(|before| to == before.date("notice_to") && to == filled(before))
        {
            values.set("notice_to", filled(values));
        }
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = self.personal.place(facts);
        slips.extend(self.personal.undrawn(Allowance::VERSIONS, "W-EL31", facts));
        slips.extend(self.steps(facts));
        slips.extend(self.payee_slip());
        slips.extend(self.payee_dead(facts));
        if self.recovery.1 > self.recovery.0 {
            let text = format!("已追回 {} 元多于应追回 {} 元", self.recovery.1, self.recovery.0);
            slips.push(Slip::error("E-EL33", text).at("recovered"));
        }
        slips.extend(self.unseen(facts));
        if let (None, Some(person)) = (facts.this, facts.person(self.personal.person)) {
            slips.extend(self.too_young(person));
            slips.extend(self.hukou_slip(facts));
            slips.extend(self.beside(&person.name, facts));
        }
        slips
    }
}

/// How many months a 生存认证 holds [L elder.alive_check_months].
pub fn seen_within(facts: &Facts, month: Month) -> i64 {
    facts.parameters.int(Param::ElderAlive, month).unwrap_or(12)
}

/// So many days, or working days, as the office has set by the day of a step.
fn days(of: Param, day: NaiveDate, facts: &Facts) -> u32 {
    let own = facts.parameters.int(of, Month::of(day)).and_then(|days| u32::try_from(days).ok());
    own.unwrap_or(if of == Param::ElderNotice { NOTICE_DAYS } else { 10 })
}

impl Allowance {
    /// `E-EL47`, `W-EL48`, `W-EL49`: the notice lasts its days before the district decides; town and district do their step in time
    /// [L elder.t_first, elder.t_public, elder.t_approve]. How long it took in papers that were taken over is no matter.
    fn steps(&self, facts: &Facts) -> Vec<Slip> {
        let (accepted, reviewed) = self.review;
        let posted = self.notice.from.unwrap_or(facts.day);
        let notice = days(Param::ElderNotice, posted, facts);
        let early = self.notice.slip(("E-EL47", "审批"), notice, &self.personal.origin);
        let mut slips: Vec<Slip> = early.into_iter().collect();
        if self.personal.origin != "applied" {
            return slips;
        }
        let limit = |of, since| (since, days(of, since, facts));
        let step = |code, limit, (col, taken)| overdue(code, limit, (AGED_ALLOWANCE.field(col)?, taken), facts);
        slips.extend(accepted.and_then(|day| step("W-EL48", limit(Param::ElderReview, day), ("town_date", reviewed))));
        let ends = self.notice.ends(notice);
        let decided = ("district_date", self.notice.decided);
        slips.extend(ends.and_then(|day| step("W-EL49", limit(Param::ElderApproval, day), decided)));
        slips
    }
    /// `E-EL02`: who is not 80 by the end of the month of application.
    fn too_young(&self, person: &PersonFact) -> Option<Slip> {
        let applied = self.personal.apply_date;
        let age = age_on(person.birth_date, applied).unwrap_or(0);
        let reached = age_on(person.birth_date, Month::of(applied).last_day()) >= Some(FROM_AGE);
        let text = format!("年龄由身份证计算为{age}周岁, 未满80周岁, 不能受理");
        (!reached).then(|| Slip::error("E-EL02", text).at("person"))
    }
    fn hukou_slip(&self, facts: &Facts) -> Option<Slip> {
        let hukou = facts.row("person", self.personal.person).map(|p| p.text("hukou_division").to_owned())?;
        let text = "户籍不在本区, 高龄津贴由户籍地发放, 请核实户籍";
        (!in_district(facts, &hukou)).then(|| Slip::doubt("E-EL34", text).at("person"))
    }
    /// Another case of the person (`E-EL01`), or of what may not be drawn beside it.
    fn beside(&self, name: &str, facts: &Facts) -> Vec<Slip> {
        let (person, month) = (self.personal.person, Month::of(self.personal.apply_date));
        let all = facts.cases_from(person, month).into_iter().chain(facts.under_way(person));
        let twice = all.filter(|c| c.scheme == Scheme::Elderly.name()).map(|c| {
            let text = format!("该身份证已在{}享受高龄津贴({}), 自 {} 起", c.town, c.case_no, c.since);
            Slip::error("E-EL01", text).at("person")
        });
        let others = self.personal.beside(name, conflict::Benefit::OldAge, month, facts);
        twice.take(1).chain(others).collect()
    }
    fn payee_slip(&self) -> Option<Slip> {
        match self.payee {
            Some(payee) if self.by_proxy && payee == self.personal.person => {
                Some(Slip::error("E-EL32", "领取人是本人, 发放方式应为一卡通").at("payee"))
            }
            Some(_) if !self.by_proxy => Some(Slip::error("E-EL32", "填了领取人, 发放方式应为代领").at("pay_mode")),
            _ => None,
        }
    }
    /// `E-X01`: nobody who is dead is paid in another's place.
    fn payee_dead(&self, facts: &Facts) -> Option<Slip> {
        let payee = facts.person(self.payee?)?;
        let died = payee.death_date.filter(|died| *died < facts.day)?;
        let text = format!("领取人{}已于 {died} 登记死亡, 请改发放方式或换领取人", payee.name);
        Some(Slip::error("E-X01", text).at("payee"))
    }
    /// `W-EL30`: a 生存认证 that has run out while the case is paid.
    fn unseen(&self, facts: &Facts) -> Option<Slip> {
        let month = Month::of(facts.day);
        let within = seen_within(facts, month);
        let alive = self.alive.filter(|day| !is_seen(*day, month, within))?;
        let text = format!("生存认证 {alive} 已超过{within}个月, 请认证; 认证不到的办暂停");
        (self.personal.state == "active").then(|| Slip::warning("W-EL30", text).at("alive_checked_on"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::people::person::PERSON;
    use crate::register::tests::{covering, facts as office, person};
    use crate::register::{Ask, Covering, Entry, Fact, Value};

    fn facts(born: &str, hukou: &str, drawn: Vec<Covering>) -> Facts<'static> {
        let mut facts = office();
        facts.answers.push((Ask::Person(7), Fact::Person(Some(person(7, "张三", "1", born).into()))));
        let mut row = Values::new(&PERSON);
        row.set("hukou_division", hukou);
        facts.answers.push((Ask::Row("person", 7), Fact::Row(Some(row))));
        facts.answers.push((Ask::CasesOf(7), Fact::Covered(drawn)));
        facts
    }

    fn said(facts: &Facts, pairs: &[(&str, Value)]) -> Vec<String> {
        let mut case = Values::new(&AGED_ALLOWANCE);
        case.set("person", 7);
        case.set("division", "430406001001");
        case.set("apply_date", "2021-03-16");
        case.set("pay_mode", "1");
        pairs.iter().for_each(|(col, value)| case.set(col, value.clone()));
        let entry = Entry::of::<Allowance>();
        (entry.complete)(&mut case, facts);
        assert!(case.has("alive_checked_on"));
        (entry.check)(&case, facts).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn who_may_draw_and_how_he_is_paid() {
        let here = "430406001001";
        let proxy = |payee: i64| {
            let papers = [("payee_rel", "儿子".into()), ("proxy_no", "2021-03".into())];
            [("pay_mode", "2".into()), ("payee", Value::Int(payee))].into_iter().chain(papers).collect()
        };
        for (born, hukou, pairs, slip) in [
            ("1941-03-31", here, vec![], ""),
            ("1941-04-01", here, vec![], "E-EL02 年龄由身份证计算为79周岁, 未满80周岁, 不能受理"),
            ("1940-02-29", "430422001001", vec![], "E-EL34"),
            ("1940-02-29", here, proxy(8), ""),
            ("1940-02-29", here, proxy(7), "E-EL32 领取人是本人"),
            ("1940-02-29", here, vec![("payee", Value::Int(8))], "E-EL32 填了领取人"),
            ("1940-02-29", here, vec![("recover", 600.into()), ("recovered", 500.into())], ""),
            ("1940-02-29", here, vec![("recover", 600.into()), ("recovered", 700.into())], "E-EL33"),
            ("1940-02-29", here, vec![("alive_checked_on", "2020-11-30".into()), ("state", "active".into())], "W-EL30"),
            ("1940-02-29", here, vec![("alive_checked_on", "2020-12-01".into()), ("state", "active".into())], ""),
            ("1940-02-29", here, vec![("district_date", "2021-03-20".into()), ("state", "confirmed".into())], ""),
        ] {
            let said = said(&facts(born, hukou, Vec::new()), &pairs);
            let said: Vec<&String> = said.iter().filter(|s| !s.starts_with("W-EL31")).collect();
            assert!(
                said.len() <= 1 && said.iter().all(|s| !slip.is_empty() && s.starts_with(slip)),
                "{pairs:?} {said:?}"
            );
            assert_eq!(said.is_empty(), slip.is_empty(), "{pairs:?} {said:?}");
        }
    }

    #[test]
    fn the_end_of_a_notice_that_was_filled_in_follows_its_begin() {
        let mut facts = facts("1940-02-29", "430406001001", Vec::new());
        let notice = |from: &str, to: &str| {
            let mut case = Values::new(&AGED_ALLOWANCE);
            case.set("notice_from", from);
            case.set("notice_to", Some(to).filter(|to| !to.is_empty()));
            case
        };
        for (before, now, end) in [
            (None, ("2021-12-13", ""), "2021-12-20"),
            (None, ("2021-12-13", "2022-01-03"), "2022-01-03"),
            (Some(("2021-12-06", "2021-12-13")), ("2021-12-20", "2021-12-13"), "2021-12-27"),
            (Some(("2021-12-06", "2021-12-13")), ("2021-12-20", "2022-01-03"), "2022-01-03"),
            (Some(("2021-12-06", "2021-12-16")), ("2021-12-08", "2021-12-16"), "2021-12-16"),
        ] {
            facts.before = before.map(|(from, to)| notice(from, to));
            let mut case = notice(now.0, now.1);
            Allowance::complete(&mut case, &facts);
            assert_eq!(case.text("notice_to"), end, "{before:?} {now:?}");
        }
    }

    /// 受理 on Monday 2021-09-06, ten working days: Saturday the 18th, which is worked; a notice from
    /// the 22nd on ends on the 29th; ten more, over 国庆: 10-19.
    #[test]
    fn town_notice_and_district_take_their_days() {
        let steps = |town: &str, from: &str, to: &str, decided: &str, origin: &str| {
            let known = facts("1940-02-29", "430406001001", Vec::new());
            let typed = [("town_date", town), ("notice_from", from), ("notice_to", to), ("district_date", decided)];
            let typed = typed.into_iter().filter(|(_, day)| !day.is_empty());
            let mut pairs: Vec<(&str, Value)> = typed.map(|(col, day)| (col, day.into())).collect();
            pairs.extend([("accept_date", "2021-09-06".into()), ("origin", origin.into())]);
            let said = said(&known, &pairs).into_iter().filter(|s| !s.starts_with("W-EL31"));
            said.collect::<Vec<_>>().join("; ")
        };
        let early = "E-EL47 公示期至 2021-09-29 止, 未满7天不能审批";
        let longer = "E-EL47 公示期至 2021-10-05 止, 期满以后才能审批";
        for (town, from, to, decided, found) in [
            ("2021-09-18", "2021-09-22", "", "2021-09-30", ""),
            ("2021-09-18", "2021-09-22", "", "2021-09-29", early),
            ("2021-09-18", "2021-09-22", "2021-09-28", "", early),
            ("2021-09-18", "2021-09-22", "2021-09-29", "2021-10-19", ""),
            ("2021-09-18", "2021-09-22", "2021-10-05", "2021-10-05", longer),
            ("2021-09-18", "2021-09-22", "2021-10-05", "2021-10-06", ""),
            (
                "2021-09-19",
                "2021-09-23",
                "",
                "2021-10-19",
                "W-EL48 镇街初审日期应在 10 个工作日内(2021-09-18 以前), 已超过",
            ),
            (
                "2021-09-18",
                "2021-09-22",
                "",
                "2021-10-20",
                "W-EL49 区审批日期应在 10 个工作日内(2021-10-19 以前), 已超过",
            ),
            (
                "2021-09-18",
                "2021-09-22",
                "",
                "",
                "W-EL49 区审批日期应在 10 个工作日内(2021-10-19 以前), 还没有办, 请抓紧",
            ),
            ("", "", "", "", "W-EL48 镇街初审日期应在 10 个工作日内(2021-09-18 以前), 还没有办, 请抓紧"),
        ] {
            let said = steps(town, from, to, decided, "applied");
            // The day on which it is judged is long past: both steps of an early case are late, too.
            assert!(said.split("; ").any(|s| s.contains(found)), "{town} {from} {to} {decided}: {said}");
            assert_eq!(said.is_empty(), found.is_empty(), "{said}");
            let before = steps(town, from, to, decided, "taken_over");
            assert_eq!(before, if found.starts_with("E-EL47") { found } else { "" }, "papers that were taken over");
        }
    }

    #[test]
    fn nobody_draws_it_twice_and_others_beside_it_as_the_matrix_says() {
        for (scheme, slip) in [
            ("elderly", Some("E-EL01 该身份证已在先锋街道享受高龄津贴(X1), 自 2020-05 起")),
            ("dibao-urban", None),
            ("tekun", None),
            ("disability-living", Some("E-CF-01")),
            ("disability-care", Some("W-CF-02")),
        ] {
            let drawn = vec![covering(1_000_000_001, "X1", scheme, "2020-05")];
            let said = said(&facts("1940-02-29", "430406001001", drawn), &[]);
            assert_eq!(said.len(), usize::from(slip.is_some()), "{said:?}");
            assert!(slip.is_none_or(|slip| said[0].starts_with(slip)), "{said:?}");
        }
    }
}
