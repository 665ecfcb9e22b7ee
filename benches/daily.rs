//! The speed of a day's work, side by side with the least that SQLite can do, in one run on one office.
//!
//! `cargo bench --bench daily` builds a demonstration office (`MINZHENG_BENCH_SCALE`, default 1) in a temporary directory,
//! or takes the file named by `MINZHENG_BENCH_FILE`. It prints medians, 99th percentiles and ratios; it asserts nothing.

use minzheng::jobs::{bench, sample};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = tempfile::tempdir()?;
    let path = match std::env::var_os("MINZHENG_BENCH_FILE") {
        Some(file) => PathBuf::from(file),
        None => {
            let scale = std::env::var("MINZHENG_BENCH_SCALE").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
            let path = dir.path().join("office.db");
            let began = std::time::Instant::now();
            let options = sample::Options { scale, ..sample::Options::default() };
            let report = sample::build(&path, options, &mut |_, _, _| {})?;
            println!("built {} people, {} payment lines in {:?}", report.people, report.lines, began.elapsed());
            path
        }
    };
    bench::run(&path, sample::demo_day(), &mut |measured| println!("{measured}"))?;
    Ok(())
}
