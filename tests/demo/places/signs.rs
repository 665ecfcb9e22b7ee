//! T-PN4: the signs of each town, in all months of 2021, all cells.

use crate::office::{amount, by_sql, demo, filled, months, numbers};

/// A sign is there from 应设 to 拆除, whose day still counts; its last check by the end of the month says how it is, none that it is not set.
const SIGNS: &str = "
    WITH found AS (SELECT sign, condition, max(checked_on) FROM sign_check WHERE checked_on <= :last GROUP BY 1),
    there AS (SELECT substr(s.division, 1, 9) town, qty, coalesce(f.condition, '0') c FROM sign s LEFT JOIN found f ON f.sign = s.key
        WHERE planned_on <= :last AND (removed_on IS NULL OR removed_on >= :last)),
    town AS (SELECT substr(code, 1, 9) town FROM division WHERE level = 'township' UNION ALL SELECT '')
    SELECT coalesce(sum(qty), 0), coalesce(sum(iif(c IN ('1', '2', '4'), qty, 0)), 0), coalesce(sum(iif(c = '2', qty, 0)), 0),
        coalesce(sum(iif(c = '4', qty, 0)), 0), coalesce(sum(iif(c = '3', qty, 0)), 0), coalesce(sum(iif(c = '0', qty, 0)), 0),
        (SELECT coalesce(sum(qty), 0) FROM sign x WHERE installed_on BETWEEN :first AND :last
            AND (t.town = '' OR substr(x.division, 1, 9) = t.town))
    FROM town t LEFT JOIN there s ON t.town IN ('', s.town) GROUP BY t.town ORDER BY t.town = '', t.town";

#[test]
fn the_signs_of_each_town_calculated_again() {
    let mut kinds = [0; 7];
    for month in months() {
        let table = filled(&demo(), "places-signs", &month);
        let lines = table.rows.into_iter().map(|(_, cells)| cells).chain(table.total);
        let cells: Vec<Vec<i64>> = lines.map(|cells| cells.iter().map(amount).collect()).collect();
        let again: Vec<Vec<i64>> = by_sql(SIGNS, &month).iter().map(|line| numbers(line)).collect();
        assert_eq!(cells, again, "{month}");
        assert!(table.checks.iter().all(|check| check.holds), "{month}: {:?}", table.checks);
        for (kind, cell) in kinds.iter_mut().zip(&cells[cells.len() - 1]) {
            *kind += i64::from(*cell > 0);
        }
    }
    // Signs are always there; broken and missing ones are known from June on, the broken ones until September.
    let [all, set, broken, wrong, gone, unset, renewed] = kinds;
    assert_eq!((all, set, wrong, renewed), (12, 12, 0, 1), "{kinds:?}");
    assert_eq!((broken, gone, unset), (3, 7, 8), "{kinds:?}");
}
