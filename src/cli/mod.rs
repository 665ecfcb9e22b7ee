//! The command line: what scripts and timers rely on (names and shapes are stable). Each command is one entry of
//! [`COMMANDS`]; `--help` lists what is built. With no command the screens open.
//!
//! Exit: 0 done; 1 refused by a rule; 64 wrong usage, or no terminal for the screens; 65 a file that is foreign, damaged,
//! cut or newer; 74 missing, locked, read-only for a change, no room, no printer, an answer that could not be written, a defect.
//! Whatever fails after a change says that the change stands.

mod acts;
mod args;
mod check;
mod count;
mod death;
mod death_list;
mod doctor;
mod fault;
mod figures;
mod key_table;
mod list;
mod locale;
mod manual;
mod office;
mod people;
mod progress;
mod records;
mod remap;
mod report;
mod seat;
mod shells;
mod typed;
mod undo;
mod version;

use crate::config::Config;
use crate::domain::slip::Severity;
use crate::domain::{date, nearest};
use crate::door;
use crate::store::file::files;
use crate::store::{self, Store, Who};
pub use args::{Args, Format};
use chrono::NaiveDate;
pub use doctor::Probe;
pub use fault::Fault;
pub use key_table::Keys;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A command.
struct Command {
    name: &'static str,
    usage: &'static str,
    about: &'static str,
    run: fn(&Session, &mut Args) -> Result<(), Fault>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "init",
        usage: "init FILE --division CODE [--name 名称]",
        about: "新建空白业务库(区划、参数、代码表)",
        run: office::init,
    },
    Command {
        name: "demo",
        usage: "demo FILE [--scale N] [--months N] [--seed S] [--with-anomalies]",
        about: "生成示范业务库",
        run: office::demo,
    },
    Command {
        name: "find",
        usage: "find QUERY [--limit N]",
        about: "查人: 身份证号开头、结尾或出生日期、姓名、拼音首字母、电话、账号、编号",
        run: people::find,
    },
    Command {
        name: "person", usage: "person ID", about: "一人一页: 家庭、待遇、发放、变动", run: people::person
    },
    Command {
        name: "list",
        usage: "list REGISTER [--at DATE] [--town CODE] [--state S] [--where FIELD OP VALUE]… [--order FIELD[:desc]] [--columns A,B…] [--limit N] [--after KEY]",
        about: "列出一本台账; 按任一字段筛选(= >= <= ~ empty filled age>= age<= within)、排序, 选定栏目; 字段见 help REGISTER",
        run: list::list,
    },
    Command {
        name: "count",
        usage: "count REGISTER FIELD[:town|village|month|year] [FIELD] [--by FIELD] [--sum FIELD,…] [--at DATE] [--town CODE] [--state S] [--where FIELD OP VALUE]… [-o FILE]",
        about: "统计一本台账的分布: 按一个或两个字段(如 division:town division:village)数出多少、多少钱, 从多到少",
        run: count::count,
    },
    Command {
        name: "set",
        usage: "set REGISTER [ID] FIELD=VALUE… [CHILD:FIELD=VALUE…] [--why TEXT] [--dry-run] [--accept CODE]",
        about: "新增或更正一条记录",
        run: records::set,
    },
    Command {
        name: "void",
        usage: "void REGISTER ID --why TEXT [--accept CODE]",
        about: "作废一条错录的记录",
        run: records::void,
    },
    Command {
        name: "act", usage: "act NUMBER", about: "一次办理改动了什么: 各条记录, 原来的和现在的", run: acts::act
    },
    Command {
        name: "undo",
        usage: "undo ACT --why TEXT [--dry-run] [--accept CODE]",
        about: "撤销一次办理: 它改动的各条记录都退回去",
        run: undo::undo,
    },
    Command {
        name: "remap",
        usage: "remap PLAN [--dry-run]",
        about: "按批准的区划调整方案办理区划变更: 区划和各项登记一并变更",
        run: remap::remap,
    },
    Command {
        name: "death",
        usage: "death ID --date DATE [--dry-run] [--accept CODE --why TEXT] | death --undo ID --why TEXT [--dry-run] | death --paper ID [-o FILE]",
        about: "死亡登记: 停发、重新核定、追缴一并办理; --undo 撤销登记错了的",
        run: death::death,
    },
    Command {
        name: "death-list",
        usage: "death-list 殡仪馆|公安|村居 --month YYYY-MM FILE|- [--dry-run] [--accept CODE --why TEXT]",
        about: "读入一方的死亡名单(CSV 或粘贴的表), 逐行核对, 退回的逐条列出; 三方差异见 report funeral-lists",
        run: death_list::death_list,
    },
    Command {
        name: "figures",
        usage: "figures --year YYYY [--key K] [--rows]",
        about: "统计数字及其来源行",
        run: figures::run,
    },
    Command {
        name: "report",
        usage: "report NAME --month YYYY-MM [--format text|pdf|csv] [-o FILE | --print] [--no-checks]",
        about: "月报与花名册",
        run: report::run,
    },
    Command {
        name: "check",
        usage: "check [--month YYYY-MM] [--format text|json|pdf|csv] [-o FILE]",
        about: "核对一个月的各本台账: 疑点、轻重、怎么办; 有错误时退出码为 1",
        run: check::run,
    },
    Command {
        name: "verify", usage: "verify", about: "核验业务库: 结构、引用、留痕、各项合计", run: office::verify
    },
    Command {
        name: "backup", usage: "backup DIR", about: "备份到目录, 打开核对无误才算完成", run: office::backup
    },
    Command {
        name: "restore",
        usage: "restore BACKUP",
        about: "用备份替换 --db 的业务库, 原来的文件改名留在旁边",
        run: office::restore,
    },
    Command {
        name: "passwd", usage: "passwd", about: "改自己的密码(操作员用 --as 写明)", run: seat::passwd
    },
    Command {
        name: "rights", usage: "rights", about: "这位操作员可以办理什么: 岗位、业务、镇街", run: seat::rights
    },
    Command {
        name: "bench",
        usage: "bench",
        about: "测本机的快慢: 打开、查人、翻页、排序、分布、报表",
        run: office::bench,
    },
    Command {
        name: doctor::NAME,
        usage: "doctor",
        about: "检查这台电脑: 业务库、磁盘、字体、打印机、终端、按键, 各说怎么办; 有误时退出码为 1",
        run: doctor::run,
    },
    Command {
        name: "help",
        usage: "help [REGISTER | keys [--format text|pdf|csv] [-o FILE] | manual [--format text|pdf] [-o FILE] | install [--format text|pdf] [-o FILE] | completions bash|zsh|fish | man]",
        about: "本帮助, 一本台账的字段说明, 使用手册、安装说明(文本、PDF), 按键表(一页), 给 shell 的补全, 或 man 手册页",
        run: records::help,
    },
];

