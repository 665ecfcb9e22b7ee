//! What holds of every printed page, checked on the page model that PDF is written from, and on the file itself.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use crate::samples::{monthly, roll, texts};
use minzheng::jobs::paper;
use minzheng::print::{
    Cells, Cover, Document, Font, Metrics, Page, Paper, Part, Place, PrintCell, PrintColumn, PrintFault, PrintRow,
    RowKind, Table, csv, paginate, pdf, text, yuan,
};
use minzheng::store::Store;
use proptest::prelude::*;

const PAPER: Paper = Paper::A4_LANDSCAPE;

/// Advances as a usual font has them, so that layouts do not hang on the font of the machine.
pub struct Usual;

impl Metrics for Usual {
    fn advance(&self, ch: char) -> i32 {
        match Cells.advance(ch) {
            500 => 560,
            other => other,
        }
    }
}

fn pages_of(table: Table) -> Vec<Page> {
    paginate(&Document::of(table), &Usual, PAPER)
}

/// The text of each cell of the rows, its lines joined, once for every sheet it stands on.
fn read_cell(page: &Page, row: usize, column: usize) -> Option<String> {
    let lines: Vec<&str> =
        page.runs.iter().filter(|run| run.place == Place::Cell { row, column }).map(|run| run.text.as_str()).collect();
    (!lines.is_empty()).then(|| lines.concat())
}

fn check_page(page: &Page) {
    check_on(page, PAPER);
}

pub fn check_on(page: &Page, paper: Paper) {
    for run in &page.runs {
        assert!(run.x >= run.between.start, "{run:?}");
        assert!(run.x + run.width <= run.between.end, "{run:?}");
        assert!(run.between.start >= paper.margin && run.between.end <= paper.width - paper.margin, "{run:?}");
        assert!(run.y > paper.margin && run.y <= paper.height - paper.margin, "{run:?}");
        assert!(run.size >= 6500, "{run:?}");
    }
    for (at, one) in page.runs.iter().enumerate() {
        for other in &page.runs[at + 1..] {
            let beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
            let beneath = (one.y - other.y).abs() >= one.size.min(other.size);
            assert!(beside || beneath, "{one:?} lies over {other:?}");
        }
    }
}

#[test]
fn every_amount_is_printed_whole_and_no_text_leaves_its_cell() {
    for table in [monthly(), roll(300)] {
        let pages = pages_of(table.clone());
        pages.iter().for_each(check_page);
        for (at, row) in table.rows.iter().enumerate() {
            for (column, cell) in row.cells.iter().enumerate() {
                let printed = pages.iter().find_map(|page| read_cell(page, at, column)).unwrap_or_default();
                assert_eq!(printed.replace(' ', ""), cell.shown().replace(' ', ""), "row {at} column {column}");
                if let PrintCell::Money(fen) = cell {
                    let whole = yuan(i128::from(*fen), true);
                    assert!(pages.iter().any(|page| {
                        page.runs.iter().any(|run| run.place == Place::Cell { row: at, column } && run.text == whole)
                    }));
                }
            }
        }
    }
}

#[test]
fn each_page_has_title_heads_and_number() {
    let pages = pages_of(roll(300));
    assert!(pages.len() > 5);
    for (at, page) in pages.iter().enumerate() {
        let texts: Vec<&str> = page.runs.iter().map(|run| run.text.as_str()).collect();
        for text in ["雁峰区城市居民最低生活保障金发放花名册", "身份证号", "账号", "发放月份: 2021年11月"]
        {
            assert!(texts.contains(&text), "{text} on page {at}");
        }
        assert!(texts.contains(&format!("第 {} 页 共 {} 页", at + 1, pages.len()).as_str()));
        assert!(texts.contains(&"打印日期: 2021-12-31"));
    }
}

#[test]
fn two_levels_of_heads_are_printed_with_the_upper_one_once() {
    let pages = pages_of(monthly());
    assert_eq!(pages.len(), 1);
    let heads: String =
        pages[0].runs.iter().filter(|run| run.place == Place::Head).map(|run| run.text.as_str()).collect();
    assert_eq!(heads.matches("当月新增").count(), 1);
    assert_eq!(heads.matches("当月支出").count(), 1);
    assert_eq!(heads.matches("人均补差").count(), 1);
}

