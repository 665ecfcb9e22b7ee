//! Arguments: options are recognised wherever they stand, everything else is a word of the command.

use super::Fault;
use crate::domain::{nearest, text};
use crate::register::Op;
use lexopt::Arg;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// Options with a value.
pub(super) const VALUED: &[&str] = &[
    "db", "as", "today", "format", "division", "limit", "at", "town", "state", "after", "why", "accept", "year",
    "month", "key", "name", "scale", "months", "seed", "output", "date", "undo", "paper", "where", "order", "columns",
    "by", "sum",
];
/// Those whose value is a path: any bytes.
const PATHS: &[&str] = &["db", "output"];
/// Those that may be given several times, each adding to the others.
const REPEATED: &[&str] = &["where", "accept", "by"];
/// Options without one.
pub(super) const FLAGS: &[&str] =
    &["demo", "fresh", "help", "version", "rows", "dry-run", "with-anomalies", "print", "no-checks"];

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: masked.
    Text,
    /// For scripts.
    Json,
    /// A printed table.
    Pdf,
    /// A table for spreadsheets.
    Csv,
}

/// The words and options of one call.
#[derive(Debug, Default)]
pub struct Args {
    words: std::collections::VecDeque<OsString>,
    options: BTreeMap<&'static str, Vec<OsString>>,
}

impl Args {
    /// Reads the arguments.
    pub fn parse(arguments: Vec<OsString>) -> Result<Args, Fault> {
        let mut args = Args::default();
        let mut parser = lexopt::Parser::from_args(arguments);
        while let Some(arg) = parser.next().map_err(usage)? {
            let name = match arg {
                Arg::Value(word) => {
                    args.words.push_back(word);
                    continue;
                }
                Arg::Long(name) => name.to_owned(),
                Arg::Short('o') => "output".to_owned(),
                Arg::Short('h') => "help".to_owned(),
                Arg::Short(c) => return Err(Fault::usage(format!("没有选项 -{}", text::safe(&c.to_string())))),
            };
            let is_given = args.options.keys().any(|given| **given == name);
            if is_given && !REPEATED.contains(&name.as_str()) {
                return Err(Fault::usage(format!("选项 --{name} 给了两次, 只能给一次")));
            }
            if let Some(flag) = FLAGS.iter().find(|f| **f == name) {
                args.options.entry(flag).or_default();
            } else if let Some(valued) = VALUED.iter().find(|v| **v == name) {
                let value = parser.value().map_err(|_| Fault::usage(format!("选项 --{name} 后面要有值")))?;
                if !PATHS.contains(valued) {
                    in_unicode(&value)?;
                }
                let values = args.options.entry(valued).or_default();
                values.push(value);
                if *valued == "where" {
                    values.extend(rest_of_condition(&mut parser)?);
                }
            } else {
                let near = nearest::hint(&name, VALUED.iter().chain(FLAGS).copied());
                return Err(Fault::usage(format!("没有选项 --{}{near}", text::safe(&name))));
            }
        }
        Ok(args)
    }
    /// The next word.
    #[allow(clippy::should_implement_trait, reason = "it consumes words, it is no iterator")]
    pub fn next(&mut self) -> Result<Option<String>, Fault> {
        self.words.pop_front().map(|word| in_unicode(&word).map(str::to_owned)).transpose()
    }
    /// The next word, which the command needs.
    pub fn need(&mut self, what: &str) -> Result<String, Fault> {
        self.next()?.ok_or_else(|| missing(what))
    }
    /// The next word, a path, which the command needs.
    pub fn need_path(&mut self, what: &str) -> Result<PathBuf, Fault> {
        self.words.pop_front().map(PathBuf::from).ok_or_else(|| missing(what))
    }
    /// Whether a flag was given.
    pub fn flag(&mut self, name: &str) -> bool {
        self.options.remove(name).is_some()
    }
    /// The value of an option.
    pub fn option(&mut self, name: &str) -> Option<String> {
        self.options.remove(name).and_then(|mut v| v.pop()).map(|v| v.to_string_lossy().into_owned())
    }
    /// Every value of an option.
    pub fn all(&mut self, name: &str) -> Vec<String> {
        self.options.remove(name).unwrap_or_default().iter().map(|v| v.to_string_lossy().into_owned()).collect()
    }
    /// An option that is a path.
    pub fn path(&mut self, name: &str) -> Option<PathBuf> {
        self.options.remove(name).and_then(|mut v| v.pop()).map(PathBuf::from)
    }
    /// An option that is a whole number.
    pub fn number<T: std::str::FromStr>(&mut self, name: &str) -> Result<Option<T>, Fault> {
        self.option(name)
            .map(|t| t.parse().map_err(|_| Fault::usage(format!("--{name} 应为整数, 不是“{}”", text::safe(&t)))))
            .transpose()
    }
    /// `--format`.
    pub fn format(&mut self) -> Result<Format, Fault> {
        match self.option("format").as_deref() {
            None | Some("text") => Ok(Format::Text),
            Some("json") => Ok(Format::Json),
            Some("pdf") => Ok(Format::Pdf),
            Some("csv") => Ok(Format::Csv),
            Some(other) => Err(Fault::usage(format!("--format 可为 text json pdf csv, 不是“{}”", text::safe(other)))),
        }
    }
    /// Nothing may be left that no one asked for.
    pub fn finish(&self) -> Result<(), Fault> {
        if let Some(word) = self.words.front() {
            return Err(Fault::usage(format!("多出了“{}”", text::safe(&word.to_string_lossy()))));
        }
        match self.options.keys().next() {
            Some(option) => Err(Fault::usage(format!("此处用不上选项 --{option}"))),
            None => Ok(()),
        }
    }
}

/// What follows the field of a condition: a sign, and mostly a value.
fn rest_of_condition(parser: &mut lexopt::Parser) -> Result<Vec<OsString>, Fault> {
    let mut next = || {
        let word =
            parser.value().map_err(|_| Fault::usage("--where 后面写 字段 比较 值, 如 class_code = A".to_owned()))?;
        in_unicode(&word)?;
        Ok::<_, Fault>(word)
    };
    let sign = next()?;
    let takes_value = sign.to_str().and_then(Op::read).is_none_or(Op::takes_value);
    let value = if takes_value { Some(next()?) } else { None };
    Ok(std::iter::once(sign).chain(value).collect())
}

fn missing(what: &str) -> Fault {
    Fault::usage(format!("缺少{what}"))
}

/// What is to be read must be text: bytes that are none would be kept as signs that say nothing.
fn in_unicode(word: &OsStr) -> Result<&str, Fault> {
    word.to_str().ok_or_else(|| {
        let seen = text::safe(&word.to_string_lossy());
        Fault::usage(format!(
            "“{seen}”不是 UTF-8 编码的文字; 请把终端和脚本改用 UTF-8 编码, 如 export LANG=zh_CN.UTF-8"
        ))
    })
}

fn usage(e: lexopt::Error) -> Fault {
    match e {
        lexopt::Error::UnexpectedValue { option, value } => {
            Fault::usage(format!("选项 {option} 后面不带值, 不是“{}”", text::safe(&value.to_string_lossy())))
        }
        other => Fault::usage(other.to_string()),
    }
}
