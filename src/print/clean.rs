//! Characters that must not reach paper or a sheet: those that `domain::text` calls hostile become a mark.

pub(crate) use crate::domain::text::is_hostile;
use crate::domain::text::is_variation_selector;
use std::borrow::Cow;

/// What stands in the place of a character that is not printed.
pub const MARK: char = '□';

/// The text with every character that could change, hide or reorder what is read replaced by [`MARK`]; the selectors of
/// glyph variants, which have no ink of their own, are left out.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|ch| !is_hostile(ch) && !is_variation_selector(ch)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .filter(|ch| !is_variation_selector(*ch))
            .map(|ch| if is_hostile(ch) { MARK } else { ch })
            .collect(),
    )
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
