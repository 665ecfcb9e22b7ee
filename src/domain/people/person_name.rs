//! 姓名: what may stand in a person's name, and how it is shown and searched.
//!
//! Must not know pinyin or the person.
use crate::domain::text::{code_point, is_han, is_hostile, is_hyphen, is_variation_selector};
use std::fmt;

/// A checked name of 1 to 50 characters, kept as written (no Unicode normalization: rare characters
/// and their variants are the name).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

/// Why a text is not a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// Nothing was entered.
    #[error("姓名未填")]
    Empty,
    /// More than 50 characters.
    #[error("姓名最多50个字, 现有{0}个")]
    TooLong(usize),
    /// A digit in it.
    #[error("姓名中有数字“{0}”, 请删去")]
    Digit(char),
    /// A character nobody can see.
    #[error("姓名中有看不见的字符 {}, 请重新输入", code_point(*.0))]
    Invisible(char),
    /// A radical or a private code in place of the character.
    #[error("姓名中的“{}” {} 是部首或自造字编码, 请改用该字的正式编码", .0, code_point(*.0))]
    NotACharacter(char),
    /// Anything else that belongs to no name.
    #[error("姓名中有“{}” {}, 只能有汉字、间隔号“·”或外文字母", .0, code_point(*.0))]
    Character(char),
    /// A `·` at an end or two in a row.
    #[error("间隔号“·”应在两个名字之间")]
    Dot,
}

impl NameFault {
    /// Stable code of the slip.
    pub const fn code(&self) -> &'static str {
        "E-NM-001"
    }
}

impl PersonName {
    /// Reads a name: ends trimmed, spaces between Han characters dropped (they are typed to align
    /// columns), `•` `・` `．` and their like folded to `·`, full-width letters to half-width.
    ///
    /// # Errors
    /// The first [`NameFault`], naming what cannot be seen by its code point.
    pub fn parse(text: &str) -> Result<PersonName, NameFault> {
        let chars = fold(text);
        if chars.is_empty() {
            return Err(NameFault::Empty);
        }
        for (at, c) in chars.iter().enumerate() {
            check(*c, at.checked_sub(1).and_then(|before| chars.get(before)).copied())?;
        }
        let shown = chars.iter().filter(|c| !is_variation_selector(**c)).count();
        if shown > 50 {
            return Err(NameFault::TooLong(shown));
        }
        let at_end = chars.first() == Some(&'·') || chars.last() == Some(&'·');
        if at_end || chars.windows(2).any(|pair| pair == ['·', '·']) {
            return Err(NameFault::Dot);
        }
        if !chars.iter().any(|c| is_letter(*c)) {
            return Err(NameFault::Character(chars[0]));
        }
        Ok(PersonName(chars.into_iter().collect()))
    }

    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What look-up compares, see [`search_key`].
    pub fn search_key(&self) -> String {
        search_key(&self.0)
    }

    /// `张*丰`, `张*`: the middle hidden (with two characters the second).
    pub fn masked(&self) -> String {
        masked(&self.0)
    }
}

/// A name, or what is typed of one, as names are compared everywhere (look-up, search for the same person, 户名): without spaces,
/// dots, hyphens, apostrophes and variation selectors, Latin letters in lower case.
pub fn search_key(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let kept = fold(text).into_iter().filter(|c| !is_separator(*c) && !is_variation_selector(*c));
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether every character is a Han character of the common blocks: then the name is its own [`search_key`].
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|c| matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF))
}

/// The further spellings by whose beginning a name that is not its own [`search_key`] is found: its key, and the key of it from each
/// of its parts on and from its second and third character. None for a plain name.
pub fn spellings(name: &str) -> Vec<String> {
    let key = search_key(name);
    if key == name {
        return Vec::new();
    }
    let chars = fold(name);
    let begins = |at: usize| {
        let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied();
        before.is_some_and(is_separator) || (at <= 2 && chars.get(at).copied().is_some_and(is_han))
    };
    let mut found = vec![key];
    for at in 1..chars.len() {
        let rest: String = chars[at..].iter().collect();
        let rest = search_key(&rest);
        if begins(at) && !rest.is_empty() && !found.contains(&rest) {
            found.push(rest);
        }
    }
    found
}

