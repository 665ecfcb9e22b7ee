//! 临时救助 of the demonstration office: who was helped in 2021, with how much, by whom, from which fund.
//!
//! Must not know the file. Amounts are drawn, then some are moved so that January to November give what the bureau reported;
//! the sum itself is stored nowhere.

use super::SampleFault;
use super::cases::{CaseVersion, in_force};
use super::days::month;
use super::households::{self, Household};
use super::people::{Cast, Person};
use super::places::Places;
use super::plan::Population;
use super::rng::Rng;
use crate::domain::month::Month;
use chrono::{Datelike, Days, NaiveDate};

/// A relief case before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Relief {
    /// A place among the people.
    pub person: usize,
    /// The applicant's household: a place among the households.
    pub household: usize,
    /// 家庭 or 个人.
    pub apply_kind: &'static str,
    /// J or Z.
    pub aid_type: &'static str,
    /// 困难原因.
    pub cause: &'static str,
    /// What happened.
    pub text: &'static str,
    /// 事发日期.
    pub event: NaiveDate,
    /// 申请日期.
    pub apply: NaiveDate,
    /// 审批日期.
    pub approve: NaiveDate,
    /// 发放日期.
    pub paid: NaiveDate,
    /// 救助人数.
    pub people: i64,
    /// 对象类别.
    pub class: &'static str,
    /// 程序.
    pub procedure: &'static str,
    /// 自付支出, yuan.
    pub self_pay: Option<i64>,
    /// 批准金额, yuan.
    pub amount: i64,
    /// Signed by the town.
    pub by_town: bool,
    /// Paid in cash.
    pub in_cash: bool,
    /// The papers of urgent relief have not come.
    pub lacks_papers: bool,
    /// Nothing is left to be done about it.
    pub closed: bool,
}

impl Relief {
    /// The day from which it stands in the office: approved, and paid.
    pub(crate) fn entered(&self) -> NaiveDate {
        self.approve.max(self.paid)
    }
}

/// Approved January to November, and in December.
const CASES: usize = 1970;
const CASES_LATE: usize = 158;
/// What those of January to November come to, in yuan (decisions, Figures).
const YUAN: i64 = 1_482_100;

/// What must be so where a hardship is to befall somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    /// Somebody who works.
    Worker,
    /// Somebody of working age who is not well.
    Breadwinner,
    /// Somebody who is not well.
    Patient,
    /// A child at a university.
    Student,
    /// The months of the heavy rains.
    Rain,
}

/// 困难原因, its words, what it needs, and how frequent it is.
type Hardship = (&'static str, &'static str, Needs, u32);

const URGENT: [Hardship; 7] = [
    ("1", "家中厨房失火, 家具衣被烧毁, 生活一时困难", Needs::Nothing, 4),
    ("2", "发生交通事故受伤住院, 肇事方暂无力赔付, 家庭困难", Needs::Nothing, 10),
    ("3", "意外摔伤骨折, 住院治疗期间无收入, 生活困难", Needs::Worker, 12),
    ("3", "在家中摔倒骨折, 住院治疗和护理费用难以承担", Needs::Nothing, 6),
    ("4", "突发疾病住院治疗, 家庭积蓄用尽, 基本生活困难", Needs::Nothing, 52),
    ("7", "暴雨致房屋漏雨、墙体受损, 需临时安置和修缮", Needs::Rain, 12),
    ("8", "受疫情影响停工, 家庭一段时间没有收入来源", Needs::Worker, 16),
];
const COSTLY: [Hardship; 3] = [
    ("4", "长期患病治疗, 扣除医保报销后自付费用较高, 难以承担", Needs::Patient, 52),
    ("5", "子女就读大学, 学费和住宿费支出较大, 难以承担", Needs::Student, 160),
    ("6", "家庭主要劳动力患病, 生活必需支出突然增加, 难以维持", Needs::Breadwinner, 30),
];

