//! What cases of all schemes share: a case is known by its key alone, each scheme counts from its own thousand million
//! (schema.sql); the steps of its papers follow each other in one order.

use crate::domain::conflict::{self, Benefit, Drawn, Verdict};
use crate::domain::death::{DeathRule, last_pay_month};
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::domain::workday::notice_last_day;
use crate::register::benefits::benefit::Covers;
use crate::register::core::order::{Order, from, not_in_future};
use crate::register::{Facts, Field, RecordFact, Values, benefit_of, benefit_of_case};
use chrono::{Datelike, NaiveDate};

/// The last month that is due to somebody who died on a day [L benefit.death_rule].
pub fn last_due(died: NaiveDate, parameters: &Parameters) -> Month {
    let rule = parameters.text(Param::DeathRule, Month::of(died)).and_then(DeathRule::from_code);
    last_pay_month(rule.unwrap_or(DeathRule::DeathMonthPaid), died)
}

/// Whether a month is due to whom it is paid for: to the living, and to the dead up to the last one.
pub fn is_due(died: Option<NaiveDate>, month: Month, parameters: &Parameters) -> bool {
    died.is_none_or(|died| month <= last_due(died, parameters))
}

/// What stands before the serial of a case or task: its letters, the district and the year of its day (`DB4304062021`).
pub fn yearly_number(letters: &str, day: NaiveDate, facts: &Facts) -> Option<String> {
    Some(format!("{letters}{}{}", facts.district.get(..6)?, day.year()))
}

/// The same in parts: `ET-430406-2021-`.
pub fn parted_number(letters: &str, day: NaiveDate, facts: &Facts) -> Option<String> {
    Some(format!("{letters}-{}-{}-", facts.district.get(..6)?, day.year()))
}

/// The number of a case with the letters of the scheme that pays the case.
pub fn scheme_and_year(case: &Values, facts: &Facts) -> Option<String> {
    let scheme = benefit_of(case.register.name)?.scheme(case.text("kind"));
    yearly_number(scheme.batch_prefix(), case.date("apply_date")?, facts)
}

/// 受理 follows the application.
pub const ACCEPTED: [Order; 2] = [not_in_future(), from(&["apply_date"])];
/// 公示 follows 受理. It may be entered the day before it is posted, not long before.
pub const POSTED: [Order; 2] = [not_in_future().warning(), from(&["accept_date", "apply_date"])];
/// So does 初审.
pub const REVIEWED: [Order; 2] = [not_in_future(), from(&["accept_date", "apply_date"])];
/// The district decides last.
pub const CONFIRMED: [Order; 2] = [not_in_future(), from(&["town_date", "accept_date", "apply_date"])];

/// The states of a case that has no version yet, from the last step of its papers to the first (assistance 2.5).
const STEPS: [(&str, &str); 4] = [
    ("district_date", "confirmed"),
    ("notice_from", "publicised"),
    ("town_date", "town_reviewed"),
    ("accept_date", "accepted"),
];

/// Whether a case in this state has no version yet.
pub fn is_under_way(state: &str) -> bool {
    state == "submitted" || STEPS.iter().any(|(_, s)| *s == state)
}

/// The state of a case without a version: an application is as far as its steps are filled; what was taken over is confirmed.
pub fn state_of_papers(case: &Values) -> &'static str {
    if case.text("origin") != "applied" {
        return "confirmed";
    }
    STEPS.iter().find(|(col, _)| case.has(col)).map_or("submitted", |(_, state)| state)
}

/// The steps of the papers that a case of origin `applied` still lacks before it may be paid (assistance 2.5).
pub fn missing_steps(case: &Values) -> Vec<&'static Field> {
    if case.text("origin") != "applied" {
        return Vec::new();
    }
    let steps = ["accept_date", "town_date", "dpf_date", "notice_from", "district_date"];
    steps.into_iter().filter_map(|col| case.register.field(col)).filter(|f| case.get(f.col).is_null()).collect()
}

/// The same as a clerk is told of them: 受理日期、初审日期.
pub fn steps_in_words<'f>(steps: impl IntoIterator<Item = &'f &'f Field>) -> String {
    steps.into_iter().map(|step| step.label).collect::<Vec<_>>().join("、")
}

/// A case that is entered at the desk is an application, in person where nothing else is said, and as far as its steps are filled.
pub fn complete_origin(case: &mut Values) {
    if case.get("origin").is_null() {
        case.set("origin", "applied");
    }
    if case.text("origin") == "applied" && case.get("channel").is_null() {
        case.set("channel", "1");
    }
    if is_under_way(case.text("state")) {
        case.set("state", state_of_papers(case));
    }
}

/// A case that is decided, or taken over, and has no version pays nobody: said before it is forgotten.
pub fn without_version(state: &str, decided: bool, award: &str, facts: &Facts, code: &'static str) -> Option<Slip> {
    let none = is_under_way(state) && !facts.children.iter().any(|r| r.register.name == award);
    (decided && none).then(|| {
        let text = "已确认的案件还没有核定, 不会发钱, 也不在册; 请在下面加一行核定, 或者随后补上";
        Slip::warning(code, text).at("district_date")
    })
}

/// The days of a notice (公示) of a case, and of the decision that has to wait for its end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice {
    /// 公示起.
    pub from: Option<NaiveDate>,
    /// 公示止.
    pub to: Option<NaiveDate>,
    /// The day of the district's decision.
    pub decided: Option<NaiveDate>,
}

