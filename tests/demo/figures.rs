//! The demonstration office against what the bureau published for 2021, under the match rules of tests/data/figures-2021.csv:
//! each figure comes out of the rows, the rows add up to it, and taking one of them away moves it as it must.

use crate::copies::copied;
use crate::office::{demo, filled, months, today};
use minzheng::domain::month::Month;
use minzheng::domain::scheme::Scheme;
use minzheng::figure::report::{self, Kind};
use minzheng::figure::table::SheetCell;
use minzheng::figure::{self, ByTown, Measure, Row, When, Window};
use minzheng::jobs::report::{Behind, YearLine, behind, fill, year_line, year_lines};
use minzheng::register::{self, Draft};
use minzheng::store::{Store, Who};
use rust_decimal::{Decimal, RoundingStrategy};

/// A line of the published figures.
#[derive(Debug)]
struct Published {
    key: String,
    label: String,
    value: Decimal,
    unit: String,
    rule: String,
    period: String,
}

/// The groups whose records the demonstration office has.
const IN_THE_DEMO: [&str; 17] = [
    "dibao.",
    "temporary.",
    "places.",
    "tekun.",
    "disability.",
    "homecheck.",
    "elderly.",
    "children.",
    "funeral.reports",
    "funeral.cremation_rate",
    "funeral.facility_cases",
    "funeral.paper_seized",
    "funeral.goods_seized",
    "funeral.leaflets",
    "funeral.banners",
    "funeral.posters",
    "funeral.merchants",
];
/// The groups that are built; those without records there have tests/figures/rosters.rs.
const BUILT: [&str; 17] = IN_THE_DEMO;

