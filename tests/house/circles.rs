//! Which files see each other in a circle: none but those listed. A file sees another by a path that begins with `crate` or
//! `super`; a name that a folder hands on (`pub use`) is followed to the file it comes from. What the head of a folder takes from
//! its own files by their bare names is its table of contents and is not counted.

use crate::source::{Source, program, sources};
use std::collections::{BTreeMap, BTreeSet};

/// The circles there are: their files, and why they stay for now. One that is cut leaves the list.
const CIRCLES: [(&[&str], &str); 1] = [(
    &[
        "register/core/ask.rs",
        "register/core/declare.rs",
        "register/core/facts.rs",
        "register/core/field.rs",
        "register/core/order.rs",
        "register/core/seen.rs",
        "register/core/values.rs",
    ],
    "a field reads values of a register, and a register is made of fields; rules ask and are answered in them",
)];

pub type Path = Vec<String>;

/// What a file names.
#[derive(Default)]
pub struct Names {
    /// The files and names it sees, from the root of the crate.
    pub sees: Vec<Path>,
    /// The names it hands on, and where they come from.
    hands_on: BTreeMap<String, Path>,
}

/// The module that a file is: `store/roll/mod.rs` is `store::roll`.
pub fn module(file: &str) -> Path {
    let path = file.trim_end_matches(".rs");
    path.strip_suffix("/mod").unwrap_or(path).split('/').map(str::to_owned).collect()
}

/// A path as it is written in a module, from the root of the crate.
fn absolute(module: &Path, written: Path) -> Path {
    let up = written.iter().take_while(|word| *word == "super").count();
    if written.first().is_some_and(|word| word == "crate") {
        return written[1..].to_vec();
    }
    let written = &written[written.iter().take_while(|word| *word == "self").count()..];
    module[..module.len() - up].iter().chain(&written[up..]).cloned().collect()
}

/// The paths that a text begins with, as many as its braces hold, and what follows them.
fn paths(text: &str) -> (Vec<Path>, &str) {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    if let Some(rest) = rest.strip_prefix("::").filter(|_| !word.is_empty()) {
        let (beneath, rest) = paths(rest);
        let whole = |path: Path| [vec![word.to_owned()], path].concat();
        return (beneath.into_iter().map(whole).collect(), rest);
    }
    if !word.is_empty() {
        return (vec![vec![word.to_owned()]], rest);
    }
    let Some(mut rest) = text.strip_prefix('{') else { return (vec![Vec::new()], text) };
    let mut all = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
        if let Some(after) = rest.strip_prefix('}') {
            return (all, after);
        }
        let (found, after) = paths(rest);
        if after.len() == rest.len() {
            return (all, rest);
        }
        all.extend(found);
        rest = after;
    }
}

pub fn names(module: &Path, text: &str) -> Names {
    let text: String = program(text).map(|(_, line)| format!("{line}\n")).collect();
    let mut names = Names::default();
    for head in ["crate::", "super::"] {
        for (at, _) in text.match_indices(head) {
            let before = &text[..at];
            let goes_on = before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            // `pub(in crate::store)` says who may see, not what is seen.
            if !goes_on && !before.ends_with("(in ") {
                names.sees.extend(paths(&text[at..]).0.into_iter().map(|path| absolute(module, path)));
            }
        }
    }
    for (at, _) in text.match_indices("use ") {
        let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
        if line.trim_start().starts_with("pub") {
            let found = paths(&text[at + "use ".len()..]).0.into_iter().map(|path| absolute(module, path));
            names.hands_on.extend(found.filter_map(|path| Some((path.last()?.clone(), path))));
        }
    }
    names
}

/// The module in which a path ends, handed on or not.
fn end(path: &Path, all: &BTreeMap<Path, Names>) -> Option<Path> {
    let (module, names) = (1..=path.len()).rev().find_map(|n| all.get_key_value(&path[..n]))?;
    match path.get(module.len()).and_then(|name| names.hands_on.get(name)) {
        Some(from) if from[..] != path[..=module.len()] => {
            end(&[from.as_slice(), &path[module.len() + 1..]].concat(), all)
        }
        _ => Some(module.clone()),
    }
}

