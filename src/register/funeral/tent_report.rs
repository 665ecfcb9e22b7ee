//! 私搭灵棚举报: a tent for the dead on a road, as it was reported and what was done, to the hour (services 4.4). Its state follows from the
//! days of its steps. One that tells of the same tent as another is linked to it and not counted.

use crate::domain::clock::{self, Moment};
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::bureau::codes::SATISFACTION;
use crate::register::core::order::{from, not_in_future, until};
use crate::register::core::slips::village;
use crate::register::core::steps::{self, Step};
use crate::register::funeral::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Serial, Values};
use chrono::{Datelike, NaiveDate, NaiveTime};

/// 私搭灵棚举报.
pub static TENT_REPORT: Register = Register {
    fields: &[
        Field::new("report_no", "举报编号", Kind::Text(24)).hint("空着自动编号: JB、年份、3位序号"),
        Field::new("received_on", "受理日期", Kind::Date).must().ordered(&[not_in_future()]),
        Field::new("received_time", "受理时间", Kind::Text(8)).must().hint("如 15:20"),
        Field::new("channel", "渠道", Kind::Code(&codes::CHANNEL)).must(),
        Field::new("reporter", "举报人", Kind::Text(20)).hidden().hint("匿名的、巡查发现的空着"),
        Field::new("reporter_phone", "举报人电话", Kind::Phone),
        Field::new("division", "所在区划", Kind::Division).must().hint("村(居)代码或名称"),
        Field::new("address", "地点", Kind::Text(100)).must(),
        Field::new("is_on_road", "占道", Kind::Flag).or("0"),
        Field::new("deceased_name", "死者姓名", Kind::Text(20)).hint("不知道的空着"),
        Field::new("family_contact", "家属及电话", Kind::Text(60)).hidden(),
        Field::new("happened_on", "搭建日期", Kind::Date).ordered(&[not_in_future(), until(&["received_on"])]),
        Field::new("duplicate_of", "重复于", Kind::Ref("tent_report"))
            .hint("同一灵棚已有举报的, 填最早那一件的编号; 不另计件"),
        Field::new("dispatched_to", "处置单位", Kind::Code(&codes::UNIT)),
        Field::new("dispatched_on", "派单日期", Kind::Date).ordered(&[not_in_future(), from(&["received_on"])]),
        Field::new("dispatched_time", "派单时间", Kind::Text(8)).hint("时限按参数“灵棚举报派单时限”"),
        Field::new("arrived_on", "到场日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["dispatched_on", "received_on"])]),
        Field::new("arrived_time", "到场时间", Kind::Text(8)).hint("时限按参数“灵棚举报到场时限”"),
        Field::new("action", "处置结果", Kind::Code(&codes::TENT_ACTION)),
        Field::new("removed_on", "拆除日期", Kind::Date)
            .only_when("action", &["1", "2", "3"])
            .ordered(&[not_in_future(), from(&["arrived_on", "received_on"])]),
        Field::new("removed_time", "拆除时间", Kind::Text(8)).only_when("action", &["1", "2", "3"]),
        Field::new("has_fireworks", "燃放鞭炮", Kind::Flag).or("0"),
        Field::new("burns_paper", "焚烧纸钱", Kind::Flag).or("0"),
        Field::new("fine", "罚款", Kind::Money).at_most(100_000_000).only_when("action", &["3"]),
        Field::new("feedback_on", "反馈日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["arrived_on", "received_on"])])
            .hint("时限按参数“灵棚举报反馈时限”; 没有人可以答复的空着"),
        Field::new("satisfaction", "满意度", Kind::Code(&SATISFACTION)).hint("举报人没有表示的空着"),
        Field::new("closed_on", "办结日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["feedback_on", "removed_on", "arrived_on", "received_on"])]),
        Field::new("state", "状态", Kind::Code(&codes::TENT_STATE)).given().or("received"),
        Field::new("is_counted", "计件", Kind::Flag).given().or("1"),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("report_no", "举报编号", 12),
        ListColumn::new("received_on", "受理日期", 10),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("division", "所在区划", 14),
        ListColumn::new("address", "地点", 20),
        ListColumn::new("dispatched_to", "处置单位", 8),
        ListColumn::new("action", "处置结果", 12),
        ListColumn::new("feedback_on", "反馈日期", 10),
        ListColumn::new("closed_on", "办结日期", 10),
        ListColumn::new("channel", "渠道", 9),
        ListColumn::new("duplicate_of.report_no", "重复于", 12),
    ],
    natural_key: &["report_no"],
    order: &["received_on", "report_no"],
    latest_first: true,
    filters: &["state", "channel", "dispatched_to"],
    since: Some("received_on"),
    until: Some("closed_on"),
    serial: Some(Serial { col: "report_no", prefix: number, width: 3 }),
    over: &[Over::Is("state", &["closed", "duplicate"])],
    ..Register::new("tent_report", "私搭灵棚举报", "起")
};

/// `JB-2021-`.
fn number(report: &Values, _: &Facts) -> Option<String> {
    Some(format!("JB-{}-", report.date("received_on")?.year()))
}

/// The steps from the last one.
const STEPS: [Step; 4] = [
    ("closed_on", "closed", &["arrived_on", "action"]),
    ("feedback_on", "replied", &["arrived_on", "action"]),
    ("arrived_on", "handled", &["arrived_time", "dispatched_on", "action"]),
    ("dispatched_on", "dispatched", &["dispatched_time", "dispatched_to"]),
];
/// What stands only beside the day of its step.
const WITH_DAY: [(&str, &[&str]); 5] = [
    ("action", &["arrived_on"]),
    ("removed_on", &["arrived_on"]),
    ("satisfaction", &["feedback_on"]),
    ("dispatched_time", &["dispatched_on"]),
    ("arrived_time", &["arrived_on"]),
];
static TIMES: [&str; 4] = ["received_time", "dispatched_time", "arrived_time", "removed_time"];
/// The steps that have a time, in their order: day and time.
const MOMENTS: [(&str, &str); 4] = [
    ("received_on", "received_time"),
    ("dispatched_on", "dispatched_time"),
    ("arrived_on", "arrived_time"),
    ("removed_on", "removed_time"),
];
/// 处置结果 不属实.
const UNTRUE: &str = "9";
/// The channels that always want an answer: 12345热线, 市长信箱.
const ANSWERED: [&str; 2] = ["1", "5"];

/// A report as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct TentReport {
    /// 受理日期.
    pub received_on: NaiveDate,
    /// The report that told of the same tent first.
    pub duplicate_of: Option<i64>,
    /// The whole of it.
    pub report: Values,
}

impl Record for TentReport {
    const REGISTER: &'static Register = &TENT_REPORT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(TentReport {
            received_on: values.need_date("received_on")?,
            duplicate_of: values.int("duplicate_of"),
            report: values.clone(),
        })
    }

    fn fill(values: &mut Values) {
        steps::tidy(values, &TIMES);
        let state = match steps::reached(values, &STEPS) {
            _ if values.has("duplicate_of") => "duplicate",
            Some("handled") if values.text("action") == UNTRUE => "untrue",
            reached => reached.unwrap_or("received"),
        };
        values.set("state", state);
    }

    /// What counts is said once, by the rule of the month in which the report came.
    fn complete(values: &mut Values, facts: &Facts) {
        let Some(received_on) = values.date("received_on") else { return };
        let untrue = values.text("action") == UNTRUE;
        let drops = || facts.parameters.text(Param::TentCountFalse, Month::of(received_on)) == Some("0");
        let counted = values.get("duplicate_of").is_null() && !(untrue && drops());
        values.set("is_counted", i64::from(counted));
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let asked = steps::asked(&STEPS).chain(WITH_DAY);
        let unread = steps::unread("E-TR01", &self.report, &TIMES);
        let lacking = steps::lacking("E-TR02", &self.report, asked);
        let rest = [self.backwards(), self.unfinished(), self.linked(facts), self.alike(facts)];
        let village = village(facts, self.report.text("division"), "division", false);
        unread.chain(lacking).chain(village).chain(rest.into_iter().flatten()).chain(self.late(facts)).collect()
    }
}

