//! What was printed stays printed: rolls, summaries, notices and tables of past months, whatever becomes of people, places and
//! hands afterwards.

use crate::copies::copied;
use crate::office::{filled, printed_if_any, sheet, today};
use minzheng::domain::month::Month;
use minzheng::figure::report::{self, Report};
use minzheng::figure::table::SheetCell;
use minzheng::jobs::report::Numbers;
use minzheng::print;
use minzheng::register::{self, Draft};
use minzheng::store::{Store, Who};
use rusqlite::Connection;

fn csv(store: &Store, name: &str, month: &str) -> String {
    printed_if_any(store, name, month, Numbers::Full).map_or_else(String::new, |document| print::csv(&document))
}

/// What hangs on batches: name → paper of a month.
fn papers(store: &Store, month: &str) -> Vec<(&'static str, String)> {
    let of_batches = |r: &&Report| {
        let named = ["notice", "returns", "tekun-institutions"].contains(&r.name);
        named || ["roll-", "summary-"].iter().any(|p| r.name.starts_with(p))
    };
    let wanted = report::ALL.iter().filter(of_batches).filter(|r| !r.name.ends_with("temporary"));
    wanted.map(|r| (r.name, csv(store, r.name, month))).collect()
}

fn correct(store: &Store, who: &Who, register: &str, key: i64, col: &'static str, text: &str) {
    let register = register::find(register).unwrap().register;
    // What it would do to running benefits is left for later.
    let (why, accept) = (Some("更正登记错误".to_owned()), vec!["E-BN01".to_owned()]);
    let draft = Draft { key: Some(key), why, accept, ..Draft::new(register) };
    store.save(&draft.with(col, text), who, today()).unwrap_or_else(|e| panic!("{col} {text}: {e}"));
}

/// Every record that a paper could look at is changed behind the program's back: the papers of a closed month say the same.
#[test]
fn what_a_batch_printed_is_what_it_prints_for_ever() {
    let (_dir, store, _) = copied();
    let before = papers(&store, "2021-06");
    assert!(before.iter().filter(|(_, text)| text.len() > 300).count() >= 13, "{before:?}");
    let db = Connection::open(store.path()).unwrap();
    db.execute_batch(
        "UPDATE person SET name = '改' || name, sex = 3 - CAST(sex AS INTEGER), birth_date = '2015-01-01',
             id_number = substr(id_number, 1, 6) || printf('%012d', key), disability_type = '1', disability_level = '4';
         UPDATE household SET applicant = applicant + 1;
         UPDATE member SET voided_by = act WHERE key % 3 = 0;
         UPDATE dibao SET cert_no = 'NEW' || key;
         UPDATE award SET income_fen = income_fen + 100;
         UPDATE tekun SET kind = CASE kind WHEN 'U' THEN 'R' ELSE 'U' END, carer_name = '别人';
         UPDATE disability SET cert_no = 'X' || key, dis_type = '1', dis_level = '4';
         UPDATE institution SET name = '改' || name, account_name = '改', account_no = '6217990000000000000';
         UPDATE account SET account_name = '改', account_no = '6217990000000000000', bank_code = '403';
         UPDATE division SET name = '改' || name WHERE level IN ('township', 'village', 'county');
         UPDATE operator SET full_name = '改' || full_name;
         UPDATE office SET name = '改' || name;",
    )
    .unwrap();
    let store = Store::open(store.path()).unwrap();
    for ((name, was), (_, is)) in before.into_iter().zip(papers(&store, "2021-06")) {
        // What is not decided with the batch is said beneath the roll as it is known now.
        let own = |text: &str| text.lines().filter(|l| !l.contains("月末应发")).collect::<Vec<_>>().join("\n");
        assert_eq!(own(&is), own(&was), "{name}");
    }
}

