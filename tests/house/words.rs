//! What no line outside tests may say: the program never gives up in the middle.

use crate::source::{program, sources};

const FORBIDDEN: [&str; 7] = ["unsafe ", ".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "dbg!("];

#[test]
fn the_program_never_gives_up_in_the_middle() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test) {
        for (n, line) in program(&source.text) {
            for word in FORBIDDEN.iter().filter(|word| line.contains(**word)) {
                wrong.push(format!("{}:{n}: {word}", source.file));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
