//! A 临时救助 case as it is entered, and what is right and wrong about it: who may approve how much, nothing
//! twice, the papers (assistance 4.2, 4.3, 4.6). Pure.

use crate::domain::assistance::dibao::Kind;
use crate::domain::assistance::temporary::{self, ApproveLevel, Earlier, phases_slip};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::assistance::standards::standard_of;
use crate::register::benefits::personal::complete_place;
use crate::register::core::slips::{needed, village};
use crate::register::{Facts, Values};
use chrono::NaiveDate;

/// A relief case as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Temporary {
    /// 申请人.
    pub person: i64,
    /// 村(居).
    pub division: Option<String>,
    /// 状态 code.
    pub state: String,
    /// `J` or `Z`.
    pub aid_type: String,
    /// 困难原因 code.
    pub cause_code: String,
    /// 困难情况.
    pub cause_text: String,
    /// 事发日期.
    pub event_date: Option<NaiveDate>,
    /// 申请日期.
    pub apply_date: NaiveDate,
    /// 救助人数.
    pub people_count: i64,
    /// 对象类别 code.
    pub object_class: String,
    /// 程序 code.
    pub procedure: String,
    /// 救助方式 code.
    pub aid_form: String,
    /// 现金或实物原因.
    pub form_reason: Option<String>,
    /// 自付支出.
    pub self_pay: Option<Money>,
    /// 救助月数 and 系数.
    pub months_factor: (Option<i64>, Option<i64>),
    /// 批准金额.
    pub amount: Money,
    /// 审批层级 code; none until completed.
    pub approve_level: Option<String>,
    /// 审批日期.
    pub approve_date: NaiveDate,
    /// 会议纪要号.
    pub meeting_no: Option<String>,
    /// 手续补齐: due and done.
    pub papers: (Option<NaiveDate>, Option<NaiveDate>),
    /// 资金来源 code; none until completed.
    pub fund: Option<String>,
    /// 发放日期.
    pub pay_date: Option<NaiveDate>,
    /// 凭证号.
    pub voucher_no: Option<String>,
    /// 公示, from and to.
    pub notice: (Option<NaiveDate>, Option<NaiveDate>),
}

/// Of the urgent procedure: paid before it is approved (assistance 4.4).
pub fn urgent(relief: &Values) -> bool {
    relief.text("procedure") == "2"
}

/// `E-LS-006` when the phases among these rows come to more than was approved.
pub fn within<'a>(approved: Money, rows: impl Iterator<Item = &'a Values>) -> Option<Slip> {
    let phases: Vec<Money> =
        rows.filter(|r| r.register.name == "relief_phase").filter_map(|r| r.money("amount")).collect();
    phases_slip(approved, &phases)
}

/// Workdays in which the papers of urgent relief are to be completed, where the office has not set another number.
const PAPERS_DAYS: u32 = 10;

/// Since when earlier cases are asked for: enough for the window of repeats and for the year.
pub fn asked_since(approved: NaiveDate) -> NaiveDate {
    Month::of(approved).plus(-24).first_day()
}

/// An amount by its parameter, on the day of approval.
fn limit(relief: &Temporary, facts: &Facts, param: Param) -> Option<Money> {
    limit_on(facts, param, relief.approve_date)
}

fn limit_on(facts: &Facts, param: Param, approved: NaiveDate) -> Option<Money> {
    let (_, value) = facts.parameters.on(param, approved)?;
    value.parse().ok().map(Money::fen)
}

fn number(relief: &Temporary, facts: &Facts, param: Param) -> Option<u16> {
    facts.parameters.on(param, relief.approve_date)?.1.parse().ok()
}

/// Place from the applicant, level from the amount, fund from the level, where they are not typed.
pub fn complete_place_and_fund(values: &mut Values, facts: &Facts) {
    complete_place(values, facts);
    if values.get("approve_level").is_null()
        && let (Some(amount), Some(approved)) = (values.money("amount"), values.date("approve_date"))
        && let Some(most) = limit_on(facts, Param::ReliefTownLimit, approved)
    {
        values.set("approve_level", temporary::level_for(amount, most).code());
    }
    if values.get("fund").is_null() {
        match values.text("approve_level") {
            "T" => values.set("fund", "P"),
            "D" => values.set("fund", "D"),
            _ => {}
        }
    }
}

