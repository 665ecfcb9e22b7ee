//! 遮盖: which characters of a personal number are shown where not one opened record is meant, and how such numbers are found
//! in running text (a reason, a note, a message that quotes what was typed). The masks of whole numbers stand with their types
//! ([`IdNumber::masked`], [`CertNo::masked`], [`AccountNo::masked`], [`Phone::masked`]). Must not know fields.

use crate::domain::account::{AccountNo, Medium, luhn_ok};
use crate::domain::date;
use crate::domain::division_code::DivisionCode;
use crate::domain::people::disability::CertNo;
use crate::domain::people::id_number::{IdNumber, is_temporary_number};
use crate::domain::people::issued_in;
use crate::domain::people::phone::Phone;
use std::borrow::Cow;

/// A number that should be one of a paper, an account or a phone and reads as none: its last four characters, or fewer.
pub fn unreadable(text: &str) -> String {
    let all = text.chars().count();
    let shown = (all / 3).min(4);
    let tail: String = text.chars().skip(all - shown).collect();
    format!("{}{}", "*".repeat(all - shown), crate::domain::text::safe(&tail))
}

/// The number of a paper as it is shown: an ID number, a certificate of disability. The temporary number of somebody without
/// papers tells nothing and stays; anything else as [`unreadable`].
pub fn paper(text: &str) -> String {
    if is_temporary_number(text) {
        return text.to_owned();
    }
    let cert = || CertNo::parse_as(text, true).map(|cert| cert.masked());
    let id = || IdNumber::parse_as(text, true).map(|id| id.masked());
    cert().or_else(|_| id()).unwrap_or_else(|_| unreadable(text))
}

/// An account number as it is shown. One that is an ID number by mistake is masked as such.
pub fn account(text: &str) -> String {
    AccountNo::parse(text, Medium::Corporate).map_or_else(|_| paper(text), |no| no.masked())
}

/// A phone number as it is shown.
pub fn phone(text: &str) -> String {
    Phone::parse(text).map_or_else(|_| unreadable(text), |phone| phone.masked())
}

/// A text with the numbers of identity papers, certificates, bank cards and mobile phones in it masked, however they are typed
/// (full-width, in groups, between letters). What is no such number stays as it is: days, months, amounts, 家庭编号, case numbers,
/// 统一社会信用代码, digests; and account numbers that are no card's, of 10 to 15 and of 17 digits, which nothing tells apart from those.
pub fn within(text: &str) -> Cow<'_, str> {
    if text.chars().filter(|c| digit(*c).is_some()).count() < LEAST {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out: Vec<char> = chars.clone();
    let mut at = 0;
    while at < chars.len() {
        if !is_of_word(chars[at]) {
            at += 1;
            continue;
        }
        let end = (at..chars.len()).find(|i| !is_of_word(chars[*i])).unwrap_or(chars.len());
        if let Some(joined) = grouped(&chars, at) {
            hide(&mut out, &(at..joined).filter(|i| is_of_word(chars[*i])).collect::<Vec<_>>());
            at = joined;
            continue;
        }
        for (from, to) in numbers(&chars[at..end]) {
            hide(&mut out, &(at + from..at + to).collect::<Vec<_>>());
        }
        at = end;
    }
    if out == chars { Cow::Borrowed(text) } else { Cow::Owned(out.into_iter().collect()) }
}

/// No number that is masked is shorter: a mobile phone has 11 digits.
const LEAST: usize = 11;

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

