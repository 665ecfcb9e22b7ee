//! What the hands do: the tasks of a day played in a real terminal, the keys counted beside what is typed, and looked up in the file whether
//! it was really done. `cargo test --test keys -- --nocapture` prints the table of docs/measured.md. Beside each task stands what the same
//! costs in a spreadsheet: the cells that have to be typed, where nothing follows from another and nothing is found by a key.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;
mod support;

use minzheng::register::Draft;
use pty::Terminal;
use std::time::Duration;
use support::{Office, VILLAGE, id, register, with_one_case};

/// How long nothing must come before a key is taken for done.
const DONE: Duration = Duration::from_millis(80);

/// Hands at a terminal.
struct Hands {
    terminal: Terminal,
    office: Office,
    keys: usize,
    typed: usize,
}

/// What is done, with how many keys at most, and how many characters; what a spreadsheet wants.
struct Task {
    name: &'static str,
    keys: usize,
    typed: Option<usize>,
    cells: &'static str,
    office: fn() -> Office,
    /// The way to where it begins; not counted.
    way: &'static str,
    plays: fn(&mut Hands),
}

/// What a key sends.
fn bytes(key: &str) -> Vec<u8> {
    let text = match key {
        "Enter" => "\r",
        "Tab" => "\t",
        "Shift-Tab" => "\x1b[Z",
        "Esc" => "\x1b",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "F2" => "\x1bOQ",
        "F3" => "\x1bOR",
        "F4" => "\x1bOS",
        "F5" => "\x1b[15~",
        "F6" => "\x1b[17~",
        "F7" => "\x1b[18~",
        "F8" => "\x1b[19~",
        "F9" => "\x1b[20~",
        _ => match key.strip_prefix("Ctrl+").map(str::as_bytes) {
            Some([letter @ b'A'..=b'Z']) => return vec![letter - b'A' + 1],
            _ => key,
        },
    };
    text.as_bytes().to_vec()
}

impl Hands {
    fn at(task: &Task) -> Hands {
        let office = (task.office)();
        let terminal = Terminal::open(&office.path, 24, 80);
        let mut hands = Hands { terminal, office, keys: 0, typed: 0 };
        hands.press(task.way);
        (hands.keys, hands.typed) = (0, 0);
        hands
    }
    fn settles(&mut self) {
        while self.terminal.take(DONE) {}
    }
    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.keys += 1;
            self.terminal.sends(bytes(key));
            self.settles();
        }
        self
    }
    fn types(&mut self, text: &str) -> &mut Self {
        self.typed += text.chars().count();
        self.terminal.sends(text);
        self.settles();
        self
    }
    #[track_caller]
    fn sees(&mut self, what: &str) -> &mut Self {
        self.terminal.waits_for(what);
        self
    }
    #[track_caller]
    fn holds(&self, query: &str) {
        let found: i64 = self.office.one(query);
        assert_eq!(found, 1, "{query}\n{}", self.terminal.text());
    }
    /// The files that were printed.
    fn printed(&self) -> Vec<String> {
        let folder = self.office.path.with_file_name("打印");
        let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        files.map(|file| file.file_name().to_string_lossy().into_owned()).collect()
    }
}

/// A man and his wife with a case, and more people.
fn with_cases() -> Office {
    let office = Office::new();
    for (i, (name, born)) in
        [("陈桂香", "1947-03-02"), ("王建国", "1960-05-06"), ("李伟", "1970-05-06")].iter().enumerate()
    {
        let person = office.person(name, &id(born, 24 + u16::try_from(i).unwrap()));
        let household = office.household(person, &[]);
        office.case(household, ["100", "300", "200"][i]);
    }
    office
}

fn with_old_man() -> Office {
    let office = Office::new();
    office.person("曾国安", &id("1936-07-08", 15));
    office
}

fn with_child() -> Office {
    let office = Office::new();
    office.person("张小玲", &id("2012-05-20", 20));
    office.person("李建国", &id("1950-01-03", 11));
    office
}

/// A child on file, and somebody who visits.
fn with_file() -> Office {
    let office = with_child();
    let worker = office.person("王芳", &id("1985-06-11", 22));
    let worker = Draft::new(register("child_worker")).with("person", format!("#{worker}")).with("division", VILLAGE);
    office.saved(&worker.with("phone", "13900000000").with("appointed_on", "2019-09-02"));
    let file =
        Draft::new(register("child")).with("person", "#1").with("guardian", "#2").with("guardian_relation", "61");
    office.saved(&file.with("registered_on", "2020-05-08").with("main_cat", "E").with("migrant", "1"));
    office
}

