//! One path that writes: rows of the office's tables are added and changed by acts alone, and by nobody deleted.

use crate::source::{program, sources};

/// Words with which a statement writes.
const WRITES: [&str; 5] = ["INSERT INTO ", "INSERT OR ", "REPLACE INTO ", "UPDATE ", "DELETE FROM "];

/// The folder of acts.
const ACTS: &str = "store/change/act/";

/// The files outside it that write, and why.
const OTHERS: [(&str, &str); 7] = [
    ("store/change/unfinished.rs", "what a clerk has typed and not saved is no record"),
    (
        "store/figures/kept_months.rs",
        "what is kept of past months follows from the rows: it is dropped for the act that changes them",
    ),
    ("store/figures/summary.rs", "and counted again"),
    ("store/file/steps.rs", "what leads an older file to this program's schema ends with a seal"),
    (
        "store/pay/batch_sums.rs",
        "what a batch comes to follows from its lines: it is kept for the act that changes them",
    ),
    ("store/rights/access.rs", "who came is no change of the office's work; its rows are chained by themselves"),
    ("store/rights/credential.rs", "a password leaves no copy in the audit"),
];

#[test]
fn nothing_is_written_but_by_an_act() {
    let mut files = Vec::new();
    for source in sources().iter().filter(|s| !s.is_test && !s.file.starts_with(ACTS)) {
        if program(&source.text).any(|(_, line)| WRITES.iter().any(|word| line.contains(word))) {
            files.push(source.file.clone());
        }
    }
    assert_eq!(files, OTHERS.map(|(file, _)| file));
}