#[test]
fn page_subtotals_add_up_to_the_total() {
    let table = roll(300);
    let total = table.rows.last().unwrap().clone();
    let pages = pages_of(table);
    for column in [10, 11, 12, 13] {
        let parse = |text: &str| text.replace([',', '.'], "").parse::<i64>().unwrap();
        let subtotal = |page: &Page| {
            let sums: Vec<_> = page.runs.iter().filter(|run| run.place == Place::PageSubtotal { column }).collect();
            assert!(sums.len() <= 1);
            sums.first().map_or(0, |run| parse(&run.text))
        };
        let sum: i64 = pages.iter().map(subtotal).sum();
        assert_eq!(PrintCell::Money(sum), total.cells[column]);
    }
    let last = pages.last().unwrap();
    let labels: Vec<&str> = last.runs.iter().map(|run| run.text.as_str()).filter(|text| text.contains("计 ")).collect();
    assert!(labels.last().unwrap().starts_with("合计 300"), "{labels:?}");
    assert!(labels[labels.len() - 2].starts_with("本页小计"), "{labels:?}");
}

#[test]
fn what_does_not_fit_goes_to_a_sheet_that_repeats_the_first_columns() {
    let mut columns = vec![PrintColumn::text(&["镇(街)"]), PrintColumn::text(&["村(居)"])];
    columns.extend(
        (1..=24).map(|month| PrintColumn::money(&["累计支出(元)", Box::leak(format!("{month}月").into_boxed_str())])),
    );
    let row = |name: &str| {
        let names = [PrintCell::text(name), PrintCell::text("某社区")].into_iter();
        PrintRow::line(names.chain((0..24).map(|at| PrintCell::Money(123_456_789 + at))).collect())
    };
    let rows: Vec<PrintRow> = (0..70).map(|at| row(&format!("第{at}街道"))).collect();
    let table = Table {
        title: "宽表".to_owned(),
        columns,
        rows,
        repeat_columns: 2,
        signatures: texts(&["制表人: 张敏"]),
        ..Table::default()
    };
    let pages = pages_of(table.clone());
    pages.iter().for_each(check_page);
    let sheets = pages.iter().map(|page| page.sheet).max().unwrap() + 1;
    assert_eq!(sheets, 2);
    for pair in pages.chunks(2) {
        assert_eq!((pair[0].sheet, pair[1].sheet), (0, 1));
        assert_eq!(pair[0].number, pair[1].number);
        let rows_on = |page: &Page| -> BTreeSet<(usize, String)> {
            (0..70).filter_map(|row| Some((row, read_cell(page, row, 0)? + &read_cell(page, row, 1)?))).collect()
        };
        assert_eq!(rows_on(&pair[0]), rows_on(&pair[1]));
        assert!(pair[1].runs.iter().any(|run| run.text.contains("页(续表) 共")));
        assert!(pair[1].runs.iter().any(|run| run.text == "宽表(续表)"));
        assert!(pair[1].runs.iter().any(|run| run.text == "累计支出(元)"));
    }
    for column in 2..26 {
        assert!(pages.iter().any(|page| read_cell(page, 69, column).is_some()), "column {column}");
    }
    let signed: Vec<bool> =
        pages.iter().map(|page| page.runs.iter().any(|run| run.place == Place::Signature)).collect();
    assert_eq!(signed.iter().filter(|signed| **signed).count(), 1);
    assert!(signed.last().unwrap());
}

#[test]
fn signatures_never_stand_without_a_row_above_them() {
    for lines in 1..140 {
        let pages = pages_of(roll(lines));
        pages.iter().for_each(check_page);
        let signed: Vec<&Page> =
            pages.iter().filter(|page| page.runs.iter().any(|run| run.place == Place::Signature)).collect();
        assert_eq!(signed.len(), 1, "{lines} lines");
        assert!(signed[0].runs.iter().any(|run| matches!(run.place, Place::Cell { .. })), "{lines} lines");
    }
}