impl TentReport {
    fn is_there(&self, col: &str) -> bool {
        self.report.has(col)
    }

    /// Whether somebody waits for an answer.
    fn wants_reply(&self) -> bool {
        let somebody = ["reporter", "reporter_phone"].into_iter().any(|col| self.is_there(col));
        somebody || ANSWERED.contains(&self.report.text("channel"))
    }

    /// `E-TR03`: within a day the times follow each other too.
    fn backwards(&self) -> Option<Slip> {
        let known = MOMENTS.into_iter().filter_map(|at| Some((at, steps::moment(&self.report, at)?)));
        let known: Vec<_> = known.collect();
        let (((day, _), _), ((_, time), _)) =
            known.windows(2).map(|pair| (pair[0], pair[1])).find(|((_, a), (_, b))| a.0 == b.0 && a.1 > b.1)?;
        let label = |col: &str| self.report.register.label_of(col);
        let earlier = label(day).replace("日期", "时间");
        Some(Slip::error("E-TR03", format!("{}早于{earlier}, 请核对", label(time))).at(time))
    }

    /// `E-TR04`: what is closed was answered where somebody waits, and the tent is gone.
    fn unfinished(&self) -> Option<Slip> {
        if !self.is_there("closed_on") {
            return None;
        }
        let untrue = self.report.text("action") == UNTRUE;
        let (col, text) = match () {
            () if !untrue && !self.is_there("removed_on") => {
                ("removed_on", "办结须填拆除日期; 没有灵棚的, 处置结果填不属实")
            }
            () if self.wants_reply() && !self.is_there("feedback_on") => {
                ("feedback_on", "有举报人的、热线和信箱转来的, 办结须填反馈日期")
            }
            () => return None,
        };
        Some(Slip::error("E-TR04", text).at(col))
    }

