//! 理由: why a record is corrected, voided, or let stand against a rule. Read in the same way wherever it is typed.

use crate::domain::slip::{Slip, WHY};
use crate::domain::text::{code_point, is_hostile};

/// Fewest characters.
pub const LEAST: usize = 2;
/// Most characters, as an opinion in a form.
pub const MOST: usize = 200;

/// What was typed: blanks and line breaks become single spaces. None where nothing was typed.
///
/// # Errors
/// `E-RG20` it is too short to say anything; `E-RG04` it is too long, or holds what cannot be seen.
pub fn read(typed: &str) -> Result<Option<String>, Slip> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let reason = words.join(" ");
    if let Some(strange) = reason.chars().find(|c| is_hostile(*c)) {
        return Err(Slip::error("E-RG04", format!("原因含有不可见字符 {}, 请删去", code_point(strange))));
    }
    match reason.chars().count() {
        0 => Ok(None),
        LEAST..=MOST => Ok(Some(reason)),
        n if n < LEAST => Err(Slip::error(WHY, too_short())),
        n => Err(Slip::error("E-RG04", format!("原因最多 {MOST} 个字, 现有 {n} 个字"))),
    }
}

/// What is said to a reason that says nothing.
pub fn too_short() -> String {
    format!("原因至少写 {LEAST} 个字")
}

/// The same where a reason is needed: `E-RG20` says what for.
///
/// # Errors
/// As [`read`], and nothing was typed.
pub fn needed(typed: &str, what_for: &str) -> Result<String, Slip> {
    read(typed)?.ok_or_else(|| Slip::error(WHY, format!("{what_for}须写明理由")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_clean_line_of_2_to_200_characters() {
        assert_eq!(read("  本人\t来电\r\n更正　 "), Ok(Some("本人 来电 更正".to_owned())));
        assert_eq!((read(" \n"), read("")), (Ok(None), Ok(None)));
        assert_eq!(read(&"字".repeat(MOST)).map(|r| r.map(|r| r.chars().count())), Ok(Some(MOST)));
        for (typed, code) in [
            ("错", "E-RG20"),
            (&"字".repeat(MOST + 1), "E-RG04"),
            ("本人\u{1b}[2J", "E-RG04"),
            ("本人\u{202e}来电", "E-RG04"),
            ("本人\u{0}来电", "E-RG04"),
        ] {
            assert_eq!(read(typed).map_err(|s| s.code), Err(code), "{typed:?}");
        }
        assert_eq!(needed("", "作废").map_err(|s| s.text), Err("作废须写明理由".to_owned()));
    }
}
