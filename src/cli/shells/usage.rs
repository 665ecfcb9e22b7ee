//! A usage, read: which words a command takes and in what order, which options, and what can stand in each place. The same text is what
//! people read in the help.

use crate::cli::args;
use crate::figure::report;
use crate::register;

/// The options before (or behind) any command, and what they do.
pub(in crate::cli) const GLOBAL: [(&str, &str); 7] = [
    ("--db FILE", "业务库的文件; 不写用设置文件里的 office"),
    ("--demo [--fresh]", "示范业务库, 还没有就生成; --fresh 重新生成"),
    ("--as 操作员", "以哪个登录名办理; 不写是库里的第一个"),
    ("--today 日期", "业务日期, 如 2021-12-31; 不写是今天"),
    ("--format json|text", "结果的形式; json 不遮盖证件号码"),
    ("--version", "版本、库版本、构建"),
    ("--help", "本帮助"),
];

/// A command as shells learn it.
pub(super) struct Taught {
    /// Its name; empty for what stands before any command.
    pub name: &'static str,
    /// What can stand as its first word, its second …
    pub words: Vec<Offer>,
    /// Its options.
    pub options: Vec<Taken>,
}

/// An option.
pub(super) struct Taken {
    /// As it is typed: `--month`, `-o`.
    pub name: String,
    /// What its value can be, where it has one.
    pub value: Option<Offer>,
}

/// What can stand in a place.
#[derive(Default)]
pub(super) struct Offer {
    /// These words, with what they mean.
    pub words: Vec<(String, String)>,
    /// A file.
    pub files: bool,
    /// A folder.
    pub folders: bool,
}

impl Offer {
    pub fn of_words(words: impl Iterator<Item = (String, String)>) -> Offer {
        Offer { words: words.collect(), ..Offer::default() }
    }
    /// What a word of the usage stands for; one that says only what it is (`CODE`, `日期`) offers nothing.
    fn add(&mut self, word: &str) {
        match word {
            "REGISTER" => self.words.extend(register::ALL.iter().map(|e| named(e.register.name, e.register.label))),
            "NAME" => self.words.extend(report::ALL.iter().map(|r| named(r.name, r.label))),
            "FILE" | "BACKUP" => self.files = true,
            "DIR" => self.folders = true,
            choice if choice.contains('|') && !choice.contains('[') => {
                choice.split('|').for_each(|one| self.add_one(one))
            }
            word if word.chars().all(|c| c.is_ascii_lowercase() || c == '-') => self.add_one(word),
            _ => {}
        }
    }
    fn add_one(&mut self, word: &str) {
        match word {
            "FILE" => self.files = true,
            word => self.words.push(named(word, "")),
        }
    }
}

fn named(name: &str, label: &str) -> (String, String) {
    (name.to_owned(), label.to_owned())
}

impl Taught {
    /// Reads the usage of a command.
    pub fn of(name: &'static str, usage: &str) -> Taught {
        let mut taught = Taught { name, words: Vec::new(), options: Vec::new() };
        let mut reading = Reading { taught: &mut taught, begun: vec![0], place: 0, option: None };
        for word in usage.split_whitespace() {
            reading.takes(word);
        }
        taught
    }
    /// What can stand in each place, counted from the first word behind the command: no place is counted before one.
    pub fn places(&self) -> impl Iterator<Item = (i32, &Offer)> {
        let first = if self.name.is_empty() { -1 } else { 0 };
        (first..).zip(&self.words)
    }
}

/// How far a usage is read.
struct Reading<'t> {
    taught: &'t mut Taught,
    /// The place at which each open bracket began; the first is the whole.
    begun: Vec<usize>,
    /// The place of the next word.
    place: usize,
    /// The depth at which an option was named, to which the next words belong: one outside of brackets, all within them.
    option: Option<usize>,
}

impl Reading<'_> {
    fn takes(&mut self, word: &str) {
        let body = word.trim_start_matches('[');
        for _ in 0..word.len() - body.len() {
            self.begun.push(self.place);
        }
        let body = body.trim_end_matches('…');
        let closed = body.matches(']').count().saturating_sub(body.matches('[').count());
        self.takes_plain(body.get(..body.len() - closed).unwrap_or(body).trim_end_matches('…'));
        for _ in 0..closed {
            self.begun.pop();
            self.option = self.option.filter(|depth| *depth <= self.begun.len());
        }
    }
    fn takes_plain(&mut self, word: &str) {
        let depth = self.begun.len();
        if word == "|" {
            self.place = self.begun.last().copied().unwrap_or_default();
            self.option = None;
        } else if word.starts_with('-') && word.len() > 1 {
            let value = args::VALUED.iter().any(|v| word == "-o" || word.strip_prefix("--") == Some(v));
            if !self.taught.options.iter().any(|o| o.name == word) {
                let value = value.then(Offer::default);
                self.taught.options.push(Taken { name: word.to_owned(), value });
            }
            self.option = value.then_some(depth);
        } else if let Some(begun) = self.option {
            let last = self.taught.options.last_mut().and_then(|o| o.value.as_mut());
            if let Some(value) = last.filter(|v| v.words.is_empty() && !v.files && !v.folders) {
                value.add(word);
            }
            self.option = Some(begun).filter(|begun| *begun > 1);
        } else if word != self.taught.name || self.place > 0 {
            let words = &mut self.taught.words;
            while words.len() <= self.place {
                words.push(Offer::default());
            }
            if let Some(offer) = words.get_mut(self.place) {
                offer.add(word);
            }
            self.place += 1;
        }
    }
}
