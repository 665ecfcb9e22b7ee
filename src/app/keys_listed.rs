//! The table of keys as it is read: a line for each key, with all that it means and where. For paper, and for the command line.

use crate::app::key::{Code, Key};
use crate::app::keymap::Keymap;
use crate::app::keys::Place;
use crate::app::keys_table::TABLE;
use crate::domain::people::pinyin;
use std::collections::BTreeMap;

/// A key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name; of an act without one, how it is found in the menu.
    pub key: String,
    /// Its other names.
    pub others: String,
    /// What it means, and where.
    pub means: String,
}

/// The same as texts, with the keys of the settings file.
///
/// # Errors
/// What is wrong with these.
pub fn told(changed: &BTreeMap<String, String>) -> Result<Vec<[String; 3]>, String> {
    let keymap = Keymap::with(changed.iter().map(|(name, keys)| (name.as_str(), keys.as_str())));
    let texts = |line: Listed| [line.key, line.others, line.means];
    Ok(listed(&keymap.map_err(|slip| slip.to_string())?).into_iter().map(texts).collect())
}

/// What a key means, and where.
type Meaning = (&'static str, Vec<Place>);

/// Every key of the table, as the settings file has it.
pub fn listed(keymap: &Keymap) -> Vec<Listed> {
    let mut keys: Vec<(Option<Key>, Vec<String>, Vec<Meaning>)> = Vec::new();
    for binding in TABLE {
        let own = keymap.keys(binding);
        let first = own.first().copied();
        let at = keys.iter().position(|(key, _, _)| first.is_some() && *key == first).unwrap_or_else(|| {
            keys.push((first, Vec::new(), Vec::new()));
            keys.len() - 1
        });
        let Some((_, others, means)) = keys.get_mut(at) else { continue };
        for other in own.iter().skip(1).map(ToString::to_string) {
            if !others.contains(&other) {
                others.push(other);
            }
        }
        match means.iter_mut().find(|(label, _)| *label == binding.label) {
            Some((_, places)) => places.extend(binding.places),
            None => means.push((binding.label, binding.places.to_vec())),
        }
    }
    keys.sort_by_key(|(key, _, _)| key.map_or((9, String::new()), rank));
    let line = |(key, others, means): (Option<Key>, Vec<String>, Vec<Meaning>)| Listed {
        key: key.map_or_else(|| in_menu(&means), |key| key.to_string()),
        others: others.join(" "),
        means: means
            .iter()
            .map(|(label, places)| format!("{label}: {}", placed(places)))
            .collect::<Vec<_>>()
            .join("; "),
    };
    keys.into_iter().map(line).collect()
}

/// How an act without a key is found.
fn in_menu(means: &[Meaning]) -> String {
    let label = means.first().map_or("", |(label, _)| *label);
    format!("F9 {}", pinyin::initials_of(label).to_ascii_lowercase())
}

/// Function keys first, then those with a name, Ctrl with a letter, characters.
fn rank(key: Key) -> (u8, String) {
    match key.code {
        Code::F(n) => (0, format!("{n:02}")),
        Code::Enter => (1, String::new()),
        Code::Tab | Code::BackTab => (2, key.to_string()),
        Code::Esc => (3, String::new()),
        Code::Char(c) => (if key.ctrl { 5 } else { 6 }, c.to_string()),
        _ => (4, String::new()),
    }
}

/// Places in words, the shorter way: those that are, or those that are not.
fn placed(places: &[Place]) -> String {
    let named = |places: &[Place]| places.iter().map(|place| place.label()).collect::<Vec<_>>().join("、");
    let screens: Vec<Place> = Place::ALL.into_iter().filter(|place| place.is_screen()).collect();
    let all_but = |whole: &[Place], name: &str| {
        let is_part = places.iter().all(|place| whole.contains(place));
        let but: Vec<Place> = whole.iter().copied().filter(|place| !places.contains(place)).collect();
        let told = if but.is_empty() { name.to_owned() } else { format!("{name}, 除{}", named(&but)) };
        is_part.then_some((but.len(), told))
    };
    let ways = [Some((places.len(), named(places))), all_but(&screens, "各屏幕"), all_but(&Place::ALL, "处处")];
    ways.into_iter().flatten().min_by_key(|(names, _)| *names).map_or_else(String::new, |(_, told)| told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_told_once_with_all_that_it_means() {
        let listed = listed(&Keymap::default());
        let of = |key: &str| listed.iter().filter(|line| line.key == key).collect::<Vec<_>>();
        let [edit] = of("F4")[..] else { unreachable!("one line of F4") };
        assert_eq!(edit.others, "Ctrl+E");
        assert!(edit.means.contains("修改: 列表、区划") && edit.means.contains("办理: 查人"), "{}", edit.means);
        assert_eq!(of("Esc")[0].means, "返回: 处处");
        assert!(of("F9")[0].means.starts_with("菜单: 各屏幕"));
        let told: usize = listed.iter().map(|line| line.means.split("; ").count()).sum();
        let mut bound: Vec<_> = TABLE.iter().map(|b| (b.keys.first(), b.label)).collect();
        bound.sort_by_key(|(key, label)| (key.map(ToString::to_string), *label));
        bound.dedup();
        assert_eq!(told, bound.len(), "every line of the table is there");
    }
}
