//! Fields of work keep apart: a file in a wing's folder sees its own wing, what all wings share, and the machinery, never another
//! wing; what they share, and the machinery of registers, sees no wing.

use crate::circles::{module, names};
use crate::source::{Source, sources};

/// The wings, those to come too: a folder of such a name within one of the layers.
const WINGS: [&str; 6] = ["assistance", "elderly", "children", "funeral", "duties", "funds"];
/// The folders that all wings share, and the machinery of registers.
const SHARED: [&str; 5] = ["people", "benefits", "places", "bureau", "core"];
/// The layers that have them.
const LAYERS: [&str; 4] = ["domain", "register", "figure", "store"];

/// The files that see a wing that is not theirs, and why they do for now. One that no longer does leaves the list.
const MAY_SEE: &[(&str, &str)] =
    &[("register/people/person_losses.rs", "what a person loses is told in the words of the benefits that rest on it")];

/// The folder of wings or of what they share in which a file lies.
fn folder(file: &str) -> Option<&str> {
    let (path, _) = file.rsplit_once('/')?;
    path.split('/').skip(1).find(|folder| WINGS.contains(folder) || SHARED.contains(folder))
}

/// The wings that a file sees and does not belong to; none where it lies in no such folder.
fn foreign(source: &Source) -> Vec<String> {
    let Some(own) = folder(&source.file).filter(|_| LAYERS.contains(&source.layer())) else { return Vec::new() };
    let seen = names(&module(&source.file), &source.text).sees;
    let wings = seen.iter().filter(|path| path.first().is_some_and(|layer| LAYERS.contains(&layer.as_str())));
    let mut wings: Vec<String> = wings.flat_map(|path| path.iter().take(3)).cloned().collect();
    wings.retain(|word| WINGS.contains(&word.as_str()) && word != own);
    wings.sort();
    wings.dedup();
    wings
}

#[test]
fn no_file_sees_a_wing_that_is_not_its_own() {
    let mut wrong = Vec::new();
    let mut met = Vec::new();
    for source in sources().into_iter().filter(|source| !source.is_test) {
        let foreign = foreign(&source);
        match MAY_SEE.iter().find(|(file, _)| *file == source.file) {
            Some((file, _)) if !foreign.is_empty() => met.push(*file),
            _ => wrong.extend(foreign.iter().map(|wing| format!("{} sees {wing}", source.file))),
        }
    }
    let listed = MAY_SEE.iter().filter(|(file, _)| !met.contains(file));
    wrong.extend(listed.map(|(file, _)| format!("{file} is listed, and sees no other wing any more")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_test_sees_another_wing() {
    let seen = |file: &str, text: &str| {
        foreign(&Source { file: file.to_owned(), text: text.to_owned(), is_test: false }).join(" ")
    };
    assert_eq!(seen("register/elderly/a.rs", "use crate::register::{people::x, assistance::codes};\n"), "assistance");
    assert_eq!(seen("store/figures/elderly/a.rs", "use crate::store::figures::{children, elderly::b};\n"), "children");
    assert_eq!(seen("store/benefits/a.rs", "fn f() {\n    crate::domain::funeral::g()\n}\n"), "funeral");
    assert_eq!(seen("register/assistance/a.rs", "use super::b;\nuse crate::register::benefits::cases;\n"), "");
    assert_eq!(seen("register/mod.rs", "use crate::register::elderly;\n"), "");
}
