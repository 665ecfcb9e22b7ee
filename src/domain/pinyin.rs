//! 拼音首字母: what a clerk types to find a name or a label.
//!
//! A surname has the reading it has as a surname; any other character has all its readings. Must not
//! know registers or how results are ranked.
use crate::domain::person_name::search_key;
use crate::domain::text::{clean, is_variation_selector};
use ::pinyin::ToPinyinMulti;

/// Most variants one name gets.
const MOST_VARIANTS: usize = 8;

/// Surnames of one character whose readings as surnames differ from the usual ones, as initials, the
/// commonest first. Where both readings live (覃 qin and tan), both stand.
const SURNAMES: &[(char, &str)] = &[
    ('单', "s"),
    ('曾', "z"),
    ('仇', "q"),
    ('解', "x"),
    ('查', "z"),
    ('朴', "p"),
    ('盖', "g"),
    ('区', "o"),
    ('乐', "yl"),
    ('翟', "zd"),
    ('任', "r"),
    ('华', "h"),
    ('宁', "n"),
    ('缪', "m"),
    ('费', "f"),
    ('洗', "x"),
    ('冼', "x"),
    ('秘', "b"),
    ('折', "s"),
    ('员', "y"),
    ('繁', "p"),
    ('黑', "h"),
    ('种', "c"),
    ('覃', "qt"),
    ('葛', "g"),
    ('尉', "w"),
    ('沈', "s"),
    ('石', "s"),
    ('召', "s"),
    ('卜', "b"),
    ('谌', "c"),
    ('晁', "c"),
    ('晟', "c"),
    ('郗', "xc"),
    ('郇', "xh"),
    ('隗', "wk"),
    ('佴', "n"),
    ('臧', "z"),
    ('牟', "m"),
    ('褚', "c"),
    ('车', "c"),
    ('陆', "l"),
    ('厘', "x"),
    ('长', "z"),
    ('重', "c"),
    ('阚', "k"),
    ('贾', "j"),
    ('卡', "q"),
    ('柏', "b"),
    ('薄', "b"),
    ('鲍', "b"),
    ('邸', "d"),
    ('都', "d"),
    ('弗', "f"),
    ('甫', "f"),
    ('过', "g"),
    ('哈', "h"),
    ('郝', "h"),
    ('合', "h"),
    ('纪', "j"),
    ('革', "g"),
    ('炅', "g"),
    ('筠', "j"),
    ('句', "g"),
    ('剧', "j"),
    ('逄', "p"),
    ('邳', "p"),
    ('戚', "q"),
    ('瞿', "q"),
    ('卻', "q"),
    ('撒', "s"),
    ('桑', "s"),
    ('舍', "s"),
    ('莘', "sx"),
    ('盛', "s"),
    ('殳', "s"),
    ('宿', "s"),
    ('汤', "t"),
    ('拓', "t"),
    ('佟', "t"),
    ('万', "w"),
    ('韦', "w"),
    ('吾', "w"),
    ('洼', "w"),
    ('系', "x"),
    ('夏', "x"),
    ('咸', "x"),
    ('鲜', "x"),
    ('相', "x"),
    ('行', "xh"),
    ('叶', "y"),
    ('於', "y"),
    ('俞', "y"),
    ('乜', "n"),
    ('幺', "y"),
    ('么', "y"),
    ('要', "y"),
    ('应', "y"),
    ('余', "y"),
    ('恽', "y"),
    ('祭', "z"),
    ('占', "z"),
    ('祝', "z"),
    ('砖', "z"),
    ('庄', "z"),
    ('宗', "z"),
    ('訾', "z"),
    ('祖', "z"),
    ('佐', "z"),
    ('不', "f"),
    ('令', "l"),
    ('参', "s"),
    ('强', "q"),
    ('尹', "y"),
    ('敦', "d"),
    ('朱', "z"),
    ('殷', "y"),
    ('适', "s"),
    ('隽', "j"),
    ('靳', "j"),
    ('颉', "x"),
    ('塔', "t"),
    ('妫', "g"),
    ('藏', "z"),
    ('郄', "qx"),
    ('眭', "s"),
    ('谷', "g"),
    ('谢', "x"),
    ('陶', "t"),
    ('陈', "c"),
    ('许', "x"),
    ('何', "h"),
    ('邓', "d"),
    ('吴', "w"),
    ('于', "y"),
    ('涂', "t"),
    ('焦', "j"),
    ('宋', "s"),
    ('郑', "z"),
    ('贲', "b"),
    ('曲', "q"),
    ('丁', "d"),
    ('干', "g"),
    ('南', "n"),
    ('洪', "h"),
    ('邢', "x"),
    ('祁', "q"),
    ('岑', "c"),
    ('司', "s"),
    ('肖', "x"),
    ('伍', "w"),
    ('欧', "o"),
    ('奇', "q"),
    ('莫', "m"),
    ('粘', "n"),
    ('粟', "s"),
    ('谭', "t"),
    ('龙', "l"),
    ('龚', "g"),
];

