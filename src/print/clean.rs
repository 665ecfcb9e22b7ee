//! Characters that must not reach paper: control characters, direction overrides, invisible ones. It judges single characters,
//! not whether a name is a good name.

use std::borrow::Cow;

/// What stands in the place of a character that is not printed.
pub const MARK: char = '□';

/// The text with every character that could change, hide or reorder what is read replaced by [`MARK`]; the selectors of
/// glyph variants, which have no ink of their own, are left out.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|ch| !is_hostile(ch) && !is_selector(ch)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|ch| !is_selector(*ch)).map(|ch| if is_hostile(ch) { MARK } else { ch }).collect())
}

/// Whether the character is a control character, invisible, or one that reorders the text around it.
#[must_use]
pub(crate) fn is_hostile(ch: char) -> bool {
    ch.is_control()
        || matches!(ch,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E007F}')
}

fn is_selector(ch: char) -> bool {
    matches!(ch, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_become_visible() {
        assert_eq!(clean("张\u{202E}三\u{200B}\t\u{7}"), "张□三□□□");
        assert_eq!(clean("葛\u{E0100}洪"), "葛洪");
        assert!(matches!(clean("阿依古丽·买买提 𠮷"), Cow::Borrowed(_)));
    }
}
