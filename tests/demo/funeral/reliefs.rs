//! 惠民殡葬减免 (services 4.8, 4.9): what is free of a funeral, and who had a claim to it.

use crate::office::{agrees, bare, by_sql, lines, months, numbers, one_if_any, texts, total};

/// T-FN6: three days of storage, an urn of 200 yuan, 1200 yuan a case, which the office has set itself; the other items as far as they go.
#[test]
fn what_is_free_of_a_funeral() {
    let stored = "r.storage_cost_fen * min(r.storage_days, 3) / r.storage_days";
    let urn = "min(r.urn_cost_fen, 20000)";
    let reliefs = format!(
        "SELECT p.name, p.id_number, CASE r.target_kind WHEN '1' THEN '低保' WHEN '2' THEN '特困' END, d.cremated_on, \
            r.transport_cost_fen, {stored}, r.cremation_cost_fen, r.coffin_cost_fen, {urn}, \
            min(120000, r.transport_cost_fen + {stored} + r.cremation_cost_fen + r.coffin_cost_fen + {urn}), r.applicant, r.phone \
         FROM funeral_relief r JOIN death d ON d.key = r.death JOIN person p ON p.key = d.person \
         WHERE substr(r.relieved_on, 1, 7) = :month AND r.approved_on <= r.relieved_on AND r.voided_by IS NULL \
         ORDER BY r.relieved_on, r.relief_no"
    );
    let (mut many, mut capped) = (0, 0);
    for month in months() {
        let want = by_sql(&reliefs, &month);
        let Some(table) = one_if_any("funeral-relief", &month) else {
            assert_eq!(want.len(), 0, "{month}");
            continue;
        };
        agrees(&table);
        let found: Vec<Vec<String>> = lines(&table).map(|row| bare(&row.cells)[1..].to_vec()).collect();
        assert_eq!(found, want, "{month}");
        let sums = numbers(&bare(&total(&table).cells)[5..11]);
        for (nth, sum) in sums.iter().enumerate() {
            assert_eq!(*sum, want.iter().map(|row| row[4 + nth].parse::<i64>().unwrap()).sum::<i64>(), "{month} {nth}");
        }
        many += want.len();
        capped += want.iter().filter(|row| row[9] == "120000").count();
    }
    assert!(many > 50 && (1..many).contains(&capped), "{many} {capped}");
}

/// Whoever is relieved was supported in the month of the death, and cremated; the money was settled after it was granted.
#[test]
fn who_is_relieved() {
    let drew = |cases: &str, versions: &str, covers: &str| {
        format!(
            "EXISTS (SELECT 1 FROM {cases} k JOIN {versions} v ON v.{cases} = k.key AND v.voided_by IS NULL AND v.kind <> 'end' \
             AND v.from_month = (SELECT max(x.from_month) FROM {versions} x WHERE x.{cases} = k.key AND x.voided_by IS NULL \
             AND x.from_month <= substr(d.died_on, 1, 7)) WHERE k.voided_by IS NULL AND {covers})"
        )
    };
    let dibao = drew(
        "dibao",
        "award",
        "EXISTS (SELECT 1 FROM cover c WHERE c.dibao = k.key AND c.from_month = v.from_month AND c.person = d.person AND c.voided_by IS NULL)",
    );
    let tekun = drew("tekun", "tekun_award", "k.person = d.person");
    let sql = format!(
        "SELECT r.target_kind, count(*), sum(CASE r.target_kind WHEN '1' THEN {dibao} ELSE {tekun} END), sum(d.disposal = '1' AND d.cremated_on <= r.apply_on), \
         sum(r.paid_on IS NULL OR r.paid_on >= r.relieved_on) FROM funeral_relief r JOIN death d ON d.key = r.death GROUP BY 1 ORDER BY 1"
    );
    let found: Vec<Vec<i64>> = by_sql(&sql, "2021-12").iter().map(|row| numbers(row)).collect();
    let [of_dibao, of_tekun] = &found[..] else { panic!("{found:?}") };
    for row in [of_dibao, of_tekun] {
        assert!(row[1] > 0 && row[2..].iter().all(|many| *many == row[1]), "{row:?}");
    }
    assert!(
        texts(&one_if_any("funeral-relief", "2021-11").unwrap()).iter().all(|row| row[3] == "低保" || row[3] == "特困")
    );
}
