//! The papers of 养老服务 calculated a second time, in plain SQL written from the handbook and schema.sql alone: all months of 2021, all
//! cells.

use crate::copies::copied;
use crate::office::{agrees, bare, by_sql, doubts_of, months, numbers, one, one_if_any, printed, texts, total};
use minzheng::jobs::report::Numbers;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// T-EL5: the households of the year's plan by the end of a month, and what they come to.
const PROGRESS: &str = "
    WITH h AS (
        SELECT a.*, d.name town, n.name head,
            iif(a.decided_on <= :last, (SELECT count(*) FROM adapt_item i WHERE i.home_adapt = a.key), 0) items,
            CASE WHEN a.withdrawn_on <= :last THEN '退出' WHEN a.archived_on <= :last THEN '归档' WHEN a.paid_on <= :last THEN '拨款'
                WHEN a.accepted_on <= :last THEN '验收' WHEN a.done_on <= :last THEN '完工' WHEN a.start_on <= :last THEN '施工'
                WHEN a.decided_on <= :last THEN '确定' WHEN a.surveyed_on <= :last THEN '评估' WHEN a.apply_date <= :last THEN '申请'
                ELSE '摸底' END stands
        FROM home_adapt a JOIN home_adapt_plan p ON p.key = a.plan JOIN person n ON n.key = a.person
        JOIN division d ON d.code = substr(a.division, 1, 9) || '000'
        WHERE p.year = 2021 AND a.listed_on <= :last)
    SELECT row_number() OVER (ORDER BY division, adapt_no), town, head,
        CASE poverty_kind WHEN '1' THEN '特困分散' WHEN '2' THEN '低保' WHEN '3' THEN '低收入' ELSE '其他' END, items,
        iif(stands = '退出' OR coalesce(surveyed_on, '9') > :last, 0, budget_fen), iif(done_on <= :last, cost_fen, 0), iif(start_on <= :last, start_on, ''), iif(done_on <= :last, done_on, ''),
        iif(accepted_on <= :last, accepted_on, ''), stands
    FROM h ORDER BY division, adapt_no";

/// The total, and how many households were done.
const PROGRESS_TOTAL: &str = "
    SELECT (SELECT sum(target) FROM home_adapt_plan WHERE year = 2021),
        count(DISTINCT iif(a.accepted_on BETWEEN '2021-01-01' AND :last, coalesce('h' || a.household, 'p' || a.person), NULL)),
        count(*), sum(iif(a.decided_on <= :last, (SELECT count(*) FROM adapt_item i WHERE i.home_adapt = a.key), 0)),
        sum(iif(a.withdrawn_on <= :last OR coalesce(a.surveyed_on, '9') > :last, 0, a.budget_fen)), sum(iif(a.done_on <= :last, a.cost_fen, 0))
    FROM home_adapt a WHERE a.listed_on <= :last";

#[test]
fn the_progress_of_adaptations_calculated_again() {
    let mut seen = 0;
    for month in months() {
        let lines = by_sql(PROGRESS, &month);
        let Some(table) = one_if_any("elderly-adaptations", &month) else {
            assert!(lines.is_empty(), "{month}");
            continue;
        };
        assert_eq!(texts(&table), lines, "{month}");
        seen += lines.len();
        let sums = by_sql(PROGRESS_TOTAL, &month);
        let [planned, done, homes, items, budget, cost] = numbers(&sums[0])[..] else { panic!("{sums:?}") };
        let sum = bare(&total(&table).cells).join("|");
        assert_eq!(sum, format!("合计 {homes}户||||{items}|{budget}|{cost}||||"), "{month}");
        agrees(&table);
        assert!(table.note.iter().any(|note| note.contains(&format!("任务数 {planned} 户, 完成数 {done} 户"))));
    }
    assert!(seen > 300, "{seen}");
    let december = one("elderly-adaptations", "2021-12");
    assert!(december.note.iter().any(|n| n.contains("完成率 106.67%, 超额 2 户")), "{:?}", december.note);
}

/// T-EL6: 应探访 older people at home in a town on the last day, who live then; visits by their days.
const VISITS: &str = "
    WITH first(day) AS (SELECT substr(:last, 1, 8) || '01'),
    listed AS (
        SELECT e.person, substr(n.home_division, 1, 9) town FROM elder e JOIN person n ON n.key = e.person
        WHERE e.collected_on <= :last AND coalesce(e.left_on, '9') > :last AND coalesce(n.death_date, '9') > :last
        AND (e.living = '1' OR e.empty_nest OR e.left_behind OR e.dementia OR e.bereaved OR n.disability_level <= '2')),
    visited AS (
        SELECT DISTINCT l.* FROM listed l JOIN elder_visit v ON v.person = l.person, first WHERE v.visit_on BETWEEN first.day AND :last),
    v AS (SELECT v.*, substr(n.home_division, 1, 9) town FROM elder_visit v JOIN person n ON n.key = v.person),
    towns(town, name) AS (
        SELECT substr(code, 1, 9), name FROM division WHERE level = 'township' AND code LIKE '430406%' UNION ALL SELECT '', '合计'),
    counted AS (
        SELECT t.town, t.name, (SELECT count(*) FROM listed l WHERE l.town LIKE t.town || '%') listed,
            (SELECT count(*) FROM visited l WHERE l.town LIKE t.town || '%') visited,
            (SELECT count(*) FROM v WHERE v.town LIKE t.town || '%' AND visit_on BETWEEN day AND :last AND mode = '1') here,
            (SELECT count(*) FROM v WHERE v.town LIKE t.town || '%' AND visit_on BETWEEN day AND :last AND mode <> '1') away,
            (SELECT count(*) FROM v WHERE v.town LIKE t.town || '%' AND visit_on BETWEEN day AND :last AND result = '2') found,
            (SELECT count(*) FROM v WHERE v.town LIKE t.town || '%' AND referred_on BETWEEN day AND :last) referred,
            (SELECT count(*) FROM v WHERE v.town LIKE t.town || '%' AND referral_done_on BETWEEN day AND :last) solved
        FROM towns t, first)
    SELECT name, listed, visited, iif(listed = 0, '', printf('%d.%02d%%', (visited * 20000 + listed) / (listed * 200),
        (visited * 20000 + listed) / (listed * 2) % 100)), here, away, found, referred, solved
    FROM counted ORDER BY town = '', town";

