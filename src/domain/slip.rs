//! A slip (差错): one thing that is wrong or doubtful in what somebody entered.
//!
//! Must not know how it is shown, nor which register it came from.
use std::fmt;

/// The code of a needed field that is empty: what follows from it is not asked for yet.
pub const MISSING: &str = "E-RG01";
/// The code of a reason (理由) that is missing or too short: it is asked for by itself.
pub const WHY: &str = "E-RG20";

/// How hard a slip stops the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 提示: shown, never stops.
    Warning,
    /// 存疑: stops, until a second look turns it into a recorded exception with reason and evidence.
    Doubt,
    /// 错误: stops, nothing lets it through.
    Error,
}

impl Severity {
    /// 错误, 存疑 or 提示.
    pub const fn label(self) -> &'static str {
        match self {
            Severity::Error => "错误",
            Severity::Doubt => "存疑",
            Severity::Warning => "提示",
        }
    }

    /// `error`, `doubt` or `warning`, as JSON has it.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Doubt => "doubt",
            Severity::Warning => "warning",
        }
    }
}

/// One slip: a stable code, how hard it stops, the field it sits in, and what to tell the clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Stable code of the handbooks, such as `E-DB-001`.
    pub code: &'static str,
    /// How hard it stops.
    pub severity: Severity,
    /// Column name of the field, when it is about one field.
    pub field: Option<&'static str>,
    /// Chinese text: what is wrong and what would be right.
    pub text: String,
}

impl Slip {
    /// A slip that nothing lets through.
    pub fn error(code: &'static str, text: impl Into<String>) -> Slip {
        Slip { code, severity: Severity::Error, field: None, text: text.into() }
    }

    /// A slip that a second look can turn into a recorded exception.
    pub fn doubt(code: &'static str, text: impl Into<String>) -> Slip {
        Slip { code, severity: Severity::Doubt, field: None, text: text.into() }
    }

    /// A slip that is only shown.
    pub fn warning(code: &'static str, text: impl Into<String>) -> Slip {
        Slip { code, severity: Severity::Warning, field: None, text: text.into() }
    }

    /// The same slip, said to sit in a field.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Slip {
        self.field = Some(field);
        self
    }

    /// Does it stand in the way where these doubts are accepted?
    pub fn is_open(&self, accept: &[String]) -> bool {
        match self.severity {
            Severity::Error => true,
            Severity::Doubt => !self.is_among(accept),
            Severity::Warning => false,
        }
    }

    /// Is it among what was accepted? A code stands for every doubt of it; what was accepted as it was shown (code and text) for
    /// this one alone.
    pub fn is_among(&self, accept: &[String]) -> bool {
        accept.iter().any(|accepted| match accepted.strip_prefix(self.code) {
            Some("") => true,
            Some(rest) => rest.strip_prefix(' ') == Some(&self.text),
            None => false,
        })
    }

    /// Does it stop the work, exceptions aside?
    pub fn stops(&self) -> bool {
        self.severity != Severity::Warning
    }
}

/// Whether something that was accepted is of a code: the code itself, or a doubt as it was shown.
pub fn is_of(accepted: &str, code: &str) -> bool {
    accepted.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_warning_lets_the_work_go_on() {
        assert!(Slip::error("E-X01", "a").stops());
        assert!(Slip::doubt("E-DB-001", "a").stops());
        assert!(!Slip::warning("W-ID03", "a").stops());
        assert_eq!(Slip::error("E-X01", "错").at("name").field, Some("name"));
        assert!(Severity::Warning < Severity::Doubt && Severity::Doubt < Severity::Error);
    }

    #[test]
    fn what_was_accepted_as_it_was_shown_is_no_other_one_of_its_code() {
        let [first, second] = ["救助过 500 元", "救助过 800 元"].map(|text| Slip::doubt("E-LS-003", text));
        for (accepted, of_first, of_second) in [
            ("E-LS-003".to_owned(), true, true),
            (first.to_string(), true, false),
            ("E-LS-00".to_owned(), false, false),
            ("E-LS-0031".to_owned(), false, false),
            (String::new(), false, false),
        ] {
            let accept = [accepted];
            assert_eq!([&first, &second].map(|slip| slip.is_among(&accept)), [of_first, of_second], "{accept:?}");
            assert_eq!(is_of(&accept[0], "E-LS-003"), of_first, "{accept:?}");
        }
        assert!(Slip::error("E-X01", "a").is_open(&["E-X01".to_owned()]));
    }
}
