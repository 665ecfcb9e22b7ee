//! What is right and wrong about people living together (assistance 1.2, 13.4). Pure; knows no case.

use crate::domain::slip::Slip;
use crate::register::Facts;
use crate::register::member::Member;

/// The household as a whole.
pub fn judge_household(_applicant: i64, _facts: &Facts) -> Vec<Slip> {
    Vec::new()
}

/// One member.
pub fn judge_member(_member: &Member, _facts: &Facts) -> Vec<Slip> {
    Vec::new()
}
