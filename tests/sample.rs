//! The demonstration office: its counts, its consistency, its sameness.

use minzheng::jobs::sample::{Options, build};

#[test]
fn builds() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("demo.db");
    let start = std::time::Instant::now();
    let report = build(&path, Options::default(), &mut |_, _, _| {}).unwrap_or_else(|e| panic!("{e}"));
    eprintln!("{report:?} {:?} {}", start.elapsed(), std::fs::metadata(&path).unwrap().len());
    if let Ok(to) = std::env::var("KEEP") {
        std::fs::copy(&path, to).unwrap();
    }
}
