//! `death-list`: reads one of the three lists of the dead of a month, as CSV or pasted, in one act; what rules refuse is listed, row by row.

use super::fault::{print_json, slip_line};
use super::records::print_with;
use super::{Args, Fault, Format, Session};
use crate::domain::month::Month;
use crate::domain::slip::{Severity, Slip};
use crate::domain::{date, text};
use crate::door;
use crate::register::funeral::codes::NOTICE_SOURCE;
use crate::register::funeral::death_notice::{DEATH_NOTICE, Listed};
use crate::register::{Draft, Values};
use crate::store::StoreFault;
use crate::store::change::together::Done;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

/// What lists call their columns.
const HEADS: &[(&str, &[&str])] = &[
    ("name", &["姓名", "死者姓名", "逝者姓名", "死亡人员姓名"]),
    ("id_number", &["身份证号", "身份证号码", "公民身份号码", "身份证", "证件号码"]),
    ("died_on", &["死亡日期", "死亡时间", "逝世日期"]),
    ("cremated_on", &["火化日期", "火化时间"]),
    ("hukou_cancelled_on", &["注销日期", "户口注销日期", "销户日期", "注销时间"]),
    ("village", &["村(居)", "村居", "村", "社区", "村(社区)", "户籍社区", "户籍地", "住址"]),
    ("note", &["备注", "说明"]),
];
/// What the last line of a list begins with, where it is no person.
const SUMS: [&str; 3] = ["合计", "总计", "小计"];
/// So many lines are named in a hint.
const LINES_TOLD: usize = 8;
const MEGABYTE: u64 = 1_048_576;
/// No list of a month is longer, in bytes.
const LONGEST: u64 = 16 * MEGABYTE;
/// What columns may be parted by.
const MARKS: [u8; 3] = *b"\t,|";

/// `death-list SOURCE --month YYYY-MM FILE|- [--dry-run] [--accept CODE --why TEXT]`
pub(super) fn death_list(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let source = args.need("名单: 殡仪馆、公安或村居")?;
    let file = args.need_path("名单文件(- 为标准输入)")?;
    let month = args.option("month").ok_or_else(|| Fault::usage("缺少 --month 名单月份".to_owned()))?;
    let (dry_run, why, accept) = (args.flag("dry-run"), args.option("why"), args.all("accept"));
    args.finish()?;
    let Some(source) = NOTICE_SOURCE.read(&source) else {
        let text = format!("没有名单“{}”; 可填 {}", text::safe(&source), NOTICE_SOURCE.offer());
        return Err(Fault::usage(text));
    };
    let Some(month) = Month::parse(&month) else {
        return Err(Fault::usage(format!("--month 应写作 2021-11, 不是“{}”", text::safe(&month))));
    };
    let mut list = List::of(&read(&file)?, source).map_err(Fault::refused)?;
    let repeated = list.without_repeats();
    if !list.unused.is_empty() {
        door::tell(&format!("没有读入的列: {}", list.unused.join("、")));
    }
    if let Some(hint) = list.of_other_months(month) {
        door::tell(&hint);
    }
    let store = session.open()?;
    let day = session.day(&store);
    let who = session.who(&store)?;
    let named = format!("读入{}{}名单", month.zh(), NOTICE_SOURCE.label(source).unwrap_or_default());
    let reason = why.unwrap_or(named);
    let drafts = list.drafts((source, month), store.listed_dead(source, month)?, &accept, &reason);
    let (act, done) = match dry_run {
        true => (None, store.rehearse_together(&drafts, &reason, &who, day)?),
        false => store.save_together(&drafts, &reason, &who, day)?,
    };
    if let Some(act) = act {
        door::stands(format!("已读入名单(办理 {act})"));
    }
    let mut outcome = Outcome::of(&list, done);
    outcome.same += repeated;
    outcome.tell(session, act)
}

