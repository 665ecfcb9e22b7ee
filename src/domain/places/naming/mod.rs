//! Whether a place may be called so (services 5.3): rules N1 to N11, each with its finding. Pure: what is around the place is told.

mod rules;
#[cfg(test)]
mod tests;
mod words;

use crate::domain::places::generic;
use crate::domain::slip::{Severity, Slip};

/// The rules of services 5.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Names of people.
    N1,
    /// Enterprises and trademarks.
    N2,
    /// Foreign names.
    N3,
    /// Streets and buildings of one built-up area: the same name, the same sound.
    N4,
    /// Towns of the district, natural features of the province, counties of the country.
    N5,
    /// Rare characters.
    N6,
    /// A specific and a generic part.
    N7,
    /// A generic part that fits.
    N8,
    /// Facilities are called as the place where they are.
    N9,
    /// Words that are too grand.
    N10,
    /// What the name means.
    N11,
}

/// Which part of a proposal a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// 专名.
    Specific,
    /// 通名.
    Generic,
    /// The whole name.
    Name,
    /// 含义.
    Meaning,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// What of the proposal.
    pub about: About,
    /// Its code.
    pub code: &'static str,
    /// How hard it stops.
    pub level: Severity,
    /// What is wrong and what would be right.
    pub text: String,
}

impl Finding {
    /// As it is shown at a field. What is there already, and is only entered now, is doubted where a new name would be refused.
    pub fn slip(self, is_new: bool, field: impl FnOnce(About) -> &'static str) -> Slip {
        let level = if is_new { self.level } else { self.level.min(Severity::Doubt) };
        Slip { severity: level, ..Slip::error(self.code, self.text) }.at(field(self.about))
    }
}

/// A name that somebody wants to give.
#[derive(Clone, Copy, Debug, Default)]
pub struct Proposal<'a> {
    /// The kind of place (`kind8`), and what that is called.
    pub kind: (&'a str, &'a str),
    /// 专名.
    pub specific: &'a str,
    /// 通名.
    pub generic: &'a str,
    /// 红线宽度, tenths of a metre.
    pub width: Option<i64>,
    /// 空地面积, tenths of a square metre.
    pub open: Option<i64>,
    /// 含义.
    pub meaning: &'a str,
    /// Who applies.
    pub applicant: &'a str,
}

impl Proposal<'_> {
    /// Whether it is held against the names of its kind.
    pub fn is_built_up(&self) -> bool {
        rules::built_up(self).is_some()
    }
    /// Whether it is held against the towns.
    pub fn is_division(&self) -> bool {
        self.kind.0 == rules::DIVISION
    }
    /// Whether it is held against all that is called anything there.
    pub fn is_called_as_its_place(&self) -> bool {
        self.kind.0 == rules::FACILITY && generic::find(self.generic).is_some_and(|generic| generic.makes == "站")
    }
    fn name(&self) -> String {
        format!("{}{}", self.specific, self.generic)
    }
}

/// A name that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// 专名.
    pub specific: &'a str,
    /// 通名.
    pub generic: &'a str,
}

/// What is around the place: of each list only what a proposal is held against needs to be told.
#[derive(Clone, Debug, Default)]
pub struct Around<'a> {
    /// The names of places of its kind in its built-up area.
    pub of_its_kind: Vec<Standing<'a>>,
    /// The towns of the district.
    pub towns: Vec<&'a str>,
    /// The specific parts of all that is called anything there, and what its divisions are called.
    pub local: Vec<&'a str>,
    /// The six digits of the district: it may use its own name.
    pub district: &'a str,
}

/// What the office holds a name to (parameters `pn.*`), in tenths of a metre.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// A 大道 is at least so wide.
    pub avenue: Option<i64>,
    /// A 巷 is at most so wide.
    pub lane: Option<i64>,
}

/// What is said of a new name, in the order of the rules.
pub fn judge(proposal: &Proposal<'_>, around: &Around<'_>, limits: Limits) -> Vec<Finding> {
    let mut found = rules::whose(proposal);
    found.extend(rules::borrowed(proposal));
    found.extend(rules::repeated(proposal, around));
    found.extend(rules::known_elsewhere(proposal, around));
    found.extend(rules::characters(proposal));
    found.extend(rules::parts(proposal));
    found.extend(rules::fitting(proposal, limits));
    found.extend(rules::local(proposal, around));
    found.extend(rules::grand(proposal));
    found.extend(rules::meaning(proposal));
    found.sort_by_key(|finding| finding.rule);
    found
}

/// What is said of a name that is there already and only entered: whether it is one, how it is written, and what is called so beside it.
pub fn judge_standing(proposal: &Proposal<'_>, around: &Around<'_>) -> Vec<Finding> {
    let mut found = rules::repeated(proposal, around);
    found.extend(rules::characters(proposal));
    found.extend(rules::parts(proposal));
    found
}
