//! Words that names are held against: lists in `words.csv`, and what the counties of the country are called.

use crate::domain::people::issued_in;
use std::sync::LazyLock;

const WORDS: &str = include_str!("words.csv");

/// A list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Leaders: never.
    Leader,
    /// Other people, real ones and those of books: generally not.
    Person,
    /// Enterprises and trademarks.
    Brand,
    /// Places and people abroad.
    Foreign,
    /// What is greater than the place, or odd.
    Grand,
    /// Well-known mountains and waters of the province.
    Natural,
    /// What no place means.
    Banned,
}

impl List {
    const fn name(self) -> &'static str {
        match self {
            List::Leader => "leader",
            List::Person => "person",
            List::Brand => "brand",
            List::Foreign => "foreign",
            List::Grand => "grand",
            List::Natural => "natural",
            List::Banned => "banned",
        }
    }
    /// Its words.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let rows = WORDS.lines().skip(1).filter_map(|line| line.split_once(','));
        rows.filter(move |(list, _)| *list == self.name()).map(|(_, word)| word)
    }
    /// The first of its words that begins in the specific part of a name, wherever the name was parted: 毛泽东路 has 毛泽东 in it, though it
    /// may be read as 毛泽 and 东路.
    pub fn begun_in(self, (specific, generic): (&str, &str)) -> Option<&'static str> {
        let name = format!("{specific}{generic}");
        self.words().find(|word| name.match_indices(word).any(|(at, _)| at < specific.len()))
    }
    /// The first of its words that a text has in it.
    pub fn found_in(self, text: &str) -> Option<&'static str> {
        self.words().find(|word| text.contains(word))
    }
}

/// The ends of what counties are called, the longest first.
const COUNTY: [&str; 9] = ["市辖区", "自治县", "自治旗", "特区", "林区", "市", "区", "县", "旗"];

/// 专名 and name of each county of the country, with its code.
static COUNTIES: LazyLock<Vec<(String, &'static str, &'static str)>> = LazyLock::new(|| {
    let counties = issued_in::all().iter().filter(|(code, _)| !code.ends_with("00"));
    let named = counties.filter_map(|(code, name)| {
        let specific = COUNTY.iter().find_map(|end| name.strip_suffix(end))?;
        let specific = without_peoples(specific);
        (specific.chars().count() >= 2).then(|| (specific.to_owned(), *name, *code))
    });
    named.collect()
});

/// 通道侗族 without those who live there: 通道.
fn without_peoples(specific: &str) -> &str {
    let starts = specific.char_indices().skip(2).map(|(at, _)| at);
    let mut heads = starts.filter_map(|at| Some((specific.get(..at)?, specific.get(at..)?)));
    heads
        .find(|(_, rest)| rest.split_inclusive('族').all(|people| PEOPLES.contains(&people)))
        .map_or(specific, |(head, _)| head)
}

/// The peoples after whom counties are called.
const PEOPLES: &[&str] = &[
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "哈萨克",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "普米族",
    "塔吉克族",
    "怒族",
    "鄂温克族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春族",
    "各族",
];

/// What the county is called whose name a text is, but for one of the office's own.
pub fn county(specific: &str, own: &str) -> Option<&'static str> {
    let same = COUNTIES.iter().find(|(county, _, code)| county == specific && *code != own);
    same.map(|(_, name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counties_are_known_by_their_specific_part() {
        for (text, found) in [
            ("衡南", Some("衡南县")),
            ("石鼓", Some("石鼓区")),
            ("通道", Some("通道侗族自治县")),
            ("靖州", Some("靖州苗族侗族自治县")),
            ("耒阳", Some("耒阳市")),
            ("雁峰", None),
            ("岳屏", None),
            ("城", None),
        ] {
            assert_eq!(county(text, "430406"), found, "{text}");
        }
        assert_eq!(county("雁峰", "430407"), Some("雁峰区"));
        assert!(
            COUNTIES.iter().all(|(specific, name, _)| !specific.ends_with('族')
                || name.ends_with('旗')
                || *name == "东乡族自治县"),
            "a people in a name"
        );
    }

    #[test]
    fn every_list_has_words() {
        for list in [List::Leader, List::Person, List::Brand, List::Foreign, List::Grand, List::Natural, List::Banned] {
            assert!(list.words().count() >= 8, "{list:?}");
            assert!(list.words().all(|word| word.chars().count() >= 2), "{list:?}");
        }
    }
}
