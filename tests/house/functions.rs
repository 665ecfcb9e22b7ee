//! How long a function outside tests may be. Reads sources as rustfmt leaves them: a function ends with a brace at the
//! indentation of its head.

use crate::source::{program, sources};

const LONGEST: usize = 60;

/// Longer ones: file, name, and why. One that was shortened leaves the list.
const LONGER: [(&str, &str, &str); 0] = [];

/// The name of a function whose head is this line.
fn name(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let heads = |word: &str| {
        word.starts_with("pub") || word.ends_with(')') || matches!(word, "const" | "async" | "extern" | "\"C\"")
    };
    if !before.split_whitespace().all(heads) {
        return None;
    }
    let end = after.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    (end > 0).then(|| &after[..end])
}

/// The functions of a text: name, and lines from `fn` to the closing brace. Those without a body are left out.
fn functions(text: &str) -> Vec<(&str, usize)> {
    let lines: Vec<(usize, &str)> = program(text).collect();
    let mut found = Vec::new();
    for (at, (first, head)) in lines.iter().enumerate() {
        let Some(name) = name(head) else { continue };
        let indent = &head[..head.len() - head.trim_start().len()];
        let of_head = |line: &str| line.strip_prefix(indent).is_some_and(|rest| !rest.starts_with(' '));
        let last = lines[at..].iter().find(|(_, line)| {
            of_head(line) && (line.ends_with(';') || line.ends_with("{}") || line.trim_start().starts_with('}'))
        });
        let Some((last, end)) = last else { continue };
        if !end.ends_with(';') {
            found.push((name, last + 1 - first));
        }
    }
    found
}

#[test]
fn functions_are_short() {
    let mut wrong = Vec::new();
    let mut long = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test) {
        for (name, lines) in functions(&source.text).into_iter().filter(|(_, lines)| *lines > LONGEST) {
            if !LONGER.iter().any(|(f, n, _)| (*f, *n) == (source.file.as_str(), name)) {
                wrong.push(format!("{}: {name} has {lines} lines, at most {LONGEST}", source.file));
            }
            long.push((source.file.clone(), name.to_owned()));
        }
    }
    for (file, name, why) in LONGER {
        if !long.contains(&(file.to_owned(), name.to_owned())) {
            wrong.push(format!("{file}: {name} is short enough now, or gone: take it from the list"));
        }
        if why.is_empty() {
            wrong.push(format!("{file}: {name} is listed without a reason"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_test_finds_where_functions_end() {
    let text = "trait T {\n    fn declared(&self) -> u8;\n    fn empty(&self) {}\n}\nimpl T {\n    pub(super) const fn one(\n        \
                a: u8,\n    ) -> u8 {\n        // said\n        a\n    }\n}\npub fn two() {\n    if a {\n    }\n}\n";
    assert_eq!(functions(text), [("empty", 1), ("one", 6), ("two", 4)]);
    assert_eq!(name("    let find = |x| self.fn_of(x);"), None);
    assert_eq!(name("    answer: fn (u8) -> u8,"), None);
}
