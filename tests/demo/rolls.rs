//! The printed lists of the demonstration office: a roll, its summary and the bank's lines are the same money; the month-end set
//! holds them all on the pages its contents say; what is posted in a village names nobody's papers.

use crate::copies::copied;
use crate::office::{self, agrees, by_sql, demo, lines, number, one, place, printed, printed_if_any, today};
use crate::tables::is_in_the_demo;
use minzheng::domain::month::Month;
use minzheng::domain::scheme::Scheme;
use minzheng::figure::report::{self, Kind, List};
use minzheng::figure::roll::Words;
use minzheng::figure::roll::assistance::temporary::{SUMMARY, Temporary};
use minzheng::figure::{self, Window};
use minzheng::jobs::report::{Numbers, document};
use minzheng::print::{self, Cells, Paper, Place, Table, paginate};
use minzheng::store::Store;
use rusqlite::Connection;
use std::collections::HashSet;

/// A column of the total.
fn total(table: &Table, head: &str) -> i64 {
    number(&office::total(table).cells[place(table, head)])
}

/// Fen and cases of the lines in the normal batches of a month.
fn in_batches(schemes: &[Scheme], month: &str, only: &str) -> (i64, i64) {
    let db = Connection::open(demo().path()).unwrap();
    let names: Vec<String> = schemes.iter().map(|s| format!("'{}'", s.name())).collect();
    let sql = format!(
        "SELECT sum(p.amount_fen), count(DISTINCT p.beneficiary) FROM payment p JOIN batch b ON b.key = p.batch \
         WHERE b.scheme IN ({}) AND b.period = '{month}' AND b.batch_kind = 'N' {only}",
        names.join(",")
    );
    db.query_row(&sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap()
}

#[test]
fn rolls_and_summaries_are_what_the_batches_pay() {
    let both = [Scheme::DisabilityLiving, Scheme::DisabilityCare];
    for month in ["2021-11", "2021-12"] {
        for (roll, money, schemes, only, summary) in [
            ("roll-dibao-urban", "实发(元)", &[Scheme::DibaoUrban][..], "", Some("summary-dibao-urban")),
            ("roll-dibao-rural", "实发(元)", &[Scheme::DibaoRural], "", Some("summary-dibao-rural")),
            ("roll-tekun", "合计(元)", &[Scheme::Tekun], "AND p.institution IS NULL", None),
            ("roll-disability-living", "合计(元)", &both[..1], "", Some("summary-disability-living")),
            ("roll-disability-care", "合计(元)", &both[1..], "", Some("summary-disability-care")),
            ("roll-disability", "合计(元)", &both, "", None),
            ("roll-orphans", "实发(元)", &[Scheme::Orphans], "", None),
            ("roll-de-facto", "实发(元)", &[Scheme::DeFacto], "", None),
            ("roll-elderly", "实发(元)", &[Scheme::Elderly], "", Some("summary-elderly")),
        ] {
            let (table, (fen, people)) = (one(roll, month), in_batches(schemes, month, only));
            agrees(&table);
            assert_eq!((total(&table, money), lines(&table).count() as i64), (fen, people), "{roll} {month}");
            let towns: i64 = lines(&table).map(|r| number(&r.cells[place(&table, money)])).sum();
            assert_eq!(towns, fen, "{roll} {month}");
            if let Some(name) = summary {
                let summary = one(name, month);
                agrees(&summary);
                // The allowance of the old says 扣回, which is taken away, for 抵扣, which is less than nothing.
                let (all, off, sign) = match name {
                    "summary-elderly" => ("实发(元)", "扣回(元)", -1),
                    _ => ("合计(元)", "抵扣(元)", 1),
                };
                assert_eq!(total(&summary, all), fen, "{name} {month}");
                let parts = total(&summary, "补发(元)") + sign * total(&summary, off);
                let normal = match name {
                    "summary-elderly" => "当月津贴(元)",
                    _ if name.contains("dibao") => "保障金(元)",
                    _ => "当月补贴(元)",
                };
                assert_eq!(total(&summary, normal) + parts, fen, "{name} {month}");
            }
        }
    }
}

#[test]
fn those_at_home_and_those_in_institutions_are_everybody_in_support() {
    let persons = figure::find("tekun.persons").unwrap();
    for month in ["2021-11", "2021-12"] {
        let (home, housed, summary) =
            (one("roll-tekun", month), one("tekun-institutions", month), one("summary-tekun", month));
        [&home, &housed, &summary].into_iter().for_each(agrees);
        let inside = total(&housed, "在院人数");
        assert_eq!(inside, ["全自理", "半护理", "全护理"].map(|h| total(&housed, h)).iter().sum::<i64>());
        let all = lines(&home).count() as i64 + inside;
        let window = Window::On(Month::parse(month).unwrap().last_day());
        assert_eq!(all, demo().measure(persons.measure, window).unwrap().sum, "{month}");
        assert_eq!((total(&summary, "人数"), total(&summary, "集中")), (all, inside));
        let paid = total(&home, "合计(元)") + total(&housed, "合计(元)");
        assert_eq!((paid, total(&summary, "合计(元)")), (in_batches(&[Scheme::Tekun], month, "").0, paid));
    }
}

/// Every summary of a month, as it is laid out.
fn summaries(store: &Store, month: &str) -> Vec<Table> {
    let wanted = report::ALL.iter().filter(|r| r.name.starts_with("summary-"));
    let month = Month::parse(month).unwrap();
    wanted.flat_map(|r| document(store, r, month, today(), Numbers::Full).unwrap().tables).collect()
}

/// Sums of closed batches and entries of the roll, folded, are the same table to the last cell and check; a batch without sums, or
/// whose sums are not its total, is folded from its lines.
#[test]
fn a_summary_of_sums_is_the_roll_folded() {
    for month in ["2021-01", "2021-11"] {
        let (_dir, store, _) = copied();
        let db = Connection::open(store.path()).unwrap();
        let summed = summaries(&store, month);
        assert_eq!(summed.len(), 9);
        summed.iter().for_each(agrees);
        db.execute_batch("UPDATE batch_town SET persons = persons + 1 WHERE line_type = '01'").unwrap();
        assert_ne!(summaries(&store, month), summed, "sums are read");
        db.execute_batch("UPDATE batch_town SET amount_fen = amount_fen + 1 WHERE line_type = '01'").unwrap();
        assert_eq!(summaries(&store, month), summed);
        db.execute_batch("DELETE FROM batch_town").unwrap();
        assert_eq!(summaries(&store, month), summed);
        db.execute_batch("UPDATE payment SET paid_on = NULL, booked_month = NULL, bank_state = '0', fail_code = NULL WHERE key % 7 = 0").unwrap();
        assert_eq!(summaries(&store, month), summed, "what the bank says moves no summary");
    }
}

/// The reliefs of a month added up by the engine fold as each of them does.
#[test]
fn reliefs_added_up_fold_as_each_of_them() {
    let store = demo();
    let month = Month::parse("2021-11").unwrap();
    let names = store.division_names(today()).unwrap();
    let lay = |entries: &[Temporary]| SUMMARY.lay(entries, &Words { names: &names, masked: false });
    let (each, sums) = (store.temporary_roll(month).unwrap(), store.temporary_sums(month).unwrap());
    assert!(each.len() > sums.len() * 3);
    let (each, sums) = (lay(&each), lay(&sums));
    assert_eq!((sums.heads, sums.lines, sums.checks), (each.heads, each.lines, each.checks));
}

/// A line keeps the class it was paid for, whatever is decided later.
#[test]
fn a_roll_says_the_class_that_was_paid() {
    let (_dir, store, _) = copied();
    let before = summaries(&store, "2021-11");
    let db = Connection::open(store.path()).unwrap();
    db.execute_batch(
        "DELETE FROM batch_town; UPDATE dibao SET class_code = 'A'; UPDATE award SET class_code = 'A';
        UPDATE tekun_award SET care_level = '1' WHERE care_level IS NOT NULL; UPDATE disability SET dis_level = '2'",
    )
    .unwrap();
    assert_eq!(summaries(&store, "2021-11"), before);
    let frozen = db.execute("UPDATE payment SET class_code = 'A' WHERE class_code = 'B'", []);
    assert!(frozen.unwrap_err().to_string().contains("payment_is_frozen"));
}

#[test]
fn a_roll_names_those_who_are_due_and_not_on_it() {
    // Decided after the batch was made: on the roster of November, paid as arrears in December.
    let note = |name: &str| one(name, "2021-11").note.into_iter().find(|n| n.contains("月末应发"));
    let living = note("roll-disability-living").unwrap();
    let late = "SELECT d.case_no FROM disability d JOIN disability_award a ON a.disability = d.key \
        WHERE d.kind = 'CL' AND a.change_kind = '01' AND a.from_month <= '2021-11' AND a.decided_date > '2021-11-01' \
        AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.case_key = d.key AND p.period_due = '2021-11' AND p.line_type = '01')";
    let names = by_sql(late, "2021-11").concat();
    assert!(!names.is_empty() && names.iter().all(|name| living.contains(name.as_str())), "{living}");
    assert!(living.contains(&format!("应发而不在本批 {}人", names.len())), "{living}");
    // The suspended household of November is due nothing.
    assert_eq!(note("roll-dibao-rural"), None);
}

#[test]
fn a_mean_is_no_mean_of_means() {
    let summary = one("summary-dibao-urban", "2021-11");
    let mean = |fen: i64, persons: i64| (2 * fen + persons) / (2 * persons);
    assert_eq!(total(&summary, "人均(元)"), mean(total(&summary, "保障金(元)"), total(&summary, "人数")));
    assert_eq!(total(&summary, "人均(元)"), 49_300);
    let classes = ["A类人数", "B类人数", "C类人数"].map(|h| total(&summary, h));
    assert_eq!(classes.iter().sum::<i64>(), total(&summary, "人数"));
}

#[test]
fn reliefs_are_listed_as_the_figures_count_them() {
    for month in ["2021-11", "2021-12"] {
        let (roll, summary) = (one("roll-temporary", month), one("summary-temporary", month));
        assert_eq!(roll.checks.len(), 2);
        [&roll, &summary].into_iter().for_each(agrees);
        assert_eq!(total(&summary, "合计(元)"), total(&roll, "救助金额(元)"));
        assert_eq!(total(&summary, "救助人次"), lines(&roll).count() as i64);
    }
}

#[test]
fn refusals_and_changes_are_those_of_the_month() {
    let db = Connection::open(demo().path()).unwrap();
    let refused = "SELECT sum(amount_fen) FROM payment WHERE bank_state = '2' AND booked_month = '2021-11'";
    let fen: i64 = db.query_row(refused, [], |r| r.get(0)).unwrap();
    assert_eq!(total(&one("returns", "2021-11"), "金额(元)"), fen);
    let changes = "SELECT count(*) FROM change WHERE scheme = 'tekun' AND month BETWEEN '2021-01' AND '2021-12'";
    let known: i64 = db.query_row(changes, [], |r| r.get(0)).unwrap();
    let report = report::find("tekun-changes").unwrap();
    let months = (1..=12).filter_map(|m| document(&demo(), report, Month::new(2021, m)?, today(), Numbers::Full).ok());
    let found: usize = months.map(|d| lines(&d.tables[0]).count()).sum();
    assert!(found > 0 && found as i64 <= known, "{found} of {known}");
}

#[test]
fn a_month_without_batches_is_refused_in_words() {
    let month = Month::parse("1985-01").unwrap();
    for report in report::ALL.iter().filter(|r| !matches!(r.kind, Kind::Table(_))) {
        let of_batches = matches!(
            report.kind,
            Kind::MonthEnd
                | Kind::List(
                    List::Paid(..)
                        | List::Sums(..)
                        | List::Subsidy(_)
                        | List::Kept(..)
                        | List::Notice
                        | List::Temporary
                )
        );
        let said = match document(&demo(), report, month, today(), Numbers::Full) {
            Err(said) => said,
            // What hangs on no batch is handed in, and says that the month has none.
            Ok(document) => {
                let table = &document.tables[0];
                assert!(!of_batches && lines(table).count() == 0, "{}", report.name);
                assert_eq!(table.rows[0].cells[0].shown(), "本月无", "{}", report.name);
                continue;
            }
        };
        assert!(of_batches, "{}: {said}", report.name);
        assert!(said.is_nothing() && said.to_string().contains("1985年1月"), "{}: {said}", report.name);
    }
}

#[test]
fn the_month_end_set_holds_every_report_on_the_page_its_contents_say() {
    let set = printed(&demo(), "month-end", "2021-11", Numbers::Full);
    let titles: Vec<&str> = set.tables.iter().map(|t| t.title.as_str()).collect();
    // What happened to nobody in that month of the demonstration office.
    let nothing = ["places-cases", "boundary-disputes", "boundary-inspections"];
    for report in report::ALL {
        if nothing.contains(&report.name) && printed_if_any(&demo(), report.name, "2021-11", Numbers::Full).is_none() {
            continue;
        }
        let title = match report.kind {
            Kind::Table(sheet) if !is_in_the_demo(sheet) => continue,
            Kind::Table(sheet) => sheet.title,
            Kind::List(List::Notice) => "城市低保对象公示表",
            Kind::MonthEnd | Kind::List(List::Subsidy([_])) => continue,
            Kind::List(_) => report.label,
        };
        assert!(titles.contains(&format!("雁峰区{title}").as_str()), "{title}");
    }
    // As on paper, but for the widths of the characters.
    let pages = paginate(&set, &Cells, Paper::A4_LANDSCAPE);
    let front: Vec<&str> = pages
        .iter()
        .take_while(|p| p.table.is_none())
        .skip(1)
        .flat_map(|p| p.runs.iter().map(|r| r.text.as_str()).filter(|t| !t.contains("目") && !t.starts_with(". ")))
        .collect();
    // What is posted village by village is named once.
    let mut named: Vec<&str> =
        titles.iter().copied().map(|t| if t.ends_with("公示表") { "雁峰区救助对象公示表" } else { t }).collect();
    named.dedup();
    assert_eq!(front.len(), 2 * named.len(), "{front:?}");
    for (nth, (line, title)) in front.chunks(2).zip(&named).enumerate() {
        assert_eq!(line[0], format!("{}  {title}", nth + 1));
        let number: usize = line[1].parse().unwrap();
        let page = pages.iter().find(|p| p.number == Some(number)).unwrap();
        assert!(
            page.runs.iter().any(|r| r.place == Place::Title && (r.text == **title || r.text.ends_with("对象公示表"))),
            "{title} is not on page {number}"
        );
    }
    let numbered: Vec<usize> = pages.iter().filter(|p| p.sheet == 0).filter_map(|p| p.number).collect();
    assert_eq!(numbered, (1..=numbered.len()).collect::<Vec<_>>());

    // What a month lacks is named on the cover.
    let opening = printed(&demo(), "month-end", "2020-12", Numbers::Full);
    let cover = opening.cover.unwrap();
    assert!(cover.notes[0].starts_with("本月无: ") && cover.notes[0].contains("残疾人两项补贴发放花名册"), "{cover:?}");
}

#[test]
fn what_is_posted_names_nobodys_papers() {
    let read = |sql: &str| -> HashSet<String> { by_sql(sql, "2021-11").into_iter().flatten().collect() };
    let mut secret = read("SELECT id_number FROM person WHERE id_number IS NOT NULL");
    secret.extend(read("SELECT account_no FROM account UNION SELECT account_no FROM institution"));
    secret.extend(read("SELECT phone FROM person WHERE phone IS NOT NULL"));
    secret.extend(read("SELECT disability_cert_no FROM person WHERE disability_cert_no IS NOT NULL"));
    assert!(secret.len() > 10_000);
    for numbers in [Numbers::Full, Numbers::Masked] {
        let notice = printed(&demo(), "notice", "2021-11", numbers);
        let titles: HashSet<&str> = notice.tables.iter().map(|t| t.title.as_str()).collect();
        assert_eq!(titles.len(), 3, "{titles:?}");
        let text = print::text(&notice) + &print::csv(&notice);
        let runs: HashSet<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|r| r.len() >= 7).collect();
        assert!(runs.is_empty(), "{runs:?}");
        assert!(!text.contains('*') && runs.iter().all(|run| !secret.contains(*run)));
        for table in &notice.tables {
            let heads: Vec<&str> = table.columns.iter().map(|c| c.head[0].as_str()).collect();
            assert_eq!(heads, ["序号", "户主姓名", "保障人数", "月保障金额(元)"]);
            assert!(table.unit_line[0].contains(&table.part.as_ref().unwrap().name), "{:?}", table.unit_line);
            assert!(table.unit_line.iter().any(|t| t.starts_with("监督电话: ")), "{:?}", table.unit_line);
        }
    }
    // A minor's name stands nowhere, unless an adult bears it too.
    let minors = read(
        "SELECT p.name FROM person p JOIN dibao d JOIN household h ON h.key = d.household AND h.applicant = p.key \
         WHERE p.birth_date > '2003-11-30' AND p.name NOT IN (SELECT name FROM person WHERE birth_date <= '2003-11-30')",
    );
    let names: HashSet<String> = printed(&demo(), "notice", "2021-11", Numbers::Full)
        .tables
        .iter()
        .flat_map(|t| lines(t).map(|r| r.cells[1].shown()).collect::<Vec<_>>())
        .collect();
    assert!(minors.is_disjoint(&names), "{:?}", minors.intersection(&names).collect::<Vec<_>>());
}
