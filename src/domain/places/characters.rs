//! 通用规范汉字表 (2013): 3,500 characters of level 1, 3,000 of level 2, 1,605 of level 3, a line of `characters.txt` each. Where they come
//! from is said in sample-db/README.md.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("characters.txt");

static LEVELS: LazyLock<HashMap<char, u8>> = LazyLock::new(|| {
    let levels = (1..).zip(TABLE.lines());
    levels.flat_map(|(level, line)| line.chars().map(move |c| (c, level))).collect()
});

/// The level of a character; none for one that the table has not.
pub fn level(c: char) -> Option<u8> {
    LEVELS.get(&c).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_its_characters() {
        let many = |level: u8| LEVELS.values().filter(|l| **l == level).count();
        assert_eq!((many(1), many(2), many(3), LEVELS.len()), (3_500, 3_000, 1_605, 8_105));
        for (c, found) in [
            ('岳', Some(1)),
            ('屏', Some(1)),
            ('雁', Some(1)),
            ('岿', Some(2)),
            ('蠼', Some(3)),
            ('嶽', None),
            ('a', None),
        ] {
            assert_eq!(level(c), found, "{c}");
        }
    }
}
