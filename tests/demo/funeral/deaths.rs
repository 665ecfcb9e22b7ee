//! 火化率, and the tables of deaths (services 4.2, 4.9, 11.3): the office counts those who died in the district.

use crate::office::{agrees, amount, bare, by_sql, demo, filled, lines, months, numbers, one};
use minzheng::domain::month::Month;
use minzheng::figure;
use minzheng::figure::table::SheetCell;
use minzheng::jobs::report::year_line;
use std::collections::BTreeMap;

/// Who need not be cremated; whoever was; who waits on the office's day, 15 days at most.
const EXEMPT: &str = "r.disposal IN ('2','3','4')";
const BURNT: &str = "r.disposal IN ('1','6') AND r.cremated_on IS NOT NULL";
const WAITS: &str = "r.disposal IN ('1','6','9') AND r.cremated_on IS NULL AND r.died_on >= '2021-12-16'";

#[test]
fn all_who_died_in_the_district_were_cremated() {
    let line = year_line(&demo(), figure::find("funeral.cremation_rate").unwrap(), 2021).unwrap();
    assert_eq!((line.value().as_str(), line.figure.unit.label()), ("100", "%"));
    let sql = format!(
        "SELECT count(*), sum({EXEMPT}), sum({BURNT}), sum(r.disposal = '5'), sum({WAITS}) FROM death r \
         WHERE r.died_on BETWEEN '2021-01-01' AND :last AND r.died_division LIKE '430406%' AND r.voided_by IS NULL"
    );
    let [all, exempt, burnt, illegal, waiting] = numbers(&by_sql(&sql, "2021-12")[0])[..] else { panic!("five") };
    assert!((1_200..=1_600).contains(&all) && exempt > 3 && waiting > 0, "{all} {exempt} {waiting}");
    assert_eq!((illegal, all - exempt - waiting), (0, burnt));
}

/// T-FN1, town by town and cell by cell.
#[test]
fn what_became_of_the_dead() {
    let dead = |which: &str, day: &str, from: &str| {
        format!(
            "(SELECT count(*) FROM death r JOIN person p ON p.key = r.person WHERE substr(r.died_division, 1, 9) = substr(d.code, 1, 9) \
             AND substr(r.{day}, 1, 7) BETWEEN {from} AND :month AND {which} AND r.voided_by IS NULL)"
        )
    };
    let of_month = |which: &str| dead(which, "died_on", ":month");
    let january = "substr(:month, 1, 4) || '-01'";
    let due = format!("NOT ({EXEMPT}) AND NOT ({WAITS})");
    let rate = |from: &str| {
        let [burnt, due] = [BURNT, &due].map(|which| dead(which, "died_on", from));
        format!("coalesce(round(10000.0 * {burnt} / nullif({due}, 0)), -1)")
    };
    let cells = [
        of_month("1"),
        of_month("p.sex = '1'"),
        of_month("p.sex = '2'"),
        of_month(&due),
        of_month(BURNT),
        dead("1", "cremated_on", ":month"),
        of_month(WAITS),
        of_month(EXEMPT),
        of_month("r.disposal = '5'"),
        rate(":month"),
        of_month(&format!("{BURNT} AND r.ash_to IN ('4','5','6')")),
        dead("1", "died_on", january),
        dead("1", "cremated_on", january),
        rate(january),
    ];
    let whole: Vec<String> = cells.iter().map(|cell| format!("CAST({cell} AS INTEGER)")).collect();
    let sql = format!(
        "SELECT d.code, {} FROM division d WHERE d.level = 'township' AND d.code LIKE '430406%' ORDER BY d.code",
        whole.join(", ")
    );
    for month in months() {
        let (store, want) = (demo(), by_sql(&sql, &month));
        let names = store.division_names(Month::parse(&month).unwrap().last_day()).unwrap();
        let want: BTreeMap<_, _> = want.iter().map(|row| (names[&row[0]].clone(), numbers(&row[1..]))).collect();
        let table = filled(&store, "funeral-deaths", &month);
        let cell = |cell: &SheetCell| if *cell == SheetCell::Text("—".to_owned()) { -1 } else { amount(cell) };
        let found = table.rows.iter().map(|(name, cells)| (name.clone(), cells.iter().map(cell).collect()));
        assert_eq!(found.collect::<BTreeMap<_, Vec<i64>>>(), want, "{month}");
        let total: Vec<i64> = table.total.iter().flatten().map(cell).collect();
        for at in (0..14).filter(|at| ![9, 13].contains(at)) {
            assert_eq!(total[at], want.values().map(|cells| cells[at]).sum::<i64>(), "{month} {at}");
        }
        // The rate of all is made of all.
        assert_eq!((total[9], total[13]), (total[4] * 10_000 / total[3], 10_000), "{month}");
        assert!(table.checks.iter().all(|check| check.holds), "{month}: {:?}", table.checks);
    }
}

