//! 专名 and 通名: what a standard name is made of. The generic parts stand in `generic-parts.csv` with the kinds of places that have them.

use std::sync::LazyLock;

const PARTS: &str = include_str!("generic-parts.csv");

/// A 通名.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generic {
    /// 路, 大道 …
    pub text: &'static str,
    /// The kinds of places that have it (`kind8`), a digit each.
    pub kinds: &'static str,
    /// What it makes of a name: two that make the same are one too many. Empty for those that are found inside of names, too (园, 江).
    pub makes: &'static str,
}

/// The longest first.
static GENERICS: LazyLock<Vec<Generic>> = LazyLock::new(|| {
    let rows = PARTS.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        Some(Generic { text: cells.next()?, kinds: cells.next()?, makes: cells.next()? })
    });
    let mut all: Vec<Generic> = rows.collect();
    all.sort_by_key(|generic| std::cmp::Reverse(generic.text.chars().count()));
    all
});

/// The generic part of that text.
pub fn find(text: &str) -> Option<Generic> {
    GENERICS.iter().find(|generic| generic.text == text).copied()
}

/// The generic parts with which a text ends, the longest first.
pub fn ending(text: &str) -> impl Iterator<Item = Generic> {
    GENERICS.iter().filter(move |generic| text.ends_with(generic.text)).copied()
}

/// 专名 and 通名 of a standard name: the longest generic part that leaves two characters, else the longest that leaves one.
pub fn split(name: &str) -> Option<(&str, &str)> {
    let leaves = |least: usize| {
        let mut parts = ending(name).filter_map(|generic| Some((name.strip_suffix(generic.text)?, generic.text)));
        parts.find(|(specific, _)| specific.chars().count() >= least)
    };
    leaves(2).or_else(|| leaves(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_split_before_its_generic_part() {
        for (name, parts) in [
            ("岳屏路", Some(("岳屏", "路"))),
            ("解放大道", Some(("解放", "大道"))),
            ("中山南路", Some(("中山", "南路"))),
            ("湘东路", Some(("湘东", "路"))),
            ("湘江", Some(("湘", "江"))),
            ("大厦广场", Some(("大厦", "广场"))),
            ("岳屏公园", Some(("岳屏", "公园"))),
            ("先锋街道", Some(("先锋", "街道"))),
            ("岳屏", None),
            ("路", None),
        ] {
            assert_eq!(split(name), parts, "{name}");
        }
    }

    #[test]
    fn every_generic_part_has_kinds() {
        assert!(GENERICS.len() > 100);
        for (i, generic) in GENERICS.iter().enumerate() {
            assert!(generic.kinds.chars().all(|kind| ('1'..='8').contains(&kind)), "{generic:?}");
            assert!(!generic.kinds.is_empty() && GENERICS[..i].iter().all(|g| g.text != generic.text), "{generic:?}");
        }
    }
}
