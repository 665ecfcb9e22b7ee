//! Accounts and grants as they are saved: who is left out, what stands against a grant, and that the file itself wants three people.

use crate::support::{Office, register};
use minzheng::register::Draft;
use minzheng::store::StoreFault;

/// An office that has given roles: the maker administers it, the checker gives roles.
fn founded() -> Office {
    let office = Office::new();
    office.sql(
        "INSERT INTO role_grant(operator, role, valid_from, act) VALUES (1, 'system', '2021-01-01', 1), (2, 'security', '2021-01-01', 1)",
    );
    office
}

fn grant(operator: &str, role: &str) -> Draft {
    Draft::new(register("role_grant")).with("operator", operator).with("role", role)
}

fn changed(name: &str, key: i64, (col, text): (&'static str, &str)) -> Draft {
    Draft { why: Some("人员调整".to_owned()), ..Draft::of(register(name), key).with(col, text) }
}

fn voided(office: &Office, name: &str, key: i64) -> Vec<&'static str> {
    match office.store.void(register(name), key, &office.who, office.day, "人员调整").unwrap_err() {
        StoreFault::Refused(refused) => refused.slips.iter().map(|slip| slip.code).collect(),
        other => panic!("{other}"),
    }
}

#[test]
fn an_account_that_was_left_is_nobodys_any_more() {
    let office = Office::new();
    let left = office.store.who(Some("finance")).unwrap();
    office.saved(&changed("operator", left.operator, ("state", "停用")));
    let stands: String = office.one("SELECT state || ' ' || disabled_on FROM operator WHERE name = 'finance'");
    assert_eq!(stands, "disabled 2021-12-31");
    let StoreFault::Refused(refused) = office.store.who(Some("finance")).unwrap_err() else { panic!() };
    assert_eq!(refused.slips[0].code, "E-OP08");
    for name in ["maker", "checker"] {
        let key = office.store.who(Some(name)).unwrap().operator;
        office.saved(&changed("operator", key, ("state", "停用")));
    }
    // The first one with whom somebody works; he stays.
    assert_eq!(office.store.who(None).unwrap().name, "approver");
    assert_eq!(office.refused(&changed("operator", 3, ("state", "停用"))), ["E-OP08"]);
    office.saved(&changed("operator", 1, ("state", "在用")));
    assert_eq!(office.one::<i64>("SELECT count(*) FROM operator WHERE disabled_on IS NULL"), 2);
}

#[test]
fn roles_are_not_given_one_by_one_where_none_were_and_never_by_one_alone() {
    assert_eq!(Office::new().refused(&grant("maker", "经办")), ["E-OP07"]);
    let office = founded();
    assert_eq!(office.refused(&grant("finance", "计财")), ["E-OP07"], "nobody signs as the second");
    assert_eq!(office.refused(&grant("checker", "审计")), ["E-OP05"]);
    assert_eq!(office.refused(&grant("finance", "计财").with("town", "430406001001")), ["E-DV01"]);
    // The file itself refuses what another tool would put in.
    let put = |operator: i64, given_by: &str, witnessed_by: &str| {
        let db = rusqlite::Connection::open(&office.path).unwrap();
        let values = format!("({operator}, 'maker', '2021-01-01', {given_by}, {witnessed_by}, 1)");
        let sql = "INSERT INTO role_grant(operator, role, valid_from, given_by, witnessed_by, act) VALUES";
        let tx = db.unchecked_transaction().unwrap();
        tx.execute_batch(&format!("{sql} {values}")).is_ok()
    };
    for (operator, given_by, witnessed_by, stands) in [
        (4, "2", "3", true),
        (4, "NULL", "NULL", true),
        (4, "2", "NULL", false),
        (4, "NULL", "3", false),
        (4, "4", "3", false),
        (4, "2", "4", false),
        (4, "2", "2", false),
    ] {
        assert_eq!(put(operator, given_by, witnessed_by), stands, "{operator} {given_by} {witnessed_by}");
    }
}

#[test]
fn where_roles_were_given_somebody_keeps_the_office_going() {
    let office = founded();
    let ends = |key: i64| changed("role_grant", key, ("valid_to", "2021-12-31"));
    assert_eq!(office.refused(&ends(1)), ["E-OP06"]);
    assert_eq!(office.refused(&changed("operator", 2, ("state", "停用"))), ["E-OP06"]);
    office.sql("INSERT INTO role_grant(operator, role, valid_from, act) VALUES (3, 'system', '2021-01-01', 1)");
    office.saved(&ends(1));
    assert_eq!(office.one::<String>("SELECT valid_to FROM role_grant WHERE key = 1"), "2021-12-31");
    assert_eq!(office.refused(&changed("role_grant", 1, ("valid_to", ""))), ["E-OP07"]);
    assert_eq!(office.refused(&changed("operator", 3, ("state", "停用"))), ["E-OP06"]);
    office.saved(&changed("operator", 1, ("state", "停用")));
    assert_eq!(voided(&office, "operator", 4), ["E-OP08"]);
    assert_eq!(voided(&office, "role_grant", 3), ["E-OP06"]);
}
