//! The layers of the program: who may import whom, how long a file may be, and what no line outside tests may say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// A layer and the layers it may import, besides itself.
const MAY_IMPORT: [(&str, &[&str]); 14] = [
    ("domain", &[]),
    ("door", &["domain"]),
    ("register", &["domain"]),
    ("procedure", &["register", "domain"]),
    ("figure", &["register", "procedure", "domain"]),
    ("print", &["figure", "procedure", "register", "domain"]),
    ("store", &["figure", "procedure", "register", "domain"]),
    ("jobs", &["store", "print", "figure", "procedure", "register", "domain"]),
    ("app", &["figure", "procedure", "register", "domain"]),
    ("ui", &["app", "figure", "procedure", "register", "domain"]),
    ("config", &["domain"]),
    (
        "runtime",
        &["ui", "app", "config", "door", "jobs", "store", "print", "figure", "procedure", "register", "domain"],
    ),
    ("cli", &["config", "door", "jobs", "store", "print", "figure", "procedure", "register", "domain"]),
    (
        "main",
        &[
            "cli",
            "runtime",
            "ui",
            "app",
            "config",
            "door",
            "jobs",
            "store",
            "print",
            "figure",
            "procedure",
            "register",
            "domain",
        ],
    ),
];
const LONGEST_FILE: usize = 600;
const FORBIDDEN: [&str; 7] = ["unsafe ", ".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "dbg!("];

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Every source file: its layer, its name for messages, its text.
fn files() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    found.sort();
    let layer = |path: &Path| path.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
    found
        .iter()
        .map(|path| {
            let inner = path.strip_prefix(&root).unwrap();
            (layer(inner), inner.display().to_string(), fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The lines that are program: no comments, and nothing from the first test module on.
fn program(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let upto = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    text[..upto].lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The layers that a line names: after `crate::` or `minzheng::`, one by one or in braces.
fn named(line: &str) -> Vec<String> {
    let mut layers = Vec::new();
    for head in ["crate::", "minzheng::"] {
        for (at, _) in line.match_indices(head) {
            let rest = &line[at + head.len()..];
            let inside = rest.strip_prefix('{').and_then(|r| r.split_once('}')).map(|(inside, _)| inside);
            for part in inside.unwrap_or(rest).split(',').take(if inside.is_some() { usize::MAX } else { 1 }) {
                let word: String = part.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                layers.push(word);
            }
        }
    }
    layers
}

#[test]
fn layers_import_only_to_the_right() {
    let mut wrong = Vec::new();
    for (layer, file, text) in files().iter().filter(|(layer, ..)| layer != "lib") {
        let Some((_, may)) = MAY_IMPORT.iter().find(|(l, _)| l == layer) else {
            wrong.push(format!("{file}: the layer {layer} is not known to this test"));
            continue;
        };
        for (n, line) in program(text) {
            for to in named(line).iter().filter(|to| MAY_IMPORT.iter().any(|(l, _)| l == to)) {
                if to != layer && !may.contains(&to.as_str()) {
                    wrong.push(format!("{file}:{}: {layer} may not see {to}", n + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_test_sees_an_import_to_the_left() {
    assert_eq!(named("use crate::store::Store;"), ["store"]);
    assert_eq!(named("use crate::{app, ui::draw};"), ["app", "ui"]);
    assert_eq!(named("    let x = crate::jobs::payroll::draft();"), ["jobs"]);
    assert_eq!(program("a\n// crate::store\n#[cfg(test)]\nmod tests {\n}").count(), 1);
}

#[test]
fn files_are_short_and_say_what_they_own() {
    let mut wrong = Vec::new();
    for (_, file, text) in files() {
        let lines = text.lines().count();
        if lines > LONGEST_FILE {
            wrong.push(format!("{file}: {lines} lines, at most {LONGEST_FILE}"));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{file}: its first line does not say what it owns"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_program_never_gives_up_in_the_middle() {
    let mut wrong = Vec::new();
    for (_, file, text) in files().iter().filter(|(_, file, _)| !file.contains("tests/") && !file.contains("test_only"))
    {
        for (n, line) in program(text) {
            for word in FORBIDDEN.iter().filter(|word| line.contains(**word)) {
                wrong.push(format!("{file}:{}: {word}", n + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Who may write where people read: the door, the painter of the screens, and the canvas that fills its cells.
const MAY_WRITE: [(&str, &[&str]); 3] = [
    ("println!|eprintln!|print!(|eprint!(|stderr()", &["door.rs"]),
    ("stdout()|/dev/tty", &["door.rs", "runtime/terminal.rs"]),
    (".set_string(|.set_stringn(|.set_symbol(|.set_char(|.set_line(|.set_span(|SetTitle", &["ui/canvas.rs"]),
];

#[test]
fn all_that_is_read_on_a_terminal_goes_through_one_door() {
    let mut wrong = Vec::new();
    for (words, may) in MAY_WRITE {
        let mut writes = Vec::new();
        for (_, file, text) in files() {
            let lines = program(&text).filter(|(_, line)| words.split('|').any(|word| line.contains(word)));
            let found: Vec<String> = lines.map(|(n, line)| format!("{file}:{}: {}", n + 1, line.trim())).collect();
            match may.contains(&file.replace('\\', "/").as_str()) {
                true if !found.is_empty() => writes.push(file),
                _ => wrong.extend(found),
            }
        }
        assert_eq!(writes, may, "{words}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
