//! The SQL behind the checks of people and their accounts.

use super::search::{Rows, Search, latest, stays};
use crate::figure::cross::{NAMESAKES, NUMBER, ON_ROSTER, SHARED_ACCOUNT};
use crate::register::BENEFITS;
use crate::register::benefits::benefit::Covers;

pub(super) static ALL: &[Search] = &[
    Search::new(&SHARED_ACCOUNT, |_| vec![Rows::of("account", shared_account())]),
    Search::new(&ON_ROSTER, |_| vec![Rows::of("resident", lives_there())]),
    Search::new(&NUMBER, |_| vec![Rows::of("person", number())]),
    Search::new(&NAMESAKES, |_| vec![Rows::of("person", namesakes())]),
];

/// The accounts in force on the day whose number somebody had before.
fn shared_account() -> String {
    let in_force = |a: &str| format!("{} AND {a}.proxy_agreement_no IS NULL", latest("account", a, &["person"]));
    format!(
        "SELECT a.key, NULL, NULL FROM account a WHERE a.account_no IN (SELECT n.account_no FROM account n \
         WHERE n.voided_by IS NULL GROUP BY n.account_no HAVING count(*) > 1) AND {} AND EXISTS (SELECT 1 FROM account b \
         WHERE b.account_no = a.account_no AND b.person <> a.person AND b.key < a.key AND {})",
        in_force("a"),
        in_force("b")
    )
}

/// Stays in an institution that go on after a death: the bed is not free.
fn lives_there() -> String {
    format!(
        "SELECT r.key, q.key, NULL, q.death_date, '入住机构' FROM person q CROSS JOIN resident r ON r.person = q.key AND {} \
         WHERE q.death_date < :first AND q.voided_by IS NULL",
        stays("r")
    )
}

/// Numbers of 18 digits that say another birth date or sex than the row.
fn number() -> String {
    "SELECT q.key, NULL, NULL FROM person q WHERE q.voided_by IS NULL AND q.id_type = '1' AND length(q.id_number) = 18 \
     AND ((q.birth_note IS NULL AND substr(q.id_number, 7, 8) <> replace(q.birth_date, '-', '')) \
          OR CAST(substr(q.id_number, 17, 1) AS INTEGER) % 2 <> CAST(q.sex AS INTEGER) % 2)"
        .to_owned()
}

/// The later of two rows of one name and one birth date, where one of them has a case of any benefit.
fn namesakes() -> String {
    let has_case = BENEFITS.iter().map(|benefit| match benefit.covers {
        Covers::Household(household) => household.covers,
        Covers::Person => benefit.cases.name,
    });
    let has_case = |who: &str| {
        let one =
            |cases| format!("EXISTS (SELECT 1 FROM {cases} k WHERE k.person = {who}.key AND k.voided_by IS NULL)");
        has_case.clone().map(one).collect::<Vec<_>>().join(" OR ")
    };
    format!(
        "SELECT q.key, NULL, NULL, o.name, o.birth_date FROM (SELECT n.name, n.birth_date, min(n.key) AS earlier FROM person n \
         WHERE n.voided_by IS NULL GROUP BY n.birth_date, n.name HAVING count(*) > 1) s JOIN person o ON o.key = s.earlier \
         JOIN person q ON q.birth_date = s.birth_date AND q.name = s.name AND q.voided_by IS NULL AND q.key > s.earlier \
         WHERE {} OR {}",
        has_case("q"),
        has_case("o")
    )
}
