//! Keys, sizes and pastes by the thousand in a real terminal: nothing panics, the keyboard answers, the terminal is given
//! back, memory stays bounded, the office is whole. A small sample runs with all tests; whole it runs by
//! `cargo test --release --test storm -- --ignored --nocapture` (`STORM` says how many, `STORM_SEED` which).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(target_os = "linux")]

#[path = "support/pty.rs"]
mod pty;
mod support;

use pty::Terminal;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use support::{Office, id};

/// What a program may hold in memory at most, in kB (`VmHWM`).
const MEMORY: u64 = 96 * 1024;

/// Numbers by chance, the same for the same seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }
    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const MOVES: &[&str] = &[
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1bOA",
    "\x1bOB",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[H",
    "\x1b[F",
    "\x1b[1;5C",
    "\x1b[1;5D",
    "\t",
    "\x1b[Z",
    "\r",
    "\x1b",
];
const FUNCTIONS: &[&str] = &[
    "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[[A",
    "\x1b[3~", "\x7f", "\x18", "\x03", "\x02", "\x04", "\x15", "\x14", "\x12", "\x07", "\x1a", "\x13",
];
const LETTERS: &[&str] = &[
    "1",
    "5",
    "9",
    "0",
    "a",
    "x",
    "Z",
    "?",
    " ",
    ",",
    ".",
    "陈",
    "欧",
    "𠮷",
    "？",
    "é",
    "2021-11-30",
    "430406",
    "张三",
];
/// What no keyboard sends.
const NOISE: &[&[u8]] = &[
    b"\x1b[",
    b"\x1bO",
    b"\x1b[99;99;99;99z",
    b"\x1b[M",
    b"\x1b]0;x\x07",
    b"\xff",
    b"\xe4\xb8",
    b"\x00",
    b"\x1b\x1b\x1b",
    b"\x1b[201~",
    b"\x9b",
    b"\x1b[1;5",
    b"\x1b[<0;1;1M",
    b"\x1bP1$r\x1b\\",
];

/// A paste of up to 300 KB, mostly short: some with control bytes, some whose end does not come. With its length.
fn paste(chance: &mut Chance) -> (Vec<u8>, bool) {
    let len = match chance.below(8) {
        0 => chance.below(300_000),
        1 => 0,
        _ => chance.below(2_000),
    };
    let wild = chance.below(3) == 0;
    let mut bytes = b"\x1b[200~".to_vec();
    while bytes.len() < len + 6 {
        match chance.below(12) {
            0 => bytes.extend(b"\r\n"),
            1 => bytes.extend(b"\t"),
            2 if wild => bytes.extend([0x1b, b'[', b'A', 0, 0x18, 0x9b, 0xff]),
            3 if wild => bytes.extend(b"\x1b[200~"),
            4 if wild => bytes.extend(b"\x1b[201"),
            _ => bytes.extend(chance.one_of(LETTERS).as_bytes()),
        }
    }
    let ends = chance.below(10) > 0;
    if ends {
        bytes.extend(b"\x1b[201~");
    }
    (bytes, ends)
}

/// What has been done so far.
#[derive(Debug, Default)]
struct Tally {
    keys: usize,
    sizes: usize,
    pastes: usize,
    endless: usize,
    pasted: usize,
    sessions: usize,
    peak: u64,
}

struct Storm<'f> {
    chance: Chance,
    file: &'f Path,
    terminal: Terminal,
    tally: Tally,
}

