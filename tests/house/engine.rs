//! The engine's border: which files may name the library that the engine stands on, and which have SQL that only SQLite understands.

use crate::source::{program, sources};

/// The library, and the folder that may name it.
const LIBRARY: &str = "rusqlite";
const FOLDER: &str = "store/engine/";

/// Words of SQL that no other engine understands.
const OF_SQLITE: [&str; 16] = [
    "PRAGMA ",
    "pragma_",
    "sqlite_",
    "rowid",
    " GLOB ",
    "INSERT OR ",
    "REPLACE INTO",
    "RAISE(",
    "group_concat(",
    "iif(",
    "ifnull(",
    "quote(",
    "printf(",
    "strftime(",
    "julianday(",
    "datetime(",
];

/// The files outside the folder that say them, and why.
const MAY_SAY: &[(&str, &str)] = &[
    ("store/file/declared.rs", "RAISE: the triggers by which rows stay, in the words of schema.sql"),
    ("store/file/own.rs", "quote: it looks at the log that lies beside a SQLite file"),
    ("store/file/shape.rs", "sqlite_: it knows which objects of a file are SQLite's own"),
    ("store/file/steps.rs", "what leads an older SQLite file to this program's schema"),
];

/// Words by which a statement tells SQLite its way. They change no row of the answer: another engine takes them out, and reads
/// `JOIN` for `CROSS JOIN`.
const WAYS: [&str; 3] = ["INDEXED BY ", "NOT INDEXED", "CROSS JOIN"];

/// The files that say them.
const TELL_THE_WAY: &[&str] = &[
    "store/change/undo/batches.rs",
    "store/change/undo/judged.rs",
    "store/checks/benefits.rs",
    "store/checks/people.rs",
    "store/checks/search.rs",
    "store/figures/assistance/visits.rs",
    "store/figures/lines.rs",
    "store/figures/records.rs",
    "store/file/steps.rs",
    "store/pay/paid.rs",
    "store/pay/payable.rs",
    "store/people/drawn.rs",
    "store/people/person_changes.rs",
    "store/people/person_page.rs",
    "store/read/frame.rs",
    "store/read/history.rs",
    "store/read/in_force.rs",
    "store/read/lookup.rs",
    "store/read/places.rs",
    "store/roll/returns.rs",
];

/// The files outside the folder whose program has one of the words.
fn files_with(words: &[&str]) -> Vec<String> {
    let has = |text: &str| program(text).any(|(_, line)| words.iter().any(|word| line.contains(word)));
    let outside = sources().into_iter().filter(|s| s.layer() == "store" && !s.is_test && !s.file.starts_with(FOLDER));
    outside.filter(|source| has(&source.text)).map(|source| source.file).collect()
}

#[test]
fn the_library_of_the_engine_is_named_in_its_folder_alone() {
    let named: Vec<String> =
        sources().into_iter().filter(|source| source.text.contains(LIBRARY)).map(|source| source.file).collect();
    let outside: Vec<&String> = named.iter().filter(|file| !file.starts_with(FOLDER)).collect();
    assert!(outside.is_empty(), "{LIBRARY} is named outside of {FOLDER}: {outside:?}");
    assert!(named.len() <= 8, "{named:?}");
}

#[test]
fn sql_that_only_sqlite_understands_stands_where_it_is_listed() {
    assert_eq!(files_with(&OF_SQLITE), MAY_SAY.iter().map(|(file, _)| *file).collect::<Vec<_>>());
    assert_eq!(files_with(&WAYS), TELL_THE_WAY);
}