/// The published figures that the demonstration office must give.
fn published() -> Vec<Published> {
    let mut reader = csv::Reader::from_reader(include_str!("../data/figures-2021.csv").as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let expected = rows.iter().filter(|r| IN_THE_DEMO.iter().any(|g| r[0].starts_with(g)));
    expected
        .map(|r| Published {
            key: r[0].to_owned(),
            label: r[1].to_owned(),
            value: r[2].parse().unwrap(),
            unit: r[3].to_owned(),
            rule: r[4].to_owned(),
            period: r[5].to_owned(),
        })
        .collect()
}

/// Whether a value agrees with a published one under its rule.
fn agrees(value: Decimal, published: Decimal, rule: &str) -> bool {
    let decimals = |n: &str| n.parse::<u32>().unwrap();
    match rule.split_once(':') {
        None if rule == "exact" => value == published,
        None if rule == "at_least" => value >= published,
        // The report says 约: a tenth more or less.
        None if rule == "about" => (value - published).abs() * Decimal::TEN <= published.abs(),
        Some(("round", n)) => {
            value.round_dp_with_strategy(decimals(n), RoundingStrategy::MidpointAwayFromZero) == published
        }
        Some(("trunc", n)) => value.round_dp_with_strategy(decimals(n), RoundingStrategy::ToZero) == published,
        Some(("within", x)) => (value - published).abs() <= x.parse().unwrap(),
        _ => panic!("no rule {rule}"),
    }
}

#[test]
fn the_matcher_knows_right_from_wrong() {
    for (value, published, rule, holds) in [
        ("2716", "2716", "exact", true),
        ("2717", "2716", "exact", false),
        ("493.4999", "493", "round:0", true),
        ("493.5", "493", "round:0", false),
        ("43.992", "43.9", "trunc:1", true),
        ("44.0", "43.9", "trunc:1", false),
        ("98.50", "98.49", "within:0.01", true),
        ("98.51", "98.49", "within:0.01", false),
        ("501", "500", "at_least", true),
        ("499", "500", "at_least", false),
        ("54", "50", "about", true),
        ("56", "50", "about", false),
    ] {
        assert_eq!(agrees(value.parse().unwrap(), published.parse().unwrap(), rule), holds, "{value} {rule}");
    }
}

#[test]
fn every_built_group_is_whole() {
    let mut reader = csv::Reader::from_reader(include_str!("../data/figures-2021.csv").as_bytes());
    let published: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    let is_built = |key: &str| BUILT.iter().any(|g| key.starts_with(g));
    for key in &published {
        let is_there = figure::find(key).is_some();
        assert_eq!(is_built(key), is_there, "{key}: what is published of a group in BUILT is built, and nothing else");
    }
    // The office may count more, under a group of its own.
    for f in figure::ALL.iter().filter(|f| is_built(f.key)) {
        assert!(published.iter().any(|key| key == f.key), "{} is not published: it wants a group of its own", f.key);
    }
}

#[test]
fn the_office_gives_what_the_bureau_published() {
    let store = demo();
    let lines = year_lines(&store, 2021).unwrap();
    for p in published() {
        let line = lines.iter().find(|l| l.figure.key == p.key).unwrap();
        let value = line.quantity.value(line.figure.unit);
        assert!(agrees(value, p.value, &p.rule), "{}: {value} for {} ({})", p.key, p.value, p.rule);
        assert_eq!((line.label().as_str(), line.figure.unit.label()), (p.label.as_str(), p.unit.as_str()), "{}", p.key);
        assert_eq!(line.profile.period.to_string(), p.period, "{}", p.key);
        // The report says 余 of some: more is printed then.
        let printed = if p.rule == "at_least" { "at_least" } else { "exact" };
        // Round numbers are printed with 余 or 近.
        let number = line.shown().trim_matches(['余', '近']).parse().unwrap();
        assert!(agrees(number, p.value, printed), "{} is printed {}", p.key, line.shown());
    }
}

fn sum(rows: &[Row]) -> i64 {
    rows.iter().map(|r| r.adds).sum()
}

#[test]
fn the_rows_behind_a_figure_add_up_to_it() {
    let store = demo();
    for line in year_lines(&store, 2021).unwrap() {
        let (first, second) = match behind(&store, &line).unwrap() {
            Behind::Rows(rows) => (sum(&rows), None),
            Behind::Ratio(above, below) => (sum(&above), Some(sum(&below))),
        };
        assert_eq!((first, second), (line.quantity.sum, line.quantity.over), "{}", line.figure.key);
    }
}

/// Takes a row away by an act. What the bank has paid holds a case's rows in place: then its results are taken back first.
fn take_away(store: &Store, who: &Who, row: &Row) {
    let taken = match row.register {
        "payment" => store.take_back(row.key, who, today(), "试一笔"),
        // People live in it: a division is abolished by a row of its own.
        "division" => store.save(&abolished(store, row), who, today()),
        // People live in it, and money goes to it: it is no home any more.
        "institution" => {
            let draft = Draft { key: Some(row.key), ..Draft::new(register::find("institution").unwrap().register) };
            store.save(&draft.with("ownership", ""), who, today())
        }
        name => {
            for line in paid_lines(store, row) {
                store.take_back(line, who, today(), "试一笔").unwrap_or_else(|e| panic!("line {line}: {e}"));
            }
            match name {
                "temporary" => unspend(store, who, row.key),
                "change" => unfind(store, who, row.key),
                "home_adapt_plan" => unname(store, who, row, "home_adapt", "plan"),
                "tent_report" => unname(store, who, row, "tent_report", "duplicate_of"),
                _ => {}
            }
            for subsidy in resting_on(store, row) {
                take_away(store, who, &subsidy);
            }
            let register = register::find(name).unwrap().register;
            let said = store.check_void(register, row.key, today()).unwrap();
            let accept: Vec<String> = said.iter().map(|s| s.code.to_owned()).collect();
            store.void_knowing(register, row.key, (who, today()), "试一笔", &accept)
        }
    };
    taken.unwrap_or_else(|e| panic!("{} {}: {e}", row.register, row.label));
}

/// The living subsidies that rest on the 低保 case of a row.
fn resting_on(store: &Store, row: &Row) -> Vec<Row> {
    let subsidy = |key: i64| Row { register: "disability", key, ..row.clone() };
    of_case(store, row, "disability WHERE dibao = CASE AND voided_by IS NULL").into_iter().map(subsidy).collect()
}

fn abolished(store: &Store, row: &Row) -> Draft {
    let register = register::find("division").unwrap().register;
    let opened = store.opened(register, row.key, today()).unwrap();
    let mut draft = Draft::new(register).with("valid_from", "2021-12-31").with("ended", "1");
    draft.accept.push("E-DV04".to_owned());
    draft.why = Some("试一笔".to_owned());
    ["code", "name", "level"].into_iter().fold(draft, |d, col| d.with(col, opened.values.text(col)))
}

/// The case of a row whose key is `?1`.
fn case_of(row: &Row) -> Option<&'static str> {
    match row.register {
        "dibao" | "tekun" | "disability" => Some("?1"),
        "change" => Some("(SELECT case_key FROM change WHERE key = ?1)"),
        "cover" => Some("(SELECT dibao FROM cover WHERE key = ?1)"),
        _ => None,
    }
}

/// The keys of what belongs to the case of a row, which `which` calls CASE.
fn of_case(store: &Store, row: &Row, which: &str) -> Vec<i64> {
    let Some(case) = case_of(row) else { return Vec::new() };
    let db = rusqlite::Connection::open(store.path()).unwrap();
    let mut get = db.prepare(&format!("SELECT key FROM {}", which.replace("CASE", case))).unwrap();
    let keys = get.query_map([row.key], |r| r.get(0)).unwrap();
    keys.map(Result::unwrap).collect()
}