#[test]
fn a_set_has_cover_and_contents_with_the_pages_of_the_tables() {
    let cover = Cover {
        title: "雁峰区民政事业统计月报".to_owned(),
        office: "衡阳市雁峰区民政局".to_owned(),
        period: "2021年11月".to_owned(),
        printed_on: "2021-12-31".to_owned(),
        notes: texts(&["本月无: 临时救助月报"]),
    };
    let tables = vec![roll(100), monthly(), roll(3)];
    let pages = paginate(&Document { tables, cover: Some(cover), contents: true }, &Usual, PAPER);
    pages.iter().for_each(check_page);
    assert!(pages[0].runs.iter().any(|run| run.text == "雁峰区民政事业统计月报"));
    let numbers: Vec<&str> = pages[1]
        .runs
        .iter()
        .filter(|run| run.text.chars().all(|ch| ch.is_ascii_digit()))
        .map(|run| run.text.as_str())
        .collect();
    for (table, number) in numbers.iter().enumerate() {
        let first = pages.iter().find(|page| page.table == Some(table)).unwrap();
        assert_eq!(first.number.unwrap().to_string(), *number);
    }
    assert_eq!(numbers.len(), 3);
}

#[test]
fn a_text_longer_than_a_page_goes_on_without_loss() {
    let long: String = "这一条备注写得很长".chars().cycle().take(4000).collect();
    let table = Table {
        title: "长".to_owned(),
        columns: vec![PrintColumn::text(&["序号"]), PrintColumn::text(&["备注"]).wrapping()],
        rows: vec![PrintRow::line(vec![PrintCell::text("1"), PrintCell::text(long.clone())])],
        ..Table::default()
    };
    let pages = pages_of(table);
    pages.iter().for_each(check_page);
    let read: String = pages.iter().filter_map(|page| read_cell(page, 0, 1)).collect();
    assert_eq!(read, long);
}

#[test]
fn checks_too_many_for_a_page_go_on_with_the_signatures_at_the_end() {
    let checks: Vec<String> = (0..120).map(|at| format!("校验 {at}: 相符 ✓")).collect();
    let pages = pages_of(Table { checks: checks.clone(), ..monthly() });
    pages.iter().for_each(check_page);
    let printed: Vec<&str> = pages
        .iter()
        .flat_map(|page| &page.runs)
        .filter(|run| run.place == Place::Check)
        .map(|run| run.text.as_str())
        .collect();
    assert_eq!(printed, checks);
    assert!(pages.last().unwrap().runs.iter().any(|run| run.place == Place::Signature));
}

fn any_cell() -> impl Strategy<Value = PrintCell> {
    prop_oneof![
        "[甲乙丙丁戊己a-z0-9 ,。()\u{202E}]{0,30}".prop_map(PrintCell::Text),
        any::<i64>().prop_map(PrintCell::Count),
        any::<i64>().prop_map(PrintCell::Money),
        Just(PrintCell::Blank),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]
    #[test]
    fn any_table_is_printed_whole(
        heads in prop::collection::vec("[甲乙丙丁(元)]{0,12}", 1..14),
        cells in prop::collection::vec(prop::collection::vec(any_cell(), 0..14), 0..40),
        kinds in prop::collection::vec(0..3usize, 40),
        wrap in any::<bool>(), page_subtotals in any::<bool>(), repeat_columns in 0..4usize,
    ) {
        let columns: Vec<PrintColumn> = heads.iter().map(|head| PrintColumn { wrap, summed: true, ..PrintColumn::text(&[head]) }).collect();
        let kind = [RowKind::Line, RowKind::Subtotal, RowKind::Total];
        let rows = cells.into_iter().zip(kinds).map(|(cells, at)| PrintRow { kind: kind[at], cells }).collect();
        let table = Table { title: "任意表".to_owned(), columns, rows, page_subtotals, repeat_columns, ..Table::default() };
        let pages = pages_of(table.clone());
        pages.iter().for_each(check_page);
        for (at, row) in table.rows.iter().enumerate() {
            for (column, cell) in row.cells.iter().take(table.columns.len()).enumerate() {
                let expected = cell.shown().replace(' ', "");
                let sheets = pages.iter().map(|page| page.sheet).max().unwrap_or(0);
                let read = |sheet: usize| -> String {
                    let on_sheet = pages.iter().filter(|page| page.sheet == sheet);
                    on_sheet.filter_map(|page| read_cell(page, at, column)).collect::<String>().replace(' ', "")
                };
                let printed: Vec<String> = (0..=sheets).map(read).filter(|text| !text.is_empty()).collect();
                prop_assert!(expected.is_empty() || !printed.is_empty());
                prop_assert!(printed.iter().all(|text| *text == expected), "{:?} for {}", printed, expected);
            }
        }
    }
}

