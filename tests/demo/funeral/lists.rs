//! 三方比对, and what was paid after a death (services 4.1, 4.9).

use crate::office::{bare, by_sql, lines, months, numbers, one_if_any, texts, total};

/// T-FN7: whoever is on one or two of the lists that came in, this month or, of the late ones, before; or on one and not registered dead.
#[test]
fn in_whom_the_lists_differ() {
    let on = |source: &str| format!("coalesce(max(CASE WHEN n.source = '{source}' THEN n.day END), '')");
    let sql = format!(
        "WITH n AS (SELECT coalesce(id_number, '#' || key) AS who, name, id_number, source, month, opinion, \
                coalesce(cremated_on, hukou_cancelled_on, died_on, '有') AS day FROM death_notice WHERE month <= :month AND voided_by IS NULL) \
         SELECT max(n.name), coalesce(max(n.id_number), ''), {}, {}, {}, CASE max(n.opinion) WHEN '3' THEN '同名非本人' WHEN '4' THEN '外地' \
                WHEN '5' THEN '不属本区' WHEN '6' THEN '已更正' ELSE 'nobody has settled it' END \
         FROM n WHERE n.who IN (SELECT m.who FROM n m WHERE m.month = :month) GROUP BY n.who \
         HAVING count(DISTINCT n.source) < (SELECT count(DISTINCT source) FROM n WHERE month = :month) \
            OR NOT EXISTS (SELECT 1 FROM death d JOIN person p ON p.key = d.person WHERE p.id_number = n.who AND d.voided_by IS NULL)",
        on("1"),
        on("2"),
        on("3")
    );
    let nowhere = "SELECT count(*) FROM death d JOIN person p ON p.key = d.person WHERE substr(d.died_on, 1, 7) = :month AND d.voided_by IS NULL \
        AND EXISTS (SELECT 1 FROM death_notice WHERE month = :month) AND p.id_number NOT IN (SELECT id_number FROM death_notice WHERE id_number IS NOT NULL)";
    let mut many = 0;
    for month in months() {
        let mut want = by_sql(&sql, &month);
        assert_eq!(by_sql(nowhere, &month), [["0"]], "{month}");
        let mut found = one_if_any("funeral-lists", &month).map_or_else(Vec::new, |table| texts(&table));
        want.sort();
        found.sort();
        assert_eq!(found, want, "{month}");
        many += want.len();
    }
    assert!(many > 8, "{many}");
}

/// T-FN8: every benefit that was open in the last month due to the dead, whoever stopped it, by the month in which the death was reported.
#[test]
fn what_a_death_stops() {
    let personal = |cases: &str, versions: &str, what: &str| {
        format!(
            "SELECT dead.key, {what} FROM dead JOIN {cases} k ON k.person = dead.person AND k.voided_by IS NULL WHERE 'end' <> \
             (SELECT x.kind FROM {versions} x WHERE x.{cases} = k.key AND x.from_month <= dead.month AND x.voided_by IS NULL \
              ORDER BY x.from_month DESC LIMIT 1)"
        )
    };
    let subsidies = "CASE k.kind WHEN 'CL' THEN '残疾人生活补贴' ELSE '残疾人护理补贴' END";
    let sql = format!(
        "WITH dead AS (SELECT d.key, d.person, d.died_on, substr(d.died_on, 1, 7) AS month, p.name, p.id_number FROM death d \
             JOIN person p ON p.key = d.person WHERE d.reported_on BETWEEN :first AND :last AND d.voided_by IS NULL), \
         drew(key, what) AS (SELECT dead.key, CASE k.kind WHEN 'U' THEN '城市低保' ELSE '农村低保' END FROM dead \
             JOIN cover c ON c.person = dead.person AND c.voided_by IS NULL JOIN dibao k ON k.key = c.dibao \
             WHERE c.from_month = (SELECT max(x.from_month) FROM award x WHERE x.dibao = k.key AND x.from_month <= dead.month \
                 AND x.voided_by IS NULL) \
             UNION ALL {} UNION ALL {} UNION ALL {}) \
         SELECT name, id_number, died_on, what, month FROM dead JOIN drew USING (key) ORDER BY died_on, id_number, what",
        personal("tekun", "tekun_award", "'特困供养'"),
        personal("disability", "disability_award", subsidies),
        personal("aged_allowance", "aged_award", "'高龄津贴'"),
    );
    let mut many = 0;
    for month in months() {
        let want = by_sql(&sql, &month);
        let Some(table) = one_if_any("funeral-stops", &month) else {
            assert_eq!(want, Vec::<Vec<String>>::new(), "{month}");
            continue;
        };
        let rows: Vec<Vec<String>> = lines(&table).map(|row| bare(&row.cells)[1..].to_vec()).collect();
        let mut found: Vec<Vec<String>> = rows.iter().map(|row| row[..5].to_vec()).collect();
        found.sort_by(|a, b| [&a[2], &a[1], &a[3]].cmp(&[&b[2], &b[1], &b[3]]));
        assert_eq!(found, want, "{month}");
        assert!(rows.iter().all(|row| row[8].starts_with("已停发") || row[8].starts_with("已重新核定")), "{month}");
        let over = |at: usize| rows.iter().map(|row| numbers(&row[at..=at])[0]).sum::<i64>();
        assert_eq!(numbers(&bare(&total(&table).cells)[7..9]), [over(6), over(7)], "{month}");
        many += want.len();
    }
    assert!(many > 150, "{many}");
}

/// Of whom a list knew first: the death is registered months later, no entry waits for it any more, and what was paid since comes back.
#[test]
fn what_was_paid_after_a_death() {
    assert_eq!(by_sql("SELECT count(*) FROM death_notice WHERE opinion = '1'", "2021-12"), [["0"]]);
    let late = "SELECT p.name, p.id_number, d.died_on, '高龄津贴', substr(d.died_on, 1, 7), max(l.period_due), count(*), sum(l.amount_fen) \
        FROM death d JOIN person p ON p.key = d.person JOIN aged_allowance k ON k.person = p.key JOIN payment l ON l.case_key = k.key \
        WHERE d.reported_on BETWEEN :first AND :last AND l.period_due > substr(d.died_on, 1, 7) AND l.paid_on IS NOT NULL \
        GROUP BY d.key ORDER BY d.died_on, d.key";
    let recovered = "SELECT sum(m.over_fen), (SELECT sum(b.amount_fen) FROM repayment b WHERE b.voided_by IS NULL) FROM recovery_month m WHERE m.voided_by IS NULL";
    let table = one_if_any("funeral-stops", "2021-12").unwrap();
    let rows: Vec<Vec<String>> = lines(&table).map(|row| bare(&row.cells)[1..].to_vec()).collect();
    let over: Vec<Vec<String>> = rows.iter().filter(|row| row[6] != "0").map(|row| row[..8].to_vec()).collect();
    assert_eq!((over.len(), &over), (3, &by_sql(late, "2021-12")));
    let sum: i64 = over.iter().map(|row| row[7].parse::<i64>().unwrap()).sum();
    let [all, back] = &by_sql(recovered, "2021-12")[0][..] else { panic!("two") };
    assert_eq!(*all, sum.to_string());
    assert!(back.parse::<i64>().is_ok_and(|back| 0 < back && back < sum), "{back} of {sum}");
    let states: Vec<&str> = rows.iter().filter(|row| row[6] != "0").map(|row| row[8].as_str()).collect();
    assert_eq!(states, ["已停发, 已追回", "已停发, 已通知", "已停发, 发现"]);
}