/// A name corrected by a clerk: the batches of the months before keep the old one, reliefs and changes too; the line says it in
/// JSON.
#[test]
fn a_new_name_changes_no_paper_of_the_past() {
    let (_dir, store, who) = copied();
    let db = Connection::open(store.path()).unwrap();
    let all = |store: &Store| -> Vec<String> { report::ALL.iter().map(|r| csv(store, r.name, "2021-10")).collect() };
    let before = all(&store);
    for (sql, names) in [
        ("SELECT beneficiary, name FROM payment WHERE scheme = 'dibao-urban' AND period_due = '2021-10' LIMIT 1", 3),
        ("SELECT beneficiary, name FROM payment WHERE scheme = 'tekun' AND period_due = '2021-10' LIMIT 1", 2),
        (
            "SELECT p.key, p.name FROM change c JOIN tekun t ON t.key = c.case_key JOIN person p ON p.key = t.person
            WHERE c.scheme = 'tekun' AND c.month = '2021-10' AND c.kind <> '13' LIMIT 1",
            2,
        ),
        (
            "SELECT p.key, p.name FROM temporary t JOIN person p ON p.key = t.person
            WHERE t.approve_date LIKE '2021-10%' AND t.aid_form = '1' LIMIT 1",
            1,
        ),
    ] {
        let (person, name): (i64, String) = db.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        let seen: usize = before.iter().map(|text| text.matches(&name).count()).sum();
        assert!(seen >= names, "{name} is printed {seen} times");
        correct(&store, &who, "person", person, "name", "欧阳某新");
    }
    assert_eq!(all(&store), before);
    let line = register::find("payment").unwrap().register;
    let key: i64 =
        db.query_row("SELECT min(key) FROM payment WHERE scheme = 'disability-care'", [], |r| r.get(0)).unwrap();
    let json = store.record_json(line, key, today()).unwrap();
    let (holder, cert): (String, String) = db
        .query_row("SELECT id_number, paper_no FROM payment WHERE key = ?1", [key], |r| Ok((r.get(0)?, r.get(1)?)))
        .unwrap();
    assert_eq!((json["id_number"].as_str(), json["paper_no"].as_str()), (Some(&*holder), Some(&*cert)));
    assert!(cert.starts_with(&holder) && json["name"].as_str().is_some_and(|n| n.len() > 3), "{json}");
    let frozen = db.execute("UPDATE payment SET name = '别人' WHERE key = ?1", [key]).unwrap_err();
    assert!(frozen.to_string().contains("payment_is_frozen"));
}

/// 合计 of 城市低保月报: all cells of a month, counted from the rows, and the place of 残疾人 among them.
fn urban(store: &Store, month: &str) -> (Vec<SheetCell>, usize) {
    let db = Connection::open(store.path()).unwrap();
    db.execute("DELETE FROM month_town", []).unwrap();
    let (sheet, of) = (sheet("dibao-urban"), Month::parse(month).unwrap());
    let disabled =
        (0..sheet.columns.len()).find(|at| sheet.head(*at, of).last().is_some_and(|h| h.starts_with("残疾人")));
    (filled(store, "dibao-urban", month).total.unwrap(), disabled.unwrap())
}

fn disabled(store: &Store, month: &str) -> i64 {
    let (cells, at) = urban(store, month);
    match cells[at] {
        SheetCell::Count(n) => n,
        ref other => panic!("{other:?}"),
    }
}

