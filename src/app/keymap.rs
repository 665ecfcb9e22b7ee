//! The table of keys as the settings file has changed it: which key means what in a place.

use crate::app::key::Key;
use crate::app::keys::{Action, Binding, Place};
use crate::app::keys_table::TABLE;
use crate::domain::nearest;
use std::fmt;

/// The table as changed by the settings file.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    changed: Vec<(&'static str, Vec<Key>)>,
}

/// Why a line of the settings file cannot be taken as a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadKey(pub String);

impl fmt::Display for BadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for BadKey {}

impl Keymap {
    /// With the lines of the settings file: the name of an action, and its keys parted by spaces.
    ///
    /// # Errors
    /// Names an action or a key that does not exist, or a key that then means two things in one place.
    pub fn with<'a>(lines: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, BadKey> {
        let mut map = Keymap::default();
        for (name, keys) in lines {
            let known = TABLE.iter().find(|b| b.name == name);
            let near = || nearest::hint(name, TABLE.iter().map(|b| b.name));
            let binding = known.ok_or_else(|| BadKey(format!("设置文件: 没有叫 {name} 的操作{}", near())))?;
            let read: Option<Vec<Key>> = keys.split_whitespace().map(Key::parse).collect();
            let read = read.filter(|k| !k.is_empty());
            let read =
                read.ok_or_else(|| BadKey(format!("设置文件: {name} = “{keys}” 不是键名, 例如 F8 或 Ctrl+W")))?;
            map.changed.push((binding.name, read));
        }
        for binding in TABLE.iter().filter(|b| b.gives_way) {
            let is_given =
                |key: &Key| map.changed.iter().any(|(name, keys)| *name != binding.name && keys.contains(key));
            let left: Vec<Key> = map.keys(binding).iter().copied().filter(|key| !is_given(key)).collect();
            let named = map.changed.iter().any(|(name, _)| *name == binding.name);
            if !named && left.len() < binding.keys.len() {
                map.changed.push((binding.name, left));
            }
        }
        match map.conflict() {
            Some((place, key)) => Err(BadKey(format!("设置文件: 在“{}”里 {key} 有两个意思", place.label()))),
            None => Ok(map),
        }
    }
    /// The keys of a line of the table.
    pub fn keys<'a>(&'a self, binding: &'a Binding) -> &'a [Key] {
        let changed = self.changed.iter().find(|(name, _)| *name == binding.name);
        changed.map_or(binding.keys, |(_, keys)| keys.as_slice())
    }
    /// What a key means in a place.
    pub fn action(&self, place: Place, key: Key) -> Option<Action> {
        let key = if place.takes_text() { key } else { key.narrowed() };
        self.bindings(place).find(|b| self.keys(b).contains(&key)).map(|b| b.action)
    }
    /// The lines of the table for a place.
    pub fn bindings(&self, place: Place) -> impl Iterator<Item = &'static Binding> {
        TABLE.iter().filter(move |b| b.places.contains(&place))
    }
    /// The key of each of these actions in a place, with what it does there; those that have none are left out.
    pub fn told(&self, place: Place, works: &[(Action, &'static str)]) -> Vec<(String, &'static str)> {
        let key_of = |action| {
            let binding = self.bindings(place).find(|b| b.action == action)?;
            self.keys(binding).first().map(Key::to_string)
        };
        works.iter().filter_map(|(action, label)| Some((key_of(*action)?, *label))).collect()
    }
    /// A place where one key means two things.
    pub(in crate::app) fn conflict(&self) -> Option<(Place, Key)> {
        for place in Place::ALL {
            let mut seen: Vec<Key> = Vec::new();
            for binding in self.bindings(place) {
                for key in self.keys(binding) {
                    if seen.contains(key) {
                        return Some((place, *key));
                    }
                    seen.push(*key);
                }
            }
        }
        None
    }
}
