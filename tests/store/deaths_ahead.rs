//! A death that is told after something was decided for later: nobody is covered for a month after the last one that is due.

use crate::deaths::{death, dies, versions};
use crate::support::{Office, id, register};
use minzheng::register::Draft;

/// What was decided for later, and the bank has not paid by, covers the dead for no month: it is decided anew without them.
#[test]
fn what_is_decided_for_later_is_computed_anew_without_the_dead() {
    for (origin, later, stand) in [
        ("taken_over", &[("2021-12-20", "100")][..], "2020-12 award 2 30000, 2022-01 award 1 10000"),
        // The first version has not begun.
        ("none", &[("2021-12-20", "200")], "2022-01 award 1 20000"),
        // Two lie ahead: each stays for what it was decided for.
        (
            "taken_over",
            &[("2021-12-10", "100"), ("2021-12-20", "0 2022-03")],
            "2020-12 award 2 30000, 2022-01 award 1 10000, 2022-03 award 1 0",
        ),
        // What lies after the month after the death: from that month on as before, and later as decided.
        (
            "taken_over",
            &[("2021-12-20", "100 2022-02")],
            "2020-12 award 2 30000, 2022-01 award 1 30000, 2022-02 award 1 10000",
        ),
    ] {
        let o = Office::new();
        let (head, son) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
        let house = o.household(head, &[(son, "21")]);
        let case = if origin == "none" { None } else { Some(o.case(house, "300")) };
        for (decided, income) in later {
            let (income, month) =
                income.split_once(' ').map_or((*income, None), |(income, month)| (income, Some(month)));
            let row = o.award_draft(decided, income).with_some("from_month", month);
            match case {
                Some(case) => o.saved(&row.with("dibao", format!("#{case}"))),
                None => {
                    let case = Draft::new(register("dibao")).with("kind", "U").with("household", format!("#{house}"));
                    let case = case.with("origin", "taken_over").with("apply_date", "2021-12-08");
                    o.saved(&case.with("accept_date", "2021-12-09").with_row(row))
                }
            };
        }
        let told = o.store.check(&death(son, "2021-12-01"), o.day).unwrap().told().join("\n");
        assert!(told.contains("自 2022-01 起重新核定"), "{told}");
        dies(&o, son, "2021-12-01");
        assert_eq!(versions(&o, "award", "persons || ' ' || income_fen"), stand, "{told}");
        let covers = "SELECT count(*) FROM cover WHERE voided_by IS NULL AND from_month > '2021-12' AND person = ";
        assert_eq!(o.one::<i64>(&format!("{covers}{son}")), 0);
    }
}

/// Told in January, of a case that was applied for: what follows begins when the ground was gone, not after the day of the decision.
#[test]
fn a_death_that_is_told_in_the_month_that_it_changes() {
    let mut o = Office::new();
    let (head, son) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
    let house = o.household(head, &[(son, "21")]);
    let case = o.case(house, "300");
    o.sql(&format!(
        "UPDATE dibao SET origin = 'applied', town_date = '2020-11-02', district_date = '2020-11-20' WHERE key = {case}"
    ));
    o.saved(&o.award_draft("2021-12-20", "100").with("dibao", format!("#{case}")));
    o.day = "2022-01-05".parse().unwrap();
    dies(&o, son, "2021-12-30");
    assert_eq!(versions(&o, "award", "persons"), "2020-12 award 2, 2022-01 award 1");
}

/// What the bank has paid by stays, and what follows begins after it.
#[test]
fn what_was_paid_is_not_computed_anew() {
    let o = Office::new();
    let (head, son) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
    let house = o.household(head, &[(son, "21")]);
    let case = o.case(house, "300");
    o.saved(&o.award_draft("2021-10-20", "200").with("dibao", format!("#{case}")));
    o.saved(&o.award_draft("2021-11-20", "100").with("dibao", format!("#{case}")));
    o.paid_line(1, case, head, "2021-11");
    dies(&o, son, "2021-09-10");
    let stand = "2020-12 award 2 30000, 2021-11 award 2 20000, 2021-12 award 1 10000";
    assert_eq!(versions(&o, "award", "persons || ' ' || income_fen"), stand);
}

/// What was decided for later had only added the dead: it falls, and what is drawn is as before.
#[test]
fn what_only_added_the_dead_falls() {
    let o = Office::new();
    let (head, son) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
    let house = o.household(head, &[]);
    let case = format!("#{}", o.case(house, "40"));
    let joins = o.member_draft(son, "21").with("valid_from", "2021-12-10");
    o.saved(&joins.with("household", format!("#{house}")));
    o.saved(&o.award_draft("2021-12-15", "40").with("dibao", &case));
    let what = "persons || ' ' || total_fen";
    let before: String = versions(&o, "award", what);
    assert!(before.contains(", 2022-01 award 2 "), "{before}");
    let told = o.store.check(&death(son, "2021-12-20"), o.day).unwrap().told().join("\n");
    assert!(told.contains("自 2022-01 起重新核定(自 2022-01 起的核定随之作废)"), "{told}");
    dies(&o, son, "2021-12-20");
    let (first, _) = before.split_once(", ").unwrap();
    let (_, alone) = first.split_once(' ').unwrap();
    assert_eq!(versions(&o, "award", what), format!("{first}, 2022-01 {alone}"));
    let covers = format!("SELECT count(*) FROM cover WHERE voided_by IS NULL AND person = {son}");
    assert_eq!(o.one::<i64>(&covers), 0);
}

/// What never covered the dead stands as it was decided; what lies behind it and covers them falls.
#[test]
fn what_is_the_same_without_the_dead_stands() {
    let o = Office::new();
    let (head, son) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
    let house = o.household(head, &[]);
    let case = format!("#{}", o.case(house, "40"));
    let second = o.saved(&o.award_draft("2021-12-05", "30").with("dibao", &case));
    let joins = o.member_draft(son, "21").with("valid_from", "2021-12-10");
    o.saved(&joins.with("household", format!("#{house}")));
    o.saved(&o.award_draft("2021-12-15", "30").with("from_month", "2022-02").with("dibao", &case));
    dies(&o, son, "2021-12-20");
    let stand = "2020-12 award 1 4000, 2022-01 award 1 3000, 2022-02 award 1 3000";
    assert_eq!(versions(&o, "award", "persons || ' ' || income_fen"), stand);
    assert_eq!(o.one::<i64>("SELECT key FROM award WHERE from_month = '2022-01' AND voided_by IS NULL"), second);
}

/// A suspension that lies ahead does not keep the dead covered until then.
#[test]
fn what_pays_until_it_is_suspended_is_computed_anew() {
    let o = Office::new();
    let (head, son) = (o.person("陈桂香", &id("1947-03-02", 24)), o.person("李伟", &id("1976-05-01", 31)));
    let case = format!("#{}", o.case(o.household(head, &[(son, "21")]), "300"));
    o.saved(&o.award_draft("2021-12-10", "100").with("dibao", &case));
    let suspended = o.award_draft("2021-12-15", "100").with("kind", "suspended").with("reason_code", "08");
    o.saved(&suspended.with("from_month", "2022-03").with("dibao", &case));
    dies(&o, son, "2021-12-20");
    assert_eq!(versions(&o, "award", "persons"), "2020-12 award 2, 2022-01 award 1, 2022-03 suspended 08");
    let covers = "SELECT count(*) FROM cover WHERE voided_by IS NULL AND from_month > '2021-12' AND person = ";
    assert_eq!(o.one::<i64>(&format!("{covers}{son}")), 0);
}
