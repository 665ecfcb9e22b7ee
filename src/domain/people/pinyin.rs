//! 拼音首字母: what a clerk types to find a name or a label.
//!
//! A surname has the reading it has as a surname; any other character has all its readings. Must not
//! know registers or how results are ranked.
use crate::domain::people::person_name::search_key;
use crate::domain::people::readings::{DOUBLE_SURNAMES, ONE_READING, READINGS, SURNAMES, WORDS};
use crate::domain::text::{clean, is_variation_selector};
use ::pinyin::ToPinyinMulti;

/// Most variants one name gets.
const MOST_VARIANTS: usize = 8;

/// Initials of a name: every useful reading, in lower case, separated by spaces, the commonest first, at
/// most 8: `曾乐` gives `zl zy`. Latin words give their first letters. Empty when nothing has a reading.
pub fn initials(name: &str) -> String {
    let key = search_key(name);
    let chars: Vec<char> = key.chars().collect();
    let mut readings: Vec<String> = surname_readings(name, &chars);
    let rest = readings.len();
    readings.extend(spelled(name, &chars).into_iter().skip(rest));
    variants(&readings).join(" ")
}

/// Readings of the surname in front: one entry a character.
fn surname_readings(name: &str, chars: &[char]) -> Vec<String> {
    // a name in parts (阿依·古丽) or in Latin letters begins with no surname
    if name.contains('·') || chars.len() < 2 {
        return Vec::new();
    }
    let single = SURNAMES.iter().find(|(surname, _)| chars.first() == Some(surname));
    let single = match single {
        Some((_, read)) => (*read).to_string(),
        // other surnames have one reading: their first
        None => chars.first().map(|c| all_initials(*c).chars().take(1).collect()).unwrap_or_default(),
    };
    let head: String = chars.iter().take(2).collect();
    let double = DOUBLE_SURNAMES.iter().find(|(surname, _)| *surname == head);
    let Some((_, read)) = double.filter(|_| chars.len() > 2) else { return vec![single] };
    let mut parts: Vec<String> = read.chars().map(String::from).collect();
    // three characters may also be 单 and a given name 于飞
    if let Some(first) = parts.first_mut().filter(|first| chars.len() == 3 && !single.contains(first.as_str())) {
        first.push_str(&single);
    }
    parts
}

/// All readings of every character of a name; of Latin words only the first letter.
fn spelled(name: &str, chars: &[char]) -> Vec<String> {
    if chars.iter().any(char::is_ascii_alphabetic) {
        return split_words(name).iter().map(|c| all_initials(*c)).filter(|r| !r.is_empty()).collect();
    }
    chars.iter().map(|c| all_initials(*c)).collect()
}

/// Characters that have an initial of their own: every Han character, the first of a Latin word.
fn split_words(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    let mut in_word = false;
    for c in clean(text).chars().filter(|c| !is_variation_selector(*c)) {
        let latin = c.is_ascii_alphanumeric() || c == '\'';
        if !(latin && in_word) {
            found.push(c);
        }
        in_word = latin;
    }
    found
}

/// The distinct first letters of a character's useful readings, the commonest first: those listed here,
/// else the first two of the dictionary. A Latin letter or digit is its own; empty for what has none.
fn all_initials(c: char) -> String {
    if c.is_ascii_alphanumeric() {
        return c.to_ascii_lowercase().to_string();
    }
    if let Some((_, listed)) = READINGS.iter().find(|(listed, _)| *listed == c) {
        return (*listed).to_string();
    }
    let most = if ONE_READING.contains(c) { 1 } else { 2 };
    let mut found = String::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let first = reading.plain().chars().next().filter(char::is_ascii_lowercase);
        if let Some(first) = first.filter(|first| found.len() < most && !found.contains(*first)) {
            found.push(first);
        }
    }
    found
}

/// All combinations, those of the commonest readings first, at most 8, none twice.
fn variants(readings: &[String]) -> Vec<String> {
    let mut all = vec![String::new()];
    for letters in readings.iter().filter(|letters| !letters.is_empty()) {
        let mut longer: Vec<String> = Vec::with_capacity(MOST_VARIANTS);
        for letter in letters.chars() {
            longer.extend(all.iter().map(|head| format!("{head}{letter}")));
        }
        longer.truncate(MOST_VARIANTS);
        all = longer;
    }
    all.retain(|variant| !variant.is_empty());
    all
}