fn find_font() -> Font {
    Font::find(None).unwrap_or_else(|fault| panic!("{fault}"))
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let font = find_font();
    let document = Document::of(roll(40));
    let first = pdf(&document, &font, &|_, _| true).unwrap();
    assert_eq!(first, pdf(&document, &font, &|_, _| true).unwrap());
    assert!(first.bytes.starts_with(b"%PDF-1.7"));
    assert!(first.warnings.is_empty(), "{:?}", first.warnings);
}

#[test]
fn who_waits_hears_how_far_it_is_and_may_stop_it() {
    let (font, document) = (find_font(), Document::of(roll(600)));
    let heard = RefCell::new(Vec::new());
    let hear = |done, of| {
        heard.borrow_mut().push((done, of));
        true
    };
    let sheets = pdf(&document, &font, &hear).unwrap().sheets;
    let heard = heard.into_inner();
    let (laid, written): (Vec<_>, Vec<_>) = heard.iter().partition(|(_, of)| *of == 0);
    assert!(laid.len() > sheets && laid.contains(&(sheets - 1, 0)), "{laid:?}");
    assert_eq!(written, (0..2 * sheets).map(|done| (done, 2 * sheets)).collect::<Vec<_>>());
    // Wherever it is stopped, in the middle of the rows too, nothing comes of it.
    for last in 0..heard.len() {
        let left = Cell::new(last);
        let stopped = pdf(&document, &font, &|_, _| left.replace(left.get().saturating_sub(1)) > 0);
        assert!(matches!(stopped, Err(PrintFault::Stopped)), "{last}");
    }
    Store::while_working(|what, _, _| what != "排版(页)");
    assert!(paper::pdf(&document, None).unwrap_err().is_stopped());
    Store::while_working(|_, _, _| true);
    assert!(paper::pdf(&document, None).is_ok());
}

#[test]
fn characters_that_cannot_be_printed_are_named_with_their_rows() {
    let row = |name: &str| PrintRow::line(vec![PrintCell::text(name)]);
    let table = Table {
        title: "名单".to_owned(),
        columns: vec![PrintColumn::text(&["姓名"])],
        rows: vec![row("张三"), row("李\u{E9F4}四"), row("王\u{202E}五")],
        ..Table::default()
    };
    let printed = pdf(&Document::of(table), &find_font(), &|_, _| true).unwrap();
    assert_eq!(printed.warnings.len(), 2, "{:?}", printed.warnings);
    assert!(printed.warnings[0].contains("第 2 行") && printed.warnings[0].contains("U+E9F4"));
    assert!(printed.warnings[1].contains("第 3 行") && printed.warnings[1].contains("U+202E"));
}

#[test]
fn a_document_without_tables_is_refused() {
    assert!(pdf(&Document::default(), &find_font(), &|_, _| true).unwrap_err().to_string().contains("没有可打印的表"));
}

