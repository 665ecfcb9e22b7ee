//! Completions for bash.

use super::usage::{Offer, Taught};
use super::{quoted, valued, values};
use std::fmt::Write;

pub(super) fn script(all: &[Taught]) -> String {
    let (mut of, mut at, mut options) = (String::new(), String::new(), String::new());
    for (when, value) in values(all) {
        let _ = writeln!(of, "    {when}) {} ;;", offers(value));
    }
    for t in all {
        for (place, offer) in t.places() {
            let _ = writeln!(at, "    {}) {} ;;", quoted(&format!("{} {place}", t.name)), offers(offer));
        }
        let names: Vec<&str> = t.options.iter().map(|o| o.name.as_str()).collect();
        let _ = writeln!(options, "        {}) _minzheng_words {} ;;", quoted(t.name), quoted(&names.join(" ")));
    }
    TEMPLATE
        .replace("@valued@", &valued().join("|"))
        .replace("@behind@", &valued().iter().map(|option| format!("*' {option}'")).collect::<Vec<_>>().join("|"))
        .replace("@of@", &of)
        .replace("@at@", &at)
        .replace("@options@", &options)
}

fn offers(offer: &Offer) -> String {
    let words: Vec<&str> = offer.words.iter().map(|(word, _)| word.as_str()).collect();
    let mut calls = Vec::new();
    if offer.files {
        calls.push("_minzheng_paths -f".to_owned());
    }
    if offer.folders {
        calls.push("_minzheng_paths -d".to_owned());
    }
    if !words.is_empty() {
        calls.push(format!("_minzheng_words {}", quoted(&words.join(" "))));
    }
    if calls.is_empty() { ":".to_owned() } else { calls.join("; ") }
}

const TEMPLATE: &str = r#"# 民政 minzheng 的 bash 补全。由 minzheng help completions bash 生成。
_minzheng_words() {
    local word
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$1" -- "$cur")
}
_minzheng_paths() {
    local path
    compopt -o filenames 2>/dev/null
    while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$cur")
}
_minzheng() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= place=-1 i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        @valued@) ((++i)) ;;
        -*) ;;
        *)
            if [[ -z $command ]]; then command=${COMP_WORDS[i]}; fi
            ((++place))
            ;;
        esac
    done
    # 选项的值; 没有列出的值自己写。
    case "$command $prev" in
@of@    @behind@) ;;
    *)
        if [[ $cur == -* ]]; then
            case $command in
@options@            esac
            return
        fi
        case "$command $place" in
@at@        esac
        ;;
    esac
}
complete -F _minzheng minzheng
"#;
