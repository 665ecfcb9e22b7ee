//! How long a file may be, and that its first line says what it owns.

use crate::source::sources;

const LONGEST: usize = 500;

#[test]
fn files_are_short_and_say_what_they_own() {
    let mut wrong = Vec::new();
    for source in sources() {
        let (file, lines) = (&source.file, source.text.lines().count());
        if lines > LONGEST {
            wrong.push(format!("{file}: {lines} lines, at most {LONGEST}"));
        }
        if !source.text.starts_with("//!") {
            wrong.push(format!("{file}: its first line does not say what it owns"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
