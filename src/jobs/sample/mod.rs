//! The demonstration office of Yanfeng District (`minzheng demo`, `--demo`): real divisions, invented people, a year of 低保,
//! 临时救助, 特困, 两补 and visits as an office would have them. The same arguments give the same content. No total is written anywhere.
//!
//! An office at scale N is N parts of the size of the real one. One thread writes them one after the other; two tell the next ones.
//! Later one works out what the next batch pays, and another counts the months. Must not know SQL or screens.

mod abilities;
mod acts;
mod adapt;
mod ahead;
mod anomalies;
mod bank;
mod callers;
mod cases;
mod children;
mod contest;
mod days;
mod deaths;
mod elders;
mod families;
mod flows;
mod grades;
mod ground;
mod homes;
mod households;
mod late;
mod leads;
mod market;
mod names;
mod numbers;
mod parts;
mod pay;
mod people;
mod places;
mod plan;
mod planned;
mod player;
mod purse;
#[cfg(test)]
mod refused;
mod relief;
mod rng;
mod rounds;
mod somebody;
mod stories;
mod students;
mod subsidies;
mod support;
mod supported;
mod visits;
mod workers;
mod write;

use crate::domain::division_code::DivisionCode;
use crate::domain::funeral::cremation::Scope;
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;
use crate::register::Register;
use crate::register::assistance::{dibao::DIBAO, temporary::TEMPORARY};
use crate::register::bureau::{parameter, profile};
use crate::register::people::{household::HOUSEHOLD, person::PERSON};
use crate::store::change::act::{ActKind, By, Cell, NewRows};
use crate::store::change::bulk::Filling;
use crate::store::far;
use crate::store::file::files::Making;
use crate::store::file::standing::Standing;
use crate::store::{Answer, DEMO_BASIS, NewOffice, Store, StoreFault};
use chrono::NaiveDate;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;

/// What the demonstration office is built with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// So many times the size of the real office.
    pub scale: u32,
    /// Months of batches, ending with December 2021.
    pub months: u32,
    /// Another seed, other people.
    pub seed: u64,
    /// With mistakes for the cross-checks to find.
    pub anomalies: bool,
    /// So many threads tell parts, one more writes: the file is the same however many.
    pub tellers: u32,
}

impl Default for Options {
    fn default() -> Self {
        Options { scale: 1, months: 12, seed: 2021, anomalies: false, tellers: 2 }
    }
}

/// What was built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// People.
    pub people: i64,
    /// Households.
    pub households: i64,
    /// 低保 cases.
    pub cases: i64,
    /// 临时救助 cases.
    pub relief: i64,
    /// Payment batches.
    pub batches: i64,
    /// Payment lines.
    pub lines: i64,
    /// The irregularities that were planted, each in a line.
    pub planted: Vec<String>,
}