/// T-FN2: each of the dead of a month; what was drawn in it, and the first month that was not paid.
#[test]
fn who_died() {
    let names = "SELECT p.name, CASE p.sex WHEN '1' THEN '男' ELSE '女' END, p.id_number, \
            substr(r.died_on, 1, 4) - substr(p.birth_date, 1, 4) - (substr(r.died_on, 6) < substr(p.birth_date, 6)), \
            (SELECT v.name FROM division v WHERE v.code = r.hukou_division), r.died_on, \
            CASE WHEN r.cremated_on IS NULL AND r.disposal IN ('1','6','9') AND r.died_on >= '2021-12-16' \
                THEN '待火化' ELSE CASE r.disposal WHEN '1' THEN '火化' WHEN '2' THEN '土葬(少数民族)' WHEN '3' THEN '土葬(非火葬区)' WHEN '4' THEN '捐献遗体' \
                WHEN '5' THEN '违规土葬' WHEN '6' THEN '外地火化' ELSE '待定' END END, coalesce(r.cremated_on, ''), coalesce(r.cremation_no, ''), \
            CASE r.ash_to WHEN '1' THEN '公墓' WHEN '2' THEN '骨灰堂' WHEN '3' THEN '家中寄存' WHEN '4' THEN '树葬' WHEN '5' THEN '花葬' \
                WHEN '6' THEN '江葬' WHEN '9' THEN '其他' ELSE '' END \
        FROM death r JOIN person p ON p.key = r.person WHERE substr(r.died_on, 1, 7) = :month AND r.died_division LIKE '430406%' \
        AND r.voided_by IS NULL ORDER BY r.died_on, r.death_no";
    let drew = "SELECT p.id_number FROM death r JOIN person p ON p.key = r.person JOIN aged_allowance k ON k.person = p.key \
        JOIN aged_award v ON v.aged_allowance = k.key AND v.from_month = (SELECT max(x.from_month) FROM aged_award x \
        WHERE x.aged_allowance = k.key AND x.from_month <= :month AND x.voided_by IS NULL) \
        WHERE substr(r.died_on, 1, 7) = :month AND v.kind <> 'end' AND k.voided_by IS NULL ORDER BY 1";
    let mut many = 0;
    for month in months() {
        let table = one("funeral-deceased", &month);
        agrees(&table);
        let rows: Vec<Vec<String>> = lines(&table).map(|row| bare(&row.cells)).collect();
        let found: Vec<Vec<String>> = rows.iter().map(|row| row[1..11].to_vec()).collect();
        assert_eq!(found, by_sql(names, &month), "{month}");
        let mut aged: Vec<Vec<String>> =
            rows.iter().filter(|row| row[11].contains("高龄津贴")).map(|row| vec![row[3].clone()]).collect();
        aged.sort();
        assert_eq!(aged, by_sql(drew, &month), "{month}");
        // The month of the death is paid, the next one is not.
        let next = Month::parse(&month).unwrap().next().to_string();
        assert!(rows.iter().all(|row| row[11].is_empty() == row[12].is_empty()), "{month}");
        assert!(rows.iter().filter(|row| !row[12].is_empty()).all(|row| row[12] >= next), "{month}");
        many += aged.len();
    }
    assert!(many > 10, "{many}");
}
