//! Text as it is typed or pasted: what is folded silently, and which characters must never pass.
//!
//! Must not know what a field means; names and numbers build on it.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// Folds what a clerk's input method or a spreadsheet adds to a code or number: full-width ASCII
/// (０１２Ａ，) becomes half-width, every kind of blank (U+3000, NBSP, CR, LF, TAB, …) one space, and
/// the ends are trimmed. Nothing else is dropped: an invisible character stays, to be refused by name.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    let bare = text.trim_matches(|c| half_width(c) == ' ');
    if bare.chars().all(|c| half_width(c) == c) {
        return Cow::Borrowed(bare);
    }
    Cow::Owned(bare.chars().map(half_width).collect())
}

/// [`clean`], and without any space; a hyphen is a minus: for whole numbers.
pub fn unspaced(text: &str) -> String {
    clean(text).chars().filter(|c| *c != ' ').map(|c| if is_hyphen(c) { '-' } else { c }).collect()
}

/// [`clean`], and without any space or hyphen: for ID numbers, accounts, phones.
pub fn squeeze(text: &str) -> Cow<'_, str> {
    let parts = |c: char| c == ' ' || is_hyphen(c);
    match clean(text) {
        clean if clean.contains(parts) => Cow::Owned(clean.chars().filter(|c| !parts(*c)).collect()),
        clean => clean,
    }
}

/// The number of a few digits; none where anything else is among them, or too many.
pub fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0u32, |n, digit| {
        let digit = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
        n.checked_mul(10)?.checked_add(digit)
    })
}

/// One character of [`clean`].
fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\t' | '\n' | '\r' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' => ' ',
        '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        _ => c,
    }
}

/// Hyphens, dashes and the minus sign, half-width already.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}')
}

/// Is this a character that shows nothing, or changes how its neighbours are shown? Control
/// characters, direction marks, zero width, tags, line separators, fillers, BOM, soft hyphen,
/// noncharacters. A variation selector is not among them: after a Han character it is part of a name.
pub fn is_hostile(c: char) -> bool {
    if c.is_control() {
        return true;
    }
    match u32::from(c) {
        0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 => true,
        0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F => true,
        0x2800 | 0x3164 | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB => true,
        0xFDD0..=0xFDEF | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A => true,
        0xE0000..=0xE00FF | 0xE01F0..=0xE0FFF => true,
        code => code & 0xFFFE == 0xFFFE,
    }
}

/// Is this one of the selectors that choose the shape of the character before it?
pub fn is_variation_selector(c: char) -> bool {
    matches!(u32::from(c), 0xFE00..=0xFE0F | 0xE0100..=0xE01EF)
}

/// Is this a Chinese character: the unified blocks with all extensions, the compatibility
/// characters, and 〇. Radicals that only look like characters are not.
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x2FFFD | 0x30000..=0x3FFFD)
}

/// The text as it may go to a terminal, a file or paper: a hostile character, or a variation selector
/// that follows no Han character, is shown as `<U+XXXX>`.
pub fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_han = false;
    for c in text.chars() {
        let stray = is_variation_selector(c) && !after_han;
        if is_hostile(c) || stray {
            out.push_str(&code_point(c));
        } else {
            out.push(c);
        }
        after_han = is_han(c);
    }
    out
}

/// `<U+200B>`: a character named by its number, for messages about what cannot be seen.
pub fn code_point(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

/// A character as a message may quote it: `“a”`, or its number when it cannot be seen.
pub fn quoted(c: char) -> String {
    if is_hostile(c) || is_variation_selector(c) || c.is_whitespace() { code_point(c) } else { format!("“{c}”") }
}

/// The names of several people, each once, as a clerk parts them.
pub fn names(text: &str) -> BTreeSet<&str> {
    text.split(['、', ',', '，', ';', '；', ' ', '　', '/']).map(str::trim).filter(|n| !n.is_empty()).collect()
}

/// A count with its thousands parted: `12,345`.
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::from(if n < 0 { "-" } else { "" });
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(d);
    }
    out
}

/// How many of something that is at hand, with its thousands parted.
pub fn counted(n: usize) -> String {
    grouped(i64::try_from(n).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_blanks_are_folded() {
        assert_eq!(clean("　０１２Ａｂ，．\u{A0}x\r\n"), "012Ab,. x");
        assert_eq!(squeeze(" 4304-06 1903—0405 "), "430406190304 05".replace(' ', ""));
        assert_eq!(squeeze("4304\u{200B}06"), "4304\u{200B}06");
        for (text, bare) in [("", ""), (" 　\t", ""), ("　张 三\u{200B} ", "张 三\u{200B}"), ("\u{2003}a", "a")] {
            assert!(matches!(clean(text), Cow::Borrowed(same) if same == bare), "{text:?}");
        }
    }

    #[test]
    fn every_kind_of_hostile_character_is_known() {
        for code in [
            0x00, 0x07, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B, 0x200D,
            0x200E, 0x2028, 0x2029, 0x202E, 0x2060, 0x2066, 0x2069, 0x2800, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFE,
            0x1FFFF, 0xE0001, 0xE0041, 0xE007F, 0x1D173,
        ] {
            let c = char::from_u32(code).unwrap();
            assert!(is_hostile(c), "U+{code:04X}");
            assert!(safe(&format!("a{c}b")).contains(&format!("<U+{code:04X}>")));
        }
        for c in "aZ0 ·张〇𠮷𲎯é，（）￥".chars() {
            assert!(!is_hostile(c), "{c}");
        }
    }

    #[test]
    fn a_selector_is_shown_unless_it_follows_a_han_character() {
        assert_eq!(safe("葛\u{E0100}洪"), "葛\u{E0100}洪");
        assert_eq!(safe("a\u{E0100}"), "a<U+E0100>");
        assert_eq!(safe("葛\u{FE00}\u{FE00}"), "葛\u{FE00}<U+FE00>");
    }

    #[test]
    fn thousands_are_parted() {
        for (n, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (-25613201, "-25,613,201"), (-100, "-100")] {
            assert_eq!(grouped(n), text);
        }
    }
}