/// Date for the papers and state, where they are not typed.
pub fn complete_papers_and_state(relief: &Temporary, values: &mut Values, facts: &Facts) {
    let urgent = relief.procedure == "2";
    if urgent && relief.papers.0.is_none() {
        let days = number(relief, facts, Param::ReliefPapersDays).map_or(PAPERS_DAYS, u32::from);
        let given = relief.pay_date.unwrap_or(relief.approve_date);
        values.set("papers_due", facts.calendar.add_workdays(given, days));
    }
    if relief.state == "approved" {
        if urgent && relief.papers.1.is_none() {
            values.set("state", "papers_pending");
        } else if relief.pay_date.is_some() {
            values.set("state", "paid");
        }
    }
}

/// All slips of a case.
pub fn check(relief: &Temporary, facts: &Facts) -> Vec<Slip> {
    let mut slips = Vec::new();
    check_papers(relief, facts, &mut slips);
    check_amount(relief, facts, &mut slips);
    check_form(relief, &mut slips);
    slips.extend(unchecked(relief, facts));
    check_repeat(relief, facts, &mut slips);
    check_person(relief, facts, &mut slips);
    slips.extend(within(relief.amount, facts.children.iter()).map(|s| s.at("amount")));
    if let Some(code) = &relief.division {
        slips.extend(village(facts, code, "division", true));
    }
    slips
}

/// `W-LS-010`: urgent relief whose papers are not there in time.
fn check_papers(relief: &Temporary, facts: &Facts, slips: &mut Vec<Slip>) {
    let (due, done) = relief.papers;
    if let (Some(due), None, "2") = (due, done, relief.procedure.as_str())
        && due < facts.day
    {
        let given = relief.pay_date.unwrap_or(relief.approve_date);
        let late = facts.calendar.workdays_between(given, facts.day);
        let text = format!("紧急救助后 {late} 个工作日仍未补齐手续");
        slips.push(Slip::warning("W-LS-010", text).at("papers_done"));
    }
}

fn check_amount(relief: &Temporary, facts: &Facts, slips: &mut Vec<Slip>) {
    slips.extend(temporary::amount_slip(relief.amount, limit(relief, facts, Param::ReliefCap)));
    let level = relief.approve_level.as_deref().and_then(ApproveLevel::from_code);
    if let (Some(level), Some(most)) = (level, limit(relief, facts, Param::ReliefTownLimit)) {
        slips.extend(temporary::level_slip(level, relief.amount, most));
    }
    if let Some(most) = limit(relief, facts, Param::ReliefMeetingLimit) {
        slips.extend(temporary::meeting_slip(relief.amount, most, relief.meeting_no.as_deref().unwrap_or("")));
    }
    if relief.fund.as_deref() == Some("P") && level == Some(ApproveLevel::District) {
        let text = "镇街备用金只用于镇街审批的救助, 区级审批请用区级专项";
        slips.push(Slip::warning("W-LS-012", text).at("fund"));
    }
    if let Some(right) = suggested(relief, facts).filter(|right| *right != relief.amount) {
        let text = format!("按城市低保标准、人数、月数和系数应为 {right} 元, 批准金额为 {} 元, 请核对", relief.amount);
        slips.push(Slip::warning("W-LS-013", text).at("amount"));
    }
}

/// Standard × people × months × factor, capped, where months and factor are given (assistance 4.3).
pub fn suggested(relief: &Temporary, facts: &Facts) -> Option<Money> {
    let (months, factor) = (relief.months_factor.0?, relief.months_factor.1?);
    let standard = facts.parameters.money(standard_of(Kind::Urban), Month::of(relief.approve_date))?;
    let people = u32::try_from(relief.people_count).ok()?;
    let amount = temporary::suggested(standard, people, u32::try_from(months).ok()?, u32::try_from(factor).ok()?)?;
    Some(limit(relief, facts, Param::ReliefCap).map_or(amount, |cap| temporary::capped(amount, cap)))
}

