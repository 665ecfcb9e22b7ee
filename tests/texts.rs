//! What a clerk reads: no word of the file's stands in labels and choices, and an act that a message names exists.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/rust_files.rs"]
mod rust_files;

use minzheng::app::keys::Place;
use minzheng::app::keys_table::TABLE;
use minzheng::app::lists::{SETTINGS, of_work};
use minzheng::app::tabs::TABS;
use minzheng::figure::medium::Medium;
use minzheng::figure::{ALL as FIGURES, panel, report};
use minzheng::register::core::codes;
use minzheng::register::{ALL, Kind};
use std::collections::BTreeSet;
use std::fs;

/// Latin words that are Chinese office language too; standards are known by their numbers (GB/T, MZ/T).
const OFFICE: [&str; 4] = ["PDF", "CSV", "GB", "MZ"];

/// The Latin words in a text: two letters and more. Single letters are classes (A类) and parts of numbers.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_ascii_alphabetic());
    parts.filter(|w| w.len() > 1 && !OFFICE.contains(w)).map(str::to_owned).collect()
}

#[test]
fn no_label_and_no_choice_has_a_word_of_the_file() {
    let mut shown: Vec<(String, String)> = Vec::new();
    let mut show = |what: &str, text: &str| shown.push((what.to_owned(), text.to_owned()));
    for register in ALL.iter().map(|e| e.register) {
        show(register.name, register.label);
        show(register.name, register.unit);
        for column in register.list {
            show(register.name, column.label);
        }
        for field in register.fields {
            show(register.name, field.label);
            if let Kind::Code(codes) = field.kind {
                show(field.col, codes.name);
                // As a message and the help offer it, and each item as a list shows it.
                show(field.col, &codes.offer());
                for (code, label) in codes.items {
                    show(field.col, label);
                    show(field.col, &field.kind.show(&field.kind.stored(code)));
                }
            }
        }
    }
    for binding in TABLE {
        show("keys", binding.label);
    }
    Place::ALL.iter().for_each(|place| show("places", place.label()));
    TABS.iter().for_each(|tab| show("tabs", tab.label));
    for list in of_work().chain(SETTINGS) {
        show("lists", list.label);
        for line in panel(list.scheme) {
            show("panel", line.label);
            show("panel", line.unit.label());
        }
    }
    report::ALL.iter().for_each(|r| show("reports", r.label));
    FIGURES.iter().for_each(|f| show("figures", &f.name()));
    Medium::ALL.iter().for_each(|m| show("media", m.label()));
    assert!(shown.len() > 1000, "{}", shown.len());
    let wrong: Vec<_> = shown.iter().filter(|(_, text)| !words(text).is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_codes_of_the_trade_are_shown_beside_their_labels() {
    for (code, shown) in [("01", true), ("2", true), ("end", false), ("U", false), ("CN", false), ("", false)] {
        assert_eq!(codes::is_trade_code(code), shown, "{code}");
    }
}

/// The Chinese texts of the program, with the file they stand in; tests and comments are left out.
fn texts() -> Vec<(String, String)> {
    let files = rust_files::all();
    let mut texts = Vec::new();
    for file in files.iter().filter(|f| !f.components().any(|c| c.as_os_str() == "tests")) {
        let source = fs::read_to_string(file).unwrap();
        let upto = source.find("#[cfg(test)]\nmod ").unwrap_or(source.len());
        let code: Vec<&str> = source[..upto].lines().filter(|l| !l.trim_start().starts_with("//")).collect();
        // What stands between quotes; a quote within is escaped.
        let text = code.join("\n").replace("\\\"", "\u{0}");
        for literal in text.split('"').skip(1).step_by(2) {
            if literal.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                texts.push((file.display().to_string(), literal.to_owned()));
            }
        }
    }
    assert!(texts.len() > 2000, "{}", texts.len());
    texts
}

/// The words that follow a mark in a text, of the characters that a name has.
fn after<'t>(text: &'t str, mark: &str, name: fn(char) -> bool) -> Vec<&'t str> {
    let ends = |rest: &'t str| rest.find(|c: char| !name(c)).map_or(rest, |end| &rest[..end]);
    text.match_indices(mark).map(|(at, _)| ends(&text[at + mark.len()..])).filter(|w| !w.is_empty()).collect()
}

#[test]
fn a_key_a_command_and_an_option_that_a_text_names_exist() {
    let keys: BTreeSet<String> = TABLE.iter().flat_map(|b| b.keys).map(|key| key.to_string()).collect();
    let dispatch = include_str!("../src/cli/mod.rs");
    let options = include_str!("../src/cli/args.rs");
    let (mut seen, mut wrong) = (0, Vec::new());
    for (file, text) in texts() {
        let function = after(&text, "F", |c| c.is_ascii_digit()).into_iter().map(|n| format!("F{n}"));
        let control = after(&text, "Ctrl+", |c| c.is_ascii_uppercase()).into_iter().map(|n| format!("Ctrl+{n}"));
        for key in function.chain(control).filter(|key| key.len() < 8) {
            seen += 1;
            // A key of the settings file's example is none of the table's.
            if !keys.contains(&key) && !file.ends_with("keymap.rs") {
                wrong.push(format!("{file}: {key} in “{text}”"));
            }
        }
        for command in
            after(&text, "minzheng ", |c| c.is_ascii_lowercase() || c == '-').iter().filter(|c| !c.starts_with('-'))
        {
            seen += 1;
            if !dispatch.contains(&format!("\"{command}\"")) {
                wrong.push(format!("{file}: minzheng {command} in “{text}”"));
            }
        }
        for option in after(&text, "--", |c| c.is_ascii_lowercase() || c == '-') {
            seen += 1;
            if !options.contains(&format!("\"{option}\"")) {
                wrong.push(format!("{file}: --{option} in “{text}”"));
            }
        }
    }
    assert!(seen > 40, "{seen}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_message_asks_for_what_nobody_can_do_here() {
    // A payroll is made by the program, its lines are not edited, a bank's answer is not taken back by a clerk; the options of the
    // command line are named by the command line alone.
    let absent = ["请先造册", "请用“", "请先退回批次", "请先取回", "请先办离开", "办减员", "请办理终止", "请办理离开"];
    let layers = ["src/store/", "src/register/", "src/domain/", "src/app/", "src/ui/"];
    let mut wrong = Vec::new();
    for (file, text) in texts() {
        let names_option = !after(&text, "--", |c| c.is_ascii_lowercase()).is_empty()
            && layers.iter().any(|layer| file.contains(layer))
            && !text.contains("minzheng ");
        if names_option || absent.iter().any(|act| text.contains(act)) {
            wrong.push(format!("{file}: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