/// Plans the relief cases of 2021; adds the people who are on no roster.
pub(crate) fn plan(
    population: &mut Population,
    versions: &[Vec<CaseVersion>],
    cast: &mut Cast<'_>,
    places: &Places,
) -> Result<Vec<Relief>, SampleFault> {
    let mut on_roster: Vec<usize> = (0..population.cases.len()).collect();
    cast.rng.shuffle(&mut on_roster);
    let mut all = Vec::with_capacity(CASES + CASES_LATE);
    for nth in 0..CASES + CASES_LATE {
        let of =
            if nth < CASES { month(1 + cast.rng.weighed(&[14, 16, 9, 8, 8, 8, 9, 9, 9, 8, 12])) } else { month(12) };
        let apply = cast.workdays.from(of.first_day() + Days::new(cast.rng.below(16) as u64));
        let drawn = cast.rng.weighed(&[46, 15, 36, 2, 1]);
        let known = if drawn == 0 { covered(population, versions, &mut on_roster, apply) } else { None };
        let (household, class) = match known {
            Some(household) => (household, "1"),
            None => (stranger(population, cast, places, drawn)?, ["3", "3", "4", "5", "6"][drawn]),
        };
        all.push(one(nth, population, cast, (household, class), apply));
    }
    steer(&mut all[..CASES])?;
    Ok(all)
}

/// A household that is on the roster in the month of the application, each only once.
fn covered(
    population: &Population,
    versions: &[Vec<CaseVersion>],
    order: &mut Vec<usize>,
    apply: NaiveDate,
) -> Option<usize> {
    let of = Month::of(apply);
    let suits = |case: &usize| {
        let head = population.households[population.cases[*case].household].members[0].person;
        let stays = in_force(&versions[*case], of.plus(1)).is_some_and(CaseVersion::on_roster);
        stays
            && in_force(&versions[*case], of).is_some_and(CaseVersion::on_roster)
            && population.people[head].death.is_none()
    };
    let at = order.iter().rev().take(40).position(suits)?;
    let case = order.remove(order.len() - 1 - at);
    Some(population.cases[case].household)
}

/// Counties from which people come here.
const ELSEWHERE: [&str; 4] = ["430421000000", "430422000000", "430423000000", "430426000000"];

/// A household on no roster; some come from elsewhere.
fn stranger(
    population: &mut Population,
    cast: &mut Cast<'_>,
    places: &Places,
    drawn: usize,
) -> Result<usize, SampleFault> {
    let (size, rural) = (1 + cast.rng.weighed(&[44, 30, 18, 8]), cast.rng.chance(140));
    let mut home = cast.home(places, rural);
    home.hukou = (drawn >= 3).then(|| ELSEWHERE[home.village % ELSEWHERE.len()]);
    let mut household: Household = households::found(cast, &mut population.people, home, size)?;
    household.single = false;
    for member in &mut household.members {
        member.covered = false;
    }
    population.households.push(household);
    Ok(population.households.len() - 1)
}

