//! The market, its merchants, and what was given out (services 4.5 to 4.7, 4.9, 11.9).

use crate::office::{agrees, amount, bare, by_sql, demo, filled, lines, months, numbers, one_if_any, total};
use minzheng::domain::month::Month;
use minzheng::figure;
use minzheng::jobs::report::year_line;
use std::collections::BTreeMap;

/// What stands behind the round numbers of services 11.9.
#[test]
fn the_round_numbers_have_exact_ones() {
    for (key, exact) in
        [("funeral.paper_seized", "512.5"), ("funeral.goods_seized", "936"), ("funeral.merchants", "48")]
    {
        assert_eq!(year_line(&demo(), figure::find(key).unwrap(), 2021).unwrap().value(), exact, "{key}");
    }
}

/// T-FN4: each check of a month, 烧纸 in tenths of a kilogram beside the pieces of everything else; what was destroyed by its last day.
#[test]
fn checks_of_the_market() {
    let checks = "SELECT c.checked_on, \
            trim(coalesce(c.market, '') || ' ' || coalesce((SELECT m.name FROM merchant m WHERE m.key = c.merchant), c.place)), \
            coalesce(c.joint_depts, ''), \
            coalesce((SELECT sum(z.qty_d1) FROM seizure z WHERE z.market_check = c.key AND z.goods = '1' AND z.voided_by IS NULL), 0), \
            coalesce((SELECT sum(z.qty_d1) / 10 FROM seizure z WHERE z.market_check = c.key AND z.goods <> '1' AND z.voided_by IS NULL), 0), \
            CASE WHEN c.result = '1' THEN '无问题' WHEN EXISTS (SELECT 1 FROM seizure z WHERE z.market_check = c.key \
                AND z.disposal = '1' AND z.disposed_on <= :last AND z.voided_by IS NULL) THEN '集中销毁' ELSE '待处理' END, \
            coalesce(c.receipt_no, '') \
        FROM market_check c WHERE substr(c.checked_on, 1, 7) = :month AND c.voided_by IS NULL ORDER BY c.checked_on, c.check_no";
    let (mut kilos, mut pieces, mut many) = (0, 0, 0);
    for month in months() {
        let want = by_sql(checks, &month);
        let Some(table) = one_if_any("funeral-market", &month) else {
            assert_eq!(want.len(), 0, "{month}");
            continue;
        };
        agrees(&table);
        let found: Vec<Vec<String>> = lines(&table).map(|row| bare(&row.cells)[1..].to_vec()).collect();
        assert_eq!(found, want, "{month}");
        let sums = numbers(&bare(&total(&table).cells)[4..6]);
        let sum = |at: usize| want.iter().map(|row| row[at].parse::<i64>().unwrap()).sum::<i64>();
        assert_eq!(sums, [sum(3), sum(4)], "{month}");
        (kilos, pieces, many) = (kilos + sums[0], pieces + sums[1], many + want.len());
    }
    assert_eq!((kilos, pieces), (5_125, 936));
    let largest = by_sql("SELECT max(qty_d1 * 10 / 5125) FROM seizure WHERE goods = '1'", "2021-12")[0][0].clone();
    assert!(many > 30 && largest == "0", "{many} checks, one of them with {largest} tenths of all");
}

/// Each cell of T-FN5, town by town.
#[test]
fn what_was_given_out() {
    let given = |material: &str, from: &str| {
        format!(
            "(SELECT coalesce(sum(p.qty), 0) FROM publicity p WHERE substr(p.division, 1, 9) = substr(d.code, 1, 9) \
             AND p.material = '{material}' AND substr(p.done_on, 1, 7) BETWEEN {from} AND :month AND p.voided_by IS NULL)"
        )
    };
    let stands = |kind: &str, what: &str| {
        format!(
            "(SELECT coalesce({what}, 0) FROM publicity_fixture f WHERE substr(f.division, 1, 9) = substr(d.code, 1, 9) \
             AND f.kind = '{kind}' AND f.installed_on <= :last AND coalesce(f.removed_on, :last) >= :last AND f.voided_by IS NULL)"
        )
    };
    let told = |from: &str| {
        format!(
            "(SELECT count(DISTINCT n.merchant) FROM merchant_notice n JOIN merchant m ON m.key = n.merchant \
             WHERE substr(m.division, 1, 9) = substr(d.code, 1, 9) AND n.refused = 0 \
             AND substr(n.served_on, 1, 7) BETWEEN {from} AND :month AND n.voided_by IS NULL)"
        )
    };
    let january = "substr(:month, 1, 4) || '-01'";
    let cells = [
        ["1", "2", "3"].map(|material| [given(material, ":month"), given(material, january)]).concat(),
        vec!["(SELECT count(*) FROM division v WHERE v.level = 'village' AND substr(v.code, 1, 9) = substr(d.code, 1, 9))".into()],
        ["1", "2"].map(|kind| [stands(kind, "sum(f.qty)"), stands(kind, "count(DISTINCT f.division)")]).concat(),
        vec![told(":month"), told(january)],
    ];
    let sql = format!(
        "SELECT d.code, {} FROM division d WHERE d.level = 'township' AND d.code LIKE '430406%' ORDER BY d.code",
        cells.concat().join(", ")
    );
    for month in months() {
        let (store, want) = (demo(), by_sql(&sql, &month));
        let names = store.division_names(Month::parse(&month).unwrap().last_day()).unwrap();
        let want: BTreeMap<_, _> = want.iter().map(|row| (names[&row[0]].clone(), numbers(&row[1..]))).collect();
        let table = filled(&store, "funeral-publicity", &month);
        let found = table.rows.iter().map(|(name, cells)| (name.clone(), cells.iter().map(amount).collect()));
        assert_eq!(found.collect::<BTreeMap<_, Vec<i64>>>(), want, "{month}");
        let sums: Vec<i64> = (0..13).map(|at| want.values().map(|cells| cells[at]).sum()).collect();
        assert_eq!(table.total.iter().flatten().map(amount).collect::<Vec<_>>(), sums, "{month}");
        assert!(table.checks.iter().all(|check| check.holds), "{month}: {:?}", table.checks);
        if month == "2021-12" {
            assert_eq!((sums[1], sums[3], sums[5], sums[12]), (5_156, 108, 640, 48));
            assert_eq!((sums[6], sums[8], sums[10]), (54, 54, 54));
        }
    }
}

/// Whoever signed and is found again after that day, while the notice holds, did so knowingly.
#[test]
fn who_was_told_before() {
    let knowingly = "SELECT c.key, c.repeated, EXISTS (SELECT 1 FROM merchant_notice n WHERE n.merchant = c.merchant AND n.refused = 0 \
            AND n.served_on < c.checked_on AND n.valid_until >= c.checked_on AND n.voided_by IS NULL) AND c.result <> '1' \
        FROM market_check c WHERE c.voided_by IS NULL";
    let rows = by_sql(knowingly, "2021-12");
    assert!(rows.iter().any(|row| row[1] == "1") && rows.iter().any(|row| row[1] == "0"));
    assert!(rows.iter().all(|row| row[1] == row[2]), "{rows:?}");
}
