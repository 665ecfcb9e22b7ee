//! The strings that a report of December must say, as far as they belong to the five tabs (services 11.9).

use crate::office::{by_sql, demo, numbers, one};
use minzheng::figure;
use minzheng::jobs::report::year_line;

#[test]
fn the_report_of_the_year_says_what_the_bureau_said() {
    for (key, said) in [
        ("funeral.reports", "5起"),
        ("funeral.cremation_rate", "100.00%"),
        ("funeral.facility_cases", "0起"),
        ("funeral.paper_seized", "500余公斤"),
        ("funeral.goods_seized", "900余件"),
        ("funeral.leaflets", "5150余份"),
        ("funeral.banners", "100余条"),
        ("funeral.posters", "600余份"),
        ("funeral.merchants", "近50家"),
        ("children.orphans.amount", "34.77万元"),
        ("children.de_facto.amount", "22.17万元"),
        ("children.scholarship.amount", "5.25万元"),
        ("children.directors_trained", "54个"),
        ("children.supervisors_trained", "7个"),
        ("elderly.adaptations.planned", "30户"),
        ("elderly.adaptations.done", "32户"),
        ("elderly.contestants", "50余人"),
        ("elderly.contest_delegates", "3人"),
    ] {
        let line = year_line(&demo(), figure::find(key).unwrap(), 2021).unwrap();
        assert_eq!(format!("{}{}", line.shown(), line.figure.unit.label()), said, "{key}");
    }
    let adapted = one("elderly-adaptations", "2021-12").note.join(" ");
    assert!(adapted.contains("任务数 30 户, 完成数 32 户") && adapted.contains("106.67%"), "{adapted}");
}

/// What the report says of the contest and the social workers is kept in the registers of the tabs, and has no figure of its own.
#[test]
fn the_registers_hold_what_else_the_bureau_said() {
    let counted = |sql: &str| numbers(&by_sql(sql, "2021-12")[0])[0];
    let visited = |scheme: &str| {
        counted(&format!(
            "SELECT count(DISTINCT case_key) FROM homecheck WHERE visitor_org = 'socialwork' AND scheme = '{scheme}' \
             AND substr(visit_on, 1, 4) = '2021' AND voided_by IS NULL"
        ))
    };
    let homes = "SELECT count(DISTINCT institution) FROM contest_entry WHERE level = '1' AND substr(held_on, 1, 4) = '2021' AND voided_by IS NULL";
    let elders = "SELECT count(DISTINCT e.person) FROM elder e JOIN person p ON p.key = e.person WHERE e.source = '1' \
        AND substr(e.collected_on, 1, 4) = '2021' AND date(p.birth_date, '+80 years') <= e.collected_on AND e.voided_by IS NULL";
    assert_eq!(counted(homes), 10);
    assert_eq!(counted(elders), 309);
    assert_eq!(visited("dibao-urban"), 129);
    let tekun = u64::try_from(visited("tekun")).unwrap();
    assert!((61..=69).contains(&tekun), "{tekun}");
}