/// What the options before the command settled.
pub struct Session {
    db: Option<PathBuf>,
    demo: bool,
    fresh: bool,
    operator: Option<String>,
    today: Option<NaiveDate>,
    /// How results are printed.
    pub format: Format,
    /// The settings file.
    pub config: Config,
    /// Why it could not be read.
    misread: Option<String>,
    /// The table of keys.
    pub keys: Keys,
    probe: Probe,
}

/// What a call comes to.
pub enum Outcome {
    /// It is done: the exit code.
    Done(u8),
    /// No command was given: the screens are to open.
    Screens(Box<Screens>),
}

/// With what the screens begin.
pub enum Begin {
    /// The office's file.
    Office(PathBuf),
    /// The first page: no office is known, or the one that the settings name is not there.
    Welcome(Option<PathBuf>),
}

/// The screens that a call without a command asks for.
pub struct Screens {
    /// With what they begin.
    pub begin: Begin,
    /// Who works: `--as`.
    pub operator: Option<String>,
    /// The business date: `--today`.
    pub today: Option<NaiveDate>,
    /// The settings.
    pub config: Config,
}

/// Carries out a call with these arguments (without the program's name); the table of keys and what is known of the terminal are the
/// screens'.
pub fn run(arguments: Vec<std::ffi::OsString>, keys: Keys, probe: Probe) -> Outcome {
    locale::warn();
    match dispatch(arguments, keys, probe) {
        Ok(Some(screens)) => Outcome::Screens(Box::new(screens)),
        Ok(None) => Outcome::Done(0),
        Err(fault) => {
            fault.print();
            Outcome::Done(fault.exit_code())
        }
    }
}

fn dispatch(arguments: Vec<std::ffi::OsString>, keys: Keys, probe: Probe) -> Result<Option<Screens>, Fault> {
    let mut args = Args::parse(arguments)?;
    if args.flag("version") {
        return version::tell(args.format()?).map(|()| None);
    }
    if args.flag("help") {
        return fault::print(&help()).map(|()| None);
    }
    // Who looks at the machine tells what is wrong with its settings among all else.
    let (config, misread) = match Config::load() {
        Ok(config) => (config, None),
        Err(fault) => (Config::default(), Some(fault.to_string())),
    };
    let session = Session {
        db: args.path("db"),
        demo: args.flag("demo"),
        fresh: args.flag("fresh"),
        operator: args.option("as"),
        today: args
            .option("today")
            .map(|t| date::parse(&t))
            .transpose()
            .map_err(|f| Fault::usage(format!("--today: {f}")))?,
        format: args.format()?,
        config,
        misread,
        keys,
        probe,
    };
    let name = args.next()?;
    if let Some(fault) = session.misread.as_ref().filter(|_| name.as_deref() != Some(doctor::NAME)) {
        return Err(Fault::surroundings(fault));
    }
    let Some(name) = name else {
        args.finish()?;
        return session.screens().map(Some);
    };
    let Some(command) = COMMANDS.iter().find(|c| c.name == name) else {
        let offer = COMMANDS.iter().map(|c| c.name).collect::<Vec<_>>().join(" ");
        let near = nearest::hint(&name, COMMANDS.iter().map(|c| c.name));
        return Err(Fault::usage(format!("没有命令“{}”{near}; 可用: {offer}", crate::domain::text::safe(&name))));
    };
    progress::listen();
    (command.run)(&session, &mut args).map(|()| None).map_err(|f| f.with_usage(command.usage))
}

