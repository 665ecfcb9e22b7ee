//! The speed of a day's work, side by side with the least that SQLite can do, in one run on one office.
//!
//! `cargo bench --bench daily` builds a demonstration office (`MINZHENG_BENCH_SCALE`, default 1) in a temporary directory,
//! or takes the file named by `MINZHENG_BENCH_FILE`, to which it writes nothing. It prints medians, 99th percentiles and ratios; it asserts nothing.

use minzheng::domain::month::Month;
use minzheng::domain::scheme::Scheme;
use minzheng::jobs::{bench, payroll, sample};
use minzheng::register::funeral::death::DEATH;
use minzheng::register::people::person::Person;
use minzheng::register::{Draft, Record};
use minzheng::store::{Store, Who};
use rusqlite::{Connection, TransactionBehavior, params};
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = tempfile::tempdir()?;
    let path = match std::env::var_os("MINZHENG_BENCH_FILE") {
        Some(file) => PathBuf::from(file),
        None => {
            let scale = std::env::var("MINZHENG_BENCH_SCALE").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
            let path = dir.path().join("office.db");
            let began = std::time::Instant::now();
            let options = sample::Options { scale, ..sample::Options::default() };
            let report = sample::build(&path, options)?;
            println!("built {} people, {} payment lines in {:?}", report.people, report.lines, began.elapsed());
            path
        }
    };
    if std::env::var_os("MINZHENG_BENCH_FILE").is_none() {
        written(&path)?;
    }
    bench::run(&path, sample::demo_day(), &mut |measured| println!("{measured}"))?;
    Ok(())
}

/// What writes, beside the same rows written by the bare engine: the batch of a month, and one corrected person.
fn written(path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let store = Store::open(path)?;
    let who = store.who(None)?;
    let mut raw = Connection::open(path)?;
    raw.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -12000")?;
    let month = Month::of(sample::demo_day()).next();
    let began = Instant::now();
    let batch = payroll::draft(&store, Scheme::DibaoUrban, month, &[], &who, month.last_day())?;
    let ours = began.elapsed();
    let lines = store.batch_sums(batch)?.lines;
    raw.execute_batch("CREATE TABLE copy AS SELECT * FROM payment LIMIT 0")?;
    let rows = all_cells(&raw, "SELECT * FROM payment WHERE key / 1000000 = ?1", batch)?;
    let began = Instant::now();
    let tx = raw.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let places = vec!["?"; rows.first().map_or(1, Vec::len)].join(",");
    let mut insert = tx.prepare(&format!("INSERT INTO copy VALUES ({places})"))?;
    for row in &rows {
        insert.execute(rusqlite::params_from_iter(row))?;
    }
    drop(insert);
    tx.commit()?;
    let least = began.elapsed();
    let a_second = |time: std::time::Duration| u128::from(lines.unsigned_abs()) * 1_000_000 / time.as_micros().max(1);
    println!(
        "造册 {lines} 笔 {ours:?} ({} 笔/秒) = {} % of raw inserts {least:?}",
        a_second(ours),
        percent(ours, least)
    );
    let (mut ours, mut least) = (Vec::new(), Vec::new());
    for key in 1..=100_i64 {
        let person = store.opened(Person::REGISTER, key, sample::demo_day())?;
        let draft = Draft {
            key: Some(key),
            seen: Some(person.act),
            why: Some("测量".to_owned()),
            ..Draft::new(Person::REGISTER)
        };
        let draft = draft.with("address", format!("测试路{key}号"));
        let began = Instant::now();
        store.save(&draft, &who, sample::demo_day())?;
        ours.push(began.elapsed());
        let began = Instant::now();
        let tx = raw.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute(
            "INSERT INTO act(kind, operator, at, day, digest) VALUES ('enter', 1, '2021-12-31 09:00:00', '2021-12-31', 'x')",
            [],
        )?;
        let act = tx.last_insert_rowid();
        tx.execute("UPDATE person SET address = ?2, act = ?3 WHERE key = ?1", params![key + 200, "测试路1号", act])?;
        tx.execute(
            "INSERT INTO audit(act, register, row, before, after) VALUES (?1, 'person', ?2, ?3, ?3)",
            params![act, key, "{}"],
        )?;
        tx.commit()?;
        least.push(began.elapsed());
    }
    ours.sort_unstable();
    least.sort_unstable();
    println!(
        "保存一处更正 p50 {:?} = {} % of raw UPDATE + audit {:?}",
        ours[50],
        percent(ours[50], least[50]),
        least[50]
    );
    deaths(&store, &mut raw, &who)
}

/// Deaths of people who were paid since, each with what follows from it, beside the bare engine that writes as many rows of the same
/// tables with their copies.
fn deaths(store: &Store, raw: &mut Connection, who: &Who) -> Result<(), Box<dyn std::error::Error>> {
    let people = raw
        .prepare(
            "SELECT DISTINCT p.beneficiary FROM payment p JOIN person n ON n.key = p.beneficiary
             WHERE p.period_due = '2021-11' AND p.bank_state = '1' AND n.death_date IS NULL LIMIT 120",
        )?
        .query_map([], |r| r.get(0))?
        .collect::<Result<Vec<i64>, _>>()?;
    let (mut ours, mut least, mut most) = (Vec::new(), Vec::new(), 0);
    for person in people {
        let mut draft = Draft::new(&DEATH).with_ref("person", person).with("died_on", "2021-09-15");
        draft.follow = true;
        let began = Instant::now();
        // Somebody may have to be asked about: no matter of this.
        let Ok(saved) = store.save(&draft, who, sample::demo_day()) else { continue };
        ours.push(began.elapsed());
        let written = raw
            .prepare("SELECT register, row, after FROM audit WHERE act = ?1")?
            .query_map([saved.act], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?, r.get::<_, String>(2)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        most = written.len().max(most);
        let began = Instant::now();
        let tx = raw.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (register, row, after) in &written {
            tx.execute(&format!("UPDATE {register} SET act = act WHERE key = ?1"), [row])?;
            tx.execute(
                "INSERT INTO audit(act, register, row, before, after) VALUES (?1, ?2, ?3, ?4, ?4)",
                params![saved.act, register, row, after],
            )?;
        }
        tx.commit()?;
        least.push(began.elapsed());
    }
    ours.sort_unstable();
    least.sort_unstable();
    let (Some(middle), Some(last), Some(bare)) = (ours.get(ours.len() / 2), ours.last(), least.get(least.len() / 2))
    else {
        return Ok(());
    };
    println!(
        "死亡登记 {} 人(至多 {most} 条记录) p50 {middle:?}, 最慢 {last:?} = {} % of raw writes {bare:?}",
        ours.len(),
        percent(*middle, *bare)
    );
    Ok(())
}

fn percent(part: std::time::Duration, of: std::time::Duration) -> u128 {
    part.as_nanos() * 100 / of.as_nanos().max(1)
}

type Cells = Vec<rusqlite::types::Value>;

fn all_cells(db: &Connection, sql: &str, batch: i64) -> rusqlite::Result<Vec<Cells>> {
    let mut get = db.prepare(sql)?;
    let columns = get.column_count();
    let rows = get.query_map([batch], |r| (0..columns).map(|i| r.get(i)).collect())?;
    rows.collect()
}