/// The lines that the bank has paid for the case of a row, re-issues first.
fn paid_lines(store: &Store, row: &Row) -> Vec<i64> {
    of_case(store, row, "payment WHERE case_key = CASE AND bank_state = '1' ORDER BY key DESC")
}

/// Puts the refill right that gave back what a petty fund spent on a relief, which falls with it.
fn unspend(store: &Store, who: &Who, relief: i64) {
    let db = rusqlite::Connection::open(store.path()).unwrap();
    let spent = "SELECT petty_fund, date, amount_fen FROM petty_txn WHERE temporary = ?1";
    let found: Result<(i64, String, i64), _> = db.query_row(spent, [relief], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)));
    let Ok((fund, date, amount)) = found else { return };
    let register = register::find("petty_txn").unwrap().register;
    // A month's spending is given back at the beginning of the next.
    let refill = "SELECT key, amount_fen FROM petty_txn WHERE petty_fund = ?1 AND kind = '3' AND substr(date, 1, 7) > substr(?2, 1, 7)
                  ORDER BY date LIMIT 1";
    let refilled: Result<(i64, i64), _> = db.query_row(refill, (fund, date), |r| Ok((r.get(0)?, r.get(1)?)));
    if let Ok((key, given)) = refilled {
        let draft = Draft { key: Some(key), why: Some("试一笔".to_owned()), ..Draft::new(register) };
        let draft = draft.with("amount", ((given - amount) / 100).to_string());
        store.save(&draft, who, today()).unwrap();
    }
}

/// Takes a change out of the visits after which it was made.
fn unfind(store: &Store, who: &Who, change: i64) {
    let db = rusqlite::Connection::open(store.path()).unwrap();
    let mut get = db.prepare("SELECT key FROM homecheck WHERE change = ?1 AND voided_by IS NULL").unwrap();
    let keys = get.query_map([change], |r| r.get(0)).unwrap();
    for key in keys.map(Result::<i64, _>::unwrap) {
        let register = register::find("homecheck").unwrap().register;
        let draft = Draft { key: Some(key), why: Some("试一笔".to_owned()), ..Draft::new(register) };
        store.save(&draft.with("change", ""), who, today()).unwrap();
    }
}

/// Takes away the records of a register that name a row which falls: the homes of a plan, what told again of the same tent.
fn unname(store: &Store, who: &Who, row: &Row, register: &'static str, column: &str) {
    let db = rusqlite::Connection::open(store.path()).unwrap();
    let mut get = db.prepare(&format!("SELECT key FROM {register} WHERE {column} = ?1")).unwrap();
    for key in get.query_map([row.key], |r| r.get(0)).unwrap().map(Result::unwrap) {
        take_away(store, who, &Row { register, key, ..row.clone() });
    }
}

fn read(store: &Store, key: &str) -> YearLine {
    year_line(store, figure::find(key).unwrap(), 2021).unwrap()
}

#[test]
fn a_row_taken_away_takes_what_it_adds() {
    // A standard or a rate goes back to the one before; where nothing was found there is nothing to take away (tests/demo/funeral).
    let counted = published()
        .into_iter()
        .filter(|p| !["topup", "standard", "rate", "facility_cases"].iter().any(|other| p.key.ends_with(other)));
    for p in counted {
        let (_dir, store, who) = copied();
        let line = read(&store, &p.key);
        let Behind::Rows(rows) = behind(&store, &line).unwrap() else { panic!("{} is a ratio", p.key) };
        let row = rows.last().unwrap();
        take_away(&store, &who, row);
        assert_eq!(read(&store, &p.key).quantity.sum, line.quantity.sum - row.adds, "{}", p.key);
    }
}

#[test]
fn a_mean_moves_by_either_of_its_row_sets() {
    for key in ["dibao.urban.topup", "dibao.rural.topup"] {
        for numerator in [true, false] {
            let (_dir, store, who) = copied();
            let line = read(&store, key);
            let Behind::Ratio(above, below) = behind(&store, &line).unwrap() else { panic!("{key} is a ratio") };
            let row = if numerator { above.last() } else { below.last() }.unwrap();
            take_away(&store, &who, row);
            let after = read(&store, key).quantity;
            let (sum, over) = (line.quantity.sum, line.quantity.over.unwrap());
            match numerator {
                // A household goes with its persons.
                true => {
                    let Behind::Ratio(_, left) = behind(&store, &read(&store, key)).unwrap() else { panic!() };
                    assert_eq!((after.sum, after.over), (sum - row.adds, i64::try_from(left.len()).ok()), "{key}");
                    assert!(after.over < Some(over), "{key}");
                }
                // A person goes; the household's amount stands until it is decided anew.
                false => assert_eq!((after.sum, after.over), (sum, Some(over - 1)), "{key}"),
            }
        }
    }
}