/// Surnames of two characters whose readings are not those of their characters.
const DOUBLE_SURNAMES: &[(&str, &str)] = &[
    ("尉迟", "yc"),
    ("万俟", "mq"),
    ("单于", "cy"),
    ("长孙", "zs"),
    ("澹台", "tt"),
    ("乐正", "yz"),
    ("子车", "zj"),
    ("夹谷", "jg"),
    ("宰父", "zf"),
    ("令狐", "lh"),
    ("鲜于", "xy"),
    ("呼延", "hy"),
    ("亓官", "qg"),
    ("宿勤", "sq"),
    ("皇甫", "hf"),
    ("拓跋", "tb"),
    ("拓拔", "tb"),
    ("公冶", "gy"),
    ("淳于", "cy"),
    ("濮阳", "py"),
    ("钟离", "zl"),
    ("闾丘", "lq"),
    ("谷梁", "gl"),
    ("颛孙", "zs"),
    ("羊舌", "ys"),
    ("司马", "sm"),
    ("司徒", "st"),
    ("司空", "sk"),
    ("欧阳", "oy"),
    ("上官", "sg"),
    ("诸葛", "zg"),
    ("夏侯", "xh"),
    ("慕容", "mr"),
    ("宇文", "yw"),
    ("端木", "dm"),
    ("东方", "df"),
    ("南宫", "ng"),
    ("百里", "bl"),
];

/// Words of labels whose characters are read otherwise than alone.
const WORDS: &[(&str, &str)] = &[
    ("银行", "yh"),
    ("行政", "xz"),
    ("支行", "zh"),
    ("调查", "dc"),
    ("调整", "tz"),
    ("调解", "tj"),
    ("重新", "cx"),
    ("重发", "cf"),
    ("重复", "cf"),
    ("曾孙", "zs"),
    ("曾祖", "zz"),
    ("差额", "ce"),
    ("补差", "bc"),
    ("长沙", "cs"),
    ("长期", "cq"),
    ("长子", "zz"),
    ("长女", "zn"),
    ("家长", "jz"),
    ("校验", "jy"),
    ("供养", "gy"),
    ("降低", "jd"),
    ("会计", "kj"),
    ("仡佬", "gl"),
    ("朝鲜", "cx"),
    ("单人", "dr"),
    ("单位", "dw"),
    ("给付", "jf"),
    ("地方", "df"),
    ("还款", "hk"),
    ("落实", "ls"),
    ("参加", "cj"),
    ("音乐", "yy"),
    ("的士", "ds"),
];

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
    let head: String = chars.iter().take(2).collect();
    if chars.len() > 2
        && let Some((_, read)) = DOUBLE_SURNAMES.iter().find(|(surname, _)| *surname == head)
    {
        return read.chars().map(String::from).collect();
    }
    let own = SURNAMES.iter().find(|(surname, _)| chars.first() == Some(surname));
    match own {
        Some((_, read)) => vec![(*read).to_string()],
        // other surnames have one reading: their first
        None => chars.first().map(|c| all_initials(*c).chars().take(1).collect()).into_iter().collect(),
    }
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

/// The distinct first letters of a character's readings, the commonest first; a Latin letter or digit is
/// its own; empty for what has none.
fn all_initials(c: char) -> String {
    if c.is_ascii_alphanumeric() {
        return c.to_ascii_lowercase().to_string();
    }
    let mut found = String::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let first = reading.plain().chars().next().filter(char::is_ascii_lowercase);
        if let Some(first) = first.filter(|first| !found.contains(*first)) {
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