/// What stands between the parts of a name and is not compared.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '·' | '\'' | '’' | '‘' | '`' | '.') || is_hyphen(c)
}

/// Whether a text is of Latin letters alone, once it is folded.
pub fn is_latin_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| is_latin(c) || is_mark(c))
}

/// [`PersonName::masked`] of a stored name.
pub fn masked(name: &str) -> String {
    let mut clusters: Vec<String> = Vec::new();
    for c in name.chars() {
        match clusters.last_mut() {
            Some(last) if is_variation_selector(c) || is_mark(c) => last.push(c),
            _ => clusters.push(c.to_string()),
        }
    }
    match clusters.as_slice() {
        [] => String::new(),
        [_] => "*".to_string(),
        [first, _] => format!("{first}*"),
        [first, middle @ .., last] => format!("{first}{}{last}", "*".repeat(middle.len())),
    }
}

/// Blanks and dots folded as [`PersonName::parse`] says.
fn fold(text: &str) -> Vec<char> {
    let dotted: String = text
        .chars()
        .map(|c| match c {
            '•' | '・' | '．' | '‧' | '･' | '∙' | '⋅' | '●' | '˙' | '⸱' | '\u{0387}' | '\u{FE52}' => {
                '·'
            }
            c => c,
        })
        .collect();
    let cleaned: Vec<char> = crate::domain::text::clean(&dotted).chars().collect();
    let mut out: Vec<char> = Vec::with_capacity(cleaned.len());
    for (at, c) in cleaned.iter().enumerate() {
        let before = out.iter().rev().find(|c| !is_variation_selector(**c)).copied();
        let after = cleaned[at + 1..].iter().find(|c| **c != ' ').copied();
        let beside_han = |c: Option<char>| c.is_some_and(|c| is_han(c) || c == '·');
        match c {
            ' ' if before == Some(' ') || beside_han(before) || beside_han(after) => {}
            '.' if before.is_some_and(is_han) && after.is_some_and(is_han) => out.push('·'),
            c => out.push(*c),
        }
    }
    out
}

/// Latin letters with their accents, the only foreign script that papers here carry.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (c.is_alphabetic() && matches!(u32::from(c), 0xC0..=0x24F | 0x1E00..=0x1EFF))
}

/// Combining accents, for names typed in decomposed form.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036E) && c != '\u{34F}'
}

fn is_letter(c: char) -> bool {
    is_han(c) || is_latin(c)
}