const TASKS: &[Task] = &[
    Task {
        name: "查人: 姓加后四位",
        keys: 2,
        typed: None,
        cells: "筛选框1格; 每张表各查一次",
        office: with_cases,
        way: "",
        plays: |hands| {
            let number = id("1947-03-02", 24);
            hands.press("F3").types("陈").types(&number[14..]).press("Enter").sees("个人页: 陈桂香");
        },
    },
    Task {
        name: "新增低保一户三人, 含账户和核定",
        keys: 30,
        typed: Some(130),
        cells: "42格(人员3×8, 家庭5, 账户4, 案件9)",
        office: Office::new,
        way: "",
        plays: |hands| {
            hands.press("F2").types(&id("1956-07-08", 15)).press("Enter").types("曾国安").press("Enter").types("5");
            hands.press("Enter").types(&id("1963-01-09", 22)).press("Enter").types("肖玉兰").press("Enter").types("2");
            hands.press("Enter").types("10").press("Enter").types(&id("2011-02-17", 33)).press("Enter").types("曾小满");
            hands
                .press("Enter")
                .types("4")
                .press("Enter")
                .types("20")
                .press("Enter Enter")
                .types("yjnl")
                .press("Enter");
            hands.types("先锋路2号").press("Enter").types("13973412345").press("Enter").types("01").press("Enter");
            hands.types("02").press("Enter").types("03").press("Enter").types("06").press("Enter").types("20");
            hands.press("Enter").types("02");
            hands
                .press("Enter")
                .types("600")
                .press("Enter Enter")
                .types("6217990000123456788")
                .press("F8")
                .sees("已保存");
            hands.holds("SELECT count(*) = 3 FROM member WHERE voided_by IS NULL");
            hands.holds("SELECT count(*) FROM award WHERE total_fen = 126000");
            hands.holds("SELECT count(*) FROM account WHERE account_name = '曾国安'");
        },
    },
    Task {
        name: "增发(收入降低)",
        keys: 6,
        typed: None,
        cells: "6格, 金额另算",
        office: with_one_case,
        way: "",
        plays: |hands| {
            hands
                .press("Ctrl+D 1")
                .types("1220")
                .press("Enter")
                .types("100")
                .press("F8")
                .sees("再按一次保存")
                .press("F8")
                .sees("已办理增发");
            hands.holds("SELECT count(*) FROM award WHERE total_fen = 122000 AND from_month = '2022-01'");
        },
    },
    Task {
        name: "停发",
        keys: 6,
        typed: None,
        cells: "4格, 名册另删",
        office: with_one_case,
        way: "",
        plays: |hands| {
            hands.press("Ctrl+D 2").types("1220").press("Enter").types("01").press("Enter F8").sees("已办理停发");
            hands.holds("SELECT count(*) FROM dibao WHERE state = 'stopped'");
        },
    },
    Task {
        name: "减人",
        keys: 6,
        typed: None,
        cells: "7格, 金额另算",
        office: with_one_case,
        way: "",
        plays: |hands| {
            hands
                .press("Ctrl+D 6 2")
                .types("婚")
                .press("Enter")
                .types("1210")
                .press("F8")
                .sees("再按一次保存")
                .press("F8")
                .sees("已办理减人");
            hands.holds("SELECT count(*) FROM member WHERE ended = 1");
            hands.holds("SELECT persons FROM award ORDER BY from_month DESC LIMIT 1");
        },
    },
    Task {
        name: "记一笔",
        keys: 6,
        typed: None,
        cells: "批注1格, 不能按人查",
        office: with_one_case,
        way: "",
        plays: |hands| {
            hands.press("Ctrl+D").types("jyb").press("Enter").types("下周再上门一次").press("F8").sees("已");
            hands.holds("SELECT count(*) FROM note WHERE person = 1 AND voided_by IS NULL");
        },
    },
    Task {
        name: "临时救助, 已登记的人",
        keys: 12,
        typed: None,
        cells: "14格",
        office: with_old_man,
        way: "Right Right Right",
        plays: |hands| {
            hands.press("F2").types(&id("1936-07-08", 15)).press("Enter").types("急难").press("Enter").types("火灾");
            hands
                .press("Enter")
                .types("家里起火烧了两间房, 修房要花三千元")
                .press("Enter")
                .types("1201")
                .press("Enter");
            hands.types("其他").press("Enter").types("800").press("Enter").types("王芳").press("Enter").types("1203");
            hands.press("F8").sees("已保存");
            hands.holds("SELECT count(*) FROM temporary WHERE amount_fen = 80000 AND voided_by IS NULL");
        },
    },
    Task {
        name: "临时救助, 没有登记过的人, 含账户",
        keys: 16,
        typed: None,
        cells: "26格(人员8, 账户4, 救助14)",
        office: Office::new,
        way: "Right Right Right",
        plays: |hands| {
            hands.press("F2").types(&id("1956-07-08", 15)).press("Enter").types("曾国安").press("Enter").types("yjnl");
            hands
                .press("Enter")
                .types("先锋路2号")
                .press("Enter")
                .types("13973412345")
                .press("Enter Enter")
                .types("急难");
            hands
                .press("Enter")
                .types("火灾")
                .press("Enter")
                .types("家里起火烧了两间房, 修房要花三千元")
                .press("Enter");
            hands.types("1201").press("Enter").types("其他").press("Enter").types("800").press("Enter").types("王芳");
            hands.press("Enter").types("1203").press("F5").types("6217990000123456788").press("F8").sees("已保存");
            hands.holds(
                "SELECT count(*) FROM temporary t JOIN account a ON a.person = t.person WHERE amount_fen = 80000",
            );
        },
    },
    Task {
        name: "特困, 没有登记过的人, 含账户、评估和核定",
        keys: 25,
        typed: None,
        cells: "31格(人员8, 账户4, 案件9, 评估8, 核定2)",
        office: Office::new,
        way: "Right Right",
        plays: |hands| {
            hands.press("F2").types("城").press("Enter").types(&id("1946-07-08", 15)).press("Enter").types("曾国安");
            hands.press("Enter").types("yjnl").press("Enter").types("先锋路2号").press("Enter").types("13973412345");
            hands.press("Enter Enter Enter").types("0");
            for day in ["1102", "1103", "1110", "1112", "1125", "1108"] {
                hands.press("Enter").types(day);
            }
            hands.press("Enter").types("区评估中心");
            for _ in 0..6 {
                hands.press("Enter").types("1");
            }
            hands.press("Enter").types("分散").press("F5").types("6217990000123456788").press("F8").sees("已保存");
            hands.holds("SELECT count(*) FROM tekun_award WHERE from_month = '2021-12' AND total_fen > 0");
            hands.holds("SELECT count(*) FROM account WHERE account_name = '曾国安'");
        },
    },
    Task {
        name: "护理补贴, 没有登记过的人, 含账户和核定",
        keys: 17,
        typed: None,
        cells: "23格(人员10, 账户4, 案件8, 核定1)",
        office: Office::new,
        way: "Right Right Right Right",
        plays: |hands| {
            let number = id("1966-07-08", 15);
            hands.press("F2").types("护理").press("Enter").types(&number).press("Enter").types("曾国安").press("Enter");
            hands.types("yjnl").press("Enter").types("先锋路2号").press("Enter").types("13973412345");
            hands
                .press("Enter Enter")
                .types(&format!("{number}41"))
                .press("Enter")
                .types("20290101")
                .press("Enter Enter");
            hands.types("1102").press("Enter").types("1110").press("Enter").types("1112").press("Enter").types("1125");
            hands.press("F5 F5").types("6217990000123456788").press("F8").sees("已保存");
            hands.holds("SELECT count(*) FROM disability_award WHERE from_month = '2021-11' AND amount_fen > 0");
            hands.holds("SELECT count(*) FROM account WHERE account_name = '曾国安'");
        },
    },
    Task {
        name: "高龄津贴, 已登记的人",
        keys: 8,
        typed: None,
        cells: "10格",
        office: with_old_man,
        way: "2 Right",
        plays: |hands| {
            hands.press("F2").types(&id("1936-07-08", 15)).press("Enter").types("1101").press("Enter").types("1102");
            hands.press("Enter").types("1108").press("Enter").types("1109").press("Enter").types("1126").press("F8 F8");
            hands.sees("已保存");
            hands.holds("SELECT count(*) FROM aged_allowance WHERE voided_by IS NULL");
        },
    },
    Task {
        name: "儿童建档, 含父母情形",
        keys: 20,
        typed: None,
        cells: "21格",
        office: with_child,
        way: "3",
        plays: |hands| {
            hands.press("F2").types(&id("2012-05-20", 20)).press("Enter").types(&id("1950-01-03", 11)).press("Enter");
            hands.types("61").press("Tab Tab Tab").types("事实").press("F5 Enter").types("05").press("Enter");
            hands.types("20190301").press("Tab Tab").types("诊断书").press("F8 Enter").types("05").press("Enter");
            hands.types("20190301").press("Tab Tab").types("诊断书").press("F8 F8 F8").sees("已保存");
            hands.holds("SELECT count(*) FROM child WHERE voided_by IS NULL");
            hands.holds("SELECT count(*) = 2 FROM parent_state WHERE voided_by IS NULL");
        },
    },
    Task {
        name: "走访一次",
        keys: 6,
        typed: None,
        cells: "12格",
        office: with_file,
        way: "3 Right Right Right Right",
        plays: |hands| {
            hands.press("F2").types(&id("2012-05-20", 20)).press("Enter F8").sees("已保存");
            hands.holds("SELECT count(*) FROM child_visit WHERE voided_by IS NULL");
        },
    },
    Task {
        name: "死亡登记, 停发一并办理",
        keys: 8,
        typed: None,
        cells: "7格, 另改3张表",
        office: with_cases,
        way: "4",
        plays: |hands| {
            hands
                .press("F2")
                .types(&id("1947-03-02", 24))
                .press("Enter")
                .types("1229")
                .press("F8 Enter")
                .sees("已保存");
            hands.holds("SELECT count(*) FROM death WHERE voided_by IS NULL");
            hands.holds("SELECT count(*) FROM award WHERE kind = 'end' AND voided_by IS NULL");
        },
    },
    Task {
        name: "按镇街、类别筛选, 按金额排序, 打印",
        keys: 12,
        typed: None,
        cells: "2格, 鼠标约12下",
        office: with_cases,
        way: "",
        plays: |hands| {
            hands.press("F5").types("xf").press("Tab Tab").types("b").press("Tab").types("yjecd").press("Enter");
            hands
                .sees("按月金额从")
                .press("F7")
                .types("xz")
                .press("Tab")
                .types("wb")
                .press("Enter")
                .sees("回车 知道了");
            assert_eq!(hands.printed().len(), 1, "{:?}", hands.printed());
        },
    },
    Task {
        name: "各村多少户、多少钱",
        keys: 5,
        typed: None,
        cells: "透视表, 鼠标约8下",
        office: with_cases,
        way: "",
        plays: |hands| {
            // Three households in one village of one town.
            hands.press("Ctrl+W Enter").sees("分布: 城市低保").sees("社区居委会         3 100.0%").sees("1,260.00");
        },
    },
    Task {
        name: "本月月末成套报表",
        keys: 4,
        typed: None,
        cells: "每张表全部格",
        office: with_cases,
        way: "",
        plays: |hands| {
            hands.press("F7").types("ym").press("Tab Tab").types("wb").press("Enter").sees("回车 知道了");
            assert_eq!(hands.printed().len(), 1, "{:?}", hands.printed());
        },
    },
];

#[test]
fn the_tasks_of_a_day_take_few_keys() {
    println!("| 事项 | 键 | 目标 | 字符 | 表格软件 |\n|---|---|---|---|---|");
    let mut over = Vec::new();
    for task in TASKS {
        let played = std::panic::catch_unwind(|| {
            let mut hands = Hands::at(task);
            (task.plays)(&mut hands);
            (hands.keys, hands.typed)
        });
        let Ok((keys, typed)) = played else {
            over.push(format!("{}: was not done", task.name));
            continue;
        };
        println!("| {} | {keys} | {} | {typed} | {} |", task.name, task.keys, task.cells);
        if keys > task.keys || task.typed.is_some_and(|most| typed > most) {
            over.push(format!("{}: {keys} keys, {typed} characters", task.name));
        }
    }
    assert!(over.is_empty(), "{over:?}");
}
