//! The sources that the rules are held against.

use crate::rust_files;
use std::fs;
use std::path::PathBuf;

/// A source file.
pub struct Source {
    /// Its path within `src`, with `/`.
    pub file: String,
    /// What stands in it.
    pub text: String,
    /// Whether it is compiled for tests alone.
    pub is_test: bool,
}

impl Source {
    /// The layer it belongs to.
    pub fn layer(&self) -> &str {
        self.file.split('/').next().unwrap().trim_end_matches(".rs")
    }
}

/// Every source file, in the order of their paths.
pub fn sources() -> Vec<Source> {
    let root = rust_files::root();
    let read = |path: &PathBuf| Source {
        file: path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"),
        text: fs::read_to_string(path).unwrap(),
        is_test: false,
    };
    let mut sources: Vec<Source> = rust_files::all().iter().map(read).collect();
    let tests: Vec<String> = sources.iter().flat_map(declared_for_tests).collect();
    let beneath = |file: &str, module: &str| file.strip_prefix(module).is_some_and(|rest| rest.starts_with(['.', '/']));
    for source in &mut sources {
        source.is_test = tests.iter().any(|module| beneath(&source.file, module));
    }
    sources
}

/// The files, without their ending, that the head of a folder declares for tests alone.
fn declared_for_tests(head: &Source) -> Vec<String> {
    let Some(folder) = head.file.strip_suffix("mod.rs") else { return Vec::new() };
    let declared = head.text.split("#[cfg(test)]\n").skip(1).filter_map(|rest| rest.lines().next()?.strip_suffix(';'));
    let name = |line: &str| {
        let line = ["pub(crate) ", "pub "].iter().find_map(|seen| line.strip_prefix(seen)).unwrap_or(line);
        line.strip_prefix("mod ").map(|name| format!("{folder}{name}"))
    };
    declared.filter_map(name).collect()
}

/// The lines that are program, with their numbers: no comments, and nothing from the test module on, which stands last.
pub fn program(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let in_tests = |at: &usize| {
        let module = text[*at..].lines().nth(1).unwrap_or("");
        module.starts_with("mod ") && module.ends_with('{')
    };
    let upto = text.match_indices("#[cfg(test)]\n").map(|(at, _)| at).find(in_tests).unwrap_or(text.len());
    let lines = text[..upto].lines().enumerate().map(|(n, line)| (n + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn tests_and_comments_are_no_program() {
    let text = "a\n// b\n#[cfg(test)]\nmod tests;\nc\n#[cfg(test)]\nmod tests {\n    d\n}\n";
    assert_eq!(program(text).collect::<Vec<_>>(), [(1, "a"), (3, "#[cfg(test)]"), (4, "mod tests;"), (5, "c")]);
}

#[test]
fn files_for_tests_alone_are_known() {
    let tests: Vec<String> = sources().into_iter().filter(|source| source.is_test).map(|source| source.file).collect();
    for file in [
        "register/test_only.rs",
        "register/tests/mod.rs",
        "register/tests/people.rs",
        "store/testing.rs",
        "store/engine/plan.rs",
    ] {
        assert!(tests.iter().any(|test| test == file), "{file}");
    }
    assert!(tests.iter().all(|file| file != "register/mod.rs"));
}