#[test]
fn the_visits_of_a_month_calculated_again() {
    let (mut rates, mut late) = (Vec::new(), Vec::new());
    for month in months() {
        let table = one("elderly-visits", &month);
        let lines: Vec<_> = table.rows.iter().map(|r| bare(&r.cells)).collect();
        assert_eq!(lines, by_sql(VISITS, &month), "{month}");
        agrees(&table);
        let sum = lines.last().unwrap();
        assert!(!sum.join("|").contains("|0|"), "{lines:?}");
        rates.extend(sum[3].strip_suffix('%').and_then(|rate| rate.parse::<f64>().ok()));
        late.push(doubts_of(&month).iter().filter(|odd| odd.check.code == "X13" && odd.record.0 == "elder").count());
    }
    assert!(rates.len() == 12 && rates.iter().all(|rate| *rate > 80.0), "{rates:?}");
    assert!(rates.iter().filter(|rate| **rate < 100.0).count() > 9, "{rates:?}");
    // Some are late, and not many.
    assert!(late.iter().all(|due| *due < 20) && late.iter().sum::<usize>() > 12, "{late:?}");
}

/// T-EL7: the gradings of homes that were applied for by the end of a month and not over before the year.
const LEDGER: &str = "
    WITH g AS (
        SELECT g.*, i.code, i.name, iif(label_style = '2', '星', '级') called,
            CASE WHEN announced_on <= :last THEN
                CASE (SELECT n.kind FROM home_grade n WHERE n.institution = g.institution AND n.announced_on > g.announced_on
                    AND n.announced_on <= :last ORDER BY n.announced_on LIMIT 1)
                WHEN '4' THEN '降级' WHEN 'end' THEN '取消' WHEN '2' THEN '接续' WHEN '3' THEN '接续'
                ELSE iif(valid_until < :last, '到期', '有效') END
            WHEN posted_on <= :last THEN '公示' WHEN review_on <= :last THEN '评定' WHEN sent_on <= :last THEN '上报'
            WHEN checked_on <= :last THEN '区初审' ELSE '申报' END stands
        FROM home_grade g JOIN institution i ON i.key = g.institution
        WHERE g.kind <> 'end' AND apply_on <= :last AND coalesce(valid_until, '9') >= '2021-01-01')
    SELECT row_number() OVER (ORDER BY code, apply_on), name, substr('一二三四五', apply_level, 1) || called,
        iif(review_on <= :last, environment, ''), iif(review_on <= :last, facilities, ''), iif(review_on <= :last, management, ''),
        iif(review_on <= :last, service, ''), iif(review_on <= :last, environment + facilities + management + service, ''),
        iif(review_on <= :last, CASE
            WHEN environment >= 60 AND facilities >= 65 AND management >= 75 AND service >= 300 AND total >= 450 AND apply_level >= '2'
            THEN '二' WHEN environment >= 48 AND facilities >= 52 AND management >= 60 AND service >= 240 AND total >= 360 THEN '一' END
            || called, ''),
        iif(announced_on <= :last, announced_on, ''), iif(announced_on <= :last, valid_until, ''), stands
    FROM g ORDER BY code, apply_on";

#[test]
fn the_ledger_of_grades_calculated_again() {
    let mut states = BTreeSet::new();
    for month in months() {
        let table = one("elderly-grades", &month);
        let lines = texts(&table);
        assert_eq!(lines, by_sql(LEDGER, &month), "{month}");
        let of = |what: &str| lines.iter().filter(|line| line.iter().any(|cell| cell == what)).count();
        let sum = bare(&total(&table).cells).join("");
        assert_eq!(sum, format!("合计 {}件 有效{}件", lines.len(), of("有效")), "{month}");
        assert_eq!(table.checks.len(), 2);
        agrees(&table);
        states.extend(lines.iter().filter_map(|line| line.last().cloned()));
        if month == "2021-12" {
            // 一、二级 are finished, what is wanted for 三、四星 has gone up (the report of 2021).
            assert_eq!((of("有效"), of("三星"), of("四星"), of("上报")), (8, 2, 1, 3));
        }
    }
    assert!(states.len() >= 4, "{states:?}");
}

/// Each check of the ledger fails when a row is spoilt.
#[test]
fn the_checks_of_the_ledger_of_grades_can_fail() {
    for (begins, sql) in [
        (
            "校验: 表内等级有效的机构 8 ≠ 有等级的养老机构 7",
            "UPDATE institution SET closed_on = '2021-10-31' WHERE code = 'YL004'",
        ),
        (
            "校验: 评定等级与得分相符 7 ≠ 已评审 8",
            "UPDATE home_grade SET result_level = '1' WHERE cert_no = 'YFDJ2021-05'",
        ),
    ] {
        let (_dir, store, _) = copied();
        Connection::open(store.path()).unwrap().execute_batch(sql).unwrap();
        let checks = printed(&store, "elderly-grades", "2021-12", Numbers::Full).tables.remove(0).checks;
        let failed: Vec<_> = checks.iter().filter(|check| !check.ends_with("相符")).collect();
        assert!(failed.len() == 1 && failed[0].starts_with(begins), "{failed:?}");
    }
}
