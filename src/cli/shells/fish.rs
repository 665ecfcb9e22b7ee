//! Completions for fish.

use super::usage::{Offer, Taught};
use super::valued;
use std::fmt::Write;

pub(super) fn script(all: &[Taught]) -> String {
    let mut lines = String::new();
    for t in all {
        for (place, offer) in t.places() {
            let when = quoted(&format!("__minzheng_at '{}' {place}", t.name));
            let _ = write!(lines, "{}", told(offer, &format!("complete -c minzheng -n {when}")));
        }
        for option in &t.options {
            // What stands before a command can stand behind it too.
            let when = if t.name.is_empty() {
                String::new()
            } else {
                format!(" -n {}", quoted(&format!("__minzheng_at '{}'", t.name)))
            };
            let name = match option.name.strip_prefix("--") {
                Some(long) => format!("-l {long}"),
                None => format!("-s {}", option.name.trim_start_matches('-')),
            };
            let begin = format!("complete -c minzheng{when} {name}");
            match &option.value {
                None => lines.push_str(&format!("{begin}\n")),
                Some(value) if value.files => lines.push_str(&format!("{begin} -r -F\n")),
                Some(value) => {
                    let words = words(value);
                    let _ =
                        writeln!(lines, "{begin} -x{}", if words.is_empty() { words } else { format!(" -a {words}") });
                }
            }
        }
    }
    TEMPLATE.replace("@valued@", &valued().join(" ")).replace("@lines@", &lines)
}

/// A line for each thing that can stand in a place.
fn told(offer: &Offer, begin: &str) -> String {
    let mut lines = String::new();
    if !offer.words.is_empty() {
        let _ = writeln!(lines, "{begin} -a {}", words(offer));
    }
    if offer.files {
        let _ = writeln!(lines, "{begin} -F");
    }
    if offer.folders {
        let _ = writeln!(lines, "{begin} -a '(__fish_complete_directories)'");
    }
    lines
}

/// Words with what they mean, as one argument that fish reads once more.
fn words(offer: &Offer) -> String {
    if offer.words.is_empty() {
        return String::new();
    }
    let told = |(word, means): &(String, String)| {
        if means.is_empty() { word.clone() } else { format!("{word}\\t{}", quoted(means)) }
    };
    let all = offer.words.iter().map(told).collect::<Vec<_>>().join(" ");
    quoted(&all)
}

/// A text between single quotes, in which fish knows two escapes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
}

const TEMPLATE: &str = r#"# 民政 minzheng 的 fish 补全。由 minzheng help completions fish 生成。
function __minzheng_at --argument-names command place
    set -l words (commandline -opc)
    set -l found ''
    set -l at -1
    set -l i 2
    while test $i -le (count $words)
        switch $words[$i]
            case @valued@
                set i (math $i + 1)
            case '-*'
            case '*'
                test -n "$found"; or set found $words[$i]
                set at (math $at + 1)
        end
        set i (math $i + 1)
    end
    test "$found" = "$command"; and test -z "$place" -o "$at" = "$place"
end
complete -c minzheng -f
@lines@"#;
