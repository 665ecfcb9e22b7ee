//! 罗马字母拼写 of place names (GB/T 28039: 专名 and 通名 apart, each with a capital, without tones), and whether two sound the same.
//! The readings are those of the dictionary, and in words of place names their own.

use crate::domain::people::readings::ONE_READING;
use ::pinyin::{ToPinyin, ToPinyinMulti};
use std::collections::BTreeSet;

/// Words of place names whose characters are read otherwise than mostly, in lower case, a syllable each.
#[rustfmt::skip]
const WORDS: &[(&str, &str)] = &[
    ("重庆", "chong qing"), ("重阳", "chong yang"), ("朝晖", "zhao hui"), ("朝霞", "zhao xia"), ("音乐", "yin yue"), ("银行", "yin hang"),
    ("单家", "shan jia"), ("解家", "xie jia"), ("会计", "kuai ji"), ("校场", "jiao chang"), ("村长", "cun zhang"), ("家长", "jia zhang"),
    ("厦门", "xia men"), ("广播", "guang bo"), ("落泊", "luo po"), ("长", "chang"), ("曾", "zeng"), ("弄", "long"), ("泊", "bo"), ("都", "du"),
    ("调", "tiao"), ("佛", "fo"), ("薄", "bo"),
];

/// The syllables of a text in its usual reading: what has none (digits, Latin letters) stands for itself.
fn syllables(text: &str) -> Vec<String> {
    let mut read = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = WORDS.iter().find(|(word, _)| rest.starts_with(word));
        let long = word.map_or(first.len_utf8(), |(word, _)| word.len());
        match word {
            Some((_, spelled)) => read.extend(spelled.split(' ').map(str::to_owned)),
            None => read.push(first.to_pinyin().map_or_else(|| first.to_string(), |p| p.plain().to_owned())),
        }
        rest = rest.get(long..).unwrap_or_default();
    }
    read
}

/// One word of a spelling: its syllables together with a capital, and `'` before one that begins with a, o, e.
fn word(text: &str) -> String {
    let mut word = String::new();
    for syllable in syllables(text) {
        if !word.is_empty() && syllable.starts_with(['a', 'o', 'e']) {
            word.push('\'');
        }
        word.push_str(&syllable);
    }
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The official spelling of a name: `Yueping Lu`.
pub fn spelling(specific: &str, generic: &str) -> String {
    format!("{} {}", word(specific), word(generic)).trim().to_owned()
}

/// Every reading of a character that lives, without its tone.
fn readings(c: char) -> BTreeSet<String> {
    let most = if ONE_READING.contains(c) { 1 } else { usize::MAX };
    let listed = c.to_pinyin_multi().into_iter().flatten().take(most).map(|p| p.plain().to_owned());
    let mut all: BTreeSet<String> = listed.collect();
    if all.is_empty() {
        all.insert(c.to_string());
    }
    all
}

/// Whether two texts may sound the same, tones apart: character by character, in any of their readings.
pub fn same_sound(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.chars(), other.chars());
    loop {
        match (one.next(), other.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || !readings(a).is_disjoint(&readings(b)) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_spelled_in_two_words() {
        for (specific, generic, spelled) in [
            ("岳屏", "路", "Yueping Lu"),
            ("解放", "大道", "Jiefang Dadao"),
            ("中山", "南路", "Zhongshan Nanlu"),
            ("雁峰", "大厦", "Yanfeng Dasha"),
            ("女贞", "巷", "Nüzhen Xiang"),
            ("绿园", "小区", "Lüyuan Xiaoqu"),
            ("西安", "路", "Xi'an Lu"),
            ("朝阳", "街", "Chaoyang Jie"),
            ("长青", "村", "Changqing Cun"),
            ("湘", "江", "Xiang Jiang"),
            ("先锋", "街道", "Xianfeng Jiedao"),
            ("8号", "路", "8hao Lu"),
        ] {
            assert_eq!(spelling(specific, generic), spelled);
        }
    }

    #[test]
    fn two_names_sound_the_same_in_any_reading() {
        for (one, other, same) in [
            ("岳屏", "岳平", true),
            ("岳屏", "岳坪", true),
            ("岳屏", "月平", true),
            ("岳屏", "岳峰", false),
            ("百花", "百华", true),
            ("家园", "姑园", false),
            ("岳屏", "岳", false),
            ("长乐", "常月", true),
            ("长乐", "丈乐", true),
            ("长乐", "场乐", true),
            ("长乐", "昌路", false),
            ("绿园", "路园", false),
            ("绿园", "驴园", true),
        ] {
            assert_eq!(same_sound(one, other), same, "{one} {other}");
        }
    }
}