fn check_form(relief: &Temporary, slips: &mut Vec<Slip>) {
    if relief.cause_text.chars().count() < 10 {
        slips.push(Slip::error("E-LS-009", "困难情况至少写10个字, 写明经过和支出").at("cause_text"));
    }
    if relief.aid_type == "Z" && relief.self_pay.is_none_or(|m| m <= Money::ZERO) {
        let text = "支出型救助须填自付医疗教育支出, 大于零";
        slips.push(Slip::error("E-RG06", text).at("self_pay"));
    }
    if relief.aid_form == "2" {
        slips.extend(needed(relief.form_reason.as_deref(), "form_reason", "发现金的须填原因"));
    }
}

/// `E-LS-002`: 支出型 relief is approved on a report that holds on that day. A report on paper is an exception with its number.
fn unchecked(relief: &Temporary, facts: &Facts) -> Option<Slip> {
    if relief.aid_type != "Z" {
        return None;
    }
    let family = facts.household_of(relief.person).into_iter().flat_map(|h| &h.members).map(|m| m.person.key);
    let people: Vec<i64> = family.chain([relief.person]).collect();
    let reported = |check: &Values| {
        let answered = matches!(check.text("state"), "reported" | "verifying" | "closed");
        let on = check.date("report_on").is_some_and(|on| on <= relief.approve_date);
        answered && on && check.date("valid_until").is_none_or(|until| until >= relief.approve_date)
    };
    let held = people.iter().any(|key| facts.rows_of("means_check", "person", *key).any(reported));
    (!held).then(|| {
        let day = relief.approve_date;
        let text = format!("支出型须先出具核对报告: 没有查到 {day} 有效的核对报告; 报告在纸上的, 写明报告编号登记例外");
        Slip::doubt("E-LS-002", text).at("aid_type")
    })
}

fn check_repeat(relief: &Temporary, facts: &Facts, slips: &mut Vec<Slip>) {
    let since = asked_since(relief.approve_date);
    let name = facts.person(relief.person).map_or("该人", |p| p.name.as_str());
    let earlier: Vec<Earlier> = facts
        .relief_of(relief.person, since)
        .iter()
        .filter(|r| Some(r.key) != facts.this)
        .map(|r| Earlier {
            approved: r.approve_date,
            cause: r.cause_code.clone(),
            event: r.event_date,
            amount: r.amount,
        })
        .collect();
    let window = number(relief, facts, Param::ReliefRepeat).unwrap_or(12);
    let repeat =
        temporary::repeat_slip(name, &relief.cause_code, relief.event_date, relief.approve_date, window, &earlier);
    let most = number(relief, facts, Param::ReliefYearMax).map(usize::from);
    let yearly = most.and_then(|most| temporary::yearly_slip(name, relief.approve_date, most, &earlier));
    slips.extend([repeat, yearly].into_iter().flatten());
}

fn check_person(relief: &Temporary, facts: &Facts, slips: &mut Vec<Slip>) {
    if let Some(house) = facts.household_of(relief.person) {
        let living = i64::try_from(house.members.iter().filter(|m| m.is_member).count()).unwrap_or(0);
        if living > 0 && relief.people_count > living {
            let text =
                format!("救助人数 {} 人多于家庭 {} 的 {living} 人, 请核对", relief.people_count, house.household_no);
            slips.push(Slip::error("E-LS-011", text).at("people_count"));
        }
    }
    // Whose class it is stands on the rosters of the month of the application (assistance 4.2).
    let covered = facts.cases_in(relief.person, Month::of(relief.apply_date));
    let in_dibao = covered.iter().any(|c| c.scheme.starts_with("dibao-"));
    let in_tekun = covered.iter().any(|c| c.scheme == "tekun");
    let wrong = match relief.object_class.as_str() {
        "1" if !in_dibao => Some("对象类别填低保对象, 但名册中没有查到在保, 请核对"),
        "2" if !in_tekun => Some("对象类别填特困人员, 但名册中没有查到在保, 请核对"),
        "3" | "4" if in_dibao => Some("该人申请时为低保对象, 对象类别应填低保对象, 请核对"),
        _ => None,
    };
    slips.extend(wrong.map(|text| Slip::warning("W-LS-014", text).at("object_class")));
}
