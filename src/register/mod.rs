//! What a register is, and the one list of them.
//!
//! A register is one kind of record (人员, 低保 …): its fields with Chinese label, type, code list and checks. From the
//! declaration come the list, the form, the search, `list` and `set` of the command line with their JSON, and the page of
//! the help. To add one: write `src/register/WING/NAME.rs`, name it in `src/register/WING/mod.rs`, and a table in `schema.sql`.
//!
//! This module knows no SQL and no screen.

pub mod assistance;
pub mod benefits;
pub mod bureau;
pub mod children;
pub mod core;
pub mod elderly;
pub mod funeral;
pub mod office;
pub mod people;
pub mod places;
#[cfg(test)]
pub mod test_only;
#[cfg(test)]
mod tests;

use self::core::wings::{Realm, Wing};
use crate::domain::scheme::Scheme;
use benefits::benefit::{Benefit, KEYS, Monthly};
use std::collections::HashMap;
use std::sync::LazyLock;

pub use self::core::ask::{Ask, BeforeAsk, Fact};
pub use self::core::brings::{Brings, InPlace};
pub use self::core::condition::{Condition, Op, operand};
pub use self::core::course::{Ahead, Course};
pub use self::core::declare::{
    Acting, Against, Counts, Dated, Deed, Does, Frees, Held, Input, Life, ListColumn, Part, Register, Serial, Sum,
    Versions,
};
pub use self::core::difference::Difference;
pub use self::core::draft::{Checked, Consequence, Draft, Opened, Saved};
pub use self::core::entry::{Entry, Known, Moves, Record, Write};
pub use self::core::facts::Facts;
pub use self::core::field::{Field, Kind, Need, When};
pub use self::core::mask::Mask;
pub use self::core::over::{Joins, Over};
pub use self::core::query::{Count, From, ListRow, Met, Page, Query};
pub use self::core::seen::{
    AwardFact, BeforeFact, CaseFact, CoverFact, Covering, DivisionFact, HouseholdFact, Inside, MemberFact, PersonFact,
    PettyEntry, PettyFundFact, RecordFact, ReliefFact,
};
pub use self::core::tie::Tie;
pub use self::core::values::{Value, Values};
pub use self::core::versions::state_after;
pub use places::territory::{CensusLine, DivisionLine};

/// The registers of each wing and of what wings share, and whose they are; and those for tests.
const WINGS: &[(Realm, &[Entry])] = &[
    (Realm::People, people::ALL),
    (Realm::Of(Wing::Assistance), assistance::ALL),
    (Realm::Of(Wing::Elderly), elderly::ALL),
    (Realm::Of(Wing::Children), children::ALL),
    (Realm::Of(Wing::Funeral), funeral::ALL),
    (Realm::Paid, benefits::ALL),
    (Realm::Of(Wing::Places), places::ALL),
    (Realm::Bureau, bureau::ALL),
    #[cfg(test)]
    (Realm::People, &[Entry::of::<test_only::Visit>(), Entry::plain(&test_only::SEALED)]),
];

/// What stands in a wing's list for the order of the help, and is no wing's own.
const SHARED: [(&str, Realm); 2] = [("institution", Realm::People), ("move", Realm::Paid)];

/// The lists of [`WINGS`] without whose they are.
const ENTRIES: &[&[Entry]] = &{
    let mut entries: [&[Entry]; WINGS.len()] = [&[]; WINGS.len()];
    let mut wing = 0;
    while wing < WINGS.len() {
        entries[wing] = WINGS[wing].1;
        wing += 1;
    }
    entries
};

/// Every register, in the order in which the help lists them.
pub static ALL: &[Entry] = &joined::<_, { count(ENTRIES) }>(ENTRIES);

const fn count<T>(wings: &[&[T]]) -> usize {
    let (mut all, mut wing) = (0, 0);
    while wing < wings.len() {
        all += wings[wing].len();
        wing += 1;
    }
    all
}