impl Notice {
    /// Reads it from any such register.
    pub fn read(case: &Values) -> Notice {
        Notice { from: case.date("notice_from"), to: case.date("notice_to"), decided: case.date("district_date") }
    }
    /// That it is shorter than so many days, or decided upon before its end ([`Notice::ends`]); `step`: what waits for it. In papers that
    /// were taken over that is a doubt: what happened, happened.
    pub fn slip(&self, (code, step): (&'static str, &str), days: u32, origin: &str) -> Option<Slip> {
        let from = self.from?;
        let (least, last) = (notice_last_day(from, days), self.ends(days)?);
        let short = self.to.is_some_and(|to| to >= from && to < least);
        let early = self.decided.is_some_and(|day| day <= last);
        let text = match last > least {
            true => format!("公示期至 {last} 止, 期满以后才能{step}"),
            false => format!("公示期至 {last} 止, 未满{days}天不能{step}"),
        };
        let slip = if origin == "applied" { Slip::error(code, text) } else { Slip::doubt(code, text) };
        (short || early).then(|| slip.at(if short { "notice_to" } else { "district_date" }))
    }
    /// The day on which it ends: the typed one, but after so many days at the earliest.
    pub fn ends(&self, days: u32) -> Option<NaiveDate> {
        self.to.max(self.from.map(|from| notice_last_day(from, days)))
    }
}

/// That a step of the papers was not taken within so many working days of the one before, or is overdue. `step`: what it is called,
/// and the day on which it was taken.
pub fn overdue(
    code: &'static str,
    (since, days): (NaiveDate, u32),
    (step, taken): (&Field, Option<NaiveDate>),
    facts: &Facts,
) -> Option<Slip> {
    let due = facts.calendar.add_workdays(since, days);
    let late = taken.unwrap_or(facts.day) > due;
    let said = if taken.is_some() { "已超过" } else { "还没有办, 请抓紧" };
    let text = || format!("{}应在 {days} 个工作日内({due} 以前), {said}", step.label);
    late.then(|| Slip::warning(code, text()).at(step.col))
}

/// Whether the office keeps two benefits apart of which the matrix leaves it to say so.
pub fn keeps_apart(a: Benefit, b: Benefit, parameters: &Parameters, day: NaiveDate) -> bool {
    let says = || parameters.on(Param::OrphanNoDibao, day).is_none_or(|(_, value)| value == "1");
    conflict::is_left_to_office(a, b) && says()
}

/// What is to be said of who, called so, takes a benefit from a month on beside one that is drawn ([`conflict::slip`]).
pub fn beside(name: &str, drawn: &Drawn<'_>, wanted: Benefit, from: Month, facts: &Facts) -> Option<Slip> {
    let apart = keeps_apart(drawn.benefit, wanted, &facts.parameters, facts.day);
    conflict::slip(name, drawn, wanted, from, apart)
}

/// Cases under way that may not be drawn beside the benefit wanted (`E-CF-03`): one of them has to be given up.
pub fn forbidden_under_way(person: i64, name: &str, wanted: Benefit, facts: &Facts) -> Vec<Slip> {
    let forbidden = facts.under_way(person).filter_map(|case| {
        let scheme = Scheme::from_name(&case.scheme)?;
        let other = Benefit::of(scheme);
        let apart = || keeps_apart(other, wanted, &facts.parameters, facts.day);
        (conflict::verdict(other, wanted) == Verdict::Forbidden || apart()).then_some((case, scheme))
    });
    forbidden
        .map(|(case, scheme)| {
            let text = format!(
                "{name} 的{} {} 还在办理, 与{}不得同时享受, 请先了结那一件",
                scheme.label(),
                case.case_no,
                wanted.label()
            );
            Slip::doubt("E-CF-03", text)
        })
        .collect()
}

/// A case as far as other registers need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLabel {
    /// 案件编号.
    pub case_no: String,
    /// dibao-urban …
    pub scheme: String,
    /// 村(居) in the month of the business date.
    pub division: String,
    /// Whose it is; none for a case of a household.
    pub person: Option<i64>,
    /// The household of a 低保 case.
    pub household: Option<i64>,
}

/// The case of a key, if there is one.
pub fn case_of(facts: &Facts, case_key: i64) -> Option<CaseLabel> {
    let benefit = benefit_of_case(case_key)?;
    let record = facts.record(benefit.cases.name, case_key)?;
    let case = &record.values;
    Some(CaseLabel {
        case_no: case.text("case_no").to_owned(),
        scheme: benefit.scheme(case.text("kind")).name().to_owned(),
        division: village_in(record, Month::of(facts.day)),
        person: case.int("person").filter(|_| matches!(benefit.covers, Covers::Person)),
        household: case.int("household").filter(|_| benefit.household().is_some()),
    })
}

/// The village of a case in a month, from what stands of it.
pub fn village_in(case: &RecordFact, month: Month) -> String {
    let later = moves(case).filter(|m| m.month("from_month").is_some_and(|from| from > month));
    let next = later.min_by_key(|m| m.month("from_month"));
    next.map_or_else(|| case.values.text("division"), |m| m.text("left_division")).to_owned()
}

/// The moves of a case, of what stands of it.
pub fn moves(case: &RecordFact) -> impl Iterator<Item = &Values> {
    case.children.iter().map(|(_, row)| row).filter(|row| row.register.name == "move")
}