impl Report {
    fn add(&mut self, played: &player::Played, planted: &[stories::Planted]) {
        let entered = played.entered.iter();
        let of = |register: &Register| {
            entered.clone().filter(|e| e.register == register).map(|e| e.rows.len() as i64).sum::<i64>()
        };
        self.people += of(&PERSON);
        self.households += of(&HOUSEHOLD);
        self.cases += of(&DIBAO);
        self.relief += of(&TEMPORARY);
        let number =
            |of: &Option<(&'static Register, i64)>| of.map_or("", |(register, key)| played.number_of(register, key));
        self.planted.extend(planted.iter().map(|stories::Planted(text, of)| format!("{text}{}", number(of))));
    }
}

/// Why the demonstration office was not built.
#[derive(Debug, thiserror::Error)]
pub enum SampleFault {
    /// The file.
    #[error("{0}")]
    Store(#[from] StoreFault),
    /// A list that the program carries is not in order.
    #[error("程序自带的{0}不完整, 不能生成演示库")]
    Lists(&'static str),
    /// The plan asks for more than there is.
    #[error("演示库的{0}不够用; 请换一个 --seed 或较小的 --scale")]
    Exhausted(&'static str),
    /// What lies on the disk is not what was built.
    #[error("写出的演示库与应有的内容不符, 没有采用; 请检查磁盘, 或换一个盘")]
    Unfinished,
    /// The plan breaks a rule.
    #[error("演示库的数据不合规则: {0}")]
    Rule(String),
    /// An argument out of range.
    #[error("{0}")]
    Argument(&'static str),
}

impl SampleFault {
    /// The exit code of the command line.
    pub const fn exit_code(&self) -> u8 {
        match self {
            SampleFault::Store(fault) => fault.exit_code(),
            SampleFault::Argument(_) => 64,
            // Of what the program carries or plans, a defect, as elsewhere.
            SampleFault::Unfinished | SampleFault::Lists(_) | SampleFault::Exhausted(_) | SampleFault::Rule(_) => 74,
        }
    }
}

/// The business date of the demonstration office (decisions, Divisions and dates).
pub fn demo_day() -> NaiveDate {
    days::day(2021, 12, 31)
}

/// What is told of the parts, the first of which takes a while.
const TOLD: &str = "人员、家庭、低保、临时救助";
/// What is told before anything is made: from there on it can be stopped.
const BEGUN: &str = "新建业务库";

/// Tells how far it is.
fn tell(what: &str, done: u32, of: u32) -> Answer<()> {
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    far::tell(what, count(done), count(of))
}

/// Builds the demonstration office at `path`, which must not exist.
///
/// # Errors
/// [`SampleFault`]: the path is taken or cannot be written, an argument is out of range, who listens ([`Store::while_working`]) does
/// not want it any more (nothing is left of it then).
pub fn build(path: &Path, options: Options) -> Result<Report, SampleFault> {
    tell(BEGUN, 0, 0)?;
    build_in(Making::anew(path)?, options, |making| making.put_new(path))
}

/// Builds the demonstration office in the place of another one, which nobody has open; that stands until the new one is whole.
///
/// # Errors
/// As [`build`]; the office in place is open elsewhere, or is none.
pub fn build_over(path: &Path, options: Options) -> Result<Report, SampleFault> {
    tell(BEGUN, 0, 0)?;
    let standing = Standing::hold(path)?;
    let making = Making::beside(standing.place())?;
    build_in(making, options, |making| standing.give_way(making, None).map(|_| ()))
}

fn build_in(making: Making, options: Options, put: impl FnOnce(&Making) -> Answer<()>) -> Result<Report, SampleFault> {
    if !(1..=200).contains(&options.scale) {
        return Err(SampleFault::Argument("--scale 应为 1 到 200"));
    }
    if !(1..=36).contains(&options.months) {
        return Err(SampleFault::Argument("--months 应为 1 到 36"));
    }
    let report = build_beside(&making, options)?;
    tell("核对", 0, 1)?;
    if Store::finished(&making)?.payroll_size()? != (report.batches, report.lines) {
        return Err(SampleFault::Unfinished);
    }
    far::done();
    put(&making)?;
    Ok(report)
}

/// The tables and indexes from which the payroll and the months are read: their guards come back before the batches.
const READ_BY_BATCHES: [&str; 27] = [
    "aged_award",
    "aged_allowance",
    "account_once",
    "member_once",
    "dibao",
    "cause",
    "award",
    "cover",
    "change",
    "tekun_award",
    "tekun",
    "disability_award",
    "disability",
    "temporary",
    "petty_txn",
    "homecheck",
    "child",
    "child_status",
    "parent_state",
    "orphan",
    "orphan_award",
    "defacto",
    "defacto_award",
    "child_visit",
    "elder_visit",
    "death",
    "death_notice",
];
/// All others that are filled: theirs come back at the end.
const OTHER_TABLES: [&str; 16] = [
    "elder",
    "act",
    "person",
    "household",
    "member",
    "account",
    "person_initials",
    "assessment",
    "resident",
    "ability",
    "means_check",
    "hit",
    "audit",
    "payment_once",
    "payment_other",
    "payment_enters_drafts",
];

fn build_beside(making: &Making, options: Options) -> Result<Report, SampleFault> {
    let day = demo_day();
    let division = DivisionCode::parse("430406").map_err(|_| SampleFault::Lists("区划表"))?;
    let at = Some(format!("{} 08:30:00", acts::taken_over_on()));
    let new = NewOffice { division, day: acts::taken_over_on(), name: None, demo_day: Some(day), at };
    let store = Store::found(making, &new)?;
    store.hurry()?;
    let (asked, others) = (store.unguard(&READ_BY_BATCHES)?, store.unguard(&OTHER_TABLES)?);
    let parameters = store.parameters()?;
    store.fill(|filling| found_office(filling, &parameters))?;
    let mut report = Report::default();
    let ground = ground(&store, division.as_str())?;
    let pay_plan = store.fill(|filling| fill_parts(filling, options, ground, &mut report))?;
    tell("建立索引", 0, 2)?;
    store.guard(asked)?;
    let counts = std::thread::scope(|threads| {
        // The next batch is worked out while one is written, and no further one: at scale they are large.
        let (put, next) = sync_channel(0);
        threads.spawn(|| ahead::lines(making.path(), &pay_plan, options.months, put));
        let counting = threads.spawn(|| ahead::months(making.path(), options.months));
        pay::run(&store, &pay_plan, options.months, &next)?;
        tell("建立索引", 1, 2)?;
        store.guard(others)?;
        counting.join().map_err(|_| pay::gone())?
    })?;
    store.keep_months(&counts)?;
    store.summarise_paid()?;
    late::run(&store, &pay_plan.late_deaths)?;
    (report.batches, report.lines) = store.payroll_size()?;
    store.settle()?;
    store.close()?;
    Ok(report)
}

/// What an office has before anything is entered, as its file has it.
fn ground(store: &Store, district: &str) -> Answer<ground::Ground> {
    let (parameters, calendar) = (store.parameters()?.unasked(), store.calendar()?.unasked());
    Ok(ground::Ground::of(district, parameters, calendar))
}

const OPERATOR_NAMES: [&str; 4] = ["陈雅琴", "刘建华", "李国平", "王淑芬"];

/// What a new office lacks as a demonstration: names of its operators, the standards before 2020, the profile of the report.
fn found_office(filling: &Filling<'_>, parameters: &Parameters) -> Result<(), SampleFault> {
    let day = acts::taken_over_on().to_string();
    let by = By { operator: 1, at: format!("{day} 09:00:00"), day, witness: None };
    let act = filling.act(ActKind::Takeover, &by, Some("纸质档案接转"))?;
    for (key, name) in (1..).zip(OPERATOR_NAMES) {
        filling.name_operator(&act, key, name)?;
    }
    let last = filling.last_key("parameter")?;
    filling.rows(&parameter::PARAMETER, "name value unit valid_from basis note state first second", |rows| {
        add_old_parameters(rows, last + 1, parameters)
    })?;
    let next = filling.last_key("parameter")? + 1;
    filling.rows(&parameter::PARAMETER, "name value unit valid_from basis note state", |rows| add_own(rows, next))?;
    filling.rows(&profile::PROFILE, "year figure period round", add_profile)
}

fn add_old_parameters(rows: &mut NewRows<'_>, from: i64, parameters: &Parameters) -> Result<(), SampleFault> {
    let now = days::month(1);
    let old = Param::ALL.iter().copied().filter(|param| is_of_old_versions(*param));
    for (key, rate) in (from..).zip(old.flat_map(|param| param.begins().map(|(rate, _)| rate))) {
        let is_standard = matches!(rate.param, Param::UrbanStandard | Param::RuralStandard);
        let value =
            if is_standard { "55000" } else { parameters.text(rate, now).ok_or(SampleFault::Lists("救助参数"))? };
        let [first, second] = rate.keys.map(|key| Some(key).filter(|key| !key.is_empty()));
        let (unit, note) = if is_standard {
            (Cell::Text("分/月"), "2020年提标前的标准")
        } else {
            (Cell::Null, "接转前的规则")
        };
        rows.add(
            key,
            acts::TAKEN_OVER,
            &[
                rate.param.name().into(),
                value.into(),
                unit,
                "2015-01-01".into(),
                DEMO_BASIS.into(),
                note.into(),
                "confirmed".into(),
                first.into(),
                second.into(),
            ],
        )?;
    }
    Ok(())
}

/// What the office has set itself, with the day from which it holds: its report counts those who died in the district (辖区死亡人), whoever they
/// were; of a funeral it pays 1,200 yuan in all at most.
const OWN: [(Param, &str, &str, &str); 2] = [
    (Param::DeathScope, Scope::Place.code(), "2021-01-01", "按辖区死亡人统计"),
    (Param::FuneralTotal, "120000", "2020-01-01", "每例合计不超过1,200元"),
];

fn add_own(rows: &mut NewRows<'_>, from: i64) -> Result<(), SampleFault> {
    for (key, (param, value, since, note)) in (from..).zip(OWN) {
        let unit = Some(param.spec().unit).filter(|unit| !unit.is_empty());
        let cells =
            [Some(param.name()), Some(value), unit, Some(since), Some(DEMO_BASIS), Some(note), Some("confirmed")];
        rows.add(key, acts::TAKEN_OVER, &cells.map(Cell::from))?;
    }
    Ok(())
}

fn add_profile(rows: &mut NewRows<'_>) -> Result<(), SampleFault> {
    let lines = include_str!("../../../sample-db/profile-2021.csv").lines().skip(1);
    for (key, line) in (1..).zip(lines) {
        let mut parts = line.split(',');
        let (Some(figure), Some(period), Some(round)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(SampleFault::Lists("报告口径表"));
        };
        rows.add(key, acts::TAKEN_OVER, &[2021.into(), figure.into(), period.into(), round.into()])?;
    }
    Ok(())
}

/// Whether versions from before the take-over were computed by it.
fn is_of_old_versions(param: Param) -> bool {
    param.spec().pays.iter().any(|scheme| pay::schemes(days::month(1)).any(|paid| paid == *scheme))
}

fn fill_parts(
    filling: &Filling<'_>,
    options: Options,
    ground: ground::Ground,
    report: &mut Report,
) -> Result<planned::PayPlan, SampleFault> {
    let (names, places) = (names::Names::read()?, places::Places::read()?);
    let mut pay_plan = planned::PayPlan::default();
    let mut writer = write::Writer::new(filling);
    let founded = parts::founded(&ground, &places, options.scale)?;
    writer.entered(&founded, &acts::OrderedActs::default())?;
    let planner = Mutex::new(parts::Planner::new(options, (&names, &places), ground.again()));
    std::thread::scope(|threads| {
        let (put, next) = sync_channel(0);
        for _ in 0..options.tellers.min(options.scale) {
            let (put, planner, told_before) = (put.clone(), &planner, (ground.again(), &places, &founded[..]));
            threads.spawn(move || parts::tell(planner, told_before, &put));
        }
        drop(put);
        let write = || {
            tell(TOLD, 0, options.scale)?;
            for (nth, part) in (0..).zip(parts::InOrder::of(next, options.scale)) {
                let (acts, told) = part?;
                tell(TOLD, nth, options.scale)?;
                writer.part(&told.played, &acts)?;
                report.add(&told.played, &told.planted);
                pay_plan.add(told.paying);
            }
            Ok::<(), SampleFault>(())
        };
        // The threads are waited for: they hear of it at the next draft.
        write().inspect_err(|_| ground.give_up())
    })?;
    writer.end()?;
    Ok(pay_plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_exit_code_is_one_that_scripts_do_not_know() {
        for (fault, code) in [
            (SampleFault::Store(StoreFault::defect("")), 74),
            (SampleFault::Lists(""), 74),
            (SampleFault::Exhausted(""), 74),
            (SampleFault::Unfinished, 74),
            (SampleFault::Rule(String::new()), 74),
            (SampleFault::Argument(""), 64),
            (StoreFault::stopped().into(), 1),
        ] {
            assert_eq!(fault.exit_code(), code, "{fault:?}");
        }
    }
}