/// Readings of a label, one entry a character: the known words' own, all for the rest.
fn label_readings(label: &str) -> Vec<String> {
    let chars = split_words(label);
    let mut readings: Vec<String> = Vec::with_capacity(chars.len());
    while readings.len() < chars.len() {
        let rest = &chars[readings.len()..];
        let word = WORDS.iter().find(|(word, _)| {
            let mut ahead = rest.iter();
            word.chars().all(|c| ahead.next() == Some(&c))
        });
        match word {
            Some((_, read)) => readings.extend(read.chars().map(String::from)),
            None => readings.extend(rest.first().map(|c| all_initials(*c))),
        }
    }
    readings
}

/// The one best reading of a label: `农商银行` gives `nsyh`.
pub fn initials_of(label: &str) -> String {
    label_readings(label).iter().filter_map(|letters| letters.chars().next()).collect()
}

/// Does what was typed choose this label: its text, or the initials of a run of its characters in any reading?
pub fn matches_initials(label: &str, typed: &str) -> bool {
    match_rank(label, typed).is_some()
}

/// How well what was typed fits a label: 0 the whole text or all initials, 1 from the start, 2 from a
/// later character; `None` not at all. Nothing typed fits everything (1).
pub fn match_rank(label: &str, typed: &str) -> Option<u8> {
    let typed = search_key(typed);
    let text = search_key(label);
    if typed.is_empty() {
        return Some(1);
    }
    if text == typed {
        return Some(0);
    }
    let readings: Vec<String> = label_readings(label).into_iter().filter(|r| !r.is_empty()).collect();
    let letters: Vec<char> = typed.chars().collect();
    let fits = |from: usize| {
        let window = readings.get(from..from + letters.len());
        window.is_some_and(|window| window.iter().zip(&letters).all(|(reading, letter)| reading.contains(*letter)))
    };
    if fits(0) && readings.len() == letters.len() {
        return Some(0);
    }
    if fits(0) || text.starts_with(&typed) {
        return Some(1);
    }
    let later = (1..readings.len()).any(fits) || text.contains(&typed);
    later.then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_have_their_own_reading() {
        for (name, want) in [
            ("张伟", "zw"),
            ("曾志伟", "zzw"),
            ("单雄信", "sxx"),
            ("仇小英", "qxy"),
            ("解珍", "xz"),
            ("查良镛", "zly"),
            ("朴正花", "pzh"),
            ("区金凤", "ojf"),
            ("覃桂香", "qgx tgx"),
            ("翟天明", "ztm dtm"),
            ("欧阳春桂", "oycg"),
            ("万俟雪", "mqx wqx"),
            ("尉迟国强", "ycgq ycgj"),
            ("吕月娥", "lye"),
            ("John Smith", "js"),
            ("阿依·古丽", "aygl eygl"),
            ("〇", "l"),
        ] {
            assert_eq!(initials(name), want, "{name}");
        }
    }

    #[test]
    fn other_characters_have_all_useful_readings() {
        assert_eq!(initials("曾乐"), "zl zy");
        assert_eq!(initials("李长乐"), "lcl lzl lcy lzy");
        let many = initials("曾乐重长行朝盛");
        assert_eq!(many.split(' ').count(), 8);
        assert!(many.starts_with("zlzcxcs "), "{many}");
        assert_eq!(initials("·"), "");
    }

    #[test]
    fn labels_have_one_reading() {
        for (label, want) in [("农商银行", "nsyh"), ("长沙银行", "csyh"), ("重度残疾", "zdcj"), ("曾孙女", "zsn")]
        {
            assert_eq!(initials_of(label), want, "{label}");
        }
    }

    #[test]
    fn a_label_is_chosen_by_its_initials() {
        assert_eq!(match_rank("肢体", "zt"), Some(0));
        assert_eq!(match_rank("社区居委会", "sq"), Some(1));
        assert_eq!(match_rank("湖南银行", "YH"), Some(2));
        assert_eq!(match_rank("湖南银行", "银"), Some(2));
        assert_eq!(match_rank("湖南银行", ""), Some(1));
        assert!(!matches_initials("肢体", "zx"));
        assert!(matches_initials("重发", "zf") || matches_initials("重发", "cf"));
    }
}
