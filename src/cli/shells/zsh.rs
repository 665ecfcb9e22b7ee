//! Completions for zsh.

use super::usage::{Offer, Taught};
use super::{quoted, valued, values};
use std::fmt::Write;

pub(super) fn script(all: &[Taught]) -> String {
    let (mut of, mut at, mut options) = (String::new(), String::new(), String::new());
    for (when, value) in values(all) {
        let _ = writeln!(of, "    ({when}) {} ;;", offers(value));
    }
    for t in all {
        for (place, offer) in t.places() {
            let _ = writeln!(at, "    ({}) {} ;;", quoted(&format!("{} {place}", t.name)), offers(offer));
        }
        let names: Vec<String> = t.options.iter().map(|o| quoted(&o.name)).collect();
        let _ = writeln!(options, "        ({}) compadd -- {} ;;", quoted(t.name), names.join(" "));
    }
    TEMPLATE
        .replace("@valued@", &valued().join("|"))
        .replace("@of@", &of)
        .replace("@at@", &at)
        .replace("@options@", &options)
}

fn offers(offer: &Offer) -> String {
    let mut calls = Vec::new();
    if !offer.words.is_empty() {
        let told = |(word, means): &(String, String)| {
            let word = word.replace(':', r"\:");
            quoted(&if means.is_empty() { word } else { format!("{word}:{means}") })
        };
        let words: Vec<String> = offer.words.iter().map(told).collect();
        calls.push(format!("offers=({}); _describe -t words 可用 offers", words.join(" ")));
    }
    if offer.files {
        calls.push("_files".to_owned());
    }
    if offer.folders {
        calls.push("_files -/".to_owned());
    }
    if calls.is_empty() { ":".to_owned() } else { calls.join("; ") }
}

const TEMPLATE: &str = r#"#compdef minzheng
# 民政 minzheng 的 zsh 补全。由 minzheng help completions zsh 生成; 存为 fpath 里的 _minzheng。
_minzheng() {
    local command= prev=$words[CURRENT-1]
    integer i place=-1
    local -a offers
    for ((i = 2; i < CURRENT; i++)); do
        case $words[i] in
        (@valued@) ((++i)) ;;
        (-*) ;;
        (*)
            [[ -n $command ]] || command=$words[i]
            ((++place))
            ;;
        esac
    done
    # 选项的值; 没有列出的值自己写。
    case "$command $prev" in
@of@    (*' '(@valued@)) ;;
    (*)
        if [[ $words[CURRENT] == -* ]]; then
            case $command in
@options@            esac
            return
        fi
        case "$command $place" in
@at@        esac ;;
    esac
}
if [[ $funcstack[1] == _minzheng ]]; then
    _minzheng "$@"
else
    compdef _minzheng minzheng
fi
"#;