const fn joined<T: Copy, const N: usize>(wings: &[&[T]]) -> [T; N] {
    let mut all = [wings[0][0]; N];
    let (mut n, mut wing) = (0, 0);
    while wing < wings.len() {
        let mut at = 0;
        while at < wings[wing].len() {
            all[n] = wings[wing][at];
            n += 1;
            at += 1;
        }
        wing += 1;
    }
    all
}

/// Every benefit, in the order of the keys of its cases.
pub static BENEFITS: &[&Benefit] = &joined::<_, { count(PAYING) }>(PAYING);

/// The benefits of each wing that pays.
const PAYING: &[&[&Benefit]] = &[assistance::BENEFITS, elderly::BENEFITS, children::BENEFITS];

/// The schemes that are paid month by month, and how each is.
pub fn monthly_schemes() -> impl Iterator<Item = (Scheme, &'static Monthly)> {
    let monthly = BENEFITS.iter().filter_map(|benefit| Some((benefit, benefit.monthly()?)));
    monthly.flat_map(|(benefit, monthly)| benefit.schemes.iter().map(move |(scheme, _)| (*scheme, monthly)))
}

/// The schemes that pay households.
pub fn household_schemes() -> impl Iterator<Item = Scheme> {
    BENEFITS.iter().filter(|b| b.household().is_some()).flat_map(|b| b.schemes.iter().map(|(scheme, _)| *scheme))
}

/// The benefit that pays a scheme.
pub fn benefit(scheme: Scheme) -> Option<&'static Benefit> {
    BENEFITS.iter().copied().find(|b| b.schemes.iter().any(|(s, _)| *s == scheme))
}

/// The benefit whose cases stand in a register.
pub fn benefit_of(cases: &str) -> Option<&'static Benefit> {
    BENEFITS.iter().copied().find(|b| b.cases.name == cases)
}

/// The benefit that a case belongs to, by its key alone.
pub fn benefit_of_case(key: i64) -> Option<&'static Benefit> {
    BENEFITS.iter().copied().find(|b| b.keys() == key / KEYS)
}

/// The register that holds the case of a key.
pub fn register_of(case_key: i64) -> Option<&'static str> {
    benefit_of_case(case_key).map(|benefit| benefit.cases.name)
}

/// 例外登记: what is recorded of a doubt that was accepted. No clerk enters it, and no list shows it.
pub static EXCEPTION: Register = Register::new("exception", "例外登记", "条");
/// 随之变动: which row was written because of which.
pub static FOLLOW: Register = Register {
    fields: &[
        Field::new("register", "登记簿", Kind::Text(40)).given(),
        Field::new("row", "记录", Kind::Int(0, i64::MAX)).given(),
        Field::new("of_register", "随何登记簿", Kind::Text(40)).given(),
        Field::new("of_row", "随何记录", Kind::Int(0, i64::MAX)).given(),
    ],
    ..Register::new("follow", "随之变动", "条")
};

/// 权限封签: how accounts, grants and passwords stand after an act that changed them.
pub static RIGHTS_SEAL: Register = Register::new("rights_seal", "权限封签", "条");

/// Whose rows acts write and the audit copies: the registers, and what is recorded beside their rows.
pub fn written() -> impl Iterator<Item = &'static Register> {
    ALL.iter().map(|entry| entry.register).filter(|register| register.view.is_none()).chain([
        &EXCEPTION,
        &FOLLOW,
        &RIGHTS_SEAL,
    ])
}

/// Whose the register of that name is.
pub fn realm(name: &str) -> Option<Realm> {
    static REALMS: LazyLock<HashMap<&'static str, Realm>> = LazyLock::new(|| {
        let all = WINGS.iter().flat_map(|(realm, all)| all.iter().map(|entry| (entry.register.name, *realm)));
        all.chain(SHARED).collect()
    });
    REALMS.get(name).copied()
}

/// The register of that name.
pub fn find(name: &str) -> Option<&'static Entry> {
    static NAMED: LazyLock<HashMap<&'static str, &'static Entry>> =
        LazyLock::new(|| ALL.iter().map(|entry| (entry.register.name, entry)).collect());
    NAMED.get(name).copied()
}