fn one(
    nth: usize,
    population: &Population,
    cast: &mut Cast<'_>,
    (household, class): (usize, &'static str),
    apply: NaiveDate,
) -> Relief {
    let (rng, workdays) = (&mut cast.rng, cast.workdays);
    let members = &population.households[household].members;
    // Those who lived there all year: who was born or left meanwhile is not counted.
    let all_year = members.iter().filter(|m| m.excluded.is_none() && m.joined.is_none() && m.left.is_none());
    let living = i64::try_from(all_year.count()).unwrap_or(1);
    let of_family = living > 1 && rng.chance(700);
    let wants_urgent = rng.chance(560);
    let event = apply - Days::new(1 + rng.below(if wants_urgent { 15 } else { 60 }) as u64);
    let here = members.iter().filter(|m| m.excluded.is_none()).map(|m| &population.people[m.person]);
    let meant: Vec<&Person> = here.take(if of_family { members.len() } else { 1 }).collect();
    let studies = members.iter().skip(1).any(|m| population.people[m.person].school == "4");
    let suits = |needs: Needs| match needs {
        Needs::Nothing => true,
        Needs::Worker => meant.iter().any(|p| matches!(p.employ, "1" | "2" | "5")),
        Needs::Breadwinner => meant.iter().any(|p| matches!(p.labor, "2" | "3")),
        Needs::Patient => meant.iter().any(|p| p.health >= "30"),
        Needs::Student => studies,
        Needs::Rain => (4..=9).contains(&event.month()),
    };
    let urgent = wants_urgent || !COSTLY.iter().any(|(_, _, needs, _)| suits(*needs));
    let (cause, text) = why(rng, if urgent { &URGENT } else { &COSTLY }, suits);
    let (amount, by_town) = amount(rng);
    let procedure = how(rng, urgent, by_town);
    // 支出型 waits for the report about the family's means, 一般 for the end of the notice.
    let waits = if !urgent || procedure == "1" { rng.within(5, 7) } else { rng.within(1, 6) };
    let approve = workdays.after(apply, waits as u32);
    let lacks_papers = procedure == "2" && nth.is_multiple_of(31);
    Relief {
        person: members[0].person,
        household,
        apply_kind: if of_family { "1" } else { "2" },
        aid_type: if urgent { "J" } else { "Z" },
        cause,
        text,
        event,
        apply,
        approve,
        paid: match procedure {
            "2" => apply + Days::new(rng.below(2) as u64),
            _ => workdays.after(approve, rng.below(4) as u32),
        },
        people: if of_family { rng.within(2, living) } else { 1 },
        class,
        procedure,
        self_pay: (!urgent).then(|| amount * 5 + rng.within(40, 160) * 50),
        amount,
        by_town,
        in_cash: procedure == "3" && nth.is_multiple_of(9),
        lacks_papers,
        closed: !nth.is_multiple_of(3) && !lacks_papers,
    }
}

/// 困难原因 and its words: one of those that may befall whoever is meant.
fn why(rng: &mut Rng, all: &[Hardship], suits: impl Fn(Needs) -> bool) -> (&'static str, &'static str) {
    let weights = all.iter().map(|(_, _, needs, weight)| if suits(*needs) { *weight } else { 0 });
    let (cause, text, ..) = all[rng.weighed(&weights.collect::<Vec<_>>())];
    (cause, text)
}

/// 办理程序.
fn how(rng: &mut Rng, urgent: bool, by_town: bool) -> &'static str {
    match (by_town, urgent) {
        (true, _) if rng.chance(880) => "3",
        (_, true) if rng.chance(300) => "2",
        _ => "1",
    }
}

/// How much, in yuan, and whether the town signs for it.
fn amount(rng: &mut Rng) -> (i64, bool) {
    let size = rng.weighed(&[955, 42, 3]);
    let yuan = match size {
        0 => [300, 400, 500, 600, 800, 1000, 1200, 1500, 2000][rng.weighed(&[14, 14, 20, 18, 12, 11, 4, 4, 3])],
        1 => [2400, 3000, 3600, 4000, 5000, 6000][rng.weighed(&[20, 34, 16, 14, 12, 4])],
        _ => [8000, 10000][rng.below(2)],
    };
    (yuan, size == 0)
}

/// Moves small amounts by a hundred yuan, then by fifty, until the sum is right.
fn steer(cases: &mut [Relief]) -> Result<(), SampleFault> {
    let mut surplus = cases.iter().map(|c| c.amount).sum::<i64>() - YUAN;
    let mut rounds = 0;
    while surplus != 0 {
        for case in cases.iter_mut().filter(|c| (300..=1200).contains(&c.amount)) {
            let step = if surplus.abs() >= 100 { 100 } else { 50 } * surplus.signum();
            let moved = case.amount - step;
            if surplus != 0
                && (200..=1500).contains(&moved)
                && !(case.approve.day() + case.people as u32).is_multiple_of(3)
            {
                case.amount = moved;
                surplus -= step;
            }
        }
        rounds += 1;
        if rounds > 8 {
            return Err(SampleFault::Rule(format!("临时救助金额仍差 {surplus} 元")));
        }
    }
    Ok(())
}
