//! 灵棚举报 and 设施排查, counted a second time: by plain SQL written from the handbook and schema.sql alone, all months of 2021; and which
//! documents stand beneath their papers.

use crate::copies::copied;
use crate::office::{agrees, by_sql, demo, filled, lines, months, one, one_if_any, place, today};
use chrono::NaiveDate;
use minzheng::figure::table::SheetCell;
use minzheng::figure::{self, Measure};
use minzheng::jobs::report::year_line;
use minzheng::register;

/// T-FN3: who came in the month or was under way in it, without duplicates: five in the year.
#[test]
fn the_ledger_of_tents() {
    let due = "SELECT report_no, received_on || ' ' || received_time, \
            CASE channel WHEN '1' THEN '12345热线' WHEN '2' THEN '电话' WHEN '4' THEN '网格' WHEN '5' THEN '市长信箱' END, address, \
            CASE dispatched_to WHEN '1' THEN '民政' WHEN '2' THEN '城管' WHEN '4' THEN '街道(镇)' END, \
            arrived_on || ' ' || arrived_time, \
            CASE action WHEN '1' THEN '劝导拆除' WHEN '2' THEN '引导至殡仪馆' WHEN '9' THEN '不属实' END, \
            coalesce(feedback_on, ''), closed_on \
        FROM tent_report WHERE duplicate_of IS NULL AND voided_by IS NULL AND substr(received_on, 1, 7) = :month ORDER BY report_no";
    let heads = ["编号", "受理时间", "渠道", "地点", "处置单位", "到场时间", "处置结果", "反馈", "办结日期"];
    let mut reports = 0;
    for month in months() {
        let want = by_sql(due, &month);
        reports += want.len();
        let Some(table) = one_if_any("funeral-tents", &month) else {
            assert_eq!(want, Vec::<Vec<String>>::new(), "{month}");
            continue;
        };
        let columns = heads.map(|head| place(&table, head));
        let found: Vec<Vec<String>> =
            lines(&table).map(|line| columns.iter().map(|at| line.cells[*at].shown()).collect()).collect();
        assert_eq!(found, want, "{month}");
        agrees(&table);
    }
    assert_eq!(reports, 5);
}

/// Each cell of the table of checks, town by town; no zero before anybody looked.
#[test]
fn the_checks_of_facilities() {
    let cells = "SELECT n.name, \
            (SELECT count(*) FROM burial_facility f WHERE substr(f.division, 1, 9) = t.town AND f.opened_on <= :month || '-31' \
                AND coalesce(f.closed_on, '9') > :month AND f.voided_by IS NULL), \
            (SELECT count(DISTINCT coalesce(c.burial_facility, -c.key)) FROM facility_check c WHERE substr(c.division, 1, 9) = t.town \
                AND substr(c.checked_on, 1, 7) BETWEEN '2021-01' AND :month AND c.voided_by IS NULL), \
            (SELECT count(*) FROM facility_check c WHERE substr(c.division, 1, 9) = t.town \
                AND substr(c.checked_on, 1, 7) BETWEEN '2021-01' AND :month AND c.voided_by IS NULL), \
            (SELECT count(*) FROM facility_check c WHERE substr(c.division, 1, 9) = t.town \
                AND substr(c.checked_on, 1, 7) = :month AND c.voided_by IS NULL) \
        FROM (SELECT DISTINCT substr(code, 1, 9) AS town FROM division WHERE level = 'township') t \
        JOIN division n ON n.code = t.town || '000' ORDER BY n.code";
    for month in months() {
        let found = filled(&demo(), "funeral-burials", &month);
        let want = by_sql(cells, &month);
        assert_eq!(found.rows.len(), want.len());
        for ((name, cells), row) in found.rows.iter().zip(&want) {
            let counts: Vec<SheetCell> = row[1..].iter().map(|cell| SheetCell::Count(cell.parse().unwrap())).collect();
            assert_eq!((name, &cells[..4]), (&row[0], &counts[..]), "{month}");
            let checks = &counts[2];
            let nothing = SheetCell::Text("—".to_owned());
            let none = SheetCell::Count(0);
            let (clear, case) = if *checks == none { (&nothing, &nothing) } else { (checks, &none) };
            assert_eq!([&cells[4], &cells[5], &cells[6], &cells[7]], [clear, case, case, case], "{month} {name}");
            assert_eq!((&cells[8], &cells[9]), (&nothing, &SheetCell::Money(0)), "{month} {name}");
        }
        assert!(found.checks.iter().all(|check| check.holds), "{month}: {:?}", found.checks);
    }
}

/// 查处0起 of checks really made; without any it is no number.
#[test]
fn a_zero_is_counted_where_somebody_looked() {
    let figure = figure::find("funeral.facility_cases").unwrap();
    assert!(matches!(figure.measure, Measure::Among(..)));
    let (_dir, store, who) = copied();
    let line = year_line(&store, figure, 2021).unwrap();
    assert_eq!((line.quantity.sum, line.shown().as_str()), (0, "0"));
    let checks = line.quantity.over.unwrap();
    assert!(checks >= 20, "{checks}");
    let register = register::find("facility_check").unwrap().register;
    for key in 1..=checks {
        store.void_knowing(register, key, (&who, today()), "试一笔", &[]).unwrap();
    }
    assert_eq!(year_line(&store, figure, 2021).unwrap().shown(), "—");
}

/// The document in force on the month's last day stands beneath; the revised one from its day on, as long as nobody has looked it up 待确认.
#[test]
fn papers_name_the_documents_in_force() {
    let table = one("funeral-burials", "2021-12");
    let told =
        "注: 依据《殡葬管理条例》(国务院令第225号)、《湖南省实施〈殡葬管理条例〉办法》(湖南省人民政府令第154号)。";
    assert!(table.note.iter().any(|note| note == told), "{:?}", table.note);
    for (topics, day, said) in [
        (&["funeral"][..], "2026-03-29", &["《殡葬管理条例》(国务院令第225号)"][..]),
        (&["funeral"], "2026-03-30", &["《殡葬管理条例(修订)》(待确认)"]),
        (&["place", "place-detail"], "2021-12-31", &["《地名管理条例》(国发〔1986〕11号)"]),
        (
            &["place", "place-detail"],
            "2024-05-01",
            &["《地名管理条例》(国务院令第753号)", "《地名管理条例实施办法》(民政部令第71号)"],
        ),
        (&["division"], "2018-12-31", &[]),
    ] {
        let day: NaiveDate = day.parse().unwrap();
        assert_eq!(demo().legal_basis(topics, day).unwrap(), said, "{day}");
    }
}