/// The text of a file, or of standard input.
fn read(file: &Path) -> Result<String, Fault> {
    let name = file.display().to_string();
    let shown = text::safe(&name);
    let mut bytes = Vec::new();
    // One byte more than a list may have: what never ends is told from what is long enough.
    let read = match name.as_str() {
        "-" => std::io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes),
        // Whoever opens a pipe waits for its other end.
        _ if std::fs::metadata(file).is_ok_and(|meta| !meta.is_file()) => {
            return Err(Fault::refused(format!("{shown} 不是文件(是目录、管道或设备), 请给出名单文件")));
        }
        _ => std::fs::File::open(file).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes)),
    };
    let length = read.map_err(|e| Fault::from(StoreFault::io(file, "读取", &e)))?;
    if u64::try_from(length).is_ok_and(|length| length > LONGEST) {
        return Err(Fault::refused(format!("{shown} 超过 {} MB, 不像一份名单, 没有读入", LONGEST / MEGABYTE)));
    }
    let not_text = |_| Fault::refused("名单不是 UTF-8 文字; 请在表格程序里另存为“CSV UTF-8”, 或者直接粘贴".to_owned());
    String::from_utf8(bytes).map_err(not_text)
}

/// A row: where it stands in the text, and what it has for each column.
type Entry = (u64, Vec<(&'static str, String)>);

/// A list as it was read.
#[derive(Debug, Default, PartialEq)]
struct List {
    rows: Vec<Entry>,
    /// Columns that are not taken.
    unused: Vec<String>,
}

impl List {
    /// Reads a text: its heads stand in the first line that has a name among them.
    fn of(text: &str, source: &str) -> Result<List, String> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let mut list = List::default();
        let mut heads: Option<Vec<Option<&'static str>>> = None;
        for record in reader(&text).records() {
            let record = record.map_err(|e| format!("名单读不下去: {e}"))?;
            let cells: Vec<String> = record.iter().map(cell).collect();
            match &heads {
                None if cells.iter().any(|cell| column(cell) == Some("name")) => {
                    let takes = |cell: &String| column(cell).filter(|col| is_of(col, source));
                    let unused = cells.iter().filter(|cell| !cell.is_empty() && takes(cell).is_none());
                    list.unused = unused.map(|cell| text::safe(cell)).collect();
                    heads = Some(cells.iter().map(takes).collect());
                }
                None => {}
                Some(heads) => {
                    let first = cells.iter().find(|cell| !cell.is_empty());
                    if first.is_none_or(|first| SUMS.iter().any(|sum| first.starts_with(sum))) {
                        continue;
                    }
                    let named = heads.iter().zip(cells).filter_map(|(col, cell)| Some(((*col)?, cell)));
                    let line = record.position().map_or(0, csv::Position::line);
                    list.rows.push((line, named.collect()));
                }
            }
        }
        match heads {
            Some(_) => Ok(list),
            None => Err("名单没有表头: 要有一行写着 姓名、身份证号、死亡日期 等".to_owned()),
        }
    }

    /// Leaves out rows that are the same, cell by cell, as one before. How many there were.
    fn without_repeats(&mut self) -> usize {
        let mut seen: HashSet<Vec<(&'static str, String)>> = HashSet::new();
        let before = self.rows.len();
        self.rows.retain(|(_, cells)| seen.insert(cells.clone()));
        before - self.rows.len()
    }

    /// The lines whose deaths are of another month, where there are any: a list of late cremations has some, one under the wrong month
    /// nothing else.
    fn of_other_months(&self, month: Month) -> Option<String> {
        let died = |cells: &[(&str, String)]| cells.iter().find(|(col, _)| *col == "died_on").map(|(_, t)| t.clone());
        let day = |cells: &[(&str, String)]| date::parse(&died(cells)?).ok();
        let other = |(_, cells): &&Entry| day(cells).is_some_and(|day| Month::of(day) != month);
        let lines: Vec<String> = self.rows.iter().filter(other).map(|(line, _)| line.to_string()).collect();
        let told = |shown: &[String]| {
            let more = if lines.len() > shown.len() { " 等" } else { "" };
            format!(
                "有 {} 行的死亡日期不在{}(第 {}{more} 行), 请核对 --month 和名单是不是同一个月",
                lines.len(),
                month.zh(),
                shown.join("、")
            )
        };
        lines.chunks(LINES_TOLD).next().map(told)
    }

    /// Each row as a draft: of the entry that stands for that person on the list, or a new one. An empty cell says nothing of an entry that
    /// stands.
    fn drafts(&self, (source, month): (&str, Month), listed: Vec<Listed>, accept: &[String], why: &str) -> Vec<Draft> {
        let draft = |((_, cells), stands): (&Entry, Option<Listed>)| {
            let is_new = stands.is_none();
            let draft = match stands {
                Some(entry) => Draft::of(&DEATH_NOTICE, entry.key),
                None => Draft::new(&DEATH_NOTICE).with("source", source).with("month", month.to_string()),
            };
            let draft = Draft { accept: accept.to_vec(), why: Some(why.to_owned()), ..draft };
            // What a clerk typed into an entry is not taken out by a list that does not say.
            let said = cells.iter().filter(|(_, text)| is_new || !text.is_empty());
            said.fold(draft, |draft, (col, text)| draft.with(col, text.as_str()))
        };
        self.rows.iter().zip(self.standing(listed)).map(draft).collect()
    }

    /// Of each row the entry that stands for that person: the one with its ID number, then the one of its name and village where either
    /// has no number, so that a number which a clerk or a later list knows makes nobody somebody else. Whoever stands on the list twice
    /// has no second entry.
    fn standing(&self, mut listed: Vec<Listed>) -> Vec<Option<Listed>> {
        let mut found: Vec<Option<Listed>> = self.rows.iter().map(|_| None).collect();
        for same in [by_number, by_name] {
            for ((_, cells), stands) in self.rows.iter().zip(&mut found).filter(|(_, stands)| stands.is_none()) {
                *stands = listed.iter().position(|entry| same(cells, entry)).map(|at| listed.remove(at));
            }
        }
        found
    }
}

/// A cell of a row; empty where the list has no such column.
fn of<'c>(cells: &'c [(&'static str, String)], col: &str) -> &'c str {
    cells.iter().find(|(c, _)| *c == col).map_or("", |(_, text)| text)
}

fn by_number(cells: &[(&'static str, String)], entry: &Listed) -> bool {
    entry.id_number.as_ref().is_some_and(|id| id.eq_ignore_ascii_case(of(cells, "id_number")))
}

fn by_name(cells: &[(&'static str, String)], entry: &Listed) -> bool {
    let has_one = entry.id_number.is_none() || of(cells, "id_number").is_empty();
    has_one && entry.name == of(cells, "name") && entry.village.as_deref().unwrap_or_default() == of(cells, "village")
}

/// The cells of a text, parted by what most often parts the line with the heads.
fn reader(text: &str) -> csv::Reader<&[u8]> {
    let head = text.lines().find(|line| line.contains("姓名")).unwrap_or_default();
    let often = |mark: &u8| head.bytes().filter(|byte| byte == mark).count();
    let mark = MARKS.into_iter().rev().max_by_key(often).unwrap_or(b',');
    csv::ReaderBuilder::new().delimiter(mark).flexible(true).has_headers(false).from_reader(text.as_bytes())
}

/// A cell without what tables put around numbers so that they stay texts.
fn cell(text: &str) -> String {
    let bare = text.trim().trim_start_matches(['\'', '=']).trim_matches('"');
    text::clean(bare).trim().to_owned()
}

fn column(head: &str) -> Option<&'static str> {
    HEADS.iter().find(|(_, names)| names.contains(&&*text::unspaced(head))).map(|(col, _)| *col)
}

/// Whether a column applies to the list of a source.
fn is_of(col: &str, source: &str) -> bool {
    let mut values = Values::new(&DEATH_NOTICE);
    values.set("source", source);
    DEATH_NOTICE.field(col).is_some_and(|field| field.when.is_none_or(|when| when.holds(&values)))
}

/// What came of the rows.
#[derive(Default)]
struct Outcome {
    new: usize,
    same: usize,
    changed: usize,
    refused: Vec<Value>,
    doubtful: Vec<Value>,
    /// Refused and doubtful ones as lines.
    lines: Vec<String>,
}

impl Outcome {
    fn of(list: &List, done: Vec<Done>) -> Outcome {
        let mut outcome = Outcome::default();
        for ((line, cells), done) in list.rows.iter().zip(done) {
            match done {
                Done::New => outcome.new += 1,
                Done::Same => outcome.same += 1,
                Done::Changed => outcome.changed += 1,
                Done::Refused(slips) => outcome.refuse(*line, cells, &slips),
            }
        }
        outcome
    }

    /// A row with an error is refused for its errors; one with doubts alone is doubtful.
    fn refuse(&mut self, line: u64, cells: &[(&'static str, String)], slips: &[Slip]) {
        let is_wrong = slips.iter().any(|slip| slip.severity == Severity::Error);
        let of = if is_wrong { Severity::Error } else { Severity::Doubt };
        let to = if is_wrong { &mut self.refused } else { &mut self.doubtful };
        for slip in slips.iter().filter(|slip| slip.severity == of) {
            let col = slip.field.unwrap_or_default();
            let value = cells.iter().find(|(c, _)| *c == col).map(|(_, text)| text);
            let label = DEATH_NOTICE.label_of(col);
            to.push(json!({"row": line, "column": label, "value": value, "code": slip.code, "reason": slip.text}));
            self.lines.push(format!("第 {line} 行: {}", slip_line(Some(&DEATH_NOTICE), slip)));
        }
    }

    fn tell(self, session: &Session, act: Option<i64>) -> Result<(), Fault> {
        let Outcome { new, same, changed, refused, doubtful, lines } = self;
        let stands = new + same + changed > 0;
        match session.format {
            Format::Json => print_json(&json!({
                "act": act, "new": new, "same": same, "changed": changed, "refused": refused, "doubtful": doubtful,
            }))?,
            _ => {
                let head = act.map_or_else(|| "没有写入".to_owned(), |act| format!("已读入(办理 {act})"));
                let counts = format!("新增 {new}  相同 {same}  更改 {changed}  退回 {}", lines.len());
                print_with(format!("{head}: {counts}"), lines)?;
            }
        }
        match (stands, refused.len() + doubtful.len()) {
            (_, 0) => Ok(()),
            (true, left) => Err(Fault::refused(format!("名单有 {left} 处退回的没有读入, 其余的已处理"))),
            (false, _) => Err(Fault::refused("名单没有一行可以读入")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, source: &str) -> Vec<(u64, String)> {
        let list = List::of(text, source).unwrap();
        let told =
            |cells: Vec<(&str, String)>| cells.iter().map(|(c, t)| format!("{c}={t}")).collect::<Vec<_>>().join(" ");
        list.rows.into_iter().map(|(line, cells)| (line, told(cells))).collect()
    }

    #[test]
    fn a_list_is_read_however_it_is_parted() {
        let want = [(3, "name=张三 id_number=430406194005010021 died_on=2021-11-05".to_owned())];
        for text in [
            "十一月火化名单\n序号,姓名,身份证号码,死亡日期\n1,张三,430406194005010021,2021-11-05\n",
            "\u{feff}十一月火化名单\r\n序号\t姓 名\t身份证号\t死亡时间\r\n1\t张三\t'430406194005010021\t2021-11-05\r\n",
            "十一月火化名单\n序号|姓名|公民身份号码|死亡日期\n1|张三|430406194005010021|2021-11-05\n合计|1||\n\n",
            "十一月火化名单\n序号,姓名,身份证,死亡日期\n1,张三,\"=\"\"430406194005010021\"\"\",2021-11-05\n,,,\n",
        ] {
            assert_eq!(rows(text, "1"), want, "{text}");
        }
        assert!(List::of("张三,430406194005010021", "1").unwrap_err().contains("没有表头"));
    }

    #[test]
    fn a_column_of_another_list_is_not_taken() {
        let text = "姓名,火化日期,注销日期,电话\n张三,2021-11-06,2021-11-09,13900000000\n";
        assert_eq!(rows(text, "1"), [(2, "name=张三 cremated_on=2021-11-06".to_owned())]);
        assert_eq!(rows(text, "2"), [(2, "name=张三 hukou_cancelled_on=2021-11-09".to_owned())]);
        assert_eq!(rows(text, "3"), [(2, "name=张三".to_owned())]);
        assert_eq!(List::of(text, "3").unwrap().unused, ["火化日期", "注销日期", "电话"]);
    }

    /// What a clerk typed into a standing entry, and what an earlier reading knew, outlives an empty cell.
    #[test]
    fn an_empty_cell_says_nothing_of_an_entry_that_stands() {
        let text = "姓名,身份证号,死亡日期,备注\n张三,430406194005010021,,\n李四,430406194005010048,,\n";
        let stands =
            Listed {
                key: 7, name: "张三".to_owned(), id_number: Some("430406194005010021".to_owned()), village: None
            };
        let list = List::of(text, "1").unwrap();
        let drafts = list.drafts(("1", Month::new(2021, 11).unwrap()), vec![stands], &[], "读入");
        let typed = |nth: usize| drafts[nth].texts.iter().map(|(col, _)| *col).collect::<Vec<_>>();
        assert_eq!((drafts[0].key, typed(0)), (Some(7), vec!["name", "id_number"]));
        assert_eq!((drafts[1].key, typed(1)), (None, vec!["source", "month", "name", "id_number", "died_on", "note"]));
    }

    /// A number that a clerk typed into an entry of a list without one, or that the list has by now.
    #[test]
    fn a_row_is_of_the_entry_that_stands_whichever_of_both_has_the_number() {
        const NUMBERS: [&str; 2] = ["430406194005010021", "430406194005010048"];
        let entry = |key: i64, name: &str, id: Option<&str>| Listed {
            key,
            name: name.to_owned(),
            id_number: id.map(str::to_owned),
            village: Some("山林村".to_owned()),
        };
        let stands = |rows: &str, listed: Vec<Listed>| {
            let list = List::of(&format!("姓名,身份证号,村(居)\n{rows}"), "3").unwrap();
            list.standing(listed).into_iter().map(|entry| entry.map(|entry| entry.key)).collect::<Vec<_>>()
        };
        let [first, second] = NUMBERS;
        let bare = "张三,,山林村\n".to_owned();
        let numbered = |id: &str| format!("张三,{id},山林村\n");
        assert_eq!(stands(&bare, vec![entry(7, "张三", Some(first))]), [Some(7)]);
        assert_eq!(stands(&numbered(first), vec![entry(7, "张三", None)]), [Some(7)]);
        assert_eq!(stands(&numbered(first), vec![entry(7, "张三", Some(second))]), [None]);
        assert_eq!(stands("张三,,白沙村\n", vec![entry(7, "张三", None)]), [None]);
        let namesakes = || vec![entry(7, "张三", Some(first)), entry(8, "张三", Some(second))];
        assert_eq!(stands(&(bare.clone() + &numbered(first)), namesakes()), [Some(8), Some(7)]);
        assert_eq!(stands(&(bare.clone() + &bare), vec![entry(7, "张三", None)]), [Some(7), None]);
    }
}
