//! Whatever the store does for somebody asks the gate: each of its public functions names it, or stands here with a reason.

use crate::source::{program, sources};

/// Functions of the store that ask by others: file, names, and why nothing is asked there.
const OTHERS: [(&str, &str, &str); 23] = [
    ("store/change/bulk.rs", "hurry look_on settle unguard guard fill", "fills an office in which nobody works yet"),
    ("store/change/follows.rs", "followed followed_rows", "what a death that was opened has ended"),
    ("store/change/judge.rs", "reference", "names what a field refers to that may be typed"),
    ("store/change/together.rs", "save_together rehearse_together", "each draft is asked for by itself (together)"),
    ("store/change/unfinished.rs", "keep_unfinished unfinished lays_down", "one's own"),
    ("store/change/void.rs", "void", "void_knowing"),
    ("store/facts.rs", "answer", "rules, not people, ask"),
    ("store/far.rs", "while_working", "says only how far work is"),
    ("store/figures/measures.rs", "measure towns division_names", "measures; places are public"),
    (
        "store/figures/summary.rs",
        "summarise_paid summarise count_months keep_months summaries_off",
        "keeps sums that every figure reads",
    ),
    ("store/file/ahead.rs", "read_ahead", "reads the file and tells nothing of it"),
    ("store/file/busy.rs", "while_waiting", "says only that the file is busy"),
    ("store/file/content.rs", "finished", "an office that is made"),
    ("store/file/create.rs", "make make_for create found close", "an office that is made has no roles"),
    ("store/file/limit.rs", "limit_key_get limit_scan_lines limit_people", "the bare file's speed, for measurements"),
    ("store/file/log.rs", "bring_log_in", "tidies the file"),
    ("store/file/open.rs", "open open_read_only open_beside", "nobody sits there yet"),
    (
        "store/pay/payroll.rs",
        "batch_fact batch_sums open_lines payroll_size is_step_last_act lines_of",
        "counts and states by which a step is judged that asks",
    ),
    ("store/pay/batch_names.rs", "records_begin", "a month"),
    ("store/read/arranged.rs", "arrange", "arrange_and_show"),
    ("store/read/basis.rs", "legal_basis", "public"),
    ("store/read/json.rs", "rows_json values_json", "each_json; what was typed by who asks, veiled"),
    ("store/read/places.rs", "places divisions", "public"),
];

/// Those by which it is known who asks.
const WHO: &str = "store/rights/";
/// The store itself: where it is, what it is called, how it stands.
const ITSELF: &str = "store/mod.rs";

/// The public functions of the store in a text, each with its body.
fn doors(text: &str) -> Vec<(&str, String)> {
    let lines: Vec<&str> = program(text).map(|(_, line)| line).collect();
    let (mut found, mut inside) = (Vec::new(), false);
    for (at, line) in lines.iter().enumerate() {
        match *line {
            "impl Store {" => inside = true,
            "}" => inside = false,
            _ => {}
        }
        let Some((_, head)) = line.split_once("    pub fn ").filter(|(before, _)| inside && before.is_empty()) else {
            continue;
        };
        let end = head.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(head.len());
        let body = lines[at + 1..].iter().take_while(|line| !line.starts_with("    }"));
        found.push((&head[..end], body.copied().collect::<Vec<_>>().join("\n")));
    }
    found
}

#[test]
fn every_door_of_the_store_asks_the_gate() {
    let (mut wrong, mut met) = (Vec::new(), Vec::new());
    for source in sources().iter().filter(|source| source.layer() == "store" && !source.is_test) {
        if source.file.starts_with(WHO) || source.file == ITSELF {
            continue;
        }
        for (name, body) in doors(&source.text) {
            let listed =
                OTHERS.iter().any(|(file, names, _)| *file == source.file && names.split(' ').any(|n| n == name));
            let asks = ["gate", "self.rights()"].iter().any(|word| body.contains(word));
            if !asks && !listed {
                wrong.push(format!("{}: {name} asks nobody whether it may", source.file));
            }
            if asks && listed {
                wrong.push(format!("{}: {name} asks by itself: take it from the list", source.file));
            }
            met.push(format!("{} {name}", source.file));
        }
    }
    for (file, names, why) in OTHERS {
        let gone = names.split(' ').filter(|name| !met.contains(&format!("{file} {name}")));
        wrong.extend(gone.map(|name| format!("{file}: {name} is gone: take it from the list")));
        assert!(!why.is_empty(), "{file}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(met.len() > 100, "{}", met.len());
}
