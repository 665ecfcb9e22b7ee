//! Who may write where people read: the door, the painter of the screens, and the canvas that fills its cells.

use crate::source::{program, sources};

/// Words of the language or of a library that write, and the files that may say them; each of these does.
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
        for source in sources() {
            let lines = program(&source.text).filter(|(_, line)| words.split('|').any(|word| line.contains(word)));
            let found: Vec<String> = lines.map(|(n, line)| format!("{}:{n}: {}", source.file, line.trim())).collect();
            match may.contains(&source.file.as_str()) {
                true if !found.is_empty() => writes.push(source.file),
                _ => wrong.extend(found),
            }
        }
        assert_eq!(writes, may, "{words}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
