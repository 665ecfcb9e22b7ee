//! T-DV1: the divisions of each town at the end of each month of 2021, all cells.

use minzheng::figure::table::SheetCell;

use crate::office::{amount, by_sql, demo, filled, months, numbers};

/// What is in force: the last row of a code by the month's end that ends nothing. The district as a whole comes last.
const DIVISIONS: &str = "
    WITH now AS (SELECT d.* FROM division d WHERE d.code LIKE '430406%' AND d.voided_by IS NULL AND d.ended = 0 AND d.valid_from =
        (SELECT max(x.valid_from) FROM division x WHERE x.code = d.code AND x.voided_by IS NULL AND x.valid_from <= :last)),
    town AS (SELECT substr(code, 1, 9) town FROM now WHERE level = 'township' UNION ALL SELECT '')
    SELECT sum(level = 'township' AND kind = 'street'), sum(level = 'township' AND kind = 'town'), sum(level = 'township' AND kind = 'township'),
        sum(level = 'township' AND kind IN ('park', 'quasi')), sum(level = 'township'), sum(level = 'village' AND kind = 'community'),
        sum(level = 'village' AND kind = 'village'), sum(level = 'village' AND kind IN ('park', 'quasi')), sum(level = 'village'),
        sum(iif(level = 'township', coalesce(area_km2_d2, 0), 0)), sum(iif(level = 'township', coalesce(population, 0), 0))
    FROM town t JOIN now n ON n.level IN ('township', 'village') AND t.town IN ('', substr(n.code, 1, 9)) GROUP BY t.town ORDER BY t.town = '', t.town";

/// Nothing is entered where there is no number.
fn entered(cell: &SheetCell) -> i64 {
    if *cell == SheetCell::Text("—".to_owned()) { 0 } else { amount(cell) }
}

#[test]
fn the_divisions_calculated_again() {
    for month in months() {
        let table = filled(&demo(), "division-month", &month);
        let lines = table.rows.into_iter().map(|(_, cells)| cells).chain(table.total);
        let cells: Vec<Vec<i64>> = lines.map(|cells| cells.iter().map(entered).collect()).collect();
        let again: Vec<Vec<i64>> = by_sql(DIVISIONS, &month).iter().map(|line| numbers(line)).collect();
        assert_eq!(cells, again, "{month}");
        assert!(table.checks.iter().all(|check| check.holds), "{month}: {:?}", table.checks);
        // Five streets, a town, a park; 54 villages and communities.
        assert_eq!(cells[7][..5], [5, 1, 0, 1, 7], "{month}");
        assert_eq!(cells[7][8], 54, "{month}");
    }
}
