//! 核对: checks between registers, run for a month (services 7, assistance 6.1). One declaration each: code, how heavy it weighs, what
//! it looks at, what it says of a record, what to do about it. Which records it finds is asked in `store/checks`.
//!
//! To add one: a static in the file of its wing, its name in `ALL` there, its SQL in `store/checks`, and in
//! `tests/figures/cross_checks.rs` the row that it must find. What a rule says at saving already is not said again: [`Says::Rule`].

mod assistance;
mod balance;
mod benefits;
mod children;
mod declare;
mod elderly;
mod funeral;
mod people;
mod places;

pub use assistance::{CERTIFICATE, LIVING_ALONE, REVIEW};
pub use balance::UNBALANCED;
pub use benefits::{ELSEWHERE, ON_ROSTER, PAID_AFTER};
pub use children::{
    CARED_TOO_LONG, EXCLUSIVE, GRANTED, GROWN, KEPT, NOT_HOUSED, PARENT_DEAD, PARENT_LEVEL, TERM_OVER, TWO_WORKERS,
    UNANSWERED, WITHOUT_FILE, WORKER_GONE,
};
pub use declare::{CrossCheck, Oddity, Says, Told, Weight, Whose, counted};
pub use elderly::{CERTIFIED, GRADE_ENDS, OF_AGE, OTHER_BAND, TWO_HOMES, UNSEEN};
pub use funeral::{CASE_LATE, LISTS_DIFFER, NO_FIXTURE, OWNER_DEAD, RELIEVED_WRONGLY, TENT_LATE};
pub use people::{NAMESAKES, NOT_VISITED, NUMBER, SHARED_ACCOUNT};
pub use places::{ABOLISHED, LINE_DUE, LINE_LATE, OLD_NAME, OUTLIVED, OUTLIVED_PLATE, UNPATROLLED};

/// Every check, wing by wing, that of the tables last.
pub fn all() -> impl Iterator<Item = &'static CrossCheck> {
    of_registers().chain([&UNBALANCED])
}

/// The checks between registers, for each of which the store looks.
pub fn of_registers() -> impl Iterator<Item = &'static CrossCheck> {
    [people::ALL, places::ALL, benefits::ALL, assistance::ALL, elderly::ALL, children::ALL, funeral::ALL]
        .into_iter()
        .flatten()
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_check_has_a_code_of_its_own_and_says_all_there_is_to_say() {
        let mut codes: Vec<&str> = all().map(|check| check.code).collect();
        codes.sort_unstable();
        let many = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), many, "{codes:?}");
        for check in all() {
            assert!(!check.looks_at.is_empty() && check.to_do.chars().count() > 5, "{check:?}");
        }
    }
}