#[test]
fn a_standard_goes_back_to_the_one_before() {
    for (key, was) in
        [("dibao.rural.standard", 55_000), ("disability.living.rate", 7_000), ("disability.care.rate", 7_000)]
    {
        let (_dir, store, who) = copied();
        let Behind::Rows(rows) = behind(&store, &read(&store, key)).unwrap() else { panic!("one row") };
        assert_eq!(rows.len(), 1);
        take_away(&store, &who, &rows[0]);
        assert_eq!(read(&store, key).quantity.sum, was, "{key}");
    }
}

#[test]
fn the_month_tables_hold_their_checks_in_every_month() {
    let store = demo();
    let mut held = 0;
    for r in report::ALL {
        let Kind::Table(_) = r.kind else { continue };
        for month in months() {
            let filled = filled(&store, r.name, &month);
            let rows = match r.name {
                "changes" => 5,
                "elderly-homes" => 10,
                "places-month" => 8,
                _ => 7,
            };
            assert_eq!(filled.rows.len(), rows);
            for check in &filled.checks {
                assert!(check.holds, "{} {month}: {}", r.name, check.text);
                held += 1;
            }
        }
    }
    assert!(held > 12 * 35, "{held}");
}

#[test]
fn november_is_what_the_bureau_says() {
    let store = demo();
    let november = Month::new(2021, 11).unwrap();
    let total = filled(&store, "dibao-urban", "2021-11").total.unwrap();
    assert_eq!(total[..2], [SheetCell::Count(2716), SheetCell::Count(4063)]);
    let (batches, entries) = store.paid_roll(Scheme::DibaoUrban, november).unwrap();
    assert_eq!((batches.len(), entries.len()), (1, 2716));
    assert!(entries.iter().any(|e| !e.failed.is_empty()), "failed lines are on the roll");
    // 当月支出: the lines that the bank paid, booked in the month.
    let lines = figure::RowSet::Lines(&["dibao-urban"], figure::ALL_LINES, figure::Bank::Paid);
    let paid = sum(&store.rows(lines, Window::month(november), true).unwrap());
    assert!(paid > 0);
    assert_eq!(total[21], SheetCell::Money(paid));
}

#[test]
fn summaries_say_what_the_rows_say() {
    let (_dir, store, _) = copied();
    assert_eq!(store.summaries_off().unwrap(), Vec::<String>::new());
    let tables = |store: &Store| -> Vec<_> {
        let sheets = report::ALL.iter().filter_map(|r| match r.kind {
            Kind::Table(sheet) => Some(sheet),
            _ => None,
        });
        let months = [1, 6, 11, 12].into_iter().filter_map(|m| Month::new(2021, m));
        let asked = sheets.flat_map(|sheet| months.clone().map(move |m| (sheet, m)));
        asked.map(|(sheet, month)| fill(store, sheet, month).unwrap()).collect()
    };
    // 低保 is kept by a walk and counted by SQL: every item of every month, by town.
    let items = |store: &Store| -> Vec<_> {
        let sets = ["dibao-urban", "dibao-rural"].into_iter().flat_map(figure::summarised);
        let (stocks, flows): (Vec<_>, Vec<_>) = sets
            .map(|(set, money)| if *money { Measure::Sum(*set) } else { Measure::Count(*set) })
            .partition(Measure::is_stock);
        let months = (1..=12).filter_map(|m| Month::new(2021, m));
        let asked = months.flat_map(|m| [(&stocks, When::End.window(m)), (&flows, When::Month.window(m))]);
        let found = asked.flat_map(|(measures, window)| {
            let by = store.measures_by_town(measures, window).unwrap();
            measures.iter().zip(by).map(|(measure, by)| (*measure, window, by)).collect::<Vec<_>>()
        });
        // Towns of which nothing is kept count nothing.
        let some =
            |by: ByTown| by.towns.into_iter().filter(|(_, q)| q.sum != 0).chain([(String::new(), by.total)]).collect();
        found.map(|(measure, window, by)| (measure, window, some(by))).collect::<Vec<(_, _, Vec<_>)>>()
    };
    let walked = items(&store);
    assert!(walked.iter().filter(|(.., by)| by.len() > 1).count() > 400);
    let (summed, figures) = (tables(&store), year_lines(&store, 2021).unwrap());
    let db = rusqlite::Connection::open(store.path()).unwrap();
    assert!(db.execute("DELETE FROM month_town", []).unwrap() > 1000);
    assert!(db.execute("DELETE FROM batch_town", []).unwrap() > 100);
    items(&store).iter().zip(&walked).for_each(|(counted, walked)| assert_eq!(counted, walked));
    assert_eq!(tables(&store), summed);
    assert_eq!(year_lines(&store, 2021).unwrap(), figures);
}
