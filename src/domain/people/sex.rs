//! 性别, GB/T 2261.1. Beneficiaries are male or female; 0 and 9 of the list are not allowed (handbook 13.11).

/// 性别 of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// 男, code 1.
    Male,
    /// 女, code 2.
    Female,
}

impl Sex {
    /// Both, in the order of their codes.
    pub const ALL: [Sex; 2] = [Sex::Male, Sex::Female];

    /// Code of GB/T 2261.1: `1` or `2`.
    pub const fn code(self) -> &'static str {
        match self {
            Sex::Male => "1",
            Sex::Female => "2",
        }
    }

    /// 男 or 女.
    pub const fn label(self) -> &'static str {
        match self {
            Sex::Male => "男",
            Sex::Female => "女",
        }
    }

    /// The sex of a code, `None` for any other code.
    pub fn from_code(code: &str) -> Option<Sex> {
        Sex::ALL.into_iter().find(|sex| sex.code() == code)
    }

    /// The sex of what stands on a paper: `1`, `2`, `男`, `女`, `男性`, `女性`, any width.
    pub fn from_text(text: &str) -> Option<Sex> {
        let text = crate::domain::text::clean(text);
        let short = text.strip_suffix('性').unwrap_or(&text);
        Sex::ALL.into_iter().find(|sex| sex.code() == short || sex.label() == short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_texts_read_back() {
        for sex in Sex::ALL {
            assert_eq!(Sex::from_code(sex.code()), Some(sex));
            assert_eq!(Sex::from_text(&format!(" {}性", sex.label())), Some(sex));
        }
        assert_eq!(Sex::from_text("２"), Some(Sex::Female));
        for wrong in ["0", "9", "", "M", "性"] {
            assert_eq!(Sex::from_text(wrong), None, "{wrong}");
        }
    }
}