    /// `E-TR05`: a duplicate leads to the report that came first, which is none itself.
    fn linked(&self, facts: &Facts) -> Option<Slip> {
        let first = facts.row("tent_report", self.duplicate_of?)?;
        let number = first.text("report_no");
        let led = |key| facts.rows_of("tent_report", "duplicate_of", key).next();
        let text = if facts.this == self.duplicate_of {
            "举报不能重复于它自己, 请填最早那一件的编号".to_owned()
        } else if first.has("duplicate_of") {
            format!("{number} 本身是重复举报, 请填最早那一件的编号")
        } else if steps::moment(first, MOMENTS[0]) > steps::moment(&self.report, MOMENTS[0]) {
            format!("{number} 受理在后, 应把它登记为重复于这一件")
        } else if let Some(other) = facts.this.and_then(led) {
            format!("{} 登记为重复于这一件, 请先更正那一件", other.text("report_no"))
        } else {
            return None;
        };
        Some(Slip::error("E-TR05", text).at("duplicate_of"))
    }

    /// `W-TR06`: another of the same village is under way: it may be the same tent.
    fn alike(&self, facts: &Facts) -> Option<Slip> {
        if self.duplicate_of.is_some() || facts.before.is_some() {
            return None;
        }
        let open = |other: &&Values| {
            let done = other.date("closed_on").is_some_and(|closed| closed < self.received_on);
            other.get("duplicate_of").is_null() && !done && other.date("received_on") <= Some(self.received_on)
        };
        let other = facts.rows_of("tent_report", "division", self.report.text("division")).find(open)?;
        let text = format!(
            "同一村(居)的 {}({}) 受理时还没有办结, 是同一灵棚的请填“重复于”",
            other.text("report_no"),
            other.text("address")
        );
        Some(Slip::warning("W-TR06", text).at("duplicate_of"))
    }

    /// `W-FN05`: what came later than the office allows, or has not come yet. What is still open is as late as the day is old.
    fn late(&self, facts: &Facts) -> Vec<Slip> {
        if self.duplicate_of.is_some() {
            return Vec::new();
        }
        let hours = [(MOMENTS[1], Param::TentDispatch, "派单"), (MOMENTS[2], Param::TentOnSite, "到场")];
        let late = hours.into_iter().filter_map(|(at, limit, what)| self.slow(at, limit, what, facts));
        late.chain(self.unanswered(facts)).collect()
    }