/// Letters and digits, half or full width.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// The places of the numbers to be masked in a word.
fn numbers(word: &[char]) -> Vec<(usize, usize)> {
    // A digest is no number, though enough digits may stand together in it.
    if word.len() == 64 && word.iter().all(char::is_ascii_hexdigit) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < word.len() {
        let run: String = word[at..].iter().map_while(|c| digit(*c)).collect();
        let end = at + run.len();
        let checked = word.get(end).is_some_and(|c| matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ'));
        match run.len() {
            // The check character, and of a certificate its kind and level, go with it.
            17 if checked && is_paper(&format!("{run}X")) => {
                let more = word[end + 1..].iter().take(2).take_while(|c| digit(**c).is_some()).count();
                found.push((at, end + 1 + more));
            }
            18.. if is_paper(&run[..18]) => found.push((at, end)),
            16..=19 if is_card(&run) && !is_household(&run) => found.push((at, end)),
            15 if is_old_id(&run) && !is_serial(&word[..at]) => found.push((at, end)),
            11 if is_mobile(&run) => found.push((at, end)),
            13 if run.starts_with("86") && is_mobile(&run[2..]) => found.push((at, end)),
            _ => {}
        }
        at = end.max(at) + 1;
    }
    found
}

/// 18 characters with a province and a birth date at their places, the check digit right or wrong. A 统一社会信用代码 has 18 too.
fn is_paper(text: &str) -> bool {
    IdNumber::parse_as(text, true).is_ok()
}

/// Begins as the cards of China's banks do, or ends with the check digit of all cards.
fn is_card(run: &str) -> bool {
    run.starts_with("62") || luhn_ok(run)
}

/// What stands before the digits of a case number: `DB430406201201031` is no old card, though 20-12-01 is a day.
fn is_serial(before: &[char]) -> bool {
    matches!(before, [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase())
}

/// 1 and what no month or service number has next: 12 to 19 … are numbers of operators.
fn is_mobile(run: &str) -> bool {
    matches!(run.as_bytes(), [b'1', b'3'..=b'9', ..])
}

/// 家庭编号: the code of a village and a serial number of five digits.
fn is_household(run: &str) -> bool {
    run.get(..12)
        .and_then(|code| DivisionCode::parse(code).ok())
        .is_some_and(|code| issued_in::name_of(code.county()).is_some())
}

/// An ID number of 15 digits has a birth date at its seventh.
fn is_old_id(run: &str) -> bool {
    let part = |from: usize, to: usize| run.get(from..to).and_then(|t| t.parse::<u32>().ok()).unwrap_or(0);
    let year = i32::try_from(part(6, 8)).unwrap_or(0);
    date::of_parts(1900 + year, part(8, 10), part(10, 12)).is_ok()
}

/// Where a number that is typed in groups ends: `430406 19030405 0120`, `430406 1903 0405 0120`, `6217 9900 0012 3456 788`,
/// `138 1234 5678`, with single spaces or hyphens.
fn grouped(chars: &[char], from: usize) -> Option<usize> {
    let mut groups: Vec<(String, usize)> = Vec::new();
    let mut at = from;
    loop {
        let start = at;
        while at < chars.len() && is_of_word(chars[at]) {
            at += 1;
        }
        let group: String = chars[start..at].iter().map(|c| digit(*c).unwrap_or(*c)).collect();
        if group.is_empty() {
            break;
        }
        groups.push((group, at));
        if groups.len() == 5 || !chars.get(at).is_some_and(|c| matches!(c, ' ' | '-' | '\u{3000}')) {
            break;
        }
        at += 1;
    }
    let fits = |count: usize| {
        let of: Vec<&str> = groups.iter().take(count).map(|(g, _)| g.as_str()).collect();
        let sizes: Vec<usize> = of.iter().map(|g| g.len()).collect();
        let joined = of.concat();
        let is_id = || CertNo::parse_as(&joined, true).is_ok() || IdNumber::parse_as(&joined, true).is_ok();
        let digits = joined.bytes().all(|b| b.is_ascii_digit());
        match sizes[..] {
            [6, 8, 4 | 6] | [6, 4, 4, 4 | 6] => is_id(),
            [4, 4, 4, 4] | [4, 4, 4, 4, 1..=3] => digits && joined.starts_with("62"),
            [3, 4, 4] => digits && is_mobile(&joined),
            _ => false,
        }
    };
    (3..=groups.len()).rev().find(|count| fits(*count)).and_then(|count| groups.get(count - 1)).map(|(_, end)| *end)
}

/// Hides the middle of a number whose characters stand at these places: of a phone three and four stay, of others six and four;
/// of a certificate the two behind them too.
fn hide(out: &mut [char], places: &[usize]) {
    let (head, tail) = match places.len() {
        11 => (3, 4),
        13 => (5, 4),
        20.. => (6, 6),
        _ => (6, 4),
    };
    for place in places.iter().skip(head).take(places.len().saturating_sub(head + tail)) {
        out[*place] = '*';
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn personal_numbers_in_a_text_are_masked() {
        for (text, want) in [
            ("身份证430406190304050120更正", "身份证430406********0120更正"),
            ("430406190304050121", "430406********0121"),
            ("43040619030405018x，本人", "430406********018x，本人"),
            ("sfz43040619030405018X", "sfz430406********018X"),
            ("残疾证43040619030405012042", "残疾证430406********012042"),
            ("43040619030405018X73B1", "430406********018X73B1"),
            ("４３０４０６１９０３０４０５０１２０", "４３０４０６********０１２０"),
            ("430406 19030405 0120", "430406 ******** 0120"),
            ("430406-1903-0405-018X", "430406-****-****-018X"),
            ("旧证430406030405012", "旧证430406*****5012"),
            ("电话13812345678,", "电话138****5678,"),
            ("+8613812345678", "+86138****5678"),
            ("138 1234 5678", "138 **** 5678"),
            ("138-1234-5678 138 1234 5679", "138-****-5678 138 **** 5679"),
            ("卡6217990000123456788。", "卡621799*********6788。"),
            ("6217 9900 0012 3456 788", "6217 99** **** ***6 788"),
            ("6222000000000000", "622200******0000"),
            ("tel13812345678", "tel138****5678"),
            ("13812345678a", "138****5678a"),
            ("旧证id430406030405012x", "旧证id430406*****5012x"),
            ("4304061903040501201", "430406*********1201"),
        ] {
            assert_eq!(within(text), want, "{text}");
        }
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "2021-11-30 2021-12-01",
            "20211130123059",
            "430406001001",
            "43040600100100001",
            "DB430406201400031",
            "T430406-2021-0001",
            "1000000995",
            "DBU-202101-01",
            "12,345,678.90 元",
            "430406********0120",
            "6299 **** **** 8022",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "1111111111111111111111111111111111111111111111111111111111111111",
            "12345678901",
            "138123456789",
            "12430406447812345X",
            "124304064478123450",
            "12430406447812345012",
            "100000000000000000000001",
            "DB430406201201031",
        ] {
            assert_eq!(within(text), text);
        }
    }

    #[test]
    fn a_number_that_reads_as_none_is_masked_all_the_same() {
        assert_eq!(paper("43040619030405012042"), "430406********012042");
        assert_eq!(paper("430406190304050120"), "430406********0120");
        assert_eq!(paper("T430406-2021-0001"), "T430406-2021-0001");
        assert_eq!(account("430406190304050120"), "430406********0120");
        assert_eq!(unreadable("430406190304050199x9"), "****************99x9");
        assert_eq!(
            (phone("138123"), unreadable(""), unreadable("ab")),
            ("****23".to_owned(), String::new(), "**".to_owned())
        );
    }

    proptest! {
        #[test]
        fn nothing_is_too_strange_to_be_masked(text in any::<String>()) {
            prop_assert_eq!(within(&text).chars().count(), text.chars().count());
            let _ = (paper(&text), account(&text), phone(&text));
        }
        #[test]
        fn a_masked_text_stays_as_it_is(text in "[0-9０-９xX \\-，]{0,80}") {
            let once = within(&text).into_owned();
            prop_assert_eq!(within(&once), once.as_str());
        }
    }
}
