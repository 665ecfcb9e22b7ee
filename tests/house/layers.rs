//! Who may import whom.

use crate::source::{program, sources};

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
    for source in sources().iter().filter(|source| source.layer() != "lib") {
        let (layer, file) = (source.layer(), &source.file);
        let Some((_, may)) = MAY_IMPORT.iter().find(|(l, _)| *l == layer) else {
            wrong.push(format!("{file}: the layer {layer} is not known to this test"));
            continue;
        };
        for (n, line) in program(&source.text) {
            for to in named(line).iter().filter(|to| MAY_IMPORT.iter().any(|(l, _)| l == to)) {
                if to != layer && !may.contains(&to.as_str()) {
                    wrong.push(format!("{file}:{n}: {layer} may not see {to}"));
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
}