#[test]
fn one_long_text_does_not_widen_its_column_for_the_whole_roll() {
    let usual = pages_of(roll(600)).len();
    let names = ["巴合提亚尔·买买提艾力·阿卜杜热合曼江·吐尔逊", "Maximilian Konstantin Alexander Wolkenstein"];
    // 户主, 户名, 村(居), 低保证号: a name, a place, anything.
    for (column, text) in
        [(4, names[0]), (4, names[1]), (14, names[0]), (2, "某某国家级经济技术开发区某某工业园社区居民委员会")]
    {
        let mut table = roll(600);
        table.rows[301].cells[column] = PrintCell::text(text);
        let pages = pages_of(table);
        assert!(pages.len() <= usual + 1, "{text}: {} pages instead of {usual}", pages.len());
        let printed = pages.iter().find_map(|page| read_cell(page, 301, column)).unwrap();
        assert_eq!(printed.replace(' ', ""), text.replace(' ', ""));
        pages.iter().for_each(check_page);
    }
    let mut table = roll(600);
    table.rows[301].cells[16] = PrintCell::text("123456789012345678901234567890");
    let whole =
        pages_of(table).iter().any(|page| page.runs.iter().any(|run| run.text == "123456789012345678901234567890"));
    assert!(whole, "a number is not broken");
}

#[test]
fn the_tables_of_a_part_are_one_document_with_pages_of_its_own() {
    let of = |name: &str, lines: usize| Table {
        part: Some(Part { name: name.to_owned(), of: "公示表".to_owned() }),
        ..roll(lines)
    };
    let tables = vec![roll(10), of("甲村", 60), of("甲村", 5), of("乙村", 5), roll(10)];
    let cover = Some(Cover { title: "成套".to_owned(), ..Cover::default() });
    let set = Document { tables, cover, contents: true };
    let pages = paginate(&set, &Usual, PAPER);
    let numbers = |table: usize| -> Vec<&str> {
        let of_table = pages.iter().filter(|page| page.table == Some(table) && page.sheet == 0);
        of_table.flat_map(|page| &page.runs).map(|run| run.text.as_str()).filter(|t| t.starts_with("第 ")).collect()
    };
    let all = pages.iter().filter(|page| page.sheet == 0).filter_map(|page| page.number).max().unwrap();
    let first = numbers(1).len();
    assert!(first > 1);
    assert_eq!(numbers(0), [format!("第 1 页 共 {all} 页")]);
    assert_eq!(numbers(1)[0], format!("第 1 页 共 {} 页", first + 1));
    assert_eq!(numbers(2), [format!("第 {0} 页 共 {0} 页", first + 1)]);
    assert_eq!(numbers(3), ["第 1 页 共 1 页"]);
    assert_eq!(numbers(4), [format!("第 {all} 页 共 {all} 页")]);
    // The contents name what is posted once, by what it is.
    let contents = text(&set);
    assert_eq!(contents.lines().filter(|line| line.ends_with("公示表")).count(), 1);
}

/// A bar is as long as its part of the column on paper, stands as signs in text, and a spreadsheet has none.
#[test]
fn bars_are_drawn_on_paper_and_in_text_and_left_out_of_spreadsheets() {
    let line = |label: &str, count, bar| {
        PrintRow::line(vec![PrintCell::text(label), PrintCell::Count(count), PrintCell::Bar(bar)])
    };
    let table = Table {
        title: "分布".to_owned(),
        columns: vec![PrintColumn::text(&["镇街"]), PrintColumn::count(&["件数"]), PrintColumn::bars(&["图"])],
        rows: vec![
            line("甲", 40, 1000),
            line("乙", 20, 500),
            line("丙", 0, 0),
            PrintRow::total(vec![PrintCell::text("合计"), PrintCell::Count(60)]),
        ],
        ..Table::default()
    };
    let document = Document::of(table);
    let pages = paginate(&document, &Cells, Paper::A4_LANDSCAPE);
    let blocks = &pages[0].blocks;
    assert_eq!(blocks.len(), 2);
    let length = |at: usize| blocks[at].x.end - blocks[at].x.start;
    assert!((length(0) - 2 * length(1)).abs() <= 1 && blocks[0].x.start == blocks[1].x.start, "{blocks:?}");
    assert!(blocks[0].y.end < blocks[1].y.start);
    let text = text(&document);
    assert!(
        text.contains(&format!("| {} |", "#".repeat(30))) && text.contains(&format!("| {}", "#".repeat(15))),
        "{text}"
    );
    assert_eq!(csv(&document).trim_start_matches('\u{FEFF}'), "镇街,件数\r\n甲,40\r\n乙,20\r\n丙,0\r\n合计,60\r\n");
}