    fn slow(&self, at: (&'static str, &str), limit: Param, what: &str, facts: &Facts) -> Option<Slip> {
        let hours = facts.parameters.int(limit, Month::of(self.received_on))?;
        let received = steps::moment(&self.report, MOMENTS[0])?;
        let begun: Moment = (facts.day, NaiveTime::MIN);
        let (came, told) = match steps::moment(&self.report, at) {
            Some(came) => (came, "才"),
            None if !self.is_there(at.0) && !self.is_there("closed_on") => (begun, "还没有"),
            None => return None,
        };
        let took = clock::minutes(received, came);
        let text = || format!("受理后{}{told}{what}, 超过{what}时限{hours}小时", clock::lasted(took));
        (took > hours * 60).then(|| Slip::warning("W-FN05", text()).at(at.0))
    }

    fn unanswered(&self, facts: &Facts) -> Option<Slip> {
        let days =
            facts.parameters.int(Param::TentReply, Month::of(self.received_on)).filter(|_| self.wants_reply())?;
        let last = facts.calendar.add_workdays(self.received_on, u32::try_from(days).ok()?);
        let told = match self.report.date("feedback_on") {
            Some(day) if day > last => format!("{day} 才反馈"),
            None if facts.day > last => "还没有反馈".to_owned(),
            _ => return None,
        };
        let text = format!("{told}, 应在 {last} 以前反馈(受理后{days}个工作日)");
        Some(Slip::warning("W-FN05", text).at("feedback_on"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::domain::workday::Calendar;
    use crate::register::tests::{day, enter, village};
    use crate::register::{Ask, Draft, Fact};

    const RECEIVED: [(&str, &str); 6] = [
        ("report_no", "JB-2021-002"),
        ("received_on", "2021-09-13"),
        ("received_time", "15:20"),
        ("channel", "2"),
        ("reporter", "张某"),
        ("address", "某路口"),
    ];
    const DISPATCHED: [(&str, &str); 3] =
        [("dispatched_to", "4"), ("dispatched_on", "2021-09-13"), ("dispatched_time", "1610")];
    const HANDLED: [(&str, &str); 4] =
        [("arrived_on", "2021-09-13"), ("arrived_time", "17点"), ("action", "1"), ("removed_on", "2021-09-13")];
    const REPLIED: [(&str, &str); 2] = [("feedback_on", "2021-09-15"), ("satisfaction", "1")];
    const CLOSED: [(&str, &str); 1] = [("closed_on", "2021-09-15")];
    const STEPS: [&[(&str, &str)]; 4] = [&DISPATCHED, &HANDLED, &REPLIED, &CLOSED];

    /// The limits of the office on a day, and another report: of the same village, and as number 1.
    fn facts(on: &str, other: &[(&'static str, &str)]) -> Facts<'static> {
        let mut facts = Facts::on(day(on), "430406000000");
        let limits =
            [("tent.dispatch_h", "2"), ("tent.onsite_h", "24"), ("tent.reply_days", "5"), ("tent.count_false", "1")];
        let rows = limits.map(|(name, value)| (name.to_owned(), day("2019-01-01"), value.to_owned()));
        facts.parameters = Parameters::from_rows(rows);
        facts.calendar = Calendar::shipped();
        facts.answers.push(village());
        let mut row = Values::new(&TENT_REPORT);
        for (col, text) in other {
            row.set(col, *text);
        }
        let near = if other.is_empty() { Vec::new() } else { vec![(1, row.clone())] };
        facts.answers.push((Ask::RowsOf("tent_report", "division", VILLAGE.into()), Fact::Rows(near)));
        facts.answers.push((Ask::Row("tent_report", 1), Fact::Row(Some(row))));
        facts
    }

    const VILLAGE: &str = "430406001001";

    fn draft(many: usize, other: &[(&'static str, &str)]) -> Draft {
        let typed = RECEIVED.iter().chain(STEPS[..many].iter().copied().flatten()).chain(other);
        typed.fold(Draft::new(&TENT_REPORT).with("division", VILLAGE), |draft, (col, text)| draft.with(col, *text))
    }

    fn codes(slips: &[Slip]) -> Vec<&'static str> {
        slips.iter().map(|slip| slip.code).collect()
    }

    #[test]
    fn the_state_follows_from_the_steps() {
        for (many, other, state, counted) in [
            (0, &[][..], "received", 1),
            (1, &[], "dispatched", 1),
            (2, &[], "handled", 1),
            (2, &[("action", "9"), ("removed_on", "")], "untrue", 1),
            (3, &[], "replied", 1),
            (4, &[], "closed", 1),
            (4, &[("action", "9"), ("removed_on", "")], "closed", 1),
            (4, &[("duplicate_of", "#1")], "duplicate", 0),
        ] {
            let (values, slips) = enter(&draft(many, other), facts("2021-09-13", &[]));
            let ahead = |slip: &&Slip| slip.code != "E-RG03" && slip.code != "W-FN05";
            assert_eq!(slips.iter().filter(ahead).count(), 0, "{many} {other:?} {slips:?}");
            assert_eq!((values.text("state"), values.int("is_counted")), (state, Some(counted)), "{many} {other:?}");
        }
        let (values, _) = enter(&draft(2, &[]), facts("2021-09-15", &[]));
        assert_eq!((values.text("dispatched_time"), values.text("arrived_time")), ("16:10", "17:00"));
    }

    /// 不属实 counts where the office says so, by the month of the report.
    #[test]
    fn what_is_untrue_counts_as_the_office_says() {
        let mut strict = facts("2021-09-15", &[]);
        let never = ("tent.count_false".to_owned(), day("2021-09-01"), "0".to_owned());
        strict.parameters = Parameters::from_rows([never]);
        for (other, counted) in [
            (&[][..], 1),
            (&[("action", "9"), ("removed_on", "")], 0),
            (&[("action", "9"), ("removed_on", ""), ("received_on", "2021-08-31")], 1),
        ] {
            assert_eq!(enter(&draft(2, other), strict.clone()).0.int("is_counted"), Some(counted), "{other:?}");
        }
    }

    #[test]
    fn a_step_asks_for_its_fields() {
        for (many, other, said) in [
            (1, &[("dispatched_time", "")][..], &["E-TR02"][..]),
            (1, &[("dispatched_to", "")], &["E-TR02"]),
            (1, &[("dispatched_time", "下午")], &["E-TR01"]),
            (2, &[("dispatched_on", "")], &["E-TR02", "E-TR02"]),
            (2, &[("action", ""), ("removed_on", "")], &["E-TR02"]),
            (1, &[("action", "9")], &["E-TR02"]),
            (1, &[("dispatched_time", "15:19")], &["E-TR03"]),
            (2, &[("arrived_time", "16:09")], &["E-TR03"]),
            (2, &[("removed_time", "16:59")], &["E-TR03"]),
            (2, &[("arrived_on", "2021-09-12")], &["E-RG05"]),
            (2, &[("fine", "500")], &[]),
            (2, &[("action", "3"), ("fine", "500")], &[]),
            (2, &[("action", "9")], &[]),
            (2, &[("satisfaction", "1")], &["E-TR02"]),
            (0, &[("division", "430406001000")], &["E-DV01"]),
            (4, &[("removed_on", "")], &["E-TR04"]),
            (4, &[("feedback_on", ""), ("satisfaction", "")], &["E-TR04"]),
            (4, &[("feedback_on", ""), ("satisfaction", ""), ("reporter", "")], &[]),
            (4, &[("feedback_on", ""), ("satisfaction", ""), ("reporter", ""), ("channel", "1")], &["E-TR04"]),
        ] {
            let (_, slips) = enter(&draft(many, other), facts("2021-09-15", &[]));
            let slips: Vec<_> = codes(&slips).into_iter().filter(|code| *code != "W-FN05").collect();
            assert_eq!(slips, said, "{many} {other:?}");
        }
    }

    /// Two hours for the dispatch, a day for the arrival, five working days for the answer: from 13 September to 18 September, which is worked.
    #[test]
    fn limits_are_kept_or_told() {
        for (on, many, other, said) in [
            ("2021-09-13", 0, &[][..], &[][..]),
            ("2021-09-14", 0, &[], &["受理后8小时40分还没有派单, 超过派单时限2小时"]),
            ("2021-09-14", 1, &[], &[]),
            ("2021-09-15", 1, &[("dispatched_time", "17:20")], &["受理后32小时40分还没有到场, 超过到场时限24小时"]),
            ("2021-09-15", 2, &[("dispatched_time", "17:20"), ("arrived_time", "17:30")], &[]),
            (
                "2021-09-15",
                2,
                &[("dispatched_time", "17:21"), ("arrived_time", "17:30")],
                &["受理后2小时1分才派单, 超过派单时限2小时"],
            ),
            (
                "2021-09-15",
                2,
                &[("arrived_on", "2021-09-14"), ("arrived_time", "15:21"), ("removed_on", "2021-09-14")],
                &["受理后24小时1分才到场, 超过到场时限24小时"],
            ),
            ("2021-09-18", 2, &[], &[]),
            ("2021-09-19", 2, &[], &["还没有反馈, 应在 2021-09-18 以前反馈(受理后5个工作日)"]),
            ("2021-09-19", 2, &[("reporter", "")], &[]),
            (
                "2021-09-19",
                3,
                &[("feedback_on", "2021-09-19")],
                &["2021-09-19 才反馈, 应在 2021-09-18 以前反馈(受理后5个工作日)"],
            ),
            ("2021-09-19", 3, &[("feedback_on", "2021-09-18")], &[]),
            ("2021-09-30", 0, &[("duplicate_of", "#1")], &[]),
        ] {
            let (_, slips) = enter(&draft(many, other), facts(on, &[]));
            let late: Vec<&str> = slips.iter().filter(|s| s.code == "W-FN05").map(|s| s.text.as_str()).collect();
            assert_eq!(late, said, "{on} {many} {other:?}");
        }
    }

    #[test]
    fn a_duplicate_leads_to_the_first_report() {
        const FIRST: [(&str, &str); 4] = [
            ("report_no", "JB-2021-001"),
            ("received_on", "2021-09-13"),
            ("received_time", "15:00"),
            ("address", "同一路口"),
        ];
        for (other, linked, said) in [
            (&[][..], false, &["W-TR06"][..]),
            (&[], true, &[]),
            (&[("received_time", "15:20")], true, &[]),
            (&[("received_time", "15:21")], true, &["E-TR05"]),
            (&[("received_on", "2021-09-14")], false, &[]),
            (&[("closed_on", "2021-09-12")], false, &[]),
            (&[("closed_on", "2021-09-13")], false, &["W-TR06"]),
        ] {
            let first: Vec<_> = FIRST.iter().chain(other).copied().collect();
            let link = [("duplicate_of", "#1")];
            let draft = draft(0, if linked { &link } else { &[] });
            assert_eq!(codes(&enter(&draft, facts("2021-09-13", &first)).1), said, "{other:?} {linked}");
        }
        let mut known = facts("2021-09-13", &FIRST);
        let mut first = known.row("tent_report", 1).cloned().unwrap();
        first.set("duplicate_of", 9);
        known.answers.push((Ask::Row("tent_report", 1), Fact::Row(Some(first))));
        let slips = enter(&draft(0, &[("duplicate_of", "#1")]), known).1;
        assert_eq!(slips[0].text, "JB-2021-001 本身是重复举报, 请填最早那一件的编号");
    }

    #[test]
    fn a_first_report_is_no_duplicate_itself() {
        let mut known = facts("2021-09-13", &[("report_no", "JB-2021-001"), ("received_on", "2021-09-12")]);
        known.this = Some(5);
        let mut other = Values::new(&TENT_REPORT);
        other.set("report_no", "JB-2021-007");
        known.answers.push((Ask::RowsOf("tent_report", "duplicate_of", 5.into()), Fact::Rows(vec![(7, other)])));
        let slips = enter(&draft(0, &[("duplicate_of", "#1")]), known.clone()).1;
        assert_eq!(slips[0].text, "JB-2021-007 登记为重复于这一件, 请先更正那一件");
        known.this = Some(1);
        let slips = enter(&draft(0, &[("duplicate_of", "#1")]), known).1;
        assert_eq!(slips[0].text, "举报不能重复于它自己, 请填最早那一件的编号");
    }
}