impl Session {
    fn screens(self) -> Result<Screens, Fault> {
        let begin = self.begin()?;
        locale::warn_and_wait();
        Ok(Screens { begin, operator: self.operator, today: self.today, config: self.config })
    }

    /// Who named an office gets that one or is told why not; so are scripts, which have no terminal for a page that asks.
    fn begin(&self) -> Result<Begin, Fault> {
        if self.demo || self.db.is_some() || !door::is_terminal() {
            return self.path().map(Begin::Office);
        }
        Ok(match &self.config.office {
            Some(office) if std::fs::symlink_metadata(office).is_err_and(|e| e.kind() == ErrorKind::NotFound) => {
                Begin::Welcome(Some(office.clone()))
            }
            Some(office) => Begin::Office(office.clone()),
            None => Begin::Welcome(None),
        })
    }

    /// The office's file: `--db`, `--demo` (built when it is not there yet), or the settings file's.
    fn path(&self) -> Result<PathBuf, Fault> {
        if self.demo {
            return office::demo_file(self.fresh);
        }
        self.db.clone().or_else(|| self.config.office.clone()).ok_or_else(|| {
            Fault::usage("未指定业务库: 用 --db 文件, 或 --demo 打开示范业务库, 或在设置文件中写 office".to_owned())
        })
    }

    /// The office's file, if one is named, whether it is there or not; nothing is built for it.
    fn place(&self) -> Option<PathBuf> {
        let demo = if self.demo { office::demo_place().ok() } else { None };
        demo.or_else(|| self.db.clone()).or_else(|| self.config.office.clone())
    }

    /// The same as [`deliver`] where no office is opened; the one that is named is not written over.
    fn deliver(&self, bytes: &[u8], file: Option<&Path>) -> Result<(), Fault> {
        let office = self.db.as_deref().or(self.config.office.as_deref());
        hand_out(bytes, file, office.unwrap_or(Path::new("")))
    }

    /// Opens the office for reading and writing; the operator named by `--as` sits before it, by his password where the office has any.
    pub fn open(&self) -> Result<Store, Fault> {
        let store = self.opened()?;
        self.sits(&store)?;
        Ok(store)
    }

    /// The same; nobody sits there yet.
    fn opened(&self) -> Result<Store, Fault> {
        let store = Store::open(&self.path()?)?;
        if let Some(warning) = store.warning() {
            door::tell(&format!("{}: {warning}", Severity::Warning.label()));
        }
        Ok(store)
    }

    /// The same for work that reads most of it.
    pub fn open_whole(&self) -> Result<Store, Fault> {
        let store = self.open()?;
        store.read_ahead(&|| true);
        Ok(store)
    }

    /// The business date: `--today`, else the demonstration office's pinned day, else the machine's in UTC+8.
    pub fn day(&self, store: &Store) -> NaiveDate {
        self.today.or(store.office().demo_day).unwrap_or_else(store::today)
    }

    /// Who acts: `--as`, else the first operator.
    pub fn who(&self, store: &Store) -> Result<Who, Fault> {
        Ok(store.who(self.operator.as_deref())?)
    }
}

/// Writes bytes to FILE, which is none of an office's, or, without one, to standard output.
pub(crate) fn deliver(bytes: &[u8], file: Option<&Path>, store: &Store) -> Result<(), Fault> {
    hand_out(bytes, file, store.path())
}

fn hand_out(bytes: &[u8], file: Option<&Path>, office: &Path) -> Result<(), Fault> {
    match file {
        Some(path) => Ok(files::write(path, bytes, office)?),
        None => door::pass(bytes).map_err(fault::output_fault),
    }
}

/// What the program is, in a line.
const ABOUT: &str = "区民政局业务台账、发放与月末报表";
/// What its exit codes mean.
const EXITS: &str = "0 完成  1 被规则拒绝  64 用法有误或没有终端  65 文件不对或损坏  74 打不开、被占用、只读、空间不足、没有打印、写不出回答、程序出错";

fn help() -> String {
    let mut text = format!(
        "民政 minzheng: {ABOUT}\n\n用法: minzheng [--db FILE | --demo [--fresh]] [--as 操作员] [--today 日期] [命令]\n不带命令则打开屏幕。\n\n命令:\n"
    );
    for c in COMMANDS {
        text.push_str(&format!("  {}\n      {}\n", c.usage, c.about));
    }
    text.push_str("\n选项:\n");
    for (usage, about) in shells::GLOBAL {
        text.push_str(&format!("  {usage:<20} {about}\n"));
    }
    text.push_str(&format!("\n退出码: {EXITS}"));
    text
}
