//! How quick this office is on this machine: start, look-up, paging, a person's page, lists by any column, a report; each beside the least that
//! the engine itself can do in the same run. Measures only; asserts nothing. Must not know screens.

use crate::domain::month::Month;
use crate::domain::people::pinyin;
use crate::domain::scheme::Scheme;
use crate::figure::report;
use crate::jobs::report::{Numbers, document};
use crate::register::assistance::dibao::Dibao;
use crate::register::core::frequency::By;
use crate::register::people::person::Person;
use crate::register::{self, From, Query, Record};
use crate::store::{Store, StoreFault, limit_open};
use chrono::NaiveDate;
use std::fmt;
use std::path::Path;
use std::time::Instant;

/// One kind of work, measured many times.
#[derive(Clone, Debug)]
pub struct Measured {
    /// What was done.
    pub what: String,
    /// How often.
    pub times: usize,
    /// Median, nanoseconds.
    pub p50: u64,
    /// 99th percentile, nanoseconds.
    pub p99: u64,
    /// The median of the limit it is held against, nanoseconds, and its name.
    pub limit: Option<(&'static str, u64)>,
}

impl Measured {
    fn of(what: impl Into<String>, mut nanos: Vec<u64>, limit: Option<(&'static str, u64)>) -> Measured {
        nanos.sort_unstable();
        let at = |percent: usize| nanos.get((nanos.len() * percent / 100).min(nanos.len().saturating_sub(1))).copied();
        Measured { what: what.into(), times: nanos.len(), p50: at(50).unwrap_or(0), p99: at(99).unwrap_or(0), limit }
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = |n: u64| format!("{}.{}", n / 1000, n % 1000 / 100);
        write!(
            f,
            "{:<34} p50 {:>9} µs  p99 {:>9} µs  ({} 次)",
            self.what,
            micros(self.p50),
            micros(self.p99),
            self.times
        )?;
        if let Some((name, limit)) = self.limit.filter(|(_, l)| *l > 0) {
            let tenths = self.p50.saturating_mul(10) / limit;
            write!(f, "  = {}.{} × {name} {} µs", tenths / 10, tenths % 10, micros(limit))?;
        }
        Ok(())
    }
}

/// Measures everything in the office of that file.
///
/// # Errors
/// The file cannot be read.
pub fn run(path: &Path, day: NaiveDate, each: &mut dyn FnMut(&Measured)) -> Result<(), StoreFault> {
    let raw = start(path, day, each)?;
    each(&raw);
    let store = Store::open(path)?;
    let get = key_get(&store)?;
    each(&get);
    let limit = ("按主键取一行", get.p50);
    for measured in look_ups(&store, day, limit)? {
        each(&measured);
    }
    for measured in pages(&store, day, limit)? {
        each(&measured);
    }
    each(&person_pages(&store, day, limit)?);
    arranged(&store, day, each)?;
    reports(&store, day, each)
}

fn timed<T>(nanos: &mut Vec<u64>, work: impl FnOnce() -> Result<T, StoreFault>) -> Result<T, StoreFault> {
    let began = Instant::now();
    let done = std::hint::black_box(work()?);
    nanos.push(u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX));
    Ok(done)
}

/// The least of three: what else the machine did in between is not the program's.
fn least<T>(nanos: &mut Vec<u64>, mut work: impl FnMut() -> Result<T, StoreFault>) -> Result<(), StoreFault> {
    let mut tries = Vec::with_capacity(3);
    for _ in 0..3 {
        timed(&mut tries, &mut work)?;
    }
    nanos.extend(tries.into_iter().min());
    Ok(())
}

/// Opening the office and reading the first page, against opening with the bare engine.
fn start(path: &Path, day: NaiveDate, each: &mut dyn FnMut(&Measured)) -> Result<Measured, StoreFault> {
    let (mut raw, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..30 {
        timed(&mut raw, || limit_open(path))?;
        timed(&mut ours, || Store::open(path)?.page(&Query::new(Dibao::REGISTER, day, 20)))?;
    }
    let raw = Measured::of("打开文件 select 1 (极限)", raw, None);
    each(&Measured::of("打开业务库并读首页", ours, Some(("select 1", raw.p50))));
    Ok(raw)
}

fn key_get(store: &Store) -> Result<Measured, StoreFault> {
    let mut nanos = Vec::new();
    for key in store.limit_people(2000)? {
        least(&mut nanos, || store.limit_key_get(key))?;
    }
    Ok(Measured::of("按主键取一行 (极限)", nanos, None))
}

/// What a clerk may know of somebody.
#[derive(Default)]
struct Known {
    key: i64,
    id: String,
    name: String,
    initials: String,
    phone: String,
    /// 申请编号 and 低保证号 of a case that covers them.
    case_no: String,
    cert_no: String,
}

impl Known {
    fn of(store: &Store, key: i64, day: NaiveDate) -> Result<Known, StoreFault> {
        let person = store.opened(Person::REGISTER, key, day)?.values;
        let cases = store.person_page(key, day, 1)?.cases;
        let dibao = cases.iter().find(|c| c.register == Dibao::REGISTER.name).map(|c| c.key);
        let cert_no = match dibao {
            Some(case) => store.opened(Dibao::REGISTER, case, day)?.values.text("cert_no").to_owned(),
            None => String::new(),
        };
        let name = person.text("name").to_owned();
        Ok(Known {
            key,
            id: person.text("id_number").to_owned(),
            initials: pinyin::initials(&name).split(' ').next().unwrap_or_default().to_owned(),
            name,
            phone: person.text("phone").to_owned(),
            case_no: cases.into_iter().next().map(|c| c.case_no).unwrap_or_default(),
            cert_no,
        })
    }

    fn last_four(&self) -> &str {
        self.id.get(14..).unwrap_or_default()
    }
}

/// What is in the line after each key.
fn keys(text: &str) -> Vec<String> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.filter_map(|end| text.get(..end)).map(str::to_owned).collect()
}

/// A kind of query: what it is called, and what is typed for somebody.
type Typed = (&'static str, fn(&Known) -> Vec<String>);

const TYPED: &[Typed] = &[
    ("身份证号逐位", |p| keys(&p.id)),
    ("末四位", |p| vec![p.last_four().to_owned()]),
    ("姓名逐字", |p| keys(&p.name)),
    ("拼音首字母逐位", |p| keys(&p.initials)),
    ("姓 加 末四位", |p| {
        p.name.chars().next().map(|surname| format!("{surname} {}", p.last_four())).into_iter().collect()
    }),
    ("姓名中两字", |p| {
        Some(p.name.chars().skip(1).take(2).collect()).filter(|t: &String| t.chars().count() == 2).into_iter().collect()
    }),
    ("电话逐位", |p| keys(&p.phone)),
    // Four digits that end many accounts, spread like the people.
    ("账号末四位", |p| vec![format!("{:04}", p.key * 37 % 10_000)]),
    ("申请编号逐位", |p| keys(&p.case_no)),
    ("低保证号逐位", |p| keys(&p.cert_no)),
];

/// One search for each key that a clerk strikes.
fn look_ups(store: &Store, day: NaiveDate, limit: (&'static str, u64)) -> Result<Vec<Measured>, StoreFault> {
    let people: Vec<Known> =
        store.limit_people(150)?.into_iter().map(|key| Known::of(store, key, day)).collect::<Result<_, _>>()?;
    let mut all = Vec::new();
    let mut measured = Vec::with_capacity(TYPED.len() + 1);
    for (what, typed) in TYPED {
        let mut nanos = Vec::new();
        for query in people.iter().flat_map(typed) {
            least(&mut nanos, || store.find(&query, 20, day))?;
        }
        all.extend_from_slice(&nanos);
        measured.push(Measured::of(format!("查人: {what}"), nanos, Some(limit)));
    }
    measured.push(Measured::of("查人: 全部按键", all, Some(limit)));
    Ok(measured)
}

/// A page of a list: what it is called, and where it begins, seen from the last row.
type Begins = (&'static str, fn(i64) -> From);

const PAGES: &[Begins] = &[("首页", |_| From::Start), ("末页", |_| From::End), ("前页", From::Before)];

/// Pages of every list: the first, and beside it the last and the one before the last row.
fn pages(store: &Store, day: NaiveDate, limit: (&'static str, u64)) -> Result<Vec<Measured>, StoreFault> {
    let mut measured = Vec::new();
    for entry in register::ALL {
        let query = |from| Query { from, ..Query::new(entry.register, day, 30) };
        let Some(last) = store.page(&query(From::End))?.rows.last().map(|r| r.key) else { continue };
        let mut beside = limit;
        for (at, begins) in PAGES {
            let mut nanos = Vec::new();
            for _ in 0..20 {
                least(&mut nanos, || store.page(&query(begins(last))))?;
            }
            let page = Measured::of(format!("{at} {}", entry.register.label), nanos, Some(beside));
            if beside == limit {
                beside = ("首页", page.p50);
            }
            measured.push(page);
        }
    }
    measured.extend(filtered(store, day, limit)?);
    Ok(measured)
}

/// The last page of every list under each of its filters alone, by the value of its first row.
fn filtered(store: &Store, day: NaiveDate, limit: (&'static str, u64)) -> Result<Vec<Measured>, StoreFault> {
    let mut measured = Vec::new();
    for entry in register::ALL {
        let mut all = Vec::new();
        let Some(first) = store.page(&Query::new(entry.register, day, 1))?.rows.first().map(|r| r.key) else {
            continue;
        };
        let shown = store.opened(entry.register, first, day)?.values;
        for filter in entry.register.filters.iter().filter(|f| !shown.text(f).is_empty()) {
            let query =
                Query { from: From::End, ..Query::new(entry.register, day, 30).with(filter, shown.text(filter)) };
            for _ in 0..10 {
                least(&mut all, || store.page(&query))?;
            }
        }
        if !all.is_empty() {
            measured.push(Measured::of(format!("末页 {} 各筛选", entry.register.label), all, Some(limit)));
        }
    }
    Ok(measured)
}

/// Lists of fewer rows say nothing of how long one takes.
const MANY: i64 = 1000;

/// The first page of every list by any of its columns that no index serves, and every list counted by any of them: each once. The slowest
/// column is named.
fn arranged(store: &Store, day: NaiveDate, each: &mut dyn FnMut(&Measured)) -> Result<(), StoreFault> {
    for register in register::ALL.iter().map(|entry| entry.register) {
        let query = Query::new(register, day, 30);
        let rows = store.count(&query)?.rows;
        if rows < MANY {
            continue;
        }
        let (mut sorted, mut counted) = (Vec::new(), Vec::new());
        for column in register.columns() {
            let query = Query { sort: Some((column.path, false)), ..query.clone() };
            if !query.is_walked() {
                sorted.push((once(|| store.page(&query))?, column.label));
            }
            for by in By::ways(register, column.path).into_iter().take(1) {
                counted.push((once(|| store.frequency(&query, &[by], &mut |_, _| true))?, column.label));
            }
        }
        for (what, nanos) in [("排序", sorted), ("分布", counted)] {
            let slowest = nanos.iter().max().map_or("", |(_, label)| label);
            let what = format!("{what} {} {rows} 行, 最慢 {slowest}", register.label);
            each(&Measured::of(what, nanos.into_iter().map(|(nanos, _)| nanos).collect(), None));
        }
    }
    Ok(())
}

fn once<T>(work: impl FnOnce() -> Result<T, StoreFault>) -> Result<u64, StoreFault> {
    let mut nanos = Vec::with_capacity(1);
    timed(&mut nanos, work)?;
    Ok(nanos.into_iter().sum())
}

fn person_pages(store: &Store, day: NaiveDate, limit: (&'static str, u64)) -> Result<Measured, StoreFault> {
    let mut nanos = Vec::new();
    for key in store.limit_people(500)? {
        least(&mut nanos, || store.person_page(key, day, 12))?;
    }
    Ok(Measured::of("一人一页 (近12个月)", nanos, Some(limit)))
}

/// Every report of the month before the business date.
fn reports(store: &Store, day: NaiveDate, each: &mut dyn FnMut(&Measured)) -> Result<(), StoreFault> {
    let month = Month::of(day).prev();
    let lines = store.paid_roll(Scheme::DibaoUrban, month)?.1.len();
    let mut scan = Vec::new();
    for _ in 0..5 {
        timed(&mut scan, || store.limit_scan_lines(i64::try_from(lines).unwrap_or(i64::MAX)))?;
    }
    let scan = Measured::of(format!("读 {lines} 行发放明细 (极限)"), scan, None);
    each(&scan);
    for report in report::ALL {
        if document(store, report, month, day, Numbers::Masked).is_err_and(|e| e.is_nothing()) {
            continue;
        }
        let mut nanos = Vec::new();
        for _ in 0..3 {
            timed(&mut nanos, || document(store, report, month, day, Numbers::Masked))?;
        }
        each(&Measured::of(format!("报表 {}", report.label), nanos, Some(("读明细", scan.p50))));
    }
    Ok(())
}