fn check(c: char, before: Option<char>) -> Result<(), NameFault> {
    if is_letter(c) || c == '·' {
        return Ok(());
    }
    if is_variation_selector(c) && before.is_some_and(is_han) {
        return Ok(());
    }
    let after_latin = before.is_some_and(|b| is_latin(b) || b == '.');
    if after_latin && (matches!(c, ' ' | '-' | '\'' | '’' | '.') || is_mark(c)) {
        return Ok(());
    }
    if is_mark(c) && before.is_some_and(is_mark) {
        return Ok(());
    }
    if is_mark(c) || (c == ' ' && before.is_some_and(is_mark)) {
        return if c == ' ' { Ok(()) } else { Err(NameFault::Invisible(c)) };
    }
    if c.is_numeric() {
        return Err(NameFault::Digit(c));
    }
    if is_hostile(c) || is_variation_selector(c) {
        return Err(NameFault::Invisible(c));
    }
    match u32::from(c) {
        0x2E80..=0x2FDF | 0x31C0..=0x31EF | 0xE000..=0xF8FF | 0xF0000..=0x10FFFD => Err(NameFault::NotACharacter(c)),
        _ => Err(NameFault::Character(c)),
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_that_exist() {
        for (text, want) in [
            ("陈桂香", "陈桂香"),
            ("　张 三　", "张三"),
            ("阿依•古丽", "阿依·古丽"),
            ("阿依．古丽", "阿依·古丽"),
            ("阿依・古丽", "阿依·古丽"),
            ("阿依.古丽", "阿依·古丽"),
            ("买买提 · 阿不都", "买买提·阿不都"),
            ("𠮷田", "𠮷田"),
            ("刘𲎯", "刘𲎯"),
            ("李〇", "李〇"),
            ("葛\u{E0100}洪", "葛\u{E0100}洪"),
            ("郎", "郎"),
            ("John  Smith", "John Smith"),
            ("Ｊｏｈｎ", "John"),
            ("J. O'Neil-Ray", "J. O'Neil-Ray"),
            ("Jose\u{301} Díaz", "Jose\u{301} Díaz"),
        ] {
            assert_eq!(PersonName::parse(text).map(|n| n.to_string()), Ok(want.to_string()), "{text}");
        }
        assert!(PersonName::parse(&"长".repeat(50)).is_ok());
    }

    #[test]
    fn names_that_do_not() {
        for (text, want) in [
            ("", "姓名未填"),
            (" 　", "姓名未填"),
            ("张3", "有数字“3”"),
            ("张三１", "有数字“1”"),
            ("张\u{200B}三", "看不见的字符 <U+200B>"),
            ("\u{202E}张三", "<U+202E>"),
            ("\u{FEFF}张三", "<U+FEFF>"),
            ("张三\u{7}", "<U+0007>"),
            ("张\u{E0041}三", "<U+E0041>"),
            ("\u{E0100}张", "<U+E0100>"),
            ("张\u{301}", "<U+0301>"),
            ("⽅芳", "部首"),
            ("张\u{E5E5}", "<U+E5E5>"),
            ("张(三)", "“(” <U+0028>"),
            ("张三?", "只能有汉字"),
            ("·张三", "间隔号"),
            ("张··三", "间隔号"),
            ("李○", "“○”"),
            ("Иван", "只能有汉字"),
            ("...", "只能有汉字"),
        ] {
            let fault = PersonName::parse(text).unwrap_err().to_string();
            assert!(fault.contains(want), "{text:?}: {fault}");
        }
        assert_eq!(PersonName::parse(&"长".repeat(51)), Err(NameFault::TooLong(51)));
    }

    #[test]
    fn shown_and_searched() {
        for (name, mask, key) in [
            ("张三丰", "张*丰", "张三丰"),
            ("张三", "张*", "张三"),
            ("阿依·古丽", "阿***丽", "阿依古丽"),
            ("葛\u{E0100}洪", "葛\u{E0100}*", "葛洪"),
            ("John Smith", "J********h", "johnsmith"),
        ] {
            let read = PersonName::parse(name).unwrap();
            assert_eq!((read.masked().as_str(), read.search_key().as_str()), (mask, key), "{name}");
        }
        assert_eq!(masked("张"), "*");
        assert_eq!(search_key("阿依 ・古丽"), "阿依古丽");
        assert_eq!(search_key("J. O'Neil－Ray"), "joneilray");
    }

    #[test]
    fn a_name_in_parts_is_found_by_each_of_them() {
        for (name, found) in [
            ("张三丰", vec![]),
            ("阿依·古丽", vec!["阿依古丽", "依古丽", "古丽"]),
            (
                "买买提江·艾力·阿不都",
                vec!["买买提江艾力阿不都", "买提江艾力阿不都", "提江艾力阿不都", "艾力阿不都", "阿不都"],
            ),
            ("John Smith", vec!["johnsmith", "smith"]),
            ("J. O'Neil-Ray", vec!["joneilray", "oneilray", "neilray", "ray"]),
            ("葛\u{E0100}洪", vec!["葛洪", "洪"]),
        ] {
            assert_eq!(spellings(name), found, "{name}");
        }
    }

    proptest! {
        #[test]
        fn what_is_accepted_reads_back_and_shows_everything(text in "[张三丰·•　 A-z\u{200B}𠮷0]{0,12}") {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
                prop_assert_eq!(crate::domain::text::safe(name.as_str()), name.as_str());
                prop_assert!(!name.as_str().contains('0'));
            }
        }

        #[test]
        fn no_text_breaks_it(text in ".{0,60}") {
            let _ = PersonName::parse(&text).map(|name| (name.masked(), name.search_key()));
            let _ = (masked(&text), search_key(&text));
        }
    }
}