impl Storm<'_> {
    fn new(file: &Path, seed: u64) -> Storm<'_> {
        let terminal = Terminal::start(file, 24, 80);
        Storm { chance: Chance(seed), file, terminal, tally: Tally { sessions: 1, ..Tally::default() } }
    }
    fn one(&mut self) {
        let chance = &mut self.chance;
        match chance.below(100) {
            0..=2 => {
                let (bytes, ends) = paste(chance);
                self.tally.pastes += 1;
                self.tally.endless += usize::from(!ends);
                self.tally.pasted += bytes.len();
                self.terminal.sends(bytes);
            }
            3..=14 => {
                let (rows, cols) = (1 + chance.below(60), 1 + chance.below(200));
                self.terminal.resizes(u16::try_from(rows).unwrap(), u16::try_from(cols).unwrap());
                self.tally.sizes += 1;
            }
            n => {
                let bytes = match n {
                    15..=17 => NOISE[chance.below(NOISE.len())],
                    18..=54 => chance.one_of(MOVES).as_bytes(),
                    55..=69 => chance.one_of(FUNCTIONS).as_bytes(),
                    _ => chance.one_of(LETTERS).as_bytes(),
                };
                self.terminal.sends(bytes);
                self.tally.keys += 1;
            }
        }
        match self.chance.below(40) {
            0 => std::thread::sleep(Duration::from_millis(20)),
            1..=9 => std::thread::sleep(Duration::from_micros(500)),
            _ => {}
        }
        while self.terminal.take(Duration::ZERO) {}
    }
    /// The keyboard answers: key by key it leads back to the first screen. A program that was left is opened again.
    fn answers(&mut self) {
        self.terminal.settles();
        std::thread::sleep(Duration::from_millis(1200));
        for (rows, cols) in [(25, 90), (24, 80)] {
            self.terminal.screen.screen_mut().set_size(rows, cols);
            self.terminal.resizes(rows, cols);
            self.terminal.settles();
        }
        self.tally.peak = self.tally.peak.max(peak(self.terminal.pid()));
        let until = Instant::now() + Duration::from_secs(60);
        let mut home = false;
        loop {
            if self.terminal.child.try_wait().unwrap().is_some() {
                return self.opens_again();
            }
            let text = self.terminal.text();
            assert!(Instant::now() < until, "the keyboard is dead after {:?}\n{text}", self.tally);
            let asked = text.contains("退出民政?");
            if home && !asked {
                return;
            }
            home = asked;
            self.terminal.sends(if text.contains("放弃") { "\x1b[B\r" } else { "\x1b" });
            self.terminal.take(Duration::from_millis(300));
            while self.terminal.take(Duration::from_millis(60)) {}
        }
    }
    fn opens_again(&mut self) {
        self.ends();
        self.terminal = Terminal::start(self.file, 24, 80);
        self.tally.sessions += 1;
    }
    fn ends(&mut self) {
        assert_eq!(self.terminal.ends(), 0, "{}", self.terminal.text());
        for made in ["备份", "打印"] {
            let _ = std::fs::remove_dir_all(self.file.with_file_name(made));
        }
    }
    fn leaves(mut self) -> Tally {
        self.answers();
        self.terminal.sends("\x18");
        self.terminal.waits_for("退出民政?");
        self.terminal.sends("\r");
        self.ends();
        self.tally
    }
}

/// The most memory that a running program has held, in kB; 0 for one that has ended.
fn peak(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or("0");
    line.split_whitespace().next().unwrap().parse().unwrap()
}

fn storm(file: &Path, seed: u64, events: usize) {
    let mut storm = Storm::new(file, seed);
    for n in 1..=events {
        storm.one();
        if n % 1000 == 0 {
            storm.answers();
        }
    }
    let tally = storm.leaves();
    println!("seed {seed}: {tally:?}");
    assert!(tally.peak < MEMORY, "{tally:?}");
    let verify = Command::new(env!("CARGO_BIN_EXE_minzheng")).arg("--db").arg(file).arg("verify").output().unwrap();
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
}

#[test]
fn a_sample_of_the_storm_leaves_keyboard_terminal_and_office_whole() {
    let office = Office::new();
    for (i, name) in ["陈桂香", "欧阳建国", "解秀兰"].iter().cycle().take(30).enumerate() {
        let person = office.person(name, &id("1960-05-06", 11 + u16::try_from(i).unwrap()));
        let household = office.household(person, &[]);
        office.case(household, "100");
    }
    storm(&office.path, 8, 1000);
}

#[test]
#[ignore = "takes minutes"]
fn the_whole_storm() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse().ok());
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("office.db");
    let made = Command::new(env!("CARGO_BIN_EXE_minzheng")).arg("demo").arg(&file).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let events = number("STORM").unwrap_or(100_000);
    storm(&file, number("STORM_SEED").unwrap_or(8), usize::try_from(events).unwrap());
}