/// A certificate from today on moves this month's table and none before; a certificate that was there earlier is a correction that
/// names the months it moves; what is voided moves them back. Summaries follow.
#[test]
fn what_tables_count_of_a_person_is_as_of_their_month() {
    let (_dir, store, who) = copied();
    let db = Connection::open(store.path()).unwrap();
    let (person, number): (i64, String) = db
        .query_row(
            "SELECT q.key, q.id_number FROM person q WHERE q.disability_level IS NULL AND q.labor_code = '1'
               AND EXISTS (SELECT 1 FROM cover c JOIN dibao d ON d.key = c.dibao WHERE c.person = q.key AND d.kind = 'U'
                  AND c.from_month < '2021-01') AND NOT EXISTS (SELECT 1 FROM cover c JOIN award a ON a.dibao = c.dibao
                  WHERE c.person = q.key AND a.kind = 'end')
               AND NOT EXISTS (SELECT 1 FROM cover c JOIN cover e ON e.dibao = c.dibao WHERE c.person = q.key AND e.from_month >
                  c.from_month AND NOT EXISTS (SELECT 1 FROM cover f WHERE f.dibao = e.dibao AND f.from_month = e.from_month
                  AND f.person = q.key)) LIMIT 1",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .unwrap();
    let months = ["2021-02", "2021-03", "2021-06", "2021-11", "2021-12"];
    let was: Vec<i64> = months.iter().map(|m| disabled(&store, m)).collect();
    let moved = |store: &Store| -> Vec<i64> { months.iter().zip(&was).map(|(m, w)| disabled(store, m) - w).collect() };
    let june = urban(&store, "2021-06");
    correct(&store, &who, "person", person, "disability_cert_no", &format!("{number}42"));
    assert_eq!(moved(&store), [0, 0, 0, 0, 1]);
    assert_eq!(urban(&store, "2021-06"), june);

    // Two rows now: from birth on, and from today.
    let rows = |store: &Store| -> Vec<(i64, String, Option<String>)> {
        let db = Connection::open(store.path()).unwrap();
        let mut get = db
            .prepare("SELECT key, valid_from, disability_level FROM condition WHERE person = ?1 AND voided_by IS NULL ORDER BY 2")
            .unwrap();
        let found = get.query_map([person], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).unwrap();
        found.map(Result::unwrap).collect()
    };
    let both = rows(&store);
    assert_eq!((both.len(), both[1].1.as_str(), both[1].2.as_deref()), (2, "2021-12-31", Some("2")));
    assert!(both[0].1 < both[1].1 && both[0].2.is_none(), "{both:?}");
    // Another change of the same day is the same change.
    correct(&store, &who, "person", person, "labor_code", "3");
    assert_eq!(rows(&store).len(), 2);

    // It was given in March: a correction, which says what it moves.
    let condition = register::find("condition").unwrap().register;
    let draft = Draft { key: Some(both[1].0), ..Draft::new(condition) }.with("valid_from", "2021-03-15");
    let said = store.check(&draft, today()).unwrap().slips;
    assert!(said.iter().any(|s| s.code == "W-PS06" && s.text.contains("2021年3月 至 2021年11月")), "{said:?}");
    store.save(&draft, &who, today()).unwrap();
    assert_eq!(moved(&store), [0, 1, 1, 1, 1]);
    // Kept again, and a change drops what it touches: summaries are what the rows say.
    store.summarise_paid().unwrap();
    correct(&store, &who, "condition", both[1].0, "valid_from", "2021-06-01");
    store.summarise_paid().unwrap();
    assert_eq!(store.summaries_off().unwrap(), Vec::<String>::new());
    assert_eq!(moved(&store), [0, 0, 1, 1, 1]);

    // Voided, the person is as before, for every month.
    store.void(condition, both[1].0, &who, today(), "登记错误").unwrap();
    assert_eq!(moved(&store), [0; 5]);
    let level: Option<String> =
        db.query_row("SELECT disability_level FROM person WHERE key = ?1", [person], |r| r.get(0)).unwrap();
    assert_eq!(level, None);
    // A row of a day that has not come, or before birth, is refused.
    for (day, code) in [("2022-01-01", "E-RG03"), ("1900-01-01", "E-RG05")] {
        let draft = Draft::new(condition).with("person", &number).with("valid_from", day);
        let slips = store.check(&draft, today()).unwrap().slips;
        assert!(slips.iter().any(|s| s.code == code), "{day}: {slips:?}");
    }
}

/// The first row of a person says until when the person was as before.
#[test]
fn a_state_entered_for_an_earlier_day_leaves_the_months_before_it() {
    let (_dir, store, who) = copied();
    let db = Connection::open(store.path()).unwrap();
    let sql = "SELECT q.key, q.id_number FROM person q WHERE q.disability_level IN ('1', '2') AND EXISTS
        (SELECT 1 FROM cover c JOIN dibao d ON d.key = c.dibao WHERE c.person = q.key AND d.kind = 'U' AND d.state = 'active'
            AND c.from_month < '2021-01') LIMIT 1";
    let (person, number): (i64, String) = db.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    let before = [disabled(&store, "2021-02"), disabled(&store, "2021-11")];
    let condition = register::find("condition").unwrap().register;
    // Not disabled any more since May, found out now.
    let draft = Draft::new(condition).with("person", &number).with("valid_from", "2021-05-10").with("labor_code", "1");
    store.save(&draft, &who, today()).unwrap();
    assert_eq!([disabled(&store, "2021-02"), disabled(&store, "2021-11")], [before[0], before[1] - 1]);
    let level: Option<String> =
        db.query_row("SELECT disability_level FROM person WHERE key = ?1", [person], |r| r.get(0)).unwrap();
    assert_eq!(level, None, "the person is as the latest row says");
}

/// Amounts in a sheet are numbers: no marks between thousands, two decimals, and they add up to what stands below them.
#[test]
fn a_spreadsheet_gets_amounts_as_numbers() {
    let rows = |name: &str| -> Vec<Vec<String>> {
        let text = csv(&crate::office::demo(), name, "2021-11");
        let mut reader = ::csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let grouped = |cell: &str| {
        let bare = cell.trim_start_matches('-').split('.').next().unwrap_or_default();
        bare.contains(',') && bare.bytes().all(|b| b.is_ascii_digit() || b == b',')
    };
    let all = report::ALL.iter().filter(|report| !matches!(report.kind, report::Kind::MonthEnd));
    for name in all.map(|report| report.name) {
        assert!(rows(name).iter().flatten().all(|cell| !grouped(cell)), "{name}");
    }
    let fen = |cell: &String| {
        let (yuan, rest) = cell.split_once('.').unwrap_or_else(|| panic!("{cell} has no decimals"));
        assert_eq!(rest.len(), 2, "{cell}");
        format!("{yuan}{rest}").parse::<i64>().unwrap()
    };
    for name in ["funeral-relief", "roll-elderly", "roll-dibao-urban", "roll-temporary"] {
        let rows = rows(name);
        let is_amount = |cell: &String| {
            cell.split_once('.').is_some_and(|(yuan, rest)| rest.len() == 2 && yuan.parse::<i64>().is_ok())
        };
        let total = rows.iter().rposition(|row| row.iter().any(|cell| cell.starts_with("合计"))).unwrap();
        let lines = || rows[..total].iter().filter(|row| row[0].parse::<i64>().is_ok());
        let columns: Vec<usize> = (0..rows[total].len()).filter(|at| is_amount(&rows[total][*at])).collect();
        assert!(!columns.is_empty() && lines().count() > 2, "{name}");
        for at in columns {
            assert_eq!(lines().map(|row| fen(&row[at])).sum::<i64>(), fen(&rows[total][at]), "{name} {at}");
        }
    }
}
