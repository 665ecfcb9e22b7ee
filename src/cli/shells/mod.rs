//! What shells and `man` are told of the commands (`help completions bash|zsh|fish`, `help man`): all of it is read from the usage of each
//! command in [`super::COMMANDS`], so that a new command costs nothing.

mod bash;
mod fish;
mod man;
mod usage;
mod zsh;

use super::fault::{Fault, print_list};
use super::{Args, COMMANDS};
use crate::domain::text;
pub(super) use usage::GLOBAL;
use usage::{Offer, Taught};

/// The words of `help` that lead here.
pub(super) const COMPLETIONS: &str = "completions";
pub(super) const MAN: &str = "man";

/// A shell, and what makes its completions.
type Shell = (&'static str, fn(&[Taught]) -> String);
const SHELLS: [Shell; 3] = [("bash", bash::script), ("zsh", zsh::script), ("fish", fish::script)];

/// `help completions SHELL`
pub(super) fn completions(args: &mut Args) -> Result<(), Fault> {
    let wanted = args.need("shell 的名称: bash、zsh 或 fish")?;
    args.finish()?;
    let Some((_, script)) = SHELLS.iter().find(|(name, _)| *name == wanted) else {
        return Err(Fault::usage(format!("没有“{}”的补全; 有 bash、zsh、fish", text::safe(&wanted))));
    };
    print_list(script(&taught()).trim_end())
}

/// `help man`
pub(super) fn man(args: &Args) -> Result<(), Fault> {
    args.finish()?;
    print_list(man::page().trim_end())
}

/// What is offered before a command is named, then each command.
fn taught() -> Vec<Taught> {
    let globals = GLOBAL.iter().map(|(usage, _)| *usage).collect::<Vec<_>>().join(" ");
    let mut all = vec![Taught::of("", &globals)];
    if let Some(before) = all.first_mut() {
        before.words.push(Offer::of_words(COMMANDS.iter().map(|c| (c.name.to_owned(), c.about.to_owned()))));
    }
    all.extend(COMMANDS.iter().map(|c| Taught::of(c.name, c.usage)));
    all
}

/// A text between single quotes, as POSIX shells read it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// What the values of options can be: the pattern of a command and its option, those of a command before those of all.
fn values(all: &[Taught]) -> Vec<(String, &Offer)> {
    let (before, commands) = all.split_at(1.min(all.len()));
    let mut values = Vec::new();
    for (t, any) in commands.iter().map(|t| (t, "")).chain(before.iter().map(|t| (t, "*"))) {
        for option in &t.options {
            if let Some(value) = &option.value {
                values.push((format!("{any}{}", quoted(&format!("{} {}", t.name, option.name))), value));
            }
        }
    }
    values
}

/// The options that take a value, as they are typed.
fn valued() -> Vec<String> {
    let long = super::args::VALUED.iter().map(|name| format!("--{name}"));
    long.chain(["-o".to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args;

    #[test]
    fn every_option_stands_in_a_usage_and_every_usage_names_options_that_are_there() {
        let told: Vec<String> = taught().iter().flat_map(|t| t.options.iter().map(|o| o.name.clone())).collect();
        for name in args::VALUED.iter().chain(args::FLAGS) {
            let typed = if *name == "output" { "-o".to_owned() } else { format!("--{name}") };
            assert!(told.contains(&typed), "{typed} stands in no usage");
        }
        for typed in told {
            let name = if typed == "-o" { "output" } else { typed.trim_start_matches('-') };
            assert!(args::VALUED.contains(&name) || args::FLAGS.contains(&name), "{typed}");
        }
    }

    #[test]
    fn a_usage_says_what_stands_where() {
        let of = |name: &str| taught().into_iter().find(|t| t.name == name).unwrap();
        let words = |offer: &Offer| offer.words.iter().map(|(word, _)| word.clone()).collect::<Vec<_>>().join(" ");
        assert!(words(&of("").words[0]).starts_with("init demo find"));
        let list = of("list");
        assert!(words(&list.words[0]).contains("dibao"), "registers");
        assert_eq!(list.words.len(), 1, "FIELD OP VALUE belong to --where");
        assert!(words(&of("report").words[0]).contains("month-end"), "reports");
        let death = of("death-list");
        assert_eq!(words(&death.words[0]), "殡仪馆 公安 村居");
        assert!(death.words[1].files && words(&death.words[1]) == "-");
        let help = of("help");
        assert!(
            ["keys", "manual", "install", "completions", "man", "person"]
                .iter()
                .all(|w| words(&help.words[0]).split(' ').any(|x| x == *w))
        );
        assert_eq!(words(&help.words[1]), "bash zsh fish");
        assert!(of("backup").words[0].folders && of("restore").words[0].files);
        let format = of("report").options.into_iter().find(|o| o.name == "--format").unwrap();
        assert_eq!(words(&format.value.unwrap()), "text pdf csv");
        let count = of("count");
        assert!(count.words[1].words.is_empty() && count.options.iter().any(|o| o.name == "--sum"));
    }
}