/// The circles of files, each in the order of their paths.
fn circles(sources: &[Source]) -> Vec<BTreeSet<String>> {
    let program: Vec<&Source> = sources.iter().filter(|source| !source.is_test).collect();
    let file_of: BTreeMap<Path, &str> = program.iter().map(|s| (module(&s.file), s.file.as_str())).collect();
    let all: BTreeMap<Path, Names> = program
        .iter()
        .map(|source| (module(&source.file), &source.text))
        .map(|(module, text)| (module.clone(), names(&module, text)))
        .collect();
    let seen: BTreeMap<&Path, BTreeSet<Path>> = all
        .iter()
        .map(|(module, names)| (module, names.sees.iter().filter_map(|path| end(path, &all)).collect()))
        .collect();
    let reached: BTreeMap<&Path, BTreeSet<&Path>> = seen.keys().map(|module| (*module, reach(module, &seen))).collect();
    let in_circle = |a: &Path, b: &Path| reached[a].contains(b) && reached[b].contains(a);
    let circle = |a: &&Path| all.keys().filter(|b| in_circle(a, b)).map(|b| file_of[b].to_owned()).collect();
    let found: BTreeSet<BTreeSet<String>> = reached.keys().map(circle).collect();
    found.into_iter().filter(|circle| circle.len() > 1).collect()
}

/// Everything that a module sees, itself or by way of others.
fn reach<'a>(from: &'a Path, seen: &'a BTreeMap<&Path, BTreeSet<Path>>) -> BTreeSet<&'a Path> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        open.extend(seen[next].iter().filter(|module| reached.insert(*module)));
    }
    reached
}

#[test]
fn no_files_see_each_other_but_those_listed() {
    let listed: Vec<BTreeSet<String>> =
        CIRCLES.iter().map(|(files, _)| files.iter().map(|&file| file.to_owned()).collect()).collect();
    let found = circles(&sources());
    let text = |circle: &BTreeSet<String>| circle.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let mut wrong: Vec<String> = Vec::new();
    for circle in found.iter().filter(|circle| !listed.contains(circle)) {
        let known: BTreeSet<String> = listed.iter().filter(|l| !l.is_disjoint(circle)).flatten().cloned().collect();
        let joined: BTreeSet<String> = circle.difference(&known).cloned().collect();
        let told = if known.is_empty() { "a new circle" } else { "a circle that is not as listed" };
        wrong.push(format!("{told}: {}\n    not listed: {}", text(circle), text(&joined)));
    }
    for circle in listed.iter().filter(|circle| !found.contains(circle)) {
        wrong.push(format!("listed, but cut or changed: {}", text(circle)));
    }
    wrong.extend(CIRCLES.iter().filter(|(_, why)| why.is_empty()).map(|(files, _)| format!("no reason: {files:?}")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_test_sees_circles() {
    let of = |files: &[(&str, &str)]| {
        let source =
            |(file, text): &(&str, &str)| Source { file: (*file).to_owned(), text: (*text).to_owned(), is_test: false };
        circles(&files.iter().map(source).collect::<Vec<_>>())
            .into_iter()
            .map(|circle| circle.into_iter().collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
    };
    let head = ("a/mod.rs", "mod b;\npub use b::B;\nfn head() {\n    b::f()\n}\n");
    assert_eq!(of(&[head, ("a/b.rs", "use super::C;\n"), ("a/c.rs", "use crate::a::B;\n")]), [""; 0]);
    let back = ("a/b.rs", "use crate::{\n    x,\n    a::{c::{self, C as D}, d},\n};\n");
    assert_eq!(of(&[head, back, ("a/c.rs", "use super::B;\n"), ("a/d.rs", "")]), ["a/b.rs a/c.rs"]);
    assert_eq!(
        of(&[("a/b.rs", "fn f() {\n    super::c::g::<u8>()\n}\n"), ("a/c.rs", "pub(in crate::a::b) fn g() {}\n")]),
        [""; 0]
    );
    assert_eq!(
        of(&[("a/b.rs", "// crate::a::c\n"), ("a/c.rs", "use super::b;\n#[cfg(test)]\nmod tests {\n}\n")]),
        [""; 0]
    );
}
